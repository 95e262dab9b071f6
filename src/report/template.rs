//! House style: what a customer wants on reports and in them, from a RON template.
//!
//! A template changes how a report looks and what stands in it, never a number.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::logo::Logo;
use super::model::Details;

/// A house style. Every field may be left out.
///
/// ```
/// let template = scruple::report::Template::from_ron(
///     "(details: (organisation: \"Meridian Holdings\", mark: \"Confidential\"), look: (edition: Executive))",
/// )?;
/// assert_eq!(template.details.organisation, "Meridian Holdings");
/// # Ok::<(), scruple::report::TemplateError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Template {
    /// The customer's own words.
    pub details: Details,
    /// Path of the logo, a PNG, from the folder of the template; empty for none.
    pub logo: String,
    /// Paper, edition, sections.
    pub look: Look,
}

/// Paper, edition, sections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Size of paper.
    pub paper: Paper,
    /// How much of it is printed.
    pub edition: Edition,
    /// Sections that are left out of the full edition.
    pub leave_out: BTreeSet<Section>,
}

impl Look {
    /// Whether a section is printed.
    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        !self.leave_out.contains(&section)
    }
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// How much of a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Edition {
    /// All of it.
    #[default]
    Full,
    /// Two pages: the summary, and what it rests on.
    Executive,
}

impl Edition {
    /// The word shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "Full",
            Self::Executive => "Executive, two pages",
        }
    }
}

/// A section that can be left out. Page one, the vector and the disclaimer always stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Section {
    Categories,
    Transfers,
    Portfolio,
    Changes,
    Findings,
    AllFindings,
    Conflicts,
    Open,
    Negotiation,
    Method,
    Decisions,
    Law,
    Documents,
}

impl Section {
    /// All, in the order of the report.
    pub const ALL: [Self; 13] = [
        Self::Categories,
        Self::Transfers,
        Self::Portfolio,
        Self::Changes,
        Self::Findings,
        Self::AllFindings,
        Self::Conflicts,
        Self::Open,
        Self::Negotiation,
        Self::Method,
        Self::Decisions,
        Self::Law,
        Self::Documents,
    ];

    /// The words shown to people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Categories => "Exposure by category",
            Self::Transfers => "Transfers",
            Self::Portfolio => "Beside the portfolio",
            Self::Changes => "Changes since another version",
            Self::Findings => "Findings in full",
            Self::AllFindings => "All findings",
            Self::Conflicts => "Conflicts",
            Self::Open => "Silent and not assessed",
            Self::Negotiation => "Negotiation sheet",
            Self::Method => "Method",
            Self::Decisions => "Decisions",
            Self::Law => "Law",
            Self::Documents => "Documents",
        }
    }
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{at}: {why}; correct it there; the fields are details (organisation, mark, decision, prepared_by, approved_by, \
     version), logo and look (paper: A4 or Letter, edition: Full or Executive, leave_out: a list of sections)"
)]
pub struct TemplateError {
    /// Line and column.
    pub at: String,
    /// Why.
    pub why: String,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// Where the text is no sound template; names the place.
    pub fn from_ron(text: &str) -> Result<Self, TemplateError> {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|e| TemplateError {
            at: e.span.start.to_string(),
            why: e.code.to_string(),
        })
    }

    /// The template as a file that people can read and change.
    ///
    /// # Errors
    /// Where it cannot be put into text.
    pub fn to_ron(&self) -> Result<String, TemplateError> {
        let pretty = ron::ser::PrettyConfig::new().struct_names(false);
        ron::ser::to_string_pretty(self, pretty)
            .map(|text| text + "\n")
            .map_err(|e| TemplateError {
                at: "the whole".to_owned(),
                why: e.to_string(),
            })
    }
}

/// What a report is made with beside the assessment: the house style, and its logo where it was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Style {
    /// The template.
    pub template: Template,
    /// The logo.
    pub logo: Option<Logo>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_comes_back_as_it_was() {
        let template = Template {
            details: Details {
                organisation: "Meridian \"Holdings\"".to_owned(),
                ..Details::default()
            },
            logo: "logo.png".to_owned(),
            look: Look {
                paper: Paper::Letter,
                edition: Edition::Executive,
                leave_out: [Section::Law, Section::Method].into(),
            },
        };
        let text = template.to_ron().unwrap();
        assert_eq!(Template::from_ron(&text).unwrap(), template);
        assert_eq!(Template::from_ron("()").unwrap(), Template::default());
    }

    #[test]
    fn a_wrong_field_is_named_with_its_place() {
        let error = Template::from_ron("(\n  look: (papr: A4),\n)").unwrap_err();
        let said = error.to_string();
        assert!(said.starts_with("2:") && said.contains("papr"), "{said}");
    }

    #[test]
    fn sections_have_names_of_their_own() {
        let names: BTreeSet<&str> = Section::ALL.iter().map(|s| s.name()).collect();
        assert_eq!(names.len(), Section::ALL.len());
    }
}
