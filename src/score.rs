//! The weighted model (`model.md`): pure functions over plain data, no clock, no input or output, no randomness.

pub mod base;
pub mod gates;
pub mod item;
#[cfg(test)]
mod laws;
pub mod mean;
pub mod print;
pub mod profile;
pub mod sensitivity;
pub mod steps;

use serde::{Deserialize, Serialize};

use crate::catalogue::GateId;

pub use base::{Base, Circumstances, Measure, Measures};
pub use gates::gates;
pub use item::{Exposure, Item};
pub use mean::{Means, Prepared};
pub use print::vector;
pub use profile::{Profile, SilencePoints, TierCuts};
pub use steps::{Step, StepKind, steps};

use crate::finding::Row;

/// Tier of an exposure, by the printed integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Tier {
    Low,
    Moderate,
    High,
    Severe,
}

impl Tier {
    /// All tiers, the least first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Moderate, Self::High, Self::Severe];

    /// The word shown to people and written to files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Moderate => "Moderate",
            Self::High => "High",
            Self::Severe => "Severe",
        }
    }
}

/// Numbers of one row. All exposures are 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RowScore {
    /// Base severity in force (catalogue or profile).
    pub severity: f64,
    /// Weight within its category.
    pub weight: f64,
    /// Before any mitigation.
    pub inherent: f64,
    /// As the vendor states it: the point that counts.
    pub residual: f64,
    /// With the treatments of the customer.
    pub treated: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Whether it counts in the mean (false: not assessed, not applicable, not scored).
    pub counts: bool,
    /// Whether it is part of the applicable catalogue, and so of coverage (true also where not assessed).
    pub applicable: bool,
    /// Points that it adds to the overall residual; all of them sum to it.
    pub contribution: f64,
}

/// Numbers of one category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CategoryScore {
    /// Category id.
    pub id: String,
    /// Weight as set.
    pub weight: f64,
    /// Whether any of its rows counts; where none does, print a dash and not 0.
    pub counts: bool,
    /// Whether any of its rows is applicable.
    pub applicable: bool,
    /// Before any mitigation.
    pub inherent: f64,
    /// As the vendor states it.
    pub residual: f64,
    /// With treatments.
    pub treated: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Share of its applicable provisions, by weight, that could be assessed, 0 to 1; 1 where none is applicable.
    pub coverage: f64,
    /// Points that it adds to the overall residual.
    pub contribution: f64,
}

/// A gate of this assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// Which.
    pub id: GateId,
    /// How it stands.
    pub status: GateStatus,
    /// Why, in a sentence for people.
    pub why: String,
}

/// How a gate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateStatus {
    /// The fact is found: the tier has a floor.
    Confirmed,
    /// The texts point to it but do not settle it.
    ToCheck,
    /// Not found.
    NotMet,
}

/// A floor that confirmed gates put under the tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// Printed score before.
    pub from: u8,
    /// Printed score after: the cut of the floor's tier.
    pub to: u8,
}

/// The whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// Whether any row counts. Where none does, the score is unknown: print a dash and not 0.
    pub counts: bool,
    /// Before any mitigation.
    pub inherent: f64,
    /// As the vendor states it: the score.
    pub residual: f64,
    /// With treatments.
    pub treated: f64,
    /// Low end of the score.
    pub low: f64,
    /// High end of the score.
    pub high: f64,
    /// Share of the applicable catalogue, by weight, that could be assessed, 0 to 1.
    pub coverage: f64,
    /// The score as printed: half up, after the floor.
    pub printed: u8,
    /// Tier of the printed score.
    pub tier: Tier,
    /// The floor, where one was applied.
    pub floor: Option<Floor>,
}

/// The model's answer for one vendor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Parallel to the rows it was made from.
    pub rows: Vec<RowScore>,
    /// In the catalogue's order.
    pub categories: Vec<CategoryScore>,
    /// The whole.
    pub total: Total,
}

/// Weighs rows: exposures, means, intervals, contributions, coverage, tier and floor.
///
/// Rows of provisions that `base` does not know count nowhere. The result is parallel to `rows`.
#[must_use]
pub fn score(rows: &[Row], base: &Base, profile: &Profile, circumstances: &Circumstances) -> Score {
    let items = base.items(rows, profile, circumstances);
    let weights = base.weights(profile);
    let prepared = Prepared::new(&items, base.categories.len(), profile.emphasis);
    let means = prepared.means(&weights);
    let contributions = prepared.contributions(&weights);

    let mut categories: Vec<CategoryScore> = base
        .categories
        .iter()
        .zip(&weights)
        .enumerate()
        .map(|(index, (category, &weight))| {
            let own = prepared.category(index);
            CategoryScore {
                id: category.id.clone(),
                weight,
                counts: own.counts,
                applicable: own.applicable,
                inherent: own.inherent,
                residual: own.residual,
                treated: own.treated,
                low: own.low,
                high: own.high,
                coverage: own.coverage,
                contribution: 0.0,
            }
        })
        .collect();

    let mut scores = Vec::with_capacity(rows.len());
    for ((item, exposure), &contribution) in
        items.iter().zip(prepared.exposures()).zip(&contributions)
    {
        if let Some(category) = categories.get_mut(item.category) {
            category.contribution += contribution;
        }
        scores.push(RowScore {
            severity: item.severity,
            weight: item.weight,
            inherent: exposure.inherent,
            residual: exposure.residual,
            treated: exposure.treated,
            low: exposure.low,
            high: exposure.high,
            counts: exposure.counts,
            applicable: exposure.applicable,
            contribution,
        });
    }
    Score {
        rows: scores,
        categories,
        total: Total::new(&means, profile, &circumstances.gates),
    }
}

impl Total {
    /// The total of these means: printed integer, tier, and the floor of confirmed gates.
    #[must_use]
    pub fn new(means: &Means, profile: &Profile, gates: &[Gate]) -> Self {
        let plain = print::whole(means.residual);
        let confirmed = gates.iter().any(|g| g.status == GateStatus::Confirmed);
        let cut = profile.cuts.first(profile.gate_floor);
        let floor = (confirmed && plain < cut).then_some(Floor {
            from: plain,
            to: cut,
        });
        let printed = floor.map_or(plain, |f| f.to);
        Self {
            counts: means.counts,
            inherent: means.inherent,
            residual: means.residual,
            treated: means.treated,
            low: means.low,
            high: means.high,
            coverage: means.coverage,
            printed,
            tier: profile.cuts.tier(printed),
            floor,
        }
    }
}
