//! What kind of paper a document is, whose it is, when it was written, and in which language.

pub(crate) mod dates;
mod kind;
mod language;
mod vendor;

pub use vendor::own_names;

use super::{BlockKind, DateBasis, Document, Kind, Warning, WarningKind, headings};

/// Texts with fewer words are single passages, of which nobody expects a date.
const WHOLE_DOCUMENT_WORDS: usize = 120;

/// Fills in title, kind, vendor, date and language. `title` and `site` are what the format itself carries.
pub fn read(document: &mut Document, title: Option<&str>, site: Option<&str>) {
    document.title = own_title(document, title);
    let (kind, basis) = kind::tell(document, title);
    document.kind = kind;
    document.kind_basis = basis;
    document.vendor = vendor::tell(document, title, site);
    let language = language::tell(document);
    language.code.clone_into(&mut document.language);
    document.warnings.extend(language.warning);
    date(document);
}

fn date(document: &mut Document) {
    // An analysis names the dates of the papers that it is about.
    let stated = if document.kind == Kind::Analysis {
        None
    } else {
        dates::stated(document)
    };
    if let Some(stated) = stated {
        document.date = Some(stated.date);
        document.date_basis = DateBasis::Stated;
        document.date_note = stated.note;
        return;
    }
    if document.words < WHOLE_DOCUMENT_WORDS {
        "A single passage carries no date.".clone_into(&mut document.date_note);
        return;
    }
    let missing = dates::referred_to(&document.text);
    if let Some(words) = &missing {
        document.warnings.push(Warning {
            kind: WarningKind::DateReferredToButMissing,
            message: format!(
                "The text refers to its date (“{words}”), but the date itself is missing."
            ),
            damage: false,
        });
    } else {
        document.warnings.push(Warning {
            kind: WarningKind::NoDate,
            message:
                "No date of the document was found; ask the vendor for the date of this version."
                    .to_owned(),
            damage: false,
        });
    }
    match dates::earliest(&document.text) {
        Some(inferred) => {
            document.date = Some(inferred.date);
            document.date_basis = DateBasis::Inferred;
            document.date_note = inferred.note;
        }
        None => "No date is stated, and nothing in the text tells it."
            .clone_into(&mut document.date_note),
    }
}

/// The first bytes of a text, as far as whole letters go.
fn head(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// Words of a text; two signs of Chinese, Japanese and Korean count as one.
fn words_of(text: &str) -> usize {
    let wide = if text.is_ascii() {
        0
    } else {
        text.chars().filter(|c| dates::is_wide(*c)).count()
    };
    text.split_whitespace().count() + wide / 2
}

/// The title that the document shows: its first heading, or what the format carries.
fn own_title(document: &Document, carried: Option<&str>) -> Option<String> {
    let first = document
        .blocks
        .iter()
        .take(5)
        // What follows running text is a section's heading.
        .take_while(|b| {
            matches!(b.kind, BlockKind::Heading(_))
                || document.slice(b.span).split_whitespace().count() <= 12
        })
        .find(|b| matches!(b.kind, BlockKind::Heading(_)))
        .map(|b| document.slice(b.span))
        .filter(|t| t.len() <= 120);
    let carried = carried.map(|c| {
        parts(c)
            .into_iter()
            .find(|p| kind::of_title(p).is_some())
            .unwrap_or(c)
            .trim()
    });
    // A first heading such as “Scope” tells less than the page's own title.
    match (first, carried) {
        (Some(first), _)
            if kind::of_title(first).is_some() && headings::number(first).is_none() =>
        {
            Some(first.to_owned())
        }
        (_, Some(carried)) if !carried.is_empty() => Some(carried.to_owned()),
        (Some(first), _)
            if document
                .blocks
                .first()
                .is_some_and(|b| document.slice(b.span) == first) =>
        {
            Some(first.to_owned())
        }
        _ => None,
    }
}

/// The parts of a page's title: `Privacy notice | Fern`.
fn parts(title: &str) -> Vec<&str> {
    let mut out = vec![title];
    for mark in [" | ", " – ", " — ", " - ", " · ", ": ", " :: ", " » "] {
        out = out.into_iter().flat_map(|p| p.split(mark)).collect();
    }
    out.into_iter()
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect()
}
