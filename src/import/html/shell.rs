//! Pages that are not the paper: the shell of a script, a frame, an error, a wall in front of the text.

use crate::document::{Warning, WarningKind, headings};

use super::super::extract::{RawBlock, Refused};

/// A page with fewer words is hardly a paper.
const FEW_WORDS: usize = 40;
/// Pages of errors and walls have fewer words.
const WALL_WORDS: usize = 160;
/// Bytes of scripts from which on they may hold the text.
const SCRIPT_BYTES: usize = 2000;

/// What is known about a page after it was read.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its blocks.
    pub blocks: &'a [RawBlock],
    /// Words in them.
    pub words: usize,
    /// Bytes of its scripts.
    pub script_bytes: usize,
    /// Frames and embedded files in it.
    pub frames: usize,
}

/// What has to be said where the page is not the paper.
///
/// # Errors
/// When nothing is left of it.
pub fn judge(page: &Page<'_>) -> Result<Option<Warning>, Refused> {
    let damage = |message: String| {
        Ok(Some(Warning {
            kind: WarningKind::CutText,
            message,
            damage: true,
        }))
    };
    if page.words < WALL_WORDS
        && let Some(what) = wall(page)
    {
        return damage(format!(
            "This looks like {what}, not like the paper ({} words). Open the address in a browser, and save the page once the text shows.",
            page.words
        ));
    }
    if page.words >= FEW_WORDS {
        return Ok(None);
    }
    if page.frames > 0 {
        if page.words == 0 {
            return Err(Refused::Damaged(
                "it only shows another page or file in a frame; open and save that one".to_owned(),
            ));
        }
        return damage(format!(
            "The page shows another page or file in a frame, and holds only {} words itself. Open what stands in the frame, and save that.",
            page.words
        ));
    }
    if page.script_bytes >= SCRIPT_BYTES {
        if page.words == 0 {
            return Err(Refused::Damaged(
                "the page builds its text with a script, and the file holds the script without the text; open it in a browser and save it as a complete page or as PDF".to_owned(),
            ));
        }
        return damage(format!(
            "The page builds its text with a script, and the saved file holds only {} words of it. Open it in a browser, and save it as a complete page or as PDF.",
            page.words
        ));
    }
    Ok(None)
}

/// Words that only pages of errors and walls open with, and what such a page is.
const WALLS: &[(&str, &str)] = &[
    ("403 forbidden", "an error page"),
    ("404 not found", "an error page"),
    ("error 404", "an error page"),
    ("404 error", "an error page"),
    ("page not found", "an error page"),
    ("page can t be found", "an error page"),
    ("page cannot be found", "an error page"),
    ("page you are looking for", "an error page"),
    ("page you requested", "an error page"),
    ("page doesn t exist", "an error page"),
    ("page does not exist", "an error page"),
    ("internal server error", "an error page"),
    ("502 bad gateway", "an error page"),
    ("503 service", "an error page"),
    ("service unavailable", "an error page"),
    ("access denied", "a page that denies access"),
    (
        "access to this page has been denied",
        "a page that denies access",
    ),
    (
        "you don t have permission to access",
        "a page that denies access",
    ),
    ("you have been blocked", "a page that denies access"),
    ("verify you are human", "a check for robots"),
    ("verify that you are human", "a check for robots"),
    ("are you a robot", "a check for robots"),
    ("not a robot", "a check for robots"),
    ("checking your browser", "a check for robots"),
    (
        "checking if the site connection is secure",
        "a check for robots",
    ),
    ("just a moment", "a check for robots"),
    ("enable javascript", "a page that waits for a script"),
    ("javascript is disabled", "a page that waits for a script"),
    ("javascript is required", "a page that waits for a script"),
    ("requires javascript", "a page that waits for a script"),
    ("turn on javascript", "a page that waits for a script"),
    ("please sign in to continue", "a page to sign in"),
    ("please log in to continue", "a page to sign in"),
    ("sign in to continue", "a page to sign in"),
    ("log in to continue", "a page to sign in"),
    ("before you continue", "a page that asks for consent first"),
    (
        "we value your privacy",
        "a page that asks for consent first",
    ),
    (
        "accept cookies to continue",
        "a page that asks for consent first",
    ),
    (
        "manage consent preferences",
        "a page that asks for consent first",
    ),
];

fn wall(page: &Page<'_>) -> Option<&'static str> {
    let mut text = plain(page.title);
    for block in page.blocks {
        text.push_str(&plain(block.text.as_str()));
    }
    // A paper may speak of such pages as well, but not at its start and with so few words.
    let sections = page
        .blocks
        .iter()
        .filter(|b| headings::ends_sentence(b.text.as_str()) && b.text.len() > 120)
        .count();
    if sections > 3 {
        return None;
    }
    WALLS
        .iter()
        .find(|(words, _)| text.contains(&format!(" {words}")))
        .map(|(_, what)| *what)
}

/// Words in small letters, each with a blank in front.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            out.push(' ');
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    out
}
