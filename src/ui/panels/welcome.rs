//! What is shown while nothing is open: where to drop files, samples, and what was open lately.

use egui::{
    Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::Cx;
use crate::ui::command::{Act, Command, keys_text};
use crate::ui::icon::{self, Icon};
use crate::ui::samples::SAMPLES;
use crate::ui::state::Recent;
use crate::ui::tour::Step;
use crate::ui::widgets::{Button, Look, button, focus_ring};
use crate::ui::{text, widgets};

/// Width of the column.
const WIDTH: f32 = 840.0;

/// Shows the screen. `dropping`: files hover over the window.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, dropping: bool, broken: Option<&str>) {
    let area = ui.max_rect();
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let width = WIDTH.min(area.width() - 48.0);
            let left = (area.width() - width) / 2.0;
            let top = (area.height() * 0.055).clamp(20.0, 64.0);
            let rect = Rect::from_min_size(
                ui.min_rect().min + vec2(left.round(), top),
                vec2(width.round(), 10.0),
            );
            let builder = UiBuilder::new().id_salt("column").max_rect(rect);
            let used = widgets::within(ui, builder, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                column(ui, cx, dropping, broken);
                ui.min_rect()
            })
            .inner;
            ui.expand_to_include_rect(used.with_max_y(used.bottom() + 24.0));
        });
}

fn column(ui: &mut Ui, cx: &mut Cx<'_>, dropping: bool, broken: Option<&str>) {
    let t = cx.t;
    let title = t.cut(t.m.title).strong();
    text::label(ui, "What does this vendor permit itself?", title, t.c.text);
    ui.add_space(4.0);
    let line = "Open its policies. Every finding comes with its quote, every score with its sum.";
    text::label(ui, line, t.body(), t.c.text_soft);
    ui.add_space(18.0);
    if let Some(why) = broken {
        let words = format!("The catalogue cannot be read: {why} Install Scruple anew.");
        text::copyable(ui, &words, t.body(), t.tiers.high.ink);
        ui.add_space(12.0);
    }
    drop_area(ui, cx, dropping);
    ui.add_space(24.0);
    head(
        ui,
        cx,
        "Open the samples",
        ("Tour of one minute", Act::Tour),
    );
    ui.add_space(10.0);
    samples(ui, cx);
    ui.add_space(24.0);
    head(
        ui,
        cx,
        "Recent",
        ("Open a folder as a portfolio", Act::ViewPortfolio),
    );
    ui.add_space(10.0);
    recent(ui, cx);
}

/// The head of a part, with a way further at its right.
fn head(ui: &mut Ui, cx: &mut Cx<'_>, title: &str, (label, act): (&str, Act)) {
    let t = cx.t;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let (face, ink) = (t.body().strong(), t.c.text);
    let at = rect.left_center();
    let placed = text::put(ui.painter(), at, Align2::LEFT_CENTER, title, face, ink);
    let said = widgets::spoken(ui, placed, title, title);
    text::is_heading(ui, &said, title);
    let builder = UiBuilder::new()
        .id_salt(("way", title))
        .max_rect(rect.expand2(vec2(0.0, 4.0)).with_max_x(rect.right() + 4.0))
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    widgets::within(ui, builder, |ui| {
        let tip = crate::ui::command::tooltip(act, ui.ctx());
        let b = Button {
            label,
            look: Look::Link,
            small: true,
            disabled: cx.barred(act),
            tooltip: &tip,
            ..Button::default()
        };
        if button(ui, t, b).clicked() {
            cx.act(act);
        }
    });
}

fn drop_area(ui: &mut Ui, cx: &mut Cx<'_>, dropping: bool) {
    let t = cx.t;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 226.0), Sense::hover());
    let painter = ui.painter().clone();
    let radius = f32::from(t.m.radius_drop);
    let (ground, line) = if dropping {
        (t.c.accent_tint, Stroke::new(2.0, t.c.accent))
    } else {
        (t.c.page, Stroke::new(1.3, t.c.control))
    };
    painter.rect_filled(rect, radius, ground);
    icon::dashed_rect(&painter, rect.shrink(0.5), radius, line);
    let x = rect.center().x;
    icon::icon(
        &painter,
        Icon::Import,
        pos2(x, rect.top() + 66.0),
        26.0,
        t.c.accent,
    );
    let words = if dropping {
        "Let go to read them"
    } else {
        "Drop a vendor’s policies here"
    };
    let head = t.heading();
    let at = pos2(x, rect.top() + 101.0);
    text::put(&painter, at, Align2::CENTER_CENTER, words, head, t.c.text);
    let kinds = "PDF, DOCX, HTML, e-mail, Markdown or text; several files, a folder or a zip";
    let at = pos2(x, rect.top() + 125.0);
    let placed = text::put(
        &painter,
        at,
        Align2::CENTER_CENTER,
        kinds,
        t.body(),
        t.c.text_soft,
    );
    widgets::spoken(ui, placed, "drop", &format!("{words}: {kinds}"));

    let ctx = ui.ctx().clone();
    let paste = ctx.format_shortcut(&egui::KeyboardShortcut::new(
        egui::Modifiers::COMMAND,
        egui::Key::V,
    ));
    let buttons = [
        (
            Act::OpenFiles,
            "Open files",
            Icon::Folder,
            Look::Primary,
            keys_text(Act::OpenFiles, &ctx),
        ),
        (
            Act::PasteText,
            "Paste text",
            Icon::Paste,
            Look::Plain,
            paste,
        ),
        (
            Act::TypePath,
            "Type a path",
            Icon::Pencil,
            Look::Plain,
            String::new(),
        ),
    ];
    // The row is measured by the same parts that paint it, so that it stands in the middle.
    let widths: f32 = buttons
        .iter()
        .map(|(_, label, _, look, hint)| {
            let face = if *look == Look::Primary {
                t.body().strong()
            } else {
                t.body().medium()
            };
            let words = text::line(&painter, label, face, t.c.text, f32::INFINITY)
                .size()
                .x;
            let hint_width = if hint.is_empty() {
                0.0
            } else {
                text::line(&painter, hint, t.body(), t.c.text, f32::INFINITY)
                    .size()
                    .x
                    + 8.0
            };
            24.0 + 22.0 + words + hint_width
        })
        .sum::<f32>()
        + 16.0;
    let row = Rect::from_min_size(
        pos2((x - widths / 2.0).round(), rect.top() + 150.0),
        vec2(widths + 2.0, 28.0),
    );
    let builder = UiBuilder::new()
        .id_salt("open")
        .max_rect(row)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    widgets::within(ui, builder, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for (act, label, icon, look, hint) in &buttons {
            let b = Button {
                label,
                icon: Some(*icon),
                hint,
                look: *look,
                disabled: cx.barred(*act),
                ..Button::default()
            };
            if button(ui, t, b).clicked() {
                cx.act(*act);
            }
        }
    });
}

/// What is shown over an open assessment while files hover over the window.
pub fn drop_overlay(ctx: &egui::Context, t: &crate::ui::theme::Theme, words: &str) {
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop overlay"));
    let painter = ctx.layer_painter(layer);
    let rect = Rect::from_center_size(ctx.content_rect().center(), vec2(440.0, 120.0));
    painter.rect_filled(rect, f32::from(t.m.radius_drop), t.c.accent_tint);
    let line = Stroke::new(2.0, t.c.accent);
    icon::dashed_rect(&painter, rect.shrink(1.0), f32::from(t.m.radius_drop), line);
    let (at, face) = (rect.center(), t.heading());
    text::put(&painter, at, Align2::CENTER_CENTER, words, face, t.c.text);
}

fn samples(ui: &mut Ui, cx: &mut Cx<'_>) {
    let t = cx.t;
    let gap = 12.0;
    let n = SAMPLES.len().max(1) as f32;
    let width = ((ui.available_width() - gap * (n - 1.0)) / n).floor();
    let barred = cx.barred(Act::OpenFiles);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 124.0), Sense::hover());
    cx.shown.parts.put(Step::Samples, rect.expand(6.0));
    for (i, sample) in SAMPLES.iter().enumerate() {
        let card = Rect::from_min_size(
            rect.min + vec2(i as f32 * (width + gap), 0.0),
            vec2(width, rect.height()),
        );
        let response = ui.interact(card, ui.scope_id().with(("sample", i)), Sense::click());
        let name = format!("Sample: {}", sample.vendor);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, barred.is_none(), &name));
        let painter = ui.painter();
        let radius = CornerRadius::same(t.m.radius_card);
        let over = response.hovered() && barred.is_none();
        let ground = if over { t.c.hover } else { t.c.page };
        painter.rect(card, radius, ground, t.border(), StrokeKind::Inside);
        let icon = if sample.files.len() > 1 {
            Icon::Folder
        } else {
            Icon::File
        };
        icon::icon(
            painter,
            icon,
            card.min + vec2(22.0, 22.0),
            15.0,
            t.c.text_soft,
        );
        let at = card.min + vec2(38.0, 22.0);
        text::put(
            painter,
            at,
            Align2::LEFT_CENTER,
            sample.vendor,
            t.body().strong(),
            t.c.text,
        );
        let about = text::lines(painter, sample.about, t.body(), t.c.text_soft, width - 28.0);
        painter.galley(card.min + vec2(14.0, 37.0), about, t.c.text_soft);
        let y = card.bottom() - 19.0;
        let left = pos2(card.left() + 14.0, y);
        text::put(
            painter,
            left,
            Align2::LEFT_CENTER,
            sample.kind,
            t.label(),
            t.c.text_faint,
        );
        let right = pos2(card.right() - 14.0, y);
        let count = text::count(sample.files.len(), "document", "documents");
        text::put(
            painter,
            right,
            Align2::RIGHT_CENTER,
            &count,
            t.label(),
            t.c.text_faint,
        );
        focus_ring(ui, t, &response, card, radius);
        if response.clicked() && barred.is_none() {
            cx.queue.push(Command::OpenSample(i));
        }
        if let Some(why) = barred {
            response.on_hover_text(why);
        }
    }
}

fn recent(ui: &mut Ui, cx: &mut Cx<'_>) {
    let t = cx.t;
    let rows = &cx.prefs.recent;
    let radius = CornerRadius::same(t.m.radius_card);
    if rows.is_empty() {
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), t.m.row_recent), Sense::hover());
        let painter = ui.painter();
        painter.rect(rect, radius, t.c.page, t.border(), StrokeKind::Inside);
        let words = "Saved assessments will stand here.";
        let at = pos2(rect.left() + 14.0, rect.center().y);
        let placed = text::put(
            painter,
            at,
            Align2::LEFT_CENTER,
            words,
            t.body(),
            t.c.text_faint,
        );
        widgets::spoken(ui, placed, "no recent", words);
        return;
    }
    let height = t.m.row_recent * rows.len() as f32;
    let frame = Rect::from_min_size(
        ui.next_widget_position(),
        vec2(ui.available_width(), height),
    );
    ui.painter().rect_filled(frame, radius, t.c.page);
    for (i, entry) in rows.iter().enumerate() {
        recent_row(ui, t, entry, i + 1 < rows.len(), cx.queue);
    }
    ui.painter()
        .rect_stroke(frame, radius, t.border(), StrokeKind::Inside);
}

fn recent_row(
    ui: &mut Ui,
    t: &crate::ui::theme::Theme,
    entry: &Recent,
    line: bool,
    queue: &mut Vec<Command>,
) {
    let file = entry
        .path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = format!("Open {} from {file}", entry.vendor);
    let (rect, response) = widgets::row(ui, t, t.m.row_recent, false, &name);
    let painter = ui.painter();
    let y = rect.center().y;
    icon::icon(
        painter,
        Icon::File,
        pos2(rect.left() + 22.0, y),
        15.0,
        t.c.text_soft,
    );
    let at = |x: f32| pos2(rect.left() + x, y);
    text::put_within(
        painter,
        at(42.0),
        Align2::LEFT_CENTER,
        &entry.vendor,
        t.body().medium(),
        t.c.text,
        170.0,
    );
    let wide = (rect.width() - 480.0).max(60.0);
    text::put_within(
        painter,
        at(224.0),
        Align2::LEFT_CENTER,
        &file,
        t.body(),
        t.c.text_faint,
        wide,
    );
    if let (Some(tier), Some(score)) = (entry.tier, entry.score) {
        widgets::tier_word(
            painter,
            t,
            tier,
            pos2(rect.right() - 262.0, y),
            t.body().medium(),
        );
        let score = score.to_string();
        let at = pos2(rect.right() - 122.0, y);
        text::put(
            painter,
            at,
            Align2::RIGHT_CENTER,
            &score,
            t.body().strong(),
            t.c.text,
        );
    }
    if let Some(day) = entry.day {
        let at = pos2(rect.right() - 14.0, y);
        text::put(
            painter,
            at,
            Align2::RIGHT_CENTER,
            &text::date(day),
            t.body(),
            t.c.text_faint,
        );
    }
    if line {
        painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    }
    if response.clicked() {
        queue.push(Command::AddPaths(vec![entry.path.clone()]));
    }
    let path = entry.path.display().to_string();
    let response = response.on_hover_text(path);
    egui::Popup::context_menu(&response).show(|ui| {
        if ui.button("Take off this list").clicked() {
            queue.push(Command::ForgetRecent(entry.path.clone()));
            ui.close();
        }
    });
}
