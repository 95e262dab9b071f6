//! Reading and writing files for the commands.

use std::path::{Path, PathBuf};

use super::{Failure, complain};
use crate::assessment::store;
use crate::document::Document;
use crate::intake::{self, Group, Input, Limits, Problem, Unwatched};

/// What one or several paths hold, and what is to be said about them.
pub struct Found {
    /// The files of one vendor.
    pub group: Group,
    /// Whether something could not be looked at, which has been said.
    pub failed: bool,
}

/// Finds the files of one vendor. What is left out and what cannot be looked at is said on standard error.
///
/// # Errors
/// Where a folder or archive holds several vendors: names them and says what to do.
pub fn one_vendor(paths: &[PathBuf], limits: &Limits) -> Result<Found, Failure> {
    let inputs = paths.iter().cloned().map(Input::Path).collect();
    let mut intake = intake::gather(inputs, limits, &Unwatched);
    tell(&intake.notes);
    tell(&intake.problems);
    if let Some(many) = intake.many() {
        return Err(Failure::new(several(paths, &many)));
    }
    let mut failed = !intake.problems.is_empty();
    for path in intake.saved.iter().chain(&intake.profiles) {
        complain(&format!(
            "{}: left out: a saved assessment is opened by itself, and a profile is named by --profile",
            path.display()
        ));
        failed = true;
    }
    for group in &mut intake.groups {
        if let Some(saved) = group.saved.take() {
            complain(&format!(
                "{}: left out, as the policies beside it are read; to go on with it: scruple assess {}",
                saved.display(),
                quoted(&saved.display().to_string())
            ));
        }
    }
    let group = intake.joined();
    Ok(Found { group, failed })
}

/// That a folder holds several vendors, and what to do.
fn several(paths: &[PathBuf], many: &[&Group]) -> String {
    const SHOWN: usize = 12;
    let input = many.first().and_then(|g| g.input).unwrap_or(0);
    let folder = paths
        .get(input)
        .map(|p| p.display().to_string())
        .unwrap_or_default();
    let names: Vec<String> = many
        .iter()
        .take(SHOWN)
        .map(|g| {
            let what = match g.sources.len() {
                0 => "saved assessment".to_owned(),
                1 => "1 document".to_owned(),
                n => format!("{n} documents"),
            };
            format!("  {} ({what})", g.name())
        })
        .collect();
    let more = match many.len().saturating_sub(SHOWN) {
        0 => String::new(),
        n => format!("\n  and {n} more"),
    };
    let first = many.first().map_or("", |g| g.place.as_str());
    // What is inside an archive has no path of its own.
    let one = if first.contains('›') {
        "unpack it and name the folder of one vendor".to_owned()
    } else {
        format!("one vendor: scruple assess {}", quoted(first))
    };
    format!(
        "{folder}: it holds the papers of {} vendors, and `assess` reads those of one:\n{}{more}\nAll of them side by side: scruple portfolio {}\nOr {one}",
        many.len(),
        names.join("\n"),
        quoted(&folder)
    )
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '\\' | ':');
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

/// Says each on standard error.
pub fn tell(problems: &[Problem]) {
    for problem in problems {
        complain(&problem.to_string());
    }
}

/// Reads a single document.
///
/// # Errors
/// Says which file could not be read, why, and what to do next.
pub fn document(path: &Path) -> Result<Document, Failure> {
    let limits = Limits::default();
    let paths = [path.to_path_buf()];
    let found = one_vendor(&paths, &limits)?;
    let shown = path.display();
    let count = found.group.sources.len();
    if count != 1 {
        return Err(Failure::new(if found.failed {
            format!("{shown}: nothing was read")
        } else {
            format!("{shown}: it holds {count} documents; name one file")
        }));
    }
    let reader = intake::importer(limits.import);
    let read = intake::read(found.group.sources, &reader, &limits, &Unwatched);
    match (read.papers.into_iter().next(), read.problems.first()) {
        (Some(paper), _) => Ok(paper.document),
        (None, Some(problem)) => Err(Failure::new(problem.to_string())),
        (None, None) => Err(Failure::new(format!("{shown}: nothing was read"))),
    }
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
