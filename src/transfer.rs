//! Transfer mechanisms: mechanism × corridor × date → status.

pub mod law;
