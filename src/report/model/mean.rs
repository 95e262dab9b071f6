//! The score of a report's rows with other exposures: what one clause takes off, what one change adds.

use std::collections::BTreeMap;

use super::ProvisionLine;
use crate::score::Score;

/// The nested mean over rows, with the weights that are in force.
pub(in crate::report) struct Mean {
    emphasis: f64,
    /// Share of the whole that each row that counts has; 0 for the others.
    shares: Vec<f64>,
    /// Share that each applicable row has in the ends of the interval, which those that could not be assessed widen.
    ends: Vec<f64>,
}

/// Shares of the whole by the weights in force, of the rows that are in it; 0 for the others.
fn shares(
    score: &Score,
    provisions: &[ProvisionLine],
    is_in: fn(&ProvisionLine) -> bool,
) -> Vec<f64> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for p in provisions.iter().filter(|p| is_in(p)) {
        *sums.entry(p.category.as_str()).or_default() += p.weight.max(0.0);
    }
    let weights: BTreeMap<&str, f64> = score
        .categories
        .iter()
        .filter(|c| sums.get(c.id.as_str()).is_some_and(|s| *s > 0.0))
        .map(|c| (c.id.as_str(), c.weight.max(0.0)))
        .collect();
    let total: f64 = weights.values().sum();
    provisions
        .iter()
        .map(|p| {
            let of = |by: &BTreeMap<&str, f64>| by.get(p.category.as_str()).copied();
            let (sum, weight) = (
                of(&sums).unwrap_or_default(),
                of(&weights).unwrap_or_default(),
            );
            if is_in(p) && sum > 0.0 && total > 0.0 {
                weight / total * p.weight.max(0.0) / sum
            } else {
                0.0
            }
        })
        .collect()
}

impl Mean {
    /// Of the rows of a report.
    pub(in crate::report) fn new(
        score: &Score,
        provisions: &[ProvisionLine],
        emphasis: f64,
    ) -> Self {
        Self {
            emphasis: emphasis.clamp(1.0, 8.0),
            shares: shares(score, provisions, |p| p.counts),
            ends: shares(score, provisions, |p| p.applicable),
        }
    }

    /// The score with these exposures, parallel to the rows.
    pub(in crate::report) fn of(&self, exposures: &[f64]) -> f64 {
        self.mean(&self.shares, exposures)
    }

    fn mean(&self, shares: &[f64], exposures: &[f64]) -> f64 {
        let powers: f64 = shares
            .iter()
            .zip(exposures)
            .map(|(share, x)| share * (x / 100.0).powf(self.emphasis))
            .sum();
        100.0 * powers.powf(self.emphasis.recip())
    }

    /// Ends with these points: a granted row has no width, the others keep theirs, and so do those that could not be
    /// assessed, as in the score itself.
    pub(super) fn interval(&self, points: &[f64], provisions: &[ProvisionLine]) -> (f64, f64) {
        let values = |end: fn(&ProvisionLine) -> f64| -> Vec<f64> {
            provisions
                .iter()
                .zip(points)
                .map(|(p, x)| {
                    let granted = p.counts && *x < p.residual;
                    if granted { *x } else { end(p) }
                })
                .collect()
        };
        let high = values(|p| p.high);
        let low = self.mean(&self.ends, &values(|p| p.low));
        (low, self.mean(&self.ends, &high).max(self.of(&high)))
    }
}
