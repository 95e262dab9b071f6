//! Fields of a form that somebody filled in: their values are drawn over the page and are no part of its text.

use unpdf::model::FieldType;
use unpdf::parser::backend::PdfBackend;

use crate::document::BlockKind;

use super::flow::Piece;
use super::open::{Opened, guarded};

/// Most fields that are read.
const MOST_FIELDS: usize = 2_000;

/// The filled fields as paragraphs, each with the name that the form gives it.
pub fn pieces(opened: &Opened, known: &[Piece]) -> Vec<Piece> {
    if !opened.cleared.fields {
        return Vec::new();
    }
    let fields = guarded(|| opened.backend.acroform_fields()).unwrap_or_default();
    fields
        .iter()
        .take(MOST_FIELDS)
        .filter(|f| {
            matches!(
                f.field_type,
                FieldType::Text | FieldType::Dropdown | FieldType::ListBox
            ) && f.value.is_some()
        })
        .filter_map(|f| {
            let value = f.display_value();
            let value = value.trim();
            let said = known.iter().any(|p| p.text.contains(value));
            (value.chars().any(char::is_alphanumeric) && !said).then(|| {
                let name = f.name.rsplit('.').next().unwrap_or(&f.name).trim();
                let text = if name.is_empty() {
                    value.to_owned()
                } else {
                    format!("{name}: {value}")
                };
                Piece::plain(BlockKind::Paragraph, text, None)
            })
        })
        .collect()
}
