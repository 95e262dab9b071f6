//! Pages of which a part is torn: something that draws their text, or says which letters it draws, is missing from the
//! file or does not unfold as it was packed.
//!
//! The library reads on where packed data breaks off, and gives what it has. That is of use, but what it leaves out it
//! does not tell. Packed data carry a checksum, so that a single changed bit is known.

use std::collections::{BTreeMap, BTreeSet};

use flate2::{Decompress, FlushDecompress, Status};
use unpdf::parser::raw::tokenizer::{PdfDict, PdfObject};
use unpdf::parser::raw::xref::XrefTable;
use unpdf::parser::raw::{PdfStream, RawDocument};

use super::budget::filters;
use super::holding;

/// How deep forms are followed, and how far up a page looks for what it inherits.
const DEEPEST: usize = 24;

type Id = (u32, u16);

/// What is torn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Torn {
    /// Pages, counted from 1.
    pub pages: Vec<u32>,
    /// Whether objects of the file are packed in streams that are torn, so that anything may be missing.
    pub objects: bool,
}

/// Tells what of a file is torn. The budget must have allowed its streams to unfold.
pub fn torn(document: &RawDocument, table: &XrefTable) -> Torn {
    let mut walk = Walk {
        document,
        known: BTreeMap::new(),
        open: BTreeSet::new(),
    };
    let mut pages = Vec::new();
    for (number, id) in document.pages() {
        if !walk.is_page_whole(id) {
            pages.push(number);
        }
    }
    let objects = holding(table).into_iter().any(|number| {
        let stream = document
            .get_object((number, 0))
            .and_then(PdfObject::as_stream);
        !stream.is_some_and(is_whole)
    });
    Torn { pages, objects }
}

struct Walk<'a> {
    document: &'a RawDocument,
    /// Whether what was looked at is whole.
    known: BTreeMap<Id, bool>,
    /// What is being looked at: a form may paint itself.
    open: BTreeSet<Id>,
}

impl<'a> Walk<'a> {
    fn is_page_whole(&mut self, page: Id) -> bool {
        let Ok(dict) = self.document.get_dict(page) else {
            return true;
        };
        let contents = dict.get(b"Contents".as_slice());
        let whole = contents.is_none_or(|contents| self.are_contents_whole(contents));
        whole & self.are_resources_whole(self.inherited(dict), 0)
    }

    fn are_contents_whole(&mut self, contents: &'a PdfObject) -> bool {
        match self.document.resolve(contents) {
            PdfObject::Array(parts) => parts.iter().all(|part| self.is_part_whole(part)),
            PdfObject::Null => true,
            _ => self.is_part_whole(contents),
        }
    }

    fn is_part_whole(&mut self, part: &'a PdfObject) -> bool {
        self.once(part, |walk| match walk.document.resolve(part) {
            PdfObject::Stream(stream) => is_whole(stream),
            PdfObject::Null => true,
            // A part of the page that the file does not hold.
            _ => false,
        })
    }

    /// The resources of a page, which those above it may hold.
    fn inherited(&self, page: &'a PdfDict) -> Option<&'a PdfDict> {
        let mut dict = Some(page);
        for _ in 0..DEEPEST {
            if let Some(found) = self.below(dict?, b"Resources") {
                return Some(found);
            }
            dict = self.below(dict?, b"Parent");
        }
        None
    }

    fn below(&self, dict: &'a PdfDict, key: &[u8]) -> Option<&'a PdfDict> {
        self.document.resolve(dict.get(key)?).as_dict()
    }

    /// Whether the forms and the fonts of a page or a form are whole.
    fn are_resources_whole(&mut self, resources: Option<&'a PdfDict>, depth: usize) -> bool {
        let Some(resources) = resources.filter(|_| depth < DEEPEST) else {
            return true;
        };
        let fonts = self.below(resources, b"Font").into_iter().flatten();
        let painted = self.below(resources, b"XObject").into_iter().flatten();
        let mut whole = true;
        for (_, font) in fonts {
            whole &= self.once(font, |walk| walk.is_font_whole(font));
        }
        for (_, form) in painted {
            whole &= self.once(form, |walk| walk.is_form_whole(form, depth));
        }
        whole
    }

    /// Whether a form is whole; pictures are not looked into.
    fn is_form_whole(&mut self, form: &'a PdfObject, depth: usize) -> bool {
        let stream = match self.document.resolve(form) {
            PdfObject::Stream(stream) => stream,
            other => return matches!(other, PdfObject::Null),
        };
        let kind = stream.dict.get(b"Subtype".as_slice());
        if kind.and_then(PdfObject::as_name) != Some(b"Form") {
            return true;
        }
        is_whole(stream)
            & self.are_resources_whole(self.below(&stream.dict, b"Resources"), depth + 1)
    }

    /// Whether a font is there, and says all of its letters where it says any.
    fn is_font_whole(&mut self, font: &'a PdfObject) -> bool {
        let Some(dict) = self.document.resolve(font).as_dict() else {
            return false;
        };
        match dict.get(b"ToUnicode".as_slice()) {
            Some(map) => match self.document.resolve(map) {
                PdfObject::Stream(stream) => is_whole(stream),
                PdfObject::Name(_) => true,
                _ => false,
            },
            None => true,
        }
    }

    /// Looks at an object that may be named many times once.
    fn once(&mut self, object: &PdfObject, look: impl FnOnce(&mut Self) -> bool) -> bool {
        let Some(id) = object.as_reference() else {
            return look(self);
        };
        if let Some(whole) = self.known.get(&id) {
            return *whole;
        }
        if !self.open.insert(id) {
            return true;
        }
        let whole = look(self);
        self.open.remove(&id);
        self.known.insert(id, whole);
        whole
    }
}

/// Whether a stream unfolds as it was packed. Only the one filter is looked at that nearly all files use.
fn is_whole(stream: &PdfStream) -> bool {
    let [b"FlateDecode" | b"Fl"] = filters(&stream.dict).as_slice() else {
        return true;
    };
    is_intact(&stream.raw_data)
}

/// Whether packed data are intact. Some programs leave the frame with the checksum out, or cut it off.
fn is_intact(data: &[u8]) -> bool {
    const FRAME: usize = 2;
    const CHECKSUM: usize = 4;
    // Nothing at all is how some programs write an empty page.
    if data.trim_ascii().is_empty() || unfolds(data, true).is_some() {
        return true;
    }
    let inner = data.get(FRAME..).unwrap_or_default();
    unfolds(inner, false).is_some_and(|left| left < CHECKSUM) || unfolds(data, false).is_some()
}

/// How many bytes are left behind packed data; nothing where they do not come to their end.
fn unfolds(data: &[u8], framed: bool) -> Option<usize> {
    let mut unfold = Decompress::new(framed);
    let mut piece = [0; 16 * 1024];
    loop {
        let at = usize::try_from(unfold.total_in()).ok()?;
        let (before, rest) = (unfold.total_out(), data.get(at..)?);
        match unfold.decompress(rest, &mut piece, FlushDecompress::None) {
            Ok(Status::StreamEnd) => {
                let end = usize::try_from(unfold.total_in()).ok()?;
                return data.len().checked_sub(end);
            }
            Ok(_) => {
                let end = usize::try_from(unfold.total_in()).ok()?;
                if end == at && unfold.total_out() == before {
                    return None;
                }
            }
            Err(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
        writer.write_all(text).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_changed_bit_and_a_cut_are_known() {
        let data = packed(&b"BT (We share data) Tj ET ".repeat(4000));
        assert!(is_intact(&data));
        let mut longer = data.clone();
        longer.extend(b"\r\n");
        assert!(is_intact(&longer), "a line break behind it");
        for at in 2..data.len() {
            let mut copy = data.clone();
            copy[at] ^= 4;
            assert!(!is_intact(&copy), "byte {at} of {}", data.len());
        }
        assert!(!is_intact(&data[..data.len() / 2]));
        assert!(!is_intact(b"no packed data at all"));
    }

    #[test]
    fn a_frame_may_be_missing() {
        let data = packed(b"BT (We share data) Tj ET");
        assert!(is_intact(&data[2..data.len() - 4]), "no frame");
        assert!(is_intact(&data[..data.len() - 4]), "no checksum");
        assert!(is_intact(&data[..data.len() - 2]), "half of it");
        assert!(is_intact(b"") && is_intact(b"\n"));
    }
}
