//! Sets a report into pages: measured text, tables, shapes; no file format.

pub mod block;
pub mod flow;
pub mod item;
pub mod metrics;
pub mod palette;
pub mod text;
