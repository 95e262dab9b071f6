//! The bar at the bottom: offline, the date, the profile, whether it is saved, and what is being done.

use egui::{Align, Align2, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::Cx;
use crate::jobs::{JobId, Progress};
use crate::ui::command::Command;
use crate::ui::icon::{self, Icon};
use crate::ui::session::Session;
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

/// What the bar says at its left.
pub const OFFLINE: &str = "Offline: everything stays on this computer";

/// Shows the bar.
pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    session: Option<&Session>,
    job: Option<(JobId, Progress)>,
) {
    let t = cx.t;
    let rect = ui.max_rect();
    let painter = ui.painter().clone();
    painter.hline(rect.x_range(), rect.top() + 0.5, t.hairline());
    let y = rect.center().y;
    let ink = t.c.text_soft;
    icon::icon(&painter, Icon::Lock, pos2(rect.left() + 17.0, y), 12.0, ink);
    let put = |x: f32, words: &str| {
        text::put(
            &painter,
            pos2(x, y),
            Align2::LEFT_CENTER,
            words,
            t.caption(),
            ink,
        )
    };
    let first = put(rect.left() + 29.0, OFFLINE);
    widgets::spoken(ui, first, "offline", OFFLINE);
    let state = session.map_or_else(|| "No assessment open".to_owned(), Session::status);
    let second = put(first.right() + 20.0, &state);
    widgets::spoken(ui, second, "state", &state);

    let right = rect
        .with_max_x(rect.right() - 12.0)
        .with_min_x(second.right() + 12.0);
    let builder = UiBuilder::new()
        .id_salt("status right")
        .max_rect(right)
        .layout(Layout::right_to_left(Align::Center));
    widgets::within(ui, builder, |ui| {
        let zoom = text::percent(f64::from(cx.prefs.zoom));
        text::label(ui, &zoom, t.caption(), ink);
        if let Some((id, progress)) = job {
            ui.add_space(8.0);
            let cancel = Button {
                label: "Cancel",
                look: Look::Link,
                small: true,
                tooltip: "Stop this; nothing is changed",
                ..Button::default()
            };
            if button(ui, t, cancel).clicked() {
                cx.queue.push(Command::Cancel(id));
            }
            let (track, _) = ui.allocate_exact_size(vec2(120.0, 4.0), egui::Sense::hover());
            ui.painter().rect_filled(track, 2.0, t.c.stroke_strong);
            if progress.of > 0 {
                let share = progress.done as f32 / progress.of as f32;
                let fill = Rect::from_min_size(
                    track.min,
                    vec2(track.width() * share.clamp(0.03, 1.0), 4.0),
                );
                ui.painter().rect_filled(fill, 2.0, t.c.accent);
            }
            ui.add_space(4.0);
            ui.add(
                egui::Label::new(
                    egui::RichText::new(&progress.label)
                        .font(t.caption().font())
                        .color(t.c.text),
                )
                .truncate()
                .selectable(false),
            );
        } else if let Some(engine) = cx.engine {
            ui.add_space(12.0);
            text::label(ui, &engine.status(), t.caption(), ink);
        }
    });
}
