//! One provision of all vendors.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::NAMES;
use crate::finding::State;
use crate::report::compare::{Cell, CompareLine, Comparison};
use crate::score::TierCuts;
use crate::ui::command::Command;
use crate::ui::panels::Cx;
use crate::ui::{icon, text, widgets};

/// Height of a line: the state and three lines of a quote.
pub const HEIGHT: f32 = 86.0;

/// Shows a line.
pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (comparison, line): (&Comparison, &CompareLine),
    wide: f32,
    cuts: TierCuts,
) {
    let t = cx.t;
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let prevalence = line.prevalence();
    let said = format!(
        "{}: {}. {} of {} vendors permit it.",
        line.name,
        comparison
            .sides
            .iter()
            .zip(&line.cells)
            .map(|(side, cell)| format!("{} {}", side.vendor, words(cell)))
            .collect::<Vec<_>>()
            .join(", "),
        prevalence.permit,
        prevalence.assessed
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
    let lit = response.hovered() || response.has_focus();
    if lit {
        ui.painter().rect_filled(rect, 0.0, t.c.hover);
    }
    for (at, cell) in line.cells.iter().enumerate() {
        let left = rect.left() + NAMES + wide * at as f32;
        ui.painter()
            .vline(left.round() + 0.5, rect.y_range(), t.hairline());
        let own = Rect::from_x_y_ranges((left + 14.0)..=(left + wide - 14.0), rect.y_range());
        one(ui, cx, cell, own, cuts);
    }
    // The names stay where they are while the vendors are scrolled under them.
    let fill = if lit { t.c.hover } else { t.c.page };
    let names = super::names(ui, rect, fill, t.hairline());
    let painter = ui.painter();
    let id = line.id.split('.').next().unwrap_or_default();
    widgets::code(
        painter,
        t,
        id,
        pos2(names.left() + 27.0, names.top() + 18.0),
    );
    let name = text::lines(
        painter,
        &line.name,
        t.body().strong(),
        t.c.text,
        NAMES - 60.0,
    );
    let below = names.top() + 9.0 + name.size().y + 10.0;
    painter.galley(pos2(names.left() + 46.0, names.top() + 9.0), name, t.c.text);
    let spread = format!(
        "Spread {} · permitted by {} of {}",
        text::whole(line.spread),
        prevalence.permit,
        prevalence.assessed
    );
    text::put_within(
        painter,
        pos2(names.left() + 46.0, below),
        Align2::LEFT_CENTER,
        &spread,
        t.label(),
        t.c.text_soft,
        NAMES - 56.0,
    );
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    // The open vendor's quote is shown in its document.
    if response.clicked() {
        cx.queue.push(Command::SelectRow(line.id.clone()));
    }
}

/// `Affirmed 78`.
fn words(cell: &Cell) -> String {
    cell.exposure.map_or_else(
        || cell.state.name().to_owned(),
        |e| format!("{} {}", cell.state.name(), text::whole(e)),
    )
}

fn one(ui: &Ui, cx: &Cx<'_>, cell: &Cell, rect: Rect, cuts: TierCuts) {
    let t = cx.t;
    let painter = ui.painter();
    let y = rect.top() + 18.0;
    icon::state(
        painter,
        cell.state,
        pos2(rect.left() + 6.0, y),
        12.0,
        t.c.text_soft,
    );
    let state = text::put(
        painter,
        pos2(rect.left() + 18.0, y),
        Align2::LEFT_CENTER,
        cell.state.name(),
        t.label().medium(),
        t.c.text,
    );
    let mut right = rect.right();
    if let Some(exposure) = cell.exposure {
        let number = text::put(
            painter,
            pos2(right, y),
            Align2::RIGHT_CENTER,
            &text::whole(exposure),
            t.body().strong(),
            t.c.text,
        );
        let tier = widgets::tier_of(exposure, cuts);
        icon::tier(painter, t, tier, pos2(number.left() - 10.0, y), 12.0);
        right = number.left() - 22.0;
    }
    let (said, ink) = match &cell.quote {
        Some(quote) => {
            text::put_within(
                painter,
                pos2(right, y),
                Align2::RIGHT_CENTER,
                &quote.place,
                t.caption(),
                t.c.text_faint,
                (right - state.right() - 8.0).max(0.0),
            );
            (quote.quote.trim(), t.c.text)
        }
        None => match cell.state {
            State::Silent => ("Nothing said", t.c.text_soft),
            _ => (cell.note.as_str(), t.c.text_soft),
        },
    };
    let mut job =
        egui::text::LayoutJob::single_section(said.to_owned(), text::format(t.label(), ink));
    job.wrap.max_width = rect.width().max(1.0);
    job.wrap.max_rows = 3;
    let galley = painter.layout_job(job);
    painter.galley(pos2(rect.left(), rect.top() + 30.0), galley, ink);
}
