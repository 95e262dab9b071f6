//! What stands on a page of a PDF, in a file that is sound.
#![no_main]

mod shared;

use shared::support::pdf::one_page;

libfuzzer_sys::fuzz_target!(init: shared::let_readers_catch(), |bytes: &[u8]| {
    shared::read("a.pdf", &one_page(bytes));
});
