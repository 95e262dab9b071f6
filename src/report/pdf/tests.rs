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
        attachment: Some(attachment.clone()),
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
    assert_eq!(attached(&bytes).unwrap(), Some(attachment));
}

#[test]
fn a_report_without_an_attachment_and_a_file_that_is_no_report_are_told_apart() {
    assert_eq!(attached(&export(&Fixture::default())).unwrap(), None);
    assert!(attached(b"not a PDF").is_err());
}

/// Writes reports to the folder that SCRUPLE_REPORTS names, for looking at them; without it, does nothing.
#[test]
fn reports_can_be_written_for_looking_at() {
    let Ok(folder) = std::env::var("SCRUPLE_REPORTS") else {
        return;
    };
    let cases = [
        ("plain", Fixture::default()),
        (
            "reviewed",
            Fixture {
                reviewed: true,
                ..Fixture::default()
            },
        ),
        (
            "empty",
            Fixture {
                found: 0,
                ..Fixture::default()
            },
        ),
        (
            "none",
            Fixture {
                documents: false,
                ..Fixture::default()
            },
        ),
        (
            "all",
            Fixture {
                found: 90,
                repeat: 14,
                ..Fixture::default()
            },
        ),
        (
            "names",
            Fixture {
                vendor: "Общество «Северный Свет Аналитика» и 北极光数据 Aktiengesellschaft"
                    .to_owned(),
                prefix: "根据 (“we”) ".to_owned(),
                ..Fixture::default()
            },
        ),
    ];
    for (name, fixture) in cases {
        let model = fixture.model();
        for paper in [Paper::A4, Paper::Letter] {
            let pdf = Pdf {
                paper,
                attachment: None,
            };
            let bytes = pdf.export(&model).unwrap();
            std::fs::write(format!("{folder}/{name}-{paper:?}.pdf"), bytes).unwrap();
        }
    }
    let rules = crate::assessment::evaluate::Rules::builtin().unwrap();
    let Ok(sources) = std::env::var("SCRUPLE_SOURCES") else {
        return;
    };
    for (at, group) in sources.split(';').enumerate() {
        let documents = group
            .split(',')
            .map(|path| {
                let bytes = std::fs::read(path).unwrap();
                let name = path.rsplit('/').next().unwrap();
                crate::import::import(name, &bytes, &crate::import::Limits::default()).unwrap()
            })
            .collect();
        let assessment = rules.assess(
            None,
            documents,
            crate::score::Profile::default(),
            crate::assessment::Engagement::default(),
            jiff::civil::date(2026, 11, 21),
        );
        let outcome = rules.outcome(&assessment);
        let model = ReportModel::new(
            &rules.catalogue,
            &assessment,
            &outcome,
            crate::report::LawVersion::of(&rules.law),
            crate::report::Details::default(),
        );
        let start = std::time::Instant::now();
        let frames = lay_out(&model, Paper::A4);
        let set = start.elapsed();
        let fonts = fonts::embed(&frames).unwrap();
        let cut = start.elapsed();
        let drawn = draw::document(&frames, &fonts).unwrap();
        let draw = start.elapsed();
        let bytes = finish::finish(drawn, &frames, &model, None).unwrap();
        eprintln!(
            "{at}: {} bytes: set {set:?}, fonts {cut:?}, drawn {draw:?}, done {:?}",
            bytes.len(),
            start.elapsed()
        );
        std::fs::write(format!("{folder}/real-{at}.pdf"), bytes).unwrap();
        let others: [&dyn Exporter; 4] = [
            &crate::report::csv::Csv,
            &crate::report::markdown::Markdown,
            &crate::report::table::Table,
            &crate::report::json::Json,
        ];
        for other in others {
            let bytes = other.export(&model).unwrap();
            let path = format!("{folder}/real-{at}.{}", other.extension());
            std::fs::write(path, bytes).unwrap();
        }
    }
}
