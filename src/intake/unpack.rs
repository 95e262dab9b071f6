//! Archives: what is in them, and the bytes of their parts. Each is opened under guard.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::gather::unreadable;
use super::names::{self, Sort, file_name};
use super::{Content, Limits, Problem, Source, Watch, guard};
use crate::import::package::Package;
use crate::import::{self, Refused};

/// What an archive holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    /// Names of its parts.
    pub names: Vec<String>,
    /// Archives in it, with the names of their parts, or why they could not be opened.
    pub inner: Vec<(String, Result<Vec<String>, String>)>,
}

/// Lists an archive and the archives in it.
///
/// # Errors
/// Why it could not be opened, and what to do next.
pub(super) fn list(path: &Path, limits: &Limits, watch: &dyn Watch) -> Result<List, String> {
    let name = file_name(path);
    let (file, import) = (path.to_path_buf(), limits.import);
    guard::run(&name, limits.deadline, &|| watch.is_stopped(), move || {
        let bytes = fs::read(&file).map_err(|e| unreadable(&e))?;
        let mut package = open(&bytes, &import)?;
        let names: Vec<String> = package.names().map(str::to_owned).collect();
        let inner = names
            .iter()
            .filter(|n| !n.split('/').any(names::is_litter))
            .filter(|n| names::sort(last(n)) == Sort::Archive)
            .map(|n| {
                let listed = package.read(n).map_err(|why| told(&why)).and_then(|bytes| {
                    let package = open(&bytes, &import)?;
                    Ok(package.names().map(str::to_owned).collect())
                });
                (n.clone(), listed)
            })
            .collect();
        Ok(List { names, inner })
    })
    .map_err(|trouble| trouble.to_string())?
}

fn last(part: &str) -> &str {
    part.rsplit('/').next().unwrap_or(part)
}

fn open<'a>(bytes: &'a [u8], limits: &import::Limits) -> Result<Package<'a>, String> {
    Package::open(bytes, limits).map_err(|why| told(&why))
}

/// Why an archive or a part of it cannot be read, and what to do next.
fn told(why: &Refused) -> String {
    match why {
        Refused::Encrypted => {
            "it is protected by a password. Unpack the archive with its password, and open the folder."
                .to_owned()
        }
        Refused::TooMuch(what) => {
            format!("{what}. Unpack it with another program, and open only the files that hold policies.")
        }
        Refused::Damaged(what) => {
            format!("the archive is damaged: {what}. Download it again, or unpack it with another program and open the folder.")
        }
        _ => "the archive cannot be read. Unpack it with another program, and open the folder."
            .to_owned(),
    }
}

/// Unfolds what is packed among the sources, so that each has its bytes. What cannot be unfolded comes as a problem, at
/// the place of its source; the order stays.
pub(super) fn unfold(
    sources: Vec<Source>,
    limits: &Limits,
    watch: &dyn Watch,
) -> Vec<Result<Source, Problem>> {
    let mut wanted: BTreeMap<PathBuf, Vec<Vec<String>>> = BTreeMap::new();
    for source in &sources {
        if let Content::Packed { archive, parts } = &source.content {
            wanted
                .entry(archive.clone())
                .or_default()
                .push(parts.clone());
        }
    }
    let unfolded: BTreeMap<PathBuf, Parts> = wanted
        .into_iter()
        .map(|(archive, parts)| {
            let got = of_archive(&archive, parts, limits, watch);
            (archive, got)
        })
        .collect();
    sources
        .into_iter()
        .map(|source| {
            let Content::Packed { archive, parts } = &source.content else {
                return Ok(source);
            };
            let got = match unfolded.get(archive) {
                Some(Ok(all)) => all.get(parts).cloned(),
                Some(Err(why)) => Some(Err(why.clone())),
                None => None,
            };
            match got {
                Some(Ok(bytes)) => Ok(Source {
                    content: Content::Bytes(bytes),
                    ..source
                }),
                Some(Err(why)) => Err(Problem::at(source.place, why)),
                None => {
                    let why = "the archive was changed while it was opened. Open it again.";
                    Err(Problem::at(source.place, why))
                }
            }
        })
        .collect()
}

/// Bytes of parts by their names, or why the archive cannot be read.
type Parts = Result<BTreeMap<Vec<String>, Result<Arc<[u8]>, String>>, String>;

fn of_archive(
    archive: &Path,
    parts: Vec<Vec<String>>,
    limits: &Limits,
    watch: &dyn Watch,
) -> Parts {
    let (file, import) = (archive.to_path_buf(), limits.import);
    let most = limits.archive;
    let name = file_name(archive);
    guard::run(&name, limits.deadline, &|| watch.is_stopped(), move || {
        let about = fs::metadata(&file).map_err(|e| unreadable(&e))?;
        if about.len() > most {
            return Err("the archive has grown while it was opened. Open it again.".to_owned());
        }
        let bytes = fs::read(&file).map_err(|e| unreadable(&e))?;
        let mut package = open(&bytes, &import)?;
        let mut inner: BTreeMap<String, Result<Vec<u8>, String>> = BTreeMap::new();
        let mut out = BTreeMap::new();
        // Those of one inner archive stand together, so that it is opened once.
        let mut within: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for part in parts {
            match part.as_slice() {
                [one] => {
                    let got = package.read(one).map(Arc::from).map_err(|why| told(&why));
                    out.insert(part, got);
                }
                [outer, ..] => within.entry(outer.clone()).or_default().push(part),
                [] => {}
            }
        }
        for (outer, parts) in within {
            let bytes = inner
                .entry(outer.clone())
                .or_insert_with(|| package.read(&outer).map_err(|why| told(&why)));
            let opened = match bytes {
                Ok(bytes) => open(bytes, &import),
                Err(why) => Err(why.clone()),
            };
            match opened {
                Ok(mut opened) => {
                    for part in parts {
                        let name = part.last().map_or("", String::as_str);
                        let got = opened.read(name).map(Arc::from).map_err(|why| told(&why));
                        out.insert(part, got);
                    }
                }
                Err(why) => out.extend(parts.into_iter().map(|p| (p, Err(why.clone())))),
            }
        }
        Ok(out)
    })
    .map_err(|trouble| trouble.to_string())?
}
