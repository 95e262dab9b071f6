//! How the numbers come about: the formulas in plain words, the profile, the engagement.

use super::block::Block;
use super::flow::Flow;
use super::item::{Item, Stroke};
use super::metrics::Cut;
use super::palette;
use super::parts;
use super::text::{BODY, CODE, Span, TABLE, curly, span, text_block};
use crate::report::model::ReportModel;
use crate::score::Tier;
use crate::score::print::{factor, number, weight};

/// Room between the two columns.
const GUTTER: f32 = 30.0;

/// The section.
pub fn section(flow: &mut Flow, model: &ReportModel) {
    let width = flow.width();
    let half = (width - GUTTER) / 2.0;
    parts::heading(flow, "Method", "");
    let mut left = Block::default();
    text(
        &mut left,
        half,
        "A provision, 0 to 100. ",
        "Its base severity s is raised by aggravators α and lowered by mitigators μ. What mitigators take off is \
         capped by the grade of the evidence: a statement .60, policy text .70, a signed contract .85, verified .95.",
    );
    formula(
        &mut left,
        half,
        &[
            "x   = 100 · (1 − (1 − s/100) · Π(1 − α))",
            "x_r = x · (1 − min(cap, 1 − Π(1 − μ)))",
        ],
    );
    text(
        &mut left,
        half,
        "A denial ",
        "is a mitigator, and no aggravator counts beside it: without limits 1, limited in time .50, to one law, kind \
         of data or audience .15, a mere aim 0.",
    );
    let silence = model.profile.silence;
    let share = |point: f64| {
        if point > 0.0 {
            factor(point)
        } else {
            "0".to_owned()
        }
    };
    text(
        &mut left,
        half,
        "Silence ",
        &format!(
            "counts as {}, {} or {} of the severity, by whether the law wants a disclosure, neither, or a grant would \
             be needed. What was not assessed leaves the mean, widens the interval and lowers coverage.",
            share(silence.adverse),
            share(silence.neutral),
            share(silence.benign)
        ),
    );

    let mut right = Block::default();
    text(
        &mut right,
        half,
        "A category, and the whole, ",
        "by the same form: the weighted power mean with the severity emphasis p. At 1 it is the plain average; the \
         higher p, the more the worst decides.",
    );
    formula(
        &mut right,
        half,
        &[
            "S   = (Σ w·x^p / Σ w)^(1/p)",
            "c_i = ω_i · x_i^p / S^(p−1),  Σ c_i = S",
        ],
    );
    let total = &model.score.total;
    let cuts = model.profile.cuts;
    text(
        &mut right,
        half,
        &format!(
            "Here p is {}, and S is {}. ",
            number(model.profile.emphasis, 1),
            number(total.residual, 1)
        ),
        &format!(
            "Tiers by the printed integer: {} to {}, {} to {}, {} to {}, {} to 100. A confirmed gate puts a floor at {}.",
            Tier::Low.name(),
            cuts.moderate.saturating_sub(1),
            Tier::Moderate.name(),
            cuts.high.saturating_sub(1),
            Tier::High.name(),
            cuts.severe.saturating_sub(1),
            Tier::Severe.name(),
            model.profile.gate_floor.name(),
        ),
    );
    text(
        &mut right,
        half,
        "The interval ",
        "has every provision at its low end, and every one at its high end. Doubt about a finding widens it, and never changes \
         the point.",
    );
    flow.push(Block::beside(vec![(0.0, left), (half + GUTTER, right)]));
    profile(flow, model);
}

fn text(block: &mut Block, width: f32, lead: &str, rest: &str) {
    let spans: Vec<Span> = vec![span(lead, BODY.cut(Cut::SemiBold)), span(rest, BODY)];
    block.text(&spans, 0.0, width);
    block.gap(6.0);
}

fn formula(block: &mut Block, width: f32, lines: &[&str]) {
    let mut inner = Block::default();
    for line in lines {
        inner.below(
            text_block(&[span(*line, CODE)], width - 20.0, super::text::Align::Left),
            10.0,
        );
    }
    let top = block.height;
    block.items.push(Item::Rect {
        x: 0.5,
        y: top + 0.5,
        w: width - 1.0,
        h: inner.height + 12.0,
        radius: 0.0,
        fill: Some(palette::PANEL),
        stroke: Some(Stroke {
            width: 1.0,
            color: palette::STROKE,
        }),
    });
    block.below(inner.shifted(0.0, 6.0), 0.0);
    block.gap(14.0);
}

/// What was set by hand, so that a reader can set it again.
fn profile(flow: &mut Flow, model: &ReportModel) {
    let width = flow.width();
    let profile = &model.profile;
    let list = |values: &std::collections::BTreeMap<String, f64>| {
        values
            .iter()
            .map(|(id, v)| format!("{id} {}", weight(*v)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let weights: Vec<String> = model
        .categories
        .iter()
        .map(|c| format!("{} {}", c.short, weight(c.weight)))
        .collect();
    let mut rows: Vec<(&str, String)> = vec![
        (
            "Profile",
            format!(
                "{}, severity emphasis {}",
                profile.name,
                number(profile.emphasis, 1)
            ),
        ),
        ("Weights", weights.join(", ")),
    ];
    if !profile.provision_weights.is_empty() {
        rows.push(("Provision weights", list(&profile.provision_weights)));
    }
    if !profile.severities.is_empty() {
        rows.push(("Severities", list(&profile.severities)));
    }
    rows.push(("Engagement", engagement(model)));
    for (i, (label, words)) in rows.into_iter().enumerate() {
        let block = parts::labelled(label, 110.0, &[span(curly(&words), TABLE)], width);
        flow.push(block.before(if i == 0 { 10.0 } else { 3.0 }));
    }
}

fn engagement(model: &ReportModel) -> String {
    let e = &model.engagement;
    let regions: Vec<&str> = [(e.eu, "EU"), (e.uk, "UK"), (e.switzerland, "Switzerland")]
        .into_iter()
        .filter(|(on, _)| *on)
        .map(|(_, name)| name)
        .collect();
    let regions = if regions.is_empty() {
        "no personal data from the EU, the UK or Switzerland".to_owned()
    } else {
        format!("personal data from {}", regions.join(", "))
    };
    let data = if e.data.is_empty() {
        "kinds of data not stated".to_owned()
    } else {
        e.data.join(", ")
    };
    format!(
        "{data}; {regions}; as {}; sensitivity {}, volume {}, criticality {} of 4",
        e.role, e.sensitivity, e.volume, e.criticality
    )
}
