//! Which names the typed words lead to: every word must be met, in any order, by a part of a word, its letters in
//! order, or with one slip of the finger.

use std::ops::Range;

/// How well a text is met, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Match {
    /// The higher, the better.
    pub score: u32,
    /// Bytes of the name that are met, in order and apart.
    pub at: Vec<Range<usize>>,
}

/// Meets the words of `query` in `name`, or else in `more`, where they count for less. Nothing where one is in neither.
#[must_use]
pub fn find(query: &str, name: &str, more: &str) -> Option<Match> {
    let (name_words, more_words) = (words(name), words(more));
    let mut out = Match::default();
    for (typed, _) in words(query) {
        let in_name = best(&typed, &name_words);
        let in_more = best(&typed, &more_words).map(|(score, _)| score / 4);
        match (in_name, in_more) {
            (Some((score, at)), _) => {
                out.score += score;
                out.at.push(at);
            }
            (None, Some(score)) => out.score += score.max(1),
            (None, None) => return None,
        }
    }
    // Of two that are met alike, the shorter is meant.
    out.score = out.score * 8 + 8_u32.saturating_sub(u32::try_from(name_words.len()).unwrap_or(8));
    out.at.sort_by_key(|r| (r.start, r.end));
    out.at = joined(&out.at);
    Some(out)
}

/// The words of a text in lower case, each with the bytes where it stands.
fn words(text: &str) -> Vec<(Vec<char>, Range<usize>)> {
    let mut out: Vec<(Vec<char>, Range<usize>)> = Vec::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let part = c.is_alphanumeric();
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some((word, range)) if part && inside => {
                word.push(lower(c));
                range.end = end;
            }
            _ if part => out.push((vec![lower(c)], at..end)),
            _ => {}
        }
        inside = part;
    }
    out
}

/// One letter for one, so that places hold.
fn lower(c: char) -> char {
    let mut letters = c.to_lowercase();
    match (letters.next(), letters.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn best(typed: &[char], among: &[(Vec<char>, Range<usize>)]) -> Option<(u32, Range<usize>)> {
    among
        .iter()
        .enumerate()
        .filter_map(|(nth, (word, range))| {
            let (score, from, to) = meets(typed, word)?;
            // What stands first counts a little more.
            let first = if nth == 0 { 2 } else { 0 };
            // Letters may take several bytes; the places of ASCII words are exact, others are marked as a whole.
            let at = if range.len() == word.len() {
                range.start + from..range.start + to
            } else {
                range.clone()
            };
            Some((score + first, at))
        })
        .max_by_key(|(score, at)| (*score, std::cmp::Reverse(at.start)))
}

/// How well `typed` meets one word, and from which letter to which.
fn meets(typed: &[char], word: &[char]) -> Option<(u32, usize, usize)> {
    let n = typed.len();
    if typed == word {
        return Some((40, 0, n));
    }
    if word.starts_with(typed) {
        return Some((30, 0, n));
    }
    if n >= 3
        && let Some(at) = word.windows(n).position(|part| part == typed)
    {
        return Some((16, at, at + n));
    }
    if n >= 4 && slip(typed, word) {
        return Some((10, 0, word.len().min(n)));
    }
    // The letters in order, from the first on: `exprt` for `export`.
    if n >= 3 && typed.first() == word.first() {
        let mut rest = word.iter();
        if typed.iter().all(|c| rest.any(|w| w == c)) {
            return Some((6, 0, word.len() - rest.len()));
        }
    }
    None
}

/// Whether the beginning of a word is what was typed but for one letter that is wrong, missing, too many or swapped.
fn slip(typed: &[char], word: &[char]) -> bool {
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let rest = |list: &[char], skip: usize| list.get(same + skip..).map(<[char]>::to_vec);
    let begins = |word: Option<Vec<char>>, typed: Option<Vec<char>>| match (word, typed) {
        (Some(word), Some(typed)) => word.starts_with(&typed),
        _ => false,
    };
    let swapped = typed.get(same) == word.get(same + 1) && typed.get(same + 1) == word.get(same);
    same >= 1
        && (begins(rest(word, 1), rest(typed, 1))
            || begins(rest(word, 1), rest(typed, 0))
            || begins(rest(word, 0), rest(typed, 1))
            || (swapped && begins(rest(word, 2), rest(typed, 2))))
}

fn joined(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range.clone()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, name: &str) -> u32 {
        find(query, name, "").map_or(0, |m| m.score)
    }

    #[test]
    fn words_are_met_in_any_order_and_in_part() {
        assert!(score("pdf exp", "Export PDF…") > 0);
        assert!(score("EXPORT", "Export PDF…") > score("port", "Export PDF…"));
        assert_eq!(score("pdf word", "Export PDF…"), 0, "every word is met");
        let found = find("pdf exp", "Export PDF…", "").expect("met");
        assert_eq!(found.at, [0..3, 7..10]);
    }

    #[test]
    fn one_slip_is_forgiven() {
        for typed in ["exort", "expprt", "exprot", "ezport", "exporrt", "exprt"] {
            assert!(score(typed, "Export PDF…") > 0, "{typed}");
        }
        assert_eq!(score("zz", "Export PDF…"), 0);
        assert_eq!(score("redo", "Undo"), 0);
    }

    #[test]
    fn what_a_command_does_counts_less_than_its_name() {
        let by_name = find("weights", "Weights", "What the score is made of").expect("met");
        let by_use = find("weights", "Load profile…", "Use weights from a file").expect("met");
        assert!(by_name.score > by_use.score);
        assert!(by_use.at.is_empty());
    }

    #[test]
    fn other_scripts_do_not_break_places() {
        let found = find("straße", "Die Straße", "").expect("met");
        assert_eq!(found.at.first(), Some(&(4..11)));
        assert!(find("ΣΟΦΙΑ", "σοφια", "").is_some());
        assert!(find("", "anything", "").is_some_and(|m| m.at.is_empty()));
    }
}
