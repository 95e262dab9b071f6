//! `scruple verify REPORT.pdf [FILE…]`: checks a report against itself and against its source files.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::own::OwnCatalogue;
use super::{Ended, Failure, files, print};
use crate::intake::{self, Limits, Unwatched, reports};
use crate::report::verify::{Source, Verdict, Verification};

/// Check hashes, quotes and arithmetic of a report.
#[derive(Debug, Args)]
pub struct Verify {
    /// The report.
    pub report: PathBuf,
    /// The files that it was made from, or a folder of them.
    pub files: Vec<PathBuf>,
    /// What is looked for.
    #[command(flatten)]
    pub catalogue: OwnCatalogue,
}

impl Verify {
    /// Runs the command. Ends with 1 where something differs.
    ///
    /// # Errors
    /// Where the file is no report that carries its assessment.
    pub fn run(&self) -> Result<Ended, Failure> {
        let rules = Arc::new(self.catalogue.rules()?);
        let mut failed = false;
        let sources = self.sources(&mut failed)?;
        let shown = self.report.display();
        let verification = reports::check(
            &rules,
            &self.report,
            sources,
            &Limits::default(),
            &Unwatched,
        )
        .map_err(|e| Failure::new(format!("{shown}: {e}")))?;
        print(&told(&verification))?;
        Ok(if failed || !verification.holds() {
            Ended::Failed
        } else {
            Ended::Done
        })
    }

    fn sources(&self, failed: &mut bool) -> Result<Vec<Source>, Failure> {
        if self.files.is_empty() {
            return Ok(Vec::new());
        }
        let limits = Limits::default();
        let found = files::one_vendor(&self.files, &limits)?;
        *failed |= found.failed;
        let reader = intake::importer(limits.import);
        let read = intake::read(found.group.sources, &reader, &limits, &Unwatched);
        files::tell(&read.problems);
        *failed |= !read.problems.is_empty();
        let documents = read.papers.into_iter().map(|paper| paper.document);
        Ok(documents.map(Source::of).collect())
    }
}

fn told(verification: &Verification) -> String {
    let mut out = format!("Report on {}\n", verification.vendor);
    for check in &verification.checks {
        // Writing to a string does not fail.
        writeln!(out, "{:<12} {}", check.verdict.name(), check.what).ok();
        for line in &check.found {
            writeln!(out, "             {line}").ok();
        }
    }
    let differ = verification
        .checks
        .iter()
        .filter(|c| c.verdict == Verdict::Differs)
        .count();
    let open = verification
        .checks
        .iter()
        .filter(|c| c.verdict == Verdict::NotChecked)
        .count();
    let last = match (differ, open) {
        (0, 0) => "The report is true to its sources.".to_owned(),
        (0, n) => format!("Nothing differs; {n} could not be checked."),
        (n, 0) => format!("The report is not what Scruple wrote: {n} of the checks differ."),
        (n, m) => format!(
            "The report is not what Scruple wrote: {n} of the checks differ, and {m} could not be checked."
        ),
    };
    out.push_str(&last);
    out.push('\n');
    out
}
