//! Reading of DOCX: every feature in a file built here, with the exact text, kinds and warnings.
//! All texts are invented; the vendors in them do not exist.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

mod build;
mod changes;
mod file;
mod hostile;
mod real;
mod structure;
mod text;
