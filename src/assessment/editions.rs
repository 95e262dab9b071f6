//! Copies and versions: which documents of an assessment count.
//!
//! Vendors' papers come more than once: the policy as a PDF and as a saved page, last year's agreement beside the one in
//! force. A text counts once. The others stay in the assessment, with a sentence that says why they do not count and a
//! switch to let them count all the same ([`Counts`]).
//!
//! # A copy
//! Two documents are copies where nine tenths of what they say stands in both in the same words, and neither of two
//! stated dates says otherwise. Words alone do not tell a copy from a version with one sentence changed, so a copy must
//! not say anything on a provision that the other does not: then leaving it out can hide nothing. Where both say
//! something of their own, both count, and a sentence asks to look. Of copies the one counts that is not damaged, is
//! in English, says most and has most words.
//!
//! # A version
//! Two documents are versions of one another where they are of the same kind and vendor, both state their dates and the
//! dates differ, they name the same readers and regions, and share a good part of their wording (three tenths where
//! they have the same title, six tenths otherwise). The latest that is in force on the day of the assessment counts: an
//! older text no longer binds anybody, and a later one does not yet. A damaged version, or one that is not in English,
//! never takes the place of a readable one: both count. Dates that are only inferred decide nothing.

mod alike;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document::day::long_date;
use crate::document::{Counts, DateBasis, Document, Kind};
use crate::finding::Reading;
use alike::{Shingles, audience, same_title, same_vendor, says};

/// Least share of common wording of two copies.
const COPY: f64 = 0.9;
/// Least share of common wording of two versions with the same title.
const VERSION: f64 = 0.3;
/// The same without the same title.
const VERSION_BY_WORDS: f64 = 0.6;

/// How a document stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    #[default]
    Counts,
    /// It is a copy of that document.
    CopyOf(usize),
    /// That document is a later version.
    OlderThan(usize),
    /// That document is in force until this one takes effect.
    NotYet(usize),
    /// It was left out by hand.
    LeftOut,
}

impl Standing {
    /// Whether the document counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Counts)
    }

    /// A few words for a list; nothing where it counts.
    #[must_use]
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Self::Counts => None,
            Self::CopyOf(_) => Some("a copy"),
            Self::OlderThan(_) => Some("older version"),
            Self::NotYet(_) => Some("not yet in force"),
            Self::LeftOut => Some("left out"),
        }
    }
}

/// How a document stands, and what has to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edition {
    /// How it stands.
    pub standing: Standing,
    /// In a sentence for people; empty where there is nothing to say.
    pub note: String,
}

/// How each document stands on a day, in the order of the documents. `readings` are parallel to `documents`.
#[must_use]
pub fn editions(documents: &[Document], readings: &[Vec<Reading>], as_of: Date) -> Vec<Edition> {
    let mut case = Case {
        documents,
        readings,
        as_of,
        shingles: documents.iter().map(|_| None).collect(),
        out: vec![Edition::default(); documents.len()],
    };
    case.by_hand();
    if documents.len() > 1 {
        case.copies();
        case.versions();
    }
    case.out
}

struct Case<'a> {
    documents: &'a [Document],
    readings: &'a [Vec<Reading>],
    as_of: Date,
    /// Made when they are needed.
    shingles: Vec<Option<Shingles>>,
    out: Vec<Edition>,
}

impl<'a> Case<'a> {
    fn document(&self, at: usize) -> Option<&'a Document> {
        self.documents.get(at)
    }

    fn reading(&self, at: usize) -> &'a [Reading] {
        self.readings.get(at).map_or(&[], Vec::as_slice)
    }

    /// Those that count so far.
    fn counting(&self) -> Vec<usize> {
        let counts = |at: &usize| self.out.get(*at).is_some_and(|e| e.standing.counts());
        (0..self.documents.len()).filter(counts).collect()
    }

    fn set(&mut self, at: usize, standing: Standing, note: String) {
        if let Some(edition) = self.out.get_mut(at) {
            *edition = Edition { standing, note };
        }
    }

    /// Adds a sentence to one that goes on counting.
    fn say(&mut self, at: usize, note: &str) {
        if let Some(edition) = self.out.get_mut(at)
            && !edition.note.contains(note)
        {
            if !edition.note.is_empty() {
                edition.note.push(' ');
            }
            edition.note.push_str(note);
        }
    }

    /// Share of the wording that two texts have in common: of the longer one, and of the shorter one.
    fn shared(&mut self, a: usize, b: usize) -> (f64, f64) {
        for at in [a, b] {
            let text = self.document(at).map_or("", |d| d.text.as_str());
            if let Some(slot @ None) = self.shingles.get_mut(at) {
                *slot = Some(Shingles::of(text));
            }
        }
        match (self.shingles.get(a), self.shingles.get(b)) {
            (Some(Some(a)), Some(Some(b))) => a.shared(b),
            _ => (0.0, 0.0),
        }
    }

    fn by_hand(&mut self) {
        for (at, document) in self.documents.iter().enumerate() {
            if document.counts == Counts::Never {
                let note = "Left out of the score by hand.".to_owned();
                self.set(at, Standing::LeftOut, note);
            }
        }
    }

    /// What makes the better one of two copies, the weightiest first.
    fn quality(&self, at: usize) -> impl Ord + use<> {
        self.document(at).map(|d| {
            (
                (d.counts == Counts::Always, !d.is_damaged()),
                (d.is_assessed_language(), says(self.reading(at)).len()),
                (d.kind != Kind::Other, d.date_basis == DateBasis::Stated),
                (d.words, d.outline.len()),
                // Never the order in which they were loaded.
                std::cmp::Reverse((d.sha256.clone(), d.name.clone())),
            )
        })
    }

    /// Finds copies, the best of each kept.
    fn copies(&mut self) {
        let mut order = self.counting();
        order.sort_by_cached_key(|&at| std::cmp::Reverse(self.quality(at)));
        let mut kept: Vec<usize> = Vec::new();
        for at in order {
            let copy = kept.iter().find_map(|&k| self.copy(k, at));
            match copy {
                Some((of, note)) => self.set(at, Standing::CopyOf(of), note),
                None => kept.push(at),
            }
        }
    }

    /// Whether `other` is a copy of `kept`, with the sentence that says so.
    fn copy(&mut self, kept: usize, other: usize) -> Option<(usize, String)> {
        let (a, b) = (self.document(kept)?, self.document(other)?);
        if b.counts == Counts::Always {
            return None;
        }
        if a.sha256 == b.sha256 && a.text == b.text {
            let note = format!("The same file as {}; it counts once.", a.name);
            return Some((kept, note));
        }
        if dates_differ(a, b) || !same_vendor(a, b) || !near(a.words, b.words) {
            return None;
        }
        let (share, _) = self.shared(kept, other);
        if share < COPY {
            return None;
        }
        let (mine, others) = (says(self.reading(kept)), says(self.reading(other)));
        let percent = (share * 100.0).round();
        if let Some((provision, _)) = others.difference(&mine).next() {
            let note = format!(
                "{percent} % of it stands in {} in the same words, but only this one says something on {provision}; so both count. Compare them, and leave one out if it no longer holds.",
                a.name
            );
            self.say(other, &note);
            return None;
        }
        let note = format!(
            "The same text as {}: {percent} % of it in the same words, and nothing in it that the other does not say. It counts once, and this copy is left out of the score.",
            a.name
        );
        Some((kept, note))
    }

    /// Finds versions, and lets the one in force count.
    fn versions(&mut self) {
        let mut left: Vec<usize> = self.counting();
        // The earliest first: a family is told by its members' likeness to the one before.
        left.sort_by_key(|&at| self.document(at).map(|d| (d.date, d.sha256.clone())));
        while let Some((&first, rest)) = left.split_first() {
            let mut family = vec![first];
            let mut others = Vec::new();
            for &at in rest {
                if family.clone().iter().any(|&f| self.version(f, at)) {
                    family.push(at);
                } else {
                    others.push(at);
                }
            }
            left = others;
            self.settle(&family);
        }
    }

    /// Whether two documents are versions of one another.
    fn version(&mut self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.document(a), self.document(b)) else {
            return false;
        };
        let may = x.kind == y.kind
            && x.kind != Kind::Analysis
            && dates_differ(x, y)
            && same_vendor(x, y)
            && audience(x) == audience(y);
        if !may {
            return false;
        }
        let title = same_title(x, y);
        let needed = if title == Some(true) {
            VERSION
        } else {
            VERSION_BY_WORDS
        };
        let (_, share) = self.shared(a, b);
        if share >= needed {
            return true;
        }
        if title != Some(false) {
            let note = |other: &Document| {
                format!(
                    "{} is a paper of the same kind with another date, but in other words; so both count. Leave one out if the other took its place.",
                    other.name
                )
            };
            self.say(a, &note(y));
            self.say(b, &note(x));
        }
        false
    }

    /// Lets one of a family of versions count, the earliest of which stands first.
    fn settle(&mut self, family: &[usize]) {
        if family.len() < 2 {
            return;
        }
        let dated: Vec<(usize, Date)> = family
            .iter()
            .filter_map(|&at| Some((at, self.document(at)?.date?)))
            .collect();
        let readable = |at: usize| {
            self.document(at)
                .is_some_and(|d| !d.is_damaged() && d.is_assessed_language())
        };
        let in_force = dated.iter().rfind(|(_, date)| *date <= self.as_of);
        // Before the first of them was in force, the latest is taken.
        let Some(&(now, since)) = in_force.or(dated.last()) else {
            return;
        };
        if !readable(now) {
            let name = self.document(now).map_or("", |d| d.name.as_str());
            let note = format!(
                "{name} is a later version, but cannot be read whole; so both count. Load a sound copy of it."
            );
            for &(at, date) in &dated {
                if date < since {
                    self.say(at, &note);
                }
            }
            return;
        }
        for &(at, date) in &dated {
            let Some((mine, other)) = self.document(at).zip(self.document(now)) else {
                continue;
            };
            if at == now || date == since {
                continue;
            }
            if mine.counts == Counts::Always {
                let note = format!("Kept by hand beside {}, another version of it.", other.name);
                self.say(at, &note);
                continue;
            }
            if date < since {
                let note = format!(
                    "An older version of {}: this one is of {}, that one of {}. The later one counts, and this one is left out of the score.",
                    other.name,
                    long_date(date),
                    long_date(since)
                );
                self.set(at, Standing::OlderThan(now), note);
            } else {
                let note = format!(
                    "A version of {} that takes effect on {}, after the day of the assessment ({}). Until then that one counts, and this one is left out of the score.",
                    other.name,
                    long_date(date),
                    long_date(self.as_of)
                );
                self.set(at, Standing::NotYet(now), note);
            }
        }
    }
}

/// Whether both state their dates, and the dates differ.
fn dates_differ(a: &Document, b: &Document) -> bool {
    let stated = |d: &Document| d.date.filter(|_| d.date_basis == DateBasis::Stated);
    match (stated(a), stated(b)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

/// Whether two texts are of nearly the same length: otherwise they need not be compared.
fn near(a: usize, b: usize) -> bool {
    let (less, more) = (a.min(b), a.max(b));
    // A page of a site brings its own words along.
    less * 10 >= more * 8
}

#[cfg(test)]
mod tests;
