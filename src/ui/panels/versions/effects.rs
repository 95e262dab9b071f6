//! What the changes do to the score, by category, and to the mechanisms of transfer and the gates.

use egui::{Align2, Rect, ScrollArea, Sense, StrokeKind, Ui, pos2, vec2};

use crate::report::changes::{CategoryChange, Changes};
use crate::report::model::{gate_name, status_name};
use crate::score::{GateStatus, Tier};
use crate::ui::icon::{self, Icon};
use crate::ui::panels::Cx;
use crate::ui::theme::Theme;
use crate::ui::{text, widgets};

const ROW: f32 = 24.0;
/// Changes that print as 0.0 are folded.
const SHOWN: f64 = 0.05;

/// Shows the effects.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, changes: &Changes) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let t = cx.t;
    widgets::section_head(ui, t, "Change of exposure", "points of the score");
    ScrollArea::vertical()
        .id_salt("effects of versions")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let moved: Vec<&CategoryChange> = changes
                .categories
                .iter()
                .filter(|c| c.points.abs() >= SHOWN)
                .collect();
            let most = moved.iter().map(|c| c.points.abs()).fold(0.1, f64::max);
            for change in &moved {
                category(ui, t, change, most);
            }
            let rest = changes.categories.len() - moved.len();
            padded(ui, |ui| {
                let words = format!("{} unchanged", text::count(rest, "category", "categories"));
                text::label(ui, &words, t.label(), t.c.text_faint);
            });
            total(ui, t, changes);
            gates(ui, t, changes);
            transfers(ui, t, changes);
        });
}

fn padded(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui);
        });
}

fn category(ui: &mut Ui, t: &Theme, change: &CategoryChange, most: f64) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let words = text::change(change.points);
    response.widget_info(|| {
        let said = format!("{}: {words} points", change.name);
        egui::WidgetInfo::labeled(egui::Role::Label, true, &said)
    });
    let painter = ui.painter();
    let y = rect.center().y;
    widgets::code(painter, t, &change.id, pos2(rect.left() + 25.0, y));
    text::put_within(
        painter,
        pos2(rect.left() + 44.0, y),
        Align2::LEFT_CENTER,
        &change.name,
        t.body(),
        t.c.text,
        92.0,
    );
    text::put(
        painter,
        pos2(rect.right() - 14.0, y),
        Align2::RIGHT_CENTER,
        &words,
        t.body(),
        t.c.text,
    );
    // More exposure to the right and filled, less to the left and empty.
    let axis = (rect.left() + 194.0).round() + 0.5;
    let reach = 50.0;
    painter.vline(axis, rect.y_range(), t.border());
    let length = (change.points.abs() / most) as f32 * reach;
    let (from, to) = if change.points > 0.0 {
        (axis, axis + length)
    } else {
        (axis - length, axis)
    };
    let bar = Rect::from_min_max(pos2(from, y - 5.0), pos2(to, y + 5.0));
    if change.points > 0.0 {
        painter.rect_filled(bar, 0.0, t.c.accent);
    } else {
        let stroke = egui::Stroke::new(1.0, t.c.accent);
        painter.rect_stroke(bar, 0.0, stroke, StrokeKind::Inside);
    }
}

fn total(ui: &mut Ui, t: &Theme, changes: &Changes) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.top() + 0.5, t.border());
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let y = rect.center().y;
    let put = |x: f32, anchor, words: &str, strong: bool| {
        let face = if strong { t.body().strong() } else { t.body() };
        text::put(painter, pos2(x, y), anchor, words, face, t.c.text);
    };
    put(rect.left() + 14.0, Align2::LEFT_CENTER, "Score", true);
    if let Some(points) = changes.score {
        let [a, b] = [&changes.old, &changes.new].map(|v| text::tenth(v.side.total.residual));
        put(
            rect.right() - 70.0,
            Align2::RIGHT_CENTER,
            &format!("{a} → {b}"),
            false,
        );
        let words = text::change(points);
        put(rect.right() - 14.0, Align2::RIGHT_CENTER, &words, true);
    } else {
        put(
            rect.right() - 14.0,
            Align2::RIGHT_CENTER,
            "not known",
            false,
        );
    }
}

fn gates(ui: &mut Ui, t: &Theme, changes: &Changes) {
    let confirmed = |at: usize, side: &crate::report::compare::Side| {
        side.gates
            .get(at)
            .is_some_and(|g| g.status == GateStatus::Confirmed)
    };
    padded(ui, |ui| {
        for (at, gate) in changes.new.side.gates.iter().enumerate() {
            let (before, now) = (
                confirmed(at, &changes.old.side),
                confirmed(at, &changes.new.side),
            );
            let word = match (before, now) {
                (false, true) => "new",
                (true, false) => "cleared",
                (true, true) => "still closed",
                (false, false) => continue,
            };
            let ink = if now {
                t.tier(Tier::Severe).ink
            } else {
                t.c.text_soft
            };
            let (rect, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            let name = gate_name(gate.id).0;
            response.widget_info(|| {
                let said = format!("Gate {name}: {word}");
                egui::WidgetInfo::labeled(egui::Role::Label, true, &said)
            });
            let y = rect.center().y;
            icon::icon(
                ui.painter(),
                Icon::Gate,
                pos2(rect.left() + 7.0, y),
                14.0,
                ink,
            );
            let wide = rect.width() - 100.0;
            let at = pos2(rect.left() + 20.0, y);
            text::put_within(
                ui.painter(),
                at,
                Align2::LEFT_CENTER,
                name,
                t.body(),
                ink,
                wide,
            );
            let at = pos2(rect.right(), y);
            text::put(ui.painter(), at, Align2::RIGHT_CENTER, word, t.body(), ink);
        }
    });
}

fn transfers(ui: &mut Ui, t: &Theme, changes: &Changes) {
    if changes.transfers.is_empty() {
        return;
    }
    widgets::section_head(ui, t, "Transfer mechanisms", "");
    padded(ui, |ui| {
        for change in &changes.transfers {
            text::label(ui, &change.corridor, t.body().strong(), t.c.text);
            for (word, named) in [("Before", &change.old), ("Now", &change.new)] {
                let names: Vec<String> = named
                    .iter()
                    .map(|(name, status)| format!("{name} ({})", status_name(*status)))
                    .collect();
                let names = if names.is_empty() {
                    "none named".to_owned()
                } else {
                    names.join("; ")
                };
                text::label(ui, &format!("{word}: {names}"), t.label(), t.c.text_soft);
            }
            ui.add_space(6.0);
        }
    });
}
