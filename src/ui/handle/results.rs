//! Taking in what jobs brought back.

use std::path::Path;
use std::sync::Arc;

use super::Next;
use crate::assessment::edit::Edit;
use crate::intake::{Input, Paper, Problem};
use crate::ui::App;
use crate::ui::clock;
use crate::ui::command::{Act, Command};
use crate::ui::dialogs::Dialog;
use crate::ui::panels::documents;
use crate::ui::session::Session;
use crate::ui::state::{Recent, Shown};
use crate::ui::text;
use crate::ui::work::{self, Done, ReadFiles, Target, file_name};

impl App {
    pub(in crate::ui) fn take_results(&mut self, ctx: &egui::Context) {
        for finished in self.jobs.poll() {
            self.compare.ended(finished.id);
            match finished.result {
                Ok(done) => self.result(ctx, finished.generation, done),
                Err(broken) => self
                    .notices
                    .failed("A fault in Scruple", broken.to_string()),
            }
        }
    }

    fn result(&mut self, ctx: &egui::Context, generation: u64, done: Done) {
        match done {
            Done::Ready(result) => match *result {
                Ok(engine) => {
                    self.engine = Some(Arc::new(engine));
                    let waiting = std::mem::take(&mut self.waiting);
                    self.read(waiting);
                }
                Err(why) => self.broken = Some(why),
            },
            Done::Picked { paths, at_once } => {
                if !paths.is_empty() {
                    self.queue.push(Command::AddPaths(paths));
                } else if at_once {
                    self.dialog = Some(Dialog::Path {
                        typed: String::new(),
                    });
                    self.no_dialog();
                }
            }
            Done::PickedProfile(path) => {
                if let Some(path) = path {
                    work::read_profile(&mut self.jobs, path, self.generation);
                }
            }
            Done::PickedPlace {
                what,
                path,
                at_once,
            } => {
                if let Some(path) = path {
                    self.write(what, path);
                } else if at_once {
                    self.dialog = Some(self.place_dialog(what));
                    self.no_dialog();
                } else if what == Target::Assessment {
                    self.after_save = None;
                }
            }
            // What was read for an assessment that has been closed since is dropped.
            Done::Read(read) => {
                if generation == self.generation {
                    self.take_files(*read);
                }
            }
            Done::Reread(read) => {
                if generation == self.generation {
                    self.take_anew(*read);
                }
            }
            Done::Beside(beside) => {
                for problem in self.compare.take_vendors(*beside) {
                    self.notices.failed("Not all was read", problem.to_string());
                }
            }
            Done::SideBySide(key, comparison) => self.compare.take(key, *comparison),
            Done::Compared(key, changes) => self.versions.take(key, *changes),
            Done::Calendar(key, calendar) => self.calendars.take(key, *calendar),
            Done::Pages(key, frames) => self.report.take(key, *frames),
            Done::Style(read) => self.take_style(ctx, *read),
            Done::PickedReport { paths, at_once } => {
                if !paths.is_empty() {
                    self.check_report(paths);
                } else if at_once {
                    self.dialog = Some(Dialog::Check {
                        typed: String::new(),
                    });
                    self.no_dialog();
                }
            }
            Done::Checked(file, found) => match *found {
                Ok(verification) => {
                    self.dialog = Some(Dialog::Checked {
                        file,
                        verification: Box::new(verification),
                    });
                }
                Err(why) => self.notices.failed("The report was not checked", why),
            },
            Done::Nothing => {}
            Done::Recovery(told) => self.recovery_told(generation, *told),
            Done::Portfolio(read) => self.take_vendors(*read),
            Done::Written {
                what,
                path,
                revision,
                result,
            } => self.written(ctx, generation, what, &path, revision, result),
        }
    }

    fn written(
        &mut self,
        ctx: &egui::Context,
        generation: u64,
        what: Target,
        path: &Path,
        revision: u64,
        result: Result<(), String>,
    ) {
        let file = file_name(path);
        if let Err(why) = result {
            self.after_save = None;
            self.notices.failed(format!("{file} was not written"), why);
            return;
        }
        let folder = path
            .parent()
            .map_or(String::new(), |p| p.display().to_string());
        if what == Target::Assessment && generation == self.generation {
            if let Some(session) = &mut self.session {
                session.path = Some(path.to_path_buf());
                // What was changed while the file was written is not in it.
                if session.revision == revision {
                    session.history.mark_saved();
                }
                let time = clock::now().strftime("%H:%M").to_string();
                session.saved_at = Some(time);
            }
            self.remember(path);
            self.notices.done(format!("Saved {file}"), folder);
            if self.after_save.is_some() && !self.session.as_ref().is_some_and(Session::is_dirty) {
                self.go_on(ctx);
            }
        } else {
            let verb = if matches!(what, Target::Profile | Target::Template) {
                "Saved"
            } else {
                "Exported"
            };
            self.notices.done(format!("{verb} {file}"), folder);
        }
    }

    fn remember(&mut self, path: &Path) {
        let Some(session) = &self.session else { return };
        let total = &session.score().total;
        let known = total.counts;
        self.prefs.remember(Recent {
            path: path.to_path_buf(),
            vendor: session.assessment.vendor.clone(),
            score: known.then_some(total.printed),
            tier: known.then_some(total.tier),
            day: Some(clock::today()),
        });
    }

    /// Takes in what was read: an assessment replaces the open one, documents are added to it.
    fn take_files(&mut self, mut read: ReadFiles) {
        let Some(engine) = self.engine.clone() else {
            return;
        };
        self.say_problems(&read.failures);
        for note in &read.notes {
            self.notices.done(&note.place, &note.why);
        }
        if let Some(vendors) = read.vendors.take() {
            self.vendors = Some(vendors);
            self.queue.push(Command::Act(Act::Vendors));
        }
        if let Some((path, opening)) = read.assessment.take() {
            if self.session.as_ref().is_some_and(Session::is_dirty) {
                self.ask_to_save(Next::Open(vec![Input::Path(path)]));
                return;
            }
            self.close_session();
            self.unfold_first(0, opening.assessment.documents.len());
            let report = path
                .extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
            // What came out of a report is saved beside it, and not over it.
            let kept = (!report).then(|| path.clone());
            self.session = Some(Session::open(&engine, *opening, kept));
            if report {
                let file = file_name(&path);
                let next = "Save keeps the assessment in a file of its own.";
                self.notices
                    .done(format!("Opened the assessment inside {file}"), next);
            }
            self.remember(&path);
            self.unfold_worst();
        }
        if let Some(profile) = read.profile.take() {
            if self.session.is_some() {
                let name = profile.name.clone();
                self.use_profile(profile);
                self.notices
                    .done_with_undo(format!("Profile {name} loaded"), "");
            } else {
                let next = "Open a vendor’s policies first, then load the profile.";
                self.notices.failed("The profile was not used", next);
            }
        }
        if read.documents.is_empty() {
            return;
        }
        if self.session.is_some() {
            self.add_documents(read);
            return;
        }
        let alone = read.alone.take();
        let opening = alone.map_or_else(|| read.opening(&engine), |o| *o);
        self.shown = Shown::default();
        self.unfold_first(0, opening.assessment.documents.len());
        // Opening is no change that undo should take back.
        self.session = Some(Session::open(&engine, opening, None));
        self.unfold_worst();
    }

    /// Adds documents to the open assessment, but those that it holds already.
    fn add_documents(&mut self, read: ReadFiles) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.learn(read.gists);
        let documents = session.assessment.documents.iter();
        let known: Vec<String> = documents.map(|d| d.sha256.clone()).collect();
        let (mut names, mut edits) = (Vec::new(), Vec::new());
        for Paper { document, readings } in read.documents {
            if known.contains(&document.sha256) {
                let why = "The same file is open already, and counts once.";
                self.notices
                    .done(format!("{} was left out", document.name), why);
                continue;
            }
            names.push(documents::title(&document).to_owned());
            edits.push(Edit::AddDocument {
                at: known.len() + edits.len(),
                document: Box::new(document),
                readings,
            });
        }
        if edits.is_empty() {
            return;
        }
        let name = if let [one] = names.as_slice() {
            format!("adding {one}")
        } else {
            format!("adding {} documents", names.len())
        };
        self.change(Edit::Several { name, edits }, false);
        let held = self.session.as_ref().map(|s| s.assessment.documents.len());
        let first = known.len().min(held.unwrap_or_default().saturating_sub(1));
        self.shown.document = first;
        self.unfold_first(first, names.len());
        let title = format!(
            "Added {}",
            text::count(names.len(), "document", "documents")
        );
        self.notices.done_with_undo(title, names.join(", "));
    }

    /// Opens the outline of the first of some documents. Of many the list is shown first, and not the outline of one.
    fn unfold_first(&mut self, first: usize, of: usize) {
        if of <= 3 {
            self.shown.open_documents.insert(first);
        }
    }

    /// Names the files that could not be read: each by itself, or many of them together.
    fn say_problems(&mut self, problems: &[Problem]) {
        const ALONE: usize = 4;
        let (few, others) = problems.split_at(problems.len().min(ALONE));
        for problem in few {
            let title = format!("{} was not read", problem.place);
            self.notices.failed(title, &problem.why);
        }
        if !others.is_empty() {
            let said: Vec<String> = others.iter().map(ToString::to_string).collect();
            let title = format!("{} more were not read", others.len());
            self.notices.failed(title, said.join(" "));
        }
    }

    /// Opens the category with the highest exposure, so that the first look shows where it hurts.
    pub(in crate::ui) fn unfold_worst(&mut self) {
        let Some(session) = &self.session else { return };
        let worst = session
            .score()
            .categories
            .iter()
            .filter(|c| c.counts)
            .max_by(|a, b| a.residual.total_cmp(&b.residual));
        if let Some(worst) = worst {
            self.shown.open_categories.insert(worst.id.clone());
        }
    }
}
