//! Page one: approve, on which conditions, or not.

use super::block::Block;
use super::flow::Room;
use super::item::{Item, Page, Point, Stroke, Target};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape::{self, at};
use super::text::{
    self, Align, BODY, CAPTION, FIGURE, HEADING, SCORE, STRONG, Span, Style, TABLE, TITLE, clip,
    curly, fit, span, text_block,
};
use super::{SIDE, findings};
use crate::report::model::{ProvisionLine, ReportModel, day, gate_name};
use crate::score::print::{change, interval, number, percent, whole};
use crate::score::{GateStatus, Tier, Total};

/// How much fits: tried from the first on, until the page holds it.
const DENSITIES: [Density; 11] = [
    density(3, 7, 3, 4),
    density(2, 7, 3, 4),
    density(3, 7, 2, 4),
    density(2, 7, 2, 4),
    density(2, 6, 2, 3),
    density(2, 5, 2, 3),
    density(1, 6, 2, 3),
    density(1, 5, 2, 3),
    density(1, 4, 2, 2),
    density(1, 4, 1, 2),
    density(1, 3, 1, 2),
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
}

const fn density(quote: usize, asks: usize, ask: usize, next: usize) -> Density {
    Density {
        quote,
        asks,
        ask,
        next,
    }
}

/// Height of the row of decisions at the foot.
const DECISION: f32 = 44.0;

/// Page one.
pub fn page(model: &ReportModel, room: Room, height: f32) -> Page {
    const TOP: f32 = 44.0;
    let bottom = height - 60.0 - DECISION;
    let mut block = Block::default();
    for density in DENSITIES {
        block = body(model, room.width, density);
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
    items.extend(decision(room.width).shifted(SIDE, bottom).items);
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
    block.below(score(model, width), 0.0);
    block.gap(10.0);
    rule(&mut block, width, 0.75, palette::STROKE_STRONG);
    block.gap(10.0);
    block.below(figures(model, width), 0.0);
    block.gap(10.0);
    rule(&mut block, width, 0.75, palette::STROKE_STRONG);
    block.gap(14.0);
    block.below(things(model, width, density), 0.0);
    rule(&mut block, width, 0.75, palette::STROKE_STRONG);
    block.gap(14.0);
    let left = (width * 0.53).floor();
    let right = (width * 0.425).floor();
    block.below(
        Block::beside(vec![
            (0.0, conditions(model, left, density)),
            (width - right, gates_and_open(model, right, density)),
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
    if name.is_empty() {
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
    let mut add = |label: &str, words: String, style: Style| {
        if !words.is_empty() {
            let words = clip(&words, style, values - 98.0, 2);
            right.below(
                parts::labelled(label, 98.0, &[span(words, style)], values),
                0.0,
            );
            right.gap(3.0);
        }
    };
    add("Purpose", curly(&model.purpose), BODY);
    add("Decision asked", asked(model), BODY.cut(Cut::SemiBold));
    let mut as_of = day(model.as_of);
    if !model.details.version.is_empty() {
        as_of.push_str(&format!(", version {}", model.details.version));
    }
    add("As of", as_of, BODY);
    add("Prepared by", model.details.prepared_by.clone(), BODY);
    add("Approved by", model.details.approved_by.clone(), BODY);
    Block::beside(vec![(0.0, left), (split, right)])
}

const fn smaller(size: f32, leading: f32) -> Style {
    Style {
        size,
        leading,
        ..TITLE
    }
}

/// The decision that is asked for: the customer's words, or what the tier suggests.
fn asked(model: &ReportModel) -> String {
    if !model.details.decision.is_empty() {
        return model.details.decision.clone();
    }
    let total = &model.score.total;
    if !total.counts {
        return "None yet: nothing could be assessed".to_owned();
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

fn score(model: &ReportModel, width: f32) -> Block {
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
        return "Nothing could be assessed, so there is no score. Load the documents that are named below.".to_owned();
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
    let begins = start(total.tier);
    let others: Vec<&str> = Tier::ALL
        .into_iter()
        .filter(|t| *t >= low && *t <= high && *t != total.tier)
        .map(Tier::name)
        .collect();
    if others.is_empty() {
        out.push_str(" The interval lies within one tier.");
    } else {
        out.push_str(&format!(
            " The interval crosses a cut: the tier could be {}.",
            others.join(" or ")
        ));
    }
    if begins > 0 {
        out.push_str(&format!(" {} begins at {begins}.", total.tier.name()));
    }
    out
}

fn figures(model: &ReportModel, width: f32) -> Block {
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
    if asks.conditions > 0 {
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

/// The three that matter: the heaviest of each of the heaviest categories, and what closes a gate.
pub fn chosen(model: &ReportModel) -> Vec<&ProvisionLine> {
    let heaviest = model.heaviest();
    let closes = |p: &ProvisionLine| confirmed_gate(model, p).is_some();
    let mut out: Vec<&ProvisionLine> = Vec::new();
    for line in &heaviest {
        if out.len() < 3 && !out.iter().any(|o| o.category == line.category) {
            out.push(line);
        }
    }
    for line in &heaviest {
        if out.len() < 3 && !out.iter().any(|o| o.id == line.id) {
            out.push(line);
        }
    }
    if let Some(gate) = heaviest.iter().find(|p| closes(p))
        && !out.iter().any(|o| closes(o))
        && out.len() == 3
    {
        out.pop();
        out.push(gate);
    }
    out.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    out
}

/// The name of the confirmed gate that a provision closes.
fn confirmed_gate(model: &ReportModel, line: &ProvisionLine) -> Option<&'static str> {
    model
        .gates
        .iter()
        .find(|g| g.status == GateStatus::Confirmed && line.gate == Some(g.id))
        .map(|g| gate_name(g.id).0)
}

fn things(model: &ReportModel, width: f32, density: Density) -> Block {
    let chosen = chosen(model);
    let title = match chosen.len() {
        0 => "What matters".to_owned(),
        1 => "What matters most".to_owned(),
        n => {
            let word = counted(n);
            let mut letters = word.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            format!("{first}{} things that matter", letters.as_str())
        }
    };
    let mut block = Block::default();
    block.text(&[span(title, HEADING)], 0.0, width);
    block.gap(6.0);
    if chosen.is_empty() {
        block.text(
            &[span(nothing_found(model), BODY.color(palette::SOFT))],
            0.0,
            width.min(600.0),
        );
        block.gap(12.0);
        return block;
    }
    for (i, line) in chosen.into_iter().enumerate() {
        rule(&mut block, width, 0.75, palette::STROKE);
        block.gap(7.0);
        let thing = thing(model, i + 1, line, width, density);
        block.items.push(Item::Link {
            x: 0.0,
            y: block.height,
            w: width,
            h: thing.height,
            target: Target::Anchor(findings::anchor(line)),
        });
        block.below(thing, 0.0);
        block.gap(8.0);
    }
    block
}

fn nothing_found(model: &ReportModel) -> &'static str {
    if model.documents.is_empty() {
        "No document was loaded. Nothing is known about this vendor yet."
    } else {
        "No passage of the documents states an exposure that counts. The score rests on silence, and on what could \
         not be assessed."
    }
}

fn thing(
    model: &ReportModel,
    number_: usize,
    line: &ProvisionLine,
    width: f32,
    density: Density,
) -> Block {
    const INDENT: f32 = 26.0;
    let inner = width - INDENT - 34.0;
    let mut block = Block::default();
    let figure = Style {
        size: 17.0,
        leading: 20.0,
        ..STRONG.color(palette::SOFT)
    };
    block
        .items
        .extend(text::line(&number_.to_string(), figure, 0.0, -1.0));
    let name = clip(line.name.trim_end_matches('.'), STRONG, inner, 2);
    block.text(&[span(format!("{name}."), STRONG)], INDENT, inner);
    if let Some(quote) = line.quotes.first() {
        let place = format!(" {}.", quote.place);
        // The place must not be cut off, so it is set apart from the room of the words.
        let words = clip(
            &format!("“{}", quote.quote.trim()),
            BODY,
            inner,
            density.quote,
        );
        let mut spans = vec![span(format!("{words}”"), BODY.color(palette::SOFT))];
        spans.push(span(place, BODY.color(palette::FAINT)));
        block.text(&spans, INDENT, inner);
    }
    block.text(&[span(consequence(model, line), BODY)], INDENT, inner);
    block
        .items
        .extend(shape::code(&line.code, width - shape::CODE_WIDTH, 0.0));
    block
}

/// One line on what it does to the score.
fn consequence(model: &ReportModel, line: &ProvisionLine) -> String {
    let total = number(model.score.total.residual, 1);
    let own = format!(
        "It carries {} of the {total} points",
        number(line.contribution, 1)
    );
    let category = model
        .category(&line.category)
        .map_or_else(String::new, |c| {
            format!(", {} as a whole {}", c.short, number(c.contribution, 1))
        });
    match confirmed_gate(model, line) {
        Some(gate) => format!("Gate confirmed: {}. {own}.", gate.to_lowercase()),
        None => format!("{own}{category}."),
    }
}

fn conditions(model: &ReportModel, width: f32, density: Density) -> Block {
    let asks = &model.asks;
    let mut block = Block::default();
    block
        .items
        .extend(text::line("Conditions to sign", HEADING, 0.0, 0.0));
    if asks.conditions == 0 {
        block.gap(26.0);
        block.text(
            &[span(
                "No ask would take a tenth of a point off the score.",
                BODY.color(palette::SOFT),
            )],
            0.0,
            width,
        );
        return block;
    }
    block.items.extend(text::line_right(
        "each alone, points",
        TABLE.color(palette::SOFT),
        width,
        4.0,
    ));
    block.gap(26.0);
    let shown = asks.conditions.min(density.asks);
    for ask in asks.list.iter().take(shown) {
        let inner = width - 20.0 - 44.0;
        let mut words = curly(first_sentence(&ask.text));
        if ask.clears.is_some() {
            words.push_str(" (clears the gate)");
        }
        let words = clip(&words, BODY, inner, density.ask);
        let top = block.height;
        block.items.push(shape::check_box(0.6, top + 2.8));
        block.items.extend(text::line_right(
            &change(asks.now, ask.alone, 1),
            BODY.color(palette::SOFT),
            width,
            top,
        ));
        block.text(&[span(words, BODY)], 20.0, inner);
        block.gap(5.0);
    }
    let mut closing = format!(
        "Effects overlap: together they take off {}, from {} to {}.",
        number(asks.now - asks.with_conditions, 1),
        number(asks.now, 1),
        number(asks.with_conditions, 1),
    );
    if shown < asks.conditions {
        closing.push_str(&format!(
            " {} more in the negotiation sheet.",
            asks.conditions - shown
        ));
    }
    block.text(&[span(closing, TABLE.color(palette::SOFT))], 0.0, width);
    block
}

/// What stands before the first full stop: the clause itself. The rest is in the negotiation sheet.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    text.find(". ")
        .and_then(|at| text.get(..at))
        .unwrap_or(text)
        .trim_end_matches('.')
}

fn gates_and_open(model: &ReportModel, width: f32, density: Density) -> Block {
    let mut block = Block::default();
    block.items.extend(text::line("Gates", HEADING, 0.0, 0.0));
    block.gap(26.0);
    for gate in &model.gates {
        let (word, color, cut) = match gate.status {
            GateStatus::Confirmed => ("confirmed", palette::tier(Tier::Severe).ink, Cut::SemiBold),
            GateStatus::ToCheck => ("to check", palette::tier(Tier::High).ink, Cut::SemiBold),
            GateStatus::NotMet => ("not met", palette::SOFT, Cut::Regular),
        };
        let style = BODY.cut(cut).color(color);
        let top = block.height;
        block.items.extend(shape::gate(6.0, top + 8.5, color));
        block
            .items
            .extend(text::line(gate_name(gate.id).0, style, 18.0, top));
        block
            .items
            .extend(text::line_right(word, style, width, top));
        block.gap(21.0);
    }
    block.gap(9.0);
    block.items.extend(text::line(
        "Could not be assessed",
        HEADING,
        0.0,
        block.height,
    ));
    block.gap(26.0);
    if model.load_next.is_empty() {
        block.text(
            &[span(
                open_words(&model.score.total),
                BODY.color(palette::SOFT),
            )],
            0.0,
            width,
        );
    }
    for next in model.load_next.iter().take(density.next) {
        let lead = format!("{}. ", next.what);
        let whole = format!("{lead}{}", curly(&next.why));
        let words = clip(&whole, BODY, width - 28.0, 2);
        let spans = match words.strip_prefix(lead.as_str()) {
            Some(rest) => vec![
                span(lead.clone(), BODY),
                span(rest, BODY.color(palette::SOFT)),
            ],
            None => vec![span(words, BODY)],
        };
        let count = if next.settles > 0 {
            next.settles.to_string()
        } else {
            "–".to_owned()
        };
        let top = block.height;
        block
            .items
            .extend(text::line(&count, BODY.cut(Cut::SemiBold), 0.0, top));
        block.text(&spans, 26.0, width - 26.0);
        block.gap(4.0);
    }
    block
}

fn open_words(total: &Total) -> &'static str {
    if total.coverage >= 1.0 {
        "Everything that applies could be assessed."
    } else {
        "Some rows are open; see the list of what could not be assessed."
    }
}

fn decision(width: f32) -> Block {
    let mut block = Block::space(DECISION);
    block
        .items
        .push(Item::rule(0.0, 0.0, width, 1.3, palette::TEXT));
    let y = 13.0;
    let mut x = 0.0;
    let strong = BODY.cut(Cut::SemiBold);
    block.items.extend(text::line("Decision", strong, x, y));
    x += text::width("Decision", strong) + 22.0;
    for choice in ["Approve", "Approve with conditions", "Deny"] {
        block.items.push(shape::check_box(x, y + 3.0));
        block.items.extend(text::line(choice, BODY, x + 18.0, y));
        x += 18.0 + text::width(choice, BODY) + 22.0;
    }
    let soft = BODY.color(palette::SOFT);
    for (label, left, to) in [("Name", x, width * 0.815), ("Date", width * 0.845, width)] {
        block.items.extend(text::line(label, soft, left, y));
        let from = left + text::width(label, soft) + 6.0;
        block.items.push(Item::rule(
            from,
            y + 15.0,
            to - from,
            0.75,
            palette::CONTROL,
        ));
    }
    block
}
