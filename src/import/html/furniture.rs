//! Which parts of a page are furniture: navigation, banners, footers, controls.
//!
//! Evidence must not vanish: a part is left out only if it is small beside the rest of the page.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

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

/// What to walk and what to leave out.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Where to start; the whole page where nothing is marked as its content.
    pub root: Option<NodeId>,
    /// Elements to leave out.
    pub left_out: BTreeSet<NodeId>,
    /// Words in them, and outside the root.
    pub left_out_words: usize,
    /// Facts about each table.
    pub tables: BTreeMap<NodeId, TableFacts>,
}

/// Elements that never hold text for readers.
#[must_use]
pub fn is_machinery(element: &Element) -> bool {
    matches!(
        element.name(),
        "script"
            | "style"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "head"
            | "title"
            | "select"
            | "option"
            | "datalist"
            | "textarea"
            | "input"
            | "progress"
            | "meter"
            | "link"
            | "meta"
    )
}

/// An element that may be furniture.
#[derive(Debug, Clone, Copy)]
struct Suspect {
    id: NodeId,
    words: usize,
    /// Share of the page, in percent, up to which it is left out.
    share: usize,
    /// Whether it stands inside the content of an article.
    in_content: bool,
    holds_title: bool,
}

impl Plan {
    /// Looks at a page once and decides.
    #[must_use]
    pub fn of(page: &Html) -> Self {
        let mut survey = Survey::default();
        survey.walk(page);
        survey.decide()
    }
}

/// Words of an element in the making.
#[derive(Debug)]
struct Open {
    id: NodeId,
    words: usize,
    letters: usize,
    cells: usize,
    holds_title: bool,
}

#[derive(Debug, Default)]
struct Survey {
    open: Vec<Open>,
    machinery: usize,
    content: usize,
    tables_open: Vec<NodeId>,
    suspects: Vec<Suspect>,
    contents: Vec<(NodeId, usize)>,
    body_words: usize,
    tables: BTreeMap<NodeId, TableFacts>,
}

impl Survey {
    fn walk(&mut self, page: &Html) {
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => self.enter(node.id(), element),
                    Node::Text(text) if self.machinery == 0 => {
                        let words = text.split_whitespace().count();
                        if let Some(top) = self.open.last_mut() {
                            top.words += words;
                            top.letters += text.trim().len();
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        self.leave(node.id(), element);
                    }
                }
            }
        }
    }

    fn enter(&mut self, id: NodeId, element: &Element) {
        self.machinery += usize::from(is_machinery(element));
        self.content += usize::from(is_content(element));
        match element.name() {
            "table" => {
                if let Some(outer) = self.tables_open.last()
                    && let Some(facts) = self.tables.get_mut(outer)
                {
                    facts.holds_structure = true;
                }
                self.tables_open.push(id);
                self.tables.insert(id, TableFacts::default());
            }
            "h1" | "h2" | "h3" | "h4" => {
                if let Some(outer) = self.tables_open.last()
                    && let Some(facts) = self.tables.get_mut(outer)
                {
                    facts.holds_structure = true;
                }
            }
            _ => {}
        }
        self.open.push(Open {
            id,
            words: 0,
            letters: 0,
            cells: 0,
            holds_title: element.name() == "h1",
        });
    }

    fn leave(&mut self, id: NodeId, element: &Element) {
        self.machinery -= usize::from(is_machinery(element)).min(self.machinery);
        self.content -= usize::from(is_content(element)).min(self.content);
        let Some(done) = self.open.pop() else { return };
        if let Some(parent) = self.open.last_mut() {
            parent.words += done.words;
            parent.letters += done.letters;
            parent.holds_title |= done.holds_title;
            parent.cells += usize::from(matches!(element.name(), "td" | "th"));
        }
        match element.name() {
            "body" => self.body_words = self.body_words.max(done.words),
            "table" => {
                self.tables_open.pop();
            }
            "td" | "th" => {
                if let Some(facts) = self.tables_open.last().and_then(|t| self.tables.get_mut(t)) {
                    facts.longest = facts.longest.max(done.letters);
                }
            }
            "tr" => {
                if let Some(facts) = self.tables_open.last().and_then(|t| self.tables.get_mut(t)) {
                    facts.columns = facts.columns.max(done.cells);
                }
            }
            _ => {}
        }
        if is_content(element) {
            self.contents.push((id, done.words));
        }
        if let Some(share) = suspicion(element) {
            self.suspects.push(Suspect {
                id: done.id,
                words: done.words,
                share,
                in_content: self.content > 0,
                holds_title: done.holds_title,
            });
        }
    }

    fn decide(self) -> Plan {
        let mut plan = Plan {
            tables: self.tables,
            ..Plan::default()
        };
        let furniture: usize = self
            .suspects
            .iter()
            .filter(|s| !s.in_content && s.words * 100 <= self.body_words * s.share)
            .map(|s| s.words)
            .sum();
        // Nested suspects are counted twice, which only makes the content more welcome.
        let rest = self.body_words.saturating_sub(furniture);
        let largest = self.contents.iter().max_by_key(|(_, words)| *words);
        if let Some((id, words)) = largest
            && *words * 2 >= rest
            && *words >= 40
        {
            plan.root = Some(*id);
            plan.left_out_words += self.body_words.saturating_sub(*words);
        }
        let whole = plan
            .root
            .and_then(|r| self.contents.iter().find(|(id, _)| *id == r))
            .map_or(self.body_words, |(_, words)| *words);
        for suspect in &self.suspects {
            // A heading of the content is often wrapped in a header of its own.
            let keeps_title = suspect.in_content && suspect.holds_title;
            let small = suspect.words * 100 <= whole * suspect.share;
            if small && !keeps_title && suspect.words < whole {
                plan.left_out.insert(suspect.id);
                if plan.root.is_none() || suspect.in_content {
                    plan.left_out_words += suspect.words;
                }
            }
        }
        plan
    }
}

fn is_content(element: &Element) -> bool {
    matches!(element.name(), "main" | "article") || element.attr("role") == Some("main")
}

/// How much of a page an element may be and still be furniture, in percent; nothing where it is not suspect.
fn suspicion(element: &Element) -> Option<usize> {
    let role = element.attr("role").unwrap_or_default();
    match (element.name(), role) {
        ("nav", _) | (_, "navigation" | "menu" | "menubar" | "search") => return Some(30),
        ("footer", _) | (_, "contentinfo") => return Some(25),
        ("header", _) | (_, "banner") => return Some(15),
        ("aside", _) | (_, "complementary") => return Some(10),
        ("dialog", _) | (_, "dialog" | "alertdialog") => return Some(30),
        ("noscript", _) => return Some(10),
        ("body" | "html" | "main" | "article", _) => return None,
        _ => {}
    }
    let named = [element.attr("id"), element.attr("class")]
        .into_iter()
        .flatten()
        .flat_map(|v| v.split_whitespace())
        .any(is_banner_name);
    let label = element
        .attr("aria-label")
        .unwrap_or_default()
        .to_ascii_lowercase();
    (named || label.contains("breadcrumb") || label.contains("cookie banner")).then_some(20)
}

/// Names that tools for cookie consent and site builders give to their parts.
fn is_banner_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('_', "-");
    const WHOLE: &[&str] = &[
        "onetrust",
        "cookiebot",
        "cybot",
        "usercentrics",
        "osano",
        "truste",
        "didomi",
        "termly-banner",
        "iubenda-cs",
    ];
    if WHOLE.iter().any(|w| name.starts_with(w)) {
        return true;
    }
    let talks_of_consent =
        name.contains("cookie") || name.contains("consent") || name.contains("gdpr");
    let is_overlay = [
        "banner", "popup", "modal", "dialog", "overlay", "toast", "bar",
    ]
    .iter()
    .any(|w| name.contains(w));
    (talks_of_consent && is_overlay)
        || matches!(
            name.as_str(),
            "breadcrumb"
                | "breadcrumbs"
                | "skip-link"
                | "skiplink"
                | "skip-to-content"
                | "sidebar-nav"
                | "site-footer"
                | "site-header"
                | "navbar"
                | "social-share"
                | "share-buttons"
        )
}
