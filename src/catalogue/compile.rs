//! From RON to a valid catalogue.

/// Stub.
#[derive(Debug)]
pub enum CatalogueError {}
/// Stub.
#[derive(Debug)]
pub struct Problem;
/// Stub.
#[derive(Debug)]
pub struct Source;
/// Stub.
pub fn load() {}
