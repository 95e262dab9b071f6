//! Numerals that lists print.

/// Roman numerals in small letters: `iv`. Nothing for zero.
#[must_use]
pub fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A numeral in capitals where they are wanted.
#[must_use]
pub fn cased(numeral: String, upper: bool) -> String {
    if upper {
        numeral.to_uppercase()
    } else {
        numeral
    }
}
