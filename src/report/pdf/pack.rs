//! Text of pages in fewer bytes: printpdf writes glyphs as hexadecimal digits, which pack worse than the bytes
//! themselves.

use lopdf::{Document, Object};

/// Writes the strings of every page as bytes.
pub fn pages(document: &mut Document) {
    let contents: Vec<_> = document
        .get_pages()
        .into_values()
        .flat_map(|page| document.get_page_contents(page))
        .collect();
    for id in contents {
        let Some(Object::Stream(stream)) = document.objects.get_mut(&id) else {
            continue;
        };
        let plain = if stream.is_compressed() {
            stream.decompressed_content()
        } else {
            Ok(stream.content.clone())
        };
        if let Ok(plain) = plain {
            stream.set_plain_content(literal(&plain));
        }
    }
}

/// Operations with hexadecimal strings as literal ones. What is no sound string stays as it is.
fn literal(operations: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(operations.len());
    let mut rest = operations;
    while let Some((&first, after)) = rest.split_first() {
        // Dictionaries of marked content have strings of their own within, and stay as they are.
        if first == b'<' && after.first() == Some(&b'<') {
            let end = after
                .windows(3)
                .position(|w| w == b"BDC")
                .map_or(after.len(), |at| at + 3);
            out.push(first);
            out.extend(after.iter().take(end));
            rest = after.get(end..).unwrap_or_default();
            continue;
        }
        let string = (first == b'<')
            .then(|| after.iter().position(|b| *b == b'>'))
            .flatten()
            .and_then(|end| Some((bytes(after.get(..end)?)?, after.get(end + 1..)?)));
        match string {
            Some((bytes, after)) => {
                out.push(b'(');
                for byte in bytes {
                    match byte {
                        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
                        // A line break of a string is always read as one sign.
                        b'\r' => out.extend(b"\\r"),
                        other => out.push(other),
                    }
                }
                out.push(b')');
                rest = after;
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    out
}

/// Bytes of hexadecimal digits, two a byte.
fn bytes(digits: &[u8]) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits
        .chunks_exact(2)
        .map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_become_bytes_and_keep_what_they_say() {
        assert_eq!(literal(b"[<0041> 17<4142>] TJ"), b"[(\0A) 17(AB)] TJ");
        assert_eq!(literal(b"<28295c0d> Tj"), b"(\\(\\)\\\\\\r) Tj");
    }

    #[test]
    fn dictionaries_and_unsound_strings_stay() {
        let marked = b"/Span <</ActualText <FEFF05E9>>> BDC <0041> Tj";
        assert_eq!(
            literal(marked),
            b"/Span <</ActualText <FEFF05E9>>> BDC (\0A) Tj"
        );
        assert_eq!(literal(b"<004> Tj <zz> Tj <00"), b"<004> Tj <zz> Tj <00");
    }
}
