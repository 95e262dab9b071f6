//! Words, families and patterns, compiled for matching.
//!
//! A pattern is compiled to families (named lists of terms; plain words become a family of their own). All terms
//! of all families stand in one automaton, which runs once over each sentence; a pattern then looks only at the
//! families that were hit.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::fold::{COUNTRY, Folded, TokenKind, contraction, is_number};

/// Number of tokens that a bare `..` spans at the most.
pub const DEFAULT_GAP: usize = 6;
/// The widest gap that may be asked for: wider ones are slow and read across clauses.
pub const MAX_GAP: usize = 40;

/// Index of a family.
pub type FamilyId = u32;

/// One element of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    /// A word, or the beginning of one.
    Word { text: String, prefix: bool },
    /// Any number.
    Number,
    /// Any one word.
    Any,
    /// Up to so many tokens.
    Gap(usize),
}

/// A term with the run of plain words by which the automaton finds it.
#[derive(Debug, Clone)]
struct Term {
    families: Vec<FamilyId>,
    elements: Vec<Element>,
    /// The anchor's elements, as a range of `elements`.
    anchor: (usize, usize),
}

/// An element of a pattern's alternative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A hit of this family.
    Family(FamilyId),
    /// Up to so many tokens.
    Gap(usize),
}

/// A compiled pattern: alternatives, each a sequence of families and gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written.
    pub source: String,
    /// The alternatives.
    pub alternatives: Vec<Vec<Part>>,
}

/// Whether one of these patterns is met and none of the others: how words speak of a thing.
#[must_use]
pub fn speak(any: &[Pattern], not: &[Pattern], hits: &Hits) -> bool {
    let met = |patterns: &[Pattern]| patterns.iter().any(|p| p.is_met(hits));
    met(any) && !met(not)
}

/// A place where something was found, as tokens: from the first up to, not including, the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

impl Hit {
    /// The place of a single token.
    #[must_use]
    pub const fn at(token: usize) -> Self {
        Self {
            start: token,
            end: token + 1,
        }
    }
}

/// What is wrong with a pattern or term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A family that nobody defines.
    #[error("no family is named `{0}`")]
    UnknownFamily(String),
    /// Nothing to look for.
    #[error("there is no plain word in it to look for")]
    NoWord,
    /// A `*` that is not the end of its word.
    #[error("`*` takes the ending of a word, and stands at its end only: `{0}`")]
    InnerStar(String),
    /// A gap at an end, or two in a row.
    #[error("a gap must stand between two words")]
    StrayGap,
    /// A gap that is too wide.
    #[error("a gap spans {MAX_GAP} words at the most")]
    WideGap,
    /// A brace that does not close.
    #[error("a brace is not closed")]
    OpenBrace,
    /// A family in a term of a family, which may hold plain words only.
    #[error("a family takes in another as a term of its own, `{{{0}}}`, and not inside a term")]
    NestedFamily(String),
    /// A family that takes in itself.
    #[error("the family `{0}` takes in itself")]
    Circle(String),
}

/// Collects families and patterns, and compiles them.
#[derive(Debug, Default)]
pub struct Builder {
    names: BTreeMap<String, FamilyId>,
    raw: BTreeMap<String, Vec<String>>,
    terms: BTreeMap<String, Vec<FamilyId>>,
    families: u32,
}

impl Builder {
    /// A builder that knows these families.
    ///
    /// # Errors
    /// Returns the terms that cannot be compiled, each with its family.
    pub fn new(raw: BTreeMap<String, Vec<String>>) -> (Self, Vec<(String, String, PatternError)>) {
        let mut builder = Self {
            raw,
            ..Self::default()
        };
        let mut errors = Vec::new();
        let names: Vec<String> = builder.raw.keys().cloned().collect();
        for name in &names {
            let id = builder.families;
            builder.families += 1;
            builder.names.insert(name.clone(), id);
        }
        for name in &names {
            let Some(&id) = builder.names.get(name) else {
                continue;
            };
            let mut flat = Vec::new();
            builder.flatten(name, &mut Vec::new(), &mut flat, &mut errors);
            for term in flat {
                match parse_term(&term) {
                    Ok(_) => builder.terms.entry(normal(&term)).or_default().push(id),
                    Err(error) => errors.push((name.clone(), term, error)),
                }
            }
        }
        (builder, errors)
    }

    fn flatten(
        &self,
        name: &str,
        path: &mut Vec<String>,
        out: &mut Vec<String>,
        errors: &mut Vec<(String, String, PatternError)>,
    ) {
        if path.iter().any(|p| p == name) {
            errors.push((
                name.to_owned(),
                format!("{{{name}}}"),
                PatternError::Circle(name.to_owned()),
            ));
            return;
        }
        path.push(name.to_owned());
        for term in self.raw.get(name).into_iter().flatten() {
            match term.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
                Some(other) if self.raw.contains_key(other) => {
                    self.flatten(other, path, out, errors)
                }
                Some(other) => {
                    errors.push((
                        name.to_owned(),
                        term.clone(),
                        PatternError::UnknownFamily(other.to_owned()),
                    ));
                }
                None => out.push(term.clone()),
            }
        }
        path.pop();
    }

    /// Compiles a pattern.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn pattern(&mut self, source: &str) -> Result<Pattern, PatternError> {
        let mut alternatives = Vec::new();
        for alternative in source.split(" | ") {
            let parts = self.alternative(alternative.trim())?;
            let first_is_gap = matches!(parts.first(), None | Some(Part::Gap(_)));
            let last_is_gap = matches!(parts.last(), Some(Part::Gap(_)));
            let doubled = parts
                .windows(2)
                .any(|w| matches!(w, [Part::Gap(_), Part::Gap(_)]));
            if parts.is_empty() {
                return Err(PatternError::NoWord);
            }
            if first_is_gap || last_is_gap || doubled {
                return Err(PatternError::StrayGap);
            }
            alternatives.push(parts);
        }
        Ok(Pattern {
            source: source.to_owned(),
            alternatives,
        })
    }

    fn alternative(&mut self, text: &str) -> Result<Vec<Part>, PatternError> {
        let mut parts = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('{') {
                let (name, tail) = after.split_once('}').ok_or(PatternError::OpenBrace)?;
                self.flush(&mut words, &mut parts)?;
                let id = *self
                    .names
                    .get(name)
                    .ok_or_else(|| PatternError::UnknownFamily(name.to_owned()))?;
                parts.push(Part::Family(id));
                rest = tail;
                continue;
            }
            let end = rest
                .find(|c: char| c.is_whitespace() || c == '{')
                .unwrap_or(rest.len());
            let (word, tail) = rest.split_at(end);
            if let (Some(width), true) = (gap(word), words.is_empty()) {
                parts.push(Part::Gap(width?));
            } else if !word.is_empty() {
                words.push(word);
            }
            rest = tail;
        }
        self.flush(&mut words, &mut parts)?;
        Ok(parts)
    }

    fn flush(&mut self, words: &mut Vec<&str>, parts: &mut Vec<Part>) -> Result<(), PatternError> {
        // Gaps between plain words are part of the term; one at its end stands before a family.
        let trailing = words.pop_if(|w| gap(w).is_some());
        if words.is_empty() {
            return Ok(());
        }
        let term = words.join(" ");
        words.clear();
        parse_term(&term)?;
        let key = normal(&term);
        let name = format!("={key}");
        let id = match self.names.get(&name) {
            Some(&id) => id,
            None => {
                let id = self.families;
                self.families += 1;
                self.names.insert(name, id);
                self.terms.entry(key).or_default().push(id);
                id
            }
        };
        parts.push(Part::Family(id));
        if let Some(width) = trailing.and_then(gap) {
            parts.push(Part::Gap(width?));
        }
        Ok(())
    }

    /// The automaton over all that was collected.
    ///
    /// # Errors
    /// Fails only where the words are too many for the automaton.
    pub fn build(self) -> Result<Lexicon, aho_corasick::BuildError> {
        let mut terms = Vec::with_capacity(self.terms.len());
        let mut literals = Vec::with_capacity(self.terms.len());
        for (text, families) in self.terms {
            let Ok(elements) = parse_term(&text) else {
                continue;
            };
            let Some((anchor, literal)) = anchor(&elements) else {
                continue;
            };
            literals.push(literal);
            terms.push(Term {
                families,
                elements,
                anchor,
            });
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&literals)?;
        Ok(Lexicon {
            automaton,
            terms,
            literals,
            families: self.families as usize,
            names: self.names,
        })
    }
}

/// All words, compiled for matching.
#[derive(Debug, Clone)]
pub struct Lexicon {
    automaton: AhoCorasick,
    terms: Vec<Term>,
    literals: Vec<String>,
    families: usize,
    names: BTreeMap<String, FamilyId>,
}

impl Lexicon {
    /// The family of this name.
    #[must_use]
    pub fn family(&self, name: &str) -> Option<FamilyId> {
        self.names.get(name).copied()
    }

    /// How many families there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.families
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.families == 0
    }

    /// The literals that the automaton looks for, for comparisons of speed.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.literals.iter().map(|l| l.trim())
    }

    /// Finds every term of every family in a folded stretch of text.
    #[must_use]
    pub fn hits(&self, folded: &Folded) -> Hits {
        let mut into = Vec::new();
        for found in self.automaton.find_overlapping_iter(folded.text.as_str()) {
            let Some(term) = self.terms.get(found.pattern().as_usize()) else {
                continue;
            };
            // A literal begins with the space before its first word.
            let Some(first) = folded.token_at(found.start() + 1) else {
                continue;
            };
            let (from, to) = term.anchor;
            let after = first + (to - from);
            let end = forward(folded, term.elements.get(to..).unwrap_or_default(), after);
            let start = backward(folded, term.elements.get(..from).unwrap_or_default(), first);
            let (Some(start), Some(end)) = (start, end) else {
                continue;
            };
            into.extend(
                term.families
                    .iter()
                    .map(|&family| (family, Hit { start, end })),
            );
        }
        Hits::new(into)
    }
}

/// What was hit in one stretch of text, by family.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// All hits, grouped by family, in order within it.
    hits: Vec<Hit>,
    /// Where each family's hits end, with the family, in order of the family.
    ends: Vec<(FamilyId, usize)>,
    touched: Vec<FamilyId>,
}

impl Hits {
    fn new(mut found: Vec<(FamilyId, Hit)>) -> Self {
        found.sort_unstable();
        found.dedup();
        let mut made = Self {
            hits: Vec::with_capacity(found.len()),
            ..Self::default()
        };
        for (family, hit) in found {
            made.hits.push(hit);
            let end = made.hits.len();
            match made.ends.last_mut() {
                Some(last) if last.0 == family => last.1 = end,
                _ => {
                    made.ends.push((family, end));
                    made.touched.push(family);
                }
            }
        }
        made
    }

    /// These hits and more.
    #[must_use]
    pub fn with(&self, more: impl Iterator<Item = (FamilyId, Hit)>) -> Self {
        let mut all: Vec<(FamilyId, Hit)> = Vec::with_capacity(self.hits.len());
        for &family in &self.touched {
            all.extend(self.of(family).iter().map(|&h| (family, h)));
        }
        all.extend(more);
        Self::new(all)
    }

    /// The hits of one family, in order.
    #[must_use]
    pub fn of(&self, family: FamilyId) -> &[Hit] {
        let Ok(at) = self.ends.binary_search_by_key(&family, |e| e.0) else {
            return &[];
        };
        let start = at
            .checked_sub(1)
            .and_then(|i| self.ends.get(i))
            .map_or(0, |e| e.1);
        let end = self.ends.get(at).map_or(0, |e| e.1);
        self.hits.get(start..end).unwrap_or_default()
    }

    /// The families that were hit.
    #[must_use]
    pub fn touched(&self) -> &[FamilyId] {
        &self.touched
    }
}

impl Pattern {
    /// The families by which an alternative can begin.
    pub fn first_families(&self) -> impl Iterator<Item = FamilyId> {
        self.alternatives.iter().filter_map(|a| match a.first() {
            Some(Part::Family(f)) => Some(*f),
            _ => None,
        })
    }

    /// Every family in it.
    pub fn families(&self) -> impl Iterator<Item = FamilyId> {
        self.alternatives.iter().flatten().filter_map(|p| match p {
            Part::Family(f) => Some(*f),
            Part::Gap(_) => None,
        })
    }

    /// Whether a token within a place where it is met is none of its own words, but stands in a gap.
    #[must_use]
    pub fn leaves_open(&self, hits: &Hits, token: usize) -> bool {
        let covers = |h: &Hit| h.start <= token && token < h.end;
        !self.families().any(|f| hits.of(f).iter().any(covers))
    }

    /// Whether it is met.
    #[must_use]
    pub fn is_met(&self, hits: &Hits) -> bool {
        self.alternatives
            .iter()
            .any(|a| !occurrences(a, hits, true).is_empty())
    }

    /// Every place where it is met, in order, without repeats.
    #[must_use]
    pub fn find(&self, hits: &Hits) -> Vec<Hit> {
        let mut found: Vec<Hit> = self
            .alternatives
            .iter()
            .flat_map(|a| occurrences(a, hits, false))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Places where the parts stand in sequence; one is enough where `any`.
fn occurrences(parts: &[Part], hits: &Hits, any: bool) -> Vec<Hit> {
    let Some((Part::Family(first), rest)) = parts.split_first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for &hit in hits.of(*first) {
        if let Some(end) = continues(rest, hits, hit.end) {
            found.push(Hit {
                start: hit.start,
                end,
            });
            if any {
                break;
            }
        }
    }
    found
}

/// The nearest end of `parts` where they go on at token `at`.
fn continues(parts: &[Part], hits: &Hits, at: usize) -> Option<usize> {
    let (gap, family, rest) = match parts {
        [] => return Some(at),
        [Part::Family(f), rest @ ..] => (0, *f, rest),
        [Part::Gap(g), Part::Family(f), rest @ ..] => (*g, *f, rest),
        _ => return None,
    };
    hits.of(family)
        .iter()
        .filter(|h| h.start >= at && h.start <= at + gap)
        .find_map(|h| continues(rest, hits, h.end))
}

/// A gap's width, where the word is one.
pub(crate) fn gap(word: &str) -> Option<Result<usize, PatternError>> {
    let width = word.strip_prefix("..")?;
    if width.is_empty() {
        return Some(Ok(DEFAULT_GAP));
    }
    let width: usize = width.parse().ok()?;
    Some(if width <= MAX_GAP {
        Ok(width)
    } else {
        Err(PatternError::WideGap)
    })
}

fn parse_term(term: &str) -> Result<Vec<Element>, PatternError> {
    let mut elements = Vec::new();
    for word in term.split_whitespace() {
        if word.contains('{') || word.contains('}') {
            return Err(PatternError::NestedFamily(
                word.trim_matches(['{', '}']).to_owned(),
            ));
        }
        if let Some(width) = gap(word) {
            elements.push(Element::Gap(width?));
            continue;
        }
        match word {
            "#" => elements.push(Element::Number),
            COUNTRY => elements.push(Element::Word {
                text: COUNTRY.to_owned(),
                prefix: false,
            }),
            "_" => elements.push(Element::Any),
            _ => {
                let prefix = word.ends_with('*');
                let bare = word.trim_end_matches('*');
                if bare.contains('*') {
                    return Err(PatternError::InnerStar(word.to_owned()));
                }
                // A term is folded like the text that it is to meet.
                let folded = Folded::new(bare, 0);
                let count = folded.tokens.len();
                for i in 0..count {
                    elements.push(Element::Word {
                        text: folded.word(i).to_owned(),
                        prefix: prefix && i + 1 == count,
                    });
                }
            }
        }
    }
    let is_gap = |e: Option<&Element>| matches!(e, Some(Element::Gap(_)));
    if is_gap(elements.first()) || is_gap(elements.last()) {
        return Err(PatternError::StrayGap);
    }
    if elements
        .windows(2)
        .any(|w| matches!(w, [Element::Gap(_), Element::Gap(_)]))
    {
        return Err(PatternError::StrayGap);
    }
    if anchor(&elements).is_none() {
        return Err(PatternError::NoWord);
    }
    Ok(elements)
}

/// A term in one spelling, so that the same term is compiled once. `US` is the country, and `us` the pronoun. Words with
/// an apostrophe are folded as in a text: `customer's data`, and `customer s data` too, are `customer data`.
pub(crate) fn normal(term: &str) -> String {
    let words: Vec<&str> = term.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let owns = |i: usize| i > 0 && i < last && words.get(i) == Some(&"s");
    let folded = words.iter().enumerate().filter(|(i, _)| !owns(*i));
    folded
        .map(|(_, word)| match *word {
            "US" | "USA" | "U.S" | "U.S." | "U.S.A." | "usa" | "u.s." => COUNTRY.to_owned(),
            word => {
                let word = word.to_lowercase().replace('’', "'");
                contraction(&word).unwrap_or(word)
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The longest run of plain words and the literal to look for.
fn anchor(elements: &[Element]) -> Option<((usize, usize), String)> {
    let mut best: Option<((usize, usize), String)> = None;
    let mut at = 0;
    while at < elements.len() {
        let mut literal = String::new();
        let mut end = at;
        for element in elements.get(at..)? {
            let Element::Word { text, prefix } = element else {
                break;
            };
            literal.push(' ');
            literal.push_str(text);
            end += 1;
            if *prefix {
                break;
            }
        }
        if end > at {
            let open = matches!(
                elements.get(end - 1),
                Some(Element::Word { prefix: true, .. })
            );
            if !open {
                literal.push(' ');
            }
            if best.as_ref().is_none_or(|(_, b)| b.len() < literal.len()) {
                best = Some(((at, end), literal));
            }
            at = end;
        } else {
            at += 1;
        }
    }
    best
}

fn matches_at(folded: &Folded, element: &Element, at: usize) -> bool {
    let Some(token) = folded.tokens.get(at) else {
        return false;
    };
    let word = folded.word(at);
    match element {
        Element::Word { text, prefix: true } => word.starts_with(text.as_str()),
        Element::Word {
            text,
            prefix: false,
        } => word == text,
        Element::Number => is_number(*token, word),
        Element::Any => token.kind != TokenKind::Punctuation,
        Element::Gap(_) => false,
    }
}

/// The end of `elements` where they go on at token `at`: the nearest one.
fn forward(folded: &Folded, elements: &[Element], at: usize) -> Option<usize> {
    match elements {
        [] => Some(at),
        [Element::Gap(width), rest @ ..] => (at..=at + width).find_map(|from| {
            rest.first()
                .and_then(|e| matches_at(folded, e, from).then_some(from))
                .and_then(|from| forward(folded, rest, from))
        }),
        [element, rest @ ..] => matches_at(folded, element, at)
            .then(|| forward(folded, rest, at + 1))
            .flatten(),
    }
}

/// The start of `elements` where they end before token `at`: the nearest one.
fn backward(folded: &Folded, elements: &[Element], at: usize) -> Option<usize> {
    match elements {
        [] => Some(at),
        [rest @ .., Element::Gap(width)] => (0..=*width).find_map(|skip| {
            let end = at.checked_sub(skip)?;
            rest.last()
                .filter(|e| end > 0 && matches_at(folded, e, end - 1))
                .and_then(|_| backward(folded, rest, end))
        }),
        [rest @ .., element] => {
            let before = at.checked_sub(1)?;
            matches_at(folded, element, before)
                .then(|| backward(folded, rest, before))
                .flatten()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(families: &[(&str, &[&str])], pattern: &str, text: &str) -> Vec<String> {
        let raw = families
            .iter()
            .map(|(n, t)| ((*n).to_owned(), t.iter().map(|t| (*t).to_owned()).collect()))
            .collect();
        let (mut builder, errors) = Builder::new(raw);
        assert_eq!(errors, []);
        let pattern = builder.pattern(pattern).unwrap();
        let lexicon = builder.build().unwrap();
        let folded = Folded::new(text, 0);
        let hits = lexicon.hits(&folded);
        pattern
            .find(&hits)
            .into_iter()
            .map(|h| {
                (h.start..h.end)
                    .map(|i| folded.word(i))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn words_match_whole_and_prefixes_match_endings() {
        assert_eq!(
            find(&[], "share", "We share; sharing is a shared thing"),
            ["share"]
        );
        assert_eq!(
            find(&[], "shar*", "We share; sharing is a shared thing"),
            ["share", "sharing", "shared"]
        );
        assert_eq!(
            find(&[], "to the US", "It goes to the USA, tell us to the us"),
            ["to the u.s"]
        );
        assert_eq!(
            find(&[], "opt out", "an Opt-Out, an opt‑out"),
            ["opt out", "opt out"]
        );
        // A possessive is written in the three ways that come to mind.
        for pattern in ["customer's data", "customer s data", "customer data"] {
            assert_eq!(
                find(&[], pattern, "The customer’s data is kept"),
                ["customer data"],
                "{pattern}"
            );
        }
    }

    #[test]
    fn numbers_gaps_and_wildcards() {
        assert_eq!(
            find(
                &[],
                "within # day*",
                "within thirty (30) days, within 30 days"
            ),
            ["within 30 days"]
        );
        assert_eq!(
            find(&[], "within .. # .. day*", "within thirty (30) days"),
            ["within thirty ( 30 ) days"]
        );
        assert_eq!(
            find(&[], "any _ purpose", "any business purpose and any purpose"),
            ["any business purpose"]
        );
        assert_eq!(
            find(
                &[],
                "sell ..2 data",
                "sell your own data; sell what we know of data"
            ),
            ["sell your own data"]
        );
        assert_eq!(find(&[], "# .. hours", "in 24 or 48 hours"), ["48 hours"]);
    }

    #[test]
    fn families_stand_in_patterns() {
        let families: &[(&str, &[&str])] = &[
            ("share", &["shar*", "disclos*"]),
            ("give", &["{share}", "provide"]),
            ("ads", &["advertis* partner*"]),
        ];
        assert_eq!(
            find(
                families,
                "{give} .. with .. {ads}",
                "We disclose it with our advertising partners"
            ),
            ["disclose it with our advertising partners"]
        );
        assert_eq!(
            find(families, "{share} | provide", "provide or share"),
            ["provide", "share"]
        );
        assert_eq!(
            find(families, "{share} {ads}", "share the advertising partners"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn mistakes_are_named() {
        let (mut builder, errors) = Builder::new(BTreeMap::from([
            ("a".to_owned(), vec!["{b}".to_owned()]),
            ("c".to_owned(), vec!["..".to_owned()]),
            ("d".to_owned(), vec!["{d}".to_owned()]),
        ]));
        assert!(
            errors
                .iter()
                .any(|e| e.2 == PatternError::UnknownFamily("b".into()))
        );
        assert!(errors.iter().any(|e| e.0 == "c"));
        assert!(
            errors
                .iter()
                .any(|e| e.2 == PatternError::Circle("d".into()))
        );
        assert_eq!(
            builder.pattern("{nope}"),
            Err(PatternError::UnknownFamily("nope".into()))
        );
        assert_eq!(builder.pattern("a ..99 b"), Err(PatternError::WideGap));
        assert_eq!(builder.pattern(".. b"), Err(PatternError::StrayGap));
        assert_eq!(builder.pattern("{c"), Err(PatternError::OpenBrace));
        assert_eq!(builder.pattern("# _"), Err(PatternError::NoWord));
        let inner = Err(PatternError::InnerStar("authori*ation".to_owned()));
        assert_eq!(builder.pattern("an authori*ation"), inner);
    }
}
