//! Small parts that every panel is made of. Each has an accessible name and takes the keyboard.

mod picker;

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

pub use picker::picker;

use super::icon::{self, Icon};
use super::text;
use super::theme::{Face, Theme, mix};
use crate::score::{Tier, TierCuts};

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// The one primary action of a place.
    Primary,
    /// Bordered.
    #[default]
    Plain,
    /// Only words, in the accent.
    Link,
    /// Only words, quiet.
    Quiet,
}

/// A button as data.
#[derive(Debug, Clone, Copy, Default)]
pub struct Button<'a> {
    /// Words on it, and its accessible name.
    pub label: &'a str,
    /// Icon at its left.
    pub icon: Option<Icon>,
    /// Shortcut or detail at its right, quieter.
    pub hint: &'a str,
    /// Look.
    pub look: Look,
    /// 24 high instead of 28.
    pub small: bool,
    /// Why it cannot be used now; `None`: it can.
    pub disabled: Option<&'a str>,
    /// What it does, shown under the pointer.
    pub tooltip: &'a str,
}

/// Paints the focus ring where a widget has the keyboard.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, rect: Rect, radius: CornerRadius) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.c.accent);
        ui.painter()
            .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }
}

fn half(colour: Color32, ground: Color32) -> Color32 {
    mix(colour, ground, 0.5)
}

/// Shows a button.
pub fn button(ui: &mut Ui, theme: &Theme, b: Button<'_>) -> Response {
    let enabled = b.disabled.is_none() && ui.is_enabled();
    let face = match b.look {
        Look::Primary => theme.body().strong(),
        Look::Plain => theme.body().medium(),
        Look::Link | Look::Quiet => theme.body(),
    };
    let (mut ink, fill, border) = match b.look {
        Look::Primary => (theme.c.on_accent, theme.c.accent, theme.c.accent),
        Look::Plain => (theme.c.text, theme.c.raised, theme.c.stroke_strong),
        Look::Link => (theme.c.accent, Color32::TRANSPARENT, Color32::TRANSPARENT),
        Look::Quiet => (
            theme.c.text_soft,
            Color32::TRANSPARENT,
            Color32::TRANSPARENT,
        ),
    };
    let mut soft = if b.look == Look::Primary {
        mix(theme.c.on_accent, theme.c.accent, 0.86)
    } else {
        theme.c.text_faint
    };
    if !enabled {
        ink = half(ink, theme.c.panel);
        soft = half(soft, theme.c.panel);
    }
    let pad = match b.look {
        Look::Primary | Look::Plain => 12.0,
        Look::Link | Look::Quiet => 4.0,
    };
    let words = text::line(ui.painter(), b.label, face, ink, f32::INFINITY);
    let hint = (!b.hint.is_empty())
        .then(|| text::line(ui.painter(), b.hint, theme.body(), soft, f32::INFINITY));
    let icon_width = if b.icon.is_some() { 22.0 } else { 0.0 };
    let hint_width = hint.as_ref().map_or(0.0, |g| g.size().x + 8.0);
    let height = if b.small {
        theme.m.button_small
    } else {
        theme.m.button
    };
    let size = vec2(pad * 2.0 + icon_width + words.size().x + hint_width, height);
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let name = b.label.to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    if ui.is_rect_visible(rect) {
        let radius = theme.button_radius();
        let over = enabled && (response.hovered() || response.has_focus());
        let fill = match b.look {
            Look::Primary if !enabled => half(fill, theme.c.panel),
            Look::Primary if over => mix(fill, theme.c.text, 0.88),
            Look::Plain if over => theme.c.hover,
            Look::Quiet if over => theme.c.hover,
            _ => fill,
        };
        let border = if enabled || border == Color32::TRANSPARENT {
            border
        } else {
            half(border, theme.c.panel)
        };
        ui.painter().rect(
            rect,
            radius,
            fill,
            Stroke::new(1.0, border),
            StrokeKind::Inside,
        );
        let mut x = rect.left() + pad;
        if let Some(which) = b.icon {
            icon::icon(
                ui.painter(),
                which,
                pos2(x + 7.0, rect.center().y),
                15.0,
                ink,
            );
            x += icon_width;
        }
        let y = |h: f32| (rect.center().y - h / 2.0).round();
        let width = words.size().x;
        ui.painter().galley(pos2(x, y(words.size().y)), words, ink);
        if b.look == Look::Link && over {
            let y = rect.center().y + 8.0;
            ui.painter()
                .hline(x..=x + width, y.round() + 0.5, Stroke::new(1.0, ink));
        }
        x += width + 8.0;
        if let Some(hint) = hint {
            ui.painter().galley(pos2(x, y(hint.size().y)), hint, soft);
        }
        focus_ring(ui, theme, &response, rect, radius);
    }
    let tip = b.disabled.unwrap_or(b.tooltip);
    let response = if tip.is_empty() {
        response
    } else {
        response.on_hover_text(tip)
    };
    if enabled {
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    } else {
        response
    }
}

/// Shows a button that is only an icon. `name` is its accessible name, `tooltip` says more, with the shortcut.
pub fn icon_button(
    ui: &mut Ui,
    theme: &Theme,
    which: Icon,
    name: &str,
    tooltip: &str,
    disabled: Option<&str>,
) -> Response {
    let enabled = disabled.is_none() && ui.is_enabled();
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(theme.m.button_small), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        let ink = if enabled {
            theme.c.text_soft
        } else {
            half(theme.c.text_soft, theme.c.panel)
        };
        if enabled && (response.hovered() || response.has_focus()) {
            ui.painter()
                .rect_filled(rect, theme.field_radius(), theme.c.hover);
        }
        icon::icon(ui.painter(), which, rect.center(), 15.0, ink);
        focus_ring(ui, theme, &response, rect, theme.field_radius());
    }
    response.on_hover_text(disabled.unwrap_or(tooltip))
}

/// Shows contents in a rectangle that was allocated before, so that the layout around it stays as it is.
pub fn within<R>(
    ui: &mut Ui,
    builder: egui::UiBuilder,
    contents: impl FnOnce(&mut Ui) -> R,
) -> egui::InnerResponse<R> {
    let mut child = ui.new_child(builder);
    let inner = contents(&mut child);
    egui::InnerResponse::new(inner, child.response())
}

/// A clickable row over the full width. The caller paints into the rectangle.
pub fn row(
    ui: &mut Ui,
    theme: &Theme,
    height: f32,
    selected: bool,
    name: &str,
) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, name));
    if ui.is_rect_visible(rect) {
        if selected {
            ui.painter().rect_filled(rect, 0.0, theme.c.selected);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, theme.c.hover);
        }
        focus_ring(ui, theme, &response, rect, CornerRadius::ZERO);
    }
    (rect, response)
}

/// The head of a section: a strip with a title, a hairline above and under it. Returns its rectangle.
pub fn section_head(ui: &mut Ui, theme: &Theme, title: &str, count: &str) -> Rect {
    let size = vec2(ui.available_width(), theme.m.section_head);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
    let at = pos2(rect.left() + 12.0, rect.center().y);
    let face = theme.label().medium();
    let title = text::put(
        painter,
        at,
        Align2::LEFT_CENTER,
        title,
        face,
        theme.c.text_soft,
    );
    if !count.is_empty() {
        let at = pos2(title.right() + 8.0, rect.center().y);
        text::put(
            painter,
            at,
            Align2::LEFT_CENTER,
            count,
            theme.label(),
            theme.c.text_faint,
        );
    }
    rect
}

/// The two-letter code of a category on its ground, 22 × 16, centred at `centre`.
pub fn code(painter: &Painter, theme: &Theme, category: &str, centre: Pos2) -> Rect {
    let look = theme.category(category);
    let rect = Rect::from_center_size(centre, vec2(22.0, 15.0));
    painter.rect_filled(rect, CornerRadius::same(theme.m.radius_code), look.tint2);
    let face = theme.cut(theme.m.code).strong();
    text::put(
        painter,
        rect.center(),
        Align2::CENTER_CENTER,
        &look.code,
        face,
        theme.c.text,
    );
    rect
}

/// The shape and word of a tier, its left end at `at`. Returns what it takes.
pub fn tier_word(painter: &Painter, theme: &Theme, tier: Tier, at: Pos2, face: Face) -> Rect {
    icon::tier(painter, theme, tier, at + vec2(7.0, 0.0), 14.0);
    let word = text::put(
        painter,
        at + vec2(19.0, 0.0),
        Align2::LEFT_CENTER,
        tier.name(),
        face,
        theme.tier(tier).ink,
    );
    Rect::from_min_max(pos2(at.x, word.top()), word.max)
}

/// The tier of a printed exposure.
#[must_use]
pub fn tier_of(value: f64, cuts: TierCuts) -> Tier {
    let printed = (value + 0.5).floor();
    if printed >= f64::from(cuts.severe) {
        Tier::Severe
    } else if printed >= f64::from(cuts.high) {
        Tier::High
    } else if printed >= f64::from(cuts.moderate) {
        Tier::Moderate
    } else {
        Tier::Low
    }
}

/// A track of 4 with marks at the cuts, the interval as a band and the point as a dot.
pub fn scale(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    (low, point, high): (f64, f64, f64),
    cuts: TierCuts,
) {
    let y = rect.center().y;
    let x = |v: f64| rect.left() + rect.width() * (v.clamp(0.0, 100.0) / 100.0) as f32;
    let bar = |from: f32, to: f32| Rect::from_min_max(pos2(from, y - 2.0), pos2(to, y + 2.0));
    let track = theme.c.stroke;
    painter.rect_filled(bar(rect.left(), rect.right()), 2.0, track);
    let fill = theme.tier(tier_of(point, cuts)).fill;
    painter.rect_filled(
        bar(x(low), x(high).max(x(low) + 2.0)),
        2.0,
        mix(fill, track, 0.42),
    );
    for cut in [cuts.moderate, cuts.high, cuts.severe] {
        let at = x(f64::from(cut)).round() + 0.5;
        painter.vline(at, (y - 4.0)..=(y + 4.0), theme.border());
    }
    painter.circle_filled(pos2(x(point), y), 4.5, fill);
}

/// A bar of 4 that fills to an exposure, coloured by tier.
pub fn bar(painter: &Painter, theme: &Theme, rect: Rect, value: f64, cuts: TierCuts) {
    let track = Rect::from_center_size(rect.center(), vec2(rect.width(), 4.0));
    painter.rect_filled(track, 2.0, theme.c.stroke);
    let mut fill = track;
    fill.set_right(track.left() + track.width() * (value.clamp(0.0, 100.0) / 100.0) as f32);
    if fill.width() > 0.5 {
        painter.rect_filled(fill, 2.0, theme.tier(tier_of(value, cuts)).fill);
    }
}

/// A row of choices of which one holds, each with the word on it and its full name. Returns the index of the one
/// that was pressed.
pub fn segments(
    ui: &mut Ui,
    theme: &Theme,
    labels: &[(&str, &str)],
    chosen: Option<usize>,
) -> Option<usize> {
    let width = ui.available_width();
    let height = theme.m.button_small + 2.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let painter = ui.painter().clone();
    painter.rect_filled(rect, theme.button_radius(), theme.c.raised);
    let sizes: Vec<f32> = labels
        .iter()
        .map(|(l, _)| {
            text::line(
                &painter,
                l,
                theme.label().medium(),
                theme.c.text,
                f32::INFINITY,
            )
            .size()
            .x
        })
        .collect();
    let spare = (width - sizes.iter().sum::<f32>()) / labels.len().max(1) as f32;
    let mut left = rect.left();
    let mut pressed = None;
    for (i, ((label, name), size)) in labels.iter().zip(&sizes).enumerate() {
        let cell = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2((left + size + spare).round(), rect.bottom()),
        );
        let on = chosen == Some(i);
        let response = ui.interact(
            cell,
            ui.scope_id().with(("segment", i, *name)),
            Sense::click(),
        );
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, *name));
        let inner = cell.shrink(1.0);
        if on {
            painter.rect_filled(inner, theme.field_radius(), theme.c.selected);
        } else if response.hovered() {
            painter.rect_filled(inner, theme.field_radius(), theme.c.hover);
        }
        let face = if on {
            theme.label().strong()
        } else {
            theme.label()
        };
        let ink = if on { theme.c.text } else { theme.c.text_soft };
        text::put_within(
            &painter,
            cell.center(),
            Align2::CENTER_CENTER,
            label,
            face,
            ink,
            cell.width() - 6.0,
        );
        if i > 0 {
            painter.vline(cell.left().round() + 0.5, rect.y_range(), theme.hairline());
        }
        focus_ring(ui, theme, &response, inner, theme.field_radius());
        if response.clicked() {
            pressed = Some(i);
        }
        left = cell.right();
    }
    painter.rect_stroke(
        rect,
        theme.button_radius(),
        theme.border(),
        StrokeKind::Inside,
    );
    pressed
}

/// A vertical hairline between groups of a bar.
pub fn divider(painter: &Painter, theme: &Theme, x: f32, rect: Rect, inset: f32) {
    painter.vline(
        x.round() + 0.5,
        (rect.top() + inset)..=(rect.bottom() - inset),
        theme.hairline(),
    );
}

/// A label that only carries an accessible text for something that was painted.
pub fn spoken(
    ui: &mut Ui,
    rect: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    name: &str,
) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(("spoken", salt)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    response
}
