//! Cells of tables under the heads of their columns: "Disclosed to" says of the cell below it what it is.

use crate::document::{CELLS, Document, Sentence, Span};

/// Most words in the head of a column.
const LONGEST: usize = 9;

/// Words that heads of columns have, or begin with.
const OF_HEADS: [&str; 34] = [
    "access",
    "basis",
    "bases",
    "categor",
    "collect",
    "cookie",
    "countr",
    "data",
    "descri",
    "disclos",
    "duration",
    "example",
    "expir",
    "govern",
    "ground",
    "how",
    "information",
    "law",
    "legal",
    "location",
    "opt",
    "part",
    "period",
    "provider",
    "purpose",
    "recipient",
    "retention",
    "sale",
    "share",
    "sold",
    "source",
    "type",
    "what",
    "who",
];

/// The table that is being gone through.
#[derive(Debug, Default)]
pub struct Table {
    /// The block of its last row.
    last: Option<usize>,
    /// The heads of its columns; none where its first row holds none.
    heads: Vec<Span>,
}

impl Table {
    /// Goes on to a row, which begins a table where none goes on.
    pub fn enter(&mut self, document: &Document, row: &Sentence) {
        let goes_on = self.last.is_some_and(|last| last + 1 == row.block);
        self.last = Some(row.block);
        if !goes_on {
            self.heads.clear();
            if is_head(document.slice(row.span)) {
                self.heads = document.cells(row.span);
            }
        }
    }

    /// The cells of a row, each with the head of its column; nothing for the row of the heads itself.
    pub fn headed(&self, document: &Document, row: &Sentence) -> Vec<(Span, Span)> {
        let is_head = self.heads.first().is_some_and(|h| row.span.contains(*h));
        let cells = document.cells(row.span);
        if is_head || cells.len() != self.heads.len() {
            return Vec::new();
        }
        self.heads.iter().copied().zip(cells).collect()
    }
}

/// Whether a row holds the heads of columns: several short cells that make no sentence, and words that heads have.
fn is_head(row: &str) -> bool {
    let cells: Vec<&str> = row.split(CELLS).collect();
    let short = |cell: &&str| {
        cell.split_whitespace().count() <= LONGEST
            && !cell.trim_end().ends_with('.')
            && !cell.contains(|c: char| c.is_ascii_digit())
    };
    let named = |cell: &&str| {
        cell.split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
            .any(|w| OF_HEADS.iter().any(|h| w.starts_with(h)))
    };
    let heads = cells.iter().filter(|c| named(c)).count();
    cells.len() > 1 && cells.iter().all(short) && heads * 2 >= cells.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_told_from_rows() {
        assert!(is_head("Category of data | Purpose | Disclosed to"));
        assert!(is_head("What we do | Who has access?"));
        assert!(!is_head("Orange Bay Ltd | Hosting in Dublin. | 2 years"));
        assert!(!is_head("We share data"));
        assert!(!is_head("Larkmoor | Fernhill"));
    }
}
