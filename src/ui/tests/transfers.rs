//! The transfers: a look-up by hand is written down, needs a note where it does not confirm, and can be undone.

use super::*;
use crate::assessment::{Verdict, Verification};

const AGREEMENT: &str = "# Ternhill Data Processing Agreement\n\nEffective 3 March 2026\n\n## 1 Transfers\n\nWe comply with \
                         the EU-U.S. Data Privacy Framework and have certified this to the U.S. Department of Commerce. \
                         Otherwise the Standard Contractual Clauses of Decision (EU) 2021/914 apply.\n";

const LISTED: &str = "The vendor is on the Data Privacy Framework list";

fn transfers() -> (Harness<'static, App>, tempfile::TempDir) {
    let folder = folder_with(&[("ternhill-dpa.md", AGREEMENT)]);
    let mut harness = window(vec![folder.path().join("ternhill-dpa.md")]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Transfers);
    (harness, folder)
}

fn looked_up<'a>(harness: &'a Harness<'_, App>) -> &'a [Verification] {
    let session = harness.state().session.as_ref().expect("open");
    &session.assessment.verifications
}

fn choose(harness: &mut Harness<'_, App>, verdict: Verdict) {
    harness
        .get_by_role_and_label(Role::RadioButton, verdict.name())
        .click();
    settle(harness);
}

fn fill(harness: &mut Harness<'_, App>, field: &str, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_ok();
    harness.event(egui::Event::Text(words.to_owned()));
    settle(harness);
}

fn record(harness: &mut Harness<'_, App>) {
    harness
        .get_by_role_and_label(Role::Button, "Record")
        .click();
    settle(harness);
}

fn is_barred(harness: &Harness<'_, App>) -> bool {
    let button = harness.get_by_role_and_label(Role::Button, "Record");
    button.accesskit_node().is_disabled()
}

fn asks(harness: &Harness<'_, App>) -> bool {
    harness
        .query_by_role_and_label(Role::Button, "Record")
        .is_some()
}

#[test]
fn a_look_up_is_written_down_by_keyboard_and_can_be_undone() {
    let (mut harness, _folder) = transfers();
    for words in ["To verify by hand", LISTED, "0 of "] {
        assert!(has(&harness, words), "{words}");
    }
    harness.check_accessibility();
    harness.key_press(Key::V);
    settle(&mut harness);
    assert!(asks(&harness));
    harness.check_accessibility();
    assert!(is_barred(&harness), "nothing is chosen yet");
    // The first choice has the keyboard: what was found needs no pointer.
    harness.key_press(Key::Space);
    settle(&mut harness);
    assert!(!is_barred(&harness), "the note may be empty where it is so");
    fill(&mut harness, "Looked up by", "M. Castell");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(!asks(&harness));
    let found = looked_up(&harness).first().expect("a look-up");
    assert_eq!(
        (found.verdict, found.by.as_str()),
        (Verdict::Holds, "M. Castell")
    );
    let what = found.what.clone();
    assert!(has(&harness, &format!("Verified: {what}")));
    assert!(has(&harness, "It is so, "), "with its day and who");
    assert!(has(&harness, "1 of "), "the count follows");
    let name = harness.state().facts().undo.expect("a step");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(looked_up(&harness).is_empty());
    assert!(has(&harness, &format!("Not verified: {what}")));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    settle(&mut harness);
    assert_eq!(looked_up(&harness).len(), 1);
    assert_eq!(harness.state().facts().undo, Some(name));
}

#[test]
fn it_is_not_so_needs_a_note() {
    let (mut harness, _folder) = transfers();
    harness
        .get_by_role_and_label(Role::Button, &format!("Record… {LISTED}"))
        .click_accesskit();
    settle(&mut harness);
    choose(&mut harness, Verdict::Fails);
    assert!(is_barred(&harness));
    assert!(has(&harness, "Write a note on what was found"));
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(looked_up(&harness).is_empty(), "Enter does not pass it by");
    fill(&mut harness, "Note", "Not on the list of 2 November.");
    record(&mut harness);
    let found = looked_up(&harness).first().expect("a look-up");
    assert_eq!(found.verdict, Verdict::Fails);
    assert_eq!(found.note, "Not on the list of 2 November.");
    for words in ["Not on the list of 2 November.", "Record again… "] {
        assert!(has(&harness, words), "{words}");
    }
    // What was found later counts, and the one before stays to be read.
    harness
        .get_by_role_and_label(Role::Button, &format!("Record again… {LISTED}"))
        .click_accesskit();
    settle(&mut harness);
    choose(&mut harness, Verdict::Holds);
    record(&mut harness);
    assert!(has(&harness, &format!("Verified: {LISTED}")));
    assert!(has(&harness, "Before: It is not so"));
    harness
        .get_by_role_and_label(Role::Button, &format!("Take back the look-up: {LISTED}"))
        .click_accesskit();
    settle(&mut harness);
    assert!(has(&harness, &format!("Verified: not so: {LISTED}")));
    assert_eq!(looked_up(&harness).len(), 1);
}

#[test]
fn a_day_that_has_not_come_is_refused() {
    let (mut harness, _folder) = transfers();
    harness.key_press(Key::V);
    settle(&mut harness);
    choose(&mut harness, Verdict::Holds);
    for (day, why) in [
        ("2999-01-01", "Give a day that has come"),
        ("yesterday", "Write the day as "),
    ] {
        fill(&mut harness, "Looked up on (year-month-day)", day);
        assert!(is_barred(&harness), "{day}");
        assert!(has(&harness, why), "{why}");
    }
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(looked_up(&harness).is_empty());
}

#[test]
fn a_mechanism_leads_to_its_document_and_a_look_up_to_its_finding() {
    let (mut harness, _folder) = transfers();
    harness
        .query_all_by_label_contains("Show the finding on ")
        .next()
        .expect("a way to the finding")
        .click_accesskit();
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Assessment);
    let row = harness.state().shown.row.clone().expect("a finding");
    assert!(row.starts_with("transfers."), "{row}");
    command(&mut harness, Command::Show(View::Transfers));
    harness
        .query_all_by_role(Role::Button)
        .find(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            name.contains(" on the document’s date, ")
        })
        .expect("a mechanism")
        .click_accesskit();
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Assessment);
}
