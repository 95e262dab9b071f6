//! Tables: ruled ones as unpdf finds them, taken out of the page's runs.
//!
//! unpdf hands a table over without its place. The place is found again by its letters: the table is those lines
//! of the page that hold exactly the letters of its cells. A table that cannot be found again is left to be read
//! line by line, so that nothing is lost and nothing doubled.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};

use unpdf::parser::{ParseEvent, PdfParser, TextSpan};
use unpdf::render::PageSelection;
use unpdf::{Block, PageStreamOptions, ParseOptions};

use crate::import::extract::Input;

use super::open::guarded;
use super::sheet::Sheet;

/// Path operators from which on a page may hold a ruled table.
const FEWEST_RULINGS: usize = 3;
/// Path operators up to which it is looked at: each line is held against each other.
const MOST_RULINGS: usize = 4_000;
/// Content up to which a page is looked at for ruled tables, in bytes.
const MOST_CONTENT: usize = 8 * 1024 * 1024;

/// A table on a page.
pub struct Table {
    /// Where it stands: highest and lowest baseline, left and right end.
    pub top: f32,
    /// Lowest baseline.
    pub bottom: f32,
    /// Left end.
    pub left: f32,
    /// Right end.
    pub right: f32,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
}

/// Finds the ruled tables of all pages and takes them out of the runs.
pub fn read_ruled(sheets: &mut [Sheet], input: &Input<'_>) {
    let wanted: Vec<u32> = sheets
        .iter()
        .filter(|s| {
            !s.failed
                && !s.astray
                && !s.spent.cut
                && (FEWEST_RULINGS..=MOST_RULINGS).contains(&s.spent.rulings)
                && s.spent.content <= MOST_CONTENT
        })
        .map(|s| s.number)
        .collect();
    if wanted.is_empty() {
        return;
    }
    for (number, tables) in guarded(|| found(input.bytes, wanted)).unwrap_or_default() {
        let Some(sheet) = sheets.iter_mut().find(|s| s.number == number) else {
            continue;
        };
        for rows in tables {
            take_out(sheet, rows);
        }
    }
}

type Rows = Vec<Vec<String>>;

fn found(bytes: &[u8], pages: Vec<u32>) -> BTreeMap<u32, Vec<Rows>> {
    let mut out: BTreeMap<u32, Vec<Rows>> = BTreeMap::new();
    let Ok(parser) = PdfParser::from_bytes(bytes) else {
        return out;
    };
    let options = ParseOptions::new()
        .lenient()
        .sequential()
        .with_pages(PageSelection::Pages(pages));
    let options = PageStreamOptions::from(&options);
    let read = parser.for_each_page(options, |event| {
        if let ParseEvent::PageParsed(page) = event
            && page.ruled_tables > 0
        {
            let tables = page.elements.iter().filter_map(|block| match block {
                Block::Table(table) => Some(rows(table)),
                _ => None,
            });
            out.insert(page.number, tables.collect());
        }
        ControlFlow::Continue(())
    });
    if let Err(error) = read {
        log::debug!("tables could not be read: {error}");
    }
    out
}

fn rows(table: &unpdf::Table) -> Rows {
    table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|c| c.plain_text()).collect())
        .collect()
}

/// Runs on one baseline, across the whole page.
pub struct Row {
    /// Indices of the runs, left to right.
    pub spans: Vec<usize>,
    /// Baseline.
    pub y: f32,
}

/// The runs of a page by baseline, top down.
pub fn baselines(spans: &[TextSpan]) -> Vec<Row> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    let y = |i: &usize| spans.get(*i).map_or(0.0, |s| s.y);
    let x = |i: &usize| spans.get(*i).map_or(0.0, |s| s.x);
    order.sort_by(|a, b| y(b).total_cmp(&y(a)));
    let mut rows: Vec<Row> = Vec::new();
    for i in order {
        let Some(span) = spans.get(i) else { continue };
        let near = span.font_size.abs().clamp(2.0, 40.0) * 0.35;
        match rows.last_mut() {
            Some(row) if (row.y - span.y).abs() <= near => row.spans.push(i),
            _ => rows.push(Row {
                spans: vec![i],
                y: span.y,
            }),
        }
    }
    for row in &mut rows {
        row.spans.sort_by(|a, b| x(a).total_cmp(&x(b)));
    }
    rows
}

/// How often each letter stands in a text; blanks do not count.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, i64> {
    let mut out = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *out.entry(c).or_default() += 1;
    }
    out
}

fn take_out(sheet: &mut Sheet, rows: Rows) {
    let wanted = letters(rows.iter().flatten().map(String::as_str));
    if wanted.is_empty() {
        return;
    }
    let lines = baselines(&sheet.spans);
    let Some(range) = window(&sheet.spans, &lines, &wanted) else {
        return;
    };
    let chosen: Vec<usize> = lines
        .get(range)
        .unwrap_or_default()
        .iter()
        .flat_map(|l| l.spans.iter().copied())
        .collect();
    let mut table = Table {
        top: f32::MIN,
        bottom: f32::MAX,
        left: f32::MAX,
        right: f32::MIN,
        rows,
    };
    let mut at = 0;
    sheet.spans.retain(|span| {
        let inside = chosen.contains(&at);
        at += 1;
        if inside && !span.text.trim().is_empty() {
            table.top = table.top.max(span.y);
            table.bottom = table.bottom.min(span.y);
            table.left = table.left.min(span.x);
            table.right = table.right.max(span.x + span.width);
        }
        !inside
    });
    sheet.tables.push(table);
}

/// The lines that hold exactly these letters.
fn window(spans: &[TextSpan], lines: &[Row], wanted: &BTreeMap<char, i64>) -> Option<Range<usize>> {
    let total: i64 = wanted.values().sum();
    let held: Vec<BTreeMap<char, i64>> = lines
        .iter()
        .map(|line| {
            letters(
                line.spans
                    .iter()
                    .filter_map(|i| spans.get(*i))
                    .map(|s| s.text.as_str()),
            )
        })
        .collect();
    let sizes: Vec<i64> = held.iter().map(|h| h.values().sum()).collect();
    for start in 0..lines.len() {
        let mut length = 0;
        for end in start..lines.len() {
            length += sizes.get(end)?;
            if length < total {
                continue;
            }
            if length == total {
                let mut sum: BTreeMap<char, i64> = BTreeMap::new();
                for line in held.get(start..=end)? {
                    for (c, n) in line {
                        *sum.entry(*c).or_default() += n;
                    }
                }
                if sum == *wanted {
                    return Some(start..end + 1);
                }
            }
            break;
        }
    }
    None
}
