//! The main part of a DOCX, in a container that is sound.
#![no_main]

mod shared;

use shared::support::packed::Entry;
use shared::support::render::docx_of;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shared::read(
        "a.docx",
        &docx_of(Entry::stored("word/document.xml", bytes)),
    );
});
