//! A portfolio as a spreadsheet.

use super::{Sheet, Value, book};
use crate::report::ExportError;
use crate::report::model::gate_name;
use crate::report::portfolio::{Line, Portfolio};
use crate::score::GateStatus;

/// The spreadsheet of a portfolio: a row a vendor, the exposure by category, and what could not be read.
///
/// # Errors
/// Where the file cannot be put together.
pub fn portfolio(portfolio: &Portfolio) -> Result<Vec<u8>, ExportError> {
    let sheets = [vendors(portfolio), heat(portfolio), not_read(portfolio)];
    book("Portfolio of vendors", portfolio.as_of, &sheets)
}

fn vendors(portfolio: &Portfolio) -> Sheet {
    let mut sheet = Sheet::new(
        "Vendors",
        &[
            ("Rank", 7.0),
            ("Vendor", 34.0),
            ("Score", 8.0),
            ("Tier", 12.0),
            ("Low", 8.0),
            ("High", 8.0),
            ("Inherent", 9.0),
            ("Treated", 9.0),
            ("Coverage", 10.0),
            ("Gates confirmed", 34.0),
            ("Gates to check", 34.0),
            ("Documents", 11.0),
            ("Left out", 9.0),
            ("Not read whole", 11.0),
            ("Warnings", 60.0),
            ("Place", 40.0),
        ],
    );
    for line in &portfolio.lines {
        let t = &line.total;
        let known = |points: f64| Value::points(t.counts.then_some(points));
        sheet.row(vec![
            Value::Count(line.rank),
            Value::text(&*line.vendor),
            Value::score(t),
            Value::tier(t),
            known(t.low),
            known(t.high),
            known(t.inherent),
            known(t.treated),
            Value::Share(t.coverage),
            gates(line, GateStatus::Confirmed),
            gates(line, GateStatus::ToCheck),
            Value::Count(line.documents),
            Value::Count(line.left_out),
            Value::Count(line.unread),
            Value::text(line.warnings.join("\n")),
            Value::text(&*line.place),
        ]);
    }
    sheet
}

fn gates(line: &Line, status: GateStatus) -> Value {
    let names: Vec<&str> = line
        .gates
        .iter()
        .filter(|g| g.status == status)
        .map(|g| gate_name(g.id).0)
        .collect();
    Value::text(names.join("\n"))
}

fn heat(portfolio: &Portfolio) -> Sheet {
    let mut sheet = Sheet::new("Categories", &[("Rank", 7.0), ("Vendor", 34.0)]);
    sheet.head.extend(
        portfolio
            .categories
            .iter()
            .map(|(_, name)| (name.clone(), 13.0)),
    );
    for line in &portfolio.lines {
        let mut cells = vec![Value::Count(line.rank), Value::text(&*line.vendor)];
        cells.extend(line.exposures.iter().map(|e| Value::points(*e)));
        sheet.row(cells);
    }
    sheet
}

fn not_read(portfolio: &Portfolio) -> Sheet {
    let mut sheet = Sheet::new("Not read", &[("Place", 60.0), ("Why", 80.0)]);
    for (place, why) in &portfolio.problems {
        sheet.row(vec![Value::text(&**place), Value::text(&**why)]);
    }
    sheet
}
