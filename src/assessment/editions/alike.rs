//! How alike two documents are: in wording, title, vendor, readers, and in what they say.

use std::collections::BTreeSet;

use crate::document::{Document, Voice};
use crate::finding::{Denial, Reading, State};

/// Words of one shingle.
const WORDS: usize = 4;

/// The wording of a text: its runs of four words, as sorted numbers without repetition. Punctuation, capitals, line
/// breaks and marks of lists do not count, so that the same text in two formats has nearly the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// The wording of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(word)
            .collect();
        let mut out: Vec<u64> = if words.len() < WORDS {
            vec![run(&words)]
        } else {
            words.windows(WORDS).map(run).collect()
        };
        out.sort_unstable();
        out.dedup();
        Self(out)
    }

    /// Share of the runs that stand in both: of the text with more of them, and of that with fewer.
    #[must_use]
    pub fn shared(&self, other: &Self) -> (f64, f64) {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = 0_usize;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a.next(),
                std::cmp::Ordering::Greater => b.next(),
                std::cmp::Ordering::Equal => {
                    both += 1;
                    a.next();
                    b.next()
                }
            };
        }
        let more = self.0.len().max(other.0.len()).max(1);
        let less = self.0.len().min(other.0.len()).max(1);
        (both as f64 / more as f64, both as f64 / less as f64)
    }
}

/// FNV-1a: the same on every machine and in every run.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn word(word: &str) -> u64 {
    let mut hash = START;
    let mut letter = [0_u8; 4];
    for c in word.chars().flat_map(char::to_lowercase) {
        for &byte in c.encode_utf8(&mut letter).as_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(START, |hash, w| {
        (hash ^ w)
            .rotate_left(23)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// What a document says on provisions: what would be lost if it did not count. Measures that only lower an exposure are
/// not among it.
pub type Says = BTreeSet<(String, String)>;

/// What the readings of a document say.
#[must_use]
pub fn says(readings: &[Reading]) -> Says {
    let mut out = Says::new();
    for r in readings.iter().filter(|r| r.voice != Voice::OtherParty) {
        let state = match (r.state, r.denial) {
            (State::Denied, Some(Denial::Full)) => "denied",
            (State::Denied, Some(Denial::Now)) => "denied for now",
            (State::Denied, Some(Denial::Scoped)) => "denied in part",
            (State::Denied, _) => "an aim",
            (state, _) => state.key(),
        };
        out.insert((r.provision.clone(), format!("{} {state}", r.voice.name())));
        for aggravator in &r.aggravators {
            out.insert((r.provision.clone(), format!("+{aggravator}")));
        }
    }
    out
}

/// Small letters and digits of a name.
fn letters(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether two documents may be of one vendor: unless both name one and the names differ.
#[must_use]
pub fn same_vendor(a: &Document, b: &Document) -> bool {
    match (&a.vendor, &b.vendor) {
        (Some(a), Some(b)) => {
            let (a, b) = (letters(a), letters(b));
            a.contains(&b) || b.contains(&a)
        }
        _ => true,
    }
}

/// Words of titles and file names that tell versions apart, and not documents.
const VERSIONS: &[&str] = &[
    "archive",
    "archived",
    "as",
    "copy",
    "current",
    "date",
    "dated",
    "draft",
    "effective",
    "final",
    "last",
    "latest",
    "new",
    "of",
    "old",
    "older",
    "previous",
    "prior",
    "revised",
    "rev",
    "revision",
    "superseded",
    "the",
    "updated",
    "v",
    "version",
    "our",
    "your",
    "and",
    "on",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Words that name readers, regions and products for which a vendor writes papers of their own.
const AUDIENCES: &[&str] = &[
    "applicant",
    "applicants",
    "australia",
    "brazil",
    "business",
    "california",
    "canada",
    "candidate",
    "candidates",
    "ch",
    "children",
    "consumer",
    "consumers",
    "customer",
    "customers",
    "developer",
    "developers",
    "education",
    "eea",
    "emea",
    "employee",
    "employees",
    "enterprise",
    "eu",
    "europe",
    "european",
    "free",
    "germany",
    "global",
    "government",
    "individual",
    "individuals",
    "india",
    "international",
    "japan",
    "job",
    "merchant",
    "merchants",
    "mobile",
    "nevada",
    "partner",
    "partners",
    "personal",
    "reseller",
    "resellers",
    "school",
    "schools",
    "student",
    "students",
    "swiss",
    "switzerland",
    "team",
    "teams",
    "uk",
    "us",
    "usa",
    "visitor",
    "visitors",
    "website",
];

fn title_words(title: &str) -> Vec<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| !w.is_empty() && !w.chars().all(|c| c.is_ascii_digit()))
        .collect()
}

/// The readers and regions that a document names in its title or file name.
#[must_use]
pub fn audience(document: &Document) -> BTreeSet<String> {
    let title = document.title.as_deref().unwrap_or_default();
    title_words(title)
        .into_iter()
        .chain(title_words(&document.name))
        .filter(|w| AUDIENCES.contains(&w.as_str()))
        .collect()
}

/// Whether two documents have the same title, but for the vendor's name and what tells versions apart. Nothing where one
/// of them has no title.
#[must_use]
pub fn same_title(a: &Document, b: &Document) -> Option<bool> {
    let plain = |d: &Document| -> Option<BTreeSet<String>> {
        let vendor = d.vendor.as_deref().map(title_words).unwrap_or_default();
        let words = title_words(d.title.as_deref()?)
            .into_iter()
            .filter(|w| !vendor.contains(w) && !VERSIONS.contains(&w.as_str()));
        Some(words.collect())
    };
    Some(plain(a)? == plain(b)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_in_another_format_are_the_same_wording() {
        let a = Shingles::of("1. We SHARE data with “partners”,\nand keep logs.");
        let b = Shingles::of("1 We share data with partners and keep logs");
        assert_eq!(a, b);
        assert_eq!(a.shared(&b), (1.0, 1.0));
        assert_eq!(
            a.shared(&Shingles::of("Nothing of the kind is said here")),
            (0.0, 0.0)
        );
    }

    #[test]
    fn shares_are_of_the_longer_and_of_the_shorter() {
        // Seven runs of four words in ten words; the first seven words have four of them.
        let long = Shingles::of("a b c d e f g h i j");
        let short = Shingles::of("a b c d e f g");
        assert_eq!(long.shared(&short), (4.0 / 7.0, 1.0));
    }

    #[test]
    fn very_short_texts_are_alike_only_where_they_are_the_same() {
        assert_eq!(
            Shingles::of("Yes").shared(&Shingles::of("yes.")),
            (1.0, 1.0)
        );
        assert_eq!(Shingles::of("Yes").shared(&Shingles::of("No")), (0.0, 0.0));
    }
}
