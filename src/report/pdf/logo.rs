//! The customer's logo as a picture of the file.

use std::collections::BTreeMap;

use lopdf::{Document, Object, Stream, dictionary};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};

use crate::report::logo::Logo;

/// Name of the picture among the resources of a page.
pub const NAME: &str = "Logo";

/// The picture without its mask.
pub fn picture(logo: &Logo) -> (XObjectId, XObject) {
    let name = |words: &str| DictItem::Name(words.as_bytes().to_vec());
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(logo.width))),
        ("Height".to_owned(), DictItem::Int(i64::from(logo.height))),
        ("ColorSpace".to_owned(), name("DeviceRGB")),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ]);
    let stream = ExternalStream {
        dict,
        content: logo.colors.to_vec(),
        compress: true,
    };
    let picture = XObject::External(ExternalXObject {
        stream,
        width: None,
        height: None,
        dpi: None,
    });
    (XObjectId(NAME.to_owned()), picture)
}

/// Gives the picture its mask, where something is to be seen through it.
pub fn mask(document: &mut Document, logo: &Logo) {
    let Some(cover) = &logo.cover else { return };
    let is_picture = |object: &Object| match object {
        Object::Stream(stream) => stream
            .dict
            .get(b"Subtype")
            .is_ok_and(|s| s.as_name().is_ok_and(|n| n == b"Image")),
        _ => false,
    };
    let pictures: Vec<_> = document
        .objects
        .iter()
        .filter(|(_, o)| is_picture(o))
        .map(|(id, _)| *id)
        .collect();
    let mask = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(logo.width),
            "Height" => i64::from(logo.height),
            "ColorSpace" => "DeviceGray",
            "BitsPerComponent" => 8,
        },
        cover.to_vec(),
    ));
    for id in pictures {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.set("SMask", mask);
        }
    }
}
