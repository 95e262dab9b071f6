//! What was lost on the way, or may have been, in sentences and figures.
//!
//! A warning says damage only where words of the document are missing or wrong. What a sound file has as well, such
//! as a page that is a photograph beside its title, is no damage.

mod told;

use unpdf::UnreadableFont;

use crate::document::{Warning, WarningKind};
use crate::import::extract::Refused;

use super::language::{self, Looks};
use super::open::Opened;
use super::sheet::Sheet;
use super::view::SIGNS;
use told::{Told, counted, page_list};

/// Share of a page that a picture covers from which on the picture is the page.
const PICTURE_OF_A_PAGE: f32 = 0.4;
/// Letters and digits up to which a page has hardly any text: a page number, a stamp.
const HARDLY_ANY: usize = 60;
/// Painted shapes from which on a page without text may be text drawn as shapes.
const MANY_SHAPES: u32 = 200;
/// Runs of text from which on a page must have letters.
const MANY_RUNS: usize = 40;
/// Most bytes of unread runs on a page in which no clause can stand; a letter has one or two.
const MOST_UNREAD: usize = 24;
/// Tells what a reader has to know.
///
/// # Errors
/// Where no page has any text.
pub fn warnings(opened: &Opened, sheets: &[Sheet], text: &str) -> Result<Vec<Warning>, Refused> {
    let mut out = Told::default();
    if !text.chars().any(char::is_alphanumeric) {
        return Err(without_text(opened, sheets));
    }
    structure(opened, &mut out);
    torn(opened, sheets, &mut out);
    pages(sheets, &mut out);
    runs(sheets, &mut out);
    letters(text, &mut out);
    unseen(sheets, &mut out);
    Ok(out.warnings)
}

/// Why there is no text at all.
fn without_text(opened: &Opened, sheets: &[Sheet]) -> Refused {
    let any = |test: &dyn Fn(&Sheet) -> bool| sheets.iter().any(test);
    let why = if any(&|s| s.failed || s.undecodable > 0) {
        "none of its pages can be unpacked"
    } else if any(&|s| s.counts.image > 0) {
        return Refused::Scanned(opened.pages);
    } else if any(&|s| !s.unreadable.is_empty() || s.facts.undecoded_text_codes > 0) {
        "its fonts do not say which letters they draw"
    } else if any(&|s| s.facts.fill_op_count >= MANY_SHAPES) {
        "its letters are drawn as shapes and carry no text"
    } else {
        "its pages hold no text"
    };
    Refused::Damaged(why.to_owned())
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
                "The file says that it has {declared} pages, and only {found} can be found. Download it again, or ask the vendor for a sound copy."
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
    } else if integrity.xref_reconstructed && !opened.ends_well {
        out.damage(
            WarningKind::CutText,
            format!(
                "The file is cut off or damaged: {} could be put together from what is left. Download it again, or compare the text with the original.",
                counted(usize::try_from(found).unwrap_or(0), "page", "pages")
            ),
        );
    }
}

/// What was torn on the way to here. Pages that cannot be unpacked at all are told by [`pages`].
fn torn(opened: &Opened, sheets: &[Sheet], out: &mut Told) {
    let torn = &opened.cleared.torn;
    let pages = chosen(sheets, |s| {
        torn.pages.contains(&s.number) && !s.failed && s.undecodable == 0
    });
    if !pages.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "The file is damaged inside {}: words may be missing or wrong there. Download it again, or ask the vendor for a sound copy.",
                page_list(&pages)
            ),
        );
    } else if torn.objects {
        out.damage(
            WarningKind::UnreadablePages,
            "Parts of the file are damaged: words may be missing or wrong. Download it again, or ask the vendor for a sound copy.".to_owned(),
        );
    }
}

/// Whether hardly anything is on the page besides what stands in its margins.
fn is_bare(sheet: &Sheet) -> bool {
    let inside = sheet
        .facts
        .painted_text_chars
        .saturating_sub(sheet.facts.margin_text_chars);
    sheet.letters() < HARDLY_ANY && inside <= 8
}

fn chosen(sheets: &[Sheet], test: impl Fn(&Sheet) -> bool) -> Vec<u32> {
    sheets
        .iter()
        .filter(|s| test(s))
        .map(|s| s.number)
        .collect()
}

/// Pages that bring no text, or not all of it.
fn pages(sheets: &[Sheet], out: &mut Told) {
    let failed = chosen(sheets, |s| s.failed || s.undecodable > 0);
    if !failed.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "Text is missing on {}, which cannot be unpacked in whole. Download the file again, or ask the vendor for a sound copy.",
                page_list(&failed)
            ),
        );
    }
    let pictures = chosen(sheets, |s| {
        !s.failed
            && is_bare(s)
            && (s.facts.image_coverage >= PICTURE_OF_A_PAGE || s.recognition_dropped)
    });
    if !pictures.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "{} of {} without text, as a scan is: {}. Run text recognition on the file, or ask the vendor for one with text.",
                pictures.len(),
                counted(sheets.len(), "page is", "pages are"),
                page_list(&pictures)
            ),
        );
    }
    let shapes = chosen(sheets, |s| {
        is_bare(s)
            && s.unreadable.is_empty()
            && s.facts.fill_op_count >= MANY_SHAPES
            && s.facts.image_coverage < PICTURE_OF_A_PAGE
    });
    if !shapes.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "On {} there seems to be text that is drawn as shapes, of which nothing can be read. Ask the vendor for a file with text.",
                page_list(&shapes)
            ),
        );
    }
    let thin = chosen(sheets, |s| {
        let runs = usize::try_from(s.counts.text.saturating_sub(s.facts.blank_text_runs))
            .unwrap_or(0)
            .saturating_sub(usize::try_from(s.facts.clipped_text_runs).unwrap_or(0));
        let unread: usize = s.unreadable.iter().map(|u| u.runs).sum();
        !s.failed && unread == 0 && runs >= MANY_RUNS && s.letters() * 5 < runs
    });
    if !thin.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "Hardly any of the text that is drawn on {} can be read. Compare it with the original, or ask the vendor for another file.",
                page_list(&thin)
            ),
        );
    }
    let cut = chosen(sheets, |s| s.spent.cut);
    if !cut.is_empty() {
        out.damage(
            WarningKind::Limits,
            format!(
                "More is painted on {} than the limits allow, and a part was left out. Compare it with the original.",
                page_list(&cut)
            ),
        );
    }
}

/// Runs of text that came to nothing, or to letters that were worked out.
fn runs(sheets: &[Sheet], out: &mut Told) {
    let of_words = |u: &&UnreadableFont| {
        let name = u.name.to_lowercase();
        !SIGNS.iter().any(|s| name.contains(s))
    };
    let lost = |s: &Sheet| -> usize { s.unreadable.iter().filter(of_words).map(|u| u.runs).sum() };
    let runs: usize = sheets.iter().map(lost).sum();
    if runs > 0 {
        let on = chosen(sheets, |s| lost(s) > 0);
        let message = format!(
            "{} of text could not be read, because the fonts do not say which letters they draw: {}. Open the file in its own program and copy the text, or ask the vendor for another file.",
            counted(runs, "run", "runs"),
            page_list(&on)
        );
        if are_few(sheets, runs) {
            out.note(WarningKind::UnreadablePages, message);
        } else {
            out.damage(WarningKind::UnreadablePages, message);
        }
    }
    let guessed: usize = sheets.iter().map(|s| s.worked_out).sum();
    if guessed > 0 {
        let on = chosen(sheets, |s| s.worked_out > 0);
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "The fonts do not say which letters they draw. {} of text were worked out from the usual order of letters in fonts: {}. Compare each quote with the original, or ask the vendor for another file.",
                counted(guessed, "run", "runs"),
                page_list(&on)
            ),
        );
    }
    let codes: usize = sheets
        .iter()
        .map(|s| usize::try_from(s.facts.undecoded_text_codes).unwrap_or(0))
        .sum();
    let letters: usize = sheets.iter().map(Sheet::letters).sum();
    if codes > 0 {
        let on = chosen(sheets, |s| s.facts.undecoded_text_codes > 0);
        let message = format!(
            "{} could not be told from the fonts and {} missing: {}. Compare the text with the original.",
            counted(codes, "letter", "letters"),
            if codes == 1 { "is" } else { "are" },
            page_list(&on)
        );
        // Single signs, such as bullets of a font for signs, are no loss of words.
        if codes * 200 > letters {
            out.damage(WarningKind::UnreadablePages, message);
        } else {
            out.note(WarningKind::UnreadablePages, message);
        }
    }
}

/// Whether the runs that could not be read hold so few letters that no clause can be in them: names of languages in
/// their own script, or signs. `runs` is how many there are.
fn are_few(sheets: &[Sheet], runs: usize) -> bool {
    let unread: usize = sheets.iter().map(|s| s.spent.unread).sum();
    let letters: usize = sheets.iter().map(Sheet::letters).sum();
    // A run that was not weighed may hold anything.
    unread >= runs
        && unread * 200 <= letters
        && sheets
            .iter()
            .all(|s| s.spent.unread <= MOST_UNREAD && s.spent.unread * 20 <= s.letters())
}

/// Whether what was read reads as words.
fn letters(text: &str, out: &mut Told) {
    let looks = language::looks(text);
    let Looks {
        words,
        impossible,
        torn,
        run_together,
        replaced,
        ..
    } = looks;
    if looks.are_replaced() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "The {words} words do not read as words of any language: letters were replaced ({impossible} words that cannot be, {} vowels in 100 letters). Open the file in its own program and copy the text, or ask the vendor for another file.",
                looks.vowels * 100 / looks.letters.max(1)
            ),
        );
    }
    if torn > 0 {
        let message = format!(
            "{} alone, as words that were spaced out letter by letter. Terms in them may be missed; compare them with the original.",
            counted(torn, "letter stands", "letters stand"),
        );
        if torn * 20 > words {
            out.damage(WarningKind::CutText, message);
        } else {
            out.note(WarningKind::CutText, message);
        }
    }
    if run_together * 50 > words && run_together >= 5 {
        out.damage(
            WarningKind::CutText,
            format!(
                "{run_together} of {words} words run together without blanks. Terms in them may be missed; compare the text with the original."
            ),
        );
    }
    if replaced > 0 {
        let message = format!(
            "{} could not be decoded. Compare the text with the original.",
            counted(replaced, "character", "characters")
        );
        if replaced * 50 > words {
            out.damage(WarningKind::UndecodableBytes, message);
        } else {
            out.note(WarningKind::UndecodableBytes, message);
        }
    }
}

/// Text that readers of the pages do not see, and text that a machine read from pictures.
fn unseen(sheets: &[Sheet], out: &mut Told) {
    let hidden = chosen(sheets, |s| !s.unseen.is_empty());
    if !hidden.is_empty() {
        let words: usize = sheets
            .iter()
            .flat_map(|s| &s.unseen)
            .map(|s| s.text.split_whitespace().count())
            .sum();
        out.note(
            WarningKind::HiddenText,
            format!(
                "{} on the page without being seen: {}. Hidden text was read and is marked as hidden.",
                counted(words, "word stands", "words stand"),
                page_list(&hidden)
            ),
        );
    }
    let recognised = chosen(sheets, |s| {
        s.facts.invisible_text_chars > 0
            && s.facts.painted_text_chars == 0
            && !s.recognition_dropped
    });
    if !recognised.is_empty() {
        out.note(
            WarningKind::Other,
            format!(
                "The text of {} was recognised in a picture by a machine, which may have erred. Compare each quote with the picture.",
                page_list(&recognised)
            ),
        );
    }
    let dropped = chosen(sheets, |s| s.recognition_dropped);
    if !dropped.is_empty() {
        out.damage(
            WarningKind::UnreadablePages,
            format!(
                "The recognised text of {} makes no sense and was left out. Run text recognition again, or ask the vendor for a file with text.",
                page_list(&dropped)
            ),
        );
    }
    let beside: usize = sheets
        .iter()
        .map(|s| usize::try_from(s.facts.clipped_text_runs).unwrap_or(0))
        .sum();
    if beside > 0 {
        let on = chosen(sheets, |s| s.facts.clipped_text_runs > 0);
        out.note(
            WarningKind::CutText,
            format!(
                "{} outside of what the page shows and {} left out: {}.",
                counted(beside, "run of text lies", "runs of text lie"),
                if beside == 1 { "was" } else { "were" },
                page_list(&on)
            ),
        );
    }
}
