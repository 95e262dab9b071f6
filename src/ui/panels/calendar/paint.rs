//! How the calendar is painted: a shape and a word for every status, not a colour alone.

use egui::{Align2, Painter, Rect, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::{Axis, ROW};
use crate::assessment::TransferStatus;
use crate::score::Tier;
use crate::transfer::Calendar;
use crate::transfer::calendar::{Day, Lane, Stretch};
use crate::ui::theme::{Theme, TierColours};
use crate::ui::{icon, text, widgets};

/// Height of a bar.
const BAR: f32 = 17.0;
/// Half of the room that a mark takes.
const MARK: f32 = 11.0;
/// How many lines of names of days there are above the years at most.
const LABELS: usize = 3;
/// The tier whose shape and ink stand for a status; none for what is not known.
const fn tier_of(status: TransferStatus) -> Option<Tier> {
    match status {
        TransferStatus::Valid => Some(Tier::Low),
        TransferStatus::ValidContested | TransferStatus::Limited => Some(Tier::Moderate),
        TransferStatus::NotYetEffective => Some(Tier::High),
        TransferStatus::Invalid => Some(Tier::Severe),
        TransferStatus::Unknown => None,
    }
}

fn dashed(painter: &Painter, from: egui::Pos2, to: egui::Pos2, stroke: Stroke) {
    painter.extend(Shape::dashed_line(&[from, to], stroke, 4.0, 3.0));
}

/// The years with their lines.
pub fn years(painter: &Painter, t: &Theme, calendar: &Calendar, axis: Axis, bars: Rect) {
    for (year, place) in &calendar.years {
        let x = axis.x(*place) + 0.5;
        painter.vline(x, (bars.top() - 16.0)..=bars.bottom(), t.hairline());
        if x + 30.0 > bars.right() {
            continue;
        }
        text::put(
            painter,
            pos2(x + 4.0, bars.top() - 9.0),
            Align2::LEFT_CENTER,
            &year.to_string(),
            t.caption(),
            t.c.text_faint,
        );
    }
}

/// The bars of a lane. `y` is the top of its row.
pub fn bars(painter: &Painter, t: &Theme, lane: &Lane, axis: Axis, y: f32) {
    for stretch in &lane.stretches {
        let rect = place(stretch, axis, y);
        if lane.draws(stretch) {
            bar(painter, t, stretch, rect);
        }
        // The end of what held stands out, whether anything is drawn after it or not.
        if is_end(stretch) {
            let end = Rect::from_min_max(rect.min - vec2(2.0, 0.0), rect.left_bottom());
            painter.rect_filled(end, 0.0, t.tier(Tier::Severe).fill);
        }
    }
}

/// Where the bar of a stretch stands in the row whose top is `y`.
fn place(stretch: &Stretch, axis: Axis, y: f32) -> Rect {
    let top = (y + (ROW - BAR) / 2.0).round();
    let (left, right) = (axis.x(stretch.start), axis.x(stretch.end));
    Rect::from_min_max(pos2(left, top), pos2(right, top + BAR))
}

/// What is behind the words of a stretch.
fn ground(t: &Theme, status: TransferStatus) -> egui::Color32 {
    match status {
        TransferStatus::Valid => t.tier(Tier::Low).tint,
        TransferStatus::ValidContested
        | TransferStatus::Limited
        | TransferStatus::NotYetEffective => t.tier(Tier::Moderate).tint,
        TransferStatus::Invalid | TransferStatus::Unknown => t.c.page,
    }
}

/// The name of a lane and the words of its stretches, beside the marks of the documents and over their lines.
/// `y` is the top of its row, `next` where the next lane of the row begins.
pub fn names(
    painter: &Painter,
    t: &Theme,
    lane: &Lane,
    axis: Axis,
    (y, next): (f32, f32),
    lines: &[f32],
) {
    let marks = lane.relied.iter().map(|r| {
        let x = axis.x(r.at) + 0.5;
        (x - MARK, x + MARK)
    });
    let said = told(painter, t, lane, axis, y)
        .into_iter()
        .map(|(place, ..)| (place.left(), place.right()));
    let ends = lane.stretches.iter().filter(|s| is_end(s)).map(|s| {
        let x = axis.x(s.start);
        (x - 3.0, x + 2.0)
    });
    let taken: Vec<(f32, f32)> = marks.chain(said).chain(ends).collect();
    let mut free = f32::NEG_INFINITY;
    for stretch in lane.stretches.iter().filter(|s| lane.draws(s)) {
        let rect = place(stretch, axis, y);
        let first = free == f32::NEG_INFINITY;
        let words = match stretch.status {
            _ if first => lane.short,
            TransferStatus::ValidContested => "contested",
            TransferStatus::Limited => "limited",
            TransferStatus::Valid => "valid",
            _ => continue,
        };
        let from = rect.left().max(free) + 5.0;
        // The name may run on over what follows; the word of a status stays within its bar.
        let to = if first { next } else { rect.right() } - 2.0;
        let (face, ink) = (t.caption(), t.c.text);
        let whole = text::line(painter, words, face, ink, f32::INFINITY)
            .size()
            .x;
        let Some(left) = beside((from, to), whole, &taken) else {
            if first {
                // Cut rather than left out: what it is must be told.
                let galley = text::line(painter, words, face, ink, (to - from).max(0.0));
                free = from + galley.size().x;
                write(painter, t, lane, axis, (y, from), galley, lines);
            }
            continue;
        };
        let galley = text::line(painter, words, face, ink, f32::INFINITY);
        free = left + whole;
        write(painter, t, lane, axis, (y, left), galley, lines);
    }
}

/// Where words of this width stand within a room without touching what is taken: as far left as they can.
fn beside((from, to): (f32, f32), width: f32, taken: &[(f32, f32)]) -> Option<f32> {
    let after = taken.iter().map(|(_, end)| end + 3.0);
    let mut starts: Vec<f32> = std::iter::once(from)
        .chain(after.filter(|x| *x > from))
        .collect();
    starts.sort_by(f32::total_cmp);
    let clear = |x: f32| {
        let touches = |(a, b): &(f32, f32)| *b > x && *a < x + width;
        x + width <= to && !taken.iter().any(touches)
    };
    starts.into_iter().find(|x| clear(*x))
}

/// Writes words on a lane. The lines of days stop behind them.
fn write(
    painter: &Painter,
    t: &Theme,
    lane: &Lane,
    axis: Axis,
    (y, left): (f32, f32),
    galley: std::sync::Arc<egui::Galley>,
    lines: &[f32],
) {
    let top = (y + (ROW - BAR) / 2.0).round();
    let right = left + galley.size().x;
    for &x in lines
        .iter()
        .filter(|x| (left - 2.0..right + 2.0).contains(x))
    {
        let drawn = lane.stretches.iter().filter(|s| lane.draws(s));
        let under = drawn
            .filter(|s| (axis.x(s.start)..axis.x(s.end)).contains(&x))
            .map(|s| ground(t, s.status))
            .next();
        let gap = Rect::from_min_max(pos2(x - 2.0, top), pos2(x + 2.0, top + BAR - 2.0));
        painter.rect_filled(gap, 0.0, under.unwrap_or(t.c.page));
    }
    let at = pos2(left, top + (BAR - galley.size().y) / 2.0 - 1.0);
    painter.galley(at.round(), galley, t.c.text);
}

fn bar(painter: &Painter, t: &Theme, stretch: &Stretch, rect: Rect) {
    let foot = rect.bottom() - 1.0;
    let (left, right) = (rect.left(), rect.right());
    let colours = |tier: Tier| -> TierColours { t.tier(tier) };
    match stretch.status {
        TransferStatus::Valid => {
            painter.rect_filled(rect, 0.0, colours(Tier::Low).tint);
            let stroke = Stroke::new(2.0, colours(Tier::Low).fill);
            painter.hline(left..=right, foot, stroke);
        }
        TransferStatus::ValidContested
        | TransferStatus::Limited
        | TransferStatus::NotYetEffective => {
            painter.rect_filled(rect, 0.0, colours(Tier::Moderate).tint);
            let stroke = Stroke::new(2.0, colours(Tier::Moderate).fill);
            dashed(painter, pos2(left, foot), pos2(right, foot), stroke);
        }
        TransferStatus::Invalid => {
            let y = rect.center().y.round() + 0.5;
            let stroke = Stroke::new(1.0, colours(Tier::Severe).fill);
            dashed(painter, pos2(left, y), pos2(right, y), stroke);
        }
        TransferStatus::Unknown => {
            let y = rect.center().y.round() + 0.5;
            dashed(painter, pos2(left, y), pos2(right, y), t.border());
        }
    }
}

/// Whether a stretch begins where what held came to its end.
fn is_end(stretch: &Stretch) -> bool {
    stretch.status == TransferStatus::Invalid && stretch.start > 0.0
}

/// The words beside the marks of what did not hold, with their places.
fn told(
    painter: &Painter,
    t: &Theme,
    lane: &Lane,
    axis: Axis,
    y: f32,
) -> Vec<(Rect, std::sync::Arc<egui::Galley>, egui::Color32)> {
    let mut relied: Vec<_> = lane.relied.iter().collect();
    relied.sort_by(|a, b| a.at.total_cmp(&b.at));
    let right = axis.left + axis.width;
    let mut out = Vec::new();
    for (nth, reliance) in relied.iter().enumerate() {
        let centre = pos2(axis.x(reliance.at) + 0.5, y + ROW / 2.0);
        let Some(tier) = tier_of(reliance.status).filter(|t| *t >= Tier::High) else {
            continue;
        };
        let ink = t.tier(tier).ink;
        let galley = text::line(painter, &reliance.words, t.caption(), ink, 300.0);
        let size = galley.size() + vec2(6.0, 0.0);
        // Where the next document says the same beside it, its words stand for both.
        let said = |next: &&crate::transfer::calendar::Reliance| {
            next.words == reliance.words && axis.x(next.at) - centre.x < size.x + 2.0 * MARK
        };
        if relied.get(nth + 1).is_some_and(said) {
            continue;
        }
        // On the left where there is no room at the right.
        let x = if centre.x + MARK + size.x > right {
            centre.x - MARK - size.x
        } else {
            centre.x + MARK
        };
        let at = pos2(x, centre.y - size.y / 2.0).round();
        out.push((Rect::from_min_size(at, size), galley, ink));
    }
    out
}

/// What the documents rely on: the shape of the status on their day, and words where it did not hold.
pub fn reliances(painter: &Painter, t: &Theme, lane: &Lane, axis: Axis, y: f32) {
    for (place, galley, ink) in told(painter, t, lane, axis, y) {
        painter.rect_filled(place, 0.0, t.c.page);
        painter.galley(place.min + vec2(3.0, 0.0), galley, ink);
    }
    for reliance in &lane.relied {
        let centre = pos2(axis.x(reliance.at) + 0.5, y + ROW / 2.0);
        painter.circle_filled(centre, 9.0, t.c.page);
        if let Some(tier) = tier_of(reliance.status) {
            icon::tier(painter, t, tier, centre, 15.0);
            continue;
        }
        let unknown = crate::finding::State::NotAssessed;
        icon::state(painter, unknown, centre, 14.0, t.c.text_soft);
    }
}

/// How many lines of names there may be need of: the day of the assessment, and two more for each further line.
pub fn day_lines(calendar: &Calendar) -> u8 {
    match together(&calendar.days).len().div_ceil(2).min(LABELS) {
        0 | 1 => 1,
        2 => 2,
        _ => 3,
    }
}

/// Days that stand together: documents of one date have one line.
fn together(days: &[Day]) -> Vec<&[Day]> {
    days.chunk_by(|a, b| a.date == b.date && a.stated == b.stated)
        .collect()
}

/// The lines of the documents and of the assessment, with their words above. Returns where the lines stand.
pub fn days(
    ui: &mut Ui,
    t: &Theme,
    calendar: &Calendar,
    axis: Axis,
    bars: Rect,
    pair: Option<(usize, usize)>,
) -> Vec<f32> {
    let painter = ui.painter().clone();
    let (as_of, place) = calendar.as_of;
    let x = axis.x(place) + 0.5;
    let top = bars.top() - 22.0;
    let stroke = Stroke::new(1.5, t.c.accent);
    dashed(&painter, pos2(x, top), pos2(x, bars.bottom()), stroke);
    let right = axis.left + axis.width + super::RIGHT - 8.0;
    let lines = day_lines(calendar);
    let mut labels = Labels::new(t, (bars.top(), lines), (axis.left, right));
    let words = format!("Assessed {}", text::date(as_of));
    let mut told = vec![(labels.place(ui, x, &words), words, t.c.accent, usize::MAX)];
    let mut lines = vec![x];
    let mut groups = together(&calendar.days);
    // Those that are compared are named first, then those that rely on something.
    let relied = |day: &Day| {
        let mut lanes = calendar.bands.iter().flat_map(|b| b.rows.iter().flatten());
        lanes.any(|lane| lane.relied.iter().any(|r| r.document == day.document))
    };
    let compared = |day: &Day| pair.is_some_and(|(old, new)| [old, new].contains(&day.document));
    groups.sort_by_key(|group| {
        let compared = group.iter().any(compared);
        (!compared, !group.iter().any(relied))
    });
    for group in groups {
        let Some(first) = group.first() else { continue };
        let x = axis.x(first.at) + 0.5;
        lines.push(x);
        let words = named(group, pair);
        let label = labels.place(ui, x, &words);
        // A line whose name found no room stands back; the name is under the pointer.
        let stroke = match label {
            Some(_) => Stroke::new(1.5, t.c.text),
            None => Stroke::new(1.0, t.c.text_faint),
        };
        let from = label.map_or(top, |l| l.bottom());
        let (a, b) = (pos2(x, from), pos2(x, bars.bottom()));
        if first.stated {
            painter.line_segment([a, b], stroke);
        } else {
            dashed(&painter, a, b, stroke);
        }
        let line = Rect::from_min_max(pos2(x - 3.0, bars.top() - 16.0), pos2(x + 3.0, bars.top()));
        let id = ui.scope_id().with(("line", first.document));
        ui.interact(line, id, Sense::hover()).on_hover_text(&words);
        told.push((label, words, t.c.text, first.document));
    }
    // The lines of the names above pass behind those below.
    for (place, words, ink, salt) in told {
        let Some(place) = place else { continue };
        painter.rect_filled(place.expand2(vec2(3.0, 0.0)), 0.0, t.c.page);
        text::put(
            &painter,
            place.min,
            Align2::LEFT_TOP,
            &words,
            t.caption().strong(),
            ink,
        );
        widgets::spoken(ui, place, ("day", salt), &words);
    }
    lines
}

/// The names of days above the axis: each takes the first line in which it is free.
struct Labels<'a> {
    t: &'a Theme,
    lines: Vec<(f32, Vec<(f32, f32)>)>,
    room: (f32, f32),
}

impl<'a> Labels<'a> {
    fn new(t: &'a Theme, (top, lines): (f32, u8), room: (f32, f32)) -> Self {
        let line = |nth: u8| (top - 28.0 - super::DAYS * f32::from(nth), Vec::new());
        Self {
            t,
            lines: (0..lines).map(line).collect(),
            room,
        }
    }

    /// Finds a place for a name over `x`; nothing where there is no room.
    fn place(&mut self, ui: &Ui, x: f32, words: &str) -> Option<Rect> {
        let face = self.t.caption().strong();
        let galley = text::line(ui.painter(), words, face, self.t.c.text, f32::INFINITY);
        let width = galley.size().x;
        let (from, to) = self.room;
        let left = (x - width / 2.0).clamp(from, (to - width).max(from));
        let clash = |&(a, b): &(f32, f32)| left < b + 10.0 && a < left + width + 10.0;
        let free = |line: &&mut (f32, Vec<(f32, f32)>)| !line.1.iter().any(clash);
        let (y, taken) = self.lines.iter_mut().find(free)?;
        taken.push((left, left + width));
        let at = pos2(left, *y - galley.size().y / 2.0).round();
        Some(Rect::from_min_size(at, galley.size()))
    }
}

/// `Old version, 12 Mar 2021`, `Terms of service, not before 2 Feb 2022`, `3 documents, 4 Feb 2026`.
fn named(group: &[Day], pair: Option<(usize, usize)>) -> String {
    let is = |which: Option<usize>| which.is_some_and(|w| group.iter().any(|d| d.document == w));
    let who = if is(pair.map(|p| p.1)) {
        "New version".to_owned()
    } else if is(pair.map(|p| p.0)) {
        "Old version".to_owned()
    } else {
        match group {
            [one] => one.title.clone(),
            _ => text::count(group.len(), "document", "documents"),
        }
    };
    let Some(first) = group.first() else {
        return who;
    };
    let date = text::date(first.date);
    if first.stated {
        format!("{who}, {date}")
    } else {
        format!("{who}, not before {date}")
    }
}

/// What the shapes mean.
pub fn legend(ui: &mut Ui, t: &Theme, at: egui::Pos2) {
    let painter = ui.painter().clone();
    let mut x = at.x;
    let swatch = |x: f32| Rect::from_center_size(pos2(x + 11.0, at.y), vec2(22.0, 12.0));
    let word = |x: f32, words: &str| {
        let (face, ink) = (t.caption(), t.c.text_soft);
        let at = pos2(x, at.y);
        let placed = text::put(&painter, at, Align2::LEFT_CENTER, words, face, ink);
        placed.right() + 18.0
    };
    for (status, words) in [
        (TransferStatus::Valid, "valid"),
        (TransferStatus::ValidContested, "contested or limited"),
        (TransferStatus::Invalid, "invalid"),
    ] {
        let rect = swatch(x);
        bar(&painter, t, &Stretch::sample(status), rect);
        if status == TransferStatus::Invalid {
            let end = Rect::from_min_size(rect.min, vec2(2.0, rect.height()));
            painter.rect_filled(end, 0.0, t.tier(Tier::Severe).fill);
        }
        x = word(rect.right() + 6.0, words);
    }
    let shapes = [Tier::Low, Tier::Moderate, Tier::High, Tier::Severe];
    for (nth, tier) in shapes.into_iter().enumerate() {
        let centre = pos2(x + 6.0 + nth as f32 * 17.0, at.y);
        icon::tier(&painter, t, tier, centre, 13.0);
    }
    word(
        x + 74.0,
        "a document relies on it, by its status on that day: valid, contested or limited, not yet, invalid",
    );
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn names_stand_clear_of_marks() {
        let room = (10.0, 200.0);
        assert_eq!(beside(room, 60.0, &[]), Some(10.0));
        assert_eq!(beside(room, 60.0, &[(139.0, 161.0)]), Some(10.0));
        // A mark within the name moves it behind the mark, and behind its words.
        assert_eq!(beside(room, 60.0, &[(29.0, 51.0)]), Some(54.0));
        let marked = [(29.0, 51.0), (51.0, 101.0)];
        assert_eq!(beside(room, 60.0, &marked), Some(104.0));
        assert_eq!(beside((10.0, 140.0), 60.0, &marked), None);
    }
}
