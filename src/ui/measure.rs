//! A window without a screen, to measure what its thread is busy with: for `cargo bench --bench frames`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, RawInput, Rect, pos2, vec2};

use super::App;
use super::command::Command;
use super::state::View;
use super::theme::{Theme, ThemeError};
use crate::assessment::edit::Edit;

/// The window, and the time that passes in it.
pub struct Window {
    ctx: egui::Context,
    frame: eframe::Frame,
    app: App,
    time: f64,
}

impl Window {
    /// A window with these files, and what its thread took while it read them.
    ///
    /// # Errors
    /// Where the theme is broken.
    pub fn open(files: Vec<PathBuf>) -> Result<(Self, Vec<Duration>), ThemeError> {
        let themes = Theme::builtin()?;
        let ctx = egui::Context::default();
        let cc = eframe::CreationContext::_new_kittest(ctx.clone());
        // What others left unsaved is none of the bench's business, nor is its own kept.
        let app = App::without_recovery(&cc, themes, files);
        let frame = eframe::Frame::_new_kittest();
        let mut window = Self {
            ctx,
            frame,
            app,
            time: 0.0,
        };
        let taken = window.settle();
        Ok((window, taken))
    }

    /// One frame with these events, and what the window's thread took for it: everything up to what graphics are given.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0));
        let input = RawInput {
            screen_rect: Some(screen),
            time: Some(self.time),
            predicted_dt: 1.0 / 60.0,
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let (app, frame) = (&mut self.app, &mut self.frame);
        let output = self.ctx.run_ui(input, |ui| {
            let ctx = ui.ctx().clone();
            eframe::App::logic(app, &ctx, frame);
            eframe::App::ui(app, ui, frame);
        });
        let shapes = output.shapes.clone();
        let drawn = self.ctx.tessellate(shapes, output.pixels_per_point);
        let taken = start.elapsed();
        drop(drawn);
        output.drop_without_applying_deltas();
        taken
    }

    /// Frames until no job is under way.
    pub fn settle(&mut self) -> Vec<Duration> {
        let mut taken = vec![self.frame(Vec::new())];
        while !self.app.jobs.is_idle() || !self.app.queue.is_empty() {
            std::thread::sleep(Duration::from_millis(2));
            taken.push(self.frame(Vec::new()));
        }
        taken.push(self.frame(Vec::new()));
        taken
    }

    /// A frame in which a key is pressed.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) -> Duration {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        let mut input = vec![event(true), event(false)];
        input.insert(0, Event::PointerGone);
        self.frame(input)
    }

    /// Frames in which the page under this place is scrolled, a third of it each.
    pub fn scroll(&mut self, x: f32, y: f32, times: usize) -> Vec<Duration> {
        let at = Event::PointerMoved(pos2(x, y));
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -300.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        };
        (0..times)
            .map(|_| self.frame(vec![at.clone(), wheel.clone()]))
            .collect()
    }

    /// Shows the portfolio with the vendors of this folder.
    pub fn portfolio(&mut self, folder: PathBuf) -> Vec<Duration> {
        self.app.queue.push(Command::Show(View::Portfolio));
        self.app.queue.push(Command::AddPaths(vec![folder]));
        self.settle()
    }

    /// Shows another view by its name.
    pub fn show(&mut self, view: &str) -> Vec<Duration> {
        let views = View::ALL.into_iter().filter(|v| v.name() == view);
        self.app.queue.extend(views.map(Command::Show));
        self.settle()
    }

    /// Words in the field that finds them in the document, or that filters the portfolio.
    pub fn find(&mut self, words: &str) -> Duration {
        if self.app.shown.view == View::Portfolio {
            let ask = super::portfolio::Ask::Search(words.to_owned());
            self.app.queue.push(Command::Portfolio(ask));
        } else {
            words.clone_into(&mut self.app.shown.find);
        }
        self.frame(Vec::new())
    }

    /// Moves the weight of a category: what making every number anew takes, and the frame that shows it.
    pub fn weigh(&mut self, category: &str, weight: f64) -> (Duration, Duration) {
        let edit = Edit::SetWeight {
            category: category.to_owned(),
            weight: Some(weight),
        };
        self.app.queue.push(Command::Gesture(edit));
        let ctx = self.ctx.clone();
        let start = Instant::now();
        self.app.carry_out(&ctx);
        let anew = start.elapsed();
        (anew, anew + self.frame(Vec::new()))
    }

    /// Length of the text that is open, how many quotes are marked in it, and how many vendors the portfolio has.
    #[must_use]
    pub fn size(&self) -> (usize, usize, usize) {
        let session = self.app.session.as_ref();
        let text = session.and_then(|s| s.assessment.documents.first());
        (
            text.map_or(0, |d| d.text.len()),
            session.map_or(0, |s| s.marks(0).len()),
            self.app.portfolio.vendors.len(),
        )
    }
}
