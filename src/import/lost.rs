//! Punctuation that was lost: one stray mark (`â`, or `U+FFFD`) stands where quotation marks, apostrophes and
//! hyphens were, and the bytes that would tell which are gone.
//!
//! What stood there is told by its neighbours. Whether anything was lost at all is told by the whole document:
//! the mark has to stand where no word of any language has it.

use std::collections::BTreeSet;

use crate::document::{Warning, WarningKind};

use super::extract::RawBlock;
use super::traced::Change;

/// Parts of compounds that are written with a hyphen.
const COMPOUND_PARTS: &[&str] = &[
    "anti", "co", "cross", "de", "end", "first", "high", "in", "long", "low", "multi", "non", "on",
    "one", "opt", "out", "post", "pre", "pro", "re", "real", "second", "self", "semi", "short",
    "sub", "third", "two", "up", "well",
];

/// What the whole document tells about lost punctuation.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    mark: Option<char>,
    words: BTreeSet<String>,
}

impl Evidence {
    /// Reads the evidence of a document.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::default();
        }
        let mark = ['\u{fffd}', 'â'].into_iter().find(|m| is_stray(text, *m));
        let words = if mark.is_some() {
            text.split(|c: char| !c.is_ascii_alphabetic())
                .filter(|w| w.len() > 1)
                .map(str::to_ascii_lowercase)
                .collect()
        } else {
            BTreeSet::new()
        };
        Self { mark, words }
    }

    /// Whether punctuation was lost.
    #[must_use]
    pub const fn is_damaged(&self) -> bool {
        self.mark.is_some()
    }
}

/// Whether the mark stands where no word has it, and is no letter of the document's language.
fn is_stray(text: &str, mark: char) -> bool {
    let (mut impossible, mut marks, mut accented) = (0_usize, 0_usize, 0_usize);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == mark {
            marks += 1;
            impossible += usize::from(is_impossible(before, chars.peek().copied()));
        } else if c.is_alphabetic() && !c.is_ascii() {
            accented += 1;
        }
        before = Some(c);
    }
    if mark == '\u{fffd}' {
        return marks > 0;
    }
    impossible > 0 && impossible * 4 >= marks && impossible * 2 >= accented
}

fn is_impossible(before: Option<char>, after: Option<char>) -> bool {
    let closes = |c: char| matches!(c, '.' | ',' | ';' | '!' | '?' | ')');
    match (before, after) {
        // `âWebsite`, `AdTech.â`, `(âwe`.
        (_, Some(a)) if a.is_uppercase() => before.is_none_or(|b| !b.is_uppercase()),
        (Some(b), None) => closes(b) || b.is_ascii_alphabetic(),
        (Some(b), Some(a)) => {
            (closes(b) && !a.is_alphabetic())
                || (b == '(' && a.is_alphabetic())
                || (b.is_ascii_alphabetic() && matches!(a, ')' | ',' | '.' | ';' | ':'))
        }
        (None, _) => false,
    }
}

/// The changes that bring the punctuation back.
#[must_use]
pub fn changes(text: &str, evidence: &Evidence) -> Vec<Change> {
    let Some(mark) = evidence.mark else {
        return Vec::new();
    };
    let mut out = Vec::new();
    // Whether a quotation is open: it ends with its block at the latest.
    let mut open = false;
    let mut seen = 0;
    for (at, _) in text.match_indices(mark) {
        if text.get(seen..at).is_some_and(|t| t.contains("\n\n")) {
            open = false;
        }
        seen = at;
        let end = at + mark.len_utf8();
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let Some(with) = judge(before, after, &mut open, evidence) else {
            continue;
        };
        out.push(Change {
            range: at..end,
            with: with.into(),
            mends: true,
        });
    }
    out
}

/// Words with more letters are several that ran together.
const LONGEST_WORD: usize = 30;
/// Fewest letters of a text that can tell.
const LETTERS: usize = 1000;

/// What has to be said where the blanks between words were lost, as when text is copied from some PDFs: nothing can
/// be found in such a text.
#[must_use]
pub fn run_together(blocks: &[RawBlock]) -> Option<Warning> {
    let (mut all, mut long) = (0, 0);
    for block in blocks {
        for word in block.text.as_str().split_whitespace() {
            // Other scripts write without blanks; addresses have marks inside.
            let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
            all += letters;
            let address = word.contains("://") || word.contains(['@', '/', '_', '=', '\\']);
            long += if letters > LONGEST_WORD && !address {
                letters
            } else {
                0
            };
        }
    }
    (all >= LETTERS && long * 5 >= all).then(|| Warning {
        kind: WarningKind::CutText,
        message: format!(
            "{} % of the letters stand in words that ran together, without blanks between them. Get the text again from its source.",
            long * 100 / all
        ),
        damage: true,
    })
}

fn judge(before: &str, after: &str, open: &mut bool, evidence: &Evidence) -> Option<&'static str> {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    let starts =
        previous.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '/' | '-' | '—'));
    let ends = next.is_none_or(|c| !c.is_alphanumeric());
    match (starts, ends) {
        (true, false) => {
            *open = true;
            Some("“")
        }
        (true, true) => next.is_some_and(char::is_whitespace).then_some("–"),
        (false, true) => {
            if *open {
                *open = false;
                return Some("”");
            }
            let possessive = previous == Some('s')
                && after
                    .strip_prefix(' ')
                    .is_some_and(|a| a.starts_with(char::is_alphanumeric));
            Some(if possessive { "’" } else { "”" })
        }
        (false, false) => inside_a_word(before, after, evidence),
    }
}

fn inside_a_word(before: &str, after: &str, evidence: &Evidence) -> Option<&'static str> {
    let left: String = before
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .collect::<Vec<char>>()
        .into_iter()
        .rev()
        .collect();
    let right: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let (left, right) = (left.to_ascii_lowercase(), right.to_ascii_lowercase());
    if !left.is_ascii() || !right.is_ascii() {
        return None;
    }
    if matches!(right.as_str(), "s" | "t" | "re" | "ve" | "ll" | "d" | "m") {
        return Some("’");
    }
    if left.chars().all(|c| c.is_ascii_digit()) && right.chars().all(|c| c.is_ascii_digit()) {
        return Some("–");
    }
    let compound = COMPOUND_PARTS.contains(&left.as_str());
    let known = |word: &str| evidence.words.contains(word);
    // Both halves are words of this document in other places too: `ch` and `teau` are not.
    let halves = left.len() > 2 && right.len() > 2 && (known_elsewhere(&left, &right, evidence));
    (compound && (right.len() > 2 || known(&right)) || halves).then_some("-")
}

/// The halves of this very word are in the set as well, so plurals and neighbours have to help.
fn known_elsewhere(left: &str, right: &str, evidence: &Evidence) -> bool {
    let grown = |word: &str| {
        ["s", "es", "ed", "ing", "ly"]
            .iter()
            .any(|end| evidence.words.contains(&format!("{word}{end}")))
            || word
                .strip_suffix('s')
                .is_some_and(|w| evidence.words.contains(w))
            || word
                .strip_suffix('y')
                .is_some_and(|w| evidence.words.contains(&format!("{w}ies")))
    };
    grown(left) || grown(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::traced::Traced;

    fn mended(text: &str) -> String {
        let evidence = Evidence::of(text);
        Traced::at(text, 0)
            .changed(&changes(text, &evidence))
            .as_str()
            .to_owned()
    }

    #[test]
    fn quotation_marks_and_apostrophes_by_their_neighbours() {
        assert_eq!(
            mended(
                "Fern Labs (âFern,â âwe,â or âusâ) reads your computerâs clock. We canât sell it; weâll say so."
            ),
            "Fern Labs (“Fern,” “we,” or “us”) reads your computer’s clock. We can’t sell it; we’ll say so."
        );
    }

    #[test]
    fn hyphens_and_possessives_and_trailing_marks() {
        assert_eq!(
            mended(
                "We use thirdâparty tools (âToolsâ). See these partiesâ notices. AdCorp, ClickCo.â"
            ),
            "We use third-party tools (“Tools”). See these parties’ notices. AdCorp, ClickCo.”"
        );
    }

    #[test]
    fn the_replacement_character_counts_too() {
        assert_eq!(
            mended("the \u{fffd}Service\u{fffd} and the user\u{fffd}s data"),
            "the “Service” and the user’s data"
        );
    }

    #[test]
    fn words_that_ran_together_are_damage() {
        let block = |text: &str| [RawBlock::paragraph(Traced::loose(text))];
        let sound = "We keep the data of our customers for as long as they wish. ".repeat(40);
        assert_eq!(run_together(&block(&sound)), None);
        let lost = sound.replace(' ', "");
        assert!(run_together(&block(&lost)).is_some_and(|w| w.damage));
        let links = "https://fern.example/privacy/policy/of/the/whole/company ".repeat(40);
        assert_eq!(run_together(&block(&links)), None);
    }

    #[test]
    fn a_dash_between_blanks() {
        assert_eq!(mended("(âNoteâ) one â two"), "(“Note”) one – two");
    }

    #[test]
    fn real_letters_stay_even_in_a_damaged_text() {
        assert_eq!(
            mended("The âChâteauâ tariff (âTariffâ)"),
            "The “Château” tariff (“Tariff”)"
        );
    }

    #[test]
    fn no_evidence_no_change() {
        for text in [
            "Le château, l’âge, la tâche et le gâteau",
            "când a intrat, bâlbâit",
            "hâlâ kâr",
            "O âmbito, o ângulo e a câmara",
            "âm nhạc và dân tộc, cân nhắc",
            "mae’r gath â chwsg",
        ] {
            assert_eq!(mended(text), text);
            assert!(!Evidence::of(text).is_damaged());
        }
    }
}
