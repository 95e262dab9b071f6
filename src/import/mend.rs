//! Mending of characters: left-over entities, UTF-8 read in the wrong charset, lost punctuation, odd blanks.
//!
//! Whether punctuation was lost is decided by the evidence of a whole document ([`Evidence`]), so that words
//! of other languages stay as they are. Every mended place keeps its original.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::document::{Warning, WarningKind, letters};

use super::lost::{self, Evidence};
use super::traced::{Change, Traced};

/// How many places were mended, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Entities such as `&nbsp;`.
    pub entities: usize,
    /// Characters whose bytes were read in the wrong charset, such as `â€™`.
    pub misread: usize,
    /// Marks that stand where quotation marks, apostrophes, hyphens were.
    pub lost: usize,
    /// Odd blanks and invisible characters.
    pub blanks: usize,
    /// Ligatures, full-width letters and odd hyphens.
    pub forms: usize,
    /// Characters that nobody sees inside words, and characters that turn the direction of reading.
    pub veiled: usize,
    /// Words in which letters of another alphabet look like Latin ones.
    pub lookalikes: usize,
}

impl Tally {
    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        self.entities += other.entities;
        self.misread += other.misread;
        self.lost += other.lost;
        self.blanks += other.blanks;
        self.forms += other.forms;
        self.veiled += other.veiled;
        self.lookalikes += other.lookalikes;
    }

    /// What a reader has to know; nothing where only blanks and forms were unified.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mut out = Vec::new();
        let parts: Vec<String> = [
            (
                self.lost,
                "stray marks where quotation marks, apostrophes or hyphens were lost",
            ),
            (
                self.misread,
                "characters that were read in the wrong charset",
            ),
            (self.blanks, "no-break spaces or invisible characters"),
            (self.forms, "ligatures or unusual letter forms"),
        ]
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
        // No-break spaces alone are ordinary in pages and not worth a warning.
        if self.lost + self.misread > 0 {
            out.push(Warning {
                kind: WarningKind::RepairedCharacters,
                message: format!(
                    "The text was mended for reading: {}. Evidence keeps the original.",
                    parts.join(", ")
                ),
                damage: false,
            });
        }
        let tricks: Vec<String> = [
            (
                self.veiled,
                "invisible characters inside words, or signs that turn the direction of reading",
            ),
            (
                self.lookalikes,
                "letters of another alphabet that look like Latin ones inside words",
            ),
        ]
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{what} ({n})"))
        .collect();
        if !tricks.is_empty() {
            out.push(Warning {
                kind: WarningKind::HiddenText,
                message: format!(
                    "The text holds {}. It is read as what it looks like; compare it with the original.",
                    tricks.join(", and ")
                ),
                damage: false,
            });
        }
        if self.entities > 0 {
            out.push(Warning {
                kind: WarningKind::LeftoverMarkup,
                message: format!(
                    "{} left-over codes such as “&nbsp;” or “<br>” were replaced by what they stand for. Evidence keeps the original.",
                    self.entities
                ),
                damage: false,
            });
        }
        out
    }
}

/// Mends a text. `evidence` comes from the whole document that it is part of.
#[must_use]
pub fn mend(text: Traced, evidence: &Evidence) -> (Traced, Tally) {
    let mut tally = Tally::default();
    let mut text = text;
    // What was escaped twice comes back in steps.
    for _ in 0..3 {
        let before = tally.entities;
        if text.as_str().contains('&') {
            text = step(text, &entities, &mut tally.entities);
        }
        if tally.entities == before {
            break;
        }
    }
    if text.as_str().contains("</") || text.as_str().contains("/>") || text.as_str().contains("<br")
    {
        text = step(text, &tags, &mut tally.entities);
    }
    if text.as_str().is_ascii() && !text.as_str().contains(is_odd_control) {
        return (text, tally);
    }
    for _ in 0..3 {
        let before = tally.misread;
        text = step(text, &misread, &mut tally.misread);
        if tally.misread == before {
            break;
        }
    }
    tally.veiled += veiled(text.as_str());
    if evidence.is_damaged() {
        text = step(text, &|t| lost::changes(t, evidence), &mut tally.lost);
    }
    text = step(text, &blanks, &mut tally.blanks);
    text = step(text, &forms, &mut tally.forms);
    tally.lookalikes += letters::mixed_words(text.as_str());
    (text, tally)
}

fn step(text: Traced, find: &dyn Fn(&str) -> Vec<Change>, count: &mut usize) -> Traced {
    let changes = find(text.as_str());
    if changes.is_empty() {
        return text;
    }
    *count += changes.len();
    text.changed(&changes)
}

const fn is_odd_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}')
}

/// Entities that turn up in text copied from pages.
const ENTITIES: &[(&str, &str)] = &[
    ("aacute", "á"),
    ("agrave", "à"),
    ("amp", "&"),
    ("apos", "'"),
    ("auml", "ä"),
    ("bdquo", "„"),
    ("ccedil", "ç"),
    ("deg", "°"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("emsp", " "),
    ("ensp", " "),
    ("euml", "ë"),
    ("frac12", "½"),
    ("iacute", "í"),
    ("iuml", "ï"),
    ("lsaquo", "‹"),
    ("ntilde", "ñ"),
    ("oacute", "ó"),
    ("ouml", "ö"),
    ("rsaquo", "›"),
    ("sbquo", "‚"),
    ("szlig", "ß"),
    ("thinsp", " "),
    ("times", "×"),
    ("uacute", "ú"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("zwj", ""),
    ("bull", "•"),
    ("cent", "¢"),
    ("copy", "©"),
    ("euro", "€"),
    ("gt", ">"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("para", "¶"),
    ("pound", "£"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("sect", "§"),
    ("shy", ""),
    ("trade", "™"),
    ("zwnj", ""),
];

fn entities(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    // Splitters of sentences put a full stop in place of the semicolon of an ampersand.
    let stopped = |at: usize| text.get(at..).is_some_and(|t| t.starts_with("&. "));
    for (at, _) in text.match_indices('&') {
        if stopped(at) && text.get(..at).is_some_and(|t| t.ends_with(' ')) {
            out.push(Change {
                range: at..at + 2,
                with: Cow::Borrowed("&"),
                mends: true,
            });
            continue;
        }
        let rest = text.get(at + 1..).unwrap_or_default();
        let name: &str = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .map_or(rest, |end| rest.get(..end).unwrap_or_default());
        if name.is_empty() || name.len() > 8 {
            continue;
        }
        let after = rest.get(name.len()..).unwrap_or_default();
        let Some(with) = entity(name) else { continue };
        let closed = after.starts_with(';');
        // Only a no-break space is ever meant without its semicolon; sentence splitters put a full stop there.
        if !closed && name != "nbsp" {
            continue;
        }
        let mut end = at + 1 + name.len() + usize::from(closed);
        let mut with = with;
        if !closed && after.starts_with('.') && !after.starts_with("..") {
            end += 1;
            if ends_a_sentence(text.get(..at).unwrap_or_default()) {
                with = ". ".into();
            }
        }
        out.push(Change {
            range: at..end,
            with,
            mends: true,
        });
    }
    out
}

/// Whether the full stop after `&nbsp` is the only end that a long line has.
fn ends_a_sentence(before: &str) -> bool {
    before.ends_with(char::is_alphanumeric)
        && before.bytes().rev().take(61).all(|b| b != b'\n')
        && before.len() > 60
}

fn entity(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let c = code.ok().and_then(char::from_u32).filter(|c| *c >= ' ')?;
        return Some(if c == '\u{a0}' { ' ' } else { c }.to_string().into());
    }
    ENTITIES
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, with)| Cow::Borrowed(*with))
}

/// Runs of characters that are the bytes of one UTF-8 character, read as windows-1252 or Latin-1.
fn misread(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to || c.is_ascii() {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let Some((with, length)) = reread(rest) else {
            continue;
        };
        skip_to = at + length;
        out.push(Change {
            range: at..skip_to,
            with: with.into(),
            mends: true,
        });
    }
    out
}

fn reread(rest: &str) -> Option<(String, usize)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    // A smart quotation mark of windows-1252, read as Latin-1, is a control character.
    if ('\u{80}'..='\u{9f}').contains(&first) {
        let byte = u8::try_from(first).ok()?;
        let bytes = [byte];
        let (shown, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        let shown = shown.into_owned();
        return (!shown.starts_with(first)).then_some((shown, first.len_utf8()));
    }
    if let Some((shown, with)) = OTHER_MISREADINGS.iter().find(|(m, _)| rest.starts_with(m)) {
        return Some(((*with).to_owned(), shown.len()));
    }
    let lead = byte_of(first)?;
    let follow = match lead {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    let mut length = first.len_utf8();
    for c in chars.by_ref().take(follow) {
        match byte_of(c) {
            Some(byte @ 0x80..=0xbf) => {
                bytes.push(byte);
                length += c.len_utf8();
            }
            _ => break,
        }
    }
    if bytes.len() == follow + 1 {
        let shown = String::from_utf8(bytes).ok()?;
        return Some((shown, length));
    }
    // The third byte of a closing quotation mark has no character in windows-1252 and gets lost.
    if bytes == [0xe2, 0x80] {
        return Some(("”".to_owned(), length));
    }
    None
}

/// UTF-8 that was read as Mac Roman, and as code page 850.
const OTHER_MISREADINGS: &[(&str, &str)] = &[
    ("‚Äô", "’"),
    ("‚Äò", "‘"),
    ("‚Äú", "“"),
    ("‚Äù", "”"),
    ("‚Äì", "–"),
    ("‚Äî", "—"),
    ("‚Ä¶", "…"),
    ("‚Ä¢", "•"),
    ("ÔÇÖ", "’"),
    ("ÔÇÿ", "‘"),
    ("ÔÇ£", "“"),
    ("ÔÇØ", "”"),
    ("ÔÇô", "–"),
    ("ÔÇö", "—"),
];

/// The byte that was read as this character.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(c) {
        return (byte >= 0x80).then_some(byte);
    }
    let mut buffer = [0; 4];
    let text = c.encode_utf8(&mut buffer);
    let (bytes, _, unmapped) = encoding_rs::WINDOWS_1252.encode(text);
    match (unmapped, bytes.as_ref()) {
        (false, [byte]) if *byte >= 0x80 => Some(*byte),
        _ => None,
    }
}

fn blanks(text: &str) -> Vec<Change> {
    let mut before = ' ';
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        let with = match c {
            '\u{a0}'
            | '\u{202f}'
            | '\u{3000}'
            | '\u{2000}'..='\u{200a}'
            | '\u{205f}'
            | '\u{85}' => Some(" "),
            '\u{2028}' | '\u{2029}' => Some("\n"),
            '\u{b}' => Some("\n"),
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => Some(""),
            '\u{34f}' | '\u{180e}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' => Some(""),
            '\u{e0000}'..='\u{e007f}' => Some(""),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(""),
            // Joiners belong to some scripts and to pictures, but between these letters they only hide words.
            '\u{200c}' | '\u{200d}' if before < '\u{250}' => Some(""),
            c if is_odd_control(c) => Some(""),
            _ => None,
        };
        if let Some(with) = with {
            out.push(Change {
                range: at..at + c.len_utf8(),
                with: with.into(),
                mends: true,
            });
        }
        before = c;
    }
    out
}

/// Characters that hide something: invisible ones between Latin letters, and those that turn the direction of reading.
/// A soft hyphen between letters is ordinary.
fn veiled(text: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    let mut waiting = 0;
    for c in text.chars() {
        match c {
            '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{34f}'
            | '\u{180e}' => waiting += usize::from(before.is_ascii_alphabetic()),
            // Embedding is ordinary around names in scripts from right to left; turning letters over is not.
            '\u{202d}' | '\u{202e}' | '\u{e0020}'..='\u{e007f}' => count += 1,
            c => {
                if c.is_ascii_alphabetic() {
                    count += waiting;
                }
                waiting = 0;
                before = c;
            }
        }
    }
    count
}

/// Tags that were left in the text, such as those of a page's fallback for browsers without scripts.
const TAGS: &[&str] = &[
    "a", "b", "br", "button", "div", "em", "font", "hr", "i", "iframe", "img", "input", "label",
    "li", "ol", "p", "script", "small", "span", "strong", "sub", "sup", "table", "tbody", "td",
    "th", "tr", "u", "ul",
];

fn tags(text: &str) -> Vec<Change> {
    let mut out = Vec::new();
    let mut skip_to = 0;
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let name: &str = rest.strip_prefix('/').unwrap_or(rest);
        let length = name
            .bytes()
            .take(8)
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let after = name.get(length..).unwrap_or_default();
        let known = name
            .get(..length)
            .is_some_and(|n| TAGS.iter().any(|t| t.eq_ignore_ascii_case(n)));
        if at < skip_to || !known || !after.starts_with(['>', ' ', '/']) {
            continue;
        }
        // What is never closed is no tag.
        let Some(end) = rest.bytes().take(400).position(|b| b == b'>') else {
            continue;
        };
        skip_to = at + 1 + end + 1;
        out.push(Change {
            range: at..skip_to,
            with: " ".into(),
            mends: true,
        });
    }
    out
}

fn forms(text: &str) -> Vec<Change> {
    let mut out = replace_chars(text, |c| match c {
        'ﬀ' => Some("ff"),
        'ﬁ' => Some("fi"),
        'ﬂ' => Some("fl"),
        'ﬃ' => Some("ffi"),
        'ﬄ' => Some("ffl"),
        'ﬅ' | 'ﬆ' => Some("st"),
        '\u{2010}' | '\u{2011}' => Some("-"),
        _ => None,
    });
    for (at, c) in text.char_indices() {
        let styled = matches!(
            c,
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'Ⅰ'..='ⅿ' | '\u{1d400}'..='\u{1d7ff}'
        );
        if styled {
            out.push(Change {
                range: at..at + c.len_utf8(),
                with: std::iter::once(c).nfkc().collect::<String>().into(),
                mends: true,
            });
        }
    }
    out.sort_by_key(|change| change.range.start);
    out
}

fn replace_chars(text: &str, with: impl Fn(char) -> Option<&'static str>) -> Vec<Change> {
    text.char_indices()
        .filter_map(|(at, c)| {
            with(c).map(|with| Change {
                range: at..at + c.len_utf8(),
                with: with.into(),
                mends: true,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (String, Tally) {
        let (out, tally) = mend(Traced::at(text, 0), &Evidence::of(text));
        (out.as_str().to_owned(), tally)
    }

    #[test]
    fn entities_are_decoded_and_names_left_alone() {
        let (text, tally) =
            mended("Terms &amp; data&nbsp;here, R&D, AT&T &lt;b&gt; &#8217; &#x41;");
        assert_eq!(text, "Terms & data here, R&D, AT&T <b> ’ A");
        assert_eq!(tally.entities, 6);
    }

    #[test]
    fn tags_left_in_the_text_go() {
        let (text, _) = mended("Use <b>care</b> with <name>, 1 < 2 and a<br/>b.");
        assert_eq!(text, "Use  care  with <name>, 1 < 2 and a b.");
    }

    #[test]
    fn a_no_break_space_with_a_full_stop_is_a_blank() {
        let (text, _) = mended("We bill you.&nbsp.\nWebsite&nbsp.\n");
        assert_eq!(text, "We bill you. \nWebsite \n");
    }

    #[test]
    fn misread_characters_come_back() {
        let (text, tally) = mended("Youâ€™re â€œsafeâ€\u{9d} â€“ cafÃ© Â© 2020Â\u{a0}Ltd");
        assert_eq!(text, "You’re “safe” – café © 2020 Ltd");
        assert!(tally.misread >= 7);
    }

    #[test]
    fn a_closing_mark_that_lost_its_last_byte() {
        assert_eq!(mended("the â€œServiceâ€ is").0, "the “Service” is");
    }

    #[test]
    fn twice_misread_comes_back() {
        assert_eq!(
            mended("itâ\u{c2}€\u{c2}™s").0,
            mended("itâ\u{c2}€\u{c2}™s").0
        );
        assert_eq!(mended("cafÃƒÂ© bar").0, "café bar");
    }

    #[test]
    fn control_quotes_come_back() {
        assert_eq!(
            mended("the user\u{92}s \u{93}data\u{94}").0,
            "the user’s “data”"
        );
    }

    #[test]
    fn blanks_and_forms_are_unified() {
        let (text, tally) = mended("of\u{ad}fer a\u{a0}pro\u{fb01}le Ａ１ third\u{2011}party");
        assert_eq!(text, "offer a profile A1 third-party");
        assert_eq!((tally.blanks, tally.forms), (2, 4));
    }

    #[test]
    fn what_was_escaped_twice_comes_back() {
        assert_eq!(
            mended("R&amp;amp;D&amp;nbsp;here &amp;amp;quot;x").0,
            "R&D here \"x"
        );
    }

    #[test]
    fn misreadings_of_other_charsets_come_back() {
        assert_eq!(
            mended("we don‚Äôt ‚Äúsell‚Äù ÔÇö ever").0,
            "we don’t “sell” — ever"
        );
        // Three times through the wrong charset.
        assert_eq!(mended("itÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢s").0, "it’s");
    }

    #[test]
    fn tricks_are_undone_and_counted() {
        let (text, tally) =
            mended("We se\u{200b}ll \u{1d41d}\u{1d41a}\u{1d42d}\u{1d41a} \u{202e}x\u{202c} Ⅳ");
        assert_eq!(text, "We sell data x IV");
        assert_eq!(tally.veiled, 2);
        let (_, tally) = mended("We sh\u{430}re d\u{430}t\u{430}; Почта is mail.");
        assert_eq!(tally.lookalikes, 2);
        assert!(
            tally
                .warnings()
                .iter()
                .any(|w| w.kind == WarningKind::HiddenText)
        );
    }

    #[test]
    fn words_of_other_languages_stay() {
        for text in [
            "L’âge légal et le château sont protégés.",
            "Când îți ștergem datele, te anunțăm.",
            "Chúng tôi thu thập dữ liệu cá nhân của bạn.",
            "O âmbito da proteção é amplo; não há exceção.",
            "DATENSCHUTZERKLÄRUNG für Österreich",
        ] {
            let (out, tally) = mended(text);
            assert_eq!(out, text);
            assert_eq!(tally, Tally::default());
        }
    }
}
