//! The slow work of the window, as jobs: dialogs, reading, saving, exporting. Nothing here touches the model.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::engine::Engine;
use crate::assessment::{Assessment, Outcome, store};
use crate::document::Document;
use crate::finding::Reading;
use crate::jobs::{Handle, Jobs, block_on};
use crate::score::Profile;

/// Largest number of files that one folder may bring.
const FOLDER_FILES: usize = 200;
/// How deep folders are looked into.
const FOLDER_DEPTH: usize = 3;
/// Endings of files that a folder is searched for.
const POLICIES: &[&str] = &[
    "pdf", "docx", "html", "htm", "xhtml", "md", "markdown", "txt", "text",
];
/// Nobody closes a dialog sooner than this.
const AT_ONCE: Duration = Duration::from_millis(350);
/// Ending of a saved assessment.
pub const ENDING: &str = "scruple";

/// What is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Target {
    Assessment,
    Pdf,
    Json,
    Markdown,
    Csv,
    Profile,
}

impl Target {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Assessment => ENDING,
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Profile => "ron",
        }
    }

    /// What it is, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Pdf => "PDF report",
            Self::Json => "JSON file",
            Self::Markdown => "Markdown report",
            Self::Csv => "CSV table",
            Self::Profile => "profile",
        }
    }
}

/// Something that failed: where, what, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// File or place.
    pub place: String,
    /// What failed and what to do next.
    pub why: String,
}

impl Failure {
    /// A failure at a path.
    #[must_use]
    pub fn at(path: &Path, why: impl Into<String>) -> Self {
        Self {
            place: file_name(path),
            why: why.into(),
        }
    }
}

/// What reading files brought.
#[derive(Debug, Default)]
pub struct ReadFiles {
    /// A saved assessment, where one was among them.
    pub assessment: Option<(PathBuf, Box<Assessment>)>,
    /// Documents with their readings.
    pub documents: Vec<(Document, Vec<Reading>)>,
    /// A profile, where one was among them.
    pub profile: Option<Profile>,
    /// Files that could not be read.
    pub failures: Vec<Failure>,
}

/// What a job brings back.
#[derive(Debug)]
pub enum Done {
    /// The catalogue and the law.
    Ready(Box<Result<Engine, String>>),
    /// Files or folders chosen in a dialog.
    Picked {
        /// Which; none where it was closed, or where there is no dialog service.
        paths: Vec<PathBuf>,
        /// Whether the answer came sooner than anybody can close a dialog: it never came up.
        at_once: bool,
    },
    /// A profile chosen in a dialog.
    PickedProfile(Option<PathBuf>),
    /// A place chosen in a dialog.
    PickedPlace {
        /// What to write there.
        what: Target,
        /// Where; none where the dialog was closed or did not come up.
        path: Option<PathBuf>,
        /// Whether the answer came sooner than anybody can close a dialog: it never came up.
        at_once: bool,
    },
    /// Files were read.
    Read(Box<ReadFiles>),
    /// A file was written.
    Written {
        /// What.
        what: Target,
        /// Where.
        path: PathBuf,
        /// Which state of the assessment it holds.
        revision: u64,
        /// How it went.
        result: Result<(), String>,
    },
}

/// The name of a file without its folder.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

/// Loads the catalogue and the law.
pub fn load_engine(jobs: &mut Jobs<Done>) {
    jobs.start("Reading the catalogue", 0, |_| {
        Done::Ready(Box::new(Engine::load()))
    });
}

/// Shows a dialog for files. It must be made on the main thread and is awaited on another.
pub fn pick_files(jobs: &mut Jobs<Done>, folder: Option<&Path>, whole_folder: bool) {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(if whole_folder {
        "Open a folder of policies"
    } else {
        "Open policies or an assessment"
    });
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    if whole_folder {
        let answer = dialog.pick_folder();
        jobs.start_quietly("Choosing a folder", 0, move |_| {
            let start = Instant::now();
            let picked = block_on(answer);
            Done::Picked {
                paths: picked.iter().map(|h| h.path().to_path_buf()).collect(),
                at_once: start.elapsed() < AT_ONCE,
            }
        });
    } else {
        let mut all = POLICIES.to_vec();
        all.push(ENDING);
        let answer = dialog
            .add_filter("Policies and assessments", &all)
            .add_filter("All files", &["*"])
            .pick_files();
        jobs.start_quietly("Choosing files", 0, move |_| {
            let start = Instant::now();
            let picked = block_on(answer).unwrap_or_default();
            Done::Picked {
                paths: picked.iter().map(|h| h.path().to_path_buf()).collect(),
                at_once: start.elapsed() < AT_ONCE,
            }
        });
    }
}

/// Shows a dialog for a profile.
pub fn pick_profile(jobs: &mut Jobs<Done>, folder: Option<&Path>) {
    let mut dialog = rfd::AsyncFileDialog::new()
        .set_title("Load a profile")
        .add_filter("Profiles", &["ron"]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let answer = dialog.pick_file();
    jobs.start_quietly("Choosing a profile", 0, move |_| {
        Done::PickedProfile(block_on(answer).map(|h| h.path().to_path_buf()))
    });
}

/// Shows a dialog for a place to write to.
pub fn pick_place(jobs: &mut Jobs<Done>, what: Target, name: &str, folder: Option<&Path>) {
    let mut dialog = rfd::AsyncFileDialog::new()
        .set_title(format!("Save the {}", what.name()))
        .set_file_name(format!("{name}.{}", what.ending()))
        .add_filter(what.name(), &[what.ending()]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let answer = dialog.save_file();
    jobs.start_quietly("Choosing a place", 0, move |_| {
        let start = Instant::now();
        Done::PickedPlace {
            what,
            path: block_on(answer).map(|h| with_ending(h.path(), what)),
            at_once: start.elapsed() < AT_ONCE,
        }
    });
}

/// The path with the ending of what is written, where it has none.
#[must_use]
pub fn with_ending(path: &Path, what: Target) -> PathBuf {
    if path.extension().is_some() {
        path.to_path_buf()
    } else {
        path.with_extension(what.ending())
    }
}

/// Whether the system's dialogs can be shown. Without a display, as in tests, a path is typed instead.
#[must_use]
pub fn has_dialogs() -> bool {
    cfg!(not(test))
}

/// Where the bytes of a document come from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes with a name: pasted text, or a sample.
    Bytes {
        /// Name of the document.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

/// Reads files, folders and texts.
pub fn read(jobs: &mut Jobs<Done>, engine: Arc<Engine>, sources: Vec<Source>, generation: u64) {
    jobs.start("Reading", generation, move |handle| {
        Done::Read(Box::new(read_all(&engine, sources, handle)))
    });
}

fn read_all(engine: &Engine, sources: Vec<Source>, handle: &Handle) -> ReadFiles {
    let mut out = ReadFiles::default();
    let mut flat = Vec::new();
    for source in sources {
        match source {
            Source::Path(path) if path.is_dir() => {
                let before = flat.len();
                walk(&path, 0, &mut flat, &mut out.failures);
                if flat.len() == before {
                    let why = "no policy was found in this folder. Open a folder that holds HTML, Markdown or text files.";
                    out.failures.push(Failure::at(&path, why));
                }
            }
            other => flat.push(other),
        }
    }
    let of = flat.len();
    for (i, source) in flat.into_iter().enumerate() {
        if handle.is_cancelled() {
            return ReadFiles::default();
        }
        let name = match &source {
            Source::Path(path) => file_name(path),
            Source::Bytes { name, .. } => name.clone(),
        };
        let label = if of > 1 {
            format!("Reading {} of {of}: {name}", i + 1)
        } else {
            format!("Reading {name}")
        };
        handle.report(label, i, of);
        if let Err(failure) = read_one(engine, source, &name, &mut out) {
            out.failures.push(failure);
        }
    }
    out
}

fn read_one(
    engine: &Engine,
    source: Source,
    name: &str,
    out: &mut ReadFiles,
) -> Result<(), Failure> {
    let fail = |why: String| Failure {
        place: name.to_owned(),
        why,
    };
    let bytes = match source {
        Source::Bytes { bytes, .. } => bytes,
        Source::Path(path) => {
            let ending = path
                .extension()
                .map(|e| e.to_string_lossy().to_lowercase())
                .unwrap_or_default();
            if ending == ENDING {
                let assessment = engine.open(&path).map_err(fail)?;
                out.assessment = Some((path, Box::new(assessment)));
                return Ok(());
            }
            let bytes = read_bytes(&path, engine.largest_file()).map_err(fail)?;
            if ending == "ron" {
                out.profile = Some(parse_profile(&bytes).map_err(fail)?);
                return Ok(());
            }
            bytes
        }
    };
    let read = engine.read(name, &bytes).map_err(fail)?;
    out.documents.push(read);
    Ok(())
}

fn read_bytes(path: &Path, largest: usize) -> Result<Vec<u8>, String> {
    let fail = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            "there is no file of this name. Check the path and open it again.".to_owned()
        }
        std::io::ErrorKind::PermissionDenied => {
            "this file may not be read. Change its permissions, or copy it to a folder of your own."
                .to_owned()
        }
        _ => format!(
            "the file cannot be read ({error}). Copy it to this computer and open the copy."
        ),
    };
    let size = std::fs::metadata(path).map_err(fail)?.len();
    if size > largest as u64 {
        let (size, most) = (size / 1_048_576, largest / 1_048_576);
        return Err(format!(
            "the file has {size} MB, and the most that is read is {most} MB. Open the pages that matter as a file of their own."
        ));
    }
    std::fs::read(path).map_err(fail)
}

fn walk(folder: &Path, depth: usize, out: &mut Vec<Source>, failures: &mut Vec<Failure>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            failures.push(Failure::at(
                folder,
                format!("the folder cannot be read ({error}). Choose another folder."),
            ));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = file_name(&path).starts_with('.');
        if hidden || out.len() >= FOLDER_FILES {
            continue;
        }
        if path.is_dir() {
            if depth < FOLDER_DEPTH {
                walk(&path, depth + 1, out, failures);
            }
        } else if path.extension().is_some_and(|e| {
            let ending = e.to_string_lossy().to_lowercase();
            POLICIES.contains(&ending.as_str())
        }) {
            out.push(Source::Path(path));
        }
    }
}

/// Reads a profile from a file.
pub fn read_profile(jobs: &mut Jobs<Done>, path: PathBuf, generation: u64) {
    jobs.start("Reading the profile", generation, move |_| {
        let mut out = ReadFiles::default();
        match read_bytes(&path, 1_048_576).and_then(|b| parse_profile(&b)) {
            Ok(profile) => out.profile = Some(profile),
            Err(why) => out.failures.push(Failure::at(&path, why)),
        }
        Done::Read(Box::new(out))
    });
}

fn parse_profile(bytes: &[u8]) -> Result<Profile, String> {
    let text = String::from_utf8_lossy(bytes);
    Profile::from_ron(&text).map_err(|error| error.to_string())
}

/// What is written, taken at the moment of the command.
pub struct Snapshot {
    /// The assessment.
    pub assessment: Assessment,
    /// What follows from it, where it is known.
    pub outcome: Option<Arc<Outcome>>,
    /// Which state this is.
    pub revision: u64,
}

/// Writes a file.
pub fn write(
    jobs: &mut Jobs<Done>,
    engine: Arc<Engine>,
    what: Target,
    path: PathBuf,
    snapshot: Snapshot,
    generation: u64,
) {
    let label = format!("Writing {}", file_name(&path));
    jobs.start(&label, generation, move |_| {
        let result = write_one(&engine, what, &path, &snapshot);
        Done::Written {
            what,
            path,
            revision: snapshot.revision,
            result,
        }
    });
}

fn write_one(
    engine: &Engine,
    what: Target,
    path: &Path,
    snapshot: &Snapshot,
) -> Result<(), String> {
    let bytes = match what {
        Target::Assessment => return engine.save(path, &snapshot.assessment),
        Target::Profile => {
            let text = snapshot
                .assessment
                .profile
                .to_ron()
                .map_err(|error| error.to_string())?;
            text.into_bytes()
        }
        _ => {
            let outcome = snapshot
                .outcome
                .as_ref()
                .ok_or("there are no numbers yet. Open a policy first.")?;
            engine.export(what, &snapshot.assessment, outcome)?
        }
    };
    store::save_bytes(path, &bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gets_the_ending_of_what_is_written() {
        let path = |p: &str, what| with_ending(Path::new(p), what);
        assert_eq!(path("a/report", Target::Pdf), PathBuf::from("a/report.pdf"));
        assert_eq!(
            path("a/report.pdf", Target::Pdf),
            PathBuf::from("a/report.pdf")
        );
    }

    #[test]
    fn a_folder_gives_its_policies_in_order_and_no_hidden_files() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a.MD", ".hidden.txt", "picture.png"] {
            std::fs::write(folder.path().join(name), "x").expect("a file");
        }
        let (mut out, mut failures) = (Vec::new(), Vec::new());
        walk(folder.path(), 0, &mut out, &mut failures);
        let names: Vec<_> = out
            .iter()
            .map(|s| match s {
                Source::Path(p) => file_name(p),
                Source::Bytes { name, .. } => name.clone(),
            })
            .collect();
        assert_eq!(names, ["a.MD", "b.txt"]);
        assert!(failures.is_empty());
    }

    #[test]
    fn a_missing_file_says_what_to_do() {
        let why = read_bytes(Path::new("/nowhere/policy.txt"), 10).expect_err("it is missing");
        assert!(why.contains("Check the path"), "{why}");
    }
}
