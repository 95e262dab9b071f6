//! From readings to findings: first within a document, then over all documents of the assessment.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::Engagement;
use crate::catalogue::{Catalogue, Provision};
use crate::document::headings::is_title;
use crate::document::{DateBasis, Document, Kind, Voice};
use crate::finding::{Actor, Denial, Evidence, Factor, Finding, Grade, Reading, Row, State};

use super::{doubt, explain, quotes};

/// The provision that takes customer data out of a text, so that the rows that need the contract are not assessed.
const SCOPE_EXCLUSION: &str = "roles.scope_exclusion";
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

/// Whether some passage of one finding denies what some passage of another affirms: the same actor, and the same things
/// or the same signal.
fn disagree(denies: &Finding, affirms: &Finding) -> bool {
    let alike = |d: &Reading, a: &Reading| {
        d.signal == a.signal || d.about.iter().any(|w| a.about.contains(w))
    };
    denies.evidence.iter().map(|e| &e.reading).any(|d| {
        let mut affirming = affirms.evidence.iter().map(|e| &e.reading);
        d.state == State::Denied
            && affirming.any(|a| a.state != State::Denied && alike(d, a) && same_actor(d, a))
    })
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
        (State::Conditional, _) if !rests_on_a_condition(provision, reading) => {
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

/// Whether what makes a reading conditional is one of the provision's own conditions, which is among its mitigators.
pub(super) fn rests_on_a_condition(provision: &Provision, reading: &Reading) -> bool {
    let mut own = provision.mitigators.iter();
    own.any(|m| m.condition && reading.mitigators.contains(&m.id))
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

/// One row for every provision, in the catalogue's order.
///
/// `findings` and `weak` are those of [`told_in`] for every document, with the transfer findings among the first.
#[must_use]
pub fn rows(
    catalogue: &Catalogue,
    documents: &[Document],
    findings: &[Finding],
    weak: &[Finding],
    engagement: &Engagement,
) -> Vec<Row> {
    let excluding: Vec<usize> = findings
        .iter()
        .filter(|f| {
            f.provision == SCOPE_EXCLUSION
                && f.state == State::Affirmed
                && f.voice == Some(Voice::Vendor)
        })
        .filter_map(|f| f.document)
        .collect();
    catalogue
        .provisions
        .iter()
        .map(|provision| {
            let hint = doubt::hint(&provision.id, weak);
            row(provision, documents, findings, hint, engagement, &excluding)
        })
        .collect()
}

fn row(
    provision: &Provision,
    documents: &[Document],
    findings: &[Finding],
    hint: Option<String>,
    engagement: &Engagement,
    excluding: &[usize],
) -> Row {
    let mut row = Row {
        provision: provision.id.clone(),
        category: provision.category.clone(),
        state: State::NotAssessed,
        findings: Vec::new(),
        aggravators: Vec::new(),
        mitigators: Vec::new(),
        other_side: Vec::new(),
        grade: Grade::Policy,
        confidence: 1.0,
        note: String::new(),
    };
    if let Some(reason) = not_applicable(provision, engagement) {
        row.state = State::NotApplicable;
        row.note = reason;
        return row;
    }
    let mine: Vec<(usize, &Finding)> = findings
        .iter()
        .enumerate()
        .filter(|(_, f)| f.provision == provision.id && f.state.is_found() && f.document.is_some())
        .collect();
    if mine.is_empty() {
        silence(provision, documents, hint, excluding, &mut row);
        return row;
    }
    let rank = |f: &Finding| {
        let kind = f
            .document
            .and_then(|d| documents.get(d))
            .map_or(0, |d| d.kind.precedence());
        if f.voice == Some(Voice::Analyst) {
            0
        } else {
            kind.max(1)
        }
    };
    let vendor = |f: &Finding| {
        f.document
            .and_then(|d| documents.get(d))
            .and_then(|d| d.vendor.clone())
    };
    let size = |f: &Finding| exposure(provision, &f.aggravators, &f.mitigators);
    // Of equals the better evidence decides, and never the order in which documents were loaded.
    let better = |a: &Finding, b: &Finding| {
        let source = |f: &Finding| {
            f.document
                .and_then(|d| documents.get(d))
                .map(|d| d.sha256.clone())
        };
        rank(a)
            .cmp(&rank(b))
            .then(a.confidence.total_cmp(&b.confidence))
            .then_with(|| source(b).cmp(&source(a)))
    };
    let worst = mine
        .iter()
        .max_by(|a, b| {
            size(a.1)
                .total_cmp(&size(b.1))
                .then_with(|| better(a.1, b.1))
                .then(b.0.cmp(&a.0))
        })
        .copied();
    let best = mine
        .iter()
        .min_by(|a, b| {
            size(a.1)
                .total_cmp(&size(b.1))
                .then_with(|| better(b.1, a.1))
                .then(a.0.cmp(&b.0))
        })
        .copied();
    let (Some(worst), Some(best)) = (worst, best) else {
        return row;
    };
    let denies = |f: &Finding| f.state == State::Denied && f.denial != Some(Denial::Aspiration);
    let opposed = denies(best.1) && !denies(worst.1);
    let one_vendor = match (vendor(worst.1), vendor(best.1)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    // A protection that one text offers is offered; a contract outranks a policy, and a policy an analysis.
    let offered = provision.missing && opposed && one_vendor && rank(best.1) > 0;
    let outranked = opposed && one_vendor && rank(best.1) > rank(worst.1);
    let decisive = if offered || outranked { best } else { worst };
    row.state = decisive.1.state;
    if opposed
        && one_vendor
        && !offered
        && !outranked
        && rank(best.1) == rank(worst.1)
        && best.1.denial == Some(Denial::Full)
        && disagree(best.1, worst.1)
    {
        row.state = State::Conflict;
        row.note =
            "Two documents of the same rank disagree: the worse counts, both make the interval."
                .to_owned();
    }
    if row.state == State::Conflict {
        row.other_side = if opposed {
            best.1.mitigators.clone()
        } else {
            vec![denial_factor(provision, Denial::Full, None)]
        };
    }
    row.aggravators = decisive.1.aggravators.clone();
    row.mitigators = decisive.1.mitigators.clone();
    row.confidence = decisive.1.confidence;
    row.grade = grade(decisive.1, documents);
    if row.note.is_empty() {
        row.note = decisive.1.note.clone();
    }
    row.findings.push(decisive.0);
    row.findings
        .extend(mine.iter().map(|m| m.0).filter(|&i| i != decisive.0));
    row
}

fn grade(finding: &Finding, documents: &[Document]) -> Grade {
    if finding.voice == Some(Voice::Analyst) {
        return Grade::Statement;
    }
    match finding
        .document
        .and_then(|d| documents.get(d))
        .map(|d| d.kind)
    {
        Some(Kind::ProcessingAgreement | Kind::Terms) => Grade::Contract,
        Some(Kind::Analysis | Kind::Other) | None => Grade::Statement,
        Some(_) => Grade::Policy,
    }
}

/// Why a provision does not apply, where it does not.
fn not_applicable(provision: &Provision, engagement: &Engagement) -> Option<String> {
    let any = engagement.eu || engagement.uk || engagement.switzerland;
    if provision.category == "transfers" && !any {
        return Some("No personal data from the EU, the UK or Switzerland is in play.".to_owned());
    }
    let off = match provision.id.as_str() {
        "transfers.eu_us" => (!engagement.eu).then_some("the EU"),
        "transfers.uk_us" => (!engagement.uk).then_some("the UK"),
        "transfers.ch_us" => (!engagement.switzerland).then_some("Switzerland"),
        _ => None,
    };
    off.map(|place| format!("No personal data from {place} is in play."))
}

/// The name of a kind within a sentence: `terms of service`, `AI terms`.
fn in_words(kind: Kind) -> String {
    let name = kind.name();
    let capitals = name.chars().take(2).all(char::is_uppercase);
    if capitals {
        name.to_owned()
    } else {
        name.to_lowercase()
    }
}

/// Silent or not assessed, with the reason, and with the hint at what is too weak to count.
fn silence(
    provision: &Provision,
    documents: &[Document],
    hint: Option<String>,
    excluding: &[usize],
    row: &mut Row,
) {
    // Whether a mechanism holds is judged on the text at hand, whatever a contract adds.
    let needs_contract =
        provision.said_in.contains(&Kind::ProcessingAgreement) && !provision.by_transfer_law;
    let mut reasons: Vec<String> = Vec::new();
    let mut read: Vec<&str> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        if !provision.said_in.contains(&document.kind) {
            continue;
        }
        if !document.is_assessed_language() {
            reasons.push(format!("{} is not in English.", document.name));
        } else if document.is_damaged() {
            reasons.push(format!("Text is missing from {}.", document.name));
        } else if needs_contract && excluding.contains(&at) {
            reasons.push(format!(
                "{} leaves customer data to another agreement.",
                document.name
            ));
        } else {
            read.push(&document.name);
        }
    }
    if let Some((last, others)) = read.split_last() {
        let (names, was, nothing, plainly) = if others.is_empty() {
            (
                (*last).to_owned(),
                "was",
                "says nothing of it.",
                "does not say it plainly.",
            )
        } else {
            let names = format!("{} and {last}", others.join(", "));
            (
                names,
                "were",
                "say nothing of it.",
                "do not say it plainly.",
            )
        };
        row.state = State::Silent;
        row.note = match hint {
            Some(hint) => format!("{names} {was} read whole and {plainly} {hint}"),
            None => format!("{names} {was} read whole and {nothing}"),
        };
        return;
    }
    row.state = State::NotAssessed;
    if reasons.is_empty() {
        let kinds: Vec<String> = provision.said_in.iter().map(|k| in_words(*k)).collect();
        reasons.push(match kinds.as_slice() {
            [] => "No document would say it.".to_owned(),
            [kind] => format!("No {kind} is loaded."),
            kinds => format!("None of these is loaded: {}.", kinds.join(", ")),
        });
    }
    reasons.extend(hint);
    row.note = reasons.join(" ");
}

/// The findings that stand for rows without a passage that counts: one each, after those of the documents, with what is
/// too weak to count as their quotes.
#[must_use]
pub fn unspoken(rows: &[Row], weak: &[Finding]) -> Vec<Finding> {
    let touched = |r: &Row| {
        let mine = weak
            .iter()
            .filter(|f| f.provision == r.provision && r.state != State::NotApplicable);
        mine.filter_map(|f| f.evidence.first().cloned()).collect()
    };
    rows.iter()
        .filter(|r| !r.state.is_found())
        .map(|r| Finding {
            provision: r.provision.clone(),
            category: r.category.clone(),
            state: r.state,
            document: None,
            voice: None,
            scope: None,
            denial: None,
            aggravators: Vec::new(),
            mitigators: Vec::new(),
            confidence: 1.0,
            evidence: touched(r),
            note: r.note.clone(),
        })
        .collect()
}

/// Conflicts between documents, as findings with both sides' quotes.
#[must_use]
pub fn conflicts(rows: &[Row], findings: &[Finding]) -> Vec<Finding> {
    rows.iter()
        .filter(|r| r.state == State::Conflict && r.findings.len() > 1)
        .filter_map(|r| {
            let sides: Vec<&Finding> = r.findings.iter().filter_map(|&i| findings.get(i)).collect();
            let first = sides.first()?;
            Some(Finding {
                state: State::Conflict,
                document: None,
                evidence: sides
                    .iter()
                    .flat_map(|f| f.evidence.iter().take(1).cloned())
                    .collect(),
                note: r.note.clone(),
                scope: None,
                denial: None,
                ..(*first).clone()
            })
        })
        .collect()
}
