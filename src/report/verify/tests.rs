//! Every kind of tampering is found, and a true report passes.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use lopdf::{Dictionary, Object, dictionary};

use super::*;
use crate::assessment::{Act, Decision, Engagement};
use crate::import::{self, Limits};
use crate::report::Style;
use crate::report::making::Only;
use crate::score::Profile;

const SAMPLE: &str = "assets/samples/pellworm";
const QUOTES: &str = "Quotes in the source files";

fn source(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(SAMPLE)
        .join(name);
    let bytes = std::fs::read(path).unwrap();
    Source::of(import::import(name, &bytes, &Limits::default()).unwrap())
}

fn sources() -> Vec<Source> {
    vec![source("privacy-policy.txt"), source("clause-review.md")]
}

struct Made {
    rules: Rules,
    assessment: Assessment,
    extras: Extras,
}

impl Made {
    fn new() -> Self {
        let rules = Rules::builtin().unwrap();
        let documents = sources().into_iter().map(|s| s.document.unwrap()).collect();
        let assessment = rules.assess(
            None,
            documents,
            Profile::default(),
            Engagement::default(),
            date(2026, 11, 21),
        );
        Self {
            rules,
            assessment,
            extras: Extras::default(),
        }
    }

    fn pdf(&self) -> Vec<u8> {
        let outcome = self.rules.outcome(&self.assessment);
        Format::Pdf
            .write(&self.rules, &self.assessment, &outcome, &self.extras)
            .unwrap()
    }

    fn verified(&self, pdf: &[u8], sources: &[Source]) -> Verification {
        verify(&self.rules, pdf, sources).unwrap()
    }
}

fn verdict(verification: &Verification, what: &str) -> Verdict {
    let check = verification.checks.iter().find(|c| c.what == what);
    check
        .unwrap_or_else(|| panic!("{what} in {verification:?}"))
        .verdict
}

/// What the checks that differ found.
fn differing_words(verification: &Verification) -> String {
    let differ = verification
        .checks
        .iter()
        .filter(|c| c.verdict == Verdict::Differs);
    differ
        .flat_map(|c| c.found.clone())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The report with something done to it, as a forger with a PDF library would.
fn forged(pdf: &[u8], forge: impl FnOnce(&mut lopdf::Document)) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(pdf).unwrap();
    forge(&mut document);
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// Replaces the carried assessment by one with something done to it.
fn with_assessment(pdf: &[u8], change: impl FnOnce(&str) -> String) -> Vec<u8> {
    forged(pdf, |document| {
        let stream = document
            .objects
            .values_mut()
            .filter_map(|o| o.as_stream_mut().ok())
            .filter(|s| s.dict.has_type(b"EmbeddedFile"))
            .find(|s| {
                let content = s.decompressed_content().unwrap();
                content.starts_with(b"// An assessment of Scruple")
            })
            .unwrap();
        let text = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
        let changed = change(&text);
        assert_ne!(changed, text, "nothing was forged");
        stream.set_plain_content(changed.into_bytes());
    })
}

#[test]
fn a_true_report_holds_in_every_check() {
    let made = Made::new();
    let verification = made.verified(&made.pdf(), &sources());
    assert!(verification.is_whole(), "{verification:#?}");
    assert_eq!(verification.vendor, made.assessment.vendor);
}

#[test]
fn without_sources_the_sources_are_not_checked() {
    let made = Made::new();
    let verification = made.verified(&made.pdf(), &[]);
    assert!(verification.holds() && !verification.is_whole());
    assert_eq!(verdict(&verification, "Source files"), Verdict::NotChecked);
    assert_eq!(verdict(&verification, QUOTES), Verdict::NotChecked);
    let one = made.verified(&made.pdf(), &sources()[..1]);
    assert!(one.holds() && !one.is_whole());
    assert_eq!(
        verdict(&one, "Documents without a source file"),
        Verdict::NotChecked
    );
    assert_eq!(verdict(&one, QUOTES), Verdict::NotChecked);
}

#[test]
fn a_report_with_house_style_peers_and_another_version_holds() {
    let mut made = Made::new();
    let logo = crate::report::logo::tests::png(40, 20, &[9, 8, 7, 120], png::ColorType::Rgba);
    let outcome = made.rules.outcome(&made.assessment);
    let own = ReportModel::by(&made.rules, &made.assessment, &outcome);
    let peer = crate::report::Peer::new(Some(44.0), [], &outcome.rows);
    let mut before = made.assessment.clone();
    before.documents.pop();
    before.readings.pop();
    made.extras = Extras {
        style: Style {
            logo: Some(crate::report::Logo::from_png(&logo).unwrap()),
            ..Style::default()
        },
        peers: Some(crate::report::Peers::new("vendors", &own, &[peer])),
        before: Some(Arc::new(before)),
        only: Only::default(),
    };
    made.extras.style.template.details.organisation = "Alder “Vale”".to_owned();
    made.extras.style.template.look.leave_out =
        [crate::report::Section::Law, crate::report::Section::Method].into();
    let pdf = made.pdf();
    let verification = made.verified(&pdf, &sources());
    assert!(verification.is_whole(), "{verification:#?}");
    let words = Pages::read(&pdf).unwrap().words.concat();
    assert!(words.contains("Beside the portfolio") && words.contains("Changes since another"));
}

#[test]
fn where_the_logo_lay_does_not_go_into_the_report() {
    let mut made = Made::new();
    let logo = crate::report::logo::tests::png(4, 2, &[9, 8, 7], png::ColorType::Rgb);
    made.extras.style.logo = Some(crate::report::Logo::from_png(&logo).unwrap());
    made.extras.style.template.logo = "/home/a/pictures/logo.png".to_owned();
    let one = made.pdf();
    made.extras.style.template.logo = "C:\\Users\\B\\mark.png".to_owned();
    assert!(one == made.pdf(), "the place of the logo changed the file");
    assert!(made.verified(&one, &sources()).is_whole());
    let files = pdf::attachments(&one).unwrap();
    let record = files.iter().find(|f| f.name == pdf::RECORD).unwrap();
    let record = String::from_utf8(record.bytes.clone()).unwrap();
    assert!(
        !record.contains("pictures") && record.contains("\"logo.png\""),
        "{record}"
    );
}

#[test]
fn a_file_written_anew_by_another_program_holds() {
    let made = Made::new();
    let pdf = made.pdf();
    let anew = forged(&pdf, |document| document.decompress());
    assert_ne!(anew, pdf);
    let verification = made.verified(&anew, &sources());
    assert!(verification.is_whole(), "{verification:#?}");
}

#[test]
fn a_changed_number_on_a_page_is_found() {
    let made = Made::new();
    let pdf = made.pdf();
    // The glyphs of two figures change places in the fonts' maps of letters: what is drawn says something else.
    let changed = forged(&pdf, |document| {
        let page = *document.get_pages().get(&1).unwrap();
        let content = document.get_and_decode_page_content(page).unwrap();
        let mut operations = content.operations;
        let at = operations
            .iter()
            .position(|o| o.operator == "TJ" || o.operator == "Tj")
            .unwrap();
        operations.remove(at);
        let bytes = lopdf::content::Content { operations }.encode().unwrap();
        document.change_page_content(page, bytes).unwrap();
    });
    let verification = made.verified(&changed, &sources());
    assert_eq!(
        verdict(&verification, "Words and numbers on the pages"),
        Verdict::Differs
    );
    assert!(differing_words(&verification).contains("page 1: it should say"));
}

#[test]
fn a_note_laid_over_a_page_is_found() {
    let made = Made::new();
    let changed = forged(&made.pdf(), |document| {
        let note = document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "FreeText",
            "Rect" => vec![40.into(), 700.into(), 120.into(), 740.into()],
            "Contents" => Object::string_literal("12"),
            "DA" => Object::string_literal("/Helv 40 Tf"),
        });
        let page = *document.get_pages().get(&1).unwrap();
        let page = document.get_dictionary_mut(page).unwrap();
        page.set("Annots", Object::Array(vec![note.into()]));
    });
    let verification = made.verified(&changed, &sources());
    assert!(differing_words(&verification).contains("links and notes of page 1"));
}

#[test]
fn another_drawing_and_another_font_are_found() {
    let made = Made::new();
    let pdf = made.pdf();
    let drawn = forged(&pdf, |document| {
        let page = *document.get_pages().get(&2).unwrap();
        let mut content = document.get_page_content(page);
        content.extend(b"\n1 1 1 rg 0 0 600 600 re f\n");
        document.change_page_content(page, content).unwrap();
    });
    let found = differing_words(&made.verified(&drawn, &[]));
    assert!(found.contains("what is drawn on page 2 differs"), "{found}");
    let outline = forged(&pdf, |document| {
        for object in document.objects.values_mut() {
            if let Object::Dictionary(d) = object
                && d.has(b"Title")
                && d.has(b"Parent")
            {
                d.set("Title", Object::string_literal("Approved"));
                break;
            }
        }
    });
    let found = differing_words(&made.verified(&outline, &[]));
    assert!(found.contains("the outline differs"), "{found}");
    let font = forged(&pdf, |document| {
        let is_font = |d: &Dictionary| d.has(b"Length1");
        let stream = document
            .objects
            .values_mut()
            .filter_map(|o| o.as_stream_mut().ok())
            .find(|s| is_font(&s.dict))
            .unwrap();
        let mut bytes = stream.decompressed_content().unwrap();
        bytes.extend([0; 4]);
        stream.set_plain_content(bytes);
    });
    let found = differing_words(&made.verified(&font, &[]));
    assert!(
        found.contains("fonts and pictures of page 1 differs"),
        "{found}"
    );
}

#[test]
fn a_page_taken_out_is_found() {
    let made = Made::new();
    let changed = forged(&made.pdf(), |document| document.delete_pages(&[2]));
    let found = differing_words(&made.verified(&changed, &[]));
    assert!(found.contains("pages, and should have"), "{found}");
}

#[test]
fn a_changed_weight_or_decision_inside_is_found_by_the_pages() {
    let mut made = Made::new();
    made.assessment.decisions.push(Decision {
        provision: "advertising.sale".to_owned(),
        act: Act::Confirm,
        author: "R. Adeyemi".to_owned(),
        at: "20 Nov 2026, 10:00".to_owned(),
        reason: "Read twice.".to_owned(),
        before: String::new(),
        expires: None,
    });
    let changed = with_assessment(&made.pdf(), |text| text.replace("R. Adeyemi", "S. Nobody"));
    let found = differing_words(&made.verified(&changed, &sources()));
    assert!(found.contains("R. Adeyemi"), "{found}");
}

#[test]
fn a_changed_text_inside_is_found_by_its_source() {
    let made = Made::new();
    let word = "advertising";
    let other = "advertisimg";
    let pdf = made.pdf();
    let changed = with_assessment(&pdf, |text| text.replace(word, other));
    let verification = made.verified(&changed, &sources());
    assert_eq!(verdict(&verification, "Source files"), Verdict::Differs);
    assert!(differing_words(&verification).contains(other));
}

#[test]
fn a_report_changed_throughout_is_found_by_its_source() {
    let mut made = Made::new();
    let text = &mut made.assessment.documents[0].text;
    *text = text.replace(" may ", " will ").replace(" will ", " may ");
    let at = text.find(" may ").expect("a sample permits something");
    text.replace_range(at..at + 5, " mai ");
    made.assessment.readings[0] =
        detect::read(&made.rules.catalogue, &made.assessment.documents[0]);
    let pdf = made.pdf();
    // It is sound in itself: without the sources it passes, and says that they were not looked at.
    assert!(made.verified(&pdf, &[]).holds());
    let verification = made.verified(&pdf, &sources());
    assert_eq!(verdict(&verification, "Source files"), Verdict::Differs);
}

#[test]
fn a_quote_that_is_not_at_its_place_in_the_file_is_found() {
    let mut made = Made::new();
    let whole = made.verified(&made.pdf(), &sources());
    assert_eq!(verdict(&whole, QUOTES), Verdict::Holds);
    // A letter more at the beginning: every quote stands one byte too far on.
    let document = &mut made.assessment.documents[0];
    document.text.insert(0, 'x');
    for block in &mut document.blocks {
        block.span.start += usize::from(block.span.start > 0);
        block.span.end += 1;
    }
    for sentence in &mut document.sentences {
        sentence.span.start += usize::from(sentence.span.start > 0);
        sentence.span.end += 1;
    }
    made.assessment.readings[0] =
        detect::read(&made.rules.catalogue, &made.assessment.documents[0]);
    let verification = made.verified(&made.pdf(), &sources());
    assert_eq!(verdict(&verification, QUOTES), Verdict::Differs);
    let found = differing_words(&verification);
    assert!(
        found.contains("privacy-policy.txt: not at its place: “"),
        "{found}"
    );
}

#[test]
fn a_reading_taken_out_is_found() {
    let mut made = Made::new();
    let gone = made.assessment.readings[0].remove(0);
    let verification = made.verified(&made.pdf(), &sources());
    assert_eq!(
        verdict(&verification, "Readings of the stored texts"),
        Verdict::Differs
    );
    assert!(differing_words(&verification).contains(&gone.provision));
}

#[test]
fn another_source_of_the_same_name_is_found() {
    let made = Made::new();
    let mut files = sources();
    files[0].sha256 = "0".repeat(64);
    let found = differing_words(&made.verified(&made.pdf(), &files));
    assert!(found.contains("the file is another one now"), "{found}");
    let mut stranger = sources();
    stranger[0].sha256 = "0".repeat(64);
    stranger[0].name = "other.txt".to_owned();
    let found = differing_words(&made.verified(&made.pdf(), &stranger));
    assert!(
        found.contains("other.txt: the report has no such document"),
        "{found}"
    );
}

#[test]
fn another_catalogue_is_said() {
    let made = Made::new();
    let pdf = made.pdf();
    let mut rules = Rules::builtin().unwrap();
    rules.catalogue.sha256 = "f".repeat(64);
    let verification = verify(&rules, &pdf, &[]).unwrap();
    assert_eq!(
        verdict(&verification, "Catalogue and legal data"),
        Verdict::Differs
    );
    assert_eq!(
        verdict(&verification, "Readings of the stored texts"),
        Verdict::NotChecked
    );
}

#[test]
fn what_is_no_report_is_refused() {
    let rules = Rules::builtin().unwrap();
    assert!(matches!(
        verify(&rules, b"hello", &[]),
        Err(VerifyError::Unreadable(_))
    ));
    let made = Made::new();
    let bare = forged(&made.pdf(), |document| {
        document.objects.retain(|_, o| match o {
            Object::Dictionary(d) => !d.has_type(b"Filespec"),
            _ => true,
        });
    });
    assert!(matches!(
        verify(&rules, &bare, &[]),
        Err(VerifyError::NoAssessment)
    ));
}
