//! From paragraphs and rows to blocks.

use std::collections::BTreeMap;

use crate::document::headings::{self, NumberStyle};
use crate::document::{BlockKind, sentences};
use crate::import::builder::Builder;
use crate::import::extract::RawBlock;
use crate::import::lost::Evidence;
use crate::import::mend;
use crate::import::traced::Traced;

use super::counting::Style;
use super::story::{Item, LINE, Note, PAGE, Paragraph};
use super::styles::Role;
use super::tally::Tally;

/// A heading with more words is a clause in a heading's style, if it is a sentence.
const TITLE_WORDS: usize = 12;
/// Twentieths of a point that part two indentations.
const INDENT_STEP: i64 = 100;

/// Notes and how they are counted.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// Footnotes by their number in the file.
    pub foot: BTreeMap<String, Vec<Item>>,
    /// Endnotes by their number in the file.
    pub end: BTreeMap<String, Vec<Item>>,
    /// How footnotes are counted.
    pub foot_style: Style,
    /// How endnotes are counted.
    pub end_style: Style,
}

/// What blocks are made of.
pub struct Story<'a> {
    /// The body.
    pub items: &'a [Item],
    /// Its notes.
    pub notes: &'a Notes,
    /// A line of a header or footer that the body does not have.
    pub margin: Option<&'a str>,
    /// Texts of other formats, by their relations.
    pub chunks: &'a BTreeMap<String, Vec<RawBlock>>,
}

/// Makes blocks, and counts what is hidden.
#[must_use]
pub fn blocks(story: &Story<'_>, tally: &mut Tally) -> (Vec<RawBlock>, mend::Tally) {
    let mut emit = Emit {
        builder: Builder::new(evidence(story)),
        notes: story.notes,
        tally,
        waiting: Vec::new(),
        counted: (0, 0),
        depths: Depths::default(),
        titled: titled(story.items),
        after_colon: false,
    };
    let mut margin = story.margin;
    for item in story.items {
        match item {
            Item::Paragraph(paragraph) => emit.paragraph(paragraph),
            Item::Row(cells) => emit.row(cells),
            Item::Chunk(id) => {
                emit.waiting_notes();
                emit.builder
                    .extend(story.chunks.get(id).cloned().unwrap_or_default());
            }
        }
        // Below the first block, which may be the title.
        if emit.builder.len() > 0
            && let Some(line) = margin.take()
        {
            emit.line(line);
        }
    }
    if let Some(line) = margin {
        emit.line(line);
    }
    emit.waiting_notes();
    emit.builder.finish()
}

/// Whether a title stands above all headings, so that they lie in it.
fn titled(items: &[Item]) -> bool {
    items.iter().find_map(|item| match item {
        Item::Paragraph(p) if p.is_heading() && !p.is_blank() => Some(p.role == Some(Role::Title)),
        _ => None,
    }) == Some(true)
}

/// All texts together, to tell whether characters were lost.
fn evidence(story: &Story<'_>) -> Evidence {
    let mut text = String::new();
    let notes = story
        .notes
        .foot
        .values()
        .chain(story.notes.end.values())
        .flatten();
    for item in story.items.iter().chain(notes) {
        match item {
            Item::Paragraph(p) => {
                text.push_str(&p.text);
                text.push('\n');
            }
            Item::Row(cells) => {
                for paragraph in cells.iter().flatten() {
                    text.push_str(&paragraph.text);
                    text.push('\n');
                }
            }
            Item::Chunk(_) => {}
        }
    }
    Evidence::of(&text)
}

struct Emit<'a> {
    builder: Builder,
    notes: &'a Notes,
    tally: &'a mut Tally,
    /// Notes that wait for the end of their list or table.
    waiting: Vec<Note>,
    /// Footnotes and endnotes so far.
    counted: (u32, u32),
    depths: Depths,
    titled: bool,
    /// The last paragraph ended with a colon.
    after_colon: bool,
}

impl Emit<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (kind, marked) = self.kind(paragraph);
        if !matches!(kind, BlockKind::ListItem(_)) {
            self.waiting_notes();
        }
        let contents = matches!(paragraph.role, Some(Role::Contents(_)));
        if !paragraph.number().is_empty() {
            self.number(paragraph.number());
        }
        let mut left = usize::MAX;
        if contents {
            left = without_page(&paragraph.text);
        }
        for (text, face) in paragraph.stretches().filter(|(_, face)| !face.hidden) {
            let text = text.get(..text.len().min(left)).unwrap_or(text);
            left = left.saturating_sub(text.len());
            self.stretch(text, face.bold && !contents, kind);
        }
        self.builder.flush(kind, marked);
        self.hidden(paragraph);
        self.waiting.extend(paragraph.notes.iter().cloned());
        self.after_colon = paragraph.text.trim_end().ends_with(':');
    }

    fn number(&mut self, printed: &str) {
        self.builder
            .append_mark(&Traced::loose(&format!("{printed} ")));
    }

    fn stretch(&mut self, text: &str, bold: bool, kind: BlockKind) {
        if bold {
            self.builder.open_bold();
        }
        for piece in text.split_inclusive([LINE, PAGE]) {
            let line = piece.trim_end_matches([LINE, PAGE]);
            self.builder.push(line, None);
            match piece.chars().next_back() {
                Some(LINE) => self.builder.line_break(kind),
                Some(PAGE) => self.builder.push(" ", None),
                _ => {}
            }
        }
        if bold {
            self.builder.close_bold();
        }
    }

    /// What readers do not see stands in a block of its own.
    fn hidden(&mut self, paragraph: &Paragraph) {
        let mut words = 0;
        for (text, _) in paragraph
            .stretches()
            .filter(|(text, face)| face.hidden && !text.trim().is_empty())
        {
            words += text.split_whitespace().count();
            self.builder.push(text, None);
            self.builder.push(" ", None);
        }
        if words > 0 {
            self.tally.hidden.0 += 1;
            self.tally.hidden.1 += words;
            self.builder.set_hidden(true);
            self.builder.flush(BlockKind::Paragraph, true);
            self.builder.set_hidden(false);
        }
    }

    /// Kind of a paragraph, and whether the file says so.
    fn kind(&mut self, paragraph: &Paragraph) -> (BlockKind, bool) {
        match paragraph.role {
            Some(Role::Title) if is_title(paragraph) => {
                self.depths.clear();
                return (BlockKind::Heading(1), true);
            }
            Some(Role::Heading(level)) if is_title(paragraph) => {
                self.depths.clear();
                return (
                    BlockKind::Heading((level + u8::from(self.titled)).clamp(1, 6)),
                    true,
                );
            }
            Some(Role::Contents(level)) => {
                return (BlockKind::ListItem(level.saturating_sub(1)), true);
            }
            _ => {}
        }
        let Some(mark) = &paragraph.mark else {
            return self.unmarked(paragraph);
        };
        if mark.clause || mark.printed.is_empty() && !mark.bullet {
            self.depths.end(paragraph.indent);
            return (BlockKind::Paragraph, false);
        }
        let depth = self.depths.item(
            (mark.family, mark.level),
            paragraph.indent,
            self.after_colon,
        );
        (BlockKind::ListItem(depth), mark.bullet)
    }

    /// A paragraph without a number of Word's own may have one that was typed.
    fn unmarked(&mut self, paragraph: &Paragraph) -> (BlockKind, bool) {
        let text = paragraph.visible();
        let typed = headings::number(text.trim_start()).and_then(|number| {
            let closed = text
                .trim_start()
                .get(number.printed.len()..)?
                .starts_with(['.', ')']);
            Some(match number.style {
                NumberStyle::Decimal(1) if closed => 0,
                NumberStyle::Letter(upper) => 1 + u8::from(upper),
                NumberStyle::Roman(upper) => 3 + u8::from(upper),
                NumberStyle::Bracketed => bracketed(number.printed),
                NumberStyle::Decimal(_) | NumberStyle::Named => return None,
            })
        });
        match typed {
            Some(class) if !text.trim_end().contains([LINE, PAGE]) => {
                let depth = self.depths.typed(class, paragraph.indent);
                (BlockKind::ListItem(depth), false)
            }
            _ => {
                self.depths.end(paragraph.indent);
                (BlockKind::Paragraph, false)
            }
        }
    }

    fn row(&mut self, cells: &[Vec<Paragraph>]) {
        let mut first_cell = true;
        for cell in cells {
            let mut first = true;
            let mut ended = true;
            for paragraph in cell
                .iter()
                .filter(|p| !p.is_blank() || !p.number().is_empty())
            {
                if first && !first_cell {
                    self.builder.push(" | ", None);
                }
                if !first {
                    self.builder.push(if ended { " " } else { "; " }, None);
                }
                (first, first_cell) = (false, false);
                if !paragraph.number().is_empty() {
                    self.number(paragraph.number());
                }
                for (text, face) in paragraph.stretches().filter(|(_, face)| !face.hidden) {
                    self.stretch(text, face.bold, BlockKind::TableRow);
                }
                ended = paragraph
                    .visible()
                    .trim_end()
                    .ends_with(['.', ';', ':', ',', '!', '?']);
            }
            if first && !first_cell {
                // An empty cell keeps its place.
                self.builder.push(" | ", None);
            }
        }
        self.builder.flush(BlockKind::TableRow, true);
        for paragraph in cells.iter().flatten() {
            self.hidden(paragraph);
            self.waiting.extend(paragraph.notes.iter().cloned());
        }
        self.after_colon = false;
    }

    /// A paragraph that is none of the text's own.
    fn line(&mut self, text: &str) {
        self.builder.push(text, None);
        self.builder.flush(BlockKind::Paragraph, true);
    }

    /// Puts the notes that wait below what refers to them.
    fn waiting_notes(&mut self) {
        let notes = self.notes;
        for note in std::mem::take(&mut self.waiting) {
            let (texts, style, counted, name) = if note.end {
                (&notes.end, notes.end_style, &mut self.counted.1, "Endnote")
            } else {
                (
                    &notes.foot,
                    notes.foot_style,
                    &mut self.counted.0,
                    "Footnote",
                )
            };
            *counted += 1;
            let mut label = format!("{name} {}: ", style.print(*counted));
            let Some(items) = texts.get(&note.id) else {
                continue;
            };
            for item in items {
                let paragraphs: Vec<&Paragraph> = match item {
                    Item::Paragraph(p) => vec![p],
                    Item::Row(cells) => cells.iter().flatten().collect(),
                    Item::Chunk(_) => continue,
                };
                for paragraph in paragraphs {
                    if !paragraph.is_blank() {
                        self.builder
                            .append_mark(&Traced::loose(&std::mem::take(&mut label)));
                        if !paragraph.number().is_empty() {
                            self.number(paragraph.number());
                        }
                        self.builder.push(paragraph.visible().trim(), None);
                        self.builder.flush(BlockKind::Paragraph, true);
                    }
                    self.hidden(paragraph);
                }
            }
        }
    }
}

/// Whether a paragraph in a heading's style is a title, not a clause.
fn is_title(paragraph: &Paragraph) -> bool {
    let text = paragraph.visible();
    let text = text.trim();
    if text.split_whitespace().count() <= TITLE_WORDS {
        return true;
    }
    !headings::ends_sentence(text) && sentences::split(text).len() < 2
}

/// Where the text of an entry of a table of contents ends, before its page number.
fn without_page(text: &str) -> usize {
    let body = text.trim_end();
    let Some(cut) = body.rfind('\t') else {
        return text.len();
    };
    let page = body.get(cut..).unwrap_or_default().trim();
    let counts = page
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l' | '-'));
    if counts && !page.is_empty() {
        cut
    } else {
        text.len()
    }
}

/// Kinds of typed numbers in brackets: `(1)`, `(iv)`, `(b)`, in this order.
fn bracketed(printed: &str) -> u8 {
    let inside = printed.trim_matches(['(', ')']);
    if inside.chars().all(|c| c.is_ascii_digit()) {
        5
    } else if inside.len() > 1 || matches!(inside, "i" | "v" | "x" | "I" | "V" | "X") {
        6
    } else {
        7
    }
}

/// Lists that are open, with their indentation.
#[derive(Debug, Default)]
struct Depths {
    open: Vec<((u32, u8), i64)>,
}

impl Depths {
    /// Depth of an item of a list. Levels of one pattern lie in each other; other lists by their indentation.
    fn item(&mut self, key: (u32, u8), indent: i64, after_colon: bool) -> u8 {
        let (family, level) = key;
        if let Some(seat) = self.open.iter().position(|(k, _)| *k == key) {
            self.open.truncate(seat);
        } else if let Some(seat) = self
            .open
            .iter()
            .rposition(|((f, l), _)| *f == family && *l < level)
        {
            self.open.truncate(seat + 1);
        } else if let Some(seat) = self.open.iter().position(|((f, _), _)| *f == family) {
            self.open.truncate(seat);
        } else if !after_colon {
            self.open.retain(|(_, at)| at + INDENT_STEP <= indent);
        }
        self.open.push((key, indent));
        self.depth()
    }

    /// Depth of an item whose number was typed: by its kind of number, as nothing else tells.
    fn typed(&mut self, class: u8, indent: i64) -> u8 {
        let key = (u32::MAX, class);
        if let Some(seat) = self.open.iter().position(|(k, _)| *k == key) {
            self.open.truncate(seat);
        } else {
            self.open.retain(|((f, _), at)| {
                *f == u32::MAX && *at <= indent || at + INDENT_STEP <= indent
            });
        }
        self.open.push((key, indent));
        self.depth()
    }

    fn depth(&self) -> u8 {
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// A paragraph ends the lists that are indented further.
    fn end(&mut self, indent: i64) {
        self.open.retain(|(_, at)| *at <= indent && *at > 0);
    }

    fn clear(&mut self) {
        self.open.clear();
    }
}
