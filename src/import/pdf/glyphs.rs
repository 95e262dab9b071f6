//! Letters of fonts that do not say which letters they draw.
//!
//! Fonts whose mapping was lost on the way, as by a program that saved a file anew, often keep the order of glyphs of
//! the font that they were cut from, and most fonts for offices have one and the same order: that of the Macintosh,
//! without its no-break space. What comes out is believed only where it reads as language.

/// Letters in the order of the glyphs, from glyph 3 on.
const ORDER: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ";
/// The first glyph of the order.
const FIRST: usize = 3;

/// Small words, of which any longer English text has many.
const SMALL_WORDS: &[&str] = &[
    "a", "and", "any", "are", "as", "be", "by", "for", "from", "in", "is", "it", "may", "not",
    "of", "on", "or", "our", "shall", "such", "that", "the", "this", "to", "we", "which", "will",
    "with", "you", "your",
];

/// The text that two-byte codes give by the usual order; none where a code lies outside it.
pub fn usual(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    bytes
        .chunks_exact(2)
        .map(|code| match code {
            [high, low] => {
                let glyph = usize::from(*high) * 256 + usize::from(*low);
                glyph.checked_sub(FIRST).and_then(|i| ORDER.chars().nth(i))
            }
            _ => None,
        })
        .collect()
}

/// Whether a text reads as English: at least every fifth of its words is a small one.
pub fn reads_well(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let small = words
        .iter()
        .filter(|w| SMALL_WORDS.contains(&w.as_str()))
        .count();
    words.len() >= 30 && small * 5 >= words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_order_gives_letters() {
        // Glyphs 37 to 39 are capital letters, 68 to 70 small ones.
        assert_eq!(
            usual(&[0, 37, 0, 68, 0, 3, 0, 182]).as_deref(),
            Some("Ba ’")
        );
        assert_eq!(usual(&[0, 1]), None);
        assert_eq!(usual(&[0, 37, 0]), None);
    }

    #[test]
    fn language_is_told_from_noise() {
        let text = "The vendor may use the data of the customer for the purposes that are set out in this notice, and shall not sell it to any other party without the consent of the person.";
        assert!(reads_well(text));
        let shifted: String = text
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 3).unwrap_or(c))
            .collect();
        assert!(!reads_well(&shifted));
    }
}
