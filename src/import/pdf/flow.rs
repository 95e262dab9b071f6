//! From lines to headings, paragraphs, items and rows, across columns and pages.

use unpdf::parser::LayoutAnalyzer;

use crate::document::headings as looks;
use crate::document::{BlockKind, PageStart, sentences};
use crate::import::extract::RawBlock;
use crate::import::lost::Evidence;
use crate::import::mend::{self, Tally};
use crate::import::traced::Traced;

use super::arrange::{Item, Placed, in_order, lines, placed, spacing};
use super::furniture::Kept;
use super::headings::Sizes;
use super::hyphens::{Words, tidy};
use super::line::Line;
use super::marker::{self, Depths, Marker};
use super::open::Opened;
use super::sheet::Sheet;
use super::tables::Table;
use super::view::{Show, View};

/// A gap wider than this many times the usual distance of lines parts paragraphs.
const WIDE_GAP: f32 = 1.32;
/// A gap up to this many times the usual distance does not part a sentence that goes on.
const WIDEST_GAP: f32 = 2.3;
/// Sizes that are further apart, in points, do not make one paragraph.
const OTHER_SIZE: f32 = 1.1;
/// Most words of a heading.
const HEADING_WORDS: usize = 28;

/// A block in the making.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
    /// Page on which it begins.
    pub page: Option<u32>,
    /// Where later pages start in its text.
    turns: Vec<PageStart>,
    /// Whether its kind is sure.
    pub marked: bool,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Whether readers do not see it.
    pub hidden: bool,
    /// The level that its size gives it.
    level: Option<u8>,
    /// Its last line, and where the lines behind the first start.
    last: Option<Placed>,
    other_left: Option<f32>,
}

impl Piece {
    /// A block that is complete.
    pub const fn plain(kind: BlockKind, text: String, page: Option<u32>) -> Self {
        Self {
            kind,
            text,
            page,
            turns: Vec::new(),
            marked: false,
            bold: false,
            hidden: false,
            level: None,
            last: None,
            other_left: None,
        }
    }

    /// Its text, which knows its pages.
    fn traced(&self) -> Traced {
        let mut out = Traced::new();
        let mut at = 0;
        let first = self.page.map(|page| PageStart { at: 0, page });
        for turn in first.iter().chain(&self.turns) {
            out.push(self.text.get(at..turn.at).unwrap_or_default(), None);
            out.turn_to(turn.page);
            at = turn.at;
        }
        out.push(self.text.get(at..).unwrap_or_default(), None);
        out
    }
}

/// Puts the pages together.
pub fn pieces(opened: &Opened, sheets: &[Sheet], kept: &[Kept]) -> Vec<Piece> {
    let view = View::new(&opened.backend, Show::default());
    let analyzer = LayoutAnalyzer::new(&view);
    let pages: Vec<Vec<Line>> = sheets.iter().map(|s| lines(&analyzer, &s.spans)).collect();
    let mut words = Words::default();
    for line in pages.iter().flatten() {
        words.note(&line.text);
    }
    let sizes = Sizes::of(pages.iter().flatten());
    let spacing = spacing(&pages);
    let mut flow = Flow {
        words: &words,
        sizes: &sizes,
        spacing,
        pieces: Vec::new(),
        current: None,
        depths: Depths::default(),
    };
    for (sheet, lines) in sheets.iter().zip(pages) {
        let placed = placed(lines, sheet.number);
        for item in in_order(placed, &sheet.tables) {
            match item {
                Item::Line(line) => flow.line(line),
                Item::Table(table) => flow.table(table, sheet.number),
            }
        }
    }
    let mut pieces = flow.pieces;
    title(&mut pieces);
    addresses(&mut pieces);
    for sheet in sheets.iter().filter(|s| !s.unseen.is_empty()) {
        for line in lines(&analyzer, &sheet.unseen) {
            pieces.push(Piece {
                hidden: true,
                ..Piece::plain(BlockKind::Paragraph, line.text, Some(sheet.number))
            });
        }
    }
    pieces.extend(
        kept.iter()
            .map(|k| Piece::plain(BlockKind::Paragraph, k.text.clone(), Some(k.page))),
    );
    pieces
}

/// What stands in bold above everything else on the first page is the title.
fn title(pieces: &mut [Piece]) {
    let Some(first) = pieces.first_mut() else {
        return;
    };
    if first.kind == BlockKind::Paragraph
        && first.bold
        && looks::look(&first.text) == looks::Look::Strong
        && marker::marker(&first.text).is_none()
    {
        first.kind = BlockKind::Heading(1);
        first.marked = true;
    }
}

/// A line with a web address is no heading, however large.
fn addresses(pieces: &mut [Piece]) {
    for piece in pieces {
        if matches!(piece.kind, BlockKind::Heading(_)) && piece.text.contains("://") {
            piece.kind = BlockKind::Paragraph;
            piece.marked = false;
        }
    }
}

/// All text, a block a line.
pub fn plain(pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces.iter().map(|p| p.text.as_str()).collect();
    texts.join("\n")
}

/// The blocks, mended.
pub fn blocks(pieces: Vec<Piece>, evidence: &Evidence) -> (Vec<RawBlock>, Tally) {
    let mut tally = Tally::default();
    let blocks = pieces
        .into_iter()
        .filter_map(|piece| {
            let (text, mended) = mend::mend(piece.traced(), evidence);
            tally.add(mended);
            let text = text.squeezed();
            (!text.is_blank()).then_some(RawBlock {
                kind: piece.kind,
                text,
                marked: piece.marked,
                strong: piece.bold,
                hidden: piece.hidden,
            })
        })
        .collect();
    (blocks, tally)
}

struct Flow<'a> {
    words: &'a Words,
    sizes: &'a Sizes,
    spacing: f32,
    pieces: Vec<Piece>,
    /// The block that the next line may go on with.
    current: Option<usize>,
    depths: Depths,
}

impl Flow<'_> {
    fn table(&mut self, table: &Table, page: u32) {
        for row in &table.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| self.cell(cell))
                .filter(|c| !c.is_empty())
                .collect();
            if !cells.is_empty() {
                self.pieces.push(Piece {
                    marked: true,
                    ..Piece::plain(BlockKind::TableRow, cells.join(" | "), Some(page))
                });
            }
        }
        self.current = None;
        self.depths.clear();
    }

    fn cell(&self, cell: &str) -> String {
        let mut out = String::new();
        for line in cell.lines().map(tidy).filter(|l| !l.is_empty()) {
            if out.is_empty() {
                out = line;
            } else {
                self.words.join(&mut out, &line);
            }
        }
        out
    }

    fn line(&mut self, placed: Placed) {
        let level = self.sizes.level(&placed.line);
        let into = self.partner(&placed).filter(|i| {
            self.pieces
                .get(*i)
                .is_some_and(|p| self.goes_on(p, &placed, level))
        });
        if let Some(piece) = into.and_then(|i| self.pieces.get_mut(i)) {
            let titled = marker::is_bare_part(&piece.text);
            self.words.join(&mut piece.text, &placed.line.text);
            if piece.last.as_ref().is_some_and(|l| l.page != placed.page) {
                let added = placed.line.text.trim_start().len();
                piece.turns.push(PageStart {
                    at: piece.text.len().saturating_sub(added),
                    page: placed.page,
                });
            }
            piece.bold = placed.line.bold && (piece.bold || titled) || titled && piece.bold;
            if piece.other_left.is_none() {
                piece.other_left = Some(placed.line.left);
            }
            piece.last = Some(placed);
            self.current = into;
            return;
        }
        self.start(placed, level);
    }

    /// The block that a line may go on with. Notes at the foot of a page stand between a paragraph and its end.
    fn partner(&self, next: &Placed) -> Option<usize> {
        let current = self.current?;
        let page = self.pieces.get(current)?.last.as_ref()?.page;
        if page == next.page {
            return Some(current);
        }
        self.pieces
            .iter()
            .enumerate()
            .take(current + 1)
            .rev()
            .take_while(|(_, p)| p.last.as_ref().is_some_and(|l| l.page == page))
            .find(|(_, p)| {
                p.last
                    .as_ref()
                    .is_some_and(|l| next.line.size - l.line.size < OTHER_SIZE)
            })
            .map(|(i, _)| i)
    }

    fn start(&mut self, placed: Placed, level: Option<u8>) {
        let line = &placed.line;
        let mut text = line.text.clone();
        let mut marked = false;
        let found = marker::marker(&text)
            .or_else(|| (marker::is_bare(&text)).then(|| marker::marker(&format!("{text} X")))?);
        let kind = match (found, level) {
            (Some(mark @ Marker::Bullet(_, body)), _) => {
                text = text
                    .get(body.min(text.len())..)
                    .unwrap_or_default()
                    .to_owned();
                marked = true;
                BlockKind::ListItem(self.depths.depth(line.left, mark, &line.text))
            }
            (_, Some(level)) => {
                self.depths.clear();
                marked = true;
                BlockKind::Heading(level)
            }
            (Some(mark @ Marker::Item(_)), None) => {
                BlockKind::ListItem(self.depths.depth(line.left, mark, &line.text))
            }
            (Some(Marker::Clause) | None, None) => {
                self.depths.end(line.left);
                BlockKind::Paragraph
            }
        };
        let level = level.filter(|_| matches!(kind, BlockKind::Heading(_)));
        self.current = Some(self.pieces.len());
        self.pieces.push(Piece {
            kind,
            text,
            page: Some(placed.page),
            turns: Vec::new(),
            marked,
            bold: line.bold,
            hidden: false,
            level,
            other_left: line.body_left.filter(|_| found.is_some()),
            last: Some(placed),
        });
    }

    /// Whether a line goes on with a block.
    fn goes_on(&self, piece: &Piece, next: &Placed, level: Option<u8>) -> bool {
        let Some(last) = &piece.last else {
            return false;
        };
        let (a, b) = (&last.line, &next.line);
        if a.turned || b.turned {
            return false;
        }
        let drop = a.y - b.y;
        let same_page = last.page == next.page;
        let size = a.size.max(b.size);
        if same_page
            && marker::is_bare(&a.text)
            && (piece.text.is_empty() || piece.text == a.text)
            && drop < size * 2.2
            && drop > -size
        {
            return true;
        }
        if piece.level.is_some() || level.is_some() {
            return piece.level == level
                && same_page
                && drop > 0.0
                && drop < size * 1.75
                && a.bold == b.bold
                && marker::marker(&b.text).is_none()
                && !looks::ends_sentence(&piece.text)
                && words(&piece.text) + words(&b.text) <= HEADING_WORDS;
        }
        if self.titles_below(piece, a, next, same_page) {
            return true;
        }
        let ended = has_ended(&piece.text, &b.text);
        let small = b.text.starts_with(char::is_lowercase);
        let short = a.right + b.letter_width() + b.first_word_width() < last.column_right;
        let distance = self.spacing * a.size;
        let near = same_page && drop < distance * WIDE_GAP;
        match marker::marker(&b.text) {
            Some(Marker::Bullet(c, _)) if !matches!(c, '-' | '–' | '—' | '+' | '*' | 'o') => {
                return false;
            }
            Some(mark) => {
                // `Module Four: / Clause 18` is a line that was cut before a reference.
                let leads = mark == Marker::Clause && piece.text.ends_with(':');
                let closed = ended && !leads || ends_a_part(&piece.text);
                let outdented = piece.other_left.is_some_and(|left| b.left < left - 3.0);
                if closed || short || outdented || !near {
                    return false;
                }
            }
            None => {}
        }
        if (a.size - b.size).abs() > OTHER_SIZE {
            return false;
        }
        if !same_page || drop < -size {
            return (small || !ended && !short) && a.bold == b.bold;
        }
        if drop.abs() < size * 0.3 && b.left >= a.right - 1.0 {
            return true;
        }
        if drop >= distance * WIDE_GAP {
            return !ended && small && !short && drop < distance * WIDEST_GAP;
        }
        if a.bold != b.bold && (ended || short) {
            return false;
        }
        let step = size * 0.7;
        match piece.other_left {
            // The second line may start anywhere, unless the first was ended by its author.
            None => {
                if ended && (b.left - a.left).abs() > step && short {
                    return false;
                }
            }
            Some(left) => {
                let out = b.left < left - step;
                let inside = b.left > left + step;
                if (out || inside) && (ended || short) {
                    return false;
                }
            }
        }
        if short {
            return small && !ended;
        }
        true
    }
}

impl Flow<'_> {
    /// Whether a line is the title of the part whose name and number stand above it.
    fn titles_below(&self, piece: &Piece, a: &Line, next: &Placed, same_page: bool) -> bool {
        let b = &next.line;
        let drop = a.y - b.y;
        let title = looks::look(&b.text);
        marker::is_bare_part(&piece.text)
            && matches!(piece.kind, BlockKind::Paragraph)
            && marker::marker(&b.text).is_none()
            && title != looks::Look::No
            && words(&b.text) <= 14
            && (b.bold || a.right + b.letter_width() < next.column_right)
            && (a.size - b.size).abs() < OTHER_SIZE
            && (!same_page || drop > 0.0 && drop < a.size * self.spacing * 2.5)
    }
}

/// Whether a text ends with a sentence, so that what follows starts another one: not behind `U.S.` or `No.`.
fn has_ended(text: &str, next: &str) -> bool {
    if !looks::ends_sentence(text) {
        return false;
    }
    if !text.ends_with('.') {
        return true;
    }
    let skip = text.chars().count().saturating_sub(40);
    let tail: String = text.chars().skip(skip).collect();
    let head: String = next.chars().take(40).collect();
    let joined = format!("x {tail} {head}");
    let cut = joined.len() - head.len();
    sentences::split(&joined).iter().any(|s| s.start == cut)
}

/// Whether a text ends as a part of a list does.
fn ends_a_part(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text);
    text.ends_with([',', ';']) || matches!(last, "and" | "or" | "and/or")
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
