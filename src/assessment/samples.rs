//! Small invented records for tests.

use jiff::civil::date;

use super::{Act, Assessment, Decision};
use crate::document::{
    Block, BlockKind, DateBasis, Document, Format, Kind, Sentence, Span, Voice, Warning,
    WarningKind,
};
use crate::finding::{Actor, Denial, Factor, Finding, Grade, Modality, Reading, Row, State};

pub fn document(name: &str, text: &str) -> Document {
    let span = Span::new(0, text.len());
    Document {
        name: name.to_owned(),
        sha256: "0".repeat(64),
        format: Format::Text,
        kind: Kind::PrivacyPolicy,
        kind_basis: "title".to_owned(),
        title: Some("Privacy notice".to_owned()),
        vendor: Some("Tarn & Fell".to_owned()),
        date: Some(date(2026, 2, 4)),
        date_basis: DateBasis::Stated,
        date_note: "Last updated".to_owned(),
        language: "en".to_owned(),
        words: 3,
        pages: None,
        text: text.to_owned(),
        blocks: vec![Block {
            kind: BlockKind::Heading(1),
            span,
            section: None,
            page: Some(1),
            turns: Vec::new(),
            voice: Voice::Vendor,
            hidden: false,
        }],
        outline: Vec::new(),
        sentences: vec![Sentence {
            span,
            block: 0,
            lead_in: None,
        }],
        repairs: Vec::new(),
        source: Vec::new(),
        warnings: vec![Warning {
            kind: WarningKind::NoDate,
            message: "No date.".to_owned(),
            damage: false,
        }],
        counts: crate::document::Counts::ByRule,
    }
}

pub fn reading(provision: &str) -> Reading {
    Reading {
        provision: provision.to_owned(),
        signal: "said".to_owned(),
        state: State::Denied,
        actor: Actor::Vendor,
        modality: Modality::Permission,
        scope: Some("Nevada law".to_owned()),
        denial: Some(Denial::Scoped),
        voice: Voice::Vendor,
        span: Span::new(0, 2),
        words: vec![Span::new(0, 1)],
        through: Vec::new(),
        about: Vec::new(),
        turned_by: None,
        aggravators: vec!["names".to_owned()],
        mitigators: Vec::new(),
        confidence: 0.8,
    }
}

pub fn decision(provision: &str, act: Act) -> Decision {
    Decision {
        provision: provision.to_owned(),
        act,
        author: "M. Okoye".to_owned(),
        at: "2026-11-21 22:04".to_owned(),
        reason: "Agreed with the vendor by letter.".to_owned(),
        before: "Affirmed, 78".to_owned(),
        expires: None,
    }
}

pub fn row(provision: &str, state: State) -> Row {
    Row {
        provision: provision.to_owned(),
        category: provision.split('.').next().unwrap().to_owned(),
        state,
        findings: Vec::new(),
        aggravators: Vec::new(),
        mitigators: Vec::new(),
        other_side: Vec::new(),
        grade: Grade::Policy,
        confidence: 0.8,
        note: String::new(),
    }
}

pub fn finding(provision: &str, state: State) -> Finding {
    Finding {
        provision: provision.to_owned(),
        category: provision.split('.').next().unwrap().to_owned(),
        state,
        document: Some(0),
        voice: Some(Voice::Vendor),
        scope: None,
        denial: None,
        aggravators: Vec::new(),
        mitigators: Vec::new(),
        confidence: 0.7,
        evidence: Vec::new(),
        note: String::new(),
    }
}

pub fn factor(id: &str, size: f64) -> Factor {
    Factor {
        id: id.to_owned(),
        name: id.to_owned(),
        size,
    }
}

pub fn assessment() -> Assessment {
    let mut assessment = Assessment::new("Tarn & Fell", date(2026, 11, 21));
    assessment.purpose = "Survey tool".to_owned();
    assessment.documents = vec![document("policy.txt", "One two three")];
    assessment.readings = vec![vec![reading("ai.content_training")]];
    assessment.decisions = vec![decision("ai.content_training", Act::Confirm)];
    assessment
}
