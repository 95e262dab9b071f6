//! The PDF: the pages of [`super::layout`], written with printpdf and finished with lopdf.
//!
//! The same report gives the same bytes: no clock and no randomness go in, and the file's identifier is a hash of
//! what it holds. Only the letters that are used are embedded.

mod draw;
mod finish;
mod fonts;
mod read;
#[cfg(test)]
mod tests;

use super::layout::{Frames, Paper, lay_out};
use super::model::ReportModel;
use super::{ExportError, Exporter};

/// Writes PDF.
#[derive(Debug, Clone, Default)]
pub struct Pdf {
    /// Size of paper.
    pub paper: Paper,
    /// The assessment itself, to be carried inside the report, so that the program can open it from there.
    pub attachment: Option<Attachment>,
}

/// A file carried inside the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name: `harbourlight.scruple`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Exporter for Pdf {
    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError> {
        write(&lay_out(model, self.paper), model, self.attachment.as_ref())
    }
}

/// Writes pages that are already set.
///
/// # Errors
/// Fails where a font cannot be cut down or the file cannot be put together.
pub fn write(
    frames: &Frames,
    model: &ReportModel,
    attachment: Option<&Attachment>,
) -> Result<Vec<u8>, ExportError> {
    let fonts = fonts::embed(frames)?;
    let document = draw::document(frames, &fonts)?;
    finish::finish(document, frames, model, attachment)
}

/// The assessment that a report carries inside, if it carries one.
///
/// # Errors
/// Fails where the bytes are no PDF that can be read.
pub fn attached(pdf: &[u8]) -> Result<Option<Attachment>, ExportError> {
    read::attached(pdf)
}
