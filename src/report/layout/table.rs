//! Rows of tables: cells are wrapped, a row is one block and so is never split.

use super::block::Block;
use super::item::Item;
use super::palette;
use super::text::{self, Align, HEAD, Span, Style, TABLE, span};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Its head.
    pub title: &'static str,
    /// Left edge.
    pub x: f32,
    /// Width.
    pub width: f32,
    /// Where its lines stand.
    pub align: Align,
}

/// Columns side by side over a width, given as (title, share of what is left or fixed width, align), 12 apart.
/// A width above 1 is fixed; below, it is a share of what the fixed ones leave.
#[must_use]
pub fn columns(whole: f32, wanted: &[(&'static str, f32, Align)]) -> Vec<Column> {
    const GAP: f32 = 12.0;
    let fixed: f32 = wanted.iter().map(|w| w.1).filter(|w| *w > 1.0).sum();
    let gaps: f32 = wanted.iter().skip(1).map(|_| GAP).sum();
    let left = (whole - fixed - gaps).max(0.0);
    let mut x = 0.0;
    wanted
        .iter()
        .map(|&(title, share, align)| {
            let width = if share > 1.0 { share } else { share * left };
            let column = Column {
                title,
                x,
                width,
                align,
            };
            x += width + GAP;
            column
        })
        .collect()
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text, wrapped.
    Text(Vec<Span>),
    /// Something drawn, from the top left corner of the cell.
    Block(Block),
}

impl Cell {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text(vec![span(text, TABLE)])
    }

    /// Text in a style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self::Text(vec![span(text, style)])
    }

    /// Text in a quieter colour.
    pub fn soft(text: impl Into<String>) -> Self {
        Self::Text(vec![span(text, TABLE.color(palette::SOFT))])
    }

    /// Drawn items of the height of a line.
    #[must_use]
    pub fn drawn(items: Vec<Item>) -> Self {
        Self::Block(Block {
            items,
            height: TABLE.leading,
            ..Block::default()
        })
    }
}

/// Room above and below the text of a row.
const PAD: f32 = 3.0;

/// The head of a table, over a strong line.
#[must_use]
pub fn head(columns: &[Column], width: f32) -> Block {
    let mut whole = Block::beside(
        columns
            .iter()
            .map(|c| {
                (
                    c.x,
                    text::text_block(&[span(c.title, HEAD)], c.width, c.align),
                )
            })
            .collect(),
    );
    whole.height += 4.0;
    whole
        .items
        .push(Item::rule(0.0, whole.height, width, 1.3, palette::TEXT));
    whole.height += 1.0;
    whole
}

/// A row, over a hairline.
#[must_use]
pub fn row(columns: &[Column], cells: Vec<Cell>, width: f32) -> Block {
    let mut whole = Block::beside(
        columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| {
                let block = match cell {
                    Cell::Text(spans) => text::text_block(&spans, column.width, column.align),
                    Cell::Block(block) => block,
                };
                (column.x, block)
            })
            .collect(),
    )
    .shifted(0.0, PAD);
    whole.height += PAD;
    whole
        .items
        .push(Item::rule(0.0, whole.height, width, 0.75, palette::STROKE));
    whole
}
