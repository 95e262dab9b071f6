//! Where a document names a mechanism, for which corridors, and whether it relies on it.
//!
//! One automaton finds the sentences that hold a telling word; only these are cut into words and read. How reliance
//! is told stands in [`super::reliance`].

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::law::{Corridor, MechanismId};
use super::names::*;
use super::passage::{Passage, Word};
use crate::document::{Document, Span, Voice};

/// Whether a clause that names a mechanism relies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relied {
    /// It does: "we comply with", "we rely on", "shall apply".
    Relies,
    /// It says that it does not, or no longer.
    NoLonger,
    /// It presupposes it: "except for transfers under", "should it be declared invalid".
    Excepted,
    /// It only speaks of it: a complaint procedure, a definition, a court's judgment, a heading.
    Other,
}

/// A mechanism named in a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The mechanism.
    pub mechanism: MechanismId,
    /// The corridors for which the clause names it.
    pub corridors: Vec<Corridor>,
    /// Whether it is relied on.
    pub relied: Relied,
    /// Whether the clause speaks of a certification.
    pub certified: bool,
    /// Whether the clause offers it for the case that another mechanism falls.
    pub fallback: bool,
    /// Whether it is promised; `false`: "may use", "such measures may include".
    pub firm: bool,
    /// Index of the document.
    pub document: usize,
    /// The clause.
    pub span: Span,
    /// The name in it.
    pub words: Span,
    /// Who speaks.
    pub voice: Voice,
}

/// `None` cannot happen with these constants; a test holds it to that.
static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(ATOMS)
        .ok()
});

/// Finds every mention of a mechanism, in order. The document's index is 0 in each; see [`mentions_in`].
#[must_use]
pub fn mentions(document: &Document) -> Vec<Mention> {
    let Some(automaton) = AUTOMATON.as_ref() else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut names_uk = None;
    // The first sentence that has not been read yet.
    let mut next = 0;
    for hit in automaton.find_iter(&document.text) {
        let at = document
            .sentences
            .partition_point(|s| s.span.end <= hit.start());
        if at < next
            || document
                .sentences
                .get(at)
                .is_none_or(|s| s.span.start >= hit.end())
        {
            continue;
        }
        let Some((passage, last)) = Passage::around(document, at) else {
            continue;
        };
        next = last.saturating_add(1);
        let voice = document
            .sentences
            .get(at)
            .and_then(|s| document.blocks.get(s.block))
            .map_or(Voice::Vendor, |b| b.voice);
        let uk = *names_uk.get_or_insert_with(|| speaks_of_uk(&document.text));
        Reader {
            passage: &passage,
            uk_in_document: uk,
            voice,
        }
        .read(&mut out);
    }
    out
}

/// Mentions of all documents of an assessment, each with the index of its document.
#[must_use]
pub fn mentions_in(documents: &[Document]) -> Vec<Mention> {
    documents
        .iter()
        .enumerate()
        .flat_map(|(index, document)| {
            mentions(document).into_iter().map(move |mut m| {
                m.document = index;
                m
            })
        })
        .collect()
}

fn speaks_of_uk(text: &str) -> bool {
    text.contains("United Kingdom") || text.contains("UK") || text.contains("U.K.")
}

/// Regions of which a clause speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Regions {
    eu: bool,
    uk: bool,
    swiss: bool,
}

impl Regions {
    pub(super) const fn any(self) -> bool {
        self.eu || self.uk || self.swiss
    }

    /// What the words speak of. "European Commission" is an author of clauses and no place.
    pub(super) fn of(words: &[Word]) -> Self {
        let mut out = Self::default();
        for (i, word) in words.iter().enumerate() {
            let next = words
                .get(i.saturating_add(1))
                .map_or("", |w| w.text.as_str());
            match word.text.as_str() {
                "eea" | "europe" | "ee" => out.eu = true,
                "eu" if !matches!(next, "commission" | "standard" | "scc" | "sccs" | "model") => {
                    out.eu = true;
                }
                "european"
                    if matches!(
                        next,
                        "economic" | "union" | "data" | "territory" | "personal"
                    ) =>
                {
                    out.eu = true;
                }
                "uk" if next != "extension" => out.uk = true,
                "united" if next == "kingdom" => out.uk = true,
                "switzerland" | "swiss" => out.swiss = true,
                _ => {}
            }
        }
        out
    }
}

pub(super) struct Reader<'a> {
    pub(super) passage: &'a Passage,
    uk_in_document: bool,
    voice: Voice,
}

impl Reader<'_> {
    fn read(&self, out: &mut Vec<Mention>) {
        let first = out.len();
        let fallback = self.is_fallback();
        let defines = self.defines();
        let mut at = 0;
        while at < self.passage.words.len() {
            let Some((name, end)) = self.name_at(at) else {
                at = at.saturating_add(1);
                continue;
            };
            for (mechanism, corridors) in self.resolve(name, at, end) {
                if corridors.is_empty() {
                    continue;
                }
                out.push(Mention {
                    mechanism,
                    corridors,
                    relied: if defines {
                        Relied::Other
                    } else {
                        self.relied(mechanism, at, end, fallback)
                    },
                    firm: !self.is_permission(at),
                    certified: self.passage.has_any(&["certif*", "self certif*"]),
                    fallback,
                    document: 0,
                    span: self.passage.span,
                    words: self.span_of(at, end),
                    voice: self.voice,
                });
            }
            at = end;
        }
        if out.len() == first {
            self.unnamed(out);
        }
    }

    fn span_of(&self, start: usize, end: usize) -> Span {
        let words = &self.passage.words;
        let from = words.get(start).map_or(self.passage.span, |w| w.span);
        let to = words
            .get(end.saturating_sub(1))
            .map_or(self.passage.span, |w| w.span);
        from.join(to)
    }

    fn name_at(&self, at: usize) -> Option<(Name, usize)> {
        let (name, end) = NAMES
            .iter()
            .filter_map(|(phrase, name)| Some((*name, self.passage.phrase_at(at, phrase)?)))
            .max_by_key(|(_, end)| *end)?;
        let p = self.passage;
        let before = |n: usize| at.saturating_sub(n)..at;
        let fits = match name {
            // In other laws a safe harbor is something else.
            Name::Harbor => {
                p.has_any(&["eu", "european", "swiss", "switzerland", "commerce"])
                    && !p.has_any(&["deidentif*", "dmca", "coppa", "forward looking", "hipaa"])
            }
            Name::Clauses => {
                // "Contractual clauses" and "model contracts" are these only with their author.
                let bare = p.phrase_at(at, "contractual clauses").is_some()
                    || p.phrase_at(at, "contract clauses").is_some()
                    || p.phrase_at(at, "model contract*").is_some();
                !bare || p.has_any(&["commission", "eu", "eea", "standard", "model clause*"])
            }
            // "Our data privacy framework" is a house's own rules.
            Name::Dpf => {
                let own =
                    p.has_any_in(before(1), &["our", "a", "own", "internal", "its", "robust"]);
                let loose = p.phrase_at(at, "data protection framework*").is_some();
                let known = p.has_any(&["eu us", "swiss us", "uk extension", "commerce", "dpf"]);
                known || !(own || loose)
            }
            Name::Plain(MechanismId::Consent) => p.has_any(&["transfer*"]),
            Name::Plain(MechanismId::ContractNecessity) => p.has_any(&["transfer*", "derogation*"]),
            Name::Plain(MechanismId::Adequacy) => {
                p.has_any_in(
                    before(9),
                    &["rel*", "basis", "based", "under", "pursuant", "by"],
                ) && !p.has_any_in(
                    before(9),
                    &["no", "not", "without", "absence", "lack*", "absent"],
                )
            }
            _ => true,
        };
        fits.then_some((name, end))
    }

    /// The mechanisms that a name stands for, each with its corridors.
    fn resolve(&self, name: Name, start: usize, end: usize) -> Vec<(MechanismId, Vec<Corridor>)> {
        use Corridor::{ChUs, EuUs, UkUs};
        let p = self.passage;
        let mut out = Vec::new();
        match name {
            Name::UkExtension => out.push((MechanismId::UkExtension, vec![UkUs])),
            Name::Dpf | Name::Shield | Name::Harbor => {
                let regions = self.framework_regions(start, end);
                let (eu, swiss) = match name {
                    Name::Dpf => (MechanismId::EuUsDpf, MechanismId::SwissUsDpf),
                    Name::Shield => (
                        MechanismId::EuUsPrivacyShield,
                        MechanismId::SwissUsPrivacyShield,
                    ),
                    _ => (MechanismId::EuUsSafeHarbor, MechanismId::SwissUsSafeHarbor),
                };
                if regions.eu {
                    let mut corridors = vec![EuUs];
                    // The Shield and the Harbor once covered the United Kingdom; the new framework never did.
                    if name != Name::Dpf && self.uk_in_document {
                        corridors.push(UkUs);
                    }
                    out.push((eu, corridors));
                }
                if regions.uk && name == Name::Dpf {
                    out.push((MechanismId::UkExtension, vec![UkUs]));
                }
                if regions.swiss {
                    out.push((swiss, vec![ChUs]));
                }
            }
            Name::Clauses | Name::OldClauses | Name::NewClauses => {
                let mechanism = if p.has_any(NEW_CLAUSES) {
                    MechanismId::NewClauses
                } else if p.has_any(OLD_CLAUSES) {
                    MechanismId::OldClauses
                } else {
                    MechanismId::Clauses
                };
                let named = self.qualifiers(start);
                let regions = if named.any() {
                    named
                } else {
                    self.regions_near(end)
                };
                if named.uk {
                    out.push((MechanismId::UkClauses, vec![UkUs]));
                }
                let mut corridors = Vec::new();
                if !named.any() || named.eu {
                    corridors.push(EuUs);
                }
                if regions.uk && !named.uk {
                    corridors.push(UkUs);
                }
                let rider = self.has_swiss_rider();
                if regions.swiss && !rider {
                    corridors.push(ChUs);
                }
                out.push((mechanism, corridors));
                if rider {
                    out.push((MechanismId::SwissRider, vec![ChUs]));
                }
            }
            Name::Plain(mechanism) => {
                let corridors = match mechanism {
                    MechanismId::UkIdta | MechanismId::UkAddendum => vec![UkUs],
                    MechanismId::SwissRider => vec![ChUs],
                    _ => {
                        let regions = self.regions_near(end);
                        let mut corridors = vec![EuUs];
                        if regions.uk {
                            corridors.push(UkUs);
                        }
                        if regions.swiss {
                            corridors.push(ChUs);
                        }
                        corridors
                    }
                };
                out.push((mechanism, corridors));
            }
        }
        out
    }

    /// Regions right before a name: "EU-U.S. and Swiss-U.S. Privacy Shield", "UK or EU standard contractual clauses".
    fn qualifiers(&self, start: usize) -> Regions {
        let mut out = Regions::default();
        for at in (start.saturating_sub(14)..start).rev() {
            let before = at.checked_sub(1).map_or("", |b| self.passage.word(b));
            match self.passage.word(at) {
                "eu" | "european" | "e" => out.eu = true,
                "uk" => out.uk = true,
                "swiss" | "switzerland" => out.swiss = true,
                "us" | "and" | "or" | "both" | "(" | ")" | "united" | "states" | "union"
                | "america" => {}
                // An article goes on only inside a list: in "for the UK the clauses" the list has not begun.
                "the" if out.any() && matches!(before, "and" | "or" | "," | "both") => {}
                "," if out.any() => {}
                _ => break,
            }
        }
        out
    }

    /// Which frameworks a name without or with qualifiers means.
    fn framework_regions(&self, start: usize, end: usize) -> Regions {
        let p = self.passage;
        let mut regions = self.qualifiers(start);
        let after = end..end.saturating_add(10);
        if !regions.any() {
            regions.eu = p.has_any_in(after.clone(), &["eu us"]);
            regions.swiss = p.has_any_in(after, &["swiss us"]);
        }
        if !regions.any() {
            // A bare name is the EU's, and the Swiss one as well where the clause speaks of Switzerland.
            regions.eu = true;
            regions.swiss = p.has_any(&["switzerland", "swiss"]);
        }
        regions
    }

    /// Regions of a name that is for all of them: those after it, or else those before it or in the lead-in.
    fn regions_near(&self, end: usize) -> Regions {
        let words = &self.passage.words;
        let after = Regions::of(words.get(end..).unwrap_or_default());
        if after.any() {
            return after;
        }
        let before = Regions::of(words.get(..end).unwrap_or_default());
        if before.any() {
            return before;
        }
        Regions::of(&self.passage.lead_in)
    }

    fn has_swiss_rider(&self) -> bool {
        let p = self.passage;
        p.has_any(&[
            "fadp",
            "swiss federal act",
            "swiss data protection",
            "swiss law*",
        ]) && p.has_any(&[
            "amend*",
            "modif*",
            "adapt*",
            "references",
            "interpreted",
            "replaced",
        ])
    }

    /// A lawful safeguard that is promised and not named.
    fn unnamed(&self, out: &mut Vec<Mention>) {
        let p = self.passage;
        if p.heading || !p.has_any(&["transfer*", "export*"]) {
            return;
        }
        let Some(at) =
            (0..p.words.len()).find(|&at| SAFEGUARDS.iter().any(|s| p.phrase_at(at, s).is_some()))
        else {
            return;
        };
        let level = p.phrase_at(at, "adequate level").is_some();
        // An adequate level of protection is spoken of in every transfer clause; only a duty to bring it about counts.
        let duty = p.has_any(&[
            "measures as",
            "necessary measures",
            "all measures",
            "put in place",
            "any of the recogni*",
            "ensure that appropriate",
            "necessary to ensure",
            "implement*",
            "rely on",
            "safeguards",
        ]);
        let regions = Regions::of(&p.words);
        let european = regions.any() || p.has_any(&["gdpr", "european"]);
        if !european || (level && !duty) || p.has_any(&["onward transfer*", "onward transfer is"]) {
            return;
        }
        let mut corridors = vec![Corridor::EuUs];
        if regions.uk {
            corridors.push(Corridor::UkUs);
        }
        if regions.swiss {
            corridors.push(Corridor::ChUs);
        }
        out.push(Mention {
            mechanism: MechanismId::Unnamed,
            corridors,
            relied: Relied::Relies,
            certified: false,
            fallback: false,
            firm: true,
            document: 0,
            span: p.span,
            words: self.span_of(at, at.saturating_add(1)),
            voice: self.voice,
        });
    }
}

#[cfg(test)]
#[path = "mention_tests.rs"]
mod tests;
