//! Examples of provisions that transfer law decides, run as their tests.

use super::{Law, decide, mentions};
use crate::catalogue::{Catalogue, Example, Provision};
use crate::detect;
use crate::finding::State;

/// Whether an example holds: by transfer law, on the day of the law data, where that decides its provision, and by
/// the signals elsewhere.
///
/// # Errors
/// Says what was found instead.
pub fn holds(
    catalogue: &Catalogue,
    law: &Law,
    provision: &Provision,
    example: &Example,
) -> Result<(), String> {
    if !provision.by_transfer_law {
        return detect::example::holds(catalogue, provision, example);
    }
    let document = crate::import::from_text(&example.text);
    let found = decide(
        &mentions(&document),
        std::slice::from_ref(&document),
        law.date(),
        law,
    )
    .into_iter()
    .find(|d| d.provision == provision.id);
    let state = found.as_ref().map(|d| d.state);
    if state == example.state {
        return Ok(());
    }
    let name = |s: Option<State>| s.map_or("nothing", State::key);
    Err(format!(
        "wanted {}, found {}: {}",
        name(example.state),
        name(state),
        found.map(|d| d.why).unwrap_or_default()
    ))
}
