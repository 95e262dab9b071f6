//! Whether a page is whole, and can be parsed at a bounded cost.

/// Elements that every page closes.
const CLOSED: &[&[u8]] = &[
    b"a", b"article", b"div", b"main", b"ol", b"script", b"section", b"span", b"style", b"table",
    b"ul",
];

/// How a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It says that it ends.
    Whole,
    /// It does not say so, as it need not.
    Open,
    /// It has no end, and leaves a tag or elements open that every page closes.
    BrokenOff,
}

/// How a page ends.
pub fn end(markup: &str) -> End {
    let bytes = markup.as_bytes();
    let mut open = 0_i64;
    for (at, _) in markup.match_indices('<') {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let (closing, rest) = rest
            .strip_prefix(b"/")
            .map_or((false, rest), |rest| (true, rest));
        let length = rest
            .iter()
            .take(12)
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        let name = rest.get(..length).unwrap_or_default();
        let is = |other: &[u8]| name.eq_ignore_ascii_case(other);
        if closing && (is(b"html") || is(b"body")) {
            return End::Whole;
        }
        if CLOSED.iter().any(|n| is(n)) {
            open += if closing { -1 } else { 1 };
        }
    }
    let in_a_tag = markup.rfind('<').is_some_and(|at| {
        let rest = markup.get(at + 1..).unwrap_or_default();
        !rest.contains('>') && rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
    });
    if in_a_tag || open > 0 {
        End::BrokenOff
    } else {
        End::Open
    }
}

/// Most attributes of one tag: the parser holds each against all of the others.
const MOST_ATTRIBUTES: usize = 5_000;

/// Whether a tag has more attributes than any page needs.
pub fn has_endless_tags(markup: &str) -> bool {
    let bytes = markup.as_bytes();
    let (mut in_tag, mut quote, mut count, mut before) = (false, None, 0_usize, b' ');
    for (at, &byte) in bytes.iter().enumerate() {
        if let Some(open) = quote {
            if byte == open {
                quote = None;
                count += 1;
            }
        } else if !in_tag {
            in_tag = byte == b'<' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
            count = 0;
        } else {
            match byte {
                b'>' => in_tag = false,
                b'"' | b'\'' if before == b'=' => quote = Some(byte),
                b if b.is_ascii_whitespace() || b == b'/' => count += usize::from(before != byte),
                _ => {}
            }
        }
        if count > MOST_ATTRIBUTES {
            return true;
        }
        before = byte;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_break_off_are_told_from_pages_without_end_tags() {
        let whole = "<!DOCTYPE html><html><body><div><p>We sell data.</p></div></body></html>";
        assert_eq!(end(whole), End::Whole);
        assert_eq!(end(&whole[..50]), End::BrokenOff);
        assert_eq!(end("<html><body><p>We sell data.<di"), End::BrokenOff);
        // What may be left out is left out, and a fragment is no page.
        assert_eq!(end("<!DOCTYPE html><html><p>We sell data."), End::Open);
        assert_eq!(end("<p>We sell data. 3 < 4"), End::Open);
        assert_eq!(end("<div><p>We sell data."), End::BrokenOff);
        assert_eq!(end("<p>We sell data.</p><p cla"), End::BrokenOff);
    }

    #[test]
    fn endless_tags_are_told() {
        let many = |each: &str| format!("<p {}>We sell data.", each.repeat(6_000));
        assert!(has_endless_tags(&many("a=1 ")));
        assert!(has_endless_tags(&many("a='>'")));
        assert!(!has_endless_tags(
            &"<p class='a b'>We sell > data. ".repeat(6_000)
        ));
    }
}
