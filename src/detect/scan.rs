//! The words of a whole document, matched once: what every later step looks at.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::schema::Within;
use crate::catalogue::{Catalogue, Modifier};
use crate::document::{BlockKind, Document, Span, Voice};

use super::fold::Folded;
use super::lexicon::{Hits, Pattern};
use super::refer::{self, Lent, Terms};

/// A sentence or list item with the words that were hit in it, its lead-in among them.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The sentence's own span.
    pub span: Span,
    /// Its block.
    pub block: usize,
    /// The section of its block.
    pub section: Option<usize>,
    /// Who speaks.
    pub voice: Voice,
    /// Folded lead-in and sentence.
    pub folded: Folded,
    /// Number of tokens of the lead-in, which stand first.
    pub own: usize,
    /// What was hit.
    pub hits: Hits,
    /// What is lent by defined terms and references.
    pub lent: Vec<Lent>,
    /// What was hit or is lent, where anything is.
    with_lent: Option<Hits>,
}

impl Unit {
    /// What was hit, with what its terms and references stand for.
    #[must_use]
    pub fn meant(&self) -> &Hits {
        self.with_lent.as_ref().unwrap_or(&self.hits)
    }

    fn lend(&mut self, lent: Vec<Lent>) {
        if lent.is_empty() {
            return;
        }
        let added = lent
            .iter()
            .flat_map(|l| l.families.iter().map(|&f| (f, l.hit)));
        self.with_lent = Some(self.hits.with(added));
        self.lent = lent;
    }
}

/// Whether a text is the title of what follows and no clause: "13. Limitation of liability.", "Changes to this policy".
///
/// A title has a number before it or no full stop after it, has few words, joins two nouns by a preposition or "and", and has neither a verb's helper nor a pronoun.
/// Names alone ("Google Analytics") are none: in a table they are what is used.
fn is_title(text: &str) -> bool {
    const MOST: usize = 8;
    let whole = text.trim_end();
    let text = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ')' | '(' | ' ' | '§')
    });
    // Without a number before it, what ends with a full stop is a sentence: "The app stores names and numbers."
    if whole.ends_with('.') && text.len() == whole.len() {
        return false;
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let joined = words
        .iter()
        .any(|w| matches!(*w, "of" | "and" | "to" | "on" | "or" | "&"));
    let speaks = words.iter().any(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "we" | "us"
                | "you"
                | "they"
                | "it"
                | "is"
                | "are"
                | "be"
                | "was"
                | "were"
                | "may"
                | "can"
                | "will"
                | "shall"
                | "must"
                | "do"
                | "does"
                | "has"
                | "have"
                | "not"
                | "no"
                | "never"
                | "if"
                | "that"
                | "which"
                | "with"
                | "for"
                | "by"
                | "from"
                | "in"
                | "within"
                | "as"
        )
    });
    (2..=MOST).contains(&words.len())
        && joined
        && !speaks
        && !text.contains([',', ';', ':'])
        && words
            .first()
            .is_some_and(|w| w.starts_with(char::is_uppercase))
}

/// Whether a sentence tells its reader what to do: "legal teams should evaluate whether".
fn advises(folded: &Folded) -> bool {
    (0..folded.tokens.len()).any(|i| {
        let next = |n: usize| folded.word(i + n);
        match folded.word(i) {
            "should" => (1..4).any(|n| {
                matches!(
                    next(n),
                    "assess"
                        | "assessed"
                        | "evaluate"
                        | "confirm"
                        | "consider"
                        | "review"
                        | "check"
                        | "verify"
                        | "ask"
                )
            }),
            "wish" | "want" => next(1) == "to",
            _ => false,
        }
    })
}

/// A document's units, and what was hit in its headings.
#[derive(Debug)]
pub struct Scan {
    /// The units, in order. Headings, questions and other parties' words are left out.
    pub units: Vec<Unit>,
    /// Hits of each section's heading, parallel to the outline.
    headings: Vec<Hits>,
    parents: Vec<Option<usize>>,
    /// Where modifiers that look beyond the sentence are met, by the modifier's address; filled as they are asked for,
    /// so that a long text is gone through once a modifier and not once a reading.
    places: RefCell<BTreeMap<usize, Places>>,
}

/// Where a modifier is met, by voice.
#[derive(Debug, Default)]
struct Places {
    blocks: BTreeSet<(Voice, usize)>,
    sections: BTreeSet<(Voice, Option<usize>)>,
    voices: BTreeSet<Voice>,
}

impl Scan {
    /// Matches all words of a document.
    #[must_use]
    pub fn new(catalogue: &Catalogue, document: &Document) -> Self {
        let lexicon = &catalogue.lexicon;
        let terms = Terms::of(catalogue, document);
        let mut units: Vec<Unit> = Vec::with_capacity(document.sentences.len());
        for sentence in &document.sentences {
            let Some(block) = document.blocks.get(sentence.block) else {
                continue;
            };
            if matches!(block.kind, BlockKind::Heading(_)) || block.voice == Voice::OtherParty {
                continue;
            }
            let text = document.slice(sentence.span);
            // A question says nothing, and neither does a definition: what it defines is said where it is used.
            if text.trim_end().ends_with('?') || refer::defined(text).is_some() {
                continue;
            }
            let mut folded = Folded::new("", 0);
            let mut own = 0;
            if sentence.lead_in.is_none() && is_title(text) {
                continue;
            }
            if let Some(lead) = sentence.lead_in.and_then(|i| document.sentences.get(i)) {
                folded.add(document.slice(lead.span), lead.span.start);
                own = folded.tokens.len();
            }
            folded.add(text, sentence.span.start);
            // What an analyst advises the reader to do says nothing of what the vendor does.
            if block.voice == Voice::Analyst && advises(&folded) {
                continue;
            }
            let hits = lexicon.hits(&folded);
            let mut unit = Unit {
                span: sentence.span,
                block: sentence.block,
                section: block.section,
                voice: block.voice,
                folded,
                own,
                hits,
                lent: Vec::new(),
                with_lent: None,
            };
            let mut lent = terms.used(document, &unit.folded, unit.span);
            lent.extend(refer::referred(catalogue, &units, &unit));
            unit.lend(lent);
            units.push(unit);
        }
        let headings = document
            .outline
            .iter()
            .map(|s| lexicon.hits(&Folded::new(&s.title, 0)))
            .collect();
        let parents = document.outline.iter().map(|s| s.parent).collect();
        Self {
            units,
            headings,
            parents,
            places: RefCell::default(),
        }
    }

    /// Whether words of a modifier stand near the unit, as near as the modifier asks for, in the same voice.
    #[must_use]
    pub fn speaks_of(&self, modifier: &Modifier, unit: &Unit) -> bool {
        let met = |u: &Unit| modifier.any.iter().any(|p| p.is_met(&u.hits));
        if modifier.within == Within::Sentence {
            return met(unit);
        }
        let mut all = self.places.borrow_mut();
        let places = all
            .entry(std::ptr::from_ref(modifier).addr())
            .or_insert_with(|| {
                let mut places = Places::default();
                for u in self.units.iter().filter(|u| met(u)) {
                    places.blocks.insert((u.voice, u.block));
                    places.sections.insert((u.voice, u.section));
                    places.voices.insert(u.voice);
                }
                places
            });
        match modifier.within {
            Within::Sentence => false,
            Within::Block => places.blocks.contains(&(unit.voice, unit.block)),
            Within::Section => places.sections.contains(&(unit.voice, unit.section)),
            Within::Document => places.voices.contains(&unit.voice),
        }
    }

    /// Whether a heading above the unit meets the pattern.
    #[must_use]
    pub fn heading_meets(&self, unit: &Unit, pattern: &Pattern) -> bool {
        let mut at = unit.section;
        while let Some(section) = at {
            if self
                .headings
                .get(section)
                .is_some_and(|h| pattern.is_met(h))
            {
                return true;
            }
            at = self
                .parents
                .get(section)
                .copied()
                .flatten()
                .filter(|&p| p < section);
        }
        false
    }

    /// Signals whose first pattern can be met in the unit: `(provision, signal)`.
    #[must_use]
    pub fn candidates(&self, catalogue: &Catalogue, unit: &Unit) -> BTreeSet<(usize, usize)> {
        unit.meant()
            .touched()
            .iter()
            .filter_map(|f| catalogue.by_family.get(*f as usize))
            .flatten()
            .copied()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_clauses() {
        for title in [
            "13. Limitation of liability.",
            "Changes to this policy",
            "Publication of results and reports",
        ] {
            assert!(is_title(title), "{title}");
        }
        for clause in [
            "The app stores names and numbers.",
            "We collect names and numbers",
            "Google Analytics",
            "4. Usage data is collected and kept.",
            "names and numbers",
        ] {
            assert!(!is_title(clause), "{clause}");
        }
    }
}
