//! Reports as a shell sees them: house style, spreadsheets, going on from a PDF, and checking one.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    reason = "a test fails by a panic"
)]

#[path = "support/shell.rs"]
mod shell;

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use shell::{code, err, out, run};

const DAY: [&str; 2] = ["--as-of", "2026-11-21"];

fn sample(folder: &Path, sample: &str, name: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/samples")
        .join(sample);
    let to = folder.join(name);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(from, to).unwrap();
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    sample(dir.path(), "pellworm/privacy-policy.txt", "policy.txt");
    dir
}

/// Runs `assess` on the policy, which must end well.
fn assess(dir: &Path, more: &[&str]) {
    let mut arguments = vec!["assess", "policy.txt"];
    arguments.extend(DAY);
    arguments.extend(more);
    let ran = run(dir, &arguments);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
}

fn pages(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    numbers
        .into_iter()
        .map(|n| document.extract_text(&[n]).unwrap())
        .collect()
}

fn part(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_report_is_true_to_its_sources_until_either_changes() {
    let dir = folder();
    assess(dir.path(), &["-o", "report.pdf"]);
    let whole = run(dir.path(), &["verify", "report.pdf", "policy.txt"]);
    assert_eq!(code(&whole), 0, "{}{}", out(&whole), err(&whole));
    assert!(out(&whole).ends_with("The report is true to its sources.\n"));
    // Without the sources nothing differs, and it says what was not looked at.
    let alone = run(dir.path(), &["verify", "report.pdf"]);
    assert_eq!(code(&alone), 0);
    assert!(out(&alone).contains("not checked  Source files"));

    let text = fs::read_to_string(dir.path().join("policy.txt")).unwrap();
    fs::write(dir.path().join("policy.txt"), text + "\nOne more line.\n").unwrap();
    let changed = run(dir.path(), &["verify", "report.pdf", "policy.txt"]);
    assert_eq!(code(&changed), 1);
    assert!(
        out(&changed).contains("policy.txt: the file is another one now"),
        "{}",
        out(&changed)
    );

    let mut bytes = fs::read(dir.path().join("report.pdf")).unwrap();
    let half = bytes.len() / 2;
    bytes.truncate(half);
    fs::write(dir.path().join("half.pdf"), bytes).unwrap();
    let damaged = run(dir.path(), &["verify", "half.pdf"]);
    assert_eq!(code(&damaged), 1);
    assert!(!err(&damaged).is_empty());
    let none = run(dir.path(), &["verify", "policy.txt"]);
    assert_eq!(code(&none), 1);
    assert!(err(&none).contains("policy.txt"), "{}", err(&none));
    assert_eq!(code(&run(dir.path(), &["verify"])), 2);
}

#[test]
fn the_work_goes_on_from_a_report() {
    let dir = folder();
    assess(dir.path(), &["-o", "report.pdf", "-o", "first.json"]);
    fs::remove_file(dir.path().join("policy.txt")).unwrap();
    let again = run(dir.path(), &["assess", "report.pdf", "-o", "again.json"]);
    assert_eq!(code(&again), 0, "{}", err(&again));
    let read = |name: &str| fs::read(dir.path().join(name)).unwrap();
    assert_eq!(read("first.json"), read("again.json"));
}

/// A report beside the policies is no policy itself; in a portfolio it stands for its vendor.
#[test]
fn a_report_in_a_folder_is_an_assessment_and_no_policy() {
    let dir = folder();
    assess(dir.path(), &["-o", "report.pdf"]);
    sample(dir.path(), "pellworm/privacy-policy.txt", "one/policy.txt");
    fs::copy(
        dir.path().join("report.pdf"),
        dir.path().join("one/report.pdf"),
    )
    .unwrap();
    let beside = run(
        dir.path(),
        &["assess", "one", "--as-of", "2026-11-21", "-o", "one.json"],
    );
    assert_eq!(code(&beside), 0, "{}", err(&beside));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("one.json")).unwrap()).unwrap();
    assert_eq!(json["documents"].as_array().unwrap().len(), 1);
    assert!(
        err(&beside).contains("report.pdf: left out"),
        "{}",
        err(&beside)
    );

    fs::create_dir(dir.path().join("all")).unwrap();
    fs::rename(dir.path().join("one"), dir.path().join("all/one")).unwrap();
    sample(
        dir.path(),
        "dovemoor/privacy-notice.md",
        "all/two/notice.md",
    );
    fs::create_dir(dir.path().join("all/three")).unwrap();
    fs::rename(
        dir.path().join("report.pdf"),
        dir.path().join("all/three/report.pdf"),
    )
    .unwrap();
    let portfolio = run(dir.path(), &["portfolio", "all", "-o", "all.json"]);
    assert_eq!(code(&portfolio), 0, "{}", err(&portfolio));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("all.json")).unwrap()).unwrap();
    assert_eq!(json["vendors"].as_array().unwrap().len(), 3);
}

/// A picture of one colour.
fn logo() -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 120, 40);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let pixels = [20, 60, 160].repeat(120 * 40);
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    out
}

#[test]
fn house_style_comes_from_a_template_and_is_overridden() {
    let dir = folder();
    fs::create_dir(dir.path().join("house")).unwrap();
    fs::write(dir.path().join("house/logo.png"), logo()).unwrap();
    let template = r#"(
        details: (organisation: "Meridian Holdings", mark: "Confidential", approved_by: "pending", version: "3"),
        logo: "logo.png",
        look: (paper: Letter, edition: Executive),
    )"#;
    fs::write(dir.path().join("house/style.ron"), template).unwrap();
    assess(
        dir.path(),
        &["--template", "house/style.ron", "-o", "two.pdf"],
    );
    let two = fs::read(dir.path().join("two.pdf")).unwrap();
    let words = pages(&two);
    assert_eq!(words.len(), 2);
    for part in ["Meridian Holdings", "Confidential", "pending", "version 3"] {
        assert!(words[0].contains(part), "{part} in {}", words[0]);
    }
    assess(
        dir.path(),
        &[
            "--template",
            "house/style.ron",
            "--edition",
            "full",
            "--paper",
            "a4",
            "-o",
            "whole.pdf",
        ],
    );
    let whole = fs::read(dir.path().join("whole.pdf")).unwrap();
    assert!(pages(&whole).len() > 4);
    // What a report was made with travels inside, so it can be made again.
    let verified = run(dir.path(), &["verify", "two.pdf", "policy.txt"]);
    assert_eq!(code(&verified), 0, "{}", out(&verified));

    for (text, wanted) in [
        ("(\n  look: (papr: A4),\n)", "style.ron:2:"),
        ("(logo: \"no.png\")", "no.png"),
        ("(logo: \"style.ron\")", "cannot be read as a PNG"),
    ] {
        fs::write(dir.path().join("house/style.ron"), text).unwrap();
        let mut arguments = vec!["assess", "policy.txt", "--template", "house/style.ron"];
        arguments.extend(["-o", "no.pdf"]);
        let ran = run(dir.path(), &arguments);
        assert_eq!(code(&ran), 1, "{text}");
        assert!(err(&ran).contains(wanted), "{}", err(&ran));
        assert!(!dir.path().join("no.pdf").exists());
    }
}

#[test]
fn a_report_stands_beside_a_portfolio_and_tells_what_changed() {
    let dir = folder();
    sample(
        dir.path(),
        "dovemoor/privacy-notice.md",
        "all/dovemoor/notice.md",
    );
    sample(
        dir.path(),
        "quietfield/privacy-policy.html",
        "all/quietfield/policy.html",
    );
    sample(
        dir.path(),
        "pellworm/privacy-policy.txt",
        "all/pellworm/policy.txt",
    );
    let text = fs::read_to_string(dir.path().join("policy.txt")).unwrap();
    let old = "We never sell personal data to anyone.\n\n".to_owned() + &text;
    fs::write(dir.path().join("old.txt"), old).unwrap();
    assess(
        dir.path(),
        &["--portfolio", "all", "--before", "old.txt", "-o", "r.pdf"],
    );
    let words = pages(&fs::read(dir.path().join("r.pdf")).unwrap()).concat();
    assert!(words.contains("Beside the portfolio"));
    // The vendor itself is not among the others.
    assert!(words.contains("2 other vendors of all"), "{words}");
    assert!(words.contains("Changes since another version"));
    assert!(words.contains("old.txt"));
    let verified = run(dir.path(), &["verify", "r.pdf", "policy.txt"]);
    assert_eq!(code(&verified), 0, "{}", out(&verified));
}

#[test]
fn a_filter_lists_what_was_asked_for() {
    let dir = folder();
    assess(
        dir.path(),
        &[
            "--only",
            "advertising.*",
            "-o",
            "some.csv",
            "-o",
            "some.json",
        ],
    );
    let csv = fs::read_to_string(dir.path().join("some.csv")).unwrap();
    let rows: Vec<&str> = csv
        .lines()
        .skip(1)
        .filter(|l| l.contains("2026-11-21"))
        .collect();
    assert!(!rows.is_empty() && rows.iter().all(|r| r.contains(",advertising.")));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("some.json")).unwrap()).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.iter().all(|f| f["category"] == "advertising"));
    // Totals are those of the whole.
    assert_eq!(json["categories"].as_array().unwrap().len(), 15);
    let wrong = run(dir.path(), &["assess", "policy.txt", "--only", "adverts.*"]);
    assert_eq!(code(&wrong), 1);
    assert!(err(&wrong).contains("adverts.*"), "{}", err(&wrong));
}

#[test]
fn spreadsheets_of_vendors_comparisons_and_changes_are_typed() {
    let dir = folder();
    assess(dir.path(), &["-o", "one.xlsx", "-o", "again.xlsx"]);
    let read = |name: &str| fs::read(dir.path().join(name)).unwrap();
    assert_eq!(read("one.xlsx"), read("again.xlsx"));
    assert!(part(&read("one.xlsx"), "xl/sharedStrings.xml").contains("advertising.sale"));

    sample(
        dir.path(),
        "dovemoor/privacy-notice.md",
        "all/dovemoor/notice.md",
    );
    sample(
        dir.path(),
        "quietfield/privacy-policy.html",
        "all/quietfield/policy.html",
    );
    for arguments in [
        vec!["portfolio", "all", "-o", "p.xlsx", "-o", "p.pdf"],
        vec!["compare", "policy.txt", "all/dovemoor", "-o", "c.xlsx"],
        vec!["diff", "all/dovemoor", "policy.txt", "-o", "d.xlsx"],
    ] {
        let mut all = arguments.clone();
        all.extend(DAY);
        let ran = run(dir.path(), &all);
        assert_eq!(code(&ran), 0, "{arguments:?}: {}", err(&ran));
    }
    for (name, sheets) in [
        ("p.xlsx", ["Vendors", "Categories"]),
        ("c.xlsx", ["Vendors", "Provisions"]),
        ("d.xlsx", ["Versions", "Provisions"]),
    ] {
        let book = part(&read(name), "xl/workbook.xml");
        for sheet in sheets {
            assert!(
                book.contains(&format!("<sheet name=\"{sheet}\"")),
                "{name}: {sheet}"
            );
        }
        assert!(part(&read(name), "xl/worksheets/sheet1.xml").contains("<autoFilter"));
    }
    let words = pages(&read("p.pdf")).concat();
    assert!(
        words.contains("Portfolio of vendors") && words.contains("Dovemoor"),
        "{words}"
    );
}
