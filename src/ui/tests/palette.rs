//! The palette, the page of keys and the messages, by keyboard and by accessible name.

use super::*;
use crate::ui::command::{Act, TABLE};

const FIELD: &str = "Search commands, findings and documents";

fn palette() -> (Harness<'static, App>, tempfile::TempDir) {
    let (mut harness, folder) = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut harness);
    (harness, folder)
}

fn typed(harness: &mut Harness<'_, App>, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, FIELD)
        .type_text(words);
    settle(harness);
}

fn is_open(harness: &Harness<'_, App>) -> bool {
    harness
        .query_by_role_and_label(Role::TextInput, FIELD)
        .is_some()
}

#[test]
fn a_command_is_found_by_parts_of_its_words_and_run() {
    let (mut harness, _folder) = palette();
    harness.check_accessibility();
    typed(&mut harness, "wei");
    assert!(has(&harness, "Weights, "), "with its keys");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(!is_open(&harness));
    assert_eq!(harness.state().shown.view, View::Weights);
}

#[test]
fn arrows_choose_and_escape_closes() {
    let (mut harness, _folder) = palette();
    typed(&mut harness, "view transfers");
    typed(&mut harness, " ");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(!is_open(&harness));
    assert_eq!(harness.state().shown.view, View::Assessment);

    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    settle(&mut harness);
    typed(&mut harness, "paper");
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(
        harness.state().prefs.appearance,
        crate::ui::state::Appearance::Dark,
        "the second of light and dark paper"
    );
}

#[test]
fn what_cannot_be_done_says_why_and_stays() {
    let mut harness = window(Vec::new());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut harness);
    typed(&mut harness, "export pdf");
    assert!(has(
        &harness,
        "Export PDF…, not now: Open a vendor’s policies first"
    ));
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(is_open(&harness), "its reason is still to be read");
    assert!(harness.state().dialog.is_some());
    typed(&mut harness, " zzzz");
    assert!(has(&harness, "Nothing has a name like this"));
}

#[test]
fn findings_and_documents_are_found_by_name() {
    let (mut harness, _folder) = palette();
    typed(&mut harness, "session replay");
    assert!(has(&harness, "Finding Sessions are recorded"));
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(
        harness.state().shown.row.as_deref(),
        Some("telemetry.session_replay")
    );
    command(&mut harness, Command::Show(View::Weights));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut harness);
    typed(&mut harness, "larkmoor-privacy");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Assessment);
}

#[test]
fn the_keyboard_goes_back_to_where_it_was() {
    let (mut harness, _folder) = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    settle(&mut harness);
    let before = harness.ctx.memory(egui::Memory::focused);
    assert!(before.is_some());
    for key in [Key::K, Key::Slash] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        settle(&mut harness);
        assert!(harness.state().dialog.is_some());
        harness.key_press(Key::Escape);
        settle(&mut harness);
        assert!(harness.state().dialog.is_none());
        assert_eq!(harness.ctx.memory(egui::Memory::focused), before);
    }
    // What a command gives the keyboard to, has it.
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(harness.ctx.memory(egui::Memory::focused), None);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut harness);
    typed(&mut harness, "find in document");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.ctx.memory(egui::Memory::focused), before);
}

#[test]
fn the_page_of_keys_has_all_of_the_table() {
    let mut harness = window(Vec::new());
    harness.key_press(Key::F1);
    settle(&mut harness);
    assert!(has(&harness, "Keyboard shortcuts"));
    harness.check_accessibility();
    for entry in TABLE.iter().filter(|e| e.keys.is_some()) {
        assert!(
            has(&harness, &format!("{}: ", entry.name)),
            "{}",
            entry.name
        );
    }
    assert!(has(&harness, "or "), "second keys are there");
    harness
        .get_by_role_and_label(Role::Button, "Search all commands")
        .click();
    settle(&mut harness);
    assert!(is_open(&harness));
}

#[test]
fn what_was_said_can_be_read_again() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Act(Act::Copy));
    command(
        &mut harness,
        Command::SelectRow("telemetry.session_replay".to_owned()),
    );
    command(&mut harness, Command::Act(Act::Copy));
    for _ in 0..40 {
        harness.step();
    }
    assert!(!has(&harness, "The ask is on the clipboard"), "it is over");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    settle(&mut harness);
    assert!(has(&harness, "The ask is on the clipboard"));
    harness.check_accessibility();
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(!has(&harness, "The ask is on the clipboard"));
}
