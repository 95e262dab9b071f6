//! Scruple reads a vendor's policies, finds what each provision permits, weighs the exposure, and prints a report.
//!
//! # The way of the data
//! `bytes → import → document → detect → finding → score → report`, one direction. `assessment` holds the
//! record of one vendor; `jobs`, `cli` and `ui` sit on top. Lower never imports upper.

pub mod assessment;
pub mod catalogue;
pub mod cli;
pub mod detect;
pub mod document;
pub mod evaluate;
pub mod finding;
pub mod import;
pub mod jobs;
pub mod report;
pub mod score;
pub mod transfer;
#[cfg(feature = "window")]
pub mod ui;
