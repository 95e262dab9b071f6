//! The score of a report's rows with other exposures: what one clause takes off, what one change adds.

use std::collections::BTreeMap;

use super::ProvisionLine;
use crate::score::Score;

/// The nested mean over rows, with the weights that are in force.
pub(in crate::report) struct Mean {
    emphasis: f64,
    /// Share of the whole that each row that counts has; 0 for the others.
    shares: Vec<f64>,
}

impl Mean {
    /// Of the rows of a report.
    pub(in crate::report) fn new(
        score: &Score,
        provisions: &[ProvisionLine],
        emphasis: f64,
    ) -> Self {
        let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
        for p in provisions.iter().filter(|p| p.counts) {
            *sums.entry(p.category.as_str()).or_default() += p.weight.max(0.0);
        }
        let weights: BTreeMap<&str, f64> = score
            .categories
            .iter()
            .filter(|c| sums.get(c.id.as_str()).is_some_and(|s| *s > 0.0))
            .map(|c| (c.id.as_str(), c.weight.max(0.0)))
            .collect();
        let total: f64 = weights.values().sum();
        let shares = provisions
            .iter()
            .map(|p| {
                let sum = sums.get(p.category.as_str()).copied().unwrap_or_default();
                let weight = weights
                    .get(p.category.as_str())
                    .copied()
                    .unwrap_or_default();
                if p.counts && sum > 0.0 && total > 0.0 {
                    weight / total * p.weight.max(0.0) / sum
                } else {
                    0.0
                }
            })
            .collect();
        Self {
            emphasis: emphasis.clamp(1.0, 8.0),
            shares,
        }
    }

    /// The score with these exposures, parallel to the rows.
    pub(in crate::report) fn of(&self, exposures: &[f64]) -> f64 {
        let powers: f64 = self
            .shares
            .iter()
            .zip(exposures)
            .map(|(share, x)| share * (x / 100.0).powf(self.emphasis))
            .sum();
        100.0 * powers.powf(self.emphasis.recip())
    }

    /// Ends with these points: a granted row has no width, the others keep theirs.
    pub(super) fn interval(&self, points: &[f64], provisions: &[ProvisionLine]) -> (f64, f64) {
        let ends = |end: fn(&ProvisionLine) -> f64| {
            let values: Vec<f64> = provisions
                .iter()
                .zip(points)
                .map(|(p, x)| if *x < p.residual { *x } else { end(p) })
                .collect();
            self.of(&values)
        };
        (ends(|p| p.low), ends(|p| p.high))
    }
}
