//! Text, its clauses, and the whole assessment that follows.
#![no_main]

mod shared;

use scruple::assessment::Engagement;
use scruple::import::from_text;
use scruple::score::Profile;
use shared::RULES;
use shared::support::check;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let document = from_text(text);
    check::document(&document, text.as_bytes());
    shared::detect(&document);
    let today = jiff::civil::date(2026, 1, 1);
    let assessment = RULES.assess(
        None,
        vec![document],
        Profile::default(),
        Engagement::default(),
        today,
    );
    let outcome = RULES.outcome(&assessment);
    assert!(
        (0.0..=100.0).contains(&outcome.score.total.residual),
        "{}",
        outcome.score.total.residual
    );
});
