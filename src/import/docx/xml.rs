//! XML as a stream of steps, with the few namespaces that matter told apart.
//!
//! No document type, no entity but the five of XML and numbers, no tree. Of alternatives that are written for
//! programs of different age only one is shown.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// The vocabularies that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// WordprocessingML, transitional or strict.
    Word,
    /// Word's own additions of 2010.
    Word2010,
    /// DrawingML.
    Drawing,
    /// Formulas.
    Math,
    /// Markup compatibility.
    Compatibility,
    /// Anything else.
    Other,
}

impl Space {
    fn of_address(address: &[u8]) -> Self {
        match address {
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            b"http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word2010,
            b"http://schemas.openxmlformats.org/drawingml/2006/main"
            | b"http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            b"http://schemas.openxmlformats.org/officeDocument/2006/math"
            | b"http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            b"http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            _ => Self::Other,
        }
    }

    /// What a prefix means by custom, where a damaged file does not declare it.
    fn of_custom(prefix: &[u8]) -> Self {
        match prefix {
            b"w" => Self::Word,
            b"w14" => Self::Word2010,
            b"a" => Self::Drawing,
            b"m" => Self::Math,
            b"mc" => Self::Compatibility,
            _ => Self::Other,
        }
    }
}

/// An element that opens.
#[derive(Debug)]
pub struct Element<'a> {
    /// Its vocabulary.
    pub space: Space,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without prefix.
    #[must_use]
    pub fn name(&self) -> &[u8] {
        self.start.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|a| a.key.local_name().into_inner() == name.as_bytes())
            .map(|a| {
                let raw = String::from_utf8_lossy(&a.value).into_owned();
                unescape(&raw).map(Cow::into_owned).unwrap_or(raw)
            })
    }

    /// The attribute `val`.
    #[must_use]
    pub fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute `val` as a whole number.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        self.val()?.trim().parse().ok()
    }

    /// A property that is on unless its value says otherwise.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self
            .val()
            .is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// One step through a part.
#[derive(Debug)]
pub enum Step<'a> {
    /// An element opens.
    Open(Element<'a>),
    /// The innermost element closes.
    Close,
    /// Characters.
    Text(Cow<'a, str>),
    /// The part has ended as it should.
    End,
    /// It cannot be read further; why.
    Broken(String),
}

/// A part, step by step.
pub struct Stream<'a> {
    reader: Reader<&'a [u8]>,
    /// Length of the part in bytes.
    length: usize,
    /// Declared prefixes, with the depth that they hold from.
    prefixes: Vec<(usize, Vec<u8>, Space)>,
    depth: usize,
    /// Open alternatives: depth, and whether one was shown.
    alternatives: Vec<(usize, bool)>,
    /// Depths of elements that are passed through without being shown.
    unseen: Vec<usize>,
}

impl<'a> Stream<'a> {
    /// A stream over a decoded part.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            length: text.len(),
            prefixes: Vec::new(),
            depth: 0,
            alternatives: Vec::new(),
            unseen: Vec::new(),
        }
    }

    /// How deep the innermost open element lies; the root has depth 1.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// How much of the part was gone through, in hundredths.
    #[must_use]
    pub fn hundredths(&self) -> u64 {
        let length = u64::try_from(self.length.max(1)).unwrap_or(u64::MAX);
        (self.reader.buffer_position().saturating_mul(100) / length).min(100)
    }

    /// The next step.
    pub fn step(&mut self) -> Step<'a> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    let space = self.enter(&start);
                    if space == Space::Compatibility && self.passes(&start) {
                        continue;
                    }
                    return Step::Open(Element { space, start });
                }
                Ok(Event::End(_)) => {
                    let unseen = self.unseen.last() == Some(&self.depth);
                    self.leave();
                    if unseen {
                        continue;
                    }
                    return Step::Close;
                }
                Ok(Event::Text(text)) => match text.xml10_content() {
                    Ok(text) if text.is_empty() => {}
                    Ok(text) => return Step::Text(text),
                    Err(why) => return Step::Broken(why.to_string()),
                },
                Ok(Event::CData(text)) => match text.xml10_content() {
                    Ok(text) => return Step::Text(text),
                    Err(why) => return Step::Broken(why.to_string()),
                },
                Ok(Event::GeneralRef(reference)) => return Step::Text(resolve(&reference)),
                Ok(Event::Eof) if self.depth > 0 => {
                    return Step::Broken("it ends in the middle".to_owned());
                }
                Ok(Event::Eof) => return Step::End,
                Ok(_) => {}
                Err(why) => return Step::Broken(why.to_string()),
            }
        }
    }

    /// Goes to the end of the element that was opened last. Nothing inside is shown.
    pub fn skip(&mut self) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.reader.read_event() {
                Ok(Event::Start(_)) => self.depth += 1,
                Ok(Event::End(_)) => self.leave(),
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// The characters up to the end of the element that was opened last.
    pub fn words(&mut self) -> String {
        let outside = self.depth.saturating_sub(1);
        let mut out = String::new();
        while self.depth > outside {
            match self.step() {
                Step::Text(text) => out.push_str(&text),
                Step::Open(_) | Step::Close => {}
                Step::End | Step::Broken(_) => break,
            }
        }
        out
    }

    /// Notes what an element declares, and says in which vocabulary it is.
    fn enter(&mut self, start: &BytesStart<'_>) -> Space {
        if start.attributes_raw().windows(5).any(|w| w == b"xmlns") {
            for attribute in start.attributes().with_checks(false).filter_map(Result::ok) {
                let key = attribute.key.into_inner();
                let prefix = match key.strip_prefix(b"xmlns") {
                    Some(b"") => &b""[..],
                    Some(rest) => match rest.strip_prefix(b":") {
                        Some(prefix) => prefix,
                        None => continue,
                    },
                    None => continue,
                };
                let space = Space::of_address(&attribute.value);
                self.prefixes.push((self.depth, prefix.to_vec(), space));
            }
        }
        let name = start.name();
        let prefix = name.prefix().map_or(&b""[..], |p| p.into_inner());
        self.prefixes
            .iter()
            .rev()
            .find(|(_, p, _)| p == prefix)
            .map_or_else(|| Space::of_custom(prefix), |(_, _, space)| *space)
    }

    fn leave(&mut self) {
        while self
            .prefixes
            .last()
            .is_some_and(|(at, _, _)| *at >= self.depth)
        {
            self.prefixes.pop();
        }
        while self
            .alternatives
            .last()
            .is_some_and(|(at, _)| *at >= self.depth)
        {
            self.alternatives.pop();
        }
        while self.unseen.last().is_some_and(|at| *at >= self.depth) {
            self.unseen.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Alternatives are passed through: the first is shown, the others are left out.
    fn passes(&mut self, start: &BytesStart<'_>) -> bool {
        match start.local_name().into_inner() {
            b"AlternateContent" => self.alternatives.push((self.depth, false)),
            b"Choice" | b"Fallback" => {
                if let Some((_, shown)) = self.alternatives.last_mut() {
                    if *shown {
                        self.skip();
                        return true;
                    }
                    *shown = true;
                }
            }
            _ => return false,
        }
        self.unseen.push(self.depth);
        true
    }
}

/// What a reference stands for. One that only a document type could explain stays as it is written.
fn resolve<'a>(reference: &BytesRef<'_>) -> Cow<'a, str> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    let name = reference.decode().unwrap_or_default();
    match name.as_ref() {
        "amp" => Cow::Borrowed("&"),
        "lt" => Cow::Borrowed("<"),
        "gt" => Cow::Borrowed(">"),
        "quot" => Cow::Borrowed("\""),
        "apos" => Cow::Borrowed("'"),
        other => Cow::Owned(format!("&{other};")),
    }
}

/// Decodes a part: by its byte order mark, its look, its declaration; UTF-8 otherwise. Also says whether bytes
/// were left that stand for nothing.
#[must_use]
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let charset = match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => declared(bytes).unwrap_or(UTF_8),
    };
    let (text, _, damaged) = charset.decode(bytes);
    (text, damaged)
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = std::str::from_utf8(head.get(..head.iter().position(|b| *b == b'>')?)?).ok()?;
    let (_, after) = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.get(1..)?.split(mark).next()?;
    let found = Encoding::for_label(label.as_bytes())?;
    // A part that calls itself UTF-16 and can be read up to here is none.
    (found != UTF_16LE && found != UTF_16BE).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shown steps in short: `+name`, `-`, and characters.
    fn shown(text: &str) -> String {
        let mut stream = Stream::new(text);
        let mut out = String::new();
        loop {
            match stream.step() {
                Step::Open(e) => {
                    out.push('+');
                    out.push_str(&String::from_utf8_lossy(e.name()));
                    out.push(' ');
                }
                Step::Close => out.push_str("- "),
                Step::Text(t) => {
                    out.push_str(&t);
                    out.push(' ');
                }
                Step::End => return out,
                Step::Broken(_) => return out + "!",
            }
        }
    }

    const MC: &str = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

    #[test]
    fn one_alternative_is_shown() {
        let text = format!(
            "<a {MC}><mc:AlternateContent><mc:Choice Requires='wps'><b>1</b></mc:Choice><mc:Fallback><b>2</b></mc:Fallback></mc:AlternateContent><c/></a>"
        );
        assert_eq!(shown(&text), "+a +b 1 - +c - - ");
        let only = format!(
            "<a {MC}><mc:AlternateContent><mc:Fallback><b>2</b></mc:Fallback></mc:AlternateContent></a>"
        );
        assert_eq!(shown(&only), "+a +b 2 - - ");
    }

    #[test]
    fn alternatives_lie_in_each_other() {
        let inner = "<mc:AlternateContent><mc:Choice><i/></mc:Choice><mc:Fallback><j/></mc:Fallback></mc:AlternateContent>";
        let text = format!(
            "<a {MC}><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>{inner}</a>"
        );
        assert_eq!(shown(&text), "+a +i - +i - - ");
    }

    #[test]
    fn no_entity_is_expanded() {
        let text =
            "<!DOCTYPE a [<!ENTITY b 'boom'><!ENTITY c '&b;&b;'>]><a>&c; &amp; &#8217;&lt;</a>";
        assert_eq!(shown(text), "+a &c;   &   ’ < - ");
    }

    #[test]
    fn vocabularies_are_told_by_address() {
        let spaces = |text: &str| {
            let mut stream = Stream::new(text);
            let mut out = Vec::new();
            loop {
                match stream.step() {
                    Step::Open(e) => out.push(e.space),
                    Step::End | Step::Broken(_) => return out,
                    _ => {}
                }
            }
        };
        let strict = "<x:p xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><w xmlns='urn:other'/><x:r/></x:p>";
        assert_eq!(spaces(strict), [Space::Word, Space::Other, Space::Word]);
        let default =
            "<p xmlns='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><r/></p>";
        assert_eq!(spaces(default), [Space::Word, Space::Word]);
        assert_eq!(spaces("<w:p/>"), [Space::Word]);
    }

    #[test]
    fn a_part_that_is_cut_is_told() {
        assert_eq!(shown("<a><b>one</b><b>tw"), "+a +b one - +b tw !");
        assert_eq!(shown("<a><b>one</b><b"), "+a +b one - !");
        assert_eq!(shown("<a><b>one</c>"), "+a +b one !");
    }

    #[test]
    fn parts_come_in_several_charsets() {
        let utf16: Vec<u8> = "\u{feff}<a>é</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&utf16).0, "<a>é</a>");
        let bare: Vec<u8> = "<a>é</a>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode(&bare).0, "<a>é</a>");
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>";
        assert!(decode(latin).0.ends_with("<a>é</a>"));
        assert!(decode(b"<a>\xe9</a>").1);
    }
}
