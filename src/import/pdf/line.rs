//! A line of text with what its place and its letters tell.

use unpdf::parser::{TextLine, TextSpan};

use super::hyphens::tidy;

/// A line as it stands on a page.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its text.
    pub text: String,
    /// Left end, in points.
    pub left: f32,
    /// Right end, in points.
    pub right: f32,
    /// Baseline, counted upwards.
    pub y: f32,
    /// Size of its letters, in points.
    pub size: f32,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Whether it is read in another direction than left to right.
    pub turned: bool,
    /// Where the text behind the first run starts, where that run stands apart as a mark does.
    pub body_left: Option<f32>,
}

impl Line {
    /// The line that unpdf put together; none where nothing is in it.
    pub fn of(line: &TextLine) -> Option<Self> {
        let text = tidy(&parted(line));
        if text.trim().is_empty() {
            return None;
        }
        let mut inked = line.spans.iter().filter(|s| !s.text.trim().is_empty());
        let first = inked.next();
        let second = inked.next();
        let right = line.spans.iter().map(right_end).fold(f32::MIN, f32::max);
        let left = first.map_or(line.x, |s| s.x);
        Some(Self {
            text,
            left,
            right: right.max(left),
            y: line.y,
            size: line.font_size.abs().max(0.1),
            bold: line.is_all_bold(),
            turned: line.spans.iter().any(TextSpan::is_rotated),
            body_left: first
                .filter(|s| s.text.trim().chars().count() <= 6)
                .and(second)
                .map(|s| s.x),
        })
    }

    /// Width of a letter, on average.
    pub fn letter_width(&self) -> f32 {
        let letters = self.text.chars().count().max(1);
        #[allow(
            clippy::cast_precision_loss,
            reason = "a line has far fewer letters than would lose precision"
        )]
        let width = (self.right - self.left) / letters as f32;
        width.clamp(self.size * 0.2, self.size)
    }

    /// Width of the first word.
    pub fn first_word_width(&self) -> f32 {
        let letters = self
            .text
            .split_whitespace()
            .next()
            .map_or(0, |w| w.chars().count());
        #[allow(
            clippy::cast_precision_loss,
            reason = "a line has far fewer letters than would lose precision"
        )]
        let letters = letters as f32;
        letters * self.letter_width()
    }
}

/// The text of a line, with a blank between a lead-in and what follows where only the change of the font parts them.
fn parted(line: &TextLine) -> String {
    let mut text = line.text();
    for pair in line.spans.windows(2) {
        let [a, b] = pair else { continue };
        let closes = a.text.ends_with(['.', ':', ';']) && a.text.chars().count() > 3;
        let opens = b.text.starts_with(char::is_uppercase);
        if a.is_bold != b.is_bold && closes && opens {
            let tail: String = last_chars(&a.text, 12);
            let head: String = b.text.chars().take(12).collect();
            text = text.replacen(&format!("{tail}{head}"), &format!("{tail} {head}"), 1);
        }
    }
    text
}

fn last_chars(text: &str, count: usize) -> String {
    let skip = text.chars().count().saturating_sub(count);
    text.chars().skip(skip).collect()
}

/// Where a run's ink ends.
pub fn right_end(span: &TextSpan) -> f32 {
    match span.ink_width {
        Some(ink) if span.width_measured => span.x + ink,
        _ => span.x + span.width.max(0.0),
    }
}
