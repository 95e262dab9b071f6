//! Properties of paragraphs, of their marks, and of tables.

use super::super::look::is_shaded;
use super::super::styles;
use super::super::xml::{Element, Stream};
use super::{Frame, Walk};

impl Walk<'_> {
    pub(super) fn paragraph_property(
        &mut self,
        element: &Element<'_>,
        stream: &mut Stream<'_>,
    ) -> Option<Frame> {
        let Some(open) = self.open.last_mut() else {
            return Some(Frame::Plain);
        };
        match element.name() {
            b"pStyle" => open.style = element.val(),
            b"outlineLvl" => open.outline = styles::outline(element),
            b"ind" => open.indent = styles::indent(element),
            b"shd" => open.shaded = is_shaded(element),
            b"rPr" => return Some(Frame::MarkProperties),
            b"numPr" => return Some(Frame::ParagraphProperties),
            b"ilvl" => open.own.level = styles::level(element),
            b"numId" => open.own.list = styles::list(element),
            b"sectPr" => return Some(self.section(element)),
            b"tabs" => {
                stream.skip();
                return None;
            }
            _ => {}
        }
        Some(Frame::Plain)
    }

    pub(super) fn section(&mut self, element: &Element<'_>) -> Frame {
        if matches!(element.name(), b"headerReference" | b"footerReference")
            && let Some(id) = element.attribute("id")
        {
            self.told.margins.push(id);
        }
        Frame::Plain
    }

    pub(super) fn mark_property(&mut self, element: &Element<'_>) {
        let author = || element.attribute("author");
        match element.name() {
            b"del" => self.tally.deleted(author()),
            b"ins" => self.tally.inserted(author()),
            _ => {}
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match element.name() {
            b"del" | b"moveFrom" => open.mark_deleted = true,
            b"vanish" => open.mark_hidden = element.is_on(),
            _ => {}
        }
    }

    pub(super) fn table_property(&mut self, element: &Element<'_>) {
        let top = self.top();
        let author = || element.attribute("author");
        match (top, element.name()) {
            (Frame::RowProperties, b"ins") => self.tally.inserted(author()),
            (Frame::RowProperties, b"del") => self.tally.deleted(author()),
            (Frame::CellProperties, b"cellIns") => self.tally.inserted(author()),
            (Frame::CellProperties, b"cellDel") => self.tally.deleted(author()),
            _ => {}
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        match (top, element.name()) {
            (Frame::TableProperties, b"tblStyle") => table.coloured = true,
            (Frame::TableProperties, b"shd") => table.coloured |= is_shaded(element),
            (Frame::RowProperties, b"del") => table.row_deleted = true,
            (Frame::CellProperties, b"shd") => table.cell.coloured = is_shaded(element),
            (Frame::CellProperties, b"cellDel") => table.cell.deleted = true,
            (Frame::CellProperties, b"vMerge" | b"hMerge") => {
                table.cell.continued = element.val().is_none_or(|v| v == "continue");
            }
            _ => {}
        }
    }
}
