//! The record of one vendor: documents, what was read in them, decisions, weights; and what follows from it.

pub mod edit;
pub mod editions;
pub mod evaluate;
pub mod gist;
pub mod history;
pub mod impact;
pub mod portfolio;
pub mod queue;
pub mod review;
#[cfg(test)]
mod samples;
pub mod schedule;
pub mod status;
pub mod store;
#[cfg(test)]
mod trials;
pub mod verify;
#[cfg(test)]
mod whole;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::finding::{Finding, Reading, Row};
use crate::score::{Gate, Profile, Score};

pub use edit::{DecisionError, Edit, EditError};
pub use editions::{Edition, Standing};
pub use history::History;
pub use impact::{Attention, Impact, attention, impact};
pub use review::{Decided, decide, review};
pub use schedule::{Due, NextReview, NextReviewError};
pub use status::{Status, StatusChange, StatusError};
pub use verify::{Verdict, Verification, VerificationError, Verified};

/// One vendor's assessment. Everything in it is either read from files or set by the user; see [`Outcome`] for
/// what follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The vendor's name.
    pub vendor: String,
    /// What the vendor would be used for; may be empty.
    pub purpose: String,
    /// The day for which it holds.
    pub as_of: Date,
    /// The documents.
    pub documents: Vec<Document>,
    /// Readings of each document, parallel to `documents`.
    pub readings: Vec<Vec<Reading>>,
    /// Weights and severities.
    pub profile: Profile,
    /// What the customer would send.
    pub engagement: Engagement,
    /// What reviewers decided.
    pub decisions: Vec<Decision>,
    /// How far it has come, the latest last; empty for a draft.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<StatusChange>,
    /// When it is looked at again, the latest last; empty where nobody set a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<NextReview>,
    /// What was looked up by hand, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verifications: Vec<Verification>,
}

/// What the customer would send to the vendor (`model.md`, section 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Engagement {
    /// Personal data from the EU or EEA.
    pub eu: bool,
    /// From the UK.
    pub uk: bool,
    /// From Switzerland.
    pub switzerland: bool,
    /// Kinds of data, in words: `employee accounts`, `source code`.
    pub data: Vec<String>,
    /// Sensitivity of the data, 1 (public) to 4 (special categories, secrets).
    pub sensitivity: u8,
    /// Number of people concerned: 1 (under 100) to 4 (over 100 000).
    pub volume: u8,
    /// How much depends on the vendor, 1 to 4.
    pub criticality: u8,
    /// Whether the customer is controller or processor, in words.
    pub role: String,
}

impl Default for Engagement {
    /// Nothing known: every region is in play, middling impact.
    fn default() -> Self {
        Self {
            eu: true,
            uk: true,
            switzerland: true,
            data: Vec::new(),
            sensitivity: 2,
            volume: 2,
            criticality: 2,
            role: "controller".to_owned(),
        }
    }
}

/// What a reviewer did about one provision (`model.md`, sections 6 and 9).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Provision id.
    pub provision: String,
    /// What was done.
    pub act: Act,
    /// Who.
    pub author: String,
    /// When: date and time as shown, set by whoever holds the clock.
    pub at: String,
    /// Why. Never empty.
    pub reason: String,
    /// What held before, for the trail.
    pub before: String,
    /// Until when it holds.
    pub expires: Option<Date>,
}

/// The kinds of decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Act {
    /// The finding is right.
    Confirm,
    /// The finding is wrong: the row becomes silent, or whatever the other findings say.
    Reject,
    /// The state is another.
    SetState(crate::finding::State),
    /// The exposure is this, 0 to 100.
    SetExposure(f64),
    /// The weight is this: of a provision within its category, or of a category where the decision names one.
    SetWeight(f64),
    /// A measure that lowers the treated residual, with its size as a mitigator.
    Treat {
        /// What was done: `negotiated clause`, `opt-out configured`.
        measure: String,
        /// Its size, in [0, 1).
        size: f64,
    },
    /// Accepted as it is: lowers nothing.
    Accept {
        /// Who owns the risk.
        owner: String,
    },
    /// A remark, which is its reason: changes nothing, and settles nothing.
    Note,
}

/// A transfer mechanism on a corridor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferRow {
    /// `EU→US`, `UK→US` or `CH→US`.
    pub corridor: String,
    /// The mechanism's name; `none named` where there is none.
    pub mechanism: String,
    /// Status on the document's date.
    pub status_at_document: TransferStatus,
    /// Status on the assessment's date.
    pub status_as_of: TransferStatus,
    /// Why, for people.
    pub why: String,
    /// Where the law data has it from; says so where it was not checked.
    pub source: String,
    /// The document that names it.
    pub document: Option<usize>,
}

/// Status of a mechanism on a corridor on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum TransferStatus {
    Valid,
    ValidContested,
    Limited,
    Invalid,
    NotYetEffective,
    Unknown,
}

/// A document that would settle rows that are not assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadNext {
    /// What to load: `Data processing agreement`, or a name from the text.
    pub what: String,
    /// Why, for people.
    pub why: String,
    /// How many rows it would settle.
    pub settles: usize,
}

/// Rows and numbers with the decisions of reviewers (`model.md`, sections 6 and 9). It stands beside the model's
/// own, and both totals are reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Parallel to the rows of the model.
    pub rows: Vec<Row>,
    /// The numbers with decisions, treatments and reviewed gates.
    pub score: Score,
    /// Gates by the reviewed rows.
    pub gates: Vec<Gate>,
    /// What was done, in the order of the decisions.
    pub trail: Vec<TrailEntry>,
    /// What a reader of the review has to know.
    pub warnings: Vec<ReviewWarning>,
}

/// A decision and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrailEntry {
    /// Index into [`Assessment::decisions`].
    pub decision: usize,
    /// Index into the rows; `None` where no such provision is in the catalogue.
    pub row: Option<usize>,
    /// What became of it.
    pub status: TrailStatus,
    /// What was done, in words: `State set to denied`.
    pub what: String,
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TrailStatus {
    /// It holds.
    InForce,
    /// A later decision on the same point replaced it.
    Replaced,
    /// Its day of expiry has passed.
    Expired,
    /// It names a provision that is not in the catalogue.
    NoSuchProvision,
}

/// Something about the review that a reader has to know (`model.md`, section 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewWarning {
    /// Which.
    pub kind: ReviewWarningKind,
    /// Provision id; `None` where it is about the whole.
    pub provision: Option<String>,
    /// In a sentence for people.
    pub message: String,
}

/// Kinds of warnings about a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewWarningKind {
    /// A row was lowered, and no measure is named for it.
    LoweredWithoutMeasure,
    /// An acceptance has no day on which it ends.
    AcceptanceWithoutExpiry,
    /// A decision has expired and no longer counts.
    Expired,
    /// The residual is more than one tier below the inherent exposure, and nothing verified supports that.
    LargeDropWithoutVerification,
    /// A decision names a provision that the catalogue does not have.
    NoSuchProvision,
}

/// All that follows from an assessment: what screens show and exports print.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Findings by document, and silence and the like.
    pub findings: Vec<Finding>,
    /// One row a provision, in the catalogue's order.
    pub rows: Vec<Row>,
    /// The model's own numbers, without any decision.
    pub score: Score,
    /// What holds with the decisions of reviewers; equal to the model's own where there are none.
    pub reviewed: Reviewed,
    /// Mechanisms by corridor.
    pub transfers: Vec<TransferRow>,
    /// Gates.
    pub gates: Vec<Gate>,
    /// What to load next, the most useful first.
    pub load_next: Vec<LoadNext>,
    /// Which documents count, parallel to [`Assessment::documents`].
    pub editions: Vec<Edition>,
}

impl Assessment {
    /// An empty assessment of a vendor on a day, with the Balanced profile.
    #[must_use]
    pub fn new(vendor: impl Into<String>, as_of: Date) -> Self {
        Self {
            vendor: vendor.into(),
            purpose: String::new(),
            as_of,
            documents: Vec::new(),
            readings: Vec::new(),
            profile: Profile::default(),
            engagement: Engagement::default(),
            decisions: Vec::new(),
            statuses: Vec::new(),
            schedule: Vec::new(),
            verifications: Vec::new(),
        }
    }

    /// The documents, each with what was read in it.
    pub fn papers(&self) -> impl Iterator<Item = (&Document, &[Reading])> {
        self.documents.iter().enumerate().map(|(at, document)| {
            let read = self.readings.get(at).map(Vec::as_slice);
            (document, read.unwrap_or_default())
        })
    }
}

impl Engagement {
    /// Whether personal data from the EU, the UK or Switzerland is in play.
    #[must_use]
    pub const fn is_european(&self) -> bool {
        self.eu || self.uk || self.switzerland
    }
}
