//! Where the vendor stands: beside the others of a portfolio, and against another version of its papers.

use super::flow::Flow;
use super::item::{Item, Point, Stroke};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::shape::{self, at};
use super::table::{self, Cell, Column};
use super::text::{self, Align, HEAD, TABLE, curly, span};
use crate::report::changes::{Change, ChangeKind, Changes};
use crate::report::compare::Cell as Side;
use crate::report::model::{ReportModel, status_name};
use crate::report::peers::{Peers, Spread};
use crate::score::print::{signed, whole};

/// Height of a row's drawing.
const LINE: f32 = 15.0;
/// The most provisions of which it is told how common they are.
const COMMON: usize = 12;

/// Beside the portfolio, where it was asked for.
pub fn portfolio(flow: &mut Flow, model: &ReportModel) {
    let Some(peers) = model.peers.as_ref().filter(|p| p.others > 0) else {
        return;
    };
    let width = flow.width();
    let vendors = if peers.others == 1 {
        "vendor"
    } else {
        "vendors"
    };
    parts::heading(
        flow,
        "Beside the portfolio",
        &format!("{} other {vendors} of {}", peers.others, peers.name),
    );
    let columns = table::columns(
        width,
        &[
            ("", shape::CODE_WIDTH, Align::Left),
            ("Category", 0.5, Align::Left),
            ("This vendor", 70.0, Align::Right),
            ("", 0.5, Align::Left),
            ("Median", 50.0, Align::Right),
            ("Place", 84.0, Align::Right),
        ],
    );
    let [_, _, _, bar, _, _] = columns.as_slice() else {
        return;
    };
    let mut head = table::head(&columns, width);
    head.items.extend(shape::scale(bar));
    flow.begin_table(head);
    if let Some(spread) = &peers.score {
        let own = model.score.total.residual;
        let name = Cell::styled("Score", HEAD);
        flow.push(stands(&columns, None, name, own, spread, model, width).keep());
    }
    for category in model.categories.iter().filter(|c| c.counts) {
        if let Some(spread) = peers.categories.get(&category.id) {
            let name = Cell::plain(category.name.clone());
            let code = Some(category.code.as_str());
            let own = category.residual;
            flow.push(stands(&columns, code, name, own, spread, model, width));
        }
    }
    flow.end_table();
    parts::caption(
        flow,
        "The band is the middle half of the others, the line their range, the upright mark their median, the dot this \
         vendor. Place 1 is the highest exposure. All are weighed by the same profile.",
    );
    common(flow, model, peers);
}

fn stands(
    columns: &[Column],
    code: Option<&str>,
    name: Cell,
    own: f64,
    spread: &Spread,
    model: &ReportModel,
    width: f32,
) -> super::block::Block {
    let place = format!("{} of {}", spread.above + 1, spread.count + 1);
    let drawn = columns
        .get(3)
        .map(|bar| Cell::drawn(band(own, spread, bar, model)))
        .unwrap_or(Cell::plain(""));
    table::row(
        columns,
        vec![
            code.map_or(Cell::plain(""), |c| Cell::drawn(shape::code(c, 0.0, 0.0))),
            name,
            Cell::styled(whole(own).to_string(), TABLE.cut(Cut::SemiBold)),
            drawn,
            Cell::soft(whole(spread.median).to_string()),
            Cell::plain(place),
        ],
        width,
    )
}

fn band(own: f64, spread: &Spread, column: &Column, model: &ReportModel) -> Vec<Item> {
    let x = |value: f64| at(value, 0.0, column.width);
    let mut items: Vec<Item> = [25.0, 50.0, 75.0, 100.0]
        .into_iter()
        .map(|mark| Item::upright(x(mark), 1.0, LINE - 2.0, 0.75, palette::STROKE))
        .collect();
    items.push(Item::Line {
        from: Point {
            x: x(spread.least),
            y: 7.5,
        },
        to: Point {
            x: x(spread.most),
            y: 7.5,
        },
        stroke: Stroke {
            width: 1.0,
            color: palette::CONTROL,
        },
        dash: 0.0,
    });
    let (lower, upper) = (x(spread.lower), x(spread.upper));
    items.push(Item::Rect {
        x: lower,
        y: 4.0,
        w: (upper - lower).max(1.0),
        h: 7.0,
        radius: 0.0,
        fill: Some(palette::STROKE),
        stroke: Some(Stroke {
            width: 0.75,
            color: palette::CONTROL,
        }),
    });
    items.push(Item::upright(
        x(spread.median),
        2.5,
        10.0,
        1.6,
        palette::SOFT,
    ));
    let tier = model.profile.cuts.tier(whole(own));
    items.push(Item::Circle {
        center: Point { x: x(own), y: 7.5 },
        r: 4.2,
        fill: Some(palette::tier(tier).fill),
        stroke: Some(Stroke {
            width: 1.2,
            color: palette::PAGE,
        }),
    });
    items
}

/// What this vendor permits, and how many of the others do.
fn common(flow: &mut Flow, model: &ReportModel, peers: &Peers) {
    let width = flow.width();
    let rows: Vec<_> = model
        .heaviest()
        .into_iter()
        .filter_map(|p| Some((p, peers.prevalence(&p.id)?)))
        .take(COMMON)
        .collect();
    if rows.is_empty() {
        return;
    }
    let columns = table::columns(
        width,
        &[
            ("", shape::CODE_WIDTH, Align::Left),
            ("What it permits, the heaviest first", 1.0, Align::Left),
            ("Others that permit it", 190.0, Align::Left),
        ],
    );
    let mut head = table::head(&columns, width);
    head.before = 12.0;
    flow.begin_table(head);
    for (line, prevalence) in rows {
        flow.push(table::row(
            &columns,
            vec![
                Cell::drawn(shape::code(&line.code, 0.0, 0.0)),
                Cell::plain(line.name.clone()),
                Cell::soft(format!(
                    "{} of {} that could be assessed",
                    prevalence.permit, prevalence.assessed
                )),
            ],
            width,
        ));
    }
    flow.end_table();
}

/// What changed since another version, where it was asked for.
pub fn changes(flow: &mut Flow, model: &ReportModel) {
    let Some(changes) = &model.changes else {
        return;
    };
    let width = flow.width();
    parts::heading(flow, "Changes since another version", &score(changes));
    let lead = format!(
        "Before: {}. Now: {}. Both are weighed alike and for the same day.",
        changes.old.names.join(", "),
        changes.new.names.join(", ")
    );
    parts::prose(flow, &[span(curly(&lead), TABLE.color(palette::SOFT))], 0.0);
    let told: Vec<&Change> = changes
        .provisions
        .iter()
        .filter(|c| c.kind != ChangeKind::Reworded)
        .collect();
    let columns = table::columns(
        width,
        &[
            ("", shape::CODE_WIDTH, Align::Left),
            ("Provision", 0.42, Align::Left),
            ("What became of it", 92.0, Align::Left),
            ("Before → now", 0.58, Align::Left),
            ("Score", 54.0, Align::Right),
        ],
    );
    if told.is_empty() {
        let words = "No provision came, went, or weighs more or less than before.";
        parts::prose(flow, &[span(words, TABLE)], 6.0);
    } else {
        let mut head = table::head(&columns, width);
        head.before = 8.0;
        flow.begin_table(head);
        for change in told {
            flow.push(row(&columns, change, width));
        }
        flow.end_table();
    }
    for transfer in &changes.transfers {
        let named = |list: &[(String, crate::assessment::TransferStatus)]| {
            if list.is_empty() {
                return "none named".to_owned();
            }
            let parts: Vec<String> = list
                .iter()
                .map(|(name, status)| format!("{name} ({})", status_name(*status)))
                .collect();
            parts.join(", ")
        };
        let words = format!(
            "{}: {} → {}",
            transfer.corridor,
            named(&transfer.old),
            named(&transfer.new)
        );
        parts::prose(flow, &[span(words, TABLE)], 4.0);
    }
    parts::caption(flow, &folded(changes));
}

fn score(changes: &Changes) -> String {
    let printed = |v: &crate::report::changes::Version| {
        let t = &v.side.total;
        if t.counts {
            t.printed.to_string()
        } else {
            "–".to_owned()
        }
    };
    let points = changes
        .score
        .map(|s| format!(" ({} points)", signed(s, 1)))
        .unwrap_or_default();
    format!(
        "score {} → {}{points}",
        printed(&changes.old),
        printed(&changes.new)
    )
}

fn row(columns: &[Column], change: &Change, width: f32) -> super::block::Block {
    let side = |side: &Side| match side.exposure {
        Some(e) => format!("{} {}", side.state.name(), whole(e)),
        None => side.state.name().to_owned(),
    };
    let mut words = vec![span(
        format!("{} → {}", side(&change.old), side(&change.new)),
        TABLE,
    )];
    let quote = match change.kind {
        ChangeKind::Removed => change.old.quote.as_ref(),
        _ => change.new.quote.as_ref(),
    };
    if let Some(quote) = quote {
        let quoted = text::clip(&parts::quoted(&quote.quote), TABLE, 260.0, 3);
        words.push(span(format!(" {quoted}"), TABLE.color(palette::SOFT)));
    }
    let known = change.old.exposure.is_some() && change.new.exposure.is_some();
    table::row(
        columns,
        vec![
            Cell::drawn(shape::code(&change.code, 0.0, 0.0)),
            Cell::plain(change.name.clone()),
            Cell::styled(change.kind.name(), TABLE.cut(Cut::Medium)),
            Cell::Text(words),
            Cell::plain(if known {
                signed(change.points, 1)
            } else {
                "–".to_owned()
            }),
        ],
        width,
    )
}

fn folded(changes: &Changes) -> String {
    let reworded = changes.count(ChangeKind::Reworded);
    let t = &changes.text;
    format!(
        "{reworded} provisions say the same in other words. Of the sentences, {} were added and {} removed; {} only moved, \
         and {} are the same. Blanks, apostrophes and the date line do not count. The score’s change is that of this \
         change alone.",
        t.added.len(),
        t.removed.len(),
        t.moved,
        t.same
    )
}
