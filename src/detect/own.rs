//! References of a document to itself: "our privacy policy" inside the privacy policy names no other document.

use super::fold::Folded;
use crate::document::Kind;

/// Names by which the documents of a kind go.
const fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::PrivacyPolicy => &["privacy policy", "privacy notice", "privacy statement"],
        Kind::Terms => &[
            "terms of service",
            "terms of use",
            "terms and conditions",
            "terms",
        ],
        Kind::ProcessingAgreement => &[
            "data processing agreement",
            "data processing addendum",
            "dpa",
        ],
        Kind::CookiePolicy => &["cookie policy", "cookie notice", "cookie statement"],
        _ => &[],
    }
}

/// Words for a document of any kind: a clause that holds one of them besides the own name speaks of another.
const PAPERS: [&str; 14] = [
    "policy",
    "policies",
    "notice",
    "notices",
    "statement",
    "terms",
    "agreement",
    "addendum",
    "schedule",
    "order form",
    "guidelines",
    "faq",
    "faqs",
    "dpa",
];

/// Words between which and the own name nothing stands that would make it another one's: "our", and no "our staff".
const OWN: [&str; 9] = [
    "our", "this", "these", "the", "new", "revised", "updated", "current", "entire",
];

/// Whether a clause of a document of this kind names no document but that one.
#[must_use]
pub fn names_only_itself(kind: Kind, clause: &Folded) -> bool {
    let mut seen = false;
    let mut at = 0;
    while at < clause.tokens.len() {
        let own = names(kind).iter().find(|name| clause.stand(at, name));
        if let Some(name) = own {
            let before = at.checked_sub(1).map(|i| clause.word(i));
            if !before.is_some_and(|word| OWN.contains(&word)) {
                return false;
            }
            seen = true;
            at += name.split(' ').count();
        } else if PAPERS.iter().any(|paper| clause.stand(at, paper)) {
            return false;
        } else {
            at += 1;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_knows_its_own_name() {
        let own = |kind, text: &str| names_only_itself(kind, &Folded::new(text, 0));
        let privacy = Kind::PrivacyPolicy;
        assert!(own(privacy, "Please read our privacy policy with care."));
        assert!(own(
            privacy,
            "Later use is subject to the revised Privacy Notice."
        ));
        for other in [
            "Please read our privacy policy and our terms of use.",
            "Please read our staff privacy notice.",
            "Please read the privacy policy and the cookie notice.",
            "Please read this with care.",
        ] {
            assert!(!own(privacy, other), "{other}");
        }
        let text = "Please read our privacy policy with care.";
        assert!(!own(Kind::Terms, text));
        assert!(own(Kind::Terms, "You agree to the terms of service."));
    }
}
