//! Two to six vendors side by side by provision, with their quotes, differences first.

mod line;

use egui::{Align2, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open};
use crate::report::compare::{CompareLine, Comparison, Side};
use crate::report::model::gate_name;
use crate::score::{GateStatus, TierCuts};
use crate::ui::command::{Act, Command};
use crate::ui::compare::Ask;
use crate::ui::icon::{self, Icon};
use crate::ui::text;
use crate::ui::widgets::{self, Button, Look, button};

/// Height of the strip with the title, and of the vendors' heads.
const TOP: f32 = 52.0;
const HEADS: f32 = 124.0;
/// Width of the column of provisions.
const NAMES: f32 = 250.0;
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
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let mut all = cx.shown.compare_all;
        let words = "Show what is alike as well";
        if ui.checkbox(&mut all, words).changed() {
            cx.shown.compare_all = all;
        }
    });
}

/// The choice of a vendor of the portfolio.
fn add(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let vendors = &open.portfolio.vendors;
    let barred = open.compare.full().or(if vendors.is_empty() {
        Some("Open a folder of vendors in the portfolio first")
    } else {
        None
    });
    ui.add_enabled_ui(barred.is_none(), |ui| {
        let combo = egui::ComboBox::from_id_salt("add vendor")
            .width(190.0)
            .selected_text("Add a vendor")
            .show_ui(ui, |ui| {
                for listed in vendors {
                    let name = listed.weighable.vendor();
                    let shown = ui
                        .selectable_label(false, name)
                        .on_hover_text(&listed.group.place);
                    if shown.clicked() {
                        let group = Box::new(listed.group.clone());
                        cx.queue.push(Command::Compare(Ask::Add(group)));
                    }
                }
            });
        combo.response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::ComboBox, barred.is_none(), "Add a vendor")
        });
        if let Some(why) = barred {
            combo.response.on_disabled_hover_text(why);
        }
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
        "Choose up to five vendors of the portfolio to stand beside {name}. All are weighed by the weights, the engagement and \
         the day of this assessment."
    );
    text::label(ui, &words, t.body(), t.c.text_soft);
    if open.portfolio.vendors.is_empty() {
        ui.add_space(14.0);
        let to_portfolio = Button {
            label: "Open a folder of vendors",
            icon: Some(Icon::Folder),
            look: Look::Primary,
            ..Button::default()
        };
        if button(ui, t, to_portfolio).clicked() {
            cx.act(Act::ViewPortfolio);
        }
    }
}

fn heads(ui: &mut Ui, cx: &mut Cx<'_>, comparison: &Comparison, wide: f32, cuts: TierCuts) {
    let t = cx.t;
    let size = vec2(ui.available_width(), HEADS);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.c.panel);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    let differing = comparison.lines.iter().filter(|l| l.differs).count();
    let alike = comparison.lines.len() - differing;
    let x = rect.left() + 16.0;
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
    for (at, side) in comparison.sides.iter().enumerate() {
        let left = rect.left() + NAMES + wide * at as f32;
        let own = Rect::from_x_y_ranges(left..=left + wide, rect.y_range());
        ui.painter()
            .vline(left.round() + 0.5, rect.y_range(), t.hairline());
        head(ui, cx, (comparison, at), side, own, cuts);
    }
}

fn head(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (comparison, at): (&Comparison, usize),
    side: &Side,
    rect: Rect,
    cuts: TierCuts,
) {
    let t = cx.t;
    let painter = ui.painter().clone();
    let x = rect.left() + 14.0;
    let wide = rect.width() - 28.0;
    let name = pos2(x, rect.top() + 20.0);
    text::put_within(
        &painter,
        name,
        Align2::LEFT_CENTER,
        &side.vendor,
        t.figure().strong(),
        t.c.text,
        wide - 60.0,
    );
    let y = rect.top() + 46.0;
    let total = &side.total;
    if total.counts {
        let face = t.heading();
        let score = text::put(
            &painter,
            pos2(x, y),
            Align2::LEFT_CENTER,
            &total.printed.to_string(),
            face,
            t.c.text,
        );
        let range = text::put(
            &painter,
            pos2(score.right() + 8.0, y),
            Align2::LEFT_CENTER,
            &text::interval(total.low, total.high),
            t.body(),
            t.c.text_soft,
        );
        widgets::tier_word(
            &painter,
            t,
            total.tier,
            pos2(range.right() + 10.0, y),
            t.body().strong(),
        );
    } else {
        let words = "Too little could be assessed";
        text::put(
            &painter,
            pos2(x, y),
            Align2::LEFT_CENTER,
            words,
            t.body(),
            t.c.text_soft,
        );
    }
    // The categories as cells: a number each, on the ground of its tier.
    let cells = comparison.categories.len().max(1) as f32;
    let step = (wide / cells).min(26.0);
    for (n, (name, exposures)) in comparison.categories.iter().enumerate() {
        let left = x + step * n as f32;
        let cell = Rect::from_min_size(pos2(left, rect.top() + 64.0), vec2(step - 2.0, 18.0));
        let exposure = exposures.get(at).copied().flatten();
        let words = exposure.map_or_else(|| "–".to_owned(), text::whole);
        if let Some(exposure) = exposure {
            let ground = t.tier(widgets::tier_of(exposure, cuts)).tint;
            painter.rect_filled(cell, 2.0, ground);
        }
        text::put(
            &painter,
            cell.center(),
            Align2::CENTER_CENTER,
            &words,
            t.caption(),
            t.c.text,
        );
        let id = ui.scope_id().with(("compare cell", at, n));
        let response = ui.interact(cell, id, Sense::hover());
        let said = format!("{}, {name}: {words}", side.vendor);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        response.on_hover_text(format!("{name}: {words}"));
    }
    let gates: Vec<&str> = side
        .gates
        .iter()
        .filter(|g| g.status == GateStatus::Confirmed)
        .map(|g| gate_name(g.id).0)
        .collect();
    let words = format!(
        "Coverage {} · {}{}",
        text::percent(total.coverage),
        text::count(side.documents, "document", "documents"),
        if gates.is_empty() {
            String::new()
        } else {
            format!(" · {}", gates.join(", "))
        }
    );
    let y = rect.top() + 102.0;
    if !gates.is_empty() {
        let ink = t.tier(crate::score::Tier::Severe).ink;
        icon::icon(&painter, Icon::Gate, pos2(x + 6.0, y), 13.0, ink);
    }
    let shift = if gates.is_empty() { 0.0 } else { 18.0 };
    text::put_within(
        &painter,
        pos2(x + shift, y),
        Align2::LEFT_CENTER,
        &words,
        t.label(),
        t.c.text_soft,
        wide - shift,
    );
    if at > 0 {
        let place = Rect::from_center_size(
            pos2(rect.right() - 22.0, rect.top() + 20.0),
            vec2(26.0, 26.0),
        );
        let builder = UiBuilder::new().id_salt(("remove", at)).max_rect(place);
        let name = format!("Remove {}", side.vendor);
        let gone = widgets::within(ui, builder, |ui| {
            widgets::icon_button(ui, t, Icon::Cross, &name, &name, None).clicked()
        });
        if gone.inner {
            cx.queue.push(Command::Compare(Ask::Remove(at - 1)));
        }
    }
}

fn lines(ui: &mut Ui, cx: &mut Cx<'_>, comparison: &Comparison, wide: f32, cuts: TierCuts) {
    let all = cx.shown.compare_all;
    let shown: Vec<&CompareLine> = comparison
        .lines
        .iter()
        .filter(|l| all || l.differs)
        .collect();
    ScrollArea::vertical()
        .id_salt("compare lines")
        .auto_shrink([false, false])
        .show_rows(ui, line::HEIGHT, shown.len(), |ui, range| {
            for line in shown.get(range).unwrap_or_default() {
                line::show(ui, cx, (comparison, line), wide, cuts);
            }
        });
}
