//! A clause as words with their places, for looking mechanisms up in it.

use crate::document::{Document, Span};

/// One word: lower case, `U.S.` as `us`, without `'s`. Marks that part clauses are words of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) span: Span,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

/// One or more sentences that belong together, as words.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    /// Words of the sentence that leads into it.
    pub(super) lead_in: Vec<Word>,
    /// Whether it is a heading.
    pub(super) heading: bool,
}

impl Passage {
    /// The passage around sentence `at`. A splitter may have cut after "U.S."; such halves are joined again.
    /// Returns it with the number of its last sentence.
    pub(super) fn around(document: &Document, at: usize) -> Option<(Self, usize)> {
        let sentence = document.sentences.get(at)?;
        let mut span = sentence.span;
        let mut first = at;
        while let Some(before) = first.checked_sub(1).and_then(|i| document.sentences.get(i)) {
            if !is_cut(document, before.span, span) {
                break;
            }
            span = span.join(before.span);
            first = first.saturating_sub(1);
        }
        let mut last = at;
        while let Some(after) = document.sentences.get(last.saturating_add(1)) {
            if !is_cut(document, span, after.span) {
                break;
            }
            span = span.join(after.span);
            last = last.saturating_add(1);
        }
        let lead_in = sentence
            .lead_in
            .and_then(|i| document.sentences.get(i))
            .map(|s| words(document.slice(s.span), s.span.start))
            .unwrap_or_default();
        let heading = document
            .blocks
            .get(sentence.block)
            .is_some_and(|b| matches!(b.kind, crate::document::BlockKind::Heading(_)));
        Some((
            Self {
                span,
                words: words(document.slice(span), span.start),
                lead_in,
                heading,
            },
            last,
        ))
    }

    /// The word at `at`; empty past the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.text.as_str())
    }

    /// Whether `phrase` (words parted by blanks, a trailing `*` for any ending) starts at word `at`; if so, one past its
    /// last word.
    pub(super) fn phrase_at(&self, at: usize, phrase: &str) -> Option<usize> {
        phrase_at(&self.words, at, phrase)
    }

    /// Whether any of the phrases stands in the passage.
    pub(super) fn has_any(&self, phrases: &[&str]) -> bool {
        has_any(&self.words, phrases)
    }

    /// Whether any of the phrases starts at one of the words of `range`.
    pub(super) fn has_any_in(&self, range: std::ops::Range<usize>, phrases: &[&str]) -> bool {
        range
            .into_iter()
            .any(|at| phrases.iter().any(|p| self.phrase_at(at, p).is_some()))
    }

    /// Whether one of the phrases ends at word `end`, or up to `gap` words before it.
    pub(super) fn ends_before(&self, end: usize, gap: usize, phrases: &[&str]) -> bool {
        (end.saturating_sub(12)..end).any(|at| {
            phrases.iter().any(|p| {
                self.phrase_at(at, p)
                    .is_some_and(|to| to <= end && to.saturating_add(gap) >= end)
            })
        })
    }
}

/// Whether any of the phrases stands among the words.
pub(super) fn has_any(words: &[Word], phrases: &[&str]) -> bool {
    (0..words.len()).any(|at| phrases.iter().any(|p| phrase_at(words, at, p).is_some()))
}

fn phrase_at(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let mut i = at;
    for part in phrase.split(' ') {
        let word = words.get(i)?.text.as_str();
        let met = match part.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == part,
        };
        if !met {
            return None;
        }
        i = i.saturating_add(1);
    }
    Some(i)
}

/// Whether `before` ends in "U.S." or the like and `after` goes on with the name of a framework.
fn is_cut(document: &Document, before: Span, after: Span) -> bool {
    let head = document.slice(before).trim_end();
    let ends = ["U.S.", "U.K.", "E.U."].iter().any(|a| head.ends_with(a));
    if !ends || after.start.saturating_sub(before.end) > 8 {
        return false;
    }
    let tail = document.slice(after).trim_start();
    let first = tail
        .split(|c: char| !c.is_alphanumeric())
        .find(|w| !w.is_empty())
        .unwrap_or_default();
    first.chars().next().is_some_and(char::is_lowercase)
        || matches!(first, "Privacy" | "Data" | "DPF" | "Safe" | "Shield")
}

/// Cuts a text into words. `base` is where it stands in the document.
pub(super) fn words(text: &str, base: usize) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_alphanumeric() {
            let mut word = String::new();
            word.extend(c.to_lowercase());
            let mut end = start.saturating_add(c.len_utf8());
            while let Some(&(i, c)) = chars.peek() {
                if !c.is_alphanumeric() {
                    break;
                }
                word.extend(c.to_lowercase());
                end = i.saturating_add(c.len_utf8());
                chars.next();
            }
            push_word(
                &mut out,
                word,
                base.saturating_add(start),
                base.saturating_add(end),
                text,
                base,
            );
        } else if matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '|') {
            let at = base.saturating_add(start);
            out.push(Word {
                text: c.to_string(),
                span: Span::new(at, at.saturating_add(c.len_utf8())),
                capital: false,
            });
        }
    }
    out
}

/// Adds a word, joins the letters of "U.S.", and leaves out the `s` of "Commission's".
fn push_word(out: &mut Vec<Word>, word: String, start: usize, end: usize, text: &str, base: usize) {
    let before = text
        .get(..start.saturating_sub(base))
        .and_then(|t| t.chars().next_back());
    if word == "s" && before.is_some_and(|c| matches!(c, '\'' | '\u{2019}')) {
        return;
    }
    let single = word.chars().count() == 1 && !word.starts_with(|c: char| c.is_ascii_digit());
    let dotted = single
        && out.len() >= 2
        && out
            .last()
            .is_some_and(|w| w.text == "." && w.span.end == start);
    if dotted {
        let joins = out.iter().rev().nth(1).is_some_and(|w| {
            matches!(w.text.as_str(), "u" | "e") && w.span.end.saturating_add(1) == start
        });
        if joins {
            out.pop();
            if let Some(letter) = out.last_mut() {
                letter.text.push_str(&word);
                letter.span.end = end;
            }
            return;
        }
    }
    // The dot that closes "U.S." is no end of a clause when another word follows.
    if out.last().is_some_and(|w| w.text == ".")
        && out
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|w| matches!(w.text.as_str(), "us" | "uk" | "eu"))
    {
        out.pop();
    }
    let capital = text
        .get(start.saturating_sub(base)..)
        .and_then(|t| t.chars().next())
        .is_some_and(char::is_uppercase);
    out.push(Word {
        text: word,
        span: Span::new(start, end),
        capital,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text, 0).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn spellings_of_a_framework_are_one() {
        let plain = vec!["eu", "us", "privacy", "shield"];
        for text in [
            "EU-US Privacy Shield",
            "EU\u{2013}U.S. Privacy Shield",
            "E.U. \u{2013} U.S. Privacy\nShield",
            "EU-U.S.\u{a0}Privacy Shield",
            "EU/US PRIVACY SHIELD",
        ] {
            assert_eq!(texts(text), plain, "{text}");
        }
    }

    #[test]
    fn possessives_and_marks() {
        assert_eq!(
            texts("the Commission\u{2019}s clauses, (2021/914)."),
            [
                "the",
                "commission",
                "clauses",
                ",",
                "(",
                "2021",
                "914",
                ")",
                "."
            ]
        );
    }

    #[test]
    fn spans_are_those_of_the_document() {
        let found = words("x U.S. law", 100);
        assert_eq!(found[1].span, Span::new(102, 105));
        assert_eq!(found[2].span, Span::new(107, 110));
    }
}
