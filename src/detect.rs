//! From a document to readings: one automaton over all words, and clause reading only where a signal is met.
//!
//! [`read`] looks at one document on its own; [`merge`] adds readings up over the documents of an assessment.

mod addressee;
pub mod clause;
mod doubt;
pub mod example;
pub mod explain;
pub mod fold;
pub mod lexicon;
pub mod merge;
mod own;
mod quotes;
pub mod refer;
pub mod scan;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::schema::{ActorRule, PolarityRule, Reads};
use crate::catalogue::{Catalogue, Modifier, Part, Provision, Signal};
use crate::document::{Document, Span, Voice};
use crate::finding::{Actor, Denial, Modality, Reading, State, Through};

use clause::{Clause, Parties};
use lexicon::{Hit, speak};
use scan::{Scan, Unit};

/// The provision about documents that the text refers to and that are not there.
const UNLOADED: &str = "roles.unloaded_documents";

/// Reads every clause of a document against the catalogue.
///
/// The result is in the order of the text. A document in a language that is not assessed gives nothing.
#[must_use]
pub fn read(catalogue: &Catalogue, document: &Document) -> Vec<Reading> {
    if !document.is_assessed_language() {
        return Vec::new();
    }
    let scan = Scan::new(catalogue, document);
    let parties = Parties::of(document);
    let mut readings = Vec::new();
    let mut seen: BTreeSet<(String, String, String)> = BTreeSet::new();
    let mut led = Led::new();
    for unit in &scan.units {
        for &(provision, signal) in scan.candidates(catalogue, unit).iter() {
            let Some(p) = catalogue.provisions.get(provision) else {
                continue;
            };
            let Some(s) = p.signals.get(signal) else {
                continue;
            };
            let Some(reading) = meet(catalogue, document, &scan, unit, p, s, &parties) else {
                continue;
            };
            // The same sentence twice in one document counts once.
            let key = (
                reading.provision.clone(),
                reading.signal.clone(),
                unit.folded.text.clone(),
            );
            if seen.insert(key) {
                for &lead in &unit.leads {
                    led.entry(lead).or_default().insert((&p.category, &p.id));
                }
                readings.push(reading);
            }
        }
    }
    leave_to_items(catalogue, &led, &mut readings);
    readings
        .sort_by(|a, b| (a.span, &a.provision, &a.signal).cmp(&(b.span, &b.provision, &b.signal)));
    readings
}

/// What was read in the items that a sentence leads in to: categories with their provisions.
type Led<'a> = BTreeMap<Span, BTreeSet<(&'a str, &'a str)>>;

/// Takes away what a bare lead-in was read for where its items tell more of the same category: "We may share data with:"
/// names nobody, and its items say who it is.
fn leave_to_items(catalogue: &Catalogue, led: &Led<'_>, readings: &mut Vec<Reading>) {
    readings.retain(|r| {
        let items = led.get(&r.span);
        let own = catalogue
            .provision(&r.provision)
            .map(|p| p.category.as_str());
        items.is_none_or(|items| {
            items.iter().any(|(_, p)| *p == r.provision)
                || !items.iter().any(|(c, _)| Some(*c) == own)
        })
    });
}

/// The reading of a unit by one signal, if it is met.
fn meet(
    catalogue: &Catalogue,
    document: &Document,
    scan: &Scan,
    unit: &Unit,
    provision: &Provision,
    signal: &Signal,
    parties: &Parties,
) -> Option<Reading> {
    let hits = unit.meant();
    let (first, others) = signal.all.split_first()?;
    if others.iter().any(|p| !p.is_met(hits)) {
        return None;
    }
    if !signal.context.is_empty()
        && !signal
            .context
            .iter()
            .any(|p| p.is_met(hits) || scan.heading_meets(unit, p))
    {
        return None;
    }
    let acts = first.find(hits);
    let excluding: Vec<Hit> = signal.not.iter().flat_map(|p| p.find(&unit.hits)).collect();
    let mut best: Option<Reading> = None;
    for act in acts {
        let Some(met) = together(signal, act, unit) else {
            continue;
        };
        // "As we understand the term 'sell'": a word that is spoken of is not done.
        if act.start > 0 && matches!(unit.folded.word(act.start - 1), "term" | "word") {
            continue;
        }
        // A company is not its own supplier: in its own papers its name is no tool that it uses.
        let is_name = act.end <= act.start + LONGEST_NAME;
        if is_name && parties.is_vendor(unit.folded.word(act.start)) {
            continue;
        }
        // A cell that says that its row does not apply: "Biometric data: not applicable".
        if met.iter().any(|h| is_inapplicable(unit, *h)) {
            continue;
        }
        let bounds = clause::around(&unit.folded, unit.own, &met);
        if excluding.iter().any(|h| bounds.touches(*h)) {
            continue;
        }
        let within = clause::negation_within(&unit.folded, act, |i| first.leaves_open(hits, i));
        let mut clause = clause::read(&unit.folded, act, parties, within);
        // A rule for the customer; what somebody may do, or what is done to things, is said of others there.
        let bound = unit.binds_customer && !clause.passive;
        if clause.actor == Actor::Unstated && bound && clause.modality != Modality::Permission {
            clause.actor = Actor::Customer;
        }
        // A signal that is worded as a disclaimer is told by its own words.
        let told = signal.polarity == PolarityRule::Fixed;
        let theirs = clause.disclaimed && signal.reads == Reads::Exposure && !told;
        let not_with_customer =
            signal.with_customer && clause::is_between_others(&unit.folded, act, parties);
        if theirs || not_with_customer || !actor_fits(signal.actor, clause.actor) {
            continue;
        }
        let Some(reading) = interpret(
            catalogue, document, scan, unit, provision, signal, &clause, &met,
        ) else {
            continue;
        };
        // Where one sentence says it twice, what it affirms counts before what it denies.
        if best.as_ref().is_none_or(|b| rank(&reading) > rank(b)) {
            best = Some(reading);
        }
    }
    best.filter(|_| {
        provision.id != UNLOADED || !own::names_only_itself(document.kind, &unit.folded)
    })
}

/// By how much the confidence of a reading is less where its act is only permitted.
const PERMITTED: f64 = 0.95;

/// Most tokens in the name of a tool: "some.io" has three.
const LONGEST_NAME: usize = 3;

/// Whether "not applicable" follows what was met.
fn is_inapplicable(unit: &Unit, met: Hit) -> bool {
    (met.end..met.end + 3).any(|i| unit.folded.stand(i, "not applicable"))
}

fn rank(reading: &Reading) -> u8 {
    match reading.state {
        State::Affirmed => 2,
        State::Conditional => 1,
        _ => 0,
    }
}

/// The hits of all patterns nearest to the act; `None` where they are too far apart or all in the lead-in.
fn together(signal: &Signal, act: Hit, unit: &Unit) -> Option<Vec<Hit>> {
    let mut met = vec![act];
    for pattern in signal.all.iter().skip(1) {
        let nearest = pattern
            .find(unit.meant())
            .into_iter()
            .min_by_key(|h| distance(act, *h))?;
        met.push(nearest);
    }
    if let Some(near) = signal.near {
        let start = met.iter().map(|h| h.start).min()?;
        let end = met.iter().map(|h| h.end).max()?;
        let inside: usize = met.iter().map(|h| h.end - h.start).sum();
        if (end - start).saturating_sub(inside) > near {
            return None;
        }
    }
    // An item of a list speaks only where something in the item itself was met; a cell, where its head was met as well,
    // for else its row speaks.
    let own = met.iter().any(|h| h.end > unit.own);
    let head = !unit.is_cell || met.iter().any(|h| h.end <= unit.own);
    (own && head).then_some(met)
}

/// Whether words are what the signal is about, and so no limit of its denial: "we do not process sensitive data" denies
/// all of it where sensitive data are looked for, and only a part where any data are.
fn is_subject(signal: &Signal, unit: &Unit, met: &[Hit], words: Hit) -> bool {
    signal.all.iter().zip(met).any(|(pattern, hit)| {
        let found = pattern.find(unit.meant());
        let covers = |h: &Hit| {
            h.start <= words.start && words.end <= h.end && h.start < hit.end && hit.start < h.end
        };
        // A shorter hit that leaves the kind of data out.
        let leaves_out = |h: &Hit| h.start > words.start && h.end <= words.end;
        found.iter().any(covers) && !found.iter().any(leaves_out)
    })
}

const fn overlap(a: Hit, b: Hit) -> bool {
    a.start < b.end && b.start < a.end
}

fn distance(a: Hit, b: Hit) -> usize {
    if b.start >= a.end {
        b.start - a.end
    } else {
        a.start.saturating_sub(b.end)
    }
}

fn actor_fits(rule: ActorRule, actor: Actor) -> bool {
    match rule {
        ActorRule::Any => true,
        ActorRule::NotCustomer => actor != Actor::Customer,
        ActorRule::Vendor => actor == Actor::Vendor,
        ActorRule::Customer => actor == Actor::Customer,
        ActorRule::ThirdParty => actor == Actor::ThirdParty,
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "one place where a match becomes a reading"
)]
fn interpret(
    catalogue: &Catalogue,
    document: &Document,
    scan: &Scan,
    unit: &Unit,
    provision: &Provision,
    signal: &Signal,
    clause: &Clause,
    met: &[Hit],
) -> Option<Reading> {
    let negated = match signal.polarity {
        PolarityRule::Fixed => false,
        PolarityRule::Read => clause.negation.is_some(),
        PolarityRule::Drop if clause.negation.is_some() => return None,
        PolarityRule::Drop => false,
    };
    // "We are not obliged to disclose": nothing is disclosed and nothing denied. Of a protection it says that there is none.
    if negated && clause.no_duty && signal.reads == Reads::Exposure {
        return None;
    }
    let exposure = (signal.reads == Reads::Exposure) != negated;
    let mut state = if exposure {
        State::Affirmed
    } else {
        State::Denied
    };
    let mut denial = None;
    let mut scope = None;
    let mut turned_by = negated
        .then(|| {
            clause
                .negation
                .and_then(|h| unit.folded.span(h.start, h.end))
        })
        .flatten();
    if state == State::Denied {
        // The limit is that of a negation only where the negation is what denies.
        let limit = clause.limit.as_ref().filter(|l| {
            negated == clause.negation.is_some()
                && (provision.several_kinds || !is_subject(signal, unit, met, l.words))
                && !(l.purpose && met.iter().any(|h| overlap(*h, l.words)))
        });
        let size = limit.map_or(Denial::Full, |l| l.denial);
        denial = Some(if clause.modality == Modality::Aspiration {
            Denial::Aspiration
        } else {
            size
        });
        if let Some(span) = limit.and_then(|l| unit.folded.span(l.words.start, l.words.end)) {
            scope = Some(clause::limit_text(&document.text, span));
        } else if !negated
            && denial == Some(Denial::Full)
            && let Some(part) = part(provision, unit)
        {
            denial = Some(Denial::Scoped);
            scope = Some(part.name.clone());
        }
    } else if let Some(hit) = clause.only_if_customer
        && signal.reads == Reads::Exposure
    {
        state = State::Conditional;
        turned_by = unit.folded.span(hit.start, hit.end);
    }
    let mut aggravators = Vec::new();
    let mut mitigators = Vec::new();
    if state != State::Denied {
        let own = provision
            .aggravators
            .iter()
            .chain(&catalogue.everywhere_aggravators);
        aggravators = seen(own, scan, unit);
    }
    if state != State::Denied {
        let own = provision
            .mitigators
            .iter()
            .chain(&catalogue.everywhere_mitigators);
        mitigators = seen(own, scan, unit);
    }
    if state == State::Affirmed
        && signal.reads == Reads::Exposure
        && provision.is_conditional_by(&mitigators)
    {
        state = State::Conditional;
    }
    let mut words: Vec<Span> = met
        .iter()
        .filter_map(|h| unit.folded.span(h.start, h.end))
        .collect();
    words.sort_unstable();
    words.dedup();
    let mut through: Vec<Through> = unit
        .lent
        .iter()
        .filter(|l| met.iter().any(|h| leans(unit, l, *h)))
        .filter_map(|l| {
            Some(Through {
                words: unit.folded.span(l.hit.start, l.hit.end)?,
                told: l.told,
            })
        })
        .collect();
    through.dedup();
    let mut about: Vec<String> = met
        .iter()
        .skip(1)
        .map(|h| {
            (h.start..h.end)
                .map(|i| unit.folded.word(i))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    about.sort_unstable();
    about.dedup();
    let force = match clause.modality {
        Modality::Permission => PERMITTED,
        Modality::Aspiration => 0.8,
        Modality::Fact | Modality::Duty => 1.0,
    };
    let voice = unit.voice;
    let heard = if voice == Voice::Analyst { 0.7 } else { 1.0 };
    Some(Reading {
        provision: provision.id.clone(),
        signal: signal.id.clone(),
        state,
        actor: clause.actor,
        modality: clause.modality,
        scope,
        denial,
        voice,
        span: unit.quoted(met.first()),
        words,
        through,
        about,
        turned_by,
        aggravators,
        mitigators,
        confidence: signal.confidence * force * heard,
    })
}

/// The part to which an offered protection is confined by its sentence.
fn part<'a>(provision: &'a Provision, unit: &Unit) -> Option<&'a Part> {
    let mut parts = provision.parts.iter();
    parts.find(|part| speak(&part.any, &part.not, &unit.hits))
}

/// Whether what was met at this place was met only by what the place stands for.
fn leans(unit: &Unit, lent: &refer::Lent, met: Hit) -> bool {
    met.start <= lent.hit.start
        && lent.hit.end <= met.end
        && !lent.families.iter().any(|&f| {
            unit.hits
                .of(f)
                .iter()
                .any(|h| h.start >= met.start && h.end <= met.end)
        })
}

/// Ids of the modifiers that words near the unit speak of.
fn seen<'a>(
    modifiers: impl Iterator<Item = &'a Modifier>,
    scan: &Scan,
    unit: &Unit,
) -> Vec<String> {
    let mut ids = Vec::new();
    for modifier in modifiers.filter(|m| m.by_words) {
        if scan.speaks_of(modifier, unit) && !ids.contains(&modifier.id) {
            ids.push(modifier.id.clone());
        }
    }
    ids
}

#[cfg(test)]
mod tests;
