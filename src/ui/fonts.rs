//! The fonts of the window: Scruple Sans in three weights, Scruple Mono, and egui's own as a fallback.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use super::theme::Weight;

const FILES: [(&str, &[u8]); 4] = [
    (
        "sans-regular",
        include_bytes!("../../assets/fonts/ScrupleSans-Regular.ttf"),
    ),
    (
        "sans-medium",
        include_bytes!("../../assets/fonts/ScrupleSans-Medium.ttf"),
    ),
    (
        "sans-semibold",
        include_bytes!("../../assets/fonts/ScrupleSans-SemiBold.ttf"),
    ),
    (
        "mono-regular",
        include_bytes!("../../assets/fonts/ScrupleMono-Regular.ttf"),
    ),
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
        fonts.families.insert(family, chain);
    }
    fonts
}
