//! By which words a document names its two sides, beyond "we" and "you".

use crate::detect::fold::Folded;
use crate::document::metadata::own_names;
use crate::document::{Document, Kind};

/// Names that an agreement gives to the customer's side, where it defines them: "(the “Publisher”)".
const CUSTOMER_ROLES: [&str; 12] = [
    "advertiser",
    "advertisers",
    "developer",
    "institution",
    "licensee",
    "merchant",
    "merchants",
    "organization",
    "publisher",
    "publishers",
    "reseller",
    "school",
];

/// The words that stand for the vendor and for the customer as subjects, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    vendor: Vec<String>,
    customer: Vec<&'static str>,
}

impl Parties {
    /// How this document names its sides.
    ///
    /// In a data processing agreement the controller, or the exporter, is the customer and the importer the vendor;
    /// in a privacy notice "the controller" is the vendor itself, and names nobody here.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut vendor: Vec<String> = document.vendor.iter().filter_map(|v| short(v)).collect();
        vendor.extend(own_names(&document.text).iter().filter_map(|v| short(v)));
        let mut customer = Vec::new();
        if document.kind == Kind::ProcessingAgreement {
            vendor.push("importer".to_owned());
            customer.extend(["controller", "exporter"]);
        }
        if matches!(document.kind, Kind::ProcessingAgreement | Kind::Terms) {
            let text = document.text.to_lowercase();
            let defined = |role: &&&str| {
                ['"', '“']
                    .iter()
                    .any(|open| text.contains(&format!("{open}{role}")))
            };
            customer.extend(CUSTOMER_ROLES.iter().filter(defined));
        }
        Self { vendor, customer }
    }

    /// A vendor of one name.
    #[cfg(test)]
    pub(super) fn named(vendor: &str) -> Self {
        Self {
            vendor: vec![vendor.to_owned()],
            customer: Vec::new(),
        }
    }

    /// Whether the word names the vendor.
    #[must_use]
    pub fn is_vendor(&self, word: &str) -> bool {
        self.vendor.iter().any(|v| v == word)
    }

    /// Whether the word names the customer.
    #[must_use]
    pub fn is_customer(&self, word: &str) -> bool {
        self.customer.contains(&word)
    }
}

/// The first word of a name, which is what texts use; words as common as "the" name nobody.
fn short(name: &str) -> Option<String> {
    let folded = Folded::new(name, 0);
    (0..folded.tokens.len())
        .map(|i| folded.word(i).to_owned())
        .find(|w| {
            w.len() > 2
                && !matches!(
                    w.as_str(),
                    "the"
                        | "our"
                        | "your"
                        | "data"
                        | "cloud"
                        | "terms"
                        | "privacy"
                        | "company"
                        | "site"
                        | "service"
                        | "services"
                        | "you"
                )
        })
}
