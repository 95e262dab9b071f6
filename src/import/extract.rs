//! What every format hands over: blocks of text with their kind, page and source, before they are a document.

use crate::document::{BlockKind, Format, Warning};

use super::Limits;
use super::mend::Tally;
use super::traced::Traced;

/// What a format's reader is given.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// File name without its folder.
    pub name: &'a str,
    /// Content of the file.
    pub bytes: &'a [u8],
    /// What reading it may cost.
    pub limits: &'a Limits,
}

/// What a format's reader hands over.
#[derive(Debug, Clone, Default)]
pub struct Extracted {
    /// Title that the format itself carries, such as a page's title.
    pub title: Option<String>,
    /// Name of the site or author that the format itself carries.
    pub site: Option<String>,
    /// Blocks in reading order.
    pub blocks: Vec<RawBlock>,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// How much was mended.
    pub tally: Tally,
    /// What has to be known about the reading.
    pub warnings: Vec<Warning>,
    /// Whether nothing in the format tells where it ends, so that only the text can tell that it was cut.
    pub open_ended: bool,
}

/// A block of text as a format's reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawBlock {
    /// What it is, as far as the reader knows.
    pub kind: BlockKind,
    /// Its text, mended and without line structure. It knows the pages on which it stands.
    pub text: Traced,
    /// Whether the format says what it is, so that nothing has to be guessed from its look.
    pub marked: bool,
    /// Whether all of it is set in bold.
    pub strong: bool,
    /// Whether readers of the original do not see it, or not at once.
    pub hidden: bool,
}

impl RawBlock {
    /// A paragraph of which nothing more is known.
    #[must_use]
    pub const fn paragraph(text: Traced) -> Self {
        Self {
            kind: BlockKind::Paragraph,
            text,
            marked: false,
            strong: false,
            hidden: false,
        }
    }
}

/// Why a format's reader brought nothing usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Bytes that are no text.
    Binary,
    /// Too many characters could not be decoded.
    Undecodable,
    /// Closed by a password.
    Encrypted,
    /// Pictures of pages and no text: how many pages.
    Scanned(u32),
    /// So damaged that no text could be taken from it; what is wrong, as a clause without a full stop.
    Damaged(String),
    /// It would cost more than the limits allow; which limit, as a clause without a full stop.
    TooMuch(String),
}

/// The name of a format for people.
#[must_use]
pub const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "Markdown",
        Format::Html => "HTML",
        Format::Mail => "e-mail",
        Format::Pdf => "PDF",
        Format::Docx => "DOCX",
    }
}
