//! What was found: readings of single clauses, and the findings that they add up to.

use serde::{Deserialize, Serialize};

use crate::document::{Span, Voice};

/// State of a provision (`model.md`, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The text says the exposure.
    Affirmed,
    /// The text says it under a condition.
    Conditional,
    /// The text denies it, or offers the protection.
    Denied,
    /// Two passages or documents disagree.
    Conflict,
    /// A document of the right kind was read and says nothing.
    Silent,
    /// No document of the right kind, or its text is damaged or cut.
    NotAssessed,
    /// Switched off, with a reason.
    NotApplicable,
}

impl State {
    /// All of them, in display order.
    pub const ALL: [Self; 7] = [
        Self::Affirmed,
        Self::Conditional,
        Self::Denied,
        Self::Conflict,
        Self::Silent,
        Self::NotAssessed,
        Self::NotApplicable,
    ];

    /// The words shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "Affirmed",
            Self::Conditional => "Conditional",
            Self::Denied => "Denied",
            Self::Conflict => "Conflict",
            Self::Silent => "Silent",
            Self::NotAssessed => "Not assessed",
            Self::NotApplicable => "Not applicable",
        }
    }

    /// The key in files: `not_assessed`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Conditional => "conditional",
            Self::Denied => "denied",
            Self::Conflict => "conflict",
            Self::Silent => "silent",
            Self::NotAssessed => "not_assessed",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Whether it rests on a passage of text.
    #[must_use]
    pub const fn is_found(self) -> bool {
        matches!(
            self,
            Self::Affirmed | Self::Conditional | Self::Denied | Self::Conflict
        )
    }
}

/// Who acts in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// The vendor, or its affiliates.
    Vendor,
    /// The customer or a user.
    Customer,
    /// Anybody else who is named.
    ThirdParty,
    /// Nobody is named (passive voice, noun phrase).
    Unstated,
}

impl Actor {
    /// For people: `the vendor`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vendor => "the vendor",
            Self::Customer => "the customer",
            Self::ThirdParty => "a third party",
            Self::Unstated => "not named",
        }
    }
}

/// Force of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Modality {
    /// A plain statement or "will", "shall": 1.0.
    Fact,
    /// "may", "can", "reserve the right": a permission, .9.
    Permission,
    /// "might", "strive to", "endeavour": an aspiration; as a denial it denies nothing.
    Aspiration,
    /// "must", "are required to".
    Duty,
}

impl Modality {
    /// For people: `may: a permission`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact => "stated as a fact",
            Self::Permission => "a permission",
            Self::Aspiration => "an aim, not a promise",
            Self::Duty => "a duty",
        }
    }
}

/// Words that stand for something told elsewhere in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Through {
    /// The words: a defined term, or “this data”.
    pub words: Span,
    /// The sentence that tells what they stand for.
    pub told: Span,
}

/// How one clause was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Provision id.
    pub provision: String,
    /// The signal that met.
    pub signal: String,
    /// What the clause says.
    pub state: State,
    /// Who acts.
    pub actor: Actor,
    /// With what force.
    pub modality: Modality,
    /// What a denial is limited to: `Nevada law`, `now ("currently")`. `None`: not limited.
    pub scope: Option<String>,
    /// How far a denial goes (`model.md`, section 1).
    pub denial: Option<Denial>,
    /// Who speaks.
    pub voice: Voice,
    /// The clause.
    pub span: Span,
    /// The words that made it.
    pub words: Vec<Span>,
    /// Words that counted for what they stand for: a defined term, or a reference such as “this data”.
    #[serde(default)]
    pub through: Vec<Through>,
    /// What it is about, folded: the words of all patterns but the act, so that only like is held against like.
    #[serde(default)]
    pub about: Vec<String>,
    /// The negation, exclusion or condition that turned it, if any.
    pub turned_by: Option<Span>,
    /// Ids of the aggravators seen.
    pub aggravators: Vec<String>,
    /// Ids of the mitigators seen.
    pub mitigators: Vec<String>,
    /// How sure, in (0, 1].
    pub confidence: f64,
}

/// Reach of a denial, and so its size as a mitigator (`model.md`, section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Denial {
    /// Not limited: 1, so the cap of the evidence decides.
    Full,
    /// Limited in time ("currently"): .5.
    Now,
    /// Limited to one law, kind of data or audience: .15.
    Scoped,
    /// An aim ("strive to"): 0.
    Aspiration,
}

impl Denial {
    /// Id of the [`Factor`] that stands for the denial among a row's mitigators.
    pub const FACTOR: &'static str = "denial";

    /// Its size as a mitigator.
    #[must_use]
    pub const fn size(self) -> f64 {
        match self {
            Self::Full => 1.0,
            Self::Now => 0.5,
            Self::Scoped => 0.15,
            Self::Aspiration => 0.0,
        }
    }
}

/// A quote with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Index of the document in the assessment.
    pub document: usize,
    /// Where the quote stands in the document's text.
    pub span: Span,
    /// The quote: exactly that slice.
    pub quote: String,
    /// Section path for people, or empty.
    pub section: String,
    /// Page, counted from 1.
    pub page: Option<u32>,
    /// How it was read.
    pub reading: Reading,
}

/// An aggravator or mitigator that counts in a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Id within the provision, or among those that count everywhere.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Its effect, in [0, 1].
    pub size: f64,
}

/// A provision met in one document, or a state that holds for the whole assessment where no document speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Provision id.
    pub provision: String,
    /// Category id.
    pub category: String,
    /// State.
    pub state: State,
    /// The document that speaks; `None` for silence and the like, and for conflicts between documents.
    pub document: Option<usize>,
    /// Whose voice.
    pub voice: Option<Voice>,
    /// What a denial is limited to.
    pub scope: Option<String>,
    /// Size of the denial as a mitigator, where it is one.
    pub denial: Option<Denial>,
    /// What raises it.
    pub aggravators: Vec<Factor>,
    /// What lowers it.
    pub mitigators: Vec<Factor>,
    /// How sure, in [0, 1].
    pub confidence: f64,
    /// The quotes; empty where no passage speaks.
    pub evidence: Vec<Evidence>,
    /// Why it was read so, in a sentence for people; where it is unsure, says why.
    pub note: String,
}

/// Grade of the evidence, which caps what mitigators can take off (`model.md`, section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// An analyst's word, or a mere statement: .60.
    Statement,
    /// The text of a policy: .70.
    Policy,
    /// A signed contract: .85.
    Contract,
    /// Independently verified: .95.
    Verified,
}

impl Grade {
    /// The most that mitigation can take off.
    #[must_use]
    pub const fn cap(self) -> f64 {
        match self {
            Self::Statement => 0.60,
            Self::Policy => 0.70,
            Self::Contract => 0.85,
            Self::Verified => 0.95,
        }
    }
}

/// A provision over all documents of the assessment: one row of the score. There is one for every provision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Provision id.
    pub provision: String,
    /// Category id.
    pub category: String,
    /// State over all documents.
    pub state: State,
    /// Indices of the findings it rests on, the decisive one first; empty for silence and the like.
    pub findings: Vec<usize>,
    /// What raises it.
    pub aggravators: Vec<Factor>,
    /// What lowers it. In a denial, the denial itself is among them.
    pub mitigators: Vec<Factor>,
    /// In a conflict, what the other side's mitigators are: the low end of the interval.
    pub other_side: Vec<Factor>,
    /// Grade of the evidence.
    pub grade: Grade,
    /// How sure, in [0, 1]; 1 where nothing had to be read.
    pub confidence: f64,
    /// Why, in a sentence for people: which kind of document is missing, why it does not apply.
    pub note: String,
}
