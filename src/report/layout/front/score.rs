//! The score on page one: the number, its scale, what it means, the figures beside it.

use crate::report::layout::block::Block;
use crate::report::layout::item::{Item, Point, Stroke};
use crate::report::layout::palette;
use crate::report::layout::parts;
use crate::report::layout::shape::{self, at};
use crate::report::layout::text::{
    self, Align, BODY, CAPTION, FIGURE, SCORE, STRONG, Span, Style, TABLE, span, text_block,
};
use crate::report::model::ReportModel;
use crate::score::Tier;
use crate::score::print::{interval, number, percent, whole};

/// Number, tier and scale.
pub fn score(model: &ReportModel, width: f32) -> Block {
    let total = &model.score.total;
    let mut block = Block::space(54.0);
    let printed = if total.counts {
        total.printed.to_string()
    } else {
        "–".to_owned()
    };
    block.items.extend(text::line(&printed, SCORE, -2.0, 0.0));
    let x = text::width(&printed, SCORE) + 12.0;
    if total.counts {
        let ends = Style {
            size: 15.0,
            leading: 20.0,
            ..BODY.color(palette::SOFT)
        };
        block
            .items
            .extend(text::line(&interval(total.low, total.high), ends, x, 7.0));
        let word = Style {
            size: 15.0,
            leading: 20.0,
            ..STRONG
        };
        block
            .items
            .extend(parts::tier_word(total.tier, word, x, 28.0).0);
    }
    block
        .items
        .extend(scale(model, width * 0.402, width * 0.592, width));
    let words = text_block(
        &[span(explain(model), BODY.color(palette::SOFT))],
        width,
        Align::Left,
    );
    block.gap(4.0);
    block.below(words, 0.0);
    block
}

/// The scale with cuts, interval, the point, and where the conditions would bring it.
fn scale(model: &ReportModel, left: f32, width: f32, page: f32) -> Vec<Item> {
    const TOP: f32 = 17.0;
    const HIGH: f32 = 12.0;
    let total = &model.score.total;
    let cuts = model.profile.cuts;
    let x = |value: f64| at(value, left, width);
    let ends = [
        (Tier::Low, 0.0, f64::from(cuts.moderate)),
        (
            Tier::Moderate,
            f64::from(cuts.moderate),
            f64::from(cuts.high),
        ),
        (Tier::High, f64::from(cuts.high), f64::from(cuts.severe)),
        (Tier::Severe, f64::from(cuts.severe), 100.0),
    ];
    let mut items = Vec::new();
    for (tier, from, to) in ends {
        let gap = if to < 100.0 { 1.0 } else { 0.0 };
        items.push(Item::fill(
            x(from),
            TOP,
            (x(to) - x(from) - gap).max(0.5),
            HIGH,
            0.0,
            palette::tier(tier).tint,
        ));
        let last = if to < 100.0 { to - 1.0 } else { 100.0 };
        let name = CAPTION.color(palette::SOFT);
        items.extend(shape::tier(tier, x(from) + 6.0, TOP + 26.5, 9.0));
        items.extend(text::line(
            &format!("{} {}–{}", tier.name(), number(from, 0), number(last, 0)),
            name,
            x(from) + 14.0,
            TOP + 20.0,
        ));
    }
    if !total.counts {
        return items;
    }
    let color = palette::tier(total.tier).fill;
    let middle = TOP + HIGH / 2.0;
    let (low, high) = (x(total.low), x(total.high));
    items.push(Item::rule(low, middle, high - low, 3.4, color));
    items.push(Item::upright(low, TOP, HIGH, 1.6, color));
    items.push(Item::upright(high, TOP, HIGH, 1.6, color));
    if let Some(floor) = total.floor {
        let cut = x(f64::from(floor.to));
        items.push(Item::Line {
            from: Point {
                x: x(total.residual),
                y: TOP - 4.0,
            },
            to: Point {
                x: cut,
                y: TOP - 4.0,
            },
            stroke: Stroke { width: 1.2, color },
            dash: 2.5,
        });
        items.push(Item::upright(cut, TOP - 7.0, HIGH + 9.0, 2.0, color));
    }
    items.push(Item::Circle {
        center: Point {
            x: x(total.residual),
            y: middle,
        },
        r: 5.6,
        fill: Some(color),
        stroke: Some(Stroke {
            width: 1.2,
            color: palette::PAGE,
        }),
    });
    let asks = &model.asks;
    if asks.conditions > 0 && asks.now - asks.with_conditions >= 0.5 {
        let to = x(asks.with_conditions);
        items.push(Item::Circle {
            center: Point { x: to, y: middle },
            r: 4.6,
            fill: Some(palette::PAGE),
            stroke: Some(Stroke {
                width: 1.6,
                color: palette::TEXT,
            }),
        });
        items.push(Item::upright(to, TOP - 5.0, 5.5, 1.0, palette::TEXT));
        let words = format!("with conditions {}", whole(asks.with_conditions));
        let w = text::width(&words, CAPTION);
        let from = (to - w / 2.0).clamp(left, page - w);
        items.extend(text::line(&words, CAPTION, from, TOP - 18.0));
    }
    items
}

/// What the score means, in a sentence or two.
fn explain(model: &ReportModel) -> String {
    let total = &model.score.total;
    let cuts = model.profile.cuts;
    if !total.counts {
        return "Too little could be assessed, so there is no score. Load the documents that are named below.".to_owned();
    }
    let mut out = "0 is no exposure, 100 the worst.".to_owned();
    if let Some(floor) = total.floor {
        out.push_str(&format!(
            " A confirmed gate puts a floor under the tier: {} → {}.",
            floor.from, floor.to
        ));
    }
    if let Some(own) = &model.own_total {
        out.push_str(&format!(
            " With the decisions of reviewers; the model’s own score is {}.",
            own.printed
        ));
    }
    let (low, high) = (cuts.tier(whole(total.low)), cuts.tier(whole(total.high)));
    let start = |tier: Tier| match tier {
        Tier::Low => 0,
        Tier::Moderate => cuts.moderate,
        Tier::High => cuts.high,
        Tier::Severe => cuts.severe,
    };
    let others: Vec<Tier> = Tier::ALL
        .into_iter()
        .filter(|t| *t >= low && *t <= high && *t != total.tier)
        .collect();
    if others.is_empty() {
        out.push_str(" The interval lies within one tier.");
    } else {
        let named: Vec<String> = others
            .iter()
            .map(|t| match start(*t) {
                0 => format!("{} (below {})", t.name(), cuts.moderate),
                from => format!("{} (from {from})", t.name()),
            })
            .collect();
        out.push_str(&format!(
            " The interval reaches other tiers: it could be {}.",
            named.join(" or ")
        ));
    }
    out
}

/// Inherent, as stated, as treated, with conditions, coverage.
pub fn figures(model: &ReportModel, width: f32) -> Block {
    let total = &model.score.total;
    let known = |value: f64| {
        if total.counts {
            whole(value).to_string()
        } else {
            "–".to_owned()
        }
    };
    let measures = model
        .trail
        .iter()
        .filter(|t| t.status == "in force" && t.what.to_lowercase().contains("treat"))
        .count();
    let treated = match measures {
        0 => "no measures recorded".to_owned(),
        1 => "with our measure".to_owned(),
        n => format!("with our {n} measures"),
    };
    let open = model
        .provisions
        .iter()
        .filter(|p| p.applicable && !p.counts)
        .count();
    let applicable = model.provisions.iter().filter(|p| p.applicable).count();
    let asks = &model.asks;
    let mut figures: Vec<(&str, String, Vec<Span>, Option<Tier>)> = vec![
        (
            "Inherent",
            known(total.inherent),
            note("before any measure"),
            None,
        ),
        (
            "As stated",
            known(total.residual),
            note("what its texts promise"),
            None,
        ),
        ("As treated", known(total.treated), note(&treated), None),
    ];
    if asks.conditions > 0 && total.counts {
        let words = format!(
            "{} {}",
            asks.tier_with_conditions.name(),
            interval(asks.interval.0, asks.interval.1)
        );
        figures.push((
            "With conditions",
            known(asks.with_conditions),
            note(&words),
            Some(asks.tier_with_conditions),
        ));
    }
    figures.push((
        "Coverage",
        percent(total.coverage),
        note(&format!("{open} of {applicable} rows open")),
        None,
    ));
    let step = width / 5.0;
    let mut x = 0.0;
    let mut blocks = Vec::new();
    for (label, value, words, tier) in figures {
        let mut block = Block::default();
        block.text(&[span(label, TABLE.color(palette::SOFT))], 0.0, step);
        block.gap(1.0);
        block.text(&[span(value, FIGURE)], 0.0, step);
        match tier {
            Some(tier) => {
                let middle = block.height + TABLE.leading / 2.0;
                block.items.extend(shape::tier(tier, 5.0, middle, 9.0));
                block.text(&words, 14.0, step - 14.0);
            }
            None => block.text(&words, 0.0, step - 6.0),
        }
        blocks.push((x, block));
        x += step;
    }
    Block::beside(blocks)
}

fn note(words: &str) -> Vec<Span> {
    vec![span(words, TABLE.color(palette::SOFT))]
}
