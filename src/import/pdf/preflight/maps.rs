//! Tables that tell the letters of a font's codes. A range in them may name four thousand million codes in thirty bytes,
//! and the library writes out each.

use std::collections::BTreeSet;

use unpdf::parser::raw::RawDocument;
use unpdf::parser::raw::stream::decompress;
use unpdf::parser::raw::tokenizer::{PdfDict, PdfObject};
use unpdf::parser::raw::xref::XrefTable;

use super::super::open::guarded;
use crate::import::extract::Refused;

/// Most codes of all maps of a file together. A font has 65,536 codes at the most, and a map names those that are used.
const MOST_CODES: u64 = 4_000_000;
/// How deep a font may lie in an object of the file.
const DEEPEST: usize = 40;

/// Bounds the codes that the fonts of a file map.
///
/// # Errors
/// Where they are more than any font has.
pub fn codes(document: &RawDocument, table: &XrefTable) -> Result<(), Refused> {
    let mut maps = BTreeSet::new();
    let mut total = 0;
    for id in table.entries.keys() {
        if let Some(object) = document.get_object(*id) {
            collect(object, 0, &mut maps);
        }
    }
    for id in maps {
        let stream = document.get_object(id).and_then(PdfObject::as_stream);
        if let Some(data) = stream.and_then(|s| guarded(|| decompress(s).ok()).flatten()) {
            total += named(&String::from_utf8_lossy(&data));
        }
        if total > MOST_CODES {
            return Err(Refused::TooMuch(format!(
                "its fonts tell the letters of more than {MOST_CODES} codes"
            )));
        }
    }
    Ok(())
}

/// The maps that dictionaries in an object name.
fn collect(object: &PdfObject, depth: usize, into: &mut BTreeSet<(u32, u16)>) {
    if depth > DEEPEST {
        return;
    }
    let mut dictionary = |dict: &PdfDict| {
        for (key, value) in dict {
            match value.as_reference() {
                Some(id) if key.as_slice() == b"ToUnicode" => {
                    into.insert(id);
                }
                _ => collect(value, depth + 1, into),
            }
        }
    };
    match object {
        PdfObject::Dict(dict) => dictionary(dict),
        PdfObject::Stream(stream) => dictionary(&stream.dict),
        PdfObject::Array(parts) => {
            for part in parts {
                collect(part, depth + 1, into);
            }
        }
        _ => {}
    }
}

/// How many codes the ranges of a map name.
fn named(map: &str) -> u64 {
    let mut codes = 0_u64;
    for block in map.split("beginbfrange").skip(1) {
        let block = block.split("endbfrange").next().unwrap_or_default();
        // Numbers in angle brackets: two for a range, and one or a list in square brackets for its letters.
        let mut rest = block;
        while let Some((low, after)) = number(rest) {
            let Some((high, after)) = number(after) else {
                break;
            };
            if let (Some(low), Some(high)) = (low, high) {
                codes = codes.saturating_add(high.saturating_sub(low));
            }
            let trimmed = after.trim_start();
            rest = if trimmed.starts_with('[') {
                trimmed.split_once(']').map_or("", |(_, r)| r)
            } else {
                number(trimmed).map_or("", |(_, r)| r)
            };
        }
    }
    codes
}

/// The number of the next angle brackets, where it is one, and what follows.
fn number(text: &str) -> Option<(Option<u64>, &str)> {
    let (_, from) = text.split_once('<')?;
    let (inside, rest) = from.split_once('>')?;
    Some((
        u32::from_str_radix(inside.trim(), 16).ok().map(u64::from),
        rest,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_ranges_are_counted() {
        let map = "begincmap 2 beginbfrange <0020> <0021> <0041> <00> <09> [<0030> <0031>] endbfrange \
                   1 beginbfrange <0000> <FFFF> <0041> endbfrange endcmap";
        assert_eq!(named(map), 1 + 9 + 65_535);
        assert_eq!(named("<00000000> <FFFFFFFF> <0041>"), 0);
        assert_eq!(named("beginbfrange <00000000> <FFFFFFFF>"), 0xFFFF_FFFF);
    }
}
