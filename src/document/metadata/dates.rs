//! Dates: what the text states, and the earliest date that its mentions allow.

mod inferred;

use jiff::civil::Date;

use super::super::{BlockKind, Document};
pub use inferred::{earliest, referred_to};

/// A date with what told it, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The date.
    pub date: Date,
    /// What told it.
    pub note: String,
}

/// Words that state the date of a document, the best first.
const LABELS: &[(&str, u8)] = &[
    ("last updated", 6),
    ("last update", 6),
    ("last modified", 6),
    ("last revised", 6),
    ("last revision", 6),
    ("last reviewed", 3),
    ("last changed", 6),
    ("last amended", 6),
    ("most recently updated", 6),
    ("date of last", 6),
    ("updated on", 5),
    ("updated as of", 5),
    ("was updated", 4),
    ("revised on", 5),
    ("revised as of", 5),
    ("revision date", 5),
    ("updated", 4),
    ("revised", 4),
    ("modified", 4),
    ("effective date", 5),
    ("effective as of", 5),
    ("effective from", 5),
    ("effective on", 5),
    ("effective", 4),
    ("in effect", 4),
    ("in force", 4),
    ("with effect from", 4),
    ("version", 3),
    ("dated", 3),
    ("published", 3),
    ("posted", 3),
    ("issued", 3),
    ("as of", 2),
    ("date", 2),
];

/// Words near a date that make it another version's or another paper's date.
const NOT_THIS: &[&str] = &[
    "previous",
    "prior version",
    "prior to",
    "before ",
    "archive",
    "until ",
    "superseded",
    "older version",
    "earlier version",
    "past version",
    "regulation",
    "directive",
    "expires",
];

/// Blocks at the top and at the end in which a date may stand inside running text.
const TOP: usize = 14;
const END: usize = 8;
/// Most words of a block that does nothing but state a date.
const SHORT: usize = 22;

/// The date that the document states for itself.
pub fn stated(document: &Document) -> Option<Told> {
    let count = document.blocks.len();
    let mut best: Option<(u32, Told)> = None;
    for (i, block) in document.blocks.iter().enumerate() {
        let text = document.slice(block.span);
        if !text.contains(|c: char| c.is_ascii_digit())
            || block.kind == BlockKind::TableRow && i > TOP
        {
            continue;
        }
        let words = text.split_whitespace().count();
        let at_edge = i < TOP || i + END >= count;
        if words > SHORT && !at_edge && !names_itself(text) {
            continue;
        }
        for (start, date) in find(text) {
            let before = text.get(..start).unwrap_or_default();
            let Some(mut rank) = rank(before, words, i, at_edge, text) else {
                continue;
            };
            // Label and date on lines of their own: `Last updated` above `3 May 2024`.
            if rank == 1
                && let Some(above) = i.checked_sub(1).and_then(|j| document.blocks.get(j))
                && label(&document.slice(above.span).to_lowercase()).is_some()
                && document.slice(above.span).split_whitespace().count() <= 6
            {
                rank = 5;
            }
            let rank = u32::from(rank) * 4 + u32::from(i < TOP) * 2 + u32::from(words <= SHORT);
            if best.as_ref().is_none_or(|(r, _)| rank > *r) {
                best = Some((
                    rank,
                    Told {
                        date,
                        note: format!("“{}”", excerpt(text, start)),
                    },
                ));
            }
        }
    }
    best.map(|(_, told)| told)
}

/// Whether a sentence speaks of the date of the very paper.
fn names_itself(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("this ")
        && [
            "policy",
            "notice",
            "statement",
            "agreement",
            "terms",
            "document",
            "addendum",
        ]
        .iter()
        .any(|w| lower.contains(w))
        && [
            "last updated",
            "last revised",
            "last modified",
            "effective as of",
            "was updated",
            "is effective",
        ]
        .iter()
        .any(|w| lower.contains(w))
}

/// How well the words before a date say that it is the document's; nothing where they say another thing.
fn rank(before: &str, words: usize, index: usize, at_edge: bool, text: &str) -> Option<u8> {
    let tail: String = before
        .chars()
        .rev()
        .take(70)
        .collect::<Vec<char>>()
        .into_iter()
        .rev()
        .collect::<String>()
        .to_lowercase();
    // Only the words of the same sentence speak of the date.
    let tail = tail
        .rsplit(['.', ';', '|'])
        .next()
        .unwrap_or(&tail)
        .to_owned();
    if NOT_THIS.iter().any(|w| tail.contains(w)) {
        return None;
    }
    if let Some(rank) = label(&tail) {
        // In running text, the paper has to speak of itself.
        if words > SHORT && !(at_edge && speaks_of_paper(text)) && !names_itself(text) {
            return None;
        }
        return Some(rank);
    }
    // A date alone near the top.
    (index < 6 && words <= 8 && before.split_whitespace().count() <= 4).then_some(1)
}

fn speaks_of_paper(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "policy",
        "notice",
        "statement",
        "agreement",
        "terms",
        "addendum",
        "updated",
        "effective",
    ]
    .iter()
    .any(|w| lower.contains(w))
}

fn label(tail: &str) -> Option<u8> {
    LABELS
        .iter()
        .filter(|(words, _)| {
            tail.match_indices(words).any(|(at, _)| {
                let open = tail
                    .get(..at)
                    .is_none_or(|b| !b.ends_with(|c: char| c.is_alphabetic()));
                let gap = tail.len() - at - words.len();
                open && gap <= 45
            })
        })
        .map(|(_, rank)| *rank)
        .max()
}

fn excerpt(text: &str, date: usize) -> String {
    let from = text
        .get(..date)
        .and_then(|b| b.char_indices().rev().take(48).last().map(|(i, _)| i))
        .unwrap_or(0);
    let part = text.get(from..).unwrap_or(text);
    let part = if from == 0 {
        part
    } else {
        part.split_once(' ').map_or(part, |(_, p)| p)
    };
    let mut out: String = part.chars().take(84).collect();
    if part.chars().count() > 84 {
        out = out
            .rsplit_once(' ')
            .map_or(out.clone(), |(o, _)| o.to_owned());
        out.push('…');
    }
    out
}

const MONTHS: &[&str] = &[
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
];

/// Month of a name or its short form.
fn month(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    if lower.len() < 3 {
        return None;
    }
    let found = MONTHS.iter().position(|m| {
        *m == lower
            || (lower.len() <= 4
                && m.starts_with(lower.get(..3).unwrap_or("?"))
                && (lower.len() == 3 || lower == "sept" || m.starts_with(&lower)))
    })?;
    i8::try_from(found + 1).ok()
}

/// A word or number of a text.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    at: usize,
    text: &'a str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    let mut digits = false;
    let mut small = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let fits = c.is_alphanumeric();
        // `UpdatedMay 3`: two words that lost their blank.
        let turns = start.is_some()
            && fits
            && (c.is_ascii_digit() != digits || (small && c.is_uppercase()));
        small = c.is_lowercase();
        if let Some(from) = start
            && (!fits || turns)
        {
            if let Some(part) = text.get(from..at) {
                out.push(Token {
                    at: from,
                    text: part,
                });
            }
            start = None;
        }
        if fits && start.is_none() {
            start = Some(at);
            digits = c.is_ascii_digit();
        }
    }
    out
}

/// The dates in a text, with where each starts.
pub fn find(text: &str) -> Vec<(usize, Date)> {
    let tokens: Vec<Token<'_>> = tokens(text)
        .into_iter()
        .filter(|t| !matches!(t.text, "st" | "nd" | "rd" | "th" | "of" | "the"))
        .collect();
    let mut out = Vec::new();
    let mut skip = 0;
    for (i, token) in tokens.iter().enumerate() {
        if i < skip {
            continue;
        }
        let next = |n: usize| tokens.get(i + n).filter(|t| t.at - token.at < 24);
        let number = |n: usize| next(n).and_then(|t| t.text.parse::<i16>().ok());
        let named = month(token.text);
        let date = match (named, number(1), number(2)) {
            // March 3, 2024
            (Some(m), Some(d), Some(y)) if d <= 31 && is_year(y) => make(y, m, d).map(|d| (d, 3)),
            // March 2024
            (Some(m), Some(y), _) if is_year(y) => make(y, m, 1).map(|d| (d, 2)),
            _ => None,
        };
        let date = date.or_else(|| {
            let first: i16 = token.text.parse().ok()?;
            if let Some(m) = next(1).and_then(|t| month(t.text)) {
                // 3 March 2024, 2024 March 3
                let third = number(2)?;
                if is_year(third) {
                    return make(third, m, first).map(|d| (d, 3));
                }
                return is_year(first)
                    .then(|| make(first, m, third))
                    .flatten()
                    .map(|d| (d, 3));
            }
            let (second, third) = (number(1)?, number(2)?);
            if !numeric_marks(text, token, next(1)?, next(2)?) {
                return None;
            }
            if is_year(first) {
                return make(first, i8::try_from(second).ok()?, third).map(|d| (d, 3));
            }
            if !is_year(third) {
                return None;
            }
            // 03.05.2024 is the third of May everywhere that writes full stops; with slashes the month comes
            // first, unless it cannot.
            let stops = text.get(token.at + token.text.len()..)?.starts_with('.');
            let (day, month) = if stops || first > 12 {
                (first, second)
            } else {
                (second, first)
            };
            make(third, i8::try_from(month).ok()?, day).map(|d| (d, 3))
        });
        if let Some((date, used)) = date {
            out.push((token.at, date));
            skip = i + used;
        }
    }
    out
}

/// Whether only one kind of mark stands between the numbers of a numeric date.
fn numeric_marks(text: &str, a: &Token<'_>, b: &Token<'_>, c: &Token<'_>) -> bool {
    let first = text.get(a.at + a.text.len()..b.at);
    let second = text.get(b.at + b.text.len()..c.at);
    first == second && matches!(first, Some("-" | "/" | "." | ". "))
}

const fn is_year(n: i16) -> bool {
    n >= 1995 && n <= 2060
}

fn make(year: i16, month: i8, day: i16) -> Option<Date> {
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DateBasis;
    use crate::import::from_text;
    use jiff::civil::date;

    #[test]
    fn dates_in_all_their_forms() {
        let check = |text: &str, expected: Date| {
            assert_eq!(find(text).first().map(|d| d.1), Some(expected), "{text}");
        };
        check(
            "Last updated: September 29, 2023 (draft)",
            date(2023, 9, 29),
        );
        check("Effective 1 May 2024", date(2024, 5, 1));
        check("on the 3rd of March, 2022", date(2022, 3, 3));
        check("Sept. 5 2021", date(2021, 9, 5));
        check("2024-02-29", date(2024, 2, 29));
        check("31/12/2023", date(2023, 12, 31));
        check("12/31/2023", date(2023, 12, 31));
        check("05.06.2023", date(2023, 6, 5));
        check("UpdatedMay 3, 2021", date(2021, 5, 3));
        check("June 2020", date(2020, 6, 1));
        assert!(find("we may 2 or 3 times").is_empty());
        assert!(find("version 4.2.1 of 99/99/2023").is_empty());
    }

    fn filler() -> String {
        "We keep the data that you give us and use it for the service that you asked for, and for nothing else at all. "
            .repeat(12)
    }

    #[test]
    fn stated_dates_are_found_with_words_around() {
        for (head, expected) in [
            (
                "Fern Privacy Notice\n\nLast Updated: September 29, 2023 (we joined a framework)",
                date(2023, 9, 29),
            ),
            (
                "Terms of Service\n\nEffective: 1 May 2024",
                date(2024, 5, 1),
            ),
            (
                "Privacy\n\nThis Privacy Policy was last revised on 2022-01-05.",
                date(2022, 1, 5),
            ),
            (
                "Privacy Policy\n\nLast updated\n\nMay 3, 2021",
                date(2021, 5, 3),
            ),
        ] {
            let doc = from_text(&format!("{head}\n\n{}", filler()));
            assert_eq!(
                (doc.date, doc.date_basis),
                (Some(expected), DateBasis::Stated),
                "{head}"
            );
        }
    }

    #[test]
    fn other_dates_are_not_the_documents() {
        let text = format!(
            "Privacy Policy\n\nThe previous version of this policy was effective until May 3, 2021.\n\n{}\n\nThe act took effect on January 1, 2020 and covers us.",
            filler()
        );
        assert_eq!(from_text(&text).date_basis, DateBasis::Unknown);
    }

    #[test]
    fn a_missing_date_is_told_and_the_earliest_inferred() {
        let text = format!(
            "Privacy Policy\n\nThis policy is effective as of the “Last Updated” date stated at the top. We follow the UK GDPR and the GDPR.\n\n{}",
            filler()
        );
        let doc = from_text(&text);
        assert_eq!(
            (doc.date, doc.date_basis),
            (Some(date(2021, 1, 1)), DateBasis::Inferred)
        );
        assert!(
            doc.warnings
                .iter()
                .any(|w| w.kind == crate::document::WarningKind::DateReferredToButMissing)
        );
    }

    #[test]
    fn a_copyright_year_is_a_hint() {
        let told = earliest("Copyright © 2019-2022 Fern Labs. We follow the GDPR.").unwrap();
        assert_eq!(told.date, date(2022, 1, 1));
    }
}
