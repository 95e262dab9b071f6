//! A button that opens a list to choose from, as wide as its place allows.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::focus_ring;
use crate::ui::icon::{self, Icon};
use crate::ui::text;
use crate::ui::theme::{Theme, mix};

/// Shows what is chosen, cut where it is wider than `width`, with a sign that there is a list. `name` is the accessible
/// name; the caller hangs a popup menu on the response.
pub fn picker(
    ui: &mut Ui,
    t: &Theme,
    (shown, name): (&str, &str),
    width: f32,
    barred: Option<&str>,
) -> Response {
    let enabled = barred.is_none() && ui.is_enabled();
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let room = width - 12.0 - 26.0;
    let ink = if enabled {
        t.c.text
    } else {
        mix(t.c.text, t.c.panel, 0.5)
    };
    let words = text::line(ui.painter(), shown, t.body().medium(), ink, room);
    let size = vec2((words.size().x + 38.0).min(width), t.m.button);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, enabled, name));
    if ui.is_rect_visible(rect) {
        let over = enabled && (response.hovered() || response.has_focus());
        let fill = if over { t.c.hover } else { t.c.raised };
        let border = Stroke::new(1.0, t.c.stroke_strong);
        let painter = ui.painter();
        painter.rect(rect, t.button_radius(), fill, border, StrokeKind::Inside);
        let y = (rect.center().y - words.size().y / 2.0).round();
        painter.galley(pos2(rect.left() + 12.0, y), words, ink);
        let at = pos2(rect.right() - 14.0, rect.center().y);
        let soft = if enabled { t.c.text_soft } else { ink };
        icon::icon(painter, Icon::ChevronDown, at, 12.0, soft);
        focus_ring(ui, t, &response, rect, t.button_radius());
    }
    match barred {
        Some(why) => response.on_hover_text(why),
        None => response.on_hover_cursor(egui::CursorIcon::PointingHand),
    }
}
