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
    let is_cut = is_half_a_word(document, text)
        || is_sentence
            && (goes_on(&words)
                || leaves_open(document, text)
                || breaks_the_habit(document, last, &words));
    is_cut.then(|| {
        let from = words.len().saturating_sub(SHOWN);
        Warning {
            kind: WarningKind::CutText,
            message: format!(
                "The text stops in the middle of a sentence (“… {}”), so that what followed may be missing. Get it again from its source.",
                words.get(from..).unwrap_or_default().join(" ")
            ),
            damage: true,
        }
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

/// Whether all other passages of its kind end as sentences do, and the last one does not.
fn breaks_the_habit(document: &Document, last: &Block, words: &[&str]) -> bool {
    let passage = |block: &&Block| {
        std::mem::discriminant(&block.kind) == std::mem::discriminant(&last.kind)
            && document.slice(block.span).split_whitespace().count() >= PASSAGE
    };
    let before = document.blocks.len().saturating_sub(1);
    let mut others = document
        .blocks
        .get(..before)
        .unwrap_or_default()
        .iter()
        .filter(passage);
    // Addresses, names and buttons stand behind the last sentence.
    let is_word = words
        .last()
        .is_some_and(|w| w.chars().all(char::is_lowercase));
    words.len() >= PASSAGE
        && is_word
        && !is_ended(document.slice(last.span))
        && others.clone().count() >= HABIT
        && others.all(|block| is_ended(document.slice(block.span)))
}

/// Whether a text ends as a sentence does, marks that close quotations left aside.
fn is_ended(text: &str) -> bool {
    text.trim_end_matches([')', ']', '"', '”', '’', '\'', '*', '_', ' ', '\n'])
        .ends_with(['.', '!', '?', ':', ';', '…', '。'])
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, WarningKind};
    use crate::import::{Limits, import};

    fn read(text: &str) -> Document {
        import("a.txt", text.as_bytes(), &Limits::default()).unwrap_or_else(|e| panic!("{e}"))
    }

    fn is_told(text: &str) -> bool {
        let document = read(text);
        let told = document
            .warnings
            .iter()
            .any(|w| w.kind == WarningKind::CutText);
        assert_eq!(told, document.is_damaged(), "{:?}", document.warnings);
        told
    }

    const WHOLE: &str = "Privacy notice\n\nWe collect information about how you use the service. We share \
                         the information with our partners (see the list below).\n\nYou can write to us.";

    #[test]
    fn a_text_that_ends_is_whole() {
        assert!(!is_told(WHOLE));
        for end in [
            "Fern Labs, 12 Mill Lane, Dublin, Ireland",
            "You can always reach us at privacy@fern.example",
            "For all of this you have to log in",
            "© 2024 Fern Labs. All rights reserved",
            "Read more of this at https://fern.example/info",
            "(See the list of our partners for more.)",
            "The officer for data protection is Ada Moss",
        ] {
            assert!(!is_told(&format!("{WHOLE}\n\n{end}")), "{end}");
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
            assert!(is_told(&format!("{WHOLE}\n\n{end}")), "{end}");
        }
    }

    #[test]
    fn a_last_passage_without_an_end_is_cut_where_all_others_have_one() {
        let passage = "We keep what you send us for as long as you have an account.\n\n";
        let end = "We keep what you send us for as long as you have";
        assert!(is_told(&format!("{}{end}", passage.repeat(9))));
        let careless = passage.replace("account.", "account");
        assert!(!is_told(&format!("{}{}{end}", passage.repeat(9), careless)));
        assert!(!is_told(&format!("{}{end}", passage.repeat(3))));
    }
}
