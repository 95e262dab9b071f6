//! An invented vendor for tests: a catalogue of 15 categories, documents with quotes in place, every state.

mod catalogue;

use jiff::civil::date;

use crate::assessment::review::review;
use crate::assessment::{
    Act, Assessment, Decision, Engagement, LoadNext, Outcome, Reviewed, TransferRow, TransferStatus,
};
use crate::catalogue::{Catalogue, GateId};
use crate::document::{DateBasis, Document, Format, Kind, Span, Voice, Warning, WarningKind};
use crate::finding::{
    Actor, Denial, Evidence, Factor, Finding, Grade, Modality, Reading, Row, State,
};
use crate::report::model::{Details, LawVersion, ReportModel};
use crate::score::{Base, Circumstances, Gate, GateStatus, score};
use catalogue::{SUBJECTS, catalogue, fill, profile, what};

/// What varies between tests.
pub struct Fixture {
    /// The vendor's name.
    pub vendor: String,
    /// How many provisions are found, of 90.
    pub found: usize,
    /// How often the sentence of each quote is said over.
    pub repeat: usize,
    /// Whether documents are there at all.
    pub documents: bool,
    /// What stands in front of each quote.
    pub prefix: String,
    /// Whether reviewers have decided something.
    pub reviewed: bool,
}

impl Default for Fixture {
    fn default() -> Self {
        Self {
            vendor: "Harbourlight Metrics".to_owned(),
            found: 48,
            repeat: 1,
            documents: true,
            prefix: String::new(),
            reviewed: false,
        }
    }
}

fn document(name: &str, kind: Kind, text: String, pages: Option<u32>) -> Document {
    Document {
        name: name.to_owned(),
        sha256: format!("{:0>64x}", name.len() * 7919 + text.len()),
        format: Format::Pdf,
        kind,
        kind_basis: "title".to_owned(),
        title: None,
        vendor: None,
        date: Some(date(2026, 2, 4)),
        date_basis: DateBasis::Stated,
        date_note: "“Effective 4 February 2026”".to_owned(),
        language: "en".to_owned(),
        words: text.split_whitespace().count(),
        pages,
        text,
        blocks: Vec::new(),
        outline: Vec::new(),
        sentences: Vec::new(),
        repairs: Vec::new(),
        source: Vec::new(),
        warnings: Vec::new(),
        counts: crate::document::Counts::ByRule,
    }
}

fn reading(provision: &str, state: State, span: Span, voice: Voice) -> Reading {
    Reading {
        provision: provision.to_owned(),
        signal: "own".to_owned(),
        state,
        actor: Actor::Vendor,
        modality: Modality::Permission,
        scope: None,
        denial: None,
        voice,
        span,
        words: Vec::new(),
        through: Vec::new(),
        about: Vec::new(),
        turned_by: None,
        aggravators: Vec::new(),
        mitigators: Vec::new(),
        confidence: 0.8,
    }
}

fn factor(name: &str, size: f64) -> Factor {
    Factor {
        id: name.replace(' ', "_"),
        name: name.to_owned(),
        size,
    }
}

impl Fixture {
    /// The assessment and what follows from it.
    pub fn assessed(&self) -> (Catalogue, Assessment, Outcome) {
        let catalogue = catalogue();
        let mut text = String::new();
        let mut rows = Vec::new();
        let mut findings = Vec::new();
        for (at, p) in catalogue.provisions.iter().enumerate() {
            let subject = SUBJECTS[at % SUBJECTS.len()];
            // Spread what is found over all categories.
            let is_found = self.documents && (at * 37) % 90 < self.found;
            let state = match (is_found, at % 9) {
                (true, 4) => State::Denied,
                (true, 5) => State::Conditional,
                (true, 7) if at > 50 => State::Conflict,
                (true, _) => State::Affirmed,
                (false, _) if !self.documents => State::NotAssessed,
                (false, 0..=5) => State::Silent,
                (false, 6) => State::NotApplicable,
                (false, _) => State::NotAssessed,
            };
            let mut row = Row {
                provision: p.id.clone(),
                category: p.category.clone(),
                state,
                findings: Vec::new(),
                aggravators: Vec::new(),
                mitigators: Vec::new(),
                other_side: Vec::new(),
                grade: Grade::Policy,
                confidence: if is_found { 0.85 } else { 1.0 },
                note: match state {
                    State::NotAssessed => "No data processing agreement was loaded.".to_owned(),
                    State::NotApplicable => "No data of this kind is sent.".to_owned(),
                    State::Silent => "The privacy policy was read and says nothing.".to_owned(),
                    _ => String::new(),
                },
            };
            if is_found {
                if at % 3 == 0 {
                    row.aggravators
                        .push(factor("at the vendor's discretion", 0.35));
                    row.aggravators.push(factor("list may change", 0.2));
                }
                if at % 4 == 1 {
                    row.mitigators.push(factor("summarised", 0.15));
                }
                let denial = (state == State::Denied).then_some(Denial::Scoped);
                if state == State::Denied {
                    row.mitigators
                        .push(factor("denied, under Nevada law", 0.15));
                }
                let times = if state == State::Conflict { 2 } else { 1 };
                for turn in 0..times {
                    let sentence = fill(subject.3, &p.category);
                    let mut quote = format!("{}{sentence}", self.prefix);
                    for _ in 1..self.repeat {
                        quote.push(' ');
                        quote.push_str(&sentence);
                    }
                    if turn == 1 {
                        quote = format!("We do not do so with {}.", what(&p.category));
                    }
                    let start = text.len();
                    text.push_str(&quote);
                    let span = Span::new(start, text.len());
                    text.push('\n');
                    let reads = if turn == 1 { State::Denied } else { state };
                    let voice = if at % 11 == 3 {
                        Voice::Analyst
                    } else {
                        Voice::Vendor
                    };
                    row.findings.push(findings.len());
                    findings.push(Finding {
                        provision: p.id.clone(),
                        category: p.category.clone(),
                        state: reads,
                        document: Some(0),
                        voice: Some(voice),
                        scope: denial.map(|_| "Nevada law".to_owned()),
                        denial,
                        aggravators: row.aggravators.clone(),
                        mitigators: Vec::new(),
                        confidence: 0.85,
                        evidence: vec![Evidence {
                            document: 0,
                            span,
                            quote,
                            section: format!(
                                "{} How we use data › {}.{}",
                                at / 6 + 1,
                                at / 6 + 1,
                                at % 6 + 1
                            ),
                            page: Some(u32::try_from(at / 9 + 1).unwrap()),
                            reading: reading(&p.id, reads, span, voice),
                        }],
                        note: String::new(),
                    });
                }
            } else if state == State::Silent {
                findings.push(Finding {
                    provision: p.id.clone(),
                    category: p.category.clone(),
                    state,
                    document: None,
                    voice: None,
                    scope: None,
                    denial: None,
                    aggravators: Vec::new(),
                    mitigators: Vec::new(),
                    confidence: 1.0,
                    evidence: Vec::new(),
                    note: row.note.clone(),
                });
            }
            rows.push(row);
        }
        let gates = vec![
            Gate {
                id: GateId::TrainingWithoutOptIn,
                status: GateStatus::Confirmed,
                why: "Customer content trains shared models unless somebody objects.".to_owned(),
            },
            Gate {
                id: GateId::IdentifiablePublication,
                status: GateStatus::ToCheck,
                why: "Aggregates may be published; no smallest group is named.".to_owned(),
            },
            Gate {
                id: GateId::InvalidTransferMechanism,
                status: GateStatus::NotMet,
                why: "A valid mechanism is named.".to_owned(),
            },
            Gate {
                id: GateId::SaleWithoutOptOut,
                status: GateStatus::NotMet,
                why: "No sale is found.".to_owned(),
            },
        ];
        let base = Base::of(&catalogue);
        let circumstances = Circumstances {
            european: true,
            gates: gates.clone(),
            ..Circumstances::default()
        };
        let profile = profile();
        let score = score(&rows, &base, &profile, &circumstances);
        let mut policy = document("privacy-policy.pdf", Kind::PrivacyPolicy, text, Some(11));
        policy.warnings.push(Warning {
            kind: WarningKind::UnreadablePages,
            message: "Pages 6 to 10 have no readable text.".to_owned(),
            damage: true,
        });
        let mut memo = document(
            "conduct-review-of-harbourlight-metrics-2026.html",
            Kind::Analysis,
            "An analyst's review of the policy.".to_owned(),
            None,
        );
        memo.date = None;
        memo.date_basis = DateBasis::Unknown;
        let transfers = if self.documents {
            transfers()
        } else {
            Vec::new()
        };
        let documents = if self.documents {
            vec![policy, memo]
        } else {
            Vec::new()
        };
        let assessment = Assessment {
            vendor: self.vendor.clone(),
            purpose: "Product analytics in the customer portal".to_owned(),
            as_of: date(2026, 11, 21),
            readings: vec![Vec::new(); documents.len()],
            documents,
            profile,
            engagement: Engagement {
                data: vec![
                    "employee accounts".to_owned(),
                    "usage of the portal".to_owned(),
                ],
                ..Engagement::default()
            },
            decisions: if self.reviewed {
                decisions()
            } else {
                Vec::new()
            },
            statuses: Vec::new(),
            schedule: Vec::new(),
            verifications: Vec::new(),
        };
        let reviewed = if self.reviewed {
            review(&rows, &findings, &score, &assessment, &base)
        } else {
            Reviewed {
                rows: rows.clone(),
                score: score.clone(),
                gates: gates.clone(),
                trail: Vec::new(),
                warnings: Vec::new(),
            }
        };
        let outcome = Outcome {
            findings,
            reviewed,
            rows,
            score,
            transfers,
            gates,
            load_next: vec![
                LoadNext {
                    what: "Data processing agreement".to_owned(),
                    why: "security, deletion at exit, onward transfer".to_owned(),
                    settles: 9,
                },
                LoadNext {
                    what: "Terms of service".to_owned(),
                    why: "liability, indemnity, termination".to_owned(),
                    settles: 6,
                },
            ],
            editions: Vec::new(),
        };
        (catalogue, assessment, outcome)
    }

    /// The model of a report about it.
    pub fn model(&self) -> ReportModel {
        let (catalogue, assessment, outcome) = self.assessed();
        ReportModel::new(
            &catalogue,
            &assessment,
            &outcome,
            LawVersion {
                version: "2026-11-14".to_owned(),
                entries: 34,
                checked: 21,
            },
            Details {
                organisation: "Tallow and Finch".to_owned(),
                mark: "Confidential, for procurement".to_owned(),
                prepared_by: "I. Marchetti, privacy".to_owned(),
                approved_by: "pending".to_owned(),
                version: "3".to_owned(),
                ..Details::default()
            },
        )
    }
}

fn decisions() -> Vec<Decision> {
    let decision = |provision: &str, act, reason: &str, expires| Decision {
        provision: provision.to_owned(),
        act,
        author: "I. Marchetti".to_owned(),
        at: "20 Nov 2026, 16:05".to_owned(),
        reason: reason.to_owned(),
        before: "affirmed, 89".to_owned(),
        expires,
    };
    vec![
        decision(
            "telemetry.open_use",
            Act::Confirm,
            "Read twice, with the product team.",
            None,
        ),
        decision(
            "ai.open_use",
            Act::SetState(State::Denied),
            "The order form of 12 November excludes training; it prevails over the policy.",
            None,
        ),
        decision(
            "telemetry.no_choice",
            Act::Treat {
                measure: "Switched off by our administrator".to_owned(),
                size: 0.5,
            },
            "Seen in the settings of our tenant.",
            Some(date(2027, 5, 31)),
        ),
        decision(
            "benchmarking.no_limit",
            Act::SetExposure(40.0),
            "The vendor showed its schedule.",
            None,
        ),
        decision(
            "sharing.disclosure",
            Act::Accept {
                owner: "Head of sales".to_owned(),
            },
            "Needed for the reseller channel.",
            None,
        ),
    ]
}

fn transfers() -> Vec<TransferRow> {
    let row = |corridor: &str, mechanism: &str, then, now, why: &str, source: &str| TransferRow {
        corridor: corridor.to_owned(),
        mechanism: mechanism.to_owned(),
        status_at_document: then,
        status_as_of: now,
        why: why.to_owned(),
        source: source.to_owned(),
        document: Some(0),
    };
    vec![
        row(
            "EU→US",
            "EU–US Data Privacy Framework",
            TransferStatus::ValidContested,
            TransferStatus::ValidContested,
            "In force since 10 July 2023. An appeal is pending, so a fallback in clauses is worth asking for.",
            "eur-lex C/2025/6610",
        ),
        row(
            "UK→US",
            "none named",
            TransferStatus::Unknown,
            TransferStatus::Unknown,
            "The policy claims the EU framework only; its UK extension is not mentioned.",
            "SI 2023/1028, not checked",
        ),
        row(
            "CH→US",
            "Swiss–US Privacy Shield",
            TransferStatus::Invalid,
            TransferStatus::Invalid,
            "Held not adequate on 8 September 2020.",
            "orrick 2020/09",
        ),
    ]
}
