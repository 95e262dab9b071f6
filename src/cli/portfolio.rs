//! `scruple portfolio FOLDER [-o OUT]…`: one line a vendor.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::own::OwnCatalogue;
use super::{Ended, Failure, assess, complain, files, print};
use crate::assessment::evaluate::Rules;
use crate::assessment::portfolio::{Entry, standings};
use crate::assessment::{Assessment, Engagement, Outcome, store};
use crate::intake::{self, Group, Input, Limits, Problem, Unwatched};
use crate::report::portfolio::{Format, Line, Portfolio as Report, in_order, table};
use crate::score::Profile;

/// One line a vendor: rank, score, interval, coverage, tier, gates, documents and warnings.
#[derive(Debug, Args)]
pub struct Portfolio {
    /// A folder or a zip with a folder of policies, a zip or a `.scruple` file for each vendor.
    #[arg(required = true, value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// Where to write, `.csv` or `.json`; may be given several times. Otherwise a table on standard output.
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
    /// What is looked for.
    #[command(flatten)]
    pub catalogue: OwnCatalogue,
}

/// One vendor, assessed.
struct Vendor {
    place: String,
    entry: Entry,
    assessment: Assessment,
    outcome: Outcome,
}

/// What became of one group: the vendor, and what could not be read.
type Assessed = (Option<Vendor>, Vec<Problem>);

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
        let rules = Arc::new(self.catalogue.rules()?);
        let limits = Limits::default();
        let inputs = self.folders.iter().cloned().map(Input::Path).collect();
        let mut found = intake::gather(inputs, &limits, &Unwatched);
        files::tell(&found.notes);
        let mut problems = std::mem::take(&mut found.problems);
        let groups = groups(found);
        let assessed = self.assess(&rules, groups, &profile, engagement.as_ref(), &limits);
        let mut vendors = Vec::new();
        for (vendor, mut why) in assessed {
            vendors.extend(vendor);
            problems.append(&mut why);
        }
        files::tell(&problems);
        if vendors.is_empty() {
            return Err(Failure::new(
                "no vendor could be assessed; name a folder with a folder of policies for each vendor",
            ));
        }
        let report = self.report(&rules, &vendors, &profile, &problems);
        let mut failed = !problems.is_empty();
        for path in &self.out {
            let written = Format::of(path)
                .and_then(|format| format.write(&report))
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

    /// Assesses the vendors side by side, in their order.
    fn assess(
        &self,
        rules: &Arc<Rules>,
        groups: Vec<Group>,
        profile: &Profile,
        engagement: Option<&Engagement>,
        limits: &Limits,
    ) -> Vec<Assessed> {
        // Where there are vendors for all cores, the files of each are read one after the other.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let workers = cores.min(groups.len()).max(1);
        let each = Limits {
            workers: cores.div_ceil(workers),
            ..limits.clone()
        };
        let reader = intake::reader(Arc::clone(rules), limits.import);
        intake::side_by_side(groups, workers, |group| {
            let place = group.place.clone();
            let (assessment, problems) = match &group.saved {
                Some(path) => match store::load(path) {
                    Ok(saved) => (Some(saved), Vec::new()),
                    Err(why) => (None, vec![Problem::at(place.clone(), why.to_string())]),
                },
                None => {
                    let read = intake::read(group.sources, &reader, &each, &Unwatched);
                    let papers: Vec<_> = read
                        .papers
                        .into_iter()
                        .map(|p| (p.document, p.readings))
                        .collect();
                    let hint = group.hint.as_deref();
                    let day = || jiff::Zoned::now().date();
                    let assessment = (!papers.is_empty()).then(|| {
                        Rules::assess_read(
                            None,
                            hint,
                            papers,
                            profile.clone(),
                            Engagement::default(),
                            self.as_of.unwrap_or_else(day),
                        )
                    });
                    (assessment, read.problems)
                }
            };
            let vendor = assessment.map(|mut assessment| {
                if let Some(as_of) = self.as_of {
                    assessment.as_of = as_of;
                }
                if let Some(engagement) = engagement {
                    assessment.engagement = engagement.clone();
                }
                let outcome = rules.outcome(&assessment);
                Vendor {
                    entry: Entry::new(&assessment, &outcome, &rules.base, profile),
                    place,
                    assessment,
                    outcome,
                }
            });
            (vendor, problems)
        })
    }

    fn report(
        &self,
        rules: &Rules,
        vendors: &[Vendor],
        profile: &Profile,
        problems: &[Problem],
    ) -> Report {
        let entries: Vec<Entry> = vendors.iter().map(|v| v.entry.clone()).collect();
        let weights = rules.base.weights(profile);
        let lines = standings(&entries, &weights, profile)
            .into_iter()
            .filter_map(|standing| {
                let vendor = vendors.get(standing.entry)?;
                Some(Line {
                    rank: standing.rank,
                    vendor: vendor.assessment.vendor.clone(),
                    place: vendor.place.clone(),
                    total: standing.total,
                    gates: vendor.entry.gates.clone(),
                    documents: vendor.counting(),
                    left_out: vendor.assessment.documents.len() - vendor.counting(),
                    unread: vendor.unread(),
                    warnings: vendor.warnings(vendors),
                })
            })
            .collect();
        let as_of = self.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        Report {
            as_of: as_of.to_string(),
            profile: profile.name.clone(),
            lines: in_order(lines),
            problems: problems
                .iter()
                .map(|p| (p.place.clone(), p.why.clone()))
                .collect(),
        }
    }
}

/// All that is to be assessed: one group a vendor.
fn groups(found: intake::Intake) -> Vec<Group> {
    let mut groups = found.groups;
    if !found.loose.is_empty() {
        let place = found.loose.first().map(|s| s.place.clone());
        groups.push(Group {
            place: place.unwrap_or_default(),
            sources: found.loose,
            ..Group::default()
        });
    }
    groups.extend(found.saved.into_iter().map(Group::of_saved));
    groups
}

impl Vendor {
    fn counting(&self) -> usize {
        let editions = self.outcome.editions.iter();
        editions.filter(|e| e.standing.counts()).count()
    }

    fn unread(&self) -> usize {
        let counting = self.assessment.documents.iter().zip(&self.outcome.editions);
        counting
            .filter(|(_, e)| e.standing.counts())
            .filter(|(d, _)| d.is_damaged() || !d.is_assessed_language())
            .count()
    }

    /// Warnings of its documents with their names, and whether another line is of the same vendor.
    fn warnings(&self, all: &[Self]) -> Vec<String> {
        let documents = self.assessment.documents.iter();
        let mut out: Vec<String> = documents
            .clone()
            .flat_map(|d| {
                let of = d.warnings.iter();
                of.map(move |w| format!("{}: {}", d.name, w.message))
            })
            .collect();
        let notes = documents.zip(&self.outcome.editions);
        out.extend(
            notes
                .filter(|(_, e)| !e.note.is_empty())
                .map(|(d, e)| format!("{}: {}", d.name, e.note)),
        );
        let name = |v: &Self| v.assessment.vendor.to_lowercase();
        if let Some(other) = all
            .iter()
            .find(|v| v.place != self.place && name(v) == name(self))
        {
            out.push(format!(
                "{} is of the same vendor by its documents; put them into one folder if that is so.",
                other.place
            ));
        }
        out
    }
}
