//! Who acts: the subject of an act, told from objects, asides and nouns before nouns.

use super::{Parties, Words, modal};
use crate::detect::lexicon::Hit;
use crate::finding::Actor;

/// Who a word names, where it is the subject of the act.
pub(super) fn subject(words: &Words<'_>, at: usize, act: Hit, parties: &Parties) -> Option<Actor> {
    let word = words.at(at);
    let next = words.at(at + 1);
    let before = words.before(at, 1);
    // Objects of prepositions do not act, and neither do nouns that stand before another noun.
    let preposition = if matches!(before, "our" | "its" | "the" | "their" | "all" | "other") {
        words.before(at, 2)
    } else {
        before
    };
    let object = matches!(
        preposition,
        "about"
            | "from"
            | "of"
            | "to"
            | "with"
            | "by"
            | "for"
            | "on"
            | "against"
            | "between"
            | "identify"
            | "identifies"
            | "than"
    );
    let modifies = at + 1 < act.start
        && matches!(
            next,
            "data"
                | "content"
                | "information"
                | "account"
                | "accounts"
                | "materials"
                | "submissions"
                | "records"
                | "personal"
                | "generated"
                | "experience"
                | "relationship"
                | "list"
                | "lists"
                | "support"
                | "service"
                | "services"
                | "inputs"
                | "input"
                | "name"
                | "names"
                | "agreement"
                | "base"
                | "statistics"
                | "behavior"
                | "feedback"
        );
    match word {
        "we" => Some(Actor::Vendor),
        // "you authorise us to share": an object that acts.
        "us" => (matches!(before, "help" | "helps" | "helping" | "let" | "lets")
            || (words.at(at + 1) == "to" && !matches!(before, "contact" | "ask" | "by" | "with")))
        .then_some(Actor::Vendor),
        "you" | "customer" | "customers" | "user" | "users" | "subscriber" | "subscribers"
        | "licensee" | "member" | "members" | "client" | "clients" | "visitors" | "visitor" => {
            ((!object && !modifies && at + 1 != act.start || (word == "you" && !object))
                && !acts_in_between(words, at, act)
                && !words.is_possessive(at)
                && !is_passive(words, act)
                && !is_aside(words, at, act))
            .then_some(Actor::Customer)
        }
        // "Your app will not process", "your end users must": what is the customer's acts for it.
        "your" => (!object && acts_for_customer(words, at) && !is_passive(words, act))
            .then_some(Actor::Customer),
        "company" | "provider" | "processor" | "supplier" | "licensor" => {
            (!object && matches!(before, "the" | "" | "that" | "," | ":")).then_some(Actor::Vendor)
        }
        "parties" | "partners" | "advertisers" | "providers" | "affiliates" | "networks"
        | "companies" | "vendors" => {
            (!object && !modifies && follows_verb(words, at + 1, act)).then_some(Actor::ThirdParty)
        }
        "they" => Some(Actor::ThirdParty),
        // "When you use the program, it sends us": what acts is a thing, and not the customer.
        // "Sell it; use it to": what stands behind a verb is its object.
        "it" => (!object
            && (at == 0
                || words.is_punctuation(at - 1)
                || matches!(
                    before,
                    "and"
                        | "or"
                        | "but"
                        | "that"
                        | "when"
                        | "if"
                        | "as"
                        | "because"
                        | "so"
                        | "where"
                        | "which"
                        | "while"
                        | "then"
                        | "once"
                        | "before"
                        | "after"
                        | "until"
                        | "since"
                        | "how"
                        | "what"
                ))
            && follows_verb(words, at + 1, act))
        .then_some(Actor::Unstated),
        _ if !object && !modifies && parties.is_vendor(word) => Some(Actor::Vendor),
        _ if !object && parties.is_customer(word) && follows_verb(words, at + 1, act) => {
            Some(Actor::Customer)
        }
        _ => None,
    }
}

/// Whether "your" stands before people or things of the customer that are the subject of a verb.
fn acts_for_customer(words: &Words<'_>, at: usize) -> bool {
    let noun = if words.at(at + 1) == "end" { 2 } else { 1 };
    matches!(
        words.at(at + noun),
        "app"
            | "apps"
            | "application"
            | "applications"
            | "product"
            | "products"
            | "site"
            | "sites"
            | "website"
            | "employees"
            | "personnel"
            | "staff"
            | "contractors"
            | "users"
            | "customers"
            | "organization"
            | "organisation"
            | "company"
            | "affiliates"
            | "representatives"
    ) && modal(words.at(at + noun + 1)).is_some()
}

/// Whether a subject has a verb of its own before the act's: "content you upload may be used".
fn acts_in_between(words: &Words<'_>, at: usize, act: Hit) -> bool {
    let own = modal(words.at(at + 1)).is_some()
        || matches!(
            words.at(at + 1),
            "also" | "hereby" | "only" | "then" | "therefore" | "and" | "or" | "not" | "," | "("
        );
    !own && (at + 2..act.start).any(|i| {
        matches!(
            words.at(i),
            "may" | "will" | "can" | "shall" | "is" | "are" | "was" | "were"
        )
    })
}

/// Whether the act is done to its subject: "affected customers are promptly informed".
pub(super) fn is_passive(words: &Words<'_>, act: Hit) -> bool {
    let is = |i: usize| {
        matches!(
            words.before(act.start, i),
            "is" | "are" | "be" | "been" | "being"
        )
    };
    let adverb = words.before(act.start, 1).ends_with("ly");
    let done = words.at(act.start).ends_with("ed")
        || matches!(
            words.at(act.start),
            "told" | "given" | "made" | "kept" | "sent" | "sold" | "shown" | "held"
        );
    done && (is(1) || (adverb && is(2)))
}

/// Whether "you" belongs to a clause of its own before the act: "the details you give us", "we e-mail you before".
fn is_aside(words: &Words<'_>, at: usize, act: Hit) -> bool {
    let next = words.at(at + 1);
    let before = words.before(at, 1);
    let opens = at == 0
        || words.is_punctuation(at - 1)
        || matches!(
            before,
            "if" | "when"
                | "where"
                | "that"
                | "and"
                | "or"
                | "but"
                | "whether"
                | "as"
                | "because"
                | "once"
                | "unless"
                | "until"
                | "after"
                | "before"
                | "while"
                | "since"
                | "so"
                | "then"
                | "which"
                | "what"
                | "how"
                | "service"
                | "services"
                | "site"
                | "website"
                | "app"
                | "platform"
                | "case"
        );
    let governs = modal(next).is_some()
        || matches!(
            next,
            "also"
                | "hereby"
                | "only"
                | "then"
                | "therefore"
                | "and"
                | "or"
                | "not"
                | "agree"
                | "acknowledge"
                | "consent"
                | "authorize"
                | "authorise"
                | "grant"
                | "represent"
                | "warrant"
                | "undertake"
                | "need"
                | "want"
                | "wish"
                | "understand"
                | "accept"
                | "permit"
                | "allow"
        );
    words.at(at) == "you" && !opens && !governs && at + 1 < act.start
}

/// Whether what follows a noun is a verb group that leads to the act, and not a list of objects.
fn follows_verb(words: &Words<'_>, at: usize, act: Hit) -> bool {
    let word = words.at(at);
    at == act.start
        || modal(word).is_some()
        || matches!(
            word,
            "who" | "that" | "which" | "also" | "use" | "collect" | "set" | "place" | "to"
        )
}
