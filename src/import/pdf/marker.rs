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
    open: Vec<(f32, Option<Class>, char)>,
}

/// Marks that stand no further apart, in points, stand below each other.
const SAME_INDENT: f32 = 6.0;

impl Depths {
    /// The depth of an item whose mark stands at `left`.
    pub fn depth(&mut self, left: f32, marker: Marker) -> u8 {
        let (class, glyph) = match marker {
            Marker::Bullet(glyph, _) => (None, glyph),
            Marker::Item(class) => (Some(class), ' '),
            Marker::Clause => (None, ' '),
        };
        while self
            .open
            .last()
            .is_some_and(|(at, ..)| left + SAME_INDENT < *at)
        {
            self.open.pop();
        }
        let same = |(at, c, g): &(f32, Option<Class>, char)| {
            (at - left).abs() <= SAME_INDENT && *c == class && *g == glyph
        };
        if let Some(seat) = self.open.iter().position(same) {
            self.open.truncate(seat + 1);
        } else {
            self.open.push((left, class, glyph));
        }
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// A paragraph or heading ends the lists, unless it is indented into one.
    pub fn end(&mut self, left: f32) {
        while self
            .open
            .last()
            .is_some_and(|(at, ..)| left <= *at + SAME_INDENT)
        {
            self.open.pop();
        }
    }

    /// All lists end.
    pub fn clear(&mut self) {
        self.open.clear();
    }
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
        assert_eq!(depths.depth(72.0, bullet), 0);
        assert_eq!(depths.depth(90.0, bullet), 1);
        assert_eq!(depths.depth(72.5, bullet), 0);
        assert_eq!(depths.depth(72.0, roman), 1);
        assert_eq!(depths.depth(72.0, bullet), 0);
        depths.end(72.0);
        assert_eq!(depths.depth(108.0, roman), 0);
    }
}
