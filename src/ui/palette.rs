//! The palette: every command by name, and the findings and documents of the open assessment.

pub mod matching;
mod rows;

use egui::{Id, Key, Modifiers, Rect, ScrollArea, Ui, pos2, vec2};

use super::command::{Act, Command, Facts, TABLE, keys_text};
use super::icon::{self, Icon};
use super::panels::app_bar::MENUS;
use super::panels::documents;
use super::session::Session;
use super::text;
use super::theme::Theme;
use super::widgets;
use super::{command, engine::Engine};
use crate::finding::State;
use crate::score::Tier;
use matching::Match;

/// Width of the palette.
pub const WIDTH: f32 = 620.0;
/// Height of a row.
const ROW: f32 = 28.0;
/// How many rows stand in view.
const IN_VIEW: f32 = 13.0;
/// Where the name of a command's menu stands, from the right.
const MENU: f32 = 168.0;
/// Rows that Page Up and Page Down pass over.
const PAGE: usize = 10;
/// What the field asks for.
const FIELD: &str = "Search commands, findings and documents";

/// What a row leads to.
#[derive(Debug, Clone, PartialEq)]
enum Goal {
    Act(Act),
    Finding {
        provision: String,
        category: String,
        tier: Option<Tier>,
    },
    Document(usize),
    /// A page of the guide.
    About {
        provision: String,
        category: String,
    },
}

/// One thing that can be asked for.
#[derive(Debug, Clone)]
struct Item {
    goal: Goal,
    name: String,
    /// What it does, shown at the foot and searched as well.
    says: String,
    /// Its menu, which is searched as well; or only other words to search.
    more: String,
    /// What stands at the right: keys, category, file.
    aside: String,
    /// Why it cannot be done now.
    barred: Option<&'static str>,
}

/// The open palette.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    typed: String,
    /// The marked row of those that are met.
    at: usize,
    items: Vec<Item>,
    /// Whether the marked row must come into view.
    follow: bool,
}

impl Palette {
    /// Takes in what can be done and found now.
    pub fn refresh(
        &mut self,
        ctx: &egui::Context,
        facts: &Facts,
        engine: Option<&Engine>,
        session: Option<&Session>,
    ) {
        self.items = TABLE
            .iter()
            .filter(|entry| entry.act != Act::Palette)
            .map(|entry| Item {
                goal: Goal::Act(entry.act),
                name: name(entry, facts),
                says: entry.tooltip.to_owned(),
                more: menu_of(entry.act).to_owned(),
                aside: keys_text(entry.act, ctx),
                barred: (entry.barred)(facts),
            })
            .collect();
        let Some(engine) = engine else { return };
        let provisions = engine.catalogue().provisions.iter();
        self.items.extend(provisions.map(|p| {
            let short = engine.short(&p.category);
            Item {
                name: format!("About: {}", p.name),
                says: "Tell of this provision: law, ask, signals, examples".to_owned(),
                more: format!("help guide provision {short} {}", p.id),
                aside: short.to_owned(),
                barred: None,
                goal: Goal::About {
                    provision: p.id.clone(),
                    category: p.category.clone(),
                },
            }
        }));
        let Some(session) = session else { return };
        let cuts = session.assessment.profile.cuts;
        let mut rows: Vec<_> = session
            .rows()
            .iter()
            .zip(&session.score().rows)
            .filter(|(row, _)| row.state != State::NotApplicable)
            .collect();
        rows.sort_by(|(a, x), (b, y)| {
            let found = b.state.is_found().cmp(&a.state.is_found());
            found.then(y.residual.total_cmp(&x.residual))
        });
        self.items.extend(rows.into_iter().map(|(row, score)| {
            let found = row.state.is_found();
            let short = engine.short(&row.category);
            Item {
                name: engine.name(&row.provision).to_owned(),
                says: "Show this finding".to_owned(),
                more: format!("finding {short} {} {}", row.state.name(), row.provision),
                aside: format!("{short} · {}", row.state.name().to_lowercase()),
                barred: None,
                goal: Goal::Finding {
                    provision: row.provision.clone(),
                    category: row.category.clone(),
                    tier: found.then(|| widgets::tier_of(score.residual, cuts)),
                },
            }
        }));
        let all = &session.assessment.documents;
        let documents = all.iter().zip(documents::names(all)).enumerate();
        self.items
            .extend(documents.map(|(at, (document, name))| Item {
                goal: Goal::Document(at),
                name,
                says: "Show this document".to_owned(),
                more: format!(
                    "document {} {}",
                    document.name,
                    document.title.as_deref().unwrap_or_default()
                ),
                aside: document.name.clone(),
                barred: None,
            }));
    }

    /// The items that the typed words lead to, the best first.
    fn met(&self) -> Vec<(usize, Match)> {
        // With nothing typed, the pages of the guide would only make the list long.
        let bare = self.typed.trim().is_empty();
        let mut met: Vec<_> = self
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| !(bare && matches!(item.goal, Goal::About { .. })))
            .filter_map(|(i, item)| {
                let more = match item.goal {
                    Goal::Act(_) => format!("{} {}", item.more, item.says),
                    _ => item.more.clone(),
                };
                Some((i, matching::find(&self.typed, &item.name, &more)?))
            })
            .collect();
        let typed = !self.typed.trim().is_empty();
        met.sort_by_key(|(i, found)| {
            let barred = self.items.get(*i).is_some_and(|item| item.barred.is_some());
            let kind = self.items.get(*i).map_or(0, |item| match item.goal {
                Goal::Act(_) => 0,
                Goal::Document(_) => 1,
                Goal::Finding { .. } => 2,
                Goal::About { .. } => 3,
            });
            // Of what is met nearly alike, what the papers do say stands before what they are silent about.
            let silent = self
                .items
                .get(*i)
                .is_some_and(|item| matches!(item.goal, Goal::Finding { tier: None, .. }));
            let page = self
                .items
                .get(*i)
                .is_some_and(|item| matches!(item.goal, Goal::About { .. }));
            let less = match (silent, page) {
                (true, _) => 40,
                (_, true) => 60,
                _ => 0,
            };
            let score = if typed {
                found.score.saturating_sub(less)
            } else {
                0
            };
            // With nothing typed, what can be done stands first.
            (std::cmp::Reverse(score), kind, barred, *i)
        });
        met
    }

    /// Shows it. Returns whether it is done.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, queue: &mut Vec<Command>) -> bool {
        // The keys are taken before the field sees them.
        let steps = self.keys(ui);
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let again = command::keys_of(Act::Palette)
            .any(|keys| ui.input_mut(|input| input.consume_shortcut(&keys)));
        if again {
            return true;
        }
        let before = self.typed.clone();
        let field = self.field(ui, theme);
        if self.typed != before {
            self.at = 0;
            self.follow = true;
        }
        let met = self.met();
        let last = met.len().saturating_sub(1);
        if steps != 0 {
            self.at = self.at.saturating_add_signed(steps);
            self.follow = true;
        }
        self.at = self.at.min(last);
        let mut run = enter.then_some(self.at);
        ui.add_space(2.0);
        if met.is_empty() {
            let words = "Nothing has a name like this. Try fewer letters.";
            text::label(ui, words, theme.body(), theme.c.text_soft);
        }
        let height = ROW * IN_VIEW;
        ScrollArea::vertical()
            .id_salt("palette")
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (nth, (i, found)) in met.iter().enumerate() {
                    let Some(item) = self.items.get(*i) else {
                        continue;
                    };
                    let marked = nth == self.at;
                    let response = rows::row(ui, theme, item, found, marked);
                    if marked {
                        if self.follow {
                            response.scroll_to_me(None);
                        }
                        // The field keeps the keyboard; what is marked is told all the same.
                        ui.ctx().accesskit_node_builder(field, |node| {
                            node.set_active_descendant(response.id.accesskit_id());
                        });
                    }
                    if response.clicked() {
                        run = Some(nth);
                    }
                }
            });
        self.follow = false;
        ui.add_space(2.0);
        let marked = met.get(self.at).and_then(|(i, _)| self.items.get(*i));
        rows::foot(ui, theme, marked, met.len());
        let chosen = run
            .and_then(|nth| met.get(nth))
            .and_then(|(i, _)| self.items.get(*i));
        match chosen {
            // What is barred stays where it is: its reason is on the row.
            Some(item) if item.barred.is_none() => {
                queue.push(match &item.goal {
                    Goal::Act(act) => Command::Act(*act),
                    Goal::Finding { provision, .. } => Command::SelectRow(provision.clone()),
                    Goal::About { provision, .. } => Command::Explain(provision.clone()),
                    Goal::Document(at) => Command::ShowDocument {
                        document: *at,
                        block: None,
                    },
                });
                true
            }
            _ => false,
        }
    }

    fn keys(&self, ui: &mut Ui) -> isize {
        let page = isize::try_from(PAGE).unwrap_or(1);
        [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, page),
            (Key::PageUp, -page),
        ]
        .into_iter()
        .map(|(key, by)| {
            let times = ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
            by * isize::try_from(times).unwrap_or(0)
        })
        .sum()
    }

    fn field(&mut self, ui: &mut Ui, theme: &Theme) -> Id {
        let id = Id::unique("palette field");
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), 30.0), egui::Sense::hover());
        let painter = ui.painter();
        painter.rect(
            rect,
            theme.field_radius(),
            theme.c.page,
            theme.border(),
            egui::StrokeKind::Inside,
        );
        let at = pos2(rect.left() + 16.0, rect.center().y);
        icon::icon(painter, Icon::Search, at, 15.0, theme.c.text_soft);
        let inner = Rect::from_min_max(
            pos2(rect.left() + 30.0, rect.top() + 3.0),
            rect.max - vec2(6.0, 3.0),
        );
        let response = ui.put(
            inner,
            egui::TextEdit::singleline(&mut self.typed)
                .id(id)
                .hint_text(FIELD)
                .frame(egui::Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(inner.width()),
        );
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(FIELD));
        // The palette is for typing: whatever is pressed in it, the field keeps the keyboard.
        if !response.has_focus() {
            response.request_focus();
        }
        id
    }
}

/// The menu that a command is in.
fn menu_of(act: Act) -> &'static str {
    MENUS
        .iter()
        .find(|(_, items)| items.iter().flatten().any(|&a| a == act))
        .map_or("", |(title, _)| *title)
}

/// The name of a command as it is now: `Undo weight of Telemetry`.
fn name(entry: &command::Entry, facts: &Facts) -> String {
    let what = match entry.act {
        Act::Undo => &facts.undo,
        Act::Redo => &facts.redo,
        _ => &None,
    };
    match what {
        Some(what) => format!("{} {what}", entry.name),
        None => entry.name.to_owned(),
    }
}
