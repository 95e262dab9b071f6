//! Assessments as files: RON with a schema version, saved so that either the old state or the new is on disk.
//!
//! The one place of the core that reads and writes files. [`to_text`] and [`from_text`] do all but that.
//!
//! # Migration
//! Every schema has a reader in [`READERS`]. To change the shape of the file: raise [`SCHEMA`], keep the shapes of the
//! version before as types of their own beside its reader, and let that reader turn them into an [`Assessment`].

pub mod carried;
mod schema_1;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::edit::DecisionError;
use super::status::StatusError;
use super::verify::VerificationError;
use super::{Assessment, Engagement, NextReviewError};
use crate::score::profile::ProfileError;

/// The version that is written.
pub const SCHEMA: u32 = 2;

/// Ending of the files.
pub const ENDING: &str = "scruple";

/// Largest file that is read, in bytes: far above any real assessment.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// How deep files are laid out over lines; what lies deeper stands on one line.
const DEPTH: usize = 5;

/// The first line of a file: what it is, for somebody who opens it in a text editor.
const FIRST_LINE: &str =
    "// An assessment of Scruple. Plain text: keep it under version control if you like.\n";

/// Readers by schema.
const READERS: [(u32, Reader); 2] = [(1, schema_1::read), (SCHEMA, read)];

type Reader = fn(&str) -> Result<Assessment, Fault>;

/// What is wrong with the text of an assessment.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// There is nothing in it.
    #[error("it is empty. Open an older copy")]
    Empty,
    /// It is something else.
    #[error(
        "it is no assessment: no line says its schema. Open policies with \"Add documents\" instead"
    )]
    NotAnAssessment,
    /// A later version of the program wrote it.
    #[error(
        "a newer Scruple wrote it (schema {found}; this one reads up to {SCHEMA}). Update Scruple, or export it there again"
    )]
    Newer {
        /// The schema in the file.
        found: u64,
    },
    /// A version that is no longer read.
    #[error(
        "its schema {found} is not known. Open it with the Scruple that wrote it, and save it again"
    )]
    Unknown {
        /// The schema in the file.
        found: u64,
    },
    /// It is broken.
    #[error(
        "line {line}, column {column}: {message}. Mend that line in a text editor, or open an older copy"
    )]
    Broken {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
        /// What the reader met.
        message: String,
    },
    /// It is a PDF without an assessment.
    #[error(
        "it is a PDF that carries no assessment, so it is no report. Open it as a document instead"
    )]
    NoReport,
    /// It is a PDF that cannot be read.
    #[error("{0}. Open another copy of the report")]
    Report(String),
    /// It is no UTF-8.
    #[error("byte {at} is no UTF-8 text. Open an older copy")]
    NotText {
        /// Where, counted from 0.
        at: usize,
    },
    /// Its parts do not fit together.
    #[error("{0}. Open an older copy, or remove the document and add it again")]
    Inconsistent(String),
    /// The profile in it is out of range.
    #[error("in its profile, {0}")]
    Profile(#[from] ProfileError),
    /// A decision in it is not complete.
    #[error("in decision {number}, {error}")]
    Decision {
        /// Counted from 1.
        number: usize,
        /// What it lacks.
        error: DecisionError,
    },
    /// A change of the status in it is not complete.
    #[error("in change {number} of the status, {error}")]
    Status {
        /// Counted from 1.
        number: usize,
        /// What it lacks.
        error: StatusError,
    },
    /// A day of the next review in it is not complete.
    #[error("in day {number} of the next review, {error}")]
    NextReview {
        /// Counted from 1.
        number: usize,
        /// What it lacks.
        error: NextReviewError,
    },
    /// A look-up in it is not complete.
    #[error("in verification {number}, {error}")]
    Verification {
        /// Counted from 1.
        number: usize,
        /// What it lacks.
        error: VerificationError,
    },
    /// It could not be written as text.
    #[error("the assessment could not be written as text: {0}. Nothing was saved")]
    Write(String),
}

/// Why an assessment could not be opened or saved. The file on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The content is at fault.
    #[error("{}: {fault}.", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        fault: Fault,
    },
    /// It could not be read.
    #[error("{}: it could not be read: {reason}. {advice}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
        /// What to do next.
        advice: &'static str,
    },
    /// It could not be saved.
    #[error("{}: it could not be saved: {reason}. The file on disk is as it was. {advice}", path.display())]
    Save {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
        /// What to do next.
        advice: &'static str,
    },
    /// The file is marked read-only.
    #[error("{}: the file is read-only. Save under another name, or allow writing to it first.", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// It is larger than any assessment.
    #[error("{}: it has {bytes} bytes, more than an assessment can have. Check that it is the right file.", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
}

/// The shape of a file.
#[derive(Serialize)]
#[serde(rename = "Scruple")]
struct FileOut<'a> {
    schema: u32,
    program: &'a str,
    assessment: &'a Assessment,
}

/// The same, for reading.
#[derive(Deserialize)]
#[serde(rename = "Scruple", deny_unknown_fields)]
struct FileIn {
    #[allow(
        dead_code,
        reason = "told by `schema_of` before; named here so that it is a known field"
    )]
    schema: u32,
    #[serde(default)]
    #[allow(dead_code, reason = "for people who open the file")]
    program: String,
    assessment: Assessment,
}

/// The text of an assessment: the same for the same assessment.
///
/// # Errors
/// Where a value cannot be written.
pub fn to_text(assessment: &Assessment) -> Result<String, Fault> {
    let style = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .depth_limit(DEPTH);
    let file = FileOut {
        schema: SCHEMA,
        program: env!("CARGO_PKG_VERSION"),
        assessment,
    };
    let body = ron::ser::to_string_pretty(&file, style)
        .map_err(|error| Fault::Write(error.to_string()))?;
    Ok(format!("{FIRST_LINE}{body}\n"))
}

/// The assessment of a text, checked.
///
/// # Errors
/// Where it is broken, of another kind, of a newer version, or does not fit together.
pub fn from_text(text: &str) -> Result<Assessment, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let found = schema_of(text).ok_or(Fault::NotAnAssessment)?;
    if found > u64::from(SCHEMA) {
        return Err(Fault::Newer { found });
    }
    let reader = READERS
        .iter()
        .find(|(schema, _)| u64::from(*schema) == found)
        .map(|(_, reader)| reader)
        .ok_or(Fault::Unknown { found })?;
    let assessment = reader(text)?;
    check(&assessment)?;
    Ok(assessment)
}

/// The schema that a text names near its beginning. Read without parsing the rest, which a newer version may have
/// in a shape that this one cannot parse.
fn schema_of(text: &str) -> Option<u64> {
    let entry = text
        .lines()
        .take(40)
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"))
        .find_map(|line| {
            let at = line.find("schema")?;
            line.get(at + "schema".len()..)
        })?;
    let digits: String = entry
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Reads a file of today's schema.
fn read(text: &str) -> Result<Assessment, Fault> {
    Ok(parsed::<FileIn>(text)?.assessment)
}

/// A text as one of the shapes.
fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    ron::from_str(text).map_err(|error| Fault::Broken {
        line: error.span.start.line,
        column: error.span.start.col,
        message: error.code.to_string(),
    })
}

/// Checks what the types alone do not say.
fn check(assessment: &Assessment) -> Result<(), Fault> {
    let (documents, readings) = (assessment.documents.len(), assessment.readings.len());
    if documents != readings {
        return Err(Fault::Inconsistent(format!(
            "it has {documents} documents and readings of {readings}"
        )));
    }
    for (document, readings) in assessment.documents.iter().zip(&assessment.readings) {
        for reading in readings {
            let words = reading.words.iter().chain(&reading.turned_by);
            let outside = std::iter::once(&reading.span)
                .chain(words)
                .any(|span| document.text.get(span.range()).is_none());
            if outside {
                return Err(Fault::Inconsistent(format!(
                    "a reading of {} points outside the text of {}",
                    reading.provision, document.name
                )));
            }
        }
    }
    assessment.profile.check()?;
    check_engagement(&assessment.engagement)?;
    for (index, decision) in assessment.decisions.iter().enumerate() {
        decision.check().map_err(|error| Fault::Decision {
            number: index + 1,
            error,
        })?;
    }
    for (index, change) in assessment.statuses.iter().enumerate() {
        change.check().map_err(|error| Fault::Status {
            number: index + 1,
            error,
        })?;
    }
    for (index, next) in assessment.schedule.iter().enumerate() {
        next.check().map_err(|error| Fault::NextReview {
            number: index + 1,
            error,
        })?;
    }
    for (index, look_up) in assessment.verifications.iter().enumerate() {
        look_up.check().map_err(|error| Fault::Verification {
            number: index + 1,
            error,
        })?;
    }
    Ok(())
}

fn check_engagement(engagement: &Engagement) -> Result<(), Fault> {
    for (what, level) in [
        ("sensitivity", engagement.sensitivity),
        ("volume", engagement.volume),
        ("criticality", engagement.criticality),
    ] {
        if !(1..=4).contains(&level) {
            return Err(Fault::Inconsistent(format!(
                "the {what} of its engagement is {level}, not 1 to 4"
            )));
        }
    }
    Ok(())
}

/// Opens an assessment.
///
/// # Errors
/// Where the file cannot be read, or [`from_text`] refuses its content.
pub fn load(path: &Path) -> Result<Assessment, StoreError> {
    let read = |reason: io::Error| StoreError::Read {
        path: path.to_owned(),
        advice: match reason.kind() {
            io::ErrorKind::NotFound => "Check the name, or look for it in another folder.",
            io::ErrorKind::PermissionDenied => {
                "Ask for the right to read it, or copy it elsewhere."
            }
            _ => "Try again, or open a copy of it.",
        },
        reason,
    };
    let bytes = fs::metadata(path).map_err(read)?.len();
    if bytes > MOST_BYTES {
        return Err(StoreError::TooLarge {
            path: path.to_owned(),
            bytes,
        });
    }
    let content = |fault| StoreError::Content {
        path: path.to_owned(),
        fault,
    };
    let bytes = fs::read(path).map_err(read)?;
    let bytes = if carried::is_pdf(&bytes) {
        let found = carried::assessment(&bytes).map_err(|why| content(Fault::Report(why)))?;
        found.ok_or_else(|| content(Fault::NoReport))?.bytes
    } else {
        bytes
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        content(Fault::NotText {
            at: error.utf8_error().valid_up_to(),
        })
    })?;
    from_text(&text).map_err(content)
}

/// Whether a file is a PDF that carries an assessment: a report. A file that cannot be read is none.
#[must_use]
pub fn is_report(path: &Path) -> bool {
    let size = fs::metadata(path).map_or(u64::MAX, |m| m.len());
    if size > MOST_BYTES {
        return false;
    }
    fs::read(path).is_ok_and(|bytes| {
        carried::may_carry(&bytes) && carried::assessment(&bytes).is_ok_and(|a| a.is_some())
    })
}

/// Saves an assessment: whole into a new file beside the old one, which it then replaces in one step. Whatever
/// goes wrong, the old file stays as it was.
///
/// # Errors
/// Where the text cannot be made, or the system refuses; the message says what to do.
pub fn save(path: &Path, assessment: &Assessment) -> Result<(), StoreError> {
    let text = to_text(assessment).map_err(|fault| StoreError::Content {
        path: path.to_owned(),
        fault,
    })?;
    save_bytes(path, text.as_bytes())
}

/// Saves bytes as [`save`] does: for profiles and exports.
///
/// # Errors
/// Where the system refuses; the message says what to do.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    // A link is followed, so that the file it leads to is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before
        .as_ref()
        .is_some_and(|m| m.is_file() && m.permissions().readonly())
    {
        return Err(StoreError::ReadOnly {
            path: path.to_owned(),
        });
    }
    replace(&target, bytes, before.as_ref()).map_err(|reason| StoreError::Save {
        path: path.to_owned(),
        advice: advice(&reason),
        reason,
    })
}

fn replace(target: &Path, bytes: &[u8], before: Option<&fs::Metadata>) -> io::Result<()> {
    if before.is_some_and(fs::Metadata::is_dir) {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "a folder has this name",
        ));
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".scruple-").suffix(".part");
    // The new file gets the rights of a file that any program makes, and not those of a secret one.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(plain)?;
    file.write_all(bytes)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions())?;
    }
    // What is renamed must be on disk first: after a loss of power a name must not lead to an empty file.
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    // The name, too, is on disk only when its folder is. Where a system cannot do that, the save still holds.
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder) {
        folder.sync_all().or_else(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
            _ => Err(error),
        })?;
    }
    Ok(())
}

/// The system's reason without the name of the passing file, which tells people nothing.
fn plain(error: io::Error) -> io::Error {
    let words = error.to_string();
    let reason = words.split(" at path ").next().unwrap_or(&words);
    io::Error::new(error.kind(), reason.to_owned())
}

/// What to do about a failed save.
fn advice(reason: &io::Error) -> &'static str {
    match reason.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "The folder cannot be written to. Save to another folder."
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "The disk is full. Make room, or save to another disk."
        }
        io::ErrorKind::NotFound => "The folder does not exist. Choose another one.",
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => "Choose another name.",
        _ => "Try again, or save to another folder.",
    }
}

#[cfg(test)]
mod tests;
