//! From mentions to the states of the provisions that transfer law decides.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Corridor, Law, MechanismId, Mention, Relied, Standing, Written, standing, status_then,
    status_words, written,
};
use crate::assessment::TransferStatus;
use crate::document::day::long_date;
use crate::document::{Document, Voice};
use crate::finding::{Denial, State};

/// What transfer law says on one provision.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// Provision id.
    pub provision: &'static str,
    /// State.
    pub state: State,
    /// Reach of the denial, where it is one.
    pub denial: Option<Denial>,
    /// Size of the denial as a mitigator, in [0, 1]: 1 a valid mechanism, .6 a contested one without clauses beside it,
    /// .5 a limited one or one that only "may" be used, .4 a promise without a name: no worse than saying nothing at
    /// all, which counts .6 of the severity. 0 where it is no denial.
    pub denial_size: f64,
    /// Ids of aggravators, as in `transfers.ron`.
    pub aggravators: Vec<&'static str>,
    /// Ids of mitigators, as in `transfers.ron`.
    pub mitigators: Vec<&'static str>,
    /// Indices into the mentions, the decisive one first.
    pub evidence: Vec<usize>,
    /// How sure, in (0, 1].
    pub confidence: f64,
    /// Why, in plain sentences with dates.
    pub why: String,
}

impl Decided {
    /// What denies the exposure, where it is denied: lower case, as after "lowered by".
    #[must_use]
    pub fn denied_by(&self) -> &'static str {
        match self.provision {
            "transfers.eu_us" | "transfers.uk_us" | "transfers.ch_us"
                if self.denial_size <= PROMISED =>
            {
                "safeguards are promised, none is named"
            }
            "transfers.stale_mechanism" => "given up in the text",
            "transfers.outdated_clauses" => "current clauses",
            "transfers.certification_gaps" => "parts of the certification that are there",
            _ if self.denial_size < 1.0 => "a mechanism that holds within limits",
            _ => "a mechanism that holds",
        }
    }
}

/// The states that transfer law gives, for one document or for all: one entry a provision that is spoken of. Where no
/// mechanism is named for a corridor there is no entry, and silence is for the caller to weigh.
///
/// `mentions` are those of `documents`, with the index of each.
#[must_use]
pub fn decide(
    mentions: &[Mention],
    documents: &[Document],
    as_of: Date,
    law: &Law,
) -> Vec<Decided> {
    let dates: Vec<Option<Written>> = documents.iter().map(|d| written(d, law)).collect();
    let case = Case {
        mentions,
        dates: &dates,
        as_of,
        law,
    };
    let mut out: Vec<Decided> = Corridor::ALL
        .into_iter()
        .filter_map(|c| case.corridor(c))
        .collect();
    out.extend(case.outdated_clauses());
    out.extend(case.stale_mechanism());
    out.extend(super::certification::gaps(mentions, documents));
    out
}

/// The state of one corridor; `None` where no mechanism for it is relied on.
#[must_use]
pub fn corridor_state(
    corridor: Corridor,
    mentions: &[Mention],
    documents: &[Document],
    as_of: Date,
    law: &Law,
) -> Option<Decided> {
    decide(mentions, documents, as_of, law)
        .into_iter()
        .find(|d| d.provision == corridor.provision())
}

/// Whether a mention counts as reliance of the vendor.
pub(super) fn counts(mention: &Mention) -> bool {
    matches!(mention.relied, Relied::Relies | Relied::Excepted)
        && mention.voice != Voice::OtherParty
}

pub(super) struct Case<'a> {
    pub(super) mentions: &'a [Mention],
    /// When each document was written.
    dates: &'a [Option<Written>],
    pub(super) as_of: Date,
    pub(super) law: &'a Law,
}

/// Rank of a status among others: the higher decides.
pub(super) const fn rank(status: TransferStatus) -> u8 {
    match status {
        TransferStatus::Valid => 5,
        TransferStatus::ValidContested => 4,
        TransferStatus::Limited => 3,
        TransferStatus::NotYetEffective => 2,
        TransferStatus::Invalid => 1,
        TransferStatus::Unknown => 0,
    }
}

/// Whether a mention promises a lawful mechanism without naming it.
const fn vague(mention: &Mention) -> bool {
    matches!(
        mention.mechanism,
        MechanismId::Unnamed | MechanismId::Adequacy
    )
}

/// How far a promise of a lawful mechanism without a name denies that there is none.
const PROMISED: f64 = 0.4;

/// How far a mention denies "no valid mechanism", in [0, 1]; `clauses`: whether clauses stand beside it.
fn denial_size(mention: &Mention, status: TransferStatus, clauses: bool) -> f64 {
    match status {
        TransferStatus::ValidContested if clauses => 1.0,
        TransferStatus::Valid if mention.firm => 1.0,
        TransferStatus::ValidContested => 0.6,
        TransferStatus::Valid => 0.5,
        TransferStatus::Limited if vague(mention) => PROMISED,
        TransferStatus::Limited => 0.5,
        _ => 0.0,
    }
}

impl Case<'_> {
    pub(super) fn written(&self, mention: &Mention) -> Option<&Written> {
        self.dates.get(mention.document).and_then(Option::as_ref)
    }

    /// Status of its mechanism when the text was written.
    fn status_then(&self, mention: &Mention, corridor: Corridor) -> Option<TransferStatus> {
        status_then(mention.into(), corridor, self.written(mention)?, self.law)
    }

    fn standing(&self, mention: &Mention, corridor: Corridor, on: Date) -> Standing {
        standing(
            mention.into(),
            corridor,
            self.written(mention),
            on,
            self.law,
        )
    }

    fn corridor(&self, corridor: Corridor) -> Option<Decided> {
        let mut relied: Vec<(usize, &Mention, Standing)> = self
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.corridors.contains(&corridor) && counts(m))
            .map(|(i, m)| (i, m, self.standing(m, corridor, self.as_of)))
            .collect();
        // An analyst is heard only where the vendor is not.
        let vendor = |m: &Mention| m.voice == Voice::Vendor;
        if relied.iter().any(|(_, m, _)| vendor(m)) {
            relied.retain(|(_, m, _)| vendor(m));
        }
        // A promise without a name rescues nothing where names are given.
        if relied.iter().any(|(_, m, _)| !vague(m)) {
            relied.retain(|(_, m, _)| !vague(m));
        }
        // Clauses whose generation is open still help the EU's data; the UK and Switzerland need additions to them.
        let enough = if corridor == Corridor::EuUs {
            TransferStatus::Limited
        } else {
            TransferStatus::Valid
        };
        let clauses = relied
            .iter()
            .any(|(_, m, s)| m.firm && m.mechanism.is_clauses() && rank(s.status) >= rank(enough));
        // The strongest denial first, then what is promised, then the best status; among equals those that put it to
        // use outright, in the order of the text.
        relied.sort_by(|(i, m, s), (j, n, t)| {
            denial_size(n, t.status, clauses)
                .total_cmp(&denial_size(m, s.status, clauses))
                .then_with(|| n.firm.cmp(&m.firm))
                .then_with(|| rank(t.status).cmp(&rank(s.status)))
                .then_with(|| (m.relied, !m.outright, i).cmp(&(n.relied, !n.outright, j)))
        });
        let Some((_, best, standing)) = relied.first() else {
            return self.said_to_be_missing(corridor);
        };
        if standing.status == TransferStatus::Unknown {
            return None;
        }
        let valid = rank(standing.status) >= rank(TransferStatus::Limited);
        let framework = relied.iter().any(|(_, m, s)| {
            m.mechanism.is_dpf() && rank(s.status) >= rank(TransferStatus::ValidContested)
        });
        let mut aggravators = Vec::new();
        let mut mitigators = Vec::new();
        // Where clauses hold for the EU's data, a dead mechanism is not the only one that is named.
        let eu = Corridor::EuUs;
        let eu_clauses_hold = || {
            self.mentions.iter().any(|m| {
                let holds = |s: Standing| rank(s.status) >= rank(TransferStatus::Limited);
                counts(m)
                    && m.mechanism.is_clauses()
                    && m.corridors.contains(&eu)
                    && holds(self.standing(m, eu, self.as_of))
            })
        };
        let beside_eu_clauses = !valid && eu_clauses_hold();
        if !valid && !beside_eu_clauses {
            aggravators.push("only_mechanism_invalid");
        }
        if framework && !clauses && standing.status == TransferStatus::ValidContested {
            aggravators.push("contested");
        }
        let early = relied.iter().any(|(_, m, _)| {
            m.mechanism.is_dpf()
                && self.status_then(m, corridor) == Some(TransferStatus::NotYetEffective)
        });
        if early && corridor != Corridor::EuUs {
            aggravators.push("claimed_early");
        }
        let eu_only = relied
            .iter()
            .all(|(_, m, _)| matches!(m.mechanism, MechanismId::NewClauses | MechanismId::Clauses));
        if corridor == Corridor::UkUs && (eu_only || beside_eu_clauses) {
            aggravators.push("eu_clauses_alone");
        }
        if framework && clauses {
            mitigators.push("dpf_and_clauses");
        }
        let denial_size = denial_size(best, standing.status, clauses);
        let firm = best.firm && rank(standing.status) > rank(TransferStatus::Limited);
        let denial = valid.then_some(if firm { Denial::Full } else { Denial::Scoped });
        let why = format!(
            "{}: {} on {}. {}",
            self.law.name(best.mechanism),
            status_words(standing.status),
            long_date(self.as_of),
            standing.why
        );
        Some(Decided {
            provision: corridor.provision(),
            state: if valid {
                State::Denied
            } else {
                State::Affirmed
            },
            denial,
            denial_size,
            aggravators,
            mitigators,
            confidence: if best.relied == Relied::Relies {
                0.9
            } else {
                0.75
            },
            why,
            // What does not hold is no evidence that something holds.
            evidence: relied
                .iter()
                .filter(|(_, _, s)| !valid || rank(s.status) >= rank(TransferStatus::Limited))
                .map(|(i, _, _)| *i)
                .collect(),
        })
    }

    /// No mechanism is relied on, and the text says so.
    fn said_to_be_missing(&self, corridor: Corridor) -> Option<Decided> {
        let said = self.indices(|m| {
            m.mechanism == MechanismId::Unnamed
                && m.relied == Relied::NoLonger
                && m.corridors.contains(&corridor)
                && m.voice != Voice::OtherParty
        });
        (!said.is_empty()).then(|| Decided {
            provision: corridor.provision(),
            state: State::Affirmed,
            denial: None,
            denial_size: 0.0,
            aggravators: Vec::new(),
            mitigators: Vec::new(),
            confidence: 0.8,
            why: "The text says that no mechanism is in place.".to_owned(),
            evidence: said,
        })
    }

    fn stale_mechanism(&self) -> Option<Decided> {
        let dead_when_written = |m: &Mention| {
            m.mechanism.is_framework()
                && m.corridors
                    .iter()
                    .any(|&c| self.status_then(m, c) == Some(TransferStatus::Invalid))
        };
        let voiced = |m: &Mention| m.voice != Voice::OtherParty;
        let given_up: Vec<usize> = self.indices(|m| {
            voiced(m)
                && m.relied == Relied::NoLonger
                && m.mechanism.is_framework()
                && !m.mechanism.is_dpf()
        });
        let released = |m: &Mention| {
            given_up
                .iter()
                .filter_map(|&i| self.mentions.get(i))
                .any(|g| g.mechanism == m.mechanism && g.document == m.document)
        };
        // A supplier's dead certificate is stale too, though it never was the vendor's.
        let leans = |m: &Mention| counts(m) || (voiced(m) && m.relied == Relied::Supplier);
        let mut stale = self.indices(|m| leans(m) && dead_when_written(m) && !released(m));
        stale.sort_by_key(|&i| (self.mentions.get(i).map(|m| m.relied), i));
        if let Some(first) = stale.first().and_then(|&i| self.mentions.get(i)) {
            let certified = stale
                .iter()
                .filter_map(|&i| self.mentions.get(i))
                .any(|m| m.certified && counts(m));
            let mut names: Vec<String> = stale
                .iter()
                .filter_map(|&i| self.mentions.get(i))
                .filter_map(|m| {
                    let &corridor = m.corridors.first()?;
                    let since = self.standing(m, corridor, self.as_of).since?;
                    let name = self.law.name(m.mechanism);
                    Some((
                        m.mechanism,
                        format!("{name}, invalid since {}", long_date(since)),
                    ))
                })
                .collect::<BTreeMap<_, _>>()
                .into_values()
                .collect();
            let last = names.pop().unwrap_or_default();
            let named = if names.is_empty() {
                last
            } else {
                format!("{}; and {last}", names.join("; "))
            };
            return Some(Decided {
                provision: "transfers.stale_mechanism",
                state: State::Affirmed,
                denial: None,
                denial_size: 0.0,
                aggravators: if certified {
                    vec!["still_certifies"]
                } else {
                    Vec::new()
                },
                mitigators: Vec::new(),
                confidence: if first.relied == Relied::Relies {
                    0.9
                } else {
                    0.8
                },
                why: format!(
                    "The text, written on or after {}, still relies on what was already invalid then: {named}.",
                    self.written(first)
                        .map(|w| long_date(w.date))
                        .unwrap_or_default()
                ),
                evidence: stale,
            });
        }
        let first = given_up.first().and_then(|&i| self.mentions.get(i))?;
        Some(Decided {
            provision: "transfers.stale_mechanism",
            state: State::Denied,
            denial: Some(Denial::Full),
            denial_size: 1.0,
            aggravators: Vec::new(),
            mitigators: vec!["no_longer_relies"],
            confidence: 0.85,
            why: format!(
                "The text says that it does not rely on the {} any more.",
                self.law.name(first.mechanism)
            ),
            evidence: given_up,
        })
    }

    pub(super) fn indices(&self, keep: impl Fn(&Mention) -> bool) -> Vec<usize> {
        self.mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| keep(m))
            .map(|(i, _)| i)
            .collect()
    }
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
