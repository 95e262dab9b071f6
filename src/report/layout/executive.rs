//! The second page of the executive edition: what the summary rests on.

use super::categories;
use super::flow::{Flow, Room, Sheet};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape;
use super::table::{self, Cell};
use super::text::{Align, TABLE, clip, span};
use super::transfers;
use crate::report::model::ReportModel;
use crate::score::print::{interval, number, parts_of, whole};

/// How many findings, and whether the mechanisms of transfer, are tried to fit, from the first on.
const TRIED: [(usize, bool); 8] = [
    (14, true),
    (10, true),
    (7, true),
    (5, true),
    (5, false),
    (3, false),
    (1, false),
    (0, false),
];

/// The page, with as much as fits.
pub fn page(model: &ReportModel, room: Room) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for (findings, mechanisms) in TRIED {
        let mut flow = Flow::new(room);
        categories::section(&mut flow, model);
        heaviest(&mut flow, model, findings);
        if mechanisms {
            transfers::brief(&mut flow, model);
        }
        closing(&mut flow, model, findings);
        sheets = flow.finish();
        if sheets.len() == 1 {
            break;
        }
    }
    sheets.truncate(1);
    sheets
}

fn heaviest(flow: &mut Flow, model: &ReportModel, most: usize) {
    let all = model.heaviest();
    if all.is_empty() || most == 0 {
        return;
    }
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("", shape::CODE_WIDTH, Align::Left),
            ("Provision", 0.56, Align::Left),
            ("State", 78.0, Align::Left),
            ("Exposure", 84.0, Align::Right),
            ("Adds", 40.0, Align::Right),
            ("Place", 0.44, Align::Left),
        ],
    );
    let shown = all.len().min(most);
    parts::heading(
        flow,
        "What weighs most",
        &format!("{shown} of {} provisions that a passage states", all.len()),
    );
    let contributions: Vec<f64> = all.iter().map(|p| p.contribution).collect();
    let printed = parts_of(&contributions, contributions.iter().sum(), 1);
    flow.begin_table(table::head(&columns, width));
    for (line, adds) in all.iter().zip(printed).take(shown) {
        let place = line.quotes.first().map_or("–", |q| q.place.as_str());
        let room = columns.get(5).map_or(120.0, |c| c.width);
        flow.push(table::row(
            &columns,
            vec![
                Cell::drawn(shape::code(&line.code, 0.0, 0.0)),
                Cell::plain(line.name.clone()),
                Cell::soft(line.state.name()),
                Cell::Text(vec![
                    span(whole(line.residual).to_string(), TABLE.cut(Cut::SemiBold)),
                    span(
                        format!(" {}", interval(line.low, line.high)),
                        TABLE.color(palette::FAINT),
                    ),
                ]),
                Cell::plain(number(adds, 1)),
                Cell::soft(clip(place, TABLE, room, 2)),
            ],
            width,
        ));
    }
    flow.end_table();
}

fn closing(flow: &mut Flow, model: &ReportModel, findings: usize) {
    let rest = model.heaviest().len().saturating_sub(findings);
    let more = if rest > 0 {
        format!("{rest} lighter findings, the ")
    } else {
        "The ".to_owned()
    };
    let words = format!(
        "{more}quotes, the sheet for negotiation, the method and the sources stand in the full edition, which the \
         assessment inside this file gives again. Weighed by the profile {}, catalogue {}. This is an aid to a \
         decision and no legal advice.",
        model.profile.name, model.catalogue_version
    );
    parts::caption(flow, &words);
}
