//! Tests of saving and opening.

use proptest::prelude::*;

use super::*;
use crate::assessment::samples::{assessment, decision, document, reading};
use jiff::civil::date;

use crate::assessment::{Act, Decision, NextReview, Status, StatusChange};
use crate::document::Span;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn what_is_saved_is_what_is_opened() {
    let folder = folder();
    let path = folder.path().join("tarn.scruple");
    save(&path, &assessment()).unwrap();
    assert_eq!(load(&path).unwrap(), assessment());
    // And again over the old one, leaving nothing else behind.
    let mut second = assessment();
    second.purpose = "Another".to_owned();
    save(&path, &second).unwrap();
    assert_eq!(load(&path).unwrap(), second);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_same_assessment_gives_the_same_text() {
    assert_eq!(
        to_text(&assessment()).unwrap(),
        to_text(&assessment()).unwrap()
    );
    let again = from_text(&to_text(&assessment()).unwrap()).unwrap();
    assert_eq!(to_text(&again).unwrap(), to_text(&assessment()).unwrap());
}

#[test]
fn lines_of_a_document_stand_on_lines_of_the_file() {
    let mut assessment = assessment();
    assessment.documents[0] = document("a.txt", "First line, “quoted”.\r\nSecond\u{a0}line.\n");
    assessment.readings[0].clear();
    let text = to_text(&assessment).unwrap();
    assert!(
        text.contains("\"First line, “quoted”.\\r\\n\",\n"),
        "{text}"
    );
    assert_eq!(from_text(&text).unwrap(), assessment);
    // Version control may turn line ends round: the documents' text stays.
    let windows = text.replace('\n', "\r\n");
    assert_eq!(from_text(&windows).unwrap(), assessment);
}

#[test]
fn a_newer_file_is_refused_whatever_it_holds() {
    let text = to_text(&assessment()).unwrap();
    let newer = text.replace("schema: 2", "schema: 7");
    assert_eq!(from_text(&newer), Err(Fault::Newer { found: 7 }));
    let strange = "(\n    schema: 3,\n    portfolio: <<what is this>>,\n)";
    let fault = from_text(strange).unwrap_err();
    assert_eq!(fault, Fault::Newer { found: 3 });
    let told = fault.to_string();
    assert!(told.contains("schema 3; this one reads up to 2"), "{told}");
    assert!(told.contains("Update Scruple"), "{told}");
    assert_eq!(from_text("(schema: 0)"), Err(Fault::Unknown { found: 0 }));
}

#[test]
fn something_else_is_told_from_a_broken_file() {
    assert_eq!(
        from_text("Privacy notice. We sell nothing."),
        Err(Fault::NotAnAssessment)
    );
    assert_eq!(from_text("  \n"), Err(Fault::Empty));
    let text = to_text(&assessment()).unwrap();
    let broken = text.replace("vendor: \"Tarn", "vendor: Tarn");
    let Err(Fault::Broken { line, message, .. }) = from_text(&broken) else {
        panic!("not refused as broken");
    };
    let expected = 1 + broken
        .lines()
        .position(|l| l.contains("vendor: Tarn"))
        .unwrap();
    assert_eq!(line, expected, "{message}");
}

#[test]
fn endless_nesting_is_refused() {
    let nested = format!("(schema: 2, assessment: {}", "(a: [".repeat(200_000));
    assert!(matches!(from_text(&nested), Err(Fault::Broken { .. })));
}

#[test]
fn a_cut_file_is_refused_wherever_it_is_cut() {
    let text = to_text(&assessment()).unwrap();
    let end = text.trim_end().len();
    for cut in (0..end).step_by(7).filter(|&i| text.is_char_boundary(i)) {
        assert!(from_text(&text[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let refused = |change: fn(&mut Assessment)| {
        let mut assessment = assessment();
        change(&mut assessment);
        from_text(&to_text(&assessment).unwrap())
            .unwrap_err()
            .to_string()
    };
    assert!(refused(|a| a.readings.clear()).contains("1 documents and readings of 0"));
    let message = refused(|a| a.readings[0][0].span = Span::new(0, 900));
    assert!(
        message.contains("outside the text of policy.txt"),
        "{message}"
    );
    assert!(refused(|a| a.profile.emphasis = 20.0).contains("severity emphasis is 20"));
    assert!(refused(|a| a.engagement.volume = 9).contains("volume"));
    let message = refused(|a| {
        a.decisions.push(Decision {
            reason: String::new(),
            ..decision("ai.x", Act::Confirm)
        });
    });
    assert!(message.contains("in decision 2"), "{message}");
    let message = refused(|a| {
        a.statuses.push(StatusChange {
            reason: String::new(),
            ..approved()
        });
    });
    assert!(message.contains("in change 1 of the status"), "{message}");
    let message = refused(|a| {
        a.schedule.push(NextReview {
            author: String::new(),
            ..yearly()
        });
    });
    assert!(message.contains("in day 1 of the next review"), "{message}");
}

fn approved() -> StatusChange {
    StatusChange {
        status: Status::ApprovedWithConditions,
        author: "M. Berg".to_owned(),
        at: "2026-11-21 09:14".to_owned(),
        reason: "The committee agreed.".to_owned(),
        conditions: "No replay of sessions.".to_owned(),
        expires: Some(date(2027, 11, 21)),
    }
}

fn yearly() -> NextReview {
    NextReview {
        day: Some(date(2027, 11, 21)),
        author: "M. Berg".to_owned(),
        at: "2026-11-21 09:14".to_owned(),
        reason: "The committee agreed.".to_owned(),
    }
}

#[test]
fn the_status_and_the_next_review_are_kept_and_a_file_without_them_is_a_draft() {
    let draft = assessment();
    let text = to_text(&draft).unwrap();
    assert!(text.contains("schema: 2"), "{text}");
    assert_eq!(from_text(&text).unwrap().status(), Status::Draft);
    let mut decided = draft;
    decided.statuses = vec![approved()];
    decided.schedule = vec![
        NextReview {
            day: None,
            ..yearly()
        },
        yearly(),
    ];
    let again = from_text(&to_text(&decided).unwrap()).unwrap();
    assert_eq!(again, decided);
    assert_eq!(again.status(), Status::ApprovedWithConditions);
    assert_eq!(again.next_review(), Some(date(2027, 11, 21)));
}

/// A file as the program of schema 1 wrote it. It stays as it is.
const OLD: &str = include_str!("../../../tests/fixtures/scruple/schema-1.scruple");

#[test]
fn a_file_of_schema_1_opens_whole_and_is_saved_in_todays_schema() {
    let old = from_text(OLD).unwrap();
    assert_eq!(old.vendor, "Tarn & Fell");
    assert_eq!((old.documents.len(), old.readings[0].len()), (1, 2));
    assert_eq!((old.decisions.len(), old.statuses.len()), (1, 2));
    assert_eq!(old.statuses[1].conditions, "No sale of personal data.");
    assert_eq!(old.next_review(), None, "nobody set one");
    let text = to_text(&old).unwrap();
    assert!(text.contains("schema: 2"));
    assert_eq!(from_text(&text).unwrap(), old);
    // On disk: opened, saved, opened again.
    let folder = folder();
    let path = folder.path().join("tarn.scruple");
    fs::write(&path, OLD).unwrap();
    save(&path, &load(&path).unwrap()).unwrap();
    assert_eq!(load(&path).unwrap(), old);
}

#[test]
fn an_entry_of_today_in_a_file_of_schema_1_is_refused() {
    let mut decided = assessment();
    decided.schedule = vec![yearly()];
    let text = to_text(&decided).unwrap();
    let older = text.replace("schema: 2", "schema: 1");
    let Err(Fault::Broken { message, .. }) = from_text(&older) else {
        panic!("not refused");
    };
    assert!(message.contains("schedule"), "{message}");
}

#[test]
fn unknown_entries_are_refused_rather_than_lost() {
    let text = to_text(&assessment()).unwrap();
    let more = text.replacen("purpose:", "porpose: \"\",\n        purpose:", 1);
    assert!(matches!(from_text(&more), Err(Fault::Broken { .. })));
}

#[test]
fn failures_leave_the_old_file_and_say_what_to_do() {
    let folder = folder();
    let path = folder.path().join("tarn.scruple");
    save(&path, &assessment()).unwrap();
    let before = fs::read(&path).unwrap();

    let mut rights = fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).unwrap();
    let error = save(&path, &assessment()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);

    let nowhere = folder.path().join("none").join("tarn.scruple");
    let message = save(&nowhere, &assessment()).unwrap_err().to_string();
    assert!(message.contains("folder does not exist"), "{message}");
    let message = save(folder.path(), &assessment()).unwrap_err().to_string();
    assert!(message.contains("Choose another name"), "{message}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn refusals_of_the_system_come_with_advice() {
    let told = |kind| advice(&io::Error::from(kind));
    assert!(told(io::ErrorKind::PermissionDenied).contains("another folder"));
    assert!(told(io::ErrorKind::ReadOnlyFilesystem).contains("another folder"));
    assert!(told(io::ErrorKind::StorageFull).contains("Make room"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_told() {
    // No file can be made in /proc, not even by an administrator.
    let error = save(Path::new("/proc/tarn.scruple"), &assessment()).unwrap_err();
    assert!(matches!(error, StoreError::Save { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn rights_and_links_of_the_old_file_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let path = folder.path().join("real.scruple");
    save(&path, &assessment()).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.scruple");
    symlink(&path, &link).unwrap();
    save(&link, &assessment()).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let folder = folder();
    let message = load(&folder.path().join("no.scruple"))
        .unwrap_err()
        .to_string();
    assert!(message.contains("Check the name"), "{message}");
    let path = folder.path().join("bytes.scruple");
    fs::write(&path, b"(schema: 2, \xff\xfe)").unwrap();
    let message = load(&path).unwrap_err().to_string();
    assert!(message.contains("byte 12"), "{message}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_survives(text in any::<String>(), vendor in any::<String>(), size in 0.0..0.99, score in 0.0..=100.0) {
        let mut assessment = assessment();
        assessment.vendor = vendor;
        assessment.documents = vec![document(&text, &text)];
        let mut read = reading("ai.x");
        read.span = Span::new(0, text.len());
        read.words = Vec::new();
        read.confidence = size;
        assessment.readings = vec![vec![read]];
        assessment.decisions = vec![
            decision("ai.x", Act::SetExposure(score)),
            decision("ai.x", Act::Treat { measure: text.clone(), size }),
        ];
        let written = to_text(&assessment).unwrap();
        prop_assert_eq!(from_text(&written).unwrap(), assessment);
    }

    #[test]
    fn damaged_bytes_never_end_the_program(at in 0_usize..4000, byte in any::<u8>()) {
        let mut bytes = to_text(&assessment()).unwrap().into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes) {
            // Either it is still an assessment, or the fault is told.
            if let Err(fault) = from_text(&text) {
                prop_assert!(!fault.to_string().is_empty());
            }
        }
    }
}

#[test]
fn whether_a_document_counts_is_kept_and_older_files_open_without_it() {
    let mut assessment = assessment();
    let before = to_text(&assessment).unwrap();
    // What nobody set is not written, so that files of before are files of now.
    assert!(!before.contains("counts"));
    assert!(from_text(&before).unwrap().documents[0].counts.is_by_rule());
    assessment.documents[0].counts = crate::document::Counts::Always;
    let after = to_text(&assessment).unwrap();
    assert_eq!(from_text(&after).unwrap(), assessment);
}
