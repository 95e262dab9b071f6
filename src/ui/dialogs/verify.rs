//! The dialog that records what was found when something was looked up by hand.

use egui::{Id, Key, Ui};
use jiff::civil::Date;

use super::{foot, named, title};
use crate::assessment::edit::Edit;
use crate::assessment::{Assessment, Verdict, Verification};
use crate::transfer::Due;
use crate::ui::command::Command;
use crate::ui::theme::Theme;
use crate::ui::{author, now, text};

/// What the dialog holds.
#[derive(Debug, Clone)]
pub struct VerifyForm {
    check: String,
    what: String,
    how: String,
    verdict: Option<Verdict>,
    day: String,
    by: String,
    note: String,
    at: usize,
    today: Date,
    /// Whether the first choice has to take the keyboard.
    fresh: bool,
}

impl VerifyForm {
    /// The form of a look-up.
    #[must_use]
    pub fn of(assessment: &Assessment, due: &Due) -> Self {
        let today = crate::ui::clock::today();
        Self {
            check: due.check.id.clone(),
            what: due.check.what.clone(),
            how: due.check.how.clone(),
            verdict: None,
            day: today.to_string(),
            by: author(),
            note: String::new(),
            at: assessment.verifications.len(),
            today,
            fresh: true,
        }
    }

    fn read(&self) -> Result<Verification, &'static str> {
        let verdict = self.verdict.ok_or("Choose what was found first")?;
        let day: Date = self
            .day
            .trim()
            .parse()
            .map_err(|_| "Write the day as 2026-11-21")?;
        if day > self.today {
            return Err("Give a day that has come");
        }
        if self.by.trim().is_empty() {
            return Err("Write who looked it up");
        }
        if verdict != Verdict::Holds && self.note.trim().is_empty() {
            return Err("Write a note on what was found");
        }
        Ok(Verification {
            check: self.check.clone(),
            what: self.what.clone(),
            verdict,
            day,
            by: self.by.trim().to_owned(),
            note: self.note.trim().to_owned(),
            author: author(),
            at: now(),
        })
    }
}

/// Shows the dialog. Returns whether it is done.
pub fn show(ui: &mut Ui, t: &Theme, form: &mut VerifyForm, queue: &mut Vec<Command>) -> bool {
    title(ui, t, &form.what);
    text::label(ui, &form.how, t.label(), t.c.text_soft);
    ui.add_space(2.0);
    text::label(ui, "What was found", t.label().medium(), t.c.text_soft);
    for verdict in Verdict::ALL {
        let response = ui.radio_value(&mut form.verdict, Some(verdict), verdict.name());
        if std::mem::take(&mut form.fresh) {
            response.request_focus();
        }
    }
    let mut entered = false;
    let note = match form.verdict {
        None | Some(Verdict::Holds) => "Note (may be empty)",
        Some(_) => "Note",
    };
    for (id, name, hint, value) in [
        (
            "day",
            "Looked up on (year-month-day)",
            "2026-11-21",
            &mut form.day,
        ),
        ("by", "Looked up by", "", &mut form.by),
        (
            "note",
            note,
            "Where it was seen, or what is missing",
            &mut form.note,
        ),
    ] {
        let label = named(ui, name);
        let edit = egui::TextEdit::singleline(value)
            .id(Id::unique(("dialog verify", id)))
            .hint_text(hint)
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY);
        entered |= ui.add(edit).labelled_by(label.id).lost_focus();
    }
    let words = "It is kept in the assessment and changes no number. Where it is not so, decide on the finding as well.";
    text::label(ui, words, t.label(), t.c.text_faint);
    entered &= ui.input(|i| i.key_pressed(Key::Enter));
    let read = form.read();
    let (yes, no) = foot(ui, t, "Record", read.as_ref().err().copied());
    if let (true, Ok(found)) = (yes || entered, read) {
        queue.push(Command::Edit(Edit::AddVerification {
            at: form.at,
            verification: Box::new(found),
        }));
        return true;
    }
    no
}
