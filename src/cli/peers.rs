//! The portfolio that a report stands beside.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::{Failure, files};
use crate::assessment::Assessment;
use crate::assessment::evaluate::Rules;
use crate::assessment::portfolio::Entry;
use crate::intake::vendors::{self, Terms, Vendor};
use crate::intake::{self, Input, Limits, Unwatched, file_name};
use crate::report::{Peer, Peers, ReportModel};
use crate::score::Total;

/// Reads the vendors of a folder and holds `own` against them, weighed by its profile. The vendor itself is left out:
/// who has one of its documents, or its name. Tells also whether everything could be read.
///
/// # Errors
/// Where the folder holds no other vendor.
pub fn peers(
    rules: &Arc<Rules>,
    folder: &Path,
    assessment: &Assessment,
    own: &ReportModel,
) -> Result<(Peers, bool), Failure> {
    let limits = Limits::default();
    let inputs = vec![Input::Path(folder.to_path_buf())];
    let found = intake::gather(inputs, &limits, &Unwatched);
    files::tell(&found.problems);
    let mut whole = found.problems.is_empty();
    let profile = &assessment.profile;
    let terms = Terms {
        profile: profile.clone(),
        engagement: Some(assessment.engagement.clone()),
        as_of: Some(assessment.as_of),
        today: assessment.as_of,
    };
    let papers: BTreeSet<&str> = assessment
        .documents
        .iter()
        .map(|d| d.sha256.as_str())
        .collect();
    let weights = rules.base.weights(profile);
    let keep = |vendor: Vendor| {
        let same = vendor.assessment.vendor.eq_ignore_ascii_case(&own.vendor)
            || vendor
                .assessment
                .documents
                .iter()
                .any(|d| papers.contains(d.sha256.as_str()));
        (!same).then(|| {
            let entry = Entry::new(&vendor.assessment, &vendor.outcome, &rules.base, profile);
            let total = Total::new(&entry.prepared.means(&weights), profile, &entry.gates);
            let categories = rules.catalogue.categories.iter().enumerate();
            Peer::new(
                total.counts.then_some(total.residual),
                categories.filter_map(|(at, c)| {
                    let means = entry.prepared.category(at);
                    means.counts.then(|| (c.id.clone(), means.residual))
                }),
                &vendor.outcome.reviewed.rows,
            )
        })
    };
    let groups = vendors::groups(found);
    let mut others = Vec::new();
    for (peer, problems) in vendors::assess(rules, groups, &terms, &limits, &Unwatched, keep) {
        others.extend(peer.flatten());
        files::tell(&problems);
        whole &= problems.is_empty();
    }
    if others.is_empty() {
        return Err(Failure::new(format!(
            "{}: it holds no other vendor to stand beside; name a folder with a folder of policies for each vendor",
            folder.display()
        )));
    }
    let full = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    Ok((Peers::new(file_name(&full), own, &others), whole))
}
