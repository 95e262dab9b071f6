//! Writing: the assessment, what is made of it, the portfolio, profiles and house styles.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Done, Target, file_name};
use crate::assessment::{Assessment, Outcome, store};
use crate::jobs::Jobs;
use crate::report::{Style, Template, portfolio};
use crate::ui::engine::Engine;
use crate::ui::report::Ingredients;

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
    Portfolio(Box<portfolio::Portfolio>, Style),
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
    portfolio: &portfolio::Portfolio,
    style: &Style,
) -> Result<(), String> {
    let format = match what {
        Target::PortfolioXlsx => portfolio::Format::Xlsx,
        Target::PortfolioCsv => portfolio::Format::Csv,
        _ => portfolio::Format::Pdf,
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
