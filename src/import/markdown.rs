//! Markdown, with the way back to the bytes of the file.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::document::BlockKind;

use super::builder::Builder;
use super::encoding;
use super::extract::{Extracted, Input, Refused};
use super::html;
use super::lost::{self, Evidence};
use super::traced::Traced;

/// Reads a Markdown file.
///
/// # Errors
/// When the bytes are no text.
pub fn extract(input: &Input<'_>) -> Result<Extracted, Refused> {
    let decoded = encoding::decode(input.bytes, false)?;
    let evidence = Evidence::of(decoded.text.as_str());
    let mut walk = Walk {
        source: &decoded.text,
        builder: Builder::new(evidence),
        lists: Vec::new(),
        kind: BlockKind::Paragraph,
        marked: false,
        in_image: 0,
        html: None,
        front: String::new(),
        in_front: false,
        struck: 0,
        struck_words: 0,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(decoded.text.as_str(), options).into_offset_iter() {
        walk.event(event, range);
    }
    let title = front_title(&walk.front);
    let mut warnings = decoded.warnings.clone();
    warnings.extend(html::struck_warning(walk.struck_words));
    let (blocks, tally) = walk.builder.finish();
    warnings.extend(lost::run_together(&blocks));
    Ok(Extracted {
        title,
        blocks,
        tally,
        warnings,
        open_ended: true,
        ..Extracted::default()
    })
}

struct Walk<'a> {
    source: &'a Traced,
    builder: Builder,
    /// Open lists, outermost first.
    lists: Vec<()>,
    /// Kind of the block that text goes to.
    kind: BlockKind,
    marked: bool,
    in_image: usize,
    /// Markup of an HTML block in the making.
    html: Option<String>,
    /// Front matter, and whether it is open.
    front: String,
    in_front: bool,
    /// Open stretches that are struck through, and the words in all of them.
    struck: usize,
    struck_words: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
            Event::Html(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.inline_html(&text),
            },
            Event::InlineHtml(text) => self.inline_html(&text),
            // The blank of a soft break has its byte in the file; layout squeezes it.
            Event::SoftBreak => self.text(" ", range),
            Event::HardBreak => self.builder.line_break(self.kind),
            Event::Rule => self.flush(),
            Event::FootnoteReference(label) => {
                let number: String = label.chars().map(html::raised).collect();
                if !number.is_ascii() {
                    let source = self.source.source_of(&range);
                    self.builder.push_whole(&number, source);
                }
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn flush(&mut self) {
        // Pages that lay out with tables become rows that hold a heading.
        if self.kind == BlockKind::TableRow
            && let Some(level) = self.builder.heading_mark()
        {
            self.builder.keep_first_cell();
            self.builder.flush(BlockKind::Heading(level), true);
            return;
        }
        self.builder.flush(self.kind, self.marked);
    }

    /// Kind of running text here: an item inside a list, else a paragraph.
    fn running(&self) -> (BlockKind, bool) {
        match self.lists.len() {
            0 => (BlockKind::Paragraph, false),
            n => (
                BlockKind::ListItem(u8::try_from(n - 1).unwrap_or(u8::MAX)),
                true,
            ),
        }
    }

    fn begin(&mut self, kind: BlockKind, marked: bool) {
        self.flush();
        (self.kind, self.marked) = (kind, marked);
    }

    fn begin_running(&mut self) {
        let (kind, marked) = self.running();
        self.begin(kind, marked);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level_of(level)), true),
            // The first paragraph of an item goes on with the item's number.
            Tag::Paragraph
                if !(self.marked && matches!(self.kind, BlockKind::ListItem(_)))
                    || self.builder.has_letters() =>
            {
                self.begin_running();
            }
            Tag::List(_) => {
                self.flush();
                self.lists.push(());
            }
            Tag::Item => {
                self.begin_running();
                self.number(range);
            }
            Tag::Table(_) | Tag::TableHead | Tag::TableRow => self.begin(BlockKind::TableRow, true),
            Tag::Strong => self.builder.open_bold(),
            Tag::Strikethrough => self.struck += 1,
            Tag::FootnoteDefinition(_) => self.begin_running(),
            Tag::Image { .. } => self.in_image += 1,
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(String::new());
            }
            Tag::CodeBlock(_) => self.begin(BlockKind::Paragraph, false),
            Tag::MetadataBlock(_) => {
                self.flush();
                self.in_front = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Item
            | TagEnd::CodeBlock => {
                self.flush();
                (self.kind, self.marked) = self.running();
            }
            TagEnd::Paragraph => {
                self.flush();
                (self.kind, self.marked) = self.running();
            }
            TagEnd::Table => (self.kind, self.marked) = self.running(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                (self.kind, self.marked) = self.running();
            }
            TagEnd::TableCell => self.builder.push(" | ", None),
            TagEnd::Strong => self.builder.close_bold(),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::FootnoteDefinition => {
                self.flush();
                (self.kind, self.marked) = self.running();
            }
            TagEnd::Image => self.in_image = self.in_image.saturating_sub(1),
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.builder.extend(html::fragment(&html));
                }
            }
            TagEnd::MetadataBlock(_) => self.in_front = false,
            _ => {}
        }
    }

    /// The printed number of an item is part of its text.
    fn number(&mut self, range: Range<usize>) {
        let item = self.source.as_str().get(range.clone()).unwrap_or_default();
        let digits = item.chars().take_while(char::is_ascii_digit).count();
        if digits > 0
            && item
                .get(digits..)
                .is_some_and(|r| r.starts_with(['.', ')']))
        {
            self.builder
                .append_mark(&self.source.part(range.start..range.start + digits + 1));
            self.builder.append_mark(&Traced::loose(" "));
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.in_front {
            self.front.push_str(text);
            self.dates(&range);
            return;
        }
        if self.struck > 0 {
            self.struck_words += text.split_whitespace().count();
            return;
        }
        if self.in_image > 0 {
            return;
        }
        if self.source.as_str().get(range.clone()) == Some(text) {
            self.builder.append(&self.source.part(range));
        } else {
            self.builder.push_whole(text, self.source.source_of(&range));
        }
    }

    /// Dates of front matter are part of the text: `date: 2024-05-03`.
    fn dates(&mut self, range: &Range<usize>) {
        let front = self.source.as_str().get(range.clone()).unwrap_or_default();
        let mut at = range.start;
        let mut found = Vec::new();
        for line in front.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some(cut) = line.find([':', '=']) else {
                continue;
            };
            let key = line.get(..cut).unwrap_or_default().trim();
            let key: String = key
                .chars()
                .filter(|c| c.is_ascii_alphabetic())
                .map(|c| c.to_ascii_lowercase())
                .collect();
            let label = match key.as_str() {
                "date" | "updated" | "lastupdated" | "lastmod" | "lastmodified" | "modified" => {
                    "Last updated: "
                }
                "effective" | "effectivedate" | "effectivefrom" => "Effective date: ",
                _ => continue,
            };
            let value = line.get(cut + 1..).unwrap_or_default();
            let inner = value.trim().trim_matches(['"', '\'']);
            if let Some(place) = value.find(inner).filter(|_| !inner.is_empty()) {
                let from = start + cut + 1 + place;
                found.push((label, start..start + cut, from..from + inner.len()));
            }
        }
        for (label, key, value) in found {
            self.builder.push_whole(label, self.source.source_of(&key));
            self.builder.append(&self.source.part(value));
            self.builder.flush(BlockKind::Paragraph, false);
        }
    }

    fn inline_html(&mut self, tag: &str) {
        let lower = tag.to_ascii_lowercase();
        if lower.starts_with("<br") {
            self.builder.line_break(self.kind);
        } else if matches!(lower.as_str(), "<b>" | "<strong>") {
            self.builder.open_bold();
        } else if matches!(lower.as_str(), "</b>" | "</strong>") {
            self.builder.close_bold();
        }
    }
}

const fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// `title:` of front matter.
fn front_title(front: &str) -> Option<String> {
    front.lines().find_map(|line| {
        let value = line
            .strip_prefix("title")?
            .trim_start()
            .strip_prefix([':', '='])?
            .trim()
            .trim_matches(['"', '\'']);
        (!value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Extracted {
        extract(&Input {
            name: "a.md",
            bytes: text.as_bytes(),
            limits: &crate::import::Limits::default(),
        })
        .unwrap()
    }

    fn seen(text: &str) -> Vec<(BlockKind, String)> {
        read(text)
            .blocks
            .iter()
            .map(|b| (b.kind, b.text.as_str().to_owned()))
            .collect()
    }

    #[test]
    fn blocks_of_every_kind() {
        let got = seen(
            "# Policy\n\nWe keep **your** [name](https://a.example)\nfor long.\n\n* one\n* two\n    * inner\n\n1. first\n\n   more\n\n| A | B |\n|---|---|\n| c | d |\n",
        );
        let expected = [
            (BlockKind::Heading(1), "Policy"),
            (BlockKind::Paragraph, "We keep your name for long."),
            (BlockKind::ListItem(0), "one"),
            (BlockKind::ListItem(0), "two"),
            (BlockKind::ListItem(1), "inner"),
            (BlockKind::ListItem(0), "1. first"),
            (BlockKind::ListItem(0), "more"),
            (BlockKind::TableRow, "A | B"),
            (BlockKind::TableRow, "c | d"),
        ];
        let got: Vec<(BlockKind, &str)> = got.iter().map(|(k, t)| (*k, t.as_str())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn text_points_to_its_bytes() {
        let text = "# A\n\nWe *may* share &amp; sell.\n";
        let out = read(text);
        for block in &out.blocks {
            for run in block
                .text
                .runs()
                .iter()
                .filter(|r| r.text.len() == r.source.len())
            {
                assert_eq!(
                    block.text.as_str()[run.text.range()],
                    text[run.source.range()]
                );
            }
        }
    }

    #[test]
    fn markup_inside_is_read_and_front_matter_is_not_text() {
        let got = seen(
            "---\ntitle: Cedar Privacy\n---\n\nHello there<br>you.\n\n<details><summary>More</summary><p>Hidden words.</p></details>\n",
        );
        let texts: Vec<&str> = got.iter().map(|(_, t)| t.as_str()).collect();
        assert_eq!(texts, ["Hello there you.", "More", "Hidden words."]);
        assert_eq!(
            read("---\ntitle: Cedar Privacy\n---\n\nHello.\n")
                .title
                .as_deref(),
            Some("Cedar Privacy")
        );
    }

    #[test]
    fn dates_footnotes_and_struck_words() {
        let text = "---\ntitle: Cedar\neffective_date: '2024-05-03'\n---\n\nWe sell[^1] ~~no~~ data.\n\n[^1]: For money.\n";
        let out = read(text);
        let texts: Vec<&str> = out.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(
            texts,
            ["Effective date: 2024-05-03", "We sell¹ data.", "For money."]
        );
        let date = &out.blocks[0].text;
        let place = date.source_of(&(16..26)).unwrap();
        assert_eq!(&text[place.range()], "2024-05-03");
        assert!(
            out.warnings
                .iter()
                .any(|w| w.message.starts_with("1 word is struck"))
        );
        assert_eq!(
            read("+++\ntitle = \"Cedar\"\n+++\n\nHello.\n")
                .title
                .as_deref(),
            Some("Cedar")
        );
    }

    #[test]
    fn a_bold_line_before_a_break_is_a_block_of_its_own() {
        let got = seen("**Account data**  \nWe keep it.\n");
        assert_eq!(got.len(), 2);
    }
}
