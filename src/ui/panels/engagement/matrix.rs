//! The published matrix: what exposure and impact together call for, and where this assessment stands in it.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::{Cx, Open};
use crate::assessment::impact::{Attention, Impact, attention};
use crate::score::Tier;
use crate::ui::icon;
use crate::ui::{text, widgets};

/// Width of the words of an impact.
const LEFT: f32 = 96.0;
/// Height of a field.
const CELL: f32 = 56.0;
/// Height of the words of the tiers.
const HEAD: f32 = 26.0;

/// Shows the matrix.
pub fn show(ui: &mut Ui, cx: &Cx<'_>, open: &Open<'_>, at_stake: Impact) {
    let t = cx.t;
    let total = &open.session.score().total;
    let cuts = open.session.assessment.profile.cuts;
    let now = total.counts.then_some(total.tier);
    let words = match now {
        Some(tier) => format!(
            "{} exposure ({}) and {} impact: {}",
            tier.name(),
            total.printed,
            at_stake.name().to_lowercase(),
            attention(tier, at_stake).name().to_lowercase()
        ),
        None => "Load a policy to see where this vendor stands".to_owned(),
    };
    text::label(ui, &words, t.body().strong(), t.c.text);
    text::label(
        ui,
        "It advises; people decide.",
        t.caption(),
        t.c.text_faint,
    );
    ui.add_space(6.0);
    let wide = ui.available_width().min(640.0);
    let rows = Impact::ALL.len() as f32;
    let (whole, _) = ui.allocate_exact_size(vec2(wide, HEAD + CELL * rows + 18.0), Sense::hover());
    let painter = ui.painter().clone();
    let column = (wide - LEFT) / Tier::ALL.len() as f32;
    for (i, tier) in Tier::ALL.into_iter().enumerate() {
        let x = whole.left() + LEFT + column * (i as f32 + 0.5);
        let face = t.label().medium();
        let width = text::line(&painter, tier.name(), face, t.c.text, column)
            .size()
            .x
            + 19.0;
        let at = pos2(x - width / 2.0, whole.top() + HEAD / 2.0);
        widgets::tier_word(&painter, t, tier, at, face);
    }
    // Which tiers the interval reaches.
    let (low, high) = (
        widgets::tier_of(total.low, cuts),
        widgets::tier_of(total.high, cuts),
    );
    for (r, level) in Impact::ALL.into_iter().rev().enumerate() {
        let top = whole.top() + HEAD + CELL * r as f32;
        let face = if level == at_stake {
            t.label().strong()
        } else {
            t.label()
        };
        let at = pos2(whole.left(), top + CELL / 2.0);
        text::put(
            &painter,
            at,
            Align2::LEFT_CENTER,
            level.name(),
            face,
            t.c.text,
        );
        for (i, tier) in Tier::ALL.into_iter().enumerate() {
            let left = whole.left() + LEFT + column * i as f32;
            let cell = Rect::from_min_size(pos2(left, top), vec2(column, CELL)).shrink(1.0);
            let here = level == at_stake && now == Some(tier);
            let near = level == at_stake && now.is_some() && low <= tier && tier <= high;
            field(ui, cx, cell, (tier, level), here, near);
        }
    }
    let at = pos2(whole.left() + LEFT, whole.bottom() - 7.0);
    text::put(
        &painter,
        at,
        Align2::LEFT_CENTER,
        "Exposure →   Impact ↑   Thin frame: within the interval",
        t.caption(),
        t.c.text_faint,
    );
}

fn field(
    ui: &mut Ui,
    cx: &Cx<'_>,
    cell: Rect,
    (tier, level): (Tier, Impact),
    here: bool,
    near: bool,
) {
    let t = cx.t;
    let what = attention(tier, level);
    let looks = match what {
        Attention::Usual => Tier::Low,
        Attention::Conditions => Tier::Moderate,
        Attention::Senior => Tier::High,
        Attention::NotAsItStands => Tier::Severe,
    };
    let colours = t.tier(looks);
    let solid = what == Attention::NotAsItStands;
    let (fill, ink) = if solid {
        (colours.fill, t.c.on_severe)
    } else {
        (colours.tint, t.c.text)
    };
    let painter = ui.painter().clone();
    painter.rect_filled(cell, t.field_radius(), fill);
    let face = if here { t.label().strong() } else { t.label() };
    let words = text::lines(&painter, what.name(), face, ink, cell.width() - 16.0);
    let mut y = cell.center().y - words.size().y / 2.0;
    if here {
        y -= 8.0;
        let at = pos2(cell.left() + 8.0, cell.bottom() - 9.0);
        let words = "This assessment";
        let small = t.caption().medium();
        text::put(&painter, at, Align2::LEFT_CENTER, words, small, ink);
        let at = pos2(cell.right() - 13.0, cell.bottom() - 10.0);
        if !solid {
            icon::tier(&painter, t, tier, at, 12.0);
        }
    }
    painter.galley(pos2(cell.left() + 8.0, y.round()), words, ink);
    let inside = StrokeKind::Inside;
    if here {
        let stroke = Stroke::new(2.0, t.c.text);
        painter.rect_stroke(cell, t.field_radius(), stroke, inside);
    } else if near {
        let stroke = Stroke::new(1.0, t.c.text);
        painter.rect_stroke(cell, t.field_radius(), stroke, inside);
    }
    let mark = if here {
        ", this assessment"
    } else if near {
        ", within the interval"
    } else {
        ""
    };
    let said = format!(
        "{} exposure, {} impact: {}{mark}",
        tier.name(),
        level.name().to_lowercase(),
        what.name()
    );
    widgets::spoken(ui, cell, ("matrix", tier.name(), level.name()), &said);
}
