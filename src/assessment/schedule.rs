//! When an assessment is looked at again: the day with who set it, when and why, and whether it is due.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Assessment, Status};

/// So many days before its day a review is due.
pub const SOON: i32 = 30;

/// A day on which the assessment is to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextReview {
    /// The day; `None`: no further review is planned.
    pub day: Option<Date>,
    /// Who set it.
    pub author: String,
    /// When: date and time as shown, set by whoever holds the clock.
    pub at: String,
    /// Why. Never empty.
    pub reason: String,
}

/// What the day of a review lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NextReviewError {
    /// The reason is empty.
    #[error("the day of the next review needs a reason; write one in a sentence.")]
    NoReason,
    /// Nobody is named as its author.
    #[error("the day of the next review needs an author; write your name.")]
    NoAuthor,
}

impl NextReview {
    /// Checks that it is complete: reason and author.
    ///
    /// # Errors
    /// What is missing first.
    pub fn check(&self) -> Result<(), NextReviewError> {
        if self.reason.trim().is_empty() {
            return Err(NextReviewError::NoReason);
        }
        if self.author.trim().is_empty() {
            return Err(NextReviewError::NoAuthor);
        }
        Ok(())
    }
}

/// How far a review is away, as seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Its day has passed, by so many days.
    Overdue(i32),
    /// It is due within [`SOON`] days: so many days are left, and none where it is today.
    Soon(i32),
    /// It is further away, by so many days.
    Later(i32),
    /// No review is planned.
    NotPlanned,
}

impl Due {
    /// How far a day is away from today.
    #[must_use]
    pub fn of(day: Option<Date>, today: Date) -> Self {
        let Some(day) = day else {
            return Self::NotPlanned;
        };
        // Days between two dates are always fewer than an `i32` holds.
        let left = (day - today).get_days();
        match left {
            ..0 => Self::Overdue(-left),
            0..=SOON => Self::Soon(left),
            _ => Self::Later(left),
        }
    }

    /// Whether somebody has to look at it now or soon.
    #[must_use]
    pub const fn is_due(self) -> bool {
        matches!(self, Self::Overdue(_) | Self::Soon(_))
    }

    /// Whether its day has passed.
    #[must_use]
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue(_))
    }

    /// It in words: `8 days overdue`, `due in 7 days`, `in 45 days`.
    #[must_use]
    pub fn words(self) -> String {
        let days = |n: i32| {
            if n == 1 {
                "1 day".to_owned()
            } else {
                format!("{n} days")
            }
        };
        match self {
            Self::Overdue(n) => format!("{} overdue", days(n)),
            Self::Soon(0) => "due today".to_owned(),
            Self::Soon(n) => format!("due in {}", days(n)),
            Self::Later(n) => format!("in {}", days(n)),
            Self::NotPlanned => "not planned".to_owned(),
        }
    }

    /// The key written to files: `overdue`, `due`, `planned`; nothing where none is planned.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Overdue(_) => Some("overdue"),
            Self::Soon(_) => Some("due"),
            Self::Later(_) => Some("planned"),
            Self::NotPlanned => None,
        }
    }
}

/// The day that is offered for the next review when a status is set: a year after an approval, or its end where that
/// comes first. Any other status leaves the day as it is.
#[must_use]
pub fn offered(
    status: Status,
    ends: Option<Date>,
    today: Date,
    planned: Option<Date>,
) -> Option<Date> {
    if !status.is_approval() {
        return planned;
    }
    let year = today.checked_add(1.year()).ok();
    year.into_iter().chain(ends).min()
}

impl Assessment {
    /// The day of the next review as it was set last.
    #[must_use]
    pub fn next_review(&self) -> Option<Date> {
        self.schedule.last().and_then(|r| r.day)
    }

    /// The day on which the approval in force ends, where it has one.
    #[must_use]
    pub fn approved_until(&self) -> Option<Date> {
        let last = self.statuses.last();
        last.filter(|s| s.status.is_approval())
            .and_then(|s| s.expires)
    }

    /// The day on which somebody has to look at it again: that of the next review, or the end of the approval where that
    /// comes first.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        self.next_review()
            .into_iter()
            .chain(self.approved_until())
            .min()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::assessment::{Edit, History, StatusChange};

    fn next(day: Option<Date>) -> NextReview {
        NextReview {
            day,
            author: "M. Berg".to_owned(),
            at: "2026-11-21 09:14".to_owned(),
            reason: "Once a year.".to_owned(),
        }
    }

    #[test]
    fn days_are_told_from_today_on() {
        let today = date(2026, 11, 21);
        for (day, due, words, key) in [
            (
                date(2026, 11, 13),
                Due::Overdue(8),
                "8 days overdue",
                "overdue",
            ),
            (
                date(2026, 11, 20),
                Due::Overdue(1),
                "1 day overdue",
                "overdue",
            ),
            (today, Due::Soon(0), "due today", "due"),
            (date(2026, 11, 28), Due::Soon(7), "due in 7 days", "due"),
            (date(2026, 12, 21), Due::Soon(30), "due in 30 days", "due"),
            (date(2026, 12, 22), Due::Later(31), "in 31 days", "planned"),
            (
                date(2027, 11, 21),
                Due::Later(365),
                "in 365 days",
                "planned",
            ),
        ] {
            let told = Due::of(Some(day), today);
            assert_eq!(told, due, "{day}");
            assert_eq!((told.words().as_str(), told.key()), (words, Some(key)));
            assert_eq!(told.is_due(), key != "planned");
        }
        let never = Due::of(None, today);
        assert_eq!((never, never.key()), (Due::NotPlanned, None));
        assert!(!never.is_due());
    }

    #[test]
    fn an_approval_is_looked_at_again_after_a_year_or_at_its_end() {
        let today = date(2028, 2, 29);
        let year = Some(date(2029, 2, 28));
        let sooner = Some(date(2028, 6, 1));
        let (approved, denied) = (Status::Approved, Status::Denied);
        assert_eq!(offered(approved, None, today, None), year);
        assert_eq!(offered(approved, sooner, today, None), sooner);
        let later = Some(date(2031, 1, 1));
        let conditions = Status::ApprovedWithConditions;
        assert_eq!(offered(conditions, later, today, sooner), year);
        assert_eq!(offered(denied, None, today, None), None);
        assert_eq!(offered(Status::InReview, None, today, sooner), sooner);
    }

    #[test]
    fn the_day_is_set_and_taken_back_as_a_step_with_a_name() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        assert_eq!(assessment.next_review(), None);
        let mut history = History::new();
        for day in [Some(date(2027, 11, 21)), None] {
            let edit = Edit::set_next_review(&assessment, next(day));
            assert!(!edit.changes_findings());
            history.apply(&mut assessment, edit).unwrap();
            assert_eq!(assessment.next_review(), day);
        }
        assert_eq!(history.undo_name(), Some("next review"));
        history.undo(&mut assessment).unwrap();
        assert_eq!(assessment.next_review(), Some(date(2027, 11, 21)));
        history.undo(&mut assessment).unwrap();
        assert!(assessment.schedule.is_empty());
        history.redo(&mut assessment).unwrap();
        assert_eq!(assessment.schedule, [next(Some(date(2027, 11, 21)))]);
    }

    #[test]
    fn it_needs_a_reason_and_an_author() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        let without = |reason: &str, author: &str| NextReview {
            reason: reason.to_owned(),
            author: author.to_owned(),
            ..next(None)
        };
        for (wrong, error) in [
            (without(" ", "M. Berg"), NextReviewError::NoReason),
            (without("Why not", ""), NextReviewError::NoAuthor),
        ] {
            assert_eq!(wrong.check(), Err(error));
            let edit = Edit::set_next_review(&assessment, wrong);
            assert!(edit.apply(&mut assessment).is_err());
            assert!(assessment.schedule.is_empty());
        }
        let edit = Edit::RemoveNextReview(0);
        assert!(edit.apply(&mut assessment).is_err());
    }

    #[test]
    fn the_end_of_an_approval_counts_where_it_comes_first() {
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        assessment.statuses.push(StatusChange {
            status: Status::Approved,
            author: "M. Berg".to_owned(),
            at: "2026-11-21 09:14".to_owned(),
            reason: "The committee agreed.".to_owned(),
            conditions: String::new(),
            expires: Some(date(2027, 3, 1)),
        });
        assert_eq!(assessment.due_on(), Some(date(2027, 3, 1)));
        assessment.schedule.push(next(Some(date(2027, 11, 21))));
        assert_eq!(assessment.due_on(), Some(date(2027, 3, 1)));
        assessment.schedule.push(next(Some(date(2027, 1, 1))));
        assert_eq!(assessment.due_on(), Some(date(2027, 1, 1)));
        // An approval that was withdrawn ends nothing.
        let mut back = assessment.statuses[0].clone();
        back.status = Status::InReview;
        assessment.statuses.push(back);
        assessment.schedule.clear();
        assert_eq!(assessment.due_on(), None);
    }
}
