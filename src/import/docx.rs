//! DOCX, as Word and its kin write it.
//!
//! A DOCX is an archive of parts. The main part is found by the relations of the file; styles, lists, notes,
//! headers and footers by the relations of the main part. Each part is read as a stream ([`xml`], [`walk`]) into
//! flat paragraphs and rows ([`story`]), and these become blocks ([`emit`]) with the numbers that Word prints
//! ([`numbering`]). Tracked changes are read as if they were accepted.
//!
//! The text has no way back to bytes of the file, as the parts are packed, and no pages, as only a program that
//! lays it out knows them.

mod counting;
mod emit;
mod look;
mod margins;
mod numbering;
pub(crate) mod parts;
mod story;
mod styles;
mod tally;
mod walk;
mod xml;

use std::collections::BTreeMap;

use crate::document::{Warning, WarningKind};

use super::encoding;
use super::extract::{Extracted, Input, RawBlock, Refused};
use super::html;
use super::package::Package;
use super::traced::Traced;

use counting::Style;
use emit::{Notes, Story};
use numbering::Numbering;
use parts::{Properties, Relation};
use story::Item;
use styles::Styles;
use tally::Tally;
use walk::{Shared, Told};
use xml::Step;

/// Files with fewer words and with pictures are probably scanned.
const FEW_WORDS: usize = 60;

/// Reads a file of this format.
///
/// # Errors
/// Where the archive is damaged, closed or beyond the limits, where it has no main part, or where there is
/// nothing but pictures.
pub fn extract(input: &Input<'_>) -> Result<Extracted, Refused> {
    File {
        package: Package::open(input.bytes, input.limits)?,
        relations: BTreeMap::new(),
        tally: Tally::default(),
        lesser: Vec::new(),
    }
    .read(input.limits.depth)
}

/// A file that is being read.
struct File<'a> {
    package: Package<'a>,
    /// Relations of the main part.
    relations: BTreeMap<String, Relation>,
    tally: Tally,
    /// What is damaged around the text.
    lesser: Vec<String>,
}

impl File<'_> {
    fn read(mut self, depth: usize) -> Result<Extracted, Refused> {
        let of_file = match self.package.holds("_rels/.rels") {
            true => parts::relations(&self.package.read_partly("_rels/.rels")?.bytes, ""),
            false => BTreeMap::new(),
        };
        let main = self.main_part(&of_file)?;
        let relations = parts::relations_name(&main);
        if self.package.holds(&relations) {
            let part = self.package.read_partly(&relations)?;
            self.relations = parts::relations(&part.bytes, &main);
            if part.damage.is_some() {
                self.lost_around();
            }
        } else if self.package.holds("word/styles.xml") || self.package.holds("word/numbering.xml")
        {
            self.lost_around();
        }
        self.tally.macros = self.relations.values().any(|r| r.kind == "vbaProject");
        let styles = self.beside("styles", "headings may not be told from text")?;
        let styles = Styles::read(&styles.unwrap_or_default());
        let numbering = self.beside("numbering", "the numbers of clauses may be missing")?;
        let numbering = Numbering::read(&numbering.unwrap_or_default());
        let shared = Shared {
            styles: &styles,
            numbering: &numbering,
            depth,
        };

        let body = self.part(&main, "text", shared)?;
        let notes = self.notes(shared)?;
        self.comments()?;
        let chunks = self.chunks(&body)?;
        let margin = self.margin(&body, shared)?;
        let story = Story {
            items: &body.items,
            notes: &notes,
            margin: margin.as_deref(),
            chunks: &chunks,
        };
        let (blocks, mended) = emit::blocks(&story, &mut self.tally);

        let words: usize = blocks
            .iter()
            .map(|b| b.text.as_str().split_whitespace().count())
            .sum();
        if words == 0 {
            if let Some(why) = self.tally.cut.first() {
                return Err(Refused::Damaged(lower_first(why.trim_end_matches('.'))));
            }
            if self.tally.pictures > 0 {
                return Err(Refused::Scanned(
                    u32::try_from(self.tally.pictures).unwrap_or(u32::MAX),
                ));
            }
        }
        let properties = self.properties(&of_file)?;
        Ok(Extracted {
            title: properties.own_title(),
            site: company(&properties, &blocks),
            warnings: self.warnings(words),
            blocks,
            pages: None,
            tally: mended,
            open_ended: false,
        })
    }

    /// What relates to the text cannot be found any more.
    fn lost_around(&mut self) {
        self.tally.cut.push(
            "The file is damaged: what belongs to its text cannot be found, so that headings, numbers of clauses and notes may be missing. Ask for the file again."
                .to_owned(),
        );
    }

    /// The name of the main part.
    fn main_part(&self, of_file: &BTreeMap<String, Relation>) -> Result<String, Refused> {
        let related = of_file
            .values()
            .find(|r| r.kind == "officeDocument")
            .map(|r| r.target.clone());
        let usual = || {
            let mut names = self.package.names();
            names
                .find(|n| n.ends_with("word/document.xml"))
                .map(str::to_owned)
        };
        related
            .filter(|name| self.package.holds(name))
            .or_else(usual)
            .ok_or_else(|| Refused::Damaged("the part that holds its text is missing".to_owned()))
    }

    /// The first part that the main part relates to in a way; `otherwise`: what it means where that part is missing.
    fn related(&mut self, kind: &str, otherwise: &str) -> Option<String> {
        let found = self.relations.values().find(|r| r.kind == kind)?;
        if !self.package.holds(&found.target) {
            self.lesser.push(otherwise.to_owned());
            return None;
        }
        Some(found.target.clone())
    }

    /// The text of a part beside the main one, as far as it can be read; `otherwise`: what its damage means.
    fn beside(&mut self, kind: &str, otherwise: &str) -> Result<Option<String>, Refused> {
        let Some(name) = self.related(kind, otherwise) else {
            return Ok(None);
        };
        let part = match self.package.read_partly(&name) {
            Ok(part) => part,
            Err(Refused::Damaged(_)) => {
                self.lesser.push(otherwise.to_owned());
                return Ok(None);
            }
            Err(why) => return Err(why),
        };
        if part.damage.is_some() {
            self.lesser.push(otherwise.to_owned());
        }
        Ok(Some(xml::decode(&part.bytes).0.into_owned()))
    }

    /// Reads a part that holds text; `what` names it in a warning.
    fn part(&mut self, name: &str, what: &str, shared: Shared<'_>) -> Result<Told, Refused> {
        let part = self.package.read_partly(name)?;
        let (text, undecoded) = xml::decode(&part.bytes);
        let told = walk::walk(&text, shared, &mut self.tally);
        if let Some((_, hundredths)) = &told.broken {
            self.tally.cut.push(format!(
                "The file is damaged: its {what} could be read only up to about {hundredths} %, and what follows is missing. Ask for the file again."
            ));
        } else if part.damage.is_some() || undecoded {
            self.tally.cut.push(format!(
                "The file is damaged: its {what} does not match its checksum or has broken characters, so that words may be wrong. Ask for the file again."
            ));
        }
        Ok(told)
    }

    fn notes(&mut self, shared: Shared<'_>) -> Result<Notes, Refused> {
        let mut notes = Notes {
            end_style: Style::Roman(false),
            ..Notes::default()
        };
        if let Some(settings) = self.beside("settings", "notes may have other numbers")? {
            note_styles(&settings, &mut notes);
        }
        for (kind, what) in [("footnotes", "footnotes"), ("endnotes", "endnotes")] {
            let Some(name) = self.related(kind, "notes may be missing") else {
                continue;
            };
            let told = match self.part(&name, what, shared) {
                Ok(told) => told,
                Err(Refused::Damaged(_)) => {
                    self.tally.cut.push(format!(
                        "The file is damaged: its {what} could not be read. Ask for the file again."
                    ));
                    continue;
                }
                Err(why) => return Err(why),
            };
            match kind {
                "footnotes" => notes.foot = told.notes,
                _ => notes.end = told.notes,
            }
        }
        Ok(notes)
    }

    fn comments(&mut self) -> Result<(), Refused> {
        if let Some(text) = self.beside(
            "comments",
            "comments of reviewers may be more than were counted",
        )? {
            let mut stream = xml::Stream::new(&text);
            loop {
                match stream.step() {
                    Step::Open(element) => {
                        self.tally.comments += usize::from(element.name() == b"comment")
                    }
                    Step::End | Step::Broken(_) => break,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Texts of other formats, by the relations to them.
    fn chunks(&mut self, body: &Told) -> Result<BTreeMap<String, Vec<RawBlock>>, Refused> {
        let mut out = BTreeMap::new();
        for item in &body.items {
            let Item::Chunk(id) = item else { continue };
            let relation = self.relations.get(id);
            let is_diagram = relation.is_some_and(|r| r.kind == "diagramData");
            let target = relation.map(|r| r.target.clone());
            let Some(target) = target.filter(|t| self.package.holds(t)) else {
                self.tally.elsewhere += 1;
                continue;
            };
            let part = match self.package.read_partly(&target) {
                Ok(part) => part,
                Err(Refused::Damaged(_)) => {
                    self.tally.elsewhere += 1;
                    continue;
                }
                Err(why) => return Err(why),
            };
            let blocks = if is_diagram && part.damage.is_none() {
                Some(diagram(&xml::decode(&part.bytes).0))
            } else {
                foreign(&target, &part.bytes)
            };
            match blocks {
                Some(blocks) => {
                    out.insert(id.clone(), blocks);
                }
                None => self.tally.elsewhere += 1,
            }
        }
        Ok(out)
    }

    /// What headers and footers say that the text does not, where it dates the document.
    fn margin(&mut self, body: &Told, shared: Shared<'_>) -> Result<Option<String>, Refused> {
        let mut lines = Vec::new();
        let mut seen = Vec::new();
        for id in &body.margins {
            let Some(target) = self.relations.get(id).map(|r| r.target.clone()) else {
                continue;
            };
            if seen.contains(&target) || !self.package.holds(&target) {
                continue;
            }
            // What is tracked or hidden in a margin is nothing that has to be told.
            let part = match self.package.read_partly(&target) {
                Ok(part) => part,
                Err(Refused::Damaged(_)) => continue,
                Err(why) => return Err(why),
            };
            seen.push(target);
            let told = walk::walk(&xml::decode(&part.bytes).0, shared, &mut Tally::default());
            lines.extend(margins::lines(&told.items));
        }
        Ok(margins::dated(lines, &body.items))
    }

    fn properties(&mut self, of_file: &BTreeMap<String, Relation>) -> Result<Properties, Refused> {
        let mut out = Properties::default();
        for kind in [
            "core-properties",
            "extended-properties",
            "coreProperties",
            "extendedProperties",
        ] {
            let Some(relation) = of_file.values().find(|r| r.kind == kind) else {
                continue;
            };
            match self.package.read_partly(&relation.target) {
                Ok(part) => out.read(&part.bytes),
                Err(Refused::Damaged(_)) => {}
                Err(why) => return Err(why),
            }
        }
        Ok(out)
    }

    fn warnings(&self, words: usize) -> Vec<Warning> {
        let mut out = self.tally.warnings();
        if !self.lesser.is_empty() {
            out.push(Warning {
                kind: WarningKind::Other,
                message: format!(
                    "The file is damaged around its text: {}.",
                    self.lesser.join("; ")
                ),
                damage: false,
            });
        }
        if words < FEW_WORDS && self.tally.pictures > 0 {
            out.push(Warning {
                kind: WarningKind::UnreadablePages,
                message: format!(
                    "The file has {words} words and {} pictures, which may be scanned pages; text in pictures was not read.",
                    self.tally.pictures
                ),
                damage: true,
            });
        }
        out
    }
}

/// How notes are counted.
fn note_styles(settings: &str, notes: &mut Notes) {
    let mut stream = xml::Stream::new(settings);
    let mut end = None;
    loop {
        match stream.step() {
            Step::Open(element) => match element.name() {
                b"footnotePr" => end = Some(false),
                b"endnotePr" => end = Some(true),
                b"numFmt" => {
                    let style = Style::of_name(&element.val().unwrap_or_default(), None);
                    match end {
                        Some(true) => notes.end_style = style,
                        Some(false) => notes.foot_style = style,
                        None => {}
                    }
                }
                _ => {}
            },
            Step::Close if stream.depth() < 2 => end = None,
            Step::End | Step::Broken(_) => return,
            _ => {}
        }
    }
}

/// What the shapes of a diagram say, in the order in which the file holds them.
fn diagram(markup: &str) -> Vec<RawBlock> {
    let mut stream = xml::Stream::new(markup);
    let mut paragraphs = vec![String::new()];
    loop {
        match stream.step() {
            Step::Open(element) if element.space == xml::Space::Drawing => match element.name() {
                b"p" => paragraphs.push(String::new()),
                b"t" => {
                    let words = stream.words();
                    if let Some(paragraph) = paragraphs.last_mut() {
                        paragraph.push_str(&words);
                    }
                }
                b"br" => {
                    if let Some(paragraph) = paragraphs.last_mut() {
                        paragraph.push(' ');
                    }
                }
                _ => {}
            },
            Step::End | Step::Broken(_) => break,
            _ => {}
        }
    }
    paragraphs
        .iter()
        .filter(|text| !text.trim().is_empty())
        .map(|text| RawBlock {
            marked: true,
            ..RawBlock::paragraph(Traced::loose(text).squeezed())
        })
        .collect()
}

/// Blocks of a part in another format; nothing where it is not read.
fn foreign(name: &str, bytes: &[u8]) -> Option<Vec<RawBlock>> {
    let ending = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    let markup = match ending.as_str() {
        "html" | "htm" | "xhtml" => true,
        "txt" => false,
        _ => return None,
    };
    let decoded = encoding::decode(bytes, markup).ok()?;
    Some(if markup {
        html::fragment(decoded.text.as_str())
    } else {
        super::text::from_traced(decoded.text).blocks
    })
}

/// The company that the file names, where the text names it too: it may as well be that of a lawyer.
fn company(properties: &Properties, blocks: &[RawBlock]) -> Option<String> {
    let named = [&properties.company, &properties.creator];
    named.into_iter().flatten().find_map(|name| {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let stands = letters >= 3
            && blocks
                .iter()
                .any(|b| b.text.as_str().contains(name.as_str()));
        stands.then(|| name.clone())
    })
}

/// A sentence as a clause.
fn lower_first(text: &str) -> String {
    let text = text.strip_prefix("The file is damaged: ").unwrap_or(text);
    text.split(". ").next().unwrap_or(text).to_owned()
}
