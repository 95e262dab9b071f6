//! The theme: colour tokens and metrics as data, parsed once into typed values.

use std::collections::BTreeMap;

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Vec2};
use serde::{Deserialize, Deserializer};

use crate::score::Tier;

#[cfg(test)]
mod contrast;

/// A theme file cannot be read. The files are built in, so this is a fault of the build.
#[derive(Debug, thiserror::Error)]
#[error("the built-in theme file {file} cannot be read: {source}; reinstall Scruple")]
pub struct ThemeError {
    /// Which file.
    pub file: &'static str,
    /// What is wrong in it.
    #[source]
    pub source: Box<ron::error::SpannedError>,
}

/// The surface and text colours (`tokens.md`, colour).
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are those of the token table")]
pub struct Colours {
    #[serde(deserialize_with = "hex")]
    pub bg: Color32,
    #[serde(deserialize_with = "hex")]
    pub panel: Color32,
    #[serde(deserialize_with = "hex")]
    pub page: Color32,
    #[serde(deserialize_with = "hex")]
    pub raised: Color32,
    #[serde(deserialize_with = "hex")]
    pub hover: Color32,
    #[serde(deserialize_with = "hex")]
    pub selected: Color32,
    #[serde(deserialize_with = "hex")]
    pub stroke: Color32,
    #[serde(deserialize_with = "hex")]
    pub stroke_strong: Color32,
    #[serde(deserialize_with = "hex")]
    pub control: Color32,
    #[serde(deserialize_with = "hex")]
    pub text: Color32,
    #[serde(deserialize_with = "hex")]
    pub text_soft: Color32,
    #[serde(deserialize_with = "hex")]
    pub text_faint: Color32,
    #[serde(deserialize_with = "hex")]
    pub accent: Color32,
    #[serde(deserialize_with = "hex")]
    pub on_accent: Color32,
    #[serde(deserialize_with = "hex")]
    pub accent_tint: Color32,
    #[serde(deserialize_with = "hex")]
    pub search_match: Color32,
    #[serde(deserialize_with = "hex")]
    pub current_match: Color32,
    #[serde(deserialize_with = "hex")]
    pub on_severe: Color32,
}

/// The three colours of a tier.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierColours {
    /// Bars, dots, shapes.
    #[serde(deserialize_with = "hex")]
    pub fill: Color32,
    /// The word.
    #[serde(deserialize_with = "hex")]
    pub ink: Color32,
    /// Grounds of heat cells and of the fields of the matrix.
    #[serde(deserialize_with = "hex")]
    pub tint: Color32,
}

/// The colours of all tiers.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Tiers {
    pub low: TierColours,
    pub moderate: TierColours,
    pub high: TierColours,
    pub severe: TierColours,
}

/// The mark of a category: its code and colours. The code always stands with the colour.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryColours {
    /// Two letters.
    pub code: String,
    /// Underlines and marks.
    #[serde(deserialize_with = "hex")]
    pub fill: Color32,
    /// Evidence at rest.
    #[serde(deserialize_with = "hex")]
    pub tint: Color32,
    /// Evidence selected, ground of the code.
    #[serde(deserialize_with = "hex")]
    pub tint2: Color32,
}

/// Size and line height of a cut of type, in points.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Cut {
    pub size: f32,
    pub line: f32,
}

/// Type scale, spacing and shape.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are those of the token table")]
pub struct Metrics {
    pub score: Cut,
    pub title: Cut,
    pub heading: Cut,
    pub reading_heading: Cut,
    pub figure: Cut,
    pub reading: Cut,
    pub body: Cut,
    pub label: Cut,
    pub caption: Cut,
    pub code: Cut,
    pub radius_code: u8,
    pub radius_field: u8,
    pub radius_button: u8,
    pub radius_card: u8,
    pub radius_drop: u8,
    pub app_bar: f32,
    pub vendor_header: f32,
    pub section_head: f32,
    pub status_bar: f32,
    pub button: f32,
    pub button_small: f32,
    pub row_finding: f32,
    pub row_category: f32,
    pub row_document: f32,
    pub row_slider: f32,
    pub row_recent: f32,
    pub measure: f32,
}

/// One theme file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Palette {
    name: String,
    dark: bool,
    colours: Colours,
    tiers: Tiers,
    categories: BTreeMap<String, CategoryColours>,
}

/// Weight of a text run, one font family each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weight {
    Regular,
    Medium,
    SemiBold,
}

impl Weight {
    /// The font family that carries it.
    #[must_use]
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Medium => FontFamily::Name("medium".into()),
            Self::SemiBold => FontFamily::Name("semibold".into()),
        }
    }
}

/// A cut of type with its weight: what a text run is set in.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// Size and line height.
    pub cut: Cut,
    /// Weight.
    pub weight: Weight,
}

impl Face {
    /// The font of it.
    #[must_use]
    pub fn font(self) -> FontId {
        FontId::new(self.cut.size, self.weight.family())
    }

    /// The same in Medium.
    #[must_use]
    pub const fn medium(self) -> Self {
        Self {
            weight: Weight::Medium,
            ..self
        }
    }

    /// The same in SemiBold.
    #[must_use]
    pub const fn strong(self) -> Self {
        Self {
            weight: Weight::SemiBold,
            ..self
        }
    }
}

/// Colours and metrics of one appearance.
#[derive(Debug, Clone)]
pub struct Theme {
    /// `Light` or `Dark`.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests name the theme at fault"))]
    pub name: String,
    /// Whether grounds are dark.
    pub dark: bool,
    /// Surfaces and text.
    pub c: Colours,
    /// Tiers.
    pub tiers: Tiers,
    /// Categories by id.
    pub categories: BTreeMap<String, CategoryColours>,
    /// Type scale, spacing and shape.
    pub m: Metrics,
}

fn read<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ThemeError> {
    ron::from_str(text).map_err(|source| ThemeError {
        file,
        source: Box::new(source),
    })
}

impl Theme {
    /// The two themes that come with the program: light, dark.
    ///
    /// # Errors
    /// Where a built-in file is not valid.
    pub fn builtin() -> Result<[Self; 2], ThemeError> {
        let metrics: Metrics = read(
            "metrics.ron",
            include_str!("../../assets/theme/metrics.ron"),
        )?;
        let light: Palette = read("light.ron", include_str!("../../assets/theme/light.ron"))?;
        let dark: Palette = read("dark.ron", include_str!("../../assets/theme/dark.ron"))?;
        Ok([light, dark].map(|p| Self {
            name: p.name,
            dark: p.dark,
            c: p.colours,
            tiers: p.tiers,
            categories: p.categories,
            m: metrics,
        }))
    }

    /// The colours of a tier.
    #[must_use]
    pub const fn tier(&self, tier: Tier) -> TierColours {
        match tier {
            Tier::Low => self.tiers.low,
            Tier::Moderate => self.tiers.moderate,
            Tier::High => self.tiers.high,
            Tier::Severe => self.tiers.severe,
        }
    }

    /// The mark of a category. A category of a user's own catalogue that has no colours gets quiet ones.
    #[must_use]
    pub fn category(&self, id: &str) -> CategoryColours {
        self.categories.get(id).cloned().unwrap_or_else(|| {
            let code: String = id
                .chars()
                .filter(|c| c.is_alphanumeric())
                .take(2)
                .flat_map(char::to_uppercase)
                .collect();
            CategoryColours {
                code,
                fill: self.c.control,
                tint: self.c.hover,
                tint2: self.c.stroke_strong,
            }
        })
    }

    const fn face(cut: Cut) -> Face {
        Face {
            cut,
            weight: Weight::Regular,
        }
    }

    /// 13/18: rows, buttons, menus.
    #[must_use]
    pub const fn body(&self) -> Face {
        Self::face(self.m.body)
    }

    /// 12/16: section labels, details.
    #[must_use]
    pub const fn label(&self) -> Face {
        Self::face(self.m.label)
    }

    /// 11/14: captions, table heads.
    #[must_use]
    pub const fn caption(&self) -> Face {
        Self::face(self.m.caption)
    }

    /// 15/20: numbers in headers.
    #[must_use]
    pub const fn figure(&self) -> Face {
        Self::face(self.m.figure)
    }

    /// 17/22, SemiBold: vendor, finding.
    #[must_use]
    pub const fn heading(&self) -> Face {
        Self::face(self.m.heading).strong()
    }

    /// Any cut, regular.
    #[must_use]
    pub const fn cut(&self, cut: Cut) -> Face {
        Self::face(cut)
    }

    /// The corner radius of fields and cells.
    #[must_use]
    pub const fn field_radius(&self) -> CornerRadius {
        CornerRadius::same(self.m.radius_field)
    }

    /// The corner radius of buttons.
    #[must_use]
    pub const fn button_radius(&self) -> CornerRadius {
        CornerRadius::same(self.m.radius_button)
    }

    /// A hairline.
    #[must_use]
    pub const fn hairline(&self) -> Stroke {
        Stroke {
            width: 1.0,
            color: self.c.stroke,
        }
    }

    /// Border of buttons, fields and cards.
    #[must_use]
    pub const fn border(&self) -> Stroke {
        Stroke {
            width: 1.0,
            color: self.c.stroke_strong,
        }
    }

    /// The style that egui's own widgets get.
    #[must_use]
    pub fn style(&self) -> egui::Style {
        let mut style = egui::Style {
            visuals: if self.dark {
                egui::Visuals::dark()
            } else {
                egui::Visuals::light()
            },
            ..egui::Style::default()
        };
        let c = &self.c;
        let font = |cut: Cut| FontId::new(cut.size, FontFamily::Proportional);
        style.text_styles = [
            (egui::TextStyle::Small, font(self.m.caption)),
            (egui::TextStyle::Body, font(self.m.body)),
            (egui::TextStyle::Button, font(self.m.body)),
            (egui::TextStyle::Heading, self.heading().font()),
            (
                egui::TextStyle::Monospace,
                FontId::new(self.m.label.size, FontFamily::Monospace),
            ),
        ]
        .into();
        style.drag_value_text_style = egui::TextStyle::Body;
        style.animation_time = 0.08;
        style.scroll_animation = egui::style::ScrollAnimation::duration(0.12);
        let s = &mut style.spacing;
        s.item_spacing = Vec2::new(8.0, 4.0);
        s.button_padding = Vec2::new(10.0, 4.0);
        s.interact_size = Vec2::new(28.0, 24.0);
        s.menu_margin = Margin::same(6);
        s.window_margin = Margin::same(20);
        s.menu_width = 232.0;
        s.scroll = egui::style::ScrollStyle {
            floating_allocated_width: 0.0,
            ..egui::style::ScrollStyle::thin()
        };
        s.tooltip_width = 360.0;

        let v = &mut style.visuals;
        v.weak_text_color = Some(c.text_faint);
        v.hyperlink_color = c.accent;
        v.faint_bg_color = c.panel;
        v.extreme_bg_color = c.page;
        v.text_edit_bg_color = Some(c.page);
        v.code_bg_color = c.hover;
        v.warn_fg_color = self.tiers.moderate.ink;
        v.error_fg_color = self.tiers.high.ink;
        v.window_fill = c.raised;
        v.window_stroke = self.border();
        v.panel_fill = c.bg;
        v.window_corner_radius = CornerRadius::same(self.m.radius_drop);
        v.menu_corner_radius = CornerRadius::same(self.m.radius_card);
        v.window_shadow = egui::Shadow::NONE;
        v.popup_shadow = egui::Shadow::NONE;
        v.selection.bg_fill = c.selected;
        v.selection.stroke = Stroke::new(1.0, c.accent);
        v.text_cursor.stroke = Stroke::new(1.5, c.accent);
        v.slider_trailing_fill = true;
        v.handle_shape = egui::style::HandleShape::Circle;
        v.striped = false;
        v.indent_has_left_vline = false;
        let radius = CornerRadius::same(self.m.radius_field);
        let state = |fill: Color32, border: Color32, ink: Color32| egui::style::WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, border),
            corner_radius: radius,
            fg_stroke: Stroke::new(1.0, ink),
            expansion: 0.0,
        };
        v.widgets.noninteractive = state(c.panel, c.stroke, c.text);
        v.widgets.inactive = state(c.raised, c.stroke_strong, c.text);
        v.widgets.hovered = state(c.hover, c.control, c.text);
        v.widgets.active = state(c.selected, c.accent, c.text);
        v.widgets.open = state(c.hover, c.stroke_strong, c.text);
        style
    }
}

fn hex<'de, D: Deserializer<'de>>(d: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(d)?;
    Color32::from_hex(&text).map_err(|_| {
        serde::de::Error::custom(format!(
            "{text} is not a colour; write it as #RRGGBB, such as #2B54C4"
        ))
    })
}

/// `a` mixed into `b`: 0 gives `b`, 1 gives `a`. Flat colours, so that no transparency is needed.
#[must_use]
pub fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    let part = |x: u8, y: u8| {
        let value = f32::from(x) * share + f32::from(y) * (1.0 - share);
        value.round().clamp(0.0, 255.0) as u8
    };
    Color32::from_rgb(part(a.r(), b.r()), part(a.g(), b.g()), part(a.b(), b.b()))
}
