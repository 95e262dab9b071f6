//! `scruple evaluate LABELS.jsonl…`: precision, recall, F1 with Wilson intervals, by group.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use serde::Serialize;

use super::own::OwnCatalogue;
use super::{Ended, Failure, complain, files, print};
use crate::evaluate::{self, Accuracy, Figures, Labels, Polarity};

/// Measure detection on labelled text.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// Label files, or folders of them.
    #[arg(required = true, value_name = "LABELS.jsonl|FOLDER")]
    pub labels: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Print each unit on which finding and label differ, for this group (`telemetry`), or `all`.
    #[arg(long, value_name = "GROUP")]
    pub differences: Option<String>,
    /// What is looked for.
    #[command(flatten)]
    pub catalogue: OwnCatalogue,
}

/// Figures of one file as JSON.
#[derive(Debug, Serialize)]
struct FileFigures {
    file: String,
    units: usize,
    seconds: f64,
    groups: Vec<Figures>,
    macro_f1: f64,
    polarity: Polarity,
}

impl Evaluate {
    /// Runs the command.
    ///
    /// # Errors
    /// Where the rules are faulty or nothing can be printed. A label file that cannot be read is named, and the
    /// others are still measured.
    pub fn run(&self) -> Result<Ended, Failure> {
        let rules = self.catalogue.rules()?;
        let mut ended = Ended::Done;
        let mut all = Vec::new();
        let mut out = String::new();
        for path in self.label_files() {
            let shown = path.display().to_string();
            let read = label_text(&path).and_then(|text| {
                Labels::parse(&text).map_err(|e| Failure::new(format!("{shown}: {e}")))
            });
            let labels = match read {
                Ok(labels) => labels,
                Err(failure) => {
                    complain(&failure.0);
                    ended = Ended::Failed;
                    continue;
                }
            };
            let start = Instant::now();
            let accuracy = evaluate::evaluate(&rules.catalogue, &rules.law, &labels);
            let seconds = start.elapsed().as_secs_f64();
            if let Some(group) = &self.differences {
                differences(&mut out, group, &accuracy);
            } else if !self.json {
                table(
                    &mut out,
                    &shown,
                    seconds,
                    &accuracy,
                    labels.header.positives_only,
                );
            }
            all.push(FileFigures {
                file: shown,
                units: accuracy.units,
                seconds,
                groups: accuracy.groups,
                macro_f1: accuracy.macro_f1,
                polarity: accuracy.polarity,
            });
        }
        if self.json {
            out = serde_json::to_string_pretty(&serde_json::json!({ "files": all }))
                .map_err(|e| Failure::new(e.to_string()))?;
            out.push('\n');
        }
        print(&out)?;
        Ok(ended)
    }

    /// The files that are meant, those of a folder in the order of their names.
    ///
    /// A folder that holds none stands for itself, so that reading it says what is wrong.
    fn label_files(&self) -> Vec<PathBuf> {
        let within = |path: &PathBuf| {
            let listed = std::fs::read_dir(path).ok()?;
            let mut files: Vec<PathBuf> = listed
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|p| p.extension().is_some_and(|e| e == "jsonl"))
                .collect();
            files.sort();
            (!files.is_empty()).then_some(files)
        };
        let files = |path: &PathBuf| within(path).unwrap_or_else(|| vec![path.clone()]);
        self.labels.iter().flat_map(files).collect()
    }
}

fn label_text(path: &Path) -> Result<String, Failure> {
    if path.is_dir() {
        return Err(Failure::new(format!(
            "{}: the folder holds no label file; name a file or a folder of files that end in .jsonl",
            path.display()
        )));
    }
    files::text(path)
}

fn table(out: &mut String, file: &str, seconds: f64, accuracy: &Accuracy, positives_only: bool) {
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing to a String cannot fail.
        writeln!(out, "{text}").ok();
    };
    line(format_args!(
        "{file}: {} units in {seconds:.2} s",
        accuracy.units
    ));
    line(format_args!(
        "{:<44} {:>7} {:>15} {:>22} {:>6}",
        "group", "support", "precision", "recall", "F1"
    ));
    for g in &accuracy.groups {
        let (pl, ph) = evaluate::wilson(g.tp, g.tp + g.fp);
        let (rl, rh) = evaluate::wilson(g.tp, g.tp + g.missed);
        let precision = if positives_only {
            "–".to_owned()
        } else {
            format!("{:.2} [{pl:.2}–{ph:.2}]", g.precision)
        };
        let f1 = if positives_only {
            "–".to_owned()
        } else {
            format!("{:.2}", g.f1)
        };
        line(format_args!(
            "{:<44} {:>7} {:>19} {:>19} {:>6}",
            g.group,
            g.support,
            precision,
            format!("{:.2} [{rl:.2}–{rh:.2}]", g.recall),
            f1
        ));
    }
    let mean = if positives_only {
        "mean recall"
    } else {
        "macro F1"
    };
    line(format_args!("{mean} {:.3}", accuracy.macro_f1));
    let Polarity { right, wrong } = accuracy.polarity;
    if right + wrong > 0 {
        let (low, high) = evaluate::wilson(right, right + wrong);
        line(format_args!(
            "polarity right {right}, wrong {wrong}: {:.3} [{low:.3}–{high:.3}]",
            right as f64 / (right + wrong) as f64
        ));
    }
    line(format_args!(""));
}

fn differences(out: &mut String, group: &str, accuracy: &Accuracy) {
    for d in accuracy
        .differences
        .iter()
        .filter(|d| group == "all" || d.group == group)
    {
        let kind = if d.found {
            "found, not labelled"
        } else {
            "labelled, not found"
        };
        let made = if d.readings.is_empty() {
            "nothing".to_owned()
        } else {
            d.readings.join("; ")
        };
        writeln!(
            out,
            "{} · {kind} · {}\n  {}\n  found: {made}\n",
            d.group, d.id, d.text
        )
        .ok();
    }
}
