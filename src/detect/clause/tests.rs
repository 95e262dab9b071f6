//! Sentences read around an act.

use super::*;

/// Reads the clause around the first word that begins with `act`.
fn clause(text: &str, act: &str) -> (Clause, Folded) {
    let folded = Folded::new(text, 0);
    let at = (0..folded.tokens.len())
        .find(|&i| folded.word(i).starts_with(act))
        .unwrap();
    (
        read(&folded, Hit::at(at), &Parties::named("acme"), None),
        folded,
    )
}

fn denied(text: &str, act: &str) -> bool {
    clause(text, act).0.negation.is_some()
}

#[test]
fn who_is_kept_from_an_act_does_not_do_it() {
    for (text, act) in [
        (
            "Our contracts bar these providers from using your data.",
            "using",
        ),
        (
            "We restrict the providers that we engage from training models on it.",
            "training",
        ),
        (
            "We keep our partners from using your data to train models.",
            "train",
        ),
        ("These providers are prevented from selling it.", "selling"),
    ] {
        assert!(denied(text, act), "{text}");
    }
    // Where nobody is kept from it, it is free.
    for (text, act) in [
        (
            "Nothing in these terms prevents us from using your data.",
            "using",
        ),
        (
            "These terms do not keep us from using your data to train models.",
            "train",
        ),
        ("We are not barred from selling it.", "selling"),
        // Another "from", and another verb.
        (
            "We keep the data that we get from using cookies and sell it.",
            "sell",
        ),
    ] {
        assert!(!denied(text, act), "{text}");
    }
}

#[test]
fn negation_reaches_the_act_it_belongs_to() {
    for (text, act) in [
        ("We do not sell your personal data.", "sell"),
        (
            "We do not sell, rent, trade or otherwise share your data.",
            "share",
        ),
        ("We will never disclose it to anybody.", "disclose"),
        // Items, of which each hangs on what leads in, however far off and whatever the others say.
        ("We shall not: sell the data; use it to advertise.", "use"),
        (
            "We will not: (i) sell the names, e-mail addresses or other records of your staff to anybody, (ii) lend \
             them out unless the law asks for it, or (iii) publish them.",
            "publish",
        ),
        (
            "We will not: a) sell your data, b) lend it, or c) publish it.",
            "publish",
        ),
        (
            "This licence does not, however, permit us to publish it.",
            "publish",
        ),
        (
            "Acme no longer relies on the framework and does not transfer data.",
            "relies",
        ),
        ("In no event will we sell the list.", "sell"),
        ("We do not have any plans to sell the list.", "sell"),
        ("There are no plans to sell the list.", "sell"),
        ("We choose not to sell the list.", "sell"),
        ("Neither we nor our affiliates sell personal data.", "sell"),
        (
            "No personal information is shared with advertisers.",
            "shared",
        ),
        ("We share no personal data with advertisers.", "share"),
        ("We publish no regular report on requests.", "report"),
        ("Nobody here reads your messages.", "reads"),
        (
            "We shall ensure that none of our employees reads the mailboxes.",
            "reads",
        ),
        ("Acme has no right to publish the results.", "publish"),
        ("At no point will Acme capture keystrokes.", "capture"),
        ("We pass nothing about you to brokers.", "pass"),
        ("Your list is sold to nobody.", "sold"),
        ("Selling data is not our business.", "selling"),
        ("The company abstains from selling data.", "selling"),
        ("The names are kept out of any list that is sold.", "list"),
        ("We are not in the business of selling data.", "selling"),
        ("You may not publish benchmark results.", "publish"),
        ("We refrain from selling data.", "selling"),
        ("We do not allow any third parties to use your data.", "use"),
        ("You agree not to publish results.", "publish"),
        (
            "Unless the law forbids it, we do not keep the files.",
            "keep",
        ),
        ("We don't share it.", "share"),
        (
            "This licence does not grant Acme the right to sell your content.",
            "sell",
        ),
        (
            "Nothing in these terms permits us to sell your content.",
            "sell",
        ),
        (
            "At no time since we opened has your information been sold.",
            "sold",
        ),
        (
            "Nothing that is made from your data will be published.",
            "published",
        ),
        (
            "Nothing that is made from the records that you keep with us, even in a form without names, will be \
             published.",
            "published",
        ),
        (
            "We do not have actual knowledge that we sell the data of anybody under 16.",
            "sell",
        ),
        (
            "We do not use the addresses that you enter when you set up a meeting with one of your own \
             customers for marketing.",
            "for",
        ),
        (
            "Acme does not use any of your audio, video, chat, files or other content (such as notes, results \
             and polls) to train its or another company's models.",
            "train",
        ),
    ] {
        assert!(denied(text, act), "{text}");
    }
}

#[test]
fn acts_that_are_handed_to_others_are_theirs() {
    for (text, act, actor) in [
        (
            "Our platform lets retailers record and replay the sessions of shoppers.",
            "record",
            Actor::Customer,
        ),
        (
            "The console enables administrators to publish reports.",
            "publish",
            Actor::Customer,
        ),
        (
            "We allow our advertising partners to collect your device identifiers.",
            "collect",
            Actor::ThirdParty,
        ),
        ("Cookies allow us to share data.", "share", Actor::Vendor),
        ("This helps us share data.", "share", Actor::Vendor),
        (
            "We use data to help develop models.",
            "develop",
            Actor::Vendor,
        ),
        (
            "This includes using our Service or its Outputs to: develop weapons",
            "develop",
            Actor::Customer,
        ),
        (
            "We may use the service to collect data.",
            "collect",
            Actor::Vendor,
        ),
        (
            "Do not sell the output of the model.",
            "sell",
            Actor::Customer,
        ),
        ("Data is sold to brokers.", "sold", Actor::Unstated),
    ] {
        assert_eq!(clause(text, act).0.actor, actor, "{text}");
    }
}

#[test]
fn what_need_not_be_done_is_no_denial() {
    for (text, act, no_duty) in [
        ("We are not obliged to disclose it.", "disclose", true),
        ("We shall not be required to notify you.", "notify", true),
        ("We do not disclose it.", "disclose", false),
    ] {
        let read = clause(text, act).0;
        assert!(read.negation.is_some(), "{text}");
        assert_eq!(read.no_duty, no_duty, "{text}");
    }
}

#[test]
fn negation_elsewhere_leaves_the_act_alone() {
    for (text, act) in [
        ("We share your data, but we do not sell it.", "share"),
        ("We do not sell your data, but we may share it.", "share"),
        ("We may share data that does not identify you.", "share"),
        ("We share data including but not limited to names.", "share"),
        ("If you do not agree, we share nothing less.", "share"),
        ("We may change this with or without notice.", "change"),
        ("We not only share but also combine data.", "share"),
        (
            "You may choose not to receive news by clicking on the link to unsubscribe.",
            "unsubscribe",
        ),
        ("You can ask us not to receive news.", "receive"),
        (
            "Although we cannot ensure full security, your data may be disclosed.",
            "disclosed",
        ),
        (
            "If you have a concern that we have not addressed satisfactorily, please contact our dispute resolution provider.",
            "dispute",
        ),
        (
            "Summaries that do not name anybody may be published.",
            "published",
        ),
    ] {
        assert!(!denied(text, act), "{text}");
    }
}

#[test]
fn actors() {
    for (text, act, actor) in [
        ("We may publish aggregate data.", "publish", Actor::Vendor),
        (
            "You may not publish benchmark results.",
            "publish",
            Actor::Customer,
        ),
        (
            "Information about you may be shared.",
            "shared",
            Actor::Unstated,
        ),
        (
            "Customer data may be used to train models.",
            "used",
            Actor::Unstated,
        ),
        ("Customers may publish results.", "publish", Actor::Customer),
        (
            "You authorise us to share the data.",
            "share",
            Actor::Vendor,
        ),
        (
            "Information collected from our customers is not shared.",
            "shared",
            Actor::Unstated,
        ),
        (
            "Content that you upload may be used to train models.",
            "train",
            Actor::Unstated,
        ),
        (
            "Third parties may collect information.",
            "collect",
            Actor::ThirdParty,
        ),
        ("Acme collects log data.", "collects", Actor::Vendor),
        (
            "Affected customers are promptly informed.",
            "informed",
            Actor::Unstated,
        ),
        (
            "In order to help you, our staff may view the screen.",
            "view",
            Actor::Unstated,
        ),
        (
            "The details you give us are kept on our servers.",
            "kept",
            Actor::Unstated,
        ),
        (
            "At the customer's choice the files are erased.",
            "erased",
            Actor::Unstated,
        ),
        (
            "Third-party advertisers use cookies.",
            "use",
            Actor::ThirdParty,
        ),
    ] {
        assert_eq!(clause(text, act).0.actor, actor, "{text}");
    }
}

#[test]
fn conditions_that_the_customer_controls() {
    for (text, act, words) in [
        (
            "We share it only with your consent.",
            "share",
            "only with your consent",
        ),
        (
            "Text is sent there only if you connect a key.",
            "sent",
            "only if you connect",
        ),
        (
            "Only if your administrator opts in will we use files to train models.",
            "train",
            "Only if your administrator opts",
        ),
        (
            "Case studies are published only with the client's prior written approval.",
            "published",
            "only with the client's prior written approval",
        ),
        (
            "If you have opted in, we tailor offers.",
            "tailor",
            "If you have opted",
        ),
        (
            "Marketing cookies are set only where you have accepted them.",
            "set",
            "only where you have accepted",
        ),
        (
            "With your permission, we match contacts.",
            "match",
            "With your permission",
        ),
    ] {
        let (clause, folded) = clause(text, act);
        let hit = clause.only_if_customer.unwrap_or_else(|| panic!("{text}"));
        let span = folded.span(hit.start, hit.end).unwrap();
        assert_eq!(&text[span.range()], words, "{text}");
    }
    for (text, act) in [
        ("If you do not opt in, we share it.", "share"),
        ("If you opt out, we share it no more.", "share"),
        ("We share it with your team.", "share"),
        ("If you contact us, we keep the message.", "keep"),
        ("Only our staff may see it.", "see"),
    ] {
        assert_eq!(clause(text, act).0.only_if_customer, None, "{text}");
    }
}

#[test]
fn acts_that_the_vendor_disclaims() {
    let disclaimed = |text| clause(text, "train").0.disclaimed;
    assert!(disclaimed(
        "We are not responsible for how model makers use inputs to train."
    ));
    assert!(!disclaimed(
        "We are not responsible for delays; we may train models on inputs."
    ));
    assert!(!disclaimed("We use inputs to train models."));
    assert!(!disclaimed(
        "Although Acme is not responsible for inputs, Acme may train models on them."
    ));
}

#[test]
fn force() {
    for (text, act, modality) in [
        ("We may share data.", "share", Modality::Permission),
        ("We will share data.", "share", Modality::Fact),
        (
            "We reserve the right to share data.",
            "share",
            Modality::Permission,
        ),
        (
            "We strive to protect data.",
            "protect",
            Modality::Aspiration,
        ),
        (
            "Should the certificate lapse, other clauses apply.",
            "lapse",
            Modality::Fact,
        ),
        ("We must disclose data.", "disclose", Modality::Duty),
    ] {
        assert_eq!(clause(text, act).0.modality, modality, "{text}");
    }
}

#[test]
fn limits_of_denials() {
    for (text, denial, words) in [
        (
            "We do not currently sell data as sales are defined in Nevada law.",
            Denial::Scoped,
            "Nevada law",
        ),
        (
            "We do not sell personal information under the CCPA.",
            Denial::Scoped,
            "CCPA",
        ),
        (
            "We do not currently sell your data.",
            Denial::Now,
            "currently",
        ),
        (
            "Except with your consent, we will not sell data.",
            Denial::Scoped,
            "Except with your consent",
        ),
        (
            "We do not sell data without your consent.",
            Denial::Scoped,
            "without your consent",
        ),
        (
            "We do not sell the personal information of children under 16.",
            Denial::Scoped,
            "of children under 16",
        ),
        (
            "Other apps do not sell data to anyone.",
            Denial::Scoped,
            "Other apps",
        ),
        (
            "We do not sell data to others for their direct marketing.",
            Denial::Scoped,
            "for their direct marketing",
        ),
        (
            "We do not use functional cookies to sell data.",
            Denial::Scoped,
            "functional cookies",
        ),
    ] {
        let (clause, folded) = clause(text, "sell");
        let limit = clause.limit.unwrap_or_else(|| panic!("{text}"));
        let span = folded.span(limit.words.start, limit.words.end).unwrap();
        assert_eq!(
            (limit.denial, limit_text(text, span).as_str()),
            (denial, words),
            "{text}"
        );
    }
    for whole in [
        "We do not sell your data.",
        // Laws at large are no limit.
        "We do not sell data as such terms are defined under applicable privacy law.",
        "We do not sell data as the term is defined in U.S. privacy laws.",
    ] {
        assert_eq!(clause(whole, "sell").0.limit, None, "{whole}");
    }
}

#[test]
fn a_number_before_a_denial_does_not_hide_it() {
    for text in [
        "14. No content of customers is ever used to train a model.",
        "(b) No content of customers is ever used to train a model.",
        "c) Nothing that you upload is used to train a model.",
    ] {
        assert!(denied(text, "used"), "{text}");
    }
    assert!(!denied(
        "14. Content of customers is used to train a model.",
        "used"
    ));
}

#[test]
fn what_one_need_not_do_is_no_denial() {
    let text = "The provider may, but is not obliged to, remove what users post.";
    let (read, _) = clause(text, "remove");
    assert_eq!(read.negation, None);
    assert_eq!(read.actor, Actor::Vendor);
    assert!(denied(
        "The provider does not remove what users post.",
        "remove"
    ));
}

#[test]
fn orders_and_things_of_the_customer_are_the_customers_acts() {
    for (text, act) in [
        ("Never disclose the key to others.", "disclose"),
        ("Please keep the key safe, and do not share it.", "share"),
        ("Your application will not process health data.", "process"),
        ("Your end users must not publish the figures.", "publish"),
    ] {
        assert_eq!(clause(text, act).0.actor, Actor::Customer, "{text}");
    }
    // What is done to the customer's things is not the customer's act.
    assert_ne!(
        clause("Your application may be removed.", "removed")
            .0
            .actor,
        Actor::Customer
    );
}

#[test]
fn agreement_that_is_there_is_a_condition() {
    for text in [
        "We share your data with others if we have obtained your consent.",
        "We share your data with others where you have given us permission.",
        "We share reports only from users who opt in.",
        "If you have said that we can, we share your data with others.",
        "We share your data to the extent that the customer permits or instructs us to.",
    ] {
        assert!(clause(text, "share").0.only_if_customer.is_some(), "{text}");
    }
    for text in [
        "We share your data with others if you have not given consent.",
        "We share reports from users who pay.",
        "If you use the app, you agree that we share your data with others.",
    ] {
        assert_eq!(clause(text, "share").0.only_if_customer, None, "{text}");
    }
}

#[test]
fn what_is_left_out_of_an_act_does_not_deny_it() {
    for (text, act) in [
        (
            "Your visits, but not your name, are used to choose offers.",
            "used",
        ),
        (
            "Disputes that we can not settle shall be put to a court.",
            "put",
        ),
        (
            "Data that does not name you may be used by anybody.",
            "used",
        ),
    ] {
        assert!(!denied(text, act), "{text}");
    }
    assert!(denied("Your visits are counted but not used.", "used"));
}

#[test]
fn what_opens_a_sentence_does_not_deny_its_main_clause() {
    assert!(!denied(
        "If you have not opted out, you authorise us to use it.",
        "use"
    ));
    assert!(denied("If you opt out, we do not use it.", "use"));
}
