//! The arithmetic of a single finding and of a row, in numbers and in one printed line.

use crate::document::{Kind, Voice};
use crate::finding::{Denial, Factor, Finding, Grade, Row, State};
use crate::score::RowScore;
use crate::score::item::combine;
use crate::score::print::{factor, number};

/// Grade of the evidence of one finding: by who speaks, and in what kind of document.
#[must_use]
pub fn grade_of(finding: &Finding, kind: Option<Kind>) -> Grade {
    match (finding.voice, kind) {
        (Some(Voice::Vendor), Some(Kind::Terms | Kind::ProcessingAgreement)) => Grade::Contract,
        (
            Some(Voice::Vendor),
            Some(Kind::PrivacyPolicy | Kind::CookiePolicy | Kind::AiTerms | Kind::SubProcessors),
        ) => Grade::Policy,
        _ => Grade::Statement,
    }
}

/// Inherent and residual exposure of one finding by its own factors (`model.md`, section 1), each 0 to 100.
/// A state without a passage has none: silence is weighed in the row, not here.
#[must_use]
pub fn exposure_of(finding: &Finding, severity: f64, grade: Grade) -> (f64, f64) {
    if !finding.state.is_found() {
        return (0.0, 0.0);
    }
    let sizes = |factors: &[Factor]| combine(factors.iter().map(|f| f.size));
    let raised = if finding.state == State::Denied {
        0.0
    } else {
        sizes(&finding.aggravators)
    };
    let severity = severity.clamp(0.0, 100.0);
    let inherent = 100.0 * (1.0 - (1.0 - severity / 100.0) * (1.0 - raised));
    // Detection lists the denial among the mitigators; it must not count twice.
    let listed = finding.mitigators.iter().any(|f| f.id == Denial::FACTOR);
    let denial = match finding.state {
        State::Denied if !listed => finding.denial.map_or(0.0, crate::finding::Denial::size),
        _ => 0.0,
    };
    let lowered = combine([sizes(&finding.mitigators), denial]).min(grade.cap());
    (inherent, inherent * (1.0 - lowered))
}

/// The arithmetic of a row in one line, ending in the exposure that counts.
#[must_use]
pub fn sum_line(row: &Row, scored: &RowScore, set: bool) -> String {
    let base = format!("{} base", number(scored.severity, 1));
    let end = number(scored.residual, 1);
    if set {
        return format!("set to {end} in review");
    }
    match row.state {
        State::Silent => {
            let share = if scored.severity > 0.0 {
                scored.residual / scored.severity
            } else {
                0.0
            };
            format!("{base}, of which silence counts {} = {end}", factor(share))
        }
        State::NotAssessed => "not assessed: left out of the mean".to_owned(),
        State::NotApplicable => "not applicable: left out".to_owned(),
        State::Affirmed | State::Conditional | State::Denied | State::Conflict => {
            let base_length = base.len();
            let mut out = base;
            if row.state != State::Denied {
                for f in &row.aggravators {
                    out.push_str(&format!(", + {} {}", factor(f.size), f.name));
                }
            }
            for f in &row.mitigators {
                out.push_str(&format!(", − {} {}", factor(f.size), f.name));
            }
            let stated = combine(row.mitigators.iter().map(|f| f.size));
            if stated > row.grade.cap() + 1e-9 {
                let kind = match row.grade {
                    Grade::Statement => "a statement",
                    Grade::Policy => "policy text",
                    Grade::Contract => "a contract",
                    Grade::Verified => "verified evidence",
                };
                let cap = factor(row.grade.cap());
                out.push_str(&format!(" (together at most {cap}, {kind})"));
            }
            if row.mitigators.is_empty() && out.len() == base_length {
                return format!("{out}, nothing raises or lowers it");
            }
            format!("{out} = {end}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Denial;

    fn finding(state: State) -> Finding {
        Finding {
            provision: "telemetry.replay".to_owned(),
            category: "telemetry".to_owned(),
            state,
            document: Some(0),
            voice: Some(Voice::Vendor),
            scope: None,
            denial: None,
            aggravators: vec![Factor {
                id: "in_product".to_owned(),
                name: "in the signed-in product".to_owned(),
                size: 0.2,
            }],
            mitigators: Vec::new(),
            confidence: 0.9,
            evidence: Vec::new(),
            note: String::new(),
        }
    }

    #[test]
    fn an_aggravator_takes_its_share_of_what_is_left_to_100() {
        let (inherent, residual) = exposure_of(&finding(State::Affirmed), 50.0, Grade::Policy);
        assert!((inherent - 60.0).abs() < 1e-9 && (residual - 60.0).abs() < 1e-9);
    }

    #[test]
    fn a_full_denial_in_a_policy_leaves_three_tenths_and_no_aggravator_counts() {
        let mut denied = finding(State::Denied);
        denied.denial = Some(Denial::Full);
        let (inherent, residual) = exposure_of(&denied, 50.0, Grade::Policy);
        assert!((inherent - 50.0).abs() < 1e-9);
        assert!((residual - 15.0).abs() < 1e-9);
    }

    #[test]
    fn silence_has_no_numbers_of_its_own() {
        assert_eq!(
            exposure_of(&finding(State::Silent), 80.0, Grade::Policy),
            (0.0, 0.0)
        );
    }

    #[test]
    fn an_analyst_is_a_statement() {
        let mut other = finding(State::Denied);
        other.voice = Some(Voice::Analyst);
        assert_eq!(grade_of(&other, Some(Kind::Terms)), Grade::Statement);
        assert_eq!(
            grade_of(&finding(State::Denied), Some(Kind::Terms)),
            Grade::Contract
        );
    }
}
