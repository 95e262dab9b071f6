//! Conditions of an act that the customer controls.

use super::{REACH, Words};
use crate::detect::lexicon::Hit;

/// A condition that the customer controls: "only with your consent", "if you have opted in", "with the client's prior
/// written approval". The exception of a denial ("not without your consent") is none.
pub(super) fn only_if_customer(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let end = words.len();
    (0..end).find_map(|i| {
        let near = |most: usize| i + 1..(i + most).min(end);
        let within = |most: usize, is: fn(&str) -> bool| {
            near(most).find(|&j| is(words.at(j)) && !matches!(words.at(j + 1), "out" | "outs"))
        };
        // "If you use the service, you consent": past the comma the condition is over, and what is said is said outright.
        let over = |k: usize| words.at(k) == "," && matches!(words.at(k + 1), "you" | "customer");
        let stops =
            |j: usize| (i + 1..j).any(|k| matches!(words.at(k), ";" | "we" | "unless") || over(k));
        // What opens the sentence governs all of it: "Only with your consent, which you may take back, do we".
        let close = i == 0 || (i + REACH > act.start && i < act.end + REACH);
        let leads = matches!(
            words.at(i + 1),
            "with" | "if" | "upon" | "after" | "where" | "when" | "on" | "at" | "once"
        );
        let met = match words.at(i) {
            // "Only if you connect your own key": whatever the customer does, it is theirs to do or to leave.
            "only"
                if leads
                    && close
                    && matches!(words.at(i + 2), "you" | "customer" | "users")
                    && !matches!(words.at(i + 3), "are" | "is" | "have") =>
            {
                Some(i + 3).filter(|&j| j < end)
            }
            "only" if leads && close => {
                within(12, is_consent).filter(|_| within(10, is_customer).is_some())
            }
            // "Only from users who opt in."
            "only"
                if close
                    && matches!(words.at(i + 1), "from" | "for" | "of" | "by")
                    && (matches!(words.at(i + 2), "those") || is_customer(words.at(i + 2))) =>
            {
                near(6)
                    .any(|j| words.at(j) == "who")
                    .then(|| within(9, is_agreement))
                    .flatten()
            }
            // "If we have obtained your consent", "where you have given us permission".
            "if" | "where" | "when" | "once" if has_agreement(words, i) => {
                return Some(Hit {
                    start: i,
                    end: (i + 8).min(end),
                });
            }
            // "If you have said that we can", "if you say yes".
            "if" | "where" | "when" if says_yes(words, i) => {
                return Some(Hit {
                    start: i,
                    end: (i + 6).min(end),
                });
            }
            // "If you have opted in, we …": the condition's subject and its act stand together.
            "if" | "where" | "when" | "once" => within(4, is_customer)
                .filter(|_| !near(6).any(|j| matches!(words.at(j), "not" | "do" | "would")))
                .and_then(|_| within(9, is_agreement)),
            // "To the extent that the customer permits or instructs".
            "extent" => within(4, is_customer).and_then(|_| {
                near(8).find(|&j| {
                    is_agreement(words.at(j))
                        || matches!(words.at(j), "permits" | "instructs" | "permit" | "instruct")
                })
            }),
            // "Provided that the administrator has consented".
            "provided" | "providing" if words.at(i + 1) == "that" => {
                within(6, is_customer).and_then(|_| within(10, is_agreement))
            }
            // "We let you choose to share it with selected partners": the act is the customer's own choice.
            "choose" | "elect" if words.at(i + 1) == "to" && chosen(words, i, act) => Some(i + 1),
            "with" if close => {
                within(3, is_customer).and_then(|_| near(7).find(|&j| is_consent_noun(words.at(j))))
            }
            _ => None,
        };
        met.filter(|&j| !stops(j)).map(|j| Hit {
            start: i,
            end: j + 1,
        })
    })
}

/// Whether a condition is that the customer's agreement is there: "if we have your consent".
fn has_agreement(words: &Words<'_>, at: usize) -> bool {
    let near = || at + 1..at + 8;
    let has = |is: fn(&str) -> bool| near().find(|&j| is(words.at(j)));
    let had = has(|w| {
        matches!(
            w,
            "have" | "has" | "obtain" | "obtained" | "received" | "given"
        )
    });
    let noun = has(is_consent_noun);
    had.zip(noun).is_some_and(|(had, noun)| {
        had < noun
            && (at + 1..noun).any(|j| is_customer(words.at(j)))
            && !(at + 1..=noun).any(|j| matches!(words.at(j), "not" | "no" | "withdrawn" | ";"))
    })
}

/// Whether a condition is that the customer says yes: "if you have said we can".
fn says_yes(words: &Words<'_>, at: usize) -> bool {
    let said = (at + 1..at + 5).find(|&i| {
        matches!(words.at(i), "said" | "say" | "told" | "tell") && is_customer(words.at(at + 1))
    });
    said.is_some_and(|said| {
        (said + 1..said + 5).any(|i| matches!(words.at(i), "yes" | "can" | "may" | "ok" | "okay"))
            && !(at + 1..said).any(|i| words.at(i) == "not")
    })
}

/// Whether the act is what the customer may choose at `at`: "you may choose to share". "If you choose to use the
/// service, you acknowledge" is past a comma.
fn chosen(words: &Words<'_>, at: usize, act: Hit) -> bool {
    const NEAR: usize = 4;
    let governed = at + 2 <= act.start
        && act.start <= at + 2 + NEAR
        && !(at..act.start).any(|i| words.is_punctuation(i));
    let own = (at.saturating_sub(NEAR)..at).any(|i| is_customer(words.at(i)));
    governed && own
}

/// Words for the one who would have to agree.
fn is_customer(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "your"
            | "customer"
            | "customers"
            | "client"
            | "clients"
            | "subscriber"
            | "subscribers"
            | "user"
            | "users"
            | "member"
            | "members"
            | "administrator"
            | "administrators"
            | "admin"
            | "individual"
            | "individuals"
            | "patient"
            | "patients"
            | "participant"
            | "participants"
            | "person"
            | "people"
            | "parent"
            | "parents"
            | "subject"
            | "subjects"
            | "owner"
            | "owners"
            | "visitor"
            | "visitors"
    )
}

/// What one has who was given leave.
fn is_consent_noun(word: &str) -> bool {
    matches!(
        word,
        "consent" | "permission" | "approval" | "authorization" | "authorisation"
    )
}

/// Words for agreement, as a noun or an act.
fn is_consent(word: &str) -> bool {
    matches!(
        word,
        "consent"
            | "permission"
            | "approval"
            | "opt"
            | "request"
            | "instruction"
            | "instructions"
            | "instruct"
            | "direction"
            | "authorization"
            | "authorisation"
    ) || is_agreement(word)
}

/// Words for the act of agreeing.
fn is_agreement(word: &str) -> bool {
    matches!(
        word,
        "opt"
            | "opts"
            | "opted"
            | "consent"
            | "agree"
            | "enable"
            | "allow"
            | "authorize"
            | "authorise"
            | "activate"
            | "consented"
            | "consents"
            | "agreed"
            | "agrees"
            | "permitted"
            | "authorized"
            | "authorised"
            | "enabled"
            | "activated"
            | "tapped"
            | "ticked"
            | "accepted"
            | "requested"
            | "allowed"
            | "yes"
            | "turned"
            | "switched"
            | "chosen"
    )
}
