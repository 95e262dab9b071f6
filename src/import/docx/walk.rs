//! From the markup of a part to its paragraphs and rows.
//!
//! One pass without recursion: a stack of open elements, a stack of paragraphs (text boxes stand inside of
//! paragraphs), a stack of stories (the body, cells, boxes, notes), and a stack of fields.

mod close;
mod fields;
mod making;
mod properties;

use std::collections::BTreeMap;

use super::look::{Change, Look, symbol};
use super::numbering::{Counters, Numbering};
use super::story::{Face, Item, LINE, Note, PAGE};
use super::styles::Styles;
use super::tally::Tally;
use super::xml::{Element, Space, Step, Stream};
use making::{CellState, Field, Open, Story, Table};

/// Tables inside tables beyond this are read as the text of the table around them.
const DEEPEST_TABLE: usize = 16;
/// Most paragraphs and rows that are read.
const MOST_ITEMS: usize = 500_000;

/// What all parts of a file share.
#[derive(Debug, Clone, Copy)]
pub struct Shared<'a> {
    /// Its styles.
    pub styles: &'a Styles,
    /// Its lists.
    pub numbering: &'a Numbering,
    /// Deepest nesting that is read.
    pub depth: usize,
}

/// What was read of a part.
#[derive(Debug, Default)]
pub struct Told {
    /// Paragraphs and rows in reading order.
    pub items: Vec<Item>,
    /// Notes by their number in the file.
    pub notes: BTreeMap<String, Vec<Item>>,
    /// Relations to headers and footers, in the order in which they are named.
    pub margins: Vec<String>,
    /// Why it could not be read to its end, and how far it was, in hundredths.
    pub broken: Option<(String, u64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Plain,
    Paragraph,
    ParagraphProperties,
    MarkProperties,
    Run,
    RunProperties,
    Inserted,
    Table,
    TableProperties,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    Box,
    Note,
}

struct Walk<'a> {
    shared: Shared<'a>,
    tally: &'a mut Tally,
    told: Told,
    frames: Vec<Frame>,
    open: Vec<Open>,
    stories: Vec<Story>,
    tables: Vec<Table>,
    fields: Vec<Field>,
    counters: Counters,
    /// Run in the making: its style of characters, its own changes, and what follows from both.
    run_style: Option<String>,
    run_change: Change,
    look: Look,
    inserted: usize,
    boxes: usize,
    /// The whole page has a colour.
    page_coloured: bool,
    items: usize,
}

/// Reads a part.
#[must_use]
pub fn walk(text: &str, shared: Shared<'_>, tally: &mut Tally) -> Told {
    let mut walk = Walk {
        shared,
        tally,
        told: Told::default(),
        frames: Vec::new(),
        open: Vec::new(),
        stories: vec![Story::default()],
        tables: Vec::new(),
        fields: Vec::new(),
        counters: Counters::default(),
        run_style: None,
        run_change: Change::default(),
        look: Look::default(),
        inserted: 0,
        boxes: 0,
        page_coloured: false,
        items: 0,
    };
    let mut stream = Stream::new(text);
    loop {
        match stream.step() {
            Step::Open(element) => walk.enter(&element, &mut stream),
            Step::Close => walk.leave(),
            Step::Text(_) => {}
            Step::End => break,
            Step::Broken(why) => {
                walk.told.broken = Some((why, stream.hundredths()));
                break;
            }
        }
        if walk.items > MOST_ITEMS {
            walk.told.broken = Some((
                format!("it has more than {MOST_ITEMS} paragraphs"),
                stream.hundredths(),
            ));
            break;
        }
    }
    while !walk.frames.is_empty() {
        walk.leave();
    }
    walk.settle();
    walk.told.items = walk.stories.pop().map(|s| s.items).unwrap_or_default();
    walk.told
}

impl Walk<'_> {
    fn top(&self) -> Frame {
        self.frames.last().copied().unwrap_or(Frame::Plain)
    }

    fn enter(&mut self, element: &Element<'_>, stream: &mut Stream<'_>) {
        if stream.depth() > self.shared.depth {
            self.tally.deep += 1;
            stream.skip();
            return;
        }
        let frame = match element.space {
            Space::Word => self.word(element, stream),
            Space::Drawing => self.drawing(element, stream),
            Space::Math => self.formula(element, stream),
            _ => {
                match element.name() {
                    b"imagedata" => self.tally.pictures += 1,
                    b"chart" => self.tally.charts += 1,
                    b"relIds" => self.beside(element.attribute("dm")),
                    _ => {}
                }
                Some(Frame::Plain)
            }
        };
        // Nothing stands for an element that was gone through to its end.
        if let Some(frame) = frame {
            self.frames.push(frame);
        }
    }

    fn drawing(&mut self, element: &Element<'_>, stream: &mut Stream<'_>) -> Option<Frame> {
        Some(match element.name() {
            b"txBody" => self.begin_box(),
            b"p" if self.boxes > 0 => self.begin_paragraph(),
            b"t" => {
                let text = stream.words();
                self.text(&text);
                return None;
            }
            b"br" => {
                self.put(LINE);
                Frame::Plain
            }
            b"blip" => {
                self.tally.pictures += 1;
                Frame::Plain
            }
            _ => Frame::Plain,
        })
    }

    fn formula(&mut self, element: &Element<'_>, stream: &mut Stream<'_>) -> Option<Frame> {
        match element.name() {
            b"t" => {
                let text = stream.words();
                self.text(&text);
                None
            }
            b"r" => Some(self.begin_run()),
            _ => Some(Frame::Plain),
        }
    }

    /// Goes into an element of Word's own; nothing where it was gone through to its end.
    fn word(&mut self, element: &Element<'_>, stream: &mut Stream<'_>) -> Option<Frame> {
        let name = element.name();
        if name.ends_with(b"Change") {
            stream.skip();
            return None;
        }
        match self.top() {
            Frame::ParagraphProperties => return self.paragraph_property(element, stream),
            Frame::MarkProperties => self.mark_property(element),
            Frame::RunProperties => {
                if name == b"rStyle" {
                    self.run_style = element.val();
                } else {
                    self.run_change.take(element);
                }
            }
            Frame::TableProperties | Frame::RowProperties | Frame::CellProperties => {
                self.table_property(element)
            }
            top => return self.content(top, element, stream),
        }
        Some(Frame::Plain)
    }

    fn content(
        &mut self,
        top: Frame,
        element: &Element<'_>,
        stream: &mut Stream<'_>,
    ) -> Option<Frame> {
        let author = || element.attribute("author");
        Some(match element.name() {
            b"p" => self.begin_paragraph(),
            b"pPr" if top == Frame::Paragraph => Frame::ParagraphProperties,
            b"r" => self.begin_run(),
            b"rPr" if top == Frame::Run => Frame::RunProperties,
            b"t" => {
                let text = stream.words();
                // Blanks that only lay the markup out hold a line break.
                let text = if text.contains('\n') {
                    text.trim()
                } else {
                    text.as_str()
                };
                self.text(text);
                return None;
            }
            b"tab" | b"ptab" if top == Frame::Run => self.mark('\t'),
            b"br" => match element.attribute("type").as_deref() {
                Some("page" | "column") => self.mark(PAGE),
                _ => self.mark(LINE),
            },
            b"cr" => self.mark(LINE),
            b"noBreakHyphen" => self.mark('-'),
            b"sym" => self.symbol(element),
            b"instrText" => {
                let text = stream.words();
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(&text);
                }
                return None;
            }
            b"fldChar" => self.field(element),
            b"checkBox" | b"ddList" | b"checked" | b"default" | b"result" | b"listEntry" => {
                self.form(element)
            }
            b"ins" => {
                self.tally.inserted(author());
                self.inserted += 1;
                Frame::Inserted
            }
            b"moveTo" => {
                self.tally.moved(author());
                self.inserted += 1;
                Frame::Inserted
            }
            b"del" => {
                self.tally.deleted(author());
                stream.skip();
                return None;
            }
            b"moveFrom" | b"delText" | b"delInstrText" | b"rt" | b"rubyPr" | b"sdtPr"
            | b"sdtEndPr" | b"smartTagPr" | b"customXmlPr" | b"tblGrid" | b"tblPrEx" | b"pPr"
            | b"rPr" => {
                stream.skip();
                return None;
            }
            b"tbl" => self.begin_table(),
            b"tblPr" if top == Frame::Table => Frame::TableProperties,
            b"tr" if top != Frame::Row && !self.tables.is_empty() => self.begin_row(),
            b"trPr" if top == Frame::Row => Frame::RowProperties,
            b"tc" if !self.tables.is_empty() => self.begin_cell(),
            b"tcPr" if top == Frame::Cell => Frame::CellProperties,
            b"txbxContent" => self.begin_box(),
            b"footnote" | b"endnote" => {
                if element.attribute("type").is_some_and(|t| t != "normal") {
                    stream.skip();
                    return None;
                }
                self.begin_story(element.attribute("id").unwrap_or_default());
                Frame::Note
            }
            b"footnoteReference" | b"endnoteReference" => {
                let end = element.name() == b"endnoteReference";
                if let (Some(open), Some(id)) = (self.open.last_mut(), element.attribute("id")) {
                    open.paragraph.notes.push(Note { end, id });
                }
                Frame::Plain
            }
            b"headerReference" | b"footerReference" => self.section(element),
            b"altChunk" => {
                self.beside(element.attribute("id"));
                Frame::Plain
            }
            b"subDoc" => {
                self.tally.elsewhere += 1;
                Frame::Plain
            }
            b"background" => {
                let colour = element
                    .attribute("color")
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                self.page_coloured = !matches!(colour.as_str(), "" | "auto" | "ffffff");
                Frame::Plain
            }
            _ => Frame::Plain,
        })
    }

    fn begin_paragraph(&mut self) -> Frame {
        let in_contents = self
            .fields
            .iter()
            .any(|f| f.instruction.trim_start().starts_with("TOC"));
        self.open.push(Open {
            in_contents,
            ..Open::default()
        });
        Frame::Paragraph
    }

    fn begin_run(&mut self) -> Frame {
        self.run_style = None;
        self.run_change = Change::default();
        self.look = self.base();
        Frame::Run
    }

    /// Look of runs in the paragraph.
    fn base(&mut self) -> Look {
        let styles = self.shared.styles;
        let Some(open) = self.open.last_mut() else {
            return Look::default();
        };
        *open
            .base
            .get_or_insert_with(|| styles.look(styles.of_paragraph(open.style.as_deref())))
    }

    fn begin_story(&mut self, note: String) {
        let fields = self.fields.len();
        let around = std::mem::take(&mut self.look);
        self.stories.push(Story {
            fields,
            note,
            around,
            ..Story::default()
        });
    }

    fn begin_box(&mut self) -> Frame {
        self.begin_story(String::new());
        self.boxes += 1;
        Frame::Box
    }

    fn begin_table(&mut self) -> Frame {
        if self.tables.len() >= DEEPEST_TABLE {
            return Frame::Plain;
        }
        self.settle();
        self.tables.push(Table::default());
        Frame::Table
    }

    fn begin_row(&mut self) -> Frame {
        // A row of a table that lies too deep belongs to the cell around it.
        if self.rows_are_deep() {
            return Frame::Plain;
        }
        if let Some(table) = self.tables.last_mut() {
            table.row_deleted = false;
        }
        Frame::Row
    }

    fn rows_are_deep(&self) -> bool {
        let inner = self
            .frames
            .iter()
            .rev()
            .find(|f| matches!(f, Frame::Table | Frame::Cell | Frame::Box | Frame::Note));
        inner != Some(&Frame::Table)
    }

    fn begin_cell(&mut self) -> Frame {
        if self.rows_are_deep() {
            return Frame::Plain;
        }
        if let Some(table) = self.tables.last_mut() {
            table.cell = CellState::default();
        }
        self.begin_story(String::new());
        Frame::Cell
    }

    /// Whether the text that is read now is shown: not what a field is told to do.
    fn is_shown(&self) -> bool {
        self.fields.iter().all(|f| f.result)
    }

    fn text(&mut self, text: &str) {
        if !self.is_shown() {
            return;
        }
        if let Some(font) = self.look.symbols {
            for c in text.chars() {
                let code = u32::from(c);
                match symbol(Some(font), code) {
                    Some(letter) => self.put(letter),
                    // Fonts of symbols have no letters beyond their own; these come from another one.
                    None if code > 0xff && !(0xf000..=0xf0ff).contains(&code) => self.put(c),
                    None => self.tally.symbols += 1,
                }
            }
            return;
        }
        self.push(text);
    }

    fn put(&mut self, c: char) {
        let mut bytes = [0; 4];
        self.push(c.encode_utf8(&mut bytes));
    }

    fn push(&mut self, text: &str) {
        let look = self.look;
        let coloured = self.page_coloured
            || self.boxes > 0
            || self.tables.iter().any(|t| t.coloured || t.cell.coloured)
            || self.open.last().is_some_and(|o| o.shaded);
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.paragraph.push(text, Face::of(look, coloured));
        if !text.trim().is_empty() {
            if self.inserted == 0 {
                self.tally.unchanged();
            }
            if look.struck {
                self.tally.struck += text.split_whitespace().count();
            }
        }
    }

    fn mark(&mut self, c: char) -> Frame {
        if self.is_shown() {
            self.put(c);
        }
        Frame::Plain
    }

    fn symbol(&mut self, element: &Element<'_>) -> Frame {
        let code = element
            .attribute("char")
            .and_then(|c| u32::from_str_radix(c.trim(), 16).ok());
        let font = element
            .attribute("font")
            .and_then(|f| super::look::Symbols::of_font(&f));
        if self.is_shown() {
            match code.and_then(|code| symbol(font, code)) {
                Some(letter) => self.put(letter),
                None => self.tally.symbols += 1,
            }
        }
        Frame::Plain
    }

    /// A text that lies in a part of its own, by the relation to it.
    fn beside(&mut self, id: Option<String>) {
        // Only the text itself has room for it, not a cell or a box.
        match (id, self.stories.first_mut()) {
            (Some(id), Some(story)) => story.items.push(Item::Chunk(id)),
            _ => self.tally.elsewhere += 1,
        }
    }
}
