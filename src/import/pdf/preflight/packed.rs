//! Objects that are packed into streams.

use std::collections::BTreeMap;

use unpdf::parser::raw::tokenizer::PdfObject;
use unpdf::parser::raw::{PdfStream, stream, tokenizer};

use crate::import::extract::Refused;
use crate::import::pdf::open::guarded;

use super::budget::Budget;
use super::depth::deepest;
use super::{MOST_DEPTH, too_deep};

/// What the streams of a file hold.
#[derive(Debug, Default)]
pub struct Packed {
    /// For each stream of objects, how many bytes each of them takes.
    sizes: BTreeMap<u32, Vec<usize>>,
}

impl Packed {
    /// How many bytes a packed object takes.
    pub fn size(&self, stream: u32, index: u32) -> usize {
        let sizes = self.sizes.get(&stream);
        usize::try_from(index)
            .ok()
            .and_then(|i| sizes?.get(i))
            .copied()
            .unwrap_or(0)
    }

    /// Looks over the objects in a stream that its budget allows to unfold.
    pub fn read(&mut self, number: u32, stream: &PdfStream) -> Result<(), Refused> {
        let Some(data) = guarded(|| stream::decompress(stream).ok()).flatten() else {
            return Ok(());
        };
        if deepest(&data) > MOST_DEPTH {
            return Err(too_deep());
        }
        let entry = |key: &[u8]| {
            let number = stream.dict.get(key).and_then(PdfObject::as_i64);
            number
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(usize::MAX)
        };
        let (count, first) = (entry(b"N"), entry(b"First"));
        let mut budget_here = Budget::new(data.len(), 0);
        let mut sizes = Vec::new();
        let mut at = 0;
        for _ in 0..count {
            let Some((_, after)) = number_at(&data, at) else {
                break;
            };
            let Some((offset, after)) = number_at(&data, after) else {
                break;
            };
            at = after;
            let start = first.saturating_add(offset);
            let size = match guarded(|| tokenizer::parse_object(&data, start)) {
                Some(Ok((_, end))) => end.saturating_sub(start),
                Some(Err(error)) => {
                    budget_here.failed(&error.to_string(), start, data.len())?;
                    0
                }
                None => 0,
            };
            budget_here.parsed(size)?;
            sizes.push(size);
        }
        self.sizes.insert(number, sizes);
        Ok(())
    }
}

/// The number at a place, after blanks, and the place after it.
fn number_at(data: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = data.get(at..)?;
    let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
    let rest = rest.get(blanks..)?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let number = std::str::from_utf8(rest.get(..digits)?)
        .ok()?
        .parse()
        .ok()?;
    Some((number, at + blanks + digits))
}
