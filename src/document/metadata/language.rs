//! The language of a document, and whether parts of it are in another.
//!
//! A text is cut into stretches of some words each, and each stretch is told by its script and by words that are
//! common in one language. Lists of names show no language and count for none.

mod words;

use super::super::{Document, Warning, WarningKind};
use super::words_of;

/// Share of common words, in percent, from which a text is English.
const ENGLISH_SHARE: usize = 18;
/// The same for the other languages, whose lists are as long.
const OTHER_SHARE: usize = 14;
/// Texts with fewer words are too short to tell by shares.
const TOO_SHORT: usize = 12;
/// Words of a stretch.
const STRETCH: usize = 25;
/// Words of a document that are looked at.
const SAMPLE: usize = 40_000;
/// Share of other languages, in percent, from which a reader has to know of them.
const WORTH_SAYING: usize = 8;

/// What was told.
pub struct Told {
    /// ISO 639-1 code, or `und`.
    pub code: &'static str,
    /// Where it is not English, or only in part.
    pub warning: Option<Warning>,
}

/// Tells the language of a document, and whether parts of it are in another.
pub fn tell(document: &Document) -> Told {
    let mut shares: Vec<(&'static str, usize)> = Vec::new();
    let mut add = |code: &'static str, words: usize| match shares.iter_mut().find(|s| s.0 == code) {
        Some((_, n)) => *n += words,
        None => shares.push((code, words)),
    };
    let mut seen = 0;
    let mut open = String::new();
    let mut in_open = 0;
    for block in &document.blocks {
        if seen > SAMPLE {
            break;
        }
        let text = document.slice(block.span);
        let words = words_of(text);
        seen += words;
        if words >= STRETCH && in_open == 0 {
            add(of(text, words), words);
            continue;
        }
        open.push_str(text);
        open.push('\n');
        in_open += words;
        if in_open >= STRETCH {
            add(of(&open, in_open), in_open);
            open.clear();
            in_open = 0;
        }
    }
    if in_open >= TOO_SHORT {
        add(of(&open, in_open), in_open);
    } else if seen == in_open {
        add(short(&open), in_open);
    }
    shares.retain(|(code, _)| *code != "und");
    shares.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let code = shares.first().map_or("und", |s| s.0);
    Told {
        code,
        warning: foreign(&shares, seen),
    }
}

/// The warning about what is not English.
fn foreign(shares: &[(&'static str, usize)], seen: usize) -> Option<Warning> {
    let told: usize = shares.iter().map(|s| s.1).sum();
    let english = shares.iter().find(|s| s.0 == "en").map_or(0, |s| s.1);
    let others: Vec<&(&str, usize)> = shares.iter().filter(|s| s.0 != "en").collect();
    let most = others.first()?;
    let share = (told - english) * 100 / seen.max(1);
    let name = name(most.0);
    let main = most.1 > english;
    if !main && share < WORTH_SAYING {
        return None;
    }
    let message = if !main {
        format!(
            "About {share} % of the text is not English (mostly {name}). Only English is assessed; ask for those parts in English."
        )
    } else if english * 100 >= told * WORTH_SAYING {
        format!(
            "The text is mostly in {name}; about {} % is English. Only documents in English are assessed; open the English version of this document.",
            english * 100 / told.max(1)
        )
    } else {
        format!(
            "The text is in {name}. Only English is assessed; open the English version of this document."
        )
    };
    Some(Warning {
        kind: WarningKind::NotEnglish,
        message,
        damage: true,
    })
}

fn name(code: &str) -> &'static str {
    NAMES
        .iter()
        .find(|(_, c, _)| *c == code)
        .map_or("another language", |(_, _, name)| name)
}

/// How many words are common in each language.
fn common(text: &str) -> [usize; words::COUNT] {
    let mut out = [0; words::COUNT];
    for word in text.split(|c: char| !c.is_alphabetic()) {
        // Single letters count clauses in every language.
        if word.chars().nth(1).is_none() {
            continue;
        }
        let seats = if word.bytes().all(|b| b.is_ascii_lowercase()) {
            words::seats(word)
        } else {
            words::seats(&word.to_lowercase())
        };
        for (seat, count) in out.iter_mut().enumerate() {
            *count += usize::from(seats & (1 << seat) != 0);
        }
    }
    out
}

/// The language other than English with the most common words, and how many.
fn best_other(counts: &[usize; words::COUNT]) -> (&'static str, usize) {
    counts
        .iter()
        .enumerate()
        .skip(1)
        .rev()
        .max_by_key(|(_, n)| **n)
        .map_or(("und", 0), |(seat, n)| (words::code(seat), *n))
}

/// A few words: a language only where its common words are among them.
fn short(text: &str) -> &'static str {
    let counts = common(text);
    let english = counts.first().copied().unwrap_or(0);
    let (code, other) = best_other(&counts);
    if other >= 2 && other > english * 2 {
        return code;
    }
    if english > 0 && english >= other {
        return "en";
    }
    by_script(text).unwrap_or("und")
}

/// Languages that their script tells.
fn by_script(text: &str) -> Option<&'static str> {
    let (mut han, mut kana, mut hangul, mut letters) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7af}' => hangul += 1,
            '\u{3400}'..='\u{9fff}' => han += 1,
            _ => {}
        }
    }
    if (han + kana + hangul) * 4 < letters.max(1) {
        return None;
    }
    Some(if hangul > han + kana {
        "ko"
    } else if kana * 8 > han {
        "ja"
    } else {
        "zh"
    })
}

fn of(text: &str, words: usize) -> &'static str {
    let counts = common(text);
    let english = counts.first().copied().unwrap_or(0);
    let (code, other) = best_other(&counts);
    if english * 100 >= words * ENGLISH_SHARE && english >= other {
        return "en";
    }
    if let Some(code) = by_script(text) {
        return code;
    }
    if other * 100 >= words * OTHER_SHARE && other * 2 > english * 3 && other >= 3 {
        return code;
    }
    let Some(info) = whatlang::detect(text) else {
        return "und";
    };
    let lang = info.lang();
    let latin = info.script() == whatlang::Script::Latin;
    // Lists of names look like any language; in Latin letters only a clear case counts.
    if latin
        && (lang == whatlang::Lang::Eng
            || english * 100 >= words * 8
            || info.confidence() < 0.95
            || words < 40
            // A language of the list would have shown its words.
            || (0..words::COUNT).any(|seat| NAMES.iter().any(|n| n.0 == lang.code() && n.1 == words::code(seat))))
    {
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

#[cfg(test)]
mod tests {
    use crate::document::{Document, WarningKind};
    use crate::import::from_text;

    fn foreign(doc: &Document) -> Option<&str> {
        doc.warnings
            .iter()
            .find(|w| w.kind == WarningKind::NotEnglish)
            .inspect(|w| assert!(w.damage))
            .map(|w| w.message.as_str())
    }

    const ENGLISH: &str = "We keep the data that you give us for as long as your account is open, and we delete it when you ask us to. ";
    const FRENCH: &str = "Nous conservons les données que vous nous donnez aussi longtemps que votre compte est ouvert, et nous les effaçons à votre demande. ";

    #[test]
    fn every_language_is_told_by_a_paragraph() {
        for (code, text) in [
            ("en", ENGLISH),
            ("fr", FRENCH),
            (
                "de",
                "Wir speichern Ihre Daten nur so lange, wie es für die Nutzung unserer Dienste nötig ist, und löschen sie danach.",
            ),
            (
                "es",
                "Conservamos sus datos mientras su cuenta esté abierta y los borramos cuando usted nos lo pide por correo.",
            ),
            (
                "it",
                "Conserviamo i dati che ci affidi finché il tuo profilo è attivo e li cancelliamo quando lo chiedi con una lettera.",
            ),
            (
                "pt",
                "Guardamos os dados que você nos dá enquanto a sua conta estiver aberta e apagamos tudo quando nos pede por carta.",
            ),
            (
                "nl",
                "Wij bewaren de gegevens die u ons geeft zolang uw account open is en verwijderen ze wanneer u dat aan ons vraagt.",
            ),
            (
                "pl",
                "Przechowujemy dane, które nam przekazujesz, tak długo jak konto jest otwarte, i usuwamy je na żądanie osoby, która o to prosi.",
            ),
            (
                "sv",
                "Vi sparar de uppgifter som du ger oss så länge ditt konto är öppet och tar bort dem när du ber om det.",
            ),
            (
                "da",
                "Vi gemmer de oplysninger, som du giver os, så længe din konto er åben, og sletter dem, når du beder os om det.",
            ),
            (
                "ja",
                "お客様の情報は、アカウントが有効な間だけ保管し、ご請求があれば削除します。第三者には提供しません。",
            ),
            (
                "zh",
                "我们仅在您的账户有效期间保存您的信息，并在您提出请求后删除。未经同意，我们不会向第三方提供。",
            ),
            (
                "ko",
                "회사는 회원의 계정이 유지되는 동안에만 정보를 보관하며, 요청이 있으면 삭제합니다. 제삼자에게 제공하지 않습니다.",
            ),
            (
                "ru",
                "Мы храним данные, которые вы нам передаёте, пока ваша учётная запись открыта, и удаляем их по вашей просьбе.",
            ),
            (
                "el",
                "Διατηρούμε τα δεδομένα που μας δίνετε όσο ο λογαριασμός σας είναι ανοιχτός και τα διαγράφουμε όταν το ζητήσετε.",
            ),
        ] {
            let doc = from_text(&text.repeat(3));
            assert_eq!(doc.language, code, "{text}");
            assert_eq!(foreign(&doc).is_some(), code != "en", "{text}");
            assert_eq!(doc.is_assessed_language(), code == "en");
        }
    }

    #[test]
    fn a_half_in_another_language_is_said_with_its_share() {
        let doc = from_text(&format!("{}\n\n{}", ENGLISH.repeat(6), FRENCH.repeat(5)));
        assert_eq!(doc.language, "en");
        let message = foreign(&doc).unwrap();
        assert!(
            message.contains("42 %") && message.contains("French"),
            "{message}"
        );
        let doc = from_text(&format!("{}\n\n{}", ENGLISH.repeat(3), FRENCH.repeat(9)));
        assert_eq!(doc.language, "fr");
        assert!(
            foreign(&doc).unwrap().contains("is English"),
            "{:?}",
            foreign(&doc)
        );
    }

    #[test]
    fn short_texts_are_told_by_their_words_alone() {
        for (code, text) in [
            ("en", "We share data."),
            ("de", "Wir verkaufen Ihre Daten nicht."),
            ("fr", "Nous ne vendons pas vos données."),
            ("es", "No vendemos sus datos a terceros en el mundo."),
            ("zh", "我们不出售您的数据。"),
            ("und", "Acme Birch Cedar"),
        ] {
            assert_eq!(from_text(text).language, code, "{text}");
        }
    }

    #[test]
    fn names_and_addresses_show_no_language() {
        let list = "Birch Metrics GmbH | Berlin | hosting\nCedar Datos S.L. | Madrid | support\nLarch Oy | Helsinki | mail\n".repeat(8);
        let doc = from_text(&format!("{ENGLISH}\n\n{list}"));
        assert_eq!(doc.language, "en");
        assert_eq!(foreign(&doc), None);
    }
}
