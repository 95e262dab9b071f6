//! Tables of which only the lower edges of the cells are drawn, as browsers print them: rules that stand side by side,
//! cut at the same places in line after line.

use unpdf::parser::TextSpan;
use unpdf::parser::backend::{ContentOp, get_number_from_value};

use super::furniture::row_text;
use super::line::right_end;
use super::sheet::Sheet;
use super::tables::{Table, baselines};

/// Most rules and boxes of a page that are looked at.
const MOST: usize = 4_000;
/// A rule is no thicker, in points.
const THICKEST: f32 = 2.5;
/// A cell is no narrower, in points.
const NARROWEST: f32 = 12.0;
/// Places that are no further apart, in points, are one.
const SAME: f32 = 2.5;

/// A filled or drawn rectangle on the page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Left end.
    pub left: f32,
    /// Right end.
    pub right: f32,
    /// Lower end.
    pub bottom: f32,
    /// Upper end.
    pub top: f32,
}

impl Shape {
    fn is_rule(&self) -> bool {
        self.top - self.bottom <= THICKEST && self.right - self.left >= NARROWEST
    }
}

type Matrix = [f32; 6];

/// The rules and boxes that a page's own content draws.
pub fn shapes(ops: &[ContentOp]) -> Vec<Shape> {
    let mut matrix: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let mut saved: Vec<Matrix> = Vec::new();
    let mut waiting: Vec<Shape> = Vec::new();
    let mut from: Option<(f32, f32)> = None;
    let mut out = Vec::new();
    for op in ops {
        let numbers: Vec<f32> = op
            .operands
            .iter()
            .filter_map(get_number_from_value)
            .collect();
        match (op.operator.as_str(), numbers.as_slice()) {
            ("q", _) if saved.len() < 64 => saved.push(matrix),
            ("Q", _) => matrix = saved.pop().unwrap_or(matrix),
            ("cm", &[a, b, c, d, e, f]) => matrix = product([a, b, c, d, e, f], matrix),
            ("re", &[x, y, width, height]) => {
                waiting.push(between(matrix, (x, y), (x + width, y + height)));
            }
            ("m", &[x, y]) => from = Some((x, y)),
            ("l", &[x, y]) => {
                if let Some(start) = from.replace((x, y)) {
                    waiting.push(between(matrix, start, (x, y)));
                }
            }
            ("f" | "F" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*", _) => {
                out.append(&mut waiting);
                from = None;
            }
            ("n", _) => {
                waiting.clear();
                from = None;
            }
            _ => {}
        }
        if out.len() > MOST {
            break;
        }
    }
    out
}

fn product(m: Matrix, n: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = m;
    let [p, q, r, s, t, u] = n;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

fn between(matrix: Matrix, from: (f32, f32), to: (f32, f32)) -> Shape {
    let [a, b, c, d, e, f] = matrix;
    let place = |(x, y): (f32, f32)| (a * x + c * y + e, b * x + d * y + f);
    let ((x0, y0), (x1, y1)) = (place(from), place(to));
    Shape {
        left: x0.min(x1),
        right: x0.max(x1),
        bottom: y0.min(y1),
        top: y0.max(y1),
    }
}

/// Rules at one height that stand side by side: where they part.
#[derive(Debug, Clone)]
struct Edge {
    y: f32,
    parts: Vec<f32>,
}

/// Finds the tables of a page and takes them out of its runs.
pub fn take_tables(sheet: &mut Sheet) {
    let edges = edges(&sheet.shapes);
    let mut start = 0;
    while let Some(first) = edges.get(start) {
        let run = edges
            .iter()
            .skip(start)
            .take_while(|e| same_parts(&e.parts, &first.parts))
            .count()
            .max(1);
        let group = edges.get(start..start + run).unwrap_or_default();
        if run >= 2 {
            take_table(sheet, group, &first.parts);
        }
        start += run;
    }
}

/// The heights at which at least two rules stand side by side, top down.
fn edges(shapes: &[Shape]) -> Vec<Edge> {
    let mut rules: Vec<Shape> = shapes.iter().filter(|s| s.is_rule()).copied().collect();
    rules.sort_by(|a, b| b.top.total_cmp(&a.top));
    let mut rows: Vec<Vec<Shape>> = Vec::new();
    for rule in rules {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|r| r.top - rule.top <= SAME) => row.push(rule),
            _ => rows.push(vec![rule]),
        }
    }
    rows.into_iter()
        .filter_map(|mut row| {
            row.sort_by(|a, b| a.left.total_cmp(&b.left));
            let y = row.first()?.top;
            let mut parts = vec![row.first()?.left];
            for rule in row {
                let end = *parts.last()?;
                // Doubled rules and rules apart from each other are no row of cells.
                if (rule.left - end).abs() > SAME {
                    return None;
                }
                parts.push(rule.right);
            }
            (parts.len() >= 3).then_some(Edge { y, parts })
        })
        .collect()
}

fn same_parts(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= SAME)
}

fn take_table(sheet: &mut Sheet, edges: &[Edge], parts: &[f32]) {
    let (Some(first), Some(last)) = (edges.first(), edges.last()) else {
        return;
    };
    let top = head(sheet, first, parts);
    let heights: Vec<f32> = std::iter::once(top)
        .chain(edges.iter().map(|e| e.y))
        .collect();
    let rows: Vec<Vec<String>> = heights
        .windows(2)
        .filter_map(|pair| match pair {
            [high, low] if high - low > SAME => Some(cells(&sheet.spans, *high, *low, parts)),
            _ => None,
        })
        .collect();
    let full = rows
        .iter()
        .filter(|r| r.iter().filter(|c| !c.is_empty()).count() >= 2)
        .count();
    if full < 2 || full * 2 < rows.len() {
        return;
    }
    let (left, right) = (
        parts.first().copied().unwrap_or(0.0),
        parts.last().copied().unwrap_or(0.0),
    );
    let inside =
        |s: &TextSpan| s.y < top && s.y > last.y && s.x >= left - SAME && s.x <= right + SAME;
    sheet.spans.retain(|s| !inside(s));
    sheet.tables.push(Table {
        top,
        bottom: last.y,
        left,
        right,
        rows,
    });
}

/// Where the row above the first rule starts: at the top of its boxes, or of the lines that keep to the columns.
fn head(sheet: &Sheet, first: &Edge, parts: &[f32]) -> f32 {
    let left = parts.first().copied().unwrap_or(0.0);
    let boxed = sheet
        .shapes
        .iter()
        .filter(|s| {
            !s.is_rule()
                && (s.bottom - first.y).abs() <= SAME * 2.0
                && (s.left - left).abs() <= SAME
                && s.top - s.bottom < 150.0
        })
        .map(|s| s.top)
        .fold(first.y, f32::max);
    if boxed > first.y {
        return boxed;
    }
    let mut top = first.y;
    let mut lines: Vec<_> = baselines(&sheet.spans)
        .into_iter()
        .filter(|l| l.y > first.y)
        .collect();
    lines.reverse();
    for line in lines.iter().take(4) {
        let spans: Vec<&TextSpan> = line
            .spans
            .iter()
            .filter_map(|i| sheet.spans.get(*i))
            .filter(|s| !s.text.trim().is_empty())
            .collect();
        let size = spans.iter().map(|s| s.font_size.abs()).fold(0.0, f32::max);
        let crossed = parts.iter().skip(1).any(|part| {
            let before = spans
                .iter()
                .filter(|s| s.x < *part)
                .map(|s| right_end(s))
                .fold(f32::MIN, f32::max);
            let after = spans
                .iter()
                .filter(|s| s.x >= *part)
                .map(|s| s.x)
                .fold(f32::MAX, f32::min);
            before > part + 1.0 || after - before < size * 0.5
        });
        if line.y - top > size * 2.0 || crossed {
            break;
        }
        top = line.y + size;
    }
    top
}

/// The texts of the cells between two heights, each with its lines.
fn cells(spans: &[TextSpan], high: f32, low: f32, parts: &[f32]) -> Vec<String> {
    parts
        .windows(2)
        .map(|pair| {
            let &[left, right] = pair else {
                return String::new();
            };
            let inside: Vec<TextSpan> = spans
                .iter()
                .filter(|s| s.y < high && s.y > low && s.x >= left - SAME && s.x < right - SAME)
                .cloned()
                .collect();
            let lines: Vec<String> = baselines(&inside)
                .iter()
                .map(|row| row_text(&inside, &row.spans).trim().to_owned())
                .filter(|l| !l.is_empty())
                .collect();
            lines.join("\n")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(left: f32, right: f32, y: f32) -> Shape {
        Shape {
            left,
            right,
            bottom: y - 1.0,
            top: y,
        }
    }

    #[test]
    fn rules_side_by_side_are_the_edges_of_cells() {
        let shapes = [
            rule(20.0, 165.0, 600.0),
            rule(165.0, 349.0, 600.0),
            rule(20.0, 349.0, 640.0),
            rule(165.0, 349.0, 500.5),
            rule(20.0, 165.0, 500.0),
        ];
        let edges = edges(&shapes);
        assert_eq!(edges.len(), 2, "a rule across has no cells");
        assert!(same_parts(&edges[0].parts, &[20.0, 165.0, 349.0]));
        assert!(edges[0].y > edges[1].y);
    }

    #[test]
    fn shapes_stand_where_the_matrices_put_them() {
        let op = |operator: &str, numbers: &[f32]| {
            use unpdf::parser::backend::PdfValue;
            ContentOp::new(
                operator,
                numbers.iter().map(|n| PdfValue::Real(*n)).collect(),
            )
        };
        let ops = [
            op("q", &[]),
            op("cm", &[0.5, 0.0, 0.0, -0.5, 10.0, 800.0]),
            op("re", &[20.0, 100.0, 200.0, 2.0]),
            op("f", &[]),
            op("Q", &[]),
            op("re", &[0.0, 0.0, 5.0, 5.0]),
            op("n", &[]),
        ];
        assert_eq!(
            shapes(&ops),
            [Shape {
                left: 20.0,
                right: 120.0,
                bottom: 749.0,
                top: 750.0
            }]
        );
    }
}
