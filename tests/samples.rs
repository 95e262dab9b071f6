//! The samples, read as a user would read them: what a careful lawyer finds in them, and what must not be found.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    reason = "a test fails by a panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use scruple::assessment::evaluate::Rules;
use scruple::assessment::{Assessment, Engagement, Outcome, TransferStatus};
use scruple::document::{DateBasis, Document, Kind, Voice, WarningKind};
use scruple::finding::State;
use scruple::import::{self, Limits};
use scruple::score::{GateStatus, Profile, Tier};

fn file(path: &str) -> Document {
    let full = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/samples")
        .join(path);
    let bytes = fs::read(&full).unwrap();
    import::import(
        &full.file_name().unwrap().to_string_lossy(),
        &bytes,
        &Limits::default(),
    )
    .unwrap()
}

fn folder(vendor: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/samples")
        .join(vendor);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|f| format!("{vendor}/{}", f.file_name().unwrap().to_string_lossy()))
        .collect()
}

fn assess(files: &[&str]) -> (Rules, Assessment, Outcome) {
    let rules = Rules::builtin().unwrap_or_else(|e| panic!("{e}"));
    let documents = files.iter().map(|f| file(f)).collect();
    let assessment = rules.assess(
        None,
        documents,
        Profile::default(),
        Engagement::default(),
        date(2026, 11, 21),
    );
    let outcome = rules.outcome(&assessment);
    (rules, assessment, outcome)
}

fn vendor(name: &str) -> (Rules, Assessment, Outcome) {
    let files = folder(name);
    assess(&files.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Checks `provision state quote` lines; an empty quote asks for no quote, and a `!` before the state forbids it.
fn expect(outcome: &Outcome, lines: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (provision, state, quote) in lines {
        let (forbidden, wanted) = state
            .strip_prefix('!')
            .map_or((false, *state), |s| (true, s));
        let met = outcome.findings.iter().any(|f| {
            f.provision == *provision
                && f.state.key() == wanted
                && (quote.is_empty() || f.evidence.iter().any(|e| e.quote.contains(quote)))
        });
        if met == forbidden {
            let found: Vec<_> = outcome
                .findings
                .iter()
                .filter(|f| f.provision == *provision)
                .map(|f| {
                    (
                        f.state.key(),
                        f.evidence
                            .iter()
                            .map(|e| e.quote.clone())
                            .collect::<Vec<_>>(),
                    )
                })
                .collect();
            wrong.push(format!("{provision} {state} {quote:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_policy_of_the_privacy_shield_days() {
    let (_, assessment, outcome) = assess(&["pellworm/privacy-policy.txt"]);
    let document = &assessment.documents[0];
    assert_eq!(document.kind, Kind::PrivacyPolicy);
    assert_eq!(assessment.vendor, "Pellworm");
    assert!(
        document.text.contains("“Pellworm,” “we,” “us,” or “our”"),
        "{}",
        &document.text[..120]
    );
    assert!(
        document.text.contains("third-party analytics") && document.text.contains("computer’s")
    );
    assert!(
        document
            .warnings
            .iter()
            .any(|w| w.kind == WarningKind::RepairedCharacters)
    );
    assert!(
        document
            .warnings
            .iter()
            .any(|w| w.kind == WarningKind::DateReferredToButMissing)
    );
    assert_ne!(document.date_basis, DateBasis::Stated);
    expect(
        &outcome,
        &[
            (
                "advertising.partner_sharing",
                "affirmed",
                "We may share information about you with, and receive it from",
            ),
            (
                "advertising.behavioural",
                "affirmed",
                "behavioral, contextual and retargeting",
            ),
            (
                "advertising.custom_audiences",
                "affirmed",
                "email addresses and cookies",
            ),
            (
                "advertising.deemed_consent",
                "affirmed",
                "you consent to this use of your data by advertisers",
            ),
            (
                "advertising.opt_out_signals",
                "affirmed",
                "does not respond to “Do Not Track”",
            ),
            ("telemetry.usage_collection", "affirmed", ""),
            ("telemetry.session_replay", "affirmed", "Hotjar"),
            (
                "telemetry.product_analytics",
                "affirmed",
                "Google Analytics",
            ),
            (
                "benchmarking.disclosure",
                "affirmed",
                "We may share aggregate data with our affiliates",
            ),
            (
                "benchmarking.open_purpose",
                "affirmed",
                "other lawful purposes",
            ),
            ("transfers.eu_us", "affirmed", ""),
            (
                "transfers.ch_us",
                "affirmed",
                "Privacy Shield Framework, your decision",
            ),
            (
                "transfers.deemed_consent",
                "affirmed",
                "constitutes your consent",
            ),
            ("transfers.stale_mechanism", "affirmed", ""),
            ("change.unilateral", "affirmed", "with or without notice"),
            (
                "change.deemed_acceptance",
                "affirmed",
                "deemed to have accepted",
            ),
            (
                "change.precedence",
                "affirmed",
                "the Subscription Agreement prevails",
            ),
            ("change.undated", "affirmed", ""),
            (
                "retention.purpose_creep",
                "affirmed",
                "journalism, literature and art",
            ),
            (
                "retention.deidentify_instead",
                "affirmed",
                "in a form that does not identify you",
            ),
            ("corporate.transfer", "affirmed", ""),
            ("government.disclosure", "affirmed", ""),
            (
                "sharing.flow_down",
                "denied",
                "at least the same level of privacy protection",
            ),
            ("ai.content_training", "!affirmed", ""),
            ("advertising.sale", "!denied", ""),
        ],
    );
    let gate = |key: &str| {
        outcome
            .gates
            .iter()
            .find(|g| g.id.key() == key)
            .unwrap()
            .status
    };
    assert_eq!(gate("invalid_transfer_mechanism"), GateStatus::Confirmed);
}

#[test]
fn three_voices_in_one_file() {
    let (_, assessment, outcome) = assess(&["pellworm/clause-review.md"]);
    assert_eq!(assessment.documents[0].kind, Kind::Analysis);
    expect(
        &outcome,
        &[
            (
                "benchmarking.publication",
                "affirmed",
                "any business purpose, including publication and benchmarking",
            ),
            ("benchmarking.comparison", "affirmed", ""),
            (
                "benchmarking.open_purpose",
                "affirmed",
                "any business purpose",
            ),
            ("benchmarking.derivation", "affirmed", ""),
            ("telemetry.usage_collection", "affirmed", ""),
            // Another company's words.
            ("sharing.affiliates", "!affirmed", ""),
            ("sharing.service_providers", "!affirmed", ""),
        ],
    );
    for finding in outcome
        .findings
        .iter()
        .filter(|f| f.provision == "benchmarking.publication" && f.state.is_found())
    {
        assert_eq!(finding.voice, Some(Voice::Vendor));
    }
    let by_vendor = |id: &str| {
        outcome.findings.iter().any(|f| {
            f.provision == id && f.state == State::Affirmed && f.voice == Some(Voice::Vendor)
        })
    };
    assert!(
        !by_vendor("telemetry.no_opt_out"),
        "only the analyst says so"
    );
}

#[test]
fn a_notice_under_the_new_framework() {
    let (_, assessment, outcome) = assess(&["dovemoor/privacy-notice.md"]);
    let document = &assessment.documents[0];
    assert_eq!(
        (document.date, document.date_basis),
        (Some(date(2023, 10, 2)), DateBasis::Stated)
    );
    assert_eq!(assessment.vendor, "Dovemoor");
    expect(
        &outcome,
        &[
            ("transfers.eu_us", "denied", ""),
            (
                "transfers.destination_scope",
                "affirmed",
                "anywhere in the world",
            ),
            (
                "advertising.partner_sharing",
                "affirmed",
                "third-party advertising partners",
            ),
            (
                "advertising.behavioural",
                "affirmed",
                "interest-based advertising",
            ),
            (
                "advertising.opt_out_signals",
                "affirmed",
                "do not respond to or honor",
            ),
            (
                "advertising.sale",
                "denied",
                "as sales are defined in Nevada",
            ),
            (
                "telemetry.cross_context_identity",
                "affirmed",
                "same unique person",
            ),
            (
                "telemetry.product_analytics",
                "affirmed",
                "Google Analytics",
            ),
            (
                "benchmarking.derivation",
                "affirmed",
                "de-identified or aggregated",
            ),
            ("benchmarking.publication", "!affirmed", ""),
            ("change.unilateral", "affirmed", "in our sole discretion"),
            (
                "retention.period",
                "affirmed",
                "for as long as you use our Services",
            ),
            (
                "roles.scope_exclusion",
                "affirmed",
                "does not apply to Customer Data",
            ),
            ("rights.access", "denied", ""),
            ("children.age_limit", "denied", ""),
            ("government.disclosure", "affirmed", ""),
        ],
    );
    let sale = outcome
        .findings
        .iter()
        .find(|f| f.provision == "advertising.sale")
        .unwrap();
    assert!(
        sale.scope.as_deref().unwrap_or_default().contains("Nevada"),
        "{:?}",
        sale.scope
    );
    // On 2 October 2023 only the EU corridor had a framework in force.
    let status = |corridor: &str, mechanism: &str| {
        let row = outcome
            .transfers
            .iter()
            .find(|t| t.corridor == corridor && t.mechanism.contains(mechanism))
            .unwrap_or_else(|| panic!("{corridor} {mechanism}: {:#?}", outcome.transfers));
        (row.status_at_document, row.status_as_of)
    };
    assert_eq!(
        status("EU→US", "Data Privacy Framework"),
        (TransferStatus::Valid, TransferStatus::ValidContested)
    );
    assert_eq!(
        status("UK→US", "UK Extension").0,
        TransferStatus::NotYetEffective
    );
    assert_eq!(status("CH→US", "Swiss").0, TransferStatus::NotYetEffective);
    assert!(
        outcome
            .gates
            .iter()
            .all(|g| g.status != GateStatus::Confirmed)
    );
}

#[test]
fn a_careful_vendor_scores_low() {
    let (_, assessment, outcome) = vendor("quietfield");
    assert_eq!(assessment.documents.len(), 2);
    expect(
        &outcome,
        &[
            ("advertising.sale", "denied", ""),
            (
                "ai.content_training",
                "denied",
                "train machine learning models",
            ),
            ("benchmarking.publication", "denied", ""),
            ("sharing.subprocessors", "denied", ""),
            ("security.breach_notice", "denied", "48 hours"),
            ("retention.deletion_at_exit", "denied", ""),
            ("transfers.eu_us", "denied", ""),
            ("government.no_notice", "denied", ""),
            ("rights.access", "denied", ""),
        ],
    );
    assert_eq!(
        outcome.score.total.tier,
        Tier::Low,
        "{:?}",
        outcome.score.total
    );
    let text = &assessment
        .documents
        .iter()
        .find(|d| d.kind == Kind::PrivacyPolicy)
        .unwrap()
        .text;
    assert!(
        !text.contains("Start free trial"),
        "the site's furniture is not the policy"
    );
}

#[test]
fn the_three_vendors_are_told_apart() {
    let printed = |name: &str| vendor(name).2.score.total.residual;
    let (worst, middle, best) = (
        printed("pellworm"),
        printed("dovemoor"),
        printed("quietfield"),
    );
    assert!(worst > middle && middle > best, "{worst} {middle} {best}");
    let transfers = |name: &str| {
        let outcome = vendor(name).2;
        outcome
            .score
            .categories
            .iter()
            .find(|c| c.id == "transfers")
            .unwrap()
            .residual
    };
    assert!(transfers("pellworm") >= transfers("dovemoor") + 25.0);
}

#[test]
fn the_same_files_give_the_same_outcome_in_any_order() {
    let (_, _, forward) = assess(&["pellworm/privacy-policy.txt", "pellworm/clause-review.md"]);
    let (_, _, backward) = assess(&["pellworm/clause-review.md", "pellworm/privacy-policy.txt"]);
    assert!((forward.score.total.residual - backward.score.total.residual).abs() < 1e-9);
    let states = |o: &Outcome| {
        o.rows
            .iter()
            .map(|r| (r.provision.clone(), r.state))
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&forward), states(&backward));
}

#[test]
fn a_file_twice_counts_once() {
    let (_, _, once) = assess(&["pellworm/privacy-policy.txt"]);
    let (_, _, twice) = assess(&["pellworm/privacy-policy.txt", "pellworm/privacy-policy.txt"]);
    assert!((once.score.total.residual - twice.score.total.residual).abs() < 1e-9);
}

#[test]
fn quotes_are_slices_of_the_text() {
    for name in ["pellworm", "dovemoor", "quietfield"] {
        let (_, assessment, outcome) = vendor(name);
        let mut seen = 0;
        for evidence in outcome.findings.iter().flat_map(|f| &f.evidence) {
            assert_eq!(
                assessment.documents[evidence.document].slice(evidence.span),
                evidence.quote
            );
            seen += 1;
        }
        assert!(seen > 10, "{name}: {seen}");
    }
}

#[test]
fn without_european_data_transfers_do_not_apply() {
    let rules = Rules::builtin().unwrap();
    let documents = vec![file("pellworm/privacy-policy.txt")];
    let engagement = Engagement {
        eu: false,
        uk: false,
        switzerland: false,
        ..Engagement::default()
    };
    let assessment = rules.assess(
        None,
        documents,
        Profile::default(),
        engagement,
        date(2026, 11, 21),
    );
    let outcome = rules.outcome(&assessment);
    for row in outcome.rows.iter().filter(|r| r.category == "transfers") {
        assert_eq!(row.state, State::NotApplicable, "{}", row.provision);
        assert!(!row.note.is_empty());
    }
}
