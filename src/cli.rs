//! The commands. One file a command; the contract is `interface.md`.

pub mod assess;
pub mod beside;
pub mod catalogue;
pub mod compare;
pub mod diff;
pub mod evaluate;
pub mod files;
pub mod house;
pub mod own;
pub mod peers;
pub mod portfolio;
pub mod text;
pub mod verify;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads a vendor's policies, weighs what they permit, and prints a report.
#[derive(Debug, Parser)]
#[command(name = "scruple", version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do; without a command the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Policy files, or one `.scruple` file, to open in the window.
    pub files: Vec<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Assess the files of one vendor.
    Assess(assess::Assess),
    /// Assess the vendors of a folder: one line each.
    Portfolio(portfolio::Portfolio),
    /// Put two to six vendors side by side, differences first.
    Compare(compare::Compare),
    /// Tell what changed between two versions of a document, and what that does to the exposure.
    Diff(diff::Diff),
    /// Print the text of a file as it was read, with warnings on standard error.
    Text(text::Text),
    /// Measure detection on labelled text: precision, recall, F1 with Wilson intervals.
    Evaluate(evaluate::Evaluate),
    /// Check hashes, quotes and arithmetic of a report, against its source files too.
    Verify(verify::Verify),
    /// List, explain or check what is looked for.
    Catalogue(catalogue::Catalogue),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All done: 0.
    Done,
    /// Something failed and was named: 1.
    Failed,
    /// `--fail-at` was reached: 3.
    TierReached,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        Self::from(match ended {
            Ended::Done => 0,
            Ended::Failed => 1,
            Ended::TierReached => 3,
        })
    }
}

/// Why a command failed: what, where and what to do next.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

impl Failure {
    /// A failure with its message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// Runs a command. Failures are printed on standard error.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    let ended = match command {
        Command::Assess(command) => command.run(),
        Command::Portfolio(command) => command.run(),
        Command::Compare(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Text(command) => command.run(),
        Command::Evaluate(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Catalogue(command) => command.run(),
    };
    match ended {
        Ok(ended) => ended.into(),
        Err(failure) => {
            complain(&failure.0);
            Ended::Failed.into()
        }
    }
}

/// Prints a line on standard error. Where even that fails there is nobody left to tell.
pub fn complain(message: &str) {
    writeln!(std::io::stderr(), "scruple: {message}").ok();
}

/// Prints on standard output. A reader that has gone away (`| head`) is no failure.
///
/// # Errors
/// Where standard output cannot be written for another reason.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::new(format!(
            "standard output cannot be written: {e}"
        ))),
        _ => Ok(()),
    }
}
