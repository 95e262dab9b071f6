//! From strings to measured lines: letters that no font has are replaced, words are wrapped.

use super::block::Block;
use super::item::{Item, Run};
use super::metrics::Cut;
use super::palette::{self, Color};

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Font.
    pub cut: Cut,
    /// Size.
    pub size: f32,
    /// Distance of baselines.
    pub leading: f32,
    /// Colour.
    pub color: Color,
}

impl Style {
    const fn new(cut: Cut, size: f32, leading: f32) -> Self {
        Self {
            cut,
            size,
            leading,
            color: palette::TEXT,
        }
    }

    /// In another colour.
    #[must_use]
    pub const fn color(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// In another cut.
    #[must_use]
    pub const fn cut(self, cut: Cut) -> Self {
        Self { cut, ..self }
    }
}

/// The vendor's name on page one.
pub const TITLE: Style = Style::new(Cut::SemiBold, 28.0, 34.0);
/// The score on page one.
pub const SCORE: Style = Style::new(Cut::SemiBold, 52.0, 54.0);
/// Figures under the score.
pub const FIGURE: Style = Style::new(Cut::SemiBold, 20.0, 24.0);
/// Headings.
pub const HEADING: Style = Style::new(Cut::SemiBold, 15.0, 20.0);
/// Headings of findings.
pub const STRONG: Style = Style::new(Cut::SemiBold, 12.5, 17.0);
/// Running text.
pub const BODY: Style = Style::new(Cut::Regular, 12.0, 17.0);
/// Tables.
pub const TABLE: Style = Style::new(Cut::Regular, 11.0, 15.0);
/// Heads of tables.
pub const HEAD: Style = Style::new(Cut::SemiBold, 11.0, 15.0);
/// Captions.
pub const CAPTION: Style = Style::new(Cut::Regular, 10.0, 13.0);
/// Formulas, hashes.
pub const CODE: Style = Style::new(Cut::Mono, 9.5, 14.0);

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The text, as it should be read.
    pub text: String,
    /// Its look.
    pub style: Style,
}

/// A span.
pub fn span(text: impl Into<String>, style: Style) -> Span {
    Span {
        text: text.into(),
        style,
    }
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    text: String,
    means: Option<String>,
    style: Style,
    width: f32,
    /// Whether a line may end before it.
    breakable: bool,
    space: bool,
}

/// A line that fits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    pieces: Vec<Piece>,
    /// Width, without a space at the end.
    pub width: f32,
    /// Distance to the next baseline.
    pub leading: f32,
}

/// Our own texts as they are printed: straight quotation marks made curly, signs tied to what follows. Quotes of documents
/// are left as they are.
#[must_use]
pub fn curly(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '“' | '‘' | '–' | '—');
        out.push(match letter {
            '\'' if opens => '‘',
            '\'' => '’',
            '"' if opens => '“',
            '"' => '”',
            other => other,
        });
        before = letter;
    }
    tied(&out)
}

/// Signs and the figures behind them tied together, so that no line ends between them: "§ 5", "= 48.0", "+ .10".
fn tied(text: &str) -> String {
    const TIES: [&str; 8] = ["§", "§§", "art.", "arts.", "sch.", "=", "+", "−"];
    let mut out = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        if words.peek().is_some() {
            let ties = TIES.contains(&word.trim_start_matches(['(', '[']));
            out.push(if ties { '\u{a0}' } else { ' ' });
        }
    }
    out
}

/// What is printed for one letter: itself, something that stands for it, or nothing.
enum Shown {
    Same,
    As(char, Cut),
    Nothing,
    Code,
}

fn shown(letter: char, cut: Cut) -> Shown {
    match letter {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            return Shown::As(' ', cut);
        }
        // Invisible by design: soft hyphen, joiners, marks of direction, byte order mark.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => return Shown::Nothing,
        c if c.is_control() => return Shown::Nothing,
        _ => {}
    }
    if cut.has(letter) {
        return Shown::Same;
    }
    if Cut::Regular.has(letter) {
        return Shown::As(letter, Cut::Regular);
    }
    match letter {
        '\u{2010}' | '\u{2011}' => Shown::As('-', cut),
        '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{1680}' => {
            Shown::As(' ', cut)
        }
        '\u{2610}' => Shown::As('□', Cut::Regular),
        '\u{25aa}' | '\u{25cf}' | '\u{2043}' | '\u{2219}' | '\u{f0b7}' => {
            Shown::As('•', Cut::Regular)
        }
        // Letters of right-to-left and joining scripts would stand apart and in the wrong order.
        c if stands_alone(c) && Cut::Scripts.has(c) => Shown::As(c, Cut::Scripts),
        _ => Shown::Code,
    }
}

/// Whether a letter looks the same whatever stands beside it, and is written from left to right.
const fn stands_alone(letter: char) -> bool {
    !matches!(letter,
        // Hebrew, Arabic, Syriac, Thaana and the like.
        '\u{590}'..='\u{8ff}'
        // The scripts of India, of South-East Asia and of Tibet.
        | '\u{900}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        // Forms of Arabic.
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

/// The letters of a text that none of the fonts has, and that are printed as code points.
#[must_use]
pub fn missing(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| matches!(shown(*c, Cut::Regular), Shown::Code))
        .collect()
}

/// Whether a line may end between these two letters of one word.
fn may_break(before: char, after: char) -> bool {
    let between_digits = before.is_ascii_digit() && after.is_ascii_digit();
    let hyphen = matches!(before, '-' | '/' | '–' | '—' | '\u{2010}')
        && after.is_alphanumeric()
        && !between_digits;
    // Chinese, Japanese and Korean break between any two letters, but not before a mark that closes.
    let wide = |c: char| matches!(c, '\u{2e80}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    let closes = matches!(
        after,
        '、' | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '！'
            | '？'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '”'
            | '’'
            | 'ー'
    );
    let opens = matches!(before, '（' | '「' | '『' | '【' | '《' | '〈' | '“' | '‘');
    hyphen || (wide(before) || wide(after)) && !closes && !opens
}

fn pieces(spans: &[Span]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    // Whether the next piece stands at a place where a line may end.
    let mut free = true;
    for span in spans {
        let mut last = ' ';
        for (at, letter) in span.text.char_indices() {
            let (letter, cut, code) = match shown(letter, span.style.cut) {
                Shown::Nothing => continue,
                Shown::Same => (letter, span.style.cut, false),
                Shown::As(other, cut) => (other, cut, false),
                Shown::Code => (letter, span.style.cut, true),
            };
            let style = span.style.cut(cut);
            if code {
                let text = format!("‹U+{:04X}›", u32::from(letter));
                out.push(Piece {
                    width: style.cut.width(&text, style.size),
                    text,
                    means: Some(letter.to_string()),
                    style,
                    breakable: true,
                    space: false,
                });
                free = true;
                last = letter;
                continue;
            }
            let space = letter == ' ';
            let previous = if at == 0 { None } else { Some(last) };
            let breaks = free || previous.is_some_and(|p| may_break(p, letter));
            last = letter;
            match out.last_mut() {
                Some(piece)
                    if piece.style == style
                        && piece.means.is_none()
                        && piece.space == space
                        && (space || !breaks) =>
                {
                    piece.text.push(letter);
                }
                _ => out.push(Piece {
                    text: letter.to_string(),
                    means: None,
                    style,
                    width: 0.0,
                    breakable: breaks && !space,
                    space,
                }),
            }
            free = space;
        }
    }
    for piece in &mut out {
        piece.width = piece.style.cut.width(&piece.text, piece.style.size);
    }
    out
}

/// Wraps spans to a width. There is always at least one line; its leading is the largest of its styles.
#[must_use]
pub fn wrap(spans: &[Span], width: f32) -> Vec<Line> {
    let leading = spans.iter().map(|s| s.style.leading).fold(0.0, f32::max);
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line {
        leading,
        ..Line::default()
    };
    let mut at = pieces(spans).into_iter().peekable();
    while let Some(first) = at.next() {
        if first.space {
            line.pieces.push(first);
            continue;
        }
        // A word is what must stay together: this piece and those that may not start a line.
        let mut word = vec![first];
        while let Some(next) = at.next_if(|p| !p.space && !p.breakable) {
            word.push(next);
        }
        let word_width: f32 = word.iter().map(|p| p.width).sum();
        let mut taken = total(&line.pieces);
        if !line.pieces.is_empty() && taken + word_width > width {
            if line.pieces.iter().any(|p| !p.space) {
                close(&mut line, &mut lines, leading);
            } else {
                line.pieces.clear();
            }
            taken = 0.0;
        }
        if taken + word_width <= width {
            line.pieces.extend(word);
        } else {
            for piece in word {
                split_into(piece, width, &mut line, &mut lines, leading);
            }
        }
    }
    if line.pieces.iter().any(|p| !p.space) || lines.is_empty() {
        close(&mut line, &mut lines, leading);
    }
    lines
}

/// Fills lines with the letters of a word that is longer than a line.
fn split_into(piece: Piece, width: f32, line: &mut Line, lines: &mut Vec<Line>, leading: f32) {
    if piece.means.is_some() {
        if total(&line.pieces) + piece.width > width && !line.pieces.is_empty() {
            close(line, lines, leading);
        }
        line.pieces.push(piece);
        return;
    }
    let mut part = String::new();
    let mut taken = total(&line.pieces);
    for letter in piece.text.chars() {
        let advance = piece
            .style
            .cut
            .width(letter.encode_utf8(&mut [0; 4]), piece.style.size);
        if taken + advance > width && taken > 0.0 {
            push_part(&mut part, &piece, line);
            close(line, lines, leading);
            taken = 0.0;
        }
        part.push(letter);
        taken += advance;
    }
    push_part(&mut part, &piece, line);
}

fn push_part(part: &mut String, piece: &Piece, line: &mut Line) {
    if !part.is_empty() {
        let text = std::mem::take(part);
        line.pieces.push(Piece {
            width: piece.style.cut.width(&text, piece.style.size),
            text,
            ..piece.clone()
        });
    }
}

fn total(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|p| p.width).sum()
}

fn close(line: &mut Line, lines: &mut Vec<Line>, leading: f32) {
    let mut done = std::mem::replace(
        line,
        Line {
            leading,
            ..Line::default()
        },
    );
    let content = done
        .pieces
        .iter()
        .rposition(|p| !p.space)
        .map_or(0, |i| i + 1);
    done.width = done.pieces.iter().take(content).map(|p| p.width).sum();
    lines.push(done);
}

/// Where a line stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// At the right: numbers.
    Right,
}

impl Line {
    /// The runs of this line, in a column of this width whose top is `y`.
    #[must_use]
    pub fn items(&self, x: f32, y: f32, width: f32, align: Align) -> Vec<Item> {
        let mut at = match align {
            Align::Left => x,
            Align::Right => x + width - self.width,
        };
        let right_end = at + self.width;
        let mut runs: Vec<Run> = Vec::new();
        for piece in &self.pieces {
            let color = piece.style.color;
            match runs.last_mut() {
                Some(run)
                    if run.cut == piece.style.cut
                        && run.size == piece.style.size
                        && run.color == color
                        && run.means.is_none()
                        && piece.means.is_none() =>
                {
                    run.text.push_str(&piece.text);
                    run.width += piece.width;
                }
                _ => runs.push(Run {
                    x: at,
                    y: y + baseline(piece.style, self.leading),
                    size: piece.style.size,
                    cut: piece.style.cut,
                    color,
                    text: piece.text.clone(),
                    means: piece.means.clone(),
                    width: piece.width,
                }),
            }
            at += piece.width;
        }
        // A space at the end of a line is kept as text, so that copied words stay apart, but takes no room.
        for run in &mut runs {
            run.width = run.width.min((right_end - run.x).max(0.0));
        }
        runs.into_iter().map(Item::Text).collect()
    }
}

/// Distance of the baseline from the top of a line of this height.
#[must_use]
pub fn baseline(style: Style, leading: f32) -> f32 {
    let metrics = style.cut.metrics();
    #[allow(clippy::cast_precision_loss, reason = "a few thousand at the most")]
    let middle = (metrics.ascent + metrics.descent) as f32 / 2000.0;
    leading / 2.0 + middle * style.size
}

/// Wrapped text as one block that never splits.
#[must_use]
pub fn text_block(spans: &[Span], width: f32, align: Align) -> Block {
    let mut block = Block::default();
    for line in wrap(spans, width) {
        block
            .items
            .extend(line.items(0.0, block.height, width, align));
        block.height += line.leading;
    }
    block
}

/// Wrapped text as blocks of one line each, tied so that no line stands alone on a page.
#[must_use]
pub fn paragraph(spans: &[Span], x: f32, width: f32) -> Vec<Block> {
    let lines = wrap(spans, width);
    let last = lines.len().saturating_sub(1);
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| Block {
            items: line.items(x, 0.0, width, Align::Left),
            height: line.leading,
            keep: i != last && (i == 0 || i + 1 == last),
            ..Block::default()
        })
        .collect()
}

/// One line cut to a width, with an ellipsis where something is left out.
#[must_use]
pub fn fit(text: &str, style: Style, width: f32) -> String {
    let clean: String = pieces(&[span(text, style)])
        .into_iter()
        .map(|p| p.text)
        .collect();
    if self::width(&clean, style) <= width {
        return clean;
    }
    let mut out = String::new();
    let mut room = width - self::width("…", style);
    for letter in clean.chars() {
        // Letters of other scripts are set in other fonts, which are wider. A blank by itself has no width in a line.
        room -= if letter.is_whitespace() {
            style.cut.width(" ", style.size)
        } else {
            self::width(letter.encode_utf8(&mut [0; 4]), style)
        };
        if room < 0.0 {
            break;
        }
        out.push(letter);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// The first lines of a text, as a text that wraps to no more than these, with an ellipsis where it was cut.
#[must_use]
pub fn clip(text: &str, style: Style, width: f32, lines: usize) -> String {
    let spans = |t: &str| wrap(&[span(t, style)], width).len();
    if spans(text) <= lines {
        return text.to_owned();
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let (mut low, mut high) = (0, letters.len());
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        let cut = letters.get(middle).map_or(text.len(), |(at, _)| *at);
        let head = text.get(..cut).unwrap_or_default().trim_end();
        if spans(&format!("{head}…")) <= lines {
            low = middle;
        } else {
            high = middle;
        }
    }
    let cut = letters.get(low).map_or(text.len(), |(at, _)| *at);
    let head = text.get(..cut).unwrap_or_default();
    // A word is not cut in two where that costs little.
    let whole = head
        .rfind(' ')
        .filter(|space| cut - space <= 16)
        .unwrap_or(cut);
    let head = head.get(..whole).unwrap_or(head);
    format!("{}…", head.trim_end_matches([' ', ',', ';', '.']))
}

/// A single line of text as items, its top at `y`.
#[must_use]
pub fn line(text: &str, style: Style, x: f32, y: f32) -> Vec<Item> {
    wrap(&[span(text, style)], f32::INFINITY)
        .first()
        .map(|l| l.items(x, y, 0.0, Align::Left))
        .unwrap_or_default()
}

/// A single line of text that ends at `right`, as items.
#[must_use]
pub fn line_right(text: &str, style: Style, right: f32, y: f32) -> Vec<Item> {
    wrap(&[span(text, style)], f32::INFINITY)
        .first()
        .map(|l| l.items(right - l.width, y, l.width, Align::Left))
        .unwrap_or_default()
}

/// Width of a text on one line, as it is printed.
#[must_use]
pub fn width(text: &str, style: Style) -> f32 {
    wrap(&[span(text, style)], f32::INFINITY)
        .first()
        .map_or(0.0, |l| l.width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stays_with_its_figure_and_words_that_end_like_it_do_not() {
        assert_eq!(curly("(art. 5, = 48.0)"), "(art.\u{a0}5, =\u{a0}48.0)");
        let apart = "At the start. Then the second part. 5";
        assert_eq!(curly(apart), apart);
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines
            .iter()
            .map(|l| l.pieces.iter().map(|p| p.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn words_are_wrapped_and_none_is_lost() {
        let text = "We may share usage data with third-party partners, as set out below.";
        let lines = wrap(&[span(text, BODY)], 120.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|l| l.width <= 120.0));
        assert_eq!(texts(&lines).concat(), text);
    }

    #[test]
    fn a_word_longer_than_the_line_is_split_between_letters() {
        let text = "W".repeat(100);
        let lines = wrap(&[span(text.clone(), BODY)], 100.0);
        assert!(lines.iter().all(|l| l.width <= 100.0));
        assert_eq!(texts(&lines).concat(), text);
    }

    #[test]
    fn letters_without_a_glyph_are_code_points_and_keep_their_meaning() {
        let lines = wrap(&[span("ש a\u{200b}b", BODY)], 500.0);
        let items = lines[0].items(0.0, 0.0, 500.0, Align::Left);
        let Item::Text(first) = &items[0] else {
            panic!()
        };
        assert_eq!(
            (first.text.as_str(), first.means.as_deref()),
            ("‹U+05E9›", Some("ש"))
        );
        let Item::Text(second) = &items[1] else {
            panic!()
        };
        assert_eq!(second.text, " ab");
        assert_eq!(missing("ש ab é Ж 北"), ['ש']);
    }

    #[test]
    fn letters_of_other_scripts_come_from_another_font_and_break_anywhere() {
        let lines = wrap(&[span("Paris 北极光北极光。", BODY)], 60.0);
        let shown = texts(&lines);
        assert_eq!(shown.concat(), "Paris 北极光北极光。");
        assert!(
            shown.len() > 1 && shown.iter().all(|l| !l.starts_with('。')),
            "{shown:?}"
        );
        let items = lines[0].items(0.0, 0.0, 60.0, Align::Left);
        let cuts: Vec<Cut> = items
            .iter()
            .filter_map(|i| match i {
                Item::Text(run) => Some(run.cut),
                _ => None,
            })
            .collect();
        assert_eq!(cuts, [Cut::Regular, Cut::Scripts]);
    }

    #[test]
    fn own_texts_get_curly_marks() {
        assert_eq!(
            curly("the vendor's \"usage data\" ('logs')"),
            "the vendor’s “usage data” (‘logs’)"
        );
    }

    #[test]
    fn clipped_text_fits_and_says_so() {
        let long = "one two three four five six seven eight nine ten ".repeat(9);
        let clipped = clip(&long, TABLE, 100.0, 3);
        assert!(clipped.ends_with('…'));
        assert_eq!(wrap(&[span(clipped, TABLE)], 100.0).len(), 3);
        assert_eq!(clip("short", TABLE, 100.0, 3), "short");
        assert!(width(&fit(&long, TABLE, 80.0), TABLE) <= 80.0);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(wrap(&[span("", BODY)], 10.0).len(), 1);
    }
}
