//! One row as the model sees it, and its exposure (`model.md`, sections 1 to 3 and 8).

use super::profile::SilencePoints;
use crate::catalogue::Silence;
use crate::finding::{Grade, State};

/// Half the scale: what confidence 0 would widen an interval by, to each side.
const DOUBT: f64 = 50.0;

/// A row, reduced to what the arithmetic needs. All sizes are in [0, 1], severities in [0, 100];
/// values outside are taken to the nearest end, so no input can leave the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// Index of its category.
    pub category: usize,
    /// Weight within its category.
    pub weight: f64,
    /// Base severity in force.
    pub severity: f64,
    /// State.
    pub state: State,
    /// What silence means, as it holds for this customer.
    pub silence: Silence,
    /// The share of the severity that silence counts for.
    pub silence_point: f64,
    /// All aggravators together: `1 − Π(1 − α)`.
    pub aggravation: f64,
    /// All mitigators together, before the cap: `1 − Π(1 − μ)`.
    pub mitigation: f64,
    /// In a conflict, the other side's mitigators together, before the cap.
    pub other_side: Option<f64>,
    /// The customer's treatments together.
    pub treatment: f64,
    /// The most that mitigation can take off, by the grade of the evidence.
    pub cap: f64,
    /// How sure the reading is.
    pub confidence: f64,
    /// Whether it enters the score.
    pub scored: bool,
    /// Exposure set by a reviewer.
    pub set: Option<f64>,
}

impl Default for Item {
    /// A plain affirmed row of severity 0 and weight 1 in the first category.
    fn default() -> Self {
        Self {
            category: 0,
            weight: 1.0,
            severity: 0.0,
            state: State::Affirmed,
            silence: Silence::Neutral,
            silence_point: SilencePoints::default().neutral,
            aggravation: 0.0,
            mitigation: 0.0,
            other_side: None,
            treatment: 0.0,
            cap: Grade::Policy.cap(),
            confidence: 1.0,
            scored: true,
            set: None,
        }
    }
}

/// Exposure of one row, each 0 to 100, with `low ≤ residual ≤ high` and `treated ≤ residual ≤ inherent`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Exposure {
    /// Before any mitigation.
    pub inherent: f64,
    /// As the vendor states it.
    pub residual: f64,
    /// With the customer's treatments.
    pub treated: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Whether it is in the mean.
    pub counts: bool,
    /// Whether it is in the applicable catalogue, and so in coverage.
    pub applicable: bool,
}

/// Several effects together: `1 − Π(1 − size)`. None gives 0; order does not matter.
pub fn combine(sizes: impl IntoIterator<Item = f64>) -> f64 {
    1.0 - sizes
        .into_iter()
        .fold(1.0, |left, size| left * (1.0 - share(size)))
}

/// To [0, 1]; what is not a number counts as 0.
fn share(value: f64) -> f64 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(0.0, 1.0)
    }
}

/// To [0, 100]; what is not a number counts as 0.
fn scale(value: f64) -> f64 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(0.0, 100.0)
    }
}

/// Ends of the interval of a silent row, as shares of the severity.
const fn silence_ends(silence: Silence) -> (f64, f64) {
    match silence {
        Silence::Adverse => (0.2, 1.0),
        Silence::Neutral => (0.0, 0.7),
        Silence::Benign => (0.0, 0.3),
    }
}

impl Item {
    /// The exposure of this row.
    ///
    /// A found row's interval is its point (in a conflict: both sides), widened to each side by
    /// `(1 − confidence) · 50` points and kept within 0 to 100. An exposure that a reviewer set has no width, and
    /// counts in whatever state.
    #[must_use]
    pub fn exposure(&self) -> Exposure {
        if !self.scored {
            return Exposure::default();
        }
        let severity = scale(self.severity);
        let stated = match self.state {
            State::Silent => self.silent(severity),
            State::NotApplicable => Exposure::default(),
            State::NotAssessed => Exposure {
                high: severity,
                applicable: true,
                ..Exposure::default()
            },
            State::Affirmed | State::Conditional | State::Denied | State::Conflict => {
                self.found(severity)
            }
        };
        match self.set.map(scale) {
            None => stated,
            Some(point) => Exposure {
                inherent: stated.inherent.max(point),
                residual: point,
                treated: point * (1.0 - self.treatment().min(Grade::Contract.cap())),
                low: point,
                high: point,
                counts: true,
                applicable: true,
            },
        }
    }

    fn silent(&self, severity: f64) -> Exposure {
        let (low, high) = silence_ends(self.silence);
        let point = share(self.silence_point);
        let residual = point * severity;
        Exposure {
            inherent: residual,
            residual,
            treated: residual * (1.0 - self.treatment().min(Grade::Contract.cap())),
            low: low.min(point) * severity,
            high: high.max(point) * severity,
            counts: true,
            applicable: true,
        }
    }

    fn found(&self, severity: f64) -> Exposure {
        // Beside a denial no aggravator counts: it would raise what the vendor says it does not do.
        let aggravation = match self.state {
            State::Denied => 0.0,
            _ => share(self.aggravation),
        };
        let cap = share(self.cap);
        let inherent = scale(100.0 * (1.0 - (1.0 - severity / 100.0) * (1.0 - aggravation)));
        let mitigation = share(self.mitigation).min(cap);
        let residual = inherent * (1.0 - mitigation);
        let other = match self.other_side {
            // The other side of a conflict is a denial, so the bare severity is what it lowers.
            Some(size) => severity * (1.0 - share(size).min(cap)),
            None => residual,
        };
        let doubt = (1.0 - share(self.confidence)) * DOUBT;
        Exposure {
            inherent,
            residual,
            treated: inherent * (1.0 - self.treated_mitigation(mitigation, cap)),
            low: scale(residual.min(other) - doubt),
            high: scale(residual.max(other) + doubt),
            counts: true,
            applicable: true,
        }
    }

    /// Mitigation with the customer's treatments, which work on what the stated mitigation leaves.
    /// A treatment is signed or configured, so the whole is capped as a contract is, or higher where the
    /// evidence itself is of a higher grade.
    fn treated_mitigation(&self, stated: f64, cap: f64) -> f64 {
        let whole = 1.0 - (1.0 - stated) * (1.0 - self.treatment());
        whole.min(cap.max(Grade::Contract.cap())).max(stated)
    }

    fn treatment(&self) -> f64 {
        share(self.treatment)
    }
}
