//! What a heading looks like, where the format does not say.

/// How much a line looks like a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Not at all.
    No,
    /// In sentence case: only what follows can tell.
    Weak,
    /// In title case or capitals.
    Strong,
}

/// Most words in a heading.
const MOST_WORDS: usize = 22;
/// Most words in a heading in sentence case.
const MOST_WORDS_WEAK: usize = 10;
/// Words that title case leaves small.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "how", "if", "in", "into", "is",
    "it", "its", "not", "of", "on", "onto", "or", "our", "per", "than", "that", "the", "this",
    "to", "us", "via", "vs", "we", "with", "you", "your",
];
/// Words before a number in a heading.
const NUMBER_WORDS: &[&str] = &[
    "annex",
    "appendix",
    "article",
    "attachment",
    "chapter",
    "clause",
    "exhibit",
    "part",
    "schedule",
    "section",
    "title",
];

/// How a number in front of a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStyle {
    /// `4`, `4.2`, `4.2.1`: how many parts it has.
    Decimal(u8),
    /// `A.` or `a)`; capital or not.
    Letter(bool),
    /// `IV.` or `iv)`; capital or not.
    Roman(bool),
    /// `(a)`, `(1)`, `(iv)`.
    Bracketed,
    /// `Annex B`, `Section 4`.
    Named,
}

/// A number in front of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'a> {
    /// As printed, without a full stop or bracket behind it: `4.2`, `(b)`, `Annex B`.
    pub printed: &'a str,
    /// How it is written.
    pub style: NumberStyle,
    /// Where the text behind it starts.
    pub rest: usize,
}

/// The number in front of a text, if any.
#[must_use]
pub fn number(text: &str) -> Option<Number<'_>> {
    let token_end = text.find(char::is_whitespace)?;
    let token = text.get(..token_end)?;
    let after = text.get(token_end..)?;
    let rest = token_end + (after.len() - after.trim_start().len());
    if text.get(rest..)?.is_empty() {
        return None;
    }
    if token.starts_with('(') && token.ends_with(')') {
        let inside = token.get(1..token.len() - 1)?;
        return is_count(inside).then_some(Number {
            printed: token,
            style: NumberStyle::Bracketed,
            rest,
        });
    }
    if holds_word(NUMBER_WORDS, token) || matches!(token, "§" | "§§") {
        return named(text, rest);
    }
    let bare = token.trim_end_matches(['.', ')', ':', '-', '–']);
    let closed = bare.len() < token.len();
    let decimal = bare.trim_start_matches('§');
    if !decimal.is_empty()
        && decimal.len() <= 10
        && decimal.chars().all(|c| c.is_ascii_digit() || c == '.')
        && decimal.split('.').all(|p| (1..=3).contains(&p.len()))
    {
        let parts = u8::try_from(decimal.split('.').count()).unwrap_or(u8::MAX);
        // `30 days`: a bare number counts only before a capital, which the caller's look at the rest decides.
        let rest_text = text.get(rest..)?;
        if !closed && parts == 1 && !rest_text.starts_with(char::is_uppercase) {
            return None;
        }
        return Some(Number {
            printed: bare,
            style: NumberStyle::Decimal(parts),
            rest,
        });
    }
    if !closed {
        return None;
    }
    let upper = bare.starts_with(char::is_uppercase);
    let lower = bare.to_ascii_lowercase();
    if bare.len() > 1 && bare.len() <= 6 && is_roman(&lower) {
        return Some(Number {
            printed: bare,
            style: NumberStyle::Roman(upper),
            rest,
        });
    }
    (bare.len() == 1 && bare.chars().all(|c| c.is_ascii_alphabetic())).then_some(Number {
        printed: bare,
        style: if is_roman(&lower) && lower != "c" && lower != "d" {
            NumberStyle::Roman(upper)
        } else {
            NumberStyle::Letter(upper)
        },
        rest,
    })
}

/// `Annex B – Security`: the number has two words.
fn named(text: &str, rest: usize) -> Option<Number<'_>> {
    let tail = text.get(rest..)?;
    let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
    let count = tail
        .get(..end)?
        .trim_end_matches(['.', ':', ')', ',', '-', '–', '—']);
    if !is_count(count) {
        return None;
    }
    let printed = text.get(..rest + count.len())?;
    let behind = text.get(rest + end..)?;
    let skipped = behind.len()
        - behind
            .trim_start_matches([' ', '-', '–', '—', ':', '.'])
            .len();
    Some(Number {
        printed,
        style: NumberStyle::Named,
        rest: rest + end + skipped,
    })
}

fn is_count(text: &str) -> bool {
    if text.is_empty() || text.len() > 6 {
        return false;
    }
    text.chars().all(|c| c.is_ascii_digit() || c == '.')
        || (text.len() <= 2 && text.chars().all(|c| c.is_ascii_alphabetic()))
        || is_roman(&text.to_ascii_lowercase())
}

fn is_roman(lower: &str) -> bool {
    !lower.is_empty()
        && lower
            .chars()
            .all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
}

fn holds_word(list: &[&str], word: &str) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// How much a line without its number looks like a heading.
#[must_use]
pub fn look(title: &str) -> Look {
    let title = title.trim();
    let words: Vec<&str> = title.split_whitespace().collect();
    if title.is_empty() || words.len() > MOST_WORDS || title.len() > 160 {
        return Look::No;
    }
    if title.contains(['@', '→', '|', '•', '=']) || title.contains("://") || title.contains("www.")
    {
        return Look::No;
    }
    if title.ends_with([',', ';', ':', '!', '-', '–', '—', '&']) || title.ends_with("...") {
        return Look::No;
    }
    let first = title.chars().find(|c| c.is_alphanumeric());
    if !first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        || title.starts_with(['©', '(', '—', '–'])
    {
        return Look::No;
    }
    if is_stated_date(title) || mostly_digits(title) || ends_in_a_postcode(&words) {
        return Look::No;
    }
    let unquoted = title.trim_end_matches(['"', '”', '’', ')', ']']);
    let stops = unquoted.ends_with('.') && !title.ends_with("etc.") && !title.ends_with("Inc.");
    if is_capitals(title) {
        return if stops && words.len() > 6 {
            Look::No
        } else {
            Look::Strong
        };
    }
    let (mut big, mut all) = (0_usize, 0_usize);
    for word in &words {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() || holds_word(SMALL, bare) {
            continue;
        }
        all += 1;
        big += usize::from(bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    }
    if ends_like_a_sentence(title, &words) {
        return Look::No;
    }
    if big * 10 >= all * 7 && words.len() <= 16 && all > 0 {
        // One word alone, or a full stop behind it, is a heading only where what follows agrees.
        return match (stops, words.len()) {
            (true, 7..) => Look::No,
            (true, _) | (false, 1) => Look::Weak,
            _ => Look::Strong,
        };
    }
    if stops || words.len() > MOST_WORDS_WEAK {
        return Look::No;
    }
    Look::Weak
}

/// `San Jose, CA 95113` is the last line of an address.
fn ends_in_a_postcode(words: &[&str]) -> bool {
    let is_code = |w: &&str| w.len() >= 5 && w.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    words.len() > 1
        && words
            .last()
            .is_some_and(|w| is_code(&w.trim_end_matches('.')))
}

/// Two sentences, or a list of names, are no title.
fn ends_like_a_sentence(title: &str, words: &[&str]) -> bool {
    let inner_stop = words
        .iter()
        .rev()
        .skip(1)
        .any(|w| w.len() > 4 && w.ends_with('.') && !w.trim_end_matches('.').contains('.'));
    inner_stop || title.matches(", ").count() > 3
}

/// Whether all letters are capitals, and there are enough of them to tell.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    let mut upper = 0_usize;
    let mut lower = 0_usize;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper >= 3 && lower * 8 <= upper
}

fn mostly_digits(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > letters
}

/// Whether a text is the title of what follows and no clause: "13. Limitation of liability.", "Changes to this policy",
/// "SECTION III — ACCESS BY PUBLIC AUTHORITIES".
///
/// Stricter than [`look`], which only says what a line may be: a title has few words and no verb. In capitals that is
/// all; otherwise it joins two nouns by a preposition or "and", has no pronoun, and has a number before it, capitals
/// in all its nouns, or no full stop after it.
/// Names alone ("Google Analytics") are none: in a table they are what is used.
#[must_use]
pub fn is_title(text: &str) -> bool {
    const MOST: usize = 8;
    const MOST_IN_CAPITALS: usize = 16;
    let whole = text.trim();
    let text = without_number(whole);
    let numbered = text.len() < whole.len();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .filter(|w| !w.is_empty())
        .collect();
    let holds = |list: &[&str]| words.iter().any(|w| holds_word(list, w));
    if text.contains(':') || holds(VERBS) || words.is_empty() {
        return false;
    }
    if whole.ends_with('.') && names_a_topic(&words) {
        return true;
    }
    if words.len() < 2 {
        return false;
    }
    if is_capitals(text) && words.len() <= MOST_IN_CAPITALS && (numbered || words.len() > 3) {
        return !text.contains(',') || numbered;
    }
    if text.contains(';') {
        return false;
    }
    let small_in_prose = |w: &&str| w.starts_with(char::is_lowercase) && !holds_word(SMALL, w);
    // What ends with a full stop is a sentence ("The app stores names and numbers.") unless a number stands before it
    // or its nouns have capitals ("Liability for Subprocessors.").
    let stops = whole.ends_with('.');
    let titled = words.len() > 2 && !words.iter().any(small_in_prose);
    let joined = holds(JOINING) || (stops && titled && holds(&["for", "by", "from", "in", "with"]));
    let in_prose = !titled && holds(RELATING);
    // "Stop Malicious Bots Protect Your Apps": entries of a menu.
    if !stops && titled && words.len() > 3 && words.len() <= MOST_IN_CAPITALS && !text.contains(',')
    {
        return true;
    }
    // "Right of access.": the name of what follows, run into its text.
    let runs_in = stops && words.len() <= 4 && !holds(&["no", "none", "not"]);
    words.len() <= MOST
        && joined
        && !in_prose
        && !text.contains(',')
        && (!stops || numbered || titled || runs_in)
        && words
            .first()
            .is_some_and(|w| w.starts_with(char::is_uppercase))
}

/// Whether words that end with a full stop name a topic and say nothing of it: "Affiliates.", "Business Transfers.",
/// "Sale and targeted marketing of our products.".
fn names_a_topic(words: &[&str]) -> bool {
    const MOST: usize = 12;
    const MOST_OF_NAMES: usize = 4;
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let names = words.len() <= MOST_OF_NAMES && words.iter().all(capital);
    let deed = capital(first)
        && words.len() <= MOST
        && holds_word(DEEDS, first)
        && words.get(1).is_some_and(|w| holds_word(JOINING, w))
        && !words.iter().any(|w| holds_word(PREDICATES, w));
    (names && holds_word(TOPICS, last)) || deed
}

/// Words that headings end with when their nouns have capitals.
const TOPICS: &[&str] = &[
    "advertising",
    "affiliates",
    "changes",
    "children",
    "choices",
    "communications",
    "cookies",
    "disclosure",
    "disclosures",
    "enforcement",
    "information",
    "marketing",
    "mergers",
    "parties",
    "partners",
    "processors",
    "providers",
    "purposes",
    "retention",
    "rights",
    "security",
    "sharing",
    "subprocessors",
    "subsidiaries",
    "transactions",
    "transfers",
    "vendors",
];
/// What is done, as headings begin with it.
const DEEDS: &[&str] = &[
    "collection",
    "disclosure",
    "disclosures",
    "processing",
    "retention",
    "sale",
    "sharing",
    "storage",
    "transfer",
    "transfers",
    "use",
    "uses",
];
/// Verbs that such a noun is the subject of.
const PREDICATES: &[&str] = &[
    "applies",
    "begins",
    "constitutes",
    "depends",
    "ends",
    "follows",
    "happens",
    "implies",
    "includes",
    "means",
    "needs",
    "occurs",
    "remains",
    "requires",
    "serves",
    "stops",
    "takes",
    "continues",
    "stays",
    "helps",
    "allows",
    "enables",
    "involves",
    "relies",
    "rests",
    "covers",
];
/// Words that join the nouns of a title.
const JOINING: &[&str] = &["of", "and", "to", "on", "or", "&"];
/// Words that clauses have and titles in small letters seldom do.
const RELATING: &[&str] = &["with", "for", "by", "from", "in", "within", "as"];
/// Words that make a clause: verbs that carry others, and those who act.
const VERBS: &[&str] = &[
    "we", "us", "you", "they", "it", "is", "are", "be", "was", "were", "may", "can", "will",
    "shall", "must", "do", "does", "has", "have", "not", "no", "never", "if", "that", "which",
];

/// A text without the number or the letter in front: "8.c.Information", "§ 4.2 Fees", "SECTION III — ACCESS".
fn without_number(text: &str) -> &str {
    let rest = number(text)
        .and_then(|n| text.get(n.rest..))
        .unwrap_or(text);
    let bare = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ')' | '(' | ' ' | '§' | '–' | '—' | '-')
    });
    // "c.Information": a letter of the number, glued to the word.
    let mut letters = bare.chars();
    let glued = bare.len() < rest.len()
        && letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.next() == Some('.');
    if glued {
        letters.as_str().trim_start()
    } else {
        bare
    }
}

/// `Last updated: 3 May 2024` is a statement, not a heading.
#[must_use]
pub fn is_stated_date(title: &str) -> bool {
    let lower = title.to_lowercase();
    [
        "last updated",
        "last update",
        "last modified",
        "last revised",
        "effective",
        "updated",
        "version",
        "date of",
        "posted",
        "revised",
        "published",
        "as of",
    ]
    .iter()
    .any(|w| lower.starts_with(w))
        && lower.chars().any(|c| c.is_ascii_digit())
}

/// Whether a text ends as sentences do.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', ']', '*', '\''])
        .ends_with(['.', '!', '?', '…', ':', ';'])
}

/// A text in small letters without marks, to compare headings by.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front() {
        let check = |text: &str, printed: &str, rest: &str| {
            let n = number(text).unwrap();
            assert_eq!((n.printed, &text[n.rest..]), (printed, rest));
        };
        check("1. UPDATES", "1", "UPDATES");
        check("4.2 Scope", "4.2", "Scope");
        check("A. General", "A", "General");
        check("(iv) sell it", "(iv)", "sell it");
        check("Annex B – Security", "Annex B", "Security");
        check("3 Definitions", "3", "Definitions");
        check("§ 4 Fees", "§ 4", "Fees");
        check("§4.2 Fees", "§4.2", "Fees");
        check("ARTICLE IV – FEES", "ARTICLE IV", "FEES");
        check("Schedule 2: Measures", "Schedule 2", "Measures");
        check("Exhibit C. Fees", "Exhibit C", "Fees");
        assert!(number("30 days after").is_none());
        assert!(number("I am here").is_none());
        assert!(number("2024").is_none());
    }

    #[test]
    fn what_looks_like_a_heading() {
        for title in [
            "Email Management",
            "Onward Transfer to Third Parties",
            "UPDATES TO THIS NOTICE",
            "How We Protect Your Information",
        ] {
            assert_eq!(look(title), Look::Strong, "{title}");
        }
        for title in [
            "Scope of this policy",
            "Children",
            "What we collect",
            "Opt-Out for Mail.",
        ] {
            assert_eq!(look(title), Look::Weak, "{title}");
        }
        for title in [
            "We keep your data for as long as it serves the purpose.",
            "For Analytics, please visit: https://a.example",
            "Last Updated: May 3, 2024",
            "Alpha, Beta, Gamma, Delta, Epsilon",
            "such as:",
            "(as defined below)",
        ] {
            assert_eq!(look(title), Look::No, "{title}");
        }
    }

    #[test]
    fn titles_are_told_from_clauses() {
        for title in [
            "13. Limitation of liability.",
            "Changes to this policy",
            "Publication of results and reports",
            "7.4.4 Liability for Subprocessors.",
            "Disclosure to Public Authorities.",
            "8.c.Information related to use of Google Analytics",
            "SECTION III — ACCESS TO PERSONAL DATA BY PUBLIC AUTHORITIES",
            "LIMITATION OF LIABILITY AND DAMAGES",
            "INTENDED READERS; LIMITS FOR THE YOUNG.",
            "Affiliates.",
            "Corporate Transactions.",
            "Website Service Providers.",
            "Sale and targeted promotion of our tools and add-ons.",
        ] {
            assert!(is_title(title), "{title}");
        }
        for clause in [
            "The app stores names and numbers.",
            "We collect names and numbers",
            "Google Analytics",
            "4. Usage data is collected and kept.",
            "names and numbers",
            "Usage data for research.",
            "WE SELL NAMES AND NUMBERS TO BROKERS",
            "NO WARRANTY OF FITNESS",
            "WE SELL NAMES; BROKERS BUY THEM",
            "Crash dumps, logs and device names",
            "Google Analytics.",
            "Use of the service constitutes consent to all of this.",
            "Sharing of reports needs approval.",
            "Sale of data to brokers is barred.",
            "Vendors keep transfers.",
        ] {
            assert!(!is_title(clause), "{clause}");
        }
    }
}
