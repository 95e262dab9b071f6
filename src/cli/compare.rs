//! `scruple compare A B… [-o OUT]…`: vendors side by side.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::assess::{self, Sources};
use super::own::OwnCatalogue;
use super::{Ended, Failure, complain, files, print};
use crate::report::ReportModel;
use crate::report::compare::{Comparison, table, write};
use crate::report::tabular::Tabular;

/// Fewest and most vendors that stand side by side.
const FEWEST: usize = 2;
const MOST: usize = 6;

/// Two to six vendors side by side by provision, differences first.
#[derive(Debug, Args)]
pub struct Compare {
    /// A file, a folder or a zip of policies, or a `.scruple` file for each vendor.
    #[arg(required = true, num_args = FEWEST..=MOST, value_name = "VENDOR")]
    pub vendors: Vec<PathBuf>,
    /// Where to write, `.csv`, `.json` or `.md`; may be given several times. Otherwise a table on standard output.
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    pub out: Vec<PathBuf>,
    /// The day for which it holds; otherwise today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// A preset's name, or a profile of your own, by which all are weighed.
    #[arg(long, value_name = "NAME|FILE.ron")]
    pub profile: Option<String>,
    /// What you would send to the vendors.
    #[arg(long, value_name = "FILE.ron")]
    pub engagement: Option<PathBuf>,
    /// What is looked for.
    #[command(flatten)]
    pub catalogue: OwnCatalogue,
}

impl Compare {
    /// Runs the command.
    ///
    /// # Errors
    /// Where one of the vendors could not be read at all: a comparison without it would mislead. A single file that
    /// cannot be read, or an output that cannot be written, is named, and the command ends with 1.
    pub fn run(&self) -> Result<Ended, Failure> {
        let formats = formats(&self.out, "comparisons")?;
        let profile = assess::profile(self.profile.as_deref())?.unwrap_or_default();
        let engagement = assess::engagement(self.engagement.as_deref())?;
        let rules = Arc::new(self.catalogue.rules()?);
        let as_of = self.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        let mut failed = false;
        let mut models = Vec::with_capacity(self.vendors.len());
        for path in &self.vendors {
            let sources = Sources {
                files: std::slice::from_ref(path),
                vendor: None,
                as_of: Some(as_of),
                profile: Some(&profile),
                engagement: engagement.as_ref(),
            };
            let assessment = assess::read(&rules, sources, &mut failed)
                .map_err(|e| Failure::new(format!("{}: {e}", path.display())))?;
            let outcome = rules.outcome(&assessment);
            models.push(ReportModel::by(&rules, &assessment, &outcome));
        }
        let comparison = Comparison::of(&models);
        for (path, format) in self.out.iter().zip(formats) {
            let written = write(&comparison, format)
                .map_err(|e| Failure::new(e.to_string()))
                .and_then(|bytes| files::write(path, &bytes));
            if let Err(failure) = written {
                complain(&failure.0);
                failed = true;
            }
        }
        if self.out.is_empty() {
            print(&table(&comparison).map_err(|e| Failure::new(e.to_string()))?)?;
        }
        Ok(if failed { Ended::Failed } else { Ended::Done })
    }
}

/// The formats of the outputs, before anything slow is done.
///
/// # Errors
/// Where one cannot be written.
pub(super) fn formats(out: &[PathBuf], what: &'static str) -> Result<Vec<Tabular>, Failure> {
    out.iter()
        .map(|path| Tabular::of(path, what).map_err(|e| Failure::new(e.to_string())))
        .collect()
}
