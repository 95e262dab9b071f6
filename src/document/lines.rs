//! A text as a list of lines in files: line endings stand in the strings as `\n`, so that no editor and no version
//! control can change a byte of what spans point into, and a difference of two files shows the lines that differ.

use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserializer, Serializer};

/// Writes the lines, each with its ending.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    let mut seq = to.serialize_seq(None)?;
    for line in text.split_inclusive('\n') {
        seq.serialize_element(line)?;
    }
    seq.end()
}

/// Puts the lines together again.
///
/// # Errors
/// Where it is no list of texts.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    struct Lines;

    impl<'de> Visitor<'de> for Lines {
        type Value = String;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list of lines")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<String, A::Error> {
            let mut text = String::new();
            while let Some(line) = seq.next_element::<String>()? {
                text.push_str(&line);
            }
            Ok(text)
        }
    }

    from.deserialize_seq(Lines)
}
