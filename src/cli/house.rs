//! House style on the command line: a template, and what overrides it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Failure;
use crate::intake::house;
use crate::report::{Edition, Paper, Style};

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
            Some(path) => house::style(path).map_err(Failure::new)?,
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
