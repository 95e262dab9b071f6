//! The flows of the window, by accessible name and without a GPU.

mod compare;
mod folders;
mod guide;
mod palette;
mod portfolio;
mod recovery;
mod report;
mod review;
#[cfg(feature = "screens")]
mod screens;
mod tour;
mod transfers;
mod versions;
mod weights;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::command::Command;
use super::state::View;
use super::theme::Theme;
use super::work::Target;
use super::{App, fixture};

fn window(files: Vec<PathBuf>) -> Harness<'static, App> {
    let themes = Theme::builtin().expect("the built-in themes");
    let mut harness = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_max_steps(32)
        .build_eframe(|cc| App::new(cc, themes, files));
    settle(&mut harness);
    harness
}

/// Steps until no job is under way and nothing is queued.
fn settle(harness: &mut Harness<'_, App>) {
    let start = Instant::now();
    loop {
        harness.run_ok();
        let app = harness.state();
        if app.jobs.is_idle() && app.queue.is_empty() {
            break;
        }
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "the jobs come to an end"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_ok();
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn opened() -> (Harness<'static, App>, tempfile::TempDir) {
    let folder = folder_with(&[("larkmoor-privacy.md", fixture::TEXT)]);
    let harness = window(vec![folder.path().join("larkmoor-privacy.md")]);
    (harness, folder)
}

fn score(harness: &Harness<'_, App>) -> f64 {
    let session = harness
        .state()
        .session
        .as_ref()
        .expect("an assessment is open");
    session.score().total.residual
}

fn command(harness: &mut Harness<'_, App>, command: Command) {
    harness.state_mut().queue.push(command);
    settle(harness);
}

fn has(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_welcome_screen_says_what_to_do_and_that_nothing_leaves_the_computer() {
    let harness = window(Vec::new());
    for words in ["Open files", "Paste text", "Type a path"] {
        let button = harness.get_by_role_and_label(Role::Button, words);
        assert!(!button.accesskit_node().is_disabled(), "{words}");
    }
    assert!(has(&harness, "Offline: everything stays on this computer"));
    assert!(has(&harness, "Drop a vendor’s policies here"));
    assert!(has(&harness, "Saved assessments will stand here."));
}

#[test]
fn a_typed_path_opens_a_policy_and_its_findings_are_listed() {
    let folder = folder_with(&[("larkmoor-privacy.md", fixture::TEXT)]);
    let mut harness = window(Vec::new());
    harness
        .get_by_role_and_label(Role::Button, "Type a path")
        .click();
    harness.run_ok();
    let field = harness.get_by_role_and_label(Role::TextInput, "Path of a file, a folder or a zip");
    let path = folder.path().join("larkmoor-privacy.md");
    field.type_text(&path.display().to_string());
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, "Open").click();
    settle(&mut harness);
    assert!(has(&harness, "Score "), "the header tells the score");
    assert!(
        has(&harness, "Section 2 Advertising"),
        "the outline is shown"
    );
    let session = harness.state().session.as_ref().expect("open");
    let replay = session.row("telemetry.session_replay").expect("a row");
    assert!(replay.0.state.is_found());
}

#[test]
fn tabs_lead_to_the_views() {
    let (mut harness, _folder) = opened();
    for view in [View::Weights, View::Transfers, View::Assessment] {
        harness
            .get_by_role_and_label(Role::Tab, view.name())
            .click();
        settle(&mut harness);
        assert_eq!(harness.state().shown.view, view);
    }
}

#[test]
fn the_details_of_an_assessment_can_be_changed_as_one_step() {
    let (mut harness, _folder) = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    settle(&mut harness);
    harness
        .get_by_role_and_label(Role::CheckBox, "Switzerland")
        .click();
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, "Apply").click();
    settle(&mut harness);
    let swiss = |h: &Harness<'_, App>| {
        let session = h.state().session.as_ref().expect("open");
        session.assessment.engagement.switzerland
    };
    assert!(!swiss(&harness));
    assert_eq!(
        harness.state().facts().undo.as_deref(),
        Some("details of the assessment")
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(swiss(&harness));
}

#[test]
fn a_chosen_finding_is_explained_with_its_quote() {
    let (mut harness, _folder) = opened();
    command(
        &mut harness,
        Command::SelectRow("telemetry.session_replay".to_owned()),
    );
    assert!(has(&harness, "session replay software"), "the quote");
    for part in ["How it was read", "Arithmetic", "Why it matters"] {
        assert!(has(&harness, part), "{part}");
    }
    assert!(has(&harness, "Base severity"));
    assert!(has(&harness, "Quote "), "the reader says which one it is");
}

#[test]
fn f8_walks_through_the_quotes() {
    let (mut harness, _folder) = opened();
    harness.key_press(Key::F8);
    settle(&mut harness);
    let first = harness.state().shown.row.clone();
    harness.key_press(Key::F8);
    settle(&mut harness);
    let second = (
        harness.state().shown.row.clone(),
        harness.state().shown.quote,
    );
    assert!(first.is_some());
    assert_ne!((first, 0), second);
}

#[test]
fn a_decision_needs_a_reason_and_can_be_undone() {
    let (mut harness, _folder) = opened();
    command(
        &mut harness,
        Command::SelectRow("telemetry.session_replay".to_owned()),
    );
    let reject = harness.get_by_role_and_label(Role::Button, "Reject");
    assert!(
        reject.accesskit_node().is_disabled(),
        "without a reason it is barred"
    );
    harness.state_mut().shown.draft.reason = "The recorder was switched off.".to_owned();
    harness.run_ok();
    harness
        .get_by_role_and_label(Role::Button, "Reject")
        .click();
    settle(&mut harness);
    let state = |h: &Harness<'_, App>| {
        let session = h.state().session.as_ref().expect("open");
        session
            .row("telemetry.session_replay")
            .expect("a row")
            .0
            .state
    };
    assert!(
        !state(&harness).is_found(),
        "a rejected finding counts no more"
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(state(&harness).is_found());
}

#[test]
fn exports_land_where_they_were_asked_for() {
    let (mut harness, folder) = opened();
    for (what, name, start) in [
        (Target::Pdf, "report.pdf", "%PDF"),
        (Target::Json, "report.json", "{"),
    ] {
        let path = folder.path().join(name);
        command(
            &mut harness,
            Command::SaveTo {
                what,
                path: path.clone(),
            },
        );
        let bytes = std::fs::read(&path).expect("the file is there");
        assert!(bytes.starts_with(start.as_bytes()), "{name}");
        assert!(has(&harness, &format!("Exported {name}")));
    }
}

#[test]
fn a_saved_assessment_opens_as_it_was_and_is_clean() {
    let (mut harness, folder) = opened();
    command(&mut harness, Command::Show(View::Weights));
    harness
        .get_by_role_and_label(Role::Slider, "Weight of Telemetry")
        .set_value_accesskit(3.0);
    settle(&mut harness);
    let before = score(&harness);
    let path = folder.path().join("larkmoor.scruple");
    let what = Target::Assessment;
    command(
        &mut harness,
        Command::SaveTo {
            what,
            path: path.clone(),
        },
    );
    let session = harness.state().session.as_ref().expect("open");
    assert!(!session.is_dirty());
    assert_eq!(harness.state().prefs.recent.len(), 1);

    let again = window(vec![path]);
    assert!((score(&again) - before).abs() < 1e-9);
    let session = again.state().session.as_ref().expect("open");
    assert!(!session.is_dirty());
}

#[test]
fn a_bad_file_is_named_and_the_others_are_read() {
    let folder = folder_with(&[("larkmoor-privacy.md", fixture::TEXT), ("empty.txt", "")]);
    let harness = window(vec![
        folder.path().join("empty.txt"),
        folder.path().join("missing.pdf"),
        folder.path().join("larkmoor-privacy.md"),
    ]);
    assert!(has(&harness, "empty.txt was not read"));
    assert!(has(&harness, "missing.pdf was not read"));
    let session = harness
        .state()
        .session
        .as_ref()
        .expect("the good file is open");
    assert_eq!(session.assessment.documents.len(), 1);
}

#[test]
fn a_document_is_added_once_and_can_be_taken_back() {
    let (mut harness, folder) = opened();
    let path = folder.path().join("larkmoor-privacy.md");
    command(&mut harness, Command::AddPaths(vec![path]));
    assert!(has(&harness, "was left out"));
    let text = "We sell personal information to data brokers.".to_owned();
    let name = "Addendum".to_owned();
    command(&mut harness, Command::AddText { name, text });
    let count = |h: &Harness<'_, App>| {
        h.state()
            .session
            .as_ref()
            .map_or(0, |s| s.assessment.documents.len())
    };
    assert_eq!(count(&harness), 2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(count(&harness), 1);
}

#[test]
fn closing_with_changes_asks_first() {
    let (mut harness, _folder) = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    settle(&mut harness);
    assert!(has(&harness, "Save the assessment of"));
    harness
        .get_by_role_and_label(Role::Button, "Cancel")
        .click();
    settle(&mut harness);
    assert!(harness.state().session.is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
    settle(&mut harness);
    harness
        .get_by_role_and_label(Role::Button, "Close without saving")
        .click();
    settle(&mut harness);
    assert!(harness.state().session.is_none());
    assert!(has(&harness, "Drop a vendor’s policies here"));
}

#[test]
fn what_was_read_for_a_closed_assessment_is_dropped() {
    let (mut harness, folder) = opened();
    let path = folder.path().join("second.md");
    std::fs::write(&path, "We sell personal information.").expect("a file");
    harness
        .state_mut()
        .queue
        .push(Command::AddPaths(vec![path]));
    harness
        .state_mut()
        .queue
        .push(Command::Act(super::command::Act::CloseAssessment));
    harness.state_mut().queue.push(Command::DiscardAndGo);
    settle(&mut harness);
    assert!(
        harness.state().session.is_none(),
        "a stale result opens nothing"
    );
}

#[test]
fn words_are_found_in_the_document() {
    let (mut harness, _folder) = opened();
    harness.state_mut().shown.find = "ADVERTISING".to_owned();
    settle(&mut harness);
    assert!(has(&harness, "1 of 2"), "the heading and the clause");
}

#[test]
fn every_view_and_sample_has_names_and_glyphs_for_everything() {
    // kittest itself fails where an input has no name or a glyph is missing.
    for index in 0..super::samples::SAMPLES.len() {
        let mut harness = window(Vec::new());
        command(&mut harness, Command::OpenSample(index));
        for view in View::ALL {
            command(&mut harness, Command::Show(view));
            harness.check_accessibility();
        }
    }
}

#[test]
fn only_what_is_in_view_is_laid_out() {
    let shapes = |paragraphs: usize| {
        let text = "We collect log data about how the service is used, and we keep it.\n\n"
            .repeat(paragraphs);
        let folder = folder_with(&[("long.md", &text)]);
        let harness = window(vec![folder.path().join("long.md")]);
        let session = harness.state().session.as_ref().expect("open");
        assert!(
            session
                .assessment
                .documents
                .iter()
                .any(|d| d.text.len() > 40 * paragraphs)
        );
        harness.output().shapes.len()
    };
    let (short, long) = (shapes(100), shapes(2000));
    // The overview has a mark for each quote; the text itself must not grow with the document.
    assert!(long < short + 2 * 1900 + 200, "{short} shapes and {long}");
}

#[test]
fn an_idle_window_asks_for_no_frame() {
    let (mut harness, _folder) = opened();
    settle(&mut harness);
    harness.step();
    let delay = harness
        .output()
        .viewport_output
        .values()
        .map(|v| v.repaint_delay)
        .min();
    assert!(delay > Some(Duration::from_secs(1)), "{delay:?}");
}

#[test]
fn panels_do_not_reach_into_files() {
    // Files are read and written in jobs only.
    for file in ["src/ui/panels", "src/ui/widgets.rs", "src/ui.rs"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let mut stack = vec![path];
        while let Some(path) = stack.pop() {
            if path.is_dir() {
                let entries = std::fs::read_dir(&path).expect("a folder");
                stack.extend(entries.filter_map(Result::ok).map(|e| e.path()));
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source file");
            assert!(!text.contains("std::fs"), "{}", path.display());
        }
    }
}
