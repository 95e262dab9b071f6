//! Tests of decisions on top of the model.

use jiff::civil::date;

use super::*;
use crate::assessment::samples::{decision, factor, finding, row};
use crate::catalogue::Silence;
use crate::score::GateStatus;
use crate::score::base::{BaseCategory, BaseProvision};

const TRAINING: &str = "ai.content_training";
const USAGE: &str = "ai.usage_training";

fn base() -> Base {
    let provision = |severity| BaseProvision {
        category: 0,
        severity,
        silence: Silence::Neutral,
        silence_eu_only: false,
        scored: true,
    };
    Base {
        categories: vec![BaseCategory {
            id: "ai".to_owned(),
            weight: 7.0,
        }],
        provisions: [
            (TRAINING.to_owned(), provision(80.0)),
            (USAGE.to_owned(), provision(40.0)),
        ]
        .into(),
    }
}

struct Case {
    rows: Vec<Row>,
    findings: Vec<Finding>,
    assessment: Assessment,
}

impl Case {
    fn new() -> Self {
        let mut training = row(TRAINING, State::Affirmed);
        training.findings = vec![0];
        training.aggravators = vec![factor("shared_models", 0.35)];
        let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
        assessment.profile.emphasis = 1.0;
        Self {
            rows: vec![training, row(USAGE, State::Affirmed)],
            findings: vec![
                finding(TRAINING, State::Affirmed),
                Finding {
                    mitigators: vec![factor("denial", 1.0)],
                    ..finding(TRAINING, State::Denied)
                },
            ],
            assessment,
        }
    }

    fn with(mut self, decisions: Vec<Decision>) -> (Score, Reviewed) {
        self.assessment.decisions = decisions;
        let model = score(
            &self.rows,
            &base(),
            &self.assessment.profile,
            &Circumstances::default(),
        );
        let reviewed = review(
            &self.rows,
            &self.findings,
            &model,
            &self.assessment,
            &base(),
        );
        (model, reviewed)
    }
}

fn kinds(reviewed: &Reviewed) -> Vec<ReviewWarningKind> {
    reviewed.warnings.iter().map(|w| w.kind).collect()
}

#[test]
fn without_decisions_both_are_the_same() {
    let (model, reviewed) = Case::new().with(Vec::new());
    assert_eq!(model.rows, reviewed.score.rows);
    assert_eq!(reviewed.trail, Vec::new());
    // 100·(1 − .2·.65) = 87 and 40: plain mean 63.5.
    assert!((model.total.residual - 63.5).abs() < 1e-9);
}

#[test]
fn a_rejected_row_becomes_silent() {
    let (model, reviewed) = Case::new().with(vec![decision(TRAINING, Act::Reject)]);
    assert_eq!(reviewed.rows[0].state, State::Silent);
    // A quarter of 80, and 40.
    assert!((reviewed.score.total.residual - 30.0).abs() < 1e-9);
    assert!((model.total.residual - 63.5).abs() < 1e-9);
    assert_eq!(kinds(&reviewed), Vec::new());
}

#[test]
fn a_rejected_side_leaves_the_other() {
    let mut case = Case::new();
    case.rows[0].state = State::Conflict;
    case.rows[0].findings = vec![0, 1];
    case.rows[0].other_side = vec![factor("denial", 1.0)];
    let (_, reviewed) = case.with(vec![decision(TRAINING, Act::Reject)]);
    assert_eq!(reviewed.rows[0].state, State::Denied);
    assert_eq!(reviewed.rows[0].findings, vec![1]);
    // 80 · (1 − .70).
    assert!((reviewed.score.rows[0].residual - 24.0).abs() < 1e-9);
}

#[test]
fn rejecting_what_was_never_read_changes_nothing() {
    let mut case = Case::new();
    case.rows[0] = row(TRAINING, State::NotAssessed);
    let (model, reviewed) = case.with(vec![decision(TRAINING, Act::Reject)]);
    assert_eq!(reviewed.rows[0].state, State::NotAssessed);
    assert_eq!(reviewed.score.total, model.total);
}

#[test]
fn a_confirmation_takes_the_doubt_away() {
    let (model, reviewed) = Case::new().with(vec![decision(TRAINING, Act::Confirm)]);
    assert!(model.rows[0].low < model.rows[0].residual);
    let row = &reviewed.score.rows[0];
    assert_eq!((row.low, row.high), (row.residual, row.residual));
}

#[test]
fn a_state_that_is_set_brings_its_factors() {
    let (_, denied) = Case::new().with(vec![decision(TRAINING, Act::SetState(State::Denied))]);
    assert!((denied.score.rows[0].residual - 24.0).abs() < 1e-9);
    assert!(kinds(&denied).contains(&ReviewWarningKind::LoweredWithoutMeasure));
    let (_, conditional) =
        Case::new().with(vec![decision(TRAINING, Act::SetState(State::Conditional))]);
    // 87 · (1 − .30).
    assert!((conditional.score.rows[0].residual - 60.9).abs() < 1e-9);
}

#[test]
fn an_exposure_that_is_set_holds_and_warns_where_it_lowers() {
    let (_, lower) = Case::new().with(vec![decision(USAGE, Act::SetExposure(10.0))]);
    assert!((lower.score.rows[1].residual - 10.0).abs() < 1e-9);
    assert!(kinds(&lower).contains(&ReviewWarningKind::LoweredWithoutMeasure));
    let (_, higher) = Case::new().with(vec![decision(USAGE, Act::SetExposure(90.0))]);
    assert_eq!(kinds(&higher), Vec::new());
    assert!(higher.score.rows[1].inherent >= 90.0);
}

#[test]
fn a_treatment_lowers_only_the_treated_number() {
    let treat = Act::Treat {
        measure: "clause signed".to_owned(),
        size: 0.5,
    };
    let (model, reviewed) = Case::new().with(vec![decision(USAGE, treat)]);
    assert_eq!(
        reviewed.score.total.residual, model.total.residual,
        "what the vendor states stays"
    );
    assert!((reviewed.score.rows[1].treated - 20.0).abs() < 1e-9);
    assert_eq!(kinds(&reviewed), Vec::new());
}

#[test]
fn an_acceptance_lowers_nothing_and_needs_an_end() {
    let accept = Act::Accept {
        owner: "CISO".to_owned(),
    };
    let (model, reviewed) = Case::new().with(vec![decision(USAGE, accept)]);
    assert_eq!(reviewed.score.rows, model.rows);
    assert_eq!(
        kinds(&reviewed),
        vec![ReviewWarningKind::AcceptanceWithoutExpiry]
    );
}

#[test]
fn decisions_expire_after_their_day() {
    let until = |day| Decision {
        expires: Some(date(2026, 11, day)),
        ..decision(USAGE, Act::SetExposure(0.0))
    };
    let (_, gone) = Case::new().with(vec![until(20)]);
    assert_eq!(gone.trail[0].status, TrailStatus::Expired);
    assert!((gone.score.rows[1].residual - 40.0).abs() < 1e-9);
    assert_eq!(kinds(&gone), vec![ReviewWarningKind::Expired]);
    let (_, last_day) = Case::new().with(vec![until(21)]);
    assert_eq!(last_day.trail[0].status, TrailStatus::InForce);
}

#[test]
fn a_note_changes_nothing_and_stays_beside_others() {
    let notes = vec![
        decision(USAGE, Act::Note),
        decision(USAGE, Act::Confirm),
        decision(USAGE, Act::Note),
    ];
    let (model, reviewed) = Case::new().with(notes);
    assert_eq!(reviewed.score.total.residual, model.total.residual);
    let in_force = |t: &crate::assessment::TrailEntry| t.status == TrailStatus::InForce;
    assert!(reviewed.trail.iter().all(in_force));
    assert_eq!(kinds(&reviewed), Vec::new());
    assert!(!Act::Note.settles());
}

#[test]
fn a_later_decision_replaces_an_earlier_one() {
    let (_, reviewed) = Case::new().with(vec![
        decision(USAGE, Act::SetExposure(10.0)),
        decision(USAGE, Act::SetExposure(55.0)),
        decision("ai.none_such", Act::Confirm),
    ]);
    let status: Vec<TrailStatus> = reviewed.trail.iter().map(|t| t.status).collect();
    assert_eq!(
        status,
        [
            TrailStatus::Replaced,
            TrailStatus::InForce,
            TrailStatus::NoSuchProvision
        ]
    );
    assert!((reviewed.score.rows[1].residual - 55.0).abs() < 1e-9);
    assert_eq!(kinds(&reviewed), vec![ReviewWarningKind::NoSuchProvision]);
}

#[test]
fn a_weight_that_is_set_counts_in_the_reviewed_score_only() {
    let (model, reviewed) = Case::new().with(vec![decision(USAGE, Act::SetWeight(3.0))]);
    // (87 + 3·40) / 4.
    assert!((reviewed.score.total.residual - 51.75).abs() < 1e-9);
    assert!((model.total.residual - 63.5).abs() < 1e-9);
    let (_, category) = Case::new().with(vec![decision("ai", Act::SetWeight(3.0))]);
    assert_eq!(category.score.categories[0].weight, 3.0);
}

#[test]
fn a_large_drop_by_measures_asks_for_verification() {
    let treat = Act::Treat {
        measure: "clause signed".to_owned(),
        size: 0.8,
    };
    let (_, reviewed) = Case::new().with(vec![decision(TRAINING, treat)]);
    // 87 is Severe, 87 · .2 = 17.4 is Low.
    assert_eq!(
        kinds(&reviewed),
        vec![ReviewWarningKind::LargeDropWithoutVerification]
    );
}

#[test]
fn gates_follow_the_review() {
    let (_, confirmed) = Case::new().with(vec![decision(TRAINING, Act::Confirm)]);
    let status = |r: &Reviewed| {
        r.gates
            .iter()
            .find(|g| g.id.provision() == TRAINING)
            .unwrap()
            .status
    };
    assert_eq!(status(&confirmed), GateStatus::Confirmed);
    let (_, denied) = Case::new().with(vec![decision(TRAINING, Act::SetState(State::Denied))]);
    assert_eq!(status(&denied), GateStatus::NotMet);
    assert_eq!(denied.score.total.floor, None);
}
