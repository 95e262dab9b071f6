//! Whose paper it is: the company that says “we”, or the one that an analysis is about.

mod choose;
mod defined;
mod mentions;
mod names;
mod wide;
mod words;

use super::super::{BlockKind, Document, Kind, headings};
use super::parts;
use super::{head, kind};
use choose::{Votes, choose};
pub use defined::own_names;
use names::{folded, name_at, name_before};

/// Tells the vendor.
pub fn tell(document: &Document, carried: Option<&str>, site: Option<&str>) -> Option<String> {
    let mut votes = Votes::default();
    if document.kind == Kind::Analysis {
        analysed(document, &mut votes);
    } else {
        defined::bracketed(document, &mut votes);
        defined::explained(document, &mut votes);
        defined::trading(document, &mut votes);
        wide::named(document, &mut votes);
        introduced(document, &mut votes);
        for title in document.title.as_deref().into_iter().chain(carried) {
            titled(title, &mut votes, 4.0);
        }
        for block in document.blocks.iter().take(6) {
            if matches!(block.kind, BlockKind::Heading(_)) {
                titled(document.slice(block.span), &mut votes, 2.0);
            }
        }
        if let Some(site) = site {
            votes.add(site, 4.0);
        }
        copyright(&document.text, &mut votes);
        legal_names(&document.text, &mut votes);
        // Papers about cookies and lists of sub-processors name others most.
        if !matches!(document.kind, Kind::CookiePolicy | Kind::SubProcessors) {
            mentions::frequent(&document.text, &mut votes);
        }
    }
    file_name(&document.name, &mut votes);
    mentions::addresses(&document.text, &mut votes);
    choose(&votes, &document.text)
}

/// `Welcome to Fern`, `At Fern, we`, `operated by Fern Labs`.
fn introduced(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 6000);
    for (lead, weight) in [
        ("Welcome to ", 4.0),
        ("welcome to ", 4.0),
        ("At ", 3.0),
        ("at ", 1.0),
        ("operated by ", 4.0),
        ("provided by ", 1.0),
        ("published by ", 1.5),
        ("developed by ", 1.5),
        ("made available by ", 1.5),
        ("the company ", 1.0),
        ("owned by ", 1.0),
        ("offered by ", 1.0),
        ("agreement between you and ", 4.0),
        ("between you and ", 3.5),
        ("We, ", 3.0),
        ("We are ", 2.0),
        ("Thank you for using ", 3.0),
        ("Thanks for using ", 3.0),
        ("how ", 1.0),
    ] {
        for (at, _) in head.match_indices(lead).take(12) {
            let rest = head.get(at + lead.len()..).unwrap_or_default();
            let Some((name, end)) = name_at(rest) else {
                continue;
            };
            let after = rest.get(end..).unwrap_or_default();
            let fits = match lead {
                "At " | "at " => after.starts_with(", we") || after.starts_with(" we "),
                "how " => {
                    let after =
                        after.trim_start_matches(|c: char| c != ' ' && c.is_ascii_punctuation());
                    [
                        " collects",
                        " uses",
                        " processes",
                        " handles",
                        " and its",
                        " treats",
                    ]
                    .iter()
                    .any(|w| after.starts_with(w))
                }
                _ => true,
            };
            if fits {
                votes.add(&name, weight);
            }
        }
    }
}

/// `Fern Privacy Notice`, `Privacy notice | Fern`.
fn titled(title: &str, votes: &mut Votes, weight: f64) {
    let parts = parts(title);
    let beside = parts.iter().any(|p| kind::of_title(p).is_some());
    for part in &parts {
        if let Some(name) = without_kind(part, beside) {
            // A part beside the one that names the kind is the site's name.
            let weight = if parts.len() > 1 {
                weight
            } else {
                weight * 0.9
            };
            votes.add(&name, weight);
        }
    }
}

/// What is left of a title when the words of its kind are gone: the words before them.
fn without_kind(part: &str, beside: bool) -> Option<String> {
    if headings::number(part).is_some() {
        return None;
    }
    if kind::of_title(part).is_none() {
        // No kind in it: beside a part that names one, a short part is the site's name.
        let words = part.split_whitespace().count();
        return (beside
            && words <= 4
            && part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .then(|| part.to_owned());
    }
    // `Privacy Policy for Fern Labs, Inc.`
    for lead in [" for ", " of ", " by ", " at ", " from "] {
        let named = part
            .split_once(lead)
            .filter(|(kind, _)| kind::of_title(kind).is_some())
            .and_then(|(_, rest)| name_at(rest));
        if let Some((name, _)) = named {
            return Some(name);
        }
    }
    let words: Vec<&str> = part
        .split_whitespace()
        .take_while(|w| {
            let bare = w
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            let bare = bare.trim_end_matches("’s").trim_end_matches("'s");
            !words::is_generic(bare) && kind::of_title(bare).is_none()
        })
        .collect();
    (!words.is_empty() && words.len() < 5).then(|| words.join(" "))
}

/// `© 2019–2024 Fern Labs, Inc.`
fn copyright(text: &str, votes: &mut Votes) {
    for (at, mark) in text
        .match_indices('©')
        .chain(text.match_indices("Copyright "))
    {
        let rest = text.get(at + mark.len()..).unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric());
        let rest = rest.strip_prefix("by ").unwrap_or(rest);
        if let Some((name, _)) = name_at(rest) {
            votes.add(&name, 3.0);
        }
    }
}

/// Names with a legal ending, anywhere: the one that stands most often is likely the vendor's.
fn legal_names(text: &str, votes: &mut Votes) {
    let mut counted = 0;
    for ending in [
        " Inc.",
        " LLC",
        " L.L.C.",
        " Ltd",
        " GmbH",
        " B.V.",
        " S.A.S",
        " Limited",
        " Corporation",
        " Corp.",
    ] {
        for (at, _) in text.match_indices(ending).take(30) {
            counted += 1;
            if counted > 80 {
                return;
            }
            let before = text.get(..at).unwrap_or_default();
            if let Some(name) = name_before(before.trim_end_matches(',')) {
                votes.add(&name, 0.7);
            }
        }
    }
}

/// The company whose papers an analysis speaks of.
fn analysed(document: &Document, votes: &mut Votes) {
    let text = &document.text;
    for mark in ["'s ", "’s "] {
        for (at, _) in text.match_indices(mark) {
            let after = text.get(at + mark.len()..).unwrap_or_default();
            let ahead: Vec<&str> = after.split_whitespace().take(7).collect();
            let paper = ahead.iter().any(|w| {
                let bare = w
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase();
                matches!(
                    bare.as_str(),
                    "agreement" | "terms" | "policy" | "policies" | "notice" | "statement"
                )
            });
            if paper && let Some(name) = name_before(text.get(..at).unwrap_or_default()) {
                let close = if text
                    .get(..at)
                    .is_some_and(|b| b.ends_with(&format!("from {name}")))
                {
                    4.0
                } else {
                    2.0
                };
                votes.add(&name, close);
            }
        }
    }
    for lead in [
        "sponsored by ",
        "affiliated with ",
        "authorizes ",
        "analysis of ",
        "review of ",
    ] {
        for (at, _) in text.match_indices(lead) {
            if let Some((name, _)) = text.get(at + lead.len()..).and_then(name_at) {
                votes.add(&name, 2.0);
            }
        }
    }
    // Whoever speaks is not the one spoken of.
    let speakers: Vec<String> = [
        " is an independent",
        " detected ",
        " has identified ",
        " does not provide legal",
    ]
    .iter()
    .flat_map(|w| text.match_indices(*w))
    .filter_map(|(at, _)| name_before(text.get(..at).unwrap_or_default()))
    .map(|n| folded(&n))
    .collect();
    votes.drop_keys(&speakers);
}

/// `Fern_Privacy_Policy.html`.
fn file_name(name: &str, votes: &mut Votes) {
    let stem = name.rsplit_once('.').map_or(name, |(s, _)| s);
    let spaced = stem.replace("--", " ").replace(['_', '-', '.'], " ");
    let words: Vec<String> = spaced
        .split_whitespace()
        .skip_while(|w| w.eq_ignore_ascii_case("the"))
        .take_while(|w| {
            let lower = w.to_lowercase();
            !words::is_generic(&lower) && kind::of_title(&lower).is_none()
        })
        // Hashes and running numbers are no names.
        .filter(|w| {
            let digits = w.chars().filter(char::is_ascii_digit).count();
            digits * 2 <= w.len() && w.len() < 24
        })
        .map(|w| {
            let mut chars = w.chars();
            chars
                .next()
                .map(|c| c.to_uppercase().collect::<String>() + chars.as_str())
                .unwrap_or_default()
        })
        .collect();
    let left = stem
        .split(['_', '-', ' ', '.'])
        .filter(|w| !w.is_empty())
        .count();
    if words.is_empty() || words.len() > 3 || words.len() == left {
        return;
    }
    votes.add(&words.join(" "), 1.5);
    if let Some(first) = words.first()
        && words.len() > 1
    {
        votes.add(first, 1.2);
    }
}

#[cfg(test)]
mod tests {
    use crate::import::{Limits, from_text, import};

    fn vendor(text: &str) -> Option<String> {
        from_text(text).vendor
    }

    #[test]
    fn the_one_that_says_we() {
        for (text, expected) in [
            (
                "We at Birch and Larch, Inc.\n(“Birch and Larch,” “we,” “us”) have created this policy.",
                "Birch and Larch",
            ),
            (
                "This notice tells how Fernwood, Inc. (“Fernwood,” “we”) uses data.",
                "Fernwood",
            ),
            (
                "Logs go to Otter, Inc. The words “we” and “our” mean Fern Labs, Inc., a company.",
                "Fern Labs",
            ),
            (
                "Fern Labs GmbH (\"we\", \"us\") runs the site.",
                "Fern Labs",
            ),
            ("Welcome to Fernly! These terms govern your use.", "Fernly"),
            ("At Fernly, we care for your data.", "Fernly"),
            (
                "The service is operated by Fern Labs, Inc. in Ohio.",
                "Fern Labs",
            ),
            (
                "Some text.\n\n© 2019–2024 Fern Labs, Inc. All rights reserved.",
                "Fern Labs",
            ),
            (
                "Fernly Privacy Policy\n\nWe keep your data for a year.",
                "Fernly",
            ),
        ] {
            assert_eq!(vendor(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_party_that_provides_not_the_customer() {
        for (text, expected) in [
            (
                "Data Processing Agreement\n\nThis agreement is between Larch Retail Ltd. (the “Customer”) and Fern Labs, Inc. (the “Processor”). Larch Retail Ltd. decides. Larch Retail Ltd. pays.",
                "Fern Labs",
            ),
            (
                "Master Agreement\n\nThis agreement is made by Fern Cloud GmbH (“Provider”) and Birch Bank plc (“Client”).",
                "Fern Cloud",
            ),
            (
                "Terms of Service\n\nThe Alder Group LLC d/b/a Fernly (\"Company\") offers the service.",
                "Fernly",
            ),
        ] {
            assert_eq!(vendor(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn one_company_has_one_form() {
        for (text, expected) in [
            // The short form, where the text uses it alone.
            (
                "Privacy notice of Fern Labs, Inc.\n\nFern Labs, Inc. (“Fern”, “we”) runs it. Fern keeps logs. Ask Fern for them. Fern answers.",
                "Fern",
            ),
            // The long one, where the short one is nobody's.
            (
                "Privacy Policy\n\nFern Labs Ltd (‘we’) keeps logs. Fern Labs answers. Write to help@fernlabs.example.",
                "Fern Labs",
            ),
            // Branches are no companies.
            (
                "Terms\n\nFern Ireland Ltd (“Fern”, “we”) and Fern UK Ltd serve you. Fern helps.",
                "Fern",
            ),
            // Capitals only in the title.
            (
                "FERNLY TERMS OF SERVICE\n\nFernly keeps logs. Users of Fernly may object. Fernly answers.",
                "Fernly",
            ),
            // An article that is part of the name.
            (
                "Privacy Policy\n\nThe Fern House, Inc. (“we”) keeps logs. You may ask The Fern House for them. Data that The Fern House holds is yours.",
                "The Fern House",
            ),
        ] {
            assert_eq!(vendor(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn names_in_other_languages() {
        for (text, expected) in [
            (
                "Politique de confidentialité\n\nBienvenue. L’application est éditée par Fern Labs SAS (« nous », « notre »).",
                "Fern Labs",
            ),
            (
                "Aviso de privacidad\n\nFern Datos, S.A. de C.V. (en adelante FERN) es una empresa.",
                "Fern Datos",
            ),
            (
                "隐私政策\n\n本产品由北京蕨叶科技有限公司（以下简称“我们”）提供。",
                "北京蕨叶科技有限公司",
            ),
            (
                "隐私政策\n\n蕨叶（简称“我们”）深知个人信息的重要性。",
                "蕨叶",
            ),
        ] {
            assert_eq!(vendor(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn addresses_speak_for_a_name() {
        assert_eq!(
            vendor("Privacy Policy\n\nWe keep what you give to Fernly. Write to privacy@fernly.example or to Birchly at info@fernly.example.").as_deref(),
            Some("Fernly")
        );
    }

    #[test]
    fn no_name_where_there_is_none() {
        assert_eq!(
            vendor(
                "Privacy Policy\n\nWe keep your data (the “Personal Data”) in the European Union."
            ),
            None
        );
        assert_eq!(
            vendor("Customers (“Customers”) use the Platform (“Platform”)."),
            None
        );
    }

    #[test]
    fn the_file_name_is_the_last_resort() {
        let doc = import(
            "Fernly_Privacy_Policy.txt",
            b"We keep your data.",
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(doc.vendor.as_deref(), Some("Fernly"));
        let doc = import(
            "000_320e6a3f7c305a53.txt",
            b"We keep your data.",
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(doc.vendor, None);
    }
}
