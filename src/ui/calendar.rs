//! The calendar of mechanisms, laid out by a job: every document is read anew for what it relies on, the older versions
//! too, which count for nothing else.

use std::sync::Arc;

use super::engine::Engine;
use super::latest::Latest;
use super::panels::documents;
use super::session::Session;
use super::work::Done;
use crate::jobs::Jobs;
use crate::transfer::{self, Calendar, Corridor, Paper};

/// What a calendar follows from: which opening of an assessment, and which state of it.
pub type Key = (u64, u64);

/// The calendar of the open assessment.
#[derive(Debug, Default)]
pub struct Calendars {
    latest: Latest<Key, Calendar>,
}

impl Calendars {
    /// The calendar that was laid out last, where it is of this opening.
    #[must_use]
    pub fn made(&self, generation: u64) -> Option<&Calendar> {
        let (key, calendar) = self.latest.made()?;
        (key.0 == generation).then_some(calendar)
    }

    /// Asks for the calendar, where it is not laid out or asked for yet.
    pub fn follow(
        &mut self,
        session: &Session,
        engine: &Arc<Engine>,
        jobs: &mut Jobs<Done>,
        generation: u64,
    ) {
        let key = (generation, session.revision);
        if !self.latest.wants(key) {
            return;
        }
        let engine = Arc::clone(engine);
        let assessment = &session.assessment;
        let as_of = assessment.as_of;
        let documents = assessment.documents.clone();
        let mut corridors = assessment.engagement.corridors();
        if corridors.is_empty() {
            corridors = Corridor::ALL.to_vec();
        }
        jobs.start_quietly("Laying out the calendar", generation, move |_| {
            let law = &engine.rules().law;
            let papers = Paper::all(&documents, documents::names(&documents), law);
            let mentions = transfer::mentions_in(&documents);
            let rows = transfer::rows(&mentions, &documents, as_of, law);
            let calendar = Calendar::of(law, &rows, &papers, as_of, &corridors);
            Done::Calendar(key, Box::new(calendar))
        });
    }

    /// Takes in what a job brought.
    pub fn take(&mut self, key: Key, calendar: Calendar) {
        self.latest.take(key, calendar);
    }
}
