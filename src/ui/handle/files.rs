//! Reading, writing, and leaving an assessment.

use std::path::PathBuf;
use std::sync::Arc;

use super::Next;
use crate::intake::Input;
use crate::ui::App;
use crate::ui::dialogs::Dialog;
use crate::ui::session::Session;
use crate::ui::state::{Shown, View};
use crate::ui::work::{self, Snapshot, Target};

impl App {
    pub(super) fn read(&mut self, inputs: Vec<Input>) {
        if inputs.is_empty() {
            return;
        }
        match &self.engine {
            Some(engine) => {
                work::read(&mut self.jobs, Arc::clone(engine), inputs, self.generation);
            }
            None => self.waiting.extend(inputs),
        }
    }

    pub(super) fn ask_place(&mut self, what: Target) {
        if self.session.is_none() {
            return;
        }
        if work::has_dialogs() {
            let name = self.name_for(what);
            work::pick_place(&mut self.jobs, what, &name, self.prefs.folder.as_deref());
        } else {
            self.dialog = Some(self.place_dialog(what));
        }
    }

    /// A name for what is written, without its ending.
    pub(super) fn name_for(&self, what: Target) -> String {
        let Some(session) = &self.session else {
            return String::new();
        };
        if what == Target::Profile {
            let name = session.assessment.profile.name.to_lowercase();
            name.replace([' ', ','], "-").replace("--", "-")
        } else {
            session.file_stem()
        }
    }

    pub(super) fn place_dialog(&self, what: Target) -> Dialog {
        let home = || std::env::var_os("HOME").map(PathBuf::from);
        let folder = self.prefs.folder.clone().or_else(home);
        let folder = folder.unwrap_or_default();
        let path = folder.join(format!("{}.{}", self.name_for(what), what.ending()));
        Dialog::Place {
            what,
            typed: path.display().to_string(),
        }
    }

    /// Says why a path has to be typed.
    pub(super) fn no_dialog(&mut self) {
        let why = "This system offers no file dialog. Type the path instead.";
        self.notices.failed("No file dialog came up", why);
    }

    pub(super) fn write(&mut self, what: Target, path: PathBuf) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.clone()) else {
            return;
        };
        if let Some(folder) = path.parent() {
            self.prefs.folder = Some(folder.to_path_buf());
        }
        let snapshot = Snapshot {
            assessment: session.assessment.clone(),
            outcome: Some(Arc::clone(&session.outcome)),
            revision: session.revision,
        };
        work::write(
            &mut self.jobs,
            engine,
            what,
            path,
            snapshot,
            self.generation,
        );
    }

    /// Leaves the assessment, asking first where it has changes.
    pub(super) fn leave(&mut self, ctx: &egui::Context, next: Next) {
        if self.session.as_ref().is_some_and(Session::is_dirty) {
            self.ask_to_save(next);
        } else {
            self.after_save = Some(next);
            self.go_on(ctx);
        }
    }

    /// Does what was waiting for unsaved changes to be dealt with.
    pub(super) fn go_on(&mut self, ctx: &egui::Context) {
        match self.after_save.take() {
            Some(Next::Quit) => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Some(Next::Close) => self.close_session(),
            Some(Next::Open(inputs)) => {
                self.close_session();
                self.read(inputs);
            }
            Some(Next::Vendor(at)) => {
                // One stays with the portfolio until the vendor is there.
                let view = self.shown.view;
                self.close_session();
                if view == View::Portfolio {
                    self.shown.view = view;
                }
                self.read_vendor(at);
            }
            Some(Next::Recover(path)) => {
                self.close_session();
                self.recover(path);
            }
            None => {}
        }
    }

    pub(in crate::ui) fn close_session(&mut self) {
        self.session = None;
        self.shown = Shown::default();
        self.generation += 1;
    }
}
