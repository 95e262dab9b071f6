//! How text looks, as far as it matters for reading: bold, hidden, struck through, set in a font of symbols.

use super::xml::Element;

/// The look of a stretch of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Set in bold.
    pub bold: bool,
    /// Marked as hidden, so that it is neither shown nor printed.
    pub vanished: bool,
    /// Set in white.
    pub white: bool,
    /// Behind it lies a colour.
    pub shaded: bool,
    /// Set so small that nobody can read it.
    pub tiny: bool,
    /// Struck through by hand.
    pub struck: bool,
    /// The font of symbols that it is set in.
    pub symbols: Option<Symbols>,
}

impl Look {
    /// Whether readers of the original do not see the text. `coloured`: whether something around it may have a
    /// colour of its own.
    #[must_use]
    pub const fn is_hidden(&self, coloured: bool) -> bool {
        self.vanished || self.tiny || (self.white && !self.shaded && !coloured)
    }
}

/// Fonts whose letters are symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbols {
    /// Greek letters and marks.
    Symbol,
    /// Marks, boxes, arrows.
    Wingdings,
    /// More of them.
    Wingdings2,
    /// Arrows.
    Wingdings3,
    /// Pictures.
    Webdings,
}

impl Symbols {
    /// The font of a name, where it is one of these.
    #[must_use]
    pub fn of_font(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "symbol" => Some(Self::Symbol),
            "wingdings" => Some(Self::Wingdings),
            "wingdings 2" => Some(Self::Wingdings2),
            "wingdings 3" => Some(Self::Wingdings3),
            "webdings" => Some(Self::Webdings),
            _ => None,
        }
    }
}

/// What a style or a run changes of the look that it inherits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    bold: Option<bool>,
    vanished: Option<bool>,
    white: Option<bool>,
    shaded: Option<bool>,
    tiny: Option<bool>,
    struck: Option<bool>,
    symbols: Option<Option<Symbols>>,
}

/// Half points below which text cannot be read.
const READABLE: i64 = 3;

impl Change {
    /// Takes a property in. Others than those of looks change nothing.
    pub fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            b"b" => self.bold = Some(element.is_on()),
            b"vanish" => self.vanished = Some(element.is_on()),
            b"strike" | b"dstrike" => self.struck = Some(element.is_on()),
            b"color" => {
                let value = element.val().unwrap_or_default();
                self.white = Some(value.eq_ignore_ascii_case("ffffff"));
            }
            b"sz" => self.tiny = element.number().map(|n| n < READABLE),
            b"highlight" => self.shaded = Some(element.is_on()),
            b"shd" => self.shaded = Some(is_shaded(element)),
            b"rFonts" => {
                let font = element
                    .attribute("ascii")
                    .or_else(|| element.attribute("hAnsi"));
                if let Some(font) = font {
                    self.symbols = Some(Symbols::of_font(&font));
                }
            }
            _ => {}
        }
    }

    /// The look after the change.
    #[must_use]
    pub fn apply(&self, look: Look) -> Look {
        Look {
            bold: self.bold.unwrap_or(look.bold),
            vanished: self.vanished.unwrap_or(look.vanished),
            white: self.white.unwrap_or(look.white),
            shaded: self.shaded.unwrap_or(look.shaded),
            tiny: self.tiny.unwrap_or(look.tiny),
            struck: self.struck.unwrap_or(look.struck),
            symbols: self.symbols.unwrap_or(look.symbols),
        }
    }
}

/// Whether a shading has a colour other than white.
#[must_use]
pub fn is_shaded(element: &Element<'_>) -> bool {
    let fill = element
        .attribute("fill")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let pattern = element.val().unwrap_or_default();
    !matches!(fill.as_str(), "" | "auto" | "ffffff")
        || !matches!(pattern.as_str(), "" | "clear" | "nil")
}

/// What a letter of a font of symbols stands for. Nothing where no letter means the same.
#[must_use]
pub fn symbol(font: Option<Symbols>, code: u32) -> Option<char> {
    let Some(font) = font else {
        return char::from_u32(code).filter(|c| !is_private(*c));
    };
    // Their letters lie in a private area, or are written as if they were of another font.
    let low = if (0xf000..=0xf0ff).contains(&code) {
        code - 0xf000
    } else {
        code
    };
    if low == 0x20 || low == 0xa0 {
        return Some(' ');
    }
    match font {
        Symbols::Symbol => greek(low),
        Symbols::Wingdings => Some(match low {
            0x22 => '✂',
            0x28 | 0x29 => '☎',
            0x2a | 0x2b => '✉',
            0x46 => '☞',
            0x4a => '☺',
            0x6c | 0x9f => '●',
            0x6e => '■',
            0x6f | 0x71 | 0xa8 => '☐',
            0x73..=0x75 | 0x77 => '◆',
            0x76 => '❖',
            0x78 | 0xfd => '☒',
            0xa7 => '▪',
            0xa1 => '○',
            0xab => '★',
            0xd8 => '➢',
            0xdf | 0xe7 | 0xef => '←',
            0xe0 | 0xe8 | 0xf0 => '→',
            0xe1 | 0xf1 => '↑',
            0xe2 | 0xf2 => '↓',
            0xf3 | 0xf4 => '↔',
            0xfb => '✗',
            0xfc => '✓',
            0xfe => '☑',
            0x80 => '⓪',
            0x81..=0x8a => char::from_u32(0x2460 + low - 0x81)?,
            0x8c..=0x95 => char::from_u32(0x2776 + low - 0x8c)?,
            _ => return None,
        }),
        Symbols::Wingdings2 => Some(match low {
            0x4f => '✗',
            0x50 => '✓',
            0x51 | 0x53 | 0x54 => '☒',
            0x52 => '☑',
            0x30 | 0xa3 => '☐',
            0x97 | 0x98 => '●',
            _ => return None,
        }),
        Symbols::Wingdings3 => Some(match low {
            0x66 => '←',
            0x67 => '→',
            0x68 => '↑',
            0x69 => '↓',
            0x7d => '▶',
            _ => return None,
        }),
        Symbols::Webdings => Some(match low {
            0x61 => '✓',
            0x72 => '✗',
            0x63 => '☐',
            0x67 => '■',
            0x6e => '●',
            0x34 => '▶',
            _ => return None,
        }),
    }
}

fn greek(low: u32) -> Option<char> {
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    const CAPITAL: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    let seat = |from: u32| usize::try_from(low - from).unwrap_or(usize::MAX);
    Some(match low {
        0x41..=0x5a => CAPITAL.chars().nth(seat(0x41))?,
        0x61..=0x7a => SMALL.chars().nth(seat(0x61))?,
        0x2d => '-',
        0x40 => '≅',
        0x22 => '∀',
        0x24 => '∃',
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xad => '↑',
        0xae => '→',
        0xaf => '↓',
        0xb0 => '°',
        0xb1 => '±',
        0xb2 => '″',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xba => '≡',
        0xbb => '≈',
        0xbc => '…',
        0xd2 | 0xe2 => '®',
        0xd3 | 0xe3 => '©',
        0xd4 | 0xe4 => '™',
        0xd7 => '·',
        0x21..=0x7e => char::from_u32(low)?,
        _ => return None,
    })
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_become_letters() {
        let check = |font: Option<Symbols>, code: u32, expected: Option<char>| {
            assert_eq!(symbol(font, code), expected, "{font:?} {code:x}");
        };
        check(Some(Symbols::Wingdings), 0xf0fc, Some('✓'));
        check(Some(Symbols::Wingdings), 0xfc, Some('✓'));
        check(Some(Symbols::Wingdings), 0xf0a8, Some('☐'));
        check(Some(Symbols::Symbol), 0xf0b7, Some('•'));
        check(Some(Symbols::Symbol), 0xf061, Some('α'));
        check(Some(Symbols::Symbol), 0xf057, Some('Ω'));
        check(Some(Symbols::Symbol), 0x7a, Some('ζ'));
        check(Some(Symbols::Webdings), 0xf0ff, None);
        check(None, 0x2713, Some('✓'));
        check(None, 0xf0fc, None);
        check(Symbols::of_font("Wingdings 2"), 0xf052, Some('☑'));
    }

    #[test]
    fn white_is_hidden_only_on_white() {
        let white = Look {
            white: true,
            ..Look::default()
        };
        assert!(white.is_hidden(false));
        assert!(!white.is_hidden(true));
        assert!(
            !Look {
                shaded: true,
                ..white
            }
            .is_hidden(false)
        );
        assert!(
            Look {
                vanished: true,
                ..Look::default()
            }
            .is_hidden(true)
        );
    }
}
