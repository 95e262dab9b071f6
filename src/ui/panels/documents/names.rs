//! What documents are called in the window: by their kind, and by their own name where two are of one kind.

use std::collections::BTreeMap;

use crate::document::{Document, Kind};

/// The longest title that serves as a name.
const LONGEST: usize = 70;

/// What a document is called by itself: its kind, or its own name where the kind is not told.
#[must_use]
pub fn title(document: &Document) -> &str {
    if document.kind == Kind::Other {
        document.title.as_deref().unwrap_or(&document.name)
    } else {
        document.kind.name()
    }
}

/// What each document is called among the others: its kind where it is the only one of it, or where the others of its
/// kind bear the same name (two versions of one text); otherwise its own name.
#[must_use]
pub fn names(documents: &[Document]) -> Vec<String> {
    let own: Vec<String> = documents.iter().map(own).collect();
    let mut kinds: BTreeMap<Kind, Vec<&str>> = BTreeMap::new();
    for (document, own) in documents.iter().zip(&own) {
        kinds.entry(document.kind).or_default().push(own);
    }
    let shared = shared_words(&own);
    documents
        .iter()
        .zip(&own)
        .map(|(document, own)| {
            let same = kinds.get(&document.kind).is_some_and(|names| {
                let first = names.first();
                names.iter().all(|name| Some(name) == first)
            });
            if document.kind != Kind::Other && same {
                return document.kind.name().to_owned();
            }
            let rest: Vec<&str> = own.split(' ').skip(shared).collect();
            rest.join(" ")
        })
        .collect()
}

/// What one of them is called among the others.
#[must_use]
pub fn named(documents: &[Document], index: usize) -> String {
    let name = names(documents).into_iter().nth(index);
    name.unwrap_or_default()
}

/// Its title, or its file's name without ending.
fn own(document: &Document) -> String {
    let words = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let titled = document.title.as_deref().map(words);
    let fits = |t: &String| !t.is_empty() && t.chars().count() <= LONGEST;
    titled.filter(fits).unwrap_or_else(|| {
        let stem = document.name.rsplit_once('.');
        let stem = stem.map_or(document.name.as_str(), |(stem, _)| stem);
        words(&stem.replace('_', " "))
    })
}

/// How many words all the names begin with alike, the vendor's mostly. A name always keeps its last two words.
fn shared_words(names: &[String]) -> usize {
    let Some((first, others)) = names.split_first() else {
        return 0;
    };
    if others.is_empty() {
        return 0;
    }
    let alike = |name: &String| {
        let pairs = first.split(' ').zip(name.split(' '));
        pairs.take_while(|(a, b)| a == b).count()
    };
    let most = |name: &String| name.split(' ').count().saturating_sub(2);
    let fewest = names.iter().map(most).min().unwrap_or(0);
    others.iter().map(alike).min().unwrap_or(0).min(fewest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture;

    fn document(kind: Kind, title: Option<&str>, name: &str) -> Document {
        Document {
            kind,
            title: title.map(str::to_owned),
            name: name.to_owned(),
            ..fixture::policy()
        }
    }

    #[test]
    fn a_kind_is_name_enough_until_two_are_of_it() {
        let policy = document(Kind::PrivacyPolicy, Some("Larkmoor Privacy"), "a.md");
        let terms = document(Kind::Terms, None, "terms.md");
        let (privacy, of_terms) = (Kind::PrivacyPolicy.name(), Kind::Terms.name());
        let both = [policy.clone(), terms.clone()];
        assert_eq!(names(&both), [privacy, of_terms]);
        let cookies = document(Kind::PrivacyPolicy, Some("Larkmoor  Cookies"), "b.md");
        let three = [policy.clone(), terms, cookies];
        let expected = ["Larkmoor Privacy", of_terms, "Larkmoor Cookies"];
        assert_eq!(names(&three), expected);
        assert_eq!(named(&three, 2), "Larkmoor Cookies");
        assert_eq!(named(&three, 9), "");
        // Two versions of one text are told apart by their days.
        assert_eq!(names(&[policy.clone(), policy]), [privacy, privacy]);
    }

    #[test]
    fn files_without_a_title_are_called_by_their_names_without_the_vendor() {
        let of = |name| document(Kind::Other, None, name);
        let all = [
            of("Larkmoor_Data_Use_Policy.html"),
            of("Larkmoor_Fair_Use_Rules.html"),
        ];
        assert_eq!(names(&all), ["Data Use Policy", "Fair Use Rules"]);
        assert_eq!(names(&all[..1]), ["Larkmoor Data Use Policy"]);
    }
}
