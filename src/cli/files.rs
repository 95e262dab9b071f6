//! Reading and writing files for the commands.

use std::path::Path;

use super::Failure;
use crate::assessment::store;
use crate::document::Document;
use crate::import::{self, Limits};

/// Reads a document from a file.
///
/// # Errors
/// Says which file could not be read, why, and what to do next.
pub fn document(path: &Path) -> Result<Document, Failure> {
    let limits = Limits::default();
    let shown = path.display();
    let about = std::fs::metadata(path).map_err(|e| unreadable(path, &e))?;
    if about.is_dir() {
        return Err(Failure::new(format!(
            "{shown}: this is a folder; name the files in it"
        )));
    }
    // The size is looked at first, so that a huge file is not read only to be refused.
    if about.len() > limits.bytes as u64 {
        return Err(Failure::new(format!(
            "{shown}: the file has {} MB and the limit is {} MB; split it, or save its text alone",
            about.len() / 1_000_000,
            limits.bytes / 1_000_000
        )));
    }
    let bytes = std::fs::read(path).map_err(|e| unreadable(path, &e))?;
    import::import(&name(path), &bytes, &limits).map_err(|e| Failure::new(format!("{shown}: {e}")))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let next = match error.kind() {
        std::io::ErrorKind::NotFound => "check the path",
        std::io::ErrorKind::PermissionDenied => "check that you may read it",
        _ => "check the file and try again",
    };
    Failure::new(format!(
        "{}: cannot be read: {error}; {next}",
        path.display()
    ))
}

/// A file's name without its folder.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

/// Reads a text file such as a profile.
///
/// # Errors
/// Says which file could not be read, why, and what to do next.
pub fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| unreadable(path, &e))
}

/// Writes a file whole or not at all.
///
/// # Errors
/// Says which file could not be written, why, and what to do next. What stood there before is kept.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    store::save_bytes(path, bytes).map_err(|e| Failure::new(e.to_string()))
}
