//! What to ask the vendor for, and what each ask would take off the score.
//!
//! A granted ask makes its provisions denied, without limits, in a signed contract; everything else stays. With the
//! weighted power mean the new score follows from the old terms alone.

use std::collections::BTreeMap;

use super::ProvisionLine;
use super::mean::Mean;
use crate::catalogue::GateId;
use crate::finding::Grade;
use crate::score::print::{half_up, number, whole};
use crate::score::{Gate, GateStatus, Profile, Score, Tier};

/// The most asks that stand on page one.
const CONDITIONS: usize = 7;
/// What an ask must take off, in points, to be worth a condition: less does not show in print.
const WORTH: f64 = 0.05;

/// Something to ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// The clause to negotiate.
    pub text: String,
    /// The clause in a few words.
    pub brief: String,
    /// What to settle for; may be empty.
    pub fallback: String,
    /// Two-letter code of the category.
    pub code: String,
    /// Ids of the provisions that it settles.
    pub provisions: Vec<String>,
    /// The score if only this is granted, 0 to 100.
    pub alone: f64,
    /// The score if this and all before it are granted.
    pub after: f64,
    /// The tier of that, without the floor of a gate.
    pub tier_after: Tier,
    /// Whether it is a condition on page one.
    pub condition: bool,
    /// The confirmed gate that it would open.
    pub clears: Option<GateId>,
}

/// All asks, those with the most effect first.
#[derive(Debug, Clone, PartialEq)]
pub struct Asks {
    /// The asks.
    pub list: Vec<Ask>,
    /// How many of them, from the first, are conditions.
    pub conditions: usize,
    /// The score now, before any floor.
    pub now: f64,
    /// The score with all conditions granted.
    pub with_conditions: f64,
    /// Its tier.
    pub tier_with_conditions: Tier,
    /// Low and high end of it.
    pub interval: (f64, f64),
    /// The score with every ask granted.
    pub with_all: f64,
}

/// Exposure that is left once a provision is denied in a contract.
fn granted(severity: f64) -> f64 {
    severity * (1.0 - Grade::Contract.cap())
}

/// What an ask takes off as it is printed beside it: the difference of the printed ends, as [`crate::score::print::change`]
/// has it.
fn taken_off(from: f64, to: f64) -> f64 {
    half_up(half_up(from, 1) - half_up(to, 1), 1)
}

/// The clause in a few words; where the catalogue has none, what stands before its first full stop.
fn brief(line: &ProvisionLine) -> String {
    if !line.brief.is_empty() {
        return line.brief.clone();
    }
    let text = line.ask.trim();
    text.find(". ")
        .and_then(|at| text.get(..at))
        .unwrap_or(text)
        .trim_end_matches('.')
        .to_owned()
}

impl Asks {
    /// How the effects of the first asks stand to each other, by the figures as they are printed: one by one, and together.
    #[must_use]
    pub fn together(&self, asks: usize, with: f64) -> String {
        let first = self.list.iter().take(asks);
        let alone: f64 = first.map(|a| taken_off(self.now, a.alone)).sum();
        let whole = taken_off(self.now, with);
        let how = if whole > alone + 0.05 {
            "They reinforce each other"
        } else if whole < alone - 0.05 {
            "Their effects overlap"
        } else {
            "Their effects add up"
        };
        format!(
            "{how}: one by one they take off {}, together {}, from {} to {}.",
            number(alone, 1),
            number(whole, 1),
            number(self.now, 1),
            number(with, 1),
        )
    }
}

/// Finds the asks and what they change.
pub fn build(
    score: &Score,
    provisions: &[ProvisionLine],
    profile: &Profile,
    gates: &[Gate],
) -> Asks {
    let mean = Mean::new(score, provisions, profile.emphasis);
    let points: Vec<f64> = provisions.iter().map(|p| p.residual).collect();
    let now = mean.of(&points);

    // One clause may settle several provisions.
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, p) in provisions.iter().enumerate() {
        if !p.ask.trim().is_empty() && p.counts && p.residual > granted(p.severity) {
            groups.entry(p.ask.as_str()).or_default().push(at);
        }
    }
    let grant = |values: &mut [f64], rows: &[usize]| {
        for &row in rows {
            if let (Some(value), Some(p)) = (values.get_mut(row), provisions.get(row)) {
                *value = value.min(granted(p.severity));
            }
        }
    };
    let mut asks: Vec<(Vec<usize>, f64)> = groups
        .into_values()
        .map(|rows| {
            let mut values = points.clone();
            grant(&mut values, &rows);
            let alone = mean.of(&values);
            (rows, alone)
        })
        .filter(|(_, alone)| taken_off(now, *alone) >= WORTH)
        .collect();
    asks.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));

    let conditions = asks.len().min(CONDITIONS);
    let mut values = points;
    let mut with_conditions = now;
    let mut interval = (score.total.low, score.total.high);
    let mut with_all = now;
    let list = asks
        .into_iter()
        .enumerate()
        .filter_map(|(at, (rows, alone))| {
            let first = rows.first().and_then(|&r| provisions.get(r))?;
            grant(&mut values, &rows);
            let after = mean.of(&values);
            with_all = after;
            if at < conditions {
                with_conditions = after;
            }
            if at + 1 == conditions {
                interval = mean.interval(&values, provisions);
            }
            Some(Ask {
                text: first.ask.clone(),
                brief: brief(first),
                fallback: first.fallback.clone(),
                code: first.code.clone(),
                provisions: rows
                    .iter()
                    .filter_map(|&r| provisions.get(r).map(|p| p.id.clone()))
                    .collect(),
                alone,
                after,
                tier_after: profile.cuts.tier(whole(after)),
                condition: at < conditions,
                clears: rows.iter().find_map(|&r| {
                    let p = provisions.get(r)?;
                    clears(p, gates)
                }),
            })
        })
        .collect();
    Asks {
        list,
        conditions,
        now,
        with_conditions,
        tier_with_conditions: profile.cuts.tier(whole(with_conditions)),
        interval,
        with_all,
    }
}

/// The confirmed gate that a provision closes.
fn clears(provision: &ProvisionLine, gates: &[Gate]) -> Option<GateId> {
    gates
        .iter()
        .filter(|g| g.status == GateStatus::Confirmed)
        .map(|g| g.id)
        .find(|id| provision.gate == Some(*id))
}

#[cfg(test)]
mod tests {
    use super::Mean;
    use crate::finding::{Factor, State};
    use crate::report::fixture::Fixture;
    use crate::score::{Base, Circumstances, score};

    #[test]
    fn the_score_now_is_the_score() {
        for found in [0, 20, 90] {
            let model = Fixture {
                found,
                ..Fixture::default()
            }
            .model();
            assert!((model.asks.now - model.score.total.residual).abs() < 1e-9);
        }
    }

    #[test]
    fn the_interval_without_a_grant_is_that_of_the_score() {
        let fixture = Fixture::default();
        let model = fixture.model();
        let (_, assessment, outcome) = fixture.assessed();
        let score = &outcome.reviewed.score;
        let mean = Mean::new(score, &model.provisions, assessment.profile.emphasis);
        assert!(
            model.provisions.iter().any(|p| p.applicable && !p.counts),
            "nothing is open, so nothing is tried"
        );
        let points: Vec<f64> = model.provisions.iter().map(|p| p.residual).collect();
        let (low, high) = mean.interval(&points, &model.provisions);
        let total = &score.total;
        assert!((low - total.low).abs() < 1e-9, "{low} {}", total.low);
        assert!((high - total.high).abs() < 1e-9, "{high} {}", total.high);
    }

    #[test]
    fn effects_are_told_by_the_figures_that_are_printed() {
        let model = Fixture::default().model();
        let mut asks = model.asks.clone();
        asks.now = 40.0;
        asks.list.truncate(2);
        asks.list[0].alone = 38.96;
        asks.list[1].alone = 39.0;
        assert_eq!(
            asks.together(2, 30.0),
            "They reinforce each other: one by one they take off 2.0, together 10.0, from 40.0 to 30.0."
        );
        assert!(
            asks.together(2, 38.5)
                .starts_with("Their effects overlap: one by one they take off 2.0, together 1.5")
        );
        assert!(asks.together(2, 38.0).starts_with("Their effects add up"));
    }

    #[test]
    fn an_ask_alone_is_the_score_with_its_rows_denied_in_a_contract() {
        let fixture = Fixture::default();
        let (catalogue, assessment, outcome) = fixture.assessed();
        let model = fixture.model();
        let ask = model.asks.list.first().unwrap();
        let mut rows = outcome.rows.clone();
        for row in &mut rows {
            if ask.provisions.contains(&row.provision) {
                row.state = State::Denied;
                row.aggravators.clear();
                row.mitigators = vec![Factor {
                    id: "denied".to_owned(),
                    name: "denied".to_owned(),
                    size: 1.0,
                }];
                row.grade = crate::finding::Grade::Contract;
            }
        }
        let circumstances = Circumstances {
            european: true,
            ..Circumstances::default()
        };
        let after = score(
            &rows,
            &Base::of(&catalogue),
            &assessment.profile,
            &circumstances,
        );
        assert!((after.total.residual - ask.alone).abs() < 1e-9);
    }

    #[test]
    fn every_ask_lowers_and_the_most_useful_stand_first() {
        let asks = Fixture::default().model().asks;
        assert_eq!(asks.conditions, 7);
        let mut before = asks.now;
        let mut alone = 0.0;
        for ask in &asks.list {
            assert!(ask.after < before);
            assert!(ask.alone >= alone);
            before = ask.after;
            alone = ask.alone;
        }
        assert!(asks.interval.0 <= asks.with_conditions && asks.with_conditions <= asks.interval.1);
    }
}
