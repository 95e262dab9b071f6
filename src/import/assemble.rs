//! From the blocks that a format's reader hands over to the document.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::document::{
    Block, BlockKind, Counts, DateBasis, Document, Format, Kind, PageStart, Repair, Sentence,
    SourceRun, Span, Voice, Warning, WarningKind, enumerations, headings, metadata, outline,
    sentences, voices,
};

use super::extract::{Extracted, RawBlock};
use super::traced::Parts;
use super::{cut, lead_in, questions, structure};

/// Words that a passage needs so that its standing twice is worth a warning.
const REPEATED_WORDS: usize = 12;

/// Makes the document of what was extracted from `bytes`.
#[must_use]
pub fn assemble(name: &str, bytes: &[u8], format: Format, mut extracted: Extracted) -> Document {
    let open_ended = extracted.open_ended;
    let asked = questions::part(&mut extracted.blocks);
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
    // Blank blocks are not in the document.
    let questions: Vec<usize> = extracted
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| !b.text.is_blank())
        .enumerate()
        .filter(|(_, (raw, _))| asked.contains(raw))
        .map(|(block, _)| block)
        .collect();
    write_blocks(&mut document, extracted.blocks);
    document.words = document
        .text
        .split_whitespace()
        .filter(|w| w.contains(char::is_alphanumeric))
        .count();
    document.outline = outline::build(&document.text, &mut document.blocks);
    lead_in::link(&mut document);
    repeated(&mut document);
    metadata::read(
        &mut document,
        extracted.title.as_deref(),
        extracted.site.as_deref(),
    );
    if open_ended && document.language == "en" {
        document.warnings.extend(cut::told(&document));
    }
    voices::tell(&mut document);
    voices::give_to_askers(&mut document, &questions);
    document
}

fn write_blocks(document: &mut Document, blocks: Vec<RawBlock>) {
    for raw in blocks {
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
        let Parts {
            text,
            runs,
            repairs,
            pages,
        } = raw.text.into_parts();
        let mut turns = pages.into_iter().map(|turn| PageStart {
            at: start + turn.at,
            ..turn
        });
        document.text.push_str(&text);
        document
            .source
            .extend(runs.into_iter().map(|run| SourceRun {
                text: moved(run.text),
                source: run.source,
            }));
        document
            .repairs
            .extend(repairs.into_iter().map(|repair| Repair {
                span: moved(repair.span),
                original: repair.original,
            }));
        let block = document.blocks.len();
        let whole = matches!(raw.kind, BlockKind::Heading(_) | BlockKind::TableRow);
        let spans = if whole {
            vec![Span::new(0, text.len())]
        } else {
            sentences::split(&text)
        };
        for span in spans {
            let parted = (!whole)
                .then(|| enumerations::parts(text.get(span.range())?))
                .flatten();
            let lead = document.sentences.len();
            let inside = |part: &Span| Span::new(span.start + part.start, span.start + part.end);
            let parts = parted.map_or_else(|| vec![span], |p| p.iter().map(inside).collect());
            for (at, part) in parts.into_iter().enumerate() {
                document.sentences.push(Sentence {
                    span: moved(part),
                    block,
                    // The first of several leads in to the others.
                    lead_in: (at > 0).then_some(lead),
                });
            }
        }
        document.blocks.push(Block {
            kind: raw.kind,
            span: Span::new(start, document.text.len()),
            section: None,
            page: turns.next().map(|first| first.page),
            turns: turns.collect(),
            voice: Voice::Vendor,
            hidden: raw.hidden,
        });
    }
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
