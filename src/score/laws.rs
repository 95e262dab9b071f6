//! The laws of `model.md`, section 12, over random cases.

use proptest::prelude::*;

use super::item::combine;
use super::mean::power_mean;
use super::profile::SilencePoints;
use super::sensitivity::{edge, flip_weights, weight_for, weight_where_equal};
use super::{Item, Prepared, TierCuts};
use crate::catalogue::Silence;
use crate::finding::State;

const CATEGORIES: usize = 5;

fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        4 => Just(State::Affirmed),
        1 => Just(State::Conditional),
        2 => Just(State::Denied),
        1 => Just(State::Conflict),
        2 => Just(State::Silent),
        1 => Just(State::NotAssessed),
        1 => Just(State::NotApplicable),
    ]
}

prop_compose! {
    fn item()(
        category in 0..CATEGORIES,
        weight in prop_oneof![3 => Just(1.0), 1 => 0.0..4.0],
        severity in 0.0..=100.0,
        state in state(),
        silence in prop_oneof![Just(Silence::Adverse), Just(Silence::Neutral), Just(Silence::Benign)],
        aggravation in prop_oneof![Just(0.0), 0.0..0.95],
        mitigation in prop_oneof![Just(0.0), 0.0..=1.0],
        other in 0.0..=1.0,
        treatment in prop_oneof![3 => Just(0.0), 1 => 0.0..1.0],
        cap in prop_oneof![Just(0.6), Just(0.7), Just(0.85), Just(0.95)],
        confidence in 0.0..=1.0,
        silence_point in 0.0..=1.0,
        scored in prop_oneof![9 => Just(true), 1 => Just(false)],
    ) -> Item {
        Item {
            category, weight, severity, state, silence, silence_point, aggravation, mitigation,
            other_side: (state == State::Conflict).then_some(other),
            treatment, cap, confidence, scored, set: None,
        }
    }
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    prop::collection::vec(item(), 1..24)
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(
        prop_oneof![5 => 0.1..30.0, 1 => Just(0.0)],
        CATEGORIES..=CATEGORIES,
    )
}

fn emphasis() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), Just(2.0), Just(3.0), 1.0..=8.0]
}

fn plain(exposures: &[f64]) -> Vec<Item> {
    exposures
        .iter()
        .enumerate()
        .map(|(category, &severity)| Item {
            category,
            severity,
            ..Item::default()
        })
        .collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_score_lies_between_the_least_and_the_greatest_exposure(
        items in items(), weights in weights(), p in emphasis(),
    ) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let means = prepared.means(&weights);
        prop_assert!((0.0..=100.0 + 1e-9).contains(&means.residual));
        // Rows that pull: in the mean, with a weight of their own and of their category.
        let pulls: Vec<f64> = items.iter().zip(prepared.exposures())
            .filter(|(i, x)| x.counts && i.weight > 0.0 && weights[i.category] > 0.0)
            .map(|(_, x)| x.residual)
            .collect();
        if pulls.is_empty() {
            prop_assert!(!means.counts);
            prop_assert_eq!(means.residual, 0.0);
        } else {
            let least = pulls.iter().copied().fold(f64::INFINITY, f64::min);
            let greatest = pulls.iter().copied().fold(0.0, f64::max);
            prop_assert!(least - 1e-9 <= means.residual && means.residual <= greatest + 1e-9);
        }
    }

    #[test]
    fn it_rises_with_every_exposure(
        items in items(), weights in weights(), p in emphasis(), which in 0_usize..24, more in 0.0..100.0_f64,
    ) {
        let which = which % items.len();
        let mut worse = items.clone();
        worse[which].severity = (worse[which].severity + more).min(100.0);
        let before = Prepared::new(&items, CATEGORIES, p).means(&weights);
        let after = Prepared::new(&worse, CATEGORIES, p).means(&weights);
        prop_assert!(after.residual >= before.residual - 1e-9);
        prop_assert!(after.inherent >= before.inherent - 1e-9);
        prop_assert!(after.treated >= before.treated - 1e-9);
        prop_assert!(after.low >= before.low - 1e-9);
        prop_assert!(after.high >= before.high - 1e-9);
    }

    #[test]
    fn it_rises_with_the_emphasis(items in items(), weights in weights(), p in emphasis(), more in 0.0..4.0) {
        let before = Prepared::new(&items, CATEGORIES, p).residual(&weights);
        let after = Prepared::new(&items, CATEGORIES, p + more).residual(&weights);
        prop_assert!(after >= before - 1e-9);
    }

    #[test]
    fn contributions_sum_to_the_score_at_both_levels(
        items in items(), weights in weights(), p in emphasis(),
    ) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let contributions = prepared.contributions(&weights);
        let score = prepared.residual(&weights);
        prop_assert!(near(contributions.iter().sum::<f64>(), score));
        prop_assert!(contributions.iter().all(|c| *c >= 0.0));
        // A category's, by the formula at its own level, is the sum of its rows'.
        let total: f64 = (0..CATEGORIES)
            .filter(|&c| prepared.category(c).counts)
            .map(|c| weights[c])
            .sum();
        for (c, weight) in weights.iter().enumerate() {
            let rows: f64 = items.iter().zip(&contributions)
                .filter(|(i, _)| i.category == c)
                .map(|(_, c)| *c)
                .sum();
            let own = prepared.category(c);
            let direct = if own.counts && score > 0.0 {
                weight / total * own.residual.powf(p) / score.powf(p - 1.0)
            } else {
                0.0
            };
            prop_assert!(near(rows, direct), "{rows} {direct}");
        }
    }

    #[test]
    fn nesting_equals_the_flat_mean(items in items(), weights in weights(), p in emphasis()) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let mut own = [0.0; CATEGORIES];
        for (i, x) in items.iter().zip(prepared.exposures()) {
            if x.counts {
                own[i.category] += i.weight;
            }
        }
        let flat: Vec<(f64, f64)> = items.iter().zip(prepared.exposures())
            .filter(|(i, x)| x.counts && own[i.category] > 0.0)
            .map(|(i, x)| (weights[i.category] * i.weight / own[i.category], x.residual))
            .collect();
        let nested: Vec<(f64, f64)> = (0..CATEGORIES)
            .filter(|&c| prepared.category(c).counts)
            .map(|c| (weights[c], prepared.category(c).residual))
            .collect();
        let score = prepared.residual(&weights);
        prop_assert!((power_mean(&flat, p).unwrap_or(0.0) - score).abs() < 1e-7);
        prop_assert!((power_mean(&nested, p).unwrap_or(0.0) - score).abs() < 1e-7);
    }

    #[test]
    fn equal_exposures_give_that_exposure(
        k in 0.0..=100.0, weights in prop::collection::vec(0.1..30.0, CATEGORIES..=CATEGORIES), p in emphasis(),
    ) {
        let prepared = Prepared::new(&plain(&[k; CATEGORIES]), CATEGORIES, p);
        prop_assert!(near(prepared.residual(&weights), k));
    }

    #[test]
    fn order_is_irrelevant(items in items(), weights in weights(), p in emphasis(), turn in 0_usize..24) {
        let mut turned = items.clone();
        turned.rotate_left(turn % items.len());
        turned.reverse();
        let one = Prepared::new(&items, CATEGORIES, p).means(&weights);
        let other = Prepared::new(&turned, CATEGORIES, p).means(&weights);
        prop_assert!(near(one.residual, other.residual));
        prop_assert!(near(one.low, other.low) && near(one.high, other.high));
        prop_assert!(near(one.coverage, other.coverage));
        let sizes: Vec<f64> = items.iter().map(|i| i.aggravation).collect();
        let backwards: Vec<f64> = sizes.iter().rev().copied().collect();
        prop_assert!(near(combine(sizes), combine(backwards)));
    }

    #[test]
    fn the_interval_brackets_the_point(items in items(), weights in weights(), p in emphasis()) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let means = prepared.means(&weights);
        prop_assert!(means.low <= means.residual + 1e-9 && means.residual <= means.high + 1e-9);
        prop_assert!(means.high <= 100.0 + 1e-9);
        for c in 0..CATEGORIES {
            let m = prepared.category(c);
            prop_assert!(m.low <= m.residual + 1e-9 && m.residual <= m.high + 1e-9);
        }
        for x in prepared.exposures().iter().filter(|x| x.counts) {
            prop_assert!(0.0 <= x.low && x.low <= x.residual && x.residual <= x.high && x.high <= 100.0);
            prop_assert!(x.treated <= x.residual + 1e-12 && x.residual <= x.inherent + 1e-12);
        }
    }

    #[test]
    fn raising_a_weight_moves_toward_that_exposure_and_never_past_it(
        items in items(), weights in weights(), p in emphasis(), which in 0..CATEGORIES, more in 0.0..60.0,
    ) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let own = prepared.category(which);
        let before = prepared.residual(&weights);
        let mut moved = weights.clone();
        moved[which] += more;
        let after = prepared.residual(&moved);
        if !own.counts {
            prop_assert!(near(before, after));
        } else if prepared.means(&weights).counts {
            let (least, greatest) = (before.min(own.residual), before.max(own.residual));
            prop_assert!(least - 1e-9 <= after && after <= greatest + 1e-9);
        }
    }

    #[test]
    fn scaling_all_weights_changes_nothing(
        items in items(), weights in weights(), p in emphasis(), factor in 0.01..50.0,
    ) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let scaled: Vec<f64> = weights.iter().map(|w| w * factor).collect();
        let (one, other) = (prepared.means(&weights), prepared.means(&scaled));
        prop_assert!(near(one.residual, other.residual) && near(one.low, other.low));
        prop_assert!(near(one.high, other.high) && near(one.coverage, other.coverage));
    }

    #[test]
    fn an_aggravator_never_lowers_and_a_mitigator_never_raises(item in item(), size in 0.0..1.0) {
        let before = item.exposure();
        let aggravated = Item { aggravation: combine([item.aggravation, size]), ..item }.exposure();
        prop_assert!(aggravated.residual >= before.residual - 1e-12);
        prop_assert!(aggravated.inherent <= 100.0);
        let mitigated = Item { mitigation: combine([item.mitigation, size]), ..item }.exposure();
        prop_assert!(mitigated.residual <= before.residual + 1e-12);
        prop_assert!(near(mitigated.inherent, before.inherent));
        let treated = Item { treatment: combine([item.treatment, size]), ..item }.exposure();
        prop_assert!(treated.treated <= before.treated + 1e-12);
        prop_assert!(near(treated.residual, before.residual));
    }

    #[test]
    fn a_silent_row_that_turns_out_affirmed_never_lowers(
        items in items(), weights in weights(), p in emphasis(), which in 0_usize..24,
    ) {
        // Adverse text on a row that was silent: without mitigators the exposure is at least the severity.
        let which = which % items.len();
        let mut silent = items.clone();
        silent[which] = Item { state: State::Silent, mitigation: 0.0, scored: true, ..silent[which] };
        let mut found = silent.clone();
        found[which].state = State::Affirmed;
        let before = Prepared::new(&silent, CATEGORIES, p).residual(&weights);
        let after = Prepared::new(&found, CATEGORIES, p).residual(&weights);
        prop_assert!(after >= before - 1e-9);
    }

    #[test]
    fn doubt_widens_and_moves_no_point(item in item(), less in 0.0..1.0) {
        let sure = Item { confidence: 1.0, ..item }.exposure();
        let unsure = Item { confidence: less, ..item }.exposure();
        prop_assert!(near(sure.residual, unsure.residual));
        prop_assert!(unsure.low <= sure.low && sure.high <= unsure.high);
    }

    #[test]
    fn what_is_not_assessed_lowers_coverage_and_moves_no_point(
        items in items(), weights in weights(), p in emphasis(), extra in item(),
    ) {
        let before = Prepared::new(&items, CATEGORIES, p).means(&weights);
        let mut more = items.clone();
        more.push(Item { state: State::NotAssessed, scored: true, ..extra });
        let after = Prepared::new(&more, CATEGORIES, p).means(&weights);
        prop_assert!(near(before.residual, after.residual));
        prop_assert!(after.low <= before.low + 1e-9);
        let own = Prepared::new(&items, CATEGORIES, p).category(extra.category);
        if own.applicable || weights[extra.category] == 0.0 || extra.weight == 0.0 {
            prop_assert!(after.coverage <= before.coverage + 1e-9);
        }
        let mut left = items.clone();
        left.push(Item { state: State::NotApplicable, ..extra });
        let left = Prepared::new(&left, CATEGORIES, p).means(&weights);
        prop_assert_eq!(left, before);
    }

    #[test]
    fn a_flip_weight_put_in_gives_the_edge(items in items(), weights in weights(), p in emphasis()) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let cuts = TierCuts::default();
        let tier = cuts.tier_of(prepared.residual(&weights));
        for flip in flip_weights(&prepared, &weights, cuts) {
            let mut moved = weights.clone();
            moved[flip.category] = flip.flips_at;
            let score = prepared.residual(&moved);
            let target = edge(cuts.first(tier.max(flip.to)));
            prop_assert!((score - target).abs() < 1e-6, "{score} {target}");
            prop_assert!(flip.to != tier);
        }
    }

    #[test]
    fn the_weight_for_a_score_gives_it(
        items in items(), weights in weights(), p in emphasis(), which in 0..CATEGORIES, target in 0.0..100.0,
    ) {
        let prepared = Prepared::new(&items, CATEGORIES, p);
        if let Some(weight) = weight_for(&prepared, &weights, which, target).filter(|w| *w < 1e6) {
            let mut moved = weights.clone();
            moved[which] = weight;
            prop_assert!((prepared.residual(&moved) - target).abs() < 1e-4);
        }
    }

    #[test]
    fn two_vendors_meet_at_their_weight(
        one in items(), other in items(), weights in weights(), p in emphasis(), which in 0..CATEGORIES,
    ) {
        let (one, other) = (Prepared::new(&one, CATEGORIES, p), Prepared::new(&other, CATEGORIES, p));
        if let Some(weight) = weight_where_equal(&one, &other, &weights, which) {
            let mut moved = weights.clone();
            moved[which] = weight;
            let (a, b) = (one.residual(&moved), other.residual(&moved));
            prop_assert!((a.powf(p) - b.powf(p)).abs() < 1e-6 * 100_f64.powf(p), "{a} {b}");
        }
    }

    #[test]
    fn a_row_put_elsewhere_is_what_recomputing_gives(
        items in items(), weights in weights(), p in emphasis(), which in 0_usize..24, to in 0.0..=100.0,
    ) {
        let which = which % items.len();
        let prepared = Prepared::new(&items, CATEGORIES, p);
        let quick = prepared.residual_with(&weights, which, to);
        let mut moved = items.clone();
        if prepared.exposures()[which].counts {
            moved[which].set = Some(to);
        }
        let slow = Prepared::new(&moved, CATEGORIES, p).residual(&weights);
        // The sum of powers is corrected, not made anew: near 0 the root magnifies what that leaves.
        prop_assert!((quick.powf(p) - slow.powf(p)).abs() < 1e-9 * 100_f64.powf(p));
    }
}

#[test]
fn one_ninety_among_nine_clean_categories() {
    let mut exposures = [0.0; 9];
    exposures[0] = 90.0;
    let weights = [1.0; 9];
    for (p, expected) in [(1.0, 10.00), (2.0, 30.00), (3.0, 43.27)] {
        let score = Prepared::new(&plain(&exposures), 9, p).residual(&weights);
        assert!((score - expected).abs() < 0.005, "p {p}: {score}");
    }
}

#[test]
fn nine_forty_fives_are_forty_five() {
    for p in [1.0, 1.7, 2.0, 3.0, 5.5, 8.0] {
        let score = Prepared::new(&plain(&[45.0; 9]), 9, p).residual(&[1.0; 9]);
        assert!(near(score, 45.0), "p {p}: {score}");
    }
}

#[test]
fn an_exposure_by_hand() {
    // 100·(1 − .25·.65·.80) = 87.0; a weak mitigator of .10 leaves 78.3.
    let item = Item {
        severity: 75.0,
        aggravation: combine([0.35, 0.20]),
        mitigation: 0.10,
        confidence: 0.85,
        ..Item::default()
    };
    let x = item.exposure();
    assert!(near(x.inherent, 87.0) && near(x.residual, 78.3));
    // (1 − .85) · 50 = 7.5 points to each side.
    assert!(near(x.low, 70.8) && near(x.high, 85.8));
}

#[test]
fn mitigation_is_capped_by_the_evidence() {
    let item = Item {
        severity: 80.0,
        state: State::Denied,
        mitigation: 1.0,
        aggravation: 0.5,
        ..Item::default()
    };
    // A full denial in a policy takes off .70, and the aggravator beside it does not count.
    assert!(near(item.exposure().residual, 24.0));
    let contract = Item { cap: 0.85, ..item };
    assert!(near(contract.exposure().residual, 12.0));
}

#[test]
fn silence_counts_by_its_class() {
    let silent = |silence| {
        Item {
            severity: 50.0,
            state: State::Silent,
            silence,
            silence_point: SilencePoints::default().of(silence),
            ..Item::default()
        }
        .exposure()
    };
    let ends = |s| {
        let x = silent(s);
        (x.low, x.residual, x.high)
    };
    assert_eq!(ends(Silence::Adverse), (10.0, 20.0, 50.0));
    assert_eq!(ends(Silence::Neutral), (0.0, 12.5, 35.0));
    assert_eq!(ends(Silence::Benign), (0.0, 0.0, 15.0));
}

#[test]
fn a_conflict_spans_both_sides() {
    let item = Item {
        severity: 60.0,
        state: State::Conflict,
        aggravation: 0.2,
        other_side: Some(1.0),
        ..Item::default()
    };
    let x = item.exposure();
    // The worse side is 100·(1 − .4·.8) = 68; the denial leaves 60·.3 = 18.
    assert!(near(x.residual, 68.0) && near(x.low, 18.0) && near(x.high, 68.0));
}

#[test]
fn nothing_assessed_is_unknown_and_not_clean() {
    let items = [Item {
        severity: 70.0,
        state: State::NotAssessed,
        ..Item::default()
    }];
    let means = Prepared::new(&items, 1, 3.0).means(&[10.0]);
    assert!(!means.counts);
    assert_eq!(means.coverage, 0.0);
    assert!(near(means.high, 70.0));
}

#[test]
fn a_treatment_lowers_only_what_the_vendor_leaves() {
    let item = Item {
        severity: 80.0,
        mitigation: 0.5,
        treatment: 0.5,
        ..Item::default()
    };
    let x = item.exposure();
    assert!(near(x.residual, 40.0) && near(x.treated, 20.0));
    // Both together are capped at .85, as a contract is.
    let more = Item {
        treatment: 0.99,
        ..item
    };
    assert!(near(more.exposure().treated, 12.0));
}

#[test]
fn odd_numbers_stay_on_the_scale() {
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -5.0, 1e300] {
        let item = Item {
            severity: odd,
            aggravation: odd,
            mitigation: odd,
            confidence: odd,
            weight: odd,
            treatment: odd,
            ..Item::default()
        };
        let prepared = Prepared::new(
            &[
                item,
                Item {
                    severity: 50.0,
                    ..Item::default()
                },
            ],
            1,
            odd,
        );
        let means = prepared.means(&[odd]);
        for v in [
            means.residual,
            means.low,
            means.high,
            means.inherent,
            means.treated,
        ] {
            assert!((0.0..=100.0).contains(&v), "{odd}: {v}");
        }
    }
}
