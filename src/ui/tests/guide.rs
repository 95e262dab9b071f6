//! The guide: every provision of the catalogue, by keyboard and by accessible name.

use super::*;

const FIELD: &str = "Search provisions";
const REPLAY: &str = "telemetry.session_replay";

fn is_open(harness: &Harness<'_, App>) -> bool {
    harness
        .query_by_role_and_label(Role::TextInput, FIELD)
        .is_some()
}

fn guide(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    settle(harness);
}

fn typed(harness: &mut Harness<'_, App>, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, FIELD)
        .type_text(words);
    settle(harness);
}

/// Name of a provision in the catalogue.
fn name(harness: &Harness<'_, App>, id: &str) -> String {
    let engine = harness.state().engine.clone().expect("loaded");
    engine.catalogue().provision(id).expect(id).name.clone()
}

/// What the page is headed with.
fn headed(harness: &Harness<'_, App>, name: &str) -> bool {
    harness
        .query_by_role_and_label(Role::Heading, name)
        .is_some()
}

#[test]
fn its_keys_open_and_close_it_without_an_assessment() {
    let mut harness = window(Vec::new());
    guide(&mut harness);
    assert!(is_open(&harness));
    harness.check_accessibility();
    let engine = harness.state().engine.clone().expect("loaded");
    let count = engine.catalogue().provisions.len();
    assert!(has(&harness, &format!("All {count} provisions")));
    let first = engine.catalogue().provisions.first().expect("a provision");
    assert!(headed(&harness, &first.name));
    for part in [
        "What it is",
        "Why it matters",
        "Law",
        "What silence means",
        "Examples",
    ] {
        assert!(headed(&harness, part), "{part}");
    }
    assert!(!has(&harness, "Show the finding"), "there is none");
    guide(&mut harness);
    assert!(!is_open(&harness), "the same keys close it");
    guide(&mut harness);
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(!is_open(&harness));
}

#[test]
fn the_chosen_finding_is_explained_and_leads_back() {
    let (mut harness, _folder) = opened();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F1);
    settle(&mut harness);
    assert!(!is_open(&harness), "nothing is chosen");
    command(&mut harness, Command::SelectRow(REPLAY.to_owned()));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F1);
    settle(&mut harness);
    assert!(is_open(&harness));
    let replay = name(&harness, REPLAY);
    assert!(headed(&harness, &replay));
    // Another one is chosen by the arrows, and shown in the assessment.
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    assert!(!headed(&harness, &replay));
    harness
        .get_by_role_and_label(Role::Button, "Show the finding")
        .click();
    settle(&mut harness);
    assert!(!is_open(&harness));
    let row = harness.state().shown.row.clone().expect("a finding");
    assert_ne!(row, REPLAY);
    assert_eq!(harness.state().shown.view, View::Assessment);
}

#[test]
fn words_find_a_provision_and_a_category_its_own() {
    let mut harness = window(Vec::new());
    guide(&mut harness);
    typed(&mut harness, "session replay");
    assert!(
        headed(&harness, &name(&harness, REPLAY)),
        "the best is shown"
    );
    assert!(has(&harness, "provisions"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_ok();
    typed(&mut harness, "Telemetry");
    let engine = harness.state().engine.clone().expect("loaded");
    let of: Vec<_> = engine.catalogue().provisions_of("telemetry").collect();
    let all = engine.catalogue().provisions.len();
    assert!(has(&harness, &format!("{} of {all} provisions", of.len())));
    assert!(headed(&harness, &of.first().expect("one").name));
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    assert!(headed(&harness, &of.get(1).expect("two").name));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_ok();
    typed(&mut harness, "zzzz qqqq");
    assert!(has(&harness, "No provision has these words"));
    harness.check_accessibility();
}

#[test]
fn the_ask_is_copied_from_its_page() {
    let mut harness = window(Vec::new());
    command(&mut harness, Command::Explain(REPLAY.to_owned()));
    harness
        .get_by_role_and_label(Role::Button, "Copy the ask")
        .click_accesskit();
    harness.step();
    let engine = harness.state().engine.clone().expect("loaded");
    let ask = &engine
        .catalogue()
        .provision(REPLAY)
        .expect("there")
        .texts
        .ask;
    let copied = harness
        .output()
        .platform_output
        .commands
        .iter()
        .any(|c| matches!(c, egui::OutputCommand::CopyText(words) if words == ask));
    assert!(copied);
}
