//! Dialogs of the system: each is made on the main thread, and awaited on another.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{Done, ENDING, Target, with_ending};
use crate::intake::{POLICIES, house};
use crate::jobs::{Jobs, block_on};
use crate::report::Template;

/// Nobody closes a dialog sooner than this.
const AT_ONCE: Duration = Duration::from_millis(350);

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
        Some(file) => Done::Style(Box::new(house::style(file.path()))),
        None => Done::Nothing,
    });
}

/// Shows a dialog for a logo, and reads it.
pub fn pick_logo(jobs: &mut Jobs<Done>, template: Template, folder: Option<&Path>) {
    let answer = pick_one("Choose a logo", ("Pictures", "png"), folder);
    jobs.start_quietly("Choosing a logo", 0, move |_| match block_on(answer) {
        Some(file) => Done::Style(Box::new(house::with_logo(file.path(), template))),
        None => Done::Nothing,
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
