//! The negotiation sheet: asks in order of effect, and the score as they are granted one after another.

use super::block::Block;
use super::flow::Flow;
use super::item::{Item, Point, Stroke};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape;
use super::table::{self, Cell, Column};
use super::text::{self, Align, CAPTION, TABLE, curly, span};
use crate::report::model::{Ask, ReportModel, gate_name};
use crate::score::print::{change, number};

/// The most asks that are listed; the others take off next to nothing each.
const LISTED: usize = 18;

/// The section.
pub fn section(flow: &mut Flow, model: &ReportModel) {
    let asks = &model.asks;
    if asks.list.is_empty() {
        return;
    }
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("", 16.0, Align::Left),
            ("", shape::CODE_WIDTH, Align::Left),
            ("Ask", 0.74, Align::Left),
            ("Provisions", 0.26, Align::Left),
            ("Alone", 38.0, Align::Right),
            ("Score after", 62.0, Align::Right),
            ("", 110.0, Align::Left),
        ],
    );
    let Some(chart) = columns.last() else {
        return;
    };
    let scale = Scale::new(model);
    parts::heading(
        flow,
        "Negotiation sheet",
        "in order of effect; points off the score",
    );
    let mut head = table::head(&columns, width);
    for mark in &scale.marks {
        let label = number(*mark, 0);
        let x = chart.x + scale.x(*mark, chart.width) - text::width(&label, CAPTION) / 2.0;
        head.items
            .extend(text::line(&label, CAPTION.color(palette::SOFT), x, 2.0));
    }
    flow.begin_table(head);
    let mut before = asks.now;
    for (i, ask) in asks.list.iter().take(LISTED).enumerate() {
        if i == asks.conditions {
            flow.push(wishes(width).keep());
        }
        flow.push(row(model, &columns, &scale, i, ask, before, width));
        before = ask.after;
    }
    flow.end_table();
    parts::caption(flow, &words(model));
}

fn wishes(width: f32) -> Block {
    let mut block = text::text_block(
        &[span(
            "Wished for, not conditions",
            TABLE.color(palette::SOFT),
        )],
        width,
        Align::Left,
    )
    .shifted(0.0, 4.0);
    block.gap(4.0);
    block
        .items
        .push(Item::rule(0.0, block.height, width, 0.75, palette::STROKE));
    block
}

fn row(
    model: &ReportModel,
    columns: &[Column],
    scale: &Scale,
    index: usize,
    ask: &Ask,
    before: f64,
    width: f32,
) -> Block {
    let mut words = vec![span(curly(&ask.text), TABLE)];
    if let Some(gate) = ask.clears {
        words.push(span(
            format!(" Clears the gate: {}.", gate_name(gate).0.to_lowercase()),
            TABLE.cut(Cut::Medium),
        ));
    }
    // What to settle for matters where something is at stake.
    if ask.condition && !ask.fallback.is_empty() {
        words.push(span(
            format!(" Or: {}", curly(&ask.fallback)),
            TABLE.color(palette::FAINT),
        ));
    }
    let names: Vec<String> = ask
        .provisions
        .iter()
        .map(|id| {
            let line = model.provisions.iter().find(|p| &p.id == id);
            line.map_or_else(|| id.clone(), |p| curly(&p.name))
        })
        .collect();
    let after = number(ask.after, 1);
    let strong = TABLE.cut(Cut::SemiBold);
    let after_width = columns.get(5).map_or(62.0, |c| c.width);
    let mut result = text::line_right(&after, strong, after_width, 0.0);
    result.extend(shape::tier(
        ask.tier_after,
        after_width - text::width(&after, strong) - 10.0,
        7.5,
        9.0,
    ));
    let mut block = table::row(
        columns,
        vec![
            Cell::styled((index + 1).to_string(), strong.color(palette::SOFT)),
            Cell::drawn(shape::code(&ask.code, 0.0, 0.0)),
            Cell::Text(words),
            Cell::soft(names.join("; ")),
            Cell::plain(change(model.asks.now, ask.alone, 1)),
            Cell::drawn(result),
            Cell::plain(""),
        ],
        width,
    );
    if let Some(chart) = columns.last() {
        let drawn = scale.draw(before, ask.after, chart, block.height);
        block.items.extend(drawn);
    }
    block
}

fn words(model: &ReportModel) -> String {
    let asks = &model.asks;
    let listed = asks.list.len().min(LISTED);
    let more = if asks.list.len() > listed {
        format!(
            " {} more asks take off less each and are in the JSON.",
            asks.list.len() - listed
        )
    } else {
        String::new()
    };
    format!(
        "A granted ask is reckoned as a denial without limits in a signed contract, which leaves .15 of the base \
         severity. Alone: only this ask is granted. Score after: this ask and all above it. {}{more}",
        asks.together(asks.list.len(), asks.with_all),
    )
}

/// The scale of the little chart at the right.
struct Scale {
    low: f64,
    high: f64,
    marks: Vec<f64>,
    cuts: Vec<f64>,
}

impl Scale {
    fn new(model: &ReportModel) -> Self {
        let last = model
            .asks
            .list
            .get(LISTED.min(model.asks.list.len()).saturating_sub(1))
            .map_or(model.asks.with_all, |a| a.after);
        let step = if model.asks.now - last > 30.0 {
            20.0
        } else if model.asks.now - last > 12.0 {
            10.0
        } else {
            5.0
        };
        let low = (last / step).floor() * step;
        let high = ((model.asks.now / step).ceil() * step).max(low + step);
        let mut marks = Vec::new();
        let mut mark = low;
        while mark <= high + 1e-9 {
            marks.push(mark);
            mark += step;
        }
        let cuts = model.profile.cuts;
        Self {
            low,
            high,
            marks,
            cuts: [cuts.moderate, cuts.high, cuts.severe]
                .into_iter()
                .map(f64::from)
                .filter(|c| *c > low && *c < high)
                .collect(),
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "drawing needs no more")]
    fn x(&self, value: f64, width: f32) -> f32 {
        // A little room at both ends, for the labels of the marks.
        let inner = width - 16.0;
        8.0 + inner * ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) as f32
    }

    fn draw(&self, before: f64, after: f64, column: &Column, height: f32) -> Vec<Item> {
        let x = |value: f64| column.x + self.x(value, column.width);
        let mut items: Vec<Item> = self
            .marks
            .iter()
            .map(|m| Item::upright(x(*m), 0.0, height, 0.75, palette::STROKE))
            .collect();
        for cut in &self.cuts {
            items.push(Item::Line {
                from: Point { x: x(*cut), y: 0.0 },
                to: Point {
                    x: x(*cut),
                    y: height,
                },
                stroke: Stroke {
                    width: 1.0,
                    color: palette::SOFT,
                },
                dash: 2.5,
            });
        }
        items.push(Item::fill(
            x(after),
            6.0,
            (x(before) - x(after)).max(0.8),
            9.0,
            0.0,
            palette::ACCENT,
        ));
        items
    }
}
