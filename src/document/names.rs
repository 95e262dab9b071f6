//! What documents are called among others: by their kind, and by their own name where two are of one kind.

use std::collections::BTreeMap;

use super::{Document, Kind};

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

/// A name within a sentence: `terms of service`. What begins with more than one capital keeps them: `AI terms`.
#[must_use]
pub fn within_a_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// What each document is called among the others: its kind where it is the only one of it, or where those of its kind are
/// versions of one text, which their days tell apart; otherwise its title, or its file's name where titles say too little.
#[must_use]
pub fn names(documents: &[Document]) -> Vec<String> {
    let mut kinds: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        kinds.entry(document.kind).or_default().push(at);
    }
    let titles: Vec<Option<String>> = documents.iter().map(titled).collect();
    let files: Vec<String> = documents.iter().map(stem).collect();
    let own: Vec<String> = files
        .iter()
        .zip(&titles)
        .map(|(file, title)| {
            // What several documents are headed with tells none of them.
            let alone = titles.iter().filter(|t| *t == title).count() == 1;
            title
                .clone()
                .filter(|_| alone)
                .unwrap_or_else(|| file.clone())
        })
        .collect();
    let shared = shared_words(&own);
    documents
        .iter()
        .zip(&own)
        .zip(&titles)
        .map(|((document, own), title)| {
            let same = kinds.get(&document.kind).map_or(&[][..], Vec::as_slice);
            // One text at two times: its title is the same, and says what it is.
            let versions = || {
                let mut all = same.iter().map(|&at| titles.get(at));
                title.as_ref().is_some_and(|t| says(t, document.kind))
                    && all.all(|t| t == Some(title))
            };
            if document.kind != Kind::Other && (same.len() < 2 || versions()) {
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

/// Its title, where that says something: neither a single word, such as what a website calls a whole part of itself, nor
/// a paragraph.
fn titled(document: &Document) -> Option<String> {
    let title = joined(document.title.as_deref()?);
    let says = title.contains(' ') && title.chars().count() <= LONGEST;
    says.then_some(title)
}

/// Whether a title has a word of a kind's name in it.
fn says(title: &str, kind: Kind) -> bool {
    let (title, name) = (title.to_lowercase(), kind.name().to_lowercase());
    let mut words = name.split(' ').filter(|w| w.len() > 3);
    words.any(|word| title.contains(word))
}

/// Its file's name without ending.
fn stem(document: &Document) -> String {
    let stem = document.name.rsplit_once('.');
    let stem = stem.map_or(document.name.as_str(), |(stem, _)| stem);
    joined(&stem.replace('_', " "))
}

/// Words with one space between them.
fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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

    #[test]
    fn a_name_within_a_sentence_keeps_abbreviations() {
        for (name, within) in [
            ("Terms of service", "terms of service"),
            ("AI terms", "AI terms"),
            ("A date is missing", "a date is missing"),
            (
                "E-mail addresses are matched",
                "e-mail addresses are matched",
            ),
            ("", ""),
        ] {
            assert_eq!(within_a_sentence(name), within);
        }
    }
    use crate::import::from_text;

    fn document(kind: Kind, title: Option<&str>, name: &str) -> Document {
        Document {
            kind,
            title: title.map(str::to_owned),
            name: name.to_owned(),
            ..from_text("Text.")
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
        // A title of one word tells nothing, and neither does one that stands over several.
        let of = |kind, title, name| document(kind, Some(title), name);
        let all = [
            of(Kind::PrivacyPolicy, "Legal", "Larkmoor_Privacy_Policy.html"),
            of(
                Kind::PrivacyPolicy,
                "Legal",
                "Larkmoor_Product_Privacy_Policy.html",
            ),
        ];
        assert_eq!(names(&all), ["Privacy Policy", "Product Privacy Policy"]);
        let all = [
            of(Kind::Terms, "On this page", "Larkmoor_Fair_Use_Rules.html"),
            of(Kind::Terms, "On this page", "Larkmoor_Terms_of_Use.html"),
            of(Kind::Other, "On this page", "Larkmoor_Brand_Rules.html"),
        ];
        let expected = ["Fair Use Rules", "Terms of Use", "Brand Rules"];
        assert_eq!(names(&all), expected);
    }
}
