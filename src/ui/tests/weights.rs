//! The weights: sliders, presets and severities, each a step that can be undone.

use super::*;

#[test]
fn a_weight_moves_the_score_on_the_same_frame_and_undo_brings_it_back() {
    let (mut harness, _folder) = opened();
    let before = score(&harness);
    command(&mut harness, Command::Show(View::Weights));
    harness
        .get_by_role_and_label(Role::Slider, "Weight of Telemetry")
        .set_value_accesskit(1.0);
    harness.step();
    let after = score(&harness);
    assert!((after - before).abs() > 0.05, "{before} and {after}");
    settle(&mut harness);
    assert!(has(&harness, "Profile: Balanced, edited"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!((score(&harness) - before).abs() < 1e-9);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    settle(&mut harness);
    assert!((score(&harness) - after).abs() < 1e-9);
}

#[test]
fn a_drag_of_a_slider_is_one_step() {
    let (mut harness, _folder) = opened();
    let before = score(&harness);
    command(&mut harness, Command::Show(View::Weights));
    let rect = harness
        .get_by_role_and_label(Role::Slider, "Weight of Telemetry")
        .rect();
    harness.drag_at(rect.left_center() + egui::vec2(9.0, 0.0));
    harness.step();
    for i in 1..6_u8 {
        harness.hover_at(rect.left_center() + egui::vec2(9.0 + 20.0 * f32::from(i), 0.0));
        harness.step();
    }
    harness.drop_at(rect.left_center() + egui::vec2(109.0, 0.0));
    settle(&mut harness);
    assert!(
        (score(&harness) - before).abs() > 1e-6,
        "the drag moved the score"
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(
        (score(&harness) - before).abs() < 1e-9,
        "one undo takes the whole drag back"
    );
}

#[test]
fn the_severity_of_a_provision_can_be_set_and_taken_back() {
    let (mut harness, _folder) = opened();
    let before = score(&harness);
    command(&mut harness, Command::Show(View::Weights));
    harness
        .get_by_role_and_label(Role::Button, "Edit the severities")
        .click_accesskit();
    settle(&mut harness);
    harness.check_accessibility();
    harness.state_mut().shown.severity_words = "session replay".to_owned();
    settle(&mut harness);
    let engine = harness.state().engine.clone().expect("loaded");
    let provision = engine.catalogue().provision("telemetry.session_replay");
    let name = provision.expect("there").name.clone();
    harness
        .get_by_label(&format!("Severity of {name}"))
        .set_value_accesskit(3.0);
    settle(&mut harness);
    let own = |h: &Harness<'_, App>| {
        let session = h.state().session.as_ref().expect("open");
        let profile = &session.assessment.profile;
        profile.severities.get("telemetry.session_replay").copied()
    };
    assert_eq!(own(&harness), Some(3.0));
    assert!(score(&harness) < before - 0.05);
    assert!(has(&harness, "1 of "), "how many were changed");
    harness
        .get_by_role_and_label(Role::Button, &format!("Severity of {name} as supplied"))
        .click_accesskit();
    settle(&mut harness);
    assert_eq!(own(&harness), None);
    assert!((score(&harness) - before).abs() < 1e-9);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(own(&harness), Some(3.0), "each is a step");
}

#[test]
fn a_preset_replaces_the_weights() {
    let (mut harness, _folder) = opened();
    command(&mut harness, Command::Show(View::Weights));
    harness
        .get_by_role_and_label(Role::RadioButton, "Flat")
        .click();
    settle(&mut harness);
    let session = harness.state().session.as_ref().expect("open");
    assert_eq!(session.assessment.profile.name, "Flat");
    assert!(!session.is_edited());
    assert!(has(&harness, "Profile: Flat"));
}
