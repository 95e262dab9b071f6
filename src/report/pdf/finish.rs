//! What printpdf leaves open: metadata, language, nested outline, metrics of fonts, identifier, attachment.

use jiff::civil::Date;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::draw::top;
use super::{About, Attachment, logo, pack};
use crate::report::ExportError;
use crate::report::layout::Frames;
use crate::report::layout::item::Item;
use crate::report::layout::metrics::Cut;
use crate::report::logo::Logo;

/// Finishes the document and gives its bytes.
pub fn finish(
    mut document: Document,
    frames: &Frames,
    about: &About,
    picture: Option<&Logo>,
    attachments: &[Attachment],
) -> Result<Vec<u8>, ExportError> {
    document.version = "1.7".to_owned();
    describe_fonts(&mut document);
    pack::pages(&mut document);
    let outline = outline(&mut document, frames);
    let files: Vec<ObjectId> = attachments
        .iter()
        .map(|a| attach(&mut document, a, about))
        .collect();
    if let Some(picture) = picture {
        logo::mask(&mut document, picture);
    }
    let catalog = document.catalog_mut().map_err(broken)?;
    for key in [b"OutputIntents".as_slice(), b"Metadata", b"PageLayout"] {
        catalog.remove(key);
    }
    catalog.set("Lang", Object::string_literal("en"));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    if !files.is_empty() {
        catalog.set("Names", names(attachments, &files));
        let files = files.into_iter().map(Object::from).collect();
        catalog.set("AF", Object::Array(files));
    }
    let date = pdf_date(about.as_of);
    let info = dictionary! {
        "Title" => words(&about.title),
        "Author" => words(&about.author),
        "Subject" => words(&about.subject),
        "Creator" => words(concat!("Scruple ", env!("CARGO_PKG_VERSION"))),
        "Producer" => words("printpdf and lopdf"),
        "CreationDate" => Object::string_literal(date.clone()),
        "ModDate" => Object::string_literal(date),
    };
    let info = document.add_object(info);
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    let id = identifier(&document, about);
    document
        .trailer
        .set("ID", Object::Array(vec![id.clone(), id]));
    document.prune_objects();
    document.compress();
    let mut bytes = Vec::new();
    document
        .save_modern(&mut bytes)
        .map_err(|e| ExportError::Pdf(e.to_string()))?;
    Ok(bytes)
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "used as a function for map_err"
)]
fn broken(error: lopdf::Error) -> ExportError {
    ExportError::Pdf(error.to_string())
}

/// A text of the document's information, in UTF-16 with its mark.
fn words(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The day of the assessment: the file knows no clock.
fn pdf_date(day: Date) -> String {
    format!(
        "D:{:04}{:02}{:02}000000Z",
        day.year(),
        day.month(),
        day.day()
    )
}

/// A hash of all streams and of what the file says of itself.
fn identifier(document: &Document, about: &About) -> Object {
    let mut hash = Sha256::new();
    hash.update(about.title.as_bytes());
    hash.update(about.subject.as_bytes());
    hash.update(about.as_of.to_string().as_bytes());
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let digest: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    Object::String(digest, StringFormat::Hexadecimal)
}

/// Gives the descriptors of fonts the metrics that printpdf does not know of a font that was cut down before.
fn describe_fonts(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(descriptor) = object else {
            continue;
        };
        if !descriptor.has_type(b"FontDescriptor") {
            continue;
        }
        let name = descriptor
            .get(b"FontName")
            .and_then(Object::as_name)
            .map(<[u8]>::to_vec)
            .unwrap_or_default();
        let Some(cut) = Cut::ALL
            .into_iter()
            .chain([Cut::Scripts])
            .find(|c| name.ends_with(c.name().as_bytes()))
        else {
            continue;
        };
        let metrics = cut.metrics();
        let stem = match cut {
            Cut::Regular | Cut::Mono | Cut::Scripts => 88,
            Cut::Medium => 109,
            Cut::SemiBold => 135,
        };
        // Bit 1: all letters have one width; bit 6: the ordinary Latin letters.
        let flags = if cut == Cut::Mono { 33 } else { 32 };
        descriptor.set("Ascent", i64::from(metrics.ascent));
        descriptor.set("Descent", i64::from(metrics.descent));
        descriptor.set("CapHeight", i64::from(metrics.cap_height));
        descriptor.set("StemV", stem);
        descriptor.set("Flags", flags);
        descriptor.set(
            "FontBBox",
            Object::Array(
                metrics
                    .bounds
                    .iter()
                    .map(|b| i64::from(*b).into())
                    .collect(),
            ),
        );
    }
}

/// An entry of the outline.
struct Entry {
    level: u8,
    title: String,
    destination: Object,
    id: ObjectId,
}

/// Sections, and under them what they hold, closed at first.
fn outline(document: &mut Document, frames: &Frames) -> Option<ObjectId> {
    let pages = document.get_pages();
    let mut entries = Vec::new();
    for (number, page) in (1_u32..).zip(&frames.pages) {
        let Some(&page_id) = pages.get(&number) else {
            continue;
        };
        for item in &page.items {
            if let Item::Bookmark { level, title, y } = item {
                entries.push(Entry {
                    level: *level,
                    title: title.clone(),
                    destination: Object::Array(vec![
                        page_id.into(),
                        "XYZ".into(),
                        Object::Null,
                        top(frames.height, *y).into(),
                        Object::Null,
                    ]),
                    id: document.new_object_id(),
                });
            }
        }
    }
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let sections: Vec<usize> = (0..entries.len())
        .filter(|&i| entries.get(i).is_some_and(|e| e.level == 0))
        .collect();
    let ids = |range: &[usize]| -> Vec<ObjectId> {
        range
            .iter()
            .filter_map(|&i| entries.get(i).map(|e| e.id))
            .collect()
    };
    let mut nodes: Vec<(ObjectId, Dictionary)> = Vec::new();
    let section_ids = ids(&sections);
    for (at, &start) in sections.iter().enumerate() {
        let end = sections.get(at + 1).copied().unwrap_or(entries.len());
        let children: Vec<usize> = (start + 1..end).collect();
        let child_ids = ids(&children);
        if let Some(entry) = entries.get(start) {
            let mut node = node(entry, root, &section_ids, at);
            if let (Some(first), Some(last)) = (child_ids.first(), child_ids.last()) {
                node.set("First", *first);
                node.set("Last", *last);
                // Negative: closed.
                node.set("Count", -i64::try_from(child_ids.len()).unwrap_or_default());
            }
            nodes.push((entry.id, node));
            for (i, &child) in children.iter().enumerate() {
                if let Some(inner) = entries.get(child) {
                    nodes.push((inner.id, self::node(inner, entry.id, &child_ids, i)));
                }
            }
        }
    }
    for (id, node) in nodes {
        document.set_object(id, node);
    }
    let (first, last) = (section_ids.first()?, section_ids.last()?);
    document.set_object(
        root,
        dictionary! {
            "Type" => "Outlines",
            "First" => *first,
            "Last" => *last,
            "Count" => i64::try_from(section_ids.len()).unwrap_or_default(),
        },
    );
    Some(root)
}

fn node(entry: &Entry, parent: ObjectId, siblings: &[ObjectId], at: usize) -> Dictionary {
    let mut node = dictionary! {
        "Title" => words(&entry.title),
        "Parent" => parent,
        "Dest" => entry.destination.clone(),
    };
    if let Some(previous) = at.checked_sub(1).and_then(|i| siblings.get(i)) {
        node.set("Prev", *previous);
    }
    if let Some(next) = siblings.get(at + 1) {
        node.set("Next", *next);
    }
    node
}

/// Puts a file into the report.
fn attach(document: &mut Document, attachment: &Attachment, about: &About) -> ObjectId {
    let length = i64::try_from(attachment.bytes.len()).unwrap_or_default();
    let stream = Stream::new(
        dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => "application/octet-stream",
            "Params" => dictionary! {
                "Size" => length,
                "ModDate" => Object::string_literal(pdf_date(about.as_of)),
            },
        },
        attachment.bytes.clone(),
    );
    let stream = document.add_object(stream);
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => words(&attachment.name),
        "UF" => words(&attachment.name),
        "Desc" => words(described(&attachment.name)),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })
}

/// What a file is, for readers who look at the list of attachments.
fn described(name: &str) -> &'static str {
    match name {
        super::ASSESSMENT => "The assessment that this report prints; Scruple opens it",
        super::RECORD => "How the report was made",
        super::BEFORE => "The version that the changes are told against",
        super::LOGO => "The logo",
        _ => "",
    }
}

/// The tree of names of carried files, which stand in the order of their letters.
fn names(attachments: &[Attachment], files: &[ObjectId]) -> Object {
    let mut sorted: Vec<(&str, ObjectId)> = attachments
        .iter()
        .map(|a| a.name.as_str())
        .zip(files.iter().copied())
        .collect();
    sorted.sort_unstable();
    let list = sorted
        .into_iter()
        .flat_map(|(name, id)| [words(name), id.into()])
        .collect();
    Object::Dictionary(dictionary! {
        "EmbeddedFiles" => dictionary! { "Names" => Object::Array(list) },
    })
}
