//! The review, the engagement and the status, by accessible name and by keyboard.

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::super::App;
use super::super::command::Command;
use super::super::state::View;
use super::{command, has, opened, settle};
use crate::assessment::queue::queue;
use crate::assessment::{Act, Assessment, Decision, Status};
use crate::finding::State;

const REPLAY: &str = "telemetry.session_replay";

fn assessment<'a>(harness: &'a Harness<'_, App>) -> &'a Assessment {
    &harness.state().session.as_ref().expect("open").assessment
}

fn last<'a>(harness: &'a Harness<'_, App>) -> &'a Decision {
    assessment(harness).decisions.last().expect("a decision")
}

fn due(harness: &Harness<'_, App>) -> Vec<String> {
    let session = harness.state().session.as_ref().expect("open");
    queue(&session.assessment, &session.outcome)
        .into_iter()
        .map(|d| d.provision)
        .collect()
}

fn shown(harness: &Harness<'_, App>) -> Option<String> {
    harness.state().shown.row.clone()
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// Types where the keyboard is.
fn write(harness: &mut Harness<'_, App>, words: &str) {
    harness.event(egui::Event::Text(words.to_owned()));
    settle(harness);
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(harness);
}

fn reviewing() -> (Harness<'static, App>, tempfile::TempDir) {
    let (mut harness, folder) = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Review);
    (harness, folder)
}

#[test]
fn the_review_is_worked_through_by_keyboard_alone() {
    let (mut harness, _folder) = reviewing();
    let all = due(&harness);
    assert!(all.len() > 2, "{all:?}");
    assert_eq!(shown(&harness).as_ref(), all.first());
    assert!(has(&harness, &format!("{} left to review", all.len())));
    for part in ["Quote", "How it was read", "Arithmetic"] {
        assert!(has(&harness, part), "{part}");
    }
    press(&mut harness, Key::C);
    write(&mut harness, "Read in the policy.");
    press(&mut harness, Key::Enter);
    assert_eq!(last(&harness).act, Act::Confirm);
    assert_eq!(last(&harness).reason, "Read in the policy.");
    assert_eq!(Some(&last(&harness).provision), all.first());
    assert_eq!(shown(&harness).as_ref(), all.get(1), "it goes on by itself");
    assert!(has(&harness, &format!("{} left to review", all.len() - 1)));
    // The reason of before comes back with the arrow.
    press(&mut harness, Key::R);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    assert_eq!(last(&harness).act, Act::Reject);
    assert_eq!(last(&harness).reason, "Read in the policy.");
    undo(&mut harness);
    assert_eq!(
        shown(&harness).as_ref(),
        all.get(1),
        "what was undone is shown"
    );
    assert_eq!(due(&harness).len(), all.len() - 1);
}

#[test]
fn n_and_p_go_on_and_back_and_a_letter_in_a_field_is_a_letter() {
    let (mut harness, _folder) = reviewing();
    let all = due(&harness);
    press(&mut harness, Key::N);
    assert_eq!(shown(&harness).as_ref(), all.get(1));
    press(&mut harness, Key::P);
    press(&mut harness, Key::P);
    assert_eq!(shown(&harness).as_ref(), all.last(), "round at the ends");
    press(&mut harness, Key::C);
    press(&mut harness, Key::N);
    assert_eq!(shown(&harness).as_ref(), all.last(), "the field has it");
    press(&mut harness, Key::Escape);
    assert!(harness.state().shown.draft.what.is_none());
    press(&mut harness, Key::N);
    assert_eq!(shown(&harness).as_ref(), all.first());
}

#[test]
fn a_decision_without_a_reason_is_not_recorded() {
    let (mut harness, _folder) = reviewing();
    press(&mut harness, Key::C);
    assert!(has(&harness, "Give a reason first"));
    let record = harness.get_by_role_and_label(Role::Button, "Record");
    assert!(record.accesskit_node().is_disabled());
    press(&mut harness, Key::Enter);
    assert!(assessment(&harness).decisions.is_empty());
}

#[test]
fn state_exposure_measure_and_note_are_recorded_by_keyboard() {
    let (mut harness, _folder) = reviewing();
    command(&mut harness, Command::Review(REPLAY.to_owned()));
    press(&mut harness, Key::W);
    write(&mut harness, "Ask the vendor about the recorder.");
    press(&mut harness, Key::Enter);
    assert_eq!(last(&harness).act, Act::Note);
    assert_eq!(
        shown(&harness).as_deref(),
        Some(REPLAY),
        "a note settles nothing"
    );
    press(&mut harness, Key::S);
    press(&mut harness, Key::Num3);
    write(&mut harness, "The recorder is off.");
    press(&mut harness, Key::Enter);
    assert_eq!(last(&harness).act, Act::SetState(State::Denied));
    assert_ne!(shown(&harness).as_deref(), Some(REPLAY));

    command(&mut harness, Command::Review(REPLAY.to_owned()));
    press(&mut harness, Key::E);
    write(&mut harness, "12");
    press(&mut harness, Key::Enter);
    write(&mut harness, "Only masked pages.");
    press(&mut harness, Key::Enter);
    assert_eq!(last(&harness).act, Act::SetExposure(12.0));

    command(&mut harness, Command::Review(REPLAY.to_owned()));
    press(&mut harness, Key::T);
    press(&mut harness, Key::Num2);
    write(&mut harness, "Switched off by us.");
    press(&mut harness, Key::Enter);
    let treat = Act::Treat {
        measure: "opt-out configured".to_owned(),
        size: 0.3,
    };
    assert_eq!(last(&harness).act, treat);
    let name = harness.state().facts().undo.expect("a step");
    assert!(name.starts_with("measure on “"), "{name}");
}

#[test]
fn an_acceptance_has_an_owner_and_an_end() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::SelectRow(REPLAY.to_owned()));
    press(&mut harness, Key::A);
    for (label, words) in [("Owner", "CISO"), ("Until", "2099-01-31")] {
        let field = harness.get_by_role_and_label(Role::TextInput, label);
        field.focus();
        harness.run_ok();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run_ok();
        write(&mut harness, words);
    }
    press(&mut harness, Key::Enter);
    write(&mut harness, "Few people are concerned.");
    harness
        .get_by_role_and_label(Role::Button, "Record")
        .click();
    settle(&mut harness);
    let owner = "CISO".to_owned();
    assert_eq!(last(&harness).act, Act::Accept { owner });
    assert_eq!(last(&harness).expires, Some(jiff::civil::date(2099, 1, 31)));
    // The trail says who, when, what and why.
    for words in [
        "Accepted, owned by CISO",
        "Few people are concerned.",
        "until 31 Jan 2099",
        "before: ",
    ] {
        assert!(has(&harness, words), "{words}");
    }
    harness
        .get_by_role_and_label(Role::Button, "Take back")
        .click_accesskit();
    settle(&mut harness);
    assert!(assessment(&harness).decisions.is_empty());
    undo(&mut harness);
    assert_eq!(assessment(&harness).decisions.len(), 1);
}

#[test]
fn with_nothing_left_the_review_leads_to_the_status() {
    let (mut harness, _folder) = reviewing();
    let all = due(&harness).len();
    for _ in 0..all {
        harness.state_mut().shown.draft.reason = "Read.".to_owned();
        harness.key_press(Key::C);
        harness.run_ok();
    }
    settle(&mut harness);
    assert!(due(&harness).is_empty());
    assert!(has(&harness, "Nothing is left to review"));
    harness
        .get_by_role_and_label(Role::Button, "Set the status…")
        .click();
    settle(&mut harness);
    assert!(has(&harness, "Status of the assessment"));
}

#[test]
fn the_status_needs_a_reason_and_its_conditions_and_can_be_undone() {
    let (mut harness, _folder) = opened();
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Draft")
            .is_some()
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    settle(&mut harness);
    harness
        .get_by_role_and_label(Role::RadioButton, "Approved with conditions")
        .click();
    settle(&mut harness);
    assert!(has(&harness, "findings have no decision yet"));
    let set = harness.get_by_role_and_label(Role::Button, "Set status");
    assert!(set.accesskit_node().is_disabled());
    for (label, words) in [
        ("Conditions", "No replay of sessions."),
        ("Reason", "The committee agreed."),
    ] {
        let field = harness.get_by_role_and_label(Role::TextInput, label);
        field.focus();
        harness.run_ok();
        write(&mut harness, words);
    }
    harness
        .get_by_role_and_label(Role::Button, "Set status")
        .click();
    settle(&mut harness);
    let now = assessment(&harness).status();
    assert_eq!(now, Status::ApprovedWithConditions);
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Approved with conditions")
            .is_some()
    );
    command(&mut harness, Command::Show(View::Review));
    harness.state_mut().shown.whole_trail = true;
    settle(&mut harness);
    for words in [
        "Status: Approved with conditions",
        "Conditions: No replay of sessions.",
    ] {
        assert!(has(&harness, words), "{words}");
    }
    undo(&mut harness);
    assert_eq!(assessment(&harness).status(), Status::Draft);
}

#[test]
fn every_field_of_the_engagement_is_a_step_of_its_own() {
    let (mut harness, _folder) = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::G);
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Engagement);
    let before = assessment(&harness).engagement.clone();
    for (role, label, name) in [
        (
            Role::RadioButton,
            "Sensitivity 4: special categories, secrets",
            "sensitivity of the data",
        ),
        (
            Role::RadioButton,
            "Volume 4: over 100 000 people",
            "people concerned",
        ),
        (
            Role::RadioButton,
            "Criticality 1: work goes on without the vendor",
            "criticality of the vendor",
        ),
        (Role::RadioButton, "Role: processor", "role of the customer"),
        (Role::CheckBox, "EU and EEA", "data from the EU"),
        (Role::CheckBox, "United Kingdom", "data from the UK"),
        (Role::CheckBox, "Switzerland", "data from Switzerland"),
        (Role::Button, "+ source code", "kinds of data"),
    ] {
        harness.get_by_role_and_label(role, label).click();
        settle(&mut harness);
        let undo = harness.state().facts().undo;
        assert_eq!(undo.as_deref(), Some(name), "{label}");
    }
    let now = &assessment(&harness).engagement;
    assert_eq!((now.sensitivity, now.volume, now.criticality), (4, 4, 1));
    assert_eq!(now.role, "processor");
    assert_eq!(now.data, ["source code"]);
    assert!(!now.is_european());
    for _ in 0..8 {
        undo(&mut harness);
    }
    assert_eq!(assessment(&harness).engagement, before);
}

#[test]
fn kinds_of_data_are_typed_and_taken_out() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Show(View::Engagement));
    let field = harness.get_by_role_and_label(Role::TextInput, "Kinds of data");
    field.focus();
    harness.run_ok();
    write(&mut harness, "salaries, sick leave");
    press(&mut harness, Key::Enter);
    assert_eq!(
        assessment(&harness).engagement.data,
        ["salaries", "sick leave"]
    );
    harness
        .get_by_role_and_label(Role::Button, "Take out salaries")
        .click();
    settle(&mut harness);
    assert_eq!(assessment(&harness).engagement.data, ["sick leave"]);
}

#[test]
fn the_matrix_shows_the_place_and_what_is_switched_off_has_its_reason() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Show(View::Engagement));
    assert!(has(&harness, "Moderate impact"));
    assert!(has(&harness, ", this assessment"));
    assert!(has(&harness, "No provision is switched off"));
    harness
        .get_by_role_and_label(Role::CheckBox, "Switzerland")
        .click();
    settle(&mut harness);
    assert!(has(&harness, "1 provision is switched off"));
    assert!(has(
        &harness,
        "No personal data from Switzerland is in play."
    ));
    harness
        .get_by_role_and_label(
            Role::RadioButton,
            "Criticality 4: the business stops without the vendor",
        )
        .click();
    settle(&mut harness);
    assert!(has(&harness, "Considerable impact"));
}

#[test]
fn the_next_review_is_offered_with_an_approval_and_can_be_set_by_itself() {
    let (mut harness, _folder) = opened();
    let fill = |harness: &mut Harness<'_, App>, label: &str, words: &str| {
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .focus();
        harness.run_ok();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run_ok();
        write(harness, words);
    };
    const NEXT: &str = "Next review (year-month-day, may be empty)";
    let set = |harness: &mut Harness<'_, App>| {
        harness
            .get_by_role_and_label(Role::Button, "Set status")
            .click();
        settle(harness);
    };
    command(&mut harness, Command::AskStatus(Status::Approved));
    fill(&mut harness, "Reason", "Little is sent.");
    set(&mut harness);
    let today = crate::ui::clock::today();
    let offered = assessment(&harness).next_review().expect("a year from now");
    assert!(offered > today);
    assert_eq!(assessment(&harness).status(), Status::Approved);
    // The day alone: the status is not set anew.
    command(&mut harness, Command::AskStatus(Status::Approved));
    fill(&mut harness, "Reason", "A new product comes in spring.");
    fill(&mut harness, NEXT, "2099-02-01");
    set(&mut harness);
    let now = assessment(&harness);
    assert_eq!(now.next_review(), Some(jiff::civil::date(2099, 2, 1)));
    assert_eq!(now.statuses.len(), 1);
    undo(&mut harness);
    assert_eq!(assessment(&harness).next_review(), Some(offered));
    undo(&mut harness);
    assert_eq!(assessment(&harness).next_review(), None, "both in one step");
    assert_eq!(assessment(&harness).status(), Status::Draft);
    // A day that is none, and one that has passed.
    command(&mut harness, Command::AskStatus(Status::Approved));
    fill(&mut harness, "Reason", "Little is sent.");
    for (day, why) in [
        ("spring", "Write the next review as 2027-11-21"),
        ("2001-01-01", "Give a next review that has not passed"),
    ] {
        fill(&mut harness, NEXT, day);
        assert!(has(&harness, why), "{why}");
    }
}
