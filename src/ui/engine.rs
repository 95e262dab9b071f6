//! The one place where the window calls the pipeline: reading, assessing, exporting, saving.

use std::path::Path;
use std::sync::Arc;

use super::session::{Opening, Session};
use super::work::Target;
use crate::assessment::evaluate::Rules;
use crate::assessment::gist::Gists;
use crate::assessment::{Assessment, Decided, Outcome, decide, store};
use crate::catalogue::Catalogue;
use crate::detect;
use crate::document::Document;
use crate::finding::{Reading, Row};
use crate::intake::{self, Limits, Reader, Unwatched, reports};
use crate::report::layout::{self, Frames};
use crate::report::{Extras, Format, Peer, Peers, ReportModel};
use crate::score::{self, Circumstances, Prepared, Profile, RowScore, Step};
use crate::transfer::Due;

/// The catalogue and the law, loaded once.
pub struct Engine {
    rules: Arc<Rules>,
    limits: Limits,
    reader: Reader,
    presets: Vec<Profile>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// Loads what comes with the program.
    ///
    /// # Errors
    /// Where the built-in data is not valid.
    pub fn load() -> Result<Self, String> {
        let rules = Arc::new(Rules::builtin().map_err(|error| error.to_string())?);
        let limits = Limits::default();
        Ok(Self {
            reader: intake::reader(Arc::clone(&rules), limits.import),
            rules,
            limits,
            presets: score::profile::presets(),
        })
    }

    /// What is looked for.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.rules.catalogue
    }

    /// The built-in profiles, Balanced first.
    #[must_use]
    pub fn presets(&self) -> &[Profile] {
        &self.presets
    }

    /// The catalogue, the law and the figures for the model.
    #[must_use]
    pub const fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// What opening files may cost.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What makes papers of files.
    #[must_use]
    pub const fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Versions, for the status bar.
    #[must_use]
    pub fn status(&self) -> String {
        format!(
            "Catalogue {} · Law checked {}",
            self.rules.catalogue.version,
            self.rules.law.checked_on()
        )
    }

    /// The short name of a category.
    #[must_use]
    pub fn short<'a>(&'a self, category: &'a str) -> &'a str {
        self.catalogue()
            .category(category)
            .map_or(category, |c| c.short.as_str())
    }

    /// The name of a provision: the exposure as a short sentence.
    #[must_use]
    pub fn name<'a>(&'a self, provision: &'a str) -> &'a str {
        self.catalogue()
            .provision(provision)
            .map_or(provision, |p| p.name.as_str())
    }

    /// What the clauses of a document say, as after its kind was set by hand.
    #[must_use]
    pub fn readings(&self, document: &Document) -> Vec<Reading> {
        detect::read(&self.rules.catalogue, document)
    }

    /// Opens a saved assessment.
    ///
    /// # Errors
    /// Where the file is damaged, of a newer version, or cannot be read.
    pub fn open(&self, path: &Path) -> Result<Assessment, String> {
        reports::open(path, self.limits(), &Unwatched)
    }

    /// Saves an assessment: all of it or nothing.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn save(&self, path: &Path, assessment: &Assessment) -> Result<(), String> {
        store::save(path, assessment).map_err(|error| error.to_string())
    }

    /// What is written for an export.
    ///
    /// # Errors
    /// Where the report cannot be made.
    pub fn export(
        &self,
        what: Target,
        assessment: &Assessment,
        outcome: &Outcome,
        extras: &Extras,
    ) -> Result<Vec<u8>, String> {
        let format = match what {
            Target::Json => Format::Json,
            Target::Markdown => Format::Markdown,
            Target::Csv => Format::Csv,
            Target::Xlsx => Format::Xlsx,
            // The others are no exports of the assessment.
            _ => Format::Pdf,
        };
        format
            .write(&self.rules, assessment, outcome, extras)
            .map_err(|error| error.to_string())
    }

    /// The pages of the report.
    #[must_use]
    pub fn pages(&self, assessment: &Assessment, outcome: &Outcome, extras: &Extras) -> Frames {
        let model = ReportModel::whole(&self.rules, assessment, outcome, extras);
        layout::lay_out(&model, &extras.style.template.look)
    }

    /// The vendor beside others.
    #[must_use]
    pub fn peers(
        &self,
        name: &str,
        assessment: &Assessment,
        outcome: &Outcome,
        others: &[Peer],
    ) -> Peers {
        let own = ReportModel::by(&self.rules, assessment, outcome);
        Peers::new(name, &own, others)
    }

    /// What follows from an assessment.
    #[must_use]
    pub fn outcome(&self, assessment: &Assessment) -> Outcome {
        self.rules.outcome(assessment)
    }

    /// What follows from an assessment, by what is known of its documents.
    #[must_use]
    pub fn outcome_by(&self, assessment: &Assessment, gists: &mut Gists) -> Outcome {
        self.rules.outcome_by(assessment, gists)
    }

    /// What these documents say, each by itself: most of what an outcome takes, so that a job can do it before.
    #[must_use]
    pub fn gists<'a>(&self, papers: impl Iterator<Item = (&'a Document, &'a [Reading])>) -> Gists {
        let mut gists = Gists::default();
        gists.of_all(self.catalogue(), &papers.collect::<Vec<_>>());
        gists
    }

    /// An assessment with what follows from it, by what is known of its documents. Slow: for jobs.
    #[must_use]
    pub fn opening(&self, assessment: Assessment, mut gists: Gists) -> Opening {
        let outcome = self.outcome_by(&assessment, &mut gists);
        Opening {
            assessment,
            outcome,
            gists,
        }
    }

    /// What follows after a change of weights, severities or cuts only: findings and rows stay.
    #[must_use]
    pub fn rescored(&self, assessment: &Assessment, before: &Outcome) -> Outcome {
        let mut after = before.clone();
        after.weigh(assessment, &self.rules.base);
        after
    }

    /// The arithmetic of a row, step by step.
    #[must_use]
    pub fn steps(&self, session: &Session, row: &Row, scored: &RowScore) -> Vec<Step> {
        let (decided, circumstances) = decided(session, &session.assessment.profile);
        let base = &self.rules.base;
        score::steps(row, scored, base, &decided.profile, &circumstances)
    }

    /// The assessment made ready for questions of sensitivity, with the weights in force.
    #[must_use]
    pub fn prepared(&self, session: &Session) -> (Prepared, Vec<f64>) {
        let (decided, circumstances) = decided(session, &session.assessment.profile);
        let base = &self.rules.base;
        let items = base.items(&decided.rows, &decided.profile, &circumstances);
        let prepared = Prepared::new(&items, base.categories.len(), decided.profile.emphasis);
        (prepared, base.weights(&decided.profile))
    }

    /// The score under another profile, 0 to 100, before any floor.
    #[must_use]
    pub fn score_with(&self, session: &Session, profile: &Profile) -> f64 {
        let (decided, circumstances) = decided(session, profile);
        let base = &self.rules.base;
        score::score(&decided.rows, base, &decided.profile, &circumstances)
            .total
            .residual
    }

    /// What has to be looked up by hand for the open assessment.
    #[must_use]
    pub fn to_verify(&self, session: &Session) -> Vec<Due> {
        let (checks, law) = (&self.rules.checks, &self.rules.law);
        session.assessment.to_verify(&session.outcome, checks, law)
    }

    /// The weight of a category under a profile.
    #[must_use]
    pub fn weight(&self, category: &str, profile: &Profile) -> f64 {
        let default = self
            .catalogue()
            .category(category)
            .map_or(0.0, |c| c.weight);
        profile.weights.get(category).copied().unwrap_or(default)
    }
}

/// Rows, profile and circumstances with the decisions of reviewers in them.
fn decided(session: &Session, profile: &Profile) -> (Decided, Circumstances) {
    let (assessment, outcome) = (&session.assessment, &session.outcome);
    let decided = decide(
        &outcome.rows,
        &outcome.findings,
        &assessment.decisions,
        profile,
        assessment.as_of,
    );
    let circumstances = Circumstances {
        european: assessment.engagement.is_european(),
        measures: decided.measures.clone(),
        gates: outcome.reviewed.gates.clone(),
    };
    (decided, circumstances)
}
