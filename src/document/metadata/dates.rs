//! Dates: what the text states, and the earliest date that its mentions allow.

mod forms;
mod inferred;
mod words;

use jiff::civil::Date;

use super::super::{BlockKind, Document};
use super::words_of;
pub use forms::is_wide;
use forms::{Doubt, Found, Order};
pub use inferred::{earliest, latest_version, referred_to};
use words::{HISTORY, LABELS, NOT_THIS, What};

/// A date with what told it, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The date.
    pub date: Date,
    /// What told it.
    pub note: String,
}

/// Blocks at the top and at the end in which a date may stand inside running text.
const TOP: usize = 14;
const END: usize = 8;
/// Most words of a block that does nothing but state a date.
const SHORT: usize = 22;

/// A date of the text that may be the document's.
#[derive(Debug, Clone)]
struct Candidate {
    rank: u32,
    label: u8,
    what: What,
    found: Found,
    excerpt: String,
}

/// The date that the document states for itself.
pub fn stated(document: &Document) -> Option<Told> {
    let order = forms::order(&document.text, &document.language);
    let count = without_history(document, order);
    let mut all: Vec<Candidate> = Vec::new();
    for (i, block) in document.blocks.iter().enumerate().take(count) {
        let text = document.slice(block.span);
        if !text.contains(|c: char| c.is_ascii_digit())
            || block.kind == BlockKind::TableRow && i > TOP
        {
            continue;
        }
        let place = Place {
            words: words_of(text),
            index: i,
            at_edge: i < TOP || i + END >= count,
            at_end: i + 2 >= count,
            language: &document.language,
            text,
        };
        if place.words > SHORT && !place.at_edge && !names_itself(text) {
            continue;
        }
        let mut from = 0;
        for found in forms::find(text, order) {
            let before = text.get(from..found.start).unwrap_or_default();
            let after = text.get(found.end..).unwrap_or_default();
            from = found.end;
            let Some((label, what)) = place
                .rank(before, after)
                .or_else(|| lone(document, &place, before, after))
            else {
                continue;
            };
            if found.weak && label < 3 {
                continue;
            }
            all.push(Candidate {
                rank: u32::from(label) * 4
                    + u32::from(i < TOP) * 2
                    + u32::from(place.words <= SHORT),
                label,
                what,
                found,
                excerpt: excerpt(text, found.start),
            });
        }
    }
    // Of equal ones the first counts.
    let best = all.iter().rev().max_by_key(|c| c.rank)?;
    Some(Told {
        date: best.found.date,
        note: note(best, &all),
    })
}

/// What told the date, which of several was taken, and what it leaves open.
fn note(best: &Candidate, all: &[Candidate]) -> String {
    let mut out = String::new();
    let name = best.what.name();
    out.extend(name.chars().take(1).flat_map(char::to_uppercase));
    out.extend(name.chars().skip(1));
    out.push_str(&format!(": “{}”", best.excerpt));
    let other = all
        .iter()
        .filter(|c| c.what != best.what && c.what != What::Issued && c.label >= 4)
        .find(|c| c.found.date != best.found.date);
    if let Some(other) = other {
        out.push_str(&format!(
            ". The {} is {}; the {name} counts",
            other.what.name(),
            other.found.date
        ));
    }
    match best.found.doubt {
        Doubt::None => {}
        Doubt::Day => out.push_str(". Only the month is stated; its first day is used"),
        Doubt::MonthFirst => {
            out.push_str(". Day and month could change places; it is read as month/day/year");
        }
        Doubt::DayFirst => {
            out.push_str(". Day and month could change places; it is read as day/month/year");
        }
    }
    out
}

/// Number of blocks without the list of earlier versions that may stand at the end.
fn without_history(document: &Document, order: Order) -> usize {
    let count = document.blocks.len();
    let mut at = count;
    while let Some(block) = at.checked_sub(1).and_then(|i| document.blocks.get(i)) {
        let text = document.slice(block.span);
        let words = words_of(text);
        let lower = text.to_lowercase();
        if words <= SHORT && (HISTORY.iter().any(|w| lower.contains(w))) {
            return at - 1;
        }
        let only_date = words <= 6 && !forms::find(text, order).is_empty();
        if !only_date {
            break;
        }
        at -= 1;
    }
    count
}

/// A date alone near the top or at the end, or below its label: `Last updated` above `3 May 2024`.
fn lone(document: &Document, place: &Place<'_>, before: &str, after: &str) -> Option<(u8, What)> {
    if place.words > 8 || before.split_whitespace().count() > 4 || is_of_another(before) {
        return None;
    }
    let above = place
        .index
        .checked_sub(1)
        .and_then(|j| document.blocks.get(j))
        .map(|b| document.slice(b.span))
        .filter(|t| t.split_whitespace().count() <= 6 && !is_of_another(t))
        .and_then(|t| label(t, place.language));
    let alone = before.trim().is_empty() && after.trim().is_empty();
    match above {
        Some((_, what)) if place.at_edge => Some((5, what)),
        _ if place.index < 6 => Some((1, What::Issued)),
        _ => (alone && place.at_end).then_some((1, What::Issued)),
    }
}

/// Whether words speak of another version or another paper.
fn is_of_another(words: &str) -> bool {
    let lower = words.to_lowercase();
    NOT_THIS.iter().any(|w| lower.contains(w))
}

/// Whether a sentence speaks of the date of the very paper.
fn names_itself(text: &str) -> bool {
    let lower = beginning(text);
    lower.contains("this ")
        && [
            "policy",
            "notice",
            "statement",
            "agreement",
            "terms",
            "document",
            "addendum",
        ]
        .iter()
        .any(|w| lower.contains(w))
        && [
            "last updated",
            "last revised",
            "last modified",
            "effective as of",
            "was updated",
            "is effective",
        ]
        .iter()
        .any(|w| lower.contains(w))
}

/// Where a date stands.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    words: usize,
    index: usize,
    at_edge: bool,
    at_end: bool,
    language: &'a str,
    text: &'a str,
}

impl Place<'_> {
    /// How well the words beside a date say that it is the document's; nothing where they say another thing.
    fn rank(&self, before: &str, after: &str) -> Option<(u8, What)> {
        let tail = last(before, 70);
        // Only the words of the same sentence speak of the date.
        let tail = of_sentence(&tail);
        if is_of_another(tail) {
            return None;
        }
        let told = label(tail, self.language).or_else(|| behind(after, self.language))?;
        // In running text, the paper has to speak of itself.
        let foreign = !matches!(self.language, "en" | "und");
        let speaks = (self.at_edge && (foreign && told.0 >= 5 || speaks_of_paper(self.text)))
            || names_itself(self.text);
        (self.words <= SHORT || speaks).then_some(told)
    }
}

/// The last characters of a text.
fn last(text: &str, count: usize) -> String {
    let tail: Vec<char> = text.chars().rev().take(count).collect();
    tail.into_iter().rev().collect()
}

/// What stands behind the last end of a sentence; a full stop behind a short word is none.
fn of_sentence(tail: &str) -> &str {
    let cut = tail.char_indices().rev().find(|(at, c)| match c {
        ';' | '|' | '。' | '；' => true,
        '.' => {
            let word = tail.get(..*at).unwrap_or_default();
            word.chars()
                .rev()
                .take_while(|c| c.is_alphanumeric())
                .count()
                > 3
        }
        _ => false,
    });
    cut.map_or(tail, |(at, c)| {
        tail.get(at + c.len_utf8()..).unwrap_or_default()
    })
}

/// The beginning of a block in lower case. It is looked at for each date in the block, so it must not be long.
fn beginning(text: &str) -> String {
    text.chars()
        .take(2_000)
        .flat_map(char::to_lowercase)
        .collect()
}

fn speaks_of_paper(text: &str) -> bool {
    let lower = beginning(text);
    [
        "policy",
        "notice",
        "statement",
        "agreement",
        "terms",
        "addendum",
        "updated",
        "effective",
    ]
    .iter()
    .any(|w| lower.contains(w))
}

/// Most characters between a label and its date.
const GAP: usize = 45;

/// The best label in the words before a date.
fn label(tail: &str, language: &str) -> Option<(u8, What)> {
    let cased: Vec<char> = tail.chars().collect();
    let lower: Vec<char> = cased
        .iter()
        .map(|c| match c {
            '’' => '\'',
            c => c.to_lowercase().next().unwrap_or(*c),
        })
        .collect();
    // One character for one: places in the one are places in the other.
    let text: String = lower.iter().collect();
    let mut best: Option<(u8, usize, What)> = None;
    for group in LABELS {
        for words in group.words.split('|') {
            // `data` and `stand` are labels in their own language only.
            let anywhere = group.language == "en"
                || group.language == language
                || words.contains(' ')
                || words.starts_with(forms::is_wide);
            if !anywhere {
                continue;
            }
            for (byte, _) in text.match_indices(words) {
                let at = text.get(..byte).map_or(0, |t| t.chars().count());
                let gap = lower.len() - at - words.chars().count();
                if gap > GAP || !starts_word(&cased, at) {
                    continue;
                }
                if best.is_none_or(|(rank, near, _)| {
                    group.rank > rank || (group.rank == rank && gap < near)
                }) {
                    best = Some((group.rank, gap, group.what));
                }
            }
        }
    }
    best.map(|(rank, _, what)| (rank, what))
}

/// Whether a word starts here: `ServiceEffective` is two that lost their blank.
fn starts_word(text: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| text.get(b)) else {
        return true;
    };
    let here = text.get(at);
    !before.is_alphabetic()
        || here.is_some_and(|h| forms::is_wide(*h) || (before.is_lowercase() && h.is_uppercase()))
}

/// `2024年5月3日起生效`, `3 May 2024 (last updated)`: labels right behind a date.
fn behind(after: &str, language: &str) -> Option<(u8, What)> {
    let close = after.starts_with(forms::is_wide) || after.starts_with([' ', '(', '（']);
    let head: String = after
        .chars()
        .take(16)
        .take_while(|c| !matches!(c, '.' | ';' | '|' | ',' | '。' | '，' | '、' | '\n'))
        .collect();
    let head = head.trim_start_matches([' ', '(', '（']);
    let (rank, what) = close.then(|| label(head, language)).flatten()?;
    let first = head.chars().next()?;
    // In languages that are written with blanks only brackets put a label there.
    (forms::is_wide(first) || after.trim_start().starts_with('(')).then_some((rank.min(5), what))
}

fn excerpt(text: &str, date: usize) -> String {
    let from = text
        .get(..date)
        .and_then(|b| b.char_indices().rev().take(48).last().map(|(i, _)| i))
        .unwrap_or(0);
    let part = text.get(from..).unwrap_or(text);
    let part = if from == 0 {
        part
    } else {
        part.split_once(' ').map_or(part, |(_, p)| p)
    };
    let mut out: String = part.chars().take(84).collect();
    if part.chars().count() > 84 {
        out = out
            .rsplit_once(' ')
            .map_or(out.clone(), |(o, _)| o.to_owned());
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::earliest;
    use crate::document::DateBasis;
    use crate::import::from_text;
    use jiff::civil::date;

    fn filler() -> String {
        "We keep the data that you give us and use it for the service that you asked for, and for nothing else at all. "
            .repeat(12)
    }

    #[test]
    fn stated_dates_are_found_with_words_around() {
        for (head, expected) in [
            (
                "Fern Privacy Notice\n\nLast Updated: September 29, 2023 (we joined a framework)",
                date(2023, 9, 29),
            ),
            (
                "Terms of Service\n\nEffective: 1 May 2024",
                date(2024, 5, 1),
            ),
            (
                "Privacy\n\nThis Privacy Policy was last revised on 2022-01-05.",
                date(2022, 1, 5),
            ),
            (
                "Privacy Policy\n\nLast updated\n\nMay 3, 2021",
                date(2021, 5, 3),
            ),
        ] {
            let doc = from_text(&format!("{head}\n\n{}", filler()));
            assert_eq!(
                (doc.date, doc.date_basis),
                (Some(expected), DateBasis::Stated),
                "{head}"
            );
        }
    }

    #[test]
    fn other_dates_are_not_the_documents() {
        let text = format!(
            "Privacy Policy\n\nThe previous version of this policy was effective until May 3, 2021.\n\n{}\n\nThe act took effect on January 1, 2020 and covers us.",
            filler()
        );
        assert_eq!(from_text(&text).date_basis, DateBasis::Unknown);
    }

    #[test]
    fn a_missing_date_is_told_and_the_earliest_inferred() {
        let text = format!(
            "Privacy Policy\n\nThis policy is effective as of the “Last Updated” date stated at the top. We follow the UK GDPR and the GDPR.\n\n{}",
            filler()
        );
        let doc = from_text(&text);
        assert_eq!(
            (doc.date, doc.date_basis),
            (Some(date(2021, 1, 1)), DateBasis::Inferred)
        );
        assert!(
            doc.warnings
                .iter()
                .any(|w| w.kind == crate::document::WarningKind::DateReferredToButMissing)
        );
    }

    /// What a document says of its date, in ISO form with basis and note.
    fn told(head: &str) -> (String, DateBasis, String) {
        let doc = from_text(&format!("{head}\n\n{}", filler()));
        (
            doc.date.map(|d| d.to_string()).unwrap_or_default(),
            doc.date_basis,
            doc.date_note,
        )
    }

    #[test]
    fn the_note_says_which_of_two_dates_counts() {
        let (date, _, note) =
            told("Privacy Policy\n\nEffective Date: April 2, 2025\n\nLast Updated: June 3, 2025");
        assert_eq!(date, "2025-06-03");
        assert_eq!(
            note,
            "Last update: “Last Updated: June 3, 2025”. The effective date is 2025-04-02; the last update counts"
        );
        let (date, _, note) = told("Terms of Service\n\nEffective from 1 May 2024");
        assert_eq!(date, "2024-05-01");
        assert_eq!(note, "Effective date: “Effective from 1 May 2024”");
    }

    #[test]
    fn what_a_date_leaves_open_is_in_the_note() {
        let (date, _, note) = told("Privacy Policy\n\nLast updated: 03/05/2024");
        assert_eq!(date, "2024-03-05");
        assert!(note.contains("month/day/year"), "{note}");
        let (date, _, note) =
            told("Privacy Policy\n\nLast updated: 03/05/2024. It replaces that of 31/12/2023.");
        assert_eq!(date, "2024-05-03");
        assert!(note.contains("day/month/year"), "{note}");
        let (date, _, note) = told("Privacy Policy (Revision July 2020)");
        assert_eq!(date, "2020-07-01");
        assert!(note.contains("Only the month"), "{note}");
        let (date, _, note) = told("Privacy Policy\n\nLast updated: 13/05/2024");
        assert_eq!(date, "2024-05-13");
        assert!(!note.contains("change places"), "{note}");
        assert_eq!(told("Privacy Policy\n\nRev. date 5/3/24").0, "");
        assert_eq!(
            told("Privacy Policy\n\nLast revised 5/30/24").0,
            "2024-05-30"
        );
    }

    #[test]
    fn labels_of_other_languages() {
        let de = "Wir speichern Ihre Daten nur so lange, wie es für die Nutzung nötig ist, und löschen sie danach. ";
        let fr = "Nous conservons les données que vous nous donnez aussi longtemps que votre compte est ouvert. ";
        let es = "Conservamos sus datos mientras su cuenta esté abierta y los borramos cuando usted nos lo pide. ";
        let it = "Conserviamo i dati che ci affidi finché il tuo profilo è attivo e li cancelliamo quando lo chiedi. ";
        let pt = "Guardamos os dados que você nos dá enquanto a sua conta estiver aberta e apagamos quando nos pede. ";
        let nl = "Wij bewaren de gegevens die u ons geeft zolang uw account open is en verwijderen ze daarna. ";
        let pl = "Przechowujemy dane, które nam przekazujesz, tak długo jak konto jest otwarte, i usuwamy je na żądanie. ";
        let sv = "Vi sparar de uppgifter som du ger oss så länge ditt konto är öppet och tar bort dem sedan. ";
        let ja = "お客様の情報は、アカウントが有効な間だけ保管し、ご請求があれば削除します。";
        let zh = "我们仅在您的账户有效期间保存您的信息，并在您提出请求后删除。";
        let ko =
            "회사는 회원의 계정이 유지되는 동안에만 정보를 보관하며, 요청이 있으면 삭제합니다. ";
        for (body, line, expected) in [
            (de, "Stand: 3. Mai 2024", "2024-05-03"),
            (de, "Zuletzt aktualisiert am 3. März 2024", "2024-03-03"),
            (de, "Gültig ab 01.07.2023", "2023-07-01"),
            (de, "Stand: 05/2024", "2024-05-01"),
            (fr, "Dernière mise à jour : 1er janvier 2024", "2024-01-01"),
            (fr, "En vigueur à compter du 3 août 2023", "2023-08-03"),
            (fr, "Date d’entrée en vigueur : 03/05/2024", "2024-05-03"),
            (es, "Última actualización: 3 de mayo de 2024", "2024-05-03"),
            (
                es,
                "Vigente a partir del 5 de febrero del 2015",
                "2015-02-05",
            ),
            (it, "Ultimo aggiornamento: 3 maggio 2024", "2024-05-03"),
            (it, "In vigore dal 1º giugno 2023", "2023-06-01"),
            (pt, "Última atualização: 3 de maio de 2024", "2024-05-03"),
            (pt, "Em vigor desde 12 de março de 2022", "2022-03-12"),
            (nl, "Laatst bijgewerkt: 3 mei 2024", "2024-05-03"),
            (nl, "Ingangsdatum 1 maart 2023", "2023-03-01"),
            (pl, "Ostatnia aktualizacja: 3 maja 2024 r.", "2024-05-03"),
            (pl, "Obowiązuje od 15 października 2023 r.", "2023-10-15"),
            (sv, "Senast uppdaterad den 3 maj 2024", "2024-05-03"),
            (sv, "Gäller från och med 2024-01-15", "2024-01-15"),
            (ja, "最終更新日：2024年5月3日", "2024-05-03"),
            (ja, "令和6年5月3日 改定", "2024-05-03"),
            (zh, "更新日期：2026年7月15日", "2026-07-15"),
            (zh, "生效日期：2024 年 1 月 5 日起", "2024-01-05"),
            (ko, "시행일: 2024년 5월 3일", "2024-05-03"),
            (ko, "최종 수정일: 2024. 5. 3.", "2024-05-03"),
        ] {
            let doc = from_text(&format!("{line}\n\n{}", body.repeat(12)));
            assert_eq!(
                (doc.date.map(|d| d.to_string()).as_deref(), doc.date_basis),
                (Some(expected), DateBasis::Stated),
                "{line}: {} {}",
                doc.language,
                doc.date_note
            );
        }
        // A law's date is not the paper's.
        let law = format!("{}\n\nUstawa z dnia 10 maja 2018 r.", pl.repeat(12));
        assert_eq!(from_text(&law).date_basis, DateBasis::Unknown);
    }

    #[test]
    fn earlier_versions_at_the_end_are_not_this_one() {
        let text = format!(
            "Data Terms\n\n{}\n\n1 July 2023\n\nPrevious versions\n\n• 1 January 2023\n\n• 2 August 2020",
            filler()
        );
        assert_eq!(from_text(&text).date, Some(date(2023, 7, 1)));
    }

    #[test]
    fn a_label_and_its_date_that_lost_their_blanks() {
        assert_eq!(
            told("Terms of ServiceEffective day 20 July 2017Print page").0,
            "2017-07-20"
        );
    }

    #[test]
    fn a_copyright_year_is_a_hint() {
        let told = earliest("Copyright © 2019-2022 Fern Labs. We follow the GDPR.").unwrap();
        assert_eq!(told.date, date(2022, 1, 1));
    }
}
