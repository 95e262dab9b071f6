//! Where the clause ends that holds a match, within a sentence of several.
//!
//! "We publish aggregated figures; your own name stays with us, and you may object": what is said behind the semicolon
//! does not exclude the match before it. What opens the sentence governs all that follows ("You have the right to: …;
//! …"), and so does a lead-in.

use super::items::is_number;
use super::{Words, is_thrown_in};
use crate::detect::fold::Folded;
use crate::detect::lexicon::Hit;

/// The tokens of a clause, with the opening that it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Tokens of the lead-in and of what opens the sentence.
    opening: usize,
    start: usize,
    end: usize,
}

impl Bounds {
    /// Whether some word of a hit stands in the clause or its opening.
    #[must_use]
    pub const fn touches(&self, hit: Hit) -> bool {
        hit.start < self.opening || (hit.start < self.end && hit.end > self.start)
    }
}

/// The clause, or the clauses, in which all that was met stands. `lead_in` is the number of tokens of the lead-in.
#[must_use]
pub fn around(folded: &Folded, lead_in: usize, met: &[Hit]) -> Bounds {
    let words = Words(folded);
    let first = met.iter().map(|h| h.start).min().unwrap_or_default();
    let last = met.iter().map(|h| h.end).max().unwrap_or(words.len());
    let parting = |mut range: std::ops::Range<usize>| range.find(|&i| parts(&words, i));
    let opening = parting(lead_in + 1..words.len()).unwrap_or(words.len());
    let start = (opening..=first)
        .rev()
        .find(|&i| parts(&words, i))
        .unwrap_or(lead_in);
    let end = parting(last..words.len()).unwrap_or(words.len());
    Bounds {
        opening,
        start,
        end,
    }
}

/// Whether a new clause begins with this token.
fn parts(words: &Words<'_>, at: usize) -> bool {
    let before = words.before(at, 1);
    if is_number(words, at) {
        return true;
    }
    match words.at(at) {
        ";" => true,
        "however" => (before == "," || before == ";") && !is_thrown_in(words, at),
        "but" | "whereas" => before == "," || before == ";",
        "and" | "or" | "so" => before == "," && begins_with_subject(words, at + 1),
        _ => false,
    }
}

fn begins_with_subject(words: &Words<'_>, at: usize) -> bool {
    matches!(words.at(at), "we" | "you" | "they")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the word `other` counts for the match of the word `met`.
    fn counts(text: &str, met: &str, other: &str) -> bool {
        let folded = Folded::new(text, 0);
        let hit = |word: &str| {
            let at = (0..folded.tokens.len())
                .find(|&i| folded.word(i) == word)
                .unwrap();
            Hit::at(at)
        };
        around(&folded, 0, &[hit(met)]).touches(hit(other))
    }

    #[test]
    fn what_stands_in_another_clause_does_not_count() {
        let text =
            "We publish figures; we keep names, but logs go to our host, and you may object.";
        for (met, other, expected) in [
            ("publish", "figures", true),
            ("publish", "names", false),
            ("names", "figures", true),
            ("names", "logs", false),
            ("logs", "host", true),
            ("logs", "names", false),
            ("logs", "object", false),
            ("object", "publish", true),
        ] {
            assert_eq!(counts(text, met, other), expected, "{met}, {other}");
        }
    }
}
