//! The window: a projection of one assessment.
//!
//! A frame has three phases. `logic` takes in what jobs brought back and what keys were pressed; `ui` shows the
//! panels, which read the model and queue commands; then the commands are carried out. Panels change nothing in
//! the assessment themselves, and nothing slow happens here: see [`crate::jobs`].

mod calendar;
mod clock;
pub mod command;
mod compare;
mod decide;
mod dialogs;
mod engine;
#[cfg(test)]
mod fixture;
mod fonts;
mod handle;
mod icon;
mod latest;
#[doc(hidden)]
pub mod measure;
mod notices;
mod palette;
mod panels;
mod portfolio;
mod recovery;
mod report;
mod samples;
mod session;
mod state;
mod text;
mod theme;
mod tour;
mod vendors;
mod versions;
mod widgets;
mod work;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel};

use crate::intake::Input;
use crate::jobs::Jobs;
use calendar::Calendars;
use clock::{author, stamp as now};
use command::{Command, Facts};
use compare::Compare;
use dialogs::Dialog;
use engine::Engine;
use notices::Notices;
use panels::{Cx, Open};
use portfolio::Portfolio;
use recovery::Recovery;
use report::Report;
use session::Session;
use state::{PREFS_VERSION, Prefs, Settling, Shown, View};
use theme::{Theme, ThemeError};
use tour::Tour;
use vendors::Vendors;
use versions::Versions;
use work::Done;

/// Key under which [`Prefs`] are stored.
const PREFS: &str = "scruple_prefs";

/// The window did not open.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The system gave no window or no graphics.
    #[error(
        "the window cannot be opened: {0}. Update the graphics driver, set WGPU_BACKEND=gl, or use the commands, \
         which need no window: scruple assess FILE"
    )]
    Start(String),
    /// The theme is broken.
    #[error(transparent)]
    Theme(#[from] ThemeError),
}

/// Opens the window with these files, folders or this assessment loaded, and returns when it is closed.
///
/// # Errors
/// Where the system gives no window.
pub fn run(files: Vec<PathBuf>) -> Result<(), WindowError> {
    let themes = Theme::builtin()?;
    let viewport = egui::ViewportBuilder::default()
        .with_title("Scruple")
        .with_app_id("scruple")
        .with_icon(egui::IconData::default())
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([960.0, 600.0]);
    let options = eframe::NativeOptions {
        viewport,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "scruple",
        options,
        Box::new(move |cc| Ok(Box::new(App::new(cc, themes, files)))),
    )
    .map_err(|error| WindowError::Start(error.to_string()))
}

/// The window's state.
pub struct App {
    themes: [Theme; 2],
    prefs: Prefs,
    engine: Option<Arc<Engine>>,
    /// Why the catalogue could not be read, where it could not.
    broken: Option<String>,
    session: Option<Session>,
    shown: Shown,
    jobs: Jobs<Done>,
    notices: Notices,
    dialog: Option<Dialog>,
    queue: Vec<Command>,
    /// Files to read once the catalogue is there.
    waiting: Vec<Input>,
    /// The vendors of the folder that was opened last and holds several.
    vendors: Option<Vendors>,
    /// Other vendors beside the open one.
    compare: Compare,
    /// What is to be compared with this vendor of the portfolio, once it is open.
    to_compare: Option<(usize, Vec<crate::intake::Group>)>,
    /// Two versions of a document.
    versions: Versions,
    /// The report before it is written.
    report: Report,
    /// When each mechanism of transfer held.
    calendars: Calendars,
    /// The tour, while it is on.
    tour: Option<Tour>,
    /// Many vendors under one profile.
    portfolio: Portfolio,
    /// Which opening of an assessment this is: what was read for another is dropped.
    generation: u64,
    /// What to do once unsaved changes are dealt with.
    after_save: Option<handle::Next>,
    /// Whether the window may close without asking.
    may_close: bool,
    /// What is kept of unsaved changes, and what was left before.
    recovery: Recovery,
    /// The first frame holds the bars alone: drawing all letters of the welcome page at once would take as long as two
    /// frames may.
    starting: Settling,
    /// What had the keyboard before a dialog came up, to give it back.
    had_keyboard: Option<egui::Id>,
    /// What gets the keyboard back in the next pass.
    to_focus: Option<egui::Id>,
    /// Whether the left button was down in the last frame: a drag on a slider is one step.
    dragging: bool,
    title: String,
}

impl App {
    fn new(cc: &eframe::CreationContext<'_>, themes: [Theme; 2], files: Vec<PathBuf>) -> Self {
        let mut app = Self::without_recovery(cc, themes, files);
        app.begin_recovery(recovery::folder());
        app.begin_report();
        // Where nothing is kept from one run to the next, the tour would come each time.
        if cc.storage.is_some() && !app.prefs.toured && app.waiting.is_empty() {
            app.begin_tour();
        }
        app
    }

    fn without_recovery(
        cc: &eframe::CreationContext<'_>,
        themes: [Theme; 2],
        files: Vec<PathBuf>,
    ) -> Self {
        let ctx = cc.egui_ctx.clone();
        ctx.set_fonts(fonts::definitions());
        let [light, dark] = &themes;
        ctx.set_style_of(egui::Theme::Light, light.style());
        ctx.set_style_of(egui::Theme::Dark, dark.style());
        let stored: Option<Prefs> = cc.storage.and_then(|s| eframe::get_value(s, PREFS));
        let prefs = stored
            .filter(|p| p.version == PREFS_VERSION)
            .unwrap_or_default();
        ctx.set_theme(prefs.appearance.preference());
        ctx.set_zoom_factor(prefs.zoom.clamp(0.5, 3.0));
        ctx.options_mut(|o| o.zoom_with_keyboard = false);
        // The threads that jobs share their work among are behind the window too. A pool that is there already stays.
        let pool = rayon::ThreadPoolBuilder::new().start_handler(|_| crate::jobs::stand_back());
        if let Err(why) = pool.build_global() {
            log::debug!("{why}");
        }
        let waker = ctx.clone();
        let mut jobs = Jobs::new(move || waker.request_repaint());
        work::load_engine(&mut jobs);
        Self {
            themes,
            prefs,
            engine: None,
            broken: None,
            session: None,
            shown: Shown::default(),
            jobs,
            notices: Notices::default(),
            dialog: None,
            queue: Vec::new(),
            waiting: files.into_iter().map(Input::Path).collect(),
            vendors: None,
            compare: Compare::default(),
            to_compare: None,
            versions: Versions::default(),
            report: Report::default(),
            calendars: Calendars::default(),
            tour: None,
            portfolio: Portfolio::default(),
            generation: 0,
            after_save: None,
            may_close: false,
            recovery: Recovery::default(),
            starting: Settling::default(),
            had_keyboard: None,
            to_focus: None,
            dragging: false,
            title: String::new(),
        }
    }

    fn facts(&self) -> Facts {
        let session = self.session.as_ref();
        Facts {
            ready: self.engine.is_some(),
            open: session.is_some(),
            scored: session.is_some_and(|s| !s.assessment.documents.is_empty()),
            quotes: session.is_some_and(|s| !s.marks(self.shown.document).is_empty()),
            undo: session.and_then(|s| s.history.undo_name().map(str::to_owned)),
            redo: session.and_then(|s| s.history.redo_name().map(str::to_owned)),
            selected: self.shown.row.is_some(),
            verifiable: session.is_some_and(|s| {
                // A table of mechanisms always has a row for each corridor.
                !s.assessment.documents.is_empty() && s.assessment.engagement.is_european()
            }),
            reviewing: session.is_some() && self.shown.view == View::Review,
            vendors: self.vendors.as_ref().map(|v| v.folder.clone()),
            portfolio: !self.portfolio.vendors.is_empty(),
            beside: [true, false].map(|forward| {
                let vendors = self.vendors.as_ref()?;
                let group = vendors.groups.get(vendors.beside(forward)?)?;
                Some(group.name().to_owned())
            }),
            left: !self.recovery.left.is_empty(),
        }
    }

    /// Takes in files that were dropped and text that was pasted outside a field.
    fn take_input(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> = ctx.input(|i| {
            i.raw
                .dropped_files
                .iter()
                .map(|f| f.path().to_path_buf())
                .collect()
        });
        if !dropped.is_empty() {
            self.queue.push(Command::AddPaths(dropped));
        }
        if self.dialog.is_none() && !ctx.text_edit_focused() {
            let pasted = ctx.input(|i| {
                i.events.iter().find_map(|e| match e {
                    egui::Event::Paste(text) if !text.trim().is_empty() => Some(text.clone()),
                    _ => None,
                })
            });
            if let Some(text) = pasted {
                self.dialog = Some(Dialog::paste(text));
            }
        }
        if self.dialog.is_none() {
            self.tour_keys(ctx);
            self.queue
                .extend(command::pressed(ctx).into_iter().map(Command::Act));
        }
        // A drag of a slider ends when the button is let go.
        let down = ctx.input(|i| i.pointer.primary_down());
        if self.dragging && !down {
            self.queue.push(Command::GestureOver);
        }
        self.dragging = down;
    }

    /// Keeps the views that jobs make up to date while they are shown.
    fn follow_views(&mut self) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_ref()) else {
            return;
        };
        let (jobs, generation) = (&mut self.jobs, self.generation);
        match self.shown.view {
            View::Versions => {
                self.versions.follow(session, engine, jobs, generation);
                self.calendars.follow(session, engine, jobs, generation);
            }
            View::Transfers => self.calendars.follow(session, engine, jobs, generation),
            View::Compare => self.compare.follow(session, engine, jobs, generation),
            View::Report => self.report.follow(
                (session, engine),
                &self.portfolio,
                &self.versions,
                jobs,
                generation,
            ),
            _ => {}
        }
    }

    fn close_request(&mut self, ctx: &egui::Context) {
        if !ctx.input(|i| i.viewport().close_requested()) || self.may_close {
            return;
        }
        if self.session.as_ref().is_some_and(Session::is_dirty) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.ask_to_save(handle::Next::Quit);
        }
    }

    fn name_window(&mut self, ctx: &egui::Context) {
        let title = self.session.as_ref().map_or_else(
            || "Scruple".to_owned(),
            |s| {
                let mark = if s.is_dirty() { "• " } else { "" };
                format!("{mark}{} – Scruple", s.assessment.vendor)
            },
        );
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn panels(&mut self, ui: &mut egui::Ui) {
        let facts = self.facts();
        self.shown.parts.clear();
        let job = self.jobs.shown();
        let [light, dark] = &self.themes;
        let theme = if ui.visuals().dark_mode { dark } else { light };
        let engine = self.engine.clone();
        let mut cx = Cx {
            t: theme,
            engine: engine.as_deref(),
            facts: &facts,
            prefs: &self.prefs,
            shown: &mut self.shown,
            queue: &mut self.queue,
        };
        let bare = |colour| Frame::new().fill(colour);
        let (c, m) = (theme.c, theme.m);
        Panel::top("app bar")
            .frame(bare(c.bg))
            .exact_size(m.app_bar)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| panels::app_bar::show(ui, &mut cx));
        let session = self.session.as_ref();
        Panel::bottom("status bar")
            .frame(bare(c.bg))
            .exact_size(m.status_bar)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| panels::status::show(ui, &mut cx, session, job));
        if !self.starting.is_over(ui.ctx()) {
            CentralPanel::no_frame().frame(bare(c.bg)).show(ui, |_| {});
            return;
        }
        if cx.shown.view == View::Portfolio && engine.is_some() {
            let portfolio = &self.portfolio;
            CentralPanel::no_frame()
                .frame(bare(c.page))
                .show(ui, |ui| panels::portfolio::show(ui, &mut cx, portfolio));
            return;
        }
        let Some((session, engine)) = session.zip(engine.as_deref()) else {
            let dropping = ui.input(|i| !i.raw.hovered_files.is_empty());
            let broken = self.broken.as_deref();
            CentralPanel::no_frame().frame(bare(c.bg)).show(ui, |ui| {
                panels::welcome::show(ui, &mut cx, dropping, broken)
            });
            return;
        };
        let open = Open {
            session,
            engine,
            versions: &self.versions,
            compare: &self.compare,
            portfolio: &self.portfolio,
            calendar: self.calendars.made(self.generation),
        };
        match cx.shown.view {
            View::Assessment | View::Portfolio => panels::workbench::show(ui, &mut cx, &open),
            View::Weights => {
                CentralPanel::no_frame()
                    .frame(bare(c.panel))
                    .show(ui, |ui| panels::weights::show(ui, &mut cx, &open));
            }
            View::Compare => {
                CentralPanel::no_frame()
                    .frame(bare(c.page))
                    .show(ui, |ui| panels::compare::show(ui, &mut cx, &open));
            }
            View::Versions => {
                CentralPanel::no_frame()
                    .frame(bare(c.page))
                    .show(ui, |ui| panels::versions::show(ui, &mut cx, &open));
            }
            View::Review => panels::review::show(ui, &mut cx, &open),
            View::Engagement => {
                CentralPanel::no_frame()
                    .frame(bare(c.page))
                    .show(ui, |ui| panels::engagement::show(ui, &mut cx, &open));
            }
            View::Report => {
                let pages = self.report.pages(self.generation);
                CentralPanel::no_frame().frame(bare(c.bg)).show(ui, |ui| {
                    panels::report::show(ui, &mut cx, &open, &self.report, pages);
                });
            }
            View::Transfers => {
                CentralPanel::no_frame()
                    .frame(bare(c.page))
                    .show(ui, |ui| panels::transfers::show(ui, &mut cx, &open));
            }
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_results(ctx);
        self.take_input(ctx);
        self.close_request(ctx);
        self.carry_out(ctx);
        self.keep_recovery(ctx);
        self.name_window(ctx);
        self.follow_views();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.panels(ui);
        let ctx = ui.ctx().clone();
        let [light, dark] = &self.themes;
        let theme = if ctx.theme() == egui::Theme::Dark {
            dark
        } else {
            light
        };
        if self.dialog.is_none() {
            self.had_keyboard = ctx.memory(|m| m.focused());
        }
        if let Some(mut dialog) = self.dialog.take() {
            if let Dialog::Palette(palette) = &mut dialog {
                let (engine, session) = (self.engine.as_deref(), self.session.as_ref());
                palette.refresh(&ctx, &self.facts(), engine, session);
            }
            self.dialog = dialog.show(&ctx, theme, self.engine.as_deref(), &mut self.queue);
            if self.dialog.is_none() {
                // Whatever is behind a dialog can have the keyboard only one pass after it.
                self.to_focus = self.had_keyboard;
                ctx.memory_mut(|m| m.focused().into_iter().for_each(|id| m.surrender_focus(id)));
                ctx.request_repaint();
            }
        } else if let Some(id) = self.to_focus.take()
            && self.had_keyboard.is_none()
        {
            ctx.memory_mut(|m| m.request_focus(id));
        }
        if self.session.is_some() && ctx.input(|i| !i.raw.hovered_files.is_empty()) {
            let words = match self.shown.view {
                View::Portfolio => "Let go to add the vendors to the portfolio",
                View::Compare => "Let go to compare them with the open vendor",
                _ => "Let go to add them to this assessment",
            };
            panels::welcome::drop_overlay(&ctx, theme, words);
        }
        if let (Some(tour), None) = (&mut self.tour, &self.dialog) {
            let open = self.session.is_some();
            tour.show(&ctx, theme, &self.shown.parts, open, &mut self.queue);
        }
        let lift = self.decision_bar();
        self.notices.show(&ctx, theme, lift, &mut self.queue);
        // What a slider does is painted in this frame: the pass that only saw it move is discarded.
        if !self.queue.is_empty() {
            self.carry_out(&ctx);
            ctx.request_discard("a command was carried out");
        }
        self.keep_recovery(&ctx);
    }

    fn on_exit(&mut self) {
        self.end_recovery();
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, PREFS, &self.prefs);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

impl App {
    /// Height of what stands at the right foot and messages must not cover: the bar in which decisions are made, and the
    /// numbers of the ranking.
    fn decision_bar(&self) -> f32 {
        let chosen = self.session.is_some() && self.shown.row.is_some();
        match self.shown.view {
            View::Review if chosen => 92.0,
            View::Assessment if chosen && self.prefs.right => 92.0,
            View::Weights if self.session.is_some() => 92.0,
            _ => 0.0,
        }
    }

    /// Shows the dialog that asks about unsaved changes before `next`.
    fn ask_to_save(&mut self, next: handle::Next) {
        let vendor = self
            .session
            .as_ref()
            .map_or_else(String::new, |s| s.assessment.vendor.clone());
        self.after_save = Some(next);
        self.dialog = Some(Dialog::Unsaved { vendor });
    }
}
