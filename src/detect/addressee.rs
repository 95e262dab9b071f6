//! To whom a rule is addressed where its clause does not say: what stands under "Prohibited uses", or behind "Prohibited
//! activity includes:", binds the customer and tells nothing of what the vendor does.

use super::fold::Folded;
use crate::document::Section;

/// Words of headings above rules for the customer. Each is looked for as whole words.
const RULES: [&str; 24] = [
    "acceptable use",
    "code of conduct",
    "community guidelines",
    "community rules",
    "content guidelines",
    "customer obligations",
    "customer responsibilities",
    "obligations of customer",
    "obligations of the customer",
    "prohibited",
    "prohibitions",
    "responsibilities of customer",
    "responsibilities of the customer",
    "restricted uses",
    "rules of conduct",
    "unacceptable use",
    "usage guidelines",
    "usage policies",
    "usage restrictions",
    "use restrictions",
    "user conduct",
    "user obligations",
    "your obligations",
    "your responsibilities",
];

/// Whole headings above rules for the customer that are too short to be told by a part.
const BARE: [&str; 5] = [
    "license restrictions",
    "licence restrictions",
    "restrictions",
    "restrictions on use",
    "your conduct",
];

/// Words of a lead-in to what nobody may do with the service.
const FORBIDS: [&str; 8] = [
    "disallowed",
    "forbid",
    "forbidden",
    "impermissible",
    "prohibit",
    "prohibited",
    "prohibits",
    "unacceptable",
];

/// Names of customers that a lead-in may give duties to: "Publishers must:".
const ROLES: [&str; 8] = [
    "advertisers",
    "customers",
    "developers",
    "members",
    "merchants",
    "publishers",
    "resellers",
    "users",
];

/// Whether a heading stands above rules for the customer.
fn is_for_customer(title: &str) -> bool {
    let folded = Folded::new(title, 0);
    let words: Vec<&str> = (0..folded.tokens.len()).map(|i| folded.word(i)).collect();
    // "Prohibited transfers by us", "Restrictions on our processing": what binds the vendor.
    let of_vendor = words.iter().any(|w| {
        matches!(
            *w,
            "we" | "our" | "us" | "processor" | "provider" | "transfers"
        )
    });
    let holds = |rule: &&str| {
        let rule: Vec<&str> = rule.split(' ').collect();
        words.windows(rule.len()).any(|w| w == rule)
    };
    !of_vendor && (BARE.contains(&words.join(" ").as_str()) || RULES.iter().any(holds))
}

/// Which sections hold rules for the customer, by their own heading or one above.
pub fn sections_for_customer(outline: &[Section]) -> Vec<bool> {
    let mut bound: Vec<bool> = Vec::with_capacity(outline.len());
    for section in outline {
        let above = section.parent.and_then(|p| bound.get(p).copied());
        bound.push(above.unwrap_or_default() || is_for_customer(&section.title));
    }
    bound
}

/// Whether what leads into an item gives the customer a rule, and names nobody else who acts.
pub fn leads_to_customer(lead: &Folded) -> bool {
    let words = || (0..lead.tokens.len()).map(|i| lead.word(i));
    let forbids = words().any(|w| FORBIDS.contains(&w));
    let duty = (1..lead.tokens.len()).any(|i| {
        ROLES.contains(&lead.word(i - 1)) && matches!(lead.word(i), "must" | "shall" | "should")
    });
    (forbids || duty) && !words().any(|w| matches!(w, "we" | "us"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_above_rules_for_the_customer() {
        for title in [
            "Acceptable Use Policy",
            "Restrictions",
            "Your responsibilities",
            "Prohibited content",
            "Customer Obligations",
        ] {
            assert!(is_for_customer(title), "{title}");
        }
        for title in [
            "Restrictions on international transfers",
            "Prohibited uses of data by us",
            "Our obligations",
            "How we use your data",
            "Security",
        ] {
            assert!(!is_for_customer(title), "{title}");
        }
    }

    #[test]
    fn lead_ins_that_bind_the_customer() {
        let told = |text: &str| leads_to_customer(&Folded::new(text, 0));
        assert!(told("Prohibited activity includes, but is not limited to:"));
        assert!(told("Publishers must:"));
        assert!(!told("We are prohibited from:"));
        assert!(!told("Users can ask us to:"));
        assert!(!told("We share data with:"));
        assert!(!told(""));
    }
}
