//! From a document to readings and findings.

pub mod lexicon;
