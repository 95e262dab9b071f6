//! Spreadsheets, read back from their XML: typed cells, frozen heads, filters, and no formulas.

use std::io::{Cursor, Read as _};

use super::*;
use crate::report::fixture::Fixture;
use crate::report::{Exporter as _, Only};

/// The parts of a spreadsheet by name.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut out).unwrap();
    out
}

fn sheet(bytes: &[u8], number: usize) -> String {
    part(bytes, &format!("xl/worksheets/sheet{number}.xml"))
}

/// Names of the sheets, in order.
fn names(bytes: &[u8]) -> Vec<String> {
    let book = part(bytes, "xl/workbook.xml");
    let pieces = book.split("<sheet name=\"").skip(1);
    pieces
        .map(|p| p.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_sheet_has_a_frozen_head_with_filters() {
    let bytes = Xlsx.export(&Fixture::default().model()).unwrap();
    let names = names(&bytes);
    assert_eq!(
        names,
        [
            "Summary",
            "Findings",
            "Evidence",
            "Categories",
            "Transfers",
            "Asks",
            "Trail",
            "Documents"
        ]
    );
    for number in 1..=names.len() {
        let xml = sheet(&bytes, number);
        assert!(xml.contains("state=\"frozen\""), "{number}");
        assert!(xml.contains("<autoFilter"), "{number}");
    }
}

#[test]
fn numbers_are_numbers_and_unknown_ones_are_empty() {
    let model = Fixture::default().model();
    let bytes = Xlsx.export(&model).unwrap();
    let xml = sheet(&bytes, 2);
    assert_eq!(xml.matches("<row ").count(), model.provisions.len() + 1);
    let (at, first) = model
        .provisions
        .iter()
        .enumerate()
        .find(|(_, p)| p.counts)
        .unwrap();
    // A cell of a number has no type; one of a text has `t="s"`.
    let cell = format!("<c r=\"E{}\"", at + 2);
    let start = xml.find(&cell).unwrap();
    let cell = xml[start..].split("</c>").next().unwrap();
    assert!(!cell.contains("t=\"s\""), "{cell}");
    let value: f64 = cell
        .split("<v>")
        .nth(1)
        .unwrap()
        .split("</v>")
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!((value - first.residual).abs() < 1e-9, "{cell}");
    let (at, _) = model
        .provisions
        .iter()
        .enumerate()
        .find(|(_, p)| !p.counts)
        .unwrap();
    assert!(!xml.contains(&format!("<c r=\"E{}\"", at + 2)));
}

#[test]
fn the_words_of_a_vendor_are_never_a_formula() {
    let mut model = Fixture::default().model();
    model.vendor = "=HYPERLINK(\"http://x\")".to_owned();
    model.provisions[0].note = "@SUM(A1)\u{1}<b>&".to_owned();
    let bytes = Xlsx.export(&model).unwrap();
    for number in 1..=8 {
        assert!(!sheet(&bytes, number).contains("<f>"));
    }
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("=HYPERLINK(") && strings.contains("&lt;b&gt;&amp;"));
    // When somebody edits such a cell it stays a text.
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn the_same_model_is_the_same_file() {
    let write = || Xlsx.export(&Fixture::default().model()).unwrap();
    assert_eq!(write(), write());
    let core = part(&write(), "docProps/core.xml");
    assert!(core.contains("2026-11-21T00:00:00Z"), "{core}");
}

#[test]
fn a_filter_leaves_the_totals_and_says_what_is_shown() {
    let mut model = Fixture::default().model();
    let (all, total) = (model.provisions.len(), model.score.total.clone());
    model.keep(&Only::of(vec!["*@affirmed".to_owned()]));
    assert!(model.provisions.len() < all && !model.provisions.is_empty());
    assert_eq!(model.score.total, total);
    let bytes = Xlsx.export(&model).unwrap();
    let shown = format!("{} of {all} provisions: *@affirmed", model.provisions.len());
    assert!(part(&bytes, "xl/sharedStrings.xml").contains(&shown));
}

#[test]
fn a_text_that_no_cell_holds_is_cut_and_says_so() {
    let long = "ä𝄞".repeat(20_000);
    let cut = super::short(&long);
    assert!(cut.encode_utf16().count() <= MOST && cut.encode_utf16().count() > MOST - 3);
    assert!(cut.ends_with("(cut: a cell holds no more)"));
    assert_eq!(super::short("short"), "short");
}

#[test]
fn days_before_spreadsheets_do_not_fail() {
    assert_eq!(day(date(1066, 10, 14)), date(1900, 1, 1));
    assert_eq!(day(date(2026, 11, 21)), date(2026, 11, 21));
}
