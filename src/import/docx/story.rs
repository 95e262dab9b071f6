//! What is read of a part before it becomes blocks: paragraphs and rows, in reading order, flat.

use super::look::Look;
use super::numbering::Mark;
use super::styles::Role;

/// A line break inside a paragraph.
pub const LINE: char = '\n';
/// A page or column break inside a paragraph.
pub const PAGE: char = '\u{c}';

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// Its text, with [`LINE`] and [`PAGE`] for breaks.
    pub text: String,
    /// Where each stretch of one look ends in the text, in order.
    pub looks: Vec<(usize, Face)>,
    /// What it is by its style; nothing where it is not known yet.
    pub role: Option<Role>,
    /// What stands in front of it.
    pub mark: Option<Mark>,
    /// Indentation in twentieths of a point.
    pub indent: i64,
    /// Notes that it refers to.
    pub notes: Vec<Note>,
}

/// What matters of a look once it is told what readers see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Face {
    /// Set in bold.
    pub bold: bool,
    /// Not seen by readers of the original.
    pub hidden: bool,
}

impl Face {
    /// The face of a look.
    #[must_use]
    pub const fn of(look: Look, coloured: bool) -> Self {
        Self {
            bold: look.bold,
            hidden: look.is_hidden(coloured),
        }
    }
}

/// A reference to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Whether it stands at the end of the document.
    pub end: bool,
    /// Its number in the file.
    pub id: String,
}

impl Paragraph {
    /// Adds text.
    pub fn push(&mut self, text: &str, face: Face) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.looks.last_mut() {
            Some((at, last)) if *last == face => *at = end,
            _ => self.looks.push((end, face)),
        }
    }

    /// Its stretches of one look.
    pub fn stretches(&self) -> impl Iterator<Item = (&str, Face)> {
        let mut from = 0;
        self.looks.iter().map(move |(end, face)| {
            let text = self.text.get(from..*end).unwrap_or_default();
            from = *end;
            (text, *face)
        })
    }

    /// Whether readers see anything in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.stretches()
            .all(|(text, face)| face.hidden || text.trim().is_empty())
    }

    /// The text that readers see, without number.
    #[must_use]
    pub fn visible(&self) -> String {
        self.stretches()
            .filter(|(_, face)| !face.hidden)
            .map(|(text, _)| text)
            .collect()
    }

    /// The number printed in front of it.
    #[must_use]
    pub fn number(&self) -> &str {
        self.mark.as_ref().map_or("", |m| m.printed.as_str())
    }

    /// How many words it has, hidden ones included.
    #[must_use]
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether it is a heading or a title by its style.
    #[must_use]
    pub const fn is_heading(&self) -> bool {
        matches!(self.role, Some(Role::Title | Role::Heading(_)))
    }

    /// Goes on with another paragraph, whose properties count.
    #[must_use]
    pub fn joined(mut self, next: Self) -> Self {
        let shift = self.text.len();
        self.text.push_str(&next.text);
        self.looks
            .extend(next.looks.iter().map(|(end, face)| (end + shift, *face)));
        self.notes.extend(next.notes);
        Self {
            text: self.text,
            looks: self.looks,
            notes: self.notes,
            role: next.role,
            mark: next.mark,
            indent: next.indent,
        }
    }
}

/// A piece of a story.
#[derive(Debug, Clone)]
pub enum Item {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A row of a table: the paragraphs of each cell.
    Row(Vec<Vec<Paragraph>>),
    /// A text of another format in a part of its own: the relation to it.
    Chunk(String),
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What stands in it.
    pub items: Vec<Item>,
    /// Whether it goes on with the cell above.
    pub continued: bool,
    /// Whether a tracked change took it out.
    pub deleted: bool,
}

impl Cell {
    fn words(&self) -> usize {
        self.items
            .iter()
            .map(|item| match item {
                Item::Paragraph(p) => p.words(),
                Item::Row(cells) => cells.iter().flatten().map(Paragraph::words).sum(),
                Item::Chunk(_) => 1,
            })
            .sum()
    }
}

/// A row with more words is no row that anybody can read as one.
const ROW_WORDS: usize = 150;
/// The same for a cell.
const CELL_WORDS: usize = 90;
/// A cell with more paragraphs is a text of its own.
const CELL_PARAGRAPHS: usize = 8;
/// From this number of words on, what stands beside a clause number is its clause.
const CLAUSE_WORDS: usize = 8;

/// The rows of a table as items: rows that can be read as such, and otherwise what their cells hold, in order.
#[must_use]
pub fn rows(table: Vec<Vec<Cell>>) -> Vec<Item> {
    let filled = |row: &[Cell]| row.iter().filter(|c| c.words() > 0).count();
    // A frame around text, or a table of one column.
    let layout = table.iter().all(|row| filled(row) <= 1);
    let mut out = Vec::new();
    for row in table {
        let row: Vec<Cell> = row.into_iter().filter(|c| !c.deleted).collect();
        if layout || !reads_as_row(&row) {
            let numbered = clause_number(&row);
            let mut items = row.into_iter().flat_map(|c| c.items);
            if let Some(number) = numbered {
                // The number's own paragraph goes into the clause.
                let _number = items.next();
                if let Some(Item::Paragraph(mut first)) = items.next() {
                    let shift = number.len() + 1;
                    first.text.insert_str(0, &format!("{number} "));
                    for (end, _) in &mut first.looks {
                        *end += shift;
                    }
                    out.push(Item::Paragraph(first));
                }
            }
            out.extend(items);
            continue;
        }
        let cells: Vec<Vec<Paragraph>> = row
            .into_iter()
            .filter(|c| !c.continued)
            .map(|c| {
                c.items
                    .into_iter()
                    .filter_map(|item| match item {
                        Item::Paragraph(p) => Some(p),
                        Item::Row(_) | Item::Chunk(_) => None,
                    })
                    .collect()
            })
            .collect();
        out.push(Item::Row(cells));
    }
    out
}

fn reads_as_row(row: &[Cell]) -> bool {
    let words: usize = row.iter().map(Cell::words).sum();
    if words == 0 || row.iter().filter(|c| c.words() > 0).count() == 1 && words > 30 {
        return false;
    }
    words <= ROW_WORDS
        && clause_number(row).is_none()
        && row.iter().all(|cell| {
            cell.words() <= CELL_WORDS
                && cell.items.len() <= CELL_PARAGRAPHS
                && cell.items.iter().all(|item| match item {
                    Item::Paragraph(p) => !p.is_heading(),
                    Item::Row(_) | Item::Chunk(_) => false,
                })
        })
}

/// The number of a clause that stands in a cell of its own beside it.
fn clause_number(row: &[Cell]) -> Option<String> {
    let [first, second] = row else { return None };
    let ([Item::Paragraph(number)], Some(Item::Paragraph(clause))) =
        (first.items.as_slice(), second.items.first())
    else {
        return None;
    };
    if second.words() < CLAUSE_WORDS || clause.is_blank() || !clause.number().is_empty() {
        return None;
    }
    let printed = format!("{} {}", number.number(), number.visible());
    let printed = printed.trim();
    let inside = printed.trim_matches(['(', ')', '.', ' ']);
    let counts = !inside.is_empty()
        && inside.len() <= 8
        && inside.split('.').all(|p| {
            !p.is_empty()
                && (p.chars().all(|c| c.is_ascii_digit())
                    || p.len() == 1 && p.chars().all(char::is_alphabetic))
        });
    // `30` beside a text may be a figure; a number of a clause is closed or has parts.
    let closed = inside.len() < printed.len() || inside.contains('.');
    (counts && closed).then(|| printed.to_owned())
}
