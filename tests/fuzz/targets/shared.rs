//! What the targets share.

#![allow(dead_code, reason = "every target uses its part of this")]

#[path = "../../support/mod.rs"]
pub mod support;

use std::collections::BTreeSet;
use std::panic::{set_hook, take_hook};
use std::sync::{LazyLock, Mutex};

use scruple::assessment::evaluate::Rules;
use scruple::detect;
use scruple::document::Document;
use scruple::import::{Limits, import};

use support::check;

/// The rules that come with the program.
pub static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().expect("the built-in rules"));

/// Files that cost little each, so that many can be tried.
pub const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    unfolded: 4 << 20,
    parts: 200,
    depth: 1_500,
    pages: 50,
};

/// Where the sources of other people's crates lie.
const OTHERS: [&str; 3] = ["/registry/src/", "/rustc/", "/vendor/"];

/// Lets readers catch what other crates break off with, as they do in the program: the fuzzer ends at every panic,
/// caught or not. A panic in our own code still ends the run at once, even where it would be caught; any other ends it
/// where nothing catches it. Each place is told once.
pub fn let_readers_catch() {
    static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    drop(take_hook());
    let default = take_hook();
    set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        let place = place.unwrap_or_default();
        if !OTHERS.iter().any(|o| place.contains(o)) {
            default(panic);
            std::process::abort();
        }
        if TOLD.lock().is_ok_and(|mut told| told.insert(place)) {
            eprintln!("a reader met: {panic}");
        }
    }));
}

/// Reads a file under a name and checks what comes of it.
pub fn read(name: &str, bytes: &[u8]) -> Option<Document> {
    match import(name, bytes, &LIMITS) {
        Ok(document) => {
            check::document(&document, bytes);
            Some(document)
        }
        Err(error) => {
            assert!(error.to_string().contains(name));
            None
        }
    }
}

/// Detects in a document and checks that every place lies in it.
pub fn detect(document: &Document) {
    for reading in detect::read(&RULES.catalogue, document) {
        check::span(document, reading.span);
        for span in reading.words.iter().chain(&reading.turned_by) {
            check::span(document, *span);
        }
    }
}
