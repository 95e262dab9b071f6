//! Days as people read them, in English.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12; nothing for other numbers.
#[must_use]
pub fn month_name(month: u8) -> Option<&'static str> {
    MONTHS.get(usize::from(month).checked_sub(1)?).copied()
}

fn month_of(date: Date) -> &'static str {
    u8::try_from(date.month())
        .ok()
        .and_then(month_name)
        .unwrap_or_default()
}

/// `16 July 2020`.
#[must_use]
pub fn long_date(date: Date) -> String {
    format!("{} {} {}", date.day(), month_of(date), date.year())
}

/// `21 Nov 2026`.
#[must_use]
pub fn short_date(date: Date) -> String {
    let month = month_of(date);
    format!(
        "{} {} {}",
        date.day(),
        month.get(..3).unwrap_or(month),
        date.year()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_written_out_and_shortened() {
        assert_eq!(long_date(date(2020, 7, 16)), "16 July 2020");
        assert_eq!(short_date(date(2026, 9, 1)), "1 Sep 2026");
        assert_eq!(month_name(12), Some("December"));
        assert_eq!((month_name(0), month_name(13)), (None, None));
    }
}
