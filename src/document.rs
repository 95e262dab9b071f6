//! A document as Scruple reads it: one text, its blocks and sentences, and where every word came from.
//!
//! Spans are byte offsets into [`Document::text`], the extracted text, which is UTF-8 and is what quotes
//! are taken from. The way back to the original file goes through [`Document::source`].

pub mod abbreviations;
mod clauses;
pub mod day;
pub mod enumerations;
pub mod garbled;
pub mod headings;
pub mod letters;
pub mod lines;
pub mod metadata;
pub mod names;
pub mod outline;
pub mod sentences;
pub mod voices;

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A half-open range of bytes in [`Document::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The span as a range, for slicing with `get`.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The least span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// The format a file was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Text,
    Markdown,
    Html,
    /// An e-mail, or a page saved as a web archive (MHTML).
    Mail,
    Pdf,
    Docx,
}

/// What kind of paper a document is (glossary: *kind*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// Privacy policy, notice or statement.
    PrivacyPolicy,
    /// Terms of service or use, subscription or master agreement.
    Terms,
    /// Data processing agreement or addendum.
    ProcessingAgreement,
    /// List of sub-processors.
    SubProcessors,
    /// Cookie policy or notice.
    CookiePolicy,
    /// Security statement or whitepaper.
    Security,
    /// Terms or policy on AI.
    AiTerms,
    /// A third party's analysis of the vendor's papers.
    Analysis,
    /// None of these, or not told apart.
    Other,
}

impl Kind {
    /// Every kind, in the glossary's order.
    pub const ALL: [Self; 9] = [
        Self::PrivacyPolicy,
        Self::Terms,
        Self::ProcessingAgreement,
        Self::SubProcessors,
        Self::CookiePolicy,
        Self::Security,
        Self::AiTerms,
        Self::Analysis,
        Self::Other,
    ];

    /// The glossary's name, sentence case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PrivacyPolicy => "Privacy policy",
            Self::Terms => "Terms of service",
            Self::ProcessingAgreement => "Data processing agreement",
            Self::SubProcessors => "Sub-processor list",
            Self::CookiePolicy => "Cookie policy",
            Self::Security => "Security statement",
            Self::AiTerms => "AI terms",
            Self::Analysis => "Third-party analysis",
            Self::Other => "Other document",
        }
    }

    /// Rank in a contradiction: contract (3) over policy (2) over anything else (1) over analysis (0).
    #[must_use]
    pub const fn precedence(self) -> u8 {
        match self {
            Self::ProcessingAgreement | Self::Terms => 3,
            Self::PrivacyPolicy | Self::CookiePolicy | Self::AiTerms | Self::SubProcessors => 2,
            Self::Security | Self::Other => 1,
            Self::Analysis => 0,
        }
    }
}

/// Who speaks in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The vendor's own words, also where somebody else quotes them.
    Vendor,
    /// Somebody who comments on the vendor.
    Analyst,
    /// Another company's words, or a site's own furniture. Never counts against the vendor.
    OtherParty,
}

impl Voice {
    /// The word shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vendor => "Vendor",
            Self::Analyst => "Analyst",
            Self::OtherParty => "Other party",
        }
    }
}

/// How the date of a document is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// The text states it.
    Stated,
    /// Not stated: the earliest possible date, from what the text mentions.
    Inferred,
    /// Neither.
    Unknown,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading of this level, 1 the highest.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list, at this depth, 0 the outermost.
    ListItem(u8),
    /// A row of a table; cells are separated by ` | ` in the text.
    TableRow,
}

/// A heading, paragraph, list item or table row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text.
    pub span: Span,
    /// Index into [`Document::outline`] of the section it stands in, if any. A heading stands in its own section.
    pub section: Option<usize>,
    /// Page on which it begins, counted from 1, where the format has pages.
    pub page: Option<u32>,
    /// Where it goes on on later pages, in order; empty where it stands on one page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<PageStart>,
    /// Who speaks.
    pub voice: Voice,
    /// Whether readers of the original do not see it, or not at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// A place in a text where a page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// The first byte on the page.
    pub at: usize,
    /// The page, counted from 1.
    pub page: u32,
}

/// A section of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Heading without its number, such as `Aggregated insights`.
    pub title: String,
    /// Printed number, such as `4.2` or `(b)`.
    pub number: Option<String>,
    /// Level, 1 the highest.
    pub level: u8,
    /// The section this one lies in.
    pub parent: Option<usize>,
    /// The heading's block.
    pub block: usize,
}

/// A sentence or list item: the unit of meaning (glossary: *clause*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The block it is part of.
    pub block: usize,
    /// The sentence that leads into it, where it is an item of a list ("We share data with:").
    pub lead_in: Option<usize>,
}

/// A place where the text shown differs from the bytes of the file, such as a mended quotation mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The mended text.
    pub span: Span,
    /// What the file has there.
    pub original: String,
}

/// A stretch of text and the bytes of the file it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRun {
    /// Where the stretch stands in the text.
    pub text: Span,
    /// Where it stands in the file.
    pub source: Span,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum WarningKind {
    RepairedCharacters,
    GuessedCharset,
    UndecodableBytes,
    LeftoverMarkup,
    NoDate,
    DateReferredToButMissing,
    NotEnglish,
    UnreadablePages,
    HiddenText,
    CutText,
    SeveralVoices,
    RepeatedText,
    TrackedChanges,
    Limits,
    Other,
}

/// Something a reader has to know about how a document was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is about.
    pub kind: WarningKind,
    /// What happened, with figures, in a plain sentence.
    pub message: String,
    /// Whether text is missing or unreliable, so that the document can never look clean.
    pub damage: bool,
}

/// Whether a document counts beside copies and other versions of itself.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Counts {
    /// As the rules say: a copy and an older version do not.
    #[default]
    ByRule,
    /// Yes, by hand.
    Always,
    /// No, by hand.
    Never,
}

impl Counts {
    /// Whether nobody set it.
    #[must_use]
    pub const fn is_by_rule(&self) -> bool {
        matches!(self, Self::ByRule)
    }
}

/// One file, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// File name without its folder.
    pub name: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// What it was read as.
    pub format: Format,
    /// What kind of paper it is.
    pub kind: Kind,
    /// What told the kind, for people: `title "Privacy Notice"`.
    pub kind_basis: String,
    /// Title, where one was found.
    pub title: Option<String>,
    /// The vendor's name, where one was found.
    pub vendor: Option<String>,
    /// Effective date or date of the last update; the earliest possible one where it is inferred.
    pub date: Option<Date>,
    /// How the date is known.
    pub date_basis: DateBasis,
    /// What told the date, for people.
    pub date_note: String,
    /// ISO 639-1 code, `en`; `und` where undetermined.
    pub language: String,
    /// Number of words.
    pub words: usize,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// The extracted and mended text. Blocks are separated by line breaks.
    #[serde(with = "lines")]
    pub text: String,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Sections in order.
    pub outline: Vec<Section>,
    /// Sentences in order; headings are sentences too.
    pub sentences: Vec<Sentence>,
    /// Mended places, in order.
    pub repairs: Vec<Repair>,
    /// The way back to the file's bytes, in order of `text`; empty where the format has none.
    pub source: Vec<SourceRun>,
    /// What has to be known about the reading.
    pub warnings: Vec<Warning>,
    /// Whether it counts beside copies and other versions of itself.
    #[serde(default, skip_serializing_if = "Counts::is_by_rule")]
    pub counts: Counts,
}

/// What stands between the cells of a table row.
pub const CELLS: &str = " | ";

/// Whether texts in this language, by its code, are assessed: English, and what is too short to tell.
#[must_use]
pub fn is_assessed_language(code: &str) -> bool {
    matches!(code, "en" | "und")
}

impl Document {
    /// The text of a span; empty where the span is not one of this document.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The cells of a table row, with their places in the text.
    #[must_use]
    pub fn cells(&self, row: Span) -> Vec<Span> {
        let mut at = row.start;
        self.slice(row)
            .split(CELLS)
            .map(|cell| {
                let start = at;
                at += cell.len() + CELLS.len();
                Span::new(start, start + cell.len())
            })
            .collect()
    }

    /// Whether text is missing or unreliable somewhere.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.warnings.iter().any(|w| w.damage)
    }

    /// Whether the language is one that Scruple assesses.
    #[must_use]
    pub fn is_assessed_language(&self) -> bool {
        is_assessed_language(&self.language)
    }

    /// The block that holds a byte.
    #[must_use]
    pub fn block_at(&self, byte: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|b| b.span.start <= byte);
        after.checked_sub(1)
    }

    /// The page on which the text at a byte stands, where the format has pages.
    #[must_use]
    pub fn page_at(&self, byte: usize) -> Option<u32> {
        let block = self.blocks.get(self.block_at(byte)?)?;
        let turned = block.turns.iter().rev().find(|turn| turn.at <= byte);
        turned.map(|turn| turn.page).or(block.page)
    }

    /// Whether readers of the original do not see a passage, or not at once.
    #[must_use]
    pub fn is_hidden(&self, span: Span) -> bool {
        let first = self.block_at(span.start).unwrap_or(0);
        self.blocks
            .iter()
            .skip(first)
            .take_while(|b| b.span.start < span.end)
            .any(|b| b.hidden && b.span.overlaps(span))
    }

    /// The place of a block for people: `4 Aggregated insights › 4.2 Retention › (b)`, or an empty text. Clauses whose
    /// numbers stand in front of their text are in it, as are titles that run into their text.
    #[must_use]
    pub fn section_path(&self, block: usize) -> String {
        let mut at = self.blocks.get(block).and_then(|b| b.section);
        let mut parts = Vec::new();
        while let Some(section) = at.and_then(|i| self.outline.get(i)) {
            let part = match &section.number {
                Some(n) if section.title.is_empty() => n.clone(),
                Some(n) => format!("{n} {}", section.title),
                None => section.title.clone(),
            };
            parts.push(part);
            // A damaged file must not make this loop: parents come before their children.
            at = section.parent.filter(|&p| Some(p) < at);
        }
        parts.reverse();
        parts.extend(clauses::of(self, block));
        parts.join(" › ")
    }

    /// What the file has where the text shows `span`, where that differs.
    #[must_use]
    pub fn original(&self, span: Span) -> Option<String> {
        let mut out = String::new();
        let mut at = span.start;
        for repair in self.repairs.iter().filter(|r| span.contains(r.span)) {
            out.push_str(self.slice(Span::new(at, repair.span.start)));
            out.push_str(&repair.original);
            at = repair.span.end;
        }
        if at == span.start {
            return None;
        }
        out.push_str(self.slice(Span::new(at, span.end)));
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_hidden_where_a_block_of_it_is() {
        let block = |start, end, hidden| Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, end),
            section: None,
            page: None,
            turns: Vec::new(),
            voice: Voice::Vendor,
            hidden,
        };
        let document = Document {
            text: "shown\nfolded\nshown".to_owned(),
            blocks: vec![block(0, 5, false), block(6, 12, true), block(13, 18, false)],
            ..crate::import::from_text("")
        };
        assert!(document.is_hidden(Span::new(7, 9)));
        assert!(document.is_hidden(Span::new(2, 8)), "a part of it");
        assert!(!document.is_hidden(Span::new(0, 5)));
        assert!(!document.is_hidden(Span::new(13, 18)));
    }

    #[test]
    fn cells_are_where_they_stand() {
        let document = Document {
            text: "0123456789a | bc | d".to_owned(),
            ..crate::import::from_text("")
        };
        let cells = document.cells(Span::new(10, 20));
        let told: Vec<&str> = cells.iter().map(|&c| document.slice(c)).collect();
        assert_eq!(told, ["a", "bc", "d"]);
    }

    #[test]
    fn the_page_of_a_place_is_that_of_the_last_turn_before_it() {
        let block = |start, end, page, turns: &[(usize, u32)]| Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, end),
            section: None,
            page,
            turns: turns
                .iter()
                .map(|&(at, page)| PageStart { at, page })
                .collect(),
            voice: Voice::Vendor,
            hidden: false,
        };
        let document = Document {
            text: "one two three\nfour".to_owned(),
            blocks: vec![
                block(0, 13, Some(2), &[(4, 3), (8, 5)]),
                block(14, 18, Some(5), &[]),
            ],
            ..crate::import::from_text("")
        };
        let pages: Vec<Option<u32>> = [0, 3, 4, 7, 8, 12, 14]
            .map(|byte| document.page_at(byte))
            .to_vec();
        let expected = [2, 2, 3, 3, 5, 5, 5].map(Some);
        assert_eq!(pages, expected);
    }
}
