//! Changes of the assessment, and taking them back.

use super::super::App;
use crate::assessment::edit::Edit;
use crate::document::{Counts, Document, Kind};
use crate::intake::Paper;
use crate::score::Profile;
use crate::ui::work::{self, Reread};

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

    /// Takes a document for another kind of paper, and has it read anew as such.
    pub(super) fn read_as(&mut self, at: usize, kind: Kind) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.clone()) else {
            return;
        };
        let Some(document) = session.assessment.documents.get(at) else {
            return;
        };
        let document = Document {
            kind,
            kind_basis: "set by hand".to_owned(),
            ..document.clone()
        };
        work::read_anew(&mut self.jobs, engine, at, document, self.generation);
    }

    /// Takes in a document that was read anew, if it still stands where it stood.
    pub(super) fn take_anew(&mut self, read: Reread) {
        let Reread { at, paper, gists } = read;
        let Some(session) = &mut self.session else {
            return;
        };
        let documents = &session.assessment.documents;
        let still = documents
            .get(at)
            .is_some_and(|d| d.sha256 == paper.document.sha256);
        if !still {
            let next = "The documents were changed meanwhile. Choose its kind once more.";
            let title = format!("{} was not read anew", paper.document.name);
            self.notices.failed(title, next);
            return;
        }
        session.learn(gists);
        let Paper { document, readings } = paper;
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
            document: Box::new(Document {
                counts,
                ..document.clone()
            }),
            readings: readings.clone(),
        };
        self.change(edit, false);
    }
}
