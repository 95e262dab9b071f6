//! What the portfolio is asked, and what it takes over from the open assessment.

use std::sync::Arc;

use crate::intake::{Group, Input};
use crate::ui::App;
use crate::ui::compare;
use crate::ui::portfolio::Ask;
use crate::ui::state::View;
use crate::ui::text;
use crate::ui::vendors::Vendors;
use crate::ui::work::{self, ReadVendors};

impl App {
    /// Reads vendors into the portfolio: those of a folder that was looked at already, and those of `inputs`.
    pub(super) fn read_portfolio(&mut self, from: Vendors, inputs: Vec<Input>) {
        if let Some(engine) = self.engine.clone() {
            let profile = self.portfolio.profile.clone();
            work::read_portfolio(&mut self.jobs, engine, from, inputs, profile);
        }
    }

    pub(super) fn ask_portfolio(&mut self, ctx: &egui::Context, ask: Ask) {
        let Some(engine) = self.engine.clone() else {
            return;
        };
        match ask {
            Ask::Open(at) => {
                self.to_compare = None;
                if self.session.is_some() && self.portfolio.open == Some(at) {
                    self.shown.view = View::Assessment;
                    return;
                }
                let vendors = self.portfolio.vendors.iter();
                self.vendors = Some(Vendors {
                    folder: self.portfolio.name.clone(),
                    groups: vendors.map(|v| v.group.clone()).collect(),
                    at: self.portfolio.open,
                });
                self.go_to_vendor(ctx, at);
            }
            Ask::Compare => self.compare_chosen(ctx),
            Ask::Take => {
                if let Some(vendors) = self.vendors.clone() {
                    self.shown.view = View::Portfolio;
                    self.read_portfolio(vendors, Vec::new());
                }
            }
            Ask::Remove(at) => self.portfolio.remove(&engine.rules().base, at),
            Ask::Clear => self.portfolio.clear(),
            other => self.portfolio.ask(other),
        }
    }

    /// Puts a vendor beside the open one, or takes one away. Where there is no room it is said.
    pub(super) fn ask_comparison(&mut self, ask: compare::Ask) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_ref()) else {
            return;
        };
        let adds = matches!(ask, compare::Ask::Add(_) | compare::Ask::Paths(_));
        if let Some(why) = self.compare.full().filter(|_| adds) {
            let next = format!("{why}. Remove one, then add another.");
            self.notices.failed("No vendor was added", next);
            return;
        }
        self.compare.ask(ask, session, engine, &mut self.jobs);
    }

    /// Puts the chosen vendors side by side: beside the open one where it is among them, and otherwise beside the first,
    /// which is opened.
    fn compare_chosen(&mut self, ctx: &egui::Context) {
        let chosen = self.portfolio.chosen.clone();
        let open = self.portfolio.open.filter(|at| chosen.contains(at));
        let Some(first) = open.or_else(|| chosen.first().copied()) else {
            return;
        };
        let others = chosen.into_iter().filter(|&at| at != first);
        let groups: Vec<Group> = others
            .filter_map(|at| self.portfolio.vendors.get(at))
            .map(|v| v.group.clone())
            .collect();
        if groups.is_empty() {
            return;
        }
        if open.is_none() || self.session.is_none() {
            self.ask_portfolio(ctx, Ask::Open(first));
        }
        self.to_compare = Some((first, groups));
    }

    /// Begins the comparison that waited for its first vendor to be open.
    fn begin_comparison(&mut self) {
        let first = self.to_compare.as_ref().map(|(first, _)| *first);
        if first.is_none() || self.portfolio.open != first {
            return;
        }
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_ref()) else {
            return;
        };
        if let Some((_, groups)) = self.to_compare.take() {
            let ask = compare::Ask::Only(groups);
            self.compare.ask(ask, session, engine, &mut self.jobs);
            self.portfolio.ask(Ask::ChooseNone);
            self.shown.view = View::Compare;
        }
    }

    /// Takes in vendors that were read.
    pub(super) fn take_vendors(&mut self, read: ReadVendors) {
        let Some(engine) = self.engine.clone() else {
            return;
        };
        for note in &read.notes {
            self.notices.done(&note.place, &note.why);
        }
        if read.batch.vendors.is_empty() {
            let next = "Open a folder with a folder of policies for each vendor.";
            self.notices.failed("No vendor could be read", next);
        } else {
            let count = text::count(read.batch.vendors.len(), "vendor", "vendors");
            let missing = read.failures.len();
            let more = if missing == 0 {
                String::new()
            } else {
                let files = text::count(missing, "file was", "files were");
                format!("{files} not read: see below the table.")
            };
            self.notices.done(format!("Read {count}"), more);
        }
        let base = &engine.rules().base;
        self.portfolio.add(base, read.batch, read.failures);
    }

    /// Lets the portfolio follow the open assessment: its weights for all, its decisions for the vendor itself.
    pub(super) fn keep_portfolio(&mut self) {
        let Some(engine) = self.engine.as_ref().map(Arc::clone) else {
            return;
        };
        let base = &engine.rules().base;
        let portfolio = &mut self.portfolio;
        let generation = self.session.as_ref().map(|_| self.generation);
        if portfolio.seen.map(|(g, _)| g) != generation {
            portfolio.closed(base);
        }
        let Some(session) = &mut self.session else {
            return;
        };
        let now = (self.generation, session.revision);
        if portfolio.seen.is_none() && portfolio.recognise(&session.assessment) {
            if session.is_worked_on() || session.path.is_some() {
                portfolio.follow(base, &session.assessment, &session.outcome);
            } else {
                // What was only read begins with the weights of the table that it was opened from.
                session.begin_with(&engine, &portfolio.profile);
            }
        } else if portfolio.seen.is_some_and(|seen| seen != now) {
            portfolio.follow(base, &session.assessment, &session.outcome);
        }
        portfolio.seen = Some(now);
        portfolio.weigh(base, &session.assessment.profile);
        if self.shown.view == View::Weights {
            portfolio.weigh_supplied(base, &session.base);
        }
        let saved = session.path.as_ref().filter(|_| !session.is_dirty());
        portfolio.saved(saved);
        self.begin_comparison();
    }
}
