//! Whether a policy that claims a Data Privacy Framework has the parts that the framework asks for.

use std::collections::BTreeSet;

use super::decide::{Decided, counts};
use super::mention::{Mention, Relied};
use crate::document::{Document, Kind, Voice};
use crate::finding::{Denial, State};

/// The fewest words of a policy that is judged by what it lacks: an excerpt lacks everything.
const WHOLE: usize = 300;

/// A part that a policy has to have: id of the aggravator where it is missing, its name, and words that show it.
struct Part {
    missing: &'static str,
    name: &'static str,
    words: &'static [&'static str],
}

#[rustfmt::skip]
const PARTS: [Part; 4] = [
    Part {
        missing: "no_recourse",
        name: "an independent body for complaints",
        words: &[
            "jams", "truste", "trustarc", "better business bureau", "bbb national", "bbb eu", "bbb program", "vericlear", "verasafe",
            "independent recourse", "independent dispute", "dispute resolution", "data protection authorit", "panel established",
        ],
    },
    Part {
        missing: "no_authority",
        name: "the enforcing authority",
        words: &["federal trade commission", "department of transportation"],
    },
    Part {
        missing: "no_arbitration",
        name: "binding arbitration",
        words: &["arbitration"],
    },
    Part {
        missing: "no_liability",
        name: "liability for agents",
        words: &["liable", "onward transfer", "remain responsible", "remains responsible"],
    },
];

/// What the parts say on `transfers.certification_gaps`; `None` where no whole policy claims a framework, or where
/// the text sends the reader to a notice of its own.
pub(super) fn gaps(mentions: &[Mention], documents: &[Document]) -> Option<Decided> {
    let claims: Vec<usize> = mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.mechanism.is_dpf() && m.relied == Relied::Relies && counts(m))
        .filter(|(_, m)| {
            documents
                .get(m.document)
                .is_some_and(|d| d.kind == Kind::PrivacyPolicy && d.words >= WHOLE)
        })
        .map(|(i, _)| i)
        .collect();
    if claims.is_empty() {
        return None;
    }
    let texts: Vec<String> = documents.iter().map(|d| d.text.to_lowercase()).collect();
    let says = |words: &[&str]| texts.iter().any(|t| words.iter().any(|w| t.contains(w)));
    if says(&[
        "framework notice",
        "framework policy",
        "framework statement",
        "dpf notice",
        "dpf policy",
        "dpf statement",
    ]) {
        return None;
    }
    let missing: Vec<&Part> = PARTS.iter().filter(|p| !says(p.words)).collect();
    let affirmed = missing.len() >= 3;
    let denial_size = match missing.len() {
        0 => 1.0,
        1 => 0.6,
        2 => 0.4,
        _ => 0.0,
    };
    let names: Vec<&str> = missing.iter().map(|p| p.name).collect();
    let why = if names.is_empty() {
        "The policy claims a Data Privacy Framework and has the parts that it asks for.".to_owned()
    } else {
        format!(
            "The policy claims a Data Privacy Framework; what it asks for and was not found: {}.",
            names.join(", ")
        )
    };
    let mut aggravators: Vec<&'static str> = missing.iter().map(|p| p.missing).collect();
    if affirmed && !says(&["human resources", "hr data", "employment relationship"]) {
        aggravators.push("no_staff_data");
    }
    Some(Decided {
        provision: "transfers.certification_gaps",
        state: if affirmed {
            State::Affirmed
        } else {
            State::Denied
        },
        denial: (!affirmed).then_some(if names.is_empty() {
            Denial::Full
        } else {
            Denial::Scoped
        }),
        denial_size,
        aggravators,
        mitigators: Vec::new(),
        evidence: evidence(mentions, documents, &claims, affirmed),
        confidence: 0.7,
        why,
    })
}

/// The clauses that show it: the parts that are there, and then the claims. A pointer to the programme's site shows
/// neither.
fn evidence(
    mentions: &[Mention],
    documents: &[Document],
    claims: &[usize],
    affirmed: bool,
) -> Vec<usize> {
    let text = |m: &Mention| {
        documents
            .get(m.document)
            .map(|d| d.slice(m.span).to_lowercase())
            .unwrap_or_default()
    };
    let mut out: Vec<usize> = Vec::new();
    if !affirmed {
        for part in &PARTS {
            let shows = |m: &Mention| {
                let text = text(m);
                m.voice != Voice::OtherParty && part.words.iter().any(|w| text.contains(w))
            };
            out.extend(mentions.iter().position(shows));
        }
    }
    let claim = |i: &usize| mentions.get(*i).is_some_and(|m| m.outright);
    out.extend(claims.iter().copied().filter(claim));
    if out.is_empty() {
        out.extend_from_slice(claims);
    }
    let mut seen = BTreeSet::new();
    out.retain(|i| seen.insert(*i));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::mentions_in;
    use crate::transfer::tests::document;

    const CLAIM: &str = "Quillmark complies with the EU-U.S. Data Privacy Framework. ";
    const RECOURSE: &str = "Complaints go to JAMS. ";
    const AUTHORITY: &str = "The Federal Trade Commission has jurisdiction. ";
    const ARBITRATION: &str = "You may invoke binding arbitration. ";
    const AGENTS: &str = "We remain liable for our agents. ";

    fn policy(parts: &[&str]) -> [Document; 1] {
        let text = parts.concat();
        [Document {
            words: WHOLE,
            ..document(text.trim_end())
        }]
    }

    fn found(documents: &[Document]) -> Option<(State, f64, Vec<&'static str>)> {
        gaps(&mentions_in(documents), documents).map(|d| (d.state, d.denial_size, d.aggravators))
    }

    #[test]
    fn a_claim_with_all_parts_has_no_gap() {
        let whole = policy(&[CLAIM, RECOURSE, AUTHORITY, ARBITRATION, AGENTS]);
        assert_eq!(found(&whole), Some((State::Denied, 1.0, vec![])));
    }

    #[test]
    fn each_missing_part_counts() {
        let one = policy(&[CLAIM, RECOURSE, AUTHORITY, AGENTS]);
        assert_eq!(
            found(&one),
            Some((State::Denied, 0.6, vec!["no_arbitration"]))
        );
        let bare = policy(&[CLAIM]);
        let (state, _, missing) = found(&bare).unwrap();
        assert_eq!(state, State::Affirmed);
        assert_eq!(missing.len(), 5);
    }

    #[test]
    fn a_pointer_to_the_programme_shows_no_certificate() {
        let link = "To learn more about the Data Privacy Framework, and to view our certification, visit its site. ";
        let recourse = "Under the Data Privacy Framework, complaints go to JAMS. ";
        let whole = policy(&[link, CLAIM, recourse, AUTHORITY, ARBITRATION, AGENTS]);
        let mentions = mentions_in(&whole);
        let found = gaps(&mentions, &whole).unwrap();
        let shown: Vec<&str> = found
            .evidence
            .iter()
            .map(|&i| whole[0].slice(mentions[i].span).trim())
            .collect();
        assert_eq!(shown, [recourse.trim(), CLAIM.trim()]);
        let bare = policy(&[link, CLAIM]);
        let mentions = mentions_in(&bare);
        let found = gaps(&mentions, &bare).unwrap();
        assert_eq!(found.state, State::Affirmed);
        assert_eq!(
            bare[0].slice(mentions[found.evidence[0]].span).trim(),
            CLAIM.trim()
        );
    }

    #[test]
    fn excerpts_and_texts_without_a_claim_are_not_judged_by_what_they_lack() {
        let mut excerpt = policy(&[CLAIM]);
        excerpt[0].words = WHOLE - 1;
        assert_eq!(found(&excerpt), None);
        assert_eq!(found(&policy(&[RECOURSE, AUTHORITY])), None);
        let elsewhere = policy(&[CLAIM, "See our Data Privacy Framework Notice."]);
        assert_eq!(found(&elsewhere), None);
    }
}
