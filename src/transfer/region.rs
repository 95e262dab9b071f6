//! Regions of which a clause speaks: where data comes from, and not who wrote the clauses.

use super::passage::Word;

/// Regions of which a clause speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Regions {
    pub(super) eu: bool,
    pub(super) uk: bool,
    pub(super) swiss: bool,
}

/// Words after a region that make it the author or a part of the name of a mechanism.
const AUTHOR: &[&str] = &[
    "commission",
    "standard",
    "scc",
    "sccs",
    "model",
    "contractual",
    "clauses",
    "us",
    "addendum",
    "idta",
    "extension",
    "international",
    "privacy",
    "dpf",
    "approved",
];

impl Regions {
    pub(super) const fn any(self) -> bool {
        self.eu || self.uk || self.swiss
    }

    /// Whether some regions are spoken of, and the EU is not among them.
    pub(super) const fn without_eu(self) -> bool {
        self.any() && !self.eu
    }

    /// What the words speak of. "European Commission" is an author of clauses and no place, "UK Addendum" and
    /// "EU-U.S." are names, and data that goes "to the UK" does not come from there.
    pub(super) fn of(words: &[Word]) -> Self {
        let text = |i: usize| words.get(i).map_or("", |w| w.text.as_str());
        let mut out = Self::default();
        for (i, word) in words.iter().enumerate() {
            let (next, then) = (text(i.saturating_add(1)), text(i.saturating_add(2)));
            let names = AUTHOR.contains(&next)
                || matches!(
                    (next, then),
                    ("data", "privacy" | "bridge")
                        | ("transfer", "clauses" | "addendum" | "agreement")
                );
            match word.text.as_str() {
                "eea" | "europe" | "ee" => out.eu = true,
                "eu" if !names => out.eu = true,
                "european" => {
                    let court = words
                        .get(i.saturating_sub(5)..i)
                        .is_some_and(|b| b.iter().any(|w| w.text == "court"));
                    let place = match next {
                        "union" => !court && !AUTHOR.contains(&then),
                        "economic" | "territory" | "personal" => true,
                        "data" => then != "privacy",
                        _ => false,
                    };
                    out.eu |= place;
                }
                "uk" if !names && !is_goal(words, i) => out.uk = true,
                "united" if next == "kingdom" && !is_goal(words, i) => out.uk = true,
                "britain" | "british" if !is_goal(words, i) => out.uk = true,
                "switzerland" => out.swiss = true,
                "swiss" if !names => out.swiss = true,
                _ => {}
            }
        }
        out
    }
}

/// Whether the words before say that data goes to the place at `at`: "transferred to the UK".
fn is_goal(words: &[Word], at: usize) -> bool {
    let text = |n: usize| {
        at.checked_sub(n)
            .and_then(|i| words.get(i))
            .map_or("", |w| w.text.as_str())
    };
    let to = text(1) == "to" || (text(1) == "the" && text(2) == "to");
    to && words
        .get(..at)
        .is_some_and(|b| b.iter().any(|w| w.text.starts_with("transfer")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::passage::words;

    #[test]
    fn data_has_a_region_and_names_have_none() {
        let read = |text: &str| {
            let found = Regions::of(&words(text, 0));
            (found.eu, found.uk, found.swiss)
        };
        for (text, expected) in [
            ("data from the EEA", (true, false, false)),
            (
                "EU personal data and data of Swiss users",
                (true, false, true),
            ),
            ("transfers from the United Kingdom", (false, true, false)),
            ("people in Great Britain", (false, true, false)),
            ("the EU SCCs and the UK Addendum", (false, false, false)),
            ("the UK's data, under the EU SCCs", (false, true, false)),
            (
                "European Union standard contractual clauses",
                (false, false, false),
            ),
            (
                "the Court of Justice of the European Union",
                (false, false, false),
            ),
            (
                "the EU-U.S. and Swiss-U.S. Data Privacy Framework",
                (false, false, false),
            ),
            (
                "data transferred to the UK from the EU",
                (true, false, false),
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
