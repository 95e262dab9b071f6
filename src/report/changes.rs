//! Two versions of a paper as risk: which provisions came, went, got worse or better, and what that does to the score.
//!
//! Noise is folded: blanks, apostrophes and other marks, the date line, and passages that only moved.

mod export;
mod words;

use std::collections::BTreeSet;

use super::ReportModel;
use super::compare::{Cell, Side};
use super::model::mean::Mean;
use super::model::{ProvisionLine, TransferLine};
use crate::assessment::TransferStatus;
use crate::document::{Document, headings};

pub use export::{table, write};
pub use words::{Stretch, TextChanges, marked};

/// Exposures that lie closer together, in points, are the same.
const SAME: f64 = 0.5;

/// What became of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The new version permits what the old one did not.
    Added,
    /// Both permit it, or neither does, and the exposure is higher now.
    Worsened,
    /// The exposure is lower now.
    Improved,
    /// The new version no longer permits it.
    Removed,
    /// The same in other words.
    Reworded,
    /// One of the versions does not tell.
    NotComparable,
}

impl ChangeKind {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 6] = [
        Self::Added,
        Self::Worsened,
        Self::Improved,
        Self::Removed,
        Self::Reworded,
        Self::NotComparable,
    ];

    /// The word shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Worsened => "Worsened",
            Self::Improved => "Improved",
            Self::Removed => "Removed",
            Self::Reworded => "Reworded",
            Self::NotComparable => "Not comparable",
        }
    }

    /// The key in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Worsened => "worsened",
            Self::Improved => "improved",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
            Self::NotComparable => "not_comparable",
        }
    }
}

/// What became of one provision.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Id with its category.
    pub id: String,
    /// Two-letter code of its category.
    pub code: String,
    /// The exposure as a short sentence.
    pub name: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// In the old version.
    pub old: Cell,
    /// In the new version.
    pub new: Cell,
    /// Change of its exposure, in points; 0 where one is not known.
    pub exposure: f64,
    /// By how many points the score would be lower without this change alone; below 0 where it would be higher, and 0
    /// where one of the exposures is not known.
    pub points: f64,
}

/// What became of a category.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryChange {
    /// Category id.
    pub id: String,
    /// Short name.
    pub name: String,
    /// Exposure in the old and in the new version; nothing where none of it counts.
    pub exposures: [Option<f64>; 2],
    /// Change of what it adds to the score, in points. Those of all categories sum to the change of the score.
    pub points: f64,
}

/// A corridor whose mechanism or status is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferChange {
    /// `EU→US` and the like.
    pub corridor: String,
    /// Mechanisms that the old version names, each with its status on the day of the assessment.
    pub old: Vec<(String, TransferStatus)>,
    /// Those of the new version.
    pub new: Vec<(String, TransferStatus)>,
}

/// Two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// Name of the profile by which both are weighed.
    pub profile: String,
    /// The old version.
    pub old: Version,
    /// The new version.
    pub new: Version,
    /// Change of the score, in points; nothing where one of them has none.
    pub score: Option<f64>,
    /// What became of the provisions, the greatest effect on the score first.
    pub provisions: Vec<Change>,
    /// What became of the categories, the greatest effect on the score first.
    pub categories: Vec<CategoryChange>,
    /// What became of the mechanisms of transfer.
    pub transfers: Vec<TransferChange>,
    /// What became of the sentences.
    pub text: TextChanges,
}

/// One version.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Names of its documents, each with its date.
    pub names: Vec<String>,
    /// Its numbers.
    pub side: Side,
}

impl Change {
    fn of(old: &ProvisionLine, new: &ProvisionLine) -> Option<Self> {
        let (a, b) = (Cell::of(old), Cell::of(new));
        let exposure = match (a.exposure, b.exposure) {
            (Some(a), Some(b)) => b - a,
            _ => 0.0,
        };
        let kind = if a.is_assessed() != b.is_assessed() {
            ChangeKind::NotComparable
        } else if !a.is_assessed() {
            return None;
        } else if b.permits() && !a.permits() {
            ChangeKind::Added
        } else if a.permits() && !b.permits() {
            ChangeKind::Removed
        } else if exposure >= SAME {
            ChangeKind::Worsened
        } else if exposure <= -SAME {
            ChangeKind::Improved
        } else if said(old) != said(new) {
            ChangeKind::Reworded
        } else {
            return None;
        };
        Some(Self {
            id: new.id.clone(),
            code: new.code.clone(),
            name: new.name.clone(),
            kind,
            exposure,
            points: 0.0,
            old: a,
            new: b,
        })
    }
}

/// What is said on a provision, without noise.
fn said(line: &ProvisionLine) -> BTreeSet<String> {
    line.quotes
        .iter()
        .filter(|q| !headings::is_stated_date(q.quote.trim()))
        .map(|q| headings::folded(&q.quote))
        .collect()
}

impl Changes {
    /// Compares two versions. Both must have been weighed by the same profile, for the same day.
    #[must_use]
    pub fn of(
        (old, old_documents): (&ReportModel, &[Document]),
        (new, new_documents): (&ReportModel, &[Document]),
    ) -> Self {
        let mut provisions: Vec<Change> = new
            .provisions
            .iter()
            .filter_map(|line| {
                let before = old.provisions.iter().find(|p| p.id == line.id)?;
                Change::of(before, line)
            })
            .collect();
        let mean = Mean::new(&new.score, &new.provisions, new.profile.emphasis);
        let exposures: Vec<f64> = new.provisions.iter().map(|p| p.residual).collect();
        let now = mean.of(&exposures);
        for change in &mut provisions {
            let at = new.provisions.iter().position(|p| p.id == change.id);
            let mut without = exposures.clone();
            if let (Some(place), Some(before)) =
                (at.and_then(|at| without.get_mut(at)), change.old.exposure)
            {
                *place = before;
                change.points = now - mean.of(&without);
            }
        }
        let rank = |c: &Change| match c.kind {
            ChangeKind::Reworded => 1,
            ChangeKind::NotComparable => 2,
            _ => 0,
        };
        provisions.sort_by(|a, b| {
            rank(a)
                .cmp(&rank(b))
                .then(b.points.abs().total_cmp(&a.points.abs()))
        });
        let (a, b) = (&old.score.total, &new.score.total);
        Self {
            profile: new.profile.name.clone(),
            score: (a.counts && b.counts).then_some(b.residual - a.residual),
            provisions,
            categories: categories(old, new),
            transfers: transfers(&old.transfers, &new.transfers),
            text: words::changes(old_documents, new_documents),
            old: Version::of(old, old_documents),
            new: Version::of(new, new_documents),
        }
    }

    /// How many provisions had this become of them.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.provisions.iter().filter(|c| c.kind == kind).count()
    }
}

impl Version {
    fn of(model: &ReportModel, documents: &[Document]) -> Self {
        Self {
            names: documents
                .iter()
                .map(|d| match d.date {
                    Some(date) => format!("{} ({date})", d.name),
                    None => format!("{} (no date)", d.name),
                })
                .collect(),
            side: Side::of(model),
        }
    }
}

fn categories(old: &ReportModel, new: &ReportModel) -> Vec<CategoryChange> {
    let mut out: Vec<CategoryChange> = new
        .categories
        .iter()
        .filter_map(|now| {
            let before = old.categories.iter().find(|c| c.id == now.id)?;
            Some(CategoryChange {
                id: now.id.clone(),
                name: now.short.clone(),
                exposures: [before, now].map(|c| c.counts.then_some(c.residual)),
                points: now.contribution - before.contribution,
            })
        })
        .collect();
    out.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    out
}

fn transfers(old: &[TransferLine], new: &[TransferLine]) -> Vec<TransferChange> {
    let named = |lines: &[TransferLine], corridor: &str| -> Vec<(String, TransferStatus)> {
        let mut out: Vec<(String, TransferStatus)> = lines
            .iter()
            .filter(|l| l.corridor == corridor && l.document.is_some())
            .map(|l| (l.mechanism.clone(), l.status_as_of))
            .collect();
        out.dedup();
        out
    };
    let mut corridors: Vec<&str> = Vec::new();
    for line in old.iter().chain(new) {
        if !corridors.contains(&line.corridor.as_str()) {
            corridors.push(&line.corridor);
        }
    }
    corridors
        .into_iter()
        .map(|corridor| TransferChange {
            corridor: corridor.to_owned(),
            old: named(old, corridor),
            new: named(new, corridor),
        })
        .filter(|change| change.old != change.new)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::State;
    use crate::report::fixture::Fixture;

    #[test]
    fn the_same_version_has_no_changes() {
        let (_, assessment, _) = Fixture::default().assessed();
        let model = Fixture::default().model();
        let side = (&model, assessment.documents.as_slice());
        let changes = Changes::of(side, side);
        assert!(changes.provisions.is_empty() && changes.transfers.is_empty());
        assert_eq!(changes.score, Some(0.0));
        assert!(!changes.categories.is_empty());
        assert!(changes.categories.iter().all(|c| c.points == 0.0));
        assert_eq!(
            (changes.text.added.len(), changes.text.removed.len()),
            (0, 0)
        );
        assert_eq!(changes.text.moved, 0);
    }

    /// A line in one state and one in another.
    fn kind(from: (State, f64), to: (State, f64)) -> Option<ChangeKind> {
        let model = Fixture::default().model();
        let line = |(state, residual): (State, f64)| ProvisionLine {
            state,
            residual,
            counts: state != State::NotAssessed,
            ..model.provisions[0].clone()
        };
        Change::of(&line(from), &line(to)).map(|c| c.kind)
    }

    #[test]
    fn changes_are_named_by_what_they_mean() {
        use State::{Affirmed, Conditional, Denied, NotAssessed, Silent};
        for (from, to, expected) in [
            ((Silent, 9.0), (Affirmed, 75.0), Some(ChangeKind::Added)),
            ((Denied, 9.0), (Conditional, 40.0), Some(ChangeKind::Added)),
            ((Affirmed, 75.0), (Denied, 9.0), Some(ChangeKind::Removed)),
            (
                (Affirmed, 60.0),
                (Affirmed, 75.0),
                Some(ChangeKind::Worsened),
            ),
            ((Denied, 9.0), (Silent, 40.0), Some(ChangeKind::Worsened)),
            ((Silent, 40.0), (Denied, 9.0), Some(ChangeKind::Improved)),
            (
                (NotAssessed, 0.0),
                (Affirmed, 75.0),
                Some(ChangeKind::NotComparable),
            ),
            ((NotAssessed, 0.0), (NotAssessed, 0.0), None),
            ((Affirmed, 60.0), (Affirmed, 60.0), None),
        ] {
            assert_eq!(kind(from, to), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn other_words_with_the_same_weight_are_reworded_and_marks_are_noise() {
        let model = Fixture::default().model();
        let line = model
            .provisions
            .iter()
            .find(|p| !p.quotes.is_empty())
            .unwrap();
        let with = |quote: &str| {
            let mut line = line.clone();
            line.quotes.truncate(1);
            line.quotes[0].quote = quote.to_owned();
            line
        };
        let old = with("We may share “logs” - always.");
        let kind = |new: &str| Change::of(&old, &with(new)).map(|c| c.kind);
        assert_eq!(kind("We may  share \"logs\" – always."), None);
        assert_eq!(
            kind("We may share \"logs\" now and then."),
            Some(ChangeKind::Reworded)
        );
    }
}
