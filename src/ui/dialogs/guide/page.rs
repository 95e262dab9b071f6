//! The page of a provision: what it is, why it matters, the law, what to ask for, how it is told, examples.

use egui::{Sense, Ui, vec2};

use super::link;
use crate::catalogue::{GateId, Modifier, Provision, Who, plain};
use crate::finding::State;
use crate::report::model::gate_name;
use crate::ui::command::Command;
use crate::ui::engine::Engine;
use crate::ui::theme::Theme;
use crate::ui::{icon, text, widgets};

/// The jurisdictions in the order of the page.
const ORDER: [Who; 6] = [
    Who::Everyone,
    Who::EU,
    Who::UK,
    Who::Switzerland,
    Who::California,
    Who::OtherUS,
];
/// Width of the column of names and states.
const NAMES: f32 = 118.0;
/// Width of the column that says whether a reference was checked.
const FLAG: f32 = 84.0;

/// Shows the page. Returns whether the guide is done.
pub fn show(
    ui: &mut Ui,
    t: &Theme,
    engine: &Engine,
    provision: &Provision,
    open: bool,
    queue: &mut Vec<Command>,
) -> bool {
    ui.set_width(ui.available_width().min(660.0));
    ui.spacing_mut().item_spacing = vec2(10.0, 3.0);
    let done = head(ui, t, engine, provision, open, queue);
    let texts = &provision.texts;
    part(ui, t, "What it is", &texts.what);
    part(ui, t, "Why it matters", &texts.why);
    law(ui, t, provision);
    if !texts.flags.is_empty() {
        heading(ui, t, "Who should look closer");
        for (who, why) in &texts.flags {
            named(ui, t, who.name(), why, &format!("{}: {why}", who.name()));
        }
    }
    if !texts.ask.is_empty() {
        heading(ui, t, "What to ask for");
        text::copyable(ui, &texts.ask, t.body(), t.c.text);
        if link(ui, t, "Copy the ask", "Put the clause on the clipboard") {
            queue.push(Command::CopyText(texts.ask.clone()));
        }
    }
    part(ui, t, "What to settle for", &texts.fallback);
    if !texts.steps.is_empty() {
        heading(ui, t, "What to check on your side");
        for (nth, step) in texts.steps.iter().enumerate() {
            let number = format!("{}", nth + 1);
            hung(
                ui,
                t,
                20.0,
                &number,
                step,
                &format!("Step {number}: {step}"),
            );
        }
    }
    silence(ui, t, provision);
    signals(ui, t, engine, provision);
    for (title, list, sign) in [
        ("What raises it", &provision.aggravators, "+"),
        ("What lowers it", &provision.mitigators, "−"),
    ] {
        modifiers(ui, t, title, list, sign);
    }
    examples(ui, t, provision);
    ui.add_space(12.0);
    done
}

fn head(
    ui: &mut Ui,
    t: &Theme,
    engine: &Engine,
    provision: &Provision,
    open: bool,
    queue: &mut Vec<Command>,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    widgets::code(
        ui.painter(),
        t,
        &provision.category,
        rect.left_center() + vec2(11.0, 0.0),
    );
    let category = engine.catalogue().category(&provision.category);
    let category = category.map_or(provision.category.as_str(), |c| c.name.as_str());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, category));
    text::put(
        ui.painter(),
        rect.left_center() + vec2(29.0, 0.0),
        egui::Align2::LEFT_CENTER,
        category,
        t.label(),
        t.c.text_soft,
    );
    let heading = text::copyable(ui, &provision.name, t.heading(), t.c.text);
    text::is_heading(ui, &heading, &provision.name);
    let mut facts = vec![if provision.scored {
        format!("Severity {} of 100", text::whole(provision.severity))
    } else {
        "Not scored".to_owned()
    }];
    if provision.missing {
        facts.push("about a missing protection".to_owned());
    }
    if provision.by_transfer_law {
        facts.push("decided by transfer law".to_owned());
    }
    if let Some(gate) = provision.gate {
        facts.push(format!("closes the gate “{}”", gate_words(gate)));
    }
    text::label(ui, &facts.join(" · "), t.label(), t.c.text_soft);
    let face = egui::FontId::new(t.m.caption.size, egui::FontFamily::Monospace);
    let id = egui::RichText::new(&provision.id)
        .font(face)
        .color(t.c.text_faint);
    ui.add(egui::Label::new(id));
    if open
        && link(
            ui,
            t,
            "Show the finding",
            "Close this and choose the finding",
        )
    {
        queue.push(Command::SelectRow(provision.id.clone()));
        return true;
    }
    false
}

fn gate_words(gate: GateId) -> &'static str {
    gate_name(gate).0
}

fn heading(ui: &mut Ui, t: &Theme, words: &str) {
    ui.add_space(10.0);
    let label = text::label(ui, words, t.body().strong(), t.c.text);
    text::is_heading(ui, &label, words);
}

fn part(ui: &mut Ui, t: &Theme, title: &str, words: &str) {
    if words.trim().is_empty() {
        return;
    }
    heading(ui, t, title);
    text::copyable(ui, words, t.body(), t.c.text);
}

/// Words that hang beside a name, read aloud as one.
fn hung(ui: &mut Ui, t: &Theme, indent: f32, name: &str, words: &str, said: &str) {
    let wide = ui.available_width() - indent;
    let galley = text::lines(ui.painter(), words, t.body(), t.c.text, wide);
    let size = vec2(ui.available_width(), galley.size().y + 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, said));
    let (face, ink) = (t.body(), t.c.text_soft);
    let top = egui::Align2::LEFT_TOP;
    text::put_within(
        ui.painter(),
        rect.left_top(),
        top,
        name,
        face,
        ink,
        indent - 6.0,
    );
    ui.painter()
        .galley(rect.left_top() + vec2(indent, 0.0), galley, t.c.text);
}

fn named(ui: &mut Ui, t: &Theme, name: &str, words: &str, said: &str) {
    hung(ui, t, NAMES, name, words, said);
}

fn law(ui: &mut Ui, t: &Theme, provision: &Provision) {
    let law = &provision.texts.law;
    if law.is_empty() {
        return;
    }
    heading(ui, t, "Law");
    let checked = law.iter().filter(|l| l.checked).count();
    let words = format!(
        "{checked} of {} compared with a source. The others are from general knowledge.",
        text::count(law.len(), "reference", "references")
    );
    let words = if checked == law.len() {
        "All compared with a source.".to_owned()
    } else {
        words
    };
    text::label(ui, &words, t.label(), t.c.text_soft);
    for who in ORDER {
        for (nth, law) in law.iter().filter(|l| l.who == who).enumerate() {
            let name = if nth == 0 { who.name() } else { "" };
            reference(ui, t, name, law);
        }
    }
}

/// A reference: whose law, what it says, and at the right whether it was compared with a source.
fn reference(ui: &mut Ui, t: &Theme, name: &str, law: &crate::catalogue::LawRef) {
    let (flag, ink) = if law.checked {
        ("checked", t.c.text_soft)
    } else {
        ("not checked", t.c.text_faint)
    };
    let mut said = format!("{}: {} – {flag}", law.who.name(), law.cite);
    if !law.source.is_empty() {
        said.push_str(&format!(" against {}", law.source));
    }
    let wide = ui.available_width() - NAMES - FLAG;
    let galley = text::lines(ui.painter(), &law.cite, t.body(), t.c.text, wide);
    let size = vec2(ui.available_width(), galley.size().y + 3.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    let painter = ui.painter();
    let (face, soft) = (t.body(), t.c.text_soft);
    let top = egui::Align2::LEFT_TOP;
    text::put_within(painter, rect.left_top(), top, name, face, soft, NAMES - 6.0);
    painter.galley(rect.left_top() + vec2(NAMES, 0.0), galley, t.c.text);
    let at = egui::pos2(rect.right(), rect.top() + 2.0);
    let placed = text::put(painter, at, egui::Align2::RIGHT_TOP, flag, t.caption(), ink);
    if law.checked {
        let at = placed.left_center() - vec2(9.0, 0.0);
        icon::icon(painter, icon::Icon::Check, at, 11.0, ink);
        response.on_hover_text(format!("Compared with {}", law.source));
    }
}

fn silence(ui: &mut Ui, t: &Theme, provision: &Provision) {
    heading(ui, t, "What silence means");
    let words = plain::silence(provision.silence, provision.silence_eu_only);
    text::copyable(ui, words, t.body(), t.c.text);
    let kinds: Vec<String> = provision
        .said_in
        .iter()
        .map(|k| k.name().to_lowercase())
        .collect();
    if !kinds.is_empty() {
        let words = format!("It would be said in: {}.", kinds.join(", "));
        text::copyable(ui, &words, t.label(), t.c.text_soft);
    }
}

fn signals(ui: &mut Ui, t: &Theme, engine: &Engine, provision: &Provision) {
    heading(ui, t, "How it is recognised");
    if provision.signals.is_empty() {
        let words = "No wording by itself tells it: it follows from other findings, from transfer law or from the document’s \
                     own details.";
        text::copyable(ui, words, t.body(), t.c.text);
        return;
    }
    let words = "Any of these is enough. “…” at the end of a word stands for any ending, by itself for a few words.";
    text::label(ui, words, t.label(), t.c.text_soft);
    for (nth, raw) in provision.signals.iter().enumerate() {
        let signal = plain::signal(engine.catalogue(), raw);
        let words = format!("{}.\n{}.", signal.says, signal.lines.join(";\n"));
        let number = format!("{}", nth + 1);
        let said = format!("Signal {number}: {words}");
        hung(ui, t, 20.0, &number, &words, &said);
        ui.add_space(2.0);
    }
}

fn modifiers(ui: &mut Ui, t: &Theme, title: &str, list: &[Modifier], sign: &str) {
    if list.is_empty() {
        return;
    }
    heading(ui, t, title);
    for modifier in list {
        let size = format!("{sign} {}", text::factor(modifier.size));
        let words = format!("{}, {}", modifier.name, plain::within(modifier));
        hung(ui, t, 44.0, &size, &words, &format!("{size}: {words}"));
    }
}

/// Examples for every state, then those in which it must not be found.
fn examples(ui: &mut Ui, t: &Theme, provision: &Provision) {
    if provision.examples.is_empty() {
        return;
    }
    heading(ui, t, "Examples");
    let words = "Of our own writing, and run as tests of this catalogue.";
    text::label(ui, words, t.label(), t.c.text_soft);
    let mut all: Vec<_> = provision.examples.iter().collect();
    all.sort_by_key(|e| (e.state.is_none(), e.state.map(State::name)));
    for example in all {
        let name = example.state.map_or("Not found", State::name);
        let wide = ui.available_width() - NAMES;
        let words = format!("“{}”", example.text);
        let galley = text::lines(ui.painter(), &words, t.body(), t.c.text, wide);
        let size = vec2(ui.available_width(), galley.size().y + 3.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let said = format!("{name}: {words}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        let at = rect.left_top() + vec2(7.0, 9.0);
        if let Some(state) = example.state {
            icon::state(ui.painter(), state, at, 13.0, t.c.text_soft);
        } else {
            icon::icon(ui.painter(), icon::Icon::Cross, at, 11.0, t.c.text_faint);
        }
        text::put(
            ui.painter(),
            rect.left_top() + vec2(19.0, 0.0),
            egui::Align2::LEFT_TOP,
            name,
            t.label(),
            t.c.text_soft,
        );
        ui.painter()
            .galley(rect.left_top() + vec2(NAMES, 0.0), galley, t.c.text);
    }
}
