//! A file of the catalogue: loaded or refused with places of its faults.
#![no_main]

use scruple::catalogue::{Source, load};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let source = Source {
        name: "own.ron".to_owned(),
        text: text.to_owned(),
    };
    if let Err(error) = load(&[source]) {
        assert!(!error.to_string().is_empty());
    }
});
