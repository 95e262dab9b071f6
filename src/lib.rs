//! Scruple reads a vendor's policies, finds what each provision permits, weighs the exposure with weights that the
//! user sets, and prints a report that a purchasing committee can act on.
//!
//! # The way of the data
//! `bytes → import → document → detect → finding → score → report`, one direction.
//!
//! | module | job |
//! |---|---|
//! | [`import`] | bytes of a file to a [`document::Document`], with warnings |
//! | [`document`] | the text, its blocks, sentences and outline, and where every word came from |
//! | [`catalogue`] | what is looked for: categories, provisions, signals, from RON to a valid type |
//! | [`detect`] | documents to readings of clauses, readings to findings and rows |
//! | [`finding`] | what was found: readings, findings by document, rows over all documents |
//! | [`transfer`] | which transfer mechanism holds on which corridor and day |
//! | [`score`] | the weighted model |
//! | [`assessment`] | the record of one vendor, its edits, and what follows from it |
//! | [`evaluate`] | precision and recall on labelled text |
//! | [`report`] | what exports print, and the exporters |
//! | [`jobs`] | background work with progress and cancel |
//! | [`intake`] | files, folders and archives to the papers of each vendor, every import under guard |
//! | [`cli`], `ui` | the commands, the window |
//!
//! Lower never imports upper (`tests/architecture.rs` reads the `use crate::` lines).
//!
//! # Where this differs from the first plan of the house, and why
//! * The window is a feature, on by default. The library and the commands then build without graphics, which keeps
//!   servers and quick test runs light.
//! * A finding belongs to one document; a *row* is a provision over all documents. The score is made of rows. So what
//!   each paper says stays visible where two of them disagree.
//! * Readings are kept in an assessment and outcomes are not: a slider moves the outcome, and nothing is read again.
//! * Signals are frames over word families in data, and not code. `detect` has no provision's name in it, but for the
//!   two that are told by metadata (`change.undated`) or change what silence means (`roles.scope_exclusion`).
//!
//! * A PDF carries the assessment and a record of how it was made (house style, peers, another version, sums of the
//!   catalogue and the law). With both the same pages are made again, which is what `report::verify` does: it holds pages
//!   against pages, and needs no second way to compute a number.
//! * What a report is made with beside the assessment (`report::Extras`) changes what is printed and never a number.
//!
//! # Invariants
//! 1. The core (all but `jobs`, `intake`, `cli`, `ui` and `assessment::store`) reads no file, no clock and no
//!    randomness: the same input gives the same bytes out.
//! 2. The window is a projection: panels read the model and queue commands; every change is an `Edit` with an inverse.
//! 3. Nothing blocks the window: what is slow is a job with progress and cancel, and a stale result is dropped.
//! 4. Every number opens: a finding knows its signal, clause and reasons; a score knows its terms.
//! 5. An import fails only where nothing usable came out; a damaged text can never look clean.
//! 6. Every file is opened by [`intake`], the same way for the commands and the window: its size is looked at before
//!    it is read, its reader runs on a thread of its own with a deadline and a net for faults, and whatever one file
//!    does, the others are read.
//! 7. The same text counts once: copies, and older versions of a document, stand beside the one that counts.
//! 8. No network code is written or linked.
//! 9. No `unsafe`; no `unwrap`, `expect`, indexing or discarded result outside tests.
//! 10. Severity is colour and shape and word.
//! 11. The window shows the report's pages from the same items that go into the PDF.
//!
//! # Words
//! *Vendor*, *document* and its *kind*, *block*, *clause*, *provision*, *category*, *signal*, *finding*, *evidence*,
//! *voice*, *state*, *exposure*, *severity*, *confidence*, *weight*, *profile*, *engagement*, *gate*, *tier*,
//! *coverage*, *corridor*, *mechanism*, *decision*, *treatment*, *assessment*, *portfolio*, *report*. The types carry
//! these names, and their comments say what each is.

pub mod assessment;
pub mod catalogue;
pub mod cli;
pub mod detect;
pub mod document;
pub mod evaluate;
pub mod finding;
pub mod import;
pub mod intake;
pub mod jobs;
pub mod report;
pub mod score;
pub mod transfer;
#[cfg(feature = "window")]
pub mod ui;
