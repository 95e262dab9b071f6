//! The panels: each reads the model and queues commands.

pub mod app_bar;
pub mod calendar;
pub mod compare;
pub mod documents;
pub mod engagement;
pub mod findings;
pub mod header;
pub mod inspector;
pub mod portfolio;
pub mod reader;
pub mod report;
pub mod review;
pub mod status;
pub mod trail;
pub mod transfers;
pub mod versions;
pub mod weights;
pub mod welcome;
pub mod workbench;

use egui::Ui;

use super::command::{Act, Command, Facts};
use super::compare::Compare;
use super::engine::Engine;
use super::portfolio::Portfolio;
use super::session::Session;
use super::state::{Prefs, Shown};
use super::theme::Theme;
use super::versions::Versions;
use super::widgets::{Button, Look, button};
use crate::transfer::Calendar;

/// What every panel is given.
pub struct Cx<'a> {
    /// Colours and metrics.
    pub t: &'a Theme,
    /// The catalogue and the law, once they are loaded.
    pub engine: Option<&'a Engine>,
    /// What can be done.
    pub facts: &'a Facts,
    /// What is kept from one run to the next.
    pub prefs: &'a Prefs,
    /// What is shown.
    pub shown: &'a mut Shown,
    /// Commands for after this frame's panels.
    pub queue: &'a mut Vec<Command>,
}

impl Cx<'_> {
    /// Asks for a command of the table.
    pub fn act(&mut self, act: Act) {
        self.queue.push(Command::Act(act));
    }

    /// Why a command cannot be done now.
    #[must_use]
    pub fn barred(&self, act: Act) -> Option<&'static str> {
        super::command::entry(act).and_then(|e| (e.barred)(self.facts))
    }

    /// A button for a command of the table, under words of its own.
    pub fn offer(&mut self, ui: &mut Ui, act: Act, label: &str, look: Look) {
        let offered = Button {
            label,
            look,
            icon: super::command::entry(act).and_then(|e| e.icon),
            disabled: self.barred(act),
            ..Button::default()
        };
        if button(ui, self.t, offered).clicked() {
            self.act(act);
        }
    }
}

/// An open assessment with its panels' context.
pub struct Open<'a> {
    /// The assessment and what follows from it.
    pub session: &'a Session,
    /// The catalogue and the law.
    pub engine: &'a Engine,
    /// Two versions of a document.
    pub versions: &'a Versions,
    /// Other vendors beside this one.
    pub compare: &'a Compare,
    /// The vendors that can be added.
    pub portfolio: &'a Portfolio,
    /// When each mechanism of transfer held, once it is laid out.
    pub calendar: Option<&'a Calendar>,
}
