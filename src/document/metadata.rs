//! What kind of paper a document is, whose it is, when it was written, and in which language.

use super::Document;

/// Fills in title, kind, vendor, date and language. `title` and `site` are what the format itself carries.
pub fn read(document: &mut Document, title: Option<&str>, _site: Option<&str>) {
    document.title = title.map(str::to_owned);
    "en".clone_into(&mut document.language);
}
