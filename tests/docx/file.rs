//! The file around the text: parts, properties, kinds of files, damage.

use crate::build::*;
use scruple::document::{DateBasis, WarningKind};
use scruple::import::{ImportError, Limits, import};

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}"
        .chars()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect()
}

#[test]
fn the_main_part_may_have_any_name() {
    let mut file = docx("");
    file.main = "office/text2.xml".to_owned();
    file.parts = vec![(
        file.main.clone(),
        document(W, &p("We keep logs.")).into_bytes(),
    )];
    assert_eq!(blocks(&file.read()), [(P, "We keep logs.")]);
}

#[test]
fn strict_files_and_other_charsets_are_read() {
    let body = styled("berschrift1", "Größe") + &p("We keep logs.");
    let strict = Docx::of_main(document(STRICT, &body).into_bytes());
    assert_eq!(blocks(&strict.read())[1], (P, "We keep logs."));
    let wide = document(W, &body).replace("UTF-8", "UTF-16");
    let wide = Docx::of_main(utf16(&wide)).styles(STYLES);
    assert_eq!(
        blocks(&wide.read()),
        [(h(1), "Größe"), (P, "We keep logs.")]
    );
}

#[test]
fn templates_and_macros() {
    let mut file = docx(&p("We keep logs."));
    file.main_type = "application/vnd.ms-word.document.macroEnabled.main+xml".to_owned();
    let file = file.with("vbaProject", "vbaProject.bin", "binary");
    let doc = file.read();
    assert_eq!(
        warning(&doc, WarningKind::Other).message,
        "The file holds macros; they were neither read nor run."
    );
    let mut file = docx(&p("We keep logs."));
    file.main_type =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
            .to_owned();
    assert!(is_clean(&file.read()));
}

#[test]
fn title_and_company_come_from_the_properties() {
    let core = "<cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"y\"><dc:title>Fern Privacy Notice</dc:title><dc:creator>A. Writer</dc:creator></cp:coreProperties>";
    let file = docx(&p("This notice says what Fern Labs does with data."))
        .loose("docProps/core.xml", core.as_bytes());
    assert_eq!(file.read().title.as_deref(), Some("Fern Privacy Notice"));
    let core = core.replace("Fern Privacy Notice", "Microsoft Word Document");
    let file = docx(&p("This notice says what Fern Labs does with data."))
        .loose("docProps/core.xml", core.as_bytes());
    assert_eq!(file.read().title, None);
}

#[test]
fn a_footer_that_dates_the_document_is_brought_once() {
    let footer = format!(
        "<w:ftr xmlns:w=\"{W}\">{}{}</w:ftr>",
        p("Version 2.1, effective 1 May 2024"),
        p("Page 3 of 4")
    );
    let section = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"r2\"/><w:footerReference w:type=\"first\" r:id=\"r2\"/></w:sectPr>";
    let filler = "We keep the data of our customers for as long as they have an account with us. "
        .repeat(12);
    let body = styled("Titel", "Privacy Notice") + &p(&filler) + section;
    let doc = docx(&body)
        .styles(STYLES)
        .with("footer", "footer1.xml", &footer)
        .read();
    assert_eq!(
        blocks(&doc)[..2],
        [
            (h(1), "Privacy Notice"),
            (P, "Version 2.1, effective 1 May 2024")
        ]
    );
    assert_eq!(doc.blocks.len(), 3);
    assert_eq!(
        (doc.date.map(|d| d.to_string()).as_deref(), doc.date_basis),
        (Some("2024-05-01"), DateBasis::Stated)
    );
}

#[test]
fn diagrams_are_read_and_charts_are_told() {
    let graphic = |inner: &str| {
        format!(
            "<w:p><w:r><w:drawing><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData>{inner}</a:graphicData></a:graphic></w:drawing></w:r></w:p>"
        )
    };
    let diagram = graphic(
        "<dgm:relIds xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" r:dm=\"r1\"/>",
    );
    let chart = graphic(
        "<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"r9\"/>",
    );
    let data = "<dgm:dataModel xmlns:dgm=\"d\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>We share </a:t></a:r><a:r><a:t>logs.</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:endParaRPr/></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>We sell nothing.</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>";
    let file = docx(&(p("We keep what you send.") + &diagram + &chart)).with(
        "diagramData",
        "data1.xml",
        data,
    );
    let doc = file.read();
    assert_eq!(
        blocks(&doc),
        [
            (P, "We keep what you send."),
            (P, "We share logs."),
            (P, "We sell nothing.")
        ]
    );
    assert_eq!(
        warning(&doc, WarningKind::Other).message,
        "1 chart was not read; look at it in the original."
    );
    // A diagram whose words cannot be had is text that is missing.
    let lost = docx(&(p("We keep what you send.") + &diagram)).read();
    assert!(warning(&lost, WarningKind::CutText).damage);
}

#[test]
fn numbers_that_fields_count_are_told() {
    let number = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> LISTNUM </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>We keep logs.</w:t></w:r></w:p>";
    let doc = docx(number).read();
    assert_eq!(blocks(&doc), [(P, "We keep logs.")]);
    assert_eq!(
        warning(&doc, WarningKind::Other).message,
        "1 number inside paragraphs (LISTNUM) was left out; look in the original for the numbers of such clauses."
    );
}

#[test]
fn text_in_another_format_is_read_in_its_place() {
    let body = p("This page stands before it.")
        + "<w:altChunk r:id=\"r1\"/>"
        + &p("This one stands after it.");
    let file = docx(&body).with(
        "aFChunk",
        "chunk.html",
        "<html><body><h2>Terms</h2><p>We keep logs.</p></body></html>",
    );
    assert_eq!(
        blocks(&file.read()),
        [
            (P, "This page stands before it."),
            (h(2), "Terms"),
            (P, "We keep logs."),
            (P, "This one stands after it.")
        ]
    );
    let file = docx(&body).with("aFChunk", "chunk.rtf", "{\\rtf1 x}");
    let doc = file.read();
    assert!(warning(&doc, WarningKind::CutText).damage);
    assert_eq!(
        blocks(&doc),
        [
            (P, "This page stands before it."),
            (P, "This one stands after it.")
        ]
    );
}

#[test]
fn a_text_that_is_cut_is_kept_as_far_as_it_goes() {
    let whole = document(
        W,
        &(p("The first clause stands.") + &p("The second clause is cut in the middle.")),
    );
    let cut = whole.find("is cut").unwrap();
    let doc = Docx::of_main(whole.as_bytes()[..cut].to_vec()).read();
    assert_eq!(
        blocks(&doc),
        [(P, "The first clause stands."), (P, "The second clause")]
    );
    let warning = warning(&doc, WarningKind::CutText);
    assert!(
        warning.damage && warning.message.contains("only up to about 100 %"),
        "{}",
        warning.message
    );
}

#[test]
fn a_wrong_checksum_is_told() {
    let mut bytes = docx(&p("Some words that nobody has changed in any way.")).bytes();
    // The checksum of the main part in the list of parts.
    let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let name = list
        + bytes[list..]
            .windows(17)
            .position(|w| w == b"word/document.xml")
            .unwrap();
    bytes[name - 46 + 16] ^= 0xff;
    let doc = import("policy.docx", &bytes, &Limits::default()).unwrap();
    assert_eq!(
        blocks(&doc),
        [(P, "Some words that nobody has changed in any way.")]
    );
    assert!(
        warning(&doc, WarningKind::CutText)
            .message
            .contains("does not match its checksum")
    );
    assert!(doc.is_damaged());
}

#[test]
fn damage_around_the_text_is_told() {
    let doc = docx(&styled("berschrift1", "Scope"))
        .with("styles", "styles.xml", "")
        .read();
    assert!(is_clean(&doc));
    let mut file = docx(&p("We keep logs.")).styles(STYLES);
    let mut bytes = file.bytes();
    let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let name = list
        + bytes[list..]
            .windows(15)
            .position(|w| w == b"word/styles.xml")
            .unwrap();
    bytes[name - 46 + 16] ^= 0xff;
    let doc = import("policy.docx", &bytes, &Limits::default()).unwrap();
    assert_eq!(
        warning(&doc, WarningKind::Other).message,
        "The file is damaged around its text: headings may not be told from text."
    );
    file.parts.clear();
    assert!(
        matches!(file.refused(), ImportError::Damaged { what, .. } if what.contains("the part that holds its text is missing"))
    );
}

#[test]
fn an_archive_that_was_cut_off_is_damaged() {
    let bytes = docx(&p(&"We keep logs. ".repeat(300))).bytes();
    for share in [20, 50, 90, 99] {
        let cut = &bytes[..bytes.len() * share / 100];
        match import("policy.docx", cut, &Limits::default()) {
            Err(ImportError::Damaged { format, what, .. }) => {
                assert_eq!(format, "DOCX");
                assert!(what.contains("it was cut off"), "{what}");
            }
            other => panic!("{share} %: {other:?}"),
        }
    }
}

#[test]
fn pictures_of_pages_are_no_text() {
    let picture = "<w:p><w:r><w:drawing><a:blip r:embed=\"r5\"/></w:drawing></w:r></w:p>";
    let file = docx(&picture.repeat(3));
    assert_eq!(
        file.refused(),
        ImportError::Scanned {
            name: "policy.docx".to_owned(),
            pages: 3
        }
    );
    let doc = docx(&(picture.repeat(3) + &p("Page one of three."))).read();
    let warning = warning(&doc, WarningKind::UnreadablePages);
    assert!(
        warning.damage
            && warning
                .message
                .starts_with("The file has 4 words and 3 pictures"),
        "{}",
        warning.message
    );
}

#[test]
fn other_files_are_called_by_their_names() {
    let call = |parts: &[(&str, &str)]| {
        let parts: Vec<(String, Vec<u8>)> = parts
            .iter()
            .map(|(n, c)| ((*n).to_owned(), c.as_bytes().to_vec()))
            .collect();
        match import("file.docx", &packed(&parts), &Limits::default()) {
            Err(ImportError::NotADocument { what, .. }) => what,
            other => panic!("{other:?}"),
        }
    };
    let types = |kind: &str| {
        format!(
            "<Types><Override PartName=\"/x\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}.main+xml\"/></Types>"
        )
    };
    assert_eq!(
        call(&[("[Content_Types].xml", &types("spreadsheetml.sheet"))]),
        "an Excel workbook"
    );
    assert_eq!(
        call(&[("[Content_Types].xml", &types("presentationml.presentation"))]),
        "a PowerPoint presentation"
    );
    assert_eq!(
        call(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "")
        ]),
        "an OpenDocument text"
    );
    assert_eq!(call(&[("mimetype", "application/epub+zip")]), "an e-book");
    assert_eq!(call(&[("policy.txt", "We keep logs.")]), "an archive");
    let mut closed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    closed.extend(utf16("EncryptedPackage"));
    assert_eq!(
        import("policy.docx", &closed, &Limits::default()),
        Err(ImportError::Encrypted {
            name: "policy.docx".to_owned()
        })
    );
}
