//! What the place of a clause does to its reading: lists, tables, headings, and the order of quotes.

use std::sync::LazyLock;

use super::merge;
use crate::catalogue::{Catalogue, builtin};
use crate::document::Document;
use crate::finding::{Finding, State};
use crate::import::{Limits, import};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| builtin::catalogue().unwrap());

fn document(text: &str) -> Document {
    import("policy.md", text.as_bytes(), &Limits::default()).unwrap()
}

fn findings(document: &Document) -> Vec<Finding> {
    let readings = super::read(&CATALOGUE, document);
    let told = merge::told_in(&CATALOGUE, document, 0, &readings);
    // What a clause is read for is looked at here, however weak.
    let mut all = told.findings;
    all.extend(told.weak);
    all
}

fn finding(text: &str, provision: &str) -> Option<Finding> {
    let found = findings(&document(text));
    found.into_iter().find(|f| f.provision == provision)
}

fn state(text: &str, provision: &str) -> Option<State> {
    finding(text, provision).map(|f| f.state)
}

/// A clause is the first that is quoted for a provision.
fn assert_leads(text: &str, provision: &str, clause: &str) {
    let finding = finding(text, provision).unwrap();
    assert_eq!(finding.evidence[0].quote, clause, "{finding:#?}");
}

const PARTNERS: &str = "sharing.business_partners";

#[test]
fn an_item_within_an_item_hangs_on_both_lead_ins() {
    let ban = "Customers may not use the service to:\n\n* send spam. This includes:\n    * sharing the personal data of other people with our business partners.\n";
    assert_eq!(state(ban, PARTNERS), None);
    let deed = "We use the service to:\n\n* run campaigns. This includes:\n    * sharing the personal data of other people with our business partners.\n";
    assert_eq!(state(deed, PARTNERS), Some(State::Affirmed));
}

#[test]
fn a_rule_for_the_customer_tells_nothing_of_the_vendor() {
    let rule = "Disclosing personal data to business partners without a reason.";
    assert_eq!(
        state(&format!("# Prohibited uses\n\n* {rule}\n"), PARTNERS),
        None
    );
    assert_eq!(
        state(
            "# Prohibited uses\n\nWe may disclose personal data of those who break these rules to our business partners.\n",
            PARTNERS
        ),
        Some(State::Affirmed)
    );
}

#[test]
fn a_bare_lead_in_leaves_it_to_its_items() {
    let text = "We may share your personal data with third parties:\n\n* service providers who host it for us.\n";
    assert_eq!(
        state(text, "sharing.service_providers"),
        Some(State::Affirmed)
    );
    assert_eq!(state(text, PARTNERS), None);
    let alone = "We may share your personal data with our business partners:\n\nThis is all.\n";
    assert_eq!(state(alone, PARTNERS), Some(State::Affirmed));
}

#[test]
fn the_head_of_a_column_is_read_with_its_cells() {
    let table =
        |head: &str| format!("| What we collect | {head} |\n|---|---|\n| Files | Our staff |\n");
    const STAFF: &str = "security.staff_access";
    assert_eq!(
        state(&table("Who has access to your content?"), STAFF),
        Some(State::Affirmed)
    );
    assert_eq!(state(&table("Who answers questions?"), STAFF), None);
}

#[test]
fn what_stands_in_one_item_is_not_said_of_the_others() {
    let filler = "in the way that the parties have set out in the order form and its annexes from time to time";
    let text = format!(
        "The provider shall: (a) keep the records {filler}; (b) not sell personal data to anybody {filler}; (c) tell the customer of changes {filler}; and (d) pay what it owes {filler}.\n"
    );
    let sale = finding(&text, "advertising.sale").unwrap();
    assert_eq!(sale.state, State::Denied);
    let quote = &sale.evidence[0].quote;
    assert!(
        quote.contains("(b) not sell") && !quote.contains("(c)"),
        "{quote}"
    );
}

#[test]
fn the_plainest_clause_is_quoted_first_and_each_place_once() {
    // The first has the worse exposure, and ends in a colon.
    let text = "We may sell your personal data to data brokers in our sole discretion:\n\nWe sell personal data to data brokers.\n";
    let sale = finding(text, "advertising.sale").unwrap();
    assert!(sale.evidence[0].quote.starts_with("We sell"), "{sale:#?}");
    for (at, evidence) in sale.evidence.iter().enumerate() {
        let others = sale.evidence.iter().skip(at + 1);
        assert!(
            others.into_iter().all(|o| !o.span.overlaps(evidence.span)),
            "{sale:#?}"
        );
    }
}

#[test]
fn what_is_offered_for_one_kind_of_data_does_not_answer_for_the_others() {
    const PERIOD: &str = "retention.period";
    let part = "Payment data are deleted after 30 days.";
    let open = "We keep personal data for as long as we have a business need for it.";
    let whole = "We keep personal data for two years.";
    let found = |text: &str| finding(text, PERIOD).unwrap_or_else(|| panic!("{text}"));
    let alone = found(&format!("{part}\n"));
    assert_eq!(alone.state, State::Denied);
    assert_eq!(alone.scope.as_deref(), Some("Payment data"));
    // It is no worse than a text that says nothing of any data.
    assert_eq!(alone.mitigators[0].name, "offered only as to: Payment data");
    assert!((alone.mitigators[0].size - 0.6).abs() < 1e-9);
    assert_eq!(found(&format!("{part} {open}\n")).state, State::Affirmed);
    let all = found(&format!("{part} {whole} {open}\n"));
    assert_eq!((all.state, all.scope), (State::Denied, None));
}

#[test]
fn a_heading_is_no_evidence_where_its_text_is() {
    const CHANGE: &str = "change.unilateral";
    let clause = "We may change this privacy policy from time to time.";
    let text = format!(
        "This privacy policy helps you to understand:\n\n* How we keep data\n* Changes to our privacy policy\n\n{clause}\n"
    );
    let change = finding(&text, CHANGE).unwrap();
    let quotes: Vec<&str> = change.evidence.iter().map(|e| e.quote.as_str()).collect();
    assert_eq!(quotes, [clause]);
}

#[test]
fn a_clause_for_some_customers_or_about_what_stands_before_it_does_not_lead() {
    let exception = "If you are a consumer in the EEA, these terms are governed by the law of Larkland, and its courts have exclusive jurisdiction.";
    let rule = "These terms are governed by the law of Fernland, and its courts have exclusive jurisdiction.";
    let text = format!("{exception} {rule}\n");
    assert_leads(&text, "contract.jurisdiction", rule);
}

#[test]
fn what_a_word_means_does_not_lead() {
    let meaning = "A data controller is an entity that determines why and how your personal data is processed.";
    let clause = "We decide why and how your personal data is processed.";
    let text = format!("{meaning} {clause}\n");
    assert_leads(&text, "roles.vendor_as_controller", clause);
}

#[test]
fn a_word_that_is_spoken_of_is_not_done() {
    let text = "We do not sell, and have not sold, your personal information to third parties for a business purpose, as we understand the term sell to mean under the CCPA.\n";
    assert_eq!(state(text, "advertising.sale"), Some(State::Denied));
}

#[test]
fn a_document_is_not_missing_in_itself() {
    use crate::document::Kind;
    const UNLOADED: &str = "roles.unloaded_documents";
    let found = |kind: Kind, text: &str| {
        let mut document = document(text);
        document.kind = kind;
        findings(&document).iter().any(|f| f.provision == UNLOADED)
    };
    let own = "Your use of the service is also subject to our privacy policy.\n";
    assert!(found(Kind::Terms, own));
    assert!(!found(Kind::PrivacyPolicy, own));
    let both =
        "Your use of the service is also subject to our privacy policy and our terms of sale.\n";
    assert!(found(Kind::PrivacyPolicy, both));
}

#[test]
fn what_a_provision_is_about_is_no_limit_of_its_denial() {
    let denied = |text: &str, provision: &str| {
        let finding = finding(text, provision).unwrap();
        assert_eq!(finding.state, State::Denied, "{text}");
        finding.scope
    };
    for text in [
        "We do not collect biometric data.",
        "We won ’ t collect your biometric identifiers.",
    ] {
        assert_eq!(denied(text, "children.biometrics"), None, "{text}");
    }
    let place = denied(
        "We do not collect precise location data.",
        "telemetry.diagnostics_location",
    );
    assert_eq!(place.as_deref(), Some("location data"));
    let mails = denied(
        "Support e-mails are kept for three months.",
        "retention.period",
    );
    assert_eq!(mails.as_deref(), Some("e-mails"));
    let carved = denied(
        "Nothing in these terms limits our liability for fraud or death caused by negligence.",
        "contract.liability",
    );
    assert_eq!(
        carved.as_deref(),
        Some("fraud or death caused by negligence")
    );
}

#[test]
fn how_to_stop_a_thing_and_a_section_for_some_do_not_lead() {
    let says = "We serve targeted ads.";
    let stop = "You can opt out of personalised advertising and of the interest-based advertising that our advertising partners show you on other sites on the basis of your browsing behaviour.";
    assert_leads(&format!("{stop} {says}\n"), "advertising.behavioural", says);
    let all = "We keep your personal data for three years after the contract ends.";
    let some = "We keep your personal data for one year after the contract ends.";
    assert_leads(
        &format!(
            "# Privacy notice for residents of Nevada\n\n{some}\n\n# How long we keep data\n\n{all}\n"
        ),
        "retention.period",
        all,
    );
}

#[test]
fn a_cell_that_does_not_apply_says_nothing() {
    let location = "telemetry.diagnostics_location";
    assert_eq!(
        state("We collect geolocation data.", location),
        Some(State::Affirmed)
    );
    assert_eq!(
        state("We collect geolocation data: not applicable.", location),
        None
    );
}

#[test]
fn only_a_certification_that_is_claimed_can_have_gaps() {
    let gaps = "transfers.certification_gaps";
    let recourse = "You may contact our third-party dispute resolution provider free of charge.";
    assert_eq!(state(recourse, gaps), None);
    assert_eq!(
        state(
            &format!("We take part in the Data Privacy Framework. {recourse}"),
            gaps
        ),
        Some(State::Denied)
    );
}

#[test]
fn denials_by_several_laws_are_told_together() {
    let one = "We do not sell personal information as defined in the CCPA.";
    let both = format!(
        "{one} We do not sell personal information as defined in the Nevada Revised Statutes."
    );
    let scope = |text: &str| finding(text, "advertising.sale").unwrap().scope;
    assert_eq!(scope(one).as_deref(), Some("CCPA"));
    assert_eq!(
        scope(&format!("{both} {one}")).as_deref(),
        Some("CCPA; Nevada Revised Statutes")
    );
}

#[test]
fn a_purpose_that_is_only_named_is_told_by_the_sentence_behind_it() {
    let label = "To send you marketing.";
    let told = "We use your address to send you marketing e-mails about our products.";
    let marketing = "advertising.own_marketing";
    assert_eq!(
        state(
            &format!("We use your data:\n\n* {label}\n* To run the service.\n"),
            marketing
        ),
        Some(State::Affirmed)
    );
    let opt_out =
        "Some Analytics counts visits. To opt-out visit this page. It is run by others.\n";
    assert_eq!(state(opt_out, "telemetry.no_opt_out"), Some(State::Denied));
    let both = format!("We use your data:\n\n* {label} {told}\n* To run the service. We do.\n");
    let finding = finding(&both, marketing).unwrap();
    assert!(
        finding.evidence.iter().all(|e| e.quote != label),
        "{finding:#?}"
    );
}

#[test]
fn a_part_of_an_offer_is_told_as_a_part() {
    let opt_out = "advertising.no_opt_out";
    let scope = |text: &str| {
        let found = finding(text, opt_out).unwrap();
        (found.state, found.scope)
    };
    let mails = "You can unsubscribe from our marketing e-mails at any time.";
    let ads = "You can opt out of interest-based advertising at any time.";
    assert_eq!(
        scope(mails),
        (State::Denied, Some("the vendor's own messages".to_owned()))
    );
    assert_eq!(scope(ads), (State::Denied, None));
    assert_eq!(scope(&format!("{mails} {ads}")), (State::Denied, None));
}

#[test]
fn what_happens_only_for_a_cause_hangs_on_the_customer() {
    let termination = "contract.termination";
    let cause = "We may suspend your account if you breach these terms.";
    let will = "We may suspend your account at any time for any reason.";
    let found = finding(cause, termination).unwrap();
    assert_eq!(found.state, State::Conditional);
    let names: Vec<&str> = found.mitigators.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["for a stated cause"]);
    assert!(
        found.note.contains("in the customer's hands"),
        "{}",
        found.note
    );
    assert_eq!(
        state(&format!("{cause} {will}"), termination),
        Some(State::Affirmed)
    );
}

#[test]
fn marketing_denied_leaves_other_sharing_open() {
    let text = "We do not share your personal data with third parties for their direct marketing.";
    let scope = |provision: &str| finding(text, provision).unwrap().scope;
    assert_eq!(
        scope(PARTNERS).as_deref(),
        Some("for their direct marketing")
    );
    assert_eq!(scope("advertising.affiliate_marketing"), None);
}

#[test]
fn what_a_protection_costs_is_not_its_offer() {
    assert_leads(
        "If you choose to disable tracking cookies, you may be unable to use the site. You can switch off all usage tracking in your account.",
        "telemetry.no_opt_out",
        "You can switch off all usage tracking in your account.",
    );
}

#[test]
fn a_sentence_of_a_damaged_text_whose_letters_were_not_read_tells_nothing() {
    let text = "Wþ¡¤ÙÎÙÃÎÃÏÙÎÃÜÙ we share personal data with our business partners.";
    let mut document = document(text);
    let of = |document: &Document| {
        let all = findings(document);
        all.iter().any(|f| f.provision == PARTNERS)
    };
    assert!(of(&document));
    document.warnings.push(crate::document::Warning {
        kind: crate::document::WarningKind::UnreadablePages,
        message: "Some letters have no sound table.".to_owned(),
        damage: true,
    });
    assert!(document.is_damaged());
    assert!(!of(&document));
}

#[test]
fn a_topic_and_a_list_of_contents_tell_nothing() {
    let told = "We may share your personal data with our business partners.";
    let found = finding(&format!("Business Partners. {told}"), PARTNERS).unwrap();
    let quotes: Vec<&str> = found.evidence.iter().map(|e| e.quote.as_str()).collect();
    assert_eq!(quotes, [told]);
    let contents =
        "What we collect > We share personal data with business partners > Your choices > Contact";
    assert_eq!(state(contents, PARTNERS), None);
}

#[test]
fn a_vendor_is_known_by_the_names_it_gives_itself() {
    let analytics = "telemetry.product_analytics";
    let tool = "Hotjar is loaded on each page that you open.";
    assert_eq!(state(tool, analytics), Some(State::Affirmed));
    let own = format!("Hotjar Ltd. (“Hotjar”, “we” or “us”) makes this app. {tool}");
    assert_eq!(state(&own, analytics), None);
}
