//! `scruple portfolio FOLDER [-o OUT]…`: one line a vendor.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::house::House;
use super::own::OwnCatalogue;
use super::{Ended, Failure, assess, complain, files, print};
use crate::assessment::evaluate::Rules;
use crate::assessment::portfolio::{Entry, standings};
use crate::intake::vendors::{self, Terms, Vendor};
use crate::intake::{self, Input, Limits, Problem, Unwatched};
use crate::report::portfolio::{Format, Line, Portfolio as Report, in_order, table};
use crate::score::Profile;

/// One line a vendor: rank, score, interval, coverage, tier, gates, documents and warnings.
#[derive(Debug, Args)]
pub struct Portfolio {
    /// A folder or a zip with a folder of policies, a zip or a `.scruple` file for each vendor.
    #[arg(required = true, value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// Where to write: `.pdf`, `.xlsx`, `.csv` or `.json`; may be given several times. Otherwise a table on standard output.
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    pub out: Vec<PathBuf>,
    /// The day for which it holds; otherwise today, and for a saved assessment its own day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// A preset's name, or a profile of your own, by which all vendors are weighed.
    #[arg(long, value_name = "NAME|FILE.ron")]
    pub profile: Option<String>,
    /// What you would send to the vendors.
    #[arg(long, value_name = "FILE.ron")]
    pub engagement: Option<PathBuf>,
    /// How the report looks.
    #[command(flatten)]
    pub house: House,
    /// What is looked for.
    #[command(flatten)]
    pub catalogue: OwnCatalogue,
}

/// One vendor with its entry.
struct Entered {
    vendor: Vendor,
    entry: Entry,
}

impl Portfolio {
    /// Runs the command.
    ///
    /// # Errors
    /// Where no vendor could be assessed. What cannot be read is named; the others are still assessed, and the command
    /// ends with 1.
    pub fn run(&self) -> Result<Ended, Failure> {
        for path in &self.out {
            Format::of(path).map_err(|e| Failure::new(e.to_string()))?;
        }
        let profile = assess::profile(self.profile.as_deref())?.unwrap_or_default();
        let engagement = assess::engagement(self.engagement.as_deref())?;
        let style = self.house.style()?;
        let rules = Arc::new(self.catalogue.rules()?);
        let limits = Limits::default();
        let inputs = self.folders.iter().cloned().map(Input::Path).collect();
        let mut found = intake::gather(inputs, &limits, &Unwatched);
        files::tell(&found.notes);
        let mut problems = std::mem::take(&mut found.problems);
        let terms = Terms {
            profile: profile.clone(),
            engagement,
            as_of: self.as_of,
            today: jiff::Zoned::now().date(),
        };
        let groups = vendors::groups(found);
        let keep = |vendor: Vendor| Entered {
            entry: Entry::new(&vendor.assessment, &vendor.outcome, &rules.base, &profile),
            vendor,
        };
        let assessed = vendors::assess(&rules, groups, &terms, &limits, &Unwatched, keep);
        let mut entered = Vec::new();
        for (vendor, mut why) in assessed {
            entered.extend(vendor);
            problems.append(&mut why);
        }
        files::tell(&problems);
        if entered.is_empty() {
            return Err(Failure::new(
                "no vendor could be assessed; name a folder with a folder of policies for each vendor",
            ));
        }
        let report = self.report(&rules, &entered, &profile, &problems);
        let mut failed = !problems.is_empty();
        for path in &self.out {
            let written = Format::of(path)
                .and_then(|format| format.write(&report, &style))
                .map_err(|e| Failure::new(e.to_string()))
                .and_then(|bytes| files::write(path, &bytes));
            if let Err(failure) = written {
                complain(&failure.0);
                failed = true;
            }
        }
        if self.out.is_empty() {
            print(&table(&report).map_err(|e| Failure::new(e.to_string()))?)?;
        }
        Ok(if failed { Ended::Failed } else { Ended::Done })
    }

    fn report(
        &self,
        rules: &Rules,
        entered: &[Entered],
        profile: &Profile,
        problems: &[Problem],
    ) -> Report {
        let entries: Vec<Entry> = entered.iter().map(|v| v.entry.clone()).collect();
        let weights = rules.base.weights(profile);
        let lines = standings(&entries, &weights, profile)
            .into_iter()
            .filter_map(|standing| {
                let one = entered.get(standing.entry)?;
                let (vendor, counting) = (&one.vendor, one.vendor.counting());
                Some(Line {
                    rank: standing.rank,
                    vendor: vendor.assessment.vendor.clone(),
                    place: vendor.group.place.clone(),
                    total: standing.total,
                    gates: one.entry.gates.clone(),
                    exposures: exposures(&one.entry, rules),
                    documents: counting,
                    left_out: vendor.assessment.documents.len() - counting,
                    unread: vendor.unread(),
                    warnings: one.warnings(entered),
                })
            })
            .collect();
        Report {
            as_of: self.as_of.unwrap_or_else(|| jiff::Zoned::now().date()),
            profile: profile.name.clone(),
            cuts: profile.cuts,
            categories: rules
                .catalogue
                .categories
                .iter()
                .map(|c| (c.code.clone(), c.short.clone()))
                .collect(),
            lines: in_order(lines),
            problems: problems
                .iter()
                .map(|p| (p.place.clone(), p.why.clone()))
                .collect(),
        }
    }
}

/// Exposure of every category; nothing where none of one counts.
fn exposures(entry: &Entry, rules: &Rules) -> Vec<Option<f64>> {
    (0..rules.catalogue.categories.len())
        .map(|at| entry.prepared.category(at))
        .map(|means| means.counts.then_some(means.residual))
        .collect()
}

impl Entered {
    /// Warnings of its documents with their names, and whether another line is of the same vendor.
    fn warnings(&self, all: &[Self]) -> Vec<String> {
        let mut out = self.vendor.warnings();
        let name = |v: &Self| v.vendor.assessment.vendor.to_lowercase();
        let place = |v: &Self| v.vendor.group.place.clone();
        let twin = |v: &&Self| place(v) != place(self) && name(v) == name(self);
        if let Some(other) = all.iter().find(twin) {
            out.push(format!(
                "{} is of the same vendor by its documents; put them into one folder if that is so.",
                place(other)
            ));
        }
        out
    }
}
