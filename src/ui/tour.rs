//! The tour: about a minute through the window, a step at a time, each of which points at a real part of it.

use std::collections::BTreeMap;

use egui::{
    Align2, Area, Context, Id, Key, Modifiers, Order, Rect, Stroke, StrokeKind, pos2, vec2,
};

use super::command::Command;
use super::state::View;
use super::text;
use super::theme::Theme;
use super::widgets::{Button, Look, button};

/// Width of the card.
const WIDTH: f32 = 348.0;
/// What it is about as high as, to find a place for it.
const HEIGHT: f32 = 190.0;
/// Room between the card and what it points at.
const GAP: f32 = 12.0;

/// A step, named by the part of the window that it points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Step {
    Samples,
    Score,
    Findings,
    Reader,
    Inspector,
    Weights,
    Export,
}

/// What can be asked of the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Ask {
    Next,
    Back,
    Skip,
}

impl Step {
    /// In order.
    pub const ALL: [Self; 7] = [
        Self::Samples,
        Self::Score,
        Self::Findings,
        Self::Reader,
        Self::Inspector,
        Self::Weights,
        Self::Export,
    ];

    /// The view that it needs; the first needs that nothing is open.
    #[must_use]
    pub const fn view(self) -> Option<View> {
        match self {
            Self::Samples => None,
            Self::Weights => Some(View::Weights),
            _ => Some(View::Assessment),
        }
    }

    /// Its title and what it says.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Samples => (
                "A minute with a sample",
                "Scruple reads a vendor’s policies and weighs what they permit. Next opens the papers of an invented \
                 vendor; nothing leaves this computer.",
            ),
            Self::Score => (
                "How exposed, and how sure",
                "The score from 0 to 100 with its interval, and its tier as a word and a shape. Rest the pointer on it to \
                 see the sum that it is made of.",
            ),
            Self::Findings => (
                "What was found",
                "A row for each category, the most exposed first. Open one to see its provisions, and choose a provision to \
                 see what it rests on.",
            ),
            Self::Reader => (
                "The sentence that it rests on",
                "Every finding is marked in the vendor’s own words, with a line that tells who speaks. F8 goes to the next \
                 one, Shift+F8 back.",
            ),
            Self::Inspector => (
                "Why, and what to ask for",
                "How the sentence was read, the arithmetic, the law and the clause to ask for. At the foot you confirm or \
                 reject it, with a reason. Shift+F1 tells more of the provision.",
            ),
            Self::Weights => (
                "What matters to you",
                "A slider for each category: the score moves while you drag. Ctrl+Z takes back any change, by its name.",
            ),
            Self::Export => (
                "A report for the committee",
                "Export writes the PDF from which every number can be recomputed. Ctrl+K finds any command by name, this \
                 tour among them.",
            ),
        }
    }
}

/// Where the parts stand in this frame.
#[derive(Debug, Clone, Default)]
pub struct Parts(BTreeMap<Step, Rect>);

impl Parts {
    /// Notes where a part stands.
    pub fn put(&mut self, step: Step, rect: Rect) {
        self.0.insert(step, rect);
    }

    /// Forgets all, before the panels are shown.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Where a part stands.
    #[must_use]
    pub fn get(&self, step: Step) -> Option<Rect> {
        self.0.get(&step).copied()
    }
}

/// The tour while it is on.
#[derive(Debug, Clone)]
pub struct Tour {
    at: usize,
    /// The first step: with something open, the samples are passed over.
    first: usize,
    /// The step that it began with, which is counted as the first.
    began: usize,
    /// Whether the button has to take the keyboard.
    focus: bool,
}

impl Tour {
    /// At its first step.
    #[must_use]
    pub fn new(open: bool) -> Self {
        let first = usize::from(open);
        Self {
            at: first,
            first,
            began: first,
            focus: true,
        }
    }

    /// The step that is shown.
    #[must_use]
    pub fn step(&self) -> Step {
        Step::ALL.get(self.at).copied().unwrap_or(Step::Export)
    }

    /// Which step this is, and of how many: steps that were passed over do not count.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.at - self.began + 1, Step::ALL.len() - self.began)
    }

    /// Goes on, back or away. Tells whether it is still on.
    pub fn go(&mut self, ask: Ask) -> bool {
        self.focus = true;
        match ask {
            Ask::Next => self.at += 1,
            Ask::Back => self.at = self.at.saturating_sub(1).max(self.first),
            Ask::Skip => return false,
        }
        // What was opened stays open: there is no way back to the samples.
        self.first = self.first.max(usize::from(self.at > 0));
        self.at < Step::ALL.len()
    }

    /// What a key asks for. Enter belongs to the button that has the keyboard.
    #[must_use]
    pub fn keys(ctx: &Context) -> Option<Ask> {
        [
            (Key::ArrowRight, Ask::Next),
            (Key::ArrowLeft, Ask::Back),
            (Key::Escape, Ask::Skip),
        ]
        .into_iter()
        .find(|(key, _)| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, *key)))
        .map(|(_, ask)| {
            // The arrow is the tour's: it must not move the keyboard to the widget beside as well.
            ctx.memory_mut(|m| m.move_focus(egui::FocusDirection::None));
            ask
        })
    }

    /// Shows the card, and a ring round what it points at.
    pub fn show(
        &mut self,
        ctx: &Context,
        t: &Theme,
        parts: &Parts,
        open: bool,
        queue: &mut Vec<Command>,
    ) {
        let step = self.step();
        let screen = ctx.content_rect();
        let part = parts.get(step).map(|r| r.intersect(screen.shrink(3.0)));
        if let Some(part) = part {
            let layer = egui::LayerId::new(Order::Middle, Id::unique("tour ring"));
            let ring = Stroke::new(3.0, t.c.accent);
            ctx.layer_painter(layer)
                .rect_stroke(part, t.m.radius_card, ring, StrokeKind::Inside);
        }
        let place = part.map_or_else(
            || {
                pos2(
                    screen.center().x - WIDTH / 2.0,
                    screen.center().y - HEIGHT / 2.0,
                )
            },
            |part| beside(part, screen),
        );
        let frame = egui::Frame::new()
            .fill(t.c.raised)
            .stroke(Stroke::new(1.0, t.c.accent))
            .corner_radius(t.m.radius_drop)
            .inner_margin(16);
        Area::new(Id::unique("tour"))
            .order(Order::Foreground)
            .fixed_pos(place)
            .show(ctx, |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(WIDTH - 32.0);
                    self.card(ui, t, step, open, queue);
                });
            });
    }

    fn card(
        &mut self,
        ui: &mut egui::Ui,
        t: &Theme,
        step: Step,
        open: bool,
        queue: &mut Vec<Command>,
    ) {
        let (title, words) = step.words();
        let (nth, all) = self.count();
        let count = format!("Tour, step {nth} of {all}");
        text::label(ui, &count, t.caption(), t.c.text_soft);
        let head = text::label(ui, title, t.heading(), t.c.text);
        // Whoever cannot see the card is told of each step as it comes.
        let said = format!("{count}: {title}. {words}");
        ui.ctx().accesskit_node_builder(head.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
            node.set_description(said);
        });
        let waiting = !open && step != Step::Samples;
        let words = if waiting {
            "The papers of the sample are being read."
        } else {
            words
        };
        text::label(ui, words, t.body(), t.c.text);
        ui.add_space(6.0);
        let size = vec2(ui.available_width(), 28.0);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            let last = nth == all;
            let next = Button {
                label: if last { "Done" } else { "Next" },
                hint: if last { "" } else { "→" },
                look: Look::Primary,
                disabled: waiting.then_some("The papers are being read"),
                ..Button::default()
            };
            let next = button(ui, t, next);
            if std::mem::take(&mut self.focus) {
                if waiting {
                    self.focus = true;
                } else {
                    next.request_focus();
                }
            }
            if next.clicked() {
                queue.push(Command::Tour(Ask::Next));
            }
            if self.at > self.first {
                let back = Button {
                    label: "Back",
                    ..Button::default()
                };
                if button(ui, t, back).clicked() {
                    queue.push(Command::Tour(Ask::Back));
                }
            }
            let rect = ui.available_rect_before_wrap();
            let builder = egui::UiBuilder::new()
                .id_salt("skip")
                .max_rect(rect)
                .layout(egui::Layout::left_to_right(egui::Align::Center));
            super::widgets::within(ui, builder, |ui| {
                let skip = Button {
                    label: "Skip the tour",
                    hint: "Esc",
                    look: Look::Quiet,
                    tooltip: "It can be asked for again: Tour of the window",
                    ..Button::default()
                };
                if !last && button(ui, t, skip).clicked() {
                    queue.push(Command::Tour(Ask::Skip));
                }
            });
        });
    }
}

/// A place for the card beside a part: under it, right of it, left of it, or within it at its foot.
fn beside(part: Rect, screen: Rect) -> egui::Pos2 {
    let room = screen.shrink(GAP);
    let size = vec2(WIDTH, HEIGHT);
    let places = [
        pos2(part.left(), part.bottom() + GAP),
        pos2(part.right() + GAP, part.top() + 40.0),
        pos2(part.left() - WIDTH - GAP, part.top() + 40.0),
        pos2(part.left(), part.top() - HEIGHT - GAP),
    ];
    let fits = places
        .into_iter()
        .map(|at| {
            // A little to the side is no matter.
            let x = at.x.clamp(room.left(), room.right() - WIDTH);
            pos2(x, at.y)
        })
        .find(|&at| {
            let card = Rect::from_min_size(at, size);
            room.contains_rect(card) && !card.intersects(part)
        });
    fits.unwrap_or_else(|| {
        let inside = part.shrink(2.0 * GAP);
        Align2::RIGHT_BOTTOM
            .align_size_within_rect(size, inside)
            .min
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_and_what_is_open_stays_open() {
        let mut tour = Tour::new(false);
        assert_eq!(tour.step(), Step::Samples);
        assert!(tour.go(Ask::Back));
        assert_eq!(tour.step(), Step::Samples);
        assert!(tour.go(Ask::Next) && tour.go(Ask::Back));
        assert_eq!(tour.step(), Step::Score, "the sample is open by now");
        for _ in 2..Step::ALL.len() {
            assert!(tour.go(Ask::Next));
        }
        assert_eq!(tour.step(), Step::Export);
        assert_eq!(tour.count(), (7, 7));
        assert!(!tour.go(Ask::Next));
        let mut open = Tour::new(true);
        assert_eq!((open.step(), open.count()), (Step::Score, (1, 6)));
        assert!(open.go(Ask::Next));
        assert_eq!(open.count(), (2, 6));
        assert!(!open.go(Ask::Skip));
    }

    #[test]
    fn the_card_stands_in_the_window_and_not_on_what_it_points_at() {
        let screen = Rect::from_min_size(egui::Pos2::ZERO, vec2(1280.0, 800.0));
        for part in [
            Rect::from_min_max(pos2(180.0, 50.0), pos2(400.0, 90.0)),
            Rect::from_min_max(pos2(0.0, 400.0), pos2(260.0, 770.0)),
            Rect::from_min_max(pos2(940.0, 100.0), pos2(1280.0, 770.0)),
            Rect::from_min_max(pos2(1150.0, 50.0), pos2(1270.0, 80.0)),
            Rect::from_min_max(pos2(220.0, 420.0), pos2(1060.0, 544.0)),
        ] {
            let card = Rect::from_min_size(beside(part, screen), vec2(WIDTH, HEIGHT));
            assert!(screen.contains_rect(card), "{part:?}: {card:?}");
            assert!(!card.intersects(part), "{part:?}: {card:?}");
        }
        // The reader leaves no room beside it: the card stands in its corner.
        let reader = Rect::from_min_max(pos2(260.0, 100.0), pos2(940.0, 770.0));
        let card = Rect::from_min_size(beside(reader, screen), vec2(WIDTH, HEIGHT));
        assert!(screen.contains_rect(card));
    }
}
