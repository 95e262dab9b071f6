//! What stands on every page: running head, foot, page numbers.

use super::flow::{Room, Sheet};
use super::item::{Item, Page};
use super::metrics::Cut;
use super::palette;
use super::text::{self, CAPTION, Style, TABLE, fit};
use crate::document::day::short_date;
use crate::report::model::ReportModel;

/// What head and foot say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// What the report is about: the vendor.
    pub name: String,
    /// Mark of confidentiality.
    pub mark: String,
    /// The foot, without the page.
    pub foot: String,
}

impl Head {
    /// Of a vendor's report.
    pub fn of(model: &ReportModel) -> Self {
        const LOOK: Style = CAPTION.color(palette::SOFT);
        let vendor = fit(&model.vendor, LOOK, 200.0);
        let mut foot = format!("{vendor} · as of {}", short_date(model.as_of));
        if !model.details.version.is_empty() {
            foot.push_str(&format!(" · version {}", model.details.version));
        }
        foot.push_str(&format!(" · {}", model.vector));
        Self {
            name: model.vendor.clone(),
            mark: model.details.mark.clone(),
            foot,
        }
    }
}

/// Puts the running head on the pages after the first.
pub fn dress(sheets: Vec<Sheet>, head: &Head, room: Room) -> Vec<Page> {
    const TOP: f32 = 46.0;
    let name_style = TABLE.cut(Cut::SemiBold);
    let note_style = TABLE.color(palette::SOFT);
    sheets
        .into_iter()
        .map(|sheet| {
            let mark = fit(&head.mark, note_style, room.width * 0.3);
            let name = fit(&head.name, name_style, room.width * 0.36);
            let after = text::width(&name, name_style) + 10.0;
            let titles = fit(
                &sheet.sections.join(" · "),
                note_style,
                (room.width - after - text::width(&mark, note_style) - 16.0).max(40.0),
            );
            let mut items = text::line(&name, name_style, room.left, TOP);
            items.extend(text::line(&titles, note_style, room.left + after, TOP));
            items.extend(text::line_right(
                &mark,
                note_style,
                room.left + room.width,
                TOP,
            ));
            items.push(Item::rule(
                room.left,
                TOP + 20.0,
                room.width,
                1.3,
                palette::TEXT,
            ));
            items.extend(sheet.page.items);
            Page { items }
        })
        .collect()
}

/// Puts foot and number on every page, once their number is known.
pub fn number(pages: &mut [Page], head: &Head, room: Room, height: f32) {
    const LOOK: Style = CAPTION.color(palette::SOFT);
    let top = height - 38.0;
    let total = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        let number = format!("Page {} of {total}", at + 1);
        let room_left = room.width - text::width(&number, LOOK) - 24.0;
        page.items.push(Item::rule(
            room.left,
            top - 7.0,
            room.width,
            0.75,
            palette::STROKE_STRONG,
        ));
        page.items.extend(text::line(
            &fit(&head.foot, LOOK, room_left),
            LOOK,
            room.left,
            top,
        ));
        page.items
            .extend(text::line_right(&number, LOOK, room.left + room.width, top));
    }
}
