//! Carrying out commands, and taking in what jobs brought back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::command::{Act, Command};
use super::dialogs::{Details, Dialog};
use super::panels::documents;
use super::samples::SAMPLES;
use super::session::Session;
use super::state::{Appearance, Recent, ScrollTo, Shown, View};
use super::text;
use super::work::{self, Done, ReadFiles, Snapshot, Source, Target, file_name};
use crate::assessment::edit::Edit;
use crate::assessment::evaluate::vendor_of;
use crate::assessment::history::History;
use crate::document::Kind;
use crate::score::Profile;

/// What to do once unsaved changes are dealt with.
#[derive(Debug, Clone)]
pub enum Next {
    /// Close the window.
    Quit,
    /// Close the assessment.
    Close,
    /// Open these in place of the assessment.
    Open(Vec<Source>),
}

impl App {
    /// Carries out what is queued.
    pub(super) fn carry_out(&mut self, ctx: &egui::Context) {
        // A command may queue others; they are done in the same go, in order.
        while !self.queue.is_empty() {
            for command in std::mem::take(&mut self.queue) {
                self.command(ctx, command);
            }
        }
    }

    fn command(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Act(act) => self.act(ctx, act),
            Command::AddPaths(paths) => {
                if let Some(folder) = paths.first().and_then(|p| p.parent()) {
                    self.prefs.folder = Some(folder.to_path_buf());
                }
                self.read(paths.into_iter().map(Source::Path).collect());
            }
            Command::AddText { name, text } => self.read(vec![Source::Bytes {
                name,
                bytes: text.into_bytes(),
            }]),
            Command::OpenSample(index) => {
                if let Some(sample) = SAMPLES.get(index) {
                    let files = sample.files.iter().map(|(name, bytes)| Source::Bytes {
                        name: (*name).to_owned(),
                        bytes: bytes.to_vec(),
                    });
                    self.read(files.collect());
                }
            }
            Command::ForgetRecent(path) => self.prefs.recent.retain(|r| r.path != path),
            Command::Edit(edit) => self.change(edit, false),
            Command::UseProfile(profile) => self.use_profile(*profile),
            Command::Gesture(edit) => self.change(edit, true),
            Command::GestureOver => {
                if let Some(session) = &mut self.session {
                    session.end_gesture();
                }
            }
            Command::SelectRow(provision) => self.select(&provision, 0, true),
            Command::SelectEvidence { provision, index } => self.select(&provision, index, true),
            Command::ShowDocument { document, block } => self.show_document(document, block),
            Command::ReadAs { document, kind } => self.read_as(document, kind),
            Command::Show(view) => self.shown.view = view,
            Command::Appear(appearance) => self.appear(ctx, appearance),
            Command::Cancel(id) => {
                self.jobs.cancel(id);
                self.notices.done("Stopped", "Nothing was changed.");
            }
            Command::CopyText(words) => ctx.copy_text(words),
            Command::StayOpen => self.after_save = None,
            Command::DiscardAndGo => self.go_on(ctx),
            Command::SaveTo { what, path } => self.write(what, path),
        }
    }

    fn act(&mut self, ctx: &egui::Context, act: Act) {
        let facts = self.facts();
        let why = super::command::entry(act).and_then(|e| (e.barred)(&facts));
        if why.is_some() {
            return;
        }
        let folder = self.prefs.folder.clone();
        match act {
            Act::OpenFiles => work::pick_files(&mut self.jobs, folder.as_deref(), false),
            Act::OpenFolder => work::pick_files(&mut self.jobs, folder.as_deref(), true),
            Act::TypePath => {
                self.dialog = Some(Dialog::Path {
                    typed: String::new(),
                });
            }
            Act::PasteText => self.dialog = Some(Dialog::paste(String::new())),
            Act::CloseAssessment => self.leave(ctx, Next::Close),
            Act::Save => match self.session.as_ref().and_then(|s| s.path.clone()) {
                Some(path) => self.write(Target::Assessment, path),
                None => self.ask_place(Target::Assessment),
            },
            Act::SaveAs => self.ask_place(Target::Assessment),
            Act::ExportPdf => self.ask_place(Target::Pdf),
            Act::ExportJson => self.ask_place(Target::Json),
            Act::ExportMarkdown => self.ask_place(Target::Markdown),
            Act::ExportCsv => self.ask_place(Target::Csv),
            Act::LoadProfile => work::pick_profile(&mut self.jobs, folder.as_deref()),
            Act::SaveProfile => self.ask_place(Target::Profile),
            Act::Quit => self.leave(ctx, Next::Quit),
            Act::Undo => self.step_back(true),
            Act::Redo => self.step_back(false),
            Act::Details => {
                if let Some(session) = &self.session {
                    let details = Details::of(&session.assessment);
                    self.dialog = Some(Dialog::Details(Box::new(details)));
                }
            }
            Act::Copy => self.copy_ask(ctx),
            Act::Find => {
                self.shown.view = View::Assessment;
                self.shown.focus_find = true;
            }
            Act::NextFinding => self.go_to_finding(true),
            Act::PreviousFinding => self.go_to_finding(false),
            Act::ViewAssessment => self.shown.view = View::Assessment,
            Act::ViewWeights => self.shown.view = View::Weights,
            Act::ViewTransfers => self.shown.view = View::Transfers,
            Act::ToggleLeft => self.prefs.left = !self.prefs.left,
            Act::ToggleRight => self.prefs.right = !self.prefs.right,
            Act::ZoomIn => self.zoom(ctx, self.prefs.zoom + 0.1),
            Act::ZoomOut => self.zoom(ctx, self.prefs.zoom - 0.1),
            Act::ZoomReset => self.zoom(ctx, 1.0),
            Act::Light => self.appear(ctx, Appearance::Light),
            Act::Dark => self.appear(ctx, Appearance::Dark),
            Act::System => self.appear(ctx, Appearance::System),
            Act::History => self.notices.history = !self.notices.history,
            Act::About => self.dialog = Some(Dialog::About),
        }
    }

    fn zoom(&mut self, ctx: &egui::Context, to: f32) {
        let to = (to * 10.0).round() / 10.0;
        self.prefs.zoom = to.clamp(0.7, 2.0);
        ctx.set_zoom_factor(self.prefs.zoom);
    }

    fn appear(&mut self, ctx: &egui::Context, appearance: Appearance) {
        self.prefs.appearance = appearance;
        ctx.set_theme(appearance.preference());
    }

    fn change(&mut self, edit: Edit, gesture: bool) {
        let Some((session, engine)) = self.session.as_mut().zip(self.engine.as_deref()) else {
            return;
        };
        if let Err(why) = session.change(engine, edit, gesture) {
            self.notices.failed("Nothing was changed", why);
        }
        self.settle_selection();
    }

    /// Uses a profile; changes of weights are then shown against it.
    fn use_profile(&mut self, profile: Profile) {
        if let Some(session) = &mut self.session {
            session.base = profile.clone();
        }
        self.change(Edit::SetProfile(Box::new(profile)), false);
    }

    fn step_back(&mut self, undo: bool) {
        let Some((session, engine)) = self.session.as_mut().zip(self.engine.as_deref()) else {
            return;
        };
        let name = if undo {
            session.undo(engine)
        } else {
            session.redo(engine)
        };
        let word = if undo { "Undone" } else { "Done again" };
        match name {
            Ok(Some(name)) => self.notices.done(format!("{word}: {name}"), ""),
            Ok(None) => {}
            Err(why) => self.notices.failed("Nothing was changed", why),
        }
        self.settle_selection();
    }

    /// Keeps what is shown within what is there.
    fn settle_selection(&mut self) {
        let documents = self
            .session
            .as_ref()
            .map_or(0, |s| s.assessment.documents.len());
        self.shown.document = self.shown.document.min(documents.saturating_sub(1));
        self.shown.open_documents.retain(|&d| d < documents);
    }

    fn select(&mut self, provision: &str, index: usize, scroll: bool) {
        let Some(session) = &self.session else { return };
        let Some((row, _)) = session.row(provision) else {
            return;
        };
        let evidence: Vec<_> = session.evidence(row).collect();
        let index = index.min(evidence.len().saturating_sub(1));
        self.shown.view = View::Assessment;
        self.shown.row = Some(provision.to_owned());
        self.shown.quote = index;
        self.shown.open_categories.insert(row.category.clone());
        if let Some(evidence) = evidence.get(index)
            && scroll
        {
            self.shown.document = evidence.document;
            self.shown.scroll_to = Some(ScrollTo {
                byte: evidence.span.start,
            });
        }
    }

    fn show_document(&mut self, document: usize, block: Option<usize>) {
        let Some(session) = &self.session else { return };
        let Some(shown) = session.assessment.documents.get(document) else {
            return;
        };
        let other = self.shown.document != document;
        self.shown.view = View::Assessment;
        self.shown.document = document;
        self.shown.match_at = 0;
        if other {
            self.shown.open_documents.insert(document);
            self.shown.top_block = 0;
        }
        if let Some(block) = block.and_then(|b| shown.blocks.get(b)) {
            self.shown.scroll_to = Some(ScrollTo {
                byte: block.span.start,
            });
        }
    }

    /// Takes a document for another kind of paper, and reads it anew as such.
    fn read_as(&mut self, at: usize, kind: Kind) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_deref()) else {
            return;
        };
        let Some(document) = session.assessment.documents.get(at) else {
            return;
        };
        let mut document = document.clone();
        document.kind = kind;
        document.kind_basis = "set by hand".to_owned();
        let readings = engine.readings(&document);
        let document = Box::new(document);
        self.change(
            Edit::SetDocument {
                at,
                document,
                readings,
            },
            false,
        );
    }

    /// Goes to the next or the previous quote of the document in the reader.
    fn go_to_finding(&mut self, forward: bool) {
        let Some(session) = &self.session else { return };
        let marks = session.marks(self.shown.document);
        let chosen = self.shown.row.as_deref();
        let at = marks
            .iter()
            .position(|m| Some(m.provision.as_str()) == chosen && m.index == self.shown.quote);
        let count = marks.len();
        let next = match (at, forward) {
            (Some(i), true) => (i + 1) % count.max(1),
            (Some(i), false) => (i + count.max(1) - 1) % count.max(1),
            (None, true) => 0,
            (None, false) => count.saturating_sub(1),
        };
        if let Some(mark) = marks.get(next) {
            let (provision, index) = (mark.provision.clone(), mark.index);
            self.select(&provision, index, true);
        }
    }

    fn copy_ask(&mut self, ctx: &egui::Context) {
        let provision = self.shown.row.as_deref();
        let ask = provision
            .zip(self.engine.as_ref())
            .and_then(|(id, e)| e.catalogue().provision(id))
            .map(|p| p.texts.ask.clone());
        if let Some(ask) = ask {
            ctx.copy_text(ask);
            self.notices.done("The ask is on the clipboard", "");
        }
    }

    // Files.

    fn read(&mut self, sources: Vec<Source>) {
        if sources.is_empty() {
            return;
        }
        match &self.engine {
            Some(engine) => {
                work::read(&mut self.jobs, Arc::clone(engine), sources, self.generation);
            }
            None => self.waiting.extend(sources),
        }
    }

    fn ask_place(&mut self, what: Target) {
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
    fn name_for(&self, what: Target) -> String {
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

    fn place_dialog(&self, what: Target) -> Dialog {
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
    fn no_dialog(&mut self) {
        let why = "This system offers no file dialog. Type the path instead.";
        self.notices.failed("No file dialog came up", why);
    }

    fn write(&mut self, what: Target, path: PathBuf) {
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
    fn leave(&mut self, ctx: &egui::Context, next: Next) {
        if self.session.as_ref().is_some_and(Session::is_dirty) {
            self.ask_to_save(next);
        } else {
            self.after_save = Some(next);
            self.go_on(ctx);
        }
    }

    /// Does what was waiting for unsaved changes to be dealt with.
    fn go_on(&mut self, ctx: &egui::Context) {
        match self.after_save.take() {
            Some(Next::Quit) => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Some(Next::Close) => self.close_session(),
            Some(Next::Open(sources)) => {
                self.close_session();
                self.read(sources);
            }
            None => {}
        }
    }

    fn close_session(&mut self) {
        self.session = None;
        self.shown = Shown::default();
        self.generation += 1;
    }

    // Results of jobs.

    pub(super) fn take_results(&mut self, ctx: &egui::Context) {
        for finished in self.jobs.poll() {
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
                let time = jiff::Zoned::now().strftime("%H:%M").to_string();
                session.saved_at = Some(time);
            }
            self.remember(path);
            self.notices.done(format!("Saved {file}"), folder);
            if self.after_save.is_some() && !self.session.as_ref().is_some_and(Session::is_dirty) {
                self.go_on(ctx);
            }
        } else {
            let verb = if what == Target::Profile {
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
        let known = session.score().rows.iter().any(|r| r.counts);
        self.prefs.remember(Recent {
            path: path.to_path_buf(),
            vendor: session.assessment.vendor.clone(),
            score: known.then_some(total.printed),
            tier: known.then_some(total.tier),
            day: Some(jiff::Zoned::now().date()),
        });
    }

    /// Takes in what was read: an assessment replaces the open one, documents are added to it.
    fn take_files(&mut self, read: ReadFiles) {
        let Some(engine) = self.engine.clone() else {
            return;
        };
        for failure in &read.failures {
            self.notices
                .failed(format!("{} was not read", failure.place), &failure.why);
        }
        if let Some((path, assessment)) = read.assessment {
            if self.session.as_ref().is_some_and(Session::is_dirty) {
                self.ask_to_save(Next::Open(vec![Source::Path(path)]));
                return;
            }
            self.close_session();
            self.session = Some(Session::open(&engine, *assessment, Some(path.clone())));
            self.shown.open_documents.insert(0);
            self.remember(&path);
            self.unfold_worst();
        }
        if let Some(profile) = read.profile {
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
        let fresh = self.session.is_none();
        if fresh {
            let documents: Vec<_> = read.documents.iter().map(|(d, _)| d.clone()).collect();
            let vendor = vendor_of(&documents);
            let today = jiff::Zoned::now().date();
            self.session = Some(Session::new(&engine, &vendor, today));
            self.shown = Shown::default();
        }
        let known: Vec<String> = self.session.as_ref().map_or_else(Vec::new, |s| {
            s.assessment
                .documents
                .iter()
                .map(|d| d.sha256.clone())
                .collect()
        });
        let (mut names, mut edits, mut first) = (Vec::new(), Vec::new(), known.len());
        for (document, readings) in read.documents {
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
        if !edits.is_empty() {
            let name = if let [one] = names.as_slice() {
                format!("adding {one}")
            } else {
                format!("adding {} documents", names.len())
            };
            self.change(Edit::Several { name, edits }, false);
        }
        if let Some(session) = &mut self.session {
            first = first.min(session.assessment.documents.len().saturating_sub(1));
        }
        if names.is_empty() {
            return;
        }
        self.shown.document = first;
        self.shown.open_documents.insert(first);
        if fresh {
            if let Some(session) = &mut self.session {
                // Opening is no change that undo should take back.
                session.history = History::new();
            }
            self.unfold_worst();
        } else {
            let title = format!(
                "Added {}",
                text::count(names.len(), "document", "documents")
            );
            self.notices.done_with_undo(title, names.join(", "));
        }
    }

    /// Opens the category with the highest exposure, so that the first look shows where it hurts.
    fn unfold_worst(&mut self) {
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
