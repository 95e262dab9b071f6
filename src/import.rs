//! From bytes to a document.
//!
//! The format is recognised by content, then by the ending of the name ([`sniff`]). Each format's reader hands
//! over neutral blocks ([`extract`]); one step ([`assemble`]) makes the document of them, so that text, pages
//! and everything to come are mended, structured and described in the same way.
//!
//! An import fails only where nothing usable came out. Everything else becomes a warning of the document.

mod assemble;
mod builder;
mod cut;
mod docx;
mod encoding;
mod extract;
mod html;
mod lead_in;
mod lines;
mod lost;
mod mail;
mod markdown;
mod mend;
mod numerals;
pub(crate) mod package;
mod pdf;
mod questions;
mod sniff;
mod structure;
mod text;
mod traced;

use thiserror::Error;

use crate::document::{Document, Format};

pub(crate) use extract::Refused;
use extract::{Extracted, Input};
use sniff::Sniffed;
use traced::Traced;

/// What an import may cost. Time is bounded by these as well: every reader's work is linear in what it is allowed to
/// look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub bytes: usize,
    /// Most bytes that compressed parts of one file may unfold to, all together.
    pub unfolded: usize,
    /// Most parts of a container, such as the files inside a DOCX.
    pub parts: usize,
    /// Deepest nesting of elements.
    pub depth: usize,
    /// Most pages.
    pub pages: u32,
}

impl Default for Limits {
    fn default() -> Self {
        const MEGABYTE: usize = 1024 * 1024;
        Self {
            bytes: 50 * MEGABYTE,
            unfolded: 200 * MEGABYTE,
            parts: 10_000,
            depth: 1_500,
            pages: 5_000,
        }
    }
}

/// Why nothing usable came out of a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// No text in it.
    #[error("“{name}” holds no text. Save the policy again, or copy its text and paste it.")]
    Empty {
        /// File name.
        name: String,
    },
    /// Larger than allowed.
    #[error(
        "“{name}” has {megabytes} MB, and the limit is {limit} MB. Open only the part that holds the policy."
    )]
    TooLarge {
        /// File name.
        name: String,
        /// Its size.
        megabytes: usize,
        /// The limit.
        limit: usize,
    },
    /// No text file.
    #[error(
        "“{name}” is {what}, not a document that can be read. Save it as PDF, DOCX, HTML or text, and open that."
    )]
    NotADocument {
        /// File name.
        name: String,
        /// What it is instead.
        what: String,
    },
    /// Closed by a password.
    #[error(
        "“{name}” is protected by a password. Open it in its own program, save a copy without the password, and open that."
    )]
    Encrypted {
        /// File name.
        name: String,
    },
    /// Pictures of pages.
    #[error(
        "“{name}” has {pages} scanned pages and no text. Ask the vendor for a file with text, or run text recognition on it first."
    )]
    Scanned {
        /// File name.
        name: String,
        /// Its pages.
        pages: u32,
    },
    /// Too damaged to be read.
    #[error(
        "“{name}” is a damaged {format} file: {what}. Download it again, or open it in its own program and save a copy."
    )]
    Damaged {
        /// File name.
        name: String,
        /// The format's name.
        format: &'static str,
        /// What is wrong.
        what: String,
    },
    /// Would cost too much.
    #[error("“{name}” was not read: {what}. Open only the part that holds the policy.")]
    TooMuch {
        /// File name.
        name: String,
        /// Which limit was met.
        what: String,
    },
    /// No charset fits.
    #[error(
        "The characters of “{name}” could not be decoded. Open it in the program it came from and save it as UTF-8 text."
    )]
    Undecodable {
        /// File name.
        name: String,
    },
}

/// Reads one file. `name` is its name without folder, `bytes` its content.
///
/// # Errors
/// When nothing usable comes out: empty, too large, no document, not decodable.
pub fn import(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ImportError> {
    if bytes.len() > limits.bytes {
        const MEGABYTE: usize = 1024 * 1024;
        return Err(ImportError::TooLarge {
            name: name.to_owned(),
            megabytes: bytes.len().div_ceil(MEGABYTE),
            limit: limits.bytes / MEGABYTE,
        });
    }
    let empty = || ImportError::Empty {
        name: name.to_owned(),
    };
    if bytes.trim_ascii().is_empty() {
        return Err(empty());
    }
    let format = match sniff::sniff(name, bytes) {
        Sniffed::Readable(format) => format,
        Sniffed::Foreign(what) => {
            return Err(ImportError::NotADocument {
                name: name.to_owned(),
                what: what.to_owned(),
            });
        }
        Sniffed::Closed => {
            return Err(ImportError::Encrypted {
                name: name.to_owned(),
            });
        }
    };
    let input = Input {
        name,
        bytes,
        limits,
    };
    let extracted = extract(format, &input)?;
    if extracted.blocks.iter().all(|b| b.text.is_blank()) {
        return Err(empty());
    }
    Ok(assemble::assemble(name, bytes, format, extracted))
}

/// Hands the file to the reader of its format.
fn extract(format: Format, input: &Input<'_>) -> Result<Extracted, ImportError> {
    let read = match format {
        Format::Text => text::extract(input),
        Format::Markdown => markdown::extract(input),
        Format::Html => html::extract(input),
        Format::Mail => mail::extract(input),
        Format::Pdf => pdf::extract(input),
        Format::Docx => docx::extract(input),
    };
    let name = input.name.to_owned();
    read.map_err(|why| match why {
        Refused::Binary => ImportError::NotADocument {
            name,
            what: "a binary file".to_owned(),
        },
        Refused::Undecodable => ImportError::Undecodable { name },
        Refused::Encrypted => ImportError::Encrypted { name },
        Refused::Scanned(pages) => ImportError::Scanned { name, pages },
        Refused::Damaged(what) => ImportError::Damaged {
            name,
            format: extract::format_name(format),
            what,
        },
        Refused::TooMuch(what) => ImportError::TooMuch { name, what },
    })
}

/// Reads pasted text. It never fails: nothing gives a document without blocks.
#[must_use]
pub fn from_text(text: &str) -> Document {
    let extracted = text::from_traced(Traced::at(text, 0));
    assemble::assemble("Pasted text", text.as_bytes(), Format::Text, extracted)
}
