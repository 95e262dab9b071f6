//! A policy of an invented vendor for the tests of the window.

use crate::document::{
    Block, BlockKind, DateBasis, Document, Format, Kind, Section, Sentence, Span, Voice,
};

/// The policy as a file.
pub const TEXT: &str = "\
# Larkmoor Analytics Privacy Policy

Effective 4 February 2026

## 1 What we collect

We record the sessions of signed-in users with session replay software. We collect log data, device identifiers and pages viewed.

## 2 Advertising

We share your personal information with advertising partners. We do not honor Do Not Track signals.

## 3 Aggregates

We may publish aggregated data derived from customer content in benchmarks and reports.
";

/// A short document with every kind of block.
#[must_use]
pub fn policy() -> Document {
    let parts = [
        (BlockKind::Heading(1), "Records"),
        (
            BlockKind::Paragraph,
            "1.1 We record pages viewed, features used, clicks and device identifiers of every signed-in person, \
             and we keep these records for as long as the account is open and for some time after it was closed.",
        ),
        (BlockKind::ListItem(0), "analytics providers;"),
        (BlockKind::ListItem(0), "advertising partners."),
        (BlockKind::TableRow, "Record | Why we keep it | Kept for"),
        (
            BlockKind::TableRow,
            "Event records | Operate the service | 25 months",
        ),
    ];
    let mut text = String::new();
    let (mut blocks, mut sentences) = (Vec::new(), Vec::new());
    for (i, (kind, words)) in parts.into_iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        blocks.push(Block {
            kind,
            span,
            section: Some(0),
            page: None,
            turns: Vec::new(),
            voice: Voice::Vendor,
            hidden: false,
        });
        sentences.push(Sentence {
            span,
            block: i,
            lead_in: None,
        });
    }
    Document {
        name: "policy.md".to_owned(),
        sha256: "00".to_owned(),
        format: Format::Markdown,
        kind: Kind::PrivacyPolicy,
        kind_basis: String::new(),
        title: None,
        vendor: None,
        date: None,
        date_basis: DateBasis::Unknown,
        date_note: String::new(),
        language: "en".to_owned(),
        words: 40,
        pages: None,
        text,
        blocks,
        outline: vec![Section {
            title: "Records".to_owned(),
            number: None,
            level: 1,
            parent: None,
            block: 0,
        }],
        sentences,
        repairs: Vec::new(),
        source: Vec::new(),
        warnings: Vec::new(),
        counts: crate::document::Counts::ByRule,
    }
}
