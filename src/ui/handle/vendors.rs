//! Going from vendor to vendor of a folder.

use super::super::App;
use super::super::dialogs::Dialog;
use super::super::work;
use super::Next;

impl App {
    /// Shows the vendors of the folder that was opened.
    pub(super) fn choose_vendor(&mut self) {
        if let Some(vendors) = &self.vendors {
            self.dialog = Some(Dialog::Vendors {
                chosen: vendors.at.unwrap_or(0),
                vendors: Box::new(vendors.clone()),
            });
        }
    }

    /// Leaves the assessment for another vendor of the folder. What was only read, and not worked on, is read again when
    /// one comes back, and so is not asked about.
    pub(super) fn go_to_vendor(&mut self, ctx: &egui::Context, at: usize) {
        if self.session.as_ref().is_some_and(|s| !s.is_worked_on()) {
            self.after_save = Some(Next::Vendor(at));
            self.go_on(ctx);
        } else {
            self.leave(ctx, Next::Vendor(at));
        }
    }

    /// Reads a vendor of the folder; nothing is open then.
    pub(super) fn read_vendor(&mut self, at: usize) {
        let Some((vendors, engine)) = self.vendors.as_mut().zip(self.engine.clone()) else {
            return;
        };
        if let Some(group) = vendors.groups.get(at).cloned() {
            vendors.at = Some(at);
            work::read_vendor(&mut self.jobs, engine, group, self.generation);
        }
    }

    /// Reads all that the folder holds as the papers of one vendor.
    pub(super) fn join_vendors(&mut self) {
        if let Some((vendors, engine)) = self.vendors.take().zip(self.engine.clone()) {
            let group = vendors.joined();
            work::read_vendor(&mut self.jobs, engine, group, self.generation);
        }
    }
}
