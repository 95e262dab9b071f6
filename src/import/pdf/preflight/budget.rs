//! What looking a file over, and so following it, may cost.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use unpdf::parser::raw::PdfStream;
use unpdf::parser::raw::stream;
use unpdf::parser::raw::tokenizer::{PdfDict, PdfObject};

use crate::import::extract::Refused;
use crate::import::pdf::open::guarded;

/// Widest field of a table of objects, in bytes.
const WIDEST: i64 = 8;
/// Filters that make more of their bytes.
const GROWING: [&[u8]; 6] = [
    b"FlateDecode",
    b"Fl",
    b"LZWDecode",
    b"LZW",
    b"RunLengthDecode",
    b"RL",
];
/// Packing by the usual filter makes no more than this of a byte.
const MOST_PACKED: usize = 1_032;
/// The library lets the bytes of a stream grow so many times.
const MOST_GROWTH: usize = 600;

/// What is left to spend, in bytes.
#[derive(Debug, Clone)]
pub struct Budget {
    parse: usize,
    failed: usize,
    unfold: usize,
    /// What `unfold` started with.
    limit: usize,
    copies: usize,
    /// Whether a stream does not say itself how it is packed.
    unsure: bool,
}

const MEGABYTE: usize = 1024 * 1024;

impl Budget {
    /// For a file of this size that may unfold to so much.
    pub const fn new(size: usize, unfolded: usize) -> Self {
        Self {
            // Objects do not overlap; a table may name what is no object by itself.
            parse: size.saturating_mul(4).saturating_add(MEGABYTE),
            // A broken object may be looked for to the end of the file, which a few are and many are not.
            failed: size.saturating_mul(32).saturating_add(16 * MEGABYTE),
            unfold: unfolded,
            limit: unfolded,
            copies: unfolded,
            unsure: false,
        }
    }

    /// The same with all of what may be unfolded.
    pub fn fresh(&self) -> Self {
        Self {
            unfold: self.limit,
            ..self.clone()
        }
    }

    /// Pays for an object that was parsed.
    pub fn parsed(&mut self, bytes: usize) -> Result<(), Refused> {
        spend(&mut self.parse, bytes, || {
            Refused::TooMuch("its objects lie over each other".to_owned())
        })
    }

    /// Pays for an object that could not be parsed, by what the library says of it.
    pub fn failed(&mut self, error: &str, offset: usize, end: usize) -> Result<(), Refused> {
        let to_the_end = ["Unterminated", "Missing", "Unexpected end", "hex"]
            .iter()
            .any(|w| error.contains(w));
        let told = error
            .rsplit(|c: char| !c.is_ascii_digit())
            .next()
            .and_then(|n| n.parse::<usize>().ok())
            .filter(|&at| (offset..=end).contains(&at));
        let bytes = if to_the_end {
            end.saturating_sub(offset)
        } else {
            told.unwrap_or(offset) - offset
        };
        spend(&mut self.failed, bytes, || {
            Refused::TooMuch("too many of its objects are broken".to_owned())
        })
    }

    /// Pays for a copy of a packed object.
    pub fn copy(&mut self, bytes: usize) -> Result<(), Refused> {
        spend(&mut self.copies, bytes, || {
            Refused::TooMuch("its table names the same objects too often".to_owned())
        })
    }

    /// Refuses a table of objects whose fields are wider than any number.
    pub fn widths(&self, dict: &PdfDict) -> Result<(), Refused> {
        let widths = dict
            .get(b"W".as_slice())
            .and_then(PdfObject::as_array)
            .unwrap_or_default();
        if widths
            .iter()
            .filter_map(PdfObject::as_i64)
            .all(|w| (0..=WIDEST).contains(&w))
        {
            Ok(())
        } else {
            Err(Refused::Damaged(
                "the table of its objects makes no sense".to_owned(),
            ))
        }
    }

    /// Pays for a stream of this size that is named again.
    pub fn again(&mut self, size: usize) -> Result<(), Refused> {
        let limit = self.limit / MEGABYTE;
        spend(&mut self.unfold, size, || {
            Refused::TooMuch(format!("a page of it unfolds to more than {limit} MB"))
        })
    }

    /// Whether a stream was met that does not say itself how it is packed, but names an object that does.
    pub const fn is_unsure(&self) -> bool {
        self.unsure
    }

    /// Refuses a sealed stream that may unfold to more than is allowed: what is in it cannot be looked at.
    pub fn sealed(&self, stream: &PdfStream) -> Result<(), Refused> {
        if stream.raw_data.len() > self.limit / MOST_PACKED {
            return Err(unbounded());
        }
        Ok(())
    }

    /// Pays for what a stream unfolds to and says how much that is.
    pub fn unfold(&mut self, stream: &PdfStream) -> Result<usize, Refused> {
        let limit = self.limit / MEGABYTE;
        let too_much = || Refused::TooMuch(format!("its streams unfold to more than {limit} MB"));
        let filters = filters(&stream.dict);
        self.unsure |= !names_filters(&stream.dict);
        let growing = filters.iter().filter(|f| GROWING.contains(f)).count();
        let size = match filters.as_slice() {
            [b"FlateDecode" | b"Fl"] => unfolded(&stream.raw_data, self.unfold),
            _ if growing == 0 => stream.raw_data.len(),
            _ if growing > 1 || stream.raw_data.len() > self.unfold / MOST_GROWTH => {
                return Err(unbounded());
            }
            _ => guarded(|| stream::decode(stream).map_or(0, |d| d.data.len())).unwrap_or(0),
        };
        spend(&mut self.unfold, size, too_much)?;
        Ok(size)
    }
}

fn spend(left: &mut usize, bytes: usize, why: impl FnOnce() -> Refused) -> Result<(), Refused> {
    *left = left.checked_sub(bytes).ok_or_else(why)?;
    Ok(())
}

fn unbounded() -> Refused {
    Refused::TooMuch("a stream in it is packed in a way that cannot be bounded".to_owned())
}

/// Whether a stream says itself which filters it has.
fn names_filters(dict: &PdfDict) -> bool {
    let is_name = |object: &PdfObject| object.as_name().is_some();
    match dict.get(b"Filter".as_slice()) {
        Some(PdfObject::Array(list)) => list.iter().all(is_name),
        Some(PdfObject::Null) | None => true,
        Some(one) => is_name(one),
    }
}

/// The filters of a stream, the outermost first.
pub fn filters(dict: &PdfDict) -> Vec<&[u8]> {
    match dict.get(b"Filter".as_slice()) {
        Some(PdfObject::Array(list)) => list.iter().filter_map(PdfObject::as_name).collect(),
        Some(one) => one.as_name().into_iter().collect(),
        None => Vec::new(),
    }
}

/// What a stream unfolds to as far as `limit`, counted without holding it.
fn unfolded(data: &[u8], limit: usize) -> usize {
    let count = |reader: &mut dyn Read| {
        let mut piece = [0; 16 * 1024];
        let mut size = 0_usize;
        while size <= limit {
            match reader.read(&mut piece) {
                Ok(0) | Err(_) => break,
                Ok(got) => size += got,
            }
        }
        size
    };
    // Some programs leave the frame around the packed data out.
    match count(&mut ZlibDecoder::new(data)) {
        0 => count(&mut DeflateDecoder::new(data)),
        size => size,
    }
}
