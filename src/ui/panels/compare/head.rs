//! The head of a vendor: its name, its score, what a gate raised it to, its categories and its gates.

use egui::{Align2, Painter, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::report::compare::{Comparison, Side};
use crate::report::model::gate_name;
use crate::score::{GateStatus, Tier, TierCuts};
use crate::ui::command::Command;
use crate::ui::compare::Ask;
use crate::ui::icon::{self, Icon};
use crate::ui::panels::Cx;
use crate::ui::{text, widgets};

/// Height of a head with one row of cells.
const HEIGHT: f32 = 150.0;
/// Height of a further row of cells with its codes.
const CELLS: f32 = 36.0;

/// Shows the head in a rectangle.
pub fn show(
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
    let documents = text::count(side.documents, "document", "documents");
    let aside = if at > 0 { 34.0 } else { 0.0 };
    let top = rect.top() + 20.0;
    let told = pos2(x + wide - aside, top);
    let (right, faint) = (Align2::RIGHT_CENTER, t.c.text_faint);
    let told = text::put(&painter, told, right, &documents, t.label(), faint);
    let name = pos2(x, top);
    let room = told.left() - x - 10.0;
    let (face, left) = (t.figure().strong(), Align2::LEFT_CENTER);
    text::put_within(&painter, name, left, &side.vendor, face, t.c.text, room);
    let own = Rect::from_min_size(pos2(x, rect.top()), vec2(wide, rect.height()));
    score(ui, cx, (side, at), own, cuts);
    cells(ui, cx, (comparison, at), side, own, cuts);
    let y = rect.bottom() - 34.0;
    let coverage = format!("Coverage {}", text::percent(side.total.coverage));
    let soft = t.c.text_soft;
    text::put(&painter, pos2(x, y), left, &coverage, t.label(), soft);
    gates(&painter, cx, side, pos2(x, y + 18.0), wide);
    if at > 0 {
        let centre = pos2(rect.right() - 22.0, top);
        let place = Rect::from_center_size(centre, vec2(26.0, 26.0));
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

/// The score by itself, and apart from it what a gate raises it to.
fn score(ui: &mut Ui, cx: &Cx<'_>, (side, at): (&Side, usize), rect: Rect, cuts: TierCuts) {
    let t = cx.t;
    let painter = ui.painter().clone();
    let (x, y) = (rect.left(), rect.top() + 46.0);
    let left = Align2::LEFT_CENTER;
    let total = &side.total;
    if !total.counts {
        let words = "Too little could be assessed";
        text::put(&painter, pos2(x, y), left, words, t.body(), t.c.text_soft);
        return;
    }
    let put = |x: f32, words: &str, face, ink| {
        text::put(&painter, pos2(x, y), left, words, face, ink).right()
    };
    let own = total.floor.map_or(total.printed, |f| f.from);
    let mut end = put(x, &own.to_string(), t.heading(), t.c.text);
    let interval = text::interval(total.low, total.high);
    end = put(end + 7.0, &interval, t.body(), t.c.text_faint);
    if let Some(floor) = total.floor {
        end = put(end + 7.0, &format!("→ {}", floor.to), t.heading(), t.c.text);
        end = put(end + 5.0, "floor", t.body(), t.c.text_faint);
    }
    let tier = pos2(end + 9.0, y);
    let face = t.body().strong();
    let word = widgets::tier_word(&painter, t, total.tier, tier, face);
    let mut said = format!(
        "{}: score {own} {interval}, {}",
        side.vendor,
        total.tier.name()
    );
    if let Some(floor) = total.floor {
        said = format!("{said}, raised to a floor of {} by a gate", floor.to);
    }
    let told = Rect::from_min_max(pos2(x, y - 12.0), pos2(word.right(), y + 12.0));
    widgets::spoken(ui, told, ("compare score", at), &said).on_hover_text(&said);
    let scale = Rect::from_min_max(
        pos2(rect.right() - 110.0, y - 8.0),
        pos2(rect.right(), y + 8.0),
    );
    if word.right() + 16.0 < scale.left() {
        let band = (total.low, total.residual, total.high);
        widgets::scale(&painter, t, scale, band, cuts);
    }
}

/// How the cells of the categories stand: in one row, or in two where a row would be too narrow for its codes.
struct Grid {
    /// Pitch of the cells.
    step: f32,
    /// How many stand in a row.
    columns: usize,
    /// How many rows there are.
    rows: usize,
}

impl Grid {
    fn of(width: f32, cells: usize) -> Self {
        let cells = cells.max(1);
        let rows = if width / cells as f32 >= 20.0 { 1 } else { 2 };
        let columns = cells.div_ceil(rows);
        Self {
            step: (width / columns as f32).min(26.0),
            columns,
            rows,
        }
    }

    /// Where a cell stands, from the corner of the head.
    fn place(&self, nth: usize) -> egui::Vec2 {
        let (row, column) = (nth / self.columns, nth % self.columns);
        vec2(self.step * column as f32, 80.0 + CELLS * row as f32)
    }
}

/// Height of a head whose column is so wide.
#[must_use]
pub fn height(wide: f32, cells: usize) -> f32 {
    HEIGHT + CELLS * (Grid::of(wide - 28.0, cells).rows - 1) as f32
}

/// The categories as cells: a number each, on the ground of its tier, under the category's code.
fn cells(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (comparison, at): (&Comparison, usize),
    side: &Side,
    rect: Rect,
    cuts: TierCuts,
) {
    let t = cx.t;
    let painter = ui.painter().clone();
    let ids = cx.engine.map(|e| e.catalogue().categories.as_slice());
    let ids = ids.unwrap_or_default();
    let grid = Grid::of(rect.width(), comparison.categories.len());
    let middle = Align2::CENTER_CENTER;
    for (n, (name, exposures)) in comparison.categories.iter().enumerate() {
        let place = rect.min + grid.place(n);
        let cell = Rect::from_min_size(place.round(), vec2(grid.step - 1.0, 18.0));
        if let Some(category) = ids.get(n) {
            let look = t.category(&category.id);
            let at = pos2(cell.center().x, cell.top() - 9.0);
            let face = t.cut(t.m.code).strong();
            text::put(&painter, at, middle, &look.code, face, t.c.text_soft);
        }
        let exposure = exposures.get(at).copied().flatten();
        let words = exposure.map_or_else(|| "–".to_owned(), text::whole);
        let tier = exposure.map(|e| widgets::tier_of(e, cuts));
        let (ground, ink) = match (tier, exposure) {
            (Some(Tier::Severe), _) => (Some(t.tier(Tier::Severe).fill), t.c.on_severe),
            // Clean cells look empty.
            (Some(_), Some(e)) if e < 15.0 => (None, t.c.text_soft),
            (Some(tier), _) => (Some(t.tier(tier).tint), t.c.text),
            (None, _) => (None, t.c.text_faint),
        };
        if let Some(ground) = ground {
            painter.rect_filled(cell, 2.0, ground);
        }
        text::put(&painter, cell.center(), middle, &words, t.caption(), ink);
        let id = ui.scope_id().with(("compare cell", at, n));
        let response = ui.interact(cell, id, Sense::hover());
        let said = format!("{}, {name}: {words}", side.vendor);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        response.on_hover_text(format!("{name}: {words}"));
    }
}

/// The confirmed gates by name.
fn gates(painter: &Painter, cx: &Cx<'_>, side: &Side, at: egui::Pos2, wide: f32) {
    let t = cx.t;
    let confirmed = side.gates.iter();
    let names: Vec<&str> = confirmed
        .filter(|g| g.status == GateStatus::Confirmed)
        .map(|g| gate_name(g.id).0)
        .collect();
    let (words, ink) = if names.is_empty() {
        ("No gate".to_owned(), t.c.text_faint)
    } else {
        (names.join(", "), t.tier(Tier::Severe).ink)
    };
    icon::icon(painter, Icon::Gate, at + vec2(6.0, 0.0), 13.0, ink);
    let at = at + vec2(18.0, 0.0);
    let left = Align2::LEFT_CENTER;
    text::put_within(painter, at, left, &words, t.label(), ink, wide - 18.0);
}
