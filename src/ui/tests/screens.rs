//! Every screen as a picture: in both themes, at the smallest usual size of a window and at a large one, drawn by the
//! graphics that the window uses and compared with the pictures in `tests/screens`.
//!
//! Feature `screens`; a graphics adapter has to be there, a software one will do. What differs is left in
//! `target/screens`. `SCRUPLE_RENEW=1` stores the pictures anew.

mod cast;
mod picture;

use std::path::PathBuf;

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::super::App;
use super::super::command::{Act, Command};
use super::super::compare::Ask;
use super::super::dialogs::Dialog;
use super::super::notices::Notices;
use super::super::state::{Recent, View};
use super::super::theme::Theme;
use super::super::{clock, command, work};
use super::settle;
use crate::intake::{self, Input, Unwatched};
use crate::score::Tier;
use picture::Picture;

type Window = Harness<'static, App>;

/// The looks of each screen.
const LOOKS: [(&str, [f32; 2], egui::Theme); 4] = [
    ("1280-light", [1280.0, 800.0], egui::Theme::Light),
    ("1280-dark", [1280.0, 800.0], egui::Theme::Dark),
    ("1920-light", [1920.0, 1080.0], egui::Theme::Light),
    ("1920-dark", [1920.0, 1080.0], egui::Theme::Dark),
];

/// Draws a screen in each look and compares it with what is stored.
fn shows(name: &str, files: &[PathBuf], set: impl Fn(&mut Window)) {
    clock::stop(jiff::civil::datetime(2026, 11, 27, 9, 30, 0, 0));
    let mut wrong = Vec::new();
    for (look, size, theme) in LOOKS {
        let themes = Theme::builtin().expect("the built-in themes");
        let files = files.to_vec();
        let mut window = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_max_steps(32)
            .with_render_cursor(false)
            .build_eframe(|cc| App::new(cc, themes, files));
        settle(&mut window);
        set(&mut window);
        settle(&mut window);
        let drawn = window.render().expect(
            "a graphics adapter: install mesa-vulkan-drivers, or leave the feature `screens` off",
        );
        let drawn = Picture::of(drawn.width(), drawn.height(), drawn.as_raw());
        if let Err(why) = picture::compare(&format!("{name}-{look}"), &drawn) {
            wrong.push(why);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tell(window: &mut Window, asked: Command) {
    super::command(window, asked);
}

fn act(window: &mut Window, act: Act) {
    assert!(command::entry(act).is_some());
    tell(window, Command::Act(act));
}

fn see(window: &mut Window, view: View) {
    tell(window, Command::Show(view));
    assert_eq!(window.state().shown.view, view);
}

/// Without the messages of what was done so far: they would stand on what is to be seen.
fn quiet(window: &mut Window) {
    window.state_mut().notices = Notices::default();
    settle(window);
}

/// Types where the keyboard is.
fn write(window: &mut Window, words: &str) {
    window.event(egui::Event::Text(words.to_owned()));
    settle(window);
}

#[test]
fn welcome() {
    shows("welcome", &[], |window| {
        let recent = |path: &str, vendor: &str, score, tier, day| Recent {
            path: PathBuf::from(path),
            vendor: vendor.to_owned(),
            score: Some(score),
            tier: Some(tier),
            day: Some(jiff::civil::date(2026, 11, day)),
        };
        window.state_mut().prefs.recent = vec![
            recent(
                "/home/mara/vendors/dovemoor.scruple",
                "Dovemoor Compute",
                58,
                Tier::High,
                24,
            ),
            recent(
                "/home/mara/vendors/quietfield.scruple",
                "Quietfield",
                18,
                Tier::Low,
                20,
            ),
        ];
    });
}

#[test]
fn workbench() {
    let cast = cast::folder();
    shows("workbench", &[cast.saved("dovemoor")], |window| {
        tell(
            window,
            Command::SelectRow("advertising.partner_sharing".to_owned()),
        );
        assert!(window.state().shown.row.is_some(), "the finding is there");
    });
}

#[test]
fn weights() {
    let cast = cast::folder();
    shows("weights", &[], |window| {
        see(window, View::Portfolio);
        tell(window, Command::AddPaths(vec![cast.vendors()]));
        quiet(window);
        tell(window, Command::Portfolio(cast::open("Dovemoor", window)));
        see(window, View::Weights);
        window
            .get_by_role_and_label(Role::Slider, "Weight of Telemetry")
            .set_value_accesskit(27.0);
        settle(window);
    });
}

#[test]
fn portfolio() {
    let cast = cast::folder();
    shows("portfolio", &[], |window| {
        see(window, View::Portfolio);
        tell(window, Command::AddPaths(vec![cast.vendors()]));
        quiet(window);
    });
}

#[test]
fn compare() {
    let cast = cast::folder();
    shows("compare", &[cast.saved("dovemoor")], |window| {
        beside(window, &cast, &["pellworm", "quietfield"]);
    });
}

/// Shows the open vendor beside these.
fn beside(window: &mut Window, cast: &cast::Cast, vendors: &[&str]) {
    see(window, View::Compare);
    let engine = window.state().engine.clone().expect("loaded");
    for vendor in vendors {
        let inputs = vec![Input::Path(cast.saved(vendor))];
        let found = intake::gather(inputs, engine.limits(), &Unwatched);
        let group = intake::vendors::groups(found).remove(0);
        tell(window, Command::Compare(Ask::Add(Box::new(group))));
    }
}

#[test]
fn compare_six() {
    let cast = cast::folder();
    shows("compare-six", &[cast.saved("dovemoor")], |window| {
        let vendors = [
            "pellworm",
            "quietfield",
            "fenmarsh",
            "islewood",
            "knotgrass",
        ];
        beside(window, &cast, &vendors);
        settle(window);
        // The vendors go under the names of the provisions.
        window.event(egui::Event::PointerMoved(egui::pos2(700.0, 500.0)));
        window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(-320.0, 0.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        });
    });
}

#[test]
fn versions() {
    let cast = cast::folder();
    shows("versions", &[cast.saved("dovemoor-versions")], |window| {
        see(window, View::Versions);
    });
}

#[test]
fn transfers() {
    let cast = cast::folder();
    shows("transfers", &[cast.saved("dovemoor")], |window| {
        see(window, View::Transfers);
    });
}

#[test]
fn review() {
    let cast = cast::folder();
    shows("review", &[cast.saved("pellworm")], |window| {
        see(window, View::Review);
        window.key_press(Key::C);
        settle(window);
        write(
            window,
            "The clause says so, and no agreement takes it back.",
        );
    });
}

#[test]
fn engagement() {
    let cast = cast::folder();
    shows("engagement", &[cast.saved("dovemoor")], |window| {
        see(window, View::Engagement);
    });
}

#[test]
fn status() {
    let cast = cast::folder();
    shows("status", &[cast.saved("quietfield")], |window| {
        act(window, Act::SetStatus);
        assert!(matches!(window.state().dialog, Some(Dialog::Status(_))));
    });
}

#[test]
fn palette() {
    let cast = cast::folder();
    shows("palette", &[cast.saved("dovemoor")], |window| {
        window.key_press_modifiers(Modifiers::COMMAND, Key::K);
        settle(window);
        write(window, "ad");
    });
}

#[test]
fn keys() {
    let cast = cast::folder();
    shows("keys", &[cast.saved("dovemoor")], |window| {
        act(window, Act::Shortcuts);
    });
}

/// What could not be read, and an export, are told in messages: the one thing that floats over every screen.
#[test]
fn messages() {
    let cast = cast::folder();
    shows("messages", &[cast.saved("quietfield")], |window| {
        let path = PathBuf::from("/nowhere/report.pdf");
        let missing = PathBuf::from("/nowhere/terms-of-service.pdf");
        tell(window, Command::AddPaths(vec![missing]));
        let what = work::Target::Pdf;
        tell(window, Command::SaveTo { what, path });
    });
}

#[test]
fn guide() {
    let cast = cast::folder();
    shows("guide", &[cast.saved("dovemoor")], |window| {
        tell(
            window,
            Command::Explain("advertising.partner_sharing".to_owned()),
        );
        assert!(matches!(window.state().dialog, Some(Dialog::Guide(_))));
    });
}

/// The second step of the tour, on what is open: the card and the ring round what it points at.
#[test]
fn tour() {
    let cast = cast::folder();
    shows("tour", &[cast.saved("dovemoor")], |window| {
        act(window, Act::Tour);
        window.key_press(Key::ArrowRight);
        settle(window);
        assert!(window.state().tour.is_some());
    });
}

/// The form of a look-up, over the list of what is to be verified.
#[test]
fn verify() {
    let cast = cast::folder();
    shows("verify", &[cast.saved("quietfield")], |window| {
        act(window, Act::Verify);
        assert!(matches!(window.state().dialog, Some(Dialog::Verify(_))));
    });
}

/// The report in a house style, beside its settings.
#[test]
fn report() {
    let cast = cast::folder();
    shows("report", &[cast.saved("dovemoor")], |window| {
        let mut template = crate::report::Template::default();
        template.details.organisation = "Alder Vale Group".to_owned();
        template.details.mark = "Confidential, for procurement".to_owned();
        template.details.prepared_by = "M. Castell, privacy".to_owned();
        template.details.version = "3".to_owned();
        let style = super::super::report::Ask::Style(Box::new(template));
        tell(window, Command::Report(style));
        see(window, View::Report);
    });
}

/// What the check of a report found.
#[test]
fn check() {
    let cast = cast::folder();
    shows("check", &[cast.saved("quietfield")], |window| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("quietfield.pdf");
        let what = work::Target::Pdf;
        tell(
            window,
            Command::SaveTo {
                what,
                path: path.clone(),
            },
        );
        quiet(window);
        tell(window, Command::CheckReport(vec![path]));
        assert!(matches!(
            window.state().dialog,
            Some(Dialog::Checked { .. })
        ));
    });
}
