//! Messages and web archives. All of them are invented.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic"
)]

use scruple::document::{BlockKind, Document, Format, WarningKind};
use scruple::import::{ImportError, Limits, import};

fn read(name: &str, bytes: &[u8]) -> Document {
    let doc = import(name, bytes, &Limits::default()).unwrap();
    assert_eq!(doc.format, Format::Mail);
    doc
}

fn blocks(doc: &Document) -> Vec<&str> {
    doc.blocks.iter().map(|b| doc.slice(b.span)).collect()
}

const HEAD: &str = "From: =?UTF-8?Q?Ann_B=C3=A4r?= <ann@larch.example>\r\nTo: Ben Oak <ben@buyer.example>, legal@buyer.example\r\nCc: \"Cy, Ltd\" <cy@buyer.example>\r\nDate: Fri, 3 May 2024 10:05:00 +0200\r\nSubject: =?ISO-8859-1?Q?Re:_Fr=E4gen?= about the agreement\r\nMessage-ID: <1@larch.example>\r\nMIME-Version: 1.0\r\n";

#[test]
fn a_plain_message_keeps_who_wrote_what() {
    let text = format!(
        "{HEAD}Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\nBen,\r\n\r\n"
    );
    let mut bytes = text.into_bytes();
    bytes.extend(b"we don\x92t sell the data of our customers to anybody.\r\n\r\nOn 2 May 2024, Ben Oak wrote:\r\n> We would like to know before\r\n> we sign whether you sell data.\r\n>\r\n> Thanks, Ben\r\n");
    let doc = read("answer.eml", &bytes);
    assert_eq!(doc.title.as_deref(), Some("Re: Frägen about the agreement"));
    assert_eq!(
        blocks(&doc),
        [
            "Re: Frägen about the agreement",
            "From: Ann Bär <ann@larch.example>",
            "To: Ben Oak <ben@buyer.example>, legal@buyer.example",
            "Cc: Cy, Ltd <cy@buyer.example>",
            "Date: 3 May 2024, 10:05 +0200",
            "Ben,",
            "we don’t sell the data of our customers to anybody.",
            "On 2 May 2024, Ben Oak wrote:",
            "> We would like to know before we sign whether you sell data.",
            "> Thanks, Ben",
        ]
    );
    assert_eq!(doc.outline.len(), 1);
}

#[test]
fn of_two_forms_one_is_read_and_attachments_are_named() {
    let text = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=\"out\"\r\n\r\n--out\r\nContent-Type: multipart/alternative; boundary=\"in\"\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nOpen the page.\r\n--in\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>We share data=20with:</p><ul><li>Larch H=C3=B6sting</li><li>Oak</li></ul><blockquote type=3D\"cite\"><p>Who gets the data?</p></blockquote>\r\n--in--\r\n--out\r\nContent-Type: application/pdf; name=\"terms.pdf\"\r\nContent-Disposition: attachment; filename=\"terms.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQKJeLjz9MK\r\n--out\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nWe sell it all.\r\n--out--\r\n"
    );
    let doc = read("a.eml", text.as_bytes());
    let got = blocks(&doc);
    assert_eq!(
        got[5..],
        [
            "We share data with:",
            "Larch Hösting",
            "Oak",
            "> Who gets the data?"
        ]
    );
    assert!(matches!(doc.blocks[6].kind, BlockKind::ListItem(0)));
    let told = doc
        .warnings
        .iter()
        .find(|w| w.message.contains("attachments were not read"))
        .unwrap();
    assert!(
        told.message
            .starts_with("2 attachments were not read: terms.pdf (1 KB), notes.txt (1 KB)"),
        "{}",
        told.message
    );
}

#[test]
fn forwarded_messages_are_read_to_a_depth() {
    let mut text = "Subject: Innermost\r\nFrom: z@x.example\r\nContent-Type: text/plain\r\n\r\nWe sell what you send us.\r\n".to_owned();
    for i in 0..3 {
        text = format!(
            "Subject: Forward {i}\r\nFrom: a{i}@x.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\nContent-Type: text/plain\r\n\r\nSee below {i}.\r\n--b{i}\r\nContent-Type: message/rfc822\r\n\r\n{text}\r\n--b{i}--\r\n"
        );
    }
    let doc = read("f.eml", text.as_bytes());
    for part in [
        "Forward 2",
        "See below 0.",
        "Innermost",
        "We sell what you send us.",
    ] {
        assert!(doc.text.contains(part), "{part}: {}", doc.text);
    }
    let bomb = "Content-Type: message/rfc822\r\n\r\n".repeat(50_000);
    let bomb = format!("From: a@b.example\r\nSubject: x\r\n{bomb}");
    assert!(matches!(
        import("b.eml", bomb.as_bytes(), &Limits::default()),
        Err(ImportError::TooMuch { .. })
    ));
}

#[test]
fn a_message_of_attachments_alone_is_an_error() {
    let text = format!(
        "{HEAD}Content-Type: application/pdf; name=\"terms.pdf\"\r\nContent-Disposition: attachment; filename=\"terms.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQKJeLjz9MK\r\n"
    );
    let error = import("a.eml", text.as_bytes(), &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("terms.pdf"), "{error}");
}

const PAGE: &str = "<h1>Privacy notice</h1><p>We keep your name and your address for as long as it suits us, and we share both of them with our partners, who may use them for their own purposes, wherever they are and whoever they are.</p>";

#[test]
fn a_web_archive_is_the_page_that_was_saved() {
    let text = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://fern.example/privacy\r\nSubject: Fern privacy\r\nDate: Fri, 3 May 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"bb\"\r\n\r\n--bb\r\nContent-Type: text/html\r\nContent-ID: <frame@x>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://ads.example/frame\r\n\r\n{ADS}\r\n--bb\r\nContent-Type: text/html\r\nContent-ID: <main@x>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://fern.example/privacy\r\n\r\n<title>Fern | Privacy</title>{}\r\n--bb\r\nContent-Type: text/css\r\nContent-Location: cid:css@x\r\n\r\np {{ color: red }}\r\n--bb--\r\n",
        PAGE.replace('=', "=3D"),
        ADS = "<p>Buy our cars, which are the best that money can buy.</p>".repeat(9)
    );
    let doc = read("fern.mhtml", text.as_bytes());
    assert_eq!(blocks(&doc).len(), 2, "{}", doc.text);
    assert!(doc.text.starts_with("Privacy notice"));
    assert!(!doc.text.contains("cars") && !doc.text.contains("color"));
    assert!(
        doc.warnings
            .iter()
            .all(|w| !w.message.contains("attachment"))
    );
}

#[test]
fn the_start_of_an_archive_and_its_own_charset_count() {
    let page = "<html><head><meta charset=\"windows-1252\"></head><body><p>Your \u{93}data\u{94} is ours, and we keep it for as long as we like to, and share it with whom we like to, and this page is long enough to be more than a frame around some other page, which is what it takes.</p></body></html>";
    let body: Vec<u8> = page
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let mut bytes = b"From: <Saved by Windows Internet Explorer 8>\r\nSubject: Fern\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; start=\"<two>\"; boundary=zz\r\n\r\n--zz\r\nContent-Type: text/html\r\nContent-ID: <one>\r\n\r\n".to_vec();
    bytes.extend(
        "<p>This frame sells cars, which are the best that money can buy.</p>"
            .repeat(9)
            .as_bytes(),
    );
    bytes.extend(b"\r\n--zz\r\nContent-Type: text/html\r\nContent-ID: <two>\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
    bytes.extend(body);
    bytes.extend(b"\r\n--zz--\r\n");
    let doc = read("fern.mht", &bytes);
    assert!(doc.text.starts_with("Your “data” is ours"), "{}", doc.text);
    assert!(
        doc.warnings
            .iter()
            .all(|w| w.kind != WarningKind::UndecodableBytes)
    );
}

#[test]
fn damaged_messages_end_in_a_document_or_an_error() {
    let whole = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=\"out\"\r\n\r\n--out\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+V2Ugc2VsbC48L3A+\r\n--out\r\nContent-Type: message/rfc822\r\n\r\n{HEAD}\r\nWe keep it.\r\n--out--\r\n"
    );
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % 1_000_003).unwrap()
    };
    for _ in 0..400 {
        let mut bytes = whole.as_bytes().to_vec();
        for _ in 0..next() % 8 {
            let at = next() % bytes.len();
            bytes[at] = u8::try_from(next() % 256).unwrap();
        }
        bytes.truncate(next() % (bytes.len() + 1));
        if let Ok(doc) = import("a.eml", &bytes, &Limits::default()) {
            for block in &doc.blocks {
                assert!(!doc.slice(block.span).is_empty());
            }
        }
    }
}

#[test]
fn a_message_that_breaks_off_says_so() {
    let whole = format!(
        "{HEAD}Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nWe keep logs. We sell nothing.\r\n--b--\r\n"
    );
    let cut = whole.replace("--b--\r\n", "");
    let coded = |body: &str| {
        format!(
            "{HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"
        )
    };
    let tells = |bytes: &str| {
        let doc = read("a.eml", bytes.as_bytes());
        assert_eq!(
            doc.slice(doc.blocks[5].span).get(..13),
            Some("We keep logs.")
        );
        doc.warnings.iter().any(|w| w.kind == WarningKind::CutText) && doc.is_damaged()
    };
    assert!(!tells(&whole));
    assert!(tells(&cut));
    assert!(!tells(&coded("V2Uga2VlcCBsb2dzLiBXZSBzZWxsIG5vdGhpbmcu")));
    assert!(tells(&coded("V2Uga2VlcCBsb2dzLiBXZSBzZWxsIG5vdGhpb")));
    let plain =
        |end: &str| format!("{HEAD}Content-Type: text/plain\r\n\r\nWe keep logs. {end}\r\n");
    assert!(!tells(&plain("We sell nothing of this to anybody.")));
    assert!(tells(&plain("We also keep the records of the")));
}
