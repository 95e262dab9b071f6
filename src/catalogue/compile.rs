//! From RON files to a valid catalogue, with messages that point into the files.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::problem::{CatalogueError, Level, Problem, Source};
use super::schema::{RawFile, RawModifier, RawProvision, RawSignal, RawWords};
use super::{Catalogue, Category, Example, Modifier, Part, Provision, Signal, Texts};
use crate::detect::lexicon::{Builder, Pattern};

/// Loads a catalogue from its files.
///
/// # Errors
/// Returns every error found, with its place.
pub fn load(sources: &[Source]) -> Result<Catalogue, CatalogueError> {
    let (catalogue, problems) = check(sources);
    let errors: Vec<Problem> = problems
        .into_iter()
        .filter(|p| p.level == Level::Error)
        .collect();
    match catalogue {
        Some(catalogue) if errors.is_empty() => Ok(catalogue),
        _ => Err(CatalogueError { problems: errors }),
    }
}

/// Loads a catalogue and returns all problems, warnings too.
#[must_use]
pub fn check(sources: &[Source]) -> (Option<Catalogue>, Vec<Problem>) {
    let mut compiler = Compiler {
        problems: Vec::new(),
        sources,
    };
    let catalogue = compiler.run();
    (catalogue, compiler.problems)
}

struct Compiler<'a> {
    problems: Vec<Problem>,
    sources: &'a [Source],
}

impl Compiler<'_> {
    fn run(&mut self) -> Option<Catalogue> {
        let mut words = RawWords::default();
        let mut files: Vec<(usize, RawFile)> = Vec::new();
        let mut hash = Sha256::new();
        for (at, source) in self.sources.iter().enumerate() {
            hash.update(source.name.as_bytes());
            hash.update([0]);
            hash.update(source.text.as_bytes());
            if source.name == "words.ron" {
                match ron::from_str::<RawWords>(&source.text) {
                    Ok(raw) => words = raw,
                    Err(error) => self.unparsed(at, &error),
                }
            } else {
                match ron::from_str::<RawFile>(&source.text) {
                    Ok(raw) => files.push((at, raw)),
                    Err(error) => self.unparsed(at, &error),
                }
            }
        }
        let words_at = self
            .sources
            .iter()
            .position(|s| s.name == "words.ron")
            .unwrap_or(0);

        let mut families = words.families.clone();
        let mut home: BTreeMap<String, usize> =
            families.keys().map(|k| (k.clone(), words_at)).collect();
        for (at, file) in &files {
            for (name, terms) in &file.families {
                if home.contains_key(name) {
                    self.error(
                        *at,
                        name,
                        format!("the family `{name}` is defined twice"),
                        "give one of them another name",
                    );
                    continue;
                }
                home.insert(name.clone(), *at);
                families.insert(name.clone(), terms.clone());
            }
        }
        let (mut builder, errors) = Builder::new(families.clone());
        for (family, term, error) in errors {
            let at = home.get(&family).copied().unwrap_or(words_at);
            self.error(
                at,
                &term,
                format!("in family `{family}`: {error}"),
                "correct the term; schema.rs tells the pattern language",
            );
        }

        let mut things: Vec<(usize, String)> =
            words.things.iter().map(|n| (words_at, n.clone())).collect();
        for (at, file) in &files {
            things.extend(file.things.iter().map(|n| (*at, n.clone())));
        }

        let mut categories: Vec<Category> = Vec::new();
        let mut provisions: Vec<Provision> = Vec::new();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        for (at, file) in files {
            let raw = &file.category;
            if !categories.iter().any(|c| c.id == raw.id) {
                if !(0.0..=30.0).contains(&raw.weight) {
                    self.error(
                        at,
                        &raw.id,
                        format!("the weight {} is not between 0 and 30", raw.weight),
                        "set a weight from 0 to 30",
                    );
                }
                categories.push(Category {
                    id: raw.id.clone(),
                    code: raw.code.clone(),
                    name: raw.name.clone(),
                    short: raw.short.clone(),
                    weight: raw.weight,
                });
            }
            for raw in file.provisions {
                let id = format!("{}.{}", file.category.id, raw.id);
                let provision = self.provision(at, &id, &file.category.id, raw, &mut builder);
                // A later file overrides an earlier one: that is how a user's own catalogue works.
                match index.get(&id).and_then(|&i| provisions.get_mut(i)) {
                    Some(place) => *place = provision,
                    None => {
                        index.insert(id, provisions.len());
                        provisions.push(provision);
                    }
                }
            }
        }
        let order = |id: &str| {
            categories
                .iter()
                .position(|c| c.id == id)
                .unwrap_or(usize::MAX)
        };
        provisions.sort_by_key(|p| order(&p.category));
        let index = provisions
            .iter()
            .enumerate()
            .map(|(i, p)| (p.id.clone(), i))
            .collect();
        let everywhere_aggravators = words
            .aggravators
            .iter()
            .map(|m| self.modifier(words_at, m, m.size.aggravates(), &mut builder))
            .collect();
        let everywhere_mitigators = words
            .mitigators
            .iter()
            .map(|m| self.modifier(words_at, m, m.size.mitigates(), &mut builder))
            .collect();
        let lexicon = match builder.build() {
            Ok(lexicon) => lexicon,
            Err(error) => {
                self.error(
                    words_at,
                    "",
                    format!("the words cannot be compiled: {error}"),
                    "use fewer or shorter terms",
                );
                return None;
            }
        };
        let mut named = Vec::new();
        for (at, name) in things {
            match lexicon.family(&name) {
                Some(id) => named.push(id),
                None => self.error(
                    at,
                    &name,
                    format!("`things` names `{name}`, which is no family"),
                    "name a family that is defined in `families`",
                ),
            }
        }
        named.sort_unstable();
        named.dedup();
        let mut by_family: Vec<Vec<(usize, usize)>> = vec![Vec::new(); lexicon.len()];
        for (p, provision) in provisions.iter().enumerate() {
            for (s, signal) in provision.signals.iter().enumerate() {
                for family in signal
                    .all
                    .first()
                    .into_iter()
                    .flat_map(Pattern::first_families)
                {
                    if let Some(list) = by_family.get_mut(family as usize)
                        && !list.contains(&(p, s))
                    {
                        list.push((p, s));
                    }
                }
            }
        }
        Some(Catalogue {
            by_family,
            things: named,
            families,
            version: words.version,
            sha256: hash.finalize().iter().map(|b| format!("{b:02x}")).collect(),
            categories,
            provisions,
            lexicon,
            everywhere_aggravators,
            everywhere_mitigators,
            index,
        })
    }

    fn provision(
        &mut self,
        at: usize,
        id: &str,
        category: &str,
        raw: RawProvision,
        builder: &mut Builder,
    ) -> Provision {
        if !(0.0..=100.0).contains(&raw.severity) {
            self.error(
                at,
                &raw.id,
                format!(
                    "`{id}`: the severity {} is not between 0 and 100",
                    raw.severity
                ),
                "set a severity from 0 to 100",
            );
        }
        for (what, text) in [
            ("what", &raw.what),
            ("why", &raw.why),
            ("ask", &raw.ask),
            ("name", &raw.name),
        ] {
            if text.trim().is_empty() && raw.scored {
                self.warn(
                    at,
                    &raw.id,
                    format!("`{id}` has no text for `{what}`"),
                    "write it: the report prints it",
                );
            }
        }
        if raw.said_in.is_empty() && raw.scored {
            self.warn(
                at,
                &raw.id,
                format!(
                    "`{id}` names no kind of document that would say it, so silence is never found"
                ),
                "fill `said_in`",
            );
        }
        let mut seen = BTreeSet::new();
        for signal in &raw.signals {
            if !seen.insert(signal.id.clone()) {
                self.error(
                    at,
                    &signal.id,
                    format!("`{id}` has two signals named `{}`", signal.id),
                    "give one of them another id",
                );
            }
        }
        Provision {
            id: id.to_owned(),
            category: category.to_owned(),
            name: raw.name,
            severity: if raw.scored { raw.severity } else { 0.0 },
            scored: raw.scored,
            missing: raw.missing,
            several_kinds: raw.several_kinds,
            silence: raw.silence,
            silence_eu_only: raw.silence_eu_only,
            said_in: raw.said_in,
            gate: raw.gate,
            by_transfer_law: raw.by_transfer_law,
            texts: Texts {
                what: raw.what,
                why: raw.why,
                law: raw.law,
                flags: raw.flags,
                ask: raw.ask,
                brief: raw.brief,
                fallback: raw.fallback,
                steps: raw.steps,
            },
            aggravators: raw
                .aggravators
                .iter()
                .map(|m| self.modifier(at, m, m.size.aggravates(), builder))
                .collect(),
            mitigators: raw
                .mitigators
                .iter()
                .map(|m| self.modifier(at, m, m.size.mitigates(), builder))
                .collect(),
            parts: raw
                .parts
                .iter()
                .map(|p| Part {
                    name: p.name.clone(),
                    any: self.patterns(at, &p.any, builder),
                    not: self.patterns(at, &p.not, builder),
                })
                .collect(),
            signals: raw
                .signals
                .iter()
                .map(|s| self.signal(at, id, s, builder))
                .collect(),
            examples: raw
                .examples
                .into_iter()
                .map(|e| Example {
                    text: e.text,
                    state: e.state,
                    scope: e.scope,
                })
                .collect(),
        }
    }

    fn modifier(
        &mut self,
        at: usize,
        raw: &RawModifier,
        size: f64,
        builder: &mut Builder,
    ) -> Modifier {
        if !(0.0..1.0).contains(&size) {
            self.error(
                at,
                &raw.id,
                format!("`{}` has the size {size}, which is not in [0, 1)", raw.id),
                "use Strong, Medium, Weak or a size below 1",
            );
        }
        Modifier {
            id: raw.id.clone(),
            name: raw.name.clone(),
            size,
            any: self.patterns(at, &raw.any, builder),
            not: self.patterns(at, &raw.not, builder),
            within: raw.within,
            condition: raw.condition,
            by_words: !raw.any.is_empty(),
        }
    }

    fn signal(&mut self, at: usize, id: &str, raw: &RawSignal, builder: &mut Builder) -> Signal {
        if raw.all.is_empty() {
            self.error(
                at,
                &raw.id,
                format!("the signal `{}` of `{id}` has nothing in `all`", raw.id),
                "name at least one pattern",
            );
        }
        if !(raw.confidence > 0.0 && raw.confidence <= 1.0) {
            self.error(
                at,
                &raw.id,
                format!(
                    "the signal `{}` of `{id}` has the confidence {}",
                    raw.id, raw.confidence
                ),
                "use a value above 0, up to 1",
            );
        }
        Signal {
            id: raw.id.clone(),
            reads: raw.reads,
            all: self.patterns(at, &raw.all, builder),
            not: self.patterns(at, &raw.not, builder),
            context: self.patterns(at, &raw.context, builder),
            actor: raw.actor,
            polarity: raw.polarity,
            near: raw.near,
            with_customer: raw.with_customer,
            confidence: raw.confidence,
        }
    }

    fn patterns(&mut self, at: usize, raw: &[String], builder: &mut Builder) -> Vec<Pattern> {
        raw.iter()
            .filter_map(|text| match builder.pattern(text) {
                Ok(pattern) => Some(pattern),
                Err(error) => {
                    self.error(
                        at,
                        text,
                        format!("in pattern `{text}`: {error}"),
                        "correct the pattern; schema.rs tells the pattern language",
                    );
                    None
                }
            })
            .collect()
    }

    fn unparsed(&mut self, at: usize, error: &ron::error::SpannedError) {
        if let Some(source) = self.sources.get(at) {
            self.problems.push(Problem::unparsed(source, error));
        }
    }

    fn error(&mut self, at: usize, needle: &str, message: String, help: &str) {
        self.point(Level::Error, at, needle, message, help);
    }

    fn warn(&mut self, at: usize, needle: &str, message: String, help: &str) {
        self.point(Level::Warning, at, needle, message, help);
    }

    fn point(&mut self, level: Level, at: usize, needle: &str, message: String, help: &str) {
        if let Some(source) = self.sources.get(at) {
            self.problems
                .push(Problem::at(level, source, needle, message, help));
        }
    }
}
