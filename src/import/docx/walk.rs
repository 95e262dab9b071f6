//! From the markup of a part to its paragraphs and rows.
//!
//! One pass without recursion: a stack of open elements, a stack of paragraphs (text boxes stand inside of
//! paragraphs), a stack of stories (the body, cells, boxes, notes), and a stack of fields.

use std::collections::BTreeMap;

use super::look::{Change, Look, is_shaded, symbol};
use super::numbering::{Counters, Numbering, Reference};
use super::story::{Cell, Face, Item, LINE, Note, PAGE, Paragraph, rows};
use super::styles::{self, Role, Styles};
use super::tally::Tally;
use super::xml::{Element, Space, Step, Stream};

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

/// A paragraph in the making.
#[derive(Debug, Default)]
struct Open {
    paragraph: Paragraph,
    style: Option<String>,
    outline: Option<u8>,
    own: Reference,
    indent: Option<i64>,
    shaded: bool,
    mark_deleted: bool,
    mark_hidden: bool,
    in_contents: bool,
    /// What its text boxes hold.
    boxes: Vec<Item>,
    /// Look of its runs, once it is known.
    base: Option<Look>,
}

#[derive(Debug, Default)]
struct Story {
    items: Vec<Item>,
    /// Text whose paragraph mark was deleted, so that it goes on in the next paragraph.
    pending: Option<Paragraph>,
    /// Fields that were open when it began.
    fields: usize,
    /// Number of the note that it is.
    note: String,
    /// Look of the text around it.
    around: Look,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    row_deleted: bool,
    /// Whether its cells may have a colour.
    coloured: bool,
    cell: CellState,
}

#[derive(Debug, Clone, Copy, Default)]
struct CellState {
    continued: bool,
    deleted: bool,
    coloured: bool,
}

#[derive(Debug, Default)]
struct Field {
    /// Whether the result was reached.
    result: bool,
    instruction: String,
    /// State of a box to tick, where it is one.
    ticked: Option<bool>,
    /// Entries of a list to choose from, and which one is chosen.
    entries: Vec<String>,
    chosen: usize,
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
                self.tally.pictures += usize::from(element.name() == b"imagedata");
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

    fn paragraph_property(
        &mut self,
        element: &Element<'_>,
        stream: &mut Stream<'_>,
    ) -> Option<Frame> {
        let Some(open) = self.open.last_mut() else {
            return Some(Frame::Plain);
        };
        match element.name() {
            b"pStyle" => open.style = element.val(),
            b"outlineLvl" => open.outline = styles::outline(element),
            b"ind" => open.indent = styles::indent(element),
            b"shd" => open.shaded = is_shaded(element),
            b"rPr" => return Some(Frame::MarkProperties),
            b"numPr" => return Some(Frame::ParagraphProperties),
            b"ilvl" => open.own.level = styles::level(element),
            b"numId" => open.own.list = styles::list(element),
            b"sectPr" => return Some(self.section(element)),
            b"tabs" => {
                stream.skip();
                return None;
            }
            _ => {}
        }
        Some(Frame::Plain)
    }

    fn section(&mut self, element: &Element<'_>) -> Frame {
        if matches!(element.name(), b"headerReference" | b"footerReference")
            && let Some(id) = element.attribute("id")
        {
            self.told.margins.push(id);
        }
        Frame::Plain
    }

    fn mark_property(&mut self, element: &Element<'_>) {
        let author = || element.attribute("author");
        match element.name() {
            b"del" => self.tally.deleted(author()),
            b"ins" => self.tally.inserted(author()),
            _ => {}
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match element.name() {
            b"del" | b"moveFrom" => open.mark_deleted = true,
            b"vanish" => open.mark_hidden = element.is_on(),
            _ => {}
        }
    }

    fn table_property(&mut self, element: &Element<'_>) {
        let top = self.top();
        let author = || element.attribute("author");
        match (top, element.name()) {
            (Frame::RowProperties, b"ins") => self.tally.inserted(author()),
            (Frame::RowProperties, b"del") => self.tally.deleted(author()),
            (Frame::CellProperties, b"cellIns") => self.tally.inserted(author()),
            (Frame::CellProperties, b"cellDel") => self.tally.deleted(author()),
            _ => {}
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        match (top, element.name()) {
            (Frame::TableProperties, b"tblStyle") => table.coloured = true,
            (Frame::TableProperties, b"shd") => table.coloured |= is_shaded(element),
            (Frame::RowProperties, b"del") => table.row_deleted = true,
            (Frame::CellProperties, b"shd") => table.cell.coloured = is_shaded(element),
            (Frame::CellProperties, b"cellDel") => table.cell.deleted = true,
            (Frame::CellProperties, b"vMerge" | b"hMerge") => {
                table.cell.continued = element.val().is_none_or(|v| v == "continue");
            }
            _ => {}
        }
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
            b"altChunk" => self.chunk(element),
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

    fn field(&mut self, element: &Element<'_>) -> Frame {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => self.end_field(),
            _ => {}
        }
        Frame::Plain
    }

    fn end_field(&mut self) {
        // A field does not end outside of the story in which it began.
        let floor = self.stories.last().map_or(0, |s| s.fields);
        if self.fields.len() <= floor {
            return;
        }
        let Some(field) = self.fields.pop() else {
            return;
        };
        if let Some(ticked) = field.ticked {
            self.mark(if ticked { '☒' } else { '☐' });
        } else if let Some(entry) = field.entries.get(field.chosen)
            && self.is_shown()
        {
            let entry = entry.clone();
            self.push(&entry);
        }
    }

    /// What a form says of a box to tick or of a list to choose from.
    fn form(&mut self, element: &Element<'_>) -> Frame {
        let Some(field) = self.fields.last_mut() else {
            return Frame::Plain;
        };
        match element.name() {
            b"checkBox" => field.ticked = Some(false),
            b"checked" | b"default" if field.ticked.is_some() => {
                field.ticked = Some(element.is_on())
            }
            b"result" => {
                field.chosen = element
                    .number()
                    .and_then(|n| usize::try_from(n).ok())
                    .unwrap_or(0)
            }
            b"listEntry" => field.entries.extend(element.val()),
            _ => {}
        }
        Frame::Plain
    }

    /// A text of another format that lies in a part of its own.
    fn chunk(&mut self, element: &Element<'_>) -> Frame {
        match (element.attribute("id"), self.stories.last_mut()) {
            (Some(id), Some(story)) => story.items.push(Item::Chunk(id)),
            _ => self.tally.elsewhere += 1,
        }
        Frame::Plain
    }

    fn leave(&mut self) {
        match self.frames.pop().unwrap_or(Frame::Plain) {
            Frame::Paragraph => self.end_paragraph(),
            Frame::RunProperties => {
                let base = self.base();
                let styled = self
                    .run_style
                    .as_deref()
                    .map_or(base, |id| self.shared.styles.changed(base, id));
                self.look = self.run_change.apply(styled);
            }
            Frame::Inserted => self.inserted = self.inserted.saturating_sub(1),
            Frame::Cell => {
                let items = self.end_story().items;
                if let Some(table) = self.tables.last_mut() {
                    let CellState {
                        continued, deleted, ..
                    } = std::mem::take(&mut table.cell);
                    table.row.push(Cell {
                        items,
                        continued,
                        deleted,
                    });
                }
            }
            Frame::Row => {
                if let Some(table) = self.tables.last_mut() {
                    let row = std::mem::take(&mut table.row);
                    if !table.row_deleted {
                        table.rows.push(row);
                    }
                }
            }
            Frame::Table => {
                if let (Some(table), Some(story)) = (self.tables.pop(), self.stories.last_mut()) {
                    story.items.extend(rows(table.rows));
                }
            }
            Frame::Box => {
                let items = self.end_story().items;
                self.boxes = self.boxes.saturating_sub(1);
                match (self.open.last_mut(), self.stories.last_mut()) {
                    (Some(open), _) => open.boxes.extend(items),
                    (None, Some(story)) => story.items.extend(items),
                    (None, None) => {}
                }
            }
            Frame::Note => {
                let story = self.end_story();
                self.told.notes.insert(story.note, story.items);
            }
            Frame::Plain
            | Frame::ParagraphProperties
            | Frame::MarkProperties
            | Frame::Run
            | Frame::TableProperties
            | Frame::RowProperties
            | Frame::CellProperties => {}
        }
    }

    fn end_story(&mut self) -> Story {
        self.settle();
        if self.stories.len() < 2 {
            return Story::default();
        }
        let story = self.stories.pop().unwrap_or_default();
        self.look = story.around;
        self.fields.truncate(
            story
                .fields
                .max(self.stories.last().map_or(0, |s| s.fields)),
        );
        story
    }

    /// Text that waits for a paragraph to go on in, where none follows.
    fn settle(&mut self) {
        if let Some(story) = self.stories.last_mut()
            && let Some(paragraph) = story.pending.take()
            && !paragraph.text.trim().is_empty()
        {
            story.items.push(Item::Paragraph(paragraph));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Shared {
            styles, numbering, ..
        } = self.shared;
        let style = styles.of_paragraph(open.style.as_deref());
        let role = match style.map(|id| styles.role(id)) {
            Some(role @ Role::Contents(_)) => role,
            _ if open.in_contents => Role::Contents(1),
            role => match open.outline {
                Some(level @ 0..=8) => Role::Heading(level + 1),
                Some(_) => Role::Body,
                None => role.unwrap_or(Role::Body),
            },
        };
        let mut paragraph = open.paragraph;
        paragraph.role = Some(role);
        self.items += 1;
        let before = self.stories.last_mut().and_then(|s| s.pending.take());
        if let Some(before) = before {
            paragraph = before.joined(paragraph);
        }
        if open.mark_deleted {
            if let Some(story) = self.stories.last_mut() {
                story.pending = Some(paragraph);
                story.items.extend(open.boxes);
            }
            return;
        }
        let unseen = open.mark_hidden && paragraph.is_blank();
        if !unseen && let Some(place) = numbering.place(open.own, style, styles) {
            paragraph.mark = numbering.count(place, &mut self.counters);
        }
        paragraph.indent = open
            .indent
            .or_else(|| paragraph.mark.as_ref().and_then(|m| m.indent))
            .or_else(|| style.and_then(|id| styles.indent(id)))
            .unwrap_or(0);
        let Some(story) = self.stories.last_mut() else {
            return;
        };
        let says = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 4;
        let empty = paragraph.text.trim().is_empty() && !says(paragraph.number());
        if !empty || !paragraph.notes.is_empty() {
            story.items.push(Item::Paragraph(paragraph));
        }
        story.items.extend(open.boxes);
    }
}
