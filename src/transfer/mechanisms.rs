//! Corridors and mechanisms by name.

use serde::{Deserialize, Serialize};

/// Where data comes from and goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Corridor {
    EuUs,
    UkUs,
    ChUs,
}

impl Corridor {
    /// All corridors, in display order.
    pub const ALL: [Self; 3] = [Self::EuUs, Self::UkUs, Self::ChUs];

    /// The name shown and exported: `EU→US`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EuUs => "EU→US",
            Self::UkUs => "UK→US",
            Self::ChUs => "CH→US",
        }
    }

    /// The corridor of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }

    /// The provision that asks whether the corridor has a valid mechanism.
    #[must_use]
    pub const fn provision(self) -> &'static str {
        match self {
            Self::EuUs => "transfers.eu_us",
            Self::UkUs => "transfers.uk_us",
            Self::ChUs => "transfers.ch_us",
        }
    }
}

/// A legal basis on which data may leave a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "the names say it, and the data file explains them"
)]
pub enum MechanismId {
    EuUsDpf,
    UkExtension,
    SwissUsDpf,
    EuUsPrivacyShield,
    SwissUsPrivacyShield,
    EuUsSafeHarbor,
    SwissUsSafeHarbor,
    NewClauses,
    OldClauses,
    /// Standard contractual clauses, generation not said.
    Clauses,
    UkIdta,
    UkAddendum,
    UkClauses,
    SwissRider,
    BindingRules,
    Consent,
    ContractNecessity,
    PrivacyRules,
    CodeOfConduct,
    /// An adequacy decision, not said which.
    Adequacy,
    /// A lawful safeguard, not said which.
    Unnamed,
}

impl MechanismId {
    /// All mechanisms, in display order: frameworks, clauses, other tools, exceptions.
    pub const ALL: [Self; 21] = [
        Self::EuUsDpf,
        Self::UkExtension,
        Self::SwissUsDpf,
        Self::EuUsPrivacyShield,
        Self::SwissUsPrivacyShield,
        Self::EuUsSafeHarbor,
        Self::SwissUsSafeHarbor,
        Self::NewClauses,
        Self::OldClauses,
        Self::Clauses,
        Self::UkIdta,
        Self::UkAddendum,
        Self::UkClauses,
        Self::SwissRider,
        Self::BindingRules,
        Self::Consent,
        Self::ContractNecessity,
        Self::PrivacyRules,
        Self::CodeOfConduct,
        Self::Adequacy,
        Self::Unnamed,
    ];

    /// The key in the data file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::EuUsDpf => "eu_us_dpf",
            Self::UkExtension => "uk_extension",
            Self::SwissUsDpf => "swiss_us_dpf",
            Self::EuUsPrivacyShield => "eu_us_privacy_shield",
            Self::SwissUsPrivacyShield => "swiss_us_privacy_shield",
            Self::EuUsSafeHarbor => "eu_us_safe_harbor",
            Self::SwissUsSafeHarbor => "swiss_us_safe_harbor",
            Self::NewClauses => "new_clauses",
            Self::OldClauses => "old_clauses",
            Self::Clauses => "clauses",
            Self::UkIdta => "uk_idta",
            Self::UkAddendum => "uk_addendum",
            Self::UkClauses => "uk_clauses",
            Self::SwissRider => "swiss_rider",
            Self::BindingRules => "binding_rules",
            Self::Consent => "consent",
            Self::ContractNecessity => "contract_necessity",
            Self::PrivacyRules => "privacy_rules",
            Self::CodeOfConduct => "code_of_conduct",
            Self::Adequacy => "adequacy",
            Self::Unnamed => "unnamed",
        }
    }

    /// A name for narrow places, such as the bars of a calendar.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::EuUsDpf => "Data Privacy Framework",
            Self::UkExtension => "UK Extension",
            Self::SwissUsDpf => "Swiss–US DPF",
            Self::EuUsPrivacyShield => "Privacy Shield",
            Self::SwissUsPrivacyShield => "Swiss–US Privacy Shield",
            Self::EuUsSafeHarbor => "Safe Harbor",
            Self::SwissUsSafeHarbor => "Swiss–US Safe Harbor",
            Self::NewClauses => "Clauses of 2021",
            Self::OldClauses => "Clauses of 2010 and before",
            Self::Clauses => "Clauses, not said which",
            Self::UkIdta => "IDTA",
            Self::UkAddendum => "UK Addendum",
            Self::UkClauses => "UK clauses, not said which",
            Self::SwissRider => "Clauses adapted for Swiss law",
            Self::BindingRules => "Binding corporate rules",
            Self::Consent => "Consent",
            Self::ContractNecessity => "Need of a contract",
            Self::PrivacyRules => "Cross-Border Privacy Rules",
            Self::CodeOfConduct => "Code of conduct",
            Self::Adequacy => "Adequacy, not said which",
            Self::Unnamed => "A safeguard, not said which",
        }
    }

    /// Whether it is a Data Privacy Framework or its extension.
    #[must_use]
    pub const fn is_dpf(self) -> bool {
        matches!(self, Self::EuUsDpf | Self::UkExtension | Self::SwissUsDpf)
    }

    /// Whether it is a framework that companies join by certification, living or dead.
    #[must_use]
    pub const fn is_framework(self) -> bool {
        self.is_dpf()
            || matches!(
                self,
                Self::EuUsPrivacyShield
                    | Self::SwissUsPrivacyShield
                    | Self::EuUsSafeHarbor
                    | Self::SwissUsSafeHarbor
            )
    }

    /// Whether it is a set of standard clauses.
    #[must_use]
    pub const fn is_clauses(self) -> bool {
        matches!(
            self,
            Self::NewClauses
                | Self::OldClauses
                | Self::Clauses
                | Self::UkIdta
                | Self::UkAddendum
                | Self::UkClauses
                | Self::SwissRider
        )
    }
}
