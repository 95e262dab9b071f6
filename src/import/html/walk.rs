//! The walk over a page that collects its blocks.

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::document::BlockKind;
use crate::document::headings;

use super::super::builder::Builder;
use super::super::extract::RawBlock;
use super::super::lost::Evidence;
use super::super::mend::Tally;
use super::furniture::{Plan, is_machinery};

/// Hidden passages with fewer words are labels of controls.
const HIDDEN_WORDS: usize = 5;

/// What the walk brought.
#[derive(Debug, Default)]
pub struct Walked {
    /// Blocks in order.
    pub blocks: Vec<RawBlock>,
    /// How much was mended.
    pub tally: Tally,
    /// Hidden passages that were kept, and their words.
    pub hidden_blocks: usize,
    /// Words in them.
    pub hidden_words: usize,
}

/// What an element changed, to be undone at its end.
#[derive(Debug, Clone, Copy, Default)]
struct Frame {
    skips: bool,
    block: bool,
    bold: bool,
    hides: bool,
    list: bool,
    item: bool,
    heading: bool,
    pre: bool,
    row: bool,
    cell: bool,
    table: bool,
    data_table: bool,
}

struct Walk {
    builder: Builder,
    frames: Vec<Frame>,
    skipping: usize,
    hiding: usize,
    lists: usize,
    items: usize,
    headings: Vec<u8>,
    pre: usize,
    /// For each open table whether its rows are data.
    tables: Vec<bool>,
    /// Blocks that came from hidden parts.
    hidden: BTreeSet<usize>,
}

/// Walks a page.
pub fn walk(page: &Html, plan: &Plan, evidence: Evidence) -> Walked {
    let root = plan
        .root
        .and_then(|id| page.tree.get(id))
        .unwrap_or_else(|| page.tree.root());
    let mut walk = Walk {
        builder: Builder::new(evidence),
        frames: Vec::new(),
        skipping: 0,
        hiding: 0,
        lists: 0,
        items: 0,
        headings: Vec::new(),
        pre: 0,
        tables: Vec::new(),
        hidden: BTreeSet::new(),
    };
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let out = plan.left_out.contains(&node.id());
                    let data = plan.tables.get(&node.id()).is_some_and(|t| t.is_data());
                    walk.enter(element, out, data);
                }
                Node::Text(text) if walk.skipping == 0 => walk.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if node.value().is_element() {
                    walk.leave();
                }
            }
        }
    }
    walk.flush();
    walk.finish()
}

impl Walk {
    fn kind(&self) -> (BlockKind, bool) {
        if let Some(level) = self.headings.last() {
            return (BlockKind::Heading(*level), true);
        }
        if self.tables.last() == Some(&true) {
            return (BlockKind::TableRow, true);
        }
        if self.items > 0 && self.lists > 0 {
            let depth = u8::try_from(self.lists - 1).unwrap_or(u8::MAX);
            return (BlockKind::ListItem(depth), true);
        }
        (BlockKind::Paragraph, false)
    }

    fn flush(&mut self) {
        let before = self.builder.len();
        let (kind, marked) = self.kind();
        self.builder.flush(kind, marked);
        if self.hiding > 0 {
            self.hidden.extend(before..self.builder.len());
        }
    }

    /// Ends a block, unless it stands in a cell, where it only parts words.
    fn part(&mut self) {
        if self.tables.last() == Some(&true) {
            self.builder.push(" ", None);
        } else {
            self.flush();
        }
    }

    fn enter(&mut self, element: &Element, left_out: bool, data_table: bool) {
        let mut frame = Frame::default();
        if self.skipping > 0 || left_out || is_machinery(element) || is_control(element) {
            frame.skips = true;
            self.skipping += 1;
            self.frames.push(frame);
            return;
        }
        let name = element.name();
        if is_hidden(element) {
            self.part();
            frame.block = true;
            frame.hides = true;
            self.hiding += 1;
        }
        match name {
            "br" => {
                if self.tables.last() == Some(&true) {
                    self.builder.push(" ", None);
                } else {
                    let (kind, _) = self.kind();
                    self.builder.line_break(kind);
                }
            }
            "b" | "strong" => frame.bold = true,
            // Dates stand in boxes of their own beside their labels.
            "time" => self.builder.push(" ", None),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.tables.last() != Some(&true) => {
                self.flush();
                frame.block = true;
                frame.heading = true;
                self.headings.push(level(element));
            }
            "ul" | "ol" | "menu" if self.tables.last() != Some(&true) => {
                self.flush();
                frame.block = true;
                frame.list = true;
                self.lists += 1;
            }
            "li" if self.tables.last() != Some(&true) => {
                self.flush();
                frame.block = true;
                frame.item = true;
                self.items += 1;
            }
            "table" => {
                self.part();
                frame.block = true;
                frame.table = true;
                // A table inside a cell of data goes into that cell.
                frame.data_table = data_table || self.tables.last() == Some(&true);
                self.tables.push(frame.data_table);
            }
            "tr" if self.tables.last() == Some(&true) && self.tables.len() == self.data_depth() => {
                self.flush();
                frame.row = true;
            }
            "td" | "th" if self.tables.last() == Some(&true) => frame.cell = true,
            "pre" => {
                self.part();
                frame.block = true;
                frame.pre = true;
                self.pre += 1;
            }
            "dt" | "summary" => {
                self.part();
                frame.block = true;
                frame.bold = true;
            }
            _ if is_block(name) => {
                self.part();
                frame.block = true;
            }
            _ => frame.bold = has_bold_style(element),
        }
        if frame.bold {
            self.builder.open_bold();
        }
        self.frames.push(frame);
    }

    /// Number of open tables up to the first of data: rows of tables inside it are no rows.
    fn data_depth(&self) -> usize {
        self.tables.iter().position(|d| *d).map_or(0, |i| i + 1)
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if frame.skips {
            self.skipping = self.skipping.saturating_sub(1);
            return;
        }
        if frame.cell {
            self.builder.push(" | ", None);
        }
        if frame.row {
            self.flush();
        }
        if frame.table {
            if self.tables.len() <= self.data_depth() {
                self.flush();
            }
            self.tables.pop();
        } else if frame.block {
            self.part();
        }
        if frame.bold {
            self.builder.close_bold();
        }
        if frame.heading {
            self.headings.pop();
        }
        if frame.list {
            self.lists = self.lists.saturating_sub(1);
        }
        if frame.item {
            self.items = self.items.saturating_sub(1);
        }
        if frame.pre {
            self.pre = self.pre.saturating_sub(1);
        }
        if frame.hides {
            self.hiding = self.hiding.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            self.builder.push(text, None);
        } else {
            // Line ends mean nothing in markup; bars would read as cells.
            self.builder
                .push(&text.replace(['\n', '\r', '\u{c}'], " "), None);
        }
    }

    fn finish(self) -> Walked {
        let (blocks, tally) = self.builder.finish();
        let seen: BTreeSet<String> = blocks
            .iter()
            .enumerate()
            .filter(|(i, _)| !self.hidden.contains(i))
            .map(|(_, b)| headings::folded(b.text.as_str()))
            .collect();
        let mut out = Walked {
            tally,
            ..Walked::default()
        };
        for (i, block) in blocks.into_iter().enumerate() {
            if self.hidden.contains(&i) {
                let words = block.text.as_str().split_whitespace().count();
                // Pages carry the same text once for each width of screen.
                if words < HIDDEN_WORDS || seen.contains(&headings::folded(block.text.as_str())) {
                    continue;
                }
                out.hidden_blocks += 1;
                out.hidden_words += words;
            }
            if !block.text.is_blank() {
                out.blocks.push(block);
            }
        }
        out
    }
}

fn level(element: &Element) -> u8 {
    element
        .name()
        .strip_prefix('h')
        .and_then(|n| n.parse().ok())
        .unwrap_or(6)
}

/// Buttons and labels of forms; what opens a passage is its heading and stays.
fn is_control(element: &Element) -> bool {
    match element.name() {
        "button" => {
            element.attr("aria-expanded").is_none() && element.attr("aria-controls").is_none()
        }
        "label" => element.attr("for").is_some(),
        _ => element.attr("role") == Some("button") && element.attr("aria-expanded").is_none(),
    }
}

fn is_hidden(element: &Element) -> bool {
    if element.attr("hidden").is_some() {
        return true;
    }
    let style: String = element
        .attr("style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("font-size:0;")
        || style.ends_with("font-size:0")
}

fn has_bold_style(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default().replace(' ', "");
    [
        "font-weight:bold",
        "font-weight:600",
        "font-weight:700",
        "font-weight:800",
    ]
    .iter()
    .any(|w| style.contains(w))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "main"
            | "nav"
            | "noscript"
            | "p"
            | "section"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "ol"
            | "li"
            | "menu"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}
