//! What looking a file over, and so following it, may cost.

use unpdf::parser::raw::PdfStream;
use unpdf::parser::raw::stream;
use unpdf::parser::raw::tokenizer::{PdfDict, PdfObject};

use crate::import::extract::Refused;
use crate::import::pdf::open::guarded;

/// Bytes of broken objects that are gone through: each may be looked for to the end of the file.
const FAILED: usize = 1 << 30;
/// Widest field of a table of objects, in bytes.
const WIDEST: i64 = 8;
/// Packed bytes that are unfolded without looking first; the library lets them grow at most 600 times.
const SMALL: usize = 64 * 1024;

/// What is left to spend, in bytes.
#[derive(Debug, Clone)]
pub struct Budget {
    parse: usize,
    failed: usize,
    unfold: usize,
    /// What `unfold` started with.
    limit: usize,
    copies: usize,
}

const MEGABYTE: usize = 1024 * 1024;

impl Budget {
    /// For a file of this size that may unfold to so much.
    pub const fn new(size: usize, unfolded: usize) -> Self {
        Self {
            // Objects do not overlap; a table may name what is no object by itself.
            parse: size.saturating_mul(4).saturating_add(MEGABYTE),
            failed: FAILED,
            unfold: unfolded,
            limit: unfolded,
            copies: unfolded,
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
        let to_the_end = ["Unterminated", "Missing", "Unexpected end"]
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

    /// Pays for what a stream unfolds to.
    pub fn unfold(&mut self, stream: &PdfStream) -> Result<(), Refused> {
        let limit = self.limit / MEGABYTE;
        let too_much = || Refused::TooMuch(format!("its streams unfold to more than {limit} MB"));
        if filters(&stream.dict) > 1 {
            return Err(Refused::TooMuch(
                "a stream in it is packed more than once".to_owned(),
            ));
        }
        let size = if stream.raw_data.len() < SMALL || filters(&stream.dict) == 0 {
            guarded(|| stream::decode(stream).map_or(0, |d| d.data.len())).unwrap_or(0)
        } else {
            unfolded(stream, self.unfold)
        };
        spend(&mut self.unfold, size, too_much)
    }
}

fn spend(left: &mut usize, bytes: usize, why: impl FnOnce() -> Refused) -> Result<(), Refused> {
    *left = left.checked_sub(bytes).ok_or_else(why)?;
    Ok(())
}

/// How many filters of a stream make more of its bytes.
fn filters(dict: &PdfDict) -> usize {
    let grows = |o: &PdfObject| {
        matches!(
            o.as_name(),
            Some(b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL")
        )
    };
    match dict.get(b"Filter".as_slice()) {
        Some(PdfObject::Array(list)) => list.iter().filter(|o| grows(o)).count(),
        Some(one) => usize::from(grows(one)),
        None => 0,
    }
}

/// What a large stream unfolds to, looked at piece by piece: a prefix tells how much it grows.
fn unfolded(stream: &PdfStream, left: usize) -> usize {
    let mut tried = SMALL;
    let mut size = 0;
    while tried < stream.raw_data.len() {
        let prefix = PdfStream {
            dict: stream.dict.clone(),
            raw_data: stream.raw_data.get(..tried).unwrap_or_default().to_vec(),
        };
        size = guarded(|| stream::decode(&prefix).map_or(0, |d| d.data.len())).unwrap_or(0);
        if size > left {
            return size;
        }
        tried = tried.saturating_mul(2);
    }
    guarded(|| stream::decode(stream).map_or(size, |d| d.data.len())).unwrap_or(size)
}
