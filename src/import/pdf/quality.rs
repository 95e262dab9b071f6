//! What was lost on the way, or may have been, in sentences and figures.

use crate::document::{Warning, WarningKind};
use crate::import::extract::Refused;

use super::open::Opened;
use super::sheet::Sheet;

/// Share of a page that a picture covers from which on the picture is the page.
const PICTURE_OF_A_PAGE: f32 = 0.5;
/// Letters and digits up to which a page has hardly any text: a page number, a stamp.
const HARDLY_ANY: usize = 40;
/// Painted outlines from which on a page without text may be text drawn as outlines.
const MANY_OUTLINES: u32 = 200;

/// Tells what a reader has to know.
///
/// # Errors
/// Where no page has any text.
pub fn warnings(opened: &Opened, sheets: &[Sheet], text: &str) -> Result<Vec<Warning>, Refused> {
    let mut out = Told::default();
    structure(opened, &mut out);
    pages(opened, sheets, text, &mut out)?;
    runs(sheets, &mut out);
    unseen(sheets, &mut out);
    Ok(out.warnings)
}

#[derive(Default)]
struct Told {
    warnings: Vec<Warning>,
}

impl Told {
    fn damage(&mut self, kind: WarningKind, message: String) {
        self.warnings.push(Warning {
            kind,
            message,
            damage: true,
        });
    }

    fn note(&mut self, kind: WarningKind, message: String) {
        self.warnings.push(Warning {
            kind,
            message,
            damage: false,
        });
    }
}

/// What the structure of the file lost.
fn structure(opened: &Opened, out: &mut Told) {
    let integrity = &opened.integrity;
    let found = integrity.found_page_count;
    let declared = integrity.declared_page_count.unwrap_or(found);
    if declared > found {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "The file says that it has {declared} pages, and {found} can be found. Download it again, or ask the vendor for a sound copy."
            ),
        );
    } else if integrity.unresolved_page_nodes > 0 {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "{} of the file’s list of pages cannot be read, so pages are missing. Download it again, or ask the vendor for a sound copy.",
                counted(integrity.unresolved_page_nodes, "part", "parts")
            ),
        );
    } else if integrity.xref_reconstructed {
        out.damage(
            WarningKind::CutText,
            format!(
                "The file is damaged: its table of contents was lost and was put together again from what is left, {}. Download it again, or compare the end of the text with the original.",
                counted(usize::try_from(found).unwrap_or(0), "page", "pages")
            ),
        );
    }
}

/// Pages without text.
fn pages(opened: &Opened, sheets: &[Sheet], text: &str, out: &mut Told) -> Result<(), Refused> {
    let chosen = |test: &dyn Fn(&Sheet) -> bool| -> Vec<u32> {
        sheets
            .iter()
            .filter(|s| test(s))
            .map(|s| s.number)
            .collect()
    };
    let bare = |s: &Sheet| s.letters() < HARDLY_ANY;
    let failed = chosen(&|s| s.failed || s.undecodable > 0);
    let pictures = chosen(&|s| {
        !s.failed
            && bare(s)
            && (s.facts.image_coverage >= PICTURE_OF_A_PAGE || s.recognition_dropped)
    });
    let outlines = chosen(&|s| {
        bare(s)
            && s.unreadable.is_empty()
            && s.facts.fill_op_count >= MANY_OUTLINES
            && s.facts.image_coverage < PICTURE_OF_A_PAGE
    });
    if text.trim().is_empty() {
        if failed.is_empty() && !pictures.is_empty() {
            return Err(Refused::Scanned(opened.pages));
        }
        if !failed.is_empty() {
            return Err(Refused::Damaged(
                "none of its pages can be unpacked".to_owned(),
            ));
        }
        if !outlines.is_empty() {
            return Err(Refused::Damaged(
                "its letters are drawn as shapes and carry no text".to_owned(),
            ));
        }
        if sheets.iter().any(|s| !s.unreadable.is_empty()) {
            return Err(Refused::Damaged(
                "its fonts do not say which letters they draw".to_owned(),
            ));
        }
    }
    if !failed.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "{} could not be unpacked, and text is missing there. Download the file again, or ask the vendor for a sound copy.",
                page_list(&failed)
            ),
        );
    }
    if !pictures.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "{} of {} {} a scan without text: {}. Run text recognition on the file, or ask the vendor for one with text.",
                pictures.len(),
                counted(sheets.len(), "page", "pages"),
                if pictures.len() == 1 { "is" } else { "are" },
                page_list(&pictures)
            ),
        );
    }
    if !outlines.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "{} may be text that is drawn as shapes: nothing can be read there. Ask the vendor for a file with text.",
                page_list(&outlines)
            ),
        );
    }
    let cut = chosen(&|s| s.spent.cut);
    if !cut.is_empty() {
        out.damage(
            WarningKind::Limits,
            format!(
                "{} paints more than the limits allow, and a part was left out. Compare it with the original.",
                page_list(&cut)
            ),
        );
    }
    Ok(())
}

/// Runs of text that came to nothing.
fn runs(sheets: &[Sheet], out: &mut Told) {
    let runs: usize = sheets
        .iter()
        .flat_map(|s| s.unreadable.iter().map(|u| u.runs))
        .sum();
    if runs > 0 {
        let on: Vec<u32> = sheets
            .iter()
            .filter(|s| !s.unreadable.is_empty())
            .map(|s| s.number)
            .collect();
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "{} of text could not be read, because the fonts do not say which letters they draw: {}. Open the file in its own program and copy the text, or ask the vendor for another file.",
                counted(runs, "run", "runs"),
                page_list(&on)
            ),
        );
    }
}

/// Text that readers of the pages do not see.
fn unseen(sheets: &[Sheet], out: &mut Told) {
    let hidden: Vec<u32> = sheets
        .iter()
        .filter(|s| !s.unseen.is_empty())
        .map(|s| s.number)
        .collect();
    if !hidden.is_empty() {
        out.note(
            WarningKind::HiddenText,
            format!(
                "{} holds text that readers do not see. It was read and marked as hidden.",
                page_list(&hidden)
            ),
        );
    }
}

/// `1 page`, `3 pages`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `Page 4`, `Pages 4, 6–9`.
fn page_list(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == page => *end = page,
            _ => runs.push((page, page)),
        }
    }
    const MOST: usize = 8;
    let more = runs.len().saturating_sub(MOST);
    let mut parts: Vec<String> = runs
        .iter()
        .take(MOST)
        .map(|(a, b)| {
            if a == b {
                a.to_string()
            } else {
                format!("{a}–{b}")
            }
        })
        .collect();
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", parts.join(", "))
}
