//! Recomputes the contrast of the theme data by WCAG 2, so that a changed colour cannot make text unreadable.

use super::Theme;
use crate::score::Tier;
use egui::Color32;

/// Relative luminance by WCAG 2.
fn luminance(c: Color32) -> f64 {
    let part = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(c.r()) + 0.7152 * part(c.g()) + 0.0722 * part(c.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn lowest(pairs: impl IntoIterator<Item = (Color32, Color32)>) -> f64 {
    pairs
        .into_iter()
        .map(|(a, b)| contrast(a, b))
        .fold(f64::INFINITY, f64::min)
}

/// One row: what is measured, the figure for light and dark.
type Line = (&'static str, fn(&Theme) -> f64, [f64; 2]);

fn over_surfaces(t: &Theme, ink: Color32) -> f64 {
    lowest([t.c.bg, t.c.panel, t.c.page, t.c.hover, t.c.selected].map(|s| (ink, s)))
}

const TABLE: &[Line] = &[
    ("text", |t| over_surfaces(t, t.c.text), [14.4, 10.4]),
    ("text soft", |t| over_surfaces(t, t.c.text_soft), [7.2, 6.6]),
    (
        "text faint",
        |t| over_surfaces(t, t.c.text_faint),
        [4.8, 4.6],
    ),
    (
        "accent as text",
        |t| over_surfaces(t, t.c.accent),
        [5.3, 5.2],
    ),
    ("Low ink", |t| over_surfaces(t, t.tiers.low.ink), [5.9, 6.6]),
    (
        "Moderate ink",
        |t| over_surfaces(t, t.tiers.moderate.ink),
        [6.1, 6.7],
    ),
    (
        "High ink",
        |t| over_surfaces(t, t.tiers.high.ink),
        [5.9, 5.9],
    ),
    (
        "Severe ink",
        |t| over_surfaces(t, t.tiers.severe.ink),
        [7.5, 5.7],
    ),
    (
        "on accent / accent",
        |t| contrast(t.c.on_accent, t.c.accent),
        [6.6, 7.9],
    ),
    (
        "on severe / Severe fill",
        |t| contrast(t.c.on_severe, t.tiers.severe.fill),
        [10.0, 4.6],
    ),
    (
        "tier ink on its tint",
        |t| lowest(Tier::ALL.map(|x| (t.tier(x).ink, t.tier(x).tint))),
        [5.6, 6.5],
    ),
    (
        "text on category tint 2",
        |t| lowest(t.categories.values().map(|k| (t.c.text, k.tint2))),
        [10.9, 5.5],
    ),
    (
        "text on search match",
        |t| contrast(t.c.text, t.c.search_match),
        [14.8, 8.9],
    ),
    (
        "text on current match",
        |t| contrast(t.c.text, t.c.current_match),
        [11.3, 5.5],
    ),
    (
        "tier fill on panel and page",
        |t| {
            lowest(
                Tier::ALL
                    .iter()
                    .flat_map(|&x| [t.c.panel, t.c.page].map(|s| (t.tier(x).fill, s))),
            )
        },
        [3.2, 3.5],
    ),
    (
        "control border on page",
        |t| contrast(t.c.control, t.c.page),
        [3.4, 3.8],
    ),
];

#[test]
fn contrast_is_that_of_the_design() {
    let themes = Theme::builtin().expect("the built-in themes");
    for (name, measure, expected) in TABLE {
        for (theme, want) in themes.iter().zip(expected) {
            let got = (measure(theme) * 10.0).round() / 10.0;
            assert!(
                (got - want).abs() < 0.051,
                "{name}, {}: {got} instead of {want}",
                theme.name
            );
        }
    }
}

#[test]
fn every_category_has_its_own_code_in_both_themes() {
    let themes = Theme::builtin().expect("the built-in themes");
    for theme in &themes {
        let codes: std::collections::BTreeSet<_> =
            theme.categories.values().map(|c| &c.code).collect();
        assert_eq!(codes.len(), 15, "{}", theme.name);
    }
    let [light, dark] = &themes;
    assert_eq!(
        light.categories.keys().collect::<Vec<_>>(),
        dark.categories.keys().collect::<Vec<_>>()
    );
}
