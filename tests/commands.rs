//! The commands as a shell sees them: outputs, exit codes, and messages that say what, where and what next.

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
use std::path::{Path, PathBuf};

use shell::{code, err, out, run};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn copy(folder: &Path, sample: &str) -> String {
    let name = Path::new(sample)
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    fs::copy(samples().join(sample), folder.join(&name)).unwrap();
    name
}

#[test]
fn assess_writes_every_format_and_the_same_bytes_each_time() {
    let dir = folder();
    let file = copy(dir.path(), "pellworm/privacy-policy.txt");
    for round in ["a", "b"] {
        let names: Vec<String> = ["json", "pdf", "scruple"]
            .iter()
            .map(|e| format!("{round}.{e}"))
            .collect();
        let mut arguments = vec!["assess", &file, "--as-of", "2026-11-21"];
        for name in &names {
            arguments.extend(["-o", name]);
        }
        let ran = run(dir.path(), &arguments);
        assert_eq!(code(&ran), 0, "{}", err(&ran));
    }
    for ending in ["json", "pdf", "scruple"] {
        let read = |round: &str| fs::read(dir.path().join(format!("{round}.{ending}"))).unwrap();
        assert!(read("a").len() > 1000);
        assert_eq!(read("a"), read("b"), "{ending}");
    }
    assert!(
        fs::read(dir.path().join("a.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );

    // A saved assessment gives what the files gave.
    let again = run(dir.path(), &["assess", "a.scruple", "-o", "c.json"]);
    assert_eq!(code(&again), 0, "{}", err(&again));
    assert_eq!(
        fs::read(dir.path().join("a.json")).unwrap(),
        fs::read(dir.path().join("c.json")).unwrap()
    );
}

#[test]
fn the_json_is_what_others_rely_on() {
    let dir = folder();
    let file = copy(dir.path(), "dovemoor/privacy-notice.md");
    let ran = run(
        dir.path(),
        &[
            "assess",
            &file,
            "--as-of",
            "2026-11-21",
            "--vendor",
            "Dovemoor Ltd",
            "-o",
            "o.json",
        ],
    );
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("o.json")).unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["vendor"], "Dovemoor Ltd");
    assert_eq!(json["as_of"], "2026-11-21");
    assert_eq!(json["profile"], "Balanced");
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    for (value, wanted) in [
        (
            &json["documents"][0],
            "name sha256 kind date date_basis language words pages warnings",
        ),
        (
            &json["score"],
            "inherent residual treated low high coverage tier floor",
        ),
        (
            &json["categories"][0],
            "id name weight inherent residual low high coverage contribution",
        ),
        (
            &json["findings"][0],
            "provision category state severity inherent residual confidence voice scope aggravators mitigators evidence",
        ),
        (
            &json["findings"][0]["evidence"][0],
            "document start end quote section page",
        ),
        (
            &json["transfers"][0],
            "corridor mechanism status_at_document status_as_of why source",
        ),
        (&json["gates"][0], "id confirmed why"),
    ] {
        for key in wanted.split(' ') {
            assert!(
                keys(value).iter().any(|k| k == key),
                "{key} is missing in {value}"
            );
        }
    }
    assert_eq!(json["documents"][0]["date"], "2023-10-02");
    assert_eq!(json["documents"][0]["date_basis"], "stated");
    assert_eq!(json["categories"].as_array().unwrap().len(), 15);

    // Contributions add up to the score.
    let sum: f64 = json["categories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["contribution"].as_f64().unwrap())
        .sum();
    assert!((sum - json["score"]["residual"].as_f64().unwrap()).abs() < 1e-6);

    // Quotes are slices of the text that a saved assessment stores; `text` prints the same.
    let text = out(&run(dir.path(), &["text", &file]));
    let mut quotes = 0;
    for evidence in json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|f| f["evidence"].as_array().unwrap())
    {
        let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
        assert_eq!(text.get(at("start")..at("end")), evidence["quote"].as_str());
        quotes += 1;
    }
    assert!(quotes > 20, "{quotes}");
}

#[test]
fn one_bad_file_never_spoils_the_others() {
    let dir = folder();
    let good = copy(dir.path(), "dovemoor/privacy-notice.md");
    fs::write(dir.path().join("empty.txt"), b"").unwrap();
    fs::write(
        dir.path().join("binary.bin"),
        [0_u8, 159, 146, 150, 0, 1, 2, 3].repeat(40),
    )
    .unwrap();
    let ran = run(
        dir.path(),
        &[
            "assess",
            "missing.txt",
            "empty.txt",
            "binary.bin",
            ".",
            &good,
            "-o",
            "o.json",
        ],
    );
    assert_eq!(code(&ran), 1);
    let said = err(&ran);
    for name in ["missing.txt", "empty.txt", "binary.bin"] {
        assert!(
            said.lines().any(|l| l.contains(name)),
            "{name} is not named:\n{said}"
        );
    }
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("o.json")).unwrap()).unwrap();
    assert_eq!(json["documents"].as_array().unwrap().len(), 1);

    let none = run(dir.path(), &["assess", "missing.txt", "-o", "none.json"]);
    assert_eq!(code(&none), 1);
    assert!(!dir.path().join("none.json").exists());
}

#[test]
fn vendors_are_compared_by_provision_differences_first() {
    let dir = folder();
    let one = copy(dir.path(), "dovemoor/privacy-notice.md");
    let other = copy(dir.path(), "pellworm/privacy-policy.txt");
    let arguments = [
        "compare",
        &one,
        &other,
        "--as-of",
        "2026-11-21",
        "-o",
        "c.json",
        "-o",
        "c.csv",
        "-o",
        "c.md",
    ];
    let ran = run(dir.path(), &arguments);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let bytes = fs::read(dir.path().join("c.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(json["vendors"].as_array().unwrap().len(), 2);
    let lines = json["provisions"].as_array().unwrap();
    assert_eq!(lines.len(), 90);
    let differs: Vec<bool> = lines
        .iter()
        .map(|l| l["differs"].as_bool().unwrap())
        .collect();
    let first_same = differs.iter().position(|d| !d).unwrap();
    assert!(first_same > 5 && !differs[first_same..].contains(&true));
    // Both rely on the same notice of what they do: one Privacy Shield, the other the framework after it.
    let eu = lines
        .iter()
        .find(|l| l["provision"] == "transfers.eu_us")
        .unwrap();
    let states: Vec<&str> = eu["vendors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["denied", "affirmed"]);
    let csv = fs::read_to_string(dir.path().join("c.csv")).unwrap();
    assert_eq!(
        csv.lines().next().unwrap().matches(',').count(),
        6 + 2 * 4 - 1
    );
    assert!(
        fs::read_to_string(dir.path().join("c.md"))
            .unwrap()
            .contains("## Where they differ")
    );
    // The same bytes again, and a table without an output.
    let again = run(dir.path(), &arguments);
    assert_eq!(code(&again), 0);
    assert_eq!(fs::read(dir.path().join("c.json")).unwrap(), bytes);
    let table = run(dir.path(), &["compare", &one, &other]);
    assert!(String::from_utf8_lossy(&table.stdout).contains("They differ on"));
    for (arguments, exit) in [
        (vec!["compare", &one], 2),
        (vec!["compare", &one, "missing.md"], 1),
        (vec!["compare", &one, &other, "-o", "c.docx"], 1),
    ] {
        let ran = run(dir.path(), &arguments);
        assert_eq!(code(&ran), exit, "{arguments:?}: {}", err(&ran));
    }
}

#[test]
fn versions_are_told_as_changes_of_provisions() {
    let dir = folder();
    let policy = |date: &str, more: &str| {
        format!(
            "# Larkmere Privacy Policy\n\nLast updated: {date}\n\n## 1. What we collect\n\nWe collect your name and e-mail \
             address when you open an account.\n\n## 2. Sharing\n\nWe don’t sell your personal information.\n\n{more}"
        )
    };
    let old = policy(
        "3 May 2024",
        "We keep your data for 30 days after you close your account.\n",
    );
    let new = policy(
        "4 June 2026",
        "We may share your personal information with advertising partners so that they can show you \
                                     advertisements that match your interests.\n",
    );
    fs::write(dir.path().join("old.md"), &old).unwrap();
    fs::write(dir.path().join("new.md"), &new).unwrap();
    // A version that differs in its date, its marks and its blanks only.
    let noise = old
        .replace("3 May 2024", "9 May 2024")
        .replace('’', "'")
        .replace("name and", "name  and");
    fs::write(dir.path().join("noise.md"), noise).unwrap();
    let read = |from: &str, to: &str| -> serde_json::Value {
        let ran = run(
            dir.path(),
            &["diff", from, to, "--as-of", "2026-11-21", "-o", "d.json"],
        );
        assert_eq!(code(&ran), 0, "{}", err(&ran));
        serde_json::from_slice(&fs::read(dir.path().join("d.json")).unwrap()).unwrap()
    };
    let json = read("old.md", "new.md");
    let change = |json: &serde_json::Value, id: &str| {
        let changes = json["provisions"].as_array().unwrap();
        changes
            .iter()
            .find(|c| c["provision"] == id)
            .map(|c| c["change"].as_str().unwrap().to_owned())
    };
    assert_eq!(
        change(&json, "advertising.partner_sharing").as_deref(),
        Some("added")
    );
    assert_eq!(
        change(&json, "retention.period").as_deref(),
        Some("worsened")
    );
    assert_eq!(change(&json, "advertising.sale"), None);
    assert!(json["score_change"].as_f64().unwrap() > 0.0);
    let points: f64 = json["categories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["points"].as_f64().unwrap())
        .sum();
    assert!((points - json["score_change"].as_f64().unwrap()).abs() < 1e-9);
    // Each change by itself moves the score in its own direction.
    for change in json["provisions"].as_array().unwrap() {
        let (points, exposure) = (
            change["points"].as_f64(),
            change["exposure_change"].as_f64(),
        );
        let (points, exposure) = (points.unwrap(), exposure.unwrap());
        assert!(
            points * exposure >= 0.0 && points.abs() <= exposure.abs(),
            "{change}"
        );
    }
    assert_eq!(json["text"]["removed"].as_array().unwrap().len(), 1);

    // The other way round it is the mirror.
    let back = read("new.md", "old.md");
    assert_eq!(
        change(&back, "advertising.partner_sharing").as_deref(),
        Some("removed")
    );
    assert!(
        (back["score_change"].as_f64().unwrap() + json["score_change"].as_f64().unwrap()).abs()
            < 1e-9
    );

    let same = read("old.md", "noise.md");
    assert_eq!(same["provisions"].as_array().unwrap().len(), 0);
    assert_eq!(same["text"]["added"].as_array().unwrap().len(), 0);
    assert_eq!(same["score_change"], 0.0);
}

/// What cannot be read says nothing, neither for the vendor nor against it.
#[test]
fn an_unread_document_is_never_a_clean_one() {
    let dir = folder();
    let text = "# Datenschutzerklärung der Erlenhof GmbH\n\nStand: 3. Mai 2026\n\n".to_owned()
        + &"Wir erheben personenbezogene Daten, wenn Sie unsere Dienste nutzen, und geben sie nicht ohne Ihre Einwilligung an Dritte weiter. Sie können der Verarbeitung jederzeit widersprechen.\n\n".repeat(12);
    fs::write(dir.path().join("hinweis.md"), text).unwrap();
    let ran = run(dir.path(), &["assess", "hinweis.md", "-o", "o.json"]);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("o.json")).unwrap()).unwrap();
    assert_eq!(json["documents"][0]["language"], "de");
    let next = json["load_next"].as_array().unwrap();
    let policy = next.iter().find(|n| n["what"] == "Privacy policy").unwrap();
    let why = policy["why"].as_str().unwrap();
    assert!(
        why.starts_with("The one at hand is not in English"),
        "{why}"
    );
    for row in json["transfers"].as_array().unwrap() {
        let why = row["why"].as_str().unwrap();
        assert!(why.starts_with("Not known"), "{why}");
    }
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let dir = folder();
    let file = fs::File::create(dir.path().join("huge.txt")).unwrap();
    file.set_len(3_000_000_000).unwrap();
    let ran = run(dir.path(), &["assess", "huge.txt"]);
    assert_eq!(code(&ran), 1);
    assert!(
        err(&ran).contains("huge.txt") && err(&ran).contains("3000 MB"),
        "{}",
        err(&ran)
    );
}

#[test]
fn broken_saved_files_are_told_with_their_place() {
    let dir = folder();
    let good = copy(dir.path(), "dovemoor/privacy-notice.md");
    fs::write(
        dir.path().join("broken.scruple"),
        "(schema: 1, assessment: (vendor: ",
    )
    .unwrap();
    fs::write(
        dir.path().join("future.scruple"),
        "(schema: 999, assessment: ())",
    )
    .unwrap();
    fs::write(
        dir.path().join("bad.ron"),
        "(\n  name: \"Mine\",\n  emphasis: 99.0,\n  gate_floor: High,\n)",
    )
    .unwrap();
    fs::write(dir.path().join("engagement.ron"), "(eu: maybe)").unwrap();
    for (arguments, wanted) in [
        (vec!["assess", "broken.scruple"], "broken.scruple"),
        (vec!["assess", "future.scruple"], "future.scruple"),
        (vec!["assess", &good, "--profile", "bad.ron"], "bad.ron"),
        (vec!["assess", &good, "--profile", "Nobody"], "Balanced"),
        (
            vec!["assess", &good, "--engagement", "engagement.ron"],
            "engagement.ron:1:",
        ),
        (vec!["assess", &good, "-o", "o.docx"], "o.docx"),
        (
            vec!["assess", &good, "-o", "no/such/folder/o.json"],
            "no/such/folder",
        ),
    ] {
        let ran = run(dir.path(), &arguments);
        assert_eq!(code(&ran), 1, "{arguments:?}: {}", err(&ran));
        assert!(err(&ran).contains(wanted), "{arguments:?}: {}", err(&ran));
    }
}

#[test]
fn exit_codes_tell_usage_and_tiers() {
    let dir = folder();
    let file = copy(dir.path(), "pellworm/privacy-policy.txt");
    assert_eq!(code(&run(dir.path(), &["assess"])), 2);
    assert_eq!(
        code(&run(dir.path(), &["assess", &file, "--as-of", "yesterday"])),
        2
    );
    assert_eq!(code(&run(dir.path(), &["catalogue", "nothing"])), 2);
    // The gate on an invalid mechanism floors this vendor at High.
    let high = run(
        dir.path(),
        &[
            "assess",
            &file,
            "--as-of",
            "2026-11-21",
            "--fail-at",
            "high",
        ],
    );
    assert_eq!(code(&high), 3, "{}", err(&high));
    let severe = run(
        dir.path(),
        &[
            "assess",
            &file,
            "--as-of",
            "2026-11-21",
            "--fail-at",
            "severe",
        ],
    );
    assert_eq!(code(&severe), 0, "{}", err(&severe));
    assert!(
        out(&severe).contains("Pellworm") && out(&severe).contains("High"),
        "{}",
        out(&severe)
    );
}

#[test]
fn evaluate_counts_as_the_contract_says() {
    let dir = folder();
    let lines = [
        r#"{"groups": {"sale": ["advertising.sale"], "advertising.sale@denied": ["advertising.sale@denied"]}, "positives_only": false}"#,
        r#"{"id": "1", "text": "We do not sell your personal information.", "labels": ["sale", "advertising.sale@denied"]}"#,
        r#"{"id": "2", "text": "We sell your personal information to data brokers.", "labels": ["sale", "advertising.sale@denied"]}"#,
        r#"{"id": "3", "text": "The office is open from nine to five.", "labels": []}"#,
        r#"{"id": "4", "text": "We never sell your personal data.", "labels": [], "unsure": ["sale"]}"#,
    ];
    fs::write(dir.path().join("labels.jsonl"), lines.join("\n")).unwrap();
    let ran = run(dir.path(), &["evaluate", "labels.jsonl", "--json"]);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let json: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let file = &json["files"][0];
    assert_eq!(file["units"], 4);
    let sale = file["groups"]
        .as_array()
        .unwrap()
        .iter()
        .find(|g| g["group"] == "sale")
        .unwrap();
    assert_eq!(
        (&sale["support"], &sale["tp"], &sale["fp"], &sale["fn"]),
        (&2.into(), &2.into(), &0.into(), &0.into())
    );
    assert_eq!(
        (&file["polarity"]["right"], &file["polarity"]["wrong"]),
        (&1.into(), &1.into())
    );

    // A folder stands for its label files, one after the other.
    fs::create_dir_all(dir.path().join("labels/none")).unwrap();
    for (name, units) in [("b.jsonl", &lines[..2]), ("a.jsonl", &lines[..])] {
        fs::write(dir.path().join("labels").join(name), units.join("\n")).unwrap();
    }
    fs::write(dir.path().join("labels/read me.txt"), "no labels").unwrap();
    let ran = run(dir.path(), &["evaluate", "labels", "--json"]);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
    let json: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let of = |at: usize| {
        (
            json["files"][at]["file"].as_str().unwrap(),
            &json["files"][at]["units"],
        )
    };
    assert_eq!((of(0).1, of(1).1), (&4.into(), &1.into()));
    assert!(of(0).0.ends_with("a.jsonl") && of(1).0.ends_with("b.jsonl"));
    assert_eq!(json["files"].as_array().unwrap().len(), 2);
    let ran = run(dir.path(), &["evaluate", "labels/none"]);
    assert_eq!(code(&ran), 1);
    assert!(err(&ran).contains("no label file"), "{}", err(&ran));

    fs::write(
        dir.path().join("broken.jsonl"),
        "{\"groups\": {}}\nnot json",
    )
    .unwrap();
    let ran = run(dir.path(), &["evaluate", "broken.jsonl"]);
    assert_eq!(code(&ran), 1);
    assert!(
        err(&ran).contains("broken.jsonl") && err(&ran).contains("line 2"),
        "{}",
        err(&ran)
    );
}

#[test]
fn the_catalogue_explains_itself_and_points_at_mistakes() {
    let dir = folder();
    let list = out(&run(dir.path(), &["catalogue", "list"]));
    assert!(list.contains("15 categories") && list.contains("telemetry.session_replay"));
    let explained = out(&run(
        dir.path(),
        &["catalogue", "explain", "telemetry.session_replay"],
    ));
    for part in ["What it is", "Why it matters", "Law", "Ask"] {
        assert!(explained.contains(part), "{part}");
    }
    let unknown = run(dir.path(), &["catalogue", "explain", "session_replay"]);
    assert_eq!(code(&unknown), 1);
    assert!(err(&unknown).contains("telemetry.session_replay"));

    let own = r#"(
    category: (id: "house", code: "HO", name: "House rules", short: "House", weight: 5),
    provisions: [(
        id: "fax", name: "Notices go by fax", severity: 10, silence: Benign, said_in: [Terms],
        what: "x", why: "x", law: [], ask: "x",
        signals: [(id: "fax", all: ["{nofamily} by fax"])],
    )],
)"#;
    fs::write(dir.path().join("own.ron"), own).unwrap();
    let ran = run(dir.path(), &["catalogue", "check", "own.ron"]);
    assert_eq!(code(&ran), 1);
    let said = err(&ran);
    assert!(
        said.contains("own.ron:6:") && said.contains("nofamily") && said.contains('^'),
        "{said}"
    );

    fs::write(
        dir.path().join("own.ron"),
        own.replace("{nofamily} by fax", "by fax"),
    )
    .unwrap();
    let ran = run(dir.path(), &["catalogue", "check", "own.ron"]);
    assert_eq!(code(&ran), 0, "{}", err(&ran));
}
