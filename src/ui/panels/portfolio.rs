//! Many vendors side by side: a table with a heat map, a plot of exposure against impact, and what is common to them.

mod aside;
mod head;
mod plot;
mod table;

use egui::{Align2, Ui, UiBuilder, pos2};

use super::Cx;
use crate::ui::command::Act;
use crate::ui::portfolio::{Ask, Portfolio};
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{command::Command, text, widgets};

/// Height of the head.
const HEAD: f32 = 50.0;
/// Padding at the sides.
const PAD: f32 = 16.0;

/// Where the table is, from one frame to the next.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Where the table should be scrolled to, once.
    pub scroll_to: Option<f32>,
    /// The vendor under the pointer or with the keyboard, in the table or in the plot.
    pub hot: Option<usize>,
    /// What was just read is drawn in two frames.
    pub settling: crate::ui::state::Settling,
}

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio) {
    let full = ui.max_rect();
    if portfolio.vendors.is_empty() {
        empty(ui, cx, portfolio);
        return;
    }
    let below = (full.height() * 0.38).clamp(180.0, 330.0);
    let top = full.with_max_y(full.top() + HEAD);
    let bottom = full.with_min_y((full.bottom() - below).round());
    let middle = full.with_min_y(top.bottom()).with_max_y(bottom.top());
    let part = |salt: &'static str, rect| UiBuilder::new().id_salt(salt).max_rect(rect);
    widgets::within(ui, part("head", top), |ui| head::show(ui, cx, portfolio));
    let mut hot = None;
    // A long list is shown first without its rows, then with them, then with what is drawn from them.
    if cx.shown.portfolio.settling.is_past(ui.ctx(), 1) {
        widgets::within(ui, part("table", middle), |ui| {
            table::show(ui, cx, portfolio, &mut hot);
        });
    }
    let t = cx.t;
    ui.painter()
        .hline(full.x_range(), bottom.top() + 0.5, t.border());
    let under = bottom.with_min_y(bottom.top() + 1.0);
    let due = portfolio.count_due(crate::ui::clock::today()).0;
    let share = if due > 0 { 0.42 } else { 0.465 };
    let edge = (under.left() + under.width() * share).round();
    let left = under.with_max_x(edge);
    let right = under.with_min_x(edge);
    ui.painter().rect_filled(right, 0.0, t.c.panel);
    ui.painter()
        .vline(edge + 0.5, under.y_range(), t.hairline());
    if cx.shown.portfolio.settling.is_past(ui.ctx(), 2) {
        widgets::within(ui, part("plot", left), |ui| {
            plot::show(ui, cx, portfolio, &mut hot);
        });
        widgets::within(ui, part("aside", right), |ui| {
            aside::show(ui, cx, portfolio);
        });
    }
    if cx.shown.portfolio.hot != hot {
        cx.shown.portfolio.hot = hot;
        ui.ctx().request_repaint();
    }
}

/// What is shown before there are vendors: one sentence, one action, one hint.
fn empty(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio) {
    let t = cx.t;
    let full = ui.max_rect();
    let width = 520.0_f32.min(full.width() - 2.0 * PAD);
    let left = (full.center().x - width / 2.0).round();
    let rect = egui::Rect::from_min_max(
        pos2(left, full.top() + full.height() * 0.22),
        pos2(left + width, full.bottom()),
    );
    let builder = UiBuilder::new().id_salt("empty").max_rect(rect);
    widgets::within(ui, builder, |ui| {
        let title = t.cut(t.m.title).strong();
        text::label(ui, "Which vendor to look at first?", title, t.c.text);
        ui.add_space(2.0);
        let words = "Open a folder with a folder of policies or a saved assessment for each vendor. They are ranked by \
                     exposure, under one set of weights.";
        text::label(ui, words, t.body(), t.c.text_soft);
        ui.add_space(14.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let folder = Act::OpenFolder;
            cx.offer(ui, folder, "Open a folder of vendors", Look::Primary);
            cx.offer(ui, Act::TypePath, "Type a path", Look::Plain);
            if let Some(folder) = &cx.facts.vendors {
                let b = Button {
                    label: &format!("Show the vendors of {folder}"),
                    tooltip: "The folder that was opened last",
                    ..Button::default()
                };
                if button(ui, t, b).clicked() {
                    cx.queue.push(Command::Portfolio(Ask::Take));
                }
            }
        });
        ui.add_space(14.0);
        let words = "A folder can be dropped here too. In a terminal, scruple portfolio FOLDER prints the same.";
        text::label(ui, words, t.label(), t.c.text_faint);
        if !portfolio.problems.is_empty() {
            ui.add_space(20.0);
            aside::problems(ui, cx, portfolio);
        }
    });
    if ui.input(|i| !i.raw.hovered_files.is_empty()) {
        let at = pos2(full.center().x, full.top() + full.height() * 0.12);
        let words = "Let go to read the vendors";
        let (face, ink) = (t.heading(), t.c.accent);
        text::put(ui.painter(), at, Align2::CENTER_CENTER, words, face, ink);
    }
}
