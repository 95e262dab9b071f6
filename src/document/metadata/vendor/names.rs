//! Names of companies: where they start and end in a text, and which candidates are none.

use super::words::{self, is_legal};

/// The company's name that ends right before a place.
pub fn name_before(text: &str) -> Option<String> {
    let text = text.trim_end().trim_end_matches(',');
    let line = text.rsplit('\n').next().unwrap_or(text);
    let mut words: Vec<&str> = Vec::new();
    for word in line.rsplit(' ').take(8) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
        let is_name = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || bare.contains(char::is_uppercase);
        let small = words::is_inside(bare);
        // A full stop ends the sentence before, unless it is part of a legal name.
        let closes = !words.is_empty() && word.ends_with(['.', ':', ';']) && !is_legal(bare);
        // Quotation marks and brackets part names.
        let parts = word
            .chars()
            .skip(1)
            .any(|c| matches!(c, '(' | ')' | '"' | '“' | '”' | '[' | ']'));
        // A comma only stands before a legal ending.
        let comma = word.ends_with(',') && words.last().is_some_and(|w| !is_legal(w));
        if !(is_name || small && !words.is_empty()) || closes || comma || parts || word.is_empty() {
            break;
        }
        words.push(word);
        if word.starts_with(['(', '“', '"', '‘']) {
            break;
        }
    }
    words.reverse();
    while words
        .first()
        .is_some_and(|w| words::is_inside(w) || starts_sentence(w))
    {
        words.remove(0);
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn starts_sentence(word: &str) -> bool {
    matches!(
        word,
        "At" | "By"
            | "We"
            | "This"
            | "The"
            | "These"
            | "Your"
            | "Our"
            | "In"
            | "For"
            | "To"
            | "If"
            | "When"
            | "With"
            | "From"
            | "Welcome"
            | "And"
            | "How"
            | "All"
            | "Please"
            | "Excerpt"
            | "About"
    )
}

/// The company's name at the start of a text, and where it ends.
pub fn name_at(text: &str) -> Option<(String, usize)> {
    let mut end = 0;
    let mut at = 0;
    let mut count = 0;
    let line = text.split('\n').next().unwrap_or(text);
    for word in line.split(' ').take(7) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
        let named = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || (bare.contains(char::is_uppercase) && bare.len() > 1);
        let small = words::is_inside(bare) && count > 0;
        if !named && !small {
            break;
        }
        if word.starts_with(['(', '“', '"']) {
            break;
        }
        at += word.len() + 1;
        if named {
            count += 1;
            end = at - 1;
        }
        let next = line.get(at..).unwrap_or_default();
        let next_legal = next
            .split(' ')
            .next()
            .is_some_and(|w| is_legal(w.trim_matches(|c: char| !c.is_alphanumeric())));
        if word.ends_with([',', '.', ';', ':', '!', '?', ')', '”', '"'])
            && !(word.ends_with(',') && next_legal)
        {
            break;
        }
    }
    if count == 0 {
        return None;
    }
    let name = line.get(..end)?;
    let cut = name.trim_end_matches([',', ';', ':', '!', '?', ')', '”', '"']);
    let cut = if is_legal(cut.rsplit(' ').next().unwrap_or(cut)) {
        cut
    } else {
        cut.trim_end_matches('.')
    };
    // A possessive belongs to what is owned.
    let cut = cut.trim_end_matches("’s").trim_end_matches("'s");
    Some((cut.to_owned(), cut.len()))
}

/// A candidate without its legal ending; nothing where it is no name.
pub fn clean(name: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    // `Fern GmbH and Fern Foundation`: the first of several; `Fern’s Guide`: whose it is.
    if let Some(end) = words.windows(2).position(|pair| {
        let [one, next] = pair else { return false };
        is_legal(one) && (matches!(*next, "and" | "&") || one.ends_with(','))
    }) && end > 0
    {
        words.truncate(end + 1);
    }
    if let Some(owner) = words
        .iter()
        .position(|w| w.ends_with("’s") || w.ends_with("'s"))
    {
        words.truncate(owner + 1);
    }
    while words.len() > 1
        && words
            .last()
            .is_some_and(|w| is_legal(w) || words::is_region(w) && !ends_in_of(&words))
    {
        words.pop();
        // `S.A. de C.V.`
        if words.len() > 1 && words.last() == Some(&"de") {
            words.pop();
        }
    }
    while words.len() > 1
        && words
            .first()
            .is_some_and(|w| matches!(*w, "the" | "The" | "and" | "&"))
    {
        words.remove(0);
    }
    // `1.`, `I.`, `A.` count what follows.
    let counts = words.first().is_some_and(|w| {
        w.ends_with(['.', ')'])
            && w.trim_end_matches(['.', ')'])
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, 'A'..='F' | 'I' | 'V' | 'X'))
    });
    let leads_astray = words.first().is_some_and(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "act"
                | "effective"
                | "no"
                | "page"
                | "download"
                | "contents"
                | "customer"
                | "infringement"
        )
    });
    if counts || leads_astray {
        return None;
    }
    let joined = words.join(" ");
    let joined = joined
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '!' | '&'))
        .trim_end_matches("’s")
        .trim_end_matches("'s")
        .trim();
    let words: Vec<&str> = joined.split(' ').collect();
    let generic = words.iter().all(|w| {
        let bare = w
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        bare.is_empty()
            || is_legal(&bare)
            || bare.split('-').all(|p| {
                words::is_generic(p)
                    || words::is_inside(p)
                    || words::is_generic(p.trim_end_matches('s'))
            })
    });
    let first = words.first().map(|w| w.to_lowercase()).unwrap_or_default();
    if generic
        || words.len() > 6
        || joined.len() < 2
        || joined.len() > 60
        || !joined.contains(char::is_alphabetic)
        || matches!(
            first.as_str(),
            "privacy" | "terms" | "cookie" | "your" | "our" | "this" | "these" | "how" | "what"
        )
        || joined.chars().filter(char::is_ascii_digit).count() * 2 > joined.len()
    {
        return None;
    }
    Some(joined.to_owned())
}

/// `Bank of Fern`: the last word belongs to the name.
fn ends_in_of(words: &[&str]) -> bool {
    words
        .len()
        .checked_sub(2)
        .and_then(|i| words.get(i))
        .is_some_and(|w| words::is_inside(w))
}

/// A name in small letters without legal ending, blanks and marks, to compare names by.
pub fn folded(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .map(|w| w.to_lowercase().replace('&', "and"))
        .filter(|w| !is_legal(w))
        .collect();
    words
        .concat()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}
