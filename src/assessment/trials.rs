//! Random series of edits: undone they leave the assessment as it was.

use jiff::civil::date;
use proptest::prelude::*;

use super::samples::{assessment, decision, document, reading};
use super::{
    Act, Assessment, Decision, DecisionError, Edit, EditError, Engagement, History, Status,
    StatusChange,
};
use crate::score::{SilencePoints, Tier, TierCuts, profile};

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Confirm),
        Just(Act::Reject),
        (0.0..120.0).prop_map(Act::SetExposure),
        (0.0..1.0).prop_map(|size| Act::Treat {
            measure: "clause".to_owned(),
            size
        }),
        Just(Act::Accept {
            owner: "CISO".to_owned()
        }),
        Just(Act::Note),
    ]
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("telemetry".to_owned()),
        Just("ai".to_owned()),
        Just("ai.x".to_owned())
    ]
}

/// Edits, some of which cannot be made.
fn edit() -> impl Strategy<Value = Edit> {
    let single = prop_oneof![
        "[a-z]{0,4}".prop_map(Edit::SetVendor),
        "[a-z]{0,4}".prop_map(Edit::SetPurpose),
        "[a-z]{0,2}".prop_map(Edit::SetProfileName),
        (1_i8..28).prop_map(|d| Edit::SetAsOf(date(2026, 3, d))),
        (1_u8..5).prop_map(|volume| Edit::SetEngagement(Engagement {
            volume,
            ..Engagement::default()
        })),
        (0_usize..5).prop_map(|i| Edit::SetProfile(Box::new(profile::presets()[i].clone()))),
        (id(), prop::option::of(-2.0..35.0))
            .prop_map(|(category, weight)| Edit::SetWeight { category, weight }),
        (id(), prop::option::of(0.0..35.0))
            .prop_map(|(provision, weight)| Edit::SetProvisionWeight { provision, weight }),
        (id(), prop::option::of(0.0..120.0)).prop_map(|(provision, severity)| Edit::SetSeverity {
            provision,
            severity
        }),
        (0.5..9.0).prop_map(Edit::SetEmphasis),
        (0_u8..60, 0_u8..90, 0_u8..120).prop_map(|(moderate, high, severe)| Edit::SetCuts(
            TierCuts {
                moderate,
                high,
                severe
            }
        )),
        (0.0..1.2).prop_map(|adverse| Edit::SetSilence(SilencePoints {
            adverse,
            ..SilencePoints::default()
        })),
        Just(Edit::SetGateFloor(Tier::Severe)),
        (0_usize..4, "[a-z]{1,5}").prop_map(|(at, text)| Edit::AddDocument {
            at,
            document: Box::new(document(&text, &text)),
            readings: vec![reading("ai.x")],
        }),
        (0_usize..4).prop_map(Edit::RemoveDocument),
        (0_usize..3, "[a-z]{1,5}").prop_map(|(at, text)| Edit::SetDocument {
            at,
            document: Box::new(document(&text, &text)),
            readings: Vec::new(),
        }),
        prop::collection::vec(Just(Vec::new()), 0..3).prop_map(Edit::SetReadings),
        (0_usize..4, act()).prop_map(|(at, act)| Edit::AddDecision {
            at,
            decision: Box::new(decision("ai.x", act)),
        }),
        (0_usize..4).prop_map(Edit::RemoveDecision),
        (0_usize..3, act()).prop_map(|(at, act)| Edit::SetDecision {
            at,
            decision: Box::new(decision("ai.y", act)),
        }),
        (0_usize..3, 0_usize..5).prop_map(|(at, status)| Edit::AddStatus {
            at,
            change: Box::new(StatusChange {
                status: Status::ALL[status],
                author: "M. Berg".to_owned(),
                at: "2026-11-21 09:14".to_owned(),
                reason: "Agreed.".to_owned(),
                conditions: String::new(),
                expires: None,
            }),
        }),
        (0_usize..3).prop_map(Edit::RemoveStatus),
    ];
    single.prop_recursive(2, 8, 3, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(|edits| Edit::Several {
            name: "several".to_owned(),
            edits,
        })
    })
}

proptest! {
    #[test]
    fn a_series_undone_gives_the_assessment_back(edits in prop::collection::vec(edit(), 0..20)) {
        let start = assessment();
        let mut now = start.clone();
        let mut history = History::of_saved();
        let mut states = vec![now.clone()];
        for edit in edits {
            let before = now.clone();
            if history.apply(&mut now, edit).is_err() {
                prop_assert_eq!(&now, &before, "a failed edit changed something");
            } else {
                states.push(now.clone());
            }
        }
        prop_assert_eq!(history.is_dirty(), states.len() > 1);
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut now).unwrap().is_some());
            prop_assert_eq!(&now, state);
        }
        prop_assert_eq!(history.undo(&mut now).unwrap(), None);
        prop_assert_eq!(&now, &start);
        prop_assert!(!history.is_dirty());
        for state in states.iter().skip(1) {
            prop_assert!(history.redo(&mut now).unwrap().is_some());
            prop_assert_eq!(&now, state);
        }
        prop_assert_eq!(history.redo(&mut now).unwrap(), None);
    }

    #[test]
    fn dragged_or_not_undo_goes_back(edits in prop::collection::vec((edit(), any::<bool>()), 0..20)) {
        let start = assessment();
        let mut now = start.clone();
        let mut history = History::new();
        for (edit, drags) in edits {
            let made = if drags {
                history.drag(&mut now, edit)
            } else {
                history.apply(&mut now, edit)
            };
            drop(made);
        }
        while history.undo(&mut now).unwrap().is_some() {}
        prop_assert_eq!(&now, &start);
    }
}

fn weight(value: f64) -> Edit {
    Edit::SetWeight {
        category: "telemetry".to_owned(),
        weight: Some(value),
    }
}

#[test]
fn a_drag_is_one_step() {
    let mut now = assessment();
    let start = now.clone();
    let mut history = History::of_saved();
    for value in [17.0, 16.0, 12.0] {
        history.drag(&mut now, weight(value)).unwrap();
    }
    history.commit();
    assert_eq!(history.undo_name(), Some("weight of telemetry"));
    assert_eq!(history.names().count(), 1);
    // A second drag of the same slider is a step of its own.
    history.drag(&mut now, weight(5.0)).unwrap();
    history.commit();
    assert_eq!(history.names().count(), 2);
    history.undo(&mut now).unwrap();
    assert_eq!(now.profile.weights["telemetry"], 12.0);
    assert_eq!(history.redo_name(), Some("weight of telemetry"));
    history.undo(&mut now).unwrap();
    assert_eq!(now, start);
}

#[test]
fn another_slider_ends_a_drag() {
    let mut now = assessment();
    let mut history = History::new();
    history.drag(&mut now, weight(1.0)).unwrap();
    history.drag(&mut now, Edit::SetEmphasis(4.0)).unwrap();
    history.drag(&mut now, weight(2.0)).unwrap();
    assert_eq!(history.names().count(), 3);
}

#[test]
fn saving_and_undoing_tell_what_is_on_disk() {
    let mut now = assessment();
    let mut history = History::new();
    assert!(history.is_dirty(), "never saved");
    history.drag(&mut now, weight(1.0)).unwrap();
    history.mark_saved();
    assert!(!history.is_dirty());
    // The save ended the drag, so undo leads back to what was saved.
    history.drag(&mut now, weight(2.0)).unwrap();
    assert!(history.is_dirty());
    history.undo(&mut now).unwrap();
    assert!(!history.is_dirty());
    history.undo(&mut now).unwrap();
    assert!(history.is_dirty());
    // A new change where the saved state was undone: it can no longer be reached.
    history.apply(&mut now, weight(3.0)).unwrap();
    history.undo(&mut now).unwrap();
    history.redo(&mut now).unwrap();
    assert!(history.is_dirty());
}

#[test]
fn faults_are_told_and_change_nothing() {
    let mut now = assessment();
    let start = now.clone();
    let mut history = History::of_saved();
    let error = history.apply(&mut now, weight(40.0)).unwrap_err();
    assert!(error.to_string().contains("from 0 to 30"), "{error}");
    let error = history
        .apply(&mut now, Edit::RemoveDocument(3))
        .unwrap_err();
    assert_eq!(error, EditError::NoDocument { at: 3, count: 1 });
    assert!(error.to_string().contains("document 4"));
    let silent = Decision {
        reason: "  ".to_owned(),
        ..decision("ai.x", Act::Confirm)
    };
    let edit = Edit::add_decision(&now, silent);
    assert_eq!(
        history.apply(&mut now, edit).unwrap_err(),
        EditError::Decision(DecisionError::NoReason)
    );
    let half = Edit::Several {
        name: "half".to_owned(),
        edits: vec![weight(3.0), Edit::RemoveDecision(9)],
    };
    assert!(history.apply(&mut now, half).is_err());
    assert_eq!(now, start);
    assert!(!history.is_dirty());
    assert_eq!(history.undo_name(), None);
}

#[test]
fn what_needs_new_findings_says_so() {
    let assessment: Assessment = assessment();
    assert!(!weight(3.0).changes_findings());
    assert!(Edit::RemoveDocument(0).changes_findings());
    let edit = Edit::add_document(&assessment, document("a", "b"), Vec::new());
    assert!(
        Edit::Several {
            name: String::new(),
            edits: vec![weight(1.0), edit]
        }
        .changes_findings()
    );
}
