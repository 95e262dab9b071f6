//! Widths of letters and kerning, read from the font files themselves: `cmap`, `hhea`, `hmtx` and `kern`, no more.
//!
//! Advances are rounded to thousandths of an em, because a PDF states them so: what is measured here is where the
//! reader's pen will stand.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::report::fonts;

/// A cut of the report's fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cut {
    /// Running text.
    Regular,
    /// A little heavier.
    Medium,
    /// Headings and figures that matter.
    SemiBold,
    /// Formulas, hashes, paths.
    Mono,
    /// Letters that the others lack: Chinese, Japanese, Korean.
    Scripts,
}

impl Cut {
    /// The cuts of the house, in the order of the files. What they lack is looked for in [`Cut::Scripts`].
    pub const ALL: [Self; 4] = [Self::Regular, Self::Medium, Self::SemiBold, Self::Mono];

    /// The font file.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => fonts::SANS_REGULAR,
            Self::Medium => fonts::SANS_MEDIUM,
            Self::SemiBold => fonts::SANS_SEMIBOLD,
            Self::Mono => fonts::MONO,
            Self::Scripts => fonts::SCRIPTS,
        }
    }

    /// The PostScript name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "ScrupleSans-Regular",
            Self::Medium => "ScrupleSans-Medium",
            Self::SemiBold => "ScrupleSans-SemiBold",
            Self::Mono => "ScrupleMono-Regular",
            Self::Scripts => "DroidSansFallback",
        }
    }

    /// What its letters measure.
    #[must_use]
    pub fn metrics(self) -> &'static Metrics {
        // Each is read when it is first needed: the last one is large, and few reports need it.
        static REGULAR: OnceLock<Metrics> = OnceLock::new();
        static MEDIUM: OnceLock<Metrics> = OnceLock::new();
        static SEMI_BOLD: OnceLock<Metrics> = OnceLock::new();
        static MONO: OnceLock<Metrics> = OnceLock::new();
        static SCRIPTS: OnceLock<Metrics> = OnceLock::new();
        let read = match self {
            Self::Regular => &REGULAR,
            Self::Medium => &MEDIUM,
            Self::SemiBold => &SEMI_BOLD,
            Self::Mono => &MONO,
            Self::Scripts => &SCRIPTS,
        };
        read.get_or_init(|| Metrics::read(self.bytes()))
    }

    /// Whether the font has this letter.
    #[must_use]
    pub fn has(self, letter: char) -> bool {
        self.metrics().find(letter).is_some()
    }

    /// Width of a text at this size, in the unit of `size`, kerned.
    #[must_use]
    pub fn width(self, text: &str, size: f32) -> f32 {
        let metrics = self.metrics();
        let mut thousandths = 0_i32;
        let mut before = Glyph::default();
        for letter in text.chars() {
            let glyph = metrics.glyph(letter);
            thousandths += i32::from(glyph.advance) + i32::from(metrics.kerning(before, glyph));
            before = glyph;
        }
        #[allow(clippy::cast_precision_loss, reason = "far below 2^24 for any line")]
        let em = thousandths as f32 / 1000.0;
        em * size
    }
}

/// A letter of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Glyph {
    /// Its index in the font; 0 is the box of a missing letter.
    pub id: u16,
    /// How far the pen moves, in thousandths of an em.
    pub advance: u16,
}

/// What is needed of a font to set text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metrics {
    /// Letters that the font has.
    pub glyphs: BTreeMap<char, Glyph>,
    /// The same letters by their number, as far as they are common: every width asks for them.
    common: Vec<Glyph>,
    /// How much nearer (negative) or farther two glyphs stand, in thousandths of an em, in order of the pairs.
    kern: Vec<(u32, i16)>,
    /// Height above the baseline, in thousandths of an em.
    pub ascent: i32,
    /// Depth below the baseline, negative, in thousandths of an em.
    pub descent: i32,
    /// Height of capitals, in thousandths of an em.
    pub cap_height: i32,
    /// The box that holds every letter: left, bottom, right, top, in thousandths of an em.
    pub bounds: [i32; 4],
}

impl Metrics {
    /// The letter, if the font has it.
    #[must_use]
    pub fn find(&self, letter: char) -> Option<Glyph> {
        let number = usize::try_from(u32::from(letter)).ok()?;
        match self.common.get(number) {
            Some(glyph) => (glyph.id != 0).then_some(*glyph),
            None => self.glyphs.get(&letter).copied(),
        }
    }

    /// The letter, or the box of a missing one.
    #[must_use]
    pub fn glyph(&self, letter: char) -> Glyph {
        self.find(letter).unwrap_or(Glyph {
            id: 0,
            advance: 600,
        })
    }

    /// How much the second of two letters is moved, in thousandths of an em; mostly 0.
    #[must_use]
    pub fn kerning(&self, first: Glyph, second: Glyph) -> i16 {
        let pair = pair(first.id, second.id);
        self.kern
            .binary_search_by_key(&pair, |entry| entry.0)
            .ok()
            .and_then(|at| self.kern.get(at))
            .map_or(0, |entry| entry.1)
    }

    /// Reads a font. What cannot be read is left out, so a broken file shows as missing letters.
    #[must_use]
    pub fn read(font: &[u8]) -> Self {
        Self::try_read(font).unwrap_or_default()
    }

    fn try_read(font: &[u8]) -> Option<Self> {
        let head = table(font, b"head")?;
        let hhea = table(font, b"hhea")?;
        let hmtx = table(font, b"hmtx")?;
        let cmap = table(font, b"cmap")?;
        let units = u32::from(u16_at(head, 18)?).max(1);
        let long_metrics = usize::from(u16_at(hhea, 34)?);
        let scaled = |value: i16| {
            let thousand = i64::from(value) * 1000 / i64::from(units);
            i32::try_from(thousand).unwrap_or_default()
        };
        let advance = |id: u16| {
            let index = usize::from(id).min(long_metrics.saturating_sub(1));
            let raw = u32::from(u16_at(hmtx, index * 4).unwrap_or_default());
            u16::try_from((raw * 1000 + units / 2) / units).unwrap_or(u16::MAX)
        };
        let glyphs: BTreeMap<char, Glyph> = characters(cmap)?
            .into_iter()
            .map(|(letter, id)| {
                (
                    letter,
                    Glyph {
                        id,
                        advance: advance(id),
                    },
                )
            })
            .collect();
        let common = ('\0'..'\u{2300}')
            .map(|letter| glyphs.get(&letter).copied().unwrap_or_default())
            .collect();
        let mut bounds = [0; 4];
        for (i, edge) in bounds.iter_mut().enumerate() {
            *edge = scaled(i16_at(head, 36 + 2 * i)?);
        }
        let kern = table(font, b"kern")
            .and_then(pairs)
            .unwrap_or_default()
            .into_iter()
            .map(|(pair, value)| (pair, i16::try_from(scaled(value)).unwrap_or_default()))
            .collect();
        let cap_height = table(font, b"OS/2").and_then(|os2| i16_at(os2, 88));
        Some(Self {
            cap_height: scaled(cap_height.unwrap_or_default()),
            bounds,
            kern,
            common,
            glyphs,
            ascent: scaled(i16_at(hhea, 4)?),
            descent: scaled(i16_at(hhea, 6)?),
        })
    }
}

/// Two glyphs as one number.
fn pair(first: u16, second: u16) -> u32 {
    u32::from(first) << 16 | u32::from(second)
}

/// The pairs of the first table of kerning, which stand in order.
fn pairs(kern: &[u8]) -> Option<Vec<(u32, i16)>> {
    const HEAD: usize = 4 + 14;
    let count = usize::from(u16_at(kern, 10)?);
    let mut out = Vec::with_capacity(count);
    for at in 0..count {
        let entry = HEAD + at * 6;
        let pair = u32_at(kern, entry)?;
        out.push((pair, i16_at(kern, entry + 4)?));
    }
    out.sort_unstable();
    Some(out)
}

/// Letters and their glyphs, from the subtable of format 4 or 12 for Unicode.
fn characters(cmap: &[u8]) -> Option<Vec<(char, u16)>> {
    let count = usize::from(u16_at(cmap, 2)?);
    let mut best: Option<(u8, &[u8])> = None;
    for record in 0..count {
        let at = 4 + record * 8;
        let platform = (u16_at(cmap, at)?, u16_at(cmap, at + 2)?);
        let offset = usize::try_from(u32_at(cmap, at + 4)?).ok()?;
        let Some(subtable) = cmap.get(offset..) else {
            continue;
        };
        let rank = match (platform, u16_at(subtable, 0)?) {
            ((3, 10) | (0, _), 12) => 2,
            ((3, 1) | (0, _), 4) => 1,
            _ => continue,
        };
        if best.is_none_or(|(r, _)| rank > r) {
            best = Some((rank, subtable));
        }
    }
    match best? {
        (2, subtable) => segmented_coverage(subtable),
        (_, subtable) => segment_mapping(subtable),
    }
}

fn segmented_coverage(table: &[u8]) -> Option<Vec<(char, u16)>> {
    let mut out = Vec::new();
    let groups = usize::try_from(u32_at(table, 12)?).ok()?;
    for group in 0..groups {
        let at = 16 + group * 12;
        let (first, last, glyph) = (
            u32_at(table, at)?,
            u32_at(table, at + 4)?,
            u32_at(table, at + 8)?,
        );
        for code in first..=last.min(first.saturating_add(0xFFFF)) {
            if let (Some(letter), Ok(id)) =
                (char::from_u32(code), u16::try_from(glyph + (code - first)))
            {
                out.push((letter, id));
            }
        }
    }
    Some(out)
}

fn segment_mapping(table: &[u8]) -> Option<Vec<(char, u16)>> {
    let mut out = Vec::new();
    let double = usize::from(u16_at(table, 6)?);
    for segment in 0..double / 2 {
        let at = segment * 2;
        let last = u16_at(table, 14 + at)?;
        let first = u16_at(table, 16 + double + at)?;
        let delta = u16_at(table, 16 + double * 2 + at)?;
        let place = 16 + double * 3 + at;
        let range = usize::from(u16_at(table, place)?);
        for code in first..=last {
            let id = if range == 0 {
                code.wrapping_add(delta)
            } else {
                match u16_at(table, place + range + usize::from(code - first) * 2)? {
                    0 => 0,
                    id => id.wrapping_add(delta),
                }
            };
            if let (Some(letter), true) = (char::from_u32(u32::from(code)), id != 0) {
                out.push((letter, id));
            }
        }
    }
    Some(out)
}

fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(u16_at(font, 4)?);
    for record in 0..count {
        let at = 12 + record * 16;
        if font.get(at..at + 4)? == tag {
            let offset = usize::try_from(u32_at(font, at + 8)?).ok()?;
            let length = usize::try_from(u32_at(font, at + 12)?).ok()?;
            return font.get(offset..offset.checked_add(length)?);
        }
    }
    None
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(u16::from_be_bytes(two))
}

fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(i16::from_be_bytes(two))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(four))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_cut_have_one_width() {
        for cut in Cut::ALL {
            let widths: Vec<u16> = ('0'..='9')
                .map(|c| cut.metrics().glyph(c).advance)
                .collect();
            assert!(
                widths.iter().all(|w| *w == widths[0] && *w > 0),
                "{cut:?} {widths:?}"
            );
        }
    }

    #[test]
    fn every_cut_has_the_signs_that_reports_print() {
        let signs = "→≤≥−·…“”‘’§✓–—×ΣΠα²€ÄéłőЖяΩμ†";
        for cut in Cut::ALL {
            let missing: String = signs.chars().filter(|c| !cut.has(*c)).collect();
            assert_eq!(missing, "", "{cut:?}");
        }
    }

    #[test]
    fn mono_has_one_width_and_a_known_one() {
        assert_eq!(Cut::Mono.width("il|W", 10.0), 24.0);
    }

    #[test]
    fn letters_that_leave_a_gap_are_moved_together_and_figures_are_not() {
        let size = 1000.0;
        let apart = Cut::Regular.width("T", size) + Cut::Regular.width("e", size);
        assert!(Cut::Regular.width("Te", size) < apart - 40.0);
        assert_eq!(
            Cut::Regular.width("1117", size),
            4.0 * Cut::Regular.width("0", size)
        );
    }

    #[test]
    fn a_broken_font_gives_no_letters_and_no_panic() {
        let bytes = Cut::Regular.bytes();
        for cut in [0, 3, 12, 40, 200, 4000] {
            assert!(Metrics::read(bytes.get(..cut).unwrap()).glyphs.is_empty());
        }
    }
}
