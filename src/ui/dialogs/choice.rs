//! The choice among the vendors of a folder: one is opened, the others stay within reach.

use egui::{Align2, Key, ScrollArea, Ui, pos2};

use super::{foot, title};
use crate::ui::command::Command;
use crate::ui::icon::{self, Icon};
use crate::ui::portfolio::Ask;
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::vendors::Vendors;
use crate::ui::widgets::{self, Button, Look, button};

/// Height of the list, at most.
const LIST: f32 = 320.0;

/// Shows the choice. Returns whether it is done.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    vendors: &Vendors,
    chosen: &mut usize,
    queue: &mut Vec<Command>,
) -> bool {
    let count = vendors.groups.len();
    let head = format!("{count} vendors in “{}”", vendors.folder);
    title(ui, theme, &head);
    let words = "Choose the one to open. The others stay in the File menu, and Ctrl+Page Down opens the next.";
    text::label(ui, words, theme.body(), theme.c.text_soft);
    let mut done = false;
    // The keys work wherever the list or nothing has the keyboard.
    let mut listening = ui.memory(|m| m.focused().is_none());
    ScrollArea::vertical()
        .id_salt("vendors")
        .max_height(LIST)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, group) in vendors.groups.iter().enumerate() {
                let about = Vendors::about(group);
                let open = vendors.at == Some(at);
                let mark = if open { ", open now" } else { "" };
                let name = format!("Vendor {}, {about}{mark}", group.name());
                let (rect, response) = widgets::row(ui, theme, 30.0, *chosen == at, &name);
                let y = rect.center().y;
                let painter = ui.painter();
                let sign = if group.saved.is_some() {
                    Icon::File
                } else {
                    Icon::Folder
                };
                let at_icon = pos2(rect.left() + 16.0, y);
                icon::icon(painter, sign, at_icon, 14.0, theme.c.text_soft);
                let words = format!("{about}{mark}");
                let placed = text::put(
                    painter,
                    pos2(rect.right() - 10.0, y),
                    Align2::RIGHT_CENTER,
                    &words,
                    theme.body(),
                    theme.c.text_faint,
                );
                let wide = placed.left() - rect.left() - 42.0;
                text::put_within(
                    painter,
                    pos2(rect.left() + 32.0, y),
                    Align2::LEFT_CENTER,
                    group.name(),
                    theme.body().medium(),
                    theme.c.text,
                    wide,
                );
                listening |= response.has_focus();
                if response.clicked() {
                    *chosen = at;
                }
                if response.double_clicked() {
                    queue.push(Command::OpenVendor(at));
                    done = true;
                }
                response.on_hover_text(&group.place);
            }
        });
    if listening && !done {
        let (up, down, enter) = ui.input(|i| {
            let pressed = |key| i.key_pressed(key);
            (
                pressed(Key::ArrowUp),
                pressed(Key::ArrowDown),
                pressed(Key::Enter),
            )
        });
        if up {
            *chosen = chosen.saturating_sub(1);
        }
        if down {
            *chosen = (*chosen + 1).min(count.saturating_sub(1));
        }
        if enter {
            queue.push(Command::OpenVendor(*chosen));
            done = true;
        }
    }
    let join = Button {
        label: "Read all as one vendor",
        look: Look::Link,
        small: true,
        tooltip: "Where the folders sort the papers of one vendor",
        ..Button::default()
    };
    if button(ui, theme, join).clicked() {
        queue.push(Command::JoinVendors);
        return true;
    }
    let beside = Button {
        label: "Show all side by side",
        look: Look::Link,
        small: true,
        tooltip: "Read every vendor and rank them in the portfolio",
        ..Button::default()
    };
    if button(ui, theme, beside).clicked() {
        queue.push(Command::Portfolio(Ask::Take));
        return true;
    }
    let (yes, no) = foot(ui, theme, "Open", None);
    if yes && !done {
        queue.push(Command::OpenVendor(*chosen));
    }
    done || yes || no
}
