//! From an assessment to its outcome: findings, rows, transfers, gates and the score.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::editions::editions;
use super::gist::{self, Gist, Gists};
use super::{Assessment, Engagement, LoadNext, Outcome, review};
use crate::catalogue::{Catalogue, CatalogueError, builtin};
use crate::detect::{self, merge};
use crate::document::names::within_a_sentence;
use crate::document::{Document, Kind, Voice};
use crate::finding::{
    Actor, Denial, Evidence, Factor, Finding, Grade, Modality, Reading, Row, State,
};
use crate::score::base::{Base, Circumstances, Measures};
use crate::score::{self, Profile, gates};
use crate::transfer::{self, Checks, Decided, Law, LawError, Mention};

/// Catalogue, law and the model's figures, loaded once and then only read.
#[derive(Debug, Clone)]
pub struct Rules {
    /// What is looked for.
    pub catalogue: Catalogue,
    /// Which transfer mechanism holds when.
    pub law: Law,
    /// The catalogue's figures for the model.
    pub base: Base,
    /// What has to be looked up by hand.
    pub checks: Checks,
}

/// Why the rules could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The catalogue is faulty.
    #[error("the catalogue cannot be used:\n{0}")]
    Catalogue(#[from] CatalogueError),
    /// The law data are faulty.
    #[error("the law data cannot be used: {0}")]
    Law(#[from] LawError),
}

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// Where the built-in data are faulty, which a test excludes.
    pub fn builtin() -> Result<Self, RulesError> {
        Ok(Self::new(
            builtin::catalogue()?,
            Law::builtin()?,
            Checks::builtin()?,
        ))
    }

    /// Rules of this catalogue and law.
    #[must_use]
    pub fn new(catalogue: Catalogue, law: Law, checks: Checks) -> Self {
        let base = Base::of(&catalogue);
        Self {
            catalogue,
            law,
            base,
            checks,
        }
    }

    /// An assessment of these documents, read now, with nothing decided yet.
    ///
    /// The vendor is the one named, or the one that most documents name, or the first file's name.
    #[must_use]
    pub fn assess(
        &self,
        vendor: Option<String>,
        documents: Vec<Document>,
        profile: Profile,
        engagement: Engagement,
        as_of: Date,
    ) -> Assessment {
        let readings = documents
            .par_iter()
            .map(|d| detect::read(&self.catalogue, d))
            .collect();
        Assessment {
            vendor: vendor.unwrap_or_else(|| vendor_of(&documents)),
            purpose: String::new(),
            as_of,
            documents,
            readings,
            profile,
            engagement,
            decisions: Vec::new(),
            statuses: Vec::new(),
            schedule: Vec::new(),
            verifications: Vec::new(),
        }
    }

    /// An assessment of documents that were read before, each with its readings.
    ///
    /// The vendor is the one named, or the one that the documents name, or `hint`, such as the name of their folder.
    #[must_use]
    pub fn assess_read(
        vendor: Option<String>,
        hint: Option<&str>,
        read: Vec<(Document, Vec<Reading>)>,
        profile: Profile,
        engagement: Engagement,
        as_of: Date,
    ) -> Assessment {
        let (documents, readings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        Assessment {
            vendor: vendor.unwrap_or_else(|| vendor_or(documents.iter(), hint)),
            purpose: String::new(),
            as_of,
            documents,
            readings,
            profile,
            engagement,
            decisions: Vec::new(),
            statuses: Vec::new(),
            schedule: Vec::new(),
            verifications: Vec::new(),
        }
    }

    /// What follows from an assessment.
    ///
    /// Copies and older versions do not count: see [`super::editions`]. The outcome is the one that the assessment would
    /// have without them.
    #[must_use]
    pub fn outcome(&self, assessment: &Assessment) -> Outcome {
        self.outcome_by(assessment, &mut Gists::default())
    }

    /// What follows from an assessment, by what is known of its documents. What is not known yet is added.
    #[must_use]
    pub fn outcome_by(&self, assessment: &Assessment, gists: &mut Gists) -> Outcome {
        let editions = editions(
            &assessment.documents,
            &assessment.readings,
            assessment.as_of,
        );
        let counting: Vec<usize> = (0..editions.len())
            .filter(|&at| editions.get(at).is_some_and(|e| e.standing.counts()))
            .collect();
        let mut outcome = if counting.len() == editions.len() {
            self.outcome_of_all(assessment, gists)
        } else {
            let mut outcome = self.outcome_of_all(&only(assessment, &counting), gists);
            outcome.number(&counting);
            outcome
        };
        outcome.editions = editions;
        outcome
    }

    fn outcome_of_all(&self, assessment: &Assessment, gists: &mut Gists) -> Outcome {
        let Self {
            catalogue,
            law,
            base,
            ..
        } = self;
        let documents = &assessment.documents;
        let gists = gists.of_all(catalogue, &assessment.papers().collect::<Vec<_>>());
        let mentions: Vec<Mention> = gist::mentions(&gists).collect();
        let findings = document_findings(self, assessment, &gists, &mentions);
        let weak: Vec<Finding> = gist::weak(&gists).collect();
        let mut rows = merge::rows(
            catalogue,
            documents,
            &findings,
            &weak,
            &assessment.engagement,
        );
        for decided in transfer::decide(&mentions, documents, assessment.as_of, law) {
            let whole = transfer_finding(catalogue, documents, &mentions, &decided, None);
            if let Some(row) = rows.iter_mut().find(|r| r.provision == decided.provision)
                && row.state != State::NotApplicable
            {
                by_law(row, whole, &findings, documents);
            }
        }
        let mut all = findings;
        all.extend(merge::conflicts(&rows, &all));
        all.extend(merge::unspoken(&rows, &weak));

        let gates = gates::gates(&rows, &all, &BTreeSet::new());
        let circumstances = Circumstances {
            european: assessment.engagement.is_european(),
            measures: Measures::default(),
            gates: gates.clone(),
        };
        let score = score::score(&rows, base, &assessment.profile, &circumstances);
        Outcome {
            reviewed: review(&rows, &all, &score, assessment, base),
            score,
            transfers: transfer::rows(&mentions, documents, assessment.as_of, law),
            load_next: load_next(catalogue, documents, &rows),
            findings: all,
            rows,
            gates,
            editions: Vec::new(),
        }
    }
}

/// The assessment with some of its documents only.
fn only(assessment: &Assessment, counting: &[usize]) -> Assessment {
    let documents = counting
        .iter()
        .filter_map(|&at| assessment.documents.get(at).cloned());
    let readings = counting
        .iter()
        .map(|&at| assessment.readings.get(at).cloned().unwrap_or_default());
    Assessment {
        vendor: assessment.vendor.clone(),
        purpose: assessment.purpose.clone(),
        as_of: assessment.as_of,
        documents: documents.collect(),
        readings: readings.collect(),
        profile: assessment.profile.clone(),
        engagement: assessment.engagement.clone(),
        decisions: assessment.decisions.clone(),
        statuses: assessment.statuses.clone(),
        schedule: assessment.schedule.clone(),
        verifications: assessment.verifications.clone(),
    }
}

impl Outcome {
    /// Gives documents the places that they have among all.
    fn number(&mut self, counting: &[usize]) {
        let place = |at: usize| counting.get(at).copied().unwrap_or(at);
        for finding in &mut self.findings {
            finding.document = finding.document.map(place);
            for evidence in &mut finding.evidence {
                evidence.document = place(evidence.document);
            }
        }
        for row in &mut self.transfers {
            row.document = row.document.map(place);
        }
    }
}

/// The vendor that most documents name; where none does, the first file's name without its ending.
#[must_use]
pub fn vendor_of(documents: &[Document]) -> String {
    vendor_or(documents.iter(), None)
}

/// The vendor that most documents name.
///
/// `hint`, such as the name of their folder, stands where no document names one, or where none is named by more
/// documents than every other: then the folder tells which of the names is meant, where it holds one of them.
#[must_use]
pub fn vendor_or<'a>(documents: impl Iterator<Item = &'a Document>, hint: Option<&str>) -> String {
    let documents: Vec<&Document> = documents.collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for vendor in documents.iter().filter_map(|d| d.vendor.as_deref()) {
        *named.entry(vendor).or_default() += 1;
    }
    let most = named.values().copied().max().unwrap_or(0);
    let mut best: Vec<&str> = named
        .into_iter()
        .filter(|&(_, n)| n == most)
        .map(|(v, _)| v)
        .collect();
    best.sort_by_key(|v| {
        documents
            .iter()
            .position(|d| d.vendor.as_deref() == Some(v))
    });
    let letters = |s: &str| -> String {
        let kept = s.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let told = hint.map(letters).filter(|h| !h.is_empty());
    let meant = told.and_then(|h| {
        let same = |v: &&&str| {
            let v = letters(v);
            v.contains(&h) || h.contains(&v)
        };
        best.iter().find(same).copied()
    });
    let stem = || {
        let name = &documents.first()?.name;
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        Some(stem.to_owned())
    };
    match (meant, best.as_slice()) {
        (Some(vendor), _) => vendor.to_owned(),
        (None, [vendor]) => (*vendor).to_owned(),
        (None, [first, ..]) if hint.is_none() => (*first).to_owned(),
        _ => hint
            .map(str::to_owned)
            .or_else(stem)
            .unwrap_or_else(|| "Unnamed vendor".to_owned()),
    }
}

/// What each document says, by document and in the catalogue's order, with what transfer law makes of it.
fn document_findings(
    rules: &Rules,
    assessment: &Assessment,
    gists: &[Arc<Gist>],
    mentions: &[Mention],
) -> Vec<Finding> {
    let Rules { catalogue, law, .. } = rules;
    let documents = &assessment.documents;
    let mut findings: Vec<Finding> = gist::findings(gists).collect();
    for at in 0..documents.len() {
        let own: Vec<Mention> = mentions
            .iter()
            .filter(|m| m.document == at)
            .cloned()
            .collect();
        for decided in transfer::decide(&own, documents, assessment.as_of, law) {
            findings.retain(|f| f.document != Some(at) || f.provision != decided.provision);
            findings.push(transfer_finding(
                catalogue,
                documents,
                &own,
                &decided,
                Some(at),
            ));
        }
    }
    let order: BTreeMap<&str, usize> = catalogue
        .provisions
        .iter()
        .enumerate()
        .map(|(i, p)| (p.id.as_str(), i))
        .collect();
    findings.sort_by_key(|f| (f.document, order.get(f.provision.as_str()).copied()));
    findings
}

/// What transfer law decides, as a finding.
fn transfer_finding(
    catalogue: &Catalogue,
    documents: &[Document],
    mentions: &[Mention],
    decided: &Decided,
    document: Option<usize>,
) -> Finding {
    let provision = catalogue.provision(decided.provision);
    let named = |ids: &[&str], known: Option<&Vec<crate::catalogue::Modifier>>| -> Vec<Factor> {
        ids.iter()
            .filter_map(|id| known?.iter().find(|m| m.id == **id))
            .map(crate::catalogue::Modifier::factor)
            .collect()
    };
    let denied = decided.state == State::Denied;
    let mut mitigators = named(&decided.mitigators, provision.map(|p| &p.mitigators));
    if denied {
        let name = decided.denied_by().to_owned();
        mitigators.insert(
            0,
            Factor {
                id: Denial::FACTOR.to_owned(),
                name,
                size: decided.denial_size,
            },
        );
    }
    let aggravators = if denied {
        Vec::new()
    } else {
        named(&decided.aggravators, provision.map(|p| &p.aggravators))
    };
    let cited: Vec<&Mention> = decided
        .evidence
        .iter()
        .filter_map(|&i| mentions.get(i))
        .collect();
    let mut spans = BTreeSet::new();
    let evidence: Vec<Evidence> = cited
        .iter()
        .filter(|m| spans.insert((m.document, m.span)))
        .filter_map(|m| Some((m, documents.get(m.document)?)))
        .map(|(m, d)| merge::evidence(d, m.document, &law_reading(decided, m)))
        .collect();
    let vendor = cited.iter().any(|m| m.voice == Voice::Vendor);
    Finding {
        provision: decided.provision.to_owned(),
        category: provision.map(|p| p.category.clone()).unwrap_or_default(),
        state: decided.state,
        document: document.or_else(|| cited.first().map(|m| m.document)),
        voice: Some(if vendor {
            Voice::Vendor
        } else {
            Voice::Analyst
        }),
        scope: None,
        denial: decided.denial,
        aggravators,
        mitigators,
        confidence: decided.confidence,
        evidence,
        note: decided.why.clone(),
    }
}

/// A mention as a reading, so that evidence of every kind is shown the same way.
fn law_reading(decided: &Decided, mention: &Mention) -> Reading {
    let owned = |ids: &[&str]| ids.iter().map(|s| (*s).to_owned()).collect();
    Reading {
        provision: decided.provision.to_owned(),
        signal: "transfer law".to_owned(),
        state: decided.state,
        actor: Actor::Vendor,
        modality: Modality::Fact,
        scope: None,
        denial: decided.denial,
        voice: mention.voice,
        span: mention.span,
        words: vec![mention.words],
        through: Vec::new(),
        about: Vec::new(),
        turned_by: None,
        aggravators: owned(&decided.aggravators),
        mitigators: owned(&decided.mitigators),
        confidence: decided.confidence,
    }
}

/// Puts what the law says over all documents into a row.
fn by_law(row: &mut Row, whole: Finding, findings: &[Finding], documents: &[Document]) {
    let mine = findings
        .iter()
        .enumerate()
        .filter(|(_, f)| f.provision == row.provision && f.document.is_some())
        .map(|(i, _)| i);
    // The finding of the decisive document stands first.
    let (mut first, rest): (Vec<usize>, Vec<usize>) = mine.partition(|&i| {
        findings
            .get(i)
            .is_some_and(|f| f.document == whole.document)
    });
    first.extend(rest);
    let kind = whole
        .document
        .and_then(|d| documents.get(d))
        .map(|d| d.kind);
    row.grade = match kind {
        _ if whole.voice == Some(Voice::Analyst) => Grade::Statement,
        Some(Kind::ProcessingAgreement | Kind::Terms) => Grade::Contract,
        _ => Grade::Policy,
    };
    row.state = whole.state;
    row.findings = first;
    row.aggravators = whole.aggravators;
    row.mitigators = whole.mitigators;
    row.other_side = Vec::new();
    row.confidence = whole.confidence;
    row.note = whole.note;
}

/// Why a document of this kind that is at hand does not do.
fn at_hand(documents: &[Document], kind: Kind) -> &'static str {
    let mut of_kind = documents.iter().filter(|d| d.kind == kind).peekable();
    if of_kind.peek().is_none() {
        ""
    } else if of_kind.any(Document::is_assessed_language) {
        "The one at hand is damaged; get it whole. "
    } else {
        "The one at hand is not in English; get it in English. "
    }
}

/// Kinds of document that would settle rows that are not assessed, the most useful first.
fn load_next(catalogue: &Catalogue, documents: &[Document], rows: &[Row]) -> Vec<LoadNext> {
    let read_whole = |kind: Kind| {
        documents
            .iter()
            .any(|d| d.kind == kind && !d.is_damaged() && d.is_assessed_language())
    };
    let mut settles: BTreeMap<Kind, Vec<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.state == State::NotAssessed) {
        let Some(provision) = catalogue.provision(&row.provision).filter(|p| p.scored) else {
            continue;
        };
        for &kind in provision.said_in.iter().filter(|k| !read_whole(**k)) {
            settles.entry(kind).or_default().push(&provision.name);
        }
    }
    let mut next: Vec<LoadNext> = settles
        .into_iter()
        .map(|(kind, names)| {
            let shown: Vec<String> = names.iter().take(3).map(|n| within_a_sentence(n)).collect();
            let more = names.len().saturating_sub(shown.len());
            let rest = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            LoadNext {
                what: kind.name().to_owned(),
                why: format!(
                    "{}It would tell whether {}{rest}.",
                    at_hand(documents, kind),
                    shown.join("; ")
                ),
                settles: names.len(),
            }
        })
        .collect();
    next.sort_by(|a, b| b.settles.cmp(&a.settles).then(a.what.cmp(&b.what)));
    next
}
