//! Transfers: mechanism, corridor, and whether it held on the day of the document and holds on the day of the report.

use super::calendar;
use super::flow::Flow;
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::table::{self, Cell};
use super::text::{Align, TABLE, curly, span};
use crate::assessment::TransferStatus;
use crate::document::day::short_date;
use crate::report::model::{ReportModel, TransferLine, status_name};
use crate::score::Tier;

/// The section.
pub fn section(flow: &mut Flow, model: &ReportModel) {
    if model.transfers.is_empty() {
        return;
    }
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("Corridor", 52.0, Align::Left),
            ("Mechanism", 0.34, Align::Left),
            ("Document’s day", 86.0, Align::Left),
            ("As of report", 82.0, Align::Left),
            ("Why, and source", 0.66, Align::Left),
        ],
    );
    parts::heading(
        flow,
        "Transfers",
        &format!("law as recorded in version {}", model.law.version),
    );
    flow.begin_table(table::head(&columns, width));
    for transfer in &model.transfers {
        let mut cells = statuses(transfer);
        cells.push(why(transfer));
        flow.push(table::row(&columns, cells, width));
    }
    flow.end_table();
    parts::caption(
        flow,
        &format!(
            "A mechanism is judged by corridor and by date: on the day of the document, and on {}.",
            short_date(model.as_of)
        ),
    );
    if let Some(calendar) = &model.calendar {
        calendar::section(flow, calendar);
    }
    checks(flow, model);
}

/// Mechanism and status a corridor, without reasons.
pub fn brief(flow: &mut Flow, model: &ReportModel) {
    if model.transfers.is_empty() {
        return;
    }
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("Corridor", 52.0, Align::Left),
            ("Mechanism", 1.0, Align::Left),
            ("Document’s day", 100.0, Align::Left),
            ("As of report", 100.0, Align::Left),
        ],
    );
    parts::heading(flow, "Transfers", "");
    flow.begin_table(table::head(&columns, width));
    for transfer in &model.transfers {
        flow.push(table::row(&columns, statuses(transfer), width));
    }
    flow.end_table();
}

/// Corridor, mechanism, and how it stood on both days.
fn statuses(transfer: &TransferLine) -> Vec<Cell> {
    vec![
        Cell::styled(transfer.corridor.clone(), TABLE.cut(Cut::SemiBold)),
        mechanism(transfer),
        status(transfer.status_at_document),
        status(transfer.status_as_of),
    ]
}

/// What no text shows, and who looked it up.
fn checks(flow: &mut Flow, model: &ReportModel) {
    if model.checks.is_empty() {
        return;
    }
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("To look up by hand", 0.52, Align::Left),
            ("Status", 112.0, Align::Left),
            ("When, by whom, what was found", 0.48, Align::Left),
        ],
    );
    let mut head = table::head(&columns, width);
    head.before = 12.0;
    flow.begin_table(head);
    for check in &model.checks {
        let style = if check.settled {
            TABLE
        } else {
            TABLE.color(palette::tier(Tier::Moderate).ink)
        };
        let found = if check.found.is_empty() {
            "–".to_owned()
        } else {
            curly(&check.found)
        };
        flow.push(table::row(
            &columns,
            vec![
                Cell::plain(curly(&check.what)),
                Cell::styled(check.status.clone(), style),
                Cell::soft(found),
            ],
            width,
        ));
    }
    flow.end_table();
}

fn mechanism(transfer: &TransferLine) -> Cell {
    let mut spans = vec![span(transfer.mechanism.clone(), TABLE)];
    if let Some(document) = &transfer.document {
        spans.push(span(format!(" {document}"), TABLE.color(palette::FAINT)));
    }
    Cell::Text(spans)
}

/// The word in the ink of the tier that it comes near to, so that trouble is seen at a glance.
fn status(status: TransferStatus) -> Cell {
    let style = match status {
        TransferStatus::Valid => TABLE,
        TransferStatus::ValidContested | TransferStatus::Limited | TransferStatus::Unknown => {
            TABLE.color(palette::tier(Tier::Moderate).ink)
        }
        TransferStatus::Invalid | TransferStatus::NotYetEffective => TABLE
            .cut(Cut::SemiBold)
            .color(palette::tier(Tier::Severe).ink),
    };
    Cell::styled(status_name(status), style)
}

fn why(transfer: &TransferLine) -> Cell {
    let mut spans = vec![span(curly(&transfer.why), TABLE)];
    if !transfer.source.is_empty() {
        spans.push(span(
            format!(" Source: {}.", transfer.source.trim_end_matches('.')),
            TABLE.color(palette::FAINT),
        ));
    }
    Cell::Text(spans)
}
