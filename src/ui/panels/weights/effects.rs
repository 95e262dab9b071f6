//! What the weights do: the score before and after, the tornado and the flip weights.

use egui::{
    Align2, Color32, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::super::{Cx, Open};
use super::PAD;
use crate::score::TierCuts;
use crate::score::sensitivity::{Bar, Moved, flip_weights, tornado};
use crate::ui::theme::Theme;
use crate::ui::{text, widgets};

/// Bars of each group of the tornado.
const BARS: usize = 8;

/// Shows the header with the score and the charts.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let session = open.session;
    let full = ui.max_rect();
    let (head, _) = ui.allocate_exact_size(vec2(full.width(), t.m.vendor_header), Sense::hover());
    let total = &session.score().total;
    let painter = ui.painter().clone();
    painter.rect_filled(head, 0.0, t.c.panel);
    painter.hline(head.x_range(), head.bottom() - 0.5, t.hairline());
    let inner = head.shrink2(vec2(PAD + 4.0, 0.0));
    let (top, bottom) = (head.top() + 22.0, head.top() + 42.0);
    let name = text::put_within(
        &painter,
        pos2(inner.left(), top),
        Align2::LEFT_CENTER,
        &session.assessment.vendor,
        t.heading(),
        t.c.text,
        inner.width() * 0.45,
    );
    let at = pos2(inner.left(), bottom);
    let tier = if total.counts {
        widgets::tier_word(&painter, t, total.tier, at, t.body().strong())
    } else {
        text::put(
            &painter,
            at,
            Align2::LEFT_CENTER,
            "Not assessed",
            t.body(),
            t.c.text_soft,
        )
    };
    let interval = text::interval(total.low, total.high);
    let said = match total.floor {
        Some(floor) => format!("{interval}   Floor applied: {} → {}", floor.from, floor.to),
        None => interval,
    };
    let at = pos2(tier.right() + 10.0, bottom);
    text::put(
        &painter,
        at,
        Align2::LEFT_CENTER,
        &said,
        t.body(),
        t.c.text_faint,
    );
    widgets::spoken(
        ui,
        name.union(tier),
        "tier",
        &if total.counts {
            format!("Tier {}", total.tier.name())
        } else {
            "Tier not known: too little was assessed".to_owned()
        },
    );

    // Before, after, change.
    let before = open.engine.score_with(session, &session.base);
    let change = total.residual - before;
    let edited = session.is_edited() && total.counts;
    let mut x = inner.right();
    let figures = [
        ("Change", text::change(change), t.figure().medium(), edited),
        (
            if edited { "Edited" } else { "Score" },
            if total.counts {
                text::tenth(total.residual)
            } else {
                "–".to_owned()
            },
            t.cut(t.m.title).strong(),
            true,
        ),
        (
            session.base.name.as_str(),
            text::tenth(before),
            t.figure().medium(),
            edited,
        ),
    ];
    for (label, value, face, shown) in figures {
        if !shown {
            continue;
        }
        let a = text::put(
            &painter,
            pos2(x, top - 4.0),
            Align2::RIGHT_CENTER,
            label,
            t.label(),
            t.c.text_soft,
        );
        let b = text::put(
            &painter,
            pos2(x, bottom - 1.0),
            Align2::RIGHT_CENTER,
            &value,
            face,
            t.c.text,
        );
        let name = format!("{label} {value}");
        widgets::spoken(ui, a.union(b), ("figure", label), &name);
        x = a.left().min(b.left()) - 28.0;
    }

    let body = full.with_min_y(head.bottom());
    widgets::within(
        ui,
        UiBuilder::new().id_salt("charts").max_rect(body),
        |ui| {
            ScrollArea::vertical()
                .id_salt("charts")
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    egui::Frame::new()
                        .inner_margin(egui::Margin::symmetric(20, 14))
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width().min(960.0));
                            charts(ui, cx, open);
                        });
                });
        },
    );
}

fn charts(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let session = open.session;
    if !session.score().total.counts {
        text::label(
            ui,
            "Too little is assessed yet, so nothing moves the score.",
            t.body(),
            t.c.text_soft,
        );
        return;
    }
    let (prepared, weights) = open.engine.prepared(session);
    let bars = tornado(&prepared, &weights);
    let point = prepared.residual(&weights);
    let by_weight: Vec<&Bar> = bars
        .iter()
        .filter(|b| matches!(b.moved, Moved::Weight(_)))
        .take(BARS)
        .collect();
    let by_row: Vec<&Bar> = bars
        .iter()
        .filter(|b| matches!(b.moved, Moved::Row(_)))
        .take(BARS)
        .collect();
    let ends = by_weight
        .iter()
        .chain(&by_row)
        .flat_map(|b| [b.at_low, b.at_high]);
    let (mut low, mut high) = (point - 1.0, point + 1.0);
    for end in ends {
        low = low.min(end);
        high = high.max(end);
    }
    let step = if high - low > 30.0 {
        10.0
    } else if high - low > 12.0 {
        5.0
    } else {
        2.0
    };
    let range = ((low / step).floor() * step, (high / step).ceil() * step);

    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    heading(ui, t, head, "What moves the score");
    legend(ui, t, head);
    let names = if ui.available_width() > 760.0 {
        256.0
    } else {
        176.0
    };
    let (axis, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let chart = Chart {
        area: axis.with_min_x(axis.left() + names),
        range,
        point,
        step,
    };
    let top = axis.bottom();
    chart.axis(ui, t, axis.center().y);
    let backdrop = ui.painter().add(egui::Shape::Noop);
    group(ui, t, "Weights, ± 25 %");
    for bar in by_weight {
        if let Moved::Weight(i) = bar.moved
            && let Some(category) = open.engine.catalogue().categories.get(i)
        {
            chart.bar(ui, t, &category.id, &category.short, bar);
        }
    }
    ui.add_space(6.0);
    group(ui, t, "Provisions, low and high");
    for bar in by_row {
        if let Moved::Row(i) = bar.moved
            && let Some(row) = session.rows().get(i)
        {
            chart.bar(ui, t, &row.category, open.engine.name(&row.provision), bar);
        }
    }
    let bottom = ui.cursor().top();
    ui.painter().set(
        backdrop,
        chart.lines(t, top, bottom, session.assessment.profile.cuts),
    );
    ui.add_space(20.0);
    flips(ui, cx, open, &prepared, &weights);
}

fn heading(ui: &Ui, t: &Theme, rect: Rect, words: &str) {
    let at = rect.left_center();
    let placed = text::put(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        words,
        t.body().strong(),
        t.c.text,
    );
    let response = ui.interact(placed, ui.scope_id().with(words), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
}

fn legend(ui: &Ui, t: &Theme, rect: Rect) {
    let painter = ui.painter();
    let y = rect.center().y;
    let mut x = rect.right();
    for (words, fill) in [
        ("25 % more, or high", t.c.accent),
        ("25 % less, or low", t.c.page),
    ] {
        let placed = text::put(
            painter,
            pos2(x, y),
            Align2::RIGHT_CENTER,
            words,
            t.label(),
            t.c.text_soft,
        );
        let mark = Rect::from_center_size(pos2(placed.left() - 13.0, y), vec2(13.0, 9.0));
        painter.rect(
            mark,
            0.0,
            fill,
            Stroke::new(1.0, t.c.accent),
            StrokeKind::Inside,
        );
        x = mark.left() - 14.0;
    }
}

fn group(ui: &mut Ui, t: &Theme, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    text::put(
        ui.painter(),
        rect.left_center(),
        Align2::LEFT_CENTER,
        words,
        t.label(),
        t.c.text_soft,
    );
}

/// The scale that all bars share.
struct Chart {
    area: Rect,
    range: (f64, f64),
    point: f64,
    step: f64,
}

impl Chart {
    fn x(&self, value: f64) -> f32 {
        let (low, high) = self.range;
        let inner = self.area.shrink2(vec2(36.0, 0.0));
        inner.left() + inner.width() * ((value - low) / (high - low).max(1e-6)) as f32
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let (low, high) = self.range;
        let step = self.step;
        let count = ((high - low) / step).round() as usize;
        (0..=count).map(move |i| low + step * i as f64)
    }

    fn axis(&self, ui: &Ui, t: &Theme, y: f32) {
        for tick in self.ticks() {
            let words = format!("{tick:.0}");
            text::put(
                ui.painter(),
                pos2(self.x(tick), y),
                Align2::CENTER_CENTER,
                &words,
                t.caption(),
                t.c.text_faint,
            );
        }
    }

    fn lines(&self, t: &Theme, top: f32, bottom: f32, cuts: TierCuts) -> egui::Shape {
        let line = |x: f32, stroke: Stroke| {
            let x = x.round() + 0.5;
            egui::Shape::line_segment([pos2(x, top), pos2(x, bottom)], stroke)
        };
        let mut shapes: Vec<egui::Shape> = self
            .ticks()
            .map(|v| line(self.x(v), t.hairline()))
            .collect();
        for cut in [cuts.moderate, cuts.high, cuts.severe] {
            let at = f64::from(cut);
            if at > self.range.0 && at < self.range.1 {
                let x = self.x(at).round() + 0.5;
                let ends = [pos2(x, top), pos2(x, bottom)];
                let stroke = Stroke::new(1.0, t.c.text_faint);
                shapes.extend(egui::Shape::dashed_line(&ends, stroke, 3.0, 3.0));
            }
        }
        shapes.push(line(self.x(self.point), Stroke::new(1.5, t.c.text)));
        egui::Shape::Vec(shapes)
    }

    fn bar(&self, ui: &mut Ui, t: &Theme, category: &str, name: &str, bar: &Bar) {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
        let (low, high) = (text::tenth(bar.at_low), text::tenth(bar.at_high));
        let said = format!("{name}: {low} to {high}");
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        response.on_hover_text(&said);
        let painter = ui.painter();
        let y = rect.center().y;
        widgets::code(painter, t, category, pos2(rect.left() + 11.0, y));
        let at = pos2(rect.left() + 29.0, y);
        text::put_within(
            painter,
            at,
            Align2::LEFT_CENTER,
            name,
            t.body(),
            t.c.text,
            self.area.left() - at.x - 16.0,
        );
        let middle = self.x(self.point);
        let half = |value: f64, fill: Color32| {
            let end = self.x(value);
            let mut box_ = Rect::from_two_pos(pos2(middle, y - 6.0), pos2(end, y + 6.0));
            if box_.width() < 1.0 {
                box_ = Rect::from_center_size(pos2(middle, y), vec2(1.0, 12.0));
            }
            painter.rect(
                box_,
                CornerRadius::ZERO,
                fill,
                Stroke::new(1.0, t.c.accent),
                StrokeKind::Inside,
            );
        };
        half(bar.at_low, t.c.page);
        half(bar.at_high, t.c.accent);
        let (left, right) = if bar.at_low <= bar.at_high {
            ((bar.at_low, low), (bar.at_high, high))
        } else {
            ((bar.at_high, high), (bar.at_low, low))
        };
        let put = |x: f32, anchor: Align2, words: &str| {
            let (face, ink) = (t.label(), t.c.text_soft);
            let galley = text::line(painter, words, face, ink, f32::INFINITY);
            let place = anchor.anchor_size(pos2(x, y), galley.size());
            // The lines of the chart pass behind the numbers.
            painter.rect_filled(place.expand2(vec2(1.0, 0.0)), 0.0, t.c.page);
            painter.galley(place.min, galley, ink);
        };
        if (left.0 - self.point).abs() >= 0.05 {
            put(
                self.x(left.0).min(middle) - 5.0,
                Align2::RIGHT_CENTER,
                &left.1,
            );
        }
        if (right.0 - self.point).abs() >= 0.05 {
            put(
                self.x(right.0).max(middle) + 5.0,
                Align2::LEFT_CENTER,
                &right.1,
            );
        }
    }
}

fn flips(
    ui: &mut Ui,
    cx: &Cx<'_>,
    open: &Open<'_>,
    prepared: &crate::score::Prepared,
    weights: &[f64],
) {
    let t = cx.t;
    let flips = flip_weights(prepared, weights, open.session.assessment.profile.cuts);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    heading(ui, t, head, "Flip weights");
    let note = "smallest change of one weight that moves the tier";
    text::put(
        ui.painter(),
        head.right_center(),
        Align2::RIGHT_CENTER,
        note,
        t.label(),
        t.c.text_soft,
    );
    if flips.is_empty() {
        let words = "No single weight moves the tier within its range.";
        ui.add_space(4.0);
        text::label(ui, words, t.body(), t.c.text_soft);
        return;
    }
    let columns = |rect: Rect| {
        let w = rect.width();
        [0.36, 0.53, 0.68].map(|share| rect.left() + w * share)
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let put = |ui: &Ui, x: f32, y: f32, anchor, words: &str, face, ink| {
        text::put(ui.painter(), pos2(x, y), anchor, words, face, ink);
    };
    let y = rect.center().y;
    let [now, at, change] = columns(rect);
    let faint = t.c.text_faint;
    put(
        ui,
        rect.left(),
        y,
        Align2::LEFT_CENTER,
        "Weight",
        t.caption(),
        faint,
    );
    put(ui, now, y, Align2::RIGHT_CENTER, "Now", t.caption(), faint);
    put(
        ui,
        at,
        y,
        Align2::RIGHT_CENTER,
        "Flips at",
        t.caption(),
        faint,
    );
    put(
        ui,
        change,
        y,
        Align2::RIGHT_CENTER,
        "Change",
        t.caption(),
        faint,
    );
    put(
        ui,
        change + 28.0,
        y,
        Align2::LEFT_CENTER,
        "Moves the tier to",
        t.caption(),
        faint,
    );
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    for flip in flips.iter().take(8) {
        let Some(category) = open.engine.catalogue().categories.get(flip.category) else {
            continue;
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::hover());
        let y = rect.center().y;
        let said = format!(
            "{}: weight {} flips at {} to {}",
            category.short,
            text::tenth(flip.now),
            text::tenth(flip.flips_at),
            flip.to.name()
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        widgets::code(ui.painter(), t, &category.id, pos2(rect.left() + 11.0, y));
        put(
            ui,
            rect.left() + 29.0,
            y,
            Align2::LEFT_CENTER,
            &category.short,
            t.body(),
            t.c.text,
        );
        put(
            ui,
            now,
            y,
            Align2::RIGHT_CENTER,
            &text::tenth(flip.now),
            t.body(),
            t.c.text_soft,
        );
        put(
            ui,
            at,
            y,
            Align2::RIGHT_CENTER,
            &text::tenth(flip.flips_at),
            t.body().strong(),
            t.c.text,
        );
        put(
            ui,
            change,
            y,
            Align2::RIGHT_CENTER,
            &text::change(flip.change()),
            t.body(),
            t.c.text_soft,
        );
        widgets::tier_word(
            ui.painter(),
            t,
            flip.to,
            pos2(change + 28.0, y),
            t.body().medium(),
        );
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    }
}
