//! Reading a clause around an act: who acts, with what force, whether it is denied, and how far the denial goes.
//!
//! The rules are those of PolicyLint and PoliGraph in spirit (negation that reaches the verb through a list of
//! verbs, exclusions, subjects), told in word lists and not learnt. They look at tokens only.

use crate::finding::{Actor, Denial, Modality};

use super::fold::{Folded, TokenKind};
use super::lexicon::Hit;

mod bounds;
mod condition;
mod counterparty;
mod items;
mod limit;
mod negation;
mod others;
mod parties;
mod subject;

pub use bounds::{Bounds, around};
use condition::only_if_customer;
pub use limit::limit_text;
use limit::{limit, part};
use negation::{
    bar, denied_subject, denies_within, is_negator, is_no_duty, is_relative, negation_after,
    negation_before_subject, none_of_it, opening_denial, opens_clause, refused_grant,
    seen_subject_gap,
};

pub use parties::Parties;
use subject::{is_passive, subject};

/// How far to the left negation may stand, in tokens.
const REACH: usize = 16;

/// How far to the left the subject may stand, and the negation of the verb that governs an infinitive.
const FAR: usize = 48;

/// What was read around an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Who acts.
    pub actor: Actor,
    /// With what force.
    pub modality: Modality,
    /// The negation that reaches the act, as tokens.
    pub negation: Option<Hit>,
    /// What the negation is limited to; where there is none, the kind of data that the act goes no further than.
    pub limit: Option<Limit>,
    /// Whether the vendor only says that it need not act ("we are not obliged to disclose").
    pub no_duty: bool,
    /// Whether it is an act of others that the vendor disclaims ("not responsible for their use of").
    pub disclaimed: bool,
    /// Whether the act is done to what stands before it ("accounts may be closed"), by somebody who is not named.
    pub passive: bool,
    /// A condition on an affirmed act that the customer controls ("only with your consent").
    pub only_if_customer: Option<Hit>,
}

/// A limit of a denial.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// How far the denial goes.
    pub denial: Denial,
    /// The words that say so, as tokens.
    pub words: Hit,
    /// Whether they name a purpose, which limits nothing where a signal looks for that very purpose.
    pub purpose: bool,
}

/// A negation among the words of the act, where it stands in a gap between those that were looked for: "sell no personal
/// data", "will not share".
#[must_use]
pub fn negation_within(folded: &Folded, act: Hit, is_gap: impl Fn(usize) -> bool) -> Option<Hit> {
    let words = Words(folded);
    (act.start + 1..act.end)
        .find(|&i| denies_within(&words, i) && is_gap(i))
        .map(Hit::at)
}

/// Whether the agreement at `act` is made with others than the customer, as far as the clause says it.
#[must_use]
pub fn is_between_others(folded: &Folded, act: Hit, parties: &Parties) -> bool {
    counterparty::counterparty(&Words(folded), act, parties)
        == Some(counterparty::Counterparty::Others)
}

/// Reads the clause around the act. `within`: a negation among its own words.
#[must_use]
pub fn read(folded: &Folded, act: Hit, parties: &Parties, within: Option<Hit>) -> Clause {
    let words = Words(folded);
    let mut actor = Actor::Unstated;
    let mut modality = Modality::Fact;
    let mut negation = within
        .or_else(|| negation_after(&words, act))
        .or_else(|| none_of_it(&words, act));
    let mut seen_modal = false;
    let mut subject_at = None;
    let mut asked = false;
    // "We do not use your content, in whole or in part, to train models": the verb that governs an infinitive or a
    // purpose may stand far off.
    let leads = |word: &str| matches!(word, "to" | "for");
    let reach = if leads(words.before(act.start, 1)) || leads(words.at(act.start)) {
        FAR
    } else {
        REACH
    };

    // From the act to the left, as far as its verb group and subject go.
    let mut at = act.start;
    let mut steps = 0;
    let item = items::around(&words, act.start);
    let opens = opens_clause(words.at(words.opening()));
    while at > 0 && steps < FAR {
        if let Some(item) = item.filter(|i| i.start == at) {
            // The items before say nothing of this one, and what leads in governs it, however far off.
            at = item.first;
            steps = 0;
        }
        at -= 1;
        steps += 1;
        let word = words.at(at);
        if is_stop(&words, at) && !list_before(&words, at) {
            break;
        }
        // "Although we cannot ensure security, your data may be disclosed": past the comma of a clause that opens the
        // sentence, what is said is said of that clause.
        if word == "," && opens && (seen_modal || begins_main(&words, at + 1)) {
            break;
        }
        // "Where the customer asks: de-identifying the data": neither does it where a colon ends that clause.
        if word == ":" && opens && item.is_none() {
            break;
        }
        // "Should the certification lapse, …": an inverted condition and no aim.
        let inverted = word == "should" && (at == 0 || words.is_punctuation(at - 1));
        if let Some(m) = modal(word).filter(|_| !inverted) {
            if !seen_modal {
                modality = m;
            }
            seen_modal = true;
        }
        // "A concern that we have not addressed, please contact us": what stands before a request does not deny it.
        asked |= word == "please";
        if negation.is_none()
            && !asked
            && !seen_subject_gap(seen_modal, &words, at)
            && steps <= reach
            && is_negator(&words, at)
            && !(seen_modal && is_relative(&words, at))
            && !is_thrown_in_freedom(&words, at)
        {
            negation = Some(Hit::at(at));
        }
        // "The addresses that you enter to book": the subject of a clause within, where a purpose reaches past it.
        let inner = reach == FAR
            && matches!(
                words.before(at, 1),
                "that" | "which" | "when" | "where" | "whom" | "how" | "what" | "why" | "whether"
            );
        if let Some(found) = subject(&words, at, act, parties).filter(|_| !inner) {
            actor = found;
            subject_at = Some(at);
            // A denial may stand before the subject: "in no event will we", "nor do we", "neither we nor"; and before a
            // giver whose gift is the act: "does not grant us the right to", "nothing here permits us to".
            if negation.is_none() {
                negation =
                    negation_before_subject(&words, at).or_else(|| refused_grant(&words, at));
            }
            break;
        }
    }
    if negation.is_none() {
        negation = opening_denial(&words, act);
    }
    if negation.is_none() {
        // "We ensure that none of our staff reads them": a denied subject that stands nearer than who says so.
        negation = denied_subject(&words, act)
            .filter(|n| actor == Actor::Unstated || subject_at.is_some_and(|s| n.start > s));
    }
    match bar(&words, act) {
        Some(bar) if bar.lifted => negation = negation.filter(|n| n.start >= act.start),
        Some(bar) => negation = negation.or(Some(bar.verb)),
        None => {}
    }
    if let Some(other) = others::handed(&words, act) {
        actor = other;
    } else if actor == Actor::Unstated
        && (others::is_use_of_the_service(&words, act) || others::is_order(&words, act))
    {
        actor = Actor::Customer;
    }
    if aspires(&words, act) {
        modality = Modality::Aspiration;
    } else if reserves(&words, act) {
        modality = Modality::Permission;
    }
    let no_duty = negation.is_some_and(|n| is_no_duty(&words, n, act));
    let limit = match negation {
        Some(negation) => limit(&words, negation, act),
        None => part(&words, act),
    };
    let only_if_customer = only_if_customer(&words, act);
    let disclaimed = is_disclaimed(&words, act, parties);
    Clause {
        actor,
        modality,
        negation,
        limit,
        no_duty,
        disclaimed,
        passive: is_passive(&words, act),
        only_if_customer,
    }
}

/// The folded words, by index.
struct Words<'a>(&'a Folded);

impl<'a> Words<'a> {
    fn at(&self, i: usize) -> &'a str {
        self.0.word(i)
    }

    fn len(&self) -> usize {
        self.0.tokens.len()
    }

    fn before(&self, i: usize, n: usize) -> &'a str {
        i.checked_sub(n).map_or("", |j| self.at(j))
    }

    fn is_punctuation(&self, i: usize) -> bool {
        self.0
            .tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Punctuation)
    }

    /// Where the sentence begins behind its number: "14. No content is used", "(b) No content is used".
    fn opening(&self) -> usize {
        let counts = |i: usize| {
            let token = self.0.tokens.get(i);
            token.is_some_and(|t| t.kind != TokenKind::Word)
                || i < 2 && self.at(i).len() < 5 && self.at(i + 1) == ")"
        };
        (0..self.len()).find(|&i| !counts(i)).unwrap_or_default()
    }

    /// Whether the mark at `i` stands right behind a word, as in "contract(s)".
    fn joins_word(&self, i: usize) -> bool {
        let token = |i: usize| self.0.tokens.get(i);
        i.checked_sub(1)
            .and_then(token)
            .zip(token(i))
            .is_some_and(|(before, mark)| {
                before.kind == TokenKind::Word && before.span.end == mark.span.start
            })
    }

    /// Whether the word stands for its possessive in the text: "the customer's choice".
    fn is_possessive(&self, i: usize) -> bool {
        self.0.tokens.get(i).is_some_and(|t| {
            let folded = t.end.saturating_sub(t.start) as usize;
            t.kind == TokenKind::Word && t.span.range().len() > folded
        })
    }

    /// Whether these words stand at `i`.
    fn stand(&self, i: usize, words: &str) -> bool {
        self.0.stand(i, words)
    }
}

/// Words that end the stretch in which a negation or subject can reach the act.
fn is_stop(words: &Words<'_>, at: usize) -> bool {
    match words.at(at) {
        "however" => !is_thrown_in(words, at),
        "but" | "although" => !frees(words, at),
        ";" | "—" | "|" | "?" | "whereas" | "because" | "unless" | "except" => true,
        "if" | "when" | "where" => words.is_punctuation(at + 1),
        // "we share data, and you may": a new sentence in the sentence.
        _ => false,
    }
}

/// Whether a "however" stands within the verb group: "does not, however, permit".
fn is_thrown_in(words: &Words<'_>, at: usize) -> bool {
    words.before(at, 1) == ","
        && words.at(at + 1) == ","
        && (modal(words.before(at, 2)).is_some() || matches!(words.before(at, 2), "not" | "never"))
}

/// Whether a "not" only says that one need not: "may, but is not obliged to, remove".
fn is_thrown_in_freedom(words: &Words<'_>, at: usize) -> bool {
    (1..=2).any(|n| at.checked_sub(n).is_some_and(|but| frees(words, but)))
}

/// Whether a "but" begins an aside that only says that one need not: "may, but is not obliged to, remove".
fn frees(words: &Words<'_>, at: usize) -> bool {
    let need = |i: usize| {
        words.at(i) == "not"
            && matches!(
                words.at(i + 1),
                "obliged" | "obligated" | "required" | "bound"
            )
    };
    matches!(words.at(at), "but" | "although" | "though")
        && (need(at + 1) || need(at + 2))
        && (1..=3).any(|n| matches!(words.before(at, n), "may" | "can" | "right"))
}

/// Whether the main clause begins here, with who acts.
fn begins_main(words: &Words<'_>, at: usize) -> bool {
    matches!(words.at(at), "we" | "you" | "they")
}

/// Whether a stop is only the mark between a lead-in and its items: "You may not: sell; publish".
fn list_before(words: &Words<'_>, at: usize) -> bool {
    words.at(at) == ";" && (0..at).any(|i| words.at(i) == ":")
}

fn modal(word: &str) -> Option<Modality> {
    Some(match word {
        "may" | "can" | "could" | "reserve" | "reserves" | "permitted" | "allowed"
        | "authorized" | "authorised" => Modality::Permission,
        "might" => Modality::Permission,
        "will" | "shall" | "would" | "do" | "does" | "did" | "is" | "are" | "was" | "were"
        | "be" | "has" | "have" => Modality::Fact,
        "must" | "required" | "obliged" | "obligated" => Modality::Duty,
        "should" => Modality::Aspiration,
        _ => return None,
    })
}

/// "We are not responsible for their use of …", "we do not control how …", "the use of cookies by others is not covered
/// by this policy": it is somebody else's act.
fn is_disclaimed(words: &Words<'_>, act: Hit, parties: &Parties) -> bool {
    let uncovered = (act.end..words.len().min(act.end + 20))
        .take_while(|&i| !is_stop(words, i))
        .any(|i| words.stand(i, "not covered by") || words.stand(i, "not governed by"));
    uncovered
        || (act.start.saturating_sub(24)..act.start).any(|i| {
            let says = words.stand(i, "not responsible for")
                || words.stand(i, "no responsibility for")
                || words.stand(i, "not control")
                || words.stand(i, "no control over")
                || words.stand(i, "does not cover")
                || words.stand(i, "does not apply to")
                || words.stand(i, "do not apply to");
            // Past a comma the vendor is a subject of its own again: "although Acme is not responsible, Acme may".
            let acts = |j: usize| {
                words.at(j) == "we" || (words.before(j, 1) == "," && parties.is_vendor(words.at(j)))
            };
            says && (i..act.start).all(|j| !is_stop(words, j) && !acts(j))
        })
}

/// "We strive to", "we aim to".
fn aspires(words: &Words<'_>, act: Hit) -> bool {
    let from = act.start.saturating_sub(5);
    (from..act.start).any(|i| {
        matches!(
            words.at(i),
            "strive"
                | "strives"
                | "endeavor"
                | "endeavour"
                | "endeavors"
                | "aim"
                | "aims"
                | "seek"
                | "seeks"
                | "intend"
                | "intends"
                | "try"
        )
    })
}

/// "We reserve the right to".
fn reserves(words: &Words<'_>, act: Hit) -> bool {
    let from = act.start.saturating_sub(8);
    (from..act.start)
        .any(|i| words.stand(i, "reserve the right") || words.stand(i, "reserves the right"))
}

#[cfg(test)]
mod tests;
