//! Which of the candidates it is, and in which of its forms.

use super::head;
use super::names::{clean, folded};
use super::words::is_generic;

/// A name that something speaks for.
#[derive(Debug, Clone)]
struct Candidate {
    /// Small letters without marks and legal endings.
    key: String,
    name: String,
    votes: f64,
}

/// Candidates by their folded names.
#[derive(Debug, Default)]
pub struct Votes {
    names: Vec<Candidate>,
}

impl Votes {
    /// Adds votes for a name; what is none is left out.
    pub fn add(&mut self, name: &str, votes: f64) {
        let Some(name) = clean(name) else { return };
        let key = folded(&name);
        match self.names.iter_mut().find(|c| c.key == key) {
            Some(c) => c.votes += votes,
            None => self.names.push(Candidate { key, name, votes }),
        }
    }

    /// Keeps the candidates whose folded names are not among these.
    pub fn drop_keys(&mut self, keys: &[String]) {
        self.names.retain(|c| !keys.contains(&c.key));
    }

    /// Adds votes to a candidate that is there already.
    pub fn add_to(&mut self, key: &str, votes: f64) {
        if let Some(c) = self.names.iter_mut().find(|c| c.key == key) {
            c.votes += votes;
        }
    }

    /// The folded names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|c| c.key.as_str())
    }
}

/// A candidate as the text writes it.
#[derive(Debug, Clone)]
struct Written {
    key: String,
    name: String,
    votes: f64,
    sum: f64,
    mentions: usize,
}

/// The candidate with the most votes; how often the text names it decides between equals.
pub fn choose(votes: &Votes, text: &str) -> Option<String> {
    // Enough of the text tells how often each is named.
    let text = head(text, 200_000);
    let lower = text.to_lowercase();
    let mut all: Vec<Written> = votes
        .names
        .iter()
        .map(|c| {
            let name = as_written(&c.name, text, &lower);
            let mentions = text.matches(name.as_str()).take(60).count();
            // A name that the text never uses, or only once in its title, is a weak one.
            let unused = if mentions == 0 { 1.0 } else { 0.0 };
            let used = f64::from(u32::try_from(mentions.min(20)).unwrap_or(0)) * 0.15;
            Written {
                key: c.key.clone(),
                name,
                votes: c.votes,
                sum: c.votes + used - unused,
                mentions,
            }
        })
        .collect();
    share(&mut all);
    let mut best: Option<&Written> = None;
    for c in all.iter().filter(|c| c.sum > 0.0) {
        if best.is_none_or(|b| c.sum > b.sum) {
            best = Some(c);
        }
    }
    best.map(|c| with_article(&c.name, text))
}

/// Votes from which something defines a name, rather than only mentions it.
const DEFINED: f64 = 2.0;

/// Whether a name holds another as whole words: `Fern Labs` holds `Fern`.
fn holds(long: &str, short: &str) -> bool {
    let (long, short) = (long.to_lowercase(), short.to_lowercase());
    long.len() > short.len()
        && long.match_indices(&short).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            edge(long.get(..at).and_then(|b| b.chars().next_back()))
                && edge(long.get(at + short.len()..).and_then(|a| a.chars().next()))
        })
}

/// Whether what a long name adds to a short one names nobody: `Fern Docs`.
fn only_generic(long: &str, short: &str) -> bool {
    let short = short.to_lowercase();
    long.to_lowercase()
        .replace(&short, " ")
        .split_whitespace()
        .all(|w| is_generic(w.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// `Fern` and `Fern Labs` are one: the short form counts for both where the text uses it alone, else the long one.
fn share(all: &mut [Written]) {
    let before: Vec<Written> = all.to_vec();
    for (i, long) in before.iter().enumerate() {
        for (j, short) in before.iter().enumerate() {
            if i == j || short.key.len() < 3 || !holds(&long.name, &short.name) {
                continue;
            }
            // Every mention of the long form is one of the short form too.
            let alone = short.mentions.saturating_sub(long.mentions);
            let defined = short.votes >= DEFINED || only_generic(&long.name, &short.name);
            let (to, from) = if defined && alone >= 2 && alone * 3 >= long.mentions {
                (j, i)
            } else {
                (i, j)
            };
            let gift = before.get(from).map_or(0.0, |c| c.sum.max(0.0));
            if let Some(to) = all.get_mut(to) {
                to.sum += gift * 0.6;
            }
        }
    }
}

/// File names lose capitals, and headings have too many; running text has them right.
fn as_written(name: &str, text: &str, lower: &str) -> String {
    let shouted = name.len() > 4 && !name.contains(char::is_lowercase);
    let found = text.contains(name);
    if (found && !shouted) || lower.len() != text.len() {
        return name.to_owned();
    }
    let wanted = name.to_lowercase();
    let mut forms: Vec<(&str, usize)> = Vec::new();
    for (at, _) in lower.match_indices(&wanted).take(60) {
        let Some(form) = text.get(at..at + wanted.len()) else {
            continue;
        };
        // In small letters it is an address or a word.
        if !form.contains(char::is_uppercase) && !form.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if shouted && !form.contains(char::is_lowercase) {
            continue;
        }
        match forms.iter_mut().find(|f| f.0 == form) {
            Some(f) => f.1 += 1,
            None => forms.push((form, 1)),
        }
    }
    forms
        .iter()
        .rev()
        .max_by_key(|f| f.1)
        .map_or_else(|| name.to_owned(), |f| f.0.to_owned())
}

/// `The Trade Desk`, where the text writes the article with a capital inside of sentences.
fn with_article(name: &str, text: &str) -> String {
    let whole = format!("The {name}");
    let inside = text
        .match_indices(&whole)
        .filter(|(at, _)| {
            text.get(..*at)
                .and_then(|b| b.strip_suffix(' '))
                .is_some_and(|b| b.ends_with(|c: char| c.is_lowercase() || c == ','))
        })
        .take(3)
        .count();
    let small = text.matches(&format!(" the {name}")).take(3).count();
    if inside >= 2 && inside > small {
        whole
    } else {
        name.to_owned()
    }
}
