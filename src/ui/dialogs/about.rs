//! Version, catalogue and licences.

use egui::Ui;

use super::title;
use crate::ui::engine::Engine;
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, button};

/// Shows the dialog. Returns whether it is done.
pub fn show(ui: &mut Ui, theme: &Theme, engine: Option<&Engine>) -> bool {
    title(ui, theme, "Scruple");
    let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
    text::label(ui, &version, theme.body(), theme.c.text);
    if let Some(engine) = engine {
        text::label(ui, &engine.status(), theme.body(), theme.c.text);
        let hash = format!("Catalogue sha256 {}", engine.catalogue().sha256);
        let mono = egui::FontId::new(theme.m.caption.size, egui::FontFamily::Monospace);
        ui.add(
            egui::Label::new(
                egui::RichText::new(hash)
                    .font(mono)
                    .color(theme.c.text_soft),
            )
            .wrap(),
        );
    }
    let words = "Reads a vendor’s policies, weighs what they permit, and makes no network connection. \
                 Fonts: Inter and JetBrains Mono under the SIL Open Font License.";
    text::label(ui, words, theme.label(), theme.c.text_soft);
    let close = Button {
        label: "Close",
        ..Button::default()
    };
    button(ui, theme, close).clicked()
}
