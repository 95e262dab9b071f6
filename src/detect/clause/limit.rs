//! What a denial is limited to.

use super::{Limit, Words, is_stop};
use crate::detect::lexicon::Hit;
use crate::document::Span;
use crate::finding::Denial;

/// What a denial is limited to: a law, an exception, an audience, a product, a kind of data, a time; the first that is
/// found.
pub(super) fn limit(words: &Words<'_>, negation: Hit, act: Hit) -> Option<Limit> {
    law_limit(words, act)
        .or_else(|| exception(words, act))
        .or_else(|| leading_exception(words, act))
        .or_else(|| audience(words, act))
        .or_else(|| cause(words, act))
        .or_else(|| kind_of_data(words, act))
        .or_else(|| kind_of_tool(words, act))
        .or_else(|| some_only(words, negation))
        .map(scoped)
        .or_else(|| {
            marketing(words, act).map(|words| Limit {
                purpose: true,
                ..scoped(words)
            })
        })
        .or_else(|| {
            time(words, negation, act).map(|words| Limit {
                denial: Denial::Now,
                words,
                purpose: false,
            })
        })
}

const fn scoped(words: Hit) -> Limit {
    Limit {
        denial: Denial::Scoped,
        words,
        purpose: false,
    }
}

/// Tokens from `start` to the next punctuation, `most` at the most.
fn until_punctuation(words: &Words<'_>, start: usize, most: usize) -> Hit {
    let end = words.len();
    let stop = (start + 1..end)
        .find(|&j| words.is_punctuation(j))
        .unwrap_or(end);
    Hit {
        start,
        end: stop.min(start + most),
    }
}

/// A law: "as sales are defined in …", "under the CCPA", "within the meaning of". "As defined by applicable privacy laws"
/// is no limit: it means whichever laws apply.
fn law_limit(words: &Words<'_>, act: Hit) -> Option<Hit> {
    for i in act.end..words.len() {
        if is_stop(words, i) && !matches!(words.at(i), "unless" | "except") {
            return None;
        }
        let defined = |j: usize| matches!(words.at(j), "defined" | "define" | "defines");
        let law = words.stand(i, "as defined")
            || words.stand(i, "within the meaning of")
            || (words.at(i) == "as" && (i..i + 7).any(defined))
            || (matches!(words.at(i), "under" | "by")
                && (i + 1..i + 5).any(|j| is_law(words.at(j))))
            || words.stand(i, "for purposes of");
        if law {
            return Some(until_punctuation(words, i, 16))
                .filter(|law| !is_law_at_large(words, *law));
        }
    }
    None
}

/// Whether a limit by law names laws at large and not one of them: "applicable law", "US privacy laws".
fn is_law_at_large(words: &Words<'_>, limit: Hit) -> bool {
    let has = |word: &str| (limit.start..limit.end).any(|i| words.at(i) == word);
    let named = (limit.start..limit.end).any(|i| is_law(words.at(i)));
    let many = has("laws") || has("regulations") || has("legislation");
    !named && (many || (has("applicable") && has("law")))
}

/// Whether a word begins an exception: "except", "other than", "unless", "without your consent".
fn is_exception(words: &Words<'_>, i: usize) -> bool {
    let consent = |j: usize| {
        matches!(
            words.at(j),
            "consent" | "permission" | "authorization" | "approval" | "consenting"
        )
    };
    match words.at(i) {
        "except" | "unless" | "excluding" | "beyond" => true,
        "save" => matches!(
            words.at(i + 1),
            "as" | "with" | "where" | "for" | "that" | "when" | "if" | "to"
        ),
        "other" => words.at(i + 1) == "than",
        "without" => (i + 1..i + 6).any(consent),
        _ => false,
    }
}

/// An exception after the act.
fn exception(words: &Words<'_>, act: Hit) -> Option<Hit> {
    (act.end..words.len())
        .take_while(|&i| words.at(i) != ";")
        .find(|&i| is_exception(words, i))
        .map(|i| until_punctuation(words, i, 14))
}

/// An exception that opens the sentence: "Except with your consent, we will not …".
fn leading_exception(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let opening = words.opening();
    let closes =
        is_exception(words, opening) && (opening + 1..act.start).any(|i| words.at(i) == ",");
    closes.then(|| until_punctuation(words, opening, 14))
}

/// A kind of data beyond which a protection that is offered does not go: "biometric data are kept for three years",
/// "cookies expire after a month", "support e-mails are deleted after a year". None where the same clause speaks of
/// personal data at large.
pub(super) fn part(words: &Words<'_>, act: Hit) -> Option<Limit> {
    let around = act.start.saturating_sub(8)..words.len().min(act.end + 8);
    let at_large = around.clone().any(|i| {
        matches!(
            words.at(i),
            "personal" | "customer" | "account" | "your" | "user" | "all" | "any"
        ) && matches!(
            words.at(i + 1),
            "data" | "information" | "content" | "details"
        )
    });
    if at_large {
        return None;
    }
    let keeps = [
        "kept", "keep", "retained", "retain", "stored", "store", "saved", "deleted", "delete",
        "erased",
    ];
    let kept = (act.start.saturating_sub(3)..act.end).any(|i| keeps.contains(&words.at(i)));
    let alone = |i: usize| {
        let one = matches!(
            words.at(i),
            "cookie" | "cookies" | "logs" | "backups" | "recordings" | "transcripts"
        );
        let record = matches!(
            words.at(i),
            "mails"
                | "emails"
                | "calls"
                | "tickets"
                | "enquiries"
                | "inquiries"
                | "applications"
                | "resumes"
                | "invoices"
                | "receipts"
        );
        (one || (kept && record))
            && !matches!(
                words.before(i, 1),
                "or" | "and" | "," | "including" | "and/or"
            )
            && !matches!(words.at(i + 1), "or" | "and" | ",")
    };
    kind_of_data(words, act)
        .or_else(|| {
            around.clone().find(|&i| alone(i)).map(|i| Hit {
                // "E-mails" are two words here.
                start: if words.before(i, 1) == "e" { i - 1 } else { i },
                end: i + 1,
            })
        })
        .map(scoped)
}

/// What one answers for in any case: "nothing here limits our liability for fraud".
fn cause(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let liability = (act.start..words.len().min(act.end + 6))
        .find(|&i| matches!(words.at(i), "liability" | "responsibility"))?;
    let start = match words.at(liability + 1) {
        "for" => liability + 2,
        "that" | "which" | "arising" | "resulting" | "where" | "to" | "in" => liability,
        _ => return None,
    };
    Some(until_punctuation(words, start, 14))
}

/// An audience: children, residents of a place, those who use one product ("of users of our archive service").
fn audience(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let end = words.len();
    let people = |j: usize| {
        matches!(
            words.at(j),
            "children" | "minors" | "residents" | "consumers" | "child"
        )
    };
    let users = |j: usize| {
        matches!(
            words.at(j),
            "users" | "customers" | "visitors" | "subscribers" | "patients" | "students" | "pupils"
        ) && matches!(
            words.at(j + 1),
            "of" | "who" | "in" | "under" | "on" | "with"
        )
    };
    (act.end..end.min(act.end + 14))
        .take_while(|&i| !is_stop(words, i))
        .find(|&i| {
            matches!(words.at(i), "of" | "from" | "about")
                && ((i + 1..i + 4).any(people) || (i + 1..i + 3).any(users))
        })
        .map(|i| Hit {
            start: i,
            end: (i + 4).min(end),
        })
}

/// A kind of data: "we do not sell sensitive personal information", "your payment details are not shared". What is
/// said of one kind leaves the others open. "Your personal data", "any information" are no kind.
fn kind_of_data(words: &Words<'_>, act: Hit) -> Option<Hit> {
    let noun = |j: usize| {
        matches!(
            words.at(j),
            "data"
                | "information"
                | "details"
                | "numbers"
                | "identifiers"
                | "records"
                | "landmarks"
                | "templates"
                | "scans"
        )
    };
    let whole = |j: usize| matches!(words.at(j), "or" | "and" | "including" | ",");
    let kind = |j: usize| {
        matches!(
            words.at(j),
            "sensitive"
                | "health"
                | "medical"
                | "biometric"
                | "genetic"
                | "payment"
                | "card"
                | "financial"
                | "location"
                | "geolocation"
                | "phone"
                | "telephone"
                | "sms"
                | "audio"
                | "voice"
                | "facial"
        )
    };
    // After the act, or as its subject before it: "health data is never sold".
    let after = act.end..words.len().min(act.end + 6);
    let before = act.start.saturating_sub(8)..act.start;
    after
        .chain(before)
        .find(|&j| {
            kind(j) && (j + 1..j + 4).any(noun) && !whole(j + 1) && !whole(j.saturating_sub(1))
        })
        .map(|start| Hit {
            start,
            end: (start + 4).min(words.len()),
        })
        .map(|hit| Hit {
            end: (hit.start..hit.end)
                .find(|&j| noun(j))
                .map_or(hit.end, |j| j + 1),
            ..hit
        })
}

/// A kind of cookie or stored object: "we do not use functional cookies to", "Flash objects are not used for". What is
/// said of one kind leaves the others open.
fn kind_of_tool(words: &Words<'_>, act: Hit) -> Option<Hit> {
    const NEAR: usize = 6;
    let tool = |j: usize| matches!(words.at(j), "cookie" | "cookies" | "objects" | "storage");
    let kind = |j: usize| {
        matches!(
            words.at(j),
            "functional"
                | "functionality"
                | "essential"
                | "necessary"
                | "session"
                | "performance"
                | "preference"
                | "security"
                | "flash"
                | "local"
        )
    };
    let joined = |j: usize| matches!(words.at(j), "or" | "and" | ",");
    let around = act.start.saturating_sub(NEAR)..words.len().min(act.end + NEAR);
    around
        .clone()
        .find(|&j| kind(j) && tool(j + 1) && !joined(j + 2) && !joined(j.saturating_sub(1)))
        .map(|start| Hit {
            start,
            end: start + 2,
        })
}

/// A subject that is only some of what the vendor has: "other sites do not share", "some apps do not record".
fn some_only(words: &Words<'_>, negation: Hit) -> Option<Hit> {
    const REACH: usize = 4;
    let start = (negation.start.saturating_sub(REACH)..negation.start)
        .find(|&i| matches!(words.at(i), "other" | "some" | "certain"))?;
    let named = (start + 1..negation.start).find(|&i| {
        matches!(
            words.at(i),
            "sites"
                | "websites"
                | "services"
                | "products"
                | "apps"
                | "applications"
                | "features"
                | "tools"
                | "pages"
                | "plans"
                | "versions"
        )
    })?;
    // "We, like other services, do not": the subject stands before.
    let opens = start == words.opening() || words.is_punctuation(start - 1);
    let like = matches!(words.before(start, 2), "like" | "unlike");
    (opens && !like).then_some(Hit {
        start,
        end: named + 1,
    })
}

/// Marketing as the one purpose that is denied: "we do not share it with others for their direct marketing". It leaves
/// every other purpose open.
fn marketing(words: &Words<'_>, act: Hit) -> Option<Hit> {
    const REACH: usize = 14;
    const WITHIN: usize = 8;
    let end = words.len().min(act.end + REACH);
    let start = (act.end..end).find(|&i| {
        words.at(i) == "for"
            && (i + 1..i + WITHIN).any(|j| {
                matches!(
                    words.at(j),
                    "marketing" | "advertising" | "promotional" | "solicitation"
                )
            })
            && !(i + 1..i + WITHIN).any(|j| matches!(words.at(j), "any" | "other" | "or"))
    })?;
    Some(until_punctuation(words, start, WITHIN))
}

/// A time: "currently", "at this time", "presently".
fn time(words: &Words<'_>, negation: Hit, act: Hit) -> Option<Hit> {
    let from = negation.start.min(act.start).saturating_sub(5);
    let to = words.len().min(act.end + 12);
    (from..to).find_map(|i| {
        let width = match words.at(i) {
            "currently" | "presently" => 1,
            "at" if words.stand(i, "at this time") => 3,
            "at" if words.stand(i, "at present") => 2,
            _ => return None,
        };
        Some(Hit {
            start: i,
            end: i + width,
        })
    })
}

fn is_law(word: &str) -> bool {
    matches!(
        word,
        "ccpa"
            | "cpra"
            | "gdpr"
            | "california"
            | "nevada"
            | "virginia"
            | "colorado"
            | "statute"
            | "statutes"
            | "vcdpa"
            | "cpa"
            | "lgpd"
            | "pipeda"
            | "coppa"
            | "ferpa"
            | "hipaa"
    )
}

/// The words of a limit as they stand in the document, from its noun on: `Nevada Revised Statutes Chapter 603A`.
#[must_use]
pub fn limit_text(document: &str, span: Span) -> String {
    let text = document.get(span.range()).unwrap_or_default();
    let lower = text.to_lowercase();
    let law = ["as ", "under ", "by ", "within the "]
        .iter()
        .any(|lead| lower.starts_with(lead));
    if !law {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let start = [
        "defined in the ",
        "defined in ",
        "defined under the ",
        "defined under ",
        "defined by the ",
        "defined by ",
        "under the ",
        "under ",
        "within the meaning of the ",
        "within the meaning of ",
    ]
    .iter()
    .filter_map(|lead| lower.find(lead).map(|at| (at, lead.len())))
    .min_by_key(|&(at, len)| (at, std::cmp::Reverse(len)))
    .map_or(0, |(at, len)| at + len);
    text.get(start..)
        .unwrap_or(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
