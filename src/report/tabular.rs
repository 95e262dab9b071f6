//! The formats of comparisons and of changes: tables, and not reports of one vendor.

use std::path::Path;

use super::ExportError;

/// A format for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Tabular {
    Csv,
    Xlsx,
    Json,
    Markdown,
}

impl Tabular {
    /// The format that a file's ending asks for; `what` is written, as a plural.
    ///
    /// # Errors
    /// Where it is not written in that format.
    pub fn of(path: &Path, what: &'static str) -> Result<Self, ExportError> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("json") => Ok(Self::Json),
            Some("md") => Ok(Self::Markdown),
            _ => Err(ExportError::TableEnding {
                path: path.display().to_string(),
                what,
            }),
        }
    }
}
