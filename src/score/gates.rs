//! The gates (`model.md`, section 5): facts that no weight can outvote, read from the states of rows.
//!
//! The words of the vendor confirm a gate, and so does a reviewer who confirmed or set the row. An analyst's words,
//! a reading that is unsure and a text that leaves the point open give "to check".

use std::collections::BTreeSet;

use super::{Gate, GateStatus};
use crate::catalogue::GateId;
use crate::document::Voice;
use crate::finding::{Denial, Factor, Finding, Row, State};

/// Least confidence of a reading that may confirm a gate: a gate outweighs every other number, so a doubtful reading
/// only asks for a check.
const SURE: f64 = 0.75;

/// Provisions that the gates read.
const EU_US: &str = "transfers.eu_us";
const SALE: &str = "advertising.sale";
const NO_OPT_OUT: &str = "advertising.no_opt_out";
const PUBLICATION: &str = "benchmarking.publication";
const NO_STANDARD: &str = "benchmarking.no_standard";
const TRAINING: &str = "ai.content_training";

/// Aggravators and mitigators that the gates read.
const ONLY_MECHANISM_INVALID: &str = "only_mechanism_invalid";
const WITHOUT_OPT_OUT: &str = "without_opt_out";
const OPT_OUTS: [&str; 2] = ["opt_out_offered", "opt_out"];
const IDENTIFIABLE: [&str; 2] = ["names", "identifiable"];
const NOT_IDENTIFIABLE: [&str; 2] = ["not_identify", "minimum"];
const CONSENTS: [&str; 4] = ["opt_in", "prior_consent", "your_consent", "consent"];
const OWN_MODELS: [&str; 1] = ["own_tenant"];

impl GateId {
    /// All gates, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::InvalidTransferMechanism,
        Self::SaleWithoutOptOut,
        Self::IdentifiablePublication,
        Self::TrainingWithoutOptIn,
    ];

    /// The name shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidTransferMechanism => "Invalid transfer mechanism",
            Self::SaleWithoutOptOut => "Sale without opt-out",
            Self::IdentifiablePublication => "Identifiable publication",
            Self::TrainingWithoutOptIn => "Training without opt-in",
        }
    }

    /// The key in files: `sale_without_opt_out`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::InvalidTransferMechanism => "invalid_transfer_mechanism",
            Self::SaleWithoutOptOut => "sale_without_opt_out",
            Self::IdentifiablePublication => "identifiable_publication",
            Self::TrainingWithoutOptIn => "training_without_opt_in",
        }
    }

    /// The provision whose exposure closes it.
    #[must_use]
    pub const fn provision(self) -> &'static str {
        match self {
            Self::InvalidTransferMechanism => EU_US,
            Self::SaleWithoutOptOut => SALE,
            Self::IdentifiablePublication => PUBLICATION,
            Self::TrainingWithoutOptIn => TRAINING,
        }
    }
}

impl GateStatus {
    /// The word shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::ToCheck => "to check",
            Self::NotMet => "not met",
        }
    }
}

/// The four gates of an assessment, in the order of [`GateId::ALL`].
///
/// `settled` holds the ids of provisions that a reviewer confirmed or whose state a reviewer set.
#[must_use]
pub fn gates(rows: &[Row], findings: &[Finding], settled: &BTreeSet<String>) -> Vec<Gate> {
    let view = View {
        rows,
        findings,
        settled,
    };
    GateId::ALL
        .into_iter()
        .map(|id| {
            let (status, why) = match id {
                GateId::InvalidTransferMechanism => view.transfer(),
                GateId::SaleWithoutOptOut => view.sale(),
                GateId::IdentifiablePublication => view.publication(),
                GateId::TrainingWithoutOptIn => view.training(),
            };
            Gate { id, status, why }
        })
        .collect()
}

/// A status with its reason.
type Verdict = (GateStatus, String);

fn met(why: &str) -> Verdict {
    (GateStatus::Confirmed, why.to_owned())
}

fn check(why: &str) -> Verdict {
    (GateStatus::ToCheck, why.to_owned())
}

fn not_met(why: &str) -> Verdict {
    (GateStatus::NotMet, why.to_owned())
}

fn has(factors: &[Factor], ids: &[&str]) -> bool {
    factors.iter().any(|f| ids.contains(&f.id.as_str()))
}

struct View<'a> {
    rows: &'a [Row],
    findings: &'a [Finding],
    settled: &'a BTreeSet<String>,
}

impl View<'_> {
    fn row(&self, provision: &str) -> Option<&Row> {
        self.rows.iter().find(|r| r.provision == provision)
    }

    /// Whether the row's exposure is said by the vendor with some certainty, or settled by a reviewer.
    fn is_settled(&self, row: &Row) -> bool {
        if self.settled.contains(&row.provision) {
            return true;
        }
        row.confidence >= SURE
            && row
                .findings
                .iter()
                .filter_map(|&i| self.findings.get(i))
                .filter(|f| matches!(f.state, State::Affirmed | State::Conditional))
                .any(|f| {
                    f.voice == Some(Voice::Vendor)
                        || f.evidence.iter().any(|e| e.reading.voice == Voice::Vendor)
                })
    }

    /// What holds where the row is no exposure at all: the verdict, or the row to look into.
    fn exposed(&self, provision: &str, nothing: &str) -> Result<&Row, Verdict> {
        let Some(row) = self.row(provision) else {
            return Err(not_met("The catalogue in use does not have its provision."));
        };
        match row.state {
            State::Affirmed | State::Conditional | State::Conflict => Ok(row),
            State::Denied => match row.scope() {
                // A denial that reaches only so far leaves the rest open.
                Some(Denial::Scoped) => Err(check(
                    "Denied only within a scope, so the texts leave the rest open.",
                )),
                Some(Denial::Now) => Err(check("Denied only for the present.")),
                Some(Denial::Aspiration) => Err(check("Only an aim, not a promise.")),
                Some(Denial::Full) | None => Err(not_met("The texts deny it.")),
            },
            State::Silent => Err(not_met(nothing)),
            State::NotAssessed => Err(not_met(
                "Not assessed: no document that would say it was read.",
            )),
            State::NotApplicable => Err(not_met("Not applicable here.")),
        }
    }

    /// Confirmed where the row's evidence carries it, else to check.
    fn by_evidence(&self, row: &Row, why: &str) -> Verdict {
        if row.state == State::Conflict {
            check(&format!("{why} Another passage says otherwise."))
        } else if self.is_settled(row) {
            met(why)
        } else {
            check(&format!(
                "{why} It rests on another voice than the vendor's, or on an unsure reading."
            ))
        }
    }

    fn transfer(&self) -> Verdict {
        let row = match self.exposed(EU_US, "The texts do not speak of a mechanism.") {
            Ok(row) => row,
            Err(verdict) => return verdict,
        };
        if has(&row.aggravators, &[ONLY_MECHANISM_INVALID]) {
            self.by_evidence(
                row,
                "The only mechanism named for transfers from the EU to the US is invalid on the day of the assessment.",
            )
        } else if row.findings.is_empty() {
            not_met("No mechanism is named that could be invalid.")
        } else {
            check("No mechanism that is surely valid is named for transfers from the EU to the US.")
        }
    }

    fn sale(&self) -> Verdict {
        let row = match self.exposed(SALE, "The texts do not speak of a sale.") {
            Ok(row) => row,
            Err(verdict) => return verdict,
        };
        if has(&row.aggravators, &[WITHOUT_OPT_OUT]) {
            return self.by_evidence(
                row,
                "Personal data may be sold or shared for value, expressly without an opt-out.",
            );
        }
        if has(&row.mitigators, &OPT_OUTS) {
            return not_met("Personal data may be sold or shared for value, with an opt-out.");
        }
        match self.row(NO_OPT_OUT) {
            Some(out) if out.state == State::Denied => match out.scope() {
                Some(Denial::Full) | None => {
                    not_met("Personal data may be sold or shared for value, with an opt-out.")
                }
                Some(_) => check(
                    "Personal data may be sold or shared for value, and the opt-out has limits.",
                ),
            },
            Some(out) if out.state == State::Affirmed && self.is_settled(out) => self.by_evidence(
                row,
                "Personal data may be sold or shared for value, and no usable opt-out is offered.",
            ),
            _ => check(
                "Personal data may be sold or shared for value; whether there is an opt-out is not settled.",
            ),
        }
    }

    fn publication(&self) -> Verdict {
        let row = match self.exposed(PUBLICATION, "The texts do not speak of publication.") {
            Ok(row) => row,
            Err(verdict) => return verdict,
        };
        if has(&row.mitigators, &CONSENTS) {
            return not_met("Publication needs the customer's prior consent.");
        }
        if has(&row.aggravators, &IDENTIFIABLE) {
            return self.by_evidence(
                row,
                "Data from which customers or persons can be told may be published.",
            );
        }
        let standard = self
            .row(NO_STANDARD)
            .is_some_and(|r| r.state == State::Denied);
        if standard && has(&row.mitigators, &NOT_IDENTIFIABLE) {
            not_met("What is published must not identify anyone, by a named standard.")
        } else {
            check(
                "Data may be published, and no standard makes sure that nobody can be identified.",
            )
        }
    }

    fn training(&self) -> Verdict {
        let row = match self.exposed(TRAINING, "The texts do not speak of training.") {
            Ok(row) => row,
            Err(verdict) => return verdict,
        };
        if has(&row.mitigators, &CONSENTS) {
            not_met("Customer content trains models only after opt-in.")
        } else if has(&row.mitigators, &OWN_MODELS) {
            not_met("Customer content trains only the customer's own models.")
        } else if row.state == State::Conditional && !has(&row.mitigators, &OPT_OUTS) {
            check("Customer content may train models under a condition that is not an opt-in.")
        } else {
            self.by_evidence(row, "Customer content may train models without opt-in.")
        }
    }
}

impl Row {
    /// How far the denial of a denied row goes, by the factor that stands for it; `None` where none does.
    #[must_use]
    fn scope(&self) -> Option<Denial> {
        self.mitigators
            .iter()
            .find(|f| f.id == Denial::FACTOR)
            .map(|f| {
                [Denial::Full, Denial::Now, Denial::Scoped]
                    .into_iter()
                    .find(|d| d.size() <= f.size)
                    .unwrap_or(Denial::Aspiration)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::finding::{Actor, Evidence, Grade, Modality, Reading};

    fn row(provision: &str, state: State, finding: Option<usize>) -> Row {
        Row {
            provision: provision.to_owned(),
            category: provision.split('.').next().unwrap().to_owned(),
            state,
            findings: finding.into_iter().collect(),
            aggravators: Vec::new(),
            mitigators: Vec::new(),
            other_side: Vec::new(),
            grade: Grade::Policy,
            confidence: 0.8,
            note: String::new(),
        }
    }

    fn finding(provision: &str, state: State, voice: Voice) -> Finding {
        let span = Span::new(0, 4);
        Finding {
            provision: provision.to_owned(),
            category: String::new(),
            state,
            document: Some(0),
            voice: Some(voice),
            scope: None,
            denial: None,
            aggravators: Vec::new(),
            mitigators: Vec::new(),
            confidence: 0.8,
            evidence: vec![Evidence {
                document: 0,
                span,
                quote: "text".to_owned(),
                section: String::new(),
                page: None,
                reading: Reading {
                    provision: provision.to_owned(),
                    signal: String::new(),
                    state,
                    actor: Actor::Vendor,
                    modality: Modality::Fact,
                    scope: None,
                    denial: None,
                    voice,
                    span,
                    words: Vec::new(),
                    through: Vec::new(),
                    about: Vec::new(),
                    turned_by: None,
                    aggravators: Vec::new(),
                    mitigators: Vec::new(),
                    confidence: 0.8,
                },
            }],
            note: String::new(),
        }
    }

    fn factor(id: &str, size: f64) -> Factor {
        Factor {
            id: id.to_owned(),
            name: id.to_owned(),
            size,
        }
    }

    fn status(id: GateId, rows: &[Row], findings: &[Finding]) -> GateStatus {
        gates(rows, findings, &BTreeSet::new())
            .into_iter()
            .find(|g| g.id == id)
            .unwrap()
            .status
    }

    #[test]
    fn without_rows_no_gate_is_met() {
        let all = gates(&[], &[], &BTreeSet::new());
        assert_eq!(all.len(), 4);
        assert!(all.iter().all(|g| g.status == GateStatus::NotMet));
    }

    #[test]
    fn training_is_confirmed_by_the_vendor_and_not_by_an_analyst() {
        let rows = [row(TRAINING, State::Affirmed, Some(0))];
        let gate = GateId::TrainingWithoutOptIn;
        let vendor = [finding(TRAINING, State::Affirmed, Voice::Vendor)];
        assert_eq!(status(gate, &rows, &vendor), GateStatus::Confirmed);
        let analyst = [finding(TRAINING, State::Affirmed, Voice::Analyst)];
        assert_eq!(status(gate, &rows, &analyst), GateStatus::ToCheck);
        // A reviewer who settled the row confirms it whoever spoke.
        let settled = BTreeSet::from([TRAINING.to_owned()]);
        let reviewed = gates(&rows, &analyst, &settled);
        assert!(reviewed.iter().any(|g| g.status == GateStatus::Confirmed));
    }

    #[test]
    fn an_opt_in_opens_the_training_gate_and_an_opt_out_does_not() {
        let vendor = [finding(TRAINING, State::Affirmed, Voice::Vendor)];
        let mut asked = row(TRAINING, State::Affirmed, Some(0));
        asked.mitigators.push(factor("opt_in", 0.5));
        let gate = GateId::TrainingWithoutOptIn;
        assert_eq!(status(gate, &[asked], &vendor), GateStatus::NotMet);
        let mut out = row(TRAINING, State::Conditional, Some(0));
        out.mitigators.push(factor("opt_out", 0.15));
        assert_eq!(status(gate, &[out], &vendor), GateStatus::Confirmed);
        let vague = row(TRAINING, State::Conditional, Some(0));
        assert_eq!(status(gate, &[vague], &vendor), GateStatus::ToCheck);
    }

    #[test]
    fn a_sale_needs_a_missing_opt_out_to_be_confirmed() {
        let gate = GateId::SaleWithoutOptOut;
        let findings = [
            finding(SALE, State::Affirmed, Voice::Vendor),
            finding(NO_OPT_OUT, State::Affirmed, Voice::Vendor),
        ];
        let sale = row(SALE, State::Affirmed, Some(0));
        let with = |state| vec![sale.clone(), row(NO_OPT_OUT, state, Some(1))];
        assert_eq!(
            status(gate, &with(State::Affirmed), &findings),
            GateStatus::Confirmed
        );
        assert_eq!(
            status(gate, &with(State::Silent), &findings),
            GateStatus::ToCheck
        );
        assert_eq!(
            status(gate, &with(State::Denied), &findings),
            GateStatus::NotMet
        );
        let mut conflict = with(State::Affirmed);
        conflict[0].state = State::Conflict;
        assert_eq!(status(gate, &conflict, &findings), GateStatus::ToCheck);
    }

    #[test]
    fn a_denial_under_one_law_leaves_the_sale_to_be_checked() {
        let mut sale = row(SALE, State::Denied, Some(0));
        sale.mitigators
            .push(factor(Denial::FACTOR, Denial::Scoped.size()));
        let findings = [finding(SALE, State::Denied, Voice::Vendor)];
        let gate = GateId::SaleWithoutOptOut;
        assert_eq!(
            status(gate, std::slice::from_ref(&sale), &findings),
            GateStatus::ToCheck
        );
        sale.mitigators[0].size = Denial::Full.size();
        assert_eq!(status(gate, &[sale], &findings), GateStatus::NotMet);
    }

    #[test]
    fn publication_is_confirmed_by_names_and_else_to_check() {
        let gate = GateId::IdentifiablePublication;
        let findings = [finding(PUBLICATION, State::Affirmed, Voice::Vendor)];
        let plain = row(PUBLICATION, State::Affirmed, Some(0));
        assert_eq!(
            status(gate, std::slice::from_ref(&plain), &findings),
            GateStatus::ToCheck
        );
        let mut named = plain.clone();
        named.aggravators.push(factor("names", 0.35));
        assert_eq!(status(gate, &[named], &findings), GateStatus::Confirmed);
        let mut anonymous = plain;
        anonymous.mitigators.push(factor("not_identify", 0.15));
        let standard = row(NO_STANDARD, State::Denied, None);
        assert_eq!(
            status(gate, &[anonymous, standard], &findings),
            GateStatus::NotMet
        );
    }

    #[test]
    fn an_invalid_only_mechanism_closes_the_transfer_gate() {
        let gate = GateId::InvalidTransferMechanism;
        let findings = [finding(EU_US, State::Affirmed, Voice::Vendor)];
        let mut eu = row(EU_US, State::Affirmed, Some(0));
        assert_eq!(
            status(gate, std::slice::from_ref(&eu), &findings),
            GateStatus::ToCheck
        );
        eu.aggravators.push(factor(ONLY_MECHANISM_INVALID, 0.35));
        assert_eq!(
            status(gate, std::slice::from_ref(&eu), &findings),
            GateStatus::Confirmed
        );
        eu.state = State::NotApplicable;
        assert_eq!(status(gate, &[eu], &findings), GateStatus::NotMet);
    }
}
