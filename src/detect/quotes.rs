//! Which clauses of a finding are quoted, and in which order: the plainest first.
//!
//! The clause with the worst exposure decides the figures. It need not be the one that says it best: a heading, a label
//! or a bare lead-in may hold the same words. So the order of quotes is one of its own, and the clause that decides is
//! the second at the latest.

use std::collections::BTreeMap;

use crate::document::headings::is_title;
use crate::document::{Document, Span};
use crate::finding::{Actor, Reading, State};

use super::doubt::doubt;

/// Fewest words of a clause that says something by itself.
const FEWEST: usize = 5;

/// The readings to quote, each place once. `deciding`: those that speak for the state, the one that decides first.
/// `missing`: whether the provision is about a missing protection.
#[must_use]
pub fn in_order<'a>(
    document: &Document,
    missing: bool,
    state: State,
    deciding: &[&'a Reading],
) -> Vec<&'a Reading> {
    let mut order: Vec<&Reading> = deciding.to_vec();
    // Where two sides are quoted, they stand as the merge put them.
    if state != State::Conflict {
        let told = Told::of(missing, state);
        let mut known: BTreeMap<Span, f64> = BTreeMap::new();
        for r in deciding {
            known
                .entry(r.span)
                .or_insert_with(|| plainness(document, told, deciding, r.span));
        }
        let plain = |r: &Reading| known.get(&r.span).copied().unwrap_or_default();
        order.sort_by(|a, b| plain(b).total_cmp(&plain(a)));
        if let Some((decides, at)) = deciding
            .first()
            .and_then(|d| Some((*d, order.iter().position(|r| r.span == d.span)?)))
            && at > 1
        {
            order.remove(at);
            order.insert(1, decides);
        }
    }
    // What only announces or names a thing is not shown beside what tells it.
    let tells = |r: &&Reading| !announces(document.slice(r.span).trim());
    if order.first().is_some_and(tells) {
        let decides = deciding.first().map(|d| d.span);
        order.retain(|r| tells(r) || decides == Some(r.span));
    }
    // A sentence that several signals met is quoted once, and so is an item that is quoted with what leads in.
    let mut quoted: Vec<Span> = Vec::new();
    order.retain(|r| {
        let new = !quoted.iter().any(|q| q.overlaps(r.span));
        if new {
            quoted.push(r.span);
        }
        new
    });
    order
}

/// What quotes have to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// That a thing is done.
    Done,
    /// That a protection is offered.
    Offered,
    /// Anything else.
    Other,
}

impl Told {
    /// `missing`: whether the provision is about a missing protection.
    const fn of(missing: bool, state: State) -> Self {
        match (missing, state) {
            (false, State::Affirmed) => Self::Done,
            (true, State::Denied) => Self::Offered,
            _ => Self::Other,
        }
    }
}

/// How plainly a clause says what it was read for; more is plainer. It is one for all readings of the clause.
///
/// A clause that several signals of a provision met is about it; one that a single signal met may only touch on it. So
/// what counts first is how sure all its signals are together, as log odds: the confidence of a signal is about the
/// share of its hits in real documents that readers found fit to be quoted alone. How the clause is built adds to that
/// or takes from it.
fn plainness(document: &Document, told: Told, deciding: &[&Reading], clause: Span) -> f64 {
    let text = document.slice(clause).trim();
    let here: Vec<&Reading> = deciding
        .iter()
        .copied()
        .filter(|r| r.span == clause)
        .collect();
    let doubt = doubt(&here);
    let mut plain = build(text, &here) + ((1.0 - doubt) / doubt).ln();
    // How to stop a thing shows that it is done, and does not say it.
    if told == Told::Done && tells_how_to_stop(text) {
        plain -= 1.5;
    }
    // What a protection costs or does not reach is no offer of it.
    if told == Told::Offered && tells_limits(text) {
        plain -= 2.0;
    }
    let section = document
        .block_at(clause.start)
        .map(|block| document.section_path(block));
    if section.is_some_and(|path| is_about_some(&path)) {
        plain -= 1.5;
    }
    plain
}

/// Whether a sentence tells the customer how a thing can be stopped: "to stop receiving offers, click unsubscribe".
fn tells_how_to_stop(text: &str) -> bool {
    const STOPS: [&str; 12] = [
        "opt out",
        "opt-out",
        "unsubscribe",
        "you can disable",
        "you may disable",
        "can turn off",
        "may turn off",
        "your settings",
        "your device settings",
        "browser settings",
        "limit ad tracking",
        "would like us to stop",
    ];
    says_any(text, &STOPS)
}

/// Whether a sentence tells where a protection ends, or what it costs: "if you refuse them, you may be unable to".
fn tells_limits(text: &str) -> bool {
    const LIMITS: [&str; 16] = [
        "be unable to",
        "not be able to",
        "are not able to",
        "are unable to",
        "do not apply",
        "does not apply",
        "may still ",
        "will still ",
        "may continue to",
        "will continue to",
        "may not function",
        "may not work",
        "not be available",
        "may be limited",
        "is subject to",
        "are subject to",
    ];
    says_any(text, &LIMITS)
}

/// Whether a section is for some people only, by its heading: residents of a state, minors, applicants.
fn is_about_some(path: &str) -> bool {
    const SOME: [&str; 18] = [
        "california",
        "nevada",
        "virginia",
        "colorado",
        "connecticut",
        "utah",
        "texas",
        "oregon",
        "residents",
        "brazil",
        "canada",
        "australia",
        "minors",
        "children",
        "applicants",
        "candidates",
        "recruitment",
        "job application",
    ];
    says_any(path, &SOME)
}

/// By how much the build of a clause makes it plainer, in log odds.
fn build(text: &str, here: &[&Reading]) -> f64 {
    let mut plain = 0.0;
    if announces(text) || text.split_whitespace().count() < FEWEST {
        plain -= 4.0;
    }
    if points_elsewhere(text) || defines(text) {
        plain -= 2.0;
    }
    // What is told by a reference to another sentence is not told here.
    if here.iter().all(|r| !r.through.is_empty()) || leans_on_another(text) {
        plain -= 1.0;
    }
    // What the vendor does is said best where it is the one who acts.
    let acts = |actors: &[Actor]| here.iter().all(|r| actors.contains(&r.actor));
    if acts(&[Actor::Vendor]) {
        plain += 0.5;
    } else if acts(&[Actor::Customer, Actor::ThirdParty]) {
        plain -= 0.5;
    }
    if is_for_some(text) {
        plain -= 2.0;
    }
    plain
}

/// Whether a text only announces or names what others tell: a lead-in without its items, or a title.
fn announces(text: &str) -> bool {
    text.ends_with(':') || is_title(text)
}

/// Whether a sentence only says what a word means: "A controller is an entity that decides".
fn defines(text: &str) -> bool {
    const SAYS: [&str; 8] = [
        " means ",
        " refers to ",
        " is defined as ",
        " is an entity ",
        " is information ",
        " is any information ",
        " are small files ",
        " is a small file ",
    ];
    let start = beginning(text, 64);
    SAYS.iter().any(|says| start.contains(says))
}

/// Whether a sentence begins in a way that only the one before it makes whole.
fn leans_on_another(text: &str) -> bool {
    const BEGINS: [&str; 14] = [
        "however",
        "in that case",
        "in this case",
        "in such ",
        "such ",
        "these ",
        "those ",
        "this ",
        "they ",
        "it ",
        "for example",
        "for instance",
        "similarly",
        "accordingly",
    ];
    begins(text, &BEGINS)
}

/// Whether a sentence speaks of some customers only, and so is an exception to what holds for the others.
fn is_for_some(text: &str) -> bool {
    const BEGINS: [&str; 11] = [
        "if you are a consumer",
        "if you are a resident",
        "if you are resident",
        "if you reside",
        "if you live",
        "if you are located",
        "if you are based",
        "if you are in ",
        "if you are habitually",
        "for consumers",
        "for residents",
    ];
    begins(text, &BEGINS)
}

fn begins(text: &str, with: &[&str]) -> bool {
    let start = beginning(text.trim_start_matches(|c: char| !c.is_alphabetic()), 32);
    with.iter().any(|w| start.starts_with(w))
}

/// The first letters of a text, in small ones.
fn beginning(text: &str, letters: usize) -> String {
    text.chars()
        .take(letters)
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a sentence sends its reader to another place for what it speaks of.
fn points_elsewhere(text: &str) -> bool {
    const POINTS: [&str; 8] = [
        "for more information",
        "for more details",
        "for further information",
        "please see ",
        "please refer to",
        "learn more",
        ", visit: ",
        " visit http",
    ];
    says_any(text, &POINTS)
}

/// Whether a text holds one of these phrases, which are in small letters.
pub(super) fn says_any(text: &str, phrases: &[&str]) -> bool {
    let lower = text.to_lowercase();
    phrases.iter().any(|p| lower.contains(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_protection_ends_and_what_it_costs_are_told_from_its_offer() {
        for text in [
            "If you refuse cookies, you may be unable to sign in.",
            "These choices do not apply to notices about your account.",
            "You may still receive notices about your account.",
        ] {
            assert!(tells_limits(text), "{text}");
        }
        assert!(!tells_limits(
            "You can switch off all tracking in your account."
        ));
    }

    #[test]
    fn a_lead_in_and_a_title_only_announce() {
        assert!(announces("We share your data with:"));
        assert!(announces("Business Partners."));
        assert!(!announces("We share your data with business partners."));
    }
}
