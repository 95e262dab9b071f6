use super::*;
use crate::transfer::tests::document;
use Corridor::{ChUs, EuUs, UkUs};

#[test]
fn the_automaton_is_built() {
    assert!(AUTOMATON.is_some());
}

/// What a text names: mechanism, corridors, reliance.
fn read(text: &str) -> Vec<(MechanismId, Vec<Corridor>, Relied)> {
    mentions(&document(text))
        .into_iter()
        .map(|m| (m.mechanism, m.corridors, m.relied))
        .collect()
}

#[test]
fn corridors_follow_the_name() {
    use MechanismId as M;
    let found = read(
        "Harborline Inc. complies with the EU-U.S. DPF, the UK Extension to the EU-U.S. DPF, and the Swiss-U.S. DPF.",
    );
    assert_eq!(
        found,
        [
            (M::EuUsDpf, vec![EuUs], Relied::Relies),
            (M::UkExtension, vec![UkUs], Relied::Relies),
            (M::SwissUsDpf, vec![ChUs], Relied::Relies),
        ]
    );
    let found = read(
        "We are certified under the EU\u{2013}US and Swiss\u{2013}US Privacy Shield Frameworks.",
    );
    assert_eq!(
        found,
        [
            (M::EuUsPrivacyShield, vec![EuUs], Relied::Relies),
            (M::SwissUsPrivacyShield, vec![ChUs], Relied::Relies),
        ]
    );
}

#[test]
fn a_name_cut_after_an_abbreviation_is_read_whole() {
    let mut doc =
        document("Transfers to us are made under the Swiss-U.S.\nPrivacy Shield Framework.");
    assert_eq!(doc.sentences.len(), 2, "the helper cuts at the line break");
    let found = mentions(&doc);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].mechanism, MechanismId::SwissUsPrivacyShield);
    assert_eq!(found[0].span.end, doc.text.len());
    doc.blocks[1].voice = Voice::OtherParty;
    assert_eq!(mentions(&doc).len(), 1);
}

/// The reliance on the first mechanism named.
fn reliance(text: &str) -> Relied {
    read(text).first().expect(text).2
}

#[test]
fn reliance_is_read_from_the_clause() {
    for (text, expected) in [
        (
            "We rely on the Privacy Shield for data from Europe.",
            Relied::Relies,
        ),
        (
            "Our company self-certified to the Data Privacy Framework in spring.",
            Relied::Relies,
        ),
        (
            "Our US subsidiary is on the list of the EU-US Data Privacy Framework.",
            Relied::Relies,
        ),
        (
            "We therefore use the Standard Contractual Clauses.",
            Relied::Relies,
        ),
        (
            "Transfers to the United States rest on your consent.",
            Relied::Relies,
        ),
        ("We no longer rely on the Privacy Shield.", Relied::NoLonger),
        (
            "We are not EU-US Privacy Shield certified, as we work from Norway.",
            Relied::NoLonger,
        ),
        (
            "We do not rely on the EU-U.S. Privacy Shield for any transfer.",
            Relied::NoLonger,
        ),
        (
            "The Privacy Shield, on which we no longer rely, once covered this.",
            Relied::NoLonger,
        ),
        (
            "We have replaced our Privacy Shield notice with one on the DPF.",
            Relied::NoLonger,
        ),
        (
            "The EU-US Privacy Shield was declared invalid by the Court of Justice.",
            Relied::Other,
        ),
        (
            "Except for transfers under the Privacy Shield, we ask for your consent.",
            Relied::Excepted,
        ),
        (
            "If the Data Privacy Framework is invalidated, the parties shall sign clauses.",
            Relied::Excepted,
        ),
        (
            "You may bring complaints under the Data Privacy Framework to our arbiter.",
            Relied::Other,
        ),
        (
            "\"Standard Contractual Clauses\" means the clauses annexed to the decision.",
            Relied::Other,
        ),
        (
            "Transfers out of the EEA are governed by the Standard Contractual Clauses.",
            Relied::Relies,
        ),
        (
            "The parties enter into the SCCs, which are incorporated here.",
            Relied::Relies,
        ),
        (
            "In Clause 11 of the SCCs the optional wording is left out.",
            Relied::Other,
        ),
        (
            "To view our certification under the Privacy Shield, see the list.",
            Relied::Relies,
        ),
        (
            "To learn more about the Data Privacy Framework, visit its website.",
            Relied::Other,
        ),
    ] {
        assert_eq!(reliance(text), expected, "{text}");
    }
}

#[test]
fn what_is_given_up_does_not_drag_along_what_replaces_it() {
    let found = read(
        "We no longer rely on the Privacy Shield but rely on Standard Contractual Clauses for the EEA.",
    );
    assert_eq!(found[0].2, Relied::NoLonger);
    assert_eq!(found[1].0, MechanismId::Clauses);
    assert_eq!(found[1].2, Relied::Relies);
}

#[test]
fn clauses_are_told_by_generation_and_region() {
    use MechanismId as M;
    let generation = |text: &str| read(text)[0].0;
    assert_eq!(
        generation("The clauses of Decision 2010/87/EU apply as standard contractual clauses."),
        M::OldClauses
    );
    assert_eq!(
        generation("We use the Standard Contractual Clauses of 4 June 2021 (Module Two)."),
        M::NewClauses
    );
    let found = read(
        "For data from the EEA, Switzerland or the UK we use the Commission's standard contractual clauses.",
    );
    assert_eq!(
        found,
        [(M::Clauses, vec![EuUs, UkUs, ChUs], Relied::Relies)]
    );
    let found = read("We use UK or EU standard contractual clauses.");
    assert_eq!(
        found,
        [
            (M::UkClauses, vec![UkUs], Relied::Relies),
            (M::Clauses, vec![EuUs], Relied::Relies),
        ]
    );
    let found = read("For the UK we have signed the International Data Transfer Addendum.");
    assert_eq!(found[0].0, M::UkAddendum);
}

#[test]
fn the_bare_shield_speaks_for_the_uk_only_where_the_text_does() {
    assert_eq!(read("We rely on the Privacy Shield.")[0].1, [EuUs]);
    assert_eq!(
        read("People in the United Kingdom have rights. We rely on the Privacy Shield.")[0].1,
        [EuUs, UkUs]
    );
    // A menu of languages speaks of nobody there.
    let menu =
        "Choose yours: Suomi, Sverige, United Kingdom, Österreich. We rely on the Privacy Shield.";
    assert_eq!(read(menu)[0].1, [EuUs]);
}

#[test]
fn other_meanings_are_left_alone() {
    for text in [
        "The DMCA gives hosts a safe harbor from copyright claims in the EU.",
        "Transfers follow our data privacy framework.",
        "Our security framework is a shield against intruders.",
        "The clauses of this agreement are severable.",
        "We protect data with physical safeguards.",
        "There is no adequacy decision for this country.",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn an_unnamed_safeguard_is_a_promise_without_a_name() {
    let found =
        read("When we transfer data out of the EEA we put appropriate safeguards in place.");
    assert_eq!(found, [(MechanismId::Unnamed, vec![EuUs], Relied::Relies)]);
}

#[test]
fn clauses_that_are_only_spoken_of_carry_no_transfer() {
    for text in [
        "Customer will forward any notice that refers to the SCCs.",
        "The term data importer has the meaning given in the SCCs.",
        "The governing law set forth in the SCCs applies to the SCCs.",
        "If the SCCs apply, Provider allows audits as they describe.",
        "If the SCCs apply to a restricted transfer, Provider allows audits as described in the SCCs.",
        "Customer may contact Provider in connection with the SCCs for European transfers.",
        "Google is a party to the applicable SCCs in accordance with paragraph 5 (Controller SCCs) on transfers.",
        "Google is a beneficiary of Section 4 and paragraphs 5 (Controller SCCs) and 6 (Liability if Controller SCCs Apply) on transfers.",
        "For each module of the EU SCCs, the following applies:",
        "If Customer concludes, based on its use, that the SCCs do not provide appropriate safeguards for EU data, it may leave.",
        "Provider may change the SCCs where this does not affect the validity of the SCCs under European data law.",
        "The European Commission has approved contractual clauses for transfers out of the EU.",
        "The SCCs are not required because the transfer stays in the EEA.",
        "Paragraph 5 (SCCs) will not apply to such transfers from the EEA.",
        "For a copy of the standard contractual clauses used for transfers, write to us.",
        "Nothing in this section modifies the Standard Contractual Clauses for transfers from the EEA.",
        "Audits under the DPA fulfil the rights under the SCCs for data from the EEA.",
        "The paper is entitled FAQs on Decision 2010/87/EU and the transfer of personal data.",
        "In case of a conflict with the SCCs, tell the exporter of EU data.",
    ] {
        for found in read(text) {
            assert_eq!(found.2, Relied::Other, "{text}");
        }
    }
}

#[test]
fn clauses_that_are_put_to_use_carry_the_transfer() {
    for text in [
        "Transfers take place under the SCCs.",
        "The parties hereby enter into the SCCs.",
        "The SCCs are incorporated into this agreement by reference.",
        "By signing the order the parties execute the standard contractual clauses.",
        "The SCCs apply to transfers out of the EEA.",
        "We use the Commission's standard contractual clauses with our parent.",
        "The parties adopt the model clauses for every transfer from the EU.",
        "Transfers out of the EEA are made pursuant to the terms of the SCCs.",
        "The standard contractual clauses form part of this Addendum.",
        "We sign the standard clauses and add no safeguards for transfers.",
        "The exporter binds each recipient with Module Three of the EU clauses.",
        "Transfers to Wexcombe take place under Module Two.",
        "This agreement, that includes the Standard Contractual Clauses, is made by the parties.",
        "If no other solution is adopted, paragraph 5 (Controller SCCs) will apply to European transfers.",
        "Such mechanisms may include the Standard Contractual Clauses.",
        "Transfer mechanisms rank as follows: first, an adequacy decision; second, the standard clauses.",
    ] {
        assert_eq!(reliance(text), Relied::Relies, "{text}");
    }
}

#[test]
fn data_of_one_region_is_no_evidence_for_another() {
    use MechanismId as M;
    let corridors = |text: &str| read(text)[0].1.clone();
    for (text, expected) in [
        (
            "For data from the UK the parties enter into the SCCs.",
            vec![UkUs],
        ),
        (
            "Transfers from the United Kingdom to our US parent take place under the EU SCCs.",
            vec![UkUs],
        ),
        (
            "For data subject to the UK GDPR, we rely on our Privacy Shield certification.",
            vec![UkUs],
        ),
        (
            "Data of people in Great Britain is covered by Binding Corporate Rules.",
            vec![UkUs],
        ),
        (
            "When we transfer data from the UK, we put appropriate safeguards in place.",
            vec![UkUs],
        ),
        (
            "For data from Switzerland the parties enter into the SCCs.",
            vec![ChUs],
        ),
        (
            "For data from the EEA and the UK we enter into the EU SCCs.",
            vec![EuUs, UkUs],
        ),
        ("The parties enter into the EU SCCs.", vec![EuUs]),
        (
            "Data transferred to the UK is under the SCCs, which we enter into.",
            vec![EuUs],
        ),
    ] {
        assert_eq!(corridors(text), expected, "{text}");
    }
    let added =
        read("UK customer data is processed under the EU SCCs as amended by the UK Addendum.");
    assert_eq!(added, [(M::UkAddendum, vec![UkUs], Relied::Relies)]);
    let open = "For data from the EEA and the UK one of the safeguards we may use is the EU SCCs.";
    assert_eq!(corridors(open), [EuUs]);
    let shield = read("We follow the Privacy Shield for data from Switzerland.");
    assert_eq!(shield[0].0, M::SwissUsPrivacyShield);
    assert_eq!(shield.len(), 1);
}

#[test]
fn older_clauses_are_told_by_their_days_and_numbers() {
    use MechanismId as M;
    let generation = |text: &str| read(text)[0].0;
    for text in [
        "The parties adopt the model clauses of 27 December 2004 (Decision 2004/915/EC).",
        "We use the \"EU Model Clauses\" (Commission Decision of 5 February 2010).",
        "We entered into standard contractual clauses dated February 5, 2010 for transfers.",
        "Transfers are governed by the clauses of Commission decision C(2004) 5271 as model clauses.",
        "The standard contractual clauses of 15 June 2001 apply to transfers.",
        "We use the legacy SCCs for data from the EEA.",
        "For transfers the old standard contractual clauses are in place.",
        "The 2010 standard contractual clauses govern the transfer.",
        "The SCCs of 2004 apply to the transfer.",
        "We rely on the superseded model clauses for transfers.",
    ] {
        assert_eq!(generation(text), M::OldClauses, "{text}");
    }
    // A reference that follows on is to whatever holds.
    assert_eq!(
        generation(
            "We use the clauses of C(2004) 5271, the model clauses, as updated, amended, or replaced from time to time."
        ),
        M::Clauses
    );
    assert_eq!(
        generation("We use the 2021 Standard Contractual Clauses for transfers."),
        M::NewClauses
    );
    assert_eq!(
        read("The legacy controller-to-processor clauses are no longer used by us anywhere.")[0].2,
        Relied::NoLonger
    );
}

#[test]
fn what_is_said_to_be_missing_is_told() {
    for (text, expected) in [
        (
            "Your data reaches Virginia from inside the European Union, and we have not put any special transfer agreement in place for this.",
            vec![EuUs],
        ),
        (
            "At present no transfer agreement, addendum or extension recognised by the ICO has been concluded.",
            vec![UkUs],
        ),
        (
            "There is no transfer mechanism in place for data from the EEA.",
            vec![EuUs],
        ),
        (
            "Data from Switzerland goes to Ohio without appropriate safeguards; none exist.",
            vec![ChUs],
        ),
        (
            "We have signed no transfer contract for data of EU users.",
            vec![EuUs],
        ),
        (
            "Neither a transfer agreement nor another instrument is in place for people in the EU.",
            vec![EuUs],
        ),
    ] {
        assert_eq!(
            read(text),
            [(MechanismId::Unnamed, expected, Relied::NoLonger)],
            "{text}"
        );
    }
    for text in [
        "No data leaves the EEA unless a transfer mechanism is in place.",
        "Provider shall not transfer EU data without appropriate safeguards in place.",
        "We have no transfer agreement for tools.",
    ] {
        assert!(read(text).iter().all(|m| m.2 != Relied::NoLonger), "{text}");
    }
}

proptest::proptest! {
    /// Whatever stands in a file, mentions lie inside the text and on letter boundaries.
    #[test]
    fn mentions_of_any_text_lie_inside_it(text in "(EU|U\\.S\\.|Swiss|UK|-| |\n|\\. |,|Privacy Shield|DPF|SCCs|clauses|\u{2013}|\u{fffd}|é|[a-z]{1,6}| we rely on | except | invalid | 2010/87){0,40}") {
        let doc = document(&text);
        for mention in mentions(&doc) {
            assert!(doc.text.get(mention.span.range()).is_some());
            assert!(mention.span.contains(mention.words), "{mention:?}");
            assert!(!mention.corridors.is_empty());
        }
    }
}

#[test]
fn the_fall_of_one_mechanism_is_not_that_of_another() {
    for text in [
        "Since the Privacy Shield was invalidated, we rely on the Standard Contractual Clauses.",
        "We rely on the Standard Contractual Clauses, since the Privacy Shield was invalidated.",
        "The Privacy Shield was invalidated in 2020; we therefore use the Standard Contractual Clauses.",
    ] {
        let found = mentions(&document(text));
        let relied = |wanted: MechanismId| {
            let mention = found.iter().find(|m| m.mechanism == wanted);
            mention.unwrap_or_else(|| panic!("{text}")).relied
        };
        assert_eq!(relied(MechanismId::Clauses), Relied::Relies, "{text}");
        assert_ne!(
            relied(MechanismId::EuUsPrivacyShield),
            Relied::Relies,
            "{text}"
        );
    }
}

#[test]
fn consent_is_a_basis_only_of_a_transfer_abroad_and_never_taken_for_granted() {
    let consents = |text: &str| {
        let found = mentions(&document(text));
        found.iter().any(|m| m.mechanism == MechanismId::Consent)
    };
    assert!(consents(
        "Transfers to the US rest on your consent under Article 49 GDPR."
    ));
    assert!(consents(
        "We transfer your data to the United States on the basis of your consent."
    ));
    assert!(!consents(
        "We transfer your file to our support team with your consent."
    ));
    assert!(!consents(
        "By using the service you give your consent to the transfer to the US."
    ));
    assert!(!consents(
        "Your decision to give us data constitutes your consent to its transfer to the US."
    ));
    assert!(!consents(
        "We never transfer data to the United States without your consent."
    ));
}
