//! A slider with a mark where the profile has it, and a field for a number.

use egui::{Key, Rect, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::theme::Theme;
use crate::ui::{text, widgets};

/// What a slider did.
pub struct Slid {
    /// The new value, where it moved.
    pub value: Option<f64>,
    /// Whether the change is part of a drag, which is one step.
    pub gesture: bool,
}

/// A slider: track of 4, a round knob, a mark where the profile as supplied has it.
#[allow(clippy::too_many_arguments, reason = "a slider with its values")]
pub fn show(
    ui: &mut Ui,
    t: &Theme,
    rect: Rect,
    name: &str,
    (value, base): (f64, f64),
    (least, most): (f64, f64),
    step: f64,
) -> Slid {
    let response = ui.interact(
        rect,
        ui.scope_id().with(("slider", name)),
        Sense::click_and_drag(),
    );
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let (left, right) = (rect.left() + 7.0, rect.right() - 7.0);
    let x = |v: f64| left + (right - left) * ((v - least) / (most - least)).clamp(0.0, 1.0) as f32;
    let round = |v: f64| ((v / step).round() * step).clamp(least, most);
    let mut next = None;
    let mut gesture = false;
    if let Some(at) = response.interact_pointer_pos()
        && (response.dragged() || response.is_pointer_button_down_on() || response.clicked())
    {
        let share = f64::from(((at.x - left) / (right - left)).clamp(0.0, 1.0));
        next = Some(round(least + share * (most - least)));
        gesture = true;
    }
    if response.has_focus() {
        ui.memory_mut(|m| {
            m.set_focus_lock_filter(
                response.id,
                egui::EventFilter {
                    horizontal_arrows: true,
                    ..egui::EventFilter::default()
                },
            );
        });
        let by = ui.input(|i| {
            let count = |key| i.num_presses(key) as f64;
            count(Key::ArrowRight) - count(Key::ArrowLeft)
                + 5.0 * (count(Key::PageUp) - count(Key::PageDown))
        });
        if by != 0.0 {
            next = Some(round(value + by * step));
        }
    }
    ui.input(|i| {
        let requests = |action| i.num_accesskit_action_requests(response.id, action) as f64;
        let by = requests(egui::accesskit::Action::Increment)
            - requests(egui::accesskit::Action::Decrement);
        if by != 0.0 {
            next = Some(round(value + by * step));
        }
        for request in i.accesskit_action_requests(response.id, egui::accesskit::Action::SetValue) {
            if let Some(egui::accesskit::ActionData::NumericValue(wanted)) = request.data {
                next = Some(round(wanted));
            }
        }
    });
    let shown = next.unwrap_or(value);
    let said = name.to_owned();
    response.widget_info(|| WidgetInfo::slider(true, shown, &said));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(least);
        node.set_max_numeric_value(most);
        node.set_numeric_value_step(step);
        node.add_action(egui::accesskit::Action::SetValue);
        node.add_action(egui::accesskit::Action::Increment);
        node.add_action(egui::accesskit::Action::Decrement);
    });
    paint_slider(
        ui,
        t,
        &response,
        (left, right),
        rect.center().y,
        (x(shown), x(base)),
        (shown - base).abs() > 1e-9,
    );
    let value = next.filter(|n| (n - value).abs() > 1e-9);
    Slid { value, gesture }
}

fn paint_slider(
    ui: &Ui,
    t: &Theme,
    response: &Response,
    (left, right): (f32, f32),
    y: f32,
    (knob, base): (f32, f32),
    edited: bool,
) {
    let painter = ui.painter();
    let track = |from: f32, to: f32| Rect::from_min_max(pos2(from, y - 2.0), pos2(to, y + 2.0));
    painter.rect_filled(track(left - 7.0, right + 7.0), 2.0, t.c.stroke);
    let ink = if edited { t.c.accent } else { t.c.text_faint };
    painter.rect_filled(track(left - 7.0, knob), 2.0, ink);
    if edited {
        painter.vline(
            base.round() + 0.5,
            (y - 7.0)..=(y + 7.0),
            Stroke::new(1.0, t.c.text),
        );
    }
    let over = response.hovered() || response.dragged();
    let ring = if edited { t.c.accent } else { t.c.control };
    let fill = if over { t.c.hover } else { t.c.raised };
    painter.circle(
        pos2(knob, y),
        7.0,
        fill,
        Stroke::new(if edited { 2.0 } else { 1.5 }, ring),
    );
    if response.has_focus() {
        painter.circle_stroke(pos2(knob, y), 10.0, Stroke::new(2.0, t.c.accent));
    }
}

/// A field for a number. Returns the new value and whether it is part of a drag.
#[allow(clippy::too_many_arguments, reason = "a field with its values")]
pub fn number(
    ui: &mut Ui,
    t: &Theme,
    rect: Rect,
    name: &str,
    value: f64,
    (least, most): (f64, f64),
    (speed, decimals): (f64, usize),
    edited: bool,
) -> Option<(f64, bool)> {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect);
    widgets::within(ui, builder, |ui| {
        let v = ui.visuals_mut();
        let border = if edited {
            t.c.accent
        } else {
            t.c.stroke_strong
        };
        for state in [
            &mut v.widgets.inactive,
            &mut v.widgets.hovered,
            &mut v.widgets.active,
        ] {
            state.weak_bg_fill = t.c.page;
            state.bg_fill = t.c.page;
            state.bg_stroke = Stroke::new(1.0, border);
        }
        if edited {
            v.override_text_color = Some(t.c.text);
        }
        ui.spacing_mut().button_padding = vec2(4.0, 2.0);
        let mut now = value;
        let field = egui::DragValue::new(&mut now)
            .range(least..=most)
            .speed(speed)
            .custom_formatter(move |v, _| match decimals {
                0 => format!("{v:.0}"),
                1 => text::weight(v),
                _ => format!("{v:.1}"),
            })
            .update_while_editing(false);
        let response = ui.add_sized(rect.size(), field);
        // The value has a name of its own: the slider beside it has the row's.
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
        let changed = response.changed() && (now - value).abs() > 1e-9;
        changed.then(|| ((now * 10.0).round() / 10.0, response.dragged()))
    })
    .inner
}
