//! The language of a document.

use super::super::{Document, Warning, WarningKind};

/// Words of English that hardly any text of it lacks, and that other languages do not have.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "that", "is", "are", "with", "your", "you", "our", "we", "this",
    "by", "or", "may", "which", "from", "not", "be", "as", "have", "has", "will", "any", "such",
    "other", "these", "their", "when",
];
/// Share of such words, in percent, from which a text is English.
const ENGLISH_SHARE: usize = 18;
/// Texts with fewer words are too short to tell.
const TOO_SHORT: usize = 12;
/// Words of a document that are looked at.
const SAMPLE: usize = 6000;

/// What was told.
pub struct Told {
    /// ISO 639-1 code, or `und`.
    pub code: &'static str,
    /// Where it is not English.
    pub warning: Option<Warning>,
}

/// Tells the language of a document, and whether parts of it are in another.
pub fn tell(document: &Document) -> Told {
    let mut foreign: Vec<(&'static str, usize)> = Vec::new();
    let (mut english, mut seen) = (0_usize, 0_usize);
    for block in &document.blocks {
        let text = document.slice(block.span);
        let words = text.split_whitespace().count();
        if words < TOO_SHORT || seen > SAMPLE {
            continue;
        }
        seen += words;
        let code = of(text, words);
        match code {
            "en" | "und" => english += words,
            code => match foreign.iter_mut().find(|(c, _)| *c == code) {
                Some((_, n)) => *n += words,
                None => foreign.push((code, words)),
            },
        }
    }
    if seen == 0 {
        // Only short blocks: take them together.
        let words = document.text.split_whitespace().count();
        let code = if words < TOO_SHORT {
            short(&document.text)
        } else {
            of(&document.text, words)
        };
        return Told {
            code,
            warning: (words >= TOO_SHORT).then(|| warning(code, 100)).flatten(),
        };
    }
    foreign.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let others: usize = foreign.iter().map(|(_, n)| n).sum();
    let code = match foreign.first() {
        Some((code, n)) if *n > english => code,
        _ => "en",
    };
    let share = others * 100 / seen;
    let told = foreign.first().map_or("en", |(code, _)| code);
    Told {
        code,
        warning: (share >= 15).then(|| warning(told, share)).flatten(),
    }
}

fn warning(code: &str, share: usize) -> Option<Warning> {
    if matches!(code, "en" | "und") {
        return None;
    }
    let name = NAMES
        .iter()
        .find(|(_, c, _)| *c == code)
        .map_or("another language", |(_, _, name)| name);
    let message = if share >= 50 {
        format!(
            "The text is in {name}. Only English is assessed; open the English version of this document."
        )
    } else {
        format!("About {share} % of the text is not English ({name}). Only English is assessed.")
    };
    Some(Warning {
        kind: WarningKind::NotEnglish,
        message,
        damage: true,
    })
}

/// A few words: English if they look like it.
fn short(text: &str) -> &'static str {
    if text.is_ascii() && english_words(text) > 0 {
        "en"
    } else {
        "und"
    }
}

fn english_words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|w| w.len() < 7 && ENGLISH.iter().any(|e| e.eq_ignore_ascii_case(w)))
        .count()
}

fn of(text: &str, words: usize) -> &'static str {
    if english_words(text) * 100 >= words * ENGLISH_SHARE {
        return "en";
    }
    let Some(info) = whatlang::detect(text) else {
        return "und";
    };
    let lang = info.lang();
    if lang == whatlang::Lang::Eng {
        return "en";
    }
    // Lists of names look like any language; only a clear case counts.
    let latin = info.script() == whatlang::Script::Latin;
    if latin && (english_words(text) * 100 >= words * 8 || info.confidence() < 0.9 || words < 20) {
        return "und";
    }
    NAMES
        .iter()
        .find(|(code, _, _)| *code == lang.code())
        .map_or("und", |(_, short, _)| short)
}

/// ISO 639-3 as the detector has it, ISO 639-1, and the name for people.
const NAMES: &[(&str, &str, &str)] = &[
    ("ara", "ar", "Arabic"),
    ("bul", "bg", "Bulgarian"),
    ("cat", "ca", "Catalan"),
    ("ces", "cs", "Czech"),
    ("cmn", "zh", "Chinese"),
    ("dan", "da", "Danish"),
    ("deu", "de", "German"),
    ("ell", "el", "Greek"),
    ("est", "et", "Estonian"),
    ("fin", "fi", "Finnish"),
    ("fra", "fr", "French"),
    ("heb", "he", "Hebrew"),
    ("hin", "hi", "Hindi"),
    ("hrv", "hr", "Croatian"),
    ("hun", "hu", "Hungarian"),
    ("ind", "id", "Indonesian"),
    ("ita", "it", "Italian"),
    ("jpn", "ja", "Japanese"),
    ("kor", "ko", "Korean"),
    ("lav", "lv", "Latvian"),
    ("lit", "lt", "Lithuanian"),
    ("nld", "nl", "Dutch"),
    ("nob", "nb", "Norwegian"),
    ("pes", "fa", "Persian"),
    ("pol", "pl", "Polish"),
    ("por", "pt", "Portuguese"),
    ("ron", "ro", "Romanian"),
    ("rus", "ru", "Russian"),
    ("slk", "sk", "Slovak"),
    ("slv", "sl", "Slovenian"),
    ("spa", "es", "Spanish"),
    ("srp", "sr", "Serbian"),
    ("swe", "sv", "Swedish"),
    ("tha", "th", "Thai"),
    ("tur", "tr", "Turkish"),
    ("ukr", "uk", "Ukrainian"),
    ("vie", "vi", "Vietnamese"),
];
