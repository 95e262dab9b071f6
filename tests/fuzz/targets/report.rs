//! A report that somebody else may have made: what it carries, its template, its record and its logo are refused or read,
//! and a check of it ends.
#![no_main]

mod shared;

use scruple::report::verify::verify;
use scruple::report::{Logo, Record, Template};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data)
        && let Ok(template) = Template::from_ron(text)
    {
        let written = template.to_ron().expect("a template that was read can be written");
        assert_eq!(Template::from_ron(&written).expect("what was written can be read"), template);
    }
    Record::from_bytes(data).ok();
    if let Ok(logo) = Logo::from_png(data) {
        let pixels = logo.width as usize * logo.height as usize;
        assert_eq!(logo.colors.len(), pixels * 3);
        assert!(logo.cover.is_none_or(|c| c.len() == pixels));
    }
    if let Ok(found) = verify(&shared::RULES, data, &[]) {
        assert!(!found.checks.is_empty());
    }
});
