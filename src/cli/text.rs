//! `scruple text FILE`: the text as it was read, so that quotes and places can be checked.

use std::path::PathBuf;

use clap::Args;

use super::{Ended, Failure, complain, files, print};

/// Print the text of a file as it was read.
#[derive(Debug, Args)]
pub struct Text {
    /// The file.
    pub file: PathBuf,
}

impl Text {
    /// Runs the command.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn run(&self) -> Result<Ended, Failure> {
        let document = files::document(&self.file)?;
        for warning in &document.warnings {
            complain(&format!("{}: {}", document.name, warning.message));
        }
        print(&document.text)?;
        if !document.text.ends_with('\n') {
            print("\n")?;
        }
        Ok(Ended::Done)
    }
}
