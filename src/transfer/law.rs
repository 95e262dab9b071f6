//! The law data: which mechanism holds on which corridor from which day.
//!
//! The data is `assets/law/mechanisms.ron`; it is parsed into [`Law`], and whoever holds a [`Law`] need not check
//! it again: every mechanism is there once, no corridor twice, dates rise.

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::document::day::long_date;
use serde::Deserialize;

pub use super::mechanisms::{Corridor, MechanismId};
use crate::assessment::TransferStatus;

const BUILTIN: &str = include_str!("../../assets/law/mechanisms.ron");
const BUILTIN_NAME: &str = "assets/law/mechanisms.ron";

/// Why law data could not be used.
#[derive(Debug, thiserror::Error)]
pub enum LawError {
    /// The text is not RON of the right shape.
    #[error(
        "{file}: {message}. Correct the file at that place, or remove it to use the built-in law data."
    )]
    Syntax {
        /// Name of the file.
        file: String,
        /// What is wrong, with line and column.
        message: String,
    },
    /// A date is not a date.
    #[error("{file}: `{text}` in {place} is not a date. Write it as YYYY-MM-DD.")]
    Date {
        /// Name of the file.
        file: String,
        /// The text.
        text: String,
        /// Where it stands.
        place: String,
    },
    /// A mechanism is missing, or stands twice.
    #[error("{file}: the mechanism `{id}` stands {times} times. It must stand exactly once.")]
    Count {
        /// Name of the file.
        file: String,
        /// Its id.
        id: &'static str,
        /// How often it stands.
        times: usize,
    },
    /// A corridor of a mechanism is empty, stands twice, or its dates do not rise.
    #[error("{file}: {place}: {fault}.")]
    Order {
        /// Name of the file.
        file: String,
        /// Mechanism and corridor.
        place: String,
        /// What is wrong and what to do.
        fault: &'static str,
    },
}

/// The status of a mechanism on a corridor on a date, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The status.
    pub status: TransferStatus,
    /// Since when it holds; `None`: for as long as matters.
    pub since: Option<Date>,
    /// Why, in plain sentences.
    pub why: String,
    /// What it was taken from.
    pub source: String,
    /// Whether that was compared with a source.
    pub checked: bool,
}

impl Standing {
    /// The source as printed: says so where it was not checked.
    #[must_use]
    pub fn source_line(&self) -> String {
        if self.checked {
            self.source.clone()
        } else {
            format!("{} (not checked)", self.source)
        }
    }
}

/// A stretch of time with one status, for the calendar of mechanisms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The mechanism.
    pub mechanism: MechanismId,
    /// Its name.
    pub name: String,
    /// First day; `None`: open at the start.
    pub from: Option<Date>,
    /// The first day on which it no longer holds; `None`: open at the end.
    pub to: Option<Date>,
    /// The status.
    pub status: TransferStatus,
    /// Why, in plain sentences.
    pub why: String,
    /// The source as printed.
    pub source: String,
}

/// Words that a text cannot hold before a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The words, lower case.
    pub words: String,
    /// The first day on which they could be written.
    pub not_before: Date,
    /// What they are, for people: `it names the UK GDPR`.
    pub why: String,
}

/// Law data that has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    version: String,
    sha256: String,
    date: Date,
    checked_on: String,
    mechanisms: Vec<Mechanism>,
    traces: Vec<Trace>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Mechanism {
    id: MechanismId,
    name: String,
    corridors: Vec<(Corridor, Vec<Standing>)>,
}

impl Law {
    /// The law data that comes with the program.
    ///
    /// # Errors
    /// Where the built-in file is faulty, which a test excludes.
    pub fn builtin() -> Result<Self, LawError> {
        Self::parse(BUILTIN_NAME, BUILTIN)
    }

    /// Reads law data from RON text; `file` is named in messages.
    ///
    /// # Errors
    /// Says what is wrong, where, and what to do.
    pub fn parse(file: &str, text: &str) -> Result<Self, LawError> {
        let raw: RawLaw = ron::from_str(text).map_err(|e| LawError::Syntax {
            file: file.to_owned(),
            message: e.to_string(),
        })?;
        for id in MechanismId::ALL {
            let times = raw.mechanisms.iter().filter(|m| m.id == id).count();
            if times != 1 {
                return Err(LawError::Count {
                    file: file.to_owned(),
                    id: id.key(),
                    times,
                });
            }
        }
        let date = parse_date(file, &raw.date, "date")?;
        let mechanisms = raw
            .mechanisms
            .into_iter()
            .map(|m| Mechanism::new(file, m))
            .collect::<Result<_, _>>()?;
        let traces = raw
            .traces
            .into_iter()
            .map(|t| {
                Ok(Trace {
                    not_before: parse_date(file, &t.not_before, &t.words)?,
                    words: t.words.to_lowercase(),
                    why: t.why,
                })
            })
            .collect::<Result<_, LawError>>()?;
        Ok(Self {
            version: raw.version,
            sha256: Sha256::digest(text)
                .iter()
                .map(|b| format!("{b:02x}"))
                .collect(),
            date,
            checked_on: raw.checked_on,
            mechanisms,
            traces,
        })
    }

    /// Version of the data, such as `2026.11`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 of the data's text, lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The day up to which the data is kept; also the assessment's date where none is given.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// How many statuses it holds, and how many of them were checked against a source.
    #[must_use]
    pub fn counted(&self) -> (usize, usize) {
        let all = || {
            self.mechanisms
                .iter()
                .flat_map(|m| &m.corridors)
                .flat_map(|(_, standings)| standings)
        };
        (all().count(), all().filter(|s| s.checked).count())
    }

    /// When the checked entries were checked, for people: `autumn 2026`.
    #[must_use]
    pub fn checked_on(&self) -> &str {
        &self.checked_on
    }

    /// Words that date a text.
    #[must_use]
    pub fn traces(&self) -> &[Trace] {
        &self.traces
    }

    /// The mechanism's name for people.
    #[must_use]
    pub fn name(&self, id: MechanismId) -> &str {
        self.mechanism(id).map_or(id.key(), |m| m.name.as_str())
    }

    /// Whether the mechanism is for this corridor.
    #[must_use]
    pub fn covers(&self, id: MechanismId, corridor: Corridor) -> bool {
        self.entries(id, corridor).is_some()
    }

    /// Status of a mechanism on a corridor on a date. A mechanism that is not for the corridor is `Unknown`.
    #[must_use]
    pub fn status(&self, id: MechanismId, corridor: Corridor, date: Date) -> Standing {
        let name = self.name(id);
        let Some(entries) = self.entries(id, corridor) else {
            return Standing {
                status: TransferStatus::Unknown,
                since: None,
                why: format!("The {name} is not for the corridor {}.", corridor.name()),
                source: BUILTIN_NAME.to_owned(),
                checked: false,
            };
        };
        if let Some(found) = entries
            .iter()
            .rev()
            .find(|s| s.since.is_none_or(|since| since <= date))
        {
            return found.clone();
        }
        let first = entries.first();
        let start = first.and_then(|s| s.since).unwrap_or(self.date);
        Standing {
            status: TransferStatus::NotYetEffective,
            since: None,
            why: format!(
                "Not yet in effect: on this corridor it could be relied on only from {}.",
                long_date(start)
            ),
            source: first.map(|s| s.source.clone()).unwrap_or_default(),
            checked: first.is_some_and(|s| s.checked),
        }
    }

    /// The calendar of a corridor: every period of every mechanism, in display order of the mechanisms and then by
    /// date. The time before a mechanism came into effect is not a period.
    #[must_use]
    pub fn timeline(&self, corridor: Corridor) -> Vec<Period> {
        let mut out = Vec::new();
        for id in MechanismId::ALL {
            let Some(entries) = self.entries(id, corridor) else {
                continue;
            };
            let ends = entries.iter().skip(1).map(|s| s.since).chain([None]);
            for (entry, to) in entries.iter().zip(ends) {
                out.push(Period {
                    mechanism: id,
                    name: self.name(id).to_owned(),
                    from: entry.since,
                    to,
                    status: entry.status,
                    why: entry.why.clone(),
                    source: entry.source_line(),
                });
            }
        }
        out
    }

    fn mechanism(&self, id: MechanismId) -> Option<&Mechanism> {
        self.mechanisms.iter().find(|m| m.id == id)
    }

    fn entries(&self, id: MechanismId, corridor: Corridor) -> Option<&[Standing]> {
        self.mechanism(id)?
            .corridors
            .iter()
            .find(|(c, _)| *c == corridor)
            .map(|(_, s)| s.as_slice())
    }
}

impl Mechanism {
    fn new(file: &str, raw: RawMechanism) -> Result<Self, LawError> {
        let mut corridors: Vec<(Corridor, Vec<Standing>)> = Vec::new();
        for entry in raw.corridors {
            let place = format!("{}, {}", raw.id.key(), entry.corridor.name());
            let fault = |fault| LawError::Order {
                file: file.to_owned(),
                place: place.clone(),
                fault,
            };
            if corridors.iter().any(|(c, _)| *c == entry.corridor) {
                return Err(fault("the corridor stands twice; join its statuses"));
            }
            if entry.statuses.is_empty() {
                return Err(fault("there is no status; add one, or remove the corridor"));
            }
            let mut standings: Vec<Standing> = Vec::new();
            for raw_status in entry.statuses {
                let since = raw_status
                    .from
                    .as_deref()
                    .map(|text| parse_date(file, text, &place))
                    .transpose()?;
                // `None` sorts before every date, so only the first status may be without one.
                if standings.last().is_some_and(|last| since <= last.since) {
                    return Err(fault("the dates do not rise; sort the statuses by `from`"));
                }
                standings.push(Standing {
                    status: raw_status.status,
                    since,
                    why: raw_status.why,
                    source: raw_status.source,
                    checked: raw_status.checked,
                });
            }
            corridors.push((entry.corridor, standings));
        }
        Ok(Self {
            id: raw.id,
            name: raw.name,
            corridors,
        })
    }
}

pub(super) fn parse_date(file: &str, text: &str, place: &str) -> Result<Date, LawError> {
    text.parse().map_err(|_| LawError::Date {
        file: file.to_owned(),
        text: text.to_owned(),
        place: place.to_owned(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLaw {
    version: String,
    date: String,
    checked_on: String,
    mechanisms: Vec<RawMechanism>,
    #[serde(default)]
    traces: Vec<RawTrace>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMechanism {
    id: MechanismId,
    name: String,
    corridors: Vec<RawCorridor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCorridor {
    corridor: Corridor,
    statuses: Vec<RawStatus>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatus {
    #[serde(default, deserialize_with = "present")]
    from: Option<String>,
    status: TransferStatus,
    why: String,
    source: String,
    checked: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrace {
    words: String,
    not_before: String,
    why: String,
}

/// Lets the file write `from: "2020-07-16"` where RON would ask for `Some("2020-07-16")`.
pub(super) fn present<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Option<String>, D::Error> {
    String::deserialize(from).map(Some)
}

#[cfg(test)]
#[path = "law_tests.rs"]
mod tests;
