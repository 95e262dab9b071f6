//! The end of a report: decisions, documents, vector, and what the report is not.

use crate::document::day::short_date;
use std::collections::BTreeSet;

use super::block::Block;
use super::findings;
use super::flow::Flow;
use super::item::Item;
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::table::{self, Cell};
use super::text::{self, Align, BODY, CAPTION, CODE, TABLE, curly, span, text_block};
use crate::document::DateBasis;
use crate::report::model::{DocumentLine, LawLine, ReportModel};
use crate::score::Tier;

/// What always ends a report.
pub fn section(flow: &mut Flow, model: &ReportModel, missing: &BTreeSet<char>) {
    vector(flow, model);
    disclaimer(flow, model, missing);
}

/// What reviewers decided.
pub fn decisions(flow: &mut Flow, model: &ReportModel) {
    if model.trail.is_empty() && model.review_warnings.is_empty() {
        return;
    }
    let width = flow.width();
    let columns = table::columns(
        width,
        &[
            ("Provision", 0.28, Align::Left),
            ("Decision", 0.26, Align::Left),
            ("Why", 0.46, Align::Left),
            ("Who, when", 96.0, Align::Left),
            ("Until", 70.0, Align::Left),
        ],
    );
    parts::heading(flow, "Decisions", "");
    if !model.trail.is_empty() {
        flow.begin_table(table::head(&columns, width));
        for entry in &model.trail {
            let status = if entry.status == "in force" {
                String::new()
            } else {
                format!(" ({})", entry.status)
            };
            let until = entry.expires.map_or_else(|| "–".to_owned(), short_date);
            flow.push(table::row(
                &columns,
                vec![
                    Cell::plain(entry.name.clone()),
                    Cell::plain(format!("{}{status}", entry.what)),
                    Cell::soft(text::clip(&curly(&entry.reason), TABLE, 200.0, 20)),
                    Cell::soft(format!("{}, {}", entry.author, entry.at)),
                    Cell::soft(until),
                ],
                width,
            ));
        }
        flow.end_table();
    }
    for warning in &model.review_warnings {
        let ink = palette::tier(Tier::Moderate).ink;
        parts::prose(flow, &[span(curly(warning), TABLE.color(ink))], 4.0);
    }
}

/// What the citations at the findings told in full say, once each, by whose law it is.
pub fn law(flow: &mut Flow, model: &ReportModel) {
    let mut seen = BTreeSet::new();
    let mut cited: Vec<&LawLine> = findings::in_full(model)
        .into_iter()
        .flat_map(|p| &p.law)
        .filter(|l| seen.insert((l.who.as_str(), l.cite.as_str())))
        .collect();
    if cited.is_empty() {
        return;
    }
    let mut order: Vec<&str> = Vec::new();
    for law in &cited {
        if !order.contains(&law.who.as_str()) {
            order.push(&law.who);
        }
    }
    cited.sort_by_key(|l| order.iter().position(|w| *w == l.who));
    parts::heading(flow, "Law cited", "† not checked against a source");
    let half = (flow.width() - 24.0) / 2.0;
    for pair in cited.chunks(2) {
        let blocks = pair
            .iter()
            .zip([0.0, half + 24.0])
            .map(|(law, x)| (x, citation(law, half)))
            .collect();
        let mut row = Block::beside(blocks);
        row.gap(3.0);
        flow.push(row);
    }
}

fn citation(law: &LawLine, width: f32) -> Block {
    let mut spans = Vec::new();
    // `UK GDPR` says whose it is.
    if !law.cite.starts_with(&law.who) {
        spans.push(span(format!("{} ", law.who), CAPTION.color(palette::FAINT)));
    }
    spans.push(span(curly(&law.cite), CAPTION));
    if !law.checked {
        spans.push(span("\u{a0}†", CAPTION.color(palette::FAINT)));
    } else if !law.source.is_empty() {
        spans.push(span(
            format!(" ({})", law.source),
            CAPTION.color(palette::FAINT),
        ));
    }
    text_block(&spans, width, Align::Left)
}

/// The documents, each with what has to be known about its reading.
pub fn documents(flow: &mut Flow, model: &ReportModel) {
    let width = flow.width();
    parts::heading(flow, "Documents", "");
    if model.documents.is_empty() {
        parts::prose(
            flow,
            &[span(
                "No document was loaded, so nothing could be assessed.",
                BODY.color(palette::SOFT),
            )],
            0.0,
        );
        return;
    }
    let columns = table::columns(
        width,
        &[
            ("Document", 0.45, Align::Left),
            ("Date", 110.0, Align::Left),
            ("Pages", 40.0, Align::Right),
            ("Words", 48.0, Align::Right),
            ("Reading", 0.55, Align::Left),
        ],
    );
    flow.begin_table(table::head(&columns, width));
    for document in &model.documents {
        let mut row = table::row(
            &columns,
            vec![
                name(document),
                date(document),
                Cell::plain(
                    document
                        .pages
                        .map_or_else(|| "–".to_owned(), |p| p.to_string()),
                ),
                Cell::plain(document.words.to_string()),
                reading(document),
            ],
            width,
        );
        // The hash stands under the row, over its whole width.
        row.items.pop();
        row.below(
            text_block(
                &[
                    span("SHA-256 ", CAPTION.color(palette::FAINT)),
                    span(document.sha256.clone(), CODE.color(palette::FAINT)),
                ],
                width,
                Align::Left,
            ),
            0.0,
        );
        row.gap(3.0);
        row.items
            .push(Item::rule(0.0, row.height, width, 0.75, palette::STROKE));
        flow.push(row);
    }
    flow.end_table();
}

fn name(document: &DocumentLine) -> Cell {
    let mut spans = vec![span(document.kind.name(), TABLE.cut(Cut::Medium))];
    spans.push(span(
        format!(" {}", document.name),
        TABLE.color(palette::FAINT),
    ));
    Cell::Text(spans)
}

fn date(document: &DocumentLine) -> Cell {
    let basis = match document.date_basis {
        DateBasis::Stated => "stated",
        DateBasis::Inferred => "inferred, the earliest possible",
        DateBasis::Unknown => "unknown",
    };
    match document.date {
        Some(date) => Cell::Text(vec![
            span(short_date(date), TABLE),
            span(format!(" {basis}"), TABLE.color(palette::FAINT)),
        ]),
        None => Cell::styled(basis, TABLE.color(palette::FAINT)),
    }
}

fn reading(document: &DocumentLine) -> Cell {
    let english = matches!(document.language.as_str(), "en" | "und");
    if document.warnings.is_empty() && english {
        return Cell::soft("read in full");
    }
    let ink = if document.damaged || !english {
        palette::tier(Tier::Moderate).ink
    } else {
        palette::SOFT
    };
    let mut words = document.warnings.join(" ");
    if !english {
        words = format!(
            "Not in English ({}): not assessed. {words}",
            document.language
        );
    }
    Cell::styled(
        text::clip(&curly(&words), TABLE, 190.0, 24),
        TABLE.color(ink),
    )
}

fn vector(flow: &mut Flow, model: &ReportModel) {
    parts::heading(flow, "Vector", "the score in one line");
    let width = flow.width();
    let block = text_block(&[span(model.vector.clone(), CODE)], width, Align::Left);
    flow.push(block.keep());
    let hashes = format!(
        "model 1 · catalogue {} {}",
        model.catalogue_version, model.catalogue_sha256
    );
    let block = text_block(
        &[span(hashes, CODE.color(palette::FAINT))],
        width,
        Align::Left,
    );
    // The words that close the report do not stand alone on a page.
    flow.push(block.before(2.0).keep());
}

fn disclaimer(flow: &mut Flow, model: &ReportModel, missing: &BTreeSet<char>) {
    let width = flow.width();
    let (cited, unchecked) = model.citations();
    let law = &model.law;
    let entries = if law.entries > 0 {
        format!(
            " {} of {} legal entries were checked against a source.",
            law.checked, law.entries
        )
    } else {
        String::new()
    };
    let mut words = format!(
        "This report is an aid to a decision and not legal advice. Profile {}. Model 1, catalogue {}, law {}.{entries} \
         Of {cited} citations at findings, {unchecked} were not checked against a source; they are marked †. Quotes \
         are verbatim, except that line breaks are set as spaces. A quote can be checked against the document whose \
         SHA-256 stands above.",
        model.profile.name, model.catalogue_version, law.version,
    );
    if !missing.is_empty() {
        let letters: Vec<String> = missing
            .iter()
            .take(24)
            .map(|c| format!("U+{:04X}", u32::from(*c)))
            .collect();
        let more = if missing.len() > 24 {
            " and others"
        } else {
            ""
        };
        words.push_str(&format!(
            " {} letters are in none of the report’s fonts and are printed as code points, while copying the text \
             gives the letters themselves: {}{more}.",
            missing.len(),
            letters.join(", ")
        ));
    }
    let mut rule = Block::space(12.0);
    rule.items
        .push(Item::rule(0.0, 4.0, width, 0.75, palette::STROKE_STRONG));
    flow.push(rule.before(10.0).keep());
    flow.push(text_block(
        &[span(words, TABLE.color(palette::SOFT))],
        width,
        Align::Left,
    ));
}
