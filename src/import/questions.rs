//! Questionnaires: the question is the asker's, the answer is the vendor's.
//!
//! A row `Do you sell data? | No` becomes two blocks, so that each can have its own voice. A table counts as a
//! questionnaire where its head says so, or where several of its rows ask.

use std::collections::BTreeSet;

use crate::document::BlockKind;

use super::extract::RawBlock;

/// Heads of columns of questions, in small letters.
const QUESTION: &[&str] = &[
    "question",
    "questions",
    "question text",
    "control question",
    "assessment question",
    "security question",
    "requirement",
    "requirements",
    "frage",
    "pregunta",
    "domanda",
];
/// Heads of columns of answers.
const ANSWER: &[&str] = &[
    "answer",
    "answers",
    "response",
    "responses",
    "reply",
    "vendor response",
    "vendor answer",
    "supplier response",
    "provider response",
    "your response",
    "yes/no",
    "comments",
    "antwort",
    "réponse",
    "respuesta",
    "risposta",
];
/// What stands in front of questions in running text.
const ASKS: &[&str] = &["Q:", "Q.", "Question:", "Question "];
/// What stands in front of answers.
const ANSWERS: &[&str] = &["A:", "A.", "Answer:", "Answer ", "Response:"];
/// Fewest questions that make a questionnaire where no head says so.
const FEWEST: usize = 2;
/// Between the cells of a row.
const BAR: &str = " | ";

/// Parts the rows of questionnaires. The result holds the places of the questions.
pub fn part(blocks: &mut Vec<RawBlock>) -> BTreeSet<usize> {
    let mut out: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    let mut questions = BTreeSet::new();
    let mut at = 0;
    while at < blocks.len() {
        let rows = blocks
            .iter()
            .skip(at)
            .take_while(|b| b.kind == BlockKind::TableRow)
            .count();
        let table = blocks.get(at..at + rows).unwrap_or_default();
        if let Some(table) = Table::of(table) {
            for (i, row) in blocks.iter().skip(at).take(rows).enumerate() {
                let Some(end) = table.question_end(i, row) else {
                    out.push(row.clone());
                    continue;
                };
                let answer = end + BAR.len();
                questions.insert(out.len());
                out.push(RawBlock {
                    text: row.text.part(0..end).trimmed(),
                    ..row.clone()
                });
                let rest = row.text.part(answer..row.text.len()).trimmed();
                if !rest.is_blank() {
                    out.push(RawBlock {
                        text: rest,
                        ..row.clone()
                    });
                }
            }
        } else {
            out.extend(blocks.iter().skip(at).take(rows).cloned());
        }
        at += rows;
        if let Some(block) = blocks.get(at).filter(|_| rows == 0) {
            out.push(block.clone());
            at += 1;
        }
    }
    *blocks = out;
    pairs(blocks, &mut questions);
    questions
}

/// A table of questions.
#[derive(Debug, Clone, Copy)]
struct Table {
    /// The column of questions, where a head names it.
    column: Option<usize>,
}

impl Table {
    fn of(rows: &[RawBlock]) -> Option<Self> {
        let first = rows.first()?.text.as_str().to_lowercase();
        let heads: Vec<&str> = first.split(BAR).map(str::trim).collect();
        let column = heads.iter().position(|h| QUESTION.contains(h));
        if let Some(column) = column
            && heads.iter().skip(column + 1).any(|h| ANSWER.contains(h))
        {
            return Some(Self {
                column: Some(column),
            });
        }
        let asking = rows
            .iter()
            .filter(|r| asks(r.text.as_str()).is_some())
            .count();
        (asking >= FEWEST && asking * 2 >= rows.len()).then_some(Self { column: None })
    }

    /// Where the question of a row ends.
    fn question_end(self, index: usize, row: &RawBlock) -> Option<usize> {
        let text = row.text.as_str();
        let Some(column) = self.column else {
            return asks(text);
        };
        if index == 0 {
            return None;
        }
        text.match_indices(BAR).nth(column).map(|(at, _)| at)
    }
}

/// Where the cell ends that asks, if another follows.
fn asks(row: &str) -> Option<usize> {
    row.match_indices(BAR).map(|(at, _)| at).find(|at| {
        row.get(..*at)
            .is_some_and(|cell| cell.trim_end().ends_with('?'))
    })
}

/// `Q: …` and `A: …` in running text.
fn pairs(blocks: &[RawBlock], questions: &mut BTreeSet<usize>) {
    let starts = |block: &RawBlock, list: &[&str]| {
        let text = block.text.as_str();
        list.iter().any(|w| {
            text.strip_prefix(w)
                .is_some_and(|rest| w.ends_with(':') || numbered(rest))
        })
    };
    let asked: Vec<usize> = blocks
        .windows(2)
        .enumerate()
        .filter(
            |(_, pair)| matches!(pair, [one, next] if starts(one, ASKS) && starts(next, ANSWERS)),
        )
        .map(|(i, _)| i)
        .collect();
    if asked.len() >= FEWEST {
        questions.extend(asked);
    }
}

/// `Question 4: …`, `Q. Do you …`.
fn numbered(rest: &str) -> bool {
    rest.starts_with(' ')
        || rest
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .starts_with([':', '.', ')', ' '])
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Voice, WarningKind};
    use crate::import::{Limits, import};

    fn voices(name: &str, text: &str) -> Vec<(Voice, String)> {
        let doc = read(name, text);
        doc.blocks
            .iter()
            .map(|b| (b.voice, doc.slice(b.span).to_owned()))
            .collect()
    }

    fn read(name: &str, text: &str) -> Document {
        import(name, text.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn rows_of_a_questionnaire_are_parted() {
        let text = "# Vendor questionnaire\n\n| ID | Question | Response |\n|---|---|---|\n| 1 | Do you sell personal data? | No |\n| 2 | Describe whether you share data with advertisers. | We never do. |\n";
        let got = voices("a.md", text);
        let expected = [
            (Voice::Vendor, "Vendor questionnaire"),
            (Voice::Vendor, "ID | Question | Response"),
            (Voice::OtherParty, "1 | Do you sell personal data?"),
            (Voice::Vendor, "No"),
            (
                Voice::OtherParty,
                "2 | Describe whether you share data with advertisers.",
            ),
            (Voice::Vendor, "We never do."),
        ];
        let got: Vec<(Voice, &str)> = got.iter().map(|(v, t)| (*v, t.as_str())).collect();
        assert_eq!(got, expected);
        let doc = read("a.md", text);
        assert!(
            doc.warnings
                .iter()
                .any(|w| w.kind == WarningKind::SeveralVoices && w.message.contains("2 questions"))
        );
    }

    #[test]
    fn several_rows_that_ask_make_a_questionnaire() {
        let text = "| Topic | Asked | Said |\n|---|---|---|\n| Sale | Do you sell data? | Yes, to partners. |\n| Logs | Do you keep logs? | For a year. |\n";
        let got = voices("a.md", text);
        assert!(got.contains(&(Voice::OtherParty, "Sale | Do you sell data?".to_owned())));
        assert!(got.contains(&(Voice::Vendor, "Yes, to partners.".to_owned())));
    }

    #[test]
    fn a_table_with_one_question_in_its_head_is_none() {
        let text = "| Reasons | Does Fern share? | Can you limit it? |\n|---|---|---|\n| For marketing | Yes | No |\n| For research | Yes | No |\n";
        assert!(
            voices("a.md", text)
                .iter()
                .all(|(v, _)| *v == Voice::Vendor)
        );
    }

    #[test]
    fn questions_and_answers_in_running_text() {
        let text = "Security review of Fern\n\nQ: Please state whether you sell personal data.\nA: We do not sell it.\n\nQ: Do you share usage data with partners?\nA: Yes, we share it.\n";
        let got = voices("a.txt", text);
        for (voice, start) in [
            (Voice::OtherParty, "Q: Please state"),
            (Voice::Vendor, "A: We do not"),
            (Voice::OtherParty, "Q: Do you share"),
            (Voice::Vendor, "A: Yes"),
        ] {
            assert!(
                got.iter().any(|(v, t)| *v == voice && t.starts_with(start)),
                "{start}: {got:?}"
            );
        }
    }
}
