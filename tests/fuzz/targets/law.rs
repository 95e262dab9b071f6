//! A file of transfer law.
#![no_main]

use scruple::transfer::law::Law;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Err(error) = Law::parse("own.ron", text) {
        assert!(!error.to_string().is_empty());
    }
});
