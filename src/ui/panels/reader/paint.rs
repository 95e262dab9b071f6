//! Laying out and painting the blocks that are in view.

use std::ops::Range;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, Galley, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Cx;
use crate::document::{Block, BlockKind, Document, Span, Voice};
use crate::ui::command::Command;
use crate::ui::session::Mark;
use crate::ui::theme::{Face, Theme};
use crate::ui::{text, widgets};

/// Where the text column stands on the screen.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its left edge.
    pub left: f32,
    /// Its width.
    pub width: f32,
    /// Where the page's height 0 is.
    pub origin: f32,
}

/// A piece of text laid out: a block, or a cell of a table row.
struct Piece {
    galley: Arc<Galley>,
    /// Where it stands in the document's text.
    span: Span,
    /// Where it stands in its block.
    at: egui::Vec2,
}

/// A block laid out.
struct Laid {
    pieces: Vec<Piece>,
    height: f32,
    /// Point before a list item.
    bullet: Option<Pos2>,
}

impl Laid {
    /// The first byte of the line that stands at this height of the block, or below it.
    fn byte_at(&self, document: &Document, height: f32) -> Option<usize> {
        self.pieces.iter().find_map(|piece| {
            let mut chars = 0;
            for row in &piece.galley.rows {
                if piece.at.y + row.pos.y + row.row.size.y > height {
                    let text = document.slice(piece.span);
                    let byte = text.char_indices().nth(chars).map_or(0, |(at, _)| at);
                    return Some(piece.span.start + byte);
                }
                chars += row.row.glyphs.len() + usize::from(row.ends_with_newline);
            }
            None
        })
    }
}

struct Style {
    face: Face,
    before: f32,
    after: f32,
    indent: f32,
}

fn style(t: &Theme, block: &Block, next: Option<&Block>) -> Style {
    let reading = t.cut(t.m.reading);
    match block.kind {
        BlockKind::Heading(level) => Style {
            face: match level {
                0..=2 => t.cut(t.m.reading_heading).strong(),
                _ => t.cut(t.m.reading).strong(),
            },
            before: if level <= 2 { 16.0 } else { 8.0 },
            after: if level <= 2 { 8.0 } else { 4.0 },
            indent: 0.0,
        },
        BlockKind::Paragraph => Style {
            face: reading,
            before: 0.0,
            after: 10.0,
            indent: 0.0,
        },
        BlockKind::ListItem(depth) => {
            let more = next.is_some_and(|n| matches!(n.kind, BlockKind::ListItem(_)));
            Style {
                face: reading,
                before: 0.0,
                after: if more { 2.0 } else { 10.0 },
                indent: 18.0 * (f32::from(depth.min(6)) + 1.0),
            }
        }
        BlockKind::TableRow => Style {
            face: t.body(),
            before: 0.0,
            after: 0.0,
            indent: 0.0,
        },
    }
}

fn layout(ui: &Ui, t: &Theme, document: &Document, block: usize, cx: &Cx<'_>, width: f32) -> Laid {
    let Some(this) = document.blocks.get(block) else {
        return Laid {
            pieces: Vec::new(),
            height: 0.0,
            bullet: None,
        };
    };
    let next = document.blocks.get(block + 1);
    let s = style(t, this, next);
    if this.kind == BlockKind::TableRow {
        return layout_row(ui, t, document, block, cx, width);
    }
    let galley = run(
        ui,
        document.slice(this.span),
        s.face,
        t.c.text,
        width - s.indent,
        true,
    );
    let height = s.before + galley.size().y + s.after;
    let words = document.slice(this.span);
    let bullet = (matches!(this.kind, BlockKind::ListItem(_)) && !has_marker(words))
        .then(|| pos2(s.indent - 11.0, s.before + s.face.cut.line / 2.0));
    Laid {
        pieces: vec![Piece {
            galley,
            span: this.span,
            at: vec2(s.indent, s.before),
        }],
        height,
        bullet,
    }
}

/// Whether an item brings its own marker: `(a)`, `1.`, `–`.
fn has_marker(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    first.len() <= 6
        && (first.starts_with(['(', '•', '–', '-', '*'])
            || (first.ends_with(['.', ')']) && first.chars().count() <= 4))
}

/// The number that a paragraph begins with, such as `4.1`, in bytes.
fn leading_number(words: &str) -> usize {
    let first = words.split_whitespace().next().unwrap_or("");
    let is_number = first.contains('.')
        && first.starts_with(|c: char| c.is_ascii_digit())
        && first.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number { first.len() } else { 0 }
}

fn run(ui: &Ui, words: &str, face: Face, ink: Color32, width: f32, numbered: bool) -> Arc<Galley> {
    let clean = words.replace(['\n', '\r', '\t'], " ");
    let number = if numbered { leading_number(&clean) } else { 0 };
    let mut job = LayoutJob::default();
    let (head, rest) = clean.split_at_checked(number).unwrap_or(("", &clean));
    if !head.is_empty() {
        job.append(head, 0.0, text::format(face.strong(), ink));
    }
    job.append(rest, 0.0, text::format(face, ink));
    job.wrap.max_width = width.max(40.0);
    ui.painter().layout_job(job)
}

const CELL: egui::Vec2 = vec2(10.0, 6.0);

fn layout_row(
    ui: &Ui,
    t: &Theme,
    document: &Document,
    block: usize,
    cx: &Cx<'_>,
    width: f32,
) -> Laid {
    let mut pieces = Vec::new();
    let mut height: f32 = 0.0;
    if let (Some(this), Some(table)) = (document.blocks.get(block), cx.shown.pages.table(block)) {
        let face = if block == table.first && table.rows > 1 {
            t.body().strong()
        } else {
            t.body()
        };
        let mut x = 0.0;
        for (cell, share) in document.cells(this.span).into_iter().zip(&table.columns) {
            let wide = width * share;
            let galley = run(
                ui,
                document.slice(cell),
                face,
                t.c.text,
                wide - CELL.x * 2.0,
                false,
            );
            height = height.max(galley.size().y);
            pieces.push(Piece {
                galley,
                span: cell,
                at: vec2(x, 0.0) + CELL,
            });
            x += wide;
        }
    }
    let last = cx
        .shown
        .pages
        .table(block)
        .is_some_and(|table| block + 1 == table.first + table.rows);
    Laid {
        pieces,
        height: height + CELL.y * 2.0 + if last { 14.0 } else { 0.0 },
        bullet: None,
    }
}

/// Where a byte stands on the page, as far as heights are known.
pub fn offset_of(ui: &Ui, cx: &Cx<'_>, document: &Document, byte: usize, width: f32) -> f32 {
    let block = document.block_at(byte).unwrap_or(0);
    let laid = layout(ui, cx.t, document, block, cx, width);
    let inside = laid
        .pieces
        .iter()
        .find(|p| p.span.start <= byte && byte < p.span.end)
        .and_then(|p| {
            let end = (byte + 1).min(p.span.end);
            let rects = rects(p, document, Span::new(byte, end.max(byte + 1)));
            rects.first().map(|r| r.top() + p.at.y)
        });
    cx.shown.pages.top(block) + inside.unwrap_or(0.0)
}

/// The rectangles of a stretch of text within its piece, one a line.
fn rects(piece: &Piece, document: &Document, span: Span) -> Vec<Rect> {
    let (from, to) = (
        span.start.max(piece.span.start),
        span.end.min(piece.span.end),
    );
    if from >= to {
        return Vec::new();
    }
    let chars = |end: usize| {
        document
            .slice(Span::new(piece.span.start, end))
            .chars()
            .count()
    };
    let wanted: Range<usize> = chars(from)..chars(to);
    let mut out = Vec::new();
    let mut at = 0;
    for row in &piece.galley.rows {
        let len = row.row.glyphs.len();
        let (start, end) = (wanted.start.max(at), wanted.end.min(at + len));
        if start < end {
            let glyphs = row.row.glyphs.get(start - at..end - at).unwrap_or(&[]);
            let solid = |g: &&egui::epaint::text::Glyph| !g.chr.is_whitespace();
            let first = glyphs.iter().find(solid);
            let last = glyphs.iter().rev().find(solid);
            if let (Some(first), Some(last)) = (first, last) {
                let x = row.pos.x;
                out.push(Rect::from_min_max(
                    pos2(x + first.pos.x, row.pos.y),
                    pos2(
                        x + last.pos.x + last.advance_width,
                        row.pos.y + row.row.size.y,
                    ),
                ));
            }
        }
        at += len + usize::from(row.ends_with_newline);
    }
    out
}

/// Paints what is in view and returns by how much the view has to move to keep its place.
pub fn visible(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    document: &Document,
    marks: &[Mark],
    column: Column,
    view: Rect,
) -> f32 {
    let t = cx.t;
    let first = cx.shown.pages.block_at(view.top());
    let mut shift = 0.0;
    let mut block = first;
    let mut y = cx.shown.pages.top(first);
    // What people read stands a little below the upper edge.
    let reading = view.top() + view.height() * 0.2;
    let mut top = None;
    while block < document.blocks.len() && y < view.bottom() + 40.0 {
        let laid = layout(ui, t, document, block, cx, column.width);
        let off = cx.shown.pages.measured(block, laid.height);
        // Where the first block begins above the view, its end stays and its beginning moves.
        if block == first && y < view.top() - 0.5 && off.abs() > 0.25 {
            shift += off;
            y -= off;
        }
        if top.is_none() && y + laid.height > reading {
            top = Some((block, laid.byte_at(document, reading - y)));
        }
        one(
            ui,
            cx,
            document,
            marks,
            block,
            &laid,
            pos2(column.left, column.origin + y),
            column.width,
        );
        y += laid.height;
        block += 1;
    }
    let start = document.blocks.get(first).map_or(0, |b| b.span.start);
    let (block, byte) = top.unwrap_or((first, None));
    cx.shown.top_block = block;
    cx.shown.top_byte = byte.unwrap_or(start);
    shift
}

#[allow(
    clippy::too_many_arguments,
    reason = "a block with its place; a struct would only rename them"
)]
fn one(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    document: &Document,
    marks: &[Mark],
    block: usize,
    laid: &Laid,
    origin: Pos2,
    width: f32,
) {
    let t = cx.t;
    let Some(this) = document.blocks.get(block) else {
        return;
    };
    let from =
        marks.partition_point(|m| m.span.end <= this.span.start && m.span.start < this.span.start);
    let here: Vec<&Mark> = marks
        .iter()
        .skip(from.saturating_sub(8))
        .take_while(|m| m.span.start < this.span.end)
        .filter(|m| m.span.overlaps(this.span))
        .collect();
    let is_chosen = |m: &Mark| {
        cx.shown.row.as_deref() == Some(m.provision.as_str()) && cx.shown.quote == m.index
    };
    let painter = ui.painter().clone();
    if this.kind == BlockKind::TableRow {
        grid(&painter, cx, block, laid, origin, width);
    }

    // Grounds: the weaker first, so that the stronger's is seen; the chosen one last.
    let mut order: Vec<(usize, &&Mark)> = here.iter().enumerate().collect();
    order.sort_by_key(|(_, m)| (is_chosen(m), m.strength));
    for (_, mark) in &order {
        let look = t.category(&mark.category);
        let ground = if is_chosen(mark) {
            look.tint2
        } else {
            look.tint
        };
        for (rect, _) in places(laid, document, mark.span, origin) {
            let box_ = Rect::from_min_max(rect.min + vec2(-1.0, 2.0), rect.max + vec2(1.0, -2.0));
            painter.rect_filled(box_, 0.0, ground);
        }
    }
    find_grounds(&painter, cx, document, this, laid, origin);

    // The text itself, which can be selected.
    let mut clicked: Option<Mark> = None;
    for (k, piece) in laid.pieces.iter().enumerate() {
        let at = origin + piece.at;
        let rect = Rect::from_min_size(at, piece.galley.size());
        let id = ui.scope_id().with(("block", block, k));
        let response = ui.interact(rect, id, Sense::click_and_drag() - Sense::FOCUSABLE);
        let words = document.slice(piece.span);
        let role = if matches!(this.kind, BlockKind::Heading(_)) {
            Role::Heading
        } else {
            Role::Label
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, words));
        egui::text_selection::LabelSelectionState::label_text_selection(
            ui,
            &response,
            at,
            Arc::clone(&piece.galley),
            t.c.text,
            Stroke::NONE,
        );
        let pointer = response.hover_pos().or(response.interact_pointer_pos());
        if let Some(pos) = pointer {
            let under = order.iter().rev().find(|(_, m)| {
                places(laid, document, m.span, origin)
                    .iter()
                    .any(|(r, _)| r.contains(pos))
            });
            if let Some((_, mark)) = under {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                if response.clicked() {
                    clicked = Some(Mark::clone(mark));
                }
            }
        }
    }
    if let Some(mark) = clicked {
        cx.queue.push(Command::SelectEvidence {
            provision: mark.provision,
            index: mark.index,
        });
    }
    if let Some(bullet) = laid.bullet {
        painter.circle_filled(origin + bullet.to_vec2(), 2.2, t.c.text);
    }

    underlines(&painter, cx, document, &here, laid, origin);
    gutter(ui, cx, document, &here, laid, origin, width);
}

/// A stretch's rectangles on the screen, with the line height of their piece.
fn places(laid: &Laid, document: &Document, span: Span, origin: Pos2) -> Vec<(Rect, f32)> {
    laid.pieces
        .iter()
        .flat_map(|p| {
            let at = (origin + p.at).to_vec2();
            rects(p, document, span)
                .into_iter()
                .map(move |r| (r.translate(at), r.height()))
        })
        .collect()
}

fn underlines(
    painter: &egui::Painter,
    cx: &Cx<'_>,
    document: &Document,
    here: &[&Mark],
    laid: &Laid,
    origin: Pos2,
) {
    let t = cx.t;
    for (i, mark) in here.iter().enumerate() {
        let chosen = cx.shown.row.as_deref() == Some(mark.provision.as_str())
            && cx.shown.quote == mark.index;
        let before = here.get(..i).unwrap_or(&[]);
        if before
            .iter()
            .any(|o| o.span == mark.span && o.category == mark.category)
            && !chosen
        {
            continue;
        }
        let mut others: Vec<&str> = before
            .iter()
            .filter(|o| o.span.overlaps(mark.span) && o.category != mark.category)
            .map(|o| o.category.as_str())
            .collect();
        others.sort_unstable();
        others.dedup();
        let level = others.len().min(2) as f32;
        let stroke = Stroke::new(
            if chosen { 2.0 } else { 1.5 },
            t.category(&mark.category).fill,
        );
        for (rect, _) in places(laid, document, mark.span, origin) {
            let y = rect.bottom() - 2.0 + level * 2.0;
            let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
            match mark.voice {
                Voice::Vendor => {
                    painter.line_segment(ends, stroke);
                }
                Voice::Analyst => painter.extend(Shape::dashed_line(&ends, stroke, 5.0, 3.0)),
                Voice::OtherParty => {
                    painter.extend(Shape::dotted_line(&ends, stroke.color, 3.5, 0.9));
                }
            }
        }
    }
}

fn find_grounds(
    painter: &egui::Painter,
    cx: &Cx<'_>,
    document: &Document,
    this: &Block,
    laid: &Laid,
    origin: Pos2,
) {
    let t = cx.t;
    let matches = &cx.shown.pages.matches;
    let from = matches.partition_point(|m| m.end <= this.span.start);
    let inside = matches.iter().enumerate().skip(from);
    for (i, span) in inside.take_while(|(_, m)| m.start < this.span.end) {
        let current = i == cx.shown.match_at;
        for (rect, _) in places(laid, document, *span, origin) {
            let box_ = Rect::from_min_max(rect.min + vec2(-1.0, 2.0), rect.max + vec2(1.0, -2.0));
            let ground = if current {
                t.c.current_match
            } else {
                t.c.search_match
            };
            painter.rect_filled(box_, 2.0, ground);
            if current {
                let edge = Stroke::new(1.0, t.c.text);
                painter.rect_stroke(box_, 2.0, edge, egui::StrokeKind::Outside);
            }
        }
    }
}

/// The codes of the categories at the left, once a block and category, and the bar of the chosen quote.
fn gutter(
    ui: &Ui,
    cx: &Cx<'_>,
    document: &Document,
    here: &[&Mark],
    laid: &Laid,
    origin: Pos2,
    width: f32,
) {
    let t = cx.t;
    let painter = ui.painter();
    let mut seen: Vec<&str> = Vec::new();
    let mut taken: Vec<f32> = Vec::new();
    for mark in here {
        if seen.contains(&mark.category.as_str()) {
            continue;
        }
        seen.push(&mark.category);
        let Some((rect, _)) = places(laid, document, mark.span, origin).into_iter().next() else {
            continue;
        };
        let mut y = rect.center().y;
        while taken.iter().any(|o| (o - y).abs() < 16.0) {
            y += 17.0;
        }
        taken.push(y);
        widgets::code(painter, t, &mark.category, pos2(origin.x - 33.0, y));
    }
    let chosen = here.iter().find(|m| {
        cx.shown.row.as_deref() == Some(m.provision.as_str()) && cx.shown.quote == m.index
    });
    if let (Some(mark), Some(piece)) = (chosen, laid.pieces.first()) {
        let top = origin.y + piece.at.y;
        let bar = Rect::from_min_max(
            pos2(origin.x - 12.0, top),
            pos2(origin.x - 9.0, top + piece.galley.size().y),
        );
        painter.rect_filled(bar, 0.0, t.category(&mark.category).fill);
    }
    debug_assert!(width > 0.0, "a column has a width");
}

/// The lines and grounds of a table row.
fn grid(painter: &egui::Painter, cx: &Cx<'_>, block: usize, laid: &Laid, origin: Pos2, width: f32) {
    let t = cx.t;
    let Some(table) = cx.shown.pages.table(block) else {
        return;
    };
    let (is_first, is_last) = (block == table.first, block + 1 == table.first + table.rows);
    let height = laid.height - if is_last { 14.0 } else { 0.0 };
    let rect = Rect::from_min_size(origin, vec2(width, height));
    if is_first && table.rows > 1 {
        painter.rect_filled(rect, 0.0, t.c.panel);
    }
    let edge = if is_first { t.border() } else { t.hairline() };
    painter.hline(rect.x_range(), rect.top().round() + 0.5, edge);
    if is_last {
        painter.hline(rect.x_range(), rect.bottom().round() + 0.5, t.border());
    }
    painter.vline(rect.left().round() + 0.5, rect.y_range(), t.border());
    painter.vline(rect.right().round() - 0.5, rect.y_range(), t.border());
}
