//! A decision while it is written: what it will be, and what it still lacks.

use jiff::civil::Date;

use super::command::Act;
use crate::assessment;
use crate::finding::State;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum What {
    Confirm,
    Reject,
    State,
    Exposure,
    Treat,
    Accept,
    Note,
}

/// The states that can be set, in the order of their digits.
pub const STATES: [State; 6] = [
    State::Affirmed,
    State::Conditional,
    State::Denied,
    State::Conflict,
    State::Silent,
    State::NotApplicable,
];

/// The usual measures with their sizes, in the order of their digits.
pub const MEASURES: [(&str, &str, &str); 3] = [
    ("Clause", "negotiated clause", ".50"),
    ("Opt-out", "opt-out configured", ".30"),
    ("Small", "small measure", ".15"),
];

impl What {
    /// All, in the order of the menu.
    pub const ALL: [Self; 7] = [
        Self::Confirm,
        Self::Reject,
        Self::State,
        Self::Exposure,
        Self::Treat,
        Self::Accept,
        Self::Note,
    ];

    /// The command that begins it.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Confirm => Act::Confirm,
            Self::Reject => Act::Reject,
            Self::State => Act::SetState,
            Self::Exposure => Act::SetExposure,
            Self::Treat => Act::Treat,
            Self::Accept => Act::Accept,
            Self::Note => Act::Note,
        }
    }

    /// What a command begins; `None` where it is another.
    #[must_use]
    pub fn of(act: Act) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.act() == act)
    }

    /// Title while it is written.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Confirm => "Confirm: the finding is right",
            Self::Reject => "Reject: the finding is wrong",
            Self::State => "Set the state",
            Self::Exposure => "Set the exposure",
            Self::Treat => "Record a measure",
            Self::Accept => "Accept as it is",
            Self::Note => "Note: changes nothing",
        }
    }

    /// Name of the step: `confirmation of Session replay`.
    #[must_use]
    pub fn step(self, name: &str) -> String {
        match self {
            Self::Confirm => format!("confirmation of “{name}”"),
            Self::Reject => format!("rejection of “{name}”"),
            Self::State => format!("state of “{name}”"),
            Self::Exposure => format!("exposure of “{name}”"),
            Self::Treat => format!("measure on “{name}”"),
            Self::Accept => format!("acceptance of “{name}”"),
            Self::Note => format!("note on “{name}”"),
        }
    }

    /// Whether it has fields beside the reason.
    #[must_use]
    pub const fn has_fields(self) -> bool {
        matches!(
            self,
            Self::State | Self::Exposure | Self::Treat | Self::Accept
        )
    }
}

/// Which field takes the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Field {
    First,
    Reason,
}

/// The decision that is being written.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What it will be; `None` while only a reason is written.
    pub what: Option<What>,
    /// Its reason.
    pub reason: String,
    /// The state that is set.
    pub state: Option<State>,
    /// The exposure that is set, as typed.
    pub exposure: String,
    /// The measure.
    pub measure: String,
    /// Its size, as typed.
    pub size: String,
    /// Who owns the risk.
    pub owner: String,
    /// Until when it holds, as typed.
    pub until: String,
    /// The reason of the decision before.
    pub last: String,
    /// Which field takes the keyboard, once.
    pub focus: Option<Field>,
}

impl Draft {
    /// Begins a decision. What was written as the reason stays.
    pub fn begin(&mut self, what: What, owner: String, as_of: Date) {
        let year_on = as_of
            .checked_add(jiff::Span::new().years(1))
            .unwrap_or(as_of);
        *self = Self {
            what: Some(what),
            reason: std::mem::take(&mut self.reason),
            last: std::mem::take(&mut self.last),
            owner,
            until: if what == What::Accept {
                year_on.to_string()
            } else {
                String::new()
            },
            // A state and a measure are chosen by a digit first, which no field may take.
            focus: match what {
                What::State | What::Treat => None,
                What::Exposure | What::Accept => Some(Field::First),
                What::Confirm | What::Reject | What::Note => Some(Field::Reason),
            },
            ..Self::default()
        };
    }

    /// Drops what is being written.
    pub fn cancel(&mut self) {
        *self = Self {
            last: std::mem::take(&mut self.last),
            ..Self::default()
        };
    }

    /// Drops what was written and keeps its reason as the last one.
    pub fn done(&mut self) {
        let last = self.reason.trim().to_owned();
        *self = Self {
            last,
            ..Self::default()
        };
    }

    /// What is decided and until when.
    ///
    /// # Errors
    /// What is missing first, as an advice.
    pub fn read(
        &self,
        what: What,
        as_of: Date,
    ) -> Result<(assessment::Act, Option<Date>), &'static str> {
        use assessment::Act as Decided;
        let act = match what {
            What::Confirm => Decided::Confirm,
            What::Reject => Decided::Reject,
            What::Note => Decided::Note,
            What::State => Decided::SetState(self.state.ok_or("Choose a state first")?),
            What::Exposure => {
                let value = number(&self.exposure).filter(|v| (0.0..=100.0).contains(v));
                Decided::SetExposure(value.ok_or("Give an exposure from 0 to 100")?)
            }
            What::Treat => {
                let measure = self.measure.trim();
                if measure.is_empty() {
                    return Err("Say what the measure is");
                }
                let size = number(&self.size).filter(|v| (0.0..=0.99).contains(v));
                Decided::Treat {
                    measure: measure.to_owned(),
                    size: size.ok_or("Give a size from 0 to .99")?,
                }
            }
            What::Accept => {
                let owner = self.owner.trim();
                if owner.is_empty() {
                    return Err("Name who carries the risk");
                }
                Decided::Accept {
                    owner: owner.to_owned(),
                }
            }
        };
        let typed = self.until.trim();
        let until: Option<Date> = if !what.has_fields() || typed.is_empty() {
            None
        } else {
            Some(typed.parse().map_err(|_| "Write the day as 2027-11-21")?)
        };
        if what == What::Accept && until.is_none() {
            return Err("Say until when it is accepted");
        }
        if until.is_some_and(|day| day < as_of) {
            return Err("Give a day that has not passed");
        }
        if self.reason.trim().is_empty() {
            return Err("Give a reason first");
        }
        Ok((act, until))
    }
}

/// A number as people write it: `.5`, `0,5`, `40`.
fn number(typed: &str) -> Option<f64> {
    let typed = typed.trim().replace(',', ".");
    typed.parse().ok().filter(|v: &f64| v.is_finite())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_draft_says_what_it_lacks() {
        let day = date(2026, 11, 21);
        let mut draft = Draft::default();
        draft.begin(What::Exposure, "M. Berg".to_owned(), day);
        let lacks = |d: &Draft, what| d.read(what, day).unwrap_err();
        assert_eq!(
            lacks(&draft, What::Exposure),
            "Give an exposure from 0 to 100"
        );
        draft.exposure = "40,5".to_owned();
        assert_eq!(lacks(&draft, What::Exposure), "Give a reason first");
        draft.reason = "The log is kept for a day.".to_owned();
        let (act, until) = draft.read(What::Exposure, day).unwrap();
        assert_eq!(act, assessment::Act::SetExposure(40.5));
        assert_eq!(until, None);
        draft.until = "2026-11-20".to_owned();
        assert_eq!(
            lacks(&draft, What::Exposure),
            "Give a day that has not passed"
        );
    }

    #[test]
    fn an_acceptance_has_an_owner_and_an_end() {
        let day = date(2026, 11, 21);
        let mut draft = Draft {
            reason: "Low volume.".to_owned(),
            ..Draft::default()
        };
        draft.begin(What::Accept, "CISO".to_owned(), day);
        let (_, until) = draft.read(What::Accept, day).unwrap();
        assert_eq!(until, Some(date(2027, 11, 21)));
        draft.until.clear();
        assert!(draft.read(What::Accept, day).is_err());
        draft.owner.clear();
        assert!(draft.read(What::Accept, day).is_err());
    }

    #[test]
    fn the_reason_before_is_kept_and_what_is_written_is_not() {
        let mut draft = Draft {
            reason: "Agreed with counsel. ".to_owned(),
            ..Draft::default()
        };
        draft.done();
        assert!(draft.reason.is_empty());
        assert_eq!(draft.last, "Agreed with counsel.");
    }
}
