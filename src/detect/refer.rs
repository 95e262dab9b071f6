//! What a word stands for beyond itself: a term that the text defines (“Usage Data means …”, “reports (the
//! “Statistics”)”), and a reference to the sentence before (“this data”, “such information”).
//!
//! Only things are lent, and never acts: the families that the catalogue names as `things`. So “Insights” can stand
//! for aggregated data, and a verb in its definition makes no act where the term is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Catalogue;
use crate::document::{BlockKind, Document, Sentence, Span};

use super::fold::Folded;
use super::lexicon::{FamilyId, Hit, Hits};
use super::scan::Unit;

/// The longest term, in words.
const LONGEST: usize = 6;
/// How many tokens before “(the “Term”)” belong to what it stands for.
const BEFORE: usize = 40;
/// How far back a reference looks within its paragraph, in sentences.
const BACK: usize = 2;

/// Nouns for data. Only terms and references headed by one of them stand for data: “the Services” stand for none.
const DATA_NOUNS: [&str; 23] = [
    "analytics",
    "content",
    "contents",
    "cookies",
    "data",
    "details",
    "feedback",
    "files",
    "identifiers",
    "information",
    "inputs",
    "insights",
    "logs",
    "materials",
    "metadata",
    "metrics",
    "outputs",
    "prompts",
    "records",
    "results",
    "statistics",
    "submissions",
    "technologies",
];

fn is_data_noun(word: &str) -> bool {
    DATA_NOUNS.binary_search(&word).is_ok()
}

/// A place in a unit that stands for something told elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lent {
    /// The word or words, as tokens of the unit.
    pub hit: Hit,
    /// The families that they stand for.
    pub families: Vec<FamilyId>,
    /// Where it is told what they stand for.
    pub told: Span,
}

/// A term that the document defines.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    /// Its words, folded.
    words: Vec<String>,
    /// The things that it stands for.
    families: Vec<FamilyId>,
    /// The sentence that defines it.
    told: Span,
}

/// The terms that a document defines, and the sentences that define them.
#[derive(Debug, Default)]
pub struct Terms {
    /// By their first word.
    known: BTreeMap<String, Vec<Term>>,
    /// Sentences that are definitions and nothing else, in order.
    definitions: BTreeSet<Span>,
}

impl Terms {
    /// The terms that a document defines and that stand for data of some sort.
    #[must_use]
    pub fn of(catalogue: &Catalogue, document: &Document) -> Self {
        let mut terms = Self::default();
        for (at, sentence) in document.sentences.iter().enumerate() {
            let heading = document
                .blocks
                .get(sentence.block)
                .is_none_or(|b| matches!(b.kind, BlockKind::Heading(_)));
            if heading {
                continue;
            }
            let text = document.slice(sentence.span);
            let definition = defined(text);
            if definition.is_some() {
                terms.definitions.insert(sentence.span);
            }
            let mut add = |name: &str, meanings: &[Folded]| {
                terms.add(catalogue, name, meanings, sentence.span);
            };
            if let Some((name, meaning)) = definition {
                let mut meanings = vec![Folded::new(meaning, 0)];
                let items = document.sentences.iter().skip(at + 1);
                meanings.extend(
                    items
                        .take_while(|s: &&Sentence| s.lead_in == Some(at))
                        .map(|s| Folded::new(document.slice(s.span), 0)),
                );
                add(name, &meanings);
            }
            for (name, before) in bracketed(text) {
                add(name, &[Folded::new(before, 0)]);
            }
        }
        terms
    }

    /// Whether a sentence is a definition and says nothing else.
    #[must_use]
    pub fn is_definition(&self, sentence: Span) -> bool {
        self.definitions.contains(&sentence)
    }

    fn add(&mut self, catalogue: &Catalogue, name: &str, meanings: &[Folded], told: Span) {
        let folded = Folded::new(name, 0);
        let words: Vec<String> = (0..folded.tokens.len())
            .map(|i| folded.word(i).to_owned())
            .collect();
        let Some((first, last)) = words.first().zip(words.last()) else {
            return;
        };
        if words.len() > LONGEST || !is_data_noun(last) {
            return;
        }
        let hits: Vec<Hits> = meanings.iter().map(|m| catalogue.lexicon.hits(m)).collect();
        let families = things(catalogue, &hits);
        if families.is_empty() {
            return;
        }
        let known = self.known.entry(first.clone()).or_default();
        // The first definition of a term holds.
        if known.iter().all(|t| t.words != words) {
            known.push(Term {
                words,
                families,
                told,
            });
            known.sort_by_key(|t| std::cmp::Reverse(t.words.len()));
        }
    }

    /// Where these terms are used in a unit. A term counts only as it is defined, with a capital letter.
    #[must_use]
    pub fn used(&self, document: &Document, unit: &Folded, own: Span) -> Vec<Lent> {
        let mut out = Vec::new();
        if self.known.is_empty() {
            return out;
        }
        let mut at = 0;
        while at < unit.tokens.len() {
            let known = self.known.get(unit.word(at)).map(Vec::as_slice);
            let term = known.unwrap_or_default().iter().find(|t| {
                t.told != own
                    && t.words
                        .iter()
                        .enumerate()
                        .all(|(n, w)| unit.word(at + n) == w)
                    && is_capital(document, unit, at)
            });
            let Some(term) = term else {
                at += 1;
                continue;
            };
            let end = at + term.words.len();
            out.push(Lent {
                hit: Hit { start: at, end },
                families: term.families.clone(),
                told: term.told,
            });
            at = end;
        }
        out
    }
}

/// Where a unit refers to what the sentences before it speak of: “this data”, “such anonymised statistics”.
#[must_use]
pub fn referred(catalogue: &Catalogue, before: &[Unit], unit: &Unit) -> Vec<Lent> {
    let places: Vec<Hit> = (unit.own..unit.folded.tokens.len())
        .filter_map(|i| reference(&unit.folded, i))
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let mut told = None;
    for earlier in before.iter().rev().take(BACK) {
        let near = earlier.voice == unit.voice
            && earlier.section == unit.section
            && unit.block.abs_diff(earlier.block) <= 1;
        if !near {
            break;
        }
        let families = things(catalogue, [earlier.meant()]);
        if !families.is_empty() {
            told = Some((families, earlier.span));
            break;
        }
        if earlier.block != unit.block {
            break;
        }
    }
    let Some((families, told)) = told else {
        return Vec::new();
    };
    places
        .into_iter()
        .map(|hit| Lent {
            hit,
            families: families.clone(),
            told,
        })
        .collect()
}

/// A demonstrative with its noun for data, at most two words apart: “this”, “such”, “these”, “those”.
fn reference(folded: &Folded, at: usize) -> Option<Hit> {
    if !matches!(
        folded.word(at),
        "this" | "such" | "these" | "those" | "foregoing"
    ) {
        return None;
    }
    (at + 1..at + 4)
        .find(|&j| is_data_noun(folded.word(j)))
        .map(|j| Hit {
            start: at,
            end: j + 1,
        })
}

/// The families of things among what was hit, in order.
fn things<'h>(catalogue: &Catalogue, hits: impl IntoIterator<Item = &'h Hits>) -> Vec<FamilyId> {
    let mut families: Vec<FamilyId> = hits
        .into_iter()
        .flat_map(|h| h.touched().iter().copied())
        .filter(|f| catalogue.things.binary_search(f).is_ok())
        .collect();
    families.sort_unstable();
    families.dedup();
    families
}

fn is_capital(document: &Document, unit: &Folded, token: usize) -> bool {
    unit.span(token, token + 1)
        .and_then(|s| document.slice(s).chars().next())
        .is_some_and(char::is_uppercase)
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’')
}

/// Words that part a term from what it means.
const VERBS: [&str; 7] = [
    " means ",
    " shall mean ",
    " mean ",
    " refers to ",
    " refer to ",
    " is defined as ",
    " consists of ",
];

/// The term and its meaning, where a sentence is a definition.
fn defined(text: &str) -> Option<(&str, &str)> {
    let (at, verb) = VERBS
        .iter()
        .filter_map(|verb| text.find(verb).map(|at| (at, *verb)))
        .min()?;
    let name = text.get(..at)?.trim();
    let meaning = text.get(at + verb.len()..)?;
    let quoted = name.starts_with(is_quote);
    let name = name.trim_matches(|c| is_quote(c) || matches!(c, '*' | '_' | ',' | ' '));
    // Without quotation marks every word of a term but the small ones has a capital.
    let capital = |w: &str| {
        w.starts_with(char::is_uppercase) || matches!(w, "of" | "and" | "or" | "the" | "for")
    };
    // "This means that your data may leave the country" defines nothing.
    let points = matches!(name, "This" | "That" | "It" | "These" | "Which" | "What");
    let is_term = !name.is_empty()
        && !points
        && name.len() <= 80
        && !name.contains(is_quote)
        && name.starts_with(char::is_uppercase)
        && (quoted || name.split_whitespace().all(capital));
    is_term.then_some((name, meaning))
}

/// The terms that stand in brackets after what they mean: `reports and statistics (the “Insights”)`.
fn bracketed(text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(inside) = text
            .get(open + 1..)
            .and_then(|t| t.split_once(')'))
            .map(|t| t.0)
        else {
            continue;
        };
        let mut marks = inside
            .char_indices()
            .filter(|&(_, c)| is_quote(c) && c != '’' && c != '\'');
        let (Some((a, c)), Some((b, _)), None) = (marks.next(), marks.next(), marks.next()) else {
            continue;
        };
        let closes = inside
            .get(b..)
            .is_some_and(|t| t.chars().all(|c| is_quote(c) || c.is_whitespace()));
        let Some(name) = inside.get(a + c.len_utf8()..b).filter(|_| closes) else {
            continue;
        };
        let before = text.get(..open).unwrap_or_default();
        let before = before.rsplit(';').next().unwrap_or(before);
        out.push((name.trim(), last_words(before)));
    }
    out
}

/// The last words of a text, as many as can belong to a term that follows.
fn last_words(text: &str) -> &str {
    text.rmatch_indices(char::is_whitespace)
        .nth(BEFORE)
        .and_then(|(at, _)| text.get(at..))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin;
    use crate::detect;
    use crate::finding::State;
    use crate::import;

    #[test]
    fn nouns_are_in_order() {
        assert!(DATA_NOUNS.is_sorted());
    }

    #[test]
    fn definitions() {
        assert_eq!(
            defined("“Usage Data” means logs and diagnostics."),
            Some(("Usage Data", "logs and diagnostics."))
        );
        assert_eq!(
            defined("Service Statistics shall mean counts."),
            Some(("Service Statistics", "counts."))
        );
        assert_eq!(defined("That by no means changes our data."), None);
        assert_eq!(defined("This means your data may leave the country."), None);
        assert_eq!(
            bracketed("We make counts of users (together, the “Insights”) and reports (monthly)."),
            [("Insights", "We make counts of users ")]
        );
    }

    /// The states of a provision in a text, each once, and the words that stood for something else.
    fn states(text: &str, provision: &str) -> (Vec<State>, Vec<String>) {
        let catalogue = builtin::catalogue().unwrap();
        let document = import::from_text(text);
        let mut states = Vec::new();
        let mut through = Vec::new();
        for reading in detect::read(&catalogue, &document) {
            if reading.provision == provision {
                states.push(reading.state);
                through.extend(
                    reading
                        .through
                        .iter()
                        .map(|t| document.slice(t.words).to_owned()),
                );
            }
        }
        states.dedup();
        through.dedup();
        (states, through)
    }

    #[test]
    fn a_defined_term_stands_for_what_it_means() {
        let text = "“Harvest Metrics” means aggregated and anonymised figures.\n\n\
                    Brackenfold may publish the Harvest Metrics.";
        let (found, through) = states(text, "benchmarking.publication");
        assert_eq!(found, [State::Affirmed]);
        assert_eq!(through, ["Harvest Metrics"]);
        // The same words without the definition, and in small letters, stand for nothing.
        let other = "Brackenfold may publish the Harvest Metrics.";
        assert!(states(other, "benchmarking.publication").0.is_empty());
        let small = "“Harvest Metrics” means aggregated and anonymised figures.\n\n\
                     Brackenfold may publish the harvest metrics.";
        assert!(states(small, "benchmarking.publication").0.is_empty());
    }

    #[test]
    fn a_reference_stands_for_the_sentence_before() {
        let text = "We turn records into aggregated, anonymised figures. We may publish some of these materials.";
        let (found, through) = states(text, "benchmarking.publication");
        assert_eq!(found, [State::Affirmed]);
        assert_eq!(through, ["these materials"]);
        let other = "Our staff run races. We may publish some of these materials.";
        assert!(states(other, "benchmarking.publication").0.is_empty());
    }
}
