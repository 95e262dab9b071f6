//! Where the blocks of a document stand: heights that are estimated until a block has been seen.

use crate::document::{Block, BlockKind, Document, Span};

/// Heights of all blocks at one width.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// Document, its text's length and the width for which the heights hold.
    key: (usize, usize, u32),
    heights: Vec<f32>,
    tops: Vec<f32>,
    stale: bool,
    /// Tables: the first row's block, how many rows, and the shares of the columns.
    pub tables: Vec<Table>,
    /// Matches of the search.
    pub matches: Vec<Span>,
    /// Document and words for which they hold.
    pub matches_of: Option<(usize, String)>,
    /// Offset for the next frame, where the view has to keep its place.
    pub next_offset: Option<f32>,
}

/// A run of table rows.
#[derive(Debug, Clone)]
pub struct Table {
    /// Block of the first row.
    pub first: usize,
    /// Number of rows.
    pub rows: usize,
    /// Share of the width for each column; they sum to 1.
    pub columns: Vec<f32>,
}

/// Space above and under the page.
pub const MARGIN: f32 = 20.0;

impl Pages {
    /// Makes ready for a document at a width. Estimates all heights anew where either has changed.
    pub fn prepare(&mut self, index: usize, document: &Document, width: f32) {
        let key = (index, document.text.len(), width as u32);
        if self.key != key || self.heights.len() != document.blocks.len() {
            self.key = key;
            self.tables = tables(document);
            self.heights = document.blocks.iter().map(|b| estimate(b, width)).collect();
            self.stale = true;
        }
        if self.stale {
            self.stale = false;
            let mut at = MARGIN;
            self.tops = self
                .heights
                .iter()
                .map(|h| {
                    let top = at;
                    at += h;
                    top
                })
                .collect();
        }
    }

    /// Where a block begins.
    #[must_use]
    pub fn top(&self, block: usize) -> f32 {
        self.tops.get(block).copied().unwrap_or(MARGIN)
    }

    /// Height of the whole page.
    #[must_use]
    pub fn total(&self) -> f32 {
        let last = self.tops.last().zip(self.heights.last());
        last.map_or(0.0, |(top, height)| top + height) + MARGIN * 2.0
    }

    /// The block at a height of the page.
    #[must_use]
    pub fn block_at(&self, y: f32) -> usize {
        self.tops.partition_point(|&top| top <= y).saturating_sub(1)
    }

    /// Notes the true height of a block. Returns by how much the estimate was off.
    pub fn measured(&mut self, block: usize, height: f32) -> f32 {
        let Some(slot) = self.heights.get_mut(block) else {
            return 0.0;
        };
        let off = height - *slot;
        if off.abs() > 0.05 {
            *slot = height;
            self.stale = true;
        }
        off
    }

    /// The table that a block is a row of.
    #[must_use]
    pub fn table(&self, block: usize) -> Option<&Table> {
        let after = self.tables.partition_point(|t| t.first <= block);
        let table = self.tables.get(after.checked_sub(1)?)?;
        (block < table.first + table.rows).then_some(table)
    }
}

fn estimate(block: &Block, width: f32) -> f32 {
    let chars = block.span.len() as f32;
    let lines = |per_char: f32, width: f32| (chars * per_char / width.max(60.0)).ceil().max(1.0);
    match block.kind {
        BlockKind::Heading(level) => {
            lines(9.4, width) * 26.0 + if level <= 2 { 26.0 } else { 18.0 }
        }
        BlockKind::Paragraph => lines(7.3, width) * 24.0 + 10.0,
        BlockKind::ListItem(depth) => {
            lines(7.3, width - 18.0 * (f32::from(depth) + 1.0)) * 24.0 + 4.0
        }
        BlockKind::TableRow => lines(6.8, width) * 18.0 + 12.0,
    }
}

fn tables(document: &Document) -> Vec<Table> {
    let mut out: Vec<Table> = Vec::new();
    let mut widths: Vec<f32> = Vec::new();
    for (i, block) in document.blocks.iter().enumerate() {
        if block.kind != BlockKind::TableRow {
            close(&mut out, &mut widths);
            continue;
        }
        if widths.is_empty() {
            out.push(Table {
                first: i,
                rows: 0,
                columns: Vec::new(),
            });
        }
        if let Some(table) = out.last_mut() {
            table.rows += 1;
        }
        for (k, cell) in document.cells(block.span).iter().enumerate() {
            // A long cell wraps: beyond 60 characters it asks for no more room.
            let want = (cell.len() as f32).clamp(6.0, 60.0);
            match widths.get_mut(k) {
                Some(width) => *width = width.max(want),
                None => widths.push(want),
            }
        }
    }
    close(&mut out, &mut widths);
    out
}

fn close(out: &mut [Table], widths: &mut Vec<f32>) {
    if widths.is_empty() {
        return;
    }
    let sum: f32 = widths.iter().sum();
    if let Some(table) = out.last_mut() {
        table.columns = widths.iter().map(|w| w / sum).collect();
    }
    widths.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture;

    #[test]
    fn a_measured_block_moves_those_after_it_only() {
        let document = fixture::policy();
        let mut pages = Pages::default();
        pages.prepare(0, &document, 600.0);
        let (before, total) = (pages.top(3), pages.total());
        let height = pages.top(3) - pages.top(2);
        let off = pages.measured(2, height + 40.0);
        pages.prepare(0, &document, 600.0);
        assert!((off - 40.0).abs() < 0.01);
        assert!((pages.top(3) - before - 40.0).abs() < 0.01);
        assert!((pages.total() - total - 40.0).abs() < 0.01);
        assert_eq!(pages.block_at(pages.top(3) + 1.0), 3);
        assert_eq!(pages.block_at(0.0), 0);
    }

    #[test]
    fn cells_are_slices_of_the_text() {
        let document = fixture::policy();
        let row = document
            .blocks
            .iter()
            .find(|b| b.kind == BlockKind::TableRow)
            .expect("the policy has a table");
        let words: Vec<_> = document
            .cells(row.span)
            .into_iter()
            .map(|c| document.slice(c))
            .collect();
        assert_eq!(words, ["Record", "Why we keep it", "Kept for"]);
    }
}
