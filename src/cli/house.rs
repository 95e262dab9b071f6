//! House style on the command line: a template, and what overrides it.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Failure, files};
use crate::report::{Edition, Logo, Paper, Style, Template, logo};

/// How reports look, and what stands in them.
#[derive(Debug, Args)]
pub struct House {
    /// House style: logo, organisation, marks, paper, edition, sections.
    #[arg(long, value_name = "FILE.ron")]
    pub template: Option<PathBuf>,
    /// The whole report, or two pages; otherwise what the template says.
    #[arg(long)]
    pub edition: Option<EditionName>,
    /// Size of paper; otherwise what the template says.
    #[arg(long)]
    pub paper: Option<PaperName>,
}

/// An edition on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub enum EditionName {
    Full,
    Executive,
}

/// A size of paper on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PaperName {
    A4,
    Letter,
}

impl House {
    /// The style.
    ///
    /// # Errors
    /// Where the template or its logo cannot be read or is not sound.
    pub fn style(&self) -> Result<Style, Failure> {
        let mut style = match &self.template {
            Some(path) => template(path)?,
            None => Style::default(),
        };
        let look = &mut style.template.look;
        match self.edition {
            Some(EditionName::Full) => look.edition = Edition::Full,
            Some(EditionName::Executive) => look.edition = Edition::Executive,
            None => {}
        }
        match self.paper {
            Some(PaperName::A4) => look.paper = Paper::A4,
            Some(PaperName::Letter) => look.paper = Paper::Letter,
            None => {}
        }
        Ok(style)
    }
}

/// A template with its logo, which is looked for from the template's folder.
///
/// # Errors
/// Where one of them cannot be read or is not sound.
pub fn template(path: &Path) -> Result<Style, Failure> {
    let text = files::text(path)?;
    let template =
        Template::from_ron(&text).map_err(|e| Failure::new(format!("{}:{e}", path.display())))?;
    let logo = if template.logo.is_empty() {
        None
    } else {
        let place = path.parent().unwrap_or(Path::new(".")).join(&template.logo);
        let bytes = files::bytes(&place, logo::MOST_BYTES)?;
        let logo = Logo::from_png(&bytes)
            .map_err(|e| Failure::new(format!("{}: {e}", place.display())))?;
        Some(logo)
    };
    Ok(Style { template, logo })
}
