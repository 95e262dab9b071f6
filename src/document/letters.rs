//! Letters that look like others: one plain form for matching.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of other alphabets beside the Latin ones that they look like.
const LOOKALIKES: &[(char, char)] = &[
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('α', 'a'),
    ('ι', 'i'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('υ', 'u'),
    ('ϲ', 'c'),
    ('ϳ', 'j'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('ո', 'n'),
    ('ս', 'u'),
    ('օ', 'o'),
    ('հ', 'h'),
    ('ց', 'g'),
    ('ı', 'i'),
];

/// The Latin letter that a letter of another alphabet looks like.
#[must_use]
pub fn lookalike(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    LOOKALIKES.iter().find(|(l, _)| *l == c).map(|(_, p)| *p)
}

/// Whether letters of another alphabet stand for Latin ones in a word: it has Latin letters, and all others look
/// like Latin ones.
#[must_use]
pub fn is_mixed(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let (mut latin, mut strange) = (false, false);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if c.is_ascii() || (c < '\u{250}' && lookalike(c).is_none()) {
            latin = true;
        } else if lookalike(c).is_some() {
            strange = true;
        } else {
            return false;
        }
    }
    latin && strange
}

/// How many words of a text are mixed so. A letter alone, such as the sign of a measure, is no word.
#[must_use]
pub fn mixed_words(text: &str) -> usize {
    if !text.chars().any(|c| lookalike(c).is_some()) {
        return 0;
    }
    text.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|w| w.chars().count() > 2 && is_mixed(w))
        .count()
}

/// Marks that stand over or through the letter before them.
#[must_use]
pub fn is_mark(c: char) -> bool {
    c > '\u{2ff}' && is_combining_mark(c)
}

/// Digits that are set small and high, and point to footnotes.
#[must_use]
pub const fn is_raised_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// A word without accents and in Latin letters, as far as it is mixed of them.
#[must_use]
pub fn plain(word: &str) -> String {
    let mixed = is_mixed(word);
    word.nfd()
        .filter(|c| !is_mark(*c))
        .map(|c| if mixed { lookalike(c).unwrap_or(c) } else { c })
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_words_are_told_from_foreign_ones() {
        assert!(is_mixed("d\u{430}ta"));
        assert!(is_mixed("sh\u{3b1}re"));
        for word in [
            "data",
            "Почта",
            "данные",
            "café",
            "λόγος",
            "e-почта",
            "naïve",
            "µm",
        ] {
            assert!(!is_mixed(word), "{word}");
        }
        assert_eq!(mixed_words("the d\u{430}ta of Почта"), 1);
    }

    #[test]
    fn plain_words_have_neither_accents_nor_disguise() {
        assert_eq!(plain("d\u{430}t\u{430}"), "data");
        assert_eq!(plain("nai\u{308}ve"), "naive");
        assert_eq!(plain("naïve"), "naive");
        assert_eq!(plain("d\u{336}a\u{336}ta"), "data");
        assert_eq!(plain("данные"), "данные");
    }
}
