//! The engagement: what would be sent to the vendor, what is at stake by it, and which provisions it switches off.

mod matrix;

use egui::{Align2, Key, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, Open};
use crate::assessment::Engagement;
use crate::assessment::edit::Edit;
use crate::assessment::impact::{IMPACT_RULE, impact};
use crate::finding::State;
use crate::ui::command::{Act, Command};
use crate::ui::icon::Icon;
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

/// Levels of a scale: the word on the button and what it means.
type Levels = [(&'static str, &'static str); 4];

const SENSITIVITY: Levels = [
    ("1 Public", "Sensitivity 1: public, or no personal data"),
    ("2 Internal", "Sensitivity 2: internal, names and accounts"),
    (
        "3 Confidential",
        "Sensitivity 3: confidential, content of customers",
    ),
    ("4 Special", "Sensitivity 4: special categories, secrets"),
];
const VOLUME: Levels = [
    ("1 Few", "Volume 1: under 100 people"),
    ("2 Some", "Volume 2: hundreds or thousands of people"),
    ("3 Many", "Volume 3: tens of thousands of people"),
    ("4 Very many", "Volume 4: over 100 000 people"),
];
const CRITICALITY: Levels = [
    ("1 Little", "Criticality 1: work goes on without the vendor"),
    (
        "2 Some",
        "Criticality 2: some work stops without the vendor",
    ),
    (
        "3 Much",
        "Criticality 3: much work stops without the vendor",
    ),
    (
        "4 All",
        "Criticality 4: the business stops without the vendor",
    ),
];
/// Roles that are offered, with the name for assistive technology.
const ROLES: [(&str, &str); 3] = [
    ("controller", "Role: controller"),
    ("processor", "Role: processor"),
    ("joint controller", "Role: joint controller"),
];
/// Kinds of data that are offered.
const KINDS: [&str; 6] = [
    "employee accounts",
    "customer content",
    "usage data",
    "source code",
    "payment data",
    "health data",
];

/// Widest that the view is.
const WIDEST: f32 = 1180.0;

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    ScrollArea::vertical()
        .id_salt("engagement")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let margin = egui::Margin::symmetric(24, 20);
            // In a wide window it stands in the middle, under the tabs.
            let over = ui.available_width() - WIDEST - 48.0;
            let mut rect = ui.available_rect_before_wrap();
            rect.min.x += (over / 2.0).max(0.0).round();
            let frame = egui::Frame::new().inner_margin(margin);
            ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
                frame.show(ui, |ui| {
                    let wide = ui.available_width().min(WIDEST);
                    ui.set_width(wide);
                    let form = (wide * 0.4).clamp(340.0, 460.0);
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        column(ui, form, |ui| self::form(ui, cx, open));
                        ui.add_space(40.0);
                        column(ui, wide - form - 40.0, |ui| follows(ui, cx, open));
                    });
                })
            });
        });
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        contents(ui);
    });
}

/// One step of the history, by its name.
fn set(cx: &mut Cx<'_>, name: &str, engagement: Engagement) {
    cx.queue.push(Command::Edit(Edit::Several {
        name: name.to_owned(),
        edits: vec![Edit::SetEngagement(engagement)],
    }));
}

fn label(ui: &mut Ui, cx: &Cx<'_>, words: &str) -> egui::Id {
    let t = cx.t;
    ui.add_space(12.0);
    text::label(ui, words, t.label().medium(), t.c.text_soft).id
}

fn form(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let now = &open.session.assessment.engagement;
    text::label(ui, "Engagement", t.heading(), t.c.text);
    let words = "What would be sent to the vendor. It is never multiplied into the score.";
    text::label(ui, words, t.body(), t.c.text_soft);

    let name = label(ui, cx, "Kinds of data");
    data(ui, cx, now, name);

    let scales: [(&str, &Levels, u8); 3] = [
        ("Sensitivity of the data", &SENSITIVITY, now.sensitivity),
        ("People concerned", &VOLUME, now.volume),
        (
            "How much depends on the vendor",
            &CRITICALITY,
            now.criticality,
        ),
    ];
    for (at, (title, levels, level)) in scales.into_iter().enumerate() {
        label(ui, cx, title);
        let chosen = usize::from(level.clamp(1, 4)) - 1;
        if let Some(i) = widgets::segments(ui, t, levels, Some(chosen))
            && i != chosen
        {
            let level = u8::try_from(i + 1).unwrap_or(4);
            let mut to = now.clone();
            let name = match at {
                0 => {
                    to.sensitivity = level;
                    "sensitivity of the data"
                }
                1 => {
                    to.volume = level;
                    "people concerned"
                }
                _ => {
                    to.criticality = level;
                    "criticality of the vendor"
                }
            };
            set(cx, name, to);
        }
        if let Some((_, means)) = levels.get(chosen) {
            let means = means.split_once(": ").map_or(*means, |(_, m)| m);
            text::label(ui, &capital(means), t.caption(), t.c.text_faint);
        }
    }

    label(ui, cx, "Personal data would be sent from");
    for (name, step, on) in [
        ("EU and EEA", "data from the EU", now.eu),
        ("United Kingdom", "data from the UK", now.uk),
        ("Switzerland", "data from Switzerland", now.switzerland),
    ] {
        let mut ticked = on;
        if ui.checkbox(&mut ticked, name).changed() {
            let mut to = now.clone();
            match name {
                "EU and EEA" => to.eu = ticked,
                "United Kingdom" => to.uk = ticked,
                _ => to.switzerland = ticked,
            }
            set(cx, step, to);
        }
    }

    label(ui, cx, "Our role");
    let chosen = ROLES.iter().position(|(r, _)| *r == now.role);
    if let Some((role, _)) = widgets::segments(ui, t, &ROLES, chosen)
        .filter(|i| Some(*i) != chosen)
        .and_then(|i| ROLES.get(i))
    {
        let mut to = now.clone();
        (*role).clone_into(&mut to.role);
        set(cx, "role of the customer", to);
    }
    if chosen.is_none() && !now.role.is_empty() {
        let words = format!("Set in the file: {}", now.role);
        text::label(ui, &words, t.caption(), t.c.text_faint);
    }
    ui.add_space(12.0);
    let details = Button {
        label: "Vendor, purpose and day…",
        look: Look::Link,
        small: true,
        ..Button::default()
    };
    if button(ui, t, details).clicked() {
        cx.act(Act::Details);
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The kinds of data: each can be taken out, others are typed or chosen.
fn data(ui: &mut Ui, cx: &mut Cx<'_>, now: &Engagement, name: egui::Id) {
    let t = cx.t;
    let mut to = now.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (i, kind) in now.data.iter().enumerate() {
            let face = t.label();
            let galley = text::line(ui.painter(), kind, face, t.c.text, 260.0);
            let size = vec2(galley.size().x + 32.0, 24.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let name = format!("Take out {kind}");
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            let over = response.hovered() || response.has_focus();
            let fill = if over { t.c.hover } else { t.c.panel };
            let inside = egui::StrokeKind::Inside;
            ui.painter()
                .rect(rect, t.field_radius(), fill, t.border(), inside);
            let y = rect.center().y - galley.size().y / 2.0;
            ui.painter()
                .galley(pos2(rect.left() + 8.0, y.round()), galley, t.c.text);
            let at = pos2(rect.right() - 12.0, rect.center().y);
            crate::ui::icon::icon(ui.painter(), Icon::Cross, at, 11.0, t.c.text_soft);
            widgets::focus_ring(ui, t, &response, rect, t.field_radius());
            if response.on_hover_text("Take it out").clicked() {
                to.data.remove(i.min(to.data.len().saturating_sub(1)));
            }
        }
        if now.data.is_empty() {
            text::label(ui, "None stated yet.", t.label(), t.c.text_faint);
        }
    });
    let mut add = |kind: &str| {
        let kind = kind.trim();
        if !kind.is_empty() && !to.data.iter().any(|d| d.eq_ignore_ascii_case(kind)) {
            to.data.push(kind.to_owned());
        }
    };
    ui.add_space(2.0);
    let field = egui::TextEdit::singleline(&mut cx.shown.data)
        .id(egui::Id::unique("kind of data"))
        .hint_text("Add a kind of data, then Enter")
        .margin(egui::Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(name);
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        for kind in std::mem::take(&mut cx.shown.data).split([',', ';']) {
            add(kind);
        }
        response.request_focus();
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        for kind in KINDS {
            if now.data.iter().any(|d| d == kind) {
                continue;
            }
            let words = format!("+ {kind}");
            let b = Button {
                label: &words,
                look: Look::Link,
                small: true,
                ..Button::default()
            };
            if button(ui, t, b).clicked() {
                add(kind);
            }
        }
    });
    if to.data != now.data {
        set(cx, "kinds of data", to);
    }
}

/// What follows: the impact, the matrix, and what is switched off.
fn follows(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let engagement = &open.session.assessment.engagement;
    let at_stake = impact(engagement);
    let words = format!("{} impact", at_stake.name());
    text::label(ui, &words, t.heading(), t.c.text);
    let words = format!(
        "Sensitivity {}, volume {}, criticality {} of 4.",
        engagement.sensitivity, engagement.volume, engagement.criticality
    );
    text::label(ui, &words, t.body(), t.c.text_soft).on_hover_text(IMPACT_RULE);
    text::label(ui, IMPACT_RULE, t.caption(), t.c.text_faint);
    ui.add_space(14.0);
    matrix::show(ui, cx, open, at_stake);
    ui.add_space(22.0);
    off(ui, cx, open);
}

/// The provisions that this engagement switches off, with the reason.
fn off(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let rows: Vec<_> = open
        .session
        .outcome
        .rows
        .iter()
        .filter(|r| r.state == State::NotApplicable)
        .collect();
    let head = match rows.len() {
        0 => "No provision is switched off".to_owned(),
        1 => "1 provision is switched off".to_owned(),
        n => format!("{n} provisions are switched off"),
    };
    text::label(ui, &head, t.body().strong(), t.c.text);
    if rows.is_empty() {
        let words = "Every provision applies. Untick a region to leave out its transfers.";
        text::label(ui, words, t.body(), t.c.text_soft);
        return;
    }
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    for row in rows {
        let name = open.engine.name(&row.provision);
        let said = format!("Switched off: {name}. {}", row.note);
        let (rect, response) = widgets::row(ui, t, 40.0, false, &said);
        let painter = ui.painter();
        painter.hline(rect.x_range(), rect.top() + 0.5, t.hairline());
        widgets::code(
            painter,
            t,
            &row.category,
            pos2(rect.left() + 11.0, rect.top() + 13.0),
        );
        let x = rect.left() + 30.0;
        for (y, words, face, ink) in [
            (13.0, name, t.body(), t.c.text),
            (29.0, row.note.as_str(), t.caption(), t.c.text_faint),
        ] {
            text::put_within(
                painter,
                pos2(x, rect.top() + y),
                Align2::LEFT_CENTER,
                words,
                face,
                ink,
                rect.right() - x,
            );
        }
        if response.clicked() {
            cx.queue.push(Command::SelectRow(row.provision.clone()));
        }
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let line = Rect::from_min_size(rect.min, vec2(rect.width(), 1.0));
    ui.painter()
        .hline(line.x_range(), line.top() + 0.5, t.hairline());
}
