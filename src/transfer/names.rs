//! Words by which mechanisms are named, and words that tell what a clause does with them.
//!
//! A phrase is words parted by blanks; a trailing `*` takes any ending. Hyphens, dashes and dots are no words here:
//! `EU-U.S.` is `eu us`.

use super::law::MechanismId;

/// What a name means before its corridors are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Dpf,
    UkExtension,
    Shield,
    Harbor,
    Clauses,
    OldClauses,
    NewClauses,
    Plain(MechanismId),
}

/// Names and what they mean. The longest that fits at a place counts.
#[rustfmt::skip]
pub(super) const NAMES: &[(&str, Name)] = &[
    ("privacy shield*", Name::Shield),
    ("data privacy framework*", Name::Dpf),
    ("us data protection framework*", Name::Dpf),
    ("dpf*", Name::Dpf),
    ("uk extension", Name::UkExtension),
    ("uk extension to the eu us data privacy framework", Name::UkExtension),
    ("uk extension to the eu us dpf", Name::UkExtension),
    ("uk extension to the data privacy framework", Name::UkExtension),
    ("uk extension to the dpf", Name::UkExtension),
    ("uk extension to eu us data privacy framework", Name::UkExtension),
    ("uk extension to eu us dpf", Name::UkExtension),
    ("uk us data bridge", Name::UkExtension),
    ("data bridge", Name::UkExtension),
    ("safe harbor", Name::Harbor),
    ("safe harbour", Name::Harbor),
    ("standard contractual clause*", Name::Clauses),
    ("standard contract clause*", Name::Clauses),
    ("standard contractual data protection clause*", Name::Clauses),
    ("standard data protection clause*", Name::Clauses),
    ("standard data protection contractual clause*", Name::Clauses),
    ("standard eu contractual clause*", Name::Clauses),
    ("model contractual clause*", Name::Clauses),
    ("contractual model clause*", Name::Clauses),
    ("model clause*", Name::Clauses),
    ("model contract*", Name::Clauses),
    ("contractual clauses", Name::Clauses),
    ("contract clauses", Name::Clauses),
    ("scc", Name::Clauses),
    ("sccs", Name::Clauses),
    ("2021 914", Name::NewClauses),
    ("2010 87", Name::OldClauses),
    ("2001 497", Name::OldClauses),
    ("2004 915", Name::OldClauses),
    ("binding corporate rule*", Name::Plain(MechanismId::BindingRules)),
    ("bcr", Name::Plain(MechanismId::BindingRules)),
    ("bcrs", Name::Plain(MechanismId::BindingRules)),
    ("idta", Name::Plain(MechanismId::UkIdta)),
    ("international data transfer agreement*", Name::Plain(MechanismId::UkIdta)),
    ("uk addendum", Name::Plain(MechanismId::UkAddendum)),
    ("uk data transfer addendum", Name::Plain(MechanismId::UkAddendum)),
    ("uk transfer addendum", Name::Plain(MechanismId::UkAddendum)),
    ("uk international data transfer addendum", Name::Plain(MechanismId::UkAddendum)),
    ("international data transfer addendum", Name::Plain(MechanismId::UkAddendum)),
    ("ico addendum", Name::Plain(MechanismId::UkAddendum)),
    ("swiss addendum", Name::Plain(MechanismId::SwissRider)),
    ("cross border privacy rule*", Name::Plain(MechanismId::PrivacyRules)),
    ("cbpr*", Name::Plain(MechanismId::PrivacyRules)),
    ("explicit consent", Name::Plain(MechanismId::Consent)),
    ("article 49", Name::Plain(MechanismId::ContractNecessity)),
    ("art 49", Name::Plain(MechanismId::ContractNecessity)),
    ("adequacy decision*", Name::Plain(MechanismId::Adequacy)),
    ("adequacy regulation*", Name::Plain(MechanismId::Adequacy)),
    ("adequacy finding*", Name::Plain(MechanismId::Adequacy)),
    ("approved code* of conduct", Name::Plain(MechanismId::CodeOfConduct)),
    ("approved certification mechanism*", Name::Plain(MechanismId::CodeOfConduct)),
];

/// Words of which one stands in every clause that names a mechanism.
#[rustfmt::skip]
pub(super) const ATOMS: &[&str] = &[
    "shield", "framework", "dpf", "harbor", "harbour", "clause", "model contract", "scc", "corporate", "bcr",
    "idta", "transfer agreement", "addendum", "privacy rules", "cbpr", "bridge", "extension", "49", "explicit",
    "adequa", "safeguard", "mechanism", "2021/914", "conduct",
];

/// Giving a mechanism up.
#[rustfmt::skip]
pub(super) const NEGATED: &[&str] = &[
    "no longer rel*", "no longer participat*", "no longer use*", "no longer certif*", "not rel*",
    "not participat*", "not use*", "not certif*", "not self certif*", "not currently rel*", "ceased to",
    "ceased rel*", "withdrew from", "withdrawn from",
];

/// Procedure around a framework: a clause about it relies on nothing by itself.
#[rustfmt::skip]
pub(super) const RECOURSE: &[&str] = &[
    "complaint*", "arbitration", "dispute*", "jurisdiction", "investigatory", "enforcement power*", "recourse",
    "unresolved", "liable", "liability", "responsible for", "accountab*", "onward", "any conflict",
    "shall govern", "will govern", "prevail*", "precedence", "panel", "inquir*", "enforcement authorit*",
    "oversight", "court*", "judgment", "deceptive", "failure", "while participating", "previously", "formerly", "have the right to", "has the right to", "individuals the right",
];

/// A certification of one's own, which outweighs the procedure around it.
#[rustfmt::skip]
pub(super) const OWN: &[&str] = &[
    "has certified", "have certified", "is certified", "are certified", "remains certified", "self certif*",
    "complies with", "participates", "adheres to", "adhere to", "has self certif*", "certified compliance",
];

/// Words that put a framework to use.
#[rustfmt::skip]
pub(super) const CUES: &[&str] = &[
    "certif*", "self certif*", "adher*", "comply with", "complies with", "compliance with", "complying with",
    "participat*", "rel*", "under", "pursuant", "accordance", "basis", "through", "safeguard*", "transfer*",
    "set forth", "abide*", "subscrib*", "follow*", "registered", "member", "commit*", "covered by", "enrolled",
    "joined", "listed", "self assess*", "observe*", "uphold*", "subject to",
];

/// Words that put a tool to use wherever they stand.
#[rustfmt::skip]
pub(super) const USE: &[&str] = &[
    "rel*", "use", "uses", "used", "using", "enter*", "execut*", "incorporat*", "govern*", "basis", "based",
    "through", "by means", "via", "implement*", "in place", "safeguard*", "such as", "including", "include",
    "includes", "conclud*", "sign", "signed", "bound", "protected by", "ensure*", "by way of", "achieved",
    "authoriz*", "e g", "put in", "for example", "for instance", "shall apply", "will apply", "with the",
    "abide*", "covered by", "adopted", "standard contractual clauses approved",
];

/// Words that do so only where the clause is about transfers.
#[rustfmt::skip]
pub(super) const IN_TRANSFERS: &[&str] = &[
    "under", "pursuant", "accordance", "subject to", "compl*", "apply", "applies", "agree*", "appl*",
];

/// What a contract says about the clauses without putting them to use.
#[rustfmt::skip]
pub(super) const ABOUT: &[&str] = &[
    "purposes of", "required under", "required by", "rights under", "requirements of", "described in",
    "set out in", "defined in", "terms of", "liability", "comply with the", "prejudice to", "provisions of",
    "breach of", "modif*", "copy of",
];

/// Safeguards without a name.
#[rustfmt::skip]
pub(super) const SAFEGUARDS: &[&str] = &[
    "appropriate safeguard*", "adequate safeguard*", "suitable safeguard*", "safeguards required by",
    "transfer mechanism*", "transfer mechanisms", "export mechanism*", "recognized method*",
    "recognised method*", "adequate level of protection", "adequate level of data protection",
    "legal mechanism*", "lawful mechanism*", "transfer solution*", "means to transfer", "adequate controls",
];

/// The fall of a mechanism.
#[rustfmt::skip]
pub(super) const FALLS: &[&str] = &[
    "invalid*", "struck down", "annul*", "revoked", "no longer valid", "no longer a valid", "not valid", "not a valid",
    "ceases to", "repealed",
];

/// Numbers and dates of the EU clauses of 2021.
#[rustfmt::skip]
pub(super) const NEW_CLAUSES: &[&str] = &[
    "2021 914", "4 june 2021", "june 4 2021", "june 4 , 2021", "june 2021", "32021d0914", "module one", "module two",
    "module three", "module 1", "module 2", "module 3",
];

/// Numbers of the EU clauses before them.
pub(super) const OLD_CLAUSES: &[&str] = &["2010 87", "2001 497", "2004 915", "32010d0087"];

/// Words of a clause that provides for the fall of a mechanism, together with [`IN_CASE`].
#[rustfmt::skip]
pub(super) const FALLING: &[&str] = &[
    "invalid*", "revoked", "struck down", "annulled", "ceases to", "no longer valid", "no longer available", "suspended",
    "withdrawn", "no longer a valid", "repealed",
];

/// Words that open a condition.
#[rustfmt::skip]
pub(super) const IN_CASE: &[&str] = &[
    "if", "to the extent", "should", "in the event", "in case", "unless", "until", "where", "for as long as", "so long as",
    "any reason",
];
