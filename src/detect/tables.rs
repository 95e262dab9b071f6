//! Cells of tables under the heads of their columns: "Disclosed to" says of the cell below it what it is.

use crate::document::Span;

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

/// The cells of a row, as spans of the document. `base`: where the row begins.
pub fn cells(row: &str, base: usize) -> Vec<Span> {
    let mut at = base;
    row.split(" | ")
        .map(|cell| {
            let start = at;
            at += cell.len() + " | ".len();
            Span::new(start, start + cell.len())
        })
        .collect()
}

/// Whether a row holds the heads of columns: several short cells that make no sentence, and words that heads have.
pub fn is_head(row: &str) -> bool {
    let cells: Vec<&str> = row.split(" | ").collect();
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

    #[test]
    fn cells_are_where_they_stand() {
        let row = "a | bc | d";
        let told: Vec<&str> = cells(row, 10)
            .iter()
            .map(|s| &row[s.start - 10..s.end - 10])
            .collect();
        assert_eq!(told, ["a", "bc", "d"]);
    }
}
