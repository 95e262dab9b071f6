//! From readings to findings: what one document says here, and all documents together in [`rows`](fn@rows).

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, Provision};
use crate::document::headings::is_title;
use crate::document::{DateBasis, Document, Kind, Voice};
use crate::finding::{Actor, Denial, Evidence, Factor, Finding, Reading, State};

use super::{doubt, explain, quotes};

mod rows;

pub use rows::{conflicts, rows, unspoken};

/// The provision about a text without a date: the metadata decide it.
const UNDATED: &str = "change.undated";
/// The provision about what a certification lacks, which only one that is claimed can lack.
const CERTIFICATION: &str = "transfers.certification_gaps";
/// The mitigator of `words.ron` that says what a condition of the customer says.
const CONSENT: &str = "your_consent";

/// Size of a protection that is offered for some data only: no worse than a text that is silent on all of them.
const OFFERED_IN_PART: f64 = 0.6;

/// State of a provision by the readings of one document; `None` where there are none.
///
/// The vendor's own words decide; an analyst's count only where the vendor is not heard. A protection that is
/// offered settles a provision about a missing one; otherwise what is affirmed outweighs what is denied, unless
/// one and the same signal says both, which is a conflict.
#[must_use]
pub fn state_of(provision: &Provision, readings: &[&Reading]) -> Option<State> {
    let heard = heard(readings);
    let has = |state| heard.iter().any(|r| r.state == state);
    let firm = |r: &&&Reading| r.state == State::Denied && r.denial != Some(Denial::Aspiration);
    if heard.is_empty() {
        return None;
    }
    // "There is no opt-out" names the protection too: in one sentence, what is affirmed wins.
    let refused = |r: &Reading| {
        heard
            .iter()
            .any(|a| a.state == State::Affirmed && a.span == r.span)
    };
    if provision.missing {
        let offers = || heard.iter().filter(|r| firm(r) && !refused(r));
        // What is offered for some data does not answer for a text that leaves the others open.
        let whole = offers().any(|r| r.denial != Some(Denial::Scoped));
        if whole || (offers().next().is_some() && !has(State::Affirmed)) {
            return Some(State::Denied);
        }
    }
    if has(State::Affirmed) {
        let affirms = || heard.iter().filter(|r| r.state == State::Affirmed);
        let both = affirms().any(|a| heard.iter().any(|d| contradicts(d, a)));
        let conflict = both && !provision.missing;
        return Some(if conflict {
            State::Conflict
        } else {
            State::Affirmed
        });
    }
    if has(State::Conditional) {
        return Some(State::Conditional);
    }
    Some(State::Denied)
}

/// Whether one passage denies outright what another affirms: by the same signal, of the same things.
fn contradicts(denies: &Reading, affirms: &Reading) -> bool {
    denies.state == State::Denied
        && denies.denial == Some(Denial::Full)
        && denies.signal == affirms.signal
        && denies.span != affirms.span
        && denies.about == affirms.about
        && same_actor(denies, affirms)
}

/// Whether both clauses can be of the same actor: one that is not named can be anybody.
fn same_actor(a: &Reading, b: &Reading) -> bool {
    a.actor == b.actor || a.actor == Actor::Unstated || b.actor == Actor::Unstated
}

/// The readings that decide: the vendor's, or an analyst's where there are none.
fn heard<'a>(readings: &[&'a Reading]) -> Vec<&'a Reading> {
    let vendor: Vec<&Reading> = readings
        .iter()
        .copied()
        .filter(|r| r.voice == Voice::Vendor)
        .collect();
    if vendor.is_empty() {
        readings
            .iter()
            .copied()
            .filter(|r| r.voice == Voice::Analyst)
            .collect()
    } else {
        vendor
    }
}

/// What one document says, in the catalogue's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// What counts.
    pub findings: Vec<Finding>,
    /// What is too weak to count: no row rests on it, and its sentence is only pointed at.
    pub weak: Vec<Finding>,
}

/// What one document says, which stands at place `at`.
#[must_use]
pub fn told_in(
    catalogue: &Catalogue,
    document: &Document,
    at: usize,
    readings: &[Reading],
) -> Told {
    let mut of: BTreeMap<&str, Vec<&Reading>> = BTreeMap::new();
    for reading in readings {
        of.entry(&reading.provision).or_default().push(reading);
    }
    let mut told = Told::default();
    for provision in &catalogue.provisions {
        let mine = of
            .get(provision.id.as_str())
            .map(Vec::as_slice)
            .filter(|_| provision.id != CERTIFICATION || names_a_framework(&document.text))
            .unwrap_or_default();
        if let Some((finding, weak)) = finding(catalogue, provision, document, at, mine) {
            let kept = if weak {
                &mut told.weak
            } else {
                &mut told.findings
            };
            kept.push(finding);
        } else if provision.id == UNDATED
            && let Some(finding) = undated(provision, document, at)
        {
            told.findings.push(finding);
        }
    }
    told
}

/// Whether a text names one of the frameworks to which a company certifies.
fn names_a_framework(text: &str) -> bool {
    const FRAMEWORKS: [&str; 4] = [
        "privacy shield",
        "data privacy framework",
        "dpf",
        "safe harbo",
    ];
    quotes::says_any(text, &FRAMEWORKS)
}

/// The readings of clauses; those of headings, which only name what their text says, where there are no others.
fn clauses<'a>(document: &Document, readings: &[&'a Reading]) -> Vec<&'a Reading> {
    let clauses: Vec<&Reading> = readings
        .iter()
        .copied()
        .filter(|r| !is_title(document.slice(r.span)))
        .collect();
    if clauses.is_empty() {
        readings.to_vec()
    } else {
        clauses
    }
}

/// What a document says of a provision, and whether it is too weak to count.
fn finding(
    catalogue: &Catalogue,
    provision: &Provision,
    document: &Document,
    at: usize,
    readings: &[&Reading],
) -> Option<(Finding, bool)> {
    let clauses = doubt::plain(&clauses(document, readings));
    let readings = clauses.as_slice();
    let state = state_of(provision, readings)?;
    let heard = heard(readings);
    let speaks = |r: &&Reading| match state {
        State::Conflict => true,
        state => r.state == state,
    };
    let mut deciding: Vec<&Reading> = heard.iter().copied().filter(speaks).collect();
    let weight = |r: &Reading| {
        let (aggravators, mitigators) = factors(catalogue, provision, r, r.scope.as_deref());
        exposure(provision, &aggravators, &mitigators)
    };
    // The clause with the worst exposure decides the figures; a denial's figures are those of the firmest one.
    let order = |a: &&Reading, b: &&Reading| {
        let worse = weight(b).total_cmp(&weight(a));
        let worse = if state == State::Denied {
            worse.reverse()
        } else {
            worse
        };
        worse
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.span.cmp(&b.span))
    };
    deciding.sort_by(order);
    let first = deciding.first()?;
    let scope = scopes(first, &deciding);
    let (aggravators, mitigators) = factors(catalogue, provision, first, scope.as_deref());
    let quoted = quotes::in_order(document, provision.missing, state, &deciding);
    let evidence: Vec<Evidence> = quoted.iter().map(|r| evidence(document, at, r)).collect();
    let confidence = deciding.iter().map(|r| r.confidence).fold(0.0, f64::max);
    let mut finding = Finding {
        provision: provision.id.clone(),
        category: provision.category.clone(),
        state,
        document: Some(at),
        voice: Some(first.voice),
        scope: scope.filter(|_| state == State::Denied),
        denial: if state == State::Denied {
            first.denial
        } else {
            None
        },
        aggravators,
        mitigators,
        confidence,
        evidence,
        note: String::new(),
    };
    // The figures are those of the clause with the worst exposure, which need not be quoted first.
    let decides = finding.evidence.iter().position(|e| e.span == first.span);
    finding.note = explain::note(provision, document, &finding, decides.unwrap_or_default());
    // An analyst's word is unsure by itself, and is told as what it is.
    let weak = finding.voice == Some(Voice::Vendor) && doubt::is_too_weak(&deciding);
    Some((finding, weak))
}

/// What a denial is limited to, by all passages that deny as far as the first: "the CCPA; the laws of Virginia".
fn scopes(first: &Reading, deciding: &[&Reading]) -> Option<String> {
    const MOST: usize = 4;
    let mut all = vec![first.scope.as_deref()?];
    for scope in deciding
        .iter()
        .filter(|r| r.denial == first.denial)
        .filter_map(|r| r.scope.as_deref())
    {
        let known = |s: &&str| s.to_lowercase() == scope.to_lowercase();
        if !all.iter().any(known) {
            all.push(scope);
        }
    }
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let mut text = all.join("; ");
    if more > 0 {
        text.push_str(&format!("; {more} more"));
    }
    Some(text)
}

fn undated(provision: &Provision, document: &Document, at: usize) -> Option<Finding> {
    // Label units, pasted lines and lists of names need no date.
    if matches!(
        document.kind,
        Kind::Other | Kind::Analysis | Kind::SubProcessors
    ) {
        return None;
    }
    let stated = document.date_basis == DateBasis::Stated;
    Some(Finding {
        provision: provision.id.clone(),
        category: provision.category.clone(),
        state: if stated {
            State::Denied
        } else {
            State::Affirmed
        },
        document: Some(at),
        voice: Some(Voice::Vendor),
        scope: None,
        denial: stated.then_some(Denial::Full),
        aggravators: Vec::new(),
        mitigators: if stated {
            vec![denial_factor(provision, Denial::Full, None)]
        } else {
            Vec::new()
        },
        confidence: 0.95,
        evidence: Vec::new(),
        note: document.date_note.clone(),
    })
}

/// A quote with its place.
pub(crate) fn evidence(document: &Document, at: usize, reading: &Reading) -> Evidence {
    let block = document.block_at(reading.span.start);
    Evidence {
        document: at,
        span: reading.span,
        quote: document.slice(reading.span).to_owned(),
        section: block.map(|b| document.section_path(b)).unwrap_or_default(),
        page: document.page_at(reading.span.start),
        reading: reading.clone(),
    }
}

/// The factors that a reading's ids stand for, aggravators and mitigators. `scope`: what its denial is said to be limited to.
fn factors(
    catalogue: &Catalogue,
    provision: &Provision,
    reading: &Reading,
    scope: Option<&str>,
) -> (Vec<Factor>, Vec<Factor>) {
    let named = |ids: &[String],
                 own: &[crate::catalogue::Modifier],
                 shared: &[crate::catalogue::Modifier]| {
        let mut names = BTreeSet::new();
        ids.iter()
            .filter_map(|id| {
                own.iter()
                    .find(|m| &m.id == id)
                    .or_else(|| shared.iter().find(|m| &m.id == id))
            })
            // What the provision and the shared words both know counts once, by the provision's size.
            .filter(|m| names.insert(&m.name))
            .map(crate::catalogue::Modifier::factor)
            .collect::<Vec<_>>()
    };
    let aggravators = if reading.state == State::Denied {
        Vec::new()
    } else {
        named(
            &reading.aggravators,
            &provision.aggravators,
            &catalogue.everywhere_aggravators,
        )
    };
    let mut mitigators = named(
        &reading.mitigators,
        &provision.mitigators,
        &catalogue.everywhere_mitigators,
    );
    match (reading.state, reading.denial) {
        (State::Denied, Some(denial)) => {
            let factor = denial_factor(provision, denial, scope);
            mitigators.insert(0, factor);
        }
        // A condition that the customer controls is a medium mitigator, and counts once.
        (State::Conditional, _) if !provision.is_conditional_by(&reading.mitigators) => {
            mitigators.retain(|m| m.id != CONSENT);
            mitigators.insert(
                0,
                Factor {
                    id: "condition".to_owned(),
                    name: "only where the customer agrees".to_owned(),
                    size: 0.30,
                },
            );
        }
        _ => {}
    }
    (aggravators, mitigators)
}

fn denial_factor(provision: &Provision, denial: Denial, scope: Option<&str>) -> Factor {
    let name = match (denial, scope) {
        (Denial::Full, _) => "denied".to_owned(),
        (Denial::Now, _) => "denied for now".to_owned(),
        (Denial::Scoped, Some(scope)) if provision.missing => {
            format!("offered only as to: {scope}")
        }
        (Denial::Scoped, Some(scope)) => format!("denied only as to: {scope}"),
        (Denial::Scoped, None) => "denied in part".to_owned(),
        (Denial::Aspiration, _) => "an aim, not a denial".to_owned(),
    };
    Factor {
        id: Denial::FACTOR.to_owned(),
        name,
        size: match denial {
            Denial::Scoped if provision.missing => OFFERED_IN_PART,
            _ => denial.size(),
        },
    }
}

/// Residual exposure by factors alone, for the order of clauses.
fn exposure(provision: &Provision, aggravators: &[Factor], mitigators: &[Factor]) -> f64 {
    let keeps: f64 = aggravators.iter().map(|f| 1.0 - f.size).product();
    let passes: f64 = mitigators.iter().map(|f| 1.0 - f.size).product();
    (1.0 - (1.0 - provision.severity / 100.0) * keeps) * passes
}
