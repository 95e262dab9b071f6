//! What every exporter prints, made from an assessment and its outcome. Exporters only choose where it stands.

mod asks;
mod excerpt;
mod keys;
mod lines;
pub(in crate::report) mod mean;
mod sum;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::evaluate::Rules;
use crate::assessment::{Assessment, Engagement, LoadNext, Outcome, TransferStatus};
use crate::catalogue::{Catalogue, GateId};
use crate::document::{DateBasis, Kind, Voice};
use crate::finding::{Factor, State};
use crate::score::{Gate, Profile, Score, Total};
use crate::transfer::law::Law;

use super::changes::Changes;
use super::logo::Logo;
use super::making::{Extras, Only};
use super::peers::Peers;
use crate::transfer::Calendar;

pub use asks::{Ask, Asks};
pub use keys::{date_basis_key, gate_name, kind_key, status_key, status_name, voice_key};
pub use sum::exposure_of;

/// What the customer wants on an export beside the assessment. All of it may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Details {
    /// The customer's own name.
    pub organisation: String,
    /// A mark such as `Confidential, for procurement`.
    pub mark: String,
    /// The decision that is asked for; where empty, the report proposes one from the tier.
    pub decision: String,
    /// Who prepared it.
    pub prepared_by: String,
    /// Who approved it; `pending` is a good word for nobody yet.
    pub approved_by: String,
    /// Version of the assessment, such as `3`.
    pub version: String,
}

/// The legal data that statuses of mechanisms come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LawVersion {
    /// Its version.
    pub version: String,
    /// How many entries it has.
    pub entries: usize,
    /// How many of them were checked against a source.
    pub checked: usize,
}

impl LawVersion {
    /// What there is to say about legal data.
    #[must_use]
    pub fn of(law: &Law) -> Self {
        let (entries, checked) = law.counted();
        Self {
            version: law.version().to_owned(),
            entries,
            checked,
        }
    }
}

/// All that a report says.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportModel {
    /// The vendor's name.
    pub vendor: String,
    /// What the vendor would be used for; may be empty.
    pub purpose: String,
    /// How far the assessment has come, with who, when and why; empty for a draft that nobody has touched.
    pub status: String,
    /// The day for which it holds.
    pub as_of: Date,
    /// What the customer wants on it.
    pub details: Details,
    /// Version of the catalogue.
    pub catalogue_version: String,
    /// SHA-256 of the catalogue.
    pub catalogue_sha256: String,
    /// The legal data.
    pub law: LawVersion,
    /// Weights and severities.
    pub profile: Profile,
    /// What the customer would send.
    pub engagement: Engagement,
    /// The numbers, with the decisions of reviewers.
    pub score: Score,
    /// The model's own total, where decisions changed it.
    pub own_total: Option<Total>,
    /// Categories in the catalogue's order.
    pub categories: Vec<CategoryLine>,
    /// Every provision, in the catalogue's order.
    pub provisions: Vec<ProvisionLine>,
    /// Findings by document, in the outcome's order.
    pub findings: Vec<FindingLine>,
    /// The documents.
    pub documents: Vec<DocumentLine>,
    /// Mechanisms by corridor.
    pub transfers: Vec<TransferLine>,
    /// Gates.
    pub gates: Vec<Gate>,
    /// What to load next, the most useful first.
    pub load_next: Vec<LoadNext>,
    /// What to ask for, and what it would change.
    pub asks: Asks,
    /// What reviewers decided.
    pub trail: Vec<TrailLine>,
    /// What a reader of the review has to know.
    pub review_warnings: Vec<String>,
    /// Vector string: the score in one line.
    pub vector: String,
    /// When the mechanisms of transfer held, beside the days of the documents; only for pages.
    pub calendar: Option<Calendar>,
    /// What was or has to be looked up by hand; only for pages.
    pub checks: Vec<CheckLine>,
    /// The customer's logo.
    pub logo: Option<Logo>,
    /// The portfolio that it stands beside.
    pub peers: Option<Peers>,
    /// What changed since another version.
    pub changes: Option<Box<Changes>>,
    /// Which findings are listed, where not all are.
    pub shown: Option<String>,
}

/// Something that no text shows, and that somebody has to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// What has to be so.
    pub what: String,
    /// How far it has come: `Verified`, `Not verified`.
    pub status: String,
    /// Whether it was looked up, told, and is not too old.
    pub settled: bool,
    /// When and by whom, and what was found; empty where nobody looked.
    pub found: String,
}

/// A category.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryLine {
    /// Id.
    pub id: String,
    /// Two-letter code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Weight as set.
    pub weight: f64,
    /// Whether any of its provisions counts; where none does, print a dash.
    pub counts: bool,
    /// Before any mitigation, 0 to 100.
    pub inherent: f64,
    /// As the vendor states it.
    pub residual: f64,
    /// With treatments.
    pub treated: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Share that could be assessed, 0 to 1.
    pub coverage: f64,
    /// Points it adds to the score.
    pub contribution: f64,
}

/// A law that a provision touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawLine {
    /// Whose.
    pub who: String,
    /// Citation.
    pub cite: String,
    /// Whether it was checked against a source.
    pub checked: bool,
    /// The source.
    pub source: String,
}

/// A quote with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteLine {
    /// Index of the document.
    pub document: usize,
    /// First byte in the document's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Exactly that slice.
    pub quote: String,
    /// What is printed of it: the whole, or what stands around the words that were read, where the whole is long.
    pub excerpt: String,
    /// What the file has there, where mended letters make a difference.
    pub original: Option<String>,
    /// Section path, or empty.
    pub section: String,
    /// Page, counted from 1.
    pub page: Option<u32>,
    /// The place for people: `Privacy policy 4.2, page 5`.
    pub place: String,
    /// Whether readers of the original do not see it, or not at once.
    pub hidden: bool,
    /// Who speaks.
    pub voice: Voice,
    /// What this clause says by itself.
    pub state: State,
}

/// One provision over all documents.
#[derive(Debug, Clone, PartialEq)]
pub struct ProvisionLine {
    /// Id with its category.
    pub id: String,
    /// Id of its category.
    pub category: String,
    /// Two-letter code of its category.
    pub code: String,
    /// The exposure as a short sentence.
    pub name: String,
    /// State with decisions.
    pub state: State,
    /// The model's own state, where a decision changed it.
    pub own_state: Option<State>,
    /// Why it matters.
    pub why: String,
    /// Law.
    pub law: Vec<LawLine>,
    /// The clause to negotiate.
    pub ask: String,
    /// The clause in a few words; may be empty.
    pub brief: String,
    /// Whether it is about a missing protection.
    pub missing: bool,
    /// What to settle for.
    pub fallback: String,
    /// Base severity in force.
    pub severity: f64,
    /// Weight within its category.
    pub weight: f64,
    /// The gate that it can close.
    pub gate: Option<GateId>,
    /// Before any mitigation.
    pub inherent: f64,
    /// As the vendor states it.
    pub residual: f64,
    /// With treatments.
    pub treated: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Whether it is in the score.
    pub counts: bool,
    /// Whether it is in the applicable catalogue.
    pub applicable: bool,
    /// Points it adds to the score.
    pub contribution: f64,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Who speaks in the decisive finding.
    pub voice: Option<Voice>,
    /// What a denial is limited to.
    pub scope: Option<String>,
    /// What raises it.
    pub aggravators: Vec<Factor>,
    /// What lowers it.
    pub mitigators: Vec<Factor>,
    /// Why, in a sentence for people.
    pub note: String,
    /// The arithmetic in one line: `75.0 base, + .35 no review, − .10 names removed = 78.3`.
    pub sum: String,
    /// Whether a sentence touches on it that is too weak to count; the note quotes it.
    pub touched: bool,
    /// Quotes of all findings it rests on, the decisive ones first, each once.
    pub quotes: Vec<QuoteLine>,
}

/// A provision met in one document, or silence and the like.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingLine {
    /// Provision id.
    pub provision: String,
    /// Category id.
    pub category: String,
    /// State.
    pub state: State,
    /// Base severity in force.
    pub severity: f64,
    /// Before any mitigation, by this finding's own factors.
    pub inherent: f64,
    /// With this finding's own mitigators.
    pub residual: f64,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Who speaks.
    pub voice: Option<Voice>,
    /// What a denial is limited to.
    pub scope: Option<String>,
    /// Names of what raises it.
    pub aggravators: Vec<String>,
    /// Names of what lowers it.
    pub mitigators: Vec<String>,
    /// The quotes.
    pub evidence: Vec<QuoteLine>,
    /// Why it was read so.
    pub note: String,
}

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentLine {
    /// File name.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Kind.
    pub kind: Kind,
    /// What told the kind.
    pub kind_basis: String,
    /// Date.
    pub date: Option<Date>,
    /// How the date is known.
    pub date_basis: DateBasis,
    /// What told the date.
    pub date_note: String,
    /// Language code.
    pub language: String,
    /// Words.
    pub words: usize,
    /// Pages.
    pub pages: Option<u32>,
    /// What has to be known about the reading.
    pub warnings: Vec<String>,
    /// Whether text is missing or unreliable.
    pub damaged: bool,
    /// Whether it counts; a copy or another version does not.
    pub counts: bool,
}

/// A mechanism on a corridor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferLine {
    /// `EU→US` and the like.
    pub corridor: String,
    /// Name.
    pub mechanism: String,
    /// Status on the document's date.
    pub status_at_document: TransferStatus,
    /// Status on the day of the assessment.
    pub status_as_of: TransferStatus,
    /// Why.
    pub why: String,
    /// Source; says so where it was not checked.
    pub source: String,
    /// The document that names it, for people.
    pub document: Option<String>,
}

/// What a reviewer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailLine {
    /// Provision id.
    pub provision: String,
    /// Its name.
    pub name: String,
    /// What was done.
    pub what: String,
    /// Who.
    pub author: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Until when.
    pub expires: Option<Date>,
    /// What became of it: `in force`, `expired`.
    pub status: String,
}

impl ReportModel {
    /// Everything that reports print about one assessment.
    #[must_use]
    pub fn new(
        catalogue: &Catalogue,
        assessment: &Assessment,
        outcome: &Outcome,
        law: LawVersion,
        details: Details,
    ) -> Self {
        lines::build(catalogue, assessment, outcome, law, details)
    }

    /// The same, of an assessment that is weighed by these rules, without a customer's details.
    #[must_use]
    pub fn by(rules: &Rules, assessment: &Assessment, outcome: &Outcome) -> Self {
        Self::detailed(rules, assessment, outcome, Details::default())
    }

    /// What formats that are lists say: with a customer's details, and the findings that are asked for.
    #[must_use]
    pub fn listed(
        rules: &Rules,
        assessment: &Assessment,
        outcome: &Outcome,
        extras: &Extras,
    ) -> Self {
        let details = extras.style.template.details.clone();
        let mut model = Self::detailed(rules, assessment, outcome, details);
        model.keep(&extras.only);
        model
    }

    /// What the pages of a report say: everything, with a customer's details, and what else it is made with.
    #[must_use]
    pub fn whole(
        rules: &Rules,
        assessment: &Assessment,
        outcome: &Outcome,
        extras: &Extras,
    ) -> Self {
        let style = &extras.style;
        let details = style.template.details.clone();
        let mut model = Self::detailed(rules, assessment, outcome, details);
        model.calendar = lines::calendar(&rules.law, assessment, outcome);
        model.checks = lines::checks(rules, assessment, outcome);
        model.logo = style.logo.clone();
        model.peers = extras.peers.clone();
        model.changes = extras.before.as_deref().map(|before| {
            let old = Self::earlier(rules, before, assessment);
            Box::new(Changes::of(
                (&old, &before.documents),
                (&model, &assessment.documents),
            ))
        });
        model
    }

    fn detailed(
        rules: &Rules,
        assessment: &Assessment,
        outcome: &Outcome,
        details: Details,
    ) -> Self {
        let law = LawVersion::of(&rules.law);
        Self::new(&rules.catalogue, assessment, outcome, law, details)
    }

    /// Another version of the same vendor's papers, weighed as this one is and for the same day.
    fn earlier(rules: &Rules, before: &Assessment, now: &Assessment) -> Self {
        let weighed = Assessment {
            as_of: now.as_of,
            profile: now.profile.clone(),
            engagement: now.engagement.clone(),
            ..before.clone()
        };
        let outcome = rules.outcome(&weighed);
        Self::by(rules, &weighed, &outcome)
    }

    /// Keeps those findings only, for formats that are lists. Totals stay what they are.
    pub fn keep(&mut self, only: &Only) {
        if only.is_all() {
            return;
        }
        let all = self.provisions.len();
        self.provisions.retain(|p| only.has(&p.id, p.state));
        self.findings.retain(|f| only.has(&f.provision, f.state));
        self.shown = Some(format!(
            "{} of {all} provisions: {}",
            self.provisions.len(),
            only.words()
        ));
    }

    /// The category of this id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&CategoryLine> {
        self.categories.iter().find(|c| c.id == id)
    }

    /// Provisions of which a passage states the exposure, the heaviest first. Those that are denied without limits
    /// are not among them: what is left of them is doubt, and no statement of the vendor's.
    #[must_use]
    pub fn heaviest(&self) -> Vec<&ProvisionLine> {
        let mut found: Vec<&ProvisionLine> = self
            .provisions
            .iter()
            .filter(|p| p.state.is_found() && p.counts && p.residual > 0.0)
            .filter(|p| p.state != State::Denied || p.scope.is_some())
            .collect();
        // The catalogue's order decides between equals: the sort is stable.
        found.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
        found
    }

    /// Citations of law that are printed: all, and those that were not checked against a source.
    #[must_use]
    pub fn citations(&self) -> (usize, usize) {
        let cited = || {
            self.provisions
                .iter()
                .filter(|p| p.state.is_found())
                .flat_map(|p| &p.law)
        };
        (cited().count(), cited().filter(|l| !l.checked).count())
    }
}
