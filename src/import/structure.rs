//! Which blocks are headings, where the format does not say, and at which level.
//!
//! A heading is short, looks like a title, and something follows that it can stand over. A run of short lines
//! that come again later is a table of contents and stays a list.

use std::collections::BTreeMap;

use crate::document::BlockKind;
use crate::document::headings::{self, Look, NumberStyle};

use super::extract::RawBlock;

/// From this number of marked headings on, a format is trusted to mark all of them.
const WELL_MARKED: usize = 5;
/// Headings that may follow each other without text between.
const LONGEST_CHAIN: usize = 3;
/// More of them where they have names: `Schedule 4`, `Section I`, `Clause 15`, its title, `15.1`.
const NAMED_MORE: usize = 2;
/// Entries that make a table of contents.
const CONTENTS_ENTRIES: usize = 3;

/// What a block looks like from outside.
#[derive(Debug, Clone, Copy)]
struct Face {
    look: Look,
    number: Option<NumberStyle>,
    words: usize,
}

/// Finds headings and gives them levels.
pub fn settle(blocks: &mut [RawBlock]) {
    let faces: Vec<Face> = blocks.iter().map(face).collect();
    let contents = contents(blocks, &faces);
    let marked = blocks
        .iter()
        .filter(|b| b.marked && matches!(b.kind, BlockKind::Heading(_)))
        .count();
    let headings = choose(blocks, &faces, &contents, marked >= WELL_MARKED);
    for ((block, is_heading), in_contents) in blocks.iter_mut().zip(&headings).zip(&contents) {
        if *in_contents && matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            block.kind = BlockKind::ListItem(0);
        } else if *is_heading && !matches!(block.kind, BlockKind::Heading(_)) {
            // The level follows below.
            block.kind = BlockKind::Heading(0);
        }
    }
    list_names(blocks, &faces);
    give_levels(blocks);
    nest_by_number(blocks);
}

fn face(block: &RawBlock) -> Face {
    let text = block.text.as_str();
    let number = headings::number(text);
    let mut title = number.and_then(|n| text.get(n.rest..)).unwrap_or(text);
    if block.strong {
        title = title.trim_end_matches([':', '.', ' ']);
    }
    let mut look = headings::look(title);
    if block.strong && look == Look::Weak {
        look = Look::Strong;
    }
    // `Clause 15` alone: its title stands in the next line.
    if title.trim().is_empty() && number.is_some_and(|n| n.style == NumberStyle::Named) {
        look = Look::Strong;
    }
    Face {
        look,
        number: number.map(|n| n.style),
        words: text.split_whitespace().take(40).count(),
    }
}

/// Whether the block may be made a heading at all.
fn may_be(block: &RawBlock, face: &Face) -> bool {
    if face.look == Look::No {
        return false;
    }
    match block.kind {
        // What a format marks as running text is not guessed to be a heading.
        BlockKind::Paragraph => {
            !block.marked && !matches!(face.number, Some(NumberStyle::Bracketed))
        }
        // A bullet is never a heading, a counted line may be one.
        BlockKind::ListItem(_) => {
            (!block.marked || block.strong)
                && face
                    .number
                    .is_some_and(|n| !matches!(n, NumberStyle::Bracketed))
        }
        _ => false,
    }
}

/// Marks the entries of a table of contents: a run of short lines of which most come again later.
fn contents(blocks: &[RawBlock], faces: &[Face]) -> Vec<bool> {
    let keys: Vec<Option<String>> = blocks
        .iter()
        .zip(faces)
        .map(|(b, f)| (f.words <= 24).then(|| key(b.text.as_str())))
        .collect();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, key) in keys.iter().enumerate() {
        if let Some(key) = key
            && key.len() > 2
        {
            last.insert(key, i);
        }
    }
    let mut out = vec![false; blocks.len()];
    let mut run: Vec<usize> = Vec::new();
    let again = |i: usize| {
        keys.get(i)
            .and_then(Option::as_deref)
            .is_some_and(|k| last.get(k).is_some_and(|&l| l > i))
    };
    for i in 0..=blocks.len() {
        let short = faces.get(i).zip(blocks.get(i)).is_some_and(|(f, b)| {
            f.words <= 24 && f.look != Look::No && !headings::ends_sentence(b.text.as_str())
        });
        let marked_heading = blocks
            .get(i)
            .is_some_and(|b| b.marked && matches!(b.kind, BlockKind::Heading(_)));
        if short && !marked_heading && (again(i) || run.last().is_some()) {
            run.push(i);
            continue;
        }
        while run.last().is_some_and(|&l| !again(l)) {
            run.pop();
        }
        // A passage that stands twice is no table of contents: its lines come again next to each other.
        let place = |i: usize| last.get(keys.get(i)?.as_deref()?).copied();
        let apart = |i: usize| place(i).is_none_or(|p| place(i + 1) != Some(p + 1));
        let repeated = run.iter().filter(|&&i| again(i) && apart(i)).count();
        if run.len() >= CONTENTS_ENTRIES && repeated * 10 >= run.len() * 6 {
            for i in &run {
                if let Some(flag) = out.get_mut(*i) {
                    *flag = true;
                }
            }
        }
        run.clear();
    }
    out
}

/// A line without its number, to find it again.
fn key(text: &str) -> String {
    let title = headings::number(text)
        .and_then(|n| text.get(n.rest..))
        .unwrap_or(text);
    headings::folded(title)
}

fn choose(blocks: &[RawBlock], faces: &[Face], contents: &[bool], well_marked: bool) -> Vec<bool> {
    let mut out = vec![false; blocks.len()];
    let mut chain = 0_usize;
    for i in (0..blocks.len()).rev() {
        let (Some(block), Some(face)) = (blocks.get(i), faces.get(i)) else {
            continue;
        };
        if let BlockKind::Heading(_) = block.kind {
            set(&mut out, i);
            chain = 1;
            continue;
        }
        let chosen = !contents.get(i).copied().unwrap_or(false)
            && may_be(block, face)
            && !(well_marked
                && !block.strong
                && (face.number.is_none() || face.look == Look::Weak))
            && !in_a_count(blocks, faces, contents, i)
            && stands_over(blocks, faces, contents, &out, i, chain)
            && !leads_in(blocks, i);
        if chosen {
            set(&mut out, i);
            chain += 1;
        } else {
            chain = 0;
        }
    }
    out
}

fn set(flags: &mut [bool], i: usize) {
    if let Some(flag) = flags.get_mut(i) {
        *flag = true;
    }
}

/// Whether counted short lines stand next to each other: a list, not headings.
fn in_a_count(blocks: &[RawBlock], faces: &[Face], contents: &[bool], i: usize) -> bool {
    let Some(style) = faces.get(i).and_then(|f| f.number) else {
        return false;
    };
    // `Section 1` above `Clause 1` is no count.
    let word = blocks.get(i).map(|b| first_word(b.text.as_str()));
    let sibling = |j: Option<usize>| {
        let listed = j.and_then(|j| contents.get(j)).copied().unwrap_or(false);
        j.and_then(|j| faces.get(j).zip(blocks.get(j)))
            .is_some_and(|(f, b)| {
                !listed
                    && f.number == Some(style)
                    && (style != NumberStyle::Named || Some(first_word(b.text.as_str())) == word)
                    && f.look != Look::No
                    && !matches!(b.kind, BlockKind::Heading(_))
            })
    };
    sibling(i.checked_sub(1)) || sibling(i.checked_add(1))
}

/// Whether what follows is something that a heading can stand over.
fn stands_over(
    blocks: &[RawBlock],
    faces: &[Face],
    contents: &[bool],
    chosen: &[bool],
    i: usize,
    chain: usize,
) -> bool {
    let (Some(next), Some(face), Some(next_face)) =
        (blocks.get(i + 1), faces.get(i), faces.get(i + 1))
    else {
        return false;
    };
    if chosen.get(i + 1).copied().unwrap_or(false) {
        let named = face.number == Some(NumberStyle::Named);
        let longest = LONGEST_CHAIN + if named { NAMED_MORE } else { 0 };
        return face.look == Look::Strong && chain <= longest
            || (face.look == Look::Weak
                && chain <= 1
                && (face.number.is_some() || i == 0 || is_title_of_number(blocks, i)));
    }
    if contents.get(i + 1).copied().unwrap_or(false) {
        return true;
    }
    match next.kind {
        BlockKind::ListItem(_) | BlockKind::TableRow => true,
        BlockKind::Heading(_) => face.look == Look::Strong,
        BlockKind::Paragraph => {
            let text = next.text.as_str();
            let speaks = headings::ends_sentence(text)
                || next_face.words >= 8
                || headings::is_stated_date(text)
                || text.contains("://")
                || text.contains('@');
            speaks && (next_face.look == Look::No || headings::ends_sentence(text))
        }
    }
}

/// Whether the line above is nothing but `Clause 15` or the like, so that this one is its title.
fn is_title_of_number(blocks: &[RawBlock], i: usize) -> bool {
    let above = i.checked_sub(1).and_then(|j| blocks.get(j));
    above.is_some_and(|b| {
        let text = b.text.as_str();
        headings::number(text).is_some_and(|n| {
            n.style == NumberStyle::Named
                && text.get(n.rest..).unwrap_or_default().trim().is_empty()
        })
    })
}

/// Whether the block is bold and ends with a colon before a list: it leads in, it is no heading.
fn leads_in(blocks: &[RawBlock], i: usize) -> bool {
    blocks
        .get(i)
        .is_some_and(|b| b.text.as_str().ends_with(':'))
        && blocks
            .get(i + 1)
            .is_some_and(|b| matches!(b.kind, BlockKind::ListItem(_)))
}

/// Several short lines below a line that ends with a colon are its list.
fn list_names(blocks: &mut [RawBlock], faces: &[Face]) {
    let mut i = 0;
    while i < blocks.len() {
        let opens = blocks
            .get(i)
            .is_some_and(|b| b.kind == BlockKind::Paragraph && b.text.as_str().ends_with(':'));
        i += 1;
        if !opens {
            continue;
        }
        let run = blocks
            .iter()
            .zip(faces)
            .skip(i)
            .take_while(|(b, f)| {
                !b.marked
                    && !b.strong
                    && f.words <= 8
                    && f.look != Look::No
                    && f.number.is_none()
                    && matches!(b.kind, BlockKind::Paragraph | BlockKind::Heading(_))
            })
            .count();
        if run < 2 {
            continue;
        }
        for block in blocks.iter_mut().skip(i).take(run) {
            block.kind = BlockKind::ListItem(0);
        }
        i += run;
    }
}

/// The look that headings of one level share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Title,
    /// `Article 4`, `Section 4.1`, `Annex B`: how far inside, annexes outermost.
    Named(u8),
    Number(NumberStyle),
    Capitals,
    Words,
}

/// The word before a number, in small letters.
fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How far inside the word before a number puts it.
fn named(text: &str) -> u8 {
    match first_word(text).as_str() {
        "annex" | "appendix" | "exhibit" | "schedule" | "attachment" => 0,
        "title" | "part" | "chapter" => 1,
        "article" => 2,
        "clause" => 4,
        _ => 3,
    }
}

fn give_levels(blocks: &mut [RawBlock]) {
    let mut open: Vec<Style> = Vec::new();
    let mut base = 0_usize;
    let mut first = true;
    for block in blocks.iter_mut() {
        let BlockKind::Heading(level) = block.kind else {
            first = false;
            continue;
        };
        if level > 0 {
            base = usize::from(level);
            open.clear();
            first = false;
            continue;
        }
        let text = block.text.as_str();
        let number = headings::number(text).map(|n| n.style);
        let style = match number {
            Some(NumberStyle::Named) => Style::Named(named(text)),
            Some(n) => Style::Number(n),
            // What stands above everything else is the document's title.
            None if first => Style::Title,
            None if headings::is_capitals(text) => Style::Capitals,
            None => Style::Words,
        };
        first = first && style == Style::Title;
        // An annex lies in no article, and an article in no section.
        if let Style::Named(inside) = style {
            let keep = open
                .iter()
                .position(|s| match s {
                    Style::Title => false,
                    Style::Named(other) => *other >= inside,
                    _ => inside == 0,
                })
                .unwrap_or(open.len());
            open.truncate(keep);
        }
        match open.iter().position(|s| *s == style) {
            Some(seat) => open.truncate(seat + 1),
            None => open.push(style),
        }
        let level = (base + open.len()).clamp(1, 6);
        block.kind = BlockKind::Heading(u8::try_from(level).unwrap_or(6));
    }
}

/// `3.1` lies in `3`, whatever sizes the page gives them.
fn nest_by_number(blocks: &mut [RawBlock]) {
    // The last heading of each depth of numbering: its number and level.
    let mut open: Vec<(String, u8)> = Vec::new();
    for block in blocks.iter_mut() {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        let Some(number) = headings::number(block.text.as_str()) else {
            continue;
        };
        let NumberStyle::Decimal(depth) = number.style else {
            continue;
        };
        let depth = usize::from(depth).max(1);
        open.truncate(depth - 1);
        let level = match open.last() {
            Some((outer, above))
                if open.len() == depth - 1
                    && level <= *above
                    && number.printed.starts_with(&format!("{outer}.")) =>
            {
                above.saturating_add(1)
            }
            _ => level,
        };
        block.kind = BlockKind::Heading(level);
        if open.len() == depth - 1 {
            open.push((number.printed.to_owned(), level));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines;
    use crate::import::traced::Traced;

    fn outline(text: &str) -> Vec<(u8, String)> {
        let mut blocks = lines::blocks(&Traced::at(text, 0));
        settle(&mut blocks);
        blocks
            .iter()
            .filter_map(|b| match b.kind {
                BlockKind::Heading(level) => Some((level, b.text.as_str().to_owned())),
                _ => None,
            })
            .collect()
    }

    fn check(text: &str, expected: &[(u8, &str)]) {
        let got = outline(text);
        let got: Vec<(u8, &str)> = got.iter().map(|(l, t)| (*l, t.as_str())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn a_table_of_contents_is_no_outline() {
        check(
            "Larch Privacy Notice\n\nWe wrote this notice for you.\n\n1. UPDATES\n\n2. WHAT WE KEEP\n\n3. CONTACT\n\n1. UPDATES\n\nWe may change it.\n\n2. WHAT WE KEEP\n\nA. Given by you\n\nWe keep names.\n\nB. Found by us\n\nWe keep logs.\n\n3. CONTACT\n\nWrite to us.",
            &[
                (1, "Larch Privacy Notice"),
                (2, "1. UPDATES"),
                (2, "2. WHAT WE KEEP"),
                (3, "A. Given by you"),
                (3, "B. Found by us"),
                (2, "3. CONTACT"),
            ],
        );
    }

    #[test]
    fn unnumbered_contents_are_no_outline_either() {
        check(
            "Scope\n\nCookies\n\nContact us\n\nScope\n\nThis policy is about us.\n\nCookies\n\nWe set them.\n\nContact us\n\nWrite a letter.",
            &[(1, "Scope"), (1, "Cookies"), (1, "Contact us")],
        );
    }

    #[test]
    fn a_passage_that_stands_twice_is_no_table_of_contents() {
        let half = "SECTION I\n\nClause 7 – Optional\n\nNot used\n\nSECTION II – DUTIES\n\nClause 8 Keeping Data\n\nThe importer keeps the data safe.\n\n";
        let headings: Vec<String> = outline(&format!("{half}{half}"))
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        assert_eq!(
            headings
                .iter()
                .filter(|t| t.starts_with("Clause 8"))
                .count(),
            2,
            "{headings:?}"
        );
    }

    #[test]
    fn a_number_above_its_title_is_a_heading() {
        check(
            "SCHEDULE 4 PROCESSOR CLAUSES\n\nSECTION I\n\nClause 15\n\nDuties of the importer in case of access\n\n15.1 Notice\n\nThe importer tells the exporter.",
            &[
                (1, "SCHEDULE 4 PROCESSOR CLAUSES"),
                (2, "SECTION I"),
                (3, "Clause 15"),
                (4, "Duties of the importer in case of access"),
                (5, "15.1 Notice"),
            ],
        );
    }

    #[test]
    fn counted_lists_are_no_headings() {
        check(
            "We use:\n1. Account data\n2. Usage data\n3. Billing data\n\nThat is all that we use.",
            &[],
        );
    }

    #[test]
    fn numbers_nest() {
        check(
            "4. Licence\n\n4.1 Grant\n\nWe grant it.\n\n4.2 Limits\n\nThere are limits.\n\n5. Fees\n\nYou pay.",
            &[
                (1, "4. Licence"),
                (2, "4.1 Grant"),
                (2, "4.2 Limits"),
                (1, "5. Fees"),
            ],
        );
    }

    #[test]
    fn annexes_close_articles_and_sections_lie_in_them() {
        check(
            "Service Agreement\n\nArticle I General Matters\n\nSection 1 Scope of Services\n\nWe serve you.\n\nSection 2 Term of Services\n\nIt lasts a year.\n\nArticle II Data Protection\n\nWe keep it.\n\nAnnex A – Security Measures\n\nWe lock the doors.",
            &[
                (1, "Service Agreement"),
                (2, "Article I General Matters"),
                (3, "Section 1 Scope of Services"),
                (3, "Section 2 Term of Services"),
                (2, "Article II Data Protection"),
                (2, "Annex A – Security Measures"),
            ],
        );
    }

    #[test]
    fn names_below_a_colon_are_a_list() {
        let text = "We share data with:\n\nService Providers\n\nAffiliated Companies\n\nWe ask them to keep it safe.";
        check(text, &[]);
        let mut blocks = lines::blocks(&Traced::at(text, 0));
        settle(&mut blocks);
        assert_eq!(blocks[1].kind, BlockKind::ListItem(0));
    }
}
