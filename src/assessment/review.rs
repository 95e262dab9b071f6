//! What reviewers decided, put on top of the model's rows (`model.md`, sections 6 and 9). The model's own rows and
//! numbers are left as they are, so both can be shown and reported.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    Act, Assessment, Decision, Outcome, ReviewWarning, ReviewWarningKind, Reviewed, TrailEntry,
    TrailStatus,
};
use crate::finding::{Denial, Factor, Finding, Grade, Row, State};
use crate::score::base::{Measure, Measures};
use crate::score::print;
use crate::score::{Base, Circumstances, Profile, RowScore, Score, gates, score};

/// Id of the factor that stands for a condition among a row's mitigators.
const CONDITION: &str = "condition";
/// Size of a condition that the customer controls: a medium mitigator.
const CONDITION_SIZE: f64 = 0.30;
/// Least difference in points that counts as lowering.
const LOWERED: f64 = 0.05;

/// Rows with decisions put on top, and what they change beside rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// Parallel to the model's rows.
    pub rows: Vec<Row>,
    /// Treatments, and exposures that were set.
    pub measures: Measures,
    /// The profile with weights that were set.
    pub profile: Profile,
    /// Provisions that a reviewer confirmed or whose state was set: what may confirm a gate.
    pub settled: BTreeSet<String>,
    /// One entry a decision, in order.
    pub trail: Vec<TrailEntry>,
}

/// Which point of a row a decision is about; a later decision on the same point replaces the earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Point {
    Verdict,
    Exposure,
    Weight,
    Measure(String),
    Acceptance,
    /// Of its own: no later one replaces it.
    Remark,
}

fn point(act: &Act) -> Point {
    match act {
        Act::Confirm | Act::Reject | Act::SetState(_) => Point::Verdict,
        Act::SetExposure(_) => Point::Exposure,
        Act::SetWeight(_) => Point::Weight,
        Act::Treat { measure, .. } => Point::Measure(measure.trim().to_lowercase()),
        Act::Accept { .. } => Point::Acceptance,
        Act::Note => Point::Remark,
    }
}

impl Act {
    /// What was done, in words: `State set to denied`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Confirm => "Confirmed".to_owned(),
            Self::Reject => "Rejected".to_owned(),
            Self::SetState(state) => format!("State set to {}", state.name().to_lowercase()),
            Self::SetExposure(value) => format!("Exposure set to {}", print::number(*value, 0)),
            Self::SetWeight(value) => format!("Weight set to {}", print::weight(*value)),
            Self::Treat { measure, size } => {
                format!("Treated: {measure} ({})", print::factor(*size))
            }
            Self::Accept { owner } => format!("Accepted, owned by {owner}"),
            Self::Note => "Note".to_owned(),
        }
    }

    /// Whether somebody has said by it what holds for a row: a note and a weight leave that open.
    #[must_use]
    pub const fn settles(&self) -> bool {
        !matches!(self, Self::Note | Self::SetWeight(_))
    }
}

impl Decision {
    /// Whether it no longer holds on a day: the day of expiry itself is the last on which it does.
    #[must_use]
    pub fn is_expired(&self, as_of: Date) -> bool {
        self.expires.is_some_and(|last| last < as_of)
    }

    /// What holds for a row now, in words, for [`Decision::before`]: `Affirmed, 78`.
    #[must_use]
    pub fn before_of(row: &Row, scored: &RowScore) -> String {
        if scored.counts {
            format!("{}, {}", row.state.name(), print::whole(scored.residual))
        } else {
            row.state.name().to_owned()
        }
    }
}

/// Puts decisions on top of rows.
///
/// Decisions are taken in order. An expired one, one that a later one on the same point replaces, and one on an
/// unknown provision change nothing; the trail says so. A rejection also takes back an exposure that was set before.
#[must_use]
pub fn decide(
    rows: &[Row],
    findings: &[Finding],
    decisions: &[Decision],
    profile: &Profile,
    as_of: Date,
) -> Decided {
    let mut decided = Decided {
        rows: rows.to_vec(),
        measures: Measures::default(),
        profile: profile.clone(),
        settled: BTreeSet::new(),
        trail: Vec::with_capacity(decisions.len()),
    };
    for (index, decision) in decisions.iter().enumerate() {
        let row = rows.iter().position(|r| r.provision == decision.provision);
        let status = status(rows, decisions, index, decision, as_of);
        if status == TrailStatus::InForce {
            decided.put(row, findings, decision);
        }
        decided.trail.push(TrailEntry {
            decision: index,
            row,
            status,
            what: decision.act.words(),
        });
    }
    decided
}

fn status(
    rows: &[Row],
    decisions: &[Decision],
    index: usize,
    decision: &Decision,
    as_of: Date,
) -> TrailStatus {
    let names_row = rows.iter().any(|r| r.provision == decision.provision);
    let names_category = matches!(decision.act, Act::SetWeight(_))
        && rows.iter().any(|r| r.category == decision.provision);
    if !names_row && !names_category {
        return TrailStatus::NoSuchProvision;
    }
    if decision.is_expired(as_of) {
        return TrailStatus::Expired;
    }
    let replaced = decisions
        .iter()
        .skip(index + 1)
        .filter(|d| d.provision == decision.provision && !d.is_expired(as_of))
        .any(|later| {
            (point(&later.act) == point(&decision.act) && decision.act != Act::Note)
                || (matches!(later.act, Act::Reject) && matches!(decision.act, Act::SetExposure(_)))
        });
    if replaced {
        TrailStatus::Replaced
    } else {
        TrailStatus::InForce
    }
}

impl Decided {
    fn put(&mut self, row: Option<usize>, findings: &[Finding], decision: &Decision) {
        let id = &decision.provision;
        match &decision.act {
            Act::Confirm => {
                if let Some(row) = row.and_then(|i| self.rows.get_mut(i)) {
                    row.confidence = 1.0;
                }
                self.settled.insert(id.clone());
            }
            Act::Reject => {
                if let Some(row) = row.and_then(|i| self.rows.get_mut(i)) {
                    reject(row, findings);
                }
            }
            Act::SetState(state) => {
                if let Some(row) = row.and_then(|i| self.rows.get_mut(i)) {
                    set_state(row, *state);
                }
                self.settled.insert(id.clone());
            }
            Act::SetExposure(value) => {
                self.measures.exposures.insert(id.clone(), *value);
            }
            Act::SetWeight(value) => {
                let weights = if row.is_some() {
                    &mut self.profile.provision_weights
                } else {
                    &mut self.profile.weights
                };
                weights.insert(id.clone(), *value);
            }
            Act::Treat { measure, size } => {
                self.measures
                    .treatments
                    .entry(id.clone())
                    .or_default()
                    .push(Measure {
                        name: measure.clone(),
                        size: *size,
                    });
            }
            Act::Accept { .. } | Act::Note => {}
        }
    }
}

/// Whether a state says the exposure, as against denying it.
const fn says_it(state: State) -> bool {
    matches!(
        state,
        State::Affirmed | State::Conditional | State::Conflict
    )
}

/// Rejects what the row says: it becomes what findings of the other side say, or silent.
fn reject(row: &mut Row, findings: &[Finding]) {
    if !row.state.is_found() {
        // Nothing was read here, so there is nothing to reject; above all, what is not assessed stays so.
        return;
    }
    let rejected = says_it(row.state);
    let others: Vec<usize> = row
        .findings
        .iter()
        .copied()
        .filter(|&i| {
            findings
                .get(i)
                .is_some_and(|f| f.state.is_found() && says_it(f.state) != rejected)
        })
        .collect();
    row.other_side.clear();
    match others.first().and_then(|&i| findings.get(i)) {
        Some(finding) => {
            row.state = finding.state;
            row.aggravators.clone_from(&finding.aggravators);
            row.mitigators.clone_from(&finding.mitigators);
            row.confidence = finding.confidence;
            row.note.clone_from(&finding.note);
            row.findings = others;
        }
        None => {
            set_state(row, State::Silent);
            row.findings.clear();
        }
    }
}

fn denial() -> Factor {
    Factor {
        id: Denial::FACTOR.to_owned(),
        name: "denied, set in review".to_owned(),
        size: Denial::Full.size(),
    }
}

/// Sets a state by hand: factors that cannot stand beside it go, those that it needs come.
fn set_state(row: &mut Row, state: State) {
    let was = std::mem::replace(&mut row.state, state);
    row.confidence = 1.0;
    row.note = "The state was set in review.".to_owned();
    if was == state {
        return;
    }
    row.other_side.clear();
    row.mitigators
        .retain(|f| f.id != Denial::FACTOR && f.id != CONDITION);
    match state {
        State::Affirmed => {}
        State::Conditional => row.mitigators.push(Factor {
            id: CONDITION.to_owned(),
            name: "under a condition, set in review".to_owned(),
            size: CONDITION_SIZE,
        }),
        State::Denied => {
            row.aggravators.clear();
            row.mitigators.push(denial());
        }
        State::Conflict => row.other_side.push(denial()),
        State::Silent | State::NotAssessed | State::NotApplicable => {
            row.aggravators.clear();
            row.mitigators.clear();
        }
    }
}

/// Rows, numbers, gates, trail and warnings with the decisions of an assessment, beside `model`, the model's own
/// numbers for the same rows.
#[must_use]
pub fn review(
    rows: &[Row],
    findings: &[Finding],
    model: &Score,
    assessment: &Assessment,
    base: &Base,
) -> Reviewed {
    let decided = decide(
        rows,
        findings,
        &assessment.decisions,
        &assessment.profile,
        assessment.as_of,
    );
    let gates = gates(&decided.rows, findings, &decided.settled);
    let circumstances = Circumstances {
        european: assessment.engagement.is_european(),
        measures: decided.measures.clone(),
        gates: gates.clone(),
    };
    let score = score(&decided.rows, base, &decided.profile, &circumstances);
    let warnings = warnings(&decided, model, &score, assessment);
    Reviewed {
        rows: decided.rows,
        score,
        gates,
        trail: decided.trail,
        warnings,
    }
}

impl Outcome {
    /// Weighs the rows that are there anew: what a change of the profile or of a decision needs, and much cheaper
    /// than making findings again (see [`super::Edit::changes_findings`]).
    pub fn weigh(&mut self, assessment: &Assessment, base: &Base) {
        let circumstances = Circumstances {
            european: assessment.engagement.is_european(),
            measures: Measures::default(),
            gates: self.gates.clone(),
        };
        self.score = score(&self.rows, base, &assessment.profile, &circumstances);
        self.reviewed = review(&self.rows, &self.findings, &self.score, assessment, base);
    }
}

fn warnings(
    decided: &Decided,
    model: &Score,
    score: &Score,
    assessment: &Assessment,
) -> Vec<ReviewWarning> {
    let mut out = Vec::new();
    let mut warn = |kind, provision: Option<&str>, message: String| {
        out.push(ReviewWarning {
            kind,
            provision: provision.map(str::to_owned),
            message,
        });
    };
    for (entry, decision) in decided.trail.iter().zip(&assessment.decisions) {
        let id = decision.provision.as_str();
        match entry.status {
            TrailStatus::NoSuchProvision => warn(
                ReviewWarningKind::NoSuchProvision,
                Some(id),
                format!(
                    "The decision on {id} changes nothing: the catalogue in use has no such provision."
                ),
            ),
            TrailStatus::Expired => warn(
                ReviewWarningKind::Expired,
                Some(id),
                format!(
                    "\"{}\" on {id} expired{} and no longer counts. Decide again.",
                    entry.what,
                    decision
                        .expires
                        .map_or_else(String::new, |d| format!(" after {d}")),
                ),
            ),
            TrailStatus::InForce => {
                if matches!(decision.act, Act::Accept { .. }) && decision.expires.is_none() {
                    warn(
                        ReviewWarningKind::AcceptanceWithoutExpiry,
                        Some(id),
                        format!(
                            "The acceptance of {id} has no end. Set the day on which it is looked at again."
                        ),
                    );
                }
            }
            TrailStatus::Replaced => {}
        }
    }

    let cuts = assessment.profile.cuts;
    let drop = |inherent: f64, after: f64| {
        (cuts.tier_of(inherent) as u8).saturating_sub(cuts.tier_of(after) as u8)
    };
    let touched = |id: &str, acts: fn(&Act) -> bool| {
        decided
            .trail
            .iter()
            .zip(&assessment.decisions)
            .any(|(entry, d)| {
                entry.status == TrailStatus::InForce && d.provision == id && acts(&d.act)
            })
    };
    for ((row, own), new) in decided.rows.iter().zip(&model.rows).zip(&score.rows) {
        let id = row.provision.as_str();
        let treated = decided.measures.treatments.contains_key(id);
        let set = touched(id, |act| {
            matches!(act, Act::SetExposure(_) | Act::SetState(_))
        });
        if set && !treated && own.counts && new.residual < own.residual - LOWERED {
            warn(
                ReviewWarningKind::LoweredWithoutMeasure,
                Some(id),
                format!(
                    "{id} was lowered from {} to {} without a measure. Record the measure, or reject the reading.",
                    print::whole(own.residual),
                    print::whole(new.residual),
                ),
            );
        }
        if (set || treated)
            && row.grade < Grade::Verified
            && drop(new.inherent.max(own.inherent), new.treated) > 1
        {
            warn(
                ReviewWarningKind::LargeDropWithoutVerification,
                Some(id),
                format!(
                    "{id} stands more than one tier below its inherent exposure, {} against {}, and no verified evidence supports that.",
                    print::whole(new.treated),
                    print::whole(new.inherent.max(own.inherent)),
                ),
            );
        }
    }
    if drop(score.total.inherent, score.total.treated) > 1 {
        warn(
            ReviewWarningKind::LargeDropWithoutVerification,
            None,
            format!(
                "As treated the whole stands more than one tier below its inherent exposure, {} against {}. Have the measures verified.",
                print::whole(score.total.treated),
                print::whole(score.total.inherent),
            ),
        );
    }
    out
}

#[cfg(test)]
mod tests;
