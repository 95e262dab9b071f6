use jiff::civil::date;

use super::*;
use crate::document::{Block, BlockKind, DateBasis, Format, Kind, Sentence, Span, Voice};
use crate::finding::{Denial, State};
use TransferStatus::{Invalid, NotYetEffective, Valid, ValidContested};

/// A document whose sentences end at ". " and whose blocks are lines.
pub(super) fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let block = blocks.len();
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, start + trimmed.len()),
            section: None,
            page: None,
            turns: Vec::new(),
            voice: Voice::Vendor,
            hidden: false,
        });
        let mut from = start;
        for (i, _) in trimmed.match_indices(". ") {
            // Abbreviations of one letter and "Inc." do not end a sentence.
            let before = &trimmed[..i];
            if before.ends_with("Inc") || before.ends_with(".S") || before.ends_with(".K") {
                continue;
            }
            let end = start + i + 1;
            sentences.push(Sentence {
                span: Span::new(from, end),
                block,
                lead_in: None,
            });
            from = end + 1;
        }
        if from < start + trimmed.len() {
            sentences.push(Sentence {
                span: Span::new(from, start + trimmed.len()),
                block,
                lead_in: None,
            });
        }
        start += line.len();
    }
    Document {
        name: "invented.txt".to_owned(),
        sha256: String::new(),
        format: Format::Text,
        kind: Kind::PrivacyPolicy,
        kind_basis: String::new(),
        title: None,
        vendor: None,
        date: None,
        date_basis: DateBasis::Unknown,
        date_note: String::new(),
        language: "en".to_owned(),
        words: 0,
        pages: None,
        text: text.to_owned(),
        blocks,
        outline: Vec::new(),
        sentences,
        repairs: Vec::new(),
        source: Vec::new(),
        warnings: Vec::new(),
        counts: crate::document::Counts::ByRule,
    }
}

pub(super) fn dated(text: &str, date: Date) -> Document {
    Document {
        date: Some(date),
        date_basis: DateBasis::Stated,
        ..document(text)
    }
}

pub(super) const AS_OF: Date = date(2026, 11, 21);

pub(super) fn decided(documents: &[Document]) -> Vec<Decided> {
    decide(
        &mentions_in(documents),
        documents,
        AS_OF,
        &Law::builtin().unwrap(),
    )
}

pub(super) fn state(documents: &[Document], provision: &str) -> Option<State> {
    decided(documents)
        .into_iter()
        .find(|d| d.provision == provision)
        .map(|d| d.state)
}

pub(super) fn of(documents: &[Document], provision: &str) -> Decided {
    decided(documents)
        .into_iter()
        .find(|d| d.provision == provision)
        .expect(provision)
}

const DPF: &str = "Quillmark complies with the EU-U.S. Data Privacy Framework, the UK Extension to the EU-U.S. \
                   Data Privacy Framework and the Swiss-U.S. Data Privacy Framework.";

/// A notice of September 2023 that claims all three frameworks: one was in force then, all are now.
#[test]
fn the_same_claim_differs_by_corridor_and_day() {
    let documents = [dated(DPF, date(2023, 9, 29))];
    let found = rows(
        &mentions_in(&documents),
        &documents,
        AS_OF,
        &Law::builtin().unwrap(),
    );
    let told: Vec<_> = found
        .iter()
        .map(|r| (r.corridor.as_str(), r.status_at_document, r.status_as_of))
        .collect();
    assert_eq!(
        told,
        [
            ("EU→US", Valid, ValidContested),
            ("UK→US", NotYetEffective, ValidContested),
            ("CH→US", NotYetEffective, Valid),
        ]
    );
    let eu = of(&documents, "transfers.eu_us");
    assert_eq!(eu.state, State::Denied);
    assert_eq!(eu.aggravators, ["contested"]);
    let uk = of(&documents, "transfers.uk_us");
    assert_eq!(uk.state, State::Denied);
    assert!(uk.aggravators.contains(&"claimed_early"));
    assert_eq!(state(&documents, "transfers.stale_mechanism"), None);
}

#[test]
fn a_dead_framework_alone_affirms_the_exposure_on_every_corridor_it_names() {
    let text = "The UK GDPR gives you rights. Except for transfers under the EU-US Privacy Shield Framework and the \
                Swiss-U.S. Privacy Shield Framework, your use of the site is your agreement to the transfer.";
    let documents = [document(text)];
    for provision in ["transfers.eu_us", "transfers.uk_us", "transfers.ch_us"] {
        let found = of(&documents, provision);
        assert_eq!(found.state, State::Affirmed, "{provision}");
        assert!(found.aggravators.contains(&"only_mechanism_invalid"));
    }
    let stale = of(&documents, "transfers.stale_mechanism");
    assert_eq!(
        stale.state,
        State::Affirmed,
        "the UK GDPR is younger than the judgment"
    );
    assert!(stale.why.contains("16 July 2020"), "{}", stale.why);
    let found = rows(
        &mentions_in(&documents),
        &documents,
        AS_OF,
        &Law::builtin().unwrap(),
    );
    assert_eq!(found[0].status_as_of, Invalid);
    assert_eq!(found[0].status_at_document, Invalid);
}

#[test]
fn a_framework_that_died_after_the_text_was_written_is_not_stale() {
    let text = "Quillmark participates in the EU-U.S. Privacy Shield.";
    let before = [dated(text, date(2020, 7, 15))];
    assert_eq!(state(&before, "transfers.stale_mechanism"), None);
    assert_eq!(state(&before, "transfers.eu_us"), Some(State::Affirmed));
    let after = [dated(text, date(2020, 7, 16))];
    assert_eq!(
        state(&after, "transfers.stale_mechanism"),
        Some(State::Affirmed)
    );
    let undated = [document(text)];
    assert_eq!(state(&undated, "transfers.stale_mechanism"), None);
}

#[test]
fn an_inferred_date_tells_only_what_was_dead_by_then() {
    let text = format!("The UK GDPR applies. {DPF}");
    let documents = [document(&text)];
    let found = rows(
        &mentions_in(&documents),
        &documents,
        AS_OF,
        &Law::builtin().unwrap(),
    );
    for row in &found {
        assert_eq!(
            row.status_at_document,
            TransferStatus::Unknown,
            "{}",
            row.corridor
        );
    }
    let uk = of(&documents, "transfers.uk_us");
    assert!(
        !uk.aggravators.contains(&"claimed_early"),
        "the text may be younger"
    );
}

#[test]
fn giving_a_framework_up_is_the_contrary_of_stale() {
    let documents = [dated(
        "We no longer rely on the Privacy Shield. We rely on standard contractual clauses for data from the EEA.",
        date(2023, 5, 1),
    )];
    assert_eq!(
        state(&documents, "transfers.stale_mechanism"),
        Some(State::Denied)
    );
    assert_eq!(state(&documents, "transfers.eu_us"), Some(State::Denied));
}

#[test]
fn a_judgment_that_is_told_is_no_reliance() {
    let documents = [dated(
        "The Court of Justice declared the EU-US Privacy Shield invalid.",
        date(2021, 1, 1),
    )];
    assert_eq!(decided(&documents), []);
}

#[test]
fn the_best_mechanism_of_all_documents_decides() {
    let policy = dated(
        "We participate in the EU-U.S. Privacy Shield.",
        date(2021, 3, 1),
    );
    let contract = dated(
        "Transfers out of the EEA are subject to the Standard Contractual Clauses (Decision 2021/914, Module Two).",
        date(2024, 3, 1),
    );
    let documents = [policy, contract];
    let eu = of(&documents, "transfers.eu_us");
    assert_eq!(eu.state, State::Denied);
    assert_eq!(mentions_in(&documents)[eu.evidence[0]].document, 1);
    assert_eq!(
        state(&documents, "transfers.stale_mechanism"),
        Some(State::Affirmed),
        "the policy stays stale"
    );
}

#[test]
fn clauses_beside_the_framework_count_for_more_than_the_framework_alone() {
    let alone = [dated("We comply with the EU-U.S. DPF.", date(2025, 1, 1))];
    let both = [dated(
        "We comply with the EU-U.S. DPF. We also enter into Standard Contractual Clauses for data from the EEA.",
        date(2025, 1, 1),
    )];
    let alone = of(&alone, "transfers.eu_us");
    let both = of(&both, "transfers.eu_us");
    assert!(both.denial_size > alone.denial_size);
    assert_eq!(both.mitigators, ["dpf_and_clauses"]);
    assert_eq!(alone.aggravators, ["contested"]);
}

#[test]
fn clauses_that_may_be_used_are_no_fallback() {
    let documents = [dated(
        "We comply with the EU-U.S. DPF. For data from the EEA we may use Standard Contractual Clauses.",
        date(2025, 1, 1),
    )];
    let eu = of(&documents, "transfers.eu_us");
    assert_eq!(eu.denial_size, 0.6);
    assert_eq!(eu.aggravators, ["contested"]);
    assert_eq!(eu.mitigators, [""; 0]);
    assert_eq!(
        mentions_in(&documents)[eu.evidence[0]].mechanism,
        MechanismId::EuUsDpf
    );
}

#[test]
fn clauses_without_their_additions_are_no_second_basis_for_the_uk() {
    let text = format!(
        "{DPF} For data from the UK and Switzerland we also enter into standard contractual clauses."
    );
    let uk = of(&[dated(&text, date(2025, 1, 1))], "transfers.uk_us");
    assert_eq!(uk.mitigators, [""; 0]);
    let text = format!("{text} The UK Addendum is incorporated into them.");
    let uk = of(&[dated(&text, date(2025, 1, 1))], "transfers.uk_us");
    assert_eq!(uk.mitigators, ["dpf_and_clauses"]);
}

#[test]
fn eu_clauses_alone_do_not_carry_uk_data() {
    let text = "For personal data from the UK the Standard Contractual Clauses of Decision 2021/914 apply.";
    let found = of(&[dated(text, date(2024, 1, 1))], "transfers.uk_us");
    assert_eq!(found.state, State::Affirmed);
    assert!(found.aggravators.contains(&"eu_clauses_alone"));
    let with = format!("{text} They are completed by the UK Addendum, which is incorporated.");
    let found = of(&[dated(&with, date(2024, 1, 1))], "transfers.uk_us");
    assert_eq!(found.state, State::Denied);
    assert_eq!(found.denial_size, 1.0);
}

#[test]
fn old_clauses_are_outdated_after_their_end() {
    let text = "The controller-to-processor clauses of Decision 2010/87/EU apply as standard contractual clauses.";
    let found = of(
        &[dated(text, date(2023, 2, 1))],
        "transfers.outdated_clauses",
    );
    assert_eq!(found.state, State::Affirmed);
    assert_eq!(found.aggravators, ["in_use_after_end"]);
    let documents = [dated(text, date(2020, 2, 1))];
    let then = decide(
        &mentions_in(&documents),
        &documents,
        date(2022, 1, 1),
        &Law::builtin().unwrap(),
    );
    assert_eq!(then[1].provision, "transfers.outdated_clauses");
    assert_eq!(
        then[1].state,
        State::Conditional,
        "contracts made could go on then"
    );
}

#[test]
fn a_vague_promise_does_not_rescue_a_dead_mechanism() {
    let vague = "Where we transfer data out of the EEA we put appropriate safeguards in place.";
    let alone = of(&[document(vague)], "transfers.eu_us");
    assert_eq!(alone.state, State::Denied);
    assert_eq!(alone.denial_size, 0.4);
    assert_eq!(alone.denial, Some(Denial::Scoped));
    assert_eq!(alone.denied_by(), "safeguards are promised, none is named");
    let with = format!("{vague} We are certified under the EU-U.S. Privacy Shield.");
    assert_eq!(
        state(&[document(&with)], "transfers.eu_us"),
        Some(State::Affirmed)
    );
}

#[test]
fn clauses_in_one_list_with_a_dead_mechanism_stand_beside_it() {
    for text in [
        "The transfer rests on contractual clauses or the EU-US Privacy Shield.",
        "We base transfers to the United States on template contractual clauses or the Privacy Shield.",
    ] {
        let decided = of(&[document(text)], "transfers.eu_us");
        assert_eq!(decided.state, State::Denied, "{text}");
    }
    let contract =
        "The Privacy Shield has fallen.\n\nThe contractual clauses about payment follow.";
    assert_ne!(
        decided(&[document(contract)])
            .iter()
            .find(|d| d.provision == "transfers.eu_us")
            .map(|d| d.state),
        Some(State::Denied)
    );
}

#[test]
fn clauses_are_those_that_the_text_defines() {
    let uses = "The vendor agrees to process European data in compliance with the Standard Contractual Clauses.";
    let old = format!(
        "“Standard Contractual Clauses” means the standard contractual clauses for processors approved by the Commission's decision C(2010)593 of 5 February 2010.\n\n{uses}"
    );
    assert_eq!(
        state(&[document(&old)], "transfers.eu_us"),
        Some(State::Affirmed)
    );
    assert_eq!(
        state(&[document(&old)], "transfers.outdated_clauses"),
        Some(State::Affirmed)
    );
    let new = format!(
        "“Standard Contractual Clauses” means the standard contractual clauses annexed to Decision (EU) 2021/914.\n\n{uses}"
    );
    assert_eq!(
        state(&[document(&new)], "transfers.eu_us"),
        Some(State::Denied)
    );
    assert_eq!(of(&[document(&new)], "transfers.eu_us").denial_size, 1.0);
}

#[test]
fn what_a_recipient_may_have_is_only_one_possibility() {
    let text = "Such measures may include, without limitation, moving such European data to a recipient that has signed on to the Privacy Shield or to a recipient that has achieved binding corporate rules authorisation.";
    let decided = of(&[document(text)], "transfers.eu_us");
    assert_eq!((decided.state, decided.denial_size), (State::Denied, 0.5));
}

#[test]
fn another_companys_words_count_for_nothing() {
    let mut doc = document("We are certified under the EU-U.S. Privacy Shield.");
    doc.blocks[0].voice = Voice::OtherParty;
    assert_eq!(decided(&[doc]), []);
}

#[test]
fn an_analyst_is_heard_only_where_the_vendor_is_not() {
    let text = "We are certified under the EU-U.S. Privacy Shield.\nQuillmark complies with the EU-U.S. DPF.";
    let mut doc = document(text);
    doc.blocks[1].voice = Voice::Analyst;
    assert_eq!(
        state(&[doc.clone()], "transfers.eu_us"),
        Some(State::Affirmed)
    );
    doc.blocks[0].voice = Voice::OtherParty;
    assert_eq!(state(&[doc], "transfers.eu_us"), Some(State::Denied));
}

#[test]
fn a_corridor_without_mechanism_has_a_row_that_says_so() {
    let documents = [document("We like tea.")];
    let found = rows(&[], &documents, AS_OF, &Law::builtin().unwrap());
    assert_eq!(found.len(), 3);
    assert!(
        found
            .iter()
            .all(|r| r.mechanism == "none named" && r.document.is_none())
    );
}

#[test]
fn order_of_documents_does_not_change_states() {
    let a = dated(DPF, date(2024, 12, 1));
    let b = dated(
        "We participate in the EU-U.S. Privacy Shield.",
        date(2021, 3, 1),
    );
    let states = |documents: &[Document]| -> Vec<_> {
        decided(documents)
            .into_iter()
            .map(|d| (d.provision, d.state, d.aggravators, d.mitigators))
            .collect()
    };
    assert_eq!(states(&[a.clone(), b.clone()]), states(&[b, a]));
}
