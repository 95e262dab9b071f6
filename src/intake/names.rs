//! What names of files and folders tell.

use std::path::Path;

/// Endings of files that hold policies.
pub const POLICIES: &[&str] = &[
    "pdf", "docx", "dotx", "docm", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "eml", "md",
    "markdown", "txt", "text",
];

/// Ending of archives.
pub const ARCHIVE: &str = "zip";

/// Ending of a saved assessment.
pub const ASSESSMENT: &str = crate::assessment::store::ENDING;

/// Endings of papers that cannot be read, with what they are. Somebody must know that they were left out.
const UNREADABLE: &[(&str, &str)] = &[
    ("doc", "an old Word file"),
    ("dot", "an old Word file"),
    ("rtf", "a rich text file"),
    ("odt", "an OpenDocument text"),
    ("pages", "a Pages document"),
    ("wpd", "a WordPerfect file"),
    ("xls", "a spreadsheet"),
    ("xlsx", "a spreadsheet"),
    ("xlsm", "a spreadsheet"),
    ("ods", "a spreadsheet"),
    ("csv", "a table"),
    ("ppt", "a presentation"),
    ("pptx", "a presentation"),
    ("odp", "a presentation"),
    ("key", "a presentation"),
    ("msg", "an Outlook mail"),
    ("epub", "an e-book"),
    ("webarchive", "a Safari web archive"),
    ("warc", "a web archive"),
    ("7z", "an archive that is not a zip"),
    ("rar", "an archive that is not a zip"),
    ("tar", "an archive that is not a zip"),
    ("gz", "an archive that is not a zip"),
    ("tgz", "an archive that is not a zip"),
    ("bz2", "an archive that is not a zip"),
    ("xz", "an archive that is not a zip"),
];

/// What a file in a folder is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A policy, by its ending.
    Policy,
    /// An archive.
    Archive,
    /// A saved assessment.
    Saved,
    /// A paper that cannot be read.
    Unreadable(&'static str),
    /// A picture, a style sheet or something else that is no paper.
    Foreign,
    /// What systems and programs put there; nobody wants to hear of it.
    Litter,
}

/// What a file is by its name.
#[must_use]
pub fn sort(name: &str) -> Sort {
    if is_litter(name) {
        return Sort::Litter;
    }
    let ending = ending(name);
    let is = |known: &str| ending == known;
    if POLICIES.iter().any(|p| is(p)) {
        Sort::Policy
    } else if is(ARCHIVE) {
        Sort::Archive
    } else if is(ASSESSMENT) {
        Sort::Saved
    } else if let Some((_, what)) = UNREADABLE.iter().find(|(e, _)| is(e)) {
        Sort::Unreadable(what)
    } else {
        Sort::Foreign
    }
}

/// Ending in lower case, without the dot; empty where there is none.
#[must_use]
pub fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, e)| e.to_lowercase())
        .unwrap_or_default()
}

/// The name without its ending.
#[must_use]
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .trim_end()
}

/// Hidden files, locks of word processors, and what systems keep beside files.
#[must_use]
pub fn is_litter(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(
            lower.as_str(),
            "__macosx" | "thumbs.db" | "desktop.ini" | "icon\r" | "$recycle.bin"
        )
}

/// Papers about the folder itself, which say nothing of who its owner is.
#[must_use]
pub fn is_about_the_folder(name: &str) -> bool {
    let stem = stem(name).to_lowercase();
    ["readme", "license", "licence", "changelog", "index"].contains(&stem.as_str())
}

/// Whether `folder` is what a browser saved beside a page: `Privacy_files` beside `Privacy.html`. Its name is the page's
/// with a word in the browser's language.
#[must_use]
pub fn is_page_furniture<'a>(folder: &str, mut beside: impl Iterator<Item = &'a str>) -> bool {
    beside.any(|file| {
        matches!(ending(file).as_str(), "html" | "htm" | "xhtml" | "mht")
            && folder
                .strip_prefix(stem(file))
                .and_then(|rest| rest.strip_prefix(['_', '-']))
                .is_some_and(|word| {
                    !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == ' ')
                })
    })
}

/// Names of folders by which people sort the papers of one vendor.
const LAYOUT: &[&str] = &[
    "addenda",
    "agreement",
    "agreements",
    "analyses",
    "analysis",
    "annex",
    "annexes",
    "appendices",
    "archive",
    "archived",
    "attachments",
    "contract",
    "contracts",
    "cookie",
    "cookies",
    "current",
    "data",
    "doc",
    "docs",
    "document",
    "documents",
    "docx",
    "dpa",
    "dpas",
    "draft",
    "drafts",
    "eml",
    "exhibits",
    "files",
    "final",
    "html",
    "legal",
    "list",
    "mail",
    "mails",
    "md",
    "msa",
    "new",
    "notice",
    "notices",
    "of",
    "old",
    "older",
    "other",
    "papers",
    "pdf",
    "pdfs",
    "policies",
    "policy",
    "previous",
    "privacy",
    "processing",
    "processors",
    "public",
    "review",
    "reviews",
    "saved",
    "scc",
    "sccs",
    "schedules",
    "security",
    "service",
    "signed",
    "sub",
    "subprocessor",
    "subprocessors",
    "superseded",
    "term",
    "terms",
    "text",
    "tos",
    "trust",
    "txt",
    "use",
    "version",
    "versions",
    "web",
    // Languages.
    "cs",
    "da",
    "de",
    "en",
    "english",
    "es",
    "fi",
    "fr",
    "french",
    "german",
    "it",
    "ja",
    "nl",
    "pl",
    "pt",
    "spanish",
    "sv",
    "zh",
    "gb",
    "us",
    "uk",
    "eu",
];

/// Whether a folder is named by a kind of paper, a language, a year or a version, and so not by a vendor.
#[must_use]
pub fn is_layout(folder: &str) -> bool {
    let words: Vec<String> = folder
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let known = |w: &String| {
        let bare = w.strip_prefix('v').unwrap_or(w);
        LAYOUT.contains(&w.as_str())
            || (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit()))
    };
    !words.is_empty() && words.iter().all(known)
}

/// The name of a file or folder without what it lies in.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

/// A name that can be shown on one line.
#[must_use]
pub fn shown(name: &str) -> String {
    let hidden =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.chars()
        .map(|c| if hidden(c) { '?' } else { c })
        .collect()
}

/// The order in which people expect names: numbers by their value, capitals beside small letters.
#[must_use]
pub fn order(name: &str) -> (Vec<Piece>, String) {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest
            .find(|c: char| c.is_ascii_digit() != digits)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(match piece.parse() {
            Ok(number) if digits => Piece::Number(number),
            _ => Piece::Words(piece.to_lowercase()),
        });
        rest = after;
    }
    (pieces, name.to_owned())
}

/// Part of a name, for its order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Digits.
    Number(u64),
    /// Anything else.
    Words(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_files_are() {
        for (name, expected) in [
            ("Terms.PDF", Sort::Policy),
            ("mail.eml", Sort::Policy),
            ("page.mhtml", Sort::Policy),
            ("vendors.zip", Sort::Archive),
            ("acme.scruple", Sort::Saved),
            ("terms.doc", Sort::Unreadable("an old Word file")),
            ("logo.svg", Sort::Foreign),
            ("LICENCE", Sort::Foreign),
            ("~$terms.docx", Sort::Litter),
            (".DS_Store", Sort::Litter),
            ("Thumbs.db", Sort::Litter),
            ("__MACOSX", Sort::Litter),
        ] {
            assert_eq!(sort(name), expected, "{name}");
        }
    }

    #[test]
    fn what_browsers_save_beside_a_page_is_known_in_any_language() {
        let is = |folder: &str| is_page_furniture(folder, ["Privacy.html"].into_iter());
        assert!(is("Privacy_files") && is("Privacy-Dateien") && is("Privacy_fichiers"));
        assert!(!is("Privacy") && !is("Terms_files") && !is("Privacy_2024"));
    }

    #[test]
    fn folders_named_by_papers_languages_and_years_are_no_vendors() {
        for name in [
            "privacy",
            "Terms of service",
            "en",
            "2024",
            "2024-05",
            "v2",
            "old versions",
            "DPA",
        ] {
            assert!(is_layout(name), "{name}");
        }
        for name in ["acme", "Privacy Corp", "terms-of-acme", "-"] {
            assert!(!is_layout(name), "{name}");
        }
    }

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["10.txt", "B.txt", "2.txt", "a.txt"];
        names.sort_by_key(|n| order(n));
        assert_eq!(names, ["2.txt", "10.txt", "a.txt", "B.txt"]);
    }
}
