//! What is printed of a long quote: the words that were read, with what stands around them.

use std::ops::Range;

use crate::document::Span;

/// Most words of a quote that is printed whole.
const MOST: usize = 70;
/// Words that are shown before the first word that was read.
const BEFORE: usize = 18;
/// What stands for what is left out.
const LEFT_OUT: &str = "[…]";

/// An excerpt of a quote that starts at `start` of its document. `read`: the words that the finding was read from.
///
/// A quote of up to 70 words is whole. Of a longer one stand at most so many words, from shortly before the first word
/// that was read; a cell or an item of a list begins no earlier than its mark.
#[must_use]
pub fn of(quote: &str, start: usize, read: &[Span]) -> String {
    let words: Vec<Range<usize>> = ranges(quote);
    if words.len() <= MOST {
        return quote.to_owned();
    }
    let inside = |s: &Span| s.start >= start && s.end <= start + quote.len();
    let first = read
        .iter()
        .filter(|s| inside(s))
        .map(|s| s.start - start)
        .min()
        .unwrap_or_default();
    let at = words.iter().position(|w| w.end > first).unwrap_or_default();
    let earliest = at.saturating_sub(BEFORE);
    let is_mark = |w: &Range<usize>| matches!(quote.get(w.clone()), Some("|" | "*" | "•" | "-"));
    let from = (earliest..at)
        .rev()
        .find(|&i| words.get(i).is_some_and(is_mark))
        .map_or(earliest, |mark| mark + 1);
    let to = (from + MOST).min(words.len());
    let (Some(a), Some(b)) = (words.get(from), words.get(to - 1)) else {
        return quote.to_owned();
    };
    let shown = quote.get(a.start..b.end).unwrap_or(quote);
    let left_out = |is: bool| if is { LEFT_OUT } else { "" };
    format!(
        "{} {shown} {}",
        left_out(from > 0),
        left_out(to < words.len())
    )
    .trim()
    .to_owned()
}

/// Where the words of a text stand.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from: Option<usize> = None;
    for (at, letter) in text.char_indices() {
        match (letter.is_whitespace(), from) {
            (true, Some(start)) => {
                out.push(start..at);
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    if let Some(start) = from {
        out.push(start..text.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: usize, to: usize) -> String {
        let all: Vec<String> = (from..to).map(|n| format!("w{n}")).collect();
        all.join(" ")
    }

    #[test]
    fn a_quote_of_usual_length_is_whole() {
        let quote = words(0, MOST);
        assert_eq!(of(&quote, 10, &[]), quote);
    }

    #[test]
    fn a_long_one_is_shown_around_what_was_read() {
        let quote = words(0, 300);
        let at = quote.find("w200").unwrap();
        let shown = of(&quote, 1000, &[Span::new(1000 + at, 1004 + at)]);
        assert_eq!(
            shown,
            format!("[…] {} […]", words(200 - BEFORE, 200 - BEFORE + MOST))
        );
        // Words of another sentence, as a lead-in has them, do not count; the end has no mark.
        let at = quote.find("w290").unwrap();
        let read = [Span::new(4, 8), Span::new(1000 + at, 1004 + at)];
        assert_eq!(
            of(&quote, 1000, &read),
            format!("[…] {}", words(290 - BEFORE, 300))
        );
        assert_eq!(of(&quote, 1000, &[]), format!("{} […]", words(0, MOST)));
    }

    #[test]
    fn a_cell_begins_at_its_mark() {
        let quote = format!("{} | {}", words(0, 100), words(100, 200));
        let at = quote.find("w105").unwrap();
        let shown = of(&quote, 0, &[Span::new(at, at + 4)]);
        assert!(shown.starts_with("[…] w100 w101"), "{shown}");
    }
}
