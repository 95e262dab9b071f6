//! From the assessment and its outcome to the lines of a report.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    CategoryLine, CheckLine, Details, DocumentLine, FindingLine, LawLine, LawVersion,
    ProvisionLine, QuoteLine, ReportModel, TrailLine, TransferLine, asks, excerpt, sum,
};
use crate::assessment::evaluate::Rules;
use crate::assessment::{Act, Assessment, Edition, Outcome, StatusChange, TrailStatus};
use crate::catalogue::Catalogue;
use crate::document::Document;
use crate::document::day::short_date;
use crate::document::garbled::is_garbled;
use crate::document::names::names;
use crate::finding::{Evidence, Factor};
use crate::score::vector;
use crate::transfer::calendar::Paper;
use crate::transfer::{Calendar, Law};

/// Builds the whole model.
pub fn build(
    catalogue: &Catalogue,
    assessment: &Assessment,
    outcome: &Outcome,
    law: LawVersion,
    details: Details,
) -> ReportModel {
    let score = outcome.reviewed.score.clone();
    let labels = labels(&assessment.documents);
    let provisions = provisions(catalogue, assessment, outcome, &labels);
    let asks = asks::build(
        &score,
        &provisions,
        &assessment.profile,
        &outcome.reviewed.gates,
    );
    ReportModel {
        vendor: assessment.vendor.clone(),
        purpose: assessment.purpose.clone(),
        status: status(assessment),
        as_of: assessment.as_of,
        details,
        catalogue_version: catalogue.version.clone(),
        catalogue_sha256: catalogue.sha256.clone(),
        law,
        profile: assessment.profile.clone(),
        engagement: assessment.engagement.clone(),
        own_total: (outcome.score.total != score.total).then(|| outcome.score.total.clone()),
        categories: categories(catalogue, outcome),
        findings: findings(catalogue, assessment, outcome, &labels),
        documents: assessment
            .documents
            .iter()
            .enumerate()
            .map(|(at, d)| document(d, outcome.editions.get(at)))
            .collect(),
        transfers: outcome
            .transfers
            .iter()
            .map(|t| TransferLine {
                corridor: t.corridor.clone(),
                mechanism: t.mechanism.clone(),
                status_at_document: t.status_at_document,
                status_as_of: t.status_as_of,
                why: t.why.clone(),
                source: t.source.clone(),
                document: t.document.and_then(|d| labels.get(d)).cloned(),
            })
            .collect(),
        gates: outcome.reviewed.gates.clone(),
        load_next: outcome.load_next.clone(),
        trail: trail(catalogue, assessment, outcome),
        review_warnings: outcome
            .reviewed
            .warnings
            .iter()
            .map(|w| w.message.clone())
            .collect(),
        vector: vector(&score, &assessment.profile),
        asks,
        provisions,
        score,
        calendar: None,
        checks: Vec::new(),
        logo: None,
        peers: None,
        changes: None,
        shown: None,
    }
}

/// The calendar of mechanisms, where there is anything to show.
pub fn calendar(law: &Law, assessment: &Assessment, outcome: &Outcome) -> Option<Calendar> {
    let corridors = assessment.engagement.corridors();
    if outcome.transfers.is_empty() || corridors.is_empty() {
        return None;
    }
    let documents = &assessment.documents;
    let papers = Paper::all(documents, labels(documents), law);
    Some(Calendar::of(
        law,
        &outcome.transfers,
        &papers,
        assessment.as_of,
        &corridors,
    ))
}

/// What was or has to be looked up by hand.
pub fn checks(rules: &Rules, assessment: &Assessment, outcome: &Outcome) -> Vec<CheckLine> {
    let mut out = Vec::new();
    for due in assessment.to_verify(outcome, &rules.checks, &rules.law) {
        let last = assessment.verifications_of(&due.check.id).last();
        let verified = assessment.verified(&due.check);
        out.push(CheckLine {
            what: due.check.what.clone(),
            status: verified.name().to_owned(),
            settled: verified.is_settled(),
            found: last.map_or_else(String::new, |(_, v)| {
                let mut words = format!("{}, {}", short_date(v.day), v.by);
                if !v.note.is_empty() {
                    words.push_str(&format!(": {}", v.note));
                }
                words
            }),
        });
    }
    out
}

/// How far it has come, and when it is looked at again; empty where nobody said.
fn status(assessment: &Assessment) -> String {
    let status = assessment.statuses.last().map(StatusChange::words);
    let next = assessment
        .next_review()
        .map(|day| format!("Next review {day}."));
    let told: Vec<String> = status.into_iter().chain(next).collect();
    told.join(" ")
}

/// What people call each document, no two alike: its name among the others, with its day where several have one name, and
/// with its file's where that does not tell them apart either.
fn labels(documents: &[Document]) -> Vec<String> {
    let plain = names(documents);
    let dated: Vec<String> = documents
        .iter()
        .zip(&plain)
        .map(|(document, name)| match document.date {
            Some(day) => format!("{name} of {}", short_date(day)),
            None => name.clone(),
        })
        .collect();
    let count = |all: &[String], one: &String| all.iter().filter(|n| *n == one).count();
    documents
        .iter()
        .zip(plain.iter().zip(&dated))
        .map(|(document, (name, dated_name))| {
            if count(&plain, name) < 2 {
                name.clone()
            } else if count(&dated, dated_name) < 2 {
                dated_name.clone()
            } else {
                format!("{name} ({})", document.name)
            }
        })
        .collect()
}

/// `Privacy policy 4.2, page 5`.
fn place(label: Option<&String>, section: &str, page: Option<u32>, hidden: bool) -> String {
    let mut out = label.cloned().unwrap_or_else(|| "Document".to_owned());
    // The innermost heading that names something: "(ii)" and letters that could not be read do not.
    let names = |part: &&str| {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
        let counts = bare.chars().any(|c| c.is_ascii_digit());
        (counts || bare.chars().count() > 3)
            && !is_garbled(part)
            && part.to_lowercase() != out.to_lowercase()
    };
    let parts = section.rsplit(" › ").map(str::trim);
    let last = parts.into_iter().find(names).unwrap_or_default();
    let last = last.trim_end_matches([':', '.', ' ']);
    let number = last.split(' ').next().unwrap_or_default();
    let numbered = number.chars().any(|c| c.is_ascii_digit())
        && number.chars().count() <= 8
        && number
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '(' | ')' | '-'));
    if numbered {
        out.push(' ');
        out.push_str(number.trim_end_matches('.'));
    } else if !last.is_empty() {
        const MOST: usize = 60;
        let title: String = last.chars().take(MOST).collect();
        let cut = title.chars().count() < last.chars().count();
        // A word is not cut in two.
        let whole = title.rsplit_once(' ').filter(|_| cut).map(|(w, _)| w);
        out.push_str(", ");
        out.push_str(whole.unwrap_or(&title).trim_end());
        if cut {
            out.push('…');
        }
    }
    if let Some(page) = page {
        out.push_str(&format!(", page {page}"));
    }
    if hidden {
        out.push_str(", hidden in the original");
    }
    out
}

fn quote(evidence: &Evidence, documents: &[Document], labels: &[String]) -> QuoteLine {
    let document = documents.get(evidence.document);
    let hidden = document.is_some_and(|d| d.is_hidden(evidence.span));
    // The slice itself and not the copy in the finding, so that it cannot drift from the document.
    let quote = document.map_or_else(
        || evidence.quote.clone(),
        |d| d.slice(evidence.span).to_owned(),
    );
    QuoteLine {
        document: evidence.document,
        start: evidence.span.start,
        end: evidence.span.end,
        excerpt: excerpt::of(&quote, evidence.span.start, &evidence.reading.words),
        quote,
        original: document.and_then(|d| d.original(evidence.span)),
        section: evidence.section.clone(),
        page: evidence.page,
        place: place(
            labels.get(evidence.document),
            &evidence.section,
            evidence.page,
            hidden,
        ),
        hidden,
        voice: evidence.reading.voice,
        state: evidence.reading.state,
    }
}

fn categories(catalogue: &Catalogue, outcome: &Outcome) -> Vec<CategoryLine> {
    outcome
        .reviewed
        .score
        .categories
        .iter()
        .map(|c| {
            let known = catalogue.category(&c.id);
            CategoryLine {
                id: c.id.clone(),
                code: known.map_or_else(|| "–".to_owned(), |k| k.code.clone()),
                name: known.map_or_else(|| c.id.clone(), |k| k.name.clone()),
                short: known.map_or_else(|| c.id.clone(), |k| k.short.clone()),
                weight: c.weight,
                counts: c.counts,
                inherent: c.inherent,
                residual: c.residual,
                treated: c.treated,
                low: c.low,
                high: c.high,
                coverage: c.coverage,
                contribution: c.contribution,
            }
        })
        .collect()
}

fn provisions(
    catalogue: &Catalogue,
    assessment: &Assessment,
    outcome: &Outcome,
    labels: &[String],
) -> Vec<ProvisionLine> {
    let set: BTreeSet<&str> = assessment
        .decisions
        .iter()
        .filter(|d| matches!(d.act, Act::SetExposure(_)))
        .map(|d| d.provision.as_str())
        .collect();
    let own: BTreeMap<&str, _> = outcome
        .rows
        .iter()
        .map(|r| (r.provision.as_str(), r.state))
        .collect();
    outcome
        .reviewed
        .rows
        .iter()
        .zip(&outcome.reviewed.score.rows)
        .map(|(row, scored)| {
            let known = catalogue.provision(&row.provision);
            let texts = known.map(|p| p.texts.clone()).unwrap_or_default();
            let decisive = row.findings.first().and_then(|&f| outcome.findings.get(f));
            let is_set = set.contains(row.provision.as_str())
                && (scored.residual - scored.low).abs() < 1e-9
                && (scored.high - scored.residual).abs() < 1e-9;
            ProvisionLine {
                id: row.provision.clone(),
                category: row.category.clone(),
                code: catalogue
                    .category(&row.category)
                    .map_or_else(|| "–".to_owned(), |c| c.code.clone()),
                name: known.map_or_else(|| row.provision.clone(), |p| p.name.clone()),
                state: row.state,
                own_state: own
                    .get(row.provision.as_str())
                    .copied()
                    .filter(|s| *s != row.state),
                why: texts.why,
                law: texts
                    .law
                    .iter()
                    .map(|l| LawLine {
                        who: l.who.name().to_owned(),
                        cite: l.cite.clone(),
                        checked: l.checked,
                        source: l.source.clone(),
                    })
                    .collect(),
                ask: texts.ask,
                brief: texts.brief,
                missing: known.is_some_and(|p| p.missing),
                fallback: texts.fallback,
                severity: scored.severity,
                weight: scored.weight,
                gate: known.and_then(|p| p.gate),
                inherent: scored.inherent,
                residual: scored.residual,
                treated: scored.treated,
                low: scored.low,
                high: scored.high,
                counts: scored.counts,
                applicable: scored.applicable,
                contribution: scored.contribution,
                confidence: row.confidence,
                voice: decisive.and_then(|f| f.voice),
                scope: decisive.and_then(|f| f.scope.clone()),
                aggravators: row.aggravators.clone(),
                mitigators: row.mitigators.clone(),
                note: row.note.clone(),
                sum: sum::sum_line(row, scored, is_set),
                touched: outcome.findings.iter().any(|f| {
                    f.provision == row.provision && !f.state.is_found() && !f.evidence.is_empty()
                }),
                quotes: quotes(row.findings.iter(), assessment, outcome, labels),
            }
        })
        .collect()
}

/// The quotes of some findings; one that says the same words again is left out.
fn quotes<'a>(
    findings: impl Iterator<Item = &'a usize>,
    assessment: &Assessment,
    outcome: &Outcome,
    labels: &[String],
) -> Vec<QuoteLine> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut quotes: Vec<QuoteLine> = findings
        .filter_map(|&f| outcome.findings.get(f))
        .flat_map(|f| &f.evidence)
        .map(|e| quote(e, &assessment.documents, labels))
        .filter(|q| seen.insert(q.quote.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    // The vendor's own words are the primary evidence; otherwise the order stays.
    quotes.sort_by_key(|q| q.voice);
    quotes
}

fn findings(
    catalogue: &Catalogue,
    assessment: &Assessment,
    outcome: &Outcome,
    labels: &[String],
) -> Vec<FindingLine> {
    let weighed: BTreeMap<&str, (f64, f64)> = outcome
        .rows
        .iter()
        .zip(&outcome.score.rows)
        .map(|(row, scored)| (row.provision.as_str(), (scored.inherent, scored.residual)))
        .collect();
    let names = |factors: &[Factor]| factors.iter().map(|f| f.name.clone()).collect();
    outcome
        .findings
        .iter()
        .map(|f| {
            let severity = assessment
                .profile
                .severities
                .get(&f.provision)
                .copied()
                .or_else(|| catalogue.provision(&f.provision).map(|p| p.severity))
                .unwrap_or_default();
            let kind = f
                .document
                .and_then(|d| assessment.documents.get(d))
                .map(|d| d.kind);
            let (inherent, residual) = if f.state.is_found() {
                sum::exposure_of(f, severity, sum::grade_of(f, kind))
            } else {
                // Silence and the like are weighed in the row, as there is one for the whole.
                weighed
                    .get(f.provision.as_str())
                    .copied()
                    .unwrap_or_default()
            };
            FindingLine {
                provision: f.provision.clone(),
                category: f.category.clone(),
                state: f.state,
                severity,
                inherent,
                residual,
                confidence: f.confidence,
                voice: f.voice,
                scope: f.scope.clone(),
                aggravators: names(&f.aggravators),
                mitigators: names(&f.mitigators),
                evidence: f
                    .evidence
                    .iter()
                    .map(|e| quote(e, &assessment.documents, labels))
                    .collect(),
                note: f.note.clone(),
            }
        })
        .collect()
}

fn document(document: &Document, edition: Option<&Edition>) -> DocumentLine {
    let note = edition.map(|e| e.note.clone()).filter(|n| !n.is_empty());
    DocumentLine {
        name: document.name.clone(),
        sha256: document.sha256.clone(),
        kind: document.kind,
        kind_basis: document.kind_basis.clone(),
        date: document.date,
        date_basis: document.date_basis,
        date_note: document.date_note.clone(),
        language: document.language.clone(),
        words: document.words,
        pages: document.pages,
        warnings: document
            .warnings
            .iter()
            .map(|w| w.message.clone())
            .chain(note)
            .collect(),
        damaged: document.is_damaged(),
        counts: edition.is_none_or(|e| e.standing.counts()),
    }
}

fn trail(catalogue: &Catalogue, assessment: &Assessment, outcome: &Outcome) -> Vec<TrailLine> {
    outcome
        .reviewed
        .trail
        .iter()
        .filter_map(|entry| {
            let decision = assessment.decisions.get(entry.decision)?;
            Some(TrailLine {
                provision: decision.provision.clone(),
                name: catalogue
                    .provision(&decision.provision)
                    .map_or_else(|| decision.provision.clone(), |p| p.name.clone()),
                what: entry.what.clone(),
                author: decision.author.clone(),
                at: decision.at.clone(),
                reason: decision.reason.clone(),
                expires: decision.expires,
                status: match entry.status {
                    TrailStatus::InForce => "in force",
                    TrailStatus::Replaced => "replaced by a later one",
                    TrailStatus::Expired => "expired",
                    TrailStatus::NoSuchProvision => "no such provision",
                }
                .to_owned(),
            })
        })
        .chain(of_the_whole(assessment))
        .collect()
}

/// Changes of the status and days of the next review: what was decided on the assessment as a whole.
fn of_the_whole(assessment: &Assessment) -> impl Iterator<Item = TrailLine> {
    const WHOLE: &str = "The assessment as a whole";
    let last = assessment.statuses.len().saturating_sub(1);
    let in_force = |holds: bool| {
        if holds {
            "in force"
        } else {
            "replaced by a later one"
        }
        .to_owned()
    };
    let statuses = assessment.statuses.iter().enumerate().map(move |(at, s)| {
        let mut reason = s.reason.clone();
        if !s.conditions.is_empty() {
            reason.push_str(" Conditions: ");
            reason.push_str(&s.conditions);
        }
        TrailLine {
            provision: String::new(),
            name: WHOLE.to_owned(),
            what: format!("Status: {}", s.status.name().to_lowercase()),
            author: s.author.clone(),
            at: s.at.clone(),
            reason,
            expires: s.expires,
            status: in_force(at == last),
        }
    });
    let end = assessment.schedule.len().saturating_sub(1);
    let reviews = assessment
        .schedule
        .iter()
        .enumerate()
        .map(move |(at, n)| TrailLine {
            provision: String::new(),
            name: WHOLE.to_owned(),
            what: match n.day {
                Some(day) => format!("Next review on {}", short_date(day)),
                None => "No next review".to_owned(),
            },
            author: n.author.clone(),
            at: n.at.clone(),
            reason: n.reason.clone(),
            expires: None,
            status: in_force(at == end),
        });
    statuses.chain(reviews)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{labels, place};
    use crate::document::{Document, Kind};
    use crate::import::from_text;

    #[test]
    fn no_two_documents_have_one_label() {
        let paper = |name: &str, title: &str, day| Document {
            name: name.to_owned(),
            kind: Kind::PrivacyPolicy,
            title: Some(title.to_owned()),
            date: Some(date(2026, 3, day)),
            ..from_text("Text.")
        };
        let old = paper("a.md", "Larkmoor Privacy Policy", 1);
        let new = paper("b.md", "Larkmoor Privacy Policy", 9);
        assert_eq!(labels(std::slice::from_ref(&old)), ["Privacy policy"]);
        let versions = labels(&[old.clone(), new]);
        assert_eq!(
            versions,
            [
                "Privacy policy of 1 Mar 2026",
                "Privacy policy of 9 Mar 2026"
            ]
        );
        let copy = paper("c.md", "Larkmoor Privacy Policy", 1);
        let copies = labels(&[old.clone(), copy]);
        assert_eq!(copies, ["Privacy policy (a.md)", "Privacy policy (c.md)"]);
        let cookies = paper("d.md", "Larkmoor Cookie Notice", 1);
        let titled = labels(&[old, cookies]);
        assert!(
            titled[0].contains("Privacy") && titled[1].contains("Cookie"),
            "{titled:?}"
        );
    }

    #[test]
    fn places_name_the_document_the_section_and_the_page() {
        let label = "Privacy policy".to_owned();
        let at = |section, page| place(Some(&label), section, page, false);
        assert_eq!(
            at("4 Insights › 4.2 Reports", Some(5)),
            "Privacy policy 4.2, page 5"
        );
        assert_eq!(at("How we share", None), "Privacy policy, How we share");
        assert_eq!(
            at("Your choices: › (ii)", None),
            "Privacy policy, Your choices"
        );
        assert_eq!(at("PRIVACY POLICY", Some(2)), "Privacy policy, page 2");
        assert_eq!(at("TÜ ·§ ÎÏÃÕÙÕÎþÎ", Some(2)), "Privacy policy, page 2");
        assert_eq!(
            at(
                "What the tools that others offer beside ours may do with the data",
                None
            ),
            "Privacy policy, What the tools that others offer beside ours may do with…"
        );
        assert_eq!(at("", Some(2)), "Privacy policy, page 2");
        assert_eq!(at("", None), "Privacy policy");
        assert_eq!(
            place(Some(&label), "Sharing", Some(5), true),
            "Privacy policy, Sharing, page 5, hidden in the original"
        );
    }
}
