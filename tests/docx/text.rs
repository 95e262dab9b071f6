//! What stands in a paragraph: breaks, symbols, fields, links, hidden text.

use crate::build::*;
use scruple::document::WarningKind;

fn texts(body: &str) -> Vec<String> {
    let doc = docx(body).styles(STYLES).read();
    blocks(&doc).iter().map(|(_, t)| (*t).to_owned()).collect()
}

fn one(runs: &str) -> String {
    let all = texts(&format!("<w:p>{runs}</w:p>"));
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

#[test]
fn words_are_not_broken_by_runs() {
    let runs = "<w:r><w:t>per</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>son</w:t></w:r><w:bookmarkStart w:id=\"0\" w:name=\"x\"/><w:r><w:t xml:space=\"preserve\">al data</w:t></w:r><w:r><w:t>.</w:t></w:r>";
    assert_eq!(one(runs), "personal data.");
}

#[test]
fn breaks_and_special_characters() {
    let runs = "<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>personal</w:t><w:tab/><w:t>da</w:t><w:softHyphen/><w:t>ta</w:t></w:r><w:r><w:sym w:font=\"Symbol\" w:char=\"F0D4\"/></w:r><w:r><w:t xml:space=\"preserve\"> and</w:t><w:br w:type=\"page\"/><w:t>logs</w:t></w:r>";
    assert_eq!(one(runs), "non-personal data™ and logs");
}

#[test]
fn symbols_without_a_letter_are_counted() {
    let doc = docx(
        "<w:p><w:r><w:t>We ring</w:t><w:sym w:font=\"Webdings\" w:char=\"F0FF\"/></w:r></w:p>",
    )
    .read();
    assert_eq!(blocks(&doc), [(P, "We ring")]);
    assert_eq!(
        warning(&doc, WarningKind::Other).message,
        "1 symbol that no letter stands for was left out."
    );
}

#[test]
fn line_breaks_part_a_bold_line_from_its_text() {
    let runs = format!(
        "{}<w:r><w:br/></w:r>{}",
        run("<w:b/>", "a) Data you give us"),
        run("", "We keep what you type in.")
    );
    assert_eq!(
        texts(&format!("<w:p>{runs}</w:p>")),
        ["a) Data you give us", "We keep what you type in."]
    );
}

const FIELD: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://fern.example/list\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>our list</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

#[test]
fn fields_and_links_give_what_they_show() {
    let link = "<w:hyperlink r:id=\"r9\"><w:r><w:t>our page</w:t></w:r></w:hyperlink>";
    let simple = "<w:fldSimple w:instr=\" REF a \"><w:r><w:t>clause 4.2</w:t></w:r></w:fldSimple>";
    let nested = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{FIELD}<w:r><w:instrText> = \"x\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>a result</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    );
    let runs = format!(
        "{}{FIELD}{}{link}{}{simple}{}{nested}{}",
        run("", "See "),
        run("", ", "),
        run("", ", "),
        run("", " and "),
        run("", ".")
    );
    assert_eq!(
        one(&runs),
        "See our list, our page, clause 4.2 and a result."
    );
}

#[test]
fn forms_say_what_was_chosen() {
    let form = |data: &str, name: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let runs = [
        form("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>", "FORMCHECKBOX"),
        run("", " Module two "),
        form("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>", "FORMCHECKBOX"),
        run("", " Module three, in "),
        form("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Ireland\"/><w:listEntry w:val=\"Norway\"/></w:ddList>", "FORMDROPDOWN"),
    ]
    .concat();
    assert_eq!(one(&runs), "☒ Module two ☐ Module three, in Norway");
}

#[test]
fn content_controls_and_tags_are_transparent() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"never read\"/><w:placeholder><w:docPart w:val=\"x\"/></w:placeholder></w:sdtPr><w:sdtContent>{}<w:p><w:smartTag w:element=\"place\"><w:smartTagPr><w:attr w:name=\"a\" w:val=\"b\"/></w:smartTagPr><w:r><w:t>In Oslo.</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t xml:space=\"preserve\"> On 3 May 2024.</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>",
        p("Signed by Fern.")
    );
    assert_eq!(texts(&body), ["Signed by Fern.", "In Oslo. On 3 May 2024."]);
}

#[test]
fn formulas_and_phonetic_guides() {
    let runs = "<m:oMath><m:r><m:t>fee = a + b</m:t></m:r></m:oMath><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>no</w:t></w:r></w:rt><w:rubyBase><w:r><w:t xml:space=\"preserve\"> yes</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    assert_eq!(one(runs), "fee = a + b yes");
}

#[test]
fn hidden_text_is_kept_apart_and_told() {
    let body = [
        format!(
            "<w:p>{}{}{}</w:p>",
            run("", "We never sell data"),
            run("<w:vanish/>", " except to partners"),
            run("", ".")
        ),
        styled("Geheim", "Nobody sees this line."),
        format!(
            "<w:p>{}{}</w:p>",
            run("<w:rStyle w:val=\"Unsichtbar\"/>", "Nor this one."),
            run("<w:vanish w:val=\"0\"/>", "But this one.")
        ),
        format!(
            "<w:p>{}</w:p>",
            run("<w:color w:val=\"FFFFFF\"/>", "White on white.")
        ),
        format!(
            "<w:p>{}</w:p>",
            run(
                "<w:color w:val=\"FFFFFF\"/><w:shd w:val=\"clear\" w:fill=\"000000\"/>",
                "White on black."
            )
        ),
    ]
    .concat();
    let doc = docx(&body).styles(STYLES).read();
    let seen: Vec<(bool, &str)> = doc
        .blocks
        .iter()
        .map(|b| (b.hidden, doc.slice(b.span)))
        .collect();
    assert_eq!(
        seen,
        [
            (false, "We never sell data."),
            (true, "except to partners"),
            (true, "Nobody sees this line."),
            (false, "But this one."),
            (true, "Nor this one."),
            (true, "White on white."),
            (false, "White on black."),
        ]
    );
    assert_eq!(
        warning(&doc, WarningKind::HiddenText).message,
        "4 passages (13 words) are hidden in the file, so that readers of the original do not see them; they were read like the rest and marked."
    );
}

#[test]
fn white_text_in_a_coloured_table_is_seen() {
    let cell = |style: &str| {
        format!(
            "<w:tbl><w:tblPr>{style}</w:tblPr><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            run("<w:color w:val=\"FFFFFF\"/>", "Purpose"),
            p("Storage")
        )
    };
    let doc = docx(&cell("<w:tblStyle w:val=\"Grid\"/>")).read();
    assert_eq!(blocks(&doc), [(ROW, "Purpose | Storage")]);
    let doc = docx(&cell("")).read();
    assert_eq!(blocks(&doc), [(ROW, "Storage"), (P, "Purpose")]);
    assert!(doc.blocks[1].hidden);
}

#[test]
fn struck_text_is_told() {
    let doc = docx(&format!(
        "<w:p>{}{}</w:p>",
        run("", "We may "),
        run("<w:strike/>", "sell or rent data")
    ))
    .read();
    assert_eq!(blocks(&doc), [(P, "We may sell or rent data")]);
    assert!(
        warning(&doc, WarningKind::Other)
            .message
            .starts_with("4 words are struck through by hand")
    );
}

#[test]
fn blanks_that_lay_the_markup_out_are_no_text() {
    assert_eq!(
        one("<w:r>\n  <w:t>\n   one\n  </w:t>\n</w:r><w:r><w:t> two</w:t></w:r>"),
        "one two"
    );
}
