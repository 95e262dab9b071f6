//! Looks a file over before the library follows it. The library trusts what a file says about itself in a few places
//! where that costs the stack, the memory or the time of the whole program; a file that would do that is refused.

mod budget;
mod depth;
mod maps;
mod packed;
mod torn;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use unpdf::parser::raw::tokenizer::{self, PdfDict, PdfObject};
use unpdf::parser::raw::xref::{self, XrefEntry, XrefTable};
use unpdf::parser::raw::{PdfStream, RawDocument};

use crate::import::extract::{Input, Refused};

use super::open::guarded;
use budget::Budget;
use packed::Packed;

pub use depth::{deepest, deepest_array};
pub use torn::Torn;

/// Deepest nesting of arrays and dictionaries; sound files stay far below 50.
pub const MOST_DEPTH: usize = 400;

/// Most sections of the table of objects: one for each time that the file was saved.
const MOST_SECTIONS: usize = 2_000;
/// Most fields of a form that are walked, and how deep they may lie.
const MOST_FIELDS: usize = 20_000;
const DEEPEST_FIELD: usize = 60;

/// What of a file may be followed, and what was seen of it on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Whether the fields of its form are a tree.
    pub fields: bool,
    /// What of it is torn.
    pub torn: Torn,
}

/// Looks a file over.
///
/// # Errors
/// Where following it would cost more than the limits allow.
pub fn check(input: &Input<'_>) -> Result<Cleared, Refused> {
    let data = input.bytes;
    if deepest(data) > MOST_DEPTH {
        return Err(too_deep());
    }
    let mut budget = Budget::new(data.len(), input.limits.unfolded);
    sections(data, &mut budget)?;
    let mut packed = Packed::default();
    for offset in headers(data) {
        object(data, offset, &mut budget, &mut packed)?;
    }
    let table = guarded(|| table(data)).flatten();
    let Some((table, sealed)) = table else {
        // Nothing can be found in it: the library will say so.
        return Ok(Cleared::default());
    };
    if sealed {
        holders(data, &table, &mut budget)?;
    }
    for entry in table.entries.values() {
        match *entry {
            XrefEntry::Uncompressed(offset) if !is_header(data, offset) => {
                object(data, offset, &mut budget, &mut packed)?;
            }
            XrefEntry::Uncompressed(_) => {}
            XrefEntry::Compressed(stream, index) => budget.copy(packed.size(stream, index))?,
        }
    }
    let Some(document) = guarded(|| RawDocument::load(data).ok()).flatten() else {
        return Ok(Cleared::default());
    };
    if sealed || budget.is_unsure() {
        opened(&document, &table, &budget)?;
    }
    contents(&document, &mut budget)?;
    maps::codes(&document, &table)?;
    Ok(Cleared {
        fields: fields_are_a_tree(&document),
        torn: torn::torn(&document, &table),
    })
}

/// The refusal of a file that nests too deeply.
pub fn too_deep() -> Refused {
    Refused::TooMuch(format!(
        "its objects lie more than {MOST_DEPTH} deep in each other"
    ))
}

/// Goes through the sections of the table of objects, of which each names the one before.
fn sections(data: &[u8], budget: &mut Budget) -> Result<(), Refused> {
    let mut next = xref::find_startxref(data).ok();
    let mut seen = BTreeSet::new();
    while let Some(offset) = next.filter(|&o| o < data.len()) {
        if !seen.insert(offset) {
            break;
        }
        if seen.len() > MOST_SECTIONS {
            return Err(Refused::TooMuch(format!(
                "its table of objects has more than {MOST_SECTIONS} sections"
            )));
        }
        let stream = parse(data, offset, budget)?;
        let dict = match &stream {
            Some(PdfObject::Stream(stream)) => {
                budget.widths(&stream.dict)?;
                Some(&stream.dict)
            }
            _ => None,
        };
        let trailer = match dict {
            Some(_) => None,
            None => match find(data, b"trailer", offset) {
                Some(at) => parse(data, at + b"trailer".len(), budget)?,
                None => None,
            },
        };
        let dict = dict.or_else(|| trailer.as_ref().and_then(PdfObject::as_dict));
        next = dict
            .and_then(|d| d.get(b"Prev".as_slice()))
            .and_then(PdfObject::as_i64)
            .and_then(|at| usize::try_from(at).ok());
    }
    Ok(())
}

/// Where objects start, as the library looks for them when the table is of no use.
fn headers(data: &[u8]) -> Vec<usize> {
    let starts = data
        .iter()
        .enumerate()
        .filter(|(_, b)| b.is_ascii_digit())
        .map(|(at, _)| at);
    starts.filter(|&at| is_header(data, at)).collect()
}

/// Whether an object starts here, at the start of a line.
fn is_header(data: &[u8], at: usize) -> bool {
    let at_line_start = match at.checked_sub(1).and_then(|b| data.get(b)) {
        None => true,
        Some(before) => matches!(before, b'\n' | b'\r'),
    };
    at_line_start && header(data, at)
}

/// Whether `number number obj` stands here.
fn header(data: &[u8], at: usize) -> bool {
    let Some(rest) = data.get(at..) else {
        return false;
    };
    let digits = |rest: &[u8]| rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let blanks = |rest: &[u8]| {
        let is_blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0 | 12);
        rest.iter().take_while(is_blank).count()
    };
    let mut rest = rest;
    for _ in 0..2 {
        for count in [
            digits(rest),
            blanks(rest.get(digits(rest)..).unwrap_or_default()),
        ] {
            if count == 0 || count > 64 {
                return false;
            }
            rest = rest.get(count..).unwrap_or_default();
        }
    }
    rest.starts_with(b"obj")
}

/// Reads one object and pays for it.
fn object(
    data: &[u8],
    offset: usize,
    budget: &mut Budget,
    packed: &mut Packed,
) -> Result<(), Refused> {
    let Some(PdfObject::Stream(stream)) = parse(data, offset, budget)? else {
        return Ok(());
    };
    let number = data
        .get(offset..)
        .and_then(|d| {
            std::str::from_utf8(d.get(..d.iter().take_while(|b| b.is_ascii_digit()).count())?).ok()
        })
        .and_then(|n| n.parse().ok())
        .unwrap_or(u32::MAX);
    look_into(number, &stream, budget, packed)
}

/// Pays for what a stream unfolds to, and for the objects in it.
fn look_into(
    number: u32,
    stream: &PdfStream,
    budget: &mut Budget,
    packed: &mut Packed,
) -> Result<(), Refused> {
    if is_picture(stream) {
        return Ok(());
    }
    budget.widths(&stream.dict)?;
    budget.unfold(stream)?;
    let holds_objects = [b"N".as_slice(), b"First"]
        .iter()
        .all(|k| stream.dict.contains_key(*k));
    if holds_objects {
        packed.read(number, stream)?;
    }
    Ok(())
}

/// Parses an object and pays for the bytes that it took.
fn parse(data: &[u8], offset: usize, budget: &mut Budget) -> Result<Option<PdfObject>, Refused> {
    match guarded(|| tokenizer::parse_object(data, offset)) {
        Some(Ok((object, end))) => {
            budget.parsed(end.saturating_sub(offset))?;
            Ok(Some(object))
        }
        Some(Err(error)) => {
            budget.failed(&error.to_string(), offset, data.len())?;
            Ok(None)
        }
        None => Ok(None),
    }
}

/// The numbers of the streams that hold objects.
fn holding(table: &XrefTable) -> BTreeSet<u32> {
    table
        .entries
        .values()
        .filter_map(|entry| match *entry {
            XrefEntry::Compressed(stream, _) => Some(stream),
            XrefEntry::Uncompressed(_) => None,
        })
        .collect()
}

/// Bounds what the streams that hold objects unfold to, where the file is sealed: the library opens the seal and
/// unfolds them in one step.
fn holders(data: &[u8], table: &XrefTable, budget: &mut Budget) -> Result<(), Refused> {
    for number in holding(table) {
        if let Some(&XrefEntry::Uncompressed(offset)) = table.entries.get(&(number, 0))
            && let Some(PdfObject::Stream(stream)) = parse(data, offset, budget)?
        {
            budget.sealed(&stream)?;
        }
    }
    Ok(())
}

/// Pays for what streams unfold to once the library has opened their seal, or looked up how they are packed.
fn opened(document: &RawDocument, table: &XrefTable, budget: &Budget) -> Result<(), Refused> {
    let mut budget = budget.fresh();
    for id in table.entries.keys() {
        let stream = document.get_object(*id).and_then(PdfObject::as_stream);
        if let Some(stream) = stream.filter(|s| !is_picture(s)) {
            budget.unfold(stream)?;
        }
    }
    Ok(())
}

/// Whether a stream is a picture, which is never unfolded.
fn is_picture(stream: &PdfStream) -> bool {
    let kind = stream.dict.get(b"Subtype".as_slice());
    kind.and_then(PdfObject::as_name) == Some(b"Image")
}

/// The table as the library will have it, and whether the file is sealed by a password.
fn table(data: &[u8]) -> Option<(XrefTable, bool)> {
    let is_sealed = |trailer: &PdfDict| trailer.contains_key(b"Encrypt".as_slice());
    let chain = xref::parse_xref_chain(data)
        .ok()
        .map(|(table, trailer)| (table, is_sealed(&trailer)));
    let sound = chain.as_ref().is_some_and(|(table, _)| {
        table
            .entries
            .iter()
            .all(|(&(number, generation), entry)| match *entry {
                XrefEntry::Uncompressed(at) => xref::object_header_at(data, at, number, generation),
                XrefEntry::Compressed(..) => true,
            })
    });
    if sound {
        return chain;
    }
    let sealed = chain.as_ref().is_some_and(|(_, sealed)| *sealed);
    xref::reconstruct(data)
        .ok()
        .map(|(table, trailer)| (table, sealed || is_sealed(&trailer)))
        .or(chain)
}

/// Pays for the contents of each page: a page may name one stream many times.
fn contents(document: &RawDocument, budget: &mut Budget) -> Result<(), Refused> {
    for page in document.pages().into_values() {
        let Some(contents) = document
            .get_dict(page)
            .ok()
            .and_then(|d| d.get(b"Contents".as_slice()))
        else {
            continue;
        };
        let PdfObject::Array(parts) = document.resolve(contents) else {
            continue;
        };
        // What is named once was paid for with the streams.
        let mut sizes: BTreeMap<(u32, u16), usize> = BTreeMap::new();
        let mut of_page = budget.fresh();
        for id in parts.iter().filter_map(PdfObject::as_reference) {
            match sizes.entry(id) {
                Entry::Occupied(size) => of_page.again(*size.get())?,
                Entry::Vacant(place) => {
                    let stream = document.get_object(id).map(|o| document.resolve(o));
                    let stream = stream.and_then(PdfObject::as_stream);
                    place.insert(stream.map_or(Ok(0), |s| of_page.unfold(s))?);
                }
            }
        }
    }
    Ok(())
}

/// Whether the fields of a form can be walked: the library goes down without looking where it has been.
fn fields_are_a_tree(document: &RawDocument) -> bool {
    let dict_of =
        |object: &PdfObject| -> Option<PdfDict> { document.resolve(object).as_dict().cloned() };
    let Some(form) = document
        .catalog()
        .ok()
        .and_then(|c| c.get(b"AcroForm".as_slice()))
        .and_then(dict_of)
    else {
        return true;
    };
    let below = |dict: &PdfDict, key: &[u8]| -> Vec<(u32, u16)> {
        let list = dict
            .get(key)
            .map(|o| document.resolve(o))
            .and_then(PdfObject::as_array);
        list.unwrap_or_default()
            .iter()
            .filter_map(PdfObject::as_reference)
            .collect()
    };
    let mut seen = BTreeSet::new();
    let mut open: Vec<((u32, u16), usize)> = below(&form, b"Fields")
        .into_iter()
        .map(|id| (id, 0))
        .collect();
    while let Some((id, depth)) = open.pop() {
        if !seen.insert(id) || seen.len() > MOST_FIELDS || depth > DEEPEST_FIELD {
            return false;
        }
        if let Ok(dict) = document.get_dict(id) {
            open.extend(below(dict, b"Kids").into_iter().map(|id| (id, depth + 1)));
        }
    }
    true
}

/// The next place of these bytes.
fn find(data: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let at = data
        .get(from..)?
        .windows(what.len())
        .position(|w| w == what)?;
    Some(from + at)
}
