//! The report before it is written: the customer's house style at the left, and the very pages at the right.

mod page;

use egui::{Key, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open};
use crate::report::layout::Frames;
use crate::report::{Edition, Paper, Section, Template};
use crate::ui::command::{Act, Command};
use crate::ui::icon::Icon;
use crate::ui::report::{Ask, Listed, Report};
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};
use page::Place;

/// Width of the settings.
const SETTINGS: f32 = 320.0;
/// Room round the pages and between them.
const ROOM: f32 = 24.0;

/// Shows the view.
pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    report: &Report,
    pages: Option<&Frames>,
) {
    let full = ui.max_rect();
    let t = cx.t;
    let edge = (full.left() + SETTINGS).round();
    let left = full.with_max_x(edge);
    let right = full.with_min_x(edge + 1.0);
    ui.painter().rect_filled(left, 0.0, t.c.panel);
    ui.painter().rect_filled(right, 0.0, t.c.bg);
    ui.painter().vline(edge + 0.5, full.y_range(), t.border());
    let part = |salt: &'static str, rect| UiBuilder::new().id_salt(salt).max_rect(rect);
    widgets::within(ui, part("settings", left), |ui| {
        ScrollArea::vertical()
            .id_salt("report settings")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let margin = egui::Margin::symmetric(16, 14);
                egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                    ui.set_width(SETTINGS - 42.0);
                    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
                    settings(ui, cx, open, report);
                });
            });
    });
    widgets::within(ui, part("pages", right), |ui| {
        preview(ui, cx, report, pages);
    });
}

fn settings(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, report: &Report) {
    let t = cx.t;
    text::label(ui, "Report", t.heading(), t.c.text);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let tip = crate::ui::command::tooltip(Act::ExportPdf, ui.ctx());
        let export = Button {
            label: "Export PDF",
            icon: Some(Icon::Export),
            look: Look::Primary,
            disabled: cx.barred(Act::ExportPdf),
            tooltip: &tip,
            ..Button::default()
        };
        if button(ui, t, export).clicked() {
            cx.act(Act::ExportPdf);
        }
        let tip = crate::ui::command::tooltip(Act::ExportXlsx, ui.ctx());
        let sheets = Button {
            label: "Spreadsheet",
            disabled: cx.barred(Act::ExportXlsx),
            tooltip: &tip,
            ..Button::default()
        };
        if button(ui, t, sheets).clicked() {
            cx.act(Act::ExportXlsx);
        }
    });
    let mut template = report.style.template.clone();
    house(ui, cx, report, &mut template);
    look(ui, cx, &mut template);
    beside(ui, cx, open, report);
    sections(ui, cx, &mut template);
    ui.add_space(14.0);
    ui.horizontal(|ui| {
        for (label, act) in [
            ("Load template", Act::LoadTemplate),
            ("Save template", Act::SaveTemplate),
        ] {
            let tip = crate::ui::command::tooltip(act, ui.ctx());
            let b = Button {
                label,
                look: Look::Quiet,
                small: true,
                tooltip: &tip,
                ..Button::default()
            };
            if button(ui, t, b).clicked() {
                cx.act(act);
            }
        }
    });
    if template != report.style.template {
        cx.queue
            .push(Command::Report(Ask::Style(Box::new(template))));
    }
}

fn title(ui: &mut Ui, cx: &Cx<'_>, words: &str) {
    let t = cx.t;
    ui.add_space(14.0);
    text::label(ui, words, t.body().strong(), t.c.text);
}

/// A field with its name above; the change is there when a key is pressed.
fn field(ui: &mut Ui, cx: &Cx<'_>, name: &str, hint: &str, value: &mut String) {
    let t = cx.t;
    ui.add_space(4.0);
    let label = text::label(ui, name, t.label().medium(), t.c.text_soft);
    ui.add(
        egui::TextEdit::singleline(value)
            .id(egui::Id::unique(("report field", name)))
            .hint_text(hint)
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY),
    )
    .labelled_by(label.id);
}

fn house(ui: &mut Ui, cx: &mut Cx<'_>, report: &Report, template: &mut Template) {
    title(ui, cx, "House style");
    let d = &mut template.details;
    field(ui, cx, "Organisation", "Your own name", &mut d.organisation);
    field(ui, cx, "Mark", "Confidential, for procurement", &mut d.mark);
    field(ui, cx, "Prepared by", "Name, team", &mut d.prepared_by);
    field(
        ui,
        cx,
        "Approved by",
        "Name, or pending",
        &mut d.approved_by,
    );
    field(ui, cx, "Version", "1", &mut d.version);
    field(
        ui,
        cx,
        "Decision asked",
        "What the tier suggests",
        &mut d.decision,
    );
    let t = cx.t;
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let label = if report.style.logo.is_some() {
            "Other logo…"
        } else {
            "Logo…"
        };
        let b = Button {
            label,
            small: true,
            tooltip: "A PNG of at most 1 MB, printed at the top of page one",
            ..Button::default()
        };
        if button(ui, t, b).clicked() {
            cx.queue.push(Command::Report(Ask::PickLogo));
        }
        if report.style.logo.is_some() {
            let b = Button {
                label: "Without logo",
                look: Look::Quiet,
                small: true,
                ..Button::default()
            };
            if button(ui, t, b).clicked() {
                cx.queue.push(Command::Report(Ask::DropLogo));
            }
        }
    });
}

fn look(ui: &mut Ui, cx: &mut Cx<'_>, template: &mut Template) {
    const EDITIONS: [(&str, &str); 2] = [
        ("Full", "Edition: full"),
        ("Executive", "Edition: executive, two pages"),
    ];
    const PAPERS: [(&str, &str); 2] = [("A4", "Paper: A4"), ("Letter", "Paper: US letter")];
    let t = cx.t;
    title(ui, cx, "Edition and paper");
    ui.add_space(4.0);
    let editions = [Edition::Full, Edition::Executive];
    let now = editions.iter().position(|e| *e == template.look.edition);
    if let Some(&edition) = widgets::segments(ui, t, &EDITIONS, now).and_then(|i| editions.get(i)) {
        template.look.edition = edition;
    }
    ui.add_space(4.0);
    let papers = [Paper::A4, Paper::Letter];
    let now = papers.iter().position(|p| *p == template.look.paper);
    if let Some(&paper) = widgets::segments(ui, t, &PAPERS, now).and_then(|i| papers.get(i)) {
        template.look.paper = paper;
    }
}

fn beside(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, report: &Report) {
    const LISTS: [(&str, &str); 3] = [
        ("All", "Tables list all provisions"),
        ("Stated", "Tables list what a passage speaks to"),
        ("Undecided", "Tables list what nobody has decided on"),
    ];
    let t = cx.t;
    title(ui, cx, "Beside it");
    ui.add_space(2.0);
    let others = open.portfolio.has_others();
    let mut on = report.beside && others;
    let words = "The vendors of the portfolio";
    let response = ui.add_enabled(others, egui::Checkbox::new(&mut on, words));
    if response.clicked() {
        cx.queue.push(Command::Report(Ask::Beside(on)));
    }
    response.on_disabled_hover_text("Add vendors to the portfolio first");
    let pair = open.versions.pair(open.session).is_some();
    let mut on = report.changes && pair;
    let words = "Changes since the older version";
    let response = ui.add_enabled(pair, egui::Checkbox::new(&mut on, words));
    if response.clicked() {
        cx.queue.push(Command::Report(Ask::Changes(on)));
    }
    response.on_disabled_hover_text("Add an older version of a document first");
    title(ui, cx, "Spreadsheet, CSV, JSON and Markdown list");
    ui.add_space(4.0);
    let now = Listed::ALL.iter().position(|l| *l == report.listed);
    if let Some(&listed) = widgets::segments(ui, t, &LISTS, now).and_then(|i| Listed::ALL.get(i))
        && listed != report.listed
    {
        cx.queue.push(Command::Report(Ask::List(listed)));
    }
}

fn sections(ui: &mut Ui, cx: &mut Cx<'_>, template: &mut Template) {
    title(ui, cx, "Sections");
    ui.add_space(2.0);
    let full = template.look.edition == Edition::Full;
    for section in Section::ALL {
        let mut on = template.look.has(section);
        let response = ui.add_enabled(full, egui::Checkbox::new(&mut on, section.name()));
        if response.clicked() {
            if on {
                template.look.leave_out.remove(&section);
            } else {
                template.look.leave_out.insert(section);
            }
        }
        response.on_disabled_hover_text("The executive edition has its own two pages");
    }
}

fn preview(ui: &mut Ui, cx: &mut Cx<'_>, report: &Report, pages: Option<&Frames>) {
    let t = cx.t;
    let Some(frames) = pages else {
        ui.centered_and_justified(|ui| {
            text::label(ui, "Setting the report", t.body(), t.c.text_faint)
        });
        return;
    };
    let room = ui.available_width() - 2.0 * ROOM - 14.0;
    // No larger than on paper at 120 dots to the inch: lines longer than that are hard to read.
    let scale = (room / frames.width).clamp(0.3, 1.25);
    let (width, height) = (frames.width * scale, frames.height * scale);
    let total = frames.pages.len();
    let step = height + ROOM;
    let mut by = 0.0;
    ui.input(|i| {
        if i.key_pressed(Key::PageDown) && i.modifiers.is_none() {
            by = -step;
        }
        if i.key_pressed(Key::PageUp) && i.modifiers.is_none() {
            by = step;
        }
    });
    ScrollArea::vertical()
        .id_salt("report pages")
        .auto_shrink([false, false])
        .show_viewport(ui, |ui, view| {
            if by != 0.0 {
                ui.scroll_with_delta(vec2(0.0, by));
            }
            let whole = vec2(ui.available_width(), total as f32 * step + ROOM);
            let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
            let left = (area.center().x - width / 2.0).round();
            let seen = ui.painter().clone();
            for (at, page) in frames.pages.iter().enumerate() {
                let top = ROOM + at as f32 * step;
                if top > view.max.y || top + height < view.min.y {
                    continue;
                }
                let corner = pos2(left, (area.top() + top).round());
                let sheet = Rect::from_min_size(corner, vec2(width, height));
                seen.rect_filled(sheet, 0.0, egui::Color32::WHITE);
                seen.rect_stroke(sheet, 0.0, t.border(), egui::StrokeKind::Outside);
                let place = Place { corner, scale };
                page::paint(
                    &seen.with_clip_rect(seen.clip_rect().intersect(sheet)),
                    page,
                    place,
                    report.picture.as_ref(),
                );
                let words = format!("Page {} of {total}", at + 1);
                widgets::spoken(ui, sheet, ("page", at), &words);
            }
        });
}
