//! Blocks into pages: what must stay together does, heads of tables are repeated.

use super::block::Block;
use super::item::{Item, Page};

/// Room of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Left edge of the text.
    pub left: f32,
    /// Width of the text.
    pub width: f32,
    /// Top of the text.
    pub top: f32,
    /// Bottom of the text.
    pub bottom: f32,
}

/// A page in the making.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its items.
    pub page: Page,
    /// Titles of the sections that stand on it.
    pub sections: Vec<String>,
}

/// Fills pages from the top.
#[derive(Debug)]
pub struct Flow {
    room: Room,
    sheets: Vec<Sheet>,
    sheet: Sheet,
    y: f32,
    pending: Vec<Block>,
    head: Option<Block>,
    section: Option<String>,
}

impl Flow {
    /// An empty flow; the first page starts at `top`.
    #[must_use]
    pub fn new(room: Room) -> Self {
        Self {
            room,
            sheets: Vec::new(),
            sheet: Sheet::default(),
            y: room.top,
            pending: Vec::new(),
            head: None,
            section: None,
        }
    }

    /// Width of the text.
    #[must_use]
    pub const fn width(&self) -> f32 {
        self.room.width
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        let keep = block.keep;
        self.pending.push(block);
        if !keep {
            self.flush();
        }
    }

    /// Adds blocks.
    pub fn extend(&mut self, blocks: impl IntoIterator<Item = Block>) {
        for block in blocks {
            self.push(block);
        }
    }

    /// Adds blocks that stand on one page, as far as one holds them.
    pub fn whole(&mut self, blocks: Vec<Block>) {
        let last = blocks.len().saturating_sub(1);
        self.extend(blocks.into_iter().enumerate().map(|(at, block)| Block {
            keep: at != last,
            ..block
        }));
    }

    /// Adds the head of a table, to be repeated on every page until [`Flow::end_table`].
    pub fn begin_table(&mut self, mut head: Block) {
        head.head = true;
        head.keep = true;
        self.push(head);
    }

    /// Ends a table.
    pub fn end_table(&mut self) {
        self.flush();
        self.head = None;
    }

    /// Starts a new page, unless nothing stands on this one.
    pub fn page_break(&mut self) {
        self.flush();
        if !self.at_top() {
            self.next_page();
        }
    }

    /// The pages.
    #[must_use]
    pub fn finish(mut self) -> Vec<Sheet> {
        self.flush();
        if !self.sheet.page.items.is_empty() || self.sheets.is_empty() {
            self.sheets.push(self.sheet);
        }
        self.sheets
    }

    fn at_top(&self) -> bool {
        self.y <= self.room.top
    }

    fn next_page(&mut self) {
        let done = std::mem::take(&mut self.sheet);
        self.sheets.push(done);
        self.sheet.sections.extend(self.section.clone());
        self.y = self.room.top;
        if let Some(mut head) = self.head.clone() {
            // Marks belong to the first head only.
            head.items
                .retain(|i| !matches!(i, Item::Anchor { .. } | Item::Bookmark { .. }));
            self.place(head);
        }
    }

    fn flush(&mut self) {
        let group = std::mem::take(&mut self.pending);
        let height: f32 = group.iter().map(|b| b.before + b.height).sum();
        let head = self.head.as_ref().map_or(0.0, |h| h.height);
        let fits_a_page = height + head <= self.room.bottom - self.room.top;
        if self.y + height > self.room.bottom && fits_a_page && !self.at_top() {
            self.leave_for(&group);
        }
        for block in group {
            if self.y + block.before + block.height > self.room.bottom && !self.at_top() {
                self.leave_for(std::slice::from_ref(&block));
            }
            self.place(block);
        }
    }

    /// Goes to the next page for these blocks. A section that begins with them does not continue the last one.
    fn leave_for(&mut self, blocks: &[Block]) {
        if blocks.first().is_some_and(|b| b.section.is_some()) {
            self.section = None;
        }
        self.next_page();
    }

    fn place(&mut self, block: Block) {
        if !self.at_top() {
            self.y += block.before;
        }
        if let Some(section) = &block.section {
            self.section = Some(section.clone());
            if !self.sheet.sections.contains(section) {
                self.sheet.sections.push(section.clone());
            }
        }
        if block.head && self.head.is_none() {
            self.head = Some(Block {
                before: 0.0,
                ..block.clone()
            });
        }
        let (x, y) = (self.room.left, self.y);
        self.sheet
            .page
            .items
            .extend(block.items.into_iter().map(|mut item| {
                item.shift(x, y);
                item
            }));
        self.y += block.height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        left: 10.0,
        width: 100.0,
        top: 10.0,
        bottom: 110.0,
    };

    fn block(height: f32) -> Block {
        Block {
            items: vec![Item::rule(0.0, 0.0, 5.0, 1.0, super::super::palette::TEXT)],
            height,
            ..Block::default()
        }
    }

    fn counts(flow: Flow) -> Vec<usize> {
        flow.finish().iter().map(|s| s.page.items.len()).collect()
    }

    #[test]
    fn a_block_that_does_not_fit_goes_to_the_next_page() {
        let mut flow = Flow::new(ROOM);
        flow.extend([block(60.0), block(60.0), block(40.0)]);
        assert_eq!(counts(flow), [1, 2]);
    }

    #[test]
    fn what_is_tied_moves_together() {
        let mut flow = Flow::new(ROOM);
        flow.extend([block(60.0), block(30.0).keep(), block(20.0)]);
        assert_eq!(counts(flow), [1, 2]);
    }

    #[test]
    fn what_is_whole_stands_on_one_page_if_a_page_holds_it() {
        let mut flow = Flow::new(ROOM);
        flow.push(block(40.0));
        flow.whole(vec![block(30.0), block(20.0), block(20.0)]);
        assert_eq!(counts(flow), [1, 3]);
        let mut flow = Flow::new(ROOM);
        flow.push(block(40.0));
        flow.whole(vec![block(50.0), block(40.0), block(40.0)]);
        assert_eq!(counts(flow), [2, 2]);
    }

    #[test]
    fn a_group_larger_than_a_page_is_not_moved_in_vain() {
        let mut flow = Flow::new(ROOM);
        flow.extend([block(60.0), block(30.0).keep(), block(80.0)]);
        assert_eq!(counts(flow), [2, 1]);
    }

    #[test]
    fn heads_are_repeated_until_the_table_ends() {
        let mut flow = Flow::new(ROOM);
        flow.begin_table(block(20.0));
        flow.extend([block(50.0), block(50.0), block(50.0)]);
        flow.end_table();
        flow.push(block(90.0));
        // Head and a row, twice a repeated head and a row, and no head after the end.
        assert_eq!(counts(flow), [2, 2, 2, 1]);
    }

    #[test]
    fn a_head_never_stands_without_a_row() {
        let mut flow = Flow::new(ROOM);
        flow.push(block(75.0));
        flow.begin_table(block(20.0));
        flow.push(block(20.0));
        flow.end_table();
        assert_eq!(counts(flow), [1, 2]);
    }

    #[test]
    fn an_empty_flow_is_one_empty_page() {
        assert_eq!(counts(Flow::new(ROOM)), [0]);
    }
}
