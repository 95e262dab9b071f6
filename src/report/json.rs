//! The JSON of `assess`: its keys are a contract with other tools. They may be added to, never changed.

use serde::Serialize;

use super::model::{
    FindingLine, ProvisionLine, QuoteLine, ReportModel, date_basis_key, gate_name, kind_key,
    status_key, voice_key,
};
use super::{ExportError, Exporter};
use crate::score::{GateStatus, Total};

/// Version of the format.
const SCHEMA: u32 = 1;

/// Writes JSON, indented.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

impl Exporter for Json {
    fn extension(&self) -> &'static str {
        "json"
    }

    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError> {
        let mut bytes = serde_json::to_vec_pretty(&Root::new(model))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

#[derive(Serialize)]
struct Root<'a> {
    schema: u32,
    vendor: &'a str,
    purpose: &'a str,
    /// How far the assessment has come; left out where nobody has set it.
    #[serde(skip_serializing_if = "str::is_empty")]
    status: &'a str,
    as_of: String,
    catalogue: &'a str,
    catalogue_version: &'a str,
    profile: &'a str,
    emphasis: f64,
    law: LawJson<'a>,
    vector: &'a str,
    documents: Vec<DocumentJson<'a>>,
    score: ScoreJson,
    /// The model's own score, where decisions of reviewers changed it.
    model_score: Option<ScoreJson>,
    categories: Vec<CategoryJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    provisions: Vec<ProvisionJson<'a>>,
    transfers: Vec<TransferJson<'a>>,
    gates: Vec<GateJson<'a>>,
    load_next: Vec<LoadNextJson<'a>>,
    asks: Vec<AskJson<'a>>,
    decisions: Vec<DecisionJson<'a>>,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct LawJson<'a> {
    version: &'a str,
    entries: usize,
    checked: usize,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    name: &'a str,
    sha256: &'a str,
    kind: &'static str,
    kind_name: &'static str,
    kind_basis: &'a str,
    date: Option<String>,
    date_basis: &'static str,
    date_note: &'a str,
    language: &'a str,
    words: usize,
    pages: Option<u32>,
    damaged: bool,
    /// Whether it counts; a copy or another version of a document does not.
    counts: bool,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct ScoreJson {
    inherent: f64,
    residual: f64,
    treated: f64,
    low: f64,
    high: f64,
    coverage: f64,
    printed: u8,
    /// Null where too little was assessed for a score to be told.
    tier: Option<&'static str>,
    floor: Option<FloorJson>,
}

#[derive(Serialize)]
struct FloorJson {
    from: u8,
    to: u8,
}

#[derive(Serialize)]
struct CategoryJson<'a> {
    id: &'a str,
    name: &'a str,
    weight: f64,
    inherent: f64,
    residual: f64,
    treated: f64,
    low: f64,
    high: f64,
    coverage: f64,
    contribution: f64,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    provision: &'a str,
    category: &'a str,
    state: &'static str,
    severity: f64,
    inherent: f64,
    residual: f64,
    confidence: f64,
    voice: Option<&'static str>,
    scope: Option<&'a str>,
    aggravators: &'a [String],
    mitigators: &'a [String],
    evidence: Vec<EvidenceJson<'a>>,
    note: &'a str,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    document: usize,
    start: usize,
    end: usize,
    quote: &'a str,
    section: &'a str,
    page: Option<u32>,
    /// Whether readers of the original do not see it, or not at once.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
    /// What the file has there, where the text was mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<&'a str>,
}

#[derive(Serialize)]
struct ProvisionJson<'a> {
    id: &'a str,
    category: &'a str,
    name: &'a str,
    state: &'static str,
    model_state: &'static str,
    severity: f64,
    weight: f64,
    inherent: f64,
    residual: f64,
    treated: f64,
    low: f64,
    high: f64,
    confidence: f64,
    counts: bool,
    applicable: bool,
    contribution: f64,
    sum: &'a str,
    note: &'a str,
}

#[derive(Serialize)]
struct TransferJson<'a> {
    corridor: &'a str,
    mechanism: &'a str,
    status_at_document: &'static str,
    status_as_of: &'static str,
    why: &'a str,
    source: &'a str,
    document: Option<&'a str>,
}

#[derive(Serialize)]
struct GateJson<'a> {
    id: &'static str,
    confirmed: bool,
    status: &'static str,
    why: &'a str,
}

#[derive(Serialize)]
struct LoadNextJson<'a> {
    what: &'a str,
    why: &'a str,
    settles: usize,
}

#[derive(Serialize)]
struct AskJson<'a> {
    ask: &'a str,
    fallback: &'a str,
    provisions: &'a [String],
    score_alone: f64,
    score_after: f64,
    condition: bool,
}

#[derive(Serialize)]
struct DecisionJson<'a> {
    provision: &'a str,
    what: &'a str,
    author: &'a str,
    at: &'a str,
    reason: &'a str,
    expires: Option<String>,
    status: &'a str,
}

impl<'a> Root<'a> {
    fn new(model: &'a ReportModel) -> Self {
        Self {
            schema: SCHEMA,
            vendor: &model.vendor,
            purpose: &model.purpose,
            status: &model.status,
            as_of: model.as_of.to_string(),
            catalogue: &model.catalogue_sha256,
            catalogue_version: &model.catalogue_version,
            profile: &model.profile.name,
            emphasis: model.profile.emphasis,
            law: LawJson {
                version: &model.law.version,
                entries: model.law.entries,
                checked: model.law.checked,
            },
            vector: &model.vector,
            documents: model
                .documents
                .iter()
                .map(|d| DocumentJson {
                    name: &d.name,
                    sha256: &d.sha256,
                    kind: kind_key(d.kind),
                    kind_name: d.kind.name(),
                    kind_basis: &d.kind_basis,
                    date: d.date.map(|d| d.to_string()),
                    date_basis: date_basis_key(d.date_basis),
                    date_note: &d.date_note,
                    language: &d.language,
                    words: d.words,
                    pages: d.pages,
                    damaged: d.damaged,
                    counts: d.counts,
                    warnings: &d.warnings,
                })
                .collect(),
            score: ScoreJson::new(&model.score.total),
            model_score: model.own_total.as_ref().map(ScoreJson::new),
            categories: model
                .categories
                .iter()
                .map(|c| CategoryJson {
                    id: &c.id,
                    name: &c.name,
                    weight: c.weight,
                    inherent: c.inherent,
                    residual: c.residual,
                    treated: c.treated,
                    low: c.low,
                    high: c.high,
                    coverage: c.coverage,
                    contribution: c.contribution,
                })
                .collect(),
            findings: model.findings.iter().map(FindingJson::new).collect(),
            provisions: model.provisions.iter().map(ProvisionJson::new).collect(),
            transfers: model
                .transfers
                .iter()
                .map(|t| TransferJson {
                    corridor: &t.corridor,
                    mechanism: &t.mechanism,
                    status_at_document: status_key(t.status_at_document),
                    status_as_of: status_key(t.status_as_of),
                    why: &t.why,
                    source: &t.source,
                    document: t.document.as_deref(),
                })
                .collect(),
            gates: model
                .gates
                .iter()
                .map(|g| GateJson {
                    id: gate_name(g.id).1,
                    confirmed: g.status == GateStatus::Confirmed,
                    status: match g.status {
                        GateStatus::Confirmed => "confirmed",
                        GateStatus::ToCheck => "to_check",
                        GateStatus::NotMet => "not_met",
                    },
                    why: &g.why,
                })
                .collect(),
            load_next: model
                .load_next
                .iter()
                .map(|l| LoadNextJson {
                    what: &l.what,
                    why: &l.why,
                    settles: l.settles,
                })
                .collect(),
            asks: model
                .asks
                .list
                .iter()
                .map(|a| AskJson {
                    ask: &a.text,
                    fallback: &a.fallback,
                    provisions: &a.provisions,
                    score_alone: a.alone,
                    score_after: a.after,
                    condition: a.condition,
                })
                .collect(),
            decisions: model
                .trail
                .iter()
                .map(|t| DecisionJson {
                    provision: &t.provision,
                    what: &t.what,
                    author: &t.author,
                    at: &t.at,
                    reason: &t.reason,
                    expires: t.expires.map(|d| d.to_string()),
                    status: &t.status,
                })
                .collect(),
            warnings: &model.review_warnings,
        }
    }
}

impl ScoreJson {
    fn new(total: &Total) -> Self {
        Self {
            inherent: total.inherent,
            residual: total.residual,
            treated: total.treated,
            low: total.low,
            high: total.high,
            coverage: total.coverage,
            printed: total.printed,
            tier: total.counts.then_some(total.tier.name()),
            floor: total.floor.map(|f| FloorJson {
                from: f.from,
                to: f.to,
            }),
        }
    }
}

impl<'a> FindingJson<'a> {
    fn new(finding: &'a FindingLine) -> Self {
        Self {
            provision: &finding.provision,
            category: &finding.category,
            state: finding.state.key(),
            severity: finding.severity,
            inherent: finding.inherent,
            residual: finding.residual,
            confidence: finding.confidence,
            voice: finding.voice.map(voice_key),
            scope: finding.scope.as_deref(),
            aggravators: &finding.aggravators,
            mitigators: &finding.mitigators,
            evidence: finding.evidence.iter().map(EvidenceJson::new).collect(),
            note: &finding.note,
        }
    }
}

impl<'a> EvidenceJson<'a> {
    fn new(quote: &'a QuoteLine) -> Self {
        Self {
            document: quote.document,
            start: quote.start,
            end: quote.end,
            quote: &quote.quote,
            section: &quote.section,
            page: quote.page,
            hidden: quote.hidden,
            original: quote.original.as_deref(),
        }
    }
}

impl<'a> ProvisionJson<'a> {
    fn new(line: &'a ProvisionLine) -> Self {
        Self {
            id: &line.id,
            category: &line.category,
            name: &line.name,
            state: line.state.key(),
            model_state: line.own_state.unwrap_or(line.state).key(),
            severity: line.severity,
            weight: line.weight,
            inherent: line.inherent,
            residual: line.residual,
            treated: line.treated,
            low: line.low,
            high: line.high,
            confidence: line.confidence,
            counts: line.counts,
            applicable: line.applicable,
            contribution: line.contribution,
            sum: &line.sum,
            note: &line.note,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    fn value() -> serde_json::Value {
        let bytes = Json.export(&Fixture::default().model()).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    #[test]
    fn the_keys_of_the_contract_are_there() {
        let root = value();
        let has = |value: &serde_json::Value, keys: &[&str]| {
            for key in keys {
                assert!(value.get(key).is_some(), "{key} is missing in {value}");
            }
        };
        has(
            &root,
            &[
                "schema",
                "vendor",
                "as_of",
                "catalogue",
                "profile",
                "documents",
                "score",
                "categories",
                "findings",
                "transfers",
                "gates",
                "provisions",
                "load_next",
                "vector",
                "law",
            ],
        );
        assert_eq!(root["schema"], 1);
        assert_eq!(root["as_of"], "2026-11-21");
        has(
            &root["documents"][0],
            &[
                "name",
                "sha256",
                "kind",
                "date",
                "date_basis",
                "language",
                "words",
                "pages",
                "warnings",
            ],
        );
        has(
            &root["score"],
            &[
                "inherent", "residual", "treated", "low", "high", "coverage", "tier", "floor",
            ],
        );
        has(
            &root["categories"][0],
            &[
                "id",
                "name",
                "weight",
                "inherent",
                "residual",
                "low",
                "high",
                "coverage",
                "contribution",
            ],
        );
        has(
            &root["findings"][0],
            &[
                "provision",
                "category",
                "state",
                "severity",
                "inherent",
                "residual",
                "confidence",
                "voice",
                "scope",
                "aggravators",
                "mitigators",
                "evidence",
            ],
        );
        has(
            &root["findings"][0]["evidence"][0],
            &["document", "start", "end", "quote", "section", "page"],
        );
        has(
            &root["transfers"][0],
            &[
                "corridor",
                "mechanism",
                "status_at_document",
                "status_as_of",
                "why",
                "source",
            ],
        );
        has(&root["gates"][0], &["id", "confirmed", "why"]);
        assert_eq!(root["transfers"][2]["status_as_of"], "invalid");
    }

    #[test]
    fn a_quote_is_exactly_its_slice() {
        let (_, assessment, _) = Fixture::default().assessed();
        let text = &assessment.documents[0].text;
        let mut quotes = 0;
        for finding in value()["findings"].as_array().unwrap() {
            for evidence in finding["evidence"].as_array().unwrap() {
                let at = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
                assert_eq!(
                    evidence["quote"].as_str().unwrap(),
                    &text[at("start")..at("end")]
                );
                quotes += 1;
            }
        }
        assert!(quotes > 40);
    }

    #[test]
    fn silence_has_no_evidence_and_no_voice() {
        let root = value();
        let silent = root["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["state"] == "silent")
            .unwrap();
        assert!(silent["evidence"].as_array().unwrap().is_empty());
        assert!(silent["voice"].is_null());
    }
}
