//! Other vendors beside the open one, compared by a job whenever something they follow from changes.

use std::path::PathBuf;
use std::sync::Arc;

use super::engine::Engine;
use super::latest::Latest;
use super::session::Session;
use super::work::Done;
use crate::assessment::Assessment;
use crate::intake::vendors::{self, Terms};
use crate::intake::{Group, Input, Problem, gather};
use crate::jobs::{Handle, JobId, Jobs};
use crate::report::ReportModel;
use crate::report::compare::Comparison;

/// Most vendors beside the open one.
pub const MOST: usize = 5;

/// What the panel asks for.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Read this vendor and put it beside the others.
    Add(Box<Group>),
    /// Read these vendors and put them in the place of the others.
    Only(Vec<Group>),
    /// Look for vendors in these files and folders, and put them beside the others.
    Paths(Vec<PathBuf>),
    /// Take this one away, counted without the open one.
    Remove(usize),
}

/// What a comparison follows from: the opening, the state of the open assessment, and the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    generation: u64,
    revision: u64,
    others: u64,
}

/// Vendors that were read to stand beside the open one.
#[derive(Debug, Default)]
pub struct Beside {
    /// The vendors of which anything could be read, in their order.
    pub assessments: Vec<Assessment>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// The compare view's own state.
#[derive(Debug, Default)]
pub struct Compare {
    others: Vec<Arc<Assessment>>,
    /// Counts changes of the others.
    changes: u64,
    latest: Latest<Key, Comparison>,
    /// Which opening of an assessment was compared last.
    generation: u64,
    /// Jobs that read vendors, and how many each.
    reading: Vec<(JobId, usize)>,
}

impl Compare {
    /// The comparison, where it is made. The open vendor comes first.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        let (key, comparison) = self.latest.made()?;
        (key.generation == self.generation && !self.others.is_empty()).then_some(comparison)
    }

    /// Whether no other vendor was chosen yet.
    #[must_use]
    pub const fn is_alone(&self) -> bool {
        self.others.is_empty()
    }

    /// Whether a vendor is being read.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        !self.reading.is_empty()
    }

    /// Why no further vendor can be added.
    #[must_use]
    pub fn full(&self) -> Option<&'static str> {
        let reading: usize = self.reading.iter().map(|(_, count)| count).sum();
        if self.others.len() + reading < MOST {
            None
        } else {
            Some("Six vendors stand side by side at most")
        }
    }

    /// Does what the panel asked for.
    pub fn ask(
        &mut self,
        ask: Ask,
        session: &Session,
        engine: &Arc<Engine>,
        jobs: &mut Jobs<Done>,
    ) {
        match ask {
            Ask::Remove(at) => {
                if at < self.others.len() {
                    self.others.remove(at);
                    self.changes += 1;
                }
            }
            Ask::Add(_) | Ask::Paths(_) if self.full().is_some() => {}
            Ask::Add(group) => {
                let label = format!("Reading {}", group.name());
                let job = read(jobs, engine, &label, session, move |_, _| {
                    (vec![*group], Vec::new())
                });
                self.reading.push((job, 1));
            }
            Ask::Only(groups) => {
                for (job, _) in self.reading.drain(..) {
                    jobs.cancel(job);
                }
                self.others.clear();
                self.changes += 1;
                let count = groups.len().min(MOST);
                let label = "Reading the vendors to compare";
                let job = read(jobs, engine, label, session, move |_, _| {
                    (groups, Vec::new())
                });
                self.reading.push((job, count));
            }
            Ask::Paths(paths) => {
                let inputs = paths.into_iter().map(Input::Path).collect();
                let label = "Looking for vendors to compare";
                let job = read(jobs, engine, label, session, move |engine, handle| {
                    let mut found = gather(inputs, engine.limits(), handle);
                    let problems = std::mem::take(&mut found.problems);
                    (vendors::groups(found), problems)
                });
                self.reading.push((job, 1));
            }
        }
    }

    /// Hears that a job came to its end, or was stopped.
    pub fn ended(&mut self, job: JobId) {
        self.reading.retain(|(reading, _)| *reading != job);
    }

    /// Takes in vendors, as many as there is room for. Returns what could not be read or shown.
    pub fn take_vendors(&mut self, beside: Beside) -> Vec<Problem> {
        let mut problems = beside.problems;
        for assessment in beside.assessments {
            if self.others.len() < MOST {
                self.others.push(Arc::new(assessment));
                self.changes += 1;
            } else {
                let why = "Six vendors stand side by side at most. Remove one, then add this one.";
                problems.push(Problem::at(assessment.vendor, why));
            }
        }
        problems
    }

    /// Asks for the comparison that is to be shown, where it is not made or asked for yet.
    pub fn follow(
        &mut self,
        session: &Session,
        engine: &Arc<Engine>,
        jobs: &mut Jobs<Done>,
        generation: u64,
    ) {
        let key = Key {
            generation,
            revision: session.revision,
            others: self.changes,
        };
        self.generation = generation;
        if self.others.is_empty() || !self.latest.wants(key) {
            return;
        }
        let open = session.assessment.clone();
        let others = self.others.clone();
        let engine = Arc::clone(engine);
        jobs.start_quietly("Comparing the vendors", generation, move |_| {
            Done::SideBySide(key, Box::new(engine.comparison(&open, &others)))
        });
    }

    /// Takes in what a job brought.
    pub fn take(&mut self, key: Key, comparison: Comparison) {
        self.latest.take(key, comparison);
    }
}

/// Reads vendors to put them beside the open one; `find` tells which.
fn read(
    jobs: &mut Jobs<Done>,
    engine: &Arc<Engine>,
    label: &str,
    session: &Session,
    find: impl FnOnce(&Engine, &Handle) -> (Vec<Group>, Vec<Problem>) + Send + 'static,
) -> JobId {
    let open = &session.assessment;
    let terms = Terms {
        profile: open.profile.clone(),
        engagement: None,
        as_of: Some(open.as_of),
        today: open.as_of,
    };
    let engine = Arc::clone(engine);
    jobs.start(label, 0, move |handle| {
        let (groups, problems) = find(&engine, handle);
        let (rules, limits) = (engine.rules(), engine.limits());
        let read = vendors::assess(rules, groups, &terms, limits, handle, |v| v.assessment);
        let mut beside = Beside {
            problems,
            ..Beside::default()
        };
        for (assessment, problems) in read {
            beside.assessments.extend(assessment);
            beside.problems.extend(problems);
        }
        Done::Beside(Box::new(beside))
    })
}

impl Engine {
    /// The open vendor and others side by side, all by the open one's profile, engagement and day.
    #[must_use]
    pub fn comparison(&self, open: &Assessment, others: &[Arc<Assessment>]) -> Comparison {
        let rules = self.rules();
        let mut models = vec![ReportModel::by(rules, open, &self.outcome(open))];
        for other in others {
            let other = Assessment {
                profile: open.profile.clone(),
                engagement: open.engagement.clone(),
                as_of: open.as_of,
                ..Assessment::clone(other)
            };
            models.push(ReportModel::by(rules, &other, &self.outcome(&other)));
        }
        Comparison::of(&models)
    }
}
