//! A result that a job makes anew whenever what it follows from changes: asked for once, and never shown for something
//! else.

/// What was asked for, and what was made of it.
#[derive(Debug)]
pub struct Latest<K, T> {
    asked: Option<K>,
    made: Option<(K, T)>,
}

impl<K, T> Default for Latest<K, T> {
    fn default() -> Self {
        Self {
            asked: None,
            made: None,
        }
    }
}

impl<K: Copy + PartialEq, T> Latest<K, T> {
    /// Whether it has to be made; from then on it counts as asked for.
    pub fn wants(&mut self, key: K) -> bool {
        let new = self.asked != Some(key);
        self.asked = Some(key);
        new
    }

    /// Takes in what a job made. What was asked for something else since is dropped.
    pub fn take(&mut self, key: K, made: T) {
        if self.asked == Some(key) {
            self.made = Some((key, made));
        }
    }

    /// What was made last, with what it follows from.
    #[must_use]
    pub const fn made(&self) -> Option<(&K, &T)> {
        match &self.made {
            Some((key, made)) => Some((key, made)),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_for_once_and_what_is_late_is_dropped() {
        let mut latest = Latest::default();
        assert!(latest.wants(1) && !latest.wants(1));
        assert!(latest.wants(2));
        latest.take(1, "late");
        assert_eq!(latest.made(), None);
        latest.take(2, "right");
        assert_eq!(latest.made(), Some((&2, &"right")));
        // What was made stays until there is something newer.
        assert!(latest.wants(3));
        assert_eq!(latest.made(), Some((&2, &"right")));
    }
}
