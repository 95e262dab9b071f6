//! What was found when a report was checked.

use egui::{ScrollArea, Ui};

use crate::report::verify::{Verdict, Verification};
use crate::ui::icon::{self, Icon};
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, Look, button};

/// Shows it. Tells whether it was closed.
pub fn show(ui: &mut Ui, theme: &Theme, file: &str, verification: &Verification) -> bool {
    let t = theme;
    let words = format!("Check of {file}");
    text::label(ui, &words, t.heading(), t.c.text);
    let (said, ink) = if verification.is_whole() {
        ("The report is true to its sources.", t.tiers.low.ink)
    } else if verification.holds() {
        (
            "Nothing differs. Not everything could be checked.",
            t.tiers.moderate.ink,
        )
    } else {
        ("The report is not what Scruple wrote.", t.tiers.severe.ink)
    };
    text::label(ui, said, t.body().strong(), ink);
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for check in &verification.checks {
            ui.add_space(6.0);
            let (sign, word, ink) = match check.verdict {
                Verdict::Holds => (Icon::Check, "holds", t.tiers.low.ink),
                Verdict::Differs => (Icon::Cross, "differs", t.tiers.severe.ink),
                Verdict::NotChecked => (Icon::Search, "not checked", t.tiers.moderate.ink),
            };
            ui.horizontal(|ui| {
                let (rect, _) =
                    ui.allocate_exact_size(egui::vec2(16.0, 16.0), egui::Sense::hover());
                icon::icon(ui.painter(), sign, rect.center(), 12.0, ink);
                let words = format!("{}: {word}", check.what);
                text::label(ui, &words, t.body().medium(), t.c.text);
            });
            for line in &check.found {
                ui.horizontal_top(|ui| {
                    ui.add_space(24.0);
                    ui.vertical(|ui| text::label(ui, line, t.label(), t.c.text_soft));
                });
            }
        }
    });
    ui.add_space(2.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 28.0), layout, |ui| {
        let close = Button {
            label: "Close",
            look: Look::Primary,
            ..Button::default()
        };
        button(ui, t, close).clicked()
    })
    .inner
}
