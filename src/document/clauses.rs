//! The numbered clauses that a block stands in, below its section: `4.2 Retention › (b)`.
//!
//! Contracts number paragraphs and items that are no headings. Their numbers are part of the text; what lies in
//! what is told by how they are written and by what stands before.

use super::headings::{self, Look, NumberStyle};
use super::{BlockKind, Document};

/// Blocks that are looked at, backwards, for the clause that an item lies in.
const FARTHEST: usize = 400;
/// Most words of a title that runs into its text: `4.2 Retention of records. We keep …`.
const RUN_IN_WORDS: usize = 7;

/// How deep a number lies: the outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// `Annex B`, `Section 4`.
    Named,
    /// `4`, `4.2`, `4.2.1`: how many parts.
    Decimal(u8),
    /// `B.`
    Capital,
    /// `(b)` or `b)`.
    Letter,
    /// `(iv)` or `iv)`.
    Roman,
    /// `(2)`.
    Count,
}

/// A numbered block.
#[derive(Debug, Clone, Copy)]
struct Numbered<'a> {
    rank: Rank,
    printed: &'a str,
    title: Option<&'a str>,
}

/// The clauses from the outermost to the block's own, as printed, with titles that run in.
pub fn of(document: &Document, block: usize) -> Vec<String> {
    let mut out = Vec::new();
    let Some(start) = document.blocks.get(block) else {
        return out;
    };
    if matches!(start.kind, BlockKind::Heading(_) | BlockKind::TableRow) {
        return out;
    }
    let heading = start
        .section
        .and_then(|s| document.outline.get(s))
        .and_then(|s| s.number.as_deref());
    let own = numbered(document, block);
    // An item without number continues what leads into it.
    if own.is_none() && !matches!(start.kind, BlockKind::ListItem(_)) {
        return title_of(document, block).into_iter().collect();
    }
    let mut lowest = own;
    let mut depth = depth(document, block);
    out.extend(own.map(|o| shown(&o)));
    for at in (block.saturating_sub(FARTHEST)..block).rev() {
        let Some(above) = document.blocks.get(at) else {
            break;
        };
        if above.section != start.section || matches!(above.kind, BlockKind::Heading(_)) {
            break;
        }
        let Some(number) = numbered(document, at) else {
            // Running text between parts a bulleted list from the clause before it.
            if lowest.is_none() && above.kind == BlockKind::Paragraph && !leads(document, at) {
                break;
            }
            continue;
        };
        // Behind `(h)`, `(i)` is a letter.
        if let Some(inner) = &mut lowest
            && (number.rank, inner.rank) == (Rank::Letter, Rank::Roman)
            && follows(number.printed, inner.printed)
        {
            inner.rank = Rank::Letter;
        }
        let outer = match &lowest {
            None => self::depth(document, at) < depth || above.kind == BlockKind::Paragraph,
            Some(inner) => holds(&number, inner),
        };
        if outer {
            out.push(shown(&number));
            depth = self::depth(document, at);
            lowest = Some(number);
        }
    }
    // The section's own number stands in the path already.
    if let Some(printed) = heading {
        out.retain(|part| part != printed);
    }
    out.reverse();
    out
}

/// A paragraph counts as outside of all lists.
fn depth(document: &Document, block: usize) -> u8 {
    match document.blocks.get(block).map(|b| b.kind) {
        Some(BlockKind::ListItem(depth)) => depth.saturating_add(1),
        _ => 0,
    }
}

fn leads(document: &Document, block: usize) -> bool {
    document
        .blocks
        .get(block)
        .is_some_and(|b| document.slice(b.span).trim_end().ends_with(':'))
}

fn shown(number: &Numbered<'_>) -> String {
    match number.title {
        Some(title) => format!("{} {title}", number.printed),
        None => number.printed.to_owned(),
    }
}

fn numbered(document: &Document, block: usize) -> Option<Numbered<'_>> {
    let block = document.blocks.get(block)?;
    let text = document.slice(block.span);
    let number = headings::number(text)?;
    let inside = number.printed.trim_matches(['(', ')']);
    let item = matches!(block.kind, BlockKind::ListItem(_));
    let rank = match number.style {
        NumberStyle::Named => Rank::Named,
        // `3 of our partners` is no clause; `3. We keep` is.
        NumberStyle::Decimal(1) => {
            let closed = text
                .get(number.printed.len()..)
                .is_some_and(|r| r.starts_with(['.', ')']));
            if !closed {
                return None;
            }
            Rank::Decimal(1)
        }
        NumberStyle::Decimal(parts) => Rank::Decimal(parts),
        NumberStyle::Letter(true) => Rank::Capital,
        NumberStyle::Letter(false) => Rank::Letter,
        NumberStyle::Roman(true) => Rank::Capital,
        NumberStyle::Roman(false) => Rank::Roman,
        NumberStyle::Bracketed if inside.chars().all(|c| c.is_ascii_digit()) => Rank::Count,
        NumberStyle::Bracketed if is_roman(inside) => Rank::Roman,
        NumberStyle::Bracketed => Rank::Letter,
    };
    // A sentence may start with “Section 4 applies”; only an item or a title makes it a clause.
    let title = run_in(text.get(number.rest..)?);
    if rank == Rank::Named && title.is_none() && !item {
        return None;
    }
    Some(Numbered {
        rank,
        printed: number.printed,
        title,
    })
}

/// `(i)` is Roman, `(c)` and `(d)` are letters.
fn is_roman(inside: &str) -> bool {
    let lower = inside.to_ascii_lowercase();
    lower.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && !lower.is_empty()
}

/// Whether the one clause lies in the other.
fn holds(outer: &Numbered<'_>, inner: &Numbered<'_>) -> bool {
    match (outer.rank, inner.rank) {
        (Rank::Decimal(a), Rank::Decimal(b)) => {
            a < b
                && inner
                    .printed
                    .trim_start_matches('§')
                    .starts_with(&format!("{}.", outer.printed.trim_start_matches('§')))
        }
        (a, b) => a < b,
    }
}

/// Whether the second letter comes right after the first.
fn follows(first: &str, second: &str) -> bool {
    let letter = |s: &str| {
        let mut letters = s.chars().filter(char::is_ascii_alphabetic);
        match (letters.next(), letters.next()) {
            (Some(c), None) => Some(u32::from(c.to_ascii_lowercase())),
            _ => None,
        }
    };
    matches!((letter(first), letter(second)), (Some(a), Some(b)) if a + 1 == b)
}

/// The title that runs into the text: `Retention. We keep …`, `Retention: we keep …`.
fn run_in(text: &str) -> Option<&str> {
    let end = text.char_indices().find_map(|(at, c)| match c {
        '.' | ':' | '–' | '—' => {
            let behind = text.get(at + c.len_utf8()..)?;
            behind.starts_with(char::is_whitespace).then_some(at)
        }
        _ => None,
    })?;
    let title = text.get(..end)?.trim();
    let behind = text.get(end..)?;
    let words = title.split_whitespace().count();
    let more = behind.chars().any(char::is_alphanumeric);
    (more
        && (1..=RUN_IN_WORDS).contains(&words)
        && headings::look(title) >= Look::Weak
        && title_like(title, words))
    .then_some(title)
}

/// In title case, or one word that is a name of a thing.
fn title_like(title: &str, words: usize) -> bool {
    let strong = headings::look(title) == Look::Strong;
    let small = title.split_whitespace().skip(1).all(|w| {
        !matches!(
            w.to_lowercase().as_str(),
            "is" | "are"
                | "we"
                | "may"
                | "will"
                | "shall"
                | "do"
                | "does"
                | "can"
                | "keep"
                | "have"
                | "has"
        )
    });
    strong && small || (words <= 3 && small && title.len() >= 5 && !STARTS.contains(&title))
}

/// Words that stand alone before a full stop or colon without being titles.
const STARTS: &[&str] = &[
    "However",
    "Note",
    "Yes",
    "Answer",
    "Example",
    "Please note",
    "Important",
];

/// The title that runs into a paragraph without number, where it is in title case beyond doubt.
fn title_of(document: &Document, block: usize) -> Option<String> {
    let text = document.slice(document.blocks.get(block)?.span);
    let end = text.find(". ")?;
    let title = text.get(..end)?;
    let words = title.split_whitespace().count();
    let behind = text.get(end + 2..)?;
    let sentence = behind.starts_with(char::is_uppercase) && behind.split_whitespace().count() >= 4;
    let big = title
        .split_whitespace()
        .filter(|w| w.len() > 3)
        .all(|w| w.starts_with(char::is_uppercase));
    (sentence
        && (2..=RUN_IN_WORDS).contains(&words)
        && big
        && headings::look(title) == Look::Strong)
        .then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::import::from_text;

    fn path(text: &str, start: &str) -> String {
        let doc = from_text(text);
        let block = doc
            .blocks
            .iter()
            .position(|b| doc.slice(b.span).contains(start))
            .unwrap_or_else(|| panic!("{start}"));
        doc.section_path(block)
    }

    const CONTRACT: &str = "Master Agreement

4. Fees

4.1 Invoices. We send an invoice each month, and you pay it within thirty days.

4.2 Late payment. If you do not pay:

(a) we may charge interest on the sum that is due; and

(b) we may stop the service, but only where:

(i) we have told you so in writing; and

(ii) ten days have passed since.

4.3 We do not raise fees within a year, whatever happens to our own costs.

5. Data

5.1 We keep data for a year after the end of the service.

• names of users;

Annex B – Security

1. Access. Only staff that needs it has access to the systems.
";

    #[test]
    fn clauses_are_cited_by_their_numbers() {
        for (start, expected) in [
            (
                "an invoice each",
                "Master Agreement › 4 Fees › 4.1 Invoices",
            ),
            (
                "If you do not",
                "Master Agreement › 4 Fees › 4.2 Late payment",
            ),
            (
                "charge interest",
                "Master Agreement › 4 Fees › 4.2 Late payment › (a)",
            ),
            (
                "stop the service",
                "Master Agreement › 4 Fees › 4.2 Late payment › (b)",
            ),
            (
                "told you so",
                "Master Agreement › 4 Fees › 4.2 Late payment › (b) › (i)",
            ),
            (
                "ten days",
                "Master Agreement › 4 Fees › 4.2 Late payment › (b) › (ii)",
            ),
            ("do not raise", "Master Agreement › 4 Fees › 4.3"),
            ("after the end", "Master Agreement › 5 Data › 5.1"),
            (
                "Only staff",
                "Master Agreement › Annex B Security › 1 Access",
            ),
        ] {
            assert_eq!(path(CONTRACT, start), expected, "{start}");
        }
    }

    #[test]
    fn letters_go_on_through_i() {
        let text = "1. Rights\n\nYou may do all of these things with the data:\n\n(g) see it at any time;\n\n(h) correct it at any time;\n\n(i) delete it at any time;\n\n(j) move it at any time.";
        assert_eq!(path(text, "delete it"), "1 Rights › (i)");
        assert_eq!(path(text, "move it"), "1 Rights › (j)");
    }

    #[test]
    fn titles_run_into_paragraphs() {
        let text = "Privacy Policy\n\nData Retention. We keep your data for one year after you leave.\n\nWe do. That is what we say to everybody who asks us.";
        assert_eq!(
            path(text, "keep your data"),
            "Privacy Policy › Data Retention"
        );
        assert_eq!(path(text, "what we say"), "Privacy Policy");
    }
}
