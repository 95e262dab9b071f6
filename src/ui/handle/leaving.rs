//! Leaving an assessment, with its changes dealt with first.

use std::path::PathBuf;

use super::super::App;
use super::super::session::Session;
use super::super::state::{Shown, View};
use crate::intake::Input;

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
