//! The heaviest findings in full: quote, place, voice, why, sum, law, ask, and what each adds.

use super::block::Block;
use super::flow::Flow;
use super::item::Item;
use super::listing;
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape;
use super::text::{self, BODY, STRONG, Span, Style, TABLE, curly, span};
use crate::report::model::{ProvisionLine, ReportModel};
use crate::score::print::{interval, number, whole};

/// The most findings that are told in full.
pub const IN_FULL: usize = 12;
/// The most quotes of one finding that are shown here; the others stand in the list of all findings.
pub(super) const QUOTES: usize = 2;
/// Indent of what belongs to a finding.
const INDENT: f32 = 22.0;

/// The findings told in full.
pub fn in_full(model: &ReportModel) -> Vec<&ProvisionLine> {
    let mut heaviest = model.heaviest();
    heaviest.truncate(IN_FULL);
    heaviest
}

/// Name of the place of a finding, for links.
pub fn anchor(line: &ProvisionLine) -> String {
    format!("finding {}", line.id)
}

/// The section.
pub fn section(flow: &mut Flow, model: &ReportModel) {
    let shown = in_full(model);
    let all = model
        .provisions
        .iter()
        .filter(|p| p.state.is_found())
        .count();
    let note = if shown.len() < all {
        format!("the {} that add most, of {all}; all follow", shown.len())
    } else {
        format!("{all} in all")
    };
    parts::heading(flow, "Findings", &note);
    if shown.is_empty() {
        parts::prose(
            flow,
            &[span(
                "No passage of the documents states an exposure that counts. What the score rests on is listed \
                 below.",
                BODY.color(palette::SOFT),
            )],
            0.0,
        );
    }
    for (at, line) in shown.into_iter().enumerate() {
        finding(flow, model, at + 1, line);
    }
}

fn finding(flow: &mut Flow, model: &ReportModel, number_: usize, line: &ProvisionLine) {
    let width = flow.width();
    // A finding stands on one page; only one that is longer than a page goes on overleaf.
    let mut card = vec![title(model, number_, line, width)];
    let mut quotes = line.quotes.iter().take(QUOTES).peekable();
    while let Some(quote) = quotes.next() {
        let mut blocks = parts::quote(line, quote, INDENT, width - INDENT, BODY);
        if let Some(last) = blocks.last_mut() {
            last.height += if quotes.peek().is_some() { 4.0 } else { 0.0 };
        }
        card.extend(blocks);
    }
    if line.quotes.len() > QUOTES {
        let listed = line.quotes.len().min(listing::QUOTES) - QUOTES;
        let mut words = format!("and {listed} more, in the list of all findings");
        let left = line.quotes.len().saturating_sub(listing::QUOTES);
        if left > 0 {
            words.push_str(&format!("; {left} more, in the attached assessment"));
        }
        card.push(parts::small(&words, width - INDENT).shifted(INDENT, 3.0));
    }
    card.push(details(model, line, width));
    flow.whole(card);
}

fn title(model: &ReportModel, number_: usize, line: &ProvisionLine, width: f32) -> Block {
    let mut block = Block {
        before: 4.0,
        ..Block::default()
    };
    block
        .items
        .push(Item::rule(0.0, 0.0, width, 0.75, palette::STROKE_STRONG));
    block.items.push(Item::Anchor {
        name: anchor(line),
        y: 0.0,
    });
    block.items.push(Item::Bookmark {
        level: 1,
        title: format!("{number_} {}", line.name),
        y: 0.0,
    });
    let top = 11.0;
    block.items.extend(text::line(
        &number_.to_string(),
        TABLE.cut(Cut::SemiBold).color(palette::SOFT),
        0.0,
        top + 1.0,
    ));
    block
        .items
        .extend(shape::code(&line.code, INDENT, top + 1.0));
    let (right, start) = verdict(model, line, width, top);
    let name_at = INDENT + shape::CODE_WIDTH + 8.0;
    // A long name takes the room of two lines rather than losing its end.
    let room = start - name_at - 14.0;
    let name = text::clip(&line.name, STRONG, room, 2);
    let name = text::text_block(&[span(name, STRONG)], room, text::Align::Left);
    let height = name.height;
    block.items.extend(name.shifted(name_at, top).items);
    block.items.extend(right);
    block.height = top + height + 8.0;
    block
}

/// State, tier, exposure and interval at the right; gives also where they start.
fn verdict(model: &ReportModel, line: &ProvisionLine, width: f32, top: f32) -> (Vec<Item>, f32) {
    let value = whole(line.residual);
    let tier = model.profile.cuts.tier(value);
    let ends = interval(line.low, line.high);
    let faint = TABLE.color(palette::FAINT);
    let mut items = text::line_right(&ends, faint, width, top + 1.0);
    let mut right = width - text::width(&ends, faint) - 5.0;
    let strong = Style {
        size: 14.0,
        leading: 17.0,
        ..STRONG
    };
    let value = value.to_string();
    items.extend(text::line_right(&value, strong, right, top));
    right -= text::width(&value, strong) + 16.0;
    let word = TABLE.cut(Cut::SemiBold);
    let tier_width = word.size * 0.86 + 6.0 + text::width(tier.name(), word);
    items.extend(parts::tier_word(tier, word, right - tier_width, top + 1.0).0);
    right -= tier_width + 12.0;
    let state = parts::state_words(line);
    let soft = TABLE.color(palette::SOFT);
    items.extend(text::line_right(&state, soft, right, top + 1.0));
    right -= text::width(&state, soft) + 10.0;
    items.extend(shape::state(line.state, right, top + 8.5));
    (items, right - 6.0)
}

/// Why and sum at the left; law, ask and share at the right.
fn details(model: &ReportModel, line: &ProvisionLine, width: f32) -> Block {
    const LABEL: f32 = 46.0;
    let half = (width - INDENT - 30.0) / 2.0;
    let stack = |entries: Vec<(&str, Vec<Span>)>| {
        let mut block = Block::default();
        for (label, words) in entries {
            block.below(parts::labelled(label, LABEL, &words, half), 0.0);
            block.gap(2.0);
        }
        block
    };
    let plain = |words: String| vec![span(words, TABLE)];
    let mut left = vec![("Why", plain(curly(&line.why)))];
    left.push(("Sum", plain(curly(&line.sum))));
    if let Some(scope) = &line.scope {
        left.push((
            "Limited",
            plain(format!("The denial holds for {scope} only.")),
        ));
    }
    if let Some(own) = line.own_state {
        left.push((
            "Review",
            plain(format!(
                "Set by a reviewer; the model reads {}.",
                own.name().to_lowercase()
            )),
        ));
    }
    let mut right = Vec::new();
    let law = law(line);
    if !law.is_empty() {
        right.push(("Law", law));
    }
    if !line.ask.is_empty() {
        right.push(("Ask", plain(curly(&line.ask))));
    }
    right.push((
        "Adds",
        plain(format!(
            "{} of {} points",
            number(
                line.contribution,
                if line.contribution < 1.0 { 2 } else { 1 }
            ),
            number(model.score.total.residual, 1)
        )),
    ));
    let mut block = Block::beside(vec![
        (INDENT, stack(left)),
        (INDENT + half + 30.0, stack(right)),
    ])
    .shifted(0.0, 8.0);
    block.gap(10.0);
    block
}

/// The most citations at one finding; all of them stand in the list of law.
const CITATIONS: usize = 6;

/// Citations without what they say, with a mark on those that were not checked against a source.
fn law(line: &ProvisionLine) -> Vec<Span> {
    let mut spans = Vec::new();
    for (i, law) in line.law.iter().take(CITATIONS).enumerate() {
        let lead = if i == 0 { "" } else { "; " };
        let short = law.cite.split(": ").next().unwrap_or(&law.cite);
        spans.push(span(format!("{lead}{}", curly(short)), TABLE));
        if !law.checked {
            spans.push(span("\u{a0}†", TABLE.color(palette::FAINT)));
        }
    }
    if line.law.len() > CITATIONS {
        let more = line.law.len() - CITATIONS;
        spans.push(span(
            format!("; {more} more in “Law cited”"),
            TABLE.color(palette::FAINT),
        ));
    }
    spans
}
