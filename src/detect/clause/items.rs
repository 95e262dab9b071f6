//! Items within a sentence: "We shall not: (a) sell your data; (b) use it to advertise". What leads in governs every
//! item, and what one item says does not reach into the next.

use super::Words;

/// The item in which an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its first token, the number included.
    pub start: usize,
    /// The first token of the first item: what stands before leads in.
    pub first: usize,
}

/// The item in which the token stands; nothing where it stands in none.
pub fn around(words: &Words<'_>, at: usize) -> Option<Item> {
    let numbered = (0..=at).rev().find(|&i| is_number(words, i));
    if let Some(start) = numbered {
        let first = (0..=start).find(|&i| is_number(words, i)).unwrap_or(start);
        return (first > 0).then_some(Item { start, first });
    }
    // "You may not: sell; publish": items without numbers follow a colon and are kept apart by semicolons.
    let colon = (0..at).rev().find(|&i| words.at(i) == ":")?;
    let start = (colon + 1..=at)
        .rev()
        .find(|&i| words.before(i, 1) == ";")?;
    Some(Item {
        start,
        first: colon + 1,
    })
}

/// Whether an item's number begins with this token: `(a)`, `(iv)`, `2)`.
pub fn is_number(words: &Words<'_>, at: usize) -> bool {
    if words.at(at) == "(" {
        return is_count(words.at(at + 1))
            && words.at(at + 2) == ")"
            // "Contract(s)" is one word.
            && !words.joins_word(at)
            // "Article 6(1)(a)" is a place in a law.
            && !is_cited(words, at);
    }
    let parted = at == 0 || matches!(words.before(at, 1), ":" | ";" | "," | "and" | "or" | ".");
    parted && is_count(words.at(at)) && words.at(at + 1) == ")"
}

/// Whether a number in brackets belongs to a citation before it.
fn is_cited(words: &Words<'_>, at: usize) -> bool {
    let before = words.before(at, 1);
    before == ")" && words.before(at, 3) == "("
        || before.chars().any(|c| c.is_ascii_digit())
        || matches!(
            before,
            "article"
                | "articles"
                | "art"
                | "section"
                | "sections"
                | "paragraph"
                | "clause"
                | "recital"
                | "§"
                | "rule"
        )
}

/// `a`, `iv`, `12`: what items are counted by.
fn is_count(word: &str) -> bool {
    let digits = !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let roman = matches!(
        word,
        "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii"
    );
    digits || letter || roman
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::fold::Folded;

    fn item(text: &str, word: &str) -> Option<(String, String)> {
        let folded = Folded::new(text, 0);
        let words = Words(&folded);
        let at = (0..folded.tokens.len()).find(|&i| folded.word(i) == word)?;
        let item = around(&words, at)?;
        let told = |from: usize, to: usize| -> String {
            (from..to)
                .map(|i| folded.word(i))
                .collect::<Vec<_>>()
                .join(" ")
        };
        Some((told(0, item.first), told(item.start, at + 1)))
    }

    #[test]
    fn numbered_items_hang_on_what_leads_in() {
        for text in [
            "We shall not: (a) sell data; (b) use it.",
            "We shall not: (a) sell data, (b) use it.",
            "We shall not: a) sell data, b) use it.",
        ] {
            let (lead, own) = item(text, "use").unwrap();
            assert!(lead.starts_with("we shall not"), "{text}: {lead}");
            assert!(own.contains('b') && own.ends_with("use"), "{text}: {own}");
        }
        assert_eq!(
            item("We shall not: sell data; use it.", "use").unwrap().1,
            "use"
        );
    }

    #[test]
    fn an_ending_in_brackets_is_no_number() {
        assert_eq!(item("We keep the contract(s) and use it.", "use"), None);
    }

    #[test]
    fn places_in_laws_and_plain_sentences_are_no_items() {
        assert_eq!(item("We rely on Article 6(1)(a) and use it.", "use"), None);
        assert_eq!(item("We sell data; we use it.", "use"), None);
        assert_eq!(item("(b) use it.", "use"), None);
    }
}
