//! What must hold for every document, whatever it was read from.

use scruple::document::{Block, BlockKind, Document, Span};

/// Panics with what is wrong where a document breaks a law of its model. `bytes` is the file it was read from.
pub fn document(doc: &Document, bytes: &[u8]) {
    blocks(doc);
    sentences(doc);
    outline(doc);
    sources(doc, bytes);
    for warning in &doc.warnings {
        assert!(
            warning.message.trim().len() > 10,
            "a warning says something: {warning:?}"
        );
    }
    assert_eq!(doc.sha256.len(), 64);
    assert_eq!(
        doc.words > 0,
        doc.blocks
            .iter()
            .any(|b| doc.slice(b.span).contains(char::is_alphanumeric))
    );
}

/// Panics where a span is not a piece of the text.
pub fn span(doc: &Document, span: Span) {
    assert!(span.start <= span.end, "a span runs forwards: {span:?}");
    assert!(
        doc.text.get(span.range()).is_some(),
        "a span is inside the text and between characters: {span:?} of {}",
        doc.text.len()
    );
}

fn blocks(doc: &Document) {
    let mut end = 0;
    for block in &doc.blocks {
        span(doc, block.span);
        assert!(block.span.start >= end, "blocks are in order and apart");
        end = block.span.end;
        assert!(
            !doc.slice(block.span).trim().is_empty(),
            "a block holds text"
        );
        assert!(
            block.section.is_none_or(|s| s < doc.outline.len()),
            "a block's section exists"
        );
        if let Some(page) = block.page {
            assert!(page >= 1, "pages count from 1");
            assert!(
                doc.pages.is_some_and(|all| page <= all),
                "page {page} of {:?}",
                doc.pages
            );
        }
        turns(doc, block);
    }
}

/// Pages follow each other inside a block, in front of its words.
fn turns(doc: &Document, block: &Block) {
    let (mut at, mut page) = (block.span.start, block.page.unwrap_or(u32::MAX));
    for turn in &block.turns {
        assert!(
            at < turn.at && turn.at < block.span.end,
            "a page starts inside its block: {turn:?}"
        );
        span(doc, Span::new(turn.at, block.span.end));
        assert!(
            page < turn.page && doc.pages.is_some_and(|all| turn.page <= all),
            "pages follow each other: {turn:?} after {page} of {:?}",
            doc.pages
        );
        (at, page) = (turn.at, turn.page);
    }
}

fn sentences(doc: &Document) {
    let mut end = 0;
    for (at, sentence) in doc.sentences.iter().enumerate() {
        span(doc, sentence.span);
        assert!(
            sentence.span.start >= end,
            "sentences are in order and apart"
        );
        end = sentence.span.end;
        assert!(
            doc.blocks
                .get(sentence.block)
                .is_some_and(|b| b.span.contains(sentence.span)),
            "a sentence lies in its block"
        );
        assert!(
            !doc.slice(sentence.span).is_empty(),
            "a sentence holds text"
        );
        assert!(
            sentence.lead_in.is_none_or(|l| l < at),
            "what leads in comes before"
        );
    }
}

fn outline(doc: &Document) {
    for (at, section) in doc.outline.iter().enumerate() {
        assert!(
            section.parent.is_none_or(|p| p < at),
            "parents come before their children"
        );
        assert!(
            doc.blocks
                .get(section.block)
                .is_some_and(|b| matches!(b.kind, BlockKind::Heading(_))),
            "a section starts with a heading"
        );
    }
}

fn sources(doc: &Document, bytes: &[u8]) {
    let mut end = 0;
    for run in &doc.source {
        span(doc, run.text);
        assert!(run.text.start >= end, "runs are in order and apart");
        end = run.text.end;
        assert!(
            run.source.start <= run.source.end && run.source.end <= bytes.len(),
            "a run comes from the file: {run:?} of {}",
            bytes.len()
        );
    }
    let mut end = 0;
    for repair in &doc.repairs {
        span(doc, repair.span);
        assert!(repair.span.start >= end, "repairs are in order");
        end = repair.span.start;
    }
}
