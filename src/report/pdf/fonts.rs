//! Cuts the fonts down to the letters that are used, and hands them to printpdf.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use subsetter::GlyphRemapper;

use crate::report::ExportError;
use crate::report::layout::Frames;
use crate::report::layout::item::Item;
use crate::report::layout::metrics::Cut;

/// A cut as it is embedded.
pub struct Embedded {
    /// Name of the resource.
    pub id: FontId,
    /// The font.
    pub font: PdfFont,
}

/// The cuts that the pages use.
pub fn embed(frames: &Frames) -> Result<BTreeMap<Cut, Embedded>, ExportError> {
    let mut used: BTreeMap<Cut, BTreeSet<char>> = BTreeMap::new();
    for item in frames.pages.iter().flat_map(|p| &p.items) {
        if let Item::Text(run) = item {
            used.entry(run.cut).or_default().extend(run.text.chars());
        }
    }
    used.into_iter()
        .map(|(cut, letters)| Ok((cut, cut_down(cut, &letters)?)))
        .collect()
}

fn cut_down(cut: Cut, letters: &BTreeSet<char>) -> Result<Embedded, ExportError> {
    let metrics = cut.metrics();
    let mut remapper = GlyphRemapper::new();
    let mut glyph_of: BTreeMap<u32, u16> = BTreeMap::new();
    let mut widths: BTreeMap<u16, u16> = BTreeMap::new();
    for &letter in letters {
        let glyph = metrics.glyph(letter);
        let id = remapper.remap(glyph.id);
        glyph_of.insert(u32::from(letter), id);
        widths.insert(id, glyph.advance);
    }
    let bytes =
        subsetter::subset(cut.bytes(), 0, &remapper).map_err(|error| ExportError::Font {
            font: cut.name(),
            why: error.to_string(),
        })?;
    let narrow = |value: i32| i16::try_from(value).unwrap_or_default();
    let font = ParsedFont::with_glyph_data(
        bytes,
        0,
        Some(format!("{}+{}", tag(letters), cut.name())),
        glyph_of,
        widths,
        // Widths are in thousandths of an em already.
        1000,
        FontMetrics {
            ascent: narrow(metrics.ascent),
            descent: narrow(metrics.descent),
        },
    );
    Ok(Embedded {
        id: FontId(resource(cut).to_owned()),
        font: PdfFont::new(font),
    })
}

/// Name of a cut among the resources of a page.
const fn resource(cut: Cut) -> &'static str {
    match cut {
        Cut::Regular => "SR",
        Cut::Medium => "SM",
        Cut::SemiBold => "SB",
        Cut::Mono => "MR",
        Cut::Scripts => "SF",
    }
}

/// Six capitals that tell this subset from others, as the format asks.
fn tag(letters: &BTreeSet<char>) -> String {
    // FNV-1a over the letters: the same letters, the same tag.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for letter in letters {
        for byte in u32::from(*letter).to_be_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (0..6)
        .map(|_| {
            let digit = u8::try_from(hash % 26).unwrap_or_default();
            hash /= 26;
            char::from(b'A' + digit)
        })
        .collect()
}
