//! Reading: papers, saved assessments, vendors, profiles, house styles.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Done, ReadFiles, ReadVendors, Reread, file_name};
use crate::assessment::Assessment;
use crate::assessment::evaluate::vendor_or;
use crate::assessment::gist::Gists;
use crate::document::Document;
use crate::intake::vendors::Terms;
use crate::intake::{self, Group, Input, Paper, Problem, house};
use crate::jobs::{Handle, Jobs};
use crate::report::Template;
use crate::score::Profile;
use crate::ui::clock;
use crate::ui::engine::Engine;
use crate::ui::portfolio::{Batch, Listed};
use crate::ui::session::Opening;
use crate::ui::vendors::{self, Vendors};

/// Largest profile, in bytes.
const PROFILE_BYTES: usize = 1_048_576;

/// Reads the logo of a template.
pub fn read_logo(jobs: &mut Jobs<Done>, path: PathBuf, template: Template) {
    jobs.start_quietly("Reading the logo", 0, move |_| {
        Done::Style(Box::new(house::with_logo(&path, template)))
    });
}

/// Reads files, folders, archives and texts. Where they are of several vendors, only lists them.
/// `alone`: whether no assessment is open that they could be added to.
pub fn read(
    jobs: &mut Jobs<Done>,
    engine: Arc<Engine>,
    inputs: Vec<Input>,
    alone: bool,
    generation: u64,
) {
    jobs.start("Looking at the files", generation, move |handle| {
        let mut out = read_all(&engine, inputs, handle);
        find(&engine, &mut out, alone);
        Done::Read(Box::new(out))
    });
}

/// Finds what the documents say, and what follows from it, before the window asks for it.
fn find(engine: &Engine, out: &mut ReadFiles, alone: bool) {
    let papers = out.documents.iter();
    out.gists = engine.gists(papers.map(|p| (&p.document, p.readings.as_slice())));
    if alone && out.assessment.is_none() && !out.documents.is_empty() {
        out.alone = Some(Box::new(out.opening(engine)));
    }
}

impl ReadFiles {
    /// An assessment of what was read.
    #[must_use]
    pub fn opening(&self, engine: &Engine) -> Opening {
        let mut assessment = Assessment::new(&self.vendor, clock::today());
        for paper in &self.documents {
            assessment.documents.push(paper.document.clone());
            assessment.readings.push(paper.readings.clone());
        }
        engine.opening(assessment, self.gists.clone())
    }
}

/// Reads a document of the open assessment anew, as after its kind was set by hand.
pub fn read_anew(
    jobs: &mut Jobs<Done>,
    engine: Arc<Engine>,
    at: usize,
    document: Document,
    generation: u64,
) {
    let label = format!("Reading {}", document.name);
    jobs.start(&label, generation, move |_| {
        let paper = Paper {
            readings: engine.readings(&document),
            document,
        };
        let gists = engine.gists(std::iter::once((
            &paper.document,
            paper.readings.as_slice(),
        )));
        Done::Reread(Box::new(Reread { at, paper, gists }))
    });
}

/// Reads the papers of one vendor of a list.
pub fn read_vendor(jobs: &mut Jobs<Done>, engine: Arc<Engine>, group: Group, generation: u64) {
    let label = format!("Reading {}", group.name());
    jobs.start(&label, generation, move |handle| {
        let mut out = ReadFiles::default();
        match group.saved.clone() {
            // It holds the decisions of reviewers.
            Some(path) => open(&engine, path, &mut out),
            None => read_group(&engine, group, handle, &mut out),
        }
        find(&engine, &mut out, true);
        Done::Read(Box::new(out))
    });
}

/// Assesses the vendors of folders, archives and saved assessments for the portfolio.
pub fn read_portfolio(
    jobs: &mut Jobs<Done>,
    engine: Arc<Engine>,
    from: Vendors,
    inputs: Vec<Input>,
    profile: Profile,
) {
    let terms = Terms {
        profile,
        engagement: None,
        as_of: None,
        today: clock::today(),
    };
    jobs.start("Looking for vendors", 0, move |handle| {
        let mut found = intake::gather(inputs, engine.limits(), handle);
        let mut failures = std::mem::take(&mut found.problems);
        let notes = std::mem::take(&mut found.notes);
        let mut groups = from.groups;
        groups.extend(intake::vendors::groups(found));
        let name = match groups.as_slice() {
            [] | [_] => String::new(),
            _ if !from.folder.is_empty() => from.folder,
            [first, ..] => vendors::above(&first.place),
        };
        let (rules, limits) = (engine.rules(), engine.limits());
        let assessed = intake::vendors::assess(rules, groups, &terms, limits, handle, Listed::of);
        let mut vendors = Vec::new();
        for (vendor, why) in assessed {
            vendors.extend(vendor);
            failures.extend(why);
        }
        Done::Portfolio(Box::new(ReadVendors {
            batch: Batch::new(&rules.base, &name, vendors, &terms.profile),
            failures,
            notes,
        }))
    });
}

fn read_all(engine: &Engine, inputs: Vec<Input>, handle: &Handle) -> ReadFiles {
    let mut out = ReadFiles::default();
    let mut found = intake::gather(inputs, engine.limits(), handle);
    out.failures = std::mem::take(&mut found.problems);
    out.notes = std::mem::take(&mut found.notes);
    for path in std::mem::take(&mut found.profiles) {
        match intake::file_bytes(&path, PROFILE_BYTES).and_then(|b| parse_profile(&b)) {
            Ok(profile) => out.profile = Some(profile),
            Err(why) => out.failures.push(Problem::at(file_name(&path), why)),
        }
    }
    for path in std::mem::take(&mut found.saved) {
        open(engine, path, &mut out);
    }
    if let Some(vendors) = Vendors::of(&found) {
        out.vendors = Some(vendors);
        return out;
    }
    // A folder that holds nothing but a saved assessment.
    if let [group] = found.groups.as_slice()
        && group.sources.is_empty()
        && let Some(path) = group.saved.clone()
    {
        open(engine, path, &mut out);
        return out;
    }
    read_group(engine, found.joined(), handle, &mut out);
    out
}

fn open(engine: &Engine, path: PathBuf, out: &mut ReadFiles) {
    match engine.open(&path) {
        Ok(assessment) => {
            let opening = engine.opening(assessment, Gists::default());
            out.assessment = Some((path, Box::new(opening)));
        }
        Err(why) => out.failures.push(Problem::at(file_name(&path), why)),
    }
}

fn read_group(engine: &Engine, group: Group, handle: &Handle, out: &mut ReadFiles) {
    let read = intake::read(group.sources, engine.reader(), engine.limits(), handle);
    out.vendor = vendor_or(
        read.papers.iter().map(|p| &p.document),
        group.hint.as_deref(),
    );
    out.documents = read.papers;
    out.failures.extend(read.problems);
}

/// Reads a profile from a file.
pub fn read_profile(jobs: &mut Jobs<Done>, path: PathBuf, generation: u64) {
    jobs.start("Reading the profile", generation, move |_| {
        let mut out = ReadFiles::default();
        match intake::file_bytes(&path, PROFILE_BYTES).and_then(|b| parse_profile(&b)) {
            Ok(profile) => out.profile = Some(profile),
            Err(why) => out.failures.push(Problem::at(file_name(&path), why)),
        }
        Done::Read(Box::new(out))
    });
}

fn parse_profile(bytes: &[u8]) -> Result<Profile, String> {
    let text = String::from_utf8_lossy(bytes);
    Profile::from_ron(&text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn cancel_is_heard_while_a_file_is_read() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static BEGUN: AtomicUsize = AtomicUsize::new(0);
        let slow: intake::Reader = Arc::new(|_, _| {
            BEGUN.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_secs(3));
            Err("too late".to_owned())
        });
        let input = |i: usize| Input::Bytes {
            name: format!("{i}.md"),
            bytes: b"x".to_vec(),
        };
        let limits = intake::Limits {
            workers: 1,
            ..intake::Limits::default()
        };
        let mut jobs: Jobs<usize> = Jobs::new(|| {});
        let id = jobs.start("Reading", 0, move |handle| {
            let found = intake::gather((0..4).map(input).collect(), &limits, handle);
            intake::read(found.loose, &slow, &limits, handle)
                .papers
                .len()
        });
        let start = Instant::now();
        while BEGUN.load(Ordering::SeqCst) == 0 {
            assert!(start.elapsed() < Duration::from_secs(20), "it begins");
            std::thread::sleep(Duration::from_millis(5));
        }
        let label = jobs.shown().map(|(_, p)| p.label);
        assert_eq!(label.as_deref(), Some("Reading 1 of 4: 0.md"));
        jobs.cancel(id);
        let start = Instant::now();
        while !jobs.is_idle() {
            assert!(jobs.poll().is_empty());
            assert!(start.elapsed() < Duration::from_secs(2), "it stops at once");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(BEGUN.load(Ordering::SeqCst), 1, "no further file is begun");
    }
}
