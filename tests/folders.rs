//! Folders, archives, several vendors, copies and versions, as a shell sees them.

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
use std::io::{Cursor, Write as _};
use std::path::Path;

use serde_json::Value;
use shell::{code, err, out, run};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A privacy policy of an invented vendor. `sale`: its sentence on sales.
fn policy(vendor: &str, day: &str, sale: &str) -> String {
    format!(
        "# {vendor} Privacy Policy\n\nLast updated: {day}\n\n## 1 Who we are\n\n{vendor} Ltd (“{vendor}”, “we”) runs a \
         service for planning. This policy tells what we do with the data of those who use it, and whom to ask about it.\n\n\
         ## 2 What we collect\n\nWe collect your name, your e-mail address and the pages that you view. We use cookies \
         and similar tools to measure how often each page is opened. We record the device and the browser that you use.\n\n\
         ## 3 Sharing\n\n{sale} We share personal information with companies that host our service and send our mail. \
         We tell authorities what the law asks us to tell them.\n\n## 4 How long\n\nWe keep your account for as long as \
         you use it, and delete it within thirty days after you have closed it. Copies in backups are gone after ninety \
         days.\n\n## 5 Questions\n\nWrite to privacy@example.test if you want to know what we hold about you, or if \
         something in it is wrong. We answer within a month.\n"
    )
}

const SOLD: &str = "We sell your personal information to data brokers.";
const KEPT: &str = "We do not sell your personal information.";

fn agreement(vendor: &str) -> String {
    format!(
        "# Data Processing Agreement\n\nEffective 1 June 2026\n\nThis Data Processing Agreement is between {vendor} Ltd \
         (“Processor”) and the customer (“Controller”).\n\n## 1 Instructions\n\nThe Processor shall process personal \
         data only on documented instructions of the Controller.\n\n## 2 Sale\n\nThe Processor shall not sell personal \
         data.\n\n## 3 Deletion\n\nThe Processor shall delete all personal data within thirty days after the end of \
         the agreement.\n"
    )
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Assesses into JSON.
fn assessed(folder: &Path, files: &[&str]) -> Value {
    let mut arguments = vec!["assess"];
    arguments.extend(files);
    arguments.extend(["--as-of", "2026-11-21", "-o", "o.json"]);
    let ran = run(folder, &arguments);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    serde_json::from_slice(&fs::read(folder.join("o.json")).unwrap()).unwrap()
}

fn state(json: &Value, provision: &str) -> String {
    let provisions = json["provisions"].as_array().unwrap();
    let found = provisions.iter().find(|p| p["id"] == provision).unwrap();
    found["state"].as_str().unwrap().to_owned()
}

#[test]
fn a_folder_and_an_archive_of_it_give_what_the_files_give() {
    let (p, d) = (policy("Alder", "4 February 2026", KEPT), agreement("Alder"));
    let dir = folder(&[
        ("alder/privacy.md", &p),
        ("alder/contracts/dpa.md", &d),
        ("alder/logo.png", "x"),
        ("alder/.DS_Store", "x"),
    ]);
    let archive = zipped(&[
        ("alder/privacy.md", &p),
        ("alder/contracts/dpa.md", &d),
        ("__MACOSX/._x.md", "x"),
    ]);
    fs::write(dir.path().join("papers.zip"), archive).unwrap();
    let files = assessed(dir.path(), &["alder/privacy.md", "alder/contracts/dpa.md"]);
    let from_folder = assessed(dir.path(), &["alder"]);
    let from_archive = assessed(dir.path(), &["papers.zip"]);
    assert_eq!(files["documents"].as_array().unwrap().len(), 2);
    assert_eq!(files["score"], from_folder["score"]);
    assert_eq!(files["score"], from_archive["score"]);
    assert_eq!(files["findings"], from_archive["findings"]);
    assert_eq!(from_folder["vendor"], "Alder");
}

#[test]
fn the_name_of_the_folder_stands_where_no_document_names_a_vendor() {
    let text = "We record the pages that you view. We sell personal information to brokers.";
    let dir = folder(&[("Cedar Tools/a.txt", text)]);
    assert_eq!(
        assessed(dir.path(), &["Cedar Tools"])["vendor"],
        "Cedar Tools"
    );
    let archive = zipped(&[("a.txt", text)]);
    fs::write(dir.path().join("Birch Works.zip"), archive).unwrap();
    assert_eq!(
        assessed(dir.path(), &["Birch Works.zip"])["vendor"],
        "Birch Works"
    );
}

#[test]
fn many_vendors_are_named_and_told_what_to_do() {
    let dir = folder(&[
        (
            "all/alder/privacy.md",
            &policy("Alder", "4 February 2026", KEPT),
        ),
        (
            "all/birch/privacy.md",
            &policy("Birch", "5 March 2026", SOLD),
        ),
    ]);
    let ran = run(dir.path(), &["assess", "all"]);
    assert_eq!(code(&ran), 1);
    let said = err(&ran);
    for part in [
        "2 vendors",
        "alder (1 document)",
        "birch",
        "scruple portfolio all",
        "scruple assess all/alder",
    ] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    assert!(out(&ran).is_empty());
}

#[test]
fn a_portfolio_has_a_line_for_every_vendor_with_the_score_of_its_own() {
    let birch = zipped(&[("birch/privacy.md", &policy("Birch", "5 March 2026", SOLD))]);
    let dir = folder(&[
        (
            "all/alder/privacy.md",
            &policy("Alder", "4 February 2026", KEPT),
        ),
        ("all/alder/dpa.md", &agreement("Alder")),
        ("saved/privacy.md", &policy("Cedar", "6 April 2026", KEPT)),
    ]);
    fs::write(dir.path().join("all/birch.zip"), birch).unwrap();
    let as_of = ["--as-of", "2026-11-21"];
    let mut save = vec!["assess", "saved", "-o", "all/cedar.scruple"];
    save.extend(as_of);
    assert_eq!(code(&run(dir.path(), &save)), 0);

    let mut arguments = vec!["portfolio", "all", "-o", "p.json", "-o", "p.csv"];
    arguments.extend(as_of);
    let ran = run(dir.path(), &arguments);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let json: Value =
        serde_json::from_slice(&fs::read(dir.path().join("p.json")).unwrap()).unwrap();
    let lines = json["vendors"].as_array().unwrap();
    let mut vendors: Vec<&str> = lines
        .iter()
        .map(|l| l["vendor"].as_str().unwrap())
        .collect();
    // Birch sells data: it stands first.
    assert_eq!(vendors[0], "Birch");
    vendors.sort_unstable();
    assert_eq!(vendors, ["Alder", "Birch", "Cedar"]);
    for (vendor, path) in [
        ("Alder", "all/alder"),
        ("Birch", "all/birch.zip"),
        ("Cedar", "all/cedar.scruple"),
    ] {
        let line = lines.iter().find(|l| l["vendor"] == vendor).unwrap();
        let alone = assessed(dir.path(), &[path]);
        for key in ["residual", "inherent", "low", "high", "coverage"] {
            let (a, b) = (
                line[key].as_f64().unwrap(),
                alone["score"][key].as_f64().unwrap(),
            );
            assert!((a - b).abs() < 1e-9, "{vendor} {key}: {a} and {b}");
        }
        assert_eq!(line["score"], alone["score"]["printed"]);
        assert_eq!(line["tier"], alone["score"]["tier"]);
    }
    let csv = fs::read_to_string(dir.path().join("p.csv")).unwrap();
    assert_eq!(csv.trim_end().split("\r\n").count(), 4);
    let table = out(&run(dir.path(), &["portfolio", "all"]));
    assert!(
        table.starts_with("Rank  Vendor") && table.contains("Alder"),
        "{table}"
    );
}

#[test]
fn a_bad_vendor_never_spoils_the_others() {
    let dir = folder(&[
        (
            "all/alder/privacy.md",
            &policy("Alder", "4 February 2026", KEPT),
        ),
        ("all/birch/terms.pdf", "%PDF-1.7 and nothing more"),
        ("all/cedar.scruple", "(schema: 1, broken"),
        ("all/dale.zip", "PK\u{3}\u{4} cut"),
    ]);
    let ran = run(dir.path(), &["portfolio", "all", "-o", "p.json"]);
    assert_eq!(code(&ran), 1);
    let json: Value =
        serde_json::from_slice(&fs::read(dir.path().join("p.json")).unwrap()).unwrap();
    assert_eq!(json["vendors"].as_array().unwrap().len(), 1);
    let said = err(&ran);
    for name in ["terms.pdf", "cedar.scruple", "dale.zip"] {
        assert!(said.contains(name), "{name}:\n{said}");
        let problems = json["problems"].as_array().unwrap();
        assert!(
            problems
                .iter()
                .any(|p| p["place"].as_str().unwrap().contains(name)),
            "{name}"
        );
    }
    let none = run(dir.path(), &["portfolio", "all/birch"]);
    assert_eq!(code(&none), 1);
    assert_eq!(
        code(&run(dir.path(), &["portfolio", "all", "-o", "p.pdf"])),
        1
    );
}

#[test]
fn the_same_text_twice_changes_no_score() {
    let text = policy("Alder", "4 February 2026", SOLD);
    // The same words as a page.
    let mut page =
        String::from("<!DOCTYPE html><html><head><title>Alder Privacy Policy</title></head><body>");
    for part in text.split("\n\n") {
        page.push_str(&match part.strip_prefix("## ") {
            Some(head) => format!("<h2>{head}</h2>"),
            None => match part.strip_prefix("# ") {
                Some(head) => format!("<h1>{head}</h1>"),
                None => format!("<p>{part}</p>"),
            },
        });
    }
    page.push_str("</body></html>");
    let dir = folder(&[("a.md", &text), ("again.md", &text), ("a.html", &page)]);
    let once = assessed(dir.path(), &["a.md"]);
    let twice = assessed(dir.path(), &["a.md", "again.md", "a.md"]);
    assert_eq!(once["score"], twice["score"]);
    assert_eq!(once["findings"], twice["findings"]);
    let warnings = twice["documents"][0]["warnings"].to_string();
    assert!(warnings.contains("again.md"), "{warnings}");

    let both = assessed(dir.path(), &["a.md", "a.html"]);
    assert_eq!(both["documents"].as_array().unwrap().len(), 2);
    assert_eq!(once["score"], both["score"]);
    let counting: Vec<bool> = both["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["counts"].as_bool().unwrap())
        .collect();
    assert_eq!(counting.iter().filter(|c| **c).count(), 1, "{counting:?}");
    let copy = counting.iter().position(|c| !c).unwrap();
    assert!(
        both["documents"][copy]["warnings"]
            .to_string()
            .contains("The same text as")
    );
    // Nothing is quoted twice.
    let quotes = |json: &Value| -> usize {
        let findings = json["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|f| f["evidence"].as_array().unwrap().len())
            .sum()
    };
    assert_eq!(quotes(&once), quotes(&both));
}

#[test]
fn the_later_version_counts_and_the_contract_comes_before_the_policy() {
    let dir = folder(&[
        ("old.md", &policy("Alder", "1 March 2023", SOLD)),
        ("new.md", &policy("Alder", "4 February 2026", KEPT)),
        ("dpa.md", &agreement("Alder")),
    ]);
    assert_eq!(
        state(&assessed(dir.path(), &["old.md"]), "advertising.sale"),
        "affirmed"
    );
    let both = assessed(dir.path(), &["old.md", "new.md"]);
    assert_eq!(state(&both, "advertising.sale"), "denied");
    assert_eq!(both["score"], assessed(dir.path(), &["new.md"])["score"]);
    let old = &both["documents"][0];
    assert_eq!(old["counts"], false);
    assert!(
        old["warnings"]
            .to_string()
            .contains("older version of new.md"),
        "{old}"
    );
    // On a day before the later one, the older one holds.
    let ran = run(
        dir.path(),
        &[
            "assess",
            "old.md",
            "new.md",
            "--as-of",
            "2024-01-01",
            "-o",
            "then.json",
        ],
    );
    assert_eq!(code(&ran), 0);
    let then: Value =
        serde_json::from_slice(&fs::read(dir.path().join("then.json")).unwrap()).unwrap();
    assert_eq!(state(&then, "advertising.sale"), "affirmed");
    assert!(
        err(&ran).contains("takes effect on 4 February 2026"),
        "{}",
        err(&ran)
    );
    // What the policy says and the contract denies is denied.
    let contract = assessed(dir.path(), &["old.md", "dpa.md"]);
    assert_eq!(state(&contract, "advertising.sale"), "denied");
}

#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let dir = folder(&[
        ("x/privacy.md", &policy("Alder", "4 February 2026", KEPT)),
        ("x/terms.doc", "x"),
        ("pictures/a.png", "x"),
    ]);
    let ran = run(dir.path(), &["assess", "x", "-o", "o.json"]);
    assert_eq!(code(&ran), 1, "a paper is missing");
    assert!(
        err(&ran).contains("terms.doc") && err(&ran).contains("old Word file"),
        "{}",
        err(&ran)
    );
    assert!(
        dir.path().join("o.json").exists(),
        "the others are assessed"
    );
    let ran = run(dir.path(), &["assess", "pictures"]);
    assert_eq!(code(&ran), 1);
    assert!(
        err(&ran).contains("no policy") && err(&ran).contains("PDF, DOCX, HTML"),
        "{}",
        err(&ran)
    );
}
