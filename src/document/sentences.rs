//! Where sentences end.
//!
//! A sentence ends after `.`, `!`, `?` or `…`, with its closing quotes and brackets, where something that can
//! start a sentence follows. What counts as an end after an abbreviation is data ([`super::abbreviations`]).
//! Semicolons and colons never end a sentence: an enumeration is one unit of meaning.

use super::Span;
use super::abbreviations::{LEADING, LETTERED, NUMBERED, STARTERS, TRAILING, holds};

/// The sentences of a text without line structure, trimmed, in order. Together they hold everything but blanks.
#[must_use]
pub fn split(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to || !is_terminator(c) {
            continue;
        }
        let end = tail_end(text, at);
        skip_to = end;
        if ends_here(text, start, at, end) {
            push_trimmed(text, start, end, &mut out);
            start = end;
        }
    }
    push_trimmed(text, start, text.len(), &mut out);
    out
}

fn push_trimmed(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let Some(part) = text.get(start..end) else {
        return;
    };
    let lead = part.len() - part.trim_start().len();
    let body = part.trim();
    if body.is_empty() {
        return;
    }
    // A lone closing mark belongs to the sentence before it.
    if let Some(last) = out.last_mut()
        && body.chars().all(|c| !c.is_alphanumeric() && !is_opener(c))
    {
        last.end = start + lead + body.len();
        return;
    }
    out.push(Span::new(start + lead, start + lead + body.len()));
}

const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Marks that close what a sentence opened and so still belong to it.
const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | ')' | ']' | '}' | '»' | '›' | '*'
    )
}

/// Marks that may stand before the first word of a sentence.
const fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '(' | '[' | '{' | '«' | '‹' | '¿' | '¡'
    )
}

/// The end of a terminator with what trails it.
fn tail_end(text: &str, at: usize) -> usize {
    text.get(at..)
        .unwrap_or_default()
        .char_indices()
        .find(|&(_, c)| !is_terminator(c) && !is_closer(c))
        .map_or(text.len(), |(i, _)| at + i)
}

fn ends_here(text: &str, start: usize, at: usize, end: usize) -> bool {
    let tail = text.get(at..end).unwrap_or_default();
    let rest = text.get(end..).unwrap_or_default();
    let before = text.get(start..at).unwrap_or_default();
    if rest.trim_start().is_empty() {
        return true;
    }
    if tail.starts_with(['。', '！', '？']) {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return tail == "." && is_run_together(before, rest);
    }
    let rest = rest.trim_start();
    let next = rest.trim_start_matches(is_opener);
    let Some(first) = next.chars().next() else {
        return true;
    };
    if first.is_lowercase() {
        return false;
    }
    if !tail.starts_with('.') {
        return true;
    }
    let word = last_word(before);
    // A number or letter at the very start counts what follows: `1. Scope`, `(b) Use`, `A. General`.
    if before.trim().trim_start_matches(is_opener).len() == word.len() && is_enumerator(word) {
        return false;
    }
    if tail.starts_with("..") {
        return first.is_uppercase();
    }
    // Something stands between the full stop and the blank: `(e.g.) The`, `Inc.” The`.
    let closed = tail.len() > 1;
    let lower = word.to_lowercase();
    if holds(LEADING, &lower) && !closed {
        return false;
    }
    let next_word: String = next
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if holds(NUMBERED, &lower) && !closed {
        // `Reg. (EU) 2016/679`
        let union = rest.starts_with('(') && matches!(next_word.as_str(), "eu" | "ec" | "uk");
        let refers =
            first.is_ascii_digit() || matches!(first, '§' | '#') || is_roman(&next_word) || union;
        if refers {
            return false;
        }
        // Short ones are hardly words: `p. The` does not happen, `Sec. The` does not either.
        return true;
    }
    if holds(TRAILING, &lower) || is_dotted(word) {
        let opens = rest.starts_with('(') && !closed;
        return !opens && holds(STARTERS, &next_word);
    }
    if is_initial(word) && !closed {
        let previous = last_word(
            before
                .get(..before.len() - word.len())
                .unwrap_or_default()
                .trim_end(),
        );
        return holds(LETTERED, &previous.to_lowercase())
            || (holds(STARTERS, &next_word) && next_word.len() > 1);
    }
    true
}

/// `…your data.We may…`: a blank was lost between two sentences.
fn is_run_together(before: &str, rest: &str) -> bool {
    let tail = before
        .chars()
        .rev()
        .take_while(|c| c.is_lowercase())
        .count();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let lower = word.to_lowercase();
    // A name that is written with a point in it: `node.Js`, `amazon.Com`.
    let pointed = matches!(
        lower.as_str(),
        "js" | "net" | "com" | "org" | "io" | "co" | "ai"
    );
    let starts = holds(STARTERS, &lower)
        // A name or noun that opens a sentence: a word before it that no name ends with, and a word behind it.
        || (tail >= 4
            && word.len() > 2
            && !pointed
            && word.chars().skip(1).all(char::is_lowercase)
            && before.chars().rev().nth(tail).is_some_and(char::is_whitespace));
    tail >= 3
        && word.starts_with(char::is_uppercase)
        && starts
        && rest
            .get(word.len()..)
            .is_some_and(|r| r.starts_with([' ', ',']))
}

/// The last run of characters without blanks, without marks in front.
fn last_word(text: &str) -> &str {
    let word = text
        .rfind(char::is_whitespace)
        .map_or(text, |i| text.get(i..).unwrap_or_default().trim_start());
    let word = word.trim_start_matches(is_opener);
    // `EU/U.S` and `and-or`: only what stands last can be an abbreviation.
    word.rsplit(['/', '-', '–', '—', ','])
        .next()
        .unwrap_or(word)
        .trim_start_matches(is_opener)
}

/// `1`, `12`, `4.2`, `a`, `B`, `iv`.
fn is_enumerator(word: &str) -> bool {
    let word = word.trim_end_matches(')');
    if word.is_empty() || word.len() > 8 {
        return false;
    }
    word.chars().all(|c| c.is_ascii_digit() || c == '.')
        || (word.len() == 1 && word.chars().all(|c| c.is_ascii_alphabetic()))
        || is_roman(&word.to_lowercase())
}

/// A Roman numeral in lower case that is no common word.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

/// `U.S`, `e.g`, `N.V`: single letters between full stops.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic))
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
}

#[cfg(test)]
mod cases;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parts: &[&str]) {
        let text = parts.join(" ");
        let got: Vec<&str> = split(&text).into_iter().map(|s| &text[s.range()]).collect();
        assert_eq!(got, parts);
    }

    #[test]
    fn ordinary_sentences() {
        check(&[
            "We keep logs.",
            "You may object!",
            "Why?",
            "Because we say so.",
        ]);
    }

    #[test]
    fn names_of_companies_and_states_do_not_end() {
        check(&[
            "Birch Metrics, Inc. (“Birch,” “we”) runs the service.",
            "It is located in the U.S. and Canada.",
            "Transfers rely on the Swiss-U.S. Privacy Shield Framework.",
            "We moved to the U.S.",
            "In that year we grew.",
            "The processor is Alder Ltd.",
            "It is ours.",
        ]);
    }

    #[test]
    fn references_do_not_end() {
        check(&[
            "See Art. 28 and Sec. 4.2 of Schedule No. 4, Cal. Civ. Code §§ 1798.100 et seq. (the Act).",
            "The answer is no. 4 people agreed.",
        ]);
    }

    #[test]
    fn a_sentence_may_end_in_no() {
        check(&["The answer is no.", "We said so."]);
    }

    #[test]
    fn examples_do_not_end() {
        check(&[
            "We use tools (e.g. Analytics) and others, i.e. Beacons.",
            "That is all.",
        ]);
    }

    #[test]
    fn numbers_that_count_stay_with_their_text() {
        check(&["1. UPDATES TO THIS NOTICE"]);
        check(&["4.2. Scope of the licence."]);
        check(&["A. Personal data.", "B is next."]);
        check(&[
            "It names two frameworks.",
            "2. GOVERNANCE: Medium.",
            "The rest follows.",
        ]);
    }

    #[test]
    fn initials_do_not_end_but_annexes_do() {
        check(&[
            "Signed by John F. Doe.",
            "It is set out in Annex B.",
            "Each party signs.",
        ]);
    }

    #[test]
    fn closing_marks_belong_to_their_sentence() {
        check(&["He said “we sell data.”", "(This is so.)", "It ends here.”"]);
    }

    #[test]
    fn semicolons_do_not_end() {
        check(&["We may (i) collect data; (ii) share it; and (iii) sell it."]);
    }

    #[test]
    fn a_lost_blank_is_seen() {
        let text = "You opt out by message.If you do, we stop. See example.com.";
        let got: Vec<&str> = split(text).into_iter().map(|s| &text[s.range()]).collect();
        assert_eq!(
            got,
            [
                "You opt out by message.",
                "If you do, we stop.",
                "See example.com."
            ]
        );
        let named = "Your data stays protected.Larkmoor keeps to the law.";
        let got: Vec<&str> = split(named)
            .into_iter()
            .map(|s| &named[s.range()])
            .collect();
        assert_eq!(
            got,
            ["Your data stays protected.", "Larkmoor keeps to the law."]
        );
        check(&["It runs on node.Js and Sample.Form fields."]);
        check(&["Write to https://larkmoor.Example today."]);
    }

    #[test]
    fn a_question_inside_a_sentence_does_not_end_it() {
        check(&["See “What do we collect?” below.", "Thanks."]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(split("  ").is_empty());
        assert!(split("").is_empty());
    }
}
