//! A page as it was read: the runs of text with their places, the tables that are ruled, and what was lost.

use std::collections::BTreeMap;

use unpdf::UnreadableFont;
use unpdf::parser::backend::{PageBox, PdfBackend};
use unpdf::parser::{LayoutAnalyzer, PageFacts, PageOpCounts, TextSpan};

use crate::import::extract::{Input, Refused};

use super::glyphs;
use super::open::{Opened, guarded};
use super::rules::{self, Shape};
use super::tables::{self, Table};
use super::view::{Show, Spent, View};

/// One page.
pub struct Sheet {
    /// Counted from 1.
    pub number: u32,
    /// What of the page is seen.
    pub frame: PageBox,
    /// Runs of text that readers see.
    pub spans: Vec<TextSpan>,
    /// Runs of text that readers do not see.
    pub unseen: Vec<TextSpan>,
    /// Rules and boxes that the page draws.
    pub shapes: Vec<Shape>,
    /// Tables, taken out of the runs.
    pub tables: Vec<Table>,
    /// What the reading told about the page.
    pub facts: PageFacts,
    /// What the page paints.
    pub counts: PageOpCounts,
    /// Runs that could not be read, by font.
    pub unreadable: Vec<UnreadableFont>,
    /// Runs whose letters were worked out from the usual order of glyphs.
    pub worked_out: usize,
    /// Content streams that could not be unpacked.
    pub undecodable: usize,
    /// Whether a layer of recognised text was left out because it is no language.
    pub recognition_dropped: bool,
    /// What running through it took.
    pub spent: Spent,
    /// Whether runs were left out that stand far away from the page.
    pub astray: bool,
    /// Whether the page could not be read at all.
    pub failed: bool,
}

/// Reads all pages.
///
/// # Errors
/// Where the pages hold more than the limits allow.
pub fn read_all(opened: &Opened, input: &Input<'_>) -> Result<Vec<Sheet>, Refused> {
    let mut sheets = read_pages(opened, input, Show::default())?;
    if sheets.iter().any(|s| !s.unreadable.is_empty()) {
        work_out(opened, input, &mut sheets)?;
    }
    tables::read_ruled(&mut sheets, input);
    for sheet in &mut sheets {
        if sheet.tables.is_empty() {
            rules::take_tables(sheet);
        }
        sheet.shapes = Vec::new();
    }
    Ok(sheets)
}

/// Reads the pages whose fonts do not say which letters they draw once more, by the usual order of glyphs, and keeps
/// what comes out where it is language.
fn work_out(opened: &Opened, input: &Input<'_>, sheets: &mut [Sheet]) -> Result<(), Refused> {
    let show = Show {
        usual_glyphs: true,
        ..Show::default()
    };
    let again = read_pages(opened, input, show)?;
    let mut gained = String::new();
    for (sheet, other) in sheets.iter().zip(&again) {
        let fonts: Vec<&str> = sheet.unreadable.iter().map(|u| u.name.as_str()).collect();
        let spans = other
            .spans
            .iter()
            .filter(|s| fonts.contains(&s.font_name.as_str()));
        for span in spans {
            gained.push_str(&span.text);
        }
        gained.push(' ');
    }
    if !glyphs::reads_well(&gained) {
        return Ok(());
    }
    for (sheet, mut other) in sheets.iter_mut().zip(again) {
        let runs = |s: &Sheet| s.unreadable.iter().map(|u| u.runs).sum::<usize>();
        other.worked_out = runs(sheet).saturating_sub(runs(&other));
        *sheet = other;
    }
    Ok(())
}

fn read_pages(opened: &Opened, input: &Input<'_>, show: Show) -> Result<Vec<Sheet>, Refused> {
    let view = |show: Show| View::new(&opened.backend, show);
    let views = Views {
        turned: view(show),
        written: view(Show {
            turned: false,
            ..show
        }),
        painted: view(Show {
            painted_only: true,
            ..show
        }),
    };
    let mut total = 0_usize;
    let mut sheets = Vec::new();
    for number in views.turned.pages().into_keys() {
        let sheet = guarded(|| read(&views, number)).unwrap_or_else(|| Sheet::lost(number));
        total = total.saturating_add(sheet.spent.content);
        if total > input.limits.unfolded {
            const MEGABYTE: usize = 1024 * 1024;
            return Err(Refused::TooMuch(format!(
                "its first {number} pages unfold to more than {} MB",
                input.limits.unfolded / MEGABYTE
            )));
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

struct Views<'a> {
    turned: View<'a>,
    written: View<'a>,
    painted: View<'a>,
}

fn read(views: &Views<'_>, number: u32) -> Sheet {
    let mut sheet = look(&views.turned, number);
    let seen = sheet.spans.iter().filter(|s| !s.text.trim().is_empty());
    let (all, lying) = seen.fold((0, 0), |(all, lying), span| {
        (all + 1, lying + usize::from(span.is_rotated()))
    });
    // A page that is shown lying on its side was written upright.
    if lying * 2 > all {
        let written = look(&views.written, number);
        if written.spans.iter().filter(|s| s.is_rotated()).count() * 2 < all {
            sheet = written;
        }
    }
    // A layer of recognised text under the picture of a page is what the readers of the picture see.
    if sheet.facts.invisible_text_chars > 0 && sheet.facts.painted_text_chars > 0 {
        let painted = look(&views.painted, number).spans;
        part_unseen(&mut sheet, &painted);
    }
    sheet
}

fn look(view: &View<'_>, number: u32) -> Sheet {
    let mut sheet = Sheet::lost(number);
    view.take_spent();
    let analyzer = LayoutAnalyzer::new(view);
    if let Some(&page) = view.pages().get(&number) {
        sheet.frame = view.crop_box(page);
    }
    if let Ok(spans) = analyzer.extract_page_spans(number) {
        let found = spans.len();
        sheet.spans = spans.into_iter().filter(is_placed).collect();
        sheet.astray = sheet.spans.len() < found;
        sheet.failed = false;
    }
    sheet.facts = analyzer.page_facts();
    sheet.counts = analyzer.page_op_counts();
    sheet.unreadable = analyzer.unreadable_fonts();
    sheet.undecodable = analyzer.undecodable_content_streams();
    sheet.recognition_dropped = analyzer.ocr_text_suppressed();
    sheet.spent = view.take_spent();
    sheet.shapes = view.take_shapes();
    sheet
}

/// Whether a run stands near its page. Damaged numbers put runs nowhere or far away, and the search for columns
/// between here and there would never end.
fn is_placed(span: &TextSpan) -> bool {
    const FARTHEST: f32 = 30_000.0;
    const LARGEST: f32 = 5_000.0;
    span.x.abs() < FARTHEST
        && span.y.abs() < FARTHEST
        && span.width.abs() < FARTHEST
        && span.font_size.abs() < LARGEST
        && span.letter_spacing.is_finite()
}

fn part_unseen(sheet: &mut Sheet, painted: &[TextSpan]) {
    let mut seen: BTreeMap<(String, i64, i64), usize> = BTreeMap::new();
    for span in painted {
        *seen.entry(place(span)).or_default() += 1;
    }
    let (spans, unseen) = std::mem::take(&mut sheet.spans).into_iter().partition(|s| {
        s.text.trim().is_empty()
            || seen
                .get_mut(&place(s))
                .filter(|count| **count > 0)
                .map(|count| *count -= 1)
                .is_some()
    });
    sheet.spans = spans;
    sheet.unseen = unseen;
}

/// A run's text and its place in tenths of a point.
#[allow(
    clippy::cast_possible_truncation,
    reason = "a place on a page is far below the range, and the cast saturates"
)]
fn place(span: &TextSpan) -> (String, i64, i64) {
    (
        span.text.clone(),
        (span.x * 10.0).round() as i64,
        (span.y * 10.0).round() as i64,
    )
}

impl Sheet {
    /// A page of which nothing could be read.
    fn lost(number: u32) -> Self {
        Self {
            number,
            frame: PageBox::LETTER,
            spans: Vec::new(),
            unseen: Vec::new(),
            shapes: Vec::new(),
            tables: Vec::new(),
            facts: PageFacts::default(),
            counts: PageOpCounts::default(),
            unreadable: Vec::new(),
            worked_out: 0,
            undecodable: 0,
            recognition_dropped: false,
            spent: Spent::default(),
            astray: false,
            failed: true,
        }
    }

    /// Letters and digits that were read from it, tables included.
    pub fn letters(&self) -> usize {
        let spans = self
            .spans
            .iter()
            .chain(&self.unseen)
            .map(|s| s.text.as_str());
        let cells = self
            .tables
            .iter()
            .flat_map(|t| t.rows.iter().flatten().map(String::as_str));
        spans
            .chain(cells)
            .flat_map(str::chars)
            .filter(|c| c.is_alphanumeric())
            .count()
    }
}
