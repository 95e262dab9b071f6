//! Names that a text defines: `Fern Labs, Inc. (“Fern”, “we”)`, `“we” means Fern Labs`.

use super::choose::Votes;
use super::head;
use super::names::{clean, folded, name_at, name_before};
use crate::document::{Document, Kind};

/// First persons, in small letters.
const OWN: &[&str] = &[
    "we", "us", "our", "ours", "nous", "notre", "nos", "wir", "uns", "unser", "nosotros",
    "nuestro", "noi", "nostro", "nós", "nosso", "wij", "ons", "onze", "my", "nasz", "vi", "oss",
    "vår", "me", "oss",
];
/// Parts in an agreement that the vendor plays.
const VENDORS: &[&str] = &[
    "provider",
    "service provider",
    "services provider",
    "processor",
    "data processor",
    "vendor",
    "supplier",
    "licensor",
    "data importer",
    "auftragnehmer",
    "auftragsverarbeiter",
    "anbieter",
    "sous-traitant",
    "prestataire",
    "encargado",
    "proveedor",
    "fornitore",
    "responsabile",
    "fornecedor",
    "verwerker",
    "leverancier",
];
/// Parts that the customer plays.
const CUSTOMERS: &[&str] = &[
    "customer",
    "client",
    "subscriber",
    "licensee",
    "controller",
    "data controller",
    "data exporter",
    "buyer",
    "purchaser",
    "you",
    "user",
    "kunde",
    "auftraggeber",
    "verantwortlicher",
    "cliente",
    "responsable",
    "opdrachtgever",
    "klant",
];
/// Words before a short name without quotation marks.
const HENCEFORTH: &[&str] = &[
    "hereinafter",
    "hereafter",
    "from now on",
    "en adelante",
    "en lo sucesivo",
    "ci-après",
    "nachfolgend",
    "im folgenden",
    "di seguito",
    "doravante",
    "hierna",
    "dalej",
    "nedan",
];

/// `Fern Labs, Inc. (“Fern,” “we”)`, `Fern Labs (the “Processor”)`.
pub fn bracketed(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 12_000);
    for (at, inside) in brackets(head) {
        let lower = inside.to_lowercase();
        let henceforth = HENCEFORTH.iter().find(|w| lower.starts_with(**w));
        let marked = inside.contains(['“', '"', '”', '\'', '‘', '’', '«']);
        if !marked && henceforth.is_none() {
            continue;
        }
        let mut quoted = if marked { quoted(&inside) } else { Vec::new() };
        if let (Some(words), false) = (henceforth, marked)
            && let Some((name, _)) = inside.get(words.len()..).and_then(|r| {
                let r = r.trim_start_matches([' ', ':', ',']);
                name_at(r.strip_prefix("the ").unwrap_or(r))
            })
        {
            quoted.push(name);
        }
        let Some(part) = Part::of(&quoted, henceforth.is_some()) else {
            if let Some(name) = name_before(head.get(..at).unwrap_or_default()) {
                short_form(&name, &quoted, early(at), votes);
            }
            continue;
        };
        let name = name_before(head.get(..at).unwrap_or_default());
        if part == Part::Customer {
            if let Some(name) = name {
                votes.add(&name, -6.0);
            }
            continue;
        }
        if part == Part::Own {
            // Beside “we” stands the short name, wherever the long one is.
            for short in short_names(&quoted) {
                votes.add(short, 4.0);
            }
        }
        let Some(name) = name else { continue };
        let weight = match part {
            Part::Own => 9.0,
            Part::Vendor => 7.0,
            // In an agreement on processing the company may be either of the two.
            Part::Company if document.kind == Kind::ProcessingAgreement => 3.0,
            _ => 5.0,
        };
        give(&name, &quoted, weight * early(at), votes);
    }
}

/// The short names that a text gives to the one who says “we” in it: `Fern Labs, Inc. (“Fern,” “we”)`.
pub fn own_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (_, inside) in brackets(text) {
        let quoted = quoted(&inside);
        if Part::of(&quoted, false) == Some(Part::Own) {
            names.extend(short_names(&quoted).cloned());
        }
    }
    names
}

/// What stands in brackets, with the place of each.
fn brackets(text: &str) -> impl Iterator<Item = (usize, String)> {
    const MOST: usize = 140;
    text.match_indices('(').map(move |(at, _)| {
        let behind = text.get(at + 1..).unwrap_or_default();
        let inside = behind.chars().take(MOST).take_while(|c| *c != ')');
        (at, inside.collect())
    })
}

/// Those of some quoted words that are names, and no “we”.
fn short_names(quoted: &[String]) -> impl Iterator<Item = &String> {
    quoted
        .iter()
        .filter(|q| q.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// What a defined company is in its paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Own,
    Vendor,
    Customer,
    Company,
    Henceforth,
}

impl Part {
    fn of(quoted: &[String], henceforth: bool) -> Option<Self> {
        let any = |list: &[&str]| {
            quoted.iter().any(|q| {
                let q = q.to_lowercase();
                let q = q.strip_prefix("the ").unwrap_or(&q);
                list.contains(&q)
            })
        };
        if any(OWN) {
            Some(Self::Own)
        } else if any(VENDORS) {
            Some(Self::Vendor)
        } else if any(CUSTOMERS) {
            Some(Self::Customer)
        } else if any(&["company"]) {
            Some(Self::Company)
        } else {
            henceforth.then_some(Self::Henceforth)
        }
    }
}

const fn early(at: usize) -> f64 {
    if at < 3000 { 1.0 } else { 0.4 }
}

/// `Fern Labs, Inc. (“Fern”)`: the short name starts the long one.
fn short_form(name: &str, quoted: &[String], early: f64, votes: &mut Votes) {
    let starts = quoted.iter().any(|q| {
        let q = folded(q);
        q.len() > 1 && folded(name).starts_with(&q)
    });
    if starts {
        give(name, quoted, 4.0 * early, votes);
    }
}

/// The short name is what people call the company.
fn give(name: &str, quoted: &[String], weight: f64, votes: &mut Votes) {
    let short = quoted.iter().find(|q| {
        let key = folded(q);
        key.len() > 1 && folded(name).starts_with(&key) && clean(q).is_some()
    });
    match short {
        Some(short) => {
            votes.add(short, weight);
            if folded(short) != folded(name) {
                votes.add(name, weight * 0.5);
            }
        }
        None => votes.add(name, weight),
    }
}

/// `“we,” “us” and “our” mean Fern Labs, Inc.`, `Company (or “we”) refers to Fern Labs`.
pub fn explained(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 20_000);
    for lead in [
        " means ",
        " mean ",
        " refers to ",
        " refer to ",
        " are references to ",
        " are to ",
    ] {
        for (at, _) in head.match_indices(lead) {
            let before = head.get(..at).unwrap_or_default();
            let sentence = before
                .rsplit(['\n', ';'])
                .next()
                .unwrap_or_default()
                .rsplit(". ")
                .next()
                .unwrap_or_default();
            if sentence.len() > 160 {
                continue;
            }
            let marked = sentence.contains(['"', '“', '‘', '\'']);
            let own = quoted(sentence).iter().any(|q| {
                OWN.contains(&q.to_lowercase().as_str()) || q.eq_ignore_ascii_case("the company")
            });
            if marked
                && own
                && let Some((name, _)) = head.get(at + lead.len()..).and_then(name_at)
            {
                votes.add(&name, 7.0);
            }
        }
    }
}

/// `The Birch Group LLC d/b/a Fern`.
pub fn trading(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 60_000);
    let lower = head.to_lowercase();
    if lower.len() != head.len() {
        return;
    }
    for lead in [
        "d/b/a ",
        "d.b.a. ",
        " dba ",
        "doing business as ",
        "trading as ",
        " t/a ",
        "operating as ",
    ] {
        for (at, _) in lower.match_indices(lead).take(4) {
            let rest = head.get(at + lead.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches(['“', '"', '‘', '\'']);
            if let Some((name, _)) = name_at(rest) {
                votes.add(&name, 8.0);
            }
        }
    }
}

/// Names in quotation marks inside brackets.
fn quoted(inside: &str) -> Vec<String> {
    inside
        .split(['“', '”', '"', '‘', '’', '\'', '«', '»'])
        .map(|p| {
            p.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '*'))
                .to_owned()
        })
        .filter(|p| !p.is_empty())
        .collect()
}
