//! DOCX, as Word and its kin write it.

use super::extract::{Extracted, Input, Refused};

/// Reads a file of this format.
///
/// # Errors
/// Where nothing usable comes out.
pub fn extract(input: &Input<'_>) -> Result<Extracted, Refused> {
    Err(Refused::Damaged(format!(
        "its {} bytes cannot be read yet",
        input.bytes.len()
    )))
}
