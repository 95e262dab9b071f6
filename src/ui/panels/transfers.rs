//! Transfer mechanisms by corridor, on the document's date and on the assessment's.

mod verify;

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, Open, calendar, documents};
use crate::assessment::{TransferRow, TransferStatus};
use crate::score::Tier;
use crate::ui::command::Command;
use crate::ui::icon::{self, Icon};
use crate::ui::theme::Theme;
use crate::ui::{text, widgets};

/// Height of the line of a document under its mechanism.
const DOCUMENT: f32 = 16.0;
/// How wide the page is at most: longer lines are hard to read.
const WIDEST: f32 = 1320.0;

/// Shows the view.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // In the middle where the window is wider than the page.
            let full = ui.available_rect_before_wrap();
            let wide = (full.width() - 48.0).min(WIDEST);
            let left = (full.left() + (full.width() - wide) / 2.0).round();
            let page = Rect::from_min_size(pos2(left, full.top()), vec2(wide, full.height()));
            ui.scope_builder(egui::UiBuilder::new().max_rect(page), |ui| {
                ui.set_width(wide);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(20.0);
                body(ui, cx, open);
                ui.add_space(20.0);
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
    let names = documents::names(&open.session.assessment.documents);
    for group in alike(rows) {
        one(ui, cx, &names, &group);
    }
    ui.add_space(28.0);
    verify::show(ui, cx, open);
    ui.add_space(28.0);
    calendar::section(ui, cx, open);
}

fn columns(rect: Rect) -> [f32; 5] {
    let w = rect.width();
    [0.0, 0.07, 0.31, 0.44, 0.57].map(|share: f32| rect.left() + 10.0 + w * share)
}

/// Rows that say the same of several documents, together, in the order of the first of each.
fn alike(rows: &[TransferRow]) -> Vec<Vec<&TransferRow>> {
    let mut groups: Vec<Vec<&TransferRow>> = Vec::new();
    for row in rows {
        let same = |other: &TransferRow| {
            TransferRow {
                document: other.document,
                ..row.clone()
            } == *other
        };
        match groups.iter_mut().find(|g| g.iter().any(|r| same(r))) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, names: &[String], group: &[&TransferRow]) {
    let t = cx.t;
    let Some(row) = group.first() else { return };
    let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 0.0));
    let [corridor, mechanism, then, now, why] = columns(whole);
    let wide = whole.right() - why - 10.0;
    let reason = text::lines(ui.painter(), &row.why, t.label(), t.c.text, wide);
    let source = text::lines(ui.painter(), &row.source, t.caption(), t.c.text_faint, wide);
    let wide = then - mechanism - 14.0;
    let name = text::lines(
        ui.painter(),
        &row.mechanism,
        t.body().strong(),
        t.c.text,
        wide,
    );
    let documents: Vec<(usize, &str)> = group
        .iter()
        .filter_map(|r| r.document)
        .filter_map(|d| Some((d, names.get(d)?.as_str())))
        .collect();
    let named = name.size().y + documents.len() as f32 * DOCUMENT;
    let height = named.max(reason.size().y + source.size().y + 2.0) + 18.0;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height.max(44.0)), Sense::click());
    let titles: Vec<&str> = documents.iter().map(|(_, name)| *name).collect();
    let said = format!(
        "{} {}: {} on the document’s date, {} now. {}",
        row.corridor,
        row.mechanism,
        words(row.status_at_document),
        words(row.status_as_of),
        titles.join(", ")
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, t.c.hover);
    }
    widgets::focus_ring(ui, t, &response, rect, egui::CornerRadius::ZERO);
    let painter = ui.painter().clone();
    let top = rect.top() + 9.0;
    let y = top + 8.0;
    let (face, ink) = (t.body().medium(), t.c.text);
    let at = pos2(corridor, y);
    text::put(&painter, at, Align2::LEFT_CENTER, &row.corridor, face, ink);
    let under = top + name.size().y + DOCUMENT / 2.0;
    painter.galley(pos2(mechanism, top), name, t.c.text);
    for (nth, (document, name)) in documents.iter().enumerate() {
        let at = pos2(mechanism, under + nth as f32 * DOCUMENT);
        let (face, left) = (t.caption(), Align2::LEFT_CENTER);
        let ink = t.c.text_faint;
        if documents.len() == 1 {
            text::put_within(&painter, at, left, name, face, ink, wide);
            continue;
        }
        // Of several, each is a way to its own text.
        let place = Rect::from_min_size(at - vec2(0.0, DOCUMENT / 2.0), vec2(wide, DOCUMENT));
        let id = ui.scope_id().with(("transfer", &said, nth));
        let link = ui.interact(place, id, Sense::click());
        link.widget_info(|| WidgetInfo::labeled(Role::Link, true, *name));
        let ink = if link.hovered() || link.has_focus() {
            t.c.accent
        } else {
            ink
        };
        text::put_within(&painter, at, left, name, face, ink, wide);
        widgets::focus_ring(ui, t, &link, place, t.field_radius());
        if link.clicked() {
            show_document(cx, *document);
        }
    }
    status(ui, t, row.status_at_document, pos2(then, y));
    status(ui, t, row.status_as_of, pos2(now, y));
    let below = reason.size().y + 2.0;
    painter.galley(pos2(why, top), reason, t.c.text);
    painter.galley(pos2(why, top + below), source, t.c.text_faint);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    if response.clicked()
        && let Some((document, _)) = documents.first()
    {
        show_document(cx, *document);
    }
}

fn show_document(cx: &mut Cx<'_>, document: usize) {
    cx.queue.push(Command::ShowDocument {
        document,
        block: None,
    });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_documents_say_alike_stands_once() {
        let row = |mechanism: &str, document, status| TransferRow {
            corridor: "EU→US".to_owned(),
            mechanism: mechanism.to_owned(),
            document: Some(document),
            status_at_document: status,
            status_as_of: TransferStatus::Invalid,
            why: "It fell.".to_owned(),
            source: "A court".to_owned(),
        };
        let rows = [
            row("Shield", 0, TransferStatus::Valid),
            row("Clauses", 0, TransferStatus::Valid),
            row("Shield", 1, TransferStatus::Valid),
            row("Shield", 2, TransferStatus::Invalid),
        ];
        let told: Vec<Vec<Option<usize>>> = alike(&rows)
            .iter()
            .map(|g| g.iter().map(|r| r.document).collect())
            .collect();
        let expected = [vec![Some(0), Some(1)], vec![Some(0)], vec![Some(2)]];
        assert_eq!(told, expected);
    }
}
