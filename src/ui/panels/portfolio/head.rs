//! The head of the portfolio: its name, how many vendors there are of each tier, the filter, and adding vendors.

use egui::{Align, Align2, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Cx, PAD};
use crate::score::Tier;
use crate::ui::command::{Act, Command};
use crate::ui::icon::{self, Icon};
use crate::ui::portfolio::{Ask, Portfolio};
use crate::ui::widgets::{Button, Look, button, focus_ring};
use crate::ui::{text, widgets};

/// Name of the search field.
pub const FIELD: &str = "Filter by name";

/// Shows the head.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio) {
    let t = cx.t;
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, t.c.panel);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let right = Rect::from_min_max(rect.min, pos2(rect.right() - PAD, rect.bottom()));
    let builder = UiBuilder::new()
        .id_salt("tools")
        .max_rect(right)
        .layout(Layout::right_to_left(Align::Center));
    let end = widgets::within(ui, builder, |ui| {
        tools(ui, cx, portfolio);
        ui.min_rect().left()
    })
    .inner;
    let y = rect.center().y;
    let name = if portfolio.name.is_empty() {
        "Portfolio"
    } else {
        portfolio.name.as_str()
    };
    let at = pos2(rect.left() + PAD, y);
    let room = ((end - rect.left()) * 0.32).max(60.0);
    let placed = text::put_within(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        name,
        t.heading(),
        t.c.text,
        room,
    );
    let count = text::count(portfolio.vendors.len(), "vendor", "vendors");
    let words = if portfolio.is_filtered() {
        format!("{} of {count}", portfolio.order.len())
    } else {
        count
    };
    let at = pos2(placed.right() + 14.0, y);
    let second = text::put(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &words,
        t.body(),
        t.c.text_soft,
    );
    let said = format!("{name}: {words}");
    widgets::spoken(ui, placed.union(second), "portfolio", &said);
    let mut x = second.right() + 14.0;
    let tiers = Tier::ALL.into_iter().rev().map(Some).chain([None]);
    for tier in tiers {
        let count = portfolio.count(tier);
        let chosen = portfolio.tiers.contains(&tier);
        if count == 0 && !chosen && tier.is_none() {
            continue;
        }
        let Some(next) = chip(ui, cx, tier, count, chosen, pos2(x, y), end) else {
            break;
        };
        x = next;
    }
    due_chip(ui, cx, portfolio, pos2(x, y), end);
}

/// How many reviews are due, which filters by it. Where nothing is due there is nothing to say.
fn due_chip(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio, at: egui::Pos2, end: f32) {
    let t = cx.t;
    let today = crate::ui::clock::today();
    let (due, overdue) = portfolio.count_due(today);
    let chosen = portfolio.due.is_some();
    if due == 0 && !chosen {
        return;
    }
    let mut words = format!("{due} due");
    if overdue > 0 {
        words = format!("{words}, {overdue} overdue");
    }
    let ink = if overdue > 0 {
        t.tier(Tier::High).ink
    } else {
        t.c.text_soft
    };
    let painter = ui.painter().clone();
    let line = |words: &str| text::line(&painter, words, t.body(), ink, f32::INFINITY);
    let (mut galley, room) = (line(&words), end - 12.0 - at.x - 40.0);
    if galley.size().x > room {
        galley = line(&format!("{due} due"));
    }
    if galley.size().x > room {
        return;
    }
    let rect = Rect::from_min_size(at - vec2(0.0, 13.0), vec2(36.0 + galley.size().x, 26.0));
    let response = ui.interact(rect, ui.scope_id().with("due"), Sense::click());
    let said = format!("Due for review: {}", text::count(due, "vendor", "vendors"));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, &said));
    let radius = t.button_radius();
    if chosen {
        painter.rect_filled(rect, radius, t.c.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, radius, t.c.hover);
    }
    icon::icon(&painter, Icon::Clock, at + vec2(15.0, 0.0), 14.0, ink);
    let top = (at.y - galley.size().y / 2.0).round();
    painter.galley(pos2(at.x + 28.0, top), galley, ink);
    focus_ring(ui, t, &response, rect, radius);
    if response.clicked() {
        cx.queue.push(Command::Portfolio(Ask::Due(today)));
    }
    response.on_hover_text(if chosen {
        "Press to show all vendors again".to_owned()
    } else {
        let soon = crate::assessment::schedule::SOON;
        format!("Press to show only those whose day has passed or comes within {soon} days")
    });
}

/// A tier with its count, which filters by it. Tells where the next one begins; nothing where it has no room.
fn chip(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    tier: Option<Tier>,
    count: usize,
    chosen: bool,
    at: egui::Pos2,
    end: f32,
) -> Option<f32> {
    let t = cx.t;
    let word = tier.map_or("Not known", Tier::name);
    let number = count.to_string();
    let painter = ui.painter().clone();
    let (name_ink, number_ink) = (t.c.text_soft, t.c.text);
    let wide = f32::INFINITY;
    let name = text::line(&painter, word, t.body(), name_ink, wide);
    let figure = text::line(&painter, &number, t.body().strong(), number_ink, wide);
    let width = 8.0 + 20.0 + name.size().x + 6.0 + figure.size().x + 8.0;
    if at.x + width > end - 12.0 {
        return None;
    }
    let rect = Rect::from_min_size(at - vec2(0.0, 13.0), vec2(width, 26.0));
    let id = ui.scope_id().with(("tier", word));
    let response = ui.interact(rect, id, Sense::click());
    let said = format!("{word}: {}", text::count(count, "vendor", "vendors"));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, &said));
    let radius = t.button_radius();
    if chosen {
        painter.rect_filled(rect, radius, t.c.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, radius, t.c.hover);
    }
    let sign = at + vec2(15.0, 0.0);
    match tier {
        Some(tier) => icon::tier(&painter, t, tier, sign, 14.0),
        None => icon::icon(&painter, Icon::Search, sign, 13.0, t.c.text_faint),
    }
    let y = |height: f32| (at.y - height / 2.0).round();
    let x = at.x + 28.0;
    let beyond = x + name.size().x + 6.0;
    painter.galley(pos2(x, y(name.size().y)), name, name_ink);
    painter.galley(pos2(beyond, y(figure.size().y)), figure, number_ink);
    focus_ring(ui, t, &response, rect, radius);
    if response.clicked() {
        cx.queue.push(Command::Portfolio(Ask::Tier(tier)));
    }
    let tip = if chosen {
        "Press to show all tiers again"
    } else {
        "Press to show only this tier; several can be chosen"
    };
    response.on_hover_text(tip);
    Some(at.x + width + 2.0)
}

/// Comparing the vendors that were chosen, once there are any.
fn compare(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio) {
    let chosen = portfolio.chosen.len();
    if chosen == 0 {
        return;
    }
    let label = format!("Compare {chosen}");
    let b = Button {
        label: &label,
        disabled: (chosen < 2).then_some("Choose a second vendor first: Space in its row"),
        tooltip: "Put the chosen vendors side by side, provision by provision",
        ..Button::default()
    };
    if button(ui, cx.t, b).clicked() {
        cx.queue.push(Command::Portfolio(Ask::Compare));
    }
    let none = Button {
        label: "Choose none",
        look: Look::Quiet,
        tooltip: "Let go of the vendors that were chosen to be compared",
        ..Button::default()
    };
    if button(ui, cx.t, none).clicked() {
        cx.queue.push(Command::Portfolio(Ask::ChooseNone));
    }
}

/// Taking all vendors off the list.
fn clear(ui: &mut Ui, cx: &mut Cx<'_>) {
    let t = cx.t;
    let none = Button {
        label: "Clear list",
        look: Look::Quiet,
        tooltip: "Take all vendors off the list. Their files stay as they are.",
        ..Button::default()
    };
    if button(ui, t, none).clicked() {
        cx.queue.push(Command::Portfolio(Ask::Clear));
    }
}

/// From right to left: adding, the filter, by which weights.
fn tools(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio) {
    let t = cx.t;
    ui.spacing_mut().item_spacing.x = 8.0;
    let tip = crate::ui::command::tooltip(Act::OpenFolder, ui.ctx());
    let add = Button {
        label: "Add vendors",
        icon: Some(Icon::Plus),
        look: Look::Primary,
        disabled: cx.barred(Act::OpenFolder),
        tooltip: &tip,
        ..Button::default()
    };
    if button(ui, t, add).clicked() {
        cx.act(Act::OpenFolder);
    }
    // While vendors are being chosen, what drops all of them stands back.
    if portfolio.chosen.is_empty() {
        clear(ui, cx);
    }
    compare(ui, cx, portfolio);
    let mut words = portfolio.search.clone();
    let field = egui::TextEdit::singleline(&mut words)
        .id(egui::Id::unique("filter vendors"))
        .hint_text(FIELD)
        .font(egui::TextStyle::Body)
        .margin(egui::Margin::symmetric(8, 4))
        .min_size(vec2(0.0, 28.0))
        .align(Align2::LEFT_CENTER)
        .desired_width(164.0);
    let response = ui.add(field);
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &portfolio.search, &words, FIELD);
        info.label = Some(FIELD.to_owned());
        info
    });
    if response.changed() {
        cx.queue.push(Command::Portfolio(Ask::Search(words)));
    }
    if portfolio.is_filtered() {
        let all = Button {
            label: "Show all",
            look: Look::Link,
            tooltip: "Show every vendor again",
            ..Button::default()
        };
        if button(ui, t, all).clicked() {
            cx.queue.push(Command::Portfolio(Ask::All));
        }
    }
    if !portfolio.chosen.is_empty() && ui.available_width() < 700.0 {
        return;
    }
    let words = format!("Weighed by {}", portfolio.profile.name);
    let tip = if cx.facts.open {
        "The weights of the assessment that is open: change them there, and the order follows"
    } else {
        "The weights that all vendors are weighed by"
    };
    text::label(ui, &words, t.label(), t.c.text_faint).on_hover_text(tip);
}
