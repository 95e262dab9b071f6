//! The weighted power mean at both levels (`model.md`, section 4), prepared so that a moved weight costs little.

use super::item::{Exposure, Item};

/// Exposures of one vendor with their powers summed by category, so that a moved category weight redoes only
/// the mean over categories. Change the items or the emphasis and it must be made anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    emphasis: f64,
    places: Vec<Place>,
    exposures: Vec<Exposure>,
    categories: Vec<Sums>,
    /// Means of the categories: no weight of a category moves them.
    means: Vec<Means>,
}

/// Where a row stands, and its weight within its category.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    category: usize,
    weight: f64,
}

/// Sums of one category: weights, and weighted powers of `exposure / 100`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sums {
    /// Weight of the rows that count.
    counted: f64,
    /// Weight of the rows that are applicable.
    applicable: f64,
    /// Weight that could be assessed. In a category that is `counted`; in the whole a category is in by its
    /// share that was assessed, while for the means it is in or out.
    assessed: f64,
    inherent: f64,
    residual: f64,
    treated: f64,
    low: f64,
    /// Over the rows that count.
    high: f64,
    /// Over all applicable rows, those not assessed at their severity.
    high_open: f64,
}

/// Means over a category or the whole, each 0 to 100; all 0 where nothing counts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Means {
    /// Whether anything counts.
    pub counts: bool,
    /// Whether anything is applicable.
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
    /// Share of the applicable weight that could be assessed, 0 to 1; 1 where nothing is applicable.
    pub coverage: f64,
}

/// The emphasis as it is used: 1 to 8, and 3 for what is not a number.
#[must_use]
pub fn emphasis_in_range(emphasis: f64) -> f64 {
    if emphasis.is_nan() {
        3.0
    } else {
        emphasis.clamp(1.0, 8.0)
    }
}

/// A weight as it is used: 0 for anything that is not a positive number.
fn weight_in_range(weight: f64) -> f64 {
    if weight.is_finite() {
        weight.max(0.0)
    } else {
        0.0
    }
}

/// `base^p` for a base in [0, 1].
pub(super) fn power(base: f64, p: f64) -> f64 {
    // Whole numbers are what sliders mostly stand on, and multiplying is several times faster.
    if p == 1.0 {
        base
    } else if p == 2.0 {
        base * base
    } else if p == 3.0 {
        base * base * base
    } else {
        base.powf(p)
    }
}

/// Back from a mean of powers to the scale of 0 to 100.
fn root(mean: f64, p: f64) -> f64 {
    if p == 1.0 {
        100.0 * mean
    } else {
        100.0 * mean.powf(p.recip())
    }
}

/// The weighted power mean of `(weight, exposure)` pairs, 0 to 100. `None` where no weight is above 0.
#[must_use]
pub fn power_mean(pairs: &[(f64, f64)], emphasis: f64) -> Option<f64> {
    let p = emphasis_in_range(emphasis);
    let (mut weights, mut powers) = (0.0, 0.0);
    for &(weight, exposure) in pairs {
        let weight = weight_in_range(weight);
        weights += weight;
        powers += weight * power(exposure.clamp(0.0, 100.0) / 100.0, p);
    }
    (weights > 0.0).then(|| root(powers / weights, p))
}

impl Sums {
    fn add(&mut self, weight: f64, exposure: &Exposure, p: f64) {
        if !exposure.applicable {
            return;
        }
        let term = |x: f64| weight * power(x / 100.0, p);
        let high = term(exposure.high);
        self.applicable += weight;
        self.low += term(exposure.low);
        self.high_open += high;
        if exposure.counts {
            self.counted += weight;
            self.assessed += weight;
            self.inherent += term(exposure.inherent);
            self.residual += term(exposure.residual);
            self.treated += term(exposure.treated);
            self.high += high;
        }
    }

    /// Takes a category into the sums of the whole, with its own sums made means first.
    fn take_in(&mut self, weight: f64, category: &Self) {
        if category.applicable > 0.0 {
            let share = weight / category.applicable;
            self.applicable += weight;
            self.assessed += share * category.assessed;
            self.low += share * category.low;
            self.high_open += share * category.high_open;
        }
        if category.counted > 0.0 {
            let share = weight / category.counted;
            self.counted += weight;
            self.inherent += share * category.inherent;
            self.residual += share * category.residual;
            self.treated += share * category.treated;
            self.high += share * category.high;
        }
    }

    /// Means of these sums.
    ///
    /// The low end has every row that is not assessed at 0. The high end has them at their severity, unless the
    /// rows that were assessed give more without them: then what is open may also turn out not to apply.
    fn means(&self, p: f64) -> Means {
        let over = |sum: f64, weight: f64| {
            if weight > 0.0 {
                root(sum / weight, p)
            } else {
                0.0
            }
        };
        Means {
            counts: self.counted > 0.0,
            applicable: self.applicable > 0.0,
            inherent: over(self.inherent, self.counted),
            residual: over(self.residual, self.counted),
            treated: over(self.treated, self.counted),
            low: over(self.low, self.applicable),
            high: over(self.high, self.counted).max(over(self.high_open, self.applicable)),
            coverage: if self.applicable > 0.0 {
                (self.assessed / self.applicable).min(1.0)
            } else {
                1.0
            },
        }
    }
}

impl Prepared {
    /// Prepares the items of one vendor. `categories` is how many there are; items beyond are left out.
    #[must_use]
    pub fn new(items: &[Item], categories: usize, emphasis: f64) -> Self {
        let mut prepared = Self {
            emphasis: emphasis_in_range(emphasis),
            places: items
                .iter()
                .map(|item| Place {
                    category: item.category,
                    weight: weight_in_range(item.weight),
                })
                .collect(),
            exposures: items.iter().map(Item::exposure).collect(),
            categories: vec![Sums::default(); categories],
            means: Vec::new(),
        };
        prepared.sum();
        prepared
    }

    /// Changes the emphasis, 1 to 8; exposures are kept.
    pub fn set_emphasis(&mut self, emphasis: f64) {
        self.emphasis = emphasis_in_range(emphasis);
        self.sum();
    }

    /// Changes the weight of one row within its category.
    pub fn set_row_weight(&mut self, row: usize, weight: f64) {
        if let Some(place) = self.places.get_mut(row) {
            place.weight = weight_in_range(weight);
            self.sum();
        }
    }

    /// Changes one row's item.
    pub fn set_item(&mut self, row: usize, item: &Item) {
        if let (Some(place), Some(exposure)) =
            (self.places.get_mut(row), self.exposures.get_mut(row))
        {
            place.weight = weight_in_range(item.weight);
            *exposure = item.exposure();
            self.sum();
        }
    }

    fn sum(&mut self) {
        self.categories.fill(Sums::default());
        for (place, exposure) in self.places.iter().zip(&self.exposures) {
            if let Some(sums) = self.categories.get_mut(place.category) {
                sums.add(place.weight, exposure, self.emphasis);
            }
        }
        let sums = self.categories.iter();
        self.means = sums.map(|s| s.means(self.emphasis)).collect();
    }

    /// Exposures, parallel to the items.
    #[must_use]
    pub fn exposures(&self) -> &[Exposure] {
        &self.exposures
    }

    /// The emphasis in force.
    #[must_use]
    pub const fn emphasis(&self) -> f64 {
        self.emphasis
    }

    /// Means of one category.
    #[must_use]
    pub fn category(&self, index: usize) -> Means {
        self.means.get(index).copied().unwrap_or_default()
    }

    /// Means of all categories, in their order.
    #[must_use]
    pub fn categories(&self) -> &[Means] {
        &self.means
    }

    fn whole(&self, weights: &[f64]) -> Sums {
        let mut whole = Sums::default();
        for (sums, &weight) in self.categories.iter().zip(weights) {
            whole.take_in(weight_in_range(weight), sums);
        }
        whole
    }

    /// Means over the whole under these category weights: the cheap part that runs at every slider move.
    #[must_use]
    pub fn means(&self, weights: &[f64]) -> Means {
        self.whole(weights).means(self.emphasis)
    }

    /// The residual score alone under these category weights: what ranking and draws need.
    #[must_use]
    pub fn residual(&self, weights: &[f64]) -> f64 {
        let (mut total, mut powers) = (0.0, 0.0);
        for (sums, &weight) in self.categories.iter().zip(weights) {
            if sums.counted > 0.0 {
                let weight = weight_in_range(weight);
                total += weight;
                powers += weight * sums.residual / sums.counted;
            }
        }
        if total > 0.0 {
            root(powers / total, self.emphasis)
        } else {
            0.0
        }
    }

    /// The residual score with one row's exposure put at `exposure`, 0 to 100. A row that does not count stays out.
    #[must_use]
    pub fn residual_with(&self, weights: &[f64], row: usize, exposure: f64) -> f64 {
        let (Some(place), Some(own)) = (self.places.get(row), self.exposures.get(row)) else {
            return self.residual(weights);
        };
        let p = self.emphasis;
        let moved = if own.counts {
            place.weight
                * (power(exposure.clamp(0.0, 100.0) / 100.0, p) - power(own.residual / 100.0, p))
        } else {
            0.0
        };
        let (mut total, mut powers) = (0.0, 0.0);
        for (index, (sums, &weight)) in self.categories.iter().zip(weights).enumerate() {
            if sums.counted > 0.0 {
                let extra = if index == place.category { moved } else { 0.0 };
                let weight = weight_in_range(weight);
                total += weight;
                powers += weight * (sums.residual + extra).max(0.0) / sums.counted;
            }
        }
        if total > 0.0 {
            root(powers / total, p)
        } else {
            0.0
        }
    }

    /// Mean powers of the categories' residuals: `None` where a category does not count.
    /// On the scale of `(exposure / 100)^p`; what closed forms are made from.
    #[must_use]
    pub fn category_powers(&self) -> Vec<Option<f64>> {
        self.categories
            .iter()
            .map(|sums| (sums.counted > 0.0).then(|| sums.residual / sums.counted))
            .collect()
    }

    /// What each row adds to the overall residual: `c = ω x^p / S^(p−1)`, parallel to the items. They sum to it.
    #[must_use]
    pub fn contributions(&self, weights: &[f64]) -> Vec<f64> {
        let p = self.emphasis;
        let score = self.residual(weights);
        let total: f64 = self
            .categories
            .iter()
            .zip(weights)
            .filter(|(sums, _)| sums.counted > 0.0)
            .map(|(_, &weight)| weight_in_range(weight))
            .sum();
        let below = power(score / 100.0, p - 1.0);
        self.places
            .iter()
            .zip(&self.exposures)
            .map(|(place, exposure)| {
                let (Some(sums), Some(&weight)) = (
                    self.categories.get(place.category),
                    weights.get(place.category),
                ) else {
                    return 0.0;
                };
                if !exposure.counts || sums.counted <= 0.0 || total <= 0.0 || below <= 0.0 {
                    return 0.0;
                }
                let share = weight_in_range(weight) / total * place.weight / sums.counted;
                100.0 * share * power(exposure.residual / 100.0, p) / below
            })
            .collect()
    }
}
