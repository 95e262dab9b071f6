//! Vendors side by side as a spreadsheet.

use super::{Sheet, Value, book};
use crate::report::ExportError;
use crate::report::compare::Comparison;

/// The spreadsheet of a comparison: the vendors, their categories, and every provision with the first quotes.
///
/// # Errors
/// Where the file cannot be put together.
pub fn comparison(comparison: &Comparison) -> Result<Vec<u8>, ExportError> {
    let sheets = [
        vendors(comparison),
        categories(comparison),
        provisions(comparison),
    ];
    let day = comparison.sides.iter().map(|s| s.as_of).max();
    book("Vendors side by side", day.unwrap_or_default(), &sheets)
}

fn vendors(comparison: &Comparison) -> Sheet {
    let mut sheet = Sheet::new(
        "Vendors",
        &[
            ("Vendor", 34.0),
            ("Score", 8.0),
            ("Tier", 12.0),
            ("Low", 8.0),
            ("High", 8.0),
            ("Coverage", 10.0),
            ("Documents", 11.0),
            ("As of", 12.0),
        ],
    );
    for side in &comparison.sides {
        let t = &side.total;
        let known = |points: f64| Value::points(t.counts.then_some(points));
        sheet.row(vec![
            Value::text(&*side.vendor),
            Value::score(t),
            Value::tier(t),
            known(t.low),
            known(t.high),
            Value::Share(t.coverage),
            Value::Count(side.documents),
            Value::Day(side.as_of),
        ]);
    }
    sheet
}

fn categories(comparison: &Comparison) -> Sheet {
    let mut sheet = Sheet::new("Categories", &[("Category", 34.0)]);
    for side in &comparison.sides {
        sheet.head.push((side.vendor.clone(), 16.0));
    }
    for (name, exposures) in &comparison.categories {
        let mut cells = vec![Value::text(&**name)];
        cells.extend(exposures.iter().map(|e| Value::points(*e)));
        sheet.row(cells);
    }
    sheet
}

fn provisions(comparison: &Comparison) -> Sheet {
    let mut sheet = Sheet::new(
        "Provisions",
        &[
            ("Provision", 30.0),
            ("Name", 40.0),
            ("Differs", 8.0),
            ("Spread", 8.0),
            ("Permit", 8.0),
            ("Assessed", 9.0),
        ],
    );
    for side in &comparison.sides {
        for (what, width) in [
            ("state", 14.0),
            ("exposure", 10.0),
            ("quote", 50.0),
            ("place", 24.0),
        ] {
            sheet.head.push((format!("{}: {what}", side.vendor), width));
        }
    }
    for line in &comparison.lines {
        let prevalence = line.prevalence();
        let mut cells = vec![
            Value::text(&*line.id),
            Value::text(&*line.name),
            Value::text(if line.differs { "yes" } else { "no" }),
            Value::Points(line.spread),
            Value::Count(prevalence.permit),
            Value::Count(prevalence.assessed),
        ];
        for own in &line.cells {
            let quote = own.quote.as_ref();
            cells.push(Value::text(own.state.name()));
            cells.push(Value::points(own.exposure));
            cells.push(Value::text(quote.map_or("", |q| q.quote.trim())));
            cells.push(Value::text(quote.map_or("", |q| q.place.as_str())));
        }
        sheet.row(cells);
    }
    sheet
}
