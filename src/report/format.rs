//! The formats that a report can be written in, and the one way from an assessment to the bytes of each.

use std::path::Path;

use super::csv::Csv;
use super::json::Json;
use super::markdown::Markdown;
use super::pdf::{Attachment, Pdf};
use super::table::Table;
use super::{ExportError, Exporter as _, ReportModel};
use crate::assessment::evaluate::Rules;
use crate::assessment::{Assessment, Outcome, store};

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// What other tools read.
    Json,
    /// The report, with the assessment inside.
    Pdf,
    /// Findings as rows of a spreadsheet.
    Csv,
    /// The report as plain text.
    Markdown,
    /// The assessment itself.
    Scruple,
    /// The table for a terminal.
    Table,
}

impl Format {
    /// The format that a file's ending asks for.
    ///
    /// # Errors
    /// Where the ending is not one of those that can be written.
    pub fn of(path: &Path) -> Result<Self, ExportError> {
        let ending = path
            .extension()
            .map(|e| e.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        match ending.as_str() {
            "json" => Ok(Self::Json),
            "pdf" => Ok(Self::Pdf),
            "csv" => Ok(Self::Csv),
            "md" => Ok(Self::Markdown),
            "scruple" => Ok(Self::Scruple),
            _ => Err(ExportError::Ending(path.display().to_string())),
        }
    }

    /// The bytes of this format. The same assessment gives the same bytes.
    ///
    /// # Errors
    /// Says what could not be written and what to do next.
    pub fn write(
        self,
        rules: &Rules,
        assessment: &Assessment,
        outcome: &Outcome,
    ) -> Result<Vec<u8>, ExportError> {
        let model = || ReportModel::by(rules, assessment, outcome);
        match self {
            Self::Json => Json.export(&model()),
            Self::Csv => Csv.export(&model()),
            Self::Markdown => Markdown.export(&model()),
            Self::Table => Table.export(&model()),
            Self::Scruple => saved(assessment),
            Self::Pdf => {
                // The report carries its own assessment, so that it can be opened and verified.
                let attachment = Attachment {
                    name: "assessment.scruple".to_owned(),
                    bytes: saved(assessment)?,
                };
                Pdf {
                    attachment: Some(attachment),
                    ..Pdf::default()
                }
                .export(&model())
            }
        }
    }
}

fn saved(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    store::to_text(assessment)
        .map(String::into_bytes)
        .map_err(|e| ExportError::Saved(e.to_string()))
}
