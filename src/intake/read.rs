//! Reading the files of one vendor side by side, each under guard, with results in the order of the files.

use std::collections::BTreeMap;
use std::fs;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::gather::{regular, unreadable};
use super::{Content, Limits, Paper, Problem, Reader, Source, Watch, guard, unpack};
use crate::document::{Warning, WarningKind};

/// What reading brought.
#[derive(Debug, Default)]
pub struct Papers {
    /// Papers in the order of their files.
    pub papers: Vec<Paper>,
    /// Files that could not be read.
    pub problems: Vec<Problem>,
    /// Whether it was stopped, so that files are missing.
    pub stopped: bool,
}

/// Reads files, some at a time. One that fails is named and the others go on; of files with the same bytes the first is
/// kept, with a warning that names the others.
#[must_use]
pub fn read(sources: Vec<Source>, reader: &Reader, limits: &Limits, watch: &dyn Watch) -> Papers {
    let of = sources.len();
    let unfolded = unpack::unfold(sources, limits, watch);
    let begun = AtomicUsize::new(0);
    let workers = limits.workers_for(of);
    let results = side_by_side(unfolded, workers, |source| {
        let source = source?;
        let number = begun.fetch_add(1, Ordering::Relaxed) + 1;
        if watch.is_stopped() {
            return Err(Problem::at(
                source.place,
                guard::Trouble::Stopped.to_string(),
            ));
        }
        let label = if of > 1 {
            format!("Reading {number} of {of}: {}", source.name)
        } else {
            format!("Reading {}", source.name)
        };
        watch.report(label, number - 1, of);
        one(source, reader, limits, watch)
    });
    let mut out = Papers {
        stopped: watch.is_stopped(),
        ..Papers::default()
    };
    for result in results {
        match result {
            Ok(paper) => out.papers.push(paper),
            Err(problem) => out.problems.push(problem),
        }
    }
    once(&mut out.papers);
    out
}

/// Reads one file.
fn one(
    source: Source,
    reader: &Reader,
    limits: &Limits,
    watch: &dyn Watch,
) -> Result<Paper, Problem> {
    let (reader, most) = (Arc::clone(reader), limits.import.bytes);
    let (name, content) = (source.name.clone(), source.content);
    let stopped = || watch.is_stopped();
    guard::run(&source.name, limits.deadline, &stopped, move || {
        let bytes = load(content, most)?;
        reader(&name, &bytes)
    })
    .map_err(|trouble| trouble.to_string())
    .flatten()
    .map_err(|why| Problem::at(source.place, why))
}

/// The bytes of a file, of which the size is looked at first.
fn load(content: Content, most: usize) -> Result<Arc<[u8]>, String> {
    let path = match content {
        Content::Bytes(bytes) => return Ok(bytes),
        Content::File(path) => path,
        Content::Packed { archive, .. } => archive,
    };
    file_bytes(&path, most).map(Arc::from)
}

/// Reads a file that is not larger than allowed.
///
/// # Errors
/// Why it cannot be read, and what to do next.
pub(crate) fn file_bytes(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    const MEGABYTE: u64 = 1_000_000;
    let about = fs::metadata(path).map_err(|e| unreadable(&e))?;
    regular(&about)?;
    if about.len() > most as u64 {
        return Err(format!(
            "the file has {} MB, and the most that is read is {} MB. Save the pages that matter as a file of their own, and open that.",
            about.len() / MEGABYTE,
            most as u64 / MEGABYTE
        ));
    }
    fs::read(path).map_err(|e| unreadable(&e))
}

/// Keeps one of several papers with the same bytes.
fn once(papers: &mut Vec<Paper>) {
    let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    papers.retain(|p| {
        let (sha256, name) = (&p.document.sha256, &p.document.name);
        match copies.get_mut(sha256) {
            Some(others) => {
                others.push(name.clone());
                false
            }
            None => {
                copies.insert(sha256.clone(), Vec::new());
                true
            }
        }
    });
    for paper in papers {
        let Some(others) = copies.get(&paper.document.sha256) else {
            continue;
        };
        if others.is_empty() {
            continue;
        }
        let message = match others.as_slice() {
            [one] if *one == paper.document.name => {
                "The same file was given twice; it counts once.".to_owned()
            }
            [one] => format!("{one} is the same file; it counts once."),
            _ => format!(
                "The same file was given {} times ({}); it counts once.",
                others.len() + 1,
                others.join(", ")
            ),
        };
        paper.document.warnings.push(Warning {
            kind: WarningKind::RepeatedText,
            message,
            damage: false,
        });
    }
}

/// Does the same with every item, some at a time, and brings the results in the order of the items.
///
/// Threads of their own and not the pool for computing: whoever waits for a file would keep a place of the pool that the
/// reading of that file may need.
pub(crate) fn side_by_side<T: Send, R: Send>(
    items: Vec<T>,
    workers: usize,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let count = items.len();
    let queue = Mutex::new(items.into_iter().enumerate());
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(count));
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers.min(count))
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let next = lock(&queue).next();
                        let Some((at, item)) = next else { break };
                        let result = work(item);
                        lock(&done).push((at, result));
                    }
                })
            })
            .collect();
        for thread in threads {
            if let Err(fault) = thread.join() {
                resume_unwind(fault);
            }
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
