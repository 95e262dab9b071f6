//! `scruple diff OLD NEW [-o OUT]…`: two versions as changes of provisions and of exposure.

use std::path::PathBuf;

use clap::Args;

use super::beside::Beside;
use super::{Ended, Failure};
use crate::report::changes::{Changes, table, write};

/// What changed between two versions: provisions added, removed, worsened and improved, and the score's change.
#[derive(Debug, Args)]
pub struct Diff {
    /// The old version: a file, a folder of a vendor's papers, or a `.scruple` file.
    pub old: PathBuf,
    /// The new version.
    pub new: PathBuf,
    /// How both are weighed, and where it goes.
    #[command(flatten)]
    pub beside: Beside,
}

impl Diff {
    /// Runs the command.
    ///
    /// # Errors
    /// Where a version could not be read at all.
    pub fn run(&self) -> Result<Ended, Failure> {
        let mut scales = self.beside.scales("changes")?;
        let (old, before) = scales.side(&self.old)?;
        let (new, after) = scales.side(&self.new)?;
        let changes = Changes::of((&old, &before), (&new, &after));
        self.beside.write(
            &scales,
            |format| write(&changes, format),
            || table(&changes),
        )
    }
}
