//! What the window has said so far, the latest first.

use egui::{ScrollArea, Ui, vec2};

use super::title;
use crate::ui::command::{Act, keys_of};
use crate::ui::icon;
use crate::ui::notices::Notice;
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{self, Button, button};

/// Shows the messages. Returns whether it is done.
pub fn show(ui: &mut Ui, theme: &Theme, said: &[Notice]) -> bool {
    if keys_of(Act::History).any(|keys| ui.input_mut(|i| i.consume_shortcut(&keys))) {
        return true;
    }
    title(ui, theme, "Messages");
    if said.is_empty() {
        let words = "Nothing has been said yet.";
        text::label(ui, words, theme.body(), theme.c.text_soft);
    }
    let height = ui.ctx().content_rect().height() - 260.0;
    ScrollArea::vertical()
        .id_salt("messages")
        .max_height(height.clamp(120.0, 460.0))
        // The dialog grows to what it needs; it is not cut at the size that it had before.
        .min_scrolled_height(height.clamp(120.0, 460.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (nth, notice) in said.iter().enumerate() {
                ui.push_id(nth, |ui| one(ui, theme, notice));
            }
        });
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), layout, |ui| {
        let close = Button {
            label: "Close",
            ..Button::default()
        };
        let response = button(ui, theme, close);
        if ui.memory(|m| m.focused().is_none()) {
            response.request_focus();
        }
        response.clicked()
    })
    .inner
}

fn one(ui: &mut Ui, theme: &Theme, notice: &Notice) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), egui::Sense::hover());
        let (which, ink) = notice.kind.sign(theme);
        icon::icon(ui.painter(), which, rect.center(), 15.0, ink);
        widgets::spoken(ui, rect, "kind", notice.kind.name());
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - 48.0);
            text::copyable(ui, &notice.title, theme.body().medium(), theme.c.text);
            if !notice.detail.is_empty() {
                text::copyable(ui, &notice.detail, theme.label(), theme.c.text_soft);
            }
            ui.add_space(8.0);
        });
        text::label(ui, &notice.at, theme.label(), theme.c.text_faint);
    });
}
