//! How deep objects lie in each other, told without recursion and wherever a reading of them may start.

/// Strings that may be open at once; random bytes open many.
const MOST_OPEN: usize = 1 << 20;

/// The deepest nesting that a reading of objects can meet in these bytes, from whatever place it starts.
///
/// A reading from one place takes for a bracket what a reading from another takes for a letter of a string. All of
/// them are followed at once: for each state that a reading can be in, what is kept is the deepest nesting among the
/// readings in that state. It may come out a little too deep, and never too shallow.
pub fn deepest(data: &[u8]) -> usize {
    let mut readings = Readings::default();
    let mut at = 0;
    while let Some(rest) = data.get(at..).filter(|r| !r.is_empty()) {
        at += readings.step(rest);
    }
    readings.deepest
}

#[derive(Debug, Default)]
struct Readings {
    /// Deepest between two tokens or in a number.
    plain: usize,
    /// Whether those readings are in a name.
    in_name: bool,
    /// Deepest in a comment, in a hexadecimal string, and in the data of a stream.
    comment: usize,
    hexadecimal: usize,
    stream: usize,
    /// Deepest in strings, by how many brackets have to close; the last one has to close first.
    strings: Vec<usize>,
    /// Whether the readings in strings skip the next byte.
    escaped: bool,
    deepest: usize,
}

impl Readings {
    /// Goes on by one token and says how long it is.
    fn step(&mut self, rest: &[u8]) -> usize {
        let Some(&byte) = rest.first() else { return 1 };
        if byte == b'\n' || byte == b'\r' {
            self.plain = self.plain.max(std::mem::take(&mut self.comment));
        }
        if std::mem::take(&mut self.escaped) {
            // A string that starts here closes with those that were open before, which is near enough.
            if byte == b'('
                && let Some(last) = self.strings.last_mut()
            {
                *last = (*last).max(self.plain);
            }
            self.plain = 0;
            return 1;
        }
        match byte {
            b'(' => self.open_string(),
            b')' => self.plain = self.strings.pop().unwrap_or(0),
            b'\\' => {
                self.escaped = !self.strings.is_empty();
                self.other();
            }
            b'%' => {
                self.comment = self.comment.max(self.plain);
                self.plain = 0;
            }
            b'[' => self.deeper(),
            b']' => self.close(),
            b'<' if rest.starts_with(b"<<") => {
                self.in_name = false;
                self.deeper();
                return 2;
            }
            b'<' => {
                self.hexadecimal = self.hexadecimal.max(self.plain);
                self.plain = 0;
            }
            b'>' if self.hexadecimal > 0 => {
                self.plain = self.plain.max(std::mem::take(&mut self.hexadecimal));
            }
            b'>' if rest.starts_with(b">>") => {
                self.in_name = false;
                self.close();
                return 2;
            }
            b'/' => self.in_name = true,
            b' ' | b'\t' | b'\n' | b'\r' | 0 | 12 => self.in_name = false,
            b'0'..=b'9' | b'+' | b'-' | b'.' => {}
            _ => return self.word(rest),
        }
        if !matches!(byte, b'/' | b'0'..=b'9' | b'+' | b'-' | b'.' | b'\\') {
            self.in_name = false;
        }
        1
    }

    fn open_string(&mut self) {
        if self.strings.len() >= MOST_OPEN {
            self.strings.drain(..MOST_OPEN / 2);
        }
        self.strings.push(std::mem::take(&mut self.plain));
    }

    fn deeper(&mut self) {
        self.plain += 1;
        self.deepest = self.deepest.max(self.plain);
    }

    fn close(&mut self) {
        self.plain = self.plain.saturating_sub(1);
    }

    /// A byte that only names and strings hold: every other reading ends.
    fn other(&mut self) {
        if !self.in_name {
            self.plain = 0;
        }
    }

    fn word(&mut self, rest: &[u8]) -> usize {
        if self.in_name {
            return 1;
        }
        if rest.starts_with(b"endstream") {
            self.plain = self.plain.max(std::mem::take(&mut self.stream));
            return 9;
        }
        if rest.starts_with(b"stream") {
            self.stream = self.stream.max(std::mem::take(&mut self.plain));
            return 6;
        }
        if rest.starts_with(b"endobj") {
            self.close();
            return 6;
        }
        // An object that starts inside another one lies in it.
        if rest.starts_with(b"obj") {
            self.deeper();
            return 3;
        }
        for word in [b"true".as_slice(), b"false", b"null", b"R"] {
            if rest.starts_with(word) {
                return word.len();
            }
        }
        self.plain = 0;
        1
    }
}

/// The deepest nesting of arrays on a page. What stands on a page is read from its start only, and everything that
/// makes no sense is skipped.
pub fn deepest_array(data: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut string = 0_usize;
    let mut bytes = data.iter().peekable();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\\' if string > 0 => {
                bytes.next();
            }
            b'(' => string += 1,
            b')' => string = string.saturating_sub(1),
            _ if string > 0 => {}
            b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' => depth = depth.saturating_sub(1),
            b'%' if depth == 0 => while bytes.next_if(|b| !matches!(b, b'\n' | b'\r')).is_some() {},
            b'<' if bytes.peek() != Some(&&b'<') => {
                while bytes.next_if(|b| **b != b'>').is_some() {}
            }
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_told() {
        assert_eq!(
            deepest(b"1 0 obj << /A [ << /B [1 2] >> ] /C (a) >> endobj"),
            5
        );
        assert_eq!(deepest(&b"[".repeat(1000)), 1000);
        assert_eq!(deepest(&b"<</A".repeat(1000)), 1000);
        assert_eq!(deepest(&b"1 0 obj ".repeat(1000)), 1000);
        assert_eq!(deepest_array(&b"[".repeat(1000)), 1000);
        assert_eq!(
            deepest_array(b"[(a) -20 <41> [1]] TJ (x[[[) Tj % [[[\n[1]"),
            2
        );
    }

    #[test]
    fn closing_brackets_in_strings_and_comments_hide_nothing() {
        assert_eq!(deepest(&b"[(])".repeat(1000)), 1000);
        assert_eq!(deepest(&b"[%]\n".repeat(1000)), 1000);
        assert!(deepest(&b"[<5D>(\\))<</A<00>/B(>>)".repeat(1000)) >= 2000);
        assert!(deepest(&b"<</A<<>>stream\n)]>>]>>\nendstream/B".repeat(1000)) >= 1000);
        assert_eq!(deepest_array(&b"[(])".repeat(1000)), 1000);
    }

    #[test]
    fn sound_files_and_noise_are_shallow() {
        // Text on a page, with brackets in strings and arrays beside each other.
        let page = b"BT /F1 10 Tf [(We [may] \\( share) -20 (your) 3 (data)] TJ ET\n".repeat(2000);
        assert!(deepest(&page) < 20, "{}", deepest(&page));
        // Fields of a form.
        let form = b"7 0 obj\n<< /T (a) /Opt [(b) [(c) (d)]] /V (e) /AA << /K << /JS (f\\)) >> >> >>\nendobj\n".repeat(2000);
        assert!(deepest(&form) < 20, "{}", deepest(&form));
        // Noise, as packed streams are.
        let mut seed = 7_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            seed.to_be_bytes()[0]
        })
        .take(4_000_000)
        .collect();
        assert!(deepest(&noise) < 40, "{}", deepest(&noise));
    }
}
