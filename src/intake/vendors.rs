//! Several vendors assessed side by side: what the command `portfolio` prints and what the window's portfolio shows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;

use super::{Group, Intake, Limits, Problem, Watch, read, reader, reports, side_by_side};
use crate::assessment::evaluate::Rules;
use crate::assessment::{Assessment, Engagement, Outcome};
use crate::score::Profile;

/// By what vendors are assessed.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The profile that an assessment made of policies begins with; a saved one keeps its own.
    pub profile: Profile,
    /// What would be sent to the vendors; otherwise what a saved assessment says, or the middling default.
    pub engagement: Option<Engagement>,
    /// The day for which it holds; otherwise the own day of a saved assessment, and today for policies.
    pub as_of: Option<Date>,
    /// Today.
    pub today: Date,
}

/// One vendor, assessed.
#[derive(Debug)]
pub struct Vendor {
    /// Where it was found.
    pub group: Group,
    /// The record.
    pub assessment: Assessment,
    /// What follows from it.
    pub outcome: Outcome,
}

/// What became of one group: what is kept of the vendor, and what could not be read.
pub type Assessed<T> = (Option<T>, Vec<Problem>);

impl Vendor {
    /// Documents that count.
    #[must_use]
    pub fn counting(&self) -> usize {
        let editions = self.outcome.editions.iter();
        editions.filter(|e| e.standing.counts()).count()
    }

    /// Documents that count and of which text is missing, or that are not in English.
    #[must_use]
    pub fn unread(&self) -> usize {
        let counting = self.assessment.documents.iter().zip(&self.outcome.editions);
        counting
            .filter(|(_, e)| e.standing.counts())
            .filter(|(d, _)| d.is_damaged() || !d.is_assessed_language())
            .count()
    }

    /// Warnings of its documents and notes on their editions, each with the document's name.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let documents = self.assessment.documents.iter();
        let warnings = documents.clone().flat_map(|d| {
            let of = d.warnings.iter();
            of.map(move |w| format!("{}: {}", d.name, w.message))
        });
        let notes = documents
            .zip(&self.outcome.editions)
            .filter(|(_, e)| !e.note.is_empty())
            .map(|(d, e)| format!("{}: {}", d.name, e.note));
        warnings.chain(notes).collect()
    }
}

/// All that was found, one group a vendor: files that were named by themselves are of one vendor.
#[must_use]
pub fn groups(found: Intake) -> Vec<Group> {
    let mut groups = found.groups;
    if !found.loose.is_empty() {
        let place = found.loose.first().map(|s| s.place.clone());
        groups.push(Group {
            place: place.unwrap_or_default(),
            sources: found.loose,
            ..Group::default()
        });
    }
    groups.extend(found.saved.into_iter().map(Group::of_saved));
    groups
}

/// Assesses the vendors side by side, in their order. `keep` says what is kept of each: a thousand vendors with all their
/// texts would be too much for some.
#[must_use]
pub fn assess<T: Send>(
    rules: &Arc<Rules>,
    groups: Vec<Group>,
    terms: &Terms,
    limits: &Limits,
    watch: &dyn Watch,
    keep: impl Fn(Vendor) -> T + Sync,
) -> Vec<Assessed<T>> {
    // Where there are vendors for all cores, the files of each are read one after the other.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let of = groups.len();
    let workers = cores.min(of).max(1);
    let each = Limits {
        workers: cores.div_ceil(workers),
        ..limits.clone()
    };
    let reader = reader(Arc::clone(rules), limits.import);
    let begun = AtomicUsize::new(0);
    side_by_side(groups, workers, |group| {
        let number = begun.fetch_add(1, Ordering::Relaxed) + 1;
        if watch.is_stopped() {
            return (None, Vec::new());
        }
        let label = format!("Reading vendor {number} of {of}: {}", group.name());
        watch.report(label, number - 1, of);
        let (assessment, problems) = match &group.saved {
            Some(path) => match reports::open(path, limits, watch) {
                Ok(saved) => (Some(saved), Vec::new()),
                Err(why) => {
                    let problem = Problem::at(group.place.clone(), why.to_string());
                    (None, vec![problem])
                }
            },
            None => {
                let papers = read(group.sources.clone(), &reader, &each, &Quiet(watch));
                let assessment = made(&group, papers.papers, terms);
                (assessment, papers.problems)
            }
        };
        let vendor = assessment.map(|mut assessment| {
            if let Some(as_of) = terms.as_of {
                assessment.as_of = as_of;
            }
            if let Some(engagement) = &terms.engagement {
                assessment.engagement = engagement.clone();
            }
            let outcome = rules.outcome(&assessment);
            keep(Vendor {
                group,
                assessment,
                outcome,
            })
        });
        (vendor, problems)
    })
}

/// An assessment of papers; nothing where there are none.
fn made(group: &Group, papers: Vec<super::Paper>, terms: &Terms) -> Option<Assessment> {
    let papers: Vec<_> = papers
        .into_iter()
        .map(|p| (p.document, p.readings))
        .collect();
    (!papers.is_empty()).then(|| {
        Rules::assess_read(
            None,
            group.hint.as_deref(),
            papers,
            terms.profile.clone(),
            Engagement::default(),
            terms.as_of.unwrap_or(terms.today),
        )
    })
}

/// Lets stop through, and keeps the progress of single files to itself.
struct Quiet<'a>(&'a dyn Watch);

impl Watch for Quiet<'_> {
    fn report(&self, _label: String, _done: usize, _of: usize) {}

    fn is_stopped(&self) -> bool {
        self.0.is_stopped()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::intake::{Input, gather};

    /// Says stop after some reports.
    struct Stopping {
        said: Mutex<Vec<String>>,
        after: usize,
    }

    impl Watch for Stopping {
        fn report(&self, label: String, _done: usize, _of: usize) {
            self.said.lock().expect("not poisoned").push(label);
        }

        fn is_stopped(&self) -> bool {
            self.said.lock().expect("not poisoned").len() > self.after
        }
    }

    fn run(after: usize) -> (Vec<Assessed<String>>, Vec<String>) {
        let rules = Arc::new(Rules::builtin().expect("the built-in rules"));
        let limits = Limits::default();
        let groups: Vec<Group> = (0..6)
            .map(|at| {
                let input = Input::Bytes {
                    name: "privacy.md".to_owned(),
                    bytes: format!("# Privacy policy\n\nWe sell personal data, {at}.").into_bytes(),
                };
                let found = gather(vec![input], &limits, &crate::intake::Unwatched);
                Group {
                    hint: Some(format!("Vendor {at}")),
                    place: format!("all/{at}"),
                    sources: found.loose,
                    ..Group::default()
                }
            })
            .collect();
        let terms = Terms {
            profile: Profile::default(),
            engagement: None,
            as_of: None,
            today: jiff::civil::date(2026, 11, 21),
        };
        let watch = Stopping {
            said: Mutex::new(Vec::new()),
            after,
        };
        let keep = |vendor: Vendor| vendor.group.place;
        let assessed = assess(&rules, groups, &terms, &limits, &watch, keep);
        (assessed, watch.said.into_inner().expect("not poisoned"))
    }

    #[test]
    fn vendors_come_in_their_order_and_each_is_announced() {
        let (assessed, said) = run(100);
        let places: Vec<_> = assessed
            .into_iter()
            .filter_map(|(place, _)| place)
            .collect();
        let expected: Vec<_> = (0..6).map(|at| format!("all/{at}")).collect();
        assert_eq!(places, expected);
        assert_eq!(said.len(), 6);
        assert!(said.contains(&"Reading vendor 1 of 6: Vendor 0".to_owned()));
    }

    #[test]
    fn stop_is_heard_between_vendors() {
        let (assessed, said) = run(0);
        let read = assessed.iter().filter(|(place, _)| place.is_some());
        assert!(read.count() < 6 && said.len() < 6, "{said:?}");
    }
}
