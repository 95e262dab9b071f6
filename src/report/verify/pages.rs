//! What a PDF shows: words page by page, and everything else as sums, to hold two files against each other.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};
use sha2::{Digest as _, Sha256};

/// How deep objects are followed, references included: from the resources of a page to the file of a font.
const DEPTH: usize = 24;
/// The most entries of an outline that are looked at.
const ENTRIES: usize = 20_000;

/// What a file shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// Words of each page, a line of them a line.
    pub words: Vec<String>,
    /// What else is shown, by a name for people; the same in files that show the same.
    shown: BTreeMap<String, Vec<u8>>,
}

impl Pages {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it cannot be read as a PDF.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let document =
            Document::load_mem(bytes).map_err(|e| format!("it cannot be read as a PDF ({e})"))?;
        let mut out = Self::default();
        let pages = document.get_pages();
        let told = Told {
            document: &document,
            numbers: pages.iter().map(|(number, id)| (*id, *number)).collect(),
        };
        for (number, id) in pages {
            let words = document
                .extract_text(&[number])
                .map_err(|e| format!("page {number} cannot be read ({e})"))?;
            out.words.push(words);
            out.page(&told, number, id);
        }
        if let Ok(catalog) = document.catalog() {
            let outline = told.outline(catalog);
            out.shown
                .insert("the outline".to_owned(), outline.into_bytes());
            for (key, name) in [
                (b"AcroForm".as_slice(), "form fields"),
                (b"OpenAction", "an action at opening"),
                (b"AA", "actions"),
                (b"OCProperties", "layers"),
            ] {
                if let Ok(object) = catalog.get(key) {
                    let words = told.object(object, DEPTH);
                    out.shown.insert(name.to_owned(), words.into_bytes());
                }
            }
        }
        let info = document
            .trailer
            .get(b"Info")
            .and_then(|o| document.dereference(o));
        if let Ok((_, Object::Dictionary(info))) = info {
            for key in [b"Title".as_slice(), b"Author", b"Subject"] {
                let value = info.get(key).and_then(Object::as_str).unwrap_or_default();
                let name = format!("the property {}", String::from_utf8_lossy(key));
                out.shown.insert(name, value.to_vec());
            }
        }
        Ok(out)
    }

    fn page(&mut self, told: &Told<'_>, number: u32, id: ObjectId) {
        let content = told.document.get_page_content(id);
        self.shown.insert(
            format!("what is drawn on page {number}"),
            // Blanks at the end are no drawing.
            Sha256::digest(content.trim_ascii_end()).to_vec(),
        );
        let Ok(page) = told.document.get_dictionary(id) else {
            return;
        };
        for (key, name) in [
            (b"Annots".as_slice(), "links and notes"),
            (b"MediaBox", "the size"),
            (b"CropBox", "the cut"),
            (b"Rotate", "the turn"),
            (b"Resources", "fonts and pictures"),
        ] {
            let Ok(object) = page.get(key) else { continue };
            self.shown.insert(
                format!("{name} of page {number}"),
                Sha256::digest(told.object(object, DEPTH)).to_vec(),
            );
        }
    }

    /// What is shown in one of two files and not in the same way in the other, for people.
    pub fn unlike(&self, other: &Self) -> Vec<String> {
        let names: std::collections::BTreeSet<&String> =
            self.shown.keys().chain(other.shown.keys()).collect();
        names
            .into_iter()
            .filter_map(|name| match (self.shown.get(name), other.shown.get(name)) {
                (Some(a), Some(b)) if a == b => None,
                (Some(_), Some(_)) => Some(format!("{name} differs")),
                (Some(_), None) => Some(format!("{name}: should not be there")),
                _ => Some(format!("{name}: is missing")),
            })
            .collect()
    }
}

/// Puts what a document holds into words that do not depend on how a file numbers its objects.
struct Told<'a> {
    document: &'a Document,
    /// Numbers of the pages. A page is told by its number: what is on it is looked at elsewhere.
    numbers: BTreeMap<ObjectId, u32>,
}

impl Told<'_> {
    /// The entries of the outline in order, each with its level and where it leads.
    fn outline(&self, catalog: &Dictionary) -> String {
        let entry = |dictionary: &Dictionary, key: &[u8]| {
            let object = dictionary.get(key).ok()?;
            let (_, entry) = self.document.dereference(object).ok()?;
            entry.as_dict().ok().cloned()
        };
        let mut out = String::new();
        let Some(root) = entry(catalog, b"Outlines") else {
            return out;
        };
        let mut open: Vec<(usize, Dictionary)> =
            entry(&root, b"First").map(|e| (0, e)).into_iter().collect();
        let mut left = ENTRIES;
        while let (Some((level, at)), 1..) = (open.pop(), left) {
            left -= 1;
            for key in [b"Title".as_slice(), b"Dest", b"A"] {
                if let Ok(object) = at.get(key) {
                    out.push_str(&format!("{level} {} ", self.object(object, DEPTH)));
                }
            }
            out.push('\n');
            open.extend(entry(&at, b"Next").map(|e| (level, e)));
            open.extend(entry(&at, b"First").map(|e| (level + 1, e)));
        }
        out
    }

    fn object(&self, object: &Object, depth: usize) -> String {
        if depth == 0 {
            return "…".to_owned();
        }
        match object {
            Object::Reference(id) => {
                if let Some(number) = self.numbers.get(id) {
                    return format!("page {number}");
                }
                self.document
                    .get_object(*id)
                    .map_or_else(|_| "nothing".to_owned(), |o| self.object(o, depth - 1))
            }
            Object::Array(list) => {
                let parts: Vec<String> = list.iter().map(|o| self.object(o, depth)).collect();
                format!("[{}]", parts.join(" "))
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary, depth),
            Object::Stream(stream) => {
                let content = stream
                    .decompressed_content()
                    .unwrap_or_else(|_| stream.content.clone());
                let sum = Sha256::digest(content);
                format!("{} {sum:x?}", self.dictionary(&stream.dict, depth))
            }
            Object::Real(value) => format!("{value}"),
            Object::Integer(value) => format!("{value}"),
            Object::String(bytes, _) => format!("{bytes:x?}"),
            Object::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
            other => format!("{other:?}"),
        }
    }

    fn dictionary(&self, dictionary: &Dictionary, depth: usize) -> String {
        let mut parts: Vec<String> = dictionary
            .iter()
            .filter(|(key, _)| {
                // How a stream is packed, and the way back up the tree, are not shown.
                !matches!(
                    key.as_slice(),
                    b"Length" | b"Filter" | b"DecodeParms" | b"Parent" | b"Prev" | b"Last" | b"P"
                )
            })
            .map(|(key, value)| {
                let key = String::from_utf8_lossy(key);
                format!("{key}={}", self.object(value, depth - 1))
            })
            .collect();
        parts.sort();
        format!("<{}>", parts.join(" "))
    }
}
