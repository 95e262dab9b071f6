//! `scruple catalogue list | explain ID | check FILE.ron`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Ended, Failure, complain, files, print};
use crate::catalogue::{Level, Provision, Source, builtin, compile, lint};
use crate::intake::file_name;
use crate::transfer::{Law, example};

/// What is looked for.
#[derive(Debug, Args)]
pub struct Catalogue {
    /// What to do.
    #[command(subcommand)]
    pub act: Act,
}

/// What to do with the catalogue.
#[derive(Debug, Subcommand)]
pub enum Act {
    /// List all provisions with their severities.
    List,
    /// Tell everything about one provision.
    Explain {
        /// Its id, such as `telemetry.session_replay`.
        id: String,
    },
    /// Check a catalogue file of your own, over the built-in ones, and run its examples.
    Check {
        /// The file.
        file: PathBuf,
    },
}

impl Catalogue {
    /// Runs the command.
    ///
    /// # Errors
    /// Where the catalogue cannot be used or the provision is not known.
    pub fn run(&self) -> Result<Ended, Failure> {
        match &self.act {
            Act::List => list(),
            Act::Explain { id } => explain(id),
            Act::Check { file } => check(file),
        }
    }
}

fn load() -> Result<crate::catalogue::Catalogue, Failure> {
    builtin::catalogue().map_err(|e| Failure::new(e.to_string()))
}

fn list() -> Result<Ended, Failure> {
    let catalogue = load()?;
    let mut out = String::new();
    for category in &catalogue.categories {
        writeln!(
            out,
            "{} {} (weight {})",
            category.code, category.name, category.weight
        )
        .ok();
        for p in catalogue.provisions_of(&category.id) {
            let severity = if p.scored {
                format!("{:>3}", p.severity)
            } else {
                "  –".to_owned()
            };
            let gate = if p.gate.is_some() { " gate" } else { "" };
            let missing = if p.missing { " (missing)" } else { "" };
            writeln!(out, "  {severity}  {:<36} {}{missing}{gate}", p.id, p.name).ok();
        }
    }
    writeln!(
        out,
        "{} categories, {} provisions, version {}, sha256 {}",
        catalogue.categories.len(),
        catalogue.provisions.len(),
        catalogue.version,
        catalogue.sha256
    )
    .ok();
    print(&out)?;
    Ok(Ended::Done)
}

fn explain(id: &str) -> Result<Ended, Failure> {
    let catalogue = load()?;
    let Some(p) = catalogue.provision(id) else {
        let near: Vec<&str> = catalogue
            .provisions
            .iter()
            .map(|p| p.id.as_str())
            .filter(|known| {
                known.contains(id)
                    || id
                        .split('.')
                        .any(|part| part.len() > 3 && known.contains(part))
            })
            .take(5)
            .collect();
        let hint = if near.is_empty() {
            "`scruple catalogue list` prints them all".to_owned()
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        return Err(Failure::new(format!(
            "no provision has the id `{id}`; {hint}"
        )));
    };
    print(&explanation(p))?;
    Ok(Ended::Done)
}

/// Everything that a reader may want to know of a provision.
fn explanation(p: &Provision) -> String {
    let mut out = String::new();
    let mut part = |title: &str, text: String| {
        if !text.trim().is_empty() {
            writeln!(out, "{title}\n  {}\n", text.trim().replace('\n', "\n  ")).ok();
        }
    };
    part(
        &p.id,
        format!(
            "{}\nSeverity {}, silence {:?}",
            p.name, p.severity, p.silence
        ),
    );
    part("What it is", p.texts.what.clone());
    part("Why it matters", p.texts.why.clone());
    let law: Vec<String> = p
        .texts
        .law
        .iter()
        .map(|l| {
            format!(
                "{}: {}{}",
                l.who.name(),
                l.cite,
                if l.checked { "" } else { " (not checked)" }
            )
        })
        .collect();
    part("Law", law.join("\n"));
    let flags: Vec<String> = p
        .texts
        .flags
        .iter()
        .map(|(who, why)| format!("{}: {why}", who.name()))
        .collect();
    part("Who should look closer", flags.join("\n"));
    part("Ask", p.texts.ask.clone());
    part("Settle for", p.texts.fallback.clone());
    part("Check on your side", p.texts.steps.join("\n"));
    let modifiers = |list: &[crate::catalogue::Modifier], sign: &str| -> String {
        list.iter()
            .map(|m| format!("{sign} {:.2} {}", m.size, m.name))
            .collect::<Vec<_>>()
            .join("\n")
    };
    part("Raised by", modifiers(&p.aggravators, "+"));
    part("Lowered by", modifiers(&p.mitigators, "−"));
    let signals: Vec<String> = p
        .signals
        .iter()
        .map(|s| {
            let words: Vec<&str> = s.all.iter().map(|p| p.source.as_str()).collect();
            format!("{} ({:?}): {}", s.id, s.reads, words.join(" + "))
        })
        .collect();
    part("Signals", signals.join("\n"));
    let examples: Vec<String> = p
        .examples
        .iter()
        .map(|e| {
            format!(
                "{}: {}",
                e.state.map_or("not found", crate::finding::State::key),
                e.text
            )
        })
        .collect();
    part("Examples", examples.join("\n"));
    out
}

fn check(file: &Path) -> Result<Ended, Failure> {
    let text = files::text(file)?;
    let own: String = file_name(file);
    let sources = builtin::sources_under(vec![Source {
        name: own.clone(),
        text,
    }]);
    let (catalogue, problems) = compile::check(&sources);
    let mut failed = false;
    for problem in problems
        .iter()
        .filter(|p| p.file == own || p.level == Level::Error)
    {
        failed |= problem.level == Level::Error;
        complain(&problem.to_string());
    }
    let Some(catalogue) = catalogue.filter(|_| !failed) else {
        return Ok(Ended::Failed);
    };
    let mut doubts = lint::warnings(&sources, &[own.as_str()]);
    if let Some(source) = sources.iter().find(|s| s.name == own) {
        doubts.extend(lint::untested(&catalogue, source));
    }
    for doubt in &doubts {
        complain(&doubt.to_string());
    }
    let law = Law::builtin().map_err(|e| Failure::new(e.to_string()))?;
    let (mut run, mut wrong) = (0, 0);
    for provision in &catalogue.provisions {
        for example in &provision.examples {
            run += 1;
            if let Err(why) = example::holds(&catalogue, &law, provision, example) {
                wrong += 1;
                complain(&format!("{}: {why}\n  {}", provision.id, example.text));
            }
        }
    }
    print(&format!(
        "{own}: {} provisions, {run} examples run, {wrong} wrong, {} doubtful\n",
        catalogue.provisions.len(),
        doubts.len()
    ))?;
    Ok(if wrong > 0 {
        Ended::Failed
    } else {
        Ended::Done
    })
}
