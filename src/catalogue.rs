//! What Scruple looks for: categories, provisions and their signals, compiled and immutable.
//!
//! The raw RON shapes are in [`schema`]; [`builtin`] loads the files under `assets/catalogue`.
//! A catalogue is parsed into *valid* types here: whoever holds a [`Catalogue`] need not check it again.

pub mod builtin;
pub mod compile;
pub mod lint;
pub mod plain;
pub mod problem;
pub mod schema;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::Kind;
use crate::finding::{Factor, State};

pub use compile::load;
pub use problem::{CatalogueError, Level, Problem, Source};
pub use schema::{LawRef, Size, Who};

/// A catalogue that has been checked: every reference in it holds.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Version of the built-in data, such as `2026.11`.
    pub version: String,
    /// SHA-256 over the files it was made from, lower-case hexadecimal.
    pub sha256: String,
    /// The categories, in display order.
    pub categories: Vec<Category>,
    /// The provisions, grouped by category, in display order.
    pub provisions: Vec<Provision>,
    /// Families of words as written, by name: what people are shown of the signals.
    pub families: BTreeMap<String, Vec<String>>,
    /// All words, compiled for matching.
    pub lexicon: crate::detect::lexicon::Lexicon,
    /// Families that stand for things, in order: what a defined term or a reference can stand for.
    pub things: Vec<crate::detect::lexicon::FamilyId>,
    /// Aggravators that count for every provision.
    pub everywhere_aggravators: Vec<Modifier>,
    /// Mitigators that count for every provision.
    pub everywhere_mitigators: Vec<Modifier>,
    pub(crate) index: BTreeMap<String, usize>,
    /// For each family, the signals whose first pattern can begin with it: `(provision, signal)`.
    pub(crate) by_family: Vec<Vec<(usize, usize)>>,
}

impl Catalogue {
    /// The provision of this id, such as `telemetry.session_replay`.
    #[must_use]
    pub fn provision(&self, id: &str) -> Option<&Provision> {
        self.index.get(id).and_then(|&i| self.provisions.get(i))
    }

    /// The category of this id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|c| c.id == id)
    }

    /// The provisions of one category, in order.
    pub fn provisions_of<'a>(&'a self, category: &'a str) -> impl Iterator<Item = &'a Provision> {
        self.provisions
            .iter()
            .filter(move |p| p.category == category)
    }
}

/// A family of provisions that share a weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// Stable id, such as `telemetry`.
    pub id: String,
    /// Two-letter code that always stands with the colour.
    pub code: String,
    /// Full name, such as `Telemetry and usage data`.
    pub name: String,
    /// Short name for narrow places.
    pub short: String,
    /// Default weight, 0 to 30.
    pub weight: f64,
}

/// What silence on a provision means (`model.md`, section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Silence {
    /// The law wants a disclosure, or the default lets the vendor do it.
    Adverse,
    /// Neither.
    Neutral,
    /// The practice needs a positive grant.
    Benign,
}

/// A gate: a fact that no weight can outvote (`model.md`, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateId {
    /// The only EU→US mechanism is invalid on the assessment date.
    InvalidTransferMechanism,
    /// Personal data is sold or shared without opt-out.
    SaleWithoutOptOut,
    /// Identifiable customer data is published.
    IdentifiablePublication,
    /// Customer content trains shared models without opt-in.
    TrainingWithoutOptIn,
}

/// One kind of exposure.
#[derive(Debug, Clone)]
pub struct Provision {
    /// Stable id with its category: `telemetry.session_replay`.
    pub id: String,
    /// Id of its category.
    pub category: String,
    /// The exposure as a short sentence: `Sessions are recorded`.
    pub name: String,
    /// Base severity, 0 to 100; 0 where the provision is not scored.
    pub severity: f64,
    /// Whether it enters the score.
    pub scored: bool,
    /// Whether it is about a missing protection, so that silence and an empty promise are the exposure.
    pub missing: bool,
    /// What silence means.
    pub silence: Silence,
    /// Whether silence is adverse only where EU, UK or Swiss data is in play; neutral elsewhere.
    pub silence_eu_only: bool,
    /// Kinds of document that would say it; silence is found only where one of them was read.
    pub said_in: Vec<Kind>,
    /// The gate it can close.
    pub gate: Option<GateId>,
    /// Whether it looks for several kinds of data, so that a denial as to one leaves the others open.
    pub several_kinds: bool,
    /// Whether transfer law decides its state, and signals only give evidence.
    pub by_transfer_law: bool,
    /// Texts for people.
    pub texts: Texts,
    /// What raises it.
    pub aggravators: Vec<Modifier>,
    /// What lowers it.
    pub mitigators: Vec<Modifier>,
    /// Parts to which what is offered may be confined.
    pub parts: Vec<Part>,
    /// How it is recognised.
    pub signals: Vec<Signal>,
    /// Its tests.
    pub examples: Vec<Example>,
}

impl Provision {
    /// Whether one of these mitigators is a condition that is in the customer's hands.
    #[must_use]
    pub fn is_conditional_by(&self, mitigators: &[String]) -> bool {
        let mut own = self.mitigators.iter();
        own.any(|m| m.condition && mitigators.contains(&m.id))
    }
}

/// What people read about a provision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts {
    /// What it is.
    pub what: String,
    /// Why it matters to the customer, in two sentences.
    pub why: String,
    /// Law by jurisdiction.
    pub law: Vec<LawRef>,
    /// Who should look closer.
    pub flags: Vec<(Who, String)>,
    /// The clause to negotiate.
    pub ask: String,
    /// The clause in a few words; may be empty.
    pub brief: String,
    /// What to settle for.
    pub fallback: String,
    /// What the customer's own people should check.
    pub steps: Vec<String>,
}

/// Something in the text that raises or lowers an exposure.
#[derive(Debug, Clone)]
pub struct Modifier {
    /// Id within its provision.
    pub id: String,
    /// Name for people: `in the signed-in product`.
    pub name: String,
    /// Its effect, in [0, 1).
    pub size: f64,
    /// Patterns of which one must match near the evidence.
    pub any: Vec<crate::detect::lexicon::Pattern>,
    /// Patterns of which none may match in the same sentence.
    pub not: Vec<crate::detect::lexicon::Pattern>,
    /// How near.
    pub within: schema::Within,
    /// Whether it is a condition that is in the customer's hands, so that an exposure holds only under it.
    pub condition: bool,
    /// Whether words are what makes it fire. Others are set by code (validity of a mechanism) or by hand.
    pub by_words: bool,
}

impl Modifier {
    /// The modifier as what raised or lowered a finding.
    #[must_use]
    pub fn factor(&self) -> Factor {
        Factor {
            id: self.id.clone(),
            name: self.name.clone(),
            size: self.size,
        }
    }
}

/// A part to which an offered protection is confined where these words stand in the sentence.
#[derive(Debug, Clone)]
pub struct Part {
    /// Name for people: `the vendor's own messages`.
    pub name: String,
    /// Patterns of which one must match.
    pub any: Vec<crate::detect::lexicon::Pattern>,
    /// Patterns of which none may match.
    pub not: Vec<crate::detect::lexicon::Pattern>,
}

/// A way in which a provision is worded.
#[derive(Debug, Clone)]
pub struct Signal {
    /// Id within its provision.
    pub id: String,
    /// What an un-negated match says.
    pub reads: schema::Reads,
    /// Patterns that must all match in one clause; the first carries polarity, actor and modality.
    pub all: Vec<crate::detect::lexicon::Pattern>,
    /// Patterns that must not match in it.
    pub not: Vec<crate::detect::lexicon::Pattern>,
    /// Patterns of which one must match in the clause, its lead-in or its headings; empty: no condition.
    pub context: Vec<crate::detect::lexicon::Pattern>,
    /// Whose act it must be.
    pub actor: schema::ActorRule,
    /// How polarity is told.
    pub polarity: schema::PolarityRule,
    /// Whether the first pattern is an agreement that only counts where it is made with the customer.
    pub with_customer: bool,
    /// The most words that may stand between the first and the last match; `None`: the clause is the bound.
    pub near: Option<usize>,
    /// How sure a match is, in (0, 1].
    pub confidence: f64,
}

/// A text for or against, which is a test of its provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The state it must give; `None`: the provision must not be found.
    pub state: Option<State>,
    /// What a denial must be limited to, where that matters.
    pub scope: Option<String>,
}
