//! Shapes of the visual language: tiers, states, gates, codes, boxes to tick.

use super::item::{Item, Point, Stroke};
use super::metrics::Cut;
use super::palette::{self, Color};
use super::table::Column;
use super::text::{self, CAPTION, Style};
use crate::finding::State;
use crate::score::Tier;

/// The shape of a tier around a centre, about `size` wide. Shapes fill up as exposure rises.
#[must_use]
pub fn tier(tier: Tier, x: f32, y: f32, size: f32) -> Vec<Item> {
    let fill = palette::tier(tier).fill;
    let r = size / 2.0;
    let corner = |dx: f32, dy: f32| Point {
        x: x + dx * r,
        y: y + dy * r,
    };
    match tier {
        Tier::Low => vec![Item::Circle {
            center: Point { x, y },
            r: r * 0.72,
            fill: None,
            stroke: Some(Stroke {
                width: size * 0.14,
                color: fill,
            }),
        }],
        Tier::Moderate => vec![
            Item::Polygon {
                points: vec![
                    corner(0.0, -0.9),
                    corner(0.9, 0.0),
                    corner(0.0, 0.9),
                    corner(-0.9, 0.0),
                ],
                fill: None,
                stroke: Some(Stroke {
                    width: size * 0.11,
                    color: fill,
                }),
            },
            Item::Polygon {
                points: vec![corner(0.0, -0.9), corner(0.0, 0.9), corner(-0.9, 0.0)],
                fill: Some(fill),
                stroke: None,
            },
        ],
        Tier::High => vec![Item::Polygon {
            points: vec![corner(0.0, -0.95), corner(1.0, 0.85), corner(-1.0, 0.85)],
            fill: Some(fill),
            stroke: None,
        }],
        Tier::Severe => {
            let c = 0.414;
            vec![
                Item::Polygon {
                    points: vec![
                        corner(-c, -1.0),
                        corner(c, -1.0),
                        corner(1.0, -c),
                        corner(1.0, c),
                        corner(c, 1.0),
                        corner(-c, 1.0),
                        corner(-1.0, c),
                        corner(-1.0, -c),
                    ],
                    fill: Some(fill),
                    stroke: None,
                },
                Item::fill(
                    x - r * 0.16,
                    y - r * 0.62,
                    r * 0.32,
                    r * 0.72,
                    0.0,
                    palette::PAGE,
                ),
                Item::Circle {
                    center: Point { x, y: y + r * 0.5 },
                    r: r * 0.18,
                    fill: Some(palette::PAGE),
                    stroke: None,
                },
            ]
        }
    }
}

/// The sign of a state around a centre, about 9 wide.
#[must_use]
pub fn state(state: State, x: f32, y: f32) -> Vec<Item> {
    let color = palette::SOFT;
    let stroke = Stroke { width: 1.2, color };
    let line = |a: (f32, f32), b: (f32, f32)| Item::Line {
        from: Point {
            x: x + a.0,
            y: y + a.1,
        },
        to: Point {
            x: x + b.0,
            y: y + b.1,
        },
        stroke,
        dash: 0.0,
    };
    let ring = |fill: Option<Color>, stroke: Option<Stroke>| Item::Circle {
        center: Point { x, y },
        r: 3.6,
        fill,
        stroke,
    };
    match state {
        State::Affirmed => vec![ring(Some(color), None)],
        State::Conditional => {
            let mut points: Vec<Point> = Vec::new();
            for step in 0_u8..=12 {
                let angle = std::f32::consts::PI * (0.5 + f32::from(step) / 12.0);
                points.push(Point {
                    x: x + 3.6 * angle.cos(),
                    y: y + 3.6 * angle.sin(),
                });
            }
            vec![
                ring(None, Some(stroke)),
                Item::Polygon {
                    points,
                    fill: Some(color),
                    stroke: None,
                },
            ]
        }
        State::Denied => vec![
            line((-3.6, 0.2), (-1.2, 2.8)),
            line((-1.2, 2.8), (3.8, -3.0)),
        ],
        State::Conflict => vec![
            line((-4.0, -1.6), (4.0, -1.6)),
            line((4.0, -1.6), (2.0, -3.4)),
            line((4.0, 1.6), (-4.0, 1.6)),
            line((-4.0, 1.6), (-2.0, 3.4)),
        ],
        State::Silent => vec![
            line((-4.2, 0.0), (-2.2, 0.0)),
            line((-1.0, 0.0), (1.0, 0.0)),
            line((2.2, 0.0), (4.2, 0.0)),
        ],
        State::NotAssessed => (0_u8..6)
            .map(|step| {
                let from = std::f32::consts::TAU * f32::from(step) / 6.0;
                let to = from + 0.55;
                line(
                    (3.6 * from.cos(), 3.6 * from.sin()),
                    (3.6 * to.cos(), 3.6 * to.sin()),
                )
            })
            .collect(),
        State::NotApplicable => {
            let faint = Stroke {
                width: 1.2,
                color: palette::FAINT,
            };
            vec![
                ring(None, Some(faint)),
                Item::Line {
                    from: Point {
                        x: x - 2.5,
                        y: y + 2.5,
                    },
                    to: Point {
                        x: x + 2.5,
                        y: y - 2.5,
                    },
                    stroke: faint,
                    dash: 0.0,
                },
            ]
        }
    }
}

/// A fence: the sign of a gate, around a centre.
#[must_use]
pub fn gate(x: f32, y: f32, color: Color) -> Vec<Item> {
    let mut items: Vec<Item> = [-3.6, 0.0, 3.6]
        .into_iter()
        .map(|dx| Item::upright(x + dx, y - 4.0, 8.0, 1.2, color))
        .collect();
    items.push(Item::rule(x - 5.2, y - 1.6, 10.4, 1.2, color));
    items.push(Item::rule(x - 5.2, y + 1.8, 10.4, 1.2, color));
    items
}

/// Width of a two-letter code.
pub const CODE_WIDTH: f32 = 22.0;

/// The two-letter code of a category on its ground, its top left corner here, 15 high.
#[must_use]
pub fn code(code: &str, x: f32, y: f32) -> Vec<Item> {
    const LOOK: Style = Style {
        cut: Cut::SemiBold,
        size: 10.0,
        leading: 15.0,
        color: palette::TEXT,
    };
    let mut items = vec![Item::fill(
        x,
        y,
        CODE_WIDTH,
        15.0,
        3.0,
        palette::category(code).code,
    )];
    let inset = (CODE_WIDTH - text::width(code, LOOK)) / 2.0;
    items.extend(text::line(code, LOOK, x + inset, y));
    items
}

/// A box to tick, its top left corner here, 12 wide.
#[must_use]
pub const fn check_box(x: f32, y: f32) -> Item {
    Item::Rect {
        x,
        y,
        w: 11.0,
        h: 11.0,
        radius: 2.0,
        fill: None,
        stroke: Some(Stroke {
            width: 1.3,
            color: palette::CONTROL,
        }),
    }
}

/// The figures over a column that is a scale of 0 to 100.
#[must_use]
pub fn scale(column: &Column) -> Vec<Item> {
    let figure = |mark: u8| {
        let label = mark.to_string();
        let middle = at(f64::from(mark), column.x, column.width);
        let left = middle - text::width(&label, CAPTION) / 2.0;
        text::line(&label, CAPTION.color(palette::SOFT), left, 2.0)
    };
    [0, 25, 50, 75, 100].into_iter().flat_map(figure).collect()
}

/// Where a value of 0 to 100 stands on a scale.
#[must_use]
#[allow(clippy::cast_possible_truncation, reason = "drawing needs no more")]
pub fn at(value: f64, x: f32, width: f32) -> f32 {
    x + width * (value.clamp(0.0, 100.0) as f32) / 100.0
}
