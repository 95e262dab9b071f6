//! Carrying out what reviewers decide, and the way through what is left to review.

use super::super::App;
use super::super::command::Act;
use super::super::decide::What;
use super::super::dialogs::{Dialog, StatusForm};
use super::super::state::View;
use super::super::{author, now};
use crate::assessment::edit::Edit;
use crate::assessment::queue::queue;
use crate::assessment::{Decision, Status};

impl App {
    /// Switches the view. The review begins with what waits, where the selected finding does not.
    pub(super) fn show_view(&mut self, view: View) {
        self.shown.view = view;
        if view == View::Review {
            let due = self.due();
            let chosen = self.shown.row.as_ref();
            if !chosen.is_some_and(|row| due.contains(row)) {
                match due.into_iter().next() {
                    Some(first) => self.review(first),
                    None => self.shown.row = None,
                }
            }
        }
    }

    /// Provisions that wait for a decision, in their order.
    fn due(&self) -> Vec<String> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        queue(&session.assessment, &session.outcome)
            .into_iter()
            .map(|d| d.provision)
            .collect()
    }

    /// Shows a finding in the review, without leaving it.
    pub(super) fn review(&mut self, provision: String) {
        let session = self.session.as_ref();
        let Some(category) = session
            .and_then(|s| s.row(&provision))
            .map(|(row, _)| row.category.clone())
        else {
            return;
        };
        if self.shown.row.as_ref() != Some(&provision) {
            self.shown.draft.cancel();
            self.shown.quote = 0;
        }
        self.shown.view = View::Review;
        self.shown.open_categories.insert(category);
        self.shown.row = Some(provision);
    }

    /// Goes to what waits after or before the finding that is shown, round at the ends.
    pub(super) fn go_to_due(&mut self, forward: bool) {
        let due = self.due();
        let at = due.iter().position(|d| Some(d) == self.shown.row.as_ref());
        let to = match (at, forward) {
            (None, _) => 0,
            (Some(at), true) => (at + 1) % due.len().max(1),
            (Some(0), false) => due.len().saturating_sub(1),
            (Some(at), false) => at - 1,
        };
        if let Some(next) = due.into_iter().nth(to) {
            self.review(next);
        }
    }

    /// Begins a decision. Where its reason stands there already and nothing else is needed, it is recorded.
    pub(super) fn begin_decision(&mut self, act: Act) {
        let Some(what) = What::of(act) else { return };
        if !matches!(self.shown.view, View::Assessment | View::Review) {
            return;
        }
        let Some(session) = &self.session else { return };
        if self.shown.view == View::Assessment {
            // The form stands in the inspector.
            self.prefs.right = true;
        }
        if !what.has_fields() && !self.shown.draft.reason.trim().is_empty() {
            self.decide(what);
        } else {
            let as_of = session.assessment.as_of;
            self.shown.draft.begin(what, author(), as_of);
        }
    }

    /// Records the decision that is being written, and in the review goes on to the next finding.
    pub(super) fn decide(&mut self, what: What) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_ref()) else {
            return;
        };
        let Some((row, scored)) = self.shown.row.as_deref().and_then(|id| session.row(id)) else {
            return;
        };
        let as_of = session.assessment.as_of;
        let (act, expires) = match self.shown.draft.read(what, as_of) {
            Ok(read) => read,
            Err(why) => {
                self.notices.failed("Nothing was decided", why);
                return;
            }
        };
        let decision = Decision {
            provision: row.provision.clone(),
            act,
            author: author(),
            at: now(),
            reason: self.shown.draft.reason.trim().to_owned(),
            before: Decision::before_of(row, scored),
            expires,
        };
        let edit = Edit::Several {
            name: what.step(engine.name(&row.provision)),
            edits: vec![Edit::add_decision(&session.assessment, decision)],
        };
        let before = self.due();
        let count = session.assessment.decisions.len();
        self.change(edit, false);
        let session = self.session.as_ref();
        if session.is_none_or(|s| s.assessment.decisions.len() == count) {
            return;
        }
        self.shown.draft.done();
        if self.shown.view == View::Review {
            self.go_on_after(&before);
        }
    }

    /// Goes to what waits after the finding that was decided on, by the order before the decision.
    fn go_on_after(&mut self, before: &[String]) {
        let Some(at) = before
            .iter()
            .position(|d| Some(d) == self.shown.row.as_ref())
        else {
            return;
        };
        let left = self.due();
        let decided = before.get(at);
        if decided.is_some_and(|d| left.contains(d)) {
            // A note leaves it open: the reviewer is not done with it.
            return;
        }
        let (done, after) = before.split_at(at);
        let next = after.iter().chain(done).find(|d| left.contains(d));
        match next {
            Some(next) => self.review(next.clone()),
            None => self.shown.row = None,
        }
    }

    /// In the review, shows the finding whose decision was undone or done again.
    pub(super) fn follow_review(&mut self, before: &[Decision]) {
        let Some(session) = &self.session else { return };
        let after = &session.assessment.decisions;
        if self.shown.view != View::Review || after.as_slice() == before {
            return;
        }
        let (long, short) = if after.len() > before.len() {
            (after.as_slice(), before)
        } else {
            (before, after.as_slice())
        };
        let differs = long
            .iter()
            .enumerate()
            .find(|(i, d)| short.get(*i) != Some(*d))
            .map(|(_, d)| d.provision.clone());
        if let Some(provision) = differs {
            self.review(provision);
        }
    }

    /// Takes a decision out of the trail.
    pub(super) fn take_back(&mut self, at: usize) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_ref()) else {
            return;
        };
        let Some(decision) = session.assessment.decisions.get(at) else {
            return;
        };
        let name = format!(
            "taking back “{}” on “{}”",
            decision.act.words(),
            engine.name(&decision.provision)
        );
        self.change(
            Edit::Several {
                name,
                edits: vec![Edit::RemoveDecision(at)],
            },
            false,
        );
    }

    /// Asks for the reason of a status.
    pub(super) fn ask_status(&mut self, status: Option<Status>) {
        if let Some(session) = &self.session {
            let form = StatusForm::of(session, status);
            self.dialog = Some(Dialog::Status(Box::new(form)));
        }
    }
}
