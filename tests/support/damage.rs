//! Damages a file as disks, networks, careless programs and attackers do. The same arguments give the same bytes.

use super::packed::{Entry, archive, deflate, unpacked, zlib};
use super::random::Random;

/// What was done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Damage {
    CutOff,
    Flipped,
    Overwritten,
    Spliced,
    Zeroed,
    Doubled,
    Removed,
    Renumbered,
    Inside,
}

impl Damage {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::CutOff,
        Self::Flipped,
        Self::Overwritten,
        Self::Spliced,
        Self::Zeroed,
        Self::Doubled,
        Self::Removed,
        Self::Renumbered,
        Self::Inside,
    ];

    /// The word for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CutOff => "cut off",
            Self::Flipped => "bits flipped",
            Self::Overwritten => "overwritten",
            Self::Spliced => "spliced",
            Self::Zeroed => "zeroed",
            Self::Doubled => "doubled",
            Self::Removed => "removed",
            Self::Renumbered => "renumbered",
            Self::Inside => "inside",
        }
    }
}

/// A damaged copy of `whole`, in the way that `random` chooses; `other` is a file to splice from.
#[must_use]
pub fn copy(random: &mut Random, whole: &[u8], other: &[u8]) -> (Damage, Vec<u8>) {
    let damage = Damage::ALL[random.below(Damage::ALL.len())];
    let mut bytes = whole.to_vec();
    if damage == Damage::Inside {
        // What has no inside is changed in several ways at once.
        let inner = inside(random, whole, other);
        return (
            damage,
            inner.unwrap_or_else(|| {
                for _ in 0..3 {
                    let kind = Damage::ALL[random.below(8)];
                    apply(random, kind, &mut bytes, other);
                }
                bytes
            }),
        );
    }
    apply(random, damage, &mut bytes, other);
    (damage, bytes)
}

/// A stretch of the bytes, mostly short, sometimes up to half of them.
fn stretch(random: &mut Random, length: usize) -> std::ops::Range<usize> {
    let most = match random.below(4) {
        0 => 8,
        1 => 256,
        2 => 8192,
        _ => length / 2,
    };
    let start = random.below(length);
    let end = (start + 1 + random.below(most.max(1))).min(length);
    start..end
}

fn apply(random: &mut Random, damage: Damage, bytes: &mut Vec<u8>, other: &[u8]) {
    if bytes.is_empty() {
        return;
    }
    let range = stretch(random, bytes.len());
    match damage {
        Damage::CutOff => bytes.truncate(random.below(bytes.len())),
        Damage::Flipped => {
            for _ in 0..=random.below(64) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
        }
        Damage::Overwritten => {
            for at in range {
                bytes[at] = random.byte();
            }
        }
        Damage::Spliced => {
            let from = stretch(random, other.len());
            let piece = other.get(from).unwrap_or_default().to_vec();
            bytes.splice(range, piece);
        }
        Damage::Zeroed => bytes[range].fill(0),
        Damage::Doubled => {
            let piece = bytes[range.clone()].to_vec();
            for _ in 0..=random.below(3) {
                bytes.splice(range.end..range.end, piece.iter().copied());
            }
        }
        Damage::Removed => {
            bytes.drain(range);
        }
        Damage::Renumbered => {
            for _ in 0..=random.below(6) {
                renumber(random, bytes);
            }
        }
        // What damages the inside chooses among the others.
        Damage::Inside => {}
    }
}

/// Changes a number that is written in digits, or one that is written in two or four bytes.
fn renumber(random: &mut Random, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let from = random.below(bytes.len());
    let digits = bytes[from..]
        .iter()
        .position(u8::is_ascii_digit)
        .map(|at| from + at);
    if let (Some(start), true) = (digits, random.below(3) > 0) {
        let length = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let number = match random.below(8) {
            0 => "0".to_owned(),
            1 => "-1".to_owned(),
            2 => "4294967295".to_owned(),
            3 => "9223372036854775807".to_owned(),
            4 => "99999999999999999999999999".to_owned(),
            5 => "1".to_owned(),
            6 => format!(
                "{:0length$}",
                random.below(10_usize.pow(length.min(9) as u32))
            ),
            _ => random.below(100_000).to_string(),
        };
        bytes.splice(start..start + length, number.bytes());
    } else {
        const NUMBERS: [&[u8]; 7] = [
            &[0xff, 0xff, 0xff, 0xff],
            &[0, 0, 0, 0],
            &[0xff, 0xff, 0xff, 0x7f],
            &[0, 0, 0, 0x80],
            &[0xff, 0xff],
            &[1, 0],
            &[0, 1],
        ];
        let number = random.pick(&NUMBERS);
        for (at, &byte) in number.iter().enumerate() {
            if let Some(place) = bytes.get_mut(from + at) {
                *place = byte;
            }
        }
    }
}

fn inside(random: &mut Random, whole: &[u8], other: &[u8]) -> Option<Vec<u8>> {
    if whole.starts_with(b"PK") {
        inside_archive(random, whole, other)
    } else if whole.starts_with(b"%PDF") {
        inside_pdf(random, whole)
    } else {
        None
    }
}

/// Damages one or two files of a container and packs them again, so that the container itself is sound.
fn inside_archive(random: &mut Random, whole: &[u8], other: &[u8]) -> Option<Vec<u8>> {
    let mut entries = unpacked(whole);
    let splice_from: Vec<u8> = unpacked(other)
        .into_iter()
        .flat_map(|(_, data)| data)
        .collect();
    let parts: Vec<usize> = (0..entries.len())
        .filter(|&at| entries[at].0.ends_with(".xml") || entries[at].0.ends_with(".rels"))
        .collect();
    let main = entries
        .iter()
        .position(|(name, _)| name == "word/document.xml");
    if parts.is_empty() {
        return None;
    }
    for _ in 0..=random.below(2) {
        let at = match main {
            Some(main) if random.below(3) > 0 => main,
            _ => parts[random.below(parts.len())],
        };
        let kind = Damage::ALL[random.below(8)];
        apply(random, kind, &mut entries[at].1, &splice_from);
    }
    let packed: Vec<Entry> = entries
        .iter()
        .map(|(name, data)| Entry::deflated(name, data))
        .collect();
    Some(archive(&packed))
}

/// Places of the compressed streams of a PDF.
fn streams(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    let find = |what: &[u8], from: usize| {
        bytes
            .get(from..)?
            .windows(what.len())
            .position(|w| w == what)
            .map(|at| from + at)
    };
    while let Some(at) = find(b"stream", from) {
        let start = at
            + 6
            + bytes[at + 6..]
                .iter()
                .take(2)
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
        let Some(end) = find(b"endstream", start) else {
            break;
        };
        if bytes[start..].starts_with(&[0x78]) || bytes[start..].starts_with(&[0x48, 0x89]) {
            out.push(start..end);
        }
        from = end + 9;
    }
    out
}

/// Unfolds, damages and folds one to three streams of a PDF. Where the new one fits it takes the old one's place.
fn inside_pdf(random: &mut Random, whole: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = whole.to_vec();
    for _ in 0..=random.below(3) {
        let streams = streams(&bytes);
        if streams.is_empty() {
            return None;
        }
        let range = streams[random.below(streams.len())].clone();
        let raw = bytes[range.clone()].get(2..)?.to_vec();
        let held = archive(&[Entry::packed("a", raw, 1 << 24)]);
        let mut data = inflate(&held);
        let kind = Damage::ALL[random.below(8)];
        apply(random, kind, &mut data, whole);
        let mut new = zlib(&data);
        if new.len() < range.len() {
            new.resize(range.len(), b' ');
        }
        bytes.splice(range, new);
    }
    Some(bytes)
}

/// What the only file of a container unfolds to, as far as it does.
fn inflate(archive: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut out = Vec::new();
    if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(archive))
        && let Ok(file) = archive.by_index(0)
    {
        // The checksum is wrong: everything before its failure counts.
        let mut file = file.take(32 << 20);
        let mut piece = [0; 4096];
        while let Ok(got @ 1..) = file.read(&mut piece) {
            out.extend_from_slice(&piece[..got]);
        }
    }
    out
}

/// Whether a stream that is unfolded and folded again is the same, which the tests of this module's users check.
#[must_use]
pub fn folds(data: &[u8]) -> bool {
    inflate(&archive(&[Entry::packed(
        "a",
        deflate(data),
        data.len() as u32,
    )])) == data
}
