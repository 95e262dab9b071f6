//! Reading a clause around an act: who acts, with what force, whether it is denied, and how far the denial goes.
//!
//! The rules are those of PolicyLint and PoliGraph in spirit (negation that reaches the verb through a list of
//! verbs, exclusions, subjects), told in word lists and not learnt. They look at tokens only.

use crate::finding::{Actor, Denial, Modality};

use super::fold::{Folded, TokenKind};
use super::lexicon::Hit;

mod bounds;
mod condition;
mod items;
mod limit;
mod negation;
mod others;
mod parties;

pub use bounds::{Bounds, around};
use condition::only_if_customer;
use limit::limit;
pub use limit::limit_text;
use negation::{
    denied_subject, denies_within, is_negator, is_no_duty, is_relative, negation_after,
    negation_before_subject, none_of_it, opening_denial, opens_clause, refused_grant,
    seen_subject_gap,
};

pub use parties::Parties;

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
    /// What the negation is limited to.
    pub limit: Option<Limit>,
    /// Whether the vendor only says that it need not act ("we are not obliged to disclose").
    pub no_duty: bool,
    /// Whether it is an act of others that the vendor disclaims ("not responsible for their use of").
    pub disclaimed: bool,
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
}

/// A negation among the words of the act, where it stands in a gap between those that were looked for: "sell no personal
/// data", "will not share".
#[must_use]
pub fn negation_within(folded: &Folded, act: Hit, is_gap: impl Fn(usize) -> bool) -> Option<Hit> {
    let words = Words(folded);
    (act.start + 1..act.end)
        .find(|&i| denies_within(&words, i) && is_gap(i))
        .map(|i| Hit {
            start: i,
            end: i + 1,
        })
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
    while at > 0 && steps < FAR {
        if let Some(item) = item.filter(|i| i.start == at && at > i.first) {
            // The items before say nothing of this one.
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
        if word == "," && seen_modal && opens_clause(words.at(0)) {
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
        {
            negation = Some(Hit {
                start: at,
                end: at + 1,
            });
        }
        // "The addresses that you enter to book": the subject of a clause within, where a purpose reaches past it.
        let inner = reach == FAR
            && matches!(
                words.before(at, 1),
                "that" | "which" | "when" | "where" | "whom"
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
    let limit = negation.and_then(|n| limit(&words, n, act));
    let only_if_customer = only_if_customer(&words, act);
    let disclaimed = is_disclaimed(&words, act, parties);
    Clause {
        actor,
        modality,
        negation,
        limit,
        no_duty,
        disclaimed,
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

    /// Whether the word stands for its possessive in the text: "the customer's choice".
    fn is_possessive(&self, i: usize) -> bool {
        self.0.tokens.get(i).is_some_and(|t| {
            let folded = t.end.saturating_sub(t.start) as usize;
            t.kind == TokenKind::Word && t.span.range().len() > folded
        })
    }

    /// Whether these words stand at `i`.
    fn stand(&self, i: usize, words: &str) -> bool {
        words
            .split(' ')
            .enumerate()
            .all(|(n, w)| self.at(i + n) == w)
    }
}

/// Words that end the stretch in which a negation or subject can reach the act.
fn is_stop(words: &Words<'_>, at: usize) -> bool {
    match words.at(at) {
        "however" => !is_thrown_in(words, at),
        ";" | "—" | "|" | "?" | "but" | "although" | "whereas" | "because" | "unless"
        | "except" => true,
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

/// Who a word names, where it is the subject of the act.
fn subject(words: &Words<'_>, at: usize, act: Hit, parties: &Parties) -> Option<Actor> {
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
fn is_passive(words: &Words<'_>, act: Hit) -> bool {
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

/// "We are not responsible for their use of …", "we do not control how …": what follows is somebody else's act.
fn is_disclaimed(words: &Words<'_>, act: Hit, parties: &Parties) -> bool {
    (act.start.saturating_sub(24)..act.start).any(|i| {
        let says = words.stand(i, "not responsible for")
            || words.stand(i, "no responsibility for")
            || words.stand(i, "not control")
            || words.stand(i, "no control over");
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
mod tests {
    use super::*;

    /// Reads the clause around the first word that begins with `act`.
    fn clause(text: &str, act: &str) -> (Clause, Folded) {
        let folded = Folded::new(text, 0);
        let at = (0..folded.tokens.len())
            .find(|&i| folded.word(i).starts_with(act))
            .unwrap();
        (
            read(
                &folded,
                Hit {
                    start: at,
                    end: at + 1,
                },
                &Parties::named("acme"),
                None,
            ),
            folded,
        )
    }

    fn denied(text: &str, act: &str) -> bool {
        clause(text, act).0.negation.is_some()
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
        assert_eq!(clause("We do not sell your data.", "sell").0.limit, None);
    }
}
