//! Styles: what a paragraph or a run inherits.

use std::collections::BTreeMap;

use super::look::{Change, Look};
use super::numbering::Reference;
use super::xml::{Element, Space, Step, Stream};

/// Longest chain of styles that is followed; a chain may lead back to itself.
const LONGEST_CHAIN: usize = 30;

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The title of the whole document.
    Title,
    /// A heading of this level, 1 the highest.
    Heading(u8),
    /// An entry of a table of contents, at this level, 1 the highest.
    Contents(u8),
    /// Anything else.
    Body,
}

/// A style as the file defines it.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// `outlineLvl`, 0 the highest, 9 for running text.
    outline: Option<u8>,
    reference: Reference,
    indent: Option<i64>,
    change: Change,
}

/// All styles of a file.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    base: Change,
}

impl Styles {
    /// Reads the part of styles. What is damaged is left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut out = Self::default();
        let mut stream = Stream::new(text);
        let mut id = String::new();
        let mut style = Style::default();
        let mut inside = false;
        loop {
            let element = match stream.step() {
                Step::Open(element) => element,
                Step::Close if inside && stream.depth() == 1 => {
                    out.styles
                        .insert(std::mem::take(&mut id), std::mem::take(&mut style));
                    inside = false;
                    continue;
                }
                Step::End | Step::Broken(_) => return out,
                _ => continue,
            };
            if element.space != Space::Word {
                stream.skip();
                continue;
            }
            match element.name() {
                b"style" => {
                    inside = true;
                    id = element.attribute("styleId").unwrap_or_default();
                    let paragraph = element.attribute("type").is_none_or(|t| t == "paragraph");
                    let default = element
                        .attribute("default")
                        .is_some_and(|d| d == "1" || d == "true");
                    if paragraph && default {
                        out.default = Some(id.clone());
                    }
                }
                b"name" => style.name = element.val().unwrap_or_default().trim().to_lowercase(),
                b"basedOn" => style.based_on = element.val(),
                b"outlineLvl" => style.outline = outline(&element),
                b"ilvl" => style.reference.level = level(&element),
                b"numId" => style.reference.list = list(&element),
                b"ind" => style.indent = indent(&element),
                // Looks of tables depend on the place of a cell.
                b"tblStylePr" | b"rPrChange" | b"pPrChange" | b"numberingChange"
                | b"latentStyles" => stream.skip(),
                b"rPrDefault" | b"pPrDefault" | b"docDefaults" => {}
                _ if inside => style.change.take(&element),
                _ => out.base.take(&element),
            }
        }
    }

    /// The styles that one is based on, itself first.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = (&'a String, &'a Style)> {
        let mut next = self.styles.get_key_value(id);
        std::iter::from_fn(move || {
            let this = next?;
            next = this
                .1
                .based_on
                .as_deref()
                .and_then(|id| self.styles.get_key_value(id));
            Some(this)
        })
        .take(LONGEST_CHAIN)
    }

    /// The style that a paragraph has: its own where the file defines it, else the usual one.
    #[must_use]
    pub fn of_paragraph<'a>(&'a self, named: Option<&'a str>) -> Option<&'a str> {
        named
            .filter(|id| self.styles.contains_key(*id))
            .or(self.default.as_deref())
    }

    /// What paragraphs of a style are.
    #[must_use]
    pub fn role(&self, id: &str) -> Role {
        // The nearest name or level decides: a style based on a heading may be running text.
        for (id, style) in self.chain(id) {
            if let Some(role) = named(&style.name) {
                return role;
            }
            match style.outline {
                Some(level @ 0..=8) => return Role::Heading(level + 1),
                Some(_) => return Role::Body,
                None => {}
            }
            if style.name.is_empty()
                && let Some(role) = named(&id.to_lowercase())
            {
                return role;
            }
        }
        Role::Body
    }

    /// The list that a style belongs to, and the style that says so.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<(Reference, &str)> {
        let mut level = None;
        for (id, style) in self.chain(id) {
            level = level.or(style.reference.level);
            if let Some(list) = style.reference.list {
                return Some((
                    Reference {
                        list: Some(list),
                        level,
                    },
                    id,
                ));
            }
        }
        None
    }

    /// How far paragraphs of a style are indented, in twentieths of a point.
    #[must_use]
    pub fn indent(&self, id: &str) -> Option<i64> {
        self.chain(id).find_map(|(_, style)| style.indent)
    }

    /// How text looks in a paragraph of a style.
    #[must_use]
    pub fn look(&self, id: Option<&str>) -> Look {
        let plain = self.base.apply(Look::default());
        match id {
            Some(id) => self.changed(plain, id),
            None => plain,
        }
    }

    /// How text looks that has a style of characters as well.
    #[must_use]
    pub fn changed(&self, look: Look, id: &str) -> Look {
        let chain: Vec<&Style> = self.chain(id).map(|(_, style)| style).collect();
        chain
            .iter()
            .rev()
            .fold(look, |look, style| style.change.apply(look))
    }
}

/// The level of an outline, 0 the highest.
#[must_use]
pub fn outline(element: &Element<'_>) -> Option<u8> {
    element
        .number()
        .and_then(|n| u8::try_from(n).ok())
        .filter(|n| *n <= 9)
}

/// The level of a list, 0 the highest.
#[must_use]
pub fn level(element: &Element<'_>) -> Option<u8> {
    element
        .number()
        .and_then(|n| u8::try_from(n).ok())
        .filter(|n| *n <= 8)
}

/// The number of a list; 0 takes a paragraph out of its list.
#[must_use]
pub fn list(element: &Element<'_>) -> Option<u32> {
    element.number().and_then(|n| u32::try_from(n).ok())
}

/// Indentation in twentieths of a point.
#[must_use]
pub fn indent(element: &Element<'_>) -> Option<i64> {
    let value = element
        .attribute("left")
        .or_else(|| element.attribute("start"))?;
    value.trim().parse().ok()
}

/// What a style is by its name in small letters, in the languages of programs that translate their names.
fn named(name: &str) -> Option<Role> {
    if matches!(
        name,
        "title" | "titel" | "titre" | "título" | "titolo" | "otsikko" | "tytuł" | "název"
    ) {
        return Some(Role::Title);
    }
    if let Some(rest) = name.strip_prefix("toc")
        && let Ok(level @ 1..=9) = rest.trim_start().parse::<u8>()
    {
        return Some(Role::Contents(level));
    }
    // The level stands at the end (`heading 2`) or in front (`2. Überschrift`).
    let digit = |text: &str| {
        text.trim()
            .parse::<u8>()
            .ok()
            .filter(|n| (1..=9).contains(n))
    };
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let level = digit(name.get(word.len()..)?)?;
    if CONTENTS_NAMES.contains(&word) {
        return Some(Role::Contents(level));
    }
    HEADING_NAMES
        .contains(&word)
        .then_some(Role::Heading(level))
}

/// The word for a heading where a program translates the names of styles.
const HEADING_NAMES: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "encabezado",
    "titolo",
    "intestazione",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nadpis",
    "címsor",
    "titlu",
    "заголовок",
    "başlık",
    "επικεφαλίδα",
    "כותרת",
    "標題",
    "标题",
    "見出し",
    "제목",
    "cabeçalho",
    "pealkiri",
    "virsraksts",
    "antraštė",
    "naslov",
];

/// The same for entries of a table of contents.
const CONTENTS_NAMES: &[&str] = &[
    "verzeichnis",
    "tm",
    "tdc",
    "sommario",
    "inhopg",
    "innehåll",
    "contents",
    "sumário",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(body: &str) -> Styles {
        Styles::read(&format!(
            "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{body}</w:styles>"
        ))
    }

    #[test]
    fn headings_are_told_by_name_level_and_base() {
        let styles = styles(
            "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>
             <w:style w:type='paragraph' w:styleId='berschrift2'><w:name w:val='heading 2'/><w:basedOn w:val='Normal'/></w:style>
             <w:style w:type='paragraph' w:styleId='Clause'><w:name w:val='Clause'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
             <w:style w:type='paragraph' w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='Clause'/></w:style>
             <w:style w:type='paragraph' w:styleId='Body'><w:name w:val='Body'/><w:basedOn w:val='Clause'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>
             <w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style>
             <w:style w:type='paragraph' w:styleId='V'><w:name w:val='toc 2'/></w:style>
             <w:style w:type='paragraph' w:styleId='U'><w:name w:val='Überschrift 3'/></w:style>",
        );
        let role = |id: &str| styles.role(id);
        assert_eq!(role("berschrift2"), Role::Heading(2));
        assert_eq!(role("Clause"), Role::Heading(3));
        assert_eq!(role("Own"), Role::Heading(3));
        assert_eq!(role("Body"), Role::Body);
        assert_eq!(role("T"), Role::Title);
        assert_eq!(role("V"), Role::Contents(2));
        assert_eq!(role("U"), Role::Heading(3));
        assert_eq!(role("Normal"), Role::Body);
        assert_eq!(styles.of_paragraph(None), Some("Normal"));
        assert_eq!(styles.of_paragraph(Some("Missing")), Some("Normal"));
    }

    #[test]
    fn a_circle_of_styles_ends() {
        let styles = styles(
            "<w:style w:styleId='A'><w:name w:val='x'/><w:basedOn w:val='B'/></w:style>
             <w:style w:styleId='B'><w:name w:val='y'/><w:basedOn w:val='A'/></w:style>",
        );
        assert_eq!(styles.role("A"), Role::Body);
        assert_eq!(styles.list("A"), None);
        assert!(!styles.look(Some("A")).bold);
    }

    #[test]
    fn looks_are_inherited_and_overruled() {
        let styles = styles(
            "<w:style w:styleId='A'><w:name w:val='x'/><w:rPr><w:b/><w:vanish/></w:rPr></w:style>
             <w:style w:styleId='B'><w:name w:val='y'/><w:basedOn w:val='A'/><w:rPr><w:b w:val='0'/></w:rPr></w:style>",
        );
        let look = styles.look(Some("B"));
        assert!(!look.bold && look.vanished);
        assert!(styles.look(Some("A")).bold);
    }
}
