//! The examples of a catalogue, run as its tests.

use crate::catalogue::{Catalogue, Example, Provision};
use crate::document::{Document, Kind};
use crate::finding::State;

/// Whether an example holds.
///
/// # Errors
/// Says what was found instead.
pub fn holds(
    catalogue: &Catalogue,
    provision: &Provision,
    example: &Example,
) -> Result<(), String> {
    let mut document = crate::import::from_text(&example.text);
    // One sentence is no paper of a kind, whatever paper it names.
    document.kind = Kind::Other;
    check(catalogue, provision, example, &document)
}

fn check(
    catalogue: &Catalogue,
    provision: &Provision,
    example: &Example,
    document: &Document,
) -> Result<(), String> {
    let readings = super::read(catalogue, document);
    let mine: Vec<_> = readings
        .iter()
        .filter(|r| r.provision == provision.id)
        .collect();
    let state = super::merge::state_of(provision, &mine);
    if state == example.state {
        let scope = mine.iter().find_map(|r| r.scope.clone());
        return match (&example.scope, scope) {
            (Some(wanted), found)
                if !found
                    .as_deref()
                    .is_some_and(|f| f.contains(wanted.as_str())) =>
            {
                Err(format!("the scope is {found:?} and not {wanted:?}"))
            }
            _ => Ok(()),
        };
    }
    let name = |s: Option<State>| s.map_or("nothing", State::key);
    let by: Vec<&str> = mine.iter().map(|r| r.signal.as_str()).collect();
    Err(format!(
        "wanted {}, found {} by {by:?}",
        name(example.state),
        name(state)
    ))
}
