//! The laws of `model.md`, section 12, that only whole assessments can show, on the samples that come along.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::date;

use super::evaluate::Rules;
use super::queue::{findings, queue};
use super::samples::decision;
use super::store::{from_text, to_text};
use super::{Act, Assessment, Decision, Edit, Engagement, History};
use crate::document::Document;
use crate::import::{Limits, import};
use crate::score::Profile;

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| Rules::builtin().unwrap())
}

fn files(folder: &Path, out: &mut Vec<(String, Vec<u8>)>) {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, out);
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            out.push((name, fs::read(&path).unwrap()));
        }
    }
}

fn documents() -> Vec<Document> {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/pellworm"),
        &mut found,
    );
    let read: Vec<Document> = found
        .iter()
        .filter_map(|(name, bytes)| import(name, bytes, &Limits::default()).ok())
        .collect();
    assert!(!read.is_empty(), "the sample has no documents");
    read
}

fn assess(documents: Vec<Document>) -> Assessment {
    rules().assess(
        Some("Pellworm".to_owned()),
        documents,
        Profile::default(),
        Engagement::default(),
        date(2026, 11, 21),
    )
}

#[test]
fn what_is_saved_and_opened_gives_the_same_outcome() {
    let mut assessment = assess(documents());
    let outcome = rules().outcome(&assessment);
    let row = outcome.rows.iter().find(|r| r.state.is_found()).unwrap();
    assessment.decisions = vec![decision(&row.provision, Act::SetExposure(12.0))];
    let opened = from_text(&to_text(&assessment).unwrap()).unwrap();
    assert_eq!(opened, assessment);
    assert_eq!(rules().outcome(&opened), rules().outcome(&assessment));
    assert_ne!(rules().outcome(&opened).reviewed.score, outcome.score);
}

#[test]
fn the_order_of_documents_is_irrelevant() {
    let mut turned = documents();
    let one = rules().outcome(&assess(turned.clone()));
    turned.reverse();
    let other = rules().outcome(&assess(turned));
    assert!((one.score.total.residual - other.score.total.residual).abs() < 1e-9);
    assert!((one.score.total.high - other.score.total.high).abs() < 1e-9);
    for (a, b) in one.rows.iter().zip(&other.rows) {
        assert_eq!((&a.provision, a.state), (&b.provision, b.state));
    }
}

#[test]
fn a_document_that_stands_twice_changes_nothing() {
    let mut twice = documents();
    let once = rules().outcome(&assess(twice.clone()));
    let first = twice.first().unwrap().clone();
    twice.push(first);
    let doubled = rules().outcome(&assess(twice));
    assert_eq!(
        once.score.total.printed, doubled.score.total.printed,
        "printed"
    );
    for ((a, b), (x, y)) in once
        .rows
        .iter()
        .zip(&doubled.rows)
        .zip(once.score.rows.iter().zip(&doubled.score.rows))
    {
        assert_eq!((&a.provision, a.state), (&b.provision, b.state));
        assert!((x.residual - y.residual).abs() < 1e-9, "{}", a.provision);
    }
}

#[test]
fn weighing_anew_is_what_evaluating_anew_gives() {
    let mut assessment = assess(documents());
    let mut outcome = rules().outcome(&assessment);
    let mut history = History::new();
    let edits = [
        Edit::SetWeight {
            category: "telemetry".to_owned(),
            weight: Some(2.0),
        },
        Edit::SetEmphasis(5.0),
        Edit::add_decision(&assessment, decision("ai.content_training", Act::Confirm)),
    ];
    for edit in edits {
        assert!(!edit.changes_findings());
        history.apply(&mut assessment, edit).unwrap();
        outcome.weigh(&assessment, &rules().base);
        assert_eq!(outcome, rules().outcome(&assessment));
    }
}

#[test]
fn the_queue_has_the_most_urgent_first_and_forgets_what_was_decided() {
    let mut assessment = assess(documents());
    let mut outcome = rules().outcome(&assessment);
    let all = queue(&assessment, &outcome);
    assert_eq!(all.len(), findings(&outcome));
    assert!(all.windows(2).all(|w| w[0].urgency() >= w[1].urgency()));
    let first = all[0].provision.clone();
    let mut waits = |decision: Decision| {
        assessment.decisions = vec![decision];
        outcome.weigh(&assessment, &rules().base);
        let left = queue(&assessment, &outcome);
        left.iter().any(|d| d.provision == first)
    };
    assert!(waits(decision(&first, Act::Note)), "a note settles nothing");
    assert!(!waits(decision(&first, Act::Confirm)));
    assert!(!waits(decision(&first, Act::Reject)));
    let accept = |day| Decision {
        expires: Some(day),
        ..decision(
            &first,
            Act::Accept {
                owner: "CISO".to_owned(),
            },
        )
    };
    assert!(!waits(accept(date(2026, 11, 21))));
    assert!(waits(accept(date(2026, 11, 20))), "expired, it waits again");
}

#[test]
fn contributions_of_a_real_assessment_add_up() {
    let outcome = rules().outcome(&assess(documents()));
    let rows: f64 = outcome.score.rows.iter().map(|r| r.contribution).sum();
    let categories: f64 = outcome
        .score
        .categories
        .iter()
        .map(|c| c.contribution)
        .sum();
    assert!((rows - outcome.score.total.residual).abs() < 1e-9);
    assert!((categories - outcome.score.total.residual).abs() < 1e-9);
    assert!(outcome.score.total.low <= outcome.score.total.residual);
    assert!(outcome.score.total.residual <= outcome.score.total.high);
}

/// The documents of a sample with some of them again, as other files, in some order.
fn again(extra: &[usize], turn: usize) -> Vec<Document> {
    let own = documents();
    let mut out = own.clone();
    for (number, &at) in extra.iter().enumerate() {
        let document = own[at % own.len()].clone();
        // The same text in another file: its name and bytes differ, and line breaks do.
        out.push(Document {
            name: format!("copy {number} of {}", document.name),
            sha256: format!("{number:0>64}"),
            ..document
        });
    }
    let len = out.len();
    out.rotate_left(turn % len);
    out
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(12))]

    #[test]
    fn the_same_text_again_moves_no_number(
        extra in proptest::collection::vec(0_usize..4, 1..4),
        turn in 0_usize..6,
    ) {
        let once = rules().outcome(&assess(documents()));
        let assessment = assess(again(&extra, turn));
        let twice = rules().outcome(&assessment);
        proptest::prop_assert_eq!(&once.score, &twice.score);
        proptest::prop_assert_eq!(&once.gates, &twice.gates);
        let left_out = twice.editions.iter().filter(|e| !e.standing.counts()).count();
        proptest::prop_assert_eq!(left_out, extra.len());
        // Findings point at documents that count, with the quotes that stand there.
        for finding in &twice.findings {
            for evidence in &finding.evidence {
                let document = &assessment.documents[evidence.document];
                proptest::prop_assert!(twice.editions[evidence.document].standing.counts());
                proptest::prop_assert_eq!(document.slice(evidence.span), evidence.quote.as_str());
            }
        }
        let quotes = |o: &super::Outcome| o.findings.iter().map(|f| f.evidence.len()).sum::<usize>();
        proptest::prop_assert_eq!(quotes(&once), quotes(&twice));
    }
}
