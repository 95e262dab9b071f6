//! Plain text.

use super::encoding;
use super::extract::{Extracted, Input, Refused};
use super::lines;
use super::lost::{self, Evidence};
use super::mend;
use super::traced::Traced;

/// Reads a plain text file.
///
/// # Errors
/// When the bytes are no text.
pub fn extract(input: &Input<'_>) -> Result<Extracted, Refused> {
    let decoded = encoding::decode(input.bytes, false)?;
    let mut out = from_traced(decoded.text);
    out.warnings.extend(decoded.warnings);
    Ok(out)
}

/// Reads text that is decoded already.
#[must_use]
pub fn from_traced(text: Traced) -> Extracted {
    let evidence = Evidence::of(text.as_str());
    let (text, tally) = mend::mend(text, &evidence);
    let blocks = lines::blocks(&text);
    Extracted {
        warnings: lost::run_together(&blocks).into_iter().collect(),
        blocks,
        tally,
        open_ended: true,
        ..Extracted::default()
    }
}
