//! HTML, as browsers save it.
//!
//! The page is walked without recursion, so that no nesting can exhaust the stack. What is page furniture is
//! decided beforehand ([`furniture`]); everything else is kept, hidden text included, and hidden text is told.

mod elements;
mod furniture;
mod hidden;
mod names;
mod numbering;
mod shell;
mod soundness;
mod survey;
mod walk;

use scraper::{Html, Node};

use crate::document::{Warning, WarningKind};

use super::encoding;
use super::extract::{Extracted, Input, RawBlock, Refused};
use super::lost::{self, Evidence};

pub use elements::raised;
use furniture::Plan;
use soundness::End;

/// Deepest nesting of tags that is parsed; deeper pages are read as bare text.
const DEEPEST: usize = 1500;

/// Reads an HTML file.
///
/// # Errors
/// When the bytes are no text, or the page brings a script in place of its text.
pub fn extract(input: &Input<'_>) -> Result<Extracted, Refused> {
    let decoded = encoding::decode(input.bytes, true)?;
    let mut out = page(decoded.text.as_str())?;
    out.warnings.extend(decoded.warnings);
    Ok(out)
}

/// Reads a page that is decoded already.
///
/// # Errors
/// When the page brings a script in place of its text.
pub fn page(markup: &str) -> Result<Extracted, Refused> {
    read(markup, Evidence::of(markup), 0)
}

/// Blocks of markup that stands inside another format.
#[must_use]
pub fn fragment(markup: &str) -> Vec<RawBlock> {
    fragment_in(markup, 1)
}

/// Blocks of markup that stands inside `nested` other pages.
fn fragment_in(markup: &str, nested: usize) -> Vec<RawBlock> {
    read(markup, Evidence::of(markup), nested)
        .map(|out| out.blocks)
        .unwrap_or_default()
}

fn read(markup: &str, evidence: Evidence, nested: usize) -> Result<Extracted, Refused> {
    let mut warnings = Vec::new();
    let flat;
    let markup = if nests_too_deep(markup) || soundness::has_endless_tags(markup) {
        warnings.push(Warning {
            kind: WarningKind::Limits,
            message: "The page nests its elements too deeply, or has too much in one of its tags; it was read as bare text without headings or tables."
                .to_owned(),
            damage: false,
        });
        flat = without_tags(markup);
        flat.as_str()
    } else {
        markup
    };
    let end = if nested == 0 {
        soundness::end(markup)
    } else {
        End::Whole
    };
    if end == End::BrokenOff {
        warnings.push(Warning {
            kind: WarningKind::CutText,
            message:
                "The page breaks off before its end, so that text may be missing. Save it again."
                    .to_owned(),
            damage: true,
        });
    }
    let page = Html::parse_document(markup);
    let mut survey = survey::survey(&page);
    let styles = std::mem::take(&mut survey.styles);
    let (script_bytes, frames) = (survey.script_bytes, survey.frames);
    let plan = Plan::of(&page, survey);
    let walked = walk::walk(&page, &plan, &styles, evidence, nested);
    let (unseen, closed, struck) = (walked.unseen, walked.closed, walked.struck_words);
    let mut blocks = walked.blocks;
    let left_out = plan.left_out_words + names::leave_out(&mut blocks);
    warnings.extend(hidden_warning(unseen, closed));
    warnings.extend(struck_warning(struck));
    warnings.extend(lost::run_together(&blocks));
    let kept: usize = blocks
        .iter()
        .map(|b| b.text.as_str().split_whitespace().count())
        .sum();
    if left_out > kept / 2 && kept > 0 {
        warnings.push(Warning {
            kind: WarningKind::Other,
            message: format!(
                "{left_out} words of navigation, banners and other page furniture were left out; {kept} words were kept.",
            ),
            damage: false,
        });
    }
    let title = title(&page);
    if nested == 0 {
        warnings.extend(shell::judge(&shell::Page {
            title: title.as_deref().unwrap_or_default(),
            blocks: &blocks,
            words: kept,
            script_bytes,
            frames,
        })?);
    }
    Ok(Extracted {
        title,
        site: site(&page),
        blocks,
        tally: walked.tally,
        warnings,
        open_ended: end == End::Open,
        ..Extracted::default()
    })
}

/// What has to be said about words that are struck through.
#[must_use]
pub fn struck_warning(words: usize) -> Option<Warning> {
    (words > 0).then(|| Warning {
        kind: WarningKind::TrackedChanges,
        message: format!(
            "{words} {} struck through and left out; check in the original what still stands.",
            if words == 1 { "word is" } else { "words are" }
        ),
        damage: false,
    })
}

/// What has to be said about hidden text.
fn hidden_warning(unseen: walk::Count, closed: walk::Count) -> Option<Warning> {
    let count = |c: walk::Count, what: &str| {
        (c.passages > 0).then(|| {
            format!(
                "{} {} ({} words) {what}",
                c.passages,
                if c.passages == 1 {
                    "passage"
                } else {
                    "passages"
                },
                c.words
            )
        })
    };
    let parts: Vec<String> = [
        count(unseen, "that readers of the page do not see"),
        count(closed, "that readers see only once they open them"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| Warning {
        kind: WarningKind::HiddenText,
        message: format!(
            "The page holds {}; they were read like the rest and are marked.",
            parts.join(", and ")
        ),
        damage: false,
    })
}

/// The page's own title.
fn title(page: &Html) -> Option<String> {
    let mut out = String::new();
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else {
            continue;
        };
        // Drawings have titles as well.
        let in_drawing = node
            .ancestors()
            .take(DEEPEST)
            .any(|a| a.value().as_element().is_some_and(|e| e.name() == "svg"));
        if element.name() == "title" && !in_drawing {
            for child in node.children() {
                if let Node::Text(text) = child.value() {
                    out.push_str(text);
                }
            }
            break;
        }
    }
    let out = out.split_whitespace().collect::<Vec<&str>>().join(" ");
    (!out.is_empty()).then_some(out)
}

/// The name of the site, where the page carries one.
fn site(page: &Html) -> Option<String> {
    page.tree.nodes().find_map(|node| {
        let element = node.value().as_element()?;
        let names = element.attr("property").or_else(|| element.attr("name"))?;
        if element.name() != "meta" || !names.eq_ignore_ascii_case("og:site_name") {
            return None;
        }
        let name = element.attr("content")?.trim();
        (!name.is_empty()).then(|| name.to_owned())
    })
}

/// Elements that a parser opens again in every block until they are closed.
const FORMATTING: &[&[u8]] = &[
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike",
    b"strong", b"tt", b"u",
];
/// Elements that have no end tag, or end by themselves.
const FLAT: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta",
    b"source", b"track", b"wbr", b"p", b"li", b"dt", b"dd", b"td", b"th", b"tr", b"option",
    b"path", b"use", b"rect", b"circle",
];
/// Most elements that open formatting may add.
const MOST_REOPENED: usize = 2_000_000;

/// Whether parsing would take more than linear time or space: tags nest too deeply, or formatting that is never
/// closed is opened again in every block.
fn nests_too_deep(markup: &str) -> bool {
    let bytes = markup.as_bytes();
    let (mut depth, mut formatting, mut reopened) = (0_usize, 0_usize, 0_usize);
    for (at, _) in markup.match_indices('<') {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let (closing, rest) = match rest.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let length = rest
            .iter()
            .take(12)
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        let name = rest.get(..length).unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        let is_one_of = |list: &[&[u8]]| list.iter().any(|n| n.eq_ignore_ascii_case(name));
        if is_one_of(FORMATTING) {
            formatting = if closing {
                formatting.saturating_sub(1)
            } else {
                formatting + 1
            };
        } else if !closing {
            reopened = reopened.saturating_add(formatting);
        }
        if !is_one_of(FLAT) {
            depth = if closing {
                depth.saturating_sub(1)
            } else {
                depth + 1
            };
        }
        if depth > DEEPEST || reopened > MOST_REOPENED {
            return true;
        }
    }
    false
}

/// Text between tags, a line each.
fn without_tags(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    out.push_str("<pre>");
    let mut in_tag = false;
    for c in markup.chars() {
        match c {
            '<' => {
                in_tag = true;
                if !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            '>' if in_tag => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn seen(markup: &str) -> Vec<(BlockKind, String)> {
        page(markup)
            .unwrap()
            .blocks
            .iter()
            .map(|b| (b.kind, b.text.as_str().to_owned()))
            .collect()
    }

    fn texts(markup: &str) -> Vec<String> {
        seen(markup).into_iter().map(|(_, t)| t).collect()
    }

    #[test]
    fn blocks_of_every_kind() {
        let got = seen(
            "<h1>Policy</h1><p>We keep <b>your</b>\n name.</p><ul><li>one<ul><li>inner</li></ul></li><li><p>two</p></li></ul><table><tr><th>A</th><th>B</th></tr><tr><td><p>c</p></td><td>d</td></tr></table>",
        );
        let got: Vec<(BlockKind, &str)> = got.iter().map(|(k, t)| (*k, t.as_str())).collect();
        assert_eq!(
            got,
            [
                (BlockKind::Heading(1), "Policy"),
                (BlockKind::Paragraph, "We keep your name."),
                (BlockKind::ListItem(0), "one"),
                (BlockKind::ListItem(1), "inner"),
                (BlockKind::ListItem(0), "two"),
                (BlockKind::TableRow, "A | B"),
                (BlockKind::TableRow, "c | d"),
            ]
        );
    }

    #[test]
    fn furniture_goes_and_text_stays() {
        let body = "<p>We collect your name, your address and the pages that you read, and keep them for a year.</p>".repeat(8);
        let page = format!(
            "<html><head><title>Elm Privacy</title><style>p{{}}</style></head><body><header><nav><a>Home</a><a>Pricing</a></nav></header><div id='cookie-banner' role='dialog'>We use cookies. <button>Accept</button></div><main><h1>Privacy</h1>{body}<details><summary>Retention</summary><p>We keep logs.</p></details></main><footer>Careers</footer><script>track()</script></body></html>"
        );
        let got = texts(&page).join("\n");
        for kept in ["Privacy", "We collect", "Retention", "We keep logs."] {
            assert!(got.contains(kept), "{kept}");
        }
        for gone in ["Home", "Accept", "Careers", "track", "We use cookies"] {
            assert!(!got.contains(gone), "{gone}");
        }
        let out = super::page(&page).unwrap();
        assert_eq!(out.title.as_deref(), Some("Elm Privacy"));
    }

    #[test]
    fn a_page_that_is_all_footer_is_not_emptied() {
        let got = texts(
            "<body><footer><p>We share your data with partners for their own purposes.</p></footer></body>",
        );
        assert_eq!(
            got,
            ["We share your data with partners for their own purposes."]
        );
    }

    #[test]
    fn hidden_text_is_read_and_told() {
        let out = page(
            "<p>Seen by all.</p><div style='display: none'><p>We sell your data to anybody who asks for it.</p></div>",
        )
        .unwrap();
        assert_eq!(out.blocks.len(), 2);
        assert!(
            out.warnings
                .iter()
                .any(|w| w.kind == WarningKind::HiddenText)
        );
    }

    #[test]
    fn text_between_blocks_is_no_part_of_them() {
        assert_eq!(
            texts(
                "<div>Subscriptions<p>You pay in advance.</p>Refunds<p>There are none.</p></div>"
            ),
            [
                "Subscriptions",
                "You pay in advance.",
                "Refunds",
                "There are none."
            ]
        );
    }

    #[test]
    fn line_breaks_make_lists_and_paragraphs() {
        assert_eq!(
            texts("<p>We use:<br>• one<br>• two</p><p>First.<br><br>Second.</p>"),
            ["We use:", "one", "two", "First.", "Second."]
        );
    }

    #[test]
    fn tables_that_lay_out_are_no_tables() {
        let got = seen("<table><tr><td><h2>Scope</h2><p>All of it.</p></td></tr></table>");
        assert_eq!(got[0], (BlockKind::Heading(2), "Scope".to_owned()));
        assert_eq!(got[1], (BlockKind::Paragraph, "All of it.".to_owned()));
    }

    #[test]
    fn formatting_that_is_never_closed_does_not_multiply() {
        let mut page = String::new();
        for i in 0..20_000 {
            page.push_str(&format!("<b id={i}><p>x "));
        }
        let started = super::page(&page).unwrap();
        assert!(
            started
                .warnings
                .iter()
                .any(|w| w.kind == WarningKind::Limits)
        );
    }

    #[test]
    fn deep_nesting_ends() {
        let page = format!(
            "{}We sell data.{}",
            "<div>".repeat(50_000),
            "</div>".repeat(50_000)
        );
        let out = super::page(&page).unwrap();
        assert_eq!(out.blocks[0].text.as_str(), "We sell data.");
        assert!(out.warnings.iter().any(|w| w.kind == WarningKind::Limits));
    }
}
