//! `scruple assess FILE… [-o OUT]…`: assesses the files of one vendor.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::house::House;
use super::own::OwnCatalogue;
use super::{Ended, Failure, complain, files, peers, print};
use crate::assessment::evaluate::Rules;
use crate::assessment::{Assessment, Engagement, Outcome};
use crate::finding::State;
use crate::intake::{self, Limits, Unwatched, reports};
use crate::report::{Extras, Format, Only, ReportModel};
use crate::score::{Profile, Tier, profile as profiles};

/// Assess the files of one vendor.
#[derive(Debug, Args)]
pub struct Assess {
    /// The vendor's policies, a folder or a zip of them, or one `.scruple` file.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Where to write; the ending picks the format. May be given several times.
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    pub out: Vec<PathBuf>,
    /// The vendor's name; otherwise the one that the documents name.
    #[arg(long)]
    pub vendor: Option<String>,
    /// The day for which the assessment holds; otherwise today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// A preset's name, or a profile of your own.
    #[arg(long, value_name = "NAME|FILE.ron")]
    pub profile: Option<String>,
    /// What you would send to the vendor.
    #[arg(long, value_name = "FILE.ron")]
    pub engagement: Option<PathBuf>,
    /// End with 3 where the tier is this one or a worse one.
    #[arg(long, value_name = "TIER")]
    pub fail_at: Option<TierName>,
    /// How reports look, and what stands in them.
    #[command(flatten)]
    pub house: House,
    /// A portfolio to stand beside in the report: a folder of vendors.
    #[arg(long, value_name = "FOLDER")]
    pub portfolio: Option<PathBuf>,
    /// Another version of the papers, to tell in the report what changed since: a file, a folder, or a `.scruple` file.
    #[arg(long, value_name = "OLD")]
    pub before: Option<PathBuf>,
    /// List these findings only, in .csv, .xlsx, .json and .md: a provision with `*`, and `@` with a state, such as
    /// `telemetry.*@affirmed`. May be given several times.
    #[arg(long, value_name = "PATTERN")]
    pub only: Vec<String>,
    /// What is looked for.
    #[command(flatten)]
    pub catalogue: OwnCatalogue,
}

/// A tier on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TierName {
    Low,
    Moderate,
    High,
    Severe,
}

impl From<TierName> for Tier {
    fn from(name: TierName) -> Self {
        match name {
            TierName::Low => Self::Low,
            TierName::Moderate => Self::Moderate,
            TierName::High => Self::High,
            TierName::Severe => Self::Severe,
        }
    }
}

impl Assess {
    /// Runs the command.
    ///
    /// # Errors
    /// Where nothing could be assessed. A file that cannot be read, or an output that cannot be written, is named;
    /// the others are still done, and the command ends with 1.
    pub fn run(&self) -> Result<Ended, Failure> {
        for path in &self.out {
            Format::of(path).map_err(|e| Failure::new(e.to_string()))?;
        }
        let rules = Arc::new(self.catalogue.rules()?);
        let only = self.only(&rules)?;
        let style = self.house.style()?;
        let mut failed = false;
        let profile = profile(self.profile.as_deref())?;
        let engagement = engagement(self.engagement.as_deref())?;
        let sources = Sources {
            files: &self.files,
            vendor: self.vendor.as_deref(),
            as_of: self.as_of,
            profile: profile.as_ref(),
            engagement: engagement.as_ref(),
        };
        let assessment = read(&rules, sources, &mut failed)?;
        let outcome = rules.outcome(&assessment);
        let mut extras = Extras {
            style,
            only,
            ..Extras::default()
        };
        if let Some(old) = &self.before {
            let sources = Sources {
                files: std::slice::from_ref(old),
                ..sources
            };
            extras.before = Some(Arc::new(read(&rules, sources, &mut failed)?));
        }
        if let Some(folder) = &self.portfolio {
            let own = ReportModel::by(&rules, &assessment, &outcome);
            let (peers, whole) = peers::peers(&rules, folder, &assessment, &own)?;
            extras.peers = Some(peers);
            failed |= !whole;
        }
        for path in &self.out {
            if let Err(failure) = write(&rules, &assessment, &outcome, &extras, path) {
                complain(&failure.0);
                failed = true;
            }
        }
        if self.out.is_empty() {
            let table = Format::Table
                .write(&rules, &assessment, &outcome, &extras)
                .map_err(|e| Failure::new(e.to_string()))?;
            print(&String::from_utf8_lossy(&table))?;
        }
        for (at, document) in assessment.documents.iter().enumerate() {
            for warning in &document.warnings {
                complain(&format!("{}: {}", document.name, warning.message));
            }
            let edition = outcome.editions.get(at);
            if let Some(edition) = edition.filter(|e| !e.note.is_empty()) {
                complain(&format!("{}: {}", document.name, edition.note));
            }
        }
        if failed {
            return Ok(Ended::Failed);
        }
        let total = &outcome.score.total;
        let reached = self
            .fail_at
            .is_some_and(|t| !total.counts || total.tier >= Tier::from(t));
        if reached && !total.counts {
            complain(
                "too little could be assessed to tell a tier, so the tier of --fail-at counts as reached; load the \
                 documents under \"Load next\", in English",
            );
        }
        Ok(if reached {
            Ended::TierReached
        } else {
            Ended::Done
        })
    }
}

impl Assess {
    /// Which findings are listed.
    fn only(&self, rules: &Rules) -> Result<Only, Failure> {
        let only = Only::of(self.only.clone());
        match only.idle(rules) {
            None => Ok(only),
            Some(pattern) => Err(Failure::new(format!(
                "--only {pattern}: no provision or state has this name; `scruple catalogue list` names the provisions, and \
                 the states are {}",
                State::ALL.map(State::key).join(", ")
            ))),
        }
    }
}

/// What an assessment is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The vendor's policies, a folder or a zip of them, or one `.scruple` file.
    pub files: &'a [PathBuf],
    /// The vendor's name; otherwise the one that the documents name.
    pub vendor: Option<&'a str>,
    /// The day for which it holds; otherwise today, and for a saved assessment its own day.
    pub as_of: Option<Date>,
    /// Weights; otherwise Balanced, and for a saved assessment its own.
    pub profile: Option<&'a Profile>,
    /// What would be sent to the vendor.
    pub engagement: Option<&'a Engagement>,
}

/// Reads the papers of one vendor, or opens its saved assessment. What cannot be read is said on standard error, and
/// `failed` is set.
///
/// # Errors
/// Where nothing could be read.
pub fn read(
    rules: &Arc<Rules>,
    sources: Sources<'_>,
    failed: &mut bool,
) -> Result<Assessment, Failure> {
    if let [file] = sources.files
        && (file
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("scruple"))
            || reports::is_report(file, &Limits::default(), &Unwatched))
    {
        let mut saved =
            reports::open(file, &Limits::default(), &Unwatched).map_err(Failure::new)?;
        if let Some(vendor) = sources.vendor {
            vendor.clone_into(&mut saved.vendor);
        }
        if let Some(as_of) = sources.as_of {
            saved.as_of = as_of;
        }
        if let Some(profile) = sources.profile {
            saved.profile = profile.clone();
        }
        if let Some(engagement) = sources.engagement {
            saved.engagement = engagement.clone();
        }
        return Ok(saved);
    }
    let limits = Limits::default();
    let found = files::one_vendor(sources.files, &limits)?;
    *failed |= found.failed;
    let hint = found.group.hint;
    let reader = intake::reader(Arc::clone(rules), limits.import);
    let read = intake::read(found.group.sources, &reader, &limits, &Unwatched);
    files::tell(&read.problems);
    *failed |= !read.problems.is_empty();
    if read.papers.is_empty() {
        return Err(Failure::new(
            "none of the files could be read, so there is nothing to assess",
        ));
    }
    let as_of = sources.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let papers = read.papers.into_iter();
    Ok(Rules::assess_read(
        sources.vendor.map(str::to_owned),
        hint.as_deref(),
        papers.map(|p| (p.document, p.readings)).collect(),
        sources.profile.cloned().unwrap_or_default(),
        sources.engagement.cloned().unwrap_or_default(),
        as_of,
    ))
}

/// The profile of a preset's name or of a file.
///
/// # Errors
/// Where there is no such preset, or the file is not sound.
pub fn profile(name: Option<&str>) -> Result<Option<Profile>, Failure> {
    let Some(name) = name else {
        return Ok(None);
    };
    let path = Path::new(name);
    if path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("ron"))
    {
        let text = files::text(path)?;
        return Profile::from_ron(&text)
            .map(Some)
            .map_err(|e| Failure::new(format!("{name}: {e}")));
    }
    let known = || {
        profiles::presets()
            .into_iter()
            .map(|p| p.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match profiles::preset(name) {
        Some(preset) => Ok(Some(preset)),
        None => Err(Failure::new(format!(
            "no preset is named `{name}`; use one of {}, or a .ron file",
            known()
        ))),
    }
}

/// The engagement of a file.
///
/// # Errors
/// Where the file is not sound; names the place.
pub fn engagement(path: Option<&Path>) -> Result<Option<Engagement>, Failure> {
    let Some(path) = path else {
        return Ok(None);
    };
    let text = files::text(path)?;
    ron::from_str(&text).map(Some).map_err(|e| {
        Failure::new(format!(
            "{}:{}: {}; correct it there; the fields are eu, uk, switzerland, data, sensitivity, volume, criticality, role",
            path.display(),
            e.span.start,
            e.code
        ))
    })
}

fn write(
    rules: &Rules,
    assessment: &Assessment,
    outcome: &Outcome,
    extras: &Extras,
    path: &Path,
) -> Result<(), Failure> {
    let bytes = Format::of(path)
        .and_then(|format| format.write(rules, assessment, outcome, extras))
        .map_err(|e| Failure::new(e.to_string()))?;
    files::write(path, &bytes)
}
