//! Whether a text reads as words at all: letters that were replaced, words that were torn apart or run together.

/// What a text looks like, in shares of its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks {
    /// Words that were looked at.
    pub words: usize,
    /// Words that no language has: letters without a vowel, or with signs and digits among them.
    pub impossible: usize,
    /// Latin letters, and the vowels among them.
    pub letters: usize,
    /// Vowels.
    pub vowels: usize,
    /// Letters that stand alone in a row of such.
    pub torn: usize,
    /// Words of more letters than any word has.
    pub run_together: usize,
    /// Characters that stand for what could not be decoded.
    pub replaced: usize,
}

/// Letters from which on a word is too long to be one.
const TOO_LONG: usize = 28;
/// Letters in a row that stand alone, from which on a word was torn apart.
const TORN: usize = 4;

impl Looks {
    /// Whether its letters stand for other letters.
    pub const fn are_replaced(&self) -> bool {
        // Every third letter or more is a vowel in languages that are written in Latin letters.
        let few_vowels = self.letters >= 200 && self.vowels * 4 < self.letters;
        few_vowels || self.words >= 20 && self.impossible * 10 > self.words
    }
}

/// Looks at a text.
pub fn looks(text: &str) -> Looks {
    let mut out = Looks::default();
    let mut alone = 0_usize;
    for word in text.split_whitespace() {
        out.replaced += word
            .chars()
            .filter(|c| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
            .count();
        let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        if single {
            alone += 1;
            continue;
        }
        if alone >= TORN {
            out.torn += alone;
        }
        alone = 0;
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || is_address(word) {
            continue;
        }
        out.words += 1;
        out.impossible += usize::from(is_impossible(word));
        for c in word.chars().filter(|c| c.is_alphabetic() && *c < '\u{250}') {
            out.letters += 1;
            out.vowels += usize::from(is_vowel(c));
        }
        let longest = word
            .split(|c: char| !c.is_alphabetic())
            .map(|p| p.chars().count())
            .max()
            .unwrap_or(0);
        let spaced = word.chars().all(|c| c < '\u{1100}');
        out.run_together += usize::from(longest >= TOO_LONG && spaced);
    }
    if alone >= TORN {
        out.torn += alone;
    }
    out
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.contains("www.") || word.contains('_')
}

fn is_vowel(c: char) -> bool {
    !c.is_ascii() || matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Whether no language that is written in Latin letters has such a word.
fn is_impossible(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters: Vec<char> = bare.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 5 || !letters.iter().all(|c| *c < '\u{250}') {
        return false;
    }
    let strange = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '$' | '%'
                    | '&'
                    | '#'
                    | '*'
                    | '+'
                    | '<'
                    | '>'
                    | '='
                    | '\\'
                    | '^'
                    | '~'
                    | '{'
                    | '}'
                    | '`'
                    | '\u{fffd}'
            )
    };
    let mixed = bare.chars().filter(|c| strange(*c)).count() * 5 >= bare.chars().count();
    let short_name = letters.len() <= 6 && letters.iter().all(|c| c.is_uppercase());
    mixed || !letters.iter().any(|c| is_vowel(*c)) && !short_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_none() {
        let text = "The GDPR, HTTPS and TLS 1.2 apply (see https://fern.example/x#y); sub-processors in the U.S. keep data for 30 days, per ISO27001 and SOC2.";
        let looks = looks(text);
        assert_eq!(
            (looks.impossible, looks.torn, looks.run_together),
            (0, 0, 0)
        );
        assert!(looks.words > 15);
    }

    #[test]
    fn replaced_letters_show() {
        let text = "We keep the data of our customers for two years after the end of the contract, and we do not sell them to anybody, whatever they may offer. What is deleted is gone for good, from our own machines and from those of the companies that work for us. ".repeat(2);
        assert!(!looks(&text).are_replaced(), "{:?}", looks(&text));
        // Letters that stand 29 places too early, as in fonts that lost their mapping.
        let shifted: String = text
            .chars()
            .map(|c| match c {
                ' ' => ' ',
                c => char::from_u32(u32::from(c).saturating_sub(29)).unwrap_or(c),
            })
            .collect();
        assert!(looks(&shifted).are_replaced(), "{:?}", looks(&shifted));
        let signs = "d4ta w3 k33p ".repeat(20).replace('d', "xk$%d");
        assert!(looks(&signs).are_replaced(), "{:?}", looks(&signs));
    }

    #[test]
    fn a_list_of_names_is_no_noise() {
        let looks = looks(
            "Fern Hosting Ltd Servers Ireland Mossmail Inc. Mail United States AWS EMEA SARL Luxembourg Storage GmbH Berlin",
        );
        assert!(!looks.are_replaced(), "{looks:?}");
    }

    #[test]
    fn torn_and_joined_words_show() {
        assert_eq!(looks("Our P R I V A C Y notice").torn, 7);
        assert_eq!(looks("a b or c").torn, 0);
        assert_eq!(
            looks("thepartiesagreetocomplywithalloftheserules now").run_together,
            1
        );
    }
}
