//! With whom an agreement is made: a processing agreement with the vendor's own suppliers is none with the customer.

use super::{Parties, Words, is_stop};
use crate::detect::lexicon::Hit;

/// How far from the words for the agreement its other side is looked for, in tokens.
const REACH: usize = 16;

/// Who the other side of an agreement is, as far as the clause says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counterparty {
    /// The customer, alone or among others.
    Customer,
    /// Somebody else: suppliers, companies of the group, partners.
    Others,
}

/// With whom the agreement at `act` is made; `None` where the clause does not say.
pub(super) fn counterparty(words: &Words<'_>, act: Hit, parties: &Parties) -> Option<Counterparty> {
    let mut seen = None;
    let mut note = |side: Option<Counterparty>| {
        if side == Some(Counterparty::Customer) || seen.is_none() {
            seen = side.or(seen);
        }
    };
    let near = act.start.saturating_sub(REACH)..words.len().min(act.end + REACH);
    for i in near {
        match words.at(i) {
            // "with these providers", "between the companies of our group", "with customers and sub-processors".
            "with" | "between" | "among" | "amongst" => note(named(words, i + 1, parties)),
            // "processed on our behalf": by somebody who works for the vendor.
            "behalf" if words.before(i, 1) == "our" => note(Some(Counterparty::Others)),
            _ => {}
        }
    }
    // "Our suppliers have signed", "offered to customers": who stands before a verb of signing, or behind one of offering.
    let before = act.start.saturating_sub(REACH)..act.start;
    if let Some(signs) = before.rev().find(|&i| is_signing(words.at(i))) {
        let subject = (signs.saturating_sub(6)..signs)
            .take_while(|&i| !is_stop(words, i))
            .find_map(|i| side(words, i, parties));
        note(subject);
    }
    seen
}

/// The side that a noun phrase from `at` on names, the customer's before another's.
fn named(words: &Words<'_>, at: usize, parties: &Parties) -> Option<Counterparty> {
    let phrase = (at..words.len().min(at + 9)).take_while(|&i| {
        !is_stop(words, i)
            && !matches!(
                words.at(i),
                "to" | "for" | "that" | "which" | "who" | "under" | "in" | "as" | "before" | "when"
            )
    });
    let sides: Vec<Counterparty> = phrase.filter_map(|i| side(words, i, parties)).collect();
    let customer = sides.iter().find(|s| **s == Counterparty::Customer);
    customer.or(sides.first()).copied()
}

fn side(words: &Words<'_>, at: usize, parties: &Parties) -> Option<Counterparty> {
    let word = words.at(at);
    if parties.is_customer(word)
        || matches!(
            word,
            "you"
                | "customer"
                | "customers"
                | "client"
                | "clients"
                | "controller"
                | "controllers"
                | "subscriber"
                | "subscribers"
                | "merchant"
                | "merchants"
                | "organisations"
                | "organizations"
                | "schools"
                | "users"
        )
    {
        return Some(Counterparty::Customer);
    }
    matches!(
        word,
        "provider"
            | "providers"
            | "supplier"
            | "suppliers"
            | "vendor"
            | "vendors"
            | "processor"
            | "processors"
            | "subprocessor"
            | "subprocessors"
            | "contractor"
            | "contractors"
            | "subcontractor"
            | "subcontractors"
            | "partner"
            | "partners"
            | "affiliate"
            | "affiliates"
            | "subsidiaries"
            | "company"
            | "companies"
            | "recipient"
            | "recipients"
            | "operator"
            | "operators"
            | "host"
            | "hoster"
            | "agency"
            | "them"
            | "other"
            | "google"
            | "meta"
            | "facebook"
            | "microsoft"
            | "amazon"
            | "aws"
            | "stripe"
    )
    .then_some(Counterparty::Others)
}

fn is_signing(word: &str) -> bool {
    matches!(
        word,
        "sign"
            | "signs"
            | "signed"
            | "enter"
            | "entered"
            | "conclude"
            | "concluded"
            | "executed"
            | "agreed"
            | "accepted"
            | "bound"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::fold::Folded;

    fn with(text: &str) -> Option<Counterparty> {
        let folded = Folded::new(text, 0);
        let act = (0..folded.tokens.len())
            .find(|&i| matches!(folded.word(i), "agreement" | "agreements" | "addenda"))
            .unwrap();
        counterparty(&Words(&folded), Hit::at(act), &Parties::default())
    }

    #[test]
    fn the_other_side_of_an_agreement_is_told() {
        for text in [
            "We have concluded a processing agreement under Art. 28 GDPR with this provider.",
            "Our affiliates have entered into processing addenda with each other.",
            "All our sub-processors have signed a processing agreement.",
            "The data is handled on our behalf under a processing agreement.",
            "There is a processing agreement between us and the hosting company.",
        ] {
            assert_eq!(with(text), Some(Counterparty::Others), "{text}");
        }
        for text in [
            "We conclude a processing agreement with each customer.",
            "You and we sign a processing agreement.",
            "We make such agreements with our customers and with our sub-processors.",
        ] {
            assert_eq!(with(text), Some(Counterparty::Customer), "{text}");
        }
        assert_eq!(
            with("Our processing agreement can be had on request."),
            None
        );
    }
}
