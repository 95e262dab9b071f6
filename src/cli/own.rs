//! `--catalogue PATH`: a catalogue of one's own over the built-in one.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, files};
use crate::assessment::evaluate::Rules;
use crate::catalogue::{Source, builtin, compile};
use crate::intake::file_name;
use crate::transfer::{Checks, Law};

/// Which catalogue a command reads by.
#[derive(Debug, Clone, Default, Args)]
pub struct OwnCatalogue {
    /// A catalogue file of your own, or a folder of them, over the built-in ones. May be given several times.
    #[arg(long = "catalogue", value_name = "FILE.ron|FOLDER")]
    pub paths: Vec<PathBuf>,
}

impl OwnCatalogue {
    /// The rules with the user's files over the built-in ones.
    ///
    /// # Errors
    /// Where a file cannot be read or the catalogue is faulty; names the file and the place.
    pub fn rules(&self) -> Result<Rules, Failure> {
        if self.paths.is_empty() {
            return Rules::builtin().map_err(|e| Failure::new(e.to_string()));
        }
        let mut own = Vec::new();
        for path in &self.paths {
            own.extend(sources(path)?);
        }
        let catalogue = compile::load(&builtin::sources_under(own))
            .map_err(|e| Failure::new(format!("the catalogue cannot be used:\n{e}")))?;
        let law = Law::builtin().map_err(|e| Failure::new(e.to_string()))?;
        let checks = Checks::builtin().map_err(|e| Failure::new(e.to_string()))?;
        Ok(Rules::new(catalogue, law, checks))
    }
}

/// The catalogue files of a path: the file itself, or the `.ron` files of a folder in the order of their names.
///
/// # Errors
/// Where a file or folder cannot be read, or a folder has no such file.
pub fn sources(path: &Path) -> Result<Vec<Source>, Failure> {
    let shown = path.display();
    let found = if path.is_dir() {
        let entries = std::fs::read_dir(path)
            .map_err(|e| Failure::new(format!("{shown}: the folder cannot be read: {e}")))?;
        let mut inside: Vec<PathBuf> = entries
            .filter_map(|e| e.ok().map(|e| e.path()))
            .filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("ron")))
            .collect();
        inside.sort();
        if inside.is_empty() {
            return Err(Failure::new(format!(
                "{shown}: there is no .ron file in this folder; name a catalogue file, or a folder that holds some"
            )));
        }
        inside
    } else {
        vec![path.to_owned()]
    };
    found
        .into_iter()
        .map(|file| {
            Ok(Source {
                name: file_name(&file),
                text: files::text(&file)?,
            })
        })
        .collect()
}
