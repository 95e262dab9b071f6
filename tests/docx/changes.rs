//! Tracked changes and comments.

use crate::build::*;
use scruple::document::WarningKind;

fn by(author: &str, tag: &str, runs: &str) -> String {
    format!(
        "<w:{tag} w:id=\"1\" w:author=\"{author}\" w:date=\"2024-05-03T00:00:00Z\">{runs}</w:{tag}>"
    )
}

fn deleted(text: &str) -> String {
    format!("<w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r>")
}

#[test]
fn insertions_are_in_and_deletions_out() {
    let body = format!(
        "<w:p>{}{}{}{}{}{}{}</w:p>",
        run("", "We may "),
        by("Ann", "del", &deleted("never ")),
        by("Ann", "del", &deleted("not ever ")),
        by("Ann", "ins", &run("", "always ")),
        by("Ann", "ins", &run("<w:i/>", "and ever ")),
        run("", "sell data"),
        by("Bo", "ins", &run("", " to you")),
    );
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [(P, "We may always and ever sell data to you")]
    );
    let warnings: Vec<_> = doc
        .warnings
        .iter()
        .filter(|w| w.kind == WarningKind::TrackedChanges)
        .collect();
    assert_eq!(warnings.len(), 1);
    assert_eq!(
        warnings[0].message,
        "The file has tracked changes that nobody has accepted yet: 2 insertions and 1 deletion by 2 authors. It was read as if all of them were accepted."
    );
    assert!(!warnings[0].damage);
}

#[test]
fn a_deleted_paragraph_mark_joins_paragraphs() {
    let mark = by("Ann", "del", "");
    let body = [
        pp(
            &format!("<w:rPr>{mark}</w:rPr>"),
            &run("", "We keep logs for "),
        ),
        pp("", &run("", "thirty days.")),
        pp(
            &format!("<w:rPr>{mark}</w:rPr>"),
            &by("Ann", "del", &deleted("This clause is gone.")),
        ),
        p("We delete them."),
    ]
    .concat();
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [(P, "We keep logs for thirty days."), (P, "We delete them.")]
    );
}

#[test]
fn a_deleted_clause_has_no_number() {
    let numbered = |mark: &str, runs: &str| {
        pp(
            &format!(
                "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr>{mark}</w:rPr>"
            ),
            runs,
        )
    };
    let gone = numbered(&by("Ann", "del", ""), &by("Ann", "del", &deleted("Gone.")));
    let body = [
        numbered("", &run("", "One is kept by us.")),
        gone,
        numbered("", &run("", "Two is kept by us.")),
    ]
    .concat();
    let doc = docx(&body).numbering(&lists()).read();
    assert_eq!(
        blocks(&doc),
        [
            (li(0), "1. One is kept by us."),
            (li(0), "2. Two is kept by us.")
        ]
    );
}

#[test]
fn moved_text_stands_where_it_went() {
    let body = format!(
        "<w:p>{}{}</w:p><w:p>{}{}</w:p>",
        run("", "This clause lost a part of what it said. "),
        by("Ann", "moveFrom", &run("", "It moved.")),
        run("", "This one has it now. "),
        by("Ann", "moveTo", &run("", "It moved.")),
    );
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [
            (P, "This clause lost a part of what it said."),
            (P, "This one has it now. It moved.")
        ]
    );
    assert!(
        warning(&doc, WarningKind::TrackedChanges)
            .message
            .contains("1 moved passage by 1 author.")
    );
}

#[test]
fn deleted_rows_and_cells_are_out_and_old_looks_do_not_count() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
    };
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr>{}</w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>{}",
        cell("", "Logs"),
        cell("", "30 days"),
        by("Ann", "del", ""),
        cell("", "Mails"),
        cell("", "1 year"),
        cell("", "Names"),
        cell(&by("Ann", "cellDel", ""), "2 years"),
        cell("", "3 years"),
        pp(
            "<w:pPrChange w:id=\"3\" w:author=\"Ann\"><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange>",
            "<w:r><w:rPr><w:rPrChange w:id=\"4\" w:author=\"Ann\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>These periods are fixed.</w:t></w:r>"
        ),
    );
    let doc = docx(&body).numbering(&lists()).read();
    assert_eq!(
        blocks(&doc),
        [
            (ROW, "Logs | 30 days"),
            (ROW, "Names | 3 years"),
            (P, "These periods are fixed.")
        ]
    );
    assert!(doc.blocks.iter().all(|b| !b.hidden));
}

#[test]
fn comments_are_left_out_and_counted() {
    let comments = format!(
        "<w:comments xmlns:w=\"{W}\"><w:comment w:id=\"0\" w:author=\"Ann\">{}</w:comment><w:comment w:id=\"1\" w:author=\"Bo\">{}</w:comment></w:comments>",
        p("Is this true?"),
        p("It is.")
    );
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
        run("", "We never sell data.")
    );
    let doc = docx(&body)
        .with("comments", "comments.xml", &comments)
        .read();
    assert_eq!(blocks(&doc), [(P, "We never sell data.")]);
    assert_eq!(
        warning(&doc, WarningKind::Other).message,
        "2 comments of reviewers were left out."
    );
    assert!(!doc.is_damaged());
}
