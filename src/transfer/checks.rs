//! What somebody has to look up by hand: no text shows whether the vendor's entry on a list is active, or whether the
//! annexes of the clauses in the signed contract are filled in.
//!
//! The data is `assets/law/checks.ron`. What was found stands in the assessment.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::Deserialize;

use super::law::{Corridor, Law, LawError, MechanismId};
use crate::assessment::TransferRow;

const BUILTIN: &str = include_str!("../../assets/law/checks.ron");
const BUILTIN_NAME: &str = "assets/law/checks.ron";

/// Something to look up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Stable id: `clauses.annexes`.
    pub id: String,
    /// The mechanisms it is about; none where it is about a corridor without one.
    pub mechanisms: Vec<MechanismId>,
    /// What has to be so, as a sentence without its stop.
    pub what: String,
    /// How to look it up.
    pub how: String,
    /// For how many months a look-up is fresh; 0: for good.
    #[serde(default)]
    pub keeps: u8,
}

impl Check {
    /// Whether what was found on a day is too old on another.
    #[must_use]
    pub fn is_stale(&self, found: Date, on: Date) -> bool {
        let months: Span = i64::from(self.keeps).months();
        self.keeps > 0 && found.checked_add(months).is_ok_and(|end| end < on)
    }
}

/// All of them, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checks(Vec<Check>);

/// A check that the mechanisms of an assessment call for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What to look up.
    pub check: Check,
    /// The corridors that hang on it.
    pub corridors: Vec<Corridor>,
    /// The mechanisms it is about, by name.
    pub mechanisms: Vec<String>,
    /// The documents that rely on them.
    pub documents: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    checks: Vec<Check>,
}

impl Checks {
    /// What comes with the program.
    ///
    /// # Errors
    /// Where the built-in file is faulty, which a test excludes.
    pub fn builtin() -> Result<Self, LawError> {
        Self::parse(BUILTIN_NAME, BUILTIN)
    }

    /// Reads checks from RON text; `file` is named in messages.
    ///
    /// # Errors
    /// Says what is wrong, where, and what to do.
    pub fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let raw: Raw = ron::from_str(text).map_err(|e| LawError::Syntax {
            file: file.to_owned(),
            message: e.to_string(),
        })?;
        for (at, check) in raw.checks.iter().enumerate() {
            let twice = raw.checks.iter().take(at).any(|c| c.id == check.id);
            let empty = check.what.trim().is_empty() || check.how.trim().is_empty();
            if twice || empty {
                return Err(LawError::Order {
                    file: file.to_owned(),
                    place: check.id.clone(),
                    fault: if twice {
                        "the check stands twice; give one of them another id"
                    } else {
                        "the check does not say what and how; write both"
                    },
                });
            }
        }
        Ok(Self(raw.checks))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Check> {
        self.0.iter()
    }

    /// Those that these mechanisms call for, in order. One that several corridors call for stands once.
    #[must_use]
    pub fn due<'a>(
        &self,
        rows: impl Iterator<Item = &'a TransferRow> + Clone,
        law: &Law,
    ) -> Vec<Due> {
        self.iter()
            .filter_map(|check| {
                let mut due = Due {
                    check: check.clone(),
                    corridors: Vec::new(),
                    mechanisms: Vec::new(),
                    documents: Vec::new(),
                };
                for row in rows.clone() {
                    let named = check
                        .mechanisms
                        .iter()
                        .any(|&m| row.document.is_some() && law.name(m) == row.mechanism);
                    let none = check.mechanisms.is_empty() && row.document.is_none();
                    let corridor = Corridor::named(&row.corridor);
                    let Some(corridor) = corridor.filter(|_| named || none) else {
                        continue;
                    };
                    push_new(&mut due.corridors, corridor);
                    if named {
                        push_new(&mut due.mechanisms, row.mechanism.clone());
                    }
                    if let Some(document) = row.document {
                        push_new(&mut due.documents, document);
                    }
                }
                (!due.corridors.is_empty()).then_some(due)
            })
            .collect()
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::assessment::TransferStatus;

    fn row(corridor: Corridor, mechanism: &str, document: Option<usize>) -> TransferRow {
        TransferRow {
            corridor: corridor.name().to_owned(),
            mechanism: mechanism.to_owned(),
            status_at_document: TransferStatus::Valid,
            status_as_of: TransferStatus::Valid,
            why: String::new(),
            source: String::new(),
            document,
        }
    }

    #[test]
    fn every_mechanism_has_something_to_look_up() {
        let checks = Checks::builtin().unwrap();
        for id in MechanismId::ALL {
            let found = checks.iter().any(|c| c.mechanisms.contains(&id));
            assert!(found, "{}", id.key());
        }
        assert!(checks.iter().any(|c| c.mechanisms.is_empty()));
    }

    #[test]
    fn what_is_due_follows_from_the_mechanisms_and_stands_once() {
        let (checks, law) = (Checks::builtin().unwrap(), Law::builtin().unwrap());
        let clauses = law.name(MechanismId::NewClauses);
        let rows = [
            row(Corridor::EuUs, clauses, Some(0)),
            row(Corridor::ChUs, clauses, Some(1)),
            row(Corridor::UkUs, "none named", None),
        ];
        let due = checks.due(rows.iter(), &law);
        let ids: Vec<&str> = due.iter().map(|d| d.check.id.as_str()).collect();
        let expected = [
            "clauses.signed",
            "clauses.module",
            "clauses.annexes",
            "clauses.assessment",
            "mechanism.none",
        ];
        assert_eq!(ids, expected);
        assert_eq!(due[2].corridors, [Corridor::EuUs, Corridor::ChUs]);
        assert_eq!(due[2].documents, [0, 1]);
        assert_eq!(due[4].corridors, [Corridor::UkUs]);
        assert!(due[4].mechanisms.is_empty());
    }

    #[test]
    fn what_is_renewed_each_year_ages_and_what_is_signed_does_not() {
        let checks = Checks::builtin().unwrap();
        let check = |id: &str| checks.iter().find(|c| c.id == id).unwrap();
        let found = date(2025, 11, 21);
        assert!(!check("dpf.list").is_stale(found, date(2026, 11, 21)));
        assert!(check("dpf.list").is_stale(found, date(2026, 11, 22)));
        assert!(!check("clauses.signed").is_stale(found, date(2036, 1, 1)));
    }

    #[test]
    fn a_faulty_file_says_what_to_do() {
        let twice = r#"(checks: [(id: "a", mechanisms: [], what: "w", how: "h"), (id: "a", mechanisms: [], what: "w", how: "h")])"#;
        let error = Checks::parse("y.ron", twice).unwrap_err().to_string();
        assert!(error.contains("stands twice"), "{error}");
        let empty = r#"(checks: [(id: "a", mechanisms: [], what: "w", how: " ")])"#;
        let error = Checks::parse("y.ron", empty).unwrap_err().to_string();
        assert!(error.contains("write both"), "{error}");
    }
}
