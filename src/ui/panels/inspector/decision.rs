//! The bar at the foot of the inspector: a reason, and what is decided.

use egui::{Ui, vec2};

use super::super::{Cx, Open};
use crate::assessment::edit::Edit;
use crate::assessment::{Act as Decided, Decision};
use crate::finding::Row;
use crate::ui::command::Command;
use crate::ui::icon::Icon;
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{author, now, text};

/// Shows the bar.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row) {
    let t = cx.t;
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
    let field = egui::TextEdit::singleline(&mut cx.shown.reason)
        .id(egui::Id::unique("reason"))
        .hint_text("Reason (needed for every decision)")
        .margin(egui::Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    ui.scope(|ui| {
        // A field that has to be filled in has the stronger border.
        ui.visuals_mut().widgets.inactive.bg_stroke.color = t.c.control;
        ui.add(field);
    });
    let missing = cx
        .shown
        .reason
        .trim()
        .is_empty()
        .then_some("Give a reason first");
    let mut act = None;
    ui.horizontal(|ui| {
        for (label, icon, what) in [
            ("Confirm", Icon::Check, Decided::Confirm),
            ("Reject", Icon::Cross, Decided::Reject),
        ] {
            let b = Button {
                label,
                icon: Some(icon),
                disabled: missing,
                tooltip: if label == "Confirm" {
                    "The finding is right"
                } else {
                    "The finding is wrong: the row falls back to what else was read"
                },
                ..Button::default()
            };
            if button(ui, t, b).clicked() {
                act = Some(what);
            }
        }
        let b = Button {
            label: "Change…",
            look: Look::Quiet,
            disabled: missing,
            tooltip: "Set the state or record a measure",
            ..Button::default()
        };
        let response = button(ui, t, b);
        egui::Popup::menu(&response).show(|ui| {
            ui.set_min_width(220.0);
            for state in [
                crate::finding::State::Affirmed,
                crate::finding::State::Denied,
                crate::finding::State::Silent,
                crate::finding::State::NotApplicable,
            ] {
                let label = format!("Set the state to {}", state.name().to_lowercase());
                if ui
                    .add_enabled(state != row.state, egui::Button::new(label))
                    .clicked()
                {
                    act = Some(Decided::SetState(state));
                    ui.close();
                }
            }
            ui.separator();
            for (label, measure, size) in [
                ("Negotiated clause (.50)", "negotiated clause", 0.5),
                ("Opt-out configured (.30)", "opt-out configured", 0.3),
                ("Small measure (.15)", "small measure", 0.15),
            ] {
                if ui.button(label).clicked() {
                    act = Some(Decided::Treat {
                        measure: measure.to_owned(),
                        size,
                    });
                    ui.close();
                }
            }
            ui.separator();
            if ui.button("Accept as it is").clicked() {
                act = Some(Decided::Accept { owner: author() });
                ui.close();
            }
        });
    });
    if let Some(act) = act {
        let before = open
            .session
            .row(&row.provision)
            .map_or_else(String::new, |(r, s)| {
                format!("{}, {}", r.state.name(), text::whole(s.residual))
            });
        let decision = Decision {
            provision: row.provision.clone(),
            act,
            author: author(),
            at: now(),
            reason: cx.shown.reason.trim().to_owned(),
            before,
            expires: None,
        };
        cx.shown.reason.clear();
        let edit = Edit::add_decision(&open.session.assessment, decision);
        cx.queue.push(Command::Edit(edit));
    }
}
