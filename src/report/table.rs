//! The plain table for standard output: the score, the categories, what matters, what is missing.

use std::fmt::Write as _;

use super::model::{ReportModel, gate_name, status_name};
use super::{ExportError, Exporter};
use crate::score::GateStatus;
use crate::score::print::{interval, number, parts_of, percent, weight, whole};

/// How many findings are listed.
const FINDINGS: usize = 12;

/// Writes plain text of at most 100 letters a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Table;

impl Exporter for Table {
    fn extension(&self) -> &'static str {
        "txt"
    }

    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError> {
        Ok(plain(model).map_err(|_| ExportError::Text)?.into_bytes())
    }
}

/// One line without control letters, which a terminal would obey, cut to a width.
pub(super) fn cell(words: &str, width: usize) -> String {
    let clean: String = words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect();
    if clean.chars().count() <= width {
        return format!("{clean:<width$}");
    }
    let cut: String = clean.chars().take(width.saturating_sub(1)).collect();
    format!("{cut}…")
}

fn plain(model: &ReportModel) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let total = &model.score.total;
    let score = if total.counts {
        format!(
            "{} {}, {}, coverage {}",
            total.printed,
            interval(total.low, total.high),
            total.tier.name(),
            percent(total.coverage)
        )
    } else {
        format!(
            "– (too little could be assessed: coverage {})",
            percent(total.coverage)
        )
    };
    writeln!(out, "{}: {score}", cell(&model.vendor, 60).trim_end())?;
    if let Some(floor) = total.floor {
        writeln!(out, "floor applied: {} → {}", floor.from, floor.to)?;
    }
    writeln!(
        out,
        "\n{:<40} {:>6} {:>8} {:<9} {:>8} {:>11}",
        "Category", "Weight", "Exposure", "Interval", "Coverage", "Contributes"
    )?;
    let contributions: Vec<f64> = model.categories.iter().map(|c| c.contribution).collect();
    let shares = parts_of(&contributions, total.residual, 1);
    for (c, share) in model.categories.iter().zip(shares) {
        let known = |words: String| if c.counts { words } else { "–".to_owned() };
        writeln!(
            out,
            "{} {:>6} {:>8} {:<9} {:>8} {:>11}",
            cell(&c.name, 40),
            weight(c.weight),
            known(whole(c.residual).to_string()),
            known(interval(c.low, c.high)),
            percent(c.coverage),
            known(number(share, 1))
        )?;
    }
    let heaviest = model.heaviest();
    if !heaviest.is_empty() {
        writeln!(out, "\nHeaviest findings")?;
        for p in heaviest.iter().take(FINDINGS) {
            let place = p.quotes.first().map_or("", |q| q.place.as_str());
            writeln!(
                out,
                "{:>4}  {} {} {}",
                whole(p.residual),
                cell(&p.name, 46),
                cell(p.state.name(), 12),
                cell(place, 34).trim_end()
            )?;
        }
    }
    if !model.transfers.is_empty() {
        writeln!(out, "\nTransfers")?;
    }
    for t in &model.transfers {
        writeln!(
            out,
            "  {}: {}, {}",
            cell(&t.corridor, 10).trim_end(),
            cell(&t.mechanism, 50).trim_end(),
            status_name(t.status_as_of).to_lowercase()
        )?;
    }
    let gates: Vec<_> = model
        .gates
        .iter()
        .filter(|g| g.status != GateStatus::NotMet)
        .collect();
    if !gates.is_empty() {
        writeln!(out, "\nGates")?;
    }
    for gate in gates {
        let word = if gate.status == GateStatus::Confirmed {
            "confirmed"
        } else {
            "to check"
        };
        writeln!(out, "  {}: {word}", gate_name(gate.id).0)?;
    }
    if !model.load_next.is_empty() {
        writeln!(out, "\nLoad next")?;
    }
    for next in &model.load_next {
        let what = cell(&next.what, 60);
        writeln!(out, "  {} (settles {})", what.trim_end(), next.settles)?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    #[test]
    fn the_table_says_score_categories_and_what_to_load() {
        let model = Fixture::default().model();
        let out = plain(&model).unwrap();
        assert!(out.starts_with("Harbourlight Metrics: "));
        assert!(out.contains("Telemetry and usage data"));
        assert!(out.contains("Load next\n  Data processing agreement (settles 9)"));
        assert!(out.contains("CH→US: Swiss–US Privacy Shield, invalid"));
    }

    #[test]
    fn a_terminal_obeys_nothing_that_a_name_says() {
        let fixture = Fixture {
            vendor: "A\u{1b}[2J\nB\u{202e}C".to_owned(),
            ..Fixture::default()
        };
        let out = plain(&fixture.model()).unwrap();
        assert!(out.starts_with("A[2J BC: "));
    }

    #[test]
    fn nothing_known_is_a_dash() {
        let fixture = Fixture {
            documents: false,
            ..Fixture::default()
        };
        assert!(
            plain(&fixture.model())
                .unwrap()
                .contains("too little could be assessed: coverage 0 %")
        );
    }
}
