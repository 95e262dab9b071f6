//! Opens the file, tells what keeps it closed, and reads what it says about itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::ErrorKind;
use unpdf::parser::backend::{DocumentIntegrity, PdfBackend, PdfMetadataRaw, RawBackend};

use crate::document::headings;
use crate::import::extract::{Input, Refused};

use super::preflight::{self, Cleared};

/// A file that could be opened.
pub struct Opened {
    /// Where pages, fonts and streams come from.
    pub backend: RawBackend,
    /// How many pages were found.
    pub pages: u32,
    /// What of it may be followed, and what is torn.
    pub cleared: Cleared,
    /// What was lost of the file's structure.
    pub integrity: DocumentIntegrity,
    /// Whether the file ends as PDFs do, with a pointer to its own table of contents.
    pub ends_well: bool,
    metadata: PdfMetadataRaw,
}

/// Opens a file, with the empty password where it is encrypted.
///
/// # Errors
/// Where a password is wanted, nothing can be found in it, or it has more pages than allowed.
pub fn open(input: &Input<'_>) -> Result<Opened, Refused> {
    let damaged = |what: &str| Refused::Damaged(what.to_owned());
    let cleared = preflight::check(input)?;
    let backend = guarded(|| RawBackend::load_bytes(input.bytes))
        .ok_or_else(|| damaged("its structure cannot be followed"))?
        .map_err(|error| match error.kind() {
            ErrorKind::Encrypted | ErrorKind::InvalidPassword => Refused::Encrypted,
            _ => damaged("its structure cannot be followed"),
        })?;
    let (integrity, metadata) = guarded(|| (backend.integrity(), backend.metadata()))
        .ok_or_else(|| damaged("its structure cannot be followed"))?;
    let pages = integrity.found_page_count;
    if pages == 0 {
        return Err(damaged("no page can be found in it"));
    }
    if pages > input.limits.pages {
        return Err(Refused::TooMuch(format!(
            "it has {pages} pages, and the limit is {} pages",
            input.limits.pages
        )));
    }
    Ok(Opened {
        backend,
        pages,
        cleared,
        integrity,
        ends_well: ends_well(input.bytes),
        metadata,
    })
}

/// Whether the last pointer of a file leads to a table of contents inside it. Where it does not, the file was cut
/// off or overwritten; where it does, a table with odd entries is how some programs write it.
fn ends_well(bytes: &[u8]) -> bool {
    const TAIL: usize = 2048;
    const KEY: &[u8] = b"startxref";
    let tail = bytes
        .get(bytes.len().saturating_sub(TAIL)..)
        .unwrap_or_default();
    let Some(at) = tail.windows(KEY.len()).rposition(|w| w == KEY) else {
        return false;
    };
    let digits: Vec<u8> = tail
        .get(at + KEY.len()..)
        .unwrap_or_default()
        .trim_ascii_start()
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .collect();
    let offset = std::str::from_utf8(&digits)
        .ok()
        .and_then(|d| d.parse::<usize>().ok());
    // Some files have bytes before their header, which the pointer does not count.
    let shift = bytes
        .windows(5)
        .take(1024)
        .position(|w| w == b"%PDF-")
        .unwrap_or(0);
    offset.is_some_and(|offset| {
        [offset, offset.saturating_add(shift)].iter().any(|at| {
            let there = bytes.get(*at..).unwrap_or_default().trim_ascii_start();
            let head = there.get(..there.len().min(24)).unwrap_or_default();
            head.starts_with(b"xref")
                || head.first().is_some_and(u8::is_ascii_digit)
                    && head.windows(3).any(|w| w == b"obj")
        })
    })
}

/// Runs a step of the library. A damaged file must not take the program with it where the library breaks off.
pub fn guarded<T>(step: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(step)).ok()
}

impl Opened {
    /// The title that the file carries, where it is one: programs write file names and `untitled` there.
    pub fn title(&self, text: &str) -> Option<String> {
        let carried = self.metadata.title.as_deref()?.trim();
        let carried = carried
            .strip_prefix("Microsoft Word - ")
            .unwrap_or(carried)
            .trim();
        let looks_like_a_file = !carried.contains(' ') && carried.contains(['_', '.', '/', '\\'])
            || has_ending(carried);
        if looks_like_a_file || carried.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            return None;
        }
        // What the pages never say is the name of a template or of a draft.
        let said = headings::folded(text);
        let words: Vec<String> = carried
            .split_whitespace()
            .map(headings::folded)
            .filter(|w| w.chars().count() > 2)
            .collect();
        let known = words.iter().filter(|w| said.contains(w.as_str())).count();
        (!words.is_empty() && known * 2 > words.len()).then(|| carried.to_owned())
    }

    /// The author that the file carries, where the text names it more than once: a company, then, and not the
    /// person at the keyboard.
    pub fn author(&self, text: &str) -> Option<String> {
        let carried = self.metadata.author.as_deref()?.trim();
        let long_enough = carried.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        (long_enough && text.matches(carried).count() > 2).then(|| carried.to_owned())
    }
}

/// Whether a title ends as files do.
fn has_ending(title: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "doc", "docm", "docx", "dotx", "htm", "html", "indd", "md", "odt", "pages", "pdf", "ppt",
        "pptx", "rtf", "tex", "txt", "xls", "xlsx",
    ];
    title
        .rsplit_once('.')
        .is_some_and(|(_, end)| ENDINGS.contains(&end.trim().to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_file_is_judged() {
        assert!(ends_well(
            b"%PDF-1.4\n1 0 obj\nendobj\nxref\n0 1\ntrailer\nstartxref\n24\n%%EOF"
        ));
        assert!(ends_well(
            b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
        ));
        assert!(!ends_well(b"%PDF-1.4\n1 0 obj\nendobj\nxref\n0 1\ntrail"));
        assert!(!ends_well(
            b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n4000\n%%EOF"
        ));
    }

    #[test]
    fn names_of_files_are_no_titles() {
        assert!(has_ending("Larch terms.docx") && has_ending("terms.pdf"));
        assert!(!has_ending("Terms of Fern Inc.") && !has_ending("Version 2.1"));
    }
}
