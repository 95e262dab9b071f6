//! Everything that can be done, in one table: menus, tooltips and shortcuts are made from it.

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::icon::Icon;
use super::state::{Appearance, View};
use crate::assessment::edit::Edit;

/// A command without particulars: what menus and shortcuts can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the table below says what each does")]
pub enum Act {
    OpenFiles,
    OpenFolder,
    TypePath,
    PasteText,
    Vendors,
    NextVendor,
    PreviousVendor,
    CloseAssessment,
    Save,
    SaveAs,
    ExportPdf,
    ExportJson,
    ExportMarkdown,
    ExportCsv,
    ExportXlsx,
    LoadProfile,
    SaveProfile,
    LoadTemplate,
    SaveTemplate,
    CheckReport,
    PortfolioPdf,
    PortfolioXlsx,
    PortfolioCsv,
    ViewReport,
    Quit,
    Undo,
    Redo,
    Details,
    Copy,
    Find,
    NextFinding,
    PreviousFinding,
    ViewPortfolio,
    ViewAssessment,
    ViewWeights,
    ViewCompare,
    ViewVersions,
    ViewTransfers,
    ToggleLeft,
    ToggleRight,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Light,
    Dark,
    System,
    History,
    Palette,
    Shortcuts,
    Recover,
    About,
    ViewReview,
    ViewEngagement,
    Confirm,
    Reject,
    SetState,
    SetExposure,
    Treat,
    Accept,
    Note,
    NextDue,
    PreviousDue,
    SetStatus,
    Verify,
    ToggleCalendar,
    Provisions,
    Explain,
    Tour,
}

/// What the window can be asked to do, with its particulars. Panels queue these and change nothing themselves.
#[derive(Debug, Clone)]
pub enum Command {
    /// One of the table.
    Act(Act),
    /// Read these files or folders into the assessment.
    AddPaths(Vec<PathBuf>),
    /// Read pasted text as a document of this name.
    AddText {
        /// Name of the document.
        name: String,
        /// The text.
        text: String,
    },
    /// Open this vendor of the folder, in place of the one that is open.
    OpenVendor(usize),
    /// Read all that the folder holds as the papers of one vendor.
    JoinVendors,
    /// Open one of the samples.
    OpenSample(usize),
    /// Take a file off the list of recent ones.
    ForgetRecent(PathBuf),
    /// Change the assessment.
    Edit(Edit),
    /// Use a profile, and show changes against it.
    UseProfile(Box<crate::score::Profile>),
    /// A change that is one step with those of the same gesture, such as a slider's drag.
    Gesture(Edit),
    /// The gesture is over: the next change is a step of its own.
    GestureOver,
    /// Show this finding's row.
    SelectRow(String),
    /// Show one quote of the selected row.
    SelectEvidence {
        /// Provision.
        provision: String,
        /// Which of its quotes.
        index: usize,
    },
    /// Show this document from this block on.
    ShowDocument {
        /// Index of the document.
        document: usize,
        /// Block to begin with.
        block: Option<usize>,
    },
    /// Take a document for another kind of paper.
    ReadAs {
        /// Index of the document.
        document: usize,
        /// The kind.
        kind: crate::document::Kind,
    },
    /// Say whether a document counts beside its copies and other versions.
    CountAs {
        /// Index of the document.
        document: usize,
        /// Whether it does.
        counts: crate::document::Counts,
    },
    /// Something about the comparison with other vendors.
    Compare(super::compare::Ask),
    /// Compare these two documents as an old and a new version.
    CompareVersions {
        /// Index of the old one.
        old: usize,
        /// Index of the new one.
        new: usize,
    },
    /// Record the decision that is being written, on the selected finding.
    Decide(super::decide::What),
    /// Show a finding in the review.
    Review(String),
    /// Take a decision out of the trail.
    TakeBack(usize),
    /// Ask what was found when this check was looked up by hand.
    Verify(String),
    /// Tell of a provision, or of those of a category.
    Explain(String),
    /// A step of the tour.
    Tour(super::tour::Ask),
    /// Ask for the reason of this status.
    AskStatus(crate::assessment::Status),
    /// Something about the report.
    Report(super::report::Ask),
    /// Check this report, with the files that it was made from.
    CheckReport(Vec<PathBuf>),
    /// Something about the portfolio.
    Portfolio(super::portfolio::Ask),
    /// Switch the view.
    Show(View),
    /// Light, dark, or as the system has it.
    Appear(Appearance),
    /// Stop a job.
    Cancel(crate::jobs::JobId),
    /// Put a text on the clipboard.
    CopyText(String),
    /// Close without saving.
    DiscardAndGo,
    /// Do not close after all.
    StayOpen,
    /// Open or remove what a window left that did not close properly.
    Recovery(super::recovery::Ask),
    /// Save to the path that was typed where no dialog came up.
    SaveTo {
        /// What to write.
        what: super::work::Target,
        /// Where.
        path: PathBuf,
    },
}

/// What the table needs to know to say whether something can be done.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Whether the catalogue is loaded.
    pub ready: bool,
    /// Whether an assessment is open.
    pub open: bool,
    /// Whether its numbers are there.
    pub scored: bool,
    /// Whether any finding has a quote.
    pub quotes: bool,
    /// Name of what undo takes back.
    pub undo: Option<String>,
    /// Name of what redo brings back.
    pub redo: Option<String>,
    /// Whether a finding is selected.
    pub selected: bool,
    /// Whether something can be looked up by hand.
    pub verifiable: bool,
    /// Whether the review is shown.
    pub reviewing: bool,
    /// The folder whose vendors can be chosen from.
    pub vendors: Option<String>,
    /// Whether the portfolio has vendors.
    pub portfolio: bool,
    /// The vendors of that folder after and before the one that is open.
    pub beside: [Option<String>; 2],
    /// Whether a window left something that did not close properly.
    pub left: bool,
}

/// A row of the table.
pub struct Entry {
    /// Which.
    pub act: Act,
    /// Its name in menus.
    pub name: &'static str,
    /// Its keys.
    pub keys: Option<KeyboardShortcut>,
    /// What it does.
    pub tooltip: &'static str,
    /// Its icon.
    pub icon: Option<Icon>,
    /// Why it cannot be done; nothing where it can.
    pub barred: fn(&Facts) -> Option<&'static str>,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn keys(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

const NEEDS_OPEN: &str = "Open a vendor’s policies first";

const fn always(_: &Facts) -> Option<&'static str> {
    None
}
const fn ready(f: &Facts) -> Option<&'static str> {
    if f.ready {
        None
    } else {
        Some("The catalogue is still being read")
    }
}
const fn open(f: &Facts) -> Option<&'static str> {
    if f.open { None } else { Some(NEEDS_OPEN) }
}
const fn scored(f: &Facts) -> Option<&'static str> {
    if f.scored { None } else { Some(NEEDS_OPEN) }
}
const fn quotes(f: &Facts) -> Option<&'static str> {
    if f.quotes {
        None
    } else {
        Some("No finding has a quote yet")
    }
}
const fn can_undo(f: &Facts) -> Option<&'static str> {
    if f.undo.is_some() {
        None
    } else {
        Some("Nothing to undo")
    }
}
const fn can_redo(f: &Facts) -> Option<&'static str> {
    if f.redo.is_some() {
        None
    } else {
        Some("Nothing to redo")
    }
}

const NEEDS_VENDORS: &str = "Open a folder or a zip of several vendors first";

const fn has_vendors(f: &Facts) -> Option<&'static str> {
    if f.vendors.is_some() {
        None
    } else {
        Some(NEEDS_VENDORS)
    }
}
const fn has_next(f: &Facts) -> Option<&'static str> {
    match (&f.vendors, &f.beside) {
        (None, _) => Some(NEEDS_VENDORS),
        (_, [None, _]) => Some("This is the last vendor of the folder"),
        _ => None,
    }
}
const fn has_previous(f: &Facts) -> Option<&'static str> {
    match (&f.vendors, &f.beside) {
        (None, _) => Some(NEEDS_VENDORS),
        (_, [_, None]) => Some("This is the first vendor of the folder"),
        _ => None,
    }
}

const fn has_portfolio(f: &Facts) -> Option<&'static str> {
    if f.portfolio {
        None
    } else {
        Some("Add vendors to the portfolio first")
    }
}

const fn has_left(f: &Facts) -> Option<&'static str> {
    if f.left {
        None
    } else {
        Some("Nothing was left unsaved")
    }
}

macro_rules! table {
    ($($act:ident, $name:literal, $keys:expr, $icon:expr, $barred:ident, $tooltip:literal;)*) => {
        &[$(Entry { act: Act::$act, name: $name, keys: $keys, tooltip: $tooltip, icon: $icon, barred: $barred }),*]
    };
}

/// The table.
pub const TABLE: &[Entry] = table![
    OpenFiles, "Open files…", keys(CTRL, Key::O), Some(Icon::Folder), ready, "Add policies or a zip of them, or open a saved assessment";
    OpenFolder, "Open folder…", None, None, ready, "Add every policy in a folder, or choose one of its vendors";
    TypePath, "Type a path…", keys(CTRL_SHIFT, Key::O), Some(Icon::Pencil), ready, "Open a file, a folder or a zip by its path";
    PasteText, "Paste text…", None, Some(Icon::Paste), ready, "Read text as a document; Ctrl+V does it too";
    Vendors, "Vendors of the folder…", keys(CTRL_SHIFT, Key::L), Some(Icon::Folder), has_vendors, "Choose another vendor of the folder that was opened";
    NextVendor, "Next vendor", keys(CTRL, Key::PageDown), Some(Icon::ChevronRight), has_next, "Open the next vendor of the folder";
    PreviousVendor, "Vendor before", keys(CTRL, Key::PageUp), Some(Icon::ChevronLeft), has_previous, "Open the vendor before this one in the folder";
    CloseAssessment, "Close assessment", keys(CTRL, Key::W), None, open, "Go back to the start";
    Save, "Save", keys(CTRL, Key::S), None, open, "Save the assessment";
    SaveAs, "Save as…", keys(CTRL_SHIFT, Key::S), None, open, "Save the assessment under another name";
    ExportPdf, "Export PDF…", keys(CTRL, Key::E), Some(Icon::Export), scored, "Write the report for the committee";
    ExportJson, "Export JSON…", keys(CTRL_SHIFT, Key::E), None, scored, "Write what other tools read";
    ExportMarkdown, "Export Markdown…", None, None, scored, "Write the report as text";
    ExportCsv, "Export CSV…", None, None, scored, "Write the findings as a table";
    ExportXlsx, "Export spreadsheet…", None, None, scored, "Write findings, categories, transfers and the trail as sheets";
    LoadProfile, "Load profile…", None, None, open, "Use weights from a file";
    SaveProfile, "Save profile…", None, None, open, "Keep these weights in a file";
    LoadTemplate, "Load report template…", None, None, always, "Use a house style from a file";
    SaveTemplate, "Save report template…", None, None, always, "Keep this house style in a file";
    CheckReport, "Check a report…", None, Some(Icon::Check), ready, "Hold a PDF of Scruple against the files that it was made from";
    PortfolioPdf, "Export portfolio as PDF…", None, Some(Icon::Export), has_portfolio, "Write the vendors that are shown as a report";
    PortfolioXlsx, "Export portfolio as spreadsheet…", None, None, has_portfolio, "Write the vendors that are shown as sheets";
    PortfolioCsv, "Export portfolio as CSV…", None, None, has_portfolio, "Write the vendors that are shown as a table";
    Quit, "Quit", keys(CTRL, Key::Q), None, always, "Close the window";
    Undo, "Undo", keys(CTRL, Key::Z), Some(Icon::Undo), can_undo, "Take the last change back";
    Redo, "Redo", keys(CTRL_SHIFT, Key::Z), Some(Icon::Redo), can_redo, "Bring the change back";
    Details, "Assessment details…", keys(CTRL, Key::D), Some(Icon::Pencil), open, "Vendor, purpose, day and regions";
    Copy, "Copy the ask", keys(CTRL_SHIFT, Key::C), Some(Icon::Copy), has_selection, "Copy the clause to ask for";
    Find, "Find in document", keys(CTRL, Key::F), Some(Icon::Search), open, "Find words in the document";
    NextFinding, "Next finding", keys(Modifiers::NONE, Key::F8), Some(Icon::ChevronRight), quotes, "Go to the next quote in this document";
    PreviousFinding, "Previous finding", keys(Modifiers::SHIFT, Key::F8), Some(Icon::ChevronLeft), quotes, "Go to the quote before";
    ViewPortfolio, "Portfolio", keys(CTRL, Key::P), None, ready, "Many vendors side by side";
    ViewAssessment, "Assessment", keys(CTRL, Key::Num1), None, open, "Documents, findings and quotes";
    ViewWeights, "Weights", keys(CTRL, Key::Num2), None, open, "What the score is made of";
    ViewCompare, "Compare", keys(CTRL, Key::Num5), None, open, "Other vendors beside this one, provision by provision";
    ViewVersions, "Versions", keys(CTRL, Key::Num4), None, open, "Two versions of a document: what changed, and what it does to the score";
    ViewTransfers, "Transfers", keys(CTRL, Key::Num3), None, open, "Transfer mechanisms by corridor and date";
    ViewReport, "Report", keys(CTRL, Key::Num6), None, open, "The pages before they are written, and what stands in them";
    ToggleLeft, "Documents and findings", keys(CTRL, Key::B), None, open, "Show or fold the panel at the left";
    ToggleRight, "Inspector", keys(CTRL, Key::I), None, open, "Show or fold the panel at the right";
    ZoomIn, "Larger", keys(CTRL, Key::Plus), None, always, "Everything larger";
    ZoomOut, "Smaller", keys(CTRL, Key::Minus), None, always, "Everything smaller";
    ZoomReset, "Actual size", keys(CTRL, Key::Num0), None, always, "Back to 100 %";
    Light, "Light", None, None, always, "White paper";
    Dark, "Dark", None, None, always, "Dark paper";
    System, "As the system", None, None, always, "Follow the system";
    ViewReview, "Review", keys(CTRL, Key::R), Some(Icon::List), open, "Findings without a decision, one at a time";
    ViewEngagement, "Engagement", keys(CTRL, Key::G), None, open, "What would be sent to the vendor, and what hangs on it";
    Confirm, "Confirm…", keys(Modifiers::NONE, Key::C), Some(Icon::Check), has_selection, "The finding is right";
    Reject, "Reject…", keys(Modifiers::NONE, Key::R), Some(Icon::Cross), has_selection, "The finding is wrong: the row falls back to what else was read";
    SetState, "Set the state…", keys(Modifiers::NONE, Key::S), None, has_selection, "Say what the text says instead";
    SetExposure, "Set the exposure…", keys(Modifiers::NONE, Key::E), None, has_selection, "Give the exposure as a number";
    Treat, "Record a measure…", keys(Modifiers::NONE, Key::T), None, has_selection, "A clause, an opt-out or another measure of your own";
    Accept, "Accept…", keys(Modifiers::NONE, Key::A), None, has_selection, "Carry the risk as it is, with an owner and an end";
    Note, "Write a note…", keys(Modifiers::NONE, Key::W), Some(Icon::Pencil), has_selection, "A remark that changes nothing";
    NextDue, "Next to review", keys(Modifiers::NONE, Key::N), Some(Icon::ChevronRight), reviewing, "Leave this finding and go on";
    PreviousDue, "To review before", keys(Modifiers::NONE, Key::P), Some(Icon::ChevronLeft), reviewing, "Go back to the finding before";
    SetStatus, "Status of the assessment…", keys(CTRL, Key::T), None, open, "Draft, in review, approved or denied, with the reason";
    Verify, "Record a look-up…", keys(Modifiers::NONE, Key::V), Some(Icon::Check), verifiable, "What was found when a list, an annex or a contract was looked up by hand";
    ToggleCalendar, "Calendar of mechanisms", keys(CTRL, Key::J), None, open, "Show or fold the calendar under the versions";
    Provisions, "Provisions of the catalogue…", keys(CTRL, Key::H), Some(Icon::List), ready, "What is looked for, why it matters, the law and what to ask for";
    Explain, "About this provision…", keys(Modifiers::SHIFT, Key::F1), None, has_selection, "What the catalogue says of the chosen finding";
    Tour, "Tour of the window", None, None, ready, "A minute through the window with a sample";
    History, "Messages…", keys(CTRL_SHIFT, Key::M), Some(Icon::List), always, "What the window has said so far";
    Palette, "Search commands…", keys(CTRL, Key::K), Some(Icon::Search), always, "Any command, finding or document by its name";
    Shortcuts, "Keyboard shortcuts…", keys(Modifiers::NONE, Key::F1), Some(Icon::List), always, "All keys on one page";
    Recover, "Recover unsaved work…", None, None, has_left, "What was open when Scruple ended without closing";
    About, "About Scruple", None, None, always, "Version, catalogue and licences";
];

const fn verifiable(f: &Facts) -> Option<&'static str> {
    if f.verifiable {
        None
    } else {
        Some("No mechanism of transfer calls for a look-up")
    }
}
const fn reviewing(f: &Facts) -> Option<&'static str> {
    if f.reviewing {
        None
    } else {
        Some("Open the review first")
    }
}
const fn has_selection(f: &Facts) -> Option<&'static str> {
    if f.selected {
        None
    } else {
        Some("Choose a finding first")
    }
}

/// Second keys of commands.
const ALSO: &[(Act, KeyboardShortcut)] = &[
    (Act::Palette, KeyboardShortcut::new(CTRL_SHIFT, Key::P)),
    (Act::Shortcuts, KeyboardShortcut::new(CTRL, Key::Slash)),
];

/// All keys of a command, the usual ones first.
pub fn keys_of(act: Act) -> impl Iterator<Item = KeyboardShortcut> {
    let first = entry(act).and_then(|e| e.keys);
    let others = ALSO.iter().filter(move |(a, _)| *a == act);
    first.into_iter().chain(others.map(|(_, keys)| *keys))
}

/// The row of a command.
#[must_use]
pub fn entry(act: Act) -> Option<&'static Entry> {
    TABLE.iter().find(|e| e.act == act)
}

/// The keys of a command as shown: `Ctrl+O`.
#[must_use]
pub fn keys_text(act: Act, ctx: &egui::Context) -> String {
    entry(act)
        .and_then(|e| e.keys)
        .map(|k| ctx.format_shortcut(&k))
        .unwrap_or_default()
}

/// A tooltip with the keys behind it.
#[must_use]
pub fn tooltip(act: Act, ctx: &egui::Context) -> String {
    let Some(entry) = entry(act) else {
        return String::new();
    };
    let keys = keys_text(act, ctx);
    if keys.is_empty() {
        entry.tooltip.to_owned()
    } else {
        format!("{} ({keys})", entry.tooltip)
    }
}

/// The commands whose keys were pressed, in the order of the table. Commands with more modifiers are asked first,
/// since egui takes Ctrl+Shift+Z for Ctrl+Z as well.
pub fn pressed(ctx: &egui::Context) -> Vec<Act> {
    let mut with_keys: Vec<_> = TABLE
        .iter()
        .flat_map(|e| keys_of(e.act).map(|k| (e.act, k)))
        .collect();
    with_keys.sort_by_key(|(_, k)| {
        std::cmp::Reverse(u8::from(k.modifiers.shift) + u8::from(k.modifiers.command))
    });
    // Undo in a text field belongs to the field, and so does a letter.
    let typing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        with_keys
            .into_iter()
            .filter(|(act, keys)| {
                let letter = keys.modifiers.is_none() && keys.logical_key.name().len() == 1;
                !(typing && (letter || matches!(act, Act::Undo | Act::Redo)))
            })
            .filter(|(_, keys)| input.consume_shortcut(keys))
            .map(|(act, _)| act)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_keys_or_a_name() {
        for (i, a) in TABLE.iter().enumerate() {
            for b in TABLE.iter().skip(i + 1) {
                assert_ne!(a.act, b.act);
                assert_ne!(a.name, b.name);
                let shared = keys_of(a.act).any(|k| keys_of(b.act).any(|other| k == other));
                assert!(!shared, "{} and {}", a.name, b.name);
            }
        }
    }

    #[test]
    fn what_cannot_be_done_says_why() {
        let nothing = Facts::default();
        let barred = |act| entry(act).and_then(|e| (e.barred)(&nothing));
        assert_eq!(barred(Act::Save), Some(NEEDS_OPEN));
        assert_eq!(barred(Act::Undo), Some("Nothing to undo"));
        assert_eq!(barred(Act::Quit), None);
    }
}
