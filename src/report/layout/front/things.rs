//! The three things that matter, with quote, place and consequence.

use super::{Density, counted, rule};
use crate::report::layout::block::Block;
use crate::report::layout::findings;
use crate::report::layout::item::{Item, Target};
use crate::report::layout::palette;
use crate::report::layout::parts;
use crate::report::layout::shape;
use crate::report::layout::text::{self, BODY, HEADING, STRONG, Style, clip, span};
use crate::report::model::{ProvisionLine, ReportModel, gate_name};
use crate::score::GateStatus;
use crate::score::print::number;

/// The three that matter: the heaviest of each of the heaviest categories, and what closes a gate.
fn chosen(model: &ReportModel) -> Vec<&ProvisionLine> {
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

/// The things, one under the other.
pub fn things(model: &ReportModel, width: f32, density: Density) -> Block {
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
    } else if !model.score.total.counts {
        "Too little could be assessed to say what matters. What was not read may permit anything."
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
        let words = clip(quote.excerpt.trim(), BODY, inner - 8.0, density.quote);
        let mut spans = vec![span(parts::quoted(&words), BODY.color(palette::SOFT))];
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
