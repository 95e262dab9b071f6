//! Fields: what they show, and the boxes and lists of forms.

use super::super::xml::Element;
use super::making::Field;
use super::{Frame, Walk};

impl Walk<'_> {
    pub(super) fn field(&mut self, element: &Element<'_>) -> Frame {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => self.end_field(),
            _ => {}
        }
        Frame::Plain
    }

    pub(super) fn end_field(&mut self) {
        // A field does not end outside of the story in which it began.
        let floor = self.stories.last().map_or(0, |s| s.fields);
        if self.fields.len() <= floor {
            return;
        }
        let Some(field) = self.fields.pop() else {
            return;
        };
        let is_number = field.instruction.trim_start().starts_with("LISTNUM");
        self.tally.list_numbers += usize::from(is_number && !field.result);
        if let Some(ticked) = field.ticked {
            self.mark(if ticked { '☒' } else { '☐' });
        } else if let Some(entry) = field.entries.get(field.chosen)
            && self.is_shown()
        {
            let entry = entry.clone();
            self.push(&entry);
        }
    }

    /// What a form says of a box to tick or of a list to choose from.
    pub(super) fn form(&mut self, element: &Element<'_>) -> Frame {
        let Some(field) = self.fields.last_mut() else {
            return Frame::Plain;
        };
        match element.name() {
            b"checkBox" => field.ticked = Some(false),
            b"checked" | b"default" if field.ticked.is_some() => {
                field.ticked = Some(element.is_on())
            }
            b"result" => {
                field.chosen = element
                    .number()
                    .and_then(|n| usize::try_from(n).ok())
                    .unwrap_or(0)
            }
            b"listEntry" => field.entries.extend(element.val()),
            _ => {}
        }
        Frame::Plain
    }
}
