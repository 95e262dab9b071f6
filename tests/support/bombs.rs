//! Files that are made to cost their reader more than they are worth.

use super::packed::{Entry, archive, bomb, zlib, zlib_bomb};
use super::pdf::{Objects, frame, one_page, page};
use super::render::{BODY, docx_around, docx_of};

const MEGABYTE: usize = 1024 * 1024;

/// A file with its name and what it is made to do.
#[derive(Debug, Clone)]
pub struct Bomb {
    /// What it does.
    pub what: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

fn bomb_of(what: &'static str, name: &'static str, bytes: impl Into<Vec<u8>>) -> Bomb {
    Bomb {
        what,
        name,
        bytes: bytes.into(),
    }
}

/// Every file.
#[must_use]
pub fn all() -> Vec<Bomb> {
    [texts(), pages(), mails(), words(), portable()].concat()
}

const SENTENCE: &str = "We may share your data with our partners. ";

/// Plain text and Markdown.
#[must_use]
pub fn texts() -> Vec<Bomb> {
    let mut utf16 = vec![0xff, 0xfe];
    for at in 0..20_000_u16 {
        // Halves of pairs that have no other half, in both orders.
        utf16.extend_from_slice(&(0xd800 + at % 0x800).to_le_bytes());
        utf16.extend_from_slice(&u16::from(b'a').to_le_bytes());
    }
    vec![
        bomb_of(
            "one line of 10 MB",
            "a.txt",
            SENTENCE.repeat(10 * MEGABYTE / SENTENCE.len()),
        ),
        bomb_of("one word of 10 MB", "a.txt", "a".repeat(10 * MEGABYTE)),
        bomb_of(
            "a million short lines",
            "a.txt",
            "We do.\n".repeat(1_000_000),
        ),
        bomb_of(
            "a million empty lines",
            "a.txt",
            format!("We keep data.{}We do.", "\n".repeat(1_000_000)),
        ),
        bomb_of("only punctuation", "a.txt", "?!.,;: ".repeat(300_000)),
        bomb_of("only full stops", "a.txt", ".".repeat(2 * MEGABYTE)),
        bomb_of(
            "only combining marks",
            "a.txt",
            "\u{301}\u{308}".repeat(500_000),
        ),
        bomb_of(
            "one letter with a million marks",
            "a.txt",
            format!("We keep a{} data.", "\u{301}".repeat(1_000_000)),
        ),
        bomb_of(
            "only letters that unfold",
            "a.txt",
            "\u{fdfa} \u{fb03}\n".repeat(200_000),
        ),
        bomb_of(
            "only entities",
            "a.txt",
            "&nbsp;&amp;amp;&#x26;".repeat(100_000),
        ),
        bomb_of(
            "only signs of wrong charsets",
            "a.txt",
            "â€™Ã©â".repeat(200_000),
        ),
        bomb_of(
            "only numbers of clauses",
            "a.txt",
            "1.1.1.1 (a) (i) ".repeat(100_000),
        ),
        bomb_of("only quotation marks", "a.txt", "“\"‘'".repeat(200_000)),
        bomb_of(
            "only dates",
            "a.txt",
            "14 March 2024, Last updated: 2024-03-14, ".repeat(20_000),
        ),
        bomb_of("only list signs", "a.txt", "• - * (a) \n".repeat(200_000)),
        bomb_of(
            "lists that lead into lists",
            "a.txt",
            (0..20_000)
                .map(|i| format!("{}• any:\n", " ".repeat(i % 200)))
                .collect::<String>(),
        ),
        bomb_of("halves of pairs in UTF-16", "a.txt", utf16),
        bomb_of(
            "bytes that no charset has",
            "a.txt",
            [0x81_u8, 0x8d, 0x8f, 0x90, 0x9d, b' '].repeat(100_000),
        ),
        bomb_of(
            "quotes 5,000 deep",
            "a.md",
            format!("{} We sell data.", ">".repeat(5_000)),
        ),
        bomb_of(
            "lists 5,000 deep",
            "a.md",
            (0..5_000)
                .map(|i| format!("{}* We sell data.\n", " ".repeat(2 * i)))
                .collect::<String>(),
        ),
        bomb_of(
            "emphasis that never ends",
            "a.md",
            "*a **b _c ".repeat(50_000),
        ),
        bomb_of("brackets that never end", "a.md", "[".repeat(200_000)),
        bomb_of(
            "links inside links",
            "a.md",
            format!("{}a{}", "[".repeat(20_000), "](b)".repeat(20_000)),
        ),
        bomb_of(
            "fences that never end",
            "a.md",
            "```\n~~~\n    a\n".repeat(50_000),
        ),
        bomb_of(
            "a table of 20,000 columns",
            "a.md",
            format!(
                "{}|\n{}|\n{}|\n",
                "|a".repeat(20_000),
                "|-".repeat(20_000),
                "|b".repeat(20_000)
            ),
        ),
        bomb_of(
            "references to one long address",
            "a.md",
            format!("[a]: {}\n\n{}", "x".repeat(100_000), "[a] ".repeat(20_000)),
        ),
        bomb_of(
            "pages inside Markdown",
            "a.md",
            "<div><p>We sell data.\n\n".repeat(30_000),
        ),
    ]
}

/// HTML.
#[must_use]
pub fn pages() -> Vec<Bomb> {
    let deep = |open: &str, close: &str| {
        format!(
            "<html><body>{}We sell data.{}</body></html>",
            open.repeat(10_000),
            close.repeat(10_000)
        )
    };
    vec![
        bomb_of(
            "tables 10,000 deep",
            "a.html",
            deep("<table><tr><td>", "</td></tr></table>"),
        ),
        bomb_of(
            "tables 1,200 deep",
            "a.html",
            format!("{}We sell data.", "<table><tr><td>".repeat(1_200)),
        ),
        bomb_of(
            "lists 10,000 deep",
            "a.html",
            deep("<ul><li>", "</li></ul>"),
        ),
        bomb_of(
            "lists 700 deep, text in each",
            "a.html",
            "<ul><li>We sell data.".repeat(700),
        ),
        bomb_of(
            "hidden parts 10,000 deep",
            "a.html",
            deep("<div hidden style='display:none'>", "</div>"),
        ),
        bomb_of(
            "bold that is never closed",
            "a.html",
            "<b><p>We sell data.".repeat(20_000),
        ),
        bomb_of(
            "links in links",
            "a.html",
            "<a href=a><div>We sell data.".repeat(20_000),
        ),
        bomb_of(
            "drawings in formulas",
            "a.html",
            "<svg><desc><math><mtext>We sell data.".repeat(5_000),
        ),
        bomb_of(
            "templates 10,000 deep",
            "a.html",
            deep("<template>", "</template>"),
        ),
        bomb_of(
            "text that tables push out",
            "a.html",
            "<table>We sell data.".repeat(20_000),
        ),
        bomb_of(
            "an element with 100,000 attributes",
            "a.html",
            format!(
                "<p {}>We sell data.",
                (0..100_000).map(|i| format!("a{i}=b ")).collect::<String>()
            ),
        ),
        bomb_of(
            "a comment that never ends",
            "a.html",
            format!("<p>We sell data.<!--{}", "-".repeat(2 * MEGABYTE)),
        ),
        bomb_of("less-than signs only", "a.html", "<".repeat(2 * MEGABYTE)),
        bomb_of(
            "half a million breaks",
            "a.html",
            format!("<p>We sell data.{}We sell it.", "<br>".repeat(500_000)),
        ),
        bomb_of(
            "a row of 100,000 cells",
            "a.html",
            format!("<table><tr>{}</table>", "<td>a".repeat(100_000)),
        ),
        bomb_of(
            "selects in selects",
            "a.html",
            "<select><option>We sell data.".repeat(50_000),
        ),
        bomb_of(
            "entities without end",
            "a.html",
            format!(
                "<p>We sell{} data.",
                "&#00000000000000000000000000000000032".repeat(50_000)
            ),
        ),
        bomb_of(
            "frames of documents",
            "a.html",
            "<frameset><frame><noframes>We sell data.".repeat(20_000),
        ),
    ]
}

/// E-mails and web archives.
#[must_use]
pub fn mails() -> Vec<Bomb> {
    let head = "From: a@vendor.example\r\nSubject: Policy\r\nMIME-Version: 1.0\r\n";
    let nested: String = (0..10_000)
        .map(|i| format!("Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"))
        .collect();
    let attached: String = (0..2_000)
        .map(|_| {
            "Content-Type: message/rfc822\r\n\r\nFrom: a@vendor.example\r\nSubject: Policy\r\n"
                .to_owned()
        })
        .collect();
    vec![
        bomb_of(
            "parts 10,000 deep",
            "a.eml",
            format!("{head}{nested}Content-Type: text/plain\r\n\r\nWe sell data.\r\n"),
        ),
        bomb_of(
            "mails 2,000 deep",
            "a.eml",
            format!("{head}{attached}\r\nWe sell data.\r\n"),
        ),
        bomb_of(
            "a mail of 50,000 parts",
            "a.eml",
            format!(
                "{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}",
                "--b\r\nContent-Type: text/plain\r\n\r\nWe sell data.\r\n".repeat(50_000)
            ),
        ),
        bomb_of(
            "200,000 lines of a head",
            "a.eml",
            format!(
                "{head}{}\r\nWe sell data.\r\n",
                "X-Note: a\r\n".repeat(200_000)
            ),
        ),
        bomb_of(
            "one line of a head of 5 MB",
            "a.eml",
            format!(
                "{head}X-Note: {}\r\n\r\nWe sell data.\r\n",
                "a ".repeat(2_500_000)
            ),
        ),
        bomb_of(
            "encoded words without end",
            "a.eml",
            format!(
                "Subject: {}\r\nFrom: a@vendor.example\r\n\r\nWe sell data.\r\n",
                "=?utf-8?q?=C3".repeat(50_000)
            ),
        ),
        bomb_of(
            "addresses without end",
            "a.eml",
            format!(
                "From: {}\r\nSubject: a\r\n\r\nWe sell data.\r\n",
                "((<\"a\" ".repeat(50_000)
            ),
        ),
        bomb_of(
            "a page of 10,000 tables in a mail",
            "a.mht",
            format!(
                "{head}Content-Type: text/html\r\n\r\n{}We sell data.",
                "<table><tr><td>".repeat(10_000)
            ),
        ),
        bomb_of(
            "Base64 that is none",
            "a.eml",
            format!(
                "{head}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                "A=*".repeat(300_000)
            ),
        ),
    ]
}

fn docx_with(body: &str) -> Vec<u8> {
    docx_around(format!("{}{body}{}", BODY.0, BODY.1).into_bytes())
}

/// DOCX.
#[must_use]
pub fn words() -> Vec<Bomb> {
    let run = "<w:p><w:r><w:t>We sell data.</w:t></w:r></w:p>";
    let deep = |open: &str, close: &str, times: usize| {
        docx_with(&format!(
            "{}{run}{}",
            open.repeat(times),
            close.repeat(times)
        ))
    };
    let many: Vec<Entry> = (0..60_000)
        .map(|i| Entry::stored(&format!("word/document{i}.xml"), b""))
        .collect();
    let zeros = Entry::packed(
        "word/document.xml",
        bomb(BODY.0.as_bytes(), 0, 1 << 30),
        4096,
    );
    let blanks = format!("{}{run}", BODY.0);
    let blanks = Entry::packed(
        "word/document.xml",
        bomb(blanks.as_bytes(), b' ', 1 << 30),
        1 << 30,
    );
    let letters = format!("{}<w:p><w:r><w:t>", BODY.0);
    let letters = Entry::packed(
        "word/document.xml",
        bomb(letters.as_bytes(), b'a', 1 << 30),
        u32::MAX,
    );
    let tags = format!("{}<w:p a=\"", BODY.0);
    let tags = Entry::packed("word/document.xml", bomb(tags.as_bytes(), b'<', 1 << 30), 1);
    let entities = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a0 \"We sell data.\">{}]>{}<w:p><w:r><w:t>&a30;</w:t></w:r></w:p>{}",
        (1..=30)
            .map(|i| format!("<!ENTITY a{i} \"{}\">", format!("&a{};", i - 1).repeat(10)))
            .collect::<String>(),
        BODY.0.split_once("?>\n").unwrap().1,
        BODY.1
    );
    let styles_in_a_ring = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"a\"/><w:basedOn w:val=\"B\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"b\"/><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let ring = archive(&[
        Entry::deflated(
            "word/document.xml",
            format!("{}<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>We sell data.</w:t></w:r></w:p>{}", BODY.0, BODY.1).as_bytes(),
        ),
        Entry::deflated("word/styles.xml", styles_in_a_ring.as_bytes()),
    ]);
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"4000000000\"/><w:numId w:val=\"-7\"/></w:numPr></w:pPr><w:r><w:t>We sell data.</w:t></w:r></w:p>";
    vec![
        bomb_of("1 GB of zeros", "a.docx", docx_of(zeros)),
        bomb_of("1 GB of blanks", "a.docx", docx_of(blanks)),
        bomb_of("1 GB of letters", "a.docx", docx_of(letters)),
        bomb_of("1 GB in one attribute", "a.docx", docx_of(tags)),
        bomb_of(
            "1 GB of styles",
            "a.docx",
            archive(&[
                Entry::deflated(
                    "word/document.xml",
                    format!("{}{run}{}", BODY.0, BODY.1).as_bytes(),
                ),
                Entry::packed(
                    "word/styles.xml",
                    bomb(b"<w:styles>", b' ', 1 << 30),
                    1 << 30,
                ),
            ]),
        ),
        bomb_of("60,000 entries", "a.docx", archive(&many)),
        bomb_of(
            "the same entry 5,000 times",
            "a.docx",
            archive(&vec![
                Entry::deflated(
                    "word/document.xml",
                    docx_xml(run).as_bytes()
                );
                5_000
            ]),
        ),
        bomb_of(
            "tables 10,000 deep",
            "a.docx",
            deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 10_000),
        ),
        bomb_of(
            "tables 300 deep",
            "a.docx",
            deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 300),
        ),
        bomb_of(
            "insertions 100,000 deep",
            "a.docx",
            deep("<w:ins>", "</w:ins>", 100_000),
        ),
        bomb_of(
            "text boxes 2,000 deep",
            "a.docx",
            deep(
                "<w:p><w:r><w:pict><w:txbxContent>",
                "</w:txbxContent></w:pict></w:r></w:p>",
                2_000,
            ),
        ),
        bomb_of(
            "elements that never end",
            "a.docx",
            docx_around(
                format!(
                    "{}{}",
                    BODY.0,
                    "<w:p><w:r><w:t>We sell data.".repeat(50_000)
                )
                .into_bytes(),
            ),
        ),
        bomb_of(
            "entities that multiply",
            "a.docx",
            docx_around(entities.into_bytes()),
        ),
        bomb_of("styles in a ring", "a.docx", ring),
        bomb_of(
            "numbers out of range",
            "a.docx",
            docx_with(&numbered.repeat(1_000)),
        ),
        bomb_of(
            "a row of 100,000 cells",
            "a.docx",
            docx_with(&format!(
                "<w:tbl><w:tr>{}</w:tr></w:tbl>",
                format!("<w:tc>{run}</w:tc>").repeat(100_000)
            )),
        ),
        bomb_of(
            "no main part",
            "a.docx",
            archive(&[Entry::stored("word/document.xml.old", b"x")]),
        ),
        bomb_of("an empty main part", "a.docx", docx_around(Vec::new())),
        bomb_of(
            "a main part in UTF-16",
            "a.docx",
            docx_around(utf16(&docx_xml(run))),
        ),
    ]
}

fn docx_xml(body: &str) -> String {
    format!("{}{body}{}", BODY.0, BODY.1)
}

fn utf16(text: &str) -> Vec<u8> {
    let mut out = vec![0xff, 0xfe];
    for unit in text.encode_utf16() {
        out.extend_from_slice(&unit.to_le_bytes());
    }
    out
}

const TEXT: &[u8] =
    b"BT /F1 10 Tf 60 700 Td (We sell your data to anybody who asks for it.) Tj ET\n";

fn framed(add: impl FnOnce(&mut Objects)) -> Vec<u8> {
    let mut objects = Objects::default();
    frame(&mut objects, &[10]);
    add(&mut objects);
    objects.file()
}

/// PDF.
#[must_use]
pub fn portable() -> Vec<Bomb> {
    [trees(), streams(), overlaps(), contents()].concat()
}

/// PDFs whose objects refer to each other in bad ways.
fn trees() -> Vec<Bomb> {
    let mut ring = Objects::default();
    ring.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    ring.add(2, "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 9 >>");
    ring.add(
        3,
        "<< /Type /Pages /Kids [2 0 R 3 0 R 4 0 R] /Parent 2 0 R /Count 9 >>",
    );
    ring.add(
        4,
        "<< /Type /Page /Parent 3 0 R /Contents 4 0 R /Resources 4 0 R >>",
    );

    let mut selves = Objects::default();
    selves.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    selves.add(2, "2 0 R");
    selves.add(3, "4 0 R");
    selves.add(4, "3 0 R");

    let mut lies = Objects::default();
    frame(&mut lies, &[10]);
    lies.add(2, "<< /Type /Pages /Kids [10 0 R] /Count 2000000000 >>");
    lies.add(10, page(11));
    lies.stream(11, "", TEXT);

    let mut same = Objects::default();
    same.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    same.add(
        2,
        format!(
            "<< /Type /Pages /Count 200000 /Kids [{}] >>",
            "10 0 R ".repeat(200_000)
        ),
    );
    same.add(10, page(11));
    same.stream(11, "", TEXT);

    let mut deep = Objects::default();
    deep.add(1, "<< /Type /Catalog /Pages 100 0 R >>");
    for at in 100..10_100 {
        deep.add(
            at,
            format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", at + 1),
        );
    }
    deep.add(
        10_100,
        "<< /Type /Page /Parent 10099 0 R /MediaBox [0 0 9 9] >>",
    );

    let mut many = Objects::default();
    let pages: Vec<u32> = (100..20_100).collect();
    frame(&mut many, &pages);
    for &at in &pages {
        many.add(at, page(11));
    }
    many.stream(11, "", TEXT);

    let mut outline = Objects::default();
    outline.add(1, "<< /Type /Catalog /Pages 2 0 R /Outlines 20 0 R /Names 20 0 R /AcroForm << /Fields [20 0 R] >> /StructTreeRoot 20 0 R >>");
    outline.add(2, "<< /Type /Pages /Kids [10 0 R] /Count 1 >>");
    outline.add(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    outline.add(10, page(11));
    outline.stream(11, "", TEXT);
    outline.add(20, "<< /Title (a) /First 20 0 R /Last 20 0 R /Next 20 0 R /Kids [20 0 R] /Names [20 0 R] /K [20 0 R] /Parent 20 0 R /Count 1 >>");

    let nested = |open: &str, close: &str, times: usize| {
        framed(|o| {
            o.add(10, page(11));
            o.stream(11, "", TEXT);
            o.add(
                12,
                format!("{}1{}", open.repeat(times), close.repeat(times)),
            );
        })
    };
    vec![
        bomb_of("a tree of pages in a ring", "a.pdf", ring.file()),
        bomb_of("objects that refer to themselves", "a.pdf", selves.file()),
        bomb_of("a lie about the number of pages", "a.pdf", lies.file()),
        bomb_of("one page 200,000 times", "a.pdf", same.file()),
        bomb_of("a tree of pages 10,000 deep", "a.pdf", deep.file()),
        bomb_of("20,000 pages", "a.pdf", many.file()),
        bomb_of(
            "outlines, names and fields in a ring",
            "a.pdf",
            outline.file(),
        ),
        bomb_of("arrays 1,000 deep", "a.pdf", nested("[", "]", 1_000)),
        bomb_of(
            "arrays 1,000,000 deep",
            "a.pdf",
            nested("[", "]", 1_000_000),
        ),
        bomb_of(
            "dictionaries 1,000,000 deep",
            "a.pdf",
            nested("<</A", ">>", 1_000_000),
        ),
        bomb_of(
            "objects in objects 1,000,000 deep",
            "a.pdf",
            nested("1 0 obj ", "", 1_000_000),
        ),
        bomb_of("arrays 1,000,000 deep in the trailer", "a.pdf", {
            let mut objects = Objects::default();
            frame(&mut objects, &[10]);
            objects.add(10, page(11));
            objects.stream(11, "", TEXT);
            objects.file_with(&format!(
                "/A {}{}",
                "[".repeat(1_000_000),
                "]".repeat(1_000_000)
            ))
        }),
        bomb_of(
            "arrays 1,000,000 deep whose ends are in strings too",
            "a.pdf",
            nested("[(])", "]", 1_000_000),
        ),
    ]
}

/// PDFs whose streams lie or unfold without end.
fn streams() -> Vec<Bomb> {
    let with_length = |length: &str| {
        framed(|o| {
            o.add(10, page(11));
            o.stream_of_length(11, "", TEXT, length);
        })
    };
    let deflated = |entries: &str, data: &[u8]| {
        framed(|o| {
            o.add(10, page(11));
            o.stream(11, entries, data);
        })
    };
    let mut twice = zlib_bomb(b"", 0, 1 << 28);
    twice = zlib(&twice);
    // A compressed object that says that it stands in itself.
    let own = framed(|o| {
        o.add(10, page(11));
        o.stream(11, "", TEXT);
        o.stream(
            12,
            "/Type /ObjStm /N 3 /First 12 /Extends 12 0 R",
            b"12 0 10 1 2 2 1 2 3",
        );
    });
    let hidden_depth = {
        let inner = format!("20 0 {}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        let mut file = b"%PDF-1.5\n".to_vec();
        let mut places = Vec::new();
        let mut add = |number: u32, body: &[u8], file: &mut Vec<u8>| {
            places.push((number, file.len()));
            file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            file.extend_from_slice(body);
            file.extend_from_slice(b"\nendobj\n");
        };
        add(1, b"<< /Type /Catalog /Pages 2 0 R /A 20 0 R >>", &mut file);
        add(2, b"<< /Type /Pages /Kids [] /Count 0 >>", &mut file);
        let packed = zlib(inner.as_bytes());
        let mut body = format!(
            "<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length {} >>\nstream\n",
            packed.len()
        )
        .into_bytes();
        body.extend_from_slice(&packed);
        body.extend_from_slice(b"\nendstream");
        add(5, &body, &mut file);
        // A table of objects in a stream: types 1 (a place) and 2 (in the stream 5).
        let table = file.len();
        let mut rows = Vec::new();
        for number in 0..=20_u32 {
            let place = places.iter().find(|p| p.0 == number).map(|p| p.1 as u32);
            let (kind, value) = match (number, place) {
                (20, _) => (2, 5),
                (_, Some(place)) => (1, place),
                _ => (0, 0),
            };
            rows.push(kind);
            rows.extend_from_slice(&value.to_be_bytes());
            rows.push(0);
        }
        file.extend_from_slice(
            format!(
                "30 0 obj\n<< /Type /XRef /Size 21 /W [1 4 1] /Root 1 0 R /Length {} >>\nstream\n",
                rows.len()
            )
            .as_bytes(),
        );
        file.extend_from_slice(&rows);
        file.extend_from_slice(
            format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n").as_bytes(),
        );
        file
    };
    let wide_table = |widths: &str, index: &str| {
        let mut file = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n".to_vec();
        let table = file.len();
        file.extend_from_slice(
            format!("30 0 obj\n<< /Type /XRef /Size 99 /W {widths} /Index {index} /Root 1 0 R /Length 40 >>\nstream\n{}\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n", "\u{1}".repeat(40)).as_bytes(),
        );
        file
    };
    vec![
        bomb_of(
            "a stream that says it has 2 GB",
            "a.pdf",
            with_length("2147483647"),
        ),
        bomb_of(
            "a stream of a length below zero",
            "a.pdf",
            with_length("-1"),
        ),
        bomb_of(
            "a stream whose length is itself",
            "a.pdf",
            with_length("11 0 R"),
        ),
        bomb_of(
            "a stream of the largest length",
            "a.pdf",
            with_length("9223372036854775807"),
        ),
        bomb_of(
            "a page that unfolds to 1 GB",
            "a.pdf",
            deflated("/Filter /FlateDecode", &zlib_bomb(TEXT, b' ', 1 << 30)),
        ),
        bomb_of(
            "a page that unfolds twice",
            "a.pdf",
            deflated("/Filter [/FlateDecode /FlateDecode]", &twice),
        ),
        bomb_of(
            "a page with 10,000 filters",
            "a.pdf",
            deflated(
                &format!("/Filter [{}]", "/ASCIIHexDecode ".repeat(10_000)),
                b"4142>",
            ),
        ),
        bomb_of(
            "a page of rows of the largest width",
            "a.pdf",
            deflated(
                "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 9223372036854775807 /Colors 99999 /BitsPerComponent 32 >>",
                &zlib(TEXT),
            ),
        ),
        bomb_of(
            "a page of rows without width",
            "a.pdf",
            deflated(
                "/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 0 /Colors 0 /BitsPerComponent 0 >>",
                &zlib(TEXT),
            ),
        ),
        bomb_of("a stream of objects that holds itself", "a.pdf", own),
        bomb_of(
            "arrays 1,000,000 deep in a stream of objects",
            "a.pdf",
            hidden_depth,
        ),
        bomb_of(
            "a table of objects of the widest fields",
            "a.pdf",
            wide_table(
                "[9223372036854775807 9223372036854775807 2]",
                "[0 9223372036854775807]",
            ),
        ),
        bomb_of(
            "a table of objects without width",
            "a.pdf",
            wide_table("[9223372036854775807 9223372036854775807 3]", "[0 9]"),
        ),
        bomb_of(
            "a table of objects of one narrow field",
            "a.pdf",
            wide_table("[0 0 1]", "[4294967295 9223372036854775807]"),
        ),
        bomb_of(
            "a picture of the largest size",
            "a.pdf",
            framed(|o| {
                o.add(10, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /X 12 0 R >> >> >>");
                o.stream(11, "", &[TEXT, b"q 9 0 0 9 0 0 cm /X Do Q"].concat());
                o.stream(12, "/Type /XObject /Subtype /Image /Width 2147483647 /Height 2147483647 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /CCITTFaxDecode", b"abc");
            }),
        ),
    ]
}

/// PDFs whose objects lie over each other or are named too often.
fn overlaps() -> Vec<Bomb> {
    let start = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n";
    let chain = |each: &str, end: &[u8]| {
        let middle: String = (3..60_000)
            .map(|at| format!("{at} 0 obj{each}\n"))
            .collect();
        [start, middle.as_bytes(), end].concat()
    };
    let many_of_one = {
        let mut file = start.to_vec();
        let mut places = vec![(1, 9), (2, 58)];
        let inner = format!("20 0 ({})", "a".repeat(400_000));
        let packed = zlib(inner.as_bytes());
        places.push((5, file.len()));
        file.extend_from_slice(format!("5 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length {} >>\nstream\n", packed.len()).as_bytes());
        file.extend_from_slice(&packed);
        file.extend_from_slice(b"\nendstream\nendobj\n");
        let table = file.len();
        let mut rows = Vec::new();
        for number in 0..200_000_u32 {
            let place = places.iter().find(|p| p.0 == number).map(|p| p.1 as u32);
            let (kind, value) = place.map_or((2, 5), |place| (1, place));
            rows.push(kind);
            rows.extend_from_slice(&value.to_be_bytes());
            rows.push(0);
        }
        let rows = zlib(&rows);
        file.extend_from_slice(format!("30 0 obj\n<< /Type /XRef /Size 200000 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length {} >>\nstream\n", rows.len()).as_bytes());
        file.extend_from_slice(&rows);
        file.extend_from_slice(
            format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n").as_bytes(),
        );
        file
    };
    let repeated = framed(|o| {
        o.add(10, format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [{}] /Resources << /Font << /F1 3 0 R >> >> >>", "11 0 R ".repeat(2_000)));
        o.stream(
            11,
            "/Filter /FlateDecode",
            &zlib_bomb(TEXT, b' ', 20 * MEGABYTE),
        );
    });
    vec![
        bomb_of(
            "60,000 streams with one end",
            "a.pdf",
            chain("<<>>stream", b"endstream endobj\n%%EOF"),
        ),
        bomb_of(
            "60,000 strings without an end",
            "a.pdf",
            chain("(", b"%%EOF"),
        ),
        bomb_of(
            "60,000 strings with one end",
            "a.pdf",
            chain("<41", b">\nendobj\n%%EOF"),
        ),
        bomb_of("200,000 objects that are one", "a.pdf", many_of_one),
        bomb_of(
            "a page that names its content 2,000 times",
            "a.pdf",
            repeated,
        ),
    ]
}

/// PDFs whose pages are hard to draw.
fn contents() -> Vec<Bomb> {
    let form = |body: &[u8], twice: &str| {
        framed(|o| {
            o.add(10, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /X 100 0 R >> >> >>");
            o.stream(11, "", &[TEXT, b"/X Do"].concat());
            // Each form paints the next one several times.
            for at in 100..130 {
                let resources = format!(
                    "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /X {} 0 R >> >>",
                    if twice == "ring" { 100 } else { at + 1 }
                );
                o.stream(at, &resources, body);
            }
            o.stream(
                130,
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842]",
                TEXT,
            );
        })
    };
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {} endcmap",
        "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ".repeat(100)
    );
    vec![
        bomb_of("a page that paints itself", "a.pdf", form(b"/X Do /X Do", "ring")),
        bomb_of("forms that double 30 times", "a.pdf", form(b"/X Do /X Do", "double")),
        bomb_of("forms that multiply 30 times", "a.pdf", form(&b"/X Do ".repeat(10), "tenfold")),
        bomb_of("a page with 300,000 words at one place", "a.pdf", one_page(&b"BT /F1 10 Tf 60 700 Td (We sell data) Tj ET\n".repeat(100_000))),
        bomb_of("a page with 100,000 words all over it", "a.pdf", one_page(
            &(0..100_000_u64).flat_map(|i| format!("BT /F1 1 Tf {} {} Td (data) Tj ET\n", (i * 7919) % 595, (i * 104_729) % 842).into_bytes()).collect::<Vec<u8>>(),
        )),
        bomb_of("a page with 300,000 lines and boxes", "a.pdf", one_page(
            &[TEXT, &(0..300_000_u64).flat_map(|i| format!("{} {} {} 5 re S\n", (i * 7919) % 595, (i * 104_729) % 842, i % 50).into_bytes()).collect::<Vec<u8>>()].concat(),
        )),
        bomb_of("arrays 1,000,000 deep on a page", "a.pdf", one_page(&[b"[".repeat(1_000_000).as_slice(), TEXT].concat())),
        bomb_of("a page that saves its state without end", "a.pdf", one_page(&[b"q ".repeat(1_000_000).as_slice(), TEXT].concat())),
        bomb_of("a page of brackets", "a.pdf", one_page(&b"(((((<<<<".repeat(200_000))),
        bomb_of("letters of the largest and smallest sizes", "a.pdf", one_page(
            b"BT /F1 1e308 Tf 1e308 -1e308 Td (We sell) Tj ET BT /F1 0 Tf 0 0 0 0 0 0 Tm (your data) Tj ET BT /F1 -5 Tf 99999999999999999999 0 0 NaN 0 0 Tm (to all) Tj ET",
        )),
        bomb_of(
            "words that stand far apart, and a box",
            "a.pdf",
            one_page(
                b"BT /F1 10 Tf 60 700 Td (We sell your data) Tj ET BT /F1 10 Tf 2000000000 700 Td (to all) Tj ET \
                  BT /F1 10 Tf 60 -2000000000 Td (who ask) Tj ET 50 600 300 300 re S 50 600 100 300 re S",
            ),
        ),
        bomb_of("a page of the largest size", "a.pdf", framed(|o| {
            o.add(10, "<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e30 1e30] /Rotate 2147483647 /UserUnit 1e30 /Contents 11 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
            o.stream(11, "", TEXT);
        })),
        bomb_of("a font whose letters map to everything", "a.pdf", framed(|o| {
            o.add(10, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R /Resources << /Font << /F1 14 0 R >> >> >>");
            o.stream(11, "", TEXT);
            o.add(14, "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 12 0 R /DescendantFonts [13 0 R] >>");
            o.stream(12, "", map.as_bytes());
            o.add(13, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [0 4294967295 500 0 [1 2 3] 5] /DW 1000 >>");
        })),
        bomb_of("a font that is made of itself", "a.pdf", framed(|o| {
            o.add(10, page(11));
            o.stream(11, "", TEXT);
            o.add(3, "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 12 0 R /ToUnicode 12 0 R /DescendantFonts [3 0 R] /FontDescriptor 3 0 R >>");
            o.stream(12, "/Type /CMap /UseCMap 12 0 R", b"begincmap endcmap");
        })),
        bomb_of("a font with codes from below zero", "a.pdf", framed(|o| {
            o.add(10, page(11));
            o.stream(11, "", TEXT);
            o.add(3, "<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar -2147483648 /LastChar 2147483647 /Widths [1 2 3] /Encoding << /Differences [-5 /a 4294967295 /b 300 /c] >> >>");
        })),
    ]
}
