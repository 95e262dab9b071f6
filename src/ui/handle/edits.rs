//! Changes of the assessment, and taking them back.

use super::super::App;
use crate::assessment::edit::Edit;
use crate::document::{Counts, Kind};
use crate::score::Profile;

impl App {
    pub(super) fn change(&mut self, edit: Edit, gesture: bool) {
        let Some((session, engine)) = self.session.as_mut().zip(self.engine.as_deref()) else {
            return;
        };
        if let Err(why) = session.change(engine, edit, gesture) {
            self.notices.failed("Nothing was changed", why);
        }
        self.settle_selection();
    }

    /// Uses a profile; changes of weights are then shown against it.
    pub(super) fn use_profile(&mut self, profile: Profile) {
        if let Some(session) = &mut self.session {
            session.base = profile.clone();
        }
        self.change(Edit::SetProfile(Box::new(profile)), false);
    }

    pub(super) fn step_back(&mut self, undo: bool) {
        let Some((session, engine)) = self.session.as_mut().zip(self.engine.as_deref()) else {
            return;
        };
        let before = session.assessment.decisions.clone();
        let name = if undo {
            session.undo(engine)
        } else {
            session.redo(engine)
        };
        let word = if undo { "Undone" } else { "Done again" };
        match name {
            Ok(Some(name)) => self.notices.done(format!("{word}: {name}"), ""),
            Ok(None) => {}
            Err(why) => self.notices.failed("Nothing was changed", why),
        }
        self.settle_selection();
        self.follow_review(&before);
    }

    /// Keeps what is shown within what is there.
    pub(super) fn settle_selection(&mut self) {
        let documents = self
            .session
            .as_ref()
            .map_or(0, |s| s.assessment.documents.len());
        self.shown.document = self.shown.document.min(documents.saturating_sub(1));
        self.shown.open_documents.retain(|&d| d < documents);
    }

    /// Takes a document for another kind of paper, and reads it anew as such.
    pub(super) fn read_as(&mut self, at: usize, kind: Kind) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_deref()) else {
            return;
        };
        let Some(document) = session.assessment.documents.get(at) else {
            return;
        };
        let mut document = document.clone();
        document.kind = kind;
        document.kind_basis = "set by hand".to_owned();
        let readings = engine.readings(&document);
        let document = Box::new(document);
        self.change(
            Edit::SetDocument {
                at,
                document,
                readings,
            },
            false,
        );
    }

    /// Says whether a document counts beside its copies and other versions.
    pub(super) fn count_as(&mut self, at: usize, counts: Counts) {
        let Some(session) = &self.session else { return };
        let assessment = &session.assessment;
        let found = assessment
            .documents
            .get(at)
            .zip(assessment.readings.get(at));
        let Some((document, readings)) = found else {
            return;
        };
        let edit = Edit::SetDocument {
            at,
            document: Box::new(crate::document::Document {
                counts,
                ..document.clone()
            }),
            readings: readings.clone(),
        };
        self.change(edit, false);
    }
}
