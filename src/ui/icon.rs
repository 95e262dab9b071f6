//! Line icons, tier shapes and state glyphs, drawn by the painter so that no font has to hold them.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, epaint::PathShape, pos2};

use super::theme::Theme;
use crate::finding::State;
use crate::score::Tier;

/// Stroke width of every line glyph.
const LINE: f32 = 1.3;

/// The line icons. One meaning each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Icon {
    Scales,
    File,
    Folder,
    Plus,
    Search,
    Undo,
    Redo,
    Appearance,
    Lock,
    ChevronRight,
    ChevronDown,
    ChevronLeft,
    Warning,
    Gate,
    Export,
    Import,
    Paste,
    Pencil,
    Check,
    Cross,
    Copy,
    ArrowRight,
    List,
    Clock,
    Eye,
    Flag,
}

/// A stroke of an icon on a grid of 16.
enum Part {
    /// A polyline.
    Line(&'static [(f32, f32)]),
    /// A closed polygon, not filled.
    Loop(&'static [(f32, f32)]),
    /// A circle, not filled.
    Ring(f32, f32, f32),
    /// A dot.
    Dot(f32, f32, f32),
    /// The right half of a filled circle.
    HalfDisc(f32, f32, f32),
}

use Part::{Dot, HalfDisc, Line, Loop, Ring};

const fn parts(icon: Icon) -> &'static [Part] {
    match icon {
        Icon::Scales => &[
            Line(&[(8.0, 2.5), (8.0, 13.5)]),
            Line(&[(4.5, 13.5), (11.5, 13.5)]),
            Line(&[(3.0, 4.0), (13.0, 4.0)]),
            Line(&[(3.2, 4.2), (1.2, 9.2)]),
            Line(&[(3.2, 4.2), (5.2, 9.2)]),
            Line(&[
                (1.0, 9.2),
                (1.7, 10.6),
                (3.2, 11.1),
                (4.7, 10.6),
                (5.4, 9.2),
                (1.0, 9.2),
            ]),
            Line(&[(12.8, 4.2), (10.8, 9.2)]),
            Line(&[(12.8, 4.2), (14.8, 9.2)]),
            Line(&[
                (10.6, 9.2),
                (11.3, 10.6),
                (12.8, 11.1),
                (14.3, 10.6),
                (15.0, 9.2),
                (10.6, 9.2),
            ]),
        ],
        Icon::File => &[
            Loop(&[
                (3.5, 1.8),
                (9.3, 1.8),
                (12.5, 5.0),
                (12.5, 14.2),
                (3.5, 14.2),
            ]),
            Line(&[(9.3, 1.8), (9.3, 5.0), (12.5, 5.0)]),
        ],
        Icon::Folder => &[Loop(&[
            (1.8, 3.5),
            (6.2, 3.5),
            (7.6, 5.2),
            (14.2, 5.2),
            (14.2, 13.0),
            (1.8, 13.0),
        ])],
        Icon::Plus => &[
            Line(&[(8.0, 3.0), (8.0, 13.0)]),
            Line(&[(3.0, 8.0), (13.0, 8.0)]),
        ],
        Icon::Search => &[Ring(7.0, 7.0, 4.3), Line(&[(10.2, 10.2), (13.8, 13.8)])],
        Icon::Undo => &[
            Line(&[(5.6, 2.8), (2.4, 6.0), (5.6, 9.2)]),
            Line(&[
                (2.6, 6.0),
                (9.6, 6.0),
                (11.6, 6.6),
                (12.9, 8.0),
                (13.3, 9.7),
                (12.9, 11.4),
                (11.6, 12.8),
                (9.6, 13.4),
                (7.2, 13.4),
            ]),
        ],
        Icon::Redo => &[
            Line(&[(10.4, 2.8), (13.6, 6.0), (10.4, 9.2)]),
            Line(&[
                (13.4, 6.0),
                (6.4, 6.0),
                (4.4, 6.6),
                (3.1, 8.0),
                (2.7, 9.7),
                (3.1, 11.4),
                (4.4, 12.8),
                (6.4, 13.4),
                (8.8, 13.4),
            ]),
        ],
        Icon::Appearance => &[Ring(8.0, 8.0, 5.6), HalfDisc(8.0, 8.0, 5.6)],
        Icon::Lock => &[
            Loop(&[(3.4, 7.2), (12.6, 7.2), (12.6, 14.0), (3.4, 14.0)]),
            Line(&[
                (5.2, 7.0),
                (5.2, 4.6),
                (6.3, 2.8),
                (8.0, 2.2),
                (9.7, 2.8),
                (10.8, 4.6),
                (10.8, 7.0),
            ]),
        ],
        Icon::ChevronRight => &[Line(&[(6.2, 3.8), (10.4, 8.0), (6.2, 12.2)])],
        Icon::ChevronLeft => &[Line(&[(9.8, 3.8), (5.6, 8.0), (9.8, 12.2)])],
        Icon::ChevronDown => &[Line(&[(3.8, 6.2), (8.0, 10.4), (12.2, 6.2)])],
        Icon::Warning => &[
            Loop(&[(8.0, 2.2), (14.4, 13.4), (1.6, 13.4)]),
            Line(&[(8.0, 6.4), (8.0, 9.6)]),
            Dot(8.0, 11.5, 0.8),
        ],
        Icon::Gate => &[
            Line(&[(3.0, 2.6), (3.0, 13.4)]),
            Line(&[(6.4, 2.6), (6.4, 13.4)]),
            Line(&[(9.8, 2.6), (9.8, 13.4)]),
            Line(&[(13.2, 2.6), (13.2, 13.4)]),
            Line(&[(1.4, 5.6), (14.8, 5.6)]),
            Line(&[(1.4, 10.4), (14.8, 10.4)]),
        ],
        Icon::Export => &[
            Line(&[(8.0, 10.4), (8.0, 2.4)]),
            Line(&[(4.8, 5.4), (8.0, 2.2), (11.2, 5.4)]),
            Line(&[(2.4, 10.2), (2.4, 13.6), (13.6, 13.6), (13.6, 10.2)]),
        ],
        Icon::Import => &[
            Line(&[(8.0, 2.0), (8.0, 10.2)]),
            Line(&[(4.8, 7.2), (8.0, 10.4), (11.2, 7.2)]),
            Line(&[(2.0, 10.2), (2.0, 13.8), (14.0, 13.8), (14.0, 10.2)]),
        ],
        Icon::Paste => &[
            Loop(&[(3.2, 3.2), (12.8, 3.2), (12.8, 14.2), (3.2, 14.2)]),
            Loop(&[(5.8, 1.8), (10.2, 1.8), (10.2, 4.6), (5.8, 4.6)]),
        ],
        Icon::Pencil => &[
            Loop(&[
                (10.9, 2.4),
                (13.6, 5.1),
                (5.4, 13.3),
                (2.2, 13.8),
                (2.7, 10.6),
            ]),
            Line(&[(9.2, 4.1), (11.9, 6.8)]),
        ],
        Icon::Check => &[Line(&[(3.0, 8.4), (6.4, 11.8), (13.0, 4.6)])],
        Icon::Cross => &[
            Line(&[(4.0, 4.0), (12.0, 12.0)]),
            Line(&[(12.0, 4.0), (4.0, 12.0)]),
        ],
        Icon::Copy => &[
            Loop(&[(5.4, 5.4), (13.8, 5.4), (13.8, 13.8), (5.4, 13.8)]),
            Line(&[
                (5.2, 10.6),
                (2.2, 10.6),
                (2.2, 2.2),
                (10.6, 2.2),
                (10.6, 5.2),
            ]),
        ],
        Icon::ArrowRight => &[
            Line(&[(2.6, 8.0), (13.2, 8.0)]),
            Line(&[(9.6, 4.4), (13.2, 8.0), (9.6, 11.6)]),
        ],
        Icon::Clock => &[
            Ring(8.0, 8.0, 5.6),
            Line(&[(8.0, 4.8), (8.0, 8.2), (10.4, 9.6)]),
        ],
        Icon::Eye => &[
            Loop(&[
                (1.6, 8.0),
                (4.2, 5.2),
                (8.0, 3.8),
                (11.8, 5.2),
                (14.4, 8.0),
                (11.8, 10.8),
                (8.0, 12.2),
                (4.2, 10.8),
            ]),
            Ring(8.0, 8.0, 2.1),
        ],
        Icon::Flag => &[
            Line(&[(4.0, 2.4), (4.0, 14.0)]),
            Line(&[
                (4.0, 3.2),
                (12.4, 3.2),
                (10.4, 6.0),
                (12.4, 8.8),
                (4.0, 8.8),
            ]),
        ],
        Icon::List => &[
            Line(&[(2.4, 4.4), (13.6, 4.4)]),
            Line(&[(4.6, 8.0), (11.4, 8.0)]),
            Line(&[(6.8, 11.6), (9.2, 11.6)]),
        ],
    }
}

/// Paints an icon centred at `centre`, `size` points wide (16 is its natural size).
pub fn icon(painter: &Painter, icon: Icon, centre: Pos2, size: f32, colour: Color32) {
    let scale = size / 16.0;
    let origin = centre - Vec2::splat(size / 2.0);
    let at = |x: f32, y: f32| origin + Vec2::new(x, y) * scale;
    let stroke = Stroke::new(LINE * scale.max(1.0).sqrt(), colour);
    for part in parts(icon) {
        match *part {
            Line(points) => {
                let points = points.iter().map(|&(x, y)| at(x, y)).collect();
                painter.add(PathShape::line(points, stroke));
            }
            Loop(points) => {
                let points = points.iter().map(|&(x, y)| at(x, y)).collect();
                painter.add(PathShape::closed_line(points, stroke));
            }
            Ring(x, y, r) => {
                painter.circle_stroke(at(x, y), r * scale, stroke);
            }
            Dot(x, y, r) => {
                painter.circle_filled(at(x, y), r * scale, colour);
            }
            HalfDisc(x, y, r) => {
                let points = half_disc(at(x, y), r * scale, true);
                painter.add(PathShape::convex_polygon(points, colour, Stroke::NONE));
            }
        }
    }
}

fn half_disc(centre: Pos2, radius: f32, right: bool) -> Vec<Pos2> {
    let sign = if right { 1.0 } else { -1.0 };
    (0..=12_u8)
        .map(|i| {
            let angle = std::f32::consts::PI * (f32::from(i) / 12.0 - 0.5);
            centre + Vec2::new(angle.cos() * radius * sign, angle.sin() * radius)
        })
        .collect()
}

/// Paints the shape of a tier, 14 points wide at its natural size. Shapes fill up as exposure rises.
pub fn tier(painter: &Painter, theme: &Theme, tier: Tier, centre: Pos2, size: f32) {
    let colour = theme.tier(tier).fill;
    let r = size / 2.0;
    let polygon = |points: Vec<Pos2>, fill: Color32| {
        painter.add(PathShape::convex_polygon(points, fill, Stroke::NONE));
    };
    match tier {
        Tier::Low => {
            painter.circle_stroke(centre, r * 0.62, Stroke::new(size * 0.115, colour));
        }
        Tier::Moderate => {
            let d = r * 0.78;
            let (top, right) = (centre - Vec2::new(0.0, d), centre + Vec2::new(d, 0.0));
            let (bottom, left) = (centre + Vec2::new(0.0, d), centre - Vec2::new(d, 0.0));
            polygon(vec![top, bottom, left], colour);
            painter.add(PathShape::closed_line(
                vec![top, right, bottom, left],
                Stroke::new(size * 0.1, colour),
            ));
        }
        Tier::High => polygon(
            vec![
                centre + Vec2::new(0.0, -r * 0.80),
                centre + Vec2::new(r * 0.88, r * 0.74),
                centre + Vec2::new(-r * 0.88, r * 0.74),
            ],
            colour,
        ),
        Tier::Severe => {
            let points = (0..8_u8)
                .map(|i| {
                    let angle = std::f32::consts::TAU * (f32::from(i) + 0.5) / 8.0;
                    centre + Vec2::new(angle.cos(), angle.sin()) * r * 0.92
                })
                .collect();
            polygon(points, colour);
            let w = size * 0.13;
            let bar =
                Rect::from_center_size(centre - Vec2::new(0.0, r * 0.22), Vec2::new(w, r * 0.6));
            painter.rect_filled(bar, 0.0, theme.c.on_severe);
            let dot = centre + Vec2::new(0.0, r * 0.5);
            painter.rect_filled(
                Rect::from_center_size(dot, Vec2::splat(w)),
                0.0,
                theme.c.on_severe,
            );
        }
    }
}

/// Paints the glyph of a state.
pub fn state(painter: &Painter, state: State, centre: Pos2, size: f32, colour: Color32) {
    let r = size * 0.36;
    let stroke = Stroke::new(LINE, colour);
    match state {
        State::Affirmed => {
            painter.circle_filled(centre, r, colour);
        }
        State::Conditional => {
            painter.circle_stroke(centre, r, stroke);
            painter.add(PathShape::convex_polygon(
                half_disc(centre, r, false),
                colour,
                Stroke::NONE,
            ));
        }
        State::Denied => icon(painter, Icon::Check, centre, size, colour),
        State::Conflict => {
            let (w, h) = (r, r * 0.55);
            for sign in [-1.0, 1.0] {
                let y = centre.y + sign * h;
                let tip = pos2(centre.x + sign * w, y);
                painter.line_segment([pos2(centre.x - sign * w, y), tip], stroke);
                painter.line_segment([tip, tip - Vec2::new(sign * 2.4, 2.0)], stroke);
                painter.line_segment([tip, tip - Vec2::new(sign * 2.4, -2.0)], stroke);
            }
        }
        State::Silent => {
            for x in [-0.9_f32, 0.0, 0.9] {
                let at = centre + Vec2::new(x * r * 0.95, 0.0);
                painter.line_segment([at - Vec2::new(1.1, 0.0), at + Vec2::new(1.1, 0.0)], stroke);
            }
        }
        State::NotAssessed => {
            for i in 0..6_u8 {
                let start = std::f32::consts::TAU * f32::from(i) / 6.0;
                let arc = [0.0_f32, 0.3, 0.6]
                    .iter()
                    .map(|d| centre + Vec2::angled(start + d) * r)
                    .collect();
                painter.add(PathShape::line(arc, stroke));
            }
        }
        State::NotApplicable => {
            painter.circle_stroke(centre, r, stroke);
            let d = Vec2::splat(r * 0.7);
            painter.line_segment([centre - d, centre + d], stroke);
        }
    }
}

/// A dashed outline with rounded corners, for the drop area.
pub fn dashed_rect(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke) {
    let mut path = Vec::new();
    let corners = [
        (rect.right_top() + Vec2::new(-radius, radius), -90.0_f32),
        (rect.right_bottom() + Vec2::new(-radius, -radius), 0.0),
        (rect.left_bottom() + Vec2::new(radius, -radius), 90.0),
        (rect.left_top() + Vec2::new(radius, radius), 180.0),
    ];
    for (centre, start) in corners {
        for step in 0..=6_u8 {
            let angle = (start + 15.0 * f32::from(step)).to_radians();
            path.push(centre + Vec2::angled(angle) * radius);
        }
    }
    path.extend(path.first().copied());
    painter.extend(Shape::dashed_line(&path, stroke, 5.0, 4.0));
}
