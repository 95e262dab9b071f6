//! Beside the plot: which provisions are common, and what could not be read.

use egui::{Align2, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, PAD};
use crate::score::Tier;
use crate::ui::command::Command;
use crate::ui::icon::{self, Icon};
use crate::ui::portfolio::{Ask, Portfolio};
use crate::ui::{text, widgets};

/// Most provisions that are listed.
const COMMON: usize = 40;
/// Most problems that are listed.
const PROBLEMS: usize = 200;

/// Most reviews that are listed.
const DUE: usize = 60;

/// Shows the side.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio) {
    let t = cx.t;
    let full = ui.max_rect();
    let today = crate::ui::clock::today();
    let due = portfolio.due_first(today);
    // As many columns as there is something to tell, the provisions a little wider than the others.
    let mut columns = vec!["common"];
    if !due.is_empty() {
        columns.insert(0, "due");
    }
    if !portfolio.problems.is_empty() {
        columns.push("problems");
    }
    let wide = full.width() / (columns.len() as f32 + 0.2);
    let list = |ui: &mut Ui, salt: &'static str, rect: Rect, rows: &mut dyn FnMut(&mut Ui)| {
        let builder = UiBuilder::new()
            .id_salt(salt)
            .max_rect(rect.shrink2(vec2(PAD, 0.0)));
        widgets::within(ui, builder, |ui| {
            ScrollArea::vertical()
                .id_salt(salt)
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    // Beside the scroll bar.
                    ui.set_max_width(ui.available_width() - 10.0);
                    ui.add_space(8.0);
                    rows(ui);
                    ui.add_space(8.0);
                });
        });
    };
    let mut left = full.left();
    for (nth, column) in columns.iter().enumerate() {
        let share = if *column == "common" { 1.2 } else { 1.0 };
        let right = if nth + 1 == columns.len() {
            full.right()
        } else {
            (left + wide * share).round()
        };
        let rect = Rect::from_x_y_ranges(left..=right, full.y_range());
        if nth > 0 {
            ui.painter().vline(left + 0.5, full.y_range(), t.hairline());
        }
        left = right;
        match *column {
            "due" => list(ui, "due", rect, &mut |ui| {
                due_for_review(ui, cx, portfolio, &due, today);
            }),
            "problems" => list(ui, "problems", rect, &mut |ui| problems(ui, cx, portfolio)),
            _ => list(ui, "common", rect, &mut |ui| common(ui, cx, portfolio)),
        }
    }
}

/// The vendors that somebody has to look at again, the most urgent first. A row opens its vendor.
fn due_for_review(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    portfolio: &Portfolio,
    due: &[usize],
    today: jiff::civil::Date,
) {
    let t = cx.t;
    title(ui, cx, "Due for review");
    for &at in due.iter().take(DUE) {
        let Some(listed) = portfolio.vendors.get(at) else {
            continue;
        };
        let how = listed.due(today);
        let words = how.words();
        let said = format!("{}: {words}", listed.name());
        let (rect, response) = widgets::row(ui, t, 24.0, false, &said);
        let painter = ui.painter();
        let y = rect.center().y;
        let ink = if how.is_overdue() {
            t.tier(Tier::High).ink
        } else {
            t.c.text_soft
        };
        let at_right = pos2(rect.right() - 4.0, y);
        let placed = text::put(
            painter,
            at_right,
            Align2::RIGHT_CENTER,
            &words,
            t.body(),
            ink,
        );
        let sign = pos2(placed.left() - 11.0, y);
        icon::icon(painter, Icon::Clock, sign, 13.0, ink);
        let (left, name) = (pos2(rect.left() + 2.0, y), listed.name());
        let wide = sign.x - 14.0 - left.x;
        text::put_within(
            painter,
            left,
            Align2::LEFT_CENTER,
            name,
            t.body(),
            t.c.text,
            wide,
        );
        if response.clicked() {
            cx.queue.push(Command::Portfolio(Ask::Open(at)));
        }
        let day = listed.due_on.map(text::date).unwrap_or_default();
        response.on_hover_text(format!(
            "{day}. {}. Press to open it.",
            listed.status.name()
        ));
    }
    if due.len() > DUE {
        let words = format!("and {} more", due.len() - DUE);
        text::label(ui, &words, t.label(), t.c.text_faint);
    }
}

fn title(ui: &mut Ui, cx: &Cx<'_>, words: &str) {
    let t = cx.t;
    text::label(ui, words, t.label().strong(), t.c.text);
    ui.add_space(6.0);
}

/// The provisions that most vendors have.
fn common(ui: &mut Ui, cx: &Cx<'_>, portfolio: &Portfolio) {
    let t = cx.t;
    title(ui, cx, "How common it is");
    let Some(engine) = cx.engine else { return };
    let all = portfolio.vendors.len().max(1);
    for (id, count) in portfolio.common.iter().take(COMMON) {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        let category = engine
            .catalogue()
            .provision(id)
            .map(|p| p.category.as_str());
        let category = category.unwrap_or_default();
        let name = engine.name(id);
        let words = format!("{count} of {all}");
        let said = format!("{name}: {words} vendors");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let painter = ui.painter();
        let y = rect.center().y;
        widgets::code(painter, t, category, pos2(rect.left() + 11.0, y));
        let (face, ink) = (t.label(), t.c.text_soft);
        let right = rect.right_center();
        text::put(painter, right, Align2::RIGHT_CENTER, &words, face, ink);
        let track = Rect::from_min_max(
            pos2(rect.right() - 136.0, y - 2.0),
            pos2(rect.right() - 72.0, y + 2.0),
        );
        painter.rect_filled(track, 2.0, t.c.stroke);
        let share = (*count as f32 / all as f32).clamp(0.0, 1.0);
        let fill = track.with_max_x(track.left() + track.width() * share);
        painter.rect_filled(fill, 2.0, t.category(category).fill);
        let at = pos2(rect.left() + 30.0, y);
        let wide = track.left() - at.x - 10.0;
        text::put_within(
            painter,
            at,
            Align2::LEFT_CENTER,
            name,
            t.body(),
            t.c.text,
            wide,
        );
        response.on_hover_text(said);
    }
}

/// What could not be read, with its place.
pub fn problems(ui: &mut Ui, cx: &Cx<'_>, portfolio: &Portfolio) {
    let t = cx.t;
    let count = portfolio.problems.len();
    title(ui, cx, &format!("Not read: {count}"));
    for problem in portfolio.problems.iter().take(PROBLEMS) {
        let ink = t.tier(Tier::High).ink;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
            icon::icon(ui.painter(), Icon::Warning, rect.center(), 13.0, ink);
            ui.vertical(|ui| {
                text::copyable(ui, &problem.place, t.body().medium(), t.c.text);
                text::copyable(ui, &problem.why, t.label(), t.c.text_soft);
            });
        });
        ui.add_space(6.0);
    }
    if count > PROBLEMS {
        let words = format!("and {} more", count - PROBLEMS);
        text::label(ui, &words, t.label(), t.c.text_faint);
    }
}
