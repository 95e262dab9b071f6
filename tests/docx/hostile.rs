//! Files that are made to do harm, and files that were harmed.

use std::time::{Duration, Instant};

use crate::build::*;
use scruple::document::WarningKind;
use scruple::import::{ImportError, Limits, import};

/// Far more than any of these needs, even in an unoptimised build on a busy machine.
const SOON: Duration = Duration::from_secs(20);

fn in_time<T>(what: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let out = what();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    out
}

#[test]
fn a_part_of_a_gigabyte_is_refused() {
    // Blanks pack a thousand to one; the archive is built without ever holding them.
    use std::io::{Cursor, Write};
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default().large_file(true),
        )
        .unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        writer.write_all(&blank).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let refused = in_time(|| import("bomb.docx", &bytes, &Limits::default())).unwrap_err();
    assert!(
        matches!(&refused, ImportError::TooMuch { what, .. } if what.contains("unfold")),
        "{refused}"
    );
}

#[test]
fn a_hundred_thousand_parts_are_refused() {
    let parts: Vec<(String, Vec<u8>)> = (0..100_000)
        .map(|n| (format!("word/{n}"), Vec::new()))
        .collect();
    let bytes = packed(&parts);
    let refused = in_time(|| import("bomb.docx", &bytes, &Limits::default())).unwrap_err();
    assert!(
        matches!(&refused, ImportError::TooMuch { what, .. } if what.contains("more than 10000 parts")),
        "{refused}"
    );
}

#[test]
fn tables_ten_thousand_deep_end() {
    let open = "<w:tbl><w:tr><w:tc>".repeat(10_000);
    let close = "</w:tc></w:tr></w:tbl>".repeat(10_000);
    let body = format!(
        "{}{open}{}{close}{}",
        p("Above the tables."),
        p("Deep inside."),
        p("Below the tables.")
    );
    let doc = in_time(|| docx(&body).read());
    assert_eq!(
        blocks(&doc),
        [(P, "Above the tables."), (P, "Below the tables.")]
    );
    assert!(warning(&doc, WarningKind::Limits).damage);
}

#[test]
fn tables_forty_deep_are_read_as_text() {
    let open = "<w:tbl><w:tr><w:tc>".repeat(40);
    let close = "</w:tc></w:tr></w:tbl>".repeat(40);
    let doc = docx(&format!("{open}{}{close}", p("Deep inside."))).read();
    assert_eq!(blocks(&doc), [(P, "Deep inside.")]);
    assert!(!doc.is_damaged());
}

#[test]
fn boxes_in_boxes_end() {
    let open = "<w:p><w:r><w:pict><w:txbxContent>".repeat(3_000);
    let close = "</w:txbxContent></w:pict></w:r></w:p>".repeat(3_000);
    let doc = in_time(|| docx(&format!("{open}{close}{}", p("Below the boxes."))).read());
    assert_eq!(blocks(&doc), [(P, "Below the boxes.")]);
    assert!(doc.is_damaged());
}

#[test]
fn entities_are_not_expanded() {
    let laughs: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let body = p("We &l9; and &amp; &#x41;&undefined;.");
    let text = document(W, &body).replace("<w:document", &format!("<!DOCTYPE d [<!ENTITY l0 \"ha\">{laughs}<!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:document"));
    let doc = in_time(|| Docx::of_main(text.into_bytes()).read());
    assert_eq!(blocks(&doc), [(P, "We &l9; and & A&undefined;.")]);
}

#[test]
fn circles_of_styles_lists_and_relations_end() {
    let styles = "<w:style w:styleId=\"A\"><w:name w:val=\"a\"/><w:basedOn w:val=\"B\"/></w:style><w:style w:styleId=\"B\"><w:name w:val=\"b\"/><w:basedOn w:val=\"A\"/></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"S\"/><w:styleLink w:val=\"S\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body = styled("A", "One.") + &listed(1, 0, "Two.") + &listed(77, 8, "Three.");
    let doc = docx(&body).styles(styles).numbering(numbering).read();
    let texts: Vec<&str> = blocks(&doc).iter().map(|(_, t)| *t).collect();
    assert_eq!(texts, ["One.", "Two.", "Three."]);
}

#[test]
fn absurd_values_do_no_harm() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4294967295\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.%0.%\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body = listed(1, 0, "One.")
        + &listed(1, 0, "Two.")
        + &pp(
            "<w:outlineLvl w:val=\"-3\"/><w:ind w:left=\"99999999999999999999\"/>",
            &run("", "Three."),
        );
    let doc = docx(&body).numbering(numbering).read();
    assert_eq!(doc.blocks.len(), 3);
    // A field that never ends, an end without a beginning, a cell without a table.
    let body = "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>This is kept.</w:t></w:r></w:p><w:tc><w:p><w:r><w:t>This is also kept.</w:t></w:r></w:p></w:tc><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>";
    let doc = docx(body).read();
    assert_eq!(
        blocks(&doc),
        [(P, "This is kept."), (P, "This is also kept.")]
    );
}

/// A file with something of everything.
fn rich() -> Docx {
    let body = [
        styled("Titel", "Fern Data Terms"),
        styled("berschrift1", "Scope"),
        listed(1, 0, "These terms cover the service that Fern runs for its customers."),
        listed(1, 2, "They come before the order form."),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("Logs"), p("30 days")),
        format!("<w:p>{}<w:ins w:author=\"Ann\">{}</w:ins><w:r><w:footnoteReference w:id=\"4\"/></w:r></w:p>", run("", "We keep"), run("<w:vanish/>", " all")),
    ]
    .concat();
    docx(&body).styles(STYLES).numbering(&lists()).footnotes(
        "<w:footnote w:id=\"4\"><w:p><w:r><w:t>Only with consent.</w:t></w:r></w:p></w:footnote>",
    )
}

/// A small generator, so that every run harms the same bytes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most).unwrap()).unwrap()
    }
}

#[test]
fn harmed_archives_end_in_a_document_or_an_error() {
    let whole = rich().bytes();
    let sound = import("policy.docx", &whole, &Limits::default()).unwrap();
    let mut dice = Dice(0x5eed_5eed);
    let (mut read, mut refused) = (0, 0);
    in_time(|| {
        for _ in 0..400 {
            let mut bytes = whole.clone();
            match dice.below(3) {
                0 => bytes.truncate(dice.below(whole.len())),
                1 => {
                    for _ in 0..=dice.below(8) {
                        let at = dice.below(bytes.len());
                        bytes[at] ^= 1 << dice.below(8);
                    }
                }
                _ => {
                    let (from, to) = (dice.below(bytes.len()), dice.below(bytes.len()));
                    bytes.copy_within(from.min(to)..from.max(to), from.min(to) / 2);
                }
            }
            match import("policy.docx", &bytes, &Limits::default()) {
                // What comes out of a harmed text is the same, or it is told.
                Ok(doc) => {
                    read += 1;
                    let told = doc.warnings.len() > sound.warnings.len() || doc.is_damaged();
                    assert!(
                        told || doc.text == sound.text || doc.blocks.len() == sound.blocks.len(),
                        "{:?} {:?} {}",
                        doc.warnings,
                        doc.format,
                        doc.text
                    );
                }
                Err(_) => refused += 1,
            }
        }
    });
    assert!(read > 20 && refused > 20, "{read} read, {refused} refused");
}

#[test]
fn harmed_markup_ends_in_a_document_or_an_error() {
    let whole = document(
        W,
        &rich().parts[0]
            .1
            .iter()
            .map(|b| char::from(*b))
            .collect::<String>(),
    );
    let mut dice = Dice(0xfee1_600d);
    in_time(|| {
        for _ in 0..300 {
            let mut bytes = whole.clone().into_bytes();
            for _ in 0..=dice.below(6) {
                let at = dice.below(bytes.len());
                bytes[at] = [b'<', b'>', b'/', b'"', 0, 0xff, b'&', b' '][dice.below(8)];
            }
            bytes.truncate(bytes.len() - dice.below(bytes.len() / 2));
            let outcome = import(
                "policy.docx",
                &Docx::of_main(bytes).bytes(),
                &Limits::default(),
            );
            if let Ok(doc) = outcome {
                assert!(
                    doc.blocks
                        .iter()
                        .all(|b| !doc.slice(b.span).trim().is_empty())
                );
            }
        }
    });
}
