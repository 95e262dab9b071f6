//! A vendor beside a portfolio: where its score and its categories stand, and how many others permit what it permits.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ReportModel;
use super::compare::Prevalence;
use crate::finding::{Row, State};

/// What is known of one vendor of a portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// Its score, 0 to 100; nothing where it has none.
    pub score: Option<f64>,
    /// Exposure of its categories by their ids, where they are known.
    pub categories: BTreeMap<String, f64>,
    /// Provisions that its documents permit, also under a condition or in a conflict.
    pub permits: BTreeSet<String>,
    /// Provisions that could be assessed.
    pub assessed: BTreeSet<String>,
}

impl Peer {
    /// A vendor by its rows. `categories`: id and exposure of each that counts.
    #[must_use]
    pub fn new(
        score: Option<f64>,
        categories: impl IntoIterator<Item = (String, f64)>,
        rows: &[Row],
    ) -> Self {
        let of = |keep: fn(State) -> bool| {
            let kept = rows.iter().filter(move |r| keep(r.state));
            kept.map(|r| r.provision.clone()).collect()
        };
        Self {
            score,
            categories: categories.into_iter().collect(),
            permits: of(|s| matches!(s, State::Affirmed | State::Conditional | State::Conflict)),
            assessed: of(|s| !matches!(s, State::NotAssessed | State::NotApplicable)),
        }
    }
}

/// Where a number stands among those of the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// How many others have one.
    pub count: usize,
    /// How many of the others have a higher one.
    pub above: usize,
    /// The lowest of the others.
    pub least: f64,
    /// A quarter of the others lies at or below it.
    pub lower: f64,
    /// The median of the others.
    pub median: f64,
    /// A quarter of the others lies at or above it.
    pub upper: f64,
    /// The highest of the others.
    pub most: f64,
}

impl Spread {
    /// Where `own` stands; nothing where there are no others.
    #[must_use]
    pub fn of(own: f64, others: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = others.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        Some(Self {
            count: sorted.len(),
            above: sorted.iter().filter(|o| **o > own).count(),
            least: *sorted.first()?,
            lower: quantile(&sorted, 0.25),
            median: quantile(&sorted, 0.5),
            upper: quantile(&sorted, 0.75),
            most: *sorted.last()?,
        })
    }
}

/// A quantile of sorted values, between neighbours in proportion.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a portfolio has thousands of vendors at most"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * sorted.len().saturating_sub(1) as f64;
    let (below, rest) = (place.floor() as usize, place.fract());
    let at = |i: usize| sorted.get(i).or(sorted.last()).copied().unwrap_or_default();
    at(below) + rest * (at(below + 1) - at(below))
}

/// A vendor beside the others of a portfolio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peers {
    /// The portfolio's name: that of its folder.
    pub name: String,
    /// How many others there are.
    pub others: usize,
    /// Where the score stands.
    pub score: Option<Spread>,
    /// Where each category stands, by its id.
    pub categories: BTreeMap<String, Spread>,
    /// Of how many others each provision that this vendor permits is permitted, and for how many it was assessed.
    pub prevalence: BTreeMap<String, (usize, usize)>,
}

impl Peers {
    /// A vendor beside others; it must not be among them itself.
    #[must_use]
    pub fn new(name: impl Into<String>, own: &ReportModel, others: &[Peer]) -> Self {
        let categories = own.categories.iter().filter(|c| c.counts);
        let permitted = own.provisions.iter().filter(|p| {
            matches!(
                p.state,
                State::Affirmed | State::Conditional | State::Conflict
            )
        });
        Self {
            name: name.into(),
            others: others.len(),
            score: own
                .score
                .total
                .counts
                .then(|| {
                    let scores = others.iter().filter_map(|o| o.score);
                    Spread::of(own.score.total.residual, scores)
                })
                .flatten(),
            categories: categories
                .filter_map(|c| {
                    let theirs = others.iter().filter_map(|o| o.categories.get(&c.id));
                    let spread = Spread::of(c.residual, theirs.copied())?;
                    Some((c.id.clone(), spread))
                })
                .collect(),
            prevalence: permitted
                .map(|p| {
                    let permit = others.iter().filter(|o| o.permits.contains(&p.id)).count();
                    let assessed = others.iter().filter(|o| o.assessed.contains(&p.id)).count();
                    (p.id.clone(), (permit, assessed))
                })
                .collect(),
        }
    }

    /// How common a provision is among the others; nothing where it was assessed for none of them.
    #[must_use]
    pub fn prevalence(&self, provision: &str) -> Option<Prevalence> {
        let (permit, assessed) = *self.prevalence.get(provision)?;
        (assessed > 0).then_some(Prevalence { permit, assessed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    #[test]
    fn a_number_stands_among_the_others() {
        let spread = Spread::of(50.0, [10.0, 20.0, 60.0, 50.0, 40.0]).unwrap();
        assert_eq!((spread.count, spread.above), (5, 1));
        assert_eq!((spread.least, spread.most), (10.0, 60.0));
        assert_eq!(
            (spread.lower, spread.median, spread.upper),
            (20.0, 40.0, 50.0)
        );
        // Between neighbours in proportion.
        assert_eq!(Spread::of(0.0, [10.0, 20.0]).unwrap().lower, 12.5);
        assert_eq!(Spread::of(0.0, []), None);
    }

    #[test]
    fn how_common_a_provision_is_counts_those_for_which_it_was_assessed() {
        let own = Fixture::default().model();
        let permitted = own
            .provisions
            .iter()
            .find(|p| p.state == State::Affirmed)
            .unwrap();
        let peer = |permits: bool, assessed: bool| Peer {
            score: Some(30.0),
            categories: [(permitted.category.clone(), 12.0)].into(),
            permits: permits.then(|| permitted.id.clone()).into_iter().collect(),
            assessed: assessed.then(|| permitted.id.clone()).into_iter().collect(),
        };
        let others = [peer(true, true), peer(false, true), peer(false, false)];
        let peers = Peers::new("vendors", &own, &others);
        let prevalence = peers.prevalence(&permitted.id).unwrap();
        assert_eq!((prevalence.permit, prevalence.assessed), (1, 2));
        assert_eq!(peers.prevalence("no.such"), None);
        assert_eq!(peers.categories[&permitted.category].count, 3);
        assert_eq!(peers.others, 3);
    }
}
