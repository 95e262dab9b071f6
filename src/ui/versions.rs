//! Two versions of a document of the open assessment, compared by a job whenever something they follow from changes.

use std::sync::Arc;

use super::engine::Engine;
use super::latest::Latest;
use super::session::Session;
use super::work::Done;
use crate::assessment::Assessment;
use crate::assessment::editions::Standing;
use crate::jobs::Jobs;
use crate::report::ReportModel;
use crate::report::changes::Changes;

/// What a comparison follows from: the opening, the state of the assessment, and the two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Which opening of an assessment.
    pub generation: u64,
    /// Which state of it.
    pub revision: u64,
    /// The old version, as an index of the documents.
    pub old: usize,
    /// The new version.
    pub new: usize,
}

/// The versions view's own state.
#[derive(Debug, Default)]
pub struct Versions {
    /// Which opening of an assessment this is about.
    generation: u64,
    /// The documents that were chosen by hand: the old version and the new one.
    chosen: Option<(usize, usize)>,
    latest: Latest<Key, Changes>,
}

impl Versions {
    /// Chooses the old and the new version.
    pub const fn choose(&mut self, old: usize, new: usize) {
        self.chosen = Some((old, new));
    }

    /// The two documents that are compared: those that were chosen, or two versions of one paper.
    #[must_use]
    pub fn pair(&self, session: &Session) -> Option<(usize, usize)> {
        let count = session.assessment.documents.len();
        self.chosen
            .filter(|&(old, new)| old < count && new < count && old != new)
            .or_else(|| found(session))
    }

    /// The comparison of this pair, where it is made.
    #[must_use]
    pub fn changes(&self, session: &Session) -> Option<&Changes> {
        let pair = self.pair(session)?;
        let (key, changes) = self.latest.made()?;
        ((key.old, key.new) == pair).then_some(changes)
    }

    /// Asks for the comparison that is to be shown, where it is not made or asked for yet.
    pub fn follow(
        &mut self,
        session: &Session,
        engine: &Arc<Engine>,
        jobs: &mut Jobs<Done>,
        generation: u64,
    ) {
        // What was chosen and compared in another assessment says nothing of this one.
        if self.generation != generation {
            *self = Self {
                generation,
                ..Self::default()
            };
        }
        let Some((old, new)) = self.pair(session) else {
            return;
        };
        let key = Key {
            generation,
            revision: session.revision,
            old,
            new,
        };
        if !self.latest.wants(key) {
            return;
        }
        let (Some(old), Some(new)) = (
            alone(&session.assessment, old),
            alone(&session.assessment, new),
        ) else {
            return;
        };
        let engine = Arc::clone(engine);
        jobs.start_quietly("Comparing the versions", generation, move |_| {
            Done::Compared(key, Box::new(engine.changes(&old, &new)))
        });
    }

    /// Takes in what a job brought.
    pub fn take(&mut self, key: Key, changes: Changes) {
        self.latest.take(key, changes);
    }
}

/// Two versions of one paper: one that is older, and the one that counts. Where none is told to be, two papers of one
/// kind: a new version may share no wording with the old one.
fn found(session: &Session) -> Option<(usize, usize)> {
    let mut editions = session.outcome.editions.iter().enumerate();
    let told = editions.find_map(|(at, edition)| match edition.standing {
        Standing::OlderThan(newer) => Some((at, newer)),
        Standing::NotYet(older) => Some((older, at)),
        _ => None,
    });
    told.or_else(|| {
        let documents = &session.assessment.documents;
        let pairs = (0..documents.len()).flat_map(|a| (0..documents.len()).map(move |b| (a, b)));
        pairs
            .filter_map(|(a, b)| Some((a, b, documents.get(a)?, documents.get(b)?)))
            .find(|(_, _, old, new)| {
                old.kind == new.kind && old.date.is_some() && old.date < new.date
            })
            .map(|(a, b, _, _)| (a, b))
    })
}

/// The assessment with this document alone and without decisions, which belong to all documents together.
fn alone(assessment: &Assessment, at: usize) -> Option<Assessment> {
    let mut document = assessment.documents.get(at)?.clone();
    document.counts = crate::document::Counts::Always;
    Some(Assessment {
        documents: vec![document],
        readings: vec![assessment.readings.get(at)?.clone()],
        decisions: Vec::new(),
        ..Assessment {
            documents: Vec::new(),
            readings: Vec::new(),
            ..assessment.clone()
        }
    })
}

impl Engine {
    /// What changed between two assessments.
    #[must_use]
    pub fn changes(&self, old: &Assessment, new: &Assessment) -> Changes {
        let model = |a: &Assessment| ReportModel::by(self.rules(), a, &self.outcome(a));
        Changes::of((&model(old), &old.documents), (&model(new), &new.documents))
    }
}
