//! The words of a whole document, matched once: what every later step looks at.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::schema::Within;
use crate::catalogue::{Catalogue, Modifier};
use crate::document::garbled::is_garbled;
use crate::document::headings::is_title;
use crate::document::{BlockKind, Document, Sentence, Span, Voice};

use super::addressee;
use super::fold::Folded;
use super::lexicon::{Hit, Hits, Pattern, speak};
use super::refer::{self, Lent, Terms};
use super::tables::Table;

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
    /// Number of tokens of the lead-ins, which stand first, the outermost of them leading.
    pub own: usize,
    /// Whether it is a rule for the customer, by what leads in or by the heading above.
    pub binds_customer: bool,
    /// Whether it is a cell of a table behind the head of its column.
    pub is_cell: bool,
    /// The sentences that lead in, the outermost first.
    pub leads: Vec<Span>,
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

    /// What is quoted of it for this act: an item whose act stands in what leads in is quoted from there on, unless that
    /// is long.
    #[must_use]
    pub fn quoted(&self, act: Option<&Hit>) -> Span {
        const MOST: usize = 480;
        let lead = act
            .and_then(|h| self.folded.span(h.start, h.end))
            .and_then(|words| self.leads.iter().find(|l| l.contains(words)));
        lead.map(|l| l.join(self.span))
            .filter(|whole| whole.len() <= MOST)
            .unwrap_or(self.span)
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

/// Most lead-ins that an item hangs on.
const DEEPEST: usize = 3;

/// What leads into a sentence, the outermost first. An item within an item hangs on what leads into both.
fn leads<'a>(document: &'a Document, sentence: &Sentence) -> Vec<&'a Sentence> {
    let mut leads: Vec<&Sentence> = Vec::new();
    let mut next = sentence.lead_in;
    while let Some(lead) = next.and_then(|i| document.sentences.get(i)) {
        // A sentence that leads in may stand behind others in an item of its own, of which the first goes on from what
        // leads in.
        next = lead.lead_in.or_else(|| {
            let end = next.unwrap_or_default();
            let block = document.sentences.iter().take(end).rev();
            block
                .take_while(|s| s.block == lead.block)
                .last()
                .and_then(|first| first.lead_in)
        });
        leads.push(lead);
        if leads.len() == DEEPEST {
            break;
        }
    }
    leads.reverse();
    leads
}

/// Whether a sentence only names a purpose, of which the sentence behind it tells more: "To derive market insights. We use
/// log information to …". "To opt out visit this page." tells what to do.
fn names_a_purpose(text: &str) -> bool {
    const MOST: usize = 6;
    const TOLD: [&str; 8] = [
        "visit", "click", "contact", "go", "see", "please", "follow", "write",
    ];
    let text = text.trim();
    let mut words = text.split_whitespace();
    text.starts_with("To ")
        && text.ends_with('.')
        && words.clone().count() <= MOST
        && !words.any(|w| TOLD.contains(&w.trim_end_matches(',')))
}

/// Whether a text lists what a document contains, or the pages above it, and says nothing of it: "What we collect > How
/// we share > Your choices >".
fn lists_contents(text: &str) -> bool {
    const FEWEST: usize = 3;
    const SOON: usize = 80;
    let marks = |mark: &str| text.matches(mark).count() >= FEWEST;
    let start: String = text.chars().take(SOON).collect();
    marks(" > ") || marks(" » ") || start.to_lowercase().contains("table of contents")
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
        let bound = addressee::sections_for_customer(&document.outline);
        let mut units: Vec<Unit> = Vec::with_capacity(document.sentences.len());
        let mut table = Table::default();
        for (at, sentence) in document.sentences.iter().enumerate() {
            let Some(block) = document.blocks.get(sentence.block) else {
                continue;
            };
            if matches!(block.kind, BlockKind::Heading(_)) || block.voice == Voice::OtherParty {
                continue;
            }
            let text = document.slice(sentence.span);
            if block.kind == BlockKind::TableRow {
                table.enter(document, sentence);
            }
            // A question says nothing, and neither does a definition: what it defines is said where it is used.
            if text.trim_end().ends_with('?') || terms.is_definition(sentence.span) {
                continue;
            }
            let lead = sentence.lead_in.and_then(|i| document.sentences.get(i));
            if lead.is_some_and(|l| terms.is_definition(l.span)) {
                continue;
            }
            // Letters that could not be read may say the contrary of the rest.
            let unread = document.is_damaged() && is_garbled(text);
            if unread || (lead.is_none() && is_title(text)) || lists_contents(text) {
                continue;
            }
            let next = document.sentences.get(at + 1);
            if names_a_purpose(text) && next.is_some_and(|n| n.block == sentence.block) {
                continue;
            }
            let mut folded = Folded::new("", 0);
            let leads: Vec<Span> = leads(document, sentence).iter().map(|s| s.span).collect();
            for &lead in &leads {
                folded.add(document.slice(lead), lead.start);
            }
            let own = folded.tokens.len();
            let binds_customer = addressee::leads_to_customer(&folded)
                || block
                    .section
                    .is_some_and(|s| bound.get(s).copied().unwrap_or_default());
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
                binds_customer,
                is_cell: false,
                leads,
                hits,
                lent: Vec::new(),
                with_lent: None,
            };
            let mut lent = terms.used(document, &unit.folded, unit.span);
            lent.extend(refer::referred(catalogue, &units, &unit));
            unit.lend(lent);
            units.push(unit);
            if block.kind == BlockKind::TableRow {
                for (head, cell) in table.headed(document, sentence) {
                    let mut folded = Folded::new(document.slice(head), head.start);
                    let own = folded.tokens.len();
                    folded.add(document.slice(cell), cell.start);
                    units.push(Unit {
                        // The row is quoted, whichever of its cells was met.
                        span: sentence.span,
                        block: sentence.block,
                        section: block.section,
                        voice: block.voice,
                        own,
                        binds_customer: false,
                        is_cell: true,
                        leads: Vec::new(),
                        hits: lexicon.hits(&folded),
                        folded,
                        lent: Vec::new(),
                        with_lent: None,
                    });
                }
            }
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
        let met = |u: &Unit| speak(&modifier.any, &modifier.not, &u.hits);
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
