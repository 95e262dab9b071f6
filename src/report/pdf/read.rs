//! Takes the assessment out of a report again.

use lopdf::{Dictionary, Document, Object};

use super::Attachment;
use crate::report::ExportError;

/// The most bytes that an attachment may have when unpacked.
const MOST: usize = 256 * 1024 * 1024;

/// The first embedded file whose name ends as saved assessments do.
pub fn attached(pdf: &[u8]) -> Result<Option<Attachment>, ExportError> {
    let document = Document::load_mem(pdf).map_err(|e| {
        ExportError::Pdf(format!(
            "it cannot be read as a PDF ({e}), so nothing can be taken out of it"
        ))
    })?;
    // The objects are gone through in order, so the same file gives the same answer.
    for object in document.objects.values() {
        if let Object::Dictionary(file) = object
            && file.has_type(b"Filespec")
            && let Some(found) = open(&document, file)
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn open(document: &Document, file: &Dictionary) -> Option<Attachment> {
    let name = words(
        file.get(b"UF")
            .or_else(|_| file.get(b"F"))
            .ok()?
            .as_str()
            .ok()?,
    );
    if !name.to_lowercase().ends_with(".scruple") {
        return None;
    }
    let embedded = file.get_deref(b"EF", document).ok()?.as_dict().ok()?;
    let stream = embedded.get_deref(b"F", document).ok()?.as_stream().ok()?;
    let bytes = if stream.is_compressed() {
        stream.decompressed_content_with_limit(MOST).ok()?
    } else {
        stream.content.clone()
    };
    Some(Attachment { name, bytes })
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
