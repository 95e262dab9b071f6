//! From bytes to characters: byte order mark, UTF-8, a declared charset, or a guess.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

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
            warnings: Vec::new(),
        });
    }
    if markup && let Some(encoding) = declared(bytes) {
        return decode_as(encoding, bytes, 0, Vec::new());
    }
    // Mostly UTF-8 with a few broken bytes: keep it, and say so.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{fffd}').count();
    let sound = lossy
        .chars()
        .filter(|c| !c.is_ascii() && *c != '\u{fffd}')
        .count();
    if broken * 10 <= sound {
        return decode_as(UTF_8, bytes, 0, Vec::new());
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
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
    let text = if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(body)
    {
        Traced::at(text, mark)
    } else {
        let (text, _) = encoding.decode_without_bom_handling(body);
        let lost = text.matches('\u{fffd}').count();
        let all = text.chars().count();
        if lost > 20 && lost * 5 > all {
            return Err(Refused::Undecodable);
        }
        if lost > 0 {
            warnings.push(Warning {
                kind: WarningKind::UndecodableBytes,
                message: format!(
                    "{lost} of {all} characters could not be decoded as {}. Open the original and save it again as UTF-8.",
                    encoding.name()
                ),
                damage: lost * 1000 > all,
            });
        }
        if encoding.is_single_byte() {
            by_single_bytes(&text, mark)
        } else {
            Traced::loose(&text)
        }
    };
    if is_binary_text(text.as_str()) {
        return Err(Refused::Binary);
    }
    Ok(Decoded { text, warnings })
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
        assert_eq!(decode(&marked, false).unwrap().text.as_str(), text);
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
