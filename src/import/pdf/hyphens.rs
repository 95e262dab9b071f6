//! Joining lines: words that were parted at the end of a line, and words that have a hyphen of their own.

use std::collections::BTreeSet;

/// Words of a document that stand inside lines, where nobody parted them.
#[derive(Debug, Default)]
pub struct Words {
    whole: BTreeSet<String>,
    /// Lines, and those that end with a hyphen behind a letter.
    lines: usize,
    parted: usize,
}

/// Parts before a hyphen that belongs to the word.
const COMPOUND_PARTS: &[&str] = &[
    "all", "anti", "co", "cross", "de", "e", "end", "ex", "first", "full", "high", "in", "inter",
    "intra", "long", "low", "multi", "non", "off", "on", "one", "opt", "out", "post", "pre", "pro",
    "re", "real", "second", "self", "semi", "short", "single", "sub", "third", "top", "two", "up",
    "vice", "well",
];

impl Words {
    /// Notes the words of a line.
    pub fn note(&mut self, line: &str) {
        self.lines += 1;
        let line = line.trim_end();
        if ends_parted(line) {
            self.parted += 1;
        }
        let mut words: Vec<&str> = line.split_whitespace().collect();
        // The last word may be a part of one.
        if line.ends_with(['-', '\u{ad}', '\u{2010}']) {
            words.pop();
        }
        for word in words {
            let word = word
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            if word.chars().count() > 1 {
                self.whole.insert(word);
            }
        }
    }

    /// Joins a text and the line that goes on with it.
    pub fn join(&self, text: &mut String, next: &str) {
        let next = next.trim_start();
        let end = text.trim_end().len();
        text.truncate(end);
        if text.ends_with('\u{ad}') {
            text.pop();
        } else if ends_parted(text) && next.starts_with(char::is_alphanumeric) {
            if !self.keeps_hyphen(text, next) {
                text.pop();
            }
        } else if !(text.is_empty() || text.contains("://") && text.ends_with('/')) {
            text.push(' ');
        }
        text.push_str(next);
    }

    fn keeps_hyphen(&self, text: &str, next: &str) -> bool {
        let stem = text.trim_end_matches(['-', '\u{2010}', '\u{2011}']);
        let left: String = stem
            .rsplit(|c: char| !c.is_alphanumeric() && c != '-')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let right: String = next
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        // Only small letters go on with small letters where a word was parted.
        if !next.starts_with(char::is_lowercase) || !stem.ends_with(char::is_lowercase) {
            return true;
        }
        if self.whole.contains(&format!("{left}{right}")) {
            return false;
        }
        if self.whole.contains(&format!("{left}-{right}")) {
            return true;
        }
        let last_part = left.rsplit('-').next().unwrap_or(&left);
        if COMPOUND_PARTS.contains(&last_part) {
            return true;
        }
        // Programs that part words do it on page after page; others break at the hyphens that stand there anyway.
        let parts_words = self.parted >= 3 && self.parted * 50 > self.lines;
        let both_words = self.whole.contains(&left) && self.whole.contains(&right);
        both_words || !parts_words && left.chars().count() > 2 && self.whole.contains(last_part)
    }
}

/// Whether a line ends inside a word, or behind the hyphen of one.
fn ends_parted(line: &str) -> bool {
    let Some(stem) = line.strip_suffix(['-', '\u{2010}', '\u{2011}']) else {
        return false;
    };
    stem.ends_with(char::is_alphanumeric)
}

/// A line without what only sets it: leaders between an entry and its page, glyphs of private fonts that have no
/// meaning, and doubled blanks.
pub fn tidy(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        let c = match c {
            // Symbol and Wingdings, as Word writes their bullets.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0a8}' | '\u{f06f}' | '\u{f076}'
            | '\u{f0d2}' | '\u{f071}' | '\u{f06e}' => '•',
            '\u{f0fc}' | '\u{f0fe}' => '✓',
            '\u{f0e0}' => '→',
            // The letter that some fonts have in the place of the apostrophe.
            '\u{2bc}' => '’',
            '\u{f02d}' => '-',
            '\t' | '\n' | '\r' => ' ',
            c => c,
        };
        if c == ' ' && out.ends_with(' ') {
            continue;
        }
        out.push(c);
    }
    without_leader(out.trim())
}

/// `Scope ........ 4` without the dots and the page.
fn without_leader(line: &str) -> String {
    let stem = line.trim_end_matches(|c: char| c.is_ascii_digit() || "ivxlc".contains(c));
    let dots = stem
        .chars()
        .rev()
        .take_while(|c| matches!(c, '.' | '…' | '_' | ' ' | '·'))
        .collect::<String>();
    let marks = dots
        .chars()
        .map(|c| match c {
            '…' => 3,
            ' ' => 0,
            _ => 1,
        })
        .sum::<usize>();
    let text = stem
        .get(..stem.len() - dots.len())
        .unwrap_or_default()
        .trim_end();
    if stem.len() < line.len() && marks >= 4 && dots.contains(['.', '…', '·']) && !text.is_empty()
    {
        text.to_owned()
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> String {
        let mut words = Words::default();
        for line in lines {
            words.note(line);
        }
        let mut out = String::new();
        for line in lines {
            if out.is_empty() {
                out.push_str(line);
            } else {
                words.join(&mut out, line);
            }
        }
        out
    }

    #[test]
    fn a_parted_word_is_whole_again() {
        assert_eq!(
            joined(&[
                "We keep the infor-",
                "mation that you give, and the infor-",
                "mation of others."
            ]),
            "We keep the information that you give, and the information of others."
        );
        assert_eq!(
            joined(&["No trans\u{ad}", "fer is made."]),
            "No transfer is made."
        );
    }

    #[test]
    fn a_hyphen_of_its_own_stays() {
        assert_eq!(
            joined(&["We share it with third-", "parties and sub-", "processors."]),
            "We share it with third-parties and sub-processors."
        );
        assert_eq!(
            joined(&[
                "The EU-",
                "US framework, our data-",
                "driven tools; data is driven by data."
            ]),
            "The EU-US framework, our data-driven tools; data is driven by data."
        );
    }

    #[test]
    fn leaders_and_private_glyphs_go() {
        assert_eq!(tidy("4. Scope ......... 12"), "4. Scope");
        assert_eq!(tidy("4. Scope of 12"), "4. Scope of 12");
        assert_eq!(tidy("\u{f0b7}  names"), "• names");
        assert_eq!(tidy("Signature: ______ "), "Signature: ______");
    }
}
