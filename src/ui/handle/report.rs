//! What the report is asked: its house style, its logo, and the check of a report that is at hand.

use std::path::PathBuf;

use crate::ui::App;
use crate::ui::dialogs::Dialog;
use crate::ui::report::Ask;
use crate::ui::work;

impl App {
    pub(super) fn ask_report(&mut self, ask: Ask) {
        if ask == Ask::PickLogo {
            let template = self.report.style.template.clone();
            work::pick_logo(&mut self.jobs, template, self.prefs.folder.as_deref());
            return;
        }
        self.report.ask(ask);
        self.prefs.template = self.report.style.template.clone();
    }

    /// Asks for a template.
    pub(super) fn ask_template(&mut self) {
        work::pick_template(&mut self.jobs, self.prefs.folder.as_deref());
    }

    /// Takes in a house style that was read from a file, or that says why there is none.
    pub(in crate::ui) fn take_style(
        &mut self,
        ctx: &egui::Context,
        read: Result<crate::report::Style, String>,
    ) {
        match read {
            Ok(style) => {
                self.report.take_style(ctx, style);
                self.prefs.template = self.report.style.template.clone();
            }
            Err(why) => self.notices.failed("The house style was not read", why),
        }
    }

    /// Asks for a report to check, with the files it was made from.
    pub(super) fn ask_check(&mut self) {
        if work::has_dialogs() {
            work::pick_report(&mut self.jobs, self.prefs.folder.as_deref());
        } else {
            self.dialog = Some(Dialog::Check {
                typed: String::new(),
            });
        }
    }

    /// Checks a report; whatever else was chosen is what it was made from.
    pub(super) fn check_report(&mut self, paths: Vec<PathBuf>) {
        if let (Some(engine), false) = (self.engine.clone(), paths.is_empty()) {
            work::check(&mut self.jobs, engine, paths);
        }
    }

    /// Reads the logo of the house style that was kept.
    pub(in crate::ui) fn begin_report(&mut self) {
        self.report.style.template = self.prefs.template.clone();
        if !self.prefs.template.logo.is_empty() {
            let path = PathBuf::from(&self.prefs.template.logo);
            work::read_logo(&mut self.jobs, path, self.prefs.template.clone());
        }
    }
}
