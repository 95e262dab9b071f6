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

/// The bars of a lane. `y` is the top of its row, `next` where the next lane of the row begins.
pub fn bars(painter: &Painter, t: &Theme, lane: &Lane, axis: Axis, (y, next): (f32, f32)) {
    let top = y + (ROW - BAR) / 2.0;
    let mut free = f32::NEG_INFINITY;
    for stretch in &lane.stretches {
        let rect = Rect::from_min_max(
            pos2(axis.x(stretch.start), top.round()),
            pos2(axis.x(stretch.end), top.round() + BAR),
        );
        if lane.draws(stretch) {
            bar(painter, t, stretch, rect);
        }
        // The end of what held stands out, whether anything is drawn after it or not.
        if stretch.status == TransferStatus::Invalid && stretch.start > 0.0 {
            let end = Rect::from_min_max(rect.min - vec2(2.0, 0.0), rect.left_bottom());
            painter.rect_filled(end, 0.0, t.tier(Tier::Severe).fill);
        }
        if !lane.draws(stretch) {
            continue;
        }
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
        let to = if first { next } else { rect.right() };
        let galley = text::line(
            painter,
            words,
            t.caption(),
            t.c.text,
            (to - from - 2.0).max(0.0),
        );
        if first || galley.size().x < rect.right() - from && galley.size().x > 30.0 {
            let at = pos2(from, rect.center().y - galley.size().y / 2.0 - 1.0);
            free = from + galley.size().x;
            painter.galley(at.round(), galley, t.c.text);
        }
    }
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

/// What the documents rely on: the shape of the status on their day, and words where it did not hold.
pub fn reliances(painter: &Painter, t: &Theme, lane: &Lane, axis: Axis, y: f32) {
    for reliance in &lane.relied {
        let centre = pos2(axis.x(reliance.at) + 0.5, y + ROW / 2.0);
        painter.circle_filled(centre, 9.0, t.c.page);
        let Some(tier) = tier_of(reliance.status) else {
            icon::state(
                painter,
                crate::finding::State::NotAssessed,
                centre,
                14.0,
                t.c.text_soft,
            );
            continue;
        };
        icon::tier(painter, t, tier, centre, 15.0);
        if matches!(tier, Tier::High | Tier::Severe) {
            let ink = t.tier(tier).ink;
            let galley = text::line(painter, &reliance.words, t.caption(), ink, 300.0);
            let size = galley.size() + vec2(6.0, 0.0);
            let right = axis.left + axis.width;
            // On the left where there is no room at the right.
            let x = if centre.x + 11.0 + size.x > right {
                centre.x - 11.0 - size.x
            } else {
                centre.x + 11.0
            };
            let place = Rect::from_min_size(pos2(x, centre.y - size.y / 2.0).round(), size);
            painter.rect_filled(place, 0.0, t.c.page);
            painter.galley(place.min + vec2(3.0, 0.0), galley, ink);
        }
    }
}

/// Days that stand together: documents of one date have one line.
fn together(days: &[Day]) -> Vec<&[Day]> {
    days.chunk_by(|a, b| a.date == b.date && a.stated == b.stated)
        .collect()
}

/// The lines of the documents and of the assessment, with their words above.
pub fn days(
    ui: &mut Ui,
    t: &Theme,
    calendar: &Calendar,
    axis: Axis,
    bars: Rect,
    pair: Option<(usize, usize)>,
) {
    let painter = ui.painter().clone();
    let (as_of, place) = calendar.as_of;
    let words = format!("Assessed {}", text::date(as_of));
    let x = axis.x(place) + 0.5;
    let top = bars.top() - 22.0;
    dashed(
        &painter,
        pos2(x, top),
        pos2(x, bars.bottom()),
        Stroke::new(1.5, t.c.accent),
    );
    let face = t.caption().strong();
    // Labels take the first of two lines in which they are free.
    let mut taken: [Vec<(f32, f32)>; 2] = [Vec::new(), Vec::new()];
    let lines = [bars.top() - 28.0, bars.top() - 42.0];
    let mut label = |ui: &mut Ui, x: f32, words: &str, ink: egui::Color32, salt: usize| {
        let galley = text::line(&painter, words, face, ink, 260.0);
        let width = galley.size().x;
        let right = axis.left + axis.width + super::RIGHT - 8.0;
        let left = (x - width / 2.0).clamp(axis.left, right - width);
        for (line, y) in taken.iter_mut().zip(lines) {
            let clash = |&(a, b): &(f32, f32)| left < b + 10.0 && a < left + width + 10.0;
            if line.iter().any(clash) {
                continue;
            }
            line.push((left, left + width));
            let place =
                Rect::from_min_size(pos2(left, y - galley.size().y / 2.0).round(), galley.size());
            painter.galley(place.min, galley, ink);
            widgets::spoken(ui, place, ("day", salt), words);
            return Some(y + 7.0);
        }
        None
    };
    label(ui, x, &words, t.c.accent, usize::MAX);
    for group in together(&calendar.days) {
        let Some(first) = group.first() else { continue };
        let x = axis.x(first.at) + 0.5;
        let words = named(group, pair);
        let from = label(ui, x, &words, t.c.text, first.document).unwrap_or(top);
        let stroke = Stroke::new(1.5, t.c.text);
        let (a, b) = (pos2(x, from), pos2(x, bars.bottom()));
        if first.stated {
            painter.line_segment([a, b], stroke);
        } else {
            dashed(&painter, a, b, stroke);
        }
        let line = Rect::from_min_max(pos2(x - 3.0, bars.top() - 16.0), pos2(x + 3.0, bars.top()));
        let response = ui.interact(
            line,
            ui.scope_id().with(("line", first.document)),
            Sense::hover(),
        );
        response.on_hover_text(words);
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
    let stretch = |status| Stretch {
        start: 0.0,
        end: 1.0,
        from: None,
        to: None,
        status,
        why: String::new(),
        source: String::new(),
    };
    for (status, words) in [
        (TransferStatus::Valid, "valid"),
        (TransferStatus::ValidContested, "contested or limited"),
        (TransferStatus::Invalid, "invalid"),
    ] {
        let rect = swatch(x);
        bar(&painter, t, &stretch(status), rect);
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
