//! What a text tells about its date without stating one.

use jiff::civil::Date;

use super::Told;
use super::forms::{self, is_year};

/// Words by which a document refers to a date that ought to stand in it.
const REFERENCES: &[&str] = &[
    "last updated” date",
    "last updated\" date",
    "last updated date",
    "“last updated”",
    "\"last updated\"",
    "last revised” date",
    "last modified” date",
    "date stated at the top",
    "date at the top",
    "date at the beginning",
    "date set forth above",
    "date indicated above",
    "date listed above",
    "date shown above",
    "date noted above",
    "date posted above",
    "effective date above",
    "effective date stated",
    "effective date set forth",
    "date first written above",
];

/// Whether the text refers to its own date.
pub fn referred_to(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words = REFERENCES.iter().find(|w| lower.contains(**w))?;
    Some(words.replace(['“', '”', '"'], ""))
}

/// Words right before a date that make it the day of a version that exists.
const OF_VERSION: &[&str] = &[
    "version of",
    "version dated",
    "version from",
    "version as of",
    "version:",
    "version",
    "status as of",
    "status:",
    "last updated on",
    "last updated:",
    "last updated",
    "last revised on",
    "last revised:",
    "last revised",
    "last modified on",
    "last modified:",
    "last modified",
    "last amended on",
    "last reviewed on",
    "updated on",
    "revised on",
];

/// The latest day of a version that a text names: `Version of 3 May 2022`. The text cannot be older.
pub fn latest_version(text: &str) -> Option<Date> {
    forms::find(text, forms::order(text, "en"))
        .into_iter()
        .filter(|found| !found.weak)
        .filter(|found| {
            let before = text.get(..found.start).unwrap_or_default();
            let tail: String = super::last(before, 24).to_lowercase();
            let tail = tail
                .trim_end_matches([' ', '\n', '(', '\u{a0}'])
                .trim_end_matches(" the");
            OF_VERSION.iter().any(|w| tail.ends_with(w))
        })
        .map(|found| found.date)
        .max()
}

/// Something that can be named only from a day on: words, the day, what it is.
type Since = (&'static [&'static str], (i16, i8, i8), &'static str);

/// What can be named only from a day on. Sources are the acts themselves.
const SINCE: &[Since] = &[
    (
        &["privacy shield"],
        (2016, 7, 12),
        "the Privacy Shield, adopted",
    ),
    (
        &["general data protection regulation", "gdpr"],
        (2016, 4, 27),
        "the GDPR, adopted",
    ),
    (
        &["california consumer privacy act", "ccpa"],
        (2018, 6, 28),
        "the CCPA, signed",
    ),
    (&["lgpd"], (2018, 8, 14), "the Brazilian LGPD, signed"),
    (
        &["global privacy control"],
        (2020, 10, 7),
        "the Global Privacy Control, announced",
    ),
    (
        &["california privacy rights act", "cpra"],
        (2020, 11, 3),
        "the CPRA, approved",
    ),
    (
        &[
            "uk gdpr",
            "united kingdom gdpr",
            "uk general data protection regulation",
        ],
        (2021, 1, 1),
        "the UK GDPR, in force",
    ),
    (
        &["virginia consumer data protection act", "vcdpa"],
        (2021, 3, 2),
        "the Virginia act, signed",
    ),
    (
        &["2021/914"],
        (2021, 6, 4),
        "the standard contractual clauses of 2021, adopted",
    ),
    (
        &["colorado privacy act"],
        (2021, 7, 7),
        "the Colorado Privacy Act, signed",
    ),
    (
        &[
            "international data transfer addendum",
            "international data transfer agreement",
        ],
        (2022, 3, 21),
        "the UK transfer addendum, in force",
    ),
    (
        &["utah consumer privacy act"],
        (2022, 3, 24),
        "the Utah act, signed",
    ),
    (
        &["connecticut data privacy act"],
        (2022, 5, 10),
        "the Connecticut act, signed",
    ),
    (
        &["digital services act", "2022/2065"],
        (2022, 10, 19),
        "the Digital Services Act, adopted",
    ),
    (&["chatgpt"], (2022, 11, 30), "ChatGPT, published"),
    (
        &["my health my data act"],
        (2023, 4, 27),
        "the Washington act, signed",
    ),
    (
        &["texas data privacy and security act"],
        (2023, 6, 18),
        "the Texas act, signed",
    ),
    (
        &["data privacy framework"],
        (2023, 7, 10),
        "the Data Privacy Framework, adopted",
    ),
    (
        &["oregon consumer privacy act"],
        (2023, 7, 18),
        "the Oregon act, signed",
    ),
    (
        &["digital personal data protection act"],
        (2023, 8, 11),
        "the Indian act, signed",
    ),
    (
        &["data act", "2023/2854"],
        (2023, 12, 13),
        "the Data Act, adopted",
    ),
    (
        &["maryland online data privacy act"],
        (2024, 5, 9),
        "the Maryland act, signed",
    ),
    (
        &["eu ai act", "artificial intelligence act", "2024/1689"],
        (2024, 6, 13),
        "the AI Act, adopted",
    ),
];

/// The earliest date that the mentions of a text allow.
pub fn earliest(text: &str) -> Option<Told> {
    let lower = text.to_lowercase();
    let mut best: Option<(Date, String)> = None;
    for (words, (year, month, day), what) in SINCE {
        if !words.iter().any(|w| holds_word(&lower, w)) {
            continue;
        }
        if let Ok(date) = Date::new(*year, *month, *day)
            && best.as_ref().is_none_or(|(b, _)| date > *b)
        {
            best = Some((date, format!("it names {what} on {date}")));
        }
    }
    if let Some(year) = copyright(&lower)
        && let Ok(date) = Date::new(year, 1, 1)
        && best.as_ref().is_none_or(|(b, _)| date > *b)
    {
        best = Some((date, format!("it carries a copyright of {year}")));
    }
    best.map(|(date, why)| Told {
        date,
        note: format!("No date is stated; {why}, so it was not written before that day."),
    })
}

/// Whether the words stand in the text, not inside a longer word.
fn holds_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|b| b.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|a| a.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The latest year behind a copyright sign.
fn copyright(lower: &str) -> Option<i16> {
    ["©", "copyright", "(c)"]
        .iter()
        .flat_map(|mark| lower.match_indices(mark).map(|(at, m)| at + m.len()))
        .filter_map(|at| {
            let tail: String = lower.get(at..)?.chars().take(24).collect();
            tail.split(|c: char| !c.is_ascii_digit())
                .filter(|n| n.len() == 4)
                .filter_map(|n| n.parse::<i16>().ok())
                .filter(|n| is_year(*n))
                .max()
        })
        .max()
}
