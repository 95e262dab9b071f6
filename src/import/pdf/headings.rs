//! Sizes of letters: what is body text, and which larger sizes are levels of headings.

use std::collections::BTreeMap;

use super::line::Line;

/// Most words of a heading.
const MOST_WORDS: usize = 28;
/// Sizes that are no further apart, in points, are one.
const SAME_SIZE: f32 = 0.6;

/// The sizes of a document.
#[derive(Debug, Default)]
pub struct Sizes {
    /// Larger sizes, largest first.
    larger: Vec<f32>,
}

impl Sizes {
    /// Weighs the sizes of all lines.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
        let mut total = 0_usize;
        for line in lines.clone() {
            let count = line.text.chars().filter(|c| c.is_alphanumeric()).count();
            *letters.entry(tenths(line.size)).or_default() += count;
            total += count;
        }
        #[allow(
            clippy::cast_precision_loss,
            reason = "sizes in tenths of a point are small"
        )]
        let points = |t: i32| t as f32 / 10.0;
        let body = letters
            .iter()
            .max_by_key(|(_, n)| **n)
            .map_or(0.0, |(t, _)| points(*t));
        let mut larger: Vec<f32> = Vec::new();
        for (size, count) in letters.iter().rev() {
            let size = points(*size);
            // A size that much of the text has is no heading.
            let much = *count * 6 > total && total > 600;
            if size <= body * 1.04 + 0.4 || much {
                continue;
            }
            if larger.last().is_none_or(|l| l - size > SAME_SIZE) {
                larger.push(size);
            }
        }
        Self { larger }
    }

    /// The level that a line's size gives it, 1 the highest; none for body text.
    pub fn level(&self, line: &Line) -> Option<u8> {
        if line.turned || line.text.split_whitespace().count() > MOST_WORDS {
            return None;
        }
        let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            return None;
        }
        let seat = self
            .larger
            .iter()
            .position(|s| s - line.size <= SAME_SIZE && line.size - s <= SAME_SIZE)?;
        u8::try_from(seat + 1).ok().map(|l| l.min(6))
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "sizes of letters are small, and the cast saturates"
)]
fn tenths(size: f32) -> i32 {
    (size * 10.0).round() as i32
}
