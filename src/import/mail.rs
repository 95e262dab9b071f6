//! E-mails and pages saved as web archives (MHTML).
//!
//! Of a message the head, the body and forwarded messages are read; of an archive the page that was saved. Attachments
//! are named and not read. Passages that a reply quotes keep their marks (`> `), a block each, so that it can be told
//! who wrote what.

mod quoted;

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Address, DateTime, Encoding, HeaderName, HeaderValue, Message, MessageParser, MessagePart,
    MimeHeaders, PartType,
};

use crate::document::day::month_name;
use crate::document::{BlockKind, Warning, WarningKind};

use super::encoding;
use super::extract::{Extracted, Input, RawBlock, Refused};
use super::html;
use super::traced::Traced;

/// Forwarded messages inside forwarded messages.
const DEEPEST: usize = 5;
/// Parts that hold other parts; more would cost more than linear time.
const MOST_NESTED: usize = 100;
/// Names of attachments in a warning.
const NAMED: usize = 8;
/// A page with fewer words is a frame around the one that was meant.
const FRAME_WORDS: usize = 40;

/// Reads a file of this format.
///
/// # Errors
/// Where nothing usable comes out.
pub fn extract(input: &Input<'_>) -> Result<Extracted, Refused> {
    let bytes = without_mailbox_line(input.bytes);
    let (parts, nested) = parts_in(bytes);
    if nested > MOST_NESTED || parts > input.limits.parts {
        return Err(Refused::TooMuch(format!(
            "the message has {parts} parts, {nested} of them with parts of their own"
        )));
    }
    let message = MessageParser::default()
        .parse(bytes)
        .filter(|m| !m.parts.is_empty())
        .ok_or_else(|| Refused::Damaged("it has no head".to_owned()))?;
    let mut reading = Reading::default();
    reading.end(&message);
    if is_archive(&message) {
        reading.archive(&message)?;
    } else {
        reading.message(&message, 0);
        reading.tell();
    }
    let out = reading.out;
    if out.blocks.iter().all(|b| b.text.is_blank()) || !reading.found_body {
        if !reading.left_out.is_empty() {
            return Err(Refused::Damaged(format!(
                "it holds nothing but attachments ({}); save and open those",
                list(&reading.left_out)
            )));
        }
        return Err(Refused::Damaged("it holds no text".to_owned()));
    }
    Ok(out)
}

#[derive(Debug, Default)]
struct Reading {
    out: Extracted,
    found_body: bool,
    /// Attachments that were not read.
    left_out: Vec<String>,
    too_deep: usize,
    undecoded: usize,
}

impl Reading {
    /// Tells by the marks between the parts, or by the code of the only part, whether the message is whole.
    fn end(&mut self, message: &Message<'_>) {
        let Some(whole) = message.parts.first() else {
            return;
        };
        let raw: &[u8] = message.raw_message.as_ref();
        let boundary = whole.content_type().and_then(|c| c.attribute("boundary"));
        let is_cut = match (&whole.body, boundary) {
            (PartType::Multipart(_), Some(boundary)) => {
                let end = format!("--{boundary}--");
                !raw.windows(end.len()).any(|w| w == end.as_bytes())
            }
            (PartType::Text(_) | PartType::Html(_), _)
                if matches!(whole.encoding, Encoding::Base64) =>
            {
                let body = raw.get(whole.offset_body as usize..).unwrap_or_default();
                body.iter().filter(|b| !b.is_ascii_whitespace()).count() % 4 != 0
            }
            _ => false,
        };
        self.out.open_ended = matches!(whole.body, PartType::Text(_)) && !is_cut;
        if is_cut {
            self.out.warnings.push(Warning {
                kind: WarningKind::CutText,
                message: "The message breaks off before its end, so that text may be missing. Save it again, or ask for it again."
                    .to_owned(),
                damage: true,
            });
        }
    }

    /// Reads the page of a web archive.
    fn archive(&mut self, message: &Message<'_>) -> Result<(), Refused> {
        let start = message
            .content_type()
            .and_then(|c| c.attribute("start"))
            .map(bare);
        let saved = text_header(message, "Snapshot-Content-Location")
            .or_else(|| message.content_location().map(ToOwned::to_owned));
        let pages: Vec<&MessagePart<'_>> = message
            .parts
            .iter()
            .filter(|p| matches!(p.body, PartType::Html(_)))
            .collect();
        let main = pages
            .iter()
            .find(|p| start.is_some() && p.content_id().map(bare) == start)
            .or_else(|| {
                pages
                    .iter()
                    .find(|p| saved.is_some() && p.content_location() == saved.as_deref())
            })
            .or_else(|| pages.first());
        let Some(main) = main else {
            // An archive of one file, such as a text.
            self.message(message, 0);
            self.tell();
            return Ok(());
        };
        let mut best = self.page(message, main);
        if words(&best) < FRAME_WORDS {
            for page in &pages {
                let other = self.page(message, page);
                if words(&other) > words(&best) {
                    best = other;
                }
            }
        }
        let read = best?;
        self.found_body = true;
        let subject = message.subject().map(str::trim).filter(|s| !s.is_empty());
        let title = read
            .title
            .clone()
            .or_else(|| subject.map(ToOwned::to_owned));
        let warnings = std::mem::take(&mut self.out.warnings);
        self.out = read;
        self.out.title = title;
        self.out.warnings.extend(warnings);
        self.tell();
        Ok(())
    }

    fn page(
        &mut self,
        message: &Message<'_>,
        part: &MessagePart<'_>,
    ) -> Result<Extracted, Refused> {
        html::page(&self.decoded(message, part))
    }

    /// Reads a message: head, body, forwarded messages.
    fn message(&mut self, message: &Message<'_>, depth: usize) {
        self.head(message, depth);
        let mut read: Vec<u32> = Vec::new();
        match chosen(message) {
            Body::Text(ids) => {
                for id in ids {
                    if let Some(part) = message.part(id) {
                        read.push(id);
                        let text = self.decoded(message, part).into_owned();
                        self.add(quoted::blocks(&text));
                    }
                }
            }
            Body::Html(ids) => {
                for id in ids {
                    if let Some(part) = message.part(id) {
                        read.push(id);
                        if let Ok(page) = self.page(message, part) {
                            self.add(page);
                        }
                    }
                }
            }
        }
        // Of two forms of one body only one is read; the other is no attachment.
        read.extend(message.text_body.iter().chain(&message.html_body));
        for (id, part) in message.parts.iter().enumerate() {
            let id = u32::try_from(id).unwrap_or(u32::MAX);
            match &part.body {
                PartType::Multipart(_) => {}
                PartType::Message(inner) if depth < DEEPEST && !inner.parts.is_empty() => {
                    self.message(inner, depth + 1);
                }
                PartType::Message(_) => self.too_deep += 1,
                _ if read.contains(&id) => {}
                // Pictures of a signature are no attachments that anybody misses.
                PartType::InlineBinary(_) if part.attachment_name().is_none() => {}
                body => self.left_out.push(named(part, body)),
            }
        }
    }

    fn add(&mut self, read: Extracted) {
        self.found_body |= read.blocks.iter().any(|b| !b.text.is_blank());
        self.out.blocks.extend(read.blocks);
        self.out.tally.add(read.tally);
        self.out.warnings.extend(read.warnings);
    }

    /// The head as people see it: subject, sender, receivers, date.
    fn head(&mut self, message: &Message<'_>, depth: usize) {
        let subject = message.subject().map(str::trim).unwrap_or_default();
        if depth == 0 && !subject.is_empty() {
            self.out.title = Some(subject.to_owned());
        }
        if !subject.is_empty() {
            let level = u8::try_from(depth + 1).unwrap_or(6).min(6);
            self.out.blocks.push(RawBlock {
                kind: BlockKind::Heading(level),
                marked: true,
                ..line(subject)
            });
        }
        for (name, who) in [
            ("From", message.from()),
            ("To", message.to()),
            ("Cc", message.cc()),
        ] {
            if let Some(who) = who.map(people).filter(|w| !w.is_empty()) {
                self.out.blocks.push(line(&format!("{name}: {who}")));
            }
        }
        if let Some(date) = message.date() {
            self.out
                .blocks
                .push(line(&format!("Date: {}", printed(date))));
        }
    }

    /// The text of a part; where nothing says in which charset it is, it is told as for a file.
    fn decoded<'m>(&mut self, message: &'m Message<'_>, part: &'m MessagePart<'_>) -> Cow<'m, str> {
        let text = match &part.body {
            PartType::Text(text) | PartType::Html(text) => text.as_ref(),
            _ => return Cow::Borrowed(""),
        };
        let charset = part.content_type().and_then(|c| c.attribute("charset"));
        let mut is_damaged = part.is_encoding_problem;
        if let Some(charset) = charset {
            match encoding::undecoded(text, charset) {
                Ok(lost) => self.out.warnings.extend(lost),
                Err(_) => is_damaged = true,
            }
        }
        self.undecoded += usize::from(is_damaged);
        if charset.is_some() || !text.contains('\u{fffd}') {
            self.out.warnings.extend(encoding::overwritten(text));
            return Cow::Borrowed(text);
        }
        let raw = message
            .raw_message
            .get(part.offset_body as usize..part.offset_end as usize)
            .unwrap_or_default();
        let bytes = match part.encoding {
            Encoding::None => Some(raw.to_vec()),
            Encoding::QuotedPrintable => quoted_printable_decode(raw),
            Encoding::Base64 => base64_decode(raw),
        };
        let is_page = matches!(part.body, PartType::Html(_));
        let again = bytes
            .as_deref()
            .and_then(|b| encoding::decode(b, is_page).ok());
        match again {
            Some(decoded) => {
                self.out.warnings.extend(decoded.warnings);
                Cow::Owned(decoded.text.as_str().to_owned())
            }
            None => {
                self.out.warnings.extend(encoding::overwritten(text));
                Cow::Borrowed(text)
            }
        }
    }

    /// Warnings about what was not read.
    fn tell(&mut self) {
        let warn = |kind, message, damage| Warning {
            kind,
            message,
            damage,
        };
        if !self.left_out.is_empty() {
            let n = self.left_out.len();
            self.out.warnings.push(warn(
                WarningKind::Other,
                format!(
                    "{n} {} not read: {}. Save and open {} to have {} assessed.",
                    if n == 1 {
                        "attachment was"
                    } else {
                        "attachments were"
                    },
                    list(&self.left_out),
                    if n == 1 { "it" } else { "them" },
                    if n == 1 { "it" } else { "them" },
                ),
                false,
            ));
        }
        if self.too_deep > 0 {
            self.out.warnings.push(warn(
                WarningKind::Limits,
                format!(
                    "{} forwarded {} not read: messages nest more than {DEEPEST} deep. Save and open the inner ones.",
                    self.too_deep,
                    if self.too_deep == 1 { "message was" } else { "messages were" }
                ),
                true,
            ));
        }
        if self.undecoded > 0 {
            self.out.warnings.push(warn(
                WarningKind::UndecodableBytes,
                format!(
                    "{} {} of the message are damaged and were read as far as they go. Ask for it again.",
                    self.undecoded,
                    if self.undecoded == 1 { "part" } else { "parts" }
                ),
                true,
            ));
        }
    }
}

fn words(read: &Result<Extracted, Refused>) -> usize {
    read.as_ref().map_or(0, |r| {
        r.blocks
            .iter()
            .map(|b| b.text.as_str().split_whitespace().count())
            .sum()
    })
}

enum Body {
    Text(Vec<u32>),
    Html(Vec<u32>),
}

/// Which form of the body to read. Plain text shows who wrote what; the page shows lists and tables.
fn chosen(message: &Message<'_>) -> Body {
    let texts: Vec<u32> = message
        .text_body
        .iter()
        .copied()
        .filter(|id| {
            message
                .part(*id)
                .is_some_and(|p| matches!(p.body, PartType::Text(_)))
        })
        .collect();
    let pages: Vec<u32> = message
        .html_body
        .iter()
        .copied()
        .filter(|id| {
            message
                .part(*id)
                .is_some_and(|p| matches!(p.body, PartType::Html(_)))
        })
        .collect();
    let content = |ids: &[u32]| -> String {
        ids.iter()
            .filter_map(|id| message.part(*id)?.text_contents())
            .collect()
    };
    let (text, page) = (content(&texts), content(&pages));
    if pages.is_empty() || page.trim().is_empty() {
        return Body::Text(texts);
    }
    let quotes = text.lines().any(|l| l.starts_with('>'));
    let lower = page.to_ascii_lowercase();
    let has_shape = ["<table", "<ul", "<ol", "<h1", "<h2"]
        .iter()
        .any(|t| lower.contains(t));
    // A plain form of a few words only says that the page should be opened.
    let whole = text.split_whitespace().count() * 6 >= page.split_whitespace().count();
    if whole && (quotes || !has_shape) && !text.trim().is_empty() {
        // Parts that have no plain form of their own.
        Body::Text(texts)
    } else {
        Body::Html(pages)
    }
}

/// Whether it is a saved page, not a message that somebody sent.
fn is_archive(message: &Message<'_>) -> bool {
    text_header(message, "Snapshot-Content-Location").is_some()
        || message.content_location().is_some()
        || message
            .from()
            .and_then(|f| f.first())
            .and_then(|a| a.name.as_deref().or(a.address.as_deref()))
            .is_some_and(|f| f.to_ascii_lowercase().starts_with("saved by"))
        || (message.from().is_none()
            && message.is_content_type("multipart", "related")
            && message.parts.iter().any(|p| p.content_location().is_some()))
}

fn text_header(message: &Message<'_>, name: &'static str) -> Option<String> {
    let part = message.parts.first()?;
    part.headers
        .iter()
        .find(|h| matches!(&h.name, HeaderName::Other(n) if n.eq_ignore_ascii_case(name)))
        .and_then(|h| match &h.value {
            HeaderValue::Text(text) => Some(text.trim().to_owned()),
            _ => None,
        })
}

/// An identifier without its brackets.
fn bare(id: &str) -> String {
    id.trim().trim_matches(['<', '>']).to_owned()
}

fn line(text: &str) -> RawBlock {
    RawBlock {
        marked: true,
        ..RawBlock::paragraph(Traced::loose(text).squeezed())
    }
}

fn people(address: &Address<'_>) -> String {
    address
        .iter()
        .take(20)
        .filter_map(|a| match (a.name(), a.address()) {
            (Some(name), Some(at)) if name != at => Some(format!("{name} <{at}>")),
            (_, Some(at)) => Some(at.to_owned()),
            (Some(name), None) => Some(name.to_owned()),
            (None, None) => None,
        })
        .collect::<Vec<String>>()
        .join(", ")
}

/// `3 May 2024, 10:00 +0200`.
fn printed(date: &DateTime) -> String {
    let month = month_name(date.month).unwrap_or("?");
    format!(
        "{} {month} {}, {:02}:{:02} {}{:02}{:02}",
        date.day,
        date.year,
        date.hour,
        date.minute,
        if date.tz_before_gmt { '-' } else { '+' },
        date.tz_hour,
        date.tz_minute
    )
}

fn named(part: &MessagePart<'_>, body: &PartType<'_>) -> String {
    let bytes = match body {
        PartType::Binary(b) | PartType::InlineBinary(b) => b.len(),
        PartType::Text(t) | PartType::Html(t) => t.len(),
        _ => 0,
    };
    let name = part.attachment_name().unwrap_or("a part without a name");
    format!("{name} ({} KB)", bytes.div_ceil(1024))
}

fn list(names: &[String]) -> String {
    let mut out = names
        .iter()
        .take(NAMED)
        .cloned()
        .collect::<Vec<String>>()
        .join(", ");
    if names.len() > NAMED {
        out.push_str(&format!(" and {} more", names.len() - NAMED));
    }
    out
}

/// The line that mailboxes put in front of a message.
fn without_mailbox_line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    if bytes.starts_with(b"From ") {
        let end = bytes.iter().position(|b| *b == b'\n').map_or(0, |e| e + 1);
        return bytes.get(end..).unwrap_or_default();
    }
    bytes
}

/// Parts of a message by their heads, and how many of them hold parts or messages.
fn parts_in(bytes: &[u8]) -> (usize, usize) {
    const NAME: &[u8] = b"content-type";
    let (mut parts, mut nested) = (0, 0);
    let mut at = 0;
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| matches!(b, b'c' | b'C')))
    {
        at += step;
        let rest = bytes.get(at..).unwrap_or_default();
        if !rest
            .get(..NAME.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(NAME))
        {
            at += 1;
            continue;
        }
        parts += 1;
        at += NAME.len();
        // The value goes on in lines that start with a blank.
        let value = rest.get(NAME.len()..).unwrap_or_default();
        let mut end = 0;
        while let Some(b) = value.get(end).filter(|_| end < 400) {
            if *b == b'\n'
                && !value
                    .get(end + 1)
                    .is_some_and(|n| matches!(n, b' ' | b'\t'))
            {
                break;
            }
            end += 1;
        }
        let value = value.get(..end).unwrap_or_default().to_ascii_lowercase();
        let holds = |what: &[u8]| value.windows(what.len()).any(|w| w == what);
        nested += usize::from(holds(b"multipart") || holds(b"message"));
    }
    (parts, nested)
}
