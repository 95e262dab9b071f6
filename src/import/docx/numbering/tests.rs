use super::*;

fn numbering(body: &str) -> Numbering {
    Numbering::read(&format!(
        "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{body}</w:numbering>"
    ))
}

fn level(at: u8, style: &str, pattern: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{style}'/>{more}<w:lvlText w:val='{pattern}'/></w:lvl>"
    )
}

fn legal_list() -> String {
    [
        level(0, "decimal", "%1.", ""),
        level(1, "decimal", "%1.%2", ""),
        level(2, "lowerLetter", "(%3)", ""),
        level(3, "lowerRoman", "(%4)", ""),
    ]
    .concat()
}

/// The printed numbers of paragraphs at these places.
fn printed(numbering: &Numbering, places: &[(u32, u8)]) -> Vec<String> {
    let mut counters = Counters::default();
    places
        .iter()
        .map(|p| {
            numbering
                .count(*p, &mut counters)
                .map(|m| m.printed)
                .unwrap_or_default()
        })
        .collect()
}

#[test]
fn clauses_count_and_start_again_below_each_other() {
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='3'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='3'/></w:num>",
        legal_list()
    ));
    let places = [
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (1, 2),
        (1, 3),
        (1, 2),
        (1, 1),
        (1, 2),
        (1, 0),
        (1, 1),
    ];
    assert_eq!(
        printed(&lists, &places),
        [
            "1.", "1.1", "1.2", "(a)", "(b)", "(i)", "(c)", "1.3", "(a)", "2.", "2.1"
        ]
    );
    let mut counters = Counters::default();
    let top = lists.count((1, 0), &mut counters).unwrap();
    let clause = lists.count((1, 1), &mut counters).unwrap();
    let item = lists.count((1, 2), &mut counters).unwrap();
    assert_eq!(
        (top.clause, clause.clause, item.clause),
        (false, true, false)
    );
}

#[test]
fn lists_of_one_pattern_go_on_unless_they_start_anew() {
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum>
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>
         <w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>
         <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>",
        legal_list()
    ));
    assert_eq!(
        printed(&lists, &[(1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]),
        ["1.", "2.", "3.", "7.", "8.", "9."]
    );
}

#[test]
fn a_list_may_change_a_level() {
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum>
         <w:num w:numId='1'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='2'>{}</w:lvlOverride></w:num>",
        legal_list(),
        level(2, "upperRoman", "%3)", "")
    ));
    assert_eq!(
        printed(&lists, &[(1, 0), (1, 2), (1, 2)]),
        ["1.", "I)", "II)"]
    );
}

#[test]
fn a_level_that_was_passed_over_counts_as_begun() {
    // Word's own description: a heading 1 after a lone heading 2 has the number 2 (article Q110380).
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        legal_list()
    ));
    assert_eq!(
        printed(&lists, &[(1, 1), (1, 1), (1, 0), (1, 1)]),
        ["1.1", "1.2", "2.", "2.1"]
    );
}

#[test]
fn restarts_can_be_limited() {
    let list = |more: &str| {
        numbering(&format!(
            "<w:abstractNum w:abstractNumId='0'>{}{}{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
            level(0, "upperRoman", "Article %1", ""),
            level(1, "decimal", "Section %2", more),
            level(2, "lowerLetter", "(%3)", "<w:lvlRestart w:val='1'/>"),
        ))
    };
    let places = [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 1),
        (1, 2),
        (1, 0),
        (1, 1),
        (1, 2),
    ];
    assert_eq!(
        printed(&list(""), &places),
        [
            "Article I",
            "Section 1",
            "(a)",
            "Section 2",
            "(b)",
            "Article II",
            "Section 1",
            "(a)"
        ]
    );
    assert_eq!(
        printed(&list("<w:lvlRestart w:val='0'/>"), &places),
        [
            "Article I",
            "Section 1",
            "(a)",
            "Section 2",
            "(b)",
            "Article II",
            "Section 3",
            "(a)"
        ]
    );
}

#[test]
fn legal_numbers_are_arabic() {
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='0'>{}{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    ));
    assert_eq!(
        printed(&lists, &[(1, 0), (1, 0), (1, 1)]),
        ["I.", "II.", "2.1"]
    );
}

#[test]
fn bullets_and_silent_levels_print_nothing() {
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='0'>{}{}{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
        level(0, "bullet", "\u{f0b7}", ""),
        level(1, "none", "", ""),
        level(2, "none", "Note", ""),
    ));
    let mut counters = Counters::default();
    let bullet = lists.count((1, 0), &mut counters).unwrap();
    assert!(bullet.bullet && bullet.printed.is_empty());
    let silent = lists.count((1, 1), &mut counters).unwrap();
    assert!(silent.printed.is_empty());
    assert_eq!(lists.count((1, 2), &mut counters).unwrap().printed, "Note");
    assert_eq!(lists.count((1, 5), &mut counters), None);
    assert_eq!(lists.count((9, 0), &mut counters), None);
}

#[test]
fn a_pattern_may_take_its_levels_from_a_style() {
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='0'><w:styleLink w:val='Clauses'/>{}</w:abstractNum>
         <w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='Clauses'/></w:abstractNum>
         <w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num>",
        legal_list()
    ));
    assert_eq!(printed(&lists, &[(5, 0), (5, 1)]), ["1.", "1.1"]);
}

#[test]
fn levels_are_found_by_style() {
    let lists = numbering(&format!(
        "<w:abstractNum w:abstractNumId='0'>{}{}</w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num>",
        level(0, "decimal", "%1", "<w:pStyle w:val='H1'/>"),
        level(1, "decimal", "%1.%2", "<w:pStyle w:val='H2'/>"),
    ));
    let styles = Styles::read(
        "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>
         <w:style w:styleId='H1'><w:name w:val='a'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>
         <w:style w:styleId='H2'><w:name w:val='b'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>
         <w:style w:styleId='H2x'><w:name w:val='c'/><w:basedOn w:val='H2'/></w:style></w:styles>",
    );
    let place = |own: Reference, style: &str| lists.place(own, Some(style), &styles);
    assert_eq!(place(Reference::default(), "H1"), Some((4, 0)));
    assert_eq!(place(Reference::default(), "H2"), Some((4, 1)));
    assert_eq!(place(Reference::default(), "H2x"), Some((4, 1)));
    let out = Reference {
        list: Some(0),
        level: None,
    };
    assert_eq!(place(out, "H2"), None);
    let own = Reference {
        list: None,
        level: Some(3),
    };
    assert_eq!(place(own, "H1"), Some((4, 3)));
}
