//! Clauses that were written from the catalogue's meaning alone, by writers who did not know the rules, and what of
//! them is found.
//!
//! `tests/paraphrases/read` is the half that those who work on the rules may read; `unread` is the half that they must
//! not, so that its figures say how far the rules reach beyond what they were written for. They are low on purpose: the
//! writers looked for wording of their own. A file measures its own category, as in `tests/labelled`.
//!
//! Where a floor breaks, the message gives the figures and no clause of the unread half.

#![allow(clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use scruple::catalogue::builtin;
use scruple::evaluate::{self, Accuracy, Labels};
use scruple::transfer;

/// Half · least precision · least recall · least share of states right, in hundredths, over all categories pooled.
const FLOORS: [(&str, f64, f64, f64); 2] =
    [("read", 95.0, 92.0, 97.0), ("unread", 81.0, 48.0, 88.0)];

/// Least clauses in a half: fewer say little.
const LEAST: usize = 700;

/// The files of a half, by category.
fn half(name: &str) -> Vec<(String, Labels)> {
    let catalogue = builtin::catalogue().unwrap_or_else(|e| panic!("{e}"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/paraphrases")
        .join(name);
    catalogue
        .categories
        .iter()
        .map(|c| {
            let path = folder.join(format!("{}.jsonl", c.id));
            let text = std::fs::read_to_string(&path)
                .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let labels = Labels::parse(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            (c.id.clone(), labels)
        })
        .collect()
}

/// Found and labelled, found only, labelled only, over the provisions of a category without states.
fn pooled(accuracy: &Accuracy) -> [usize; 3] {
    accuracy
        .groups
        .iter()
        .filter(|g| !g.group.contains('@'))
        .fold([0; 3], |[tp, fp, missed], g| {
            [tp + g.tp, fp + g.fp, missed + g.missed]
        })
}

/// In hundredths.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        part as f64 * 100.0 / whole as f64
    }
}

#[test]
fn rules_reach_beyond_the_wording_they_were_written_for() {
    let catalogue = builtin::catalogue().unwrap_or_else(|e| panic!("{e}"));
    let law = transfer::Law::builtin().unwrap_or_else(|e| panic!("{e}"));
    let mut told = String::new();
    let mut broken = false;
    for (name, least_precision, least_recall, least_right) in FLOORS {
        let (mut all, mut right, mut wrong, mut clauses) = ([0; 3], 0, 0, 0);
        for (category, labels) in half(name) {
            clauses += labels.units.len();
            let accuracy = evaluate::evaluate(&catalogue, &law, &labels);
            let [tp, fp, missed] = pooled(&accuracy);
            writeln!(
                told,
                "{name} {category}: precision {:.1}, recall {:.1}",
                share(tp, tp + fp),
                share(tp, tp + missed)
            )
            .unwrap_or_else(|e| panic!("{e}"));
            all = [all[0] + tp, all[1] + fp, all[2] + missed];
            right += accuracy.polarity.right;
            wrong += accuracy.polarity.wrong;
        }
        let [tp, fp, missed] = all;
        let (precision, recall) = (share(tp, tp + fp), share(tp, tp + missed));
        let states = share(right, right + wrong);
        writeln!(
            told,
            "{name}: {clauses} clauses, precision {precision:.1}, recall {recall:.1}, states right {states:.1}"
        )
        .unwrap_or_else(|e| panic!("{e}"));
        assert!(clauses >= LEAST, "{name}: {clauses} clauses");
        broken |= precision < least_precision || recall < least_recall || states < least_right;
    }
    println!("{told}");
    assert!(!broken, "\n{told}\nfloors: {FLOORS:?}");
}

#[test]
fn no_clause_stands_in_both_halves_or_in_the_catalogue() {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let catalogue = builtin::catalogue().unwrap_or_else(|e| panic!("{e}"));
    let mut seen: BTreeSet<String> = catalogue
        .provisions
        .iter()
        .flat_map(|p| p.examples.iter().map(|e| plain(&e.text)))
        .collect();
    for (name, ..) in FLOORS {
        for unit in half(name).into_iter().flat_map(|(_, l)| l.units) {
            assert!(seen.insert(plain(&unit.text)), "twice: {}", unit.id);
        }
    }
}
