//! DOCX as it is; most changes break the container, so see `docx_xml` as well.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shared::read("a.docx", bytes);
});
