//! Sets a report into pages: measured text, tables, shapes; no file format.
//!
//! A PDF and a preview on the screen draw the same pages. Sections are one file each; they push blocks into a
//! [`flow::Flow`], which breaks pages, keeps headings with their text and repeats the heads of tables.

pub mod block;
pub mod flow;
pub mod item;
pub mod metrics;
pub mod palette;
pub mod shape;
pub mod table;
pub mod text;

mod beside;
mod calendar;
mod categories;
mod closing;
mod executive;
mod findings;
mod front;
mod furniture;
mod listing;
mod method;
mod negotiation;
mod parts;
mod portfolio;
#[cfg(test)]
mod tests;
mod transfers;

use std::collections::BTreeSet;

use super::model::ReportModel;
use super::portfolio::Portfolio;
use super::template::{Edition, Look, Paper, Section, Style};
use flow::{Flow, Room};
use item::{Item, Page, Target};

impl Paper {
    /// Width and height in CSS pixels.
    #[must_use]
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (793.7, 1122.5),
            Self::Letter => (816.0, 1056.0),
        }
    }

    /// Where text may stand.
    #[must_use]
    pub fn room(self) -> Room {
        let (width, height) = self.size();
        Room {
            left: SIDE,
            width: width - 2.0 * SIDE,
            top: 88.0,
            bottom: height - 64.0,
        }
    }
}

/// Width of the margins at the sides, in CSS pixels.
pub const SIDE: f32 = 56.0;

/// A report, set.
#[derive(Debug, Clone, PartialEq)]
pub struct Frames {
    /// Width of every page in CSS pixels, 96 to the inch.
    pub width: f32,
    /// Height of every page.
    pub height: f32,
    /// The pages.
    pub pages: Vec<Page>,
    /// Letters that no font has, and that are printed as code points.
    pub missing: BTreeSet<char>,
}

/// Sets a report.
#[must_use]
pub fn lay_out(model: &ReportModel, look: &Look) -> Frames {
    let (width, height) = look.paper.size();
    let room = look.paper.room();
    let missing = missing_letters(model);
    let sheets = match look.edition {
        Edition::Full => full(model, look, &missing),
        Edition::Executive => executive::page(model, room),
    };
    let sheet = look.edition == Edition::Full && look.has(Section::Negotiation);
    let mut pages = vec![front::page(model, room, height, sheet)];
    let head = furniture::Head::of(model);
    pages.extend(furniture::dress(sheets, &head, room));
    furniture::number(&mut pages, &head, room, height);
    let mut frames = Frames {
        width,
        height,
        pages,
        missing,
    };
    frames.drop_dead_links();
    frames
}

impl Frames {
    /// Takes out links into sections that are not printed.
    fn drop_dead_links(&mut self) {
        let items = || self.pages.iter().flat_map(|p| &p.items);
        let anchors: BTreeSet<String> = items()
            .filter_map(|i| match i {
                Item::Anchor { name, .. } => Some(name.clone()),
                _ => None,
            })
            .collect();
        for page in &mut self.pages {
            page.items.retain(|i| match i {
                Item::Link { target, .. } => {
                    let Target::Anchor(name) = target;
                    anchors.contains(name)
                }
                _ => true,
            });
        }
    }
}

/// The sections after page one.
fn full(model: &ReportModel, look: &Look, missing: &BTreeSet<char>) -> Vec<flow::Sheet> {
    let mut flow = Flow::new(look.paper.room());
    for section in Section::ALL {
        if !look.has(section) {
            continue;
        }
        let flow = &mut flow;
        match section {
            Section::Categories => categories::section(flow, model),
            Section::Transfers => transfers::section(flow, model),
            Section::Portfolio => beside::portfolio(flow, model),
            Section::Changes => beside::changes(flow, model),
            Section::Findings => findings::section(flow, model),
            Section::AllFindings => listing::all_findings(flow, model, look),
            Section::Conflicts => listing::conflicts(flow, model),
            Section::Open => listing::open_rows(flow, model),
            Section::Negotiation => negotiation::section(flow, model),
            Section::Method => method::section(flow, model),
            Section::Decisions => closing::decisions(flow, model),
            Section::Law => closing::law(flow, model),
            Section::Documents => closing::documents(flow, model),
        }
    }
    closing::section(&mut flow, model, missing);
    flow.finish()
}

/// Sets the report of a portfolio.
#[must_use]
pub fn portfolio(list: &Portfolio, style: &Style) -> Frames {
    let paper = style.template.look.paper;
    // A table of many columns lies on its side.
    let (height, width) = paper.size();
    let room = Room {
        left: SIDE,
        width: width - 2.0 * SIDE,
        top: 88.0,
        bottom: height - 64.0,
    };
    let head = portfolio::head(list, style);
    let sheets = portfolio::sheets(list, room);
    let mut pages = furniture::dress(sheets, &head, room);
    furniture::number(&mut pages, &head, room, height);
    Frames {
        width,
        height,
        pages,
        missing: BTreeSet::new(),
    }
}

/// Letters of names and quotes that no font has.
fn missing_letters(model: &ReportModel) -> BTreeSet<char> {
    let mut texts: Vec<&str> = vec![
        &model.vendor,
        &model.purpose,
        &model.details.organisation,
        &model.details.prepared_by,
        &model.details.approved_by,
    ];
    for d in &model.documents {
        texts.push(&d.name);
        texts.extend(d.warnings.iter().map(String::as_str));
    }
    for p in &model.provisions {
        texts.extend(
            p.quotes
                .iter()
                .flat_map(|q| [q.quote.as_str(), q.place.as_str()]),
        );
    }
    for t in &model.trail {
        texts.extend([t.author.as_str(), t.reason.as_str()]);
    }
    texts.into_iter().flat_map(text::missing).collect()
}
