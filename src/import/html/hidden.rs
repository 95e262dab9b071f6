//! What a page hides from its readers: by attributes, by inline style, by the plain rules of its own style sheets,
//! and by the class names that tools for building pages share.

use std::collections::{BTreeMap, BTreeSet};

use scraper::node::Element;

/// How text is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hiding {
    /// Until a reader opens it: a panel with a control.
    Closed,
    /// From the eye, and meant for those who listen: a helper text.
    Helper,
    /// Always.
    Never,
}

/// Rules of the page's own style sheets that matter here, by `.class` or `#id`.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    hides: BTreeMap<String, bool>,
    /// Identifiers that some control of the page opens.
    controlled: BTreeSet<String>,
    /// Whether lists are numbered in parts, such as 1.2.
    pub dotted_lists: bool,
}

/// Most bytes of style sheets that are looked at.
const MOST_STYLE: usize = 4 * 1024 * 1024;

impl Styles {
    /// Reads one style sheet: rules at its top level for one class or identifier.
    pub fn read(&mut self, sheet: &str) {
        let sheet = sheet.get(..sheet.len().min(MOST_STYLE)).unwrap_or(sheet);
        let mut rest = sheet;
        let mut depth = 0_usize;
        while let Some(at) = rest.find(['{', '}']) {
            let before = rest.get(..at).unwrap_or_default();
            let opens = rest.get(at..).is_some_and(|r| r.starts_with('{'));
            rest = rest.get(at + 1..).unwrap_or_default();
            if !opens {
                depth = depth.saturating_sub(1);
                continue;
            }
            let selector = before
                .rsplit(['}', ';', '/'])
                .next()
                .unwrap_or(before)
                .trim();
            if selector.starts_with('@') || depth > 0 {
                depth += 1;
                continue;
            }
            let end = rest.find('}').unwrap_or(rest.len());
            let body = rest.get(..end).unwrap_or_default();
            rest = rest.get(end + 1..).unwrap_or_default();
            self.rule(selector, body);
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        if body.contains("counters(") && (selectors.contains("li") || selectors.contains("ol")) {
            self.dotted_lists = true;
        }
        let declarations = squeezed(body);
        let hides = conceals(&declarations);
        let shows = declarations.contains("display:") && !declarations.contains("display:none");
        if !hides && !shows {
            return;
        }
        for selector in selectors.split(',') {
            let selector = selector.trim();
            let name = selector.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            let plain = name.len() > 1
                && name.starts_with(['.', '#'])
                && name
                    .chars()
                    .skip(1)
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            if plain {
                self.hides.insert(name.to_owned(), hides);
            }
        }
    }

    /// Notes what a control opens.
    pub fn control(&mut self, element: &Element) {
        for name in [
            "aria-controls",
            "data-target",
            "data-bs-target",
            "data-toggle-target",
            "for",
        ] {
            if let Some(value) = element.attr(name) {
                for id in value.split_whitespace() {
                    self.controlled
                        .insert(id.trim_start_matches('#').to_owned());
                }
            }
        }
        if let Some(id) = element.attr("href").and_then(|h| h.strip_prefix('#'))
            && !id.is_empty()
        {
            self.controlled.insert(id.to_owned());
        }
    }

    /// Whether and how an element hides what is in it.
    #[must_use]
    pub fn hiding(&self, element: &Element) -> Option<Hiding> {
        let class = element.attr("class").unwrap_or_default();
        let id = element.attr("id").unwrap_or_default();
        if class.split_whitespace().any(is_helper_class) {
            return Some(Hiding::Helper);
        }
        let inline = element
            .attr("style")
            .map(squeezed)
            .is_some_and(|s| conceals(&s));
        let by_sheet = class
            .split_whitespace()
            .filter_map(|c| self.hides.get(&format!(".{c}")))
            .copied()
            .next_back()
            .unwrap_or(false)
            || self.hides.get(&format!("#{id}")).copied().unwrap_or(false);
        // A closed part of an accordion is hidden by a rule for its own element.
        let hidden = element.attr("hidden").is_some()
            || inline
            || by_sheet
            || (element.name() == "dialog" && element.attr("open").is_none())
            || hides_by_class(class);
        if !hidden {
            return None;
        }
        let is_panel = element.attr("hidden") == Some("until-found")
            || matches!(
                element.attr("role"),
                Some("tabpanel" | "region" | "tooltip")
            )
            || element.attr("aria-labelledby").is_some()
            || (!id.is_empty() && self.controlled.contains(id))
            || class.split_whitespace().any(is_panel_class);
        Some(if is_panel {
            Hiding::Closed
        } else {
            Hiding::Never
        })
    }
}

/// Classes by which site builders hide helper texts from the eye.
fn is_helper_class(name: &str) -> bool {
    matches!(
        name,
        "sr-only"
            | "visually-hidden"
            | "visuallyhidden"
            | "screen-reader-text"
            | "screen-reader-only"
            | "screenreader"
            | "sr-text"
            | "a11y-hidden"
            | "u-visually-hidden"
            | "assistive-text"
            | "offscreen"
            | "element-invisible"
    )
}

/// Classes that hide, unless another class shows the element on some widths of screen.
fn hides_by_class(class: &str) -> bool {
    let hides = class.split_whitespace().any(|c| {
        matches!(
            c,
            "hidden" | "d-none" | "is-hidden" | "hide" | "invisible" | "display-none" | "u-hidden"
        )
    });
    let shows_elsewhere = class.split_whitespace().any(|c| {
        c.contains(':') || (c.starts_with("d-") && c != "d-none") || c.starts_with("show-")
    });
    hides && !shows_elsewhere
}

/// Names of parts that a reader opens.
fn is_panel_class(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "accordion",
        "collaps",
        "panel",
        "tab-",
        "tabs-",
        "faq",
        "toggle",
        "expand",
        "dropdown",
        "answer",
        "disclosure",
    ]
    .iter()
    .any(|w| name.contains(w))
}

/// Declarations in small letters without blanks, each with a semicolon before and behind.
fn squeezed(style: &str) -> String {
    let mut out = String::with_capacity(style.len() + 2);
    out.push(';');
    out.extend(
        style
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase),
    );
    out.push(';');
    out.replace("!important", "")
}

/// Whether squeezed declarations keep text from the eye.
fn conceals(style: &str) -> bool {
    const PLAIN: &[&str] = &[
        ";display:none;",
        ";visibility:hidden;",
        ";opacity:0;",
        ";opacity:0.0;",
        ";opacity:0%;",
        ";clip:rect(0",
        ";clip:rect(1px",
        ";clip-path:inset(50%",
        ";clip-path:inset(100%",
        ";transform:scale(0)",
        ";content-visibility:hidden;",
        ";text-indent:-999",
        ";left:-999",
        ";top:-999",
        ";right:-999",
        ";margin-left:-999",
        ";left:-1000",
        ";text-indent:-1000",
        ";color:transparent;",
    ];
    if PLAIN.iter().any(|p| style.contains(p)) {
        return true;
    }
    if value(style, "font-size").is_some_and(is_tiny) {
        return true;
    }
    let clipped = style.contains(";overflow:hidden;") || style.contains(";overflow:clip;");
    if clipped
        && ["height", "width", "max-height"]
            .iter()
            .any(|p| value(style, p).is_some_and(is_tiny))
    {
        return true;
    }
    let ground = value(style, "background-color").or_else(|| value(style, "background"));
    match (value(style, "color"), ground) {
        (Some(ink), Some(ground)) => colour(ink) == colour(ground),
        // Paper is white unless something says otherwise.
        _ => false,
    }
}

fn value<'a>(style: &'a str, property: &str) -> Option<&'a str> {
    let at = style.find(&format!(";{property}:"))?;
    let rest = style.get(at + property.len() + 2..)?;
    rest.split(';').next().filter(|v| !v.is_empty())
}

/// A length that nobody can read: nothing, or one pixel.
fn is_tiny(length: &str) -> bool {
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = length.get(number.len()..).unwrap_or_default();
    number.parse::<f64>().is_ok_and(|n| match unit {
        "" | "px" | "pt" => n <= 1.0,
        "em" | "rem" => n <= 0.05,
        "%" => n <= 1.0,
        _ => n == 0.0,
    })
}

/// A colour as six digits, where it is written in a usual way.
fn colour(value: &str) -> String {
    match value {
        "white" => return "ffffff".to_owned(),
        "black" => return "000000".to_owned(),
        _ => {}
    }
    if let Some(hex) = value.strip_prefix('#') {
        return match hex.len() {
            3 | 4 => hex.chars().take(3).flat_map(|c| [c, c]).collect(),
            _ => hex.chars().take(6).collect(),
        };
    }
    if let Some(parts) = value
        .strip_prefix("rgb(")
        .or_else(|| value.strip_prefix("rgba("))
    {
        return parts
            .trim_end_matches(')')
            .split(',')
            .take(3)
            .map(|p| format!("{:02x}", p.parse::<u8>().unwrap_or_default()))
            .collect();
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_conceal() {
        for style in [
            "display: none",
            "visibility:hidden; color:red",
            "font-size: 0px",
            "FONT-SIZE:1px !important",
            "opacity:0",
            "position:absolute; left:-9999px",
            "height:1px;width:1px;overflow:hidden",
            "color:#fff;background:white",
            "color: rgb(255, 255, 255); background-color:#FFFFFF",
            "clip: rect(0 0 0 0)",
        ] {
            assert!(conceals(&squeezed(style)), "{style}");
        }
        for style in [
            "display:block",
            "font-size:10px",
            "opacity:0.9",
            "left:-9px",
            "height:100px;overflow:hidden",
            "color:#fff;background:#000",
            "height:1px",
        ] {
            assert!(!conceals(&squeezed(style)), "{style}");
        }
    }

    #[test]
    fn rules_of_a_sheet_are_read_at_its_top_level_only() {
        let mut styles = Styles::default();
        styles.read(
            "/* x */ .gone, p.away { display:none } @media print { .paper { display:none } } .back{display:none} .back{display:block} #box{visibility:hidden} .a .b{display:none}",
        );
        let hidden = |name: &str| styles.hides.get(name).copied();
        assert_eq!(hidden(".gone"), Some(true));
        assert_eq!(hidden(".away"), Some(true));
        assert_eq!(hidden(".paper"), None);
        assert_eq!(hidden(".back"), Some(false));
        assert_eq!(hidden("#box"), Some(true));
        assert_eq!(hidden(".b"), None);
    }
}
