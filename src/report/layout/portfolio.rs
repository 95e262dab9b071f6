//! The report of a portfolio: every vendor in a line with its score, its categories as a map of heat, and its gates;
//! and what could not be read.

use super::block::Block;
use super::flow::{Flow, Room, Sheet};
use super::furniture::Head;
use super::item::Item;
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape;
use super::table::{self, Cell, Column};
use super::text::{self, Align, BODY, HEAD, TABLE, span};
use crate::document::day::short_date;
use crate::report::Style;
use crate::report::model::gate_name;
use crate::report::portfolio::{Line, Portfolio};
use crate::score::print::{interval, percent, whole};
use crate::score::{GateStatus, Tier, TierCuts};

/// Width of a category's cell.
const CELL: f32 = 25.0;
/// Room between two of them.
const BETWEEN: f32 = 2.0;

/// Head and foot.
pub fn head(portfolio: &Portfolio, style: &Style) -> Head {
    let details = &style.template.details;
    let mut foot = format!(
        "Portfolio · as of {} · weighed by {}",
        short_date(portfolio.as_of),
        portfolio.profile
    );
    for (label, words) in [
        ("prepared by", &details.prepared_by),
        ("approved by", &details.approved_by),
        ("version", &details.version),
    ] {
        if !words.is_empty() {
            foot.push_str(&format!(" · {label} {words}"));
        }
    }
    Head {
        name: if details.organisation.is_empty() {
            "Portfolio of vendors".to_owned()
        } else {
            details.organisation.clone()
        },
        mark: details.mark.clone(),
        foot,
    }
}

/// The pages.
pub fn sheets(portfolio: &Portfolio, room: Room) -> Vec<Sheet> {
    let mut flow = Flow::new(room);
    parts::heading(
        &mut flow,
        "Portfolio of vendors",
        &format!(
            "as of {}, weighed by {}",
            short_date(portfolio.as_of),
            portfolio.profile
        ),
    );
    summary(&mut flow, portfolio);
    vendors(&mut flow, portfolio);
    problems(&mut flow, portfolio);
    flow.finish()
}

/// How many vendors stand in each tier.
fn summary(flow: &mut Flow, portfolio: &Portfolio) {
    let count = |tier: Tier| {
        let known = portfolio.lines.iter().filter(|l| l.total.counts);
        known.filter(|l| l.total.tier == tier).count()
    };
    let mut block = Block::space(22.0);
    let mut x = 0.0;
    for tier in [Tier::Severe, Tier::High, Tier::Moderate, Tier::Low] {
        block.items.extend(shape::tier(tier, x + 6.0, 8.5, 12.0));
        let look = BODY.color(palette::tier(tier).ink).cut(Cut::SemiBold);
        let words = format!("{} {}", count(tier), tier.name());
        block.items.extend(text::line(&words, look, x + 18.0, 0.0));
        x += 18.0 + text::width(&words, look) + 24.0;
    }
    let unknown = portfolio.lines.iter().filter(|l| !l.total.counts).count();
    let gated = portfolio
        .lines
        .iter()
        .filter(|l| l.gates.iter().any(|g| g.status == GateStatus::Confirmed))
        .count();
    let mut rest = format!("{gated} with a confirmed gate");
    if unknown > 0 {
        rest.push_str(&format!(", {unknown} of which too little is known"));
    }
    block
        .items
        .extend(text::line(&rest, BODY.color(palette::SOFT), x, 0.0));
    flow.push(block.keep());
}

fn vendors(flow: &mut Flow, portfolio: &Portfolio) {
    let width = flow.width();
    let map = portfolio.categories.len() as f32 * (CELL + BETWEEN);
    let columns = table::columns(
        width,
        &[
            ("", 26.0, Align::Right),
            ("Vendor", 0.58, Align::Left),
            ("Tier", 66.0, Align::Left),
            ("Score", 78.0, Align::Right),
            ("Known", 38.0, Align::Right),
            ("", map, Align::Left),
            ("Gates", 0.42, Align::Left),
        ],
    );
    let mut head = table::head(&columns, width);
    if let Some(column) = columns.get(5) {
        for (i, (code, _)) in portfolio.categories.iter().enumerate() {
            let x = column.x + i as f32 * (CELL + BETWEEN);
            let inset = (CELL - text::width(code, HEAD)) / 2.0;
            head.items.extend(text::line(code, HEAD, x + inset, 0.0));
        }
    }
    flow.begin_table(head);
    for line in &portfolio.lines {
        flow.push(row(&columns, line, &portfolio.cuts, width));
    }
    flow.end_table();
    let names: Vec<String> = portfolio
        .categories
        .iter()
        .map(|(code, name)| format!("{code} {name}"))
        .collect();
    let lifted = portfolio.lines.iter().filter_map(|l| l.total.floor).next();
    let floor = lifted.map_or_else(String::new, |f| {
        format!(" A confirmed gate lifts a score to {} at least.", f.to)
    });
    parts::caption(
        flow,
        &format!(
            "Exposure by category, 0 to 100, in the ground of its tier; a dash where nothing of it could be assessed. {}.{floor}",
            names.join(", ")
        ),
    );
}

fn row(columns: &[Column], line: &Line, cuts: &TierCuts, width: f32) -> Block {
    let t = &line.total;
    let tier = if t.counts {
        let mut items = shape::tier(t.tier, 5.5, 7.5, 10.0);
        let look = TABLE.cut(Cut::Medium).color(palette::tier(t.tier).ink);
        items.extend(text::line(t.tier.name(), look, 15.0, 0.0));
        Cell::drawn(items)
    } else {
        Cell::soft("Unknown")
    };
    let score = if t.counts {
        Cell::Text(vec![
            span(t.printed.to_string(), TABLE.cut(Cut::SemiBold)),
            span(
                format!(" {}", interval(t.low, t.high)),
                TABLE.color(palette::FAINT),
            ),
        ])
    } else {
        Cell::soft("–")
    };
    let name = columns.get(1).map_or(120.0, |c| c.width);
    table::row(
        columns,
        vec![
            Cell::soft(line.rank.to_string()),
            Cell::plain(text::clip(&line.vendor, TABLE, name, 2)),
            tier,
            score,
            Cell::soft(percent(t.coverage)),
            Cell::drawn(heat(line, cuts)),
            Cell::Text(gates(line)),
        ],
        width,
    )
}

/// The categories: a number on the ground of its tier, so that colour is never alone.
fn heat(line: &Line, cuts: &TierCuts) -> Vec<Item> {
    let mut items = Vec::new();
    for (i, exposure) in line.exposures.iter().enumerate() {
        let x = i as f32 * (CELL + BETWEEN);
        let (words, look) = match exposure {
            Some(points) => {
                let colors = palette::tier(cuts.tier(whole(*points)));
                items.push(Item::fill(x, 0.0, CELL, 15.0, 2.0, colors.tint));
                (
                    whole(*points).to_string(),
                    TABLE.color(colors.ink).cut(Cut::Medium),
                )
            }
            None => ("–".to_owned(), TABLE.color(palette::FAINT)),
        };
        let inset = (CELL - text::width(&words, look)) / 2.0;
        items.extend(text::line(&words, look, x + inset, 0.0));
    }
    items
}

fn gates(line: &Line) -> Vec<text::Span> {
    let of = |status: GateStatus| line.gates.iter().filter(move |g| g.status == status);
    let confirmed: Vec<&str> = of(GateStatus::Confirmed)
        .map(|g| gate_name(g.id).0)
        .collect();
    let check = of(GateStatus::ToCheck).count();
    let mut out = Vec::new();
    if !confirmed.is_empty() {
        let look = TABLE
            .cut(Cut::Medium)
            .color(palette::tier(Tier::Severe).ink);
        out.push(span(confirmed.join(", "), look));
    }
    if check > 0 {
        let lead = if confirmed.is_empty() { "" } else { "; " };
        out.push(span(
            format!("{lead}{check} to check"),
            TABLE.color(palette::SOFT),
        ));
    }
    if out.is_empty() {
        out.push(span("none", TABLE.color(palette::FAINT)));
    }
    out
}

fn problems(flow: &mut Flow, portfolio: &Portfolio) {
    let width = flow.width();
    let unread: Vec<&Line> = portfolio.lines.iter().filter(|l| l.unread > 0).collect();
    if portfolio.problems.is_empty() && unread.is_empty() {
        return;
    }
    parts::heading(flow, "Not read, or not whole", "");
    let columns = table::columns(
        width,
        &[("Where", 0.36, Align::Left), ("What", 0.64, Align::Left)],
    );
    flow.begin_table(table::head(&columns, width));
    for (place, why) in &portfolio.problems {
        flow.push(table::row(
            &columns,
            vec![Cell::plain(place.clone()), Cell::soft(why.clone())],
            width,
        ));
    }
    for line in unread {
        let words = match line.unread {
            1 => "1 document of which text is missing, or that is not in English".to_owned(),
            n => format!("{n} documents of which text is missing, or that are not in English"),
        };
        flow.push(table::row(
            &columns,
            vec![Cell::plain(line.vendor.clone()), Cell::soft(words)],
            width,
        ));
    }
    flow.end_table();
}
