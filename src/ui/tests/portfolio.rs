//! The portfolio in the window: reading, order, filter, opening a vendor, weights, a thousand vendors.

use super::folders::vendors;
use super::*;
use crate::ui::command::Act;
use crate::ui::portfolio::{Ask, Column};

/// The portfolio of a folder.
fn shown(folder: &Path) -> Harness<'static, App> {
    let mut harness = window(Vec::new());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    settle(&mut harness);
    assert!(has(&harness, "Which vendor to look at first?"));
    harness.check_accessibility();
    command(&mut harness, Command::AddPaths(vec![folder.join("all")]));
    harness
}

fn order(harness: &Harness<'_, App>) -> Vec<String> {
    let portfolio = &harness.state().portfolio;
    let names = portfolio.order.iter();
    names
        .map(|&at| portfolio.vendors[at].name().to_owned())
        .collect()
}

fn ask(harness: &mut Harness<'_, App>, ask: Ask) {
    command(harness, Command::Portfolio(ask));
}

#[test]
fn a_folder_is_shown_as_a_table_and_what_was_not_read_is_told_with_its_place() {
    let folder = vendors();
    let damaged = folder.path().join("all/dogwood");
    std::fs::create_dir_all(&damaged).expect("a folder");
    std::fs::write(damaged.join("terms.pdf"), b"%PDF-1.7 nothing").expect("a file");
    let harness = shown(folder.path());
    harness.check_accessibility();
    assert!(has(&harness, "all: 3 vendors"));
    assert!(has(&harness, "Open Alder: rank"));
    assert!(has(&harness, "Plot: Birch, exposure"));
    assert!(has(&harness, "Not read: 1"));
    assert!(has(&harness, "terms.pdf"), "with its place");
    assert!(has(&harness, "2 documents count"));
    // Each heat cell tells its number and its tier.
    let advertising = harness.query_all_by_label_contains("Advertising ").count();
    assert!(advertising >= 3, "{advertising}");
}

#[test]
fn heads_order_by_click_and_by_keyboard() {
    let folder = vendors();
    let mut harness = shown(folder.path());
    harness
        .get_by_role_and_label(Role::Button, "Order by vendor")
        .click();
    settle(&mut harness);
    assert_eq!(order(&harness), ["Alder", "Birch", "Cedar"]);
    let head = harness.get_by_role_and_label(Role::Button, "Order by vendor, in use");
    head.focus();
    harness.run_ok();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(order(&harness), ["Cedar", "Birch", "Alder"]);
    harness
        .get_by_role_and_label(Role::Button, "Order by telemetry")
        .click();
    settle(&mut harness);
    let telemetry = harness.state().portfolio.column;
    assert!(matches!(telemetry, Column::Category(_)));
}

#[test]
fn words_and_tiers_filter() {
    let folder = vendors();
    let mut harness = shown(folder.path());
    let field = harness.get_by_role_and_label(Role::TextInput, "Filter by name");
    field.focus();
    harness.run_ok();
    let field = harness.get_by_role_and_label(Role::TextInput, "Filter by name");
    field.type_text("bir");
    settle(&mut harness);
    assert_eq!(order(&harness), ["Birch"]);
    assert!(has(&harness, "all: 1 of 3 vendors"));
    harness
        .get_by_role_and_label(Role::Button, "Show all")
        .click();
    settle(&mut harness);
    assert_eq!(order(&harness).len(), 3);
    harness
        .get_by_role_and_label(Role::CheckBox, "Severe: 0 vendors")
        .click();
    settle(&mut harness);
    assert!(has(&harness, "No vendor fits the filter"));
}

#[test]
fn a_row_opens_its_vendor_and_its_weights_move_the_table() {
    let folder = vendors();
    let mut harness = shown(folder.path());
    let at = |h: &Harness<'_, App>, name: &str| {
        let vendors = &h.state().portfolio.vendors;
        vendors.iter().position(|v| v.name() == name).expect(name)
    };
    let birch = at(&harness, "Birch");
    ask(&mut harness, Ask::Sort(Column::Vendor));
    // By the keyboard: from the first row down, and Enter.
    let row = harness
        .query_all_by_label_contains("Open Alder: ")
        .next()
        .expect("a row");
    row.focus();
    harness.run_ok();
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Assessment);
    let session = harness.state().session.as_ref().expect("open");
    assert_eq!(session.assessment.vendor, "Birch");
    assert_eq!(harness.state().portfolio.open, Some(birch));
    // A slider moves every line, and the open vendor has the same number in both places.
    let before: Vec<f64> = harness
        .state()
        .portfolio
        .lines
        .iter()
        .map(|l| l.total.residual)
        .collect();
    command(&mut harness, Command::Show(View::Weights));
    harness
        .get_by_role_and_label(Role::Slider, "Weight of Telemetry")
        .set_value_accesskit(30.0);
    settle(&mut harness);
    let portfolio = &harness.state().portfolio;
    for (line, before) in portfolio.lines.iter().zip(&before) {
        assert!((line.total.residual - before).abs() > 0.01);
    }
    assert!((portfolio.lines[birch].total.residual - score(&harness)).abs() < 1e-9);
    // The next one is opened with the same weights, after the changes are let go.
    command(&mut harness, Command::Act(Act::ViewPortfolio));
    let alder = at(&harness, "Alder");
    ask(&mut harness, Ask::Open(alder));
    assert!(has(&harness, "Save the assessment of Birch?"));
    harness
        .get_by_role_and_label(Role::Button, "Close without saving")
        .click();
    settle(&mut harness);
    let session = harness.state().session.as_ref().expect("open");
    assert_eq!(session.assessment.vendor, "Alder");
    assert_eq!(
        session.assessment.profile.weights.get("telemetry"),
        Some(&30.0)
    );
    let line = &harness.state().portfolio.lines[alder];
    assert!((line.total.residual - score(&harness)).abs() < 1e-9);
}

#[test]
fn the_choice_of_vendors_leads_to_the_portfolio() {
    let folder = vendors();
    let mut harness = window(vec![folder.path().join("all")]);
    harness
        .get_by_role_and_label(Role::Button, "Show all side by side")
        .click();
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Portfolio);
    assert_eq!(order(&harness).len(), 3);
}

#[test]
fn a_thousand_vendors_are_laid_out_like_a_few() {
    let mut harness = window(Vec::new());
    command(&mut harness, Command::Show(View::Portfolio));
    let engine = harness.state().engine.clone().expect("ready");
    let rules = engine.rules();
    let time = |harness: &mut Harness<'_, App>| {
        let mut frames: Vec<Duration> = (0..15)
            .map(|_| {
                let start = Instant::now();
                harness.step();
                start.elapsed()
            })
            .collect();
        frames.sort();
        frames[frames.len() / 2]
    };
    let fill = |harness: &mut Harness<'_, App>, count: usize| {
        let vendors = crate::ui::portfolio::tests::many(rules, count);
        let batch = crate::ui::portfolio::tests::batch(rules, vendors);
        let portfolio = &mut harness.state_mut().portfolio;
        portfolio.clear();
        portfolio.add(&rules.base, batch, Vec::new());
        harness.run_ok();
    };
    fill(&mut harness, 100);
    let few = time(&mut harness);
    fill(&mut harness, 1000);
    let many = time(&mut harness);
    eprintln!("a frame: 100 vendors {few:?}, 1000 vendors {many:?}");
    assert!(has(&harness, "all: 1000 vendors"));
    let rows = harness.query_all_by_label_contains("Open Vendor ").count();
    assert!(rows < 40, "only what is in sight is laid out, not {rows}");
    assert!(
        many < few * 4 + Duration::from_millis(10),
        "{few:?}, {many:?}"
    );
    // Weighing all of them anew is a matter of a frame too.
    let mut profile = harness.state().portfolio.profile.clone();
    profile.weights.insert("telemetry".to_owned(), 30.0);
    let start = Instant::now();
    harness.state_mut().portfolio.weigh(&rules.base, &profile);
    let weighing = start.elapsed();
    eprintln!("weighing 1000 vendors: {weighing:?}");
    assert!(weighing < Duration::from_millis(500), "{weighing:?}");
    // The keyboard reaches what is not in sight.
    let first = harness.state().portfolio.order[0];
    let name = format!("Open Vendor {first:04}: ");
    let row = harness.query_all_by_label_contains(&name).next();
    row.expect("the first row").focus();
    harness.run_ok();
    harness.key_press(Key::End);
    harness.run_ok();
    harness.run_ok();
    let last = *harness.state().portfolio.order.last().expect("a vendor");
    assert!(has(&harness, &format!("Open Vendor {last:04}: ")));
}

/// The date that is so many days from today.
fn days(from_today: i32) -> jiff::civil::Date {
    use jiff::ToSpan as _;
    crate::ui::clock::today()
        .checked_add(i64::from(from_today).days())
        .expect("a day")
}

/// A portfolio in which reviews are overdue, due, further away and not planned.
fn with_reviews() -> (Harness<'static, App>, tempfile::TempDir) {
    let folder = vendors();
    let mut harness = shown(folder.path());
    let portfolio = &mut harness.state_mut().portfolio;
    for (name, day) in [
        ("Alder", days(-8)),
        ("Birch", days(20)),
        ("Cedar", days(90)),
    ] {
        let mut vendors = portfolio.vendors.iter_mut();
        let vendor = vendors.find(|v| v.name() == name).expect(name);
        vendor.due_on = Some(day);
    }
    harness.run_ok();
    (harness, folder)
}

#[test]
fn what_is_due_for_review_is_told_and_filtered() {
    let (mut harness, _folder) = with_reviews();
    for words in [
        "Due for review",
        "Alder: 8 days overdue",
        "Birch: due in 20 days",
        "review 8 days overdue",
    ] {
        assert!(has(&harness, words), "{words}");
    }
    assert!(!has(&harness, "Cedar: in 90 days"));
    harness.check_accessibility();
    let chip = "Due for review: 2 vendors";
    harness.get_by_role_and_label(Role::CheckBox, chip).click();
    settle(&mut harness);
    let mut shown = order(&harness);
    shown.sort();
    assert_eq!(shown, ["Alder", "Birch"]);
    assert!(has(&harness, "all: 2 of 3 vendors"));
    harness.get_by_role_and_label(Role::CheckBox, chip).click();
    settle(&mut harness);
    assert_eq!(order(&harness).len(), 3);
    // The most urgent first.
    harness
        .get_by_role_and_label(Role::Button, "Order by next review")
        .click();
    settle(&mut harness);
    assert_eq!(order(&harness), ["Alder", "Birch", "Cedar"]);
}

#[test]
fn rows_are_chosen_by_keyboard_and_compared() {
    let folder = vendors();
    let mut harness = shown(folder.path());
    ask(&mut harness, Ask::Sort(Column::Vendor));
    let row = harness
        .query_all_by_label_contains("Open Alder: ")
        .next()
        .expect("a row");
    row.focus();
    harness.run_ok();
    let press = |harness: &mut Harness<'_, App>, key| {
        harness.key_press(key);
        settle(harness);
    };
    press(&mut harness, Key::Space);
    assert_eq!(harness.state().shown.view, View::Portfolio, "nothing opens");
    let compare = harness.get_by_role_and_label(Role::Button, "Compare 1");
    assert!(compare.accesskit_node().is_disabled(), "one is not enough");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Space);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Space);
    assert!(has(&harness, "chosen to compare"));
    press(&mut harness, Key::Space);
    assert_eq!(
        harness.state().portfolio.chosen.len(),
        2,
        "it can be let go"
    );
    harness
        .get_by_role_and_label(Role::Button, "Compare 2")
        .click();
    settle(&mut harness);
    assert_eq!(harness.state().shown.view, View::Compare);
    let comparison = harness.state().compare.comparison().expect("compared");
    let sides: Vec<&str> = comparison.sides.iter().map(|s| s.vendor.as_str()).collect();
    assert_eq!(sides, ["Alder", "Birch"]);
    assert!(harness.state().portfolio.chosen.is_empty());
    // Another choice takes the place of the one before, and the open vendor stays.
    command(&mut harness, Command::Show(View::Portfolio));
    for name in ["Cedar", "Alder"] {
        let vendors = &harness.state().portfolio.vendors;
        let at = vendors.iter().position(|v| v.name() == name).expect(name);
        ask(&mut harness, Ask::Choose(at));
    }
    ask(&mut harness, Ask::Compare);
    let comparison = harness.state().compare.comparison().expect("compared");
    let sides: Vec<&str> = comparison.sides.iter().map(|s| s.vendor.as_str()).collect();
    assert_eq!(sides, ["Alder", "Cedar"]);
}

#[test]
fn a_slider_shows_what_it_does_to_the_ranking() {
    let folder = vendors();
    let elm = folder.path().join("all/elm");
    std::fs::create_dir_all(&elm).expect("a folder");
    let text = "# Elm Privacy Policy\n\nElm Ltd. (“Elm”, “we”) writes this.\n\n## 1 Content\n\nWe use your content to train our \
                machine learning models.\n";
    std::fs::write(elm.join("privacy.md"), text).expect("a file");
    let mut harness = shown(folder.path());
    let at = |h: &Harness<'_, App>, name: &str| {
        let vendors = &h.state().portfolio.vendors;
        vendors.iter().position(|v| v.name() == name).expect(name)
    };
    let birch = at(&harness, "Birch");
    ask(&mut harness, Ask::Open(birch));
    command(&mut harness, Command::Show(View::Weights));
    assert!(has(&harness, "Vendors that change rank: 0 of "));
    let place = |h: &Harness<'_, App>| {
        let ranking = h.state().portfolio.ranking().expect("weighed");
        let place = ranking.after.iter().position(|(at, _)| *at == birch);
        place.expect("ranked")
    };
    let before = place(&harness);
    let sliders = ["Telemetry", "Benchmarking", "Advertising", "AI and rights"];
    for (name, weight) in sliders.into_iter().zip([0.0, 0.0, 0.0, 30.0]) {
        harness
            .get_by_role_and_label(Role::Slider, &format!("Weight of {name}"))
            .set_value_accesskit(weight);
        settle(&mut harness);
    }
    let after = place(&harness);
    assert!(after > before, "{before} and {after}");
    assert!(!has(&harness, "Vendors that change rank: 0 of "));
    assert!(has(
        &harness,
        &format!("Birch: falls to place {}", after + 1)
    ));
    for _ in sliders {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut harness);
    }
    assert_eq!(place(&harness), before);
}
