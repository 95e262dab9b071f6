//! Text that stops in the middle.
//!
//! Formats with an end of their own tell by it whether they are whole. Bare text, Markdown and mails have none, so
//! only the last words can tell: a sentence has no end where every other one has, or ends in a word that never ends
//! one. A file cut between two sentences looks whole and is not told.

use std::collections::BTreeSet;

use crate::document::{Block, BlockKind, Document, Warning, WarningKind};

/// Words of a last block that has to be a sentence: titles, addresses and buttons are shorter.
const SENTENCE: usize = 6;
/// Words of a passage whose end shows the habit of a text.
const PASSAGE: usize = 10;
/// Passages that make a habit.
const HABIT: usize = 8;
/// Words that are shown of the end.
const SHOWN: usize = 6;

/// Words after which a sentence goes on. Those that can also close one ("log in", "share it with") are left out.
const NEVER_LAST: &[&str] = &[
    "a", "although", "an", "and", "as", "at", "because", "but", "if", "into", "its", "may", "must",
    "my", "nor", "of", "or", "our", "shall", "should", "such", "than", "the", "their", "these",
    "unless", "upon", "via", "when", "where", "whether", "which", "while", "whose", "your",
];

/// How sure it is that the end is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Nothing speaks for it.
    No,
    /// The last sentence has no end, which careless writers leave out as well.
    Maybe,
    /// The text cannot end so.
    Sure,
}

/// What has to be said of a text whose end was cut off.
#[must_use]
pub fn told(document: &Document) -> Option<Warning> {
    let last = document.blocks.last()?;
    let text = document.slice(last.span).trim_end();
    let words: Vec<&str> = text.split_whitespace().collect();
    if !runs(last) || words.len() < 2 {
        return None;
    }
    let is_sentence = words.len() >= SENTENCE;
    let cut = if is_half_a_word(document, text)
        || is_sentence && (goes_on(&words) || leaves_open(document, text))
    {
        Cut::Sure
    } else {
        breaks_the_habit(document, last, &words)
    };
    let from = words.len().saturating_sub(SHOWN);
    let end = words.get(from..).unwrap_or_default().join(" ");
    let message = match cut {
        Cut::No => return None,
        Cut::Maybe => format!(
            "The last sentence has no end (“… {end}”). Check in the source whether the text goes on."
        ),
        Cut::Sure => format!(
            "The text stops in the middle of a sentence (“… {end}”), so that what followed may be missing. Get it again from its source."
        ),
    };
    Some(Warning {
        kind: WarningKind::CutText,
        message,
        damage: cut == Cut::Sure,
    })
}

const fn runs(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem(_))
}

/// Whether the last word cannot be the last of a sentence.
fn goes_on(words: &[&str]) -> bool {
    let last = words.last().copied().unwrap_or_default();
    last.ends_with([',', '(', '[', '“', '&', '/', '–', '—'])
        || NEVER_LAST.contains(&last.to_lowercase().as_str())
}

/// Whether the last sentence opens a bracket and does not close it.
fn leaves_open(document: &Document, text: &str) -> bool {
    let sentence = document
        .sentences
        .last()
        .map_or(text, |s| document.slice(s.span));
    let count = |c: char| sentence.matches(c).count();
    !is_ended(sentence) && (count('(') > count(')') || count('“') > count('”') && count('"') == 0)
}

/// Whether the last word stands nowhere else, and words of the text begin with it.
fn is_half_a_word(document: &Document, text: &str) -> bool {
    let start = text
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + 1);
    let half = text.get(start..).unwrap_or_default();
    // An address or a name is no word of the text.
    let joined = text
        .split_whitespace()
        .next_back()
        .is_some_and(|token| token.contains(['@', '.', '/', ':']));
    if joined || half.chars().count() < 3 || half.chars().any(char::is_uppercase) {
        return false;
    }
    let words: BTreeSet<String> = document
        .text
        .get(..document.text.trim_end().len() - half.len())
        .unwrap_or_default()
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .collect();
    !words.contains(half)
        && words
            .iter()
            .any(|w| w.strip_prefix(half).is_some_and(|rest| rest.len() > 1))
}

/// Whether the last sentence has no end, where all other passages of its kind have one, or nearly all, or those before
/// it in its passage.
fn breaks_the_habit(document: &Document, last: &Block, words: &[&str]) -> Cut {
    // Addresses, names and buttons stand behind the last sentence.
    let is_word = words
        .last()
        .is_some_and(|w| w.chars().all(char::is_lowercase));
    if words.len() < PASSAGE || !is_word || is_ended(document.slice(last.span)) {
        return Cut::No;
    }
    let before = document.blocks.len().saturating_sub(1);
    let (mut others, mut ended) = (0_usize, 0_usize);
    for block in document.blocks.get(..before).unwrap_or_default() {
        let text = document.slice(block.span);
        if std::mem::discriminant(&block.kind) == std::mem::discriminant(&last.kind)
            && text.split_whitespace().count() >= PASSAGE
        {
            others += 1;
            ended += usize::from(is_ended(text));
        }
    }
    let in_passage = document
        .sentences
        .iter()
        .rev()
        .take_while(|s| s.block == before)
        .count();
    if others >= HABIT && ended == others {
        Cut::Sure
    } else if in_passage > 1 || others >= HABIT && ended * 20 >= others * 19 {
        Cut::Maybe
    } else {
        Cut::No
    }
}

/// Whether a text ends as a sentence does, marks that close quotations left aside.
fn is_ended(text: &str) -> bool {
    text.trim_end_matches([')', ']', '"', '”', '’', '\'', '*', '_', ' ', '\n'])
        .ends_with(['.', '!', '?', ':', ';', '…', '。'])
}

#[cfg(test)]
mod tests {
    use super::Cut;
    use crate::document::{Document, WarningKind};
    use crate::import::{Limits, import};

    fn read(text: &str) -> Document {
        import("a.txt", text.as_bytes(), &Limits::default()).unwrap_or_else(|e| panic!("{e}"))
    }

    fn cut(text: &str) -> Cut {
        let document = read(text);
        let mut cuts = document
            .warnings
            .iter()
            .filter(|w| w.kind == WarningKind::CutText);
        let cut = match cuts.next() {
            None => Cut::No,
            Some(warning) if warning.damage => Cut::Sure,
            Some(_) => Cut::Maybe,
        };
        assert_eq!(document.is_damaged(), cut == Cut::Sure);
        cut
    }

    const WHOLE: &str = "Privacy notice\n\nWe collect information about how you use the service. We share \
                         the information with our partners (see the list below).\n\nYou can write to us.";

    #[test]
    fn a_text_that_ends_is_whole() {
        assert_eq!(cut(WHOLE), Cut::No);
        for end in [
            "Fern Labs, 12 Mill Lane, Dublin, Ireland",
            "You can always reach us at privacy@fern.example",
            "For all of this you have to log in",
            "© 2024 Fern Labs. All rights reserved",
            "Read more of this at https://fern.example/info",
            "(See the list of our partners for more.)",
            "The officer for data protection is Ada Moss",
        ] {
            assert_eq!(cut(&format!("{WHOLE}\n\n{end}")), Cut::No, "{end}");
        }
    }

    #[test]
    fn a_text_that_stops_in_a_sentence_is_cut() {
        for end in [
            "We also keep the logs of the",
            "We also keep the logs, records,",
            "We also keep records of your inform",
            "We also keep records (such as logs",
            "We also keep what you call “records of use",
        ] {
            assert_eq!(cut(&format!("{WHOLE}\n\n{end}")), Cut::Sure, "{end}");
        }
    }

    #[test]
    fn a_last_passage_without_an_end_is_cut_where_all_others_have_one() {
        let passage = "We keep what you send us for as long as you have an account.\n\n";
        let end = "We keep what you send us for as long as you have";
        assert_eq!(cut(&format!("{}{end}", passage.repeat(9))), Cut::Sure);
        let careless = passage.replace("account.", "account");
        assert_eq!(
            cut(&format!("{}{}{end}", passage.repeat(9), careless)),
            Cut::No
        );
        assert_eq!(cut(&format!("{}{end}", passage.repeat(3))), Cut::No);
        let behind = format!("{}We keep logs. {end}", passage.repeat(3));
        assert_eq!(cut(&behind), Cut::Maybe);
    }
}
