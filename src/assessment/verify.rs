//! What reviewers looked up by hand because no text shows it, with the result, the day, by whom, and a note.
//!
//! Every look-up stays in the assessment: the last one of a check is what holds, and those before are its trail.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Assessment, Engagement, Outcome, TransferRow};
use crate::transfer::{Check, Checks, Corridor, Due, Law};

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// It is so.
    Holds,
    /// It is not so.
    Fails,
    /// It could not be told.
    Unclear,
}

impl Verdict {
    /// All, in display order.
    pub const ALL: [Self; 3] = [Self::Holds, Self::Fails, Self::Unclear];

    /// The words shown to people, as an answer to what had to be so.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holds => "It is so",
            Self::Fails => "It is not so",
            Self::Unclear => "It could not be told",
        }
    }
}

/// A look-up and what it found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Id of the check.
    pub check: String,
    /// What had to be so, in the words of then: the trail can be read without the list of checks.
    pub what: String,
    /// What was found.
    pub verdict: Verdict,
    /// The day on which it was looked up.
    pub day: Date,
    /// Who looked it up.
    pub by: String,
    /// Where it was seen, or what is missing; may be empty where it is so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who wrote it down.
    pub author: String,
    /// When it was written down: date and time as shown, set by whoever holds the clock.
    pub at: String,
}

/// What a verification lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerificationError {
    /// It names no check.
    #[error("a verification needs what was looked up; choose one of the list.")]
    NoCheck,
    /// Nobody is named.
    #[error("a verification needs who looked it up; write a name.")]
    Nobody,
    /// It is not so, or could not be told, and nothing says why.
    #[error("a verification that does not confirm needs a note; write what was found.")]
    NoNote,
}

impl Verification {
    /// Checks that it is complete: what, by whom, and a note where it does not confirm.
    ///
    /// # Errors
    /// What is missing first.
    pub fn check(&self) -> Result<(), VerificationError> {
        if self.check.trim().is_empty() {
            return Err(VerificationError::NoCheck);
        }
        if self.by.trim().is_empty() || self.author.trim().is_empty() {
            return Err(VerificationError::Nobody);
        }
        if self.verdict != Verdict::Holds && self.note.trim().is_empty() {
            return Err(VerificationError::NoNote);
        }
        Ok(())
    }
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// Nobody has looked it up.
    Not,
    /// Looked up, with this result.
    Found(Verdict),
    /// Looked up with this result, and too long before the assessment's day.
    Stale(Verdict),
}

impl Verified {
    /// The words shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Not => "Not verified",
            Self::Found(Verdict::Holds) => "Verified",
            Self::Found(Verdict::Fails) => "Verified: not so",
            Self::Found(Verdict::Unclear) => "Could not be told",
            Self::Stale(Verdict::Holds) => "Verified, out of date",
            Self::Stale(Verdict::Fails) => "Not so, out of date",
            Self::Stale(Verdict::Unclear) => "Not told, out of date",
        }
    }

    /// Whether it is settled: looked up, told, and not too old.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Found(Verdict::Holds | Verdict::Fails))
    }
}

impl Assessment {
    /// The look-ups of a check with their places, the first one first.
    pub fn verifications_of<'a>(
        &'a self,
        check: &'a str,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Verification)> {
        self.verifications
            .iter()
            .enumerate()
            .filter(move |(_, v)| v.check == check)
    }

    /// How far a check has come on the assessment's day.
    #[must_use]
    pub fn verified(&self, check: &Check) -> Verified {
        match self.verifications_of(&check.id).last() {
            None => Verified::Not,
            Some((_, v)) if check.is_stale(v.day, self.as_of) => Verified::Stale(v.verdict),
            Some((_, v)) => Verified::Found(v.verdict),
        }
    }

    /// What has to be looked up, given the mechanisms on the corridors that are in play.
    #[must_use]
    pub fn to_verify(&self, outcome: &Outcome, checks: &Checks, law: &Law) -> Vec<Due> {
        if self.documents.is_empty() {
            return Vec::new();
        }
        let in_play = |row: &&TransferRow| {
            Corridor::named(&row.corridor).is_some_and(|c| self.engagement.sends(c))
        };
        checks.due(outcome.transfers.iter().filter(in_play), law)
    }
}

impl Engagement {
    /// Whether personal data would go this way.
    #[must_use]
    pub const fn sends(&self, corridor: Corridor) -> bool {
        match corridor {
            Corridor::EuUs => self.eu,
            Corridor::UkUs => self.uk,
            Corridor::ChUs => self.switzerland,
        }
    }

    /// The ways that personal data would go.
    #[must_use]
    pub fn corridors(&self) -> Vec<Corridor> {
        let ways = Corridor::ALL.into_iter();
        ways.filter(|way| self.sends(*way)).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::assessment::{Edit, EditError, History, store};

    fn seen(verdict: Verdict, day: Date) -> Verification {
        Verification {
            check: "dpf.list".to_owned(),
            what: "The vendor is on the list".to_owned(),
            verdict,
            day,
            by: "R. Okafor".to_owned(),
            note: "Entry 4711".to_owned(),
            author: "mberg".to_owned(),
            at: "2026-11-21 09:14".to_owned(),
        }
    }

    fn check() -> Check {
        let checks = Checks::builtin().unwrap();
        checks.iter().find(|c| c.id == "dpf.list").unwrap().clone()
    }

    #[test]
    fn the_last_look_up_holds_and_undo_goes_back_to_the_one_before() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        let mut history = History::new();
        assert_eq!(assessment.verified(&check()), Verified::Not);
        for (verdict, day) in [
            (Verdict::Holds, date(2024, 1, 2)),
            (Verdict::Fails, date(2026, 11, 20)),
        ] {
            let edit = Edit::add_verification(&assessment, seen(verdict, day));
            history.apply(&mut assessment, edit).unwrap();
        }
        assert_eq!(
            assessment.verified(&check()),
            Verified::Found(Verdict::Fails)
        );
        let name = "verification “The vendor is on the list”";
        assert_eq!(history.undo_name(), Some(name));
        history.undo(&mut assessment).unwrap();
        let state = assessment.verified(&check());
        assert_eq!(state, Verified::Stale(Verdict::Holds));
        assert!(!state.is_settled());
        history.undo(&mut assessment).unwrap();
        assert_eq!(assessment.verified(&check()), Verified::Not);
        history.redo(&mut assessment).unwrap();
        assert_eq!(assessment.verifications.len(), 1);
    }

    #[test]
    fn one_that_does_not_confirm_needs_a_note_and_every_one_a_name() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        let day = date(2026, 11, 20);
        let bare = |verdict| Verification {
            note: " ".to_owned(),
            ..seen(verdict, day)
        };
        assert_eq!(bare(Verdict::Holds).check(), Ok(()));
        let nobody = Verification {
            by: String::new(),
            ..seen(Verdict::Holds, day)
        };
        for (wrong, error) in [
            (bare(Verdict::Fails), VerificationError::NoNote),
            (bare(Verdict::Unclear), VerificationError::NoNote),
            (nobody, VerificationError::Nobody),
        ] {
            let edit = Edit::add_verification(&assessment, wrong);
            let made = edit.apply(&mut assessment);
            assert_eq!(made, Err(EditError::Verification(error)));
            assert!(assessment.verifications.is_empty());
        }
        assert!(Edit::RemoveVerification(0).apply(&mut assessment).is_err());
    }

    #[test]
    fn it_is_kept_in_the_file_and_a_file_without_any_is_read() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        let bare = store::to_text(&assessment).unwrap();
        assert!(!bare.contains("verifications"));
        assert_eq!(store::from_text(&bare).unwrap(), assessment);
        assessment.verifications = vec![seen(Verdict::Unclear, date(2026, 11, 20))];
        let text = store::to_text(&assessment).unwrap();
        assert_eq!(store::from_text(&text).unwrap(), assessment);
        let broken = text.replace("by: \"R. Okafor\"", "by: \"\"");
        let fault = store::from_text(&broken).unwrap_err().to_string();
        assert!(fault.contains("verification 1"), "{fault}");
    }
}
