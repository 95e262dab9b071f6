//! Whose paper it is: the company that says “we”, or the one that an analysis is about.

mod names;
mod words;

use super::super::{BlockKind, Document, Kind, headings};
use super::kind;
use super::parts;
use names::{clean, folded, name_at, name_before};

/// Candidates by their folded names.
#[derive(Debug, Default)]
struct Votes {
    names: Vec<(String, String, f64)>,
}

impl Votes {
    fn add(&mut self, name: &str, weight: f64) {
        let Some(name) = clean(name) else { return };
        let key = folded(&name);
        match self.names.iter_mut().find(|(k, _, _)| *k == key) {
            Some((_, _, sum)) => *sum += weight,
            None => self.names.push((key, name, weight)),
        }
    }
}

/// Tells the vendor.
pub fn tell(document: &Document, carried: Option<&str>, site: Option<&str>) -> Option<String> {
    let mut votes = Votes::default();
    if document.kind == Kind::Analysis {
        analysed(document, &mut votes);
    } else {
        defined(document, &mut votes);
        introduced(document, &mut votes);
        explained(document, &mut votes);
        for title in document.title.as_deref().into_iter().chain(carried) {
            titled(title, &mut votes, 4.0);
        }
        for block in document.blocks.iter().take(6) {
            if matches!(block.kind, BlockKind::Heading(_)) {
                titled(document.slice(block.span), &mut votes, 2.0);
            }
        }
        if let Some(site) = site {
            votes.add(site, 4.0);
        }
        copyright(&document.text, &mut votes);
        legal_names(&document.text, &mut votes);
    }
    file_name(&document.name, &mut votes);
    choose(&votes, &document.text)
}

/// The candidate with the most votes; how often the text names it decides between equals.
fn choose(votes: &Votes, text: &str) -> Option<String> {
    // Enough of the text tells how often each is named.
    let text = head(text, 200_000);
    let mut lower: Option<String> = None;
    let mut best: Option<(f64, String)> = None;
    for (_, name, weight) in &votes.names {
        let mut name = name.clone();
        let mut named = text.matches(name.as_str()).take(20).count();
        if named == 0 {
            // File names lose capitals; the text has them.
            let lower = lower.get_or_insert_with(|| text.to_lowercase());
            if let Some(at) = lower.find(&name.to_lowercase())
                && lower.len() == text.len()
                && let Some(cased) = text.get(at..at + name.len())
            {
                cased.clone_into(&mut name);
                named = text.matches(name.as_str()).take(20).count();
            }
        }
        let mentions = f64::from(u32::try_from(named).unwrap_or(0));
        // A name that the text never uses, or only once in its title, is a weak one.
        let unused = if named == 0 { 1.0 } else { 0.0 };
        let sum = weight + mentions * 0.15 - unused;
        if sum > 0.0 && best.as_ref().is_none_or(|(b, _)| sum > *b) {
            best = Some((sum, name));
        }
    }
    best.map(|(_, name)| name)
}

/// `Fern Labs, Inc. (“Fern,” “we”)`.
fn defined(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 12_000);
    for (at, _) in head.match_indices('(') {
        let inside: String = head
            .get(at + 1..)
            .unwrap_or_default()
            .chars()
            .take(140)
            .take_while(|c| *c != ')')
            .collect();
        if !inside.contains(['“', '"', '”', '\'', '‘', '’']) {
            continue;
        }
        let quoted = quoted(&inside);
        let own = quoted
            .iter()
            .any(|q| matches!(q.to_lowercase().as_str(), "we" | "us" | "our" | "ours"));
        if own {
            // Beside “we” stands the short name, wherever the long one is.
            for short in quoted
                .iter()
                .filter(|q| q.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
            {
                votes.add(short, 4.0);
            }
        }
        let Some(name) = name_before(head.get(..at).unwrap_or_default()) else {
            continue;
        };
        let company = quoted.iter().any(|q| q.eq_ignore_ascii_case("company"));
        let short = quoted.iter().find(|q| {
            let q = folded(q);
            q.len() > 1 && folded(&name).starts_with(&q)
        });
        let early = if at < 3000 { 1.0 } else { 0.4 };
        let weight = match (own, company, short) {
            (true, _, _) => 9.0,
            (_, true, _) => 5.0,
            (_, _, Some(_)) => 4.0,
            _ => continue,
        };
        // The short name is what people call the company.
        match short.filter(|s| clean(s).is_some()) {
            Some(short) => {
                votes.add(short, weight * early);
                if folded(short) != folded(&name) {
                    votes.add(&name, weight * early * 0.5);
                }
            }
            None => votes.add(&name, weight * early),
        }
    }
}

/// `Welcome to Fern`, `At Fern, we`, `operated by Fern Labs`.
fn introduced(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 6000);
    for (lead, weight) in [
        ("Welcome to ", 4.0),
        ("welcome to ", 4.0),
        ("At ", 3.0),
        ("at ", 1.0),
        ("operated by ", 4.0),
        ("provided by ", 1.0),
        ("owned by ", 1.0),
        ("offered by ", 1.0),
        ("agreement between you and ", 4.0),
        ("between you and ", 3.5),
        ("We, ", 3.0),
        ("We are ", 2.0),
        ("Thank you for using ", 3.0),
        ("Thanks for using ", 3.0),
        ("how ", 1.0),
    ] {
        for (at, _) in head.match_indices(lead).take(12) {
            let rest = head.get(at + lead.len()..).unwrap_or_default();
            let Some((name, end)) = name_at(rest) else {
                continue;
            };
            let after = rest.get(end..).unwrap_or_default();
            let fits = match lead {
                "At " | "at " => after.starts_with(", we") || after.starts_with(" we "),
                "how " => {
                    let after =
                        after.trim_start_matches(|c: char| c != ' ' && c.is_ascii_punctuation());
                    [
                        " collects",
                        " uses",
                        " processes",
                        " handles",
                        " and its",
                        " treats",
                    ]
                    .iter()
                    .any(|w| after.starts_with(w))
                }
                _ => true,
            };
            if fits {
                votes.add(&name, weight);
            }
        }
    }
}

/// `“we,” “us” and “our” mean Fern Labs, Inc.`
fn explained(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 20_000);
    for lead in [" means ", " mean ", " refers to ", " refer to "] {
        for (at, _) in head.match_indices(lead) {
            let before = head.get(..at).unwrap_or_default();
            let tail: String = before
                .chars()
                .rev()
                .take(6)
                .collect::<Vec<char>>()
                .into_iter()
                .rev()
                .filter(|c| c.is_alphabetic())
                .flat_map(char::to_lowercase)
                .collect();
            let quoted = before.ends_with(['"', '”', '’', '\'', ')']);
            let own = ["our", "us", "we"].iter().any(|w| tail.ends_with(w));
            if quoted
                && own
                && let Some((name, _)) = head.get(at + lead.len()..).and_then(name_at)
            {
                votes.add(&name, 7.0);
            }
        }
    }
}

/// `Fern Privacy Notice`, `Privacy notice | Fern`.
fn titled(title: &str, votes: &mut Votes, weight: f64) {
    let parts = parts(title);
    let beside = parts.iter().any(|p| kind::of_title(p).is_some());
    for part in &parts {
        if let Some(name) = without_kind(part, beside) {
            // A part beside the one that names the kind is the site's name.
            let weight = if parts.len() > 1 {
                weight
            } else {
                weight * 0.9
            };
            votes.add(&name, weight);
        }
    }
}

/// What is left of a title when the words of its kind are gone: the words before them.
fn without_kind(part: &str, beside: bool) -> Option<String> {
    if headings::number(part).is_some() {
        return None;
    }
    if kind::of_title(part).is_none() {
        // No kind in it: beside a part that names one, a short part is the site's name.
        let words = part.split_whitespace().count();
        return (beside
            && words <= 4
            && part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .then(|| part.to_owned());
    }
    let words: Vec<&str> = part
        .split_whitespace()
        .take_while(|w| {
            let bare = w
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            let bare = bare.trim_end_matches("’s").trim_end_matches("'s");
            !words::is_generic(bare) && kind::of_title(bare).is_none()
        })
        .collect();
    (!words.is_empty() && words.len() < 5).then(|| words.join(" "))
}

/// `© 2019–2024 Fern Labs, Inc.`
fn copyright(text: &str, votes: &mut Votes) {
    for (at, mark) in text
        .match_indices('©')
        .chain(text.match_indices("Copyright "))
    {
        let rest = text.get(at + mark.len()..).unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric());
        let rest = rest.strip_prefix("by ").unwrap_or(rest);
        if let Some((name, _)) = name_at(rest) {
            votes.add(&name, 3.0);
        }
    }
}

/// Names with a legal ending, anywhere: the one that stands most often is likely the vendor's.
fn legal_names(text: &str, votes: &mut Votes) {
    let mut counted = 0;
    for ending in [
        " Inc.",
        " LLC",
        " L.L.C.",
        " Ltd",
        " GmbH",
        " B.V.",
        " S.A.S",
        " Limited",
        " Corporation",
        " Corp.",
    ] {
        for (at, _) in text.match_indices(ending).take(30) {
            counted += 1;
            if counted > 80 {
                return;
            }
            let before = text.get(..at).unwrap_or_default();
            if let Some(name) = name_before(before.trim_end_matches(',')) {
                votes.add(&name, 0.7);
            }
        }
    }
}

/// The company whose papers an analysis speaks of.
fn analysed(document: &Document, votes: &mut Votes) {
    let text = &document.text;
    for mark in ["'s ", "’s "] {
        for (at, _) in text.match_indices(mark) {
            let after = text.get(at + mark.len()..).unwrap_or_default();
            let ahead: Vec<&str> = after.split_whitespace().take(7).collect();
            let paper = ahead.iter().any(|w| {
                let bare = w
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase();
                matches!(
                    bare.as_str(),
                    "agreement" | "terms" | "policy" | "policies" | "notice" | "statement"
                )
            });
            if paper && let Some(name) = name_before(text.get(..at).unwrap_or_default()) {
                let close = if text
                    .get(..at)
                    .is_some_and(|b| b.ends_with(&format!("from {name}")))
                {
                    4.0
                } else {
                    2.0
                };
                votes.add(&name, close);
            }
        }
    }
    for lead in [
        "sponsored by ",
        "affiliated with ",
        "authorizes ",
        "analysis of ",
        "review of ",
    ] {
        for (at, _) in text.match_indices(lead) {
            if let Some((name, _)) = text.get(at + lead.len()..).and_then(name_at) {
                votes.add(&name, 2.0);
            }
        }
    }
    // Whoever speaks is not the one spoken of.
    let speakers: Vec<String> = [
        " is an independent",
        " detected ",
        " has identified ",
        " does not provide legal",
    ]
    .iter()
    .flat_map(|w| text.match_indices(*w))
    .filter_map(|(at, _)| name_before(text.get(..at).unwrap_or_default()))
    .map(|n| folded(&n))
    .collect();
    votes.names.retain(|(key, _, _)| !speakers.contains(key));
}

/// `Fern_Privacy_Policy.html`.
fn file_name(name: &str, votes: &mut Votes) {
    let stem = name.rsplit_once('.').map_or(name, |(s, _)| s);
    let spaced = stem.replace("--", " ").replace(['_', '-', '.'], " ");
    let words: Vec<String> = spaced
        .split_whitespace()
        .skip_while(|w| w.eq_ignore_ascii_case("the"))
        .take_while(|w| {
            let lower = w.to_lowercase();
            !words::is_generic(&lower) && kind::of_title(&lower).is_none()
        })
        // Hashes and running numbers are no names.
        .filter(|w| {
            let digits = w.chars().filter(char::is_ascii_digit).count();
            digits * 2 <= w.len() && w.len() < 24
        })
        .map(|w| {
            let mut chars = w.chars();
            chars
                .next()
                .map(|c| c.to_uppercase().collect::<String>() + chars.as_str())
                .unwrap_or_default()
        })
        .collect();
    let left = stem
        .split(['_', '-', ' ', '.'])
        .filter(|w| !w.is_empty())
        .count();
    if words.is_empty() || words.len() > 3 || words.len() == left {
        return;
    }
    votes.add(&words.join(" "), 1.5);
    if let Some(first) = words.first()
        && words.len() > 1
    {
        votes.add(first, 1.2);
    }
}

/// Names in quotation marks inside brackets.
fn quoted(inside: &str) -> Vec<String> {
    inside
        .split(['“', '”', '"', '‘', '’', '\''])
        .map(|p| {
            p.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '*'))
                .to_owned()
        })
        .filter(|p| !p.is_empty())
        .collect()
}

fn head(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use crate::import::{Limits, from_text, import};

    fn vendor(text: &str) -> Option<String> {
        from_text(text).vendor
    }

    #[test]
    fn the_one_that_says_we() {
        for (text, expected) in [
            (
                "We at Birch and Larch, Inc.\n(“Birch and Larch,” “we,” “us”) have created this policy.",
                "Birch and Larch",
            ),
            (
                "This notice tells how Fernwood, Inc. (“Fernwood,” “we”) uses data.",
                "Fernwood",
            ),
            (
                "Logs go to Otter, Inc. The words “we” and “our” mean Fern Labs, Inc., a company.",
                "Fern Labs",
            ),
            (
                "Fern Labs GmbH (\"we\", \"us\") runs the site.",
                "Fern Labs",
            ),
            ("Welcome to Fernly! These terms govern your use.", "Fernly"),
            ("At Fernly, we care for your data.", "Fernly"),
            (
                "The service is operated by Fern Labs, Inc. in Ohio.",
                "Fern Labs",
            ),
            (
                "Some text.\n\n© 2019–2024 Fern Labs, Inc. All rights reserved.",
                "Fern Labs",
            ),
            (
                "Fernly Privacy Policy\n\nWe keep your data for a year.",
                "Fernly",
            ),
        ] {
            assert_eq!(vendor(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_name_where_there_is_none() {
        assert_eq!(
            vendor(
                "Privacy Policy\n\nWe keep your data (the “Personal Data”) in the European Union."
            ),
            None
        );
        assert_eq!(
            vendor("Customers (“Customers”) use the Platform (“Platform”)."),
            None
        );
    }

    #[test]
    fn the_file_name_is_the_last_resort() {
        let doc = import(
            "Fernly_Privacy_Policy.txt",
            b"We keep your data.",
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(doc.vendor.as_deref(), Some("Fernly"));
        let doc = import(
            "000_320e6a3f7c305a53.txt",
            b"We keep your data.",
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(doc.vendor, None);
    }
}
