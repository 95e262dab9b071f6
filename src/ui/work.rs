//! The slow work of the window, as jobs: dialogs, reading, saving, exporting. Nothing here touches the model.

mod check;
mod pick;
mod read;
mod write;

use std::path::{Path, PathBuf};

use super::engine::Engine;
use super::portfolio::Batch;
use super::session::Opening;
use super::vendors::Vendors;
use crate::assessment::gist::Gists;
use crate::intake::{self, Paper, Problem};
use crate::jobs::Jobs;
use crate::report::Style;
use crate::report::verify::Verification;
use crate::score::Profile;

pub use check::check;
pub use pick::{pick_files, pick_logo, pick_place, pick_profile, pick_report, pick_template};
pub use read::{read, read_anew, read_logo, read_portfolio, read_profile, read_vendor};
pub use write::{Content, Snapshot, write};

pub use crate::intake::file_name;

/// Ending of a saved assessment.
pub const ENDING: &str = intake::ASSESSMENT;

/// What is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Target {
    Assessment,
    Pdf,
    Json,
    Markdown,
    Csv,
    Xlsx,
    Profile,
    Template,
    PortfolioPdf,
    PortfolioXlsx,
    PortfolioCsv,
}

impl Target {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Assessment => ENDING,
            Self::Pdf | Self::PortfolioPdf => "pdf",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Csv | Self::PortfolioCsv => "csv",
            Self::Xlsx | Self::PortfolioXlsx => "xlsx",
            Self::Profile | Self::Template => "ron",
        }
    }

    /// What it is, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Pdf => "PDF report",
            Self::Json => "JSON file",
            Self::Markdown => "Markdown report",
            Self::Csv => "CSV table",
            Self::Xlsx => "spreadsheet",
            Self::Profile => "profile",
            Self::Template => "report template",
            Self::PortfolioPdf => "report of the portfolio",
            Self::PortfolioXlsx => "spreadsheet of the portfolio",
            Self::PortfolioCsv => "table of the portfolio",
        }
    }

    /// Whether it is about the open assessment.
    #[must_use]
    pub const fn is_of_assessment(self) -> bool {
        !matches!(
            self,
            Self::Template | Self::PortfolioPdf | Self::PortfolioXlsx | Self::PortfolioCsv
        )
    }
}

/// What reading files brought.
#[derive(Debug, Default)]
pub struct ReadFiles {
    /// A saved assessment, where one was among them.
    pub assessment: Option<(PathBuf, Box<Opening>)>,
    /// Documents with their readings.
    pub documents: Vec<Paper>,
    /// The vendor that the documents name, or where none does, that their place does.
    pub vendor: String,
    /// What the documents say, each by itself.
    pub gists: Gists,
    /// An assessment of these documents alone, where none was open when the reading began.
    pub alone: Option<Box<Opening>>,
    /// A profile, where one was among them.
    pub profile: Option<Profile>,
    /// The vendors to choose from, where there are several; nothing else was read then.
    pub vendors: Option<Vendors>,
    /// Files that could not be read.
    pub failures: Vec<Problem>,
    /// Files that were left out on purpose.
    pub notes: Vec<Problem>,
}

/// A document of the open assessment that was read anew.
#[derive(Debug)]
pub struct Reread {
    /// Its place.
    pub at: usize,
    /// The document, with its readings.
    pub paper: Paper,
    /// What it says by itself.
    pub gists: Gists,
}

/// What reading vendors brought.
#[derive(Debug, Default)]
pub struct ReadVendors {
    /// The vendors.
    pub batch: Batch,
    /// What could not be read.
    pub failures: Vec<Problem>,
    /// Files that were left out on purpose.
    pub notes: Vec<Problem>,
}

/// What a job brings back.
#[derive(Debug)]
pub enum Done {
    /// The catalogue and the law.
    Ready(Box<Result<Engine, String>>),
    /// Files or folders chosen in a dialog.
    Picked {
        /// Which; none where it was closed, or where there is no dialog service.
        paths: Vec<PathBuf>,
        /// Whether the answer came sooner than anybody can close a dialog: it never came up.
        at_once: bool,
    },
    /// A profile chosen in a dialog.
    PickedProfile(Option<PathBuf>),
    /// A place chosen in a dialog.
    PickedPlace {
        /// What to write there.
        what: Target,
        /// Where; none where the dialog was closed or did not come up.
        path: Option<PathBuf>,
        /// Whether the answer came sooner than anybody can close a dialog: it never came up.
        at_once: bool,
    },
    /// Files were read.
    Read(Box<ReadFiles>),
    /// A document was read anew as another kind of paper.
    Reread(Box<Reread>),
    /// A vendor was read to stand beside the open one.
    Beside(Box<super::compare::Beside>),
    /// Vendors were compared.
    SideBySide(super::compare::Key, Box<crate::report::compare::Comparison>),
    /// Two versions were compared.
    Compared(super::versions::Key, Box<crate::report::changes::Changes>),
    /// The calendar of mechanisms was laid out.
    Calendar(super::calendar::Key, Box<crate::transfer::Calendar>),
    /// The pages of the report were set.
    Pages(super::report::Key, Box<crate::report::layout::Frames>),
    /// A house style was read.
    Style(Box<Result<Style, String>>),
    /// Files for the check of a report were chosen in a dialog.
    PickedReport {
        /// Which; none where it was closed, or where there is no dialog service.
        paths: Vec<PathBuf>,
        /// Whether the answer came sooner than anybody can close a dialog: it never came up.
        at_once: bool,
    },
    /// A report was checked: its name, and what was found.
    Checked(String, Box<Result<Verification, String>>),
    /// Nothing is to be done.
    Nothing,
    /// Something about recovery files.
    Recovery(Box<super::recovery::Told>),
    /// Vendors were read for the portfolio.
    Portfolio(Box<ReadVendors>),
    /// A file was written.
    Written {
        /// What.
        what: Target,
        /// Where.
        path: PathBuf,
        /// Which state of the assessment it holds.
        revision: u64,
        /// How it went.
        result: Result<(), String>,
    },
}

/// Loads the catalogue and the law.
pub fn load_engine(jobs: &mut Jobs<Done>) {
    jobs.start("Reading the catalogue", 0, |_| {
        Done::Ready(Box::new(Engine::load()))
    });
}

/// The path with the ending of what is written, where it has none.
#[must_use]
pub fn with_ending(path: &Path, what: Target) -> PathBuf {
    if path.extension().is_some() {
        path.to_path_buf()
    } else {
        path.with_extension(what.ending())
    }
}

/// Whether the system's dialogs can be shown. Without a display, as in tests, a path is typed instead.
#[must_use]
pub fn has_dialogs() -> bool {
    cfg!(not(test))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gets_the_ending_of_what_is_written() {
        let path = |p: &str, what| with_ending(Path::new(p), what);
        assert_eq!(path("a/report", Target::Pdf), PathBuf::from("a/report.pdf"));
        assert_eq!(
            path("a/report.pdf", Target::Pdf),
            PathBuf::from("a/report.pdf")
        );
    }
}
