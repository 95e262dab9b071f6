//! The report: its pages before they are written, house style, going on from a PDF, checking one, tables with a filter.

use super::*;
use crate::ui::report::Listed;

fn shown() -> (Harness<'static, App>, tempfile::TempDir) {
    let (mut harness, folder) = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num6);
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Report);
    (harness, folder)
}

fn pages(harness: &Harness<'_, App>) -> usize {
    let app = harness.state();
    app.report.pages(app.generation).expect("set").pages.len()
}

/// Words on a page.
fn words(harness: &Harness<'_, App>, page: usize) -> String {
    use crate::report::layout::item::Item;
    let app = harness.state();
    let items = &app.report.pages(app.generation).expect("set").pages[page].items;
    items
        .iter()
        .filter_map(|i| match i {
            Item::Text(run) => Some(run.text.as_str()),
            _ => None,
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn fill(harness: &mut Harness<'_, App>, field: &str, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run_ok();
    harness.event(egui::Event::Text(words.to_owned()));
    settle(harness);
}

fn write(harness: &mut Harness<'_, App>, what: Target, path: &Path) {
    let path = path.to_path_buf();
    command(harness, Command::SaveTo { what, path });
}

#[test]
fn the_pages_are_shown_and_follow_the_house_style_and_the_score() {
    let (mut harness, _folder) = shown();
    let whole = pages(&harness);
    assert!(whole > 3);
    assert!(has(&harness, &format!("Page 1 of {whole}")));
    harness.check_accessibility();
    fill(&mut harness, "Organisation", "Alder Vale Group");
    fill(&mut harness, "Mark", "Internal");
    let front = words(&harness, 0);
    assert!(
        front.contains("Alder Vale Group") && front.contains("Internal"),
        "{front}"
    );
    // It is kept for the next report and the next run.
    let kept = &harness.state().prefs.template.details;
    assert_eq!(kept.organisation, "Alder Vale Group");

    harness
        .get_by_role_and_label(Role::RadioButton, "Edition: executive, two pages")
        .click();
    settle(&mut harness);
    assert_eq!(pages(&harness), 2);
    harness
        .get_by_role_and_label(Role::RadioButton, "Edition: full")
        .click();
    settle(&mut harness);
    assert_eq!(pages(&harness), whole);

    // Another weight is another score, on the page too.
    let profile = crate::score::profile::preset("Flat").expect("a preset");
    let before = words(&harness, 0);
    command(&mut harness, Command::UseProfile(Box::new(profile)));
    assert_ne!(words(&harness, 0), before);
}

#[test]
fn a_section_is_left_out_by_its_box() {
    let (mut harness, _folder) = shown();
    let all: String = (0..pages(&harness)).map(|p| words(&harness, p)).collect();
    assert!(all.contains("Negotiation sheet"));
    harness
        .get_by_role_and_label(Role::CheckBox, "Negotiation sheet")
        .click_accesskit();
    settle(&mut harness);
    let rest: String = (0..pages(&harness)).map(|p| words(&harness, p)).collect();
    assert!(!rest.contains("Negotiation sheet"));
}

#[test]
fn a_written_report_opens_again_with_its_decisions_and_is_not_saved_over() {
    let (mut harness, folder) = shown();
    let pdf = folder.path().join("report.pdf");
    fill(&mut harness, "Organisation", "Alder Vale Group");
    write(&mut harness, Target::Pdf, &pdf);
    let before = score(&harness);
    let bytes = std::fs::read(&pdf).expect("written");

    let mut other = window(vec![pdf.clone()]);
    assert!((score(&other) - before).abs() < 1e-9);
    assert!(has(&other, "Opened the assessment inside report.pdf"));
    let session = other.state().session.as_ref().expect("open");
    assert_eq!(session.path, None, "saving must not write over the report");
    // Saving asks for a place of its own.
    other.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut other);
    assert!(has(&other, "Where should the assessment go?"));
    assert_eq!(std::fs::read(&pdf).expect("still there"), bytes);
}

#[test]
fn a_report_is_checked_against_the_files_that_it_was_made_from() {
    let (mut harness, folder) = shown();
    let pdf = folder.path().join("report.pdf");
    write(&mut harness, Target::Pdf, &pdf);
    let policy = folder.path().join("larkmoor-privacy.md");
    command(
        &mut harness,
        Command::CheckReport(vec![pdf.clone(), policy.clone()]),
    );
    assert!(has(&harness, "The report is true to its sources."));
    assert!(has(&harness, "Source files: holds"));
    harness.check_accessibility();
    harness.get_by_role_and_label(Role::Button, "Close").click();
    settle(&mut harness);

    std::fs::write(&policy, fixture::TEXT.to_owned() + "\nMore.\n").expect("changed");
    command(
        &mut harness,
        Command::CheckReport(vec![pdf, policy.clone()]),
    );
    assert!(has(&harness, "The report is not what Scruple wrote."));
    assert!(has(&harness, "Source files: differs"));
    harness.get_by_role_and_label(Role::Button, "Close").click();
    settle(&mut harness);

    command(&mut harness, Command::CheckReport(vec![policy]));
    assert!(has(&harness, "None of the files is a report"));
}

#[test]
fn tables_list_what_is_chosen_and_the_report_has_all() {
    let (mut harness, folder) = shown();
    let csv = folder.path().join("all.csv");
    write(&mut harness, Target::Csv, &csv);
    harness
        .get_by_role_and_label(Role::RadioButton, "Tables list what a passage speaks to")
        .click();
    settle(&mut harness);
    assert_eq!(harness.state().report.listed, Listed::Stated);
    let some = folder.path().join("some.csv");
    write(&mut harness, Target::Csv, &some);
    let lines = |path: &Path| std::fs::read_to_string(path).expect("written");
    let (all, some) = (lines(&csv), lines(&some));
    assert!(some.len() < all.len());
    assert!(all.contains(",silent,") && !some.contains(",silent,"));
}

#[test]
fn the_portfolio_is_written_as_it_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    for vendor in ["larkmoor", "ternhill"] {
        std::fs::create_dir(folder.path().join(vendor)).expect("a folder");
        let text = fixture::TEXT.replace("Larkmoor", vendor);
        std::fs::write(folder.path().join(vendor).join("policy.md"), text).expect("a file");
    }
    let mut harness = window(Vec::new());
    command(&mut harness, Command::Show(View::Portfolio));
    command(
        &mut harness,
        Command::AddPaths(vec![folder.path().to_path_buf()]),
    );
    assert_eq!(harness.state().portfolio.vendors.len(), 2);
    for (what, name, begins) in [
        (Target::PortfolioPdf, "p.pdf", b"%PDF-".as_slice()),
        (Target::PortfolioXlsx, "p.xlsx", b"PK"),
        (Target::PortfolioCsv, "p.csv", "\u{feff}rank".as_bytes()),
    ] {
        let path = folder.path().join(name);
        write(&mut harness, what, &path);
        let bytes = std::fs::read(&path).expect("written");
        assert!(bytes.starts_with(begins), "{name}");
    }
    let csv = std::fs::read_to_string(folder.path().join("p.csv")).expect("written");
    assert_eq!(
        csv.trim_end()
            .lines()
            .filter(|l| l.contains("policy") || l.contains("larkmoor") || l.contains("ternhill"))
            .count(),
        2,
        "{csv}"
    );
}
