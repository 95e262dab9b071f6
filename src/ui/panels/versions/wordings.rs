//! Both wordings of each change side by side, with the words that differ marked.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align2, Galley, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::{category, exposures, label};
use crate::finding::State;
use crate::report::changes::{Change, ChangeKind, Changes, Stretch, marked};
use crate::report::compare::Cell;
use crate::ui::command::Command;
use crate::ui::panels::{Cx, Open};
use crate::ui::theme::Theme;
use crate::ui::{text, widgets};

const PAD: f32 = 18.0;
/// Height of the strip with the names of the versions, and of the head of a change.
const NAMES: f32 = 28.0;
const HEAD: f32 = 24.0;

/// Shows the wordings.
pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    changes: &Changes,
    (old, new): (usize, usize),
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let t = cx.t;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), NAMES), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.c.panel);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let half = (rect.width() / 2.0).round();
    let documents = &open.session.assessment.documents;
    let names = super::super::documents::names(documents);
    for (at, left) in [(old, rect.left()), (new, rect.left() + half)] {
        let words = label(documents, &names, at);
        let place = pos2(left + PAD, rect.center().y);
        text::put_within(
            ui.painter(),
            place,
            Align2::LEFT_CENTER,
            &words,
            t.label().medium(),
            t.c.text_soft,
            half - PAD * 2.0,
        );
    }
    ScrollArea::vertical()
        .id_salt("wordings")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            if changes.provisions.is_empty() {
                ui.add_space(20.0);
                let words = "No provision changed between these versions.";
                text::label(ui, words, t.body(), t.c.text_soft);
            }
            for change in changes
                .provisions
                .iter()
                .filter(|c| c.kind != ChangeKind::NotComparable)
            {
                one(ui, cx, open, change, (old, new), half);
            }
        });
}

fn one(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    change: &Change,
    (old, new): (usize, usize),
    half: f32,
) {
    let t = cx.t;
    let quote = |c: &Cell| c.quote.as_ref().map_or("", |q| q.quote.trim()).to_owned();
    let [before, after] = marked(&quote(&change.old), &quote(&change.new));
    let wide = half - PAD * 2.0;
    let sides = [
        (
            side(ui, t, &change.old, &before, true, wide),
            &change.old,
            old,
        ),
        (
            side(ui, t, &change.new, &after, false, wide),
            &change.new,
            new,
        ),
    ];
    let tall = sides
        .iter()
        .map(|((galley, _), _, _)| galley.size().y)
        .fold(0.0, f32::max);
    let height = HEAD + 18.0 + tall + 14.0;
    let chosen = cx.shown.change.as_deref() == Some(change.id.as_str());
    let said = format!("{}: {}", change.kind.name(), change.name);
    let (rect, response) = widgets::row(ui, t, height, false, &said);
    if chosen {
        let bar = rect.with_max_x(rect.left() + 3.0);
        ui.painter().rect_filled(bar, 0.0, t.c.accent);
        if std::mem::take(&mut cx.shown.scroll_to_change) {
            response.scroll_to_me(Some(egui::Align::Center));
        }
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let y = rect.top() + HEAD / 2.0 + 3.0;
    widgets::code(
        ui.painter(),
        t,
        category(&change.id),
        pos2(rect.left() + PAD + 11.0, y),
    );
    text::put_within(
        ui.painter(),
        pos2(rect.left() + PAD + 29.0, y),
        Align2::LEFT_CENTER,
        &change.name,
        t.body().strong(),
        t.c.text,
        rect.width() - 170.0,
    );
    let cuts = open.session.assessment.profile.cuts;
    exposures(ui, t, change, cuts, rect.right() - PAD, y);
    for (n, ((galley, place), _, _)) in sides.iter().enumerate() {
        let left = rect.left() + half * n as f32 + PAD;
        let top = rect.top() + HEAD + 3.0;
        text::put_within(
            ui.painter(),
            pos2(left, top + 7.0),
            Align2::LEFT_CENTER,
            place,
            t.caption(),
            t.c.text_faint,
            wide,
        );
        ui.painter()
            .galley(pos2(left, top + 16.0), Arc::clone(galley), t.c.text);
    }
    ui.painter().vline(
        (rect.left() + half).round() + 0.5,
        (rect.top() + HEAD)..=rect.bottom(),
        t.hairline(),
    );
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    if response.clicked() {
        cx.shown.change = Some(change.id.clone());
    }
    if response.double_clicked() {
        // The quote of the version in which the words stand is shown in its document.
        let pointer = ui.ctx().pointer_interact_pos();
        let right = pointer.is_none_or(|p| p.x > rect.left() + half);
        let (_, cell, document) = if right { &sides[1] } else { &sides[0] };
        if let Some(quote) = &cell.quote {
            let of = open.session.assessment.documents.get(*document);
            let block = of.and_then(|d| {
                d.blocks
                    .iter()
                    .position(|b| b.span.start <= quote.start && quote.start < b.span.end)
            });
            cx.queue.push(Command::ShowDocument {
                document: *document,
                block,
            });
        }
    }
}

/// The words of one side with what differs marked, and where they stand.
fn side(
    ui: &Ui,
    t: &Theme,
    cell: &Cell,
    stretches: &[Stretch],
    is_old: bool,
    wide: f32,
) -> (Arc<Galley>, String) {
    let Some(quote) = &cell.quote else {
        let words = match cell.state {
            State::Silent => "Nothing said",
            State::NotAssessed => "Not assessed",
            _ => "Told by the date line",
        };
        let galley = text::lines(ui.painter(), words, t.body(), t.c.text_soft, wide);
        return (galley, cell.state.name().to_owned());
    };
    let mut job = LayoutJob::default();
    for stretch in stretches {
        let mut format = text::format(t.body(), t.c.text);
        if stretch.differs {
            if is_old {
                format.color = t.c.text_soft;
                format.strikethrough = Stroke::new(1.0, t.c.text_soft);
            } else {
                format.background = t.c.accent_tint;
                // Else the ground of a line hides the mark under the line before.
                format.expand_bg = 0.0;
                format.underline = Stroke::new(1.5, t.c.accent);
            }
        }
        job.append(&stretch.text, 0.0, format);
    }
    job.wrap.max_width = wide.max(1.0);
    let place = format!("{} · {}", cell.state.name(), quote.place);
    (ui.painter().layout_job(job), place)
}
