//! What can be wrong with a catalogue file, with its place and a caret under it.

use std::fmt::{self, Write as _};

/// A catalogue file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// File name, for messages. `words.ron` holds the shared words.
    pub name: String,
    /// RON.
    pub text: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The catalogue cannot be used.
    Error,
    /// It can, but something in it is doubtful.
    Warning,
}

/// Something wrong in a catalogue file, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad.
    pub level: Level,
    /// File name.
    pub file: String,
    /// Line, from 1; 0 where the place is not known.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The line itself.
    pub excerpt: String,
    /// How many letters the caret covers.
    pub width: usize,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub help: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        writeln!(f, "{word}: {}", self.message)?;
        if self.line > 0 {
            let gutter = self.line.to_string();
            let pad = " ".repeat(gutter.len());
            writeln!(f, "{pad}--> {}:{}:{}", self.file, self.line, self.column)?;
            let (shown, column, width) = self.shown();
            writeln!(f, "{gutter} | {shown}")?;
            let before: String = shown
                .chars()
                .take(column.saturating_sub(1))
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            writeln!(f, "{pad} | {before}{}", "^".repeat(width))?;
        } else {
            writeln!(f, "--> {}", self.file)?;
        }
        write!(f, "next: {}", self.help)
    }
}

/// A catalogue that cannot be used, with everything that is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// The problems, errors only, in the order of the files.
    pub problems: Vec<Problem>,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                text.push('\n');
            }
            write!(text, "{problem}")?;
        }
        f.write_str(&text)
    }
}

impl std::error::Error for CatalogueError {}

/// The most letters of a line that are shown around a caret.
const SHOWN: usize = 96;

impl Problem {
    /// A problem that points at the text `needle` as it stands, in quotation marks, in the file.
    #[must_use]
    pub fn at(level: Level, source: &Source, needle: &str, message: String, help: &str) -> Self {
        let quoted = format!("\"{needle}\"");
        let found = (!needle.is_empty())
            .then(|| source.text.find(&quoted))
            .flatten();
        let (line, column, excerpt) = match found {
            Some(byte) => {
                let before = source.text.get(..byte).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
                let excerpt = source.text.lines().nth(line - 1).unwrap_or_default();
                (line, column, excerpt.to_owned())
            }
            None => (0, 0, String::new()),
        };
        Self {
            level,
            file: source.name.clone(),
            line,
            column,
            excerpt,
            width: quoted.chars().count(),
            message,
            help: help.to_owned(),
        }
    }

    /// A file that is not RON of the right shape.
    #[must_use]
    pub fn unparsed(source: &Source, error: &ron::error::SpannedError) -> Self {
        let start = error.span.start;
        let excerpt = source.text.lines().nth(start.line.saturating_sub(1));
        Self {
            level: Level::Error,
            file: source.name.clone(),
            line: start.line,
            column: start.col,
            excerpt: excerpt.unwrap_or_default().to_owned(),
            width: 1,
            message: error.code.to_string(),
            help: "correct the RON at this place; the shapes are those of the built-in files"
                .to_owned(),
        }
    }

    /// The part of the line around the caret, the caret's column in it, and how many letters it covers there.
    fn shown(&self) -> (String, usize, usize) {
        let from = self.column.saturating_sub(1);
        let start = if self.excerpt.chars().count() <= SHOWN {
            0
        } else {
            from.saturating_sub(SHOWN / 4)
        };
        let mut text: String = self.excerpt.chars().skip(start).take(SHOWN).collect();
        let cut = self.excerpt.chars().count() > start + SHOWN;
        let mut column = self.column - start.min(self.column);
        if start > 0 {
            text.insert(0, '…');
            column += 1;
        }
        let left = text
            .chars()
            .count()
            .saturating_sub(column.saturating_sub(1));
        if cut {
            text.push('…');
        }
        (text, column, self.width.clamp(1, left.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_around_the_caret() {
        let text = format!("{}\"needle\"{}", "a".repeat(400), "b".repeat(400));
        let source = Source {
            name: "own.ron".to_owned(),
            text,
        };
        let problem = Problem::at(Level::Warning, &source, "needle", "why".to_owned(), "help");
        assert_eq!((problem.line, problem.column), (1, 401));
        let out = problem.to_string();
        let lines: Vec<&str> = out.lines().collect();
        let (shown, caret) = (lines[2], lines[3]);
        assert!(shown.chars().count() < 110, "{shown}");
        let at = caret.chars().position(|c| c == '^').unwrap();
        let marked: String = shown
            .chars()
            .skip(at)
            .take(caret.matches('^').count())
            .collect();
        assert_eq!(marked, "\"needle\"");
    }
}
