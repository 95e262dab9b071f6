//! Two versions of a paper as risk: what came, went, got worse or better, in both wordings, and what it does to the score.

mod effects;
mod list;
mod wordings;

use egui::{Align2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open, calendar, documents};
use crate::document::Document;
use crate::report::changes::{Change, ChangeKind, Changes};
use crate::score::TierCuts;
use crate::ui::command::{Act, Command};
use crate::ui::icon::{self, Icon};
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{self, Button, Look, button};

/// Height of the strip with the versions and the score.
const HEAD: f32 = 58.0;
/// Width of the effects.
const EFFECTS: f32 = 316.0;

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let whole = ui.max_rect();
    let folded = cx.prefs.calendar_folded;
    let band = calendar::band(open, folded, whole.height(), cx.t.m.section_head);
    let full = whole.with_max_y(whole.bottom() - band);
    let builder = UiBuilder::new()
        .id_salt("versions calendar")
        .max_rect(whole.with_min_y(full.bottom()));
    widgets::within(ui, builder, |ui| calendar::fold(ui, cx, open));
    let Some(pair) = open.versions.pair(open.session) else {
        nothing(ui, cx, open);
        return;
    };
    let head = full.with_max_y(full.top() + HEAD);
    let body = full.with_min_y(head.bottom());
    ui.painter().rect_filled(head, 0.0, cx.t.c.panel);
    ui.painter()
        .hline(head.x_range(), head.bottom() - 0.5, cx.t.hairline());
    let changes = open.versions.changes(open.session);
    let builder = UiBuilder::new()
        .id_salt("versions head")
        .max_rect(head.shrink2(vec2(16.0, 0.0)))
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    widgets::within(ui, builder, |ui| header(ui, cx, open, pair, changes));
    let Some(changes) = changes else {
        ui.painter().text(
            body.center(),
            Align2::CENTER_CENTER,
            "Comparing the versions",
            cx.t.body().font(),
            cx.t.c.text_soft,
        );
        return;
    };
    let list = (body.width() * 0.26).clamp(300.0, 420.0);
    let left = body.with_max_x(body.left() + list);
    let right = body.with_min_x(body.right() - EFFECTS);
    let middle = Rect::from_x_y_ranges(left.right()..=right.left(), body.y_range());
    for side in [left, right] {
        ui.painter().rect_filled(side, 0.0, cx.t.c.panel);
    }
    for x in [left.right(), right.left()] {
        ui.painter()
            .vline(x.round() + 0.5, body.y_range(), cx.t.hairline());
    }
    let part = |salt: &'static str, rect: Rect| UiBuilder::new().id_salt(salt).max_rect(rect);
    let cuts = open.session.assessment.profile.cuts;
    widgets::within(ui, part("versions list", left), |ui| {
        list::show(ui, cx, changes, cuts);
    });
    widgets::within(ui, part("versions wordings", middle), |ui| {
        wordings::show(ui, cx, open, changes, pair);
    });
    widgets::within(ui, part("versions effects", right), |ui| {
        effects::show(ui, cx, changes);
    });
}

/// That there is nothing to compare yet, and what to do.
fn nothing(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(24, 20))
        .show(ui, |ui| {
            ui.set_width(ui.available_width().min(640.0));
            text::label(ui, "Versions", cx.t.heading(), cx.t.c.text);
            ui.add_space(4.0);
            let words = "Open an older or a newer version of a document that is open here. Both stay in the assessment, and \
                         only the one in force counts.";
            text::label(ui, words, cx.t.body(), cx.t.c.text_soft);
            ui.add_space(14.0);
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.horizontal(|ui| {
                let other = Button {
                    label: "Open another version…",
                    icon: Some(Icon::File),
                    look: Look::Primary,
                    disabled: cx.barred(Act::OpenFiles),
                    ..Button::default()
                };
                if button(ui, cx.t, other).clicked() {
                    cx.act(Act::OpenFiles);
                }
                let two = Button {
                    label: "Compare two that are open",
                    tooltip: "Any two documents of this assessment; which ones is chosen above",
                    ..Button::default()
                };
                let documents = open.session.assessment.documents.len();
                if documents > 1 && button(ui, cx.t, two).clicked() {
                    cx.queue.push(Command::CompareVersions { old: 0, new: 1 });
                }
            });
        });
}

fn header(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    (old, new): (usize, usize),
    changes: Option<&Changes>,
) {
    let t = cx.t;
    let all = &open.session.assessment.documents;
    ui.spacing_mut().item_spacing.x = 10.0;
    text::label(ui, "Versions", t.heading(), t.c.text);
    // Both choices share what the numbers at the right leave.
    let wide = ((ui.available_width() - 700.0) / 2.0).clamp(150.0, 340.0);
    if let Some(chosen) = choice(ui, t, ("Old version", wide), all, (old, new)) {
        cx.queue.push(Command::CompareVersions { old: chosen, new });
    }
    let (arrow, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
    icon::icon(
        ui.painter(),
        Icon::ArrowRight,
        arrow.center(),
        14.0,
        t.c.text_soft,
    );
    if let Some(chosen) = choice(ui, t, ("New version", wide), all, (new, old)) {
        cx.queue.push(Command::CompareVersions { old, new: chosen });
    }
    let swap = Button {
        label: "Swap",
        small: true,
        tooltip: "Compare the other way round",
        ..Button::default()
    };
    if button(ui, t, swap).clicked() {
        cx.queue
            .push(Command::CompareVersions { old: new, new: old });
    }
    let Some(changes) = changes else { return };
    ui.add_space(8.0);
    let printed = |v: &crate::report::changes::Version| {
        let total = &v.side.total;
        if total.counts {
            format!("{} {}", total.printed, total.tier.name())
        } else {
            "–".to_owned()
        }
    };
    let score = format!("{} → {}", printed(&changes.old), printed(&changes.new));
    text::label(ui, &score, t.figure().strong(), t.c.text);
    let counts: Vec<String> = ChangeKind::ALL
        .into_iter()
        .take(4)
        .map(|k| format!("{} {}", changes.count(k), k.name().to_lowercase()))
        .collect();
    let counts = counts.join("   ");
    let galley = text::line(
        ui.painter(),
        &counts,
        t.body(),
        t.c.text_soft,
        f32::INFINITY,
    );
    if let Some(points) = changes.score
        && ui.available_width() > galley.size().x + 130.0
    {
        let words = format!("{} points", text::change(points));
        text::label(ui, &words, t.body(), t.c.text_soft);
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        text::label(ui, &counts, t.body(), t.c.text_soft);
    });
}

/// A choice of a document; the index that was chosen.
fn choice(
    ui: &mut Ui,
    t: &Theme,
    (name, width): (&str, f32),
    all: &[Document],
    (chosen, other): (usize, usize),
) -> Option<usize> {
    let mut picked = None;
    let names = documents::names(all);
    let label = |at: usize| label(all, &names, at);
    let shown = label(chosen);
    let said = format!("{name}: {shown}");
    let response = widgets::picker(ui, t, (&shown, &said), width, None).on_hover_text(&shown);
    egui::Popup::menu(&response).show(|ui| {
        for at in (0..all.len()).filter(|at| *at != other) {
            if ui.selectable_label(at == chosen, label(at)).clicked() {
                picked = (at != chosen).then_some(at);
                ui.close();
            }
        }
    });
    picked
}

/// `Privacy policy, 3 May 2024`, or its file's name where it has no date.
fn label(all: &[Document], names: &[String], at: usize) -> String {
    let (Some(document), Some(name)) = (all.get(at), names.get(at)) else {
        return String::new();
    };
    match text::document_date(document) {
        Some(date) => format!("{name}, {date}"),
        None => format!("{name}, {}", document.name),
    }
}

/// `9 → 76` with the shapes of both tiers, its right end at `x`. Where a number is not known there is a dash.
fn exposures(ui: &Ui, t: &Theme, change: &Change, cuts: TierCuts, x: f32, y: f32) {
    let painter = ui.painter();
    let mut right = x;
    let mut put = |words: &str, strong: bool, tier: Option<f64>| {
        let face = if strong { t.body().strong() } else { t.body() };
        let ink = if strong { t.c.text } else { t.c.text_soft };
        let at = pos2(right, y);
        let rect = text::put(painter, at, Align2::RIGHT_CENTER, words, face, ink);
        right = rect.left() - 3.0;
        if let Some(exposure) = tier {
            let centre = pos2(right - 6.0, y);
            icon::tier(painter, t, widgets::tier_of(exposure, cuts), centre, 12.0);
            right -= 16.0;
        }
    };
    let words = |e: Option<f64>| e.map_or_else(|| "–".to_owned(), text::whole);
    put(&words(change.new.exposure), true, change.new.exposure);
    put(" → ", false, None);
    put(&words(change.old.exposure), false, change.old.exposure);
}

/// The category id of a provision.
fn category(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}
