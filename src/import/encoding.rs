//! From bytes to characters: byte order mark, UTF-8, a declared charset, or a guess.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::{Span, Warning, WarningKind};

use super::extract::Refused;
use super::traced::Traced;

/// Bytes at the start in which a charset may be declared.
const DECLARED_WITHIN: usize = 4096;
/// Bytes at the start in which control characters tell a binary file.
const PROBE: usize = 8192;

/// Decoded text with what has to be said about it.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text; with its way to the bytes where one exists.
    pub text: Traced,
    /// Guessed charset, bytes that could not be decoded.
    pub warnings: Vec<Warning>,
}

/// Decodes a file. `markup` says whether a charset may be declared inside.
///
/// # Errors
/// When the bytes are no text.
pub fn decode(bytes: &[u8], markup: bool) -> Result<Decoded, Refused> {
    if let Some((big, mark)) = utf32(bytes) {
        return by_units(bytes, mark, Units::Four(big));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark, Vec::new());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(encoding, bytes, 0, vec![guessed(encoding)]);
    }
    if is_binary(bytes) {
        return Err(Refused::Binary);
    }
    // Valid UTF-8 is hardly ever anything else, whatever the page declares.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: Traced::at(text, 0),
            warnings: overwritten(text).into_iter().collect(),
        });
    }
    if markup && let Some(encoding) = declared(bytes) {
        return decode_as(encoding, bytes, 0, Vec::new());
    }
    // Mostly UTF-8 with a few broken bytes, or cut off inside a letter: keep it, and say so.
    let (mut broken, mut sound) = (0, 0);
    let mut cut = false;
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
        cut = !chunk.invalid().is_empty() && bytes.ends_with(chunk.invalid());
    }
    let only_cut =
        broken == 1 && cut && std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none());
    if broken * 10 <= sound || only_cut {
        return decode_as(UTF_8, bytes, 0, Vec::new());
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    // Where hardly any letter is beyond ASCII it is English with a few marks and names, whatever the few look like.
    let beyond = bytes.iter().filter(|b| !b.is_ascii()).count();
    if encoding.is_single_byte() && beyond * 20 <= bytes.len() {
        encoding = WINDOWS_1252;
    }
    decode_as(encoding, bytes, 0, vec![guessed(encoding)])
}

fn guessed(encoding: &'static Encoding) -> Warning {
    Warning {
        kind: WarningKind::GuessedCharset,
        message: format!(
            "The file does not say in which charset it is written; it was read as {}. Check names and punctuation.",
            encoding.name()
        ),
        damage: false,
    }
}

fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    mark: usize,
    mut warnings: Vec<Warning>,
) -> Result<Decoded, Refused> {
    let body = bytes.get(mark..).unwrap_or_default();
    let text = if encoding == UTF_8 {
        by_utf8(body, mark)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        let mut out = by_units(bytes, mark, Units::Two(encoding == UTF_16BE))?;
        out.warnings.extend(warnings);
        return Ok(out);
    } else {
        let (text, _) = encoding.decode_without_bom_handling(body);
        if encoding.is_single_byte() {
            by_single_bytes(&text, mark)
        } else {
            Traced::loose(&text)
        }
    };
    warnings.extend(undecoded(text.as_str(), encoding.name())?);
    warnings.extend(overwritten(text.as_str()));
    if is_binary_text(text.as_str()) {
        return Err(Refused::Binary);
    }
    Ok(Decoded { text, warnings })
}

/// What has to be said about characters that could not be decoded.
///
/// # Errors
/// Where they are too many.
pub fn undecoded(text: &str, charset: &str) -> Result<Option<Warning>, Refused> {
    let lost = text.matches('\u{fffd}').count();
    if lost == 0 {
        return Ok(None);
    }
    let all = text.chars().count();
    if lost > 20 && lost * 5 > all {
        return Err(Refused::Undecodable);
    }
    Ok(Some(Warning {
        kind: WarningKind::UndecodableBytes,
        message: format!(
            "{lost} of {all} characters could not be decoded as {charset}. Open the original and save it again as UTF-8.",
        ),
        damage: lost * 1000 > all,
    }))
}

/// Fewest control characters that are no slip of somebody's program.
const MANY_CONTROLS: usize = 10;

/// What has to be said about stretches that something other than text was written over.
pub fn overwritten(text: &str) -> Option<Warning> {
    let is_stray = |c: &char| u8::try_from(*c).is_ok_and(is_control);
    let stray = text.chars().filter(is_stray).count();
    let all = text.chars().count();
    (stray >= MANY_CONTROLS && stray * 1000 > all).then(|| Warning {
        kind: WarningKind::UndecodableBytes,
        message: format!(
            "{stray} of {all} characters are no text, as in files that were damaged on a disk or on the way. Download the file again.",
        ),
        damage: true,
    })
}

fn by_utf8(body: &[u8], mark: usize) -> Traced {
    let mut out = Traced::new();
    let mut at = mark;
    for chunk in body.utf8_chunks() {
        let end = at + chunk.valid().len();
        out.push(chunk.valid(), Some(Span::new(at, end)));
        at = end + chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            out.push("\u{fffd}", Some(Span::new(end, at)));
        }
    }
    out
}

/// Charsets in which letters have two or four bytes; whether the greater one comes first.
#[derive(Debug, Clone, Copy)]
enum Units {
    Two(bool),
    Four(bool),
}

fn by_units(bytes: &[u8], mark: usize, units: Units) -> Result<Decoded, Refused> {
    let body = bytes.get(mark..).unwrap_or_default();
    let mut out = Traced::new();
    let mut buffer = [0; 4];
    let mut at = mark;
    let mut put = |c: char, wide: usize| {
        out.push(c.encode_utf8(&mut buffer), Some(Span::new(at, at + wide)));
        at += wide;
    };
    let name = match units {
        Units::Two(big) => {
            let pairs = body.as_chunks::<2>().0.iter().map(|pair| {
                if big {
                    u16::from_be_bytes(*pair)
                } else {
                    u16::from_le_bytes(*pair)
                }
            });
            for unit in char::decode_utf16(pairs) {
                match unit {
                    Ok(c) => put(c, c.len_utf16() * 2),
                    Err(_) => put('\u{fffd}', 2),
                }
            }
            if big { "UTF-16BE" } else { "UTF-16LE" }
        }
        Units::Four(big) => {
            for four in body.as_chunks::<4>().0 {
                let code = if big {
                    u32::from_be_bytes(*four)
                } else {
                    u32::from_le_bytes(*four)
                };
                put(char::from_u32(code).unwrap_or('\u{fffd}'), 4);
            }
            "UTF-32"
        }
    };
    let mut warnings: Vec<Warning> = undecoded(out.as_str(), name)?.into_iter().collect();
    warnings.extend(overwritten(out.as_str()));
    if is_binary_text(out.as_str()) {
        return Err(Refused::Binary);
    }
    Ok(Decoded {
        text: out,
        warnings,
    })
}

/// UTF-32 by its mark, or by its zeros where nothing but western text stands in it: whether the greatest byte comes
/// first, and the length of the mark.
fn utf32(bytes: &[u8]) -> Option<(bool, usize)> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Some((false, 4));
    }
    if bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some((true, 4));
    }
    let fours = bytes.get(..bytes.len().min(PROBE))?.as_chunks::<4>().0;
    if fours.len() < 8 {
        return None;
    }
    let all = |test: fn(&[u8; 4]) -> bool| fours.iter().all(test);
    if all(|f| matches!(f, [a, 0, 0, 0] if *a > 0)) {
        return Some((false, 0));
    }
    all(|f| matches!(f, [0, 0, 0, d] if *d > 0)).then_some((true, 0))
}

/// In these charsets the n-th character is the n-th byte.
fn by_single_bytes(text: &str, mark: usize) -> Traced {
    let mut out = Traced::new();
    let mut buffer = [0; 4];
    for (at, c) in text.chars().enumerate() {
        let at = mark + at;
        out.push(c.encode_utf8(&mut buffer), Some(Span::new(at, at + 1)));
    }
    out
}

/// UTF-16 of western text has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = bytes.get(..bytes.len().min(PROBE)).unwrap_or_default();
    if probe.len() < 16 {
        return None;
    }
    let zeros = |offset: usize| {
        probe
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = probe.len() / 2;
    match (zeros(0), zeros(1)) {
        (even, odd) if even * 10 > half * 8 && odd * 10 < half => Some(UTF_16BE),
        (even, odd) if odd * 10 > half * 8 && even * 10 < half => Some(UTF_16LE),
        _ => None,
    }
}

/// Zeros, or too many control characters, among the first bytes.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    let probe = bytes.get(..bytes.len().min(PROBE)).unwrap_or_default();
    let control = probe.iter().filter(|b| is_control(**b)).count();
    probe.iter().filter(|b| **b == 0).count() > 2 || control * 50 > probe.len()
}

fn is_binary_text(text: &str) -> bool {
    let mut all = 0;
    let mut control = 0;
    for c in text.chars().take(PROBE) {
        all += 1;
        control += usize::from(u8::try_from(c).is_ok_and(is_control));
    }
    control * 20 > all
}

const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)
}

/// The charset that markup declares: `charset=…` or `encoding="…"` near the start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..bytes.len().min(DECLARED_WITHIN))
        .unwrap_or_default()
        .to_ascii_lowercase();
    for key in [b"charset=".as_slice(), b"encoding=".as_slice()] {
        let Some(at) = head.windows(key.len()).position(|w| w == key) else {
            continue;
        };
        let label: Vec<u8> = head
            .iter()
            .skip(at + key.len())
            .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
            .copied()
            .collect();
        // A page that could be read as ASCII so far is not UTF-16, whatever it says.
        if let Some(encoding) = Encoding::for_label(&label)
            && encoding != UTF_16LE
            && encoding != UTF_16BE
        {
            return Some(encoding);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_with_and_without_mark() {
        let plain = decode("naïve".as_bytes(), false).unwrap();
        assert_eq!(plain.text.as_str(), "naïve");
        let marked = decode("\u{feff}naïve".as_bytes(), false).unwrap();
        assert_eq!(marked.text.as_str(), "naïve");
        assert_eq!(marked.text.runs()[0].source, Span::new(3, 9));
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "Our privacy policy is short.";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&le, false).unwrap().text.as_str(), text);
        let mut marked = vec![0xfe, 0xff];
        marked.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        let got = decode(&marked, false).unwrap().text;
        assert_eq!(got.as_str(), text);
        assert_eq!(got.source_of(&(4..11)), Some(Span::new(10, 24)));
    }

    #[test]
    fn letters_of_every_width_lead_back() {
        let text = "naïve – 字 and 😀 mixed, for a while.";
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let utf32: Vec<u8> = [0, 0, 0xfe, 0xff]
            .into_iter()
            .chain(text.chars().flat_map(|c| u32::from(c).to_be_bytes()))
            .collect();
        for (bytes, wide) in [(utf16, None), (utf32, Some(4))] {
            let got = decode(&bytes, false).unwrap().text;
            assert_eq!(got.as_str(), text);
            let mut at = wide.unwrap_or(2);
            for (i, c) in text.char_indices() {
                let end = at + wide.unwrap_or(c.len_utf16() * 2);
                let span = got.source_of(&(i..i + c.len_utf8()));
                assert_eq!(span, Some(Span::new(at, end)), "{c}");
                at = end;
            }
        }
    }

    #[test]
    fn a_file_cut_inside_a_letter_is_utf8() {
        let bytes = "We share data – all".as_bytes();
        let got = decode(&bytes[..15], false).unwrap();
        assert_eq!(got.text.as_str(), "We share data \u{fffd}");
        assert_eq!(got.warnings.len(), 1);
        assert!(!got.warnings[0].message.contains("windows"));
    }

    #[test]
    fn declared_charset_is_used() {
        let page = b"<meta charset=\"windows-1252\"><p>the computer\x92s disk</p>";
        let got = decode(page, true).unwrap();
        assert!(got.text.as_str().contains("computer’s"));
        assert!(got.warnings.is_empty());
    }

    #[test]
    fn a_guess_is_told_and_traced() {
        let file =
            b"We \x93share\x94 data; the user\x92s choice counts. We say so because it is so.";
        let got = decode(file, false).unwrap();
        assert!(got.text.as_str().contains("“share”"));
        assert_eq!(got.warnings[0].kind, WarningKind::GuessedCharset);
        let last = got.text.runs().last().unwrap();
        assert_eq!(last.source.end, file.len());
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(
            decode(&[0, 1, 2, 3, 0, 0, 255], false).unwrap_err(),
            Refused::Binary
        );
    }
}
