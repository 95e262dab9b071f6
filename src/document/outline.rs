//! The sections of a document, from its headings.

use super::{Block, BlockKind, Section, headings};

/// Builds the outline and tells every block its section.
#[must_use]
pub fn build(text: &str, blocks: &mut [Block]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // Sections that are open, from the outermost to the innermost.
    let mut open: Vec<usize> = Vec::new();
    for (i, block) in blocks.iter_mut().enumerate() {
        if let BlockKind::Heading(level) = block.kind {
            let body = text.get(block.span.range()).unwrap_or_default();
            while open
                .last()
                .and_then(|s| sections.get(*s))
                .is_some_and(|s| s.level >= level)
            {
                open.pop();
            }
            let (number, title) = parts(body);
            sections.push(Section {
                title,
                number,
                level,
                parent: open.last().copied(),
                block: i,
            });
            open.push(sections.len() - 1);
        }
        block.section = open.last().copied();
    }
    sections
}

/// Printed number and title of a heading.
fn parts(heading: &str) -> (Option<String>, String) {
    match headings::number(heading) {
        Some(number) => (
            Some(number.printed.to_owned()),
            heading
                .get(number.rest..)
                .unwrap_or_default()
                .trim()
                .to_owned(),
        ),
        None => (None, heading.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Span, Voice};
    use super::*;

    #[test]
    fn sections_nest_by_level() {
        let text = "1. One\ntext\n1.1 In\n2. Two";
        let block = |kind, start, end| Block {
            kind,
            span: Span::new(start, end),
            section: None,
            page: None,
            turns: Vec::new(),
            voice: Voice::Vendor,
            hidden: false,
        };
        let mut blocks = vec![
            block(BlockKind::Heading(1), 0, 6),
            block(BlockKind::Paragraph, 7, 11),
            block(BlockKind::Heading(2), 12, 18),
            block(BlockKind::Heading(1), 19, 25),
        ];
        let sections = build(text, &mut blocks);
        let seen: Vec<_> = sections
            .iter()
            .map(|s| (s.number.as_deref(), s.title.as_str(), s.parent))
            .collect();
        assert_eq!(
            seen,
            [
                (Some("1"), "One", None),
                (Some("1.1"), "In", Some(0)),
                (Some("2"), "Two", None)
            ]
        );
        assert_eq!(blocks[1].section, Some(0));
        assert_eq!(blocks[3].section, Some(2));
    }
}
