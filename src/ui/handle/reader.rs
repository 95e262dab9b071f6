//! What the reader shows: findings, documents, quotes.

use super::super::App;
use super::super::state::{ScrollTo, View};

/// So many documents can have their outlines open side by side.
const MANY: usize = 3;

impl App {
    pub(super) fn select(&mut self, provision: &str, index: usize, scroll: bool) {
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

    pub(super) fn show_document(&mut self, document: usize, block: Option<usize>) {
        let Some(session) = &self.session else { return };
        let Some(shown) = session.assessment.documents.get(document) else {
            return;
        };
        let other = self.shown.document != document;
        self.shown.view = View::Assessment;
        self.shown.document = document;
        self.shown.match_at = 0;
        if other {
            // Among many, only the one that is read has its outline open: the others stay in sight.
            if session.assessment.documents.len() > MANY {
                self.shown.open_documents.clear();
            }
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

    /// Goes to the next or the previous quote of the document in the reader.
    pub(super) fn go_to_finding(&mut self, forward: bool) {
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

    pub(super) fn copy_ask(&mut self, ctx: &egui::Context) {
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
