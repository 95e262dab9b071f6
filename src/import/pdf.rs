//! PDF.
//!
//! A PDF has no paragraphs: it says where letters stand. The words with their places come from unpdf ([`view`],
//! [`sheet`]); tables that are ruled come from it as well ([`tables`]). Running headers and footers are told by
//! their standing at one place on page after page ([`furniture`]). What is left is put together, line by line, to
//! headings, paragraphs and items ([`flow`]), across columns and pages. What was lost on the way, or may have been,
//! is said in warnings ([`quality`]).

mod arrange;
mod bullets;
mod fields;
mod flow;
mod furniture;
mod glyphs;
mod headings;
mod hyphens;
mod language;
mod line;
mod marker;
mod open;
mod preflight;
mod quality;
mod rules;
mod sheet;
mod tables;
mod view;

use super::extract::{Extracted, Input, Refused};
use super::lost::Evidence;

/// Reads a file of this format.
///
/// # Errors
/// Where nothing usable comes out.
pub fn extract(input: &Input<'_>) -> Result<Extracted, Refused> {
    let opened = open::open(input)?;
    let mut sheets = sheet::read_all(&opened, input)?;
    let kept = furniture::strip(&mut sheets);
    let mut pieces = flow::pieces(&opened, &sheets, &kept);
    let filled = fields::pieces(&opened, &pieces);
    pieces.extend(filled);
    let text = flow::plain(&pieces);
    let warnings = quality::warnings(&opened, &sheets, &text)?;
    let (blocks, tally) = flow::blocks(pieces, &Evidence::of(&text));
    Ok(Extracted {
        title: opened.title(&text),
        site: opened.author(&text),
        blocks,
        pages: Some(opened.pages),
        tally,
        warnings,
        open_ended: false,
    })
}
