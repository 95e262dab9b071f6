//! What becomes of damaged files.
//!
//! `cargo bench --bench damage -- [--count 1000] [--seed 1] [--only pdf,docx] [--keep FOLDER] PATH…` makes COUNT
//! damaged copies a format of the files below these paths (of papers made on the spot where there are none of a format), reads
//! each, and prints a table of what came of them. The same arguments give the same copies. What panics, kills the
//! process, breaks a law of the model, is lost in silence or takes too long is told with the number of the copy, and
//! kept in FOLDER where one is given.
//!
//! Each format is read by a process of its own, so that an exhausted stack or memory is counted like the rest.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a bench that cannot go on has to say why"
)]

#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use scruple::document::{Document, WarningKind};
use scruple::import::{ImportError, Limits, import};

use support::check;
use support::damage::{self, Damage};
use support::paper::Paper;
use support::random::Random;
use support::render::{ENDINGS, render};

/// Seconds after which a copy counts as slow, and after which it is given up.
const SLOW: f64 = 5.0;
const GIVEN_UP: Duration = Duration::from_secs(60);

/// As much room as the program gives to the thread of an import.
const STACK: usize = 64 << 20;

/// Memory that a reading process may take, in kilobytes.
const MEMORY: usize = 6_000_000;

/// Share of the words that may be missing before a loss counts as one.
const LOSS: f64 = 0.05;

struct Settings {
    count: usize,
    seed: u64,
    only: Vec<String>,
    keep: Option<PathBuf>,
    files: Vec<PathBuf>,
    /// Format and first copy, where this process is one that reads.
    reader: Option<(String, usize)>,
}

fn settings() -> Settings {
    let mut out = Settings {
        count: 1000,
        seed: 1,
        only: Vec::new(),
        keep: None,
        files: Vec::new(),
        reader: None,
    };
    let mut arguments = std::env::args().skip(1);
    let mut benched = false;
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().expect("a value after the option");
        match argument.as_str() {
            "--count" => out.count = value().parse().expect("a number"),
            "--seed" => out.seed = value().parse().expect("a number"),
            "--only" => out.only = value().split(',').map(str::to_owned).collect(),
            "--keep" => out.keep = Some(value().into()),
            "--reader" => out.reader = Some((value(), value().parse().expect("a number"))),
            "--bench" => benched = true,
            other => out.files.push(other.into()),
        }
    }
    if !benched && out.reader.is_none() {
        // Somebody tests whether the bench runs at all.
        out.count = 20;
    }
    out
}

/// The ending under which a file is damaged and read.
fn ending_of(path: &std::path::Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let ending = match ending.as_str() {
        "htm" => "html",
        "mht" | "mhtml" => "eml",
        other => other,
    };
    ENDINGS.into_iter().find(|e| *e == ending)
}

/// The files below these paths.
fn below(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside: Vec<PathBuf> = std::fs::read_dir(path)
                .expect("a folder that can be read")
                .map(|e| e.expect("an entry").path())
                .collect();
            out.extend(below(&inside));
        } else {
            out.push(path.clone());
        }
    }
    out
}

/// Names and bytes of the files of a format.
fn sources(settings: &Settings, ending: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = below(&settings.files);
    files.retain(|p| ending_of(p) == Some(ending));
    files.sort();
    if files.is_empty() {
        return (1..=6)
            .map(|seed| {
                (
                    format!("paper-{seed}.{ending}"),
                    render(&Paper::new(seed, 3_000 * seed as usize), ending),
                )
            })
            .collect();
    }
    files
        .iter()
        .map(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read(path).expect("a file that can be read"))
        })
        .collect()
}

/// The copy of this number, and the source it was made of.
fn copy(
    settings: &Settings,
    sources: &[(String, Vec<u8>)],
    number: usize,
) -> (usize, Damage, Vec<u8>) {
    let mut random = Random::new(
        settings
            .seed
            .wrapping_mul(1_000_003)
            .wrapping_add(number as u64),
    );
    let of = number % sources.len();
    let other = random.below(sources.len());
    let (damage, bytes) = damage::copy(&mut random, &sources[of].1, &sources[other].1);
    (of, damage, bytes)
}

fn main() -> ExitCode {
    let settings = settings();
    if let Some((ending, from)) = settings.reader.clone() {
        read_copies(&settings, &ending, from);
        return ExitCode::SUCCESS;
    }
    println!(
        "{} damaged copies a format, seed {}, {}",
        settings.count,
        settings.seed,
        if cfg!(debug_assertions) {
            "with debug assertions"
        } else {
            "optimised"
        }
    );
    println!(
        "{:6} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>7} {:>7} {:>6} {:>8} {:>8}",
        "format",
        "files",
        "copies",
        "panics",
        "killed",
        "broken",
        "errors",
        "warned",
        "silent",
        "slowest",
        "> 5 s",
        "peak MB",
        "total s"
    );
    let mut sound = true;
    for ending in ENDINGS {
        if !settings.only.is_empty() && !settings.only.iter().any(|o| o == ending) {
            continue;
        }
        let sum = format(&settings, ending);
        sound &= sum.panics + sum.killed + sum.broken + sum.slow == 0;
        sum.print(ending);
    }
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What came of the copies of a format.
#[derive(Debug, Default)]
struct Sum {
    files: usize,
    copies: usize,
    panics: usize,
    killed: usize,
    broken: usize,
    slow: usize,
    warned: usize,
    /// Read without a warning of damage or of a missing end.
    clean: usize,
    slowest: f64,
    peak: usize,
    total: f64,
    errors: BTreeMap<String, usize>,
    /// Copies that lost words without a warning, by damage.
    silent: BTreeMap<String, usize>,
    /// Copies that lost words at all.
    lost: usize,
    notes: Vec<String>,
}

impl Sum {
    fn print(&self, ending: &str) {
        let silent: usize = self.silent.values().sum();
        println!(
            "{ending:6} {:>5} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {silent:>7} {:>7.2} {:>6} {:>8.1} {:>8.1}",
            self.files,
            self.copies,
            self.panics,
            self.killed,
            self.broken,
            self.errors.values().sum::<usize>(),
            self.warned,
            self.slowest,
            self.slow,
            self.peak as f64 / 1024.0,
            self.total
        );
        println!(
            "       {} read without a warning of damage or of a missing end; {} lost 5 % of their words or more",
            self.clean, self.lost
        );
        if !self.errors.is_empty() {
            println!("       errors: {:?}", self.errors);
        }
        if silent > 0 {
            println!("       lost in silence, by damage: {:?}", self.silent);
        }
        for note in &self.notes {
            println!("       {note}");
        }
    }
}

/// Has the copies of a format read by other processes, one after the other dies.
fn format(settings: &Settings, ending: &str) -> Sum {
    let sources = sources(settings, ending);
    let mut sum = Sum {
        files: sources.len(),
        ..Sum::default()
    };
    let started = Instant::now();
    let mut next = 0;
    while next < settings.count {
        let mut child = reader(settings, ending, next);
        let lines = BufReader::new(child.stdout.take().expect("a piped output")).lines();
        for line in lines.map_while(Result::ok) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [number, kind, seconds, memory, words, detail] = fields.as_slice() else {
                continue;
            };
            next = number.parse::<usize>().expect("a number") + 1;
            sum.add(
                settings,
                &sources,
                next - 1,
                kind,
                (seconds, memory, words),
                detail,
            );
        }
        let status = child.wait().expect("a child");
        if !status.success() && next < settings.count {
            // The last copy was told, so it is the next one that killed the reader.
            sum.copies += 1;
            sum.killed += 1;
            sum.note(
                settings,
                &sources,
                next,
                &format!("killed its reader: {status}"),
            );
            next += 1;
        }
    }
    sum.total = started.elapsed().as_secs_f64();
    sum
}

/// Starts a process that reads the copies from this one on.
fn reader(settings: &Settings, ending: &str, from: usize) -> std::process::Child {
    let program = std::env::current_exe().expect("this program");
    let mut arguments = vec![
        "--reader".to_owned(),
        ending.to_owned(),
        from.to_string(),
        "--count".to_owned(),
        settings.count.to_string(),
        "--seed".to_owned(),
        settings.seed.to_string(),
    ];
    arguments.extend(
        settings
            .files
            .iter()
            .map(|f| f.to_string_lossy().into_owned()),
    );
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""))
            .arg(program);
        shell
    } else {
        Command::new(program)
    };
    command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a second process")
}

impl Sum {
    fn add(
        &mut self,
        settings: &Settings,
        sources: &[(String, Vec<u8>)],
        number: usize,
        kind: &str,
        (seconds, memory, kept): (&str, &str, &str),
        detail: &str,
    ) {
        self.copies += 1;
        let seconds: f64 = seconds.parse().unwrap_or_default();
        self.slowest = self.slowest.max(seconds);
        self.peak = self.peak.max(memory.parse().unwrap_or_default());
        if seconds > SLOW {
            self.slow += 1;
            self.note(settings, sources, number, &format!("took {seconds:.1} s"));
        }
        let lost = kept.parse::<f64>().is_ok_and(|k| k < 1.0 - LOSS);
        self.lost += usize::from(lost);
        match kind {
            "panic" => {
                self.panics += 1;
                self.note(settings, sources, number, &format!("panicked: {detail}"));
            }
            "broken" => {
                self.broken += 1;
                self.note(settings, sources, number, &format!("broke a law: {detail}"));
            }
            "error" => *self.errors.entry(detail.to_owned()).or_default() += 1,
            "warned" => self.warned += 1,
            _ => {
                self.clean += 1;
                if lost {
                    *self.silent.entry(detail.to_owned()).or_default() += 1;
                    if settings.keep.is_some() {
                        self.note(
                            settings,
                            sources,
                            number,
                            &format!("kept {kept} of its words, in silence"),
                        );
                    }
                }
            }
        }
    }

    /// Tells of a copy, and keeps it where that is wanted.
    fn note(
        &mut self,
        settings: &Settings,
        sources: &[(String, Vec<u8>)],
        number: usize,
        what: &str,
    ) {
        let (of, damage, bytes) = copy(settings, sources, number);
        let name = &sources[of].0;
        self.notes
            .push(format!("copy {number} ({name}, {}): {what}", damage.name()));
        if let Some(folder) = &settings.keep {
            std::fs::create_dir_all(folder).expect("a folder");
            std::fs::write(folder.join(format!("{number:05}-{name}")), bytes).expect("a file");
        }
    }
}

/// Reads copies and prints a line for each: number, kind, seconds, memory in KB, share of words kept, detail.
fn read_copies(settings: &Settings, ending: &str, from: usize) {
    let sources = sources(settings, ending);
    let mut whole: HashMap<usize, HashMap<String, usize>> = HashMap::new();
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = std::io::stdout();
    for number in from..settings.count {
        let (of, damage, bytes) = copy(settings, &sources, number);
        let whole = whole.entry(of).or_insert_with(|| {
            let (name, bytes) = &sources[of];
            import(name, bytes, &Limits::default())
                .map(|d| counted(&d))
                .unwrap_or_default()
        });
        let before = memory("VmRSS:");
        forget_peak();
        let started = Instant::now();
        let came = read(&sources[of].0, bytes);
        let seconds = started.elapsed().as_secs_f64();
        let grown = memory("VmHWM:").saturating_sub(before);
        let (kind, kept, detail) = match came {
            Came::Read(document) => {
                // A sentence without an end is told as well, though careless writers leave it out too.
                let is_told = document.is_damaged()
                    || document
                        .warnings
                        .iter()
                        .any(|w| w.kind == WarningKind::CutText);
                let kind = if is_told { "warned" } else { "clean" };
                (
                    kind,
                    kept(whole, &counted(&document)),
                    damage.name().to_owned(),
                )
            }
            Came::Refused(error) => ("error", None, error_name(&error).to_owned()),
            Came::Panicked(what) => ("panic", None, what),
            Came::Broke(what) => ("broken", None, what),
            Came::Never => ("clean", None, "never ended".to_owned()),
        };
        let kept = kept.map_or_else(|| "-".to_owned(), |k| format!("{k:.3}"));
        let detail = detail.replace(['\t', '\n'], " ");
        writeln!(
            out,
            "{number}\t{kind}\t{seconds:.3}\t{grown}\t{kept}\t{detail}"
        )
        .expect("an output");
        out.flush().expect("an output");
        if seconds >= GIVEN_UP.as_secs_f64() {
            // The thread still runs: the rest is for a fresh process.
            std::process::exit(0);
        }
    }
}

enum Came {
    Read(Box<Document>),
    Refused(ImportError),
    Panicked(String),
    Broke(String),
    Never,
}

/// Reads one copy on a thread of its own.
fn read(name: &str, bytes: Vec<u8>) -> Came {
    let (send, receive) = mpsc::channel();
    let name = name.to_owned();
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || {
            let read = std::panic::catch_unwind(|| import(&name, &bytes, &Limits::default()));
            let came = match read {
                Ok(Ok(document)) => {
                    let checked = std::panic::catch_unwind(|| check::document(&document, &bytes));
                    match checked {
                        Ok(()) => Came::Read(Box::new(document)),
                        Err(why) => Came::Broke(said(&*why)),
                    }
                }
                Ok(Err(error)) => Came::Refused(error),
                Err(why) => Came::Panicked(said(&*why)),
            };
            let _gone = send.send(came);
        })
        .expect("a thread");
    receive.recv_timeout(GIVEN_UP).unwrap_or(Came::Never)
}

fn said(why: &(dyn std::any::Any + Send)) -> String {
    why.downcast_ref::<String>()
        .cloned()
        .or_else(|| why.downcast_ref::<&str>().map(|s| (*s).to_owned()))
        .unwrap_or_else(|| "without words".to_owned())
}

const fn error_name(error: &ImportError) -> &'static str {
    match error {
        ImportError::Empty { .. } => "empty",
        ImportError::TooLarge { .. } => "too large",
        ImportError::NotADocument { .. } => "not a document",
        ImportError::Encrypted { .. } => "encrypted",
        ImportError::Scanned { .. } => "scanned",
        ImportError::Damaged { .. } => "damaged",
        ImportError::TooMuch { .. } => "too much",
        ImportError::Undecodable { .. } => "undecodable",
    }
}

/// How often each word stands in a document.
fn counted(document: &Document) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    for word in document
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        *out.entry(word.to_lowercase()).or_default() += 1;
    }
    out
}

/// The share of the words of the whole that are in the copy too; nothing where the whole has none.
fn kept(whole: &HashMap<String, usize>, copy: &HashMap<String, usize>) -> Option<f64> {
    let all: usize = whole.values().sum();
    let found: usize = whole
        .iter()
        .map(|(word, count)| copy.get(word).map_or(0, |c| *c.min(count)))
        .sum();
    (all > 0).then(|| found as f64 / all as f64)
}

/// A figure that the system tells of this process, in KB; 0 where it tells none.
fn memory(what: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix(what))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}

/// Lets the peak of memory start anew, where the system can do that.
fn forget_peak() {
    let _cannot = std::fs::write("/proc/self/clear_refs", "5");
}
