//! Changes between two versions as a spreadsheet.

use super::{Sheet, Value, book};
use crate::report::ExportError;
use crate::report::changes::{Changes, Version};
use crate::report::model::status_name;

/// The spreadsheet of two versions: totals, provisions, categories, transfers.
///
/// # Errors
/// Where the file cannot be put together.
pub fn changes(changes: &Changes) -> Result<Vec<u8>, ExportError> {
    let sheets = [
        versions(changes),
        provisions(changes),
        categories(changes),
        transfers(changes),
    ];
    book(
        "Changes between two versions",
        changes.new.side.as_of,
        &sheets,
    )
}

fn versions(changes: &Changes) -> Sheet {
    let mut sheet = Sheet::new(
        "Versions",
        &[
            ("Version", 10.0),
            ("Documents", 60.0),
            ("Score", 8.0),
            ("Tier", 12.0),
            ("Coverage", 10.0),
        ],
    );
    let mut add = |name: &str, version: &Version| {
        let t = &version.side.total;
        sheet.row(vec![
            Value::text(name),
            Value::text(version.names.join("\n")),
            Value::score(t),
            Value::tier(t),
            Value::Share(t.coverage),
        ]);
    };
    add("Old", &changes.old);
    add("New", &changes.new);
    sheet
}

fn provisions(changes: &Changes) -> Sheet {
    let mut sheet = Sheet::new(
        "Provisions",
        &[
            ("Provision", 30.0),
            ("Name", 40.0),
            ("Change", 14.0),
            ("Old state", 14.0),
            ("New state", 14.0),
            ("Old exposure", 10.0),
            ("New exposure", 10.0),
            ("Change of exposure", 10.0),
            ("Change of score", 10.0),
            ("Old quote", 50.0),
            ("New quote", 50.0),
        ],
    );
    for change in &changes.provisions {
        let quote = |cell: &crate::report::compare::Cell| {
            Value::text(cell.quote.as_ref().map_or("", |q| q.quote.trim()))
        };
        sheet.row(vec![
            Value::text(&*change.id),
            Value::text(&*change.name),
            Value::text(change.kind.name()),
            Value::text(change.old.state.name()),
            Value::text(change.new.state.name()),
            Value::points(change.old.exposure),
            Value::points(change.new.exposure),
            Value::Points(change.exposure),
            Value::Fine(change.points),
            quote(&change.old),
            quote(&change.new),
        ]);
    }
    sheet
}

fn categories(changes: &Changes) -> Sheet {
    let mut sheet = Sheet::new(
        "Categories",
        &[
            ("Category", 34.0),
            ("Old", 10.0),
            ("New", 10.0),
            ("Change of score", 12.0),
        ],
    );
    for c in &changes.categories {
        let [old, new] = c.exposures;
        sheet.row(vec![
            Value::text(&*c.name),
            Value::points(old),
            Value::points(new),
            Value::Fine(c.points),
        ]);
    }
    sheet
}

fn transfers(changes: &Changes) -> Sheet {
    let mut sheet = Sheet::new(
        "Transfers",
        &[("Corridor", 12.0), ("Old", 60.0), ("New", 60.0)],
    );
    for change in &changes.transfers {
        let named = |list: &[(String, crate::assessment::TransferStatus)]| {
            let lines: Vec<String> = list
                .iter()
                .map(|(name, status)| format!("{name} ({})", status_name(*status)))
                .collect();
            Value::text(lines.join("\n"))
        };
        sheet.row(vec![
            Value::text(&*change.corridor),
            named(&change.old),
            named(&change.new),
        ]);
    }
    sheet
}
