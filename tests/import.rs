//! Reading of files: from bytes to a document, in the states in which people have them.
//! All texts are invented; the vendors in them do not exist.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use scruple::document::{BlockKind, DateBasis, Document, Format, Kind, Voice, WarningKind};
use scruple::import::{ImportError, Limits, from_text, import};

fn read(name: &str, text: &str) -> Document {
    import(name, text.as_bytes(), &Limits::default()).unwrap()
}

/// What must hold for every document, whatever it was read from.
fn check_invariants(doc: &Document, bytes: &[u8]) {
    let mut end = 0;
    for block in &doc.blocks {
        assert!(block.span.start >= end, "blocks are in order and apart");
        end = block.span.end;
        assert!(!doc.slice(block.span).trim().is_empty());
        if let Some(section) = block.section {
            assert!(section < doc.outline.len());
        }
    }
    assert!(end <= doc.text.len());
    let mut end = 0;
    for (i, sentence) in doc.sentences.iter().enumerate() {
        assert!(
            sentence.span.start >= end,
            "sentences are in order and apart"
        );
        end = sentence.span.end;
        assert!(doc.blocks[sentence.block].span.contains(sentence.span));
        assert!(!doc.slice(sentence.span).is_empty());
        assert!(sentence.lead_in.is_none_or(|l| l < i));
    }
    for (i, section) in doc.outline.iter().enumerate() {
        assert!(section.parent.is_none_or(|p| p < i));
        assert!(matches!(
            doc.blocks[section.block].kind,
            BlockKind::Heading(_)
        ));
    }
    let mut end = 0;
    for run in &doc.source {
        assert!(run.text.start >= end && run.text.end <= doc.text.len());
        assert!(run.source.end <= bytes.len());
        end = run.text.end;
    }
    for repair in &doc.repairs {
        assert!(doc.text.get(repair.span.range()).is_some());
    }
}

/// Letters and digits only: what layout cannot change.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

const DAMAGED: &str = "
We at Birch and Larch, Inc.
(âBirch and Larch,â âwe,â or âusâ) wrote this privacy policy.


Mail Settings\u{a0}
You may leave our list at any time.&nbsp.
You cannot leave the list of notices about your account.

Cookies


A cookie sits on your computerâs disk.\u{a0}
We use one or more thirdâparty tools.
For the partiesâ notices, see their sites.


Where data goes

Except for transfers under the Swiss-U.S.
Privacy Shield, your use of the site is your consent. We name the UK GDPR here.

Changes

This policy is effective as of the âLast Updatedâ date stated at the top of this policy.
We may change it with or without notice to you, at any time, and in any way that we find useful for the service that we offer,
and what we write here is meant to make this text long enough that a reader would expect to find a date somewhere in it, which
there is not, so that the earliest date has to be told from what it names, as a careful reader would do who finds that the date
has been lost on the way from the page to this file, together with all of the quotation marks and most of the apostrophes, and
who has to know all the same whether the mechanisms it relies on were valid on the day on which it was written, whenever that was.
";

#[test]
fn lost_punctuation_is_mended_and_the_original_kept() {
    let doc = read("policy.txt", DAMAGED);
    check_invariants(&doc, DAMAGED.as_bytes());
    for whole in [
        "Inc. (“Birch and Larch,” “we,” or “us”) wrote",
        "your computer’s disk",
        "third-party tools",
        "the parties’ notices",
        "the “Last Updated” date",
    ] {
        assert!(doc.text.contains(whole), "{whole}");
    }
    assert!(!doc.text.contains('â') && !doc.text.contains("&nbsp"));
    let at = doc.text.find("computer’s").unwrap();
    let span = scruple::document::Span::new(at, at + "computer’s".len());
    assert_eq!(doc.original(span).as_deref(), Some("computerâs"));
    let warning = doc
        .warnings
        .iter()
        .find(|w| w.kind == WarningKind::RepairedCharacters)
        .unwrap();
    // Six marks around the names, two apostrophes, one hyphen, two around the label.
    assert!(
        warning.message.contains("11 stray marks"),
        "{}",
        warning.message
    );
    assert!(!warning.damage);
}

#[test]
fn every_run_leads_back_to_its_bytes() {
    for (name, text) in [
        ("a.txt", DAMAGED),
        (
            "a.md",
            "\u{feff}# Fern\n\nWe *may* share\nyour &amp; our **data**.\n\n* one\n* two\n\n| A | B |\n|---|---|\n| c | d |\n",
        ),
    ] {
        let doc = read(name, text);
        check_invariants(&doc, text.as_bytes());
        assert!(!doc.source.is_empty());
        for run in &doc.source {
            let shown = doc.slice(run.text);
            let source = std::str::from_utf8(&text.as_bytes()[run.source.range()]).unwrap();
            let repaired = doc
                .repairs
                .iter()
                .any(|r| r.span.overlaps(run.text) || r.span == run.text);
            if run.text.len() == run.source.len() && !repaired {
                let same = |s: &str| s.replace(['\n', '\r'], " ");
                assert_eq!(same(shown), same(source));
            }
        }
    }
}

#[test]
fn sentences_and_headings_survive_line_breaks() {
    let doc = read("policy.txt", DAMAGED);
    let sentences: Vec<&str> = doc.sentences.iter().map(|s| doc.slice(s.span)).collect();
    assert!(
        sentences.contains(
            &"Except for transfers under the Swiss-U.S. Privacy Shield, your use of the site is your consent."
        )
    );
    assert!(sentences.contains(&"You may leave our list at any time."));
    let titles: Vec<&str> = doc.outline.iter().map(|s| s.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Mail Settings", "Cookies", "Where data goes", "Changes"]
    );
}

#[test]
fn a_missing_date_is_told_and_inferred() {
    let doc = read("policy.txt", DAMAGED);
    assert_eq!(doc.kind, Kind::PrivacyPolicy, "{}", doc.kind_basis);
    assert_eq!(doc.vendor.as_deref(), Some("Birch and Larch"));
    assert_eq!(doc.date_basis, DateBasis::Inferred);
    assert_eq!(
        doc.date.map(|d| d.to_string()).as_deref(),
        Some("2021-01-01")
    );
    assert!(
        doc.warnings
            .iter()
            .any(|w| w.kind == WarningKind::DateReferredToButMissing)
    );
    assert!(doc.blocks.iter().all(|b| b.voice == Voice::Vendor));
}

#[test]
fn list_items_know_what_leads_into_them() {
    let doc = from_text(
        "We may share data with:\n\n  • partners;\n\n  • their partners, such as:\n\n    • brokers;\n\n  • authorities.\n\nThat is all.",
    );
    let lead = |start: &str| {
        let sentence = doc
            .sentences
            .iter()
            .find(|s| doc.slice(s.span).starts_with(start))
            .unwrap();
        sentence
            .lead_in
            .map(|l| doc.slice(doc.sentences[l].span).to_owned())
    };
    let outer = Some("We may share data with:".to_owned());
    assert_eq!(lead("partners"), outer);
    assert_eq!(lead("authorities"), outer);
    assert_eq!(lead("brokers").as_deref(), Some("their partners, such as:"));
    assert_eq!(lead("That is all"), None);
}

#[test]
fn formats_agree_on_the_same_paper() {
    let text = "Fern Privacy Notice\n\nLast updated: 1 May 2024\n\n1. What we keep\n\nWe keep logs for one year.\n\nWe keep:\n\n• names;\n\n• addresses.\n\n2. Who gets it\n\nNobody gets it.\n";
    let markdown = "# Fern Privacy Notice\n\nLast updated: 1 May 2024\n\n## 1. What we keep\n\nWe keep logs for one year.\n\nWe keep:\n\n* names;\n* addresses.\n\n## 2. Who gets it\n\nNobody gets it.\n";
    let html = "<!DOCTYPE html><html><head><title>Privacy | Fern</title></head><body><h1>Fern Privacy Notice</h1><p>Last updated: 1 May 2024</p><h2>1. What we keep</h2><p>We keep logs for one year.</p><p>We keep:</p><ul><li>names;</li><li>addresses.</li></ul><h2>2. Who gets it</h2><p>Nobody gets it.</p></body></html>";
    let docs = [
        read("a.txt", text),
        read("a.md", markdown),
        read("a.html", html),
    ];
    assert_eq!(
        docs.each_ref().map(|d| d.format),
        [Format::Text, Format::Markdown, Format::Html]
    );
    for doc in &docs {
        assert_eq!(letters(&doc.text), letters(&docs[0].text));
        let outline: Vec<(u8, Option<&str>, &str)> = doc
            .outline
            .iter()
            .map(|s| (s.level, s.number.as_deref(), s.title.as_str()))
            .collect();
        assert_eq!(
            outline,
            [
                (1, None, "Fern Privacy Notice"),
                (2, Some("1"), "What we keep"),
                (2, Some("2"), "Who gets it")
            ]
        );
        assert_eq!(doc.vendor.as_deref(), Some("Fern"));
        assert_eq!(doc.kind, Kind::PrivacyPolicy);
        assert_eq!(
            doc.date.map(|d| d.to_string()).as_deref(),
            Some("2024-05-01")
        );
        let leads = doc.sentences.iter().filter(|s| s.lead_in.is_some()).count();
        assert_eq!(leads, 2);
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let limits = Limits::default();
    assert!(matches!(
        import("a.txt", b" \n ", &limits),
        Err(ImportError::Empty { .. })
    ));
    assert!(matches!(
        import("a.bin", &[0, 1, 2, 3, 0, 9, 0, 0], &limits),
        Err(ImportError::NotADocument { .. })
    ));
    assert!(matches!(
        import("a.png", b"\x89PNG\r\n\x1a\n....", &limits),
        Err(ImportError::NotADocument { .. })
    ));
    assert!(matches!(
        import(
            "a.txt",
            b"We keep data.",
            &Limits {
                bytes: 4,
                ..Limits::default()
            }
        ),
        Err(ImportError::TooLarge { .. })
    ));
    let message = import("a.png", b"\x89PNG\r\n\x1a\n....", &limits)
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("a.png") && message.contains("Save it as"),
        "{message}"
    );
}

#[test]
fn a_language_that_is_not_assessed_is_told() {
    let doc = from_text(
        "Wir verarbeiten Ihre personenbezogenen Daten nur, soweit dies zur Bereitstellung unserer Dienste erforderlich ist, und geben sie nicht an Dritte weiter.\n\nSie können der Verarbeitung jederzeit widersprechen, indem Sie uns eine Nachricht an die unten angegebene Adresse senden.",
    );
    assert_eq!(doc.language, "de");
    assert!(!doc.is_assessed_language());
    assert!(
        doc.warnings
            .iter()
            .any(|w| w.kind == WarningKind::NotEnglish && w.damage)
    );
}

#[test]
fn other_languages_keep_their_letters() {
    let text = "L’âge légal est de seize ans. Le château de l’hôte paraît sûr.\n\nCând ștergem datele, vă anunțăm.";
    let doc = from_text(text);
    assert_eq!(letters(&doc.text), letters(text));
    assert!(doc.repairs.is_empty());
}

#[test]
fn pasted_passages_are_cheap_and_never_fail() {
    for text in [
        "",
        " ",
        "*",
        "We share data.",
        "1.",
        "…",
        "\u{0}",
        "(a) (b) (c)",
        "&nbsp;",
        "â",
    ] {
        let doc = from_text(text);
        check_invariants(&doc, text.as_bytes());
    }
    let passage =
        "We may share your data with our partners for their own purposes, unless you object.";
    let started = std::time::Instant::now();
    for _ in 0..500 {
        assert_eq!(from_text(passage).sentences.len(), 1);
    }
    // 25,000 of these have to take seconds, not minutes, even without optimisation.
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn the_same_bytes_give_the_same_document() {
    assert_eq!(read("a.txt", DAMAGED), read("a.txt", DAMAGED));
}

#[test]
fn damaged_files_end_in_a_document_or_an_error() {
    let html = "<html><head><meta charset=utf-8><title>T</title></head><body><main><h1>Terms</h1><table><tr><td>a<td>b</table><ul><li>x<ul><li>y</ul></ul><p>We “may”<br>do it.</main></body></html>";
    let markdown = "# Terms\n\n* a\n    * b\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>We <b>may</b></div>\n\n```\nx\n```\n";
    // A simple generator, so that every run is the same.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % 1_000_003).unwrap()
    };
    for (name, whole) in [
        ("a.html", html),
        ("a.md", markdown),
        ("a.txt", DAMAGED),
        ("a", html),
    ] {
        for _ in 0..60 {
            let mut bytes = whole.as_bytes().to_vec();
            for _ in 0..next() % 6 {
                let at = next() % bytes.len();
                bytes[at] = u8::try_from(next() % 256).unwrap();
            }
            bytes.truncate(next() % (bytes.len() + 1));
            if let Ok(doc) = import(name, &bytes, &Limits::default()) {
                check_invariants(&doc, &bytes);
            }
        }
    }
}
