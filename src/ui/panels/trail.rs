//! The trail: who decided what, when and why, what held before, and what became of it.

use egui::Ui;

use super::{Cx, Open};
use crate::assessment::{Decision, StatusChange, TrailStatus, Verification};
use crate::ui::command::Command;
use crate::ui::text;
use crate::ui::widgets::{Button, Look, button};

/// An entry of the trail.
enum Entry<'a> {
    /// A decision with its index and what became of it.
    Decision(usize, &'a Decision, TrailStatus),
    /// A change of the status.
    Status(&'a StatusChange),
    /// Something that was looked up by hand.
    Verification(&'a Verification),
}

impl Entry<'_> {
    fn at(&self) -> &str {
        match self {
            Self::Decision(_, d, _) => &d.at,
            Self::Status(s) => &s.at,
            Self::Verification(v) => &v.at,
        }
    }
}

/// The entries about a provision, or of the whole assessment; the latest first.
fn entries<'a>(open: &Open<'a>, provision: Option<&str>) -> Vec<Entry<'a>> {
    let assessment = &open.session.assessment;
    let mut out: Vec<Entry<'a>> = open
        .session
        .outcome
        .reviewed
        .trail
        .iter()
        .filter_map(|entry| {
            let decision = assessment.decisions.get(entry.decision)?;
            provision
                .is_none_or(|p| p == decision.provision)
                .then_some(Entry::Decision(entry.decision, decision, entry.status))
        })
        .collect();
    if provision.is_none() {
        out.extend(assessment.statuses.iter().map(Entry::Status));
        out.extend(assessment.verifications.iter().map(Entry::Verification));
    }
    // Times are written so that they sort; of the same minute the later one stands above.
    out.reverse();
    out.sort_by(|a, b| b.at().cmp(a.at()));
    out
}

/// How many entries there are.
#[must_use]
pub fn count(open: &Open<'_>, provision: Option<&str>) -> usize {
    entries(open, provision).len()
}

/// Shows the entries about a provision, or of the whole assessment.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, provision: Option<&str>) {
    let t = cx.t;
    for entry in entries(open, provision) {
        match entry {
            Entry::Decision(at, decision, status) => {
                one(ui, cx, open, at, decision, status, provision.is_none());
            }
            Entry::Verification(found) => looked_up(ui, cx, found),
            Entry::Status(change) => {
                let words = format!("Status: {}", change.status.name());
                text::copyable(ui, &words, t.label().strong(), t.c.text);
                text::copyable(ui, &change.reason, t.label(), t.c.text);
                if !change.conditions.is_empty() {
                    let words = format!("Conditions: {}", change.conditions);
                    text::copyable(ui, &words, t.label(), t.c.text);
                }
                let mut words = format!("{}, {}", change.author, change.at);
                if let Some(day) = change.expires {
                    words.push_str(&format!(" · until {}", text::date(day)));
                }
                text::label(ui, &words, t.caption(), t.c.text_faint);
                ui.add_space(8.0);
            }
        }
    }
    let warnings = &open.session.outcome.reviewed.warnings;
    for warning in warnings
        .iter()
        .filter(|w| provision.is_none_or(|p| w.provision.as_deref() == Some(p)))
    {
        // Warnings name provisions by id; people know them by name.
        let mut words = warning.message.clone();
        if let Some(id) = &warning.provision {
            words = words.replace(id.as_str(), &format!("“{}”", open.engine.name(id)));
        }
        text::label(ui, &words, t.label(), t.tiers.moderate.ink);
        ui.add_space(4.0);
    }
}

fn looked_up(ui: &mut Ui, cx: &Cx<'_>, found: &Verification) {
    let t = cx.t;
    let words = format!("{}: {}", found.verdict.name(), found.what);
    text::copyable(ui, &words, t.label().strong(), t.c.text);
    if !found.note.is_empty() {
        text::copyable(ui, &found.note, t.label(), t.c.text);
    }
    let day = text::date(found.day);
    let words = format!(
        "{}, {} · looked up by {} on {day}",
        found.author, found.at, found.by
    );
    text::label(ui, &words, t.caption(), t.c.text_faint);
    ui.add_space(8.0);
}

fn one(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    at: usize,
    decision: &Decision,
    status: TrailStatus,
    named: bool,
) {
    let t = cx.t;
    let in_force = status == TrailStatus::InForce;
    let ink = if in_force { t.c.text } else { t.c.text_faint };
    let mut words = decision.act.words();
    if named {
        words = format!("{words}: {}", open.engine.name(&decision.provision));
    }
    text::copyable(ui, &words, t.label().strong(), ink);
    text::copyable(ui, &decision.reason, t.label(), ink);
    let mut parts = vec![format!("{}, {}", decision.author, decision.at)];
    if !decision.before.is_empty() {
        parts.push(format!("before: {}", decision.before));
    }
    if let Some(day) = decision.expires {
        parts.push(format!("until {}", text::date(day)));
    }
    match status {
        TrailStatus::InForce => {}
        TrailStatus::Replaced => parts.push("replaced by a later one".to_owned()),
        TrailStatus::Expired => parts.push("expired".to_owned()),
        TrailStatus::NoSuchProvision => parts.push("not in this catalogue".to_owned()),
    }
    text::label(ui, &parts.join(" · "), t.caption(), t.c.text_faint);
    let b = Button {
        label: "Take back",
        look: Look::Link,
        small: true,
        tooltip: "Take this decision out; undo brings it back",
        ..Button::default()
    };
    if button(ui, t, b).clicked() {
        cx.queue.push(Command::TakeBack(at));
    }
    ui.add_space(6.0);
}
