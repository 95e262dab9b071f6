//! Hostile and damaged files of every format: they are read or refused in bounded time, and never panic.
//! All files are made here; `tests/benches/damage.rs` does the same to files of your own, by the thousand.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

mod support;

use std::sync::mpsc;
use std::time::{Duration, Instant};

use scruple::document::Document;
use scruple::import::{ImportError, Limits, import};

use support::bombs::{self, Bomb};
use support::paper::Paper;
use support::random::Random;
use support::render::{ENDINGS, render};
use support::{check, damage, packed};

/// Far more than any of these needs, so that only what never ends is caught by it.
const PATIENCE: Duration = Duration::from_secs(30);

/// As much room as the program gives to the thread of an import.
const STACK: usize = 16 << 20;

/// What came of a file.
type Read = Result<Document, ImportError>;

/// Reads a file on a thread of its own and checks what came of it.
///
/// # Errors
/// Where reading panics, breaks a law, or does not end.
fn read(what: &str, name: &str, bytes: Vec<u8>) -> Result<Read, String> {
    let (send, receive) = mpsc::channel();
    let name = name.to_owned();
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || {
            let read = import(&name, &bytes, &Limits::default());
            match &read {
                Ok(document) => check::document(document, &bytes),
                Err(error) => check_message(error, &name),
            }
            let _sent = send.send(read);
        })
        .unwrap();
    receive.recv_timeout(PATIENCE).map_err(|e| match e {
        mpsc::RecvTimeoutError::Timeout => format!("{what}: not read within {PATIENCE:?}"),
        mpsc::RecvTimeoutError::Disconnected => format!("{what}: panicked, see above"),
    })
}

/// An error names the file, and tells what to do.
fn check_message(error: &ImportError, name: &str) {
    let message = error.to_string();
    assert!(message.contains(name), "{message}");
    assert!(
        message.ends_with('.') && message.contains(". "),
        "{message}"
    );
}

/// Reads them all, and fails where one of them panics or does not end. `HOSTILE_SHOW=1` shows what came of each.
fn all(bombs: Vec<Bomb>) {
    let mut wrong = Vec::new();
    for bomb in bombs {
        let started = Instant::now();
        let size = bomb.bytes.len();
        let read = read(bomb.what, bomb.name, bomb.bytes);
        if std::env::var_os("HOSTILE_SHOW").is_some() {
            let came = match &read {
                Ok(Ok(d)) => format!(
                    "{} words, {:?}",
                    d.words,
                    d.warnings.iter().map(|w| w.kind).collect::<Vec<_>>()
                ),
                Ok(Err(e)) => e.to_string(),
                Err(e) => e.clone(),
            };
            eprintln!(
                "{:6.2} s {size:9} bytes  {}: {came}",
                started.elapsed().as_secs_f64(),
                bomb.what
            );
        }
        wrong.extend(read.err());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn texts_that_cost_more_than_they_are_worth() {
    all(bombs::texts());
}

#[test]
fn pages_that_cost_more_than_they_are_worth() {
    all(bombs::pages());
}

#[test]
fn mails_that_cost_more_than_they_are_worth() {
    all(bombs::mails());
}

#[test]
fn word_files_that_cost_more_than_they_are_worth() {
    all(bombs::words());
}

#[test]
fn pdfs_that_cost_more_than_they_are_worth() {
    all(bombs::portable());
}
