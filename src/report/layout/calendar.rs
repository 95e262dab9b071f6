//! The calendar of mechanisms, in the geometry of the screen: when each held, beside the days of the documents that
//! rely on it and the day of the report.

use super::block::Block;
use super::flow::Flow;
use super::item::{Item, Point, Stroke};
use super::metrics::Cut;
use super::palette;
use super::shape;
use super::text::{self, CAPTION, Style, TABLE, fit};
use crate::assessment::TransferStatus;
use crate::document::day::short_date;
use crate::score::Tier;
use crate::transfer::Calendar;
use crate::transfer::calendar::{Day, Lane, Stretch};

/// Room of a corridor's name at the left.
const NAMES: f32 = 52.0;
/// Height of a row.
const ROW: f32 = 22.0;
/// Height of a bar.
const BAR: f32 = 14.0;
/// Room that a document's mark takes at each side of its place.
const MARK: f32 = 10.0;
/// Height of the line of years.
const YEARS: f32 = 14.0;
/// Height of a line of days.
const DAYS: f32 = 14.0;

const SMALL: Style = CAPTION;

/// Where the axis of time lies.
#[derive(Clone, Copy)]
struct Axis {
    left: f32,
    width: f32,
}

impl Axis {
    fn x(self, place: f32) -> f32 {
        self.left + place * self.width
    }

    fn right(self) -> f32 {
        self.left + self.width
    }
}

/// Puts the calendar into the flow, as one block.
pub fn section(flow: &mut Flow, calendar: &Calendar) {
    let rows: usize = calendar.bands.iter().map(|b| b.rows.len()).sum();
    if rows == 0 {
        return;
    }
    let axis = Axis {
        left: NAMES,
        width: flow.width() - NAMES,
    };
    let mut block = Block::default();
    let (labels, days) = days(calendar, axis);
    block.items.extend(labels);
    let top = days;
    let height: f32 = YEARS
        + calendar
            .bands
            .iter()
            .map(|b| b.rows.len() as f32 * ROW + 4.0)
            .sum::<f32>();
    let bottom = top + height;
    block.items.extend(years(calendar, axis, top, bottom));
    block.items.extend(lines(calendar, axis, top, bottom));
    let mut y = top + YEARS;
    for band in &calendar.bands {
        block
            .items
            .push(Item::rule(0.0, y, axis.right(), 0.75, palette::STROKE));
        block.items.extend(text::line(
            band.corridor.name(),
            TABLE.cut(Cut::SemiBold),
            0.0,
            y + 4.0,
        ));
        y += 2.0;
        for row in &band.rows {
            for (at, lane) in row.iter().enumerate() {
                let next = row
                    .get(at + 1)
                    .map_or(axis.right(), |l| axis.x(l.extent().0) - 4.0);
                block.items.extend(bars(lane, axis, y, next));
            }
            for lane in row {
                block.items.extend(reliances(lane, axis, y));
            }
            y += ROW;
        }
        y += 2.0;
    }
    block
        .items
        .push(Item::rule(0.0, y, axis.right(), 0.75, palette::STROKE));
    block.height = y + 1.0;
    flow.push(block.before(8.0).keep());
    flow.push(legend().before(5.0));
}

fn years(calendar: &Calendar, axis: Axis, top: f32, bottom: f32) -> Vec<Item> {
    let mut items = Vec::new();
    for (year, place) in &calendar.years {
        let x = axis.x(*place);
        items.push(Item::upright(x, top, bottom - top, 0.75, palette::STROKE));
        if x + 28.0 <= axis.right() {
            let look = SMALL.color(palette::FAINT);
            items.extend(text::line(&year.to_string(), look, x + 3.0, top));
        }
    }
    items
}

/// The names of the days, each where there is room for it; gives the height that they take.
fn days(calendar: &Calendar, axis: Axis) -> (Vec<Item>, f32) {
    let (as_of, place) = calendar.as_of;
    let mut wanted = vec![(
        axis.x(place),
        format!("Report, {}", short_date(as_of)),
        palette::ACCENT,
    )];
    for group in together(&calendar.days) {
        let Some(first) = group.first() else { continue };
        wanted.push((axis.x(first.at), named(group), palette::TEXT));
    }
    let mut items = Vec::new();
    // Right ends of what stands in each line already.
    let mut taken: Vec<Vec<(f32, f32)>> = Vec::new();
    for (x, words, color) in wanted {
        let look = SMALL.color(color);
        let words = fit(&words, look, axis.width * 0.5);
        let width = text::width(&words, look);
        let left = (x - width / 2.0).clamp(0.0, axis.right() - width);
        let free = |line: &Vec<(f32, f32)>| {
            line.iter()
                .all(|(a, b)| left > b + 8.0 || left + width + 8.0 < *a)
        };
        let line = taken.iter().position(free).unwrap_or(taken.len());
        if line == taken.len() {
            taken.push(Vec::new());
        }
        if let Some(line) = taken.get_mut(line) {
            line.push((left, left + width));
        }
        items.extend(text::line(&words, look, left, line as f32 * DAYS));
    }
    (items, taken.len() as f32 * DAYS + 2.0)
}

/// Days of documents in groups of one day.
fn together(days: &[Day]) -> impl Iterator<Item = &[Day]> {
    days.chunk_by(|a, b| a.date == b.date)
}

fn named(group: &[Day]) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let who = if group.len() == 1 {
        first.title.clone()
    } else {
        format!("{} documents", group.len())
    };
    let date = short_date(first.date);
    if first.stated {
        format!("{who}, {date}")
    } else {
        format!("{who}, not before {date}")
    }
}

/// The upright lines of the days.
fn lines(calendar: &Calendar, axis: Axis, top: f32, bottom: f32) -> Vec<Item> {
    let upright = |x: f32, color, dash| Item::Line {
        // The years stay free.
        from: Point { x, y: top + YEARS },
        to: Point { x, y: bottom },
        stroke: Stroke { width: 1.2, color },
        dash,
    };
    let mut items = vec![upright(axis.x(calendar.as_of.1), palette::ACCENT, 0.0)];
    for group in together(&calendar.days) {
        let Some(first) = group.first() else { continue };
        let dash = if first.stated { 0.0 } else { 3.0 };
        items.push(upright(axis.x(first.at), palette::TEXT, dash));
    }
    items
}

fn bars(lane: &Lane, axis: Axis, y: f32, next: f32) -> Vec<Item> {
    let mut items = Vec::new();
    let top = y + (ROW - BAR) / 2.0;
    let mut free: Option<f32> = None;
    for stretch in &lane.stretches {
        let (left, right) = (axis.x(stretch.start), axis.x(stretch.end));
        if lane.draws(stretch) {
            items.extend(bar(stretch, left, right, top));
        }
        if stretch.status == TransferStatus::Invalid && stretch.start > 0.0 {
            let fill = palette::tier(Tier::Severe).fill;
            items.push(Item::fill(left - 1.6, top, 1.6, BAR, 0.0, fill));
        }
        if !lane.draws(stretch) {
            continue;
        }
        let words = match (free, stretch.status) {
            (None, _) => lane.short,
            (Some(_), TransferStatus::ValidContested) => "contested",
            (Some(_), TransferStatus::Limited) => "limited",
            (Some(_), TransferStatus::Valid) => "valid",
            _ => continue,
        };
        let look = SMALL.color(palette::TEXT);
        let to = if free.is_none() { next } else { right };
        // Words that are longer than the first bar stand behind it, where there is room.
        let wide = text::width(words, look) + 6.0;
        let behind = free.is_none() && wide > right - left && right + wide + 4.0 < next;
        let mut from = if behind {
            right + 4.0
        } else {
            left.max(free.unwrap_or(left)) + 4.0
        };
        // A mark of a document would lie over the words: they begin after it, or end before it.
        for mark in lane.relied.iter().map(|r| axis.x(r.at)) {
            if mark > from - MARK && mark < from + text::width(words, look) + MARK {
                from = mark + MARK;
            }
        }
        let shown = fit(words, look, (to - from - 2.0).max(0.0));
        let width = text::width(&shown, look);
        if free.is_none() || (width > 24.0 && shown == words) {
            items.extend(text::line(&shown, look, from, top + 0.5));
            free = Some(from + width);
        }
    }
    items
}

fn bar(stretch: &Stretch, left: f32, right: f32, top: f32) -> Vec<Item> {
    let foot = top + BAR - 0.8;
    let across = |y: f32, color, width, dash| Item::Line {
        from: Point { x: left, y },
        to: Point { x: right, y },
        stroke: Stroke { width, color },
        dash,
    };
    let ground =
        |tier: Tier| Item::fill(left, top, right - left, BAR, 0.0, palette::tier(tier).tint);
    match stretch.status {
        TransferStatus::Valid => vec![
            ground(Tier::Low),
            across(foot, palette::tier(Tier::Low).fill, 1.6, 0.0),
        ],
        TransferStatus::ValidContested
        | TransferStatus::Limited
        | TransferStatus::NotYetEffective => vec![
            ground(Tier::Moderate),
            across(foot, palette::tier(Tier::Moderate).fill, 1.6, 3.0),
        ],
        TransferStatus::Invalid => vec![across(
            top + BAR / 2.0,
            palette::tier(Tier::Severe).fill,
            0.9,
            3.0,
        )],
        TransferStatus::Unknown => {
            vec![across(top + BAR / 2.0, palette::CONTROL, 0.9, 3.0)]
        }
    }
}

const fn tier_of(status: TransferStatus) -> Option<Tier> {
    match status {
        TransferStatus::Valid => Some(Tier::Low),
        TransferStatus::ValidContested | TransferStatus::Limited => Some(Tier::Moderate),
        TransferStatus::NotYetEffective => Some(Tier::High),
        TransferStatus::Invalid => Some(Tier::Severe),
        TransferStatus::Unknown => None,
    }
}

/// What the documents rely on: the shape of the status on their day, and words where it did not hold.
fn reliances(lane: &Lane, axis: Axis, y: f32) -> Vec<Item> {
    let mut items = Vec::new();
    let middle = y + ROW / 2.0;
    for reliance in &lane.relied {
        let x = axis.x(reliance.at);
        items.push(Item::Circle {
            center: Point { x, y: middle },
            r: 7.5,
            fill: Some(palette::PAGE),
            stroke: None,
        });
        let Some(tier) = tier_of(reliance.status) else {
            items.extend(shape::state(crate::finding::State::NotAssessed, x, middle));
            continue;
        };
        items.extend(shape::tier(tier, x, middle, 11.0));
        if matches!(tier, Tier::High | Tier::Severe) {
            let look = SMALL.color(palette::tier(tier).ink);
            let width = text::width(&reliance.words, look) + 4.0;
            let left = if x + 9.0 + width > axis.right() {
                x - 9.0 - width
            } else {
                x + 9.0
            };
            let top = middle - SMALL.leading / 2.0;
            items.push(Item::fill(
                left,
                top,
                width,
                SMALL.leading,
                2.0,
                palette::PAGE,
            ));
            items.extend(text::line(&reliance.words, look, left + 2.0, top));
        }
    }
    items
}

/// What the shapes mean.
fn legend() -> Block {
    let mut items = Vec::new();
    let mut x = 0.0;
    let look = SMALL.color(palette::SOFT);
    for (status, words) in [
        (TransferStatus::Valid, "valid"),
        (TransferStatus::ValidContested, "contested or limited"),
        (TransferStatus::Invalid, "invalid"),
    ] {
        items.extend(bar(&Stretch::sample(status), x, x + 20.0, 0.0));
        x += 25.0;
        items.extend(text::line(words, look, x, 0.5));
        x += text::width(words, look) + 14.0;
    }
    let lead = "a text relies on it while";
    items.extend(text::line(lead, look, x, 0.5));
    x += text::width(lead, look) + 6.0;
    for (tier, words) in [
        (Tier::Low, "valid"),
        (Tier::Moderate, "contested or limited"),
        (Tier::High, "not yet valid"),
        (Tier::Severe, "invalid"),
    ] {
        items.extend(shape::tier(tier, x + 5.0, 7.0, 10.0));
        items.extend(text::line(words, look, x + 13.0, 0.5));
        x += 13.0 + text::width(words, look) + 9.0;
    }
    Block {
        items,
        height: BAR,
        ..Block::default()
    }
}
