//! Standard clauses that newer ones have replaced.

use super::decide::{Case, Decided, counts};
use super::{Corridor, MechanismId, Relied};
use crate::assessment::TransferStatus;
use crate::document::Voice;
use crate::document::day::long_date;
use crate::finding::{Denial, State};

impl Case<'_> {
    pub(super) fn outdated_clauses(&self) -> Option<Decided> {
        let old = self.indices(|m| counts(m) && m.mechanism == MechanismId::OldClauses);
        let new = self.indices(|m| {
            counts(m)
                && matches!(
                    m.mechanism,
                    MechanismId::NewClauses | MechanismId::UkAddendum
                )
        });
        let ended = self
            .law
            .status(MechanismId::OldClauses, Corridor::EuUs, self.as_of);
        if !old.is_empty() {
            let invalid = ended.status == TransferStatus::Invalid;
            let kept_on = old.iter().filter_map(|&i| self.mentions.get(i)).any(|m| {
                self.written(m)
                    .is_some_and(|w| ended.since.is_some_and(|end| w.date >= end))
            });
            return Some(Decided {
                provision: "transfers.outdated_clauses",
                state: if invalid {
                    State::Affirmed
                } else {
                    State::Conditional
                },
                denial: None,
                denial_size: 0.0,
                aggravators: if invalid && kept_on {
                    vec!["in_use_after_end"]
                } else {
                    Vec::new()
                },
                mitigators: if new.is_empty() {
                    Vec::new()
                } else {
                    vec!["current_clauses"]
                },
                confidence: 0.9,
                why: ended.why,
                evidence: old,
            });
        }
        if !new.is_empty() {
            return Some(Decided {
                provision: "transfers.outdated_clauses",
                state: State::Denied,
                denial: Some(Denial::Full),
                denial_size: 1.0,
                aggravators: Vec::new(),
                mitigators: vec!["current_clauses"],
                confidence: 0.85,
                why: "The text names the clauses of 2021 (Implementing Decision (EU) 2021/914) or the UK Addendum to them."
                    .to_owned(),
                evidence: new,
            });
        }
        let given_up = self.indices(|m| {
            m.mechanism == MechanismId::OldClauses
                && m.relied == Relied::NoLonger
                && m.voice != Voice::OtherParty
        });
        if !given_up.is_empty() {
            return Some(Decided {
                provision: "transfers.outdated_clauses",
                state: State::Denied,
                denial: Some(Denial::Full),
                denial_size: 1.0,
                aggravators: Vec::new(),
                mitigators: Vec::new(),
                confidence: 0.8,
                why: "The text says that the older clauses are not used any more.".to_owned(),
                evidence: given_up,
            });
        }
        // A text from before the clauses of 2021 can only mean older ones; whether they were replaced it cannot say.
        let start = self
            .law
            .timeline(Corridor::EuUs)
            .into_iter()
            .find(|p| p.mechanism == MechanismId::NewClauses)
            .and_then(|p| p.from)?;
        let aged = self.indices(|m| {
            counts(m)
                && m.mechanism == MechanismId::Clauses
                && self.written(m).is_some_and(|w| w.stated && w.date < start)
                && ended.status == TransferStatus::Invalid
        });
        (!aged.is_empty()).then(|| Decided {
            provision: "transfers.outdated_clauses",
            state: State::Conditional,
            denial: None,
            denial_size: 0.0,
            aggravators: Vec::new(),
            mitigators: Vec::new(),
            confidence: 0.5,
            why: format!(
                "The text is from before {}, so the clauses that it names were older ones, which hold no more; \
                 whether they were replaced it does not say.",
                long_date(start)
            ),
            evidence: aged,
        })
    }
}
