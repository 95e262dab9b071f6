//! What every exporter prints.

pub mod fonts;
