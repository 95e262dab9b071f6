//! What moves the score (`model.md`, section 10): tornado, flip weights, rank stability.

use super::Prepared;
use super::mean::{emphasis_in_range, power};
use super::profile::{MAX_WEIGHT, TierCuts};
use super::{Tier, print};

/// Share by which the tornado moves each weight, down and up.
pub const WEIGHT_SWING: f64 = 0.25;

/// What a bar of the tornado moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// The weight of this category, 25 % less and 25 % more; all weights are normalised anew.
    Weight(usize),
    /// The exposure of this row, at its low and at its high end.
    Row(usize),
}

/// A bar of the tornado.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// What is moved.
    pub moved: Moved,
    /// The score with the lesser weight or the low end.
    pub at_low: f64,
    /// The score with the greater weight or the high end. It may be less than `at_low`: a greater weight on a
    /// clean category lowers the score.
    pub at_high: f64,
}

impl Bar {
    /// Its length in points.
    #[must_use]
    pub fn span(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }
}

/// The tornado: a bar for each category that counts, then one for each row that counts, each group with the longest
/// first.
#[must_use]
pub fn tornado(prepared: &Prepared, weights: &[f64]) -> Vec<Bar> {
    let mut by_weight = Vec::new();
    for (index, &weight) in weights.iter().enumerate() {
        if !prepared.category(index).counts || weight <= 0.0 {
            continue;
        }
        let with = |factor: f64| {
            let mut moved = weights.to_vec();
            if let Some(slot) = moved.get_mut(index) {
                *slot = weight * factor;
            }
            prepared.residual(&moved)
        };
        by_weight.push(Bar {
            moved: Moved::Weight(index),
            at_low: with(1.0 - WEIGHT_SWING),
            at_high: with(1.0 + WEIGHT_SWING),
        });
    }
    let mut by_row: Vec<Bar> = prepared
        .exposures()
        .iter()
        .enumerate()
        .filter(|(_, exposure)| exposure.counts)
        .map(|(row, exposure)| Bar {
            moved: Moved::Row(row),
            at_low: prepared.residual_with(weights, row, exposure.low),
            at_high: prepared.residual_with(weights, row, exposure.high),
        })
        .collect();
    let longest_first = |a: &Bar, b: &Bar| b.span().total_cmp(&a.span());
    by_weight.sort_by(longest_first);
    by_row.sort_by(longest_first);
    by_weight.extend(by_row);
    by_weight
}

/// The weight of one category at which the printed score enters another tier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlipWeight {
    /// Index of the category.
    pub category: usize,
    /// Its weight now.
    pub now: f64,
    /// The weight at which the score stands on the edge.
    pub flips_at: f64,
    /// The tier beyond the edge.
    pub to: Tier,
}

impl FlipWeight {
    /// The change of the weight that it takes, signed.
    #[must_use]
    pub fn change(&self) -> f64 {
        self.flips_at - self.now
    }
}

/// The score at which a printed integer begins: half a point below it, since printing rounds half up.
#[must_use]
pub fn edge(cut: u8) -> f64 {
    f64::from(cut) - 0.5
}

/// For each category the smallest change of its weight alone that moves the tier (before any floor of a gate),
/// within the range of weights; the smallest change first. Categories that cannot do it alone are left out.
#[must_use]
pub fn flip_weights(prepared: &Prepared, weights: &[f64], cuts: TierCuts) -> Vec<FlipWeight> {
    let tier = cuts.tier(print::whole(prepared.residual(weights)));
    let neighbours = Tier::ALL.into_iter().filter_map(|to| {
        // The edge below one's own tier leads down, the edge of the next tier leads up.
        let up = to > tier && Tier::ALL.into_iter().all(|t| t <= tier || t >= to);
        let down = to < tier && Tier::ALL.into_iter().all(|t| t >= tier || t <= to);
        if up {
            Some((to, edge(cuts.first(to))))
        } else if down {
            Some((to, edge(cuts.first(tier))))
        } else {
            None
        }
    });
    let neighbours: Vec<(Tier, f64)> = neighbours.collect();
    let mut flips = Vec::new();
    for (category, &now) in weights.iter().enumerate() {
        let nearest = neighbours
            .iter()
            .filter_map(|&(to, target)| {
                let flips_at = weight_for(prepared, weights, category, target)?;
                (flips_at <= MAX_WEIGHT).then_some(FlipWeight {
                    category,
                    now,
                    flips_at,
                    to,
                })
            })
            .min_by(|a, b| a.change().abs().total_cmp(&b.change().abs()));
        flips.extend(nearest);
    }
    flips.sort_by(|a, b| a.change().abs().total_cmp(&b.change().abs()));
    flips
}

/// Sums over all categories but one: `A` (weighted powers) and `W` (weights), and the power of the one left out.
fn others(prepared: &Prepared, weights: &[f64], category: usize) -> (f64, f64, Option<f64>) {
    let (mut a, mut w, mut own) = (0.0, 0.0, None);
    for (index, (mean, &weight)) in prepared.category_powers().iter().zip(weights).enumerate() {
        let Some(mean) = *mean else { continue };
        if index == category {
            own = Some(mean);
        } else {
            let weight = weight.max(0.0);
            a += weight * mean;
            w += weight;
        }
    }
    (a, w, own)
}

/// The weight of a category at which the score is `target`, 0 to 100: `(T^p W − A) / (x^p − T^p)`.
/// `None` where no weight of 0 or more does it.
#[must_use]
pub fn weight_for(
    prepared: &Prepared,
    weights: &[f64],
    category: usize,
    target: f64,
) -> Option<f64> {
    let (a, w, own) = others(prepared, weights, category);
    let target = power(target.clamp(0.0, 100.0) / 100.0, prepared.emphasis());
    let flips_at = (target * w - a) / (own? - target);
    // With no other weight, the category's own exposure is the score at any weight above 0.
    (flips_at.is_finite() && flips_at >= 0.0 && w > 0.0).then_some(flips_at)
}

/// The weight of a category at which two vendors have the same score, the one nearest to its weight now.
///
/// Where the same categories count in both it is where `A_a + w x_a^p = A_b + w x_b^p`; otherwise their sums of
/// weights differ, and it is a root of a quadratic. `None` where they meet at no weight within the range.
#[must_use]
pub fn weight_where_equal(
    one: &Prepared,
    other: &Prepared,
    weights: &[f64],
    category: usize,
) -> Option<f64> {
    if emphasis_in_range(one.emphasis()) != emphasis_in_range(other.emphasis()) {
        return None;
    }
    let now = weights.get(category).copied()?;
    let (a1, w1, x1) = others(one, weights, category);
    let (a2, w2, x2) = others(other, weights, category);
    // (A1 + w x1)(W2 + w n2) = (A2 + w x2)(W1 + w n1), with n = 1 where the category counts.
    let count = |x: Option<f64>| if x.is_some() { 1.0 } else { 0.0 };
    let (n1, n2) = (count(x1), count(x2));
    let (x1, x2) = (x1.unwrap_or_default(), x2.unwrap_or_default());
    let square = x1 * n2 - x2 * n1;
    let linear = a1 * n2 - a2 * n1 + x1 * w2 - x2 * w1;
    let constant = a1 * w2 - a2 * w1;
    roots(square, linear, constant)
        .into_iter()
        .flatten()
        .filter(|&root| {
            (0.0..=MAX_WEIGHT).contains(&root) && w1 + root * n1 > 0.0 && w2 + root * n2 > 0.0
        })
        .min_by(|a, b| (a - now).abs().total_cmp(&(b - now).abs()))
}

/// Real roots of `a w² + b w + c`.
fn roots(a: f64, b: f64, c: f64) -> [Option<f64>; 2] {
    if a == 0.0 {
        let root = -c / b;
        return [root.is_finite().then_some(root), None];
    }
    let discriminant = b * b - 4.0 * a * c;
    if discriminant < 0.0 {
        return [None, None];
    }
    // The form that does not subtract two near numbers.
    let q = -0.5 * (b + discriminant.sqrt().copysign(b));
    let finite = |v: f64| v.is_finite().then_some(v);
    [finite(q / a), finite(c / q)]
}

/// Ranks of scores, 1 for the highest; equal scores share the mean of their ranks.
#[must_use]
pub fn ranks(scores: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = scores.iter().copied().enumerate().collect();
    // A portfolio is ranked anew while a slider moves, so scores are sorted and not compared each with each.
    order.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut ranks = vec![0.0; scores.len()];
    let mut above = 0;
    for equal in order.chunk_by(|(_, one), (_, other)| one == other) {
        let shared = above as f64 + (equal.len() as f64 + 1.0) / 2.0;
        for (at, _) in equal {
            if let Some(rank) = ranks.get_mut(*at) {
                *rank = shared;
            }
        }
        above += equal.len();
    }
    ranks
}

/// Spearman's rank correlation of two lists of scores, −1 to 1. `None` where there are fewer than two vendors, the
/// lists differ in length, or one of them ranks nobody above anybody.
#[must_use]
pub fn spearman(one: &[f64], other: &[f64]) -> Option<f64> {
    if one.len() != other.len() || one.len() < 2 {
        return None;
    }
    let (one, other) = (ranks(one), ranks(other));
    let middle = (one.len() as f64 + 1.0) / 2.0;
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(&other) {
        both += (a - middle) * (b - middle);
        first += (a - middle).powi(2);
        second += (b - middle).powi(2);
    }
    let scale = (first * second).sqrt();
    (scale > 0.0).then(|| (both / scale).clamp(-1.0, 1.0))
}

/// How steady the ranking of a portfolio is when its weights are drawn at random.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankStability {
    /// Mean of Spearman's correlation with the ranking under the weights as set.
    pub mean: f64,
    /// The least of them.
    pub least: f64,
    /// How many draws it rests on.
    pub draws: usize,
}

/// Draws weights, each uniformly within `± swing` (a share, 0 to 1) of what is set, and compares the rankings.
/// The same seed gives the same answer. `None` where there is nothing to rank.
#[must_use]
pub fn rank_stability(
    vendors: &[Prepared],
    weights: &[f64],
    swing: f64,
    draws: usize,
    seed: u64,
) -> Option<RankStability> {
    let score_all =
        |weights: &[f64]| -> Vec<f64> { vendors.iter().map(|v| v.residual(weights)).collect() };
    let set = score_all(weights);
    let mut generator = SplitMix(seed);
    let (mut sum, mut least, mut count) = (0.0, f64::INFINITY, 0_usize);
    for _ in 0..draws {
        let drawn: Vec<f64> = weights
            .iter()
            .map(|w| w * (1.0 + swing.clamp(0.0, 1.0) * (2.0 * generator.unit() - 1.0)))
            .collect();
        if let Some(rho) = spearman(&set, &score_all(&drawn)) {
            sum += rho;
            least = least.min(rho);
            count += 1;
        }
    }
    (count > 0).then(|| RankStability {
        mean: sum / count as f64,
        least,
        draws: count,
    })
}

/// SplitMix64 (Steele, Lea and Flood, 2014): a counter and a mixer of bits. Small, seeded, the same everywhere;
/// good enough for draws of weights, and for nothing secret.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in [0, 1), from the upper 53 bits.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_share_a_rank() {
        assert_eq!(ranks(&[50.0, 70.0, 50.0, 10.0]), vec![2.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn sorted_ranks_are_those_that_are_compared() {
        let compared = |scores: &[f64]| -> Vec<f64> {
            let rank = |score: &f64| {
                let above = scores.iter().filter(|s| *s > score).count();
                let equal = scores.iter().filter(|s| *s == score).count();
                above as f64 + (equal as f64 + 1.0) / 2.0
            };
            scores.iter().map(rank).collect()
        };
        for scores in [
            &[10.0, 20.0, 20.0, 80.0][..],
            &[12.0, 12.0, 30.0, 70.0],
            &[1.0, 2.0, 3.0],
            &[3.0, 2.0, 1.0],
            &[5.0, 5.0],
            &[0.0, -0.0, 1.0],
            &[],
        ] {
            assert_eq!(ranks(scores), compared(scores), "{scores:?}");
        }
    }

    #[test]
    fn spearman_by_hand() {
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0]), Some(1.0));
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), Some(-1.0));
        // Ranks 1 2 3 4 against 2 1 4 3: 1 − 6·4 / (4·15) = 0.6.
        let rho = spearman(&[4.0, 3.0, 2.0, 1.0], &[3.0, 4.0, 1.0, 2.0]).unwrap();
        assert!((rho - 0.6).abs() < 1e-12);
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(spearman(&[1.0], &[1.0]), None);
    }

    #[test]
    fn the_generator_is_the_published_one() {
        // First outputs for seed 1234567, from the reference implementation.
        let mut generator = SplitMix(1_234_567);
        assert_eq!(generator.next(), 6_457_827_717_110_365_317);
        assert_eq!(generator.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn roots_of_a_quadratic() {
        let mut found: Vec<f64> = roots(1.0, -5.0, 6.0).into_iter().flatten().collect();
        found.sort_by(f64::total_cmp);
        assert_eq!(found, vec![2.0, 3.0]);
        assert_eq!(roots(0.0, 2.0, -4.0), [Some(2.0), None]);
        assert_eq!(roots(1.0, 0.0, 1.0), [None, None]);
    }
}
