//! The weights: a slider for each category, the emphasis, the tier cuts, and beside them what the score does.

mod effects;
mod ranking;
mod severities;
mod slider;

use egui::{Align2, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open};
use crate::assessment::edit::Edit;
use crate::score::{Profile, TierCuts};
use crate::ui::command::{Act, Command};
use crate::ui::icon;
use crate::ui::theme::Theme;
use crate::ui::tour::Step;
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

/// Greatest weight of a slider.
const MOST: f64 = 30.0;
const PAD: f32 = 16.0;

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let full = ui.max_rect();
    let left = full.with_max_x(full.left() + (full.width() * 0.31).clamp(400.0, 480.0));
    let aside = ranking::width(full.width(), open.portfolio.vendors.len());
    let right = full
        .with_min_x(left.right())
        .with_max_x(full.right() - aside);
    cx.shown.parts.put(Step::Weights, left);
    ui.painter().rect_filled(right, 0.0, cx.t.c.page);
    ui.painter()
        .vline(left.right().round() + 0.5, full.y_range(), cx.t.hairline());
    widgets::within(
        ui,
        UiBuilder::new().id_salt("sliders").max_rect(left),
        |ui| {
            ScrollArea::vertical()
                .id_salt("sliders")
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    sliders(ui, cx, open);
                });
        },
    );
    widgets::within(
        ui,
        UiBuilder::new().id_salt("effects").max_rect(right),
        |ui| {
            effects::show(ui, cx, open);
        },
    );
    if aside > 0.0 {
        let rect = full.with_min_x(right.right());
        ui.painter().rect_filled(rect, 0.0, cx.t.c.panel);
        ui.painter()
            .vline(rect.left().round() + 0.5, full.y_range(), cx.t.hairline());
        let builder = UiBuilder::new().id_salt("ranking").max_rect(rect);
        widgets::within(ui, builder, |ui| ranking::show(ui, cx, open));
    }
}

fn padded(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let margin = egui::Margin::symmetric(PAD as i8, 10);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui);
    });
}

fn line(ui: &Ui, t: &Theme, y: f32) {
    let rect = ui.max_rect();
    ui.painter()
        .hline(rect.x_range(), y.round() + 0.5, t.hairline());
}

fn sliders(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let session = open.session;
    let profile = &session.assessment.profile;
    padded(ui, |ui| {
        head(ui, cx, open);
        ui.add_space(10.0);
        let names: Vec<(&str, &str)> = open
            .engine
            .presets()
            .iter()
            .map(|p| (short_name(&p.name), p.name.as_str()))
            .collect();
        let chosen = names.iter().position(|(_, n)| *n == session.base.name);
        if let Some(i) = widgets::segments(ui, t, &names, chosen)
            && let Some(preset) = open.engine.presets().get(i)
        {
            cx.queue.push(Command::UseProfile(Box::new(preset.clone())));
        }
    });
    let top = ui.cursor().top();
    line(ui, t, top);
    let weights: Vec<(String, f64, f64)> = open
        .engine
        .catalogue()
        .categories
        .iter()
        .map(|c| {
            (
                c.id.clone(),
                open.engine.weight(&c.id, profile),
                open.engine.weight(&c.id, &session.base),
            )
        })
        .collect();
    let total: f64 = weights.iter().map(|w| w.1).sum();
    padded(ui, |ui| {
        columns_head(ui, t);
        for (id, weight, base) in &weights {
            one(ui, cx, open, id, *weight, *base, total);
        }
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.top() + 0.5, t.border());
    let y = rect.center().y;
    let inner = rect.shrink2(vec2(PAD, 0.0));
    text::put(
        painter,
        pos2(inner.left(), y),
        Align2::LEFT_CENTER,
        "Total",
        t.body().strong(),
        t.c.text,
    );
    let sum = text::weight(total);
    text::put(
        painter,
        pos2(inner.right() - 68.0, y),
        Align2::RIGHT_CENTER,
        &sum,
        t.body().strong(),
        t.c.text,
    );
    let hundred = "100.0\u{a0}%";
    text::put(
        painter,
        pos2(inner.right(), y),
        Align2::RIGHT_CENTER,
        hundred,
        t.body().strong(),
        t.c.text,
    );
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    padded(ui, |ui| emphasis(ui, cx, profile, &session.base));
    let at = ui.cursor().top();
    line(ui, t, at);
    padded(ui, |ui| cuts(ui, cx, profile.cuts));
    let at = ui.cursor().top();
    line(ui, t, at);
    padded(ui, |ui| severities::show(ui, cx, open));
}

/// The beginning of a profile's name, for narrow places: `AI and ML` of `AI and ML, IP-sensitive`.
fn short_name(name: &str) -> &str {
    let first = name.split(',').next().unwrap_or(name);
    if first.len() > 14 {
        first.split(" and ").next().unwrap_or(first)
    } else {
        first
    }
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let name = open.session.profile_name();
    let builder = UiBuilder::new()
        .id_salt("profile")
        .max_rect(rect)
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    let edge = widgets::within(ui, builder, |ui| {
        for (act, label) in [(Act::SaveProfile, "Save…"), (Act::LoadProfile, "Load…")] {
            let tip = crate::ui::command::tooltip(act, ui.ctx());
            let b = Button {
                label,
                small: true,
                tooltip: &tip,
                ..Button::default()
            };
            if button(ui, t, b).clicked() {
                cx.act(act);
            }
        }
        let same = (!open.session.is_edited()).then_some("Nothing was changed");
        let reset = Button {
            label: "Reset",
            look: Look::Quiet,
            small: true,
            disabled: same,
            tooltip: "Back to the profile as supplied",
            ..Button::default()
        };
        if button(ui, t, reset).clicked() {
            let base = open.session.base.clone();
            cx.queue.push(Command::UseProfile(Box::new(base)));
        }
        ui.min_rect().left()
    })
    .inner;
    let wide = edge - rect.left() - 8.0;
    let at = rect.left_center();
    let placed = text::put_within(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &name,
        t.heading(),
        t.c.text,
        wide,
    );
    widgets::spoken(ui, placed, "profile name", &format!("Profile: {name}"));
}

fn columns_head(ui: &mut Ui, t: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let y = rect.center().y;
    let painter = ui.painter();
    let put = |x: f32, anchor, words: &str| {
        text::put(
            painter,
            pos2(x, y),
            anchor,
            words,
            t.caption(),
            t.c.text_faint,
        );
    };
    let rail = rail(rect);
    put(rect.left(), Align2::LEFT_CENTER, "Category");
    put(rail.left(), Align2::LEFT_CENTER, "0");
    put(rail.right(), Align2::RIGHT_CENTER, "30");
    put(rect.right() - 68.0, Align2::RIGHT_CENTER, "Weight");
    put(rect.right(), Align2::RIGHT_CENTER, "Share");
}

/// Where the rail of a slider runs in its row.
fn rail(row: Rect) -> Rect {
    Rect::from_min_max(
        pos2(row.left() + 128.0, row.top()),
        pos2(row.right() - 122.0, row.bottom()),
    )
}

#[allow(clippy::too_many_arguments, reason = "a row with its numbers")]
fn one(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    id: &str,
    weight: f64,
    base: f64,
    total: f64,
) {
    let t = cx.t;
    let name = open.engine.short(id).to_owned();
    let edited = (weight - base).abs() > 1e-9;
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), t.m.row_slider), Sense::hover());
    let y = rect.center().y;
    let painter = ui.painter().clone();
    widgets::code(&painter, t, id, pos2(rect.left() + 11.0, y));
    let face = if edited { t.body().strong() } else { t.body() };
    let at = pos2(rect.left() + 29.0, y);
    let about = Rect::from_min_max(rect.min, pos2(rect.left() + 124.0, rect.bottom()));
    let response = ui.interact(about, ui.scope_id().with(("about", id)), Sense::click());
    let said = format!("About the provisions of {name}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
    let ink = if response.hovered() {
        t.c.accent
    } else {
        t.c.text
    };
    text::put_within(&painter, at, Align2::LEFT_CENTER, &name, face, ink, 96.0);
    widgets::focus_ring(ui, t, &response, about.shrink(2.0), t.field_radius());
    if response.on_hover_text(&said).clicked() {
        cx.queue.push(Command::Explain(id.to_owned()));
    }
    let label = format!("Weight of {name}");
    let moved = slider::show(ui, t, rail(rect), &label, (weight, base), (0.0, MOST), 1.0);
    if let Some(value) = moved.value {
        let edit = Edit::SetWeight {
            category: id.to_owned(),
            weight: Some(value),
        };
        push(cx, edit, moved.gesture);
    }
    let field = Rect::from_center_size(pos2(rect.right() - 88.0, y), vec2(40.0, 24.0));
    let label = format!("Value of {name}");
    if let Some((value, gesture)) =
        slider::number(ui, t, field, &label, weight, (0.0, MOST), (0.25, 1), edited)
    {
        let edit = Edit::SetWeight {
            category: id.to_owned(),
            weight: Some(value),
        };
        push(cx, edit, gesture);
    }
    let share = if total > 0.0 { weight / total } else { 0.0 };
    let share = format!("{}\u{a0}%", text::tenth(share * 100.0));
    let at = pos2(rect.right(), y);
    text::put(
        &painter,
        at,
        Align2::RIGHT_CENTER,
        &share,
        t.body(),
        t.c.text_soft,
    );
}

fn push(cx: &mut Cx<'_>, edit: Edit, gesture: bool) {
    cx.queue.push(if gesture {
        Command::Gesture(edit)
    } else {
        Command::Edit(edit)
    });
}

fn emphasis(ui: &mut Ui, cx: &mut Cx<'_>, profile: &Profile, base: &Profile) {
    let t = cx.t;
    let edited = (profile.emphasis - base.emphasis).abs() > 1e-9;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let face = if edited {
        t.body().strong()
    } else {
        t.body().medium()
    };
    let at = rect.left_center();
    let placed = text::put(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        "Severity emphasis",
        face,
        t.c.text,
    );
    let at = pos2(placed.right() + 6.0, rect.center().y);
    text::put(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        "p",
        t.body(),
        t.c.text_faint,
    );
    let field =
        Rect::from_center_size(pos2(rect.right() - 24.0, rect.center().y), vec2(48.0, 24.0));
    let value = profile.emphasis;
    if let Some((value, gesture)) = slider::number(
        ui,
        t,
        field,
        "Value of severity emphasis",
        value,
        (1.0, 8.0),
        (0.05, 2),
        edited,
    ) {
        push(cx, Edit::SetEmphasis(value), gesture);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let moved = slider::show(
        ui,
        t,
        rect,
        "Severity emphasis",
        (value, base.emphasis),
        (1.0, 8.0),
        0.1,
    );
    if let Some(value) = moved.value {
        push(
            cx,
            Edit::SetEmphasis((value * 10.0).round() / 10.0),
            moved.gesture,
        );
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let painter = ui.painter();
    text::put(
        painter,
        rect.left_center(),
        Align2::LEFT_CENTER,
        "1: plain average",
        t.label(),
        t.c.text_faint,
    );
    text::put(
        painter,
        rect.right_center(),
        Align2::RIGHT_CENTER,
        "8: the worst decides",
        t.label(),
        t.c.text_faint,
    );
}

fn cuts(ui: &mut Ui, cx: &mut Cx<'_>, cuts: TierCuts) {
    use crate::score::Tier;
    let t = cx.t;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let y = rect.center().y;
    text::put(
        ui.painter(),
        rect.left_center(),
        Align2::LEFT_CENTER,
        "Tier cuts",
        t.body().medium(),
        t.c.text,
    );
    let mut x = rect.right() - 14.0;
    icon::tier(ui.painter(), t, Tier::Severe, pos2(x, y), 14.0);
    let mut next = cuts;
    for (tier, name, value) in [
        (Tier::High, "Severe from", cuts.severe),
        (Tier::Moderate, "High from", cuts.high),
        (Tier::Low, "Moderate from", cuts.moderate),
    ] {
        x -= 36.0;
        let field = Rect::from_center_size(pos2(x, y), vec2(44.0, 24.0));
        if let Some((value, _)) = slider::number(
            ui,
            t,
            field,
            name,
            f64::from(value),
            (1.0, 100.0),
            (0.2, 0),
            false,
        ) {
            let value = value.round().clamp(1.0, 100.0) as u8;
            match tier {
                Tier::High => next.severe = value.max(cuts.high + 1),
                Tier::Moderate => next.high = value.clamp(cuts.moderate + 1, cuts.severe - 1),
                _ => next.moderate = value.min(cuts.high - 1),
            }
        }
        x -= 36.0;
        icon::tier(ui.painter(), t, tier, pos2(x, y), 14.0);
    }
    if next != cuts {
        cx.queue.push(Command::Gesture(Edit::SetCuts(next)));
    }
}
