//! The file as the layout analysis is let see it: upright pages, a bound on what pages may paint, and, where asked
//! for, only the text that is painted at all.

use std::collections::BTreeMap;
use std::sync::Mutex;

use unpdf::Result;
use unpdf::parser::backend::{
    BackendFontInfo, ContentOp, DecodedRun, DecodedText, DocumentIntegrity, GlyphAdvance, PageBox,
    PageContent, PageId, PaintedXObject, PdfBackend, PdfMetadataRaw, PdfValue, RawBackend,
    RawOutlineItem, RawXObject, ResourceScope, TextSuppression,
};

use super::rules::{self, Shape};
use super::{bullets, glyphs, preflight};

/// Most bytes of content that one page may run through, forms counted each time they are painted.
const MOST_CONTENT: usize = 48 * 1024 * 1024;
/// Most forms that one page may paint.
const MOST_FORMS: usize = 20_000;

/// Most operators that show text on one page, and most that draw lines. A page set letter by letter has some 6,000.
const MOST_SHOWN: usize = 25_000;
const MOST_DRAWN: usize = 5_000;

/// What a page ran through while it was looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    /// Bytes of content.
    pub content: usize,
    /// Operators that show text.
    pub shown: usize,
    /// Operators that draw lines.
    pub drawn: usize,
    /// Forms painted.
    pub forms: usize,
    /// Path operators that may rule a table.
    pub rulings: usize,
    /// Bytes of the runs that could not be read; a letter has one or two.
    pub unread: usize,
    /// Whether a bound was met, so that something was left out.
    pub cut: bool,
}

/// What a view shows.
#[derive(Debug, Clone, Copy)]
pub struct Show {
    /// Only text that is painted.
    pub painted_only: bool,
    /// Pages turned as viewers show them, and not as they were written.
    pub turned: bool,
    /// Letters by the usual order of glyphs, where a font does not say which letters it draws.
    pub usual_glyphs: bool,
}

impl Default for Show {
    fn default() -> Self {
        Self {
            painted_only: false,
            turned: true,
            usual_glyphs: false,
        }
    }
}

/// A view of an opened file.
pub struct View<'a> {
    inner: &'a RawBackend,
    pages: BTreeMap<u32, PageId>,
    show: Show,
    spent: Mutex<Spent>,
    drawn: Mutex<Drawn>,
    /// Whether a font is one of signs.
    signs: Mutex<BTreeMap<Place, bool>>,
}

/// Where a font is used, on a page or in a form of it, and its name there.
type Place = (PageId, Option<PageId>, Vec<u8>);

/// Fonts whose letters are signs.
pub const SIGNS: &[&str] = &[
    "awesome", "bullet", "dingbat", "emoji", "icon", "marlett", "symbol", "webding", "wingding",
];

/// The rules and boxes of the page in hand.
#[derive(Debug, Default)]
struct Drawn {
    /// Whether the content that is unpacked next is that of a page, and not of a form on it.
    expected: bool,
    shapes: Vec<Shape>,
}

impl<'a> View<'a> {
    /// A view of a file.
    pub fn new(inner: &'a RawBackend, show: Show) -> Self {
        Self {
            inner,
            pages: inner.pages(),
            show,
            spent: Mutex::default(),
            drawn: Mutex::default(),
            signs: Mutex::default(),
        }
    }

    /// The rules and boxes of the page that was looked at last.
    pub fn take_shapes(&self) -> Vec<Shape> {
        self.drawn
            .lock()
            .map(|mut drawn| std::mem::take(&mut drawn.shapes))
            .unwrap_or_default()
    }

    /// What was spent since the last time that this was asked.
    pub fn take_spent(&self) -> Spent {
        self.spent
            .lock()
            .map(|mut spent| std::mem::take(&mut *spent))
            .unwrap_or_default()
    }

    /// How far clockwise a page is turned for display, in degrees.
    fn rotation(&self, page: PageId) -> u16 {
        if self.show.turned {
            self.inner.page_rotation(page)
        } else {
            0
        }
    }

    fn spend(&self, change: impl FnOnce(&mut Spent)) -> bool {
        let Ok(mut spent) = self.spent.lock() else {
            return false;
        };
        change(&mut spent);
        spent.cut |= spent.content > MOST_CONTENT || spent.forms > MOST_FORMS;
        !spent.cut
    }

    /// Whether a run is a single sign that has no letter of its own, such as the bullets of Word.
    fn is_sign(
        &self,
        scope: ResourceScope,
        font: &[u8],
        bytes: &[u8],
        decoded: &DecodedText,
    ) -> bool {
        let blank = matches!(bytes, [32] | [0, 32] | [0, 3]);
        if blank || !(1..=2).contains(&bytes.len()) || !decoded.text.trim().is_empty() {
            return false;
        }
        let Ok(mut known) = self.signs.lock() else {
            return false;
        };
        *known
            .entry((scope.page, scope.form, font.to_vec()))
            .or_insert_with(|| {
                let fonts = self.inner.page_fonts(scope).unwrap_or_default();
                fonts.iter().filter(|f| f.name == font).any(|f| {
                    let name = f.base_font.to_lowercase();
                    SIGNS.iter().any(|s| name.contains(s))
                })
            })
    }

    /// A run that could not be read, by the usual order of glyphs.
    fn usual(&self, bytes: &[u8], decoded: &DecodedText) -> Option<DecodedText> {
        let unread = decoded.suppressed == Some(TextSuppression::CompositeUnresolved);
        if !self.show.usual_glyphs || !unread {
            return None;
        }
        glyphs::usual(bytes).map(DecodedText::text)
    }

    /// Counts the bytes of a run that could not be read.
    fn weigh(&self, bytes: &[u8], decoded: &DecodedText) {
        if decoded.suppressed.is_some() {
            self.spend(|s| s.unread = s.unread.saturating_add(bytes.len()));
        }
    }

    /// Leaves out what a page paints beyond any sense: what it shows is held against itself.
    fn limit(&self, ops: &mut Vec<ContentOp>) {
        let (mut shown, mut drawn) = (0_usize, 0_usize);
        self.spend(|s| (shown, drawn) = (s.shown, s.drawn));
        let mut cut = false;
        ops.retain(|op| {
            let (count, most) = match op.operator.as_str() {
                "Tj" | "TJ" | "'" | "\"" => (&mut shown, MOST_SHOWN),
                "re" | "l" | "c" | "v" | "y" => (&mut drawn, MOST_DRAWN),
                _ => return true,
            };
            *count += 1;
            // Lines that are left out rule no table; text that is left out is missing.
            cut |= *count > most && most == MOST_SHOWN;
            *count <= most
        });
        self.spend(|s| {
            (s.shown, s.drawn) = (shown, drawn);
            s.cut |= cut;
        });
    }

    /// Turns what is shown turned upright: the operator to put before the content.
    fn upright(&self, page: PageId) -> Option<String> {
        let frame = self.inner.page_box(page);
        let (left, bottom, right, top) = (frame.llx, frame.lly, frame.urx, frame.ury);
        match self.rotation(page) {
            90 => Some(format!("0 -1 1 0 {} {right} cm\n", -bottom)),
            180 => Some(format!("-1 0 0 -1 {right} {top} cm\n")),
            270 => Some(format!("0 1 -1 0 {top} {} cm\n", -left)),
            _ => None,
        }
    }

    fn turned(&self, page: PageId, frame: PageBox) -> PageBox {
        let whole = self.inner.page_box(page);
        let turn = |llx: f32, lly: f32, urx: f32, ury: f32| PageBox { llx, lly, urx, ury };
        match self.rotation(page) {
            90 => turn(
                frame.lly - whole.lly,
                whole.urx - frame.urx,
                frame.ury - whole.lly,
                whole.urx - frame.llx,
            ),
            180 => turn(
                whole.urx - frame.urx,
                whole.ury - frame.ury,
                whole.urx - frame.llx,
                whole.ury - frame.lly,
            ),
            270 => turn(
                whole.ury - frame.ury,
                frame.llx - whole.llx,
                whole.ury - frame.lly,
                frame.urx - whole.llx,
            ),
            _ => frame,
        }
    }
}

impl PdfBackend for View<'_> {
    fn pages(&self) -> BTreeMap<u32, PageId> {
        self.pages.clone()
    }

    fn page_fonts(&self, scope: ResourceScope) -> Result<Vec<BackendFontInfo>> {
        self.inner.page_fonts(scope)
    }

    fn page_content(&self, page: PageId) -> Result<Vec<u8>> {
        self.page_content_with_losses(page).map(|c| c.data)
    }

    fn page_content_with_losses(&self, page: PageId) -> Result<PageContent> {
        let mut content = self.inner.page_content_with_losses(page)?;
        if let Some(turn) = self.upright(page) {
            let mut data = turn.into_bytes();
            data.append(&mut content.data);
            content.data = data;
        }
        content.data.truncate(MOST_CONTENT);
        let length = content.data.len();
        self.spend(|s| s.content += length);
        if let Ok(mut drawn) = self.drawn.lock() {
            drawn.expected = true;
        }
        Ok(content)
    }

    fn decode_content(&self, data: &[u8]) -> Result<Vec<ContentOp>> {
        if preflight::deepest_array(data) > preflight::MOST_DEPTH {
            self.spend(|s| s.cut = true);
            return Err(unpdf::Error::PdfParse(
                "arrays lie too deep in each other".to_owned(),
            ));
        }
        let mut ops = self.inner.decode_content(data)?;
        self.limit(&mut ops);
        let rulings = ops
            .iter()
            .filter(|op| matches!(op.operator.as_str(), "re" | "l"))
            .count();
        self.spend(|s| s.rulings += rulings);
        if let Ok(mut drawn) = self.drawn.lock()
            && std::mem::take(&mut drawn.expected)
        {
            drawn.shapes = rules::shapes(&ops);
        }
        let ops = if self.show.painted_only {
            painted(ops)
        } else {
            ops
        };
        Ok(bullets::lettered(ops))
    }

    fn decode_text(&self, scope: ResourceScope, font: &[u8], bytes: &[u8]) -> DecodedText {
        if font == bullets::FONT {
            return DecodedText::text(bullets::LETTER.to_owned());
        }
        let decoded = self.inner.decode_text(scope, font, bytes);
        if self.is_sign(scope, font, bytes, &decoded) {
            return DecodedText::text(bullets::LETTER.to_owned());
        }
        if let Some(usual) = self.usual(bytes, &decoded) {
            return usual;
        }
        self.weigh(bytes, &decoded);
        decoded
    }

    fn decode_run(&self, scope: ResourceScope, font: &[u8], bytes: &[u8]) -> DecodedRun {
        if font == bullets::FONT {
            return DecodedRun {
                decoded: DecodedText::text(bullets::LETTER.to_owned()),
                glyphs: bullet_advance(),
                clusters: None,
            };
        }
        let mut run = self.inner.decode_run(scope, font, bytes);
        if self.is_sign(scope, font, bytes, &run.decoded) {
            run.decoded = DecodedText::text(bullets::LETTER.to_owned());
            run.clusters = None;
            return run;
        }
        match self.usual(bytes, &run.decoded) {
            Some(decoded) => DecodedRun {
                decoded,
                glyphs: run
                    .glyphs
                    .or_else(|| self.inner.glyph_advances(scope, font, bytes)),
                clusters: None,
            },
            None => {
                self.weigh(bytes, &run.decoded);
                run
            }
        }
    }

    fn glyph_advances(
        &self,
        scope: ResourceScope,
        font: &[u8],
        bytes: &[u8],
    ) -> Option<Vec<GlyphAdvance>> {
        if font == bullets::FONT {
            return bullet_advance();
        }
        self.inner.glyph_advances(scope, font, bytes)
    }

    fn is_vertical_font(&self, scope: ResourceScope, font: &[u8]) -> bool {
        font != bullets::FONT && self.inner.is_vertical_font(scope, font)
    }

    fn metadata(&self) -> PdfMetadataRaw {
        self.inner.metadata()
    }

    fn page_box(&self, page: PageId) -> PageBox {
        self.turned(page, self.inner.page_box(page))
    }

    fn crop_box(&self, page: PageId) -> PageBox {
        self.turned(page, self.inner.crop_box(page))
    }

    fn outline(&self) -> Result<Vec<RawOutlineItem>> {
        Ok(Vec::new())
    }

    fn page_xobjects(&self, _page: PageId) -> Result<Vec<RawXObject>> {
        Ok(Vec::new())
    }

    fn xobject(&self, scope: ResourceScope, name: &[u8]) -> Option<PaintedXObject> {
        // A form that paints forms that paint forms would grow without end.
        if !self.spend(|s| s.forms += 1) {
            return Some(PaintedXObject::Other);
        }
        let found = self.inner.xobject(scope, name)?;
        if let PaintedXObject::Form(form) = &found {
            let length = form.content.as_ref().map_or(0, Vec::len);
            if !self.spend(|s| s.content += length) {
                return Some(PaintedXObject::Other);
            }
        }
        Some(found)
    }

    fn integrity(&self) -> DocumentIntegrity {
        self.inner.integrity()
    }
}

/// The width of the letter for a bullet.
fn bullet_advance() -> Option<Vec<GlyphAdvance>> {
    Some(vec![GlyphAdvance {
        width: 350.0,
        vertical: None,
        is_word_space: false,
    }])
}

/// The operators without those that show text in a mode that paints nothing.
fn painted(ops: Vec<ContentOp>) -> Vec<ContentOp> {
    let mut mode = 0;
    let mut saved = Vec::new();
    ops.into_iter()
        .filter(|op| {
            match op.operator.as_str() {
                "q" => saved.push(mode),
                "Q" => mode = saved.pop().unwrap_or(mode),
                "Tr" => {
                    if let Some(PdfValue::Integer(new)) = op.operands.first() {
                        mode = *new;
                    }
                }
                "Tj" | "TJ" | "'" | "\"" => return mode != 3,
                _ => {}
            }
            true
        })
        .collect()
}
