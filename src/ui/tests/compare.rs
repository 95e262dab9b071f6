//! The compare view.

use egui::Role;
use egui_kittest::kittest::Queryable as _;

use super::{command, folder_with, has, opened, settle};
use crate::intake::{self, Input, Unwatched};
use crate::ui::command::Command;
use crate::ui::compare::Ask;
use crate::ui::state::View;

const OTHER: &str = "# Ospreyfield Privacy Policy\n\nLast updated: 3 May 2026\n\nOspreyfield Ltd. (“Ospreyfield”, “we”) writes \
                     this policy.\n\n## 1. Advertising\n\nWe do not share your personal information with advertising \
                     partners.\n\n## 2. Recordings\n\nWe do not record your sessions.\n";

#[test]
fn another_vendor_stands_beside_the_open_one_and_can_be_taken_away() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Show(View::Compare));
    assert!(has(&harness, "Choose up to five vendors"));
    let folder = folder_with(&[("ospreyfield.md", OTHER)]);
    let engine = harness.state().engine.clone().expect("loaded");
    let inputs = vec![Input::Path(folder.path().to_path_buf())];
    let found = intake::gather(inputs, engine.limits(), &Unwatched);
    let group = intake::vendors::groups(found).remove(0);
    command(&mut harness, Command::Compare(Ask::Add(Box::new(group))));
    settle(&mut harness);
    assert!(has(&harness, "Compare 2 vendors"));
    assert!(has(&harness, "Remove Ospreyfield"));
    // Larkmoor records sessions, Ospreyfield does not.
    assert!(has(&harness, "Sessions are recorded: Larkmoor"));
    let comparison = harness.state().compare.comparison().expect("compared");
    let replay = comparison
        .lines
        .iter()
        .find(|l| l.id == "telemetry.session_replay")
        .expect("a line");
    assert!(replay.differs && replay.spread > 20.0, "{}", replay.spread);
    harness
        .get_by_role_and_label(Role::Button, "Remove Ospreyfield")
        .click();
    settle(&mut harness);
    assert!(has(&harness, "Choose up to five vendors"));
}

#[test]
fn a_vendor_whose_reading_was_stopped_takes_no_place() {
    let (mut harness, _folder) = opened();
    let folder = folder_with(&[("ospreyfield.md", OTHER)]);
    let engine = harness.state().engine.clone().expect("loaded");
    let inputs = vec![Input::Path(folder.path().to_path_buf())];
    let found = intake::gather(inputs, engine.limits(), &Unwatched);
    let group = intake::vendors::groups(found).remove(0);
    let app = harness.state_mut();
    let session = app.session.as_ref().expect("open");
    let ask = Ask::Add(Box::new(group));
    app.compare.ask(ask, session, &engine, &mut app.jobs);
    assert!(app.compare.is_reading());
    let (job, _) = app.jobs.shown().expect("it is shown");
    command(&mut harness, Command::Cancel(job));
    assert!(!harness.state().compare.is_reading());
}
