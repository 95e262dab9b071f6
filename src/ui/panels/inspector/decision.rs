//! The bar in which a decision is written: what it is, its fields, its reason. It stands at the foot of the inspector
//! and of the review.

use egui::{Align2, Id, Key, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::super::{Cx, Open};
use crate::finding::Row;
use crate::ui::command::{Act, Command, entry, keys_text, tooltip};
use crate::ui::decide::{Draft, Field, MEASURES, STATES, What};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, Look, button};

/// From this width on all decisions stand beside each other.
const WIDE: f32 = 700.0;

/// How high the bar is with what is being written, where it is `width` wide.
#[must_use]
pub fn height(draft: &Draft, width: f32) -> f32 {
    let fields = match draft.what {
        None => 0.0,
        Some(What::Confirm | What::Reject | What::Note) => 26.0,
        Some(What::Exposure | What::Accept) => 62.0,
        // The states take two lines where the bar is narrow.
        Some(What::State) if width > WIDE => 60.0,
        Some(What::State) => 86.0,
        Some(What::Treat) => 92.0,
    };
    92.0 + fields
}

/// Shows the bar.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row) {
    let t = cx.t;
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
    let what = cx.shown.draft.what;
    let mut entered = false;
    if let Some(what) = what {
        text::label(ui, what.title(), t.body().strong(), t.c.text);
        let focus = cx.shown.draft.focus == Some(Field::First);
        if focus {
            cx.shown.draft.focus = None;
        }
        entered |= fields(ui, t, what, &mut cx.shown.draft, row, focus);
    }
    entered |= reason(ui, cx);
    let as_of = open.session.assessment.as_of;
    let lacks = what.map(|what| (what, cx.shown.draft.read(what, as_of).err()));
    if ui.available_width() > WIDE {
        ui.horizontal(|ui| match lacks {
            Some((what, lacks)) => record(ui, cx, what, lacks),
            None => all(ui, cx),
        });
    } else {
        ui.horizontal(|ui| match lacks {
            Some((what, lacks)) => record(ui, cx, what, lacks),
            None => few(ui, cx),
        });
    }
    if what.is_some() && ui.input(|i| i.key_pressed(Key::Escape)) {
        cx.shown.draft.cancel();
    } else if entered {
        match lacks {
            Some((what, None)) => cx.queue.push(Command::Decide(what)),
            Some(_) => cx.shown.draft.focus = Some(Field::Reason),
            None => {}
        }
    }
}

/// The field of the reason. Tells whether Enter ended it.
fn reason(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    let t = cx.t;
    let draft = &mut cx.shown.draft;
    let hint = match (draft.what, draft.last.is_empty()) {
        (Some(What::Note), _) => "The note",
        (Some(_), false) => "Reason, then Enter. Arrow up brings back the last one",
        (Some(_), true) => "Reason, then Enter",
        (None, _) => "Reason (needed for every decision)",
    };
    let response = ui
        .scope(|ui| {
            // A field that has to be filled in has the stronger border.
            ui.visuals_mut().widgets.inactive.bg_stroke.color = t.c.control;
            ui.add(
                egui::TextEdit::singleline(&mut draft.reason)
                    .id(Id::unique("reason"))
                    .hint_text(hint)
                    .margin(egui::Margin::symmetric(8, 5))
                    .desired_width(f32::INFINITY),
            )
        })
        .inner;
    if draft.focus == Some(Field::Reason) {
        draft.focus = None;
        response.request_focus();
    }
    if response.has_focus() && draft.reason.is_empty() && ui.input(|i| i.key_pressed(Key::ArrowUp))
    {
        draft.reason.clone_from(&draft.last);
    }
    ended(ui, &response)
}

fn ended(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
}

/// The digit that was pressed outside a field, from 1.
fn digit(ui: &Ui) -> Option<usize> {
    if ui.ctx().text_edit_focused() {
        return None;
    }
    let keys = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
    ];
    ui.input(|i| {
        keys.iter()
            .position(|k| i.modifiers.is_none() && i.key_pressed(*k))
    })
}

/// A field with its label at the left, `width` wide. Tells whether Enter ended it.
fn line(
    ui: &mut Ui,
    t: &Theme,
    (name, hint): (&str, &str),
    value: &mut String,
    width: f32,
    focus: bool,
) -> bool {
    let label = text::label(ui, name, t.label(), t.c.text_soft);
    let response = ui
        .add(
            egui::TextEdit::singleline(value)
                .hint_text(hint)
                .margin(egui::Margin::symmetric(8, 5))
                .desired_width(width),
        )
        .labelled_by(label.id);
    if focus {
        response.request_focus();
    }
    ended(ui, &response)
}

/// The fields of a decision beside its reason. Tells whether Enter ended one.
fn fields(ui: &mut Ui, t: &Theme, what: What, draft: &mut Draft, row: &Row, focus: bool) -> bool {
    match what {
        What::Confirm | What::Reject | What::Note => false,
        What::State => {
            let pressed = digit(ui).and_then(|i| STATES.get(i)).copied();
            let mut chosen = pressed;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
                for (i, state) in STATES.into_iter().enumerate() {
                    let words = format!("{} {}", i + 1, state.name());
                    let radio = egui::RadioButton::new(draft.state == Some(state), words);
                    if ui.add_enabled(state != row.state, radio).clicked() {
                        chosen = Some(state);
                    }
                }
            });
            if let Some(state) = chosen.filter(|s| *s != row.state) {
                draft.state = Some(state);
                draft.focus = Some(Field::Reason);
            }
            false
        }
        What::Exposure => {
            ui.horizontal(|ui| {
                let now = ("Exposure", "0 to 100");
                line(ui, t, now, &mut draft.exposure, 60.0, focus) | until(ui, t, &mut draft.until)
            })
            .inner
        }
        What::Treat => {
            let pressed = digit(ui).filter(|i| *i < MEASURES.len());
            let mut chosen = pressed;
            ui.horizontal(|ui| {
                for (i, (short, measure, size)) in MEASURES.into_iter().enumerate() {
                    let words = format!("{} {short} {size}", i + 1);
                    let on = draft.measure == measure && draft.size == size;
                    if ui.radio(on, words).clicked() {
                        chosen = Some(i);
                    }
                }
            });
            if let Some((_, measure, size)) = chosen.and_then(|i| MEASURES.get(i)) {
                (*measure).clone_into(&mut draft.measure);
                (*size).clone_into(&mut draft.size);
                draft.focus = Some(Field::Reason);
            }
            ui.horizontal(|ui| {
                let wide = (ui.available_width() - 172.0).clamp(100.0, 360.0);
                let measure = ("Measure", "negotiated clause");
                line(ui, t, measure, &mut draft.measure, wide, focus)
                    | line(ui, t, ("Size", ".30"), &mut draft.size, 46.0, false)
            })
            .inner
        }
        What::Accept => {
            ui.horizontal(|ui| {
                let wide = (ui.available_width() - 208.0).clamp(90.0, 300.0);
                let owner = ("Owner", "Who carries the risk");
                line(ui, t, owner, &mut draft.owner, wide, focus) | until(ui, t, &mut draft.until)
            })
            .inner
        }
    }
}

fn until(ui: &mut Ui, t: &Theme, value: &mut String) -> bool {
    line(ui, t, ("Until", "2027-11-21"), value, 102.0, false)
}

/// The buttons that end what is being written.
fn record(ui: &mut Ui, cx: &mut Cx<'_>, what: What, lacks: Option<&'static str>) {
    let b = Button {
        label: "Record",
        hint: "Enter",
        look: Look::Primary,
        disabled: lacks,
        ..Button::default()
    };
    if button(ui, cx.t, b).clicked() {
        cx.queue.push(Command::Decide(what));
    }
    let b = Button {
        label: "Cancel",
        hint: "Esc",
        ..Button::default()
    };
    if button(ui, cx.t, b).clicked() {
        cx.shown.draft.cancel();
    }
    if let Some(lacks) = lacks {
        let t = cx.t;
        let size = vec2(ui.available_width().max(1.0), t.m.button);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, lacks));
        let at = rect.left_center();
        let wide = rect.width();
        let (face, ink) = (t.label(), t.c.text_faint);
        text::put_within(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            lacks,
            face,
            ink,
            wide,
        );
        response.on_hover_text(lacks);
    }
}

/// *Confirm*, *Reject* and a menu of the others.
fn few(ui: &mut Ui, cx: &mut Cx<'_>) {
    let empty = cx.shown.draft.reason.trim().is_empty();
    let missing = empty.then_some("Give a reason first");
    for (label, what) in [("Confirm", What::Confirm), ("Reject", What::Reject)] {
        let icon = entry(what.act()).and_then(|e| e.icon);
        if choice(ui, cx, (label, icon), what.act(), missing) {
            cx.act(what.act());
        }
    }
    let b = Button {
        label: "Change…",
        look: Look::Quiet,
        tooltip: "Set the state or the exposure, record a measure, accept, or write a note",
        ..Button::default()
    };
    let response = button(ui, cx.t, b);
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(200.0);
        for what in What::ALL {
            let Some(entry) = entry(what.act()) else {
                continue;
            };
            let keys = keys_text(what.act(), ui.ctx());
            let item = egui::Button::new(entry.name).shortcut_text(keys);
            if ui.add(item).on_hover_text(entry.tooltip).clicked() {
                cx.act(what.act());
                ui.close();
            }
        }
    });
}

/// All decisions as buttons, and the way on and back.
fn all(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 6.0;
    let short = ui.available_width() < 860.0;
    for what in What::ALL {
        let label = match what {
            What::Confirm => "Confirm",
            What::Reject => "Reject",
            What::State => "State",
            What::Exposure => "Exposure",
            What::Treat => "Measure",
            What::Accept => "Accept",
            What::Note => "Note",
        };
        let icon = entry(what.act()).and_then(|e| e.icon);
        let icon = icon.filter(|_| !short && what != What::Note);
        if choice(ui, cx, (label, icon), what.act(), None) {
            cx.act(what.act());
        }
    }
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.with_layout(layout, |ui| {
        for (label, act) in [("Next", Act::NextDue), ("Before", Act::PreviousDue)] {
            let keys = keys_text(act, ui.ctx());
            let tip = tooltip(act, ui.ctx());
            let b = Button {
                label,
                hint: &keys,
                look: Look::Quiet,
                tooltip: &tip,
                disabled: cx.barred(act),
                ..Button::default()
            };
            if button(ui, cx.t, b).clicked() {
                cx.act(act);
            }
        }
    });
}

fn choice(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (label, icon): (&str, Option<Icon>),
    act: Act,
    disabled: Option<&'static str>,
) -> bool {
    let keys = keys_text(act, ui.ctx());
    let tip = tooltip(act, ui.ctx());
    let b = Button {
        label,
        icon,
        hint: &keys,
        disabled,
        tooltip: &tip,
        ..Button::default()
    };
    button(ui, cx.t, b).clicked()
}
