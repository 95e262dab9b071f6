//! The numbers that browsers print in front of the items of ordered lists.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::document::headings;
use crate::import::numerals::{cased, roman};

/// How a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Decimal,
    Letter(bool),
    Roman(bool),
}

/// An open list.
#[derive(Debug, Clone)]
pub struct List {
    /// Nothing where it is not numbered.
    style: Option<Style>,
    next: i64,
    step: i64,
    /// The number of the item that the list stands in, where numbers are printed in parts.
    prefix: String,
    /// The number of the item that is open, for lists inside it.
    current: String,
}

impl List {
    /// A list, by its element; `outer` is the list around it, `dotted` whether numbers have parts, such as 1.2.
    #[must_use]
    pub fn of(
        node: NodeRef<'_, Node>,
        element: &Element,
        outer: Option<&Self>,
        dotted: bool,
    ) -> Self {
        let style = (element.name() == "ol").then(|| style(element)).flatten();
        let reversed = element.attr("reversed").is_some();
        let items = || {
            node.children()
                .filter(|c| c.value().as_element().is_some_and(|e| e.name() == "li"))
                .count()
        };
        let start = element
            .attr("start")
            .and_then(|s| s.trim().parse().ok())
            .unwrap_or_else(|| {
                if reversed {
                    i64::try_from(items()).unwrap_or(1)
                } else {
                    1
                }
            });
        let prefix = outer
            .filter(|o| dotted && o.style.is_some())
            .map(|o| o.current.clone())
            .unwrap_or_default();
        Self {
            style,
            next: start,
            step: if reversed { -1 } else { 1 },
            prefix,
            current: String::new(),
        }
    }

    /// Counts an item and gives what is printed in front of it. Nothing where the text brings a number of its own.
    pub fn count(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Option<String> {
        let style = self.style?;
        if let Some(value) = element.attr("value").and_then(|v| v.trim().parse().ok()) {
            self.next = value;
        }
        let value = self.next;
        self.next = self.next.saturating_add(self.step);
        let number = printed(style, value);
        self.current = format!("{}{number}.", self.prefix);
        if is_unmarked(element) || brings_its_own(node) {
            return None;
        }
        Some(format!("{} ", self.current))
    }
}

fn style(element: &Element) -> Option<Style> {
    if is_unmarked(element) {
        return None;
    }
    let inline = element
        .attr("style")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let named = ["list-style-type:", "list-style:"]
        .iter()
        .find_map(|p| {
            inline
                .replace(' ', "")
                .split_once(p)
                .map(|(_, v)| v.to_owned())
        })
        .unwrap_or_default();
    let starts = |word: &str| named.starts_with(word);
    if starts("lower-alpha") || starts("lower-latin") {
        return Some(Style::Letter(false));
    }
    if starts("upper-alpha") || starts("upper-latin") {
        return Some(Style::Letter(true));
    }
    if starts("lower-roman") {
        return Some(Style::Roman(false));
    }
    if starts("upper-roman") {
        return Some(Style::Roman(true));
    }
    Some(match element.attr("type") {
        Some("a") => Style::Letter(false),
        Some("A") => Style::Letter(true),
        Some("i") => Style::Roman(false),
        Some("I") => Style::Roman(true),
        _ => Style::Decimal,
    })
}

fn is_unmarked(element: &Element) -> bool {
    let style = element
        .attr("style")
        .unwrap_or_default()
        .to_ascii_lowercase()
        .replace(' ', "");
    style.contains("list-style:none")
        || style.contains("list-style-type:none")
        || style.contains("list-style-type:disc")
        || element
            .attr("class")
            .unwrap_or_default()
            .split_whitespace()
            .any(|c| matches!(c, "list-none" | "list-unstyled" | "no-bullets" | "unstyled"))
}

/// Whether the text of an item starts with a number.
fn brings_its_own(node: NodeRef<'_, Node>) -> bool {
    let mut start = String::new();
    for inner in node.descendants().take(40) {
        if let Node::Text(text) = inner.value() {
            start.push_str(text);
            if start.trim_start().len() > 30 {
                break;
            }
        }
    }
    let start = start.split_whitespace().collect::<Vec<&str>>().join(" ");
    headings::number(&start).is_some_and(|n| {
        // `A company that …` is no number.
        n.printed.len() > 1
            || n.printed.starts_with(|c: char| c.is_ascii_digit())
            || start
                .get(n.printed.len()..)
                .is_some_and(|r| r.starts_with(['.', ')']))
    })
}

fn printed(style: Style, value: i64) -> String {
    match style {
        Style::Letter(big) if value > 0 => cased(letters(value), big),
        Style::Roman(big) if (1..4000).contains(&value) => {
            cased(roman(u32::try_from(value).unwrap_or_default()), big)
        }
        _ => value.to_string(),
    }
}

fn letters(mut value: i64) -> String {
    let mut out = Vec::new();
    while value > 0 {
        value -= 1;
        let digit = u8::try_from(value % 26).unwrap_or_default();
        out.push(char::from(b'a' + digit));
        value /= 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_browsers_print_them() {
        assert_eq!(printed(Style::Decimal, -3), "-3");
        assert_eq!(printed(Style::Letter(false), 1), "a");
        assert_eq!(printed(Style::Letter(true), 27), "AA");
        assert_eq!(printed(Style::Letter(false), 52), "az");
        assert_eq!(printed(Style::Roman(false), 4), "iv");
        assert_eq!(printed(Style::Roman(true), 1999), "MCMXCIX");
        assert_eq!(printed(Style::Roman(true), 0), "0");
    }
}
