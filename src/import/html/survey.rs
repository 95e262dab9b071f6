//! One look at a page before it is walked: where its words, links, tables and running text stand.

use std::collections::BTreeMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::document::headings;

use super::elements::{is_block, is_control};
use super::furniture::{Suspicion, is_link_list, is_machinery, suspicion};
use super::hidden::Styles;

/// Words that a run of text needs to be running text.
const PROSE_WORDS: usize = 20;

/// What is known about a table before it is walked.
#[derive(Debug, Clone, Copy, Default)]
pub struct TableFacts {
    /// Most cells in a row.
    pub columns: usize,
    /// Longest cell, in letters.
    pub longest: usize,
    /// Whether headings or tables stand in it.
    pub holds_structure: bool,
}

impl TableFacts {
    /// Whether its rows are data, not the layout of a page.
    #[must_use]
    pub const fn is_data(&self) -> bool {
        self.columns > 1 && self.longest < 2500 && !self.holds_structure
    }
}

/// What is known about an element that may be content or furniture.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The element.
    pub id: NodeId,
    /// Why it is looked at.
    pub why: Suspicion,
    /// Words in it.
    pub words: usize,
    /// Words in its links.
    pub link_words: usize,
    /// Words in its buttons and labels.
    pub control_words: usize,
    /// Links in it.
    pub links: usize,
    /// Links to other pages of the same site.
    pub site_links: usize,
    /// Words of running text.
    pub prose: usize,
    /// Tables in it.
    pub tables: usize,
    /// Whether the page's main heading stands in it.
    pub holds_title: bool,
    /// Whether it stands inside the content of an article.
    pub in_content: bool,
    /// Whether it stands in something that looks like furniture, or is hidden.
    pub in_furniture: bool,
    /// Number of the first text in it, counted through the page.
    pub start: usize,
    /// Number of the first text behind it.
    pub end: usize,
}

/// A stretch of running text, a title or a date.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// The block that it stands in.
    pub owner: NodeId,
    /// Number of the text, counted through the page.
    pub seq: usize,
    /// Its words.
    pub words: usize,
    /// Whether it stands in something that looks like furniture.
    pub in_suspect: bool,
    /// Whether it is a heading of the first level.
    pub is_title: bool,
    /// Whether it states a date of the document.
    pub is_date: bool,
}

/// What the look brought.
#[derive(Debug, Default)]
pub struct Survey {
    /// Words of the page.
    pub body_words: usize,
    /// Elements that the page calls its content.
    pub contents: Vec<Facts>,
    /// Elements that may be furniture.
    pub suspects: Vec<Facts>,
    /// Running text.
    pub prose: Vec<Piece>,
    /// Titles and stated dates.
    pub marks: Vec<Piece>,
    /// Facts about each table.
    pub tables: BTreeMap<NodeId, TableFacts>,
    /// Words of each element that holds some.
    pub words: Vec<(NodeId, usize)>,
    /// What the page's own styles hide.
    pub styles: Styles,
    /// Bytes of scripts.
    pub script_bytes: usize,
    /// Frames and embedded files.
    pub frames: usize,
}

/// Looks at a page.
#[must_use]
pub fn survey(page: &Html) -> Survey {
    let mut look = Look {
        host: host_of(page),
        ..Look::default()
    };
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => look.enter(node.id(), element),
                Node::Text(text) => look.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    look.leave(node.id(), element);
                }
            }
        }
    }
    look.out
}

/// An element in the making.
#[derive(Debug, Default, Clone, Copy)]
struct Open {
    words: usize,
    letters: usize,
    link_words: usize,
    control_words: usize,
    links: usize,
    site_links: usize,
    prose: usize,
    tables: usize,
    cells: usize,
    inputs: usize,
    start: usize,
    holds_title: bool,
    hides: bool,
}

/// Text since the last edge of a block.
#[derive(Debug, Default)]
struct Run {
    words: usize,
    link_words: usize,
    seq: usize,
    start: String,
}

#[derive(Debug, Default)]
struct Look {
    out: Survey,
    open: Vec<Open>,
    blocks: Vec<NodeId>,
    run: Run,
    seq: usize,
    machinery: usize,
    scripts: usize,
    sheets: usize,
    content: usize,
    suspect: usize,
    hidden: usize,
    links: usize,
    controls: usize,
    titles: usize,
    tables_open: Vec<NodeId>,
    host: Option<String>,
}

impl Look {
    fn text(&mut self, text: &str) {
        if self.sheets > 0 {
            self.out.styles.read(text);
        }
        if self.scripts > 0 {
            self.out.script_bytes += text.len();
        }
        if self.machinery > 0 {
            return;
        }
        let words = text.split_whitespace().count();
        if words == 0 {
            return;
        }
        self.seq += 1;
        if self.run.words == 0 {
            self.run.seq = self.seq;
        }
        self.run.words += words;
        if self.run.start.len() < 80 {
            self.run.start.push_str(text);
        }
        if let Some(top) = self.open.last_mut() {
            top.words += words;
            top.letters += text.trim().len();
            if self.links > 0 {
                top.link_words += words;
                self.run.link_words += words;
            } else if self.controls > 0 {
                top.control_words += words;
                self.run.link_words += words;
            }
        }
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.words == 0 {
            return;
        }
        let Some(owner) = self.blocks.last().copied() else {
            return;
        };
        let speaks = run.words >= PROSE_WORDS && run.link_words * 2 < run.words;
        let piece = Piece {
            owner,
            seq: run.seq,
            words: run.words,
            in_suspect: self.suspect > 0 || self.hidden > 0,
            is_title: self.titles > 0,
            is_date: run.words < PROSE_WORDS && headings::is_stated_date(run.start.trim()),
        };
        if speaks {
            if let Some(top) = self.open.last_mut() {
                top.prose += run.words;
            }
            self.out.prose.push(piece);
        } else if piece.is_title || piece.is_date {
            self.out.marks.push(piece);
        }
    }

    fn enter(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        if is_block(name) {
            self.end_run();
            self.blocks.push(id);
        }
        self.machinery += usize::from(is_machinery(element));
        self.content += usize::from(is_content(element));
        self.controls += usize::from(is_control(element, false));
        self.suspect += usize::from(suspicion(element).is_some_and(Suspicion::is_strong));
        self.out.styles.control(element);
        let hides = self.out.styles.hiding(element).is_some();
        self.hidden += usize::from(hides);
        let mut open = Open {
            start: self.seq + 1,
            holds_title: name == "h1",
            hides,
            ..Open::default()
        };
        match name {
            "a" => {
                self.links += 1;
                let to = element.attr("href").unwrap_or_default();
                open.links = 1;
                open.site_links = usize::from(self.is_of_site(to));
            }
            "script" => self.scripts += 1,
            "style" => self.sheets += 1,
            "h1" | "h2" | "h3" | "h4" => {
                self.titles += usize::from(name == "h1");
                if let Some(facts) = self.outer_table() {
                    facts.holds_structure = true;
                }
            }
            "table" => {
                if let Some(facts) = self.outer_table() {
                    facts.holds_structure = true;
                }
                open.tables = 1;
                self.tables_open.push(id);
                self.out.tables.insert(id, TableFacts::default());
            }
            "iframe" | "object" | "embed" | "frame" => {
                self.out.frames += usize::from(
                    element
                        .attr("src")
                        .or_else(|| element.attr("data"))
                        .is_some_and(|s| !s.is_empty() && !s.starts_with("about:")),
                );
            }
            "input" => {
                open.inputs = usize::from(matches!(
                    element.attr("type").unwrap_or("text"),
                    "text" | "email" | "search" | "tel" | "password"
                ));
            }
            _ => {}
        }
        self.open.push(open);
    }

    fn outer_table(&mut self) -> Option<&mut TableFacts> {
        let outer = self.tables_open.last()?;
        self.out.tables.get_mut(outer)
    }

    fn leave(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        if is_block(name) {
            self.end_run();
            self.blocks.pop();
        }
        let Some(done) = self.open.pop() else { return };
        if let Some(parent) = self.open.last_mut() {
            parent.words += done.words;
            parent.letters += done.letters;
            parent.link_words += done.link_words;
            parent.control_words += done.control_words;
            parent.links += done.links;
            parent.site_links += done.site_links;
            parent.prose += done.prose;
            parent.tables += done.tables;
            parent.inputs += done.inputs;
            parent.holds_title |= done.holds_title;
            parent.cells += usize::from(matches!(name, "td" | "th"));
        }
        let mark = |count: &mut usize, is: bool| *count = count.saturating_sub(usize::from(is));
        mark(&mut self.machinery, is_machinery(element));
        mark(&mut self.content, is_content(element));
        mark(&mut self.controls, is_control(element, false));
        let why = suspicion(element);
        mark(&mut self.suspect, why.is_some_and(Suspicion::is_strong));
        mark(&mut self.hidden, done.hides);
        mark(&mut self.links, name == "a");
        mark(&mut self.scripts, name == "script");
        mark(&mut self.sheets, name == "style");
        mark(&mut self.titles, name == "h1");
        match name {
            "body" => self.out.body_words = self.out.body_words.max(done.words),
            "table" => {
                self.tables_open.pop();
            }
            "td" | "th" => {
                if let Some(facts) = self.outer_table() {
                    facts.longest = facts.longest.max(done.letters);
                }
            }
            "tr" => {
                if let Some(facts) = self.outer_table() {
                    facts.columns = facts.columns.max(done.cells);
                }
            }
            _ => {}
        }
        if done.words > 0 && is_block(name) {
            self.out.words.push((id, done.words));
        }
        let facts = |why| Facts {
            id,
            why,
            words: done.words,
            link_words: done.link_words,
            control_words: done.control_words,
            links: done.links,
            site_links: done.site_links,
            prose: done.prose,
            tables: done.tables,
            holds_title: done.holds_title,
            in_content: self.content > 0,
            in_furniture: self.suspect > 0 || self.hidden > 0,
            start: done.start,
            end: self.seq + 1,
        };
        if is_content(element) {
            self.out.contents.push(facts(Suspicion::Links));
        }
        match why {
            Some(Suspicion::Form) if done.inputs == 0 => {}
            Some(why) => self.out.suspects.push(facts(why)),
            None => {}
        }
        let may_list = matches!(name, "div" | "ul" | "ol" | "section" | "p" | "dl" | "menu");
        if may_list && is_link_list(&facts(Suspicion::Links)) {
            self.out.suspects.push(facts(Suspicion::Links));
        }
    }

    /// Whether a link leads to another page of this site.
    fn is_of_site(&self, to: &str) -> bool {
        if to.starts_with('#') || to.is_empty() {
            return false;
        }
        match host(to) {
            None => true,
            Some(other) => self.host.as_deref().is_some_and(|own| {
                let own = own.trim_start_matches("www.");
                let other = other.trim_start_matches("www.");
                other == own || domain(other) == domain(own)
            }),
        }
    }
}

fn is_content(element: &Element) -> bool {
    matches!(element.name(), "main" | "article") || element.attr("role") == Some("main")
}

/// The host of an address.
fn host(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .or_else(|| address.strip_prefix("//"))?;
    rest.split(['/', '?', '#', ':']).next()
}

/// The last two parts of a host: `help.example.com` and `www.example.com` are of one site.
fn domain(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    match (dots.next(), dots.next()) {
        (Some(_), Some(at)) => host.get(at + 1..).unwrap_or(host),
        _ => host,
    }
}

/// The host that the page was saved from: by what it says, or the one that most of its links lead to.
fn host_of(page: &Html) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else {
            continue;
        };
        let own = match element.name() {
            "link" if element.attr("rel") == Some("canonical") => element.attr("href"),
            "meta" if element.attr("property") == Some("og:url") => element.attr("content"),
            "base" => element.attr("href"),
            "a" => {
                if let Some(host) = element.attr("href").and_then(host) {
                    *counts.entry(domain(host)).or_default() += 1;
                }
                None
            }
            _ => None,
        };
        if let Some(host) = own.and_then(host) {
            return Some(host.to_owned());
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, n)| *n)
        .map(|(host, _)| host.to_owned())
}
