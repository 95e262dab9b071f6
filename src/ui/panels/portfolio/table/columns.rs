//! Where the columns stand, and their heads.

use egui::{Align2, Rangef, Rect, Stroke, Ui, pos2};

use super::{Cx, sorter};
use crate::ui::icon::{self, Icon};
use crate::ui::panels::portfolio::PAD;
use crate::ui::portfolio::{Column, Portfolio};
use crate::ui::text;

/// Pitch of the heat cells.
pub const PITCH: f32 = 26.0;

/// Width that names of vendors have before anything else gets more.
const NAME: f32 = 176.0;

/// Where the columns of a row stand.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    pub rank: Rangef,
    pub vendor: Rangef,
    pub tier: Rangef,
    pub score: Rangef,
    /// The interval as a band; left out where it is narrow.
    pub scale: Option<Rangef>,
    pub coverage: Rangef,
    pub heat: Rangef,
    pub gates: Rangef,
    pub documents: Rangef,
    /// The day of the next review; left out where it is narrow.
    pub review: Option<Rangef>,
    /// The status; left out where it is narrow.
    pub status: Option<Rangef>,
    /// The day for which it holds; only where it is wide.
    pub day: Option<Rangef>,
}

impl Columns {
    /// The columns of a row: those at the right have their widths; the vendor and the interval share the rest.
    pub fn of(row: Rect, categories: usize) -> Self {
        let wide = row.width();
        let mut x = row.right() - PAD + 4.0;
        let mut take = |width: f32, gap: f32| {
            let range = Rangef::new(x - width, x);
            x -= width + gap;
            range
        };
        let status =
            (wide >= 1180.0).then(|| take(if wide >= 1400.0 { 182.0 } else { 118.0 }, 12.0));
        let review = (wide >= 1100.0).then(|| take(106.0, 12.0));
        let day = (wide >= 1700.0).then(|| take(84.0, 14.0));
        let documents = take(44.0, 8.0);
        let gates = take(46.0, 6.0);
        let heat = take(PITCH * categories as f32, 12.0);
        let coverage = take(66.0, 8.0);
        let left = row.left();
        let rank = Rangef::new(left + 6.0, left + 50.0);
        // Names need no more than this; what is over shows the interval.
        let over = coverage.min - 8.0 - rank.max - 10.0 - 102.0 - 6.0 - 92.0 - 6.0 - NAME;
        let scale = (over >= 90.0).then(|| take((over - 14.0).min(420.0), 14.0));
        let score = take(102.0, 6.0);
        let tier = take(92.0, 6.0);
        let vendor = Rangef::new(rank.max + 10.0, x.max(rank.max + 40.0));
        Self {
            rank,
            vendor,
            tier,
            score,
            scale,
            coverage,
            heat,
            gates,
            documents,
            review,
            status,
            day,
        }
    }

    /// The cell of a category.
    pub fn cell(&self, index: usize, row: Rect) -> Rect {
        let left = self.heat.min + PITCH * index as f32;
        Rect::from_center_size(
            pos2(left + PITCH / 2.0, row.center().y.round()),
            egui::vec2(25.0, 20.0),
        )
    }
}

/// Shows the heads of the columns.
pub fn head(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    portfolio: &Portfolio,
    rect: Rect,
    columns: &Columns,
    names: &[(String, String)],
) {
    let t = cx.t;
    ui.painter().rect_filled(rect, 0.0, t.c.page);
    let right = [
        (columns.rank, Column::Rank, "Rank"),
        (columns.coverage, Column::Coverage, "Coverage"),
        (columns.documents, Column::Documents, "Docs"),
    ];
    let mut left = vec![
        (columns.vendor, Column::Vendor, "Vendor"),
        (columns.tier, Column::Tier, "Tier"),
        (columns.score, Column::Score, "Score"),
        (columns.gates, Column::Gates, "Gates"),
    ];
    left.extend(columns.day.map(|day| (day, Column::AsOf, "As of")));
    let review = columns.review;
    left.extend(review.map(|review| (review, Column::NextReview, "Next review")));
    left.extend(
        columns
            .status
            .map(|status| (status, Column::Status, "Status")),
    );
    let left = left.into_iter().map(|c| (c, false));
    let right = right.into_iter().map(|c| (c, true));
    for ((range, column, word), numbers) in left.chain(right) {
        let cell = Rect::from_x_y_ranges(range, rect.y_range());
        let response = sorter(ui, cx, portfolio, cell, (column, word));
        title(ui, cx, portfolio, cell, (column, word), numbers);
        response.on_hover_text(tip(column));
    }
    if let Some(scale) = columns.scale {
        let cuts = portfolio.profile.cuts;
        for cut in [cuts.moderate, cuts.high, cuts.severe] {
            let x = scale.min + scale.span() * f32::from(cut) / 100.0;
            let at = pos2(x, rect.center().y);
            let words = cut.to_string();
            let (face, ink) = (t.caption(), t.c.text_faint);
            text::put(ui.painter(), at, Align2::CENTER_CENTER, &words, face, ink);
        }
    }
    for (index, (id, name)) in names.iter().enumerate() {
        let x = columns.heat.min + PITCH * index as f32;
        let cell = Rect::from_min_max(pos2(x, rect.top()), pos2(x + PITCH, rect.bottom()));
        let column = Column::Category(index);
        let response = sorter(ui, cx, portfolio, cell, (column, name));
        let look = t.category(id);
        let on = portfolio.column == column;
        let face = t.caption().strong();
        let ink = if on { t.c.accent } else { t.c.text };
        let at = cell.center() - egui::vec2(0.0, 1.0);
        text::put(
            ui.painter(),
            at,
            Align2::CENTER_CENTER,
            &look.code,
            face,
            ink,
        );
        let y = rect.bottom() - 5.0;
        let line = (cell.left() + 1.0)..=(cell.right() - 1.0);
        ui.painter().hline(line, y, Stroke::new(2.0, look.fill));
        response.on_hover_text(format!("{name}. Press to order by it."));
    }
    let y = rect.bottom() - 0.5;
    ui.painter().hline(rect.x_range(), y, t.border());
}

const fn tip(column: Column) -> &'static str {
    match column {
        Column::Rank => "1 is the highest exposure; equal scores have the same rank",
        Column::Vendor => "Order by name",
        Column::Tier | Column::Score => "Order by the printed score",
        Column::Coverage => "Share of the applicable catalogue that could be assessed",
        Column::Category(_) => "Order by this category",
        Column::Gates => "Confirmed gates, which put a floor under the tier",
        Column::Documents => "Documents that count",
        Column::AsOf => "The day for which it holds",
        Column::NextReview => {
            "The day of the next review, or the end of an approval where that comes first"
        }
        Column::Status => "How far the assessment has come",
    }
}

fn title(
    ui: &Ui,
    cx: &Cx<'_>,
    portfolio: &Portfolio,
    cell: Rect,
    (column, word): (Column, &str),
    numbers: bool,
) {
    let t = cx.t;
    let on = portfolio.column == column;
    let (face, ink) = if on {
        (t.label().strong(), t.c.text)
    } else {
        (t.label(), t.c.text_soft)
    };
    let y = cell.center().y;
    let (at, anchor) = if numbers {
        (pos2(cell.right(), y), Align2::RIGHT_CENTER)
    } else {
        (pos2(cell.left(), y), Align2::LEFT_CENTER)
    };
    let placed = text::put(ui.painter(), at, anchor, word, face, ink);
    if on {
        let x = if numbers {
            placed.left() - 7.0
        } else {
            placed.right() + 8.0
        };
        let sign = if portfolio.turned {
            Icon::ChevronRight
        } else {
            Icon::ChevronDown
        };
        icon::icon(ui.painter(), sign, pos2(x, y + 0.5), 11.0, ink);
    }
}
