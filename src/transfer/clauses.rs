//! What a passage tells of standard clauses: their generation, and the data that they are for.

use super::law::{Corridor, MechanismId};
use super::mention::Reader;
use super::names::{FOLLOWS_ON, NEW_CLAUSES, OLD_CLAUSES, OLDER, UNDER};
use super::passage::has_any;
use super::region::Regions;

impl Reader<'_> {
    /// Which generation of the EU's clauses a name stands for.
    pub(super) fn generation(&self, start: usize) -> MechanismId {
        let p = self.passage;
        if p.has_any_in(start.saturating_sub(3)..start, OLDER) {
            MechanismId::OldClauses
        } else if p.has_any(NEW_CLAUSES) {
            MechanismId::NewClauses
        } else if p.has_any(OLD_CLAUSES) && !p.has_any(FOLLOWS_ON) {
            MechanismId::OldClauses
        } else {
            MechanismId::Clauses
        }
    }

    /// Whether the passage is about transfers, so that "the standard clauses" and "Module Two" are the EU's.
    pub(super) fn is_transfer_tool(&self, at: usize) -> bool {
        let p = self.passage;
        let named = p.has_any(&[
            "contractual clause*",
            "scc",
            "sccs",
            "model clause*",
            "eu clauses",
        ]);
        let module = p.word(at) == "module";
        let about = p.has_any(&[
            "transfer*",
            "export*",
            "eu",
            "eea",
            "commission",
            "adequacy",
            "third countr*",
            "surveillance",
            "data privacy framework",
            "dpf",
        ]) || p.has_any_in(at.saturating_sub(3)..at, OLDER);
        about && !(module && (named || !p.ends_before(at, 1, UNDER)))
    }

    /// Whether the EU's clauses, named as such, are meant for the data of other regions too. Where they are only one
    /// possibility for several regions, that is open.
    pub(super) fn binds_others(&self, data: Regions, start: usize) -> bool {
        data.without_eu() || !self.is_permission(start)
    }

    /// Whether the UK's addition to the clauses is named beside them.
    pub(super) fn has_uk_addition(&self) -> bool {
        let names = &[
            "uk addendum",
            "transfer addendum",
            "ico addendum",
            "idta",
            "transfer agreement",
        ];
        self.passage.has_any(names) || has_any(&self.passage.lead_in, names)
    }

    /// Whether these are the EU's clauses for data from the UK, without the UK's addition to them.
    pub(super) fn is_eu_only(
        &self,
        mechanism: MechanismId,
        corridors: &[Corridor],
        start: usize,
    ) -> bool {
        if mechanism != MechanismId::Clauses || !corridors.contains(&Corridor::UkUs) {
            return false;
        }
        let p = self.passage;
        let alone = !corridors.contains(&Corridor::EuUs)
            && p.has_any(&["european commission", "eu commission"]);
        let named = self.qualifiers(start);
        ((named.eu && !named.uk) || alone)
            && !p.has_any(&[
                "information commissioner*",
                "ico",
                "uk scc*",
                "uk standard",
                "equivalent",
                "as amended",
                "adapted",
            ])
    }

    /// Whether the clauses are adapted for Swiss law.
    pub(super) fn has_swiss_rider(&self) -> bool {
        let p = self.passage;
        p.has_any(&[
            "fadp",
            "swiss federal act",
            "swiss data protection",
            "swiss law*",
        ]) && p.has_any(&[
            "amend*",
            "modif*",
            "adapt*",
            "references",
            "interpreted",
            "replaced",
        ])
    }
}
