//! The parts of the file around the text: what relates to what, of which type it is, and what it is called.

use std::collections::BTreeMap;

use super::xml::{self, Step, Stream};

/// A relation of one part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Last word of its type, such as `officeDocument` or `styles`.
    pub kind: String,
    /// Name of the part that it leads to.
    pub target: String,
}

/// The relations of a part, by their identifiers. Those that lead out of the file are left out.
#[must_use]
pub fn relations(bytes: &[u8], of: &str) -> BTreeMap<String, Relation> {
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (text, _) = xml::decode(bytes);
    let mut stream = Stream::new(&text);
    let mut out = BTreeMap::new();
    loop {
        let element = match stream.step() {
            Step::Open(element) if element.name() == b"Relationship" => element,
            Step::End | Step::Broken(_) => return out,
            _ => continue,
        };
        if element
            .attribute("TargetMode")
            .is_some_and(|m| m.eq_ignore_ascii_case("external"))
        {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) = (
            element.attribute("Id"),
            element.attribute("Type"),
            element.attribute("Target"),
        ) else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        out.insert(
            id,
            Relation {
                kind,
                target: resolved(folder, &target),
            },
        );
    }
}

/// The name of the part that holds the relations of another.
#[must_use]
pub fn relations_name(of: &str) -> String {
    match of.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{of}.rels"),
    }
}

/// The name that a target means, from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut out: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        out.extend(folder.split('/'));
    }
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out.retain(|p| !p.is_empty());
    out.join("/")
}

/// What a packed file is, by the list of the types of its parts or by the names of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A document of Word or its kin.
    Document,
    /// Something else that people know by this name.
    Foreign(&'static str),
}

/// Types of main parts, and what files with such a part are.
const TYPES: &[(&str, Content)] = &[
    ("wordprocessingml.document.main+xml", Content::Document),
    ("wordprocessingml.template.main+xml", Content::Document),
    ("ms-word.document.macroenabled.main+xml", Content::Document),
    (
        "ms-word.template.macroenabledtemplate.main+xml",
        Content::Document,
    ),
    ("spreadsheetml.", Content::Foreign("an Excel workbook")),
    ("ms-excel.", Content::Foreign("an Excel workbook")),
    (
        "presentationml.",
        Content::Foreign("a PowerPoint presentation"),
    ),
    (
        "ms-powerpoint.",
        Content::Foreign("a PowerPoint presentation"),
    ),
    ("ms-visio.", Content::Foreign("a Visio drawing")),
    ("xps-", Content::Foreign("an XPS document")),
];

/// What the list of types says.
#[must_use]
pub fn content(types: &[u8]) -> Option<Content> {
    let (text, _) = xml::decode(types);
    let mut stream = Stream::new(&text);
    let mut found = Vec::new();
    loop {
        match stream.step() {
            Step::Open(element) => {
                let kind = element
                    .attribute("ContentType")
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                found.extend(TYPES.iter().position(|(part, _)| kind.contains(part)));
            }
            Step::End | Step::Broken(_) => break,
            _ => {}
        }
    }
    // A document may hold a workbook.
    found
        .into_iter()
        .min()
        .and_then(|seat| TYPES.get(seat))
        .map(|(_, content)| *content)
}

/// What the type that an OpenDocument file or an e-book names at its beginning says.
#[must_use]
pub fn open_document(kind: &str) -> Option<&'static str> {
    let kind = kind.trim();
    Some(match kind.rsplit('.').next().unwrap_or(kind) {
        _ if kind.contains("epub") => "an e-book",
        "text" | "text-template" | "text-master" => "an OpenDocument text",
        "spreadsheet" | "spreadsheet-template" => "an OpenDocument spreadsheet",
        "presentation" | "presentation-template" => "an OpenDocument presentation",
        _ if kind.contains("opendocument") => "an OpenDocument file",
        _ => return None,
    })
}

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub creator: Option<String>,
    /// The company of who wrote it.
    pub company: Option<String>,
}

impl Properties {
    /// Takes in what a part of properties says.
    pub fn read(&mut self, bytes: &[u8]) {
        let (text, _) = xml::decode(bytes);
        let mut stream = Stream::new(&text);
        loop {
            let element = match stream.step() {
                Step::Open(element) => element,
                Step::End | Step::Broken(_) => return,
                _ => continue,
            };
            let field = match element.name() {
                b"title" => &mut self.title,
                b"creator" => &mut self.creator,
                b"Company" => &mut self.company,
                _ => continue,
            };
            let words = stream.words();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if field.is_none() && !words.is_empty() && words.len() <= 200 {
                *field = Some(words);
            }
        }
    }

    /// The title, where it is one and not what a program put there.
    #[must_use]
    pub fn own_title(&self) -> Option<String> {
        let title = self.title.as_deref()?;
        let lower = title.to_lowercase();
        let lower = lower.strip_prefix("microsoft word - ").unwrap_or(&lower);
        let made_up = [
            "microsoft word",
            "word document",
            "document",
            "untitled",
            "dokument",
            "template",
            "title",
            "[title]",
        ];
        let numbered = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let file = [
            ".doc", ".docx", ".dot", ".dotx", ".docm", ".rtf", ".odt", ".pdf",
        ]
        .iter()
        .any(|e| lower.ends_with(e));
        let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
        if file
            || letters < 3
            || made_up
                .iter()
                .any(|m| numbered == *m || lower.starts_with("microsoft word "))
        {
            return None;
        }
        let cut = title.len() - lower.len().min(title.len());
        Some(title.get(cut..).unwrap_or(title).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "/docs/main.xml"), "docs/main.xml");
        assert_eq!(resolved("word", "../custom/./a.xml"), "custom/a.xml");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolved("word", "../../../x"), "x");
        assert_eq!(
            relations_name("word/document.xml"),
            "word/_rels/document.xml.rels"
        );
        assert_eq!(relations_name(""), "_rels/.rels");
    }

    #[test]
    fn titles_that_programs_put_there_are_none() {
        let title = |text: &str| {
            Properties {
                title: Some(text.to_owned()),
                ..Properties::default()
            }
            .own_title()
        };
        assert_eq!(
            title("Fern Privacy Policy").as_deref(),
            Some("Fern Privacy Policy")
        );
        assert_eq!(
            title("Microsoft Word - Fern Privacy Policy").as_deref(),
            Some("Fern Privacy Policy")
        );
        for made_up in [
            "Microsoft Word Document",
            "Document1",
            "policy_final.docx",
            "Untitled",
            "2024",
            "Microsoft Word - x.doc",
        ] {
            assert_eq!(title(made_up), None, "{made_up}");
        }
    }
}
