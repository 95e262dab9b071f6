//! What every exporter prints.
