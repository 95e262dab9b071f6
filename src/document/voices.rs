//! Who speaks in each passage.
//!
//! In a vendor's own paper everything is the vendor's. In an analysis three voices stand side by side: the
//! vendor, where it is quoted; the analyst, who speaks about the vendor and its paper; and others, whose papers
//! are compared or whose products are advertised. Only what shows that it is the vendor's counts as such, and
//! a passage that shows nothing goes with its neighbours in the same section. In a thread of e-mails each message has
//! the voice of its sender ([`thread`]).

mod thread;

use super::{Block, BlockKind, Document, Kind, Voice, Warning, WarningKind};

/// Headings of sections about others.
const OTHERS: &[&str] = &[
    "how other",
    "other platforms",
    "other companies",
    "other vendors",
    "other providers",
    "other services",
    "how others",
    "competitor",
    "compared with",
    "compared to",
    "comparison with",
    "in comparison",
    "across the industry",
    "industry peers",
    "similar clauses",
    "similar provisions",
    "elsewhere",
];
/// Words that show that somebody speaks about a paper.
const ABOUT: &[&str] = &[
    "this provision",
    "the provision",
    "this clause",
    "the clause",
    "the agreement",
    "this agreement",
    "this analysis",
    "our analysis",
    "interpretive note",
    "document text",
    "the updated terms",
    "updated policy",
    "the policy states",
    "the policy says",
    "the policy allows",
    "the terms state",
    "the terms allow",
    "legal teams",
    "procurement teams",
    "security teams",
    "customers should",
    "users should",
    "users who",
    "buyers should",
    "we reviewed",
    "our review",
    "our reading",
    "our assessment",
    "in our view",
    "regulatory landscape",
    "the contract",
    "this section authorizes",
    "the vendor",
];
/// Words of a site's own furniture; one of them is enough.
const FURNITURE: &[&str] = &[
    "subscribe",
    "newsletter",
    "weekly digest",
    "daily digest",
    "same-day alert",
    "email alerts",
    "credit card required",
    "no credit card",
    "free trial",
    "start for free",
    "pricing",
    "upgrade to",
    "sign up",
    "sign in",
    "log in",
    "get started",
    "learn more",
    "read more",
    "view change record",
    "view all",
    "see the full",
    "unlock",
    "per month",
    "a month",
    "need to monitor",
    "audit-ready",
    "version tracking",
    "book a demo",
    "request a demo",
    "contact sales",
    "download the report",
    "follow us",
    "share this",
    "related articles",
    "related analyses",
    "trending",
    "you might also",
    "you may also like",
    "cookie settings",
    "all rights reserved",
    "here is what",
    "what you can do right now",
    "join our",
    "latest changes",
    "recent changes",
    "popular platforms",
];
/// Words that furniture likes; it takes two.
const FURNITURE_HINTS: &[&str] = &[
    "monitoring",
    "monitor",
    "alerts",
    "platforms",
    "governance",
    "intelligence",
    "timelines",
    "tracking",
    "track",
    "dashboard",
    "compliance",
    "digest",
    "mapping",
    "summaries",
    "plan",
    "team plan",
];
/// Papers of companies.
const PAPERS: &[&str] = &[
    "privacy policy",
    "privacy notice",
    "privacy statement",
    "terms of service",
    "terms of use",
    "terms and conditions",
    "agreement",
    "policy",
    "cookie policy",
];
/// Marks and words that say that a text is not whole.
const CUT_MARKS: &[&str] = &[
    "[truncated]",
    "(truncated)",
    "[text truncated]",
    "[content truncated]",
];
const CUT: &[&str] = &["truncated", "incomplete", "cut off"];
/// What is cut, in the same sentence: other things are truncated as well, such as addresses.
const CUT_THINGS: &[&str] = &[
    "document text",
    "the text of",
    "source text",
    "the document was",
    "document is",
    "the excerpt",
    "provided text",
    "policy text",
];
/// Fewest words of a quotation that is a clause.
const CLAUSE_WORDS: usize = 8;

/// Gives the questions of a questionnaire to whoever asked them. `questions` holds their blocks.
pub fn give_to_askers(document: &mut Document, questions: &[usize]) {
    if questions.is_empty() {
        return;
    }
    for question in questions {
        if let Some(block) = document.blocks.get_mut(*question) {
            block.voice = Voice::OtherParty;
        }
    }
    document.warnings.push(Warning {
        kind: WarningKind::SeveralVoices,
        message: format!(
            "A questionnaire with {} questions. Only the answers are the vendor's words.",
            questions.len()
        ),
        damage: false,
    });
}

/// Tells every block its voice, and warns of several voices and of cut text.
pub fn tell(document: &mut Document) {
    cut_text(document);
    if document.kind != Kind::Analysis {
        thread::tell(document);
        return;
    }
    let names = Names::of(document.vendor.as_deref());
    let mut told = first_look(document, &names);
    quotations(document, &names, &mut told);
    go_with_neighbours(document, &mut told);
    for (block, voice) in document.blocks.iter_mut().zip(&told) {
        block.voice = voice.unwrap_or(Voice::Analyst);
    }
    warn(document);
}

fn cut_text(document: &mut Document) {
    let words = document.sentences.iter().find_map(|s| {
        let sentence = document.slice(s.span);
        let lower = sentence.to_lowercase();
        let marked = CUT_MARKS.iter().any(|w| lower.contains(w));
        let said =
            CUT.iter().any(|w| lower.contains(w)) && CUT_THINGS.iter().any(|w| lower.contains(w));
        (marked || said).then(|| {
            let short: String = sentence.chars().take(90).collect();
            if short.len() < sentence.len() {
                format!("{short}…")
            } else {
                short
            }
        })
    });
    if let Some(words) = words {
        document.warnings.push(Warning {
            kind: WarningKind::CutText,
            message: format!(
                "The document says that its text is cut (“{words}”); what it does not mention is not known to be absent."
            ),
            damage: true,
        });
    }
}

fn warn(document: &mut Document) {
    let count = |voice: Voice| document.blocks.iter().filter(|b| b.voice == voice).count();
    let (vendor, analyst, other) = (
        count(Voice::Vendor),
        count(Voice::Analyst),
        count(Voice::OtherParty),
    );
    document.warnings.push(Warning {
        kind: WarningKind::SeveralVoices,
        message: format!(
            "A third party's analysis. Passages that quote the vendor: {vendor}; the analyst's own: {analyst}; other companies' or the site's own, which never count against the vendor: {other}."
        ),
        damage: false,
    });
}

/// The names by which a vendor is spoken of.
#[derive(Debug, Default)]
struct Names(Vec<String>);

impl Names {
    fn of(vendor: Option<&str>) -> Self {
        let Some(vendor) = vendor else {
            return Self::default();
        };
        let mut out = vec![vendor.to_owned()];
        if vendor.contains('&') {
            out.push(vendor.replace('&', "and"));
        } else if vendor.contains(" and ") {
            out.push(vendor.replace(" and ", " & "));
        }
        // `Birch & Larch` is `B&L`.
        let initials: Option<String> = vendor
            .replace(" and ", " & ")
            .split(' ')
            .map(|w| w.chars().next())
            .collect();
        if let Some(initials) = initials
            && initials.chars().count() > 1
        {
            out.push(initials);
        }
        Self(out)
    }

    fn are_in(&self, text: &str) -> bool {
        self.0.iter().any(|name| {
            text.match_indices(name.as_str()).any(|(at, _)| {
                let before = text.get(..at).and_then(|b| b.chars().next_back());
                let after = text.get(at + name.len()..).and_then(|a| a.chars().next());
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            })
        })
    }
}

/// What each block shows by itself.
fn first_look(document: &Document, names: &Names) -> Vec<Option<Voice>> {
    let mut among_others = false;
    document
        .blocks
        .iter()
        .map(|block| {
            let text = document.slice(block.span);
            let lower = text.to_lowercase();
            let heading = matches!(block.kind, BlockKind::Heading(_));
            let names_vendor = names.are_in(text);
            let short = lower.split_whitespace().count() <= 10;
            if short && OTHERS.iter().any(|w| lower.contains(w)) {
                among_others = true;
                return heading.then_some(Voice::OtherParty);
            }
            if heading {
                among_others = false;
                return None;
            }
            if among_others && names_vendor && !is_attribution(text) {
                among_others = false;
            }
            if among_others {
                return Some(Voice::OtherParty);
            }
            alone(text, &lower, names_vendor)
        })
        .collect()
}

/// What a passage outside of a section about others shows.
fn alone(text: &str, lower: &str, names_vendor: bool) -> Option<Voice> {
    let about = ABOUT.iter().any(|w| lower.contains(w));
    // An arrow at the end is a link to another page.
    if text.ends_with(['→', '»', '›']) {
        return Some(Voice::OtherParty);
    }
    if names_vendor {
        return Some(Voice::Analyst);
    }
    if about && !FURNITURE.iter().any(|w| lower.contains(w)) {
        return Some(Voice::Analyst);
    }
    if is_attribution(text) {
        return Some(Voice::Analyst);
    }
    if speaks_of_another(text) {
        return Some(Voice::OtherParty);
    }
    if about {
        return Some(Voice::Analyst);
    }
    let hints = FURNITURE_HINTS
        .iter()
        .filter(|w| lower.contains(**w))
        .count();
    if FURNITURE.iter().any(|w| lower.contains(w))
        || (hints >= 2 && lower.split_whitespace().count() <= 30)
    {
        return Some(Voice::OtherParty);
    }
    // Whoever says “we” without naming the vendor is somebody else.
    if speaks_as_company(lower) {
        return Some(Voice::OtherParty);
    }
    (lower.split_whitespace().count() >= 25 && !lower.contains("your ")).then_some(Voice::Analyst)
}

/// `— Excerpt from …`, `Source: …`.
fn is_attribution(text: &str) -> bool {
    let rest = text.trim_start_matches(['—', '–', '-', '―', ' ']);
    let dashed = rest.len() < text.len() && text.starts_with(['—', '–', '―']);
    let lower = rest.to_lowercase();
    text.split_whitespace().count() <= 24
        && (dashed
            || lower.starts_with("excerpt from")
            || lower.starts_with("source:")
            || lower.starts_with("quoted from"))
}

/// `Fernly’s privacy policy` in a passage that does not name the vendor.
fn speaks_of_another(text: &str) -> bool {
    ["’s ", "'s "].iter().any(|mark| {
        text.match_indices(mark).any(|(at, _)| {
            let owner = text
                .get(..at)
                .and_then(|b| {
                    b.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"'))
                        .next()
                })
                .unwrap_or_default();
            let named = owner.starts_with(char::is_uppercase)
                && owner.len() > 2
                && !matches!(owner, "Here" | "That" | "What" | "It" | "There" | "Let");
            let owned: String = text
                .get(at + mark.len()..)
                .unwrap_or_default()
                .chars()
                .take(30)
                .collect::<String>()
                .to_lowercase();
            named && PAPERS.iter().any(|p| owned.starts_with(p))
        })
    })
}

/// Whether a passage speaks in the first person about customers' data.
fn speaks_as_company(lower: &str) -> bool {
    let padded = format!(" {lower} ");
    [" we ", " our ", " us "].iter().any(|w| padded.contains(w))
}

/// Finds the quotations and whose they are.
fn quotations(document: &Document, names: &Names, told: &mut [Option<Voice>]) {
    let blocks = &document.blocks;
    let mut i = 0;
    while let Some(block) = blocks.get(i) {
        let text = document.slice(block.span);
        let attributed = blocks
            .get(i + 1)
            .map(|next| document.slice(next.span))
            .filter(|next| is_attribution(next));
        let quoted = text.starts_with(['"', '“', '«']);
        let long = text.split_whitespace().count() >= CLAUSE_WORDS;
        if matches!(block.kind, BlockKind::Heading(_)) || !long || !(quoted || attributed.is_some())
        {
            i += 1;
            continue;
        }
        let among_others = told.get(i).copied().flatten() == Some(Voice::OtherParty)
            && !speaks_as_company(&text.to_lowercase())
            || in_others(document, i);
        let by_vendor = match attributed {
            Some(source) => names.are_in(source) || (!names_anybody(source) && !among_others),
            None => names.are_in(text) || !among_others,
        };
        let voice = if by_vendor {
            Voice::Vendor
        } else {
            Voice::OtherParty
        };
        let last = if quoted {
            end_of_quotation(document, blocks, i)
        } else {
            i
        };
        for told in told.iter_mut().take(last + 1).skip(i) {
            *told = Some(voice);
        }
        i = last + 1;
    }
}

/// Whether a block stands in a section about others.
fn in_others(document: &Document, block: usize) -> bool {
    document
        .blocks
        .get(block)
        .and_then(|b| b.section)
        .and_then(|s| document.outline.get(s))
        .is_some_and(|s| {
            let title = s.title.to_lowercase();
            OTHERS.iter().any(|w| title.contains(w))
        })
}

/// Whether an attribution names a company at all.
fn names_anybody(source: &str) -> bool {
    source.split_whitespace().skip(1).any(|w| {
        w.trim_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_uppercase)
            && (w.ends_with("'s") || w.ends_with("’s"))
    })
}

/// A quotation that is not closed in its block goes on, where it is closed soon; else it ends with its block.
fn end_of_quotation(document: &Document, blocks: &[Block], start: usize) -> usize {
    let closed = |i: usize| {
        blocks.get(i).is_some_and(|b| {
            let text = document.slice(b.span);
            text.ends_with(['"', '”', '»']) || text.contains(".” ") || text.contains(".\" ")
        })
    };
    if closed(start) {
        return start;
    }
    for i in start + 1..start + 6 {
        let Some(block) = blocks.get(i) else { break };
        let text = document.slice(block.span);
        if matches!(block.kind, BlockKind::Heading(_))
            || is_attribution(text)
            || text.starts_with(['"', '“'])
        {
            break;
        }
        if closed(i)
            && !text.contains(['“', '«'])
            && (text.matches('"').count() % 2 == 1 || text.contains('”'))
        {
            return i;
        }
    }
    start
}

/// A passage that shows nothing goes with what stands before it in its section, else with what follows.
fn go_with_neighbours(document: &Document, told: &mut [Option<Voice>]) {
    let headings: Vec<bool> = document
        .blocks
        .iter()
        .map(|b| matches!(b.kind, BlockKind::Heading(_)))
        .collect();
    let is_heading = |i: usize| headings.get(i).copied().unwrap_or(false);
    let get = |told: &[Option<Voice>], i: usize| told.get(i).copied().flatten();
    // A quotation says nothing about the voice of what follows it.
    let carried = |voice: Voice| {
        if voice == Voice::Vendor {
            Voice::Analyst
        } else {
            voice
        }
    };
    for i in 0..told.len() {
        if get(told, i).is_some() || is_heading(i) {
            continue;
        }
        let before = i
            .checked_sub(1)
            .filter(|j| !is_heading(*j))
            .and_then(|j| get(told, j));
        let after = (i + 1..told.len())
            .take_while(|j| !is_heading(*j))
            .find_map(|j| get(told, j));
        let voice = before.or(after).map(carried);
        if let Some(slot) = told.get_mut(i) {
            *slot = voice;
        }
    }
    // A heading speaks as what stands below it.
    for i in (0..told.len()).rev() {
        if is_heading(i) && get(told, i).is_none() {
            let below = get(told, i + 1).map(carried);
            if let Some(slot) = told.get_mut(i) {
                *slot = below;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Voice, WarningKind};
    use crate::import::from_text;

    const PAGE: &str = "The agreement authorizes B&L to keep logs and to publish figures that are derived from them.
This analysis describes what Birch & Larch's agreement states. It does not constitute a legal opinion. See our methodology
Interpretive note: The document text was partially truncated; no opt-out could be found.
See all entries →Under this clause, B&L is authorized to publish figures.
How other platforms handle this
12 Conclusions Conclusions drawn about a person. YES. NO
We may share your personal information with our affiliates, which Fernwood controls.
At Quillon, your trust comes first. That is why we protect it.
Monitoring
Birch & Larch has changed this document twice.
Receive same-day alerts and summaries for up to 5 platforms.
\"B&L may collect data on the use of the services to improve them. B&L may use figures for any purpose, including publication.— Excerpt from Birch & Larch's Terms of Service
1. LANDSCAPE: The use of figures may touch the GDPR where persons can be found. 2. EXPOSURE: Medium. Legal teams should ask for limits on publication.
Full report
Citations, risks and items for action.
Free: track 1 platform + weekly digest. No credit card required.
Watchdog detected a large change of Quillon’s privacy policy that removed rights.
Your health data may go to a new owner. Here is what the terms say and what you can do right now.
Need to monitor provisions?
Under this clause, B&L is authorized to publish figures.
No. Watchdog is an independent monitoring service. We are not affiliated with Birch & Larch.";

    #[test]
    fn three_voices_in_one_page() {
        let doc = from_text(PAGE);
        assert_eq!(doc.vendor.as_deref(), Some("Birch & Larch"));
        let voice = |start: &str| {
            let block = doc
                .blocks
                .iter()
                .find(|b| doc.slice(b.span).starts_with(start))
                .unwrap_or_else(|| panic!("{start}"));
            block.voice
        };
        for start in [
            "The agreement",
            "This analysis",
            "Interpretive",
            "Under this",
            "Birch & Larch has",
            "— Excerpt",
            "1. LANDSCAPE",
            "No. Watchdog",
        ] {
            assert_eq!(voice(start), Voice::Analyst, "{start}");
        }
        assert_eq!(voice("\"B&L may"), Voice::Vendor);
        for start in [
            "See all",
            "How other",
            "12 Conclusions",
            "We may share",
            "At Quillon",
            "Receive",
            "Full report",
            "Citations",
            "Free:",
            "Watchdog detected",
            "Your health",
        ] {
            assert_eq!(voice(start), Voice::OtherParty, "{start}");
        }
        for kind in [WarningKind::SeveralVoices, WarningKind::CutText] {
            assert!(doc.warnings.iter().any(|w| w.kind == kind), "{kind:?}");
        }
        assert!(doc.is_damaged());
    }

    #[test]
    fn a_vendors_own_paper_has_one_voice() {
        let doc = from_text(
            "Fern Privacy Policy\n\nWe share data with partners.\n\n“Personal data” means data about you that we keep for a year.\n\nHow other companies use your data\n\nWe let partners use it.",
        );
        assert!(doc.blocks.iter().all(|b| b.voice == Voice::Vendor));
    }
}
