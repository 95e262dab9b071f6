//! The dialog that sets the status of an assessment, with its reason.

use egui::{Key, Ui};
use jiff::civil::Date;

use super::{field, foot, named, title};
use crate::assessment::edit::Edit;
use crate::assessment::queue::{findings, queue};
use crate::assessment::{NextReview, Status, StatusChange, schedule};
use crate::score::GateStatus;
use crate::ui::command::Command;
use crate::ui::session::Session;
use crate::ui::theme::Theme;
use crate::ui::{author, now, text};

/// What the dialog holds.
#[derive(Debug, Clone)]
pub struct StatusForm {
    now: Status,
    status: Status,
    reason: String,
    conditions: String,
    until: String,
    review: String,
    /// The day of the next review as it is now.
    planned: Option<Date>,
    /// Whether the day was typed, and is no longer offered by the status.
    typed: bool,
    today: Date,
    next_at: usize,
    at: usize,
    as_of: Date,
    left: (usize, usize),
    gates: usize,
    last: Option<String>,
}

impl StatusForm {
    /// The form for a status, or for the one that usually comes next.
    #[must_use]
    pub fn of(session: &Session, status: Option<Status>) -> Self {
        let (assessment, outcome) = (&session.assessment, &session.outcome);
        let now = assessment.status();
        let gates = &outcome.reviewed.gates;
        Self {
            now,
            status: status.unwrap_or(match now {
                Status::Draft => Status::InReview,
                Status::InReview => Status::Approved,
                other => other,
            }),
            reason: String::new(),
            conditions: String::new(),
            until: String::new(),
            review: String::new(),
            planned: assessment.next_review(),
            typed: false,
            today: crate::ui::clock::today(),
            next_at: assessment.schedule.len(),
            at: assessment.statuses.len(),
            as_of: assessment.as_of,
            left: (queue(assessment, outcome).len(), findings(outcome)),
            gates: gates
                .iter()
                .filter(|g| g.status == GateStatus::Confirmed)
                .count(),
            last: assessment.statuses.last().map(|s| {
                let name = s.status.name();
                format!("{name} since {}, by {}: {}", s.at, s.author, s.reason)
            }),
        }
    }

    /// The day of the next review that stands in the form: as it was typed, or as the status offers it.
    fn next(&self) -> Result<Option<Date>, &'static str> {
        let typed = self.review.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let day: Date = typed
            .parse()
            .map_err(|_| "Write the next review as 2027-11-21")?;
        if day < self.today && Some(day) != self.planned {
            return Err("Give a next review that has not passed");
        }
        Ok(Some(day))
    }

    /// Offers the day of the next review that goes with the status, until another one is typed.
    fn offer(&mut self) {
        if !self.typed {
            let ends = self.until.trim().parse().ok();
            let day = schedule::offered(self.status, ends, self.today, self.planned);
            self.review = day.map(|d| d.to_string()).unwrap_or_default();
        }
    }

    /// What is to be changed: the status, the day of the next review, or both.
    fn edit(&self) -> Result<Edit, &'static str> {
        let next = self.next();
        let only = next.is_ok_and(|day| day != self.planned) && self.status == self.now;
        let change = self.change()?;
        let day = next?;
        let status = Edit::AddStatus {
            at: self.at,
            change: Box::new(change),
        };
        if day == self.planned {
            return Ok(status);
        }
        let review = Edit::AddNextReview {
            at: self.next_at,
            next: Box::new(NextReview {
                day,
                author: author(),
                at: now(),
                reason: self.reason.trim().to_owned(),
            }),
        };
        if only {
            return Ok(review);
        }
        Ok(Edit::Several {
            name: format!("status {}", self.status.name()),
            edits: vec![status, review],
        })
    }

    fn change(&self) -> Result<StatusChange, &'static str> {
        let is_approval = matches!(
            self.status,
            Status::Approved | Status::ApprovedWithConditions
        );
        let typed = self.until.trim();
        let expires = if !is_approval || typed.is_empty() {
            None
        } else {
            Some(typed.parse().map_err(|_| "Write the day as 2027-11-21")?)
        };
        if expires.is_some_and(|day: Date| day < self.as_of) {
            return Err("Give a day that has not passed");
        }
        let with_conditions = self.status == Status::ApprovedWithConditions;
        if with_conditions && self.conditions.trim().is_empty() {
            return Err("Write the conditions first");
        }
        if self.reason.trim().is_empty() {
            return Err("Give a reason first");
        }
        Ok(StatusChange {
            status: self.status,
            author: author(),
            at: now(),
            reason: self.reason.trim().to_owned(),
            conditions: if with_conditions {
                self.conditions.trim().to_owned()
            } else {
                String::new()
            },
            expires,
        })
    }
}

/// Shows the dialog. Returns whether it is done.
pub fn show(ui: &mut Ui, t: &Theme, form: &mut StatusForm, queue: &mut Vec<Command>) -> bool {
    title(ui, t, "Status of the assessment");
    if let Some(last) = &form.last {
        text::label(ui, last, t.label(), t.c.text_soft);
    }
    for status in Status::ALL {
        let words = if status == form.now {
            format!("{} (now)", status.name())
        } else {
            status.name().to_owned()
        };
        ui.radio_value(&mut form.status, status, words);
    }
    if form.status.is_decided() {
        let (left, all) = form.left;
        if left > 0 {
            let words = format!("{left} of {all} findings have no decision yet.");
            text::label(ui, &words, t.label(), t.tiers.moderate.ink);
        }
        if form.gates > 0 && form.status != Status::Denied {
            let words = text::count(form.gates, "gate is confirmed.", "gates are confirmed.");
            text::label(ui, &words, t.label(), t.tiers.high.ink);
        }
    }
    let hint = "Needed for every change of the status";
    let response = field(ui, "dialog status", "Reason", hint, &mut form.reason);
    let mut entered = response.lost_focus();
    let mut line = |ui: &mut Ui, name: &str, hint: &str, value: &mut String| {
        let label = named(ui, name);
        let edit = egui::TextEdit::singleline(value)
            .hint_text(hint)
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY);
        entered |= ui.add(edit).labelled_by(label.id).lost_focus();
    };
    if form.status == Status::ApprovedWithConditions {
        let hint = "What has to be agreed on";
        line(ui, "Conditions", hint, &mut form.conditions);
    }
    if form.status.is_decided() && form.status != Status::Denied {
        let name = "Holds until (year-month-day, may be empty)";
        line(ui, name, "2027-11-21", &mut form.until);
    }
    form.offer();
    let before = form.review.clone();
    let name = "Next review (year-month-day, may be empty)";
    line(ui, name, "2027-11-21", &mut form.review);
    form.typed |= form.review != before;
    entered &= ui.input(|i| i.key_pressed(Key::Enter));
    let edit = form.edit();
    let (yes, no) = foot(ui, t, "Set status", edit.as_ref().err().copied());
    if let (true, Ok(edit)) = (yes || entered, edit) {
        queue.push(Command::Edit(edit));
        return true;
    }
    no
}
