//! Two to six vendors side by side by provision, with their quotes, differences first.

mod head;
mod line;

use egui::{Align2, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open};
use crate::finding::State;
use crate::report::compare::{CompareLine, Comparison};
use crate::score::TierCuts;
use crate::ui::command::{Act, Command};
use crate::ui::compare::Ask;
use crate::ui::icon;
use crate::ui::state::CompareOrder;
use crate::ui::text;
use crate::ui::widgets::{self, Look};

/// Height of the strip with the title.
const TOP: f32 = 52.0;
/// Width of the column of provisions.
const NAMES: f32 = 250.0;
/// What the ways to a vendor's files do here.
const FROM: &str = "Its papers stand beside the open vendor; nothing is added to the assessment";
/// Least width of a vendor's column.
const LEAST: f32 = 230.0;

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let full = ui.max_rect();
    let top = full.with_max_y(full.top() + TOP);
    ui.painter().rect_filled(top, 0.0, cx.t.c.panel);
    ui.painter()
        .hline(top.x_range(), top.bottom() - 0.5, cx.t.hairline());
    let builder = UiBuilder::new()
        .id_salt("compare head")
        .max_rect(top.shrink2(vec2(16.0, 0.0)))
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    widgets::within(ui, builder, |ui| header(ui, cx, open));
    let body = full.with_min_y(top.bottom());
    let Some(comparison) = open.compare.comparison() else {
        let builder = UiBuilder::new()
            .id_salt("compare nothing")
            .max_rect(body.shrink(24.0));
        widgets::within(ui, builder, |ui| nothing(ui, cx, open));
        return;
    };
    let builder = UiBuilder::new().id_salt("compare body").max_rect(body);
    widgets::within(ui, builder, |ui| {
        ScrollArea::horizontal()
            .id_salt("compare sideways")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let sides = comparison.sides.len() as f32;
                let wide = ((ui.available_width() - NAMES) / sides).max(LEAST);
                ui.set_width(NAMES + wide * sides);
                ui.spacing_mut().item_spacing.y = 0.0;
                let cuts = open.session.assessment.profile.cuts;
                heads(ui, cx, comparison, wide, cuts);
                lines(ui, cx, comparison, wide, cuts);
            });
    });
}

/// Where the column of names of a line stands: at its left, or at the left edge of what is seen of it, over the vendors that
/// are scrolled under it.
fn names(ui: &Ui, line: Rect, fill: egui::Color32, edge: egui::Stroke) -> Rect {
    let left = line.left().max(ui.clip_rect().left());
    let place = Rect::from_min_size(pos2(left, line.top()), vec2(NAMES, line.height()));
    if left > line.left() {
        ui.painter().rect_filled(place, 0.0, fill);
        ui.painter()
            .vline(place.right() + 0.5, place.y_range(), edge);
    }
    place
}

fn header(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    ui.spacing_mut().item_spacing.x = 12.0;
    let title = open.compare.comparison().map_or_else(
        || "Compare".to_owned(),
        |c| format!("Compare {} vendors", c.sides.len()),
    );
    text::label(ui, &title, t.heading(), t.c.text);
    add(ui, cx, open);
    if open.compare.is_reading() {
        text::label(ui, "Reading a vendor", t.body(), t.c.text_soft);
    }
    if open.compare.is_alone() {
        return;
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let names = CompareOrder::ALL.map(CompareOrder::names);
        let at = CompareOrder::ALL
            .iter()
            .position(|o| *o == cx.shown.compare_order);
        let size = vec2(360.0_f32.min(ui.available_width()), t.m.button);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let builder = UiBuilder::new().id_salt("compare order").max_rect(rect);
        let chosen = widgets::within(ui, builder, |ui| widgets::segments(ui, t, &names, at));
        if let Some(order) = chosen.inner.and_then(|at| CompareOrder::ALL.get(at)) {
            cx.shown.compare_order = *order;
        }
        let mut all = cx.shown.compare_all;
        let words = "Show what is alike as well";
        if ui.checkbox(&mut all, words).changed() {
            cx.shown.compare_all = all;
        }
    });
}

/// The choice of a vendor of the portfolio, or of a folder.
fn add(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let full = open.compare.full();
    let words = ("Add a vendor", "Add a vendor");
    let response = widgets::picker(ui, cx.t, words, 200.0, full);
    if full.is_some() {
        return;
    }
    egui::Popup::menu(&response).show(|ui| {
        for act in [Act::OpenFolder, Act::OpenFiles, Act::TypePath] {
            if let Some(entry) = crate::ui::command::entry(act)
                && ui.button(entry.name).on_hover_text(FROM).clicked()
            {
                cx.act(act);
                ui.close();
            }
        }
        if open.portfolio.vendors.is_empty() {
            return;
        }
        ui.separator();
        egui::ScrollArea::vertical()
            .max_height(360.0)
            .show(ui, |ui| {
                for listed in &open.portfolio.vendors {
                    let name = listed.weighable.vendor();
                    let shown = ui
                        .selectable_label(false, name)
                        .on_hover_text(&listed.group.place);
                    if shown.clicked() {
                        let group = Box::new(listed.group.clone());
                        cx.queue.push(Command::Compare(Ask::Add(group)));
                        ui.close();
                    }
                }
            });
    });
}

/// That no other vendor was chosen yet, and what to do.
fn nothing(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    ui.set_width(ui.available_width().min(640.0));
    if !open.compare.is_alone() {
        text::label(ui, "Comparing the vendors", t.body(), t.c.text_soft);
        return;
    }
    let name = &open.session.assessment.vendor;
    let words = format!(
        "Choose up to five vendors to stand beside {name}. All are weighed by the weights, the engagement and the day of this \
         assessment."
    );
    text::label(ui, &words, t.body(), t.c.text_soft);
    ui.add_space(4.0);
    let hint = "Drop their folders or files here, or choose rows of the portfolio with Space.";
    text::label(ui, hint, t.label(), t.c.text_faint);
    ui.add_space(14.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (folder, portfolio) = (Act::OpenFolder, Act::ViewPortfolio);
        cx.offer(ui, folder, "Open a vendor’s folder", Look::Primary);
        cx.offer(ui, portfolio, "Choose in the portfolio", Look::Plain);
    });
}

fn heads(ui: &mut Ui, cx: &mut Cx<'_>, comparison: &Comparison, wide: f32, cuts: TierCuts) {
    let t = cx.t;
    let height = head::height(wide, comparison.categories.len());
    let size = vec2(ui.available_width(), height);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.c.panel);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    for (at, side) in comparison.sides.iter().enumerate() {
        let left = rect.left() + NAMES + wide * at as f32;
        let own = Rect::from_x_y_ranges(left..=left + wide, rect.y_range());
        ui.painter()
            .vline(left.round() + 0.5, rect.y_range(), t.hairline());
        head::show(ui, cx, (comparison, at), side, own, cuts);
    }
    let differing = comparison.lines.iter().filter(|l| l.differs).count();
    let alike = comparison.lines.len() - differing;
    let names = names(ui, rect, t.c.panel, t.border());
    let x = names.left() + 16.0;
    for (y, words, strong) in [
        (22.0, format!("{differing} provisions differ"), true),
        (44.0, format!("{alike} are alike"), false),
    ] {
        let face = if strong { t.body().strong() } else { t.body() };
        let at = pos2(x, rect.top() + y);
        text::put(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            &words,
            face,
            t.c.text,
        );
    }
    legend(ui, cx, names.left_top() + vec2(16.0, 72.0));
}

/// What the signs of the states mean.
fn legend(ui: &Ui, cx: &Cx<'_>, at: egui::Pos2) {
    let t = cx.t;
    let states = [
        State::Affirmed,
        State::Conditional,
        State::Denied,
        State::Silent,
        State::Conflict,
        State::NotAssessed,
    ];
    for (nth, state) in states.into_iter().enumerate() {
        let (column, row) = ((nth % 2) as f32, (nth / 2) as f32);
        let centre = at + vec2(6.0 + column * 104.0, row * 20.0 + 4.0);
        icon::state(ui.painter(), state, centre, 12.0, t.c.text_soft);
        let (left, ink) = (Align2::LEFT_CENTER, t.c.text_soft);
        let word = centre + vec2(13.0, 0.0);
        text::put(ui.painter(), word, left, state.name(), t.label(), ink);
    }
}

fn lines(ui: &mut Ui, cx: &mut Cx<'_>, comparison: &Comparison, wide: f32, cuts: TierCuts) {
    let all = cx.shown.compare_all;
    let mut shown: Vec<&CompareLine> = comparison
        .lines
        .iter()
        .filter(|l| all || l.differs)
        .collect();
    match cx.shown.compare_order {
        CompareOrder::Differences => {}
        CompareOrder::Category => {
            let place = |id: &str| {
                let mut provisions = cx.engine.iter().flat_map(|e| &e.catalogue().provisions);
                provisions.position(|p| p.id == id)
            };
            shown.sort_by_cached_key(|line| place(&line.id));
        }
        CompareOrder::Exposure => {
            let of = |line: &CompareLine| line.cells.first().and_then(|c| c.exposure);
            shown.sort_by(|a, b| of(b).unwrap_or(-1.0).total_cmp(&of(a).unwrap_or(-1.0)));
        }
    }
    ScrollArea::vertical()
        .id_salt("compare lines")
        .auto_shrink([false, false])
        .show_rows(ui, line::HEIGHT, shown.len(), |ui, range| {
            for line in shown.get(range).unwrap_or_default() {
                line::show(ui, cx, (comparison, line), wide, cuts);
            }
        });
}
