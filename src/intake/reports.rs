//! Reports and saved assessments as files. A report is a PDF that somebody else may have made, so it is opened under the
//! same guard as a policy.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::read::file_bytes;
use super::{Limits, Watch, file_name, guard};
use crate::assessment::evaluate::Rules;
use crate::assessment::{Assessment, store};
use crate::report::verify::{self, Source, Verification};

/// Largest report that is checked, in bytes.
const MOST: usize = 256 * 1024 * 1024;

/// Whether a file is a PDF that carries an assessment. One that cannot be read, or takes too long, is none.
#[must_use]
pub fn is_report(path: &Path, limits: &Limits, watch: &dyn Watch) -> bool {
    let is_pdf = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    let own = path.to_path_buf();
    is_pdf && guarded(path, limits, watch, move || store::is_report(&own)).unwrap_or(false)
}

/// Opens a saved assessment, or the one that a report carries.
///
/// # Errors
/// Why it cannot be opened, and what to do next.
pub fn open(path: &Path, limits: &Limits, watch: &dyn Watch) -> Result<Assessment, String> {
    let own = path.to_path_buf();
    guarded(path, limits, watch, move || {
        store::load(&own).map_err(|error| error.to_string())
    })
    .flatten()
}

/// Checks a report against itself and against these files.
///
/// # Errors
/// Why it cannot be checked, and what to do next.
pub fn check(
    rules: &Arc<Rules>,
    path: &Path,
    sources: Vec<Source>,
    limits: &Limits,
    watch: &dyn Watch,
) -> Result<Verification, String> {
    let (rules, own): (Arc<Rules>, PathBuf) = (Arc::clone(rules), path.to_path_buf());
    guarded(path, limits, watch, move || {
        let bytes = file_bytes(&own, MOST)?;
        verify::verify(&rules, &bytes, &sources).map_err(|error| error.to_string())
    })
    .flatten()
}

fn guarded<T: Send + 'static>(
    path: &Path,
    limits: &Limits,
    watch: &dyn Watch,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    let stopped = || watch.is_stopped();
    guard::run(&file_name(path), limits.deadline, &stopped, work).map_err(|t| t.to_string())
}
