//! The slow work of the window, as jobs: dialogs, reading, saving, exporting. Nothing here touches the model.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::engine::Engine;
use super::portfolio::Listed;
use super::report::Ingredients;
use super::vendors::Vendors;
use crate::assessment::{Assessment, Outcome, store};
use crate::intake::vendors::Terms;
use crate::intake::{self, Group, Input, POLICIES, Paper, Problem};
use crate::jobs::{Handle, Jobs, block_on};
use crate::report::verify::{self, Source, Verification};
use crate::report::{self, Logo, Style, Template, logo};
use crate::score::Profile;

pub use crate::intake::file_name;

/// Largest profile, in bytes.
const PROFILE_BYTES: usize = 1_048_576;
/// Largest report that is checked, in bytes.
const REPORT_BYTES: usize = 268_435_456;
/// Nobody closes a dialog sooner than this.
const AT_ONCE: Duration = Duration::from_millis(350);
/// Ending of a saved assessment.
pub const ENDING: &str = intake::ASSESSMENT;

/// What is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Target {
    Assessment,
    Pdf,
    Json,
    Markdown,
    Csv,
    Xlsx,
    Profile,
    Template,
    PortfolioPdf,
    PortfolioXlsx,
    PortfolioCsv,
}

impl Target {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Assessment => ENDING,
            Self::Pdf | Self::PortfolioPdf => "pdf",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Csv | Self::PortfolioCsv => "csv",
            Self::Xlsx | Self::PortfolioXlsx => "xlsx",
            Self::Profile | Self::Template => "ron",
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
            Self::Xlsx => "spreadsheet",
            Self::Profile => "profile",
            Self::Template => "report template",
            Self::PortfolioPdf => "report of the portfolio",
            Self::PortfolioXlsx => "spreadsheet of the portfolio",
            Self::PortfolioCsv => "table of the portfolio",
        }
    }

    /// Whether it is about the open assessment.
    #[must_use]
    pub const fn is_of_assessment(self) -> bool {
        !matches!(
            self,
            Self::Template | Self::PortfolioPdf | Self::PortfolioXlsx | Self::PortfolioCsv
        )
    }
}

/// What reading files brought.
#[derive(Debug, Default)]
pub struct ReadFiles {
    /// A saved assessment, where one was among them.
    pub assessment: Option<(PathBuf, Box<Assessment>)>,
    /// Documents with their readings.
    pub documents: Vec<Paper>,
    /// A name for the vendor where no document names one.
    pub hint: Option<String>,
    /// A profile, where one was among them.
    pub profile: Option<Profile>,
    /// The vendors to choose from, where there are several; nothing else was read then.
    pub vendors: Option<Vendors>,
    /// Files that could not be read.
    pub failures: Vec<Problem>,
    /// Files that were left out on purpose.
    pub notes: Vec<Problem>,
}

/// What reading vendors brought.
#[derive(Debug, Default)]
pub struct ReadVendors {
    /// Name of the folder that holds them.
    pub name: String,
    /// The vendors.
    pub vendors: Vec<Listed>,
    /// What could not be read.
    pub failures: Vec<Problem>,
    /// Files that were left out on purpose.
    pub notes: Vec<Problem>,
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
    /// A vendor was read to stand beside the open one.
    Beside(Box<super::compare::Beside>),
    /// Vendors were compared.
    SideBySide(super::compare::Key, Box<crate::report::compare::Comparison>),
    /// Two versions were compared.
    Compared(super::versions::Key, Box<crate::report::changes::Changes>),
    /// The calendar of mechanisms was laid out.
    Calendar(super::calendar::Key, Box<crate::transfer::Calendar>),
    /// The pages of the report were set.
    Pages(super::report::Key, Box<crate::report::layout::Frames>),
    /// A house style was read.
    Style(Box<Result<Style, String>>),
    /// Files for the check of a report were chosen in a dialog.
    PickedReport {
        /// Which; none where it was closed, or where there is no dialog service.
        paths: Vec<PathBuf>,
        /// Whether the answer came sooner than anybody can close a dialog: it never came up.
        at_once: bool,
    },
    /// A report was checked: its name, and what was found.
    Checked(String, Box<Result<Verification, String>>),
    /// Nothing is to be done.
    Nothing,
    /// Something about recovery files.
    Recovery(Box<super::recovery::Told>),
    /// Vendors were read for the portfolio.
    Portfolio(Box<ReadVendors>),
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
        all.extend(["zip", ENDING]);
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

/// Shows a dialog for a template, and reads it.
pub fn pick_template(jobs: &mut Jobs<Done>, folder: Option<&Path>) {
    let answer = pick_one("Load a report template", ("Templates", "ron"), folder);
    jobs.start_quietly("Choosing a template", 0, move |_| match block_on(answer) {
        Some(file) => Done::Style(Box::new(read_template(file.path()))),
        None => Done::Nothing,
    });
}

/// Shows a dialog for a logo, and reads it.
pub fn pick_logo(jobs: &mut Jobs<Done>, template: Template, folder: Option<&Path>) {
    let answer = pick_one("Choose a logo", ("Pictures", "png"), folder);
    jobs.start_quietly("Choosing a logo", 0, move |_| match block_on(answer) {
        Some(file) => Done::Style(Box::new(with_logo(file.path(), template))),
        None => Done::Nothing,
    });
}

/// Reads the logo of a template.
pub fn read_logo(jobs: &mut Jobs<Done>, path: PathBuf, template: Template) {
    jobs.start_quietly("Reading the logo", 0, move |_| {
        Done::Style(Box::new(with_logo(&path, template)))
    });
}

fn pick_one(
    title: &str,
    (kind, ending): (&str, &str),
    folder: Option<&Path>,
) -> impl Future<Output = Option<rfd::FileHandle>> + Send + 'static {
    let mut dialog = rfd::AsyncFileDialog::new()
        .set_title(title)
        .add_filter(kind, &[ending]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    dialog.pick_file()
}

/// A template with its logo, which is looked for from the template's folder.
fn read_template(path: &Path) -> Result<Style, String> {
    let text = intake::file_bytes(path, PROFILE_BYTES)?;
    let template = Template::from_ron(&String::from_utf8_lossy(&text))
        .map_err(|error| format!("{}:{error}", file_name(path)))?;
    if template.logo.is_empty() {
        return Ok(Style {
            template,
            logo: None,
        });
    }
    let place = path.parent().unwrap_or(Path::new("")).join(&template.logo);
    with_logo(&place, template)
}

fn with_logo(path: &Path, mut template: Template) -> Result<Style, String> {
    let bytes = intake::file_bytes(path, logo::MOST_BYTES)?;
    let logo = Logo::from_png(&bytes).map_err(|e| format!("{}: {e}", file_name(path)))?;
    template.logo = path.display().to_string();
    Ok(Style {
        template,
        logo: Some(logo),
    })
}

/// Shows a dialog for a report and the files that it was made from.
pub fn pick_report(jobs: &mut Jobs<Done>, folder: Option<&Path>) {
    let mut dialog = rfd::AsyncFileDialog::new()
        .set_title("Choose a report, and the files that it was made from")
        .add_filter("Reports and policies", POLICIES)
        .add_filter("All files", &["*"]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let answer = dialog.pick_files();
    jobs.start_quietly("Choosing a report", 0, move |_| {
        let start = Instant::now();
        let picked = block_on(answer).unwrap_or_default();
        Done::PickedReport {
            paths: picked.iter().map(|h| h.path().to_path_buf()).collect(),
            at_once: start.elapsed() < AT_ONCE,
        }
    });
}

/// Checks a report: the one among these files that carries an assessment. The others are what it was made from.
pub fn check(jobs: &mut Jobs<Done>, engine: Arc<Engine>, paths: Vec<PathBuf>) {
    jobs.start("Checking the report", 0, move |handle| {
        let (reports, files): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|p| store::is_report(p));
        let (name, found) = match reports.as_slice() {
            [report] => (file_name(report), checked(&engine, report, files, handle)),
            [] => (
                String::new(),
                Err("None of the files is a report of Scruple with its assessment inside. Choose a PDF that Scruple wrote.".to_owned()),
            ),
            _ => (
                String::new(),
                Err("Several of the files are reports. Choose one, and the files that it was made from.".to_owned()),
            ),
        };
        Done::Checked(name, Box::new(found))
    });
}

fn checked(
    engine: &Engine,
    path: &Path,
    files: Vec<PathBuf>,
    handle: &Handle,
) -> Result<Verification, String> {
    let bytes = intake::file_bytes(path, REPORT_BYTES)?;
    let inputs = files.into_iter().map(Input::Path).collect();
    let found = intake::gather(inputs, engine.limits(), handle);
    let read = intake::read(
        found.joined().sources,
        engine.reader(),
        engine.limits(),
        handle,
    );
    let mut sources: Vec<Source> = read
        .papers
        .into_iter()
        .map(|paper| Source {
            name: paper.document.name.clone(),
            sha256: paper.document.sha256.clone(),
            document: Ok(paper.document),
        })
        .collect();
    // A file that cannot be read is told as one of the differences.
    sources.extend(read.problems.into_iter().map(|p| Source {
        name: p.place,
        sha256: String::new(),
        document: Err(p.why),
    }));
    verify::verify(engine.rules(), &bytes, &sources).map_err(|e| e.to_string())
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

/// Reads files, folders, archives and texts. Where they are of several vendors, only lists them.
pub fn read(jobs: &mut Jobs<Done>, engine: Arc<Engine>, inputs: Vec<Input>, generation: u64) {
    jobs.start("Looking at the files", generation, move |handle| {
        Done::Read(Box::new(read_all(&engine, inputs, handle)))
    });
}

/// Reads the papers of one vendor of a list.
pub fn read_vendor(jobs: &mut Jobs<Done>, engine: Arc<Engine>, group: Group, generation: u64) {
    let label = format!("Reading {}", group.name());
    jobs.start(&label, generation, move |handle| {
        let mut out = ReadFiles::default();
        match group.saved.clone() {
            // It holds the decisions of reviewers.
            Some(path) => open(&engine, path, &mut out),
            None => read_group(&engine, group, handle, &mut out),
        }
        Done::Read(Box::new(out))
    });
}

/// Assesses the vendors of folders, archives and saved assessments for the portfolio.
pub fn read_portfolio(
    jobs: &mut Jobs<Done>,
    engine: Arc<Engine>,
    from: Vendors,
    inputs: Vec<Input>,
    profile: Profile,
) {
    let terms = Terms {
        profile,
        engagement: None,
        as_of: None,
        today: super::clock::today(),
    };
    jobs.start("Looking for vendors", 0, move |handle| {
        let mut found = intake::gather(inputs, engine.limits(), handle);
        let mut failures = std::mem::take(&mut found.problems);
        let notes = std::mem::take(&mut found.notes);
        let mut groups = from.groups;
        groups.extend(intake::vendors::groups(found));
        let name = match groups.as_slice() {
            [] | [_] => String::new(),
            _ if !from.folder.is_empty() => from.folder,
            [first, ..] => super::vendors::above(&first.place),
        };
        let (rules, limits) = (engine.rules(), engine.limits());
        let assessed = intake::vendors::assess(rules, groups, &terms, limits, handle, Listed::of);
        let mut vendors = Vec::new();
        for (vendor, why) in assessed {
            vendors.extend(vendor);
            failures.extend(why);
        }
        Done::Portfolio(Box::new(ReadVendors {
            name,
            vendors,
            failures,
            notes,
        }))
    });
}

fn read_all(engine: &Engine, inputs: Vec<Input>, handle: &Handle) -> ReadFiles {
    let mut out = ReadFiles::default();
    let mut found = intake::gather(inputs, engine.limits(), handle);
    out.failures = std::mem::take(&mut found.problems);
    out.notes = std::mem::take(&mut found.notes);
    for path in std::mem::take(&mut found.profiles) {
        match intake::file_bytes(&path, PROFILE_BYTES).and_then(|b| parse_profile(&b)) {
            Ok(profile) => out.profile = Some(profile),
            Err(why) => out.failures.push(Problem::at(file_name(&path), why)),
        }
    }
    for path in std::mem::take(&mut found.saved) {
        open(engine, path, &mut out);
    }
    if let Some(vendors) = Vendors::of(&found) {
        out.vendors = Some(vendors);
        return out;
    }
    // A folder that holds nothing but a saved assessment.
    if let [group] = found.groups.as_slice()
        && group.sources.is_empty()
        && let Some(path) = group.saved.clone()
    {
        open(engine, path, &mut out);
        return out;
    }
    read_group(engine, found.joined(), handle, &mut out);
    out
}

fn open(engine: &Engine, path: PathBuf, out: &mut ReadFiles) {
    match engine.open(&path) {
        Ok(assessment) => out.assessment = Some((path, Box::new(assessment))),
        Err(why) => out.failures.push(Problem::at(file_name(&path), why)),
    }
}

fn read_group(engine: &Engine, group: Group, handle: &Handle, out: &mut ReadFiles) {
    out.hint = group.hint;
    let read = intake::read(group.sources, engine.reader(), engine.limits(), handle);
    out.documents = read.papers;
    out.failures.extend(read.problems);
}

/// Reads a profile from a file.
pub fn read_profile(jobs: &mut Jobs<Done>, path: PathBuf, generation: u64) {
    jobs.start("Reading the profile", generation, move |_| {
        let mut out = ReadFiles::default();
        match intake::file_bytes(&path, PROFILE_BYTES).and_then(|b| parse_profile(&b)) {
            Ok(profile) => out.profile = Some(profile),
            Err(why) => out.failures.push(Problem::at(file_name(&path), why)),
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
    /// What the report is made with beside it.
    pub ingredients: Ingredients,
}

/// What is written.
pub enum Content {
    /// The open assessment, or what is made of it.
    Assessment(Box<Snapshot>),
    /// The vendors of the portfolio.
    Portfolio(Box<report::portfolio::Portfolio>, Style),
    /// A house style.
    Template(Template),
}

/// Writes a file.
pub fn write(
    jobs: &mut Jobs<Done>,
    engine: Arc<Engine>,
    what: Target,
    path: PathBuf,
    content: Content,
    generation: u64,
) {
    let label = format!("Writing {}", file_name(&path));
    jobs.start(&label, generation, move |_| {
        let (revision, result) = match content {
            Content::Assessment(snapshot) => (
                snapshot.revision,
                write_one(&engine, what, &path, &snapshot),
            ),
            Content::Portfolio(portfolio, style) => {
                (0, write_portfolio(what, &path, &portfolio, &style))
            }
            Content::Template(template) => (0, write_template(&path, &template)),
        };
        Done::Written {
            what,
            path,
            revision,
            result,
        }
    });
}

fn write_portfolio(
    what: Target,
    path: &Path,
    portfolio: &report::portfolio::Portfolio,
    style: &Style,
) -> Result<(), String> {
    let format = match what {
        Target::PortfolioXlsx => report::portfolio::Format::Xlsx,
        Target::PortfolioCsv => report::portfolio::Format::Csv,
        _ => report::portfolio::Format::Pdf,
    };
    let bytes = format
        .write(portfolio, style)
        .map_err(|error| error.to_string())?;
    store::save_bytes(path, &bytes).map_err(|error| error.to_string())
}

fn write_template(path: &Path, template: &Template) -> Result<(), String> {
    let text = template.to_ron().map_err(|error| error.to_string())?;
    store::save_bytes(path, text.as_bytes()).map_err(|error| error.to_string())
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
            {
                let extras =
                    snapshot
                        .ingredients
                        .clone()
                        .extras(engine, &snapshot.assessment, outcome);
                engine.export(what, &snapshot.assessment, outcome, &extras)?
            }
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
    fn cancel_is_heard_while_a_file_is_read() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static BEGUN: AtomicUsize = AtomicUsize::new(0);
        let slow: intake::Reader = Arc::new(|_, _| {
            BEGUN.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_secs(3));
            Err("too late".to_owned())
        });
        let input = |i: usize| Input::Bytes {
            name: format!("{i}.md"),
            bytes: b"x".to_vec(),
        };
        let limits = intake::Limits {
            workers: 1,
            ..intake::Limits::default()
        };
        let mut jobs: Jobs<usize> = Jobs::new(|| {});
        let id = jobs.start("Reading", 0, move |handle| {
            let found = intake::gather((0..4).map(input).collect(), &limits, handle);
            intake::read(found.loose, &slow, &limits, handle)
                .papers
                .len()
        });
        let start = Instant::now();
        while BEGUN.load(Ordering::SeqCst) == 0 {
            assert!(start.elapsed() < Duration::from_secs(20), "it begins");
            std::thread::sleep(Duration::from_millis(5));
        }
        let label = jobs.shown().map(|(_, p)| p.label);
        assert_eq!(label.as_deref(), Some("Reading 1 of 4: 0.md"));
        jobs.cancel(id);
        let start = Instant::now();
        while !jobs.is_idle() {
            assert!(jobs.poll().is_empty());
            assert!(start.elapsed() < Duration::from_secs(2), "it stops at once");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(BEGUN.load(Ordering::SeqCst), 1, "no further file is begun");
    }
}
