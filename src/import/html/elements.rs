//! What single elements of a page are, by their names and attributes.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

/// All text in a node.
#[must_use]
pub fn text_of(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        if let Node::Text(text) = inner.value() {
            out.push_str(text);
        }
    }
    out
}

/// Words in a node.
#[must_use]
pub fn words_in(node: NodeRef<'_, Node>) -> usize {
    text_of(node).split_whitespace().count()
}

/// Whether blocks stand in a node.
#[must_use]
pub fn holds_block(node: NodeRef<'_, Node>) -> bool {
    node.descendants()
        .any(|n| n.value().as_element().is_some_and(|e| is_block(e.name())))
}

/// The level of a heading.
#[must_use]
pub fn level(element: &Element) -> Option<u8> {
    match element.name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ if element.attr("role") == Some("heading") => Some(
            element
                .attr("aria-level")
                .and_then(|l| l.parse().ok())
                .unwrap_or(2)
                .clamp(1, 6),
        ),
        _ => None,
    }
}

/// Buttons and labels of forms; what opens a passage is its heading and stays.
#[must_use]
pub fn is_control(element: &Element, in_form: bool) -> bool {
    match element.name() {
        "button" => !opens_something(element),
        "label" => in_form && element.attr("for").is_some(),
        _ => element.attr("role") == Some("button") && !opens_something(element),
    }
}

fn opens_something(element: &Element) -> bool {
    [
        "aria-expanded",
        "aria-controls",
        "data-toggle",
        "data-bs-toggle",
        "data-target",
        "data-bs-target",
    ]
    .iter()
    .any(|a| element.attr(a).is_some())
        || element.attr("role") == Some("tab")
        || element
            .attr("class")
            .unwrap_or_default()
            .to_ascii_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| {
                matches!(
                    w,
                    "accordion" | "collapsible" | "collapse" | "expander" | "faq"
                )
            })
}

/// Text that no longer stands: deleted, or struck through.
#[must_use]
pub fn is_struck(element: &Element) -> bool {
    matches!(element.name(), "del" | "s" | "strike")
        || element
            .attr("style")
            .is_some_and(|s| s.contains("line-through"))
}

/// Numbers and signs that are set high to point to a footnote.
#[must_use]
pub fn is_footnote_mark(text: &str) -> bool {
    let text = text.trim();
    (1..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
}

/// A digit as it is set small and high.
#[must_use]
pub const fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        c => c,
    }
}

/// Whether an element sets its text in bold by a style of its own.
#[must_use]
pub fn has_bold_style(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default().replace(' ', "");
    [
        "font-weight:bold",
        "font-weight:600",
        "font-weight:700",
        "font-weight:800",
    ]
    .iter()
    .any(|w| style.contains(w))
}

/// Elements that part text from what stands before and behind.
#[must_use]
pub fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    BLOCKS.binary_search(&name).is_ok()
}

/// Whether a word goes on behind an element.
#[must_use]
pub fn goes_on(node: NodeRef<'_, Node>) -> bool {
    node.next_sibling()
        .is_some_and(|n| matches!(n.value(), Node::Text(t) if t.starts_with(char::is_alphanumeric)))
}

/// Whether an element quotes another message, as programs for mail mark it.
#[must_use]
pub fn is_cite(element: &Element) -> bool {
    element.attr("type") == Some("cite")
        || element
            .attr("class")
            .is_some_and(|c| c.contains("gmail_quote") || c.contains("yahoo_quoted"))
}
