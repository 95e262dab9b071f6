//! The order of the vendors as the profile was supplied beside the one in force: what a slider does to the ranking.

use super::{Line, Portfolio};
use crate::assessment::portfolio::{Entry, standings};
use crate::score::sensitivity::spearman;
use crate::score::{Base, Profile};

/// The numbers of vendors by a profile, parallel to the entries.
pub(super) fn lines(base: &Base, entries: &[Entry], profile: &Profile) -> Vec<Line> {
    let weights = base.weights(profile);
    let mut lines: Vec<Option<Line>> = vec![None; entries.len()];
    let (mut place, mut last) = (0, None);
    for standing in standings(entries, &weights, profile) {
        // Who is not known takes nobody's rank.
        let rank = standing.total.counts.then(|| {
            place += 1;
            match last {
                Some((printed, rank)) if printed == standing.total.printed => rank,
                _ => {
                    last = Some((standing.total.printed, place));
                    place
                }
            }
        });
        if let Some(slot) = lines.get_mut(standing.entry) {
            *slot = Some(Line {
                rank,
                total: standing.total,
            });
        }
    }
    lines.into_iter().flatten().collect()
}

/// The vendors by the profile as it was supplied.
#[derive(Debug, Clone, Default)]
pub(super) struct Supplied {
    profile: Option<Profile>,
    lines: Vec<Line>,
}

impl Supplied {
    /// They are other vendors now, or one of them is another.
    pub(super) fn forget(&mut self) {
        self.profile = None;
    }
}

/// Where a vendor stands before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// Its place in the order as supplied, from 0.
    pub before: usize,
    /// Its place in the order in force.
    pub after: usize,
}

/// Both orders.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranking {
    /// The vendors in the order as supplied: index, printed score.
    pub before: Vec<(usize, u8)>,
    /// In the order in force.
    pub after: Vec<(usize, u8)>,
    /// The places of each vendor; nothing for those that are not known.
    pub moves: Vec<Option<Move>>,
    /// How alike both orders are, 1 for the same.
    pub stability: Option<f64>,
    /// How many have another rank.
    pub moved: usize,
    /// Those whose tier is another one.
    pub crossed: Vec<usize>,
}

impl Portfolio {
    /// Weighs all by the profile as it was supplied, where that is another one.
    pub fn weigh_supplied(&mut self, base: &Base, profile: &Profile) {
        if self.supplied.profile.as_ref() == Some(profile) {
            return;
        }
        self.supplied.lines = if *profile == self.profile {
            self.lines.clone()
        } else if super::same_categories(profile, &self.profile) {
            lines(base, &self.entries, profile)
        } else if super::same_items(profile, &self.profile) {
            let mut entries = self.entries.clone();
            for entry in &mut entries {
                entry.prepared.set_emphasis(profile.emphasis);
            }
            lines(base, &entries, profile)
        } else {
            let of = self.vendors.iter();
            let entries: Vec<Entry> = of.map(|v| v.weighable.entry(base, profile)).collect();
            lines(base, &entries, profile)
        };
        self.supplied.profile = Some(profile.clone());
    }

    /// Both orders, where the vendors were weighed by both profiles.
    #[must_use]
    pub fn ranking(&self) -> Option<Ranking> {
        self.supplied.profile.as_ref()?;
        let (old, new) = (&self.supplied.lines, &self.lines);
        if old.len() != new.len() || new.len() != self.vendors.len() {
            return None;
        }
        let (before, after) = (self.order_of(old), self.order_of(new));
        let mut moves: Vec<Option<Move>> = vec![None; self.vendors.len()];
        for (place, (at, _)) in before.iter().enumerate() {
            if let Some(slot) = moves.get_mut(*at) {
                *slot = Some(Move {
                    before: place,
                    after: place,
                });
            }
        }
        for (place, (at, _)) in after.iter().enumerate() {
            if let Some(Some(slot)) = moves.get_mut(*at) {
                slot.after = place;
            }
        }
        let known = || {
            old.iter()
                .zip(new)
                .filter(|(o, n)| o.total.counts && n.total.counts)
        };
        let printed = |line: &Line| f64::from(line.total.printed);
        let (one, other): (Vec<f64>, Vec<f64>) =
            known().map(|(o, n)| (printed(o), printed(n))).unzip();
        let stability = spearman(&one, &other);
        let moved = known().filter(|(o, n)| o.rank != n.rank).count();
        let lines = old.iter().zip(new).enumerate();
        let crossed = lines.filter(|(_, (o, n))| o.tier() != n.tier());
        Some(Ranking {
            before,
            after,
            moves,
            stability,
            moved,
            crossed: crossed.map(|(at, _)| at).collect(),
        })
    }

    /// The known ones, the highest exposure first.
    fn order_of(&self, lines: &[Line]) -> Vec<(usize, u8)> {
        let known = lines.iter().enumerate().filter(|(_, l)| l.total.counts);
        let mut order: Vec<(usize, &Line)> = known.collect();
        let name = |at: usize| self.vendors.get(at).map(|v| v.name());
        order.sort_by(|(a, one), (b, other)| {
            let (x, y) = (&one.total, &other.total);
            y.printed
                .cmp(&x.printed)
                .then(y.residual.total_cmp(&x.residual))
                .then_with(|| name(*a).cmp(&name(*b)))
                .then(a.cmp(b))
        });
        order
            .into_iter()
            .map(|(at, l)| (at, l.total.printed))
            .collect()
    }
}
