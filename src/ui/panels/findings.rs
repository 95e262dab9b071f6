//! The findings, grouped by category, with a bar and a tier for each.

use egui::{Align2, Rect, ScrollArea, Ui, UiBuilder, pos2};

use super::{Cx, Open};
use crate::assessment::Act as Decided;
use crate::finding::{Row, State};
use crate::score::{CategoryScore, RowScore};
use crate::ui::command::Command;
use crate::ui::icon::{self, Icon};
use crate::ui::state::Order;
use crate::ui::tour::Step;
use crate::ui::{text, widgets};

/// How many rows a category shows before *more*.
const FEW: usize = 6;

/// Shows the list.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    cx.shown
        .parts
        .put(Step::Findings, ui.available_rect_before_wrap());
    let t = cx.t;
    let session = open.session;
    let found = session.rows().iter().filter(|r| r.state.is_found()).count();
    let head = widgets::section_head(ui, t, "Findings", &found.to_string());
    ui.painter()
        .hline(head.x_range(), head.top() + 0.5, t.hairline());
    order_menu(ui, cx, head);
    ScrollArea::vertical()
        .id_salt("findings")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(4.0);
            let mut categories: Vec<&CategoryScore> = session.score().categories.iter().collect();
            if cx.shown.order != Order::Catalogue {
                categories.sort_by(|a, b| {
                    (b.counts, b.residual.total_cmp(&a.residual))
                        .partial_cmp(&(a.counts, std::cmp::Ordering::Equal))
                        .unwrap_or(std::cmp::Ordering::Equal)
                });
            }
            for category in categories {
                group(ui, cx, open, category);
            }
            ui.add_space(8.0);
        });
}

fn order_menu(ui: &mut Ui, cx: &mut Cx<'_>, head: Rect) {
    let t = cx.t;
    let rect = head.with_max_x(head.right() - 8.0);
    let builder = UiBuilder::new()
        .id_salt("order")
        .max_rect(rect)
        .layout(egui::Layout::right_to_left(egui::Align::Center));
    widgets::within(ui, builder, |ui| {
        let name = cx.shown.order.name();
        let b = widgets::Button {
            label: name,
            look: widgets::Look::Quiet,
            small: true,
            tooltip: "Order of the findings",
            ..widgets::Button::default()
        };
        let response = widgets::button(ui, t, b);
        egui::Popup::menu(&response).show(|ui| {
            for order in Order::ALL {
                if ui
                    .selectable_label(cx.shown.order == order, order.name())
                    .clicked()
                {
                    cx.shown.order = order;
                    ui.close();
                }
            }
        });
    });
}

fn group(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, category: &CategoryScore) {
    let t = cx.t;
    let cuts = open.session.assessment.profile.cuts;
    let unfolded = cx.shown.open_categories.contains(&category.id);
    let short = open.engine.short(&category.id).to_owned();
    let found = open
        .session
        .rows_of(&category.id)
        .filter(|(r, _)| r.state.is_found())
        .count();
    let printed = if category.counts {
        text::whole(category.residual)
    } else {
        "–".to_owned()
    };
    let tier = widgets::tier_of(category.residual, cuts);
    let name = if category.counts {
        format!(
            "{short}: {printed}, {}, {}",
            tier.name(),
            text::count(found, "finding", "findings")
        )
    } else {
        format!("{short}: not assessed")
    };
    let (rect, response) = widgets::row(ui, t, t.m.row_category, false, &name);
    let painter = ui.painter().clone();
    let y = rect.center().y;
    let chevron = if unfolded {
        Icon::ChevronDown
    } else {
        Icon::ChevronRight
    };
    icon::icon(
        &painter,
        chevron,
        pos2(rect.left() + 14.0, y),
        11.0,
        t.c.text_soft,
    );
    widgets::code(&painter, t, &category.id, pos2(rect.left() + 36.0, y));
    let ink = if category.counts {
        t.c.text
    } else {
        t.c.text_faint
    };
    let at = pos2(rect.right() - 12.0, y);
    let face = if unfolded {
        t.figure().strong()
    } else {
        t.figure()
    };
    text::put(&painter, at, Align2::RIGHT_CENTER, &printed, face, ink);
    let long = (rect.width() - 226.0).clamp(26.0, 62.0);
    let bar = Rect::from_min_max(
        pos2(rect.right() - 55.0 - long, y - 2.0),
        pos2(rect.right() - 55.0, y + 2.0),
    );
    if category.counts {
        icon::tier(&painter, t, tier, pos2(rect.right() - 44.0, y), 13.0);
        widgets::bar(&painter, t, bar, category.residual, cuts);
    } else {
        painter.rect_filled(bar, 2.0, t.c.stroke);
    }
    let at = pos2(bar.left() - 7.0, y);
    let count = if found == 0 {
        "–".to_owned()
    } else {
        found.to_string()
    };
    text::put(
        &painter,
        at,
        Align2::RIGHT_CENTER,
        &count,
        t.label(),
        t.c.text_faint,
    );
    let face = if unfolded {
        t.body().strong()
    } else {
        t.body()
    };
    let at = pos2(rect.left() + 54.0, y);
    text::put_within(
        &painter,
        at,
        Align2::LEFT_CENTER,
        &short,
        face,
        ink,
        bar.left() - 26.0 - at.x,
    );
    if response.clicked() {
        let set = &mut cx.shown.open_categories;
        if !set.remove(&category.id) {
            set.insert(category.id.clone());
        }
    }
    let coverage = text::percent(category.coverage);
    let full = open
        .engine
        .catalogue()
        .category(&category.id)
        .map_or(short.as_str(), |c| c.name.as_str());
    response.on_hover_text(format!(
        "{full}\nInherent {}, as stated {} {}, as treated {}\nCoverage {coverage}; adds {} to the score",
        text::whole(category.inherent),
        text::whole(category.residual),
        text::interval(category.low, category.high),
        text::whole(category.treated),
        text::contribution(category.contribution),
    ));
    if unfolded {
        rows(ui, cx, open, &category.id);
    }
}

fn rows(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, category: &str) {
    let mut all: Vec<(&Row, &RowScore)> = open.session.rows_of(category).collect();
    match cx.shown.order {
        Order::Exposure => all.sort_by(|(a, x), (b, y)| {
            let found = b.state.is_found().cmp(&a.state.is_found());
            found
                .then(y.counts.cmp(&x.counts))
                .then(y.residual.total_cmp(&x.residual))
        }),
        Order::Doubt => all.sort_by(|(_, x), (_, y)| {
            let doubt = |s: &RowScore| s.severity * (s.high - s.low);
            doubt(y).total_cmp(&doubt(x))
        }),
        Order::Catalogue => {}
    }
    let full = cx.shown.full_categories.contains(category);
    let total = all.len();
    let few = all
        .iter()
        .filter(|(r, _)| r.state.is_found())
        .count()
        .clamp(3, FEW);
    let chosen = cx.shown.row.clone();
    for (i, (row, score)) in all.into_iter().enumerate() {
        let selected = chosen.as_deref() == Some(row.provision.as_str());
        if full || i < few || selected {
            one(ui, cx, open, row, score, selected);
        }
    }
    if total > few {
        let name = if full {
            "Show fewer".to_owned()
        } else {
            format!("{} more", total - few)
        };
        let t = cx.t;
        let (rect, response) = widgets::row(ui, t, t.m.row_finding, false, &name);
        let at = pos2(rect.left() + 44.0, rect.center().y);
        text::put(
            ui.painter(),
            at,
            Align2::LEFT_CENTER,
            &name,
            t.label(),
            t.c.text_faint,
        );
        if response.clicked() && !cx.shown.full_categories.remove(category) {
            cx.shown.full_categories.insert(category.to_owned());
        }
    }
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, row: &Row, score: &RowScore, selected: bool) {
    let t = cx.t;
    let cuts = open.session.assessment.profile.cuts;
    let title = open.engine.name(&row.provision).to_owned();
    let printed = if score.counts {
        text::whole(score.residual)
    } else {
        "–".to_owned()
    };
    let name = format!("{title}: {}, {printed}", row.state.name());
    let (rect, response) = widgets::row(ui, t, t.m.row_finding, selected, &name);
    let painter = ui.painter();
    let y = rect.center().y;
    let ink = match row.state {
        State::NotApplicable | State::NotAssessed | State::Silent => t.c.text_faint,
        _ => t.tier(widgets::tier_of(score.residual, cuts)).fill,
    };
    icon::state(painter, row.state, pos2(rect.left() + 32.0, y), 13.0, ink);
    let strong = if row.state.is_found() {
        t.c.text
    } else {
        t.c.text_faint
    };
    let at = pos2(rect.right() - 12.0, y);
    let face = if selected {
        t.body().strong()
    } else {
        t.body()
    };
    text::put(painter, at, Align2::RIGHT_CENTER, &printed, face, strong);
    let decided = open
        .session
        .assessment
        .decisions
        .iter()
        .rev()
        .find(|d| d.provision == row.provision);
    let mut edge = rect.right() - 38.0;
    if let Some(decision) = decided {
        let which = match decision.act {
            Decided::Confirm => Icon::Check,
            Decided::Reject => Icon::Cross,
            _ => Icon::Pencil,
        };
        icon::icon(painter, which, pos2(edge - 6.0, y), 12.0, t.c.text_soft);
        edge -= 16.0;
    }
    let at = pos2(rect.left() + 44.0, y);
    text::put_within(
        painter,
        at,
        Align2::LEFT_CENTER,
        &title,
        face,
        strong,
        edge - at.x - 4.0,
    );
    if response.clicked() {
        cx.queue.push(Command::SelectRow(row.provision.clone()));
    }
    let mut tip = format!("{title}\n{}", row.state.name());
    if !row.note.is_empty() {
        tip = format!("{tip}. {}", row.note);
    }
    response.on_hover_text(tip);
}
