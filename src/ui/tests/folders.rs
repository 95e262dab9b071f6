//! Folders of several vendors, archives, copies and hidden passages in the window.

use std::io::{Cursor, Write as _};

use super::*;
use crate::assessment::edit::Edit;
use crate::document::{Counts, Kind, PageStart};
use crate::ui::command::Act;

fn folder_of(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}

fn named(vendor: &str) -> String {
    fixture::TEXT.replace("Larkmoor Analytics", vendor)
}

/// A folder with three vendors: a folder with two papers, a folder with one, and an archive.
pub fn vendors() -> tempfile::TempDir {
    let (alder, birch, cedar) = (named("Alder"), named("Birch"), named("Cedar"));
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("privacy.md", zip::write::SimpleFileOptions::default())
        .expect("a part");
    writer.write_all(cedar.as_bytes()).expect("its bytes");
    let archive = writer.finish().expect("an archive").into_inner();
    folder_of(&[
        ("all/alder/privacy.md", alder.as_bytes()),
        (
            "all/alder/dpa.md",
            b"# Data Processing Agreement\n\nThe processor shall not sell personal data.",
        ),
        ("all/birch/privacy.md", birch.as_bytes()),
        ("all/cedar.zip", &archive),
    ])
}

fn documents(harness: &Harness<'_, App>) -> usize {
    let session = harness.state().session.as_ref();
    session.map_or(0, |s| s.assessment.documents.len())
}

fn vendor(harness: &Harness<'_, App>) -> String {
    let session = harness.state().session.as_ref();
    session.map_or(String::new(), |s| s.assessment.vendor.clone())
}

#[test]
fn a_folder_of_vendors_asks_which_one_and_leads_to_the_next() {
    let folder = vendors();
    let mut harness = window(vec![folder.path().join("all")]);
    assert!(has(&harness, "3 vendors in “all”"));
    assert!(has(&harness, "Vendor alder, 2 documents"));
    assert!(
        harness.state().session.is_none(),
        "nothing is opened unasked"
    );
    harness.check_accessibility();
    harness.key_press(Key::ArrowDown);
    harness.run_ok();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(
        (vendor(&harness).as_str(), documents(&harness)),
        ("Birch", 1)
    );
    assert!(has(&harness, "Next vendor of all: cedar"));
    harness
        .get_by_role_and_label(Role::Button, "Next vendor of all: cedar")
        .click();
    settle(&mut harness);
    assert_eq!(
        (vendor(&harness).as_str(), documents(&harness)),
        ("Cedar", 1)
    );
    assert!(!has(&harness, "Next vendor of all"), "it is the last");
    // Back by the keys, past the second.
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::PageUp);
        settle(&mut harness);
    }
    assert_eq!(
        (vendor(&harness).as_str(), documents(&harness)),
        ("Alder", 2)
    );
    command(&mut harness, Command::Act(Act::Vendors));
    assert!(has(&harness, "Vendor alder, 2 documents, open now"));
}

#[test]
fn the_choice_can_be_cancelled_and_made_by_clicking() {
    let folder = vendors();
    let mut harness = window(vec![folder.path().join("all")]);
    harness
        .get_by_role_and_label(Role::Button, "Cancel")
        .click();
    settle(&mut harness);
    assert!(harness.state().session.is_none());
    // It stays within reach.
    command(&mut harness, Command::Act(Act::Vendors));
    harness
        .get_by_role_and_label(Role::Button, "Vendor cedar, 1 document")
        .click();
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, "Open").click();
    settle(&mut harness);
    assert_eq!(vendor(&harness), "Cedar");
}

#[test]
fn all_can_be_read_as_one_vendor() {
    let folder = vendors();
    let mut harness = window(vec![folder.path().join("all")]);
    harness
        .get_by_role_and_label(Role::Button, "Read all as one vendor")
        .click();
    settle(&mut harness);
    assert_eq!(documents(&harness), 4);
}

#[test]
fn going_to_another_vendor_asks_about_unsaved_changes() {
    let folder = vendors();
    let mut harness = window(vec![folder.path().join("all")]);
    command(&mut harness, Command::OpenVendor(0));
    harness.state_mut().dialog = None;
    command(&mut harness, Command::Show(View::Weights));
    harness
        .get_by_role_and_label(Role::Slider, "Weight of Telemetry")
        .set_value_accesskit(1.0);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    settle(&mut harness);
    assert!(has(&harness, "Save the assessment of Alder?"));
    assert_eq!(vendor(&harness), "Alder");
    harness
        .get_by_role_and_label(Role::Button, "Close without saving")
        .click();
    settle(&mut harness);
    assert_eq!(vendor(&harness), "Birch");
}

#[test]
fn an_archive_of_one_vendor_opens_at_once() {
    let folder = vendors();
    let harness = window(vec![folder.path().join("all/cedar.zip")]);
    assert_eq!(
        (vendor(&harness).as_str(), documents(&harness)),
        ("Cedar", 1)
    );
    assert!(harness.state().dialog.is_none());
}

#[test]
fn an_older_version_is_shown_as_such_and_can_be_made_to_count() {
    let old = fixture::TEXT.replace("4 February 2026", "1 March 2023");
    let folder = folder_with(&[("old.md", &old), ("new.md", fixture::TEXT)]);
    let paths = ["old.md", "new.md"].map(|n| folder.path().join(n));
    let mut harness = window(paths.to_vec());
    assert!(has(&harness, "An older version of new.md"), "the note");
    let alone = window(vec![folder.path().join("new.md")]);
    assert!((score(&harness) - score(&alone)).abs() < 1e-9);
    let counting = |h: &Harness<'_, App>| {
        let session = h.state().session.as_ref().expect("open");
        let editions = session.outcome.editions.iter();
        editions.filter(|e| e.standing.counts()).count()
    };
    assert_eq!(counting(&harness), 1);
    let counts = Counts::Always;
    command(
        &mut harness,
        Command::CountAs {
            document: 0,
            counts,
        },
    );
    assert_eq!(counting(&harness), 2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(counting(&harness), 1);
}

#[test]
fn a_document_is_read_anew_as_another_kind_and_undo_takes_it_back() {
    let (mut harness, _folder) = opened();
    let kind = |h: &Harness<'_, App>| {
        let session = h.state().session.as_ref().expect("open");
        session.assessment.documents[0].kind
    };
    // What is kept of a document is what finding it anew gives.
    let holds = |h: &Harness<'_, App>| {
        let app = h.state();
        let session = app.session.as_ref().expect("open");
        let engine = app.engine.as_ref().expect("ready");
        *session.outcome == engine.outcome(&session.assessment)
    };
    assert_eq!(kind(&harness), Kind::PrivacyPolicy);
    command(
        &mut harness,
        Command::ReadAs {
            document: 0,
            kind: Kind::ProcessingAgreement,
        },
    );
    assert_eq!(kind(&harness), Kind::ProcessingAgreement);
    assert!(holds(&harness));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(kind(&harness), Kind::PrivacyPolicy);
    assert!(holds(&harness));
}

#[test]
fn a_document_that_was_taken_away_while_it_was_read_anew_stays_away() {
    let (mut harness, _folder) = opened();
    let queue = &mut harness.state_mut().queue;
    queue.push(Command::ReadAs {
        document: 0,
        kind: Kind::Terms,
    });
    command(&mut harness, Command::Edit(Edit::RemoveDocument(0)));
    assert_eq!(documents(&harness), 0);
    assert!(has(&harness, "was not read anew"));
}

#[test]
fn a_hidden_passage_is_flagged_at_its_quote() {
    let (mut harness, _folder) = opened();
    {
        let app = harness.state_mut();
        let session = app.session.as_mut().expect("open");
        for block in session
            .assessment
            .documents
            .iter_mut()
            .flat_map(|d| &mut d.blocks)
        {
            block.hidden = true;
            block.page = Some(2);
            // The block goes on on another page before its first quote.
            block.turns = vec![PageStart {
                at: block.span.start,
                page: 3,
            }];
        }
        let engine = app.engine.clone().expect("ready");
        let assessment = session.assessment.clone();
        let opening = engine.opening(assessment, crate::assessment::gist::Gists::default());
        app.session = Some(super::super::session::Session::open(&engine, opening, None));
    }
    let row = "telemetry.session_replay".to_owned();
    command(&mut harness, Command::SelectRow(row));
    assert!(has(&harness, "Hidden in the original"));
    assert!(has(&harness, "p. 3"));
}

#[test]
fn what_is_wrong_with_a_folder_is_said() {
    let folder = folder_of(&[
        ("x/picture.png", b"x"),
        ("y/terms.doc", b"x"),
        ("y/p.md", fixture::TEXT.as_bytes()),
    ]);
    let harness = window(vec![folder.path().join("x")]);
    assert!(has(&harness, "it holds no policy") || has(&harness, "It holds no policy"));
    let harness = window(vec![folder.path().join("y")]);
    assert!(has(&harness, "terms.doc was not read"));
    assert_eq!(documents(&harness), 1);
}
