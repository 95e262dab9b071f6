//! Which parts of a page are furniture: navigation, banners, footers, controls.
//!
//! Evidence must not vanish: a part is left out only if it is small beside the rest of the page, and what speaks in
//! sentences stays unless the page itself calls it navigation, footer or dialog.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeId;
use scraper::Html;
use scraper::node::Element;

use super::survey::{Facts, Survey, TableFacts};

/// Words that a passage outside of the content needs to be walked as well.
const OUTSIDE_WORDS: usize = 20;
/// Fewest links in a list of links.
const LINKS: usize = 3;
/// Longest name of a link in navigation, in words, on the average.
const LINK_WORDS: usize = 6;

/// What to walk and what to leave out.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Where to start, in order; the whole page where nothing is marked as its content.
    pub roots: Vec<NodeId>,
    /// Elements to leave out.
    pub left_out: BTreeSet<NodeId>,
    /// Words in them, and outside the roots.
    pub left_out_words: usize,
    /// Facts about each table.
    pub tables: BTreeMap<NodeId, TableFacts>,
}

/// Elements that never hold text for readers.
#[must_use]
pub fn is_machinery(element: &Element) -> bool {
    match element.name() {
        // A part of the page that a saved copy keeps in a shadow of its own.
        "template" => {
            element.attr("shadowrootmode").is_none() && element.attr("shadowroot").is_none()
        }
        name => matches!(
            name,
            "script"
                | "style"
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
        ),
    }
}

/// Why an element may be furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspicion {
    /// Navigation by its element or role.
    Navigation,
    /// Footer of the page.
    Footer,
    /// Header of the page or of a part.
    Header,
    /// Set aside.
    Aside,
    /// A box over the page.
    Dialog,
    /// A banner for consent, by its name.
    Consent,
    /// By a generic name such as `breadcrumb`.
    Named,
    /// For browsers without scripts.
    NoScript,
    /// A form to fill in.
    Form,
    /// Nothing but links.
    Links,
}

impl Suspicion {
    /// Whether text in it says nothing about where the content is.
    #[must_use]
    pub const fn is_strong(self) -> bool {
        matches!(
            self,
            Self::Navigation | Self::Footer | Self::Dialog | Self::Consent | Self::NoScript
        )
    }

    /// Share of the page, in percent, up to which it is left out.
    const fn share(self) -> usize {
        match self {
            Self::Navigation | Self::Dialog => 30,
            Self::Footer => 25,
            Self::Consent | Self::Links | Self::Named => 20,
            Self::Header => 15,
            Self::Aside | Self::NoScript | Self::Form => 10,
        }
    }
}

impl Plan {
    /// Looks at a page once and decides.
    #[must_use]
    pub fn of(page: &Html, survey: Survey) -> Self {
        let first = survey
            .prose
            .iter()
            .filter(|p| !p.in_suspect)
            .map(|p| p.seq)
            .min();
        let last = survey
            .prose
            .iter()
            .filter(|p| !p.in_suspect)
            .map(|p| p.seq)
            .max();
        let region = first.zip(last);
        let mut plan = Self::default();
        let in_furniture: usize = survey
            .suspects
            .iter()
            .filter(|s| !s.in_content && s.why.is_strong() && judged(s, survey.body_words, region))
            .map(|s| s.words)
            .sum();
        // Nested suspects are counted twice, which only makes the content more welcome.
        let rest = survey.body_words.saturating_sub(in_furniture);
        let largest = survey.contents.iter().max_by_key(|c| c.words);
        if let Some(content) = largest
            && content.words * 2 >= rest
            && content.words >= 40
        {
            plan.roots = roots(page, &survey, content);
        }
        let whole = if plan.roots.is_empty() {
            survey.body_words
        } else {
            let roots: BTreeSet<NodeId> = plan.roots.iter().copied().collect();
            survey
                .words
                .iter()
                .filter(|(id, _)| roots.contains(id))
                .map(|(_, w)| w)
                .sum()
        };
        plan.left_out_words = survey.body_words.saturating_sub(whole);
        let mut until = 0;
        let mut suspects: Vec<&Facts> = survey.suspects.iter().collect();
        suspects.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
        for suspect in suspects {
            if !judged(suspect, whole, region) {
                continue;
            }
            plan.left_out.insert(suspect.id);
            let walked = plan.roots.is_empty() || suspect.in_content;
            if walked && suspect.start >= until {
                plan.left_out_words += suspect.words;
                until = suspect.end;
            }
        }
        plan.tables = survey.tables;
        plan
    }
}

/// Whether a suspect is furniture, on a page of so many words whose running text lies in `region`.
fn judged(it: &Facts, whole: usize, region: Option<(usize, usize)>) -> bool {
    if it.words * 100 > whole * it.why.share() || it.words >= whole {
        return false;
    }
    let dense = it.links > 0 && (it.link_words + it.control_words) * 2 >= it.words;
    let speaks = it.prose * 2 > it.words;
    match it.why {
        Suspicion::Navigation => !speaks || !it.in_content,
        // A part of an article may end with what is small but not idle.
        Suspicion::Footer => !it.in_content || dense,
        Suspicion::Header => !it.holds_title && dense,
        Suspicion::Aside => dense,
        Suspicion::Dialog | Suspicion::Consent => true,
        Suspicion::NoScript => it.words < 60,
        Suspicion::Named => it.prose == 0 && !it.holds_title && it.tables == 0,
        Suspicion::Form => it.prose == 0 && !it.holds_title && it.words <= 80 && it.tables == 0,
        Suspicion::Links => {
            let outside = region.is_some_and(|(first, last)| it.end <= first || it.start > last);
            let inside_of_site = it.site_links * 2 > it.links;
            outside && inside_of_site && !it.holds_title && it.tables == 0
        }
    }
}

/// Whether an element is nothing but names that link to other pages.
#[must_use]
pub fn is_link_list(it: &Facts) -> bool {
    it.links >= LINKS
        && it.words > 0
        && (it.link_words + it.control_words) * 100 >= it.words * 75
        && it.link_words <= it.links * LINK_WORDS
}

/// The content, and what speaks outside of it: a title, a date, further articles.
fn roots(page: &Html, survey: &Survey, content: &Facts) -> Vec<NodeId> {
    let above: BTreeSet<NodeId> = page
        .tree
        .get(content.id)
        .map(|n| n.ancestors().map(|a| a.id()).collect())
        .unwrap_or_default();
    let outside: Vec<_> = survey
        .prose
        .iter()
        .chain(
            survey
                .marks
                .iter()
                .filter(|m| !m.is_title || !content.holds_title),
        )
        .filter(|p| !p.in_suspect && (p.seq < content.start || p.seq >= content.end))
        .collect();
    let words: usize = outside.iter().map(|p| p.words).sum();
    let marked = outside.iter().any(|p| p.is_title || p.is_date);
    let mut found: BTreeMap<usize, NodeId> = BTreeMap::new();
    found.insert(content.start, content.id);
    if words >= OUTSIDE_WORDS || marked {
        for piece in outside {
            let Some(owner) = page.tree.get(piece.owner) else {
                continue;
            };
            if above.contains(&piece.owner) {
                // It stands beside the content without a box of its own: everything has to be walked.
                return Vec::new();
            }
            let top = std::iter::once(owner)
                .chain(owner.ancestors())
                .take_while(|n| !above.contains(&n.id()))
                .last();
            if let Some(top) = top {
                found.insert(piece.seq, top.id());
            }
        }
    }
    // Further articles, but not teasers, which are links.
    for other in &survey.contents {
        let apart = other.end <= content.start || other.start >= content.end;
        if apart && other.words > 0 && other.link_words * 2 < other.words && !other.in_furniture {
            let top = page.tree.get(other.id).and_then(|owner| {
                std::iter::once(owner)
                    .chain(owner.ancestors())
                    .take_while(|n| !above.contains(&n.id()))
                    .last()
            });
            if let Some(top) = top {
                found.insert(other.start, top.id());
            }
        }
    }
    let mut seen = BTreeSet::new();
    found.into_values().filter(|id| seen.insert(*id)).collect()
}

/// What an element is suspected of by its name, role and class.
#[must_use]
pub fn suspicion(element: &Element) -> Option<Suspicion> {
    let role = element.attr("role").unwrap_or_default();
    match (element.name(), role) {
        ("body" | "html" | "main" | "article", _) => return None,
        ("nav", _) | (_, "navigation" | "menu" | "menubar" | "search") => {
            return Some(Suspicion::Navigation);
        }
        ("footer", _) | (_, "contentinfo") => return Some(Suspicion::Footer),
        ("header", _) | (_, "banner") => return Some(Suspicion::Header),
        ("aside", _) | (_, "complementary") => return Some(Suspicion::Aside),
        ("dialog", _) | (_, "dialog" | "alertdialog") => return Some(Suspicion::Dialog),
        ("noscript", _) => return Some(Suspicion::NoScript),
        ("form", _) => return Some(Suspicion::Form),
        _ => {}
    }
    let names = || {
        [element.attr("id"), element.attr("class")]
            .into_iter()
            .flatten()
            .flat_map(|v| v.split_whitespace())
            .take(24)
    };
    let label = element
        .attr("aria-label")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if label.contains("cookie banner")
        || label.contains("cookie consent")
        || names().any(is_consent)
    {
        return Some(Suspicion::Consent);
    }
    (label.contains("breadcrumb") || names().any(is_furniture_name)).then_some(Suspicion::Named)
}

/// Names that tools for cookie consent give to their parts.
fn is_consent(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('_', "-");
    const WHOLE: &[&str] = &[
        "onetrust",
        "cookiebot",
        "cybot",
        "usercentrics",
        "osano",
        "truste",
        "didomi",
        "termly-",
        "iubenda-cs",
        "cookieconsent",
        "cc-window",
        "cky-",
        "cmplz",
        "klaro",
        "qc-cmp",
    ];
    if WHOLE.iter().any(|w| name.starts_with(w)) {
        return true;
    }
    let talks_of_consent =
        name.contains("cookie") || name.contains("consent") || name.contains("gdpr");
    let is_overlay = [
        "banner",
        "popup",
        "modal",
        "dialog",
        "overlay",
        "toast",
        "bar",
        "notification",
        "prompt",
    ]
    .iter()
    .any(|w| name.contains(w));
    talks_of_consent && is_overlay
}

/// Generic names of parts that are no content. The name is cut into its words: `mainMenu`, `site-footer__links`.
fn is_furniture_name(name: &str) -> bool {
    let words = words_of(name);
    let has = |word: &str| words.iter().any(|w| w == word);
    let pair = |a: &str, b: &str| words.windows(2).any(|p| p == [a, b]);
    [
        "breadcrumb",
        "breadcrumbs",
        "navbar",
        "nav",
        "navigation",
        "menu",
        "submenu",
        "topbar",
        "topnav",
        "masthead",
        "sidenav",
        "skiplink",
        "pagination",
        "pager",
        "newsletter",
        "megamenu",
    ]
    .iter()
    .any(|w| has(w))
        || [
            ("skip", "link"),
            ("skip", "to"),
            ("skip", "nav"),
            ("sidebar", "nav"),
            ("site", "footer"),
            ("page", "footer"),
            ("global", "footer"),
            ("main", "footer"),
            ("site", "header"),
            ("global", "header"),
            ("social", "share"),
            ("social", "links"),
            ("social", "icons"),
            ("social", "media"),
            ("share", "buttons"),
            ("share", "links"),
            ("share", "bar"),
            ("language", "switcher"),
            ("language", "selector"),
            ("language", "picker"),
            ("lang", "switcher"),
            ("lang", "selector"),
            ("locale", "switcher"),
            ("locale", "selector"),
            ("country", "selector"),
            ("region", "selector"),
            ("version", "picker"),
            ("version", "selector"),
            ("announcement", "bar"),
            ("promo", "bar"),
            ("promo", "banner"),
            ("related", "articles"),
            ("related", "posts"),
            ("related", "content"),
            ("related", "links"),
            ("search", "form"),
            ("search", "box"),
            ("search", "bar"),
            ("sign", "up"),
            ("back", "to"),
            ("page", "feedback"),
            ("article", "feedback"),
            ("article", "votes"),
            ("was", "helpful"),
        ]
        .iter()
        .any(|(a, b)| pair(a, b))
}

fn words_of(name: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut small = false;
    for c in name.chars().take(80) {
        if !c.is_alphanumeric() {
            out.push(String::new());
        } else {
            if c.is_uppercase() && small {
                out.push(String::new());
            }
            if let Some(last) = out.last_mut() {
                last.extend(c.to_lowercase());
            }
        }
        small = c.is_lowercase();
    }
    out.retain(|w| !w.is_empty());
    out
}
