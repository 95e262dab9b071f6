//! Running headers, footers and page numbers: what stands at the same place on page after page.
//!
//! Nothing is told by its wording alone. A line is furniture where the same line, but for its digits, stands at the
//! same distance from the same edge of several pages, and a line of digits where they count the pages. What such a
//! line says is kept once, unless the body says it as well.

use std::collections::{BTreeMap, BTreeSet};

use unpdf::parser::TextSpan;

use crate::document::headings;

use super::hyphens::tidy;
use super::line::right_end;
use super::sheet::Sheet;
use super::tables::baselines;

/// Share of the page's height, at the top and at the bottom, in which furniture stands.
const ZONE: f32 = 0.16;
/// Most lines of furniture at one edge.
const MOST_LINES: usize = 6;
/// How far apart two lines may stand, in points, to stand at the same place.
const SAME_PLACE: f32 = 7.0;
/// Pages up to which two like lines are enough.
const FEW_PAGES: usize = 4;

/// A line of furniture that is said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its text.
    pub text: String,
    /// The first page that has it.
    pub page: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
}

/// A line near an edge.
#[derive(Debug, Clone)]
struct Candidate {
    /// Index of the page.
    sheet: usize,
    /// Its runs.
    spans: Vec<usize>,
    edge: Edge,
    /// Distance from the edge, in points.
    offset: f32,
    text: String,
    /// The text without blanks, with `#` for each run of digits.
    shape: String,
}

/// Takes the furniture out of the pages and gives back what is to be said once.
pub fn strip(sheets: &mut [Sheet]) -> Vec<Kept> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (i, sheet) in sheets.iter().enumerate() {
        near_edges(i, sheet, &mut candidates);
    }
    let pages = sheets.iter().filter(|s| s.letters() > 0).count();
    let mut furniture: Vec<&Candidate> = Vec::new();
    let mut groups: BTreeMap<(Edge, &str), Vec<&Candidate>> = BTreeMap::new();
    for candidate in &candidates {
        groups
            .entry((candidate.edge, &candidate.shape))
            .or_default()
            .push(candidate);
    }
    let enough = if pages <= FEW_PAGES { 2 } else { 3 };
    let repeated = |place: &[&Candidate]| {
        let on: BTreeSet<usize> = place.iter().map(|c| c.sheet).collect();
        on.len() >= enough
    };
    for group in groups.values() {
        for place in by_place(group) {
            if repeated(&place) && numbers_agree(&place, sheets) || numbers_its_page(&place, sheets)
            {
                furniture.extend(place);
                continue;
            }
            // Numbers that neither stay nor count the pages are those of clauses: only the very same line repeats.
            let mut same: BTreeMap<&str, Vec<&Candidate>> = BTreeMap::new();
            for candidate in place {
                same.entry(&candidate.text).or_default().push(candidate);
            }
            for place in same.into_values().filter(|p| repeated(p)) {
                if place.iter().all(|c| c.shape.contains(char::is_alphabetic)) {
                    furniture.extend(place);
                }
            }
        }
    }
    let gone: BTreeSet<(usize, usize)> = furniture
        .iter()
        .flat_map(|c| c.spans.iter().map(|s| (c.sheet, *s)))
        .collect();
    let body = body(sheets, &gone);
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut kept = Vec::new();
    let mut stays: BTreeSet<(usize, usize)> = BTreeSet::new();
    furniture.sort_by_key(|c| (c.sheet, c.edge));
    let first = furniture.first().map_or(0, |c| c.sheet);
    for candidate in furniture {
        if !says_something(&candidate.text) || !said.insert(&candidate.shape) {
            continue;
        }
        let Some(sheet) = sheets.get(candidate.sheet) else {
            continue;
        };
        let text = without_count(&candidate.text, sheet.number);
        if body.contains(&headings::folded(&text)) {
            continue;
        }
        if candidate.edge == Edge::Top && candidate.sheet == first {
            stays.extend(candidate.spans.iter().map(|s| (candidate.sheet, *s)));
        } else {
            kept.push(Kept {
                text,
                page: sheet.number,
            });
        }
    }
    for (i, sheet) in sheets.iter_mut().enumerate() {
        let mut at = 0;
        sheet.spans.retain(|_| {
            let place = (i, at);
            at += 1;
            !gone.contains(&place) || stays.contains(&place)
        });
    }
    kept
}

fn near_edges(index: usize, sheet: &Sheet, out: &mut Vec<Candidate>) {
    let height = sheet.frame.height();
    if height <= 0.0 {
        return;
    }
    let rows: Vec<Candidate> = baselines(&sheet.spans)
        .into_iter()
        .filter_map(|row| {
            let text = tidy(&row_text(&sheet.spans, &row.spans));
            let shape = shape(&text);
            let (top, bottom) = (sheet.frame.ury - row.y, row.y - sheet.frame.lly);
            let (edge, offset) = if top <= bottom {
                (Edge::Top, top)
            } else {
                (Edge::Bottom, bottom)
            };
            (!shape.is_empty()).then_some(Candidate {
                sheet: index,
                spans: row.spans,
                edge,
                offset,
                text,
                shape,
            })
        })
        .collect();
    let near = |edge: Edge| move |c: &&Candidate| c.edge == edge && c.offset <= height * ZONE;
    out.extend(
        rows.iter()
            .take(MOST_LINES)
            .filter(near(Edge::Top))
            .cloned(),
    );
    out.extend(
        rows.iter()
            .rev()
            .take(MOST_LINES)
            .filter(near(Edge::Bottom))
            .cloned(),
    );
}

/// The runs of a baseline as one text.
pub fn row_text(spans: &[TextSpan], row: &[usize]) -> String {
    let mut out = String::new();
    let mut end = f32::MAX;
    for span in row.iter().filter_map(|i| spans.get(*i)) {
        if span.x - end > span.font_size.abs() * 0.15 {
            out.push(' ');
        }
        out.push_str(&span.text);
        end = right_end(span);
    }
    out
}

fn shape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_numeric() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Parts a group into those that stand at one place.
fn by_place<'a>(group: &[&'a Candidate]) -> Vec<Vec<&'a Candidate>> {
    let mut sorted = group.to_vec();
    sorted.sort_by(|a, b| a.offset.total_cmp(&b.offset));
    let mut out: Vec<Vec<&Candidate>> = Vec::new();
    for candidate in sorted {
        match out.last_mut() {
            Some(place)
                if place
                    .last()
                    .is_some_and(|l| candidate.offset - l.offset <= SAME_PLACE) =>
            {
                place.push(candidate);
            }
            _ => out.push(vec![candidate]),
        }
    }
    out
}

/// The numbers of a line; a line that is a roman number is one.
fn numbers(text: &str) -> Vec<i64> {
    let found: Vec<i64> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| !d.is_empty() && d.len() <= 9)
        .filter_map(|d| d.parse().ok())
        .collect();
    if found.is_empty() {
        return roman(text.trim()).into_iter().collect();
    }
    found
}

fn roman(text: &str) -> Option<i64> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let values: Option<Vec<i64>> = text.chars().map(value).collect();
    let values = values?;
    let next = values.iter().skip(1).chain(std::iter::once(&0));
    Some(
        values
            .iter()
            .zip(next)
            .map(|(v, n)| if v < n { -v } else { *v })
            .sum(),
    )
}

/// Whether each number of a line stays the same from page to page, or counts the pages. A line of numbers alone has
/// to count them.
fn numbers_agree(place: &[&Candidate], sheets: &[Sheet]) -> bool {
    let rows: Vec<(i64, Vec<i64>)> = place
        .iter()
        .filter_map(|c| {
            let page = sheets.get(c.sheet).map(|s| i64::from(s.number))?;
            Some((page, numbers(&c.text)))
        })
        .collect();
    let columns = rows.iter().map(|(_, n)| n.len()).max().unwrap_or(0);
    let mut counts = false;
    for column in 0..columns {
        let values = rows
            .iter()
            .filter_map(|(page, n)| n.get(column).map(|v| (*page, *v)));
        let most = |shift: &dyn Fn(i64, i64) -> i64| {
            let mut seen: BTreeMap<i64, usize> = BTreeMap::new();
            for (page, value) in values.clone() {
                *seen.entry(shift(page, value)).or_default() += 1;
            }
            seen.into_values().max().unwrap_or(0)
        };
        let counting = most(&|page, value| value - page);
        let same = most(&|_, value| value);
        let needed = rows.len() * 2;
        if counting * 3 < needed && same * 3 < needed {
            return false;
        }
        counts |= counting * 3 >= needed && counting >= 2;
    }
    let worded = place
        .iter()
        .any(|c| c.shape.contains(char::is_alphabetic) && roman(&c.shape).is_none());
    counts || worded
}

/// Whether a single line is the number of its own page, and nothing else but the word for it.
fn numbers_its_page(place: &[&Candidate], sheets: &[Sheet]) -> bool {
    place.iter().all(|c| {
        let page = sheets.get(c.sheet).map(|s| i64::from(s.number));
        let words = c
            .shape
            .trim_matches(|c: char| !c.is_alphabetic() && c != '#');
        page.is_some()
            && numbers(&c.text).first().copied() == page
            && matches!(
                words,
                "#" | "page#" | "page#of#" | "#of#" | "#/#" | "page#/#"
            )
    })
}

/// A line without the number of its page at its end.
fn without_count(text: &str, page: u32) -> String {
    let number = |w: &str| {
        w.split('/')
            .map(|p| p.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
            .find(|p| !p.is_empty())
            .and_then(|p| p.parse::<u32>().ok())
    };
    let counts = |w: &&str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.len() <= 3 && bare.chars().all(|c| c.is_ascii_digit())
            || number(w).is_some() && w.contains('/')
            || matches!(bare.to_lowercase().as_str(), "page" | "of" | "p")
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let tail = words.iter().rev().take_while(|w| counts(w)).count();
    let (body, tail) = words.split_at(words.len() - tail);
    if body.is_empty() || !tail.iter().any(|w| number(w) == Some(page)) {
        return text.to_owned();
    }
    body.join(" ")
}

/// Whether a line of furniture is more than numbers, codes, addresses of pages and the time of printing.
fn says_something(text: &str) -> bool {
    let printed_at = text.split_whitespace().any(|w| {
        w.split_once(':')
            .is_some_and(|(h, m)| is_count(h) && is_count(m))
    });
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|w| !w.contains("://") && !is_code(w))
        .filter(|w| !matches!(w.to_lowercase().as_str(), "page" | "of" | "id:" | "id"))
        .collect();
    let coded = text.split_whitespace().any(is_code);
    let letters: usize = words
        .iter()
        .map(|w| w.chars().filter(|c| c.is_alphabetic()).count())
        .sum();
    !printed_at && letters >= 3 && !(coded && words.len() <= 4)
}

fn is_count(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
}

/// A long run of digits and letters that is no word.
fn is_code(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    word.chars().count() >= 16 && digits >= 4
}

/// What the pages say besides their furniture, folded.
fn body(sheets: &[Sheet], gone: &BTreeSet<(usize, usize)>) -> String {
    let mut out = String::new();
    for (i, sheet) in sheets.iter().enumerate() {
        for row in baselines(&sheet.spans) {
            let left: Vec<usize> = row
                .spans
                .into_iter()
                .filter(|s| !gone.contains(&(i, *s)))
                .collect();
            out.push_str(&headings::folded(&row_text(&sheet.spans, &left)));
        }
        for cell in sheet.tables.iter().flat_map(|t| t.rows.iter().flatten()) {
            out.push_str(&headings::folded(cell));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_leave_digits_open() {
        assert_eq!(shape("Page 3 of 12"), "page#of#");
        assert_eq!(shape("- 3 -"), "-#-");
    }

    #[test]
    fn numbers_are_read() {
        assert_eq!(numbers("Page 12 of 40"), [12, 40]);
        assert_eq!(numbers("xiv"), [14]);
        assert!(numbers("and").is_empty());
    }

    #[test]
    fn the_number_of_the_page_goes() {
        let check = |text: &str, expected: &str| assert_eq!(without_count(text, 3), expected);
        check(
            "Terms · Updated May 3, 2026 3 / 12",
            "Terms · Updated May 3, 2026",
        );
        check("Fern Labs terms | Page 3 of 9", "Fern Labs terms");
        check("Fern Labs terms 3/9", "Fern Labs terms");
        check("Fern Labs terms, May 2", "Fern Labs terms, May 2");
    }

    #[test]
    fn what_is_worth_keeping() {
        assert!(says_something("Fern Labs GmbH, Elm Road 3"));
        assert!(!says_something("Page 3 of 12"));
        assert!(!says_something(
            "DocuSign Envelope ID: 0A1B2C3D-0000-1111-2222-333344445555"
        ));
        assert!(!says_something("11/22/26, 2:07 PM Terms"));
        assert!(!says_something("https://fern.example/terms 1/12"));
    }
}
