//! The PDF: the pages of [`super::layout`], written with printpdf and finished with lopdf.
//!
//! The same report gives the same bytes: no clock and no randomness go in, and the file's identifier is a hash of
//! what it holds. Only the letters that are used are embedded.

mod draw;
mod finish;
mod fonts;
mod logo;
mod pack;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::layout::{Frames, lay_out};
use super::logo::Logo;
use super::model::ReportModel;
use super::portfolio::Portfolio;
use super::template::{Look, Style};
use super::{ExportError, Exporter, layout};
use crate::assessment::store::carried;

pub use crate::assessment::store::carried::Carried as Attachment;

/// Name of the assessment that a report carries.
pub const ASSESSMENT: &str = "assessment.scruple";
/// Name of the record of how a report was made.
pub const RECORD: &str = "report.ron";
/// Name of the other version, where a report tells what changed.
pub const BEFORE: &str = "before.scruple";
/// Name of the customer's logo.
pub const LOGO: &str = "logo.png";

/// Writes PDF.
#[derive(Debug, Clone, Default)]
pub struct Pdf {
    /// Paper, edition, sections.
    pub look: Look,
    /// Files carried inside: the assessment, and the record of how the report was made.
    pub attachments: Vec<Attachment>,
}

impl Exporter for Pdf {
    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError> {
        let about = About {
            title: format!("{}: exposure of a vendor’s policies", model.vendor),
            author: model.details.organisation.clone(),
            subject: model.vector.clone(),
            as_of: model.as_of,
        };
        write(
            &lay_out(model, &self.look),
            &about,
            model.logo.as_ref(),
            &self.attachments,
        )
    }
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Title.
    pub title: String,
    /// Whose it is.
    pub author: String,
    /// What it is about, in short.
    pub subject: String,
    /// The day for which it holds.
    pub as_of: Date,
}

/// Writes pages that are already set.
///
/// # Errors
/// Fails where a font cannot be cut down or the file cannot be put together.
pub fn write(
    frames: &Frames,
    about: &About,
    logo: Option<&Logo>,
    attachments: &[Attachment],
) -> Result<Vec<u8>, ExportError> {
    let fonts = fonts::embed(frames)?;
    let document = draw::document(frames, &fonts, logo)?;
    finish::finish(document, frames, about, logo, attachments)
}

/// The report of a portfolio.
///
/// # Errors
/// As [`write`].
pub fn portfolio(portfolio: &Portfolio, style: &Style) -> Result<Vec<u8>, ExportError> {
    let about = About {
        title: "Portfolio of vendors".to_owned(),
        author: style.template.details.organisation.clone(),
        subject: format!("Weighed by {}", portfolio.profile),
        as_of: portfolio.as_of,
    };
    let frames = layout::portfolio(portfolio, style);
    write(&frames, &about, style.logo.as_ref(), &[])
}

/// All files that a PDF carries.
///
/// # Errors
/// Fails where the bytes are no PDF that can be read.
pub fn attachments(pdf: &[u8]) -> Result<Vec<Attachment>, ExportError> {
    carried::carried(pdf).map_err(ExportError::Pdf)
}
