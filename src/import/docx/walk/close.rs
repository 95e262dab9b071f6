//! What happens where an element ends: stories, cells, rows, tables and paragraphs are finished.

use super::super::story::{Cell, Item, rows};
use super::super::styles::Role;
use super::making::{CellState, Story};
use super::{Frame, Shared, Walk};

impl Walk<'_> {
    pub(super) fn leave(&mut self) {
        match self.frames.pop().unwrap_or(Frame::Plain) {
            Frame::Paragraph => self.end_paragraph(),
            Frame::RunProperties => {
                let base = self.base();
                let styled = self
                    .run_style
                    .as_deref()
                    .map_or(base, |id| self.shared.styles.changed(base, id));
                self.look = self.run_change.apply(styled);
            }
            Frame::Inserted => self.inserted = self.inserted.saturating_sub(1),
            Frame::Cell => {
                let items = self.end_story().items;
                if let Some(table) = self.tables.last_mut() {
                    let CellState {
                        continued, deleted, ..
                    } = std::mem::take(&mut table.cell);
                    table.row.push(Cell {
                        items,
                        continued,
                        deleted,
                    });
                }
            }
            Frame::Row => {
                if let Some(table) = self.tables.last_mut() {
                    let row = std::mem::take(&mut table.row);
                    if !table.row_deleted {
                        table.rows.push(row);
                    }
                }
            }
            Frame::Table => {
                if let (Some(table), Some(story)) = (self.tables.pop(), self.stories.last_mut()) {
                    story.items.extend(rows(table.rows));
                }
            }
            Frame::Box => {
                let items = self.end_story().items;
                self.boxes = self.boxes.saturating_sub(1);
                match (self.open.last_mut(), self.stories.last_mut()) {
                    (Some(open), _) => open.boxes.extend(items),
                    (None, Some(story)) => story.items.extend(items),
                    (None, None) => {}
                }
            }
            Frame::Note => {
                let story = self.end_story();
                self.told.notes.insert(story.note, story.items);
            }
            Frame::Plain
            | Frame::ParagraphProperties
            | Frame::MarkProperties
            | Frame::Run
            | Frame::TableProperties
            | Frame::RowProperties
            | Frame::CellProperties => {}
        }
    }

    pub(super) fn end_story(&mut self) -> Story {
        self.settle();
        if self.stories.len() < 2 {
            return Story::default();
        }
        let story = self.stories.pop().unwrap_or_default();
        self.look = story.around;
        self.fields.truncate(
            story
                .fields
                .max(self.stories.last().map_or(0, |s| s.fields)),
        );
        story
    }

    /// Text that waits for a paragraph to go on in, where none follows.
    pub(super) fn settle(&mut self) {
        if let Some(story) = self.stories.last_mut()
            && let Some(paragraph) = story.pending.take()
            && !paragraph.text.trim().is_empty()
        {
            story.items.push(Item::Paragraph(paragraph));
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Shared {
            styles, numbering, ..
        } = self.shared;
        let style = styles.of_paragraph(open.style.as_deref());
        let role = match style.map(|id| styles.role(id)) {
            Some(role @ Role::Contents(_)) => role,
            _ if open.in_contents => Role::Contents(1),
            role => match open.outline {
                Some(level @ 0..=8) => Role::Heading(level + 1),
                Some(_) => Role::Body,
                None => role.unwrap_or(Role::Body),
            },
        };
        let mut paragraph = open.paragraph;
        paragraph.role = Some(role);
        self.items += 1;
        let before = self.stories.last_mut().and_then(|s| s.pending.take());
        if let Some(before) = before {
            paragraph = before.joined(paragraph);
        }
        if open.mark_deleted {
            if let Some(story) = self.stories.last_mut() {
                story.pending = Some(paragraph);
                story.items.extend(open.boxes);
            }
            return;
        }
        let unseen = open.mark_hidden && paragraph.is_blank();
        if !unseen && let Some(place) = numbering.place(open.own, style, styles) {
            paragraph.mark = numbering.count(place, &mut self.counters);
        }
        paragraph.indent = open
            .indent
            .or_else(|| paragraph.mark.as_ref().and_then(|m| m.indent))
            .or_else(|| style.and_then(|id| styles.indent(id)))
            .unwrap_or(0);
        let Some(story) = self.stories.last_mut() else {
            return;
        };
        let says = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 4;
        let empty = paragraph.text.trim().is_empty() && !says(paragraph.number());
        if !empty || !paragraph.notes.is_empty() {
            story.items.push(Item::Paragraph(paragraph));
        }
        story.items.extend(open.boxes);
    }
}
