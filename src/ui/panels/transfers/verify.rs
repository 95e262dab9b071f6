//! What has to be looked up by hand, and what was found.

use egui::{Align2, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::assessment::{Verdict, Verification, Verified};
use crate::finding::State;
use crate::score::Tier;
use crate::transfer::{Corridor, Due};
use crate::ui::command::{Act, Command, keys_text};
use crate::ui::icon::{self, Icon};
use crate::ui::panels::{Cx, Open};
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

/// Width of the column of states.
const STATE: f32 = 182.0;
/// Width of the column of buttons.
const BUTTONS: f32 = 152.0;

/// Shows the list.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let due = open.engine.to_verify(open.session);
    let assessment = &open.session.assessment;
    let settled = due
        .iter()
        .filter(|d| assessment.verified(&d.check).is_settled())
        .count();
    text::label(ui, "To verify by hand", t.heading(), t.c.text);
    ui.add_space(2.0);
    let mut words = "No text shows these. Look them up, and write down what was found.".to_owned();
    if !due.is_empty() {
        let keys = keys_text(Act::Verify, ui.ctx());
        words = format!(
            "{settled} of {} verified. {words} {keys} goes to the next one.",
            due.len()
        );
    }
    text::label(ui, &words, t.body(), t.c.text_soft);
    ui.add_space(10.0);
    let top = ui.cursor().top();
    let line = t.border();
    ui.painter()
        .hline(ui.max_rect().x_range(), top.round() + 0.5, line);
    for due in &due {
        one(ui, cx, open, due);
    }
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, due: &Due) {
    let t = cx.t;
    let assessment = &open.session.assessment;
    let state = assessment.verified(&due.check);
    let whole = Rect::from_min_size(
        ui.cursor().min + vec2(0.0, 10.0),
        vec2(ui.available_width(), 10.0),
    );
    let middle = Rect::from_min_max(
        pos2(whole.left() + STATE, whole.top()),
        pos2(whole.right() - BUTTONS - 16.0, whole.bottom()),
    );
    self::state(ui, cx, due, state, whole.min + vec2(10.0, 9.0));
    let salt = due.check.id.as_str();
    let builder = UiBuilder::new().id_salt((salt, "texts")).max_rect(middle);
    let texts = widgets::within(ui, builder, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        text::label(ui, &due.check.what, t.body().strong(), t.c.text);
        text::label(ui, &due.check.how, t.label(), t.c.text_soft);
        text::label(ui, &about(open, due), t.caption(), t.c.text_faint);
        let found: Vec<_> = assessment.verifications_of(salt).collect();
        for (nth, (at, found)) in found.into_iter().rev().enumerate() {
            if nth == 0 {
                ui.add_space(4.0);
            }
            record(ui, cx, at, found, nth > 0);
        }
        ui.min_rect()
    })
    .inner;
    let right = Rect::from_min_max(
        pos2(whole.right() - BUTTONS, whole.top()),
        pos2(whole.right() - 10.0, whole.top() + 60.0),
    );
    let builder = UiBuilder::new()
        .id_salt((salt, "buttons"))
        .max_rect(right)
        .layout(egui::Layout::top_down(egui::Align::Max));
    let buttons = widgets::within(ui, builder, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let label = if state == Verified::Not {
            "Record…"
        } else {
            "Record again…"
        };
        let b = Button {
            label,
            small: true,
            tooltip: "Write down what was found, when and by whom",
            ..Button::default()
        };
        let response = button(ui, t, b);
        let name = format!("{label} {}", due.check.what);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.clicked() {
            cx.queue.push(Command::Verify(due.check.id.clone()));
        }
        if let Some(corridor) = due.corridors.first() {
            finding(ui, cx, *corridor, &due.check.what);
        }
        ui.min_rect()
    })
    .inner;
    let bottom = texts.bottom().max(buttons.bottom()) + 10.0;
    let size = vec2(whole.width(), bottom - ui.cursor().top());
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
}

/// The way to the finding on which it bears.
fn finding(ui: &mut Ui, cx: &mut Cx<'_>, corridor: Corridor, what: &str) {
    let b = Button {
        label: "Show the finding",
        look: Look::Link,
        small: true,
        ..Button::default()
    };
    let response = button(ui, cx.t, b);
    let name = format!("Show the finding on {}: {what}", corridor.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        let provision = corridor.provision().to_owned();
        cx.queue.push(Command::SelectRow(provision));
    }
}

/// `EU→US, CH→US · EU standard contractual clauses of 2021 · Data processing agreement`.
fn about(open: &Open<'_>, due: &Due) -> String {
    let corridors: Vec<&str> = due.corridors.iter().map(|c| c.name()).collect();
    let names = super::super::documents::names(&open.session.assessment.documents);
    let documents: Vec<&str> = due
        .documents
        .iter()
        .filter_map(|&d| names.get(d).map(String::as_str))
        .collect();
    let parts = [
        corridors.join(", "),
        due.mechanisms.join(", "),
        documents.join(", "),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}

fn record(ui: &mut Ui, cx: &mut Cx<'_>, at: usize, found: &Verification, past: bool) {
    let t = cx.t;
    let mut words = format!(
        "{}, {}, by {}",
        found.verdict.name(),
        text::date(found.day),
        found.by
    );
    if past {
        words = format!("Before: {words}");
    }
    if !found.note.is_empty() {
        words.push_str(": ");
        words.push_str(&found.note);
    }
    let ink = if past { t.c.text_faint } else { t.c.text };
    text::copyable(ui, &words, t.label(), ink)
        .on_hover_text(format!("Written down by {} on {}", found.author, found.at));
    if past {
        return;
    }
    let b = Button {
        label: "Take back",
        look: Look::Link,
        small: true,
        tooltip: "Take this look-up out; undo brings it back",
        ..Button::default()
    };
    let response = button(ui, t, b);
    let name = format!("Take back the look-up: {}", found.what);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        cx.queue
            .push(Command::Edit(crate::assessment::Edit::RemoveVerification(
                at,
            )));
    }
}

fn state(ui: &mut Ui, cx: &Cx<'_>, due: &Due, state: Verified, at: egui::Pos2) {
    let t = cx.t;
    let painter = ui.painter();
    let centre = at + vec2(7.0, 0.0);
    let (which, ink) = match state {
        Verified::Not => (None, t.c.text_soft),
        Verified::Found(Verdict::Holds) => (Some(Icon::Check), t.c.text_soft),
        Verified::Found(Verdict::Fails) | Verified::Stale(Verdict::Fails) => {
            (Some(Icon::Cross), t.tier(Tier::Severe).ink)
        }
        Verified::Found(Verdict::Unclear) | Verified::Stale(_) => {
            (Some(Icon::Warning), t.tier(Tier::Moderate).ink)
        }
    };
    match which {
        Some(which) => icon::icon(painter, which, centre, 14.0, ink),
        None => icon::state(painter, State::NotAssessed, centre, 14.0, ink),
    }
    let face = t.body().medium();
    let at = at + vec2(20.0, 0.0);
    let placed = text::put(painter, at, Align2::LEFT_CENTER, state.name(), face, ink);
    let said = format!("{}: {}", state.name(), due.check.what);
    widgets::spoken(ui, placed, ("verified", &due.check.id), &said);
}
