//! Files that hold other files: zip archives and the compound files of older Office programs.

use crate::document::Format;
use crate::import::Limits;
use crate::import::docx::parts::{self, Content};
use crate::import::package::Package;

use super::{Sniffed, holds};

/// Start of a compound file.
pub const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// Names of streams in a compound file, and what a file with such a stream is.
const STREAMS: &[(&str, &str)] = &[
    ("WordDocument", "an old Word file (.doc)"),
    ("PowerPoint Document", "an old PowerPoint presentation"),
    ("Workbook", "an old Excel workbook"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
];

/// Names of parts that tell what an archive is, where no list of types does.
const PARTS: &[(&str, &str)] = &[
    ("Index/Document.iwa", "a Pages document"),
    (
        "Index.zip",
        "a document of Apple's Pages, Numbers or Keynote",
    ),
    ("META-INF/MANIFEST.MF", "a Java program"),
    ("AndroidManifest.xml", "an Android program"),
];

/// Whether the name of a file is that of a document of Word.
#[must_use]
pub fn is_called_document(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".docx", ".docm", ".dotx", ".dotm"]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

/// What a zip archive is: by its list of types, by the type that it names first, by its parts.
#[must_use]
pub fn zip(name: &str, bytes: &[u8]) -> Sniffed {
    let limits = Limits::default();
    let Ok(mut package) = Package::open(bytes, &limits) else {
        // A damaged document is still a document; its reader says what is wrong with it.
        return if is_called_document(name)
            || holds(bytes, b"word/document")
            || holds(bytes, b"word/_rels")
        {
            Sniffed::Readable(Format::Docx)
        } else {
            Sniffed::Foreign("an archive that cannot be opened")
        };
    };
    if package.holds("[Content_Types].xml") {
        let types = package
            .read_partly("[Content_Types].xml")
            .map(|p| p.bytes)
            .unwrap_or_default();
        match parts::content(&types) {
            Some(Content::Document) => return Sniffed::Readable(Format::Docx),
            Some(Content::Foreign(what)) => return Sniffed::Foreign(what),
            None => {}
        }
    }
    if package.names().any(|n| n.ends_with("word/document.xml")) {
        return Sniffed::Readable(Format::Docx);
    }
    let kind = package
        .read_partly("mimetype")
        .map(|p| p.bytes)
        .unwrap_or_default();
    if let Some(what) = parts::open_document(&String::from_utf8_lossy(&kind)) {
        return Sniffed::Foreign(what);
    }
    PARTS
        .iter()
        .find(|(part, _)| package.holds(part))
        .map_or(Sniffed::Foreign("an archive"), |(_, what)| {
            Sniffed::Foreign(what)
        })
}

/// What a compound file is: newer Office programs put a document into one when it gets a password.
#[must_use]
pub fn compound(bytes: &[u8]) -> Sniffed {
    let stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(bytes, &name)
    };
    if stream("EncryptedPackage") {
        return Sniffed::Closed;
    }
    STREAMS.iter().find(|(name, _)| stream(name)).map_or(
        Sniffed::Foreign("an old Word or Outlook file"),
        |(_, what)| Sniffed::Foreign(what),
    )
}
