//! A page of the report on the screen: the items that go into the PDF, in the same places.

use egui::epaint::PathShape;
use egui::{Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::report::layout::item::{Item, Page, Point, Run};
use crate::report::layout::metrics::Cut;
use crate::report::layout::palette::Color;
use crate::ui::fonts::SCRIPTS;
use crate::ui::theme::Weight;

/// Where a page stands: its top left corner, and points of the screen to a CSS pixel.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The corner.
    pub corner: Pos2,
    /// The scale.
    pub scale: f32,
}

impl Place {
    fn at(self, x: f32, y: f32) -> Pos2 {
        self.corner + vec2(x, y) * self.scale
    }

    fn point(self, point: Point) -> Pos2 {
        self.at(point.x, point.y)
    }

    fn rect(self, x: f32, y: f32, w: f32, h: f32) -> Rect {
        Rect::from_min_size(self.at(x, y), vec2(w, h) * self.scale)
    }

    fn stroke(self, stroke: crate::report::layout::item::Stroke) -> Stroke {
        // A hairline stays one.
        Stroke::new((stroke.width * self.scale).max(0.5), color(stroke.color))
    }
}

const fn color(color: Color) -> Color32 {
    Color32::from_rgb(color.r, color.g, color.b)
}

fn family(cut: Cut) -> FontFamily {
    match cut {
        Cut::Regular => Weight::Regular.family(),
        Cut::Medium => Weight::Medium.family(),
        Cut::SemiBold => Weight::SemiBold.family(),
        Cut::Mono => FontFamily::Monospace,
        Cut::Scripts => FontFamily::Name(SCRIPTS.into()),
    }
}

/// Paints a page.
pub fn paint(painter: &Painter, page: &Page, place: Place, logo: Option<&egui::TextureHandle>) {
    for item in &page.items {
        match item {
            Item::Text(run) => text(painter, run, place),
            Item::Rect {
                x,
                y,
                w,
                h,
                radius,
                fill,
                stroke,
            } => {
                let rect = place.rect(*x, *y, *w, *h);
                let radius = radius * place.scale;
                if let Some(fill) = fill {
                    painter.rect_filled(rect, radius, color(*fill));
                }
                if let Some(stroke) = stroke {
                    let stroke = place.stroke(*stroke);
                    painter.rect_stroke(rect, radius, stroke, egui::StrokeKind::Middle);
                }
            }
            Item::Line {
                from,
                to,
                stroke,
                dash,
            } => {
                let ends = [place.point(*from), place.point(*to)];
                let stroke = place.stroke(*stroke);
                if *dash > 0.0 {
                    let length = dash * place.scale;
                    painter.extend(Shape::dashed_line(&ends, stroke, length, length));
                } else {
                    painter.line_segment(ends, stroke);
                }
            }
            Item::Polygon {
                points,
                fill,
                stroke,
            } => {
                let points = points.iter().map(|p| place.point(*p)).collect();
                let fill = fill.map_or(Color32::TRANSPARENT, color);
                let stroke = stroke.map_or(Stroke::NONE, |s| place.stroke(s));
                painter.add(PathShape::convex_polygon(points, fill, stroke));
            }
            Item::Circle {
                center,
                r,
                fill,
                stroke,
            } => {
                let fill = fill.map_or(Color32::TRANSPARENT, color);
                let stroke = stroke.map_or(Stroke::NONE, |s| place.stroke(s));
                painter.circle(place.point(*center), r * place.scale, fill, stroke);
            }
            Item::Logo { x, y, w, h } => {
                if let Some(logo) = logo {
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    painter.image(logo.id(), place.rect(*x, *y, *w, *h), whole, Color32::WHITE);
                }
            }
            Item::Link { .. } | Item::Anchor { .. } | Item::Bookmark { .. } => {}
        }
    }
}

fn text(painter: &Painter, run: &Run, place: Place) {
    let font = FontId::new(run.size * place.scale, family(run.cut));
    let ink = color(run.color);
    let galley = painter.layout_no_wrap(run.text.clone(), font, ink);
    // A run stands on its baseline, and a galley on its top.
    let ascent = galley
        .rows
        .first()
        .and_then(|row| row.row.glyphs.first())
        .map_or(run.size * place.scale, |g| g.pos.y);
    let at = place.at(run.x, run.y) - vec2(0.0, ascent);
    painter.galley(at, galley, ink);
}
