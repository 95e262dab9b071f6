//! The few dialogs inside the window: a typed path, pasted text, unsaved changes, a place to write to, about.

mod about;
mod check;
mod choice;
mod guide;
mod messages;
mod recover;
mod shortcuts;
mod status;
mod verify;

use std::path::PathBuf;

use egui::{Id, Key, Modal, Ui};
use jiff::civil::Date;

use super::command::{Act, Command};
use super::engine::Engine;
use super::notices::Notice;
use super::palette::{self, Palette};
use super::recovery::Leftover;
use super::text;
use super::theme::Theme;
use super::vendors::Vendors;
use super::widgets::{Button, Look, button};
use super::work::{Target, with_ending};
use crate::assessment::edit::Edit;
use crate::assessment::{Assessment, Engagement};
use crate::report::verify::Verification;
pub use guide::Guide;
pub use status::StatusForm;
pub use verify::VerifyForm;

/// The open dialog.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// A path to open.
    Path {
        /// What was typed.
        typed: String,
    },
    /// Text to read as a document.
    Paste {
        /// Name of the document.
        name: String,
        /// The text.
        text: String,
    },
    /// A place to write to, where no dialog of the system came up or as another way.
    Place {
        /// What to write.
        what: Target,
        /// What was typed.
        typed: String,
    },
    /// Vendor, purpose, day and regions of the assessment.
    Details(Box<Details>),
    /// Unsaved changes.
    Unsaved {
        /// Of whom.
        vendor: String,
    },
    /// The vendors of a folder, to choose one.
    Vendors {
        /// Which is marked.
        chosen: usize,
        /// The vendors.
        vendors: Box<Vendors>,
    },
    /// Status of the assessment, with its reason.
    Status(Box<StatusForm>),
    /// What was found when something was looked up by hand.
    Verify(Box<VerifyForm>),
    /// Every provision of the catalogue.
    Guide(Box<Guide>),
    /// Version and licences.
    About,
    /// Every command, finding and document by name.
    Palette(Box<Palette>),
    /// A report to check, where no dialog of the system came up.
    Check {
        /// The path that was typed.
        typed: String,
    },
    /// What was found when a report was checked.
    Checked {
        /// Name of its file.
        file: String,
        /// What was found.
        verification: Box<Verification>,
    },
    /// All keys.
    Shortcuts,
    /// What was said so far.
    Messages(Vec<Notice>),
    /// What a window left that did not close properly.
    Recover(Box<recover::Offer>),
}

/// What the dialog for an assessment's details holds.
#[derive(Debug, Clone)]
pub struct Details {
    vendor: String,
    purpose: String,
    as_of: String,
    engagement: Engagement,
    before: (String, String, Date, Engagement),
}

impl Details {
    /// The details as they are.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        Self {
            vendor: assessment.vendor.clone(),
            purpose: assessment.purpose.clone(),
            as_of: assessment.as_of.to_string(),
            engagement: assessment.engagement.clone(),
            before: (
                assessment.vendor.clone(),
                assessment.purpose.clone(),
                assessment.as_of,
                assessment.engagement.clone(),
            ),
        }
    }

    /// The changes, as one step; nothing where all is as it was.
    fn edit(&self, as_of: Date) -> Option<Edit> {
        let (vendor, purpose, day, engagement) = &self.before;
        let mut edits = Vec::new();
        if self.vendor.trim() != vendor {
            edits.push(Edit::SetVendor(self.vendor.trim().to_owned()));
        }
        if self.purpose.trim() != purpose {
            edits.push(Edit::SetPurpose(self.purpose.trim().to_owned()));
        }
        if as_of != *day {
            edits.push(Edit::SetAsOf(as_of));
        }
        if self.engagement != *engagement {
            edits.push(Edit::SetEngagement(self.engagement.clone()));
        }
        let name = "details of the assessment".to_owned();
        (!edits.is_empty()).then_some(Edit::Several { name, edits })
    }
}

impl Dialog {
    /// The dialog for pasted text.
    #[must_use]
    pub fn paste(text: String) -> Self {
        Self::Paste {
            name: "Pasted text".to_owned(),
            text,
        }
    }

    /// The offer of what was left; nothing where nothing was.
    #[must_use]
    pub fn recover(left: &[Leftover]) -> Option<Self> {
        (!left.is_empty()).then(|| Self::Recover(Box::new(recover::Offer::of(left))))
    }

    /// Shows it. Returns it while it stays open.
    pub fn show(
        mut self,
        ctx: &egui::Context,
        theme: &Theme,
        engine: Option<&Engine>,
        queue: &mut Vec<Command>,
    ) -> Option<Self> {
        let frame = egui::Frame::new()
            .fill(theme.c.raised)
            .stroke(theme.border())
            .corner_radius(theme.m.radius_drop)
            .inner_margin(20);
        let id = Id::unique(("dialog", std::mem::discriminant(&self)));
        let (frame, area) = match self {
            // The palette hangs from the top, so that its field stays where it is while the list changes.
            Self::Palette(_) => (
                frame.inner_margin(10),
                Modal::default_area(id).anchor(egui::Align2::CENTER_TOP, [0.0, 64.0]),
            ),
            _ => (frame, Modal::default_area(id)),
        };
        let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
            ui.set_width(match self {
                Self::Paste { .. } | Self::Messages(_) | Self::Checked { .. } => 560.0,
                Self::Palette(_) => palette::WIDTH,
                Self::Shortcuts => shortcuts::width(ctx),
                Self::Guide(_) => Guide::width(ctx),
                _ => 460.0,
            });
            ui.spacing_mut().item_spacing.y = 10.0;
            match &mut self {
                Self::Path { typed } => path(ui, theme, typed, queue),
                Self::Check { typed } => check_path(ui, theme, typed, queue),
                Self::Checked { file, verification } => check::show(ui, theme, file, verification),
                Self::Paste { name, text } => paste(ui, theme, name, text, queue),
                Self::Place { what, typed } => place(ui, theme, *what, typed, queue),
                Self::Details(d) => details(ui, theme, d, queue),
                Self::Unsaved { vendor } => unsaved(ui, theme, vendor, queue),
                Self::Vendors { chosen, vendors } => {
                    choice::show(ui, theme, vendors, chosen, queue)
                }
                Self::Status(form) => status::show(ui, theme, form, queue),
                Self::Verify(form) => verify::show(ui, theme, form, queue),
                Self::Guide(guide) => guide.show(ui, theme, engine, queue),
                Self::About => about::show(ui, theme, engine),
                Self::Palette(palette) => palette.show(ui, theme, queue),
                Self::Shortcuts => shortcuts::show(ui, theme, queue),
                Self::Messages(said) => messages::show(ui, theme, said),
                Self::Recover(offer) => {
                    let why = engine
                        .is_none()
                        .then_some("The catalogue is still being read");
                    recover::show(ui, theme, offer, why, queue)
                }
            }
        });
        (!modal.inner && !modal.should_close()).then_some(self)
    }
}

fn title(ui: &mut Ui, theme: &Theme, words: &str) {
    let label = text::label(ui, words, theme.heading(), theme.c.text);
    text::is_heading(ui, &label, words);
}

/// The buttons at the foot: the main one, then *Cancel*. Returns which was pressed.
fn foot(ui: &mut Ui, theme: &Theme, main: &str, disabled: Option<&str>) -> (bool, bool) {
    ui.add_space(2.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 28.0), layout, |ui| {
        let main = Button {
            label: main,
            look: Look::Primary,
            disabled,
            ..Button::default()
        };
        let yes = button(ui, theme, main).clicked();
        let cancel = Button {
            label: "Cancel",
            ..Button::default()
        };
        let no = button(ui, theme, cancel).clicked();
        if let Some(why) = disabled {
            // Said where it is seen: the tooltip needs a pointer.
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                text::label(ui, why, theme.label(), theme.c.text_soft);
            });
        }
        (yes, no)
    })
    .inner
}

/// The name of a field, close above it.
fn named(ui: &mut Ui, name: &str) -> egui::Response {
    let label = ui.label(name);
    ui.add_space(-6.0);
    label
}

fn field(ui: &mut Ui, id: &str, name: &str, hint: &str, value: &mut String) -> egui::Response {
    let id = Id::unique(id);
    // A field that was not there in the last frame takes the keyboard.
    let frame = ui.ctx().cumulative_frame_nr();
    let first = ui.data_mut(|d| {
        let seen = d.get_temp::<u64>(id).unwrap_or(0);
        d.insert_temp(id, frame);
        seen == 0 || frame > seen + 1
    });
    let label = named(ui, name);
    let response = ui
        .add(
            egui::TextEdit::singleline(value)
                .id(id.with("field"))
                .hint_text(hint)
                .margin(egui::Margin::symmetric(8, 5))
                .desired_width(f32::INFINITY),
        )
        .labelled_by(label.id);
    if first {
        response.request_focus();
    }
    response
}

fn path(ui: &mut Ui, theme: &Theme, typed: &mut String, queue: &mut Vec<Command>) -> bool {
    title(ui, theme, "Type a path");
    let response = field(
        ui,
        "dialog path",
        "Path of a file, a folder or a zip",
        "/home/me/policies/privacy.pdf",
        typed,
    );
    let empty = typed.trim().is_empty();
    let why = empty.then_some("Type a path first");
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let (yes, no) = foot(ui, theme, "Open", why);
    if (yes || entered) && !empty {
        queue.push(Command::AddPaths(vec![expand(typed.trim())]));
        return true;
    }
    no
}

fn check_path(ui: &mut Ui, theme: &Theme, typed: &mut String, queue: &mut Vec<Command>) -> bool {
    title(ui, theme, "Check a report");
    let response = field(
        ui,
        "dialog check",
        "Path of the report",
        "/home/me/report.pdf",
        typed,
    );
    let words =
        "Several paths, with a semicolon between them, check the files that it was made from too.";
    text::label(ui, words, theme.label(), theme.c.text_soft);
    let paths: Vec<PathBuf> = typed
        .split(';')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(expand)
        .collect();
    let why = paths.is_empty().then_some("Type a path first");
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let (yes, no) = foot(ui, theme, "Check", why);
    if (yes || entered) && !paths.is_empty() {
        queue.push(Command::CheckReport(paths));
        return true;
    }
    no
}

/// A leading `~` stands for the home folder; quotation marks round the whole are dropped.
fn expand(typed: &str) -> PathBuf {
    let bare = typed.trim_matches(|c| c == '"' || c == '\'');
    match (bare.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(bare),
    }
}

fn paste(
    ui: &mut Ui,
    theme: &Theme,
    name: &mut String,
    text: &mut String,
    queue: &mut Vec<Command>,
) -> bool {
    title(ui, theme, "Paste text");
    field(
        ui,
        "dialog paste",
        "Name of the document",
        "Privacy policy",
        name,
    );
    let label = named(ui, "Text");
    egui::ScrollArea::vertical()
        .max_height(260.0)
        .show(ui, |ui| {
            ui.add(
                egui::TextEdit::multiline(text)
                    .hint_text("Paste the policy’s text here")
                    .margin(egui::Margin::same(8))
                    .desired_rows(11)
                    .desired_width(f32::INFINITY),
            )
            .labelled_by(label.id);
        });
    let words = text.split_whitespace().count();
    text::label(
        ui,
        &text::count(words, "word", "words"),
        theme.label(),
        theme.c.text_faint,
    );
    let why = (words == 0).then_some("Paste a text first");
    let (yes, no) = foot(ui, theme, "Read text", why);
    if yes {
        let name = if name.trim().is_empty() {
            "Pasted text"
        } else {
            name.trim()
        };
        queue.push(Command::AddText {
            name: name.to_owned(),
            text: std::mem::take(text),
        });
    }
    yes || no
}

fn place(
    ui: &mut Ui,
    theme: &Theme,
    what: Target,
    typed: &mut String,
    queue: &mut Vec<Command>,
) -> bool {
    title(ui, theme, &format!("Where should the {} go?", what.name()));
    let response = field(ui, "dialog place", "Path of the file", "", typed);
    let empty = typed.trim().is_empty();
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let target = with_ending(&expand(typed.trim()), what);
    let exists = !empty && target.exists();
    if exists {
        let words = "A file of this name is there and will be replaced.";
        text::label(ui, words, theme.label(), theme.tiers.moderate.ink);
    }
    let why = empty.then_some("Type a path first");
    let (yes, no) = foot(ui, theme, if exists { "Replace" } else { "Write" }, why);
    if (yes || entered) && !empty {
        queue.push(Command::SaveTo { what, path: target });
        return true;
    }
    no
}

fn details(ui: &mut Ui, theme: &Theme, d: &mut Details, queue: &mut Vec<Command>) -> bool {
    title(ui, theme, "Assessment details");
    field(ui, "dialog vendor", "Vendor", "", &mut d.vendor);
    let label = named(ui, "Purpose");
    ui.add(
        egui::TextEdit::singleline(&mut d.purpose)
            .hint_text("What the vendor would be used for")
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY),
    )
    .labelled_by(label.id);
    let label = named(ui, "As of (year-month-day)");
    ui.add(
        egui::TextEdit::singleline(&mut d.as_of)
            .hint_text("2026-11-21")
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(140.0),
    )
    .labelled_by(label.id);
    named(ui, "Personal data would be sent from");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.checkbox(&mut d.engagement.eu, "EU and EEA");
        ui.checkbox(&mut d.engagement.uk, "United Kingdom");
        ui.checkbox(&mut d.engagement.switzerland, "Switzerland");
    });
    let day: Option<Date> = d.as_of.trim().parse().ok();
    let why = if d.vendor.trim().is_empty() {
        Some("Name the vendor first")
    } else if day.is_none() {
        Some("Write the day as 2026-11-21")
    } else {
        None
    };
    if day.is_none() {
        let words = "Write the day as 2026-11-21.";
        text::label(ui, words, theme.label(), theme.tiers.high.ink);
    }
    let (yes, no) = foot(ui, theme, "Apply", why);
    if yes && let Some(edit) = day.and_then(|day| d.edit(day)) {
        queue.push(Command::Edit(edit));
    }
    yes || no
}

fn unsaved(ui: &mut Ui, theme: &Theme, vendor: &str, queue: &mut Vec<Command>) -> bool {
    title(ui, theme, &format!("Save the assessment of {vendor}?"));
    let words = "It has changes that are not saved. Without saving they are gone.";
    text::label(ui, words, theme.body(), theme.c.text_soft);
    ui.add_space(4.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 28.0), layout, |ui| {
        let mut done = false;
        let save = Button {
            label: "Save",
            look: Look::Primary,
            ..Button::default()
        };
        if button(ui, theme, save).clicked() {
            queue.push(Command::Act(Act::Save));
            done = true;
        }
        let cancel = Button {
            label: "Cancel",
            ..Button::default()
        };
        if button(ui, theme, cancel).clicked() {
            queue.push(Command::StayOpen);
            done = true;
        }
        let discard = Button {
            label: "Close without saving",
            look: Look::Quiet,
            ..Button::default()
        };
        if button(ui, theme, discard).clicked() {
            queue.push(Command::DiscardAndGo);
            done = true;
        }
        done
    })
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_path_may_be_quoted() {
        assert_eq!(expand("\"/a b/c.pdf\""), PathBuf::from("/a b/c.pdf"));
    }
}
