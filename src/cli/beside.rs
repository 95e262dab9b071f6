//! What `compare` and `diff` share: how each side is weighed, and writing the tables.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::assess::{self, Sources};
use super::own::OwnCatalogue;
use super::{Ended, Failure, complain, files, print};
use crate::assessment::Engagement;
use crate::assessment::evaluate::Rules;
use crate::document::Document;
use crate::report::tabular::Tabular;
use crate::report::{ExportError, ReportModel};
use crate::score::Profile;

/// How all sides are weighed, and where the result goes.
#[derive(Debug, Args)]
pub struct Beside {
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

/// What all sides are read and weighed by.
pub struct Scales {
    rules: Arc<Rules>,
    profile: Profile,
    engagement: Option<Engagement>,
    as_of: Date,
    formats: Vec<Tabular>,
    /// Whether something could not be read or written, which has been said.
    failed: bool,
}

impl Beside {
    /// Makes ready; `what` is written, as a plural. Wrong outputs are told before anything slow is done.
    ///
    /// # Errors
    /// Where an output cannot be written in its format, or the profile, engagement or catalogue is not sound.
    pub fn scales(&self, what: &'static str) -> Result<Scales, Failure> {
        let formats = self.out.iter().map(|path| Tabular::of(path, what));
        Ok(Scales {
            formats: formats
                .collect::<Result<_, _>>()
                .map_err(|e| Failure::new(e.to_string()))?,
            profile: assess::profile(self.profile.as_deref())?.unwrap_or_default(),
            engagement: assess::engagement(self.engagement.as_deref())?,
            rules: Arc::new(self.catalogue.rules()?),
            as_of: self.as_of.unwrap_or_else(|| jiff::Zoned::now().date()),
            failed: false,
        })
    }

    /// Writes the outputs, or prints the table where there are none.
    ///
    /// # Errors
    /// Where the table cannot be printed. An output that cannot be written is named, and the command ends with 1.
    pub fn write(
        &self,
        scales: &Scales,
        bytes: impl Fn(Tabular) -> Result<Vec<u8>, ExportError>,
        table: impl FnOnce() -> Result<String, ExportError>,
    ) -> Result<Ended, Failure> {
        let mut failed = scales.failed;
        for (path, format) in self.out.iter().zip(&scales.formats) {
            let written = bytes(*format)
                .map_err(|e| Failure::new(e.to_string()))
                .and_then(|bytes| files::write(path, &bytes));
            if let Err(failure) = written {
                complain(&failure.0);
                failed = true;
            }
        }
        if self.out.is_empty() {
            print(&table().map_err(|e| Failure::new(e.to_string()))?)?;
        }
        Ok(if failed { Ended::Failed } else { Ended::Done })
    }
}

impl Scales {
    /// Reads and weighs one side. A single file that cannot be read is said on standard error.
    ///
    /// # Errors
    /// Where nothing of it could be read: a comparison without it would mislead.
    pub fn side(&mut self, path: &Path) -> Result<(ReportModel, Vec<Document>), Failure> {
        let files = [path.to_path_buf()];
        let sources = Sources {
            files: &files,
            vendor: None,
            as_of: Some(self.as_of),
            profile: Some(&self.profile),
            engagement: self.engagement.as_ref(),
        };
        let assessment = assess::read(&self.rules, sources, &mut self.failed)
            .map_err(|e| Failure::new(format!("{}: {e}", path.display())))?;
        let outcome = self.rules.outcome(&assessment);
        let model = ReportModel::by(&self.rules, &assessment, &outcome);
        Ok((model, assessment.documents))
    }
}
