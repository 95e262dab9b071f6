//! Profiles: named sets of weights and severities that the user can edit, save and load.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Tier;

/// The greatest weight of a category; the least is 0.
pub const MAX_WEIGHT: f64 = 30.0;

/// Where tiers begin, by the printed integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierCuts {
    /// First score that is Moderate.
    pub moderate: u8,
    /// First score that is High.
    pub high: u8,
    /// First score that is Severe.
    pub severe: u8,
}

impl Default for TierCuts {
    fn default() -> Self {
        Self {
            moderate: 25,
            high: 50,
            severe: 75,
        }
    }
}

impl TierCuts {
    /// First printed score of a tier; 0 for Low.
    #[must_use]
    pub const fn first(self, tier: Tier) -> u8 {
        match tier {
            Tier::Low => 0,
            Tier::Moderate => self.moderate,
            Tier::High => self.high,
            Tier::Severe => self.severe,
        }
    }

    /// Tier of a printed score.
    #[must_use]
    pub const fn tier(self, printed: u8) -> Tier {
        if printed >= self.severe {
            Tier::Severe
        } else if printed >= self.high {
            Tier::High
        } else if printed >= self.moderate {
            Tier::Moderate
        } else {
            Tier::Low
        }
    }

    /// Tier of an exposure, 0 to 100, by the integer that is printed for it.
    #[must_use]
    pub fn tier_of(self, exposure: f64) -> Tier {
        self.tier(super::print::whole(exposure))
    }

    /// The next tier above a printed score and how many points away it begins; `None` in the highest.
    #[must_use]
    pub fn next(self, printed: u8) -> Option<(Tier, u8)> {
        Tier::ALL
            .into_iter()
            .map(|tier| (tier, self.first(tier)))
            .find(|&(_, first)| first > printed)
            .map(|(tier, first)| (tier, first.saturating_sub(printed)))
    }

    /// The cuts that an interval crosses: those above its printed low end and not above its printed high end.
    #[must_use]
    pub fn crossed(self, low: f64, high: f64) -> Vec<u8> {
        let (low, high) = (super::print::whole(low), super::print::whole(high));
        [self.moderate, self.high, self.severe]
            .into_iter()
            .filter(|&cut| low < cut && cut <= high)
            .collect()
    }
}

/// A named set of weights and severities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name for people.
    pub name: String,
    /// Weight of each category, 0 to 30; a category that is not named has the catalogue's.
    #[serde(default)]
    pub weights: BTreeMap<String, f64>,
    /// Weights of provisions within their category, where not 1.
    #[serde(default)]
    pub provision_weights: BTreeMap<String, f64>,
    /// Severities, where not the catalogue's, 0 to 100.
    #[serde(default)]
    pub severities: BTreeMap<String, f64>,
    /// Severity emphasis p, 1 to 8.
    pub emphasis: f64,
    /// Where tiers begin.
    #[serde(default)]
    pub cuts: TierCuts,
    /// The tier that a confirmed gate guarantees.
    pub gate_floor: Tier,
}
