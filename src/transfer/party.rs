//! Whose mechanism a clause speaks of: another company's certificate, or clauses under which the customer imports.

use super::mention::Reader;
use super::names::{BOUGHT, KNOWN, SUPPLIER};

/// Verbs of a certification, after their subject.
const VERBS: &[&str] = &[
    "has certified",
    "have certified",
    "has self certified",
    "have self certified",
    "has been certified",
    "is certified",
    "are certified",
    "is self certified",
    "are self certified",
    "is also certified",
    "is currently certified",
    "participates",
    "participate",
    "complies with",
    "comply with",
    "adheres to",
    "adhere to",
    "is a member",
    "is a participant",
    "is an active participant",
    "is listed",
    "is on the",
    "appears on",
    "is registered",
    "is enrolled",
    "has joined",
    "subscribes to",
    "is part of",
    "belongs to",
    "holds a",
    "is subject to",
    "has subjected itself",
    "has committed",
];

/// Nouns of a certification, behind the name of who has it.
const NOUNS: &[&str] = &["certification", "participation", "adherence", "membership"];

impl Reader<'_> {
    /// Whether the framework named at `start` is one that another company has joined: it covers only data that go to
    /// that company.
    pub(super) fn is_of_supplier(&self, start: usize) -> bool {
        let p = self.passage;
        let noun = (start.saturating_sub(8)..start.saturating_add(4)).any(|at| {
            NOUNS.contains(&p.word(at))
                && (at.checked_sub(1).is_some_and(|b| self.is_other_firm(b))
                    || (p.word(at.saturating_add(1)) == "of"
                        && self.is_other_firm(at.saturating_add(2))))
        });
        if noun {
            return true;
        }
        // The last verb that has a subject of its own: in "X has certified that it adheres to" that is the first.
        let verb = (start.saturating_sub(36)..start)
            .rev()
            .filter(|&at| VERBS.iter().any(|v| p.phrase_at(at, v).is_some()))
            .find(|&at| at.checked_sub(1).is_none_or(|b| p.word(b) != "it"));
        let Some(verb) = verb else {
            return false;
        };
        let relative = verb
            .checked_sub(1)
            .filter(|&b| matches!(p.word(b), "which" | "who" | "that"));
        match relative {
            Some(at) => self.is_supplier_before(at),
            None => self.is_supplier(self.subject_of(verb)),
        }
    }

    /// The words of the subject before a verb.
    fn subject_of(&self, verb: usize) -> std::ops::Range<usize> {
        let p = self.passage;
        let mut from = verb;
        while let Some(at) = from.checked_sub(1) {
            let ends = match p.word(at) {
                ";" | "." | ":" | "(" | ")" | "that" | "because" | "since" | "while"
                | "whereas" | "but" => true,
                "," => !matches!(p.word(from), "inc" | "llc" | "ltd"),
                _ => verb.saturating_sub(at) > 16,
            };
            if ends {
                break;
            }
            from = at;
        }
        from..verb
    }

    /// Whether a subject is another company than the vendor.
    fn is_supplier(&self, subject: std::ops::Range<usize>) -> bool {
        let p = self.passage;
        let own = subject
            .clone()
            .any(|at| p.word(at) == "we" || self.is_vendor(p.word(at)));
        if own {
            return false;
        }
        // Where nothing tells the vendor, a sentence that opens with a firm may be that firm's own.
        let opens = !self.knows_vendor() && subject.start == 0;
        subject.clone().any(|at| !opens && self.is_other_firm(at))
            || self.has_supplier_noun(subject)
    }

    /// Whether "which is certified" speaks of another company: the words before it bring that in.
    fn is_supplier_before(&self, relative: usize) -> bool {
        let p = self.passage;
        let range = relative.saturating_sub(12)..relative;
        let name = (1..=4).any(|n| {
            relative
                .checked_sub(n)
                .and_then(|at| p.words.get(at))
                .is_some_and(|w| w.capital && !self.is_vendor(&w.text))
        });
        range.clone().any(|at| self.is_other_firm(at))
            || self.has_supplier_noun(range.clone())
            || (name && p.has_any_in(range, BOUGHT))
    }

    /// "Our hosting company", "this provider": one firm that serves the vendor. "The Provider" is a party's name.
    fn has_supplier_noun(&self, range: std::ops::Range<usize>) -> bool {
        let p = self.passage;
        let mut led = false;
        for at in range {
            match p.word(at) {
                "our" | "this" | "that" | "said" => led = true,
                "," | "and" | "with" | "to" => led = false,
                _ => {
                    if led && SUPPLIER.iter().any(|s| p.phrase_at(at, s).is_some()) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether the word names a firm that is not the vendor.
    fn is_other_firm(&self, at: usize) -> bool {
        self.passage
            .words
            .get(at)
            .is_some_and(|w| w.capital && KNOWN.contains(&w.text.as_str()))
            && !self.is_vendor(self.passage.word(at))
    }

    /// Whether the customer is the importer and nothing says that the vendor is one too: such clauses are for data
    /// that goes from the vendor to the customer.
    pub(super) fn customer_imports(&self) -> bool {
        let p = self.passage;
        let of_customer = |role: &str| {
            (0..p.words.len()).any(|at| {
                p.word(at) == role && {
                    // "Customer (as data importer)", "the data importer is the Customer".
                    let before = (at.saturating_sub(9)..at)
                        .rev()
                        .find(|&b| !ROLE_FILLER.contains(&p.word(b)));
                    let after = (at.saturating_add(1)..at.saturating_add(6))
                        .find(|&a| !ROLE_FILLER.contains(&p.word(a)));
                    let linked = p.has_any_in(
                        at.saturating_add(1)..at.saturating_add(3),
                        &["is", "shall be", "will be", "means", ":"],
                    );
                    let is = |i: usize| CUSTOMERS.contains(&p.word(i));
                    before.is_some_and(is) || (linked && after.is_some_and(is))
                }
            })
        };
        let back = p.has_any(&["processor to controller", "module four", "module 4"])
            && !p.has_any(&[
                "controller to processor",
                "processor to processor",
                "module two",
                "module 2",
                "module three",
                "module 3",
            ]);
        back || (of_customer("importer") && !of_customer("exporter"))
    }
}

const CUSTOMERS: &[&str] = &[
    "customer",
    "client",
    "subscriber",
    "you",
    "licensee",
    "publisher",
    "merchant",
    "partner",
];

/// Words that may stand between a party and its role.
const ROLE_FILLER: &[&str] = &[
    "as", "the", "a", "data", "is", "acts", "acting", "act", "will", "shall", "be", "been",
    "deemed", "to", "in", "its", "capacity", "role", "of", "(", ")", ",", ":", "for", "which",
];

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::transfer::tests::document;
    use crate::transfer::{Relied, mentions};

    fn of_vendor(text: &str, vendor: &str) -> Relied {
        let doc = Document {
            vendor: Some(vendor.to_owned()),
            ..document(text)
        };
        mentions(&doc).first().expect(text).relied
    }

    #[test]
    fn a_certificate_is_that_of_its_subject() {
        for text in [
            "Our hosting company has certified that it adheres to the Privacy Shield.",
            "Our e-mail provider Mailpigeon is certified under the EU-U.S. DPF.",
            "For the cases in which data go to the US, Google is certified under the DPF.",
            "Amazon Cloud Services has certified with the Department of Commerce that it adheres to the Privacy Shield.",
            "We use Mailpigeon, Inc., which is certified under the EU-U.S. Data Privacy Framework.",
            "Our site is hosted by Rackhaven, which participates in the Data Privacy Framework.",
            "Transfers to the US rest on Microsoft's certification under the Data Privacy Framework.",
            "The transfer relies on the participation of Stripe in the Data Privacy Framework.",
            "We follow the GDPR, and Google is certified under the DPF.",
            "This provider is a member of the Data Privacy Framework.",
        ] {
            assert_eq!(of_vendor(text, "Quillmark"), Relied::Supplier, "{text}");
        }
        for text in [
            "Quillmark complies with the EU-U.S. Data Privacy Framework.",
            "We are certified under the Data Privacy Framework.",
            "Our parent company is certified under the Data Privacy Framework.",
            "Provider participates in the Data Privacy Framework.",
            "Quillmark and Google are certified under the Data Privacy Framework.",
            "Our US affiliate, Quill Inc., which participates in the Data Privacy Framework, holds the data.",
            "Transfers go to recipients that are certified under the Data Privacy Framework.",
        ] {
            assert_eq!(of_vendor(text, "Quillmark"), Relied::Relies, "{text}");
        }
    }

    #[test]
    fn a_known_firm_is_no_supplier_in_its_own_papers() {
        let text = "Google is certified under the Data Privacy Framework.";
        assert_eq!(of_vendor(text, "Google LLC"), Relied::Relies);
        assert_eq!(of_vendor(text, "Quillmark"), Relied::Supplier);
        assert_eq!(mentions(&document(text))[0].relied, Relied::Relies);
    }

    #[test]
    fn clauses_under_which_the_customer_imports_carry_nothing_to_the_vendor() {
        let read = |text: &str| mentions(&document(text)).first().expect(text).relied;
        for text in [
            "Customer as importer enters into the SCCs with Provider as exporter for transfers from the EEA.",
            "Customer as data importer will be deemed to have entered into the SCCs with Google as data exporter.",
            "Under the SCCs the data importer is the Customer and the transfer is made by Provider.",
            "For transfers back, the parties enter into Module Four of the SCCs (processor to controller).",
            "You, acting as the data importer, execute the SCCs for restricted transfers.",
        ] {
            assert_eq!(read(text), Relied::Other, "{text}");
        }
        for text in [
            "Customer as exporter enters into the SCCs with Provider as importer for transfers from the EEA.",
            "Customer acts as data exporter and data importer under the SCCs, which the parties enter into.",
            "The importer enters into the SCCs with Customer.",
        ] {
            assert_eq!(read(text), Relied::Relies, "{text}");
        }
    }
}
