use jiff::civil::date;

use super::*;
use crate::assessment::samples::{document, reading};

/// A policy of many words, with one passage of its own.
fn policy(name: &str, own: &str, day: Option<Date>) -> Document {
    let common: Vec<String> = (0..200)
        .map(|i| format!("word{} and thing{i}", i * 7))
        .collect();
    let text = format!("{}. {own}", common.join(" "));
    Document {
        sha256: format!("{:0>64}", name.len() * 31 + text.len()),
        words: text.split_whitespace().count(),
        date: day,
        date_basis: if day.is_some() {
            DateBasis::Stated
        } else {
            DateBasis::Unknown
        },
        ..document(name, &text)
    }
}

fn standings(documents: &[Document], readings: &[Vec<Reading>]) -> Vec<Standing> {
    let all = editions(documents, readings, date(2026, 11, 21));
    all.into_iter().map(|e| e.standing).collect()
}

fn nothing(documents: &[Document]) -> Vec<Vec<Reading>> {
    vec![Vec::new(); documents.len()]
}

#[test]
fn the_same_text_in_two_formats_counts_once_and_the_sound_one_is_kept() {
    let a = policy("policy.pdf", "", None);
    let mut b = Document {
        text: a.text.replace(". ", ".\n\n"),
        ..policy("policy.html", "Page 1 of 9", None)
    };
    b.warnings.push(crate::document::Warning {
        kind: crate::document::WarningKind::UnreadablePages,
        message: "2 of 9 pages".to_owned(),
        damage: true,
    });
    let documents = [b, a];
    let got = editions(&documents, &nothing(&documents), date(2026, 11, 21));
    assert_eq!(got[0].standing, Standing::CopyOf(1));
    assert_eq!(got[1].standing, Standing::Counts);
    assert!(
        got[0].note.contains("policy.pdf") && got[0].note.contains("% of it"),
        "{}",
        got[0].note
    );
}

#[test]
fn nearly_the_same_text_that_says_something_else_counts_as_well() {
    let documents = [
        policy("a.md", "We do not sell it.", None),
        policy("b.md", "We sell it to brokers.", None),
    ];
    let readings = [
        vec![reading("advertising.sharing")],
        vec![reading("advertising.sale")],
    ];
    let got = editions(&documents, &readings, date(2026, 11, 21));
    assert!(got.iter().all(|e| e.standing.counts()), "{got:?}");
    assert!(
        got.iter().any(|e| e
            .note
            .contains("only this one says something on advertising.")),
        "{got:?}"
    );
    // Where one says all that the other says, that one is kept.
    let readings = [vec![reading("advertising.sale")], Vec::new()];
    assert_eq!(
        standings(&documents, &readings),
        [Standing::Counts, Standing::CopyOf(0)]
    );
}

#[test]
fn of_two_versions_the_one_in_force_counts() {
    let documents = [
        policy("old.md", "Then.", Some(date(2023, 3, 1))),
        policy("new.md", "Now.", Some(date(2026, 2, 4))),
    ];
    let none = nothing(&documents);
    assert_eq!(
        standings(&documents, &none),
        [Standing::OlderThan(1), Standing::Counts]
    );
    // On an earlier day the later one was not yet in force.
    let then = editions(&documents, &none, date(2025, 1, 1));
    assert_eq!(then[0].standing, Standing::Counts);
    assert_eq!(then[1].standing, Standing::NotYet(0));
    assert!(then[1].note.contains("4 February 2026") && then[1].note.contains("1 January 2025"));
    // The order of loading changes nothing.
    let [old, new] = documents;
    assert_eq!(
        standings(&[new, old], &none),
        [Standing::Counts, Standing::OlderThan(0)]
    );
}

#[test]
fn of_three_versions_one_counts() {
    let documents = [
        policy("b.md", "Second.", Some(date(2024, 3, 1))),
        policy("a.md", "First.", Some(date(2023, 3, 1))),
        policy("c.md", "Third.", Some(date(2025, 3, 1))),
    ];
    assert_eq!(
        standings(&documents, &nothing(&documents)),
        [
            Standing::OlderThan(2),
            Standing::OlderThan(2),
            Standing::Counts
        ]
    );
}

#[test]
fn a_damaged_later_version_takes_nobodys_place() {
    let mut documents = [
        policy("old.md", "Then.", Some(date(2023, 3, 1))),
        policy("new.pdf", "Now.", Some(date(2026, 2, 4))),
    ];
    documents[1].language = "de".to_owned();
    let got = editions(&documents, &nothing(&documents), date(2026, 11, 21));
    assert!(got.iter().all(|e| e.standing.counts()), "{got:?}");
    assert!(
        got[0].note.contains("new.pdf is a later version"),
        "{}",
        got[0].note
    );
}

#[test]
fn other_vendors_kinds_readers_and_guessed_dates_are_no_versions() {
    let old = || policy("old.md", "Then.", Some(date(2023, 3, 1)));
    let new = || policy("new.md", "Now.", Some(date(2026, 2, 4)));
    let both = [Standing::Counts, Standing::Counts];
    let check = |a: Document, b: Document| {
        let documents = [a, b];
        assert_eq!(
            standings(&documents, &nothing(&documents)),
            both,
            "{documents:?}"
        );
    };
    check(
        Document {
            vendor: Some("Other Ltd".to_owned()),
            ..old()
        },
        new(),
    );
    check(
        Document {
            kind: Kind::Terms,
            ..old()
        },
        new(),
    );
    check(
        Document {
            name: "privacy-eu.md".to_owned(),
            ..old()
        },
        Document {
            name: "privacy-us.md".to_owned(),
            ..new()
        },
    );
    check(
        Document {
            kind: Kind::Analysis,
            ..old()
        },
        Document {
            kind: Kind::Analysis,
            ..new()
        },
    );
}

#[test]
fn the_same_title_with_other_words_is_said_and_both_count() {
    let a = policy("old.md", "", Some(date(2023, 3, 1)));
    let b = Document {
        text: (0..400).map(|i| format!("other{} ", i * 3)).collect(),
        ..policy("new.md", "", Some(date(2026, 2, 4)))
    };
    let documents = [a, b];
    let got = editions(&documents, &nothing(&documents), date(2026, 11, 21));
    assert!(got.iter().all(|e| e.standing.counts()));
    assert!(
        got[0]
            .note
            .contains("new.md is a paper of the same kind with another date"),
        "{}",
        got[0].note
    );
}

#[test]
fn the_user_has_the_last_word() {
    let mut documents = [
        policy("old.md", "Then.", Some(date(2023, 3, 1))),
        policy("new.md", "Now.", Some(date(2026, 2, 4))),
    ];
    let none = nothing(&documents);
    documents[0].counts = Counts::Always;
    assert_eq!(
        standings(&documents, &none),
        [Standing::Counts, Standing::Counts]
    );
    documents[0].counts = Counts::ByRule;
    // Without the later one the older one counts again.
    documents[1].counts = Counts::Never;
    assert_eq!(
        standings(&documents, &none),
        [Standing::Counts, Standing::LeftOut]
    );
}
