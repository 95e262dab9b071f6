//! The guide: every provision of the catalogue as a page, beside a list that can be searched.

mod page;

use egui::{Align2, Id, Key, Modifiers, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::title;
use crate::catalogue::{Catalogue, Provision};
use crate::ui::command::{Act, Command, keys_of};
use crate::ui::engine::Engine;
use crate::ui::icon::{self, Icon};
use crate::ui::palette::matching;
use crate::ui::theme::Theme;
use crate::ui::widgets::{self, Button, Look, button};
use crate::ui::{text, widgets::within};

/// Height of a row of the list.
const ROW: f32 = 26.0;
/// Width of the list.
const LIST: f32 = 330.0;
/// What the field asks for.
const FIELD: &str = "Search provisions";

/// The open guide.
#[derive(Debug, Clone)]
pub struct Guide {
    typed: String,
    /// The provision whose page is shown.
    chosen: String,
    /// Whether an assessment is open, whose finding can be shown.
    open: bool,
    /// Whether the chosen row must come into view.
    follow: bool,
    /// Whether the field must take the keyboard.
    focus: bool,
    /// Height of the page as it was seen, to leaf by.
    seen: f32,
}

impl Guide {
    /// The guide at a provision, with the provisions of a category, or from the start.
    #[must_use]
    pub fn of(engine: &Engine, id: Option<&str>, open: bool) -> Self {
        let catalogue = engine.catalogue();
        let category = id.and_then(|id| catalogue.category(id));
        let first = match (id, category) {
            (Some(id), None) => catalogue.provision(id),
            (_, Some(category)) => catalogue.provisions_of(&category.id).next(),
            (None, None) => None,
        };
        Self {
            typed: category.map_or_else(String::new, |c| c.short.clone()),
            chosen: first
                .or_else(|| catalogue.provisions.first())
                .map_or_else(String::new, |p| p.id.clone()),
            open,
            follow: true,
            focus: true,
            seen: 400.0,
        }
    }

    /// How wide the guide is in a window.
    #[must_use]
    pub fn width(ctx: &egui::Context) -> f32 {
        (ctx.content_rect().width() - 96.0).clamp(600.0, 1060.0)
    }

    /// Shows it. Returns whether it is done.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        t: &Theme,
        engine: Option<&Engine>,
        queue: &mut Vec<Command>,
    ) -> bool {
        let Some(engine) = engine else { return true };
        if keys_of(Act::Provisions).any(|keys| ui.input_mut(|i| i.consume_shortcut(&keys))) {
            return true;
        }
        let catalogue = engine.catalogue();
        // The keys are taken before the field sees them.
        let step = count(ui, Key::ArrowDown) - count(ui, Key::ArrowUp);
        let leaf = count(ui, Key::PageDown) - count(ui, Key::PageUp);
        title(ui, t, "Provisions of the catalogue");
        let height = (ui.ctx().content_rect().height() - 200.0).clamp(320.0, 720.0);
        let size = vec2(ui.available_width(), height);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let left = rect.with_max_x(rect.left() + LIST);
        let right = rect.with_min_x(left.right() + 20.0);
        let builder = UiBuilder::new().id_salt("guide list").max_rect(left);
        within(ui, builder, |ui| self.list(ui, t, catalogue, step));
        ui.painter().vline(
            (left.right() + 10.0).round() + 0.5,
            rect.y_range(),
            t.hairline(),
        );
        let builder = UiBuilder::new().id_salt("guide page").max_rect(right);
        let done = within(ui, builder, |ui| {
            let Some(provision) = catalogue.provision(&self.chosen) else {
                return false;
            };
            let area = ScrollArea::vertical()
                .id_salt(("guide page", &self.chosen))
                .auto_shrink([false, false]);
            let output = area.show(ui, |ui| {
                if leaf != 0 {
                    ui.scroll_with_delta(vec2(0.0, -(leaf as f32) * self.seen * 0.85));
                }
                page::show(ui, t, engine, provision, self.open, queue)
            });
            self.seen = output.inner_rect.height();
            output.inner
        })
        .inner;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let closed = ui
            .allocate_ui_with_layout(vec2(ui.available_width(), 28.0), layout, |ui| {
                let close = Button {
                    label: "Close",
                    ..Button::default()
                };
                let closed = button(ui, t, close).clicked();
                let words = "Arrow keys choose · Page down reads on · Escape closes";
                text::label(ui, words, t.caption(), t.c.text_faint);
                closed
            })
            .inner;
        done || closed
    }

    /// The provisions that the typed words lead to: in the catalogue's order, or the best first.
    fn met<'a>(&self, catalogue: &'a Catalogue) -> Vec<&'a Provision> {
        if self.typed.trim().is_empty() {
            return catalogue.provisions.iter().collect();
        }
        let category = |p: &Provision| {
            let found = catalogue.category(&p.category);
            found.map_or_else(String::new, |c| format!("{} {}", c.name, c.short))
        };
        let mut met: Vec<(u32, &Provision)> = catalogue
            .provisions
            .iter()
            .filter_map(|p| {
                let more = format!("{} {} {}", category(p), p.id, p.texts.what);
                let found = matching::find(&self.typed, &p.name, &more)?;
                Some((found.score, p))
            })
            .collect();
        // The sort keeps the catalogue's order among those that are met alike.
        met.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        // A category's name alone stands for its provisions: they keep their order.
        let typed = self.typed.trim().to_lowercase();
        let of = |p: &Provision| {
            let found = catalogue.category(&p.category);
            found.is_some_and(|c| c.short.to_lowercase() == typed)
        };
        if catalogue
            .categories
            .iter()
            .any(|c| c.short.to_lowercase() == typed)
        {
            return catalogue.provisions.iter().filter(|p| of(p)).collect();
        }
        met.into_iter().map(|(_, p)| p).collect()
    }

    fn list(&mut self, ui: &mut Ui, t: &Theme, catalogue: &Catalogue, step: isize) {
        ui.spacing_mut().item_spacing.y = 6.0;
        let before = self.typed.clone();
        let field = self.field(ui, t);
        let met = self.met(catalogue);
        let mut at = met.iter().position(|p| p.id == self.chosen);
        if self.typed != before || at.is_none() && step != 0 {
            at = Some(0);
            self.follow = true;
        } else if step != 0 {
            let last = met.len().saturating_sub(1);
            at = at.map(|at| at.saturating_add_signed(step).min(last));
            self.follow = true;
        }
        if let Some(provision) = at.and_then(|at| met.get(at)) {
            self.chosen.clone_from(&provision.id);
        }
        let words = match met.len() {
            0 => "No provision has these words".to_owned(),
            n if n == catalogue.provisions.len() => format!("All {n} provisions"),
            n => format!("{n} of {} provisions", catalogue.provisions.len()),
        };
        text::label(ui, &words, t.caption(), t.c.text_faint);
        ScrollArea::vertical()
            .id_salt("guide list")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for provision in &met {
                    self.row(ui, t, catalogue, provision, field);
                }
            });
        self.follow = false;
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        t: &Theme,
        catalogue: &Catalogue,
        provision: &Provision,
        field: Id,
    ) {
        let marked = provision.id == self.chosen;
        let category = catalogue.category(&provision.category);
        let short = category.map_or(provision.category.as_str(), |c| c.short.as_str());
        let said = format!("{}, {short}", provision.name);
        let (rect, response) = widgets::row(ui, t, ROW, marked, &said);
        if marked {
            if std::mem::take(&mut self.follow) {
                response.scroll_to_me(None);
            }
            // The field keeps the keyboard; what is marked is told all the same.
            ui.ctx().accesskit_node_builder(field, |node| {
                node.set_active_descendant(response.id.accesskit_id());
            });
        }
        if response.clicked() {
            self.chosen.clone_from(&provision.id);
        }
        if !ui.is_rect_visible(rect) {
            return;
        }
        let painter = ui.painter();
        if marked {
            // Not the ground alone: a bar says it too.
            let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
            painter.rect_filled(bar, 0.0, t.c.accent);
        }
        let y = rect.center().y;
        widgets::code(painter, t, &provision.category, pos2(rect.left() + 20.0, y));
        let at = pos2(rect.left() + 38.0, y);
        let wide = rect.width() - 46.0;
        let (face, ink) = (t.body(), t.c.text);
        text::put_within(
            painter,
            at,
            Align2::LEFT_CENTER,
            &provision.name,
            face,
            ink,
            wide,
        );
    }

    fn field(&mut self, ui: &mut Ui, t: &Theme) -> Id {
        let id = Id::unique("guide field");
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), 30.0), egui::Sense::hover());
        let painter = ui.painter();
        let inside = egui::StrokeKind::Inside;
        painter.rect(rect, t.field_radius(), t.c.page, t.border(), inside);
        let at = pos2(rect.left() + 16.0, rect.center().y);
        icon::icon(painter, Icon::Search, at, 15.0, t.c.text_soft);
        let inner = Rect::from_min_max(
            pos2(rect.left() + 30.0, rect.top() + 3.0),
            rect.max - vec2(6.0, 3.0),
        );
        let response = ui.put(
            inner,
            egui::TextEdit::singleline(&mut self.typed)
                .id(id)
                .hint_text(FIELD)
                .frame(egui::Frame::NONE)
                .align(Align2::LEFT_CENTER)
                .desired_width(inner.width()),
        );
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(FIELD));
        if std::mem::take(&mut self.focus) {
            response.request_focus();
        }
        id
    }
}

fn count(ui: &Ui, key: Key) -> isize {
    let times = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
    isize::try_from(times).unwrap_or(0)
}

/// A link of a page.
fn link(ui: &mut Ui, t: &Theme, label: &str, tooltip: &str) -> bool {
    let b = Button {
        label,
        look: Look::Link,
        small: true,
        tooltip,
        ..Button::default()
    };
    button(ui, t, b).clicked()
}
