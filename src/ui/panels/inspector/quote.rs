//! The quote of a finding with its place, or that there is none.

use egui::{CornerRadius, Ui};

use super::{part, part_head};
use crate::finding::{Evidence, Row};
use crate::ui::command::Command;
use crate::ui::icon::Icon;
use crate::ui::panels::{Cx, Open, documents};
use crate::ui::state::View;
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

/// Where a quote stands, for people: `4.2 Sharing, p. 5`.
fn place(open: &Open<'_>, evidence: &Evidence) -> String {
    let mut parts = Vec::new();
    let all = &open.session.assessment.documents;
    if all.len() > 1 {
        parts.push(documents::named(all, evidence.document));
    }
    let last = evidence.section.rsplit(" › ").next().unwrap_or("");
    if !last.is_empty() {
        parts.push(last.to_owned());
    }
    if let Some(page) = evidence.page {
        parts.push(format!("p. {page}"));
    }
    if parts.is_empty() {
        "Show in the document".to_owned()
    } else {
        parts.join(", ")
    }
}

/// What the link to a quote says under the pointer: the whole section path and the page.
fn whole_place(evidence: &Evidence) -> String {
    let section = (!evidence.section.is_empty()).then(|| evidence.section.clone());
    let page = evidence.page.map(|p| format!("page {p}"));
    let parts: Vec<String> = section.into_iter().chain(page).collect();
    if parts.is_empty() {
        "Show this in the document".to_owned()
    } else {
        format!("Show this in the document: {}", parts.join(", "))
    }
}

/// Shows a quote, and the ways to the others.
pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    row: &Row,
    all: &[&Evidence],
    shown: &Evidence,
) {
    let at = cx.shown.quote.min(all.len().saturating_sub(1));
    part(ui, cx, |ui, cx| {
        let title = if all.len() > 1 {
            format!("Quote {} of {}", at + 1, all.len())
        } else {
            "Quote".to_owned()
        };
        part_head(ui, cx, &title, |ui, cx| {
            ui.spacing_mut().item_spacing.x = 0.0;
            if all.len() > 1 {
                for (icon, name, step) in [
                    (Icon::ChevronRight, "Next quote", 1),
                    (Icon::ChevronLeft, "Quote before", all.len() - 1),
                ] {
                    if widgets::icon_button(ui, cx.t, icon, name, name, None).clicked() {
                        let index = (at + step) % all.len();
                        if cx.shown.view == View::Review {
                            // The review goes on: the reader is not shown.
                            cx.shown.quote = index;
                            continue;
                        }
                        cx.queue.push(Command::SelectEvidence {
                            provision: row.provision.clone(),
                            index,
                        });
                    }
                }
            }
            let (face, ink) = (cx.t.label().medium(), cx.t.c.text);
            let head = text::line(ui.painter(), &title, face, ink, f32::INFINITY);
            let room = ui.available_width() - head.size().x - 20.0;
            let words = fit(ui, cx, &place(open, shown), room);
            let link = Button {
                label: &words,
                hint: "",
                look: Look::Link,
                small: true,
                tooltip: &whole_place(shown),
                ..Button::default()
            };
            if button(ui, cx.t, link).clicked() {
                cx.queue.push(Command::SelectEvidence {
                    provision: row.provision.clone(),
                    index: at,
                });
            }
        });
        ui.add_space(4.0);
        let t = cx.t;
        let look = t.category(&row.category);
        let card = egui::Frame::new()
            .fill(look.tint)
            .inner_margin(egui::Margin {
                left: 13,
                right: 10,
                top: 7,
                bottom: 7,
            })
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                text::copyable(ui, shown.quote.trim(), t.body(), t.c.text);
            });
        let document = open.session.assessment.documents.get(shown.document);
        if document.is_some_and(|d| d.is_hidden(shown.span)) {
            ui.add_space(4.0);
            let words = "Hidden in the original: its readers do not see this, or not at once.";
            text::label(ui, words, t.caption(), t.tiers.moderate.ink);
        }
        let rect = card.response.rect;
        let bar = rect.with_max_x(rect.left() + 3.0);
        ui.painter().rect_filled(bar, CornerRadius::ZERO, look.fill);
        if let Some(original) = document.and_then(|d| d.original(shown.span)) {
            ui.add_space(4.0);
            text::label(
                ui,
                "The file has damaged characters here:",
                t.caption(),
                t.tiers.moderate.ink,
            );
            // Control characters would show as boxes.
            let visible: String = original
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            text::copyable(ui, &visible, t.caption(), t.c.text_faint);
        }
    });
}

/// The words cut to a width, with an ellipsis.
fn fit(ui: &Ui, cx: &Cx<'_>, words: &str, width: f32) -> String {
    let wide = |s: &str| {
        text::line(ui.painter(), s, cx.t.body(), cx.t.c.text, f32::INFINITY)
            .size()
            .x
    };
    if wide(words) <= width {
        return words.to_owned();
    }
    let mut cut = words.to_owned();
    while cut.pop().is_some() {
        let with = format!("{}…", cut.trim_end());
        if wide(&with) <= width {
            return with;
        }
    }
    "…".to_owned()
}

/// Says that no passage speaks, and why.
pub fn none(ui: &mut Ui, cx: &mut Cx<'_>, row: &Row) {
    part(ui, cx, |ui, cx| {
        let t = cx.t;
        part_head(ui, cx, "No quote", |_, _| {});
        let words = if row.note.is_empty() {
            "No passage speaks of this."
        } else {
            &row.note
        };
        text::label(ui, words, t.label(), t.c.text);
    });
}
