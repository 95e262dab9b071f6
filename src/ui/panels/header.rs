//! The vendor's header: score, interval, tier, scale, the three numbers, coverage, gates, export.

use egui::{Align2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open};
use crate::assessment::{Due, Status, queue};
use crate::score::{GateStatus, Tier};
use crate::ui::command::{Act, Command, tooltip};
use crate::ui::icon::{self, Icon};
use crate::ui::tour::Step;
use crate::ui::widgets::{Button, Look, button, divider, scale, spoken, tier_word};
use crate::ui::{text, widgets};

/// Shows the header.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let rect = ui.max_rect();
    let painter = ui.painter().clone();
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let session = open.session;
    let total = &session.score().total;
    let cuts = session.assessment.profile.cuts;
    let assessed = total.counts;
    let (top, bottom) = (rect.top() + 23.0, rect.top() + 42.0);

    // The button first: what is left of it is what the figures may take.
    let export = Rect::from_min_max(
        pos2(rect.center().x, rect.center().y - 14.0),
        pos2(rect.right() - 12.0, rect.center().y + 14.0),
    );
    let builder = UiBuilder::new()
        .id_salt("export")
        .max_rect(export)
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    let export = widgets::within(ui, builder, |ui| {
        let tip = tooltip(Act::ExportPdf, ui.ctx());
        let b = Button {
            label: "Export",
            icon: Some(Icon::Export),
            look: Look::Primary,
            disabled: cx.barred(Act::ExportPdf),
            tooltip: &tip,
            ..Button::default()
        };
        let response = button(ui, t, b);
        egui::Popup::menu(&response).show(|ui| {
            for act in [
                Act::ExportPdf,
                Act::ExportXlsx,
                Act::ExportCsv,
                Act::ExportJson,
                Act::ExportMarkdown,
                Act::ViewReport,
            ] {
                if let Some(entry) = crate::ui::command::entry(act)
                    && ui.button(entry.name).on_hover_text(entry.tooltip).clicked()
                {
                    cx.act(act);
                    ui.close();
                }
            }
        });
        ui.add_space(2.0);
        status(ui, cx, open, rect.width());
        ui.min_rect()
    })
    .inner;
    let edge = export.left() - 16.0;

    let name_width = (rect.width() * 0.2).clamp(150.0, 264.0);
    let x = rect.left() + 16.0;
    let name = &session.assessment.vendor;
    let placed = text::put_within(
        &painter,
        pos2(x, top),
        Align2::LEFT_CENTER,
        name,
        t.heading(),
        t.c.text,
        name_width,
    );
    let about = if session.assessment.purpose.is_empty() {
        text::count(session.assessment.documents.len(), "document", "documents")
    } else {
        session.assessment.purpose.clone()
    };
    let under = text::put_within(
        &painter,
        pos2(x, bottom),
        Align2::LEFT_CENTER,
        &about,
        t.body(),
        t.c.text_soft,
        name_width,
    );
    let block = placed.union(under).expand2(vec2(6.0, 2.0));
    let response = ui.interact(block, ui.scope_id().with("details"), Sense::click());
    let said = format!("Vendor: {name}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
    if response.hovered() || response.has_focus() {
        let edge = egui::StrokeKind::Inside;
        painter.rect_stroke(block, t.field_radius(), t.border(), edge);
    }
    if response
        .on_hover_text(tooltip(Act::Details, ui.ctx()))
        .clicked()
    {
        cx.act(Act::Details);
    }
    let mut x = placed.right().max(under.right()) + 24.0;

    // Score, interval, tier.
    let score = if assessed {
        total.printed.to_string()
    } else {
        "–".to_owned()
    };
    let face = t.cut(t.m.score).strong();
    let placed = text::put(
        &painter,
        pos2(x, rect.center().y),
        Align2::LEFT_CENTER,
        &score,
        face,
        t.c.text,
    );
    let start = placed;
    x = placed.right() + 12.0;
    let interval = text::interval(total.low, total.high);
    let words = if assessed {
        interval.as_str()
    } else {
        "not assessed"
    };
    let said = text::put(
        &painter,
        pos2(x, top),
        Align2::LEFT_CENTER,
        words,
        t.body(),
        t.c.text_faint,
    );
    let mut end = said.right().max(x + 56.0);
    if assessed {
        let word = tier_word(&painter, t, total.tier, pos2(x, bottom), t.body().strong());
        end = end.max(word.right());
    }
    let spoken_score = if assessed {
        format!(
            "Score {score}, interval {interval}, tier {}",
            total.tier.name()
        )
    } else {
        "Score not known yet".to_owned()
    };
    let hover = Rect::from_min_max(
        pos2(start.left(), rect.top() + 8.0),
        pos2(end, rect.bottom() - 8.0),
    );
    cx.shown.parts.put(Step::Score, hover.expand(6.0));
    cx.shown.parts.put(Step::Export, export.expand(4.0));
    spoken(ui, hover, "score", &spoken_score).on_hover_ui(|ui| terms(ui, cx, open));
    x = end + 20.0;

    // The scale, as wide as the window allows.
    let wide = rect.width() >= 1180.0;
    if wide && assessed {
        let width = (rect.width() * 0.11).clamp(110.0, 190.0);
        let track = Rect::from_min_max(pos2(x, top - 5.0), pos2(x + width, top + 5.0));
        scale(
            &painter,
            t,
            track,
            (total.low, total.residual, total.high),
            cuts,
        );
        let narrow = rect.width() < 1400.0;
        let note = crossing(
            narrow,
            total.low,
            total.high,
            total.printed,
            cuts,
            total.floor,
        );
        let note = text::put_within(
            &painter,
            pos2(x, bottom),
            Align2::LEFT_CENTER,
            &note,
            t.label(),
            t.c.text_soft,
            width + 12.0,
        );
        x = track.right().max(note.right()) + 20.0;
        divider(&painter, t, x, rect, 12.0);
        x += 20.0;
    }

    // The three numbers.
    let value = |v: f64| {
        if assessed {
            text::whole(v)
        } else {
            "–".to_owned()
        }
    };
    for (label, number) in [
        ("Inherent", value(total.inherent)),
        ("As stated", value(total.residual)),
        ("As treated", value(total.treated)),
    ] {
        if x + 60.0 > edge {
            break;
        }
        x = pair(ui, cx, (x, top, bottom), label, &number) + 22.0;
    }
    if x + 190.0 < edge {
        divider(&painter, t, x - 4.0, rect, 12.0);
        x += 16.0;
        let end = pair(
            ui,
            cx,
            (x, top, bottom),
            "Coverage",
            &text::percent(total.coverage),
        );
        let percent = text::percent(total.coverage);
        let width = text::line(&painter, &percent, t.figure().medium(), t.c.text, 99.0)
            .size()
            .x;
        let bar = Rect::from_min_size(pos2(x + width + 8.0, bottom - 3.0), vec2(54.0, 6.0));
        painter.rect_filled(bar, 2.0, t.c.stroke);
        let full = bar.with_max_x(bar.left() + bar.width() * total.coverage.clamp(0.0, 1.0) as f32);
        painter.rect_filled(full, 2.0, t.c.text_soft);
        x = end.max(bar.right()) + 20.0;
    }
    gates(ui, cx, open, (x, top, bottom), edge);
    ui.allocate_rect(rect, Sense::hover());
}

/// The status of the assessment with how far its review has come, and the way to change it.
fn status(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, width: f32) {
    let (assessment, outcome) = (&open.session.assessment, &open.session.outcome);
    let now = assessment.status();
    let all = queue::findings(outcome);
    let done = all.saturating_sub(queue::queue(assessment, outcome).len());
    let hint = format!("{done} of {all}");
    let mut tip = match assessment.statuses.last() {
        Some(last) => format!("{}, {}: {}", last.author, last.at, last.reason),
        None => format!("{hint} findings have a decision"),
    };
    if let Some(day) = assessment.due_on() {
        let due = Due::of(Some(day), crate::ui::clock::today()).words();
        tip = format!("{tip}. Next review {}, {due}", text::date(day));
    }
    let b = Button {
        label: now.name(),
        icon: Some(Icon::Pencil),
        hint: if width >= 1300.0 { &hint } else { "" },
        tooltip: &tip,
        ..Button::default()
    };
    let response = button(ui, cx.t, b);
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(200.0);
        for status in Status::ALL {
            let words = format!("{}…", status.name());
            if ui.selectable_label(status == now, words).clicked() {
                cx.queue.push(Command::AskStatus(status));
                ui.close();
            }
        }
        ui.separator();
        if ui.button("Go on with the review").clicked() {
            cx.act(Act::ViewReview);
            ui.close();
        }
    });
}

/// A label over a number. Returns its right end.
fn pair(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (x, top, bottom): (f32, f32, f32),
    label: &str,
    number: &str,
) -> f32 {
    let t = cx.t;
    let painter = ui.painter().clone();
    let a = text::put(
        &painter,
        pos2(x, top),
        Align2::LEFT_CENTER,
        label,
        t.label(),
        t.c.text_soft,
    );
    let face = t.figure().medium();
    let b = text::put(
        &painter,
        pos2(x, bottom),
        Align2::LEFT_CENTER,
        number,
        face,
        t.c.text,
    );
    let tip = match label {
        "Inherent" => "Before anything the vendor promises is counted",
        "As stated" => "With what the vendor’s own text promises: this is the score",
        "As treated" => "With your own measures: negotiated clauses, opt-outs, signed agreements",
        _ => "Share of the catalogue, by weight, that these documents could settle",
    };
    spoken(ui, a.union(b), label, &format!("{label} {number}")).on_hover_text(tip);
    a.right().max(b.right())
}

fn gates(ui: &mut Ui, cx: &Cx<'_>, open: &Open<'_>, (x, top, bottom): (f32, f32, f32), edge: f32) {
    let gates = &open.session.outcome.reviewed.gates;
    let count = |status| gates.iter().filter(|g| g.status == status).count();
    let (confirmed, check) = (count(GateStatus::Confirmed), count(GateStatus::ToCheck));
    if (confirmed == 0 && check == 0) || x + 70.0 > edge {
        return;
    }
    let t = cx.t;
    let painter = ui.painter().clone();
    let head = text::put(
        &painter,
        pos2(x, top),
        Align2::LEFT_CENTER,
        "Gates",
        t.label(),
        t.c.text_soft,
    );
    let ink = if confirmed > 0 {
        t.tier(Tier::Severe).ink
    } else {
        t.c.text_soft
    };
    icon::icon(&painter, Icon::Gate, pos2(x + 7.0, bottom), 14.0, ink);
    let mut words = Vec::new();
    if confirmed > 0 {
        words.push((format!("{confirmed} confirmed"), ink));
    }
    if check > 0 {
        words.push((format!("{check} to check"), t.c.text_soft));
    }
    let mut at = x + 20.0;
    let mut said = Vec::new();
    for (i, (word, ink)) in words.iter().enumerate() {
        if i > 0 {
            let dot = text::put(
                &painter,
                pos2(at, bottom),
                Align2::LEFT_CENTER,
                " · ",
                t.body(),
                t.c.text_soft,
            );
            at = dot.right();
        }
        let face = if *ink == t.c.text_soft {
            t.body()
        } else {
            t.body().strong()
        };
        let placed = text::put_within(
            &painter,
            pos2(at, bottom),
            Align2::LEFT_CENTER,
            word,
            face,
            *ink,
            edge - at,
        );
        at = placed.right();
        said.push(word.clone());
    }
    let rect = Rect::from_min_max(head.min, pos2(at, bottom + 9.0));
    let response = widgets::spoken(ui, rect, "gates", &format!("Gates: {}", said.join(", ")));
    response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        for gate in gates.iter().filter(|g| g.status != GateStatus::NotMet) {
            let status = match gate.status {
                GateStatus::Confirmed => "Confirmed",
                GateStatus::ToCheck | GateStatus::NotMet => "To check",
            };
            text::label(ui, status, t.label().strong(), t.c.text);
            text::label(ui, &gate.why, t.label(), t.c.text_soft);
        }
    });
}

/// What the interval means for the tier, in a few words.
fn crossing(
    narrow: bool,
    low: f64,
    high: f64,
    printed: u8,
    cuts: crate::score::TierCuts,
    floor: Option<crate::score::Floor>,
) -> String {
    if let Some(floor) = floor {
        return format!("Floor applied: {} → {}", floor.from, floor.to);
    }
    let round = |v: f64| (v + 0.5).floor();
    for cut in [cuts.moderate, cuts.high, cuts.severe] {
        let at = f64::from(cut);
        if round(low) < at && round(high) >= at {
            return if narrow {
                format!("Crosses the cut at {cut}")
            } else {
                format!("Interval crosses the cut at {cut}")
            };
        }
    }
    match [cuts.moderate, cuts.high, cuts.severe]
        .into_iter()
        .find(|&c| c > printed)
    {
        Some(cut) => format!("{} below the cut at {cut}", cut - printed),
        None => "Above every cut".to_owned(),
    }
}

/// What the score is made of, term by term.
fn terms(ui: &mut Ui, cx: &Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    ui.set_width(280.0);
    text::label(
        ui,
        "What the score is made of",
        t.label().strong(),
        t.c.text,
    );
    let mut parts: Vec<_> = open
        .session
        .score()
        .categories
        .iter()
        .filter(|c| c.counts)
        .collect();
    parts.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    egui::Grid::new("terms")
        .num_columns(3)
        .spacing([12.0, 2.0])
        .show(ui, |ui| {
            for c in parts {
                let name = open.engine.short(&c.id);
                text::label(ui, name, t.label(), t.c.text_soft);
                text::label(ui, &text::whole(c.residual), t.label(), t.c.text_faint);
                text::label(
                    ui,
                    &text::contribution(c.contribution),
                    t.label().medium(),
                    t.c.text,
                );
                ui.end_row();
            }
            let total = &open.session.score().total;
            text::label(ui, "Score", t.label().strong(), t.c.text);
            text::label(ui, "", t.label(), t.c.text);
            text::label(
                ui,
                &text::tenth(total.residual),
                t.label().strong(),
                t.c.text,
            );
            ui.end_row();
        });
}
