//! Precision, recall and F1 on labelled text (format: `interface.md`, "Label files of `evaluate`").
//!
//! Units are read on their own, as a document each. Nothing here knows what a label means: groups are patterns
//! over provision ids and states, and come from the file.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::detect;
use crate::finding::State;
use crate::import;
use crate::transfer;

/// First line of a label file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Header {
    /// Group → patterns: a provision id with `*`, optionally `@state`.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Whether only positives are labelled, so that only recall is meant.
    #[serde(default)]
    pub positives_only: bool,
}

/// A labelled unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Unit {
    /// Id within its corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// Groups that it is labelled with.
    pub labels: Vec<String>,
    /// Groups that count neither way.
    #[serde(default)]
    pub unsure: Vec<String>,
}

/// A label file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Its header.
    pub header: Header,
    /// Its units.
    pub units: Vec<Unit>,
}

/// Why a label file could not be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum LabelError {
    /// Nothing in it.
    #[error("the label file is empty; its first line must be {{\"groups\": {{…}}}}")]
    Empty,
    /// A line that is not what it must be.
    #[error("line {line}: {why}; see interface.md, \"Label files of evaluate\"")]
    Line {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
}

impl Labels {
    /// Reads a label file.
    ///
    /// # Errors
    /// Names the line that cannot be read.
    pub fn parse(text: &str) -> Result<Self, LabelError> {
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim().is_empty());
        let (_, first) = lines.next().ok_or(LabelError::Empty)?;
        let header = serde_json::from_str(first).map_err(|e| LabelError::Line {
            line: 1,
            why: e.to_string(),
        })?;
        let units = lines
            .map(|(i, line)| {
                serde_json::from_str(line).map_err(|e| LabelError::Line {
                    line: i + 1,
                    why: e.to_string(),
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { header, units })
    }
}

/// Figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The group.
    pub group: String,
    /// Units labelled with it.
    pub support: usize,
    /// Found and labelled.
    pub tp: usize,
    /// Found, not labelled.
    pub fp: usize,
    /// Labelled, not found.
    #[serde(rename = "fn")]
    pub missed: usize,
    /// tp / (tp + fp); 0 where nothing was found.
    pub precision: f64,
    /// tp / (tp + fn); 0 where nothing is labelled.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

/// How often a labelled state was the state found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Polarity {
    /// Found in the labelled state.
    pub right: usize,
    /// Found only in another.
    pub wrong: usize,
}

/// A unit on which finding and label differ, for reading by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The group.
    pub group: String,
    /// Id of the unit.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether it was found (and not labelled), or labelled (and not found).
    pub found: bool,
    /// What was found in it: `provision@state by signal`.
    pub readings: Vec<String>,
}

/// Figures of one label file.
#[derive(Debug, Clone, PartialEq)]
pub struct Accuracy {
    /// Units read.
    pub units: usize,
    /// By group, in the order of the names.
    pub groups: Vec<Figures>,
    /// Mean F1 over the groups without a state.
    pub macro_f1: f64,
    /// Polarity over labels with a state.
    pub polarity: Polarity,
    /// Where finding and label differ.
    pub differences: Vec<Difference>,
}

/// What was found in one text: provision id and state, with the signals.
type Found = Vec<(String, State, Vec<String>)>;

/// Reads a text on its own.
#[must_use]
pub fn found(catalogue: &Catalogue, law: &transfer::Law, text: &str) -> Found {
    let document = import::from_text(text);
    let readings = detect::read(catalogue, &document);
    // What transfer law decides, it decides on the day for which the law data hold.
    let mentions = transfer::mentions(&document);
    let decided = transfer::decide(&mentions, std::slice::from_ref(&document), law.date(), law);
    catalogue
        .provisions
        .iter()
        .filter_map(|p| {
            if let Some(d) = decided.iter().find(|d| d.provision == p.id) {
                return Some((p.id.clone(), d.state, vec!["transfer law".to_owned()]));
            }
            let mine: Vec<_> = readings.iter().filter(|r| r.provision == p.id).collect();
            let state = detect::merge::state_of(p, &mine)?;
            Some((
                p.id.clone(),
                state,
                mine.iter().map(|r| r.signal.clone()).collect(),
            ))
        })
        .collect()
}

/// Whether a finding is of a pattern: `telemetry.*`, `advertising.sale@denied`.
#[must_use]
pub fn matches(pattern: &str, id: &str, state: State) -> bool {
    let (wanted, at) = pattern
        .split_once('@')
        .map_or((pattern, None), |(p, s)| (p, Some(s)));
    let is = wanted
        .strip_suffix('*')
        .map_or(wanted == id, |stem| id.starts_with(stem));
    is && at.is_none_or(|s| s == state.key())
}

/// Runs detection over all units and counts.
#[must_use]
pub fn evaluate(catalogue: &Catalogue, law: &transfer::Law, labels: &Labels) -> Accuracy {
    let all: Vec<Found> = labels
        .units
        .par_iter()
        .map(|u| found(catalogue, law, &u.text))
        .collect();
    let mut groups = Vec::new();
    let mut polarity = Polarity::default();
    let mut differences = Vec::new();
    for (group, patterns) in &labels.header.groups {
        let (mut tp, mut fp, mut missed, mut support) = (0, 0, 0, 0);
        for (unit, found) in labels.units.iter().zip(&all) {
            let labelled = unit.labels.contains(group);
            support += usize::from(labelled);
            if unit.unsure.contains(group) {
                continue;
            }
            let predicted = found
                .iter()
                .any(|(id, state, _)| patterns.iter().any(|p| matches(p, id, *state)));
            match (labelled, predicted) {
                (true, true) => tp += 1,
                (false, true) => fp += 1,
                (true, false) => missed += 1,
                (false, false) => {}
            }
            if labelled != predicted {
                differences.push(Difference {
                    group: group.clone(),
                    id: unit.id.clone(),
                    text: unit.text.clone(),
                    found: predicted,
                    readings: found
                        .iter()
                        .map(|(p, s, by)| format!("{p}@{} by {}", s.key(), by.join(", ")))
                        .collect(),
                });
            }
            if let (true, Some((id, state))) = (labelled, group.split_once('@')) {
                let states: Vec<State> = found.iter().filter(|f| f.0 == id).map(|f| f.1).collect();
                if states.iter().any(|s| s.key() == state) {
                    polarity.right += 1;
                } else if !states.is_empty() {
                    polarity.wrong += 1;
                }
            }
        }
        let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let (precision, recall) = (ratio(tp, tp + fp), ratio(tp, tp + missed));
        let f1 = ratio(2 * tp, 2 * tp + fp + missed);
        groups.push(Figures {
            group: group.clone(),
            support,
            tp,
            fp,
            missed,
            precision,
            recall,
            f1,
        });
    }
    let plain: Vec<f64> = groups
        .iter()
        .filter(|g| !g.group.contains('@') && g.support > 0)
        .map(|g| {
            if labels.header.positives_only {
                g.recall
            } else {
                g.f1
            }
        })
        .collect();
    let macro_f1 = if plain.is_empty() {
        0.0
    } else {
        plain.iter().sum::<f64>() / plain.len() as f64
    };
    Accuracy {
        units: labels.units.len(),
        groups,
        macro_f1,
        polarity,
        differences,
    }
}

/// Wilson's interval at 95 % for `k` of `n`.
///
/// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927).
#[must_use]
pub fn wilson(k: usize, n: usize) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    let z = 1.959_964_f64;
    let (k, n) = (k as f64, n as f64);
    let p = k / n;
    let middle = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let under = 1.0 + z * z / n;
    (
        ((middle - spread) / under).max(0.0),
        ((middle + spread) / under).min(1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_take_stars_and_states() {
        assert!(matches(
            "telemetry.*",
            "telemetry.session_replay",
            State::Denied
        ));
        assert!(matches(
            "advertising.sale@denied",
            "advertising.sale",
            State::Denied
        ));
        assert!(!matches(
            "advertising.sale@denied",
            "advertising.sale",
            State::Affirmed
        ));
        assert!(!matches(
            "advertising.sale",
            "advertising.sale_more",
            State::Affirmed
        ));
    }

    #[test]
    fn wilson_is_wilson() {
        // 8 of 10 at 95 %: 0.490 to 0.943, by the formula worked by hand and in the usual tables.
        let (low, high) = wilson(8, 10);
        assert!(
            (low - 0.490).abs() < 5e-4 && (high - 0.943).abs() < 5e-4,
            "{low} {high}"
        );
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn broken_lines_are_named() {
        assert_eq!(Labels::parse(""), Err(LabelError::Empty));
        let broken = Labels::parse("{\"groups\": {}}\n{\"id\": 3}");
        assert!(matches!(broken, Err(LabelError::Line { line: 2, .. })));
    }
}
