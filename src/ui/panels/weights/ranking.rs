//! What the weights do to the order of the portfolio, live: as supplied at the left, in force at the right.

use egui::{Align2, Painter, Rect, ScrollArea, Shape, Stroke, Ui, UiBuilder, pos2, vec2};

use super::PAD;
use crate::score::GateStatus;
use crate::ui::command::Act;
use crate::ui::icon::{self, Icon};
use crate::ui::panels::{Cx, Open};
use crate::ui::portfolio::Ranking;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, button};
use crate::ui::{text, widgets};

/// Height of a row.
const ROW: f32 = 28.0;
/// Height of the head of the columns.
const HEAD: f32 = 26.0;
/// Height of the numbers at the foot.
const FOOT: f32 = 92.0;
/// Width of the lines between the columns.
const LINES: f32 = 48.0;

/// How wide the ranking is beside the charts; nothing where there is no room, or nothing to rank and little room.
#[must_use]
pub fn width(full: f32, vendors: usize) -> f32 {
    let least = if vendors > 1 { 1200.0 } else { 1500.0 };
    if full < least {
        0.0
    } else {
        (full * 0.33).clamp(400.0, 520.0).round()
    }
}

/// Shows it.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let full = ui.max_rect();
    let head = full.with_max_y(full.top() + t.m.vendor_header);
    let painter = ui.painter().clone();
    painter.hline(head.x_range(), head.bottom() - 0.5, t.hairline());
    let left = head.left() + PAD;
    let at = pos2(left, head.top() + 22.0);
    let middle = Align2::LEFT_CENTER;
    let title = text::put(&painter, at, middle, "Ranking", t.heading(), t.c.text);
    let said = widgets::spoken(ui, title, "ranking", "Ranking");
    text::is_heading(ui, &said, "Ranking");
    let ranking = open.portfolio.ranking().filter(|r| r.after.len() > 1);
    let Some(ranking) = ranking else {
        empty(ui, cx, full.with_min_y(head.bottom() + 14.0));
        return;
    };
    let count = text::count(ranking.after.len(), "vendor", "vendors");
    let words = format!("{count}, highest exposure first");
    let at = pos2(left, head.top() + 43.0);
    text::put(&painter, at, middle, &words, t.body(), t.c.text_soft);
    legend(&painter, t, pos2(head.right() - PAD, head.top() + 22.0));
    let columns = head
        .translate(vec2(0.0, head.height()))
        .with_max_y(head.bottom() + HEAD);
    let inner = columns.shrink2(vec2(PAD, 0.0));
    let sides = Sides::of(inner);
    let y = columns.center().y;
    let name = |x: f32, words: &str| {
        let (face, ink) = (t.caption(), t.c.text_soft);
        text::put(&painter, pos2(x, y), middle, words, face, ink)
    };
    name(sides.name, &open.session.base.name);
    name(
        sides.to,
        if open.session.is_edited() {
            "Edited"
        } else {
            "Now"
        },
    );
    painter.hline(columns.x_range(), columns.bottom() - 0.5, t.hairline());
    let foot = full.with_min_y(full.bottom() - FOOT);
    painter.hline(foot.x_range(), foot.top() + 0.5, t.hairline());
    let body = full.with_min_y(columns.bottom()).with_max_y(foot.top());
    let builder = UiBuilder::new().id_salt("ranking rows").max_rect(body);
    widgets::within(ui, builder, |ui| {
        ScrollArea::vertical()
            .id_salt("ranking rows")
            .auto_shrink([false, false])
            .show_viewport(ui, |ui, view| rows(ui, cx, open, &ranking, view));
    });
    numbers(ui, cx, open, &ranking, foot);
}

fn empty(ui: &mut Ui, cx: &mut Cx<'_>, rect: Rect) {
    let t = cx.t;
    let place = rect.shrink2(vec2(PAD, 0.0));
    let builder = UiBuilder::new().id_salt("ranking empty").max_rect(place);
    widgets::within(ui, builder, |ui| {
        let words = "Open a folder of vendors in the portfolio to see how their order changes while a slider moves.";
        text::label(ui, words, t.body(), t.c.text_soft);
        ui.add_space(10.0);
        let b = Button {
            label: "Open the portfolio",
            icon: Some(Icon::Folder),
            disabled: cx.barred(Act::ViewPortfolio),
            ..Button::default()
        };
        if button(ui, t, b).clicked() {
            cx.act(Act::ViewPortfolio);
        }
    });
}

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Sides {
    /// The rank.
    rank: f32,
    /// The name at the left.
    name: f32,
    /// Where the lines begin and end.
    from: f32,
    to: f32,
    /// The name at the right, and where it ends.
    other: f32,
    end: f32,
}

impl Sides {
    fn of(rect: Rect) -> Self {
        let names = (rect.width() - 26.0 - 26.0 - LINES - 46.0 - 18.0) / 2.0;
        let from = rect.left() + 26.0 + names + 30.0;
        Self {
            rank: rect.left() + 18.0,
            name: rect.left() + 26.0,
            from,
            to: from + LINES,
            other: from + LINES + 46.0,
            end: rect.right(),
        }
    }
}

fn legend(painter: &Painter, t: &Theme, at: egui::Pos2) {
    let mut x = at.x;
    for (words, falls) in [("falls", true), ("rises", false)] {
        let (face, ink) = (t.label(), t.c.text_soft);
        let placed = text::put(
            painter,
            pos2(x, at.y),
            Align2::RIGHT_CENTER,
            words,
            face,
            ink,
        );
        let (from, to) = (placed.left() - 30.0, placed.left() - 7.0);
        connect(painter, t, (pos2(from, at.y), pos2(to, at.y)), falls, true);
        x = from - 14.0;
    }
}

/// A line of a vendor between both orders: solid and in the accent where it rises, dashed where it falls.
fn connect(
    painter: &Painter,
    t: &Theme,
    (a, b): (egui::Pos2, egui::Pos2),
    falls: bool,
    moves: bool,
) {
    let ink = match (moves, falls) {
        (false, _) => t.c.stroke_strong,
        (true, true) => t.c.text,
        (true, false) => t.c.accent,
    };
    let stroke = Stroke::new(if moves { 1.8 } else { 1.5 }, ink);
    if moves && falls {
        painter.extend(Shape::dashed_line(&[a, b], stroke, 4.0, 3.0));
    } else {
        painter.line_segment([a, b], stroke);
    }
    for end in [a, b] {
        painter.circle_filled(end, 2.2, ink);
    }
}

fn rows(ui: &mut Ui, cx: &Cx<'_>, open: &Open<'_>, ranking: &Ranking, view: Rect) {
    let t = cx.t;
    let origin = ui.max_rect();
    ui.set_height(ROW * ranking.after.len() as f32 + 8.0);
    let top = origin.top() + 4.0;
    let y = |place: usize| top + ROW * (place as f32 + 0.5);
    let sides = Sides::of(origin.shrink2(vec2(PAD, 0.0)));
    let painter = ui.painter().clone();
    let portfolio = open.portfolio;
    // What is far out of sight is not drawn.
    let first = (view.top() / ROW) as usize;
    let last = (view.bottom() / ROW) as usize + 1;
    for movement in ranking.moves.iter().flatten() {
        let (high, low) = (
            movement.before.min(movement.after),
            movement.before.max(movement.after),
        );
        if low < first || high > last {
            continue;
        }
        let ends = (
            pos2(sides.from, y(movement.before)),
            pos2(sides.to - 4.0, y(movement.after)),
        );
        let falls = movement.after > movement.before;
        connect(&painter, t, ends, falls, movement.after != movement.before);
    }
    let in_sight = |place: usize| (first..=last).contains(&place);
    for (place, (at, printed)) in ranking.before.iter().enumerate() {
        let Some(listed) = portfolio.vendors.get(*at).filter(|_| in_sight(place)) else {
            continue;
        };
        let y = y(place);
        let (faint, soft) = (t.c.text_faint, t.c.text_soft);
        let (left, right) = (Align2::LEFT_CENTER, Align2::RIGHT_CENTER);
        let own = portfolio.open == Some(*at);
        let face = if own { t.body().strong() } else { t.body() };
        let rank = (place + 1).to_string();
        text::put(&painter, pos2(sides.rank, y), right, &rank, t.body(), faint);
        let score = pos2(sides.from - 8.0, y);
        let score = text::put(&painter, score, right, &printed.to_string(), face, soft);
        let wide = score.left() - sides.name - 8.0;
        text::put_within(
            &painter,
            pos2(sides.name, y),
            left,
            listed.name(),
            face,
            soft,
            wide,
        );
    }
    for (place, (at, printed)) in ranking.after.iter().enumerate() {
        let vendor = portfolio.vendors.get(*at).filter(|_| in_sight(place));
        let Some((listed, line)) = vendor.zip(portfolio.lines.get(*at)) else {
            continue;
        };
        let y = y(place);
        let own = portfolio.open == Some(*at);
        let (left, right) = (Align2::LEFT_CENTER, Align2::RIGHT_CENTER);
        let strong = t.body().strong();
        let score = pos2(sides.to + 22.0, y);
        text::put(
            &painter,
            score,
            right,
            &printed.to_string(),
            strong,
            t.c.text,
        );
        icon::tier(&painter, t, line.total.tier, pos2(sides.to + 33.0, y), 13.0);
        let face = if own { strong } else { t.body() };
        let mut end = sides.end;
        if listed.gates(GateStatus::Confirmed) > 0 {
            let ink = t.tier(crate::score::Tier::Severe).ink;
            icon::icon(&painter, Icon::Gate, pos2(end - 7.0, y), 13.0, ink);
            end -= 18.0;
        }
        let name = pos2(sides.other, y);
        text::put_within(
            &painter,
            name,
            left,
            listed.name(),
            face,
            t.c.text,
            end - name.x,
        );
        let movement = ranking.moves.get(*at).copied().flatten();
        let before = movement.map_or(place, |m| m.before);
        let went = match before.cmp(&place) {
            std::cmp::Ordering::Less => "falls to",
            std::cmp::Ordering::Equal => "stays at",
            std::cmp::Ordering::Greater => "rises to",
        };
        let said = format!(
            "{}: {went} place {}, {} {printed}",
            listed.name(),
            place + 1,
            line.total.tier.name()
        );
        let row = Rect::from_x_y_ranges(
            (sides.to - 4.0)..=sides.end,
            (y - ROW / 2.0)..=(y + ROW / 2.0),
        );
        widgets::spoken(ui, row, ("ranked", *at), &said).on_hover_text(&said);
    }
}

fn numbers(ui: &mut Ui, cx: &Cx<'_>, open: &Open<'_>, ranking: &Ranking, rect: Rect) {
    let t = cx.t;
    let painter = ui.painter().clone();
    let named = |at: &usize| open.portfolio.vendors.get(*at).map(|v| v.name());
    let crossed: Vec<&str> = ranking.crossed.iter().filter_map(named).collect();
    let crossed = match crossed.as_slice() {
        [] => "none".to_owned(),
        [one] => format!("1: {one}"),
        many => many.len().to_string(),
    };
    let stability = ranking
        .stability
        .map_or("–".to_owned(), |s| format!("{s:.2}"));
    let rows = [
        ("Rank stability (Spearman)", stability),
        (
            "Vendors that change rank",
            format!("{} of {}", ranking.moved, ranking.after.len()),
        ),
        ("Vendors that change tier", crossed),
    ];
    for (nth, (name, value)) in rows.into_iter().enumerate() {
        let y = rect.top() + 20.0 + 26.0 * nth as f32;
        let at = pos2(rect.left() + PAD, y);
        let left = Align2::LEFT_CENTER;
        let a = text::put(&painter, at, left, name, t.body(), t.c.text_soft);
        let at = pos2(rect.right() - PAD, y);
        let wide = at.x - a.right() - 12.0;
        let (right, face) = (Align2::RIGHT_CENTER, t.body().strong());
        let b = text::put_within(&painter, at, right, &value, face, t.c.text, wide);
        let said = format!("{name}: {value}");
        widgets::spoken(ui, a.union(b), ("ranking number", nth), &said);
    }
}
