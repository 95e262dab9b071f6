//! Undo and redo, with names, with the moves of a slider as one step, and with the point that was saved.

use super::Assessment;
use super::edit::{Edit, EditError};

/// Most steps that are kept; the oldest go first.
const MOST_STEPS: usize = 500;

/// What was done, so that it can be undone and done again.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Number of the state that the assessment is in.
    now: u64,
    /// Number for the next new state.
    last: u64,
    /// Number of the state that was saved.
    saved: Option<u64>,
    /// Whether edits with the key of the last step are still merged into it.
    open: bool,
}

/// A step between two states.
#[derive(Debug, Clone)]
struct Step {
    name: String,
    key: Option<String>,
    /// What leads back (in `done`) or forth (in `undone`).
    edit: Edit,
    /// State that this step leads back to, or forth to.
    to: u64,
}

impl History {
    /// A history of an assessment that was just made: nothing to undo, not saved yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A history of an assessment that was just loaded: nothing to undo, saved.
    #[must_use]
    pub fn of_saved() -> Self {
        Self {
            saved: Some(0),
            ..Self::default()
        }
    }

    /// Makes a change as a step of its own.
    ///
    /// # Errors
    /// Where the change cannot be made; assessment and history are then as they were.
    pub fn apply(&mut self, assessment: &mut Assessment, edit: Edit) -> Result<(), EditError> {
        self.push(assessment, edit, false)
    }

    /// Makes a change that belongs to a drag or to typing: until [`History::commit`] is called, changes with the
    /// same merge key are one step.
    ///
    /// # Errors
    /// Where the change cannot be made; assessment and history are then as they were.
    pub fn drag(&mut self, assessment: &mut Assessment, edit: Edit) -> Result<(), EditError> {
        self.push(assessment, edit, true)
    }

    /// Ends a drag: the next change is a step of its own.
    pub fn commit(&mut self) {
        self.open = false;
    }

    fn push(
        &mut self,
        assessment: &mut Assessment,
        edit: Edit,
        open: bool,
    ) -> Result<(), EditError> {
        let name = edit.name();
        let key = edit.merge_key();
        let inverse = edit.apply(assessment)?;
        let merges = open
            && self.open
            && key.is_some()
            && self.done.last().is_some_and(|step| step.key == key);
        if !merges {
            self.done.push(Step {
                name,
                key,
                edit: inverse,
                to: self.now,
            });
            if self.done.len() > MOST_STEPS {
                self.done.remove(0);
            }
        }
        // A merged change leaves the first inverse in place: undoing goes back to before the drag.
        self.undone.clear();
        self.last += 1;
        self.now = self.last;
        self.open = open;
        Ok(())
    }

    /// Takes the last step back and gives its name; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be taken back, because the assessment was changed past this history.
    pub fn undo(&mut self, assessment: &mut Assessment) -> Result<Option<String>, EditError> {
        self.open = false;
        let Some(step) = self.done.last().cloned() else {
            return Ok(None);
        };
        let forth = step.edit.apply(assessment)?;
        self.done.pop();
        self.undone.push(Step {
            name: step.name.clone(),
            key: None,
            edit: forth,
            to: self.now,
        });
        self.now = step.to;
        Ok(Some(step.name))
    }

    /// Does the step that was last undone again and gives its name; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be done again, because the assessment was changed past this history.
    pub fn redo(&mut self, assessment: &mut Assessment) -> Result<Option<String>, EditError> {
        self.open = false;
        let Some(step) = self.undone.last().cloned() else {
            return Ok(None);
        };
        let back = step.edit.apply(assessment)?;
        self.undone.pop();
        self.done.push(Step {
            name: step.name.clone(),
            key: None,
            edit: back,
            to: self.now,
        });
        self.now = step.to;
        Ok(Some(step.name))
    }

    /// Name of what undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|step| step.name.as_str())
    }

    /// Name of what redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| step.name.as_str())
    }

    /// Whether undo would change what is found, and not only what it weighs.
    #[must_use]
    pub fn undo_changes_findings(&self) -> bool {
        self.done
            .last()
            .is_some_and(|step| step.edit.changes_findings())
    }

    /// Whether redo would change what is found, and not only what it weighs.
    #[must_use]
    pub fn redo_changes_findings(&self) -> bool {
        self.undone
            .last()
            .is_some_and(|step| step.edit.changes_findings())
    }

    /// Names of the steps done, the oldest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.done.iter().map(|step| step.name.as_str())
    }

    /// Notes that the state now is the one on disk; it also ends a drag.
    pub fn mark_saved(&mut self) {
        self.open = false;
        self.saved = Some(self.now);
    }

    /// Whether the state now differs from the one on disk. Undoing back to the saved point makes it clean again.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.now)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_step_back_says_whether_it_changes_what_is_found() {
        let mut assessment = Assessment::new("Ash", date(2026, 11, 21));
        let mut history = History::new();
        assert!(!history.undo_changes_findings() && !history.redo_changes_findings());
        let day = Edit::SetAsOf(date(2026, 11, 22));
        history.apply(&mut assessment, day).unwrap();
        let vendor = Edit::SetVendor("Bay".to_owned());
        history.apply(&mut assessment, vendor).unwrap();
        // The name weighs nothing; the day decides which mechanism holds.
        assert!(!history.undo_changes_findings());
        history.undo(&mut assessment).unwrap();
        assert!(history.undo_changes_findings() && !history.redo_changes_findings());
        history.undo(&mut assessment).unwrap();
        assert!(history.redo_changes_findings());
    }
}
