//! Names of a site's own pages, of languages and of countries with their dialling codes that stand around the text of
//! pages which were saved without their markup: lists that only their words and their place tell.
//!
//! A list is left out where it stands before the first or behind the last running text and enough of its entries
//! are names that sites give to their own pages; single controls such as `Skip to content` go wherever they stand.

use crate::document::{BlockKind, headings};

use super::super::extract::RawBlock;

/// Longest entry of navigation, in words.
const ENTRY_WORDS: usize = 6;
/// Fewest entries of navigation.
const ENTRIES: usize = 5;
/// Fewest known names among them.
const KNOWN: usize = 4;
/// Words that running text needs.
const PROSE_WORDS: usize = 12;

/// Names that sites give to their own pages.
const PAGES: &[&str] = &[
    "about",
    "aboutus",
    "affiliates",
    "api",
    "apireference",
    "apidocs",
    "blog",
    "brand",
    "bookademo",
    "careers",
    "casestudies",
    "changelog",
    "community",
    "communityforum",
    "company",
    "contact",
    "contactsales",
    "contactus",
    "cookiepolicy",
    "cookiepreferences",
    "cookiesettings",
    "customers",
    "customerstories",
    "demo",
    "developers",
    "developerhub",
    "docs",
    "documentation",
    "download",
    "downloads",
    "enterprise",
    "events",
    "explore",
    "faq",
    "faqs",
    "features",
    "forum",
    "freetrial",
    "getademo",
    "getfreetrial",
    "getstarted",
    "guides",
    "help",
    "helpcenter",
    "helpcentre",
    "home",
    "howitworks",
    "industries",
    "integrations",
    "investorrelations",
    "investors",
    "jobs",
    "joinus",
    "learn",
    "learningcenter",
    "leadership",
    "legal",
    "login",
    "logout",
    "marketplace",
    "media",
    "mobile",
    "more",
    "news",
    "newsletter",
    "newsroom",
    "ourteam",
    "overview",
    "partners",
    "partnerprogram",
    "plans",
    "plansandpricing",
    "plugins",
    "podcast",
    "press",
    "pricing",
    "privacy",
    "privacypolicy",
    "product",
    "products",
    "register",
    "requestademo",
    "research",
    "resources",
    "roadmap",
    "sales",
    "search",
    "security",
    "services",
    "signin",
    "signup",
    "sitemap",
    "sitemappricing",
    "smallbusiness",
    "solutions",
    "startup",
    "startups",
    "status",
    "store",
    "support",
    "systemstatus",
    "templates",
    "termsofservice",
    "termsofuse",
    "termsandconditions",
    "tour",
    "training",
    "tutorials",
    "trust",
    "trynow",
    "trustcenter",
    "usecases",
    "videos",
    "viewall",
    "viewallproducts",
    "webinars",
    "whitepapers",
    "whyus",
    "team",
    "twitter",
    "facebook",
    "linkedin",
    "youtube",
    "instagram",
    "github",
    "buynow",
    "moreinformation",
    "allresources",
    "talktosales",
    "becomeapartner",
    "contribute",
    "opensource",
    "whatsnew",
];

/// Languages as their own readers call them, and in English.
const LANGUAGES: &[&str] = &[
    "english",
    "deutsch",
    "german",
    "français",
    "french",
    "español",
    "spanish",
    "italiano",
    "italian",
    "português",
    "portuguese",
    "nederlands",
    "dutch",
    "polski",
    "polish",
    "русский",
    "russian",
    "日本語",
    "japanese",
    "한국어",
    "korean",
    "中文",
    "简体中文",
    "繁體中文",
    "chinese",
    "türkçe",
    "turkish",
    "svenska",
    "swedish",
    "dansk",
    "danish",
    "norsk",
    "norwegian",
    "suomi",
    "finnish",
    "čeština",
    "czech",
    "magyar",
    "hungarian",
    "română",
    "romanian",
    "українська",
    "ukrainian",
    "tiếngviệt",
    "vietnamese",
    "bahasaindonesia",
    "indonesian",
    "ไทย",
    "thai",
    "العربية",
    "arabic",
    "עברית",
    "hebrew",
    "हिन्दी",
    "hindi",
    "ελληνικά",
    "greek",
];

/// Controls that stand alone, without blanks and marks.
const CONTROLS: &[&str] = &[
    "acceptall",
    "acceptallcookies",
    "acceptcookies",
    "backtotop",
    "cookiepreferences",
    "cookiesettings",
    "chooseyourlanguage",
    "copylink",
    "downloadpdf",
    "downloadaspdf",
    "iaccept",
    "jumptocontent",
    "managecookies",
    "opensinanewtab",
    "opensinnewtab",
    "printpage",
    "printthispage",
    "rejectall",
    "rejectallcookies",
    "returntotop",
    "sharethis",
    "sharethisarticle",
    "sharethispage",
    "skiptocontent",
    "skiptomain",
    "skiptomaincontent",
    "skiptonavigation",
    "togglemenu",
    "togglenavigation",
    "wasthisarticlehelpful",
    "wasthishelpful",
    "wasthispagehelpful",
    "didthisansweryourquestion",
    "opennavigation",
    "closemenu",
    "openmenu",
    "viewthispageinyourlanguage",
];

/// Leaves such blocks out and says how many words they had.
pub fn leave_out(blocks: &mut Vec<RawBlock>) -> usize {
    let out = chosen(blocks);
    let mut words = 0;
    let mut flags = out.iter();
    blocks.retain(|block| {
        let gone = flags.next().copied().unwrap_or(false);
        if gone {
            words += block.text.as_str().split_whitespace().count();
        }
        !gone
    });
    words
}

fn chosen(blocks: &[RawBlock]) -> Vec<bool> {
    let keys: Vec<String> = blocks
        .iter()
        .map(|b| {
            if b.text.len() < 120 {
                headings::folded(b.text.as_str())
            } else {
                String::new()
            }
        })
        .collect();
    let mut out: Vec<bool> = keys
        .iter()
        .map(|k| CONTROLS.contains(&k.as_str()))
        .collect();
    let first = blocks.iter().position(is_prose).unwrap_or(blocks.len());
    let last = blocks.iter().rposition(is_prose).unwrap_or(0);
    if first >= blocks.len() {
        // Nothing speaks here: a list of names may be all that the paper is.
        return out;
    }
    let mut start = 0;
    for i in 0..=blocks.len() {
        let entry = blocks
            .get(i)
            .is_some_and(|b| (i < first || i > last) && is_entry(b));
        if entry {
            continue;
        }
        judge(blocks, &keys, start..i, &mut out);
        start = i + 1;
    }
    for (i, block) in blocks.iter().enumerate() {
        if is_dialling_code(block.text.as_str()) {
            mark(&mut out, i);
        }
    }
    unmark_few(blocks, &mut out, &|b| is_dialling_code(b.text.as_str()), 10);
    out
}

/// Takes the marks back where too few blocks of a kind carry them.
fn unmark_few(blocks: &[RawBlock], out: &mut [bool], is: &dyn Fn(&RawBlock) -> bool, least: usize) {
    if blocks.iter().filter(|b| is(b)).count() < least {
        for (flag, block) in out.iter_mut().zip(blocks) {
            *flag &= !is(block);
        }
    }
}

fn mark(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}

fn judge(blocks: &[RawBlock], keys: &[String], run: std::ops::Range<usize>, out: &mut [bool]) {
    let run_keys = keys.get(run.clone()).unwrap_or_default();
    let languages = run_keys.iter().filter(|k| is_language(k)).count();
    let pages = run_keys
        .iter()
        .filter(|k| PAGES.contains(&k.as_str()))
        .count();
    let navigation =
        run.len() >= ENTRIES && pages >= KNOWN && pages * 100 >= (run.len() - languages) * 25;
    let end = run.end;
    for i in run {
        let (Some(block), Some(key)) = (blocks.get(i), keys.get(i)) else {
            continue;
        };
        let stays = matches!(block.kind, BlockKind::Heading(_))
            || key.is_empty()
            || holds_year(block.text.as_str())
            || (i + 1 == end && names_a_paper(key));
        if !stays && ((languages >= 3 && is_language(key)) || navigation) {
            mark(out, i);
        }
    }
}

/// Dates and versions stay, whatever stands beside them.
fn holds_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")))
}

/// The title may be the last line before the text.
fn names_a_paper(key: &str) -> bool {
    [
        "policy",
        "notice",
        "terms",
        "agreement",
        "addendum",
        "statement",
    ]
    .iter()
    .any(|w| key.contains(w))
}

/// A short line that is no sentence.
fn is_entry(block: &RawBlock) -> bool {
    let text = block.text.as_str();
    matches!(block.kind, BlockKind::ListItem(_) | BlockKind::Paragraph)
        && text.split_whitespace().count() <= ENTRY_WORDS
        && !headings::ends_sentence(text.trim_end_matches('?'))
        && !text.contains('@')
        && headings::number(text).is_none()
}

/// Words that sentences need and lists of names do without.
const SMALL_WORDS: &[&str] = &[
    "the", "of", "and", "to", "we", "you", "your", "our", "is", "are", "may", "in", "for", "that",
    "this", "with", "or", "by", "not", "will", "be", "any", "as", "it", "on", "have", "a", "an",
];

fn is_prose(block: &RawBlock) -> bool {
    let text = block.text.as_str();
    let words: Vec<&str> = text.split_whitespace().take(400).collect();
    if words.len() < PROSE_WORDS {
        return matches!(block.kind, BlockKind::TableRow);
    }
    let small = words
        .iter()
        .filter(|w| SMALL_WORDS.iter().any(|s| s.eq_ignore_ascii_case(w)))
        .count();
    // Texts in other languages are prose by their sentences.
    small * 100 >= words.len() * 20 || (headings::ends_sentence(text) && !text.is_ascii())
}

fn is_language(key: &str) -> bool {
    LANGUAGES
        .iter()
        .any(|l| key == *l || (key.starts_with(l) && key.chars().count() <= l.chars().count() + 16))
}

/// `Panama +507`.
fn is_dialling_code(text: &str) -> bool {
    text.len() < 60
        && text.rsplit_once('+').is_some_and(|(name, code)| {
            name.chars().filter(|c| c.is_alphabetic()).count() > 2
                && (1..=4).contains(&code.len())
                && code.chars().all(|c| c.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::traced::Traced;

    const PROSE: &str =
        "We keep the name and the address of the person who signs up, and we keep them for a year.";

    fn left(texts: &[&str]) -> Vec<String> {
        let mut blocks: Vec<RawBlock> = texts
            .iter()
            .map(|t| RawBlock {
                kind: if t.len() < 60 {
                    BlockKind::ListItem(0)
                } else {
                    BlockKind::Paragraph
                },
                ..RawBlock::paragraph(Traced::loose(t))
            })
            .collect();
        leave_out(&mut blocks);
        blocks.iter().map(|b| b.text.as_str().to_owned()).collect()
    }

    #[test]
    fn lists_of_pages_and_languages_around_the_text_go() {
        let got = left(&[
            "Skip to content",
            "Products",
            "Pricing",
            "Docs",
            "Birch Cloud",
            "Log in",
            "English",
            "Deutsch",
            "日本語",
            PROSE,
            "About us",
            "Careers",
            "Press",
            "Status",
            "Birch Cloud",
            "Blog",
        ]);
        assert_eq!(got, [PROSE]);
    }

    #[test]
    fn lists_of_processors_and_lists_inside_the_text_stay() {
        let processors = [
            PROSE,
            "Larch Hosting Ltd",
            "Fern Mail",
            "Alder Search",
            "Oak Support",
            "Elm Status",
            "Ash Pay",
        ];
        assert_eq!(left(&processors), processors);
        let inside = [
            PROSE, "Products", "Pricing", "Support", "Security", "Blog", PROSE,
        ];
        assert_eq!(left(&inside), inside);
    }

    #[test]
    fn names_alone_stay() {
        let names = ["Support", "Security", "Status", "Search", "Store", "Sales"];
        assert_eq!(left(&names), names);
    }
}
