//! All keys on one page, made from the table of commands.

use egui::{Align2, ScrollArea, Ui, pos2, vec2};

use super::title;
use crate::ui::command::{Act, Command, TABLE, entry, keys_of, keys_text};
use crate::ui::panels::app_bar::MENUS;
use crate::ui::text;
use crate::ui::theme::Theme;
use crate::ui::widgets::{self, Button, Look, button};

/// Width of a column, and of what is between two.
const COLUMN: f32 = 340.0;
const GAP: f32 = 32.0;
/// Height of a row.
const ROW: f32 = 22.0;

/// Keys that belong to no command.
const EVERYWHERE: &[(&str, &str)] = &[
    ("Next control", "Tab"),
    ("Control before", "Shift+Tab"),
    ("Press the button that has the keyboard", "Enter or Space"),
    ("Close a dialog or a menu", "Escape"),
    ("Choose a row of the portfolio to compare", "Space"),
    ("Read a copied text as a document", "Ctrl+V"),
];

/// A group of keys: its title, and names with keys.
type Group = (&'static str, Vec<(&'static str, String)>);

/// All keys of the table by menu, then those that no menu has, then those of every window.
#[must_use]
pub fn groups(ctx: &egui::Context) -> Vec<Group> {
    let keys = |act: Act| {
        let all: Vec<_> = keys_of(act)
            .map(|k| ctx.format_shortcut(&k).replace("Slash", "/"))
            .collect();
        Some((entry(act)?.name, all.join(" or "))).filter(|(_, keys)| !keys.is_empty())
    };
    let mut out: Vec<Group> = MENUS
        .iter()
        .map(|(title, items)| {
            let acts = items.iter().flatten();
            (*title, acts.filter_map(|&act| keys(act)).collect())
        })
        .collect();
    let in_menus = |act: Act| {
        MENUS
            .iter()
            .any(|(_, items)| items.iter().flatten().any(|&a| a == act))
    };
    let others = TABLE.iter().map(|e| e.act).filter(|&act| !in_menus(act));
    out.push(("Other", others.filter_map(keys).collect()));
    let everywhere = EVERYWHERE
        .iter()
        .map(|(name, keys)| (*name, (*keys).to_owned()));
    out.push(("Everywhere", everywhere.collect()));
    out.retain(|(_, rows)| !rows.is_empty());
    out
}

/// How many columns there are: three where the window is wide enough.
fn columns(ctx: &egui::Context) -> usize {
    if ctx.content_rect().width() < 3.0 * COLUMN + 2.0 * GAP + 80.0 {
        2
    } else {
        3
    }
}

/// Width of the page.
#[must_use]
pub fn width(ctx: &egui::Context) -> f32 {
    let count = columns(ctx) as f32;
    count * COLUMN + (count - 1.0) * GAP
}

/// How many of these lengths each column takes in their order, so that the longest column is as short as can be.
fn split(lengths: &[usize], columns: usize) -> Vec<usize> {
    let all: usize = lengths.iter().sum();
    let fill = |most: usize| {
        let mut counts = vec![0];
        let mut used = 0;
        for &length in lengths {
            if used > 0 && used + length > most {
                counts.push(0);
                used = 0;
            }
            used += length;
            if let Some(last) = counts.last_mut() {
                *last += 1;
            }
        }
        counts
    };
    let least = lengths.iter().copied().max().unwrap_or(0);
    let shortest = (least..=all).map(fill).find(|c| c.len() <= columns);
    shortest.unwrap_or_else(|| vec![lengths.len()])
}

/// Shows the page. Returns whether it is done.
pub fn show(ui: &mut Ui, theme: &Theme, queue: &mut Vec<Command>) -> bool {
    if keys_of(Act::Shortcuts).any(|keys| ui.input_mut(|i| i.consume_shortcut(&keys))) {
        return true;
    }
    title(ui, theme, "Keyboard shortcuts");
    let groups = groups(ui.ctx());
    let lengths: Vec<usize> = groups.iter().map(|(_, rows)| rows.len() + 2).collect();
    let counts = split(&lengths, columns(ui.ctx()));
    let height = ui.ctx().content_rect().height() - 220.0;
    ScrollArea::vertical()
        .id_salt("shortcuts")
        .max_height(height.max(160.0))
        // The dialog grows to what it needs; it is not cut at the size that it had before.
        .min_scrolled_height(height.max(160.0))
        .show(ui, |ui| {
            let width = (ui.available_width() + GAP) / counts.len().max(1) as f32 - GAP;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
                let mut rest = groups.as_slice();
                for take in counts {
                    let (column, others) = rest.split_at(take.min(rest.len()));
                    rest = others;
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        for group in column {
                            one(ui, theme, group);
                        }
                    });
                }
            });
        });
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), layout, |ui| {
        let close = Button {
            label: "Close",
            ..Button::default()
        };
        let closed = button(ui, theme, close).clicked();
        let keys = keys_text(Act::Palette, ui.ctx());
        let search = Button {
            label: "Search all commands",
            hint: &keys,
            look: Look::Link,
            ..Button::default()
        };
        let searched = button(ui, theme, search).clicked();
        if searched {
            queue.push(Command::Act(Act::Palette));
        }
        closed || searched
    })
    .inner
}

fn one(ui: &mut Ui, theme: &Theme, (title, rows): &Group) {
    ui.add_space(6.0);
    widgets::section_head(ui, theme, title, "");
    for (name, keys) in rows {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), egui::Sense::hover());
        let spoken = format!("{name}: {keys}");
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, spoken.as_str()));
        let painter = ui.painter();
        let y = rect.center().y;
        let placed = text::put(
            painter,
            pos2(rect.right() - 4.0, y),
            Align2::RIGHT_CENTER,
            keys,
            theme.body().medium(),
            theme.c.text,
        );
        text::put_within(
            painter,
            pos2(rect.left() + 12.0, y),
            Align2::LEFT_CENTER,
            name,
            theme.body(),
            theme.c.text_soft,
            placed.left() - rect.left() - 24.0,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn columns_are_about_as_long_as_each_other() {
        assert_eq!(split(&[13, 7, 16, 12, 5, 7], 2), [3, 3]);
        assert_eq!(split(&[13, 7, 16, 12, 5, 7], 3), [2, 1, 3]);
        assert_eq!(split(&[4], 3), [1]);
        assert!(split(&[], 2).iter().all(|&n| n == 0));
    }
}
