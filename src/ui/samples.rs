//! The samples on the welcome screen: policies of invented vendors, in our own writing.

/// A vendor to try the program on.
pub struct Sample {
    /// Its name.
    pub vendor: &'static str,
    /// What can be seen in it.
    pub about: &'static str,
    /// What its papers are.
    pub kind: &'static str,
    /// File names with their bytes.
    pub files: &'static [(&'static str, &'static [u8])],
}

/// The sample that the tour opens.
pub const TOUR_SAMPLE: usize = 1;

/// The samples, in order.
pub const SAMPLES: &[Sample] = &[
    Sample {
        vendor: "Dovemoor Compute",
        about: "One privacy notice that names three transfer mechanisms, not all of them in force on its day.",
        kind: "Privacy policy",
        files: &[(
            "dovemoor-privacy-notice.md",
            include_bytes!("../../assets/samples/dovemoor/privacy-notice.md"),
        )],
    },
    Sample {
        vendor: "Pellworm Metrics",
        about: "A damaged policy and an analyst’s reading of one clause: voices are kept apart.",
        kind: "Policy and analysis",
        files: &[
            (
                "pellworm-privacy-policy.txt",
                include_bytes!("../../assets/samples/pellworm/privacy-policy.txt"),
            ),
            (
                "pellworm-clause-review.md",
                include_bytes!("../../assets/samples/pellworm/clause-review.md"),
            ),
        ],
    },
    Sample {
        vendor: "Quietfield",
        about: "A careful vendor: a policy and a signed processing agreement that answers most of it.",
        kind: "Policy and agreement",
        files: &[
            (
                "quietfield-privacy-policy.html",
                include_bytes!("../../assets/samples/quietfield/privacy-policy.html"),
            ),
            (
                "quietfield-data-processing-agreement.md",
                include_bytes!("../../assets/samples/quietfield/data-processing-agreement.md"),
            ),
        ],
    },
];
