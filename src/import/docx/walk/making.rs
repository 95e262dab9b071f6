//! What is in the making while a part is walked: paragraphs, stories, tables, fields.

use super::super::look::Look;
use super::super::numbering::Reference;
use super::super::story::{Cell, Item, Paragraph};

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) paragraph: Paragraph,
    pub(super) style: Option<String>,
    pub(super) outline: Option<u8>,
    pub(super) own: Reference,
    pub(super) indent: Option<i64>,
    pub(super) shaded: bool,
    pub(super) mark_deleted: bool,
    pub(super) mark_hidden: bool,
    pub(super) in_contents: bool,
    /// What its text boxes hold.
    pub(super) boxes: Vec<Item>,
    /// Look of its runs, once it is known.
    pub(super) base: Option<Look>,
}

#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) items: Vec<Item>,
    /// Text whose paragraph mark was deleted, so that it goes on in the next paragraph.
    pub(super) pending: Option<Paragraph>,
    /// Fields that were open when it began.
    pub(super) fields: usize,
    /// Number of the note that it is.
    pub(super) note: String,
    /// Look of the text around it.
    pub(super) around: Look,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) row: Vec<Cell>,
    pub(super) row_deleted: bool,
    /// Whether its cells may have a colour.
    pub(super) coloured: bool,
    pub(super) cell: CellState,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellState {
    pub(super) continued: bool,
    pub(super) deleted: bool,
    pub(super) coloured: bool,
}

#[derive(Debug, Default)]
pub(super) struct Field {
    /// Whether the result was reached.
    pub(super) result: bool,
    pub(super) instruction: String,
    /// State of a box to tick, where it is one.
    pub(super) ticked: Option<bool>,
    /// Entries of a list to choose from, and which one is chosen.
    pub(super) entries: Vec<String>,
    pub(super) chosen: usize,
}
