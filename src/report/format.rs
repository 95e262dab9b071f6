//! The formats that a report can be written in, and the one way from an assessment to the bytes of each.

use std::path::Path;

use super::csv::Csv;
use super::json::Json;
use super::making::{Extras, Record};
use super::markdown::Markdown;
use super::pdf::{self, Attachment, Pdf};
use super::table::Table;
use super::xlsx::Xlsx;
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
    /// Findings as rows of a plain table.
    Csv,
    /// A spreadsheet of several sheets.
    Xlsx,
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
            "xlsx" => Ok(Self::Xlsx),
            "md" => Ok(Self::Markdown),
            "scruple" => Ok(Self::Scruple),
            _ => Err(ExportError::Ending(path.display().to_string())),
        }
    }

    /// The bytes of this format. The same assessment and extras give the same bytes.
    ///
    /// # Errors
    /// Says what could not be written and what to do next.
    pub fn write(
        self,
        rules: &Rules,
        assessment: &Assessment,
        outcome: &Outcome,
        extras: &Extras,
    ) -> Result<Vec<u8>, ExportError> {
        let listed = || ReportModel::listed(rules, assessment, outcome, extras);
        match self {
            Self::Json => Json.export(&listed()),
            Self::Csv => Csv.export(&listed()),
            Self::Xlsx => Xlsx.export(&listed()),
            Self::Markdown => Markdown.export(&listed()),
            Self::Table => Table.export(&listed()),
            Self::Scruple => saved(assessment),
            Self::Pdf => Pdf {
                look: extras.style.template.look.clone(),
                attachments: attachments(rules, assessment, extras)?,
            }
            .export(&ReportModel::whole(rules, assessment, outcome, extras)),
        }
    }
}

/// What the report carries, so that it can be opened, made again and verified.
fn attachments(
    rules: &Rules,
    assessment: &Assessment,
    extras: &Extras,
) -> Result<Vec<Attachment>, ExportError> {
    let file = |name: &str, bytes: Vec<u8>| Attachment {
        name: name.to_owned(),
        bytes,
    };
    let mut files = vec![
        file(pdf::ASSESSMENT, saved(assessment)?),
        file(pdf::RECORD, Record::of(rules, extras).to_bytes()?),
    ];
    if let Some(before) = &extras.before {
        files.push(file(pdf::BEFORE, saved(before)?));
    }
    if let Some(logo) = &extras.style.logo {
        files.push(file(pdf::LOGO, logo.file.to_vec()));
    }
    Ok(files)
}

fn saved(assessment: &Assessment) -> Result<Vec<u8>, ExportError> {
    store::to_text(assessment)
        .map(String::into_bytes)
        .map_err(|e| ExportError::Saved(e.to_string()))
}
