//! Outputs of the commands: the file's ending picks the format.

use std::path::Path;

use super::Failure;
use crate::assessment::evaluate::Rules;
use crate::assessment::{Assessment, Outcome, store};
use crate::report::json::Json;
use crate::report::pdf::Pdf;
use crate::report::{Details, Exporter, LawVersion, ReportModel};

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Json,
    Pdf,
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
            "scruple" => Ok(Self::Scruple),
            _ => Err(Failure::new(format!(
                "{}: no format has this ending; use .pdf, .json or .scruple",
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
    let law = LawVersion {
        version: rules.law.version().to_owned(),
        entries: 0,
        checked: 0,
    };
    let model = ReportModel::new(
        &rules.catalogue,
        assessment,
        outcome,
        law,
        Details::default(),
    );
    let made = match format {
        Format::Json => Json.export(&model),
        Format::Pdf => Pdf::default().export(&model),
        Format::Scruple => {
            return store::to_text(assessment)
                .map(String::into_bytes)
                .map_err(|e| Failure::new(e.to_string()));
        }
    };
    made.map_err(|e| Failure::new(e.to_string()))
}

/// The table for standard output.
#[must_use]
pub fn table(_rules: &Rules, assessment: &Assessment, outcome: &Outcome) -> String {
    format!(
        "{}: {} {}\n",
        assessment.vendor,
        outcome.score.total.printed,
        outcome.score.total.tier.name()
    )
}

/// Opens a saved assessment.
///
/// # Errors
/// Says what is wrong with the file and what to do next.
pub fn open(path: &Path) -> Result<Assessment, Failure> {
    store::load(path).map_err(|e| Failure::new(e.to_string()))
}
