//! The reader: the document as it was read, with every quote marked in place.
//!
//! Only the blocks in view are laid out. The heights of the others are estimates that become exact once a
//! block has been seen; where that happens above the view, the view keeps its place.

pub mod page;
mod paint;

use egui::{Align2, Key, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::documents::{named, names};
use super::{Cx, Open};
use crate::document::{Document, Span};
use crate::ui::command::{Act, Command, tooltip};
use crate::ui::icon::{self, Icon};
use crate::ui::session::Mark;
use crate::ui::tour::Step;
use crate::ui::{text, widgets};
pub use page::Pages;

/// Width of the strip for category codes.
const GUTTER: f32 = 46.0;
/// Width of the overview at the right.
const MINIMAP: f32 = 26.0;

/// Shows the reader.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let documents = &open.session.assessment.documents;
    let Some(document) = documents
        .get(cx.shown.document)
        .or_else(|| documents.first())
    else {
        empty(ui, cx);
        return;
    };
    let index = if documents.get(cx.shown.document).is_some() {
        cx.shown.document
    } else {
        0
    };
    let marks = open.session.marks(index);
    let full = ui.max_rect();
    cx.shown.parts.put(Step::Reader, full);
    let head = full.with_max_y(full.top() + cx.t.m.section_head);
    find_matches(cx, index, document);
    bar(ui, cx, open, (index, document), marks, head);
    let body = full.with_min_y(head.bottom());
    let builder = UiBuilder::new().id_salt("page").max_rect(body);
    if !cx.shown.settling.is_over(ui.ctx()) {
        return;
    }
    widgets::within(ui, builder, |ui| {
        text_body(ui, cx, (index, document), marks, body)
    });
}

fn empty(ui: &mut Ui, cx: &mut Cx<'_>) {
    let t = cx.t;
    let centre = ui.max_rect().center();
    let words = "A document that you open is read here.";
    let at = centre - vec2(0.0, 24.0);
    let placed = text::put(
        ui.painter(),
        at,
        Align2::CENTER_CENTER,
        words,
        t.body(),
        t.c.text_soft,
    );
    widgets::spoken(ui, placed, "empty", words);
    let rect = Rect::from_center_size(centre + vec2(0.0, 12.0), vec2(140.0, 28.0));
    widgets::within(ui, UiBuilder::new().id_salt("open").max_rect(rect), |ui| {
        let b = widgets::Button {
            label: "Open files",
            icon: Some(Icon::Folder),
            disabled: cx.barred(Act::OpenFiles),
            ..widgets::Button::default()
        };
        if widgets::button(ui, t, b).clicked() {
            cx.act(Act::OpenFiles);
        }
    });
}

/// The bar above the page: which document, where in it, search, previous and next finding.
fn bar(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    (index, document): (usize, &Document),
    marks: &[Mark],
    rect: Rect,
) {
    let t = cx.t;
    let painter = ui.painter().clone();
    painter.rect_filled(rect, 0.0, t.c.panel);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let y = rect.center().y;

    let right = rect.with_max_x(rect.right() - 8.0);
    let builder = UiBuilder::new()
        .id_salt("go")
        .max_rect(right)
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    let edge = widgets::within(ui, builder, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (act, icon) in [
            (Act::NextFinding, Icon::ChevronRight),
            (Act::PreviousFinding, Icon::ChevronLeft),
        ] {
            let tip = tooltip(act, ui.ctx());
            let name = crate::ui::command::entry(act).map_or("", |e| e.name);
            if widgets::icon_button(ui, t, icon, name, &tip, cx.barred(act)).clicked() {
                cx.act(act);
            }
        }
        ui.add_space(4.0);
        let at = marks.iter().position(|m| {
            Some(m.provision.as_str()) == cx.shown.row.as_deref() && m.index == cx.shown.quote
        });
        let words = match at {
            _ if marks.is_empty() => "No quotes here".to_owned(),
            Some(i) => format!("Quote {} of {}", i + 1, marks.len()),
            None => text::count(marks.len(), "quote", "quotes"),
        };
        if rect.width() > 430.0 {
            text::label(ui, &words, t.label(), t.c.text_soft);
            ui.add_space(8.0);
        }
        find_field(ui, cx, index, document, rect.width());
        ui.min_rect().left()
    })
    .inner;

    icon::icon(
        &painter,
        Icon::File,
        pos2(rect.left() + 21.0, y),
        14.0,
        t.c.text_soft,
    );
    let called = named(&open.session.assessment.documents, index);
    let wide = (edge - rect.left() - 60.0).max(20.0);
    let at = pos2(rect.left() + 34.0, y);
    let name = text::put_within(
        &painter,
        at,
        Align2::LEFT_CENTER,
        &called,
        t.body().strong(),
        t.c.text,
        wide,
    );
    let menu = Rect::from_min_max(
        pos2(rect.left() + 8.0, rect.top() + 2.0),
        pos2(name.right() + 22.0, rect.bottom() - 2.0),
    );
    let response = ui.interact(menu, ui.scope_id().with("choose document"), Sense::click());
    let said = format!("Document shown: {called}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
    icon::icon(
        &painter,
        Icon::ChevronDown,
        pos2(name.right() + 12.0, y),
        11.0,
        t.c.text_soft,
    );
    widgets::focus_ring(ui, t, &response, menu, t.field_radius());
    egui::Popup::menu(&response).show(|ui| {
        let documents = &open.session.assessment.documents;
        for (i, (other, name)) in documents.iter().zip(names(documents)).enumerate() {
            let label = format!("{name}: {}", other.name);
            if ui.selectable_label(i == index, label).clicked() {
                cx.queue.push(Command::ShowDocument {
                    document: i,
                    block: None,
                });
                ui.close();
            }
        }
        ui.separator();
        super::documents::acts(ui, cx, index, document);
    });
    let page = document.page_at(cx.shown.top_byte).zip(document.pages);
    let mut words = Vec::new();
    if let Some(date) = text::document_date(document) {
        words.push(date);
    }
    if let Some((page, of)) = page {
        words.push(format!("page {page} of {of}"));
    }
    let x = menu.right() + 8.0;
    if edge - x > 90.0 {
        let at = pos2(x, y);
        text::put_within(
            &painter,
            at,
            Align2::LEFT_CENTER,
            &words.join(" · "),
            t.label(),
            t.c.text_soft,
            edge - x - 12.0,
        );
    }
}

fn find_field(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, document: &Document, width: f32) {
    let t = cx.t;
    let matches = cx.shown.pages.matches.len();
    if !cx.shown.find.is_empty() {
        let name = "Clear the search";
        if widgets::icon_button(ui, t, Icon::Cross, name, name, None).clicked() {
            cx.shown.find.clear();
        }
        let words = if matches == 0 {
            "none".to_owned()
        } else {
            format!("{} of {matches}", cx.shown.match_at.min(matches - 1) + 1)
        };
        text::label(ui, &words, t.label(), t.c.text_faint);
    }
    let wide = if width > 640.0 { 158.0 } else { 108.0 };
    let field = egui::TextEdit::singleline(&mut cx.shown.find)
        .id(egui::Id::unique("find in document"))
        .hint_text("Find in document")
        .font(egui::TextStyle::Body)
        .margin(egui::Margin::symmetric(8, 2))
        .min_size(vec2(0.0, 22.0))
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(wide);
    let response = ui.add(field).on_hover_text(tooltip(Act::Find, ui.ctx()));
    if std::mem::take(&mut cx.shown.focus_find) {
        response.request_focus();
    }
    if response.changed() {
        cx.shown.match_at = 0;
        find_matches(cx, index, document);
        go_to_match(cx);
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) && matches > 0 {
        let back = ui.input(|i| i.modifiers.shift);
        let step = if back { matches - 1 } else { 1 };
        cx.shown.match_at = (cx.shown.match_at + step) % matches;
        go_to_match(cx);
        response.request_focus();
    }
}

fn go_to_match(cx: &mut Cx<'_>) {
    if let Some(span) = cx.shown.pages.matches.get(cx.shown.match_at) {
        cx.shown.scroll_to = Some(crate::ui::state::ScrollTo { byte: span.start });
    }
}

/// Brings the list of matches up to date.
fn find_matches(cx: &mut Cx<'_>, index: usize, document: &Document) {
    let key = (index, cx.shown.find.clone());
    let pages = &mut cx.shown.pages;
    if pages.matches_of.as_ref() == Some(&key) {
        return;
    }
    pages.matches.clear();
    // Lower-casing ASCII only keeps every byte in its place.
    let needle = key.1.trim().to_ascii_lowercase();
    if !needle.is_empty() {
        let hay = document.text.to_ascii_lowercase();
        pages.matches = hay
            .match_indices(&needle)
            .map(|(at, m)| Span::new(at, at + m.len()))
            .collect();
    }
    pages.matches_of = Some(key);
}

fn text_body(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (index, document): (usize, &Document),
    marks: &[Mark],
    body: Rect,
) {
    let t = cx.t;
    let room = body.width() - MINIMAP - 12.0;
    let width = (room - GUTTER - 24.0).clamp(120.0, t.m.measure);
    let left = body.left() + ((room - width) / 2.0).max(GUTTER).round();
    cx.shown.pages.prepare(index, document, width);

    let mut area = ScrollArea::vertical()
        .id_salt(("reader", index))
        .auto_shrink([false, false]);
    if let Some(target) = cx.shown.scroll_to.take() {
        let y = paint::offset_of(ui, cx, document, target.byte, width);
        // A third from the top, so that what leads into the quote can be read too.
        area = area.vertical_scroll_offset((y - body.height() * 0.3).max(0.0));
        cx.shown.pages.next_offset = None;
    } else if let Some(offset) = cx.shown.pages.next_offset.take() {
        area = area.vertical_scroll_offset(offset.max(0.0));
    }
    let out = area.show_viewport(ui, |ui, view| {
        let origin = ui.max_rect().top();
        let total = cx.shown.pages.total();
        ui.set_height(total);
        paint::visible(
            ui,
            cx,
            document,
            marks,
            paint::Column {
                left,
                width,
                origin,
            },
            view,
        )
    });
    let (shift, offset) = (out.inner, out.state.clamped_offset().y);
    if shift.abs() > 0.25 {
        cx.shown.pages.next_offset = Some(offset + shift);
        ui.ctx().request_repaint();
    }
    minimap(ui, cx, document, marks, body, offset);
}

/// The overview at the right: a mark for every quote, the view as a block.
fn minimap(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    document: &Document,
    marks: &[Mark],
    body: Rect,
    offset: f32,
) {
    let t = cx.t;
    let strip = Rect::from_min_max(
        pos2(body.right() - MINIMAP, body.top() + 4.0),
        pos2(body.right() - 12.0, body.bottom() - 4.0),
    );
    let total = cx.shown.pages.total().max(body.height());
    let y = |at: f32| strip.top() + strip.height() * (at / total).clamp(0.0, 1.0);
    let painter = ui.painter().clone();
    let view = Rect::from_min_max(
        pos2(strip.left(), y(offset)),
        pos2(strip.right(), y(offset + body.height())),
    );
    painter.rect_filled(view, 2.0, t.c.hover);
    for mark in marks {
        let at = document
            .block_at(mark.span.start)
            .map_or(0.0, |b| cx.shown.pages.top(b));
        let chosen = cx.shown.row.as_deref() == Some(mark.provision.as_str())
            && cx.shown.quote == mark.index;
        let (ink, height) = if chosen {
            (t.c.text, 3.0)
        } else {
            (t.category(&mark.category).fill, 2.0)
        };
        let rect = Rect::from_center_size(pos2(strip.center().x, y(at).round()), vec2(9.0, height));
        painter.rect_filled(rect, 0.0, ink);
    }
    let response = ui.interact(
        strip,
        ui.scope_id().with("overview"),
        Sense::click_and_drag() - Sense::FOCUSABLE,
    );
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Overview of the document")
    });
    if let Some(at) = response.interact_pointer_pos() {
        let share = ((at.y - strip.top()) / strip.height()).clamp(0.0, 1.0);
        let target = (share * total - body.height() / 2.0).max(0.0);
        cx.shown.pages.next_offset = Some(target);
        ui.ctx().request_repaint();
    }
}
