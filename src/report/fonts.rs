//! The fonts of reports and of the window (`assets/fonts`): TrueType outlines, tabular figures.

/// Running text and figures.
pub const SANS_REGULAR: &[u8] = include_bytes!("../../assets/fonts/ScrupleSans-Regular.ttf");

/// Labels that need a little more weight.
pub const SANS_MEDIUM: &[u8] = include_bytes!("../../assets/fonts/ScrupleSans-Medium.ttf");

/// Headings, scores and what matters most.
pub const SANS_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/ScrupleSans-SemiBold.ttf");

/// Letters that the others lack: Chinese, Japanese, Korean.
pub const SCRIPTS: &[u8] = include_bytes!("../../assets/fonts/DroidSansFallback.ttf");

/// Formulas, hashes, paths and the vector string.
pub const MONO: &[u8] = include_bytes!("../../assets/fonts/ScrupleMono-Regular.ttf");
