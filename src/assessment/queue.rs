//! What is left to review: findings that nobody decided on, those first where most hangs on what is least sure.

use super::{Assessment, Outcome, TrailStatus};

/// A finding that waits for a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Provision id.
    pub provision: String,
    /// Its severity, 0 to 100.
    pub severity: f64,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
}

impl Due {
    /// By what the queue is ordered: severity × (1 − confidence).
    #[must_use]
    pub fn urgency(&self) -> f64 {
        self.severity * (1.0 - self.confidence).clamp(0.0, 1.0)
    }
}

/// Findings without a decision, the most urgent first; equals by severity, then in the catalogue's order.
///
/// A decision that has expired leaves its finding open again; a note or a weight does not settle it.
#[must_use]
pub fn queue(assessment: &Assessment, outcome: &Outcome) -> Vec<Due> {
    let mut due: Vec<Due> = outcome
        .rows
        .iter()
        .zip(&outcome.score.rows)
        .filter(|(row, _)| row.state.is_found() && !is_settled(assessment, outcome, &row.provision))
        .map(|(row, scored)| Due {
            provision: row.provision.clone(),
            severity: scored.severity,
            confidence: row.confidence,
        })
        .collect();
    due.sort_by(|a, b| {
        (b.urgency().total_cmp(&a.urgency())).then(b.severity.total_cmp(&a.severity))
    });
    due
}

/// Whether a decision in force says what holds for a provision.
#[must_use]
pub fn is_settled(assessment: &Assessment, outcome: &Outcome, provision: &str) -> bool {
    let trail = &outcome.reviewed.trail;
    trail
        .iter()
        .filter(|entry| entry.status == TrailStatus::InForce)
        .filter_map(|entry| assessment.decisions.get(entry.decision))
        .any(|decision| decision.provision == provision && decision.act.settles())
}

/// How many findings there are, with a decision and without.
#[must_use]
pub fn findings(outcome: &Outcome) -> usize {
    let rows = outcome.rows.iter();
    rows.filter(|row| row.state.is_found()).count()
}
