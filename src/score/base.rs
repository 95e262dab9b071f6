//! What the model takes from the catalogue, the profile and the customer: rows in, items out.

use std::collections::BTreeMap;

use super::item::{Item, combine};
use super::{Gate, Profile};
use crate::catalogue::{Catalogue, Silence};
use crate::finding::{Row, State};

/// The figures of a catalogue that the model needs, without its words. Made once, used for every vendor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Base {
    /// Categories in display order.
    pub categories: Vec<BaseCategory>,
    /// Provisions by id.
    pub provisions: BTreeMap<String, BaseProvision>,
}

/// A category's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseCategory {
    /// Category id.
    pub id: String,
    /// Default weight, 0 to 30.
    pub weight: f64,
}

/// A provision's figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaseProvision {
    /// Index of its category in [`Base::categories`].
    pub category: usize,
    /// Base severity, 0 to 100.
    pub severity: f64,
    /// What silence means.
    pub silence: Silence,
    /// Whether silence is adverse only where European data is in play, and neutral elsewhere.
    pub silence_eu_only: bool,
    /// Whether it enters the score.
    pub scored: bool,
}

/// What holds for one vendor beside its rows and the profile.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Circumstances {
    /// Whether personal data from the EU, the UK or Switzerland is in play.
    pub european: bool,
    /// What the customer did about single provisions.
    pub measures: Measures,
    /// Gates; a confirmed one puts a floor under the tier.
    pub gates: Vec<Gate>,
}

/// What reviewers did that changes numbers beyond states: treatments and exposures that were set by hand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures {
    /// Treatments by provision id.
    pub treatments: BTreeMap<String, Vec<Measure>>,
    /// Exposures set by hand, 0 to 100, by provision id.
    pub exposures: BTreeMap<String, f64>,
}

/// A measure of the customer: a negotiated clause, a configured opt-out, a signed agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Name for people.
    pub name: String,
    /// Its size as a mitigator, in [0, 1).
    pub size: f64,
}

impl Base {
    /// The figures of a catalogue.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let categories: Vec<BaseCategory> = catalogue
            .categories
            .iter()
            .map(|c| BaseCategory {
                id: c.id.clone(),
                weight: c.weight,
            })
            .collect();
        let provisions = catalogue
            .provisions
            .iter()
            .filter_map(|p| {
                let category = categories.iter().position(|c| c.id == p.category)?;
                Some((
                    p.id.clone(),
                    BaseProvision {
                        category,
                        severity: p.severity,
                        silence: p.silence,
                        silence_eu_only: p.silence_eu_only,
                        scored: p.scored,
                    },
                ))
            })
            .collect();
        Self {
            categories,
            provisions,
        }
    }

    /// Weights of the categories under a profile, parallel to [`Base::categories`].
    #[must_use]
    pub fn weights(&self, profile: &Profile) -> Vec<f64> {
        self.categories
            .iter()
            .map(|c| profile.weights.get(&c.id).copied().unwrap_or(c.weight))
            .collect()
    }

    /// The items of rows, parallel to them. A row of an unknown provision becomes an item that counts nowhere.
    #[must_use]
    pub fn items(
        &self,
        rows: &[Row],
        profile: &Profile,
        circumstances: &Circumstances,
    ) -> Vec<Item> {
        rows.iter()
            .map(|row| self.item(row, profile, circumstances))
            .collect()
    }

    /// The item of one row.
    #[must_use]
    pub fn item(&self, row: &Row, profile: &Profile, circumstances: &Circumstances) -> Item {
        let Some(provision) = self.provisions.get(&row.provision) else {
            return Item {
                scored: false,
                ..Item::default()
            };
        };
        let silence = match provision.silence {
            Silence::Adverse if provision.silence_eu_only && !circumstances.european => {
                Silence::Neutral
            }
            other => other,
        };
        let measures = &circumstances.measures;
        let treatment = measures
            .treatments
            .get(&row.provision)
            .map_or(0.0, |list| combine(list.iter().map(|t| t.size)));
        Item {
            category: provision.category,
            weight: profile
                .provision_weights
                .get(&row.provision)
                .copied()
                .unwrap_or(1.0),
            severity: profile
                .severities
                .get(&row.provision)
                .copied()
                .unwrap_or(provision.severity),
            state: row.state,
            silence,
            silence_point: profile.silence.of(silence),
            aggravation: combine(row.aggravators.iter().map(|f| f.size)),
            mitigation: combine(row.mitigators.iter().map(|f| f.size)),
            other_side: (row.state == State::Conflict)
                .then(|| combine(row.other_side.iter().map(|f| f.size))),
            treatment,
            cap: row.grade.cap(),
            confidence: row.confidence,
            scored: provision.scored,
            set: measures.exposures.get(&row.provision).copied(),
        }
    }
}
