//! The lower part of page one: conditions, gates, what is open, the decision.

use super::{DECISION, Density};
use crate::catalogue::GateId;
use crate::report::layout::block::Block;
use crate::report::layout::item::Item;
use crate::report::layout::metrics::Cut;
use crate::report::layout::palette;
use crate::report::layout::shape;
use crate::report::layout::text::{self, BODY, HEADING, TABLE, clip, curly, span};
use crate::report::model::{ReportModel, gate_name};
use crate::score::print::change;
use crate::score::{GateStatus, Tier, Total};

/// Asks as conditions to tick, with what each would take off.
pub fn conditions(model: &ReportModel, width: f32, density: Density) -> Block {
    let asks = &model.asks;
    let mut block = Block::default();
    let total = &model.score.total;
    let title = if total.tier == Tier::Low || !total.counts {
        "Worth asking for"
    } else {
        "Conditions to sign"
    };
    block.items.extend(text::line(title, HEADING, 0.0, 0.0));
    if asks.conditions == 0 || !total.counts {
        block.gap(26.0);
        block.text(
            &[span(
                if total.counts {
                    "No ask would take a tenth of a point off the score."
                } else {
                    "What to ask for follows once enough is known for a score."
                },
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
        let look = density.look;
        let mut words = clip(&curly(&ask.brief), look, inner, density.ask);
        if ask.clears.is_some() {
            words.push_str(" (clears the gate)");
        }
        let top = block.height;
        block
            .items
            .push(shape::check_box(0.6, top + (look.leading - 11.4) / 2.0));
        block.items.extend(text::line_right(
            &change(asks.now, ask.alone, 1),
            look.color(palette::SOFT),
            width,
            top,
        ));
        block.text(&[span(words, look)], 20.0, inner);
        block.gap(5.0);
    }
    let mut closing = asks.together(asks.conditions, asks.with_conditions);
    let place = if density.sheet {
        "in the negotiation sheet"
    } else {
        "in the full edition"
    };
    closing.push_str(&match asks.conditions - shown {
        0 => format!(" The clauses stand {place}."),
        1 => format!(" One more condition and the clauses stand {place}."),
        n => format!(" {n} more conditions and the clauses stand {place}."),
    });
    block.text(&[span(closing, TABLE.color(palette::SOFT))], 0.0, width);
    block
}

/// Whether a passage speaks to a provision that can close the gate. Where none does, it is open whether it would close.
fn is_spoken_of(model: &ReportModel, gate: GateId) -> bool {
    let mut closing = model.provisions.iter().filter(|p| p.gate == Some(gate));
    model.score.total.counts && closing.any(|p| p.state.is_found())
}

/// Gates, and what could not be assessed.
pub fn gates_and_open(model: &ReportModel, width: f32, density: Density) -> Block {
    let mut block = Block::default();
    block.items.extend(text::line("Gates", HEADING, 0.0, 0.0));
    block.gap(26.0);
    for gate in &model.gates {
        let (word, color, cut) = match gate.status {
            GateStatus::Confirmed => ("confirmed", palette::tier(Tier::Severe).ink, Cut::SemiBold),
            GateStatus::ToCheck => ("to check", palette::tier(Tier::High).ink, Cut::SemiBold),
            GateStatus::NotMet if !is_spoken_of(model, gate.id) => {
                ("not known", palette::SOFT, Cut::Regular)
            }
            GateStatus::NotMet => ("not triggered", palette::SOFT, Cut::Regular),
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
        let words = clip(&whole, BODY, width - 28.0, density.ask.max(2));
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
        "No row had to be left open. Silence counts as the texts leave it."
    } else {
        "Some rows are open; see the list of what could not be assessed."
    }
}

/// The row of boxes for the decision.
pub fn decision(width: f32) -> Block {
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
