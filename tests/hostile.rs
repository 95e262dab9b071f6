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
use support::{check, damage};

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

/// Reads them all, and fails where one of them panics or does not end. `HOSTILE_SHOW=1` shows what came of each,
/// `HOSTILE_ONLY=words` takes only those of which it is said.
fn all(bombs: Vec<Bomb>) {
    let mut wrong = Vec::new();
    let only = std::env::var("HOSTILE_ONLY").unwrap_or_default();
    for bomb in bombs.into_iter().filter(|b| b.what.contains(&only)) {
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

/// Damaged copies of small papers of every format. The numbers are a tenth of what the bench does.
#[test]
fn damaged_copies_are_read_or_refused() {
    let mut wrong = Vec::new();
    for ending in ENDINGS {
        let papers: Vec<Vec<u8>> = (1..=3)
            .map(|seed| render(&Paper::new(seed, 2_500), ending))
            .collect();
        let mut read_at_all = 0;
        for number in 0..200 {
            let mut random = Random::new(number);
            let whole = &papers[random.below(papers.len())];
            let other = &papers[random.below(papers.len())];
            let (kind, bytes) = damage::copy(&mut random, whole, other);
            let what = format!("copy {number} of {ending}, {}", kind.name());
            match read(&what, &format!("a.{ending}"), bytes) {
                Ok(came) => read_at_all += usize::from(came.is_ok()),
                Err(why) => wrong.push(why),
            }
        }
        // Damage that only ever makes files unreadable would show nothing.
        assert!(
            read_at_all > 30,
            "{read_at_all} of 200 copies of {ending} were read"
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What this test damages is sound before: each format brings every word of the paper.
#[test]
fn papers_are_whole_before_they_are_damaged() {
    for ending in ENDINGS.into_iter().chain(["mht"]) {
        let paper = Paper::new(7, 6_000);
        let document = read(ending, &format!("a.{ending}"), render(&paper, ending))
            .unwrap()
            .unwrap();
        assert!(!document.is_damaged(), "{ending}: {:?}", document.warnings);
        let text: String = document
            .text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        for part in &paper.parts {
            for word in part.text().split_whitespace() {
                let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
                assert!(text.contains(&word), "{ending}: {word}");
            }
        }
    }
    assert!(damage::folds(b"We keep data. We keep data."));
}

/// Too much is refused before anything is read.
#[test]
fn files_over_the_limit_are_refused_at_once() {
    let limits = Limits::default();
    let bytes = vec![b'a'; limits.bytes + 1];
    for ending in ENDINGS {
        let name = format!("a.{ending}");
        let started = Instant::now();
        assert!(matches!(
            import(&name, &bytes, &limits),
            Err(ImportError::TooLarge { .. })
        ));
        assert!(started.elapsed() < Duration::from_millis(200));
    }
}

/// Bytes without sense behind the first bytes of every format, under every name.
#[test]
fn noise_behind_known_first_bytes_is_read_or_refused() {
    let starts: [&[u8]; 14] = [
        b"%PDF-1.7\n",
        b"PK\x03\x04word/document.xml",
        b"PK\x05\x06word/document.xml",
        b"<!DOCTYPE html>",
        b"<html>",
        b"From: a\r\nSubject: b\r\nMIME-Version: 1.0\r\n\r\n",
        b"From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"# Title\n\n",
        b"\xff\xfe\x00\x00",
        b"<?xml version=\"1.0\" encoding=\"utf-16\"?>",
        b"",
    ];
    let mut wrong = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        for ending in ENDINGS {
            for (seed, alphabet) in [(1, 256), (2, 128), (3, 4)] {
                let mut random = Random::new(seed * 100 + at as u64);
                let mut bytes = start.to_vec();
                // Few signs make the structures that all signs hardly ever make.
                bytes.extend((0..3_000).map(|_| match alphabet {
                    4 => *random.pick(&[&b'<', &b'/', &b'>', &b'\n']),
                    n => random.below(n) as u8,
                }));
                let what = format!("noise {seed} behind {start:?} as {ending}");
                wrong.extend(read(&what, &format!("a.{ending}"), bytes).err());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Damage that can be told is told, so that what is left can never look clean.
#[test]
fn stretches_that_are_no_text_are_told() {
    let paper = Paper::new(3, 20_000);
    for ending in ["txt", "md", "html"] {
        let whole = render(&paper, ending);
        let (from, to) = (whole.len() / 2, whole.len() / 2 + 2_000);
        let mut zeroed = whole.clone();
        zeroed[from..to].fill(0);
        let mut random = Random::new(1);
        let mut noisy = whole.clone();
        noisy[from..to].fill_with(|| random.byte());
        // Inside of a word, and behind a word after which no sentence ends.
        let cut = |before: &[u8], more: usize| {
            let at = whole[from..]
                .windows(before.len())
                .position(|w| w == before)
                .unwrap();
            whole[..from + at + more].to_vec()
        };
        let half = cut(b" service providers", 5);
        let open = cut(b" your personal data", 5);
        for (what, bytes) in [
            ("zeroed", zeroed),
            ("noisy", noisy),
            ("cut in a word", half),
            ("cut behind a word", open),
        ] {
            let document = read(what, &format!("a.{ending}"), bytes).unwrap().unwrap();
            assert!(
                document.is_damaged(),
                "{what} {ending}: {:?}",
                document.warnings
            );
        }
    }
}

/// Found by fuzzing: a map of thirty bytes names four thousand million codes, and the library wrote out each.
#[test]
fn a_font_that_maps_everything_is_refused() {
    let bomb = bombs::portable()
        .into_iter()
        .find(|b| b.what == "a font whose letters map to everything")
        .unwrap();
    let refused = import(bomb.name, &bomb.bytes, &Limits::default()).unwrap_err();
    assert!(refused.to_string().contains("4000000 codes"), "{refused}");
}
