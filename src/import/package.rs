//! Files made of packed parts: DOCX and archives of policies, read with limits.
//!
//! Nothing that such a file says about itself is believed: sizes are counted while parts unfold, names are
//! cleaned, and the budget is that of the whole file, so that no part and no combination of parts can cost more
//! than the limits allow. Nothing is ever written to a disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Limits;
use super::extract::Refused;

/// Bytes that may unfold before the ratio is looked at.
const RATIO_FROM: u64 = 10 * 1024 * 1024;
/// How many times its packed size a part may unfold to. Text and markup stay well below 100.
const RATIO: u64 = 200;
/// Bytes that are unfolded at a time.
const STEP: u64 = 64 * 1024;
/// Start of an entry in the list of parts.
const ENTRY: &[u8; 4] = b"PK\x01\x02";

/// The parts of a file that is a zip archive.
///
/// ```text
/// let mut package = Package::open(bytes, limits)?;
/// let names: Vec<String> = package.names().map(str::to_owned).collect();
/// let part = package.read("word/document.xml")?;
/// ```
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Parts that are files, by their cleaned names, in the order of the archive.
    parts: Vec<(String, usize)>,
    seats: BTreeMap<String, usize>,
    /// Bytes that may still unfold.
    budget: u64,
    /// The same at the start.
    whole: usize,
}

/// A part as far as it could be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is wrong with it, where it could not be read to its end or does not match its checksum.
    pub damage: Option<String>,
}

impl<'a> Package<'a> {
    /// Opens bytes as an archive. Nothing is unfolded yet.
    ///
    /// # Errors
    /// `TooMuch` where it has more parts than the limits allow; `Damaged` where its list of parts cannot be read,
    /// two parts have the same name or the same bytes, or a name points outside of the archive.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Refused> {
        // Before anything is allocated for them.
        let listed = bytes
            .windows(ENTRY.len())
            .filter(|w| w == ENTRY)
            .take(limits.parts.saturating_add(1))
            .count();
        if listed > limits.parts {
            return Err(Refused::TooMuch(format!(
                "it has more than {} parts, the most that are read",
                limits.parts
            )));
        }
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|why| unlisted(bytes, &why))?;
        if archive.has_duplicate_names() {
            return Err(Refused::Damaged(
                "two of its parts have the same name".to_owned(),
            ));
        }
        if archive.has_overlapping_files().unwrap_or(false) {
            return Err(Refused::Damaged("its parts lie over each other".to_owned()));
        }
        let mut parts = Vec::with_capacity(archive.len());
        let mut seats = BTreeMap::new();
        for index in 0..archive.len() {
            let Some(Ok(raw)) = archive.name_for_index(index) else {
                return Err(Refused::Damaged(format!(
                    "the name of part {} cannot be read",
                    index + 1
                )));
            };
            let Some(name) = clean(&raw)? else { continue };
            if seats.insert(name.clone(), index).is_some() {
                return Err(Refused::Damaged(format!(
                    "two of its parts are named “{}”",
                    short(&name)
                )));
            }
            parts.push((name, index));
        }
        Ok(Self {
            archive,
            parts,
            seats,
            budget: u64::try_from(limits.unfolded).unwrap_or(u64::MAX),
            whole: limits.unfolded,
        })
    }

    /// Names of the parts that are files, in the archive's order: folders parted by `/`, never absolute, without
    /// `.` and `..`.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    /// Whether there is a part of this name.
    #[must_use]
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.seat(name).is_some()
    }

    /// Capital and small letters do not count where no part has exactly this name.
    fn seat(&self, name: &str) -> Option<usize> {
        self.seats.get(name).copied().or_else(|| {
            self.parts
                .iter()
                .find(|(n, _)| n.eq_ignore_ascii_case(name))
                .map(|(_, at)| *at)
        })
    }

    /// Unfolds one part. What it unfolds to is taken off the budget of the whole file.
    ///
    /// # Errors
    /// `Encrypted` where it is closed by a password; `TooMuch` where it unfolds to more than the limits allow or to
    /// far more than its packed size; `Damaged` where it does not exist, cannot be unfolded to its end or does not
    /// match its checksum.
    pub(crate) fn read(&mut self, name: &str) -> Result<Vec<u8>, Refused> {
        let part = self.read_partly(name)?;
        match part.damage {
            None => Ok(part.bytes),
            Some(what) => Err(Refused::Damaged(what)),
        }
    }

    /// The same, but of a damaged part it gives what could be unfolded.
    ///
    /// # Errors
    /// As for [`Self::read`], and `Damaged` only where nothing came out.
    pub(crate) fn read_partly(&mut self, name: &str) -> Result<Part, Refused> {
        let shown = short(name);
        let Some(index) = self.seat(name) else {
            return Err(Refused::Damaged(format!("its part “{shown}” is missing")));
        };
        let encrypted = self
            .archive
            .by_index_data(index)
            .is_ok_and(|entry| entry.encrypted());
        if encrypted {
            return Err(Refused::Encrypted);
        }
        let damaged =
            |why: &dyn std::fmt::Display| format!("its part “{shown}” cannot be unfolded ({why})");
        let mut file = self.archive.by_index(index).map_err(|why| match why {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refused::Encrypted,
            why => Refused::Damaged(damaged(&why)),
        })?;
        let packed = file.compressed_size().max(1);
        let mut part = Part::default();
        loop {
            let before = part.bytes.len();
            match file.by_ref().take(STEP).read_to_end(&mut part.bytes) {
                Ok(0) => break,
                Ok(_) => {}
                Err(why) => {
                    part.damage = Some(damaged(&why));
                }
            }
            let read = u64::try_from(part.bytes.len() - before).unwrap_or(u64::MAX);
            let Some(left) = self.budget.checked_sub(read) else {
                self.budget = 0;
                return Err(Refused::TooMuch(format!(
                    "its parts unfold to more than {} MB, the most that are read",
                    self.whole / (1024 * 1024)
                )));
            };
            self.budget = left;
            let all = u64::try_from(part.bytes.len()).unwrap_or(u64::MAX);
            if all > RATIO_FROM && all / packed > RATIO {
                return Err(Refused::TooMuch(format!(
                    "its part “{shown}” unfolds to more than {RATIO} times its size, as files do that are made to do harm"
                )));
            }
            if part.damage.is_some() {
                break;
            }
        }
        match part.damage {
            Some(what) if part.bytes.is_empty() => Err(Refused::Damaged(what)),
            damage => Ok(Part { damage, ..part }),
        }
    }
}

/// Why the list of parts cannot be read.
fn unlisted(bytes: &[u8], why: &ZipError) -> Refused {
    let tail = bytes
        .get(bytes.len().saturating_sub(66 * 1024)..)
        .unwrap_or_default();
    // The record at the end has 22 bytes.
    let ended = tail.windows(22).any(|w| w.starts_with(b"PK\x05\x06"));
    Refused::Damaged(if ended {
        format!("its list of parts cannot be read ({why})")
    } else {
        "its end is missing, and with it the list of its parts; it was cut off when it was saved or downloaded"
            .to_owned()
    })
}

/// The name of a part in a plain form; nothing where it is a folder.
fn clean(raw: &str) -> Result<Option<String>, Refused> {
    // Some programs for Windows write their own bars.
    let name = raw.replace('\\', "/");
    if name.ends_with('/') || name.is_empty() {
        return Ok(None);
    }
    let drive = name.as_bytes().get(1) == Some(&b':');
    if drive || name.contains('\0') || name.split('/').any(|p| p == "..") {
        return Err(Refused::Damaged(format!(
            "its part “{}” has a name that points outside of the file, as no sound program writes it",
            short(&name)
        )));
    }
    let parts: Vec<&str> = name
        .split('/')
        .filter(|p| !p.is_empty() && *p != ".")
        .collect();
    Ok((!parts.is_empty()).then(|| parts.join("/")))
}

/// A name that fits into a message.
fn short(name: &str) -> String {
    const MOST: usize = 60;
    let printable = name.chars().map(|c| if c.is_control() { '?' } else { c });
    if name.chars().count() <= MOST {
        return printable.collect();
    }
    printable.take(MOST).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
