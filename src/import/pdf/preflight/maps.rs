//! Tables that tell the letters of a font's codes. A range in them may name four thousand million codes in thirty bytes,
//! and the library writes out each.

use std::collections::BTreeMap;

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

/// Bounds the codes that the fonts of a file map; a map that several fonts share is written out for each.
///
/// # Errors
/// Where they are more than any font has.
pub fn codes(document: &RawDocument, table: &XrefTable) -> Result<(), Refused> {
    let mut maps = Vec::new();
    for id in table.entries.keys() {
        if let Some(object) = document.get_object(*id) {
            collect(object, 0, &mut maps);
        }
    }
    let mut sizes: BTreeMap<(u32, u16), u64> = BTreeMap::new();
    let mut total = 0_u64;
    for map in maps {
        let size = *sizes.entry(map).or_insert_with(|| {
            let named = PdfObject::Reference(map.0, map.1);
            let stream = document.resolve(&named).as_stream();
            // What does not unfold is read as it stands.
            stream.map_or(0, |s| {
                let data = guarded(|| decompress(s).ok()).flatten();
                named_codes(&String::from_utf8_lossy(
                    data.as_deref().unwrap_or(&s.raw_data),
                ))
            })
        });
        total = total.saturating_add(size);
        if total > MOST_CODES {
            return Err(Refused::TooMuch(format!(
                "its fonts tell the letters of more than {MOST_CODES} codes"
            )));
        }
    }
    Ok(())
}

/// The maps that dictionaries in an object name, as often as they are named.
fn collect(object: &PdfObject, depth: usize, into: &mut Vec<(u32, u16)>) {
    if depth > DEEPEST {
        return;
    }
    let mut dictionary = |dict: &PdfDict| {
        for (key, value) in dict {
            match value.as_reference() {
                Some(id) if key.as_slice() == b"ToUnicode" => into.push(id),
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

/// How many codes the ranges of a map name, as the library reads them: from each beginning to the next end, and past a
/// number that is none.
fn named_codes(map: &str) -> u64 {
    let mut codes = 0_u64;
    let mut left = map;
    while let Some((_, after)) = left.split_once("beginbfrange") {
        let Some((block, after)) = after.split_once("endbfrange") else {
            break;
        };
        left = after;
        let mut rest = block;
        while let Some((low, after)) = number(rest) {
            rest = after;
            let Some(low) = low else { continue };
            let Some((high, after)) = number(rest) else {
                break;
            };
            rest = after;
            let Some(high) = high else { continue };
            codes = codes.saturating_add((high + 1).saturating_sub(low));
            let trimmed = rest.trim_start();
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
        assert_eq!(named_codes(map), 2 + 10 + 65_536);
        assert_eq!(named_codes("<00000000> <FFFFFFFF> <0041>"), 0);
        assert_eq!(named_codes("beginbfrange <00> <FF> <41>"), 0, "no end");
    }

    #[test]
    fn a_number_that_is_none_hides_no_range() {
        let all = 0x1_0000_0000;
        for map in [
            "beginbfrange <zz> <00000000> <FFFFFFFF> <0041> endbfrange",
            "beginbfrange <0> beginbfrange <FFFFFFFF> <41> endbfrange",
        ] {
            assert_eq!(named_codes(map), all, "{map}");
        }
    }
}
