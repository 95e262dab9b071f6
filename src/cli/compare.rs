//! `scruple compare A B… [-o OUT]…`: vendors side by side.

use std::path::PathBuf;

use clap::Args;

use super::beside::Beside;
use super::{Ended, Failure};
use crate::report::compare::{Comparison, table, write};

/// Fewest and most vendors that stand side by side.
const FEWEST: usize = 2;
const MOST: usize = 6;

/// Two to six vendors side by side by provision, differences first.
#[derive(Debug, Args)]
pub struct Compare {
    /// A file, a folder or a zip of policies, or a `.scruple` file for each vendor.
    #[arg(required = true, num_args = FEWEST..=MOST, value_name = "VENDOR")]
    pub vendors: Vec<PathBuf>,
    /// How they are weighed, and where it goes.
    #[command(flatten)]
    pub beside: Beside,
}

impl Compare {
    /// Runs the command.
    ///
    /// # Errors
    /// Where one of the vendors could not be read at all.
    pub fn run(&self) -> Result<Ended, Failure> {
        let mut scales = self.beside.scales("comparisons")?;
        let mut models = Vec::with_capacity(self.vendors.len());
        for path in &self.vendors {
            models.push(scales.side(path)?.0);
        }
        let comparison = Comparison::of(&models);
        self.beside.write(
            &scales,
            |format| write(&comparison, format),
            || table(&comparison),
        )
    }
}
