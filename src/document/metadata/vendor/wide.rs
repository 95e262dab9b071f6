//! Names of companies in Chinese, Japanese and Korean papers, which are written without blanks and capitals.

use super::choose::Votes;
use super::head;
use crate::document::Document;
use crate::document::metadata::dates::is_wide;

/// Words for “we” inside brackets.
const OWN: &[&str] = &[
    "我们",
    "我們",
    "本公司",
    "当社",
    "弊社",
    "当行",
    "회사",
    "당사",
];
/// Endings of companies' names.
const LEGAL: &[&str] = &[
    "有限公司",
    "有限責任公司",
    "株式会社",
    "주식회사",
    "合同会社",
];
/// Words that end before a name starts.
const BEFORE: &[&str] = &[
    "系指",
    "是指",
    "指的是",
    "由",
    "为",
    "是",
    "与",
    "和",
    "及",
    "了",
    "，",
    "。",
    "：",
    "“",
    "「",
    "『",
    "《",
    "は",
    "、",
    "と",
    "으로",
    "는",
    "은",
];

/// `春田科技有限公司（以下简称“我们”）`, and names with a legal ending.
pub fn named(document: &Document, votes: &mut Votes) {
    let head = head(&document.text, 20_000);
    if !head.contains(is_wide) {
        return;
    }
    for (at, mark) in head.match_indices(['（', '(']) {
        let inside: String = head
            .get(at + mark.len()..)
            .unwrap_or_default()
            .chars()
            .take(40)
            .take_while(|c| !matches!(c, '）' | ')'))
            .collect();
        if OWN.iter().any(|w| inside.contains(w))
            && let Some(name) = before(head.get(..at).unwrap_or_default())
        {
            votes.add(&name, 9.0);
        }
    }
    for ending in LEGAL {
        for (at, _) in head.match_indices(ending).take(20) {
            let end = at + ending.len();
            if let Some(name) = head.get(..end).and_then(before) {
                votes.add(&name, 0.7);
            }
        }
    }
}

/// The name that ends here.
fn before(text: &str) -> Option<String> {
    let run: Vec<char> = text
        .chars()
        .rev()
        .take(40)
        .take_while(|c| is_wide(*c) || c.is_alphanumeric() || matches!(c, ' ' | '/' | '“' | '”'))
        .collect();
    let run: String = run.into_iter().rev().collect();
    // `…有限公司及/或关联方`: the name ends with its legal ending.
    let legal = LEGAL
        .iter()
        .filter_map(|l| run.rfind(l).map(|at| at + l.len()))
        .max();
    let whole = legal.and_then(|end| run.get(..end)).unwrap_or(&run);
    let start = BEFORE
        .iter()
        .filter_map(|w| {
            whole
                .rfind(w)
                .map(|at| at + w.len())
                .filter(|at| *at < whole.len())
        })
        .max()
        .unwrap_or(0);
    let name = whole
        .get(start..)?
        .trim_matches(|c: char| !c.is_alphanumeric());
    let length = name.chars().count();
    (2..=20).contains(&length).then(|| name.to_owned())
}
