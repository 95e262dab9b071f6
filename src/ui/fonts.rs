//! The fonts of the window: Scruple Sans in three weights, Scruple Mono, and egui's own as a fallback.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use super::theme::Weight;
use crate::report::fonts as report;

/// Family of the letters that the others lack.
pub const SCRIPTS: &str = "scripts";

const FILES: [(&str, &[u8]); 5] = [
    (SCRIPTS, report::SCRIPTS),
    ("sans-regular", report::SANS_REGULAR),
    ("sans-medium", report::SANS_MEDIUM),
    ("sans-semibold", report::SANS_SEMIBOLD),
    ("mono-regular", report::MONO),
];

/// Fonts by family. Where the built-in ones lack a character, those of the system follow (`eframe`).
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (name, bytes) in FILES {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    }
    let families = [
        (Weight::Regular.family(), "sans-regular"),
        (Weight::Medium.family(), "sans-medium"),
        (Weight::SemiBold.family(), "sans-semibold"),
        (FontFamily::Monospace, "mono-regular"),
    ];
    for (family, name) in families {
        let mut chain = vec![name.to_owned()];
        chain.extend(fallback.iter().cloned());
        chain.push(SCRIPTS.to_owned());
        fonts.families.insert(family, chain);
    }
    let scripts = FontFamily::Name(SCRIPTS.into());
    fonts.families.insert(scripts, vec![SCRIPTS.to_owned()]);
    fonts
}
