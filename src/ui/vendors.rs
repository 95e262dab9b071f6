//! The vendors of a folder or archive, of which one is open at a time.

use crate::intake::{Group, Intake};

/// The vendors of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vendors {
    /// The folder's name.
    pub folder: String,
    /// What it holds, by vendor.
    pub groups: Vec<Group>,
    /// Which of them is open.
    pub at: Option<usize>,
}

impl Vendors {
    /// The vendors to choose from; nothing where everything is of one vendor.
    ///
    /// A folder may hold several. Where only folders and archives were given, each is a vendor; files among them say that
    /// all of it is to be read together.
    #[must_use]
    pub fn of(found: &Intake) -> Option<Self> {
        let many = found.many();
        if many.is_none() && (!found.loose.is_empty() || found.groups.len() < 2) {
            return None;
        }
        let folder = match &many {
            Some(groups) if groups.len() == found.groups.len() => {
                groups.first().map(|g| above(&g.place)).unwrap_or_default()
            }
            _ => "what was opened".to_owned(),
        };
        let mut groups = found.groups.clone();
        if !found.loose.is_empty() {
            groups.insert(
                0,
                Group {
                    hint: None,
                    place: "Files by themselves".to_owned(),
                    sources: found.loose.clone(),
                    ..Group::default()
                },
            );
        }
        Some(Self {
            folder,
            groups,
            at: None,
        })
    }

    /// All of it as the papers of one vendor. Saved assessments are opened by themselves only.
    #[must_use]
    pub fn joined(self) -> Group {
        let sources = self.groups.into_iter().flat_map(|g| g.sources).collect();
        Group {
            hint: Some(self.folder.clone()),
            place: self.folder,
            sources,
            ..Group::default()
        }
    }

    /// The vendor after or before the one that is open.
    #[must_use]
    pub fn beside(&self, forward: bool) -> Option<usize> {
        let at = match (self.at, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
            (None, true) => 0,
            (None, false) => return None,
        };
        (at < self.groups.len()).then_some(at)
    }

    /// What a vendor brings, for people: `3 documents`.
    #[must_use]
    pub fn about(group: &Group) -> String {
        match (group.saved.is_some(), group.sources.len()) {
            (true, _) => "saved assessment".to_owned(),
            (false, n) => super::text::count(n, "document", "documents"),
        }
    }
}

/// The name of the folder or archive around a place.
pub fn above(place: &str) -> String {
    let outer = match place.split_once(" › ") {
        Some((archive, _)) => archive,
        None => place.rsplit_once(['/', '\\']).map_or(place, |(o, _)| o),
    };
    let name = outer.rsplit(['/', '\\']).next().unwrap_or(outer);
    if name.is_empty() { outer } else { name }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(place: &str, input: usize) -> Group {
        Group {
            place: place.to_owned(),
            input: Some(input),
            ..Group::default()
        }
    }

    #[test]
    fn a_folder_of_vendors_is_asked_about_and_files_are_read_together() {
        let mut found = Intake {
            groups: vec![group("/a/all/alder", 0), group("/a/all/birch", 0)],
            ..Intake::default()
        };
        let vendors = Vendors::of(&found).expect("two vendors");
        assert_eq!((vendors.folder.as_str(), vendors.groups.len()), ("all", 2));
        found.groups.truncate(1);
        assert_eq!(Vendors::of(&found), None);
        // Two folders by themselves are two vendors, unless a file lies beside them.
        found.groups.push(group("/b/birch", 1));
        assert!(Vendors::of(&found).is_some());
        assert_eq!(above("x/all.zip › alder/terms"), "all.zip");
    }

    #[test]
    fn one_goes_from_vendor_to_vendor_and_not_beyond() {
        let mut vendors = Vendors {
            groups: vec![group("a", 0), group("b", 0)],
            ..Vendors::default()
        };
        assert_eq!(vendors.beside(true), Some(0));
        vendors.at = Some(1);
        assert_eq!(
            (vendors.beside(true), vendors.beside(false)),
            (None, Some(0))
        );
        vendors.at = Some(0);
        assert_eq!(
            (vendors.beside(true), vendors.beside(false)),
            (Some(1), None)
        );
    }
}
