//! Which format a file has: by its content first, then by the ending of its name.

mod containers;

use crate::document::Format;

/// What a file was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// A format that can be read.
    Readable(Format),
    /// Something else, with the name that people know it by.
    Foreign(&'static str),
    /// A document that a password closes.
    Closed,
}

/// Bytes that are looked at.
const HEAD: usize = 4096;

/// First bytes of files that are no policy, and what to call them.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
];

/// Recognises a file.
#[must_use]
pub fn sniff(name: &str, bytes: &[u8]) -> Sniffed {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    if holds(
        head.get(..head.len().min(1024)).unwrap_or_default(),
        b"%PDF-",
    ) {
        return Sniffed::Readable(Format::Pdf);
    }
    let packed = head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06");
    if packed || (head.starts_with(b"PK") && containers::is_called_document(name)) {
        return containers::zip(name, bytes);
    }
    if head.starts_with(containers::COMPOUND) {
        return containers::compound(bytes);
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(start, _)| head.starts_with(start)) {
        return Sniffed::Foreign(what);
    }
    let lower: Vec<u8> = head
        .iter()
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let ending = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    let starts = skip_marks(&lower);
    if is_mail(starts, &ending) {
        return Sniffed::Readable(Format::Mail);
    }
    if starts.starts_with(b"<!doctype html") || starts.starts_with(b"<html") {
        return Sniffed::Readable(Format::Html);
    }
    match ending.as_str() {
        "html" | "htm" | "xhtml" | "shtml" => Sniffed::Readable(Format::Html),
        "md" | "markdown" | "mdown" | "mkd" => Sniffed::Readable(Format::Markdown),
        // A page saved under another name.
        _ if looks_like_markup(&lower) => Sniffed::Readable(Format::Html),
        _ => Sniffed::Readable(Format::Text),
    }
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|w| w == what)
}

/// Skips a byte order mark, blanks, an XML declaration and comments.
fn skip_marks(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    rest = rest.strip_prefix(b"\xff\xfe").unwrap_or(rest);
    rest = rest.strip_prefix(b"\xfe\xff").unwrap_or(rest);
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            b"?>"
        } else {
            return rest;
        };
        let Some(at) = rest.windows(end.len()).position(|w| w == end) else {
            return rest;
        };
        rest = rest.get(at + end.len()..).unwrap_or_default();
    }
}

/// Names that open the head of a message, in small letters.
const MAIL_NAMES: &[&[u8]] = &[
    b"received",
    b"return-path",
    b"delivered-to",
    b"message-id",
    b"mime-version",
    b"content-type",
    b"content-transfer-encoding",
    b"content-location",
    b"snapshot-content-location",
    b"dkim-signature",
    b"authentication-results",
    b"from",
    b"to",
    b"cc",
    b"subject",
    b"date",
    b"sender",
    b"reply-to",
    b"in-reply-to",
    b"references",
    b"thread-topic",
    b"x-mailer",
];

/// Whether a file starts with the head of a message. Without the ending of one, what only programs write has to stand
/// in it: people copy `From` and `Subject` into notes.
fn is_mail(start: &[u8], ending: &str) -> bool {
    let by_name = matches!(ending, "eml" | "mht" | "mhtml" | "mbox");
    let (mut known, mut machine, mut lines) = (0, false, 0);
    for line in start.split(|b| *b == b'\n').take(200) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        // A value goes on behind a blank.
        if line.starts_with(b" ") || line.starts_with(b"\t") || line.starts_with(b"from ") {
            continue;
        }
        lines += 1;
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            break;
        };
        let name = line.get(..colon).unwrap_or_default().trim_ascii_end();
        if MAIL_NAMES.contains(&name) {
            known += 1;
            machine |= matches!(
                name,
                b"received" | b"return-path" | b"message-id" | b"mime-version" | b"content-type"
            );
        } else if name.is_empty()
            || name
                .iter()
                .any(|b| !b.is_ascii_alphanumeric() && *b != b'-')
        {
            break;
        }
    }
    if by_name {
        return known >= 1 && known * 4 >= lines;
    }
    known >= 3 && machine
}

fn looks_like_markup(lower: &[u8]) -> bool {
    let tags = [
        b"<p>".as_slice(),
        b"</p>",
        b"<div",
        b"</div>",
        b"<body",
        b"<head",
        b"<br",
        b"<h1",
        b"</li>",
    ];
    tags.iter().filter(|tag| holds(lower, tag)).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_comes_before_the_ending() {
        let check =
            |name: &str, bytes: &[u8], expected: Sniffed| assert_eq!(sniff(name, bytes), expected);
        check("a.txt", b"%PDF-1.7 ...", Sniffed::Readable(Format::Pdf));
        check(
            "a.txt",
            b"\n<!-- saved --><!DOCTYPE html><p>x",
            Sniffed::Readable(Format::Html),
        );
        check("a.md", b"# Title", Sniffed::Readable(Format::Markdown));
        check("a", b"plain words", Sniffed::Readable(Format::Text));
        check(
            "a",
            b"<div><p>One</p><br>Two</div>",
            Sniffed::Readable(Format::Html),
        );
        let mail = b"Received: by x\r\nFrom: Ann <a@b.example>\r\nSubject: Terms\r\nMessage-ID: <1>\r\n\r\nHello";
        check("a.txt", mail, Sniffed::Readable(Format::Mail));
        check(
            "a.eml",
            b"Subject: Terms\n\nHello",
            Sniffed::Readable(Format::Mail),
        );
        check(
            "a.mht",
            b"<html><p>A page after all</p>",
            Sniffed::Readable(Format::Html),
        );
        check(
            "a.txt",
            b"From: the vendor\nTo: us\nDate: 3 May 2024\nSubject: notes\n\nThey sell data.",
            Sniffed::Readable(Format::Text),
        );
        check(
            "a.docx",
            b"PK\x03\x04....word/document.xml",
            Sniffed::Readable(Format::Docx),
        );
        check(
            "a.zip",
            b"PK\x03\x04....",
            Sniffed::Foreign("an archive that cannot be opened"),
        );
        check(
            "a.docx",
            b"\xd0\xcf\x11\xe0..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
            Sniffed::Closed,
        );
        check(
            "a.doc",
            b"\xd0\xcf\x11\xe0..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
            Sniffed::Foreign("an old Word file (.doc)"),
        );
        check(
            "a.doc",
            b"\xd0\xcf\x11\xe0....",
            Sniffed::Foreign("an old Word or Outlook file"),
        );
    }
}
