//! A profile of weights: what is read is written and read again as the same.
#![no_main]

use scruple::score::Profile;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(profile) = Profile::from_ron(text) {
        let written = profile
            .to_ron()
            .expect("a profile that was read can be written");
        assert_eq!(
            Profile::from_ron(&written).expect("what was written can be read"),
            profile
        );
    }
});
