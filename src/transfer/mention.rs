//! Where a document names a mechanism, for which corridors, and whether it relies on it.
//!
//! One automaton finds the sentences that hold a telling word; only these are cut into words and read. The reading
//! is by clause rules: what stands before the name, what stands after it, and what the clause is about.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::law::{Corridor, MechanismId};
use super::passage::{Passage, Word, has_any};
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
    /// Index of the document.
    pub document: usize,
    /// The clause.
    pub span: Span,
    /// The name in it.
    pub words: Span,
    /// Who speaks.
    pub voice: Voice,
}

/// Words of which one stands in every clause that names a mechanism.
const ATOMS: [&str; 24] = [
    "shield",
    "framework",
    "dpf",
    "harbor",
    "harbour",
    "clause",
    "model contract",
    "scc",
    "corporate",
    "bcr",
    "idta",
    "transfer agreement",
    "addendum",
    "privacy rules",
    "cbpr",
    "bridge",
    "extension",
    "49",
    "explicit",
    "adequa",
    "safeguard",
    "mechanism",
    "2021/914",
    "conduct",
];

/// `None` cannot happen with these constants; a test holds it to that.
static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(ATOMS)
        .ok()
});

/// What a name means before its corridors are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Dpf,
    UkExtension,
    Shield,
    Harbor,
    Clauses,
    OldClauses,
    NewClauses,
    Plain(MechanismId),
}

/// Names and what they mean. The longest that fits at a place counts.
const NAMES: &[(&str, Name)] = &[
    ("privacy shield*", Name::Shield),
    ("data privacy framework*", Name::Dpf),
    ("data protection framework*", Name::Dpf),
    ("dpf*", Name::Dpf),
    ("uk extension", Name::UkExtension),
    (
        "uk extension to the eu us data privacy framework",
        Name::UkExtension,
    ),
    ("uk extension to the eu us dpf", Name::UkExtension),
    (
        "uk extension to the data privacy framework",
        Name::UkExtension,
    ),
    ("uk extension to the dpf", Name::UkExtension),
    (
        "uk extension to eu us data privacy framework",
        Name::UkExtension,
    ),
    ("uk extension to eu us dpf", Name::UkExtension),
    ("uk us data bridge", Name::UkExtension),
    ("data bridge", Name::UkExtension),
    ("safe harbor", Name::Harbor),
    ("safe harbour", Name::Harbor),
    ("standard contractual clause*", Name::Clauses),
    ("standard contract clause*", Name::Clauses),
    (
        "standard contractual data protection clause*",
        Name::Clauses,
    ),
    ("standard data protection clause*", Name::Clauses),
    (
        "standard data protection contractual clause*",
        Name::Clauses,
    ),
    ("standard eu contractual clause*", Name::Clauses),
    ("model contractual clause*", Name::Clauses),
    ("contractual model clause*", Name::Clauses),
    ("model clause*", Name::Clauses),
    ("model contract*", Name::Clauses),
    ("contractual clauses", Name::Clauses),
    ("contract clauses", Name::Clauses),
    ("scc", Name::Clauses),
    ("sccs", Name::Clauses),
    ("2021 914", Name::NewClauses),
    ("2010 87", Name::OldClauses),
    ("2001 497", Name::OldClauses),
    ("2004 915", Name::OldClauses),
    (
        "binding corporate rule*",
        Name::Plain(MechanismId::BindingRules),
    ),
    ("bcr", Name::Plain(MechanismId::BindingRules)),
    ("bcrs", Name::Plain(MechanismId::BindingRules)),
    ("idta", Name::Plain(MechanismId::UkIdta)),
    (
        "international data transfer agreement*",
        Name::Plain(MechanismId::UkIdta),
    ),
    ("uk addendum", Name::Plain(MechanismId::UkAddendum)),
    (
        "uk data transfer addendum",
        Name::Plain(MechanismId::UkAddendum),
    ),
    ("uk transfer addendum", Name::Plain(MechanismId::UkAddendum)),
    (
        "uk international data transfer addendum",
        Name::Plain(MechanismId::UkAddendum),
    ),
    (
        "international data transfer addendum",
        Name::Plain(MechanismId::UkAddendum),
    ),
    ("ico addendum", Name::Plain(MechanismId::UkAddendum)),
    ("swiss addendum", Name::Plain(MechanismId::SwissRider)),
    (
        "cross border privacy rule*",
        Name::Plain(MechanismId::PrivacyRules),
    ),
    ("cbpr*", Name::Plain(MechanismId::PrivacyRules)),
    ("explicit consent", Name::Plain(MechanismId::Consent)),
    ("article 49", Name::Plain(MechanismId::ContractNecessity)),
    ("art 49", Name::Plain(MechanismId::ContractNecessity)),
    ("adequacy decision*", Name::Plain(MechanismId::Adequacy)),
    ("adequacy regulation*", Name::Plain(MechanismId::Adequacy)),
    ("adequacy finding*", Name::Plain(MechanismId::Adequacy)),
    (
        "approved code* of conduct",
        Name::Plain(MechanismId::CodeOfConduct),
    ),
    (
        "approved certification mechanism*",
        Name::Plain(MechanismId::CodeOfConduct),
    ),
];

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
struct Regions {
    eu: bool,
    uk: bool,
    swiss: bool,
}

impl Regions {
    const fn any(self) -> bool {
        self.eu || self.uk || self.swiss
    }

    /// What the words speak of. "European Commission" is an author of clauses and no place.
    fn of(words: &[Word]) -> Self {
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

struct Reader<'a> {
    passage: &'a Passage,
    uk_in_document: bool,
    voice: Voice,
}

impl Reader<'_> {
    fn read(&self, out: &mut Vec<Mention>) {
        let first = out.len();
        let fallback = self.is_fallback();
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
                    relied: self.relied(mechanism, at, end, fallback),
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
                let old = ["2010 87", "2001 497", "2004 915", "32010d0087"];
                let new = [
                    "2021 914",
                    "4 june 2021",
                    "june 4 2021",
                    "june 4 , 2021",
                    "june 2021",
                    "32021d0914",
                    "module one",
                    "module two",
                    "module three",
                    "module 1",
                    "module 2",
                    "module 3",
                ];
                let mechanism = if p.has_any(&new) {
                    MechanismId::NewClauses
                } else if p.has_any(&old) {
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

    /// Whether the clause provides for the fall of a mechanism.
    fn is_fallback(&self) -> bool {
        let p = self.passage;
        p.has_any(&[
            "invalid*",
            "revoked",
            "struck down",
            "annulled",
            "ceases to",
            "no longer valid",
            "no longer available",
            "suspended",
            "withdrawn",
            "no longer a valid",
            "repealed",
        ]) && p.has_any(&[
            "if",
            "to the extent",
            "should",
            "in the event",
            "in case",
            "unless",
            "until",
            "where",
            "for as long as",
            "so long as",
            "any reason",
        ])
    }

    fn relied(&self, mechanism: MechanismId, start: usize, end: usize, fallback: bool) -> Relied {
        let p = self.passage;
        let before = |n: usize| start.saturating_sub(n)..start;
        let after = |n: usize| end..end.saturating_add(n);
        if p.heading || self.is_defined(end) {
            return Relied::Other;
        }
        if self.is_given_up(start, end) {
            return Relied::NoLonger;
        }
        let falls = [
            "invalid*",
            "struck down",
            "annul*",
            "revoked",
            "no longer valid",
            "no longer a valid",
            "not valid",
            "not a valid",
            "ceases to",
            "repealed",
        ];
        if p.has_any_in(after(16), &falls) || p.has_any_in(before(6), &["invalidat*", "annul*"]) {
            // In "should X fall, Y applies" Y is what the clause relies on, and X stands next to the fall.
            let is_next = p.has_any_in(after(8), &falls) || !fallback;
            if is_next {
                return if fallback {
                    Relied::Excepted
                } else {
                    Relied::Other
                };
            }
        }
        if p.has_any_in(
            before(24),
            &[
                "except",
                "excepting",
                "other than",
                "unless",
                "exception",
                "excluding",
                "aside from",
                "apart from",
            ],
        ) {
            return Relied::Excepted;
        }
        if mechanism.is_framework() {
            self.framework_relied(start)
        } else {
            self.tool_relied(start, end)
        }
    }

    fn is_defined(&self, end: usize) -> bool {
        self.passage.has_any_in(
            end..end.saturating_add(4),
            &[
                "means",
                "mean",
                "refers to",
                "shall mean",
                "has the meaning",
                "have the meaning",
            ],
        )
    }

    /// "no longer rely on …", "… , on which we no longer rely", "we do not participate in …".
    fn is_given_up(&self, start: usize, end: usize) -> bool {
        const NEGATED: [&str; 14] = [
            "no longer rel*",
            "no longer participat*",
            "no longer use*",
            "no longer certif*",
            "not rel*",
            "not participat*",
            "not use*",
            "not certif*",
            "not self certif*",
            "not currently rel*",
            "ceased to",
            "ceased rel*",
            "withdrew from",
            "withdrawn from",
        ];
        let p = self.passage;
        let from = start.saturating_sub(14);
        for at in from..start {
            let Some(to) = NEGATED.iter().find_map(|n| p.phrase_at(at, n)) else {
                continue;
            };
            let turned = p.has_any_in(
                to..start,
                &["but", "instead", "rather", "however", ";", "we", "and rel*"],
            );
            // "not only rely" and "not rely solely" give nothing up.
            let partly = p.has_any_in(at..start, &["only", "solely", "exclusively", "alone"]);
            if !turned && !partly {
                return true;
            }
        }
        (end..end.saturating_add(14)).any(|at| {
            NEGATED.iter().any(|n| {
                p.phrase_at(at, n).is_some_and(|to| {
                    p.has_any_in(
                        to..to.saturating_add(3),
                        &["on it", "on this", "upon it", "in it", ".", ","],
                    ) || p.has_any_in(at.saturating_sub(4)..at, &["which"])
                })
            })
        })
    }

    fn framework_relied(&self, start: usize) -> Relied {
        const RECOURSE: [&str; 24] = [
            "complaint*",
            "arbitration",
            "dispute*",
            "jurisdiction",
            "investigatory",
            "enforcement power*",
            "recourse",
            "unresolved",
            "liable",
            "liability",
            "responsible for",
            "accountab*",
            "onward",
            "any conflict",
            "shall govern",
            "will govern",
            "prevail*",
            "precedence",
            "panel",
            "inquir*",
            "enforcement authorit*",
            "oversight",
            "court*",
            "judgment",
        ];
        const OWN: [&str; 11] = [
            "has certified",
            "have certified",
            "is certified",
            "are certified",
            "remains certified",
            "self certif*",
            "complies with",
            "participates",
            "adheres to",
            "has self certif*",
            "certified compliance",
        ];
        const CUES: [&str; 31] = [
            "certif*",
            "self certif*",
            "adher*",
            "comply with",
            "complies with",
            "compliance with",
            "complying with",
            "participat*",
            "rel*",
            "under",
            "pursuant",
            "accordance",
            "basis",
            "through",
            "safeguard*",
            "transfer*",
            "set forth",
            "abide*",
            "subscrib*",
            "follow*",
            "registered",
            "member",
            "commit*",
            "covered by",
            "enrolled",
            "joined",
            "listed",
            "self assess*",
            "observe*",
            "uphold*",
            "subject to",
        ];
        let p = self.passage;
        if p.has_any(&["our certification*", "our participation", "view our"])
            && !p.has_any(&["complaint*"])
        {
            return Relied::Relies;
        }
        if p.has_any(&RECOURSE) && !p.has_any(&OWN) {
            return Relied::Other;
        }
        if p.has_any_in(
            0..start,
            &["learn more", "more information", "visit", "find out more"],
        ) && !p.has_any(&OWN)
        {
            return Relied::Other;
        }
        if p.has_any(&CUES) || has_any(&p.lead_in, &CUES) {
            Relied::Relies
        } else {
            Relied::Other
        }
    }

    fn tool_relied(&self, start: usize, end: usize) -> Relied {
        const CUES: [&str; 45] = [
            "rel*",
            "use",
            "uses",
            "used",
            "using",
            "enter*",
            "execut*",
            "incorporat*",
            "apply",
            "applies",
            "applied",
            "govern*",
            "under",
            "pursuant",
            "accordance",
            "basis",
            "based",
            "through",
            "by means",
            "via",
            "implement*",
            "in place",
            "safeguard*",
            "such as",
            "including",
            "include*",
            "conclud*",
            "sign",
            "signed",
            "agree*",
            "bound",
            "accept*",
            "protected by",
            "subject to",
            "compl*",
            "ensure*",
            "by way of",
            "adopt*",
            "achieved",
            "authoriz*",
            "obtain*",
            "for example",
            "e g",
            "put in",
            "with the",
        ];
        let p = self.passage;
        // "in Clause 7 of the SCCs the docking clause does not apply" fills the clauses in; it is no promise of them.
        let part = p.has_any_in(
            start.saturating_sub(6)..start,
            &[
                "clause",
                "clauses",
                "annex",
                "appendix",
                "docking",
                "paragraph",
            ],
        ) && p.has_any_in(start.saturating_sub(4)..start, &["of", "to"]);
        if part && !p.has_any(&["incorporated", "enter* into", "rel* on"]) {
            return Relied::Other;
        }
        let ranks = p.has_any_in(
            end..end.saturating_add(5),
            &[
                "prevail*",
                "shall prevail",
                "will prevail",
                "take precedence",
            ],
        );
        if ranks {
            return Relied::Other;
        }
        if p.has_any(&CUES) || has_any(&p.lead_in, &CUES) {
            Relied::Relies
        } else {
            Relied::Other
        }
    }

    /// A lawful safeguard that is promised and not named.
    fn unnamed(&self, out: &mut Vec<Mention>) {
        const SAFEGUARDS: [&str; 14] = [
            "appropriate safeguard*",
            "adequate safeguard*",
            "suitable safeguard*",
            "safeguards required by",
            "transfer mechanism*",
            "transfer mechanisms",
            "export mechanism*",
            "recognized method*",
            "recognised method*",
            "adequate level of protection",
            "adequate level of data protection",
            "legal mechanism*",
            "lawful mechanism*",
            "transfer solution*",
        ];
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
