//! The tour: through all its steps, with folded panels, and away from it.

use super::*;
use crate::ui::command::Act;
use crate::ui::tour::Step;

fn step(harness: &Harness<'_, App>) -> Option<Step> {
    harness
        .state()
        .tour
        .as_ref()
        .map(super::super::tour::Tour::step)
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// The title of a step is shown, and so is the part that it points at.
fn makes_sense(harness: &Harness<'_, App>, step: Step) {
    let (title, _) = step.words();
    assert!(has(harness, title), "{title}");
    let part = harness.state().shown.parts.get(step);
    let part = part.unwrap_or_else(|| panic!("{step:?} points at something"));
    let screen = harness.ctx.content_rect();
    assert!(
        part.is_positive() && screen.intersects(part),
        "{step:?}: {part:?}"
    );
}

#[test]
fn from_an_empty_window_through_all_steps_on_a_sample_by_keyboard() {
    let mut harness = window(Vec::new());
    assert_eq!(step(&harness), None, "it does not come unasked here");
    command(&mut harness, Command::Act(Act::Tour));
    for (nth, expected) in Step::ALL.into_iter().enumerate() {
        assert_eq!(step(&harness), Some(expected));
        assert!(has(
            &harness,
            &format!("Tour, step {} of {}", nth + 1, Step::ALL.len())
        ));
        makes_sense(&harness, expected);
        harness.check_accessibility();
        if let Some(view) = expected.view() {
            assert_eq!(harness.state().shown.view, view, "{expected:?}");
        }
        // Enter is the button’s, and it has the keyboard.
        press(&mut harness, Key::Enter);
    }
    assert_eq!(step(&harness), None, "it is over");
    assert!(!has(&harness, "Tour, step"));
    let session = harness
        .state()
        .session
        .as_ref()
        .expect("the sample is open");
    assert!(!session.assessment.documents.is_empty());
    assert!(harness.state().shown.row.is_some(), "a finding was shown");
}

#[test]
fn with_something_open_it_begins_at_the_score_and_unfolds_what_it_points_at() {
    let (mut harness, _folder) = opened();
    harness.state_mut().prefs.left = false;
    harness.state_mut().prefs.right = false;
    command(&mut harness, Command::Show(View::Transfers));
    let before = score(&harness);
    command(&mut harness, Command::Act(Act::Tour));
    assert_eq!(step(&harness), Some(Step::Score));
    for expected in &Step::ALL[1..] {
        assert_eq!(step(&harness), Some(*expected));
        makes_sense(&harness, *expected);
        press(&mut harness, Key::ArrowRight);
    }
    assert_eq!(step(&harness), None);
    assert!(harness.state().prefs.left && harness.state().prefs.right);
    assert!(
        (score(&harness) - before).abs() < 1e-9,
        "it changes nothing"
    );
    assert!(harness.state().facts().undo.is_none());
}

#[test]
fn a_panel_that_is_folded_under_a_step_leaves_its_words() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Act(Act::Tour));
    press(&mut harness, Key::ArrowRight);
    assert_eq!(step(&harness), Some(Step::Findings));
    command(&mut harness, Command::Act(Act::ToggleLeft));
    assert_eq!(harness.state().shown.parts.get(Step::Findings), None);
    let (title, _) = Step::Findings.words();
    assert!(has(&harness, title));
    // Back and on again shows the panel again.
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::ArrowRight);
    makes_sense(&harness, Step::Findings);
}

#[test]
fn it_can_be_left_at_any_step_and_does_not_come_again() {
    for steps in 0..Step::ALL.len() - 1 {
        let (mut harness, _folder) = opened();
        command(&mut harness, Command::Act(Act::Tour));
        for _ in 0..steps {
            press(&mut harness, Key::ArrowRight);
        }
        if steps % 2 == 0 {
            press(&mut harness, Key::Escape);
        } else {
            // The last step has nothing left to skip.
            let label = if steps + 2 == Step::ALL.len() {
                "Done"
            } else {
                "Skip the tour"
            };
            harness.get_by_role_and_label(Role::Button, label).click();
            settle(&mut harness);
        }
        assert_eq!(step(&harness), None, "left after {steps}");
        assert!(!has(&harness, "Tour, step"));
        assert!(harness.state().session.is_some());
        assert!(harness.state().prefs.toured);
    }
}
