//! Transfer mechanisms by corridor, on the document's date and on the assessment's.

mod verify;

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, Open, calendar, documents};
use crate::assessment::{TransferRow, TransferStatus};
use crate::score::Tier;
use crate::ui::command::Command;
use crate::ui::icon::{self, Icon};
use crate::ui::text;
use crate::ui::theme::Theme;

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(24, 20))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width().min(1180.0));
                    ui.spacing_mut().item_spacing.y = 0.0;
                    body(ui, cx, open);
                });
        });
}

fn body(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    text::label(ui, "Transfers", t.heading(), t.c.text);
    ui.add_space(2.0);
    let day = text::date(open.session.assessment.as_of);
    let words = format!(
        "Whether each mechanism held on the document’s date, and whether it holds on {day}"
    );
    text::label(ui, &words, t.body(), t.c.text_soft);
    ui.add_space(16.0);
    let rows = &open.session.outcome.transfers;
    if rows.is_empty() {
        let words = "No document names a transfer mechanism. Load the data processing agreement, where they usually stand.";
        text::label(ui, words, t.body(), t.c.text_soft);
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.c.panel);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    for (x, words) in columns(rect).into_iter().zip([
        "Corridor",
        "Mechanism",
        "On the document’s date",
        "On the assessment’s date",
        "Why",
    ]) {
        text::put(
            ui.painter(),
            pos2(x, rect.center().y),
            Align2::LEFT_CENTER,
            words,
            t.caption(),
            t.c.text_soft,
        );
    }
    for row in rows {
        one(ui, cx, open, row);
    }
    ui.add_space(28.0);
    verify::show(ui, cx, open);
    ui.add_space(28.0);
    calendar::section(ui, cx, open);
}

fn columns(rect: Rect) -> [f32; 5] {
    let w = rect.width();
    [0.0, 0.075, 0.27, 0.42, 0.57].map(|share: f32| rect.left() + 10.0 + w * share)
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &TransferRow) {
    let t = cx.t;
    let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 0.0));
    let [corridor, mechanism, then, now, why] = columns(whole);
    let wide = whole.right() - why - 10.0;
    let reason = text::lines(ui.painter(), &row.why, t.label(), t.c.text, wide);
    let source = text::lines(ui.painter(), &row.source, t.caption(), t.c.text_faint, wide);
    let height = (reason.size().y + source.size().y + 18.0).max(44.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let said = format!(
        "{} {}: {} on the document’s date, {} now",
        row.corridor,
        row.mechanism,
        words(row.status_at_document),
        words(row.status_as_of)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, t.c.hover);
    }
    let painter = ui.painter();
    let y = rect.top() + 17.0;
    text::put(
        painter,
        pos2(corridor, y),
        Align2::LEFT_CENTER,
        &row.corridor,
        t.body().medium(),
        t.c.text,
    );
    let wide = then - mechanism - 12.0;
    let at = pos2(mechanism, y);
    text::put_within(
        painter,
        at,
        Align2::LEFT_CENTER,
        &row.mechanism,
        t.body().strong(),
        t.c.text,
        wide,
    );
    let document = row
        .document
        .and_then(|d| open.session.assessment.documents.get(d));
    if let Some(document) = document {
        let at = pos2(mechanism, y + 16.0);
        text::put_within(
            painter,
            at,
            Align2::LEFT_CENTER,
            documents::title(document),
            t.caption(),
            t.c.text_faint,
            wide,
        );
    }
    status(ui, t, row.status_at_document, pos2(then, y));
    status(ui, t, row.status_as_of, pos2(now, y));
    let below = reason.size().y + 2.0;
    painter.galley(pos2(why, rect.top() + 9.0), reason, t.c.text);
    painter.galley(pos2(why, rect.top() + 9.0 + below), source, t.c.text_faint);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    if response.clicked()
        && let Some(document) = row.document
    {
        cx.queue.push(Command::ShowDocument {
            document,
            block: None,
        });
    }
}

/// A status for people.
const fn words(status: TransferStatus) -> &'static str {
    match status {
        TransferStatus::Valid => "Valid",
        TransferStatus::ValidContested => "Valid, contested",
        TransferStatus::Limited => "Limited",
        TransferStatus::Invalid => "Invalid",
        TransferStatus::NotYetEffective => "Not yet effective",
        TransferStatus::Unknown => "Unknown",
    }
}

fn status(ui: &Ui, t: &Theme, status: TransferStatus, at: egui::Pos2) {
    let (which, ink) = match status {
        TransferStatus::Valid => (Icon::Check, t.c.text_soft),
        TransferStatus::ValidContested | TransferStatus::Limited => {
            (Icon::Warning, t.tier(Tier::Moderate).ink)
        }
        TransferStatus::Invalid => (Icon::Cross, t.tier(Tier::Severe).ink),
        TransferStatus::NotYetEffective => (Icon::Cross, t.tier(Tier::High).ink),
        TransferStatus::Unknown => (Icon::Search, t.c.text_faint),
    };
    icon::icon(ui.painter(), which, at + vec2(7.0, 0.0), 14.0, ink);
    text::put(
        ui.painter(),
        at + vec2(20.0, 0.0),
        Align2::LEFT_CENTER,
        words(status),
        t.body().medium(),
        ink,
    );
}
