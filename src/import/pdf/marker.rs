//! Marks in front of items and clauses: bullets, letters and numbers as they are printed.

use crate::document::headings::{self, NumberStyle};

/// A mark in front of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A bullet, and where the text behind it starts.
    Bullet(char, usize),
    /// An item's number or letter: `1.`, `a)`, `(iv)`.
    Item(Class),
    /// A clause's number: `4.2`, `Annex B`.
    Clause,
}

/// How items are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Class {
    Number,
    Letter(bool),
    Roman(bool),
    BracketNumber,
    BracketLetter,
    BracketRoman,
}

/// The mark in front of a line, if any.
pub fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let after = line.get(first.len_utf8()..)?;
    let blank = after.starts_with(char::is_whitespace);
    let glyph = match first {
        '•' | '‣' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '➢' | '➤' | '✓' | '✔' | '⁃' | '∙'
        | '◆' | '◇' | '►' | '▶' | '❖' | '⮚' => true,
        '-' | '*' | '·' | '–' | '—' | '+' | '»' | '›' | '→' | 'o' | '§' => blank,
        '\u{e000}'..='\u{f8ff}' => blank,
        _ => false,
    };
    if glyph && (first != '§' || !after.trim_start().starts_with(|c: char| c.is_ascii_digit())) {
        let body = line.len() - after.trim_start().len();
        return Some(Marker::Bullet(first, body));
    }
    let number = headings::number(line)?;
    let inside = number.printed.trim_matches(['(', ')']);
    let behind = line.get(number.printed.len()..)?;
    Some(match number.style {
        NumberStyle::Decimal(1) if behind.starts_with(['.', ')']) => Marker::Item(Class::Number),
        NumberStyle::Decimal(_) | NumberStyle::Named => Marker::Clause,
        NumberStyle::Letter(upper) => Marker::Item(Class::Letter(upper)),
        NumberStyle::Roman(upper) => Marker::Item(Class::Roman(upper)),
        NumberStyle::Bracketed => Marker::Item(if inside.chars().all(|c| c.is_ascii_digit()) {
            Class::BracketNumber
        } else if inside.len() > 1 || matches!(inside, "i" | "v" | "x" | "I" | "V" | "X") {
            Class::BracketRoman
        } else {
            Class::BracketLetter
        }),
    })
}

/// Whether a line is nothing but a mark, whose text stands beside or below it.
pub fn is_bare(line: &str) -> bool {
    let line = line.trim();
    if line.chars().count() > 7 {
        return false;
    }
    match marker(&format!("{line} X")) {
        Some(Marker::Bullet(..)) => line.chars().count() == 1,
        Some(Marker::Item(_)) => true,
        Some(Marker::Clause) => {
            line.starts_with(|c: char| c.is_ascii_digit()) && line.contains('.')
        }
        None => false,
    }
}

/// Depths of items, by where their marks stand and how they are counted.
#[derive(Debug, Default)]
pub struct Depths {
    open: Vec<Open>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    left: f32,
    class: Option<Class>,
    glyph: char,
    /// The letter that counted last.
    letter: Option<char>,
}

/// Marks that stand no further apart, in points, stand below each other.
const SAME_INDENT: f32 = 6.0;

impl Depths {
    /// The depth of an item whose mark stands at `left`; `line` is its text with the mark.
    pub fn depth(&mut self, left: f32, marker: Marker, line: &str) -> u8 {
        let letter = letter(line);
        let (mut class, glyph) = match marker {
            Marker::Bullet(glyph, _) => (None, glyph),
            Marker::Item(class) => (Some(class), ' '),
            Marker::Clause => (None, ' '),
        };
        while self
            .open
            .last()
            .is_some_and(|o| left + SAME_INDENT < o.left)
        {
            self.open.pop();
        }
        // `(i)` behind `(h)` is a letter and no number.
        let lettered = match class {
            Some(Class::BracketRoman) => Some(Class::BracketLetter),
            Some(Class::Roman(upper)) => Some(Class::Letter(upper)),
            _ => None,
        };
        let follows = |o: &Open| {
            o.class == lettered
                && (o.left - left).abs() <= SAME_INDENT
                && letter.is_some_and(|l| o.letter.and_then(next_letter) == Some(l))
        };
        if lettered.is_some() && self.open.iter().any(follows) {
            class = lettered;
        }
        let same =
            |o: &Open| (o.left - left).abs() <= SAME_INDENT && o.class == class && o.glyph == glyph;
        if let Some(seat) = self.open.iter().position(same) {
            self.open.truncate(seat + 1);
            if let Some(open) = self.open.last_mut() {
                open.letter = letter;
            }
        } else {
            self.open.push(Open {
                left,
                class,
                glyph,
                letter,
            });
        }
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// A paragraph or heading ends the lists, unless it is indented into one.
    pub fn end(&mut self, left: f32) {
        while self
            .open
            .last()
            .is_some_and(|o| left <= o.left + SAME_INDENT)
        {
            self.open.pop();
        }
    }

    /// All lists end.
    pub fn clear(&mut self) {
        self.open.clear();
    }
}

/// The single letter that counts an item.
fn letter(line: &str) -> Option<char> {
    let printed = headings::number(line)?.printed;
    let mut inside = printed.trim_matches(['(', ')']).chars();
    let first = inside.next()?;
    (inside.next().is_none() && first.is_ascii_alphabetic()).then_some(first)
}

fn next_letter(letter: char) -> Option<char> {
    char::from_u32(u32::from(letter) + 1)
}

/// Whether a line is nothing but the name and number of a part, whose title stands below it: `Clause 4`.
pub fn is_bare_part(line: &str) -> bool {
    let line = line.trim();
    let longer = format!("{line} X");
    headings::number(&longer)
        .is_some_and(|n| n.style == NumberStyle::Named && n.printed.len() >= line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told() {
        assert_eq!(marker("• names"), Some(Marker::Bullet('•', 4)));
        assert_eq!(
            marker("(a) names"),
            Some(Marker::Item(Class::BracketLetter))
        );
        assert_eq!(
            marker("(iv) names"),
            Some(Marker::Item(Class::BracketRoman))
        );
        assert_eq!(marker("1. names"), Some(Marker::Item(Class::Number)));
        assert_eq!(marker("4.2 Names"), Some(Marker::Clause));
        assert_eq!(marker("Annex B – Security"), Some(Marker::Clause));
        assert_eq!(marker("-5 degrees"), None);
        assert_eq!(marker("We keep names"), None);
        assert!(is_bare("(a)") && is_bare("•") && is_bare("4.2") && is_bare("1."));
        assert!(!is_bare("2024") && !is_bare("and"));
    }

    #[test]
    fn depth_follows_the_indent_and_the_kind_of_count() {
        let mut depths = Depths::default();
        let bullet = Marker::Bullet('•', 4);
        let roman = Marker::Item(Class::BracketRoman);
        assert_eq!(depths.depth(72.0, bullet, "• a"), 0);
        assert_eq!(depths.depth(90.0, bullet, "• a"), 1);
        assert_eq!(depths.depth(72.5, bullet, "• a"), 0);
        assert_eq!(depths.depth(72.0, roman, "(i) a"), 1);
        assert_eq!(depths.depth(72.0, bullet, "• a"), 0);
        depths.end(72.0);
        assert_eq!(depths.depth(108.0, roman, "(i) a"), 0);
    }

    #[test]
    fn a_letter_that_is_a_roman_number_too_goes_on_with_the_letters() {
        let mut depths = Depths::default();
        let mut at = |line: &str| depths.depth(72.0, marker(line).unwrap(), line);
        assert_eq!(at("(g) one"), 0);
        assert_eq!(at("(h) two"), 0);
        assert_eq!(at("(i) three"), 0);
        assert_eq!(at("(j) four"), 0);
        assert_eq!(at("(i) inner"), 1);
        assert_eq!(at("(ii) inner"), 1);
        assert_eq!(at("(k) five"), 0);
    }

    #[test]
    fn a_part_without_its_title() {
        assert!(is_bare_part("Clause 4") && is_bare_part("SCHEDULE 1") && is_bare_part("Annex B"));
        assert!(!is_bare_part("Clause 4 Scope") && !is_bare_part("4.2") && !is_bare_part("Scope"));
    }
}
