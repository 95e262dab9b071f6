//! What a report is made with beside the assessment, and the record of it that the report carries: with both, the
//! same report can be made again.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ExportError;
use super::logo::Logo;
use super::pdf;
use super::peers::Peers;
use super::template::{Style, Template};
use crate::assessment::Assessment;
use crate::assessment::evaluate::Rules;
use crate::evaluate::matches;
use crate::finding::State;

/// What a report is made with beside the assessment. Nothing of it changes a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extras {
    /// House style.
    pub style: Style,
    /// The portfolio to stand beside.
    pub peers: Option<Peers>,
    /// Another version of the same vendor's papers, to tell what changed since.
    pub before: Option<Arc<Assessment>>,
    /// Which findings are listed, in formats that are lists. A PDF always has all of them: its parts add up.
    pub only: Only,
}

/// A filter of findings: those of which one of the patterns holds; all where there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    /// Patterns: a provision's id with `*`, optionally `@state`, such as `telemetry.*@affirmed`.
    patterns: Vec<String>,
    /// What is shown, for people.
    words: String,
}

impl Only {
    /// Those of these patterns.
    #[must_use]
    pub fn of(patterns: Vec<String>) -> Self {
        Self {
            words: patterns.join(", "),
            patterns,
        }
    }

    /// Those of these ids, under a name for people.
    #[must_use]
    pub fn ids(ids: Vec<String>, words: impl Into<String>) -> Self {
        Self {
            patterns: ids,
            words: words.into(),
        }
    }

    /// Whether all are shown.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.patterns.is_empty()
    }

    /// What is shown, for people; empty where all is.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether a finding is shown.
    #[must_use]
    pub fn has(&self, id: &str, state: State) -> bool {
        self.is_all() || self.patterns.iter().any(|p| matches(p, id, state))
    }

    /// A pattern that no provision of the catalogue can be of, if there is one.
    #[must_use]
    pub fn idle<'a>(&'a self, rules: &Rules) -> Option<&'a str> {
        let idle = |pattern: &&String| {
            let (id, at) = pattern
                .split_once('@')
                .map_or((pattern.as_str(), None), |(id, at)| (id, Some(at)));
            let state = match at {
                None => Some(State::Affirmed),
                Some(key) => State::ALL.into_iter().find(|s| s.key() == key),
            };
            let Some(state) = state else { return true };
            let ids = rules.catalogue.provisions.iter().map(|p| p.id.as_str());
            !ids.into_iter().any(|i| {
                let whole = at.map_or_else(|| id.to_owned(), |at| format!("{id}@{at}"));
                matches(&whole, i, state)
            })
        };
        self.patterns.iter().find(idle).map(String::as_str)
    }
}

/// How a report was made: it is carried in the PDF beside the assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Version of the program.
    pub program: String,
    /// SHA-256 of the catalogue.
    pub catalogue_sha256: String,
    /// SHA-256 of the legal data.
    pub law_sha256: String,
    /// House style. The logo is a file that the report carries, and is named as such: where it lay before is nobody's
    /// business.
    pub template: Template,
    /// Numbers of the portfolio that it stands beside. Its vendors are not carried, so these are taken as they are.
    pub peers: Option<Peers>,
}

impl Record {
    /// The record of a report.
    #[must_use]
    pub fn of(rules: &Rules, extras: &Extras) -> Self {
        let carried = match extras.style.logo {
            Some(_) => pdf::LOGO,
            None => "",
        };
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            catalogue_sha256: rules.catalogue.sha256.clone(),
            law_sha256: rules.law.sha256().to_owned(),
            template: Template {
                logo: carried.to_owned(),
                ..extras.style.template.clone()
            },
            peers: extras.peers.clone(),
        }
    }

    /// The record as a file.
    ///
    /// # Errors
    /// Where it cannot be put into text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ExportError> {
        let pretty = ron::ser::PrettyConfig::new().depth_limit(3);
        ron::ser::to_string_pretty(self, pretty)
            .map(|text| (text + "\n").into_bytes())
            .map_err(|e| ExportError::Saved(e.to_string()))
    }

    /// Reads a record.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        ron::de::from_bytes(bytes).map_err(|e| {
            format!(
                "the record of how it was made is broken: {}: {}",
                e.span.start, e.code
            )
        })
    }

    /// What the report was made with.
    ///
    /// # Errors
    /// Where the logo is broken.
    pub fn extras(
        self,
        logo: Option<&[u8]>,
        before: Option<Assessment>,
    ) -> Result<Extras, ExportError> {
        Ok(Extras {
            style: Style {
                template: self.template,
                logo: logo.map(Logo::from_png).transpose()?,
            },
            peers: self.peers,
            before: before.map(Arc::new),
            only: Only::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_goes_by_id_and_state() {
        let only = Only::of(vec![
            "telemetry.*".to_owned(),
            "advertising.sale@denied".to_owned(),
        ]);
        assert!(only.has("telemetry.usage", State::Silent));
        assert!(only.has("advertising.sale", State::Denied));
        assert!(!only.has("advertising.sale", State::Affirmed));
        assert!(Only::default().has("anything", State::Silent));
        assert_eq!(only.words(), "telemetry.*, advertising.sale@denied");
    }

    #[test]
    fn a_pattern_that_no_provision_is_of_is_found() {
        let rules = Rules::builtin().unwrap();
        let idle = |p: &str| Only::of(vec![p.to_owned()]).idle(&rules).is_some();
        assert!(idle("telemetry.nonsense") && idle("telemetry.*@maybe"));
        assert!(!idle("telemetry.*") && !idle("*@denied"));
    }
}
