//! PDF files, written by hand so that they can lie.

use super::packed::zlib;
use super::paper::{Paper, Part};

/// Objects of a file, each with its number.
#[derive(Debug, Clone, Default)]
pub struct Objects {
    list: Vec<(u32, Vec<u8>)>,
}

impl Objects {
    /// Adds an object with this body.
    pub fn add(&mut self, number: u32, body: impl AsRef<[u8]>) {
        self.list.push((number, body.as_ref().to_vec()));
    }

    /// Adds a stream with further entries of its dictionary.
    pub fn stream(&mut self, number: u32, entries: &str, data: &[u8]) {
        self.stream_of_length(number, entries, data, &data.len().to_string());
    }

    /// Adds a stream that says that it has this length.
    pub fn stream_of_length(&mut self, number: u32, entries: &str, data: &[u8], length: &str) {
        let mut body = format!("<< /Length {length} {entries} >>\nstream\n").into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.add(number, body);
    }

    /// The file, with a table of its objects. Object 1 is the catalogue.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        self.file_with("")
    }

    /// The file, with further entries in its trailer.
    #[must_use]
    pub fn file_with(&self, trailer: &str) -> Vec<u8> {
        let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut places = Vec::new();
        for (number, body) in &self.list {
            places.push((*number, out.len()));
            out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
        for (number, place) in &places {
            out.extend_from_slice(format!("{number} 1\n{place:010} 00000 n \n").as_bytes());
        }
        let size = places.iter().map(|p| p.0 + 1).max().unwrap_or(1);
        out.extend_from_slice(
            format!(
                "trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
            )
            .as_bytes(),
        );
        out
    }
}

/// Where the lines of a page start and how far they are apart, in points.
const TOP: f64 = 780.0;
const LEFT: f64 = 60.0;
const BOTTOM: f64 = 60.0;

/// Characters of a line of body text.
const LINE: usize = 88;

/// A literal string in the encoding of the fonts.
fn literal(text: &str) -> Vec<u8> {
    let mut out = vec![b'('];
    for c in text.chars() {
        let byte = match c {
            '“' => 0x93,
            '”' => 0x94,
            '’' => 0x92,
            '•' => 0x95,
            c if c.is_ascii() => c as u8,
            _ => b'?',
        };
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b')');
    out
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// The content streams of the pages.
#[must_use]
pub fn contents(paper: &Paper) -> Vec<Vec<u8>> {
    let mut pages = Vec::new();
    let mut page = Vec::new();
    let mut y = TOP;
    let line = |font: &str, size: f64, x: f64, y: f64, text: &str, page: &mut Vec<u8>| {
        page.extend_from_slice(format!("BT /{font} {size} Tf {x} {y} Td ").as_bytes());
        page.extend_from_slice(&literal(text));
        page.extend_from_slice(b" Tj ET\n");
    };
    let mut turn = |y: &mut f64, page: &mut Vec<u8>, needed: f64| {
        if *y - needed < BOTTOM {
            pages.push(std::mem::take(page));
            *y = TOP;
        }
    };
    line("F2", 18.0, LEFT, y, &paper.title, &mut page);
    y -= 30.0;
    for part in &paper.parts {
        let (font, size, indent, lines) = match part {
            Part::Heading(level, ..) => (
                "F2",
                if *level == 2 { 14.0 } else { 12.0 },
                0.0,
                vec![part.text()],
            ),
            Part::Paragraph(text) => ("F1", 10.0, 0.0, wrapped(text, LINE)),
            Part::Item(text) => ("F1", 10.0, 18.0, wrapped(&format!("• {text}"), LINE - 8)),
            Part::Row(a, b) => {
                turn(&mut y, &mut page, 14.0);
                line("F1", 10.0, LEFT, y, a, &mut page);
                line("F1", 10.0, LEFT + 260.0, y, b, &mut page);
                y -= 14.0;
                continue;
            }
        };
        if font == "F2" {
            y -= 8.0;
            turn(&mut y, &mut page, 40.0);
        }
        for text in lines {
            turn(&mut y, &mut page, 13.0);
            line(font, size, LEFT + indent, y, &text, &mut page);
            y -= 13.0;
        }
        y -= 8.0;
    }
    pages.push(page);
    pages
}

/// The fonts and the tree for pages with these objects; numbers from 10 up are free.
pub fn frame(objects: &mut Objects, pages: &[u32]) {
    objects.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    let kids: Vec<String> = pages.iter().map(|p| format!("{p} 0 R")).collect();
    objects.add(
        2,
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            pages.len()
        ),
    );
    for (number, name) in [(3, "Helvetica"), (4, "Helvetica-Bold")] {
        objects.add(
            number,
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            ),
        );
    }
}

/// The dictionary of a page with this content.
#[must_use]
pub fn page(content: u32) -> String {
    format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
         /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
    )
}

/// The paper as a PDF with compressed pages.
#[must_use]
pub fn document(paper: &Paper) -> Vec<u8> {
    let contents = contents(paper);
    let numbers: Vec<u32> = (0..contents.len() as u32).map(|i| 10 + 2 * i).collect();
    let mut objects = Objects::default();
    frame(&mut objects, &numbers);
    for (number, content) in numbers.iter().zip(&contents) {
        objects.add(*number, page(number + 1));
        objects.stream(number + 1, "/Filter /FlateDecode", &zlib(content));
    }
    objects.file()
}

/// A file of one page with this content, not compressed.
#[must_use]
pub fn one_page(content: &[u8]) -> Vec<u8> {
    let mut objects = Objects::default();
    frame(&mut objects, &[10]);
    objects.add(10, page(11));
    objects.stream(11, "", content);
    objects.file()
}
