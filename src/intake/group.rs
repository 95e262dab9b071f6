//! Whose papers they are, as far as folders tell.
//!
//! * A folder or archive with policies of its own is one vendor, with all that lies under it.
//! * One that has none, but two or more folders, archives or saved assessments, holds as many vendors. Everything under
//!   each of them is that vendor's.
//! * Folders that are named by kinds of paper, languages, years or versions (`privacy`, `en`, `2024`) sort the papers of
//!   one vendor and are no vendors themselves; neither is a folder that is the only one of its kind: what is in it
//!   decides. A `README` at the top decides nothing.
//!
//! The name of the folder stands for the vendor only where its documents do not name one: a contract knows the name of
//! its party better than whoever made the folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::gather::Tree;
use super::names::{self, file_name};
use super::{Content, Group, Intake, Limits, Problem, Source};

/// Groups what was found in one folder or archive.
pub(super) fn group(
    tree: Tree,
    input: usize,
    limits: &Limits,
    out: &mut Intake,
    problems: &mut Vec<Problem>,
    notes: &mut Vec<Problem>,
) {
    let mut groups = Vec::new();
    split(tree, None, &mut groups, notes);
    for mut group in groups {
        group.input = Some(input);
        let found = group.sources.len();
        if found > limits.documents {
            let most = limits.documents;
            problems.push(Problem::at(
                group.place.clone(),
                format!(
                    "it holds {found} documents, and the most that are read for one vendor are {most}: the first {most} by name are read. Open the folder of one vendor, or only the papers that hold."
                ),
            ));
            group.sources.truncate(most);
        }
        unlike(&mut group.sources);
        out.groups.push(group);
    }
}

/// Parts a folder by vendor. `above`: the name of the folder around it that is no vendor by itself.
fn split(mut tree: Tree, above: Option<String>, out: &mut Vec<Group>, notes: &mut Vec<Problem>) {
    let name = if names::is_layout(&tree.name) {
        above.or_else(|| Some(tree.name.clone()))
    } else {
        Some(tree.name.clone())
    };
    let inside = tree.folders.len() + tree.saved.len();
    let vendors = !tree.saved.is_empty() || !tree.folders.iter().all(|t| names::is_layout(&t.name));
    let own = tree
        .files
        .iter()
        .any(|s| !names::is_about_the_folder(&s.name));
    if !own && inside > 1 && vendors {
        for file in &tree.files {
            let why = "left out: it stands beside the folders of several vendors.";
            notes.push(Problem::at(file.place.clone(), why));
        }
        for path in tree.saved {
            out.push(Group::of_saved(path));
        }
        for folder in tree.folders {
            out.push(whole(folder, notes));
        }
        return;
    }
    if tree.files.is_empty() && inside == 1 {
        if let Some(folder) = tree.folders.pop() {
            split(folder, name, out, notes);
        } else if let Some(path) = tree.saved.pop() {
            out.push(Group::of_saved(path));
        }
        return;
    }
    out.push(Group {
        hint: name,
        ..whole(tree, notes)
    });
}

/// A folder as one vendor.
fn whole(tree: Tree, notes: &mut Vec<Problem>) -> Group {
    let all: Vec<_> = tree.all_saved().into_iter().cloned().collect();
    let count = tree.count();
    let (hint, place) = (Some(tree.name.clone()), tree.place.clone());
    let saved = match all.as_slice() {
        [one] => Some(one.clone()),
        [] => None,
        [first, ..] if count == 0 => {
            let why = format!(
                "it holds {} saved assessments of one vendor; {} is taken. Open the others by themselves.",
                all.len(),
                file_name(first)
            );
            notes.push(Problem::at(place.clone(), why));
            Some(first.clone())
        }
        _ => {
            let why = format!(
                "left out {} saved assessments beside the policies. Open them by themselves.",
                all.len()
            );
            notes.push(Problem::at(place.clone(), why));
            None
        }
    };
    Group {
        hint,
        place,
        sources: tree.sources(),
        saved,
        input: None,
    }
}

/// Files of the same name get the folder in front, so that a report can tell them apart.
pub(super) fn unlike(sources: &mut [Source]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for source in sources.iter() {
        *count.entry(source.name.to_lowercase()).or_default() += 1;
    }
    for source in sources.iter_mut() {
        let same = count.get(&source.name.to_lowercase());
        if same.is_some_and(|&n| n > 1)
            && !source.name.contains('/')
            && let Some(folder) = folder_of(source)
        {
            source.name = format!("{folder}/{}", source.name);
        }
    }
}

/// The name of the folder or archive that a file lies in.
fn folder_of(source: &Source) -> Option<String> {
    let of_path = |p: &Path| p.parent().map(file_name).filter(|n| !n.is_empty());
    match &source.content {
        Content::File(path) => of_path(path),
        Content::Packed { archive, parts } => {
            let last = parts.last()?;
            let inside = last.rsplit_once('/').map(|(folder, _)| folder.to_owned());
            let outer = || parts.iter().rev().nth(1).cloned();
            inside.or_else(outer).or_else(|| Some(file_name(archive)))
        }
        Content::Bytes(_) => None,
    }
}
