//! Checks a report against what it carries, against its sources, and against a report made anew.
//!
//! A report is true where four things hold: it was weighed by these rules; what was read in the stored texts is what is
//! read in them now; every page says what a report made anew says; and the stored texts and the quotes are those of the
//! source files. Without the source files the last cannot be told, and a report that was changed throughout passes the
//! first three.

mod pages;

use similar::{ChangeTag, TextDiff};

use super::making::{Extras, Record};
use super::pdf::{self, Attachment};
use super::{ExportError, Format, ReportModel};
use crate::assessment::evaluate::Rules;
use crate::assessment::store::{self, carried};
use crate::assessment::{Assessment, Outcome};
use crate::detect;
use crate::document::Document;
use crate::score::print::{half_up, number};
use pages::Pages;

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not hold.
    Differs,
    /// It could not be looked at.
    NotChecked,
}

impl Verdict {
    /// The words shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Differs => "DIFFERS",
            Self::NotChecked => "not checked",
        }
    }
}

/// One check with what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub what: String,
    /// How it ended.
    pub verdict: Verdict,
    /// What was found: what agrees in one line, or each difference in one.
    pub found: Vec<String>,
}

/// All checks of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// Vendor of the report.
    pub vendor: String,
    /// The checks, in order.
    pub checks: Vec<Check>,
}

impl Verification {
    /// Whether nothing differs. What was not checked is no difference.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|c| c.verdict != Verdict::Differs)
    }

    /// Whether everything was checked, and nothing differs.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.checks.iter().all(|c| c.verdict == Verdict::Holds)
    }

    fn add(&mut self, what: &str, verdict: Verdict, found: Vec<String>) {
        self.checks.push(Check {
            what: what.to_owned(),
            verdict,
            found,
        });
    }

    /// Adds a check that holds where there are no differences.
    fn compare(&mut self, what: &str, differences: Vec<String>, otherwise: String) {
        if differences.is_empty() {
            self.add(what, Verdict::Holds, vec![otherwise]);
        } else {
            self.add(what, Verdict::Differs, differences);
        }
    }
}

/// A source file that is held against the report.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// What is read in it now, or why it cannot be read.
    pub document: Result<Document, String>,
}

impl Source {
    /// A file that was read.
    #[must_use]
    pub fn of(document: Document) -> Self {
        Self {
            name: document.name.clone(),
            sha256: document.sha256.clone(),
            document: Ok(document),
        }
    }

    /// A file that cannot be read, and why.
    #[must_use]
    pub const fn unread(name: String, why: String) -> Self {
        Self {
            name,
            sha256: String::new(),
            document: Err(why),
        }
    }
}

/// Why a file cannot be verified at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(#[from] ExportError),
    /// It carries nothing.
    #[error(
        "it carries no assessment, so it is no report of Scruple, or another program took the assessment out; ask for the PDF as Scruple wrote it"
    )]
    NoAssessment,
    /// What it carries is broken.
    #[error("the assessment that it carries cannot be read: {0}")]
    Broken(String),
}

/// Checks a report.
///
/// # Errors
/// Where the file is no report that carries its assessment.
pub fn verify(
    rules: &Rules,
    report: &[u8],
    sources: &[Source],
) -> Result<Verification, VerifyError> {
    let files = pdf::attachments(report)?;
    let assessment = opened(carried::own(&files).ok_or(VerifyError::NoAssessment)?)?;
    let mut out = Verification {
        vendor: assessment.vendor.clone(),
        checks: Vec::new(),
    };
    let record = record(&files, &mut out);
    let same_rules = rules_agree(rules, record.as_ref(), &mut out);
    readings(rules, &assessment, same_rules, &mut out);
    let outcome = rules.outcome(&assessment);
    sums(rules, &assessment, &outcome, &mut out);
    match &record {
        Some(record) => again(
            rules,
            (&assessment, &outcome),
            record,
            &files,
            report,
            &mut out,
        ),
        None => out.add(
            "Pages",
            Verdict::NotChecked,
            vec!["the report does not say how it was made, so it cannot be made anew".to_owned()],
        ),
    }
    against(&assessment, sources, &mut out);
    quotes(&assessment, &outcome, sources, &mut out);
    Ok(out)
}

fn opened(file: &Attachment) -> Result<Assessment, VerifyError> {
    let text = std::str::from_utf8(&file.bytes)
        .map_err(|_| VerifyError::Broken("it is no text".to_owned()))?;
    store::from_text(text).map_err(|e| VerifyError::Broken(e.to_string()))
}

/// How the report says it was made.
fn record(files: &[Attachment], out: &mut Verification) -> Option<Record> {
    let file = files.iter().find(|f| f.name == pdf::RECORD)?;
    match Record::from_bytes(&file.bytes) {
        Ok(record) => Some(record),
        Err(why) => {
            out.add("How it was made", Verdict::Differs, vec![why]);
            None
        }
    }
}

/// Whether the report was weighed by these rules: by others nothing can be made anew.
fn rules_agree(rules: &Rules, record: Option<&Record>, out: &mut Verification) -> bool {
    let what = "Catalogue and legal data";
    let Some(record) = record else {
        out.add(
            what,
            Verdict::NotChecked,
            vec!["the report does not say by which catalogue it was made".to_owned()],
        );
        return true;
    };
    let mut found = Vec::new();
    if record.catalogue_sha256 != rules.catalogue.sha256 {
        found.push(format!(
            "the report was made with the catalogue {}, and this is {}; name the other with --catalogue, or use the Scruple {} that made it",
            short(&record.catalogue_sha256),
            short(&rules.catalogue.sha256),
            record.program
        ));
    }
    if record.law_sha256 != rules.law.sha256() {
        found.push(format!(
            "the report was made with the legal data {}, and this is {}; use the Scruple {} that made it",
            short(&record.law_sha256),
            short(rules.law.sha256()),
            record.program
        ));
    }
    let same = found.is_empty();
    out.compare(
        what,
        found,
        format!("catalogue {}", short(&rules.catalogue.sha256)),
    );
    same
}

fn short(sum: &str) -> &str {
    sum.get(..12).unwrap_or(sum)
}

/// Whether what was read in the stored texts is what is read in them now.
fn readings(rules: &Rules, assessment: &Assessment, same_rules: bool, out: &mut Verification) {
    let what = "Readings of the stored texts";
    if !same_rules {
        let why = "with another catalogue other things are read".to_owned();
        out.add(what, Verdict::NotChecked, vec![why]);
        return;
    }
    let mut count = 0;
    let mut found = Vec::new();
    for (document, stored) in assessment.documents.iter().zip(&assessment.readings) {
        let now = detect::read(&rules.catalogue, document);
        count += now.len();
        if now == *stored {
            continue;
        }
        let gone = now.iter().filter(|r| !stored.contains(r));
        let more = stored.iter().filter(|r| !now.contains(r));
        let told = |r: &crate::finding::Reading| {
            let words = document.slice(r.span);
            format!("{} at “{}”", r.provision, cut(words, 80))
        };
        let before = found.len();
        found.extend(gone.map(|r| format!("{}: left out or changed: {}", document.name, told(r))));
        found.extend(more.map(|r| format!("{}: not read in the text: {}", document.name, told(r))));
        if found.len() == before {
            found.push(format!(
                "{}: the readings stand in another order",
                document.name
            ));
        }
    }
    out.compare(
        what,
        found,
        format!("{count} readings, all as they are read now"),
    );
}

/// Whether parts add up to their totals.
fn sums(rules: &Rules, assessment: &Assessment, outcome: &Outcome, out: &mut Verification) {
    let model = ReportModel::by(rules, assessment, outcome);
    let total = &model.score.total;
    let mut found = Vec::new();
    let mut agree = |what: &str, parts: f64, whole: f64| {
        if half_up(parts, 1) != half_up(whole, 1) {
            found.push(format!(
                "{what}: the parts add up to {}, and the total is {}",
                number(parts, 1),
                number(whole, 1)
            ));
        }
    };
    agree(
        "categories",
        model.categories.iter().map(|c| c.contribution).sum(),
        total.residual,
    );
    agree(
        "provisions",
        model.provisions.iter().map(|p| p.contribution).sum(),
        total.residual,
    );
    for category in &model.categories {
        let own = model
            .provisions
            .iter()
            .filter(|p| p.category == category.id);
        agree(
            &category.name,
            own.map(|p| p.contribution).sum(),
            category.contribution,
        );
    }
    out.compare(
        "Sums",
        found,
        format!(
            "{} provisions and {} categories add up to {}",
            model.provisions.len(),
            model.categories.len(),
            number(total.residual, 1)
        ),
    );
}

/// Makes the report anew and holds the pages against each other.
fn again(
    rules: &Rules,
    (assessment, outcome): (&Assessment, &Outcome),
    record: &Record,
    files: &[Attachment],
    report: &[u8],
    out: &mut Verification,
) {
    const WORDS: &str = "Words and numbers on the pages";
    const DRAWING: &str = "Drawings, fonts, notes and outline";
    let made = extras(record, files)
        .and_then(|extras| Format::Pdf.write(rules, assessment, outcome, &extras))
        .map_err(|e| e.to_string());
    let anew = match made {
        Ok(anew) => anew,
        Err(why) => {
            let why = format!("the report could not be made anew: {why}");
            out.add(WORDS, Verdict::Differs, vec![why]);
            return;
        }
    };
    if anew == report {
        let same = "the file is byte for byte what Scruple writes".to_owned();
        out.add(WORDS, Verdict::Holds, vec![same.clone()]);
        out.add(DRAWING, Verdict::Holds, vec![same]);
        return;
    }
    let (theirs, ours) = match (Pages::read(report), Pages::read(&anew)) {
        (Ok(theirs), Ok(ours)) => (theirs, ours),
        (Err(why), _) | (_, Err(why)) => {
            out.add(WORDS, Verdict::Differs, vec![why]);
            return;
        }
    };
    let words = differing(&theirs, &ours);
    let count = ours.words.len();
    out.compare(WORDS, words, format!("{count} pages say what they should"));
    if record.program == env!("CARGO_PKG_VERSION") {
        out.compare(
            DRAWING,
            theirs.unlike(&ours),
            "another program has written the file anew, but nothing that is shown differs"
                .to_owned(),
        );
    } else {
        let why = format!(
            "Scruple {} made the report, and this is {}, which may draw the same in another way",
            record.program,
            env!("CARGO_PKG_VERSION")
        );
        out.add(DRAWING, Verdict::NotChecked, vec![why]);
    }
}

fn extras(record: &Record, files: &[Attachment]) -> Result<Extras, ExportError> {
    let file = |name: &str| files.iter().find(|f| f.name == name);
    let logo = file(pdf::LOGO).map(|f| f.bytes.as_slice());
    let before = file(pdf::BEFORE)
        .map(opened)
        .transpose()
        .map_err(|e| ExportError::Pdf(e.to_string()))?;
    record.clone().extras(logo, before)
}

/// Lines of words that differ, page by page.
fn differing(theirs: &Pages, ours: &Pages) -> Vec<String> {
    const MOST: usize = 40;
    let mut found = Vec::new();
    if theirs.words.len() != ours.words.len() {
        found.push(format!(
            "the report has {} pages, and should have {}",
            theirs.words.len(),
            ours.words.len()
        ));
    }
    for (at, (theirs, ours)) in theirs.words.iter().zip(&ours.words).enumerate() {
        let page = at + 1;
        let theirs: Vec<&str> = theirs.lines().collect();
        let ours: Vec<&str> = ours.lines().collect();
        for change in TextDiff::from_slices(&theirs, &ours).iter_all_changes() {
            match change.tag() {
                ChangeTag::Equal => {}
                ChangeTag::Delete => found.push(format!(
                    "page {page}: it says “{}”",
                    cut(change.value(), 120)
                )),
                ChangeTag::Insert => found.push(format!(
                    "page {page}: it should say “{}”",
                    cut(change.value(), 120)
                )),
            }
        }
    }
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        found.truncate(MOST);
        found.push(format!("and {more} more"));
    }
    found
}

/// Holds the stored texts against the source files.
fn against(assessment: &Assessment, sources: &[Source], out: &mut Verification) {
    const WHAT: &str = "Source files";
    if sources.is_empty() {
        out.add(
            WHAT,
            Verdict::NotChecked,
            vec![
                "none were named; without them a report that was changed throughout cannot be told from a true one"
                    .to_owned(),
            ],
        );
        return;
    }
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for document in &assessment.documents {
        match sources.iter().find(|s| s.sha256 == document.sha256) {
            Some(source) => found.extend(unlike(document, source)),
            None => match sources.iter().find(|s| s.name == document.name) {
                Some(other) => found.push(format!(
                    "{}: the file is another one now: its SHA-256 is {}, and the report’s is {}",
                    document.name,
                    short(&other.sha256),
                    short(&document.sha256)
                )),
                None => missing.push(document.name.clone()),
            },
        }
    }
    for source in sources {
        let known = assessment
            .documents
            .iter()
            .any(|d| d.sha256 == source.sha256 || d.name == source.name);
        if !known {
            found.push(format!("{}: the report has no such document", source.name));
        }
    }
    let count = assessment.documents.len() - missing.len();
    let of = assessment.documents.len();
    if found.is_empty() && missing.len() == of {
        out.add(WHAT, Verdict::NotChecked, Vec::new());
    } else {
        out.compare(
            WHAT,
            found,
            format!("{count} of {of} documents are the files that were named, and read the same"),
        );
    }
    if !missing.is_empty() {
        out.add(
            "Documents without a source file",
            Verdict::NotChecked,
            missing,
        );
    }
}

/// Whether every quote stands in its source file, at the place that the report gives.
///
/// Held against the file as it is read now: the stored text would prove nothing, as quotes are cut out of it.
fn quotes(assessment: &Assessment, outcome: &Outcome, sources: &[Source], out: &mut Verification) {
    const WHAT: &str = "Quotes in the source files";
    let mut count = 0;
    let mut open = 0;
    let mut found = Vec::new();
    for evidence in outcome.findings.iter().flat_map(|f| &f.evidence) {
        let document = assessment.documents.get(evidence.document);
        let file = document.and_then(|d| sources.iter().find(|s| s.sha256 == d.sha256));
        let Some(Ok(file)) = file.map(|s| &s.document) else {
            open += 1;
            continue;
        };
        count += 1;
        let span = evidence.span;
        if file.text.get(span.start..span.end) != Some(evidence.quote.as_str()) {
            let quote = cut(&evidence.quote, 100);
            found.push(format!("{}: not at its place: “{quote}”", file.name));
        }
    }
    if open > 0 && found.is_empty() {
        let why = format!(
            "{open} of {} quotes are of files that were not named",
            count + open
        );
        out.add(WHAT, Verdict::NotChecked, vec![why]);
    } else {
        let held = format!("{count} quotes, each at its place in its file");
        out.compare(WHAT, found, held);
    }
}

/// What differs between a stored text and what is read in its file now.
fn unlike(document: &Document, source: &Source) -> Vec<String> {
    let now = match &source.document {
        Ok(now) => now,
        Err(why) => return vec![format!("{}: {why}", document.name)],
    };
    if now.text == document.text {
        return Vec::new();
    }
    let theirs: Vec<&str> = document.text.lines().collect();
    let ours: Vec<&str> = now.text.lines().collect();
    let lines: Vec<String> = TextDiff::from_slices(&theirs, &ours)
        .iter_all_changes()
        .filter_map(|change| match change.tag() {
            ChangeTag::Equal => None,
            ChangeTag::Delete => Some(("the report has", change.value())),
            ChangeTag::Insert => Some(("the file has", change.value())),
        })
        .map(|(who, line)| format!("{}: {who} “{}”", document.name, cut(line, 120)))
        .collect();
    let more = lines.len().saturating_sub(10);
    let mut out: Vec<String> = lines.into_iter().take(10).collect();
    if more > 0 {
        out.push(format!("{}: and {more} more lines", document.name));
    }
    out
}

/// The beginning of a text, in one line.
fn cut(text: &str, most: usize) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().count() <= most {
        return joined;
    }
    let kept: String = joined.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests;
