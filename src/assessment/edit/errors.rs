//! Why a change is not made.

use crate::assessment::status::StatusError;
use crate::assessment::verify::VerificationError;
use crate::assessment::{Act, Decision, NextReviewError};
use crate::score::profile::{MAX_WEIGHT, ProfileError};

/// Why an edit was not made. The assessment is as it was.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EditError {
    /// No document at this place.
    #[error(
        "there is no document {}: the assessment has {count}. Choose one of the list.",
        .at + 1
    )]
    NoDocument {
        /// The index asked for.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// No decision at this place.
    #[error(
        "there is no decision {}: the assessment has {count}. Choose one of the trail.",
        .at + 1
    )]
    NoDecision {
        /// The index asked for.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// No change of the status at this place.
    #[error(
        "there is no change {} of the status: the assessment has {count}. Choose one of the trail.",
        .at + 1
    )]
    NoStatus {
        /// The index asked for.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// No day of a next review at this place.
    #[error(
        "there is no day {} of a next review: the assessment has {count}. Choose one of the trail.",
        .at + 1
    )]
    NoNextReview {
        /// The index asked for.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// No look-up at this place.
    #[error(
        "there is no verification {}: the assessment has {count}. Choose one of the trail.",
        .at + 1
    )]
    NoVerification {
        /// The index asked for.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// Readings must be as many as documents.
    #[error(
        "readings of {readings} documents were given for {documents} documents. Read all documents again."
    )]
    Readings {
        /// How many lists were given.
        readings: usize,
        /// How many documents there are.
        documents: usize,
    },
    /// A value is out of its range.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// A decision is not complete.
    #[error(transparent)]
    Decision(#[from] DecisionError),
    /// A change of the status is not complete.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// The day of the next review is not complete.
    #[error(transparent)]
    NextReview(#[from] NextReviewError),
    /// A look-up is not complete.
    #[error(transparent)]
    Verification(#[from] VerificationError),
}

/// What a decision lacks.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DecisionError {
    /// The reason is empty.
    #[error("a decision needs a reason; write one in a sentence.")]
    NoReason,
    /// Nobody is named as its author.
    #[error("a decision needs an author; write your name.")]
    NoAuthor,
    /// An acceptance needs an owner.
    #[error("an acceptance needs an owner; name who carries the risk.")]
    NoOwner,
    /// A number is out of its range.
    #[error("{what} is {value}; give a number from {least} to {greatest}.")]
    Range {
        /// What.
        what: &'static str,
        /// The value found.
        value: f64,
        /// The least that is allowed.
        least: f64,
        /// The greatest that is allowed.
        greatest: f64,
    },
}

impl Decision {
    /// Checks that it is complete: reason, author, owner of an acceptance, numbers in range.
    ///
    /// # Errors
    /// What is missing first.
    pub fn check(&self) -> Result<(), DecisionError> {
        if self.reason.trim().is_empty() {
            return Err(DecisionError::NoReason);
        }
        if self.author.trim().is_empty() {
            return Err(DecisionError::NoAuthor);
        }
        let range = |what, value: f64, greatest: f64| {
            if (0.0..=greatest).contains(&value) {
                Ok(())
            } else {
                Err(DecisionError::Range {
                    what,
                    value,
                    least: 0.0,
                    greatest,
                })
            }
        };
        match &self.act {
            Act::SetExposure(value) => range("the exposure", *value, 100.0),
            Act::SetWeight(value) => range("the weight", *value, MAX_WEIGHT),
            // A measure that takes everything off would be a denial of risk, not a treatment.
            Act::Treat { size, .. } => range("the size of the measure", *size, 0.99),
            Act::Accept { owner } if owner.trim().is_empty() => Err(DecisionError::NoOwner),
            Act::Accept { .. } | Act::Confirm | Act::Reject | Act::SetState(_) | Act::Note => {
                Ok(())
            }
        }
    }
}
