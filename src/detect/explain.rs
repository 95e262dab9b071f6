//! Why a finding was read as it was, in a sentence that a non-lawyer understands.

use crate::catalogue::Provision;
use crate::document::{Document, Voice};
use crate::finding::{Actor, Denial, Finding, Modality, Reading, State};

/// The reading of the first quote, what raised and lowered it, and what is unsure about it. `decides` is the quote whose
/// clause decides the figures.
#[must_use]
pub fn note(
    provision: &Provision,
    document: &Document,
    finding: &Finding,
    decides: usize,
) -> String {
    let Some(reading) = finding.evidence.first().map(|e| &e.reading) else {
        return String::new();
    };
    let words: Vec<&str> = reading
        .words
        .iter()
        .map(|s| document.slice(*s).trim())
        .filter(|w| !w.is_empty())
        .collect();
    let mut note = format!(
        "Read from the words “{}”: {}.",
        words.join(" … "),
        reading_text(provision, reading)
    );
    for through in &reading.through {
        note.push_str(&format!(
            " Here “{}” stands for what is told in “{}”.",
            document.slice(through.words).trim(),
            shortened(document.slice(through.told))
        ));
    }
    let names = |list: &[crate::finding::Factor]| {
        list.iter()
            .map(|f| f.name.clone())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let by = if decides == 0 {
        "by"
    } else {
        "by the second quote"
    };
    if !finding.aggravators.is_empty() {
        note.push_str(&format!(" Raised {by}: {}.", names(&finding.aggravators)));
    }
    let lowers: Vec<_> = finding
        .mitigators
        .iter()
        .filter(|m| m.id != Denial::FACTOR)
        .cloned()
        .collect();
    if !lowers.is_empty() {
        note.push_str(&format!(" Lowered {by}: {}.", names(&lowers)));
    }
    if finding.voice == Some(Voice::Analyst) {
        note.push_str(" An analyst says so, not the vendor: check the vendor's own text.");
    }
    if document.is_damaged() {
        note.push_str(" The document is cut or damaged: more may be said in the missing part.");
    }
    note
}

/// The beginning of a sentence, on one line: enough to find it.
pub(super) fn shortened(text: &str) -> String {
    const WORDS: usize = 18;
    let mut words = text.split_whitespace();
    let mut out = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        out.push_str(" …");
    }
    out
}

fn reading_text(provision: &Provision, reading: &Reading) -> String {
    let said = match (reading.state, provision.missing) {
        (State::Affirmed, false) => "the text says so",
        (State::Affirmed, true) => "the text says that there is none, or offers only an empty one",
        (State::Conditional, _) if provision.is_conditional_by(&reading.mitigators) => {
            "the text says so under a condition that is in the customer's hands"
        }
        (State::Conditional, _) => "the text says so where the customer agrees",
        (State::Denied, false) => "the text denies it",
        (State::Denied, true) => "the text offers it",
        _ => "it is not settled",
    };
    let mut out = said.to_owned();
    match (reading.denial, reading.scope.as_deref()) {
        (Some(Denial::Scoped), Some(scope)) => out.push_str(&format!(", but only as to “{scope}”")),
        (Some(Denial::Now), _) => out.push_str(", but only for now"),
        (Some(Denial::Aspiration), _) => out.push_str(", but only as an aim"),
        _ => {}
    }
    if reading.actor != Actor::Unstated {
        out.push_str(&format!("; {} acts", reading.actor.name()));
    }
    if reading.modality == Modality::Permission {
        out.push_str("; it is a permission, and what is permitted counts");
    }
    out
}
