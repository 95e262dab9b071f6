//! Checking a report against itself and against the files that it was made from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Done, file_name};
use crate::intake::{self, Input, reports};
use crate::jobs::{Handle, Jobs};
use crate::report::verify::{Source, Verification};
use crate::ui::engine::Engine;

/// Checks a report: the one among these files that carries an assessment. The others are what it was made from.
pub fn check(jobs: &mut Jobs<Done>, engine: Arc<Engine>, paths: Vec<PathBuf>) {
    jobs.start("Checking the report", 0, move |handle| {
        let (reports, files): (Vec<PathBuf>, Vec<PathBuf>) =
            paths
            .into_iter()
            .partition(|p| reports::is_report(p, engine.limits(), handle));
        let (name, found) = match reports.as_slice() {
            [report] => (file_name(report), checked(&engine, report, files, handle)),
            [] => (
                String::new(),
                Err("None of the files is a report of Scruple with its assessment inside. Choose a PDF that Scruple wrote.".to_owned()),
            ),
            _ => (
                String::new(),
                Err("Several of the files are reports. Choose one, and the files that it was made from.".to_owned()),
            ),
        };
        Done::Checked(name, Box::new(found))
    });
}

fn checked(
    engine: &Engine,
    path: &Path,
    files: Vec<PathBuf>,
    handle: &Handle,
) -> Result<Verification, String> {
    let inputs = files.into_iter().map(Input::Path).collect();
    let found = intake::gather(inputs, engine.limits(), handle);
    let read = intake::read(
        found.joined().sources,
        engine.reader(),
        engine.limits(),
        handle,
    );
    let mut sources: Vec<Source> = read
        .papers
        .into_iter()
        .map(|paper| Source::of(paper.document))
        .collect();
    // A file that cannot be read is told as one of the differences.
    let problems = read.problems.into_iter();
    sources.extend(problems.map(|p| Source::unread(p.place, p.why)));
    reports::check(engine.rules(), path, sources, engine.limits(), handle)
}
