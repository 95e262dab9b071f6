//! Reading of PDFs. All texts are invented; the vendors in them do not exist.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a test fails by a panic, and its numbers are small"
)]

#[path = "support/check.rs"]
mod check;
#[path = "pdf/paper.rs"]
mod paper;
#[path = "support/shell.rs"]
mod shell;

use std::time::{Duration, Instant};

use lopdf::{Object, Stream, dictionary};
use paper::{Page, Paper, paper};
use scruple::document::{BlockKind, Document, WarningKind};
use scruple::import::{ImportError, Limits, import};

fn read(bytes: &[u8]) -> Document {
    import("larch.pdf", bytes, &Limits::default()).unwrap()
}

/// Kind, page and text of every block.
fn blocks(doc: &Document) -> Vec<(BlockKind, u32, &str)> {
    doc.blocks
        .iter()
        .map(|b| (b.kind, b.page.unwrap_or(0), doc.slice(b.span)))
        .collect()
}

fn sound(doc: &Document) {
    assert!(!doc.is_damaged(), "{:?}", doc.warnings);
}

/// The message of the one warning of a kind.
fn warning(doc: &Document, kind: WarningKind) -> (&str, bool) {
    let found: Vec<_> = doc.warnings.iter().filter(|w| w.kind == kind).collect();
    assert_eq!(found.len(), 1, "{:?}", doc.warnings);
    (&found[0].message, found[0].damage)
}

const LONG: &str = "We collect the name, the mail address and the phone number of each person who signs up for an account, and we keep them for as long as the account is open and for two years after that.";

/// Three pages with a header and a footer.
fn notice() -> Vec<Page> {
    let mut pages = vec![Page::new(), Page::new(), Page::new()];
    for (i, page) in pages.iter_mut().enumerate() {
        page.at(70.0, 800.0, 9.0, false, "Larch Cloud GmbH - for customers");
        page.at(70.0, 40.0, 9.0, false, &format!("Page {} of 3", i + 1));
    }
    pages[0]
        .heading(20.0, "Privacy Notice")
        .paragraph(70.0, LONG)
        .heading(14.0, "What we share")
        .paragraph(70.0, "We share your personal data with:");
    pages[0].y += 4.0;
    for text in [
        "\u{b7} partners that help us to run the service, to bill it, and to answer the questions that you send to us by mail or by phone;",
        "\u{b7} authorities.",
    ] {
        // The byte of the dot is the same in the encoding of the font.
        let text = text.replace('\u{b7}', "*");
        pages[0].wrapped(84.0, 96.0, 525.0, &text);
    }
    pages[0].y = 120.0;
    pages[0].lines(
        70.0,
        &[
            "We do not sell data, and we do not let others use it for their own ends unless the",
            "person has agreed to it before, and then only as far as the agreement goes, which the",
        ],
    );
    pages[1].lines(70.0, &["person may end at any time."]);
    pages[1]
        .heading(14.0, "4. Security")
        .wrapped(
            70.0,
            70.0,
            525.0,
            "4.1 We encrypt all data that we hold for you, on the way and at rest, with keys that only we have.",
        )
        .wrapped(
            84.0,
            104.0,
            525.0,
            "(a) Keys are changed each year, and at once when somebody who had them leaves the company for good;",
        )
        .wrapped(84.0, 104.0, 525.0, "(b) copies of them are kept in a safe.");
    pages[2]
        .heading(14.0, "5. Larch Cloud GmbH - for customers")
        .paragraph(
            70.0,
            "Write to us if you have a question about this notice.",
        );
    pages
}

#[test]
fn a_notice_of_three_pages() {
    let doc = read(&paper(&notice()));
    sound(&doc);
    assert_eq!(doc.pages, Some(3));
    let item = BlockKind::ListItem(0);
    let expected = [
        (BlockKind::Heading(1), 1, "Privacy Notice"),
        (BlockKind::Paragraph, 1, LONG),
        (BlockKind::Heading(2), 1, "What we share"),
        (BlockKind::Paragraph, 1, "We share your personal data with:"),
        (
            item,
            1,
            "partners that help us to run the service, to bill it, and to answer the questions that you send to us by mail or by phone;",
        ),
        (item, 1, "authorities."),
        (
            BlockKind::Paragraph,
            1,
            "We do not sell data, and we do not let others use it for their own ends unless the person has agreed to it before, and then only as far as the agreement goes, which the person may end at any time.",
        ),
        (BlockKind::Heading(2), 2, "4. Security"),
        (
            BlockKind::Paragraph,
            2,
            "4.1 We encrypt all data that we hold for you, on the way and at rest, with keys that only we have.",
        ),
        (
            item,
            2,
            "(a) Keys are changed each year, and at once when somebody who had them leaves the company for good;",
        ),
        (item, 2, "(b) copies of them are kept in a safe."),
        (
            BlockKind::Heading(2),
            3,
            "5. Larch Cloud GmbH - for customers",
        ),
        (
            BlockKind::Paragraph,
            3,
            "Write to us if you have a question about this notice.",
        ),
    ];
    assert_eq!(blocks(&doc), expected);
    // The list is read with the sentence that leads into it.
    let led: Vec<&str> = doc
        .sentences
        .iter()
        .filter(|s| s.lead_in.is_some())
        .map(|s| doc.slice(s.span))
        .collect();
    assert_eq!(led.len(), 2, "{led:?}");
}

/// The page that the document tells for the beginning of some words.
fn page_of(doc: &Document, words: &str) -> Option<u32> {
    doc.page_at(
        doc.text
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {}", doc.text)),
    )
}

#[test]
fn a_place_in_a_paragraph_is_on_its_own_page() {
    let doc = read(&paper(&notice()));
    let long = doc
        .blocks
        .iter()
        .find(|b| doc.slice(b.span).starts_with("We do not sell"))
        .unwrap();
    assert_eq!((long.page, long.turns.len()), (Some(1), 1));
    assert_eq!(page_of(&doc, "We do not sell"), Some(1));
    assert_eq!(page_of(&doc, "which the"), Some(1));
    assert_eq!(page_of(&doc, "person may end"), Some(2));
    assert_eq!(page_of(&doc, "4. Security"), Some(2));
    assert_eq!(page_of(&doc, "Write to us"), Some(3));
}

#[test]
fn a_paragraph_that_fills_pages_turns_at_each_of_them() {
    let mut pages = vec![Page::new(), Page::new(), Page::new()];
    let lines = |from: usize| -> Vec<String> {
        (from..from + 48)
            .map(|n| format!("and with the {n}th party of our list, which may keep it for as long as this one does,"))
            .collect()
    };
    for (i, page) in pages.iter_mut().enumerate() {
        for line in lines(100 * (i + 1)) {
            page.at(70.0, page.y, 11.0, false, &line);
            page.y -= 14.0;
        }
    }
    pages[0].at(
        70.0,
        754.0,
        11.0,
        false,
        "We share the data that you give to us with all of the parties that are named below",
    );
    // A word that is parted between two pages begins on the first of them.
    let y = pages[1].y;
    pages[1].at(
        70.0,
        y,
        11.0,
        false,
        "and with all those whom they let have it, whoever they are, and for as long as infor-",
    );
    pages[2].at(
        70.0,
        754.0,
        11.0,
        false,
        "mation may be held; the information of others is kept apart from that, as the law asks,",
    );
    let doc = read(&paper(&pages));
    sound(&doc);
    assert_eq!(doc.blocks.len(), 1, "{:?}", blocks(&doc));
    assert_eq!(page_of(&doc, "We share"), Some(1));
    assert_eq!(page_of(&doc, "147th party"), Some(1));
    assert_eq!(page_of(&doc, "and with the 200th"), Some(2));
    assert_eq!(page_of(&doc, "information may be held"), Some(2));
    assert_eq!(page_of(&doc, "may be held"), Some(3));
    assert_eq!(page_of(&doc, "347th party"), Some(3));
    check::document(&doc, &paper(&pages));
}

#[test]
fn evidence_names_the_page_on_which_its_quote_begins() {
    let mut pages = vec![Page::new(), Page::new()];
    pages[0].paragraph(70.0, LONG);
    pages[0].y = 88.0;
    pages[0].lines(70.0, &["You can write to us when you have a question about the data, and we will then answer as"]);
    pages[1].y = 780.0;
    pages[1].lines(70.0, &["soon as we can. We sell your personal data to advertisers. We also tell you which ones."]);
    let doc = read(&paper(&pages));
    let whole = doc
        .blocks
        .iter()
        .find(|b| doc.slice(b.span).contains("soon as we can"))
        .unwrap();
    assert!(
        doc.slice(whole.span).starts_with("You can write"),
        "{:?}",
        blocks(&doc)
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("larch.pdf"), paper(&pages)).unwrap();
    let ran = shell::run(folder.path(), &["assess", "larch.pdf", "-o", "out.json"]);
    assert_eq!(
        shell::code(&ran),
        0,
        "{}{}",
        shell::out(&ran),
        shell::err(&ran)
    );
    let json = std::fs::read(folder.path().join("out.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let mut seen = 0;
    for finding in json["findings"].as_array().unwrap() {
        for evidence in finding["evidence"].as_array().unwrap() {
            let quote = evidence["quote"].as_str().unwrap();
            let page = if LONG.starts_with(quote) { 1 } else { 2 };
            assert_eq!(evidence["page"], page, "{quote}");
            seen += usize::from(quote.starts_with("We sell"));
        }
    }
    assert!(seen > 0, "{json}");
}

#[test]
fn a_footer_that_says_something_is_kept_once_and_clauses_at_the_top_stay() {
    let mut pages: Vec<Page> = (0..4).map(|_| Page::new()).collect();
    for (i, page) in pages.iter_mut().enumerate() {
        page.at(
            70.0,
            40.0,
            9.0,
            false,
            &format!("Larch terms, last updated May 3, 2026 | {} / 4", i + 1),
        );
        // Numbers that are no numbers of pages, at the same place on each page.
        page.y = 790.0;
        page.lines(70.0, &[&format!("Clause {}", i * 3 + 2)]);
        page.paragraph(70.0, LONG);
    }
    let doc = read(&paper(&pages));
    sound(&doc);
    for clause in ["Clause 2", "Clause 5", "Clause 8", "Clause 11"] {
        assert_eq!(
            doc.text.matches(clause).count(),
            1,
            "{clause}: {}",
            doc.text
        );
    }
    assert_eq!(doc.text.matches("last updated May 3, 2026").count(), 1);
    assert!(!doc.text.contains("/ 4"), "{}", doc.text);
    let last = doc.blocks.last().unwrap();
    assert_eq!(
        doc.slice(last.span),
        "Larch terms, last updated May 3, 2026"
    );
}

#[test]
fn parted_words_are_joined_and_compounds_keep_their_hyphen() {
    let mut page = Page::new();
    page.lines(
        70.0,
        &[
            "We give the data to nobody but the processors that work for us, and no third-",
            "party is let to use the infor-",
            "mation that we hold. The information is ours to keep, and the keeping of it is a con-",
            "tractual duty towards each of our customers, whom we name in the contract it-",
            "self.",
        ],
    );
    let doc = read(&paper(&[page]));
    sound(&doc);
    assert!(
        doc.text
            .contains("no third-party is let to use the information that"),
        "{}",
        doc.text
    );
    assert!(doc.text.contains("a contractual duty"), "{}", doc.text);
}

#[test]
fn tables_are_rows() {
    let mut page = Page::new();
    page.paragraph(70.0, "These companies work for us.").table(
        &[70.0, 220.0, 400.0, 525.0],
        &[
            &["Company", "What for", "Where"],
            &["Fern Hosting Ltd", "Servers", "Ireland"],
            &["Mossmail Inc.", "Mail", "United States"],
        ],
    );
    page.paragraph(70.0, "The list is of May 2026.");
    let doc = read(&paper(&[page]));
    sound(&doc);
    let row = BlockKind::TableRow;
    assert_eq!(
        blocks(&doc),
        [
            (BlockKind::Paragraph, 1, "These companies work for us."),
            (row, 1, "Company | What for | Where"),
            (row, 1, "Fern Hosting Ltd | Servers | Ireland"),
            (row, 1, "Mossmail Inc. | Mail | United States"),
            (BlockKind::Paragraph, 1, "The list is of May 2026."),
        ]
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut page = Page::new();
    let left = "The first column says what we collect and why we do so, in as many lines as it takes to fill some of the page, and then it goes on";
    let right = "in the second one, which is read when the first is at its end. Nothing of it stands between the lines of the other.";
    page.wrapped(60.0, 60.0, 280.0, left);
    page.y = 740.0;
    page.wrapped(320.0, 320.0, 540.0, right);
    let doc = read(&paper(&[page]));
    sound(&doc);
    assert_eq!(doc.text, format!("{left} {right}"));
}

#[test]
fn pages_that_are_shown_turned_are_read_upright() {
    let mut page = Page::new();
    page.turn = 90;
    // Turned by 90 degrees the reader looks at the page from the side, so the text runs up the page.
    for (i, line) in [
        "We keep the data of our customers in the European Union, and",
        "nowhere else.",
    ]
    .iter()
    .enumerate()
    {
        page.content.push_str(&format!(
            "BT /F1 11 Tf 0 1 -1 0 {} 70 Tm ({line}) Tj ET\n",
            100 + i * 14
        ));
    }
    let doc = read(&paper(&[page]));
    sound(&doc);
    assert_eq!(
        doc.text,
        "We keep the data of our customers in the European Union, and nowhere else."
    );
}

#[test]
fn shapes_in_front_of_texts_are_bullets() {
    let mut page = Page::new();
    page.paragraph(70.0, "We do not share with others:");
    for text in ["names", "addresses"] {
        let y = page.y;
        page.content.push_str(&format!("78 {} 4 4 re f\n", y + 2.0));
        page.content
            .push_str(&format!("BT /F1 11 Tf 1 0 0 1 90 {y} Tm ({text}) Tj ET\n"));
        page.y -= 14.0;
    }
    let doc = read(&paper(&[page]));
    sound(&doc);
    assert_eq!(
        blocks(&doc)[1..],
        [
            (BlockKind::ListItem(0), 1, "names"),
            (BlockKind::ListItem(0), 1, "addresses"),
        ]
    );
}

#[test]
fn a_password_is_named_and_an_empty_one_is_no_hindrance() {
    let locked = import(
        "locked.pdf",
        include_bytes!("fixtures/pdf/locked.pdf"),
        &Limits::default(),
    );
    assert_eq!(
        locked.unwrap_err(),
        ImportError::Encrypted {
            name: "locked.pdf".to_owned()
        }
    );
    let doc = read(include_bytes!("fixtures/pdf/unlocked.pdf"));
    sound(&doc);
    assert!(
        doc.text
            .contains("The owner set a password, and the reader needs none.")
    );
}

#[test]
fn a_letter_from_an_office_program() {
    let doc = read(include_bytes!("fixtures/pdf/office.pdf"));
    sound(&doc);
    assert_eq!(doc.pages, Some(2));
    let got = blocks(&doc);
    let find = |start: &str| {
        *got.iter()
            .find(|b| b.2.starts_with(start))
            .unwrap_or_else(|| panic!("{start} is not in {got:#?}"))
    };
    assert!(matches!(
        find("Larch Terms of Service").0,
        BlockKind::Heading(1)
    ));
    assert!(matches!(
        find("1. Use of your data").0,
        BlockKind::Heading(2)
    ));
    assert_eq!(find("to bill").0, BlockKind::ListItem(0));
    assert_eq!(find("Company").2, "Company | Purpose");
    assert_eq!(find("Fern Hosting").0, BlockKind::TableRow);
    assert_eq!(find("2. Ending").1, 2);
    assert!(!doc.text.contains("Page 1"), "{}", doc.text);
    assert_eq!(doc.text.matches("Larch GmbH, Elm Road 3").count(), 1);
}

#[test]
fn a_scan_is_refused_and_a_scanned_page_is_damage() {
    let scan = |paper: &mut Paper| {
        let mut page = Page::new();
        page.content = "q 595 0 0 842 0 0 cm /Im Do Q\n".to_owned();
        paper.add(&page);
    };
    let mut all = Paper::new();
    all.picture();
    scan(&mut all);
    scan(&mut all);
    assert_eq!(
        import("scan.pdf", &all.bytes(), &Limits::default()).unwrap_err(),
        ImportError::Scanned {
            name: "scan.pdf".to_owned(),
            pages: 2
        }
    );

    let mut mixed = Paper::new();
    mixed.picture();
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    mixed.add(&page);
    scan(&mut mixed);
    mixed.add(&page);
    let doc = read(&mixed.bytes());
    let (message, damage) = warning(&doc, WarningKind::UnreadablePages);
    assert!(damage);
    assert!(
        message.contains("page 2") && message.contains("1 of 3 pages"),
        "{message}"
    );
}

#[test]
fn a_cover_with_a_photograph_is_sound() {
    let mut file = Paper::new();
    file.picture();
    let mut cover = Page::new();
    cover.content = "q 595 0 0 842 0 0 cm /Im Do Q\n".to_owned();
    cover.at(70.0, 400.0, 24.0, true, "Terms of Service");
    file.add(&cover);
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    file.add(&page);
    sound(&read(&file.bytes()));
}

/// A font of two bytes a letter that does not say which letters it draws.
fn unmapped(file: &mut Paper) {
    let descendant = file.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "ABCDEF+Larch",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
        },
        "DW" => 550,
    });
    let font = file.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+Larch",
        "Encoding" => "Identity-H", "DescendantFonts" => vec![descendant.into()],
    });
    file.resources
        .get_mut(b"Font")
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("F3", font);
}

/// The codes of a text in that font: glyphs in an order that starts at `first` with the blank.
fn codes(text: &str, first: u32) -> String {
    text.chars()
        .map(|c| format!("{:04X}", u32::from(c) - 32 + first))
        .collect()
}

#[test]
fn a_font_that_does_not_say_its_letters_is_damage() {
    let mut file = Paper::new();
    unmapped(&mut file);
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    // An order of glyphs that no font has, so that nothing can be worked out.
    for line in 0..3 {
        page.content.push_str(&format!(
            "BT /F3 11 Tf 70 {} Td <{}> Tj ET\n",
            500 - line * 14,
            codes("We may sell your data to any of our many partners.", 400)
        ));
    }
    file.add(&page);
    let doc = read(&file.bytes());
    let (message, damage) = warning(&doc, WarningKind::UnreadablePages);
    assert!(damage);
    assert!(
        message.starts_with("3 runs of text") && message.contains("page 1"),
        "{message}"
    );

    let mut file = Paper::new();
    unmapped(&mut file);
    let mut page = Page::new();
    page.content = format!(
        "BT /F3 11 Tf 70 500 Td <{}> Tj ET\n",
        codes("We may sell it.", 400)
    );
    file.add(&page);
    let refused = import("larch.pdf", &file.bytes(), &Limits::default()).unwrap_err();
    assert!(
        matches!(refused, ImportError::Damaged { .. }),
        "{refused:?}"
    );
}

/// A name of three signs in a language of its own is no clause; a line that could be one is.
#[test]
fn a_few_unread_letters_are_told_and_are_no_damage() {
    for (unread, expected) in [("abc", false), ("We may sell it all.", true)] {
        let mut file = Paper::new();
        unmapped(&mut file);
        let mut page = Page::new();
        for i in 0..30_u8 {
            let line =
                format!("We keep record {i} of every account for as long as the account is open.");
            page.at(70.0, 760.0 - 14.0 * f32::from(i), 11.0, false, &line);
        }
        page.content.push_str(&format!(
            "BT /F3 11 Tf 70 300 Td <{}> Tj ET\n",
            codes(unread, 400)
        ));
        file.add(&page);
        let doc = read(&file.bytes());
        let (message, damage) = warning(&doc, WarningKind::UnreadablePages);
        assert!(
            message.starts_with("1 run of text") && message.contains("page 1"),
            "{message}"
        );
        assert_eq!(damage, expected, "{unread}");
    }
}

#[test]
fn letters_in_the_usual_order_are_worked_out_and_flagged() {
    let mut file = Paper::new();
    unmapped(&mut file);
    let mut page = Page::new();
    for (i, line) in [
        "We may use the data of the customer for any of the purposes that are set out in this",
        "notice, and we may give it to our partners, who will use it for the same purposes as",
        "we do, and to the authorities where the law of the country is such that we have to.",
    ]
    .iter()
    .enumerate()
    {
        page.content.push_str(&format!(
            "BT /F3 11 Tf 70 {} Td <{}> Tj ET\n",
            700 - i * 14,
            codes(line, 3)
        ));
    }
    file.add(&page);
    let doc = read(&file.bytes());
    assert!(
        doc.text
            .contains("set out in this notice, and we may give it to our partners"),
        "{}",
        doc.text
    );
    let (message, damage) = warning(&doc, WarningKind::UnreadablePages);
    assert!(damage && message.contains("worked out"), "{message}");
}

#[test]
fn text_that_nobody_sees_is_read_as_hidden() {
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    page.content
        .push_str("BT 3 Tr /F1 11 Tf 70 300 Td (We may sell all of it.) Tj 0 Tr ET\n");
    let doc = read(&paper(&[page]));
    let hidden: Vec<&str> = doc
        .blocks
        .iter()
        .filter(|b| b.hidden)
        .map(|b| doc.slice(b.span))
        .collect();
    assert_eq!(hidden, ["We may sell all of it."]);
    let (message, damage) = warning(&doc, WarningKind::HiddenText);
    assert!(
        !damage && message.contains("6 words") && message.contains("page 1"),
        "{message}"
    );
}

#[test]
fn values_of_a_form_are_read() {
    let mut file = Paper::new();
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    file.add(&page);
    let field = file.document.add_object(dictionary! {
        "FT" => "Tx", "T" => Object::string_literal("Customer"),
        "V" => Object::string_literal("Fern Works Ltd"),
    });
    let pages = file.pages;
    let root = file.document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages,
        "AcroForm" => dictionary! { "Fields" => vec![field.into()] },
    });
    file.document.trailer.set("Root", root);
    let doc = read(&file.bytes());
    assert!(
        doc.text.ends_with("Customer: Fern Works Ltd"),
        "{}",
        doc.text
    );
}

#[test]
fn what_the_file_says_about_itself_is_weighed() {
    let made = |title: &str, author: &str| {
        let mut file = Paper::new();
        file.info(title, author);
        let mut page = Page::new();
        page.paragraph(
            70.0,
            "Larch Cloud GmbH offers this service under these terms of service to its customers.",
        );
        file.add(&page);
        read(&file.bytes())
    };
    assert_eq!(
        made("Larch Terms of Service", "").title.as_deref(),
        Some("Larch Terms of Service")
    );
    for junk in [
        "Microsoft Word - terms_final.docx",
        "untitled",
        "Letterhead template",
        "larch_terms",
    ] {
        let title = made(junk, "Pat Smith").title;
        assert!(title.as_deref() != Some(junk), "{title:?}");
    }
    assert_ne!(
        made("untitled", "Pat Smith").vendor.as_deref(),
        Some("Pat Smith")
    );
}

#[test]
fn a_file_that_was_cut_off_is_damage() {
    let whole = paper(&notice());
    assert!(!read(&whole).is_damaged());
    let mut told = 0;
    for share in [50, 70, 90, 99] {
        let cut = &whole[..whole.len() * share / 100];
        match import("larch.pdf", cut, &Limits::default()) {
            Ok(doc) => {
                assert!(doc.is_damaged(), "{share} %: {:?}", doc.warnings);
                told += 1;
            }
            Err(error) => assert!(matches!(error, ImportError::Damaged { .. }), "{error:?}"),
        }
    }
    assert!(told > 0, "a part of what is left is read");
}

#[test]
fn pages_that_hold_themselves_end() {
    let mut file = Paper::new();
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    file.add(&page);
    let pages = file.pages;
    file.kids.push(pages.into());
    let started = Instant::now();
    let read = import("larch.pdf", &file.bytes(), &Limits::default());
    assert!(started.elapsed() < Duration::from_secs(5));
    assert!(read.is_ok_and(|d| d.text.contains("for two years after that")));
}

#[test]
fn forms_that_paint_forms_end_and_are_told() {
    let mut file = Paper::new();
    let mut inner = file.document.add_object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 600.into(), 900.into()] },
        b"0 0 m 9 9 l S\n".repeat(20),
    ));
    for _ in 0..12 {
        inner = file.document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), 600.into(), 900.into()],
                "Resources" => dictionary! { "XObject" => dictionary! { "Fm" => inner } },
            },
            b"/Fm Do\n".repeat(10),
        ));
    }
    file.resources.set("XObject", dictionary! { "Fm" => inner });
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    page.content.push_str("/Fm Do\n");
    file.add(&page);
    let started = Instant::now();
    let doc = read(&file.bytes());
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    assert!(doc.text.contains("for two years after that"));
    assert!(warning(&doc, WarningKind::Limits).1);
}

#[test]
fn numbers_out_of_all_measure_cost_no_time() {
    let mut page = Page::new();
    page.paragraph(70.0, LONG).table(
        &[70.0, 300.0, 525.0],
        &[&["Company", "Where"], &["Fern Hosting Ltd", "Ireland"]],
    );
    page.content
        .push_str("BT /F1 4000000000 Tf 70 300 Td (large) Tj ET\n");
    page.content
        .push_str("BT /F1 11 Tf 1 0 0 1 3000000000 300 Tm (far) Tj ET\n");
    let started = Instant::now();
    let doc = read(&paper(&[page]));
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
    assert!(doc.text.contains("for two years after that") && doc.text.contains("Ireland"));
}

#[test]
fn more_pages_than_allowed_are_refused() {
    let limits = Limits {
        pages: 2,
        ..Limits::default()
    };
    let refused = import("larch.pdf", &paper(&notice()), &limits).unwrap_err();
    assert!(
        matches!(&refused, ImportError::TooMuch { what, .. } if what.contains("3 pages") && what.contains("2 pages")),
        "{refused:?}"
    );
}

#[test]
fn evidence_of_an_assessment_carries_the_page() {
    let mut pages = notice();
    pages[2].paragraph(
        70.0,
        "We may sell your personal information to third parties for their own marketing purposes.",
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("larch.pdf"), paper(&pages)).unwrap();
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_scruple"))
        .args([
            "assess",
            "larch.pdf",
            "--as-of",
            "2026-11-21",
            "-o",
            "o.json",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("o.json")).unwrap()).unwrap();
    let mut found = Vec::new();
    evidence(&json, &mut found);
    let sale = found
        .iter()
        .find(|(quote, _)| quote.contains("may sell your personal information"))
        .unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(sale.1, Some(3));
}

/// Every object of a JSON that has a quote: the quote and its page.
fn evidence(json: &serde_json::Value, out: &mut Vec<(String, Option<u64>)>) {
    match json {
        serde_json::Value::Object(fields) => {
            if let Some(quote) = fields.get("quote").and_then(serde_json::Value::as_str) {
                let page = fields.get("page").and_then(serde_json::Value::as_u64);
                out.push((quote.to_owned(), page));
            }
            fields.values().for_each(|v| evidence(v, out));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| evidence(v, out)),
        _ => {}
    }
}

/// A file of one page whose packed streams are torn by `tear`.
fn torn(tear: impl FnOnce(&mut Vec<u8>)) -> Document {
    let mut page = Page::new();
    for n in 0..9 {
        page.paragraph(70.0, &LONG.replace("two years", &format!("{n} years")));
    }
    let mut paper = Paper::new();
    paper.add(&page);
    paper.document.compress();
    let mut bytes = paper.bytes();
    tear(&mut bytes);
    read(&bytes)
}

/// Where the first packed stream ends.
fn first_packed_end(bytes: &[u8]) -> usize {
    let begin = bytes.windows(7).position(|w| w == b"stream\n").unwrap() + 7;
    assert_eq!(bytes[begin], 0x78);
    let rest = &bytes[begin..];
    begin + rest.windows(9).position(|w| w == b"endstream").unwrap()
}

#[test]
fn a_page_that_is_torn_inside_is_damage() {
    sound(&torn(|_| {}));
    let doc = torn(|bytes| {
        // Near its end, so that nearly all words can be read.
        let at = first_packed_end(bytes) - 12;
        bytes[at] ^= 0x10;
    });
    let (message, damage) = warning(&doc, WarningKind::UnreadablePages);
    assert!(
        damage && message.contains("damaged inside page 1"),
        "{message}"
    );
}

#[test]
fn a_form_that_is_missing_is_damage() {
    let mut page = Page::new();
    page.paragraph(70.0, LONG);
    page.content.push_str("/Fm Do\n");
    let mut paper = Paper::new();
    let form = paper.document.new_object_id();
    paper.resources.set("XObject", dictionary! { "Fm" => form });
    paper.add(&page);
    let doc = read(&paper.bytes());
    let (message, damage) = warning(&doc, WarningKind::UnreadablePages);
    assert!(
        damage && message.contains("damaged inside page 1"),
        "{message}"
    );
}

#[test]
fn a_stream_that_names_its_filter_elsewhere_is_bounded() {
    let limits = Limits {
        unfolded: 4 << 20,
        ..Limits::default()
    };
    let file = |size: usize| {
        let mut page = Page::new();
        page.paragraph(70.0, LONG);
        let mut paper = Paper::new();
        paper.add(&page);
        let mut stream = Stream::new(dictionary! {}, vec![b' '; size]);
        stream.compress().unwrap();
        let filter = stream.dict.get(b"Filter").unwrap().clone();
        let filter = paper.document.add_object(filter);
        stream.dict.set("Filter", filter);
        paper.document.add_object(stream);
        import("larch.pdf", &paper.bytes(), &limits)
    };
    assert!(file(1 << 20).is_ok());
    assert!(matches!(file(8 << 20), Err(ImportError::TooMuch { .. })));
}
