//! Whether a clause that names a mechanism relies on it: what stands before the name, what stands after it, and what
//! the clause is about.

use super::law::MechanismId;
use super::mention::{Reader, Relied};
use super::names::*;
use super::passage::has_any;
use super::region::Regions;

impl Reader<'_> {
    /// Whether the clause provides for the fall of a mechanism.
    pub(super) fn is_fallback(&self) -> bool {
        let p = self.passage;
        (0..p.words.len()).any(|at| {
            FALLING.iter().any(|f| p.phrase_at(at, f).is_some()) && p.has_any_in(0..at, IN_CASE)
        })
    }

    pub(super) fn relied(
        &self,
        mechanism: MechanismId,
        start: usize,
        end: usize,
        fallback: bool,
    ) -> Relied {
        let p = self.passage;
        let before = |n: usize| start.saturating_sub(n)..start;
        let after = |n: usize| end..end.saturating_add(n);
        // A line that dates the text is no statement.
        let dates = p.has_any_in(
            0..2,
            &["last updated", "last revised", "effective date", "updated"],
        );
        if p.heading || dates || self.is_defined(end) {
            return Relied::Other;
        }
        // "We replaced the Shield by …" gives it up; what stands after "by" is not that near.
        let replaced =
            p.has_any_in(before(8), &["replac*"]) && p.has_any_in(after(8), &["with", "by"]);
        if replaced || self.is_given_up(start, end) {
            return Relied::NoLonger;
        }
        if self.falls_after(end) || self.fell_before(start) {
            // In "should X fall, Y applies" Y is what the clause relies on, and X stands next to the fall.
            let is_next = p.has_any_in(after(8), FALLS) || !fallback;

            if is_next {
                return if fallback {
                    Relied::Excepted
                } else {
                    Relied::Other
                };
            }
        }
        if p.has_any_in(
            before(24),
            &[
                "except",
                "excepting",
                "other than",
                "unless",
                "exception",
                "excluding",
                "aside from",
                "apart from",
            ],
        ) {
            return Relied::Excepted;
        }
        if mechanism.is_framework() {
            self.framework_relied(start)
        } else {
            self.tool_relied(mechanism, start, end)
        }
    }

    /// Whether the fall of this mechanism is told behind its name, and not that of another: "we rely on the SCCs, since
    /// the Shield was invalidated".
    fn falls_after(&self, end: usize) -> bool {
        let p = self.passage;
        let fall = (end..end.saturating_add(16))
            .find(|&at| FALLS.iter().any(|f| p.phrase_at(at, f).is_some()));
        fall.is_some_and(|fall| (end..fall).all(|at| self.name_at(at).is_none()))
    }

    /// Whether the fall is told right before the name: "the invalidated Shield". Past a comma, or a subject of its own,
    /// something else is said: "since the Shield was invalidated, we rely on the SCCs".
    fn fell_before(&self, start: usize) -> bool {
        let p = self.passage;
        (start.saturating_sub(6)..start)
            .rev()
            .take_while(|&at| !matches!(p.word(at), "," | ";" | "we"))
            .any(|at| {
                ["invalidat*", "annul*"]
                    .iter()
                    .any(|f| p.phrase_at(at, f).is_some())
            })
    }

    fn is_defined(&self, end: usize) -> bool {
        self.passage.has_any_in(
            end..end.saturating_add(4),
            &[
                "means",
                "mean",
                "refers to",
                "shall mean",
                "has the meaning",
                "have the meaning",
            ],
        )
    }

    /// "no longer rely on …", "… , on which we no longer rely", "we do not participate in …".
    fn is_given_up(&self, start: usize, end: usize) -> bool {
        let p = self.passage;
        // "We are not Privacy Shield certified": it never was relied on.
        let near = start.saturating_sub(6);
        let never = (near..start).any(|at| {
            ["are not", "is not", "not yet"]
                .iter()
                .any(|n| p.phrase_at(at, n).is_some())
        });
        let standing = [
            "certified",
            "self certified",
            "participant*",
            "member*",
            "registered",
        ];
        if never && p.has_any_in(near..end.saturating_add(4), &standing) {
            return true;
        }
        let from = start.saturating_sub(14);
        for at in from..start {
            let Some(to) = NEGATED.iter().find_map(|n| p.phrase_at(at, n)) else {
                continue;
            };
            let turned = p.has_any_in(
                to..start,
                &["but", "instead", "rather", "however", ";", "we", "and rel*"],
            );
            // "not only rely" and "not rely solely" give nothing up.
            let partly = p.has_any_in(at..start, &["only", "solely", "exclusively", "alone"]);
            if !turned && !partly {
                return true;
            }
        }
        (end..end.saturating_add(14)).any(|at| {
            NEGATED.iter().any(|n| {
                p.phrase_at(at, n).is_some_and(|to| {
                    p.has_any_in(
                        to..to.saturating_add(3),
                        &["on it", "on this", "upon it", "in it", ".", ","],
                    ) || p.has_any_in(to..to.saturating_add(1), &["it", "them"])
                        || p.has_any_in(at.saturating_sub(1)..at, &["is", "are"])
                        || p.has_any_in(at.saturating_sub(4)..at, &["which"])
                })
            })
        })
    }

    fn framework_relied(&self, start: usize) -> Relied {
        let p = self.passage;
        if self.is_of_supplier(start) {
            return Relied::Supplier;
        }
        let shown = (0..start.saturating_add(24)).any(|at| {
            p.phrase_at(at, "view").is_some()
                && p.has_any_in(at..at.saturating_add(9), &["certification*"])
        });
        if (shown || p.has_any(&["our certification*", "our participation"]))
            && !p.has_any(&["complaint*"])
        {
            return Relied::Relies;
        }
        if p.has_any(RECOURSE) && !p.has_any(OWN) {
            return Relied::Other;
        }
        if p.has_any_in(
            0..start,
            &["learn more", "more information", "visit", "find out more"],
        ) && !p.has_any(OWN)
        {
            return Relied::Other;
        }
        if p.has_any(CUES) || has_any(&p.lead_in, CUES) {
            Relied::Relies
        } else {
            Relied::Other
        }
    }

    fn tool_relied(&self, mechanism: MechanismId, start: usize, end: usize) -> Relied {
        let p = self.passage;
        // "in Clause 7 of the SCCs the docking clause does not apply" fills the clauses in; it is no promise of them.
        let number = p.word(start).starts_with(|c: char| c.is_ascii_digit());
        let part = !number
            && p.has_any_in(
                start.saturating_sub(10)..start,
                &[
                    "clause",
                    "clauses",
                    "annex",
                    "annexes",
                    "appendix",
                    "docking",
                    "paragraph",
                    "section",
                ],
            )
            && p.has_any_in(start.saturating_sub(3)..start, &["of", "to"]);
        if part && !p.has_any(&["incorporated", "enter* into", "rel* on"]) {
            return Relied::Other;
        }
        let near = end..end.saturating_add(6);
        if p.has_any_in(
            near.clone(),
            &["prevail*", "take precedence", "takes precedence"],
        ) || p.has_any_in(end..end.saturating_add(16), NOT_APPLIED)
            || p.has_any_in(
                start.saturating_sub(30)..start,
                &["entitled", "titled", "faq*"],
            )
            || self.is_title(start, end)
            || self.customer_imports()
        {
            return Relied::Other;
        }
        // "If the SCCs apply, …" tells what follows from them, not that they apply.
        let incorporated = p.has_any(&["incorporat*", "enter* into", "rel* on"]);
        if !incorporated && self.is_condition(start, near) {
            return Relied::Other;
        }
        let ruled = p.ends_before(start, 3, RULED);
        if p.ends_before(start, 3, REFERS) && !ruled {
            return Relied::Other;
        }
        if self.is_outright(mechanism, start, end) || ruled {
            return Relied::Relies;
        }
        let about = p.has_any_in(start.saturating_sub(5)..start, ABOUT)
            || p.has_any(&[
                "aggregate liability",
                "liability arising",
                "limit* its liability",
                "can no longer comply",
            ]);
        if about {
            return Relied::Other;
        }
        let window = start.saturating_sub(30)..end.saturating_add(16);
        let used = p.has_any_in(window, USE) || has_any(&p.lead_in, USE);
        let transfers = p.has_any(&["transfer*", "export*"]) || has_any(&p.lead_in, &["transfer*"]);
        let abroad = transfers
            || Regions::of(&p.words).any()
            || p.has_any(&[
                "mechanism*",
                "safeguard*",
                "adequacy decision*",
                "third countr*",
            ]);
        if abroad && (used || p.has_any(IN_TRANSFERS) || has_any(&p.lead_in, IN_TRANSFERS)) {
            Relied::Relies
        } else {
            Relied::Other
        }
    }

    /// Whether the name is only the title of a paragraph: "paragraph 5 (Controller SCCs)", of which nothing more is
    /// said than where it stands.
    fn is_title(&self, start: usize, end: usize) -> bool {
        let p = self.passage;
        let numbered = (start.saturating_sub(4)..start).any(|at| {
            p.word(at) == "("
                && at
                    .checked_sub(1)
                    .is_some_and(|b| p.word(b).starts_with(|c: char| c.is_ascii_digit()))
        });
        let named = p.has_any_in(
            start.saturating_sub(24)..start,
            &[
                "paragraph*",
                "section*",
                "schedule*",
                "clause",
                "clauses",
                "article*",
            ],
        );
        numbered
            && named
            && !p.has_any_in(
                end..end.saturating_add(12),
                &["will apply", "shall apply", "applies"],
            )
    }

    /// Whether the name stands in a condition: "if the SCCs apply", "to the extent that the SCCs are applicable".
    fn is_condition(&self, start: usize, near: std::ops::Range<usize>) -> bool {
        let p = self.passage;
        let opened = (start.saturating_sub(14)..start)
            .rev()
            .take_while(|&at| {
                !matches!(p.word(at), "," | ";" | ":") || p.word(at.saturating_sub(1)) == "."
            })
            .any(|at| {
                matches!(
                    p.word(at),
                    "if" | "where" | "when" | "extent" | "event" | "case"
                )
            });
        opened
            && p.has_any_in(
                near,
                &[
                    "apply",
                    "applies",
                    "are applicable",
                    "is applicable",
                    "do apply",
                    "have been",
                ],
            )
    }

    /// Whether the clause puts the mechanism to use outright, and does not only stand near it.
    pub(super) fn is_outright(&self, mechanism: MechanismId, start: usize, end: usize) -> bool {
        let p = self.passage;
        if mechanism.is_framework() {
            let link = p.has_any(&["learn more", "more information", "to view", "visit"]);
            return !link && (p.has_any(&["rel* on", "comply with"]) || p.has_any(OWN));
        }
        // What is said after a name that is only referred to is said of another thing.
        let after = !p.ends_before(start, 3, REFERS)
            && p.has_any_in(end..end.saturating_add(12), OUTRIGHT_AFTER);
        let before = (start.saturating_sub(10)..start)
            .rev()
            .take_while(|&at| !matches!(p.word(at), ";" | ","))
            .any(|at| OUTRIGHT.iter().any(|o| p.phrase_at(at, o).is_some()));
        before || after
    }

    /// Whether the clause only says what a term means: `"Clauses" means …`.
    pub(super) fn defines(&self) -> bool {
        let p = self.passage;
        (0..9).any(|at| {
            matches!(p.word(at), "means" | "mean" | "refers")
                && at.checked_sub(1).is_none_or(|b| p.word(b) != "by")
        })
    }

    /// Whether the name is only a possibility.
    pub(super) fn is_permission(&self, start: usize) -> bool {
        // "Such measures may include …, or a transfer to a recipient that has achieved …".
        let recipient = self.passage.has_any_in(
            start.saturating_sub(8)..start,
            &["recipient that", "recipient who", "recipient which"],
        );
        if recipient && self.passage.has_any_in(0..start, &["may include"]) {
            return true;
        }
        self.passage.has_any_in(
            start.saturating_sub(16)..start,
            &[
                "may use",
                "may rely",
                "may include",
                "may also rely",
                "may be",
                "may also use",
                "may enter",
                "can use",
                "may also process",
                "might use",
                "one of the safeguards",
            ],
        )
    }
}
