//! Several vendors side by side by provision, differences first.

mod export;

use jiff::civil::Date;

use super::ReportModel;
use super::model::{ProvisionLine, QuoteLine};
use crate::finding::State;
use crate::score::{Gate, Total};

pub(super) use export::CellJson;
pub use export::{table, write};

/// Exposures that lie closer together, in points, are no difference.
const SAME: f64 = 1.0;

/// Vendors side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Name of the profile by which all are weighed.
    pub profile: String,
    /// The vendors, in the order in which they were named.
    pub sides: Vec<Side>,
    /// Categories, in the catalogue's order: name, and each vendor's exposure; nothing where none of it counts.
    pub categories: Vec<(String, Vec<Option<f64>>)>,
    /// Provisions, those on which the vendors differ most first.
    pub lines: Vec<CompareLine>,
}

/// One vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Its name.
    pub vendor: String,
    /// The day for which it holds.
    pub as_of: Date,
    /// Its numbers.
    pub total: Total,
    /// Its gates.
    pub gates: Vec<Gate>,
    /// Number of its documents.
    pub documents: usize,
}

/// One provision of all vendors.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareLine {
    /// Id with its category.
    pub id: String,
    /// Two-letter code of its category.
    pub code: String,
    /// The exposure as a short sentence.
    pub name: String,
    /// Parallel to the vendors.
    pub cells: Vec<Cell>,
    /// Points between the highest and the lowest exposure among those that were assessed.
    pub spread: f64,
    /// Whether the vendors differ.
    pub differs: bool,
}

/// One provision of one vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// State with decisions.
    pub state: State,
    /// Exposure; nothing where it is not assessed or does not apply.
    pub exposure: Option<f64>,
    /// Points that it adds to the vendor's score.
    pub contribution: f64,
    /// The decisive quote, and how many there are in all.
    pub quote: Option<QuoteLine>,
    /// Number of quotes.
    pub quotes: usize,
    /// Why, in a sentence for people.
    pub note: String,
}

/// How common a provision is among vendors: "7 of 40 vendors permit this".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prevalence {
    /// Vendors whose documents permit it, also under a condition or in a conflict.
    pub permit: usize,
    /// Vendors for which it was assessed.
    pub assessed: usize,
}

impl Cell {
    /// What a report says of a provision.
    #[must_use]
    pub fn of(line: &ProvisionLine) -> Self {
        Self {
            state: line.state,
            exposure: line.counts.then_some(line.residual),
            contribution: line.contribution,
            quote: line.quotes.first().cloned(),
            quotes: line.quotes.len(),
            note: line.note.clone(),
        }
    }

    /// Whether the documents permit it, also under a condition or in a conflict.
    #[must_use]
    pub const fn permits(&self) -> bool {
        matches!(
            self.state,
            State::Affirmed | State::Conditional | State::Conflict
        )
    }

    /// Whether it could be assessed.
    #[must_use]
    pub const fn is_assessed(&self) -> bool {
        !matches!(self.state, State::NotAssessed | State::NotApplicable)
    }
}

impl CompareLine {
    fn of(line: &ProvisionLine, cells: Vec<Cell>) -> Self {
        let known = cells.iter().filter_map(|c| c.exposure);
        let high = known.clone().fold(f64::NEG_INFINITY, f64::max);
        let low = known.fold(f64::INFINITY, f64::min);
        let spread = if high >= low { high - low } else { 0.0 };
        let mut states = cells.iter().filter(|c| c.is_assessed()).map(|c| c.state);
        let first = states.next();
        let same_state = states.all(|s| Some(s) == first);
        Self {
            id: line.id.clone(),
            code: line.code.clone(),
            name: line.name.clone(),
            differs: !same_state || spread >= SAME,
            cells,
            spread,
        }
    }

    /// How many of the vendors permit it.
    #[must_use]
    pub fn prevalence(&self) -> Prevalence {
        Prevalence {
            permit: self.cells.iter().filter(|c| c.permits()).count(),
            assessed: self.cells.iter().filter(|c| c.is_assessed()).count(),
        }
    }
}

impl Comparison {
    /// Puts vendors side by side. All must have been weighed by the same profile and catalogue.
    #[must_use]
    pub fn of(models: &[ReportModel]) -> Self {
        let first = models.first();
        let provisions = first.map_or(&[][..], |m| m.provisions.as_slice());
        let mut lines: Vec<CompareLine> = provisions
            .iter()
            .filter_map(|line| {
                let cells: Option<Vec<Cell>> = models
                    .iter()
                    .map(|m| m.provisions.iter().find(|p| p.id == line.id).map(Cell::of))
                    .collect();
                cells.map(|cells| CompareLine::of(line, cells))
            })
            .collect();
        // A stable sort: where they differ alike, the catalogue's order holds.
        lines.sort_by(|a, b| {
            b.differs
                .cmp(&a.differs)
                .then(b.spread.total_cmp(&a.spread))
        });
        let categories = first.map_or(&[][..], |m| m.categories.as_slice());
        Self {
            profile: first.map(|m| m.profile.name.clone()).unwrap_or_default(),
            sides: models.iter().map(Side::of).collect(),
            categories: categories
                .iter()
                .map(|c| {
                    let exposures = models
                        .iter()
                        .map(|m| {
                            let own = m.categories.iter().find(|o| o.id == c.id)?;
                            own.counts.then_some(own.residual)
                        })
                        .collect();
                    (c.name.clone(), exposures)
                })
                .collect(),
            lines,
        }
    }
}

impl Side {
    /// What a report says of the whole.
    #[must_use]
    pub fn of(model: &ReportModel) -> Self {
        Self {
            vendor: model.vendor.clone(),
            as_of: model.as_of,
            total: model.score.total.clone(),
            gates: model.gates.clone(),
            documents: model.documents.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    fn pair() -> [ReportModel; 2] {
        let a = Fixture::default().model();
        let mut b = a.clone();
        b.vendor = "Other".to_owned();
        [a, b]
    }

    #[test]
    fn equal_vendors_do_not_differ() {
        let comparison = Comparison::of(&pair());
        assert_eq!(comparison.sides.len(), 2);
        assert!(!comparison.lines.is_empty());
        assert!(
            comparison
                .lines
                .iter()
                .all(|l| !l.differs && l.spread == 0.0)
        );
    }

    #[test]
    fn what_differs_most_comes_first_and_the_unknown_is_no_difference() {
        let [a, mut b] = pair();
        let found: Vec<usize> = (0..a.provisions.len())
            .filter(|&i| a.provisions[i].counts && a.provisions[i].state == State::Affirmed)
            .collect();
        let [one, two, three] = found[..3] else {
            panic!("the fixture has too few provisions")
        };
        b.provisions[one].residual = a.provisions[one].residual - 5.0;
        b.provisions[two].residual = a.provisions[two].residual - 20.0;
        b.provisions[three].state = State::NotAssessed;
        b.provisions[three].counts = false;
        let comparison = Comparison::of(&[a.clone(), b]);
        assert_eq!(comparison.lines[0].id, a.provisions[two].id);
        assert_eq!(comparison.lines[1].id, a.provisions[one].id);
        assert!((comparison.lines[0].spread - 20.0).abs() < 1e-9);
        assert!(!comparison.lines[2].differs);
        let unknown = comparison
            .lines
            .iter()
            .find(|l| l.id == a.provisions[three].id);
        let unknown = unknown.unwrap().prevalence();
        assert_eq!((unknown.permit, unknown.assessed), (1, 1));
    }
}
