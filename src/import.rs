//! From bytes to a document.
//!
//! The format is recognised by content, then by the ending of the name ([`sniff`]). Each format's reader hands
//! over neutral blocks ([`extract`]); one step ([`assemble`]) makes the document of them, so that text, pages
//! and everything to come are mended, structured and described in the same way.
//!
//! An import fails only where nothing usable came out. Everything else becomes a warning of the document.

mod assemble;
mod builder;
mod encoding;
mod extract;
mod html;
mod lines;
mod lost;
mod markdown;
mod mend;
mod sniff;
mod structure;
mod text;
mod traced;

use thiserror::Error;

use crate::document::{Document, Format};

use encoding::NotText;
use extract::{Extracted, Input};
use sniff::Sniffed;
use traced::Traced;

/// What an import may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 50 * 1024 * 1024,
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
        "“{name}” is {what}, not a document that can be read. Save it as HTML, Markdown or text, and open that."
    )]
    NotADocument {
        /// File name.
        name: String,
        /// What it is instead.
        what: String,
    },
    /// A format that cannot be read yet.
    #[error(
        "“{name}” is a {format} file, which cannot be read yet. Save it as text or HTML, or copy its text and paste it."
    )]
    Unsupported {
        /// File name.
        name: String,
        /// The format's name.
        format: &'static str,
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
    };
    let extracted = extract(format, &Input { name, bytes })?;
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
        Format::Pdf | Format::Docx => {
            return Err(ImportError::Unsupported {
                name: input.name.to_owned(),
                format: extract::format_name(format),
            });
        }
    };
    read.map_err(|why| match why {
        NotText::Binary => ImportError::NotADocument {
            name: input.name.to_owned(),
            what: "a binary file".to_owned(),
        },
        NotText::Undecodable => ImportError::Undecodable {
            name: input.name.to_owned(),
        },
    })
}

/// Reads pasted text. It never fails: nothing gives a document without blocks.
#[must_use]
pub fn from_text(text: &str) -> Document {
    let extracted = text::from_traced(Traced::at(text, 0));
    assemble::assemble("Pasted text", text.as_bytes(), Format::Text, extracted)
}
