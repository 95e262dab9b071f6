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

mod categories;
mod closing;
mod findings;
mod front;
mod furniture;
mod listing;
mod method;
mod negotiation;
mod parts;
#[cfg(test)]
mod tests;
mod transfers;

use std::collections::BTreeSet;

use super::model::ReportModel;
use flow::{Flow, Room};
use item::Page;

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

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
pub fn lay_out(model: &ReportModel, paper: Paper) -> Frames {
    let (width, height) = paper.size();
    let room = paper.room();
    let missing = missing_letters(model);

    let mut flow = Flow::new(room);
    categories::section(&mut flow, model);
    transfers::section(&mut flow, model);
    findings::section(&mut flow, model);
    listing::all_findings(&mut flow, model);
    listing::conflicts(&mut flow, model);
    listing::open_rows(&mut flow, model);
    negotiation::section(&mut flow, model);
    method::section(&mut flow, model);
    closing::section(&mut flow, model, &missing);

    let mut pages = vec![front::page(model, room, height)];
    pages.extend(furniture::dress(flow.finish(), model, room));
    furniture::number(&mut pages, model, room, height);
    Frames {
        width,
        height,
        pages,
        missing,
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
