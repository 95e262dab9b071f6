//! The portfolio: many vendors under one profile, their order, and which of them are shown.
//!
//! Of every vendor only its numbers are kept ([`Weighable`]), and where its papers are. So all of them are weighed anew
//! at every move of a slider, and opening one reads it again.

mod order;
mod ranking;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::assessment::portfolio::{Entry, Weighable};
use crate::assessment::{Assessment, Due, Impact, Outcome, Status, impact};
use crate::finding::State;
use crate::intake::vendors::Vendor;
use crate::intake::{Group, Problem};
use crate::report::portfolio::{Line as ReportLine, Portfolio as Report};
use crate::score::{Base, Gate, GateStatus, Means, Profile, Tier, Total};
use crate::ui::compare::MOST;
use order::Key;
pub use ranking::Ranking;

/// One vendor of the portfolio.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Where it is, to open it.
    pub group: Group,
    /// Its numbers.
    pub weighable: Weighable,
    /// What would be at stake.
    pub impact: Impact,
    /// Its gates.
    pub gates: Vec<Gate>,
    /// Documents that count.
    pub documents: usize,
    /// Copies and other versions, which do not count.
    pub left_out: usize,
    /// Documents of which text is missing, or that are not in English.
    pub unread: usize,
    /// What has to be known about reading its documents.
    pub warnings: Vec<String>,
    /// The day for which it holds.
    pub as_of: Date,
    /// How far its assessment has come.
    pub status: Status,
    /// The day on which somebody has to look at it again.
    pub due_on: Option<Date>,
    /// The documents by their sums, to know the vendor again when it is open.
    pub papers: BTreeSet<String>,
}

impl Listed {
    /// What is kept of a vendor.
    #[must_use]
    pub fn of(vendor: Vendor) -> Self {
        let (documents, unread) = (vendor.counting(), vendor.unread());
        let left_out = vendor.assessment.documents.len().saturating_sub(documents);
        let warnings = vendor.warnings();
        let Vendor {
            group,
            assessment,
            outcome,
        } = vendor;
        Self {
            documents,
            left_out,
            unread,
            warnings,
            ..Self::new(group, &assessment, &outcome)
        }
    }

    fn new(group: Group, assessment: &Assessment, outcome: &Outcome) -> Self {
        Self {
            group,
            weighable: Weighable::new(assessment, outcome),
            impact: impact(&assessment.engagement),
            gates: outcome.reviewed.gates.clone(),
            documents: 0,
            left_out: 0,
            unread: 0,
            warnings: Vec::new(),
            as_of: assessment.as_of,
            status: assessment.status(),
            due_on: assessment.due_on(),
            papers: papers(assessment),
        }
    }

    /// The vendor's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.weighable.vendor()
    }

    /// How far its next review is away.
    pub fn due(&self, today: Date) -> Due {
        Due::of(self.due_on, today)
    }

    /// How many of its gates stand so.
    #[must_use]
    pub fn gates(&self, status: GateStatus) -> usize {
        self.gates.iter().filter(|g| g.status == status).count()
    }
}

/// Whether two profiles make the same items of a vendor: then only weights and emphasis tell them apart.
fn same_items(one: &Profile, other: &Profile) -> bool {
    moved_provisions(one, other).is_some_and(|moved| moved.is_empty())
}

fn same_emphasis(one: &Profile, other: &Profile) -> bool {
    one.emphasis.to_bits() == other.emphasis.to_bits()
}

/// Whether two profiles give the categories of a vendor the same numbers: then only weights tell them apart.
fn same_categories(one: &Profile, other: &Profile) -> bool {
    same_items(one, other) && same_emphasis(one, other)
}

/// The provisions of which two profiles make other items; nothing where they do so of too many to go through one by one.
fn moved_provisions<'a>(one: &'a Profile, other: &'a Profile) -> Option<BTreeSet<&'a str>> {
    const FEW: usize = 4;
    fn differ<'a>(
        one: &'a BTreeMap<String, f64>,
        other: &'a BTreeMap<String, f64>,
    ) -> impl Iterator<Item = &'a str> {
        let ids = one.keys().chain(other.keys());
        ids.filter(|id| one.get(*id).map(|v| v.to_bits()) != other.get(*id).map(|v| v.to_bits()))
            .map(String::as_str)
    }
    let moved: BTreeSet<&str> = differ(&one.severities, &other.severities)
        .chain(differ(&one.provision_weights, &other.provision_weights))
        .collect();
    (one.silence == other.silence && moved.len() <= FEW).then_some(moved)
}

/// Vendors that were read together, ready to be taken in.
#[derive(Debug, Default)]
pub struct Batch {
    /// Name of the folder that holds them.
    pub name: String,
    /// The vendors.
    pub vendors: Vec<Listed>,
    /// Their numbers by the profile below, parallel to them.
    entries: Vec<Entry>,
    /// How many of them have each provision, the commonest first.
    common: Vec<(String, usize)>,
    /// The profile by which they were prepared.
    by: Profile,
}

impl Batch {
    /// Prepares vendors by a profile, which is most of the work of taking them in: a job does it.
    #[must_use]
    pub fn new(base: &Base, name: &str, vendors: Vec<Listed>, profile: &Profile) -> Self {
        Self {
            name: name.to_owned(),
            entries: vendors
                .iter()
                .map(|v| v.weighable.entry(base, profile))
                .collect(),
            common: common_provisions(&vendors),
            vendors,
            by: profile.clone(),
        }
    }
}

/// How many vendors have each provision, the commonest first.
fn common_provisions(vendors: &[Listed]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let rows = vendors.iter().flat_map(|v| v.weighable.rows());
    for row in rows.filter(|r| matches!(r.state, State::Affirmed | State::Conditional)) {
        *counts.entry(row.provision.as_str()).or_default() += 1;
    }
    let mut common: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(id, count)| (id.to_owned(), count))
        .collect();
    common.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    common
}

/// The documents of an assessment by their sums.
#[must_use]
pub fn papers(assessment: &Assessment) -> BTreeSet<String> {
    let documents = assessment.documents.iter();
    documents.map(|d| d.sha256.clone()).collect()
}

/// The numbers of a vendor under the profile in force.
#[derive(Debug, Clone)]
pub struct Line {
    /// Rank, 1 for the highest exposure; nothing where too little is known to have one.
    pub rank: Option<usize>,
    /// The whole.
    pub total: Total,
}

impl Line {
    /// The tier; nothing where too little is known to have one.
    #[must_use]
    pub fn tier(&self) -> Option<Tier> {
        self.total.counts.then_some(self.total.tier)
    }
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Column {
    #[default]
    Rank,
    Vendor,
    Tier,
    Score,
    Coverage,
    /// Index of the category.
    Category(usize),
    Gates,
    Documents,
    NextReview,
    Status,
    AsOf,
}

impl Column {
    /// Whether its least value stands first when it is chosen.
    const fn rises(self) -> bool {
        matches!(
            self,
            Self::Rank | Self::Vendor | Self::NextReview | Self::Status
        )
    }
}

/// What the portfolio can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Open this vendor in the workbench.
    Open(usize),
    /// Order by this column; once more turns the order round.
    Sort(Column),
    /// Show only vendors whose name has these words in it.
    Search(String),
    /// Show vendors of this tier, and of others that were chosen; nothing for those that are not known.
    Tier(Option<Tier>),
    /// Show only vendors whose review is due on this day, or all again.
    Due(Date),
    /// Choose a vendor to compare it, or let it go again.
    Choose(usize),
    /// Let all go that were chosen.
    ChooseNone,
    /// Compare those that were chosen.
    Compare,
    /// Show all.
    All,
    /// Take a vendor off the list. Its files stay.
    Remove(usize),
    /// Show the vendors of the folder that was opened as a portfolio.
    Take,
    /// Take all vendors off the list.
    Clear,
}

/// Many vendors under one profile.
#[derive(Debug, Clone, Default)]
pub struct Portfolio {
    /// Name of the folder.
    pub name: String,
    /// The vendors, in the order in which they were read.
    pub vendors: Vec<Listed>,
    /// Their numbers, parallel to them.
    pub lines: Vec<Line>,
    /// What could not be read, with its place.
    pub problems: Vec<Problem>,
    /// The profile by which all are weighed.
    pub profile: Profile,
    /// The column of the order.
    pub column: Column,
    /// Whether the order is turned round.
    pub turned: bool,
    /// Words of a name.
    pub search: String,
    /// Tiers that are shown; all where none is chosen.
    pub tiers: BTreeSet<Option<Tier>>,
    /// The day from which only those are shown whose review is due.
    pub due: Option<Date>,
    /// The vendors that were chosen to be compared, in the order in which they were.
    pub chosen: Vec<usize>,
    /// What is shown, in its order: indices into the vendors.
    pub order: Vec<usize>,
    /// The vendor that is open in the workbench.
    pub open: Option<usize>,
    /// How many vendors have each provision, the commonest first.
    pub common: Vec<(String, usize)>,
    /// Which state of which opening of an assessment was taken over.
    pub seen: Option<(u64, u64)>,
    entries: Vec<Entry>,
    /// Their numbers as the profile was supplied, to see what its changes do.
    supplied: ranking::Supplied,
    /// The open vendor as it was before, while its changes are not saved.
    before: Option<Box<(usize, Listed)>>,
}

impl Portfolio {
    /// Takes in vendors that were read. One of a place that is there already takes its place.
    pub fn add(&mut self, base: &Base, batch: Batch, problems: Vec<Problem>) {
        let Batch {
            name,
            vendors,
            entries,
            common,
            by,
        } = batch;
        let (first, taken) = (self.vendors.is_empty(), vendors.len());
        if first {
            self.name = name;
        } else if !vendors.is_empty() && self.name != name {
            "Vendors".clone_into(&mut self.name);
        }
        let mut known: BTreeMap<String, usize> = self
            .vendors
            .iter()
            .enumerate()
            .map(|(at, v)| (v.group.place.clone(), at))
            .collect();
        for (vendor, entry) in vendors.into_iter().zip(entries) {
            let place = vendor.group.place.clone();
            let slots = known
                .get(&place)
                .and_then(|&at| Some((self.vendors.get_mut(at)?, self.entries.get_mut(at)?)));
            if let Some((old, prepared)) = slots {
                *old = vendor;
                *prepared = entry;
            } else {
                known.insert(place, self.vendors.len());
                self.vendors.push(vendor);
                self.entries.push(entry);
            }
        }
        self.problems.extend(problems);
        self.chosen.clear();
        self.open = None;
        self.seen = None;
        self.before = None;
        // Weights may have been moved while the vendors were read.
        if same_categories(&by, &self.profile) {
            self.supplied.forget();
            // Those that are the first were counted where they were read, unless one stood among them twice.
            if first && self.vendors.len() == taken {
                self.common = common;
            } else {
                self.count_provisions();
            }
            self.reckon(base);
        } else {
            self.weigh_anew(base);
        }
    }

    /// Takes a vendor off the list.
    pub fn remove(&mut self, base: &Base, at: usize) {
        if at < self.vendors.len() {
            self.vendors.remove(at);
            self.chosen.clear();
            self.open = None;
            self.seen = None;
            self.before = None;
            self.weigh_anew(base);
        }
    }

    /// Takes all vendors off the list; the weights stay.
    pub fn clear(&mut self) {
        let profile = std::mem::take(&mut self.profile);
        *self = Self {
            profile,
            ..Self::default()
        };
    }

    fn weigh_anew(&mut self, base: &Base) {
        self.supplied.forget();
        let of = self.vendors.iter();
        self.entries = of.map(|v| v.weighable.entry(base, &self.profile)).collect();
        self.count_provisions();
        self.reckon(base);
    }

    /// Weighs all by a profile, where it is another one.
    pub fn weigh(&mut self, base: &Base, profile: &Profile) {
        if self.profile == *profile {
            return;
        }
        let before = std::mem::replace(&mut self.profile, profile.clone());
        // What a slider of a category or of the emphasis moves needs no new items, and that of a provision few.
        let Some(moved) = moved_provisions(&before, profile) else {
            self.weigh_anew(base);
            return;
        };
        for provision in moved {
            for (vendor, entry) in self.vendors.iter().zip(&mut self.entries) {
                vendor.weighable.reweigh(entry, base, profile, provision);
            }
        }
        if !same_emphasis(&before, profile) {
            for entry in &mut self.entries {
                entry.prepared.set_emphasis(profile.emphasis);
            }
        }
        self.reckon(base);
    }

    /// Ranks and numbers from the entries.
    fn reckon(&mut self, base: &Base) {
        self.lines = ranking::lines(base, &self.entries, &self.profile);
        self.arrange();
    }

    /// Carries out what concerns the list alone.
    pub fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Sort(column) => {
                self.turned = self.column == column && !self.turned;
                self.column = column;
            }
            Ask::Search(words) => self.search = words,
            Ask::Tier(tier) => {
                if !self.tiers.remove(&tier) {
                    self.tiers.insert(tier);
                }
            }
            Ask::Due(today) => self.due = self.due.is_none().then_some(today),
            Ask::Choose(at) => self.choose(at),
            Ask::ChooseNone => self.chosen.clear(),
            Ask::All => {
                self.search.clear();
                self.tiers.clear();
                self.due = None;
            }
            Ask::Open(_) | Ask::Remove(_) | Ask::Take | Ask::Clear | Ask::Compare => {}
        }
        self.arrange();
    }

    /// Whether there is a vendor other than the open one.
    #[must_use]
    pub fn has_others(&self) -> bool {
        self.vendors.len() > usize::from(self.open.is_some())
    }

    /// What is shown, in its order, as a report has it.
    #[must_use]
    pub fn report(&self, categories: Vec<(String, String)>, today: Date) -> Report {
        let lines = self.order.iter().filter_map(|&at| {
            let (vendor, line) = (self.vendors.get(at)?, self.lines.get(at)?);
            Some(ReportLine {
                rank: line.rank.unwrap_or(self.vendors.len()),
                vendor: vendor.name().to_owned(),
                place: vendor.group.place.clone(),
                total: line.total.clone(),
                gates: vendor.gates.clone(),
                exposures: self
                    .categories(at)
                    .iter()
                    .map(|m| m.counts.then_some(m.residual))
                    .collect(),
                documents: vendor.documents,
                left_out: vendor.left_out,
                unread: vendor.unread,
                warnings: vendor.warnings.clone(),
            })
        });
        Report {
            as_of: today,
            profile: self.profile.name.clone(),
            cuts: self.profile.cuts,
            categories,
            lines: lines.collect(),
            problems: self
                .problems
                .iter()
                .map(|p| (p.place.clone(), p.why.clone()))
                .collect(),
        }
    }

    /// Whether something is left out of the table.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.tiers.is_empty() || !self.search.trim().is_empty() || self.due.is_some()
    }

    /// How many vendors' reviews are due, and how many of them are overdue.
    #[must_use]
    pub fn count_due(&self, today: Date) -> (usize, usize) {
        let due = self.vendors.iter().map(|v| v.due(today));
        let all: Vec<Due> = due.filter(|d| d.is_due()).collect();
        (all.len(), all.iter().filter(|d| d.is_overdue()).count())
    }

    /// The vendors whose reviews are due, the most urgent first.
    #[must_use]
    pub fn due_first(&self, today: Date) -> Vec<usize> {
        let all = self.vendors.iter().enumerate();
        let mut due: Vec<(Option<Date>, usize)> = all
            .filter(|(_, v)| v.due(today).is_due())
            .map(|(at, v)| (v.due_on, at))
            .collect();
        due.sort();
        due.into_iter().map(|(_, at)| at).collect()
    }

    /// Chooses a vendor to compare it, or lets it go. One more than there is room for takes the place of the last.
    fn choose(&mut self, at: usize) {
        if let Some(place) = self.chosen.iter().position(|&c| c == at) {
            self.chosen.remove(place);
        } else if at < self.vendors.len() {
            self.chosen.truncate(MOST);
            self.chosen.push(at);
        }
    }

    /// How many vendors have this tier; nothing for those that are not known.
    #[must_use]
    pub fn count(&self, tier: Option<Tier>) -> usize {
        self.lines.iter().filter(|l| l.tier() == tier).count()
    }

    /// Which vendors are shown, in which order.
    fn arrange(&mut self) {
        let words: Vec<String> = self
            .search
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let found = |vendor: &Listed| {
            words.is_empty() || {
                let text = format!("{} {}", vendor.name(), vendor.group.place).to_lowercase();
                words.iter().all(|w| text.contains(w))
            }
        };
        let shown = |vendor: &Listed, line: &Line| {
            (self.tiers.is_empty() || self.tiers.contains(&line.tier()))
                && self.due.is_none_or(|today| vendor.due(today).is_due())
                && found(vendor)
        };
        let all = self.vendors.iter().zip(&self.lines).enumerate();
        let mut list: Vec<(Key, usize)> = all
            .filter(|(_, (vendor, line))| shown(vendor, line))
            .map(|(at, (vendor, line))| {
                (Key::of(self.column, vendor, line, self.categories(at)), at)
            })
            .collect();
        let down = self.column.rises() == self.turned;
        list.sort_by(|(a, one), (b, other)| a.compare(b, down).then(one.cmp(other)));
        self.order = list.into_iter().map(|(_, at)| at).collect();
    }

    /// The means of a vendor's categories, in the catalogue's order.
    #[must_use]
    pub fn categories(&self, vendor: usize) -> &[Means] {
        let entry = self.entries.get(vendor);
        entry.map(|e| e.prepared.categories()).unwrap_or_default()
    }

    fn count_provisions(&mut self) {
        self.common = common_provisions(&self.vendors);
    }

    /// Looks for the open assessment in the list: by its documents.
    pub fn recognise(&mut self, assessment: &Assessment) -> bool {
        let own = papers(assessment);
        let mut vendors = self.vendors.iter();
        self.open = vendors.position(|v| !own.is_empty() && v.papers == own);
        self.open.is_some()
    }

    /// Takes over what was changed in the open vendor.
    pub fn follow(&mut self, base: &Base, assessment: &Assessment, outcome: &Outcome) {
        let Some(at) = self.open else { return };
        let Some(old) = self.vendors.get_mut(at) else {
            return;
        };
        if self.before.is_none() {
            self.before = Some(Box::new((at, old.clone())));
        }
        let weighable = Weighable::new(assessment, outcome);
        // A slider moves no row: what it does to all vendors is reckoned when the profile is taken over.
        let same = weighable == old.weighable && old.gates == outcome.reviewed.gates;
        old.weighable = weighable;
        old.impact = impact(&assessment.engagement);
        old.gates.clone_from(&outcome.reviewed.gates);
        old.as_of = assessment.as_of;
        old.status = assessment.status();
        old.due_on = assessment.due_on();
        let counting = outcome.editions.iter().filter(|e| e.standing.counts());
        old.documents = counting.count();
        old.left_out = outcome.editions.len().saturating_sub(old.documents);
        if same {
            self.arrange();
            return;
        }
        let entry = old.weighable.entry(base, &self.profile);
        if let Some(slot) = self.entries.get_mut(at) {
            *slot = entry;
        }
        self.supplied.forget();
        self.reckon(base);
    }

    /// What is on disk of the open vendor, where all of it is: then nothing is dropped when it is closed.
    pub fn saved(&mut self, path: Option<&PathBuf>) {
        let Some(path) = path else { return };
        if let Some(listed) = self.open.and_then(|at| self.vendors.get_mut(at)) {
            listed.group.saved = Some(path.clone());
            self.before = None;
        }
    }

    /// The open vendor was closed, and what was not saved of it is dropped.
    pub fn closed(&mut self, base: &Base) {
        self.open = None;
        self.seen = None;
        if let Some(before) = self.before.take() {
            let (at, listed) = *before;
            if let Some(slot) = self.vendors.get_mut(at) {
                *slot = listed;
                self.weigh_anew(base);
            }
        }
    }
}

#[cfg(test)]
pub mod tests;
