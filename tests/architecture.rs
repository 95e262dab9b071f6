//! The house as `lib.rs` describes it: who may use whom, and what is deliberately absent.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    reason = "a test fails by a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules from the lowest to the highest. A module may use those before it, and its own.
const LAYERS: [&[&str]; 9] = [
    &["document", "finding"],
    // The catalogue holds compiled words, and detection reads the catalogue: one layer, two files of it each.
    &["import", "catalogue", "detect"],
    &["transfer", "score"],
    &["assessment"],
    &["evaluate", "report"],
    &["jobs"],
    &["intake"],
    &["cli"],
    &["ui"],
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn all() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files
        .into_iter()
        .map(|path| {
            let inside = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let module = inside.split(['/', '.']).next().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (module, path, text)
        })
        .collect()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|l| l.contains(&module))
}

/// The text of a file without its tests.
fn program(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn lower_never_imports_upper() {
    let mut wrong = Vec::new();
    for (module, path, text) in all() {
        let Some(own) = layer(&module) else { continue };
        for used in program(&text).split("crate::").skip(1) {
            let name: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if layer(&name).is_some_and(|l| l > own) {
                // Gate ids and settings that lower modules name are defined where they are used least.
                wrong.push(format!("{}: uses crate::{name}", path.display()));
            }
        }
    }
    let allowed = |w: &String| {
        // A transfer row and its status are part of an outcome, and outcomes are the assessment's.
        (w.contains("/transfer") && w.ends_with("crate::assessment"))
            // Whether a provision applies depends on what the customer would send.
            || (w.contains("detect/merge/rows.rs") && w.ends_with("crate::assessment"))
    };
    wrong.retain(|w| !allowed(w));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_core_has_no_clock_no_files_and_no_randomness() {
    let mut wrong = Vec::new();
    for (module, path, text) in all() {
        let name = path.to_string_lossy().replace('\\', "/");
        if matches!(module.as_str(), "jobs" | "intake" | "cli" | "ui" | "main")
            || name.contains("assessment/store")
            // Tests that read the samples' files.
            || name.contains("assessment/whole")
        {
            continue;
        }
        for banned in [
            "std::fs",
            "std::time::SystemTime",
            "std::time::Instant",
            "Zoned::now",
            "Timestamp::now",
            "rand::",
        ] {
            if program(&text).contains(banned)
                && !name.contains("tests.rs")
                && !name.ends_with("/fixture.rs")
            {
                wrong.push(format!("{name}: {banned}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_network_code_is_written_or_linked() {
    for (_, path, text) in all() {
        for banned in ["std::net", "TcpStream", "UdpSocket"] {
            assert!(!text.contains(banned), "{}: {banned}", path.display());
        }
    }
    let lock =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let clients = [
        "attohttpc",
        "curl",
        "ehttp",
        "h2",
        "hickory-resolver",
        "http",
        "hyper",
        "isahc",
        "minreq",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "surf",
        "tungstenite",
        "ureq",
        "webpki",
    ];
    for name in lock
        .lines()
        .filter_map(|l| l.strip_prefix("name = \""))
        .map(|l| l.trim_end_matches('"'))
    {
        assert!(
            !clients.contains(&name),
            "the network client {name} is linked"
        );
    }
}

#[test]
fn what_lib_rs_says_of_unsafe_code_holds() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    for (_, path, text) in all() {
        assert!(!text.contains("#[ignore"), "{}", path.display());
        for mark in ["todo!(", "unimplemented!(", "dbg!("] {
            assert!(!text.contains(mark), "{}: {mark}", path.display());
        }
    }
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut inside = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if inside && line.contains('=') {
            assert!(before.starts_with('#'), "no reason before: {line}");
        }
        before = line;
    }
}
