//! Unsaved changes outlive a crash: kept after some seconds, offered at the next start, never lost silently.

use std::fs;

use super::*;
use crate::ui::command::Act;

fn window_at(files: Vec<PathBuf>, folder: &Path) -> Harness<'static, App> {
    let themes = Theme::builtin().expect("the built-in themes");
    let folder = folder.to_path_buf();
    let mut harness = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_max_steps(32)
        .build_eframe(|cc| {
            let mut app = App::new(cc, themes, files);
            app.begin_recovery(Some(folder));
            app
        });
    settle(&mut harness);
    harness
}

/// Lets some seconds pass on the window's clock.
fn wait(harness: &mut Harness<'_, App>) {
    for _ in 0..24 {
        harness.step();
    }
    settle(harness);
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder");
    entries
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "scruple"))
        .collect()
}

fn rename(harness: &mut Harness<'_, App>, vendor: &str) {
    command(
        harness,
        Command::Edit(crate::assessment::Edit::SetVendor(vendor.to_owned())),
    );
}

fn vendor(harness: &Harness<'_, App>) -> Option<String> {
    let session = harness.state().session.as_ref();
    session.map(|s| s.assessment.vendor.clone())
}

/// A window that opened a policy, changed it, kept it and then crashed.
fn crashed(folder: &Path) {
    let files = folder_with(&[("larkmoor-privacy.md", fixture::TEXT)]);
    let path = files.path().join("larkmoor-privacy.md");
    let mut harness = window_at(vec![path], folder);
    rename(&mut harness, "Larkmoor renamed");
    assert!(kept(folder).is_empty(), "not at once");
    wait(&mut harness);
    assert_eq!(kept(folder).len(), 1);
    // Dropped without a word, as in a crash: nothing asks, nothing is removed.
}

#[test]
fn what_a_crash_left_is_offered_and_recovered() {
    let folder = tempfile::tempdir().expect("a folder");
    crashed(folder.path());
    let mut harness = window_at(Vec::new(), folder.path());
    assert!(has(&harness, "Recover unsaved work?"));
    harness.check_accessibility();
    harness
        .get_by_label_contains("Recover Larkmoor renamed, changed at today")
        .click();
    settle(&mut harness);
    wait(&mut harness);
    assert_eq!(vendor(&harness).as_deref(), Some("Larkmoor renamed"));
    let session = harness.state().session.as_ref().expect("open");
    assert!(session.is_dirty() && session.is_worked_on());
    assert_eq!(session.assessment.documents.len(), 1);
    assert_eq!(kept(folder.path()).len(), 1, "one file replaced the other");
    // A second crash loses nothing either.
    drop(harness);
    let again = window_at(Vec::new(), folder.path());
    assert!(has(&again, "Recover Larkmoor renamed"));
}

#[test]
fn a_save_removes_the_recovery_file_and_so_does_closing_on_purpose() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = folder_with(&[("larkmoor-privacy.md", fixture::TEXT)]);
    let path = files.path().join("larkmoor-privacy.md");
    let mut harness = window_at(vec![path], folder.path());
    wait(&mut harness);
    assert_eq!(kept(folder.path()).len(), 1, "what was read is not saved");
    let what = Target::Assessment;
    let path = files.path().join("larkmoor.scruple");
    command(&mut harness, Command::SaveTo { what, path });
    assert!(kept(folder.path()).is_empty(), "it is saved");
    rename(&mut harness, "Another");
    wait(&mut harness);
    assert_eq!(kept(folder.path()).len(), 1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(kept(folder.path()).is_empty(), "it is as it was saved");
    rename(&mut harness, "Another");
    wait(&mut harness);
    command(&mut harness, Command::Act(Act::CloseAssessment));
    harness
        .get_by_role_and_label(Role::Button, "Close without saving")
        .click();
    settle(&mut harness);
    assert!(kept(folder.path()).is_empty(), "it was discarded");
}

#[test]
fn what_is_left_is_discarded_only_when_said_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    crashed(folder.path());
    let mut harness = window_at(Vec::new(), folder.path());
    harness.get_by_label("Decide later").click();
    settle(&mut harness);
    assert!(!has(&harness, "Recover unsaved work?"));
    assert_eq!(kept(folder.path()).len(), 1);
    command(&mut harness, Command::Act(Act::Recover));
    harness.get_by_label("Discard Larkmoor renamed").click();
    settle(&mut harness);
    assert_eq!(kept(folder.path()).len(), 1, "asked once more");
    harness.get_by_label("Discard for good").click();
    settle(&mut harness);
    assert!(kept(folder.path()).is_empty());
    assert!(!has(&harness, "Recover unsaved work?"));
    assert!(!harness.state().facts().left);
}

#[test]
fn a_damaged_recovery_file_is_told_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    crashed(folder.path());
    let [path] = kept(folder.path()).try_into().expect("one");
    let text = fs::read_to_string(&path).expect("its text");
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    fs::write(&path, half).expect("half of it");
    let harness = window_at(Vec::new(), folder.path());
    assert!(has(&harness, "cannot be recovered"));
    assert!(has(&harness, "It is kept at "));
    assert!(path.with_extension("damaged").exists());
}

#[test]
fn work_of_a_window_that_still_runs_is_not_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = folder_with(&[("larkmoor-privacy.md", fixture::TEXT)]);
    let mut one = window_at(
        vec![files.path().join("larkmoor-privacy.md")],
        folder.path(),
    );
    wait(&mut one);
    assert_eq!(kept(folder.path()).len(), 1);
    let two = window_at(Vec::new(), folder.path());
    assert!(!has(&two, "Recover unsaved work?"));
}

#[test]
fn recovering_over_changes_asks_first() {
    let folder = tempfile::tempdir().expect("a folder");
    crashed(folder.path());
    let files = folder_with(&[("other.md", fixture::TEXT)]);
    let mut harness = window_at(vec![files.path().join("other.md")], folder.path());
    harness.get_by_label("Decide later").click();
    settle(&mut harness);
    rename(&mut harness, "Open now");
    command(&mut harness, Command::Act(Act::Recover));
    harness
        .get_by_label_contains("Recover Larkmoor renamed")
        .click();
    settle(&mut harness);
    assert!(has(&harness, "Save the assessment of Open now?"));
    harness
        .get_by_role_and_label(Role::Button, "Close without saving")
        .click();
    settle(&mut harness);
    assert_eq!(vendor(&harness).as_deref(), Some("Larkmoor renamed"));
}

#[test]
fn a_folder_that_cannot_be_used_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a file");
    fs::write(&file, "").expect("a file");
    let harness = window_at(Vec::new(), &file.join("recovery"));
    assert!(has(&harness, "Unsaved changes are not kept for recovery"));
}
