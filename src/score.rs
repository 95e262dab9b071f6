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

/// Version of the model: of its form, not of its sizes. It stands in the vector string and in reports.
pub const MODEL_VERSION: u32 = 1;

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

/// The least share of the applicable catalogue, by weight, on which a score of the whole is told. A text in another
/// language, of which only the date is known, covers under a hundredth.
pub const LEAST_COVERAGE: f64 = 0.05;

/// The whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// Whether enough counts: some row, and at least [`LEAST_COVERAGE`] of the applicable catalogue. Where it does not, the
    /// score is unknown: print a dash, and neither a number nor a tier that would look clean.
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

impl RowScore {
    /// How much a closer look could move: severity times width of the interval, each as a share, 0 to 1.
    #[must_use]
    pub fn doubt(&self) -> f64 {
        self.severity / 100.0 * (self.high - self.low) / 100.0
    }
}

/// Indices of the rows that count, in the order in which they should be reviewed: the severest and least sure first
/// (`model.md`, section 8).
#[must_use]
pub fn review_queue(score: &Score) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> = score
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.counts)
        .map(|(index, row)| (index, row.doubt()))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().map(|(index, _)| index).collect()
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
            counts: means.counts && means.coverage >= LEAST_COVERAGE,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Silence;
    use crate::finding::{Factor, Grade, State};
    use base::{BaseCategory, BaseProvision};

    fn row(provision: &str, state: State, confidence: f64) -> Row {
        Row {
            provision: provision.to_owned(),
            category: "ai".to_owned(),
            state,
            findings: Vec::new(),
            aggravators: Vec::new(),
            mitigators: Vec::new(),
            other_side: Vec::new(),
            grade: Grade::Policy,
            confidence,
            note: String::new(),
        }
    }

    fn base() -> Base {
        let provision = |severity, scored| BaseProvision {
            category: 0,
            severity,
            silence: Silence::Adverse,
            silence_eu_only: true,
            scored,
        };
        Base {
            categories: vec![
                BaseCategory {
                    id: "ai".to_owned(),
                    weight: 7.0,
                },
                BaseCategory {
                    id: "roles".to_owned(),
                    weight: 4.0,
                },
            ],
            provisions: [
                ("ai.a".to_owned(), provision(80.0, true)),
                ("ai.b".to_owned(), provision(40.0, true)),
                ("ai.note".to_owned(), provision(0.0, false)),
            ]
            .into(),
        }
    }

    fn scored(rows: &[Row], european: bool, gates: Vec<Gate>) -> Score {
        let profile = Profile {
            emphasis: 1.0,
            ..Profile::default()
        };
        let circumstances = Circumstances {
            european,
            gates,
            ..Circumstances::default()
        };
        score(rows, &base(), &profile, &circumstances)
    }

    #[test]
    fn rows_that_do_not_count_stay_out() {
        let rows = [
            row("ai.a", State::Affirmed, 1.0),
            row("ai.b", State::NotAssessed, 1.0),
            row("ai.note", State::Affirmed, 1.0),
            row("ai.unknown", State::Affirmed, 1.0),
        ];
        let result = scored(&rows, true, Vec::new());
        assert_eq!(result.total.residual, 80.0);
        // One of two applicable provisions; the category that has no rows is not applicable.
        assert_eq!(result.total.coverage, 0.5);
        let counts: Vec<bool> = result.rows.iter().map(|r| r.counts).collect();
        assert_eq!(counts, [true, false, false, false]);
        let applicable: Vec<bool> = result.rows.iter().map(|r| r.applicable).collect();
        assert_eq!(applicable, [true, true, false, false]);
        assert!(!result.categories[1].applicable && !result.categories[1].counts);
        assert_eq!(result.categories[0].contribution, 80.0);
        // Open: between 0 and 40 beside the 80.
        assert_eq!((result.total.low, result.total.high), (40.0, 80.0));
    }

    #[test]
    fn silence_that_is_adverse_in_europe_is_neutral_elsewhere() {
        let rows = [row("ai.a", State::Silent, 1.0)];
        assert_eq!(scored(&rows, true, Vec::new()).total.residual, 32.0);
        assert_eq!(scored(&rows, false, Vec::new()).total.residual, 20.0);
    }

    #[test]
    fn a_confirmed_gate_puts_a_floor_under_the_tier() {
        let rows = [row("ai.b", State::Affirmed, 1.0)];
        let gate = |status| {
            vec![Gate {
                id: GateId::TrainingWithoutOptIn,
                status,
                why: String::new(),
            }]
        };
        let open = scored(&rows, true, gate(GateStatus::ToCheck)).total;
        assert_eq!(
            (open.printed, open.tier, open.floor),
            (40, Tier::Moderate, None)
        );
        let closed = scored(&rows, true, gate(GateStatus::Confirmed)).total;
        assert_eq!((closed.printed, closed.tier), (50, Tier::High));
        assert_eq!(closed.floor, Some(Floor { from: 40, to: 50 }));
        assert_eq!(closed.residual, 40.0, "the exact score is left as it is");
        // Where the score is above the floor, none is applied.
        let high = scored(
            &[row("ai.a", State::Affirmed, 1.0)],
            true,
            gate(GateStatus::Confirmed),
        );
        assert_eq!(high.total.floor, None);
    }

    #[test]
    fn the_arithmetic_of_a_row_runs_to_its_residual() {
        let mut affirmed = row("ai.a", State::Affirmed, 0.8);
        let factor = |name: &str, size| Factor {
            id: name.to_owned(),
            name: name.to_owned(),
            size,
        };
        affirmed.aggravators = vec![factor("for shared models", 0.35)];
        affirmed.mitigators = vec![factor("opt-in", 0.5), factor("own tenant", 0.5)];
        let profile = Profile::default();
        let circumstances = Circumstances::default();
        let result = score(
            std::slice::from_ref(&affirmed),
            &base(),
            &profile,
            &circumstances,
        );
        let shown = steps(
            &affirmed,
            &result.rows[0],
            &base(),
            &profile,
            &circumstances,
        );
        let told: Vec<(&str, String)> = shown
            .iter()
            .map(|s| (s.name.as_str(), print::number(s.running, 1)))
            .collect();
        let expected = [
            ("Base severity", "80.0"),
            ("For shared models", "87.0"),
            ("Inherent", "87.0"),
            ("Opt-in", "43.5"),
            ("Own tenant", "21.8"),
            // Both take off .75; a policy is capped at .70.
            ("Capped, policy text", "26.1"),
            ("Residual", "26.1"),
            ("Adds to the score", "26.1"),
        ];
        let expected: Vec<(&str, String)> = expected
            .iter()
            .map(|(n, v)| (*n, (*v).to_owned()))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn the_severest_and_least_sure_are_reviewed_first() {
        let rows = [
            row("ai.b", State::Affirmed, 0.5),
            row("ai.a", State::Affirmed, 0.7),
            row("ai.a", State::NotAssessed, 1.0),
        ];
        // 40 · 50 points wide against 80 · 30 points (65 to 95).
        assert_eq!(review_queue(&scored(&rows, true, Vec::new())), [1, 0]);
    }

    #[test]
    fn the_vector_says_what_the_score_is_made_of() {
        let rows = [row("ai.a", State::Affirmed, 1.0)];
        let profile = Profile {
            weights: [("ai".to_owned(), 7.5)].into(),
            ..Profile::default()
        };
        let result = score(&rows, &base(), &profile, &Circumstances::default());
        assert_eq!(
            vector(&result, &profile),
            "SCR:1/p5/ai:w7.5,x80/roles:w4,x-"
        );
    }

    #[test]
    fn too_little_read_is_no_score() {
        let base = Base {
            categories: vec![BaseCategory {
                id: "ai".to_owned(),
                weight: 10.0,
            }],
            provisions: (0..30)
                .map(|i| {
                    (
                        format!("ai.{i}"),
                        BaseProvision {
                            category: 0,
                            severity: 20.0,
                            silence: Silence::Adverse,
                            silence_eu_only: false,
                            scored: true,
                        },
                    )
                })
                .collect(),
        };
        let total = |read: usize| {
            let rows: Vec<Row> = (0..30)
                .map(|i| {
                    let state = if i < read {
                        State::Affirmed
                    } else {
                        State::NotAssessed
                    };
                    row(&format!("ai.{i}"), state, 1.0)
                })
                .collect();
            score(&rows, &base, &Profile::default(), &Circumstances::default()).total
        };
        // One of thirty is under a twentieth, two are over it; what is known of the interval stays.
        assert!(!total(1).counts);
        assert!(total(2).counts);
        assert!((total(1).residual - 20.0).abs() < 1e-9);
    }
}
