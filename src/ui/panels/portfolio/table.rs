//! The table: a head that orders it, and a row for each vendor of which only those in sight are laid out.

mod cells;
mod columns;

use egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

use super::Cx;
use crate::report::model::gate_name;
use crate::score::GateStatus;
use crate::ui::command::Command;
use crate::ui::portfolio::{Ask, Column, Line, Listed, Portfolio};
use crate::ui::text;
use crate::ui::widgets::focus_ring;
use columns::Columns;

/// Height of a row.
pub const ROW: f32 = 29.0;
/// Height of the head.
const HEAD: f32 = 31.0;

/// Shows the table. `hot` becomes the vendor under the pointer or with the keyboard.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, portfolio: &Portfolio, hot: &mut Option<usize>) {
    let t = cx.t;
    ui.spacing_mut().item_spacing.y = 0.0;
    let full = ui.max_rect();
    let head = full.with_max_y(full.top() + HEAD);
    let names = cells::categories(cx);
    let columns = Columns::of(head, names.len());
    columns::head(ui, cx, portfolio, head, &columns, &names);
    let body = full.with_min_y(head.bottom());
    let id = ui.scope_id();
    let today = crate::ui::clock::today();
    let builder = egui::UiBuilder::new().id_salt("rows").max_rect(body);
    crate::ui::widgets::within(ui, builder, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if portfolio.order.is_empty() {
            let words = "No vendor fits the filter. Press Show all to see every vendor again.";
            let at = pos2(body.left() + super::PAD, body.top() + 24.0);
            let ink = t.c.text_soft;
            let placed = text::put(ui.painter(), at, Align2::LEFT_CENTER, words, t.body(), ink);
            crate::ui::widgets::spoken(ui, placed, "nothing fits", words);
            return;
        }
        let mut area = ScrollArea::vertical()
            .id_salt("vendors")
            .auto_shrink([false, false]);
        if let Some(to) = cx.shown.portfolio.scroll_to.take() {
            area = area.vertical_scroll_offset(to);
        }
        let out = area.show_rows(ui, ROW, portfolio.order.len(), |ui, range| {
            let mut step = None;
            for place in range {
                let vendor = portfolio.order.get(place).copied();
                let Some((at, listed, line)) = vendor.and_then(|at| {
                    let line = portfolio.lines.get(at)?;
                    Some((at, portfolio.vendors.get(at)?, line))
                }) else {
                    continue;
                };
                let row = Row {
                    at,
                    listed,
                    line,
                    portfolio,
                    names: &names,
                    today,
                };
                if let Some(to) = row.show(ui, cx, id, hot, place) {
                    step = Some(to);
                }
            }
            step
        });
        if let Some(place) = out.inner {
            let last = portfolio.order.len() - 1;
            let place = place.min(last);
            if let Some(&at) = portfolio.order.get(place) {
                ui.memory_mut(|m| m.request_focus(row_id(id, at)));
            }
            // The row is brought into sight where it is not.
            let (top, height) = (place as f32 * ROW, out.inner_rect.height());
            let now = out.state.clamped_offset().y;
            let to = if top < now {
                Some(top)
            } else if top + ROW > now + height {
                Some(top + ROW - height)
            } else {
                None
            };
            cx.shown.portfolio.scroll_to = to;
            ui.ctx().request_repaint();
        }
    });
}

fn row_id(table: Id, vendor: usize) -> Id {
    table.with(("vendor", vendor))
}

/// A row with what it shows.
struct Row<'a> {
    at: usize,
    listed: &'a Listed,
    line: &'a Line,
    portfolio: &'a Portfolio,
    names: &'a [(String, String)],
    today: jiff::civil::Date,
}

impl Row<'_> {
    /// Shows the row. Returns the place that the keyboard goes to.
    fn show(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        table: Id,
        hot: &mut Option<usize>,
        place: usize,
    ) -> Option<usize> {
        let t = cx.t;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let response = ui.interact(rect, row_id(table, self.at), Sense::click());
        let open = self.portfolio.open == Some(self.at);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, self.spoken()));
        let painter = ui.painter();
        let over = response.hovered() || response.has_focus();
        if open {
            painter.rect_filled(rect, 0.0, t.c.selected);
        } else if over || cx.shown.portfolio.hot == Some(self.at) {
            painter.rect_filled(rect, 0.0, t.c.hover);
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
        if over {
            *hot = Some(self.at);
        }
        let columns = Columns::of(rect, self.names.len());
        self.cells(ui, cx, &columns, rect);
        focus_ring(ui, t, &response, rect, CornerRadius::ZERO);
        let step = self.keys(ui, &response, place);
        let choose = response.has_focus()
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Space));
        if choose || response.clicked() && ui.input(|i| i.modifiers.command) {
            cx.queue.push(Command::Portfolio(Ask::Choose(self.at)));
        } else if response.clicked() {
            cx.queue.push(Command::Portfolio(Ask::Open(self.at)));
        }
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        egui::Popup::context_menu(&response).show(|ui| {
            if ui.button("Open").clicked() {
                cx.queue.push(Command::Portfolio(Ask::Open(self.at)));
                ui.close();
            }
            let words = if self.is_chosen() {
                "Do not compare it"
            } else {
                "Choose it to compare"
            };
            let choice = egui::Button::new(words).shortcut_text("Space");
            if ui.add(choice).clicked() {
                cx.queue.push(Command::Portfolio(Ask::Choose(self.at)));
                ui.close();
            }
            if ui.button("Copy its place").clicked() {
                let place = self.listed.group.place.clone();
                cx.queue.push(Command::CopyText(place));
                ui.close();
            }
            if ui.button("Take off this list").clicked() {
                cx.queue.push(Command::Portfolio(Ask::Remove(self.at)));
                ui.close();
            }
        });
        step
    }

    fn is_chosen(&self) -> bool {
        self.portfolio.chosen.contains(&self.at)
    }

    /// The arrows go from row to row, also beyond those in sight.
    fn keys(&self, ui: &Ui, response: &egui::Response, place: usize) -> Option<usize> {
        if !response.has_focus() {
            return None;
        }
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        let last = self.portfolio.order.len() - 1;
        ui.input(|i| {
            let plain = i.modifiers.is_none();
            let pressed = |key| plain && i.key_pressed(key);
            if pressed(Key::ArrowDown) {
                Some(place + 1)
            } else if pressed(Key::ArrowUp) {
                Some(place.saturating_sub(1))
            } else if pressed(Key::PageDown) {
                Some(place + 10)
            } else if pressed(Key::PageUp) {
                Some(place.saturating_sub(10))
            } else if pressed(Key::Home) {
                Some(0)
            } else if pressed(Key::End) {
                Some(last)
            } else {
                None
            }
        })
    }

    /// The row in words.
    fn spoken(&self) -> String {
        let chosen = if self.is_chosen() {
            ", chosen to compare"
        } else {
            ""
        };
        let status = self.listed.status.name().to_lowercase();
        let due = self.listed.due(self.today);
        let due = if due.is_due() {
            format!(", review {}", due.words())
        } else {
            String::new()
        };
        let end = format!(", {status}{due}{chosen}");
        let (total, listed) = (&self.line.total, self.listed);
        let documents = text::count(listed.documents, "document", "documents");
        let coverage = text::percent(total.coverage);
        let name = listed.name();
        let Some(rank) = self.line.rank else {
            return format!("Open {name}: not known, coverage {coverage}, {documents}{end}");
        };
        let floor = total.floor.map_or("", |_| ", raised by a gate");
        let gates = listed.gates(GateStatus::Confirmed);
        let gates = match gates {
            0 => String::new(),
            n => format!(", {}", text::count(n, "gate", "gates")),
        };
        format!(
            "Open {name}: rank {rank}, {} {} {}{floor}, coverage {coverage}{gates}, {documents}{end}",
            total.tier.name(),
            total.printed,
            text::interval(total.low, total.high),
        )
    }

    /// Names of its gates, for the tooltip.
    fn gates(&self, status: GateStatus) -> Vec<&'static str> {
        let gates = self.listed.gates.iter();
        let of = gates.filter(|g| g.status == status);
        of.map(|g| gate_name(g.id).0).collect()
    }
}

/// A head that orders the table.
fn sorter(
    ui: &Ui,
    cx: &mut Cx<'_>,
    portfolio: &Portfolio,
    rect: Rect,
    (column, name): (Column, &str),
) -> egui::Response {
    let id = ui.scope_id().with(("sort", name));
    let response = ui.interact(rect, id, Sense::click());
    let on = portfolio.column == column;
    let way = match (on, portfolio.turned) {
        (false, _) => "",
        (true, false) => ", in use",
        (true, true) => ", in use, turned round",
    };
    let said = format!("Order by {}{way}", name.to_lowercase());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &said));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, cx.t.c.hover);
    }
    focus_ring(ui, cx.t, &response, rect.shrink(1.0), cx.t.field_radius());
    if response.clicked() {
        cx.queue.push(Command::Portfolio(Ask::Sort(column)));
    }
    response
}
