//! The calendar of mechanisms: when each held, beside the days of the documents that rely on it and of the assessment.
//!
//! This is geometry without units: places on the axis of time go from 0 to 1, mechanisms stand in rows without
//! overlap, and every lane says in words what is drawn. Whoever draws it chooses width, height, fonts and colours.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::law::{Corridor, Law, MechanismId};
use super::{Written, status_words, written};
use crate::assessment::{TransferRow, TransferStatus};
use crate::document::Document;
use crate::document::day::short_date;

/// Where the axis begins, unless a document is older.
const START: Date = date(2015, 7, 1);
/// The axis never begins before.
const EARLIEST: Date = date(2000, 1, 1);
/// Room that a letter of a name takes, as a share of the axis: names stand beside or in their bars.
const LETTER: f32 = 0.0062;
/// Room between neighbours of a row.
const GAP: f32 = 0.012;

/// A document as the calendar needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its title for people.
    pub title: String,
    /// When it was written.
    pub written: Option<Written>,
}

impl Paper {
    /// Documents under these titles, which stand in the same order.
    #[must_use]
    pub fn all(documents: &[Document], titles: Vec<String>, law: &Law) -> Vec<Self> {
        let titled = documents.iter().zip(titles);
        titled
            .map(|(document, title)| Self {
                title,
                written: written(document, law),
            })
            .collect()
    }
}

/// The calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// First day of the axis.
    pub from: Date,
    /// Last day of the axis.
    pub to: Date,
    /// First of January of each year, with its place.
    pub years: Vec<(i16, f32)>,
    /// The days of the documents, in the order of time.
    pub days: Vec<Day>,
    /// The day of the assessment, with its place.
    pub as_of: (Date, f32),
    /// The corridors from top to bottom.
    pub bands: Vec<Band>,
}

/// The day of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Index of the document.
    pub document: usize,
    /// Its title.
    pub title: String,
    /// The day.
    pub date: Date,
    /// Whether the text states it; otherwise it is only the earliest that it can be.
    pub stated: bool,
    /// Its place on the axis.
    pub at: f32,
}

/// A corridor.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Which.
    pub corridor: Corridor,
    /// Its rows; the lanes of a row do not overlap.
    pub rows: Vec<Vec<Lane>>,
}

/// A mechanism on a corridor.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Which.
    pub mechanism: MechanismId,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short: &'static str,
    /// Its stretches within the axis, in the order of time.
    pub stretches: Vec<Stretch>,
    /// The documents that rely on it.
    pub relied: Vec<Reliance>,
    /// Its status on the day of the assessment.
    pub now: TransferStatus,
    /// What is drawn, in words.
    pub words: String,
}

/// A stretch of time with one status.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its left end.
    pub start: f32,
    /// Its right end.
    pub end: f32,
    /// First day; `None`: for as long as matters.
    pub from: Option<Date>,
    /// The first day after it; `None`: it goes on.
    pub to: Option<Date>,
    /// The status.
    pub status: TransferStatus,
    /// Why.
    pub why: String,
    /// Where that is from.
    pub source: String,
}

impl Stretch {
    /// One of this status without days, for a legend.
    #[must_use]
    pub const fn sample(status: TransferStatus) -> Self {
        Self {
            start: 0.0,
            end: 1.0,
            from: None,
            to: None,
            status,
            why: String::new(),
            source: String::new(),
        }
    }
}

/// A document that relies on a mechanism.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliance {
    /// Index of the document.
    pub document: usize,
    /// Its place on the axis; that of the assessment where the document has no date.
    pub at: f32,
    /// Whether the document has a date.
    pub dated: bool,
    /// Status of the mechanism on that day.
    pub status: TransferStatus,
    /// It in a few words: `invalid since 16 Jul 2020`.
    pub words: String,
}

impl Lane {
    /// Whether a stretch is drawn as a bar or line. What fell and nobody relies on has only the mark of its end.
    #[must_use]
    pub fn draws(&self, stretch: &Stretch) -> bool {
        stretch.status != TransferStatus::Invalid || !self.relied.is_empty()
    }

    /// What it takes of its row, names and marks included.
    #[must_use]
    pub fn extent(&self) -> (f32, f32) {
        let drawn = self.stretches.iter().filter(|s| self.draws(s));
        let marks = self.relied.iter().map(|r| r.at);
        let from = drawn.clone().map(|s| s.start).chain(marks.clone());
        let from = from.fold(1.0, f32::min);
        let named = from + self.short.chars().count() as f32 * LETTER;
        let to = drawn.map(|s| s.end).chain(marks).fold(named, f32::max);
        (from, to)
    }
}

impl Calendar {
    /// The calendar of these corridors, by the table of mechanisms of all documents.
    #[must_use]
    pub fn of(
        law: &Law,
        rows: &[TransferRow],
        papers: &[Paper],
        as_of: Date,
        corridors: &[Corridor],
    ) -> Self {
        let dated: Vec<Date> = papers
            .iter()
            .filter_map(|p| Some(p.written.as_ref()?.date))
            .collect();
        let months = |day: Date, n: i64| day.checked_add(n.months()).unwrap_or(day);
        let first = dated.iter().map(|&d| months(d, -6)).min().unwrap_or(START);
        let from = first.min(months(as_of, -6)).min(START).max(EARLIEST);
        let last = dated.iter().copied().max().unwrap_or(as_of).max(as_of);
        let mut out = Self {
            from,
            to: months(last, 6),
            years: Vec::new(),
            days: Vec::new(),
            as_of: (as_of, 0.0),
            bands: Vec::new(),
        };
        out.as_of.1 = out.place(as_of);
        out.years = (out.from.year()..=out.to.year())
            .filter_map(|year| {
                let day = Date::new(year, 1, 1).ok()?;
                (day >= out.from).then(|| (year, out.place(day)))
            })
            .collect();
        for (document, paper) in papers.iter().enumerate() {
            if let Some(written) = &paper.written {
                out.days.push(Day {
                    document,
                    title: paper.title.clone(),
                    date: written.date,
                    stated: written.stated,
                    at: out.place(written.date),
                });
            }
        }
        out.days.sort_by_key(|d| (d.date, d.document));
        out.bands = corridors
            .iter()
            .map(|&corridor| Band {
                corridor,
                rows: pack(out.lanes(law, rows, papers, corridor)),
            })
            .collect();
        out
    }

    /// Every lane with its corridor, from top to bottom.
    pub fn lanes_in_order(&self) -> impl Iterator<Item = (Corridor, &Lane)> {
        self.bands.iter().flat_map(|band| {
            let lanes = band.rows.iter().flatten();
            lanes.map(move |lane| (band.corridor, lane))
        })
    }

    /// The place of a day on the axis, 0 to 1.
    #[must_use]
    pub fn place(&self, day: Date) -> f32 {
        let days = |to: Date| {
            let span = self.from.until(to).map_or(0, |s| s.get_days());
            span as f32
        };
        (days(day) / days(self.to).max(1.0)).clamp(0.0, 1.0)
    }

    fn lanes(
        &self,
        law: &Law,
        rows: &[TransferRow],
        papers: &[Paper],
        corridor: Corridor,
    ) -> Vec<Lane> {
        let timeline = law.timeline(corridor);
        let mut out = Vec::new();
        for mechanism in MechanismId::ALL {
            let name = law.name(mechanism);
            let relied: Vec<&TransferRow> = rows
                .iter()
                .filter(|r| r.corridor == corridor.name() && r.mechanism == name)
                .collect();
            if !law.covers(mechanism, corridor)
                || relied.is_empty() && !is_landmark(mechanism, corridor)
            {
                continue;
            }
            let stretches: Vec<Stretch> = timeline
                .iter()
                .filter(|p| p.mechanism == mechanism)
                .filter(|p| p.from.is_none_or(|f| f < self.to))
                .filter(|p| p.to.is_none_or(|t| t > self.from))
                .map(|p| Stretch {
                    start: p.from.map_or(0.0, |f| self.place(f)),
                    end: p.to.map_or(1.0, |t| self.place(t)),
                    from: p.from,
                    to: p.to,
                    status: p.status,
                    why: p.why.clone(),
                    source: p.source.clone(),
                })
                .collect();
            let now = relied.first().map_or_else(
                || law.status(mechanism, corridor, self.as_of.0).status,
                |r| r.status_as_of,
            );
            let mut lane = Lane {
                mechanism,
                name: name.to_owned(),
                short: mechanism.short(),
                relied: self.reliances(&stretches, &relied, papers),
                stretches,
                now,
                words: String::new(),
            };
            lane.words = self.words(corridor, &lane, papers);
            out.push(lane);
        }
        out
    }

    fn reliances(
        &self,
        stretches: &[Stretch],
        relied: &[&TransferRow],
        papers: &[Paper],
    ) -> Vec<Reliance> {
        relied
            .iter()
            .filter_map(|row| {
                let document = row.document?;
                let written = papers.get(document)?.written.as_ref();
                let day = written.map_or(self.as_of.0, |w| w.date);
                let status = match written {
                    Some(_) => row.status_at_document,
                    None => row.status_as_of,
                };
                // The stretch of the day says since when, where it is the one that the status comes from.
                let since = stretches
                    .iter()
                    .rfind(|s| s.from.is_none_or(|from| from <= day))
                    .filter(|s| s.status == status)
                    .and_then(|s| s.from);
                let mut words = status_words(status).to_owned();
                if let Some(since) = since {
                    words.push_str(&format!(" since {}", short_date(since)));
                }
                if written.is_none() {
                    words.push_str(", document without a date");
                }
                Some(Reliance {
                    document,
                    at: self.place(day),
                    dated: written.is_some(),
                    status,
                    words,
                })
            })
            .collect()
    }

    fn words(&self, corridor: Corridor, lane: &Lane, papers: &[Paper]) -> String {
        let stretches: Vec<String> = lane
            .stretches
            .iter()
            .map(|s| {
                let status = status_words(s.status);
                match s.from {
                    Some(from) => format!("{status} from {}", short_date(from)),
                    None => format!("{status} throughout"),
                }
            })
            .collect();
        let mut out = format!(
            "{}, {}: {}.",
            corridor.name(),
            lane.name,
            stretches.join(", ")
        );
        for reliance in &lane.relied {
            let Some(paper) = papers.get(reliance.document) else {
                continue;
            };
            let told = match &paper.written {
                Some(w) => format!(
                    " {} ({}) relies on it: {} on that day.",
                    paper.title,
                    w.note,
                    status_words(reliance.status)
                ),
                None => format!(" {}, without a date, relies on it.", paper.title),
            };
            out.push_str(&told);
        }
        if lane.relied.is_empty() {
            out.push_str(" No document relies on it.");
        }
        let day = short_date(self.as_of.0);
        out.push_str(&format!(" On {day}: {}.", status_words(lane.now)));
        out
    }
}

/// The mechanisms that are drawn even where no document relies on them, so that the others can be compared with them.
const fn is_landmark(mechanism: MechanismId, corridor: Corridor) -> bool {
    use MechanismId as M;
    match corridor {
        Corridor::EuUs => matches!(
            mechanism,
            M::EuUsDpf | M::EuUsPrivacyShield | M::EuUsSafeHarbor | M::NewClauses | M::OldClauses
        ),
        Corridor::UkUs => matches!(
            mechanism,
            M::UkExtension | M::EuUsPrivacyShield | M::UkIdta | M::UkAddendum
        ),
        Corridor::ChUs => matches!(
            mechanism,
            M::SwissUsDpf | M::SwissUsPrivacyShield | M::NewClauses
        ),
    }
}

/// Puts lanes into rows: frameworks beside each other where they follow in time, then the other tools.
fn pack(lanes: Vec<Lane>) -> Vec<Vec<Lane>> {
    let (frameworks, others): (Vec<Lane>, Vec<Lane>) =
        lanes.into_iter().partition(|l| l.mechanism.is_framework());
    let mut out = Vec::new();
    for family in [frameworks, others] {
        let mut rows: Vec<Vec<Lane>> = Vec::new();
        for lane in family {
            let (from, to) = lane.extent();
            let free = rows.iter_mut().find(|row| {
                row.iter().all(|other| {
                    let (a, b) = other.extent();
                    to + GAP <= a || b + GAP <= from
                })
            });
            match free {
                Some(row) => row.push(lane),
                None => rows.push(vec![lane]),
            }
        }
        for row in &mut rows {
            row.sort_by(|a, b| a.extent().0.total_cmp(&b.extent().0));
        }
        out.append(&mut rows);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(corridor: Corridor, mechanism: MechanismId, document: usize, law: &Law) -> TransferRow {
        let on = |day| law.status(mechanism, corridor, day).status;
        TransferRow {
            corridor: corridor.name().to_owned(),
            mechanism: law.name(mechanism).to_owned(),
            status_at_document: on(date(2021, 3, 12)),
            status_as_of: on(date(2026, 11, 21)),
            why: String::new(),
            source: String::new(),
            document: Some(document),
        }
    }

    fn paper(title: &str, day: Option<Date>) -> Paper {
        Paper {
            title: title.to_owned(),
            written: day.map(|date| Written {
                date,
                stated: true,
                note: format!("dated {}", short_date(date)),
            }),
        }
    }

    fn calendar() -> Calendar {
        let law = Law::builtin().unwrap();
        let rows = [
            row(Corridor::EuUs, MechanismId::EuUsPrivacyShield, 0, &law),
            row(Corridor::EuUs, MechanismId::Consent, 1, &law),
        ];
        let papers = [
            paper("Privacy policy", Some(date(2021, 3, 12))),
            paper("Terms", None),
        ];
        Calendar::of(&law, &rows, &papers, date(2026, 11, 21), &Corridor::ALL)
    }

    fn lane(calendar: &Calendar, corridor: Corridor, mechanism: MechanismId) -> &Lane {
        let mut lanes = calendar.lanes_in_order();
        let found = lanes.find(|(c, l)| *c == corridor && l.mechanism == mechanism);
        found.unwrap().1
    }

    #[test]
    fn days_and_stretches_stand_where_they_belong() {
        let calendar = calendar();
        assert_eq!(calendar.from, START);
        assert_eq!(calendar.to, date(2027, 5, 21));
        assert_eq!(calendar.years.first().unwrap().0, 2016);
        let dpf = lane(&calendar, Corridor::EuUs, MechanismId::EuUsDpf);
        let [valid, contested] = dpf.stretches.as_slice() else {
            panic!("{:?}", dpf.stretches);
        };
        assert_eq!(valid.status, TransferStatus::Valid);
        assert_eq!(contested.status, TransferStatus::ValidContested);
        assert!((valid.start - calendar.place(date(2023, 7, 10))).abs() < 1e-6);
        assert!((valid.end - contested.start).abs() < 1e-6);
        assert!((contested.end - 1.0).abs() < 1e-6);
        let places: Vec<f32> = calendar.years.iter().map(|(_, at)| *at).collect();
        assert!(places.is_sorted() && places.iter().all(|p| (0.0..=1.0).contains(p)));
    }

    #[test]
    fn a_text_that_relies_on_what_had_fallen_says_so_in_words() {
        let calendar = calendar();
        let shield = lane(&calendar, Corridor::EuUs, MechanismId::EuUsPrivacyShield);
        assert_eq!(shield.relied.len(), 1);
        let reliance = &shield.relied[0];
        assert_eq!(reliance.status, TransferStatus::Invalid);
        assert_eq!(reliance.words, "invalid since 16 Jul 2020");
        assert!((reliance.at - calendar.place(date(2021, 3, 12))).abs() < 1e-6);
        assert_eq!(
            shield.words,
            "EU→US, EU–US Privacy Shield: valid from 12 Jul 2016, invalid from 16 Jul 2020. Privacy policy (dated 12 Mar \
             2021) relies on it: invalid on that day. On 21 Nov 2026: invalid."
        );
        // On the corridor where nothing relies on it, only its end is marked.
        let other = lane(&calendar, Corridor::UkUs, MechanismId::EuUsPrivacyShield);
        assert!(other.stretches.iter().any(|s| !other.draws(s)));
        assert!(other.words.contains("No document relies on it."));
    }

    #[test]
    fn an_undated_text_stands_on_the_day_of_the_assessment_and_says_so() {
        let calendar = calendar();
        let consent = lane(&calendar, Corridor::EuUs, MechanismId::Consent);
        let reliance = &consent.relied[0];
        assert!(!reliance.dated);
        assert!((reliance.at - calendar.as_of.1).abs() < 1e-6);
        assert!(reliance.words.ends_with("document without a date"));
        assert_eq!(calendar.days.len(), 1);
        assert!(
            consent
                .words
                .contains("Terms, without a date, relies on it.")
        );
    }

    #[test]
    fn lanes_of_a_row_do_not_overlap() {
        let calendar = calendar();
        for band in &calendar.bands {
            for row in &band.rows {
                for pair in row.windows(2) {
                    assert!(pair[0].extent().1 < pair[1].extent().0, "{pair:?}");
                }
            }
        }
        // The Shield that a text relies on needs a row of its own: its line goes on beside the framework of today.
        let eu = &calendar.bands[0];
        let shares = eu.rows.iter().any(|row| {
            let has = |m| row.iter().any(|l| l.mechanism == m);
            has(MechanismId::EuUsPrivacyShield) && has(MechanismId::EuUsDpf)
        });
        assert!(!shares);
    }

    #[test]
    fn a_very_old_document_and_one_of_tomorrow_are_within_the_axis() {
        let law = Law::builtin().unwrap();
        let papers = [
            paper("Old", Some(date(1998, 1, 1))),
            paper("New", Some(date(2030, 1, 1))),
        ];
        let calendar = Calendar::of(&law, &[], &papers, date(2026, 11, 21), &[Corridor::EuUs]);
        assert_eq!(calendar.from, EARLIEST);
        assert_eq!(calendar.to, date(2030, 7, 1));
        assert!(calendar.days.iter().all(|d| (0.0..=1.0).contains(&d.at)));
    }
}
