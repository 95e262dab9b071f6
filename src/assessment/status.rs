//! How far an assessment has come, from draft to approved or denied, with who set it, when and why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Assessment;

/// How far an assessment has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Status {
    #[default]
    Draft,
    InReview,
    Approved,
    ApprovedWithConditions,
    Denied,
}

impl Status {
    /// All, in the order in which they usually come.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::InReview,
        Self::Approved,
        Self::ApprovedWithConditions,
        Self::Denied,
    ];

    /// The words shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::InReview => "In review",
            Self::Approved => "Approved",
            Self::ApprovedWithConditions => "Approved with conditions",
            Self::Denied => "Denied",
        }
    }

    /// Whether somebody has decided on the vendor.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(
            self,
            Self::Approved | Self::ApprovedWithConditions | Self::Denied
        )
    }

    /// Whether the vendor may be used.
    #[must_use]
    pub const fn is_approval(self) -> bool {
        matches!(self, Self::Approved | Self::ApprovedWithConditions)
    }
}

/// A change of the status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusChange {
    /// What it became.
    pub status: Status,
    /// Who.
    pub author: String,
    /// When: date and time as shown, set by whoever holds the clock.
    pub at: String,
    /// Why. Never empty.
    pub reason: String,
    /// On which conditions; filled where it was approved with conditions, and empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conditions: String,
    /// Until when an approval holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// What a change of the status lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatusError {
    /// The reason is empty.
    #[error("a change of the status needs a reason; write one in a sentence.")]
    NoReason,
    /// Nobody is named as its author.
    #[error("a change of the status needs an author; write your name.")]
    NoAuthor,
    /// It is approved with conditions, and none is named.
    #[error("an approval with conditions needs them; write what has to be agreed on.")]
    NoConditions,
}

impl StatusChange {
    /// Checks that it is complete: reason, author, and conditions where there must be some.
    ///
    /// # Errors
    /// What is missing first.
    pub fn check(&self) -> Result<(), StatusError> {
        if self.reason.trim().is_empty() {
            return Err(StatusError::NoReason);
        }
        if self.author.trim().is_empty() {
            return Err(StatusError::NoAuthor);
        }
        if self.status == Status::ApprovedWithConditions && self.conditions.trim().is_empty() {
            return Err(StatusError::NoConditions);
        }
        Ok(())
    }

    /// It in one line: `Denied, 2026-11-21 09:14, M. Berg: The vendor trains on content.`
    #[must_use]
    pub fn words(&self) -> String {
        let mut out = format!(
            "{}, {}, {}: {}",
            self.status.name(),
            self.at,
            self.author,
            self.reason
        );
        if !self.conditions.is_empty() {
            out.push_str(" Conditions: ");
            out.push_str(&self.conditions);
        }
        if let Some(day) = self.expires {
            out.push_str(" Holds until ");
            out.push_str(&day.to_string());
            out.push('.');
        }
        out
    }
}

impl Assessment {
    /// How far it has come: what the last change says, and a draft before any.
    #[must_use]
    pub fn status(&self) -> Status {
        self.statuses
            .last()
            .map_or_else(Status::default, |s| s.status)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::assessment::{Edit, History};

    fn change(status: Status) -> StatusChange {
        StatusChange {
            status,
            author: "M. Berg".to_owned(),
            at: "2026-11-21 09:14".to_owned(),
            reason: "The committee agreed.".to_owned(),
            conditions: String::new(),
            expires: None,
        }
    }

    #[test]
    fn an_assessment_begins_as_a_draft_and_goes_on_step_by_step() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        assert_eq!(assessment.status(), Status::Draft);
        let mut history = History::new();
        for status in [Status::InReview, Status::Denied] {
            let edit = Edit::set_status(&assessment, change(status));
            history.apply(&mut assessment, edit).unwrap();
            assert_eq!(assessment.status(), status);
        }
        assert_eq!(history.undo_name(), Some("status Denied"));
        history.undo(&mut assessment).unwrap();
        assert_eq!(assessment.status(), Status::InReview);
        history.undo(&mut assessment).unwrap();
        assert_eq!(assessment.status(), Status::Draft);
        history.redo(&mut assessment).unwrap();
        assert_eq!(assessment.statuses.len(), 1);
    }

    #[test]
    fn a_change_needs_a_reason_an_author_and_its_conditions() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        for (wrong, error) in [
            (
                StatusChange {
                    reason: " ".to_owned(),
                    ..change(Status::Approved)
                },
                StatusError::NoReason,
            ),
            (
                StatusChange {
                    author: String::new(),
                    ..change(Status::Approved)
                },
                StatusError::NoAuthor,
            ),
            (
                change(Status::ApprovedWithConditions),
                StatusError::NoConditions,
            ),
        ] {
            assert_eq!(wrong.check(), Err(error));
            let edit = Edit::set_status(&assessment, wrong);
            assert!(edit.apply(&mut assessment).is_err());
            assert!(assessment.statuses.is_empty());
        }
    }
}
