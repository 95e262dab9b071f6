//! Several vendors under the same weights: their order, and how it moves when weights do. No vendor's score depends
//! on another's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::Row;
use crate::score::sensitivity::{self, RankStability, spearman};
use crate::score::{Gate, Prepared, Profile, Total};

use super::review::decide;
use super::{Assessment, Outcome};
use crate::score::{Base, Circumstances};

/// One vendor of a portfolio, ready to be weighed again and again.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The vendor's name.
    pub vendor: String,
    /// Its reviewed exposures.
    pub prepared: Prepared,
    /// Its reviewed gates.
    pub gates: Vec<Gate>,
}

/// Where a vendor stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Index into the entries.
    pub entry: usize,
    /// Rank, 1 for the highest exposure; equal scores have the same rank.
    pub rank: usize,
    /// Its numbers.
    pub total: Total,
}

/// How an order moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Spearman's correlation of the two orders; `None` where there is nothing to rank.
    pub correlation: Option<f64>,
    /// Entries whose rank changed.
    pub moved: Vec<usize>,
    /// Entries whose tier changed.
    pub crossed: Vec<usize>,
}

impl Entry {
    /// The entry of an assessment and what follows from it, with its decisions.
    ///
    /// Severities, provision weights and emphasis are those of `profile`, so that all vendors of a portfolio are
    /// weighed alike.
    #[must_use]
    pub fn new(assessment: &Assessment, outcome: &Outcome, base: &Base, profile: &Profile) -> Self {
        Weighable::new(assessment, outcome).entry(base, profile)
    }
}

/// What a vendor's numbers are made of, without its documents: enough to weigh it by any profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighable {
    vendor: String,
    rows: Arc<[Row]>,
    /// Without gates, which put floors under tiers and change no item.
    circumstances: Circumstances,
    /// Weights of provisions that reviewers set.
    weights: BTreeMap<String, f64>,
    gates: Vec<Gate>,
}

impl Weighable {
    /// What remains of an assessment and what follows from it, with its decisions.
    #[must_use]
    pub fn new(assessment: &Assessment, outcome: &Outcome) -> Self {
        let bare = Profile {
            provision_weights: BTreeMap::new(),
            ..assessment.profile.clone()
        };
        let decided = decide(
            &outcome.rows,
            &outcome.findings,
            &assessment.decisions,
            &bare,
            assessment.as_of,
        );
        Self {
            vendor: assessment.vendor.clone(),
            rows: decided.rows.into(),
            circumstances: Circumstances {
                european: assessment.engagement.is_european(),
                measures: decided.measures,
                gates: Vec::new(),
            },
            weights: decided.profile.provision_weights,
            gates: outcome.reviewed.gates.clone(),
        }
    }

    /// The vendor's name.
    #[must_use]
    pub fn vendor(&self) -> &str {
        &self.vendor
    }

    /// Its reviewed rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Its reviewed rows, to keep without a copy.
    #[must_use]
    pub fn shared_rows(&self) -> Arc<[Row]> {
        Arc::clone(&self.rows)
    }

    /// The entry under a profile.
    #[must_use]
    pub fn entry(&self, base: &Base, profile: &Profile) -> Entry {
        let profile = self.own(profile);
        let items = base.items(&self.rows, &profile, &self.circumstances);
        Entry {
            vendor: self.vendor.clone(),
            prepared: Prepared::new(&items, base.categories.len(), profile.emphasis),
            gates: self.gates.clone(),
        }
    }

    /// Brings the rows of one provision in an entry up to date: far less work than an entry made anew.
    pub fn reweigh(&self, entry: &mut Entry, base: &Base, profile: &Profile, provision: &str) {
        let rows = self.rows.iter().enumerate();
        for (at, row) in rows.filter(|(_, r)| r.provision == provision) {
            let item = base.item(row, &self.own(profile), &self.circumstances);
            entry.prepared.set_item(at, &item);
        }
    }

    /// The profile with the weights that reviewers set for this vendor.
    fn own<'a>(&self, profile: &'a Profile) -> Cow<'a, Profile> {
        if self.weights.is_empty() {
            return Cow::Borrowed(profile);
        }
        let mut profile = profile.clone();
        profile.provision_weights.extend(self.weights.clone());
        Cow::Owned(profile)
    }
}

/// The order of vendors under these category weights: highest printed score first, then the exact one, then by name.
#[must_use]
pub fn standings(entries: &[Entry], weights: &[f64], profile: &Profile) -> Vec<Standing> {
    let mut order: Vec<Standing> = entries
        .iter()
        .enumerate()
        .map(|(entry, e)| Standing {
            entry,
            rank: 0,
            total: Total::new(&e.prepared.means(weights), profile, &e.gates),
        })
        .collect();
    let name = |s: &Standing| entries.get(s.entry).map(|e| e.vendor.as_str());
    order.sort_by(|a, b| {
        b.total
            .printed
            .cmp(&a.total.printed)
            .then(b.total.residual.total_cmp(&a.total.residual))
            .then_with(|| name(a).cmp(&name(b)))
            .then(a.entry.cmp(&b.entry))
    });
    let mut last: Option<(u8, usize)> = None;
    for (place, standing) in order.iter_mut().enumerate() {
        let rank = match last {
            Some((printed, rank)) if printed == standing.total.printed => rank,
            _ => place + 1,
        };
        standing.rank = rank;
        last = Some((standing.total.printed, rank));
    }
    order
}

/// How one order of the same vendors differs from another.
#[must_use]
pub fn shift(before: &[Standing], after: &[Standing]) -> Shift {
    let pairs: Vec<(&Standing, &Standing)> = before
        .iter()
        .filter_map(|b| after.iter().find(|a| a.entry == b.entry).map(|a| (b, a)))
        .collect();
    let scores =
        |side: fn(&(&Standing, &Standing)) -> f64| -> Vec<f64> { pairs.iter().map(side).collect() };
    Shift {
        correlation: spearman(
            &scores(|(b, _)| b.total.residual),
            &scores(|(_, a)| a.total.residual),
        ),
        moved: pairs
            .iter()
            .filter(|(b, a)| b.rank != a.rank)
            .map(|(b, _)| b.entry)
            .collect(),
        crossed: pairs
            .iter()
            .filter(|(b, a)| b.total.tier != a.total.tier)
            .map(|(b, _)| b.entry)
            .collect(),
    }
}

/// How steady the order is when each weight is drawn within `± swing` of what is set.
#[must_use]
pub fn stability(
    entries: &[Entry],
    weights: &[f64],
    swing: f64,
    draws: usize,
    seed: u64,
) -> Option<RankStability> {
    let prepared: Vec<Prepared> = entries.iter().map(|e| e.prepared.clone()).collect();
    sensitivity::rank_stability(&prepared, weights, swing, draws, seed)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::score::{Item, Tier};

    fn entry(vendor: &str, exposures: [f64; 2]) -> Entry {
        let items: Vec<Item> = exposures
            .iter()
            .enumerate()
            .map(|(category, &severity)| Item {
                category,
                severity,
                ..Item::default()
            })
            .collect();
        Entry {
            vendor: vendor.to_owned(),
            prepared: Prepared::new(&items, 2, 1.0),
            gates: Vec::new(),
        }
    }

    #[test]
    fn the_highest_exposure_stands_first_and_equals_share_a_rank() {
        let entries = [
            entry("Cob", [10.0, 10.0]),
            entry("Ash", [80.0, 80.0]),
            entry("Bay", [10.0, 10.0]),
        ];
        let order = standings(&entries, &[1.0, 1.0], &Profile::default());
        let shown: Vec<(usize, usize)> = order.iter().map(|s| (s.entry, s.rank)).collect();
        // Ash first; Bay before Cob by name, both second.
        assert_eq!(shown, [(1, 1), (2, 2), (0, 2)]);
        assert_eq!(order[0].total.tier, Tier::Severe);
    }

    #[test]
    fn another_vendor_changes_nobody() {
        let profile = Profile::default();
        let mut entries = vec![entry("Ash", [80.0, 20.0]), entry("Bay", [30.0, 40.0])];
        let before = standings(&entries, &[3.0, 1.0], &profile);
        entries.push(entry("Cob", [100.0, 100.0]));
        let after = standings(&entries, &[3.0, 1.0], &profile);
        for old in &before {
            let new = after.iter().find(|s| s.entry == old.entry).unwrap();
            assert_eq!(new.total, old.total);
        }
    }

    #[test]
    fn a_moved_weight_moves_ranks_and_tiers() {
        let profile = Profile::default();
        let entries = [entry("Ash", [80.0, 20.0]), entry("Bay", [20.0, 60.0])];
        let before = standings(&entries, &[1.0, 1.0], &profile);
        let after = standings(&entries, &[1.0, 9.0], &profile);
        // Ash 50 then 26, Bay 40 then 56.
        let moved = shift(&before, &after);
        assert_eq!(moved.moved, [0, 1]);
        assert_eq!(moved.crossed, [0, 1]);
        assert_eq!(moved.correlation, Some(-1.0));
        let same = shift(&before, &before);
        assert!(same.moved.is_empty() && same.crossed.is_empty());
        assert_eq!(same.correlation, Some(1.0));
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let entries = [
            entry("Ash", [80.0, 20.0]),
            entry("Bay", [20.0, 79.0]),
            entry("Cob", [50.0, 50.0]),
        ];
        let draw = |seed| stability(&entries, &[1.0, 1.0], 0.25, 200, seed).unwrap();
        assert_eq!(draw(7), draw(7));
        assert!(draw(7).mean < 1.0 && draw(7).least >= -1.0);
        // Without a swing nothing moves.
        let still = stability(&entries, &[1.0, 1.0], 0.0, 20, 7).unwrap();
        assert_eq!((still.mean, still.least), (1.0, 1.0));
    }

    #[test]
    fn moving_a_weight_is_far_cheaper_than_preparing() {
        // 200 vendors of 90 rows in 15 categories. As a ratio in one run, so that no machine is too slow for it.
        let items: Vec<Item> = (0..90)
            .map(|i| Item {
                category: i % 15,
                severity: f64::from(u8::try_from(i).unwrap()),
                confidence: 0.8,
                ..Item::default()
            })
            .collect();
        let weights = [5.0; 15];
        let start = Instant::now();
        let vendors: Vec<Prepared> = (0..200).map(|_| Prepared::new(&items, 15, 3.0)).collect();
        let preparing = start.elapsed();
        let start = Instant::now();
        let sum: f64 = vendors.iter().map(|v| v.means(&weights).residual).sum();
        let moving = start.elapsed();
        assert!(sum > 0.0);
        assert!(
            moving * 4 < preparing,
            "moving {moving:?}, preparing {preparing:?}"
        );
    }
}
