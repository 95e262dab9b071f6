//! The recovery files: one a window, with a lock beside it that says whether the window still runs.
//!
//! A recovery file is a saved assessment with one more line at its head, so that it can be opened by hand as well.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead as _, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::assessment::store::{self, Fault, StoreError};
use crate::assessment::{Assessment, store::ENDING};

/// What the first line begins with.
const MARK: &str = "// Kept by Scruple because it was not saved. ";
/// Longest first line that is read, in bytes.
const NOTE_BYTES: u64 = 65_536;
/// Ending of a file that could not be read and was set aside.
const DAMAGED: &str = "damaged";

/// What the first line says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When the last change in it was made.
    pub changed: Option<DateTime>,
    /// Where the assessment had been saved before.
    pub saved: Option<PathBuf>,
}

/// What a window left that did not close properly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The recovery file.
    pub path: PathBuf,
    /// The vendor's name.
    pub vendor: String,
    /// How many documents it has.
    pub documents: usize,
    /// What its first line says.
    pub note: Note,
}

/// A recovery file that cannot be read.
#[derive(Debug)]
pub struct Damaged {
    /// Where it is kept.
    pub path: PathBuf,
    /// What is wrong with it.
    pub why: String,
}

/// What the start brought.
#[derive(Debug)]
pub struct Begun {
    /// Where this window keeps its own.
    pub desk: Desk,
    /// What others left, the latest first.
    pub left: Vec<Leftover>,
    /// What cannot be read.
    pub damaged: Vec<Damaged>,
}

/// The recovery file of this window. Writes and removals are numbered, so that a late one does no harm.
#[derive(Debug)]
pub struct Desk {
    path: PathBuf,
    /// Writes up to this number are not wanted any more.
    dropped: AtomicU64,
    /// Number of the write that the file holds; 0 where there is none.
    written: Mutex<u64>,
    /// Held while the window runs.
    _lock: File,
}

impl Desk {
    /// Writes, unless the write is not wanted any more. Returns whether it did.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn keep(&self, number: u64, note: &Note, assessment: &Assessment) -> Result<bool, String> {
        let text = text_of(note, assessment)?;
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if number <= self.dropped.load(Ordering::SeqCst) || number <= *written {
            return Ok(false);
        }
        store::save_bytes(&self.path, text.as_bytes()).map_err(|error| error.to_string())?;
        *written = number;
        Ok(true)
    }

    /// Says at once that writes up to this number are not wanted any more; [`Desk::remove`] does the rest.
    pub fn drop_up_to(&self, number: u64) {
        self.dropped.fetch_max(number, Ordering::SeqCst);
    }

    /// The last write that is not wanted any more.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::SeqCst)
    }

    /// Removes what was written up to this number.
    ///
    /// # Errors
    /// Where the file cannot be removed.
    pub fn remove(&self, number: u64) -> Result<(), String> {
        self.drop_up_to(number);
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if *written == 0 || *written > number {
            return Ok(());
        }
        gone(&self.path)?;
        *written = 0;
        Ok(())
    }

    /// Removes the lock's file, where nothing is kept.
    pub fn close(&self) {
        if !self.path.exists()
            && let Err(why) = gone(&lock_of(&self.path))
        {
            log::warn!("{why}");
        }
    }
}

fn text_of(note: &Note, assessment: &Assessment) -> Result<String, String> {
    let body = store::to_text(assessment).map_err(|fault| fault.to_string())?;
    // A path that is no Unicode cannot stand in a text; the assessment is then recovered without it.
    let bare = || {
        ron::to_string(&Note {
            saved: None,
            ..note.clone()
        })
    };
    let head = ron::to_string(note)
        .or_else(|_| bare())
        .map_err(|error| error.to_string())?;
    Ok(format!("{MARK}{head}\n{body}"))
}

fn note_of(path: &Path) -> Note {
    let mut line = String::new();
    let read = File::open(path)
        .and_then(|file| io::BufReader::new(file.take(NOTE_BYTES)).read_line(&mut line));
    match (read, line.trim_end().strip_prefix(MARK)) {
        (Ok(_), Some(note)) => ron::from_str(note).unwrap_or_default(),
        _ => Note::default(),
    }
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

/// Removes a file; that it is gone already is as good.
fn gone(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("{} cannot be removed: {error}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Takes a place for this window in the folder, and looks for what others left.
///
/// # Errors
/// Where the folder cannot be made or written to.
pub fn begin(folder: &Path, name: &str) -> Result<Begun, String> {
    let at = |error: io::Error| format!("{}: {error}", folder.display());
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(at)?;
    // One window at a time looks round, so that none takes another's new lock for an old one. Some file systems have
    // no locks: all that is there is then offered, and nothing is lost.
    let all = File::create(folder.join("windows.lock")).map_err(at)?;
    if let Err(error) = all.lock() {
        log::warn!("no locks in {}: {error}", folder.display());
    }
    let path = folder.join(format!("{name}.{ENDING}"));
    let lock = File::create(lock_of(&path)).map_err(at)?;
    if let Err(error) = lock.lock() {
        log::warn!("no locks in {}: {error}", folder.display());
    }
    let (mut left, mut damaged) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(at)? {
        let found = entry.map_err(at)?.path();
        if found == path || found.extension().is_none_or(|e| e != ENDING) || runs(&found) {
            continue;
        }
        match store::load(&found) {
            Ok(assessment) => left.push(Leftover {
                note: note_of(&found),
                vendor: assessment.vendor,
                documents: assessment.documents.len(),
                path: found,
            }),
            Err(error) => damaged.push(set_aside(found, &error)),
        }
    }
    left.sort_by(|a, b| (b.note.changed, &b.path).cmp(&(a.note.changed, &a.path)));
    let desk = Desk {
        path,
        dropped: AtomicU64::new(0),
        written: Mutex::new(0),
        _lock: lock,
    };
    Ok(Begun {
        desk,
        left,
        damaged,
    })
}

/// Whether the window that a recovery file belongs to still runs.
fn runs(path: &Path) -> bool {
    File::open(lock_of(path))
        .is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Keeps a damaged file under another name, so that it is told once. What a newer Scruple wrote stays for that one.
fn set_aside(path: PathBuf, error: &StoreError) -> Damaged {
    let why = error.to_string();
    let broken =
        matches!(error, StoreError::Content { fault, .. } if !matches!(fault, Fault::Newer { .. }));
    let aside = path.with_extension(DAMAGED);
    let path = if broken && fs::rename(&path, &aside).is_ok() {
        aside
    } else {
        path
    };
    Damaged { path, why }
}

/// What a recovery file holds.
#[derive(Debug)]
pub struct Recovered {
    /// The assessment.
    pub assessment: Box<Assessment>,
    /// What its first line says. Without the place where it was saved, where that file is gone or was changed later.
    pub note: Note,
    /// The file that was changed later.
    pub later: Option<PathBuf>,
}

/// Reads a recovery file.
///
/// # Errors
/// Where it cannot be read; it is kept.
pub fn load(path: &Path) -> Result<Recovered, String> {
    let assessment = Box::new(store::load(path).map_err(|error| error.to_string())?);
    let mut note = note_of(path);
    let time = |path: &Path| fs::metadata(path).and_then(|m| m.modified()).ok();
    let saved = note.saved.take();
    let (saved, later) = match saved {
        Some(saved) => match (time(&saved), time(path)) {
            (Some(theirs), Some(ours)) if theirs > ours => (None, Some(saved)),
            (None, _) => (None, None),
            _ => (Some(saved), None),
        },
        None => (None, None),
    };
    note.saved = saved;
    Ok(Recovered {
        assessment,
        note,
        later,
    })
}

/// Removes what a window left.
///
/// # Errors
/// Where the files cannot be removed.
pub fn discard(path: &Path) -> Result<(), String> {
    gone(path)?;
    gone(&lock_of(path))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn assessment(vendor: &str) -> Assessment {
        Assessment::new(vendor, date(2026, 11, 21))
    }

    fn note() -> Note {
        Note {
            changed: Some(date(2026, 11, 21).at(22, 4, 0, 0)),
            saved: Some(PathBuf::from("/a \"b\"\n/c.scruple")),
        }
    }

    #[test]
    fn what_a_window_left_is_found_and_what_a_running_one_keeps_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let one = begin(folder.path(), "one").expect("begun");
        assert!(one.left.is_empty() && one.damaged.is_empty());
        let kept = one.desk.keep(1, &note(), &assessment("Larkmoor"));
        assert_eq!(kept, Ok(true));
        let two = begin(folder.path(), "two").expect("begun");
        assert!(two.left.is_empty(), "its window runs");
        drop(one);
        let three = begin(folder.path(), "three").expect("begun");
        let [left] = three.left.as_slice() else {
            panic!("one was left, not {}", three.left.len());
        };
        assert_eq!(
            (left.vendor.as_str(), left.note.clone()),
            ("Larkmoor", note())
        );
        assert_eq!(
            load(&left.path).expect("read").assessment.vendor,
            "Larkmoor"
        );
        discard(&left.path).expect("removed");
        let four = begin(folder.path(), "four").expect("begun");
        assert!(four.left.is_empty());
    }

    #[test]
    fn a_damaged_file_is_kept_and_told_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old.scruple");
        fs::write(
            &path,
            "// Kept by Scruple\nScruple(schema: 1, assessment: (vendor: \"La",
        )
        .expect("a file");
        let one = begin(folder.path(), "one").expect("begun");
        let [damaged] = one.damaged.as_slice() else {
            panic!("one is damaged, not {}", one.damaged.len());
        };
        assert!(damaged.path.exists() && damaged.path != path);
        assert!(!damaged.why.is_empty());
        let two = begin(folder.path(), "two").expect("begun");
        assert!(two.damaged.is_empty() && damaged.path.exists());
    }

    #[test]
    fn a_late_write_or_removal_does_no_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = begin(folder.path(), "one").expect("begun").desk;
        let path = folder.path().join("one.scruple");
        desk.drop_up_to(1);
        assert_eq!(desk.keep(1, &note(), &assessment("A")), Ok(false));
        assert!(!path.exists());
        assert_eq!(desk.keep(2, &note(), &assessment("B")), Ok(true));
        desk.remove(1).expect("nothing to remove");
        assert!(path.exists(), "a later write stays");
        desk.remove(2).expect("removed");
        assert!(!path.exists());
        desk.close();
        assert!(!lock_of(&path).exists());
    }

    #[test]
    fn a_file_that_was_saved_later_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let saved = folder.path().join("larkmoor.scruple");
        let desk = begin(&folder.path().join("recovery"), "one")
            .expect("begun")
            .desk;
        let note = Note {
            saved: Some(saved.clone()),
            ..note()
        };
        fs::write(&saved, "old").expect("a file");
        desk.keep(1, &note, &assessment("A")).expect("kept");
        let path = folder.path().join("recovery/one.scruple");
        assert_eq!(load(&path).expect("read").note.saved, Some(saved.clone()));
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
        let file = File::options().write(true).open(&saved).expect("the file");
        file.set_modified(later).expect("a time");
        let read = load(&path).expect("read");
        assert_eq!((read.note.saved, read.later), (None, Some(saved)));
    }
}
