//! Changes as a table for a terminal, as CSV, JSON and Markdown.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use super::{Change, ChangeKind, Changes, TransferChange, Version};
use crate::assessment::TransferStatus;
use crate::report::compare::CellJson;
use crate::report::model::status_name;
use crate::report::table::cell;
use crate::report::tabular::Tabular;
use crate::report::{ExportError, csv, markdown, xlsx};
use crate::score::print::{signed, whole};

/// Version of the JSON.
const SCHEMA: u32 = 1;
/// Letters of a provision's name and of a quote on a terminal.
const NAME: usize = 46;
const QUOTE: usize = 120;

/// The bytes of a format. The same changes give the same bytes.
///
/// # Errors
/// Where the JSON or the text cannot be put together.
pub fn write(changes: &Changes, format: Tabular) -> Result<Vec<u8>, ExportError> {
    match format {
        Tabular::Csv => Ok(spreadsheet(changes)),
        Tabular::Xlsx => xlsx::changes(changes),
        Tabular::Json => json(changes),
        Tabular::Markdown => marked(changes)
            .map(String::into_bytes)
            .map_err(|_| ExportError::Text),
    }
}

/// The table for standard output.
///
/// # Errors
/// Where the text cannot be put together.
pub fn table(changes: &Changes) -> Result<String, ExportError> {
    plain(changes).map_err(|_| ExportError::Text)
}

/// `50 → 42 (−8.1)`, or what is missing.
fn score(changes: &Changes) -> String {
    let printed = |v: &Version| {
        let t = &v.side.total;
        if t.counts {
            format!("{} {}", t.printed, t.tier.name())
        } else {
            "–".to_owned()
        }
    };
    let change = changes
        .score
        .map(|s| format!(" ({} points)", signed(s, 1)))
        .unwrap_or_default();
    format!(
        "{} → {}{change}",
        printed(&changes.old),
        printed(&changes.new)
    )
}

/// `2 added, 1 worsened, 3 reworded`, or that nothing changed.
fn counts(changes: &Changes) -> String {
    let parts: Vec<String> = ChangeKind::ALL
        .into_iter()
        .map(|k| (changes.count(k), k))
        .filter(|(n, _)| *n > 0)
        .map(|(n, k)| format!("{n} {}", k.name().to_lowercase()))
        .collect();
    if parts.is_empty() {
        "no provision changed".to_owned()
    } else {
        parts.join(", ")
    }
}

/// `12 sentences added, 3 removed, 4 moved, 180 the same`.
fn sentences(changes: &Changes) -> String {
    let t = &changes.text;
    format!(
        "{} sentences added, {} removed, {} moved, {} the same",
        t.added.len(),
        t.removed.len(),
        t.moved,
        t.same
    )
}

/// `Silent 9 → Affirmed 78`.
fn states(change: &Change) -> String {
    let one = |c: &crate::report::compare::Cell| match c.exposure {
        Some(e) => format!("{} {}", c.state.name(), whole(e)),
        None => c.state.name().to_owned(),
    };
    format!("{} → {}", one(&change.old), one(&change.new))
}

fn mechanisms(named: &[(String, TransferStatus)]) -> String {
    if named.is_empty() {
        return "none named".to_owned();
    }
    named
        .iter()
        .map(|(name, status)| format!("{name} ({})", status_name(*status)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn corridor(change: &TransferChange) -> String {
    format!(
        "{}: {} → {}",
        change.corridor,
        mechanisms(&change.old),
        mechanisms(&change.new)
    )
}

fn plain(changes: &Changes) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(
        out,
        "Old    {}",
        cell(&changes.old.names.join(", "), 90).trim_end()
    )?;
    writeln!(
        out,
        "New    {}",
        cell(&changes.new.names.join(", "), 90).trim_end()
    )?;
    writeln!(out, "Score  {}", score(changes))?;
    writeln!(out, "       {}", counts(changes))?;
    writeln!(out, "       {}", sentences(changes))?;
    for change in &changes.transfers {
        writeln!(out, "       {}", cell(&corridor(change), 110).trim_end())?;
    }
    writeln!(out)?;
    for change in &changes.provisions {
        writeln!(
            out,
            "{:<14} {} {} {:>7}  {}",
            change.kind.name(),
            change.code,
            cell(&change.name, NAME),
            signed(change.points, 1),
            states(change)
        )?;
        for (mark, own) in [('-', &change.old), ('+', &change.new)] {
            if let Some(quote) = &own.quote {
                writeln!(
                    out,
                    "    {mark} “{}” ({})",
                    cell(&quote.quote, QUOTE).trim_end(),
                    cell(&quote.place, 60).trim_end()
                )?;
            }
        }
    }
    Ok(out)
}

const HEAD: [&str; 14] = [
    "provision",
    "name",
    "change",
    "points",
    "exposure_change",
    "old_state",
    "old_exposure",
    "new_state",
    "new_exposure",
    "old_quote",
    "old_place",
    "new_quote",
    "new_place",
    "note",
];

fn spreadsheet(changes: &Changes) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    csv::line(&mut out, HEAD.iter().map(|h| (*h).to_owned()));
    // What is not known stays empty: a 0 would be counted.
    let known = |e: Option<f64>| e.map_or_else(String::new, |e| csv::figure(e, 1));
    for change in &changes.provisions {
        let (old, new) = (change.old.quote.as_ref(), change.new.quote.as_ref());
        let fields = vec![
            csv::text(&change.id),
            csv::text(&change.name),
            change.kind.key().to_owned(),
            csv::figure(change.points, 2),
            csv::figure(change.exposure, 1),
            change.old.state.key().to_owned(),
            known(change.old.exposure),
            change.new.state.key().to_owned(),
            known(change.new.exposure),
            csv::text(old.map_or("", |q| q.quote.trim())),
            csv::text(old.map_or("", |q| q.place.as_str())),
            csv::text(new.map_or("", |q| q.quote.trim())),
            csv::text(new.map_or("", |q| q.place.as_str())),
            csv::text(&change.new.note),
        ];
        csv::line(&mut out, fields.into_iter());
    }
    out.into_bytes()
}

fn marked(changes: &Changes) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(
        out,
        "# {}: what changed\n",
        markdown::plain(&changes.new.side.vendor)
    )?;
    writeln!(
        out,
        "* Old: {}",
        markdown::plain(&changes.old.names.join(", "))
    )?;
    writeln!(
        out,
        "* New: {}",
        markdown::plain(&changes.new.names.join(", "))
    )?;
    writeln!(out, "* Score: {}", markdown::plain(&score(changes)))?;
    writeln!(out, "* Provisions: {}", counts(changes))?;
    writeln!(out, "* Text: {}", sentences(changes))?;
    for change in &changes.transfers {
        writeln!(out, "* {}", markdown::plain(&corridor(change)))?;
    }
    writeln!(out)?;
    for change in &changes.provisions {
        writeln!(
            out,
            "## {}: {}\n\n{}, {} points\n",
            change.kind.name(),
            markdown::plain(&change.name),
            states(change),
            signed(change.points, 1)
        )?;
        for (name, own) in [("Before", &change.old), ("Now", &change.new)] {
            if let Some(quote) = &own.quote {
                writeln!(
                    out,
                    "* {name}: “{}” ({})",
                    markdown::plain(quote.quote.trim()),
                    markdown::plain(&quote.place)
                )?;
            }
        }
        writeln!(out)?;
    }
    Ok(out)
}

#[derive(Serialize)]
struct Root<'a> {
    schema: u32,
    vendor: &'a str,
    profile: &'a str,
    as_of: Date,
    old: VersionJson<'a>,
    new: VersionJson<'a>,
    score_change: Option<f64>,
    categories: Vec<CategoryJson<'a>>,
    provisions: Vec<ChangeJson<'a>>,
    transfers: Vec<TransferJson<'a>>,
    text: TextJson<'a>,
}

#[derive(Serialize)]
struct VersionJson<'a> {
    documents: &'a [String],
    score: Option<u8>,
    residual: f64,
    tier: Option<&'static str>,
    coverage: f64,
}

#[derive(Serialize)]
struct CategoryJson<'a> {
    category: &'a str,
    old: Option<f64>,
    new: Option<f64>,
    points: f64,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    provision: &'a str,
    name: &'a str,
    change: &'static str,
    points: f64,
    exposure_change: f64,
    old: CellJson<'a>,
    new: CellJson<'a>,
}

#[derive(Serialize)]
struct TransferJson<'a> {
    corridor: &'a str,
    old: String,
    new: String,
}

#[derive(Serialize)]
struct TextJson<'a> {
    added: &'a [String],
    removed: &'a [String],
    moved: usize,
    same: usize,
}

fn version(version: &Version) -> VersionJson<'_> {
    let t = &version.side.total;
    VersionJson {
        documents: &version.names,
        score: t.counts.then_some(t.printed),
        residual: t.residual,
        tier: t.counts.then_some(t.tier.name()),
        coverage: t.coverage,
    }
}

fn json(changes: &Changes) -> Result<Vec<u8>, ExportError> {
    let root = Root {
        schema: SCHEMA,
        vendor: &changes.new.side.vendor,
        profile: &changes.profile,
        as_of: changes.new.side.as_of,
        old: version(&changes.old),
        new: version(&changes.new),
        score_change: changes.score,
        categories: changes
            .categories
            .iter()
            .map(|c| {
                let [old, new] = c.exposures;
                CategoryJson {
                    category: &c.id,
                    old,
                    new,
                    points: c.points,
                }
            })
            .collect(),
        provisions: changes
            .provisions
            .iter()
            .map(|c| ChangeJson {
                provision: &c.id,
                name: &c.name,
                change: c.kind.key(),
                points: c.points,
                exposure_change: c.exposure,
                old: CellJson::from(&c.old),
                new: CellJson::from(&c.new),
            })
            .collect(),
        transfers: changes
            .transfers
            .iter()
            .map(|t| TransferJson {
                corridor: &t.corridor,
                old: mechanisms(&t.old),
                new: mechanisms(&t.new),
            })
            .collect(),
        text: TextJson {
            added: &changes.text.added,
            removed: &changes.text.removed,
            moved: changes.text.moved,
            same: changes.text.same,
        },
    };
    let mut bytes = serde_json::to_vec_pretty(&root)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    #[test]
    fn nothing_changed_is_said() {
        let (_, assessment, _) = Fixture::default().assessed();
        let model = Fixture::default().model();
        let side = (&model, assessment.documents.as_slice());
        let changes = Changes::of(side, side);
        let text = table(&changes).unwrap();
        assert!(text.contains("no provision changed"), "{text}");
        assert!(
            text.contains("(0.0 points)") || text.contains("(+0.0 points)"),
            "{text}"
        );
        for format in [Tabular::Csv, Tabular::Json, Tabular::Markdown] {
            assert!(!write(&changes, format).unwrap().is_empty());
        }
    }
}
