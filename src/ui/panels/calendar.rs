//! The calendar of mechanisms: bars of time by corridor, the days of the documents and of the assessment, and what the
//! text relies on. What it draws it also says: each bar has its words, and all of it can be read as a list.

mod paint;

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Cx, Open};
use crate::transfer::Calendar;
use crate::transfer::calendar::Lane;
use crate::ui::command::{Act, Command, tooltip};
use crate::ui::icon::{self, Icon};
use crate::ui::{text, widgets};

/// Height of a row of bars.
const ROW: f32 = 22.0;
/// Height of the line of years above the bars, and of each line of days above that.
const YEARS: f32 = 24.0;
const DAYS: f32 = 14.0;
/// Height of the legend.
const LEGEND: f32 = 26.0;
/// Room between corridors.
const BETWEEN: f32 = 6.0;
/// Where the axis begins: the names of the corridors stand left of it.
const LEFT: f32 = 96.0;
/// Room at the right of the axis.
const RIGHT: f32 = 24.0;

/// How high the drawing is.
#[must_use]
pub fn height(calendar: &Calendar) -> f32 {
    let rows: usize = calendar.bands.iter().map(|b| b.rows.len()).sum();
    let gaps = calendar.bands.len().saturating_sub(1) as f32 * BETWEEN;
    head(calendar) + rows as f32 * ROW + gaps + LEGEND
}

/// Height of what stands above the bars: as many lines of days as there may be need of, at most three.
fn head(calendar: &Calendar) -> f32 {
    YEARS + DAYS * f32::from(paint::day_lines(calendar))
}

/// How high the band under the versions is in a view of this height.
#[must_use]
pub fn band(open: &Open<'_>, folded: bool, of: f32, head: f32) -> f32 {
    let drawn = match open.calendar {
        Some(calendar) if !folded => height(calendar),
        _ => 0.0,
    };
    head + drawn.min(of * 0.46)
}

/// Shows the band under the versions: a head that folds it, and the calendar.
pub fn fold(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let full = ui.max_rect();
    ui.painter().rect_filled(full, 0.0, t.c.page);
    let head = full.with_max_y(full.top() + t.m.section_head);
    let folded = cx.prefs.calendar_folded;
    let title = "Transfer mechanisms";
    let response = ui.interact(
        head.with_max_x(head.left() + 220.0),
        ui.scope_id().with("fold calendar"),
        Sense::click(),
    );
    let said = format!("{title}, {}", if folded { "folded" } else { "shown" });
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, !folded, &said));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(response.rect, 0.0, t.c.hover);
    }
    painter.hline(head.x_range(), head.top() + 0.5, t.border());
    let chevron = if folded {
        Icon::ChevronRight
    } else {
        Icon::ChevronDown
    };
    let y = head.center().y;
    icon::icon(
        painter,
        chevron,
        pos2(head.left() + 14.0, y),
        12.0,
        t.c.text_soft,
    );
    let (face, ink) = (t.body().strong(), t.c.text);
    text::put(
        painter,
        pos2(head.left() + 26.0, y),
        Align2::LEFT_CENTER,
        title,
        face,
        ink,
    );
    widgets::focus_ring(ui, t, &response, response.rect, t.field_radius());
    if response
        .on_hover_text(tooltip(Act::ToggleCalendar, ui.ctx()))
        .clicked()
    {
        cx.act(Act::ToggleCalendar);
    }
    if folded {
        return;
    }
    let switch = Rect::from_min_max(
        pos2(head.right() - 200.0, head.top() + 1.0),
        pos2(head.right() - 16.0, head.bottom()),
    );
    let builder = UiBuilder::new().id_salt("calendar switch").max_rect(switch);
    widgets::within(ui, builder, |ui| switch_words(ui, cx));
    let body = full.with_min_y(head.bottom());
    let builder = UiBuilder::new().id_salt("calendar body").max_rect(body);
    widgets::within(ui, builder, |ui| {
        ScrollArea::vertical()
            .id_salt("calendar")
            .auto_shrink([false, false])
            .show(ui, |ui| body_of(ui, cx, open));
    });
}

/// Shows the calendar as a part of a page.
pub fn section(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let builder = UiBuilder::new().id_salt("calendar head").max_rect(rect);
    widgets::within(ui, builder, |ui| {
        text::label(ui, "Calendar", t.heading(), t.c.text);
    });
    let switch = rect.with_min_x(rect.right() - 184.0);
    let builder = UiBuilder::new().id_salt("calendar switch").max_rect(switch);
    widgets::within(ui, builder, |ui| switch_words(ui, cx));
    let words = "When each mechanism held, beside the days of the documents and of the assessment.";
    text::label(ui, words, t.body(), t.c.text_soft);
    ui.add_space(10.0);
    body_of(ui, cx, open);
}

/// The choice between the drawing and the list.
fn switch_words(ui: &mut Ui, cx: &mut Cx<'_>) {
    let choices = [
        ("Drawn", "Calendar as a drawing"),
        ("In words", "Calendar in words"),
    ];
    let chosen = usize::from(cx.shown.calendar_in_words);
    if let Some(at) = widgets::segments(ui, cx.t, &choices, Some(chosen)) {
        cx.shown.calendar_in_words = at == 1;
    }
}

fn body_of(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    match open.calendar {
        None => {
            text::label(ui, "Laying out the calendar", cx.t.body(), cx.t.c.text_soft);
        }
        Some(calendar) if cx.shown.calendar_in_words => in_words(ui, cx, calendar),
        Some(calendar) => chart(ui, cx, open, calendar),
    }
}

fn in_words(ui: &mut Ui, cx: &Cx<'_>, calendar: &Calendar) {
    let t = cx.t;
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(16, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width().min(900.0));
            ui.spacing_mut().item_spacing.y = 4.0;
            for (_, lane) in calendar.lanes_in_order() {
                let relied = !lane.relied.is_empty();
                let face = if relied {
                    t.label().strong()
                } else {
                    t.label()
                };
                let ink = if relied { t.c.text } else { t.c.text_soft };
                text::copyable(ui, &lane.words, face, ink);
            }
        });
}

/// The axis of time on the screen.
#[derive(Debug, Clone, Copy)]
struct Axis {
    left: f32,
    width: f32,
}

impl Axis {
    fn x(self, place: f32) -> f32 {
        (self.left + self.width * place).round()
    }
}

fn chart(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, calendar: &Calendar) {
    let t = cx.t;
    let size = vec2(ui.available_width(), height(calendar));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let axis = Axis {
        left: rect.left() + LEFT,
        width: rect.width() - LEFT - RIGHT,
    };
    let bars = Rect::from_min_max(
        pos2(axis.left, rect.top() + head(calendar)),
        pos2(axis.left + axis.width, rect.bottom() - LEGEND),
    );
    paint::years(ui.painter(), t, calendar, axis, bars);
    let mut y = bars.top();
    let mut lanes: Vec<(Rect, f32, &Lane)> = Vec::new();
    for band in &calendar.bands {
        let at = pos2(rect.left() + 16.0, y + ROW / 2.0);
        let (face, ink) = (t.body().strong(), t.c.text);
        text::put(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            band.corridor.name(),
            face,
            ink,
        );
        for row in &band.rows {
            for (nth, lane) in row.iter().enumerate() {
                let (from, to) = lane.extent();
                let next = row.get(nth + 1).map_or(1.0, |l| l.extent().0);
                let place = Rect::from_min_max(
                    pos2(axis.x(from), y),
                    pos2(axis.x(to.min(next)).max(axis.x(from) + 12.0), y + ROW),
                );
                paint::bars(ui.painter(), t, lane, axis, y);
                lanes.push((place, axis.x(next), lane));
            }
            y += ROW;
        }
        y += BETWEEN;
    }
    let pair = open.versions.pair(open.session);
    let lines = paint::days(ui, t, calendar, axis, bars, pair);
    for (place, next, lane) in &lanes {
        let row = (place.top(), *next);
        paint::names(ui.painter(), t, lane, axis, row, &lines);
    }
    for (place, _, lane) in lanes {
        paint::reliances(ui.painter(), t, lane, axis, place.top());
        speak(ui, cx, place, axis, lane);
    }
    let at = pos2(rect.left() + 16.0, rect.bottom() - LEGEND / 2.0);
    paint::legend(ui, t, at);
}

/// The lane for the pointer, the keyboard and assistive technology. One that a document relies on leads to it.
fn speak(ui: &mut Ui, cx: &mut Cx<'_>, place: Rect, axis: Axis, lane: &Lane) {
    let leads = lane.relied.first().map(|r| r.document);
    let sense = if leads.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let salt = (
        "lane",
        lane.mechanism.key(),
        place.top().round() as i32,
        place.left().round() as i32,
    );
    let response = ui.interact(place, ui.scope_id().with(salt), sense);
    let role = if leads.is_some() {
        Role::Button
    } else {
        Role::Label
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, &lane.words));
    widgets::focus_ring(ui, cx.t, &response, place, cx.t.field_radius());
    if let Some(document) = leads.filter(|_| response.clicked()) {
        cx.queue.push(Command::ShowDocument {
            document,
            block: None,
        });
    }
    // A dialog that came up by a key leaves the pointer where it was.
    if ui.ctx().memory(|m| m.top_modal_layer().is_some()) {
        return;
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(420.0);
        let t = cx.t;
        text::label(ui, &lane.words, t.label(), t.c.text);
        let x = ui.ctx().pointer_latest_pos().map_or(0.0, |p| p.x);
        let under = lane
            .stretches
            .iter()
            .find(|s| (axis.x(s.start)..=axis.x(s.end)).contains(&x));
        if let Some(stretch) = under {
            ui.add_space(4.0);
            text::label(ui, &stretch.why, t.label(), t.c.text_soft);
            let source = format!("Source: {}", stretch.source);
            text::label(ui, &source, t.caption(), t.c.text_faint);
        }
    });
}
