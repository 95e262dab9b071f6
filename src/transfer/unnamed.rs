//! Safeguards without a name: promised, or said to be missing.

use super::law::{Corridor, MechanismId};
use super::mention::{Mention, Reader, Relied};
use super::names::{ANY_MECHANISM, HAVING, NONE, SAFEGUARDS};
use super::region::Regions;

/// A condition, an order and a duty tell nothing of what there is.
const OPEN: &[&str] = &[
    "if", "unless", "where", "until", "shall", "must", "should", "may", "only",
];

impl Reader<'_> {
    /// A lawful safeguard that is promised and not named, or one that is said to be missing.
    pub(super) fn unnamed(&self, out: &mut Vec<Mention>) {
        if self.passage.heading {
            return;
        }
        if let Some(at) = self.missing() {
            out.push(self.mention(at, Relied::NoLonger));
            return;
        }
        if let Some(at) = self.promised() {
            out.push(self.mention(at, Relied::Relies));
        }
    }

    fn mention(&self, at: usize, relied: Relied) -> Mention {
        Mention {
            mechanism: MechanismId::Unnamed,
            corridors: corridors(Regions::of(&self.passage.words), self.speaks_of_ico()),
            relied,
            certified: false,
            fallback: false,
            firm: true,
            outright: false,
            eu_only: false,
            document: 0,
            span: self.passage.span,
            words: self.span_of(at, at.saturating_add(1)),
            voice: self.voice,
        }
    }

    fn speaks_of_ico(&self) -> bool {
        self.passage
            .has_any(&["ico", "information commissioner*", "uk gdpr"])
    }

    fn promised(&self) -> Option<usize> {
        let p = self.passage;
        if !p.has_any(&["transfer*", "export*"]) {
            return None;
        }
        let at = (0..p.words.len())
            .find(|&at| SAFEGUARDS.iter().any(|s| p.phrase_at(at, s).is_some()))?;
        let level = p.phrase_at(at, "adequate level").is_some();
        // An adequate level of protection is spoken of in every transfer clause; only a duty to bring it about counts.
        let duty = p.has_any(&[
            "measures as",
            "necessary measures",
            "all measures",
            "put in place",
            "any of the recogni*",
            "ensure that appropriate",
            "necessary to ensure",
            "implement*",
            "rely on",
            "safeguards",
        ]);
        let european = Regions::of(&p.words).any() || p.has_any(&["gdpr", "european"]);
        let counts =
            european && (!level || duty) && !p.has_any(&["onward transfer*", "onward transfer is"]);
        counts.then_some(at)
    }

    /// "We have not put any transfer agreement in place": that there is no mechanism is said outright.
    fn missing(&self) -> Option<usize> {
        let p = self.passage;
        let european =
            Regions::of(&p.words).any() || self.speaks_of_ico() || p.has_any(&["gdpr", "european"]);
        if !european {
            return None;
        }
        (0..p.words.len()).find(|&at| {
            ANY_MECHANISM.iter().any(|s| {
                p.phrase_at(at, s).is_some_and(|to| {
                    let near = at.saturating_sub(9)..to.saturating_add(16);
                    !p.has_any_in(at.saturating_sub(12)..at, OPEN)
                        && p.has_any_in(at.saturating_sub(7)..at, NONE)
                        && p.has_any_in(near, HAVING)
                })
            })
        })
    }
}

fn corridors(regions: Regions, ico: bool) -> Vec<Corridor> {
    let uk = regions.uk || ico;
    let mut out = Vec::new();
    if regions.eu || !(uk || regions.swiss) {
        out.push(Corridor::EuUs);
    }
    if uk {
        out.push(Corridor::UkUs);
    }
    if regions.swiss {
        out.push(Corridor::ChUs);
    }
    out
}
