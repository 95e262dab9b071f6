//! Carrying out commands: each is handed on to whoever does it, by what it is about.

mod edits;
mod files;
mod help;
mod leaving;
mod portfolio;
mod reader;
mod report;
mod results;
mod review;
mod vendors;

use super::App;
use super::command::{Act, Command};
use super::dialogs::{Details, Dialog};
use super::state::{Appearance, View};
use super::work::{self, Target};
use crate::intake::Input;

pub use leaving::Next;

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
            Command::AddPaths(paths) => self.add_paths(paths),
            Command::AddText { name, text } => self.read(vec![Input::Bytes {
                name,
                bytes: text.into_bytes(),
            }]),
            Command::OpenSample(index) => self.open_sample(index),
            Command::OpenVendor(at) => self.go_to_vendor(ctx, at),
            Command::JoinVendors => self.join_vendors(),
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
            Command::Compare(ask) => self.ask_comparison(ask),
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
            Command::Report(ask) => self.ask_report(ask),
            Command::CheckReport(paths) => self.check_report(paths),
            Command::Appear(appearance) => self.appear(ctx, appearance),
            Command::Cancel(id) => {
                self.jobs.cancel(id);
                self.compare.ended(id);
                self.notices.done("Stopped", "Nothing was changed.");
            }
            Command::CopyText(words) => ctx.copy_text(words),
            Command::StayOpen => {
                self.after_save = None;
                self.to_compare = None;
            }
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
            Act::ExportXlsx => self.ask_place(Target::Xlsx),
            Act::LoadProfile => work::pick_profile(&mut self.jobs, folder.as_deref()),
            Act::SaveProfile => self.ask_place(Target::Profile),
            Act::LoadTemplate => self.ask_template(),
            Act::SaveTemplate => self.ask_place(Target::Template),
            Act::CheckReport => self.ask_check(),
            Act::PortfolioPdf => self.ask_place(Target::PortfolioPdf),
            Act::PortfolioXlsx => self.ask_place(Target::PortfolioXlsx),
            Act::PortfolioCsv => self.ask_place(Target::PortfolioCsv),
            Act::ViewReport => self.show_view(View::Report),
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
}
