//! What the window remembers that is not part of an assessment: layout, appearance, recent files, selection.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Version of [`Prefs`] in storage. Others are dropped: they hold nothing that cannot be set again.
pub const PREFS_VERSION: u32 = 1;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Appearance {
    Light,
    Dark,
    #[default]
    System,
}

impl Appearance {
    /// The next one, in the order light, dark, system.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
            Self::System => Self::Light,
        }
    }

    /// The word shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::System => "As the system",
        }
    }

    /// What egui calls it.
    #[must_use]
    pub const fn preference(self) -> egui::ThemePreference {
        match self {
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
            Self::System => egui::ThemePreference::System,
        }
    }
}

/// The views of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum View {
    Portfolio,
    #[default]
    Assessment,
    Weights,
    Compare,
    Versions,
    Transfers,
    Review,
    Engagement,
    Report,
}

impl View {
    /// In the order of the tabs.
    pub const ALL: [Self; 9] = [
        Self::Portfolio,
        Self::Assessment,
        Self::Review,
        Self::Weights,
        Self::Compare,
        Self::Versions,
        Self::Transfers,
        Self::Engagement,
        Self::Report,
    ];

    /// The word on the tab.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portfolio => "Portfolio",
            Self::Assessment => "Assessment",
            Self::Weights => "Weights",
            Self::Compare => "Compare",
            Self::Versions => "Versions",
            Self::Transfers => "Transfers",
            Self::Review => "Review",
            Self::Engagement => "Engagement",
            Self::Report => "Report",
        }
    }
}

/// A file that was open lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The vendor's name.
    pub vendor: String,
    /// Printed score, where it had one.
    pub score: Option<u8>,
    /// Tier, where it had one.
    pub tier: Option<crate::score::Tier>,
    /// Day on which it was saved or opened.
    pub day: Option<jiff::civil::Date>,
}

/// How many recent files are kept.
const RECENT: usize = 6;

/// What is kept from one run to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prefs {
    /// Version of this record.
    pub version: u32,
    /// Appearance.
    pub appearance: Appearance,
    /// Recent files, the latest first.
    pub recent: Vec<Recent>,
    /// Whether the left panel is open.
    pub left: bool,
    /// Whether the inspector is open.
    pub right: bool,
    /// Size of everything, 1 the natural one.
    pub zoom: f32,
    /// Folder in which the last dialog ended.
    pub folder: Option<PathBuf>,
    /// Whether the calendar under the versions is folded.
    #[serde(default)]
    pub calendar_folded: bool,
    /// Whether the tour was shown: it comes by itself only once.
    #[serde(default)]
    pub toured: bool,
    /// House style of reports.
    #[serde(default)]
    pub template: crate::report::Template,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            version: PREFS_VERSION,
            appearance: Appearance::System,
            recent: Vec::new(),
            left: true,
            right: true,
            zoom: 1.0,
            folder: None,
            calendar_folded: false,
            toured: false,
            template: crate::report::Template::default(),
        }
    }
}

impl Prefs {
    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, entry: Recent) {
        self.recent.retain(|r| r.path != entry.path);
        self.recent.insert(0, entry);
        self.recent.truncate(RECENT);
    }
}

/// How the findings are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    #[default]
    Exposure,
    Catalogue,
    Doubt,
}

impl Order {
    /// In the order of the menu.
    pub const ALL: [Self; 3] = [Self::Exposure, Self::Catalogue, Self::Doubt];

    /// The words shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exposure => "By exposure",
            Self::Catalogue => "By catalogue",
            Self::Doubt => "To review first",
        }
    }
}

/// How the provisions of a comparison are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub enum CompareOrder {
    #[default]
    Differences,
    Category,
    Exposure,
}

impl CompareOrder {
    /// In the order of the choice.
    pub const ALL: [Self; 3] = [Self::Differences, Self::Category, Self::Exposure];

    /// The words shown to people, and the accessible name.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Differences => ("Differences first", "Order: differences first"),
            Self::Category => ("By category", "Order: by category"),
            Self::Exposure => ("By exposure", "Order: by exposure of the open vendor"),
        }
    }
}

/// What is shown of the open assessment.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The view.
    pub view: View,
    /// The selected row, by provision id.
    pub row: Option<String>,
    /// Which of its quotes.
    pub quote: usize,
    /// The document in the reader.
    pub document: usize,
    /// Where the reader should scroll to, once.
    pub scroll_to: Option<ScrollTo>,
    /// Documents whose outline is open.
    pub open_documents: BTreeSet<usize>,
    /// Categories whose rows are open.
    pub open_categories: BTreeSet<String>,
    /// Categories that show all rows, silent ones too.
    pub full_categories: BTreeSet<String>,
    /// Order of the findings.
    pub order: Order,
    /// Words to find in the document.
    pub find: String,
    /// Whether the field for them should take the keyboard.
    pub focus_find: bool,
    /// Which match is the current one.
    pub match_at: usize,
    /// The decision that is being written.
    pub draft: super::decide::Draft,
    /// Whether the trail shows the whole assessment, and not only the finding.
    pub whole_trail: bool,
    /// Kind of data that is being typed.
    pub data: String,
    /// Whether the quote's arithmetic shows its formula.
    pub formula: bool,
    /// Whether the comparison shows what is alike as well.
    pub compare_all: bool,
    /// Whether the weights show the severity of each provision.
    pub severities: bool,
    /// Words that the provisions are filtered by there.
    pub severity_words: String,
    /// How the comparison is ordered.
    pub compare_order: CompareOrder,
    /// The selected change between two versions, by provision id.
    pub change: Option<String>,
    /// Whether the wordings should scroll to it, once.
    pub scroll_to_change: bool,
    /// Block at the top of the reader, for the outline.
    pub top_block: usize,
    /// Byte at the top of the reader, for the page.
    pub top_byte: usize,
    /// Heights and matches of the document in the reader.
    pub pages: super::panels::reader::Pages,
    /// Whether the calendar of mechanisms is written and not drawn.
    pub calendar_in_words: bool,
    /// Where the parts that the tour points at stand in this frame.
    pub parts: super::tour::Parts,
    /// What was just opened is drawn in two frames.
    pub settling: Settling,
    /// Where the portfolio is scrolled to, and what the pointer is on.
    pub portfolio: super::panels::portfolio::Place,
}

/// Spreads the first look at something large over some frames: its frame first, and what takes long in the next ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settling {
    /// The frame in which it was first shown.
    since: Option<u64>,
}

impl Settling {
    /// Whether the first frame is over; otherwise asks for the next one.
    pub fn is_over(&mut self, ctx: &egui::Context) -> bool {
        self.is_past(ctx, 1)
    }

    /// Whether this many frames are over since it was first shown; otherwise asks for the next one.
    pub fn is_past(&mut self, ctx: &egui::Context, frames: u64) -> bool {
        let now = ctx.cumulative_frame_nr();
        let since = *self.since.get_or_insert(now);
        let past = now.saturating_sub(since) >= frames;
        if !past {
            ctx.request_repaint();
        }
        past
    }
}

/// A place in the reader to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScrollTo {
    /// Byte in the document's text.
    pub byte: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recent_files_are_few_unique_and_the_latest_first() {
        let mut prefs = Prefs::default();
        let entry = |i: usize| Recent {
            path: PathBuf::from(format!("{i}.scruple")),
            vendor: format!("Vendor {i}"),
            score: None,
            tier: None,
            day: None,
        };
        for i in 0..9 {
            prefs.remember(entry(i));
        }
        prefs.remember(entry(5));
        let order: Vec<_> = prefs.recent.iter().map(|r| r.vendor.as_str()).collect();
        let expected = [
            "Vendor 5", "Vendor 8", "Vendor 7", "Vendor 6", "Vendor 4", "Vendor 3",
        ];
        assert_eq!(order, expected);
    }
}
