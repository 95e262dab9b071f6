//! Other vendors beside the open one, compared by a job whenever something they follow from changes.

use std::sync::Arc;

use super::engine::Engine;
use super::latest::Latest;
use super::session::Session;
use super::work::Done;
use crate::assessment::Assessment;
use crate::intake::vendors::{self, Terms};
use crate::intake::{Group, Problem};
use crate::jobs::{JobId, Jobs};
use crate::report::ReportModel;
use crate::report::compare::Comparison;

/// Most vendors beside the open one.
pub const MOST: usize = 5;

/// What the panel asks for.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Read this vendor and put it beside the others.
    Add(Box<Group>),
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

/// A vendor that was read to stand beside the open one.
#[derive(Debug)]
pub struct Beside {
    /// The vendor, where anything of it could be read.
    pub assessment: Option<Box<Assessment>>,
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
    /// Jobs that read vendors.
    reading: Vec<JobId>,
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
    pub const fn full(&self) -> Option<&'static str> {
        if self.others.len() + self.reading.len() < MOST {
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
            Ask::Add(_) if self.full().is_some() => {}
            Ask::Add(group) => {
                let job = read(jobs, Arc::clone(engine), *group, session);
                self.reading.push(job);
            }
        }
    }

    /// Hears that a job came to its end, or was stopped.
    pub fn ended(&mut self, job: JobId) {
        self.reading.retain(|r| *r != job);
    }

    /// Takes in a vendor. Returns what could not be read.
    pub fn take_vendor(&mut self, beside: Beside) -> Vec<Problem> {
        if let Some(assessment) = beside.assessment {
            self.others.push(Arc::new(*assessment));
            self.changes += 1;
        }
        beside.problems
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

/// Reads a vendor to put it beside the open one.
fn read(jobs: &mut Jobs<Done>, engine: Arc<Engine>, group: Group, session: &Session) -> JobId {
    let open = &session.assessment;
    let terms = Terms {
        profile: open.profile.clone(),
        engagement: None,
        as_of: Some(open.as_of),
        today: open.as_of,
    };
    let label = format!("Reading {}", group.name());
    jobs.start(&label, 0, move |handle| {
        let read = vendors::assess(
            engine.rules(),
            vec![group],
            &terms,
            engine.limits(),
            handle,
            |vendor| vendor.assessment,
        );
        let mut beside = Beside {
            assessment: None,
            problems: Vec::new(),
        };
        for (assessment, problems) in read {
            beside.assessment = assessment.map(Box::new).or(beside.assessment);
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
