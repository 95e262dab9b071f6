//! A paper in every format that Scruple reads.

use super::packed::{Entry, archive};
use super::paper::{Paper, Part};
use super::pdf;

/// Every format with the ending of its files.
pub const ENDINGS: [&str; 6] = ["txt", "md", "html", "eml", "docx", "pdf"];

/// The paper as a file with this ending.
#[must_use]
pub fn render(paper: &Paper, ending: &str) -> Vec<u8> {
    match ending {
        "txt" => text(paper).into_bytes(),
        "md" => markdown(paper).into_bytes(),
        "html" => html(paper).into_bytes(),
        "eml" => mail(paper).into_bytes(),
        "mht" => web_archive(paper).into_bytes(),
        "docx" => docx(paper),
        "pdf" => pdf::document(paper),
        other => panic!("no files end in {other}"),
    }
}

/// Plain text.
#[must_use]
pub fn text(paper: &Paper) -> String {
    let mut out = format!("{}\n\n", paper.title);
    for part in &paper.parts {
        match part {
            Part::Item(item) => out.push_str(&format!("  • {item}\n\n")),
            other => out.push_str(&format!("{}\n\n", other.text())),
        }
    }
    out
}

/// Markdown.
#[must_use]
pub fn markdown(paper: &Paper) -> String {
    let mut out = format!("# {}\n\n", paper.title);
    let mut in_table = false;
    for part in &paper.parts {
        let is_row = matches!(part, Part::Row(..));
        match part {
            Part::Heading(level, number, title) => {
                out.push_str(&format!(
                    "\n{} {number} {title}\n\n",
                    "#".repeat(usize::from(*level))
                ));
            }
            Part::Paragraph(text) => out.push_str(&format!("\n{text}\n\n")),
            Part::Item(text) => out.push_str(&format!("* {text}\n")),
            Part::Row(a, b) => {
                if !in_table {
                    out.push_str(&format!("\n| {a} | {b} |\n|---|---|\n"));
                } else {
                    out.push_str(&format!("| {a} | {b} |\n"));
                }
            }
        }
        in_table = is_row;
    }
    out
}

/// The text with the signs of markup written as entities.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The blocks of a page.
fn page_body(paper: &Paper) -> String {
    let mut out = format!("<h1>{}</h1>\n", escaped(&paper.title));
    let mut open = "";
    for part in &paper.parts {
        let wanted = match part {
            Part::Item(_) => "ul",
            Part::Row(..) => "table",
            Part::Heading(..) | Part::Paragraph(_) => "",
        };
        if wanted != open {
            if !open.is_empty() {
                out.push_str(&format!("</{open}>\n"));
            }
            if !wanted.is_empty() {
                out.push_str(&format!("<{wanted}>\n"));
            }
            open = wanted;
        }
        match part {
            Part::Heading(level, number, title) => {
                out.push_str(&format!(
                    "<h{level}>{number} {}</h{level}>\n",
                    escaped(title)
                ));
            }
            Part::Paragraph(text) => out.push_str(&format!("<p>{}</p>\n", escaped(text))),
            Part::Item(text) => out.push_str(&format!("<li>{}</li>\n", escaped(text))),
            Part::Row(a, b) => {
                out.push_str(&format!(
                    "<tr><td>{}</td><td>{}</td></tr>\n",
                    escaped(a),
                    escaped(b)
                ));
            }
        }
    }
    if !open.is_empty() {
        out.push_str(&format!("</{open}>\n"));
    }
    out
}

/// A saved page with the furniture of a site.
#[must_use]
pub fn html(paper: &Paper) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <style>p {{ margin: 0 }}</style></head><body><header><nav><a href=\"/\">Home</a> <a href=\"/p\">Pricing</a>\
         </nav></header><main>\n{}</main><footer>Careers</footer><script>let a = 1;</script></body></html>\n",
        escaped(&paper.title),
        page_body(paper)
    )
}

/// Quoted-printable, in lines of at most 76 characters.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for byte in text.bytes() {
        if byte == b'\n' {
            out.push_str("\r\n");
            column = 0;
            continue;
        }
        let piece = match byte {
            b'=' | 0..=31 | 127..=255 => format!("={byte:02X}"),
            _ => char::from(byte).to_string(),
        };
        if column + piece.len() > 75 {
            out.push_str("=\r\n");
            column = 0;
        }
        column += piece.len();
        out.push_str(&piece);
    }
    out
}

/// An e-mail with the paper as text and as a page.
#[must_use]
pub fn mail(paper: &Paper) -> String {
    format!(
        "From: Legal <legal@vendor.example>\r\nTo: Buyer <buyer@customer.example>\r\n\
         Date: Thu, 14 Mar 2024 09:00:00 +0000\r\nSubject: {}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=\"cut-here\"\r\n\r\n\
         --cut-here\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n\
         --cut-here\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n\
         --cut-here--\r\n",
        paper.title,
        quoted_printable(&text(paper)),
        quoted_printable(&format!("<html><body>{}</body></html>", page_body(paper))),
    )
}

/// A page saved as a web archive.
#[must_use]
pub fn web_archive(paper: &Paper) -> String {
    format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://vendor.example/privacy\r\nSubject: {}\r\n\
         Date: Thu, 14 Mar 2024 09:00:00 +0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"----cut\"\r\n\r\n\
         ------cut\r\nContent-Type: text/html\r\nContent-ID: <a@vendor.example>\r\n\
         Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://vendor.example/privacy\r\n\r\n{}\r\n\
         ------cut\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\np {{ margin: 0 }}\r\n\
         ------cut--\r\n",
        paper.title,
        quoted_printable(&html(paper)),
    )
}

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
    </Types>";

const PACKAGE_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    </Relationships>";

const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>\
    </Relationships>";

const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading3\"><w:name w:val=\"heading 3\"/><w:basedOn w:val=\"Heading2\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
    </w:styles>";

const NUMBERING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
    </w:numbering>";

/// What stands before and after the blocks of a main part.
pub const BODY: (&str, &str) = (
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    "<w:sectPr/></w:body></w:document>",
);

fn word_paragraph(style: &str, text: &str) -> String {
    format!(
        "<w:p>{style}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(text)
    )
}

/// The main part of a DOCX.
#[must_use]
pub fn document_xml(paper: &Paper) -> String {
    let style = |name: &str| format!("<w:pPr><w:pStyle w:val=\"{name}\"/></w:pPr>");
    let mut out = BODY.0.to_owned();
    out.push_str(&word_paragraph(&style("Title"), &paper.title));
    let mut in_table = false;
    for part in &paper.parts {
        let is_row = matches!(part, Part::Row(..));
        if is_row != in_table {
            out.push_str(if is_row { "<w:tbl>" } else { "</w:tbl>" });
            in_table = is_row;
        }
        out.push_str(&match part {
            Part::Heading(level, number, title) => word_paragraph(
                &style(&format!("Heading{level}")),
                &format!("{number} {title}"),
            ),
            Part::Paragraph(text) => word_paragraph("", text),
            Part::Item(text) => word_paragraph(
                "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
                text,
            ),
            Part::Row(a, b) => format!(
                "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
                word_paragraph("", a),
                word_paragraph("", b)
            ),
        });
    }
    if in_table {
        out.push_str("</w:tbl>");
    }
    out.push_str(BODY.1);
    out
}

/// A DOCX around this main part.
#[must_use]
pub fn docx_around(document: Vec<u8>) -> Vec<u8> {
    docx_of(Entry::deflated("word/document.xml", &document))
}

/// A DOCX with this entry as its main part.
#[must_use]
pub fn docx_of(main: Entry) -> Vec<u8> {
    archive(&[
        Entry::deflated("[Content_Types].xml", TYPES.as_bytes()),
        Entry::deflated("_rels/.rels", PACKAGE_RELATIONS.as_bytes()),
        main,
        Entry::deflated("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        Entry::deflated("word/styles.xml", STYLES.as_bytes()),
        Entry::deflated("word/numbering.xml", NUMBERING.as_bytes()),
    ])
}

/// A DOCX.
#[must_use]
pub fn docx(paper: &Paper) -> Vec<u8> {
    docx_around(document_xml(paper).into_bytes())
}
