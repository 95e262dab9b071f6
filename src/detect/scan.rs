//! The words of a whole document, matched once: what every later step looks at.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::schema::Within;
use crate::catalogue::{Catalogue, Modifier};
use crate::document::headings::is_title;
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
            if text.trim_end().ends_with('?') || terms.is_definition(sentence.span) {
                continue;
            }
            if sentence.lead_in.is_none() && is_title(text) {
                continue;
            }
            let mut folded = Folded::new("", 0);
            let mut own = 0;
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
