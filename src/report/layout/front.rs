//! Page one: approve, on which conditions, or not.

mod lower;
mod score;
mod things;

use super::SIDE;
use super::block::Block;
use super::flow::Room;
use super::item::{Item, Page, Stroke};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::text::{self, BODY, STRONG, Style, TABLE, TITLE, clip, curly, fit, span};
use crate::document::day::short_date;
use crate::document::{DateBasis, is_assessed_language};
use crate::report::model::{DocumentLine, ReportModel};
use crate::score::Tier;

/// How much fits: tried from the first on, until the page holds it.
const DENSITIES: [Density; 15] = [
    density(3, 7, 3, 4),
    density(2, 7, 3, 4),
    density(3, 7, 3, 4).small(),
    density(2, 7, 3, 4).small(),
    density(2, 7, 2, 4).small(),
    density(2, 7, 2, 3).small(),
    density(1, 7, 2, 4).small(),
    density(1, 7, 2, 3).small(),
    density(1, 7, 2, 2).small(),
    density(1, 7, 2, 1).small(),
    density(1, 6, 2, 1).small(),
    density(1, 5, 2, 1).small(),
    density(1, 4, 2, 1).small(),
    density(1, 3, 2, 1).small(),
    density(1, 3, 1, 1).small(),
];

/// The most of each thing.
#[derive(Debug, Clone, Copy)]
struct Density {
    /// Lines of a quote.
    quote: usize,
    /// Conditions.
    asks: usize,
    /// Lines of a condition.
    ask: usize,
    /// Documents to load next.
    next: usize,
    /// Look of the conditions.
    look: Style,
    /// Whether the negotiation sheet follows in the same report.
    sheet: bool,
}

impl Density {
    /// With the conditions in smaller type.
    const fn small(self) -> Self {
        Self {
            look: TABLE,
            ..self
        }
    }
}

const fn density(quote: usize, asks: usize, ask: usize, next: usize) -> Density {
    Density {
        quote,
        asks,
        ask,
        next,
        look: BODY,
        sheet: true,
    }
}

/// Height of the row of decisions at the foot.
const DECISION: f32 = 44.0;

/// Page one. `sheet`: whether the negotiation sheet follows.
pub fn page(model: &ReportModel, room: Room, height: f32, sheet: bool) -> Page {
    const TOP: f32 = 44.0;
    let bottom = height - 60.0 - DECISION;
    let mut block = Block::default();
    for density in DENSITIES {
        block = body(model, room.width, Density { sheet, ..density });
        if TOP + block.height <= bottom {
            break;
        }
    }
    let mut items = Vec::new();
    items.push(Item::Bookmark {
        level: 0,
        title: "Summary".to_owned(),
        y: 0.0,
    });
    items.extend(block.shifted(SIDE, TOP).items);
    items.extend(lower::decision(room.width).shifted(SIDE, bottom).items);
    Page { items }
}

fn body(model: &ReportModel, width: f32, density: Density) -> Block {
    let mut block = Block::default();
    block.below(letterhead(model, width), 0.0);
    block.gap(24.0);
    block.below(title(model, width), 0.0);
    block.gap(12.0);
    rule(&mut block, width, 1.3, palette::TEXT);
    block.gap(14.0);
    block.below(score::score(model, width), 0.0);
    block.gap(10.0);
    rule(&mut block, width, 0.75, palette::STROKE_STRONG);
    block.gap(10.0);
    block.below(score::figures(model, width), 0.0);
    block.gap(10.0);
    rule(&mut block, width, 0.75, palette::STROKE_STRONG);
    block.gap(14.0);
    block.below(things::things(model, width, density), 0.0);
    rule(&mut block, width, 0.75, palette::STROKE_STRONG);
    block.gap(14.0);
    let left = (width * 0.53).floor();
    let right = (width * 0.425).floor();
    block.below(
        Block::beside(vec![
            (0.0, lower::conditions(model, left, density)),
            (width - right, lower::gates_and_open(model, right, density)),
        ]),
        0.0,
    );
    block
}

fn rule(block: &mut Block, width: f32, stroke: f32, color: palette::Color) {
    block
        .items
        .push(Item::rule(0.0, block.height, width, stroke, color));
}

fn letterhead(model: &ReportModel, width: f32) -> Block {
    let mut block = Block::space(22.0);
    let name = model.details.organisation.trim();
    if let Some(logo) = &model.logo {
        let (w, h) = logo.within(width * 0.3, 30.0);
        block.items.push(Item::Logo {
            x: 0.0,
            y: (22.0 - h) / 2.0,
            w,
            h,
        });
        let name = fit(name, STRONG, width * 0.3);
        block.items.extend(text::line(&name, STRONG, w + 10.0, 2.5));
    } else if name.is_empty() {
        block.items.extend(text::line(
            "Vendor exposure",
            BODY.color(palette::SOFT),
            0.0,
            2.0,
        ));
    } else {
        let initials: String = name
            .split_whitespace()
            .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
            .filter_map(|w| w.chars().next())
            .filter(|c| Cut::SemiBold.has(*c))
            .take(2)
            .collect();
        let look = Style {
            size: 11.0,
            leading: 22.0,
            ..STRONG.color(palette::PAGE)
        };
        block
            .items
            .push(Item::fill(0.0, 0.0, 22.0, 22.0, 4.0, palette::TEXT));
        let inset = (22.0 - text::width(&initials, look)) / 2.0;
        block.items.extend(text::line(&initials, look, inset, 0.0));
        let name = fit(name, STRONG, width * 0.55);
        block.items.extend(text::line(&name, STRONG, 30.0, 2.5));
    }
    if !model.details.mark.is_empty() {
        let mark = fit(&model.details.mark, TABLE, width * 0.3);
        let w = text::width(&mark, TABLE) + 18.0;
        block.items.push(Item::Rect {
            x: width - w,
            y: 0.7,
            w,
            h: 20.6,
            radius: 3.0,
            fill: None,
            stroke: Some(Stroke {
                width: 1.2,
                color: palette::TEXT,
            }),
        });
        block
            .items
            .extend(text::line(&mark, TABLE, width - w + 9.0, 3.5));
    }
    block
}

fn title(model: &ReportModel, width: f32) -> Block {
    let split = (width * 0.55).floor();
    let mut left = Block::default();
    // A long name is set smaller before it is cut.
    let look = [TITLE, smaller(22.0, 27.0), smaller(17.0, 22.0)]
        .into_iter()
        .find(|s| text::wrap(&[span(model.vendor.clone(), *s)], split - 20.0).len() <= 3)
        .unwrap_or(smaller(17.0, 22.0));
    let name = clip(&model.vendor, look, split - 20.0, 5);
    left.text(&[span(name, look)], 0.0, split - 20.0);
    left.text(
        &[span(
            "Exposure of a vendor’s policies",
            Style {
                size: 14.0,
                leading: 19.0,
                ..BODY.color(palette::SOFT)
            },
        )],
        0.0,
        split,
    );
    let mut right = Block::default();
    let values = width - split;
    let mut add = |label: &str, words: String, style: Style, lines: usize| {
        if !words.is_empty() {
            let words = clip(&words, style, values - 98.0, lines);
            right.below(
                parts::labelled(label, 98.0, &[span(words, style)], values),
                0.0,
            );
            right.gap(3.0);
        }
    };
    add("Purpose", curly(&model.purpose), BODY, 2);
    add("Status", curly(&model.status), BODY, 2);
    add("Decision asked", asked(model), BODY.cut(Cut::SemiBold), 2);
    add("Rests on", rests_on(model), BODY, 3);
    let mut as_of = short_date(model.as_of);
    if !model.details.version.is_empty() {
        as_of.push_str(&format!(", version {}", model.details.version));
    }
    add("As of", as_of, BODY, 2);
    add("Prepared by", model.details.prepared_by.clone(), BODY, 2);
    add("Approved by", model.details.approved_by.clone(), BODY, 2);
    Block::beside(vec![(0.0, left), (split, right)])
}

/// The texts that the report rests on, with their days, and those that could not be read.
fn rests_on(model: &ReportModel) -> String {
    const NAMED: usize = 2;
    let read = |d: &&DocumentLine| d.counts && is_assessed_language(&d.language);
    let sound: Vec<&DocumentLine> = model.documents.iter().filter(read).collect();
    let unread = model.documents.iter().filter(|d| d.counts).count() - sound.len();
    let damaged = sound.iter().filter(|d| d.damaged).count();
    // A day that was inferred is none that the text bears.
    let stated = |d: &DocumentLine| d.date.filter(|_| d.date_basis == DateBasis::Stated);
    let day = |d: &DocumentLine| stated(d).map_or_else(|| "no date".to_owned(), short_date);
    let mut words = match sound.as_slice() {
        [] => "no text that could be read".to_owned(),
        few if few.len() <= NAMED => few
            .iter()
            .map(|d| format!("{} ({})", d.kind.name(), day(d)))
            .collect::<Vec<_>>()
            .join(", "),
        many => {
            let years: Vec<i16> = many
                .iter()
                .filter_map(|d| stated(d))
                .map(|d| d.year())
                .collect();
            let span = match (years.iter().min(), years.iter().max()) {
                (Some(a), Some(b)) if a == b => format!(" of {a}"),
                (Some(a), Some(b)) => format!(" of {a} to {b}"),
                _ => String::new(),
            };
            format!("{} texts{span}", many.len())
        }
    };
    if unread > 0 {
        words.push_str(&format!("; {} not read: not in English", counted(unread)));
    }
    if damaged > 0 {
        words.push_str(&format!("; {} damaged in part", counted(damaged)));
    }
    words
}

const fn smaller(size: f32, leading: f32) -> Style {
    Style {
        size,
        leading,
        ..TITLE
    }
}

/// The least coverage at which a decision is asked for: with less, most of what matters was not read.
const LEAST_TO_DECIDE: f64 = 0.5;

/// The decision that is asked for: the customer's words, or what the tier suggests.
fn asked(model: &ReportModel) -> String {
    if !model.details.decision.is_empty() {
        return model.details.decision.clone();
    }
    let total = &model.score.total;
    if !total.counts {
        return "None yet: too little could be assessed".to_owned();
    }
    if total.coverage < LEAST_TO_DECIDE {
        return "None yet: load first what is named below".to_owned();
    }
    match (total.tier, model.asks.conditions) {
        (Tier::Low, _) => "Approve".to_owned(),
        (_, 0) => "Approve, or deny".to_owned(),
        (_, 1) => "Approve with the condition below".to_owned(),
        (Tier::Severe, _) if model.asks.tier_with_conditions == Tier::Severe => {
            "Deny, or negotiate first".to_owned()
        }
        (_, n) => format!("Approve with the {} conditions", counted(n)),
    }
}

/// Small numbers as words.
fn counted(n: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |w| (*w).to_owned())
}
