//! Files that LibreOffice wrote from our own text.

use crate::build::*;
use scruple::document::{Document, WarningKind};
use scruple::import::{Limits, import};

fn read(bytes: &[u8]) -> Document {
    import("file.docx", bytes, &Limits::default()).unwrap()
}

#[test]
fn terms_with_numbers_notes_changes_and_merged_cells() {
    let doc = read(include_bytes!("../fixtures/docx/terms.docx"));
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "Data Terms of Alder Works"),
            (P, "Last updated: 3 May 2024"),
            (h(2), "1. Use of data"),
            (h(3), "1.1 What we share"),
            (P, "We may share usage data with:"),
            (li(0), "(a) our partners, namely:"),
            (li(1), "(i) those who host the service;"),
            (li(1), "(ii) those who send our mail;"),
            (li(0), "(b) courts that order it."),
            (P, "Footnote 1: Only with consent."),
            (h(2), "2. Periods"),
            (
                P,
                "We sell data only with consent and keep it for these periods:"
            ),
            (P, "unless we forget"),
            (ROW, "Kind | Period | Reason"),
            (ROW, "Logs | 30 days | Safety"),
            (ROW, "90 days | Disputes"),
            (ROW, "Names | Contract"),
            (P, "These terms are part of every order."),
        ]
    );
    assert!(doc.blocks[12].hidden);
    assert_eq!(
        doc.section_path(7),
        "Data Terms of Alder Works › 1 Use of data › 1.1 What we share › (a) › (ii)"
    );
    assert!(
        warning(&doc, WarningKind::TrackedChanges)
            .message
            .contains("1 insertion and 1 deletion by 2 authors")
    );
    assert_eq!(
        doc.date.map(|d| d.to_string()).as_deref(),
        Some("2024-05-03")
    );
}

#[test]
fn a_notice_that_was_a_web_page() {
    let doc = read(include_bytes!("../fixtures/docx/notice.docx"));
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "Privacy Notice"),
            (
                P,
                "This notice says what Rowan Labs does with personal data. It is effective as of June 1, 2024."
            ),
            (h(2), "What we collect"),
            (li(0), "names and addresses,"),
            (li(0), "logs:"),
            (li(1), "times,"),
            (li(1), "devices."),
            (h(2), "Your rights"),
            (li(0), "1. You may ask for a copy of your data."),
            (li(0), "2. You may ask us to delete it; see our form."),
            (ROW, "Right | Answer within"),
            (ROW, "Access | 30 days"),
        ]
    );
}
