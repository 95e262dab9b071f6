//! A comparison as a table for a terminal, as CSV, JSON and Markdown.

use std::fmt::{Result as Written, Write as _};

use jiff::civil::Date;
use serde::Serialize;

use super::{Cell, CompareLine, Comparison, Side};
use crate::report::model::gate_name;
use crate::report::table::cell;
use crate::report::tabular::Tabular;
use crate::report::{ExportError, csv, markdown, xlsx};
use crate::score::GateStatus;
use crate::score::print::{interval, number, percent, whole};

/// Version of the JSON.
const SCHEMA: u32 = 1;
/// Widths of the terminal's columns.
const NAME: usize = 46;
const SIDE: usize = 20;
/// Letters of a quote on a terminal.
const QUOTE: usize = 110;

/// The bytes of a format. The same comparison gives the same bytes.
///
/// # Errors
/// Where the JSON or the text cannot be put together.
pub fn write(comparison: &Comparison, format: Tabular) -> Result<Vec<u8>, ExportError> {
    match format {
        Tabular::Csv => Ok(spreadsheet(comparison)),
        Tabular::Xlsx => xlsx::comparison(comparison),
        Tabular::Json => json(comparison),
        Tabular::Markdown => marked(comparison)
            .map(String::into_bytes)
            .map_err(|_| ExportError::Text),
    }
}

/// The table for standard output: the totals, then the provisions on which the vendors differ.
///
/// # Errors
/// Where the text cannot be put together.
pub fn table(comparison: &Comparison) -> Result<String, ExportError> {
    plain(comparison).map_err(|_| ExportError::Text)
}

/// Rows about the whole: a name, and a text a vendor.
fn totals(comparison: &Comparison) -> Vec<(&'static str, Vec<String>)> {
    let each = |of: fn(&Side) -> String| comparison.sides.iter().map(of).collect();
    vec![
        (
            "Score",
            each(|s| match s.total.counts {
                true => format!(
                    "{} {}",
                    s.total.printed,
                    interval(s.total.low, s.total.high)
                ),
                false => "–".to_owned(),
            }),
        ),
        (
            "Tier",
            each(|s| {
                let known = s.total.counts;
                if known {
                    s.total.tier.name()
                } else {
                    "unknown"
                }
                .to_owned()
            }),
        ),
        ("Coverage", each(|s| percent(s.total.coverage))),
        ("Gates confirmed", each(confirmed)),
        ("Documents", each(|s| s.documents.to_string())),
        ("As of", each(|s| s.as_of.to_string())),
    ]
}

fn confirmed(side: &Side) -> String {
    let names: Vec<&str> = side
        .gates
        .iter()
        .filter(|g| g.status == GateStatus::Confirmed)
        .map(|g| gate_name(g.id).0)
        .collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

/// `Affirmed 78`, `Not assessed`.
fn short(cell: &Cell) -> String {
    match cell.exposure {
        Some(exposure) => format!("{} {}", cell.state.name(), whole(exposure)),
        None => cell.state.name().to_owned(),
    }
}

fn plain(comparison: &Comparison) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(
        out,
        "Weighed by {}",
        cell(&comparison.profile, 60).trim_end()
    )?;
    let row = |out: &mut String, name: &str, texts: &[String]| -> Written {
        write!(out, "{}", cell(name, NAME))?;
        for text in texts {
            write!(out, "  {}", cell(text, SIDE))?;
        }
        writeln!(out)
    };
    let names: Vec<String> = comparison.sides.iter().map(|s| s.vendor.clone()).collect();
    row(&mut out, "", &names)?;
    for (name, texts) in totals(comparison) {
        row(&mut out, name, &texts)?;
    }
    writeln!(out, "\nExposure by category")?;
    for (name, exposures) in &comparison.categories {
        let texts: Vec<String> = exposures.iter().map(|e| points(*e)).collect();
        row(&mut out, name, &texts)?;
    }
    let differing: Vec<&CompareLine> = comparison.lines.iter().filter(|l| l.differs).collect();
    writeln!(
        out,
        "\nThey differ on {} of {} provisions",
        differing.len(),
        comparison.lines.len()
    )?;
    for line in differing {
        let texts: Vec<String> = line.cells.iter().map(short).collect();
        row(&mut out, &format!("{} {}", line.code, line.name), &texts)?;
        for (side, own) in comparison.sides.iter().zip(&line.cells) {
            if let Some(quote) = &own.quote {
                writeln!(
                    out,
                    "     {} “{}” ({})",
                    cell(&side.vendor, SIDE),
                    cell(&quote.quote, QUOTE).trim_end(),
                    cell(&quote.place, 60).trim_end()
                )?;
            }
        }
    }
    Ok(out)
}

/// An exposure, or a dash where it is not known.
fn points(exposure: Option<f64>) -> String {
    exposure.map_or_else(|| "–".to_owned(), |e| number(e, 1))
}

fn spreadsheet(comparison: &Comparison) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let mut head: Vec<String> = [
        "provision",
        "name",
        "differs",
        "spread",
        "permit",
        "assessed",
    ]
    .map(str::to_owned)
    .to_vec();
    for side in &comparison.sides {
        for what in ["state", "exposure", "quote", "place"] {
            head.push(csv::text(&format!("{} {what}", side.vendor)));
        }
    }
    csv::line(&mut out, head.into_iter());
    for line in &comparison.lines {
        let prevalence = line.prevalence();
        let mut fields = vec![
            csv::text(&line.id),
            csv::text(&line.name),
            if line.differs { "yes" } else { "no" }.to_owned(),
            csv::figure(line.spread, 1),
            prevalence.permit.to_string(),
            prevalence.assessed.to_string(),
        ];
        for own in &line.cells {
            let quote = own.quote.as_ref();
            fields.push(own.state.key().to_owned());
            // What is not known stays empty: a 0 would be counted.
            fields.push(own.exposure.map_or_else(String::new, |e| csv::figure(e, 1)));
            fields.push(csv::text(quote.map_or("", |q| q.quote.trim())));
            fields.push(csv::text(quote.map_or("", |q| q.place.as_str())));
        }
        csv::line(&mut out, fields.into_iter());
    }
    out.into_bytes()
}

fn marked(comparison: &Comparison) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let names: Vec<String> = comparison
        .sides
        .iter()
        .map(|s| markdown::plain(&s.vendor))
        .collect();
    writeln!(out, "# {}\n", names.join(" / "))?;
    writeln!(
        out,
        "Weighed by {}.\n",
        markdown::plain(&comparison.profile)
    )?;
    let rule = "|---".repeat(comparison.sides.len() + 1);
    writeln!(out, "| | {} |\n{rule}|", names.join(" | "))?;
    for (name, texts) in totals(comparison) {
        let texts: Vec<String> = texts.iter().map(|t| markdown::plain(t)).collect();
        writeln!(out, "| {name} | {} |", texts.join(" | "))?;
    }
    for (name, exposures) in &comparison.categories {
        let texts: Vec<String> = exposures.iter().map(|e| points(*e)).collect();
        writeln!(out, "| {} | {} |", markdown::plain(name), texts.join(" | "))?;
    }
    writeln!(out, "\n## Where they differ\n")?;
    for line in comparison.lines.iter().filter(|l| l.differs) {
        writeln!(out, "### {}\n", markdown::plain(&line.name))?;
        for (name, own) in names.iter().zip(&line.cells) {
            write!(out, "* **{name}**: {}", short(own))?;
            if let Some(quote) = &own.quote {
                write!(
                    out,
                    ". “{}” ({})",
                    markdown::plain(quote.quote.trim()),
                    markdown::plain(&quote.place)
                )?;
            }
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    Ok(out)
}

#[derive(Serialize)]
struct Root<'a> {
    schema: u32,
    profile: &'a str,
    vendors: Vec<SideJson<'a>>,
    provisions: Vec<LineJson<'a>>,
}

#[derive(Serialize)]
struct SideJson<'a> {
    vendor: &'a str,
    as_of: Date,
    /// The printed score; null where too little could be assessed.
    score: Option<u8>,
    residual: f64,
    low: f64,
    high: f64,
    coverage: f64,
    tier: Option<&'static str>,
    gates_confirmed: Vec<&'static str>,
    documents: usize,
    categories: Vec<CategoryJson<'a>>,
}

#[derive(Serialize)]
struct CategoryJson<'a> {
    name: &'a str,
    exposure: Option<f64>,
}

#[derive(Serialize)]
struct LineJson<'a> {
    provision: &'a str,
    name: &'a str,
    differs: bool,
    spread: f64,
    permit: usize,
    assessed: usize,
    vendors: Vec<CellJson<'a>>,
}

/// One provision of one vendor or version.
#[derive(Serialize)]
pub(in crate::report) struct CellJson<'a> {
    state: &'static str,
    exposure: Option<f64>,
    contribution: f64,
    quote: Option<&'a str>,
    place: Option<&'a str>,
    note: &'a str,
}

impl<'a> From<&'a Cell> for CellJson<'a> {
    fn from(cell: &'a Cell) -> Self {
        Self {
            state: cell.state.key(),
            exposure: cell.exposure,
            contribution: cell.contribution,
            quote: cell.quote.as_ref().map(|q| q.quote.as_str()),
            place: cell.quote.as_ref().map(|q| q.place.as_str()),
            note: &cell.note,
        }
    }
}

fn json(comparison: &Comparison) -> Result<Vec<u8>, ExportError> {
    let vendors = comparison.sides.iter().enumerate().map(|(at, side)| {
        let t = &side.total;
        SideJson {
            vendor: &side.vendor,
            as_of: side.as_of,
            score: t.counts.then_some(t.printed),
            residual: t.residual,
            low: t.low,
            high: t.high,
            coverage: t.coverage,
            tier: t.counts.then_some(t.tier.name()),
            gates_confirmed: side
                .gates
                .iter()
                .filter(|g| g.status == GateStatus::Confirmed)
                .map(|g| gate_name(g.id).1)
                .collect(),
            documents: side.documents,
            categories: comparison
                .categories
                .iter()
                .map(|(name, exposures)| CategoryJson {
                    name,
                    exposure: exposures.get(at).copied().flatten(),
                })
                .collect(),
        }
    });
    let root = Root {
        schema: SCHEMA,
        profile: &comparison.profile,
        vendors: vendors.collect(),
        provisions: comparison
            .lines
            .iter()
            .map(|line| {
                let prevalence = line.prevalence();
                LineJson {
                    provision: &line.id,
                    name: &line.name,
                    differs: line.differs,
                    spread: line.spread,
                    permit: prevalence.permit,
                    assessed: prevalence.assessed,
                    vendors: line.cells.iter().map(CellJson::from).collect(),
                }
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&root)?;
    bytes.push(b'\n');
    Ok(bytes)
}
