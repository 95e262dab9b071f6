//! Markdown for wikis and tickets. Words of policies cannot become markup, links or HTML.

use crate::document::day::short_date;
use std::fmt::Write as _;

use super::model::{ProvisionLine, ReportModel, gate_name, status_name};
use super::{ExportError, Exporter};
use crate::finding::State;
use crate::score::GateStatus;
use crate::score::print::{change, interval, number, parts_of, percent, weight, whole};

/// Writes Markdown with tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct Markdown;

impl Exporter for Markdown {
    fn extension(&self) -> &'static str {
        "md"
    }

    fn export(&self, model: &ReportModel) -> Result<Vec<u8>, ExportError> {
        let mut out = String::new();
        let written = summary(&mut out, model)
            .and_then(|()| categories(&mut out, model))
            .and_then(|()| transfers(&mut out, model))
            .and_then(|()| findings(&mut out, model))
            .and_then(|()| open_rows(&mut out, model))
            .and_then(|()| asks(&mut out, model))
            .and_then(|()| documents(&mut out, model));
        // Writing to a string does not fail.
        written.map_err(|_| ExportError::Text)?;
        Ok(out.into_bytes())
    }
}

/// Words as words: what Markdown or HTML would read is escaped, line breaks become spaces.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut before = ' ';
    for letter in joined.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A backslash before the sign that makes a bare address into a link.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '@' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            ':' => out.push_str("\\:"),
            '.' if ends_in_www(&out) => out.push_str("\\."),
            '-' | '+' if before == ' ' => {
                out.push('\\');
                out.push(letter);
            }
            c if c.is_control() => {}
            other => out.push(other),
        }
        before = letter;
    }
    out
}

/// Whether what follows a full stop would become a link.
fn ends_in_www(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.by_ref()
        .take(3)
        .filter(|c| matches!(c, 'w' | 'W'))
        .count()
        == 3
        && last.next().is_none_or(|c| !c.is_alphanumeric())
}

fn summary(out: &mut String, model: &ReportModel) -> std::fmt::Result {
    let total = &model.score.total;
    writeln!(
        out,
        "# {}: exposure of a vendor’s policies\n",
        plain(&model.vendor)
    )?;
    if total.counts {
        writeln!(
            out,
            "**{} {}**, {}, coverage {}\n",
            total.printed,
            plain(&interval(total.low, total.high)),
            total.tier.name(),
            percent(total.coverage)
        )?;
        writeln!(
            out,
            "Inherent {}, as stated {}, as treated {}. As of {}.",
            whole(total.inherent),
            whole(total.residual),
            whole(total.treated),
            short_date(model.as_of)
        )?;
        if let Some(floor) = total.floor {
            writeln!(out, "\nFloor applied: {} → {}.", floor.from, floor.to)?;
        }
    } else {
        writeln!(
            out,
            "**–**: too little could be assessed. As of {}.",
            short_date(model.as_of)
        )?;
    }
    if !model.purpose.is_empty() {
        writeln!(out, "\nPurpose: {}", plain(&model.purpose))?;
    }
    writeln!(out, "\n## Gates\n")?;
    for gate in &model.gates {
        let word = match gate.status {
            GateStatus::Confirmed => "**confirmed**",
            GateStatus::ToCheck => "to check",
            GateStatus::NotMet if !total.counts => "not known",
            GateStatus::NotMet => "not met",
        };
        writeln!(
            out,
            "* {}: {word}. {}",
            gate_name(gate.id).0,
            plain(&gate.why)
        )?;
    }
    Ok(())
}

fn categories(out: &mut String, model: &ReportModel) -> std::fmt::Result {
    writeln!(out, "\n## Exposure by category\n")?;
    writeln!(
        out,
        "| Category | Weight | Exposure | Interval | Coverage | Contributes |"
    )?;
    writeln!(out, "|---|---:|---:|---|---:|---:|")?;
    let contributions: Vec<f64> = model.categories.iter().map(|c| c.contribution).collect();
    let shares = parts_of(&contributions, model.score.total.residual, 1);
    for (c, share) in model.categories.iter().zip(shares) {
        let (value, ends, share) = if c.counts {
            (
                whole(c.residual).to_string(),
                plain(&interval(c.low, c.high)),
                number(share, 1),
            )
        } else {
            ("–".to_owned(), String::new(), "–".to_owned())
        };
        writeln!(
            out,
            "| {} | {} | {value} | {ends} | {} | {share} |",
            plain(&c.name),
            weight(c.weight),
            percent(c.coverage)
        )?;
    }
    Ok(())
}

fn transfers(out: &mut String, model: &ReportModel) -> std::fmt::Result {
    if model.transfers.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Transfers\n")?;
    writeln!(
        out,
        "| Corridor | Mechanism | At the document | As of now | Why | Source |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for t in &model.transfers {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            plain(&t.corridor),
            plain(&t.mechanism),
            status_name(t.status_at_document),
            status_name(t.status_as_of),
            plain(&t.why),
            plain(&t.source)
        )?;
    }
    Ok(())
}

fn findings(out: &mut String, model: &ReportModel) -> std::fmt::Result {
    let mut found: Vec<&ProvisionLine> = model
        .provisions
        .iter()
        .filter(|p| p.state.is_found())
        .collect();
    found.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    writeln!(out, "\n## Findings\n")?;
    if found.is_empty() {
        writeln!(out, "No passage of the documents states an exposure.")?;
    }
    for p in found {
        writeln!(
            out,
            "### {} ({})\n\n{}, {} {}, adds {} points. {}\n",
            plain(&p.name),
            plain(&p.id),
            p.state.name(),
            whole(p.residual),
            plain(&interval(p.low, p.high)),
            number(p.contribution, 2),
            plain(&p.sum)
        )?;
        for quote in &p.quotes {
            writeln!(out, "> “{}” {}\n", plain(&quote.quote), plain(&quote.place))?;
        }
    }
    Ok(())
}

fn open_rows(out: &mut String, model: &ReportModel) -> std::fmt::Result {
    writeln!(out, "## Silence, and what could not be assessed\n")?;
    for state in [State::Silent, State::NotAssessed, State::NotApplicable] {
        for p in model.provisions.iter().filter(|p| p.state == state) {
            writeln!(
                out,
                "* {}: {}. {}",
                state.name(),
                plain(&p.name),
                plain(&p.note)
            )?;
        }
    }
    for next in &model.load_next {
        writeln!(
            out,
            "* Load next: {} (settles {}). {}",
            plain(&next.what),
            next.settles,
            plain(&next.why)
        )?;
    }
    Ok(())
}

fn asks(out: &mut String, model: &ReportModel) -> std::fmt::Result {
    if model.asks.list.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Asks, in order of effect\n")?;
    writeln!(out, "| Ask | Alone | Score after |")?;
    writeln!(out, "|---|---:|---:|")?;
    for ask in &model.asks.list {
        writeln!(
            out,
            "| {} | {} | {} |",
            plain(&ask.text),
            change(model.asks.now, ask.alone, 1),
            number(ask.after, 1)
        )?;
    }
    Ok(())
}

fn documents(out: &mut String, model: &ReportModel) -> std::fmt::Result {
    writeln!(out, "\n## Documents\n")?;
    writeln!(
        out,
        "| Document | Kind | Date | Words | SHA-256 | Reading |"
    )?;
    writeln!(out, "|---|---|---|---:|---|---|")?;
    for d in &model.documents {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            plain(&d.name),
            d.kind.name(),
            d.date.map_or_else(|| "unknown".to_owned(), short_date),
            d.words,
            plain(&d.sha256),
            plain(&d.warnings.join(" "))
        )?;
    }
    let (cited, unchecked) = model.citations();
    writeln!(out, "\nVector: `{}`", model.vector.replace('`', ""))?;
    writeln!(
        out,
        "\nProfile {}. Model 1, catalogue {}, law {}. Of {cited} citations at findings, {unchecked} were not checked \
         against a source. This is an aid to a decision and not legal advice.",
        plain(&model.profile.name),
        plain(&model.catalogue_version),
        plain(&model.law.version)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::Fixture;

    #[test]
    fn words_of_a_policy_cannot_become_markup() {
        assert_eq!(plain("<script>&x"), "&lt;script&gt;&amp;x");
        assert_eq!(
            plain("[a](javascript:b) | c"),
            "\\[a\\](javascript\\:b) \\| c"
        );
        assert_eq!(plain("**b** `c`\n# d"), "\\*\\*b\\*\\* \\`c\\` \\# d");
        assert_eq!(
            plain("https://x.example www.y.example"),
            "https\\://x.example www\\.y.example"
        );
    }

    #[test]
    fn a_parser_finds_no_link_and_no_html_in_a_report_on_a_hostile_policy() {
        use pulldown_cmark::{Event, Options, Parser, Tag};
        let fixture = Fixture {
            vendor: "<b>X</b> [y](http://z) | ![i](j)".to_owned(),
            prefix: "</td><script>alert(1)</script> [l](http://m) <http://n> ".to_owned(),
            ..Fixture::default()
        };
        let out = String::from_utf8(Markdown.export(&fixture.model()).unwrap()).unwrap();
        for event in Parser::new_ext(&out, Options::all()) {
            assert!(
                !matches!(
                    event,
                    Event::Html(_)
                        | Event::InlineHtml(_)
                        | Event::Start(Tag::Link { .. } | Tag::Image { .. })
                ),
                "{event:?}"
            );
        }
        assert!(out.contains("| Telemetry and usage data | 18 |"));
    }
}
