//! Numbers that Word prints in front of paragraphs: `4.2`, `(b)`, `Article IV`.
//!
//! A file holds patterns (abstract lists), lists that use them and may change single levels, and paragraphs that
//! name a list and a level. What is printed follows from all paragraphs before, so the lists are counted along.

use std::collections::{BTreeMap, BTreeSet};

use super::counting::Style;
use super::styles::{Styles, indent, level};
use super::xml::{Element, Space, Step, Stream};

/// Levels that a list has.
const LEVELS: usize = 9;
/// Longest printed number, in bytes.
const LONGEST: usize = 80;

/// The list and level that a paragraph or style names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reference {
    /// Number of the list; 0 takes a paragraph out of its list.
    pub list: Option<u32>,
    /// Level, 0 the highest.
    pub level: Option<u8>,
}

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: u32,
    style: Style,
    /// Pattern such as `%1.%2`.
    pattern: String,
    /// After which levels it starts again: `Some(0)` never, `Some(n)` after the first n levels.
    restart: Option<u8>,
    /// All numbers in it are written with Arabic digits.
    legal: bool,
    /// The paragraph style that belongs to the level.
    paragraph: Option<String>,
    indent: Option<i64>,
    /// Its numbers are hidden.
    vanished: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            style: Style::Decimal,
            pattern: String::new(),
            restart: None,
            legal: false,
            paragraph: None,
            indent: None,
            vanished: false,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Pattern {
    levels: BTreeMap<u8, Level>,
    /// The style whose list this pattern takes its levels from.
    taken_from: Option<String>,
    /// The style that this pattern gives its levels to.
    given_to: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    pattern: u32,
    starts: BTreeMap<u8, u32>,
    levels: BTreeMap<u8, Level>,
}

/// What stands in front of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The printed number; empty for a bullet.
    pub printed: String,
    /// Whether nothing is counted.
    pub bullet: bool,
    /// Whether the number names its clause from the top, as `4.2` does, so that it is more than an item of a list.
    pub clause: bool,
    /// The pattern that counts it: paragraphs of one pattern belong together.
    pub family: u32,
    /// Level, 0 the highest.
    pub level: u8,
    /// Indentation of the level in twentieths of a point.
    pub indent: Option<i64>,
}

/// The lists of a file.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    patterns: BTreeMap<u32, Pattern>,
    lists: BTreeMap<u32, List>,
}

/// Where the counting of all lists stands.
#[derive(Debug, Clone, Default)]
pub struct Counters {
    values: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Own starts that were used already: list and level.
    started: BTreeSet<(u32, u8)>,
}

/// What the reader of the part is inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nothing,
    Pattern(u32),
    List(u32),
}

impl Numbering {
    /// Reads the part of lists. What is damaged is left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut out = Self::default();
        let mut stream = Stream::new(text);
        let mut owner = Owner::Nothing;
        let mut open: Option<(u8, Level)> = None;
        let mut seat = 0_u8;
        loop {
            let element = match stream.step() {
                Step::Open(element) => element,
                Step::Close => {
                    let level_depth = match owner {
                        Owner::Pattern(_) => 3,
                        Owner::List(_) => 4,
                        Owner::Nothing => continue,
                    };
                    if stream.depth() < level_depth
                        && let Some((seat, level)) = open.take()
                    {
                        out.keep(owner, seat, level);
                    }
                    continue;
                }
                Step::End | Step::Broken(_) => break,
                Step::Text(_) => continue,
            };
            if element.space != Space::Word {
                stream.skip();
                continue;
            }
            let id = |name: &str| {
                element
                    .attribute(name)
                    .and_then(|v| v.trim().parse::<u32>().ok())
            };
            match element.name() {
                b"abstractNum" => {
                    owner = id("abstractNumId").map_or(Owner::Nothing, Owner::Pattern);
                    if let Owner::Pattern(id) = owner {
                        out.patterns.insert(id, Pattern::default());
                    }
                }
                b"num" => {
                    owner = id("numId").map_or(Owner::Nothing, Owner::List);
                    if let Owner::List(id) = owner {
                        out.lists.insert(id, List::default());
                    }
                }
                b"abstractNumId" => {
                    if let (Owner::List(id), Some(pattern)) = (owner, element.number())
                        && let Some(list) = out.lists.get_mut(&id)
                    {
                        list.pattern = u32::try_from(pattern).unwrap_or(u32::MAX);
                    }
                }
                b"numStyleLink" | b"styleLink" => out.link(owner, &element),
                b"lvlOverride" => seat = seat_of(&element),
                b"startOverride" => {
                    if let (Owner::List(id), Some(start)) = (owner, start(&element))
                        && let Some(list) = out.lists.get_mut(&id)
                    {
                        list.starts.insert(seat, start);
                    }
                }
                b"lvl" => open = Some((seat_of(&element), Level::default())),
                _ => {
                    if let Some((_, level)) = &mut open {
                        level.take(&element);
                    }
                }
            }
        }
        out
    }

    fn keep(&mut self, owner: Owner, seat: u8, level: Level) {
        match owner {
            Owner::Pattern(id) => {
                self.patterns
                    .entry(id)
                    .or_default()
                    .levels
                    .insert(seat, level);
            }
            Owner::List(id) => {
                self.lists.entry(id).or_default().levels.insert(seat, level);
            }
            Owner::Nothing => {}
        }
    }

    fn link(&mut self, owner: Owner, element: &Element<'_>) {
        let Owner::Pattern(id) = owner else { return };
        let Some(pattern) = self.patterns.get_mut(&id) else {
            return;
        };
        if element.name() == b"numStyleLink" {
            pattern.taken_from = element.val();
        } else {
            pattern.given_to = element.val();
        }
    }

    /// The pattern of a list, through a style where it only names one.
    fn pattern(&self, list: &List) -> Option<(u32, &Pattern)> {
        let pattern = self.patterns.get(&list.pattern)?;
        if let Some(style) = &pattern.taken_from
            && let Some((id, found)) = self
                .patterns
                .iter()
                .find(|(_, p)| p.given_to.as_ref() == Some(style))
        {
            return Some((*id, found));
        }
        Some((list.pattern, pattern))
    }

    fn level<'a>(list: &'a List, pattern: &'a Pattern, level: u8) -> Option<&'a Level> {
        list.levels
            .get(&level)
            .or_else(|| pattern.levels.get(&level))
    }

    /// The list and level of a paragraph: its own, else those of its style.
    #[must_use]
    pub fn place(&self, own: Reference, style: Option<&str>, styles: &Styles) -> Option<(u32, u8)> {
        let inherited = style.and_then(|id| styles.list(id));
        let list = own
            .list
            .or_else(|| inherited.and_then(|(r, _)| r.list))
            .filter(|l| *l != 0)?;
        if let Some(level) = own.level {
            return Some((list, level));
        }
        // A level may say which style it belongs to; then the style says nothing.
        let by_style = style.and_then(|id| self.level_of_style(list, id));
        let by_base = || inherited.and_then(|(_, id)| self.level_of_style(list, id));
        let level = by_style
            .or_else(|| inherited.and_then(|(r, _)| r.level))
            .or_else(by_base);
        Some((list, level.unwrap_or(0)))
    }

    fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let list = self.lists.get(&list)?;
        let (_, pattern) = self.pattern(list)?;
        (0..u8::try_from(LEVELS).unwrap_or(9)).find(|level| {
            Self::level(list, pattern, *level)
                .is_some_and(|l| l.paragraph.as_deref() == Some(style))
        })
    }

    /// Counts a paragraph of a list and says what is printed in front of it.
    #[must_use]
    pub fn count(&self, place: (u32, u8), counters: &mut Counters) -> Option<Mark> {
        let (id, at) = place;
        let list = self.lists.get(&id)?;
        let (family, pattern) = self.pattern(list)?;
        let level = Self::level(list, pattern, at)?;
        let values = counters.values.entry(family).or_default();
        let seat = usize::from(at);
        let own_start = list
            .starts
            .get(&at)
            .copied()
            .filter(|_| counters.started.insert((id, at)));
        let first = || list.starts.get(&at).copied().unwrap_or(level.start);
        let value = match (own_start, values.get(seat).copied().flatten()) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => first(),
        };
        for (seat, value) in values.iter_mut().enumerate().skip(seat + 1) {
            let deeper = u8::try_from(seat)
                .ok()
                .and_then(|l| Self::level(list, pattern, l));
            let starts_again = match deeper.and_then(|l| l.restart) {
                None => true,
                Some(after) => at < after,
            };
            if starts_again {
                *value = None;
            }
        }
        if let Some(seat) = values.get_mut(seat) {
            *seat = Some(value);
        }
        // A level that was passed over counts as begun, so that the next paragraph of it is the second.
        for (seat, value) in values.iter_mut().enumerate().take(seat) {
            let above = u8::try_from(seat)
                .ok()
                .and_then(|l| Self::level(list, pattern, l));
            if value.is_none() {
                *value = above.map(|l| l.start);
            }
        }
        let mut printed = String::new();
        let mut from_the_top = 0_usize;
        let mut pieces = level.pattern.split('%');
        printed.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let digit = piece
                .chars()
                .next()
                .and_then(|c| c.to_digit(10))
                .filter(|d| (1..=9).contains(d));
            let Some(seat) = digit.and_then(|d| u8::try_from(d - 1).ok()) else {
                printed.push('%');
                printed.push_str(piece);
                continue;
            };
            if seat <= at
                && let Some(other) = Self::level(list, pattern, seat)
            {
                let number = values
                    .get(usize::from(seat))
                    .copied()
                    .flatten()
                    .unwrap_or(other.start);
                let style = if level.legal && other.style.counts() {
                    Style::Decimal
                } else {
                    other.style
                };
                let text = style.print(number);
                from_the_top += usize::from(!text.is_empty());
                printed.push_str(&text);
            }
            printed.push_str(piece.get(1..).unwrap_or_default());
        }
        let bullet = !level.style.counts() && from_the_top == 0;
        if bullet && level.style == Style::Bullet || level.vanished {
            printed.clear();
        }
        printed.truncate(printed.floor_char_boundary(LONGEST));
        let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Mark {
            bullet,
            clause: from_the_top > 1 || printed.contains(char::is_whitespace) || named(&printed),
            printed,
            family,
            level: at,
            indent: level.indent,
        })
    }
}

/// Whether a number is a word rather than a sign.
fn named(printed: &str) -> bool {
    printed.chars().filter(|c| c.is_alphabetic()).count() > 4
}

fn seat_of(element: &Element<'_>) -> u8 {
    element
        .attribute("ilvl")
        .and_then(|v| v.trim().parse::<u8>().ok())
        .filter(|l| usize::from(*l) < LEVELS)
        .unwrap_or(0)
}

fn start(element: &Element<'_>) -> Option<u32> {
    element.number().and_then(|n| u32::try_from(n).ok())
}

impl Level {
    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            b"start" => self.start = start(element).unwrap_or(1),
            b"numFmt" => {
                let name = element.val().unwrap_or_default();
                self.style = Style::of_name(&name, element.attribute("format").as_deref());
            }
            b"lvlText" => self.pattern = element.val().unwrap_or_default(),
            b"lvlRestart" => self.restart = level(element).or(self.restart),
            b"isLgl" => self.legal = element.is_on(),
            b"pStyle" => self.paragraph = element.val(),
            b"lvlPicBulletId" => self.style = Style::Bullet,
            b"vanish" => self.vanished = element.is_on(),
            b"ind" => self.indent = indent(element),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
