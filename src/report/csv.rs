//! CSV for spreadsheets: one row a provision, in the catalogue's order. The vendor's words cannot become formulas.

use super::model::{ProvisionLine, ReportModel, voice_key};
use super::{ExportError, Exporter};
use crate::score::print::number;

/// Writes CSV in UTF-8 with a byte order mark, which spreadsheets need to read quotation marks right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Csv;

const HEAD: [&str; 21] = [
    "vendor",
    "as_of",
    "category",
    "provision",
    "name",
    "state",
    "exposure",
    "low",
    "high",
    "inherent",
    "treated",
    "severity",
    "weight",
    "confidence",
    "contribution",
    "voice",
    "scope",
    "sum",
    "note",
    "ask",
    "quotes",
];

impl Exporter for Csv {
    fn extension(&self) -> &'static str {
        "csv"
    }

    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError> {
        let mut out = String::from("\u{feff}");
        line(&mut out, HEAD.iter().map(|h| (*h).to_owned()));
        for provision in &model.provisions {
            line(&mut out, fields(model, provision).into_iter());
        }
        Ok(out.into_bytes())
    }
}

fn fields(model: &ReportModel, line: &ProvisionLine) -> Vec<String> {
    // What is not known stays empty: a 0 would be counted.
    let known = |value: f64| {
        if line.counts {
            figure(value, 1)
        } else {
            String::new()
        }
    };
    let quotes: Vec<String> = line
        .quotes
        .iter()
        .map(|q| format!("“{}” ({})", q.quote.trim(), q.place))
        .collect();
    vec![
        text(&model.vendor),
        model.as_of.to_string(),
        text(&line.category),
        text(&line.id),
        text(&line.name),
        line.state.key().to_owned(),
        known(line.residual),
        known(line.low),
        known(line.high),
        known(line.inherent),
        known(line.treated),
        figure(line.severity, 1),
        figure(line.weight, 2),
        figure(line.confidence, 2),
        known(line.contribution),
        line.voice.map_or("", voice_key).to_owned(),
        text(line.scope.as_deref().unwrap_or_default()),
        text(&line.sum),
        text(&line.note),
        text(&line.ask),
        text(&quotes.join("\n")),
    ]
}

/// A number with a plain minus, as spreadsheets read it.
pub(super) fn figure(value: f64, decimals: u8) -> String {
    number(value, decimals).replace('−', "-")
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what one could begin with.
pub(super) fn text(words: &str) -> String {
    if could_be_a_formula(words) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}

/// Whether a spreadsheet may take a text for a formula.
pub(super) fn could_be_a_formula(words: &str) -> bool {
    let begins = words.trim_start_matches([' ', '\u{a0}']).chars().next();
    matches!(
        begins,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '%' | '＝' | '＋' | '－' | '＠')
    )
}

pub(super) fn line(out: &mut String, fields: impl Iterator<Item = String>) {
    for (i, field) in fields.enumerate() {
        if i > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    #[test]
    fn there_is_a_row_for_every_provision_and_all_have_the_same_fields() {
        let model = Fixture::default().model();
        let bytes = Csv.export(&model).unwrap();
        let out = String::from_utf8(bytes).unwrap();
        assert!(out.starts_with('\u{feff}'));
        let rows: Vec<&str> = out.trim_end().split("\r\n").collect();
        assert_eq!(rows.len(), model.provisions.len() + 1);
        for row in rows {
            let mut quoted = false;
            let commas = row
                .chars()
                .filter(|c| {
                    quoted ^= *c == '"';
                    *c == ',' && !quoted
                })
                .count();
            assert_eq!(commas, HEAD.len() - 1, "{row}");
        }
    }

    #[test]
    fn words_of_the_vendor_cannot_become_a_formula() {
        let mut model = Fixture::default().model();
        model.vendor = "=HYPERLINK(\"http://x\")".to_owned();
        let out = String::from_utf8(Csv.export(&model).unwrap()).unwrap();
        assert!(out.contains("\"'=HYPERLINK(\"\"http://x\"\")\""));
        for start in ["+1", "-1", "@SUM", "\tx", " =1", "＝1"] {
            assert!(text(start).starts_with('\''), "{start}");
        }
        assert_eq!(text("plain"), "plain");
    }
}
