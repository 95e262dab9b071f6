//! Compressed data and ZIP containers, written by hand so that they can lie.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A file in a container.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name with folders.
    pub name: String,
    /// How it is packed: 0 as it is, 8 deflated.
    pub method: u16,
    /// What the container says is its checksum.
    pub checksum: u32,
    /// What the container says it unfolds to, in bytes.
    pub size: u32,
    /// Its packed bytes.
    pub raw: Vec<u8>,
}

impl Entry {
    /// An entry as it is.
    #[must_use]
    pub fn stored(name: &str, data: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            method: 0,
            checksum: checksum(data),
            size: data.len() as u32,
            raw: data.to_vec(),
        }
    }

    /// A deflated entry.
    #[must_use]
    pub fn deflated(name: &str, data: &[u8]) -> Self {
        Self {
            method: 8,
            raw: deflate(data),
            ..Self::stored(name, data)
        }
    }

    /// An entry of deflated bytes that are made already; the container says that they unfold to `size` bytes.
    #[must_use]
    pub fn packed(name: &str, raw: Vec<u8>, size: u32) -> Self {
        Self {
            name: name.to_owned(),
            method: 8,
            checksum: 0,
            size,
            raw,
        }
    }
}

/// The checksum that ZIP uses.
#[must_use]
pub fn checksum(data: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for &byte in data {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

/// Bytes without any frame, deflated.
#[must_use]
pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("a", options).unwrap();
    writer.write_all(data).unwrap();
    let whole = writer.finish().unwrap();
    let mut archive = ZipArchive::new(whole).unwrap();
    let mut out = Vec::new();
    archive
        .by_index_raw(0)
        .unwrap()
        .read_to_end(&mut out)
        .unwrap();
    out
}

/// `deflate` with the frame that PDF wants around it.
#[must_use]
pub fn zlib(data: &[u8]) -> Vec<u8> {
    let (mut low, mut high) = (1_u32, 0_u32);
    for &byte in data {
        low = (low + u32::from(byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    framed(&deflate(data), (high << 16) | low)
}

fn framed(raw: &[u8], sum: u32) -> Vec<u8> {
    let mut out = vec![0x78, 0x9c];
    out.extend_from_slice(raw);
    out.extend_from_slice(&sum.to_be_bytes());
    out
}

/// Deflated data that unfolds to `start` and then at least `size` bytes that all are `byte`, without ever
/// holding them: a run of 258 bytes costs 13 bits.
#[must_use]
pub fn bomb(start: &[u8], byte: u8, size: usize) -> Vec<u8> {
    // What comes first stands in blocks as it is.
    let mut out = Vec::new();
    for piece in start.chunks(60_000) {
        out.push(0);
        let length = piece.len() as u16;
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&(!length).to_le_bytes());
        out.extend_from_slice(piece);
    }
    let mut bits = Bits {
        out,
        held: 0,
        count: 0,
    };
    // One last block with the fixed codes of RFC 1951, 3.2.6.
    bits.push(0b1, 1);
    bits.push(0b01, 2);
    if byte < 144 {
        bits.code(0x30 + u32::from(byte), 8);
    } else {
        bits.code(0x190 + u32::from(byte) - 144, 9);
    }
    for _ in 0..size / 258 {
        // A length of 258 is code 285, a distance of 1 is code 0.
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    // The end of the block.
    bits.code(0, 7);
    bits.finish()
}

/// `bomb` with the frame that PDF wants around it; its checksum is wrong.
#[must_use]
pub fn zlib_bomb(start: &[u8], byte: u8, size: usize) -> Vec<u8> {
    framed(&bomb(start, byte, size), 0)
}

struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    /// Adds bits, the lowest first.
    fn push(&mut self, value: u32, count: u32) {
        self.held |= value << self.count;
        self.count += count;
        while self.count >= 8 {
            self.out.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// Adds a code, the highest bit first.
    fn code(&mut self, value: u32, count: u32) {
        self.push(value.reverse_bits() >> (32 - count), count);
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.out.push(self.held as u8);
        }
        self.out
    }
}

/// A container of these entries, in this order.
#[must_use]
pub fn archive(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = out.len() as u32;
        let mut shared = Vec::new();
        for number in [20_u16, 0x0800, entry.method, 0, 0x5821] {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        for number in [entry.checksum, entry.raw.len() as u32, entry.size] {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        shared.extend_from_slice(&(entry.name.len() as u16).to_le_bytes());
        shared.extend_from_slice(&[0, 0]);
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&shared);
        out.extend_from_slice(entry.name.as_bytes());
        out.extend_from_slice(&entry.raw);
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&shared);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(entry.name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    // More entries than the number can tell are a lie that readers have to bear.
    let count = entries.len().min(usize::from(u16::MAX)) as u16;
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// The entries of a container, with their unfolded bytes; nothing where it cannot be read.
#[must_use]
pub fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for at in 0..archive.len() {
        if let Ok(entry) = archive.by_index(at) {
            let name = entry.name().map(|n| n.to_string()).unwrap_or_default();
            let mut data = Vec::new();
            if entry.take(64 << 20).read_to_end(&mut data).is_ok() {
                out.push((name, data));
            }
        }
    }
    out
}
