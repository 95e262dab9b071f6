//! Warnings in the making, and how they name counts and pages.

use crate::document::{Warning, WarningKind};

/// Runs of pages that a warning names.
const MOST_RUNS: usize = 8;

/// The warnings so far.
#[derive(Debug, Default)]
pub struct Told {
    /// In the order in which they were told.
    pub warnings: Vec<Warning>,
}

impl Told {
    /// Words are missing or wrong.
    pub fn damage(&mut self, kind: WarningKind, message: String) {
        self.tell(kind, message, true);
    }

    /// Good to know, and no loss.
    pub fn note(&mut self, kind: WarningKind, message: String) {
        self.tell(kind, message, false);
    }

    fn tell(&mut self, kind: WarningKind, message: String, damage: bool) {
        let mut chars = message.chars();
        let first = chars.next().map(char::to_uppercase);
        self.warnings.push(Warning {
            kind,
            message: first.into_iter().flatten().chain(chars).collect(),
            damage,
        });
    }
}

/// `1 page`, `3 pages`.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `page 4`, `pages 4, 6–9`.
pub fn page_list(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == page => *end = page,
            _ => runs.push((page, page)),
        }
    }
    let more = runs.len().saturating_sub(MOST_RUNS);
    let mut parts: Vec<String> = runs
        .iter()
        .take(MOST_RUNS)
        .map(|(a, b)| {
            if a == b {
                a.to_string()
            } else {
                format!("{a}–{b}")
            }
        })
        .collect();
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_listed_in_runs() {
        assert_eq!(page_list(&[4]), "page 4");
        assert_eq!(page_list(&[1, 2, 3, 7, 9, 10]), "pages 1–3, 7, 9–10");
    }
}
