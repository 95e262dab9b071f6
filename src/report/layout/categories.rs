//! Exposure by category: bars with intervals, weights, coverage, contributions that add up.

use super::flow::Flow;
use super::item::{Item, Point, Stroke};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape::{self, at};
use super::table::{self, Cell, Column};
use super::text::{self, Align, HEAD, TABLE};
use crate::report::model::{CategoryLine, ReportModel};
use crate::score::print::{interval, number, parts_of, percent, weight, whole};

/// Height of a row's drawing.
const LINE: f32 = 15.0;

/// The section.
pub fn section(flow: &mut Flow, model: &ReportModel) {
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("", shape::CODE_WIDTH, Align::Left),
            ("Category", 0.6, Align::Left),
            ("Weight", 44.0, Align::Right),
            ("Exposure", 88.0, Align::Right),
            ("", 0.4, Align::Left),
            ("Coverage", 66.0, Align::Right),
            ("Contributes", 66.0, Align::Right),
        ],
    );
    let [_, _, _, exposure, bar, _, _] = columns.as_slice() else {
        return;
    };
    parts::heading(flow, "Exposure by category", "");
    let mut head = table::head(&columns, width);
    head.items.extend(shape::scale(bar));
    flow.begin_table(head);

    let mut order: Vec<&CategoryLine> = model.categories.iter().collect();
    order.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    let contributions: Vec<f64> = order.iter().map(|c| c.contribution).collect();
    let printed = parts_of(&contributions, model.score.total.residual, 1);
    let last = order.len().saturating_sub(1);
    for (i, (category, share)) in order.iter().zip(&printed).enumerate() {
        let row = table::row(
            &columns,
            vec![
                Cell::drawn(shape::code(&category.code, 0.0, 0.0)),
                Cell::plain(category.name.clone()),
                Cell::plain(weight(category.weight)),
                exposure_cell(category, exposure),
                Cell::drawn(bar_items(category, bar, model)),
                Cell::soft(if category.counts || category.coverage < 1.0 {
                    percent(category.coverage)
                } else {
                    "–".to_owned()
                }),
                Cell::plain(if category.counts {
                    number(*share, 1)
                } else {
                    "–".to_owned()
                }),
            ],
            width,
        );
        // The total never stands without a row above it.
        flow.push(if i == last { row.keep() } else { row });
    }
    let total = &model.score.total;
    let weights: f64 = model.categories.iter().map(|c| c.weight).sum();
    let strong = |words: String| Cell::styled(words, HEAD);
    flow.push(table::row(
        &columns,
        vec![
            Cell::plain(""),
            strong("Score".to_owned()),
            strong(weight(weights)),
            total_cell(model, exposure),
            Cell::plain(""),
            Cell::soft(percent(total.coverage)),
            strong(if total.counts {
                number(total.residual, 1)
            } else {
                "–".to_owned()
            }),
        ],
        width,
    ));
    flow.end_table();
    parts::caption(flow, &words(model));
}

fn words(model: &ReportModel) -> String {
    let total = &model.score.total;
    if !total.counts {
        return "Too little could be assessed, so there is no score and nothing contributes."
            .to_owned();
    }
    let mut out = format!(
        "Contributions add up to the score of {} before any floor. Each is the category’s share of the weight, \
         counted more the further its exposure stands above the score (severity emphasis {}).",
        number(total.residual, 1),
        number(model.profile.emphasis, 1),
    );
    if let Some(floor) = total.floor {
        out.push_str(&format!(
            " A confirmed gate puts a floor under the tier: {} → {}.",
            floor.from, floor.to
        ));
    }
    if let Some(own) = &model.own_total {
        out.push_str(&format!(
            " Numbers are those with the decisions of reviewers; the model’s own score is {} {}, {}.",
            own.printed,
            interval(own.low, own.high),
            own.tier.name()
        ));
    }
    let none: Vec<&str> = model
        .categories
        .iter()
        .filter(|c| !c.counts)
        .map(|c| c.code.as_str())
        .collect();
    if !none.is_empty() {
        out.push_str(&format!(
            " Nothing could be assessed, or nothing applies, in {}: they are left out of the score.",
            none.join(", ")
        ));
    }
    out
}

/// Number in the weight of a result, interval in a fainter colour, in columns of their own.
fn numbers(value: &str, ends: &str, column: &Column) -> Cell {
    let strong = TABLE.cut(Cut::SemiBold);
    let mut items = text::line_right(value, strong, column.width - 57.0, 0.0);
    items.extend(text::line_right(
        ends,
        TABLE.color(palette::FAINT),
        column.width,
        0.0,
    ));
    Cell::drawn(items)
}

fn exposure_cell(category: &CategoryLine, column: &Column) -> Cell {
    if category.counts {
        let value = whole(category.residual).to_string();
        numbers(&value, &interval(category.low, category.high), column)
    } else {
        numbers("–", "", column)
    }
}

fn total_cell(model: &ReportModel, column: &Column) -> Cell {
    let total = &model.score.total;
    if total.counts {
        let value = whole(total.residual).to_string();
        numbers(&value, &interval(total.low, total.high), column)
    } else {
        numbers("–", "", column)
    }
}

/// Bar, interval and marks of one category.
fn bar_items(category: &CategoryLine, column: &Column, model: &ReportModel) -> Vec<Item> {
    let x = |value: f64| at(value, 0.0, column.width);
    let mut items: Vec<Item> = [25.0, 50.0, 75.0, 100.0]
        .into_iter()
        .map(|mark| Item::upright(x(mark), 1.0, LINE - 2.0, 0.75, palette::STROKE_STRONG))
        .collect();
    if !category.counts {
        return items;
    }
    let tier = model.profile.cuts.tier(whole(category.residual));
    items.push(Item::fill(
        0.0,
        4.0,
        x(category.residual).max(0.8),
        7.0,
        0.0,
        palette::tier(tier).fill,
    ));
    items.extend(whisker(x(category.low), x(category.high), 7.5, 3.5));
    items
}

/// An interval: a line with a bar at each end.
pub fn whisker(low: f32, high: f32, y: f32, half: f32) -> Vec<Item> {
    let stroke = Stroke {
        width: 1.2,
        color: palette::TEXT,
    };
    let line = |x1: f32, y1: f32, x2: f32, y2: f32| Item::Line {
        from: Point { x: x1, y: y1 },
        to: Point { x: x2, y: y2 },
        stroke,
        dash: 0.0,
    };
    vec![
        line(low, y, high, y),
        line(low, y - half, low, y + half),
        line(high, y - half, high, y + half),
    ]
}
