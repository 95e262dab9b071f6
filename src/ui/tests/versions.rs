//! The versions view.

use egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{command, folder_with, has, settle, window};
use crate::ui::command::Command;
use crate::ui::state::View;

fn policy(date: &str, more: &str) -> String {
    format!(
        "# Larkmere Privacy Policy\n\nLast updated: {date}\n\n## 1. What we collect\n\nWe collect your name and e-mail address \
         when you open an account, and the pages that you visit.\n\n## 2. Sharing\n\nWe do not sell your personal \
         information.\n\n## 3. Keeping\n\n{more}\n\n## 4. Contact\n\nYou can write to the officer for data protection at \
         Larkmere Ltd., who answers all questions about this policy within a month.\n"
    )
}

#[test]
fn two_versions_are_compared_and_the_pair_can_be_swapped() {
    let old = policy(
        "3 May 2024",
        "We keep your data for 30 days after you close your account.",
    );
    let new = policy(
        "4 June 2025",
        "We may share your personal information with advertising partners so that they can show you advertisements.",
    );
    let folder = folder_with(&[("old.md", &old), ("new.md", &new)]);
    let mut harness = window(vec![
        folder.path().join("old.md"),
        folder.path().join("new.md"),
    ]);
    command(&mut harness, Command::Show(View::Versions));
    settle(&mut harness);
    assert!(has(
        &harness,
        "Added: Personal data goes to advertising partners"
    ));
    assert!(has(&harness, "Old version: Privacy policy, 3 May 2024"));
    let added = |harness: &egui_kittest::Harness<'_, crate::ui::App>| {
        let app = harness.state();
        let session = app.session.as_ref().expect("open");
        let changes = app.versions.changes(session).expect("compared");
        let score = changes.score.expect("a score");
        (
            changes.count(crate::report::changes::ChangeKind::Added),
            score,
        )
    };
    let (count, score) = added(&harness);
    assert!(count >= 1 && score > 0.0, "{count} {score}");
    harness.get_by_role_and_label(Role::Button, "Swap").click();
    settle(&mut harness);
    let (_, back) = added(&harness);
    assert!((score + back).abs() < 1e-9, "{score} and {back}");
    assert!(has(
        &harness,
        "Removed: Personal data goes to advertising partners"
    ));
}

#[test]
fn without_two_versions_the_view_says_what_to_do() {
    let folder = folder_with(&[("old.md", &policy("3 May 2024", "We keep logs."))]);
    let mut harness = window(vec![folder.path().join("old.md")]);
    command(&mut harness, Command::Show(View::Versions));
    let button = harness.get_by_role_and_label(Role::Button, "Open another version…");
    assert!(!button.accesskit_node().is_disabled());
}

#[test]
fn what_was_chosen_in_another_assessment_is_forgotten() {
    let old = policy("3 May 2024", "We keep logs for 30 days.");
    let new = policy("4 June 2025", "We keep logs for 90 days.");
    let folder = folder_with(&[("old.md", &old), ("new.md", &new)]);
    let mut harness = window(vec![
        folder.path().join("old.md"),
        folder.path().join("new.md"),
    ]);
    command(&mut harness, Command::Show(View::Versions));
    let pair = |harness: &egui_kittest::Harness<'_, crate::ui::App>| {
        let app = harness.state();
        app.versions.pair(app.session.as_ref().expect("open"))
    };
    let (older, newer) = pair(&harness).expect("a pair");
    let swapped = Command::CompareVersions {
        old: newer,
        new: older,
    };
    command(&mut harness, swapped);
    assert_eq!(pair(&harness), Some((newer, older)));
    // Another opening, as after another vendor was opened.
    harness.state_mut().generation += 1;
    settle(&mut harness);
    assert_eq!(pair(&harness), Some((older, newer)));
}

#[test]
fn two_documents_without_a_day_can_be_compared_all_the_same() {
    let one = "# Larkmoor Privacy Policy\n\nWe do not sell personal information.\n";
    let other = "# Larkmoor Order Form\n\nFees are due within 30 days.\n";
    let folder = super::folder_with(&[("one.md", one), ("other.md", other)]);
    let files = ["one.md", "other.md"].map(|name| folder.path().join(name));
    let mut harness = super::window(files.to_vec());
    command(&mut harness, Command::Show(View::Versions));
    assert!(has(&harness, "Open another version…"));
    harness
        .get_by_role_and_label(Role::Button, "Compare two that are open")
        .click();
    settle(&mut harness);
    assert!(has(&harness, "Changes as risk"));
}
