//! From lines to blocks: paragraphs, list items, and lines that stand alone.
//!
//! Text arrives with lines cut at a fixed width, one line a sentence, or one line a paragraph. Which of these
//! it is, is told by the whole text ([`Habit`]), and then each line break is judged by its neighbours.

use std::ops::Range;

use crate::document::BlockKind;
use crate::document::headings::{self, Look, NumberStyle};
use crate::document::sentences;

use super::extract::RawBlock;
use super::traced::Traced;

/// How the lines of a text are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// Cut at a fixed width: lines of a group belong together.
    Cut,
    /// Blank lines part the blocks, and a line ends where a sentence does.
    Sentences,
    /// Each line is a block; blank lines are rare.
    Blocks,
}

#[derive(Debug, Clone)]
struct Line {
    range: Range<usize>,
    indent: usize,
    /// First line of a group, after a blank line.
    first: bool,
}

/// A mark in front of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    class: Class,
    /// Where the item's own text starts; a printed number is part of the text, a bullet is not.
    body: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Bullet(char),
    Number(u8),
    Letter(bool),
    Roman(bool),
    BracketNumber,
    BracketLetter,
    BracketRoman,
}

/// Cuts a mended text into blocks.
#[must_use]
pub fn blocks(text: &Traced) -> Vec<RawBlock> {
    let source = text.as_str();
    let lines = lines(source);
    let habit = habit(source, &lines);
    let widest = lines.iter().map(|l| l.range.len()).max().unwrap_or(0);
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for line in &lines {
        let joins = !line.first
            && groups
                .last()
                .and_then(|g| g.last())
                .is_some_and(|above| joins(source, above, line, habit, widest));
        match groups.last_mut() {
            Some(group) if joins => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    let mut depths = Depths::default();
    groups
        .iter()
        .filter_map(|group| block(text, group, &mut depths))
        .collect()
}

fn block(text: &Traced, group: &[&Line], depths: &mut Depths) -> Option<RawBlock> {
    let first = group.first()?;
    let last = group.last()?;
    let body = text.as_str().get(first.range.clone())?;
    let marker = marker(body, first.indent);
    let start = first.range.start + marker.map_or(0, |m| m.body);
    let piece = text.part(start..last.range.end).squeezed();
    if piece.is_blank() {
        return None;
    }
    let kind = match marker {
        Some(marker) => BlockKind::ListItem(depths.depth(first.indent, marker.class)),
        None => {
            depths.end(first.indent);
            BlockKind::Paragraph
        }
    };
    Some(RawBlock {
        kind,
        ..RawBlock::paragraph(piece)
    })
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut first = true;
    for raw in text.split_inclusive(['\n', '\r', '\u{c}']) {
        let start = at;
        at += raw.len();
        let body = raw.trim_end();
        let trimmed = body.trim_start();
        if trimmed.is_empty() {
            // The line feed after a carriage return is no blank line.
            first |= !(raw == "\n" && text.get(..start).is_some_and(|t| t.ends_with('\r')));
            continue;
        }
        if is_rule(trimmed) {
            first = true;
            continue;
        }
        let lead = body.len() - trimmed.len();
        let indent = body
            .chars()
            .take_while(|c| c.is_whitespace())
            .map(|c| if c == '\t' { 4 } else { 1 })
            .sum();
        let from = start + lead;
        let mut piece = from;
        for cut in glued(trimmed)
            .into_iter()
            .map(|c| from + c)
            .chain([start + body.len()])
        {
            out.push(Line {
                range: piece..cut,
                indent,
                first: first || piece > from,
            });
            piece = cut;
        }
        first = raw.ends_with('\u{c}');
    }
    out
}

/// Where a line was glued together of several when it was copied: behind the arrow of a link, and before the
/// dash that names the source of a quotation.
fn glued(line: &str) -> Vec<usize> {
    let mut out = Vec::new();
    for (at, c) in line.char_indices() {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '→' if at < 60 && after.starts_with(char::is_uppercase) => {
                out.push(at + c.len_utf8())
            }
            '—' if after.len() < 140
                && after.starts_with(' ')
                && before.len() > 40
                && before.ends_with(['.', '!', '?', '"', '”']) =>
            {
                out.push(at);
            }
            _ => {}
        }
    }
    out
}

/// A line drawn with marks.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '_' | '=' | '*' | '─' | '—' | '~' | '#'))
}

fn habit(text: &str, lines: &[Line]) -> Habit {
    let mut pairs = 0_usize;
    let mut cut = 0_usize;
    for pair in lines.windows(2) {
        let [above, below] = pair else { continue };
        if below.first {
            continue;
        }
        let (a, b) = (slice(text, above), slice(text, below));
        if marker(b, below.indent).is_some() {
            continue;
        }
        pairs += 1;
        cut += usize::from(!headings::ends_sentence(a) && b.starts_with(char::is_lowercase));
    }
    if pairs == 0 {
        return Habit::Sentences;
    }
    if cut * 10 >= pairs * 3 {
        return Habit::Cut;
    }
    let groups = lines.iter().filter(|l| l.first).count();
    if groups * 6 <= lines.len() && lines.len() > 2 {
        return Habit::Blocks;
    }
    Habit::Sentences
}

fn slice<'a>(text: &'a str, line: &Line) -> &'a str {
    text.get(line.range.clone()).unwrap_or_default()
}

/// Whether the line below goes on with the one above.
fn joins(text: &str, above: &Line, below: &Line, habit: Habit, widest: usize) -> bool {
    let (a, b) = (slice(text, above), slice(text, below));
    if marker(b, below.indent).is_some() || starts_turn(b) {
        return false;
    }
    // A break inside a word, or before a small letter, is never the end of a block.
    if b.starts_with(char::is_lowercase) && !headings::ends_sentence(a) {
        return true;
    }
    let number = headings::number(a);
    let title = number.and_then(|n| a.get(n.rest..)).unwrap_or(a);
    let look = headings::look(title);
    let short = habit != Habit::Cut || a.len() * 10 <= widest * 6;
    let sentence_below = b.len() > a.len() || headings::ends_sentence(b);
    let titled =
        look == Look::Strong || (look == Look::Weak && (above.first || habit != Habit::Cut));
    if titled && short && sentence_below && !headings::ends_sentence(a) && !ends_open(a) {
        return false;
    }
    // A heading below a paragraph that has ended.
    if habit != Habit::Cut && headings::look(b) == Look::Strong && headings::ends_sentence(a) {
        return continues(a, b);
    }
    match habit {
        Habit::Cut => {
            !(headings::ends_sentence(a) && a.len() * 10 <= widest * 6) || continues(a, b)
        }
        Habit::Blocks => continues(a, b),
        Habit::Sentences => headings::ends_sentence(a) || ends_open(a) || ends_small(a),
    }
}

/// Whether a line starts somebody's turn: a question, an answer, a line of a message's head.
fn starts_turn(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "Q:",
        "A:",
        "Question:",
        "Answer:",
        "Response:",
        "From:",
        "Sent:",
        "To:",
        "Cc:",
        "Subject:",
        "Date:",
        "Von:",
        "Gesendet:",
        "An:",
        "Betreff:",
    ];
    let line = line.trim_start_matches(['>', ' ']);
    LABELS.iter().any(|l| line.starts_with(l))
        || (line.starts_with("On ") && line.ends_with("wrote:"))
}

/// Whether two lines are one sentence that was cut after an abbreviation or an open word.
fn continues(a: &str, b: &str) -> bool {
    if ends_open(a) {
        return true;
    }
    if !a.ends_with('.') {
        return false;
    }
    let tail: String = a
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<char>>()
        .into_iter()
        .rev()
        .collect();
    let head: String = b.chars().take(40).collect();
    let joined = format!("x {tail} {head}");
    let cut = joined.len() - head.len();
    !sentences::split(&joined).iter().any(|s| s.start == cut)
}

/// Ends with a comma or with a word that something has to follow.
fn ends_open(a: &str) -> bool {
    if a.ends_with(',') {
        return true;
    }
    let last = a.rsplit(char::is_whitespace).next().unwrap_or(a);
    matches!(
        last,
        "and"
            | "or"
            | "of"
            | "the"
            | "a"
            | "an"
            | "to"
            | "for"
            | "with"
            | "in"
            | "by"
            | "our"
            | "your"
            | "any"
    )
}

/// A long line that ends in a small word was cut at a width.
fn ends_small(a: &str) -> bool {
    a.len() >= 45
        && a.rsplit(char::is_whitespace)
            .next()
            .is_some_and(|w| w.starts_with(char::is_lowercase))
}

fn marker(line: &str, indent: usize) -> Option<Marker> {
    let first = line.chars().next()?;
    let after = line.get(first.len_utf8()..)?;
    let blank = after.starts_with(char::is_whitespace);
    let glyph = match first {
        '•' | '‣' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '➢' | '➤' | '✓' | '✔' | '⁃' | '∙'
        | '\u{f0b7}' | '\u{f0a7}' => true,
        '-' | '*' | '·' | '–' | '+' | '»' | '›' => blank,
        'o' => blank && indent > 0,
        _ => false,
    };
    if glyph {
        let body = line.len() - after.trim_start().len();
        return (body < line.len()).then_some(Marker {
            class: Class::Bullet(first),
            body,
        });
    }
    let number = headings::number(line)?;
    let inside = number.printed.trim_matches(['(', ')']);
    let class = match number.style {
        // Clause numbers such as `4.2` and names such as `Annex B` are no list.
        NumberStyle::Decimal(1) => {
            let closed = line.get(number.printed.len()..)?.starts_with(['.', ')']);
            if !closed {
                return None;
            }
            Class::Number(1)
        }
        NumberStyle::Decimal(_) | NumberStyle::Named => return None,
        NumberStyle::Letter(upper) => Class::Letter(upper),
        NumberStyle::Roman(upper) => Class::Roman(upper),
        NumberStyle::Bracketed => {
            if inside.chars().all(|c| c.is_ascii_digit()) {
                Class::BracketNumber
            } else if inside.len() > 1 || matches!(inside, "i" | "v" | "x" | "I" | "V" | "X") {
                Class::BracketRoman
            } else {
                Class::BracketLetter
            }
        }
    };
    Some(Marker { class, body: 0 })
}

/// Depths of list items, by indent and by the kind of their marks.
#[derive(Debug, Default)]
struct Depths {
    open: Vec<(usize, Class)>,
}

impl Depths {
    fn depth(&mut self, indent: usize, class: Class) -> u8 {
        while let Some(&(at, _)) = self.open.last() {
            if indent + 1 < at {
                self.open.pop();
            } else {
                break;
            }
        }
        let deeper = match self.open.last() {
            None => true,
            Some(&(at, _)) if indent > at + 1 => true,
            Some(&(at, top)) => {
                if top == class {
                    false
                } else if let Some(seat) = self
                    .open
                    .iter()
                    .position(|&(i, c)| c == class && i + 1 >= at)
                {
                    self.open.truncate(seat + 1);
                    false
                } else {
                    true
                }
            }
        };
        if deeper {
            self.open.push((indent, class));
        }
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// A paragraph ends the lists, unless it is indented into one.
    fn end(&mut self, indent: usize) {
        while self.open.last().is_some_and(|&(at, _)| indent <= at) {
            self.open.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let got = blocks(&Traced::at(text, 0));
        let got: Vec<(BlockKind, &str)> = got.iter().map(|b| (b.kind, b.text.as_str())).collect();
        assert_eq!(got, expected);
    }

    const P: BlockKind = BlockKind::Paragraph;

    #[test]
    fn lines_of_fixed_width_are_joined() {
        check(
            "We collect the name and the mail address of the person\nwho signs up, and we keep both for as long as we have\nto.\n\nThat is all that we do with it, as far as we know at the\nmoment.",
            &[
                (
                    P,
                    "We collect the name and the mail address of the person who signs up, and we keep both for as long as we have to.",
                ),
                (
                    P,
                    "That is all that we do with it, as far as we know at the moment.",
                ),
            ],
        );
    }

    #[test]
    fn a_line_a_sentence_is_one_paragraph_and_headings_stay_apart() {
        check(
            "Mail Settings \nYou may unsubscribe at any time.\nTransfers rely on the Swiss-U.S.\nPrivacy Shield and on consent.\n\nChildren\n\nNone.\n",
            &[
                (P, "Mail Settings"),
                (
                    P,
                    "You may unsubscribe at any time. Transfers rely on the Swiss-U.S. Privacy Shield and on consent.",
                ),
                (P, "Children"),
                (P, "None."),
            ],
        );
    }

    #[test]
    fn lines_without_blank_lines_are_blocks() {
        check(
            "The agreement lets the vendor use data.\nThis page describes it.\nHow others do it\nWe share your data with Ferro.\nTransfers go to the U.S.\nPrivacy laws apply there.\nIt is made by Birch, Inc.\n(“Birch”), a company.\nThe end is near.",
            &[
                (P, "The agreement lets the vendor use data."),
                (P, "This page describes it."),
                (P, "How others do it"),
                (P, "We share your data with Ferro."),
                (P, "Transfers go to the U.S. Privacy laws apply there."),
                (P, "It is made by Birch, Inc. (“Birch”), a company."),
                (P, "The end is near."),
            ],
        );
    }

    #[test]
    fn list_items_have_depths() {
        check(
            "We share data with:\n• partners\n  • and theirs;\n• nobody else.\n\n(a) first\n(i) inner\n(ii) inner too\n(b) second\n",
            &[
                (P, "We share data with:"),
                (BlockKind::ListItem(0), "partners"),
                (BlockKind::ListItem(1), "and theirs;"),
                (BlockKind::ListItem(0), "nobody else."),
                (BlockKind::ListItem(1), "(a) first"),
                (BlockKind::ListItem(2), "(i) inner"),
                (BlockKind::ListItem(2), "(ii) inner too"),
                (BlockKind::ListItem(1), "(b) second"),
            ],
        );
    }

    #[test]
    fn lines_that_were_glued_are_parted() {
        check(
            "See all changes →Under this clause the vendor may use data.\n\n“We may use your data for any purpose that we find useful.— Excerpt from the terms of Fern",
            &[
                (P, "See all changes →"),
                (P, "Under this clause the vendor may use data."),
                (
                    P,
                    "“We may use your data for any purpose that we find useful.",
                ),
                (P, "— Excerpt from the terms of Fern"),
            ],
        );
    }

    #[test]
    fn windows_line_ends_are_no_blank_lines() {
        check(
            "One line of the text that goes on\r\nwith a second line.\r\n\r\nAnother one.\r\n",
            &[
                (P, "One line of the text that goes on with a second line."),
                (P, "Another one."),
            ],
        );
    }
}
