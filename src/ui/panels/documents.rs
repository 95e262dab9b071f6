//! The list of documents: outline, warnings, and what to load next.

use egui::{Align2, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Cx, Open};
use crate::assessment::Edition;
use crate::assessment::edit::Edit;
use crate::document::names::within_a_sentence;
use crate::document::{Counts, DateBasis, Document, Kind, Voice};
use crate::ui::command::{Act, Command, tooltip};
use crate::ui::icon::{self, Icon};
use crate::ui::{text, widgets};

pub use crate::document::names::{named, names, title};

/// Shows the list in at most `height`.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, height: f32) {
    let t = cx.t;
    let documents = &open.session.assessment.documents;
    let head = widgets::section_head(ui, t, "Documents", "");
    let plus = Rect::from_center_size(pos2(head.right() - 18.0, head.center().y), vec2(24.0, 24.0));
    widgets::within(ui, UiBuilder::new().id_salt("add").max_rect(plus), |ui| {
        let tip = tooltip(Act::OpenFiles, ui.ctx());
        let barred = cx.barred(Act::OpenFiles);
        if widgets::icon_button(ui, t, Icon::Plus, "Add documents", &tip, barred).clicked() {
            cx.act(Act::OpenFiles);
        }
    });
    text::put(
        ui.painter(),
        pos2(plus.left() - 6.0, head.center().y),
        Align2::RIGHT_CENTER,
        &documents.len().to_string(),
        t.body(),
        t.c.text_soft,
    );
    ScrollArea::vertical()
        .id_salt("documents")
        .max_height((height - t.m.section_head).max(60.0))
        .min_scrolled_height((height - t.m.section_head).max(60.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(4.0);
            next_vendor(ui, cx);
            let names = names(documents);
            for (i, document) in documents.iter().zip(&names).enumerate() {
                one(ui, cx, open, i, (document.0, document.1));
            }
            load_next(ui, cx, open);
            ui.add_space(6.0);
        });
}

fn one(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    open: &Open<'_>,
    index: usize,
    (document, title): (&Document, &str),
) {
    let t = cx.t;
    let unfolded = cx.shown.open_documents.contains(&index);
    let current = cx.shown.document == index;
    let name = format!("Document {title}: {}", document.name);
    let (rect, response) = widgets::row(ui, t, t.m.row_document, false, &name);
    let painter = ui.painter().clone();
    let y = rect.center().y;
    let chevron = if unfolded {
        Icon::ChevronDown
    } else {
        Icon::ChevronRight
    };
    icon::icon(
        &painter,
        chevron,
        pos2(rect.left() + 14.0, y),
        11.0,
        t.c.text_soft,
    );
    icon::icon(
        &painter,
        Icon::File,
        pos2(rect.left() + 32.0, y),
        14.0,
        t.c.text_soft,
    );
    let edition = open.session.outcome.editions.get(index);
    let apart = edition.and_then(|e| e.standing.words());
    let note = note(document).filter(|_| apart.is_none());
    let (words, ink) = match &note {
        None if apart.is_some() => (apart.unwrap_or_default().to_owned(), t.c.text_soft),
        Some(warning) => (warning.clone(), t.tiers.moderate.ink),
        None => (
            document
                .date
                .filter(|_| document.date_basis == DateBasis::Stated)
                .map(text::date)
                .unwrap_or_else(|| "no date".to_owned()),
            t.c.text_faint,
        ),
    };
    let at = pos2(rect.right() - 12.0, y);
    let right = text::put_within(
        &painter,
        at,
        Align2::RIGHT_CENTER,
        &words,
        t.caption(),
        ink,
        112.0,
    );
    let mut edge = right.left();
    if note.is_some() {
        icon::icon(&painter, Icon::Warning, pos2(edge - 10.0, y), 13.0, ink);
        edge -= 18.0;
    }
    let ground = if apart.is_some() {
        t.c.text_faint
    } else {
        t.c.text
    };
    let face = if current {
        t.body().strong()
    } else {
        t.body().medium()
    };
    let at = pos2(rect.left() + 45.0, y);
    let wide = edge - at.x - 8.0;
    text::put_within(&painter, at, Align2::LEFT_CENTER, title, face, ground, wide);
    if response.clicked() {
        if current || !unfolded {
            toggle(&mut cx.shown.open_documents, index);
        }
        cx.queue.push(Command::ShowDocument {
            document: index,
            block: None,
        });
    }
    let response = response.on_hover_ui(|ui| about(ui, cx, document, edition));
    egui::Popup::context_menu(&response).show(|ui| acts(ui, cx, index, document));
    if unfolded {
        said(ui, cx, index, edition);
        if cx.shown.settling.is_over(ui.ctx()) {
            outline(ui, cx, open, index, document);
        }
    }
}

/// What has to be said about a document beside others of the same text.
fn said(ui: &mut Ui, cx: &Cx<'_>, index: usize, edition: Option<&Edition>) {
    if let Some(edition) = edition.filter(|e| !e.note.is_empty()) {
        paragraph(ui, cx, ("edition", index), &edition.note, cx.t.c.text_soft);
    }
}

/// A sentence under a document's row.
fn paragraph(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: impl std::hash::Hash + std::fmt::Debug,
    words: &str,
    ink: egui::Color32,
) {
    let at = ui.cursor().min + vec2(45.0, 1.0);
    let wide = ui.available_width() - 57.0;
    // Two lines tell what it is about; the whole is under the pointer, and read aloud.
    let galley = text::few_lines(ui.painter(), words, cx.t.caption(), ink, (wide, 2));
    let cut = galley.elided;
    let size = vec2(ui.available_width(), galley.size().y + 4.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().galley(at, galley, ink);
    let response = widgets::spoken(ui, rect, id, words);
    if cut {
        response.on_hover_text(words);
    }
}

/// What can be done with a document, as a menu.
pub fn acts(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, document: &Document) {
    ui.menu_button("Read as", |ui| {
        for kind in Kind::ALL {
            let chosen = document.kind == kind;
            if ui.selectable_label(chosen, kind.name()).clicked() {
                cx.queue.push(Command::ReadAs {
                    document: index,
                    kind,
                });
                ui.close();
            }
        }
    });
    ui.menu_button("In the score", |ui| {
        for (counts, name) in [
            (Counts::ByRule, "Count once, the version in force"),
            (Counts::Always, "Count in any case"),
            (Counts::Never, "Leave out"),
        ] {
            let chosen = document.counts == counts;
            if ui.selectable_label(chosen, name).clicked() {
                cx.queue.push(Command::CountAs {
                    document: index,
                    counts,
                });
                ui.close();
            }
        }
    });
    if ui.button("Remove from the assessment").clicked() {
        cx.queue.push(Command::Edit(Edit::RemoveDocument(index)));
        ui.close();
    }
}

fn toggle(set: &mut std::collections::BTreeSet<usize>, index: usize) {
    if !set.remove(&index) {
        set.insert(index);
    }
}

/// The one thing that has to be known about a document in its row.
fn note(document: &Document) -> Option<String> {
    if !document.is_assessed_language() {
        return Some("not English".to_owned());
    }
    let damaged = document.warnings.iter().filter(|w| w.damage).count();
    match damaged {
        0 => None,
        1 => Some("text incomplete".to_owned()),
        n => Some(format!("{n} damages")),
    }
}

fn about(ui: &mut Ui, cx: &Cx<'_>, document: &Document, edition: Option<&Edition>) {
    let t = cx.t;
    ui.set_max_width(340.0);
    text::label(ui, &document.name, t.label().strong(), t.c.text);
    let words = format!(
        "{}{} words; {}",
        document
            .pages
            .map(|p| format!("{}, ", text::count(p as usize, "page", "pages")))
            .unwrap_or_default(),
        document.words,
        if document.kind_basis.is_empty() {
            document.kind.name().to_owned()
        } else {
            format!(
                "{} by {}",
                document.kind.name().to_lowercase(),
                document.kind_basis
            )
        }
    );
    text::label(ui, &words, t.label(), t.c.text_soft);
    if !document.date_note.is_empty() {
        text::label(ui, &document.date_note, t.label(), t.c.text_soft);
    }
    if let Some(edition) = edition.filter(|e| !e.note.is_empty()) {
        text::label(ui, &edition.note, t.label(), t.c.text);
    }
    for warning in &document.warnings {
        let ink = if warning.damage {
            t.tiers.moderate.ink
        } else {
            t.c.text_soft
        };
        text::label(ui, &warning.message, t.label(), ink);
    }
}

fn outline(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>, index: usize, document: &Document) {
    let t = cx.t;
    let warnings = document
        .warnings
        .iter()
        .filter(|w| w.damage || document.outline.is_empty());
    for (i, warning) in warnings.take(4).enumerate() {
        let ink = t.tiers.moderate.ink;
        paragraph(ui, cx, ("warning", index, i), &warning.message, ink);
    }
    let here = document
        .blocks
        .get(cx.shown.top_block)
        .and_then(|b| b.section);
    // One heading over all others is the title, which the row above says already.
    let top = document.outline.iter().map(|s| s.level).min().unwrap_or(1);
    let titles = document.outline.iter().filter(|s| s.level == top).count();
    let deeper = document
        .outline
        .iter()
        .map(|s| s.level)
        .filter(|&l| l > top)
        .min();
    let shallow = match deeper {
        Some(level) if titles == 1 => level,
        _ => top,
    };
    for (i, section) in document.outline.iter().enumerate() {
        if section.level < shallow {
            continue;
        }
        let depth = section.level.saturating_sub(shallow);
        if depth > 1 {
            continue;
        }
        let name = format!(
            "Section {} {}",
            section.number.as_deref().unwrap_or(""),
            section.title
        );
        let selected = cx.shown.document == index && here == Some(i);
        let (rect, response) = widgets::row(ui, t, t.m.row_finding, selected, name.trim());
        if response.clicked() {
            cx.queue.push(Command::ShowDocument {
                document: index,
                block: Some(section.block),
            });
        }
        // A long outline is read aloud as a whole, and painted where it is seen.
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let painter = ui.painter().clone();
        let y = rect.center().y;
        let mut x = rect.left() + 45.0 + f32::from(depth) * 12.0;
        let face = if selected {
            t.label().strong()
        } else {
            t.label()
        };
        if let Some(number) = &section.number {
            let end = text::put(
                &painter,
                pos2(x - 8.0 + 0.0, y),
                Align2::LEFT_CENTER,
                number,
                t.label(),
                t.c.text_faint,
            );
            x = (end.right() + 7.0).max(x + 8.0);
        }
        let mut edge = rect.right() - 12.0;
        for category in categories_in(open, index, document, i) {
            let tag = widgets::code(&painter, t, &category, pos2(edge - 11.0, y));
            edge = tag.left() - 4.0;
            if edge < rect.right() - 76.0 {
                break;
            }
        }
        text::put_within(
            &painter,
            pos2(x, y),
            Align2::LEFT_CENTER,
            &section.title,
            face,
            t.c.text,
            edge - x - 6.0,
        );
    }
}

/// Categories with a quote in a section and those under it, the strongest first.
fn categories_in(
    open: &Open<'_>,
    index: usize,
    document: &Document,
    section: usize,
) -> Vec<String> {
    let Some(start) = document
        .outline
        .get(section)
        .and_then(|s| document.blocks.get(s.block))
    else {
        return Vec::new();
    };
    let level = document.outline.get(section).map_or(1, |s| s.level);
    let end = document
        .outline
        .iter()
        .skip(section + 1)
        .find(|s| s.level <= level)
        .and_then(|s| document.blocks.get(s.block))
        .map_or(document.text.len(), |b| b.span.start);
    let marks = open.session.marks(index);
    let from = marks.partition_point(|m| m.span.start < start.span.start);
    let mut found: Vec<(u32, &str)> = Vec::new();
    for mark in marks.iter().skip(from).take_while(|m| m.span.start < end) {
        if mark.voice == Voice::OtherParty {
            continue;
        }
        match found.iter_mut().find(|(_, c)| *c == mark.category) {
            Some(entry) => entry.0 = entry.0.max(mark.strength),
            None => found.push((mark.strength, &mark.category)),
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    found
        .into_iter()
        .take(3)
        .map(|(_, c)| c.to_owned())
        .collect()
}

fn load_next(ui: &mut Ui, cx: &mut Cx<'_>, open: &Open<'_>) {
    let t = cx.t;
    let rows = &open.session.score().rows;
    let missing = rows.iter().filter(|r| r.applicable && !r.counts).count();
    for next in open.session.outcome.load_next.iter().take(2) {
        let what = within_a_sentence(&next.what);
        let name = format!("Load the {what}");
        let (rect, response) = widgets::row(ui, t, 38.0, false, &name);
        let painter = ui.painter();
        let y = rect.top() + 12.0;
        icon::icon(
            painter,
            Icon::Plus,
            pos2(rect.left() + 32.0, y),
            13.0,
            t.c.accent,
        );
        let wide = rect.width() - 57.0;
        let at = pos2(rect.left() + 45.0, y);
        text::put_within(
            painter,
            at,
            Align2::LEFT_CENTER,
            &name,
            t.body(),
            t.c.accent,
            wide,
        );
        let settles = if next.settles > 0 {
            format!(
                "Settles {} of {missing} rows not assessed",
                next.settles.min(missing)
            )
        } else {
            next.why.clone()
        };
        let at = pos2(rect.left() + 45.0, rect.top() + 28.0);
        text::put_within(
            painter,
            at,
            Align2::LEFT_CENTER,
            &settles,
            t.caption(),
            t.c.text_faint,
            wide,
        );
        if response.on_hover_text(&next.why).clicked() {
            cx.act(Act::OpenFiles);
        }
    }
}

/// The way to the next vendor of the folder that was opened.
fn next_vendor(ui: &mut Ui, cx: &mut Cx<'_>) {
    let facts = cx.facts;
    let (Some(folder), [Some(next), _]) = (&facts.vendors, &facts.beside) else {
        return;
    };
    let t = cx.t;
    let name = format!("Next vendor of {folder}: {next}");
    let (rect, response) = widgets::row(ui, t, t.m.row_document, false, &name);
    let y = rect.center().y;
    let painter = ui.painter();
    let at = pos2(rect.left() + 32.0, y);
    icon::icon(painter, Icon::ChevronRight, at, 13.0, t.c.accent);
    text::put_within(
        painter,
        pos2(rect.left() + 45.0, y),
        Align2::LEFT_CENTER,
        &name,
        t.body(),
        t.c.accent,
        rect.width() - 57.0,
    );
    let tip = tooltip(Act::NextVendor, ui.ctx());
    if response.on_hover_text(tip).clicked() {
        cx.act(Act::NextVendor);
    }
}
