//! The walk over a page that collects its blocks.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::document::{BlockKind, headings};

use super::super::builder::Builder;
use super::super::extract::RawBlock;
use super::super::lost::Evidence;
use super::super::mend::Tally;
use super::super::traced::Traced;
use super::elements::{
    goes_on, has_bold_style, holds_block, is_block, is_cite, is_control, is_footnote_mark,
    is_struck, level, raised, text_of, words_in,
};
use super::furniture::{Plan, is_machinery};
use super::hidden::{Hiding, Styles};
use super::numbering::List;

/// Hidden passages with fewer words are labels of controls.
const HIDDEN_WORDS: usize = 5;
/// Words of a box of text from which on it is read: a licence to scroll through, not a field to fill in.
const BOX_WORDS: usize = 40;

/// What the walk brought.
#[derive(Debug, Default)]
pub struct Walked {
    /// Blocks in order.
    pub blocks: Vec<RawBlock>,
    /// How much was mended.
    pub tally: Tally,
    /// Passages that readers do not see, and their words.
    pub unseen: Count,
    /// Passages that readers see once they open them.
    pub closed: Count,
    /// Words that are struck through, and left out.
    pub struck_words: usize,
}

/// How many passages, and their words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Passages.
    pub passages: usize,
    /// Words in them.
    pub words: usize,
}

/// What an element changed, to be undone at its end.
#[derive(Debug, Clone, Copy, Default)]
struct Frame {
    skips: bool,
    block: bool,
    bold: bool,
    hides: bool,
    /// What the summary of a closed passage takes away for as long as it lasts.
    shows: Option<(Hiding, usize)>,
    list: bool,
    item: bool,
    heading: bool,
    pre: bool,
    row: bool,
    cell: bool,
    table: bool,
    form: bool,
    small: bool,
    quote: bool,
    cite: bool,
}

struct Walk<'a> {
    builder: Builder,
    styles: &'a Styles,
    frames: Vec<Frame>,
    skipping: usize,
    /// Hidden parts that are open, with the number of each.
    hiding: Vec<(Hiding, usize)>,
    regions: usize,
    lists: Vec<List>,
    items: usize,
    /// The number of the item that is open, until its text begins.
    mark: Option<String>,
    headings: Vec<u8>,
    pre: usize,
    forms: usize,
    /// Whether digits are set small and high.
    small: usize,
    /// Quotations of messages that are open, and whether this block carries their marks.
    cites: usize,
    cited: bool,
    /// For each open table whether its rows are data.
    tables: Vec<bool>,
    /// Blocks that came from hidden parts.
    hidden: BTreeMap<usize, (Hiding, usize)>,
    /// Hidden text inside a block, to stand behind it.
    behind: Vec<(String, Hiding)>,
    /// How deep pages stand in pages.
    nested: usize,
    out: Walked,
}

/// Walks a page. `nested` says how many pages it stands in.
pub fn walk(
    page: &Html,
    plan: &Plan,
    styles: &Styles,
    evidence: Evidence,
    nested: usize,
) -> Walked {
    let mut walk = Walk {
        builder: Builder::new(evidence),
        styles,
        frames: Vec::new(),
        skipping: 0,
        hiding: Vec::new(),
        regions: 0,
        lists: Vec::new(),
        items: 0,
        mark: None,
        headings: Vec::new(),
        pre: 0,
        forms: 0,
        small: 0,
        cites: 0,
        cited: false,
        tables: Vec::new(),
        hidden: BTreeMap::new(),
        behind: Vec::new(),
        nested,
        out: Walked::default(),
    };
    if plan.roots.is_empty() {
        walk.part_of(page.tree.root(), plan);
    }
    for root in plan.roots.iter().filter_map(|id| page.tree.get(*id)) {
        walk.part_of(root, plan);
        walk.flush();
    }
    walk.finish()
}

impl Walk<'_> {
    fn part_of(&mut self, root: NodeRef<'_, Node>, plan: &Plan) {
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        let out = plan.left_out.contains(&node.id());
                        let data = plan.tables.get(&node.id()).is_some_and(|t| t.is_data());
                        self.enter(node, element, out, data);
                    }
                    Node::Text(text) if self.skipping == 0 => self.text(node, text),
                    _ => {}
                },
                Edge::Close(node) => {
                    if node.value().is_element() {
                        self.leave();
                    }
                }
            }
        }
    }

    fn kind(&self) -> (BlockKind, bool) {
        if let Some(level) = self.headings.last() {
            return (BlockKind::Heading(*level), true);
        }
        if self.in_data() {
            return (BlockKind::TableRow, true);
        }
        if self.items > 0 && !self.lists.is_empty() {
            let depth = u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX);
            return (BlockKind::ListItem(depth), true);
        }
        (BlockKind::Paragraph, false)
    }

    fn in_data(&self) -> bool {
        self.tables.last() == Some(&true)
    }

    fn flush(&mut self) {
        let before = self.builder.len();
        self.cited = false;
        let (kind, marked) = self.kind();
        let hiding = self.hiding.first().copied();
        self.builder.set_hidden(hiding.is_some());
        self.builder.flush(kind, marked);
        self.note(before, hiding);
        for (text, how) in std::mem::take(&mut self.behind) {
            let before = self.builder.len();
            self.regions += 1;
            self.builder.set_hidden(true);
            self.builder.push(&text, None);
            self.builder.flush(BlockKind::Paragraph, false);
            self.note(before, hiding.or(Some((how, self.regions))));
        }
    }

    fn note(&mut self, before: usize, hiding: Option<(Hiding, usize)>) {
        if let Some(hiding) = hiding {
            for block in before..self.builder.len() {
                self.hidden.insert(block, hiding);
            }
        }
    }

    /// Ends a block, unless it stands in a cell, where it only parts words.
    fn part(&mut self) {
        if self.in_data() {
            self.builder.push(" ", None);
        } else {
            self.flush();
        }
    }

    fn skip(&mut self) {
        self.skipping += 1;
        self.frames.push(Frame {
            skips: true,
            ..Frame::default()
        });
    }

    fn hide(&mut self, how: Hiding) {
        self.regions += 1;
        self.hiding.push((how, self.regions));
    }

    fn enter(&mut self, node: NodeRef<'_, Node>, element: &Element, left_out: bool, data: bool) {
        if self.skipping > 0 || left_out {
            self.skip();
            return;
        }
        let name = element.name();
        if is_machinery(element) {
            self.embedded(node, element);
            self.skip();
            return;
        }
        if is_control(element, self.forms > 0)
            && self.headings.is_empty()
            && !node
                .descendants()
                .take(40)
                .any(|n| n.value().as_element().is_some_and(|e| level(e).is_some()))
        {
            self.skip();
            return;
        }
        if is_struck(element) {
            self.out.struck_words += words_in(node);
            self.skip();
            return;
        }
        let mut frame = Frame::default();
        match self.styles.hiding(element) {
            // Inside a line hidden words must not tear the sentence that readers see.
            Some(how) if !is_block(name) && !holds_block(node) => {
                let text = text_of(node);
                if text.split_whitespace().count() >= HIDDEN_WORDS {
                    self.behind.push((text, how));
                }
                self.skip();
                return;
            }
            Some(how) => {
                self.part();
                frame.block = true;
                frame.hides = true;
                self.hide(how);
            }
            None => {}
        }
        match name {
            "br" => self.line_break(),
            "b" | "strong" => frame.bold = true,
            // Dates stand in boxes of their own beside their labels.
            "time" => self.builder.push(" ", None),
            // Inside a word it is part of the name.
            "sup" if !goes_on(node) => {
                frame.small = true;
                self.small += 1;
            }
            "q" => {
                frame.quote = true;
                self.builder.push("“", None);
            }
            "blockquote" if is_cite(element) => {
                self.part();
                frame.block = true;
                frame.cite = true;
                self.cites += 1;
            }
            "form" => {
                self.part();
                frame.block = true;
                frame.form = true;
                self.forms += 1;
            }
            "ul" | "ol" | "menu" | "dir" if !self.in_data() => {
                self.flush();
                frame.block = true;
                frame.list = true;
                let list = List::of(node, element, self.lists.last(), self.styles.dotted_lists);
                self.lists.push(list);
            }
            "li" if !self.in_data() => {
                self.flush();
                frame.block = true;
                frame.item = true;
                self.items += 1;
                self.mark = self.lists.last_mut().and_then(|l| l.count(node, element));
            }
            "table" => {
                self.part();
                frame.block = true;
                frame.table = true;
                // A table inside a cell of data goes into that cell.
                self.tables.push(data || self.in_data());
            }
            "tr" if self.in_data() && self.tables.len() == self.data_depth() => {
                self.flush();
                frame.row = true;
            }
            "td" | "th" if self.in_data() => frame.cell = true,
            "pre" => {
                self.part();
                frame.block = true;
                frame.pre = true;
                self.pre += 1;
            }
            "details" => {
                self.part();
                frame.block = true;
                if element.attr("open").is_none() && !frame.hides {
                    frame.hides = true;
                    self.hide(Hiding::Closed);
                }
            }
            "dt" | "summary" => {
                self.part();
                frame.block = true;
                frame.bold = true;
                if name == "summary" {
                    frame.shows = self.hiding.pop_if(|(how, _)| *how == Hiding::Closed);
                }
            }
            _ => match level(element) {
                Some(level) if !self.in_data() => {
                    self.flush();
                    frame.block = true;
                    frame.heading = true;
                    self.headings.push(level);
                }
                _ if is_block(name) => {
                    self.part();
                    frame.block = true;
                }
                _ => frame.bold = has_bold_style(element),
            },
        }
        if frame.bold {
            self.builder.open_bold();
        }
        self.frames.push(frame);
    }

    fn line_break(&mut self) {
        if self.in_data() {
            self.builder.push(" ", None);
        } else {
            let (kind, _) = self.kind();
            self.builder.line_break(kind);
        }
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
        if frame.quote {
            self.builder.push("”", None);
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
        let minus = |count: &mut usize, is: bool| *count = count.saturating_sub(usize::from(is));
        if frame.item {
            self.mark = None;
        }
        minus(&mut self.items, frame.item);
        minus(&mut self.pre, frame.pre);
        minus(&mut self.forms, frame.form);
        minus(&mut self.small, frame.small);
        minus(&mut self.cites, frame.cite);
        if frame.heading {
            self.headings.pop();
        }
        if frame.list {
            self.lists.pop();
        }
        if frame.hides {
            self.hiding.pop();
        }
        if let Some(hiding) = frame.shows {
            self.hiding.push(hiding);
        }
    }

    fn text(&mut self, node: NodeRef<'_, Node>, text: &str) {
        let in_noscript = node
            .parent()
            .and_then(|p| p.value().as_element())
            .is_some_and(|e| e.name() == "noscript");
        if in_noscript && text.contains('<') {
            self.page_in_page(text);
            return;
        }
        if self.cites > 0 && !self.cited && !text.trim().is_empty() {
            self.cited = true;
            self.builder
                .append_mark(&Traced::loose(&"> ".repeat(self.cites)));
        }
        if !text.trim().is_empty()
            && let Some(mark) = self.mark.take()
        {
            self.builder.append_mark(&Traced::loose(&mark));
        }
        if self.small > 0 && is_footnote_mark(text) {
            let raised: String = text.trim().chars().map(raised).collect();
            self.builder.push(&raised, None);
        } else if self.pre > 0 {
            self.builder.push(text, None);
        } else {
            // Line ends mean nothing in markup; bars would read as cells.
            self.builder
                .push(&text.replace(['\n', '\r', '\u{c}'], " "), None);
        }
    }

    /// What stands inside an element that is no text itself.
    fn embedded(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        match element.name() {
            "iframe" => {
                if let Some(inner) = element.attr("srcdoc").filter(|s| s.len() > 100) {
                    self.page_in_page(inner);
                }
            }
            "textarea" => {
                let text = text_of(node);
                if text.split_whitespace().count() >= BOX_WORDS {
                    self.part();
                    self.builder.push(&text, None);
                    self.part();
                }
            }
            _ => {}
        }
    }

    fn page_in_page(&mut self, markup: &str) {
        if self.nested > 1 {
            return;
        }
        self.part();
        let mut blocks = super::fragment_in(markup, self.nested + 1);
        if !self.hiding.is_empty() {
            for block in &mut blocks {
                block.hidden = true;
            }
        }
        let before = self.builder.len();
        self.builder.extend(blocks);
        self.note(before, self.hiding.first().copied());
    }

    fn finish(mut self) -> Walked {
        self.flush();
        let (blocks, tally) = self.builder.finish();
        let fold = |b: &RawBlock| headings::folded(b.text.as_str());
        let seen: BTreeSet<String> = blocks
            .iter()
            .enumerate()
            .filter(|(i, _)| !self.hidden.contains_key(i))
            .map(|(_, b)| fold(b))
            .collect();
        // Words of each hidden part, and how many of them stand on the page in sight as well.
        let mut parts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (i, block) in blocks.iter().enumerate() {
            if let Some((_, region)) = self.hidden.get(&i) {
                let words = block.text.as_str().split_whitespace().count();
                let part = parts.entry(*region).or_default();
                part.0 += words;
                part.1 += if seen.contains(&fold(block)) {
                    words
                } else {
                    0
                };
            }
        }
        let mut out = self.out;
        out.tally = tally;
        for (i, block) in blocks.into_iter().enumerate() {
            if let Some((how, region)) = self.hidden.get(&i) {
                let (words, again) = parts.get(region).copied().unwrap_or_default();
                // Pages carry the same text once for each width of screen.
                let twice = again * 10 >= words * 8
                    || (*how == Hiding::Never && seen.contains(&fold(&block)));
                if (words < HIDDEN_WORDS && *how != Hiding::Closed) || twice {
                    continue;
                }
                let count = if *how == Hiding::Closed {
                    &mut out.closed
                } else {
                    &mut out.unseen
                };
                count.passages += 1;
                count.words += block.text.as_str().split_whitespace().count();
            }
            if !block.text.is_blank() {
                out.blocks.push(block);
            }
        }
        out
    }
}
