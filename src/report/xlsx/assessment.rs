//! One vendor as a spreadsheet.

use super::{Sheet, Value, book};
use crate::report::model::{
    DocumentLine, ProvisionLine, ReportModel, date_basis_key, gate_name, status_key, voice_key,
};
use crate::report::{ExportError, Exporter};
use crate::score::GateStatus;

/// Writes a spreadsheet: summary, findings, evidence, categories, transfers, asks, decisions, documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Xlsx;

impl Exporter for Xlsx {
    fn extension(&self) -> &'static str {
        "xlsx"
    }

    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError> {
        let sheets = [
            summary(model),
            findings(model),
            evidence(model),
            categories(model),
            transfers(model),
            asks(model),
            trail(model),
            documents(model),
        ];
        let title = format!("{}: exposure of a vendor’s policies", model.vendor);
        book(&title, model.as_of, &sheets)
    }
}

fn summary(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new("Summary", &[("What", 26.0), ("Value", 60.0)]);
    // What nobody filled in takes no row.
    let mut add = |what: &str, value: Value| {
        if value != Value::Empty {
            sheet.row(vec![Value::text(what), value]);
        }
    };
    let total = &model.score.total;
    let known = |points: f64| Value::points(total.counts.then_some(points));
    add("Vendor", Value::text(&*model.vendor));
    add("Purpose", Value::text(&*model.purpose));
    add("Organisation", Value::text(&*model.details.organisation));
    add("Confidentiality", Value::text(&*model.details.mark));
    add("Prepared by", Value::text(&*model.details.prepared_by));
    add("Approved by", Value::text(&*model.details.approved_by));
    add("Version", Value::text(&*model.details.version));
    add("Status", Value::text(&*model.status));
    add("As of", Value::Day(model.as_of));
    if total.counts {
        add("Tier", Value::text(total.tier.name()));
        add("Score", Value::Count(usize::from(total.printed)));
    } else {
        add("Tier", Value::text("Unknown: too little could be assessed"));
    }
    add("Residual", known(total.residual));
    add("Low", known(total.low));
    add("High", known(total.high));
    add("Inherent", known(total.inherent));
    add("Treated", known(total.treated));
    add("Coverage", Value::Share(total.coverage));
    add(
        "With all conditions granted",
        known(model.asks.with_conditions),
    );
    for gate in &model.gates {
        let stands = match gate.status {
            GateStatus::Confirmed => "confirmed",
            GateStatus::ToCheck => "to check",
            GateStatus::NotMet => "not met",
        };
        add(
            &format!("Gate: {}", gate_name(gate.id).0),
            Value::text(stands),
        );
    }
    add("Profile", Value::text(&*model.profile.name));
    add("Severity emphasis", Value::Fine(model.profile.emphasis));
    add("Catalogue", Value::text(&*model.catalogue_version));
    add("Catalogue SHA-256", Value::text(&*model.catalogue_sha256));
    add("Legal data", Value::text(&*model.law.version));
    if let Some(shown) = &model.shown {
        add("Shown", Value::text(&**shown));
    }
    add("Vector", Value::text(&*model.vector));
    sheet
}

fn findings(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new(
        "Findings",
        &[
            ("Category", 20.0),
            ("Provision", 30.0),
            ("Name", 40.0),
            ("State", 14.0),
            ("Exposure", 10.0),
            ("Low", 8.0),
            ("High", 8.0),
            ("Inherent", 9.0),
            ("Treated", 9.0),
            ("Severity", 9.0),
            ("Weight", 8.0),
            ("Confidence", 11.0),
            ("Contribution", 12.0),
            ("Voice", 12.0),
            ("Limited to", 20.0),
            ("Arithmetic", 40.0),
            ("Why it was read so", 50.0),
            ("Ask", 50.0),
            ("Fallback", 40.0),
            ("Quotes", 8.0),
            ("First quote", 60.0),
            ("Place", 30.0),
        ],
    );
    for line in &model.provisions {
        sheet.row(finding(model, line));
    }
    sheet
}

fn finding(model: &ReportModel, line: &ProvisionLine) -> Vec<Value> {
    let known = |points: f64| Value::points(line.counts.then_some(points));
    let category = model.category(&line.category);
    let quote = line.quotes.first();
    vec![
        Value::text(category.map_or(line.category.as_str(), |c| c.name.as_str())),
        Value::text(&*line.id),
        Value::text(&*line.name),
        Value::text(line.state.name()),
        known(line.residual),
        known(line.low),
        known(line.high),
        known(line.inherent),
        known(line.treated),
        Value::Points(line.severity),
        Value::Fine(line.weight),
        Value::Fine(line.confidence),
        known(line.contribution),
        Value::text(line.voice.map_or("", voice_key)),
        Value::text(line.scope.clone().unwrap_or_default()),
        Value::text(&*line.sum),
        Value::text(&*line.note),
        Value::text(&*line.ask),
        Value::text(&*line.fallback),
        Value::Count(line.quotes.len()),
        Value::text(quote.map_or("", |q| q.quote.trim())),
        Value::text(quote.map_or("", |q| q.place.as_str())),
    ]
}

fn evidence(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new(
        "Evidence",
        &[
            ("Provision", 30.0),
            ("State of this clause", 16.0),
            ("Quote", 80.0),
            ("Document", 30.0),
            ("Section", 30.0),
            ("Page", 7.0),
            ("Voice", 12.0),
            ("First byte", 10.0),
            ("End", 10.0),
        ],
    );
    for line in &model.provisions {
        for quote in &line.quotes {
            let document = model.documents.get(quote.document);
            sheet.row(vec![
                Value::text(&*line.id),
                Value::text(quote.state.name()),
                Value::text(quote.quote.trim()),
                Value::text(document.map_or("", |d| d.name.as_str())),
                Value::text(&*quote.section),
                quote
                    .page
                    .and_then(|p| usize::try_from(p).ok())
                    .map_or(Value::Empty, Value::Count),
                Value::text(voice_key(quote.voice)),
                Value::Count(quote.start),
                Value::Count(quote.end),
            ]);
        }
    }
    sheet
}

fn categories(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new(
        "Categories",
        &[
            ("Category", 40.0),
            ("Weight", 9.0),
            ("Exposure", 10.0),
            ("Low", 8.0),
            ("High", 8.0),
            ("Inherent", 9.0),
            ("Treated", 9.0),
            ("Coverage", 10.0),
            ("Contribution", 12.0),
        ],
    );
    for c in &model.categories {
        let known = |points: f64| Value::points(c.counts.then_some(points));
        sheet.row(vec![
            Value::text(&*c.name),
            Value::Fine(c.weight),
            known(c.residual),
            known(c.low),
            known(c.high),
            known(c.inherent),
            known(c.treated),
            Value::Share(c.coverage),
            known(c.contribution),
        ]);
    }
    sheet
}

fn transfers(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new(
        "Transfers",
        &[
            ("Corridor", 10.0),
            ("Mechanism", 40.0),
            ("On the document’s date", 18.0),
            ("On the day of the assessment", 18.0),
            ("Why", 60.0),
            ("Source", 40.0),
            ("Document", 30.0),
        ],
    );
    for t in &model.transfers {
        sheet.row(vec![
            Value::text(&*t.corridor),
            Value::text(&*t.mechanism),
            Value::text(status_key(t.status_at_document)),
            Value::text(status_key(t.status_as_of)),
            Value::text(&*t.why),
            Value::text(&*t.source),
            Value::text(t.document.clone().unwrap_or_default()),
        ]);
    }
    sheet
}

fn asks(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new(
        "Asks",
        &[
            ("Condition", 10.0),
            ("Ask", 70.0),
            ("Fallback", 50.0),
            ("Settles", 30.0),
            ("Score if only this is granted", 14.0),
            ("Score if this and all above are", 14.0),
        ],
    );
    for ask in &model.asks.list {
        sheet.row(vec![
            Value::text(if ask.condition { "yes" } else { "no" }),
            Value::text(&*ask.text),
            Value::text(&*ask.fallback),
            Value::text(ask.provisions.join("\n")),
            Value::Points(ask.alone),
            Value::Points(ask.after),
        ]);
    }
    sheet
}

fn trail(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new(
        "Trail",
        &[
            ("When", 20.0),
            ("Who", 20.0),
            ("Provision", 30.0),
            ("Name", 40.0),
            ("What", 40.0),
            ("Why", 60.0),
            ("Until", 12.0),
            ("Stands", 14.0),
        ],
    );
    for t in &model.trail {
        sheet.row(vec![
            Value::text(&*t.at),
            Value::text(&*t.author),
            Value::text(&*t.provision),
            Value::text(&*t.name),
            Value::text(&*t.what),
            Value::text(&*t.reason),
            Value::day(t.expires),
            Value::text(&*t.status),
        ]);
    }
    sheet
}

fn documents(model: &ReportModel) -> Sheet {
    let mut sheet = Sheet::new(
        "Documents",
        &[
            ("Document", 40.0),
            ("Kind", 24.0),
            ("Date", 12.0),
            ("Date known by", 14.0),
            ("Language", 10.0),
            ("Words", 9.0),
            ("Pages", 8.0),
            ("Counts", 8.0),
            ("SHA-256", 66.0),
            ("Warnings", 80.0),
        ],
    );
    for document in &model.documents {
        sheet.row(paper(document));
    }
    sheet
}

fn paper(document: &DocumentLine) -> Vec<Value> {
    vec![
        Value::text(&*document.name),
        Value::text(document.kind.name()),
        Value::day(document.date),
        Value::text(date_basis_key(document.date_basis)),
        Value::text(&*document.language),
        Value::Count(document.words),
        document
            .pages
            .and_then(|p| usize::try_from(p).ok())
            .map_or(Value::Empty, Value::Count),
        Value::text(if document.counts { "yes" } else { "no" }),
        Value::text(&*document.sha256),
        Value::text(document.warnings.join("\n")),
    ]
}
