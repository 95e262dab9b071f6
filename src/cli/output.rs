//! Outputs of the commands: the file's ending picks the format.

use std::path::Path;

use super::Failure;
use crate::assessment::evaluate::Rules;
use crate::assessment::{Assessment, Outcome, store};
use crate::report::csv::Csv;
use crate::report::json::Json;
use crate::report::markdown::Markdown;
use crate::report::pdf::{Attachment, Pdf};
use crate::report::table::Table;
use crate::report::{Details, Exporter, LawVersion, ReportModel};

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Json,
    Pdf,
    Csv,
    Markdown,
    Scruple,
}

impl Format {
    /// The format that a file's ending asks for.
    ///
    /// # Errors
    /// Where the ending is not one of those that can be written.
    pub fn of(path: &Path) -> Result<Self, Failure> {
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
            _ => Err(Failure::new(format!(
                "{}: no format has this ending; use .pdf, .json, .csv, .md or .scruple",
                path.display()
            ))),
        }
    }
}

/// The bytes of an output.
///
/// # Errors
/// Where the format cannot be written.
pub fn export(
    format: Format,
    rules: &Rules,
    assessment: &Assessment,
    outcome: &Outcome,
) -> Result<Vec<u8>, Failure> {
    let model = model(rules, assessment, outcome);
    let made = match format {
        Format::Json => Json.export(&model),
        Format::Pdf => Pdf {
            // The report carries its own assessment, so that it can be opened and verified.
            attachment: Some(Attachment {
                name: "assessment.scruple".to_owned(),
                bytes: store::to_text(assessment)
                    .map_err(|e| Failure::new(e.to_string()))?
                    .into_bytes(),
            }),
            ..Pdf::default()
        }
        .export(&model),
        Format::Csv => Csv.export(&model),
        Format::Markdown => Markdown.export(&model),
        Format::Scruple => {
            return store::to_text(assessment)
                .map(String::into_bytes)
                .map_err(|e| Failure::new(e.to_string()));
        }
    };
    made.map_err(|e| Failure::new(e.to_string()))
}

/// What every exporter prints.
fn model(rules: &Rules, assessment: &Assessment, outcome: &Outcome) -> ReportModel {
    let law = LawVersion::of(&rules.law);
    ReportModel::new(
        &rules.catalogue,
        assessment,
        outcome,
        law,
        Details::default(),
    )
}

/// The table for standard output.
#[must_use]
pub fn table(rules: &Rules, assessment: &Assessment, outcome: &Outcome) -> String {
    Table
        .export(&model(rules, assessment, outcome))
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_else(|error| format!("{error}\n"))
}

/// Opens a saved assessment.
///
/// # Errors
/// Says what is wrong with the file and what to do next.
pub fn open(path: &Path) -> Result<Assessment, Failure> {
    store::load(path).map_err(|e| Failure::new(e.to_string()))
}
