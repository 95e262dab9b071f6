//! How the rows of the palette and its foot are painted.

use egui::text::LayoutJob;
use egui::{Align2, Rect, Ui, pos2, vec2};

use super::matching::Match;
use super::{Goal, Item, MENU, ROW};
use crate::ui::icon::{self, Icon};
use crate::ui::theme::Theme;
use crate::ui::{command, text, widgets};

pub(super) fn row(
    ui: &mut Ui,
    theme: &Theme,
    item: &Item,
    found: &Match,
    marked: bool,
) -> egui::Response {
    let spoken = match (&item.goal, item.barred) {
        (Goal::Act(_), Some(why)) => format!("{}, not now: {why}", item.name),
        (Goal::Act(_), None) if item.aside.is_empty() => item.name.clone(),
        (Goal::Act(_), None) => format!("{}, {}", item.name, item.aside),
        (Goal::Finding { tier, .. }, _) => {
            let tier = tier.map_or(String::new(), |tier| format!(", {}", tier.name()));
            format!("Finding {}, {}{tier}", item.name, item.aside)
        }
        (Goal::About { .. }, _) => format!("{}, {}", item.name, item.aside),
        (Goal::Document(_), _) => format!("Document {}, {}", item.name, item.aside),
    };
    let (rect, response) = widgets::row(ui, theme, ROW, marked, &spoken);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    let y = rect.center().y;
    if marked {
        // Not the ground alone: a bar says it too.
        let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
        painter.rect_filled(bar, 0.0, theme.c.accent);
    }
    let at = pos2(rect.left() + 22.0, y);
    let ink = if item.barred.is_some() {
        theme.c.text_faint
    } else {
        theme.c.text
    };
    match &item.goal {
        Goal::Act(act) => {
            if let Some(which) = command::entry(*act).and_then(|e| e.icon) {
                icon::icon(painter, which, at, 14.0, theme.c.text_soft);
            }
        }
        Goal::Finding { category, .. } | Goal::About { category, .. } => {
            widgets::code(painter, theme, category, at);
        }
        Goal::Document(_) => icon::icon(painter, Icon::File, at, 14.0, theme.c.text_soft),
    }
    let mut right = rect.right() - 12.0;
    if let Goal::Finding {
        tier: Some(tier), ..
    } = &item.goal
    {
        icon::tier(painter, theme, *tier, pos2(right - 7.0, y), 13.0);
        right -= 22.0;
    }
    let aside = item.barred.unwrap_or(&item.aside);
    let face = if matches!(item.goal, Goal::Act(_)) && item.barred.is_none() {
        theme.label().medium()
    } else {
        theme.label()
    };
    let placed = text::put_within(
        painter,
        pos2(right, y),
        Align2::RIGHT_CENTER,
        aside,
        face,
        theme.c.text_faint,
        rect.width() * 0.46,
    );
    let placed = if matches!(item.goal, Goal::Act(_)) && item.barred.is_none() {
        let at = pos2(rect.right() - MENU, y);
        let (face, ink) = (theme.label(), theme.c.text_faint);
        text::put(painter, at, Align2::LEFT_CENTER, &item.more, face, ink)
    } else {
        placed
    };
    let left = pos2(rect.left() + 42.0, y);
    let wide = (placed.left() - 12.0 - left.x).max(40.0);
    let galley = painter.layout_job(written(theme, &item.name, found, ink, wide));
    let top = Align2::LEFT_CENTER.anchor_size(left, galley.size());
    painter.galley(top.min, galley, ink);
    response
}

/// The name with what was met in a stronger cut.
fn written(
    theme: &Theme,
    name: &str,
    found: &Match,
    ink: egui::Color32,
    max_width: f32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let (plain, strong) = (theme.body(), theme.body().strong());
    let mut from = 0;
    let mut add = |range: std::ops::Range<usize>, face| {
        if let Some(part) = name.get(range).filter(|part| !part.is_empty()) {
            job.append(part, 0.0, text::format(face, ink));
        }
    };
    for range in &found.at {
        add(from..range.start, plain);
        add(range.clone(), strong);
        from = range.end;
    }
    add(from..name.len(), plain);
    job.wrap = egui::text::TextWrapping {
        max_width,
        max_rows: 1,
        break_anywhere: true,
        ..egui::text::TextWrapping::default()
    };
    job
}

/// What the marked row does, or why it cannot be done; and how many there are.
pub(super) fn foot(ui: &mut Ui, theme: &Theme, marked: Option<&Item>, count: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), egui::Sense::hover());
    let count = text::count(count, "entry", "entries");
    let words = match marked {
        Some(Item {
            barred: Some(why), ..
        }) => format!("Not now: {why}"),
        Some(item) => item.says.clone(),
        None => String::new(),
    };
    let painter = ui.painter().clone();
    let keys = text::put(
        &painter,
        pos2(rect.right() - 2.0, rect.center().y),
        Align2::RIGHT_CENTER,
        &format!("{count} · Enter runs"),
        theme.caption(),
        theme.c.text_faint,
    );
    let said = text::put_within(
        &painter,
        pos2(rect.left() + 2.0, rect.center().y),
        Align2::LEFT_CENTER,
        &words,
        theme.label(),
        theme.c.text_soft,
        keys.left() - rect.left() - 16.0,
    );
    widgets::spoken(ui, keys, "palette count", &count);
    if !words.is_empty() {
        widgets::spoken(ui, said, "palette says", &words);
    }
}
