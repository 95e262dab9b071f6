//! Places to which data from the EU may go without a mechanism of its own.

use jiff::civil::Date;
use serde::Deserialize;

use super::law::{LawError, parse_date, present};

const BUILTIN: &str = include_str!("../../assets/law/adequacy.ron");
const BUILTIN_NAME: &str = "assets/law/adequacy.ron";

/// A place that the European Commission holds adequate (GDPR art. 45).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its name: `South Korea`.
    pub name: String,
    /// First day; `None`: before the GDPR, or not known to the day.
    pub from: Option<Date>,
    /// The first day on which it no longer holds, where an end is set.
    pub until: Option<Date>,
    /// What it is limited to; may be empty.
    pub limit: String,
    /// What it was taken from; says so where it was not checked.
    pub source: String,
}

impl Place {
    /// Whether it is adequate on a day, within its limit.
    #[must_use]
    pub fn holds(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date < until)
    }
}

/// The places that come with the program, in the order of the alphabet.
///
/// # Errors
/// Where the built-in file is faulty, which a test excludes.
pub fn places() -> Result<Vec<Place>, LawError> {
    parse(BUILTIN_NAME, BUILTIN)
}

/// Reads places from RON text; `file` is named in messages.
///
/// # Errors
/// Says what is wrong, where, and what to do.
pub fn parse(file: &str, text: &str) -> Result<Vec<Place>, LawError> {
    let raw: RawPlaces = ron::from_str(text).map_err(|e| LawError::Syntax {
        file: file.to_owned(),
        message: e.to_string(),
    })?;
    raw.places
        .into_iter()
        .map(|p| {
            let day =
                |text: Option<String>| text.map(|t| parse_date(file, &t, &p.name)).transpose();
            Ok(Place {
                from: day(p.from)?,
                until: day(p.until)?,
                limit: p.limit,
                source: if p.checked {
                    p.source
                } else {
                    format!("{} (not checked)", p.source)
                },
                name: p.name,
            })
        })
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlaces {
    places: Vec<RawPlace>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlace {
    name: String,
    #[serde(default, deserialize_with = "present")]
    from: Option<String>,
    #[serde(default, deserialize_with = "present")]
    until: Option<String>,
    #[serde(default)]
    limit: String,
    source: String,
    checked: bool,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn place(name: &str) -> Place {
        places()
            .unwrap()
            .into_iter()
            .find(|p| p.name == name)
            .unwrap()
    }

    #[test]
    fn places_hold_from_their_day_to_their_end() {
        let korea = place("South Korea");
        assert!(!korea.holds(date(2021, 12, 16)));
        assert!(korea.holds(date(2021, 12, 17)));
        let kingdom = place("United Kingdom");
        assert!(!kingdom.holds(date(2021, 6, 27)));
        assert!(kingdom.holds(date(2026, 11, 21)));
        assert!(!kingdom.holds(date(2032, 1, 1)));
        assert!(place("Uruguay").holds(date(2026, 11, 21)));
    }

    #[test]
    fn the_list_is_in_order_and_each_place_stands_once() {
        let names: Vec<String> = places().unwrap().into_iter().map(|p| p.name).collect();
        let mut sorted = names.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(names, sorted);
    }

    #[test]
    fn what_was_not_checked_says_so() {
        assert!(place("Japan").source.ends_with("(not checked)"));
        assert!(!place("Andorra").source.contains("not checked"));
    }

    #[test]
    fn a_wrong_date_is_told_with_its_place() {
        let error = parse(
            "y.ron",
            r#"(places: [(name: "Elbonia", from: "soon", source: "s", checked: true)])"#,
        )
        .unwrap_err()
        .to_string();
        assert!(
            error.contains("`soon`") && error.contains("Elbonia"),
            "{error}"
        );
    }
}
