//! Blocks: things that stand together and are never split.

use super::item::Item;
use super::text::{Align, Span, text_block};

/// Something of a known height that is never split over pages. Its items lie from its top left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// What is drawn.
    pub items: Vec<Item>,
    /// Its height.
    pub height: f32,
    /// Room above it, left out at the top of a page.
    pub before: f32,
    /// Whether it must stand on the page of what follows.
    pub keep: bool,
    /// Whether it is the head of a table, to be repeated until the table ends.
    pub head: bool,
    /// The section that begins with it, for the running head.
    pub section: Option<String>,
}

impl Block {
    /// An empty one of this height.
    #[must_use]
    pub fn space(height: f32) -> Self {
        Self {
            height,
            ..Self::default()
        }
    }

    /// With room above it.
    #[must_use]
    pub fn before(mut self, before: f32) -> Self {
        self.before = before;
        self
    }

    /// Tied to what follows.
    #[must_use]
    pub const fn keep(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Moved to the right and down; the height grows by `dy`.
    #[must_use]
    pub fn shifted(mut self, dx: f32, dy: f32) -> Self {
        for item in &mut self.items {
            item.shift(dx, dy);
        }
        self.height += dy;
        self
    }

    /// Puts a block below, at this indent.
    pub fn below(&mut self, block: Self, x: f32) {
        let top = self.height + block.before;
        let height = block.height;
        self.items.extend(block.items.into_iter().map(|mut item| {
            item.shift(x, top);
            item
        }));
        self.height = top + height;
    }

    /// Puts wrapped text below, at this indent.
    pub fn text(&mut self, spans: &[Span], x: f32, width: f32) {
        self.below(text_block(spans, width, Align::Left), x);
    }

    /// Adds room below.
    pub fn gap(&mut self, height: f32) {
        self.height += height;
    }

    /// Blocks side by side, each at its indent; as high as the highest.
    #[must_use]
    pub fn beside(blocks: Vec<(f32, Self)>) -> Self {
        let mut whole = Self::default();
        for (x, block) in blocks {
            let block = block.shifted(x, 0.0);
            whole.height = whole.height.max(block.height);
            whole.items.extend(block.items);
        }
        whole
    }
}
