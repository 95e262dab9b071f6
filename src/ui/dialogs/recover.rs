//! What a window left that did not close properly: to recover, to discard, or to decide later.

use egui::{Ui, vec2};
use jiff::civil::Date;

use super::title;
use crate::ui::command::Command;
use crate::ui::recovery::{Ask, Leftover, when};
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, Look, button};
use crate::ui::work::file_name;

/// What the dialog holds.
#[derive(Debug, Clone)]
pub struct Offer {
    left: Vec<Leftover>,
    /// Which one is asked about once more before it is discarded.
    sure: Option<usize>,
    today: Date,
}

impl Offer {
    /// An offer of these.
    #[must_use]
    pub fn of(left: &[Leftover]) -> Self {
        Self {
            left: left.to_vec(),
            sure: None,
            today: crate::ui::clock::today(),
        }
    }
}

/// Shows the offer. Returns whether it is done.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    offer: &mut Offer,
    barred: Option<&str>,
    queue: &mut Vec<Command>,
) -> bool {
    title(ui, theme, "Recover unsaved work?");
    let words = "Scruple ended without closing. What was not saved is kept here.";
    text::label(ui, words, theme.body(), theme.c.text_soft);
    let mut done = false;
    let mut discarded = None;
    egui::ScrollArea::vertical()
        .id_salt("left")
        .max_height(340.0)
        .min_scrolled_height(340.0)
        .show(ui, |ui| {
            for (at, one) in offer.left.iter().enumerate() {
                let answer = ui.push_id(at, |ui| row(ui, theme, offer, at, one, barred));
                match answer.inner {
                    Some(Answer::Recover) => {
                        queue.push(Command::Recovery(Ask::Recover(one.path.clone())));
                        done = true;
                    }
                    Some(Answer::Sure(sure)) => discarded = Some((sure, false)),
                    Some(Answer::Discard) => discarded = Some((Some(at), true)),
                    None => {}
                }
            }
        });
    match discarded {
        Some((Some(at), true)) if at < offer.left.len() => {
            let one = offer.left.remove(at);
            queue.push(Command::Recovery(Ask::Discard(one.path)));
            offer.sure = None;
        }
        Some((sure, _)) => offer.sure = sure,
        None => {}
    }
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let later = ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), layout, |ui| {
        let later = Button {
            label: "Decide later",
            tooltip: "It stays in the File menu, and is offered at the next start",
            ..Button::default()
        };
        button(ui, theme, later).clicked()
    });
    done || later.inner || offer.left.is_empty()
}

enum Answer {
    Recover,
    Sure(Option<usize>),
    Discard,
}

fn row(
    ui: &mut Ui,
    theme: &Theme,
    offer: &Offer,
    at: usize,
    one: &Leftover,
    barred: Option<&str>,
) -> Option<Answer> {
    let mut answer = None;
    let time = one.note.changed.map(|at| when(at, offer.today));
    egui::Frame::new()
        .fill(theme.c.page)
        .stroke(theme.border())
        .corner_radius(theme.m.radius_card)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            text::label(ui, &one.vendor, theme.body().strong(), theme.c.text);
            let changed = time.as_ref().map_or_else(
                || "Time of the last change not known".to_owned(),
                |t| format!("Changed {t}"),
            );
            let documents = text::count(one.documents, "document", "documents");
            let place = one.note.saved.as_ref().map_or_else(
                || "never saved".to_owned(),
                |p| format!("saved before as {}", file_name(p)),
            );
            let words = format!("{changed} · {documents} · {place}");
            text::label(ui, &words, theme.label(), theme.c.text_soft);
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                if offer.sure == Some(at) {
                    let words = "Discard it for good?";
                    text::label(ui, words, theme.body(), theme.tiers.high.ink);
                    let yes = Button {
                        label: "Discard for good",
                        small: true,
                        ..Button::default()
                    };
                    let no = Button {
                        label: "Keep",
                        small: true,
                        ..Button::default()
                    };
                    if button(ui, theme, yes).clicked() {
                        answer = Some(Answer::Discard);
                    }
                    if button(ui, theme, no).clicked() {
                        answer = Some(Answer::Sure(None));
                    }
                    return;
                }
                let label = match &time {
                    Some(time) => format!("Recover {}, changed at {time}", one.vendor),
                    None => format!("Recover {}", one.vendor),
                };
                let recover = Button {
                    label: "Recover",
                    look: Look::Primary,
                    small: true,
                    disabled: barred,
                    ..Button::default()
                };
                let response = button(ui, theme, recover);
                ui.ctx()
                    .accesskit_node_builder(response.id, |node| node.set_label(label));
                if response.clicked() {
                    answer = Some(Answer::Recover);
                }
                let discard = Button {
                    label: "Discard",
                    small: true,
                    ..Button::default()
                };
                let response = button(ui, theme, discard);
                let label = format!("Discard {}", one.vendor);
                ui.ctx()
                    .accesskit_node_builder(response.id, |node| node.set_label(label));
                if response.clicked() {
                    answer = Some(Answer::Sure(Some(at)));
                }
            });
        });
    answer
}
