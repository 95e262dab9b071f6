//! Bullets that are drawn as shapes: browsers print the marks of lists so. A small filled shape in front of a text is
//! given a letter, so that the lines behind it are told to be items.

use unpdf::parser::backend::{ContentOp, PdfValue, get_number_from_value};

/// The name of the font that the letters for shapes are set in. No file can hold it.
pub const FONT: &[u8] = b"\0bullet";
/// The letter.
pub const LETTER: &str = "•";
/// How far a bullet reaches at most, in sizes of the text behind it.
const LARGEST: f32 = 0.62;
const SMALLEST: f32 = 0.12;
/// How far the text stands behind it at most, in sizes of the text.
const FARTHEST: f32 = 3.2;
/// Operators that may stand between the shape and its text.
const LOOK_AHEAD: usize = 60;

/// The corners of a path.
#[derive(Debug, Clone, Copy)]
struct Extent {
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
}

/// The operators, with a letter behind each shape that is a bullet.
pub fn lettered(ops: Vec<ContentOp>) -> Vec<ContentOp> {
    let mut path: Option<Extent> = None;
    let mut letters: Vec<(usize, Vec<ContentOp>)> = Vec::new();
    for (i, op) in ops.iter().enumerate() {
        let numbers: Vec<f32> = op
            .operands
            .iter()
            .filter_map(get_number_from_value)
            .collect();
        match (op.operator.as_str(), numbers.as_slice()) {
            ("m" | "l" | "c" | "v" | "y", points) => {
                for point in points.chunks_exact(2) {
                    if let [x, y] = point {
                        reach(&mut path, *x, *y);
                    }
                }
            }
            ("re", [x, y, width, height]) => {
                reach(&mut path, *x, *y);
                reach(&mut path, x + width, y + height);
            }
            ("f" | "F" | "f*" | "B" | "B*" | "b" | "b*", _) => {
                if let Some(shape) = path.take()
                    && let Some(letter) = letter(shape, ops.get(i + 1..).unwrap_or_default())
                {
                    letters.push((i, letter));
                }
            }
            ("n" | "s" | "S", _) => path = None,
            _ => {}
        }
    }
    if letters.is_empty() {
        return ops;
    }
    let mut letters = letters.into_iter().peekable();
    let mut out = Vec::with_capacity(ops.len());
    for (i, op) in ops.into_iter().enumerate() {
        out.push(op);
        while let Some((_, letter)) = letters.next_if(|(at, _)| *at == i) {
            out.extend(letter);
        }
    }
    out
}

fn reach(path: &mut Option<Extent>, x: f32, y: f32) {
    let at = path.get_or_insert(Extent {
        left: x,
        bottom: y,
        right: x,
        top: y,
    });
    at.left = at.left.min(x);
    at.right = at.right.max(x);
    at.bottom = at.bottom.min(y);
    at.top = at.top.max(y);
}

/// The letter for a shape, where the text that follows stands behind it.
fn letter(shape: Extent, after: &[ContentOp]) -> Option<Vec<ContentOp>> {
    let (width, height) = (shape.right - shape.left, shape.top - shape.bottom);
    if width <= 0.0 || height <= 0.0 || !(0.6..1.7).contains(&(width / height)) {
        return None;
    }
    let mut size = None;
    for op in after.iter().take(LOOK_AHEAD) {
        let numbers: Vec<f32> = op
            .operands
            .iter()
            .filter_map(get_number_from_value)
            .collect();
        match (op.operator.as_str(), numbers.as_slice()) {
            // Another shape, or another place: this one is no bullet.
            ("cm" | "Q" | "f" | "F" | "f*" | "B" | "Do", _) => return None,
            ("Tf", [points]) => size = Some(*points),
            ("Tm", [a, b, c, d, x, y]) => {
                let em = size? * d.abs();
                let (middle, edge) = ((shape.top + shape.bottom) / 2.0, shape.right);
                let fits = width <= em * LARGEST
                    && width >= em * SMALLEST
                    && (middle - y).abs() <= em * 0.7
                    && *x > edge
                    && x - edge <= em * FARTHEST
                    && *b == 0.0
                    && *c == 0.0;
                return fits.then(|| {
                    let real = |n: f32| PdfValue::Real(n);
                    vec![
                        ContentOp::new("BT", Vec::new()),
                        ContentOp::new(
                            "Tf",
                            vec![PdfValue::Name(FONT.to_vec()), real(size.unwrap_or(1.0))],
                        ),
                        ContentOp::new(
                            "Tm",
                            vec![
                                real(*a),
                                real(0.0),
                                real(0.0),
                                real(*d),
                                real(shape.left),
                                real(*y),
                            ],
                        ),
                        ContentOp::new("Tj", vec![PdfValue::Str(vec![1])]),
                        ContentOp::new("ET", Vec::new()),
                    ]
                });
            }
            ("Tj" | "TJ" | "'" | "\"", _) => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(operator: &str, numbers: &[f32]) -> ContentOp {
        ContentOp::new(
            operator,
            numbers.iter().map(|n| PdfValue::Real(*n)).collect(),
        )
    }

    fn shown(shape: [f32; 4], text_at: (f32, f32)) -> usize {
        let mut ops = vec![op("re", &shape), op("f", &[]), op("BT", &[])];
        ops.push(op("Tf", &[10.0]));
        ops.push(op("Tm", &[1.0, 0.0, 0.0, 1.0, text_at.0, text_at.1]));
        ops.push(op("Tj", &[]));
        lettered(ops).iter().filter(|o| o.operator == "Tj").count()
    }

    #[test]
    fn a_small_shape_in_front_of_a_text_is_a_bullet() {
        assert_eq!(shown([50.0, 102.0, 3.0, 3.0], (62.0, 100.0)), 2);
        // A rule, a cell, a shape on another line, a shape behind its text.
        assert_eq!(shown([50.0, 102.0, 200.0, 1.0], (62.0, 100.0)), 1);
        assert_eq!(shown([50.0, 95.0, 40.0, 40.0], (62.0, 100.0)), 1);
        assert_eq!(shown([50.0, 140.0, 3.0, 3.0], (62.0, 100.0)), 1);
        assert_eq!(shown([80.0, 102.0, 3.0, 3.0], (62.0, 100.0)), 1);
    }
}
