//! From paths to papers: which files there are, whose they are, and each of them read under guard.
//!
//! The commands and the window take everything that people open through here, so that both read the same files, in the
//! same order, under the same limits and with the same messages.
//!
//! 1. [`gather`] looks at files, folders and archives and lists what is in them by vendor. Nothing is read yet but
//!    the lists of archives.
//! 2. [`read()`] reads the files of one vendor side by side, each on a thread of its own with a deadline ([`guard`]).
//!
//! 3. [`vendors`] assesses several vendors side by side, for the command `portfolio` and the window's portfolio.
//!
//! What goes wrong with one file is a [`Problem`] that names it; the others go on.

mod gather;
mod group;
pub mod guard;
pub mod house;
mod names;
mod read;
pub mod reports;
mod unpack;
pub mod vendors;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::assessment::evaluate::Rules;
use crate::detect;
use crate::document::Document;
use crate::finding::Reading;
use crate::import;
use crate::jobs::Handle;

pub use gather::gather;
pub use names::{ASSESSMENT, POLICIES, file_name};
#[cfg(feature = "window")]
pub(crate) use read::file_bytes;
pub(crate) use read::side_by_side;
pub use read::{Papers, read};

/// Something to open.
#[derive(Debug, Clone)]
pub enum Input {
    /// A file, a folder or an archive.
    Path(PathBuf),
    /// Bytes with a name: pasted text, or a sample.
    Bytes {
        /// Name of the document.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

/// What opening may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// What one document may cost.
    pub import: import::Limits,
    /// Largest archive, in bytes.
    pub archive: u64,
    /// Most documents of one vendor.
    pub documents: usize,
    /// Most files and folders that are looked at.
    pub entries: usize,
    /// How deep folders are looked into.
    pub depth: usize,
    /// How long one file may take.
    pub deadline: Duration,
    /// How many files are read at a time; 0: as many as the computer has cores.
    pub workers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            import: import::Limits::default(),
            archive: 200 * 1024 * 1024,
            documents: 200,
            entries: 100_000,
            depth: 12,
            deadline: guard::DEADLINE,
            workers: 0,
        }
    }
}

impl Limits {
    /// How many files are read at a time, for so many.
    #[must_use]
    fn workers_for(&self, files: usize) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let most = if self.workers == 0 {
            cores()
        } else {
            self.workers
        };
        most.min(files).max(1)
    }
}

/// Where the bytes of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// A file of its own.
    File(PathBuf),
    /// Already here.
    Bytes(Arc<[u8]>),
    /// Packed: the archive's file, then the part; with two parts the first is an archive within the archive.
    Packed {
        /// The archive.
        archive: PathBuf,
        /// Names of parts, from outside to inside.
        parts: Vec<String>,
    },
}

/// A file that was found and not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name without its folder.
    pub name: String,
    /// Where it is, for people: `acme/terms.pdf`, `papers.zip › acme/terms.pdf`.
    pub place: String,
    /// Where its bytes are.
    pub(crate) content: Content,
}

/// The files of one vendor, as far as folders tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Name of the folder or archive, which stands for the vendor where no document names one.
    pub hint: Option<String>,
    /// Where it is, for people: `vendors/acme`.
    pub place: String,
    /// Its policies, in order.
    pub sources: Vec<Source>,
    /// A saved assessment: alone, or beside the policies of the vendor.
    pub saved: Option<PathBuf>,
    /// Which of the inputs it comes from; nothing where it is made of several.
    pub input: Option<usize>,
}

impl Group {
    /// A saved assessment as a vendor.
    #[must_use]
    pub fn of_saved(path: PathBuf) -> Self {
        let name = file_name(&path);
        Self {
            hint: Some(names::stem(&name).to_owned()),
            place: names::shown(&path.display().to_string()),
            saved: Some(path),
            ..Self::default()
        }
    }

    /// The name to show before anything is read.
    #[must_use]
    pub fn name(&self) -> &str {
        self.hint.as_deref().unwrap_or(&self.place)
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intake {
    /// Files that were named by themselves, and pasted texts: papers of one vendor.
    pub loose: Vec<Source>,
    /// What folders and archives hold, by vendor.
    pub groups: Vec<Group>,
    /// Saved assessments that were named by themselves.
    pub saved: Vec<PathBuf>,
    /// Profiles that were named by themselves.
    pub profiles: Vec<PathBuf>,
    /// What could not be looked at.
    pub problems: Vec<Problem>,
    /// What was left out on purpose, for people.
    pub notes: Vec<Problem>,
}

impl Intake {
    /// The vendors of the folder or archive that holds several; nothing where every one holds a single vendor.
    #[must_use]
    pub fn many(&self) -> Option<Vec<&Group>> {
        let first = self.groups.iter().find(|g| {
            let same = |o: &&Group| o.input.is_some() && o.input == g.input;
            self.groups.iter().filter(same).count() > 1
        })?;
        let mine = self.groups.iter().filter(|g| g.input == first.input);
        Some(mine.collect())
    }

    /// Everything as the papers of one vendor.
    #[must_use]
    pub fn joined(self) -> Group {
        let hint = match self.groups.as_slice() {
            [one] if self.loose.is_empty() => one.hint.clone(),
            _ => None,
        };
        let place = self
            .groups
            .first()
            .map(|g| g.place.clone())
            .unwrap_or_default();
        let mut sources = self.loose;
        sources.extend(self.groups.into_iter().flat_map(|g| g.sources));
        group::unlike(&mut sources);
        Group {
            hint,
            place,
            sources,
            saved: None,
            input: None,
        }
    }
}

/// Something about a file: where, what happened, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// File, folder or archive.
    pub place: String,
    /// What happened and what to do next, as sentences.
    pub why: String,
}

impl Problem {
    /// Something about a place.
    #[must_use]
    pub fn at(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            why: why.into(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// A document with what its clauses say.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The document.
    pub document: Document,
    /// What its clauses say.
    pub readings: Vec<Reading>,
}

/// Makes a paper of a file's name and bytes.
pub type Reader = Arc<dyn Fn(&str, &[u8]) -> Result<Paper, String> + Send + Sync>;

/// A reader that imports and reads clauses by the rules.
#[must_use]
pub fn reader(rules: Arc<Rules>, limits: import::Limits) -> Reader {
    Arc::new(move |name, bytes| {
        let document = import::import(name, bytes, &limits).map_err(|e| e.to_string())?;
        let readings = detect::read(&rules.catalogue, &document);
        Ok(Paper { document, readings })
    })
}

/// A reader that only imports.
#[must_use]
pub fn importer(limits: import::Limits) -> Reader {
    Arc::new(move |name, bytes| {
        let document = import::import(name, bytes, &limits).map_err(|e| e.to_string())?;
        let readings = Vec::new();
        Ok(Paper { document, readings })
    })
}

/// Whoever waits for files: hears how far it is, and can say stop.
pub trait Watch: Sync {
    /// Step `done` of `of` begins: `Reading 3 of 12: terms.pdf`.
    fn report(&self, label: String, done: usize, of: usize);
    /// Whether to stop.
    fn is_stopped(&self) -> bool;
}

impl Watch for Handle {
    fn report(&self, label: String, done: usize, of: usize) {
        Self::report(self, label, done, of);
    }

    fn is_stopped(&self) -> bool {
        self.is_cancelled()
    }
}

/// Nobody looks on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn report(&self, _label: String, _done: usize, _of: usize) {}

    fn is_stopped(&self) -> bool {
        false
    }
}
