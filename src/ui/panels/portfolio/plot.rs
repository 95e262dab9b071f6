//! Exposure against impact: where each vendor stands in the published matrix.

use egui::{
    Align2, Color32, Painter, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::Cx;
use crate::assessment::{Attention, Impact, attention};
use crate::score::Tier;
use crate::ui::command::Command;
use crate::ui::icon;
use crate::ui::portfolio::{Ask, Portfolio};
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{focus_ring, spoken};

/// Room for the words of the levels.
const LEVELS: f32 = 92.0;
/// Most vendors that can be told and pressed one by one in the plot; more are only drawn.
const SINGLE: usize = 150;

/// Ink on a tier's tint.
#[must_use]
pub const fn ink_on_tint(t: &Theme, tier: Tier) -> Color32 {
    t.tier(tier).ink
}

/// The ground of a field of the matrix.
fn ground(t: &Theme, calls_for: Attention) -> Color32 {
    let tier = match calls_for {
        Attention::Usual => Tier::Low,
        Attention::Conditions => Tier::Moderate,
        Attention::Senior => Tier::High,
        Attention::NotAsItStands => Tier::Severe,
    };
    crate::ui::theme::mix(t.tier(tier).tint, t.c.page, 0.6)
}

/// A vendor in the plot.
struct Point {
    at: usize,
    tier: Tier,
    low: f32,
    x: f32,
    high: f32,
    y: f32,
}

/// Shows the plot. `hot` becomes the vendor under the pointer.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio, hot: &mut Option<usize>) {
    let t = cx.t;
    let full = ui.max_rect();
    let painter = ui.painter().clone();
    let title = pos2(full.left() + super::PAD, full.top() + 17.0);
    let words = "Exposure against impact";
    let placed = text::put(
        &painter,
        title,
        Align2::LEFT_CENTER,
        words,
        t.label().strong(),
        t.c.text,
    );
    spoken(ui, placed, "plot", words);
    let area = Rect::from_min_max(
        pos2(full.left() + LEVELS, full.top() + 34.0),
        pos2(full.right() - 26.0, full.bottom() - 40.0),
    );
    if area.width() < 80.0 || area.height() < 60.0 {
        return;
    }
    let bands = bands(portfolio, area);
    let cuts = portfolio.profile.cuts;
    let x_of = |v: f64| area.left() + area.width() * (v.clamp(0.0, 100.0) / 100.0) as f32;
    fields(&painter, t, area, bands, &x_of, cuts);
    let caption = pos2(area.left(), full.bottom() - 11.0);
    let words = "Impact: what is sent to the vendor, from each assessment";
    let (face, ink) = (t.caption(), t.c.text_faint);
    let edge = pos2(area.right(), caption.y);
    let other = text::put(
        &painter,
        edge,
        Align2::RIGHT_CENTER,
        "Exposure, 0 to 100",
        face,
        ink,
    );
    let wide = other.left() - caption.x - 12.0;
    text::put_within(
        &painter,
        caption,
        Align2::LEFT_CENTER,
        words,
        face,
        ink,
        wide,
    );
    let points = points(portfolio, bands, &x_of);
    draw(&painter, cx, portfolio, &points, area);
    if points.len() <= SINGLE {
        for point in &points {
            press(ui, cx, portfolio, point, hot);
        }
    } else {
        // So many are found by the pointer alone; the table tells each of them.
        let response = ui.interact(area, ui.scope_id().with("points"), Sense::click());
        let said = format!("{} vendors in the plot", points.len());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        let pointer = response.hover_pos();
        let nearest = pointer.and_then(|p| {
            let far = |q: &&Point| (q.x - p.x).powi(2) + (q.y - p.y).powi(2);
            let near = points.iter().filter(|q| far(q) < 81.0);
            near.min_by(|a, b| far(a).total_cmp(&far(b)))
        });
        if let Some(point) = nearest {
            *hot = Some(point.at);
            if response.clicked() {
                cx.queue.push(Command::Portfolio(Ask::Open(point.at)));
            }
            response.on_hover_text(words_of(portfolio, point.at));
        }
    }
}

/// Where the levels of impact stand, the highest first: the more vendors of a level, the more room it has.
fn bands(portfolio: &Portfolio, area: Rect) -> [Rangef; 4] {
    const LEAST: f32 = 0.14;
    let mut levels = Impact::ALL;
    levels.reverse();
    let crowds = levels.map(|level| {
        let mine = portfolio.vendors.iter().filter(|v| v.impact == level);
        (mine.count() as f32).sqrt()
    });
    let all: f32 = crowds.iter().sum();
    let mut top = area.top();
    crowds.map(|crowd| {
        let own = if all > 0.0 { crowd / all } else { 0.25 };
        let share = LEAST + (1.0 - 4.0 * LEAST) * own;
        let bottom = (top + area.height() * share).min(area.bottom());
        let band = Rangef::new(top, bottom);
        top = bottom;
        band
    })
}

/// The fields of the matrix, with the words of levels and tiers.
fn fields(
    painter: &Painter,
    t: &Theme,
    area: Rect,
    bands: [Rangef; 4],
    x_of: &dyn Fn(f64) -> f32,
    cuts: crate::score::TierCuts,
) {
    for (level, band) in Impact::ALL.into_iter().rev().zip(bands) {
        for tier in Tier::ALL {
            let end = Tier::ALL.into_iter().find(|next| *next > tier);
            let right = end.map_or(100.0, |next| f64::from(cuts.first(next)));
            let left = x_of(f64::from(cuts.first(tier)));
            let field = Rect::from_min_max(pos2(left, band.min), pos2(x_of(right), band.max));
            let inner = field.with_max_x(field.right() - 1.0);
            let inner = inner.with_max_y(field.bottom() - 1.0);
            painter.rect_filled(inner, 0.0, ground(t, attention(tier, level)));
            if level == Impact::Slight {
                let at = pos2(field.center().x, area.bottom() + 12.0);
                let (face, ink) = (t.caption(), t.c.text_soft);
                text::put_within(
                    painter,
                    at,
                    Align2::CENTER_CENTER,
                    tier.name(),
                    face,
                    ink,
                    field.width(),
                );
            }
        }
        let at = pos2(area.left() - 8.0, band.center());
        let (face, ink) = (t.caption(), t.c.text_soft);
        text::put(painter, at, Align2::RIGHT_CENTER, level.name(), face, ink);
    }
}

/// Where the vendors stand: across by score, up by impact, and beside each other where they would cover one another.
fn points(portfolio: &Portfolio, bands: [Rangef; 4], x_of: &dyn Fn(f64) -> f32) -> Vec<Point> {
    let mut out = Vec::new();
    for (level, band) in Impact::ALL.into_iter().rev().zip(bands) {
        let mut mine: Vec<Point> = portfolio
            .order
            .iter()
            .filter_map(|&at| {
                let (listed, line) = (portfolio.vendors.get(at)?, portfolio.lines.get(at)?);
                let total = &line.total;
                (total.counts && listed.impact == level).then(|| Point {
                    at,
                    tier: total.tier,
                    low: x_of(total.low),
                    // The printed score, with its floor: so the shape stands in the field of its tier.
                    x: x_of(f64::from(total.printed)),
                    high: x_of(total.high.max(f64::from(total.printed))),
                    y: 0.0,
                })
            })
            .collect();
        mine.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.at.cmp(&b.at)));
        // Names stand between the lanes where there are few.
        let pitch = if mine.len() > 40 { 12.0 } else { 27.0 };
        let most = ((band.span() - 12.0) / pitch).max(1.0) as usize;
        let lanes = most.min(mine.len()).max(1);
        for (index, mut point) in mine.into_iter().enumerate() {
            let lane = index % lanes;
            let share = (lane as f32 + 0.66) / (lanes as f32 + 0.2);
            point.y = (band.min + band.span() * share).round();
            out.push(point);
        }
    }
    out
}

fn draw(painter: &Painter, cx: &Cx<'_>, portfolio: &Portfolio, points: &[Point], area: Rect) {
    let t = cx.t;
    let hot = |p: &&Point| cx.shown.portfolio.hot == Some(p.at) || portfolio.open == Some(p.at);
    let few = points.len() <= SINGLE;
    if few {
        let line = Stroke::new(1.0, t.c.control);
        for point in points {
            painter.hline(point.low..=point.high, point.y + 0.5, line);
        }
    }
    let size = if few { 13.0 } else { 10.0 };
    // The one under the pointer is drawn last, over the others.
    let order = points.iter().filter(|p| !hot(p));
    for point in order.chain(points.iter().filter(hot)) {
        let centre = pos2(point.x, point.y);
        if hot(&point) {
            painter.circle_filled(centre, size * 0.85, t.c.selected);
            painter.circle_stroke(centre, size * 0.85, Stroke::new(1.5, t.c.accent));
        } else if point.tier == Tier::Low || point.tier == Tier::Moderate {
            painter.circle_filled(centre, size * 0.4, t.c.page);
        }
        icon::tier(painter, t, point.tier, centre, size);
    }
    // Names where there is room for them, the highest exposure first.
    let mut taken: Vec<Rect> = points
        .iter()
        .filter(|_| few)
        .map(|p| Rect::from_center_size(pos2(p.x, p.y), vec2(size, size)))
        .collect();
    let mut named: Vec<&Point> = points.iter().collect();
    named.sort_by(|a, b| hot(b).cmp(&hot(a)).then(b.x.total_cmp(&a.x)));
    let most = if few { points.len() } else { 1 };
    for point in named.into_iter().take(most) {
        if !few && !hot(&point) {
            break;
        }
        let Some(listed) = portfolio.vendors.get(point.at) else {
            continue;
        };
        let (face, ink) = if hot(&point) {
            (t.caption().strong(), t.c.text)
        } else {
            (t.caption(), t.c.text)
        };
        let galley = text::line(painter, listed.name(), face, ink, 150.0);
        let size = galley.size();
        let half = size.x / 2.0 + 2.0;
        let x = point.x.clamp(area.left() + half, area.right() - half);
        let places = [point.y - 14.0, point.y + 14.0];
        let rects = places.map(|y| Rect::from_center_size(pos2(x, y), size));
        let free = |r: &&Rect| area.contains_rect(**r) && !taken.iter().any(|o| o.intersects(**r));
        let spot = rects.iter().find(free).copied();
        let [above, _] = rects;
        let spot = spot.or_else(|| hot(&point).then_some(above));
        if let Some(rect) = spot {
            taken.push(rect.expand2(vec2(3.0, 0.0)));
            painter.galley(rect.min, galley, ink);
        }
    }
}

/// A point that can be told and pressed.
fn press(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    portfolio: &Portfolio,
    point: &Point,
    hot: &mut Option<usize>,
) {
    let rect = Rect::from_center_size(pos2(point.x, point.y), vec2(16.0, 16.0));
    let id = ui.scope_id().with(("point", point.at));
    let response = ui.interact(rect, id, Sense::click());
    let said = words_of(portfolio, point.at);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    focus_ring(ui, cx.t, &response, rect, cx.t.field_radius());
    if response.hovered() || response.has_focus() {
        *hot = Some(point.at);
    }
    if response.clicked() {
        cx.queue.push(Command::Portfolio(Ask::Open(point.at)));
    }
    response.on_hover_text(said);
}

/// A vendor in the plot in words: `Plot: Alder, exposure 53, impact Moderate. Agree on conditions first`.
fn words_of(portfolio: &Portfolio, at: usize) -> String {
    let (Some(listed), Some(line)) = (portfolio.vendors.get(at), portfolio.lines.get(at)) else {
        return String::new();
    };
    format!(
        "Plot: {}, exposure {} {}, impact {}. {}",
        listed.name(),
        line.total.printed,
        line.total.tier.name(),
        listed.impact.name(),
        attention(line.total.tier, listed.impact).name()
    )
}
