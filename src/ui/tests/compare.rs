//! The compare view.

use egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

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

/// A folder as the system hands it over.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a folder".to_owned())
    }
}

#[test]
fn what_is_dropped_on_the_view_stands_beside_the_open_vendor() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Show(View::Compare));
    let folder = folder_with(&[("ospreyfield.md", OTHER)]);
    let dropped = Dropped(folder.path().to_path_buf());
    let files = &mut harness.input_mut().dropped_files;
    files.push(std::sync::Arc::new(dropped));
    settle(&mut harness);
    assert!(has(&harness, "Compare 2 vendors"));
    assert!(has(&harness, "Remove Ospreyfield"));
    let session = harness.state().session.as_ref().expect("open");
    assert_eq!(session.assessment.documents.len(), 1, "nothing was added");
    assert_eq!(session.assessment.vendor, "Larkmoor Analytics");
    // What cannot be read is said, and takes no place.
    let missing = folder.path().join("missing.pdf");
    command(&mut harness, Command::AddPaths(vec![missing]));
    assert!(has(&harness, "missing.pdf"));
    assert!(has(&harness, "Compare 2 vendors"));
}

#[test]
fn the_order_can_be_chosen() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Show(View::Compare));
    let folder = folder_with(&[("ospreyfield.md", OTHER)]);
    let path = folder.path().to_path_buf();
    command(&mut harness, Command::AddPaths(vec![path]));
    let first = |h: &egui_kittest::Harness<'_, crate::ui::App>| {
        let mut rows: Vec<(f32, String)> = h
            .query_all_by_label_contains(" vendors permit it.")
            .map(|row| {
                let name = row.accesskit_node().label().unwrap_or_default();
                (row.rect().top(), name)
            })
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().next().expect("a row").1
    };
    let comparison = harness.state().compare.comparison().expect("compared");
    let widest = comparison.lines.first().expect("a line").name.clone();
    assert!(first(&harness).starts_with(&widest));
    harness
        .get_by_role_and_label(Role::RadioButton, "Order: by category")
        .click();
    settle(&mut harness);
    let engine = harness.state().engine.clone().expect("loaded");
    let comparison = harness.state().compare.comparison().expect("compared");
    let differs = |id: &str| comparison.lines.iter().any(|l| l.id == id && l.differs);
    let mut provisions = engine.catalogue().provisions.iter();
    let expected = provisions
        .find(|p| differs(&p.id))
        .expect("one")
        .name
        .clone();
    assert!(first(&harness).starts_with(&expected), "{expected}");
}

#[test]
fn six_stand_side_by_side_and_a_seventh_is_refused_in_words() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Show(View::Compare));
    let names = ["Ada", "Bel", "Cor", "Dun", "Elt"];
    let vendors: Vec<_> = names
        .iter()
        .map(|name| folder_with(&[("policy.md", &OTHER.replace("Ospreyfield", name))]))
        .collect();
    for folder in &vendors {
        let path = folder.path().to_path_buf();
        command(&mut harness, Command::AddPaths(vec![path]));
    }
    assert!(has(&harness, "Compare 6 vendors"));
    harness.check_accessibility();
    let seventh = folder_with(&[("ospreyfield.md", OTHER)]);
    let path = seventh.path().to_path_buf();
    command(&mut harness, Command::AddPaths(vec![path]));
    assert!(has(&harness, "No vendor was added"));
    assert!(has(&harness, "Compare 6 vendors"));
    assert!(!has(&harness, "Ospreyfield"));
}
