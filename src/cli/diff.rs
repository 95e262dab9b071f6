//! `scruple diff OLD NEW [-o OUT]…`: two versions as changes of provisions and of exposure.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::assess::{self, Sources};
use super::compare::formats;
use super::own::OwnCatalogue;
use super::{Ended, Failure, complain, files, print};
use crate::report::ReportModel;
use crate::report::changes::{Changes, table, write};

/// What changed between two versions: provisions added, removed, worsened and improved, and the score's change.
#[derive(Debug, Args)]
pub struct Diff {
    /// The old version: a file, a folder of a vendor's papers, or a `.scruple` file.
    pub old: PathBuf,
    /// The new version.
    pub new: PathBuf,
    /// Where to write, `.csv`, `.json` or `.md`; may be given several times. Otherwise a table on standard output.
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    pub out: Vec<PathBuf>,
    /// The day for which both are weighed; otherwise today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// A preset's name, or a profile of your own, by which both are weighed.
    #[arg(long, value_name = "NAME|FILE.ron")]
    pub profile: Option<String>,
    /// What you would send to the vendor.
    #[arg(long, value_name = "FILE.ron")]
    pub engagement: Option<PathBuf>,
    /// What is looked for.
    #[command(flatten)]
    pub catalogue: OwnCatalogue,
}

impl Diff {
    /// Runs the command.
    ///
    /// # Errors
    /// Where a version could not be read. An output that cannot be written is named, and the command ends with 1.
    pub fn run(&self) -> Result<Ended, Failure> {
        let formats = formats(&self.out, "changes")?;
        let profile = assess::profile(self.profile.as_deref())?.unwrap_or_default();
        let engagement = assess::engagement(self.engagement.as_deref())?;
        let rules = Arc::new(self.catalogue.rules()?);
        let as_of = self.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        let mut failed = false;
        let mut version = |path: &PathBuf| {
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
            let model = ReportModel::by(&rules, &assessment, &outcome);
            Ok::<_, Failure>((model, assessment.documents))
        };
        let (old, old_documents) = version(&self.old)?;
        let (new, new_documents) = version(&self.new)?;
        let changes = Changes::of((&old, &old_documents), (&new, &new_documents));
        for (path, format) in self.out.iter().zip(formats) {
            let written = write(&changes, format)
                .map_err(|e| Failure::new(e.to_string()))
                .and_then(|bytes| files::write(path, &bytes));
            if let Err(failure) = written {
                complain(&failure.0);
                failed = true;
            }
        }
        if self.out.is_empty() {
            print(&table(&changes).map_err(|e| Failure::new(e.to_string()))?)?;
        }
        Ok(if failed { Ended::Failed } else { Ended::Done })
    }
}
