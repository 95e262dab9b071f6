//! Headings, printed numbers, lists, tables, notes, boxes.

use crate::build::*;

#[test]
fn headings_by_style_level_and_title() {
    let body = [
        styled("Titel", "Fern Data Terms"),
        styled("berschrift1", "Scope"),
        p("These terms cover the service."),
        styled("berschrift2", "Other papers"),
        p("The order form comes first."),
        pp("<w:outlineLvl w:val=\"0\"/>", &run("<w:b/>", "Fees")),
        p("The customer pays each month."),
    ]
    .concat();
    let doc = docx(&body).styles(STYLES).read();
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "Fern Data Terms"),
            (h(2), "Scope"),
            (P, "These terms cover the service."),
            (h(3), "Other papers"),
            (P, "The order form comes first."),
            (h(2), "Fees"),
            (P, "The customer pays each month."),
        ]
    );
    assert!(is_clean(&doc), "{:?}", doc.warnings);
    assert!(doc.pages.is_none() && doc.source.is_empty());
    assert_eq!(
        doc.section_path(4),
        "Fern Data Terms › Scope › Other papers"
    );
}

#[test]
fn clause_numbers_stand_as_word_prints_them() {
    let numbered_styles = format!(
        "{STYLES}<w:style w:type=\"paragraph\" w:styleId=\"K1\"><w:name w:val=\"Clause 1\"/><w:basedOn w:val=\"berschrift1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
    );
    let body = [
        styled("K1", "Definitions"),
        listed(
            1,
            1,
            "In these terms a day is a working day of the customer.",
        ),
        styled("K1", "Use of data"),
        listed(
            1,
            1,
            "The vendor uses customer data only to run the service.",
        ),
        listed(1, 1, "The vendor may share customer data with:"),
        listed(1, 2, "its sub-processors;"),
        listed(1, 2, "authorities, where:"),
        listed(1, 3, "a court orders it; or"),
        listed(1, 3, "a law demands it; and"),
        listed(1, 2, "nobody else."),
        listed(1, 1, "The vendor keeps nothing after the end."),
        listed(1, 2, "This holds for copies too."),
    ]
    .concat();
    let doc = docx(&body)
        .styles(&numbered_styles)
        .numbering(&lists())
        .read();
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "1. Definitions"),
            (
                P,
                "1.1 In these terms a day is a working day of the customer."
            ),
            (h(1), "2. Use of data"),
            (
                P,
                "2.1 The vendor uses customer data only to run the service."
            ),
            (P, "2.2 The vendor may share customer data with:"),
            (li(0), "(a) its sub-processors;"),
            (li(0), "(b) authorities, where:"),
            (li(1), "(i) a court orders it; or"),
            (li(1), "(ii) a law demands it; and"),
            (li(0), "(c) nobody else."),
            (P, "2.3 The vendor keeps nothing after the end."),
            (li(0), "(a) This holds for copies too."),
        ]
    );
    assert_eq!(doc.outline[1].number.as_deref(), Some("2"));
    // The items of the list are read with the sentence that leads into them.
    let sentence = |text: &str| {
        doc.sentences
            .iter()
            .position(|s| doc.slice(s.span).contains(text))
            .unwrap()
    };
    let lead = sentence("may share customer data with");
    assert_eq!(
        doc.sentences[sentence("its sub-processors")].lead_in,
        Some(lead)
    );
    assert_eq!(doc.sentences[sentence("nobody else")].lead_in, Some(lead));
    assert_eq!(
        doc.sentences[sentence("a law demands")].lead_in,
        Some(sentence("authorities, where"))
    );
}

#[test]
fn long_clauses_in_the_style_of_a_heading_are_text() {
    let styles = format!(
        "{STYLES}<w:style w:type=\"paragraph\" w:styleId=\"K1\"><w:name w:val=\"Clause 1\"/><w:basedOn w:val=\"berschrift1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"K2\"><w:name w:val=\"Clause 2\"/><w:basedOn w:val=\"berschrift2\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
    );
    let clause = "The vendor shall delete the customer's data within thirty days after the end of the agreement, and shall confirm it.";
    let body = [
        styled("K1", "Deletion"),
        styled("K2", clause),
        styled("K2", "Backups"),
    ]
    .concat();
    let doc = docx(&(body + &p("Backups go after ninety days.")))
        .styles(&styles)
        .numbering(&lists())
        .read();
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "1. Deletion"),
            (P, format!("1.1 {clause}").as_str()),
            (h(2), "1.2 Backups"),
            (P, "Backups go after ninety days."),
        ]
    );
}

#[test]
fn bullets_have_depths_and_no_glyph() {
    let body = [
        p("We collect:"),
        listed(2, 0, "names,"),
        listed(2, 1, "of people,"),
        listed(2, 1, "of firms,"),
        listed(2, 0, "addresses."),
        p("That is all that we collect."),
    ]
    .concat();
    let doc = docx(&body).numbering(&lists()).read();
    assert_eq!(
        blocks(&doc),
        [
            (P, "We collect:"),
            (li(0), "names,"),
            (li(1), "of people,"),
            (li(1), "of firms,"),
            (li(0), "addresses."),
            (P, "That is all that we collect."),
        ]
    );
}

#[test]
fn numbers_typed_by_hand_nest_by_their_kind() {
    let body = [
        p("We may use the data to:"),
        p("(a) run the service;"),
        p("(b) improve it, namely:"),
        p("(i) its speed;"),
        p("(ii) its safety;"),
        p("(c) nothing else."),
    ]
    .concat();
    let doc = docx(&body).read();
    let kinds: Vec<_> = doc.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [P, li(0), li(0), li(1), li(1), li(0)]);
}

#[test]
fn an_empty_paragraph_still_counts_and_article_numbers_stand_alone() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "upperRoman", "Article %1"),
        level(1, "decimal", "(%2)")
    );
    let body = [
        listed(1, 0, ""),
        p("The vendor may change these terms at any time."),
        listed(1, 1, ""),
        listed(1, 1, "It tells the customer thirty days before."),
    ]
    .concat();
    let doc = docx(&body).numbering(&numbering).read();
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "Article I"),
            (P, "The vendor may change these terms at any time."),
            (li(0), "(2) It tells the customer thirty days before."),
        ]
    );
}

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|c| cell("", &p(c))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

#[test]
fn tables_become_rows() {
    let body = table(&[
        row(&["Sub-processor", "Place", "Purpose"]),
        row(&["Birch Hosting", "Ireland", "Storage"]),
        format!(
            "<w:tr>{}{}{}</w:tr>",
            cell("", &(p("Larch Mail") + &p("and its affiliates"))),
            cell("", &p("")),
            cell("", &(p("Mail.") + &p("Alerts")))
        ),
    ]);
    let doc = docx(&(p("Our sub-processors:") + &body)).read();
    assert_eq!(
        blocks(&doc),
        [
            (P, "Our sub-processors:"),
            (ROW, "Sub-processor | Place | Purpose"),
            (ROW, "Birch Hosting | Ireland | Storage"),
            (ROW, "Larch Mail; and its affiliates | | Mail. Alerts"),
        ]
    );
}

#[test]
fn merged_cells_are_said_once() {
    let start = "<w:vMerge w:val=\"restart\"/>";
    let body = table(&[
        format!(
            "<w:tr>{}</w:tr>",
            cell("<w:gridSpan w:val=\"3\"/>", &p("What we keep"))
        ),
        format!(
            "<w:tr>{}{}{}</w:tr>",
            cell(start, &p("Account")),
            cell("", &p("name")),
            cell("", &p("one year"))
        ),
        format!(
            "<w:tr>{}{}{}</w:tr>",
            cell("<w:vMerge/>", "<w:p/>"),
            cell("", &p("mail")),
            cell("", &p("two years"))
        ),
    ]);
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [
            (ROW, "What we keep"),
            (ROW, "Account | name | one year"),
            (ROW, "mail | two years")
        ]
    );
}

#[test]
fn a_cell_that_goes_on_in_the_middle_leaves_no_gap() {
    let start = "<w:vMerge w:val=\"restart\"/>";
    let line = |a: &str, b: &str, c: &str, merge: &str| {
        let cells = [cell("", &p(a)), cell(merge, &p(b)), cell("", &p(c))];
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let body = table(&[
        line("Logs", "Safety", "30 days", start),
        line("Mails", "", "1 year", "<w:vMerge/>"),
    ]);
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [(ROW, "Logs | Safety | 30 days"), (ROW, "Mails | 1 year")]
    );
}

#[test]
fn a_table_that_only_lays_out_is_running_text() {
    let frame = table(&[
        format!(
            "<w:tr>{}</w:tr>",
            cell(
                "",
                &(styled("berschrift1", "Security") + &p("We encrypt all data."))
            )
        ),
        format!("<w:tr>{}</w:tr>", cell("", &p("Keys are kept apart."))),
    ]);
    let doc = docx(&frame).styles(STYLES).read();
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "Security"),
            (P, "We encrypt all data."),
            (P, "Keys are kept apart.")
        ]
    );
}

#[test]
fn a_table_whose_cells_hold_sections_is_running_text() {
    let long: String = (1..=12)
        .map(|n| {
            format!(
                "The vendor keeps record {n} for as long as the law of the customer asks for it. "
            )
        })
        .collect();
    let body = table(&[
        format!(
            "<w:tr>{}{}</w:tr>",
            cell("", &p("Retention")),
            cell("", &(p(&long) + &p("It deletes the rest.")))
        ),
        format!(
            "<w:tr>{}{}</w:tr>",
            cell("", &p("4.2")),
            cell(
                "",
                &p("The vendor tells the customer of every breach within two days.")
            )
        ),
    ]);
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [
            (h(1), "Retention"),
            (P, long.trim()),
            (P, "It deletes the rest."),
            (
                P,
                "4.2 The vendor tells the customer of every breach within two days."
            ),
        ]
    );
}

#[test]
fn tables_in_tables_keep_their_rows() {
    let inner = table(&[row(&["Kind", "Days"]), row(&["Logs", "30"])]);
    let body = table(&[format!(
        "<w:tr>{}{}</w:tr>",
        cell("", &p("Periods:")),
        cell("", &(inner + "<w:p/>"))
    )]);
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [(P, "Periods:"), (ROW, "Kind | Days"), (ROW, "Logs | 30")]
    );
}

const NOTES: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
<w:footnote w:id=\"4\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Only with consent.</w:t></w:r></w:p></w:footnote>\
<w:footnote w:id=\"5\"><w:p><w:r><w:t>See the list.</w:t></w:r></w:p><w:p><w:r><w:t>It changes.</w:t></w:r></w:p></w:footnote>";

fn noted(before: &str, id: u32, after: &str) -> String {
    format!(
        "{}<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>{}",
        run("", before),
        run("", after)
    )
}

#[test]
fn footnotes_follow_what_refers_to_them() {
    let body = format!(
        "<w:p>{}</w:p>{}",
        noted("We share data", 4, " with partners."),
        p("We do not sell it.")
    );
    let doc = docx(&body).footnotes(NOTES).read();
    assert_eq!(
        blocks(&doc),
        [
            (P, "We share data with partners."),
            (P, "Footnote 1: Only with consent."),
            (P, "We do not sell it."),
        ]
    );
}

#[test]
fn footnotes_do_not_tear_lists_and_tables() {
    let item = |runs: &str| {
        pp(
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>",
            runs,
        )
    };
    let rows = table(&[
        format!(
            "<w:tr>{}{}</w:tr>",
            cell("", &format!("<w:p>{}</w:p>", noted("Logs", 4, ""))),
            cell("", &p("30 days"))
        ),
        row(&["Mails", "1 year"]),
    ]);
    let body = [
        p("We share data with:"),
        item(&noted("partners,", 5, "")),
        item(&run("", "affiliates.")),
        p("The periods are:"),
        rows,
    ]
    .concat();
    let doc = docx(&body).numbering(&lists()).footnotes(NOTES).read();
    assert_eq!(
        blocks(&doc),
        [
            (P, "We share data with:"),
            (li(0), "partners,"),
            (li(0), "affiliates."),
            (P, "Footnote 1: See the list."),
            (P, "It changes."),
            (P, "The periods are:"),
            (ROW, "Logs | 30 days"),
            (ROW, "Mails | 1 year"),
            (P, "Footnote 2: Only with consent."),
        ]
    );
}

#[test]
fn endnotes_are_counted_in_roman_numbers() {
    let notes = format!(
        "<w:endnotes xmlns:w=\"{W}\"><w:endnote w:id=\"2\"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote></w:endnotes>"
    );
    let body = format!(
        "<w:p>{}<w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>",
        run("", "We keep logs.")
    );
    let doc = docx(&body).with("endnotes", "endnotes.xml", &notes).read();
    assert_eq!(
        blocks(&doc),
        [(P, "We keep logs."), (P, "Endnote i: At the end.")]
    );
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let inside = format!(
        "<w:txbxContent>{}{}</w:txbxContent>",
        p("In the box we say more."),
        p("And more.")
    );
    let alternate = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    let old = format!(
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        p("An old box.")
    );
    let body = format!(
        "<w:p>{}{alternate}{}</w:p><w:p>{old}</w:p>",
        run("", "Before the box "),
        run("", "and after it.")
    );
    let doc = docx(&body).read();
    assert_eq!(
        blocks(&doc),
        [
            (P, "Before the box and after it."),
            (P, "In the box we say more."),
            (P, "And more."),
            (P, "An old box."),
        ]
    );
}

#[test]
fn entries_of_a_table_of_contents_are_no_headings() {
    let entry = |text: &str, page: &str| {
        pp(
            "<w:pStyle w:val=\"Verzeichnis1\"/>",
            &format!("{}<w:r><w:tab/></w:r>{}", run("", text), run("", page)),
        )
    };
    let body = [
        entry("Scope", "1"),
        entry("Use of data", "12"),
        entry("Deletion", "iv"),
        styled("berschrift1", "Scope"),
        p("It covers the service."),
        styled("berschrift1", "Use of data"),
        p("We use it to run the service."),
        styled("berschrift1", "Deletion"),
        p("We delete it."),
    ]
    .concat();
    let doc = docx(&body).styles(STYLES).read();
    assert_eq!(
        blocks(&doc)[..4],
        [
            (li(0), "Scope"),
            (li(0), "Use of data"),
            (li(0), "Deletion"),
            (h(1), "Scope")
        ]
    );
    assert_eq!(doc.outline.len(), 3);
}

#[test]
fn bold_lines_are_headings_where_no_style_says_it() {
    let bold = |text: &str| format!("<w:p>{}</w:p>", run("<w:b/>", text));
    let body = [
        bold("Privacy Notice of Fern Labs"),
        p("It says what we do."),
        bold("What we collect"),
        p("We collect the names of those who sign up."),
        bold("What we share"),
        p("We share nothing with anybody."),
    ]
    .concat();
    let doc = docx(&body).read();
    let kinds: Vec<_> = doc.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [h(1), P, h(2), P, h(2), P]);
}
