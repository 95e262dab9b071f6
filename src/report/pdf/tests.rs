//! The PDF as a file: its bytes, its text, what it carries.

use super::*;
use crate::report::fixture::Fixture;

fn export(fixture: &Fixture) -> Vec<u8> {
    Pdf::default().export(&fixture.model()).unwrap()
}

#[test]
fn the_same_report_is_the_same_file() {
    let fixture = Fixture::default();
    assert!(export(&fixture) == export(&fixture));
    let other = Fixture {
        vendor: "Another".to_owned(),
        ..Fixture::default()
    };
    assert!(export(&fixture) != export(&other));
}

#[test]
fn a_report_is_small() {
    assert!(export(&Fixture::default()).len() < 150_000);
}

#[test]
fn text_can_be_taken_out_again() {
    let bytes = export(&Fixture::default());
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let text = document.extract_text(&[1]).unwrap();
    assert!(text.contains("Harbourlight Metrics"), "{text}");
    let at = |needle: &str| {
        text.find(needle)
            .unwrap_or_else(|| panic!("{needle} in {text}"))
    };
    // In the order of reading.
    assert!(at("Harbourlight") < at("Three things that matter"));
    assert!(at("Three things that matter") < at("Conditions to sign"));
    assert!(at("Conditions to sign") < at("Page 1 of"));
}

#[test]
fn the_file_says_what_it_is_and_nothing_of_print_shops() {
    let bytes = export(&Fixture::default());
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    let info = document
        .trailer
        .get(b"Info")
        .unwrap()
        .as_reference()
        .unwrap();
    let info = document.get_dictionary(info).unwrap();
    assert!(info.get(b"GTS_PDFXVersion").is_err());
    assert!(info.has(b"Title"));
    assert_eq!(
        info.get(b"CreationDate").unwrap().as_str().unwrap(),
        b"D:20261121000000Z"
    );
}

#[test]
fn only_the_letters_that_are_used_are_embedded() {
    let bytes = export(&Fixture::default());
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let mut fonts = 0;
    for object in document.objects.values() {
        if let lopdf::Object::Dictionary(dict) = object
            && dict.has_type(b"FontDescriptor")
        {
            let name = dict.get(b"FontName").unwrap().as_name().unwrap();
            assert_eq!(name[6], b'+');
            let file = dict.get(b"FontFile2").unwrap().as_reference().unwrap();
            let stream = document.get_object(file).unwrap().as_stream().unwrap();
            assert!(stream.decompressed_content().unwrap().len() < 60_000);
            fonts += 1;
        }
    }
    assert_eq!(fonts, 4);
}

#[test]
fn the_assessment_travels_in_the_report() {
    let attachment = Attachment {
        name: "x.scruple".to_owned(),
        bytes: b"(vendor: \"x\")".repeat(40),
    };
    let pdf = Pdf {
        attachments: vec![attachment.clone()],
        ..Pdf::default()
    };
    let bytes = pdf.export(&Fixture::default().model()).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let found = document.objects.values().any(|o| match o {
        lopdf::Object::Stream(s) if s.dict.has_type(b"EmbeddedFile") => {
            s.decompressed_content().unwrap() == attachment.bytes
        }
        _ => false,
    });
    assert!(found);
    assert_eq!(
        attachments(&bytes).unwrap(),
        std::slice::from_ref(&attachment)
    );
    assert!(carried::may_carry(&bytes));
    assert_eq!(carried::assessment(&bytes).unwrap(), Some(attachment));
}

#[test]
fn a_report_without_an_attachment_and_a_file_that_is_no_report_are_told_apart() {
    let bare = export(&Fixture::default());
    assert!(!carried::may_carry(&bare));
    assert_eq!(carried::assessment(&bare).unwrap(), None);
    assert!(carried::assessment(b"not a PDF").is_err());
}

#[test]
fn letters_of_other_scripts_are_embedded_too_and_can_be_taken_out() {
    let vendor = "Общество 北极光".to_owned();
    let bytes = export(&Fixture {
        vendor: vendor.clone(),
        ..Fixture::default()
    });
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let text = document.extract_text(&[1]).unwrap();
    assert!(
        text.contains("北极光") && text.contains("Общество"),
        "{text}"
    );
    assert!(bytes.len() < 150_000);
}

#[test]
fn the_logo_stands_on_page_one_with_its_mask() {
    let mut model = Fixture::default().model();
    let file = crate::report::logo::tests::png(60, 20, &[200, 10, 10, 99], png::ColorType::Rgba);
    model.logo = Some(Logo::from_png(&file).unwrap());
    let bytes = Pdf::default().export(&model).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let pictures: Vec<&lopdf::Stream> = document
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok())
        .filter(|s| {
            s.dict
                .get(b"Subtype")
                .is_ok_and(|t| t.as_name().is_ok_and(|n| n == b"Image"))
        })
        .collect();
    assert_eq!(pictures.len(), 2, "the picture and its mask");
    let whole = pictures.iter().find(|p| p.dict.has(b"SMask")).unwrap();
    assert_eq!(
        whole.decompressed_content().unwrap(),
        [200, 10, 10].repeat(1_200)
    );
    let page = *document.get_pages().get(&1).unwrap();
    let content = String::from_utf8_lossy(&document.get_page_content(page)).into_owned();
    assert!(content.contains("/Logo Do"));
}
