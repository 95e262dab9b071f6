//! What stands in a row.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::columns::Columns;
use super::{Cx, Row};
use crate::assessment::Status;
use crate::score::{GateStatus, Tier};
use crate::ui::icon::{self, Icon};
use crate::ui::panels::portfolio::plot::ink_on_tint;
use crate::ui::{text, widgets};

/// Below this a heat cell has no ground, so that clean rows look empty.
const CLEAN: f64 = 15.0;
/// Below this coverage is told in Moderate's ink.
const SURE: f64 = 0.75;

/// The sign of a status.
const fn status_icon(status: Status) -> Icon {
    match status {
        Status::Draft => Icon::Pencil,
        Status::InReview => Icon::Eye,
        Status::Approved => Icon::Check,
        Status::ApprovedWithConditions => Icon::Flag,
        Status::Denied => Icon::Cross,
    }
}

/// The categories by id and short name.
pub fn categories(cx: &Cx<'_>) -> Vec<(String, String)> {
    let Some(engine) = cx.engine else {
        return Vec::new();
    };
    let all = engine.catalogue().categories.iter();
    all.map(|c| (c.id.clone(), c.short.clone())).collect()
}

impl Row<'_> {
    pub(super) fn cells(&self, ui: &mut Ui, cx: &Cx<'_>, columns: &Columns, rect: Rect) {
        let t = cx.t;
        let (total, listed) = (&self.line.total, self.listed);
        let y = rect.center().y;
        let painter = ui.painter().clone();
        let right = |x: f32, words: &str, face, ink| {
            text::put(&painter, pos2(x, y), Align2::RIGHT_CENTER, words, face, ink)
        };
        let left = |x: f32, words: &str, face, ink| {
            text::put(&painter, pos2(x, y), Align2::LEFT_CENTER, words, face, ink)
        };
        let rank = self.line.rank.map_or("–".to_owned(), |r| r.to_string());
        right(columns.rank.max, &rank, t.body(), t.c.text_faint);
        if self.is_chosen() {
            let bar = rect.with_max_x(rect.left() + 3.0);
            painter.rect_filled(bar, 0.0, t.c.accent);
            let at = pos2(columns.rank.min + 9.0, y);
            icon::icon(&painter, Icon::Check, at, 13.0, t.c.accent);
        }
        let at = pos2(columns.vendor.min, y);
        let (name, wide) = (listed.name(), columns.vendor.span());
        let (face, ink) = (t.body().medium(), t.c.text);
        text::put_within(&painter, at, Align2::LEFT_CENTER, name, face, ink, wide);
        match self.line.tier() {
            Some(tier) => {
                let at = pos2(columns.tier.min, y);
                widgets::tier_word(&painter, t, tier, at, t.body());
                self.score(ui, cx, columns, y);
            }
            None => {
                left(columns.tier.min, "Not known", t.body(), t.c.text_faint);
                left(columns.score.min, "–", t.body(), t.c.text_faint);
            }
        }
        let ink = if total.coverage < SURE {
            t.tier(Tier::Moderate).ink
        } else {
            t.c.text
        };
        let coverage = text::percent(total.coverage);
        right(columns.coverage.max, &coverage, t.body(), ink);
        self.heat(ui, cx, columns, rect);
        self.gate_cell(ui, cx, columns, rect);
        let ink = if listed.unread > 0 {
            t.tier(Tier::Moderate).ink
        } else {
            t.c.text
        };
        let documents = listed.documents.to_string();
        let placed = right(columns.documents.max, &documents, t.body(), ink);
        if listed.unread > 0 {
            let at = pos2(placed.left() - 9.0, y);
            icon::icon(&painter, Icon::Warning, at, 13.0, ink);
        }
        let cell = Rect::from_x_y_ranges(columns.documents, rect.y_range());
        let mut said = text::count(listed.documents, "document counts", "documents count");
        if listed.unread > 0 {
            let unread = listed.unread;
            said = format!("{said}, {unread} with missing text or not in English");
        }
        let response = widgets::spoken(ui, cell, ("documents", self.at), &said);
        response.on_hover_ui(|ui| {
            ui.label(&said);
            for warning in listed.warnings.iter().take(6) {
                ui.label(warning);
            }
            if listed.warnings.len() > 6 {
                ui.label(format!("and {} more", listed.warnings.len() - 6));
            }
        });
        if let Some(day) = columns.day {
            let words = text::date(listed.as_of);
            left(day.min, &words, t.body(), t.c.text_soft);
        }
        self.review(ui, cx, columns, rect);
        self.status(ui, cx, columns, rect);
    }

    /// The day of the next review; overdue has its sign and its ink.
    fn review(&self, ui: &mut Ui, cx: &Cx<'_>, columns: &Columns, rect: Rect) {
        let Some(range) = columns.review else { return };
        let t = cx.t;
        let painter = ui.painter().clone();
        let y = rect.center().y;
        let due = self.listed.due(self.today);
        let (words, ink) = match self.listed.due_on {
            None => ("–".to_owned(), t.c.text_faint),
            Some(_) if due.is_overdue() => ("Overdue".to_owned(), t.tier(Tier::High).ink),
            Some(day) => (text::date(day), t.c.text),
        };
        let mut x = range.min;
        if due.is_due() {
            icon::icon(&painter, Icon::Clock, pos2(x + 6.0, y), 13.0, ink);
            x += 17.0;
        }
        let (at, wide) = (pos2(x, y), range.max - x);
        let left = Align2::LEFT_CENTER;
        text::put_within(&painter, at, left, &words, t.body(), ink, wide);
        let cell = Rect::from_x_y_ranges(range, rect.y_range());
        let said = match self.listed.due_on {
            None => "No review is planned".to_owned(),
            Some(day) => format!("Next review {}, {}", text::date(day), due.words()),
        };
        widgets::spoken(ui, cell, ("review", self.at), &said).on_hover_text(&said);
    }

    /// The status: a sign and its words.
    fn status(&self, ui: &mut Ui, cx: &Cx<'_>, columns: &Columns, rect: Rect) {
        let Some(range) = columns.status else { return };
        let t = cx.t;
        let painter = ui.painter().clone();
        let y = rect.center().y;
        let status = self.listed.status;
        let sign = pos2(range.min + 7.0, y);
        icon::icon(&painter, status_icon(status), sign, 13.0, t.c.text_soft);
        let (at, wide) = (pos2(range.min + 21.0, y), range.span() - 21.0);
        let whole = text::line(&painter, status.name(), t.body(), t.c.text, f32::INFINITY);
        let words = if whole.size().x > wide && status == Status::ApprovedWithConditions {
            "On conditions"
        } else {
            status.name()
        };
        let (left, ink) = (Align2::LEFT_CENTER, t.c.text_soft);
        text::put_within(&painter, at, left, words, t.body(), ink, wide);
        let cell = Rect::from_x_y_ranges(range, rect.y_range());
        let said = format!("Status: {}", status.name());
        widgets::spoken(ui, cell, ("status", self.at), &said).on_hover_text(&said);
    }

    /// The printed score, its interval and the band; with a floor, what it was raised from.
    fn score(&self, ui: &mut Ui, cx: &Cx<'_>, columns: &Columns, y: f32) {
        let t = cx.t;
        let total = &self.line.total;
        let painter = ui.painter().clone();
        let put = |x: f32, words: &str, face, ink| {
            text::put(&painter, pos2(x, y), Align2::LEFT_CENTER, words, face, ink)
        };
        let strong = t.body().strong();
        let (printed, interval) = match total.floor {
            Some(floor) => (format!("{} → {}", floor.from, floor.to), "floor".to_owned()),
            None => (
                total.printed.to_string(),
                text::interval(total.low, total.high),
            ),
        };
        let first = put(columns.score.min, &printed, strong, t.c.text);
        put(first.right() + 6.0, &interval, t.body(), t.c.text_faint);
        let cell = Rect::from_x_y_ranges(columns.score, (y - 12.0)..=(y + 12.0));
        let exact = format!(
            "Score {}: residual {}, interval {} to {}, before mitigation {}",
            total.printed,
            text::tenth(total.residual),
            text::tenth(total.low),
            text::tenth(total.high),
            text::tenth(total.inherent),
        );
        widgets::spoken(ui, cell, ("score", self.at), &exact).on_hover_text(&exact);
        let Some(range) = columns.scale else { return };
        let cuts = self.portfolio.profile.cuts;
        let rect = Rect::from_x_y_ranges(range, (y - 8.0)..=(y + 8.0));
        let band = (total.low, total.residual, total.high);
        widgets::scale(&painter, t, rect, band, cuts);
        if let Some(floor) = total.floor {
            // Dashes from the dot to a mark at the cut of the floor.
            let x = |v: f64| rect.left() + rect.width() * (v / 100.0) as f32;
            let ink = t.tier(total.tier).fill;
            let to = x(f64::from(floor.to)).round();
            let path = [pos2(x(total.residual) + 5.0, y), pos2(to, y)];
            let line = egui::Stroke::new(1.3, ink);
            painter.extend(egui::Shape::dashed_line(&path, line, 3.0, 2.0));
            painter.vline(to, (y - 6.0)..=(y + 6.0), egui::Stroke::new(2.0, ink));
        }
    }

    /// A cell for each category: the number is the value, its ground the tier.
    fn heat(&self, ui: &mut Ui, cx: &Cx<'_>, columns: &Columns, rect: Rect) {
        let t = cx.t;
        let painter = ui.painter().clone();
        let cuts = self.portfolio.profile.cuts;
        let means = self.portfolio.categories(self.at);
        for (index, ((id, name), means)) in self.names.iter().zip(means).enumerate() {
            let cell = columns.cell(index, rect);
            let said = if means.counts {
                let tier = cuts.tier_of(means.residual);
                let words = text::whole(means.residual);
                let (ground, ink) = match tier {
                    Tier::Severe => (Some(t.tier(tier).fill), t.c.on_severe),
                    _ if means.residual < CLEAN => (None, t.tier(tier).ink),
                    _ => (Some(t.tier(tier).tint), ink_on_tint(t, tier)),
                };
                if let Some(ground) = ground {
                    painter.rect_filled(cell, 2.0, ground);
                }
                let face = if tier == Tier::Severe {
                    t.caption().strong()
                } else {
                    t.caption()
                };
                let (at, anchor) = (cell.center(), Align2::CENTER_CENTER);
                text::put(&painter, at, anchor, &words, face, ink);
                format!("{name} {words}, {}", tier.name())
            } else {
                let (at, anchor) = (cell.center(), Align2::CENTER_CENTER);
                text::put(&painter, at, anchor, "–", t.caption(), t.c.text_faint);
                let why = if means.applicable {
                    "not assessed"
                } else {
                    "does not apply"
                };
                format!("{name}: {why}")
            };
            let response = widgets::spoken(ui, cell, (self.at, id), &said);
            if means.counts {
                let interval = text::interval(means.low, means.high);
                let coverage = text::percent(means.coverage);
                response.on_hover_text(format!("{said} {interval}, coverage {coverage}"));
            } else {
                response.on_hover_text(&said);
            }
        }
    }

    fn gate_cell(&self, ui: &mut Ui, cx: &Cx<'_>, columns: &Columns, rect: Rect) {
        let t = cx.t;
        let (sure, check) = (GateStatus::Confirmed, GateStatus::ToCheck);
        let (confirmed, open) = (self.listed.gates(sure), self.listed.gates(check));
        let y = rect.center().y;
        let at = pos2(columns.gates.min, y);
        let painter = ui.painter().clone();
        let put = |x: f32, words: &str, ink| {
            let at = at + vec2(x, 0.0);
            text::put(&painter, at, Align2::LEFT_CENTER, words, t.body(), ink)
        };
        let said = if confirmed + open == 0 {
            put(0.0, "–", t.c.text_faint);
            "No gate".to_owned()
        } else {
            let ink = if confirmed > 0 {
                t.tier(Tier::Severe).ink
            } else {
                t.c.text_faint
            };
            icon::icon(&painter, Icon::Gate, at + vec2(7.0, 0.0), 14.0, ink);
            let words = if confirmed > 0 {
                confirmed.to_string()
            } else {
                format!("{open} ?")
            };
            put(19.0, &words, ink);
            let mut parts = Vec::new();
            if confirmed > 0 {
                let names = self.gates(sure).join(", ");
                parts.push(format!("Confirmed: {names}"));
            }
            if open > 0 {
                parts.push(format!("To check: {}", self.gates(check).join(", ")));
            }
            parts.join(". ")
        };
        let cell = Rect::from_x_y_ranges(columns.gates, rect.y_range());
        widgets::spoken(ui, cell, ("gates", self.at), &said).on_hover_text(&said);
    }
}
