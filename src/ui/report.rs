//! The report as it will be printed: the customer's house style, what stands beside it, and the pages, which a job sets
//! anew whenever something they follow from changes.

use std::sync::Arc;

use super::engine::Engine;
use super::latest::Latest;
use super::portfolio::Portfolio;
use super::session::Session;
use super::versions::Versions;
use super::work::Done;
use crate::assessment::{Act as Decided, Assessment, Outcome};
use crate::finding::{Row, State};
use crate::jobs::Jobs;
use crate::report::layout::Frames;
use crate::report::{Extras, Only, Peer, Style, Template};

/// What pages follow from: the opening, the state of the assessment, and that of the settings.
pub type Key = (u64, u64, u64);

/// What the report can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Use this house style.
    Style(Box<Template>),
    /// Stand beside the portfolio, or not.
    Beside(bool),
    /// Tell what changed since the older version, or not.
    Changes(bool),
    /// Which findings tables list.
    List(Listed),
    /// Choose a picture for the logo.
    PickLogo,
    /// No logo.
    DropLogo,
}

/// Which findings spreadsheets and texts list. A PDF always has all: its parts add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listed {
    /// Every provision.
    #[default]
    All,
    /// Those that a passage speaks to.
    Stated,
    /// Those that a passage speaks to and nobody has decided on.
    Undecided,
}

impl Listed {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::All, Self::Stated, Self::Undecided];

    /// The filter for an assessment.
    #[must_use]
    pub fn only(self, assessment: &Assessment, outcome: &Outcome) -> Only {
        let settles = |id: &str| {
            let mine = assessment.decisions.iter().filter(|d| d.provision == id);
            mine.into_iter().any(|d| !matches!(d.act, Decided::Note))
        };
        let stated = outcome.reviewed.rows.iter().filter(|r| r.state.is_found());
        match self {
            Self::All => Only::default(),
            Self::Stated => Only::ids(
                State::ALL
                    .into_iter()
                    .filter(|s| s.is_found())
                    .map(|s| format!("*@{}", s.key()))
                    .collect(),
                "those that a passage speaks to",
            ),
            Self::Undecided => Only::ids(
                stated
                    .filter(|r| !settles(&r.provision))
                    .map(|r| r.provision.clone())
                    .collect(),
                "those that nobody has decided on",
            ),
        }
    }
}

/// The report view's own state.
#[derive(Default)]
pub struct Report {
    /// House style, with its logo where it was read.
    pub style: Style,
    /// Whether it stands beside the portfolio.
    pub beside: bool,
    /// Whether it tells what changed since the older version.
    pub changes: bool,
    /// Which findings tables list.
    pub listed: Listed,
    /// The logo for the screen.
    pub picture: Option<egui::TextureHandle>,
    /// Counts changes of all that.
    revision: u64,
    latest: Latest<Key, Frames>,
}

/// What a report is made with, taken at the moment of the command; the rest is work for a job.
#[derive(Debug, Clone, Default)]
pub struct Ingredients {
    style: Style,
    only: Listed,
    /// Name of the portfolio, and what its other vendors are.
    beside: Option<(String, Vec<Other>)>,
    /// Old and new version among the documents.
    versions: Option<(usize, usize)>,
}

/// Another vendor of the portfolio.
#[derive(Debug, Clone)]
struct Other {
    score: Option<f64>,
    categories: Vec<Option<f64>>,
    rows: Arc<[Row]>,
}

impl Report {
    /// Takes a change of the settings in.
    pub fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Style(template) => self.style.template = *template,
            Ask::Beside(on) => self.beside = on,
            Ask::Changes(on) => self.changes = on,
            Ask::List(listed) => self.listed = listed,
            Ask::DropLogo => {
                self.style.template.logo.clear();
                self.style.logo = None;
                self.picture = None;
            }
            // A dialog is shown for it.
            Ask::PickLogo => {}
        }
        self.revision += 1;
    }

    /// Takes in a style that was read, with its logo.
    pub fn take_style(&mut self, ctx: &egui::Context, style: Style) {
        self.style = style;
        self.picture = self.style.logo.as_ref().map(|logo| {
            let size = [logo.width, logo.height].map(|n| usize::try_from(n).unwrap_or(1));
            let pixels: Vec<u8> = logo
                .colors
                .chunks_exact(3)
                .enumerate()
                .flat_map(|(at, c)| {
                    let cover = logo.cover.as_ref().and_then(|m| m.get(at)).copied();
                    let part = |i: usize| c.get(i).copied().unwrap_or_default();
                    [part(0), part(1), part(2), cover.unwrap_or(255)]
                })
                .collect();
            let image = egui::ColorImage::from_rgba_unmultiplied(size, &pixels);
            ctx.load_texture("logo", image, egui::TextureOptions::LINEAR)
        });
        self.revision += 1;
    }

    /// What a report is made with now.
    #[must_use]
    pub fn ingredients(
        &self,
        session: &Session,
        portfolio: &Portfolio,
        versions: &Versions,
    ) -> Ingredients {
        Ingredients {
            style: self.style.clone(),
            only: self.listed,
            beside: (self.beside && portfolio.has_others())
                .then(|| (portfolio.name.clone(), others(portfolio))),
            versions: self.changes.then(|| versions.pair(session)).flatten(),
        }
    }

    /// The pages that were set last.
    #[must_use]
    pub fn pages(&self, generation: u64) -> Option<&Frames> {
        let (key, frames) = self.latest.made()?;
        (key.0 == generation).then_some(frames)
    }

    /// Asks for the pages, where they are not set or asked for yet.
    pub fn follow(
        &mut self,
        (session, engine): (&Session, &Arc<Engine>),
        portfolio: &Portfolio,
        versions: &Versions,
        jobs: &mut Jobs<Done>,
        generation: u64,
    ) {
        let key = (generation, session.revision, self.revision);
        if session.assessment.documents.is_empty() || !self.latest.wants(key) {
            return;
        }
        let ingredients = self.ingredients(session, portfolio, versions);
        let assessment = session.assessment.clone();
        let outcome = Arc::clone(&session.outcome);
        let engine = Arc::clone(engine);
        jobs.start_quietly("Setting the report", generation, move |_| {
            let extras = ingredients.extras(&engine, &assessment, &outcome);
            let frames = engine.pages(&assessment, &outcome, &extras);
            Done::Pages(key, Box::new(frames))
        });
    }

    /// Takes in what a job brought.
    pub fn take(&mut self, key: Key, frames: Frames) {
        self.latest.take(key, frames);
    }
}

/// The vendors of the portfolio but the open one. Rows are shared and not copied.
fn others(portfolio: &Portfolio) -> Vec<Other> {
    portfolio
        .vendors
        .iter()
        .zip(&portfolio.lines)
        .enumerate()
        .filter(|(at, _)| portfolio.open != Some(*at))
        .map(|(at, (vendor, line))| Other {
            score: line.total.counts.then_some(line.total.residual),
            categories: portfolio
                .categories(at)
                .iter()
                .map(|m| m.counts.then_some(m.residual))
                .collect(),
            rows: vendor.weighable.shared_rows(),
        })
        .collect()
}

impl Ingredients {
    /// What a report is made with. Slow: for jobs.
    #[must_use]
    pub fn extras(self, engine: &Engine, assessment: &Assessment, outcome: &Outcome) -> Extras {
        let before = self.versions.and_then(|(_, new)| {
            let mut before = assessment.clone();
            if new >= before.documents.len() || before.documents.len() < 2 {
                return None;
            }
            // Without the new version the old one is what counts.
            before.documents.remove(new);
            if new < before.readings.len() {
                before.readings.remove(new);
            }
            Some(Arc::new(before))
        });
        let peers = self.beside.map(|(name, others)| {
            let categories = &engine.catalogue().categories;
            let peers: Vec<Peer> = others
                .into_iter()
                .map(|o| {
                    let ids = categories.iter().map(|c| c.id.clone());
                    let known = ids.zip(o.categories);
                    Peer::new(o.score, known.filter_map(|(id, e)| Some((id, e?))), &o.rows)
                })
                .collect();
            engine.peers(&name, assessment, outcome, &peers)
        });
        Extras {
            style: self.style,
            peers,
            before,
            only: self.only.only(assessment, outcome),
        }
    }
}
