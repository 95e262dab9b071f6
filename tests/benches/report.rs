//! What a report costs: time and size of the PDF of one vendor, and of the same words set by typst, in one run.
//!
//! `cargo bench --bench report [-- FOLDER…]`: each folder holds the papers of one vendor; without one, those of the
//! samples. Typst is used where `python3 -c "import typst"` works (`pip install typst`); the best of several rounds
//! counts, taken in turn, so that whatever else the machine does meets both.
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot start has to say why"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use scruple::assessment::evaluate::Rules;
use scruple::assessment::{Assessment, Engagement, Outcome};
use scruple::document::{BlockKind, Document};
use scruple::import::{Limits, import};
use scruple::report::xlsx::Xlsx;
use scruple::report::{Exporter as _, Extras, Format, ReportModel};
use scruple::score::Profile;

const ROUNDS: usize = 9;

fn main() {
    let mut folders: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    if folders.is_empty() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
        let inside = std::fs::read_dir(samples).unwrap();
        folders = inside.map(|e| e.unwrap().path()).collect();
        folders.sort();
    }
    let rules = Rules::builtin().unwrap();
    for folder in folders {
        one(&rules, &folder);
    }
}

fn one(rules: &Rules, folder: &Path) {
    let documents = documents(folder);
    if documents.is_empty() {
        println!("{}: no paper could be read", folder.display());
        return;
    }
    let (profile, engagement) = (Profile::default(), Engagement::default());
    let assessment = rules.assess(None, documents, profile, engagement, date(2026, 11, 21));
    let outcome = rules.outcome(&assessment);
    let extras = Extras::default();
    let mut best = [Duration::MAX; 2];
    let (mut pdf, mut sheets) = (Vec::new(), Vec::new());
    let dir = tempfile::tempdir().unwrap();
    let source = dir.path().join("report.typ");
    let model = ReportModel::whole(rules, &assessment, &outcome, &extras);
    let (content, words) = typst(&write(rules, &assessment, &outcome, &extras));
    std::fs::write(&source, content).unwrap();
    let mut other: Option<(Duration, u64)> = None;
    for _ in 0..ROUNDS {
        best[0] = best[0].min(time(|| pdf = write(rules, &assessment, &outcome, &extras)));
        best[1] = best[1].min(time(|| sheets = Xlsx.export(&model).unwrap()));
        if let Some((time, size)) = set(&source) {
            let least = other.map_or(time, |(t, _)| t.min(time));
            other = Some((least, size));
        }
    }
    let pages = pages(&pdf);
    println!(
        "{}: {} documents, {} findings",
        model.vendor,
        model.documents.len(),
        model
            .provisions
            .iter()
            .filter(|p| p.state.is_found())
            .count()
    );
    println!(
        "  PDF, with the assessment inside: {pages} pages, {} bytes, {:.1?}",
        pdf.len(),
        best[0]
    );
    println!("  spreadsheet: {} bytes, {:.1?}", sheets.len(), best[1]);
    match other {
        Some((time, size)) => println!(
            "  typst, the same {words} words: {size} bytes, {time:.1?}; ours takes {:.2} of its time",
            best[0].as_secs_f64() / time.as_secs_f64()
        ),
        None => println!("  typst is not at hand (pip install typst), so nothing is compared"),
    }
}

fn time(act: impl FnOnce()) -> Duration {
    let start = Instant::now();
    act();
    start.elapsed()
}

fn write(rules: &Rules, a: &Assessment, o: &Outcome, extras: &Extras) -> Vec<u8> {
    Format::Pdf.write(rules, a, o, extras).unwrap()
}

fn pages(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).unwrap().get_pages().len()
}

fn documents(folder: &Path) -> Vec<Document> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_string_lossy();
            import(&name, &std::fs::read(path).ok()?, &Limits::default()).ok()
        })
        .collect()
}

/// Compiles with typst. The time is that of the compiler alone, without that of starting Python.
fn set(source: &Path) -> Option<(Duration, u64)> {
    const SCRIPT: &str = "import sys, time, typst\n\
        start = time.perf_counter()\n\
        out = typst.compile(sys.argv[1])\n\
        print(int((time.perf_counter() - start) * 1e6), len(out))";
    let ran = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(source)
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|o| o.status.success())?;
    let text = String::from_utf8(ran.stdout).ok()?;
    let (time, size) = text.trim().split_once(' ')?;
    Some((
        Duration::from_micros(time.parse().ok()?),
        size.parse().ok()?,
    ))
}

/// What our own PDF says, as typst reads it: every heading, paragraph, item and row of it, read back from its pages. What
/// ours has besides (drawings, links, outline, the attached assessment) typst is spared.
fn typst(pdf: &[u8]) -> (String, usize) {
    let mut out = String::from(
        "#set page(paper: \"a4\", margin: 15mm, numbering: \"1\")\n#set text(size: 8pt)\n#set heading(outlined: true)\n",
    );
    let escaped = |words: &str| -> String {
        words
            .chars()
            .flat_map(|c| {
                let special = "\\#[]*_`$<>@=-+/~\"'".contains(c);
                special.then_some('\\').into_iter().chain([c])
            })
            .collect()
    };
    let read = import("report.pdf", pdf, &Limits::default()).unwrap();
    for block in &read.blocks {
        let words = read.slice(block.span);
        match block.kind {
            BlockKind::Heading(_) => writeln!(out, "= {}\n", escaped(words)).unwrap(),
            BlockKind::TableRow => {
                let cells: Vec<String> = words
                    .split(" | ")
                    .map(|c| format!("[{}], ", escaped(c)))
                    .collect();
                writeln!(
                    out,
                    "#table(columns: {}, {})\n",
                    cells.len(),
                    cells.concat()
                )
                .unwrap();
            }
            BlockKind::ListItem(_) => writeln!(out, "- {}\n", escaped(words)).unwrap(),
            BlockKind::Paragraph => writeln!(out, "{}\n", escaped(words)).unwrap(),
        }
    }
    (out, read.text.split_whitespace().count())
}
