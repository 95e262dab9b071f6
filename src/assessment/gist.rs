//! What one document says by itself, whatever stands beside it: found once, and used for every outcome.
//!
//! The window makes an outcome after every change of documents, days or engagement. What a document says does not change
//! with them, and finding it anew is nearly all that an outcome takes.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use rayon::prelude::*;

use crate::catalogue::Catalogue;
use crate::detect::merge::{self, Told};
use crate::document::Document;
use crate::finding::{Finding, Reading};
use crate::transfer::{self, Mention};

/// What one document says by itself. Places of documents in it are 0.
#[derive(Debug)]
pub struct Gist {
    mentions: Vec<Mention>,
    told: Told,
}

impl Gist {
    fn of(catalogue: &Catalogue, document: &Document, readings: &[Reading]) -> Self {
        Self {
            mentions: transfer::mentions(document),
            told: merge::told_in(catalogue, document, 0, readings),
        }
    }
}

/// What is known of documents, under one catalogue.
#[derive(Debug, Clone, Default)]
pub struct Gists(BTreeMap<u64, Arc<Gist>>);

impl Gists {
    /// What each document says, with what was read in it, in their order. What is not known yet is found, several documents side by side.
    pub fn of_all(
        &mut self,
        catalogue: &Catalogue,
        papers: &[(&Document, &[Reading])],
    ) -> Vec<Arc<Gist>> {
        let known = &self.0;
        let all: Vec<(u64, Arc<Gist>)> = papers
            .par_iter()
            .map(|&(document, read)| {
                let key = fingerprint(document, read);
                let found = || Arc::new(Gist::of(catalogue, document, read));
                (key, known.get(&key).map_or_else(found, Arc::clone))
            })
            .collect();
        for (key, gist) in &all {
            self.0.entry(*key).or_insert_with(|| Arc::clone(gist));
        }
        all.into_iter().map(|(_, gist)| gist).collect()
    }

    /// Takes over what is known elsewhere under the same catalogue.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

/// All mentions of mechanisms, each with the place of its document.
pub fn mentions(gists: &[Arc<Gist>]) -> impl Iterator<Item = Mention> {
    gists.iter().enumerate().flat_map(|(at, gist)| {
        gist.mentions.iter().map(move |m| Mention {
            document: at,
            ..m.clone()
        })
    })
}

/// All findings, each with the place of its document.
pub fn findings(gists: &[Arc<Gist>]) -> impl Iterator<Item = Finding> {
    placed(gists, |told| &told.findings)
}

/// What is too weak to count, each with the place of its document.
pub fn weak(gists: &[Arc<Gist>]) -> impl Iterator<Item = Finding> {
    placed(gists, |told| &told.weak)
}

fn placed(
    gists: &[Arc<Gist>],
    which: impl Fn(&Told) -> &[Finding],
) -> impl Iterator<Item = Finding> {
    gists.iter().enumerate().flat_map(move |(at, gist)| {
        let mut all = which(&gist.told).to_vec();
        for finding in &mut all {
            finding.document = Some(at);
            for evidence in &mut finding.evidence {
                evidence.document = at;
            }
        }
        all
    })
}

/// Tells documents apart by all that their gist is made of: what stands in them, what they were taken for, and what was
/// read in them.
fn fingerprint(document: &Document, readings: &[Reading]) -> u64 {
    let mut hasher = DefaultHasher::new();
    document.text.hash(&mut hasher);
    document.sha256.hash(&mut hasher);
    document.kind.hash(&mut hasher);
    document.vendor.hash(&mut hasher);
    (document.date_basis as u8, &document.date_note).hash(&mut hasher);
    (document.is_damaged(), document.is_assessed_language()).hash(&mut hasher);
    (document.blocks.len(), document.sentences.len()).hash(&mut hasher);
    readings.len().hash(&mut hasher);
    for reading in readings {
        (&reading.provision, &reading.signal, reading.span).hash(&mut hasher);
        (reading.state, reading.confidence.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::evaluate::Rules;
    use crate::document::Kind;
    use crate::import::from_text;

    const TEXT: &str =
        "We comply with the EU-U.S. Data Privacy Framework. We sell personal data to advertisers.";

    fn read(rules: &Rules, documents: &[Document]) -> Vec<Vec<Reading>> {
        let all = documents.iter();
        all.map(|d| crate::detect::read(&rules.catalogue, d))
            .collect()
    }

    fn of_all(
        gists: &mut Gists,
        rules: &Rules,
        documents: &[Document],
        readings: &[Vec<Reading>],
    ) -> Vec<Arc<Gist>> {
        let papers: Vec<_> = documents
            .iter()
            .zip(readings.iter().map(Vec::as_slice))
            .collect();
        gists.of_all(&rules.catalogue, &papers)
    }

    #[test]
    fn what_is_known_is_not_found_anew_and_what_changed_is() {
        let rules = Rules::builtin().unwrap();
        let mut documents = vec![from_text(TEXT), from_text("We never sell personal data.")];
        let readings = read(&rules, &documents);
        let mut gists = Gists::default();
        let first = of_all(&mut gists, &rules, &documents, &readings);
        let again = of_all(&mut gists, &rules, &documents, &readings);
        assert!(first.iter().zip(&again).all(|(a, b)| Arc::ptr_eq(a, b)));
        documents[0].kind = Kind::ProcessingAgreement;
        let other = of_all(&mut gists, &rules, &documents, &readings);
        assert!(!Arc::ptr_eq(&first[0], &other[0]));
        assert!(Arc::ptr_eq(&first[1], &other[1]));
    }

    #[test]
    fn places_are_those_of_the_documents() {
        let rules = Rules::builtin().unwrap();
        let documents = vec![from_text("We never sell personal data."), from_text(TEXT)];
        let readings = read(&rules, &documents);
        let gists = of_all(&mut Gists::default(), &rules, &documents, &readings);
        let found: Vec<Finding> = findings(&gists).collect();
        let expected: Vec<Finding> = (0..2)
            .flat_map(|at| {
                merge::told_in(&rules.catalogue, &documents[at], at, &readings[at]).findings
            })
            .collect();
        assert_eq!(found, expected);
        assert!(
            found
                .iter()
                .any(|f| f.document == Some(1) && f.provision == "advertising.sale")
        );
        let named: Vec<Mention> = mentions(&gists).collect();
        assert_eq!(named, transfer::mentions_in(&documents));
        assert!(named.iter().any(|m| m.document == 1));
    }
}
