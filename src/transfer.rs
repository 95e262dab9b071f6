//! Transfer mechanisms: mechanism × corridor × date → status.
