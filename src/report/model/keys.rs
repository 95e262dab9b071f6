//! Keys in files, and names for people, of what lower modules count by.

use crate::assessment::TransferStatus;
use crate::catalogue::GateId;
use crate::document::{DateBasis, Kind, Voice};

/// Key of a transfer status in files.
#[must_use]
pub const fn status_key(status: TransferStatus) -> &'static str {
    match status {
        TransferStatus::Valid => "valid",
        TransferStatus::ValidContested => "valid_contested",
        TransferStatus::Limited => "limited",
        TransferStatus::Invalid => "invalid",
        TransferStatus::NotYetEffective => "not_yet_effective",
        TransferStatus::Unknown => "unknown",
    }
}

/// A transfer status for people.
#[must_use]
pub const fn status_name(status: TransferStatus) -> &'static str {
    match status {
        TransferStatus::Valid => "Valid",
        TransferStatus::ValidContested => "Valid, contested",
        TransferStatus::Limited => "Limited",
        TransferStatus::Invalid => "Invalid",
        TransferStatus::NotYetEffective => "Not yet in effect",
        TransferStatus::Unknown => "Unknown",
    }
}

/// Key of a voice in files.
#[must_use]
pub const fn voice_key(voice: Voice) -> &'static str {
    match voice {
        Voice::Vendor => "vendor",
        Voice::Analyst => "analyst",
        Voice::OtherParty => "other_party",
    }
}

/// Key of a date's basis in files.
#[must_use]
pub const fn date_basis_key(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Stated => "stated",
        DateBasis::Inferred => "inferred",
        DateBasis::Unknown => "unknown",
    }
}

/// Key of a kind in files.
#[must_use]
pub const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::PrivacyPolicy => "privacy_policy",
        Kind::Terms => "terms",
        Kind::ProcessingAgreement => "processing_agreement",
        Kind::SubProcessors => "sub_processors",
        Kind::CookiePolicy => "cookie_policy",
        Kind::Security => "security",
        Kind::AiTerms => "ai_terms",
        Kind::Analysis => "analysis",
        Kind::Other => "other",
    }
}

/// A gate's name and its key in files.
#[must_use]
pub const fn gate_name(id: GateId) -> (&'static str, &'static str) {
    match id {
        GateId::InvalidTransferMechanism => {
            ("Invalid transfer mechanism", "invalid_transfer_mechanism")
        }
        GateId::SaleWithoutOptOut => ("Sale without opt-out", "sale_without_opt_out"),
        GateId::IdentifiablePublication => ("Identifiable publication", "identifiable_publication"),
        GateId::TrainingWithoutOptIn => ("Training without opt-in", "training_without_opt_in"),
    }
}
