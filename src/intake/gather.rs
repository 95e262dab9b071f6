//! What is in files, folders and archives, in a stable order, without reading any document.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::names::{self, Sort, file_name, shown, sort};
use super::{Content, Input, Intake, Limits, Problem, Source, Watch, group, reports, unpack};

/// What stands between an archive and what is in it.
pub(super) const INSIDE: &str = " › ";

/// A folder or an archive with what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tree {
    /// Its name, without ending where it is an archive.
    pub name: String,
    /// Where it is, for people.
    pub place: String,
    /// Policies that lie in it itself.
    pub files: Vec<Source>,
    /// Saved assessments that lie in it itself.
    pub saved: Vec<PathBuf>,
    /// Folders and archives in it that hold something.
    pub folders: Vec<Tree>,
}

impl Tree {
    /// Whether there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.saved.is_empty() && self.folders.is_empty()
    }

    /// How many documents it holds.
    pub fn count(&self) -> usize {
        self.files.len() + self.folders.iter().map(Self::count).sum::<usize>()
    }

    /// All its documents in order: its own first.
    pub fn sources(self) -> Vec<Source> {
        let mut out = self.files;
        out.extend(self.folders.into_iter().flat_map(Self::sources));
        out
    }

    /// All saved assessments in it.
    pub fn all_saved(&self) -> Vec<&PathBuf> {
        let inside = self.folders.iter().flat_map(Self::all_saved);
        self.saved.iter().chain(inside).collect()
    }
}

/// Lists what is to be read. Only the lists of archives are read.
#[must_use]
pub fn gather(inputs: Vec<Input>, limits: &Limits, watch: &dyn Watch) -> Intake {
    let mut out = Intake::default();
    for (index, input) in inputs.into_iter().enumerate() {
        match input {
            Input::Bytes { name, bytes } => out.loose.push(Source {
                place: name.clone(),
                name,
                content: Content::Bytes(bytes.into()),
            }),
            Input::Path(path) => one(index, &path, limits, watch, &mut out),
        }
    }
    out
}

/// Takes in one path that was named by itself.
fn one(index: usize, path: &Path, limits: &Limits, watch: &dyn Watch, out: &mut Intake) {
    let place = shown(&path.display().to_string());
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) => {
            out.problems.push(Problem::at(place, unreadable(&error)));
            return;
        }
    };
    let mut walk = Walk::new(limits, watch);
    let name = file_name(path);
    let tree = if about.is_dir() {
        // `.` and `..` have a name as well.
        let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        walk.folder(path, file_name(&full), place.clone(), 0)
    } else if sort(&name) == Sort::Archive {
        walk.archive(path, &place, &about)
    } else {
        match names::ending(&name).as_str() {
            names::ASSESSMENT => out.saved.push(path.to_path_buf()),
            "ron" => out.profiles.push(path.to_path_buf()),
            // A report carries its assessment, which is gone on with.
            "pdf" if reports::is_report(path, limits, watch) => out.saved.push(path.to_path_buf()),
            _ => match regular(&about) {
                // A file that is named by itself is read whatever its ending: its content tells what it is.
                Ok(()) => out.loose.push(Source {
                    name,
                    place,
                    content: Content::File(path.to_path_buf()),
                }),
                Err(why) => out.problems.push(Problem::at(place, why)),
            },
        }
        return;
    };
    let Walk {
        mut problems,
        mut notes,
        foreign,
        ..
    } = walk;
    if tree.is_empty() {
        if problems.is_empty() {
            problems.push(Problem::at(place.clone(), nothing(&foreign)));
        }
    } else {
        if let Some(note) = left_out(&foreign) {
            notes.push(Problem::at(place, note));
        }
        group::group(tree, index, limits, out, &mut problems, &mut notes);
    }
    out.problems.append(&mut problems);
    out.notes.append(&mut notes);
}

/// Why there is nothing to read, and what to open instead.
fn nothing(foreign: &[String]) -> String {
    let what = match foreign.len() {
        0 => "it holds no files that can be read".to_owned(),
        n => format!("it holds no policy, only {}", examples(foreign, n)),
    };
    format!(
        "{what}. Open a folder or an archive with PDF, DOCX, HTML, e-mail, Markdown or text files."
    )
}

/// Files that are no papers, once and with their number.
fn left_out(foreign: &[String]) -> Option<String> {
    let count = foreign.len();
    let by = match count {
        0 => return None,
        1 => "by its name it is no document",
        _ => "by their names they are no documents",
    };
    Some(format!("left out {}: {by}.", examples(foreign, count)))
}

fn examples(names: &[String], count: usize) -> String {
    let few: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
    let files = if count == 1 { "file" } else { "files" };
    let more = if count > few.len() { ", …" } else { "" };
    format!("{count} other {files} ({}{more})", few.join(", "))
}

/// What the system says about a path, and what to do next.
pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "there is no file or folder of this name. Check the path and open it again.".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "it may not be read. Change its permissions, or copy it to a folder of your own."
                .to_owned()
        }
        _ => format!("it cannot be read ({error}). Copy it to this computer and open the copy."),
    }
}

/// Pipes and devices never end.
pub(super) fn regular(about: &Metadata) -> Result<(), String> {
    if about.is_file() {
        return Ok(());
    }
    Err(
        "it is no ordinary file but a pipe or a device. Save it as a file and open that."
            .to_owned(),
    )
}

/// A walk through one folder or archive.
struct Walk<'a> {
    limits: &'a Limits,
    watch: &'a dyn Watch,
    /// Folders that were looked into: a link may lead back to one.
    seen: BTreeSet<PathBuf>,
    /// Files and folders that may still be looked at.
    left: usize,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
    /// Names of files that are no papers.
    foreign: Vec<String>,
}

impl<'a> Walk<'a> {
    fn new(limits: &'a Limits, watch: &'a dyn Watch) -> Self {
        Self {
            limits,
            watch,
            seen: BTreeSet::new(),
            left: limits.entries,
            problems: Vec::new(),
            notes: Vec::new(),
            foreign: Vec::new(),
        }
    }

    fn problem(&mut self, place: &str, why: impl Into<String>) {
        self.problems.push(Problem::at(place, why));
    }

    /// Looks into a folder.
    fn folder(&mut self, path: &Path, name: String, place: String, depth: usize) -> Tree {
        let mut tree = Tree {
            name,
            place: place.clone(),
            ..Tree::default()
        };
        let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if self.watch.is_stopped() || !self.seen.insert(full) {
            return tree;
        }
        if depth > self.limits.depth {
            let most = self.limits.depth;
            self.problem(&place, format!("it lies more than {most} folders deep and was not looked into. Open it by itself."));
            return tree;
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                self.problem(&place, unreadable(&error));
                return tree;
            }
        };
        let mut inside = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) if self.left > 0 => {
                    self.left -= 1;
                    inside.push((
                        entry.file_name().to_string_lossy().into_owned(),
                        entry.path(),
                    ));
                }
                Ok(_) => {
                    let most = self.limits.entries;
                    self.problem(&place, format!("the folder holds more than {most} files and folders, and the others were not looked at. Open the folder of one vendor."));
                    break;
                }
                Err(error) => self.problem(&place, unreadable(&error)),
            }
        }
        // The order of a disk is nobody's order.
        inside.sort_by_cached_key(|(name, _)| names::order(name));
        let beside: Vec<String> = inside.iter().map(|(name, _)| name.clone()).collect();
        for (name, path) in inside {
            self.entry(&name, &path, &beside, &mut tree, depth);
        }
        tree
    }

    fn entry(&mut self, name: &str, path: &Path, beside: &[String], tree: &mut Tree, depth: usize) {
        let sort = sort(name);
        if sort == Sort::Litter {
            return;
        }
        let place = format!("{}/{}", tree.place.trim_end_matches('/'), shown(name));
        // A link counts as what it leads to.
        let about = match fs::metadata(path) {
            Ok(about) => about,
            Err(error) => {
                self.problem(&place, unreadable(&error));
                return;
            }
        };
        if about.is_dir() {
            if names::is_page_furniture(name, beside.iter().map(String::as_str)) {
                return;
            }
            let inside = self.folder(path, name.to_owned(), place, depth + 1);
            if !inside.is_empty() {
                tree.folders.push(inside);
            }
            return;
        }
        match sort {
            Sort::Policy => match regular(&about) {
                Ok(()) if reports::is_report(path, self.limits, self.watch) => {
                    tree.saved.push(path.to_path_buf());
                }
                Ok(()) => tree.files.push(Source {
                    name: name.to_owned(),
                    place,
                    content: Content::File(path.to_path_buf()),
                }),
                Err(why) => self.problem(&place, why),
            },
            Sort::Saved => tree.saved.push(path.to_path_buf()),
            Sort::Archive => {
                let inside = self.archive(path, &place, &about);
                if !inside.is_empty() {
                    tree.folders.push(inside);
                }
            }
            other => self.other(other, name, &place),
        }
    }

    /// A file that is not read.
    fn other(&mut self, sort: Sort, name: &str, place: &str) {
        match sort {
            Sort::Unreadable(what) => {
                let next = if what.contains("archive") {
                    "Unpack it, and open the folder."
                } else {
                    "Save it as PDF, DOCX or text, and open that."
                };
                self.problem(place, format!("it is {what}, which cannot be read. {next}"));
            }
            Sort::Litter => {}
            _ => self.foreign.push(shown(name)),
        }
    }

    /// Looks into an archive.
    fn archive(&mut self, path: &Path, place: &str, about: &Metadata) -> Tree {
        let name = names::stem(&file_name(path)).to_owned();
        let mut tree = Tree {
            name: name.clone(),
            place: place.to_owned(),
            ..Tree::default()
        };
        let most = self.limits.archive;
        let listed = if let Err(why) = regular(about) {
            Err(why)
        } else if about.len() > most {
            Err(format!(
                "the archive has {} MB, and the most that is opened is {} MB. Unpack it, and open the folder.",
                about.len() / 1_000_000,
                most / 1_000_000
            ))
        } else {
            unpack::list(path, self.limits, self.watch)
        };
        match listed {
            Ok(list) => self.packed(&mut tree, path, &[], list),
            Err(why) => self.problem(place, why),
        }
        tree
    }

    /// Sorts the parts of an archive into folders. `outer`: the parts that lead to this archive.
    fn packed(&mut self, tree: &mut Tree, path: &Path, outer: &[String], list: unpack::List) {
        let place = tree.place.clone();
        let mut parts: Vec<String> = list.names;
        parts.sort_by_cached_key(|p| p.split('/').map(names::order).collect::<Vec<_>>());
        let archive = Arc::new(parts);
        for part in archive.iter() {
            let folders: Vec<&str> = part.split('/').collect();
            let Some((name, folders)) = folders.split_last() else {
                continue;
            };
            if names::is_litter(name)
                || folders.iter().any(|f| names::is_litter(f))
                || in_furniture(&archive, folders)
            {
                continue;
            }
            let inside = format!("{place}{INSIDE}{}", shown(part));
            let content = Content::Packed {
                archive: path.to_path_buf(),
                parts: outer.iter().cloned().chain([part.clone()]).collect(),
            };
            if folders.len() > self.limits.depth {
                let most = self.limits.depth;
                self.problem(&inside, format!("it lies more than {most} folders deep in the archive and was left out. Unpack the archive, and open that folder."));
                continue;
            }
            match sort(name) {
                Sort::Policy => {
                    let source = Source {
                        name: shown(name),
                        place: inside,
                        content,
                    };
                    put(tree, folders, Leaf::File(source));
                }
                Sort::Archive if outer.is_empty() => {
                    let mut inner = Tree {
                        name: names::stem(name).to_owned(),
                        place: inside.clone(),
                        ..Tree::default()
                    };
                    match list.inner.iter().find(|(n, _)| n == part) {
                        Some((_, Ok(list))) => {
                            self.packed(&mut inner, path, std::slice::from_ref(part), unpack::List {
                                names: list.clone(),
                                inner: Vec::new(),
                            });
                        }
                        Some((_, Err(why))) => self.problem(&inside, why.clone()),
                        None => {}
                    }
                    if !inner.is_empty() {
                        put(tree, folders, Leaf::Folder(inner));
                    }
                }
                Sort::Archive => self.problem(
                    &inside,
                    "it is an archive in an archive in an archive, and was not opened. Unpack it, and open the folder.",
                ),
                Sort::Saved => self.problem(
                    &inside,
                    "it is a saved assessment within an archive. Unpack the archive, and open the assessment.",
                ),
                other => self.other(other, name, &inside),
            }
        }
    }
}

/// Whether a part lies in a folder that a browser saved beside a page.
fn in_furniture(parts: &[String], folders: &[&str]) -> bool {
    (0..folders.len()).any(|at| {
        let Some((folder, above)) = folders.get(..=at).and_then(<[&str]>::split_last) else {
            return false;
        };
        if !folder.contains(['_', '-']) {
            return false;
        }
        let above = if above.is_empty() {
            String::new()
        } else {
            format!("{}/", above.join("/"))
        };
        let beside = parts
            .iter()
            .filter_map(|p| p.strip_prefix(above.as_str()))
            .filter(|p| !p.contains('/'));
        names::is_page_furniture(folder, beside)
    })
}

/// What is put into a tree.
enum Leaf {
    /// A policy.
    File(Source),
    /// An archive with what is in it.
    Folder(Tree),
}

/// Puts something into a folder of a tree; the folders on the way are made where they are not there.
fn put(tree: &mut Tree, folders: &[&str], leaf: Leaf) {
    let Some((first, rest)) = folders.split_first() else {
        match leaf {
            Leaf::File(source) => tree.files.push(source),
            Leaf::Folder(folder) => tree.folders.push(folder),
        }
        return;
    };
    if !tree.folders.iter().any(|t| t.name == *first) {
        let mark = if names::ending(&tree.place) == names::ARCHIVE {
            INSIDE
        } else {
            "/"
        };
        tree.folders.push(Tree {
            name: (*first).to_owned(),
            place: format!("{}{mark}{}", tree.place, shown(first)),
            ..Tree::default()
        });
    }
    if let Some(folder) = tree.folders.iter_mut().find(|t| t.name == *first) {
        put(folder, rest, leaf);
    }
}
