//! Signals in plain words, for people who want to know by what a provision is recognised.

use super::schema::{ActorRule, PolarityRule, Reads, Within};
use super::{Catalogue, Modifier, Signal, Silence};
use crate::detect::lexicon::Pattern;

/// How many wordings of a place are shown; the others are counted.
const SHOWN: usize = 7;
/// How deep families within families are followed. The catalogue has no circles; this only bounds the walk.
const DEEPEST: usize = 6;

/// A signal in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainSignal {
    /// What it says where it is met: `Says that the vendor does it`.
    pub says: String,
    /// What the sentence must have, must not have, and where: one line each.
    pub lines: Vec<String>,
}

/// A signal in plain words.
#[must_use]
pub fn signal(catalogue: &Catalogue, signal: &Signal) -> PlainSignal {
    let says = match (signal.reads, signal.polarity) {
        (Reads::Exposure, PolarityRule::Read) => "Says that it is so; negated, that it is not",
        (Reads::Exposure, PolarityRule::Fixed) => "Says that it is so",
        (Reads::Exposure, PolarityRule::Drop) => {
            "Says that it is so; a negated sentence is left aside"
        }
        (Reads::Protection, PolarityRule::Read) => {
            "Says that the customer is protected; negated, that it is not"
        }
        (Reads::Protection, PolarityRule::Fixed) => "Says that the customer is protected",
        (Reads::Protection, PolarityRule::Drop) => {
            "Says that the customer is protected; a negated sentence is left aside"
        }
    };
    let mut lines = Vec::new();
    for (at, pattern) in signal.all.iter().enumerate() {
        let lead = if at == 0 {
            "A sentence has"
        } else {
            "and in it stands"
        };
        lines.push(format!("{lead} {}", wordings(catalogue, &[pattern])));
    }
    if let Some(near) = signal.near.filter(|_| signal.all.len() > 1) {
        lines.push(format!("no more than {near} words apart"));
    }
    if !signal.context.is_empty() {
        let all: Vec<&Pattern> = signal.context.iter().collect();
        let words = wordings(catalogue, &all);
        lines.push(format!("where it, its lead-in or a heading has {words}"));
    }
    if !signal.not.is_empty() {
        let all: Vec<&Pattern> = signal.not.iter().collect();
        lines.push(format!("but without {}", wordings(catalogue, &all)));
    }
    let act = match signal.actor {
        ActorRule::NotCustomer => "It is not the customer’s act",
        ActorRule::Vendor => "It is the vendor’s act",
        ActorRule::Customer => "It is the customer’s or a user’s act",
        ActorRule::ThirdParty => "It is a third party’s act",
        ActorRule::Any => "",
    };
    if !act.is_empty() {
        lines.push(act.to_owned());
    }
    PlainSignal {
        says: says.to_owned(),
        lines,
    }
}

/// What silence means, as a sentence.
#[must_use]
pub const fn silence(silence: Silence, eu_only: bool) -> &'static str {
    match (silence, eu_only) {
        (Silence::Adverse, false) => {
            "Silence counts against the vendor: the law wants it said, or the default allows it."
        }
        (Silence::Adverse, true) => {
            "Silence counts against the vendor where data from the EU, the UK or Switzerland is in play."
        }
        (Silence::Neutral, _) => "Silence is neither good nor bad.",
        (Silence::Benign, _) => "Silence counts for the vendor: the practice needs a grant.",
    }
}

/// How near to the sentence something must stand.
#[must_use]
pub const fn within(modifier: &Modifier) -> &'static str {
    if !modifier.by_words {
        return "set by transfer law or by a reviewer";
    }
    match modifier.within {
        Within::Sentence => "in the same sentence",
        Within::Block => "in the same paragraph",
        Within::Section => "in the same section",
        Within::Document => "anywhere in the document",
    }
}

/// `“a”, “b” or “c”`, with how many more there are.
fn wordings(catalogue: &Catalogue, patterns: &[&Pattern]) -> String {
    let mut all: Vec<String> = Vec::new();
    for pattern in patterns {
        for alternative in pattern.source.split(" | ") {
            expand(catalogue, alternative.trim(), &mut all);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|words| seen.insert(words.clone()));
    let rest = all.len().saturating_sub(SHOWN);
    // One that would be counted alone is shown instead.
    let shown = if rest == 1 { SHOWN + 1 } else { SHOWN };
    let quoted: Vec<String> = all.iter().take(shown).map(|w| format!("“{w}”")).collect();
    let (last, first) = match quoted.split_last() {
        Some((last, first)) if rest < 2 && !first.is_empty() => (Some(last), first),
        _ => (None, quoted.as_slice()),
    };
    match last {
        Some(last) => format!("{} or {last}", first.join(", ")),
        None if rest > 1 => format!("{} or one of {rest} more", first.join(", ")),
        None => first.join(", "),
    }
}

/// The wordings of an alternative: all terms of a family that stands alone, otherwise one line.
fn expand(catalogue: &Catalogue, alternative: &str, out: &mut Vec<String>) {
    match family(alternative) {
        Some(name) => terms(catalogue, name, DEEPEST, out),
        None => out.push(spelled(catalogue, alternative)),
    }
}

fn family(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    (!name.contains(['{', '}'])).then_some(name)
}

fn terms(catalogue: &Catalogue, name: &str, depth: usize, out: &mut Vec<String>) {
    for term in catalogue.families.get(name).into_iter().flatten() {
        match family(term) {
            Some(inner) if depth > 0 => terms(catalogue, inner, depth - 1, out),
            Some(_) => {}
            None => out.push(spelled(catalogue, term)),
        }
    }
}

/// A term as people read it: `share or the like … with … ad partner or the like`.
fn spelled(catalogue: &Catalogue, term: &str) -> String {
    let spaced = term.replace('{', " {").replace('}', "} ");
    let words = spaced.split_whitespace().map(|word| {
        if let Some(name) = family(word) {
            let mut all = Vec::new();
            terms(catalogue, name, DEEPEST, &mut all);
            return match all.len() {
                0 => name.to_owned(),
                1 => all.swap_remove(0),
                _ => format!("{} or the like", all.swap_remove(0)),
            };
        }
        match word {
            "#" => "a number".to_owned(),
            "_" => "any word".to_owned(),
            _ if word.starts_with("..") => "…".to_owned(),
            _ => match word.strip_suffix('*') {
                Some(stem) => format!("{stem}…"),
                None => word.to_owned(),
            },
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin;

    fn catalogue() -> Catalogue {
        builtin::catalogue().unwrap()
    }

    #[test]
    fn patterns_become_words_that_people_read() {
        let mut catalogue = catalogue();
        let list = |terms: &[&str]| terms.iter().map(|t| (*t).to_owned()).collect();
        catalogue
            .families
            .insert("give".to_owned(), list(&["share", "sell*"]));
        catalogue
            .families
            .insert("both".to_owned(), list(&["{give}", "pass on"]));
        let mut out = Vec::new();
        expand(&catalogue, "{both}", &mut out);
        assert_eq!(out, ["share", "sell…", "pass on"]);
        assert_eq!(
            spelled(&catalogue, "{give} ..8 with # _ partner*"),
            "share or the like … with a number any word partner…"
        );
    }

    #[test]
    fn no_sign_of_the_pattern_language_is_left() {
        let catalogue = catalogue();
        let mut shown = 0;
        for provision in &catalogue.provisions {
            for raw in &provision.signals {
                let plain = signal(&catalogue, raw);
                assert!(!plain.lines.is_empty());
                for line in &plain.lines {
                    let left = ["{", "}", "..", "*", " | ", "#", "“”"];
                    let found = left.iter().find(|sign| line.contains(**sign));
                    assert_eq!(found, None, "{} {}: {line}", provision.id, raw.id);
                    shown += 1;
                }
            }
        }
        assert!(shown > 500, "{shown}");
    }

    #[test]
    fn long_lists_are_cut_and_counted() {
        let catalogue = catalogue();
        let replay = catalogue.provision("telemetry.session_replay").unwrap();
        let named = replay.signals.iter().find(|s| s.id == "named").unwrap();
        let plain = signal(&catalogue, named);
        let first = &plain.lines[0];
        assert!(
            first.starts_with("A sentence has “session replay…”"),
            "{first}"
        );
        assert!(first.contains(" more"), "{first}");
        assert_eq!(first.matches('“').count(), SHOWN);
    }
}
