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
