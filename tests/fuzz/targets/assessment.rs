//! A saved assessment: what is read can be assessed and written, and is then read as the same.
#![no_main]

mod shared;

use scruple::assessment::store::{from_text, to_text};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(assessment) = from_text(text) {
        let outcome = shared::RULES.outcome(&assessment);
        assert!(!outcome.rows.is_empty());
        let written = to_text(&assessment).expect("an assessment that was read can be written");
        assert_eq!(
            from_text(&written).expect("what was written can be read"),
            assessment
        );
    }
});
