//! Every word leads back to its bytes, whatever tricks the file is full of.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic"
)]

use proptest::prelude::*;
use scruple::document::{Document, Span};
use scruple::import::{Limits, import};

/// What a word of the file looks like, and what it is read as.
const WORDS: &[(&str, &str)] = &[
    ("data", "data"),
    ("don’t", "don’t"),
    ("naïve", "naïve"),
    ("pro\u{fb01}le", "profile"),
    ("shu\u{fb04}e", "shuffle"),
    ("Ｄａｔａ", "Data"),
    ("per\u{ad}sonal", "personal"),
    ("se\u{200b}ll", "sell"),
    ("third\u{2011}party", "third-party"),
    ("AT&amp;T", "AT&T"),
    ("you&amp;rsquo;re", "you’re"),
    ("\u{1d41d}\u{1d41a}\u{1d42d}\u{1d41a}", "data"),
    ("d\u{430}ta", "d\u{430}ta"),
    ("cafe\u{301}", "cafe\u{301}"),
    ("weâ€™ll", "we’ll"),
    ("cafÃ©", "café"),
    ("字", "字"),
    ("😀x", "😀x"),
    ("share.", "share."),
    ("(logs)", "(logs)"),
];
const BLANKS: &[&str] = &[
    " ",
    "  ",
    "\u{a0}",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\u{2009} ",
    "\u{3000}",
    "\r",
];

#[derive(Debug, Clone, Copy)]
enum Charset {
    Utf8,
    Utf8Mark,
    Utf16Le,
    Utf16Be,
    Windows,
}

/// Bytes of a text, and for each of its letters where they stand.
fn encode(text: &str, charset: Charset) -> (Vec<u8>, Vec<Span>) {
    let mut bytes = match charset {
        Charset::Utf8 | Charset::Windows => Vec::new(),
        Charset::Utf8Mark => vec![0xef, 0xbb, 0xbf],
        Charset::Utf16Le => vec![0xff, 0xfe],
        Charset::Utf16Be => vec![0xfe, 0xff],
    };
    let mut spans = Vec::new();
    for c in text.chars() {
        let start = bytes.len();
        let mut two = [0; 2];
        match charset {
            Charset::Utf8 | Charset::Utf8Mark => bytes.extend(c.to_string().as_bytes()),
            Charset::Utf16Le => bytes.extend(
                c.encode_utf16(&mut two)
                    .iter()
                    .flat_map(|u| u.to_le_bytes()),
            ),
            Charset::Utf16Be => bytes.extend(
                c.encode_utf16(&mut two)
                    .iter()
                    .flat_map(|u| u.to_be_bytes()),
            ),
            Charset::Windows => bytes.push(match c {
                '’' => 0x92,
                'ï' => 0xef,
                '\u{a0}' => 0xa0,
                '\u{ad}' => 0xad,
                c => u8::try_from(c).unwrap(),
            }),
        }
        spans.push(Span::new(start, bytes.len()));
    }
    (bytes, spans)
}

/// The bytes behind a span of the document's text.
fn source(doc: &Document, span: Span) -> Option<Span> {
    doc.source
        .iter()
        .filter(|r| r.text.overlaps(span))
        .map(|r| {
            let (text, source) = (r.text.len(), r.source.len());
            let start = r.text.start.max(span.start) - r.text.start;
            let end = r.text.end.min(span.end) - r.text.start;
            Span::new(
                r.source.start + start * source / text,
                r.source.start + (end * source).div_ceil(text),
            )
        })
        .reduce(Span::join)
}

fn check(words: &[usize], blanks: &[usize], charset: Charset, name: &str) {
    let mut text = "We keep it".to_owned();
    // Where each word starts and ends in the file, counted in letters.
    let mut places = Vec::new();
    for (word, blank) in words.iter().zip(blanks) {
        let blank = BLANKS[*blank % BLANKS.len()];
        let (raw, shown) = WORDS[*word % WORDS.len()];
        if matches!(charset, Charset::Windows)
            && !(raw.chars().chain(blank.chars()))
                .all(|c| c.is_ascii() || matches!(c, '’' | 'ï' | '\u{a0}' | '\u{ad}'))
        {
            continue;
        }
        text.push_str(blank);
        let start = text.chars().count();
        text.push_str(raw);
        places.push((start, text.chars().count(), shown));
    }
    text.push_str(" so that it’s told in “plain” words");
    if matches!(charset, Charset::Windows) {
        text = text.replace(['“', '”'], "\"");
        // A guess needs more than a handful of odd words.
        text.push_str(&" and in common letters that tell nothing".repeat(40));
    }
    let (bytes, spans) = encode(&text, charset);
    let doc = import(name, &bytes, &Limits::default()).unwrap();
    let mut at = 0;
    for (start, end, shown) in places {
        let found = doc.text[at..]
            .find(shown)
            .unwrap_or_else(|| panic!("{shown:?} of {text:?} is not in {:?}", doc.text));
        let span = Span::new(at + found, at + found + shown.len());
        at = span.end;
        let expected = Span::new(spans[start].start, spans[end - 1].end);
        assert_eq!(
            source(&doc, span),
            Some(expected),
            "{shown:?} in {text:?} read as {:?}",
            doc.text
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_of_text_lead_back(
        words in prop::collection::vec(0_usize..100, 1..30),
        blanks in prop::collection::vec(0_usize..100, 30),
        charset in prop::sample::select(vec![Charset::Utf8, Charset::Utf8Mark, Charset::Utf16Le, Charset::Utf16Be, Charset::Windows]),
    ) {
        check(&words, &blanks, charset, "a.txt");
    }

    #[test]
    fn words_of_markdown_lead_back(
        words in prop::collection::vec(0_usize..100, 1..30),
        blanks in prop::collection::vec(0_usize..100, 30),
        charset in prop::sample::select(vec![Charset::Utf8, Charset::Utf8Mark, Charset::Utf16Le, Charset::Utf16Be, Charset::Windows]),
    ) {
        check(&words, &blanks, charset, "a.md");
    }
}
