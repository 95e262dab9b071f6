//! Acts that are not the vendor's though no other subject stands before them: what a product lets people do, what
//! the service may not be used for, and what the reader is told to do.

use super::{FAR, Words, is_stop};
use crate::detect::lexicon::Hit;
use crate::finding::Actor;

/// Tokens between "lets", "helps" or "allows" and the act of those who are let.
const GIVEN: usize = 14;

/// Who acts where a verb hands the act to somebody: "our module lets your analysts publish figures", "we allow our
/// partners to collect". Nothing where the vendor hands it to itself ("this helps us to share").
pub(super) fn handed(words: &Words<'_>, act: Hit) -> Option<Actor> {
    let from = act.start.saturating_sub(GIVEN);
    let at = (from..act.start)
        .rev()
        .take_while(|&i| !is_stop(words, i))
        .find(|&i| gives(words.at(i)))?;
    let between = at + 1..act.start;
    if between.is_empty() {
        return None;
    }
    let holds = |is: fn(&str) -> bool| between.clone().any(|i| is(words.at(i)));
    // "lets you (or customers) do", "allows anybody to do".
    let needs_to = matches!(
        words.at(at),
        "allow" | "allows" | "allowing" | "enable" | "enables" | "enabling"
    );
    let leads = if needs_to {
        holds(|w| w == "to")
    } else {
        people(words.at(at + 1)) || people(words.at(at + 2))
    };
    if !leads || holds(|w| matches!(w, "us" | "we" | "our" | "ourselves" | "it")) && !holds(third) {
        return None;
    }
    Some(if holds(third) {
        Actor::ThirdParty
    } else {
        Actor::Customer
    })
}

/// Whether the act is what the service is used for: "using our service to develop", "do not use the output to train".
/// The vendor does not use its own service; whoever does is on the customer's side.
pub(super) fn is_use_of_the_service(words: &Words<'_>, act: Hit) -> bool {
    let from = act.start.saturating_sub(FAR);
    (from..act.start).any(|i| {
        let uses = matches!(
            words.at(i),
            "use" | "using" | "used" | "access" | "accessing"
        );
        let subject =
            (1..=3).any(|n| matches!(words.before(i, n), "we" | "us" | "may" | "are" | "is"));
        let named = (i + 1..i + 4).any(|j| is_service(words.at(j)));
        uses && !subject
            && named
            && matches!(words.at(i + 1), "our" | "the" | "this" | "these" | "any")
            && (i + 2..act.start).any(|j| {
                words.at(j) == "to" && matches!(words.at(j + 1), ":")
                    || words.at(j) == "to" && j + 1 == act.start
            })
    })
}

/// Whether the reader is told what not to do: "Do not sell the output", "please keep the key and do not share it".
pub(super) fn is_order(words: &Words<'_>, act: Hit) -> bool {
    let opening = words.opening();
    (0..act.start).any(|i| {
        let begins = i == opening
            || matches!(words.before(i, 1), ":" | ";" | "please")
            || matches!(words.before(i, 1), "," | "and")
                && (0..i).any(|j| words.at(j) == "please")
                && !(0..i).any(|j| matches!(words.at(j), "we" | "which" | "who"));
        let order = words.stand(i, "do not") || (i == opening && words.at(i) == "never");
        begins && order && (i + 2..act.start).all(|j| !is_stop(words, j))
    })
}

fn gives(word: &str) -> bool {
    matches!(
        word,
        "let"
            | "lets"
            | "letting"
            | "help"
            | "helps"
            | "helping"
            | "allow"
            | "allows"
            | "allowing"
            | "enable"
            | "enables"
            | "enabling"
    )
}

/// Words for those who use a product.
fn people(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "your"
            | "customer"
            | "customers"
            | "client"
            | "clients"
            | "user"
            | "users"
            | "business"
            | "businesses"
            | "team"
            | "teams"
            | "company"
            | "companies"
            | "organization"
            | "organizations"
            | "organisation"
            | "organisations"
            | "developer"
            | "developers"
            | "merchant"
            | "merchants"
            | "publisher"
            | "publishers"
            | "marketer"
            | "marketers"
            | "brand"
            | "brands"
            | "retailer"
            | "retailers"
            | "employer"
            | "employers"
            | "bank"
            | "banks"
            | "school"
            | "schools"
            | "people"
            | "counsel"
            | "administrator"
            | "administrators"
            | "anybody"
            | "anyone"
    )
}

/// Words for those with whom data is shared.
fn third(word: &str) -> bool {
    matches!(
        word,
        "third"
            | "partner"
            | "partners"
            | "advertiser"
            | "advertisers"
            | "provider"
            | "providers"
            | "affiliate"
            | "affiliates"
            | "network"
            | "networks"
            | "vendors"
            | "sponsors"
    )
}

fn is_service(word: &str) -> bool {
    matches!(
        word,
        "service"
            | "services"
            | "platform"
            | "software"
            | "output"
            | "outputs"
            | "site"
            | "sites"
            | "website"
            | "product"
            | "products"
            | "api"
            | "apis"
            | "materials"
    )
}
