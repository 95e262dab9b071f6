use std::io::Write;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn refused(bytes: &[u8]) -> Refused {
    Package::open(bytes, &Limits::default()).err().unwrap()
}

fn told(refused: &Refused, words: &str) {
    let (Refused::Damaged(what) | Refused::TooMuch(what)) = refused else {
        panic!("{refused:?}");
    };
    assert!(what.contains(words), "{what}");
}

/// Replaces every occurrence; both must have the same length, so that the archive stays whole.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut out = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = out[at..].windows(from.len()).position(|w| w == from) {
        out[at + found..at + found + to.len()].copy_from_slice(to);
        at += found + to.len();
    }
    out
}

#[test]
fn parts_are_listed_and_read() {
    let bytes = packed(&[
        ("b/two.txt", b"two"),
        ("./a//one.txt", b"one"),
        ("/c.txt", b"three"),
    ]);
    let mut package = Package::open(&bytes, &Limits::default()).unwrap();
    let names: Vec<&str> = package.names().collect();
    assert_eq!(names, ["b/two.txt", "a/one.txt", "c.txt"]);
    assert_eq!(package.read("a/one.txt").unwrap(), b"one");
    assert_eq!(package.read("B/Two.txt").unwrap(), b"two");
    told(&package.read("b").unwrap_err(), "“b” is missing");
}

#[test]
fn folders_are_no_parts_and_bars_of_windows_part_folders() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .add_directory("empty", SimpleFileOptions::default())
        .unwrap();
    writer
        .start_file("vendor\\policy.txt", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(b"We keep logs.").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let mut package = Package::open(&bytes, &Limits::default()).unwrap();
    let names: Vec<&str> = package.names().collect();
    assert_eq!(names, ["vendor/policy.txt"]);
    assert_eq!(package.read("vendor/policy.txt").unwrap(), b"We keep logs.");
}

#[test]
fn names_that_point_outside_are_refused() {
    for name in ["../up.txt", "a/../../up.txt", "..\\up.txt", "C:\\up.txt"] {
        told(&refused(&packed(&[(name, b"x")])), "points outside");
    }
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let bytes = replaced(
        &packed(&[("one.txt", b"1"), ("two.txt", b"2")]),
        b"two.txt",
        b"one.txt",
    );
    told(&refused(&bytes), "the same name");
    told(
        &refused(&packed(&[("a/b.txt", b"1"), ("a//b.txt", b"2")])),
        "are named “a/b.txt”",
    );
}

#[test]
fn a_part_that_unfolds_without_end_is_refused_early() {
    let zeros = vec![0_u8; 64 * 1024 * 1024];
    let bytes = packed(&[("bomb.xml", &zeros)]);
    let mut package = Package::open(&bytes, &Limits::default()).unwrap();
    told(&package.read("bomb.xml").unwrap_err(), "200 times its size");
}

#[test]
fn all_parts_share_one_budget() {
    let part: Vec<u8> = (0..40_000_u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect();
    let bytes = packed(&[("a", &part), ("b", &part), ("c", &part)]);
    let limits = Limits {
        unfolded: 400_000,
        ..Limits::default()
    };
    let mut package = Package::open(&bytes, &limits).unwrap();
    assert!(package.read("a").is_ok());
    assert!(package.read("b").is_ok());
    told(&package.read("c").unwrap_err(), "unfold to more than 0 MB");
    told(&package.read("a").unwrap_err(), "unfold to more than 0 MB");
}

#[test]
fn declared_sizes_are_not_believed() {
    // The part says that it has 5 bytes and has 500,000.
    let part = vec![b'x'; 500_000];
    let bytes = packed(&[("a", &part)]);
    let bytes = replaced(&bytes, &500_000_u32.to_le_bytes(), &5_u32.to_le_bytes());
    let limits = Limits {
        unfolded: 100_000,
        ..Limits::default()
    };
    let mut package = Package::open(&bytes, &limits).unwrap();
    let read = package.read("a");
    assert!(read.is_err(), "{}", read.unwrap().len());
}

#[test]
fn too_many_parts_are_refused_before_they_are_read() {
    let names: Vec<String> = (0..30).map(|n| format!("{n}.txt")).collect();
    let parts: Vec<(&str, &[u8])> = names
        .iter()
        .map(|n| (n.as_str(), b"x".as_slice()))
        .collect();
    let bytes = packed(&parts);
    let limits = Limits {
        parts: 29,
        ..Limits::default()
    };
    told(
        &Package::open(&bytes, &limits).err().unwrap(),
        "more than 29 parts",
    );
    assert!(
        Package::open(
            &bytes,
            &Limits {
                parts: 30,
                ..limits
            }
        )
        .is_ok()
    );
}

#[test]
fn parts_that_lie_over_each_other_are_refused() {
    // Both entries of the list point to the first part.
    let bytes = stored(&[
        ("one.txt", b"the same bytes"),
        ("two.txt", b"the same bytes"),
    ]);
    let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let mut twisted = bytes.clone();
    let second = list
        + bytes[list..]
            .windows(7)
            .position(|w| w == b"two.txt")
            .unwrap()
        - 46;
    twisted[second + 42..second + 46].copy_from_slice(&0_u32.to_le_bytes());
    told(&refused(&twisted), "over each other");
}

#[test]
fn a_closed_part_is_told_from_a_damaged_one() {
    let mut bytes = stored(&[("one.txt", b"some words"), ("two.txt", b"other words")]);
    // The flag of encryption, in the part's own head and in the list.
    let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[list + 8] |= 1;
    let mut package = Package::open(&bytes, &Limits::default()).unwrap();
    assert_eq!(package.read("one.txt").unwrap_err(), Refused::Encrypted);
    assert_eq!(package.read("two.txt").unwrap(), b"other words");
}

#[test]
fn damage_is_told_and_what_came_out_is_kept() {
    let words = b"words and more words, and no two of them alike";
    let bytes = stored(&[("one.txt", words)]);
    let mut flipped = bytes.clone();
    let at = bytes.windows(5).position(|w| w == b"alike").unwrap();
    flipped[at] ^= 1;
    let mut package = Package::open(&flipped, &Limits::default()).unwrap();
    let part = package.read_partly("one.txt").unwrap();
    assert_eq!(part.bytes.len(), words.len());
    assert!(part.damage.is_some());
    told(
        &package.read("one.txt").unwrap_err(),
        "“one.txt” cannot be unfolded",
    );
    told(&refused(&bytes[..bytes.len() - 30]), "its end is missing");
    assert!(matches!(refused(b"PK\x03\x04"), Refused::Damaged(_)));
    assert!(matches!(refused(b""), Refused::Damaged(_)));
}
