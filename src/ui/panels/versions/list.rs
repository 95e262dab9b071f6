//! The changes as a list, by what they mean.

use egui::{Align2, ScrollArea, Ui, pos2};

use super::{category, exposures};
use crate::report::changes::{Change, ChangeKind, Changes};
use crate::score::TierCuts;
use crate::ui::panels::Cx;
use crate::ui::{text, widgets};

/// Height of a row.
const ROW: f32 = 25.0;

/// Shows the list.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, changes: &Changes, cuts: TierCuts) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let count = text::count(changes.provisions.len(), "provision", "provisions");
    widgets::section_head(ui, cx.t, "Changes as risk", &count);
    ScrollArea::vertical()
        .id_salt("changes")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for kind in ChangeKind::ALL {
                let of_kind: Vec<&Change> = changes
                    .provisions
                    .iter()
                    .filter(|c| c.kind == kind)
                    .collect();
                if !of_kind.is_empty() {
                    group(ui, cx, kind, &of_kind, cuts);
                }
            }
            folded(ui, cx, changes);
        });
}

/// The sign that stands for a kind, so that no colour is needed.
const fn sign(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "+",
        ChangeKind::Worsened => "▲",
        ChangeKind::Improved => "▼",
        ChangeKind::Removed => "×",
        ChangeKind::Reworded => "≈",
        ChangeKind::NotComparable => "?",
    }
}

fn group(ui: &mut Ui, cx: &mut Cx<'_>, kind: ChangeKind, of_kind: &[&Change], cuts: TierCuts) {
    let t = cx.t;
    let title = format!("{} {}", sign(kind), kind.name());
    widgets::section_head(ui, t, &title, &of_kind.len().to_string());
    for change in of_kind {
        let chosen = cx.shown.change.as_deref() == Some(change.id.as_str());
        let exposure = |e: Option<f64>| e.map_or_else(|| "not known".to_owned(), text::whole);
        let name = format!(
            "{}: {}, exposure {} before, {} now",
            kind.name(),
            change.name,
            exposure(change.old.exposure),
            exposure(change.new.exposure)
        );
        let (rect, response) = widgets::row(ui, t, ROW, chosen, &name);
        let y = rect.center().y;
        widgets::code(
            ui.painter(),
            t,
            category(&change.id),
            pos2(rect.left() + 24.0, y),
        );
        text::put_within(
            ui.painter(),
            pos2(rect.left() + 42.0, y),
            Align2::LEFT_CENTER,
            &change.name,
            t.body(),
            t.c.text,
            rect.width() - 42.0 - 112.0,
        );
        exposures(ui, t, change, cuts, rect.right() - 12.0, y);
        let response = response.on_hover_text(&change.name);
        if response.clicked() {
            cx.shown.change = Some(change.id.clone());
            cx.shown.scroll_to_change = true;
        }
    }
}

/// What is folded, as it has no effect.
fn folded(ui: &mut Ui, cx: &Cx<'_>, changes: &Changes) {
    let words = &changes.text;
    let said = format!(
        "{}, {} moved. Blanks, apostrophes, dates and numbers of headings are left aside.",
        text::count(words.same, "sentence is the same", "sentences are the same"),
        words.moved
    );
    let came = format!(
        "{} added, {} removed",
        text::count(words.added.len(), "sentence", "sentences"),
        words.removed.len()
    );
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            text::label(ui, &came, cx.t.label().medium(), cx.t.c.text_soft);
            text::label(ui, &said, cx.t.label(), cx.t.c.text_faint);
        });
}
