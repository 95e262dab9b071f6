//! Headers and footers: left out, but for what dates the document.

use super::story::{Item, Paragraph};

/// Longest line of a margin that is brought, in bytes.
const LONGEST: usize = 200;

/// The lines of a header or footer.
#[must_use]
pub fn lines(items: &[Item]) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |paragraphs: &mut dyn Iterator<Item = &Paragraph>| {
        for paragraph in paragraphs {
            // Tabs part what stands left, in the middle and right.
            for piece in paragraph.visible().split(['\t', '\n', '\u{c}']) {
                let line = piece.split_whitespace().collect::<Vec<_>>().join(" ");
                if !line.is_empty() {
                    out.push(line);
                }
            }
        }
    };
    for item in items {
        match item {
            Item::Paragraph(p) => add(&mut std::iter::once(p)),
            Item::Row(cells) => add(&mut cells.iter().flatten()),
            Item::Chunk(_) => {}
        }
    }
    out
}

/// What of the lines tells a date or a version that the body does not have, as one line.
#[must_use]
pub fn dated(lines: Vec<String>, body: &[Item]) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        if line.len() <= LONGEST && tells(&line) && !kept.contains(&line) && !stands(&line, body) {
            kept.push(line);
        }
    }
    (!kept.is_empty()).then(|| kept.join(", "))
}

/// Whether a line has a date or a version.
fn tells(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|w| !w.is_empty())
        .collect();
    let year = |w: &&str| {
        w.len() == 4
            && (w.starts_with("19") || w.starts_with("20"))
            && w.chars().all(|c| c.is_ascii_digit())
    };
    // A year alone is a notice of copyright.
    let copyright =
        lower.contains('©') || lower.contains("copyright") || lower.contains("all rights reserved");
    let figures = words
        .iter()
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .count();
    let month = words
        .iter()
        .any(|w| w.len() >= 3 && MONTHS.iter().any(|m| w.starts_with(m)));
    let date = words.iter().any(year) && (month || figures >= 3) && !copyright;
    let version = words.windows(2).any(|pair| {
        matches!(pair, [word, number]
            if (word.starts_with("version") || word.starts_with("revision") || matches!(*word, "rev" | "rev." | "v" | "v."))
                && number.starts_with(|c: char| c.is_ascii_digit()))
    });
    date || version
}

/// Beginnings of the names of months in English, German, French, Spanish, Italian and Dutch.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär",
    "mai", "okt", "dez", "janv", "fév", "fev", "avr", "juin", "juil", "aoû", "déc", "ene", "abr",
    "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "maa", "mei",
];

/// Whether the body has the line as well.
fn stands(line: &str, body: &[Item]) -> bool {
    let folded = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let wanted = folded(line);
    let mut paragraphs = body.iter().flat_map(|item| match item {
        Item::Paragraph(p) => vec![p],
        Item::Row(cells) => cells.iter().flatten().collect(),
        Item::Chunk(_) => Vec::new(),
    });
    paragraphs.any(|p| folded(&p.text).contains(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_dates_the_document_is_brought() {
        for line in [
            "Version 2.1, effective 1 May 2024",
            "Rev. 3",
            "Last updated 03/05/2024",
            "Stand: 1. März 2024",
            "v 1.4",
        ] {
            assert!(tells(line), "{line}");
        }
        for line in [
            "Page 3 of 12",
            "© 2024 Fern Labs",
            "Copyright 1 May 2024",
            "Confidential",
            "Privacy Policy 2024",
            "Fern 2000",
        ] {
            assert!(!tells(line), "{line}");
        }
    }

    #[test]
    fn what_the_body_says_is_not_said_twice() {
        let mut said = Paragraph::default();
        said.push(
            "This is version 2.1, effective 1 May 2024.",
            super::super::story::Face::default(),
        );
        let body = [Item::Paragraph(said)];
        assert_eq!(dated(vec!["Version 2.1".to_owned()], &body), None);
        let lines = vec![
            "Version 2.2".to_owned(),
            "Page 2".to_owned(),
            "Version 2.2".to_owned(),
        ];
        assert_eq!(dated(lines, &body).as_deref(), Some("Version 2.2"));
    }
}
