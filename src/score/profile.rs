//! Profiles: named sets of weights and severities that the user can edit, save and load.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Tier;

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
