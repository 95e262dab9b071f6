//! How sure readings are together, and when they are too weak to count.

use std::collections::BTreeMap;

use crate::document::{Span, Voice};
use crate::finding::{Finding, Modality, Reading, State};

use super::PERMITTED;
use super::explain::shortened;

/// How likely it is that none of these readings holds, in [0.01, 1]: each signal counts once, by its surest reading, and
/// the confidence of a signal is about the share of its hits in real documents that readers found right.
#[must_use]
pub fn doubt(readings: &[&Reading]) -> f64 {
    const LEAST: f64 = 0.01;
    let mut signals: BTreeMap<&str, f64> = BTreeMap::new();
    for r in readings {
        let sure = signals.entry(r.signal.as_str()).or_default();
        *sure = sure.max(of_signal(r));
    }
    signals
        .values()
        .map(|sure| (1.0 - sure).max(LEAST))
        .product::<f64>()
        .max(LEAST)
}

/// The confidence of a reading's signal: that an act is only permitted makes it no less likely that it was read right.
fn of_signal(reading: &Reading) -> f64 {
    if reading.modality == Modality::Permission {
        reading.confidence / PERMITTED
    } else {
        reading.confidence
    }
}

/// Whether readings of a vendor's own text are too weak to count as a finding.
///
/// Of 803 findings in 29 real documents that readers judged one by one, those with more doubt than this were right in 38
/// cases of 100 and wrong in 28, the others right in 83 and wrong in 3.
#[must_use]
pub fn is_too_weak(readings: &[&Reading]) -> bool {
    const MOST: f64 = 0.4;
    doubt(readings) > MOST
}

/// The readings of clauses that are plain enough by themselves, where there are any; else all. A clause that only touches
/// on a thing neither turns nor raises what others say plainly, and is not quoted beside them.
#[must_use]
pub fn plain<'a>(readings: &[&'a Reading]) -> Vec<&'a Reading> {
    let mut clauses: BTreeMap<(Span, State), Vec<&Reading>> = BTreeMap::new();
    for &r in readings {
        clauses.entry((r.span, r.state)).or_default().push(r);
    }
    let is_plain = |r: &&Reading| {
        let clause = clauses.get(&(r.span, r.state));
        r.voice != Voice::Vendor || clause.is_some_and(|c| !is_too_weak(c))
    };
    let plain: Vec<&Reading> = readings.iter().copied().filter(is_plain).collect();
    if plain.is_empty() {
        readings.to_vec()
    } else {
        plain
    }
}

/// Where weak signs of a provision were seen, for a reader to judge: a sentence that quotes them. `None` where none was.
#[must_use]
pub fn hint(provision: &str, weak: &[Finding]) -> Option<String> {
    let mine = weak.iter().filter(|f| f.provision == provision);
    let quotes: Vec<String> = mine
        .filter_map(|f| f.evidence.first())
        .map(|e| format!("“{}”", shortened(&e.quote)))
        .collect();
    let sentences = match quotes.len() {
        0 => return None,
        1 => "One sentence",
        _ => "Some sentences",
    };
    Some(format!(
        "{sentences} may be read for it: {}. That is too weak to be counted; read it yourself.",
        quotes.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::assessment::Assessment;
    use crate::assessment::evaluate::Rules;
    use crate::import::{Limits, import};

    static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().unwrap());

    /// The state of a provision over documents, its note, and the quotes of what is found for it.
    fn row(texts: &[&str], provision: &str) -> (State, String, Vec<String>) {
        let mut assessment = Assessment::new("Tarn & Fell", jiff::civil::date(2026, 11, 21));
        for (n, text) in texts.iter().enumerate() {
            let name = format!("privacy-policy-{n}.md");
            let text = format!("# Privacy policy\n\n{text}\n");
            let document = import(&name, text.as_bytes(), &Limits::default()).unwrap();
            let readings = crate::detect::read(&RULES.catalogue, &document);
            assessment.documents.push(document);
            assessment.readings.push(readings);
        }
        let outcome = RULES.outcome(&assessment);
        let row = outcome.rows.iter().find(|r| r.provision == provision);
        let mine = outcome.findings.iter().filter(|f| f.provision == provision);
        let quotes = mine.flat_map(|f| f.evidence.iter().map(|e| e.quote.clone()));
        let row = row.unwrap();
        (row.state, row.note.clone(), quotes.collect())
    }

    const ACCESS: &str = "rights.access";
    const WEAK: &str = "You can close your account whenever you like.";
    const PLAIN: &str = "You may ask us for a copy of your personal data and for its deletion.";

    #[test]
    fn a_weak_sign_alone_decides_nothing_and_is_pointed_at() {
        let (state, note, quotes) = row(&[WEAK], ACCESS);
        assert_eq!(state, State::Silent);
        assert!(note.contains(WEAK), "{note}");
        assert!(note.contains("read it yourself"), "{note}");
        assert_eq!(quotes, [WEAK]);
    }

    #[test]
    fn a_weak_sign_is_not_shown_beside_a_plain_one() {
        for texts in [&[PLAIN, WEAK][..], &[&format!("{WEAK} {PLAIN}")]] {
            let (state, note, quotes) = row(texts, ACCESS);
            assert_eq!(state, State::Denied, "{texts:?}");
            assert!(!note.contains("read it yourself"), "{note}");
            assert_eq!(quotes, [PLAIN]);
        }
    }

    #[test]
    fn a_weak_sign_turns_no_plain_one() {
        let period = "retention.period";
        let plain = "We keep your personal data for as long as we need it.";
        let narrow = "Chats are deleted after 30 days.";
        assert_eq!(row(&[narrow], period).0, State::Denied);
        let (state, _, quotes) = row(&[&format!("{plain} {narrow}")], period);
        assert_eq!(state, State::Affirmed);
        assert_eq!(quotes, [plain]);
        let all = "Personal data is deleted after 30 days.";
        assert_eq!(row(&[&format!("{plain} {all}")], period).0, State::Denied);
    }

    #[test]
    fn signals_that_agree_take_the_doubt_away_and_one_that_repeats_does_not() {
        let document = crate::import::from_text(PLAIN);
        let first = crate::detect::read(&RULES.catalogue, &document).remove(0);
        let reading = |signal: &str, confidence: f64| Reading {
            signal: signal.to_owned(),
            confidence,
            modality: Modality::Fact,
            ..first.clone()
        };
        let (a, again, b) = (reading("a", 0.5), reading("a", 0.5), reading("b", 0.4));
        assert!((doubt(&[&a]) - 0.5).abs() < 1e-9);
        assert!((doubt(&[&a, &again]) - 0.5).abs() < 1e-9);
        assert!((doubt(&[&a, &b]) - 0.3).abs() < 1e-9);
        assert!(is_too_weak(&[&a, &again]));
        assert!(!is_too_weak(&[&a, &b]));
        let permitted = Reading {
            modality: Modality::Permission,
            ..reading("c", 0.6 * PERMITTED)
        };
        assert!((doubt(&[&permitted]) - 0.4).abs() < 1e-9);
    }
}
