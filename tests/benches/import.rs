//! How quickly files are read, by format, and what detection and a whole assessment cost.
//!
//! `cargo bench --bench import` prints bytes (of the file) and words (as the column of items) a second on papers
//! that are made on the spot.
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot start has to say why"
)]

#[path = "../support/mod.rs"]
mod support;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use scruple::assessment::Engagement;
use scruple::assessment::evaluate::Rules;
use scruple::catalogue::builtin;
use scruple::detect;
use scruple::import::{Limits, import};
use scruple::score::Profile;

use support::paper::Paper;
use support::render::{ENDINGS, render};

/// Sizes of the papers' plain text: a short notice, and an agreement with its annexes.
const SIZES: [usize; 2] = [20_000, 200_000];

fn main() {
    divan::main();
}

#[divan::bench(args = ENDINGS, consts = SIZES)]
fn read<const SIZE: usize>(bencher: Bencher<'_, '_>, ending: &str) {
    let bytes = render(&Paper::new(1, SIZE), ending);
    let name = format!("paper.{ending}");
    let words = import(&name, &bytes, &Limits::default()).map_or(0, |d| d.words);
    bencher
        .counter(BytesCount::new(bytes.len()))
        .counter(ItemsCount::new(words))
        .bench(|| import(&name, divan::black_box(&bytes), &Limits::default()));
}

#[divan::bench(consts = SIZES)]
fn detect_provisions<const SIZE: usize>(bencher: Bencher<'_, '_>) {
    let catalogue = builtin::catalogue().unwrap();
    let bytes = render(&Paper::new(1, SIZE), "txt");
    let document = import("paper.txt", &bytes, &Limits::default()).unwrap();
    bencher
        .counter(BytesCount::new(document.text.len()))
        .counter(ItemsCount::new(document.words))
        .bench(|| detect::read(&catalogue, divan::black_box(&document)));
}

/// One vendor with three documents, from the bytes to its score.
#[divan::bench]
fn assess_whole(bencher: Bencher<'_, '_>) {
    let rules = Rules::builtin().unwrap();
    let files: Vec<Vec<u8>> = (1..=3)
        .map(|seed| render(&Paper::new(seed, 40_000), "html"))
        .collect();
    bencher
        .counter(BytesCount::new(files.iter().map(Vec::len).sum::<usize>()))
        .bench(|| {
            let documents = files
                .iter()
                .filter_map(|bytes| {
                    import("paper.html", divan::black_box(bytes), &Limits::default()).ok()
                })
                .collect();
            let assessment = rules.assess(
                None,
                documents,
                Profile::default(),
                Engagement::default(),
                jiff::civil::date(2026, 1, 1),
            );
            rules.outcome(&assessment)
        });
}
