//! Text that knows where it came from.
//!
//! A [`Traced`] is a stretch of text with the way back to the bytes of the file, with the places that were mended,
//! and with the pages on which it stands. Every step of reading (mending, cutting into lines, squeezing blanks) keeps
//! them in order, so that the assembled document can point from any word into the original.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{PageStart, Repair, SourceRun, Span};

/// Text with its source. Spans of runs and repairs, and starts of pages, are relative to this text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traced {
    text: String,
    runs: Vec<SourceRun>,
    repairs: Vec<Repair>,
    /// Where pages start, in order; the first one where the text does.
    pages: Vec<PageStart>,
}

/// The parts of a [`Traced`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The text.
    pub text: String,
    /// Its runs, in order.
    pub runs: Vec<SourceRun>,
    /// Its mended places, in order.
    pub repairs: Vec<Repair>,
    /// Where pages start in it, in order; none where its format has no pages.
    pub pages: Vec<PageStart>,
}

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is replaced.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub with: Cow<'static, str>,
    /// Whether it mends the text, and so is recorded with the original, or only lays it out anew.
    pub mends: bool,
}

impl Traced {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A text that stands in the file, byte for byte, from `at` on.
    #[must_use]
    pub fn at(text: &str, at: usize) -> Self {
        let mut out = Self::new();
        out.push(text, Some(Span::new(at, at + text.len())));
        out
    }

    /// A text without a way back to bytes.
    #[must_use]
    pub fn loose(text: &str) -> Self {
        let mut out = Self::new();
        out.push(text, None);
        out
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Its parts.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        Parts {
            text: self.text,
            runs: self.runs,
            repairs: self.repairs,
            pages: self.pages,
        }
    }

    /// Says that what is added from here on stands on this page.
    pub fn turn_to(&mut self, page: u32) {
        let at = self.text.len();
        while self.pages.last().is_some_and(|last| last.at >= at) {
            self.pages.pop();
        }
        if self.pages.last().is_none_or(|last| last.page != page) {
            self.pages.push(PageStart { at, page });
        }
    }

    /// The page on which the text at a place stands.
    #[must_use]
    pub fn page_at(&self, at: usize) -> Option<u32> {
        let after = self.pages.partition_point(|start| start.at <= at);
        let last = after.checked_sub(1)?;
        self.pages.get(last).map(|start| start.page)
    }

    /// Whether there is nothing but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        // From the start only: a long tail of blanks is looked at again with every piece that is added.
        self.text.chars().all(char::is_whitespace)
    }

    /// The runs, in order. For tests: what is assembled takes all parts at once.
    #[cfg(test)]
    #[must_use]
    pub fn runs(&self) -> &[SourceRun] {
        &self.runs
    }

    /// The mended places, in order. For tests: what is assembled takes all parts at once.
    #[cfg(test)]
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Adds text, with the bytes of the file that it came from: letter by letter, each letter in the same measure,
    /// as decoding gives them.
    pub fn push(&mut self, text: &str, source: Option<Span>) {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(source) = source
            && !text.is_empty()
        {
            self.push_run(SourceRun {
                text: Span::new(start, self.text.len()),
                source,
            });
        }
    }

    /// Adds text that stands as a whole for some bytes of the file, such as `fi` for a ligature: each of its letters
    /// leads back to all of them.
    pub fn push_whole(&mut self, text: &str, source: Option<Span>) {
        let mut letters = text.char_indices().peekable();
        while let Some((at, _)) = letters.next() {
            let end = letters.peek().map_or(text.len(), |(next, _)| *next);
            self.push(text.get(at..end).unwrap_or_default(), source);
        }
    }

    /// Adds text that stands for something else in the file.
    fn push_mended(&mut self, text: &str, original: String, source: Option<Span>) {
        let start = self.text.len();
        self.push_whole(text, source);
        self.repairs.push(Repair {
            span: Span::new(start, self.text.len()),
            original,
        });
    }

    /// Joins runs that go on in the same measure, so that plain text has one: byte for byte, or two bytes a letter
    /// as in UTF-16.
    fn push_run(&mut self, run: SourceRun) {
        if let Some(last) = self.runs.last_mut()
            && last.text.end == run.text.start
            && last.source.end == run.source.start
            && last.text.len() * run.source.len() == run.text.len() * last.source.len()
        {
            last.text.end = run.text.end;
            last.source.end = run.source.end;
            return;
        }
        self.runs.push(run);
    }

    /// Adds a part of another text, with its source and its repairs.
    pub fn append(&mut self, other: &Self, range: Range<usize>) {
        let Some(part) = other.text.get(range.clone()) else {
            return;
        };
        let begins = self.text.len();
        let shift = |at: usize| at.clamp(range.start, range.end) - range.start + begins;
        let first = other.runs.partition_point(|r| r.text.end <= range.start);
        let runs: Vec<SourceRun> = other
            .runs
            .iter()
            .skip(first)
            .take_while(|r| r.text.start < range.end)
            .map(|run| SourceRun {
                text: Span::new(shift(run.text.start), shift(run.text.end)),
                source: clip(run, &range),
            })
            .collect();
        let first = other.repairs.partition_point(|r| r.span.end < range.start);
        let repairs: Vec<Repair> = other
            .repairs
            .iter()
            .skip(first)
            .take_while(|r| r.span.start <= range.end)
            // A repair that left nothing belongs to the text that ends there, and only to that.
            .filter(|r| {
                if r.span.is_empty() {
                    range.start < r.span.start || range.start == 0
                } else {
                    range.start < r.span.end && r.span.start < range.end
                }
            })
            .map(|r| Repair {
                span: Span::new(shift(r.span.start), shift(r.span.end)),
                original: r.original.clone(),
            })
            .collect();
        if let Some(page) = other.page_at(range.start).filter(|_| !part.is_empty()) {
            self.turn_to(page);
        }
        let first = other.pages.partition_point(|start| start.at <= range.start);
        let later = other.pages.iter().skip(first);
        self.pages.extend(
            later
                .take_while(|start| start.at < range.end)
                .map(|start| PageStart {
                    at: shift(start.at),
                    page: start.page,
                }),
        );
        self.text.push_str(part);
        for run in runs {
            self.push_run(run);
        }
        self.repairs.extend(repairs);
    }

    /// Adds another text.
    pub fn append_all(&mut self, other: &Self) {
        self.append(other, 0..other.len());
    }

    /// A part of it.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut out = Self::new();
        out.append(self, range);
        out
    }

    /// It without blanks at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len();
        if start == 0 && end == self.text.len() {
            return self.clone();
        }
        let mut out = self.part(start.min(end)..end);
        // What was mended into nothing at the very end still has to be told.
        let length = out.text.len();
        for repair in self
            .repairs
            .iter()
            .filter(|r| r.span.start >= end && end > 0)
        {
            if !(repair.span.is_empty() && repair.span.start == end) {
                out.repairs.push(Repair {
                    span: Span::new(length, length),
                    original: repair.original.clone(),
                });
            }
        }
        out
    }

    /// It with each run of blanks as one blank, without blanks at its ends.
    #[must_use]
    pub fn squeezed(&self) -> Self {
        let mut changes = Vec::new();
        let mut run: Option<usize> = None;
        for (at, c) in self.text.char_indices() {
            if c.is_whitespace() {
                run.get_or_insert(at);
            } else if let Some(start) = run.take() {
                self.squeeze(start..at, &mut changes);
            }
        }
        if changes.is_empty() {
            return self.trimmed();
        }
        self.changed(&changes).trimmed()
    }

    fn squeeze(&self, range: Range<usize>, changes: &mut Vec<Change>) {
        if self.text.get(range.clone()) != Some(" ") {
            changes.push(Change {
                range,
                with: Cow::Borrowed(" "),
                mends: false,
            });
        }
    }

    /// It with changes made. They must be in order and apart; one that is not is left out.
    #[must_use]
    pub fn changed(&self, changes: &[Change]) -> Self {
        let mut out = Self::new();
        let mut at = 0;
        for change in changes {
            if change.range.start < at || change.range.end > self.text.len() {
                continue;
            }
            out.append(self, at..change.range.start);
            let source = self.source_of(&change.range);
            if let Some(page) = self.page_at(change.range.start) {
                out.turn_to(page);
            }
            if change.mends {
                out.push_mended(&change.with, self.original(&change.range), source);
            } else {
                let start = out.text.len();
                out.push_whole(&change.with, source);
                let end = out.text.len();
                // Layout goes over mended places, such as a no-break space beside a blank.
                for repair in self.repairs_in(&change.range) {
                    out.repairs.push(Repair {
                        span: Span::new(start, end),
                        original: repair.original.clone(),
                    });
                }
            }
            at = change.range.end;
        }
        out.append(self, at..self.text.len());
        out
    }

    fn repairs_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Repair> {
        let within = Span::new(range.start, range.end);
        let first = self.repairs.partition_point(|r| r.span.end <= range.start);
        self.repairs
            .iter()
            .skip(first)
            .take_while(move |r| r.span.start < within.end)
            .filter(move |r| r.span.overlaps(within))
    }

    /// What the file has for a range, through earlier repairs.
    fn original(&self, range: &Range<usize>) -> String {
        let mut out = String::new();
        let mut at = range.start;
        for repair in self.repairs_in(range) {
            out.push_str(self.text.get(at..repair.span.start).unwrap_or_default());
            out.push_str(&repair.original);
            at = repair.span.end;
        }
        out.push_str(self.text.get(at..range.end).unwrap_or_default());
        out
    }

    /// The bytes of the file behind a range.
    #[must_use]
    pub fn source_of(&self, range: &Range<usize>) -> Option<Span> {
        let first = self.runs.partition_point(|r| r.text.end <= range.start);
        self.runs
            .iter()
            .skip(first)
            .take_while(|r| r.text.start < range.end)
            .map(|r| clip(r, range))
            .reduce(Span::join)
    }
}

/// The bytes behind the part of a run that lies in a range. Within a run every letter has its bytes in the same
/// measure, so that the place of each is known.
fn clip(run: &SourceRun, range: &Range<usize>) -> Span {
    let (text, source) = (run.text.len(), run.source.len());
    let start = run.text.start.max(range.start) - run.text.start;
    let end = run.text.end.min(range.end) - run.text.start;
    if start == 0 && end == text || text == 0 {
        return run.source;
    }
    Span::new(
        run.source.start + start * source / text,
        run.source.start + (end * source).div_ceil(text),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(range: Range<usize>, with: &str) -> Change {
        Change {
            range,
            with: with.to_owned().into(),
            mends: true,
        }
    }

    #[test]
    fn a_part_points_to_its_own_bytes() {
        let whole = Traced::at("alpha beta gamma", 100);
        let part = whole.part(6..10);
        assert_eq!(part.as_str(), "beta");
        assert_eq!(
            part.runs(),
            [SourceRun {
                text: Span::new(0, 4),
                source: Span::new(106, 110)
            }]
        );
    }

    #[test]
    fn a_change_keeps_the_original_and_the_bytes() {
        let whole = Traced::at("the computer~s disk", 0);
        let mended = whole.changed(&[change(12..13, "’")]);
        assert_eq!(mended.as_str(), "the computer’s disk");
        assert_eq!(mended.repairs()[0].original, "~");
        assert_eq!(mended.runs()[1].source, Span::new(12, 13));
        assert_eq!(mended.runs()[2].source, Span::new(13, 19));
    }

    #[test]
    fn a_second_change_sees_the_first_original() {
        let once = Traced::at("a&nbsp;b", 0).changed(&[change(1..7, "\u{a0}")]);
        let twice = once.changed(&[change(1..3, " ")]);
        assert_eq!(twice.as_str(), "a b");
        assert_eq!(twice.repairs().len(), 1);
        assert_eq!(twice.repairs()[0].original, "&nbsp;");
        assert_eq!(twice.runs()[1].source, Span::new(1, 7));
    }

    #[test]
    fn squeezing_keeps_bytes_and_repairs() {
        let whole = Traced::at("  one \n two ~ ", 0).changed(&[change(12..13, "")]);
        let thin = whole.squeezed();
        assert_eq!(thin.as_str(), "one two");
        let last = thin.runs().last().unwrap();
        assert_eq!(last.source.end, 11);
        assert_eq!(thin.repairs().len(), 1);
    }

    #[test]
    fn pages_go_with_their_words() {
        let mut whole = Traced::new();
        for (page, text) in [(3, "one two "), (4, "&amp; three "), (6, "four")] {
            whole.turn_to(page);
            whole.push(text, None);
        }
        let pages = |text: &Traced| -> Vec<(usize, u32)> {
            text.pages
                .iter()
                .map(|start| (start.at, start.page))
                .collect()
        };
        assert_eq!(pages(&whole), [(0, 3), (8, 4), (20, 6)]);
        // The first word of a page is mended, and the blank before another page is squeezed.
        let mended = whole.changed(&[change(8..13, "&")]);
        assert_eq!(mended.as_str(), "one two & three four");
        assert_eq!(pages(&mended), [(0, 3), (8, 4), (16, 6)]);
        let thin = whole.changed(&[change(15..21, " - ")]);
        assert_eq!(thin.as_str(), "one two &amp; t - our");
        assert_eq!(pages(&thin), [(0, 3), (8, 4), (18, 6)]);
        // A part starts on the page of its first word.
        assert_eq!(pages(&whole.part(4..12)), [(0, 3), (4, 4)]);
        assert_eq!(pages(&whole.part(14..19)), [(0, 4)]);
        assert_eq!(pages(&whole.part(8..8)), []);
        assert_eq!(whole.page_at(7), Some(3));
        assert_eq!(whole.page_at(8), Some(4));
    }

    #[test]
    fn parts_do_not_lose_or_double_empty_repairs() {
        let whole = Traced::at("one~two", 0).changed(&[change(3..4, "")]);
        let left = whole.part(0..3);
        let right = whole.part(3..6);
        assert_eq!(left.repairs().len() + right.repairs().len(), 1);
    }
}
