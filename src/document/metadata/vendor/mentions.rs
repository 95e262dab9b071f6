//! Names that a text mentions without defining them: addresses, and names that stand again and again.

use std::collections::BTreeMap;

use super::choose::Votes;
use super::head;
use super::names::folded;
use super::words::{is_generic, is_legal};

/// Parts of host names that name nobody.
const HOST_PARTS: &[&str] = &[
    "www", "co", "com", "org", "net", "io", "ai", "app", "dev", "eu", "uk", "de", "fr", "es",
    "legal", "docs", "help", "support", "mail", "policies", "about", "privacy",
];
/// Hosts of services that any paper links to.
const ELSEWHERE: &[&str] = &[
    "gmail",
    "outlook",
    "example",
    "facebook",
    "twitter",
    "youtube",
    "linkedin",
    "instagram",
    "aboutads",
    "networkadvertising",
    "youronlinechoices",
    "europa",
    "ftc",
    "ico",
    "gov",
    "privacyshield",
    "dataprivacyframework",
    "adr",
    "jamsadr",
    "allaboutcookies",
    "wikipedia",
    "networkadvertising",
    "optout",
    "macromedia",
    "mozilla",
    "edpb",
];

/// Mail addresses and links: `privacy@fern.example` speaks for Fern.
pub fn addresses(text: &str, votes: &mut Votes) {
    let mut hosts: BTreeMap<String, f64> = BTreeMap::new();
    for word in head(text, 300_000).split(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ',' | ';' | '“' | '”' | '"' | '|')
    }) {
        let (host, weight, most): (&str, f64, f64) = if let Some((_, host)) = word.split_once('@') {
            (host, 1.0, 4.0)
        } else if let Some((_, rest)) = word.split_once("://") {
            (rest.split('/').next().unwrap_or_default(), 0.3, 2.0)
        } else if word.starts_with("www.") {
            (word.split('/').next().unwrap_or_default(), 0.3, 2.0)
        } else {
            continue;
        };
        let host = host
            .trim_end_matches(['.', ':', '!', '?', ']', '*'])
            .to_lowercase();
        if let Some(label) = label(&host) {
            let sum = hosts.entry(label.to_owned()).or_default();
            *sum = (*sum + weight).min(most.max(*sum));
        }
    }
    let keys: Vec<String> = votes.keys().map(str::to_owned).collect();
    for (label, weight) in hosts {
        if ELSEWHERE.contains(&label.as_str()) {
            continue;
        }
        let plain: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
        let known: Vec<&String> = keys
            .iter()
            .filter(|k| {
                **k == plain
                    || (k.len() >= 4 && plain.starts_with(k.as_str()))
                    || (plain.len() >= 4 && k.starts_with(&plain))
            })
            .collect();
        if known.is_empty() {
            // A name only where the text writes it as one.
            if let Some(name) = with_capital(text, &label) {
                votes.add(&name, weight.min(2.0) * 0.7);
            }
            continue;
        }
        let exact = known.iter().any(|k| **k == plain);
        for key in known {
            if *key == plain {
                votes.add_to(key, weight);
            } else if !exact {
                votes.add_to(key, weight * 0.5);
            }
        }
    }
}

/// The part of a host name that names its owner.
fn label(host: &str) -> Option<&str> {
    let mut parts = host.rsplit('.');
    parts
        .next()
        .filter(|top| top.len() >= 2 && top.chars().all(char::is_alphabetic))?;
    parts
        .find(|p| !HOST_PARTS.contains(p))
        .filter(|p| p.len() > 1)
}

/// How a text writes a word that stands in an address.
fn with_capital(text: &str, label: &str) -> Option<String> {
    let text = head(text, 100_000);
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() == label.len() && w.to_lowercase() == label)
        .find(|w| w.starts_with(char::is_uppercase) || w.contains(char::is_uppercase))
        .map(str::to_owned)
}

/// Fewest mentions that make a name of a text.
const OFTEN: usize = 5;

/// Names that stand inside of sentences again and again, without an article.
pub fn frequent(text: &str, votes: &mut Votes) {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in head(text, 120_000).lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let mut i = 1;
        while let (Some(before), Some(rest)) = (words.get(i - 1), words.get(i..)) {
            let run = run(rest);
            if run.is_empty() {
                i += 1;
                continue;
            }
            if before.ends_with(char::is_lowercase) {
                let entry = counts.entry(run.join(" ")).or_default();
                entry.0 += 1;
                entry.1 += usize::from(ARTICLES.contains(&before.to_lowercase().as_str()));
            }
            i += run.len() + 1;
        }
    }
    let mut often: Vec<(String, usize)> = counts
        .into_iter()
        .filter(|(_, (all, article))| *all >= OFTEN && article * 4 <= *all)
        .map(|(name, (all, _))| (name, all))
        .collect();
    often.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for (name, count) in often.into_iter().take(3) {
        let count = f64::from(u32::try_from(count.min(12)).unwrap_or(12));
        votes.add(&name, count * 0.1);
    }
}

/// The words of the name that starts here, without marks; none where there is no name.
fn run<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for word in words.iter().take(4) {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .trim_end_matches("’s")
            .trim_end_matches("'s");
        let acronym = !out.is_empty()
            && bare.len() <= 4
            && !bare.is_empty()
            && bare.chars().all(char::is_uppercase);
        if !(is_name(bare) || acronym) {
            break;
        }
        out.push(bare);
        if !word.ends_with(char::is_alphanumeric) {
            break;
        }
    }
    out
}

/// Words before things, not before names.
const ARTICLES: &[&str] = &[
    "the",
    "a",
    "an",
    "your",
    "our",
    "their",
    "its",
    "his",
    "any",
    "such",
    "these",
    "this",
    "those",
    "la",
    "le",
    "each",
    "all",
    "certain",
    "other",
    "both",
    "no",
    "my",
    "applicable",
    "relevant",
];

fn is_name(word: &str) -> bool {
    word.len() >= 3
        && word.contains(char::is_uppercase)
        && word.contains(char::is_lowercase)
        && word.chars().all(char::is_alphanumeric)
        && !is_legal(word)
        && !is_generic(&word.to_lowercase())
        && !folded(word).is_empty()
}
