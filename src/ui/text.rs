//! Text runs and how numbers are written (`tokens.md`, numbers).

use crate::document::DateBasis;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Galley, Painter, Pos2, Rect, Ui};

use super::theme::Face;

/// The format of a run in `face` and `colour`.
#[must_use]
pub fn format(face: Face, colour: Color32) -> TextFormat {
    TextFormat {
        font_id: face.font(),
        line_height: Some(face.cut.line),
        color: colour,
        ..TextFormat::default()
    }
}

/// One line, cut with an ellipsis where it is wider than `max_width`.
#[must_use]
pub fn line(
    painter: &Painter,
    text: &str,
    face: Face,
    colour: Color32,
    max_width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(face, colour));
    job.wrap = TextWrapping {
        max_width: max_width.max(0.0),
        max_rows: 1,
        break_anywhere: true,
        ..TextWrapping::default()
    };
    painter.layout_job(job)
}

/// Several lines, wrapped at `max_width`.
#[must_use]
pub fn lines(
    painter: &Painter,
    text: &str,
    face: Face,
    colour: Color32,
    max_width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(face, colour));
    job.wrap.max_width = max_width.max(1.0);
    painter.layout_job(job)
}

/// At most so many lines, wrapped at a width, with an ellipsis where more would follow.
#[must_use]
pub fn few_lines(
    painter: &Painter,
    text: &str,
    face: Face,
    colour: Color32,
    (max_width, rows): (f32, usize),
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(face, colour));
    job.wrap = TextWrapping {
        max_width: max_width.max(1.0),
        max_rows: rows,
        ..TextWrapping::default()
    };
    painter.layout_job(job)
}

/// Paints one line at an anchor and tells where it stands.
pub fn put(
    painter: &Painter,
    at: Pos2,
    anchor: Align2,
    text: &str,
    face: Face,
    colour: Color32,
) -> Rect {
    put_within(painter, at, anchor, text, face, colour, f32::INFINITY)
}

/// Paints one line at an anchor, cut where it is wider than `max_width`.
pub fn put_within(
    painter: &Painter,
    at: Pos2,
    anchor: Align2,
    text: &str,
    face: Face,
    colour: Color32,
    max_width: f32,
) -> Rect {
    let galley = line(painter, text, face, colour, max_width);
    let rect = anchor.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, colour);
    rect
}

/// A wrapped label in the flow of the layout, readable by assistive technology.
pub fn label(ui: &mut Ui, text: &str, face: Face, colour: Color32) -> egui::Response {
    let mut job = LayoutJob::single_section(text.to_owned(), format(face, colour));
    job.wrap.max_width = ui.available_width();
    ui.add(egui::Label::new(job).selectable(false))
}

/// Tells assistive technology that a label is a heading. What a label says is its value; a heading has a name.
pub fn is_heading(ui: &Ui, label: &egui::Response, words: &str) {
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.clear_value();
        node.set_label(words);
    });
}

/// A wrapped label whose text can be selected and copied.
pub fn copyable(ui: &mut Ui, text: &str, face: Face, colour: Color32) -> egui::Response {
    let mut job = LayoutJob::single_section(text.to_owned(), format(face, colour));
    job.wrap.max_width = ui.available_width();
    ui.add(egui::Label::new(job).selectable(true))
}

/// An exposure as printed: an integer, half up.
#[must_use]
pub fn whole(value: f64) -> String {
    format!("{:.0}", (value + 0.5).floor().max(0.0))
}

/// An interval as printed: `[48–77]`.
#[must_use]
pub fn interval(low: f64, high: f64) -> String {
    format!("[{}–{}]", whole(low), whole(high))
}

/// A share of 0 to 1 as printed: `71 %`, with a no-break space.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{}\u{a0}%", whole(share * 100.0))
}

/// A number with one decimal, half up.
#[must_use]
pub fn tenth(value: f64) -> String {
    let rounded = (value.abs() * 10.0 + 0.5).floor() / 10.0;
    let sign = if value < 0.0 && rounded > 0.0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{rounded:.1}")
}

/// A contribution: one decimal, two where it is under 1.
#[must_use]
pub fn contribution(value: f64) -> String {
    if value.abs() < 1.0 && value != 0.0 {
        format!("{value:.2}")
    } else {
        tenth(value)
    }
}

/// A change with a real minus and a space: `+ 0.4`, `− 4.1`.
#[must_use]
pub fn change(value: f64) -> String {
    let size = (value.abs() * 10.0 + 0.5).floor() / 10.0;
    if size == 0.0 {
        "0.0".to_owned()
    } else if value < 0.0 {
        format!("− {size:.1}")
    } else {
        format!("+ {size:.1}")
    }
}

/// A weight as set: without decimals where it has none.
#[must_use]
pub fn weight(value: f64) -> String {
    if (value - value.round()).abs() < 0.005 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

/// A factor as printed: `.35`.
#[must_use]
pub fn factor(value: f64) -> String {
    let text = format!("{value:.2}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}

/// A date as printed: `21 Nov 2026`.
#[must_use]
pub fn date(date: jiff::civil::Date) -> String {
    crate::document::day::short_date(date)
}

/// The date of a document as shown; an inferred one is the earliest possible and says so.
#[must_use]
pub fn document_date(document: &crate::document::Document) -> Option<String> {
    let day = date(document.date?);
    Some(match document.date_basis {
        DateBasis::Stated => day,
        DateBasis::Inferred | DateBasis::Unknown => format!("not before {day}"),
    })
}

/// `1 finding`, `2 findings`: a count with its noun.
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_half_up() {
        assert_eq!(whole(49.5), "50");
        assert_eq!(whole(49.49), "49");
        assert_eq!(interval(47.5, 77.2), "[48–77]");
        assert_eq!(percent(0.714), "71\u{a0}%");
        assert_eq!(change(-4.06), "− 4.1");
        assert_eq!(change(0.17), "+ 0.2");
        assert_eq!(change(-0.01), "0.0");
        assert_eq!(factor(0.35), ".35");
        assert_eq!(weight(16.0), "16");
        assert_eq!(weight(16.4), "16.4");
        assert_eq!(contribution(0.123), "0.12");
        assert_eq!(contribution(16.25), "16.3");
    }

    #[test]
    fn dates_are_short_and_unmistakable() {
        assert_eq!(date(jiff::civil::date(2026, 11, 3)), "3 Nov 2026");
    }
}
