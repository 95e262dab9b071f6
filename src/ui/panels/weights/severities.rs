//! The severity of each provision: a list that can be unfolded and filtered, a number for each.

use egui::{Align2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::{push, slider};
use crate::assessment::edit::Edit;
use crate::catalogue::Provision;
use crate::ui::icon::Icon;
use crate::ui::panels::{Cx, Open};
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

/// Height of a row.
const ROW: f32 = 28.0;

/// Shows how many were changed, and the list where it is unfolded.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let scored: Vec<&Provision> = open
        .engine
        .catalogue()
        .provisions
        .iter()
        .filter(|p| p.scored)
        .collect();
    let changed = scored.iter().filter(|p| is_changed(open, p)).count();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let face = if changed > 0 {
        t.body().strong()
    } else {
        t.body().medium()
    };
    let (left, ink) = (Align2::LEFT_CENTER, t.c.text);
    let title = "Severity of each provision";
    text::put(ui.painter(), rect.left_center(), left, title, face, ink);
    let builder = UiBuilder::new()
        .id_salt("severities head")
        .max_rect(rect)
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    widgets::within(ui, builder, |ui| {
        let b = Button {
            label: if cx.shown.severities {
                "Fold"
            } else {
                "Edit…"
            },
            look: Look::Link,
            small: true,
            tooltip: "How severe each provision is by itself, from 0 to 100",
            ..Button::default()
        };
        let response = button(ui, t, b);
        let name = if cx.shown.severities {
            "Fold the severities"
        } else {
            "Edit the severities"
        };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        if response.clicked() {
            cx.shown.severities = !cx.shown.severities;
        }
        let words = match changed {
            0 => format!("{} as supplied", scored.len()),
            n => format!("{n} of {} changed", scored.len()),
        };
        text::label(ui, &words, t.body(), t.c.text_soft);
    });
    if !cx.shown.severities {
        return;
    }
    ui.add_space(6.0);
    let name = "Filter the provisions";
    let field = egui::TextEdit::singleline(&mut cx.shown.severity_words)
        .id(egui::Id::unique("filter severities"))
        .hint_text(name)
        .margin(egui::Margin::symmetric(8, 4))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(name));
    ui.add_space(4.0);
    let words = cx.shown.severity_words.to_lowercase();
    let mut shown = 0;
    for provision in scored {
        let category = open.engine.short(&provision.category);
        let text = format!("{} {} {category}", provision.name, provision.id).to_lowercase();
        if words.split_whitespace().all(|w| text.contains(w)) {
            shown += 1;
            one(ui, cx, open, provision);
        }
    }
    if shown == 0 {
        let words = "No provision has these words";
        text::label(ui, words, t.body(), t.c.text_soft);
    }
}

/// The severity as the profile was supplied: its own, or the catalogue's.
fn supplied(open: &Open<'_>, provision: &Provision) -> f64 {
    let own = open.session.base.severities.get(&provision.id);
    own.copied().unwrap_or(provision.severity)
}

/// The severity in force.
fn now(open: &Open<'_>, provision: &Provision) -> f64 {
    let own = open
        .session
        .assessment
        .profile
        .severities
        .get(&provision.id);
    own.copied().unwrap_or(provision.severity)
}

fn is_changed(open: &Open<'_>, provision: &Provision) -> bool {
    (now(open, provision) - supplied(open, provision)).abs() > 1e-9
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, provision: &Provision) {
    let t = cx.t;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let changed = is_changed(open, provision);
    let y = rect.center().y;
    widgets::code(
        ui.painter(),
        t,
        &provision.category,
        pos2(rect.left() + 11.0, y),
    );
    let face = if changed { t.body().strong() } else { t.body() };
    let at = pos2(rect.left() + 29.0, y);
    let wide = rect.width() - 29.0 - 78.0;
    let left = Align2::LEFT_CENTER;
    text::put_within(
        ui.painter(),
        at,
        left,
        &provision.name,
        face,
        t.c.text,
        wide,
    );
    let category = open.engine.short(&provision.category);
    response.on_hover_text(format!("{}, {category}", provision.name));
    let field = Rect::from_center_size(pos2(rect.right() - 20.0, y), vec2(40.0, 24.0));
    let name = format!("Severity of {}", provision.name);
    let value = now(open, provision);
    let set = |severity: f64| {
        let own = (severity - provision.severity).abs() > 1e-9;
        Edit::SetSeverity {
            provision: provision.id.clone(),
            severity: own.then_some(severity),
        }
    };
    let range = (0.0, 100.0);
    if let Some((next, gesture)) =
        slider::number(ui, t, field, &name, value, range, (0.4, 0), changed)
    {
        push(cx, set(next.round()), gesture);
    }
    if changed {
        let place = Rect::from_center_size(pos2(field.left() - 16.0, y), vec2(24.0, 24.0));
        let builder = UiBuilder::new()
            .id_salt(("back", &provision.id))
            .max_rect(place);
        let before = supplied(open, provision);
        let name = format!("Severity of {} as supplied", provision.name);
        let tip = format!("Back to {}", text::whole(before));
        let back = widgets::within(ui, builder, |ui| {
            widgets::icon_button(ui, t, Icon::Undo, &name, &tip, None).clicked()
        });
        if back.inner {
            push(cx, set(before), false);
        }
    }
}
