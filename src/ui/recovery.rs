//! Unsaved changes are kept in a recovery file some seconds after they were made, and offered again where the window
//! did not close properly.

mod files;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::civil::DateTime;

use super::App;
use super::clock;
use super::dialogs::Dialog;
use super::handle::Next;
use super::session::{Opening, Session};
use super::text;
use super::work::{Done, file_name};
use crate::assessment::Outcome;
use crate::assessment::gist::Gists;
use crate::assessment::history::History;
pub use files::Leftover;
use files::{Begun, Desk, Note, Recovered};

/// Seconds after the last change at which it is kept.
const AFTER: f64 = 4.0;
/// Seconds after which changes are kept even where they go on.
const AT_MOST: f64 = 30.0;
/// Seconds after which a write that failed is tried again.
const AGAIN: f64 = 60.0;

/// What people ask of it.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Open what this file holds.
    Recover(PathBuf),
    /// Remove this file.
    Discard(PathBuf),
}

/// What its jobs bring back.
#[derive(Debug)]
pub enum Told {
    /// The start.
    Begun(Result<Begun, String>),
    /// A write.
    Kept {
        /// Its number.
        number: u64,
        /// Which state of the assessment it holds.
        revision: u64,
        /// Whether it was still wanted, or why it failed.
        result: Result<bool, String>,
    },
    /// What a file holds.
    Recovered {
        /// The file.
        path: PathBuf,
        /// What is in it.
        result: Result<Recovered, String>,
        /// What follows from it, and what its documents say each by itself, where the catalogue was there.
        known: Option<Box<(Outcome, Gists)>>,
    },
    /// Files were removed.
    Removed(Result<(), String>),
}

/// What is kept of the open assessment, and what was left before.
#[derive(Debug, Default)]
pub struct Recovery {
    desk: Option<Arc<Desk>>,
    /// What windows left that did not close properly.
    pub left: Vec<Leftover>,
    /// Whether they are still to be offered.
    offer: bool,
    /// Whether the offer is on the screen.
    offered: bool,
    /// The opening that all below is about.
    generation: u64,
    /// Number of the last write.
    number: u64,
    /// The state that was seen last, where it is not saved; its time, by the window's clock and the wall's.
    seen: Option<u64>,
    seen_at: f64,
    changed: Option<DateTime>,
    /// When the first change was made that is not kept.
    since: f64,
    /// The state in the file.
    kept: Option<u64>,
    /// Whether a write is under way.
    writing: bool,
    /// Whether the next write is due at once.
    at_once: bool,
    /// No write before this time: the last one failed.
    not_before: f64,
    /// Whether it was told that writing fails.
    told: bool,
    /// Files that the next write, or a save, makes superfluous.
    replaced: Vec<PathBuf>,
}

/// The folder of recovery files, beside what eframe keeps. None in tests: they name their own.
pub fn folder() -> Option<PathBuf> {
    if cfg!(test) {
        return None;
    }
    eframe::storage_dir("scruple").map(|folder| folder.join("recovery"))
}

/// A name for the file of a window.
fn own_name() -> String {
    static WINDOWS: AtomicU64 = AtomicU64::new(0);
    let nth = WINDOWS.fetch_add(1, Ordering::Relaxed);
    let day = clock::now().strftime("%Y%m%d-%H%M%S");
    format!("{day}-{}-{nth}", std::process::id())
}

/// A day and time as shown: `today, 22:04`, `21 Nov 2026, 22:04`.
#[must_use]
pub fn when(at: DateTime, today: jiff::civil::Date) -> String {
    let time = at.strftime("%H:%M");
    match at.date() {
        day if day == today => format!("today, {time}"),
        day if Some(day) == today.yesterday().ok() => format!("yesterday, {time}"),
        day => format!("{}, {time}", text::date(day)),
    }
}

impl App {
    /// Takes a place for recovery files and looks for what was left.
    pub(super) fn begin_recovery(&mut self, folder: Option<PathBuf>) {
        let Some(folder) = folder else { return };
        let name = own_name();
        self.jobs
            .start_quietly("Looking for unsaved work", 0, move |_| {
                Done::Recovery(Box::new(Told::Begun(files::begin(&folder, &name))))
            });
    }

    /// Keeps what is to be kept, and forgets what is saved or closed. Asked in every frame; slow work is left to jobs.
    pub(super) fn keep_recovery(&mut self, ctx: &egui::Context) {
        // An offer that another dialog pushed aside comes back after it.
        if self.recovery.offered && !matches!(self.dialog, Some(Dialog::Recover(_))) {
            self.recovery.offered = false;
            self.recovery.offer = self.dialog.is_some();
        }
        if self.recovery.offer && self.dialog.is_none() {
            self.recovery.offer = false;
            self.dialog = Dialog::recover(&self.recovery.left);
            self.recovery.offered = self.dialog.is_some();
        }
        if self.recovery.generation != self.generation {
            self.forget_recovery();
            self.recovery.generation = self.generation;
        }
        let unsaved = self.session.as_ref().filter(|s| s.is_dirty());
        let Some((session, desk)) = unsaved.zip(self.recovery.desk.clone()) else {
            if unsaved.is_none() {
                self.forget_recovery();
            }
            return;
        };
        let r = &mut self.recovery;
        let now = ctx.input(|i| i.time);
        let state = Some(session.revision);
        if r.seen != state {
            if r.seen == r.kept {
                r.since = now;
            }
            r.seen = state;
            r.seen_at = now;
            r.changed = Some(clock::now());
        }
        if r.kept == state || r.writing {
            return;
        }
        let due = if r.at_once {
            now
        } else {
            (r.seen_at + AFTER).min(r.since + AT_MOST)
        };
        let due = due.max(r.not_before);
        if now < due {
            ctx.request_repaint_after(Duration::from_secs_f64((due - now).max(0.01)));
            return;
        }
        r.writing = true;
        r.at_once = false;
        r.number += 1;
        let (number, revision) = (r.number, session.revision);
        let note = Note {
            changed: r.changed,
            saved: session.path.clone(),
        };
        let assessment = session.assessment.clone();
        self.jobs
            .start_quietly("Keeping unsaved changes", self.generation, move |_| {
                Done::Recovery(Box::new(Told::Kept {
                    number,
                    revision,
                    result: desk.keep(number, &note, &assessment),
                }))
            });
    }

    /// Removes what was kept: it is saved, or was discarded.
    fn forget_recovery(&mut self) {
        let r = &mut self.recovery;
        (r.seen, r.kept, r.at_once) = (None, None, false);
        let replaced = std::mem::take(&mut r.replaced);
        let Some(desk) = r.desk.clone() else { return };
        let number = r.number;
        if desk.dropped() >= number && replaced.is_empty() {
            return;
        }
        desk.drop_up_to(number);
        self.jobs
            .start_quietly("Removing the recovery file", 0, move |_| {
                let own = desk.remove(number);
                let others = remove_all(&replaced);
                Done::Recovery(Box::new(Told::Removed(own.and(others))))
            });
    }

    /// Removes files of others in a job.
    fn discard(&mut self, paths: Vec<PathBuf>) {
        self.jobs
            .start_quietly("Removing recovery files", 0, move |_| {
                Done::Recovery(Box::new(Told::Removed(remove_all(&paths))))
            });
    }

    /// The last frame is over. What was closed on purpose is removed; anything else stays.
    pub(super) fn end_recovery(&mut self) {
        let Some(desk) = self.recovery.desk.take() else {
            return;
        };
        let unsaved = self
            .session
            .as_ref()
            .filter(|s| s.is_dirty() && !self.may_close);
        let result = match unsaved {
            Some(session) if self.recovery.kept != Some(session.revision) => {
                let note = Note {
                    changed: Some(clock::now()),
                    saved: session.path.clone(),
                };
                desk.keep(self.recovery.number + 1, &note, &session.assessment)
                    .and_then(|_| remove_all(&self.recovery.replaced))
            }
            Some(_) => Ok(()),
            None => desk
                .remove(self.recovery.number)
                .and_then(|()| remove_all(&self.recovery.replaced)),
        };
        if let Err(why) = result {
            log::error!("{why}");
        }
        desk.close();
    }

    /// Does what was asked in the dialog.
    pub(super) fn ask_recovery(&mut self, ask: Ask) {
        match ask {
            Ask::Recover(path) => {
                self.recovery.offered = false;
                if self.session.as_ref().is_some_and(Session::is_worked_on) {
                    self.ask_to_save(Next::Recover(path));
                } else {
                    self.recover(path);
                }
            }
            Ask::Discard(path) => {
                self.recovery.left.retain(|l| l.path != path);
                self.discard(vec![path]);
            }
        }
    }

    /// Reads a recovery file; it opens in place of the assessment.
    pub(super) fn recover(&mut self, path: PathBuf) {
        let engine = self.engine.clone();
        self.jobs
            .start("Recovering unsaved work", self.generation, move |_| {
                let result = files::load(&path);
                // What follows from it takes its time.
                let known = engine.zip(result.as_ref().ok()).map(|(engine, read)| {
                    let mut gists = Gists::default();
                    let outcome = engine.outcome_by(&read.assessment, &mut gists);
                    Box::new((outcome, gists))
                });
                Done::Recovery(Box::new(Told::Recovered {
                    path,
                    result,
                    known,
                }))
            });
    }

    /// Takes in what a job brought back.
    pub(super) fn recovery_told(&mut self, generation: u64, told: Told) {
        match told {
            Told::Begun(Ok(begun)) => {
                self.recovery.desk = Some(Arc::new(begun.desk));
                for file in begun.damaged {
                    let title = format!("{} cannot be recovered", file_name(&file.path));
                    let why = format!("{} It is kept at {}.", file.why, file.path.display());
                    self.notices.failed(title, why);
                }
                self.recovery.offer = !begun.left.is_empty();
                self.recovery.left = begun.left;
            }
            Told::Begun(Err(why)) => {
                let why = format!("{why}. Save often.");
                self.notices
                    .failed("Unsaved changes are not kept for recovery", why);
            }
            Told::Kept {
                number,
                revision,
                result,
            } => self.kept(number, revision, result),
            Told::Recovered {
                path,
                result,
                known,
            } => {
                if generation == self.generation {
                    self.recovered(&path, result, known);
                }
            }
            Told::Removed(Ok(())) => {}
            Told::Removed(Err(why)) => self.notices.failed("A recovery file is still there", why),
        }
    }

    fn kept(&mut self, number: u64, revision: u64, result: Result<bool, String>) {
        let r = &mut self.recovery;
        r.writing = false;
        let wanted = r.desk.as_ref().is_some_and(|d| number > d.dropped());
        match result {
            Ok(true) if wanted => {
                r.kept = Some(revision);
                r.told = false;
                let replaced = std::mem::take(&mut r.replaced);
                if !replaced.is_empty() {
                    self.discard(replaced);
                }
            }
            Ok(_) => {}
            Err(why) => {
                r.not_before = r.seen_at + AGAIN;
                if !std::mem::replace(&mut r.told, true) {
                    let why = format!("{why} Until then, save often.");
                    self.notices
                        .failed("Unsaved changes are not kept for recovery", why);
                }
            }
        }
    }

    fn recovered(
        &mut self,
        path: &Path,
        result: Result<Recovered, String>,
        known: Option<Box<(Outcome, Gists)>>,
    ) {
        let Some(engine) = self.engine.clone() else {
            return;
        };
        let read = match result {
            Ok(read) => read,
            Err(why) => {
                let why = format!("{why} It is kept at {}.", path.display());
                let title = format!("{} was not recovered", file_name(path));
                self.notices.failed(title, why);
                return;
            }
        };
        self.close_session();
        self.forget_recovery();
        let assessment = *read.assessment;
        let opening = match known.map(|k| *k) {
            Some((outcome, gists)) => Opening {
                assessment,
                outcome,
                gists,
            },
            None => engine.opening(assessment, Gists::default()),
        };
        let mut session = Session::open(&engine, opening, read.note.saved);
        // It is not what is on disk, whatever was done to it.
        session.history = History::new();
        session.recovered = true;
        let vendor = session.assessment.vendor.clone();
        self.session = Some(session);
        self.shown.open_documents.insert(0);
        self.unfold_worst();
        let r = &mut self.recovery;
        r.generation = self.generation;
        r.left.retain(|l| l.path != path);
        // The old file goes when the new one is there.
        r.replaced.push(path.to_path_buf());
        r.at_once = true;
        let detail = match read.later {
            Some(later) => format!(
                "{} was changed after it. Save this under a name of its own, or over it.",
                file_name(&later)
            ),
            None => "Save it to keep it.".to_owned(),
        };
        self.notices.done(format!("Recovered {vendor}"), detail);
    }
}

fn remove_all(paths: &[PathBuf]) -> Result<(), String> {
    paths
        .iter()
        .map(|path| files::discard(path))
        .fold(Ok(()), Result::and)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn times_near_by_are_told_by_the_day() {
        let today = date(2026, 11, 21);
        assert_eq!(when(today.at(9, 5, 0, 0), today), "today, 09:05");
        let before = date(2026, 11, 20).at(22, 4, 0, 0);
        assert_eq!(when(before, today), "yesterday, 22:04");
        let long = date(2026, 11, 3).at(22, 4, 0, 0);
        assert_eq!(when(long, today), "3 Nov 2026, 22:04");
    }
}
