//! Every change of an assessment is an [`Edit`]; applying one gives its inverse.

mod errors;

use jiff::civil::Date;

use super::status::StatusChange;
use super::verify::Verification;
use super::{Assessment, Decision, Engagement, NextReview};
use crate::document::Document;
use crate::finding::Reading;
use crate::score::{Profile, SilencePoints, Tier, TierCuts};

pub use errors::{DecisionError, EditError};

/// A change of an assessment.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The vendor's name.
    SetVendor(String),
    /// What the vendor would be used for.
    SetPurpose(String),
    /// The day for which the assessment holds.
    SetAsOf(Date),
    /// What the customer would send.
    SetEngagement(Engagement),
    /// All weights and severities at once.
    SetProfile(Box<Profile>),
    /// The profile's name.
    SetProfileName(String),
    /// Weight of a category, 0 to 30; `None`: the catalogue's.
    SetWeight {
        /// Category id.
        category: String,
        /// The weight.
        weight: Option<f64>,
    },
    /// Weight of a provision within its category, 0 to 30; `None`: 1.
    SetProvisionWeight {
        /// Provision id.
        provision: String,
        /// The weight.
        weight: Option<f64>,
    },
    /// Severity of a provision, 0 to 100; `None`: the catalogue's.
    SetSeverity {
        /// Provision id.
        provision: String,
        /// The severity.
        severity: Option<f64>,
    },
    /// Severity emphasis, 1 to 8.
    SetEmphasis(f64),
    /// What silence counts for.
    SetSilence(SilencePoints),
    /// Where tiers begin.
    SetCuts(TierCuts),
    /// The tier that a confirmed gate guarantees.
    SetGateFloor(Tier),
    /// A document with its readings, put at this place (at most the end).
    AddDocument {
        /// Index that it gets.
        at: usize,
        /// The document.
        document: Box<Document>,
        /// What was read in it.
        readings: Vec<Reading>,
    },
    /// The document at this place is taken out.
    RemoveDocument(usize),
    /// The document at this place is replaced, as when its kind was set by hand or its text was read anew.
    SetDocument {
        /// Its index.
        at: usize,
        /// The new one.
        document: Box<Document>,
        /// What was read in it.
        readings: Vec<Reading>,
    },
    /// The readings of all documents, as when another catalogue read them.
    SetReadings(Vec<Vec<Reading>>),
    /// A decision, put at this place (at most the end).
    AddDecision {
        /// Index that it gets.
        at: usize,
        /// The decision.
        decision: Box<Decision>,
    },
    /// The decision at this place is taken out.
    RemoveDecision(usize),
    /// The decision at this place is replaced.
    SetDecision {
        /// Its index.
        at: usize,
        /// The new one.
        decision: Box<Decision>,
    },
    /// A change of the status, put at this place (at most the end).
    AddStatus {
        /// Index that it gets.
        at: usize,
        /// The change.
        change: Box<StatusChange>,
    },
    /// The change of the status at this place is taken out.
    RemoveStatus(usize),
    /// A day of the next review, put at this place (at most the end).
    AddNextReview {
        /// Index that it gets.
        at: usize,
        /// The day, with who set it and why.
        next: Box<NextReview>,
    },
    /// The day of the next review at this place is taken out.
    RemoveNextReview(usize),
    /// What was looked up by hand, put at this place (at most the end).
    AddVerification {
        /// Index that it gets.
        at: usize,
        /// What was found.
        verification: Box<Verification>,
    },
    /// The look-up at this place is taken out.
    RemoveVerification(usize),
    /// Several changes as one step; where one fails, none is made.
    Several {
        /// Name of the step for people: `Apply the profile to all`.
        name: String,
        /// The changes, in order.
        edits: Vec<Edit>,
    },
}

impl Edit {
    /// The change at the end of the list of documents that adds one.
    #[must_use]
    pub fn add_document(
        assessment: &Assessment,
        document: Document,
        readings: Vec<Reading>,
    ) -> Self {
        Self::AddDocument {
            at: assessment.documents.len(),
            document: Box::new(document),
            readings,
        }
    }

    /// The change at the end of the trail that adds a decision.
    #[must_use]
    pub fn add_decision(assessment: &Assessment, decision: Decision) -> Self {
        Self::AddDecision {
            at: assessment.decisions.len(),
            decision: Box::new(decision),
        }
    }

    /// The change at the end of the trail of the status.
    #[must_use]
    pub fn set_status(assessment: &Assessment, change: StatusChange) -> Self {
        Self::AddStatus {
            at: assessment.statuses.len(),
            change: Box::new(change),
        }
    }

    /// The change at the end of the trail that sets the day of the next review.
    #[must_use]
    pub fn set_next_review(assessment: &Assessment, next: NextReview) -> Self {
        Self::AddNextReview {
            at: assessment.schedule.len(),
            next: Box::new(next),
        }
    }

    /// The change at the end of the trail of what was looked up by hand.
    #[must_use]
    pub fn add_verification(assessment: &Assessment, verification: Verification) -> Self {
        Self::AddVerification {
            at: assessment.verifications.len(),
            verification: Box::new(verification),
        }
    }

    /// Name for menus, as after "Undo": `weight of telemetry`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::SetVendor(_) => "name of the vendor".to_owned(),
            Self::SetPurpose(_) => "purpose".to_owned(),
            Self::SetAsOf(_) => "day of the assessment".to_owned(),
            Self::SetEngagement(_) => "engagement".to_owned(),
            Self::SetProfile(profile) => format!("profile {}", profile.name),
            Self::SetProfileName(_) => "name of the profile".to_owned(),
            Self::SetWeight { category, .. } => format!("weight of {category}"),
            Self::SetProvisionWeight { provision, .. } => format!("weight of {provision}"),
            Self::SetSeverity { provision, .. } => format!("severity of {provision}"),
            Self::SetEmphasis(_) => "severity emphasis".to_owned(),
            Self::SetSilence(_) => "points of silence".to_owned(),
            Self::SetCuts(_) => "tier cuts".to_owned(),
            Self::SetGateFloor(_) => "floor of gates".to_owned(),
            Self::AddDocument { document, .. } => format!("adding {}", document.name),
            Self::RemoveDocument(_) => "removing a document".to_owned(),
            Self::SetDocument { document, .. } => format!("change of {}", document.name),
            Self::SetReadings(_) => "reading the documents again".to_owned(),
            Self::AddDecision { decision, .. } => format!("decision on {}", decision.provision),
            Self::RemoveDecision(_) => "removing a decision".to_owned(),
            Self::SetDecision { decision, .. } => {
                format!("change of a decision on {}", decision.provision)
            }
            Self::AddStatus { change, .. } => format!("status {}", change.status.name()),
            Self::RemoveStatus(_) => "removing a change of the status".to_owned(),
            Self::AddNextReview { .. } => "next review".to_owned(),
            Self::RemoveNextReview(_) => "removing a day of the next review".to_owned(),
            Self::AddVerification { verification, .. } => {
                format!("verification “{}”", verification.what)
            }
            Self::RemoveVerification(_) => "removing a verification".to_owned(),
            Self::Several { name, .. } => name.clone(),
        }
    }

    /// What a run of edits must share to be merged into one step, as the moves of one slider do.
    /// `None`: never merged.
    #[must_use]
    pub fn merge_key(&self) -> Option<String> {
        match self {
            Self::SetVendor(_) => Some("vendor".to_owned()),
            Self::SetPurpose(_) => Some("purpose".to_owned()),
            Self::SetProfileName(_) => Some("profile name".to_owned()),
            Self::SetWeight { category, .. } => Some(format!("weight/{category}")),
            Self::SetProvisionWeight { provision, .. } => Some(format!("row weight/{provision}")),
            Self::SetSeverity { provision, .. } => Some(format!("severity/{provision}")),
            Self::SetEmphasis(_) => Some("emphasis".to_owned()),
            Self::SetSilence(_) => Some("silence".to_owned()),
            Self::SetCuts(_) => Some("cuts".to_owned()),
            Self::SetEngagement(_) => Some("engagement".to_owned()),
            _ => None,
        }
    }

    /// Whether findings must be merged anew after it; otherwise only numbers change.
    #[must_use]
    pub fn changes_findings(&self) -> bool {
        match self {
            Self::SetAsOf(_)
            | Self::SetEngagement(_)
            | Self::AddDocument { .. }
            | Self::RemoveDocument(_)
            | Self::SetDocument { .. }
            | Self::SetReadings(_) => true,
            Self::Several { edits, .. } => edits.iter().any(Self::changes_findings),
            _ => false,
        }
    }

    /// Makes the change and gives the edit that takes it back.
    ///
    /// # Errors
    /// Where the change cannot be made; the assessment is then as it was.
    pub fn apply(self, assessment: &mut Assessment) -> Result<Self, EditError> {
        match self {
            Self::SetVendor(vendor) => Ok(Self::SetVendor(std::mem::replace(
                &mut assessment.vendor,
                vendor,
            ))),
            Self::SetPurpose(purpose) => Ok(Self::SetPurpose(std::mem::replace(
                &mut assessment.purpose,
                purpose,
            ))),
            Self::SetAsOf(day) => Ok(Self::SetAsOf(std::mem::replace(&mut assessment.as_of, day))),
            Self::SetEngagement(engagement) => Ok(Self::SetEngagement(std::mem::replace(
                &mut assessment.engagement,
                engagement,
            ))),
            Self::SetReadings(readings) => {
                if readings.len() != assessment.documents.len() {
                    return Err(EditError::Readings {
                        readings: readings.len(),
                        documents: assessment.documents.len(),
                    });
                }
                Ok(Self::SetReadings(std::mem::replace(
                    &mut assessment.readings,
                    readings,
                )))
            }
            Self::AddDocument {
                at,
                document,
                readings,
            } => {
                let at = at.min(assessment.documents.len());
                assessment
                    .readings
                    .resize(assessment.documents.len(), Vec::new());
                assessment.documents.insert(at, *document);
                assessment.readings.insert(at, readings);
                Ok(Self::RemoveDocument(at))
            }
            Self::RemoveDocument(at) => remove_document(assessment, at),
            Self::SetDocument {
                at,
                document,
                readings,
            } => set_document(assessment, at, *document, readings),
            Self::AddDecision { at, decision } => {
                decision.check()?;
                let at = at.min(assessment.decisions.len());
                assessment.decisions.insert(at, *decision);
                Ok(Self::RemoveDecision(at))
            }
            Self::RemoveDecision(at) => {
                if at >= assessment.decisions.len() {
                    return Err(no_decision(assessment, at));
                }
                let decision = Box::new(assessment.decisions.remove(at));
                Ok(Self::AddDecision { at, decision })
            }
            Self::SetDecision { at, decision } => {
                decision.check()?;
                let error = no_decision(assessment, at);
                let slot = assessment.decisions.get_mut(at).ok_or(error)?;
                let decision = Box::new(std::mem::replace(slot, *decision));
                Ok(Self::SetDecision { at, decision })
            }
            Self::AddStatus { at, change } => {
                change.check()?;
                let at = at.min(assessment.statuses.len());
                assessment.statuses.insert(at, *change);
                Ok(Self::RemoveStatus(at))
            }
            Self::RemoveStatus(at) => {
                let count = assessment.statuses.len();
                if at >= count {
                    return Err(EditError::NoStatus { at, count });
                }
                let change = Box::new(assessment.statuses.remove(at));
                Ok(Self::AddStatus { at, change })
            }
            Self::AddNextReview { at, next } => {
                next.check()?;
                let at = at.min(assessment.schedule.len());
                assessment.schedule.insert(at, *next);
                Ok(Self::RemoveNextReview(at))
            }
            Self::RemoveNextReview(at) => {
                let count = assessment.schedule.len();
                if at >= count {
                    return Err(EditError::NoNextReview { at, count });
                }
                let next = Box::new(assessment.schedule.remove(at));
                Ok(Self::AddNextReview { at, next })
            }
            Self::AddVerification { at, verification } => {
                verification.check()?;
                let at = at.min(assessment.verifications.len());
                assessment.verifications.insert(at, *verification);
                Ok(Self::RemoveVerification(at))
            }
            Self::RemoveVerification(at) => {
                let count = assessment.verifications.len();
                if at >= count {
                    return Err(EditError::NoVerification { at, count });
                }
                let verification = Box::new(assessment.verifications.remove(at));
                Ok(Self::AddVerification { at, verification })
            }
            Self::Several { name, edits } => several(assessment, name, edits),
            weights => weights.apply_to_profile(&mut assessment.profile),
        }
    }

    /// The edits that change nothing but the profile.
    fn apply_to_profile(self, profile: &mut Profile) -> Result<Self, EditError> {
        let before = profile.clone();
        let inverse = match self {
            Self::SetProfile(new) => Self::SetProfile(Box::new(std::mem::replace(profile, *new))),
            Self::SetProfileName(name) => {
                Self::SetProfileName(std::mem::replace(&mut profile.name, name))
            }
            Self::SetWeight { category, weight } => {
                let weight = put(&mut profile.weights, &category, weight);
                Self::SetWeight { category, weight }
            }
            Self::SetProvisionWeight { provision, weight } => {
                let weight = put(&mut profile.provision_weights, &provision, weight);
                Self::SetProvisionWeight { provision, weight }
            }
            Self::SetSeverity {
                provision,
                severity,
            } => {
                let severity = put(&mut profile.severities, &provision, severity);
                Self::SetSeverity {
                    provision,
                    severity,
                }
            }
            Self::SetEmphasis(emphasis) => {
                Self::SetEmphasis(std::mem::replace(&mut profile.emphasis, emphasis))
            }
            Self::SetSilence(points) => {
                Self::SetSilence(std::mem::replace(&mut profile.silence, points))
            }
            Self::SetCuts(cuts) => Self::SetCuts(std::mem::replace(&mut profile.cuts, cuts)),
            Self::SetGateFloor(tier) => {
                Self::SetGateFloor(std::mem::replace(&mut profile.gate_floor, tier))
            }
            // All others are made by `apply` itself and never come here.
            other => other,
        };
        if let Err(error) = profile.check() {
            *profile = before;
            return Err(error.into());
        }
        Ok(inverse)
    }
}

/// Puts a value under a key, or takes the key out; gives what was there.
fn put(
    map: &mut std::collections::BTreeMap<String, f64>,
    key: &str,
    value: Option<f64>,
) -> Option<f64> {
    match value {
        Some(value) => map.insert(key.to_owned(), value),
        None => map.remove(key),
    }
}

fn no_decision(assessment: &Assessment, at: usize) -> EditError {
    EditError::NoDecision {
        at,
        count: assessment.decisions.len(),
    }
}

fn no_document(assessment: &Assessment, at: usize) -> EditError {
    EditError::NoDocument {
        at,
        count: assessment.documents.len(),
    }
}

fn remove_document(assessment: &mut Assessment, at: usize) -> Result<Edit, EditError> {
    if at >= assessment.documents.len() {
        return Err(no_document(assessment, at));
    }
    assessment
        .readings
        .resize(assessment.documents.len(), Vec::new());
    Ok(Edit::AddDocument {
        at,
        document: Box::new(assessment.documents.remove(at)),
        readings: assessment.readings.remove(at),
    })
}

fn set_document(
    assessment: &mut Assessment,
    at: usize,
    document: Document,
    readings: Vec<Reading>,
) -> Result<Edit, EditError> {
    let error = no_document(assessment, at);
    assessment
        .readings
        .resize(assessment.documents.len(), Vec::new());
    match (
        assessment.documents.get_mut(at),
        assessment.readings.get_mut(at),
    ) {
        (Some(old), Some(read)) => Ok(Edit::SetDocument {
            at,
            document: Box::new(std::mem::replace(old, document)),
            readings: std::mem::replace(read, readings),
        }),
        _ => Err(error),
    }
}

fn several(assessment: &mut Assessment, name: String, edits: Vec<Edit>) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(assessment) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.into_iter().rev() {
                    // What was just made can be taken back: its inverse comes from the change itself.
                    inverse.apply(assessment)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Several {
        name,
        edits: inverses,
    })
}
