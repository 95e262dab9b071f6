//! From bytes to a document.

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::document::{
    Block, BlockKind, DateBasis, Document, Format, Kind, Sentence, Span, Voice, sentences,
};

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
    /// Nothing in it.
    #[error("“{name}” is empty. Save the policy again and open the new file.")]
    Empty {
        /// File name.
        name: String,
    },
}

/// Reads one file. `name` is its name without folder, `bytes` its content.
///
/// # Errors
/// When nothing usable comes out.
pub fn import(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ImportError> {
    let text = String::from_utf8_lossy(bytes);
    if text.trim().is_empty() || bytes.len() > limits.bytes {
        return Err(ImportError::Empty {
            name: name.to_owned(),
        });
    }
    let mut document = from_text(&text);
    document.name = name.to_owned();
    Ok(document)
}

/// Reads pasted text.
#[must_use]
pub fn from_text(text: &str) -> Document {
    let mut out = String::with_capacity(text.len());
    let mut blocks = Vec::new();
    let mut all = Vec::new();
    for paragraph in text.split("\n\n") {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        let start = out.len();
        let body = words.join(" ");
        for span in sentences::split(&body) {
            all.push(Sentence {
                span: Span::new(start + span.start, start + span.end),
                block: blocks.len(),
                lead_in: None,
            });
        }
        out.push_str(&body);
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, out.len()),
            section: None,
            page: None,
            voice: Voice::Vendor,
        });
    }
    Document {
        name: "Pasted text".to_owned(),
        sha256: Sha256::digest(text.as_bytes())
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect(),
        format: Format::Text,
        kind: Kind::Other,
        kind_basis: String::new(),
        title: None,
        vendor: None,
        date: None,
        date_basis: DateBasis::Unknown,
        date_note: String::new(),
        language: "en".to_owned(),
        words: out.split_whitespace().count(),
        pages: None,
        text: out,
        blocks,
        outline: Vec::new(),
        sentences: all,
        repairs: Vec::new(),
        source: Vec::new(),
        warnings: Vec::new(),
    }
}
