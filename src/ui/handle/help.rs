//! Carrying out what asks for help, the tour, the calendar and a look-up.

use crate::ui::App;
use crate::ui::command::{Act, Command};
use crate::ui::dialogs::{Dialog, Guide, VerifyForm};
use crate::ui::samples::TOUR_SAMPLE;
use crate::ui::state::View;
use crate::ui::tour::{Ask, Step, Tour};

impl App {
    /// Shows the list of provisions: at this provision, with those of this category, or as a whole.
    pub(super) fn explain(&mut self, id: Option<&str>) {
        if let Some(engine) = &self.engine {
            let open = self.session.is_some();
            self.dialog = Some(Dialog::Guide(Box::new(Guide::of(engine, id, open))));
        }
    }

    /// Asks what was found by this look-up, or by the first that is not settled.
    pub(super) fn ask_verification(&mut self, check: Option<&str>) {
        let Some((session, engine)) = self.session.as_ref().zip(self.engine.as_deref()) else {
            return;
        };
        let due = engine.to_verify(session);
        let chosen = due.iter().find(|d| match check {
            Some(id) => d.check.id == id,
            None => !session.assessment.verified(&d.check).is_settled(),
        });
        if let Some(due) = chosen.or_else(|| due.first()) {
            self.shown.view = View::Transfers;
            let form = VerifyForm::of(&session.assessment, due);
            self.dialog = Some(Dialog::Verify(Box::new(form)));
        }
    }

    /// Shows or folds the calendar; from another view it is shown.
    pub(super) fn toggle_calendar(&mut self) {
        let here = self.shown.view == View::Versions;
        self.prefs.calendar_folded = here && !self.prefs.calendar_folded;
        self.shown.view = View::Versions;
    }

    /// Begins the tour: on what is open, or else on a sample.
    pub(in crate::ui) fn begin_tour(&mut self) {
        self.prefs.toured = true;
        let tour = Tour::new(self.session.is_some());
        self.enter(tour.step());
        self.tour = Some(tour);
    }

    pub(super) fn ask_tour(&mut self, ask: Ask) {
        let Some(mut tour) = self.tour.take() else {
            return;
        };
        if ask == Ask::Next && tour.step() == Step::Samples && self.session.is_none() {
            self.queue.push(Command::OpenSample(TOUR_SAMPLE));
        }
        if tour.go(ask) {
            self.enter(tour.step());
            self.tour = Some(tour);
        }
    }

    /// Brings into view what a step points at.
    fn enter(&mut self, step: Step) {
        if let Some(view) = step.view() {
            self.shown.view = view;
        }
        match step {
            Step::Findings if !self.prefs.left => self.prefs.left = true,
            Step::Inspector if !self.prefs.right => self.prefs.right = true,
            Step::Samples => self.shown.view = View::Assessment,
            _ => {}
        }
        if matches!(step, Step::Reader | Step::Inspector) && self.shown.row.is_none() {
            self.queue.push(Command::Act(Act::NextFinding));
        }
    }

    /// Takes the keys of the tour, unless something is being typed.
    pub(in crate::ui) fn tour_keys(&mut self, ctx: &egui::Context) {
        if self.tour.is_some()
            && !ctx.text_edit_focused()
            && let Some(ask) = Tour::keys(ctx)
        {
            self.queue.push(Command::Tour(ask));
        }
    }
}
