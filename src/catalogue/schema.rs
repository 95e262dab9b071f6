//! The RON shapes of a catalogue file. One file holds one category; `words.ron` holds what they share.
//!
//! # Patterns
//! A pattern is one string: alternatives separated by ` | `, each a sequence of
//! * plain words: `session replay`. A trailing `*` takes any ending: `advertis* partner*`.
//!   Matching folds case, quotation marks and hyphens: `third-party`, `Third Party` and `third‐party` are one.
//! * `#`: any number, in digits or as a word up to ninety;
//! * `_`: any one word;
//! * `..`: up to six tokens between its neighbours, `..12` up to twelve (punctuation counts as a token);
//! * `{family}`: any term of a family, which is a named list of such terms (without families in them).
//!
//! Parts next to each other must stand next to each other: `{share} .. with .. {ad_partner}`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{GateId, Silence};
use crate::document::Kind;
use crate::finding::State;

/// A jurisdiction, as in "who should look closer".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Who {
    EU,
    UK,
    Switzerland,
    California,
    OtherUS,
    Everyone,
}

impl Who {
    /// The name shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EU => "EU",
            Self::UK => "UK",
            Self::Switzerland => "Switzerland",
            Self::California => "California",
            Self::OtherUS => "Other US states",
            Self::Everyone => "Everyone",
        }
    }
}

/// A citation with what is known of its having been checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawRef {
    /// Whose law.
    pub who: Who,
    /// Citation, with a word on what it says: `GDPR art. 28(10): own purposes make a controller`.
    pub cite: String,
    /// Whether it was checked against a source (`law.md`).
    #[serde(default)]
    pub checked: bool,
    /// The source it was checked against; empty where it was not.
    #[serde(default)]
    pub source: String,
}

/// Size of an aggravator or mitigator (`catalogue.md`): strong .35 or .50, medium .20 or .30, weak .10 or .15.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Size {
    Strong,
    Medium,
    Weak,
    /// A size of its own, in [0, 1).
    Of(f64),
}

impl Size {
    /// Its effect as an aggravator.
    #[must_use]
    pub const fn aggravates(self) -> f64 {
        match self {
            Self::Strong => 0.35,
            Self::Medium => 0.20,
            Self::Weak => 0.10,
            Self::Of(v) => v,
        }
    }

    /// Its effect as a mitigator.
    #[must_use]
    pub const fn mitigates(self) -> f64 {
        match self {
            Self::Strong => 0.50,
            Self::Medium => 0.30,
            Self::Weak => 0.15,
            Self::Of(v) => v,
        }
    }
}

/// How near to the evidence a modifier must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Within {
    /// In the same sentence (with its lead-in).
    #[default]
    Sentence,
    /// In the same paragraph, list item or table row.
    Block,
    /// In the same section.
    Section,
    /// Anywhere in the document.
    Document,
}

/// What an un-negated match of a signal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Reads {
    /// The exposure: affirmed, or denied where negated.
    #[default]
    Exposure,
    /// The protection: the exposure is denied, or affirmed where negated.
    Protection,
}

/// Whose act the first pattern must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ActorRule {
    /// The vendor's, or nobody's in particular (passive voice); never the customer's. The default.
    #[default]
    NotCustomer,
    /// The vendor's, clearly.
    Vendor,
    /// The customer's or a user's: `you may not publish`.
    Customer,
    /// A third party's.
    ThirdParty,
    /// Anybody's: a bare noun phrase is enough.
    Any,
}

/// How polarity is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PolarityRule {
    /// Read from the clause: negation that reaches the first pattern turns it round.
    #[default]
    Read,
    /// The pattern says it all: negation around it changes nothing (`do not respond to DNT`).
    Fixed,
    /// A negated match is no match at all.
    Drop,
}

/// A signal as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSignal {
    /// Id within its provision, unique there.
    pub id: String,
    /// What a match says.
    #[serde(default)]
    pub reads: Reads,
    /// Patterns that must all match in one sentence (with its lead-in); the first is the act.
    pub all: Vec<String>,
    /// Patterns that must not match in it.
    #[serde(default)]
    pub not: Vec<String>,
    /// Patterns of which one must match in the sentence, its lead-in or the headings above it.
    #[serde(default)]
    pub context: Vec<String>,
    /// Whose act it must be.
    #[serde(default)]
    pub actor: ActorRule,
    /// Whether the first pattern is an agreement that only counts where it is made with the customer: one with the
    /// vendor's own suppliers is not met.
    #[serde(default)]
    pub with_customer: bool,
    /// How polarity is told.
    #[serde(default)]
    pub polarity: PolarityRule,
    /// The most tokens from the first match's end to the last one's start.
    #[serde(default)]
    pub near: Option<usize>,
    /// How sure a match is.
    #[serde(default = "default_confidence")]
    pub confidence: f64,
}

const fn default_confidence() -> f64 {
    0.8
}

/// An aggravator or mitigator as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawModifier {
    /// Id within its provision.
    pub id: String,
    /// Name for people, lower case, as after "raised by": `in the signed-in product`.
    pub name: String,
    /// Its size.
    pub size: Size,
    /// Patterns of which one must match; empty where only code or a reviewer sets it.
    #[serde(default)]
    pub any: Vec<String>,
    /// Patterns of which none may match in the sentence that one of the others matched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// How near.
    #[serde(default)]
    pub within: Within,
    /// Whether it is a condition that is in the customer's hands, so that an exposure holds only under it.
    #[serde(default)]
    pub condition: bool,
}

/// A part to which an offered protection may be confined, as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPart {
    /// Name for people, lower case, as after "offered only as to": `the vendor's own messages`.
    pub name: String,
    /// Patterns of which one must match in the sentence.
    pub any: Vec<String>,
    /// Patterns of which none may match in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
}

/// An example as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExample {
    /// Text of our own writing.
    pub text: String,
    /// The state it must give; leave it out where the provision must not be found.
    #[serde(default)]
    pub state: Option<State>,
    /// What a denial must be limited to.
    #[serde(default)]
    pub scope: Option<String>,
}

/// A provision as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawProvision {
    /// Id without its category: `session_replay`.
    pub id: String,
    /// The exposure as a short sentence.
    pub name: String,
    /// Base severity, 0 to 100.
    pub severity: f64,
    /// Whether it enters the score.
    #[serde(default = "yes")]
    pub scored: bool,
    /// Whether it is about a missing protection.
    #[serde(default)]
    pub missing: bool,
    /// What silence means.
    pub silence: Silence,
    /// Adverse only where EU, UK or Swiss data is in play.
    #[serde(default)]
    pub silence_eu_only: bool,
    /// Kinds of document that would say it.
    pub said_in: Vec<Kind>,
    /// The gate it can close.
    #[serde(default)]
    pub gate: Option<GateId>,
    /// Whether it looks for several kinds of data, so that a denial as to one leaves the others open.
    #[serde(default)]
    pub several_kinds: bool,
    /// Whether transfer law decides its state.
    #[serde(default)]
    pub by_transfer_law: bool,
    /// What it is.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// Law by jurisdiction.
    pub law: Vec<LawRef>,
    /// Who should look closer, and why.
    #[serde(default)]
    pub flags: Vec<(Who, String)>,
    /// The clause to negotiate.
    pub ask: String,
    /// The clause in a few words, as it stands on the first page of a report; without it, the clause's first sentence does.
    #[serde(default)]
    pub brief: String,
    /// What to settle for.
    #[serde(default)]
    pub fallback: String,
    /// What the customer's own people should check.
    #[serde(default)]
    pub steps: Vec<String>,
    /// What raises it.
    #[serde(default)]
    pub aggravators: Vec<RawModifier>,
    /// What lowers it.
    #[serde(default)]
    pub mitigators: Vec<RawModifier>,
    /// Parts to which what is offered may be confined; for a missing protection.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<RawPart>,
    /// How it is recognised.
    #[serde(default)]
    pub signals: Vec<RawSignal>,
    /// Its tests.
    #[serde(default)]
    pub examples: Vec<RawExample>,
}

const fn yes() -> bool {
    true
}

/// A category as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCategory {
    /// Stable id.
    pub id: String,
    /// Two-letter code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Default weight.
    pub weight: f64,
}

/// One file of a catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    /// The category that it describes, or adds to.
    pub category: RawCategory,
    /// Families of words of its own; they may be used from every file, and a name may be given only once.
    #[serde(default)]
    pub families: BTreeMap<String, Vec<String>>,
    /// Names of families that stand for things, as in `words.ron`.
    #[serde(default)]
    pub things: Vec<String>,
    /// Its provisions.
    pub provisions: Vec<RawProvision>,
}

/// `words.ron`: what all files share.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWords {
    /// Version of the catalogue.
    pub version: String,
    /// Families: name → terms. A term `{other}` takes in another family.
    pub families: BTreeMap<String, Vec<String>>,
    /// Names of families that stand for things and not for acts: what a defined term or “this data” can stand for.
    #[serde(default)]
    pub things: Vec<String>,
    /// Aggravators that count everywhere.
    #[serde(default)]
    pub aggravators: Vec<RawModifier>,
    /// Mitigators that count everywhere.
    #[serde(default)]
    pub mitigators: Vec<RawModifier>,
}
