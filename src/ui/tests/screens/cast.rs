//! Who is on the pictures: the samples, and further invented vendors whose policies are made of theirs.

use std::path::PathBuf;

use jiff::civil::{Date, date};

use crate::assessment::{Act, Assessment, Decision, Engagement, Status, StatusChange};
use crate::import::{Limits, import};
use crate::ui::engine::Engine;
use crate::ui::portfolio::Ask;
use crate::ui::samples::SAMPLES;

/// A folder of saved assessments.
pub struct Cast(tempfile::TempDir);

impl Cast {
    /// The folder of all vendors.
    pub fn vendors(&self) -> PathBuf {
        self.0.path().join("Vendors 2026")
    }

    /// A saved assessment, of the folder or beside it.
    pub fn saved(&self, name: &str) -> PathBuf {
        let name = format!("{name}.scruple");
        let inside = self.vendors().join(&name);
        if inside.exists() {
            inside
        } else {
            self.0.path().join(name)
        }
    }
}

/// Asks to open the vendor whose name begins so.
pub fn open(name: &str, window: &super::Window) -> Ask {
    let vendors = &window.state().portfolio.vendors;
    let at = vendors.iter().position(|v| v.name().starts_with(name));
    Ask::Open(at.expect("the vendor is in the portfolio"))
}

/// Further vendors: whose sample, which of its paragraphs are left out, and what would be sent.
const OTHERS: [(&str, usize, usize, [u8; 3]); 13] = [
    ("Alderstrand Cloud", 0, 5, [3, 3, 4]),
    ("Brackenlight", 0, 3, [2, 2, 2]),
    ("Cormorant Desk", 1, 4, [2, 3, 3]),
    ("Duneside Mail", 2, 5, [2, 4, 3]),
    ("Eiderpoint Data", 0, 4, [4, 4, 4]),
    ("Fenmarsh Surveys", 1, 3, [3, 2, 1]),
    ("Gullhaven Pay", 2, 3, [4, 3, 4]),
    ("Harrow Lane Tickets", 0, 2, [1, 2, 2]),
    ("Islewood Learning", 1, 5, [2, 1, 2]),
    ("Juniper Quay", 2, 4, [1, 1, 1]),
    ("Knotgrass Analytics", 1, 2, [3, 4, 2]),
    ("Lapwing Storage", 0, 6, [4, 2, 3]),
    ("Marram Video", 0, 7, [2, 3, 1]),
];

fn assessment(engine: &Engine, vendor: &str, files: &[(String, String)]) -> Assessment {
    let mut assessment = Assessment::new(vendor, date(2026, 11, 21));
    for (name, text) in files {
        let document = import(name, text.as_bytes(), &Limits::default()).expect("it is read");
        assessment.readings.push(engine.readings(&document));
        assessment.documents.push(document);
    }
    assessment
}

fn files(sample: usize) -> Vec<(String, String)> {
    let files = SAMPLES[sample].files.iter();
    files
        .map(|(name, bytes)| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            ((*name).to_owned(), text)
        })
        .collect()
}

/// A vendor whose papers are those of a sample, without every so-many-th paragraph.
fn other(engine: &Engine, at: usize) -> Assessment {
    let (vendor, sample, leave, [sensitivity, volume, criticality]) = OTHERS[at];
    let whole = SAMPLES[sample].vendor;
    let short = |name: &str| name.split(' ').next().unwrap_or(name).to_owned();
    let papers: Vec<(String, String)> = files(sample)
        .into_iter()
        .map(|(name, text)| {
            let kept = text.split("\n\n").enumerate();
            let kept: Vec<&str> = kept
                .filter(|(i, _)| *i < 3 || !(i + at).is_multiple_of(leave))
                .map(|(_, p)| p)
                .collect();
            let text = kept.join("\n\n").replace(whole, vendor);
            (name, text.replace(&short(whole), &short(vendor)))
        })
        .collect();
    let mut made = assessment(engine, vendor, &papers);
    made.engagement = Engagement {
        sensitivity,
        volume,
        criticality,
        ..Engagement::default()
    };
    made
}

fn status(status: Status, day: &str, reason: &str, expires: Option<Date>) -> StatusChange {
    let conditions = match status {
        Status::ApprovedWithConditions => "No advertising identifiers; clauses signed.",
        _ => "",
    };
    StatusChange {
        status,
        author: "M. Castell".to_owned(),
        at: format!("{day} 14:05"),
        reason: reason.to_owned(),
        conditions: conditions.to_owned(),
        expires,
    }
}

/// Writes all of them.
pub fn folder() -> Cast {
    let cast = Cast(tempfile::tempdir().expect("a folder"));
    std::fs::create_dir_all(cast.vendors()).expect("a folder");
    let engine = Engine::load().expect("the built-in rules");
    let stem = |vendor: &str| vendor.split(' ').next().unwrap_or(vendor).to_lowercase();
    let keep = |made: &Assessment, path: PathBuf| engine.save(&path, made).expect("it is saved");
    for (at, sample) in SAMPLES.iter().enumerate() {
        let mut made = assessment(&engine, sample.vendor, &files(at));
        dress(&mut made, at);
        let name = format!("{}.scruple", stem(sample.vendor));
        keep(&made, cast.vendors().join(name));
    }
    for (at, (vendor, ..)) in OTHERS.iter().enumerate() {
        let mut made = other(&engine, at);
        let until = Some(date(2026, 12, 1 + 2 * at as i8));
        match at % 4 {
            0 => made.statuses.push(status(
                Status::ApprovedWithConditions,
                "2026-11-03",
                "The committee agreed.",
                until,
            )),
            1 => made.statuses.push(status(
                Status::InReview,
                "2026-11-19",
                "All papers are there.",
                None,
            )),
            2 => made.statuses.push(status(
                Status::Approved,
                "2026-10-12",
                "Little is sent.",
                Some(date(2026, 11, 12 + at as i8)),
            )),
            _ => {}
        }
        keep(
            &made,
            cast.vendors().join(format!("{}.scruple", stem(vendor))),
        );
    }
    keep(&two_versions(&engine), cast.saved("dovemoor-versions"));
    cast
}

/// What would be sent to the samples, and what was decided about them so far.
fn dress(made: &mut Assessment, at: usize) {
    let engagements = [
        ([3, 2, 3], "employee accounts"),
        ([2, 4, 2], "usage records"),
        ([2, 2, 3], "payroll"),
    ];
    let ([sensitivity, volume, criticality], data) = engagements[at];
    made.engagement = Engagement {
        data: vec![data.to_owned(), "contact details".to_owned()],
        sensitivity,
        volume,
        criticality,
        ..Engagement::default()
    };
    made.purpose = [
        "Batch computing",
        "Product analytics",
        "Payroll of the group",
    ][at]
        .to_owned();
    if at == 0 {
        made.decisions.push(Decision {
            provision: "advertising.partner_sharing".to_owned(),
            act: Act::Confirm,
            author: "M. Castell".to_owned(),
            at: "2026-11-20 16:40".to_owned(),
            reason: "The notice says so without a way out.".to_owned(),
            before: "Affirmed".to_owned(),
            expires: None,
        });
        let reason = "All papers are there.";
        made.statuses
            .push(status(Status::InReview, "2026-11-19", reason, None));
    }
}

/// The first sample with an older version of its notice, in which some things were otherwise.
fn two_versions(engine: &Engine) -> Assessment {
    let mut papers = files(0);
    let (_, now) = papers[0].clone();
    let cut = |text: &str, from: &str| {
        let kept = text.lines().filter(|line| !line.contains(from));
        kept.collect::<Vec<_>>().join("\n")
    };
    let before = now
        .replace("October 2, 2023", "March 14, 2022")
        .replace("in our sole discretion", "and tell you 30 days before");
    let before = cut(&cut(&before, "Advertising partners"), "merger, bankruptcy");
    papers.insert(0, ("dovemoor-privacy-notice-2022.md".to_owned(), before));
    assessment(engine, SAMPLES[0].vendor, &papers)
}
