//! What has to be told about a file: tracked changes, hidden text, things that were left out.

use std::collections::BTreeSet;

use crate::document::{Warning, WarningKind};

/// Counts of what a reader has to know.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    insertions: usize,
    deletions: usize,
    moves: usize,
    authors: BTreeSet<String>,
    /// Authors of the insertion and the deletion that the last text belongs to.
    inserting: Option<String>,
    deleting: Option<String>,
    /// Comments that were left out.
    pub comments: usize,
    /// Hidden passages and their words.
    pub hidden: (usize, usize),
    /// Words that are struck through by hand.
    pub struck: usize,
    /// Symbols without a letter.
    pub symbols: usize,
    /// Pictures.
    pub pictures: usize,
    /// Charts.
    pub charts: usize,
    /// Numbers that fields count on their own.
    pub list_numbers: usize,
    /// Elements that lie too deep.
    pub deep: usize,
    /// Parts of the text that lie in other files, or in formats that are not read.
    pub elsewhere: usize,
    /// Macros that were left alone.
    pub macros: bool,
    /// Parts that could not be read to their end: what, and how far in hundredths where that is known.
    pub cut: Vec<String>,
}

impl Tally {
    /// Text that was inserted. Stretches that stand together count once.
    pub fn inserted(&mut self, author: Option<String>) {
        let author = author.unwrap_or_default();
        if self.inserting.as_ref() != Some(&author) {
            self.insertions += 1;
            self.inserting = Some(author.clone());
        }
        self.authors.insert(author);
    }

    /// Text that was deleted.
    pub fn deleted(&mut self, author: Option<String>) {
        let author = author.unwrap_or_default();
        if self.deleting.as_ref() != Some(&author) {
            self.deletions += 1;
            self.deleting = Some(author.clone());
        }
        self.authors.insert(author);
    }

    /// Text that was moved to where it stands.
    pub fn moved(&mut self, author: Option<String>) {
        let author = author.unwrap_or_default();
        if self.inserting.as_ref() != Some(&author) {
            self.moves += 1;
            self.inserting = Some(author.clone());
        }
        self.authors.insert(author);
    }

    /// Text that nobody changed: what follows is a change of its own.
    pub fn unchanged(&mut self) {
        self.inserting = None;
        self.deleting = None;
    }

    /// The warnings.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mut out = Vec::new();
        let mut warn = |kind, damage, message: String| {
            out.push(Warning {
                kind,
                message,
                damage,
            })
        };
        for what in &self.cut {
            warn(WarningKind::CutText, true, what.clone());
        }
        if self.elsewhere > 0 {
            warn(
                WarningKind::CutText,
                true,
                format!(
                    "{} of the text {} in a file or format of its own inside this one and could not be read. Save it as a plain DOCX or PDF.",
                    counted(self.elsewhere, "part", "parts"),
                    if self.elsewhere == 1 { "lies" } else { "lie" },
                ),
            );
        }
        if self.deep > 0 {
            warn(
                WarningKind::Limits,
                true,
                format!(
                    "{} too deep inside others; what lies there was not read.",
                    if self.deep == 1 {
                        "1 element is nested".to_owned()
                    } else {
                        format!("{} elements are nested", self.deep)
                    },
                ),
            );
        }
        if let Some(message) = self.changes() {
            warn(WarningKind::TrackedChanges, false, message);
        }
        if self.comments > 0 {
            warn(
                WarningKind::Other,
                false,
                format!(
                    "{} of reviewers {} left out.",
                    counted(self.comments, "comment", "comments"),
                    if self.comments == 1 { "was" } else { "were" },
                ),
            );
        }
        let (passages, words) = self.hidden;
        if passages > 0 {
            warn(
                WarningKind::HiddenText,
                false,
                format!(
                    "{} ({}) {} hidden in the file, so that readers of the original do not see {}; {} read like the rest and marked.",
                    counted(passages, "passage", "passages"),
                    counted(words, "word", "words"),
                    if passages == 1 { "is" } else { "are" },
                    if passages == 1 { "it" } else { "them" },
                    if passages == 1 { "it was" } else { "they were" },
                ),
            );
        }
        if self.struck > 0 {
            warn(
                WarningKind::Other,
                false,
                format!(
                    "{} struck through by hand; read as if {} held. Ask the vendor whether they do.",
                    if self.struck == 1 {
                        "1 word is".to_owned()
                    } else {
                        format!("{} words are", self.struck)
                    },
                    if self.struck == 1 { "it" } else { "they" },
                ),
            );
        }
        if self.symbols > 0 {
            warn(
                WarningKind::Other,
                false,
                format!(
                    "{} no letter stands for {} left out.",
                    if self.symbols == 1 {
                        "1 symbol that".to_owned()
                    } else {
                        format!("{} symbols that", self.symbols)
                    },
                    if self.symbols == 1 { "was" } else { "were" },
                ),
            );
        }
        if self.list_numbers > 0 {
            warn(
                WarningKind::Other,
                false,
                format!(
                    "{} inside paragraphs (LISTNUM) {} left out; look in the original for the numbers of such clauses.",
                    counted(self.list_numbers, "number", "numbers"),
                    if self.list_numbers == 1 {
                        "was"
                    } else {
                        "were"
                    },
                ),
            );
        }
        if self.charts > 0 {
            warn(
                WarningKind::Other,
                false,
                format!(
                    "{} not read; look at {} in the original.",
                    if self.charts == 1 {
                        "1 chart was".to_owned()
                    } else {
                        format!("{} charts were", self.charts)
                    },
                    if self.charts == 1 { "it" } else { "them" },
                ),
            );
        }
        if self.macros {
            warn(
                WarningKind::Other,
                false,
                "The file holds macros; they were neither read nor run.".to_owned(),
            );
        }
        out
    }

    fn changes(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.insertions > 0 {
            parts.push(counted(self.insertions, "insertion", "insertions"));
        }
        if self.deletions > 0 {
            parts.push(counted(self.deletions, "deletion", "deletions"));
        }
        if self.moves > 0 {
            parts.push(counted(self.moves, "moved passage", "moved passages"));
        }
        let last = parts.pop()?;
        let list = if parts.is_empty() {
            last
        } else {
            format!("{} and {last}", parts.join(", "))
        };
        Some(format!(
            "The file has tracked changes that nobody has accepted yet: {list} by {}. It was read as if all of them were accepted.",
            counted(self.authors.len(), "author", "authors"),
        ))
    }
}

/// A number with its noun.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
