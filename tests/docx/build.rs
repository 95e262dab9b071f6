//! Makes small DOCX files of our own writing.

use std::io::{Cursor, Write};

use scruple::document::{BlockKind, Document, Warning, WarningKind};
use scruple::import::{ImportError, Limits, import};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// A file in the making.
pub struct Docx {
    pub main: String,
    pub main_type: String,
    pub parts: Vec<(String, Vec<u8>)>,
    relations: Vec<(String, String, String)>,
}

/// A file with this body.
pub fn docx(body: &str) -> Docx {
    Docx {
        main: "word/document.xml".to_owned(),
        main_type: MAIN.to_owned(),
        parts: Vec::new(),
        relations: Vec::new(),
    }
    .main_part(document(W, body).into_bytes())
}

/// The main part around a body.
pub fn document(space: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"{space}\" xmlns:r=\"{RELATIONS}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"><w:body>{body}</w:body></w:document>"
    )
}

impl Docx {
    fn main_part(mut self, bytes: Vec<u8>) -> Self {
        let main = self.main.clone();
        self.parts.push((main, bytes));
        self
    }

    /// A file whose main part is this, whatever it says.
    pub fn of_main(bytes: Vec<u8>) -> Self {
        let mut out = docx("");
        out.parts[0].1 = bytes;
        out
    }

    /// Adds a part that the main part relates to.
    pub fn with(mut self, kind: &str, name: &str, content: &str) -> Self {
        let id = format!("r{}", self.relations.len() + 1);
        self.relations.push((id, kind.to_owned(), name.to_owned()));
        self.parts
            .push((format!("word/{name}"), content.as_bytes().to_vec()));
        self
    }

    /// Adds a part that nothing relates to.
    pub fn loose(mut self, name: &str, content: &[u8]) -> Self {
        self.parts.push((name.to_owned(), content.to_vec()));
        self
    }

    pub fn styles(self, styles: &str) -> Self {
        let text = format!("<w:styles xmlns:w=\"{W}\">{styles}</w:styles>");
        self.with("styles", "styles.xml", &text)
    }

    pub fn numbering(self, numbering: &str) -> Self {
        let text = format!("<w:numbering xmlns:w=\"{W}\">{numbering}</w:numbering>");
        self.with("numbering", "numbering.xml", &text)
    }

    pub fn footnotes(self, notes: &str) -> Self {
        let text = format!("<w:footnotes xmlns:w=\"{W}\">{notes}</w:footnotes>");
        self.with("footnotes", "footnotes.xml", &text)
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut all = vec![
            (
                "[Content_Types].xml".to_owned(),
                format!(
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/{}\" ContentType=\"{}\"/></Types>",
                    self.main, self.main_type
                )
                .into_bytes(),
            ),
            (
                "_rels/.rels".to_owned(),
                format!(
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"{}\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/><Relationship Id=\"r3\" Type=\"{RELATIONS}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>",
                    self.main
                )
                .into_bytes(),
            ),
        ];
        let relations: String = self
            .relations
            .iter()
            .map(|(id, kind, target)| {
                format!(
                    "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>"
                )
            })
            .collect();
        let (folder, name) = self.main.rsplit_once('/').unwrap();
        all.push((
            format!("{folder}/_rels/{name}.rels"),
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
            )
            .into_bytes(),
        ));
        all.extend(self.parts.iter().cloned());
        packed(&all)
    }

    /// The document that it is read as.
    pub fn read(&self) -> Document {
        import("policy.docx", &self.bytes(), &Limits::default()).unwrap()
    }

    /// Why it is not read.
    pub fn refused(&self) -> ImportError {
        import("policy.docx", &self.bytes(), &Limits::default()).unwrap_err()
    }
}

/// Parts as an archive.
pub fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A run with properties.
pub fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A plain paragraph.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", run("", text))
}

/// A paragraph with properties around runs.
pub fn pp(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A paragraph of a style.
pub fn styled(style: &str, text: &str) -> String {
    pp(&format!("<w:pStyle w:val=\"{style}\"/>"), &run("", text))
}

/// A paragraph of a list.
pub fn listed(list: u32, level: u8, text: &str) -> String {
    pp(
        &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"),
        &run("", text),
    )
}

/// A level of a list.
pub fn level(at: u8, style: &str, pattern: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{style}\"/><w:lvlText w:val=\"{pattern}\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
        720 * (u32::from(at) + 1)
    )
}

/// List 1 counts `1.`, `1.1`, `(a)`, `(i)`; list 2 has bullets.
pub fn lists() -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>",
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)"),
        level(3, "lowerRoman", "(%4)"),
        level(0, "bullet", "\u{f0b7}"),
        level(1, "bullet", "o"),
    )
}

/// The usual styles, with ids that are not the English ones.
pub const STYLES: &str = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Standard\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Standard\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Standard\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/><w:basedOn w:val=\"Standard\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Geheim\"><w:name w:val=\"Secret\"/><w:rPr><w:vanish/></w:rPr></w:style>\
<w:style w:type=\"character\" w:styleId=\"Unsichtbar\"><w:name w:val=\"Unseen\"/><w:rPr><w:vanish/></w:rPr></w:style>";

pub const P: BlockKind = BlockKind::Paragraph;
pub const ROW: BlockKind = BlockKind::TableRow;

pub const fn h(level: u8) -> BlockKind {
    BlockKind::Heading(level)
}

pub const fn li(depth: u8) -> BlockKind {
    BlockKind::ListItem(depth)
}

/// Kinds and texts of all blocks.
pub fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document
        .blocks
        .iter()
        .map(|b| (b.kind, document.slice(b.span)))
        .collect()
}

/// The warning of a kind.
pub fn warning(document: &Document, kind: WarningKind) -> &Warning {
    let found = document.warnings.iter().find(|w| w.kind == kind);
    found.unwrap_or_else(|| panic!("{:?}", document.warnings))
}

/// Whether anything was warned of, but for a missing date.
pub fn is_clean(document: &Document) -> bool {
    document
        .warnings
        .iter()
        .all(|w| w.kind == WarningKind::NoDate)
}
