//! What tests, benches and fuzz targets share: papers of our own writing, their forms in every format, ways to
//! damage a file, and what must hold for every document.

#![allow(
    dead_code,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "every binary uses its part of this, and a test fails by a panic"
)]

pub mod bombs;
pub mod check;
pub mod damage;
pub mod packed;
pub mod paper;
pub mod pdf;
pub mod random;
pub mod render;
