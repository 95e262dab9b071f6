//! The open assessment: the record, what follows from it, its history, and where it is saved.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::engine::Engine;
use super::text;
use crate::assessment::edit::Edit;
use crate::assessment::gist::Gists;
use crate::assessment::history::History;
use crate::assessment::{Assessment, Outcome};
use crate::finding::{Evidence, Row};
use crate::score::{Profile, RowScore, Score};

/// A quote as the reader marks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the document's text.
    pub span: crate::document::Span,
    /// Category id.
    pub category: String,
    /// Provision id.
    pub provision: String,
    /// Which of the row's quotes it is.
    pub index: usize,
    /// Who speaks.
    pub voice: crate::document::Voice,
    /// Exposure of its row, 0 to 1000: the stronger mark gives the ground.
    pub strength: u32,
}

/// An assessment with what follows from it: what a job makes ready to be opened.
#[derive(Debug)]
pub struct Opening {
    /// The record.
    pub assessment: Assessment,
    /// What follows from it.
    pub outcome: Outcome,
    /// What is known of its documents.
    pub gists: Gists,
}

/// The open assessment.
pub struct Session {
    /// The record.
    pub assessment: Assessment,
    /// What follows from it.
    pub outcome: Arc<Outcome>,
    /// Undo and redo.
    pub history: History,
    /// Where it is saved.
    pub path: Option<PathBuf>,
    /// Counts changes.
    pub revision: u64,
    /// Time of the last save, as shown.
    pub saved_at: Option<String>,
    /// Whether it was recovered after the window did not close properly.
    pub recovered: bool,
    /// The profile against which the weights are shown: a preset, or what was loaded.
    pub base: Profile,
    /// What is known of its documents, those that were taken away among them: undo brings them back.
    gists: Gists,
    /// Quotes of each document in order of place.
    marks: Vec<Vec<Mark>>,
    rows: BTreeMap<String, usize>,
}

impl Session {
    /// Opens an assessment. `path`: the file that it is saved in.
    #[must_use]
    pub fn open(engine: &Engine, opening: Opening, path: Option<PathBuf>) -> Self {
        let Opening {
            assessment,
            outcome,
            gists,
        } = opening;
        let base = engine
            .presets()
            .iter()
            .find(|p| p.name == assessment.profile.name)
            .unwrap_or(&assessment.profile)
            .clone();
        let mut session = Self {
            assessment,
            outcome: Arc::new(outcome),
            history: if path.is_some() {
                History::of_saved()
            } else {
                History::new()
            },
            path,
            revision: 0,
            saved_at: None,
            recovered: false,
            base,
            gists,
            marks: Vec::new(),
            rows: BTreeMap::new(),
        };
        session.index();
        session
    }

    /// Begins with other weights. For what was only just read: it is no change that undo should take back.
    pub fn begin_with(&mut self, engine: &Engine, profile: &Profile) {
        let mut presets = engine.presets().iter();
        let preset = presets.find(|p| p.name == profile.name);
        self.base = preset.unwrap_or(profile).clone();
        self.assessment.profile = profile.clone();
        self.outcome = Arc::new(engine.outcome_by(&self.assessment, &mut self.gists));
        self.index();
    }

    /// Takes over what a job found in documents that are about to be added or changed.
    pub fn learn(&mut self, gists: Gists) {
        self.gists.extend(gists);
    }

    /// Makes a change: one step of the history, or part of the running gesture.
    ///
    /// # Errors
    /// Where the change does not fit the assessment; nothing is changed then.
    pub fn change(&mut self, engine: &Engine, edit: Edit, gesture: bool) -> Result<(), String> {
        let finds = edit.changes_findings();
        if gesture {
            self.history.drag(&mut self.assessment, edit)
        } else {
            self.history.apply(&mut self.assessment, edit)
        }
        .map_err(|e| e.to_string())?;
        self.follow(engine, finds);
        Ok(())
    }

    /// Ends a gesture: the next change is a step of its own.
    pub fn end_gesture(&mut self) {
        self.history.commit();
    }

    /// Takes the last step back. Returns its name.
    ///
    /// # Errors
    /// Where it cannot be taken back; nothing is changed then.
    pub fn undo(&mut self, engine: &Engine) -> Result<Option<String>, String> {
        let finds = self.history.undo_changes_findings();
        let name = self
            .history
            .undo(&mut self.assessment)
            .map_err(|e| e.to_string())?;
        self.follow(engine, finds);
        Ok(name)
    }

    /// Brings the last step back. Returns its name.
    ///
    /// # Errors
    /// Where it cannot be brought back; nothing is changed then.
    pub fn redo(&mut self, engine: &Engine) -> Result<Option<String>, String> {
        let finds = self.history.redo_changes_findings();
        let name = self
            .history
            .redo(&mut self.assessment)
            .map_err(|e| e.to_string())?;
        self.follow(engine, finds);
        Ok(name)
    }

    fn follow(&mut self, engine: &Engine, finds: bool) {
        self.revision += 1;
        self.outcome = Arc::new(if finds {
            engine.outcome_by(&self.assessment, &mut self.gists)
        } else {
            engine.rescored(&self.assessment, &self.outcome)
        });
        self.index();
    }

    /// The rows as reviewed.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.outcome.reviewed.rows
    }

    /// The numbers as reviewed.
    #[must_use]
    pub fn score(&self) -> &Score {
        &self.outcome.reviewed.score
    }

    fn index(&mut self) {
        self.rows = self
            .rows()
            .iter()
            .enumerate()
            .map(|(i, r)| (r.provision.clone(), i))
            .collect();
        let mut marks = vec![Vec::new(); self.assessment.documents.len()];
        for (row, score) in self.rows().iter().zip(&self.score().rows) {
            for (index, evidence) in self.evidence(row).enumerate() {
                if let Some(list) = marks.get_mut(evidence.document) {
                    list.push(Mark {
                        span: evidence.span,
                        category: row.category.clone(),
                        provision: row.provision.clone(),
                        index,
                        voice: evidence.reading.voice,
                        strength: (score.residual.clamp(0.0, 100.0) * 10.0) as u32,
                    });
                }
            }
        }
        for list in &mut marks {
            list.sort_by(|a, b| {
                (a.span, &a.provision, a.index).cmp(&(b.span, &b.provision, b.index))
            });
        }
        self.marks = marks;
    }

    /// Whether there is something that is not on disk.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// Whether anything was done to it since it was read from files.
    #[must_use]
    pub fn is_worked_on(&self) -> bool {
        self.is_dirty()
            && (self.recovered
                || self.path.is_some()
                || self.history.undo_name().is_some()
                || self.history.redo_name().is_some())
    }

    /// The quotes in a document, in order of place.
    #[must_use]
    pub fn marks(&self, document: usize) -> &[Mark] {
        self.marks.get(document).map_or(&[], Vec::as_slice)
    }

    /// The row of a provision, with its numbers.
    #[must_use]
    pub fn row(&self, provision: &str) -> Option<(&Row, &RowScore)> {
        let &at = self.rows.get(provision)?;
        Some((self.rows().get(at)?, self.score().rows.get(at)?))
    }

    /// All quotes of a row, those of the decisive finding first.
    pub fn evidence<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Evidence> {
        row.findings
            .iter()
            .filter_map(|&i| self.outcome.findings.get(i))
            .flat_map(|f| &f.evidence)
    }

    /// The rows of a category with their numbers, in the catalogue's order.
    pub fn rows_of<'a>(
        &'a self,
        category: &'a str,
    ) -> impl Iterator<Item = (&'a Row, &'a RowScore)> {
        self.rows()
            .iter()
            .zip(&self.score().rows)
            .filter(move |(r, _)| r.category == category)
    }

    /// Whether weights differ from the profile they came from.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        let (now, base) = (&self.assessment.profile, &self.base);
        now.weights != base.weights
            || now.emphasis != base.emphasis
            || now.cuts != base.cuts
            || now.severities != base.severities
            || now.provision_weights != base.provision_weights
            || now.gate_floor != base.gate_floor
    }

    /// The profile's name, with *edited* where it was changed.
    #[must_use]
    pub fn profile_name(&self) -> String {
        if self.is_edited() {
            format!("{}, edited", self.assessment.profile.name)
        } else {
            self.assessment.profile.name.clone()
        }
    }

    /// What the status bar says of it.
    #[must_use]
    pub fn status(&self) -> String {
        let saved = if self.is_dirty() {
            "not saved".to_owned()
        } else {
            match &self.saved_at {
                Some(at) => format!("saved {at}"),
                None => "saved".to_owned(),
            }
        };
        format!(
            "As of {} · Profile {} · p {:.1} · {saved}",
            text::date(self.assessment.as_of),
            self.profile_name(),
            self.assessment.profile.emphasis,
        )
    }

    /// A file name for exports: the vendor's name in letters, digits and hyphens.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let mut out = String::new();
        for c in self.assessment.vendor.chars() {
            if c.is_alphanumeric() {
                out.extend(c.to_lowercase());
            } else if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        }
        let out = out.trim_end_matches('-');
        if out.is_empty() {
            "assessment".to_owned()
        } else {
            out.to_owned()
        }
    }
}
