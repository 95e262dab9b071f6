//! Parts that several sections share: headings, quotes, labels.

use super::block::Block;
use super::flow::Flow;
use super::item::Item;
use super::palette;
use super::shape;
use super::text::{self, Align, BODY, CAPTION, HEADING, Span, Style, TABLE, span, text_block};
use crate::finding::State;
use crate::report::model::{ProvisionLine, QuoteLine};
use crate::score::Tier;

/// The heading of a section, with a note at the right; it starts the section for running head and outline.
pub fn heading(flow: &mut Flow, title: &str, note: &str) {
    let width = flow.width();
    let mut block = Block {
        before: 26.0,
        section: Some(title.to_owned()),
        ..Block::default()
    };
    block.items.push(Item::Anchor {
        name: title.to_owned(),
        y: 0.0,
    });
    block.items.push(Item::Bookmark {
        level: 0,
        title: title.to_owned(),
        y: 0.0,
    });
    block.items.extend(text::line(title, HEADING, 0.0, 0.0));
    block.items.extend(text::line_right(
        note,
        TABLE.color(palette::FAINT),
        width,
        4.0,
    ));
    block.height = HEADING.leading + 6.0;
    flow.push(block.keep());
}

/// A paragraph of running text over the whole width, or narrower where that would be too long to read.
pub fn prose(flow: &mut Flow, spans: &[Span], before: f32) {
    let width = flow.width().min(640.0);
    for (i, block) in text::paragraph(spans, 0.0, width).into_iter().enumerate() {
        flow.push(if i == 0 { block.before(before) } else { block });
    }
}

/// A caption under a table.
pub fn caption(flow: &mut Flow, words: &str) {
    let width = flow.width();
    let block = text_block(
        &[span(words, TABLE.color(palette::SOFT))],
        width,
        Align::Left,
    );
    flow.push(block.before(5.0));
}

/// A verbatim quote with its place, on the ground of its category, as blocks of one line each.
pub fn quote(
    line: &ProvisionLine,
    quote: &QuoteLine,
    x: f32,
    width: f32,
    style: Style,
) -> Vec<Block> {
    const PAD: f32 = 5.0;
    let colors = palette::category(&line.code);
    let place = format!(" {}{}", quote.place, voice_note(quote));
    let spans = [
        span(against(line, quote), style.color(palette::SOFT)),
        span(quoted(&quote.excerpt), style),
        span(place, style.color(palette::SOFT)),
    ];
    let mut lines = text::paragraph(&spans, x + 14.0, width - 26.0);
    let last = lines.len().saturating_sub(1);
    for (i, line) in lines.iter_mut().enumerate() {
        if i == 0 {
            let keep = line.keep;
            *line = Block {
                keep,
                ..std::mem::take(line).shifted(0.0, PAD)
            };
        }
        if i == last {
            line.height += PAD;
        }
        // Half a unit more, so that no seam shows between lines; the next line's ground covers it.
        let tall = if i == last {
            line.height
        } else {
            line.height + 0.5
        };
        line.items.splice(
            0..0,
            [
                Item::fill(x, 0.0, width, tall, 0.0, colors.tint),
                Item::fill(x, 0.0, 3.0, tall, 0.0, colors.fill),
            ],
        );
    }
    lines
}

/// Words between quotation marks, but for an end at which they have a mark of their own.
pub fn quoted(words: &str) -> String {
    let words = words.trim();
    let open = if words.starts_with(['“', '"', '„', '«', '‘']) {
        ""
    } else {
        "“"
    };
    let close = if words.ends_with(['”', '"', '»', '“', '’']) {
        ""
    } else {
        "”"
    };
    format!("{open}{words}{close}")
}

/// Says so where it is not the vendor who speaks.
fn voice_note(quote: &QuoteLine) -> &'static str {
    match quote.voice {
        crate::document::Voice::Vendor => "",
        crate::document::Voice::Analyst => " (analyst)",
        crate::document::Voice::OtherParty => " (another party)",
    }
}

/// The state of a provision in a word. Of a missing protection it tells whether the protection is there: that its
/// absence is denied is hard to read.
pub fn state_word(line: &ProvisionLine) -> &'static str {
    match line.state {
        State::Affirmed if line.missing => "Missing",
        State::Denied if line.missing => "Provided",
        state => state.name(),
    }
}

/// `Affirmed, vendor`.
pub fn state_words(line: &ProvisionLine) -> String {
    let word = state_word(line);
    match line.voice {
        Some(voice) => format!("{word}, {}", voice.name().to_lowercase()),
        None => word.to_owned(),
    }
}

/// What stands before a quote that speaks against the state of its provision.
pub fn against(line: &ProvisionLine, quote: &QuoteLine) -> &'static str {
    match (line.state, quote.state) {
        (State::Affirmed | State::Conditional, State::Denied)
        | (State::Denied, State::Affirmed) => "Against it: ",
        _ => "",
    }
}

/// A label in a soft colour and wrapped text beside it.
pub fn labelled(label: &str, label_width: f32, words: &[Span], width: f32) -> Block {
    let style = words.first().map_or(BODY, |w| w.style);
    let name = text_block(
        &[span(
            label,
            style.cut(super::metrics::Cut::Regular).color(palette::SOFT),
        )],
        label_width,
        Align::Left,
    );
    let body = text_block(words, width - label_width, Align::Left);
    Block::beside(vec![(0.0, name), (label_width, body)])
}

/// The shape and word of a tier; gives the items and where they end.
pub fn tier_word(tier: Tier, style: Style, x: f32, y: f32) -> (Vec<Item>, f32) {
    let style = style.color(palette::tier(tier).ink);
    let size = style.size * 0.86;
    let mut items = shape::tier(tier, x + size / 2.0, y + style.leading / 2.0, size);
    let from = x + size + 6.0;
    items.extend(text::line(tier.name(), style, from, y));
    let end = from + text::width(tier.name(), style);
    (items, end)
}

/// A small note in the caption style.
pub fn small(words: &str, width: f32) -> Block {
    text_block(
        &[span(words, CAPTION.color(palette::SOFT))],
        width,
        Align::Left,
    )
}

#[cfg(test)]
mod tests {
    use super::{against, quoted, state_word};
    use crate::finding::State;
    use crate::report::fixture::Fixture;

    #[test]
    fn a_missing_protection_is_told_as_there_or_not() {
        let mut line = Fixture::default().model().provisions.remove(0);
        let mut word = |missing: bool, state: State| {
            (line.missing, line.state) = (missing, state);
            state_word(&line)
        };
        assert_eq!(word(false, State::Denied), "Denied");
        assert_eq!(word(true, State::Denied), "Provided");
        assert_eq!(word(false, State::Affirmed), "Affirmed");
        assert_eq!(word(true, State::Affirmed), "Missing");
        assert_eq!(word(true, State::Silent), "Silent");
    }

    #[test]
    fn a_quote_that_speaks_against_its_state_is_marked() {
        let model = Fixture::default().model();
        let mut line = model
            .provisions
            .into_iter()
            .find(|p| !p.quotes.is_empty())
            .unwrap();
        let mut quote = line.quotes[0].clone();
        let mut mark = |state: State, says: State| {
            (line.state, quote.state) = (state, says);
            against(&line, &quote)
        };
        assert_eq!(mark(State::Affirmed, State::Denied), "Against it: ");
        assert_eq!(mark(State::Denied, State::Affirmed), "Against it: ");
        assert_eq!(mark(State::Affirmed, State::Affirmed), "");
        // A conflict shows its sides in a section of its own.
        assert_eq!(mark(State::Conflict, State::Denied), "");
    }

    #[test]
    fn marks_are_not_doubled() {
        assert_eq!(quoted(" we may "), "“we may”");
        assert_eq!(quoted("“we may"), "“we may”");
        assert_eq!(quoted("\"we\" may"), "\"we\" may”");
    }
}
