//! What kind of paper a document is.

mod words;

use std::collections::BTreeMap;

use super::super::{BlockKind, Document, Kind, headings};
use super::{dates, head, parts};
use words::{SELF, TITLES};

/// The kind that a title names, with the words that name it.
pub fn of_title(title: &str) -> Option<(Kind, &'static str)> {
    let lower = title
        .to_lowercase()
        .replace(['_', '-'], " ")
        .replace('’', "'");
    TITLES.iter().find_map(|(kind, words)| {
        words
            .iter()
            .find(|w| stands_in(&lower, &w.replace('-', " ")))
            .map(|w| (*kind, *w))
    })
}

/// Whether words stand in a title and start there; short ones have to end there as well.
fn stands_in(title: &str, words: &str) -> bool {
    let unspaced = words.starts_with(dates::is_wide);
    title.match_indices(words).any(|(at, _)| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = title.get(..at).and_then(|b| b.chars().next_back());
        let after = title.get(at + words.len()..).and_then(|a| a.chars().next());
        unspaced || !inside(before) && (words.len() > 4 || !inside(after))
    })
}

/// How well a title names a kind: best where it ends with its name (“Fern privacy notice”), less where the name
/// is one word of many (“Acceptance of our terms and how we bill”).
fn strength(title: &str, words: &str) -> f64 {
    let lower = title.to_lowercase().replace(['_', '-'], " ");
    let count = lower.split_whitespace().count();
    let behind = lower
        .rfind(&words.replace('-', " "))
        .and_then(|at| lower.get(at + words.len()..))
        .map_or(0, |rest| rest.split_whitespace().count());
    if headings::number(title).is_some() {
        return 0.2;
    }
    match (count, behind) {
        (0..=6, 0..=1) => 1.0,
        (0..=9, 0..=2) => 0.7,
        _ => 0.3,
    }
}

/// Points for one kind, with the best reason.
#[derive(Debug, Clone, Default)]
struct Points {
    sum: f64,
    best: f64,
    basis: String,
}

impl Points {
    fn add(&mut self, points: f64, basis: String) {
        self.sum += points;
        if points > self.best {
            self.best = points;
            self.basis = basis;
        }
    }
}

/// Tells the kind, and what told it.
pub fn tell(document: &Document, carried: Option<&str>) -> (Kind, String) {
    if let Some(basis) = analysis(document) {
        return (Kind::Analysis, basis);
    }
    let mut points: BTreeMap<Kind, Points> = BTreeMap::new();
    let mut title = |title: &str, weight: f64, what: &str| {
        if let Some((kind, words)) = of_title(title) {
            let name = if what == "file name" {
                title
            } else {
                title.trim()
            };
            points
                .entry(kind)
                .or_default()
                .add(weight * strength(title, words), format!("{what} “{name}”"));
        }
    };
    if let Some(shown) = &document.title {
        // A heading further down may be one section's.
        let first = document
            .blocks
            .iter()
            .take(2)
            .any(|b| document.slice(b.span) == shown);
        title(shown, if first { 5.0 } else { 2.5 }, "title");
    }
    if let Some(carried) = carried {
        for part in parts(carried) {
            title(part, 3.0, "page title");
        }
    }
    for (i, block) in document.blocks.iter().take(8).enumerate() {
        let text = document.slice(block.span);
        let heading = matches!(block.kind, BlockKind::Heading(_));
        if heading || text.split_whitespace().count() <= 8 {
            title(text, if i < 2 { 3.0 } else { 0.6 }, "opening line");
        }
    }
    let stem = document
        .name
        .rsplit_once('.')
        .map_or(document.name.as_str(), |(s, _)| s);
    title(stem, 4.0, "file name");
    let opening = head(&document.text, 800).to_lowercase();
    for (kind, words, count) in by_text(&document.text) {
        let capped = f64::from(u32::try_from(count.min(12)).unwrap_or(12));
        let points = points.entry(kind).or_default();
        points.add(
            capped * 0.4,
            format!("the text says “{words}” ({count} times)"),
        );
        // A paper names itself where it begins.
        if opening.contains(words) {
            points.add(1.2, format!("the opening says “{words}”"));
        }
    }
    // A banner names cookies above any page; a paper about cookies speaks of them all the time.
    if !speaks_of_cookies(document)
        && let Some(points) = points.get_mut(&Kind::CookiePolicy)
    {
        points.sum *= 0.3;
    }
    // Equal points go to the kind that comes first in the glossary.
    points
        .into_iter()
        .rev()
        .max_by(|a, b| a.1.sum.total_cmp(&b.1.sum))
        .filter(|(_, p)| p.sum >= ENOUGH)
        .map_or(
            (Kind::Other, "neither title nor text tells".to_owned()),
            |(kind, p)| (kind, p.basis),
        )
}

/// Points below which nothing was told.
const ENOUGH: f64 = 0.8;
/// Words in which a paper about cookies names them at least once.
const COOKIE_WORDS: usize = 120;

fn speaks_of_cookies(document: &Document) -> bool {
    let lower = sample(&document.text).to_lowercase();
    let named = [
        "cookie",
        "tracker",
        "tracking",
        "local storage",
        "クッキー",
        "쿠키",
    ]
    .iter()
    .map(|w| lower.matches(w).count())
    .sum::<usize>();
    document.words < 300 || named * COOKIE_WORDS >= document.words
}

fn by_text(text: &str) -> Vec<(Kind, &'static str, usize)> {
    let lower = sample(text).to_lowercase();
    SELF.iter()
        .filter_map(|(kind, phrases)| {
            let counts: Vec<(usize, &'static str)> = phrases
                .iter()
                // Notices are of many kinds.
                .filter(|p| **p != "this notice" || lower.matches("personal").count() >= 5)
                .map(|p| (lower.matches(p).count(), *p))
                .collect();
            let sum = counts.iter().map(|c| c.0).sum::<usize>();
            let most = counts.iter().max_by_key(|c| c.0).map_or("", |c| c.1);
            (sum > 0).then_some((*kind, most, sum))
        })
        .collect()
}

/// As much of a text as tells its kind.
fn sample(text: &str) -> &str {
    head(text, 400_000)
}

/// Somebody who speaks about a paper, not in it.
const ABOUT: &[&str] = &[
    "this analysis",
    "our analysis",
    "interpretive note",
    "our methodology",
    "governance exposure",
    "regulatory landscape",
    "compliance analysis",
    "our assessment of",
    "we reviewed the",
    "our review of",
    "key findings",
    "change record",
    "our rating",
    "in plain english",
    "what this means for you",
];
/// Subjects and verbs of sentences about a paper.
const SUBJECTS: &[&str] = &[
    "agreement",
    "provision",
    "clause",
    "policy",
    "document",
    "terms",
];
const SUBJECT_VERBS: &[&str] = &[
    "authorizes",
    "authorises",
    "permits",
    "allows",
    "states",
    "says",
    "lets",
    "gives",
    "reserves",
    "does not specify",
    "does not say",
    "does not mention",
    "describes",
    "grants",
    "no longer include",
    "no longer includes",
    "now includes",
];
/// Distance from the company spoken of.
const DISTANCE: &[&str] = &[
    "not affiliated with",
    "independent monitoring",
    "independent review",
    "independent analysis",
    "does not constitute a legal",
    "not legal advice",
    "endorsed by, or sponsored by",
];
/// Quotation of another's paper.
const QUOTED: &[&str] = &[
    "— excerpt from",
    "excerpt from",
    "quoted from",
    "according to its privacy policy",
    "according to their privacy",
];

/// Whether the document is about another's papers, and what tells it.
fn analysis(document: &Document) -> Option<String> {
    let lower = sample(&document.text).to_lowercase();
    let about: Vec<&str> = ABOUT
        .iter()
        .filter(|p| lower.contains(**p))
        .copied()
        .collect();
    let distance = DISTANCE.iter().any(|p| lower.contains(p));
    let quoted = QUOTED.iter().any(|p| lower.contains(p));
    if about.is_empty() && !(distance && quoted) {
        return None;
    }
    let mut speaks_of = 0;
    for subject in SUBJECTS {
        for verb in SUBJECT_VERBS {
            speaks_of += lower.matches(&format!("the {subject} {verb}")).count();
            speaks_of += lower.matches(&format!("this {subject} {verb}")).count();
        }
    }
    speaks_of += lower.matches("under this clause, ").count();
    // A paper of the vendor speaks in the first person, an analysis hardly does.
    let own = [
        "we may",
        "we will",
        "we collect",
        "we share",
        "our services",
        "you agree",
        "shall",
    ]
    .iter()
    .map(|p| lower.matches(p).count())
    .sum::<usize>();
    let voices = usize::from(!about.is_empty())
        + usize::from(speaks_of >= 2)
        + usize::from(distance)
        + usize::from(quoted);
    let speaks_little = own * 120 <= document.words.max(1);
    let told = (!about.is_empty() && voices >= 2 && speaks_little)
        || (speaks_of >= 3 && voices >= 3)
        || (about.len() >= 3 && speaks_little)
        // It quotes an excerpt and says that it is not the company: that is an analysis, however it is worded.
        || (distance && quoted && speaks_little);
    if !told {
        return None;
    }
    let mut reasons = Vec::new();
    if let Some(first) = about.first() {
        reasons.push(format!("it says “{first}”"));
    }
    if speaks_of >= 2 {
        reasons.push(format!(
            "it speaks about the agreement in {speaks_of} places"
        ));
    }
    if quoted {
        reasons.push("it quotes an excerpt".to_owned());
    }
    if distance {
        reasons.push("it sets itself apart from the company".to_owned());
    }
    Some(reasons.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::from_text;

    #[test]
    fn titles_name_kinds() {
        for (title, kind) in [
            ("Fern Privacy Notice", Kind::PrivacyPolicy),
            ("Data Processing Addendum", Kind::ProcessingAgreement),
            ("Fern DPA", Kind::ProcessingAgreement),
            ("Sub-processors", Kind::SubProcessors),
            ("Cookie Policy", Kind::CookiePolicy),
            ("Terms of Use", Kind::Terms),
            ("Master Subscription Agreement", Kind::Terms),
            ("Security at Fern", Kind::Security),
            ("Generative AI Terms", Kind::AiTerms),
        ] {
            assert_eq!(of_title(title).map(|t| t.0), Some(kind), "{title}");
        }
        assert_eq!(of_title("About us"), None);
    }

    #[test]
    fn a_text_without_title_tells_by_how_it_calls_itself() {
        let doc = from_text(
            "We at Fern, Inc. wrote this privacy policy for you. This Privacy Policy covers our site.",
        );
        assert_eq!(doc.kind, Kind::PrivacyPolicy);
    }

    #[test]
    fn a_comment_on_anothers_paper_is_an_analysis() {
        let doc = from_text(
            "The agreement authorizes Fern to use logs.\nThis analysis describes what Fern's agreement states.\nThis provision permits publication.\nThis provision permits sharing.\n\"Fern may use logs for any purpose. — Excerpt from Fern's Terms of Service\nWe are not affiliated with Fern.",
        );
        assert_eq!(doc.kind, Kind::Analysis);
    }

    #[test]
    fn a_contract_that_speaks_of_itself_is_none() {
        let doc = from_text(
            "Master Agreement\n\nThis Agreement states the terms. You agree to pay. The Provider shall deliver. This document does not constitute a legal partnership. The Customer shall pay within 30 days.",
        );
        assert_eq!(doc.kind, Kind::Terms);
    }
}
