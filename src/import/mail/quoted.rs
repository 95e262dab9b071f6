//! The plain text of a message: what it quotes stands in blocks of its own, each with its marks.

use super::super::extract::{Extracted, RawBlock};
use super::super::lines;
use super::super::lost::Evidence;
use super::super::mend;
use super::super::traced::Traced;

/// Deepest quotation that is told apart.
const DEEPEST: usize = 9;

/// Blocks of a plain text.
#[must_use]
pub fn blocks(text: &str) -> Extracted {
    let evidence = Evidence::of(text);
    let mut out = Extracted::default();
    let mut depth = 0;
    let mut part = String::new();
    for line in text.lines() {
        let (marks, body) = marks(line);
        if marks != depth {
            end(&mut out, &mut part, depth, &evidence);
            depth = marks;
        }
        part.push_str(body);
        part.push('\n');
    }
    end(&mut out, &mut part, depth, &evidence);
    out
}

fn end(out: &mut Extracted, part: &mut String, depth: usize, evidence: &Evidence) {
    let text = std::mem::take(part);
    if text.trim().is_empty() {
        return;
    }
    let (text, tally) = mend::mend(Traced::loose(&text), evidence);
    out.tally.add(tally);
    let prefix = "> ".repeat(depth);
    for block in lines::blocks(&text) {
        if depth == 0 {
            out.blocks.push(block);
            continue;
        }
        let mut marked = Traced::loose(&prefix);
        marked.append_all(&block.text);
        out.blocks.push(RawBlock {
            text: marked,
            ..block
        });
    }
}

/// How many marks of quotation a line has, and what stands behind them.
fn marks(line: &str) -> (usize, &str) {
    let mut rest = line;
    let mut count = 0;
    while count < DEEPEST {
        // `>>`, `> >` and `>text` are all in use; a blank line of a quotation has nothing behind its mark.
        let Some(behind) = rest.strip_prefix('>') else {
            break;
        };
        count += 1;
        rest = match behind.strip_prefix(' ') {
            Some(next) if next.starts_with('>') => next,
            _ => behind,
        };
    }
    if count > 0 {
        rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    (count, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_blocks_with_their_marks() {
        let out = blocks(
            "Thanks, that helps.\n\nOn 3 May 2024, Ann wrote:\n> We keep logs for\n> one year.\n>\n> >> Who reads them?\n> Nobody.\n\nBest,\nBen",
        );
        let got: Vec<&str> = out.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(
            got,
            [
                "Thanks, that helps.",
                "On 3 May 2024, Ann wrote:",
                "> We keep logs for one year.",
                "> > > Who reads them?",
                "> Nobody.",
                "Best, Ben",
            ]
        );
    }
}
