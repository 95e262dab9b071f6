use jiff::civil::date;

use super::*;
use crate::transfer::tests::{AS_OF, dated, decided, document, of, state};
use crate::transfer::{mentions_in, rows};

#[test]
fn a_dead_shield_beside_the_eus_clauses_is_not_the_only_mechanism_named() {
    let shield = "We rely on the EU-U.S. Privacy Shield for personal data from the EU and the UK.";
    let clauses = "For personal data from the EU we enter into the Standard Contractual Clauses of Decision 2021/914.";
    let aggravators = |text: &str| {
        let uk = of(&[dated(text, date(2024, 1, 1))], "transfers.uk_us");
        assert_eq!(uk.state, State::Affirmed, "{text}");
        uk.aggravators
    };
    assert_eq!(aggravators(shield), ["only_mechanism_invalid"]);
    assert_eq!(
        aggravators(&format!("{shield} {clauses}")),
        ["eu_clauses_alone"]
    );
}

#[test]
fn the_eus_clauses_alone_do_not_carry_uk_data_of_whatever_generation() {
    let text = "Transfers from the United Kingdom to our US parent take place under the EU SCCs.";
    let documents = [document(text)];
    let found = of(&documents, "transfers.uk_us");
    assert_eq!(found.state, State::Affirmed);
    assert!(found.aggravators.contains(&"eu_clauses_alone"));
    assert_eq!(state(&documents, "transfers.eu_us"), None);
    let table = rows(
        &mentions_in(&documents),
        &documents,
        AS_OF,
        &Law::builtin().unwrap(),
    );
    assert_eq!(table[1].corridor, "UK→US");
    assert_eq!(table[1].status_as_of, TransferStatus::Invalid);
    let mixed = "For data from the EEA and the UK we enter into the EU SCCs.";
    assert_eq!(
        state(&[document(mixed)], "transfers.eu_us"),
        Some(State::Denied)
    );
    assert_eq!(
        state(&[document(mixed)], "transfers.uk_us"),
        Some(State::Affirmed)
    );
    let amended =
        "Transfers from the UK take place under the EU SCCs as amended by the UK Addendum.";
    assert_eq!(
        state(&[document(amended)], "transfers.uk_us"),
        Some(State::Denied)
    );
}

#[test]
fn what_does_not_hold_is_no_evidence_of_what_holds() {
    let text = "We adhere to the Privacy Shield for data from the EEA, the UK and Switzerland. \
                Data from the UK is covered by Binding Corporate Rules.";
    let documents = [document(text)];
    let found = of(&documents, "transfers.uk_us");
    assert_eq!(found.state, State::Denied);
    let all = mentions_in(&documents);
    let cited: Vec<_> = found.evidence.iter().map(|&i| all[i].mechanism).collect();
    assert_eq!(cited, [MechanismId::BindingRules]);
    assert_eq!(state(&documents, "transfers.eu_us"), Some(State::Affirmed));
}

#[test]
fn the_firmest_quote_leads() {
    let text = "For data from the EEA the SCCs shall cover it by means of this annex. \
                Such measures for EEA data may include the SCCs. \
                The parties enter into the SCCs for data from the EEA.";
    let documents = [document(text)];
    let found = of(&documents, "transfers.eu_us");
    let all = mentions_in(&documents);
    let lead = documents[0].slice(all[found.evidence[0]].span);
    assert!(lead.contains("enter into"), "{lead}");
}

#[test]
fn a_suppliers_certificate_is_no_mechanism_of_the_vendor() {
    let text =
        "Our hosting company has certified that it adheres to the EU-U.S. Data Privacy Framework.";
    assert_eq!(decided(&[document(text)]), []);
    let dead = dated(
        "Our hosting company has certified that it adheres to the Privacy Shield.",
        date(2022, 3, 1),
    );
    assert_eq!(state(std::slice::from_ref(&dead), "transfers.eu_us"), None);
    let stale = of(&[dead], "transfers.stale_mechanism");
    assert_eq!(stale.state, State::Affirmed);
    assert_eq!(stale.aggravators, [""; 0]);
}

#[test]
fn a_version_that_is_named_dates_the_text() {
    let text = "Quillmark is certified under the EU-U.S. Privacy Shield. Version of 3 May 2022";
    let documents = [document(text)];
    let stale = of(&documents, "transfers.stale_mechanism");
    assert_eq!(stale.state, State::Affirmed);
    let early = "Quillmark is certified under the EU-U.S. Privacy Shield. Version of 3 May 2019";
    assert_eq!(state(&[document(early)], "transfers.stale_mechanism"), None);
    let other = "Quillmark is certified under the EU-U.S. Privacy Shield. We moved on 3 May 2022";
    assert_eq!(state(&[document(other)], "transfers.stale_mechanism"), None);
}

#[test]
fn clauses_given_up_are_the_contrary_of_outdated() {
    let text = "The legacy controller-to-processor clauses are no longer used by us anywhere.";
    assert_eq!(
        state(&[document(text)], "transfers.outdated_clauses"),
        Some(State::Denied)
    );
    let used = "The parties adopt the model clauses of 27 December 2004 (Decision 2004/915/EC).";
    assert_eq!(
        state(&[document(used)], "transfers.outdated_clauses"),
        Some(State::Affirmed)
    );
}

#[test]
fn a_text_that_says_that_there_is_no_mechanism_affirms_the_exposure() {
    let text = "For data from the EEA we have not put any transfer agreement in place.";
    assert_eq!(
        state(&[document(text)], "transfers.eu_us"),
        Some(State::Affirmed)
    );
    let with = format!("{text} The parties enter into the SCCs for data from the EEA.");
    assert_eq!(
        state(&[document(&with)], "transfers.eu_us"),
        Some(State::Denied)
    );
}
