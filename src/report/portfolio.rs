//! Several vendors side by side: one line each, as a table for a terminal, as CSV and as JSON.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::model::gate_name;
use super::table::cell;
use super::{ExportError, Style, csv, pdf, xlsx};
use crate::score::print::{interval, percent};
use crate::score::{Gate, GateStatus, TierCuts, Total};

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// One vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Rank, 1 for the highest exposure; equal scores have the same rank.
    pub rank: usize,
    /// The vendor's name.
    pub vendor: String,
    /// Its folder or file.
    pub place: String,
    /// Its numbers.
    pub total: Total,
    /// Its gates.
    pub gates: Vec<Gate>,
    /// Exposure of its categories, parallel to those of the portfolio; nothing where none of one counts.
    pub exposures: Vec<Option<f64>>,
    /// Documents that count.
    pub documents: usize,
    /// Copies and other versions, which do not.
    pub left_out: usize,
    /// Documents of which text is missing, or that are not in English.
    pub unread: usize,
    /// What has to be known about reading its documents, each with the document's name.
    pub warnings: Vec<String>,
}

/// Vendors in the order of their ranks.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// The day for which it holds; saved assessments may have a day of their own.
    pub as_of: Date,
    /// Name of the profile by which all are weighed.
    pub profile: String,
    /// Where its tiers begin.
    pub cuts: TierCuts,
    /// The categories: two-letter code and short name, in the catalogue's order.
    pub categories: Vec<(String, String)>,
    /// The vendors.
    pub lines: Vec<Line>,
    /// What could not be read, with places.
    pub problems: Vec<(String, String)>,
}

/// A format for portfolios.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Csv,
    Json,
    Xlsx,
    Pdf,
}

impl Format {
    /// The format that a file's ending asks for.
    ///
    /// # Errors
    /// Where portfolios are not written in it.
    pub fn of(path: &Path) -> Result<Self, ExportError> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("json") => Ok(Self::Json),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("pdf") => Ok(Self::Pdf),
            _ => Err(ExportError::PortfolioEnding(path.display().to_string())),
        }
    }

    /// The bytes of this format. The same portfolio gives the same bytes.
    ///
    /// # Errors
    /// Says what could not be written and what to do next.
    pub fn write(self, portfolio: &Portfolio, style: &Style) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::Csv => Ok(spreadsheet(portfolio)),
            Self::Json => json(portfolio),
            Self::Xlsx => xlsx::portfolio(portfolio),
            Self::Pdf => pdf::portfolio(portfolio, style),
        }
    }
}

/// Gates of a line by how they stand: their names for people, or their keys.
fn gates(line: &Line, status: GateStatus, key: bool) -> Vec<&'static str> {
    let of = line.gates.iter().filter(|g| g.status == status);
    of.map(|g| {
        let (name, id) = gate_name(g.id);
        if key { id } else { name }
    })
    .collect()
}

/// The table for standard output.
///
/// # Errors
/// Where the text cannot be put together.
pub fn table(portfolio: &Portfolio) -> Result<String, ExportError> {
    plain(portfolio).map_err(|_| ExportError::Text)
}

fn plain(portfolio: &Portfolio) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(
        out,
        "{:>4}  {:<30} {:>5} {:<9} {:>8} {:<9} {:>4} {:>8}  Gates",
        "Rank", "Vendor", "Score", "Interval", "Coverage", "Tier", "Docs", "Warnings"
    )?;
    for line in &portfolio.lines {
        let t = &line.total;
        let (score, range, tier) = if t.counts {
            (
                t.printed.to_string(),
                interval(t.low, t.high),
                t.tier.name(),
            )
        } else {
            ("–".to_owned(), "–".to_owned(), "unknown")
        };
        let confirmed = gates(line, GateStatus::Confirmed, false).join(", ");
        let check = gates(line, GateStatus::ToCheck, false).len();
        let words = match (confirmed.is_empty(), check) {
            (true, 0) => "none".to_owned(),
            (true, n) => format!("{n} to check"),
            (false, 0) => confirmed,
            (false, n) => format!("{confirmed}; {n} to check"),
        };
        writeln!(
            out,
            "{:>4}  {} {score:>5} {range:<9} {:>8} {tier:<9} {:>4} {:>8}  {words}",
            line.rank,
            cell(&line.vendor, 30),
            percent(t.coverage),
            line.documents,
            line.warnings.len(),
        )?;
    }
    if !portfolio.problems.is_empty() {
        writeln!(out, "\nNot read: {}", portfolio.problems.len())?;
    }
    Ok(out)
}

const HEAD: [&str; 16] = [
    "rank",
    "vendor",
    "score",
    "low",
    "high",
    "inherent",
    "coverage",
    "tier",
    "gates_confirmed",
    "gates_to_check",
    "documents",
    "left_out",
    "unread",
    "warnings",
    "as_of",
    "place",
];

fn spreadsheet(portfolio: &Portfolio) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    csv::line(&mut out, HEAD.iter().map(|h| (*h).to_owned()));
    for line in &portfolio.lines {
        let t = &line.total;
        // What is not known stays empty: a 0 would be counted.
        let known = |words: String| if t.counts { words } else { String::new() };
        let fields = vec![
            line.rank.to_string(),
            csv::text(&line.vendor),
            known(t.printed.to_string()),
            known(csv::figure(t.low, 1)),
            known(csv::figure(t.high, 1)),
            known(csv::figure(t.inherent, 1)),
            csv::figure(t.coverage, 3),
            known(t.tier.name().to_owned()),
            gates(line, GateStatus::Confirmed, true).join(" "),
            gates(line, GateStatus::ToCheck, true).join(" "),
            line.documents.to_string(),
            line.left_out.to_string(),
            line.unread.to_string(),
            csv::text(&line.warnings.join("\n")),
            portfolio.as_of.to_string(),
            csv::text(&line.place),
        ];
        csv::line(&mut out, fields.into_iter());
    }
    out.into_bytes()
}

#[derive(Serialize)]
struct Root<'a> {
    schema: u32,
    as_of: Date,
    profile: &'a str,
    vendors: Vec<VendorJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
}

#[derive(Serialize)]
struct VendorJson<'a> {
    rank: usize,
    vendor: &'a str,
    place: &'a str,
    /// The printed score; null where nothing could be assessed.
    score: Option<u8>,
    inherent: f64,
    residual: f64,
    treated: f64,
    low: f64,
    high: f64,
    coverage: f64,
    tier: Option<&'static str>,
    gates: GatesJson,
    categories: Vec<CategoryJson<'a>>,
    documents: usize,
    left_out: usize,
    unread: usize,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct CategoryJson<'a> {
    name: &'a str,
    /// Null where none of it counts.
    residual: Option<f64>,
}

#[derive(Serialize)]
struct GatesJson {
    confirmed: Vec<&'static str>,
    to_check: Vec<&'static str>,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    place: &'a str,
    why: &'a str,
}

fn json(portfolio: &Portfolio) -> Result<Vec<u8>, ExportError> {
    let vendors = portfolio.lines.iter().map(|line| {
        let t = &line.total;
        VendorJson {
            rank: line.rank,
            vendor: &line.vendor,
            place: &line.place,
            score: t.counts.then_some(t.printed),
            inherent: t.inherent,
            residual: t.residual,
            treated: t.treated,
            low: t.low,
            high: t.high,
            coverage: t.coverage,
            tier: t.counts.then_some(t.tier.name()),
            gates: GatesJson {
                confirmed: gates(line, GateStatus::Confirmed, true),
                to_check: gates(line, GateStatus::ToCheck, true),
            },
            categories: portfolio
                .categories
                .iter()
                .zip(&line.exposures)
                .map(|((_, name), residual)| CategoryJson {
                    name,
                    residual: *residual,
                })
                .collect(),
            documents: line.documents,
            left_out: line.left_out,
            unread: line.unread,
            warnings: &line.warnings,
        }
    });
    let problems = portfolio
        .problems
        .iter()
        .map(|(place, why)| ProblemJson { place, why });
    let root = Root {
        schema: SCHEMA,
        as_of: portfolio.as_of,
        profile: &portfolio.profile,
        vendors: vendors.collect(),
        problems: problems.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&root)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A line without a vendor's numbers cannot be ranked by them; they stand last.
#[must_use]
pub fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by_key(|l| (!l.total.counts, l.rank));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    fn portfolio(vendor: &str) -> Portfolio {
        let model = Fixture::default().model();
        Portfolio {
            as_of: jiff::civil::date(2026, 11, 21),
            profile: "Balanced".to_owned(),
            cuts: TierCuts::default(),
            categories: vec![("TE".to_owned(), "Telemetry".to_owned())],
            lines: vec![Line {
                rank: 1,
                vendor: vendor.to_owned(),
                place: "-all/one".to_owned(),
                total: model.score.total.clone(),
                gates: model.gates.clone(),
                exposures: vec![Some(41.5)],
                documents: 2,
                left_out: 1,
                unread: 0,
                warnings: vec!["a.md: one".to_owned(), "b.md: \"two\"".to_owned()],
            }],
            problems: vec![("bad.pdf".to_owned(), "it is damaged".to_owned())],
        }
    }

    #[test]
    fn a_line_has_rank_score_interval_coverage_tier_gates_and_counts() {
        let portfolio = portfolio("Harbourlight");
        let total = &portfolio.lines[0].total;
        let out = table(&portfolio).unwrap();
        let line = out.lines().nth(1).unwrap();
        for part in [
            "   1  Harbourlight".to_owned(),
            total.printed.to_string(),
            interval(total.low, total.high),
            percent(total.coverage),
            total.tier.name().to_owned(),
        ] {
            assert!(line.contains(&part), "{part} in {line}");
        }
        assert!(out.ends_with("Not read: 1\n"));
        let json: serde_json::Value =
            serde_json::from_slice(&Format::Json.write(&portfolio, &Style::default()).unwrap())
                .unwrap();
        assert_eq!(json["vendors"][0]["score"], total.printed);
        assert_eq!(json["vendors"][0]["documents"], 2);
        assert_eq!(json["problems"][0]["place"], "bad.pdf");
    }

    #[test]
    fn names_and_folders_cannot_become_formulas() {
        let bytes = Format::Csv
            .write(&portfolio("=1+1"), &Style::default())
            .unwrap();
        let out = String::from_utf8(bytes).unwrap();
        assert!(
            out.starts_with('\u{feff}') && out.contains(",'=1+1,"),
            "{out}"
        );
        assert!(out.trim_end().ends_with(",'-all/one"), "{out}");
        assert!(out.contains("\"a.md: one\nb.md: \"\"two\"\"\""));
    }

    #[test]
    fn what_is_not_known_is_a_dash_and_stands_last() {
        let mut p = portfolio("Unknown Ltd");
        let known = p.lines[0].clone();
        p.lines[0].total.counts = false;
        p.lines.push(Line { rank: 2, ..known });
        p.lines = in_order(p.lines);
        assert_eq!(p.lines[1].vendor, "Unknown Ltd");
        assert!(p.lines[0].total.counts);
        let out = table(&p).unwrap();
        assert!(out.lines().nth(2).unwrap().contains("unknown"), "{out}");
        let json: serde_json::Value =
            serde_json::from_slice(&Format::Json.write(&p, &Style::default()).unwrap()).unwrap();
        assert!(json["vendors"][1]["score"].is_null());
    }
}
