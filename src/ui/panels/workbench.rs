//! The workbench: header, documents and findings, reader, inspector.

use egui::{CentralPanel, Frame, Panel};

use super::{Cx, Open, documents, findings, header, inspector, reader};

/// Shows the view.
pub fn show(ui: &mut egui::Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let (c, m) = (cx.t.c, cx.t.m);
    let bare = |colour| Frame::new().fill(colour);
    Panel::top("vendor")
        .frame(bare(c.panel))
        .exact_size(m.vendor_header)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| header::show(ui, cx, open));
    let narrow = ui.available_width() < 1400.0;
    if cx.prefs.left {
        Panel::left("documents and findings")
            .frame(bare(c.panel))
            .default_size(if narrow { 260.0 } else { 292.0 })
            .size_range(220.0..=420.0)
            .resizable(true)
            .show(ui, |ui| {
                // A panel is as wide as what is in it: the whole is claimed at once.
                ui.expand_to_include_rect(ui.max_rect());
                ui.spacing_mut().item_spacing.y = 0.0;
                let height = ui.available_height();
                let share = (height * 0.42).min(360.0);
                documents::show(ui, cx, open, share);
                if cx.shown.settling.is_over(ui.ctx()) {
                    findings::show(ui, cx, open);
                }
            });
    }
    if cx.prefs.right {
        Panel::right("inspector")
            .frame(bare(c.panel))
            .default_size(if narrow { 340.0 } else { 364.0 })
            .size_range(320.0..=480.0)
            .resizable(true)
            .show(ui, |ui| {
                ui.expand_to_include_rect(ui.max_rect());
                inspector::show(ui, cx, open);
            });
    }
    CentralPanel::no_frame()
        .frame(bare(c.page))
        .show(ui, |ui| reader::show(ui, cx, open));
}
