//! Where a document names a mechanism, for which corridors, and whether it relies on it.
//!
//! One automaton finds the sentences that hold a telling word; only these are cut into words and read. How reliance
//! is told stands in [`super::reliance`].

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::law::{Corridor, MechanismId};
use super::names::*;
use super::passage::Passage;
use super::region::Regions;
use crate::document::{Document, Span, Voice};

/// Whether a clause that names a mechanism relies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relied {
    /// It does: "we comply with", "we rely on", "shall apply".
    Relies,
    /// It says that it does not, or no longer; of an unnamed mechanism: that there is none.
    NoLonger,
    /// It presupposes it: "except for transfers under", "should it be declared invalid".
    Excepted,
    /// It tells that one supplier of the vendor has joined it, which covers only data that go to that supplier.
    Supplier,
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
    /// Whether the clause puts it to use outright: "enter into", "are incorporated", "has certified".
    pub outright: bool,
    /// Whether it names the EU's clauses for data of other regions, without what these need beside them.
    pub eu_only: bool,
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
    // What the text says that its word for the EU's clauses means.
    let mut defined: Vec<MechanismId> = Vec::new();
    let mut names_uk = None;
    let vendor = names_of(document);
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
        let reader = Reader {
            passage: &passage,
            uk_in_document: uk,
            voice,
            vendor: &vendor,
        };
        let first = out.len();
        reader.read(&mut out);
        if reader.defines() {
            let clauses = out.iter().skip(first).map(|m| m.mechanism);
            defined.extend(
                clauses.filter(|m| matches!(m, MechanismId::OldClauses | MechanismId::NewClauses)),
            );
        }
    }
    settle_generation(&mut out, &defined);
    out
}

/// Gives clauses of which a passage does not say which ones they are the generation that the text's own definition gives
/// them, where all definitions agree.
fn settle_generation(mentions: &mut [Mention], defined: &[MechanismId]) {
    let Some((&generation, others)) = defined.split_first() else {
        return;
    };
    if others.iter().any(|&other| other != generation) {
        return;
    }
    for mention in mentions {
        if mention.mechanism == MechanismId::Clauses {
            mention.mechanism = generation;
        }
    }
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

/// The words of the vendor's name, lower case.
fn names_of(document: &Document) -> Vec<String> {
    document
        .vendor
        .iter()
        .flat_map(|v| v.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.len() > 2)
        .map(str::to_lowercase)
        .collect()
}

/// Whether the UK is spoken of beside people, data or law, and not only in a list of countries or languages.
fn speaks_of_uk(text: &str) -> bool {
    /// Bytes before and after the name in which the other words must stand.
    const AROUND: usize = 90;
    const BESIDE: &[&str] = &[
        "data",
        "information",
        "transfer",
        "resident",
        "users",
        "individual",
        "people",
        "persons",
        "eea",
        "european",
        "eu ",
        "gdpr",
        "law",
        "commissioner",
        "ico",
        "addendum",
        "visitors",
        "customers in",
        "located in",
        "based in",
        "live in",
        "office",
    ];
    ["United Kingdom", "UK", "U.K.", "Britain"]
        .iter()
        .flat_map(|name| text.match_indices(name))
        .any(|(at, name)| {
            let from = text.floor_char_boundary(at.saturating_sub(AROUND));
            let end = text.ceil_char_boundary(at + name.len() + AROUND);
            let around = text.get(from..end).unwrap_or_default().to_lowercase();
            BESIDE.iter().any(|word| around.contains(word))
        })
}

pub(super) struct Reader<'a> {
    pub(super) passage: &'a Passage,
    uk_in_document: bool,
    pub(super) voice: Voice,
    /// Words of the vendor's name.
    vendor: &'a [String],
}

impl Reader<'_> {
    /// Whether a word is one of the vendor's name.
    pub(super) fn is_vendor(&self, word: &str) -> bool {
        self.vendor.iter().any(|v| v == word)
    }

    /// Whether the document tells who the vendor is.
    pub(super) const fn knows_vendor(&self) -> bool {
        !self.vendor.is_empty()
    }

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
                let relied = if defines {
                    Relied::Other
                } else {
                    self.relied(mechanism, at, end, fallback)
                };
                out.push(Mention {
                    mechanism,
                    eu_only: self.is_eu_only(mechanism, &corridors, at),
                    corridors,
                    relied,
                    firm: !self.is_permission(at),
                    outright: self.is_outright(mechanism, at, end),
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

    pub(super) fn span_of(&self, start: usize, end: usize) -> Span {
        let words = &self.passage.words;
        let from = words.get(start).map_or(self.passage.span, |w| w.span);
        let to = words
            .get(end.saturating_sub(1))
            .map_or(self.passage.span, |w| w.span);
        from.join(to)
    }

    pub(super) fn name_at(&self, at: usize) -> Option<(Name, usize)> {
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
                // "Contractual clauses" and "model contracts" are these only with their author, or in one list with
                // another tool of transfer.
                let bare = p.phrase_at(at, "contractual clauses").is_some()
                    || p.phrase_at(at, "contract clauses").is_some()
                    || p.phrase_at(at, "model contract*").is_some();
                let author = ["commission", "eu", "eea", "standard", "model clause*"];
                let beside = [
                    "privacy shield",
                    "adequacy",
                    "binding corporate",
                    "data privacy framework",
                ];
                !bare || p.has_any(&author) || p.has_any(&beside)
            }
            Name::BareClauses => self.is_transfer_tool(at),
            // "Our data privacy framework" is a house's own rules.
            Name::Dpf => {
                let own =
                    p.has_any_in(before(1), &["our", "a", "own", "internal", "its", "robust"]);
                let loose = p.phrase_at(at, "data protection framework*").is_some();
                let known = p.has_any(&["eu us", "swiss us", "uk extension", "commerce", "dpf"]);
                known || !(own || loose)
            }
            // A consent to anything else is no basis of a transfer abroad, and one that use of the service is taken for is
            // no consent (`transfers.deemed_consent`).
            Name::Plain(MechanismId::Consent) => {
                let abroad = p.phrase_at(at, "explicit consent").is_some()
                    || Regions::of(&p.words).any()
                    || p.has_any(&["third countr*", "united states", "us", "abroad", "outside"]);
                // What "constitutes your consent" is a consent that is taken for granted.
                let basis = [
                    "with",
                    "basis",
                    "based",
                    "rest*",
                    "rel*",
                    "subject to",
                    "upon",
                ];
                p.has_any(&["transfer*"])
                    && abroad
                    && p.has_any_in(before(4), &basis)
                    && !p.has_any_in(before(3), &["without", "withdraw*", "revok*"])
                    && !p.has_any(&["by using", "your use of", "by accessing", "by submitting"])
            }
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
                    if name != Name::Dpf {
                        let data = self.data_regions();
                        if data.without_eu() && data.uk {
                            corridors.clear();
                        }
                        if self.uk_in_document || data.uk {
                            corridors.push(UkUs);
                        }
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
            Name::Clauses | Name::BareClauses | Name::OldClauses | Name::NewClauses => {
                let mechanism = self.generation(start);
                let named = self.qualifiers(start);
                let data = self.data_regions();
                let regions = match named {
                    // The EU's clauses, for the data of which the passage speaks.
                    n if n.eu
                        && !n.uk
                        && !n.swiss
                        && data.any()
                        && self.binds_others(data, start) =>
                    {
                        data
                    }
                    n if n.any() => n,
                    _ => self.regions_near(end),
                };
                if named.uk {
                    out.push((MechanismId::UkClauses, vec![UkUs]));
                }
                let mut corridors = Vec::new();
                if (!named.any() || named.eu) && (named.uk || !data.without_eu()) {
                    corridors.push(EuUs);
                }
                // With its own addition to the clauses the UK's data rests on that.
                if regions.uk && !named.uk && !self.has_uk_addition() {
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
                // Article 49 has consent among its derogations.
                let consent = mechanism == MechanismId::ContractNecessity
                    && self.passage.has_any(&["consent*"]);
                let mechanism = if consent {
                    MechanismId::Consent
                } else {
                    mechanism
                };
                let corridors = match mechanism {
                    MechanismId::UkIdta | MechanismId::UkAddendum => vec![UkUs],
                    MechanismId::SwissRider => vec![ChUs],
                    _ => {
                        let regions = self.regions_near(end);
                        let mut corridors = Vec::new();
                        if !self.data_regions().without_eu() {
                            corridors.push(EuUs);
                        }
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
    pub(super) fn qualifiers(&self, start: usize) -> Regions {
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
            let data = self.data_regions();
            regions.eu = !(data.swiss && !data.eu && !data.uk);
            regions.swiss = p.has_any(&["switzerland", "swiss"]);
        }
        regions
    }

    /// Regions of the data of which the passage speaks, or else its lead-in.
    pub(super) fn data_regions(&self) -> Regions {
        let own = Regions::of(&self.passage.words);
        if own.any() {
            return own;
        }
        Regions::of(&self.passage.lead_in)
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
}

#[cfg(test)]
#[path = "mention_tests.rs"]
mod tests;
