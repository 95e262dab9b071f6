//! What every exporter prints, and the exporters: one a file, behind one trait that returns bytes.
//!
//! [`ReportModel`] is made from an assessment and its outcome; it holds every number and text of a report.
//! [`layout`] sets it into pages that know nothing of any file format, and [`pdf`] writes those pages.

pub mod changes;
pub mod compare;
pub mod csv;
#[cfg(test)]
pub mod fixture;
pub mod fonts;
pub mod format;
pub mod json;
pub mod layout;
pub mod logo;
pub mod making;
pub mod markdown;
pub mod model;
pub mod pdf;
pub mod peers;
pub mod portfolio;
pub mod table;
pub mod tabular;
pub mod template;
pub mod verify;
pub mod xlsx;

pub use format::Format;
pub use logo::{Logo, LogoError};
pub use making::{Extras, Only, Record};
pub use model::{Details, LawVersion, ReportModel};
pub use peers::{Peer, Peers};
pub use template::{Edition, Look, Paper, Section, Style, Template, TemplateError};

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The JSON could not be written.
    #[error(
        "the JSON could not be written: {0}; please report this, with the assessment if it may be shared"
    )]
    Json(#[from] serde_json::Error),
    /// A file's ending that no format has.
    #[error("{0}: no format has this ending; use .pdf, .xlsx, .csv, .json, .md or .scruple")]
    Ending(String),
    /// A file's ending in which portfolios are not written.
    #[error("{0}: portfolios are not written with this ending; use .pdf, .xlsx, .csv or .json")]
    PortfolioEnding(String),
    /// A file's ending in which comparisons or changes are not written.
    #[error("{path}: {what} are not written with this ending; use .xlsx, .csv, .json or .md")]
    TableEnding {
        /// The file.
        path: String,
        /// What was to be written.
        what: &'static str,
    },
    /// The assessment could not be put into text.
    #[error("the assessment could not be written: {0}")]
    Saved(String),
    /// Text could not be put together.
    #[error("the text could not be put together; please report this")]
    Text,
    /// A font of the program could not be cut down to the letters of the report.
    #[error(
        "the font {font} could not be prepared for the PDF: {why}; reinstall the program, as its fonts are damaged"
    )]
    Font {
        /// Its name.
        font: &'static str,
        /// What the subsetter said.
        why: String,
    },
    /// The logo cannot be used.
    #[error("{0}")]
    Logo(#[from] LogoError),
    /// The spreadsheet could not be put together.
    #[error("the spreadsheet could not be written: {0}; export CSV meanwhile, and report this")]
    Xlsx(String),
    /// The PDF could not be put together.
    #[error("the PDF could not be written: {0}; export JSON or CSV meanwhile, and report this")]
    Pdf(String),
}

/// Something that writes a report in one format.
pub trait Exporter {
    /// Ending of its files, without the dot.
    fn extension(&self) -> &'static str;

    /// The file's bytes. The same model gives the same bytes.
    ///
    /// # Errors
    /// Says what could not be written and what to do next.
    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError>;
}
