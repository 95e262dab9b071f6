//! Threads of e-mails: each message speaks with its sender's voice.
//!
//! A head (`From: …` with `To:`, `Sent:` or `Subject:` close by, or `On … wrote:`) opens a message. Messages of
//! senders at the vendor's address are the vendor's; those of others are another party's. Heads, signatures and
//! disclaimers are nobody's statement.

use super::super::{Block, Document, Voice, Warning, WarningKind};

/// Labels of heads.
const LABELS: &[&str] = &[
    "To:",
    "Sent:",
    "Date:",
    "Subject:",
    "Cc:",
    "An:",
    "Gesendet:",
    "Betreff:",
    "À :",
    "Objet :",
];
/// Labels of senders.
const SENDERS: &[&str] = &["From:", "Von:", "De :", "De:"];
/// Words of disclaimers below messages.
const DISCLAIMERS: &[&str] = &[
    "this e-mail and any attachment",
    "this email and any attachment",
    "this message and any attachment",
    "intended solely for",
    "intended only for",
    "if you have received this",
    "if you are not the intended recipient",
    "please consider the environment",
    "sent from my ",
];
/// Most blocks of a head.
const HEAD: usize = 6;

/// What a block is in a thread.
enum Part {
    /// The head of a message: its sender, as written.
    Sender(String),
    Label,
    Body,
}

/// Tells the voices of a thread. Nothing is changed where the document is none, or where nobody knows the vendor.
pub fn tell(document: &mut Document) {
    let parts: Vec<Part> = (0..document.blocks.len())
        .map(|i| part(document, i))
        .collect();
    let heads = parts
        .iter()
        .filter(|p| matches!(p, Part::Sender(_)))
        .count();
    if heads == 0 {
        return;
    }
    let Some(vendor) = document.vendor.as_deref().map(plain) else {
        return;
    };
    let mut voices: Vec<Voice> = Vec::with_capacity(parts.len());
    let mut voice = Voice::Vendor;
    let mut theirs = 0;
    let mut own = 0;
    for (block, part) in document.blocks.iter().zip(&parts) {
        match part {
            Part::Sender(sender) => {
                voice = if is_vendor(sender, &vendor) {
                    own += 1;
                    Voice::Vendor
                } else {
                    theirs += 1;
                    Voice::OtherParty
                };
                voices.push(Voice::OtherParty);
            }
            Part::Label => voices.push(Voice::OtherParty),
            Part::Body => voices.push(if is_disclaimer(document, block) {
                Voice::OtherParty
            } else {
                voice
            }),
        }
    }
    for (block, voice) in document.blocks.iter_mut().zip(voices) {
        block.voice = voice;
    }
    document.warnings.push(Warning {
        kind: WarningKind::SeveralVoices,
        message: format!(
            "A thread of e-mails. Messages from the vendor: {own}; from others, which never count against the vendor: {theirs}."
        ),
        damage: false,
    });
}

fn part(document: &Document, index: usize) -> Part {
    let text = |i: usize| {
        document
            .blocks
            .get(i)
            .map(|b| document.slice(b.span).trim_start_matches(['>', ' ']))
            .unwrap_or_default()
    };
    let this = text(index);
    if let Some(sender) = wrote(this) {
        return Part::Sender(sender.to_owned());
    }
    for label in SENDERS {
        let Some(rest) = this.strip_prefix(label) else {
            continue;
        };
        let more = LABELS.iter().any(|l| rest.contains(l))
            || (index + 1..index + HEAD).any(|i| LABELS.iter().any(|l| text(i).starts_with(l)));
        if more {
            let end = LABELS
                .iter()
                .filter_map(|l| rest.find(l))
                .min()
                .unwrap_or(rest.len());
            return Part::Sender(rest.get(..end).unwrap_or(rest).trim().to_owned());
        }
    }
    let head_above =
        (index.saturating_sub(HEAD)..index).any(|i| SENDERS.iter().any(|l| text(i).starts_with(l)));
    if head_above && LABELS.iter().any(|l| this.starts_with(l)) {
        return Part::Label;
    }
    Part::Body
}

/// `On 3 May 2024, Ann Birch <ann@birch.example> wrote:`
fn wrote(text: &str) -> Option<&str> {
    let short = text.len() < 220;
    let ends = ["wrote:", "schrieb:", "a écrit :", "escribió:"]
        .iter()
        .find_map(|w| text.trim_end().strip_suffix(w));
    let starts = ["On ", "Am ", "Le ", "El "]
        .iter()
        .any(|w| text.starts_with(w));
    ends.filter(|_| short && starts && text.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a sender writes from the vendor's address, or is named after it.
fn is_vendor(sender: &str, vendor: &str) -> bool {
    if vendor.len() < 2 {
        return false;
    }
    let host = sender
        .split('@')
        .nth(1)
        .map(|h| h.split(['>', ' ', ')', ']']).next().unwrap_or(h));
    match host {
        Some(host) => host.split('.').any(|part| {
            let part = plain(part);
            part == vendor
                || (part.len() >= 4 && vendor.starts_with(&part))
                || (vendor.len() >= 4 && part.starts_with(vendor))
        }),
        None => plain(sender).contains(vendor),
    }
}

fn is_disclaimer(document: &Document, block: &Block) -> bool {
    let lower = document.slice(block.span).to_lowercase();
    DISCLAIMERS.iter().any(|w| lower.contains(w))
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Voice};
    use crate::import::{Limits, import};

    const THREAD: &str = "From: Ann Birch <ann@birchbank.example>
Sent: Monday, 3 June 2024
To: Tom Fern <tom@fernlabs.example>
Subject: Data

Hello Tom, we share our customers' data with nobody, and we sell nothing. What does Fern Labs do?

From: Tom Fern <tom@fernlabs.example>
Sent: Tuesday, 4 June 2024
To: Ann Birch <ann@birchbank.example>
Subject: RE: Data

Hello Ann, Fern Labs shares usage data with its partners. Fern Labs keeps it for a year.

This e-mail and any attachments are confidential and intended solely for the addressee.

On Mon, 3 Jun 2024 Ann Birch <ann@birchbank.example> wrote:

> We may ask Fern Labs for a list of its partners.
";

    fn voice(doc: &Document, start: &str) -> Voice {
        doc.blocks
            .iter()
            .find(|b| doc.slice(b.span).contains(start))
            .unwrap_or_else(|| panic!("{start}"))
            .voice
    }

    #[test]
    fn each_message_speaks_with_its_senders_voice() {
        let doc = import(
            "Fern_Labs_Privacy_Answers.txt",
            THREAD.as_bytes(),
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(doc.vendor.as_deref(), Some("Fern Labs"));
        for (start, expected) in [
            ("From: Ann", Voice::OtherParty),
            ("we share our customers", Voice::OtherParty),
            ("From: Tom", Voice::OtherParty),
            ("shares usage data", Voice::Vendor),
            ("This e-mail and any", Voice::OtherParty),
            ("We may ask", Voice::OtherParty),
        ] {
            assert_eq!(voice(&doc, start), expected, "{start}");
        }
        assert!(
            doc.warnings
                .iter()
                .any(|w| w.message.contains("thread of e-mails"))
        );
    }

    #[test]
    fn a_policy_that_names_a_sender_is_no_thread() {
        let text = "Fern Labs Privacy Policy\n\nFern Labs, Inc. (“we”) keeps mail.\n\nFrom: time to time we share it.\n\nWe keep it.";
        let doc = import("a.txt", text.as_bytes(), &Limits::default()).unwrap();
        assert!(doc.blocks.iter().all(|b| b.voice == Voice::Vendor));
    }
}
