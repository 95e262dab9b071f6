//! Enumerations within a long sentence: "The provider shall: (a) …; (b) …; and (c) …".
//!
//! A contract's sentence may run over a page. What is said in one of its items is not said in the others, so each is a
//! clause of its own behind the words that lead in. Short enumerations stay whole: they are quoted best as they stand.

use super::Span;

/// Bytes from which a sentence is parted.
const LONG: usize = 360;
/// Fewest items that make an enumeration.
const FEWEST: usize = 3;
/// Fewest words of an item.
const WORDS: usize = 2;

/// The words that lead in, then the items, each with its number; nothing where the sentence is to stay whole.
#[must_use]
pub fn parts(sentence: &str) -> Option<Vec<Span>> {
    if sentence.len() < LONG {
        return None;
    }
    let markers = series(sentence)?;
    let first = *markers.first()?;
    let lead = sentence.get(..first)?.trim_end();
    if lead.split_whitespace().count() < WORDS {
        return None;
    }
    let mut out = vec![Span::new(0, lead.len())];
    for (at, &start) in markers.iter().enumerate() {
        let end = markers.get(at + 1).copied().unwrap_or(sentence.len());
        let item = sentence.get(start..end)?.trim_end();
        if item.split_whitespace().count() <= WORDS {
            return None;
        }
        out.push(Span::new(start, start + item.len()));
    }
    Some(out)
}

/// Where the numbers of the outermost count stand; nothing where there is none that is long enough.
fn series(sentence: &str) -> Option<Vec<usize>> {
    let all: Vec<(usize, &str)> = sentence
        .match_indices('(')
        .filter_map(|(at, _)| Some((at, number(sentence, at)?)))
        .collect();
    let (_, begins) = *all.first()?;
    let count: &dyn Fn(usize) -> String = match begins {
        "a" => &letter,
        "i" => &roman,
        "1" => &|n| (n + 1).to_string(),
        "A" => &|n| letter(n).to_uppercase(),
        _ => return None,
    };
    let mut found: Vec<usize> = Vec::new();
    for (at, printed) in all {
        let next = found.len();
        if printed == count(next) && (next == 0 || parts_before(sentence, at)) {
            found.push(at);
        }
    }
    (found.len() >= FEWEST).then_some(found)
}

/// The number in brackets at this place, where it stands by itself.
fn number(text: &str, at: usize) -> Option<&str> {
    let free = text
        .get(..at)?
        .ends_with(|c: char| c.is_whitespace() || c == ':');
    let (inside, _) = text.get(at + 1..)?.split_once(')')?;
    let short = !inside.is_empty() && inside.len() <= 4;
    (free && short && inside.chars().all(|c| c.is_ascii_alphanumeric())).then_some(inside)
}

/// Whether what stands before a number ends an item: a mark, or a word that joins.
fn parts_before(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.ends_with([';', ',', ':', '.'])
        || [" and", " or", " and/or"]
            .iter()
            .any(|w| before.ends_with(w))
}

fn letter(n: usize) -> String {
    u8::try_from(n)
        .ok()
        .filter(|n| *n < 26)
        .map(|n| char::from(b'a' + n).to_string())
        .unwrap_or_default()
}

fn roman(n: usize) -> String {
    const ROMAN: [&str; 15] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv",
    ];
    ROMAN.get(n).copied().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<&str>> {
        parts(text).map(|all| all.iter().map(|s| &text[s.range()]).collect())
    }

    /// Words to make an item long.
    const FILL: &str =
        "as far as it is needed for the work that the parties have agreed on in their order";

    #[test]
    fn a_long_sentence_is_parted_at_its_outermost_count() {
        let text = format!(
            "The provider shall: (a) keep logs {FILL}; (b) tell (i) the customer and (ii) the people {FILL}; and (c) delete them {FILL} under Article 6(1)(c) of the law."
        );
        let parts = told(&text).unwrap();
        assert_eq!(parts.len(), 4, "{parts:?}");
        assert_eq!(parts[0], "The provider shall:");
        assert!(parts[1].starts_with("(a) keep logs") && parts[1].ends_with("order;"));
        assert!(parts[2].starts_with("(b) tell (i)") && parts[2].ends_with("; and"));
        assert!(parts[3].ends_with("of the law."));
        // Every word stands in one of the parts.
        let words = |t: &str| t.split_whitespace().count();
        assert_eq!(parts.iter().map(|p| words(p)).sum::<usize>(), words(&text));
    }

    #[test]
    fn short_ones_and_loose_numbers_stay_whole() {
        assert_eq!(
            told("We may: (a) sell data; (b) share it; (c) keep it."),
            None
        );
        let cited =
            format!("We rely on Article 6 (a) {FILL} {FILL} {FILL} {FILL} {FILL} and (c) as well.");
        assert_eq!(told(&cited), None);
        let two = format!("We may: (a) sell data {FILL} {FILL}; and (b) keep it {FILL} {FILL}.");
        assert_eq!(told(&two), None);
    }
}
