//! PDF as it is; see `pdf_page` for what stands on a page.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(init: shared::let_readers_catch(), |bytes: &[u8]| {
    shared::read("a.pdf", bytes);
});
