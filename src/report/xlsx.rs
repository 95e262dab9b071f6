//! Spreadsheets with typed cells: a frozen head with filters on every sheet, numbers as numbers, days as days. Texts
//! are kept as texts, so a vendor's words cannot become a formula, not even when a cell is edited.

mod assessment;
mod changes;
mod comparison;
mod portfolio;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::ExportError;
use super::csv;
use crate::score::Total;

pub use assessment::Xlsx;
pub use changes::changes;
pub use comparison::comparison;
pub use portfolio::portfolio;

/// The most letters that a cell of a spreadsheet holds.
const MOST: usize = 32_767;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: what is not known stays empty, as a 0 would be counted.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number, shown with one decimal.
    Points(f64),
    /// A number, shown with two decimals.
    Fine(f64),
    /// A share, 0 to 1, shown as a percentage.
    Share(f64),
    /// A day.
    Day(Date),
}

impl Value {
    /// Words; empty ones are an empty cell.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() {
            Self::Empty
        } else {
            Self::Text(words)
        }
    }

    /// Points, where they are known.
    #[must_use]
    pub fn points(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Points)
    }

    /// The printed score, where enough was assessed.
    #[must_use]
    pub fn score(total: &Total) -> Self {
        if total.counts {
            Self::Count(usize::from(total.printed))
        } else {
            Self::Empty
        }
    }

    /// The tier, or that it is not known.
    #[must_use]
    pub fn tier(total: &Total) -> Self {
        Self::text(if total.counts {
            total.tier.name()
        } else {
            "Unknown"
        })
    }

    /// A day, where it is known.
    #[must_use]
    pub fn day(value: Option<Date>) -> Self {
        value.map_or(Self::Empty, Self::Day)
    }
}

/// A sheet: a head and rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Heads of the columns with their widths in letters.
    pub head: Vec<(String, f64)>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

impl Sheet {
    /// An empty sheet of these columns.
    #[must_use]
    pub fn new(name: &'static str, head: &[(&str, f64)]) -> Self {
        Self {
            name,
            head: head.iter().map(|(h, w)| ((*h).to_owned(), *w)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Value>) {
        self.rows.push(cells);
    }
}

/// The looks of cells.
struct Looks {
    head: Format,
    text: Format,
    guarded: Format,
    count: Format,
    points: Format,
    fine: Format,
    share: Format,
    day: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Bottom)
                .set_border_bottom(FormatBorder::Medium)
                .set_background_color(Color::RGB(0xEE_EE_F0)),
            text: cell().set_text_wrap(),
            guarded: cell().set_text_wrap().set_quote_prefix(),
            count: cell().set_num_format("0"),
            points: cell().set_num_format("0.0"),
            fine: cell().set_num_format("0.00"),
            share: cell().set_num_format("0%"),
            day: cell().set_num_format("yyyy-mm-dd"),
        }
    }
}

/// The bytes of a spreadsheet with these sheets. The same sheets give the same bytes: the file's own date is the
/// day for which its content holds.
///
/// # Errors
/// Where the file cannot be put together.
pub fn book(title: &str, as_of: Date, sheets: &[Sheet]) -> Result<Vec<u8>, ExportError> {
    written(title, as_of, sheets).map_err(|e| ExportError::Xlsx(e.to_string()))
}

fn written(title: &str, as_of: Date, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("Scruple")
        .set_creation_datetime(&day(as_of));
    book.set_properties(&properties);
    let looks = Looks::new();
    for sheet in sheets {
        fill(book.add_worksheet(), sheet, &looks)?;
    }
    book.save_to_buffer()
}

fn fill(out: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    out.set_name(sheet.name)?;
    for (column, (head, width)) in (0u16..).zip(&sheet.head) {
        out.set_column_width(column, *width)?;
        out.write_string_with_format(0, column, short(head), &looks.head)?;
    }
    for (at, row) in (1u32..).zip(&sheet.rows) {
        for (column, value) in (0u16..).zip(row) {
            put(out, (at, column), value, looks)?;
        }
    }
    out.set_freeze_panes(1, 0)?;
    let last = u16::try_from(sheet.head.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    out.autofilter(0, 0, rows, last)?;
    out.set_landscape();
    out.set_print_fit_to_pages(1, 0);
    out.set_repeat_rows(0, 0)?;
    Ok(())
}

#[allow(
    clippy::cast_precision_loss,
    reason = "counts of documents and rows are far below 2^52"
)]
fn put(
    out: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let number = |out: &mut Worksheet, n: f64, look: &Format| {
        out.write_number_with_format(row, column, n, look)
            .map(|_| ())
    };
    match value {
        Value::Empty => Ok(()),
        Value::Text(words) => {
            let look = if csv::could_be_a_formula(words) {
                &looks.guarded
            } else {
                &looks.text
            };
            out.write_string_with_format(row, column, short(words), look)
                .map(|_| ())
        }
        Value::Count(n) => number(out, *n as f64, &looks.count),
        Value::Points(n) => number(out, *n, &looks.points),
        Value::Fine(n) => number(out, *n, &looks.fine),
        Value::Share(n) => number(out, *n, &looks.share),
        Value::Day(shown) => out
            .write_datetime_with_format(row, column, day(*shown), &looks.day)
            .map(|_| ()),
    }
}

/// What fits into a cell, and that more was there.
fn short(words: &str) -> String {
    const CUT: &str = " … (cut: a cell holds no more)";
    // A spreadsheet counts its letters in UTF-16.
    if words.encode_utf16().count() <= MOST {
        return words.to_owned();
    }
    let mut left = MOST - CUT.encode_utf16().count();
    let kept: String = words
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    kept + CUT
}

/// A day as spreadsheets count them, which begin with 1900: an earlier one is told as that year's first.
fn day(day: Date) -> Date {
    day.max(date(1900, 1, 1))
}

#[cfg(test)]
mod tests;
