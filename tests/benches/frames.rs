//! What the window's thread is busy with, without graphics: a document of 300 KB, and a portfolio of 1,000 vendors.
//!
//! `cargo bench --bench frames` prints the median and the worst of each, and what is asked. On a busy machine the worst
//! says more about the machine.
#![allow(
    clippy::expect_used,
    reason = "a bench that cannot start has to say why"
)]

#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::time::Duration;

use egui::{Key, Modifiers};
use scruple::ui::measure::Window;

use support::paper::Paper;
use support::render::render;

/// Milliseconds that a frame may take, that making every number anew may take, and that nothing may exceed.
const FRAME: f64 = 4.0;
const ANEW: f64 = 2.0;
const NOTHING_OVER: f64 = 8.0;
/// Frames of each kind.
const TIMES: usize = 120;
const VENDORS: usize = 1000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    println!("{:<58} {:>8} {:>8}   asked", "", "median", "worst");
    document(folder.path());
    portfolio(folder.path());
}

fn document(folder: &Path) {
    let path = folder.join("privacy-policy.md");
    std::fs::write(&path, render(&Paper::new(1, 300_000), "md")).expect("a file");
    let (mut window, reading) = Window::open(vec![path]).expect("a window");
    let (bytes, quotes, _) = window.size();
    println!("A document of {} KB with {quotes} quotes", bytes / 1000);
    tell("read it in", &reading, NOTHING_OVER);
    let still = repeat(|_| window.frame(Vec::new()));
    tell("a frame", &still, FRAME);
    tell("scroll", &window.scroll(720.0, 500.0, TIMES), FRAME);
    let next = repeat(|_| window.press(Modifiers::NONE, Key::F8));
    tell("go to the next quote", &next, NOTHING_OVER);
    tell(
        "a frame with a finding",
        &repeat(|_| window.frame(Vec::new())),
        FRAME,
    );
    let words = ["we", "inform", "personal information", "never"];
    let find = repeat(|i| window.find(words.get(i % words.len()).copied().unwrap_or_default()));
    tell("find words", &find, NOTHING_OVER);
    window.find("");
    tell("open the weights", &window.show("Weights"), NOTHING_OVER);
    tell(
        "a frame of the weights",
        &repeat(|_| window.frame(Vec::new())),
        FRAME,
    );
    weigh(&mut window);
    let undo = repeat(|_| window.press(Modifiers::COMMAND, Key::Z));
    tell("undo", &undo, NOTHING_OVER);
    for view in ["Transfers", "Engagement", "Compare", "Versions", "Review"] {
        tell(&format!("open {view}"), &window.show(view), NOTHING_OVER);
        let still = repeat(|_| window.frame(Vec::new()));
        tell(&format!("a frame of {view}"), &still, FRAME);
    }
    let palette = vec![window.press(Modifiers::COMMAND, Key::K)];
    tell("open the palette", &palette, NOTHING_OVER);
    tell(
        "a frame of the palette",
        &repeat(|_| window.frame(Vec::new())),
        FRAME,
    );
}

fn portfolio(folder: &Path) {
    let all = folder.join("all");
    for at in 0..VENDORS {
        let own = all.join(format!("vendor-{at:04}"));
        std::fs::create_dir_all(&own).expect("a folder");
        let bytes = render(&Paper::new(at as u64 + 1, 3_000), "md");
        std::fs::write(own.join("privacy-policy.md"), bytes).expect("a file");
    }
    let first = all.join("vendor-0000/privacy-policy.md");
    let (mut window, _) = Window::open(vec![first]).expect("a window");
    let reading = window.portfolio(all);
    println!("A portfolio of {} vendors", window.size().2);
    tell("read it in", &reading, NOTHING_OVER);
    tell("a frame", &repeat(|_| window.frame(Vec::new())), FRAME);
    tell("scroll", &window.scroll(720.0, 300.0, TIMES), FRAME);
    let words = ["vendor 0", "haz", "9", ""];
    let find = repeat(|i| window.find(words.get(i % words.len()).copied().unwrap_or_default()));
    tell("filter by name", &find, NOTHING_OVER);
    tell("open the weights", &window.show("Weights"), NOTHING_OVER);
    tell(
        "a frame of the weights",
        &repeat(|_| window.frame(Vec::new())),
        FRAME,
    );
    weigh(&mut window);
}

/// Moves a weight up and down, as a slider does.
fn weigh(window: &mut Window) {
    let (mut anew, mut shown) = (Vec::new(), Vec::new());
    for i in 0..TIMES {
        let (numbers, frame) = window.weigh("telemetry", (i % 30) as f64);
        anew.push(numbers);
        shown.push(frame);
    }
    tell("move a weight: every number anew", &anew, ANEW);
    tell("move a weight: until it is shown", &shown, NOTHING_OVER);
}

fn repeat(mut once: impl FnMut(usize) -> Duration) -> Vec<Duration> {
    (0..TIMES).map(&mut once).collect()
}

fn tell(what: &str, taken: &[Duration], asked: f64) {
    let mut sorted: Vec<f64> = taken.iter().map(|d| d.as_secs_f64() * 1000.0).collect();
    sorted.sort_by(f64::total_cmp);
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    let worst = sorted.last().copied().unwrap_or(0.0);
    // Of what happens once, the worst is all there is.
    let measured = if asked < NOTHING_OVER { median } else { worst };
    let over = if measured > asked { "  over" } else { "" };
    println!("  {what:<56} {median:>8.2} {worst:>8.2}   < {asked} ms{over}");
}
