//! How much would be at stake with a vendor (`model.md`, section 7): the second axis of a published matrix. It is
//! never multiplied into the score.

use serde::{Deserialize, Serialize};

use super::Engagement;
use crate::score::Tier;

/// What would be at stake, by what the customer would send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Impact {
    Slight,
    Moderate,
    Considerable,
    Grave,
}

impl Impact {
    /// All levels, the least first.
    pub const ALL: [Self; 4] = [
        Self::Slight,
        Self::Moderate,
        Self::Considerable,
        Self::Grave,
    ];

    /// The word shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slight => "Slight",
            Self::Moderate => "Moderate",
            Self::Considerable => "Considerable",
            Self::Grave => "Grave",
        }
    }
}

/// What a tier and an impact together call for. It advises; people decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Attention {
    /// The usual review is enough.
    Usual,
    /// Conditions should be agreed on first.
    Conditions,
    /// Somebody senior should decide.
    Senior,
    /// Not to be signed as it stands.
    NotAsItStands,
}

impl Attention {
    /// The words shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usual => "Usual review",
            Self::Conditions => "Agree on conditions first",
            Self::Senior => "Senior decision",
            Self::NotAsItStands => "Do not sign as it stands",
        }
    }
}

/// How impact is reckoned, as the report prints it.
pub const IMPACT_RULE: &str = "Mean of sensitivity, volume and criticality, each 1 to 4, with the highest of them counted twice, rounded half up.";

/// The impact of an engagement: the mean of sensitivity, volume and criticality (each 1 to 4, and taken to that
/// range), with the highest counted twice, rounded half up.
#[must_use]
pub fn impact(engagement: &Engagement) -> Impact {
    let levels = [
        engagement.sensitivity,
        engagement.volume,
        engagement.criticality,
    ]
    .map(|level| level.clamp(1, 4));
    let highest = levels.into_iter().max().unwrap_or(1);
    let sum = levels.iter().sum::<u8>() + highest;
    match (sum + 2) / 4 {
        0 | 1 => Impact::Slight,
        2 => Impact::Moderate,
        3 => Impact::Considerable,
        _ => Impact::Grave,
    }
}

/// The published matrix: what a tier and an impact together call for. More of either never calls for less.
#[must_use]
pub const fn attention(tier: Tier, impact: Impact) -> Attention {
    use Attention::{Conditions, NotAsItStands, Senior, Usual};
    match (impact, tier) {
        (Impact::Slight, Tier::Low | Tier::Moderate)
        | (Impact::Moderate | Impact::Considerable, Tier::Low) => Usual,
        (Impact::Slight, Tier::High)
        | (Impact::Moderate, Tier::Moderate | Tier::High)
        | (Impact::Considerable, Tier::Moderate)
        | (Impact::Grave, Tier::Low) => Conditions,
        (Impact::Slight | Impact::Moderate, Tier::Severe)
        | (Impact::Considerable, Tier::High)
        | (Impact::Grave, Tier::Moderate | Tier::High) => Senior,
        (Impact::Considerable | Impact::Grave, Tier::Severe) => NotAsItStands,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engagement(sensitivity: u8, volume: u8, criticality: u8) -> Engagement {
        Engagement {
            sensitivity,
            volume,
            criticality,
            ..Engagement::default()
        }
    }

    #[test]
    fn the_highest_counts_twice() {
        assert_eq!(impact(&engagement(1, 1, 1)), Impact::Slight);
        assert_eq!(impact(&engagement(4, 4, 4)), Impact::Grave);
        // (4 + 1 + 1 + 4) / 4 = 2.5, half up to 3.
        assert_eq!(impact(&engagement(4, 1, 1)), Impact::Considerable);
        // (2 + 1 + 1 + 2) / 4 = 1.5, half up to 2.
        assert_eq!(impact(&engagement(2, 1, 1)), Impact::Moderate);
        assert_eq!(impact(&engagement(0, 0, 0)), Impact::Slight);
        assert_eq!(impact(&engagement(200, 4, 4)), Impact::Grave);
    }

    #[test]
    fn more_never_calls_for_less() {
        for (less, more) in Impact::ALL.iter().zip(Impact::ALL.iter().skip(1)) {
            for tier in Tier::ALL {
                assert!(attention(tier, *less) <= attention(tier, *more));
            }
        }
        for (less, more) in Tier::ALL.iter().zip(Tier::ALL.iter().skip(1)) {
            for impact in Impact::ALL {
                assert!(attention(*less, impact) <= attention(*more, impact));
            }
        }
        assert_eq!(attention(Tier::Low, Impact::Slight), Attention::Usual);
        assert_eq!(
            attention(Tier::Severe, Impact::Grave),
            Attention::NotAsItStands
        );
    }
}
