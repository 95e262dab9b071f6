//! One folded form of text for matching, with the way back to every letter.
//!
//! Folding makes one word of what people write in many ways: case, quotation marks, hyphens, contractions,
//! possessives, `U.S.` against `US`. Everything above it sees tokens only.

use crate::document::headings::is_capitals;
use crate::document::{Span, letters};

/// The United States, however they are written, so that they are no pronoun.
pub const COUNTRY: &str = "u.s";

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word.
    Word,
    /// A number in digits.
    Number,
    /// A comma, semicolon, colon, bracket, dash or question mark.
    Punctuation,
}

/// A word, number or punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte in [`Folded::text`].
    pub start: u32,
    /// One past the last byte there.
    pub end: u32,
    /// Where it stands in the document.
    pub span: Span,
}

/// A stretch of text, folded: tokens with single spaces between them, before the first and after the last.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
}

impl Folded {
    /// Folds `text`, which starts at byte `base` of the document.
    #[must_use]
    pub fn new(text: &str, base: usize) -> Self {
        let mut folded = Self::default();
        folded.text.reserve(text.len() + 8);
        folded.text.push(' ');
        folded.add(text, base);
        folded
    }

    /// The folded text of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.tokens
            .get(token)
            .and_then(|t| self.text.get(t.start as usize..t.end as usize))
            .unwrap_or_default()
    }

    /// Whether these words, with single spaces between them, stand from token `first` on.
    #[must_use]
    pub fn stand(&self, first: usize, words: &str) -> bool {
        words
            .split(' ')
            .enumerate()
            .all(|(n, word)| self.word(first + n) == word)
    }

    /// The document's span from token `first` up to, not including, token `end`.
    #[must_use]
    pub fn span(&self, first: usize, end: usize) -> Option<Span> {
        let a = self.tokens.get(first)?;
        let b = self.tokens.get(end.checked_sub(1)?)?;
        Some(if a.span.start <= b.span.start {
            a.span.join(b.span)
        } else {
            a.span
        })
    }

    /// The token that starts at this byte of the folded text.
    #[must_use]
    pub fn token_at(&self, byte: usize) -> Option<usize> {
        self.tokens
            .binary_search_by(|t| (t.start as usize).cmp(&byte))
            .ok()
    }

    /// Adds more text after what is there: an item after its lead-in.
    pub fn add(&mut self, text: &str, base: usize) {
        let mut chars = text.char_indices().peekable();
        let capitals = is_capitals(text);
        while let Some(&(at, c)) = chars.peek() {
            if is_letter(c) {
                let end = word_end(text, at);
                self.push_word(text.get(at..end).unwrap_or_default(), base + at, capitals);
                while chars.peek().is_some_and(|&(i, _)| i < end) {
                    chars.next();
                }
                continue;
            }
            chars.next();
            let mark = match c {
                ',' | '，' => ",",
                ';' => ";",
                ':' => ":",
                '(' | '[' => "(",
                ')' | ']' => ")",
                '?' => "?",
                '|' | '•' => "|",
                '—' => "—",
                // A dash between spaces is a dash; a dash inside a word joins.
                '-' | '–' => {
                    let before = text.get(..at).and_then(|t| t.chars().next_back());
                    let after = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
                    if before.is_some_and(char::is_whitespace)
                        && after.is_some_and(char::is_whitespace)
                    {
                        "—"
                    } else {
                        continue;
                    }
                }
                '&' => {
                    self.push(TokenKind::Word, "and", Span::new(base + at, base + at + 1));
                    continue;
                }
                _ => continue,
            };
            self.push(
                TokenKind::Punctuation,
                mark,
                Span::new(base + at, base + at + c.len_utf8()),
            );
        }
    }

    fn push(&mut self, kind: TokenKind, word: &str, span: Span) {
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(word);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push(' ');
        self.tokens.push(Token {
            kind,
            start,
            end,
            span,
        });
    }

    /// `capitals`: whether the text around is in capitals, where "US" is the pronoun unless an article stands before it.
    fn push_word(&mut self, raw: &str, at: usize, capitals: bool) {
        let span = Span::new(at, at + raw.len());
        let unaccented;
        let whole = !raw.is_ascii();
        let raw = if whole {
            unaccented = letters::plain(raw);
            unaccented.as_str()
        } else {
            raw
        };
        if raw.starts_with(|c: char| c.is_ascii_digit()) {
            let number = raw.trim_end_matches(['.', ',']).to_lowercase();
            // "3rd parties": whose they are, and no count.
            let ordinal = match number.as_str() {
                "1st" => Some("first"),
                "2nd" => Some("second"),
                "3rd" => Some("third"),
                _ => None,
            };
            match ordinal {
                Some(word) => self.push(TokenKind::Word, word, span),
                None => self.push(TokenKind::Number, &number, span),
            }
            return;
        }
        // The pronoun and the country are one word in lower case only.
        let pronoun = capitals && raw == "US" && !self.text.ends_with("the ");
        if !pronoun && matches!(raw, "US" | "U.S" | "U.S." | "USA" | "U.S.A" | "U.S.A.") {
            self.push(TokenKind::Word, COUNTRY, span);
            return;
        }
        let lower: String = raw
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .map(|c| {
                if matches!(c, '’' | 'ʼ' | '‘' | '´' | '`') {
                    '\''
                } else {
                    c
                }
            })
            .collect();
        let plain = lower.trim_end_matches(['.', '\'']);
        if plain.contains('\'') {
            if let Some(words) = contraction(plain) {
                for word in words.split(' ') {
                    self.push(TokenKind::Word, word, span);
                }
                return;
            }
            let bare = plain.replace('\'', "");
            self.push(TokenKind::Word, &bare, span);
            return;
        }
        if plain == "cannot" {
            self.push(TokenKind::Word, "can", span);
            self.push(TokenKind::Word, "not", span);
            return;
        }
        // E.U. and U.K. lose their dots; other dotted words (e.g, i.e, a.m) too.
        if plain.contains('.') {
            let parts: Vec<&str> = plain.split('.').collect();
            if parts.iter().all(|p| p.chars().count() <= 1) {
                self.push(TokenKind::Word, &parts.concat(), span);
            } else {
                // Two sentences without a space, or an address: each part is a word.
                let mut offset = at;
                for part in parts {
                    if !part.is_empty() {
                        // Letters that were folded have other places; then all of the word is pointed to.
                        let place = if whole {
                            span
                        } else {
                            Span::new(offset, (offset + part.len()).min(span.end))
                        };
                        self.push(TokenKind::Word, part, place);
                    }
                    offset += part.len() + 1;
                }
            }
            return;
        }
        self.push(TokenKind::Word, plain, span);
    }
}

/// Letters and digits, but not the small high digits that point to footnotes.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && (c.is_ascii() || !letters::is_raised_digit(c))
}

/// Where the word that starts at `at` ends: letters and digits, with apostrophes, dots and (in numbers) commas
/// and slashes inside.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let number = rest.starts_with(|c: char| c.is_ascii_digit());
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_letter(c) || (!c.is_ascii() && letters::is_mark(c)) {
            end = i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, n)| n);
        let inside = next.is_some_and(is_letter);
        let joins = match c {
            '\'' | '’' | 'ʼ' | '‘' => inside,
            '.' => inside && (number == next.is_some_and(|n| n.is_ascii_digit())),
            ',' | '/' => number && next.is_some_and(|n| n.is_ascii_digit()),
            _ => false,
        };
        if joins {
            continue;
        }
        // A dotted abbreviation keeps its last dot: U.S.
        if c == '.' && rest.get(..end).is_some_and(|w| w.contains('.')) && !number {
            end = i + 1;
        }
        break;
    }
    if !number {
        let (word, after) = rest.split_at(end);
        end += parted_ending(word, after).unwrap_or(0);
    }
    at + end
}

/// How many bytes after a word belong to it because a contraction or possessive was torn apart, as some PDFs and
/// web pages do: `won ’ t`, `company ’s`.
fn parted_ending(word: &str, after: &str) -> Option<usize> {
    let blank = |text: &str| {
        text.chars()
            .next()
            .filter(|&c| c == ' ' || c == '\u{a0}')
            .map_or(0, char::len_utf8)
    };
    let mark = blank(after);
    let rest = after.get(mark..)?;
    let rest = rest.strip_prefix(['\'', '’', 'ʼ'])?;
    let gap = blank(rest);
    if mark + gap == 0 {
        return None;
    }
    let rest = rest.get(gap..)?;
    let ending = ["t", "s", "ll", "re", "ve", "d", "m"]
        .into_iter()
        .find(|ending| {
            rest.strip_prefix(*ending).is_some_and(|next| {
                !next.starts_with(|c: char| is_letter(c) || matches!(c, '\'' | '’' | 'ʼ' | '.'))
            })
        })?;
    // A letter that is quoted or named stays a word of its own, unless the word before it can take it.
    let takes = match ending {
        "t" => word.ends_with('n'),
        "s" => word.len() > 1,
        _ => matches!(
            word.to_ascii_lowercase().as_str(),
            "i" | "we" | "you" | "they" | "it" | "that" | "this" | "he" | "she" | "who" | "there"
        ),
    };
    takes.then(|| after.len() - rest.len() + ending.len())
}

/// The words behind a contraction or possessive.
pub(super) fn contraction(word: &str) -> Option<String> {
    let (stem, ending) = word.rsplit_once('\'')?;
    let words = match ending {
        "t" => match stem {
            "won" => "will not".to_owned(),
            "can" => "can not".to_owned(),
            "shan" => "shall not".to_owned(),
            _ => format!("{} not", stem.strip_suffix('n')?),
        },
        "s" => stem.replace('\'', ""),
        "ll" => format!("{stem} will"),
        "re" => format!("{stem} are"),
        "ve" => format!("{stem} have"),
        "d" => format!("{stem} would"),
        "m" => format!("{stem} am"),
        _ => return None,
    };
    Some(words)
}

/// Whether a folded word is a number, in digits or in letters up to ninety.
#[must_use]
pub fn is_number(token: Token, word: &str) -> bool {
    token.kind == TokenKind::Number
        || matches!(
            word,
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "thirteen"
                | "fourteen"
                | "fifteen"
                | "sixteen"
                | "eighteen"
                | "twenty"
                | "thirty"
                | "forty"
                | "fifty"
                | "sixty"
                | "seventy"
                | "eighty"
                | "ninety"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        Folded::new(text, 0).text.trim().to_owned()
    }

    #[test]
    fn spellings_of_one_word_fold_to_one() {
        assert_eq!(
            fold("Third-Party third‐party THIRD PARTY"),
            "third party third party third party"
        );
        assert_eq!(
            fold("We don’t, won't and cannot"),
            "we do not , will not and can not"
        );
        assert_eq!(
            fold("the customer's content; users’ data"),
            "the customer content ; users data"
        );
        assert_eq!(
            fold("in the U.S. and the US; tell us"),
            "in the u.s and the u.s ; tell us"
        );
        assert_eq!(
            fold("DATA THAT YOU SEND TO US MAY BE KEPT IN THE US"),
            "data that you send to us may be kept in the u.s"
        );
        assert_eq!(
            fold("EU-U.S. Privacy Shield, the U.K."),
            "eu u.s privacy shield , the uk"
        );
        assert_eq!(fold("3rd parties on 1 May"), "third parties on 1 may");
        assert_eq!(
            fold("We won ’ t, don ' t and can’ t sell the client ’s data; you ’ ll see"),
            "we will not , do not and can not sell the client data ; you will see"
        );
        assert_eq!(
            fold("press 's' in the menu ' t' or 'd' , users ' data"),
            "press s in the menu t or d , users data"
        );
        assert_eq!(
            fold("within 72 hours (2010/87/EU)"),
            "within 72 hours ( 2010/87 eu )"
        );
    }

    #[test]
    fn disguised_and_accented_words_fold_to_plain_ones() {
        assert_eq!(
            fold("we sh\u{430}re nai\u{308}ve data¹ and logs², café"),
            "we share naive data and logs , cafe"
        );
        let text = "d\u{430}t\u{430}";
        assert_eq!(
            Folded::new(text, 3).tokens[0].span,
            Span::new(3, 3 + text.len())
        );
    }

    #[test]
    fn every_token_knows_its_place() {
        let text = "We don’t sell “personal data”.";
        let folded = Folded::new(text, 10);
        for (i, token) in folded.tokens.iter().enumerate() {
            let raw = text
                .get(token.span.start - 10..token.span.end - 10)
                .unwrap();
            assert!(!raw.is_empty(), "token {i} of {:?}", folded.text);
        }
        let span = folded.span(4, 6).unwrap();
        assert_eq!(&text[span.start - 10..span.end - 10], "personal data");
    }
}
