//! Letters that a file without a sound table of letters gave: words that nobody wrote.

/// Whether so many letters of an English text are none of English that its words cannot be told: "TÜ ·§ ÎÏÃÕÙÕÎþÎ".
/// Names and foreign words in a sentence stay below that.
#[must_use]
pub fn is_garbled(text: &str) -> bool {
    const MOST: f64 = 0.1;
    const FEWEST: usize = 6;
    // Marks of print that English uses.
    let usual = |c: char| "–—‘’“”…•€£§©®™°×·".contains(c);
    let (mut letters, mut odd) = (0_usize, 0_usize);
    for word in text.split_whitespace() {
        let strange = word.chars().filter(|&c| !c.is_ascii() && !usual(c)).count();
        // One such word may be the one that turns the sentence: "right to opt out of".
        if strange >= FEWEST && strange * 2 > word.chars().count() {
            return true;
        }
        odd += strange;
        letters += word
            .chars()
            .filter(|c| c.is_alphanumeric() || !c.is_ascii())
            .count();
    }
    #[allow(clippy::cast_precision_loss, reason = "far fewer letters than that")]
    let share = odd as f64 / letters.max(1) as f64;
    odd >= FEWEST && share > MOST
}

#[cfg(test)]
mod tests {
    use super::is_garbled;

    #[test]
    fn words_that_nobody_wrote_are_told_from_foreign_names() {
        for text in [
            "TÜ ·§ ÎÏÃÕÙÕÎþÎ ÎZÜÏÏ",
            "T Ò Ãÿ ¾ ÎÃ ÎÎ þÙÒ Ù (Article 6(1)(b)): processing that the contract needs",
            "Wþ¡¤ÙÎÙÃÎÃÏÙÎÃÜÙ of the handling of your data if it is used for ads",
            "Wþ¡¤ÙÎÙÃÎÃÏÙÎÃÜÙ of the handling of your personal data if it is used for ads that are aimed at you by what you do, or if it is sold, or if it serves to draw a picture of you that has effects like those of a law",
        ] {
            assert!(is_garbled(text), "{text}");
        }
        for text in [
            "We share it with Société Générale, Crédit Agricole and Zürich Versicherung in Genève.",
            "“Usage data” means – in § 4 – what we log…",
            "Ångström",
            "",
        ] {
            assert!(!is_garbled(text), "{text}");
        }
    }
}
