//! The lists that leave no provision out: all findings with their quotes, conflicts, and what no passage speaks to.

use std::collections::BTreeMap;

use super::block::Block;
use super::findings;
use super::flow::Flow;
use super::item::{Item, Target};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape;
use super::table::{self, Cell, Column};
use super::text::{Align, BODY, CAPTION, Span, TABLE, curly, paragraph, span};
use crate::finding::State;
use crate::report::model::{ProvisionLine, QuoteLine, ReportModel};
use crate::report::template::{Look, Section};
use crate::score::print::{interval, whole};

/// Quotes under a row of the list.
const QUOTE_INDENT: f32 = 34.0;

/// The most quotes of one provision, those that are shown in full with it: the plainest, which stand first. A text can
/// say one thing in thirty places; the assessment that the report carries has them all.
pub(super) const QUOTES: usize = 4;

/// Every provision that a passage speaks to, with its quotes that are not already shown in full.
pub fn all_findings(flow: &mut Flow, model: &ReportModel, look: &Look) {
    let found: Vec<&ProvisionLine> = model
        .provisions
        .iter()
        .filter(|p| p.state.is_found())
        .collect();
    if found.is_empty() {
        return;
    }
    let width = flow.width();
    // What is told in full elsewhere is only pointed at.
    let full = if look.has(Section::Findings) {
        findings::in_full(model)
    } else {
        Vec::new()
    };
    let columns = table::columns(
        width,
        &[
            ("", shape::CODE_WIDTH, Align::Left),
            ("Provision", 0.58, Align::Left),
            ("State", 92.0, Align::Left),
            ("Exposure", 92.0, Align::Right),
            ("Place", 0.42, Align::Left),
        ],
    );
    parts::heading(
        flow,
        "All findings",
        &format!("{} provisions, by category", found.len()),
    );
    flow.begin_table(table::head(&columns, width));
    for line in found {
        let rank = full.iter().position(|f| f.id == line.id);
        let shown = rank.map_or(0, |_| findings::QUOTES);
        let quotes: Vec<&QuoteLine> = line.quotes.iter().take(QUOTES).skip(shown).collect();
        let mut row = table::row(&columns, cells(model, line, rank, &columns), width);
        if let Some(rank) = rank.filter(|_| quotes.is_empty()) {
            link(&mut row, line, rank, width);
            flow.push(row);
            continue;
        }
        // The hairline goes below the last quote.
        row.items.pop();
        row.height -= 2.0;
        let with_place = line.quotes.len() > 1;
        let mut blocks: Vec<Block> = quotes
            .into_iter()
            .flat_map(|quote| small_quote(line, quote, width, with_place))
            .collect();
        let more = line.quotes.len().saturating_sub(QUOTES);
        if more > 0 {
            let words = format!("and {more} more, in the attached assessment");
            blocks.push(parts::small(&words, width - QUOTE_INDENT).shifted(QUOTE_INDENT, 2.0));
        }
        if let Some(end) = blocks.last_mut() {
            end.items.push(Item::rule(
                0.0,
                end.height + 4.0,
                width,
                0.75,
                palette::STROKE,
            ));
            end.height += 4.0;
        }
        blocks.insert(0, row);
        flow.whole(blocks);
    }
    flow.end_table();
    parts::caption(
        flow,
        "Affirmed: the texts say so. Denied: they say that it is not so. Provided, missing: a protection that the texts \
         offer, or say that there is none of. Conditional: only under a condition that is in the customer’s hands. \
         Conflict: passages disagree. All quotes stand in the assessment that is attached to this file.",
    );
}

fn link(row: &mut Block, line: &ProvisionLine, _rank: usize, width: f32) {
    row.items.push(Item::Link {
        x: 0.0,
        y: 0.0,
        w: width,
        h: row.height,
        target: Target::Anchor(findings::anchor(line)),
    });
}

fn cells(
    model: &ReportModel,
    line: &ProvisionLine,
    rank: Option<usize>,
    columns: &[Column],
) -> Vec<Cell> {
    let place = match (rank, line.quotes.first()) {
        (Some(rank), _) => vec![span(
            format!("finding {}", rank + 1),
            TABLE.color(palette::ACCENT),
        )],
        (None, Some(quote)) => vec![span(quote.place.clone(), TABLE.color(palette::SOFT))],
        (None, None) => vec![span("–", TABLE.color(palette::SOFT))],
    };
    vec![
        Cell::drawn(shape::code(&line.code, 0.0, 0.0)),
        Cell::plain(line.name.clone()),
        state_cell(line),
        exposure_cell(model, line, columns.get(3)),
        Cell::Text(place),
    ]
}

fn state_cell(line: &ProvisionLine) -> Cell {
    let mut items = shape::state(line.state, 5.0, 7.5);
    items.extend(super::text::line(
        parts::state_word(line),
        TABLE.color(palette::SOFT),
        15.0,
        0.0,
    ));
    Cell::drawn(items)
}

fn exposure_cell(model: &ReportModel, line: &ProvisionLine, column: Option<&Column>) -> Cell {
    let Some(column) = column else {
        return Cell::plain("");
    };
    if !line.counts {
        return Cell::drawn(super::text::line_right(
            "–",
            TABLE.color(palette::SOFT),
            column.width - 57.0,
            0.0,
        ));
    }
    let value = whole(line.residual);
    let right = column.width - 57.0;
    let strong = TABLE.cut(Cut::SemiBold);
    let words = value.to_string();
    let mut items = shape::tier(
        model.profile.cuts.tier(value),
        right - super::text::width(&words, strong) - 9.0,
        7.5,
        9.0,
    );
    items.extend(super::text::line_right(&words, strong, right, 0.0));
    items.extend(super::text::line_right(
        &interval(line.low, line.high),
        TABLE.color(palette::FAINT),
        column.width,
        0.0,
    ));
    Cell::drawn(items)
}

/// A quote in small type, with its own place where there are several.
fn small_quote(
    line: &ProvisionLine,
    quote: &QuoteLine,
    width: f32,
    with_place: bool,
) -> Vec<Block> {
    let style = CAPTION.color(palette::SOFT);
    let mut spans: Vec<Span> = vec![
        span(parts::against(line, quote), style.color(palette::FAINT)),
        span(parts::quoted(&quote.excerpt), style),
    ];
    if with_place {
        spans.push(span(
            format!(" {}", quote.place),
            style.color(palette::FAINT),
        ));
    }
    let mut blocks = paragraph(&spans, QUOTE_INDENT, (width - QUOTE_INDENT).min(590.0));
    if let Some(last) = blocks.last_mut() {
        last.height += 2.0;
    }
    blocks
}

/// Provisions of which two passages or documents say different things.
pub fn conflicts(flow: &mut Flow, model: &ReportModel) {
    let found: Vec<&ProvisionLine> = model
        .provisions
        .iter()
        .filter(|p| p.state == State::Conflict)
        .collect();
    if found.is_empty() {
        return;
    }
    let width = flow.width();
    parts::heading(
        flow,
        "Conflicts",
        "the worse side is the point, both make the interval",
    );
    for line in found {
        let mut title = Block::default();
        title.items.extend(shape::code(&line.code, 0.0, 0.0));
        title.below(
            super::text::text_block(
                &[
                    span(line.name.clone(), TABLE.cut(Cut::SemiBold)),
                    span(
                        format!(
                            "  {} {}",
                            whole(line.residual),
                            interval(line.low, line.high)
                        ),
                        TABLE.color(palette::FAINT),
                    ),
                ],
                width - 34.0,
                Align::Left,
            ),
            34.0,
        );
        title.gap(4.0);
        flow.push(title.before(8.0).keep());
        for quote in both_sides(line) {
            let says = match quote.state {
                State::Denied => "Denies it: ",
                State::Conditional => "Says it, under a condition: ",
                _ => "Says it: ",
            };
            let spans = [
                span(says, TABLE.color(palette::FAINT)),
                span(parts::quoted(&quote.excerpt), TABLE),
                span(format!(" {}", quote.place), TABLE.color(palette::FAINT)),
            ];
            let mut blocks = paragraph(&spans, QUOTE_INDENT, width - QUOTE_INDENT);
            if let Some(last) = blocks.last_mut() {
                last.height += 3.0;
            }
            flow.extend(blocks);
        }
    }
}

/// The quotes of a conflict that are shown: the first of what says it, then the first of what denies it.
fn both_sides(line: &ProvisionLine) -> impl Iterator<Item = &QuoteLine> {
    const SIDE: usize = 3;
    let denies = |q: &&QuoteLine| q.state == State::Denied;
    let says = line.quotes.iter().filter(move |q| !denies(q)).take(SIDE);
    says.chain(line.quotes.iter().filter(denies).take(SIDE))
}

/// Whether no sentence touches on a provision, in any document that would say it: one reason for all such rows.
fn is_plainly_silent(line: &ProvisionLine) -> bool {
    line.state == State::Silent && !line.touched
}

/// The reason that most open rows share, where it would stand many times.
fn usual_reason<'a>(lines: impl Iterator<Item = &'a ProvisionLine>) -> Option<&'a str> {
    const MANY: usize = 4;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        *times.entry(line.note.as_str()).or_default() += 1;
    }
    let (reason, count) = times.into_iter().max_by_key(|&(_, count)| count)?;
    (count >= MANY).then_some(reason)
}

/// Silence, what could not be assessed, what does not apply.
pub fn open_rows(flow: &mut Flow, model: &ReportModel) {
    let of = |state: State| -> Vec<&ProvisionLine> {
        model
            .provisions
            .iter()
            .filter(|p| p.state == state)
            .collect()
    };
    let groups = [
        (State::Silent, of(State::Silent)),
        (State::NotAssessed, of(State::NotAssessed)),
        (State::NotApplicable, of(State::NotApplicable)),
    ];
    if groups.iter().all(|(_, lines)| lines.is_empty()) {
        return;
    }
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("", shape::CODE_WIDTH, Align::Left),
            ("Provision", 0.44, Align::Left),
            ("State", 92.0, Align::Left),
            ("Counts as", 92.0, Align::Right),
            ("Why", 0.56, Align::Left),
        ],
    );
    let count = |i: usize| groups.get(i).map_or(0, |g| g.1.len());
    parts::heading(
        flow,
        "Silence, and what could not be assessed",
        &format!(
            "{} silent, {} not assessed, {} not applicable",
            count(0),
            count(1),
            count(2)
        ),
    );
    let lines = || groups.iter().flat_map(|(_, lines)| lines.iter().copied());
    if lines().any(is_plainly_silent) {
        let words = "Silent without a reason beside it: every document of a kind that would say it was read whole and says \
                     nothing of it.";
        parts::prose(flow, &[span(words, TABLE.color(palette::SOFT))], 0.0);
    }
    let usual = usual_reason(lines().filter(|l| !is_plainly_silent(l)));
    if let Some(reason) = usual {
        let words = format!("Not assessed without a reason beside it: {}", curly(reason));
        parts::prose(flow, &[span(words, TABLE.color(palette::SOFT))], 0.0);
    }
    flow.begin_table(table::head(&columns, width));
    for line in lines() {
        let reason = if is_plainly_silent(line) || usual == Some(line.note.as_str()) {
            ""
        } else {
            line.note.as_str()
        };
        flow.push(table::row(
            &columns,
            vec![
                Cell::drawn(shape::code(&line.code, 0.0, 0.0)),
                Cell::plain(line.name.clone()),
                state_cell(line),
                exposure_cell(model, line, columns.get(3)),
                Cell::soft(curly(reason)),
            ],
            width,
        ));
    }
    flow.end_table();
    let unscored = model
        .provisions
        .iter()
        .filter(|p| !p.applicable && p.state != State::NotApplicable);
    let unscored: Vec<String> = unscored.map(|p| format!("“{}”", curly(&p.name))).collect();
    if !unscored.is_empty() {
        let words = format!(
            "Told and not scored, so no rows of the score: {}.",
            unscored.join(", ")
        );
        parts::caption(flow, &words);
    }
    if !model.load_next.is_empty() {
        let mut words = vec![span("Load next: ", BODY.cut(Cut::SemiBold))];
        let list: Vec<String> = model
            .load_next
            .iter()
            .map(|l| format!("{} (settles {})", l.what, l.settles))
            .collect();
        words.push(span(format!("{}.", list.join("; ")), BODY));
        parts::prose(flow, &words, 8.0);
    }
}
