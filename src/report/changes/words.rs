//! What became of the sentences: which came, which went, which only moved.

use std::collections::{BTreeMap, BTreeSet};

use similar::{ChangeTag, TextDiff};

use crate::document::{BlockKind, Document, headings};

/// What became of the sentences of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextChanges {
    /// Sentences of the new version that the old one does not have, in their order.
    pub added: Vec<String>,
    /// Sentences that the new version no longer has, in their order.
    pub removed: Vec<String>,
    /// Sentences that stand in both.
    pub same: usize,
    /// How many of those stand elsewhere in the new version.
    pub moved: usize,
}

/// Fewest letters and digits of a sentence that is worth telling.
const LETTERS: usize = 3;

/// Compares the sentences of two versions. Blanks, marks, headings' numbers and date lines are noise.
#[must_use]
pub fn changes(old: &[Document], new: &[Document]) -> TextChanges {
    let (old, new) = (sentences(old), sentences(new));
    let before: BTreeSet<&str> = old.iter().map(|(key, _)| key.as_str()).collect();
    let after: BTreeSet<&str> = new.iter().map(|(key, _)| key.as_str()).collect();
    let only = |from: &[(String, String)], other: &BTreeSet<&str>| {
        let mut seen = BTreeSet::new();
        from.iter()
            .filter(|(key, _)| !other.contains(key.as_str()) && seen.insert(key.clone()))
            .map(|(_, text)| text.clone())
            .collect::<Vec<String>>()
    };
    // Where those that stand in both stood before, in today's order.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (key, _)) in old.iter().enumerate() {
        places.entry(key).or_insert(at);
    }
    let mut seen = BTreeSet::new();
    let order: Vec<usize> = new
        .iter()
        .filter(|(key, _)| seen.insert(key.as_str()))
        .filter_map(|(key, _)| places.get(key.as_str()).copied())
        .collect();
    TextChanges {
        added: only(&new, &before),
        removed: only(&old, &after),
        same: order.len(),
        moved: order.len() - longest_rise(&order),
    }
}

/// Words of a passage that stand together, and whether the other version lacks them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The words, with the blanks behind them.
    pub text: String,
    /// Whether the other version lacks them.
    pub differs: bool,
}

/// Two versions of a passage, old and new, each cut where it begins or ceases to differ. Blanks are single ones.
#[must_use]
pub fn marked(old: &str, new: &str) -> [Vec<Stretch>; 2] {
    let old: Vec<&str> = old.split_whitespace().collect();
    let new: Vec<&str> = new.split_whitespace().collect();
    let mut out = [Vec::new(), Vec::new()];
    let [before, after] = &mut out;
    let difference = TextDiff::from_slices(&old, &new);
    for change in difference.iter_all_changes() {
        let (sides, differs) = match change.tag() {
            ChangeTag::Equal => ([true, true], false),
            ChangeTag::Delete => ([true, false], true),
            ChangeTag::Insert => ([false, true], true),
        };
        for (side, wanted) in [&mut *before, &mut *after].into_iter().zip(sides) {
            if wanted {
                push(side, change.value(), differs);
            }
        }
    }
    out
}

/// Adds a word; the blank before it belongs to the words that it goes on with, or stands at the end of those before.
fn push(side: &mut Vec<Stretch>, word: &str, differs: bool) {
    if let Some(last) = side.last_mut() {
        last.text.push(' ');
    }
    match side.last_mut() {
        Some(last) if last.differs == differs => last.text.push_str(word),
        _ => side.push(Stretch {
            text: word.to_owned(),
            differs,
        }),
    }
}

/// Sentences with what they are compared by.
fn sentences(documents: &[Document]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for document in documents {
        for sentence in &document.sentences {
            let text = document.slice(sentence.span).trim();
            let heading = document
                .blocks
                .get(sentence.block)
                .is_some_and(|b| matches!(b.kind, BlockKind::Heading(_)));
            let bare = if heading {
                headings::number(text)
                    .and_then(|n| text.get(n.rest..))
                    .unwrap_or(text)
            } else {
                text
            };
            let key = headings::folded(bare);
            if key.chars().count() >= LETTERS && !headings::is_stated_date(text) {
                out.push((key, text.to_owned()));
            }
        }
    }
    out
}

/// Length of the longest rising run that can be picked from the numbers in their order.
fn longest_rise(numbers: &[usize]) -> usize {
    // The least last number of a run of each length.
    let mut ends: Vec<usize> = Vec::new();
    for &number in numbers {
        let at = ends.partition_point(|&end| end < number);
        match ends.get_mut(at) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Limits, import};

    fn read(text: &str) -> Document {
        import("a.md", text.as_bytes(), &Limits::default()).unwrap_or_else(|e| panic!("{e}"))
    }

    const OLD: &str = "# Notice\n\nLast updated: 3 May 2024\n\n## 1. Sharing\n\nWe share logs with partners. We don’t sell \
                       them.\n\n## 2. Keeping\n\nWe keep them for 30 days.";

    #[test]
    fn marks_dates_and_numbers_of_headings_are_noise() {
        let new = OLD
            .replace("3 May 2024", "4 June 2025")
            .replace('’', "'")
            .replace("logs with", "logs  with")
            .replace("2. Keeping", "5. Keeping");
        let changes = changes(&[read(OLD)], &[read(&new)]);
        assert_eq!(changes.added, Vec::<String>::new());
        assert_eq!(changes.removed, Vec::<String>::new());
        assert_eq!(changes.moved, 0);
    }

    #[test]
    fn what_comes_goes_and_moves_is_told() {
        let new = "# Notice\n\n## 1. Keeping\n\nWe keep them for 90 days.\n\n## 2. Sharing\n\nWe share logs with partners. \
                   We don’t sell them.";
        let changes = changes(&[read(OLD)], &[read(new)]);
        assert_eq!(changes.added, ["We keep them for 90 days."]);
        assert_eq!(changes.removed, ["We keep them for 30 days."]);
        // Title, two headings and two sentences stand in both; the heading "Keeping" went to the front.
        assert_eq!((changes.same, changes.moved), (5, 1));
    }

    #[test]
    fn words_that_differ_are_marked_on_their_side() {
        let [old, new] = marked("Kept for 13 months.", "Kept for 25 months, or longer.");
        let joined = |side: &[Stretch]| side.iter().map(|s| s.text.as_str()).collect::<String>();
        assert_eq!(joined(&old), "Kept for 13 months.");
        assert_eq!(joined(&new), "Kept for 25 months, or longer.");
        let differing = |side: &[Stretch]| {
            let of = side.iter().filter(|s| s.differs);
            of.map(|s| s.text.trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(differing(&old), ["13 months."]);
        assert_eq!(differing(&new), ["25 months, or longer."]);
        assert!(!old[0].differs && !new[0].differs);
    }

    #[test]
    fn the_longest_rise() {
        assert_eq!(longest_rise(&[]), 0);
        assert_eq!(longest_rise(&[3, 1, 2, 5, 4, 6]), 4);
    }
}
