//! The window's clock: the one place that reads it, so that tests can stop it.

use jiff::civil::{Date, DateTime};

/// Date and time on the person's clock.
#[must_use]
pub fn now() -> DateTime {
    #[cfg(test)]
    if let Some(at) = STOPPED.get() {
        return at;
    }
    jiff::Zoned::now().datetime()
}

/// The day on the person's clock.
#[must_use]
pub fn today() -> Date {
    now().date()
}

/// The name under which decisions are recorded: that of the person's account.
#[must_use]
pub fn author() -> String {
    #[cfg(test)]
    if STOPPED.get().is_some() {
        // Pictures are the same on every account.
        return "M. Castell".to_owned();
    }
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .find_map(|key| std::env::var(key).ok().filter(|v| !v.is_empty()))
        .unwrap_or_else(|| "reviewer".to_owned())
}

/// Date and time as decisions record them.
#[must_use]
pub fn stamp() -> String {
    now().strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
thread_local! {
    static STOPPED: std::cell::Cell<Option<DateTime>> = const { std::cell::Cell::new(None) };
}

/// Stops the clock of this thread.
#[cfg(all(test, feature = "screens"))]
pub fn stop(at: DateTime) {
    STOPPED.set(Some(at));
}
