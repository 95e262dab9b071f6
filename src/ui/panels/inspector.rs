//! The inspector: one finding with its quote, how it was read, the arithmetic, the law, what to ask for, and why.

pub(super) mod decision;
mod quote;
pub(super) mod texts;

use egui::{Align2, Panel, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open};
use crate::document::Span;
use crate::finding::{Evidence, Row};
use crate::score::{RowScore, StepKind};
use crate::ui::command::{Act, Command, tooltip};
use crate::ui::icon;
use crate::ui::tour::Step;
use crate::ui::widgets::{Button, Look, button};
use crate::ui::{text, widgets};

const PAD: f32 = 16.0;

/// Shows the inspector.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    cx.shown.parts.put(Step::Inspector, ui.max_rect());
    let chosen = cx.shown.row.clone();
    let Some((row, score)) = chosen.as_deref().and_then(|id| open.session.row(id)) else {
        empty(ui, cx);
        return;
    };
    let t = cx.t;
    let frame = egui::Frame::new()
        .fill(t.c.raised)
        .inner_margin(egui::Margin::symmetric(PAD as i8, 10));
    Panel::bottom("decision")
        .frame(frame)
        .exact_size(decision::height(&cx.shown.draft, ui.available_width()))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            let rect = ui.max_rect().expand2(vec2(PAD, 10.0));
            ui.painter()
                .hline(rect.x_range(), rect.top() + 0.5, t.hairline());
            decision::show(ui, cx, open, row);
        });
    ScrollArea::vertical()
        .id_salt(("inspector", &row.provision))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            finding(ui, cx, open, row, score);
            texts::trail(ui, cx, open, row);
            texts::show(ui, cx, open, row);
            ui.add_space(16.0);
        });
}

/// A finding with its numbers, its quote, how it was read, and the arithmetic.
pub(super) fn finding(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row, score: &RowScore) {
    head(ui, cx, open, row);
    numbers(ui, cx, open, row, score);
    let evidence: Vec<&Evidence> = open.session.evidence(row).collect();
    if let Some(shown) = evidence.get(cx.shown.quote.min(evidence.len().saturating_sub(1))) {
        quote::show(ui, cx, open, row, &evidence, shown);
        how(ui, cx, open, row, shown);
    } else {
        quote::none(ui, cx, row);
    }
    arithmetic(ui, cx, open, row, score);
}

fn empty(ui: &mut Ui, cx: &Cx<'_>) {
    let t = cx.t;
    let rect = ui.max_rect();
    let words = "Choose a finding to see what it rests on.";
    let hint = "Click a marked passage, or press F8 for the next one.";
    let inner = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(PAD, 16.0)));
    widgets::within(ui, inner, |ui| {
        text::label(ui, words, t.body(), t.c.text_soft);
        text::label(ui, hint, t.label(), t.c.text_faint);
    });
}

/// A part of the inspector: padding, contents, a hairline under it.
pub(super) fn part(ui: &mut Ui, cx: &mut Cx<'_>, contents: impl FnOnce(&mut Ui, &mut Cx<'_>)) {
    let margin = egui::Margin::symmetric(PAD as i8, 10);
    let line = cx.t.hairline();
    let response = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        contents(ui, cx);
    });
    let rect = response.response.rect;
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
}

/// The head of a part: a quiet word at the left, something at the right.
pub(super) fn part_head(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    title: &str,
    right: impl FnOnce(&mut Ui, &mut Cx<'_>),
) {
    let t = cx.t;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, title));
    let at = rect.left_center();
    text::put(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        title,
        t.label().medium(),
        t.c.text_soft,
    );
    let builder = UiBuilder::new()
        .id_salt(title)
        .max_rect(rect.expand2(vec2(0.0, 6.0)))
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    widgets::within(ui, builder, |ui| right(ui, cx));
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row) {
    let category = open.engine.short(&row.category).to_owned();
    let name = open.engine.name(&row.provision).to_owned();
    part(ui, cx, |ui, cx| {
        let t = cx.t;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
        widgets::code(
            ui.painter(),
            t,
            &row.category,
            rect.left_center() + vec2(11.0, 0.0),
        );
        let at = rect.left_center() + vec2(29.0, 0.0);
        let placed = text::put(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            &category,
            t.label(),
            t.c.text_soft,
        );
        widgets::spoken(ui, placed, "category", &category);
        let builder = UiBuilder::new()
            .id_salt("about")
            .max_rect(rect.expand2(vec2(0.0, 3.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center));
        widgets::within(ui, builder, |ui| {
            let tip = tooltip(Act::Explain, ui.ctx());
            let b = Button {
                label: "About this provision",
                look: Look::Link,
                small: true,
                tooltip: &tip,
                ..Button::default()
            };
            if button(ui, cx.t, b).clicked() {
                cx.queue.push(Command::Explain(row.provision.clone()));
            }
        });
        ui.add_space(2.0);
        text::copyable(ui, &name, t.heading(), t.c.text);
        ui.add_space(3.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
        let y = rect.center().y;
        icon::state(
            ui.painter(),
            row.state,
            pos2(rect.left() + 6.0, y),
            14.0,
            t.c.text,
        );
        let mut words = vec![row.state.name().to_owned()];
        let finding = row
            .findings
            .first()
            .and_then(|&i| open.session.outcome.findings.get(i));
        if let Some(scope) = finding.and_then(|f| f.scope.as_ref()) {
            words.push(format!("only {scope}"));
        }
        if let Some(voice) = finding.and_then(|f| f.voice) {
            words.push(voice.name().to_owned());
        }
        if row.state.is_found() {
            words.push(format!("Confidence {:.2}", row.confidence));
        }
        let words = words.join("  ·  ");
        let at = pos2(rect.left() + 19.0, y);
        let placed = text::put_within(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            &words,
            t.body(),
            t.c.text,
            rect.width() - 19.0,
        );
        widgets::spoken(ui, placed, "state", &words);
    });
}

fn numbers(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row, score: &RowScore) {
    let cuts = open.session.assessment.profile.cuts;
    part(ui, cx, |ui, cx| {
        let t = cx.t;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        let painter = ui.painter().clone();
        let y = rect.center().y;
        if !score.counts {
            let words = if row.note.is_empty() {
                row.state.name()
            } else {
                &row.note
            };
            let galley = text::line(&painter, "–", t.heading(), t.c.text_faint, 40.0);
            painter.galley(pos2(rect.left(), y - 11.0), galley, t.c.text_faint);
            let at = pos2(rect.left() + 24.0, y);
            let placed = text::put_within(
                &painter,
                at,
                Align2::LEFT_CENTER,
                words,
                t.label(),
                t.c.text_soft,
                rect.width() - 24.0,
            );
            widgets::spoken(ui, placed, "numbers", words).on_hover_text(words);
            return;
        }
        let printed = text::whole(score.residual);
        let face = t.cut(t.m.heading).strong();
        let a = text::put(
            &painter,
            pos2(rect.left(), y),
            Align2::LEFT_CENTER,
            &printed,
            face,
            t.c.text,
        );
        let interval = text::interval(score.low, score.high);
        let b = text::put(
            &painter,
            pos2(a.right() + 7.0, y),
            Align2::LEFT_CENTER,
            &interval,
            t.body(),
            t.c.text_faint,
        );
        let tier = widgets::tier_of(score.residual, cuts);
        let c = widgets::tier_word(
            &painter,
            t,
            tier,
            pos2(b.right() + 10.0, y),
            t.body().strong(),
        );
        let said = format!(
            "Exposure {printed}, interval {interval}, tier {}",
            tier.name()
        );
        widgets::spoken(ui, a.union(c), "exposure", &said);
        let track = Rect::from_min_max(
            pos2((c.right() + 16.0).max(rect.right() - 130.0), y - 5.0),
            pos2(rect.right(), y + 5.0),
        );
        if track.width() > 50.0 {
            widgets::scale(
                &painter,
                t,
                track,
                (score.low, score.residual, score.high),
                cuts,
            );
        }
    });
}

fn how(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row, shown: &Evidence) {
    let reading = &shown.reading;
    let document = open.session.assessment.documents.get(shown.document);
    let slice = |span: Span| document.map_or("", |d| d.slice(span)).trim().to_owned();
    let words: Vec<String> = reading
        .words
        .iter()
        .map(|&s| slice(s))
        .filter(|w| !w.is_empty())
        .collect();
    let mut lines = Vec::new();
    if !words.is_empty() {
        lines.push(("Signal", words.join(" · ")));
    }
    lines.push(("Actor", reading.actor.name().to_owned()));
    lines.push(("Force", reading.modality.name().to_owned()));
    if let Some(turned) = reading.turned_by {
        lines.push(("Turned by", format!("“{}”", slice(turned))));
    }
    if let Some(scope) = &reading.scope {
        lines.push(("Limited to", scope.clone()));
    }
    lines.push(("Voice", reading.voice.name().to_owned()));
    let finding = row
        .findings
        .iter()
        .filter_map(|&i| open.session.outcome.findings.get(i))
        .find(|f| f.evidence.iter().any(|e| std::ptr::eq(e, shown)));
    let note = finding.map(|f| f.note.clone()).filter(|n| !n.is_empty());
    part(ui, cx, |ui, cx| {
        let t = cx.t;
        part_head(ui, cx, "How it was read", |_, _| {});
        for (name, value) in lines {
            let top = ui.cursor().min;
            let wide = ui.available_width() - 76.0;
            let galley = text::lines(ui.painter(), &value, t.label(), t.c.text, wide);
            let size = vec2(ui.available_width(), galley.size().y.max(16.0));
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            let said = format!("{name}: {value}");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
            text::put(
                ui.painter(),
                rect.left_top(),
                Align2::LEFT_TOP,
                name,
                t.label(),
                t.c.text_soft,
            );
            ui.painter().galley(top + vec2(76.0, 0.0), galley, t.c.text);
        }
        if let Some(note) = note {
            ui.add_space(2.0);
            text::label(ui, &note, t.label(), t.c.text_soft);
        }
    });
}

fn arithmetic(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row, score: &RowScore) {
    let steps = open.engine.steps(open.session, row, score);
    if steps.is_empty() {
        return;
    }
    let total = open.session.score().total.residual;
    part(ui, cx, |ui, cx| {
        part_head(ui, cx, "Arithmetic", |ui, cx| {
            let link = Button {
                label: if cx.shown.formula {
                    "Hide formula"
                } else {
                    "Formula"
                },
                look: Look::Link,
                small: true,
                ..Button::default()
            };
            if button(ui, cx.t, link).clicked() {
                cx.shown.formula = !cx.shown.formula;
            }
        });
        let t = cx.t;
        for step in &steps {
            let (rect, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), 17.0), Sense::hover());
            let strong = step.kind.is_result();
            let face = if strong {
                t.label().strong()
            } else {
                t.label()
            };
            let painter = ui.painter();
            if strong {
                painter.hline(rect.x_range(), rect.top() - 0.5, t.hairline());
            }
            let y = rect.center().y;
            let is_sum = step.kind == StepKind::Contribution;
            let size = match (step.kind, step.size) {
                (StepKind::Contribution, _) => format!("of {}", text::tenth(total)),
                (StepKind::Cap, Some(size)) => format!("at most {}", text::factor(size.abs())),
                (StepKind::Silence, Some(size)) => format!("× {}", text::factor(size)),
                (_, Some(size)) if size < 0.0 => format!("− {}", text::factor(-size)),
                (_, Some(size)) => format!("+ {}", text::factor(size)),
                (_, None) => String::new(),
            };
            let value = match step.kind {
                StepKind::Left => "–".to_owned(),
                _ if is_sum => text::contribution(step.running),
                _ => text::tenth(step.running),
            };
            text::put(
                painter,
                pos2(rect.right(), y),
                Align2::RIGHT_CENTER,
                &value,
                face,
                t.c.text,
            );
            let at = pos2(rect.right() - 50.0, y);
            let placed = text::put(
                painter,
                at,
                Align2::RIGHT_CENTER,
                &size,
                t.label(),
                t.c.text_soft,
            );
            let wide = placed.left() - rect.left() - 8.0;
            let left = Align2::LEFT_CENTER;
            let at = rect.left_center();
            let name = text::put_within(painter, at, left, &step.name, face, t.c.text, wide);
            let said = format!("{} {size} {value}", step.name);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
            if name.width() > wide - 12.0 {
                // Only where it is cut.
                response.on_hover_text(&step.name);
            }
        }
        if cx.shown.formula {
            ui.add_space(4.0);
            let mono = egui::FontId::new(t.m.caption.size, egui::FontFamily::Monospace);
            for line in [
                "inherent = 100 · (1 − (1 − s/100) · Π(1 − α))",
                "stated = inherent · (1 − min(cap, 1 − Π(1 − μ)))",
                "score = (Σ w·xᵖ / Σ w)^(1/p)",
            ] {
                let line = egui::RichText::new(line.replace('ᵖ', "^p"))
                    .font(mono.clone())
                    .color(t.c.text_soft);
                ui.add(egui::Label::new(line).wrap());
            }
        }
    });
}
