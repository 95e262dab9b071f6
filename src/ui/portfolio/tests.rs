#![allow(clippy::indexing_slicing, reason = "a test fails by a panic")]
//! Orders, filters and weights of the portfolio.

use super::*;
use crate::assessment::evaluate::Rules;
use crate::score::{CategoryScore, LEAST_COVERAGE};
use crate::ui::fixture;

/// Vendors of one policy, with names of their own and an impact by turns.
pub fn many(rules: &Rules, count: usize) -> Vec<Listed> {
    let limits = crate::import::Limits::default();
    let texts = [
        fixture::TEXT.to_owned(),
        fixture::TEXT.replace("session replay software", "log files"),
        fixture::TEXT.replace("We may publish", "We do not publish"),
    ];
    let read = texts.map(|text| {
        let document = crate::import::import("policy.md", text.as_bytes(), &limits).expect("read");
        let readings = crate::detect::read(&rules.catalogue, &document);
        let day = jiff::civil::date(2026, 11, 21);
        let mut assessment = Assessment::new("Larkmoor", day);
        assessment.documents.push(document);
        assessment.readings.push(readings);
        let outcome = rules.outcome(&assessment);
        (assessment, outcome)
    });
    (0..count)
        .map(|at| {
            let (assessment, outcome) = &read[at % read.len()];
            let mut assessment = assessment.clone();
            assessment.vendor = format!("Vendor {at:04}");
            assessment.engagement.sensitivity = (at % 4) as u8 + 1;
            assessment.documents[0].sha256 = format!("{at:064}");
            let group = Group {
                hint: Some(assessment.vendor.clone()),
                place: format!("all/{at:04}"),
                ..Group::default()
            };
            Listed {
                documents: 1 + at % 5,
                ..Listed::new(group, &assessment, outcome)
            }
        })
        .collect()
}

/// Vendors as a job hands them over, by the profile of an empty portfolio.
pub fn batch(rules: &Rules, vendors: Vec<Listed>) -> Batch {
    Batch::new(&rules.base, "all", vendors, &Profile::default())
}

fn portfolio(count: usize) -> (Portfolio, Rules) {
    let rules = Rules::builtin().expect("the built-in rules");
    let mut portfolio = Portfolio::default();
    let problem = Problem::at("all/x.pdf", "It is damaged.");
    portfolio.add(
        &rules.base,
        batch(&rules, many(&rules, count)),
        vec![problem],
    );
    (portfolio, rules)
}

#[test]
fn the_numbers_are_those_of_the_vendor_by_itself() {
    let rules = Rules::builtin().expect("the built-in rules");
    let listed = many(&rules, 1);
    let text = fixture::TEXT.as_bytes();
    let limits = crate::import::Limits::default();
    let document = crate::import::import("policy.md", text, &limits).expect("read");
    let readings = crate::detect::read(&rules.catalogue, &document);
    let mut assessment = Assessment::new("Larkmoor", jiff::civil::date(2026, 11, 21));
    assessment.engagement.sensitivity = 1;
    assessment.documents.push(document);
    assessment.readings.push(readings);
    let alone = rules.outcome(&assessment).reviewed.score;
    let mut portfolio = Portfolio::default();
    portfolio.add(&rules.base, batch(&rules, listed), Vec::new());
    let line = &portfolio.lines[0];
    assert_eq!(line.total.printed, alone.total.printed);
    assert!((line.total.residual - alone.total.residual).abs() < 1e-9);
    let own = portfolio.categories(0);
    assert_eq!(own.len(), alone.categories.len());
    for (own, CategoryScore { residual, .. }) in own.iter().zip(&alone.categories) {
        assert!((own.residual - residual).abs() < 1e-9);
    }
}

#[test]
fn every_column_orders_both_ways_and_what_is_not_known_stands_last() {
    let (mut portfolio, rules) = portfolio(12);
    portfolio.lines[3].total.coverage = LEAST_COVERAGE / 2.0;
    portfolio.lines[3].total.counts = false;
    let columns = [
        Column::Vendor,
        Column::Tier,
        Column::Score,
        Column::Coverage,
        Column::Gates,
        Column::Documents,
        Column::AsOf,
        Column::NextReview,
        Column::Status,
        Column::Rank,
    ];
    let heat = (0..rules.base.categories.len()).map(Column::Category);
    for column in columns.into_iter().chain(heat) {
        portfolio.ask(Ask::Sort(column));
        assert_eq!((portfolio.column, portfolio.turned), (column, false));
        let first = portfolio.order.clone();
        assert_eq!(first.len(), 12);
        portfolio.ask(Ask::Sort(column));
        assert!(portfolio.turned);
        if matches!(column, Column::Tier | Column::Score) {
            assert_eq!(first.last(), Some(&3));
            assert_eq!(portfolio.order.last(), Some(&3));
        }
    }
    portfolio.ask(Ask::Sort(Column::Score));
    let scores: Vec<u8> = portfolio
        .order
        .iter()
        .map(|&at| portfolio.lines[at].total.printed)
        .take(11)
        .collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    portfolio.ask(Ask::Sort(Column::Vendor));
    assert_eq!(portfolio.order, (0..12).collect::<Vec<_>>());
}

#[test]
fn the_filter_takes_words_and_tiers() {
    let (mut portfolio, _) = portfolio(12);
    portfolio.ask(Ask::Search("VENDOR 0007".to_owned()));
    assert_eq!(portfolio.order, [7]);
    portfolio.ask(Ask::All);
    assert_eq!(portfolio.order.len(), 12);
    let tier = portfolio.lines[0].tier();
    portfolio.ask(Ask::Tier(tier));
    assert_eq!(portfolio.order.len(), portfolio.count(tier));
    portfolio.ask(Ask::Tier(tier));
    assert_eq!(portfolio.order.len(), 12, "once more shows all");
    portfolio.ask(Ask::Tier(None));
    assert!(portfolio.order.is_empty() && portfolio.is_filtered());
}

#[test]
fn weights_move_the_lines_and_give_what_reading_anew_would_give() {
    let (mut portfolio, rules) = portfolio(6);
    let before = portfolio.lines[0].total.residual;
    let mut profile = portfolio.profile.clone();
    profile.weights.insert("advertising".to_owned(), 30.0);
    profile.emphasis = 6.0;
    portfolio.weigh(&rules.base, &profile);
    assert!((portfolio.lines[0].total.residual - before).abs() > 0.5);
    profile
        .severities
        .insert("telemetry.session_replay".to_owned(), 5.0);
    portfolio.weigh(&rules.base, &profile);
    let mut anew = Portfolio {
        profile,
        ..Portfolio::default()
    };
    anew.add(&rules.base, batch(&rules, many(&rules, 6)), Vec::new());
    for (at, (a, b)) in portfolio.lines.iter().zip(&anew.lines).enumerate() {
        assert_eq!((a.rank, &a.total), (b.rank, &b.total));
        assert_eq!(portfolio.categories(at), anew.categories(at));
    }
    // A category alone: what is kept is what would be reckoned.
    let mut profile = portfolio.profile.clone();
    profile.weights.insert("telemetry".to_owned(), 2.0);
    portfolio.weigh(&rules.base, &profile);
    let mut anew = Portfolio {
        profile,
        ..Portfolio::default()
    };
    anew.add(&rules.base, batch(&rules, many(&rules, 6)), Vec::new());
    for (at, (a, b)) in portfolio.lines.iter().zip(&anew.lines).enumerate() {
        assert_eq!((a.rank, &a.total), (b.rank, &b.total));
        assert_eq!(portfolio.categories(at), anew.categories(at));
    }
}

#[test]
fn the_same_place_is_listed_once_and_what_was_not_read_stays_told() {
    let (mut portfolio, rules) = portfolio(3);
    portfolio.add(&rules.base, batch(&rules, many(&rules, 4)), Vec::new());
    assert_eq!(
        (portfolio.vendors.len(), portfolio.name.as_str()),
        (4, "all")
    );
    assert_eq!(portfolio.problems.len(), 1);
    assert!(portfolio.common.iter().all(|(_, n)| *n <= 4));
    portfolio.remove(&rules.base, 1);
    assert_eq!(portfolio.lines.len(), 3);
    portfolio.clear();
    assert!(portfolio.vendors.is_empty() && portfolio.problems.is_empty());
}

#[test]
fn the_ranking_tells_what_a_changed_weight_does() {
    let (mut portfolio, rules) = portfolio(12);
    assert_eq!(portfolio.ranking(), None, "nothing was supplied yet");
    let supplied = portfolio.profile.clone();
    portfolio.weigh_supplied(&rules.base, &supplied);
    let same = portfolio.ranking().expect("both");
    assert_eq!(same.before, same.after);
    assert_eq!((same.moved, same.crossed.len()), (0, 0));
    assert_eq!(same.stability, Some(1.0));
    let mut edited = supplied.clone();
    edited.weights.insert("telemetry".to_owned(), 0.0);
    edited.weights.insert("benchmarking".to_owned(), 30.0);
    portfolio.weigh(&rules.base, &edited);
    let ranking = portfolio.ranking().expect("both");
    assert_eq!(ranking.before, same.before, "as supplied stays");
    assert_ne!(ranking.after, ranking.before);
    assert!(ranking.moved > 0);
    assert!(ranking.stability < Some(1.0));
    for (place, (at, printed)) in ranking.after.iter().enumerate() {
        assert_eq!(ranking.moves[*at].expect("known").after, place);
        assert_eq!(portfolio.lines[*at].total.printed, *printed);
    }
    portfolio.remove(&rules.base, 0);
    assert_eq!(portfolio.ranking(), None, "they are other vendors now");
}
