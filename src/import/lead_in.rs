//! Items of lists, and the sentences that lead into them: “We may share your data with: …”.

use crate::document::{BlockKind, Document, headings};

/// Sentences that lead in, with the depth of their own item, the innermost last.
type Leads = Vec<(Option<u8>, usize)>;

/// Blocks that may stand between two items of one count.
const FARTHEST: usize = 2;

/// Links the items of a list with the sentence that leads into them.
///
/// Only the first sentence of an item continues the lead-in; what follows in the item speaks for itself. A heading
/// inside the section of the lead-in, and text between two items of one count (`(a)` … `(b)`), do not end a list.
pub fn link(document: &mut Document) {
    // Sentences that lead in, with the depth of their own item; a paragraph is above all items.
    let mut open: Leads = Vec::new();
    // The list that running text interrupted, where, and the number of its last item.
    let mut interrupted: Option<(Leads, usize)> = None;
    let mut last_item: Option<(usize, String)> = None;
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
                let text = document.slice(block.span);
                if open.is_empty()
                    && let Some((list, at)) = interrupted.take()
                    && i <= at + FARTHEST
                    && last_item
                        .as_ref()
                        .is_some_and(|(_, number)| goes_on(number, text))
                {
                    open = list;
                }
                if let Some(number) = headings::number(text) {
                    last_item = Some((i, number.printed.to_owned()));
                }
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
                let after_item = last_item.as_ref().is_some_and(|(at, _)| at + 1 == i);
                if after_item && !open.is_empty() {
                    interrupted = Some((std::mem::take(&mut open), i));
                }
                open.clear();
                if leads {
                    open.push((None, last));
                }
            }
            BlockKind::Heading(level) => {
                let inside = open.first().is_some_and(|(_, lead)| {
                    document
                        .sentences
                        .get(*lead)
                        .and_then(|s| document.blocks.get(s.block))
                        .and_then(|b| b.section)
                        .and_then(|s| document.outline.get(s))
                        .is_some_and(|s| level > s.level)
                });
                let item_follows = document
                    .blocks
                    .get(i + 1)
                    .is_some_and(|b| matches!(b.kind, BlockKind::ListItem(_)));
                if !(inside && item_follows) {
                    open.clear();
                }
            }
            BlockKind::TableRow => open.clear(),
        }
    }
    links.extend(counted(document));
    for (sentence, lead) in links {
        if let Some(sentence) = document.sentences.get_mut(sentence) {
            sentence.lead_in = Some(lead);
        }
    }
}

/// Sentences of one paragraph that go on counting: "We shall not: (1) sell data. (2) keep it." Each hangs on the
/// sentence in which the count began.
fn counted(document: &Document) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    // The block, the sentence in which the count began, and the number that came last.
    let mut count: Option<(usize, usize, String)> = None;
    for (at, sentence) in document.sentences.iter().enumerate() {
        let text = document.slice(sentence.span);
        let goes_on = count
            .as_ref()
            .filter(|(block, _, last)| *block == sentence.block && goes_on(last, text));
        if let Some((_, lead, _)) = goes_on {
            links.push((at, *lead));
        }
        let lead = goes_on.map(|(_, lead, _)| *lead);
        let begins = || begins_count(text).then_some(at);
        count = lead
            .or_else(begins)
            .and_then(|lead| Some((sentence.block, lead, last_number(text)?)));
    }
    links
}

/// Whether a count begins within a sentence, behind a colon: "We shall not: (1) sell data."
fn begins_count(text: &str) -> bool {
    ["(1)", "(a)", "(i)", "(A)", "1)", "a)", "i)"]
        .iter()
        .any(|first| {
            text.find(first).is_some_and(|at| {
                let before = text.get(..at).unwrap_or_default().trim_end();
                before.ends_with(':') && before.len() > 1
            })
        })
}

/// The last number in brackets of a sentence, or the one that it begins with.
fn last_number(text: &str) -> Option<String> {
    let inside = text.rmatch_indices('(').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let (number, _) = rest.split_once(')')?;
        let short = !number.is_empty() && number.len() <= 4;
        (short && number.chars().all(|c| c.is_ascii_alphanumeric())).then(|| format!("({number})"))
    });
    inside.or_else(|| headings::number(text).map(|n| n.printed.to_owned()))
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

/// Whether the number of an item comes right after that of another: `(b)` after `(a)`, `3.` after `2.`.
fn goes_on(number: &str, text: &str) -> bool {
    let Some(next) = headings::number(text) else {
        return false;
    };
    let bare = |s: &str| {
        s.trim_matches(|c: char| !c.is_ascii_alphanumeric())
            .to_ascii_lowercase()
    };
    let (a, b) = (bare(number), bare(next.printed));
    if let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>()) {
        return b == a + 1;
    }
    const ROMAN: &[&str] = &[
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ];
    let roman = |s: &str| ROMAN.iter().position(|r| *r == s);
    if let (Some(a), Some(b)) = (roman(&a), roman(&b))
        && b == a + 1
    {
        return true;
    }
    match (a.as_bytes(), b.as_bytes()) {
        ([a], [b]) => *b == a + 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::import::{Limits, from_text, import};

    fn lead(name: &str, text: &str, start: &str) -> Option<String> {
        let doc = import(name, text.as_bytes(), &Limits::default()).unwrap();
        let sentence = doc
            .sentences
            .iter()
            .find(|s| doc.slice(s.span).contains(start))
            .unwrap_or_else(|| panic!("{start}"));
        sentence
            .lead_in
            .and_then(|l| doc.sentences.get(l))
            .map(|s| doc.slice(s.span).to_owned())
    }

    #[test]
    fn only_the_first_sentence_of_an_item_continues() {
        let text =
            "We share data with:\n\n• partners of ours. They keep it for a year.\n\n• banks.\n";
        assert_eq!(
            lead("a.txt", text, "partners").as_deref(),
            Some("We share data with:")
        );
        assert_eq!(lead("a.txt", text, "They keep"), None);
        assert_eq!(
            lead("a.txt", text, "banks").as_deref(),
            Some("We share data with:")
        );
    }

    #[test]
    fn sentences_that_go_on_counting_hang_on_the_first() {
        let text = "# Agreement\n\nThe processor shall not: (1) sell the data. (2) Keep it for other ends. It may (3) ask.\n\n(2) Keep logs elsewhere.\n";
        let first = Some("The processor shall not: (1) sell the data.");
        assert_eq!(lead("a.md", text, "for other ends").as_deref(), first);
        assert_eq!(lead("a.md", text, "ask"), None);
        assert_eq!(lead("a.md", text, "logs elsewhere"), None);
    }

    #[test]
    fn running_text_between_two_of_one_count_does_not_end_the_list() {
        let text = "We may share your data:\n\n(a) with partners;\n\nwhere they have asked for it in writing, and we have agreed to it beforehand.\n\n(b) with banks.\n\nWe do no more.\n\n(a) This is another list.\n";
        let first = Some("We may share your data:");
        assert_eq!(lead("a.txt", text, "with partners").as_deref(), first);
        assert_eq!(lead("a.txt", text, "with banks").as_deref(), first);
        assert_eq!(lead("a.txt", text, "another list"), None);
    }

    #[test]
    fn a_heading_inside_does_not_end_the_list_and_one_beside_does() {
        let text = "# Policy\n\n## Sharing\n\nWe share your data with:\n\n### In Europe\n\n* partners;\n\n### Elsewhere\n\n* banks.\n\n## Rights\n\n* access\n";
        let first = Some("We share your data with:");
        assert_eq!(lead("a.md", text, "partners").as_deref(), first);
        assert_eq!(lead("a.md", text, "banks").as_deref(), first);
        assert_eq!(lead("a.md", text, "access"), None);
    }

    #[test]
    fn a_paragraph_without_colon_leads_nowhere() {
        let doc = from_text("We keep logs.\n\n• partners\n\n• banks\n");
        assert!(doc.sentences.iter().all(|s| s.lead_in.is_none()));
    }
}
