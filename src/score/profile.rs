//! Profiles: named sets of weights and severities that the user can edit, save and load.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Tier;
use crate::catalogue::Silence;

/// The greatest weight of a category; the least is 0.
pub const MAX_WEIGHT: f64 = 30.0;

/// Where tiers begin, by the printed integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierCuts {
    /// First score that is Moderate.
    pub moderate: u8,
    /// First score that is High.
    pub high: u8,
    /// First score that is Severe.
    pub severe: u8,
}

impl Default for TierCuts {
    fn default() -> Self {
        Self {
            moderate: 25,
            high: 50,
            severe: 75,
        }
    }
}

impl TierCuts {
    /// First printed score of a tier; 0 for Low.
    #[must_use]
    pub const fn first(self, tier: Tier) -> u8 {
        match tier {
            Tier::Low => 0,
            Tier::Moderate => self.moderate,
            Tier::High => self.high,
            Tier::Severe => self.severe,
        }
    }

    /// Tier of a printed score.
    #[must_use]
    pub const fn tier(self, printed: u8) -> Tier {
        if printed >= self.severe {
            Tier::Severe
        } else if printed >= self.high {
            Tier::High
        } else if printed >= self.moderate {
            Tier::Moderate
        } else {
            Tier::Low
        }
    }

    /// Tier of an exposure, 0 to 100, by the integer that is printed for it.
    #[must_use]
    pub fn tier_of(self, exposure: f64) -> Tier {
        self.tier(super::print::whole(exposure))
    }

    /// Checks that each cut is from 1 to 100 and above the one before.
    ///
    /// # Errors
    /// Where they do not rise.
    pub const fn check(self) -> Result<(), ProfileError> {
        if 0 < self.moderate
            && self.moderate < self.high
            && self.high < self.severe
            && self.severe <= 100
        {
            Ok(())
        } else {
            Err(ProfileError::Cuts {
                moderate: self.moderate,
                high: self.high,
                severe: self.severe,
            })
        }
    }

    /// The next tier above a printed score and how many points away it begins; `None` in the highest.
    #[must_use]
    pub fn next(self, printed: u8) -> Option<(Tier, u8)> {
        Tier::ALL
            .into_iter()
            .map(|tier| (tier, self.first(tier)))
            .find(|&(_, first)| first > printed)
            .map(|(tier, first)| (tier, first.saturating_sub(printed)))
    }

    /// The cuts that an interval crosses: those above its printed low end and not above its printed high end.
    #[must_use]
    pub fn crossed(self, low: f64, high: f64) -> Vec<u8> {
        let (low, high) = (super::print::whole(low), super::print::whole(high));
        [self.moderate, self.high, self.severe]
            .into_iter()
            .filter(|&cut| low < cut && cut <= high)
            .collect()
    }
}

/// What silence counts for, as a share of the severity, 0 to 1 (`model.md`, section 3).
///
/// The default of adverse silence is .4 and not .6, and the default emphasis is 5: with them and the severities of
/// `assets/catalogue` the scores of real vendors spread as section 11 asks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilencePoints {
    /// Where the law wants a disclosure, or the default lets the vendor do it.
    pub adverse: f64,
    /// Where neither holds.
    pub neutral: f64,
    /// Where the practice needs a positive grant.
    pub benign: f64,
}

impl Default for SilencePoints {
    fn default() -> Self {
        Self {
            adverse: 0.4,
            neutral: 0.25,
            benign: 0.0,
        }
    }
}

impl SilencePoints {
    /// The point of one class.
    #[must_use]
    pub const fn of(self, silence: Silence) -> f64 {
        match silence {
            Silence::Adverse => self.adverse,
            Silence::Neutral => self.neutral,
            Silence::Benign => self.benign,
        }
    }
}

/// A named set of weights and severities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name for people.
    pub name: String,
    /// Weight of each category, 0 to 30; a category that is not named has the catalogue's.
    #[serde(default)]
    pub weights: BTreeMap<String, f64>,
    /// Weights of provisions within their category, where not 1.
    #[serde(default)]
    pub provision_weights: BTreeMap<String, f64>,
    /// Severities, where not the catalogue's, 0 to 100.
    #[serde(default)]
    pub severities: BTreeMap<String, f64>,
    /// What silence counts for.
    #[serde(default)]
    pub silence: SilencePoints,
    /// Severity emphasis p, 1 to 8.
    pub emphasis: f64,
    /// Where tiers begin.
    #[serde(default)]
    pub cuts: TierCuts,
    /// The tier that a confirmed gate guarantees.
    #[serde(default = "high")]
    pub gate_floor: Tier,
}

const fn high() -> Tier {
    Tier::High
}

/// What is wrong with a profile, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProfileError {
    /// The text is no profile.
    #[error("line {line}, column {column}: {message}. {advice}")]
    Syntax {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
        /// What the reader met.
        message: String,
        /// What to do next.
        advice: &'static str,
    },
    /// A value is out of its range.
    #[error("{what} is {value}; give a number from {least} to {greatest}.")]
    Range {
        /// What, for people: `the weight of telemetry`.
        what: String,
        /// The value found.
        value: String,
        /// The least that is allowed.
        least: f64,
        /// The greatest that is allowed.
        greatest: f64,
    },
    /// The tier cuts do not rise.
    #[error(
        "the tier cuts are {moderate}, {high} and {severe}; give three whole numbers from 1 to 100, each above the one before."
    )]
    Cuts {
        /// Where Moderate begins.
        moderate: u8,
        /// Where High begins.
        high: u8,
        /// Where Severe begins.
        severe: u8,
    },
    /// The profile has no name.
    #[error("the profile has no name; give it one, such as name: \"Our weights\".")]
    NoName,
    /// Every category has the weight 0.
    #[error("every category has the weight 0; give at least one a weight above 0.")]
    NoWeight,
    /// A category or provision is named that the catalogue does not have.
    #[error("{what} {id:?} is not in the catalogue; mend the name or remove the line.")]
    Unknown {
        /// `the category` or `the provision`.
        what: &'static str,
        /// The id as written.
        id: String,
    },
    /// The profile could not be written.
    #[error("the profile could not be written as text: {0}. Check its name for odd characters.")]
    Write(String),
}

/// The built-in profiles with the names of their files.
const BUILT_IN: [(&str, &str); 5] = [
    (
        "balanced.ron",
        include_str!("../../assets/profiles/balanced.ron"),
    ),
    (
        "eu_controller.ron",
        include_str!("../../assets/profiles/eu_controller.ron"),
    ),
    (
        "us_consumer.ron",
        include_str!("../../assets/profiles/us_consumer.ron"),
    ),
    ("ai_ip.ron", include_str!("../../assets/profiles/ai_ip.ron")),
    ("flat.ron", include_str!("../../assets/profiles/flat.ron")),
];

/// The built-in profiles, Balanced first.
#[must_use]
pub fn presets() -> Vec<Profile> {
    // A test holds every built-in file to be a profile, so nothing is left out here.
    BUILT_IN
        .iter()
        .filter_map(|(_, text)| Profile::from_ron(text).ok())
        .collect()
}

/// The built-in profile of this name; case does not matter, and the beginning of a name is enough where only one
/// profile begins so.
#[must_use]
pub fn preset(name: &str) -> Option<Profile> {
    let wanted = name.trim().to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let mut all = presets();
    if let Some(at) = all.iter().position(|p| p.name.to_lowercase() == wanted) {
        return Some(all.swap_remove(at));
    }
    let mut beginning = all
        .into_iter()
        .filter(|p| p.name.to_lowercase().starts_with(&wanted));
    let first = beginning.next();
    if beginning.next().is_some() {
        None
    } else {
        first
    }
}

impl Default for Profile {
    /// The catalogue's own weights and severities, with emphasis 5: what the built-in Balanced says too.
    fn default() -> Self {
        presets().into_iter().next().unwrap_or_else(|| Self {
            name: "Balanced".to_owned(),
            weights: BTreeMap::new(),
            provision_weights: BTreeMap::new(),
            severities: BTreeMap::new(),
            silence: SilencePoints::default(),
            emphasis: 5.0,
            cuts: TierCuts::default(),
            gate_floor: Tier::High,
        })
    }
}

impl Profile {
    /// Reads a profile from RON and checks its ranges.
    ///
    /// # Errors
    /// Where the text is not a profile (with line and column), or a value is out of its range.
    pub fn from_ron(text: &str) -> Result<Self, ProfileError> {
        let profile: Self = ron::from_str(text).map_err(|error| ProfileError::Syntax {
            line: error.span.start.line,
            column: error.span.start.col,
            message: error.code.to_string(),
            advice: "Compare it with a profile that Scruple saved: every entry ends with a comma",
        })?;
        profile.check()?;
        Ok(profile)
    }

    /// Writes the profile as RON, the same text for the same profile.
    ///
    /// # Errors
    /// Where a value is out of its range, or the text cannot be made.
    pub fn to_ron(&self) -> Result<String, ProfileError> {
        self.check()?;
        let style = ron::ser::PrettyConfig::new().new_line("\n");
        let mut text = ron::ser::to_string_pretty(self, style)
            .map_err(|error| ProfileError::Write(error.to_string()))?;
        text.push('\n');
        Ok(text)
    }

    /// Checks every value against its range: weights 0 to 30, severities 0 to 100, emphasis 1 to 8, cuts rising.
    ///
    /// # Errors
    /// The first value that is out of its range.
    pub fn check(&self) -> Result<(), ProfileError> {
        if self.name.trim().is_empty() {
            return Err(ProfileError::NoName);
        }
        for (id, &weight) in &self.weights {
            in_range(|| format!("the weight of {id}"), weight, 0.0, MAX_WEIGHT)?;
        }
        for (id, &weight) in &self.provision_weights {
            in_range(|| format!("the weight of {id}"), weight, 0.0, MAX_WEIGHT)?;
        }
        for (id, &severity) in &self.severities {
            in_range(|| format!("the severity of {id}"), severity, 0.0, 100.0)?;
        }
        for (what, point) in [
            ("adverse", self.silence.adverse),
            ("neutral", self.silence.neutral),
            ("benign", self.silence.benign),
        ] {
            in_range(|| format!("the point of {what} silence"), point, 0.0, 1.0)?;
        }
        in_range(
            || "the severity emphasis".to_owned(),
            self.emphasis,
            1.0,
            8.0,
        )?;
        self.cuts.check()
    }

    /// Checks the profile against a catalogue: every id is known, and some category weighs more than 0.
    ///
    /// # Errors
    /// As [`Profile::check`], or the first id that is unknown.
    pub fn check_for(&self, base: &super::Base) -> Result<(), ProfileError> {
        self.check()?;
        for id in self.weights.keys() {
            if !base.categories.iter().any(|c| &c.id == id) {
                return Err(ProfileError::Unknown {
                    what: "the category",
                    id: id.clone(),
                });
            }
        }
        for id in self.provision_weights.keys().chain(self.severities.keys()) {
            if !base.provisions.contains_key(id) {
                return Err(ProfileError::Unknown {
                    what: "the provision",
                    id: id.clone(),
                });
            }
        }
        if base.weights(self).iter().all(|w| *w <= 0.0) {
            return Err(ProfileError::NoWeight);
        }
        Ok(())
    }
}

fn in_range(
    what: impl FnOnce() -> String,
    value: f64,
    least: f64,
    greatest: f64,
) -> Result<(), ProfileError> {
    // Written so that what is not a number fails too.
    if (least..=greatest).contains(&value) {
        Ok(())
    } else {
        Err(ProfileError::Range {
            what: what(),
            value: value.to_string(),
            least,
            greatest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_is_a_profile() {
        for (file, text) in BUILT_IN {
            if let Err(error) = Profile::from_ron(text) {
                panic!("{file}: {error}");
            }
        }
        let names: Vec<String> = presets().into_iter().map(|p| p.name).collect();
        assert_eq!(
            names,
            [
                "Balanced",
                "EU controller",
                "US consumer and advertising",
                "AI and ML, IP-sensitive",
                "Flat"
            ]
        );
        assert!(presets().iter().all(|p| p.weights.len() == 15));
    }

    #[test]
    fn presets_are_found_by_name_or_its_beginning() {
        assert_eq!(preset("eu controller").unwrap().weights["roles"], 12.0);
        assert_eq!(preset("AI").unwrap().weights["benchmarking"], 25.0);
        assert_eq!(preset("US").unwrap().weights["advertising"], 25.0);
        assert_eq!(preset("none such"), None);
        assert_eq!(preset(""), None);
    }

    #[test]
    fn a_profile_survives_writing_and_reading() {
        for profile in presets() {
            let text = profile.to_ron().unwrap();
            assert_eq!(Profile::from_ron(&text).unwrap(), profile);
            assert_eq!(text, profile.to_ron().unwrap());
        }
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let text = "(\n    name: \"A\",\n    emphasis: three,\n)";
        let error = Profile::from_ron(text).unwrap_err();
        assert!(
            matches!(error, ProfileError::Syntax { line: 3, .. }),
            "{error}"
        );
        let unknown = "(\n name: \"A\",\n emphasis: 3.0,\n lambda: 0.4,\n)";
        let message = Profile::from_ron(unknown).unwrap_err().to_string();
        assert!(
            message.contains("line 4") && message.contains("lambda"),
            "{message}"
        );
    }

    #[test]
    fn values_out_of_range_are_refused() {
        let good = Profile::default();
        let mut heavy = good.clone();
        heavy.weights.insert("telemetry".to_owned(), 31.0);
        assert!(
            heavy
                .check()
                .unwrap_err()
                .to_string()
                .contains("the weight of telemetry is 31")
        );
        let mut odd = good.clone();
        odd.emphasis = f64::NAN;
        assert!(odd.check().is_err());
        let mut falling = good.clone();
        falling.cuts.high = 20;
        assert!(matches!(falling.check(), Err(ProfileError::Cuts { .. })));
        let mut silent = good.clone();
        silent.silence.adverse = 1.5;
        assert!(
            silent
                .check()
                .unwrap_err()
                .to_string()
                .contains("adverse silence")
        );
        let mut severe = good;
        severe.severities.insert("ai.x".to_owned(), -1.0);
        assert!(severe.check().is_err());
    }

    #[test]
    fn a_profile_is_checked_against_the_catalogue() {
        use super::super::base::{Base, BaseCategory};
        let base = Base {
            categories: vec![BaseCategory {
                id: "telemetry".to_owned(),
                weight: 18.0,
            }],
            ..Base::default()
        };
        let mut profile = Profile::default();
        assert!(matches!(
            profile.check_for(&base),
            Err(ProfileError::Unknown { .. })
        ));
        profile.weights = BTreeMap::from([("telemetry".to_owned(), 0.0)]);
        assert_eq!(profile.check_for(&base), Err(ProfileError::NoWeight));
        profile.weights.clear();
        assert_eq!(profile.check_for(&base), Ok(()));
    }

    #[test]
    fn tiers_follow_the_printed_integer() {
        let cuts = TierCuts::default();
        assert_eq!(cuts.tier_of(49.49), Tier::Moderate);
        assert_eq!(cuts.tier_of(49.5), Tier::High);
        assert_eq!(cuts.tier_of(24.4), Tier::Low);
        assert_eq!(cuts.tier_of(74.5), Tier::Severe);
        assert_eq!(cuts.next(41), Some((Tier::High, 9)));
        assert_eq!(cuts.next(80), None);
        assert_eq!(cuts.crossed(44.0, 60.0), vec![50]);
        assert_eq!(cuts.crossed(49.5, 74.4), Vec::<u8>::new());
        assert_eq!(cuts.crossed(10.0, 90.0), vec![25, 50, 75]);
    }
}
