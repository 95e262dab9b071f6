//! The review: what waits for a decision, one finding at a time, worked through by keyboard.

use egui::{
    Align2, CentralPanel, Frame, Margin, Panel, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};

use super::inspector::{self, decision, part, part_head, texts};
use super::{Cx, Open, trail};
use crate::assessment::queue::{self, Due};
use crate::finding::Row;
use crate::ui::command::{Act, Command, keys_text};
use crate::ui::icon::{self, Icon};
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

/// Widest that a finding and its decision are shown.
const MEASURE: f32 = 760.0;
/// Height of a row of the list.
const ROW: f32 = 40.0;

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let due = queue::queue(&open.session.assessment, &open.session.outcome);
    let c = cx.t.c;
    let bare = |colour| Frame::new().fill(colour);
    let narrow = ui.available_width() < 1400.0;
    Panel::top("review head")
        .frame(bare(c.panel))
        .exact_size(cx.t.m.vendor_header)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| head(ui, cx, open, due.len()));
    Panel::left("left to review")
        .frame(bare(c.panel))
        .default_size(if narrow { 260.0 } else { 292.0 })
        .size_range(220.0..=420.0)
        .resizable(true)
        .show(ui, |ui| {
            ui.expand_to_include_rect(ui.max_rect());
            list(ui, cx, open, &due);
        });
    let chosen = cx.shown.row.clone();
    let found = chosen.as_deref().and_then(|id| open.session.row(id));
    Panel::right("trail")
        .frame(bare(c.panel))
        .default_size(if narrow { 280.0 } else { 340.0 })
        .size_range(260.0..=480.0)
        .resizable(true)
        .show(ui, |ui| {
            ui.expand_to_include_rect(ui.max_rect());
            beside(ui, cx, open, found.map(|(row, _)| row), &due);
        });
    let Some((row, score)) = found else {
        CentralPanel::no_frame()
            .frame(bare(c.page))
            .show(ui, |ui| nothing(ui, cx, open, due.len()));
        return;
    };
    let wide = ui.available_width();
    // The fields stand under the finding, also where there is more room than it takes.
    let side = ((wide - MEASURE) / 2.0).max(0.0).round() + 16.0;
    let margin = Margin::symmetric(0, 10);
    Panel::bottom("review decision")
        .frame(bare(c.raised).inner_margin(margin))
        .exact_size(decision::height(&cx.shown.draft, wide - 2.0 * side))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            let rect = ui.max_rect();
            let top = rect.top() - 10.0;
            ui.painter()
                .hline(rect.x_range(), top + 0.5, cx.t.hairline());
            let builder = UiBuilder::new().max_rect(rect.shrink2(vec2(side, 0.0)));
            ui.scope_builder(builder, |ui| decision::show(ui, cx, open, row));
        });
    CentralPanel::no_frame().frame(bare(c.page)).show(ui, |ui| {
        ScrollArea::vertical()
            .id_salt(("review", &row.provision))
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let wide = ui.available_width();
                let measure = wide.min(MEASURE);
                ui.horizontal(|ui| {
                    ui.add_space(((wide - measure) / 2.0).max(0.0));
                    ui.vertical(|ui| {
                        ui.set_width(measure);
                        ui.add_space(8.0);
                        inspector::finding(ui, cx, open, row, score);
                        ui.add_space(16.0);
                    });
                });
            });
    });
}

/// How many are left, how many are done, and the status of the whole.
fn head(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, left: usize) {
    let t = cx.t;
    let rect = ui.max_rect();
    let painter = ui.painter().clone();
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let all = queue::findings(&open.session.outcome);
    let done = all.saturating_sub(left);
    let (top, bottom) = (rect.top() + 23.0, rect.top() + 42.0);
    let title = format!("{left} left to review");
    let x = rect.left() + 16.0;
    let a = text::put(
        &painter,
        pos2(x, top),
        Align2::LEFT_CENTER,
        &title,
        t.heading(),
        t.c.text,
    );
    let words = format!("{done} of {all} findings have a decision");
    let b = text::put(
        &painter,
        pos2(x, bottom),
        Align2::LEFT_CENTER,
        &words,
        t.body(),
        t.c.text_soft,
    );
    widgets::spoken(ui, a.union(b), "left", &format!("{title}, {words}"));
    let x = a.right().max(b.right()) + 28.0;
    let track = Rect::from_min_size(pos2(x, rect.center().y - 3.0), vec2(150.0, 6.0));
    painter.rect_filled(track, 2.0, t.c.stroke);
    let share = done as f32 / all.max(1) as f32;
    let full = track.with_max_x(track.left() + track.width() * share);
    painter.rect_filled(full, 2.0, t.c.text_soft);
    let end = score(ui, cx, open, (track.right() + 28.0, top, bottom));

    let right = rect.shrink2(vec2(16.0, 16.0));
    let builder = egui::UiBuilder::new()
        .id_salt("review tools")
        .max_rect(right.with_min_x(end + 16.0))
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    widgets::within(ui, builder, |ui| {
        let keys = keys_text(Act::SetStatus, ui.ctx());
        let b = Button {
            label: open.session.assessment.status().name(),
            icon: Some(Icon::Pencil),
            hint: &keys,
            tooltip: "Status of the assessment",
            ..Button::default()
        };
        if button(ui, t, b).clicked() {
            cx.act(Act::SetStatus);
        }
        if let Some(undo) = cx.facts.undo.clone() {
            let words = format!("Undo {undo}");
            let keys = keys_text(Act::Undo, ui.ctx());
            let b = Button {
                label: &words,
                hint: &keys,
                look: Look::Quiet,
                ..Button::default()
            };
            // A long name would push into the count.
            let face = t.body();
            let wide = text::line(&painter, &words, face, t.c.text, f32::INFINITY)
                .size()
                .x;
            if wide + 90.0 < ui.available_width() && button(ui, t, b).clicked() {
                cx.act(Act::Undo);
            }
        }
    });
}

/// Vendor and score, which move with what is decided. Returns their right end.
fn score(ui: &mut Ui, cx: &Cx<'_>, open: &Open<'_>, (x, top, bottom): (f32, f32, f32)) -> f32 {
    let t = cx.t;
    let painter = ui.painter().clone();
    let total = &open.session.score().total;
    let vendor = &open.session.assessment.vendor;
    let at = pos2(x, top);
    let (face, ink) = (t.body().medium(), t.c.text);
    let a = text::put_within(&painter, at, Align2::LEFT_CENTER, vendor, face, ink, 220.0);
    if !total.counts {
        return a.right();
    }
    let words = format!("Score {}", total.printed);
    let at = pos2(x, bottom);
    let b = text::put(
        &painter,
        at,
        Align2::LEFT_CENTER,
        &words,
        t.body(),
        t.c.text,
    );
    let interval = text::interval(total.low, total.high);
    let at = pos2(b.right() + 6.0, bottom);
    let (face, ink) = (t.body(), t.c.text_faint);
    let c = text::put(&painter, at, Align2::LEFT_CENTER, &interval, face, ink);
    let at = pos2(c.right() + 10.0, bottom);
    let d = widgets::tier_word(&painter, t, total.tier, at, t.body().strong());
    let said = format!(
        "{vendor}: {words}, interval {interval}, {}",
        total.tier.name()
    );
    widgets::spoken(ui, a.union(d), "score", &said);
    a.right().max(d.right())
}

/// What is left, in its order.
fn list(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, due: &[Due]) {
    let t = cx.t;
    ui.spacing_mut().item_spacing.y = 0.0;
    let head = widgets::section_head(ui, t, "Left to review", &due.len().to_string());
    order(ui, cx, head);
    ScrollArea::vertical()
        .id_salt("due")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // The list follows the keyboard, and is left alone while it is scrolled by hand.
            let id = egui::Id::unique("due shown last");
            let chosen = cx.shown.row.clone();
            let last: Option<String> = ui.data(|d| d.get_temp(id));
            let moved = last != chosen;
            for item in due {
                one(ui, cx, open, item, moved);
            }
            if moved && let Some(chosen) = chosen {
                ui.data_mut(|d| d.insert_temp(id, chosen));
            }
        });
}

/// By what the list is ordered, at the right of its head.
fn order(ui: &mut Ui, cx: &Cx<'_>, head: Rect) {
    let t = cx.t;
    let placed = text::put(
        ui.painter(),
        pos2(head.right() - 12.0, head.center().y),
        Align2::RIGHT_CENTER,
        "Severity × doubt",
        t.caption(),
        t.c.text_faint,
    );
    let tip = "Severity of the provision × (1 − confidence of the reading), the highest first";
    widgets::spoken(ui, placed, "order", "Ordered by severity × doubt").on_hover_text(tip);
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, item: &Due, moved: bool) {
    let t = cx.t;
    let Some((row, _)) = open.session.row(&item.provision) else {
        return;
    };
    let name = open.engine.name(&item.provision);
    let on = cx.shown.row.as_deref() == Some(item.provision.as_str());
    let urgency = text::whole(item.urgency());
    let said = format!("To review: {name}, severity × doubt {urgency}");
    let (rect, response) = widgets::row(ui, t, ROW, on, &said);
    if on && moved && !ui.clip_rect().contains_rect(rect) {
        response.scroll_to_me(None);
    }
    let painter = ui.painter();
    widgets::code(
        painter,
        t,
        &row.category,
        pos2(rect.left() + 24.0, rect.top() + 13.0),
    );
    let value = text::put(
        painter,
        pos2(rect.right() - 12.0, rect.top() + 13.0),
        Align2::RIGHT_CENTER,
        &urgency,
        t.body().medium(),
        t.c.text,
    );
    let x = rect.left() + 42.0;
    let face = if on { t.body().medium() } else { t.body() };
    text::put_within(
        painter,
        pos2(x, rect.top() + 13.0),
        Align2::LEFT_CENTER,
        name,
        face,
        t.c.text,
        value.left() - x - 8.0,
    );
    icon::state(
        painter,
        row.state,
        pos2(x + 5.0, rect.top() + 29.0),
        10.0,
        t.c.text_soft,
    );
    let about = format!("{} · confidence {:.2}", row.state.name(), item.confidence);
    text::put_within(
        painter,
        pos2(x + 15.0, rect.top() + 29.0),
        Align2::LEFT_CENTER,
        &about,
        t.caption(),
        t.c.text_faint,
        rect.right() - x - 27.0,
    );
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    if response.clicked() {
        cx.queue.push(Command::Review(item.provision.clone()));
    }
    response.on_hover_text(name);
}

/// Why the finding waits where it does, the catalogue's texts, and the trail.
fn beside(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: Option<&Row>, due: &[Due]) {
    let salt = row.map(|r| r.provision.clone());
    ScrollArea::vertical()
        .id_salt(("beside the review", salt))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(row) = row {
                why(ui, cx, row, due);
                if !cx.shown.whole_trail {
                    texts::trail(ui, cx, open, row);
                }
            }
            whole(ui, cx, open, row.is_none());
            if let Some(row) = row {
                texts::show(ui, cx, open, row);
            }
            ui.add_space(16.0);
        });
}

fn why(ui: &mut Ui, cx: &mut Cx<'_>, row: &Row, due: &[Due]) {
    let at = due.iter().position(|d| d.provision == row.provision);
    part(ui, cx, |ui, cx| {
        let t = cx.t;
        part_head(ui, cx, "Place in the review", |_, _| {});
        let Some((at, item)) = at.and_then(|at| due.get(at).map(|item| (at, item))) else {
            let words = "It has a decision. Decide again to replace it.";
            text::label(ui, words, t.label(), t.c.text);
            return;
        };
        let words = format!(
            "{} of {}: severity {} × doubt {:.2} = {}",
            at + 1,
            due.len(),
            text::whole(item.severity),
            1.0 - item.confidence,
            text::whole(item.urgency())
        );
        text::label(ui, &words, t.label(), t.c.text);
    });
}

/// The trail of the whole assessment, folded where a finding has its own.
fn whole(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, always: bool) {
    let count = trail::count(open, None);
    if count == 0 {
        return;
    }
    let shown = always || cx.shown.whole_trail;
    part(ui, cx, |ui, cx| {
        part_head(ui, cx, "Trail of the assessment", |ui, cx| {
            if always {
                return;
            }
            let words = format!("Show {}", text::count(count, "entry", "entries"));
            let b = Button {
                label: if shown { "Hide" } else { &words },
                look: Look::Link,
                small: true,
                ..Button::default()
            };
            if button(ui, cx.t, b).clicked() {
                cx.shown.whole_trail = !shown;
            }
        });
        if shown {
            ui.add_space(4.0);
            trail::show(ui, cx, open, None);
        }
    });
}

/// Nothing waits, or nothing was found.
fn nothing(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, left: usize) {
    let t = cx.t;
    let rect = ui.max_rect().shrink2(vec2(24.0, 24.0));
    ui.allocate_rect(ui.max_rect(), Sense::hover());
    let builder = egui::UiBuilder::new().max_rect(rect.with_max_x(rect.left() + 560.0));
    let all = queue::findings(&open.session.outcome);
    widgets::within(ui, builder, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let (head, words) = match (left, all) {
            (0, 0) => (
                "Nothing was found",
                "The documents say nothing that the catalogue looks for.".to_owned(),
            ),
            (0, _) => (
                "Nothing is left to review",
                format!("All {all} findings have a decision. Set the status next."),
            ),
            _ => (
                "Choose a finding",
                "Press N for the first that waits.".to_owned(),
            ),
        };
        text::label(ui, head, t.heading(), t.c.text);
        text::label(ui, &words, t.body(), t.c.text_soft);
        if left == 0 && all > 0 {
            let b = Button {
                label: "Set the status…",
                look: Look::Primary,
                ..Button::default()
            };
            if button(ui, t, b).clicked() {
                cx.act(Act::SetStatus);
            }
        }
    });
}
