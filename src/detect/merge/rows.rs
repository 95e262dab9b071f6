//! From the findings of all documents to one row a provision: which of them decides, what is silent, what is open.

use super::{denial_factor, exposure, same_actor};
use crate::assessment::Engagement;
use crate::catalogue::{Catalogue, Provision};
use crate::detect::doubt;
use crate::document::names::within_a_sentence;
use crate::document::{Document, Kind, Voice};
use crate::finding::{Denial, Finding, Grade, Reading, Row, State};

/// The provision that takes customer data out of a text, so that the rows that need the contract are not assessed.
const SCOPE_EXCLUSION: &str = "roles.scope_exclusion";

/// One row for every provision, in the catalogue's order.
///
/// `findings` and `weak` are those of [`told_in`](super::told_in) for every document, with the transfer findings among the first.
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
        let kinds: Vec<String> = provision
            .said_in
            .iter()
            .map(|k| within_a_sentence(k.name()))
            .collect();
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
