//! Items of a page to operations of a PDF.

use std::collections::BTreeMap;

use printpdf::{
    Actions, BorderArray, Color as PdfColor, ColorArray, CurTransMat, Destination, DictItem,
    HighlightingMode, Line, LineCapStyle, LineDashPattern, LinePoint, LinkAnnotation, Mm, Op,
    PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point as PdfPoint, Polygon,
    PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder, XObjectId, XObjectTransform,
};

use super::fonts::Embedded;
use super::logo;
use crate::report::ExportError;
use crate::report::layout::Frames;
use crate::report::layout::item::{Item, Point, Run, Stroke, Target};
use crate::report::layout::metrics::{Cut, Glyph};
use crate::report::layout::palette::Color;
use crate::report::logo::Logo;

/// CSS pixels to points.
pub const POINTS: f32 = 0.75;

/// Distance of a Bézier handle that makes a quarter of a circle, as a share of the radius.
const ROUND: f32 = 0.552_284_8;

/// The document, still to be finished.
pub fn document(
    frames: &Frames,
    fonts: &BTreeMap<Cut, Embedded>,
    picture: Option<&Logo>,
) -> Result<lopdf::Document, ExportError> {
    let mut document = PdfDocument::new("");
    for embedded in fonts.values() {
        document
            .resources
            .fonts
            .map
            .insert(embedded.id.clone(), embedded.font.clone());
    }
    if let Some((id, picture)) = picture.map(logo::picture) {
        document.resources.xobjects.map.insert(id, picture);
    }
    let anchors = anchors(frames);
    let millimetres = |px: f32| Mm(px * 25.4 / 96.0);
    document.pages = frames
        .pages
        .iter()
        .map(|page| {
            let mut pen = Pen {
                height: frames.height,
                fonts,
                anchors: &anchors,
                ops: Vec::new(),
                fill: None,
                stroke: None,
                width: None,
                dash: 0.0,
                font: None,
                in_text: false,
            };
            pen.ops.push(Op::SetLineCapStyle {
                cap: LineCapStyle::Butt,
            });
            for item in &joined(&page.items) {
                pen.draw(item);
            }
            pen.end_text();
            PdfPage::new(
                millimetres(frames.width),
                millimetres(frames.height),
                pen.ops,
            )
        })
        .collect();
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        optimize: true,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let out = document.to_lopdf_document(&options, &mut warnings);
    // What printpdf only warns about would be text that no reader shows.
    match warnings.first() {
        None => Ok(out),
        Some(warning) => Err(ExportError::Pdf(warning.msg.clone())),
    }
}

/// The items with grounds that follow each other downward made one: a quote has a ground a line, and only text between.
fn joined(items: &[Item]) -> Vec<Item> {
    /// How far two grounds may reach into each other or stand apart, in CSS pixels.
    const TOUCH: f32 = 1.0;
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    // Grounds that can still be made longer: whatever is drawn after them other than text ends that.
    let mut open: Vec<usize> = Vec::new();
    for item in items {
        let Item::Rect {
            x,
            y,
            w,
            h,
            radius,
            fill: Some(fill),
            stroke: None,
        } = item
        else {
            let stays = matches!(
                item,
                Item::Text(_) | Item::Link { .. } | Item::Anchor { .. } | Item::Bookmark { .. }
            );
            if !stays {
                open.clear();
            }
            out.push(item.clone());
            continue;
        };
        let same = |a: f32, b: f32| (a - b).abs() < 0.01;
        let above = open.iter().copied().find(|&at| {
            matches!(out.get(at), Some(Item::Rect { x: ax, y: ay, w: aw, h: ah, radius: ar, fill: Some(color), .. })
                if same(*ax, *x) && same(*aw, *w) && *ar == 0.0 && *radius == 0.0 && color == fill
                    && (ay + ah - y).abs() <= TOUCH)
        });
        match above.and_then(|at| out.get_mut(at)) {
            Some(Item::Rect {
                y: top, h: tall, ..
            }) => *tall = y + h - *top,
            _ => {
                open.push(out.len());
                out.push(item.clone());
            }
        }
    }
    out
}

/// Where anchors lie: page from 1, and top in points from below.
fn anchors(frames: &Frames) -> BTreeMap<&str, (usize, f32)> {
    let mut out = BTreeMap::new();
    for (at, page) in frames.pages.iter().enumerate() {
        for item in &page.items {
            if let Item::Anchor { name, y } = item {
                out.entry(name.as_str())
                    .or_insert((at + 1, top(frames.height, *y)));
            }
        }
    }
    out
}

/// A place on the page as the top of a view, in points from below, with a little room above it.
pub fn top(height: f32, y: f32) -> f32 {
    round((height - y + 12.0).min(height) * POINTS)
}

/// Two decimals are finer than any printer, and short in the file.
fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// A place of text or of a line: a tenth of a point is finer than any screen, and shorter still.
fn tenth(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}

/// Draws items and remembers what is set.
struct Pen<'a> {
    height: f32,
    fonts: &'a BTreeMap<Cut, Embedded>,
    anchors: &'a BTreeMap<&'a str, (usize, f32)>,
    ops: Vec<Op>,
    fill: Option<Color>,
    stroke: Option<Color>,
    width: Option<f32>,
    dash: f32,
    font: Option<(Cut, f32)>,
    in_text: bool,
}

impl Pen<'_> {
    fn draw(&mut self, item: &Item) {
        match item {
            Item::Text(run) => self.text(run),
            Item::Rect {
                x,
                y,
                w,
                h,
                radius,
                fill,
                stroke,
            } => self.rect((*x, *y, *w, *h), *radius, *fill, *stroke),
            Item::Line {
                from,
                to,
                stroke,
                dash,
            } => {
                self.stroke(*stroke, *dash);
                let points = [from, to]
                    .map(|p| LinePoint {
                        p: self.point(*p),
                        bezier: false,
                    })
                    .to_vec();
                self.ops.push(Op::DrawLine {
                    line: Line {
                        points,
                        is_closed: false,
                    },
                });
            }
            Item::Polygon {
                points,
                fill,
                stroke,
            } => {
                let Some(&origin) = points.first() else {
                    return;
                };
                let corners: Vec<(f32, f32, bool)> = points
                    .iter()
                    .map(|p| (p.x - origin.x, p.y - origin.y, false))
                    .collect();
                self.shape(origin, &corners, *fill, *stroke);
            }
            Item::Circle {
                center,
                r,
                fill,
                stroke,
            } => self.circle(*center, *r, *fill, *stroke),
            Item::Logo { x, y, w, h } => self.logo((*x, *y, *w, *h)),
            Item::Link { x, y, w, h, target } => self.link((*x, *y, *w, *h), target),
            Item::Anchor { .. } | Item::Bookmark { .. } => {}
        }
    }

    fn logo(&mut self, (x, y, w, h): (f32, f32, f32, f32)) {
        self.end_text();
        self.ops.push(Op::UseXobject {
            id: XObjectId(logo::NAME.to_owned()),
            transform: XObjectTransform {
                translate_x: Some(Pt(round(x * POINTS))),
                translate_y: Some(Pt(round((self.height - y - h) * POINTS))),
                scale_x: Some(round(w * POINTS)),
                scale_y: Some(round(h * POINTS)),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
    }

    fn point(&self, point: Point) -> PdfPoint {
        PdfPoint {
            x: Pt(tenth(point.x * POINTS)),
            y: Pt(tenth((self.height - point.y) * POINTS)),
        }
    }

    fn area(&self, (x, y, w, h): (f32, f32, f32, f32)) -> Rect {
        Rect {
            x: Pt(round(x * POINTS)),
            y: Pt(round((self.height - y - h) * POINTS)),
            width: Pt(round(w * POINTS)),
            height: Pt(round(h * POINTS)),
            mode: Some(PaintMode::Fill),
            winding_order: Some(WindingOrder::NonZero),
        }
    }

    fn text(&mut self, run: &Run) {
        let Some(embedded) = self.fonts.get(&run.cut) else {
            return;
        };
        let id = embedded.id.clone();
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
        }
        self.set_fill(run.color);
        let size = round(run.size * POINTS);
        if self.font != Some((run.cut, size)) {
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(id),
                size: Pt(size),
            });
            self.font = Some((run.cut, size));
        }
        let meaning = run.means.as_ref().map(|means| {
            let mut data = vec![0xFE, 0xFF];
            data.extend(means.encode_utf16().flat_map(u16::to_be_bytes));
            let map = BTreeMap::from([(
                "ActualText".to_owned(),
                DictItem::String {
                    data,
                    literal: false,
                },
            )]);
            Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: DictItem::Dict { map },
            }
        });
        let marked = meaning.is_some();
        self.ops.extend(meaning);
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Translate(
                Pt(tenth(run.x * POINTS)),
                Pt(tenth((self.height - run.y) * POINTS)),
            ),
        });
        self.ops.push(Op::ShowText { items: kerned(run) });
        if marked {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn rect(
        &mut self,
        area: (f32, f32, f32, f32),
        radius: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        if radius > 0.0 {
            self.rounded(area, radius, fill, stroke);
            return;
        }
        let mut rectangle = self.area(area);
        rectangle.mode = Some(self.mode(fill, stroke));
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// A closed shape around a place of its own: the same shape is the same words in the file wherever it stands,
    /// which packs well.
    fn shape(
        &mut self,
        origin: Point,
        corners: &[(f32, f32, bool)],
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        let mode = self.mode(fill, stroke);
        let points = corners
            .iter()
            .map(|&(x, y, bezier)| LinePoint {
                p: PdfPoint {
                    x: Pt(round(x * POINTS)),
                    y: Pt(round(-y * POINTS)),
                },
                bezier,
            })
            .collect();
        let origin = self.point(origin);
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix {
            matrix: CurTransMat::Translate(origin.x, origin.y),
        });
        self.ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings: vec![PolygonRing { points }],
                mode,
                winding_order: WindingOrder::NonZero,
            },
        });
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Sets the colours, and says how to paint with them.
    fn mode(&mut self, fill: Option<Color>, stroke: Option<Stroke>) -> PaintMode {
        self.end_text();
        if let Some(color) = fill {
            self.set_fill(color);
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke, 0.0);
        }
        match (fill, stroke) {
            (Some(_), Some(_)) => PaintMode::FillStroke,
            (None, Some(_)) => PaintMode::Stroke,
            _ => PaintMode::Fill,
        }
    }

    fn set_fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
            self.fill = Some(color);
        }
    }

    fn stroke(&mut self, stroke: Stroke, dash: f32) {
        self.end_text();
        if self.stroke != Some(stroke.color) {
            self.ops.push(Op::SetOutlineColor {
                col: rgb(stroke.color),
            });
            self.stroke = Some(stroke.color);
        }
        let width = round(stroke.width * POINTS);
        if self.width != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
            self.width = Some(width);
        }
        if (self.dash - dash).abs() > f32::EPSILON {
            let length = round(dash * POINTS);
            let pattern = if dash > 0.0 {
                LineDashPattern::new(0.0, &[length, length])
            } else {
                LineDashPattern::default()
            };
            self.ops.push(Op::SetLineDashPattern { dash: pattern });
            self.dash = dash;
        }
    }

    fn circle(&mut self, center: Point, r: f32, fill: Option<Color>, stroke: Option<Stroke>) {
        let k = r * ROUND;
        let corners = [
            (r, 0.0, false),
            (r, k, true),
            (k, r, true),
            (0.0, r, false),
            (-k, r, true),
            (-r, k, true),
            (-r, 0.0, false),
            (-r, -k, true),
            (-k, -r, true),
            (0.0, -r, false),
            (k, -r, true),
            (r, -k, true),
            (r, 0.0, false),
        ];
        self.shape(center, &corners, fill, stroke);
    }

    fn rounded(
        &mut self,
        (x, y, w, h): (f32, f32, f32, f32),
        radius: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        let r = radius.min(w / 2.0).min(h / 2.0);
        let k = r * (1.0 - ROUND);
        let corners = [
            (r, 0.0, false),
            (w - r, 0.0, false),
            (w - k, 0.0, true),
            (w, k, true),
            (w, r, false),
            (w, h - r, false),
            (w, h - k, true),
            (w - k, h, true),
            (w - r, h, false),
            (r, h, false),
            (k, h, true),
            (0.0, h - k, true),
            (0.0, h - r, false),
            (0.0, r, false),
            (0.0, k, true),
            (k, 0.0, true),
            (r, 0.0, false),
        ];
        self.shape(Point { x, y }, &corners, fill, stroke);
    }

    fn link(&mut self, area: (f32, f32, f32, f32), target: &Target) {
        let Target::Anchor(name) = target;
        if let Some(&(page, top)) = self.anchors.get(name.as_str()) {
            self.ops.push(Op::LinkAnnotation {
                link: LinkAnnotation::new(
                    self.area(area),
                    Actions::Goto(Destination::Xyz {
                        page,
                        left: Some(0.0),
                        top: Some(top),
                        zoom: None,
                    }),
                    Some(BorderArray::Solid([0.0, 0.0, 0.0])),
                    Some(ColorArray::Transparent),
                    Some(HighlightingMode::None),
                ),
            });
        }
    }
}

/// The text in stretches, with the moves of kerning between them.
fn kerned(run: &Run) -> Vec<TextItem> {
    let metrics = run.cut.metrics();
    let mut items = Vec::new();
    let mut stretch = String::new();
    let mut before = Glyph::default();
    for letter in run.text.chars() {
        let glyph = metrics.glyph(letter);
        let kern = metrics.kerning(before, glyph);
        if kern != 0 {
            items.push(TextItem::Text(std::mem::take(&mut stretch)));
            // The format counts moves to the left.
            items.push(TextItem::Offset(-f32::from(kern)));
        }
        stretch.push(letter);
        before = glyph;
    }
    items.push(TextItem::Text(stretch));
    items
}

fn rgb(color: Color) -> PdfColor {
    let share = |v: u8| (f32::from(v) / 255.0 * 1000.0).round() / 1000.0;
    PdfColor::Rgb(Rgb {
        r: share(color.r),
        g: share(color.g),
        b: share(color.b),
        icc_profile: None,
    })
}
