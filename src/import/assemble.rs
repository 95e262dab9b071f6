//! From the blocks that a format's reader hands over to the document.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::document::{
    Block, BlockKind, Counts, DateBasis, Document, Format, Kind, Repair, Sentence, SourceRun, Span,
    Voice, Warning, WarningKind, headings, metadata, outline, sentences, voices,
};

use super::extract::Extracted;
use super::structure;

/// Words that a passage needs so that its standing twice is worth a warning.
const REPEATED_WORDS: usize = 12;

/// Makes the document of what was extracted from `bytes`.
#[must_use]
pub fn assemble(name: &str, bytes: &[u8], format: Format, mut extracted: Extracted) -> Document {
    structure::settle(&mut extracted.blocks);
    let mut document = Document {
        name: name.to_owned(),
        sha256: Sha256::digest(bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect(),
        format,
        kind: Kind::Other,
        kind_basis: String::new(),
        title: None,
        vendor: None,
        date: None,
        date_basis: DateBasis::Unknown,
        date_note: String::new(),
        language: "und".to_owned(),
        words: 0,
        pages: extracted.pages,
        text: String::new(),
        blocks: Vec::with_capacity(extracted.blocks.len()),
        outline: Vec::new(),
        sentences: Vec::new(),
        repairs: Vec::new(),
        source: Vec::new(),
        warnings: extracted.tally.warnings(),
        counts: Counts::ByRule,
    };
    document.warnings.append(&mut extracted.warnings);
    write_blocks(&mut document, &extracted);
    document.words = document
        .text
        .split_whitespace()
        .filter(|w| w.contains(char::is_alphanumeric))
        .count();
    document.outline = outline::build(&document.text, &mut document.blocks);
    lead_in(&mut document);
    repeated(&mut document);
    metadata::read(
        &mut document,
        extracted.title.as_deref(),
        extracted.site.as_deref(),
    );
    voices::tell(&mut document);
    document
}

fn write_blocks(document: &mut Document, extracted: &Extracted) {
    for raw in &extracted.blocks {
        if raw.text.is_blank() {
            continue;
        }
        if let Some(last) = document.blocks.last() {
            let tight = matches!(
                (last.kind, raw.kind),
                (BlockKind::ListItem(_), BlockKind::ListItem(_))
                    | (BlockKind::TableRow, BlockKind::TableRow)
            );
            document.text.push_str(if tight { "\n" } else { "\n\n" });
        }
        let start = document.text.len();
        let moved = |span: Span| Span::new(start + span.start, start + span.end);
        document.text.push_str(raw.text.as_str());
        document
            .source
            .extend(raw.text.runs().iter().map(|run| SourceRun {
                text: moved(run.text),
                source: run.source,
            }));
        document
            .repairs
            .extend(raw.text.repairs().iter().map(|repair| Repair {
                span: moved(repair.span),
                original: repair.original.clone(),
            }));
        let block = document.blocks.len();
        let whole = matches!(raw.kind, BlockKind::Heading(_) | BlockKind::TableRow);
        let spans = if whole {
            vec![Span::new(0, raw.text.len())]
        } else {
            sentences::split(raw.text.as_str())
        };
        document
            .sentences
            .extend(spans.into_iter().map(|span| Sentence {
                span: moved(span),
                block,
                lead_in: None,
            }));
        document.blocks.push(Block {
            kind: raw.kind,
            span: Span::new(start, document.text.len()),
            section: None,
            page: raw.page,
            voice: Voice::Vendor,
            hidden: raw.hidden,
        });
    }
}

/// Links the items of a list with the sentence that leads into them.
fn lead_in(document: &mut Document) {
    // Sentences that lead in, with the depth of their own item; a paragraph is above all items.
    let mut open: Vec<(Option<u8>, usize)> = Vec::new();
    let mut links: Vec<(usize, usize)> = Vec::new();
    let mut next = 0;
    for (i, block) in document.blocks.iter().enumerate() {
        let first = next;
        while document.sentences.get(next).is_some_and(|s| s.block == i) {
            next += 1;
        }
        let Some(last) = next.checked_sub(1).filter(|l| *l >= first) else {
            continue;
        };
        let leads = document
            .sentences
            .get(last)
            .is_some_and(|s| leads(document.slice(s.span)));
        match block.kind {
            BlockKind::ListItem(depth) => {
                while open
                    .last()
                    .is_some_and(|(d, _)| d.is_some_and(|d| d >= depth))
                {
                    open.pop();
                }
                if let Some((_, lead)) = open.last() {
                    links.push((first, *lead));
                }
                if leads {
                    open.push((Some(depth), last));
                }
            }
            BlockKind::Paragraph => {
                open.clear();
                if leads {
                    open.push((None, last));
                }
            }
            BlockKind::Heading(_) | BlockKind::TableRow => open.clear(),
        }
    }
    for (sentence, lead) in links {
        if let Some(sentence) = document.sentences.get_mut(sentence) {
            sentence.lead_in = Some(lead);
        }
    }
}

/// Words after which a list may follow without a colon.
const OPEN_ENDS: &[&str] = &[
    "a",
    "and",
    "any",
    "are",
    "as",
    "by",
    "for",
    "from",
    "if",
    "in",
    "including",
    "is",
    "may",
    "not",
    "of",
    "on",
    "or",
    "our",
    "shall",
    "that",
    "the",
    "to",
    "we",
    "when",
    "where",
    "will",
    "with",
    "you",
    "your",
];

/// Whether a sentence leads into a list: it ends open, or it points to what follows.
fn leads(sentence: &str) -> bool {
    if sentence.ends_with([':', '—', '–']) {
        return true;
    }
    let last = sentence.rsplit(' ').next().unwrap_or(sentence);
    if OPEN_ENDS.contains(&last) {
        return true;
    }
    let lower = sentence.to_lowercase();
    let points = ["following", "below", "as follows"]
        .iter()
        .any(|w| lower.contains(w));
    points && sentence.split_whitespace().count() > 3
}

/// Warns of passages that stand in the document twice.
fn repeated(document: &mut Document) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut twice = 0;
    for block in &document.blocks {
        let text = document.slice(block.span);
        if text.split_whitespace().count() < REPEATED_WORDS {
            continue;
        }
        let count = seen.entry(headings::folded(text)).or_default();
        *count += 1;
        twice += usize::from(*count == 2);
    }
    if twice > 0 {
        document.warnings.push(Warning {
            kind: WarningKind::RepeatedText,
            message: format!(
                "{twice} {} in the document more than once; what {} counts once.",
                if twice == 1 {
                    "passage stands"
                } else {
                    "passages stand"
                },
                if twice == 1 { "it says" } else { "they say" },
            ),
            damage: false,
        });
    }
}
