//! What a page is made of. Units are CSS pixels, 96 to the inch; y grows downward.

use super::metrics::Cut;
use super::palette::Color;

/// A point on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left end.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Size.
    pub size: f32,
    /// Font.
    pub cut: Cut,
    /// Colour.
    pub color: Color,
    /// Letters, all of which the font has.
    pub text: String,
    /// What to copy and read aloud in their place, where letters had to be replaced.
    pub means: Option<String>,
    /// Width, without a space at the end.
    pub width: f32,
}

/// A stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Width.
    pub width: f32,
    /// Colour.
    pub color: Color,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An anchor within the report.
    Anchor(String),
}

/// Something drawn, or a mark that stays unseen.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Text.
    Text(Run),
    /// A rectangle, with round corners where `radius` is above 0.
    Rect {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Radius of the corners.
        radius: f32,
        /// Ground.
        fill: Option<Color>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// A straight line.
    Line {
        /// From here.
        from: Point,
        /// To here.
        to: Point,
        /// How.
        stroke: Stroke,
        /// Length of dashes and gaps; 0 for a solid line.
        dash: f32,
    },
    /// A closed shape.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// Ground.
        fill: Option<Color>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Centre.
        center: Point,
        /// Radius.
        r: f32,
        /// Ground.
        fill: Option<Color>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// The customer's logo.
    Logo {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
    },
    /// An area to click.
    Link {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Where it leads.
        target: Target,
    },
    /// A place that links lead to.
    Anchor {
        /// Its name.
        name: String,
        /// Top.
        y: f32,
    },
    /// An entry of the outline.
    Bookmark {
        /// 0 for sections, 1 for what lies in them.
        level: u8,
        /// What it says.
        title: String,
        /// Top.
        y: f32,
    },
}

impl Item {
    /// Moves it.
    pub fn shift(&mut self, dx: f32, dy: f32) {
        match self {
            Self::Text(run) => {
                run.x += dx;
                run.y += dy;
            }
            Self::Rect { x, y, .. } | Self::Logo { x, y, .. } | Self::Link { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Line { from, to, .. } => {
                for point in [from, to] {
                    point.x += dx;
                    point.y += dy;
                }
            }
            Self::Polygon { points, .. } => {
                for point in points {
                    point.x += dx;
                    point.y += dy;
                }
            }
            Self::Circle { center, .. } => {
                center.x += dx;
                center.y += dy;
            }
            Self::Anchor { y, .. } | Self::Bookmark { y, .. } => *y += dy,
        }
    }

    /// A filled rectangle without a border.
    #[must_use]
    pub const fn fill(x: f32, y: f32, w: f32, h: f32, radius: f32, color: Color) -> Self {
        Self::Rect {
            x,
            y,
            w,
            h,
            radius,
            fill: Some(color),
            stroke: None,
        }
    }

    /// A level line.
    #[must_use]
    pub const fn rule(x: f32, y: f32, w: f32, width: f32, color: Color) -> Self {
        Self::Line {
            from: Point { x, y },
            to: Point { x: x + w, y },
            stroke: Stroke { width, color },
            dash: 0.0,
        }
    }

    /// An upright line.
    #[must_use]
    pub const fn upright(x: f32, y: f32, h: f32, width: f32, color: Color) -> Self {
        Self::Line {
            from: Point { x, y },
            to: Point { x, y: y + h },
            stroke: Stroke { width, color },
            dash: 0.0,
        }
    }
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// What stands on it, in reading order.
    pub items: Vec<Item>,
}
