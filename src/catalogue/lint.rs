//! Doubtful things in a catalogue that can be used all the same: what stands twice, what can never be met, what is slow.

use std::collections::{BTreeMap, BTreeSet};

use super::Catalogue;
use super::problem::{Level, Problem, Source};
use super::schema::{RawFile, RawSignal, RawWords};
use crate::detect;
use crate::detect::lexicon::{gap, normal};

/// Words of which one stands in most sentences: a signal that begins with one is tried on all of them.
const COMMON: [&str; 24] = [
    "a",
    "and",
    "any",
    "are",
    "as",
    "be",
    "by",
    "data",
    "for",
    "from",
    "in",
    "information",
    "is",
    "may",
    "of",
    "on",
    "or",
    "our",
    "the",
    "to",
    "we",
    "will",
    "you",
    "your",
];

/// Gaps, in tokens and together, from which an alternative is slow and reads across clauses.
const WIDE: usize = 60;

/// What is doubtful in the files named `own`, given all files of the catalogue.
#[must_use]
pub fn warnings(sources: &[Source], own: &[&str]) -> Vec<Problem> {
    let mut lint = Lint {
        problems: Vec::new(),
        used: used_families(sources),
    };
    for source in sources.iter().filter(|s| own.contains(&s.name.as_str())) {
        if let Ok(words) = ron::from_str::<RawWords>(&source.text) {
            lint.families(source, &words.families);
        } else if let Ok(file) = ron::from_str::<RawFile>(&source.text) {
            lint.families(source, &file.families);
            for provision in &file.provisions {
                let id = format!("{}.{}", file.category.id, provision.id);
                let mut seen: Vec<&RawSignal> = Vec::new();
                for signal in &provision.signals {
                    lint.signal(source, &id, signal, &seen);
                    seen.push(signal);
                }
            }
        }
    }
    lint.problems
}

/// Signals of a file that no example of their provision meets: they can never match, or nothing tests them.
#[must_use]
pub fn untested(catalogue: &Catalogue, source: &Source) -> Vec<Problem> {
    let Ok(file) = ron::from_str::<RawFile>(&source.text) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    for raw in &file.provisions {
        let id = format!("{}.{}", file.category.id, raw.id);
        let Some(provision) = catalogue.provision(&id).filter(|p| !p.by_transfer_law) else {
            continue;
        };
        let met: BTreeSet<String> = provision
            .examples
            .iter()
            .flat_map(|e| detect::read(catalogue, &crate::import::from_text(&e.text)))
            .filter(|r| r.provision == id)
            .map(|r| r.signal)
            .collect();
        for signal in provision.signals.iter().filter(|s| !met.contains(&s.id)) {
            problems.push(Problem::at(
                Level::Warning,
                source,
                &signal.id,
                format!("no example of `{id}` meets the signal `{}`", signal.id),
                "write an example that it meets; if none can be written, take it out",
            ));
        }
    }
    problems
}

struct Lint {
    problems: Vec<Problem>,
    used: BTreeSet<String>,
}

impl Lint {
    fn warn(&mut self, source: &Source, needle: &str, message: String, help: &str) {
        self.problems
            .push(Problem::at(Level::Warning, source, needle, message, help));
    }

    fn families(&mut self, source: &Source, families: &BTreeMap<String, Vec<String>>) {
        for (name, terms) in families {
            if !self.used.contains(name) {
                let why = format!("nothing uses the family `{name}`");
                self.warn(source, name, why, "use it in a pattern, or take it out");
            }
            let what = format!("the family `{name}`");
            self.terms(source, name, &what, terms.iter().map(String::as_str));
        }
    }

    /// Terms that stand twice, or that another term meets as well.
    fn terms<'t>(
        &mut self,
        source: &Source,
        needle: &str,
        what: &str,
        terms: impl Iterator<Item = &'t str>,
    ) {
        let all: Vec<String> = terms.map(normal).collect();
        let open: Vec<&str> = all.iter().filter_map(|t| t.strip_suffix('*')).collect();
        let mut seen = BTreeSet::new();
        for term in &all {
            if !seen.insert(term.as_str()) {
                let why = format!("`{term}` stands twice in {what}");
                self.warn(source, needle, why, "take one of them out");
                continue;
            }
            if term.ends_with(" s") {
                let why = format!(
                    "`{term}` in {what} can never be met: a possessive is read without its ending"
                );
                let help =
                    "leave the ending out, or write what it belongs to behind it: `user s data`";
                self.warn(source, needle, why, help);
                continue;
            }
            let bare = term.trim_end_matches('*');
            // A term in one word is met by a shorter beginning; in more words only by the same words before it.
            let by = open.iter().find(|o| {
                bare.strip_prefix(**o).is_some_and(|rest| {
                    !rest.contains(' ') && (bare != **o || !term.ends_with('*'))
                })
            });
            if let Some(by) = by {
                let why = format!("in {what} `{by}*` meets all that `{term}` meets");
                self.warn(source, needle, why, "take the longer one out");
            }
        }
    }

    fn signal(&mut self, source: &Source, id: &str, signal: &RawSignal, before: &[&RawSignal]) {
        let twin = before
            .iter()
            .find(|b| b.all == signal.all && b.not == signal.not && b.context == signal.context);
        if let Some(twin) = twin {
            let why = format!(
                "the signals `{}` and `{}` of `{id}` look for the same",
                twin.id, signal.id
            );
            self.warn(source, &signal.id, why, "take one of them out");
        }
        let barred: BTreeSet<String> = signal
            .not
            .iter()
            .flat_map(|p| alternatives(p))
            .map(normal)
            .collect();
        for pattern in &signal.all {
            let what = format!("a pattern of `{}`", signal.id);
            self.terms(source, pattern, &what, alternatives(pattern));
            let mut wanted = alternatives(pattern).map(normal);
            if !barred.is_empty() && wanted.all(|a| barred.contains(&a)) {
                let why = format!(
                    "the signal `{}` of `{id}` can never be met: `not` bars all that `all` wants",
                    signal.id
                );
                self.warn(source, pattern, why, "narrow what `not` bars");
            }
        }
        if let Some(first) = signal.all.first() {
            self.speed(source, id, signal, first);
        }
    }

    fn speed(&mut self, source: &Source, id: &str, signal: &RawSignal, first: &str) {
        for alternative in alternatives(first) {
            if COMMON.contains(&normal(alternative).as_str()) {
                let why = format!(
                    "the signal `{}` of `{id}` is slow: it begins with `{alternative}`, which stands in most sentences",
                    signal.id
                );
                let help = "begin with the act, or name more words beside this one";
                self.warn(source, first, why, help);
            }
        }
        for pattern in &signal.all {
            let widest = alternatives(pattern).map(gaps).max().unwrap_or_default();
            if widest > WIDE {
                let why = format!(
                    "the signal `{}` of `{id}` is slow: the gaps of one alternative span {widest} words",
                    signal.id
                );
                self.warn(source, pattern, why, "split it, or use `near`");
            }
        }
    }
}

fn alternatives(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split(" | ").map(str::trim)
}

/// The gaps of an alternative, in tokens and together.
fn gaps(alternative: &str) -> usize {
    alternative
        .split_whitespace()
        .filter_map(gap)
        .filter_map(Result::ok)
        .sum()
}

/// Every family that some file uses.
fn used_families(sources: &[Source]) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for source in sources {
        for rest in source.text.split('{').skip(1) {
            if let Some((name, _)) = rest.split_once('}')
                && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            {
                used.insert(name.to_owned());
            }
        }
        // Families may also be named bare, in `things`.
        if let Ok(file) = ron::from_str::<RawFile>(&source.text) {
            used.extend(file.things);
        } else if let Ok(words) = ron::from_str::<RawWords>(&source.text) {
            used.extend(words.things);
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The warnings of one provision with these signals and families.
    fn lint(families: &str, signals: &str) -> Vec<String> {
        let text = format!(
            "(category: (id: \"telemetry\", code: \"TE\", name: \"T\", short: \"T\", weight: 1.0), \
             families: {{{families}}}, provisions: [(id: \"beacons\", name: \"Beacons\", severity: 50.0, \
             silence: Neutral, said_in: [Terms], what: \"w\", why: \"y\", law: [], ask: \"a\", signals: [{signals}], \
             examples: [(text: \"We light beacons.\", state: Some(affirmed))])])"
        );
        let source = Source {
            name: "own.ron".to_owned(),
            text,
        };
        let sources = super::super::builtin::sources_under(vec![source.clone()]);
        let (catalogue, problems) = super::super::compile::check(&sources);
        assert!(problems.iter().all(|p| p.file != "own.ron"), "{problems:?}");
        let mut found = warnings(&sources, &["own.ron"]);
        found.extend(untested(&catalogue.unwrap(), &source));
        found.into_iter().map(|p| p.message).collect()
    }

    #[test]
    fn a_sound_signal_is_not_warned_of() {
        let sound = r#"(id: "light", all: ["{own_light}", "beacon*"])"#;
        let family = r#""own_light": ["light", "lights"]"#;
        assert!(lint(family, sound).is_empty());
    }

    #[test]
    fn each_doubt_is_told() {
        for (families, signals, told) in [
            (
                r#""own_light": ["light", "light"]"#,
                r#"(id: "light", all: ["{own_light}", "beacon*"])"#,
                "`light` stands twice",
            ),
            (
                r#""own_light": ["ligh*", "lights"]"#,
                r#"(id: "light", all: ["{own_light}", "beacon*"])"#,
                "`ligh*` meets all that `lights` meets",
            ),
            (
                r#""own_light": ["light", "the keeper s"]"#,
                r#"(id: "light", all: ["{own_light}", "beacon*"])"#,
                "a possessive is read without its ending",
            ),
            (
                r#""own_idle": ["torch"]"#,
                r#"(id: "light", all: ["light", "beacon*"])"#,
                "nothing uses the family `own_idle`",
            ),
            (
                "",
                r#"(id: "light", all: ["light", "beacon*"]), (id: "again", all: ["light", "beacon*"])"#,
                "look for the same",
            ),
            (
                "",
                r#"(id: "light", all: ["light"]), (id: "never", all: ["beacons"], not: ["lamps | beacons"])"#,
                "can never be met",
            ),
            (
                "",
                r#"(id: "light", all: ["light"]), (id: "shout", all: ["shout*"])"#,
                "no example of `telemetry.beacons` meets the signal `shout`",
            ),
            (
                "",
                r#"(id: "light", all: ["we", "light"])"#,
                "begins with `we`",
            ),
            (
                "",
                r#"(id: "light", all: ["light | lamp ..40 lens ..30 flame"])"#,
                "span 70 words",
            ),
        ] {
            let found = lint(families, signals);
            assert!(found.iter().any(|m| m.contains(told)), "{told}: {found:?}");
        }
    }
}
