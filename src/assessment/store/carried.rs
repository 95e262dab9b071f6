//! Files that a PDF carries inside: a report of Scruple carries its own assessment.

use lopdf::{Dictionary, Document, Object};

use super::ENDING;

/// The most bytes that a carried file may have when unpacked.
const MOST: usize = 256 * 1024 * 1024;

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";

/// A file that a PDF carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Whether these bytes may be a PDF that carries files. Quick: nothing is unpacked.
#[must_use]
pub fn may_carry(bytes: &[u8]) -> bool {
    // The dictionaries of streams are never packed themselves.
    const MARK: &[u8] = b"/EmbeddedFile";
    bytes.starts_with(PDF) && bytes.windows(MARK.len()).any(|w| w == MARK)
}

/// Whether these bytes are a PDF.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(PDF)
}

/// All files that a PDF carries, in the order of its objects.
///
/// # Errors
/// Where the bytes cannot be read as a PDF.
pub fn carried(pdf: &[u8]) -> Result<Vec<Carried>, String> {
    let document = Document::load_mem(pdf).map_err(|e| {
        format!("it cannot be read as a PDF ({e}), so nothing can be taken out of it")
    })?;
    let files = document.objects.values().filter_map(|object| match object {
        Object::Dictionary(file) if file.has_type(b"Filespec") => open(&document, file),
        _ => None,
    });
    Ok(files.collect())
}

/// The assessment that a PDF carries; nothing where it carries none.
///
/// # Errors
/// Where the bytes cannot be read as a PDF.
pub fn assessment(pdf: &[u8]) -> Result<Option<Carried>, String> {
    Ok(own(&carried(pdf)?).cloned())
}

/// The assessment among the files that a PDF carries: the one under its own name, or the first saved one.
#[must_use]
pub fn own(files: &[Carried]) -> Option<&Carried> {
    let ending = format!(".{ENDING}");
    let name = format!("assessment{ending}");
    let saved = |f: &&Carried| f.name.to_lowercase().ends_with(&ending);
    let named = files.iter().find(|f| f.name == name);
    named.or_else(|| files.iter().find(saved))
}

fn open(document: &Document, file: &Dictionary) -> Option<Carried> {
    let name = file.get(b"UF").or_else(|_| file.get(b"F")).ok()?;
    let name = words(name.as_str().ok()?);
    let embedded = file.get_deref(b"EF", document).ok()?.as_dict().ok()?;
    let stream = embedded.get_deref(b"F", document).ok()?.as_stream().ok()?;
    let bytes = if stream.is_compressed() {
        stream.decompressed_content_with_limit(MOST).ok()?
    } else {
        stream.content.clone()
    };
    Some(Carried { name, bytes })
}

/// A text of the file: UTF-16 with its mark, or plain.
fn words(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(rest) => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .filter_map(|two| <[u8; 2]>::try_from(two).ok())
                .map(u16::from_be_bytes)
                .collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}
