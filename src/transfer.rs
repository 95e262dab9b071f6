//! Transfer mechanisms: mechanism × corridor × date → status.
//!
//! [`mentions`] finds where a text names a mechanism and whether it relies on it, [`Law`] knows which mechanism holds
//! on which corridor and day, and [`decide`] joins both to the states of the provisions that transfer law decides.
//! [`rows`] makes the table of mechanisms that is shown and printed.

pub mod adequacy;
pub mod calendar;
mod certification;
pub mod checks;
mod clauses;
mod decide;
pub mod example;
pub mod law;
pub mod mechanisms;
mod mention;
mod names;
mod outdated;
mod party;
mod passage;
mod region;
mod reliance;
mod unnamed;

use jiff::civil::Date;

use crate::assessment::{TransferRow, TransferStatus};
use crate::document::day::long_date;
use crate::document::{DateBasis, Document};

pub use calendar::{Calendar, Paper};
pub use checks::{Check, Checks, Due};
pub use decide::{Decided, corridor_state, decide};
pub use law::{Corridor, Law, LawError, MechanismId, Period, Standing};
pub use mention::{Mention, Relied, mentions, mentions_in};

use decide::{counts, rank};

/// When a document was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its date, or the first day on which it can have been written.
    pub date: Date,
    /// Whether the text states it. An inferred date is only the earliest one: what was invalid by then stays invalid,
    /// and nothing else follows from it.
    pub stated: bool,
    /// What tells it, for people: `dated 29 September 2023`.
    pub note: String,
}

/// When a document was written: by its own date, stated or inferred, or by words that it could not hold before a day.
/// `None` where nothing tells it.
#[must_use]
pub fn written(document: &Document, law: &Law) -> Option<Written> {
    if let Some(date) = document.date
        && document.date_basis == DateBasis::Stated
    {
        return Some(Written {
            date,
            stated: true,
            note: format!("dated {}", long_date(date)),
        });
    }
    let text = document.text.to_lowercase();
    let traces = law
        .traces()
        .iter()
        .filter(|t| text.contains(&t.words))
        .map(|t| (t.not_before, t.why.clone()));
    // "Version of 3 May 2022": whatever it is the version of, the text is not older than that day.
    let named = crate::document::metadata::dates::latest_version(&document.text)
        .map(|date| (date, format!("it names a version of {}", long_date(date))));
    let inferred = document.date.map(|date| (date, String::new()));
    // Of equal days that of the document counts.
    let told = traces.chain(named).chain(inferred);
    told.max_by_key(|(date, _)| *date).map(|(date, why)| {
        let since = long_date(date);
        Written {
            date,
            stated: false,
            note: if why.is_empty() {
                format!("not before {since}")
            } else {
                format!("not before {since}, as {why}")
            },
        }
    })
}

/// The table of mechanisms: by corridor, then by mechanism, then by document. A corridor for which none is relied on
/// has one row that says so.
#[must_use]
pub fn rows(
    mentions: &[Mention],
    documents: &[Document],
    as_of: Date,
    law: &Law,
) -> Vec<TransferRow> {
    let mut out = Vec::new();
    let unread = documents
        .iter()
        .filter(|d| d.is_damaged() || !d.is_assessed_language())
        .count();
    for corridor in Corridor::ALL {
        let first = out.len();
        for mechanism in MechanismId::ALL {
            for (index, document) in documents.iter().enumerate() {
                let mut named = mentions
                    .iter()
                    .filter(|m| {
                        m.document == index
                            && m.mechanism == mechanism
                            && m.corridors.contains(&corridor)
                            && counts(m)
                    })
                    .peekable();
                if named.peek().is_some() {
                    let tool = Tool {
                        mechanism,
                        eu_only: named.all(|m| m.eu_only),
                    };
                    let dated = written(document, law);
                    out.push(row(corridor, tool, index, dated, as_of, law));
                }
            }
        }
        if out.len() == first {
            out.push(TransferRow {
                corridor: corridor.name().to_owned(),
                mechanism: "none named".to_owned(),
                status_at_document: TransferStatus::Unknown,
                status_as_of: TransferStatus::Unknown,
                why: none_named(documents.len(), unread).to_owned(),
                source: String::new(),
                document: None,
            });
        }
    }
    out
}

/// What it means that no mechanism was found.
const fn none_named(documents: usize, unread: usize) -> &'static str {
    if unread == 0 {
        "The documents rely on no mechanism for this corridor."
    } else if unread < documents {
        "What could be read relies on no mechanism for this corridor; some documents are damaged or not in English."
    } else {
        "Not known: the documents are damaged or not in English."
    }
}

/// A mechanism as a text names it.
#[derive(Debug, Clone, Copy)]
struct Tool {
    mechanism: MechanismId,
    /// The EU's clauses alone, for data of other regions.
    eu_only: bool,
}

impl From<&Mention> for Tool {
    fn from(mention: &Mention) -> Self {
        Self {
            mechanism: mention.mechanism,
            eu_only: mention.eu_only,
        }
    }
}

fn row(
    corridor: Corridor,
    tool: Tool,
    document: usize,
    dated: Option<Written>,
    as_of: Date,
    law: &Law,
) -> TransferRow {
    let now = standing(tool, corridor, dated.as_ref(), as_of, law);
    let then = dated
        .as_ref()
        .and_then(|w| status_then(tool, corridor, w, law));
    let mut why = now.why.clone();
    match (then, &dated) {
        (Some(then), Some(w)) if then != now.status => {
            why.push_str(&format!(
                " The document ({}) is from a time when it was {}.",
                w.note,
                status_words(then)
            ));
        }
        (Some(_), _) => {}
        (None, Some(w)) => why.push_str(&format!(" The document states no date ({}).", w.note)),
        (None, None) => why.push_str(" The document has no date."),
    }
    TransferRow {
        corridor: corridor.name().to_owned(),
        mechanism: law.name(tool.mechanism).to_owned(),
        status_at_document: then.unwrap_or(TransferStatus::Unknown),
        status_as_of: now.status,
        why,
        source: now.source_line(),
        document: Some(document),
    }
}

/// Status of a mechanism when a text was written; `None` where the date does not tell it.
fn status_then(
    tool: Tool,
    corridor: Corridor,
    written: &Written,
    law: &Law,
) -> Option<TransferStatus> {
    let status = standing(tool, corridor, Some(written), written.date, law).status;
    // What is dead does not come back, so the earliest date is enough to tell that.
    (written.stated || status == TransferStatus::Invalid).then_some(status)
}

/// A status as words inside a sentence.
#[must_use]
pub const fn status_words(status: TransferStatus) -> &'static str {
    match status {
        TransferStatus::Valid => "valid",
        TransferStatus::ValidContested => "valid but contested",
        TransferStatus::Limited => "valid within limits only",
        TransferStatus::Invalid => "invalid",
        TransferStatus::NotYetEffective => "not yet in effect",
        TransferStatus::Unknown => "of unknown status",
    }
}

/// Status of a mechanism on a day, for a text written then. Clauses without their generation are those of the day on
/// which the text was written.
fn standing(
    tool: Tool,
    corridor: Corridor,
    written: Option<&Written>,
    on: Date,
    law: &Law,
) -> Standing {
    let mechanism = tool.mechanism;
    if tool.eu_only {
        // Whichever generation is meant: the better of both.
        let new = law.status(MechanismId::NewClauses, corridor, on);
        let old = law.status(MechanismId::OldClauses, corridor, on);
        return if rank(old.status) > rank(new.status) {
            old
        } else {
            new
        };
    }
    let mut found = law.status(mechanism, corridor, on);
    if mechanism != MechanismId::Clauses || found.status != TransferStatus::Valid {
        return found;
    }
    let since = |w: &Written| law.status(MechanismId::Clauses, corridor, w.date).since;
    match written {
        Some(w) if since(w) == found.since => {}
        Some(w) if w.stated => {
            found.status = TransferStatus::Limited;
            found.why = format!(
                "The text is of {}, when the clauses of today were not the only ones, and does not say which it means; \
                 older clauses hold no more.",
                long_date(w.date)
            );
        }
        _ => {
            found.status = TransferStatus::Limited;
            found.why = "The text states no date and does not say which clauses it means; those from before 2021 hold \
                         no more."
                .to_owned();
        }
    }
    found
}

#[cfg(test)]
#[path = "transfer/tests.rs"]
mod tests;
