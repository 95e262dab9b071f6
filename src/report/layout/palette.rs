//! Colours of the report: the light palette, with white as the only surface.

use crate::score::Tier;

/// A colour, opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

const fn hex(value: u32) -> Color {
    Color {
        r: ((value >> 16) & 0xFF) as u8,
        g: ((value >> 8) & 0xFF) as u8,
        b: (value & 0xFF) as u8,
    }
}

/// Ground of formulas.
pub const PANEL: Color = hex(0x00F7_F8F9);
/// Paper.
pub const PAGE: Color = hex(0x00FF_FFFF);
/// Hairlines between rows.
pub const STROKE: Color = hex(0x00E0_E2E6);
/// Stronger lines: totals, marks of cuts.
pub const STROKE_STRONG: Color = hex(0x00C6_CAD0);
/// Borders of what is to be filled in.
pub const CONTROL: Color = hex(0x0085_8C95);
/// Words that matter.
pub const TEXT: Color = hex(0x0015_181C);
/// Labels.
pub const SOFT: Color = hex(0x0043_4A53);
/// Captions, places, intervals.
pub const FAINT: Color = hex(0x005C_646E);
/// Effects of asks, links.
pub const ACCENT: Color = hex(0x002B_54C4);

/// The colours of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierColors {
    /// Bars, dots, shapes.
    pub fill: Color,
    /// Words.
    pub ink: Color,
    /// Grounds.
    pub tint: Color,
}

/// The colours of a tier.
#[must_use]
pub const fn tier(tier: Tier) -> TierColors {
    match tier {
        Tier::Low => TierColors {
            fill: hex(0x0036_968A),
            ink: hex(0x0017_605A),
            tint: hex(0x00DD_F0EC),
        },
        Tier::Moderate => TierColors {
            fill: hex(0x00B0_8600),
            ink: hex(0x006E_4F00),
            tint: hex(0x00FA_EDC6),
        },
        Tier::High => TierColors {
            fill: hex(0x00B9_470F),
            ink: hex(0x0098_370A),
            tint: hex(0x00FB_DCC9),
        },
        Tier::Severe => TierColors {
            fill: hex(0x0086_0B2E),
            ink: hex(0x008E_0D33),
            tint: hex(0x00F6_CBD5),
        },
    }
}

/// The colours of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryColors {
    /// The bar at a quote.
    pub fill: Color,
    /// The ground of a quote.
    pub tint: Color,
    /// The ground of the two-letter code.
    pub code: Color,
}

/// The colours of a category by its two-letter code; grey for one that is not built in.
#[must_use]
pub fn category(code: &str) -> CategoryColors {
    let (fill, tint, code) = match code {
        "TE" => (0x0024_749A, 0x00DC_E9EF, 0x00B5_D0DD),
        "BE" => (0x0084_598E, 0x00EB_E4ED, 0x00D5_C7D9),
        "AD" => (0x009A_535D, 0x00EF_E3E5, 0x00DD_C5C8),
        "TR" => (0x0000_7D7A, 0x00D6_EAEA, 0x00A8_D3D2),
        "SH" => (0x00B4_8F4D, 0x00F3_EDE3, 0x00E5_D9C2),
        "AI" => (0x009E_88C7, 0x00EF_ECF6, 0x00DE_D7EC),
        "RE" => (0x0088_A05D, 0x00EC_F0E5, 0x00D7_DFC8),
        "SE" => (0x0043_A4BA, 0x00E1_F0F4, 0x00BF_E0E8),
        "RI" => (0x0046_7A48, 0x00E1_EAE2, 0x00C0_D2C1),
        "CH" => (0x0096_5C32, 0x00EE_E5DE, 0x00DB_C8B9),
        "GO" => (0x005C_67A3, 0x00E5_E7F0, 0x00C8_CBE0),
        "CO" => (0x0051_A88C, 0x00E3_F1ED, 0x00C4_E1D8),
        "RO" => (0x00C9_7F72, 0x00F6_EBE8, 0x00ED_D3CF),
        "KI" => (0x00BF_7DA3, 0x00F5_EAF0, 0x00E9_D3E0),
        "CT" => (0x0079_6D21, 0x00EA_E8DB, 0x00D1_CDB4),
        _ => (0x005C_646E, 0x00F7_F8F9, 0x00E0_E2E6),
    };
    CategoryColors {
        fill: hex(fill),
        tint: hex(tint),
        code: hex(code),
    }
}
