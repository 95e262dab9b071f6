//! By what the lines of the portfolio are ordered.

use super::{Column, Line, Listed};
use crate::score::{GateStatus, Means};

/// What a line is ordered by.
pub enum Key {
    /// A name or a day.
    Words(String),
    /// A day; nothing where none is set, which stands last in either direction.
    Day(Option<jiff::civil::Date>),
    /// A number; nothing where it is not known, which stands last in either direction.
    Number(Option<f64>),
}

impl Key {
    /// The key of a line for a column. `categories`: the means of its categories.
    pub fn of(column: Column, vendor: &Listed, line: &Line, categories: &[Means]) -> Self {
        let total = &line.total;
        let known = |value: f64| Self::Number(total.counts.then_some(value));
        let count = |n: usize| Self::Number(Some(n as f64));
        match column {
            Column::Vendor => Self::Words(vendor.name().to_lowercase()),
            Column::Status => Self::Number(Some(f64::from(vendor.status as u8))),
            Column::NextReview => Self::Day(vendor.due_on),
            Column::AsOf => Self::Words(vendor.as_of.to_string()),
            Column::Rank => Self::Number(line.rank.map(|r| r as f64)),
            // The exact score orders those that are printed alike.
            Column::Tier | Column::Score => {
                known(f64::from(total.printed) * 1000.0 + total.residual)
            }
            Column::Coverage => Self::Number(Some(total.coverage)),
            Column::Category(at) => {
                Self::Number(categories.get(at).filter(|c| c.counts).map(|c| c.residual))
            }
            Column::Gates => {
                count(vendor.gates(GateStatus::Confirmed) * 100 + vendor.gates(GateStatus::ToCheck))
            }
            Column::Documents => count(vendor.documents),
        }
    }

    /// Which of two stands first, upwards or downwards.
    pub fn compare(&self, other: &Self, down: bool) -> std::cmp::Ordering {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let turn = |order: std::cmp::Ordering| if down { order.reverse() } else { order };
        match (self, other) {
            (Self::Words(a), Self::Words(b)) => turn(a.cmp(b)),
            (Self::Number(Some(a)), Self::Number(Some(b))) => turn(a.total_cmp(b)),
            (Self::Day(Some(a)), Self::Day(Some(b))) => turn(a.cmp(b)),
            (Self::Number(Some(_)), Self::Number(None)) | (Self::Day(Some(_)), Self::Day(None)) => {
                Less
            }
            (Self::Number(None), Self::Number(Some(_))) | (Self::Day(None), Self::Day(Some(_))) => {
                Greater
            }
            _ => Equal,
        }
    }
}
