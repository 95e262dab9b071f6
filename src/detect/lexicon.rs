//! Words, families and patterns, compiled for matching.

/// All words, compiled for matching.
#[derive(Debug, Clone)]
pub struct Lexicon;
/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern;
