//! Reading files, and asking where to write them.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::App;
use super::super::clock;
use super::super::command::Command;
use super::super::compare::Ask;
use super::super::dialogs::Dialog;
use super::super::samples::SAMPLES;
use super::super::state::View;
use super::super::vendors::Vendors;
use super::super::work::{self, Content, Snapshot, Target};
use crate::intake::Input;

impl App {
    /// Reads what was chosen or dropped: into the portfolio or the comparison where that is shown, and into the assessment
    /// otherwise.
    pub(super) fn add_paths(&mut self, paths: Vec<PathBuf>) {
        if let Some(folder) = paths.first().and_then(|p| p.parent()) {
            self.prefs.folder = Some(folder.to_path_buf());
        }
        if self.shown.view == View::Compare && self.session.is_some() {
            self.queue.push(Command::Compare(Ask::Paths(paths)));
            return;
        }
        let inputs = paths.into_iter().map(Input::Path).collect();
        if self.shown.view == View::Portfolio {
            self.read_portfolio(Vendors::default(), inputs);
        } else {
            self.read(inputs);
        }
    }

    /// Opens one of the samples.
    pub(super) fn open_sample(&mut self, index: usize) {
        if let Some(sample) = SAMPLES.get(index) {
            let files = sample.files.iter().map(|(name, bytes)| Input::Bytes {
                name: (*name).to_owned(),
                bytes: bytes.to_vec(),
            });
            self.read(files.collect());
        }
    }

    pub(super) fn read(&mut self, inputs: Vec<Input>) {
        if inputs.is_empty() {
            return;
        }
        match &self.engine {
            Some(engine) => {
                let (engine, alone) = (Arc::clone(engine), self.session.is_none());
                work::read(&mut self.jobs, engine, inputs, alone, self.generation);
            }
            None => self.waiting.extend(inputs),
        }
    }

    pub(super) fn ask_place(&mut self, what: Target) {
        if self.session.is_none() && what.is_of_assessment() {
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
        match what {
            Target::Template => return "house-style".to_owned(),
            Target::PortfolioPdf | Target::PortfolioXlsx | Target::PortfolioCsv => {
                let name = self.portfolio.name.trim().to_lowercase();
                let name = name.replace([' ', '/', '\\', ':'], "-");
                return match name.as_str() {
                    "" => "portfolio".to_owned(),
                    name => format!("portfolio-{name}"),
                };
            }
            _ => {}
        }
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
        let Some(engine) = self.engine.clone() else {
            return;
        };
        let content = match what {
            Target::Template => Content::Template(self.report.style.template.clone()),
            Target::PortfolioPdf | Target::PortfolioXlsx | Target::PortfolioCsv => {
                let categories = engine.catalogue().categories.iter();
                let named = categories.map(|c| (c.code.clone(), c.short.clone()));
                let report = self.portfolio.report(named.collect(), clock::today());
                Content::Portfolio(Box::new(report), self.report.style.clone())
            }
            _ => {
                let Some(session) = &self.session else {
                    return;
                };
                Content::Assessment(Box::new(Snapshot {
                    assessment: session.assessment.clone(),
                    outcome: Some(Arc::clone(&session.outcome)),
                    revision: session.revision,
                    ingredients: self
                        .report
                        .ingredients(session, &self.portfolio, &self.versions),
                }))
            }
        };
        if let Some(folder) = path.parent() {
            self.prefs.folder = Some(folder.to_path_buf());
        }
        work::write(&mut self.jobs, engine, what, path, content, self.generation);
    }
}
