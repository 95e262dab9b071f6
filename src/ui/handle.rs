//! Carrying out commands.

mod files;
mod help;
mod portfolio;
mod results;
mod review;

use std::path::PathBuf;

use super::App;
use super::command::{Act, Command};
use super::dialogs::{Details, Dialog};
use super::samples::SAMPLES;
use super::state::{Appearance, ScrollTo, View};
use super::vendors::Vendors;
use super::work::{self, Target};
use crate::assessment::edit::Edit;
use crate::document::{Counts, Kind};
use crate::intake::Input;
use crate::score::Profile;

/// What to do once unsaved changes are dealt with.
#[derive(Debug, Clone)]
pub enum Next {
    /// Close the window.
    Quit,
    /// Close the assessment.
    Close,
    /// Open these in place of the assessment.
    Open(Vec<Input>),
    /// Open this vendor of the folder in place of the assessment.
    Vendor(usize),
    /// Recover this file in place of the assessment.
    Recover(PathBuf),
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
        self.keep_portfolio();
    }

    fn command(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Act(act) => self.act(ctx, act),
            Command::AddPaths(paths) => {
                if let Some(folder) = paths.first().and_then(|p| p.parent()) {
                    self.prefs.folder = Some(folder.to_path_buf());
                }
                let inputs = paths.into_iter().map(Input::Path).collect();
                if self.shown.view == View::Portfolio {
                    self.read_portfolio(Vendors::default(), inputs);
                } else {
                    self.read(inputs);
                }
            }
            Command::AddText { name, text } => self.read(vec![Input::Bytes {
                name,
                bytes: text.into_bytes(),
            }]),
            Command::OpenSample(index) => {
                if let Some(sample) = SAMPLES.get(index) {
                    let files = sample.files.iter().map(|(name, bytes)| Input::Bytes {
                        name: (*name).to_owned(),
                        bytes: bytes.to_vec(),
                    });
                    self.read(files.collect());
                }
            }
            Command::OpenVendor(at) => self.go_to_vendor(ctx, at),
            Command::JoinVendors => {
                if let Some((vendors, engine)) = self.vendors.take().zip(self.engine.clone()) {
                    let group = vendors.joined();
                    work::read_vendor(&mut self.jobs, engine, group, self.generation);
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
            Command::CountAs { document, counts } => self.count_as(document, counts),
            Command::Compare(ask) => {
                if let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_ref()) {
                    self.compare.ask(ask, session, engine, &mut self.jobs);
                }
            }
            Command::CompareVersions { old, new } => self.versions.choose(old, new),
            Command::Show(view) => self.show_view(view),
            Command::Decide(what) => self.decide(what),
            Command::Review(provision) => self.review(provision),
            Command::TakeBack(at) => self.take_back(at),
            Command::Verify(check) => self.ask_verification(Some(&check)),
            Command::Explain(id) => self.explain(Some(&id)),
            Command::Tour(ask) => self.ask_tour(ask),
            Command::AskStatus(status) => self.ask_status(Some(status)),
            Command::Portfolio(ask) => self.ask_portfolio(ctx, ask),
            Command::Appear(appearance) => self.appear(ctx, appearance),
            Command::Cancel(id) => {
                self.jobs.cancel(id);
                self.compare.ended(id);
                self.notices.done("Stopped", "Nothing was changed.");
            }
            Command::CopyText(words) => ctx.copy_text(words),
            Command::StayOpen => self.after_save = None,
            Command::DiscardAndGo => self.go_on(ctx),
            Command::Recovery(ask) => self.ask_recovery(ask),
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
            Act::Vendors => self.choose_vendor(),
            Act::NextVendor | Act::PreviousVendor => {
                let vendors = self.vendors.as_ref();
                if let Some(at) = vendors.and_then(|v| v.beside(act == Act::NextVendor)) {
                    self.go_to_vendor(ctx, at);
                }
            }
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
            Act::ViewPortfolio => self.shown.view = View::Portfolio,
            Act::ViewAssessment => self.shown.view = View::Assessment,
            Act::ViewReview => self.show_view(View::Review),
            Act::ViewEngagement => self.show_view(View::Engagement),
            Act::Confirm
            | Act::Reject
            | Act::SetState
            | Act::SetExposure
            | Act::Treat
            | Act::Accept
            | Act::Note => self.begin_decision(act),
            Act::NextDue => self.go_to_due(true),
            Act::PreviousDue => self.go_to_due(false),
            Act::SetStatus => self.ask_status(None),
            Act::Verify => self.ask_verification(None),
            Act::Provisions => self.explain(None),
            Act::Explain => {
                if let Some(row) = self.shown.row.clone() {
                    self.explain(Some(&row));
                }
            }
            Act::Tour => self.begin_tour(),
            Act::ViewWeights => self.shown.view = View::Weights,
            Act::ViewCompare => self.show_view(View::Compare),
            Act::ViewVersions => self.shown.view = View::Versions,
            Act::ViewTransfers => self.shown.view = View::Transfers,
            Act::ToggleLeft => self.prefs.left = !self.prefs.left,
            Act::ToggleRight => self.prefs.right = !self.prefs.right,
            Act::ToggleCalendar => self.toggle_calendar(),
            Act::ZoomIn => self.zoom(ctx, self.prefs.zoom + 0.1),
            Act::ZoomOut => self.zoom(ctx, self.prefs.zoom - 0.1),
            Act::ZoomReset => self.zoom(ctx, 1.0),
            Act::Light => self.appear(ctx, Appearance::Light),
            Act::Dark => self.appear(ctx, Appearance::Dark),
            Act::System => self.appear(ctx, Appearance::System),
            Act::History => self.dialog = Some(Dialog::Messages(self.notices.said())),
            Act::Palette => self.dialog = Some(Dialog::Palette(Box::default())),
            Act::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Act::Recover => self.dialog = Dialog::recover(&self.recovery.left),
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
        let before = session.assessment.decisions.clone();
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
        self.follow_review(&before);
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
        if self.shown.row.as_deref() != Some(provision) {
            self.shown.draft.cancel();
        }
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
            self.shown.top_byte = 0;
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

    /// Says whether a document counts beside its copies and other versions.
    fn count_as(&mut self, at: usize, counts: Counts) {
        let Some(session) = &self.session else { return };
        let assessment = &session.assessment;
        let found = assessment
            .documents
            .get(at)
            .zip(assessment.readings.get(at));
        let Some((document, readings)) = found else {
            return;
        };
        let edit = Edit::SetDocument {
            at,
            document: Box::new(crate::document::Document {
                counts,
                ..document.clone()
            }),
            readings: readings.clone(),
        };
        self.change(edit, false);
    }

    /// Shows the vendors of the folder that was opened.
    fn choose_vendor(&mut self) {
        if let Some(vendors) = &self.vendors {
            self.dialog = Some(Dialog::Vendors {
                chosen: vendors.at.unwrap_or(0),
                vendors: Box::new(vendors.clone()),
            });
        }
    }

    /// Leaves the assessment for another vendor of the folder. What was only read, and not worked on, is read again when
    /// one comes back, and so is not asked about.
    fn go_to_vendor(&mut self, ctx: &egui::Context, at: usize) {
        if self.session.as_ref().is_some_and(|s| !s.is_worked_on()) {
            self.after_save = Some(Next::Vendor(at));
            self.go_on(ctx);
        } else {
            self.leave(ctx, Next::Vendor(at));
        }
    }

    /// Reads a vendor of the folder; nothing is open then.
    fn read_vendor(&mut self, at: usize) {
        let Some((vendors, engine)) = self.vendors.as_mut().zip(self.engine.clone()) else {
            return;
        };
        if let Some(group) = vendors.groups.get(at).cloned() {
            vendors.at = Some(at);
            work::read_vendor(&mut self.jobs, engine, group, self.generation);
        }
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
}
