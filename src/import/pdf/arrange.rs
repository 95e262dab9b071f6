//! The lines of a page in reading order, with their columns and with the tables among them.

use unpdf::parser::{LayoutAnalyzer, TextLine, TextSpan};

use crate::document::headings as looks;

use super::furniture;
use super::hyphens::tidy;
use super::line::{Line, right_end};
use super::open::guarded;
use super::tables::{Table, baselines};

/// A line and how far its column goes.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The line.
    pub line: Line,
    /// Right end of its column, in points.
    pub column_right: f32,
    /// Its page.
    pub page: u32,
}

/// What stands on a page, in reading order.
#[allow(missing_docs, reason = "the names say it")]
pub enum Item<'a> {
    Line(Placed),
    Table(&'a Table),
}

/// The lines of a page in reading order.
pub fn lines(analyzer: &LayoutAnalyzer<'_>, spans: &[TextSpan]) -> Vec<Line> {
    let grouped = guarded(|| analyzer.group_spans_into_lines_pub(spans.to_vec()));
    match grouped {
        Some(grouped) => with_scripts(grouped).iter().filter_map(Line::of).collect(),
        None => baselines(spans)
            .iter()
            .filter_map(|row| {
                let first = row.spans.first().and_then(|i| spans.get(*i))?;
                let text = tidy(&furniture::row_text(spans, &row.spans));
                (!text.is_empty()).then(|| Line {
                    text,
                    left: first.x,
                    right: first.x,
                    y: row.y,
                    size: first.font_size.abs().max(0.1),
                    bold: false,
                    turned: false,
                    body_left: None,
                })
            })
            .collect(),
    }
}

/// Puts raised and lowered letters, such as those of `5th`, back into the line that they belong to.
fn with_scripts(lines: Vec<TextLine>) -> Vec<TextLine> {
    let extent = |l: &TextLine| {
        let right = l.spans.iter().map(right_end).fold(l.x, f32::max);
        (l.x, right)
    };
    let mut out: Vec<TextLine> = Vec::with_capacity(lines.len());
    let mut waiting: Option<TextLine> = None;
    for line in lines {
        let holds = |owner: &TextLine, script: &TextLine| {
            let ((left, right), (from, to)) = (extent(owner), extent(script));
            (owner.y - script.y).abs() < owner.font_size.max(script.font_size) * 0.7
                && from > left
                && to < right + script.font_size
                && owner
                    .spans
                    .iter()
                    .all(|s| right_end(s) <= from + 1.0 || s.x >= to - 1.0)
        };
        let mut line = line;
        if let Some(script) = waiting.take() {
            if holds(&line, &script) {
                let mut spans = line.spans;
                spans.extend(script.spans);
                let y = line.y;
                line = TextLine::from_spans(spans);
                line.y = y;
            } else {
                out.push(script);
            }
        }
        let text = line.text();
        let text = text.trim();
        let is_script = (1..=3).contains(&text.chars().count())
            && text.chars().all(char::is_alphanumeric)
            && line.spans.len() <= 2;
        match out.last_mut() {
            Some(owner) if is_script && holds(owner, &line) => {
                let mut spans = std::mem::take(&mut owner.spans);
                let y = owner.y;
                spans.extend(line.spans);
                *owner = TextLine::from_spans(spans);
                owner.y = y;
            }
            _ if is_script => waiting = Some(line),
            _ => out.push(line),
        }
    }
    out.extend(waiting);
    out
}

/// Gives each line the right end of its column: that of the lines around it that have its size and stand above or
/// below it.
pub fn placed(lines: Vec<Line>, page: u32) -> Vec<Placed> {
    const AROUND: usize = 12;
    let rights: Vec<f32> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            lines
                .iter()
                .skip(i.saturating_sub(AROUND))
                .take(AROUND * 2 + 1)
                .filter(|l| {
                    (l.size - line.size).abs() < 0.6 && l.left < line.right && line.left < l.right
                })
                .map(|l| l.right)
                .fold(line.right, f32::max)
        })
        .collect();
    lines
        .into_iter()
        .zip(rights)
        .map(|(line, column_right)| Placed {
            line,
            column_right,
            page,
        })
        .collect()
}

/// Puts the tables where they stand among the lines.
pub fn in_order(lines: Vec<Placed>, tables: &[Table]) -> Vec<Item<'_>> {
    let mut seats: Vec<(usize, &Table)> = tables
        .iter()
        .map(|table| {
            let below = |p: &Placed| p.line.y < table.top;
            let beside = |p: &Placed| p.line.left < table.right && table.left < p.line.right;
            let seat = lines
                .iter()
                .position(|p| below(p) && beside(p))
                .or_else(|| lines.iter().rposition(beside).map(|i| i + 1))
                .or_else(|| lines.iter().position(below))
                .unwrap_or(lines.len());
            (seat, table)
        })
        .collect();
    seats.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.top.total_cmp(&a.1.top)));
    let mut seats = seats.into_iter().peekable();
    let mut out = Vec::new();
    for (i, line) in lines.into_iter().enumerate() {
        while let Some((_, table)) = seats.next_if(|(seat, _)| *seat <= i) {
            out.push(Item::Table(table));
        }
        out.push(Item::Line(line));
    }
    out.extend(seats.map(|(_, table)| Item::Table(table)));
    out
}

/// The usual distance of two lines of a paragraph, in sizes of their letters.
pub fn spacing(pages: &[Vec<Line>]) -> f32 {
    let mut ratios: Vec<f32> = pages
        .iter()
        .flat_map(|lines| lines.windows(2))
        .filter_map(|pair| match pair {
            [a, b] => {
                let ratio = (a.y - b.y) / a.size;
                let same = (a.size - b.size).abs() < 0.3 && (a.left - b.left).abs() < 2.0;
                let goes_on =
                    b.text.starts_with(char::is_lowercase) && !looks::ends_sentence(&a.text);
                (same && goes_on && (0.8..3.0).contains(&ratio)).then_some(ratio)
            }
            _ => None,
        })
        .collect();
    ratios.sort_by(f32::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(1.3)
}
