//! Writes small PDFs for tests: lines of Helvetica at given places, wrapped by the true widths of its letters.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Widths of Helvetica from the blank to the tilde, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a text.
fn width(text: &str, size: f32) -> f32 {
    text.chars()
        .map(|c| f32::from(WIDTHS[usize::try_from(u32::from(c) - 32).unwrap()]) * size / 1000.0)
        .sum()
}

/// What one page paints, on A4.
#[derive(Default, Clone)]
pub struct Page {
    pub content: String,
    /// Where the next line stands.
    pub y: f32,
    /// Degrees by which it is shown turned.
    pub turn: i64,
}

impl Page {
    pub fn new() -> Self {
        Self {
            y: 740.0,
            ..Self::default()
        }
    }

    /// A line in Helvetica, or in its bold, at a place.
    pub fn at(&mut self, x: f32, y: f32, size: f32, bold: bool, text: &str) {
        let font = if bold { "F2" } else { "F1" };
        let text = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        self.content
            .push_str(&format!("BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n"));
    }

    /// A paragraph from the left end on, wrapped at the right end of the text, at 11 points.
    pub fn paragraph(&mut self, left: f32, text: &str) -> &mut Self {
        self.wrapped(left, left, 525.0, text)
    }

    /// A paragraph whose first line starts elsewhere than the others.
    pub fn wrapped(&mut self, first: f32, left: f32, right: f32, text: &str) -> &mut Self {
        let mut line = String::new();
        let mut x = first;
        for word in text.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if x + width(&longer, 11.0) > right && !line.is_empty() {
                self.at(x, self.y, 11.0, false, &line);
                self.y -= 14.0;
                x = left;
                line = word.to_owned();
            } else {
                line = longer;
            }
        }
        self.at(x, self.y, 11.0, false, &line);
        self.y -= 22.0;
        self
    }

    /// Lines as they are given, at 11 points.
    pub fn lines(&mut self, left: f32, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.at(left, self.y, 11.0, false, line);
            self.y -= 14.0;
        }
        self.y -= 8.0;
        self
    }

    pub fn heading(&mut self, size: f32, text: &str) -> &mut Self {
        self.y -= size * 0.6;
        self.at(70.0, self.y, size, true, text);
        self.y -= size * 1.6;
        self
    }

    /// A table with a rule around every cell.
    pub fn table(&mut self, columns: &[f32], rows: &[&[&str]]) -> &mut Self {
        let top = self.y + 14.0;
        let bottom = top - 20.0 * rows.len() as f32;
        let (left, right) = (columns[0], columns[columns.len() - 1]);
        for i in 0..=rows.len() {
            let y = top - 20.0 * i as f32;
            self.content
                .push_str(&format!("{left} {y} m {right} {y} l S\n"));
        }
        for x in columns {
            self.content
                .push_str(&format!("{x} {top} m {x} {bottom} l S\n"));
        }
        for row in rows {
            for (cell, x) in row.iter().zip(columns) {
                self.at(x + 4.0, self.y, 11.0, false, cell);
            }
            self.y -= 20.0;
        }
        self.y -= 14.0;
        self
    }
}

/// A file in the making.
pub struct Paper {
    pub document: Document,
    pub pages: ObjectId,
    pub resources: Dictionary,
    pub kids: Vec<Object>,
}

impl Paper {
    pub fn new() -> Self {
        let mut document = Document::with_version("1.5");
        let pages = document.new_object_id();
        let mut font = |name: &str| {
            document.add_object(dictionary! {
                "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name,
                "Encoding" => "WinAnsiEncoding",
            })
        };
        let (plain, bold) = (font("Helvetica"), font("Helvetica-Bold"));
        Self {
            document,
            pages,
            resources: dictionary! { "Font" => dictionary! { "F1" => plain, "F2" => bold } },
            kids: Vec::new(),
        }
    }

    pub fn add(&mut self, page: &Page) -> ObjectId {
        let content = Stream::new(Dictionary::new(), page.content.clone().into_bytes());
        let content = self.document.add_object(content);
        let id = self.document.add_object(dictionary! {
            "Type" => "Page", "Parent" => self.pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Rotate" => page.turn,
        });
        self.kids.push(id.into());
        id
    }

    /// A picture that covers a page, under the name `Im`.
    pub fn picture(&mut self) {
        let image = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8,
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            },
            vec![200; 64],
        );
        let image = self.document.add_object(image);
        self.resources.set("XObject", dictionary! { "Im" => image });
    }

    pub fn info(&mut self, title: &str, author: &str) {
        let info = self.document.add_object(dictionary! {
            "Title" => Object::string_literal(title), "Author" => Object::string_literal(author),
        });
        self.document.trailer.set("Info", info);
    }

    pub fn bytes(mut self) -> Vec<u8> {
        let count = i64::try_from(self.kids.len()).unwrap();
        self.document.objects.insert(
            self.pages,
            dictionary! {
                "Type" => "Pages", "Kids" => self.kids, "Count" => count,
                "Resources" => self.resources,
            }
            .into(),
        );
        if !self.document.trailer.has(b"Root") {
            let root = self
                .document
                .add_object(dictionary! { "Type" => "Catalog", "Pages" => self.pages });
            self.document.trailer.set("Root", root);
        }
        let mut out = Vec::new();
        self.document.save_to(&mut out).unwrap();
        out
    }
}

/// A file of these pages.
pub fn paper(pages: &[Page]) -> Vec<u8> {
    let mut paper = Paper::new();
    for page in pages {
        paper.add(page);
    }
    paper.bytes()
}
