//! The forms in which dates are written.

use jiff::civil::Date;

use super::words::{INSIDE, month};

/// What a date leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing.
    None,
    /// Only month and year stand there; the first day of the month is meant.
    Day,
    /// `03/05/2024`: day and month could change places; read with the month in front.
    MonthFirst,
    /// The same, read with the day in front.
    DayFirst,
}

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The date.
    pub date: Date,
    /// What it leaves open.
    pub doubt: Doubt,
    /// Whether it is one only behind a label: `05/2024`, `3/5/24`.
    pub weak: bool,
}

/// Which of two numbers is the day, where both could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `05/03/2024` is the third of May.
    MonthFirst,
    /// `03/05/2024` is the third of May.
    DayFirst,
}

/// A word or number of a text.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    at: usize,
    text: &'a str,
}

impl Token<'_> {
    const fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    let mut digits = false;
    let mut small = false;
    let mut wide = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let fits = c.is_alphanumeric();
        // `UpdatedMay 3`: two words that lost their blank. Signs such as 年 are words by themselves.
        let turns = start.is_some()
            && fits
            && (c.is_ascii_digit() != digits || (small && c.is_uppercase()) || wide || is_wide(c));
        small = c.is_lowercase();
        if let Some(from) = start
            && (!fits || turns)
        {
            if let Some(part) = text.get(from..at) {
                out.push(Token {
                    at: from,
                    text: part,
                });
            }
            start = None;
        }
        if fits && start.is_none() {
            start = Some(at);
            digits = c.is_ascii_digit();
            wide = is_wide(c);
        }
    }
    out
}

/// Signs of Chinese, Japanese and Korean.
pub const fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The dates in a text.
pub fn find(text: &str, order: Order) -> Vec<Found> {
    let tokens: Vec<Token<'_>> = tokens(text)
        .into_iter()
        .filter(|t| !INSIDE.iter().any(|w| w.eq_ignore_ascii_case(t.text)))
        .collect();
    let mut out = Vec::new();
    let mut skip = 0;
    for i in 0..tokens.len() {
        if i < skip {
            continue;
        }
        let Some(ahead) = tokens.get(i..) else { break };
        if let Some((found, used)) = by_name(ahead)
            .or_else(|| by_signs(ahead))
            .or_else(|| by_numbers(text, ahead, order))
        {
            out.push(found);
            skip = i + used;
        }
    }
    out
}

/// Token `n`, where it stands near the first.
fn near<'a>(tokens: &[Token<'a>], n: usize) -> Option<Token<'a>> {
    let first = tokens.first()?;
    tokens.get(n).filter(|t| t.at - first.at < 30).copied()
}

fn number(tokens: &[Token<'_>], n: usize) -> Option<i16> {
    near(tokens, n)?.text.parse().ok()
}

fn found(tokens: &[Token<'_>], used: usize, date: Date, doubt: Doubt) -> Option<(Found, usize)> {
    let first = tokens.first()?;
    let last = tokens.get(used - 1)?;
    Some((
        Found {
            start: first.at,
            end: last.end(),
            date,
            doubt,
            weak: false,
        },
        used,
    ))
}

/// `March 3, 2024`, `3 March 2024`, `2024 March 3`, `March 2024`.
fn by_name(tokens: &[Token<'_>]) -> Option<(Found, usize)> {
    let first = tokens.first()?;
    if let Some(m) = month(first.text) {
        return match (number(tokens, 1), number(tokens, 2)) {
            (Some(d), Some(y)) if d <= 31 && is_year(y) => {
                found(tokens, 3, make(y, m, d)?, Doubt::None)
            }
            (Some(y), _) if is_year(y) => found(tokens, 2, make(y, m, 1)?, Doubt::Day),
            _ => None,
        };
    }
    let one: i16 = first.text.parse().ok()?;
    let m = month(near(tokens, 1)?.text)?;
    match number(tokens, 2) {
        Some(y) if is_year(y) => found(tokens, 3, make(y, m, one)?, Doubt::None),
        Some(d) if is_year(one) => found(tokens, 3, make(one, m, d)?, Doubt::None),
        _ => None,
    }
}

/// `2024年5月3日`, `令和6年5月3日`, `2024년 5월 3일`, `2024年5月`.
fn by_signs(tokens: &[Token<'_>]) -> Option<(Found, usize)> {
    let first = tokens.first()?;
    let (year_at, base) = match first.text {
        "令" if tokens.get(1)?.text == "和" => (2, 2018),
        _ => (0, 0),
    };
    let year = match tokens.get(year_at)?.text {
        // The first year of an era has a sign of its own.
        "元" if base > 0 => 1,
        digits => digits.parse::<i16>().ok()?,
    } + base;
    if !is_year(year) || !matches!(tokens.get(year_at + 1)?.text, "年" | "년") {
        return None;
    }
    let month = number(tokens, year_at + 2)?;
    if !matches!(tokens.get(year_at + 3)?.text, "月" | "월") {
        return None;
    }
    let month = i8::try_from(month).ok()?;
    match (number(tokens, year_at + 4), near(tokens, year_at + 5)) {
        (Some(day), Some(sign)) if matches!(sign.text, "日" | "号" | "일") => {
            found(tokens, year_at + 6, make(year, month, day)?, Doubt::None)
        }
        _ => found(tokens, year_at + 4, make(year, month, 1)?, Doubt::Day),
    }
}

/// `2024-05-03`, `03/05/2024`, `3. 5. 2024`; `05/2024` and `3/5/24` behind a label.
fn by_numbers(text: &str, tokens: &[Token<'_>], order: Order) -> Option<(Found, usize)> {
    let (a, b) = (near(tokens, 0)?, near(tokens, 1)?);
    let first: i16 = a.text.parse().ok()?;
    let second: i16 = b.text.parse().ok()?;
    let mark = text.get(a.end()..b.at)?;
    // `1.2.2024.3` and `v2.2024` are versions.
    if text
        .get(..a.at)
        .is_some_and(|t| t.ends_with(['.', '-', '/', '§']) || ends_in_version(t))
    {
        return None;
    }
    if let Some(c) = near(tokens, 2)
        && text.get(b.end()..c.at) == Some(mark)
        && matches!(mark, "-" | "/" | "." | ". " | "–" | "‑")
        && let Ok(third) = c.text.parse::<i16>()
        && !text.get(c.end()..).is_some_and(goes_on)
    {
        return three(tokens, mark, first, second, third, order);
    }
    if !matches!(mark, "/" | "-" | ".") || text.get(b.end()..).is_some_and(goes_on) {
        return None;
    }
    let (year, month) = if is_year(first) && b.text.len() == 2 {
        (first, second)
    } else if is_year(second) && a.text.len() <= 2 && mark != "-" {
        (second, first)
    } else {
        return None;
    };
    let date = make(year, i8::try_from(month).ok()?, 1)?;
    let (mut out, used) = found(tokens, 2, date, Doubt::Day)?;
    out.weak = true;
    Some((out, used))
}

/// More numbers follow: `2024-05-03-17`, `1.2.24.8`.
fn goes_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('.' | '-' | '/'))
        && chars.next().is_some_and(|c| c.is_ascii_digit())
}

fn ends_in_version(before: &str) -> bool {
    before
        .strip_suffix(['v', 'V'])
        .is_some_and(|b| !b.ends_with(char::is_alphanumeric))
}

fn three(
    tokens: &[Token<'_>],
    mark: &str,
    first: i16,
    second: i16,
    third: i16,
    order: Order,
) -> Option<(Found, usize)> {
    if is_year(first) {
        let date = make(first, i8::try_from(second).ok()?, third)?;
        return found(tokens, 3, date, Doubt::None);
    }
    let short =
        (10..=40).contains(&third) && near(tokens, 2)?.text.len() == 2 && matches!(mark, "/" | ".");
    let year = if is_year(third) {
        third
    } else if short {
        2000 + third
    } else {
        return None;
    };
    // 03.05.2024 is the third of May everywhere that writes full stops.
    let stops = mark.starts_with('.');
    let open = !stops && first <= 12 && second <= 12 && first != second;
    let day_first = stops || first > 12 || (second <= 12 && order == Order::DayFirst);
    let (day, month) = if day_first {
        (first, second)
    } else {
        (second, first)
    };
    let doubt = match (open, day_first) {
        (false, _) => Doubt::None,
        (true, true) => Doubt::DayFirst,
        (true, false) => Doubt::MonthFirst,
    };
    let date = make(year, i8::try_from(month).ok()?, day)?;
    let (mut out, used) = found(tokens, 3, date, doubt)?;
    out.weak = !is_year(third);
    Some((out, used))
}

/// Which number is the day in this document: as its clear dates have it, else as its language does.
pub fn order(text: &str, language: &str) -> Order {
    let mut day_first = 0_usize;
    let mut month_first = 0_usize;
    for (at, _) in text.match_indices('/').take(2000) {
        let before: String = digits_before(text, at);
        let after: String = text
            .get(at + 1..)
            .unwrap_or_default()
            .chars()
            .take_while(char::is_ascii_digit)
            .take(3)
            .collect();
        let behind = text.get(at + 1 + after.len()..).unwrap_or_default();
        let year: String = behind
            .strip_prefix('/')
            .unwrap_or_default()
            .chars()
            .take_while(char::is_ascii_digit)
            .take(5)
            .collect();
        let (Ok(a), Ok(b)) = (before.parse::<u16>(), after.parse::<u16>()) else {
            continue;
        };
        if year.len() != 4 {
            continue;
        }
        day_first += usize::from((13..=31).contains(&a) && b <= 12);
        month_first += usize::from((13..=31).contains(&b) && a <= 12);
    }
    match (day_first, month_first) {
        (0, 0) if matches!(language, "en" | "und") => Order::MonthFirst,
        (0, 0) => Order::DayFirst,
        (d, m) if d > m => Order::DayFirst,
        _ => Order::MonthFirst,
    }
}

fn digits_before(text: &str, at: usize) -> String {
    let digits: Vec<char> = text
        .get(..at)
        .unwrap_or_default()
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .take(3)
        .collect();
    digits.into_iter().rev().collect()
}

/// Years in which documents of our time are written.
pub const fn is_year(n: i16) -> bool {
    n >= 1995 && n <= 2060
}

fn make(year: i16, month: i8, day: i16) -> Option<Date> {
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_all_their_forms() {
        for (text, expected) in [
            ("Last updated: September 29, 2023 (draft)", "2023-09-29"),
            ("Effective 1 May 2024", "2024-05-01"),
            ("on the 3rd of March, 2022", "2022-03-03"),
            ("May 3rd, 2024", "2024-05-03"),
            ("Sept. 5 2021", "2021-09-05"),
            ("2024-02-29", "2024-02-29"),
            ("2024/02/29", "2024-02-29"),
            ("31/12/2023", "2023-12-31"),
            ("12/31/2023", "2023-12-31"),
            ("05.06.2023", "2023-06-05"),
            ("5. 6. 2023", "2023-06-05"),
            ("2024. 5. 3.", "2024-05-03"),
            ("25/Mar/2003", "2003-03-25"),
            ("UpdatedMay 3, 2021", "2021-05-03"),
            ("June 2020", "2020-06-01"),
            ("3. Mai 2024", "2024-05-03"),
            ("1er février 2024", "2024-02-01"),
            ("3 de mayo del 2024", "2024-05-03"),
            ("2024年5月3日", "2024-05-03"),
            ("令和元年5月3日", "2019-05-03"),
            ("2024 年 12 月 19 日", "2024-12-19"),
            ("2024년 5월 3일", "2024-05-03"),
            ("5 февраля 2015 г.", "2015-02-05"),
            ("3 мая 2024", "2024-05-03"),
            ("September 28 __, 2021", "2021-09-28"),
        ] {
            let found: Vec<String> = find(text, Order::MonthFirst)
                .iter()
                .map(|d| d.date.to_string())
                .collect();
            assert_eq!(found, [expected], "{text}");
        }
        for text in [
            "we may 2 or 3 times",
            "version 4.2.1 of 99/99/2023",
            "v2025.12",
            "Regulation (EU) 2016/679",
            "call 030-2024-17",
            "1.2.2024.3",
        ] {
            assert_eq!(find(text, Order::MonthFirst), [], "{text}");
        }
    }

    #[test]
    fn the_order_of_day_and_month() {
        for (text, language, expected) in [
            ("on 03/05/2024", "en", Order::MonthFirst),
            ("on 03/05/2024 and 31/01/2024", "en", Order::DayFirst),
            ("on 03/05/2024 and 01/31/2024", "fr", Order::MonthFirst),
            ("le 03/05/2024", "fr", Order::DayFirst),
        ] {
            assert_eq!(order(text, language), expected, "{text}");
        }
    }
}
