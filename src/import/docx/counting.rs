//! How Word writes a number: `4`, `iv`, `D`, `4th`.

use crate::import::numerals::{cased, roman};

/// A way to write numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// `1, 2, 3`.
    #[default]
    Decimal,
    /// With leading zeros up to this many digits: `01, 02`.
    Padded(u8),
    /// `I, II` or `i, ii`.
    Roman(bool),
    /// `A, B, … Z, AA, BB` or the same in small letters.
    Letter(bool),
    /// `1st, 2nd`.
    Ordinal,
    /// `First, Second`, and `One, Two`.
    Words(bool),
    /// `- 1 -`.
    Dashed,
    /// Small numbers in a circle.
    Circled,
    /// A glyph that counts nothing.
    Bullet,
    /// Nothing is printed.
    None,
}

impl Style {
    /// The style of a name in the file; `custom` is the pattern of a custom one, such as `001, 002, …`.
    #[must_use]
    pub fn of_name(name: &str, custom: Option<&str>) -> Self {
        match name {
            "upperRoman" => Self::Roman(true),
            "lowerRoman" => Self::Roman(false),
            "upperLetter" => Self::Letter(true),
            "lowerLetter" => Self::Letter(false),
            "ordinal" => Self::Ordinal,
            "ordinalText" => Self::Words(true),
            "cardinalText" => Self::Words(false),
            "decimalZero" => Self::Padded(2),
            "custom" => {
                let digits = custom
                    .unwrap_or_default()
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .count();
                match u8::try_from(digits) {
                    Ok(digits @ 2..=9) => Self::Padded(digits),
                    _ => Self::Decimal,
                }
            }
            "numberInDash" => Self::Dashed,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// Whether something is counted.
    #[must_use]
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Bullet | Self::None)
    }

    /// A number as it is printed.
    #[must_use]
    pub fn print(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Padded(digits) => format!("{number:0width$}", width = usize::from(digits)),
            // Word itself stops at 32,767.
            Self::Roman(upper) => cased(roman(number.min(32_767)), upper),
            Self::Letter(upper) => cased(letters(number), upper),
            Self::Ordinal => ordinal(number),
            Self::Words(ordinal) => words(number, ordinal),
            Self::Dashed => format!("- {number} -"),
            Self::Circled => match number {
                1..=20 => {
                    char::from_u32(0x245f + number).map_or_else(|| number.to_string(), String::from)
                }
                _ => number.to_string(),
            },
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// After `z` comes `aa`, then `bb`.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    // Word goes up to 780, which is thirty letters.
    let times = usize::try_from(index / 26 + 1).unwrap_or(1).min(30);
    std::iter::repeat_n(letter, times).collect()
}

fn ordinal(number: u32) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

fn words(number: u32, ordinal_words: bool) -> String {
    const CARDINAL: [&str; 21] = [
        "Zero",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
        "Twenty",
    ];
    const ORDINAL: [&str; 21] = [
        "Zeroth",
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
        "Eleventh",
        "Twelfth",
        "Thirteenth",
        "Fourteenth",
        "Fifteenth",
        "Sixteenth",
        "Seventeenth",
        "Eighteenth",
        "Nineteenth",
        "Twentieth",
    ];
    let list = if ordinal_words { &ORDINAL } else { &CARDINAL };
    let seat = usize::try_from(number).unwrap_or(usize::MAX);
    match list.get(seat) {
        Some(word) => (*word).to_owned(),
        None if ordinal_words => ordinal(number),
        None => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_word_writes_them() {
        let check = |name: &str, number: u32, expected: &str| {
            assert_eq!(
                Style::of_name(name, None).print(number),
                expected,
                "{name} {number}"
            );
        };
        check("decimal", 12, "12");
        check("decimalZero", 7, "07");
        check("decimalZero", 12, "12");
        check("upperRoman", 1999, "MCMXCIX");
        check("lowerRoman", 4, "iv");
        check("lowerLetter", 2, "b");
        check("upperLetter", 26, "Z");
        check("lowerLetter", 27, "aa");
        check("lowerLetter", 54, "bbb");
        check("lowerLetter", 0, "");
        check("ordinal", 3, "3rd");
        check("ordinal", 11, "11th");
        check("ordinal", 22, "22nd");
        check("ordinalText", 2, "Second");
        check("cardinalText", 12, "Twelve");
        check("ordinalText", 21, "21st");
        check("numberInDash", 3, "- 3 -");
        check("decimalEnclosedCircle", 3, "③");
        check("bullet", 3, "");
        check("none", 3, "");
        check("thaiNumbers", 3, "3");
        assert_eq!(
            Style::of_name("custom", Some("001, 002, 003, ...")).print(7),
            "007"
        );
        // Hostile numbers cost nothing.
        assert!(Style::Roman(true).print(u32::MAX).len() < 60);
        assert_eq!(Style::Letter(false).print(u32::MAX).len(), 30);
    }
}
