//! Files of schema 1, which had no next review.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Fault, parsed};
use crate::assessment::{Assessment, Decision, Engagement, StatusChange};
use crate::document::Document;
use crate::finding::Reading;
use crate::score::Profile;

/// The shape of the whole file.
#[derive(Deserialize)]
#[serde(rename = "Scruple", deny_unknown_fields)]
struct File {
    #[allow(
        dead_code,
        reason = "told by `schema_of` before; named here so that it is a known field"
    )]
    schema: u32,
    #[serde(default)]
    #[allow(dead_code, reason = "for people who open the file")]
    program: String,
    assessment: Record,
}

/// The shape of an assessment. What is in it is as today.
#[derive(Deserialize)]
#[serde(rename = "Assessment", deny_unknown_fields)]
struct Record {
    vendor: String,
    purpose: String,
    as_of: Date,
    documents: Vec<Document>,
    readings: Vec<Vec<Reading>>,
    profile: Profile,
    engagement: Engagement,
    decisions: Vec<Decision>,
    #[serde(default)]
    statuses: Vec<StatusChange>,
}

/// Reads a file of schema 1.
pub(super) fn read(text: &str) -> Result<Assessment, Fault> {
    let Record {
        vendor,
        purpose,
        as_of,
        documents,
        readings,
        profile,
        engagement,
        decisions,
        statuses,
    } = parsed::<File>(text)?.assessment;
    Ok(Assessment {
        vendor,
        purpose,
        as_of,
        documents,
        readings,
        profile,
        engagement,
        decisions,
        statuses,
        schedule: Vec::new(),
        verifications: Vec::new(),
    })
}
