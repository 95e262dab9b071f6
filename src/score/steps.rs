//! The arithmetic of one row, step by step, as the inspector and the report print it.

use super::item::combine;
use super::{Base, Circumstances, Profile, RowScore};
use crate::catalogue::Silence;
use crate::finding::{Grade, Row, State};

/// What a step of the arithmetic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Base severity.
    Severity,
    /// An aggravator; its size raises.
    Aggravator,
    /// The exposure before any mitigation: a result, set off by a rule.
    Inherent,
    /// A mitigator; its size lowers.
    Mitigator,
    /// The cap that the grade of the evidence sets, where mitigators exceed it.
    Cap,
    /// What silence counts for, as a share of the severity.
    Silence,
    /// An exposure that a reviewer set.
    Set,
    /// The exposure as the vendor states it: a result, set off by a rule.
    Residual,
    /// A treatment of the customer; its size lowers.
    Treatment,
    /// The exposure with treatments: a result, set off by a rule.
    Treated,
    /// What the row adds to the score.
    Contribution,
    /// It counts nowhere: the name says why.
    Left,
}

impl StepKind {
    /// Whether it is a result line, to be set off.
    #[must_use]
    pub const fn is_result(self) -> bool {
        matches!(self, Self::Inherent | Self::Residual | Self::Treated)
    }
}

/// One line of the arithmetic.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// Name for people: `Base severity`, `In the signed-in product`.
    pub name: String,
    /// Size of the effect, signed: `+.35` raises, `−.10` lowers; for silence the share of the severity that counts; for a cap the most that may be taken off.
    /// `None` for lines that are no effect.
    pub size: Option<f64>,
    /// The value after the step, 0 to 100; for the contribution, points of the score.
    pub running: f64,
}

fn step(kind: StepKind, name: impl Into<String>, size: Option<f64>, running: f64) -> Step {
    Step {
        kind,
        name: name.into(),
        size,
        running,
    }
}

/// With a capital at the start: names of factors are lower case, lines are not.
fn sentence(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The arithmetic of a row. Values run on exactly, so a printed line may differ in the last digit from what
/// printed lines above it give; the last exposure is the one in `scored`.
#[must_use]
pub fn steps(
    row: &Row,
    scored: &RowScore,
    base: &Base,
    profile: &Profile,
    circumstances: &Circumstances,
) -> Vec<Step> {
    let item = base.item(row, profile, circumstances);
    let mut out = Vec::new();
    if !scored.applicable {
        let why = if row.state == State::NotApplicable {
            "Not applicable: left out of the score"
        } else {
            "Not part of the score"
        };
        out.push(step(StepKind::Left, why, None, 0.0));
        return out;
    }
    let severity = item.severity.clamp(0.0, 100.0);
    out.push(step(StepKind::Severity, "Base severity", None, severity));

    let mut stated = match row.state {
        State::Silent => {
            let point = item.silence_point.clamp(0.0, 1.0);
            let name = match item.silence {
                Silence::Adverse => "Silence, adverse",
                Silence::Neutral => "Silence, neutral",
                Silence::Benign => "Silence, benign",
            };
            out.push(step(StepKind::Silence, name, Some(point), severity * point));
            severity * point
        }
        State::NotAssessed | State::NotApplicable => 0.0,
        State::Affirmed | State::Conditional | State::Denied | State::Conflict => {
            found(row, severity, item.cap, &mut out)
        }
    };
    if let Some(set) = item.set {
        stated = set.clamp(0.0, 100.0);
        out.push(step(StepKind::Set, "Set in review", None, stated));
    }
    if !scored.counts {
        out.push(step(
            StepKind::Left,
            "Not assessed: left out of the mean, lowers coverage",
            None,
            0.0,
        ));
        return out;
    }
    out.push(step(StepKind::Residual, "Residual", None, stated));

    let treatments = circumstances
        .measures
        .treatments
        .get(&row.provision)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut running = stated;
    for treatment in treatments {
        running *= 1.0 - treatment.size.clamp(0.0, 1.0);
        out.push(step(
            StepKind::Treatment,
            sentence(&treatment.name),
            Some(-treatment.size),
            running,
        ));
    }
    if !treatments.is_empty() {
        if scored.treated > running + 1e-9 {
            out.push(step(
                StepKind::Cap,
                "Capped, signed contract",
                Some(-item.cap.max(Grade::Contract.cap())),
                scored.treated,
            ));
        }
        out.push(step(StepKind::Treated, "As treated", None, scored.treated));
    }
    out.push(step(
        StepKind::Contribution,
        "Adds to the score",
        None,
        scored.contribution,
    ));
    out
}

/// The steps of a row that rests on a passage; gives its residual.
fn found(row: &Row, severity: f64, cap: f64, out: &mut Vec<Step>) -> f64 {
    let mut running = severity;
    if row.state != State::Denied {
        for factor in &row.aggravators {
            running = 100.0 - (100.0 - running) * (1.0 - factor.size.clamp(0.0, 1.0));
            out.push(step(
                StepKind::Aggravator,
                sentence(&factor.name),
                Some(factor.size),
                running,
            ));
        }
    }
    let inherent = running;
    out.push(step(StepKind::Inherent, "Inherent", None, inherent));
    for factor in &row.mitigators {
        running *= 1.0 - factor.size.clamp(0.0, 1.0);
        out.push(step(
            StepKind::Mitigator,
            sentence(&factor.name),
            Some(-factor.size),
            running,
        ));
    }
    let residual =
        inherent * (1.0 - combine(row.mitigators.iter().map(|f| f.size)).min(cap.clamp(0.0, 1.0)));
    if residual > running + 1e-9 {
        let name = match row.grade {
            Grade::Statement => "Capped, statement only",
            Grade::Policy => "Capped, policy text",
            Grade::Contract => "Capped, signed contract",
            Grade::Verified => "Capped, verified",
        };
        out.push(step(StepKind::Cap, name, Some(-cap), residual));
    }
    residual
}
