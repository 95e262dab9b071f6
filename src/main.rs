//! The program: arguments to a window or a command.

use std::process::ExitCode;

use clap::Parser as _;
use scruple::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(command) => cli::run(command),
        None => window(arguments.files),
    }
}

#[cfg(feature = "window")]
fn window(files: Vec<std::path::PathBuf>) -> ExitCode {
    match scruple::ui::run(files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "window"))]
fn window(_files: Vec<std::path::PathBuf>) -> ExitCode {
    cli::complain("this program was built without its window; use a command, see `scruple --help`");
    ExitCode::FAILURE
}
