//! The built-in catalogue: it loads, it is whole, and its examples hold.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    reason = "a test fails by a panic"
)]

use scruple::catalogue::{Catalogue, Level, builtin, compile};
use scruple::{detect, import, transfer};

fn catalogue() -> Catalogue {
    builtin::catalogue().unwrap_or_else(|e| panic!("{e}"))
}

/// Every example of every provision of one category, as a list of what went wrong.
fn failures(catalogue: &Catalogue, category: &str) -> String {
    let mut out = String::new();
    let law = transfer::Law::builtin().unwrap_or_else(|e| panic!("{e}"));
    for provision in catalogue.provisions_of(category) {
        for example in &provision.examples {
            if let Err(why) = transfer::example::holds(catalogue, &law, provision, example) {
                out.push_str(&format!("{}: {why}\n    {}\n", provision.id, example.text));
            }
        }
    }
    out
}

macro_rules! examples_hold {
    ($($category:ident),* $(,)?) => {
        $(#[test]
        fn $category() {
            let failures = failures(&catalogue(), stringify!($category));
            assert!(failures.is_empty(), "\n{failures}");
        })*
    };
}

mod examples {
    use super::*;
    examples_hold!(
        telemetry,
        benchmarking,
        advertising,
        transfers,
        sharing,
        ai,
        retention,
        security,
        rights,
        change,
        government,
        corporate,
        roles,
        children,
        contract
    );
}

#[test]
fn it_loads_without_errors() {
    let (loaded, problems) = compile::check(&builtin::sources());
    let errors: Vec<String> = problems
        .iter()
        .filter(|p| p.level == Level::Error)
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(loaded.is_some());
}

#[test]
fn an_empty_text_gives_no_reading() {
    assert!(detect::read(&catalogue(), &import::from_text("")).is_empty());
}

#[test]
fn every_ask_has_a_brief_form_that_fits_page_one() {
    const MOST: usize = 64;
    let catalogue = builtin::catalogue().unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for provision in &catalogue.provisions {
        let brief = &provision.texts.brief;
        assert!(!brief.is_empty(), "{}", provision.id);
        assert!(brief.chars().count() <= MOST, "{}: {brief}", provision.id);
        assert!(!brief.ends_with('.'), "{}: {brief}", provision.id);
        assert!(
            brief.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
            "{}: {brief}",
            provision.id
        );
        assert!(seen.insert(brief), "{}: {brief} stands twice", provision.id);
    }
}
