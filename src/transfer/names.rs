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
    /// "Standard clauses", which are these only where the passage is about transfers.
    BareClauses,
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
    ("eu clauses", Name::Clauses),
    ("eu transfer clauses", Name::Clauses),
    ("eu data transfer clauses", Name::Clauses),
    ("standard clause*", Name::BareClauses),
    ("controller to processor clauses", Name::BareClauses),
    ("controller to controller clauses", Name::BareClauses),
    ("data transfer clauses", Name::BareClauses),
    ("transfer clauses", Name::BareClauses),
    ("module one", Name::BareClauses),
    ("module two", Name::BareClauses),
    ("module three", Name::BareClauses),
    ("module 1", Name::BareClauses),
    ("module 2", Name::BareClauses),
    ("module 3", Name::BareClauses),
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
    ("your consent", Name::Plain(MechanismId::Consent)),
    ("your prior consent", Name::Plain(MechanismId::Consent)),
    ("the consent of the data subject*", Name::Plain(MechanismId::Consent)),
    ("the data subject s consent", Name::Plain(MechanismId::Consent)),
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
    "adequa", "safeguard", "mechanism", "2021/914", "2004/915", "2001/497", "2010/87", "conduct", "module", "transfer contract",
    "your consent", "prior consent", "subject’s consent", "subject's consent", "consent of the data",
];

/// Giving a mechanism up.
#[rustfmt::skip]
pub(super) const NEGATED: &[&str] = &[
    "no longer rel*", "no longer participat*", "no longer use*", "no longer certif*", "not rel*",
    "not participat*", "not use*", "not certif*", "not self certif*", "not currently rel*", "ceased to",
    "ceased rel*", "withdrew from", "withdrawn from", "no longer in use", "no longer appl*", "no longer serve*",
    "stopped using", "stopped relying", "gave up", "given up",
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
    "joined", "listed", "self assess*", "observe*", "uphold*", "subject to", "belong*", "is our", "our mechanism", "our basis",
    "our legal basis", "our transfer mechanism", "is on the", "are on the", "appear* on", "on the list",
];

/// Words that put a tool to use wherever they stand.
#[rustfmt::skip]
pub(super) const USE: &[&str] = &[
    "rel*", "use", "uses", "used", "using", "enter*", "execut*", "incorporat*", "govern*", "basis", "based",
    "through", "by means", "via", "implement*", "in place", "safeguard*", "such as", "including", "include",
    "includes", "conclud*", "sign", "signed", "bound", "protected by", "ensure*", "by way of", "achieved",
    "authoriz*", "e g", "put in", "for example", "for instance", "shall apply", "will apply", "with the",
    "abide*", "covered by", "adopted", "standard contractual clauses approved", "with your",
];

/// Words that do so only where the clause is about transfers.
#[rustfmt::skip]
pub(super) const IN_TRANSFERS: &[&str] = &[
    "under", "pursuant", "accordance", "subject to", "compl*", "apply", "applies", "agree*", "appl*", "rank", "order of precedence",
    "following order",
];

/// What a contract says about the clauses without putting them to use.
#[rustfmt::skip]
pub(super) const ABOUT: &[&str] = &[
    "purposes of", "required under", "required by", "rights under", "requirements of", "described in",
    "set out in", "defined in", "terms of", "liability", "comply with the", "prejudice to", "provisions of",
    "breach of", "modif*", "copy of",
];

/// Words right before a name by which a clause only refers to it.
#[rustfmt::skip]
pub(super) const REFERS: &[&str] = &[
    "refers to", "refer to", "referring to", "referred to in", "reference to", "references to", "meaning given in", "meanings given in",
    "meaning given to", "meaning in", "meaning set out in", "meaning ascribed in", "have in", "has in", "defined in", "definitions in", "definition in",
    "set forth in", "set out in", "laid down in", "described in", "specified in", "provided in", "provided for in", "contained in", "stated in", "envisaged by",
    "required by", "required under", "requires by", "permitted by", "permitted under", "contemplated by", "rights under", "obligations under",
    "obligation under", "duties under", "request under", "requests under", "claims under", "claim under", "breach of", "breaches of", "violation of",
    "if applicable under", "those under", "elements of", "elements in", "version of", "versions of", "copy of", "copies of", "text of", "part of", "parts of",
    "annexes to", "annex to", "appendix to", "appendices to", "change", "changes to", "amend", "amends", "amending", "modify", "modifies",
    "modifying", "varies", "vary", "conflict with", "conflicts with", "contradict", "contradicts", "inconsistent with", "inconsistency with",
    "view of", "with respect to", "in respect of", "regard to", "regarding", "concerning", "about", "explain", "explains", "apply to",
    "applies to", "in connection with", "connection with", "related to", "relating to", "unrelated to", "arising under", "arising from", "out of or under",
    "purposes of", "purpose of", "prejudice to", "notwithstanding", "read", "interpret", "interpreting", "under this section and", "between",
    "provisions of", "terms of", "requirements of", "liability under", "signature of", "questions on", "questions about",
    "data exporter in", "data importer in", "parties to", "party to", "beneficiary of", "validity of", "each module of", "any module of", "every module of", "affect", "affects", "has approved", "have approved",
];

/// Of [`REFERS`] those that stand between a transfer and what it takes place under.
#[rustfmt::skip]
pub(super) const RULED: &[&str] = &[
    "under the terms of", "under terms of", "pursuant to the terms of", "subject to the terms of", "accordance with the terms of", "under the provisions of",
    "pursuant to the provisions of", "subject to the provisions of", "accordance with the provisions of", "compliance with the provisions of",
    "compliance with the terms of", "compliance with the requirements of", "accordance with the requirements of", "subject to the requirements of",
    "governed by the terms of", "governed by the provisions of", "bound by the terms of", "bound by the provisions of", "on the terms of",
    "signature of", "incorporat* the terms of", "incorporat* the provisions of", "enter* into a copy of", "enter* into a version of",
    "based on the terms of", "based on the provisions of", "comply with the terms of", "complies with the terms of",
];

/// What puts a tool to use outright where it stands before the name.
#[rustfmt::skip]
pub(super) const OUTRIGHT: &[&str] = &[
    "rel* on", "rel* upon", "reliance on", "enter* into", "conclud*", "execut*", "incorporat*", "sign", "signs", "signed", "signing",
    "governed by", "bound by", "protected by", "covered by", "based on", "basis of", "we base", "base the transfer*", "base our transfer*", "base such transfer*", "base these transfer*", "rest on", "rests on", "make use of", "makes use of",
    "we use", "we therefore use", "we now use", "we also use", "we currently use", "we instead use", "uses", "using", "includes", "over and above", "on top of", "implement*", "abide by", "adopt", "adopts", "adopting", "take place under", "takes place under", "made under",
    "made pursuant to", "transferred under", "safeguarded by", "secured by", "legitimised by", "legitimized by", "bind", "binds", "put in place", "agree* to",
];

/// What puts a tool to use outright where it stands after the name.
#[rustfmt::skip]
pub(super) const OUTRIGHT_AFTER: &[&str] = &[
    "shall apply", "will apply", "apply", "applies", "incorporated", "form part", "forms part", "form an integral", "forms an integral", "shall form",
    "will form", "govern", "governs", "shall govern", "will govern", "in place", "entered into", "executed", "signed", "concluded", "are used",
    "is used", "taken its place", "take its place", "taken their place", "replace it", "as our mechanism", "as a mechanism", "as the mechanism", "as a safeguard", "as safeguards",
    "as our legal basis", "as the legal basis",
];

/// What says after a name that the tool is not used.
#[rustfmt::skip]
pub(super) const NOT_APPLIED: &[&str] = &[
    "will not apply", "shall not apply", "do not apply", "does not apply", "not be applied", "are not required", "is not required", "are not needed",
    "is not needed", "are not necessary", "is not necessary", "not be required", "will not be needed", "need not", "not provide appropriate", "not provide adequate",
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
    "2021 914", "4 june 2021", "june 4 2021", "june 4 , 2021", "june 2021", "32021d0914", "3a32021d0914", "module one", "module two",
    "module three", "module 1", "module 2", "module 3", "2021 standard", "2021 scc*", "2021 eu", "2021 clauses", "new scc*", "new standard contractual",
    "new eu scc*", "new eu standard", "new modular", "clauses of 2021", "clauses from 2021", "clauses adopted in 2021", "sccs of 2021", "c 2021 3972", "2021 ) 3972",
];

/// Numbers of the EU clauses before them.
#[rustfmt::skip]
pub(super) const OLD_CLAUSES: &[&str] = &[
    "2010 87", "2001 497", "2004 915", "32010d0087", "32001d0497", "32004d0915", "3a32010d0087", "3a32001d0497", "3a32004d0915", "2004 ) 5271", "2004 5271", "2010 ) 593", "2010 593",
    "5 february 2010", "5th february 2010", "5th of february 2010", "february 5 2010", "february 5 , 2010", "february 5th , 2010",
    "27 december 2004", "27th december 2004", "27th of december 2004", "december 27 2004", "december 27 , 2004", "december 27th , 2004",
    "15 june 2001", "15th june 2001", "15th of june 2001", "june 15 2001", "june 15 , 2001", "june 15th , 2001",
    "2010 model", "2004 model", "2001 model", "2010 standard", "2004 standard", "2001 standard", "2010 scc*", "2004 scc*", "2001 scc*",
    "clauses of 2010", "clauses of 2004", "clauses of 2001", "clauses from 2010", "clauses from 2004", "clauses from 2001",
    "sccs of 2010", "sccs of 2004", "sccs of 2001", "legacy controller to", "legacy standard contractual", "legacy scc*", "legacy model",
    "old scc*", "old standard contractual", "old eu scc*", "old model clauses", "old eu model",
];

/// Words right before the name of clauses that are no longer the present ones.
pub(super) const OLDER: &[&str] = &[
    "legacy",
    "old",
    "older",
    "former",
    "previous",
    "earlier",
    "superseded",
    "pre 2021",
];

/// What stands right before "Module Two" where that is what a transfer takes place under.
#[rustfmt::skip]
pub(super) const UNDER: &[&str] = &[
    "under", "by", "pursuant to", "accordance with", "with", "on", "use", "rel* on", "sign*", "adopt*", "execut*", "incorporat*", "enter* into",
];

/// Words by which a reference to a text follows what comes after it.
#[rustfmt::skip]
pub(super) const FOLLOWS_ON: &[&str] = &[
    "amended , or replaced", "amended or replaced", "replaced from time to time", "superseded from time to time", "updated from time to time", "or any successor", "or their successor*",
    "or its successor*", "as replaced", "or superseded", "or any replacement", "any subsequent version",
];

/// Firms that many vendors buy services from: a certificate of theirs is not the vendor's.
#[rustfmt::skip]
pub(super) const KNOWN: &[&str] = &[
    "google", "amazon", "aws", "microsoft", "azure", "facebook", "meta", "salesforce", "stripe", "mailchimp", "hubspot", "twilio", "sendgrid",
    "zendesk", "intercom", "cloudflare", "linkedin", "twitter", "oracle", "adobe", "slack", "zoom", "dropbox", "atlassian", "heroku",
    "digitalocean", "paypal", "shopify", "github", "vimeo", "youtube", "apple", "openai", "anthropic", "fastly", "rackspace", "segment", "mixpanel",
    "amplitude", "datadog", "typeform", "calendly", "mailgun", "intuit", "braze", "snowflake", "mongodb", "akamai", "firebase", "hotjar",
    "optimizely", "surveymonkey", "eventbrite", "docusign", "squarespace", "netlify", "vercel",
];

/// Nouns for a firm that serves the vendor.
#[rustfmt::skip]
pub(super) const SUPPLIER: &[&str] = &[
    "provider", "host", "supplier", "processor", "subprocessor", "sub processor", "partner", "contractor", "subcontractor", "sub contractor", "vendor",
    "hosting company", "cloud company", "hosting firm", "data centre operator", "data center operator", "software house", "platform operator",
];

/// Words that bring in a firm whose service is used.
#[rustfmt::skip]
pub(super) const BOUGHT: &[&str] = &[
    "we use", "we have engaged", "we engage", "we work with", "we employ", "we rely on the services", "hosted by", "hosted on", "hosted with", "hosted at",
    "operated by", "provided by", "offered by", "services of", "service of", "a service from", "sent via", "sent through", "by means of the service",
    "stored with", "stored by", "stored at", "processed by", "carried out by", "run by",
];

/// Where a text says that there is no mechanism: what there is none of.
#[rustfmt::skip]
pub(super) const ANY_MECHANISM: &[&str] = &[
    "transfer agreement*", "transfer mechanism*", "transfer contract*", "transfer tool*", "transfer safeguard*", "transfer instrument*", "appropriate safeguard*", "suitable safeguard*",
    "adequate safeguard*", "legal mechanism*", "lawful mechanism*", "safeguards", "standard contractual clauses", "sccs", "legal basis for the transfer",
    "lawful basis for the transfer", "mechanism for the transfer", "mechanism for this transfer", "instrument under article 46", "data export agreement*",
];

/// Words that deny what they stand before.
pub(super) const NONE: &[&str] = &[
    "no", "not", "without", "none", "neither", "never", "nor", "lack*",
];

/// Words for having a mechanism.
#[rustfmt::skip]
pub(super) const HAVING: &[&str] = &[
    "in place", "concluded", "signed", "put", "entered", "exist*", "have", "has", "there is", "there are", "rest on", "rests on", "based on", "without",
    "agreed", "made", "offer*", "provide*", "applied", "used", "use", "lack*", "covered by", "adopted",
];

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
