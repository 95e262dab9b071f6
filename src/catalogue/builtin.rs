//! The catalogue that comes with the program: the files under `assets/catalogue`.

use super::{Catalogue, CatalogueError, Source, load};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../assets/catalogue/", $name)))),*]
    };
}

/// Name and text of each file; `words.ron` first, then the categories in display order.
pub const FILES: [(&str, &str); 16] = files![
    "words.ron",
    "telemetry.ron",
    "benchmarking.ron",
    "advertising.ron",
    "transfers.ron",
    "sharing.ron",
    "ai.ron",
    "retention.ron",
    "security.ron",
    "rights.ron",
    "change.ron",
    "government.ron",
    "corporate.ron",
    "roles.ron",
    "children.ron",
    "contract.ron",
];

/// The built-in files as sources.
#[must_use]
pub fn sources() -> Vec<Source> {
    FILES
        .iter()
        .map(|(name, text)| Source {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}

/// The built-in files with a user's own over them: one of the same name stands in for the built-in one, in its place;
/// others come after, so that their provisions replace or add to those before them.
#[must_use]
pub fn sources_under(own: Vec<Source>) -> Vec<Source> {
    let mut all = sources();
    for source in own {
        match all.iter_mut().find(|s| s.name == source.name) {
            Some(place) => *place = source,
            None => all.push(source),
        }
    }
    all
}

/// Loads the built-in catalogue.
///
/// # Errors
/// Fails only where the program was built from broken files; a test keeps that from happening.
pub fn catalogue() -> Result<Catalogue, CatalogueError> {
    load(&sources())
}
