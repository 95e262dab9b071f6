//! What denies an act, and how far a denial reaches.

use super::{Words, begins_main, is_stop, modal};
use crate::detect::lexicon::Hit;

/// Past a modal verb of the act itself, a negation belongs to another verb, unless it follows that modal.
pub(super) fn seen_subject_gap(seen_modal: bool, words: &Words<'_>, at: usize) -> bool {
    seen_modal
        && modal(words.before(at, 1)).is_none()
        && !matches!(words.at(at), "never" | "not" | "neither" | "nor" | "no")
}

/// Nouns with which "no" denies a whole clause: "at no time", "in no event".
fn is_occasion(word: &str) -> bool {
    matches!(
        word,
        "event" | "circumstances" | "way" | "time" | "case" | "point" | "stage" | "moment"
    )
}

/// Whether a word negates what follows it.
pub(super) fn is_negator(words: &Words<'_>, at: usize) -> bool {
    match words.at(at) {
        "not" => {
            // "not only", "not limited to", "whether or not", "if you do not".
            let next = words.at(at + 1);
            if matches!(
                next,
                "only" | "limited" | "necessarily" | "just" | "solely" | "merely"
            ) {
                return false;
            }
            // "Your visits, but not your name, are used": something is left out, the act is not denied.
            let part = matches!(
                next,
                "your" | "their" | "the" | "its" | "our" | "any" | "all" | "personal" | "names"
            );
            if part && words.before(at, 1) == "but" {
                return false;
            }
            // "You may choose not to receive", "ask us not to": what can be left is offered.
            if next == "to" && is_choice(words, at) {
                return false;
            }
            // "whether or not", "if you do not", "where we are not".
            if (1..=4).any(|n| matches!(words.before(at, n), "whether" | "if")) {
                return false;
            }
            // "information that does not identify you": the negation belongs to another verb.
            !matches!(
                next,
                "identify"
                    | "personally"
                    | "directly"
                    | "reasonably"
                    | "listed"
                    | "described"
                    | "responsible"
                    | "liable"
                    | "otherwise"
                    | "part"
                    | "apply"
                    | "yet"
                    | "want"
                    | "wish"
                    | "agree"
                    | "able"
            ) && (next != "have" || lacks(words, at + 2))
        }
        "never" | "neither" | "nor" => true,
        "no" => {
            words.at(at + 1) == "longer"
                || is_occasion(words.at(at + 1))
                // "No obligation to inform", "no right to use": what is refused is the verb behind.
                || (is_power(words.at(at + 1))
                    && (at + 2..at + 5).any(|i| words.at(i) == "to"))
        }
        // "Kept out of any training set".
        "out" => {
            words.at(at + 1) == "of"
                && matches!(
                    words.before(at, 1),
                    "keep" | "keeps" | "kept" | "stay" | "stays" | "remain" | "remains" | "left"
                )
        }
        "refrain" | "refrains" | "abstain" | "abstains" | "prohibited" | "prohibits"
        | "prohibit" | "forbidden" | "refuse" | "refuses" | "avoid" => true,
        "without" => !matches!(
            words.at(at + 1),
            "limitation"
                | "notice"
                | "prior"
                | "limit"
                | "further"
                | "limiting"
                | "your"
                | "any"
                | "regard"
        ),
        "instead" | "rather" => matches!(words.at(at + 1), "of" | "than"),
        _ => false,
    }
}

/// Whether a word in the middle of an act denies it.
pub(super) fn denies_within(words: &Words<'_>, at: usize) -> bool {
    match words.at(at) {
        "no" => !matches!(
            words.at(at + 1),
            "longer" | "later" | "more" | "less" | "fewer" | "earlier" | "matter" | "event"
        ),
        "none" | "nothing" | "nobody" | "never" => true,
        "not" => is_negator(words, at),
        _ => false,
    }
}

/// Whether a "not to" is the object of a choice of the customer's: "you may choose not to", "ask us not to".
fn is_choice(words: &Words<'_>, at: usize) -> bool {
    let choice = |i: usize| {
        matches!(
            words.at(i),
            "choose"
                | "chosen"
                | "elect"
                | "elected"
                | "decide"
                | "prefer"
                | "opt"
                | "ask"
                | "asked"
                | "request"
                | "requested"
                | "tell"
                | "told"
                | "instruct"
                | "wish"
                | "right"
                | "option"
        )
    };
    let you = |i: usize| {
        matches!(
            words.at(i),
            "you" | "your" | "customer" | "customers" | "user" | "users" | "anyone" | "recipients"
        )
    };
    let near = at.saturating_sub(4)..at;
    near.clone()
        .rev()
        .find(|&i| choice(i))
        .is_some_and(|chosen| {
            (chosen.saturating_sub(6)..chosen).any(you)
                && !(chosen.saturating_sub(3)..chosen).any(|i| matches!(words.at(i), "not" | "we"))
        })
}

/// Nouns for what one must or may do.
fn is_power(word: &str) -> bool {
    matches!(
        word,
        "obligation"
            | "duty"
            | "right"
            | "permission"
            | "authority"
            | "licence"
            | "license"
            | "intention"
            | "intentions"
            | "plan"
            | "plans"
            | "commitment"
    )
}

/// What one may not have, so that an act is denied: "(We do not have) actual knowledge that", "(staff do not have) any
/// access to", "(we do not have) plans to sell".
fn lacks(words: &Words<'_>, at: usize) -> bool {
    (at..at + 3).any(|i| match words.at(i) {
        "knowledge" | "access" => true,
        "plan" | "plans" | "intention" | "intentions" => words.at(i + 1) == "to",
        _ => false,
    })
}

/// Words that open a clause before the main one.
pub(super) fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "although"
            | "though"
            | "while"
            | "whilst"
            | "because"
            | "since"
            | "even"
            | "when"
            | "where"
            | "if"
            | "unless"
            | "except"
    )
}

/// Whether a negation stands in a relative clause of its own: "summaries that do not name anyone may be shared",
/// "disputes that we can not settle go to".
pub(super) fn is_relative(words: &Words<'_>, at: usize) -> bool {
    let opens = |n: usize| matches!(words.before(at, n), "that" | "which" | "who" | "whom");
    let subject = matches!(
        words.before(at, 2),
        "we" | "you" | "they" | "it" | "parties"
    );
    words.at(at) == "not" && (opens(2) || (opens(3) && subject))
}

/// A denial that opens the sentence, whatever stands between: "At no time since we began has it been sold".
pub(super) fn opening_denial(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let opening = words.opening();
    (opening..opening + 3)
        .filter(|&i| {
            words.at(i) == "no"
                && (is_occasion(words.at(i + 1)) || words.at(i + 1) == "circumstance")
        })
        .find(|&i| i < act.start && (i..act.start).all(|j| !is_stop(words, j)))
        .map(Hit::at)
}

/// Negation of a verb that gives the subject a right: "does not grant us the right to", "nothing here permits us to".
pub(super) fn refused_grant(words: &Words<'_>, subject: usize) -> Option<Hit> {
    // "Does not allow any third parties to": what stands before the noun belongs to it.
    let noun = (0..subject)
        .rev()
        .take(4)
        .find(|&i| {
            !matches!(
                words.at(i),
                "any"
                    | "third"
                    | "other"
                    | "such"
                    | "these"
                    | "our"
                    | "its"
                    | "the"
                    | "outside"
                    | "external"
                    | "unaffiliated"
            )
        })
        .map_or(subject, |i| i + 1);
    let gives = matches!(
        words.before(noun, 1),
        "grant"
            | "grants"
            | "give"
            | "gives"
            | "permit"
            | "permits"
            | "allow"
            | "allows"
            | "entitle"
            | "entitles"
            | "authorize"
            | "authorizes"
            | "authorise"
            | "authorises"
    );
    if !gives {
        return None;
    }
    (subject.saturating_sub(9)..subject)
        .rev()
        .take_while(|&i| {
            let main = words.at(i) == "," && begins_main(words, i + 1);
            !is_stop(words, i) && !main
        })
        .find(|&i| matches!(words.at(i), "not" | "never" | "nothing" | "no"))
        .map(Hit::at)
}

/// How somebody is kept from an act.
pub(super) struct Bar {
    /// The verb that keeps from it.
    pub verb: Hit,
    /// Whether nobody is kept: "nothing here prevents us from using", "we are not barred from using".
    pub lifted: bool,
}

/// Tokens from an act back to the "from" that it or the verb that governs it follows, and from there to the verb.
const KEPT_FROM: usize = 12;
const KEEPS: usize = 9;
/// Tokens from that verb back to what denies it.
const LIFTS: usize = 6;

/// What keeps somebody from an act: "our contracts bar these providers from (using)".
pub(super) fn bar(words: &Words<'_>, act: Hit) -> Option<Bar> {
    let within = |i: &usize| !is_stop(words, *i);
    let gerund = |i: usize| words.at(i).ends_with("ing");
    let from = (act.start.saturating_sub(KEPT_FROM)..=act.start)
        .rev()
        .take_while(within)
        .find(|&i| words.at(i) == "from" && (gerund(i + 1) || gerund(i + 2)))?;
    // "From using cookies, and sell it": a verb of its own.
    let led = (from..act.start).any(|i| matches!(words.at(i), "to" | "for"));
    let hangs = act.start <= from || led || (act.start..act.start + 2).any(gerund);
    if !hangs {
        return None;
    }
    let verb = (from.saturating_sub(KEEPS)..from)
        .rev()
        .take_while(|i| within(i) && !gerund(*i))
        .find(|&i| keeps(words.at(i)))?;
    let lifted = (verb.saturating_sub(LIFTS)..verb)
        .rev()
        .take_while(within)
        .any(|i| {
            matches!(
                words.at(i),
                "not" | "nothing" | "never" | "no" | "nor" | "neither"
            )
        });
    Some(Bar {
        verb: Hit::at(verb),
        lifted,
    })
}

/// Verbs that keep somebody from something.
fn keeps(word: &str) -> bool {
    matches!(
        word,
        "bar"
            | "bars"
            | "barred"
            | "ban"
            | "bans"
            | "banned"
            | "block"
            | "blocks"
            | "blocked"
            | "forbid"
            | "forbids"
            | "forbidden"
            | "keep"
            | "keeps"
            | "kept"
            | "preclude"
            | "precludes"
            | "precluded"
            | "prevent"
            | "prevents"
            | "prevented"
            | "prohibit"
            | "prohibits"
            | "prohibited"
            | "restrain"
            | "restrains"
            | "restrained"
            | "restrict"
            | "restricts"
            | "restricted"
            | "stop"
            | "stops"
            | "stopped"
    )
}

/// "We are not obliged to", "shall not be required to": what need not be done is neither done nor denied.
pub(super) fn is_no_duty(words: &Words<'_>, negation: Hit, act: Hit) -> bool {
    (negation.end..(negation.end + 4).min(act.start)).any(|i| {
        matches!(
            words.at(i),
            "obliged" | "obligated" | "required" | "obligation" | "duty"
        )
    })
}

/// Negation that stands after the act: "we share no personal data", "is collected by no one", "we pass nothing on",
/// "selling data is not our business".
pub(super) fn negation_after(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let gerund = (act.start == 0 || words.is_punctuation(act.start - 1))
        && words.at(act.start).ends_with("ing");
    (act.end..act.end + 8)
        .take_while(|&i| i < words.len() && !words.is_punctuation(i))
        .find(|&i| {
            let far = i - act.end;
            match words.at(i) {
                "no" | "none" | "neither" => far < 2 && words.at(i + 1) != "longer",
                "nothing" => {
                    far < 4
                        && !matches!(words.at(i + 1), "less" | "more" | "else" | "but" | "other")
                }
                "nobody" => far < 4,
                "not" => gerund && matches!(words.before(i, 1), "is" | "are"),
                _ => false,
            }
        })
        .map(Hit::at)
}

/// A "no" right before an act that is a noun, or an adjective before it: "we publish no transparency report", "there is
/// no usable opt-out".
pub(super) fn none_of_it(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let count = |i: usize| {
        matches!(
            words.at(i + 1),
            "later" | "longer" | "more" | "less" | "fewer" | "matter" | "earlier" | "sooner"
        )
    };
    (act.start.saturating_sub(2)..act.start)
        .rev()
        .take_while(|&i| !words.is_punctuation(i))
        .find(|&i| words.at(i) == "no" && !count(i) && modal(words.at(i + 1)).is_none())
        .map(Hit::at)
}

/// Negation that stands before the subject.
pub(super) fn negation_before_subject(words: &Words<'_>, subject: usize) -> Option<Hit> {
    let from = subject.saturating_sub(6);
    for i in (from..subject).rev() {
        let word = words.at(i);
        if is_stop(words, i) {
            return None;
        }
        let unknown = word == "not"
            && words.before(subject, 1) == "that"
            && (i + 1..subject).any(|j| words.at(j) == "knowledge");
        if unknown
            || matches!(word, "nor" | "neither" | "never")
            || (word == "no" && is_occasion(words.at(i + 1)))
        {
            return Some(Hit::at(i));
        }
    }
    None
}

/// Tokens from an act back to a denied subject, and to one that opens the sentence.
const SUBJECT: usize = 12;
const OPENING_SUBJECT: usize = 24;

/// "No personal data is shared", "none of your content will be used".
pub(super) fn denied_subject(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let near = act.start.saturating_sub(SUBJECT);
    let from = act.start.saturating_sub(OPENING_SUBJECT);
    let opening = words.opening();
    for i in (from..act.start)
        .rev()
        .filter(|&i| i >= near || i == opening)
    {
        if is_stop(words, i) || matches!(words.at(i), ":") {
            return None;
        }
        let word = words.at(i);
        let starts = i == opening
            || i.checked_sub(1).is_some_and(|b| words.is_punctuation(b))
            || matches!(words.before(i, 1), "and" | "that");
        if matches!(word, "no" | "none" | "nothing" | "nobody")
            && starts
            && !matches!(words.at(i + 1), "later" | "more" | "longer" | "matter")
        {
            return Some(Hit::at(i));
        }
    }
    None
}
