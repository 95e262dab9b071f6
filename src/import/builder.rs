//! Collects the text of marked-up documents into blocks.

use crate::document::{BlockKind, Span};

use super::extract::RawBlock;
use super::lines;
use super::lost::Evidence;
use super::mend::{self, Tally};
use super::traced::Traced;

/// A heading with more words is a paragraph that somebody set large.
const HEADING_WORDS: usize = 40;

/// Blocks in the making.
#[derive(Debug, Default)]
pub struct Builder {
    evidence: Evidence,
    blocks: Vec<RawBlock>,
    piece: Traced,
    /// Letters of the piece that are not set in bold, and that are.
    light: usize,
    bold: usize,
    /// How many bold elements are open.
    bold_open: usize,
    /// Whether readers of the original see the blocks in the making.
    hidden: bool,
    tally: Tally,
}

impl Builder {
    /// An empty builder; `evidence` is that of the whole file.
    #[must_use]
    pub fn new(evidence: Evidence) -> Self {
        Self {
            evidence,
            ..Self::default()
        }
    }

    /// Adds text with its place in the file.
    pub fn push(&mut self, text: &str, source: Option<Span>) {
        self.weigh(text);
        self.piece.push(text, source);
    }

    /// Adds text that stands as a whole for some bytes of the file.
    pub fn push_whole(&mut self, text: &str, source: Option<Span>) {
        self.weigh(text);
        self.piece.push_whole(text, source);
    }

    /// Adds text that is traced already.
    pub fn append(&mut self, text: &Traced) {
        self.weigh(text.as_str());
        self.piece.append_all(text);
    }

    fn weigh(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if self.bold_open > 0 {
            self.bold += letters;
        } else {
            self.light += letters;
        }
    }

    /// Says whether readers of the original see the blocks that follow.
    pub const fn set_hidden(&mut self, hidden: bool) {
        self.hidden = hidden;
    }

    /// Starts bold text.
    pub fn open_bold(&mut self) {
        self.bold_open += 1;
    }

    /// Ends bold text.
    pub fn close_bold(&mut self) {
        self.bold_open = self.bold_open.saturating_sub(1);
    }

    /// A line break inside a block. What stands before it in bold alone is a block of its own.
    pub fn line_break(&mut self, kind: BlockKind) {
        if self.bold > 0 && self.light == 0 && kind == BlockKind::Paragraph {
            self.flush(kind, false);
        } else if self.piece.is_blank() {
            // Blanks that lead a block mean nothing, and many of them would be looked at again and again.
            self.piece = Traced::new();
        } else {
            self.piece.push("\n", None);
        }
    }

    /// Adds text that says nothing about bold, such as the number of an item.
    pub fn append_mark(&mut self, text: &Traced) {
        self.piece.append_all(text);
    }

    /// Whether letters are waiting.
    #[must_use]
    pub const fn has_letters(&self) -> bool {
        self.bold + self.light > 0
    }

    /// Level of a heading that is written with number signs in the text that waits.
    #[must_use]
    pub fn heading_mark(&self) -> Option<u8> {
        let text = self.piece.as_str().trim_start();
        let signs = text.len() - text.trim_start_matches('#').len();
        let title = text.get(signs..)?;
        ((1..=6).contains(&signs) && title.starts_with(' '))
            .then(|| u8::try_from(signs).ok())
            .flatten()
    }

    /// Leaves only what stands before the first bar.
    pub fn keep_first_cell(&mut self) {
        if let Some(end) = self.piece.as_str().find(" | ") {
            self.piece = self.piece.part(0..end);
        }
    }

    /// Ends a block. `marked`: whether the format says that it is of this kind.
    pub fn flush(&mut self, kind: BlockKind, marked: bool) {
        let piece = std::mem::take(&mut self.piece);
        let strong = self.bold > 0 && self.light == 0;
        self.bold = 0;
        self.light = 0;
        if piece.is_blank() {
            return;
        }
        let (piece, tally) = mend::mend(piece, &self.evidence);
        self.tally.add(tally);
        if kind == BlockKind::Paragraph && !marked {
            // It may hold line breaks, or a list whose marks were typed by hand.
            self.blocks
                .extend(lines::blocks(&piece).into_iter().map(|block| RawBlock {
                    strong,
                    hidden: self.hidden,
                    ..block
                }));
            return;
        }
        let mut text = piece.squeezed();
        if kind == BlockKind::TableRow {
            // Every cell brings a bar; the last one parts nothing.
            let end = text.as_str().trim_end_matches([' ', '|']).len();
            text = text.part(0..end);
        }
        if text.is_blank() {
            return;
        }
        if matches!(kind, BlockKind::Heading(_)) {
            text = without_anchor(&text);
        }
        let too_long = matches!(kind, BlockKind::Heading(_))
            && text.as_str().split_whitespace().count() > HEADING_WORDS;
        self.blocks.push(RawBlock {
            kind: if too_long { BlockKind::Paragraph } else { kind },
            text,
            marked,
            strong,
            hidden: self.hidden,
        });
    }

    /// Adds blocks that were read elsewhere.
    pub fn extend(&mut self, blocks: Vec<RawBlock>) {
        self.blocks.extend(blocks);
    }

    /// How many blocks there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The blocks and how much was mended.
    #[must_use]
    pub fn finish(mut self) -> (Vec<RawBlock>, Tally) {
        self.flush(BlockKind::Paragraph, false);
        (self.blocks, self.tally)
    }
}

/// Headings often carry a sign that links to themselves.
fn without_anchor(text: &Traced) -> Traced {
    let sign = |c: char| matches!(c, '#' | '¶' | '🔗');
    let body = text.as_str();
    let start = body.len() - body.trim_start_matches(sign).len();
    let end = body.trim_end_matches(sign).len();
    if start == 0 && end == body.len() || start >= end {
        return text.clone();
    }
    text.part(start..end).trimmed()
}
