//! The catalogue's texts on a provision, and what reviewers decided about it.

use egui::{Sense, Ui, vec2};

use super::super::{Cx, Open, trail};
use super::{part, part_head};
use crate::finding::Row;
use crate::ui::command::Act;
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::widgets::{Button, Look, button};

/// Shows what to ask for, the law, why it matters and what to check.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row) {
    let Some(provision) = open.engine.catalogue().provision(&row.provision) else {
        return;
    };
    let texts = &provision.texts;
    if !texts.ask.is_empty() {
        part(ui, cx, |ui, cx| {
            part_head(ui, cx, "Ask", |ui, cx| {
                let tip = crate::ui::command::tooltip(Act::Copy, ui.ctx());
                let copy = Button {
                    label: "Copy",
                    icon: Some(Icon::Copy),
                    look: Look::Quiet,
                    small: true,
                    tooltip: &tip,
                    ..Button::default()
                };
                if button(ui, cx.t, copy).clicked() {
                    cx.act(Act::Copy);
                }
            });
            let t = cx.t;
            text::copyable(ui, &texts.ask, t.label(), t.c.text);
            if !texts.fallback.is_empty() {
                ui.add_space(4.0);
                let words = format!("Settle for: {}", texts.fallback);
                text::copyable(ui, &words, t.label(), t.c.text_soft);
            }
        });
    }
    if !texts.law.is_empty() {
        let checked = texts.law.iter().filter(|l| l.checked).count();
        part(ui, cx, |ui, cx| {
            let t = cx.t;
            part_head(ui, cx, "Law", |ui, cx| {
                let (words, ink) = if checked == 0 {
                    ("Not checked".to_owned(), t.tiers.moderate.ink)
                } else if checked == texts.law.len() {
                    ("Checked".to_owned(), t.c.text_soft)
                } else {
                    (
                        format!("{checked} of {} checked", texts.law.len()),
                        t.c.text_soft,
                    )
                };
                text::label(ui, &words, cx.t.label(), ink);
            });
            for law in &texts.law {
                // The head says how many were checked: only where some were, and not all, they are told apart.
                let some = (1..texts.law.len()).contains(&checked);
                let mark = if law.checked && some {
                    " – checked"
                } else {
                    ""
                };
                let words = format!("{}: {}{mark}", law.who.name(), law.cite);
                let response = text::copyable(ui, &words, t.label(), t.c.text);
                if !law.source.is_empty() {
                    response.on_hover_text(&law.source);
                }
                ui.add_space(2.0);
            }
        });
    }
    if !texts.why.is_empty() {
        part(ui, cx, |ui, cx| {
            let t = cx.t;
            part_head(ui, cx, "Why it matters", |_, _| {});
            text::copyable(ui, &texts.why, t.label(), t.c.text);
        });
    }
    if !texts.steps.is_empty() {
        part(ui, cx, |ui, cx| {
            let t = cx.t;
            part_head(ui, cx, "What to check", |_, _| {});
            for step in &texts.steps {
                let wide = ui.available_width() - 14.0;
                let galley = text::lines(ui.painter(), step, t.label(), t.c.text, wide);
                let size = vec2(ui.available_width(), galley.size().y + 2.0);
                let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, step));
                ui.painter()
                    .circle_filled(rect.left_top() + vec2(4.0, 8.0), 1.8, t.c.text_soft);
                ui.painter()
                    .galley(rect.left_top() + vec2(14.0, 0.0), galley, t.c.text);
            }
        });
    }
}

/// What reviewers decided about this row, and what has to be known about it.
pub fn trail(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row) {
    let id = row.provision.as_str();
    if trail::count(open, Some(id)) == 0 {
        return;
    }
    part(ui, cx, |ui, cx| {
        part_head(ui, cx, "Decisions", |_, _| {});
        trail::show(ui, cx, open, Some(id));
    });
}
