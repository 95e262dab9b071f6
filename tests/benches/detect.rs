//! What detection costs beside a plain search for the same words, in one run.
//!
//! `cargo bench --bench detect [-- FOLDER…]` reads the files below these folders (or papers made on the spot), and
//! prints the time of detection on one thread and on all cores, and that of `rg -i -c -F` looking for the literals of
//! the catalogue in the same texts on one thread (Debian: `ripgrep`). The best of several rounds counts, taken in
//! turn, so that whatever else the machine does meets both.
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot start has to say why"
)]

#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use scruple::catalogue::{Catalogue, builtin};
use scruple::detect;
use scruple::document::Document;
use scruple::import::{Limits, import};

use support::paper::Paper;
use support::render::render;

const ROUNDS: usize = 7;

fn main() {
    let folders: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let documents = documents(&folders);
    let catalogue = builtin::catalogue().unwrap();
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    let dir = tempfile::tempdir().unwrap();
    let literals = dir.path().join("literals");
    let texts = dir.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    let mut words: Vec<&str> = catalogue.lexicon.literals().collect();
    words.sort_unstable();
    words.dedup();
    std::fs::write(&literals, words.join("\n")).unwrap();
    for (i, document) in documents.iter().enumerate() {
        std::fs::write(texts.join(format!("{i}.txt")), &document.text).unwrap();
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!(
        "{} documents, {:.1} MB of text, {} literals, {threads} cores",
        documents.len(),
        bytes as f64 / 1e6,
        words.len()
    );
    let mut best = [Duration::MAX; 3];
    let mut readings = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        readings = documents
            .iter()
            .map(|d| detect::read(&catalogue, d).len())
            .sum();
        best[0] = best[0].min(start.elapsed());
        best[1] = best[1].min(on_all_cores(&catalogue, &documents));
        if let Some(time) = search(&literals, &texts) {
            best[2] = best[2].min(time);
        }
    }
    let [one, all, rg] = best.map(|b| b.as_secs_f64());
    let speed = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!("{readings} readings");
    println!("detection, one thread  {one:.3} s  {:.1} MB/s", speed(one));
    println!(
        "detection, all cores   {all:.3} s  {:.1} MB/s  ×{:.2}",
        speed(all),
        one / all
    );
    if best[2] == Duration::MAX {
        println!("rg was not found: install ripgrep for the comparison");
    } else {
        println!(
            "rg -i -c -F -j 1       {rg:.3} s  {:.1} MB/s  detection takes ×{:.2} of it",
            speed(rg),
            one / rg
        );
    }
}

fn on_all_cores(catalogue: &Catalogue, documents: &[Document]) -> Duration {
    let start = Instant::now();
    let found: usize = documents
        .par_iter()
        .map(|d| detect::read(catalogue, d).len())
        .sum();
    divan::black_box(found);
    start.elapsed()
}

/// The time of a plain search; `None` where there is no such program.
fn search(literals: &Path, texts: &Path) -> Option<Duration> {
    let start = Instant::now();
    let status = Command::new("rg")
        .args(["-i", "-c", "-F", "-j", "1", "-f"])
        .arg(literals)
        .arg(texts)
        .stdout(Stdio::null())
        .status()
        .ok()?;
    status.success().then(|| start.elapsed())
}

/// The files below the folders that can be read, or papers of our own.
fn documents(folders: &[PathBuf]) -> Vec<Document> {
    if folders.is_empty() {
        return (1..=40)
            .filter_map(|seed| {
                let bytes = render(&Paper::new(seed, 100_000), "txt");
                import("paper.txt", &bytes, &Limits::default()).ok()
            })
            .collect();
    }
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, &mut files);
    }
    files.sort();
    files
        .iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            import(&name, &std::fs::read(path).ok()?, &Limits::default()).ok()
        })
        .collect()
}

fn collect(path: &Path, into: &mut Vec<PathBuf>) {
    if path.is_file() {
        into.push(path.to_owned());
        return;
    }
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        collect(&entry.path(), into);
    }
}
