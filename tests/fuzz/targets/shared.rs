//! What the targets share.

#![allow(dead_code, reason = "every target uses its part of this")]

#[path = "../../support/mod.rs"]
pub mod support;

use std::sync::LazyLock;

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
