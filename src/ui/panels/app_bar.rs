//! The bar at the top: menus, the tabs of the views, undo, redo and the appearance.

use egui::containers::menu::{MenuBar, MenuButton};
use egui::{
    Align, Align2, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::Cx;
use crate::ui::command::{Act, Command, entry, keys_text, tooltip};
use crate::ui::icon::{self, Icon};
use crate::ui::state::{Appearance, View};
use crate::ui::{text, widgets};

/// A menu: its title and what is in it; `None` is a line between groups.
pub type Menu = (&'static str, &'static [Option<Act>]);

/// The menus, from left to right.
pub const MENUS: &[Menu] = &[
    (
        "File",
        &[
            Some(Act::OpenFiles),
            Some(Act::OpenFolder),
            Some(Act::TypePath),
            Some(Act::PasteText),
            None,
            Some(Act::Vendors),
            Some(Act::NextVendor),
            Some(Act::PreviousVendor),
            None,
            Some(Act::Recover),
            None,
            Some(Act::Save),
            Some(Act::SaveAs),
            Some(Act::CloseAssessment),
            None,
            Some(Act::ExportPdf),
            Some(Act::ExportJson),
            Some(Act::ExportMarkdown),
            Some(Act::ExportCsv),
            Some(Act::ExportXlsx),
            None,
            Some(Act::PortfolioPdf),
            Some(Act::PortfolioXlsx),
            Some(Act::PortfolioCsv),
            None,
            Some(Act::CheckReport),
            None,
            Some(Act::LoadProfile),
            Some(Act::SaveProfile),
            Some(Act::LoadTemplate),
            Some(Act::SaveTemplate),
            None,
            Some(Act::Quit),
        ],
    ),
    (
        "Edit",
        &[
            Some(Act::Undo),
            Some(Act::Redo),
            None,
            Some(Act::Details),
            Some(Act::Copy),
            Some(Act::Find),
        ],
    ),
    (
        "View",
        &[
            Some(Act::ViewPortfolio),
            Some(Act::ViewAssessment),
            Some(Act::ViewWeights),
            Some(Act::ViewCompare),
            Some(Act::ViewVersions),
            Some(Act::ViewTransfers),
            Some(Act::ViewReview),
            Some(Act::ViewEngagement),
            Some(Act::ViewReport),
            None,
            Some(Act::NextFinding),
            Some(Act::PreviousFinding),
            None,
            Some(Act::ToggleLeft),
            Some(Act::ToggleRight),
            Some(Act::ToggleCalendar),
            None,
            Some(Act::Light),
            Some(Act::Dark),
            Some(Act::System),
            None,
            Some(Act::ZoomIn),
            Some(Act::ZoomOut),
            Some(Act::ZoomReset),
        ],
    ),
    (
        "Review",
        &[
            Some(Act::Confirm),
            Some(Act::Reject),
            Some(Act::SetState),
            Some(Act::SetExposure),
            Some(Act::Treat),
            Some(Act::Accept),
            Some(Act::Note),
            None,
            Some(Act::NextDue),
            Some(Act::PreviousDue),
            None,
            Some(Act::SetStatus),
            Some(Act::Verify),
        ],
    ),
    (
        "Help",
        &[
            Some(Act::Provisions),
            Some(Act::Explain),
            Some(Act::Tour),
            None,
            Some(Act::Palette),
            Some(Act::Shortcuts),
            Some(Act::History),
            None,
            Some(Act::About),
        ],
    ),
];

/// Width of the window under which the menus fold.
const FOLDED: f32 = 1200.0;

/// Shows the bar.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let rect = ui.max_rect();
    let t = cx.t;
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    icon::icon(
        ui.painter(),
        Icon::Scales,
        pos2(rect.left() + 21.0, rect.center().y),
        18.0,
        t.c.text,
    );
    let name = text::put(
        ui.painter(),
        pos2(rect.left() + 38.0, rect.center().y),
        Align2::LEFT_CENTER,
        "Scruple",
        t.body().strong(),
        t.c.text,
    );
    // Where there is no room for all tabs beside them, the menus fold into one.
    let tabbed = cx.facts.open || cx.facts.portfolio || cx.shown.view == View::Portfolio;
    let folded = tabbed && rect.width() < FOLDED;
    let left = Rect::from_min_max(pos2(name.right() + 24.0, rect.top()), rect.max);
    let builder = UiBuilder::new()
        .id_salt("menus")
        .max_rect(left)
        .layout(Layout::left_to_right(Align::Center));
    let end = widgets::within(ui, builder, |ui| menus(ui, cx, folded)).inner;
    let right = rect.with_max_x(rect.right() - 12.0);
    let builder = UiBuilder::new()
        .id_salt("tools")
        .max_rect(right)
        .layout(Layout::right_to_left(Align::Center));
    let start = widgets::within(ui, builder, |ui| {
        tools(ui, cx);
        ui.min_rect().left()
    })
    .inner;
    let widths = View::ALL.map(|view| tab_width(ui, cx, view, folded));
    let all = if tabbed { widths.iter().sum() } else { 0.0 };
    let (from, to) = (end + 16.0, start - 12.0);
    let to = to - search(ui, cx, rect.with_max_x(to), to - from - all - 16.0);
    if tabbed {
        tabs(ui, cx, rect, widths, (from, to - 12.0));
    }
}

/// Shows the way to the palette in this room at the right of a rectangle. Returns what it takes.
fn search(ui: &mut Ui, cx: &mut Cx<'_>, rect: Rect, room: f32) -> f32 {
    let t = cx.t;
    let keys = keys_text(Act::Palette, ui.ctx());
    let words = ["Commands, findings, documents", "Search", ""];
    let line = |words: &str, ink| text::line(ui.painter(), words, t.body(), ink, f32::INFINITY);
    let hint = text::line(
        ui.painter(),
        &keys,
        t.caption(),
        t.c.text_soft,
        f32::INFINITY,
    );
    let places = words.map(|words| {
        let galley = line(words, t.c.text_faint);
        let width = match words {
            "" => t.m.button,
            _ => 28.0 + galley.size().x + 16.0 + hint.size().x + 14.0,
        };
        (words, galley, width)
    });
    let Some((words, galley, width)) = places.into_iter().find(|(.., w)| *w <= room) else {
        return 0.0;
    };
    let size = vec2(width, t.m.button);
    let at = pos2(rect.right() - width, rect.center().y - size.y / 2.0);
    let field = Rect::from_min_size(at, size);
    let id = ui.scope_id().with("search");
    let response = ui.interact(field, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Search commands"));
    let fill = if response.hovered() {
        t.c.hover
    } else {
        t.c.raised
    };
    let painter = ui.painter();
    let border = Stroke::new(1.0, t.c.stroke_strong);
    painter.rect(field, t.field_radius(), fill, border, StrokeKind::Inside);
    let (y, ink) = (field.center().y, t.c.text_soft);
    let icon_at = pos2(field.left() + 14.0, y);
    icon::icon(painter, Icon::Search, icon_at, 14.0, ink);
    if !words.is_empty() {
        let top = |h: f32| (y - h / 2.0).round();
        let at = pos2(field.left() + 28.0, top(galley.size().y));
        painter.galley(at, galley, t.c.text_faint);
        let at = pos2(field.right() - 11.0 - hint.size().x, top(hint.size().y));
        let key = Rect::from_min_size(at, hint.size()).expand2(vec2(5.0, 1.0));
        let border = Stroke::new(1.0, t.c.stroke);
        painter.rect(key, 3.0, t.c.page, border, StrokeKind::Inside);
        painter.galley(at, hint, t.c.text_soft);
    }
    widgets::focus_ring(ui, t, &response, field, t.field_radius());
    if response.clicked() {
        cx.act(Act::Palette);
    }
    response.on_hover_text(tooltip(Act::Palette, ui.ctx()));
    width
}

/// Shows the menus, or one that holds them, and tells where they end.
fn menus(ui: &mut Ui, cx: &mut Cx<'_>, folded: bool) -> f32 {
    let mut end = ui.max_rect().left();
    MenuBar::new().ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding = vec2(10.0, 5.0);
        let ink = cx.t.c.text_soft;
        let titled = |title: &str| MenuButton::new(egui::RichText::new(title).color(ink));
        if folded {
            let (response, _) = titled("Menu").ui(ui, |ui| {
                for (title, items) in MENUS {
                    ui.menu_button(*title, |ui| menu(ui, cx, items));
                }
            });
            end = response.rect.right();
            return;
        }
        for (title, items) in MENUS {
            let (response, _) = titled(title).ui(ui, |ui| menu(ui, cx, items));
            end = end.max(response.rect.right());
        }
    });
    end
}

fn menu(ui: &mut Ui, cx: &mut Cx<'_>, items: &[Option<Act>]) {
    for item in items {
        match item {
            Some(act) => menu_item(ui, cx, *act),
            None => {
                ui.separator();
            }
        }
    }
}

fn menu_item(ui: &mut Ui, cx: &mut Cx<'_>, act: Act) {
    let Some(entry) = entry(act) else { return };
    let barred = (entry.barred)(cx.facts);
    let facts = cx.facts;
    let [next, before] = &facts.beside;
    let name = match (act, &facts.undo, &facts.redo) {
        (Act::Undo, Some(what), _) => format!("Undo {what}"),
        (Act::Redo, _, Some(what)) => format!("Redo {what}"),
        _ => match (act, &facts.vendors, next, before) {
            (Act::Vendors, Some(folder), ..) => format!("Vendors of {folder}…"),
            (Act::NextVendor, _, Some(name), _) => format!("Next vendor: {name}"),
            (Act::PreviousVendor, _, _, Some(name)) => format!("Vendor before: {name}"),
            _ => entry.name.to_owned(),
        },
    };
    let chosen = match act {
        Act::Light => cx.prefs.appearance == Appearance::Light,
        Act::Dark => cx.prefs.appearance == Appearance::Dark,
        Act::System => cx.prefs.appearance == Appearance::System,
        Act::ToggleLeft => cx.facts.open && cx.prefs.left,
        Act::ToggleRight => cx.facts.open && cx.prefs.right,
        Act::ToggleCalendar => cx.facts.open && !cx.prefs.calendar_folded,
        _ => false,
    };
    let keys = keys_text(act, ui.ctx());
    let mut button = egui::Button::new(name.as_str()).selected(chosen);
    if !keys.is_empty() {
        button = button.shortcut_text(keys);
    }
    let response = ui.add_enabled(barred.is_none(), button);
    let response = match barred {
        Some(why) => response.on_disabled_hover_text(why),
        None => response.on_hover_text(entry.tooltip),
    };
    if response.clicked() {
        cx.act(act);
        ui.close();
    }
}

fn tools(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let now = cx.prefs.appearance;
    let name = format!("Appearance: {}", now.name());
    let tip = format!(
        "{}. Press for {}",
        now.name(),
        now.next().name().to_lowercase()
    );
    if widgets::icon_button(ui, cx.t, Icon::Appearance, &name, &tip, None).clicked() {
        cx.queue.push(Command::Appear(now.next()));
    }
    for act in [Act::Redo, Act::Undo] {
        let Some(entry) = entry(act) else { continue };
        let what = match act {
            Act::Undo => &cx.facts.undo,
            _ => &cx.facts.redo,
        };
        let tip = match what {
            Some(what) => format!("{} {what} ({})", entry.name, keys_text(act, ui.ctx())),
            None => tooltip(act, ui.ctx()),
        };
        let (icon, barred) = (entry.icon.unwrap_or(Icon::Undo), cx.barred(act));
        if widgets::icon_button(ui, cx.t, icon, entry.name, &tip, barred).clicked() {
            cx.act(act);
        }
    }
}

fn tab_width(ui: &Ui, cx: &Cx<'_>, view: View, folded: bool) -> f32 {
    let (face, ink) = (cx.t.body().strong(), cx.t.c.text);
    let line = text::line(ui.painter(), view.name(), face, ink, f32::INFINITY);
    line.size().x + if folded { 16.0 } else { 24.0 }
}

fn tabs(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    rect: Rect,
    widths: [f32; View::ALL.len()],
    (from, to): (f32, f32),
) {
    let t = cx.t;
    let all: f32 = widths.iter().sum();
    let mut x = (rect.center().x - all / 2.0).clamp(from, (to - all).max(from));
    for (view, width) in View::ALL.into_iter().zip(widths) {
        let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(width, rect.height()));
        x += width;
        let on = cx.shown.view == view;
        let response = ui.interact(
            cell,
            ui.scope_id().with(("tab", view.name())),
            Sense::click(),
        );
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, view.name()));
        let ink = if on || response.hovered() {
            t.c.text
        } else {
            t.c.text_soft
        };
        let face = if on { t.body().strong() } else { t.body() };
        text::put(
            ui.painter(),
            cell.center(),
            Align2::CENTER_CENTER,
            view.name(),
            face,
            ink,
        );
        if on {
            let y = rect.bottom() - 1.0;
            ui.painter().hline(
                (cell.left() + 8.0)..=(cell.right() - 8.0),
                y,
                Stroke::new(2.0, t.c.accent),
            );
        }
        widgets::focus_ring(
            ui,
            t,
            &response,
            cell.shrink2(vec2(2.0, 6.0)),
            t.field_radius(),
        );
        if response.clicked() {
            cx.queue.push(Command::Show(view));
        }
        let act = match view {
            View::Portfolio => Act::ViewPortfolio,
            View::Assessment => Act::ViewAssessment,
            View::Weights => Act::ViewWeights,
            View::Compare => Act::ViewCompare,
            View::Versions => Act::ViewVersions,
            View::Transfers => Act::ViewTransfers,
            View::Review => Act::ViewReview,
            View::Engagement => Act::ViewEngagement,
            View::Report => Act::ViewReport,
        };
        response.on_hover_text(tooltip(act, ui.ctx()));
    }
}
