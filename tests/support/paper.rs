//! Makes policies of any length. Every sentence is our own; the vendors do not exist.

use super::random::Random;

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading of this level with its printed number.
    Heading(u8, String, String),
    /// Running text.
    Paragraph(String),
    /// An item of a list.
    Item(String),
    /// A row of a table of two cells.
    Row(String, String),
}

impl Part {
    /// Its words as a reader sees them.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Heading(_, number, title) => format!("{number} {title}"),
            Self::Paragraph(text) | Self::Item(text) => text.clone(),
            Self::Row(a, b) => format!("{a} {b}"),
        }
    }
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// Its parts in order.
    pub parts: Vec<Part>,
}

const VENDORS: &[&str] = &[
    "Hazelmoor",
    "Quillwharf",
    "Tarnbeck",
    "Osierlight",
    "Fennrow",
];

const HEADINGS: &[&str] = &[
    "What we collect",
    "How we use it",
    "Who receives it",
    "Where it goes",
    "How long we keep it",
    "Your choices",
    "Machine learning",
    "Sub-processors",
    "Changes to these terms",
    "Liability",
    "Aggregated information",
    "Security incidents",
];

const WHO: &[&str] = &[
    "We",
    "Our affiliates",
    "Our service providers",
    "Third parties that we choose",
    "The company",
];
const MAY: &[&str] = &[
    "may",
    "will",
    "shall not",
    "do not",
    "reserve the right to",
    "must",
    "may at any time",
];
const DO: &[&str] = &[
    "collect",
    "share",
    "disclose",
    "sell",
    "retain",
    "transfer",
    "analyse",
    "combine",
    "publish",
    "use for training our models",
    "derive insights from",
];
const WHAT: &[&str] = &[
    "your personal data",
    "the content that you upload",
    "usage information",
    "aggregated and de-identified data",
    "customer data, logs and telemetry",
    "e-mail addresses, names and telephone numbers",
    "precise location",
    "recordings of your sessions",
];
const WHERE: &[&str] = &[
    "with our partners",
    "to countries outside the European Economic Area",
    "for our own business purposes",
    "in order to improve our services",
    "for as long as we find it necessary",
    "with advertisers, their agencies and data brokers",
    "under the standard contractual clauses",
    "without further notice to you",
    "for research, including by third parties",
];
const UNLESS: &[&str] = &[
    "",
    ", unless you object within 30 days",
    ", except where the law (e.g. Art. 6 GDPR) forbids it",
    ", including data of the U.S. subsidiaries of Example Inc. and others",
    "; see No. 4 below",
    ", provided that nobody can be identified",
];
const LONE: &[&str] = &[
    "Your data never leaves the European Union.",
    "You may opt out at any time by writing to privacy@vendor.example.",
    "We changed this notice on 14 March 2024.",
    "Nothing in this section limits your rights under the “Agreement”.",
    "Our aggregate liability is limited to the fees of the last 12 months.",
    "In no event are we liable for indirect or consequential damage.",
    "Disputes are settled by binding arbitration, and you waive a trial by jury.",
    "We notify you of a breach without undue delay, and in any case within 72 hours.",
];

fn sentence(random: &mut Random) -> String {
    if random.below(5) == 0 {
        return random.pick(LONE).to_owned();
    }
    format!(
        "{} {} {} {} {}{}.",
        random.pick(WHO),
        random.pick(MAY),
        random.pick(DO),
        random.pick(WHAT),
        random.pick(WHERE),
        random.pick(UNLESS),
    )
}

impl Paper {
    /// A paper whose plain text has about `bytes` bytes. The same arguments give the same paper.
    #[must_use]
    pub fn new(seed: u64, bytes: usize) -> Self {
        let mut random = Random::new(seed);
        let vendor = random.pick(VENDORS);
        let title = format!("{vendor} Privacy Notice");
        let mut parts = vec![Part::Paragraph(format!(
            "Last updated: {} March 2024. This notice tells what {vendor} Ltd. (“{vendor}”, “we”) does with your data.",
            1 + random.below(28)
        ))];
        let mut size = title.len() + parts[0].text().len();
        let mut section = 0;
        while size < bytes {
            let from = parts.len();
            section += 1;
            let heading = random.pick(HEADINGS).to_owned();
            parts.push(Part::Heading(2, format!("{section}."), heading));
            for paragraph in 1..=1 + random.below(3) {
                if random.below(4) == 0 {
                    let title = random.pick(HEADINGS).to_owned();
                    parts.push(Part::Heading(3, format!("{section}.{paragraph}"), title));
                }
                let text: Vec<String> = (0..2 + random.below(4))
                    .map(|_| sentence(&mut random))
                    .collect();
                parts.push(Part::Paragraph(text.join(" ")));
            }
            if random.below(3) == 0 {
                parts.push(Part::Paragraph("We may share your data with:".to_owned()));
                for _ in 0..2 + random.below(5) {
                    parts.push(Part::Item(format!(
                        "{} {};",
                        random.pick(WHAT),
                        random.pick(WHERE)
                    )));
                }
            }
            if random.below(5) == 0 {
                parts.push(Part::Row("Data".to_owned(), "Purpose".to_owned()));
                for _ in 0..2 + random.below(4) {
                    parts.push(Part::Row(
                        random.pick(WHAT).to_owned(),
                        random.pick(WHERE).to_owned(),
                    ));
                }
            }
            size += parts[from..]
                .iter()
                .map(|p| p.text().len() + 2)
                .sum::<usize>();
        }
        Self { title, parts }
    }

    /// How many words it has.
    #[must_use]
    pub fn words(&self) -> usize {
        let in_parts: usize = self
            .parts
            .iter()
            .map(|p| p.text().split_whitespace().count())
            .sum();
        in_parts + self.title.split_whitespace().count()
    }
}
