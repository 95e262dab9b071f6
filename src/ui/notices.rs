//! Messages for what has no place of its own: shown at the bottom right, kept in a history.

use egui::{Align2, Area, Frame, Id, Margin, Order, vec2};

use super::command::{Act, Command};
use super::icon::{self, Icon};
use super::text;
use super::theme::Theme;
use super::widgets::{Button, Look, button, icon_button};

/// How long a message stays, in seconds.
const STAYS: f64 = 6.0;
/// How many are kept in the history.
const KEPT: usize = 200;

/// How grave a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something was done.
    Done,
    /// Something failed, and nothing was changed. It stays until it is closed.
    Failed,
}

impl Kind {
    /// The word for people who do not see the sign.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Failed => "Failed",
        }
    }

    /// Its icon and ink.
    #[must_use]
    pub const fn sign(self, theme: &Theme) -> (Icon, egui::Color32) {
        match self {
            Self::Done => (Icon::Check, theme.c.text_soft),
            Self::Failed => (Icon::Warning, theme.tiers.high.ink),
        }
    }
}

/// One message.
#[derive(Debug, Clone)]
pub struct Notice {
    id: u64,
    /// How grave.
    pub kind: Kind,
    /// Time of the day.
    pub at: String,
    /// What happened.
    pub title: String,
    /// Where, and what to do next.
    pub detail: String,
    /// Whether the change can be undone from here.
    pub undo: bool,
    until: Option<f64>,
    open: bool,
}

/// All messages of this run.
#[derive(Debug, Default)]
pub struct Notices {
    next: u64,
    all: Vec<Notice>,
}

impl Notices {
    fn push(&mut self, kind: Kind, title: String, detail: String, undo: bool) {
        // What is said again takes the place of what still stands.
        for said in self.all.iter_mut().filter(|n| n.open) {
            said.open = said.title != title || said.detail != detail;
        }
        self.next += 1;
        self.all.push(Notice {
            id: self.next,
            kind,
            at: super::clock::now().strftime("%H:%M").to_string(),
            title,
            detail,
            undo,
            until: None,
            open: true,
        });
        let excess = self.all.len().saturating_sub(KEPT);
        self.all.drain(..excess);
    }

    /// Says that something was done.
    pub fn done(&mut self, title: impl Into<String>, detail: impl Into<String>) {
        self.push(Kind::Done, title.into(), sentence(&detail.into()), false);
    }

    /// Says that something was done, and offers to undo it.
    pub fn done_with_undo(&mut self, title: impl Into<String>, detail: impl Into<String>) {
        self.push(Kind::Done, title.into(), detail.into(), true);
    }

    /// Says that something failed: what, and where and what to do next.
    pub fn failed(&mut self, title: impl Into<String>, detail: impl Into<String>) {
        let (title, detail) = (title.into(), sentence(&detail.into()));
        log::warn!("{title}: {detail}");
        self.push(Kind::Failed, title, detail, false);
    }

    /// Shows the open messages above the status bar, and so much higher where something must stay in reach below.
    pub fn show(
        &mut self,
        ctx: &egui::Context,
        theme: &Theme,
        lift: f32,
        queue: &mut Vec<Command>,
    ) {
        let now = ctx.input(|i| i.time);
        let open = self.all.iter_mut().filter(|n| n.open);
        let mut next_end = f64::INFINITY;
        for notice in open {
            if notice.kind == Kind::Done {
                let until = *notice.until.get_or_insert(now + STAYS);
                if now >= until {
                    notice.open = false;
                    continue;
                }
                next_end = next_end.min(until - now);
            }
        }
        if next_end.is_finite() {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(next_end.max(0.01)));
        }
        let mut y = -36.0 - lift;
        for notice in self.all.iter_mut().rev().filter(|n| n.open).take(4) {
            let response = Area::new(Id::unique(("notice", notice.id)))
                .order(Order::Foreground)
                .anchor(Align2::RIGHT_BOTTOM, vec2(-12.0, y))
                .show(ctx, |ui| card(ui, theme, notice, queue))
                .response;
            y -= response.rect.height() + 8.0;
        }
    }

    /// All messages, the latest first.
    #[must_use]
    pub fn said(&self) -> Vec<Notice> {
        self.all.iter().rev().cloned().collect()
    }
}

/// With a capital at the start: errors begin in lower case, messages are sentences.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn card(ui: &mut egui::Ui, theme: &Theme, notice: &mut Notice, queue: &mut Vec<Command>) {
    Frame::new()
        .fill(theme.c.raised)
        .stroke(theme.border())
        .corner_radius(theme.m.radius_card)
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(336.0);
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), egui::Sense::hover());
                let (which, ink) = notice.kind.sign(theme);
                icon::icon(ui.painter(), which, rect.center(), 15.0, ink);
                ui.vertical(|ui| {
                    ui.set_width(280.0);
                    let ink = if notice.kind == Kind::Failed {
                        ink
                    } else {
                        theme.c.text
                    };
                    text::label(ui, &notice.title, theme.body().medium(), ink);
                    if !notice.detail.is_empty() {
                        text::copyable(ui, &notice.detail, theme.label(), theme.c.text_soft);
                    }
                    if notice.undo {
                        let undo = Button {
                            label: "Undo",
                            look: Look::Link,
                            small: true,
                            ..Button::default()
                        };
                        if button(ui, theme, undo).clicked() {
                            queue.push(Command::Act(Act::Undo));
                            notice.open = false;
                        }
                    }
                });
                let name = format!("Close message: {}", notice.title);
                if icon_button(ui, theme, Icon::Cross, &name, "Close this message", None).clicked()
                {
                    notice.open = false;
                }
            });
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_again_stands_once_and_is_kept_in_the_history() {
        let mut notices = Notices::default();
        notices.failed("No dialog", "type it");
        notices.failed("Another", "type it");
        notices.failed("No dialog", "type it");
        let open: Vec<&str> = notices
            .all
            .iter()
            .filter(|n| n.open)
            .map(|n| n.title.as_str())
            .collect();
        assert_eq!(open, ["Another", "No dialog"]);
        assert_eq!(notices.said().len(), 3);
    }
}
